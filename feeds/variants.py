"""What sources say of an event's date and outcome, where it cannot all be true."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

from feeds.evidence import Evidence
from timeline import Mention, Status, When

_UNDER_WAY = {Status.ONGOING, Status.CALLED_OFF}


def variants(evidence: Sequence[Evidence]) -> tuple[Evidence, ...]:
    """Return all of *evidence*, earliest report first, if two of it exclude each other."""
    if not any(_contradict(one.mention, two.mention) for one, two in combinations(evidence, 2)):
        return ()
    return tuple(sorted(evidence, key=lambda one: one.published))


def _contradict(one: Mention, two: Mention) -> bool:
    """Say whether two reports exclude each other.

    A coarser date holds a finer one, and a plan that came true was no lie.
    """
    if {one.status, two.status} in ({Status.HAPPENED, Status.CALLED_OFF}, _UNDER_WAY):
        return True
    return not (_holds(one.when, two.when) or _holds(two.when, one.when))


def _holds(outer: When, inner: When) -> bool:
    starts = outer.start is None or (inner.start is not None and outer.start <= inner.start)
    ends = outer.end is None or (inner.end is not None and inner.end <= outer.end)
    return starts and ends
