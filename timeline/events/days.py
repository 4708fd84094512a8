"""A time expression of a sentence becomes a day, with what its own clause says of it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from zoneinfo import ZoneInfo

from timeline.events.attribution import Attribution
from timeline.events.passages import Passage
from timeline.events.status import without_asides
from timeline.events.things import is_of_thing
from timeline.events.words import Words
from timeline.timex import from_edtf, resolve
from timeline.types import (
    Article,
    Basis,
    Granularity,
    TimeExpression,
    TimexType,
    When,
)

__all__ = [
    "CLOCK_ALONE",
    "COARSE",
    "JOINT",
    "TO_A_DAY",
    "Dated",
    "Day",
    "day_from",
    "doubt",
    "finer",
    "in_a_row",
]

_MONTH_DAY = re.compile(
    r"\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|gen|mag|giu|lug|ago|set|ott|dic)"
    r"\w*\.?\s*\d|\d\s*(?:st|nd|rd|th|º|°)?\s*(?:of\s+)?(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|"
    r"nov|dec|gen|mag|giu|lug|ago|set|ott|dic)|\d{4}-\d\d|\d[/.]\d",
    re.IGNORECASE,
)
_JOINED = re.compile(r",?\s(\w+)\s(?:on\s)?")
#: "16:42", "ore 9".
CLOCK_ALONE = re.compile(
    r"(?:ore\s+|alle\s+)?\d{1,2}[:.h]?\d{0,2}\s?(?:[ap]\.?m\.?)?(?:\s[A-Z]{1,4}T?)?"
)
#: Characters between the two ends of a range, at most.
JOINT = 12
#: Hyphens of a date that is exact to the day.
TO_A_DAY = 2
#: "On Tuesday and Wednesday", "in July and August".
_IN_A_ROW = frozenset({Granularity.DAY, Granularity.MONTH})
#: Longer than a day.
COARSE = frozenset(
    {
        Granularity.RANGE,
        Granularity.WEEK,
        Granularity.MONTH,
        Granularity.QUARTER,
        Granularity.SEASON,
        Granularity.YEAR,
        Granularity.UNKNOWN,
    }
)


@dataclass(frozen=True, slots=True)
class Day:
    """A time expression of a sentence, resolved."""

    #: Offsets in the sentence.
    start: int
    end: int
    text: str
    when: When
    basis: Basis
    quoted: bool
    #: A clock time whose zone is said.
    zoned: bool = False
    #: A clock time that is only near: "shortly after 5 a.m.".
    about: bool = False
    #: It is that of a thing: "condemned Sunday's attack".
    of_thing: bool = False
    #: It is counted from the article's day, which is uncertain.
    unsure: bool = False


@dataclass(frozen=True, slots=True)
class Dated:
    """A sentence with its days and who says what in it."""

    passage: Passage
    #: Days of what is told.
    content: tuple[Day, ...]
    #: Days of saying.
    said: tuple[Day, ...]
    attributions: tuple[Attribution, ...]
    #: The day of the live blog's stamp above it.
    stamped: date | None = None


def doubt(when: When) -> When:
    """Mark a date as uncertain: its anchor is the time of a file, or has its year from there.

    EDTF has no mark for a clock time: its day is uncertain, which ``content_days`` makes of it.
    """
    parts = [part if part in ("", "..") else f"{part}?" for part in when.edtf.split("/")]
    return when if "T" in when.edtf or "?" in when.edtf else replace(when, edtf="/".join(parts))


def day_from(
    one: TimeExpression, passage: Passage, article: Article, zone: ZoneInfo, words: Words
) -> Day | None:
    """Return an expression's day; None where it dates nothing: a duration, a dateline."""
    if one.comes_to is not None:
        one = replace(one, type=TimexType.DATE, value=one.comes_to)
    if one.type not in (TimexType.DATE, TimexType.TIME):
        return None
    start = one.start - passage.start
    end = one.end - passage.start
    before = without_asides(passage.plain[max(0, start - 120) : start], None, words)
    if start < passage.opens:
        return None  # of the dateline
    one = _modified(one, before, words)
    one = _by_the_hour(one, article)
    about = one.mod == "APPROX" and "T" in one.value  # which day it is on is settled first
    when = resolve(replace(one, mod=None) if about else one, zone)
    if when is None:
        return None
    explicit = one.explicit or _MONTH_DAY.search(one.text) is not None
    unsure = article.published.provenance.uncertain and not one.explicit
    if unsure:
        when = doubt(when)
    basis = Basis.EXPLICIT if explicit else Basis.RELATIVE
    quoted, zoned = passage.in_quotation(start), one.zone is not None
    of_thing = is_of_thing(passage.plain, (start, end), when, article.published.day, words)
    return Day(start, end, one.text, when, basis, quoted, zoned, about, of_thing, unsure)


