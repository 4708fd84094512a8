"""What shares its verb with another, each with a day: "fell 18% on Monday and 6% on Tuesday"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from timeline.events.days import JOINT, Day
from timeline.events.passages import Passage
from timeline.events.whole import day_opens, main_verb
from timeline.events.words import Words

__all__ = ["act_of_day", "amount_of_day", "phrase_of_day"]


def amount_of_day(
    passage: Passage, at: int, days: Sequence[Day], span: tuple[int, int], words: Words
) -> str | None:
    """Return one of several amounts with their verb: "fell 18% on Monday and 6% on Tuesday"."""
    text, plain = passage.text, passage.plain
    start, end = span
    verb = main_verb(plain[start:end], words)
    amount = words.patterns["amount"]
    first = amount.search(plain, start + verb) if verb is not None else None
    if first is None:
        return None
    joints = re.compile(rf",?\s(?:{'|'.join(map(re.escape, words.joins))})\s|,\s")
    parts = [
        (found.start(), found.end())
        for found in joints.finditer(plain, first.end(), end)
        if amount.match(plain, found.end())
    ]
    edges = [first.start(), *(behind for _, behind in parts)]
    ends = [*(before for before, _ in parts), end]
    if any(day.start <= edge < _until(day) for edge in edges for day in days):
        return None  # "at 1653 (2153 GMT)", "tra il 20 febbraio e il 4 marzo"
    each = zip(edges, ends, strict=True)
    if not all(any(edge <= day.start < until for day in days) for edge, until in each):
        return None  # "arrested two men of 24 and 31"
    own = next((i for i, until in enumerate(ends) if edges[i] <= at < until), None)
    if own is None or not parts:
        return None
    return f"{text[start : edges[0]]}{text[edges[own] : ends[own]]}"


def phrase_of_day(
    passage: Passage, at: int, days: Sequence[Day], span: tuple[int, int], words: Words
) -> str | None:
    """Return one of two phrases with their verb: "opened to cars on Monday and | to trains on"."""
    text, plain = passage.text, passage.plain
    start, end = span
    verb = main_verb(plain[start:end], words)
    tokens = [one for one in passage.tokens if start + (verb or 0) < one.start < end]
    for joint, second in pairwise(tokens):
        opens = joint.lower in words.joins and second.lower in words.prepositions
        first = next((one for one in tokens if one.lower == second.lower), second)
        if not opens or verb is None or first.start >= joint.start:
            continue
        edges = (first.start, joint.start), (second.start, end)
        if all(any(a < day.start and _until(day) <= b for day in days) for a, b in edges):
            begin, until = edges[at >= second.start]
            return f"{text[start : first.start]}{text[begin:until]}"
    return None


def act_of_day(
    passage: Passage, at: int, days: Sequence[Day], span: tuple[int, int], words: Words
) -> str | None:
    """Return what was done again: "marched to the port | in May, and again on | June 1"."""
    text, plain = passage.text, passage.plain
    first = min((day.start for day in days), default=at)
    if first >= at or words.patterns["and_again"].search(plain, 0, at) is None:
        return None
    told = text[span[0] : day_opens(plain, first, words)].rstrip()
    return told if main_verb(told, words) is not None else None


def _until(day: Day) -> int:
    """Return where a day ends, with the end of its range: "between 2 May | and 4 June"."""
    return day.end + JOINT if "/" in day.when.edtf else day.end
