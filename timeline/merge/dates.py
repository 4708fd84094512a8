"""How two Whens agree as the date of one event."""

from __future__ import annotations

from datetime import datetime, timedelta
from enum import IntEnum, auto

from timeline.types import Granularity, Mention, Status, When

#: How long before an article an event without a date is expected: "on or before 28 January".
REACH = timedelta(days=4)

#: How long before the end of its last day what is planned may be done; no day more than is loaded
#: around a day (``blocks.MARGIN``), so that the order of arrival is no matter.
DEADLINE = timedelta(days=9)

#: Longest span that is a date of its own; in a longer one many things happen.
_OWN = timedelta(days=3)

#: How far apart sources may date one event.
APART = timedelta(days=3)

#: Longest span that a date within it agrees with: "this month" and "on 7 January".
HOLDS = timedelta(days=31)

#: What is a time of a day.
_TIMES = {Granularity.MINUTE, Granularity.PART_OF_DAY}


class Agreement(IntEnum):
    """How two dates agree."""

    #: Both name it: the same days, or a part of them.
    SAME = auto()
    #: One names a day; the other allows it: a week or month that holds it, an open side. Or both
    #: name the same week, month or year.
    WITHIN = auto()
    #: Neither names a day, and nothing speaks against one.
    OPEN = auto()
    #: Both name the day, and another time of it.
    CLOCK = auto()


def agreement(one: When, other: When) -> Agreement | None:
    """Return how both can be the date of one event; None when they cannot."""
    first, second = bounds(one), bounds(other)
    if first is None or second is None:
        return None
    if not _overlap(first, second):
        return Agreement.CLOCK if _one_day(one, other) else None
    if is_open(one) or is_open(other):
        return Agreement.OPEN if is_open(one) and is_open(other) else Agreement.WITHIN
    lengths = first[1] - first[0], second[1] - second[0]
    if max(lengths) <= _OWN:
        return Agreement.SAME
    (short, _), (long, coarse) = sorted(
        zip(lengths, (one.granularity, other.granularity), strict=True)
    )
    if one.edtf != other.edtf and (short > _OWN or long > HOLDS):
        return None
    # Two that name one month may mean two days of it.
    # In a range of weeks ("during the Games") many things happen, but it begins on its first day;
    # "this month" is a vague day.
    begins = first[0] == second[0]
    return Agreement.WITHIN if begins or coarse is not Granularity.RANGE else None


def in_time(plan: Mention, told: Mention) -> bool:
    """Tell whether a report tells of a day by the deadline of a plan."""
    by, day = reach(plan), bounds(told.when)
    if by is None or day is None or not _is_due(plan):
        return False
    return names_a_day(told.when) and _overlap(by, day)


def _is_due(mention: Mention) -> bool:
    """Tell whether a mention tells of what is planned to be done by a day."""
    return mention.status is Status.PLANNED and mention.when.start is None


def reach(mention: Mention) -> tuple[datetime, datetime] | None:
    """Return the half-open span in which the event of a mention is looked for, as ``bounds``.

    What has to be done by a day may be done some days before.
    """
    span = bounds(mention.when)
    if span is None or not _is_due(mention):
        return span
    return span[1] - DEADLINE, span[1]


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


def names_a_day(when: When) -> bool:
    """Tell whether *when* is a date of its own: a day, a part of it, a weekend."""
    return when.start is not None and when.end is not None and when.end - when.start <= _OWN


def _one_day(one: When, other: When) -> bool:
    """Tell whether two times are of one day, as each article counts it."""
    if one.start is None or other.start is None:
        return False
    timed = not {one.granularity, other.granularity} - _TIMES
    return timed and one.start.date() == other.start.date()


def _overlap(one: tuple[datetime, datetime], other: tuple[datetime, datetime]) -> bool:
    return one == other or (one[0] < other[1] and other[0] < one[1])
