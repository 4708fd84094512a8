"""What rules mean, in any language: named parts of a match become a TIMEX3 value.

The names of parts are the same in all languages: ``year month day weekday part clock half zone
which count unit …``; a language's rules only say where they stand.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta

from timeline.timex import values
from timeline.timex.context import Context
from timeline.timex.rules import Match, Meaning, Reading
from timeline.timex.tokens import Token
from timeline.types import TimexType

DATE, TIME = TimexType.DATE, TimexType.TIME
DURATION, SET = TimexType.DURATION, TimexType.SET

# --- numbers ---------------------------------------------------------------------------------


#: "A hundred" is a hundred.
ARTICLES = frozenset({"a", "an", "un", "uno", "una", "un'"})


def count(tokens: Sequence[Token]) -> float | None:
    """Return what number words and digits add up to; None for a vague one ("several").

    "twenty five" adds, "two hundred" multiplies, "2 1/2" adds the fraction.
    """
    total = 0.0
    if len(tokens) > 1 and tokens[0].value == 1 and tokens[0].text.lower() in ARTICLES:
        tokens = tokens[1:]
    for token in tokens:
        value = token.value
        if value is None:
            continue
        if isinstance(value, str):
            if "/" not in value:
                return None
            above, _, below = value.partition("/")
            total += int(above) / int(below) if int(below) else 0
        elif value >= 100 and 0 < total < value and token.text[:1].isalpha():
            total *= value
        else:
            total += value
    return total or None


def period(number: float | None, unit: str) -> str:  # noqa: PLR0911 - one return for each form
    """Return the value of so many units: ``P2W``, ``PT30M``, ``PXY`` for None.

    >>> period(2, "W"), period(2.5, "Y"), period(None, "h"), period(1.5, "m")
    ('P2W', 'P2Y6M', 'PTXH', 'PT1M30S')
    """
    time = "T" if unit in "hms" else ""
    letter = {"E": "E", "C": "C", "WE": "D"}.get(unit, unit.upper())
    if unit == "WE":
        return "P2D" if number in (None, 1) else f"P{number:.0f}WE"
    if number is None:
        return f"P{time}X{letter}"
    if unit == "C":
        return f"P{number * 100:.0f}Y"
    if unit == "E":
        return f"P{number * 10:.0f}Y"
    whole, rest = divmod(number, 1)
    if not rest:
        return f"P{time}{whole:.0f}{letter}"
    finer = {
        "Y": ("M", 12),
        "W": ("D", 7),
        "D": ("TH", 24),
        "h": ("M", 60),
        "m": ("S", 60),
        "M": ("D", 30),
    }
    if unit not in finer:
        return f"P{time}{number:g}{letter}"
    name, factor = finer[unit]
    head = f"P{time}{whole:.0f}{letter}" if whole else f"P{time}"
    return f"{head}{rest * factor:.0f}{name}"


# --- days ------------------------------------------------------------------------------------


def full_year(year: int) -> int:
    """Return the year a two-digit one stands for: '98 is 1998, '26 is 2026."""
    if year >= 100:
        return year
    return year + (2000 if year < 40 else 1900)


def weekday_near(weekday: int, anchor: date, *, future: bool) -> date:
    """Return the day a bare weekday name points at, seen from *anchor*.

    The anchor's own day counts: wire copy dated Tuesday that says a source
    "confirmed on Tuesday" means that Tuesday, not the one a week before.

    >>> weekday_near(1, date(2026, 1, 27), future=False)
    datetime.date(2026, 1, 27)
    >>> weekday_near(6, date(2026, 1, 28), future=False)
    datetime.date(2026, 1, 25)
    """
    if future:
        return anchor + timedelta((weekday - anchor.weekday()) % 7)
    return anchor - timedelta((anchor.weekday() - weekday) % 7)


FUTURE = re.compile(
    r"\b(?:until|till|by|as\s(?:soon|early|late)\sas|next|coming|will\s[^.;,]{0,60}"
    r"|(?:scheduled|expected|planned|planning|plans?|due|set|slated|ready)\s"
    r"(?:\w+\s){0,5}(?:to|for)\b[^.;,]{0,40})\s(?:on\s)?$",
    re.IGNORECASE,
)


def _weekday(m: Match, context: Context) -> date | None:
    anchor = context.anchor
    if anchor is None:
        return None
    weekday = m.number("weekday")
    if "which" in m:
        which = m.number("which")
        if which < 0:
            return weekday_near(weekday, anchor - timedelta(1), future=False)
        if which > 0:
            return weekday_near(weekday, anchor + timedelta(1), future=True)
        return weekday_near(weekday, anchor, future=True)
    if context.dct is None:
        return weekday_near(weekday, anchor, future=True)
    return weekday_near(weekday, anchor, future=bool(FUTURE.search(context.before)))


def date_of(m: Match, context: Context) -> tuple[str, bool] | None:
    """Return value and explicitness of the day (or month, year) that the named parts make up."""
    if "month" in m:
        return _calendar(m, context)
    if "deictic" in m:
        anchor = context.anchor
        moved = anchor and values.move(anchor, m.number("deictic"), "D")
        return (values.day(moved), False) if moved else None
    if "weekday" in m:
        on = _weekday(m, context)
        return (values.day(on), False) if on else None
    if "year" in m:
        return f"{full_year(m.number('year')):04d}", True
    return None


def _calendar(m: Match, context: Context) -> tuple[str, bool] | None:
    month, on = m.number("month"), m.number("day")
    explicit = "year" in m
    year = full_year(m.number("year")) if explicit else None
    if not explicit:
        which = m.value("which")
        year = _year_of_month(month, on, which, context)
    if not on:
        return (f"{year:04d}-{month:02d}" if year else f"XXXX-{month:02d}"), explicit
    if year is None:
        return (f"XXXX-{month:02d}-{on:02d}", False) if values.valid(2024, month, on) else None
    found = values.valid(year, month, on)
    return (values.day(found), explicit) if found else None


def _year_of_month(month: int, on: int, which: object, context: Context) -> int | None:
    anchor = context.anchor
    if anchor is None or not isinstance(which, int):
        year = context.nearest_year(month, on or 15)
        if context.dct and year and _is_over(month, on, year, context):
            return context.dct.year - ((month, on or 1) > (context.dct.month, context.dct.day))
        return year
    if which < 0:
        return anchor.year - (month >= anchor.month)
    if which > 0:
        return anchor.year + (month <= anchor.month)
    return anchor.year


#: The period that ended then is over.
_ENDED_BEFORE = re.compile(r"\b(?:ended|ending\slast|since|after\sthe)\s(?:on\s)?$", re.IGNORECASE)
_AHEAD = re.compile(
    r"\b(?:will|would|to|expect(?:s|ed)?|schedul\w+|due|plan(?:s|ned)?|could|may|might|should|can|until|till|by"
    r"|through|next|upcoming|coming|effective|set|starting|beginning|summit|meeting|elections?)\b",
    re.IGNORECASE,
)
_BEHIND = re.compile(
    r"\b(?:\w{2,}ed|was|were|had|did|began|bought|brought|came|fell|found|gave|got|held|hit|left|lost|made"
    r"|met|paid|rose|said|saw|sold|sent|shot|struck|told|took|went|won|wrote)\b"
)


def _is_over(month: int, on: int, year: int, context: Context) -> bool:
    """Tell whether a month that lies nearer in the future must be the one before, by the verbs."""
    dct = context.dct
    if dct is None or (year, month, on or 31) <= (dct.year, dct.month, dct.day):
        return False
    if _ENDED_BEFORE.search(context.before):
        return True
    if on or (year, month) == (dct.year, dct.month):
        return False
    clause = re.split(r"[.;!?]\s", context.before)[-1]
    rest = re.split(r"[.;!?]\s", context.after)[0]
    if _AHEAD.search(clause) or _AHEAD.search(rest):
        return False
    return bool(_BEHIND.search(clause) or _BEHIND.search(rest))


def day(m: Match, context: Context) -> Reading | None:
    """Read a day, month or year by its parts: "Friday, Jan. 9", "6 February 2026", "May 1995"."""
    found = date_of(m, context)
    if found is None:
        return None
    value, explicit = found
    return Reading(DATE, value, mod=m.word("mod") or None, explicit=explicit)


def month(m: Match, context: Context) -> Reading | None:
    """Read a bare month: "in January", "last May"; "may" and "march" only where they are months."""
    token = m.all("month")[0]
    bare = token.text in ("May", "March") and "which" not in m and "mod" not in m
    if bare and not _MONTH_BEFORE.search(context.before):
        return None
    return day(m, context)


_MONTH_BEFORE = re.compile(
    r"(?:\b(?:in|of|by|since|until|till|from|to|through|during|for|and|or|after|before|between)|,)\s$",
    re.IGNORECASE,
)


def year(m: Match, context: Context) -> Reading | None:
    """Read a bare year; a number that counts, costs or names something is none."""
    token = m.all("year")[0]
    number = full_year(m.number("year"))
    if not 1500 <= number < 2100 or _NO_YEAR.search(context.before):
        return None
    if context.after[:1] == "/" and context.after[1:2].isdecimal():
        return None
    if token.text[0] in "'’‘" and not _MONTH_BEFORE.search(context.before):
        return None
    return Reading(DATE, f"{number:04d}", mod=m.word("mod") or None, explicit=True)


#: What stands before a number that is no year; after a hyphen it is one where a year stands before.
_NO_YEAR = re.compile(r"[$£€#/+.]$|(?<!\d{4})-$")


def years(m: Match, context: Context) -> Reading | None:
    """Read the first year of a range, which knows the last: "1915-17"; the last comes next."""
    first, last = full_year(m.number("year")), m.number("last")
    if last < 100:
        last += first - first % 100
    if context.before[-1:] in ("-", "/") or not 1500 <= first < last < 2100:
        return None
    return Reading(DATE, f"{first:04d}", explicit=True, until=f"{last:04d}", less=2)


def before_christ(m: Match, context: Context) -> Reading | None:
    """Read a year before Christ: "490 BC"."""
    del context
    month = f"-{m.number('month'):02d}" if "month" in m else ""
    return Reading(DATE, f"BC{m.number('year'):04d}{month}", explicit=True)


def past_or_future(m: Match, context: Context) -> Reading | None:
    """Read "the past" and "the future", but not "the future king"."""
    if _NOUN.match(context.after):
        return None
    return Reading(DATE, m.word("ref"))


_NOUN = re.compile(
    r"\s(?!(?:of|and|or|to|is|was|in|but|the|as|for|with|by|at|on|has|had|that|will|have|it|he|she|they|we|when)\b)[a-z]"
)


def vague(m: Match, context: Context) -> Reading | None:
    """Read units that nobody counted: "recent weeks"."""
    del context
    return Reading(DURATION, period(None, m.word("unit")))


def day_range(m: Match, context: Context) -> Reading | None:
    """Read a first and a last day in one month: "Jan. 24-25", "6-22 February 2026"."""
    found = date_of(m, context)
    if found is None:
        return None
    value, explicit = found
    last = m.number("last")
    if not m.number("day") < last <= 31 or (
        value[:4].isdecimal() and values.first_day(f"{value[:8]}{last:02d}") is None
    ):
        return None
    return Reading(DATE, value, explicit=explicit, until=f"{value[:8]}{last:02d}")


def part_of_day(m: Match, context: Context) -> Reading | None:
    """Read a day and a part of it: "Tuesday morning", "the night of April 18", "last night"."""
    found = date_of(m, context)
    if found is None:
        return None
    value, explicit = found
    if values.unit_of(value) != "D" and not value.startswith("XXXX-"):
        return None
    return Reading(TIME, f"{value}T{m.word('part')}", mod=m.word("mod") or None, explicit=explicit)


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


def said_part(m: Match, context: Context) -> Reading | None:
    """Read a part of the day last named: "that afternoon", "the next morning"."""
    on = values.first_day(context.day) if context.day else context.dct
    moved = on and values.move(on, m.number("which"), "D")
    return Reading(TIME, f"{values.day(moved)}T{m.word('part')}") if moved else None


# --- clock times -----------------------------------------------------------------------------


def _clock(m: Match) -> str | None:
    """Return HH:MM[:SS] of the named parts; 12 AM is midnight."""
    if "joined" in m:
        return m.word("joined")
    if "noon" in m:
        return m.word("noon")
    said = m.value("clock")
    clock = said if isinstance(said, str) else f"{said:02d}:00"
    hour, rest = int(clock[:2]), clock[2:]
    half = m.word("half")
    if half:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if half == "p" else 0)
    if hour > 24 or (hour == 24 and rest != ":00"):
        return None
    return f"{hour:02d}{rest}"


def clock(m: Match, context: Context) -> Reading | None:
    """Read a time on the clock, with its zone and day where they are said."""
    time = _clock(m)
    if time is None:
        return None
    zone = m.word("zone") or None
    if any(name in m for name in ("month", "weekday", "deictic")):
        found = date_of(m, context)
        if found is None:
            return None
        value, explicit = found
    else:
        on = context.dct or (context.day and values.first_day(context.day))
        value, explicit = (values.day(on) if on else "XXXX-XX-XX"), False
    return Reading(TIME, f"{value}T{time}", mod=m.word("mod") or None, explicit=explicit, zone=zone)


# --- relative to the anchor ------------------------------------------------------------------


def _week_anchor(anchor: date) -> date:
    """News weeks end on Sunday, but on a Sunday "last week" is the one just over."""
    return anchor + timedelta(1) if anchor.weekday() == 6 else anchor


def which_unit(m: Match, context: Context) -> Reading | None:
    """Read this, last or next unit: "last year", "next week", "this quarter"."""
    anchor = context.anchor
    if anchor is None:
        return None
    unit, which = m.word("unit"), m.number("which")
    mod = m.word("mod") or None
    if unit == "WE":
        return weekend(m, context)
    if unit == "W":
        anchor = _week_anchor(anchor)
    moved = values.move(anchor, which, unit)
    return Reading(DATE, values.at(moved, unit), mod=mod) if moved else None


def weekend(m: Match, context: Context) -> Reading | None:
    """Read the weekend around, before or after the anchor; "the weekend" is the one just over."""
    anchor = context.anchor
    if anchor is None:
        return None
    which = m.number("which") if "which" in m else None
    if which is None:
        which = 0 if anchor.weekday() >= 4 or FUTURE.search(context.before) else -1
    elif which < 0 and anchor.weekday() == 6:
        which = -1
    monday = anchor - timedelta(anchor.weekday())
    moved = values.move(monday, which, "W")
    return Reading(DATE, f"{values.week(moved)}-WE") if moved else None


def ago(m: Match, context: Context) -> Reading | None:
    """Read so many units before or after: "two weeks ago", "a year earlier"."""
    unit, sign = m.word("unit"), m.number("sign")
    number = count(m.all("count"))
    said = m.word("mod") or None
    if number is None or unit in ("h", "m", "s"):
        return Reading(DATE, "PAST_REF" if sign < 0 else "FUTURE_REF")
    if unit == "Y" and number == 1 and (then := context.period_now):
        return Reading(DATE, _years_on(then, sign), aside=True)
    now = m.all("sign")[0].text.lower() in NOW
    anchor = context.anchor if now else context.reference or context.dct
    if unit == "W" and anchor:
        anchor = _week_anchor(anchor)
    moved = anchor and values.move(anchor, round(number) * sign, unit)
    if not moved:
        return None
    return Reading(DATE, values.at(moved, unit), mod=said, aside=unit == "Y" and number == 1)


#: Words that count from the document's own day.
NOW = frozenset({"ago", "fa"})


def _years_on(value: str, years: int) -> str:
    return f"{int(value[:4]) + years:04d}{value[4:]}"


def same(m: Match, context: Context) -> Reading | None:
    """Read the unit last named, the one before or after: "the same day", "the following year"."""
    unit = m.word("unit")
    on = values.first_day(context.day) if unit == "D" and context.day else context.reference
    on = on or context.dct
    moved = on and values.move(on, m.number("which"), unit)
    return Reading(DATE, values.at(moved, unit), mod=m.word("mod") or None) if moved else None


def edge(m: Match, context: Context) -> Reading | None:
    """Start, middle or end of the anchor's unit: "the end of the month", "year-end"."""
    anchor = context.anchor
    if anchor is None:
        return None
    return Reading(DATE, values.at(anchor, m.word("unit")), mod=m.word("mod") or None)


