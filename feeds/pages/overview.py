"""Events become the small picture of a story: a column per day, week, month or year."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from feeds.ahead import is_too_late, plans_ahead
from timeline import Granularity, Outline

#: Finest step whose columns still fit: (columns at most, name).
STEPS = ((184, "day"), (731, "week"), (3653, "month"), (10**9, "year"))
#: Pixels of a column where there is room.
WIDEST = 28
#: Of so many events one in ``FEW`` may be left out at either end of the picture …
MANY, FEW = 10, 20
#: … where it lies so many times the span of the others away from them.
FAR = 3
#: Not drawn: nobody knows their day.
COARSE = frozenset(
    {
        Granularity.MONTH,
        Granularity.QUARTER,
        Granularity.SEASON,
        Granularity.YEAR,
        Granularity.UNKNOWN,
    }
)


@dataclass(frozen=True, slots=True)
class Overview:
    """What the picture shows: SVG paths in a box of *width* × *height*, and the figures in it."""

    step: str
    first: date
    last: date
    width: int
    height: int
    #: Pixels it is wide at most.
    pixels: int
    #: Filled columns, and the outlined ones on top of them.
    happened: str
    planned: str
    happened_count: int
    planned_count: int
    not_drawn: int
    #: Not drawn either: told as no plan and dated some time ahead.
    too_late: int
    #: Not drawn either: so far from the others that these would be squeezed.
    far: int
    #: Day, week, month or year of the fullest column in EDTF, and how many events it has.
    busiest: str
    most: int


def draw(
    events: Sequence[Outline], zone: ZoneInfo, as_of: datetime | None = None
) -> Overview | None:
    """Return the picture of *events* by the day they begin; None where it would say nothing.

    Planned is what the page shows as planned; *as_of* is when the timeline last changed.
    """
    plans = plans_ahead(events, as_of)
    too_late = {at for at, event in enumerate(events) if is_too_late(event, as_of)}
    dated = Counter(
        (event.when.start.astimezone(zone).date(), at in plans)
        for at, event in enumerate(events)
        if event.when.start is not None
        and event.when.granularity not in COARSE
        and at not in too_late
    )
    days = _near(sorted(day for day, _ in dated.elements()))
    if not days or days[0] == days[-1]:
        return None
    first, last = days[0], days[-1]
    far = dated.total() - len(days)
    step = next(name for length, name in STEPS if (last - first).days < length)
    column = _columns(step, first)
    past, ahead = Counter[int](), Counter[int]()
    for (day, planned), count in dated.items():
        if first <= day <= last:
            (ahead if planned else past)[column(day)] += count
    heights = past + ahead
    busiest = min(heights, key=lambda at: (-heights[at], at))
    return Overview(
        step=step,
        first=first,
        last=last,
        width=column(last) + 1,
        height=heights[busiest],
        pixels=WIDEST * (column(last) + 1),
        happened=_path(past, Counter(), heights[busiest]),
        planned=_path(ahead, past, heights[busiest]),
        happened_count=past.total(),
        planned_count=ahead.total(),
        not_drawn=len(events) - dated.total() - len(too_late),
        too_late=len(too_late),
        far=far,
        busiest=_span(step, min(day for day in days if column(day) == busiest)),
        most=heights[busiest],
    )


def _near(days: Sequence[date]) -> Sequence[date]:
    """Return *days*, in order, without single ones that would squeeze all the others."""
    first, last = 0, len(days) - 1
    few = len(days) // FEW or 1
    for _ in range(2 if len(days) >= MANY else 0):  # a cut at one end may make the other end far
        ends = range(last - 1, len(days) - few - 2, -1)
        last = next((at for at in ends if _is_far(days[at + 1], days[at], days[first])), last)
        starts = range(first + 1, few + 1)
        first = next((at for at in starts if _is_far(days[at - 1], days[at], days[last])), first)
    return days[first : last + 1]


def _is_far(day: date, near: date, end: date) -> bool:
    """Tell whether *day* is far from a row of days that reaches from *near* to *end*."""
    return abs(day - near) > max(FAR * abs(near - end), timedelta(STEPS[0][0]))


def _columns(step: str, first: date) -> Callable[[date], int]:
    """Return what gives a day's column, counted from 0."""
    if step == "day":
        return lambda day: (day - first).days
    if step == "week":
        monday = first - timedelta(first.weekday())
        return lambda day: (day - monday).days // 7
    if step == "month":
        return lambda day: (day.year - first.year) * 12 + day.month - first.month
    return lambda day: day.year - first.year


def _span(step: str, day: date) -> str:
    """Return the column that *day* is in as an EDTF value."""
    if step == "week":
        monday = day - timedelta(day.weekday())
        return f"{monday}/{monday + timedelta(6)}"
    return day.isoformat()[: {"day": 10, "month": 7, "year": 4}[step]]


def _path(columns: Counter[int], below: Counter[int], height: int) -> str:
    """Return one SVG path with a rectangle per column, standing on those *below*."""
    return "".join(
        f"M{at}.15 {height - below[at]}v-{count}h.7v{count}z"
        for at, count in sorted(columns.items())
    )
