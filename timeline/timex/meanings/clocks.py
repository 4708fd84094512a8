"""Readings of clock times and parts of a day."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta

from timeline.timex import values
from timeline.timex.context import Context
from timeline.timex.meanings.days import date_of, names_day, nth_of_month, numbered_weekday
from timeline.timex.meanings.direction import lies_ahead
from timeline.timex.rules import Match, Reading
from timeline.types import TimexType

TIME, SET = TimexType.TIME, TimexType.SET


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
    if "minutes" in m:
        return _spoken(m)
    if isinstance(said, str):
        return said
    if len(text) == 4 and text.isdecimal():
        return f"{text[:2]}:{text[2:]}" if text < "2400" and text[2:] < "60" else None
    return f"{said:02d}:00" if isinstance(said, int) and said < 100 else None


#: Minutes that have a word; in Italian a quarter is the fourth part.
_SPOKEN = {"1/2": 30, "Q": 15, 4: 15}


def _spoken(m: Match) -> str | None:
    """Return the clock as it is spoken: "half past nine", "le sei meno un quarto"."""
    said, hour = m.value("minutes"), m.number("clock")
    minutes = _SPOKEN.get(said, said) if said is not None else None
    if not isinstance(minutes, int) or not 0 < minutes < 60 or not 1 <= hour <= 24:
        return None
    at = 60 * hour + (-minutes if "short" in m else minutes)
    return f"{at // 60 % 24 or 12:02d}:{at % 60:02d}"


def spoken(m: Match, context: Context) -> Reading | None:
    """Read "at half past nine"; elsewhere it may count something."""
    return clock(m, context) if context.cues.before_clock.search(context.before) else None


def first_clock(m: Match, context: Context) -> Reading | None:
    """Read the first of two clock times that share what follows: "from 7 to 11 p.m. on Friday"."""
    first, last = _written(m), m.value("last")
    if first is None or not context.cues.range_from.search(context.before):
        return None
    hours = int(first[:2]) % 12, int(str(last)[:2].rstrip(":")) % 12
    late = (m.word("half") == "p") == (hours[0] < hours[1])  # "from 11 to 2 p.m." is from 11 a.m.
    time = f"{hours[0] + 12 * late:02d}{first[2:]}"
    on, dated = _day_of_clock(time, context), False
    if found := date_of(m, context):
        on, dated = found[0], True
    return Reading(
        TIME, f"{on}T{time}", zone=m.word("zone") or None, bare=not dated, less=len(m.all("tail"))
    )


#: Until this clock time it is the night of the evening before.
_SMALL_HOURS = "05:00"


def _day_of_clock(time: str, context: Context) -> str:
    """Return the day a bare clock time is on: that of the sentence, else the document's."""
    if context.dct is None:
        return context.day or "XXXX-XX-XX"
    if time <= _SMALL_HOURS and not context.cues.before_that.search(context.sentence):
        # "left on Saturday night and fell at 1.15am"
        night = _behind_last_night(context)
        if night:
            return night
    beside = "," in context.text[context.day_at : context.position]
    own = context.day_of_clause
    # "The strike, called on Monday, will last from 9 to 5"
    day = _day_not_over(own, context) if beside else own
    return day or day_told_before(context) or values.day(context.dct)


#: A day so far back is no longer the one a story goes on about.
_FAR = timedelta(10)


def day_told_before(context: Context) -> str | None:
    """Return the day of the sentence before, unless it is far back or over.

    The pluperfect goes on about one however far: "He was seen on 11 April. At 9 he had called."
    """
    on = values.first_day(context.day_before) if context.day_before else None
    far = on is not None and context.dct is not None and context.dct - on > _FAR
    far = far and not context.cues.before_that.search(sentence_of(context))
    return None if far else _day_not_over(not_to_come(context.day_before, context), context)


def day_told_here(context: Context) -> str | None:
    """Return the day of the clause, else of the sentence before; what is to come is on neither.

    "The mayor, who left yesterday, will be back in the afternoon" is of no day told.
    """
    here = _day_not_over(not_to_come(context.day_of_clause, context), context)
    return here or day_told_before(context)


def not_to_come(day: str | None, context: Context) -> str | None:
    """Return a day; what is told of the past is on none that is to come."""
    on = values.first_day(day) if day else None
    if on is None or context.dct is None or on <= context.dct or lies_ahead(context):
        return day
    return None if context.cues.behind.search(sentence_of(context)) else day


def _behind_last_night(context: Context) -> str | None:
    """Return the day behind a night told of; behind that of the report only what looks ahead is."""
    day = not_to_come(context.day_after_night, context)
    on = values.first_day(day) if day else None
    last = on is not None and context.dct is not None and (on - context.dct).days == 1
    planned = lies_ahead(context) or context.cues.ahead.search(sentence_of(context))
    return None if last and not planned else day


