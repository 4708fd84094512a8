"""Titles and summaries: the sentence's own words, cut to what an editor would keep."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from timeline.events.attribution import Attribution
from timeline.events.dating import Day
from timeline.events.passages import DATELINE, Passage
from timeline.events.words import Words

__all__ = ["LONGEST", "Telling", "strip_dateline", "title"]

LONGEST = 110

_ASIDE = re.compile(r"\s?\([^()]{1,80}\)")
#: Where a long sentence can end, best first.
_CUTS = (
    re.compile(
        r"[;—–]|,\s(?:which|who|whose|where|when|while|after|as|although|though|because|"
        r"with|including|saying|adding|noting|warning|calling|citing|but|and|even)\b"
    ),
    re.compile(r",\s"),
    re.compile(
        r"\s(?:while|after|because|although|as|amid|when|before|following|and\s(?=\w+ed\b)|but)\s"
    ),
)
_DANGLING = re.compile(
    r"(?:[\s,;:—–-]|\b(?:the|a|an|of|in|on|at|to|for|from|with|by|and|or|but|that|which|who|as|than|"
    r"into|its|his|her|their|is|was|were|are|be|been|has|have|had|will|would|could|not|about|over|"
    r"after|before|during|while|when|because|if|between|against|under|this|these|those|said|says))+$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Telling:
    """A sentence about to be given a title."""

    passage: Passage
    #: Span of the clause that tells of the event.
    clause: tuple[int, int]
    #: Governs the clause, where somebody says it.
    said: Attribution | None
    #: The speaker's name, pronouns resolved.
    speaker: str | None
    #: Days in the sentence, all of them.
    days: Sequence[Day]
    #: What a pronoun at the beginning stands for.
    antecedent: str | None
    statement: bool


def strip_dateline(text: str) -> str:
    """Return a sentence without the "MILAN (AP) —" before it."""
    return text[_dateline_end(text) :]


def _dateline_end(text: str) -> int:
    found = DATELINE.match(text)
    return found.end() if found else 0


def title(telling: Telling, words: Words) -> str:
    """Return at most 110 characters of the sentence that stand alone, without a final stop."""
    start, end = _span(telling)
    text = telling.passage.text[start:end]
    text = _without_lead(text, start, telling, words)
    text = _ASIDE.sub("", text)
    text = _with_name(text, telling)
    said = telling.said
    if telling.statement and said and said.trailing and telling.speaker:
        text = f"{telling.speaker}: {_bare_quotation(text)}"
    return finish(text)


def finish(text: str) -> str:
    """Cut to length, balance quotation marks, begin with a capital."""
    text = re.sub(r"\s+", " ", text).strip(" ,;:—–-")
    if len(text) > LONGEST:
        text = _cut(text)
    text = _balance(text.strip(" ,;:—–-"))
    text = re.sub(r"(?<![A-Z]\.[A-Z])(?<!\b[A-Z])\.$", "", text).strip(" ,;:—–")
    return text[:1].upper() + text[1:]


def _span(telling: Telling) -> tuple[int, int]:
    """Leave out the dateline and the attribution around what is told."""
    text = telling.passage.text
    start, end = _dateline_end(text), len(text)
    said = telling.said
    if said is None:
        return start, end
    if said.trailing or said.at[0] > said.verb[0]:
        edge = min(said.at[0], said.verb[0], said.segment[0])
        if edge > start + 20:
            end = edge
    elif not telling.statement and said.segment[1] < telling.clause[1]:
        after = said.segment[1]
        rest = re.match(r"[\s,:]*(?:that\s+)?", text[after:])
        begin = after + (rest.end() if rest else 0)
        if end - begin > 25 and telling.days and telling.days[0].start >= 0:
            start = begin
    return start, end


def _without_lead(text: str, offset: int, telling: Telling, words: Words) -> str:
    """Cut an opening phrase of time and joining words: "However, on Tuesday, …"."""
    for _ in range(3):
        found = re.match(r"\s*([^\W\d_]+)\s*,?\s+(?=\S)", text)
        if found and found[1].lower() in words.leads and len(text) - found.end() > 25:
            comma = "," in found[0]
            if comma or found[1].lower() in ("but", "and", "yet", "so"):
                text, offset = text[found.end() :], offset + found.end()
                continue
        for day in telling.days:
            begin, until = day.start - offset, day.end - offset
            if (
                begin >= 0
                and until <= len(text)
                and re.fullmatch(
                    r"\s*(?:(?:on|in|at|by|since|over|late|early|around|about|during|just|earlier|later)\s+)*",
                    text[:begin],
                    re.IGNORECASE,
                )
            ):
                rest = re.match(r"\s*(?:,|:)\s+", text[until:])
                if rest and len(text) - until > 25:
                    cut = until + rest.end()
                    text, offset = text[cut:], offset + cut
                    break
        else:
            break
    return text


def _with_name(text: str, telling: Telling) -> str:
    """Put the name for a pronoun at the beginning."""
    found = re.match(r"([“\"]?)(He|She|They|It|His|Her|Their|Its)\b(?!['’])", text)
    if not found or not telling.antecedent:
        return text
    expletive = re.match(
        r"It\s+(?:was|is|has|will|became|remains|seems|took)\b.*?\b(?:that|to|who|if)\b", text
    )
    if found[2] == "It" and expletive:
        return text
    name = telling.antecedent
    if found[2] in ("His", "Her", "Their", "Its"):
        if found[2] == "Her" and not re.match(r"\s+[a-z]", text[found.end() :]):
            return text
        name += "’" if name.endswith("s") else "’s"
    return f"{found[1]}{name}{text[found.end() :]}"


def _bare_quotation(text: str) -> str:
    return text.strip().rstrip(",")


def _cut(text: str) -> str:
    """Cut at a boundary of clauses, or of words; never within a name."""
    for pattern in _CUTS:
        ends = [m.start() for m in pattern.finditer(text) if 35 <= m.start() <= LONGEST]
        if ends:
            return _DANGLING.sub("", text[: ends[-1]])
    end = text.rfind(" ", 0, LONGEST + 1)
    kept = text[: end if end > 0 else LONGEST]
    # A name goes on behind the cut: take all of it away.
    while re.match(r"\s?[A-Z]", text[len(kept) :]) and re.search(r"\s[A-Z][\w.'’-]*$", kept):
        kept = re.sub(r"\s[A-Z][\w.'’-]*$", "", kept)
    return _DANGLING.sub("", kept)


def _balance(text: str) -> str:
    for opening, closing in (("“", "”"), ("«", "»"), ("(", ")")):
        missing = text.count(opening) - text.count(closing)
        if missing > 0:
            text = re.sub(r"[.,;]$", "", text) + closing
        elif missing < 0:
            text = text.replace(closing, "", 1) if text.find(closing) < len(text) else text
    if text.count('"') % 2:
        text = f'{text}"' if not text.endswith('"') else text[:-1]
    return text
