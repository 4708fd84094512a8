"""The lines of a chronology, which tell days and no year: the order of the list tells it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from itertools import pairwise

from timeline.timex import values
from timeline.timex.cues import Cues

#: Days of a leap year: any month and day is on one of them.
_LEAP = 2024
_YEAR = 366

#: A list of what is to come begins soon; one that would begin later is of the year before.
_SOON = timedelta(30)

#: Characters before a list in which its heading may stand, and of a line that are looked at.
_HEADING, _LINE = 200, 200


@dataclass(frozen=True, slots=True)
class _Head:
    """The day that begins a line, where it stands, and what the line tells."""

    at: int
    month: int
    day: int
    told: str

    @property
    def of_year(self) -> int:
        """The day's number in a leap year."""
        return date(_LEAP, self.month, self.day).timetuple().tm_yday


def years_of_lines(text: str, dct: date, cues: Cues) -> dict[int, int]:
    """Return the year of each line's day, by where it stands; none for a single line.

    A list ascends or descends, whichever takes less time; its latest day is the nearest, or, where
    the list tells of what was, the last before *dct*.
    """
    heads = _heads(text, cues)
    if len(heads) < 2:
        return {}
    steps = [after.of_year - before.of_year for before, after in pairwise(heads)]
    if sum(step % _YEAR for step in steps) > sum(-step % _YEAR for step in steps):
        heads = heads[::-1]
    year = _year_of_latest(heads, text, dct, cues)
    years = {}
    for head, after in zip(reversed(heads), (None, *reversed(heads)), strict=False):
        year -= after is not None and head.of_year > after.of_year
        years[head.at] = year
    return years


def _heads(text: str, cues: Cues) -> Sequence[_Head]:
    found = [
        _Head(
            one.start("date"),
            cues.months[(one["month"] or one["named"]).lower()],
            int(one["day"] or one["number"]),
            text[one.end() : one.end() + _LINE].partition("\n")[0],
        )
        for one in _lines(tuple(cues.months)).finditer(text)
    ]
    return [one for one in found if values.valid(_LEAP, one.month, one.day)]


@lru_cache(maxsize=8)
def _lines(months: tuple[str, ...]) -> re.Pattern[str]:
    """Return the pattern of "March 5 - " or "5 marzo: " where it begins a line."""
    name = "|".join(months)
    return re.compile(
        rf"(?:^|(?P<joined>(?<=[.!?][\s\"”’)])\s?))"
        rf"(?P<date>(?P<month>{name})[a-zà-ù]{{0,6}}\.?\s(?P<day>\d{{1,2}})"
        rf"|(?P<number>\d{{1,2}})\s(?P<named>{name})[a-zà-ù]{{0,6}})"
        r"(?:\s?[-–—]\s|(?(joined)(?!)|\s?:\s))",
        re.IGNORECASE | re.MULTILINE,
    )


def _year_of_latest(heads: Sequence[_Head], text: str, dct: date, cues: Cues) -> int:
    """Return the year of the last of some days that ascend."""
    last, first = heads[-1], heads[0]
    days = [
        on for by in (-1, 0, 1) if (on := values.valid(dct.year + by, last.month, last.day))
    ] or [dct]
    near = min(days, key=lambda on: abs(on - dct))
    if near <= dct:
        return near.year
    start = min(head.at for head in heads)
    heading = text[max(0, start - _HEADING) : start]
    span = timedelta((last.of_year - first.of_year) % _YEAR)
    told = cues.behind.search(last.told) and not cues.ahead.search(last.told)
    over = told or cues.chronicle.search(heading) or near - span > dct + _SOON
    return near.year - bool(over)
