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

#: Kinds of what an indictment charges somebody with, prosecutors somebody with a name; anybody else
#: accuses by name of the second ones only.
_CHARGED = frozenset({"violence", "crime", "incident", None})
_BY_NAME = frozenset({"violence", "crime"})
#: The first word of a clause.
_OPENS = re.compile(r"\s*(,?)\s*(\w+)\s*")
#: A verb, and the word behind it.
_DOES = re.compile(r"(\w+)(?:\s(\w+))?")
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
    charged = _BY_NAME if words.prosecutors.isdisjoint(spoken) else _CHARGED
    if kind not in charged or _is_court(said.speaker, words):
        return False
    others = [one for one in people if one.name.split()[-1].lower() not in spoken]
    start = span[0] if said.trailing else max(span[0], said.content)
    somebody = len(others) < len(people) or not spoken.isdisjoint(words.pronouns)
    pronouns = frozenset[str]() if somebody else words.person - words.possessives
    return _is_actor(passage.plain, (start, span[1]), others, pronouns, words)


def _is_court(speaker: str, words: Words) -> bool:
    """Tell of "the court", "a judge in Lund", not of "court records"."""
    head = re.split(r"\s(?:in|of|at|di|del|dell[ao’'])\b", speaker.lower())[0]
    return head.rpartition(" ")[2].rpartition("’")[2] in words.courts


def _is_actor(
    plain: str,
    span: tuple[int, int],
    people: Sequence[Found],
    pronouns: frozenset[str],
    words: Words,
) -> bool:
    """Tell whether one of some people is the subject of a verb that is no passive, or "by" it.

    *pronouns* as its subject stand for somebody else than who speaks.
    """
    start, end = span
    opens = _OPENS.match(plain, start, end)
    first = opens[2].lower() if opens else ""
    relative = opens is not None and bool(opens[1]) and first in words.relatives
    if opens and (relative or first in words.that):
        start = opens.end()
    # "Kim Vale, | who stabbed two guards"
    verb = 0 if relative else main_verb(plain[start:end], words)
    if verb is None:
        return False
    does = _DOES.match(plain, start + verb)
    active = does is not None and words.be.isdisjoint(map(str.lower, does.groups("")))
    if active and first in pronouns:
        return True
    until = start + verb
    for one in people:
        subject = relative or start <= one.start < until
        if active and subject and one.end <= until and _BESIDE.match(plain, one.end, until):
            return True
        before = plain[start : one.start].rsplit(maxsplit=2)[-2:] if one.start < end else []
        if not words.by.isdisjoint(map(str.lower, before)):
            return True
    return False
