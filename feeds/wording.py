"""Times, statuses and reasons in words; used by documents and pages alike.

A When becomes "on or before 28 January 2026" or "mattina del 27 gennaio 2026": never finer than its
EDTF, with the zone's name where there is a clock time, and the same in any locale of the process.
"""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from feeds.words import Language, words
from timeline import Granularity, Status, When

_POINT = re.compile(r"(\d{4}|\d{3}X|\d{2}XX)(?:-(\d\d|XX)(?:-(\d\d|XX))?)?([?~%])?", re.ASCII)
_OPEN = ("", "..")
_DOUBTS = ("?", "~", "%")
#: What is planned "by" a day is due on it.
_DUE = (Status.PLANNED, Status.CALLED_OFF)
#: What follows the year in the first and last month of a quarter.
_QUARTERS = {("-01", "-03"): 1, ("-04", "-06"): 2, ("-07", "-09"): 3, ("-10", "-12"): 4}
_CLOCK = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d)?(?:Z|[+-]\d\d:\d\d)?", re.ASCII)

#: What begins a sentence and no name: "A spokesman", "The mayor"; "The Lund Post" is one.
_ARTICLE = re.compile(
    r"(?:An?|Un[oa]?)\s|Un['’]|(?:The|Il|Lo|La|I|Gli|Le)\s(?=[^\W\dA-Z])|L['’](?=[^\W\dA-Z])"
)


def say(when: When, zone: ZoneInfo, language: str = "en", status: Status = Status.HAPPENED) -> str:
    """Return *when* in words, clock times in *zone*; the bare EDTF where it has no words.

    A plan of which the last day alone is known is due on it: "by 30 November 2026".

    >>> say(When("../2026-01-28", None, None, Granularity.UNKNOWN), ZoneInfo("Europe/Rome"))
    'on or before 28 January 2026'
    >>> say(When("2026-02", None, None, Granularity.MONTH), ZoneInfo("Europe/Rome"), "it")
    'febbraio 2026'
    """
    own = words(language)
    first, slash, last = when.edtf.partition("/")
    if first in _OPEN or (slash and last in _OPEN):
        return _open(first, last, when, zone, own, due=status in _DUE)
    if slash:
        return _interval(first, last, when, zone, own)
    return _point(first, when, zone, own)


def say_day(day: date, language: str = "en") -> str:
    """Return a day in words: "6 February 2026", "1º febbraio 2026"."""
    return _date(day.year, day.month, day.day, words(language))


def say_finer(
    when: When, zone: ZoneInfo, language: str = "en", status: Status = Status.HAPPENED
) -> str:
    """Return what a heading that names the day leaves out: "morning", "22:15 CET", or nothing.

    A doubt is about the day itself, which is then said again: "about 5 March 2026".
    """
    own = words(language)
    if when.edtf.endswith(_DOUBTS):
        return say(when, zone, language, status)
    if found := _moment(when.edtf, zone, own):
        return found[1]
    if when.granularity is Granularity.PART_OF_DAY:
        return _part(when, zone, own) or ""
    return ""


def say_edtf(edtf: str, zone: ZoneInfo, language: str = "en") -> str:
    """Return an EDTF value in words; without the bounds of a When no part of day is named.

    >>> say_edtf("../2026-01-28", ZoneInfo("Europe/Rome"))
    'on or before 28 January 2026'
    """
    return say(When(edtf, None, None, Granularity.DAY), zone, language)


def say_end(edtf: str, zone: ZoneInfo, language: str = "en") -> str:
    """Return the last point of an interval in words; a midnight ends the day before it.

    >>> say_end("2026-01-31T00:00:00+01:00", ZoneInfo("Europe/Rome"))
    '30 January 2026, 24:00 CET'
    """
    when = When(edtf, None, None, Granularity.DAY)
    return _point(edtf, when, zone, words(language), ends=True)


def _open(first: str, last: str, when: When, zone: ZoneInfo, own: Language, *, due: bool) -> str:
    """Say a date of which only one bound is known; a month or a year counts whole."""
    if first in _OPEN and last in _OPEN:
        return when.edtf
    bound = first if last in _OPEN else last
    found = _POINT.fullmatch(bound)
    whole = found is not None and found[3] in (None, "XX")
    if last in _OPEN:
        template = own.after_period if whole else own.after
    elif whole:
        template = own.before_period
    else:
        template = own.due if due else own.before
    point = _point(bound, when, zone, own)
    return template.format(point=point, the=article(point))


def _interval(first: str, last: str, when: When, zone: ZoneInfo, own: Language) -> str:
    if found := _moment(when.edtf, zone, own):
        return own.at.format(day=found[0], clock=found[1])
    one, two = _POINT.fullmatch(first), _POINT.fullmatch(last)
    if one and two and not (one[4] or two[4]):
        months = (first[4:], last[4:])
        if when.granularity is Granularity.WEEK and one[3]:
            return own.week.format(day=_point(first, when, zone, own))
        if when.granularity is Granularity.QUARTER and one[1] == two[1] and _QUARTERS.get(months):
            return own.quarters[_QUARTERS[months] - 1].format(year=one[1])
        if one[1] == two[1]:
            return _within_a_year(one, two, own)
    return f"{_point(first, when, zone, own)} – {_point(last, when, zone, own, ends=True)}"


