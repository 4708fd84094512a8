"""Which items belong together: average linkage over the pairs that can."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from heapq import heapify, heappop, heappush


def agglomerate(
    ids: Iterable[str], score: Mapping[tuple[str, str], int], threshold: int
) -> list[tuple[str, ...]]:
    """Return the clusters of *ids*, each sorted, in the order of their first id.

    *score* has a whole number for each pair (smaller id first) worth looking at; a pair that is
    missing counts 0. The two clusters with the best mean score are joined first, as long as it
    reaches *threshold*; among equals the smallest ids go first. So the result depends on the ids
    and scores alone, not on their order.
    """
    linkage = _Linkage(ids, score)
    queue = [(-value, *pair) for pair, value in score.items() if value >= threshold]
    heapify(queue)
    while queue:
        mean, one, other = heappop(queue)
        # An entry with another mean is from before one of the two grew.
        if linkage.mean(one, other) == -mean:
            for third in linkage.join(one, other):
                new = linkage.mean(one, third)
                if new is not None and new >= threshold:
                    heappush(queue, (-new, min(one, third), max(one, third)))
    return [linkage.members[key] for key in sorted(linkage.members)]


class _Linkage:
    """Clusters, each under its smallest id, and the sums of the scores between them."""

    def __init__(self, ids: Iterable[str], score: Mapping[tuple[str, str], int]) -> None:
        self.members: dict[str, tuple[str, ...]] = {key: (key,) for key in sorted(ids)}
        self.sums: defaultdict[str, dict[str, int]] = defaultdict(dict)
        for (one, other), value in score.items():
            self.sums[one][other] = self.sums[other][one] = value

    def mean(self, one: str, other: str) -> int | None:
        """Return the mean score between two clusters; None when one of them is gone."""
        if one not in self.members or other not in self.members:
            return None
        pairs = len(self.members[one]) * len(self.members[other])
        return self.sums[one].get(other, 0) // pairs

    def join(self, one: str, other: str) -> Iterable[str]:
        """Let the cluster *one* take in *other*; return its neighbours."""
        self.members[one] = tuple(sorted((*self.members[one], *self.members.pop(other))))
        self.sums[one].pop(other, None)
        for third, value in self.sums.pop(other).items():
            if third != one:
                self.sums[third].pop(other)
                total = self.sums[one].get(third, 0) + value
                self.sums[one][third] = self.sums[third][one] = total
        return tuple(self.sums[one])


def reached(start: Iterable[str], neighbours: Callable[[str], Iterable[str]]) -> set[str]:
    """Return everything that can be reached from *start* along *neighbours*, *start* included."""
    found = set(start)
    ahead = list(found)
    while ahead:
        new = set(neighbours(ahead.pop())) - found
        found |= new
        ahead.extend(new)
    return found