# --- quarters, halves, seasons, decades, holidays -----------------------------------------------


def _year_said(m: Match, context: Context) -> int | None:
    if "year" in m:
        return full_year(m.number("year"))
    if "which" in m and context.anchor:
        return context.anchor.year + m.number("which")
    return None


def quarter(m: Match, context: Context) -> Reading | None:
    """Read a quarter by its number: "the third quarter", "the 1988 second quarter"."""
    number = m.number("nth")
    if not 1 <= number <= 4:
        return None
    year = _year_said(m, context)
    if year is None:
        anchor = context.anchor if "fiscal" in m else None
        year = anchor.year if anchor else context.nearest_year(number * 3 - 1)
    value = f"{year:04d}-Q{number}" if year else f"XXXX-Q{number}"
    return Reading(DATE, value, explicit="year" in m)


def half(m: Match, context: Context) -> Reading | None:
    """Read a half of a year: "the first half of 1998", "the second half"."""
    number = m.number("nth")
    if number not in (1, 2):
        return None
    year = _year_said(m, context) or (context.anchor and context.anchor.year)
    return Reading(DATE, f"{year:04d}-H{number}", explicit="year" in m) if year else None


def quarter_in(m: Match, context: Context) -> Reading | None:
    """Read the quarter under discussion in another year: "the 1988 period"."""
    year = _year_said(m, context)
    then = context.period
    if year is None:
        return None
    if then is None:
        return Reading(DATE, f"{year:04d}", explicit="year" in m)
    return Reading(DATE, f"{year:04d}{then[4:]}", aside=True)


