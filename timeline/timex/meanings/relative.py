"""Readings that count from an anchor: "last week", "two days ago", "the same day"."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta

from timeline.timex import values
from timeline.timex.context import Context
from timeline.timex.meanings.days import governs, nearest_weekday, weekday_near
from timeline.timex.meanings.direction import lies_ahead, looks_ahead, looks_back
from timeline.timex.meanings.numbers import count, period
from timeline.timex.rules import Match, Reading
from timeline.types import TimexType

DATE = TimexType.DATE
DURATION = TimexType.DURATION


def which_unit(m: Match, context: Context) -> Reading | None:
    """Read this, last or next unit: "last year", "next week", "this quarter".

    "Her last week at the club" and "the trial's last day" are counted from an end.
    """
    anchor, unit, which = context.anchor, m.word("unit"), m.number("which")
    if anchor is None or (which < 0 and unit in "hmD"):
        return None
    if not which and unit == "D" and context.dct:
        return None  # only history has it: "on this day"
    if which and unit != "Q" and context.cues.possessed.search(context.before):
        return None
    mod = m.word("mod") or None
    if (unit, which, mod) == ("Y", -1, None) and (quarter := _compared_quarter(context)):
        return Reading(DATE, years_on(quarter, which), aside=True)
    moved = values.move(anchor, which, unit)
    return Reading(DATE, values.at(moved, unit), mod=mod) if moved else None


def _compared_quarter(context: Context) -> str | None:
    """Return the quarter told of, whose amount is "compared with $3 million last year"."""
    cues, quarter = context.cues, context.quarter_said
    if quarter is None or quarter != context.period:
        return None
    compared = cues.against.search(context.before) or cues.amount.match(context.after)
    return quarter if compared else None


def by_unit(m: Match, context: Context) -> Reading | None:
    """Read "entro l'anno", "entro il mese": the one that is running."""
    anchor, unit = context.anchor, m.word("unit")
    if anchor is None or unit in "hms" or not context.cues.by_unit.search(context.before):
        return None
    return Reading(DATE, values.at(anchor, unit))


def weekend(m: Match, context: Context) -> Reading | None:
    """Read the weekend around, before or after the anchor; "the weekend" is the one just over."""
    anchor = context.anchor
    if anchor is None or ("weekend" in m and m.all("weekend")[-1].value not in ("WE", "W")):
        return None
    which = m.number("which") if "which" in m else None
    if "coming" in m:
        which = 0 if anchor.weekday() < 5 else 1
    elif which is None:
        # "moved the books at the weekend", told on a Friday
        around = anchor.weekday() >= 4 and not (anchor.weekday() == 4 and looks_back(context))
        which = 0 if around or lies_ahead(context) else -1
    elif which == 0 and anchor.weekday() < 4 and looks_back(context):
        which = -1  # "were arrested this weekend"
    monday = anchor - timedelta(anchor.weekday())
    moved = values.move(monday, which, "W")
    return Reading(DATE, f"{values.week(moved)}-WE") if moved else None


#: Characters behind a day after which "the day before" is that of something else.
_FAR = 1200

#: What half of a long unit is counted in.
_PARTS = {"Y": (12, "M"), "E": (10, "Y"), "C": (100, "Y")}


#: So many years, and multiples of it, are counted roughly.
_ROUND = 100


def ago(m: Match, context: Context) -> Reading | None:
    """Read so many units before or after: "two weeks ago", "5 percent more than a year earlier"."""
    found, compared = _ago(m, context), m.tokens[0] in m.all("mod")[:1]
    if found is None or not compared or not context.cues.compared.search(context.before):
        return found
    return replace(found, mod=None, more=len(m.all("mod")))


def _ago(m: Match, context: Context) -> Reading | None:
    # "A second ago": that word is a number.
    unit, sign = m.word("unit") or "s", m.number("sign")
    number = count(m.all("count"))
    if number is not None and "half" in m:
        number += 0.5
    if number is not None and number % 1 and unit in _PARTS:
        parts, unit = _PARTS[unit]
        number *= parts
    said, now = m.word("mod") or None, m.all("sign")[0].text.lower() in context.cues.from_now
    if number is not None and unit in "EC" and (now or context.dct):
        years, unit = _PARTS[unit]
        number, said = number * years, "APPROX"  # "a decade ago" is about that year
    if unit == "Y" and number and number >= _ROUND and number % _ROUND == 0:
        said = said or "APPROX"  # "2,000 years ago"
    if not now and context.cues.than.match(context.after):
        return Reading(DURATION, period(number, unit), mod=said, less=1)
    if number is None or unit in ("h", "m", "s"):
        return Reading(DATE, "PAST_REF" if sign < 0 else "FUTURE_REF")
    month = None if now or sign > 0 else context.month_of_sentence
    then = context.period_now or month
    if then and unit == "Y" and number == 1:
        return Reading(DATE, years_on(then, sign), aside=True)
    if now:
        moved = context.anchor and values.move(context.anchor, round(number) * sign, unit)
        value = values.at(moved, unit) if moved else None
    else:
        value = _before_or_after(number * sign, unit, month, context)
    if value is None:
        return None
    return Reading(DATE, value, mod=said, aside=unit == "Y" and number == 1)


def counted_before(m: Match, context: Context) -> Reading | None:
    """Read "two days before"; "a day before the vote" is a length."""
    if context.cues.ends.match(context.after):
        return ago(m, context)
    return Reading(DURATION, period(count(m.all("count")), m.word("unit") or "s"), less=1)


def ago_this_unit(m: Match, context: Context) -> Reading | None:
    """Read the month or week so many years ago: "25 years ago this month", "… next month"."""
    number, unit, anchor = count(m.all("count")), m.word("fine"), context.anchor
    if number is None or anchor is None or unit not in ("M", "W"):
        return None
    near = values.move(anchor, m.number("which"), unit)
    moved = near and values.move(near, -round(number), m.word("unit"))
    return Reading(DATE, values.at(moved, unit)) if moved else None


def _before_or_after(number: float, unit: str, month: str | None, context: Context) -> str | None:
    """Return what lies so many units before or after what was told: "two days earlier"."""
    anchor = _told_before(unit, month, context)
    if anchor and anchor == context.reference and _is_coarser(context.said, unit):
        return _some(anchor, number, unit)  # three days after "last week"
    moved = anchor and values.move(anchor, round(number), unit)
    if moved and (context.reference or unit == "Y") and _beyond(moved, context):
        if number > 0:
            return "FUTURE_REF"  # "ten years later they are still there"
        moved = _from_what_is_over(round(number), unit, context)
    return values.at(moved, unit) if moved else None


#: From fine to coarse.
_UNITS = "DWMQYEC"


def _is_coarser(said: str | None, unit: str) -> bool:
    """Tell whether what was named last is longer than the unit that is counted from it."""
    held = values.unit_of(said or "") or unit
    return held in _UNITS and unit in _UNITS and _UNITS.index(held) > _UNITS.index(unit)


def _some(anchor: date, number: float, unit: str) -> str:
    """Return some day of its month, some week or month of its year: "2026-01-XX"."""
    moved = values.move(anchor, round(number), unit) or anchor
    return f"{values.month(moved)}-XX" if unit == "D" else f"{moved.year:04d}-XX"


def _told_before(unit: str, month: str | None, context: Context) -> date | None:
    """Return what "a day earlier", "two months later" count from."""
    if month and unit == "M":
        return values.first_day(month)
    if unit == "D" and context.day and values.unit_of(context.said or "") != "D":
        return values.first_day(context.day)
    return context.reference or context.dct


def _beyond(moved: date, context: Context) -> bool:
    """Tell whether a day lies ahead though no word of its sentence looks there."""
    later = context.dct is not None and moved > context.dct
    return later and not context.cues.ahead.search(context.sentence)


def _from_what_is_over(steps: int, unit: str, context: Context) -> date | None:
    """Count back: "until March 6. They had met a week earlier" than what was told before."""
    over = context.over or context.dct
    return values.move(over, steps, unit) if over else None


def ahead(m: Match, context: Context) -> Reading | None:
    """Read so many units from now: "tra due giorni"; hours and vague counts are the future."""
    unit, number = m.word("unit"), count(m.all("count"))
    if number is None or unit in ("h", "m", "s"):
        return Reading(DATE, "FUTURE_REF")
    if "half" in m and unit in _PARTS:
        parts, unit = _PARTS[unit]
        number = (number + 0.5) * parts  # "fra un anno e mezzo"
    moved = context.anchor and values.move(context.anchor, round(number), unit)
    return Reading(DATE, values.at(moved, unit), mod=m.word("mod") or None) if moved else None


def from_day(m: Match, context: Context) -> Reading | None:
    """Read the day so many units from another: "a week from Tuesday", "a year ago today"."""
    sign = m.number("sign") or 1
    number, anchor = count(m.all("count")), context.anchor
    if number is None or anchor is None:
        return None
    on = values.move(anchor, m.number("deictic"), "D")
    if "weekday" in m and m.word("unit") == "Y":
        on = nearest_weekday(m.number("weekday"), anchor)
    elif "weekday" in m:
        on = weekday_near(m.number("weekday"), anchor, future=sign > 0)
    moved = on and values.move(on, round(number) * sign, m.word("unit"))
    return Reading(DATE, values.day(moved)) if moved else None


def weekday_week(m: Match, context: Context) -> Reading | None:
    """Read "Tuesday week", "a week on Tuesday", "a week today": so long behind the next.

    "Ended after a week on Tuesday" lasted, and "a Tuesday week-long" is a thing.
    """
    anchor, weeks = context.anchor, {"W": 1, "2W": 2}.get(m.word("unit"))
    if anchor is None or weeks is None or context.after.startswith("-"):
        return None
    lasts = context.cues.lasts.search(context.before) if "deictic" in m else True
    if "count" in m and lasts and not looks_ahead(context):
        return None
    on = anchor + timedelta(m.number("deictic"))
    if "weekday" in m:
        on = weekday_near(m.number("weekday"), anchor, future=True)
    moved = values.move(on, weeks, "W")
    return Reading(DATE, values.day(moved)) if moved else None


def unit_before_last(m: Match, context: Context) -> Reading | None:
    """Read "the week before last", "the year after next"."""
    which = m.number("which")
    if context.anchor is None or m.number("by") != which:
        return None
    moved = values.move(context.anchor, 2 * which, m.word("unit"))
    return Reading(DATE, values.at(moved, m.word("unit"))) if moved else None


def unit_before(m: Match, context: Context) -> Reading | None:
    """Read "the day before", "the year after", but not "the day before the vote"."""
    named = m.all("which")[0].text[0].isupper()
    return None if named or not context.cues.ends.match(context.after) else same(m, context)


def unit_after(m: Match, context: Context) -> Reading | None:
    """Read "il giorno dopo", "l'anno precedente"; not "il giorno dopo la partita"."""
    return None if governs(m, context) else same(m, context)


def to_this_day(m: Match, context: Context) -> Reading | None:
    """Read "to this day": still."""
    if m.word("unit") != "D" or context.after.startswith(" as "):
        return None
    return Reading(DATE, "PRESENT_REF", more=1)


def years_on(value: str, years: int) -> str:
    """Return a value so many years on: 1989-Q3 becomes 1988-Q3."""
    return f"{int(value[:4]) + years:04d}{value[4:]}"


def day_after(m: Match, context: Context) -> Reading | None:
    """Read "l'indomani", the day after the last named; "all'indomani della strage" is vague."""
    anchor = values.first_day(context.day) if context.day else context.dct
    if anchor is None or context.cues.governed.match(context.after):
        return None
    moved = values.move(anchor, m.number("by"), "D")
    return Reading(DATE, values.day(moved)) if moved else None


def same(m: Match, context: Context) -> Reading | None:
    """Read the unit last named, the one before or after: "the same day", "the following year"."""
    unit = m.word("unit")
    vague = context.vague_day if "that" in m else context.vague_day_here
    if unit == "D" and vague:
        return Reading(DATE, vague)
    on = values.first_day(context.day) if unit == "D" and context.day else context.reference
    on, which = on or context.dct, m.number("which")
    if unit == "D" and which and context.position - context.day_at > _FAR:
        return None  # the day before something else than was told of last
    if which and (about := _coarser(unit, context)):
        return Reading(DATE, about, mod="APPROX")
    moved = on and values.move(on, which, unit)
    if moved and which < 0 and _beyond(moved, context):
        moved = _from_what_is_over(which, unit, context)
    return Reading(DATE, values.at(moved, unit), mod=m.word("mod") or None) if moved else None


def _coarser(unit: str, context: Context) -> str | None:
    """Return what was said last, where it is too coarse to count from: of 2009 "the next month"."""
    said = values.unit_of(context.said or "")
    return context.said if (said, unit) in (("Y", "M"), ("Y", "W"), ("M", "W")) else None


#: Before "the end of the day".
_AT = re.compile(r"\bat\s\Z", re.IGNORECASE)

#: Units whose start is over on any other day.
_FROM_DAYS = "WMY"


def edge(m: Match, context: Context) -> Reading | None:
    """Start, middle or end of the anchor's unit: "the end of the month", "year-end".

    "At the end of the day" is a figure of speech.
    """
    anchor, unit = context.anchor, m.word("unit")
    if anchor is None or unit in "hms" or (unit == "D" and _AT.search(context.before)):
        return None
    if len(m.tokens) == 1 and context.cues.thing.match(context.after):
        return None  # "midyear exams"
    mod = m.word("mod") or None
    since = context.cues.since.search(context.before)
    if mod == "START" and unit in _FROM_DAYS and not since and looks_ahead(context):
        anchor = values.move(anchor, 1, unit) or anchor  # it is over in this one
    return Reading(DATE, values.at(anchor, unit), mod=mod)


def past_unit(m: Match, context: Context) -> Reading | None:
    """Read one unit up to now or from now on: "the past year", "the next decade"."""
    if m.word("unit") in "sm" and context.cues.at_last.search(context.before):
        return None
    return Reading(DURATION, period(1.5 if "half" in m else 1, m.word("unit")))


def whole(m: Match, context: Context) -> Reading | None:
    """Read "per tutto il mese", "l'intero anno": the one that is running."""
    anchor, unit = context.anchor, m.word("unit")
    if anchor is None or unit not in ("M", "Y") or context.cues.whole_of.match(context.after):
        return None
    return Reading(DATE, values.at(anchor, unit), more=len(m.all("lead")))


def the_current(m: Match, context: Context) -> Reading | None:
    """Read the anchor's own unit: "the current year"."""
    anchor = context.anchor
    return Reading(DATE, values.at(anchor, m.word("unit"))) if anchor else None


def then(m: Match, context: Context) -> Reading | None:
    """Read "then" after "until" or "by": the day last named."""
    del m
    return Reading(DATE, context.said, more=1) if context.said else None
