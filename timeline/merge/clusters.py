"""Which items belong together: average linkage over the pairs that can."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
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
            before = {third: linkage.mean(one, third) for third in linkage.sums[one]}
            for third in linkage.join(one, other):
                new = linkage.mean(one, third)
                # Where it is what it was, as among copies, its entry stands.
                if new is not None and new >= threshold and new != before.get(third):
                    heappush(queue, (-new, min(one, third), max(one, third)))
    return [linkage.members[key] for key in sorted(linkage.members)]


def attach(
    loose: Iterable[Sequence[str]],
    firm: Iterable[Sequence[str]],
    score: Mapping[tuple[str, str], int],
    threshold: int,
    clear: int,
) -> list[tuple[str, ...]]:
    """Return the clusters *firm*, each with those of *loose* that belong to it, and the others.

    A loose cluster belongs to the firm one that has the best pair with it, if that pair reaches
    *threshold*, no other firm cluster comes as near as *clear*, and no pair is ruled out (below 0).
    """
    taken = [list(cluster) for cluster in firm]
    links: defaultdict[str, dict[str, int]] = defaultdict(dict)
    for (one, other), value in score.items():
        links[one][other] = links[other][one] = value
    home = {key: number for number, cluster in enumerate(taken) for key in cluster}
    claims, alone = [], []
    for cluster in loose:
        best = _best(cluster, links, home)
        ranked = sorted(best.items(), key=lambda item: (-item[1], taken[item[0]][0]))
        second = ranked[1][1] if len(ranked) > 1 else 0
        if ranked and ranked[0][1] >= threshold and ranked[0][1] >= second + clear:
            claims.append((-ranked[0][1], tuple(cluster), ranked[0][0]))
        else:
            alone.append(tuple(cluster))
    for _, cluster, number in sorted(claims):
        if any(links[key].get(other, 0) < 0 for key in cluster for other in taken[number]):
            alone.append(cluster)
        else:
            taken[number].extend(cluster)
    return sorted([tuple(sorted(cluster)) for cluster in taken] + alone)


def _best(
    cluster: Iterable[str], links: Mapping[str, Mapping[str, int]], home: Mapping[str, int]
) -> dict[int, int]:
    """Return the best pair of *cluster* with each cluster that has a *home* for its partner."""
    best: dict[int, int] = {}
    for key in cluster:
        for other, value in links.get(key, {}).items():
            if other in home:
                number = home[other]
                best[number] = max(value, best.get(number, 0))
    return best


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
