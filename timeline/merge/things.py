"""What is told apart by its sort: a hotel and a warehouse, a tram and two buses."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from functools import cache, lru_cache

from timeline.merge import stems
from timeline.merge.words import tokens

#: A sort -> the things of that sort, by the number of their line.
Things = Mapping[str, frozenset[int]]


def differ(one: Things, other: Things, sort: str) -> bool:
    """Tell whether two texts tell of things of one sort, and share none of it."""
    return sort in one and sort in other and one[sort].isdisjoint(other[sort])


@lru_cache(maxsize=8_192)
def read(text: str, code: str = "en") -> Things:
    """Return the things of a text by their sort; what has a name is none."""
    found: defaultdict[str, set[int]] = defaultdict(set)
    for index, word in enumerate(tokens(text)):
        if index and not word[0].islower():
            continue
        for sort, number in _lines(code).get(_own(word, code), ()):
            found[sort].add(number)
    return {sort: frozenset(numbers) for sort, numbers in found.items()}


def _own(word: str, code: str) -> str:
    """Return what a word is listed by: one of English without an ending, of which "plan" has none.

    >>> _own("Cars", "en"), _own("churches", "en"), _own("planned", "en")
    ('car', 'church', 'planned')
    """
    if stems.file(code) != "en":
        return stems.meaning(word, code)
    word = re.sub("['’]s?$", "", word.casefold())
    for ending, rest in (("ies", "y"), ("ches", "ch"), ("ss", "ss"), ("s", "")):
        if word.endswith(ending):
            return word.removesuffix(ending) + rest
    return word


@cache
def _lines(code: str) -> Mapping[str, set[tuple[str, int]]]:
    """Return what words are listed by -> their sorts, and the numbers of their lines."""
    found: defaultdict[str, set[tuple[str, int]]] = defaultdict(set)
    for sort, listed in stems.sections("siblings.txt").items():
        for number, line in enumerate(listed):
            for word in line.split():
                own = _own(word, "en") if stems.file(code) == "en" else stems.stem(word)
                found[own].add((sort, number))
    return dict(found)