def sentence_of(context: Context) -> str:
    """Return the sentence around an expression, without it."""
    return f"{context.sentence}{re.split(r'[.;!?]', context.after)[0]}"


def _day_not_over(day: str | None, context: Context) -> str | None:
    """Return a day; what is to come is on none that is over."""
    on = values.first_day(day) if day else None
    if on is None or context.dct is None or on >= context.dct:
        return day
    awaited = lies_ahead(context) and not context.cues.until.search(context.before)
    return None if awaited else day


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
        if time == "24:00" and context.cues.just_after.search(context.before):
            time = "00:00"  # "just after midnight on Sunday" is Sunday
    elif context.cues.other_day.match(context.after):
        return None
    elif _is_repeated(context):
        return Reading(SET, f"XXXX-XX-XXT{time}", zone=zone)
    else:
        value, explicit = _day_of_clock(time, context), False
        bare = True
        if time == "24:00" and context.dct and _is_last_midnight(value, context.dct, context):
            behind = context.cues.just_after.search(context.before) is not None
            time = "00:00" if behind else time  # "shortly after midnight" is of the day it begins
            value = value if behind else values.day(context.dct - timedelta(1))
    return Reading(
        TIME,
        f"{value}T{time}",
        mod=m.word("mod") or None,
        explicit=explicit,
        zone=zone,
        less=len(m.all("tail")),
        bare=bare,
    )


def clock_of_nth(m: Match, context: Context) -> Reading | None:
    """Read "11 a.m. on the 14th", "alle 11 del 14", "il 14 alle 11"."""
    if m.tokens[-1] in m.all("day") and not names_day(m, context):
        return None
    found = nth_of_month(m, context)
    return found and time_on(replace(found, more=len(m.all("at"))), m)


def clock_of_weekday(m: Match, context: Context) -> Reading | None:
    """Read "sabato 26 alle 18", "alle 18 di sabato 26"; with a month it is any day."""
    found = None if "month" in m else numbered_weekday(m, context)
    return found and time_on(replace(found, more=len(m.all("at"))), m)


def timetabled(m: Match, context: Context) -> Reading | None:
    """Read the clock of "il treno delle 6.15"; "un voto di 6.15" has none."""
    found = clock(m, context) if context.cues.timed.search(context.before) else None
    return found and replace(found, more=len(m.all("at")))


def _is_repeated(context: Context) -> bool:
    """Tell whether a clock time is that of many days: "every Sunday at 9"."""
    cues = context.cues
    found = cues.repeated.search(context.before) or cues.repeated_after.match(context.after)
    return found is not None or context.is_of_many_days


def _is_last_midnight(value: str, dct: date, context: Context) -> bool:
    """Tell whether a midnight is the one the document's day began with: "left at midnight"."""
    if value != values.day(dct) or lies_ahead(context):
        return False
    return context.cues.behind.search(context.sentence) is not None


def time_on(day: Reading, m: Match) -> Reading | None:
    """Return a day as the time on the clock that is said of it."""
    time = _clock(m)
    return replace(day, type=TIME, value=f"{day.value}T{time}") if time else None


def bare_clock(m: Match, context: Context) -> Reading | None:
    """Read "17:30" after a preposition; else it may be a score or a verse."""
    if context.after.startswith(" of ") or not context.cues.before_clock.search(context.before):
        return None
    return clock(m, context)


def dotted(m: Match, context: Context) -> Reading | None:
    """Read "at 5.15 on Saturday", where a verb or the rest of the text tells that it is a clock."""
    cues, at = context.cues, context.before + "at " * ("at" in m)
    if not cues.before_dotted.search(at) or cues.counted.match(context.after):
        return None
    around = context.sentence + re.split(r"[.;!?]\s", context.after)[0]
    if cues.measured.search(around) or not (
        cues.timed.search(at) or cues.dotted.search(context.text)
    ):
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
    told = "oclock" in m or context.cues.before_clock.search(context.before)
    if found is None or time is None or not told:
        return None
    return Reading(TIME, f"{found[0]}T{time}", explicit=found[1])


