"""Readings of durations, rates, and of now, once and soon."""

from __future__ import annotations

import re

from timeline.timex.context import Context
from timeline.timex.meanings.numbers import count, period
from timeline.timex.rules import Match, Meaning, Reading
from timeline.types import TimexType

DATE = TimexType.DATE
DURATION = TimexType.DURATION
SET = TimexType.SET


def duration(m: Match, context: Context) -> Reading | None:
    """Read so many units: "two years", "a 10-year", "several weeks"; an age is none."""
    if (
        context.cues.aged.search(context.before)
        or context.cues.age.match(context.after)
        or (m.word("unit") == "Q" and context.cues.fraction.match(context.after))
    ):
        return None
    number = count(m.all("count"))
    if number is not None and "half" in m:
        number += 0.5
    return Reading(DURATION, period(number, m.word("unit")), mod=m.word("mod") or None)


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


def each_season(m: Match, context: Context) -> Reading | None:
    """Read a season of many years: "the past three summers"."""
    del context
    return Reading(SET, f"XXXX-{m.word('season')}")


def each_month(m: Match, context: Context) -> Reading | None:
    """Read a month of every year: "each July"."""
    del context
    return Reading(SET, f"XXXX-{m.number('month'):02d}")


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


def vague(m: Match, context: Context) -> Reading | None:
    """Read units that nobody counted: "recent weeks"."""
    del context
    return Reading(DURATION, period(None, m.word("unit")))


def one_unit(m: Match, context: Context) -> Reading | None:
    """Read one unit that lasts or recurs: "for a week", "five times a day"."""
    unit = m.word("unit")
    if unit == "Q" and context.cues.fraction.match(context.after):
        return None
    if "mod" in m or context.cues.lasts.search(context.before):
        return Reading(DURATION, period(1, unit), mod=m.word("mod") or None)
    if context.cues.rate.search(context.before):
        return Reading(SET, period(1, unit))
    return None


def per_unit(m: Match, context: Context) -> Reading | None:
    """Read "al giorno", "all'anno" after a count: as often in each."""
    if not _COUNTED.search(context.before):
        return None
    return Reading(SET, period(1, m.word("unit")))


_COUNTED = re.compile(
    r"(?:\d|\beuro|\bvolte|\bvolta|\bmila|\bore|\bpersone|\bmilioni)\s(?:di\s)?(?:\w+\s)?$"
)


def units(m: Match, context: Context) -> Reading | None:
    """Read units nobody counted: "for weeks", "within days"."""
    unit = m.word("unit")
    if unit in "hms" or not context.cues.lasting.search(context.before):
        return None
    return Reading(DURATION, period(None, unit))


def long_ago(m: Match, context: Context) -> Reading | None:
    """Read units nobody counted, before now: "months ago"."""
    del m, context
    return Reading(DATE, "PAST_REF")


def soon(m: Match, context: Context) -> Reading | None:
    """Read "soon", but not "as soon as", "soon after" or "soon found"."""
    if not context.cues.soon.search(context.before) and context.after[:1] not in (
        ".",
        ",",
        ";",
        "?",
        "!",
    ):
        return None
    return Reading(DATE, m.word("ref"))


def past_or_future(m: Match, context: Context) -> Reading | None:
    """Read "the past" and "the future", but not "the future king"."""
    if context.cues.noun.match(context.after):
        return None
    return Reading(DATE, m.word("ref"))
