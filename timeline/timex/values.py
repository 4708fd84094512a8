"""TIMEX3 values: written from calendar days, read back, and moved along the calendar."""

from __future__ import annotations

import re
from datetime import date, timedelta
from functools import lru_cache

from dateutil.relativedelta import relativedelta
from dateutil.relativedelta import weekday as nth_day

#: Seasons by the first of their three months; winter is the one that begins in that year.
SEASONS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}

#: How long each unit is, in days; orders units from fine to coarse.
DAYS = {"D": 1, "W": 7, "2W": 14, "M": 30, "Q": 91, "Y": 365, "E": 3652, "C": 36524}

_YEARS = {"Y": 1, "E": 10, "C": 100}

_DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?:T.*)?", re.ASCII)
_WEEK = re.compile(r"(\d{4})-W(\d\d)(?:-WE)?", re.ASCII)
_MONTH = re.compile(r"(\d{4})-(\d\d)", re.ASCII)
_QUARTER = re.compile(r"(\d{4})-Q([1-4])", re.ASCII)
_HALF = re.compile(r"(\d{4})-H([12])", re.ASCII)
_SEASON = re.compile(r"(\d{4})-(SP|SU|FA|WI)", re.ASCII)


def day(on: date) -> str:
    """Return the value of a day: ``2026-01-27``."""
    return on.isoformat()


def week(on: date) -> str:
    """Return the value of the ISO week that holds *on*: ``2026-W05``."""
    year, number, _ = on.isocalendar()
    return f"{year:04d}-W{number:02d}"


def month(on: date) -> str:
    """Return the value of the month that holds *on*: ``2026-01``."""
    return f"{on.year:04d}-{on.month:02d}"


def quarter(on: date) -> str:
    """Return the value of the quarter that holds *on*: ``2026-Q1``."""
    return f"{on.year:04d}-Q{(on.month + 2) // 3}"


def season(on: date) -> str:
    """Return the value of the season that holds *on*; January belongs to the winter before.

    >>> season(date(2026, 1, 27))
    '2025-WI'
    """
    year = on.year - (on.month < 3)
    return f"{year:04d}-{['WI', 'SP', 'SU', 'FA'][on.month % 12 // 3]}"


def at(on: date, unit: str) -> str:  # noqa: PLR0911 - one return for each form
    """Return the value of the *unit* (D, W, 2W, M, Q, Y, E, C) that holds *on*."""
    year = f"{on.year:04d}"
    match unit:
        case "D":
            return day(on)
        case "W" | "2W":
            return week(on)
        case "M":
            return month(on)
        case "Q":
            return quarter(on)
        case "E":
            return year[:3]
        case "C":
            return year[:2]
        case _:
            return year


def valid(year: int, number: int, on: int) -> date | None:
    """Return the day, or None where the calendar has no such day."""
    try:
        return date(year, number, on)
    except ValueError:
        return None


def add_months(on: date, count: int) -> date | None:
    """Return the day *count* months on, the last of its month where that is shorter.

    >>> add_months(date(2026, 1, 31), 1)
    datetime.date(2026, 2, 28)
    """
    try:
        return on + relativedelta(months=count)
    except (OverflowError, ValueError):  # beyond the calendar
        return None


@lru_cache(maxsize=4096)
def move(on: date, count: int, unit: str) -> date | None:
    """Return the day *count* units on; None beyond the calendar, and for units below a day."""
    if unit not in DAYS:
        return None
    if unit in ("D", "W", "2W"):
        try:
            return on + timedelta(count * DAYS[unit])
        except OverflowError:
            return None
    if unit in ("M", "Q"):
        return add_months(on, count * (3 if unit == "Q" else 1))
    return add_months(on, 12 * count * _YEARS[unit])


@lru_cache(maxsize=4096)
def first_day(value: str) -> date | None:
    """Return the first day of a dated value; None for durations, sets and references.

    >>> first_day("2026-W05"), first_day("2026-Q2"), first_day("PAST_REF")
    (datetime.date(2026, 1, 26), datetime.date(2026, 4, 1), None)
    """
    try:
        return _first_day(value)
    except ValueError:  # 2026-02-30, 2026-W60
        return None


def _first_day(value: str) -> date | None:  # noqa: PLR0911 - one return for each form
    if found := _DAY.fullmatch(value):
        return date(*(int(part) for part in found.groups()))
    if found := _WEEK.fullmatch(value):
        weekday = 6 if value.endswith("-WE") else 1
        return date.fromisocalendar(int(found[1]), int(found[2]), weekday)
    if found := _MONTH.fullmatch(value):
        return date(int(found[1]), int(found[2]), 1)
    if found := _QUARTER.fullmatch(value):
        return date(int(found[1]), int(found[2]) * 3 - 2, 1)
    if found := _HALF.fullmatch(value):
        return date(int(found[1]), int(found[2]) * 6 - 5, 1)
    if found := _SEASON.fullmatch(value):
        return date(int(found[1]), SEASONS[found[2]], 1)
    if value.isdecimal() and value.isascii() and len(value) in (2, 3, 4):
        return date(int(value.ljust(4, "0")), 1, 1)
    return None


def unit_of(value: str) -> str | None:
    """Return the unit a dated value is exact to, by its form."""
    for unit, form in (("D", _DAY), ("W", _WEEK), ("M", _MONTH), ("Q", _QUARTER), ("H", _HALF)):
        if form.fullmatch(value):
            return unit
    if _SEASON.fullmatch(value):
        return "S"
    return {2: "C", 3: "E", 4: "Y"}.get(len(value)) if value.isdecimal() else None


def nth_weekday(year: int, number: int, weekday: int, nth: int) -> date:
    """Return the *nth* weekday of a month; -1 is the last one."""
    edge = 1 if nth > 0 else 31
    return date(year, number, 1) + relativedelta(day=edge, weekday=nth_day(weekday, nth))
