"""Which clusters tell of one event whose sources name different days.

The date is a gate, so they are clusters of their own at first. Two things open it: a sentence that
stands word for word in another article, whose outlet counts "today" from another day; and a
correction, for what was told as one event stays one when a source moves its day.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from functools import lru_cache
from itertools import combinations, islice, pairwise, product

from timeline.merge import dates, pairs
from timeline.merge.readings import Reading
from timeline.originals import LIMIT
from timeline.types import Mention, When

#: Fewest words of a sentence that says enough to be known again: "Read more tomorrow" does not.
_ENOUGH = 8

#: So many mentions of a cluster are compared with those of another.
_FEW = 16

#: By so much two sentences have to be more alike than for one day.
_CORRECTED = 0.10


@lru_cache(maxsize=8_192)
def wording(quote: str) -> str:
    """Return the words of a sentence, which are equal in all copies; empty when they are few."""
    own = quote[:LIMIT].casefold().split()
    return " ".join(own) if len(own) >= _ENOUGH else ""


def together(one: When, other: When) -> bool:
    """Tell whether two days that are named lie near enough for sources that differ."""
    if one.start is None or other.start is None:
        return False
    named = dates.names_a_day(one) and dates.names_a_day(other)
    return named and abs(one.start - other.start) <= dates.APART


def copies(mentions: Iterable[Mention]) -> Iterator[tuple[str, str]]:
    """Yield copies of one sentence told of days that lie near, each with the next of them."""
    found: defaultdict[str, list[tuple[datetime, Mention]]] = defaultdict(list)
    for mention in mentions:
        start = mention.when.start
        if start is not None and (own := wording(mention.quote)):
            found[own].append((start, mention))
    for same in found.values():
        ordered = [m for _, m in sorted(same, key=lambda s: s[0])] if len(same) > 1 else []
        for one, other in pairwise(m for m in ordered if dates.names_a_day(m.when)):
            if together(one.when, other.when):
                yield one.id, other.id


def link(
    clusters: Sequence[tuple[str, ...]],
    reading: Callable[[str], Reading],
    came_from: Callable[[str], str | None],
) -> list[tuple[str, ...]]:
    """Return *clusters*, those joined that tell of one event with different days.

    *came_from* gives the event that had a mention before.
    """
    whole = {cluster[0]: cluster for cluster in clusters}
    home = {key: cluster[0] for cluster in clusters for key in cluster}
    for one, other, event in sorted(_links(home, reading, came_from)):
        first, second = whole[home[one]], whole[home[other]]
        if first is not second and _fit(first, second, event, reading, came_from):
            joined = tuple(sorted(first + second))
            del whole[home[one]], whole[home[other]]
            whole[joined[0]] = joined
            home |= dict.fromkeys(joined, joined[0])
    return [whole[key] for key in sorted(whole)]


def _links(
    home: dict[str, str],
    reading: Callable[[str], Reading],
    came_from: Callable[[str], str | None],
) -> Iterator[tuple[str, str, str]]:
    """Yield two mentions that tell of one event, and which event they were known to tell of."""
    same, known = defaultdict(list), defaultdict(list)
    for key in sorted(home):
        same[wording(reading(key).mention.quote)].append(key)
        known[came_from(key) or ""].append(key)
    for groups, least in ((same, 0.0), (known, _CORRECTED)):
        groups.pop("", None)
        for name, keys in groups.items():
            for pairs_ in _between(keys, home):
                alike = (p for p in pairs_ if _alike(reading(p[0]), reading(p[1]), least))
                for one, other in islice(alike, 1):
                    yield one, other, name if groups is known else ""


def _between(keys: Iterable[str], home: Mapping[str, str]) -> Iterator[list[tuple[str, str]]]:
    """Yield for two clusters each the pairs of *keys* between the first few of both, in order."""
    split = defaultdict(list)
    for key in keys:
        split[home[key]].append(key)
    for mine, theirs in combinations(split.values(), 2):
        across = product(mine[:_FEW], theirs[:_FEW])
        yield sorted((min(pair), max(pair)) for pair in across)


def _alike(one: Reading, other: Reading, least: float) -> bool:
    """Tell whether nothing but the day speaks against two mentions being of one event.

    Of one day they were compared already; what came apart there was joined too early.
    """
    first, second = one.mention, other.mention
    if dates.agreement(first.when, second.when) is not None:
        return False
    if first.status is not second.status or not together(first.when, second.when):
        return False
    needed = pairs.needed(one, other, dates.Agreement.SAME)
    return needed is not None and pairs.likeness(one, other) >= needed + least


def _fit(
    first: Sequence[str],
    second: Sequence[str],
    event: str,
    reading: Callable[[str], Reading],
    came_from: Callable[[str], str | None],
) -> bool:
    """Tell whether two clusters may be one: an article that tells both days tells two events.

    What a correction keeps together had no other event before (*event*).
    """
    if event and any(came_from(key) not in (event, None) for key in (*first, *second)):
        return False
    return _apart(map(reading, first), map(reading, second))


def _apart(first: Iterable[Reading], second: Iterable[Reading]) -> bool:
    """Tell whether two clusters are of different articles, and all their dates near."""
    mine, theirs = ([r.mention for r in readings] for readings in (first, second))
    if not {m.article.key for m in mine}.isdisjoint(m.article.key for m in theirs):
        return False
    days = product({m.when for m in mine}, {m.when for m in theirs})
    return all(dates.agreement(*pair) is not None or together(*pair) for pair in days)
