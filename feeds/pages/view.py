"""Entries become what a page shows: days with events, each with its sources."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from zoneinfo import ZoneInfo

from feeds import dates
from feeds.ahead import plans_ahead
from feeds.document import Entry, Evidence
from feeds.independence import independent
from feeds.pages.phrases import Phrases
from feeds.text import clean
from feeds.wording import say, say_day, say_finer, say_speaker
from feeds.words import words
from timeline import Event, Granularity, Outlines, Status

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

MAX_EXPRESSION = 100
#: Sources that are named with their number.
MAX_NAMED = 8
#: Written from right to left (Unicode CLDR, ``characterOrder``).
RIGHT_TO_LEFT = frozenset(
    ["ar", "arc", "ckb", "dv", "fa", "he", "ks", "ku", "ps", "sd", "ug", "ur", "yi"]
)
#: Between a day and its month.
_DAY_MONTH = re.compile(r"(?<=[\dº]) (?=[^\W\d])")
_ISO = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-\d\d)?)?", re.ASCII)
_WITHIN_A_DAY = frozenset({Granularity.DAY, Granularity.PART_OF_DAY, Granularity.MINUTE})


@dataclass(frozen=True, slots=True)
class Quote:
    """A sentence of an article, in three parts: the middle one dates it, and may be empty."""

    before: str
    dating: str
    after: str
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
    #: Who is quoted, what the date was read from, what it tells otherwise than the event.
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Item:
    """An event as a page shows it."""

    id: str
    href: str
    title: str
    #: Empty where it would repeat the title.
    summary: str
    #: Of title and summary, where it is not the page's own.
    language: str | None
    status: str
    status_words: str
    css: str
    when: str
    #: Time of the day, places: what the heading above does not say.
    meta: tuple[str, ...]
    #: What was put right, and when.
    corrected: tuple[str, ...]
    sources_words: str
    #: Who tells of it, each once.
    publishers: str
    sources: tuple[Source, ...]
    #: Of sentences that only the event's page has; empty where there are none.
    more: str


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
    ordered = sorted(
        entries, key=lambda entry: (dates.days(entry.event, zone)[0], _span(entry, zone))
    )
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
                words=_DAY_MONTH.sub("\u00a0", title),
                weekday=phrases.weekdays[day.weekday()] if day else "",
                items=tuple(item(entry, zone, phrases, href) for entry in group),
            )
        )
    return tuple(found)


def _span(entry: Entry, zone: ZoneInfo) -> int:
    if entry.event.when.start is None:
        return 0
    return 1 if _is_of_a_day(entry.event, zone) else 2


def _is_of_a_day(event: Event, zone: ZoneInfo) -> bool:
    """Tell whether an event stands under its day: from one hour to another of it, too."""
    first, last = dates.days(event, zone)
    hours = event.when.granularity is Granularity.RANGE and "T" in event.when.edtf
    return event.when.granularity in _WITHIN_A_DAY or (hours and first == last)


def item(entry: Entry, zone: ZoneInfo, phrases: Phrases, href: Href) -> Item:
    """Return *entry* with its sources, one per article, in order of arrival."""
    sources = _sources(entry, zone, phrases)
    finer = clean(
        say_finer(entry.event.when, zone, phrases.language, entry.event.status), MAX_EXPRESSION
    )
    heard = independent(entry.reports)
    count = phrases.count("sources", heard)
    articles = len({one.mention.article.key for one in entry.reports})
    if heard < articles:
        count = phrases.of_articles.format(sources=count, n=phrases.number(articles))
    named = tuple(dict.fromkeys(one.source for one in entry.reports))
    names = ", ".join(named[:MAX_NAMED]) + ", …" * (len(named) > MAX_NAMED)
    return Item(
        id=entry.uuid,
        href=href(f"/events/{entry.uuid}"),
        title=entry.title,
        summary="" if _same(entry.summary, entry.title) else entry.summary,
        language=phrases.other(_language(entry.event)),
        status=entry.event.status.value,
        status_words=entry.status,
        css=CSS[entry.event.status],
        when=capital(entry.when),
        meta=tuple(filter(None, (capital(finer), ", ".join(entry.places)))),
        corrected=tuple(correction.words for correction in entry.corrections),
        sources_words=f"{count}: {names}" if names else count,
        publishers=names,
        sources=sources,
        more=words(phrases.language).more.format(number=entry.more_evidence)
        if entry.more_evidence
        else "",
    )


def capital(text: str) -> str:
    """Return *text* as it begins a line."""
    return text[:1].upper() + text[1:]


def direction(language: str) -> str:
    """Return ``dir`` of pages in a BCP 47 *language*; empty for the usual one."""
    return "rtl" if language.partition("-")[0].lower() in RIGHT_TO_LEFT else ""


def split(
    entries: Sequence[Entry], chosen: Outlines, as_of: datetime | None
) -> tuple[Sequence[Entry], Sequence[Entry]]:
    """Return the entries that are no plans to come, and those that are.

    *chosen* are the events of all pages, in order.
    """
    ahead = {chosen.ids[at] for at in plans_ahead(chosen.events, as_of)}
    past = [entry for entry in entries if entry.uuid not in ahead]
    return past, [entry for entry in entries if entry.uuid in ahead]


def _heading(entry: Entry, zone: ZoneInfo, phrases: Phrases) -> tuple[str, str, date | None]:
    """Return what entries are grouped by: EDTF, its words, and the day if it is a single one."""
    when = entry.event.when
    if when.start is not None and _is_of_a_day(entry.event, zone):
        day = when.start.astimezone(zone).date()
        # "?" and "~" belong to the event, whose own words say so
        return day.isoformat(), say_day(day, phrases.language), day
    return when.edtf, capital(entry.when), None


def _language(event: Event) -> str | None:
    """Return the language of an event's title: that of the sentence it is made of."""
    for mention in event.mentions:
        if mention.title == event.title:
            return mention.language
    return event.mentions[0].language if event.mentions else None


