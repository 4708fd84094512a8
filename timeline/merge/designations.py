"""What is told apart by a number: "Highway 3", "flight 12", "group A", "the second hearing"."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from functools import cache, lru_cache

from timeline.merge import stems, words
from timeline.merge.words import is_content
from timeline.originals import LIMIT

Numbers = Mapping[str, frozenset[str]]

#: A road, a type, a summit: "A4", "I-95", "G20".
_CODE = re.compile(r"\b([A-Z]{1,3})-?(\d{1,4})\b")
#: How old somebody is: "a 60-year-old", "aged 60", "a man of 60", "di 60 anni", "60enne" or
#: "Corvi, 60,".
_AGE = re.compile(
    r"\b(\d{1,3})(?:[-\s]years?[-\s]old\b|enne\b)|\bdi\s(\d{1,3})\sanni\b"
    r"|\b(?:aged|(?:woman|man|boy|girl)\sof)\s(\d{1,3})\b"
    r"|(?<=[^\W\d_],\s)(\d\d)(?=[,.;])"
)
_ORDINALS = {
    word: str(number)
    for line in (
        "first second third fourth fifth sixth seventh eighth ninth tenth",
        "primo secondo terzo quarto quinto sesto settimo ottavo nono decimo",
        "prima seconda terza quarta quinta sesta settima ottava nona decima",
    )
    for number, word in enumerate(line.split(), 1)
}
CARDINALS = {
    word: str(number)
    for line in (
        "one two three four five six seven eight nine ten",
        "uno due tre quattro cinque sei sette otto nove dieci",
    )
    for number, word in enumerate(line.split(), 1)
}
_AGED = "age"


def differ(one: Numbers, other: Numbers) -> bool:
    """Tell whether two texts tell of one kind of thing by other numbers, and share none of it."""
    return any(one[kind].isdisjoint(other[kind]) for kind in one.keys() & other.keys())


def ages(text: str, code: str = "en") -> frozenset[str]:
    """Return how old people in a text are, and will be in a year."""
    return read(text, code).get(_AGED, frozenset())


@lru_cache(maxsize=8_192)
def read(text: str, code: str = "en") -> Numbers:
    """Return what a text calls by a number, and how old people are: its kind -> the numbers."""
    text = text[:LIMIT]
    found: defaultdict[str, set[str]] = defaultdict(set)
    pieces = [*words.pieces(text), "", ""]
    for index, (piece, after, next_) in enumerate(
        zip(pieces, pieces[1:], pieces[2:], strict=False)
    ):
        kind = stems.meaning(piece, code)
        if (number := _ORDINALS.get(piece.casefold())) and is_content(after, code):
            found[f"nth {stems.meaning(after, code)}"].add(number)
        elif stems.stem(piece) in _kinds():
            found[kind] |= _number(after)
        elif index and piece.istitle() and is_content(piece, code) and not is_content(next_, code):
            found[kind] |= {after} if after.isdecimal() else set()
    for kind, number in _CODE.findall(text):
        found[kind].add(number)
    for age in _AGE.findall(text):
        # Of two reports one may have been told before the birthday.
        years = int(next(filter(None, age)))
        found[_AGED] |= {str(years), str(years + 1)}
    return {kind: frozenset(numbers) for kind, numbers in found.items() if numbers}


def _number(piece: str) -> set[str]:
    """Return the number or letter that stands behind a kind of thing, if it is one."""
    if piece.isdecimal() or (len(piece) == 1 and piece.isupper()):
        return {piece}
    return {CARDINALS[piece.casefold()]} if piece.casefold() in CARDINALS else set()


@cache
def _kinds() -> frozenset[str]:
    return frozenset(map(stems.stem, " ".join(stems.lines("numbered.txt")).split()))
