"""A story's timeline at one moment, of which only what is asked for is read.

``Whole`` is one that is in memory; ``storage`` gives one that is in the database.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, fields
from datetime import datetime, tzinfo
from enum import StrEnum
from typing import NamedTuple, Protocol

from timeline.choice import Choice, holds, stands
from timeline.types import Event, Status, Timeline, When, Withdrawal


class Order(StrEnum):
    """How a document's entries are ordered."""

    #: Newest told first: feeds.
    TOLD = "told"
    #: By event date, oldest first: the page and the JSON timeline.
    DATE = "date"
    #: By event date, newest first: the embed.
    NEWEST = "newest"


@dataclass(frozen=True, slots=True)
class Excerpt:
    """Some of the events that were chosen, one after the other."""

    events: tuple[Event, ...]
    #: How many are chosen, and how many of them stand before these.
    total: int
    begin: int
    #: Id of the last one that stands before the page before these; None where that is the first.
    back: str | None = None


@dataclass(frozen=True, slots=True)
class Outline:
    """An event without its words; one value for all of a day with the same status."""

    #: Its EDTF may be empty.
    when: When
    status: Status
    #: None where its date has bounds, which say more.
    published: datetime | None


class Outlines(NamedTuple):
    """All events that are chosen, by date: 100,000 of them in about 10 MB."""

    ids: Sequence[str]
    events: Sequence[Outline]


@dataclass(frozen=True, slots=True)
class Tally:
    """How often each name occurs in a story."""

    statuses: Counter[str] = field(default_factory=Counter)
    kinds: Counter[str] = field(default_factory=Counter)
    places: Counter[str] = field(default_factory=Counter)
    actors: Counter[str] = field(default_factory=Counter)
    publishers: Counter[str] = field(default_factory=Counter)

    def add(self, other: Tally) -> None:
        """Count what *other* counts, too."""
        for column in fields(self):
            getattr(self, column.name).update(getattr(other, column.name))

    def subtract(self, other: Tally) -> None:
        """Count no longer what *other* counts."""
        for column in fields(self):
            own = getattr(self, column.name)
            own.subtract(getattr(other, column.name))
            for name in [name for name, count in own.items() if not count]:
                del own[name]


class Snapshot(Protocol):
    """What documents ask of a timeline; all answers are of the same moment."""

    @property
    def revision(self) -> int:
        """Return ``Timeline.revision``."""

    @property
    def updated(self) -> datetime | None:
        """Return ``Timeline.updated``."""

    def changed(self) -> datetime | None:
        """Return when anything in it last changed; None when nothing was ever told."""

    def withdrawn(self) -> tuple[Withdrawal, ...]:
        """Return the events that left, oldest first."""

    def select(
        self, choice: Choice, order: Order, size: int | None = None, before: str | None = None
    ) -> Excerpt:
        """Return the first *size* events that are chosen, or those behind the event *before*.

        That one may have been withdrawn, or be no longer chosen; raises LookupError when it
        never was in the timeline.
        """

    def find(self, event: str) -> Event | Withdrawal | None:
        """Return the event with that bare id, or how it was withdrawn."""

    def outline(self, choice: Choice, last: int | None = None) -> Outlines:
        """Return all events that are chosen, or the *last* ones, by date, without their words."""

    def articles(self, choice: Choice) -> int:
        """Return how many articles tell of what is chosen."""

    def tally(self) -> Tally:
        """Return how often each name occurs in all events."""


def snapshot(timeline: Timeline | Snapshot, zone: tzinfo) -> Snapshot:
    """Return a timeline in memory as a snapshot; days are those of *zone*."""
    return Whole(timeline, zone) if isinstance(timeline, Timeline) else timeline


#: What tells events apart in an order: instant, instant, id.
Key = tuple[datetime, datetime, str]


def key(event: Event, order: Order, zone: tzinfo) -> Key:
    """Return what *event* is sorted by."""
    told = event.published
    return told if order is Order.TOLD else stands(event, zone), told, event.id


