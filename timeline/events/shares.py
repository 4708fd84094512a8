"""Whose a name is in a sentence that tells of several events: by the words around each day."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from timeline.events.asides import has_subject
from timeline.events.days import Day
from timeline.events.names import Found
from timeline.events.whole import main_verb
from timeline.events.words import Words

__all__ = ["names_of"]


def names_of(
    found: Sequence[Found], plain: str, day: Day, days: Sequence[Day], words: Words
) -> tuple[Found, ...]:
    """Return the names in a day's own share of a sentence, and those of a subject that it shares.

    "The Games open in Milan on Feb. 6 and close in Verona on Feb. 22" has Milan once.
    """
    edges = [0, *_joints(plain, days, words), len(plain)]
    start, end = next(
        (one for one in pairwise(edges) if one[0] <= day.start < one[1]), (0, len(plain))
    )
    shared = 0
    joint = words.patterns["share"].match(plain, start)
    if start and not has_subject(plain[joint.end() if joint else start : end].lstrip(" ,"), words):
        shared = main_verb(plain[: edges[1]], words) or 0
    return tuple(one for one in found if start <= one.start < end or one.start < shared)


def _joints(plain: str, days: Sequence[Day], words: Words) -> list[int]:
    """Return where the shares meet: between two days the first conjunction, else a comma."""
    joints = []
    for one, other in pairwise(sorted(days, key=lambda day: day.start)):
        opens = words.patterns["opening"].fullmatch(plain, 0, one.start) is not None
        for name in ("share", "share_comma"):
            # "On Monday, Ada left": no share ends there.
            found = words.patterns[name].search(plain, one.end + opens, other.start)
            if found is not None:
                joints.append(found.start())
                break
    return joints
