"""Which clusters tell of one event whose sources name different days.

The date is a gate, so they are clusters of their own at first. Two things open it: a sentence that
stands word for word in another article, whose outlet counts "today" from another day; and a
correction, for what was told as one event stays one when a source moves its day.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import timedelta
from functools import lru_cache
from itertools import combinations, product

from timeline.merge import dates, pairs, words
from timeline.merge.pairs import Reading
from timeline.types import Mention

#: How far apart sources may date one event.
APART = timedelta(days=3)

#: Fewest words of a sentence that says enough to be known again: "Read more tomorrow" does not.
_ENOUGH = 8

#: By so much two sentences have to be more alike than for one day.
_CORRECTED = 0.10


@lru_cache(maxsize=8_192)
def wording(quote: str) -> str:
    """Return the words of a sentence, which are equal in all copies; empty when they are few."""
    own = quote[: words.LIMIT].casefold().split()
    return " ".join(own) if len(own) >= _ENOUGH else ""


def together(one: Mention, other: Mention) -> bool:
    """Tell whether the days that two mentions name lie near enough for sources that differ."""
    first, second = one.when, other.when
    if first.start is None or second.start is None:
        return False
    named = dates.names_a_day(first) and dates.names_a_day(second)
    return named and abs(first.start - second.start) <= APART


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
    copies, known = defaultdict(list), defaultdict(list)
    for key in sorted(home):
        copies[wording(reading(key).mention.quote)].append(key)
        known[came_from(key) or ""].append(key)
    for groups, least in ((copies, 0.0), (known, _CORRECTED)):
        for name, keys in groups.items():
            for one, other in combinations(keys if name else (), 2):
                if home[one] != home[other] and _alike(reading(one), reading(other), least):
                    yield one, other, name if groups is known else ""


def _alike(one: Reading, other: Reading, least: float) -> bool:
    """Tell whether nothing but the day speaks against two mentions being of one event."""
    first, second = one.mention, other.mention
    if first.status is not second.status or not together(first, second):
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
    pairs_ = product([r.mention for r in first], [r.mention for r in second])
    return all(
        one.article.key != other.article.key
        and (dates.agreement(one.when, other.when) is not None or together(one, other))
        for one, other in pairs_
    )
