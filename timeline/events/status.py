"""Happened, planned, ongoing, claimed or called off: what tense, mood and attribution say."""

from __future__ import annotations

import re
from datetime import date, timedelta

from timeline.events.words import Words
from timeline.types import Status, When

__all__ = ["status_of"]


def status_of(
    clause: str,
    when: When | None,
    published: date,
    *,
    at: tuple[int, int] | None = None,
    claimed: bool,
    words: Words,
) -> Status:
    """Return the status of what a clause tells.

    *when* is the clause's own date, None where it has none, *at* its span in the clause; *claimed*
    says that a verb of doubt ("alleges", "claims") governs it. The date decides first: what lies
    ahead is planned, whatever the tense of a headline.
    """
    patterns = words.patterns
    if called_off(clause, when, published, at, words):
        return Status.CALLED_OFF
    piece = _around(clause, at, words)
    claimed = claimed or patterns["claimed"].search(piece) is not None
    told = Status.CLAIMED if claimed else Status.HAPPENED
    if _ahead(when, published) or _intended(piece, when, published, words):
        return Status.PLANNED
    if _over(when, published):
        return told
    if _bound_ahead(when, published):
        return Status.PLANNED
    going_on = patterns["ongoing"].search(piece) and not patterns["not_ongoing"].search(piece)
    return Status.ONGOING if going_on else told


def called_off(
    clause: str, when: When | None, published: date, at: tuple[int, int] | None, words: Words
) -> bool:
    """Tell whether a clause says of its date that nothing will, or did, come of it.

    "The vote planned for Monday was moved to Friday" calls off Monday, not Friday; "was cancelled
    on Monday" tells of what happened on Monday.
    """
    patterns = words.patterns
    if at is None:
        return _unconditional(patterns["called_off"], clause, words)
    before, after = clause[: at[0]], clause[at[1] :]
    if patterns["moved_to"].search(before):
        return False
    if patterns["planned_for"].search(before):
        if patterns["fell_through"].search(before):
            return True
        return any(
            patterns[name].search(part)
            for name in ("moved", "calling_off", "not_done")
            for part in (before, after)
        ) or _unconditional(patterns["called_off"], clause, words)
    if _unconditional(patterns["called_off"], after, words):
        return True
    ahead = _ahead(when, published)
    off = (patterns[name].search(before) for name in ("called_off", "calling_off"))
    return ahead and (any(off) or patterns["not_done"].search(clause) is not None)


def _unconditional(pattern: re.Pattern[str], clause: str, words: Words) -> bool:
    found = pattern.search(clause)
    return found is not None and not words.patterns["conditional"].search(clause, 0, found.start())


def _around(clause: str, at: tuple[int, int] | None, words: Words) -> str:
    """Return the part of a clause that its day stands in: "met on Friday | and will meet again"."""
    if at is None:
        return clause
    joints = [found.start() for found in words.patterns["halves"].finditer(clause)]
    start = max((joint for joint in joints if joint < at[0]), default=0)
    end = min((joint for joint in joints if joint >= at[1]), default=len(clause))
    piece = clause[start:end]
    finite = words.patterns["past"].search(piece) or words.patterns["planned"].search(piece)
    return piece if finite else clause


def _intended(clause: str, when: When | None, published: date, words: Words) -> bool:
    """Tell whether a clause speaks of a plan; of a past day, only where it was not done."""
    planned = words.patterns["planned"].search(clause)
    told_to = when is not None and words.patterns["told_to"].search(clause)
    if not (planned or told_to):
        return False
    return not _over(when, published) or words.patterns["past"].search(clause) is None


def _bound_ahead(when: When | None, published: date) -> bool:
    """Tell whether a date is only a bound, "by Christmas", that had not come when it was told."""
    if when is None or when.start is not None or when.end is None:
        return False
    return when.end.date() > published + timedelta(days=1)


def _over(when: When | None, published: date) -> bool:
    return when is not None and when.end is not None and when.end.date() <= published


def _ahead(when: When | None, published: date) -> bool:
    return when is not None and when.start is not None and when.start.date() > published
