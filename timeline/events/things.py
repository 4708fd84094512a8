"""The day of a thing that a sentence names: "condemned Sunday's attack" was not said on Sunday."""

from __future__ import annotations

import re
from datetime import date

from timeline.events.words import Words
from timeline.types import When

__all__ = ["before_thing", "is_of_thing"]

#: Patterns of what stands before the day and after it.
_AROUND = (
    ("of_thing", "thing_of"),
    ("of_the_thing", "the_thing_of"),
    ("of_subject", "subject_goes_on"),
)


def is_of_thing(plain: str, at: tuple[int, int], when: When, published: date, words: Words) -> bool:
    """Tell whether the day *at* a place is that of a thing, and what is told of was not on it.

    "Died in Sunday's crash" and "roads will be closed for Sunday's race" were and will be. The
    thing may be what its clause is about: "A man arrested on Sunday was released".
    """
    patterns, (start, end) = words.patterns, at
    pairs = (
        patterns[before].search(plain, 0, start)
        for before, after in _AROUND
        if patterns[after].match(plain, end)
    )
    found = next(filter(None, pairs), None) or _thing_ahead(plain, start, when, published, words)
    if not found or patterns["not_before"].search(plain, 0, start):
        return False
    due = (patterns[name].search(plain, 0, found.start()) for name in ("planned", "obliged"))
    return not any(due)


def before_thing(plain: str, start: int, words: Words) -> re.Match[str] | None:
    """Find "before the vote on", "ahead of" in front of a day: what is told of came before it."""
    patterns = words.patterns
    found = patterns["before_thing"].search(plain, 0, start)
    if found is None or patterns["past"].search(found["thing"]):
        return None  # "before the doors opened on Sunday": they did on that day
    thing = found["thing"].lower().split()
    if len(thing) > 1 and thing[-1] not in words.events:
        return None  # "before a judge on Monday"
    return None if patterns["shortly"].search(plain, 0, found.start("thing")) else found


def _thing_ahead(
    plain: str, start: int, when: When, published: date, words: Words
) -> re.Match[str] | None:
    """Find what is to come in "They met ahead of the March 15 vote"; they have met."""
    found, begins = before_thing(plain, start, words), when.start or when.end
    if found is None or begins is None or begins.date() <= published:
        return None
    told = words.patterns["past"].search(plain, 0, found.start())
    return found if told is not None else None
