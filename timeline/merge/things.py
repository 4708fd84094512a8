"""What is told apart by its sort: a hotel and a warehouse, a tram and two buses."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from itertools import dropwhile

from timeline.merge import stems, words
from timeline.originals import tokens

#: A sort -> the things of that sort, by the number of their line.
Things = Mapping[str, frozenset[int]]

#: The sort of where something was, whatever stands there.
SPOTS = "spots"
_SPOTS = frozenset({SPOTS, "places"})
#: So many words behind a word that says so it is told where something was.
_WINDOW = 4


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
            if sort != SPOTS:
                found[sort].add(number)
    for own in {_own(word, code) for word in _where(text)} - _listed("taken"):
        for sort, number in _lines(code).get(own, ()):
            if sort in _SPOTS:
                found[SPOTS].add(number)
    return {sort: frozenset(numbers) for sort, numbers in found.items()}


def is_kind(word: str, code: str = "en") -> bool:
    """Tell whether a word is of a kind of place, of which a name tells which: "Lake", "Hotel"."""
    own = _own(word, code)
    return word.casefold() in _listed("named") or any(
        sort in _SPOTS for sort, _ in _lines(code).get(own, ())
    )


@lru_cache(maxsize=8_192)
def named(text: str, code: str = "en") -> frozenset[tuple[str, str]]:
    """Return the kinds of places that a text names, each with a name beside it, as stems.

    >>> sorted(named("a fire in the Hotel Astoria, near the Bank of Ossa"))
    [('bank', 'ossa'), ('hotel', 'astoria')]
    """
    pieces = words.pieces(text)
    found = set()
    for at, piece in enumerate(pieces):
        if piece.istitle() and is_kind(piece, code):
            behind = list(dropwhile(_listed("of").__contains__, pieces[at + 1 :]))
            for name in (*pieces[max(at - 1, 0) : at], *behind[:1]):
                if name.istitle():
                    found.add((stems.stem(piece, code), stems.stem(name, code)))
    return frozenset(found)


def _where(text: str) -> Iterator[str]:
    """Yield the words of a text that tell where something is, names left out."""
    left = 0
    for piece in words.pieces(text):
        if piece.casefold() in _listed("where"):
            left = _WINDOW
        elif piece.casefold() in _listed("elsewhere"):
            left = 0
        elif left:
            left -= 1
            if piece[0].islower():
                yield piece


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
    sections = stems.sections("siblings.txt")
    lines = [(sort, line) for sort, listed in sections.items() for line in listed]
    for number, (sort, line) in enumerate(lines):
        for word in line.split():
            found[_own(word, code)].add((sort, number))
            if stems.file(code) != "en":
                found[stems.stem(word)].add((sort, number))
    return dict(found)


@cache
def _listed(section: str) -> frozenset[str]:
    return frozenset(" ".join(stems.sections("spots.txt")[section]).split())
