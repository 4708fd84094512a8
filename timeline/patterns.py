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
_LETTER = re.compile(r"\\.|\(\?-i:|[^\W\d_a-z]")


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
        #: None where the case matters.
        self._small = None
        if not _CASED.search(source):
            self._small = re.compile(_at_words(_LETTER.sub(_small, source)))

    @cached_property
    def _cased(self) -> re.Pattern[str]:
        return re.compile(_at_words(self.pattern), re.IGNORECASE)

    @property
    def groupindex(self) -> Mapping[str, int]:
        """The names of the groups."""
        return self._cased.groupindex if self._small is None else {}

    def search(self, text: str, pos: int = 0, end: int = sys.maxsize) -> re.Match[str] | None:
        """Return the first match between two offsets."""
        found = self._of(text)
        return None if found is None else found[0].search(found[1], pos, end)

    def match(self, text: str, pos: int = 0, end: int = sys.maxsize) -> re.Match[str] | None:
        """Return the match that begins at an offset."""
        found = self._of(text)
        return None if found is None else found[0].match(found[1], pos, end)

    def fullmatch(self, text: str, pos: int = 0, end: int = sys.maxsize) -> re.Match[str] | None:
        """Return the match of all between two offsets."""
        found = self._of(text)
        return None if found is None else found[0].fullmatch(found[1], pos, end)

    def finditer(self, text: str, pos: int = 0, end: int = sys.maxsize) -> Iterator[re.Match[str]]:
        """Yield the matches between two offsets."""
        found = self._of(text)
        return iter(()) if found is None else found[0].finditer(found[1], pos, end)

    def _of(self, text: str) -> tuple[re.Pattern[str], str] | None:
        """Return what is looked for in which text; None where no hint of it stands there."""
        small, hints = self._small, self._hints
        if small is None and not hints:
            return self._cased, text
        folded = text.lower()
        if len(folded) != len(text):
            return self._cased, text  # "İ" is two letters in small
        for hint in hints:
            if hint in folded:
                break
        else:
            if hints:
                return None
        if small is None:
            return self._cased, text
        for word in self._exact:
            if folded.count(word) != text.count(word):
                return self._cased, text
        return small, folded

    def findall(self, text: str) -> list[str]:
        """Return what matches, as written."""
        return self._cased.findall(text)

    def split(self, text: str) -> list[str]:
        """Return what stands between the matches, as written."""
        return self._cased.split(text)

    def sub(self, put: str, text: str) -> str:
        """Return the text with the matches replaced."""
        return self._cased.sub(put, text)


def _small(found: re.Match[str]) -> str:
    if found[0] == "(?-i:":
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
