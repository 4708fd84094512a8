"""Two expressions become a range: the first of them gets the last day, or the day they share."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise, zip_longest

from timeline.timex import values
from timeline.timex.context import SENTENCE_END, Context
from timeline.timex.cues import BEFORE, Cues
from timeline.types import TimeExpression

_WEEK = 7

#: Characters that may stand between the first and the last of a range.
_BESIDE = 12


def join(
    text: str, expressions: Sequence[TimeExpression], context: Context
) -> Iterator[TimeExpression]:
    """Give the first of "from Monday to Thursday" the last day of its range."""
    cues = context.cues
    before: int | None = None
    expressions = _over_midnight(text, expressions, context)
    for one, following in zip_longest(expressions, expressions[1:]):
        earlier, before = before, one.end
        between = text[one.end : following.start] if following else ""
        if following and _are_ends(text, one, following, cues):
            shared = one.start in context.bare and following.start not in context.bare
            first = _on_day_of(one, following) if shared else one
            yield replace(_not_after(first, following), until=following.value, mod=None)
        elif (
            following
            and _shares_day(one, following, between, context)
            and (earlier is None or SENTENCE_END.search(text[earlier : one.start]))
        ):
            yield _on_day_of(one, following)
        elif following and _is_namely(text, one, following, cues):
            yield replace(one, value=following.value[: None if ":" in one.value else 10])
        elif following and (counted := _comes_to(text, one, following, context)):
            yield replace(one, comes_to=counted)
        elif following and (
            _is_next_day(one, following) or _goes_on_into(one, following, between, context)
        ):
            yield replace(one, until=following.value)
        else:
            yield one


def _are_ends(text: str, one: TimeExpression, following: TimeExpression, cues: Cues) -> bool:
    """Tell of "from Monday to Thursday", "9 a.m.-5 p.m.", "April 20-May 12"."""
    between = text[one.end : following.start]
    if _DASH.fullmatch(between) and _joins_dash(one, following):
        return one.until is None
    return (
        one.until is None
        and one.type is following.type
        and len(between) < _BESIDE
        and cues.range_to.fullmatch(between) is not None
        and cues.range_from.search(text[max(0, one.start - BEFORE) : one.start]) is not None
    )


def _over_midnight(
    text: str, expressions: Sequence[TimeExpression], context: Context
) -> Sequence[TimeExpression]:
    """Put the end of "from 7 p.m. to 6 a.m." on the day behind; neither clock time names a day."""
    found = list(expressions)
    for at, (one, following) in enumerate(pairwise(expressions), 1):
        (day, _, time), (same, _, end) = one.value.partition("T"), following.value.partition("T")
        bare = context.bare.issuperset((one.start, following.start))
        on = values.first_day(day) if bare and day == same and end <= time else None
        if on and _are_ends(text, one, following, context.cues):
            moved = values.move(on, 1, "D")
            found[at] = (
                replace(following, value=f"{values.day(moved)}T{end}") if moved else following
            )
    return found


def _shares_day(
    one: TimeExpression, following: TimeExpression, between: str, context: Context
) -> bool:
    """Tell of "open at 7 a.m. and close at 11 p.m. on Sunday", where no day was named before."""
    undated = one.start in context.bare and following.start not in context.bare
    return undated and context.cues.and_at.fullmatch(between) is not None


#: Between two clock times or days.
_DASH = re.compile(r"\s?[-‐‑–—]\s?")


def _joins_dash(one: TimeExpression, following: TimeExpression) -> bool:
    """Tell whether a dash makes a range: of clock times, of days by their numbers, of months."""
    first, last = one.value, following.value
    if ":" in first and ":" in last:
        return True
    unit = values.unit_of(first)
    if one.type is not following.type or unit != values.unit_of(last) or first >= last:
        return False  # "February 7, 2011 - 18:00 ET"
    return unit == "M" or (unit == "D" and any(map(str.isdecimal, one.text)))


def _is_namely(text: str, one: TimeExpression, following: TimeExpression, cues: Cues) -> bool:
    """Tell of "44 days later, on April 11", "the next day, April 16, she", "Sunday, 29 March,"."""
    counted, between = cues.counted_from.search(one.text), text[one.end : following.start]
    if counted and cues.namely.fullmatch(between):
        return True
    first, last = values.first_day(one.value), values.first_day(following.value)
    days = values.unit_of(one.value) == values.unit_of(following.value) == "D"
    if not (first and last and days and between == ", "):
        return False
    weekday = first.weekday() == last.weekday() and one.text[-1:].isalpha()
    numbered = weekday and any(map(str.isdecimal, following.text))
    return bool(counted or numbered) and text[following.end : following.end + 1] in _ASIDE_ENDS


_ASIDE_ENDS = (",", ".", ";", ")")

#: So many days, weeks, months or years.
_AMOUNT = re.compile(r"P(\d{1,3})([DWMY])")


def _comes_to(
    text: str, one: TimeExpression, following: TimeExpression, context: Context
) -> str | None:
    """Return what "two weeks after the theft of 3 March" comes to; "for two weeks" lasts."""
    amount, cues = _AMOUNT.fullmatch(one.value), context.cues
    if amount is None or values.unit_of(following.value) != "D" or len(one.text.split()) > 2:
        return None
    said = cues.counted_by.fullmatch(text[one.end : following.start])
    on = values.first_day(following.value)
    if (
        said is None
        or on is None
        or cues.lasts.search(text[max(0, one.start - BEFORE) : one.start])
    ):
        return None
    moved = values.move(on, int(amount[1]) * (1 if said["after"] else -1), amount[2])
    return values.at(moved, amount[2].replace("W", "D")) if moved else None


def _is_next_day(one: TimeExpression, following: TimeExpression) -> bool:
    """Tell of "March 20 and 21", which is one span of days."""
    day, next_day = values.first_day(one.value), values.first_day(following.value)
    if not (day and next_day and following.text.isdecimal() and len(following.value) == 10):
        return False
    return (next_day - day).days == 1 and following.start - one.end < _BESIDE


def _goes_on_into(
    one: TimeExpression, following: TimeExpression, between: str, context: Context
) -> bool:
    """Tell of "Wednesday night into Thursday", which is one time."""
    day, next_day = values.first_day(one.value), values.first_day(following.value)
    if not (day and next_day and context.cues.into.fullmatch(between)):
        return False
    return (next_day - day).days == 1


def _on_day_of(first: TimeExpression, last: TimeExpression) -> TimeExpression:
    """Return a clock time on the day of the later one; in the evening before where it is later."""
    on = values.first_day(last.value)
    if on and first.value[10:] >= last.value[10:]:
        on = values.move(on, -1, "D")
    return replace(first, value=values.day(on) + first.value[10:]) if on else first


def _not_after(first: TimeExpression, last: TimeExpression) -> TimeExpression:
    """Return the first of a range, which is not behind its last.

    "From January to March" begins in the year it ends, "between Monday and Friday last week" in
    that week.
    """
    start, end = values.first_day(first.value), values.first_day(last.value)
    if first.explicit or not start or not end or start <= end:
        return first
    if len(first.value) >= 10 and (start - end).days < _WEEK:
        moved = values.move(start, -_WEEK, "D")
        return replace(first, value=values.day(moved) + first.value[10:]) if moved else first
    if len(first.value) != 7:
        return first
    year = end.year - (start.month > end.month)
    return replace(first, value=f"{year:04d}{first.value[4:]}")
