"""A TIMEX3 value becomes a When: EDTF, half-open bounds with zone, granularity."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta, timezone
from functools import lru_cache
from zoneinfo import ZoneInfo

from timeline.timex import values
from timeline.types import Granularity, TimeExpression, When

#: First and last hour of the parts of a day, on the clock.
PARTS = {
    "MO": (6, 12),
    "MI": (11, 14),
    "AF": (12, 18),
    "EV": (18, 24),
    "NI": (20, 24),
    "DT": (6, 18),
}

#: Where the early part of a part begins: dawn, and dusk in winter.
EARLY = {"MO": 0, "EV": 16}

#: EDTF's codes of the seasons.
_SEASONS = {"SP": 21, "SU": 22, "FA": 23, "WI": 24}

_TIME = re.compile(r"(\d{4}-\d\d-\d\d)T(\d\d)(?::(\d\d)(?::(\d\d))?)?", re.ASCII)
_PART = re.compile(r"(\d{4}-\d\d-\d\d)T(MO|MI|AF|EV|NI|DT)", re.ASCII)
_OFFSET = re.compile(r"([+-])(\d\d):(\d\d)", re.ASCII)


def midnight(on: date, zone: ZoneInfo) -> datetime:
    """Return the first instant of a day in a zone; a day whose midnight is skipped starts later."""
    return _existing(datetime.combine(on, time(), zone))


def _existing(at: datetime) -> datetime:
    """Return a clock time as it was shown; a skipped one becomes what the clock jumped to."""
    return at.astimezone(UTC).astimezone(at.tzinfo)


def _zone(name: str | None, default: ZoneInfo) -> ZoneInfo | timezone:
    if name is None:
        return default
    if found := _OFFSET.fullmatch(name):
        offset = timedelta(hours=int(found[2]), minutes=int(found[3]))
        return timezone(offset if found[1] == "+" else -offset)
    return ZoneInfo(name)


def resolve(expression: TimeExpression, zone: ZoneInfo) -> When | None:  # noqa: PLR0911 - one return for each form
    """Return the When of an expression; None when it names no point in time.

    *zone* is where the days are counted; a clock time with its own zone keeps it. Durations,
    sets, PRESENT_REF and years no datetime can hold (490 BC) are None.
    """
    when = _value(expression.value, expression.zone, zone)
    if when is None:
        return None
    if expression.mod == "START" and expression.value[10:] in ("TMO", "TEV") and when.start:
        early = when.start.replace(hour=EARLY[expression.value[11:]])
        when = replace(when, start=_existing(early))
    if expression.until is not None:
        last = _value(expression.until, expression.zone, zone)
        end = _end(last) if last else None
        return _span(when, last) if last and end and when.start and end > when.start else when
    match expression.mod:
        case "APPROX" if when.granularity is Granularity.MINUTE:
            return roughly(when)
        case "APPROX" | "MORE_THAN" | "LESS_THAN" | "EQUAL_OR_MORE" | "EQUAL_OR_LESS":
            return (
                replace(when, edtf=f"{when.edtf}~")
                if "/" not in when.edtf
                and "T" not in when.edtf
                and when.granularity is not Granularity.SEASON
                else when
            )
        case "BEFORE" | "ON_OR_BEFORE":
            return When(f"../{_last(when)}", None, when.end, Granularity.UNKNOWN)
        case "AFTER" | "ON_OR_AFTER":
            return When(f"{_first(when)}/..", when.start, None, Granularity.UNKNOWN)
    return when


#: Hours that begin a part of the day, on the clock; so near to one, a clock time is in either.
_BORDERS, _NEAR = (0, 6, 12, 18, 24), timedelta(minutes=30)


def roughly(when: When) -> When:
    """Return the part of the day, else the day, that holds what a clock time is only near."""
    if when.start is None:
        return when
    zone, on = when.start.tzinfo, when.start.date()
    clock = timedelta(hours=when.start.hour, minutes=when.start.minute)
    first = max(hour for hour in _BORDERS if timedelta(hours=hour) <= clock)
    bounds = [first, first + 6]
    if any(abs(clock - timedelta(hours=hour)) < _NEAR for hour in bounds):
        bounds = [0, 24]
    start, end = (
        _existing(datetime.combine(on, time(), zone) + timedelta(hours=hour)) for hour in bounds
    )
    kind = Granularity.DAY if bounds == [0, 24] else Granularity.PART_OF_DAY
    return When(values.day(on), start, end, kind)


def _span(first: When, last: When) -> When:
    return When(f"{_first(first)}/{_last(last)}", first.start, _end(last), Granularity.RANGE)


def _end(last: When) -> datetime | None:
    """Return the end of a range by what it ends with: at midnight the next day has not begun."""
    minute = last.granularity is Granularity.MINUTE
    return last.start if minute and last.start and last.start.time() == time() else last.end


def _first(when: When) -> str:
    """Return the start of an interval; level 1 has no seasons there, so it is their first month."""
    if when.granularity is Granularity.SEASON and when.start:
        return values.month(when.start.date())
    return when.edtf.partition("/")[0]


def _last(when: When) -> str:
    if when.granularity is Granularity.SEASON and when.end:
        return values.month((when.end - timedelta(days=1)).date())
    return when.edtf.rpartition("/")[2]


@lru_cache(maxsize=4096)  # an article tells the same few days again and again
def _value(value: str, said: str | None, zone: ZoneInfo) -> When | None:
    try:
        return _resolve(value, said, zone)
    except OverflowError:  # the first or the last day of the calendar, in another zone
        return None


def _resolve(value: str, said: str | None, zone: ZoneInfo) -> When | None:
    if found := _TIME.fullmatch(value):
        return _instant(found, _zone(said, zone))
    if found := _PART.fullmatch(value):
        on = values.first_day(found[1])
        return _part(on, found[2], zone) if on else None
    start, unit = values.first_day(value), values.unit_of(value)
    if start is None or unit is None:
        return None
    return _unit(value, unit, start, zone)


def _instant(found: re.Match[str], zone: ZoneInfo | timezone) -> When | None:
    on = values.first_day(found[1])
    hour, minute, second = (int(part or 0) for part in found.groups()[1:])
    if on is None or hour > 24 or minute > 59 or second > 59:
        return None
    if hour == 24:
        moved = values.move(on, 1, "D")
        if moved is None:
            return None
        on, hour = moved, 0
    start = _existing(datetime.combine(on, time(hour, minute, second), zone))
    end = (start.astimezone(UTC) + timedelta(minutes=1)).astimezone(zone)
    offset = start.utcoffset() or timedelta()
    written = start if not offset.seconds % 60 else start.astimezone(UTC)  # local mean time
    return When(written.isoformat(), start, end, Granularity.MINUTE)


def _part(on: date, name: str, zone: ZoneInfo) -> When | None:
    first, last = PARTS[name]
    start = _existing(datetime.combine(on, time(first), zone))
    following = values.move(on, 1, "D")
    if following is None:
        return None
    end = (
        midnight(following, zone)
        if last == 24
        else _existing(datetime.combine(on, time(last), zone))
    )
    return When(values.day(on), start, end, Granularity.PART_OF_DAY)


def _unit(value: str, unit: str, start: date, zone: ZoneInfo) -> When | None:
    kinds = {
        "D": (Granularity.DAY, 1, "D"),
        "W": (Granularity.WEEK, 1, "W"),
        "M": (Granularity.MONTH, 1, "M"),
        "Q": (Granularity.QUARTER, 1, "Q"),
        "S": (Granularity.SEASON, 1, "Q"),
        "H": (Granularity.RANGE, 2, "Q"),
        "Y": (Granularity.YEAR, 1, "Y"),
        "E": (Granularity.RANGE, 1, "E"),
        "C": (Granularity.RANGE, 1, "C"),
    }
    granularity, number, step = kinds[unit]
    if value.endswith("-WE"):
        granularity, number, step = Granularity.RANGE, 2, "D"
    after = values.move(start, number, step)
    if after is None:
        return None
    edtf = _edtf(value, start, after)
    return When(edtf, midnight(start, zone), midnight(after, zone), granularity)


def _edtf(value: str, start: date, after: date) -> str:
    last = after - timedelta(1)
    match values.unit_of(value):
        case "W":
            return f"{values.day(start)}/{values.day(last)}"
        case "Q" | "H":
            return f"{values.month(start)}/{values.month(last)}"
        case "S":
            return f"{value[:4]}-{_SEASONS[value[5:]]}"
        case "E" | "C":
            return value.ljust(4, "X")
    return value[:10]


# --- EDTF back to a When ---------------------------------------------------------------------

_DATE = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?([?~%]?)", re.ASCII)
_UNKNOWN_YEARS = re.compile(r"(\d{2,3})X{1,2}([?~%]?)", re.ASCII)
_DATETIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:Z|[+-]\d\d:\d\d)?", re.ASCII)


def from_edtf(edtf: str, zone: ZoneInfo) -> When:
    """Return the When of an EDTF string.

    That is level 0, and of level 1 ``? ~ %``, open ends, ``199X`` and seasons. Raises
    ValueError for any other string.

    >>> from_edtf("2026-02-06/2026-02-22", ZoneInfo("Europe/Rome")).granularity
    <Granularity.RANGE: 'range'>
    """
    first, slash, last = edtf.partition("/")
    if not slash:
        return _one(edtf, zone)
    if first in ("..", ""):
        bound = _one(last, zone)
        return When(edtf, None, bound.end, Granularity.UNKNOWN)
    if last in ("..", ""):
        bound = _one(first, zone)
        return When(edtf, bound.start, None, Granularity.UNKNOWN)
    start, end = _one(first, zone).start, _end(_one(last, zone))
    if start is None or end is None or start >= end:
        raise ValueError(f"{edtf!r} ends before it begins")
    return When(edtf, start, end, _granularity(first, last))


def _granularity(first: str, last: str) -> Granularity:
    """Weeks and quarters are written as intervals; tell them from other ranges."""
    one, two = values.first_day(first), values.first_day(last)
    if one and two:
        if len(first) == len(last) == 10 and one.weekday() == 0 and (two - one).days == 6:
            return Granularity.WEEK
        if len(first) == len(last) == 7 and one.month % 3 == 1 and values.add_months(one, 2) == two:
            return Granularity.QUARTER
    return Granularity.RANGE


def _one(edtf: str, zone: ZoneInfo) -> When:
    if _DATETIME.fullmatch(edtf):
        try:
            at = datetime.fromisoformat(edtf)
            at = at if at.tzinfo else _existing(at.replace(tzinfo=zone))
            return When(edtf, at, at + timedelta(minutes=1), Granularity.MINUTE)
        except (ValueError, OverflowError) as error:
            raise ValueError(f"{edtf!r} is not a time in EDTF") from error
    value = None
    if found := _DATE.fullmatch(edtf):
        value = edtf[: len(edtf) - len(found[4])]
        if found[2] and 21 <= int(found[2]) <= 24 and not found[3]:
            value = f"{found[1]}-{['SP', 'SU', 'FA', 'WI'][int(found[2]) - 21]}"
    elif found := _UNKNOWN_YEARS.fullmatch(edtf):
        value = found[1] if len(found[1]) + edtf.count("X") == 4 else None
    when = _value(value, None, zone) if value else None
    if when is None:
        raise ValueError(f"{edtf!r} is not a date in EDTF level 0 or 1")
    return replace(when, edtf=edtf)
