"""To whom or what something was done: one court questions two people on one day."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from itertools import dropwhile, pairwise, takewhile
from typing import NamedTuple

from timeline.merge import acts, stems, things, words


class Patient(NamedTuple):
    """To whom or what one verb of a text was done."""

    #: The words that call it: "relief", "fund".
    called: frozenset[str]
    #: Whose it is: "the airline's licence", "the licence of the airline" …
    whose: frozenset[str]
    #: … names left out: another report may call somebody otherwise.
    owner: frozenset[str]
    #: What is told behind the verb.
    behind: frozenset[str]
    #: By what it is found that another report calls otherwise: "rally", "march".
    means: frozenset[object]


#: A verb -> to whom or what it was done.
Patients = Mapping[str, Patient]

_OWNS = ("'s", "’s")
#: Sorts of which one thing has several words: "doctor", "surgeon".
_SORTS = frozenset({"people", "places", "vehicles"})
#: Endings of what Italian says will be done.
_FUTURE = ("erà", "irà", "eranno", "iranno")
#: Two texts that tell so many words behind a verb tell of one thing, whatever they call it.
_MUCH = 3


def differ(one: Patients, other: Patients, mine: frozenset[str], theirs: frozenset[str]) -> bool:
    """Tell whether one thing was done to two in two texts of some stems."""
    return any(_two(one[verb], other[verb], mine, theirs) for verb in one.keys() & other.keys())


def _two(one: Patient, other: Patient, mine: frozenset[str], theirs: frozenset[str]) -> bool:
    if not one.whose.isdisjoint(other.whose):
        return False
    if one.called & other.called:
        of = one.owner and other.owner
        return bool(of) and one.owner.isdisjoint(theirs) and other.owner.isdisjoint(mine)
    if len(one.behind & other.behind) >= _MUCH or not one.means.isdisjoint(other.means):
        return False
    return one.called.isdisjoint(theirs) and other.called.isdisjoint(mine)


@lru_cache(maxsize=8_192)
def read(text: str, code: str = "en") -> Patients:
    """Return the verbs of a text, each with to whom or what it was done.

    >>> read("Prosecutors in Ludden charged the captain on Tuesday")["charg"].called
    frozenset({'captain'})
    >>> read("The captain of the ferry was charged")["charg"].called
    frozenset({'captain'})
    """
    pieces = words.pieces(text)
    found: dict[str, Patient] = {}
    for index, verb in _verbs(pieces, english=stems.language(code) is None):
        own, behind = stems.stem(verb, code), pieces[index + 1 :]
        turned = verb in _listed("leaves") or pieces[index - 1] in _listed("be")
        noun = (turned and _noun(_clause(pieces[:index]), code)) or _noun(behind, code)
        if noun and not any(_is_generic(piece, code) for piece in noun[0]):
            told = [] if turned else [piece for piece in behind if words.is_content(piece, code)]
            found[own] = _patient(*noun, told, code)
    return found


def _patient(
    called: Sequence[str], whose: Sequence[str], behind: Sequence[str], code: str
) -> Patient:
    """Return what some words tell."""
    own, text = _stemmed(called, code), " ".join(called)
    alike = (stems.alike(stem, code) for stem in own)
    kinds = ((sort, kind) for sort, of in things.read(text, code).items() for kind in of)
    return Patient(
        own,
        _stemmed(whose, code),
        _stemmed(filter(str.islower, whose), code),
        _stemmed(behind, code),
        frozenset(kind for kind in kinds if kind[0] in _SORTS).union(acts.acts(text, code), *alike),
    )


def _stemmed(pieces: Iterable[str], code: str) -> frozenset[str]:
    return frozenset(stems.stem(piece, code) for piece in pieces)


def _verbs(pieces: Sequence[str], *, english: bool) -> Iterator[tuple[int, str]]:
    """Yield what is or will be done, and where, if not first of all: "sold", "ha venduto"."""
    aided = _listed("have") | _listed("be")
    endings = tuple(_listed("participles"))
    for index, (last, piece) in enumerate(pairwise(pieces), 1):
        if english:
            done = piece.endswith("ed") or stems.is_irregular(piece) or piece in _listed("same")
            done |= last in _listed("will")
        else:
            done = (piece.endswith(endings) and last in aided) or piece.endswith(_FUTURE)
        if done and piece.islower() and last != "," and last.casefold() not in _listed("before"):
            yield index, piece


def _clause(pieces: Sequence[str]) -> Sequence[str]:
    """Return what stands before a verb, from the last sign on."""
    signs = [at for at, piece in enumerate(pieces) if not piece[0].isalnum()]
    return pieces[signs[-1] + 1 :] if signs else pieces


def _noun(pieces: Sequence[str], code: str) -> tuple[list[str], list[str]] | None:
    """Return the noun that pieces begin with, articles left out, and whose it is.

    None where there is none, or a name.
    """
    pieces = list(dropwhile(words.is_day, pieces))
    if code != "en" and len(pieces) > 1 and pieces[0] in _listed("at") and pieces[1].istitle():
        return _noun(list(dropwhile(str.istitle, pieces[1:])), code)
    before = list(takewhile(_precedes, pieces))
    called = list(takewhile(lambda piece: words.is_content(piece, code), pieces[len(before) :]))
    if not called or not all(map(str.islower, called)):
        return None
    whose = [piece for piece in before if piece.endswith(_OWNS)]
    behind = pieces[len(before) + len(called) :]
    while behind and behind[0] in _listed("of"):
        rest = behind[1 + len(list(takewhile(_precedes, behind[1:]))) :]
        owner = list(takewhile(lambda piece: words.is_content(piece, code), rest))
        whose += (piece for piece in owner if piece.islower() and _owns(piece, code))
        behind = rest[len(owner) :]
    return called, whose


def _owns(piece: str, code: str) -> bool:
    """Tell whether a word behind "of" tells whose something is: no crime of which somebody is."""
    return not _is_generic(piece, code) and not acts.crimes(piece, code)


def _is_generic(piece: str, code: str) -> bool:
    """Tell whether a word calls what another report calls by a word of its own."""
    return piece in _listed(stems.file(code))


def _precedes(piece: str) -> bool:
    """Tell whether a piece may stand before a noun: "two of the ferry's", "martedì il"."""
    other = piece.endswith(_OWNS) or piece.isdecimal() or words.is_day(piece)
    return other or piece.casefold() in _listed("before")


@cache
def _listed(section: str) -> frozenset[str]:
    return frozenset(" ".join(stems.sections("patients.txt")[section]).split())
