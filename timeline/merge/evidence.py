"""What an event says, from the mentions that tell of it.

Date and status depend on the set of mentions alone, not on the order in which they arrived. Only
the words of the first of several reports published at the same time lead: a title stays when an
equal one joins.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache

from timeline.merge import dates
from timeline.originals import earliest, originals
from timeline.types import Basis, Citation, Event, Mention, Status, When

#: What outranks what when sources differ: a report that it happened confirms a plan or a claim.
_STATUS = (Status.HAPPENED, Status.CALLED_OFF, Status.ONGOING, Status.PLANNED, Status.CLAIMED)


@dataclass(frozen=True, slots=True)
class Telling:
    """What mentions say of one event; the fields are those of Event."""

    when: When
    basis: Basis
    status: Status
    kind: str
    title: str
    summary: str
    places: tuple[str, ...]
    actors: tuple[str, ...]


def tell(mentions: Sequence[Mention], language: str = "") -> Telling:
    """Return what *mentions*, at least one, say of their event.

    Its words are those of one that has its status, as no plan's title stands over what happened;
    in *language* (BCP 47) if one of these is.
    """
    ranked = sorted(mentions, key=earliest)
    dated = _dating(ranked)
    status = _status(ranked)
    in_turn = sorted(mentions, key=lambda m: m.article.published)

    leading = [mention for mention in in_turn if mention.status is status]

    # The leading mention says what the event's date and status say; of those the earliest report.
    def rank(mention: Mention) -> tuple[bool, bool]:
        return (
            dates.agreement(mention.when, dated.when) in (None, dates.Agreement.CLOCK),
            dates.is_open(mention.when),
        )

    lead = min(leading, key=rank)
    worded = min(leading, key=lambda m: (bool(language) and _differs(m, language), *rank(m)))
    return Telling(
        dated.when,
        dated.basis,
        status,
        lead.kind,
        worded.title,
        worded.summary,
        _union(m.places for m in (lead, *in_turn)),
        _union(m.actors for m in (lead, *in_turn)),
    )


def reported(mentions: Iterable[Mention]) -> datetime:
    """Return when the first of the articles was published."""
    return min(mention.article.published for mention in mentions)


def copies(events: Iterable[Event]) -> dict[str, Citation]:
    """Return the articles (by key) that count for no event of their own words.

    Each comes with the article whose text it copies, the first one where there are several.
    """
    found: dict[str, Citation] = {}
    own: set[str] = set()
    for event in events:
        for group in originals(event.mentions):
            first = min((m.article for m in group), key=lambda one: (one.published, one.key))
            own.add(first.key)
            found |= {m.article.key: first for m in group if m.article.key not in found}
    return {key: article for key, article in found.items() if key not in own}


def noticed(event: Event) -> tuple[object, ...]:
    """Return what a subscriber sees of *event*: when it differs, the event has changed."""
    sources = {(m.article.publisher, m.article.url, m.article.title) for m in event.mentions}
    return (
        event.title,
        event.summary,
        event.when.edtf,
        event.when.start,
        event.when.end,
        event.when.granularity,
        event.status,
        event.kind,
        event.basis,
        event.places,
        event.actors,
        frozenset(sources),
    )


def published(event: Event) -> tuple[object, ...]:
    """Return everything of *event* that any document shows: when it differs, bytes may differ."""
    cited = tuple(
        (
            m.id,
            m.article.publisher,
            m.article.url,
            m.article.title,
            m.article.published,
            m.quote,
            m.time_expression,
            m.when.edtf,
            m.basis,
            m.said_by,
            m.said_at,
        )
        for m in event.mentions
    )
    return (event.id, event.published, event.updated, event.revision, noticed(event), cited)


def spoken(event: Event) -> str:
    """Return the language of an event's words; empty when an editor wrote them."""
    return next((m.language for m in event.mentions if m.title == event.title), "")


def _differs(mention: Mention, language: str) -> bool:
    """Tell whether a mention is in another language; British English is no other English."""
    one, other = (code.partition("-")[0].casefold() for code in (mention.language, language))
    return one != other


def _status(mentions: Sequence[Mention]) -> Status:
    """Return the status that outranks the others; of "happened" and "called off" the later said."""
    said = {mention.status for mention in mentions}
    if {Status.HAPPENED, Status.CALLED_OFF} <= said:
        last = max(
            (m for m in mentions if m.status in (Status.HAPPENED, Status.CALLED_OFF)), key=earliest
        )
        return last.status
    return next(status for status in _STATUS if status in said)


def _dating(ranked: Sequence[Mention]) -> Mention:
    """Return the mention whose date is the event's.

    A date is supported by every original report whose own date holds it, so that the finest wins
    while sources agree and the majority where they do not; then the earliest report.
    Without any closed date the tightest bound is it.
    """
    spans = {
        m.id: (m.when.start, m.when.end)
        for m in ranked
        if m.when.start is not None and m.when.end is not None
    }
    if not spans:
        return min(ranked, key=_looseness)
    closed = [m for m in ranked if m.id in spans]
    groups = [{spans[m.id] for m in group} for group in originals(closed)]

    @cache
    def reports(start: datetime, end: datetime) -> int:
        return sum(any(first <= start and end <= last for first, last in group) for group in groups)

    def support(mention: Mention) -> tuple[bool, int, timedelta]:
        start, end = spans[mention.id]
        return "?" not in mention.when.edtf, reports(start, end), start - end

    return max(closed, key=support)


def _looseness(mention: Mention) -> tuple[bool, float]:
    """Order open dates: "on or before" first, the earliest bound first."""
    when = mention.when
    if when.end is not None:
        return False, when.end.timestamp()
    return True, -when.start.timestamp() if when.start is not None else 0.0


def _union(lists: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
    """Return every name once, in order, compared without regard to case."""
    found: dict[str, str] = {}
    for names in lists:
        for name in names:
            found.setdefault(name.casefold(), name)
    return tuple(found.values())
