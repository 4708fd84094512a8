"""What holds events together: the pairs of sentences that merging joined, for a person to judge."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice

from timeline.merge import pairs
from timeline.merge.blocks import Neighbourhood
from timeline.types import Event, Mention, Timeline

#: Sentences of an event that are compared with each other.
_MOST = 50


@dataclass(frozen=True, slots=True)
class Joint:
    """Two sentences of one event, which nothing in it holds together better."""

    event: str
    one: Mention
    other: Mention
    #: From 0 to 1; from 0.5 on they are one event by themselves, below by others or a correction.
    sure: float


def joints(timeline: Timeline) -> tuple[Joint, ...]:
    """Return what holds the events of *timeline* together, least sure first.

    Of each event as few pairs as connect all its wordings, and of those the surest.
    """
    mentions = {m.id: m for event in timeline.events for m in event.mentions}
    near = Neighbourhood(mentions)

    def sure(one: Mention, other: Mention) -> int:
        return max(0, pairs.score(*map(near.reading, sorted((one.id, other.id)))))

    found = [
        Joint(event.id, one, other, min(1.0, value / pairs.CERTAIN))
        for event in timeline.events
        for value, one, other in _held(event, sure)
    ]
    return tuple(sorted(found, key=lambda joint: (joint.sure, joint.one.id, joint.other.id)))


def _held(
    event: Event, sure: Callable[[Mention, Mention], int]
) -> Iterator[tuple[int, Mention, Mention]]:
    """Yield the surest pairs that connect an event's wordings, each with how sure it is."""
    told: dict[str, Mention] = {}
    for mention in event.mentions:
        told.setdefault(mention.quote, mention)
    left = list(islice(told.values(), _MOST))
    best: dict[str, tuple[int, Mention]] = {}
    newest = left.pop(0) if left else None
    while newest is not None and left:
        for mention in left:
            value = sure(newest, mention)
            if mention.id not in best or value > best[mention.id][0]:
                best[mention.id] = value, newest
        mention = max(left, key=lambda one: best[one.id][0])
        left.remove(mention)
        yield best[mention.id][0], best[mention.id][1], mention
        newest = mention
