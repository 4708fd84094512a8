"""Readings of dates in numbers: "2026-01-27", "27/01/2026", "il 7/2"."""

from __future__ import annotations

import re

from timeline.timex import values
from timeline.timex.context import Context
from timeline.timex.meanings.days import calendar
from timeline.timex.meanings.numbers import full_year
from timeline.timex.rules import Match, Reading
from timeline.types import TimexType

DATE = TimexType.DATE
TIME = TimexType.TIME


def iso_date(m: Match, context: Context) -> Reading | None:
    """Read a date as ISO 8601 writes it: "2026-01-27"."""
    del context
    said = m.word("iso")
    if values.first_day(said[:10]) is None:
        return None
    if len(said) == 10:
        return Reading(DATE, said, explicit=True)
    clock, _, zone = _ISO_CLOCK.split(said[11:])[1:4]
    if _CLOCK.fullmatch(clock) is None:
        return Reading(DATE, said[:10], explicit=True)
    return Reading(TIME, f"{said[:10]}T{clock}", explicit=True, zone=_offset(zone))


_CLOCK = re.compile(r"(?:[01]\d|2[0-3]):[0-5]\d(?::[0-5]\d)?|24:00(?::00)?")
_ISO_CLOCK = re.compile(r"^(\d\d:\d\d(?::\d\d)?)(\.\d+)?")


def _offset(zone: str) -> str | None:
    """Return an offset as ``+01:00``: what ISO 8601 writes as Z, +0100 or +01:00."""
    if zone == "Z":
        return "+00:00"
    return f"{zone[:3]}:{zone[-2:]}" if zone else None


def numeric_date(m: Match, context: Context) -> Reading | None:
    """Read a date in numbers: "27/01/2026", "1/27/26", "il 7/2".

    Where both orders are possible and nothing tells which, only the year is read.
    """
    parts = [int(part) for part in _SEPARATOR.split(m.word("numeric"))]
    if len(parts) == 2:
        return _numeric_day(parts[0], parts[1], context)
    if parts[0] > 99:
        found = values.valid(parts[0], parts[1], parts[2])
        return Reading(DATE, values.day(found), explicit=True) if found else None
    first, second, said = parts
    number = full_year(said)
    order = _order(first, second, context)
    if order is None:
        return Reading(DATE, f"{number:04d}", explicit=True)
    found = values.valid(number, *order)
    return Reading(DATE, values.day(found), explicit=True) if found else None


_SEPARATOR = re.compile(r"[/.-]")


def slashed_days(m: Match, context: Context) -> Reading | None:
    """Read two days of a month that follow each other: "February 15/16, 2011"."""
    first, _, last = m.word("days").partition("/")
    if not last.isdecimal() or int(last) != int(first) + 1:
        return None
    found = calendar(m, context, day=int(first))
    until = found and f"{found[0][:8]}{int(last):02d}"
    if not found or not until or (until[0] != "X" and values.first_day(until) is None):
        return None
    return Reading(DATE, found[0], explicit=found[1], until=until)


def _numeric_day(first: int, second: int, context: Context) -> Reading | None:
    """Read day and month in numbers; the year is the nearest."""
    order = _order(first, second, context)
    famous = context.cues.famous.get((first, second))
    if famous is None and (order is None or not context.cues.before_numeric.search(context.before)):
        return None
    if famous is not None or order is None:
        order, number = (first, second), famous
    else:
        number = context.nearest_year(*order)
    found = values.valid(number, *order) if number else None
    return Reading(DATE, values.day(found)) if found else None


def _order(first: int, second: int, context: Context) -> tuple[int, int] | None:
    """Return month and day; None where it could be either way round."""
    if first == second or second > 12:
        return first, second
    if first > 12:
        return second, first
    if context.month_first is None:
        return None
    return (first, second) if context.month_first else (second, first)
