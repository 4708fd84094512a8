"""What prosecutors ask for: so many years, once for one accused, whoever of them is named."""

from __future__ import annotations

from functools import lru_cache
from itertools import pairwise

from timeline.merge import acts, dates, figures, stems, words
from timeline.merge.dates import Agreement
from timeline.merge.deeds import listed
from timeline.merge.designations import CARDINALS
from timeline.merge.readings import Reading
from timeline.originals import tokens
from timeline.types import Mention

#: So many words behind "for" may name the accused: "for the former mayor Ada Quist".
_NAMED = 6


def asked(one: Reading, other: Reading) -> bool:
    """Tell whether two mentions in one language tell that the same was asked for, of one day.

    "Prosecutors asked for six years", "Prosecutor Mia Holt demanded six years for Varga".
    """
    first, second = one.mention, other.mention
    if first.language != second.language:
        return False
    mine, theirs = (terms(m.quote, m.language) for m in (first, second))
    if mine.isdisjoint(theirs):
        return False
    if dates.agreement(first.when, second.when) is not Agreement.SAME:
        return False
    return not _two_accused(first, second)


def differ(one: Reading, other: Reading) -> bool:
    """Tell whether two are accused, or one tells what was asked for, the other what was given."""
    first, second = one.mention, other.mention
    mine, theirs = (bool(terms(m.quote, m.language)) for m in (first, second))
    if mine and theirs:
        return first.language == second.language and _two_accused(first, second)
    return mine is not theirs and not (other if mine else one).acts.isdisjoint({"rule", "verdict"})


@lru_cache(maxsize=8_192)
def terms(text: str, code: str) -> frozenset[tuple[str, str]]:
    """Return how long somebody shall go to prison, as prosecutors ask.

    >>> terms("Prosecutors asked for six years in prison", "en")
    frozenset({('6', 'year')})
    """
    own = stems.file(code)
    written = figures.written(tokens(text.replace("’", "'")), code)
    said = [word.casefold().rpartition("'")[2] or word for word in written]  # "l'accusa"
    known = set(said)
    is_asked = known & listed(f"asks {own}") and known & listed(f"accuses {own}")
    if not is_asked or known & listed(f"given {own}"):
        return frozenset()
    return frozenset(
        (CARDINALS.get(number, number), stems.stem(unit, code))
        for number, unit in pairwise(said)
        if unit in listed("terms") and (number.isdecimal() or number in CARDINALS)
    )


def _two_accused(one: Mention, other: Mention) -> bool:
    """Tell whether something is asked for two people: "for Varga", "for Holm"; "for a driver".

    Who is named in one may be "the dealer" in the other.
    """
    pairs = [
        (
            _accused(one.quote, one.language, named=named),
            _accused(other.quote, other.language, named=named),
        )
        for named in (True, False)
    ]
    if any(mine & theirs for mine, theirs in pairs):
        return False
    return any(mine and theirs for mine, theirs in pairs)


@lru_cache(maxsize=8_192)
def _accused(text: str, code: str, *, named: bool) -> frozenset[str]:
    """Return the names, or else the other words, behind "for": not for what, nor how long."""
    own, said = stems.file(code), tokens(text)
    other = listed("terms") | listed(f"accuses {own}") | CARDINALS.keys()
    return frozenset(
        stems.stem(word, code)
        for index, before in enumerate(said)
        if before in listed("for whom")
        for word in said[index + 1 : index + 1 + _NAMED]
        if word.istitle() is named and words.is_content(word, code) and word not in other
        if not (word.isdecimal() or words.is_day(word) or acts.crimes(word, code))
    )