def year_earlier(m: Match, context: Context) -> Reading | None:
    """Read the period under discussion, a year before: "the year-earlier quarter"."""
    if "nth" in m:
        found = quarter(m, context)
        return found and Reading(DATE, _years_on(found.value, -1), aside=True)
    if context.period:
        return Reading(DATE, _years_on(context.period, -1), aside=True)
    anchor = context.anchor
    return Reading(DATE, f"{anchor.year - 1:04d}", aside=True) if anchor else None


def this_quarter(m: Match, context: Context) -> Reading | None:
    """Read the anchor's own quarter or the next: "this quarter", "the current quarter"."""
    moved = context.anchor and values.move(context.anchor, m.number("which"), "Q")
    return Reading(DATE, values.quarter(moved)) if moved else None


def the_quarter(m: Match, context: Context) -> Reading | None:
    """Read the quarter under discussion, else the one that ended last: "the latest quarter"."""
    del m
    if ended := _ENDED.match(context.after):
        on = _month_named(ended[1], context)
        if on:
            return Reading(DATE, values.quarter(on))
    if context.period:
        return Reading(DATE, context.period)
    moved = context.anchor and values.move(context.anchor, -1, "Q")
    return Reading(DATE, values.quarter(moved)) if moved else None


_ENDED = re.compile(r"\s(?:that\s)?ended\s([A-Z][a-z]{2})")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def _month_named(name: str, context: Context) -> date | None:
    if name not in _MONTHS or context.dct is None:
        return None
    month = _MONTHS.index(name) + 1
    return date(context.dct.year - (month > context.dct.month), month, 1)


