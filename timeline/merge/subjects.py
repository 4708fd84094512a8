"""What offices, bodies and laws are of: "the water bill" is not "the farm bill" of the same day."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache

from timeline.merge import stems, words
from timeline.merge.words import is_content

#: An office or law -> what it is of.
Subjects = Mapping[str, frozenset[str]]

#: Endings of participles: "the proposed bill", "la legge contestata".
_PARTICIPLES = ("ed", "ato", "ata", "uto", "uta", "ito", "ita")


@lru_cache(maxsize=8_192)
def read(text: str, code: str = "en") -> Subjects:
    """Return the offices and laws of a text, each with what it is of.

    >>> read("The finance minister spoke of the disputed farm and water bill")["bill"]
    frozenset({'farm', 'water'})
    """
    english = stems.language(code) is None
    heads = _listed(stems.file(code), code)
    found: defaultdict[str, set[str]] = defaultdict(set)
    pieces = words.pieces(text)
    for index, piece in enumerate(pieces):
        if (head := stems.stem(piece, code)) in heads:
            behind = _behind(pieces[index + 1 : index + 4], bare=head in _listed("bare", code))
            for word in (*behind, *(_before(pieces[:index]) if english else ())):
                if _tells(word, code):
                    found[head].add(stems.stem(word, code))
    return {head: frozenset(of) for head, of in found.items()}


def differ(one: Subjects, other: Subjects, mine: frozenset[str], theirs: frozenset[str]) -> bool:
    """Tell whether one office or law is of other things in two texts of some stems."""
    return any(
        one[head].isdisjoint(theirs) and other[head].isdisjoint(mine)
        for head in one.keys() & other.keys()
    )


def is_office(word: str, code: str = "en") -> bool:
    """Tell whether a word is of an office, a body or a law: "Secretary"."""
    return stems.stem(word, code) in _listed(stems.file(code), code)


def _before(pieces: Sequence[str]) -> Iterator[str]:
    """Yield what stands before an office: "farm", of "water and farm" both."""
    *rest, last = pieces or [""]
    yield last
    if len(rest) > 1 and rest[-1] == "and":
        yield rest[-2]


def _behind(pieces: Sequence[str], *, bare: bool) -> Iterator[str]:
    """Yield what stands behind an office, or a law whose subject needs no preposition."""
    of = bool(pieces) and pieces[0] in _words("between")
    rest = [piece for piece in pieces[of:] if piece not in _words("articles")]
    if rest and (of or bare):
        yield rest[0]


def _tells(word: str, code: str) -> bool:
    """Tell whether a word says what something is of: no name, no people, no praise."""
    own = stems.stem(word, code)
    if not is_content(word, code) or word.endswith(_PARTICIPLES) or own in _listed("plain", code):
        return False
    if stems.country(word.casefold(), code) or stems.name(word, code) != stems.plain(
        stems.stem(word)
    ):
        return False
    return word.islower() or words.weight(own) < words.RARE or _means(word, code)


def _means(word: str, code: str) -> bool:
    """Tell whether a word with a capital is a word of the language: "the Interior Minister"."""
    return not stems.meaning(word, code).startswith(stems.UNKNOWN) or bool(
        stems.language(code) and stems.translations(word, code)
    )


@cache
def _listed(section: str, code: str) -> frozenset[str]:
    return frozenset(stems.stem(word, code) for word in _words(section))


@cache
def _words(section: str) -> frozenset[str]:
    return frozenset(" ".join(stems.sections("subjects.txt")[section]).split())
