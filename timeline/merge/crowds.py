"""Many mentions at once, at a cost that grows with their number and not with its square.

A flood of copies, or of sentences made after one pattern, would otherwise be compared each with
each. Real stories stay far below both limits: in 1,369 articles on five subjects the fullest day
had 1,198 mentions, the largest block 104.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Sequence
from datetime import datetime
from itertools import chain
from typing import TypeVar

from timeline.merge import dates, pairs
from timeline.merge.readings import Reading
from timeline.types import Mention

T = TypeVar("T", bound=tuple[str, ...])

#: A day on which more mentions are told is crowded: only those that stand beside are compared.
#: Below it each mention meets all of its day that share a word (``blocks.around``),
#: the one cost that grows with the square of a day.
CROWD = 2_000
#: How many of a list stand beside a mention, before it and after it.
BESIDE = 16
#: Most mentions that are compared each with each.
MANY = 256
#: Comparing once more helps while it leaves at most so much of what there was.
_FEWER = 0.75


def by_wording(mention: Mention) -> tuple[str, str]:
    """Order mentions so that alike ones stand side by side."""
    return mention.quote, mention.id


def beside(place: T, keys: Sequence[str], order: Callable[[str], T]) -> Sequence[str]:
    """Return those of *keys*, which are in *order*, that stand beside *place* in it.

    Of two keys each stands beside the other, or neither does.
    """
    at = bisect_left(keys, place, key=order)
    return keys[max(0, at - BESIDE) : at + BESIDE + 1]


def cluster(readings: Collection[Reading]) -> list[tuple[str, ...]]:
    """Return the ids of the mentions read, those of one event together, as ``pairs.cluster`` does.

    Of more than ``MANY`` copies count once, and the others are compared in parts, alike ones in
    one part; then one mention of each cluster with those of the others, as long as it helps.
    """
    if len(readings) <= MANY:
        return pairs.cluster(readings)
    copies: defaultdict[object, list[Reading]] = defaultdict(list)
    for reading in readings:
        copies[_told(reading.mention)].append(reading)
    groups, before = [sorted(group, key=_leading) for group in copies.values()], 0
    while True:
        before, groups = len(groups), _joined(groups)
        if before <= MANY or len(groups) > _FEWER * before:
            return sorted(tuple(sorted(r.mention.id for r in group)) for group in groups)


def _joined(groups: Iterable[list[Reading]]) -> list[list[Reading]]:
    """Return *groups*, those together whose leading mentions stand near and tell of one event."""
    ordered = sorted(groups, key=lambda group: _by_day(group[0].mention))
    joined = []
    for start in range(0, len(ordered), MANY):
        part = {group[0].mention.id: group for group in ordered[start : start + MANY]}
        for keys in pairs.cluster([group[0] for group in part.values()]):
            whole = chain.from_iterable(part[key] for key in keys)
            joined.append(sorted(whole, key=_leading))
    return joined


def _told(mention: Mention) -> tuple[object, ...]:
    """Return what is the same of all copies of a sentence."""
    said = mention.said_by, mention.time_expression, mention.language
    return mention.quote, mention.when.edtf, mention.kind, mention.status, said


def _leading(reading: Reading) -> tuple[bool, datetime, str]:
    """Order mentions of one event: those that name a day first, the earliest of them."""
    mention = reading.mention
    return not dates.names_a_day(mention.when), mention.article.published, mention.id


def _by_day(mention: Mention) -> tuple[str, str, str]:
    return mention.when.edtf, *by_wording(mention)
