"""Which event a cluster of mentions is: ids, times of publication, withdrawals and history."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from uuid import NAMESPACE_URL, uuid5

from timeline.merge import dates, evidence, pairs
from timeline.merge.blocks import Neighbourhood
from timeline.merge.clusters import reached
from timeline.types import Basis, Change, Event, Mention, Timeline, Withdrawal

#: Nothing is published before: the contract's floor for dates in feeds.
FLOOR = datetime(1990, 1, 1, tzinfo=UTC)

_SECOND = timedelta(seconds=1)

#: From this share of common words a sentence of a changed article is the revised form of another.
_REVISED = 0.5


@dataclass(frozen=True, slots=True)
class Maybe:
    """Two events that may be one; a person should look."""

    one: str
    other: str
    #: From 0 to 1.
    likeness: float


@dataclass(frozen=True, slots=True)
class Merged:
    """What became of a timeline, and one line of history for everything that changed."""

    timeline: Timeline
    changes: tuple[Change, ...]
    #: Pairs among the events that were touched, or among all when none was, likeliest first.
    maybe: tuple[Maybe, ...] = ()


def merge(
    known: Timeline,
    arrived: Sequence[Mention],
    departed: Collection[str],
    *,
    now: datetime,
    taken: Collection[datetime] = (),
) -> Merged:
    """Return *known* with what *arrived* and without the mentions whose ids *departed*.

    A mention that is known already is replaced in place. *known* may be the part of a timeline that
    ``window`` names; *taken* are then the other events' times of publication and change, which have
    to be avoided.
    """
    now = now.astimezone(UTC).replace(microsecond=0)
    batch = _Batch(known, arrived, departed)
    clusters = batch.clusters()
    ids = _identities(batch, clusters)
    book = _Book(known, batch, now, taken)
    for cluster, owner in zip(clusters, ids, strict=True):
        book.enter(cluster, owner)
    return book.close(batch.maybe)


class _Batch:
    """The mentions before and after, and which of them have to be looked at."""

    def __init__(
        self, known: Timeline, arrived: Sequence[Mention], departed: Collection[str]
    ) -> None:
        self.events = {event.id: event for event in known.events}
        self.withdrawn = {gone.id: gone for gone in known.withdrawn}
        #: Mention -> event that had it.
        self.home = {m.id: event.id for event in known.events for m in event.mentions}
        before = {m.id: m for event in known.events for m in event.mentions}
        new = {m.id: m for m in arrived}
        gone = {key for key in departed if key in before and key not in new}
        touched = {key for key, mention in new.items() if before.get(key) != mention}
        #: Every mention there is now, in order of arrival.
        self.mentions = {k: _revised(m, new.get(k)) for k, m in before.items() if k not in gone}
        self.mentions |= {key: m for key, m in new.items() if key not in before}
        self.arrival = {key: number for number, key in enumerate(self.mentions)}
        #: Departed mention -> the mention that stands in its place in the changed article.
        self.heirs = _heirs([before[key] for key in gone], [new[key] for key in touched])
        self.gone = gone
        self.touched = touched
        self.maybe: dict[tuple[str, str], int] = {}

    def clusters(self) -> list[tuple[str, ...]]:
        """Return the clusters of all mentions; those that nothing touched are as they were."""
        near = Neighbourhood(self.mentions)
        mates = {
            m.id: [other.id for other in event.mentions if other.id in self.mentions]
            for event in self.events.values()
            for m in event.mentions
        }

        def bound(key: str) -> list[str]:
            """Return what is or could be in one cluster with a mention."""
            likely = [k for k, value in near.near(key).items() if value >= pairs.JOIN]
            return likely + mates.get(key, [])

        broken = {self.home[key] for key in self.gone}
        start = {key for key in self.mentions if self.home.get(key) in broken} | self.touched
        done: set[str] = set()
        clusters: list[tuple[str, ...]] = []
        for key in sorted(start):
            if key not in done:
                block = reached([key], bound)
                done |= block
                clusters += pairs.cluster(map(near.reading, block))
        self.maybe = {
            (min(key, other), max(key, other)): value
            for key in done or self.mentions
            for other, value in near.near(key).items()
        }
        for event in self.events.values():
            kept = tuple(m.id for m in event.mentions if m.id in self.mentions and m.id not in done)
            if kept:
                clusters.append(kept)
        return clusters


def _revised(old: Mention, new: Mention | None) -> Mention:
    """Return *new* in place of *old*; a bound set by the day of publication may not grow.

    An article whose date moved on was out before: "on or before" the first date remains true.
    """
    if new is None:
        return old
    if (
        old.basis is Basis.PUBLICATION is new.basis
        and old.when.end is not None
        and new.when.end is not None
        and old.when.end <= new.when.end
        and dates.is_open(new.when)
    ):
        return replace(new, when=old.when)
    return new


def _heirs(gone: Sequence[Mention], new: Sequence[Mention]) -> dict[str, str]:
    """Return which new mention says, in the same article, what a departed one said."""
    ranked = []
    for old in gone:
        for mention in new:
            if mention.article.key == old.article.key:
                one, other = (pairs.read(m).own.words for m in (old, mention))
                union = one.stems | one.numbers | other.stems | other.numbers
                common = (one.stems & other.stems) | (one.numbers & other.numbers)
                if len(common) >= _REVISED * max(1, len(union)):
                    ranked.append((-len(common) / max(1, len(union)), old.id, mention.id))
    heirs: dict[str, str] = {}
    for _, old_id, new_id in sorted(ranked):
        if old_id not in heirs and new_id not in heirs.values():
            heirs[old_id] = new_id
    return heirs


@dataclass(frozen=True, slots=True)
class _Owner:
    """Which event a cluster is."""

    #: Id of the event; known or new.
    id: str
    #: Known events that go on in this one.
    absorbed: tuple[str, ...] = ()
    #: Known event that a new one was part of.
    split_from: str | None = None


def _identities(batch: _Batch, clusters: Sequence[tuple[str, ...]]) -> list[_Owner]:
    """Return for each cluster which event it is.

    A known event goes on in the cluster that has most of its mentions. Where several go on in one
    cluster the oldest keeps its id and the others are absorbed. A cluster in which none goes on is
    a new event, named after its first mention.
    """
    where = {key: number for number, cluster in enumerate(clusters) for key in cluster}
    claims: dict[int, list[Event]] = {}
    for event in batch.events.values():
        staying = [batch.heirs.get(m.id, m.id) for m in event.mentions]
        staying = [key for key in staying if key in where]
        if staying:
            count = Counter(where[key] for key in staying)
            largest = max(
                count, key=lambda n: (count[n], -staying.index(_first(staying, where, n)))
            )
            claims.setdefault(largest, []).append(event)
    used = set(batch.events) | {key for key, w in batch.withdrawn.items() if w.replaced_by}
    owners = []
    for number, cluster in enumerate(clusters):
        if number in claims:
            oldest, *others = sorted(claims[number], key=lambda e: (e.published, e.id))
            owners.append(_Owner(oldest.id, tuple(event.id for event in others)))
            continue
        ordered = sorted(cluster, key=batch.arrival.__getitem__)
        split_from = next((batch.home[key] for key in ordered if key in batch.home), None)
        owners.append(_Owner(_mint(ordered, used), (), split_from))
        used.add(owners[-1].id)
    return owners


def _first(staying: Sequence[str], where: Mapping[str, int], number: int) -> str:
    return next(key for key in staying if where[key] == number)


def _mint(mentions: Sequence[str], used: Collection[str]) -> str:
    """Return an id for a new event: its first mention's, unless another event has it."""
    for key in mentions:
        if key not in used:
            return key
    number = 2
    while (key := str(uuid5(NAMESPACE_URL, f"{mentions[0]} {number}"))) in used:
        number += 1
    return key


