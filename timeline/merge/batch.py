"""What arrived and departed, beside what is known: the mentions to cluster again."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from itertools import chain, pairwise

from timeline.merge import crowds, dates, readings, variants
from timeline.merge.blocks import Judged, Neighbourhood
from timeline.types import Basis, Mention, Timeline

#: From this share of common words a sentence of a changed article is the revised form of another.
_REVISED = 0.5


class Batch:
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
        self.gone = {key for key in departed if key in before and key not in new}
        self.touched = {key for key, mention in new.items() if before.get(key) != mention}
        #: What was told, changed or not: rules may have changed since it was merged.
        self.arrived = frozenset(new)
        #: Every mention there is now, in order of arrival.
        self.mentions = {
            k: _revised(m, new.get(k)) for k, m in before.items() if k not in self.gone
        }
        self.mentions |= {key: m for key, m in new.items() if key not in before}
        self.arrival = {key: number for number, key in enumerate(self.mentions)}
        #: Departed mention -> the mention that stands in its place in the changed article.
        self.heirs = _heirs([before[key] for key in self.gone], [new[key] for key in self.touched])
        #: … and back.
        self.forms = {new: old for old, new in self.heirs.items()}
        #: The mentions that were clustered again.
        self.looked: set[str] = set()

    def clusters(self) -> list[tuple[str, ...]]:
        """Return the clusters of all mentions; those that nothing touched are as they were."""
        near, bound = Neighbourhood(self.mentions), self._bound()
        done = self.looked
        clusters: list[tuple[str, ...]] = []
        for key in self._start():
            if key not in done:
                block, judged = [key], Judged()
                done.add(key)
                for one in block:  # which grows by what is or could be in one cluster with it
                    for other in (*near.near(one, done, judged), *bound[one]):
                        if other not in done:
                            done.add(other)
                            block.append(other)
                apart = crowds.cluster([near.reading(one) for one in block])
                clusters += variants.link(apart, near.reading, self.came_from)
        return clusters + self._kept(done)

    def came_from(self, mention: str) -> str | None:
        """Return the event that had a mention, or the form of it that was corrected."""
        return self.home.get(mention) or self.home.get(self.forms.get(mention, ""))

    def _start(self) -> list[str]:
        """Return the mentions that arrived, or lost one that they were joined with."""
        broken = {self.home[key] for key in self.gone}
        return sorted({key for key in self.mentions if self.home.get(key) in broken} | self.arrived)

    def _bound(self) -> defaultdict[str, list[str]]:
        """Return for a mention those that have to be looked at with it, whatever their words.

        The next and the last of the event that it was in, and of its copies: a chain is enough.
        """
        bound: defaultdict[str, list[str]] = defaultdict(list)
        for one, other in chain(self._mates(), variants.copies(self.mentions.values())):
            bound[one].append(other)
            bound[other].append(one)
        return bound

    def _mates(self) -> Iterator[tuple[str, str]]:
        """Yield the mentions that were in one event, in their form of now, each with the next."""
        for event in self.events.values():
            forms = (self.heirs.get(m.id, m.id) for m in event.mentions)
            yield from pairwise(key for key in forms if key in self.mentions)

    def _kept(self, done: Collection[str]) -> list[tuple[str, ...]]:
        """Return the clusters that nothing touched."""
        kept = (
            tuple(m.id for m in event.mentions if m.id in self.mentions and m.id not in done)
            for event in self.events.values()
        )
        return [cluster for cluster in kept if cluster]


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
    told: defaultdict[str, list[Mention]] = defaultdict(list)
    for mention in new:
        told[mention.article.key].append(mention)
    ranked = sorted(
        (-share, -_agreed(old, mention), old.id, mention.id)
        for old in gone
        for mention in told.get(old.article.key, ())
        if (share := _alike(old, mention)) >= _REVISED
    )
    heirs: dict[str, str] = {}
    for _, _, old_id, new_id in ranked:
        if old_id not in heirs and new_id not in heirs.values():
            heirs[old_id] = new_id
    return heirs


def _agreed(one: Mention, other: Mention) -> int:
    """Return in how much two mentions of one sentence agree: of several, each keeps its own."""
    pairs = (
        (one.when.edtf, other.when.edtf),
        (one.kind, other.kind),
        (one.status, other.status),
        (one.time_expression, other.time_expression),
    )
    return sum(first == second for first, second in pairs)


def _alike(one: Mention, other: Mention) -> float:
    """Return which share of the words of two sentences is in both."""
    first, second = (readings.read(m, alone=True).own.words for m in (one, other))
    union = first.stems | first.numbers | second.stems | second.numbers
    common = (first.stems & second.stems) | (first.numbers & second.numbers)
    return len(common) / max(1, len(union))
