"""Whether somebody said before an audience what they were to say there, in one language or two."""

from __future__ import annotations

from functools import cache, lru_cache

from timeline.merge import dates, stems, titles
from timeline.merge.dates import Agreement
from timeline.merge.objections import SAID
from timeline.merge.readings import Reading
from timeline.originals import tokens
from timeline.types import Mention

#: So many words of a title may end with the body that it is of: "Roccalba's town council".
_OPENING = 4


def spoke(one: Reading, other: Reading) -> bool:
    """Tell whether one of two mentions is what somebody said who was to speak by the other.

    "Holm will address the council on Tuesday", "Holm told the council on Tuesday that taxes stay".
    """
    if one.planned is other.planned:
        return False
    plan, told = (one.mention, other.mention) if one.planned else (other.mention, one.mention)
    if not _has(plan, "speaks") and not _has(plan, "meets"):
        return False
    if not (_names(plan, told) if told.kind in SAID else _says(plan, told)):
        return False
    if dates.agreement(plan.when, told.when) is not Agreement.SAME:
        return False
    return not _found("audiences", plan).isdisjoint(_found("audiences", told))


def differ(one: Reading, other: Reading) -> bool:
    """Tell whether somebody is to speak before one audience, and something is said before another.

    "Holm will address the council on Tuesday", "Holm told reporters on Tuesday that taxes stay".
    """
    if one.planned is other.planned:
        return False
    plan, told = (one.mention, other.mention) if one.planned else (other.mention, one.mention)
    if told.kind not in SAID or not _has(plan, "speaks"):
        return False
    to, before = _found("audiences", plan), _found("audiences", told)
    return bool(to and before) and to.isdisjoint(before)


def one_body(one: Mention, other: Mention) -> bool:
    """Tell whether one body meets by two mentions of meetings in two languages.

    "Il consiglio comunale si riunirà martedì", "Roccalba's town council met on Tuesday".
    """
    first, second = (_found("bodies", m, _OPENING) for m in (one, other))
    mine, theirs = (_found("of", m) for m in (one, other))
    return not first.isdisjoint(second) and (mine == theirs or not mine.isdisjoint(theirs))


def bodies_differ(one: Reading, other: Reading) -> bool:
    """Tell whether two mentions begin with two bodies: a town's council, a school's board."""
    first, second = one.mention, other.mention
    if not all(_found("bodies", mention, _OPENING) for mention in (first, second)):
        return False
    mine, theirs = (_found("of", mention, _OPENING) for mention in (first, second))
    return bool(mine and theirs) and mine.isdisjoint(theirs)


def _names(plan: Mention, told: Mention) -> bool:
    """Tell whether a plan is of who says something, and of nobody else of that surname."""
    said_by = told.said_by or ""
    *firsts, last = _words(said_by) or ("",)
    if plan.said_by == said_by or not said_by.istitle() or last not in _words(titles.told(plan)):
        return False
    called = (_words(actor) for actor in plan.actors)
    others = [name[:-1] for name in called if name[-1:] == (last,) and len(name) > 1]
    return not firsts or not others or any(set(firsts) & set(name) for name in others)


def _says(plan: Mention, told: Mention) -> bool:
    """Tell whether a report, which is no saying, tells that somebody said what a plan is of."""
    said = _words(titles.told(told))
    names = {_words(actor)[-1] for actor in plan.actors if actor.istitle()}
    return _has(told, "says") and not names.isdisjoint(said)


def _has(mention: Mention, section: str) -> bool:
    return bool(_found(section, mention))


def _found(section: str, mention: Mention, most: int | None = None) -> frozenset[int]:
    """Return the lines of a section of which a word is in a title, or *most* first words of it."""
    said = _words(titles.told(mention))[:most]
    lines = enumerate(_listed(section, mention.language))
    return frozenset(line for line, called in lines if not called.isdisjoint(said))


@lru_cache(maxsize=8_192)
def _words(text: str) -> tuple[str, ...]:
    """Return the words of a text without what is elided: "all'aula", "Holm's"."""
    said = (word.casefold().replace("’", "'").removesuffix("'s") for word in tokens(text))
    return tuple(word.rpartition("'")[2] for word in said)


@cache
def _listed(section: str, code: str) -> list[frozenset[str]]:
    """Return the lines of a section of ``audiences.txt``."""
    lines = stems.sections("audiences.txt")[f"{section} {stems.file(code)}"]
    return [frozenset(line.split()) for line in lines]
