"""Clusters of mentions are entered as events: their times, withdrawals and history."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from operator import attrgetter

from timeline.merge import evidence, history
from timeline.merge.batch import Batch
from timeline.merge.moments import Moments
from timeline.merge.owners import Owner, owners
from timeline.types import (
    SAME_AS_ANOTHER,
    UNSUPPORTED,
    Change,
    Event,
    Mention,
    Timeline,
    Withdrawal,
)


@dataclass(frozen=True, slots=True)
class Merged:
    """What became of a timeline, and one line of history for everything that changed."""

    timeline: Timeline
    changes: tuple[Change, ...]
    #: The mentions that were compared again; what may be joined with them has to be known.
    looked: tuple[Mention, ...] = ()


def merge(
    known: Timeline,
    arrived: Sequence[Mention],
    departed: Collection[str],
    *,
    now: datetime,
    taken: Collection[datetime] = (),
    language: str = "",
) -> Merged:
    """Return *known* with what *arrived* and without the mentions whose ids *departed*.

    A mention that is known already is replaced in place. *known* may be the part of a timeline that
    ``window`` names; *taken* are then the other events' times of publication and change, which have
    to be avoided. *language* is the story's: titles are in it where a mention is; without it they
    stay in the language they are in.
    """
    now = now.astimezone(UTC).replace(microsecond=0)
    batch = Batch(known, arrived, departed)
    clusters = batch.clusters()
    book = _Book(known, batch, now, taken, language)
    for cluster, owner in zip(clusters, owners(batch, clusters), strict=True):
        book.enter(cluster, owner)
    return book.close()


class _Book:
    """Where clusters are entered as events; closed, it is the new timeline."""

    def __init__(
        self,
        known: Timeline,
        batch: Batch,
        now: datetime,
        taken: Collection[datetime],
        language: str,
    ) -> None:
        self.known = known
        self.batch = batch
        self.now = now
        self.language = language
        self.moments = Moments(known, now, taken)
        self.events: dict[str, Event] = {}
        self.withdrawals = dict(batch.withdrawn)
        self.added: list[Event] = []
        self.changed: list[Event] = []
        self.log: list[Change] = []

    def enter(self, cluster: Sequence[str], owner: Owner) -> None:
        """Enter the event that *cluster* is."""
        ordered = sorted(cluster, key=self.batch.arrival.__getitem__)
        mentions = tuple(self.batch.mentions[key] for key in ordered)
        before = self.batch.events.get(owner.id)
        if before is not None and before.mentions == mentions and not owner.absorbed:
            self.events[before.id] = before
        elif before is not None:
            self._compare(before, _event(owner.id, mentions, before, self.language), owner)
        else:
            self._add(owner, mentions)

    def _add(self, owner: Owner, mentions: tuple[Mention, ...]) -> None:
        """Enter a new event, or one that comes back; that keeps when it was first told."""
        gone = self.withdrawals.pop(owner.id, None)
        last, first = (gone.last, gone.published) if gone is not None else (None, None)
        event = _event(owner.id, mentions, last or first or self.now, self.language)
        if gone is not None and last is None:
            event = replace(event, revision=gone.revision)
        again = bool(last or first)
        self.events[event.id] = event
        (self.changed if again else self.added).append(event)
        self._note(event.id, history.added(event, owner, again=again))

    def _compare(self, before: Event, event: Event, owner: Owner) -> None:
        """Log what became different, and mark the event as changed if a subscriber would notice."""
        self.events[event.id] = event
        if evidence.noticed(before) != evidence.noticed(event):
            self.changed.append(event)
        for line in history.compared(before, event, self.batch, owner):
            self._note(event.id, line)

    def close(self) -> Merged:
        """Return the timeline with everything that was entered, and nothing else."""
        self._withdraw()
        for event in self.moments.first(self.added) + self.moments.again(self.changed):
            self.events[event.id] = event
        events = tuple(sorted(self.events.values(), key=attrgetter("by_date")))
        withdrawn = tuple(sorted(self.withdrawals.values(), key=lambda w: (w.when, w.id)))
        timeline = replace(self.known, events=events, withdrawn=withdrawn)
        if _differ(self.known, timeline):
            moved = [self.now, *(event.updated for event in events)]
            if self.known.updated is not None:
                moved.append(self.known.updated)
            timeline = replace(timeline, revision=self.known.revision + 1, updated=max(moved))
        looked = tuple(self.batch.mentions[key] for key in sorted(self.batch.looked))
        return Merged(timeline, tuple(self.log), looked)

    def _withdraw(self) -> None:
        """Withdraw every event that no mention supports any longer, or that is part of another."""
        absorbed = history.heirs(self.log)
        for event in self.known.events:
            if event.id in self.events:
                continue
            heir = absorbed.get(event.id)
            why = UNSUPPORTED if heir is None else SAME_AS_ANOTHER
            self.withdrawals[event.id] = Withdrawal(event.id, self.now, why, heir, last=event)
            self._note(event.id, ("withdrawn", why, history.ids(event.mentions), heir))

    def _note(self, event: str, line: history.Line) -> None:
        what, why, mentions, other = line
        self.log.append(Change(event, self.now, what, why, mentions, other))


def _event(
    key: str, mentions: tuple[Mention, ...], before: Event | datetime, language: str
) -> Event:
    """Return the event that *mentions* tell of, with the times of *before* or a first time."""
    known = before if isinstance(before, Event) else None
    said = evidence.tell(mentions, language or (evidence.spoken(known) if known else ""))
    first = before.published if isinstance(before, Event) else before
    return Event(
        id=key,
        when=said.when,
        basis=said.basis,
        status=said.status,
        kind=said.kind,
        title=said.title,
        summary=said.summary,
        places=said.places,
        actors=said.actors,
        mentions=mentions,
        published=first,
        updated=known.updated if known else first,
        revision=known.revision if known else 1,
    )


def _differ(before: Timeline, after: Timeline) -> bool:
    """Tell whether a document shows one timeline otherwise than the other."""
    if before.withdrawn != after.withdrawn:
        return True
    same = set(map(id, before.events)) & set(map(id, after.events))
    old, new = (
        {evidence.published(event) for event in timeline.events if id(event) not in same}
        for timeline in (before, after)
    )
    return old != new