def the_year(m: Match, context: Context) -> Reading | None:
    """Read the year somebody reports on: "for the full year", "the year ended March 31"."""
    if m.word("unit") != "Y":
        return None
    full = len(m.tokens) > 2 and m.tokens[1].text.lower() == "full"
    if _YEAR_ENDS.match(context.after) or (len(m.tokens) > 2 and not full):
        return Reading(DURATION, "P1Y")
    anchor = context.anchor
    if anchor and (full or _FOR.search(context.before)):
        return Reading(DATE, f"{anchor.year:04d}")
    return None


_YEAR_ENDS = re.compile(r"\s(?:ended|ending|ends|to)\s")
_FOR = re.compile(r"\b(?:for|so far|during|in|throughout)\s$", re.IGNORECASE)


def the_current(m: Match, context: Context) -> Reading | None:
    """Read the anchor's own unit: "the current year"."""
    anchor = context.anchor
    return Reading(DATE, values.at(anchor, m.word("unit"))) if anchor else None


def past_unit(m: Match, context: Context) -> Reading | None:
    """Read one unit up to now or from now on: "the past year", "the next decade"."""
    del context
    return Reading(DURATION, period(1, m.word("unit")))


def each_season(m: Match, context: Context) -> Reading | None:
    """Read a season of many years: "the past three summers"."""
    del context
    return Reading(SET, f"XXXX-{m.word('season')}")


