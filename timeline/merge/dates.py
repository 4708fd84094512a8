"""Whether two Whens can be the date of one event."""

from __future__ import annotations

from datetime import datetime, timedelta

from timeline.types import Granularity, When

#: How long before an article an event without a date is expected: "on or before 28 January".
REACH = timedelta(days=4)

_FINE = frozenset({Granularity.MINUTE, Granularity.PART_OF_DAY, Granularity.DAY, Granularity.RANGE})


def bounds(when: When) -> tuple[datetime, datetime] | None:
    """Return the half-open span in which the event is looked for; None when nothing is known.

    An open side is closed ``REACH`` away: news is told soon after it happens.
    """
    if when.start is not None and when.end is not None:
        return when.start, when.end
    if when.end is not None:
        return when.end - REACH, when.end
    if when.start is not None:
        return when.start, when.start + REACH
    return None


def is_open(when: When) -> bool:
    """Tell whether a side of *when* is open, so that it claims no day."""
    return when.start is None or when.end is None


def agree(one: When, other: When) -> bool:
    """Tell whether both can be the date of one event, at the precision of each.

    Two days agree when they are the same, a part of a day agrees with its day; a month agrees with
    the same month only, since a day in it is one of thirty.
    """
    if one.edtf == other.edtf:
        return True
    first, second = bounds(one), bounds(other)
    if first is None or second is None:
        return False
    if one.granularity not in _FINE and not is_open(one):
        return False
    if other.granularity not in _FINE and not is_open(other):
        return False
    return first[0] < second[1] and second[0] < first[1]