class _Book:
    """Where clusters are entered as events; closed, it is the new timeline."""

    def __init__(
        self, known: Timeline, batch: _Batch, now: datetime, taken: Collection[datetime]
    ) -> None:
        self.known = known
        self.batch = batch
        self.now = now
        self.first_import = not (known.events or known.withdrawn or known.revision)
        shown = [*known.events, *(gone.last for gone in known.withdrawn if gone.last is not None)]
        self.told = {event.published for event in shown} | set(taken)
        self.moved = {event.updated for event in shown} | set(taken)
        self.events: dict[str, Event] = {}
        self.withdrawals = dict(batch.withdrawn)
        self.added: list[Event] = []
        self.changed: list[Event] = []
        self.log: list[Change] = []

    def enter(self, cluster: Sequence[str], owner: _Owner) -> None:
        """Enter the event that *cluster* is."""
        ordered = sorted(cluster, key=self.batch.arrival.__getitem__)
        mentions = tuple(self.batch.mentions[key] for key in ordered)
        before = self.batch.events.get(owner.id)
        if before is not None and before.mentions == mentions and not owner.absorbed:
            self.events[before.id] = before
            return
        said = evidence.tell(mentions)
        event = Event(
            id=owner.id,
            when=said.when,
            basis=said.basis,
            status=said.status,
            kind=said.kind,
            title=said.title,
            summary=said.summary,
            places=said.places,
            actors=said.actors,
            mentions=mentions,
            published=before.published if before else self.now,
            updated=before.updated if before else self.now,
            revision=before.revision if before else 1,
        )
        self.events[event.id] = event
        if before is None:
            self._add(event, owner)
        else:
            self._compare(before, event, owner)

    def _add(self, event: Event, owner: _Owner) -> None:
        """Log a new event, or one that comes back; that keeps when it was first told."""
        gone = self.withdrawals.pop(event.id, None)
        why = "told for the first time"
        if gone is not None and gone.last is not None:
            why, last = "told again", gone.last
            self.changed.append(
                replace(
                    event, published=last.published, updated=last.updated, revision=last.revision
                )
            )
        else:
            self.added.append(event)
        if owner.split_from is None:
            why = f"{_drops(event.mentions)}: {why}"
            self._note(event.id, "added", why, _ids(event.mentions))
        else:
            why = "proved to be an event of its own"
            self._note(event.id, "split", why, _ids(event.mentions), owner.split_from)

    def _compare(self, before: Event, event: Event, owner: _Owner) -> None:
        """Log what became different, and mark the event as changed if a subscriber would notice."""
        for other in owner.absorbed:
            moved = tuple(m.id for m in event.mentions if self.batch.home.get(m.id) == other)
            self._note(event.id, "merged", "proved to be the same event", moved, other)
        had = {m.id for m in before.mentions}
        joined = [
            m
            for m in event.mentions
            if m.id not in had and self.batch.home.get(m.id) not in owner.absorbed
        ]
        if joined:
            why = f"{_drops(joined)}: tells of it, too"
            self._note(event.id, "joined", why, tuple(m.id for m in joined))
        have = {m.id for m in event.mentions}
        left = [m for m in before.mentions if m.id not in have]
        if left:
            self._note(event.id, "left", f"{_drops(left)}: {self._parting(left)}", _ids(left))
        if (what := _differences(before, event)) or evidence.noticed(before) != evidence.noticed(
            event
        ):
            self.changed.append(event)
        revised = [m for m in event.mentions if m.id in had and m not in before.mentions]
        if what or revised:
            why = "; ".join(what) or f"{_drops(revised)}: details of a source"
            self._note(event.id, "changed", why, _ids(revised))

    def _parting(self, left: Sequence[Mention]) -> str:
        gone = any(m.id in self.batch.gone for m in left)
        return "no longer says so" if gone else "tells of another event"

    def close(self, maybe: Mapping[tuple[str, str], int]) -> Merged:
        """Return the timeline with everything that was entered, and nothing else."""
        self._withdraw()
        self._date_added()
        self._date_changed()
        events = tuple(sorted(self.events.values(), key=by_date))
        withdrawn = tuple(sorted(self.withdrawals.values(), key=lambda w: (w.when, w.id)))
        before = {evidence.published(event) for event in self.known.events}
        same = withdrawn == self.known.withdrawn and before == {
            evidence.published(event) for event in events
        }
        timeline = replace(self.known, events=events, withdrawn=withdrawn)
        if not same:
            moved = [self.now, *(event.updated for event in events)]
            if self.known.updated is not None:
                moved.append(self.known.updated)
            timeline = replace(timeline, revision=self.known.revision + 1, updated=max(moved))
        return Merged(timeline, tuple(self.log), self._maybe(maybe))

    def _withdraw(self) -> None:
        """Withdraw every event that no mention supports any longer, or that is part of another."""
        absorbed = {c.other: c.event for c in self.log if c.what == "merged"}
        for event in self.known.events:
            if event.id in self.events:
                continue
            heir = absorbed.get(event.id)
            same = "proved to be the same event as another"
            why = "no report supports it any longer" if heir is None else same
            self.withdrawals[event.id] = Withdrawal(event.id, self.now, why, heir, last=event)
            self._note(event.id, "withdrawn", why, _ids(event.mentions), heir)

    def _date_added(self) -> None:
        """Give new events their time of publication: a second of their own, never in the future."""
        wanted = [(self._first_told(event), event) for event in self.added]
        wanted.sort(key=lambda pair: (pair[0], by_date(pair[1])), reverse=True)
        for second, event in wanted:
            free = second
            while free in self.told or free in self.moved:
                free -= _SECOND
            if free < FLOOR:
                free = second
                while free in self.told or free in self.moved:
                    free += _SECOND
            self.told.add(free)
            self.moved.add(free)
            self.events[event.id] = replace(event, published=free, updated=free)

    def _first_told(self, event: Event) -> datetime:
        if not self.first_import:
            return self.now
        report = evidence.reported(event.mentions).astimezone(UTC).replace(microsecond=0)
        return min(max(report, FLOOR), self.now)

    def _date_changed(self) -> None:
        """Give changed events the time of change: later than the last, a second of their own."""
        for event in sorted(self.changed, key=lambda e: (e.updated, e.id), reverse=True):
            free = self.now
            while free in self.moved and free > event.updated:
                free -= _SECOND
            if free <= event.updated:
                # Changed so often that the past has no second left.
                free = event.updated + _SECOND
                while free in self.moved:
                    free += _SECOND
            self.moved.add(free)
            self.events[event.id] = replace(event, updated=free, revision=event.revision + 1)

    def _maybe(self, scores: Mapping[tuple[str, str], int]) -> tuple[Maybe, ...]:
        home = {m.id: event.id for event in self.events.values() for m in event.mentions}
        best: dict[tuple[str, str], int] = {}
        for (one, other), value in scores.items():
            first, second = sorted((home[one], home[other]))
            if first != second:
                best[first, second] = max(value, best.get((first, second), 0))
        ranked = sorted(best.items(), key=lambda item: (-item[1], item[0]))
        return tuple(Maybe(*pair, value / pairs.CERTAIN) for pair, value in ranked)

    def _note(
        self,
        event: str,
        what: str,
        why: str,
        mentions: tuple[str, ...] = (),
        other: str | None = None,
    ) -> None:
        self.log.append(Change(event, self.now, what, why, mentions, other))


