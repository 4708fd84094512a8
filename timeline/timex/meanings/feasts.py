"""Readings of feasts, whose days the calendar knows."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta

from dateutil.easter import easter

from timeline.timex import values
from timeline.timex.context import Context
from timeline.timex.meanings.clocks import time_on
from timeline.timex.meanings.direction import is_awaited
from timeline.timex.meanings.numbers import full_year
from timeline.timex.rules import Match, Reading
from timeline.types import TimexType

DATE = TimexType.DATE
#: A feast so near is the one that is told of: "it rained in Easter week".
_SOON = timedelta(14)
_STATE = re.compile(r"\b(?:is|are|è|sono)\s\w+\s(?:\w{1,4}\s)?$", re.IGNORECASE)


def holiday(m: Match, context: Context) -> Reading | None:
    """Read a feast whose day the calendar knows, or its week: "Christmas Eve", "Easter 1972"."""
    if context.cues.of_feast.match(context.after):
        return None
    found, unit = _feast_near(_feast_name(m), m, context), m.word("unit")
    if found is None or not unit:
        return found
    if unit == "D":  # "il giorno di [Natale]"
        return replace(found, more=2 if m.tokens[0].value == "D" else 0)
    on = values.first_day(found.value)
    if on is None or unit not in ("W", "WE"):
        return None
    return replace(found, value=values.week(on) + ("-WE" if unit == "WE" else ""))


def clock_on(m: Match, context: Context) -> Reading | None:
    """Read a time on the clock of a feast: "noon on Christmas Eve"."""
    found = holiday(m, context)
    return found and time_on(found, m)


def part_of_feast(m: Match, context: Context) -> Reading | None:
    """Read "Christmas morning", "la notte di Natale"."""
    found = holiday(m, context)
    part = f"T{m.word('part')}"
    return found and replace(found, type=TimexType.TIME, value=found.value + part)


def new_year(m: Match, context: Context) -> Reading | None:
    """Read "the New Year", its first day; "the new year" is any."""
    return holiday(m, context) if m.all("new")[0].text == "Year" else None


def day_before_feast(m: Match, context: Context) -> Reading | None:
    """Read the day before or after a feast: "the day after Thanksgiving"."""
    found = holiday(m, context) if m.word("unit") == "D" else None
    on = values.first_day(found.value) if found else None
    moved = on and values.move(on, m.number("by"), "D")
    return Reading(DATE, values.day(moved)) if moved else None


def _feast_near(name: str, m: Match, context: Context) -> Reading | None:
    """Return a feast of the year that is said, else the one last, next or nearest."""
    if "year" in m:
        return _feast(name, full_year(m.number("year")), explicit=True)
    anchor = context.anchor
    if anchor is None:
        return None
    if "ofyear" in m and m.word("saidunit") == "Y":
        return _feast(name, anchor.year + m.number("ofyear"), explicit=False)
    days = [
        on for year in (anchor.year - 1, anchor.year, anchor.year + 1) if (on := feast(name, year))
    ]
    which = m.number("which")
    if "which" in m and which < 0:
        on = max((d for d in days if d < anchor), default=None)
    elif "which" in m or is_awaited(context):
        on = min((d for d in days if d >= anchor), default=None)
    else:
        on = min(days, key=lambda d: abs((d - anchor).days), default=None)
        if on and on > anchor + _SOON and _is_behind(context):
            on = max(d for d in days if d < anchor)  # "died on Christmas Day", told in August
    less = 2 if "ofyear" in m else 0  # "Christmas this week"
    return Reading(DATE, values.day(on), less=less) if on else None


def _is_behind(context: Context) -> bool:
    """Tell of a verb of the past before a feast: not of "is closed on Easter"."""
    clause = re.split(r"[.;!?]\s|\n", context.before)[-1]
    return context.cues.behind.search(clause) is not None and _STATE.search(clause) is None


def feast_day(m: Match, context: Context) -> Reading | None:
    """Read a feast that is called a day: "Labor Day", "St. Patrick's Day", "Mother's Day"."""
    return holiday(m, context) if any(token.text == "Day" for token in m.tokens) else None


def may_day(m: Match, context: Context) -> Reading | None:
    """Read "May Day", the first of May."""
    if m.number("may") != 5 or m.tokens[1].text != "Day":
        return None
    return _feast_near("5/1", m, context)


def named_weekday(m: Match, context: Context) -> Reading | None:
    """Read a weekday with a name of its own: "Good Friday", "Ash Wednesday", "Black Friday"."""
    weekday, _, name = m.word("holiday").partition(":")
    return _feast_near(name, m, context) if int(weekday) == m.number("weekday") else None


def holy_day(m: Match, context: Context) -> Reading | None:
    """Read a weekday before Easter by its own name: "venerdì santo"."""
    weekday = m.number("weekday")
    return _feast_near(f"easter-{6 - weekday}", m, context) if weekday in (3, 4, 5) else None


def feast_weekday(m: Match, context: Context) -> Reading | None:
    """Read "Easter Sunday" and "Easter Monday"."""
    days = {6: "easter", 0: "easter+1", 5: "easter-1"}
    if m.word("holiday") != "easter" or m.number("weekday") not in days:
        return None
    return _feast_near(days[m.number("weekday")], m, context)


def clock_on_weekday(m: Match, context: Context) -> Reading | None:
    """Read a time on the clock of a named weekday: "10 p.m. on Good Friday"."""
    named = ":" in m.word("holiday")
    found = named_weekday(m, context) if named else feast_weekday(m, context)
    return found and time_on(found, m)


def saints_day(m: Match, context: Context) -> Reading | None:
    """Read "a San Silvestro", "la notte di San Silvestro"; elsewhere it is a place or a pope."""
    found = holiday(m, context)
    return found and replace(found, more=len(m.all("lead")))


def _feast_name(m: Match) -> str:
    """Return the feast in the table's words; its eve is the day before."""
    if "new" in m:
        return "12/31" if "eve" in m else "1/1"
    name = m.word("holiday")
    if "eve" not in m:
        return name
    return name if "+" in name else f"{name}-1"


def _feast(name: str, year: int, *, explicit: bool) -> Reading | None:
    on = feast(name, year)
    return Reading(DATE, values.day(on), explicit=explicit) if on else None


def feast(name: str, year: int) -> date | None:
    """Return the day of a feast: a month and day, Easter, or a weekday of a month, and days on.

    >>> feast("12/25", 2026), feast("easter-2", 2026), feast("11/3/4+1", 2026)
    (datetime.date(2026, 12, 25), datetime.date(2026, 4, 3), datetime.date(2026, 11, 27))
    """
    base = _FEAST.fullmatch(name)
    if base is None or not 1583 <= year <= 9998:
        return None
    if base[1] == "easter":
        on = easter(year)
    else:
        month, day, *nth = (int(part) for part in base[1].split("/"))
        on = values.nth_weekday(year, month, day, nth[0]) if nth else date(year, month, day)
    return on + timedelta(int(base[2] or 0))


_FEAST = re.compile(r"(easter|\d+/\d+(?:/\d+|/-1)?)([+-]\d+)?")
