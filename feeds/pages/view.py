"""Entries become what a page shows: days with events, each with its sources."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from zoneinfo import ZoneInfo

from feeds import dates
from feeds.document import Entry, Evidence
from feeds.pages.phrases import Phrases
from feeds.text import clean
from feeds.wording import say_day
from timeline import Granularity, Status

#: A marker's form; "happened" is the plain one.
CSS = {
    Status.HAPPENED: "",
    Status.PLANNED: "planned",
    Status.ONGOING: "ongoing",
    Status.CLAIMED: "claimed",
    Status.CALLED_OFF: "off",
}
#: Path below the base URL -> what to write into ``href``.
Href = Callable[[str], str]

#: Has not happened, as far as the sources say.
AHEAD = frozenset({Status.PLANNED, Status.CALLED_OFF})
MAX_EXPRESSION = 100
_ISO = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-\d\d)?)?", re.ASCII)
_WITHIN_A_DAY = frozenset({Granularity.DAY, Granularity.PART_OF_DAY, Granularity.MINUTE})


@dataclass(frozen=True, slots=True)
class Quote:
    """A sentence of an article."""

    text: str
    #: Only where it is not the page's own.
    language: str | None


@dataclass(frozen=True, slots=True)
class Source:
    """An article and the sentences in which it tells of the event."""

    #: Empty where nobody knows.
    publisher: str
    title: str
    url: str | None
    day: str
    day_words: str
    quotes: tuple[Quote, ...]
    #: Who is quoted, what the date was read from.
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Item:
    """An event as a page shows it."""

    id: str
    href: str
    title: str
    #: Empty where it would repeat the title.
    summary: str
    status: str
    status_words: str
    css: str
    when: str
    #: Time of the day, places: what the heading above does not say.
    meta: tuple[str, ...]
    #: What was put right, and when.
    corrected: tuple[str, ...]
    sources_words: str
    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class Day:
    """Events under one heading."""

    id: str
    #: For ``<time datetime>``: a day, month or year; None where there is no such thing.
    iso: str | None
    words: str
    #: Of a single day.
    weekday: str
    items: tuple[Item, ...]


def days(
    entries: Iterable[Entry], zone: ZoneInfo, phrases: Phrases, href: Href, *, prefix: str = "d"
) -> tuple[Day, ...]:
    """Return *entries* under a heading each time the heading changes.

    Their order is kept but for those that begin on one day: what came by then, what happened on
    it, what lasted longer; so that a day is one heading. Their ids start with *prefix*.
    """
    ordered = sorted(entries, key=lambda entry: (dates.days(entry.event, zone)[0], _span(entry)))
    groups = groupby(ordered, key=lambda entry: _heading(entry, zone, phrases))
    found: list[Day] = []
    seen: dict[str, int] = {}
    for (edtf, title, day), group in groups:
        key = prefix + re.sub(r"[^0-9A-Za-z]", "-", edtf)
        seen[key] = seen.get(key, 0) + 1
        found.append(
            Day(
                id=key if seen[key] == 1 else f"{key}_{seen[key]}",
                iso=edtf if _ISO.fullmatch(edtf) else None,
                words=title,
                weekday=phrases.weekdays[day.weekday()] if day else "",
                items=tuple(item(entry, zone, phrases, href) for entry in group),
            )
        )
    return tuple(found)


def _span(entry: Entry) -> int:
    when = entry.event.when
    if when.start is None:
        return 0
    return 1 if when.granularity in _WITHIN_A_DAY else 2


def item(entry: Entry, zone: ZoneInfo, phrases: Phrases, href: Href) -> Item:
    """Return *entry* with its sources, one per article, in order of arrival."""
    sources = _sources(entry.evidence, zone, phrases)
    # the clock time or the doubt that the heading leaves out
    finer = entry.when if entry.when.lower() != _heading(entry, zone, phrases)[1].lower() else ""
    count = phrases.count("sources", len(sources))
    names = dict.fromkeys(source.publisher or source.title for source in sources)
    return Item(
        id=entry.uuid,
        href=href(f"/events/{entry.uuid}"),
        title=entry.title,
        summary="" if _same(entry.summary, entry.title) else entry.summary,
        status=entry.event.status.value,
        status_words=entry.status,
        css=CSS[entry.event.status],
        when=entry.when,
        meta=tuple(filter(None, (finer, ", ".join(entry.places)))),
        corrected=tuple(correction.words for correction in entry.corrections),
        sources_words=f"{count}: {', '.join(names)}" if names else count,
        sources=sources,
    )


def split(entries: Sequence[Entry]) -> tuple[Sequence[Entry], Sequence[Entry]]:
    """Return the entries up to the last one that is not only planned, and those after it.

    A plan whose day has passed without a word stays in its place among the first.
    """
    for at in range(len(entries), 0, -1):
        if entries[at - 1].event.status not in AHEAD:
            return entries[:at], entries[at:]
    return (), entries


def _heading(entry: Entry, zone: ZoneInfo, phrases: Phrases) -> tuple[str, str, date | None]:
    """Return what entries are grouped by: EDTF, its words, and the day if it is a single one."""
    when = entry.event.when
    if when.granularity in _WITHIN_A_DAY and when.start is not None:
        day = when.start.astimezone(zone).date()
        # "?" and "~" belong to the event, whose own words say so
        return day.isoformat(), say_day(day, phrases.language), day
    return when.edtf, entry.when[0].upper() + entry.when[1:], None


def _sources(evidence: Iterable[Evidence], zone: ZoneInfo, phrases: Phrases) -> tuple[Source, ...]:
    by_article: dict[str, list[Evidence]] = {}
    for found in evidence:
        by_article.setdefault(found.mention.article.key, []).append(found)
    return tuple(_source(found, zone, phrases) for found in by_article.values())


def _source(found: Sequence[Evidence], zone: ZoneInfo, phrases: Phrases) -> Source:
    day = found[0].published.astimezone(zone).date()
    said = [phrases.said_by.format(who=one.said_by) for one in found if one.said_by]
    read = [clean(one.mention.time_expression or "", MAX_EXPRESSION) for one in found]
    return Source(
        publisher="" if _is_drop(found[0]) else found[0].publisher,
        title=found[0].title,
        url=found[0].url,
        day=day.isoformat(),
        day_words=say_day(day, phrases.language),
        quotes=tuple(
            Quote(quote, language if language != phrases.language else None)
            for quote, language in dict.fromkeys((one.quote, one.mention.language) for one in found)
        ),
        notes=tuple(
            dict.fromkeys([*said, *(phrases.dated.format(words=words) for words in read if words)])
        ),
    )


def _is_drop(evidence: Evidence) -> bool:
    """Say whether nothing better than the drop's name is known; with a title that says more."""
    return bool(evidence.title) and evidence.publisher == evidence.mention.article.drop


def _same(one: str, two: str) -> bool:
    return " ".join(one.split()).rstrip(".") == " ".join(two.split()).rstrip(".")
