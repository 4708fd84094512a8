"""Where a title is broken off that no cut makes fit: last of all, and between two phrases."""

from __future__ import annotations

import re
from collections.abc import Iterator

from timeline.events.marks import in_quotation
from timeline.events.shortening import SHORTEST, is_edge
from timeline.events.whole import complete, dangles, ends_in, ends_well, stands
from timeline.events.words import Words

__all__ = ["broken_off"]

_STOPS = " ,;:—–-"


def broken_off(text: str, room: int, words: Words) -> str:
    """Cut where a clause is left, else before a phrase or the last word; no name is cut."""
    ends = sorted(
        found.start()
        for name in ("clause_end", "phrase_end", "relative_edge")
        for found in words.patterns[name].finditer(text, 0, room)
    )
    for end in reversed(ends):
        kept = text[:end].rstrip(_STOPS)
        if len(kept) >= SHORTEST and is_edge(text, end, words) and _tells(kept, words):
            return kept
    for end in _between_words(text, room, words):
        kept = text[:end].rstrip(_STOPS)
        if is_edge(text, end, words) and ends_well(kept, words) and complete(kept, words):
            return kept
    phrases = [found.start() for found in words.patterns["phrase_end"].finditer(text, 0, room)]
    far = phrases and phrases[-1] > room // 2
    end = phrases[-1] if far else text.rfind(" ", 0, room)
    kept, rest = text[: end if end > 0 else room].rstrip(_STOPS), text[end:]
    while re.match(r"\s[A-Z]", rest) and re.search(r"\s[A-Z][\w.'’-]*$", kept):
        kept = kept.rpartition(" ")[0]
    while " " in kept and dangles(kept, words):
        kept = kept.rpartition(" ")[0]
    return kept


def _between_words(text: str, room: int, words: Words) -> Iterator[int]:
    """Yield where a word comes next that begins a phrase, last first: "a mission" of firms."""
    begins = words.prepositions | words.genitive | words.relatives | words.conjunctions
    half = room // 2
    blanks = [half + found.start() for found in re.finditer(r"\s", text[half:room])]
    for end in reversed(blanks):
        word = re.match(r"\s([^\W\d_]+)\s", text[end:])
        if word and word[1] in begins and not in_quotation(text, end):
            yield end


def _tells(kept: str, words: Words) -> bool:
    """Tell whether a clause is left that says more than its verb: not "the two have spoken"."""
    last = re.findall(r"\w+", kept.lower())[-2:]
    verbs = [one for one in last if words.is_finite(one) or one in words.adverbs]
    if verbs or ends_in("denied", kept, words):
        return False
    return stands(kept, words) and complete(kept, words)
