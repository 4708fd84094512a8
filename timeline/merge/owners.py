"""Which event a cluster of mentions is: ids are minted once and follow what they named."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from uuid import NAMESPACE_URL, uuid5

from timeline.merge.batch import Batch
from timeline.types import Event


@dataclass(frozen=True, slots=True)
class Owner:
    """Which event a cluster is."""

    #: Id of the event; known or new.
    id: str
    #: Known events that go on in this one.
    absorbed: tuple[str, ...] = ()
    #: Known event that a new one was part of.
    split_from: str | None = None


def owners(batch: Batch, clusters: Sequence[tuple[str, ...]]) -> list[Owner]:
    """Return for each cluster which event it is.

    A known event goes on in the cluster that has most of its mentions. Where several go on in one
    cluster the oldest keeps its id and the others are absorbed. A cluster in which none goes on is
    a new event, named after its first mention.
    """
    claims = _claims(batch, clusters)
    used = set(batch.events) | {key for key, w in batch.withdrawn.items() if w.replaced_by}
    found = []
    for number, cluster in enumerate(clusters):
        if number in claims:
            oldest, *others = sorted(claims[number], key=lambda e: (e.published, e.id))
            found.append(Owner(oldest.id, tuple(event.id for event in others)))
            continue
        ordered = sorted(cluster, key=batch.arrival.__getitem__)
        split_from = next(filter(None, map(batch.came_from, ordered)), None)
        found.append(Owner(mint(ordered, used), (), split_from))
        used.add(found[-1].id)
    return found


def mint(mentions: Sequence[str], used: Collection[str]) -> str:
    """Return an id for a new event: its first mention's, unless another event has it."""
    for key in mentions:
        if key not in used:
            return key
    number = 2
    while (key := str(uuid5(NAMESPACE_URL, f"{mentions[0]} {number}"))) in used:
        number += 1
    return key


def _claims(batch: Batch, clusters: Sequence[tuple[str, ...]]) -> dict[int, list[Event]]:
    """Return the known events that go on, by the number of their cluster."""
    where = {key: number for number, cluster in enumerate(clusters) for key in cluster}
    claims: dict[int, list[Event]] = {}
    for event in batch.events.values():
        staying = [batch.heirs.get(m.id, m.id) for m in event.mentions]
        staying = [key for key in staying if key in where]
        if staying:
            claims.setdefault(_largest(staying, where), []).append(event)
    return claims


def _largest(staying: Sequence[str], where: Mapping[str, int]) -> int:
    """Return the cluster that has most of the mentions; among equals that of the first."""
    numbers = [where[key] for key in staying]
    count = Counter(numbers)
    return max(count, key=lambda number: (count[number], -numbers.index(number)))
