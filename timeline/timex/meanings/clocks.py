"""Readings of clock times and parts of a day."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from timeline.timex import values
from timeline.timex.context import Context
from timeline.timex.meanings.days import date_of, weekday_near
from timeline.timex.meanings.direction import lies_ahead
from timeline.timex.rules import Match, Reading
from timeline.types import TimexType

TIME = TimexType.TIME


def part_of_day(m: Match, context: Context) -> Reading | None:
    """Read a day and a part of it: "Tuesday morning", "the night of April 18", "last night"."""
    found = date_of(m, context)
    if found is None:
        return None
    value, explicit = found
    return Reading(TIME, f"{value}T{m.word('part')}", mod=m.word("mod") or None, explicit=explicit)


def early_hours(m: Match, context: Context) -> Reading | None:
    """Read "the early hours of Saturday" as its morning."""
    found = date_of(m, context) if m.tokens[2].value == "h" and "part" not in m else None
    return Reading(TIME, f"{found[0]}TMO", mod="START", explicit=found[1]) if found else None


def session(m: Match, context: Context) -> Reading | None:
    """Read "afternoon trading" as that of the sentence's day, else of the document's."""
    if context.dct is None or not context.cues.session.match(context.after):
        return None
    on = context.day_of_clause or values.day(context.dct)
    return Reading(TIME, f"{on}T{m.word('part')}", mod=m.word("mod") or None)


def trading(m: Match, context: Context) -> Reading | None:
    """Read "in early trading" where no day follows: of the sentence's day or the document's."""
    named = m.all("trade")[0].text == "trading" and context.before.endswith("in ")
    if context.dct is None or not named or not context.cues.trading_ends.match(context.after):
        return None
    part = "MO" if m.word("mod") == "START" else "AF"
    on = context.day_of_clause or values.day(context.dct)
    return Reading(TIME, f"{on}T{part}")


def dawn(m: Match, context: Context) -> Reading | None:
    """Read dawn or dusk of a day, about where its part begins: "at dawn on Tuesday"."""
    found = part_of_day(m, context)
    return found and replace(found, mod="START")


def bare_dawn(m: Match, context: Context) -> Reading | None:
    """Read "at dawn" as that of the sentence's day, or behind the night told of before.

    It tells no day itself.
    """
    if not context.cues.before_dawn.search(context.before):
        return None
    on = context.day_of_clause or (context.day_after_night if m.word("part") == "MO" else None)
    return Reading(TIME, f"{on}T{m.word('part')}", mod="START") if on else None


def night_between(m: Match, context: Context) -> Reading | None:
    """Read the night from one day to the next: "notte tra lunedì e martedì"."""
    if m.word("part") != "NI":
        return None
    found = date_of(m, context)
    if "weekday" in m:
        if (m.number("weekday") + 1) % 7 != m.number("last") or context.anchor is None:
            return None
        on = weekday_near(m.number("last"), context.anchor, future=False) - timedelta(1)
        found = values.day(on), False
    elif m.total("last") != m.total("day") + 1 and m.total("last") != 1:
        return None
    return Reading(TIME, f"{found[0]}TNI", explicit=found[1]) if found else None


def this_part(m: Match, context: Context) -> Reading | None:
    """Read a part of the anchor's day, of the day before or after: "this morning", "tonight"."""
    anchor = context.anchor
    moved = anchor and values.move(anchor, m.number("deictic"), "D")
    if not moved:
        return None
    return Reading(TIME, f"{values.day(moved)}T{m.word('part')}", mod=m.word("mod") or None)


def tonight(m: Match, context: Context) -> Reading | None:
    """Read the night of the anchor's day."""
    anchor = context.anchor
    return Reading(TIME, f"{values.day(anchor)}T{m.word('part')}") if anchor else None


def in_the_part(m: Match, context: Context) -> Reading | None:
    """Read "in the morning" as that of the day named shortly before."""
    on = context.day_of_clause or context.day_nearby
    return Reading(TIME, f"{on}T{m.word('part')}", more=1) if on else None


def late_part(m: Match, context: Context) -> Reading | None:
    """Read "by late afternoon" as that of the day named before, else of the document's."""
    if m.word("part") == "NI" or context.cues.noun.match(context.after):
        return None
    found = part_of_said_day(m, context)
    return found and replace(found, mod=m.word("mod"))


