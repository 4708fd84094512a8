"""An editor's decisions in an event's history: which of them its readers have to be told of.

A fact that was put right is told (the day, what became of it, who says it, what is one event), if
it may have been read as it was; how something is worded or spelled is not.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from difflib import SequenceMatcher

from timeline import Change, Ruling

#: Readers ask about once an hour: few have seen what was put right sooner.
SOON = timedelta(hours=1)
#: As like each other are two spellings of one name: "Ada Qist", "Ada Quist".
_SPELLINGS = 0.85

_DECIDED = re.compile(
    rf".* decided by hand: (?P<undo>undo )?(?P<ruling>{'|'.join(Ruling)})(?:; |$)", re.DOTALL
)
# names may have a ";" in them, titles any quotes
_STEPS = {
    Ruling.TITLE: re.compile(r"title “(.*)” became “(.*)”", re.DOTALL),
    Ruling.DATE: re.compile(r"date (\S+) became (\S+)"),
    Ruling.STATUS: re.compile(r"status (.+) became (.+)"),
    Ruling.SPEAKER: re.compile(r"speaker “(.*)” became “(.*)”", re.DOTALL),
}
_FIGURES = re.compile(r"\d+(?:[.,]\d+)*")


@dataclass(frozen=True, slots=True)
class Decision:
    """A line of history that an editor's decision left."""

    ruling: Ruling
    #: It takes one of that kind back.
    takes_back: bool
    #: Who decided what, as the line begins.
    head: str
    #: What it changed, as merging would say it.
    changed: str

    @property
    def step(self) -> tuple[str, str] | None:
        """What it was before, and is; None where nobody noted it."""
        pattern = _STEPS.get(self.ruling)
        found = pattern.fullmatch(self.changed) if pattern else None
        return (found[1], found[2]) if found else None

    @property
    def moves_on(self) -> bool:
        """Whether it may say what came of a plan: by its status alone, or that of its report."""
        merged = self.ruling is Ruling.MERGE and self.changed.startswith(f"{Ruling.STATUS} ")
        return merged or self.ruling is Ruling.STATUS

    @property
    def adds_a_name(self) -> bool:
        """Whether it says who says it where nobody was named, which was not wrong."""
        return self.ruling is Ruling.SPEAKER and self.step is not None and not self.step[0]


def read(why: str) -> Decision | None:
    """Return the decision that left a line of history (``Change.why``), if one did."""
    found = _DECIDED.match(why)
    if found is None:
        return None
    ruling, end = Ruling(found["ruling"]), found.end()
    return Decision(ruling, bool(found["undo"]), head=why[:end], changed=why[end:])


def to_tell(changes: Sequence[Change]) -> list[Change]:
    """Return the changes, those decisions without words that readers need not be told of."""
    kept = _without_slips(_that_hold(changes))
    told: datetime | None = None
    for index, change in enumerate(kept):
        if change.what == "added":
            told = change.at
        decision = read(change.why)
        if decision is None:
            continue
        was_seen = told is None or change.at - told > SOON
        if _is_wording(decision) or not (was_seen or decision.takes_back):
            kept[index] = replace(change, why="")
    return kept


def _that_hold(changes: Sequence[Change]) -> list[Change]:
    """Return the changes, without words for decisions that were taken back.

    Readers would look for them in vain. That one was taken back is told, unless it was soon.
    """
    kept = list(changes)
    holding: dict[Ruling, list[int]] = {}
    for index, change in enumerate(changes):
        decision = read(change.why)
        if decision is None:
            continue
        decisions = holding.setdefault(decision.ruling, [])
        if not decision.takes_back:
            decisions.append(index)
        elif decisions:
            away = decisions.pop()
            kept[away] = replace(changes[away], why="")
            if change.at - changes[away].at <= SOON:
                kept[index] = replace(change, why="")
    return kept


def _without_slips(changes: Sequence[Change]) -> list[Change]:
    """Return the changes, those decisions as one that were soon decided anew, or spelled anew."""
    kept = list(changes)
    last: dict[Ruling, int] = {}
    for index, change in enumerate(changes):
        decision = read(change.why)
        if decision is None or decision.step is None:
            continue
        before, after = decision.step
        earlier = last.get(decision.ruling)
        last[decision.ruling] = index
        was = read(kept[earlier].why) if earlier is not None else None
        if earlier is None or was is None or was.step is None or was.step[1] != before:
            continue
        if change.at - kept[earlier].at <= SOON or _is_wording(decision):
            first = was.step[0]
            kept[earlier] = replace(kept[earlier], why="")
            own = f"{decision.head}{_said(decision.ruling, first, after)}" if first != after else ""
            kept[index] = replace(change, why=own)
    return kept


def _said(ruling: Ruling, before: str, after: str) -> str:
    """Return what changed, as it stands in a history."""
    if ruling in (Ruling.TITLE, Ruling.SPEAKER):
        before, after = f"“{before}”", f"“{after}”"
    return f"{ruling} {before} became {after}"


def _is_wording(decision: Decision) -> bool:
    """Say whether a decision only words or spells otherwise what was right."""
    before, after = decision.step or ("", "")
    if decision.ruling is Ruling.TITLE:
        return sorted(_FIGURES.findall(before)) == sorted(_FIGURES.findall(after))
    return decision.ruling is Ruling.SPEAKER and _is_same_name(before, after)


def _is_same_name(before: str, after: str) -> bool:
    """Say whether two names are one: shorter ("Quist", "Ada Quist"), or spelled otherwise.

    Of several, one may have been wrong.
    """
    one, other = before.casefold(), after.casefold()
    if not one or not other or "," in one + other:
        return False
    words = set(one.split()), set(other.split())
    is_part = words[0] <= words[1] or words[1] <= words[0]
    return is_part or SequenceMatcher(None, one, other).ratio() >= _SPELLINGS
