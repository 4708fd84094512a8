"""Readings of durations, rates, and of now, once and soon."""

from __future__ import annotations

import re

from timeline.timex import values
from timeline.timex.context import Context
from timeline.timex.meanings.direction import looks_ahead
from timeline.timex.meanings.numbers import count, period
from timeline.timex.rules import Match, Meaning, Reading
from timeline.types import TimexType

DATE = TimexType.DATE
DURATION = TimexType.DURATION
SET = TimexType.SET


def duration(m: Match, context: Context) -> Reading | None:
    """Read so many units: "two years", "a 10-year", "several weeks"; an age is none."""
    number = count(m.all("count"))
    part = m.word("unit") == "Q" and number in (1, 3)  # "three quarters of the votes"
    if _is_age(m, context) or (part and context.cues.fraction.match(context.after)):
        return None
    if (number, m.word("unit")) == (1, "D") and context.cues.some_day.search(context.before):
        return Reading(DATE, "FUTURE_REF")
    if number is not None and "half" in m:
        number += 0.5
    if (then := _time_from_now(number, m.word("unit"), context)) is not None:
        return Reading(DATE, then, mod=m.word("mod") or None)
    if m.word("unit") == "M" and number in (6, 9) and m.tokens[0].text.lower() == "the":
        context.period = None  # "a year earlier" is then more than a quarter
    return Reading(DURATION, period(number, _unit(m)), mod=m.word("mod") or None)


#: Units that a day to come is told by.
_FROM_NOW = ("D", "W", "2W", "M", "Y")


def _time_from_now(number: float | None, unit: str, context: Context) -> str | None:
    """Return the day, week … of "the vote is due in two weeks".

    None where the words before do not look ahead, or count: "will run 9 miles in two weeks".
    """
    if number is None or number != int(number) or unit not in _FROM_NOW or context.dct is None:
        return None
    found = context.cues.in_time.search(context.before)
    if found is None or not context.cues.ends.match(context.after):
        return None
    if not found["due"] and (not looks_ahead(context) or _COUNTS.search(context.sentence)):
        return None
    moved = values.move(context.dct, int(number), unit)
    return values.at(moved, unit) if moved else None


_COUNTS = re.compile(r"\d")


def _is_age(m: Match, context: Context) -> bool:
    """Tell whether years or months are somebody's age: "ha due anni", not "ha due giorni"."""
    cues = context.cues
    if cues.age.match(context.after):
        return True
    counts = m.word("unit") in ("Y", "M") and not cues.term.match(context.after)
    return counts and cues.aged.search(context.before) is not None


def nights(m: Match, context: Context) -> Reading | None:
    """Read "for three nights" as days; other parts of days are not counted so."""
    del context
    if m.word("nights") != "NI":
        return None
    return Reading(DURATION, period(count(m.all("count")), "D"), mod=m.word("mod") or None)


def compound(m: Match, context: Context) -> Reading | None:
    """Read units and finer units as one: "four years and six months", "3 hours, 15 minutes"."""
    if _is_age(m, context):
        return None
    coarse, fine = _unit(m), m.word("fine")
    number, rest = count(m.all("count")), count(m.all("rest"))
    if number is None or rest is None or fine not in _FINER.get(coarse, ""):
        return None
    if "sign" in m:
        return _months_ago(number, rest, coarse, context)
    time = "T" if fine in "hms" and coarse not in "hms" else ""
    return Reading(DURATION, period(number, coarse) + time + period(rest, fine).lstrip("PT"))


#: Units that may follow others in one length of time.
_FINER = {"Y": "MWD", "M": "WD", "W": "D", "D": "h", "h": "m", "m": "s"}


def _months_ago(years: float, months: float, coarse: str, context: Context) -> Reading | None:
    back = -round(years * 12 + months)
    then = context.anchor and values.move(context.anchor, back, "M") if coarse == "Y" else None
    return Reading(DATE, values.month(then)) if then else None


def old(m: Match, context: Context) -> Reading | None:
    """Read the age of a thing: "the three-month-old truce"; that of a person is no time."""
    if not context.cues.lasting_thing.match(context.after):
        return None
    return Reading(DURATION, period(count(m.all("count")), _unit(m)))


def length(m: Match, context: Context) -> Reading | None:
    """Read one unit, or units nobody counted, as a length: "weeklong", "decades-long"."""
    del context
    vague = m.tokens[0].text.endswith("s")
    return Reading(DURATION, period(None if vague else 1, m.word("unit")))


def part_of_unit(m: Match, context: Context) -> Reading | None:
    """Read a half or a quarter of a unit: "half an hour", "a quarter-century"."""
    del context
    unit, number = m.word("unit"), {"Q": 0.25}.get(m.word("count"), 0.5)
    return Reading(DURATION, period(number, unit)) if number == 0.5 or unit in "Ch" else None


def quarters_of_hour(m: Match, context: Context) -> Reading | None:
    """Read "un quarto d'ora", "tre quarti d'ora"."""
    del context
    if m.number("quarter") != 4 or m.word("unit") != "h":
        return None
    return Reading(DURATION, period((m.number("parts") or 1) / 4, "h"))


def rate(m: Match, context: Context) -> Reading | None:
    """Read each unit: "every day", "daily", "every other year"; "The Weekly Standard" is a name.

    What is made, or paid, so often is counted: "10,000 units annually" has none, as "a year" there.
    """
    if len(m.tokens) == 1 and m.tokens[0].text[0].isupper() and _WITHIN.search(context.before):
        return None
    if len(m.tokens) == 1 and context.cues.rated.search(context.before):
        return None
    number = count(m.all("count")) if "count" in m else 1
    return Reading(SET, period(number, _unit(m)))