def part_of_said_day(m: Match, context: Context) -> Reading | None:
    """Read "in serata" as that of the day named in the same sentence, else of the document's."""
    if not context.cues.before_part.search(context.before):
        return None
    on = context.day_of_clause or (values.day(context.dct) if context.dct else None)
    return Reading(TIME, f"{on}T{m.word('part')}") if on else None


def mid_part(m: Match, context: Context) -> Reading | None:
    """Read the middle of a part of a day: "mid-afternoon yesterday"."""
    found = date_of(m, context)
    anchor = context.anchor
    value = found[0] if found else anchor and values.day(anchor)
    return Reading(TIME, f"{value}T{m.word('part')}", mod="MID") if value else None


def said_part(m: Match, context: Context) -> Reading | None:
    """Read a part of the day last named: "that afternoon", "the next morning"."""
    part = m.word("part")
    if context.vague_day and m.number("which") == 0:
        return Reading(TIME, f"{context.vague_day}T{part}")
    on = values.first_day(context.day) if context.day else context.dct
    moved = on and values.move(on, m.number("which"), "D")
    return Reading(TIME, f"{values.day(moved)}T{part}") if moved else None


def part_before(m: Match, context: Context) -> Reading | None:
    """Read "the night before" that of the day last named; not "the night before the vote"."""
    return said_part(m, context) if context.cues.ends.match(context.after) else None


#: Which half of the day an hour said with a part of it is in; night is both.
_HALVES = {"MO": "a", "AF": "p", "EV": "p"}


def _clock(m: Match) -> str | None:
    """Return HH:MM[:SS] of the named parts; 12 AM is midnight."""
    if "joined" in m:
        return m.word("joined")
    if "noon" in m:
        return m.word("noon")
    clock = _written(m)
    if clock is None:
        return None
    hour, rest = int(clock[:2]), clock[2:]
    half = m.word("half") or _HALVES.get(m.word("part") if hour <= 12 else "", "")
    if half:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if half == "p" else 0)
    if hour > 24 or (hour == 24 and rest != ":00"):
        return None
    return f"{hour:02d}{rest}"


def _written(m: Match) -> str | None:
    """Return the clock as HH:MM[:SS]: "9:30", "9", "nine", "0930"; None for other numbers."""
    said, text = m.value("clock"), m.all("clock")[0].text
    if isinstance(said, str):
        return said
    if len(text) == 4 and text.isdecimal():
        return f"{text[:2]}:{text[2:]}" if text < "2400" and text[2:] < "60" else None
    return f"{said:02d}:00" if isinstance(said, int) and said < 100 else None


def first_clock(m: Match, context: Context) -> Reading | None:
    """Read the first of two clock times that share what follows: "from 7 to 11 p.m. on Friday"."""
    first, last = _written(m), m.value("last")
    if first is None or not context.cues.range_from.search(context.before):
        return None
    hours = int(first[:2]) % 12, int(str(last)[:2].rstrip(":")) % 12
    late = (m.word("half") == "p") == (hours[0] < hours[1])  # "from 11 to 2 p.m." is from 11 a.m.
    on, dated = _day_of_clock(context), False
    if found := date_of(m, context):
        on, dated = found[0], True
    time = f"{hours[0] + 12 * late:02d}{first[2:]}"
    return Reading(
        TIME, f"{on}T{time}", zone=m.word("zone") or None, bare=not dated, less=len(m.all("tail"))
    )


def _day_of_clock(context: Context) -> str:
    """Return the day a bare clock time is on: that of the sentence, else the document's."""
    if context.dct is None:
        return context.day or "XXXX-XX-XX"
    return context.day_of_clause or _day_before(context) or values.day(context.dct)


#: A day so far back is no longer the one a story goes on about.
_FAR = timedelta(10)


def _day_before(context: Context) -> str | None:
    """Return the day of the sentence before; what is to come is on none that is over."""
    on = values.first_day(context.day_before) if context.day_before else None
    if on is None or context.dct is None or on >= context.dct:
        return context.day_before
    awaited = lies_ahead(context) and not context.cues.until.search(context.before)
    return None if awaited or context.dct - on > _FAR else context.day_before