def _within_a_year(one: re.Match[str], two: re.Match[str], own: Language) -> str:
    last = _calendar(two, own)
    if one[3] and two[3]:
        day = _ordinal(one[3], own)
        if one[2] == two[2]:
            return f"{day}–{last}"
        return f"{day} {_month(one[2], own)} – {last}"
    if one[2] and two[2] and not (one[3] or two[3]):
        return f"{_month(one[2], own)}–{last}"
    return f"{_calendar(one, own)} – {last}"


def _point(edtf: str, when: When, zone: ZoneInfo, own: Language, *, ends: bool = False) -> str:
    found = _POINT.fullmatch(edtf)
    if moment := _moment(edtf.rstrip("".join(_DOUBTS)), zone, own, ends=ends):
        text = own.at.format(day=moment[0], clock=moment[1])
    elif found is None:
        return edtf
    else:
        text = _calendar(found, own)
        if when.granularity is Granularity.PART_OF_DAY and (part := _part(when, zone, own)):
            text = own.part_of.format(part=part, day=text)
    mark = edtf[-1]
    if mark in ("~", "%"):
        text = own.about.format(point=text)
    return own.uncertain.format(point=text) if mark in ("?", "%") else text


def _moment(
    edtf: str, zone: ZoneInfo, own: Language, *, ends: bool = False
) -> tuple[str, str] | None:
    """Return the day and the time of day that a clock time is in words, or two of one day.

    None for anything else. A midnight that *ends* something is of the day before it.
    """
    moments = [moment for part in edtf.split("/") if (moment := _clock(part, zone))]
    if len(moments) <= edtf.count("/"):
        return None
    days = set()
    clocks: dict[str, list[str]] = {}
    for place, moment in enumerate(moments):
        on, clock = moment.date(), f"{moment:%H:%M}"
        if (place or ends) and clock == "00:00":
            on, clock = on - timedelta(days=1), "24:00"
        days.add(on)
        name = moment.tzname() or ""
        name = f"UTC{name}" if name.startswith(("+", "-")) else name
        clocks.setdefault(name, []).append(clock)
    if len(days) != 1:
        return None
    said = (own.clock.format(clock="–".join(both), zone=name) for name, both in clocks.items())
    day = days.pop()
    return _date(day.year, day.month, day.day, own), " – ".join(said)


def _clock(text: str, zone: ZoneInfo) -> datetime | None:
    if _CLOCK.fullmatch(text) is None:
        return None
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    # a clock time without an offset is one of the story's own zone
    return moment.astimezone(zone) if moment.tzinfo else moment.replace(tzinfo=zone)


def _part(when: When, zone: ZoneInfo, own: Language) -> str | None:
    """Return the name of the part of day between an event's bounds, or None."""
    if when.start is None or when.end is None:
        return None
    first = when.start.astimezone(zone).hour
    last = (when.end - timedelta(microseconds=1)).astimezone(zone).hour
    return own.parts.get((first, last + 1))


def _calendar(found: re.Match[str], own: Language) -> str:
    year, month, day = found[1], found[2], found[3]
    if year.endswith("XX"):
        return own.century.format(year=f"{year[:2]}00")
    if year.endswith("X"):
        return own.decade.format(year=f"{year[:3]}0")
    if month in (None, "XX"):
        return year
    if day in (None, "XX"):
        return f"{_month(month, own)} {year}"
    return f"{_ordinal(day, own)} {_month(month, own)} {year}"


def _month(number: str, own: Language) -> str:
    """Return the name of a month or season; the number itself where there is none."""
    place = int(number) if number.isdecimal() else 0
    if 1 <= place <= len(own.months):
        return own.months[place - 1]
    return own.seasons[place - 21] if 21 <= place <= 24 else number


def _ordinal(day: str, own: Language) -> str:
    return own.first if day == "01" else day.lstrip("0")


def _date(year: int, month: int, day: int, own: Language) -> str:
    return f"{_ordinal(f'{day:02}', own)} {own.months[month - 1]} {year}"


def article(point: str) -> str:
    """Return the Italian article before a day or year: "il 28", "l’8"; none before a month."""
    number = re.match(r"\d+", point)
    if number is None:
        return ""
    return "l’" if number[0] in ("8", "11") else "il "


def say_speaker(who: str) -> str:
    """Return who speaks as it is written within a sentence, where it began one.

    >>> say_speaker("A Brandwell spokesman"), say_speaker("The Lund Post")
    ('a Brandwell spokesman', 'The Lund Post')
    """
    return who[0].lower() + who[1:] if _ARTICLE.match(who) else who