def bound(found: Event | Withdrawal | None, order: Order, zone: tzinfo) -> Key | None:
    """Return the key of an event, or of one that left, as it was last told; None if unknown.

    When a purged one was first told is known, and nothing else.
    """
    last = found.last if isinstance(found, Withdrawal) else found
    if last is not None:
        return key(last, order, zone)
    first = found.published if isinstance(found, Withdrawal) else None
    return (first, first, found.id) if found and first and order is Order.TOLD else None


@dataclass(frozen=True, slots=True)
class Whole:
    """A timeline in memory."""

    timeline: Timeline
    zone: tzinfo

    @property
    def revision(self) -> int:
        """Return ``Timeline.revision``."""
        return self.timeline.revision

    @property
    def updated(self) -> datetime | None:
        """Return ``Timeline.updated``."""
        return self.timeline.updated

    def changed(self) -> datetime | None:
        """Return when anything in it last changed."""
        moments = [event.updated for event in self.timeline.events]
        moments += [event.published for event in self.timeline.events]
        moments += [withdrawal.when for withdrawal in self.timeline.withdrawn]
        moments += [self.timeline.updated] if self.timeline.updated else []
        return max(moments, default=None)

    def withdrawn(self) -> tuple[Withdrawal, ...]:
        """Return the events that left, oldest first."""
        return self.timeline.withdrawn

    def select(
        self, choice: Choice, order: Order, size: int | None = None, before: str | None = None
    ) -> Excerpt:
        """Return the first *size* events that are chosen, or those behind the event *before*."""
        chosen = self._chosen(choice, order)
        begin = self._seen(chosen, order, before) if before else 0
        end = begin + size if size else None
        back = chosen[begin - size - 1].id if size and begin > size else None
        return Excerpt(tuple(chosen[begin:end]), len(chosen), begin, back)

    def find(self, event: str) -> Event | Withdrawal | None:
        """Return the event with that bare id, or how it was withdrawn."""
        every: Iterable[Event | Withdrawal] = (*self.timeline.events, *self.timeline.withdrawn)
        return next((one for one in every if one.id == event), None)

    def outline(self, choice: Choice, last: int | None = None) -> Outlines:
        """Return all events that are chosen, or the *last* ones, by date, without their words."""
        chosen = self._chosen(choice, Order.DATE)[-last if last else 0 :]
        return Outlines([event.id for event in chosen], [outlined(event) for event in chosen])

    def articles(self, choice: Choice) -> int:
        """Return how many articles tell of what is chosen."""
        chosen = self._chosen(choice, Order.DATE)
        return len({mention.article.key for event in chosen for mention in event.mentions})

    def tally(self) -> Tally:
        """Return how often each name occurs in all events."""
        return tallied(self.timeline.events)

    def _chosen(self, choice: Choice, order: Order) -> list[Event]:
        return sorted(
            (event for event in self.timeline.events if holds(choice, event)),
            key=lambda event: key(event, order, self.zone),
            reverse=order is not Order.DATE,
        )

    def _seen(self, chosen: Sequence[Event], order: Order, before: str) -> int:
        """Return how many of the *chosen* events were seen when *before* was the last of them."""
        last = bound(self.find(before), order, self.zone)
        if last is None:
            raise LookupError(before)
        keys = (key(event, order, self.zone) for event in chosen)
        return sum(one <= last if order is Order.DATE else one >= last for one in keys)


def outlined(event: Event) -> Outline:
    """Return an event without its words."""
    when = event.when
    told = event.published if when.start is None and when.end is None else None
    return Outline(when, event.status, told)


def tallied(events: Sequence[Event]) -> Tally:
    """Return how often each name occurs in *events*."""
    return Tally(
        statuses=Counter(str(event.status) for event in events),
        kinds=Counter(event.kind for event in events),
        places=Counter(name for event in events for name in event.places),
        actors=Counter(name for event in events for name in event.actors),
        publishers=Counter(
            mention.article.publisher or "" for event in events for mention in event.mentions
        ),
    )
