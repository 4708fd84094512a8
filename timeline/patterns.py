"""Patterns of words, whatever the case of the text.

Python's ``re`` compares letter by letter where it ignores case, and skips nothing: four to eight
times as slow as a pattern of small letters in a text of small letters. And it tries alternative
after alternative at every letter, even if each of them begins with a word.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from itertools import groupby

__all__ = ["Pattern"]

#: What asks for the case itself, or gives back words of the text.
_CASED = re.compile(r"\(\?-i:(?![a-z]+\))|\(\?P<")
#: A word in small letters: "may", not "May".
_EXACT = re.compile(r"\(\?-i:([a-z]+)\)")
#: What a language has none of.
_NEVER = "(?!)"
_PIECE = re.compile(r"\\.|\[\^?(?:\\.|[^\]])*\]|.", re.DOTALL)
_LETTER = re.compile(r"\\.|\(\?-i:|\(\?P<\w+>|[^\W\d_a-z]")
_OPENS_OR_CLOSES = re.compile(rf"\(\?<?!|\(\?-i:|{_PIECE.pattern}", re.DOTALL)


class Pattern:
    r"""A compiled pattern; a match that was found in small letters has the offsets of the text.

    *hints* are parts of words one of which stands in whatever it finds: looked for first.

    >>> Pattern(r"\bthe (?:mayor|council)\b").search("On Monday The Mayor left").span()
    (10, 19)
    """

    def __init__(self, source: str, hints: Iterable[str] = ()) -> None:
        self.pattern = source
        #: What is never found is not looked for.
        self._hints = (source,) if source == _NEVER else tuple(hints)
        self._exact = tuple(_EXACT.findall(source))
        #: Where the case matters, it finds as much or more; None where that cannot be.
        self._small = None
        #: It finds the same.
        self._sure = not _CASED.search(source)
        if self._sure or not _denies_case(source):
            self._small = re.compile(_at_words(_LETTER.sub(_small, source)))

    @cached_property
    def _cased(self) -> re.Pattern[str]:
        return re.compile(_at_words(self.pattern), re.IGNORECASE)

    @property
    def groupindex(self) -> Mapping[str, int]:
        """The names of the groups."""
        return {} if self._sure else self._cased.groupindex

    def search(self, text: str, pos: int = 0, end: int = sys.maxsize) -> re.Match[str] | None:
        """Return the first match between two offsets."""
        look, within, sure = self._of(text)
        found = look and look.search(within, pos, end)
        return found if sure or found is None else self._cased.search(text, found.start(), end)

    def match(self, text: str, pos: int = 0, end: int = sys.maxsize) -> re.Match[str] | None:
        """Return the match that begins at an offset."""
        look, within, sure = self._of(text)
        found = look and look.match(within, pos, end)
        return found if sure or found is None else self._cased.match(text, pos, end)

    def fullmatch(self, text: str, pos: int = 0, end: int = sys.maxsize) -> re.Match[str] | None:
        """Return the match of all between two offsets."""
        look, within, sure = self._of(text)
        found = look and look.fullmatch(within, pos, end)
        return found if sure or found is None else self._cased.fullmatch(text, pos, end)

    def finditer(self, text: str, pos: int = 0, end: int = sys.maxsize) -> Iterator[re.Match[str]]:
        """Yield the matches between two offsets."""
        look, within, sure = self._of(text)
        if look is None or sure:
            return look.finditer(within, pos, end) if look else iter(())
        first = look.search(within, pos, end)
        return self._cased.finditer(text, first.start(), end) if first else iter(())

    def _of(self, text: str) -> tuple[re.Pattern[str] | None, str, bool]:
        """Return what is looked for in which text, and whether that is found in the text itself.

        None where no hint of it stands there.
        """
        small, hints = self._small, self._hints
        if small is None and not hints:
            return self._cased, text, True
        folded = text.lower()
        if len(folded) != len(text):
            return self._cased, text, True  # "İ" is two letters in small
        for hint in hints:
            if hint in folded:
                break
        else:
            if hints:
                return None, text, True
        if small is None:
            return self._cased, text, True
        for word in self._exact:
            if folded.count(word) != text.count(word):
                return self._cased, text, True
        return small, folded, self._sure

    def findall(self, text: str) -> list[str]:
        """Return what matches, as written."""
        return self._cased.findall(text)

    def split(self, text: str) -> list[str]:
        """Return what stands between the matches, as written."""
        return self._cased.split(text)

    def sub(self, put: str, text: str) -> str:
        """Return the text with the matches replaced."""
        return self._cased.sub(put, text)


def _denies_case(source: str) -> bool:
    """Tell whether what must not stand somewhere depends on its case: "and", but not "and Lund"."""
    opened: list[str] = []
    for piece in _OPENS_OR_CLOSES.findall(source):
        if piece == ")":
            opened.pop()
        denied = piece.startswith("[^") or any("!" in one for one in opened)
        if denied and "(?-i:" in (*opened, piece):
            return True
        if piece[0] == "(":
            opened.append(piece)
    return False


def _small(found: re.Match[str]) -> str:
    if found[0].startswith("("):
        return "(?:"
    return found[0] if found[0].startswith("\\") else found[0].lower()


def _at_words(source: str) -> str:
    r"""Return a pattern with the ``\b`` of neighbouring alternatives before all of them.

    >>> print(_at_words(r"\bso\b|\btoo|,"))
    \b(?:so\b|too)|,
    """
    found = []
    for at_word, run in groupby(_alternatives(source), key=lambda one: one.startswith(r"\b")):
        parts = list(run)
        shared = "|".join(part[2:] for part in parts)
        found += [rf"\b(?:{shared})"] if at_word and len(parts) > 1 else parts
    return "|".join(found)


def _alternatives(source: str) -> list[str]:
    depth, found = 0, [""]
    for piece in _PIECE.findall(source):
        depth += (piece == "(") - (piece == ")")
        if piece == "|" and depth == 0:
            found.append("")
        else:
            found[-1] += piece
    return found
