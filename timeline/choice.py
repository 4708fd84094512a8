"""Which of a story's events are asked for: the same answer in memory and in the database.

A Choice is what a request means, its texts folded and its days made instants. ``holds`` says of an
event in memory whether it is chosen; the database is asked with the same Choice, and finds texts
and names by the Terms that were kept with the event.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo

from timeline.types import Event, Status

#: Words of at least so many letters also find longer ones: "olymp" finds "Olympics".
PREFIX = 4

EARLIEST, LATEST = datetime.min.replace(tzinfo=UTC), datetime.max.replace(tzinfo=UTC)

_WORD = re.compile(r"\w+")
_HOST = re.compile(r"https?://([^/?#]+)")


@dataclass(frozen=True, slots=True)
class Choice:
    """What is asked for; texts and names are folded."""

    #: The event's texts hold all of them; one of PREFIX letters may be the beginning of a word.
    words: tuple[str, ...] = ()
    #: A kind, place or actor.
    tag: str | None = None
    #: A publisher's name or host.
    source: str | None = None
    place: str | None = None
    status: Status | None = None
    #: First told in this half-open span.
    since: datetime | None = None
    until: datetime | None = None
    #: Is not over when this begins, and has begun before that.
    after: datetime | None = None
    before: datetime | None = None

    @classmethod
    def of(
        cls,
        *,
        text: str | None = None,
        tag: str | None = None,
        source: str | None = None,
        place: str | None = None,
        status: Status | None = None,
        since: datetime | None = None,
        until: datetime | None = None,
        first: date | None = None,
        last: date | None = None,
        zone: tzinfo = UTC,
    ) -> Choice:
        """Return the choice of what a request says; *first* and *last* are days of *zone*."""
        return cls(
            words=words(text or ""),
            tag=name(tag) if tag else None,
            source=fold(source) if source else None,
            place=name(place) if place else None,
            status=status,
            since=since,
            until=until,
            after=midnight(first, zone) if first else None,
            before=midnight(last + timedelta(days=1), zone) if last else None,
        )

    @property
    def is_everything(self) -> bool:
        """Say whether no event is left out."""
        return self == Choice()


@dataclass(frozen=True, slots=True)
class Terms:
    """What an event is found by; folded, each once, in order."""

    words: tuple[str, ...]
    tags: tuple[str, ...]
    places: tuple[str, ...]
    sources: tuple[str, ...]


def terms(event: Event) -> Terms:
    """Return what *event* is found by."""
    quotes = (
        text
        for mention in event.mentions
        for text in (mention.quote, mention.article.title, mention.article.publisher or "")
    )
    texts = (event.title, event.summary, event.kind, *event.places, *event.actors, *quotes)
    return Terms(
        words=words("\n".join(dict.fromkeys(texts))),  # a summary often is the quote
        tags=_each_once(map(name, (event.kind, *event.places, *event.actors))),
        places=_each_once(map(name, event.places)),
        sources=_sources(event),
    )


def holds(choice: Choice, event: Event) -> bool:
    """Say whether *event* is chosen."""
    return _is_timely(choice, event) and _is_told(choice, event)


def _is_timely(choice: Choice, event: Event) -> bool:
    start, end, told = event.when.start, event.when.end, event.published
    return not (
        (choice.since and told < choice.since)
        or (choice.until and told >= choice.until)
        or (choice.after and not (end > choice.after if end else (start or told) >= choice.after))
        or (
            choice.before
            and not (start < choice.before if start else _is_before(end, told, choice.before))
        )
    )


def _is_before(end: datetime | None, told: datetime, bound: datetime) -> bool:
    """Say whether what has no beginning stands before *bound*: at its end, or when it was told."""
    return end <= bound if end else told < bound


def _is_told(choice: Choice, event: Event) -> bool:
    if choice.status and event.status is not choice.status:
        return False
    if not (choice.words or choice.tag or choice.source or choice.place):
        return True
    found = terms(event)
    return (
        _contains(found.words, choice.words)
        and (choice.tag is None or choice.tag in found.tags)
        and (choice.source is None or choice.source in found.sources)
        and (choice.place is None or choice.place in found.places)
    )


def _contains(found: tuple[str, ...], wanted: tuple[str, ...]) -> bool:
    present = set(found)
    return all(
        word in present or (len(word) >= PREFIX and any(one.startswith(word) for one in found))
        for word in wanted
    )


def _sources(event: Event) -> tuple[str, ...]:
    names = [fold(mention.article.publisher or "") for mention in event.mentions]
    hosts = (_HOST.match(mention.article.url or "") for mention in event.mentions)
    names += [one for host in hosts if host for one in _host_names(host[1])]
    return _each_once(names)


def _host_names(host: str) -> tuple[str, str]:
    host = host.rpartition("@")[2].partition(":")[0].casefold()
    return host, host.removeprefix("www.")


# --- folding ---------------------------------------------------------------------------------


def fold(text: str) -> str:
    """Return *text* for comparing: without case, accents and doubled blanks."""
    if text.isascii():
        return " ".join(text.lower().split())
    letters = unicodedata.normalize("NFKD", text.casefold())
    if marks := [ord(one) for one in set(letters) if unicodedata.combining(one)]:
        letters = letters.translate(dict.fromkeys(marks))
    return " ".join(letters.split())


def words(text: str) -> tuple[str, ...]:
    """Return the words of *text*, folded, each once."""
    return _each_once(_WORD.findall(fold(text)))


def name(text: str) -> str:
    """Return a name for comparing; categories are written without commas."""
    return fold(text.replace(",", ""))


def _each_once(found: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(filter(None, found)))


# --- days ------------------------------------------------------------------------------------


def midnight(day: date, zone: tzinfo) -> datetime:
    """Return the instant at which a day begins, in UTC; the calendar's end where it lies beyond."""
    try:
        return datetime.combine(day, time.min, zone).astimezone(UTC)
    except OverflowError:
        return LATEST if day.year > 1 else EARLIEST


def stands(event: Event, zone: tzinfo) -> datetime:
    """Return the instant at which *event* stands in order of date.

    That is its beginning; without one, the beginning of the last day it may be on.
    """
    start, end = event.when.start, event.when.end
    if start is not None:
        return start
    last = end - timedelta(microseconds=1) if end else event.published
    return midnight(last.astimezone(zone).date(), zone)
