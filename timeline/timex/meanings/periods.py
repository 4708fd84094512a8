"""Readings of quarters, halves, seasons, decades, centuries and feasts."""

from __future__ import annotations

import re
from datetime import date, timedelta

from timeline.timex import values
from timeline.timex.context import Context
from timeline.timex.meanings.days import calendar
from timeline.timex.meanings.direction import year_by_verbs
from timeline.timex.meanings.numbers import full_year
from timeline.timex.meanings.relative import years_on
from timeline.timex.rules import Match, Reading
from timeline.types import TimexType

DATE = TimexType.DATE
DURATION = TimexType.DURATION


def _year_said(m: Match, context: Context) -> int | None:
    if "year" in m:
        return full_year(m.number("year"))
    if "which" in m and context.anchor:
        return context.anchor.year + m.number("which")
    return None


def quarter(m: Match, context: Context) -> Reading | None:
    """Read a quarter by its number: "the third quarter", "the 1988 second quarter"."""
    number = m.number("nth")
    if not 1 <= number <= 4 or _of_a_game(m, context):
        return None
    year = _year_said(m, context)
    if year is None:
        anchor = context.anchor if "fiscal" in m else None
        year = anchor.year if anchor else context.nearest_year(number * 3 - 1)
        if context.dct and year and _awaited(m, context):
            year = max(year, context.dct.year + (number * 3 < context.dct.month))
    value = f"{year:04d}-Q{number}" if year else f"XXXX-Q{number}"
    return Reading(DATE, value, mod=m.word("mod") or None, explicit="year" in m)


def _of_a_game(m: Match, context: Context) -> bool:
    """Tell whether "the fourth quarter" is part of a game."""
    sport = context.cues.sport
    if "year" in m or "which" in m:
        return False
    return bool(sport.search(context.before) or sport.search(context.after))


def _awaited(m: Match, context: Context) -> bool:
    """Tell whether "the fourth quarter" is to come: "expected to close in", not "rose by"."""
    cues, before = context.cues, context.before
    if m.tokens[0].text.lower() != "the" or not cues.future.search(before):
        return False  # "due to its third-quarter loss" is over
    return not (cues.until.search(before) and cues.behind.search(before))


def quarter_unit(m: Match, context: Context) -> Reading | None:
    """Read a quarter where the word for it is a unit like others: "terzo trimestre"."""
    return quarter(m, context) if m.word("quarter") == "Q" else None


def half(m: Match, context: Context) -> Reading | None:
    """Read a half of a year: "the first half of 1998", "the second half"."""
    number = 2 if "last" in m else m.number("nth")
    if number not in (1, 2):
        return None
    year = _year_said(m, context) or (context.anchor and context.anchor.year)
    return Reading(DATE, f"{year:04d}-H{number}", explicit="year" in m) if year else None


def half_of_results(m: Match, context: Context) -> Reading | None:
    """Read a half of the year that a business reports: "first-half profit"."""
    return half(m, context) if context.cues.results.match(context.after) else None


def half_reported(m: Match, context: Context) -> Reading | None:
    """Read a half of the year where a business reports; a game has halves, too."""
    cues = context.cues
    reported = cues.reported.search(context.before) or cues.reported.search(context.after)
    return half(m, context) if reported and not _of_a_game(m, context) else None


def quarter_of_month(m: Match, context: Context) -> Reading | None:
    """Read a quarter by a month in it: "the December quarter"."""
    found = calendar(m, context)
    on = values.first_day(found[0]) if found else None
    return Reading(DATE, values.quarter(on)) if on else None


def quarter_in(m: Match, context: Context) -> Reading | None:
    """Read the quarter under discussion in another year: "the 1988 period"."""
    year = _year_said(m, context)
    then = context.quarter_of_sentence or context.period
    if "which" in m and not any(token.value == "Y" for token in m.tokens):
        return None
    if then and "which" in m:
        year = int(then[:4]) + m.number("which")
    if year is None:
        return None
    if then is None:
        return Reading(DATE, f"{year:04d}", explicit="year" in m)
    return Reading(DATE, f"{year:04d}{then[4:]}", aside=True)