def each_month(m: Match, context: Context) -> Reading | None:
    """Read a month of every year: "each July"."""
    del context
    return Reading(SET, f"XXXX-{m.number('month'):02d}")


_FOR_A = re.compile(
    r"(?:\b(?:for|in|within|over|than|last|lasts|lasted|least|took|take|takes|spent|about|nearly"
    r"|almost|half|once|twice|times|under|after|long\sas)|\d|\bpercent|million|billion)\s$",
    re.IGNORECASE,
)
_RATE = re.compile(r"(?:\b(?:once|twice|times|\w{3,}s|\w+ed)|\d|%|percent|million|billion)\s$")


def one_unit(m: Match, context: Context) -> Reading | None:
    """Read one unit that lasts or recurs: "for a week", "five times a day"."""
    unit = m.word("unit")
    if "mod" in m or _FOR_A.search(context.before):
        return Reading(DURATION, period(1, unit), mod=m.word("mod") or None)
    if _RATE.search(context.before):
        return Reading(SET, period(1, unit))
    return None


_FOR_UNITS = re.compile(
    r"\b(?:for|within|in|over|takes?|took|lasts?|lasted|after|follows|spent|many|of)\s$",
    re.IGNORECASE,
)


def units(m: Match, context: Context) -> Reading | None:
    """Read units nobody counted: "for weeks", "within days"."""
    unit = m.word("unit")
    if unit in "hms" or not _FOR_UNITS.search(context.before):
        return None
    return Reading(DURATION, period(None, unit))