def _sources(entry: Entry, zone: ZoneInfo, phrases: Phrases) -> tuple[Source, ...]:
    by_article: dict[str, list[Evidence]] = {}
    for found in entry.evidence:
        by_article.setdefault(found.mention.article.key, []).append(found)
    return tuple(_source(found, entry, zone, phrases) for found in by_article.values())


def _source(found: Sequence[Evidence], entry: Entry, zone: ZoneInfo, phrases: Phrases) -> Source:
    day = found[0].published.astimezone(zone).date()
    said = [phrases.said_by.format(who=say_speaker(one.said_by)) for one in found if one.said_by]
    read = [_expression(one) for one in found]
    dated = [phrases.dated.format(words=words) for words in read if words]
    return Source(
        publisher="" if _is_drop(found[0]) else found[0].publisher,
        title=found[0].title,
        url=found[0].url,
        day=day.isoformat(),
        day_words=say_day(day, phrases.language),
        quotes=tuple(dict.fromkeys(_quote(one, phrases) for one in found)),
        notes=tuple(dict.fromkeys([*said, *dated, *_otherwise(found, entry, zone, phrases)])),
    )


def _expression(evidence: Evidence) -> str:
    return clean(evidence.mention.time_expression or "", MAX_EXPRESSION)


def _quote(evidence: Evidence, phrases: Phrases) -> Quote:
    """Return a sentence, parted where its time expression stands, if that is in one place only."""
    language = phrases.other(evidence.mention.language)
    dating = _expression(evidence)
    parts = re.split(rf"\b{re.escape(dating)}\b", evidence.quote) if dating else ()
    if len(parts) != 2:
        return Quote(evidence.quote, "", "", language)
    return Quote(parts[0], dating, parts[1], language)


def _otherwise(
    found: Sequence[Evidence], entry: Entry, zone: ZoneInfo, phrases: Phrases
) -> Iterator[str]:
    """Give what an article tells of date and status where that is not what the event says."""
    statuses = words(phrases.language).status
    for mention in (one.mention for one in found):
        if mention.when.edtf != entry.event.when.edtf:
            when = say(mention.when, zone, phrases.language, mention.status)
            yield phrases.gives.format(when=when)
        if mention.status is not entry.event.status:
            yield phrases.told_as.format(status=statuses[mention.status])


def _is_drop(evidence: Evidence) -> bool:
    """Say whether nothing better than the drop's name is known; with a title that says more."""
    return bool(evidence.title) and evidence.publisher == evidence.mention.article.drop


def _same(one: str, two: str) -> bool:
    return " ".join(one.split()).rstrip(".") == " ".join(two.split()).rstrip(".")
