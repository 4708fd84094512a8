"""Readings of quarters, halves and business years."""

from __future__ import annotations

from datetime import date

from timeline.timex import values
from timeline.timex.context import Context
from timeline.timex.meanings.days import calendar
from timeline.timex.meanings.direction import looks_ahead
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
    number = 4 if "last" in m else m.number("nth")
    if not 1 <= number <= 4 or _of_a_game(m, context):
        return None
    year = _year_said(m, context)
    if year is None:
        anchor = context.anchor if "fiscal" in m else None
        year = anchor.year if anchor else context.nearest_year(number * 3 - 1)
        if context.dct and year and _awaited(m, context):
            year = max(year, context.dct.year + (number * 3 < context.dct.month))
        elif context.dct and year and _reported(m, year, number, context):
            year -= 1
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
    if m.tokens[0].text.lower() != "the" or not looks_ahead(context):
        return False  # "due to its third-quarter loss" is over
    return not (cues.until.search(before) and cues.behind.search(before))


#: Months behind a quarter after which nobody reports on it: it is one of a business year.
_LATEST_REPORT = 6


def _reported(m: Match, year: int, number: int, context: Context) -> bool:
    """Tell of a quarter that cannot have begun, being reported: "a loss for the third quarter"."""
    dct, cues = context.dct, context.cues
    if dct is None or "fiscal" in m or date(year, number * 3 - 2, 1) <= dct:
        return False
    if 12 * (dct.year - year + 1) + dct.month - number * 3 > _LATEST_REPORT:
        return False
    told = cues.behind.search(context.sentence) is not None
    return told and not cues.ahead.search(context.sentence + context.after[:40])


def part_of_year(m: Match, context: Context) -> Reading | None:
    """Read a quarter or half that is written as one word with its year: "1Q09"."""
    del context
    return Reading(DATE, m.word("part"), explicit=True)


def quarter_unit(m: Match, context: Context) -> Reading | None:
    """Read a quarter where the word for it is a unit like others: "terzo trimestre"."""
    return quarter(m, context) if m.word("quarter") == "Q" else None


def quarter_under_discussion(m: Match, context: Context) -> Reading | None:
    """Read "nel trimestre", "del trimestre in corso"."""
    if m.word("quarter") != "Q" or not context.cues.before_month.search(context.before):
        return None
    if context.anchor and context.cues.running.match(context.after):
        return Reading(DATE, values.quarter(context.anchor))
    return the_quarter(m, context)


def half(m: Match, context: Context) -> Reading | None:
    """Read a half of a year: "the first half of 1998", "the second half"; of a month it is that."""
    # "La prima metà": in Italian that word is also "before"
    number = 2 if "last" in m else m.number("nth") if "nth" in m else 1
    unit, anchor = m.word("unit") or "Y", context.anchor
    if number not in (1, 2) or unit in "hmsD":
        return None
    if unit != "Y":
        moved = anchor and values.move(anchor, m.number("which"), unit)
        mod = "START" if number == 1 else "END"
        return Reading(DATE, values.at(moved, unit), mod=mod) if moved else None
    year = _year_said(m, context) or (anchor and anchor.year)
    return Reading(DATE, f"{year:04d}-H{number}", explicit="year" in m) if year else None


def two_quarters(m: Match, context: Context) -> Reading | None:
    """Read "the first two quarters of 1990", which are a half of it."""
    two = m.number("count") == 2 and m.word("quarters") == "Q"
    return half(m, context) if two else None


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


def quarter_of_months(m: Match, context: Context) -> Reading | None:
    """Read a quarter by its first and last month: "the October-December period"."""
    first, last = m.number("month"), m.number("last")
    if m.word("quarter") not in ("", "Q"):
        return None
    return quarter_of_month(m, context) if first % 3 == 1 and last == first + 2 else None


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


def same_in_year(m: Match, context: Context) -> Reading | None:
    """Read the month, week or day under discussion in another year: "the same month last year"."""
    unit, dct = m.word("unit"), context.dct
    if unit in ("", "Q"):
        return quarter_in(m, context)
    if dct is None or unit not in ("M", "W", "D") or m.word("saidunit") not in ("", "Y"):
        return None
    said = {"M": context.month_under_discussion, "D": context.day_of_clause}.get(unit)
    on = (values.first_day(said) if said else None) or dct
    years = full_year(m.number("year")) - on.year if "year" in m else m.number("which")
    moved = values.move(on, years, "Y")
    return Reading(DATE, values.at(moved, unit), aside=True) if moved else None


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
    return Reading(DATE, values.quarter(moved), aside=which < 0) if moved else None


def the_quarter(m: Match, context: Context) -> Reading | None:
    """Read the quarter under discussion, else the one that ended last: "the latest quarter"."""
    if context.after.startswith("-"):
        return None
    if m.tokens[0].text.lower() == "that" and context.quarter_said:
        return Reading(DATE, context.quarter_said)
    if ended := context.cues.ended_on.match(context.after):
        on = _month_of_end(ended[1], context)
        if on:
            return Reading(DATE, values.quarter(on))
    if context.period:
        return Reading(DATE, context.period)
    moved = context.anchor and values.move(context.anchor, -1, "Q")
    return Reading(DATE, values.quarter(moved)) if moved else None


def _month_of_end(name: str, context: Context) -> date | None:
    """Return a month in the quarter that ended in the last month of that name.

    Most of the months to the end of July are in the quarter before.
    """
    month = context.cues.months.get(name.lower())
    if month is None or context.dct is None:
        return None
    on = date(context.dct.year - (month > context.dct.month), month, 1)
    return values.add_months(on, -1) if month % 3 == 1 else on


def the_year(m: Match, context: Context) -> Reading | None:
    """Read the year or week somebody reports on: "for the full year", "the year ended March 31".

    "The latest fiscal year" is the last, as "the latest quarter" is.
    """
    unit, anchor, cues = m.word("unit"), context.anchor, context.cues
    words = [token.text.lower() for token in m.tokens[1:-1]]
    told = cues.for_year.search(context.before) is not None
    if unit == "W" and not words and anchor and told:
        return Reading(DATE, values.week(anchor)) if cues.ends.match(context.after) else None
    if unit != "Y":
        return None
    if cues.year_ends.match(context.after):
        return Reading(DURATION, "P1Y")
    told = told or "last" in m or "whole" in m or context.after.startswith(" to date")
    if anchor and told:
        back = "last" in m or _is_of_last_year(words, anchor, context)
        return Reading(DATE, f"{anchor.year - back:04d}")
    return Reading(DURATION, "P1Y") if words else None


#: Months in which businesses report on the year before.
_REPORTING = 3


def _is_of_last_year(words: list[str], anchor: date, context: Context) -> bool:
    """Tell of "for the full year, sales rose", reported early in the year."""
    if not words or anchor.month > _REPORTING:
        return False
    cues, rest = context.cues, context.after[:40]
    told = cues.behind.search(context.sentence) or cues.behind.search(rest)
    return bool(told) and not (cues.ahead.search(context.sentence) or cues.ahead.search(rest))