def part_and_clock(m: Match, context: Context) -> Reading | None:
    """Read "last night at 9", "stasera alle 9" as one; the hour is that of the part."""
    found = date_of(m, context)
    if found is None and context.anchor:
        # "tonight", "domattina"
        found = values.day(context.anchor + timedelta("next" in m)), False
    said = "half" in m or "joined" in m
    number = not said and isinstance(m.value("clock"), int)
    if number and context.cues.counted.match(context.after):
        return None  # "on Tuesday night at 14 schools"
    time = _clock(m) if said else _in_part(m) or _clock_of_day(m)
    if found is None or time is None or (m.word("hour") not in ("", "h")):
        return None
    return Reading(TIME, f"{_behind_night(found[0], time, m)}T{time}", explicit=found[1])


def _behind_night(day: str, time: str, m: Match) -> str:
    """Return the day of a time in a night: "last night at 2 a.m." is the day after it."""
    on = values.first_day(day) if m.word("part") == "NI" and time <= _SMALL_HOURS else None
    return values.day(on + timedelta(1)) if on else day


def hour_of_part(m: Match, context: Context) -> Reading | None:
    """Read "alle 6 di stamattina", "alle 9 di questa mattina" as one."""
    found = part_and_clock(m, context)
    return found and replace(found, more=len(m.all("at")))


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


def _lasts(m: Match, context: Context) -> bool:
    """Tell of "2 h 15", "90 km/h" and "aperto h 24", which are no clock times."""
    if "at" in m or "hour" not in m:
        return False
    always = m.all("hour")[0].text.lower() == "h" and m.value("clock") == 24
    return always or _LASTS.search(context.before) is not None


_LASTS = re.compile(r"\d\s\Z|/\Z")
#: The last of two hours that may count something.
_DOUBTFUL = re.compile(r"[^\W\d]|,")


def hour(m: Match, context: Context) -> Reading | None:
    """Read an hour after a preposition: "alle 17", "dalle 9 alle 18", "alle 3 di notte"."""
    if m.word("hour") not in ("", "h") or _lasts(m, context):
        return None
    if any(token.text.lower() in context.cues.of_days for token in m.tokens):
        return None  # "circa il 2,30 per cento", "tra il 2 e il 5"
    if "last" in m and context.cues.of_weekday.match(context.after):
        return None  # "da giovedì alle 21 alle 21 di venerdì"
    bare = "zone" not in m and "part" not in m and "noon" not in m and "hour" not in m
    dated = any(name in m for name in ("month", "weekday", "deictic"))
    # "dalle due alle tre volte", "dalle 1,20 alle 1,45 tonnellate"
    doubtful = "last" not in m or _DOUBTFUL.search(m.all("last")[0].text)
    if bare and not dated and doubtful and context.cues.counted.match(context.after):
        return None
    found = clock(m, context)
    if found is None:
        return None
    until = None
    if "last" in m:
        last = m.value("last")
        until = _next(found.value, last if isinstance(last, str) else f"{last:02d}:00")
    return replace(found, until=until, more=len(m.all("at")))


def between_hours(m: Match, context: Context) -> Reading | None:
    """Read "tra le 2 e le 5 del pomeriggio"; "tra le 2 e le 5 persone" counts."""
    if context.cues.counted.match(context.after):
        return None
    found, last = hour(m, context), m.value("last")
    if found is None or found.until is None or not isinstance(last, int):
        return found
    late = _HALVES.get(m.word("part")) == "p" and last < 12
    return replace(found, until=_next(found.value, f"{last + 12 * late:02d}:00"))


def _next(value: str, clock: str) -> str:
    """Return a clock time behind another: that of the next day where it is earlier."""
    on = values.first_day(value[:10])
    moved = values.move(on, 1, "D") if on and clock <= value[11:] else on
    return f"{values.day(moved) if moved else value[:10]}T{clock}"


def clock_of_said_day(m: Match, context: Context) -> Reading | None:
    """Read "7.05 the next morning", "9 a.m. that day": of the day last named."""
    bare = "half" not in m and "joined" not in m and "noon" not in m
    time = _in_part(m) if bare and "part" in m else _clock(m)
    if time is None or (bare and not context.cues.before_clock.search(context.before)):
        return None
    on = values.first_day(context.day) if context.day else None
    small = m.word("part") == "NI" and time <= _SMALL_HOURS
    moved = on and values.move(on, m.number("which") or small, "D")
    if not moved or m.word("unit") not in ("", "D"):
        return None
    return Reading(TIME, f"{values.day(moved)}T{time}", zone=m.word("zone") or None)


def clock_in_part(m: Match, context: Context) -> Reading | None:
    """Read an hour with its part of the day: "four in the morning", "11 o'clock at night"."""
    counts = "at" in m and isinstance(m.value("clock"), int)  # "two at night schools"
    if counts and not context.cues.before_clock.search(context.before):
        return None
    time = _in_part(m)
    return Reading(TIME, f"{_day_of_clock(time, context)}T{time}") if time else None
