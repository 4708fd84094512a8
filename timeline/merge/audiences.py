"""Whether somebody said before an audience what they were to say there, in one language or two."""

from __future__ import annotations

from functools import cache, lru_cache

from timeline.merge import dates, stems, titles
from timeline.merge.dates import Agreement
from timeline.merge.objections import SAID
from timeline.merge.readings import Reading
from timeline.originals import tokens
from timeline.types import Mention


def spoke(one: Reading, other: Reading) -> bool:
    """Tell whether one of two mentions is what somebody said who was to speak by the other.

    "Holm will address the council on Tuesday", "Holm told the council on Tuesday that taxes stay".
    """
    plan, told = _plan_and_saying(one, other) or (None, None)
    if plan is None or told is None or not _names(plan, told):
        return False
    if dates.agreement(plan.when, told.when) is not Agreement.SAME:
        return False
    return not _before(plan).isdisjoint(_before(told))


def differ(one: Reading, other: Reading) -> bool:
    """Tell whether somebody is to speak before one audience, and something is said before another.

    "Holm will address the council on Tuesday", "Holm told reporters on Tuesday that taxes stay".
    """
    plan, told = _plan_and_saying(one, other) or (None, None)
    if plan is None or told is None:
        return False
    to, before = _before(plan), _before(told)
    return bool(to and before) and to.isdisjoint(before)


def _plan_and_saying(one: Reading, other: Reading) -> tuple[Mention, Mention] | None:
    """Return a plan to speak and what was said; None of two mentions that are not these."""
    if one.planned is other.planned:
        return None
    plan, told = (one.mention, other.mention) if one.planned else (other.mention, one.mention)
    if told.kind not in SAID or not told.said_by:
        return None
    speaks = frozenset().union(*_listed("speaks", plan.language))
    return None if speaks.isdisjoint(_words(titles.told(plan))) else (plan, told)


def _names(plan: Mention, told: Mention) -> bool:
    """Tell whether a plan is of who says something, and of nobody else of that surname."""
    said_by = told.said_by or ""
    *firsts, last = _words(said_by)
    if plan.said_by == said_by or not said_by.istitle() or last not in _words(titles.told(plan)):
        return False
    called = (_words(actor) for actor in plan.actors)
    others = [name[:-1] for name in called if name[-1:] == (last,) and len(name) > 1]
    return not firsts or not others or any(set(firsts) & set(name) for name in others)


def _before(mention: Mention) -> frozenset[int]:
    """Return to whom something is said by a mention, each by its line."""
    said = _words(titles.told(mention))
    lines = enumerate(_listed("audiences", mention.language))
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