def _modified(one: TimeExpression, before: str, words: Words) -> TimeExpression:
    """Return an expression bounded as the words *before* it and its own bound a day."""
    if words.patterns["until"].search(before):
        one = replace(one, mod=None)  # what lasts until a day ends on it, not "on or before"
    bounds = (words.patterns[name].search(before) for name in ("until", "before", "due_by"))
    named = " " in one.text  # "midnight on Wednesday" begins or ends that day
    bound = one.mod in ("APPROX", "ON_OR_BEFORE") or any(bounds)
    if one.value.endswith("T24:00") and (named or bound):
        one = replace(one, mod=None, value=one.value.removesuffix("T24:00"))  # "by midnight"
    if one.mod in ("START", "MID", "END") and words.patterns["due_by"].search(before):
        one = replace(one, mod="ON_OR_BEFORE")  # "by the end of the month"
    to_a_day = "W" in one.value or one.value.count("-") == TO_A_DAY
    if one.mod == "MORE_THAN" and to_a_day and words.patterns["ago"].search(one.text):
        one = replace(one, mod="ON_OR_BEFORE")  # "more than a week ago"
    if words.patterns["moved_from"].search(before):
        one = replace(one, mod=None, until=None)  # "put off from Tuesday to Friday" is no range
    return one


def _by_the_hour(one: TimeExpression, article: Article) -> TimeExpression:
    """Take "was put out by 4 a.m. Thursday" for that day: nobody counts hours from far."""
    on, _, hour = one.value.partition("T")
    bare = not hour or CLOCK_ALONE.fullmatch(one.text) is not None
    if one.mod != "ON_OR_BEFORE" or bare or on > article.published.day.isoformat():
        return one
    return replace(one, value=on, mod=None)


def in_a_row(days: Iterable[Day], passage: Passage, zone: ZoneInfo, words: Words) -> list[Day]:
    """Take days that follow one another for one time: "marched on Tuesday and Wednesday"."""
    found: list[Day] = []
    for day in days:
        before = found[-1] if found else None
        if before is not None and _is_next(before, day, passage.text, words):
            first = before.when.edtf.partition("/")[0]
            when = from_edtf(f"{first}/{day.when.edtf}", zone)
            text = passage.text[before.start : day.end]
            found[-1] = replace(before, end=day.end, text=text, when=when)
        else:
            found.append(day)
    return found


def _is_next(before: Day, day: Day, text: str, words: Words) -> bool:
    """Tell whether "and" joins a day to one or several that it follows."""
    one = day.when.granularity
    if one not in _IN_A_ROW or before.when.end != day.when.start:
        return False
    whole = before.when.granularity in (one, Granularity.RANGE)
    joined = _JOINED.fullmatch(text, before.end, day.start)
    return whole and joined is not None and joined[1] in words.joins


def finer(days: Sequence[Day]) -> tuple[Day, ...]:
    """Leave out a day that another one of the same clause tells more finely."""
    if len(days) < 2:
        return tuple(days)
    kept: list[Day] = []
    for day in sorted(days, key=lambda one: _fineness(one.when)):
        inside = any(
            _within(one.when, day.when) and _fineness(one.when) < _fineness(day.when)
            for one in kept
        )
        if not inside:
            kept.append(day)
    return tuple(sorted(kept, key=lambda one: one.start))


def _fineness(when: When) -> int:
    """Return where a date stands between minutes and years; from hour to hour is as a minute."""
    kind = Granularity.MINUTE if "T" in when.edtf else when.granularity
    return list(Granularity).index(kind)


def _within(inner: When, outer: When) -> bool:
    return (
        inner.start is not None
        and inner.end is not None
        and outer.start is not None
        and outer.end is not None
        and outer.start <= inner.start
        and inner.end <= outer.end
    )