#: Not the beginning of a sentence.
_WITHIN = re.compile(r"[\w,;]['’]?s?[^\S\n]\Z")


def _unit(m: Match) -> str:
    """Return the unit; "second" is also an ordinal, and has its number as a value."""
    return m.word("unit") or "s"


def each_weekday(m: Match, context: Context) -> Reading | None:
    """Read every such weekday: "each Thursday", "Tuesday nights"."""
    del context
    return Reading(SET, _of_each_week(m))


def _of_each_week(m: Match) -> str:
    part = m.word("part")
    return f"XXXX-WXX-{m.number('weekday') + 1}" + (f"T{part}" if part else "")


def habit(m: Match, context: Context) -> Reading | None:
    """Read "il giovedì", "la domenica sera" as each of them.

    "Il giovedì dopo" is one, and so is "arrivarono il giovedì".
    """
    if _is_one(m, context) or context.cues.one_day.search(context.before):
        return None
    return Reading(SET, _of_each_week(m), more=len(m.all("habit")))


def habits(m: Match, context: Context) -> Reading | None:
    """Read "dal martedì alla domenica" as those of each week; "da martedì a domenica" is once."""
    article = context.cues.from_each.search(context.before) and len(m.all("to")[0].text) > 1
    return None if not article or _is_one(m, context) else Reading(SET, _of_each_week(m))


def _is_one(m: Match, context: Context) -> bool:
    """Tell by what is said of a weekday, or told in its sentence, that it is a single one."""
    cues, rest = context.cues, re.split(r"[.;!?]", context.after)[0]
    told = cues.narrated.search(context.sentence) or cues.narrated.search(rest)
    named = m.all("weekday")[0].text[0].isupper()
    return bool(told or named or cues.one_day_after.match(context.after))


def each_part(m: Match, context: Context) -> Reading | None:
    """Read a part of every day: "every morning"."""
    del context
    return Reading(SET, f"XXXX-XX-XXT{m.word('part')}")


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
    """Read the present, the past or the future by its word.

    "As recently as 2019", "current affairs" and a title ("Don't Look Now") are none.
    """
    if context.cues.no_reference.match(context.after):
        return None
    if m.tokens[0].text[0].isupper() and _WITHIN.search(context.before):
        return None
    return Reading(DATE, m.word("ref"))


def last_unit(m: Match, context: Context) -> Reading | None:
    """Read one unit up to now: "nell'ultimo anno"."""
    if m.word("unit") in "hmD" or not context.cues.within.search(context.before):
        return None
    return Reading(DURATION, period(1, m.word("unit")))


def vague(m: Match, context: Context) -> Reading | None:
    """Read units that nobody counted: "recent weeks"."""
    del context
    return Reading(DURATION, period(None, m.word("unit")))


def one_unit(m: Match, context: Context) -> Reading | None:
    """Read one unit that lasts or recurs: "for a week", "five times a day"."""
    unit = m.word("unit")
    if unit == "Q" and context.cues.fraction.match(context.after):
        return None
    if "count" not in m:
        return Reading(SET, period(1, unit)) if context.cues.rate.search(context.before) else None
    if (then := _time_from_now(1, unit, context)) is not None:
        return Reading(DATE, then)
    if "mod" in m or context.cues.lasts.search(context.before):
        return Reading(DURATION, period(1, unit), mod=m.word("mod") or None)
    if context.cues.rate.search(context.before):
        return Reading(SET, period(1, unit))
    return None


def per_unit(m: Match, context: Context) -> Reading | None:
    """Read "al giorno", "all'anno" after a count: as often in each."""
    if not context.cues.counting.search(context.before):
        return None
    return Reading(SET, period(1, m.word("unit")))


def units(m: Match, context: Context) -> Reading | None:
    """Read units nobody counted: "for weeks", "over the years", "after months of talks"."""
    named = len(m.tokens) > 1 and m.tokens[0].value is None  # "the years"
    lasted = context.after.startswith(" of ") and context.cues.after_years.search(context.before)
    if named or not lasted:
        cue = context.before + m.tokens[0].text + " " if named else context.before
        if not context.cues.lasting.search(cue):
            return None
    return Reading(DURATION, period(None, m.word("unit")))


def long_ago(m: Match, context: Context) -> Reading | None:
    """Read units nobody counted: "months ago", "days later", "decades from now"."""
    del context
    return Reading(DATE, "PAST_REF" if m.number("sign") < 0 else "FUTURE_REF")


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
    """Read "the past" and "the future", but not "the future king" nor "the future of the plant"."""
    if context.cues.noun.match(context.after) or context.after.startswith(" of "):
        return None
    return Reading(DATE, m.word("ref") or "PAST_REF")


def these_days(m: Match, context: Context) -> Reading | None:
    """Read "these days", but not "one of these days"."""
    if m.word("unit") != "D" or context.before.endswith("of "):
        return None
    return Reading(DATE, "PRESENT_REF")


def at_present(m: Match, context: Context) -> Reading | None:
    """Read "at present" and "at the moment", but not "at present levels" nor "the moment of"."""
    del m
    if context.cues.noun.match(context.after) or context.cues.of_or_when.match(context.after):
        return None
    return Reading(DATE, "PRESENT_REF", more=1)
