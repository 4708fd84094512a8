"""For, against or about what something is done: "voted to close the pool", "into the fire"."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from itertools import takewhile
from typing import NamedTuple

from timeline.merge import acts, stems, words

#: The acts that have an aim; "order" is told by words of its own.
_ACTS = ("fund", "investigate", "march", "order", "rule", "sign", "trial", "vote")
_ORDER = "order"


class Aim(NamedTuple):
    """For what something is done."""

    #: The stems of the words that tell it.
    told: frozenset[str]
    #: By what they are found, in whatever words.
    means: frozenset[str]


#: An act -> its aim.
Aims = Mapping[str, Aim]


def differ(one: Aims, other: Aims, mine: frozenset[str], theirs: frozenset[str]) -> bool:
    """Tell whether one act has two aims in two texts of some stems."""
    return any(_two(one[act], other[act], mine, theirs) for act in one.keys() & other.keys())


def _two(one: Aim, other: Aim, mine: frozenset[str], theirs: frozenset[str]) -> bool:
    if not one.means.isdisjoint(other.means):
        return False
    return one.told.isdisjoint(theirs) and other.told.isdisjoint(mine)


@lru_cache(maxsize=8_192)
def read(text: str, code: str = "en") -> Aims:
    """Return the acts of a text that have an aim, each with it; what has a name is none.

    >>> sorted(read("Councillors voted on Monday to close the swimming pool in Ossa")["vote"].told)
    ['pool', 'swim']
    """
    pieces = words.pieces(text)
    found: defaultdict[str, list[str]] = defaultdict(list)
    for act in _ACTS:
        head = next((at for at, piece in enumerate(pieces) if _is_head(act, piece, code)), None)
        if head is not None:
            found[act] += _behind(act, pieces[head + 1 :], _listed(f"end {stems.file(code)}"))
    return {act: _aim(told, code) for act, told in found.items() if told}


def _is_head(act: str, piece: str, code: str) -> bool:
    """Tell whether a word tells an act."""
    if act == _ORDER:
        return piece.casefold() in _listed("heads")
    return act in acts.acts(piece.casefold(), code)


def _behind(act: str, pieces: Sequence[str], end: Collection[str]) -> Iterator[str]:
    """Yield the words that tell the aim of an act among those behind it, each up to an *end*."""
    for at, piece in enumerate(pieces):
        if piece in _listed(act):
            rest = pieces[at + 1 :]
            if piece in _listed("verb") and act != _ORDER:
                rest = _object(act, piece, rest)
            told = takewhile(lambda piece: _goes_on(piece) and piece not in end, rest)
            yield from filter(_tells, told)


def _object(act: str, before: str, pieces: Sequence[str]) -> Sequence[str]:
    """Return what stands behind a verb, if there is one behind what stands before verbs."""
    verb, *rest = pieces or [""]
    if before == "to":
        told = verb in _listed("why") if act == "march" else verb.islower()
        return rest if told else ()
    return rest if verb.endswith("re") else pieces


def _goes_on(piece: str) -> bool:
    """Tell whether a piece belongs to what is told."""
    return piece[0].isalnum() and not words.is_day(piece)


def _tells(piece: str) -> bool:
    return piece.islower() and piece not in _listed("plain")


def _aim(told: Sequence[str], code: str) -> Aim:
    own = frozenset(stems.stem(word, code) for word in told if words.is_content(word, code))
    alike = (stems.alike(stem, code) for stem in own)
    return Aim(own, own.union(*alike, acts.acts(" ".join(told), code)))


@cache
def _listed(section: str) -> frozenset[str]:
    return frozenset(" ".join(stems.sections("aims.txt")[section]).split())