def year_earlier(m: Match, context: Context) -> Reading | None:
    """Read the period under discussion, a year before: "the year-earlier quarter"."""
    if "nth" in m:
        found = quarter(m, context)
        return found and Reading(DATE, years_on(found.value, -1), aside=True)
    if context.period:
        return Reading(DATE, years_on(context.period, -1), aside=True)
    anchor = context.anchor
    return Reading(DATE, f"{anchor.year - 1:04d}", aside=True) if anchor else None


def this_quarter(m: Match, context: Context) -> Reading | None:
    """Read the anchor's own quarter or the next; "the previous" is that before the one named."""
    which, anchor = m.number("which"), context.anchor
    if which < 0 and context.period:
        anchor = values.first_day(context.period)
    moved = anchor and values.move(anchor, which, "Q")
    return Reading(DATE, values.quarter(moved)) if moved else None


def the_quarter(m: Match, context: Context) -> Reading | None:
    """Read the quarter under discussion, else the one that ended last: "the latest quarter"."""
    del m
    if ended := context.cues.ended_on.match(context.after):
        on = _month_named(ended[1], context)
        if on:
            return Reading(DATE, values.quarter(on))
    if context.period:
        return Reading(DATE, context.period)
    moved = context.anchor and values.move(context.anchor, -1, "Q")
    return Reading(DATE, values.quarter(moved)) if moved else None


def _month_named(name: str, context: Context) -> date | None:
    """Return the first day of the last month of that name."""
    month = context.cues.months.get(name.lower())
    if month is None or context.dct is None:
        return None
    return date(context.dct.year - (month > context.dct.month), month, 1)


def the_year(m: Match, context: Context) -> Reading | None:
    """Read the year or week somebody reports on: "for the full year", "the year ended March 31"."""
    unit, anchor = m.word("unit"), context.anchor
    words = [token.text.lower() for token in m.tokens[1:-1]]
    if unit == "W" and not words and anchor and context.cues.for_year.search(context.before):
        return (
            Reading(DATE, values.week(anchor)) if context.cues.ends.match(context.after) else None
        )
    if unit != "Y":
        return None
    if anchor and context.after.startswith(" to date"):
        return Reading(DATE, f"{anchor.year:04d}")
    if context.cues.year_ends.match(context.after) or (words and words != ["full"]):
        return Reading(DURATION, "P1Y")
    if anchor and (words or context.cues.for_year.search(context.before)):
        return Reading(DATE, f"{anchor.year:04d}")
    return None


def season(m: Match, context: Context) -> Reading | None:
    """Read a season: "last fall", "the spring of 1994", "this summer"."""
    name = m.word("season")
    if "year" not in m and "which" not in m and context.after.startswith(" of"):
        return None
    if "which" not in m and context.cues.no_season.match(m.tokens[-1].text + context.after):
        return None
    month = values.SEASONS[name]
    mod = m.word("mod") or None
    if "year" in m:
        return Reading(DATE, f"{full_year(m.number('year')):04d}-{name}", mod=mod, explicit=True)
    anchor = context.anchor
    if anchor is None:
        return Reading(DATE, f"XXXX-{name}", mod=mod)
    if "which" not in m and context.dct:
        year = year_by_verbs(month + (month < 12), 0, context) or anchor.year
    else:
        year = _year_of_season(month, anchor, m.number("which"))
    return Reading(DATE, f"{year:04d}-{name}", mod=mod)


def season_after(m: Match, context: Context) -> Reading | None:
    """Read "the following spring": the first after the date last named, or the last before it."""
    on = context.reference or context.dct
    if on is None:
        return None
    name, which = m.word("season"), m.number("which")
    return Reading(DATE, f"{_year_of_season(values.SEASONS[name], on, which):04d}-{name}")


