"""Other names in the same place of two sentences: "in Valcena" and "in Trevona", two bridges."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cache, lru_cache

from timeline.merge import acts, stems, things, words

#: Where something happens; names behind two different ones say nothing: "near Valcena", "in Ossa".
_WHERE = frozenset({"in", "near", "at", "outside", "a", "ad"})
#: What stands between a noun and the name that says of which: "the council of Valcena".
_OF = _WHERE | {"of", "from", "to", "di", "da", "d", "del", "della", "dell", "al", "alla", "all"}
#: Names that begin alike are of one origin: "Libya", "Libyan"; so many letters.
_ORIGIN = 3

#: A role in a sentence -> the name that has it.
Roles = Mapping[tuple[str, str], str]


def differ(one: Roles, other: Roles) -> bool:
    """Tell whether two names, which may not be of one thing, have one role in two sentences."""
    return any(_rivals(one[role], other[role]) for role in one.keys() & other.keys())


def read(text: str, names: Collection[str], code: str = "en") -> Roles:
    """Return the roles of *names* (stems) in *text*.

    A role is where something happens, or the word that a name stands before or belongs to.
    """
    found: dict[tuple[str, str], str] = {}
    pieces, own, capital = _pieces(text, code)
    free = [upper and stem in names for upper, stem in zip(capital, own, strict=True)]
    for start, end in _runs(free):
        name = " ".join(_bare(piece) for piece in pieces[start:end])
        before = pieces[start - 1].casefold() if start else ""
        if before in _WHERE:
            found.setdefault(("where", before), name)
        if before in _OF and start > 1 and _tells(pieces[start - 2], code):
            found.setdefault(("of", own[start - 2]), name)
        kind = before and (pieces[start - 1].islower() or things.is_kind(before, code))
        if kind and _tells(before, code):
            found.setdefault(("after", own[start - 1]), name)
        if end < len(pieces) and _tells(pieces[end], code):
            found.setdefault(("before", own[end]), name)
    return found


# A mention is compared with many.
@lru_cache(maxsize=1_024)
def _pieces(text: str, code: str) -> tuple[Sequence[str], Sequence[str], Sequence[bool]]:
    """Return the words of a text, their stems, and which begin with a capital."""
    pieces = words.pieces(text)
    own = [stems.stem(piece, code) for piece in pieces]
    return pieces, own, [piece[:1].isupper() for piece in pieces]


def _runs(free: list[bool]) -> Iterator[tuple[int, int]]:
    """Yield where names of several words begin and end."""
    start = None
    for index, one in enumerate([*free, False]):
        if one and start is None:
            start = index
        elif not one and start is not None:
            yield start, index
            start = None


def _tells(piece: str, code: str) -> bool:
    """Tell whether a word has a role to give: one of content that does not only say who tells."""
    return words.is_content(piece, code) and acts.ANNOUNCE not in acts.acts(piece.casefold(), code)


def _rivals(one: str, other: str) -> bool:
    """Tell whether two names can be neither of one thing nor of one within the other."""
    if stems.skeleton(one)[:_ORIGIN] == stems.skeleton(other)[:_ORIGIN]:
        return False
    if any(one in same and other in same for same in _levels()[1]):
        return False
    level = _levels()[0]
    return level.get(one) == level.get(other) != "world" and not _short(one, other)


def is_wide(name: str) -> bool:
    """Tell whether a name holds many towns: a country, a region, or who is from there."""
    own = _bare(name)
    return own in _levels()[0] or own.removesuffix("s") in _levels()[0]


def _short(one: str, other: str) -> bool:
    """Tell whether one of two names is the initials of the other: "LA", "Los Angeles"."""
    short, long = sorted((one, other), key=len)
    return short == "".join(word[0] for word in long.split())


def _bare(piece: str) -> str:
    return piece.casefold().replace("’", "'").removesuffix("'s")


@cache
def _levels() -> tuple[Mapping[str, str], tuple[frozenset[str], ...]]:
    """Return name -> its level, and the sets of names that are used for one another."""
    sections = stems.sections("levels.txt")
    same = tuple(frozenset(line.split(", ")) for line in sections.pop("same"))
    level = {
        name: title for title, listed in sections.items() for name in " ".join(listed).split(", ")
    }
    return level, same