def then(m: Match, context: Context) -> Reading | None:
    """Read "then" after "until", "since" or "by": the day last named."""
    del m
    return Reading(DATE, context.said, more=1) if context.said else None


def soon(m: Match, context: Context) -> Reading | None:
    """Read "soon", but not "as soon as", "soon after" or "soon found"."""
    if not _SOON.search(context.before) and context.after[:1] not in (".", ",", ";", "?", "!"):
        return None
    return Reading(DATE, m.word("ref"))


_SOON = re.compile(
    r"\b(?:will|would|could|can|may|might|should|must|very|too|quite|pretty|how|ll|or)\s$",
    re.IGNORECASE,
)


def spelled_year(m: Match, _: Context) -> Reading | None:
    """Read a year in words, as transcripts have it: "nineteen ninety-six", "two thousand"."""
    numbers = [int(token.value) for token in m.all("spelled") if isinstance(token.value, int)]
    if numbers[0] not in (18, 19, 20) or not 10 <= numbers[1] <= 99:
        return None
    if len(numbers) == 3 and (numbers[1] % 10 or numbers[2] > 9):
        return None
    number = numbers[0] * 100 + sum(numbers[1:])
    month = f"-{m.number('month'):02d}" if "month" in m else ""
    return Reading(DATE, f"{number:04d}{month}", explicit=True)


def season(m: Match, context: Context) -> Reading | None:
    """Read a season: "last fall", "the spring of 1994", "this summer"."""
    name = m.word("season")
    if "year" not in m and "which" not in m and context.after.startswith(" of"):
        return None
    month = values.SEASONS[name]
    mod = m.word("mod") or None
    if "year" in m:
        return Reading(DATE, f"{full_year(m.number('year')):04d}-{name}", mod=mod, explicit=True)
    anchor = context.anchor
    if anchor is None:
        return Reading(DATE, f"XXXX-{name}", mod=mod)
    current = values.season(anchor)
    year = int(current[:4])
    which = m.number("which")
    order = list(values.SEASONS)
    now, then = order.index(current[5:]), order.index(name)
    if "which" in m and which < 0:
        year -= then >= now
    elif "which" in m and which > 0:
        year += then <= now
    elif "which" not in m and context.dct:
        year = context.nearest_year(month + 1 if month < 12 else 12) or year
    return Reading(DATE, f"{year:04d}-{name}", mod=mod)


def decade(m: Match, context: Context) -> Reading | None:
    """Read a decade: "the 1980s", "the late '60s"; somebody "in his 30s" is none."""
    digits = m.word("decade")
    if len(digits) == 1 and m.all("decade")[0].text[0].isdecimal() and _HIS.search(context.before):
        return None
    if len(digits) == 1:
        digits = ("20" if digits in "012" else "19") + digits
    return Reading(DATE, digits, mod=m.word("mod") or None, explicit=True)


_HIS = re.compile(r"\b(?:his|her|their|my|our|your|into?)\s(?:\w+\s)?$", re.IGNORECASE)


def century(m: Match, _: Context) -> Reading | None:
    """Read a century by its number: "the 19th century"."""
    number = m.number("nth")
    if not m.tokens[-1].text.lower().startswith("centur") or not 1 <= number <= 21:
        return None
    return Reading(DATE, f"{number - 1:02d}", mod=m.word("mod") or None, explicit=True)