def season_said(m: Match, context: Context) -> Reading | None:
    """Read "that summer": that of the year last named."""
    on = context.reference
    return Reading(DATE, f"{on.year:04d}-{m.word('season')}") if on else None


def _year_of_season(month: int, anchor: date, which: int) -> int:
    """Return the year of this, the last or the next season that begins in *month*."""
    now = values.first_day(values.season(anchor)) or anchor
    years = range(anchor.year - 2, anchor.year + 3)
    if which < 0:
        return max(year for year in years if (year, month) < (now.year, now.month))
    if which > 0:
        return min(year for year in years if (year, month) > (now.year, now.month))
    return now.year if month == now.month else anchor.year


def bare_season(m: Match, context: Context) -> Reading | None:
    """Read a season; without "last" or "next" only after its preposition: "in estate"."""
    if "which" not in m and not context.cues.before_season.search(context.before):
        return None
    return season(m, context)


def decade_of(m: Match, context: Context) -> Reading | None:
    """Read a decade by its first year: "anni '90", "anni Ottanta"."""
    del context
    token = m.all("decade")[0]
    number = m.number("decade")
    written = token.text[0] in "'’‘" or token.text[:1].isupper()
    if m.tokens[0].value != "Y" or number % 10 or not 20 <= number <= 90 or not written:
        return None
    return Reading(DATE, f"19{number // 10}", explicit=True)


def decade(m: Match, context: Context) -> Reading | None:
    """Read a decade: "the 1980s", "the late '60s"; somebody "in his 30s" is none."""
    if "year" in m:  # the 1960's
        year, genitive = m.number("year"), m.tokens[-1].text.endswith("s")
        if year % 10 or not genitive:
            return None
        return Reading(DATE, f"{year // 10}", mod=m.word("mod") or None, explicit=True)
    digits = m.word("decade")
    if (
        len(digits) == 1
        and m.all("decade")[0].text[0].isdecimal()
        and context.cues.whose.search(context.before)
    ):
        return None
    if len(digits) == 1:
        digits = ("20" if digits in "012" else "19") + digits
    return Reading(DATE, digits, mod=m.word("mod") or None, explicit=True)


def century(m: Match, _: Context) -> Reading | None:
    """Read a century by its number: "the 19th century"."""
    number = m.total("nth")
    if m.tokens[-1].value != "C" or not 1 <= number <= 21:
        return None
    return Reading(DATE, f"{number - 1:02d}", mod=m.word("mod") or None, explicit=True)


def named_century(m: Match, context: Context) -> Reading | None:
    """Read a century by its name: "nell'Ottocento" is the nineteenth."""
    if not context.cues.before_century.search(context.before):
        return None
    return Reading(DATE, f"{m.number('century') - 1:02d}", explicit=True)


def holiday(m: Match, context: Context) -> Reading | None:
    """Read a feast whose day the calendar knows: "Christmas Eve", "Thanksgiving", "Easter 1972"."""
    if context.cues.of_feast.match(context.after):
        return None
    return _feast_near(_feast_name(m), m, context)


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
    elif "which" in m:
        on = min((d for d in days if d >= anchor), default=None)
    else:
        on = min(days, key=lambda d: abs((d - anchor).days), default=None)
    less = 2 if "ofyear" in m else 0  # "Christmas this week"
    return Reading(DATE, values.day(on), less=less) if on else None


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


def _feast_name(m: Match) -> str:
    """Return the feast in the table's words; its eve is the day before."""
    if "new" in m:
        return "12/31" if "eve" in m else "1/1"
    name = m.word("holiday")
    if "eve" not in m:
        return name
    return {"12/25": "12/24", "easter": "easter-1"}.get(name, name)


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
        on = values.easter(year)
    else:
        month, day, *nth = (int(part) for part in base[1].split("/"))
        on = values.nth_weekday(year, month, day, nth[0]) if nth else date(year, month, day)
    return on + timedelta(int(base[2] or 0))


_FEAST = re.compile(r"(easter|\d+/\d+(?:/\d+|/-1)?)([+-]\d+)?")
