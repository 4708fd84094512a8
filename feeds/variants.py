"""What sources say of an event's date and outcome, where it cannot all be true."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from itertools import permutations

from feeds.evidence import Evidence
from timeline import Event, Mention, Ruling, Status, When

_UNDER_WAY = {Status.ONGOING, Status.CALLED_OFF}


def variants(event: Event, evidence: Sequence[Evidence]) -> tuple[Evidence, ...]:
    """Return all of *evidence*, earliest report first, if two articles exclude each other.

    Of a date or status that an editor has decided, no source says anything else that counts.
    """
    told: defaultdict[str, list[Mention]] = defaultdict(list)
    for one in evidence:
        told[one.mention.article.key].append(one.mention)
    if not any(_differ(mine, theirs, event) for mine, theirs in permutations(told.values(), 2)):
        return ()
    return tuple(sorted(evidence, key=lambda one: one.published))


def _differ(mine: Sequence[Mention], theirs: Sequence[Mention], event: Event) -> bool:
    """Say whether one article tells what excludes all that another does.

    Both may tell of two days, which an editor made one event.
    """
    return any(all(_contradict(one, two, event) for two in theirs) for one in mine)


def _contradict(one: Mention, two: Mention, event: Event) -> bool:
    """Say whether two reports exclude each other.

    A coarser date holds a finer one, and a plan that came true was no lie.
    """
    both = {one.status, two.status}
    if both in ({Status.HAPPENED, Status.CALLED_OFF}, _UNDER_WAY):
        return Ruling.STATUS not in event.decided
    near = _holds(one.when, two.when) or _holds(two.when, one.when)
    return not near and Ruling.DATE not in event.decided


def _holds(outer: When, inner: When) -> bool:
    starts = outer.start is None or (inner.start is not None and outer.start <= inner.start)
    ends = outer.end is None or (inner.end is not None and inner.end <= outer.end)
    return starts and ends