def holiday(m: Match, context: Context) -> Reading | None:
    """Read a feast whose day the calendar knows: "Christmas Eve", "Thanksgiving", "Easter 1972"."""
    name = m.word("holiday")
    anchor = context.anchor
    if "year" in m:
        return _feast(name, full_year(m.number("year")), explicit=True)
    if anchor is None:
        return None
    days = [
        on for year in (anchor.year - 1, anchor.year, anchor.year + 1) if (on := feast(name, year))
    ]
    which = m.number("which")
    if "which" in m and which < 0:
        on = max((d for d in days if d < anchor), default=None)
    elif "which" in m:
        on = min((d for d in days if d >= anchor), default=None)
    else:
        on = min(days, key=lambda d: abs((d - anchor).days), default=None)
    return Reading(DATE, values.day(on)) if on else None


def _feast(name: str, year: int, *, explicit: bool) -> Reading | None:
    on = feast(name, year)
    return Reading(DATE, values.day(on), explicit=explicit) if on else None


def feast(name: str, year: int) -> date | None:
    """Return the day of a feast: ``12-25``, ``easter+1``, ``11-thu-4`` (the fourth Thursday)."""
    if not 1583 <= year <= 9998:
        return None
    if name.startswith("easter"):
        return values.easter(year) + timedelta(int(name[6:] or 0))
    parts = name.split("/")
    if len(parts) == 3:
        return values.nth_weekday(year, int(parts[0]), int(parts[1]), int(parts[2]))
    return date(year, int(parts[0]), int(parts[1]))


# --- durations, sets, references -------------------------------------------------------------


def duration(m: Match, context: Context) -> Reading | None:
    """Read so many units: "two years", "a 10-year", "several weeks"; an age is none."""
    if _AGE.match(context.after) or (m.word("unit") == "Q" and _FRACTION.match(context.after)):
        return None
    return Reading(
        DURATION, period(count(m.all("count")), m.word("unit")), mod=m.word("mod") or None
    )


#: Three quarters of something are no time.
_FRACTION = re.compile(r"\sof\s(?!19|20)|\s(?:full|empty)\b")
_AGE = re.compile(r"(?:-|\s)olds?\b|\sof age\b")


def rate(m: Match, context: Context) -> Reading | None:
    """Read each unit: "every day", "daily", "each of the past three years"."""
    del context
    number = count(m.all("count")) if "count" in m else 1
    return Reading(SET, period(number, m.word("unit")))


def each_weekday(m: Match, context: Context) -> Reading | None:
    """Read every such weekday: "each Thursday", "Tuesday nights"."""
    del context
    part = m.word("part")
    return Reading(SET, f"XXXX-WXX-{m.number('weekday') + 1}" + (f"T{part}" if part else ""))


def fixed(kind: TimexType, value: str, mod: str | None = None) -> Meaning:
    """Return the meaning of words that always say the same: "recently" is PAST_REF."""

    def meaning(m: Match, context: Context) -> Reading | None:
        del m, context
        return Reading(kind, value, mod=mod)

    return meaning


def reference(m: Match, context: Context) -> Reading | None:
    """Read the present, the past or the future, as the word's own value says."""
    del context
    return Reading(DATE, m.word("ref"))


def iso_date(m: Match, context: Context) -> Reading | None:
    """Read a date as ISO 8601 writes it: "2026-01-27"."""
    del context
    said = m.word("iso")
    if values.first_day(said[:10]) is None:
        return None
    return Reading(TIME if "T" in said else DATE, said, explicit=True)


def numeric_date(m: Match, context: Context) -> Reading | None:
    """Read a date in numbers: "27/01/2026", "1/27/26"; order by language where both can be."""
    parts = [int(part) for part in re.split(r"[/.]", m.word("numeric"))]
    if len(parts) != 3:
        return None
    if parts[0] > 99:
        year, month, on = parts
    else:
        first, second, year = parts
        if year > 99 or len(m.tokens[0].text.rsplit(m.tokens[0].text[-3], 1)[-1]) == 2:
            year = full_year(year)
        month_first = context.month_first
        if first > 12:
            month_first = False
        elif second > 12:
            month_first = True
        month, on = (first, second) if month_first else (second, first)
    found = values.valid(year, month, on)
    return Reading(DATE, values.day(found), explicit=True) if found else None