def by_date(event: Event) -> tuple[float, float, str]:
    """Order events by date; an open date stands at its bound, what has none comes last."""
    start, end = event.when.start, event.when.end
    first = start or (end - _SECOND if end is not None else None)
    last = end or first
    far = float("inf")
    return (
        first.timestamp() if first is not None else far,
        last.timestamp() if last is not None else far,
        event.id,
    )


def _ids(mentions: Iterable[Mention]) -> tuple[str, ...]:
    return tuple(mention.id for mention in mentions)


def _drops(mentions: Iterable[Mention]) -> str:
    """Return the names of the drops that *mentions* came in, each once."""
    return ", ".join(dict.fromkeys(mention.article.drop for mention in mentions))


def _differences(before: Event, after: Event) -> list[str]:
    """Return in words what a subscriber would notice, apart from new sources."""
    found = []
    if before.when.edtf != after.when.edtf:
        found.append(f"date {before.when.edtf} became {after.when.edtf}")
    if before.status is not after.status:
        found.append(f"status {before.status} became {after.status}")
    if before.kind != after.kind:
        found.append(f"kind {before.kind} became {after.kind}")
    found.extend(
        f"{name} became “{getattr(after, name)}”"
        for name in ("title", "summary")
        if getattr(before, name) != getattr(after, name)
    )
    found.extend(
        f"{name} changed"
        for name in ("basis", "places", "actors")
        if getattr(before, name) != getattr(after, name)
    )
    return found
