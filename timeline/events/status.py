"""Happened, planned, ongoing, claimed or called off: what tense, mood and attribution say."""

from __future__ import annotations

from datetime import date

from timeline.events.words import Words
from timeline.types import Status, When

__all__ = ["status_of"]


def status_of(
    clause: str, when: When | None, published: date, *, claimed: bool, words: Words
) -> Status:
    """Return the status of what a clause tells.

    *when* is the clause's own date, None where it has none; *claimed* says that a verb of doubt
    ("alleges", "claims") governs it. The date decides first: what lies ahead is planned, whatever
    the tense of a headline.
    """
    patterns = words.patterns
    off = patterns["called_off"].search(clause)
    if off and not patterns["conditional"].search(clause, 0, off.start()):
        return Status.CALLED_OFF
    claimed = claimed or patterns["claimed"].search(clause) is not None
    told = Status.CLAIMED if claimed else Status.HAPPENED
    if _ahead(when, published) or _intended(clause, when, published, words):
        return Status.PLANNED
    if _over(when, published):
        return told
    going_on = patterns["ongoing"].search(clause) and not patterns["not_ongoing"].search(clause)
    return Status.ONGOING if going_on else told


def _intended(clause: str, when: When | None, published: date, words: Words) -> bool:
    """Tell whether a clause speaks of a plan; of a past day, only where it was not done."""
    if words.patterns["planned"].search(clause) is None:
        return False
    return not _over(when, published) or words.patterns["past"].search(clause) is None


def _over(when: When | None, published: date) -> bool:
    return when is not None and when.end is not None and when.end.date() <= published


def _ahead(when: When | None, published: date) -> bool:
    return when is not None and when.start is not None and when.start.date() > published
