"""A request's parameters become a Query: what of a timeline is asked for, in canonical order."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, fields
from datetime import date, datetime, time, timedelta
from urllib.parse import urlencode
from uuid import UUID
from zoneinfo import ZoneInfo

from timeline import Choice, Status

MAX_LIMIT = 2000
#: Characters of a parameter's value.
MAX_VALUE = 200

#: A day, or a date-time with its offset; a year, month or day.
MOMENT = re.compile(r"\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d)?(Z|[+-]\d\d:\d\d))?", re.ASCII)
PERIOD = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?", re.ASCII)


class QueryError(ValueError):
    """A parameter cannot be used; the message says what is allowed."""

    def __init__(self, parameter: str, reason: str) -> None:
        self.parameter = parameter
        self.reason = reason
        super().__init__(f"{parameter}: {reason}")


@dataclass(frozen=True, slots=True)
class Query:
    """What is asked for; the fields stand in the canonical order of the parameters."""

    #: Words that the event's texts have to contain, all of them.
    q: str | None = None
    #: A kind, place or actor.
    tag: str | None = None
    #: A publisher's name or host.
    source: str | None = None
    place: str | None = None
    status: str | None = None
    #: First published: a day, or a date-time with its offset.
    since: str | None = None
    until: str | None = None
    #: Event date: a year, month or day; ``from`` and ``to`` as parameters.
    from_: str | None = None
    to: str | None = None
    limit: int | None = None
    #: Id of the last entry seen.
    before: str | None = None

    def filters(self) -> tuple[tuple[str, str], ...]:
        """Return the parameters that leave events out for what they are, not for their number."""
        return tuple(pair for pair in self.parameters() if pair[0] not in ("limit", "before"))

    def parameters(self) -> tuple[tuple[str, str], ...]:
        """Return the parameters that are set, in canonical order."""
        values = ((name, getattr(self, field)) for name, field in PARAMETERS.items())
        return tuple((name, str(value)) for name, value in values if value is not None)

    def encode(self) -> str:
        """Return the query string with its "?", or nothing.

        >>> parse([("limit", "5"), ("q", " snow  storm ")]).encode()
        '?q=snow+storm&limit=5'
        """
        encoded = urlencode(self.parameters())
        return f"?{encoded}" if encoded else ""


#: Parameter -> field of Query.
PARAMETERS = {field.name.rstrip("_"): field.name for field in fields(Query)}


def parse(parameters: Iterable[tuple[str, str]]) -> Query:
    """Return the Query that *parameters* spell; an empty value is as good as none.

    Raises QueryError, which says what is allowed.
    """
    found: dict[str, str | int] = {}
    for name, raw in parameters:
        if name not in PARAMETERS:
            allowed = ", ".join(PARAMETERS)
            raise QueryError(shorten(name), f"no such parameter; there are {allowed}")
        if PARAMETERS[name] in found:
            raise QueryError(name, "given more than once; give it once")
        if len(raw) > MAX_VALUE:
            raise QueryError(name, f"longer than {MAX_VALUE} characters")
        if value := " ".join(raw.split()):
            found[PARAMETERS[name]] = READERS[name](name, value)
    return Query(**found)  # type: ignore[arg-type]  # each reader gives its field's type


def shorten(name: str) -> str:
    """Return a stranger's text fit for a message: short and printable."""
    return "".join(letter if letter.isprintable() else "·" for letter in name[:40])


def _refusal(name: str, value: str, allowed: str) -> QueryError:
    return QueryError(name, f"is {allowed}; not “{shorten(value)}”")


def _text(name: str, value: str) -> str:
    if not value.isprintable():
        raise QueryError(name, "has characters that cannot be printed")
    return value


def _status(name: str, value: str) -> str:
    allowed = [status.value for status in Status]
    if value not in allowed:
        raise _refusal(name, value, f"one of {', '.join(allowed)}")
    return value


def _moment(name: str, value: str) -> str:
    # the "+" of an offset arrives as a space where it was not escaped
    value = value.replace(" ", "+")
    try:
        year = datetime.fromisoformat(value).year if MOMENT.fullmatch(value) else 0
    except ValueError:
        year = 0
    # so far from the ends of the calendar that a zone or a day more stays within it
    if 1000 <= year < 9999:
        return value
    allowed = "a day, 2026-01-28, or a time with its offset, 2026-01-28T12:00:00Z"
    raise _refusal(name, value, allowed)


def _period(name: str, value: str) -> str:
    try:
        bounds(value)
    except (ValueError, OverflowError):
        allowed = "a day, 2026-01-28, a month, 2026-01, or a year, 2026"
        raise _refusal(name, value, allowed) from None
    return value


def _limit(name: str, value: str) -> int:
    if not re.fullmatch(r"[0-9]{1,4}", value) or not 1 <= int(value) <= MAX_LIMIT:
        raise _refusal(name, value, f"a number from 1 to {MAX_LIMIT}")
    return int(value)


def _before(name: str, value: str) -> str:
    try:
        return str(UUID(value.removeprefix("urn:uuid:")))
    except ValueError:
        allowed = "the id of an entry, urn:uuid:… or the UUID alone"
        raise _refusal(name, value, allowed) from None


READERS: dict[str, Callable[[str, str], str | int]] = {
    "q": _text,
    "tag": _text,
    "source": _text,
    "place": _text,
    "status": _status,
    "since": _moment,
    "until": _moment,
    "from": _period,
    "to": _period,
    "limit": _limit,
    "before": _before,
}


# --- choosing events -------------------------------------------------------------------------


def bounds(period: str) -> tuple[date, date]:
    """Return the first and last day of a year, month or day; ValueError if it is none.

    >>> bounds("2026-02")
    (datetime.date(2026, 2, 1), datetime.date(2026, 2, 28))
    """
    found = PERIOD.fullmatch(period)
    if found is None:
        raise ValueError(f"{period!r} is no year, month or day")
    year, month, day = (int(part) if part else None for part in found.groups())
    first = date(year or 0, month or 1, day or 1)
    if day:
        return first, first
    if month:
        following = date(first.year + first.month // 12, first.month % 12 + 1, 1)
        return first, following - timedelta(days=1)
    return first, date(first.year, 12, 31)


def choice(query: Query, zone: ZoneInfo) -> Choice:
    """Return what *query* means, whatever the number of entries; its days are *zone*'s."""
    return Choice.of(
        text=query.q,
        tag=query.tag,
        source=query.source,
        place=query.place,
        status=Status(query.status) if query.status else None,
        since=_instant(query.since, zone) if query.since else None,
        until=_instant(query.until, zone, after=True) if query.until else None,
        first=bounds(query.from_)[0] if query.from_ else None,
        last=bounds(query.to)[1] if query.to else None,
        zone=zone,
    )


def _instant(value: str, zone: ZoneInfo, *, after: bool = False) -> datetime:
    """Return the instant a bound begins at; *after*: the first one that is beyond it."""
    if len(value) > len("2026-01-28"):
        moment = datetime.fromisoformat(value)
        return moment + timedelta(seconds=1) if after else moment
    day = date.fromisoformat(value) + (timedelta(days=1) if after else timedelta())
    return datetime.combine(day, time.min, zone)
