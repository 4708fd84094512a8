"""What somebody is charged with on another's word: claimed, until a court says so.

Police who report that a bridge fell know it; that Kim Vale stabbed a guard they say of her.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from timeline.events.attribution import Attribution
from timeline.events.names import Found
from timeline.events.passages import Passage
from timeline.events.whole import main_verb
from timeline.events.words import Words

__all__ = ["accuses"]

#: Kinds of what an indictment charges somebody with, and of what is told of them by name.
_CHARGED = frozenset({"violence", "crime", "incident", None})
_BY_NAME = frozenset({"violence", "crime"})
#: Between a name and its verb: ", 41, of Lund, ", " and two others ", " also "; not " government ".
_BESIDE = re.compile(r"\s*(?:$|[,(—–-]|(?:and|e|who|che|also|then|\w+ly|\w+mente)\s)")


def accuses(
    passage: Passage,
    said: Attribution,
    span: tuple[int, int],
    kind: str | None,
    *,
    people: Sequence[Found],
    words: Words,
) -> bool:
    """Tell whether a clause charges somebody: by who says it, or as the act of one with a name.

    *people* are the names of persons in the sentence. A court knows, and so does who tells of
    themselves.
    """
    spoken = frozenset(re.findall(r"\w+", said.speaker.lower()))
    if kind in _CHARGED and not words.accusers.isdisjoint(spoken):
        return True
    if kind not in _BY_NAME or _is_court(said.speaker, words):
        return False
    others = [one for one in people if one.name.split()[-1].lower() not in spoken]
    start = span[0] if said.trailing else max(span[0], said.content)
    return _is_actor(passage.plain, (start, span[1]), others, words)


def _is_court(speaker: str, words: Words) -> bool:
    """Tell of "the court", "a judge in Lund", not of "court records"."""
    head = re.split(r"\s(?:in|of|at|di|del|dell[ao’'])\b", speaker.lower())[0]
    return head.rpartition(" ")[2].rpartition("’")[2] in words.courts


def _is_actor(plain: str, span: tuple[int, int], people: Sequence[Found], words: Words) -> bool:
    """Tell whether one of some people is the subject of a verb that is no passive, or "by" it."""
    start, end = span
    first = re.compile(r"\s*(\w+)\s*").match(plain, start, end)
    if first and first[1].lower() in words.that:
        start = first.end()
    verb = main_verb(plain[start:end], words)
    if verb is None:
        return False
    for one in people:
        if start <= one.start < start + verb and _BESIDE.match(plain, one.end, start + verb):
            does = re.match(r"(\w+)(?:\s(\w+))?", plain[start + verb :])
            if does and words.be.isdisjoint(word.lower() for word in does.groups("")):
                return True
        before = plain[start : one.start].rsplit(maxsplit=2)[-2:] if one.start < end else []
        if not words.by.isdisjoint(word.lower() for word in before):
            return True
    return False
