"""Whether an article or a sentence belongs to a story, by its terms, names and exclusions."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from timeline.types import Story

__all__ = ["Belonging", "weigh"]

#: An article belongs when the weights of what it contains add up to this (docs/configuration.md).
ENOUGH = 1.0


@dataclass(frozen=True, slots=True)
class Belonging:
    """What speaks for a text's being of the story, and what against."""

    weight: float
    found: tuple[str, ...]
    excluded: tuple[str, ...]

    @property
    def enough(self) -> bool:
        """Tell whether the text belongs."""
        return self.weight >= ENOUGH and not self.excluded

    def why(self) -> str:
        """Say it in words."""
        against = "".join(f"; “{term}” speaks against it" for term in self.excluded)
        if not self.found:
            return f"none of its terms is in the article{against}"
        listed = ", ".join(f"“{term}”" for term in self.found)
        verb = "weighs" if len(self.found) == 1 else "weigh"
        return f"{listed} {verb} {self.weight:g}, {ENOUGH:g} is needed{against}"


def weigh(text: str, subject: str, story: Story) -> Belonging:
    """Weigh a text: each term once, a term inside a longer one that was found not again.

    What the story excludes speaks against the whole text only in its *subject*, the headline and
    lead; elsewhere it keeps out its own sentence (``mentions``).
    """
    rest, lowered = text, _folded(text)
    found: list[str] = []
    weight = 0.0
    for term in _ordered(story.terms):
        if term.first in lowered and term.pattern.search(rest):
            if term.covers:
                rest = term.pattern.sub(_blank, rest)
            found.append(term.text)
            weight += term.weight
    excluded = tuple(term for term in story.excluded if _pattern(term).search(subject))
    return Belonging(round(weight, 6), tuple(found), excluded)


class _Term(NamedTuple):
    text: str
    weight: float
    pattern: re.Pattern[str]
    #: Its first word in small letters, to look for before the pattern.
    first: str
    #: A shorter term lies inside.
    covers: bool


@lru_cache(maxsize=64)
def _ordered(terms: tuple[tuple[str, float], ...]) -> tuple[_Term, ...]:
    """Return a story's terms, longest first."""
    ordered = sorted(terms, key=lambda one: (-len(one[0]), one[0]))
    return tuple(
        _Term(
            term,
            worth,
            _pattern(term),
            _first(term),
            covers=any(_pattern(other).search(term) for other, _ in ordered[index + 1 :]),
        )
        for index, (term, worth) in enumerate(ordered)
    )


def mentions(text: str, phrases: Iterable[str]) -> bool:
    """Tell whether a text contains one of the phrases."""
    lowered = _folded(text)
    return any(_first(one) in lowered and _pattern(one).search(text) for one in phrases)


@lru_cache(maxsize=4096)
def _first(term: str) -> str:
    """Return the first word of a term in small letters, to look for before its pattern."""
    return _folded(term.split(maxsplit=1)[0])


def _folded(text: str) -> str:
    return text.lower().replace("’", "'")


def _blank(found: re.Match[str]) -> str:
    return " " * len(found[0])


@lru_cache(maxsize=4096)
def _pattern(term: str) -> re.Pattern[str]:
    """Whole words, with either apostrophe; a term in capitals ("ICE") only in capitals."""
    body = r"\s+".join(re.escape(part) for part in term.split())
    body = re.sub("['’]", "['’]", body)
    flags = 0 if term.isupper() else re.IGNORECASE
    return re.compile(rf"(?<!\w){body}(?:['’]?s)?(?!\w)", flags)