def clock(m: Match, context: Context) -> Reading | None:
    """Read a time on the clock, with its zone and day where they are said."""
    time = _clock(m)
    if time is None:
        return None
    zone, bare = m.word("zone") or None, False
    if any(name in m for name in ("month", "weekday", "deictic")):
        found = date_of(m, context)
        if found is None:
            return None
        value, explicit = found
    else:
        value, explicit = _day_of_clock(context), False
        bare = True
    return Reading(
        TIME,
        f"{value}T{time}",
        mod=m.word("mod") or None,
        explicit=explicit,
        zone=zone,
        less=len(m.all("tail")),
        bare=bare,
    )


def bare_clock(m: Match, context: Context) -> Reading | None:
    """Read "17:30" after a preposition; else it may be a score or a verse."""
    if context.after.startswith(" of ") or not context.cues.before_clock.search(context.before):
        return None
    return clock(m, context)


def hours(m: Match, context: Context) -> Reading | None:
    """Read "at 1500 hours"; "for 1500 hours" lasts."""
    return bare_clock(m, context) if m.word("hours") == "h" and len(m.tokens[0].text) == 4 else None


def clock_tonight(m: Match, context: Context) -> Reading | None:
    """Read a clock time on the day of a part: "8 tonight", "9:30 this morning", "3 last night"."""
    bare = "half" not in m and "joined" not in m and "noon" not in m
    anchor = context.anchor
    on = anchor and values.move(anchor, m.number("deictic"), "D")
    if not on or (bare and not context.cues.before_clock.search(context.before)):
        return None
    time = _in_part(m) if bare else _clock(m)
    return Reading(TIME, f"{values.day(on)}T{time}") if time else None


def clock_on_part(m: Match, context: Context) -> Reading | None:
    """Read "9 o'clock on Friday evening", "at 7 Tuesday morning"."""
    found, time = date_of(m, context), _in_part(m)
    if found is None or time is None or not context.cues.before_clock.search(context.before):
        return None
    return Reading(TIME, f"{found[0]}T{time}", explicit=found[1])


def part_and_clock(m: Match, context: Context) -> Reading | None:
    """Read "last night at 9", "stasera alle 9" as one; the hour is that of the part."""
    found = date_of(m, context)
    if found is None and context.anchor:
        found = values.day(context.anchor), False  # "tonight"
    said = "half" in m or "joined" in m
    number = not said and isinstance(m.value("clock"), int)
    if number and context.cues.counted.match(context.after):
        return None  # "on Tuesday night at 14 schools"
    time = _clock(m) if said else _in_part(m) or _clock_of_day(m)
    if found is None or time is None or (m.word("hour") not in ("", "h")):
        return None
    return Reading(TIME, f"{found[0]}T{time}", explicit=found[1])


def _clock_of_day(m: Match) -> str | None:
    """Return a clock time of more than twelve hours: "ieri sera alle 21"."""
    clock = _written(m)
    return clock if clock and 12 < int(clock[:2]) < 24 else None


def _in_part(m: Match) -> str | None:
    """Return the hour that is meant in a part of the day: eight in the evening is 20:00."""
    clock, part = _written(m), m.word("part")
    if clock is None or int(clock[:2]) > 12:
        return None
    hour = int(clock[:2])
    late = hour >= 6 if part == "NI" else part in ("AF", "EV")
    return f"{hour % 12 + (12 if late else 0):02d}{clock[2:]}"


def hour(m: Match, context: Context) -> Reading | None:
    """Read an hour after a preposition: "alle 17", "dalle 9 alle 18", "alle 3 di notte"."""
    if m.word("hour") not in ("", "h"):
        return None
    bare = "zone" not in m and "part" not in m and "noon" not in m and "hour" not in m
    dated = any(name in m for name in ("month", "weekday", "deictic"))
    if bare and not dated and "last" not in m and context.cues.counted.match(context.after):
        return None
    found = clock(m, context)
    if found is None:
        return None
    until = None
    if "last" in m:
        last = m.value("last")
        until = _next(found.value, last if isinstance(last, str) else f"{last:02d}:00")
    return replace(found, until=until, more=len(m.all("at")))


def _next(value: str, clock: str) -> str:
    """Return a clock time behind another: that of the next day where it is earlier."""
    on = values.first_day(value[:10])
    moved = values.move(on, 1, "D") if on and clock <= value[11:] else on
    return f"{values.day(moved) if moved else value[:10]}T{clock}"


def clock_in_part(m: Match, context: Context) -> Reading | None:
    """Read an hour with its part of the day: "four in the morning", "8 o'clock in the evening"."""
    time = _in_part(m)
    return Reading(TIME, f"{_day_of_clock(context)}T{time}") if time else None
