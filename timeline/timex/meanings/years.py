"""Readings of bare years: in digits, in words, before Christ."""

from __future__ import annotations

import re

from timeline.timex.context import Context
from timeline.timex.meanings.numbers import full_year
from timeline.timex.rules import Match, Reading
from timeline.types import TimexType

DATE = TimexType.DATE


def year(m: Match, context: Context) -> Reading | None:
    """Read a bare year; a number that counts, costs or names something is none."""
    token, cues, before = m.all("year")[0], context.cues, context.before
    number = full_year(m.number("year"))
    if not 1500 <= number < 2100 or _NO_YEAR.search(before) or cues.no_year.search(before):
        return None
    if _DIGIT_NEXT.match(context.after) or cues.year_counts.match(context.after):
        return None
    bare = len(m.tokens) == 1
    if bare and (_is_of_no_day(context) or not cues.year_needs.search(before)):
        return None
    word = _CAPITAL.search(before)
    if bare and word and token.text[0].isdecimal() and word[1].lower() not in cues.before_year:
        return None
    if token.text[0] in "'’‘" and not cues.before_month.search(before):
        return None
    return Reading(DATE, f"{number:04d}", mod=m.word("mod") or None, explicit=True)


def pair(m: Match, context: Context) -> Reading | None:
    """Read two years that a season or a budget has: "2013/14"; "directive 2013/14/EU" is none."""
    first = m.number("pair")
    meant = context.cues.before_pair.search(context.before)
    if not meant or not 1800 <= first < 2100 or context.after.startswith("/"):
        return None
    context.season, context.season_at = first, context.position
    return Reading(DATE, f"{first:04d}", explicit=True, until=f"{first + 1:04d}")


def _is_of_no_day(context: Context) -> bool:
    """Tell of the year of a day that no calendar has: "February 30, 2026"."""
    found = _DAY_OF_MONTH.search(context.before)
    name = (found[1] or found[2]).lower() if found else ""
    return name[:3] in context.cues.months and len(name) <= len("september")


_DAY_OF_MONTH = re.compile(
    r"\b(?:([A-Z][a-z]{2,8})\.?\s(?:29|3[01])(?:st|th)?|(?:29|3[01])(?:(?:st|th)(?:\sof)?)?\s"
    r"([A-Z][a-z]{2,8})),?\s\Z"
)
_DIGIT_NEXT = re.compile(r"/\d")
#: "Expo 2015", "Orion 1980": the word before has a capital, and no sentence begins with it.
_CAPITAL = re.compile(r"(?<=[a-z,–-] )([A-Z]\w*) $")
#: What stands before a number that is no year; after a hyphen it is one where a year stands before.
_NO_YEAR = re.compile(r"[$£€#/+.]\Z|(?<!\d{4})-\Z")


def elided_year(m: Match, context: Context) -> Reading | None:
    """Read a year of two digits, or a century, behind an elision: "nell'87", "nell'800"."""
    number = m.number("year")
    if not _ELIDED.search(context.before) or (number > 99 and number % 100) or number > 900:
        return None
    value = f"{full_year(number):04d}" if number < 100 else f"{10 + number // 100}"
    return Reading(DATE, value, explicit=True, more=1)


_ELIDED = re.compile(r"\b(?:nell|dell|dall)$")


def years(m: Match, context: Context) -> Reading | None:
    """Read the first year of a range, which knows the last: "1915-17"; the last comes next."""
    first, last = full_year(m.number("year")), m.number("last")
    if last < 100:
        last += first - first % 100
    if context.before[-1:] in ("-", "/") or not 1500 <= first < last < 2100:
        return None
    if last == first + 1:
        context.season, context.season_at = first, context.position
    return Reading(DATE, f"{first:04d}", explicit=True, until=f"{last:04d}", less=2)


def before_christ(m: Match, context: Context) -> Reading | None:
    """Read a year before Christ: "490 BC"."""
    del context
    within = f"-{m.number('month'):02d}" if "month" in m else ""
    within = f"-{m.word('season')}" if "season" in m else within
    mod = m.word("mod") or None
    return Reading(DATE, f"BC{m.number('year'):04d}{within}", mod=mod, explicit=True)


def spelled_year(m: Match, _: Context) -> Reading | None:
    """Read a year in words, as transcripts have it: "nineteen ninety-six", "two thousand"."""
    numbers = [int(token.value) for token in m.all("spelled") if isinstance(token.value, int)]
    if numbers == [2, 1000] and len(m.tokens) > 2 and "season" not in m:
        number = 2000
    elif (
        numbers[0] not in (18, 19, 20)
        or not 10 <= numbers[1] <= 99
        or (len(numbers) == 3 and (numbers[1] % 10 or numbers[2] > 9))
    ):
        return None
    else:
        number = numbers[0] * 100 + sum(numbers[1:])
    part = f"-{m.number('month'):02d}" if "month" in m else ""
    part = f"-{m.word('season')}" if "season" in m else part
    return Reading(DATE, f"{number:04d}{part}", explicit=True)
