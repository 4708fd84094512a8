"""Times, statuses and reasons in words; used by documents and pages alike.

A When becomes "on or before 28 January 2026" or "mattina del 27 gennaio 2026": never finer than its
EDTF, with the zone's name where there is a clock time, and the same in any locale of the process.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from timeline import Basis, Granularity, Status, When

#: Languages that times can be said in; others get the first.
LANGUAGES = ("en", "it")

_POINT = re.compile(r"(\d{4}|\d{3}X|\d{2}XX)(?:-(\d\d|XX)(?:-(\d\d|XX))?)?([?~%])?", re.ASCII)
_OPEN = ("", "..")
_DOUBTS = ("?", "~", "%")
#: What follows the year in the first and last month of a quarter.
_QUARTERS = {("-01", "-03"): 1, ("-04", "-06"): 2, ("-07", "-09"): 3, ("-10", "-12"): 4}
_CLOCK = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d)?(?:Z|[+-]\d\d:\d\d)?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Language:
    """The words of one language; a template's braces say what goes there."""

    months: tuple[str, ...]
    #: Spring, summer, autumn, winter: EDTF 21 to 24.
    seasons: tuple[str, ...]
    quarters: tuple[str, ...]
    #: First hour, hour after the last one -> the part of day.
    parts: dict[tuple[int, int], str]
    part_of: str
    about: str
    uncertain: str
    before: str
    after: str
    week: str
    decade: str
    century: str
    #: A time of day, and a day with it.
    clock: str
    at: str
    #: The first of a month.
    first: str
    corrected: str
    updated: str
    #: Of an event's history: its date or status was *before* and is *after*.
    date_changed: str
    status_changed: str
    #: Two entries were one and the same event.
    one_event: str
    #: A source took its words back; the text is another for other reasons.
    text_corrected: str
    text_changed: str
    by_hand: str
    more: str
    #: Who a sentence is ascribed to.
    said_by: str
    status: dict[Status, str]
    #: Instead of "planned", when the day is over and no report came.
    was_planned: str
    #: Instead of "happened": somebody's words.
    said: str
    basis: dict[Basis, str]
    #: Instead of PUBLICATION's words: what was announced without a day.
    undated_ahead: str
    #: Of a date that is uncertain, with and without words that date it.
    file_relative: str
    file_only: str
    granularity: dict[Granularity, str]


WORDS = {
    "en": Language(
        months=(
            *("January", "February", "March", "April", "May", "June", "July"),
            *("August", "September", "October", "November", "December"),
        ),
        seasons=("spring", "summer", "autumn", "winter"),
        quarters=(
            *("first quarter of {year}", "second quarter of {year}"),
            *("third quarter of {year}", "fourth quarter of {year}"),
        ),
        parts={
            (0, 12): "early morning",
            (6, 12): "morning",
            (11, 14): "midday",
            (12, 18): "afternoon",
            (16, 24): "evening",
            (18, 24): "evening",
            (20, 24): "night",
            (6, 18): "daytime",
        },
        part_of="{part} of {day}",
        about="about {point}",
        uncertain="{point} (uncertain)",
        before="on or before {point}",
        after="on or after {point}",
        week="week of {day}",
        decade="{year}s",
        century="{year}s",
        clock="{clock} {zone}",
        at="{day}, {clock}",
        first="1",
        corrected="Corrected on {day}",
        updated="Updated on {day}",
        date_changed="the date was given as {before}, it is {after}",
        status_changed="“{before}” became “{after}”",
        one_event="two entries proved to be one event",
        text_corrected="a source has corrected its text",
        text_changed="reworded",
        by_hand="changed by the editors",
        more="{number} more on the event’s page",
        said_by="said by {who}",
        was_planned="was planned",
        said="said",
        undated_ahead="The text gives no date: not before its publication.",
        file_relative="Uncertain: “{words}” is counted from the time of the article’s file.",
        file_only="Uncertain: neither text nor article gives a date; it is the time of its file.",
        status={
            Status.HAPPENED: "happened",
            Status.PLANNED: "planned",
            Status.ONGOING: "ongoing",
            Status.CLAIMED: "claimed",
            Status.CALLED_OFF: "called off",
        },
        basis={
            Basis.EXPLICIT: "The date stands in the text: “{words}”.",
            Basis.RELATIVE: "Dated from “{words}”, counted from the article’s own day.",
            Basis.NAMED: "A known date of this story: “{words}”.",
            Basis.PUBLICATION: "The text gives no date: no later than its publication.",
        },
        granularity={
            Granularity.MINUTE: "exact to the minute",
            Granularity.PART_OF_DAY: "exact to the part of the day",
            Granularity.DAY: "exact to the day",
            Granularity.RANGE: "within these days",
            Granularity.WEEK: "exact to the week",
            Granularity.MONTH: "exact to the month",
            Granularity.QUARTER: "exact to the quarter",
            Granularity.SEASON: "exact to the season",
            Granularity.YEAR: "exact to the year",
            Granularity.UNKNOWN: "the day is not known",
        },
    ),
    "it": Language(
        months=(
            *("gennaio", "febbraio", "marzo", "aprile", "maggio", "giugno", "luglio"),
            *("agosto", "settembre", "ottobre", "novembre", "dicembre"),
        ),
        seasons=("primavera", "estate", "autunno", "inverno"),
        quarters=(
            *("primo trimestre del {year}", "secondo trimestre del {year}"),
            *("terzo trimestre del {year}", "quarto trimestre del {year}"),
        ),
        parts={
            (0, 12): "prima mattina",
            (6, 12): "mattina",
            (11, 14): "mezzogiorno",
            (12, 18): "pomeriggio",
            (16, 24): "sera",
            (18, 24): "sera",
            (20, 24): "notte",
            (6, 18): "giorno",
        },
        part_of="{day}, {part}",
        about="{point} circa",
        uncertain="{point} (data incerta)",
        before="entro {the}{point}",
        after="{the}{point} o dopo",
        week="settimana dal {day}",
        decade="anni {year}",
        century="secolo {year}",
        clock="ore {clock} {zone}",
        at="{day}, {clock}",
        first="1º",
        corrected="Corretto {the}{day}",
        updated="Aggiornato {the}{day}",
        date_changed="la data era indicata come {before}, è {after}",
        status_changed="da «{before}» a «{after}»",
        one_event="due voci erano lo stesso evento",
        text_corrected="una fonte ha corretto il suo testo",
        text_changed="riformulato",
        by_hand="modificato dalla redazione",
        more="Altre {number} sulla pagina dell’evento",
        said_by="detto da {who}",
        was_planned="era previsto",
        said="detto",
        undated_ahead="Il testo non dà una data: non prima della sua pubblicazione.",
        file_relative="Data incerta: «{words}» è contato dall’ora del file dell’articolo.",
        file_only="Data incerta: né il testo né l’articolo ne danno una; vale l’ora del suo file.",
        status={
            Status.HAPPENED: "avvenuto",
            Status.PLANNED: "previsto",
            Status.ONGOING: "in corso",
            Status.CLAIMED: "riferito, non confermato",
            Status.CALLED_OFF: "annullato",
        },
        basis={
            Basis.EXPLICIT: "La data è nel testo: «{words}».",
            Basis.RELATIVE: "Datato da «{words}», contando dal giorno dell’articolo.",
            Basis.NAMED: "Una data nota di questa storia: «{words}».",
            Basis.PUBLICATION: "Il testo non dà una data: non oltre la sua pubblicazione.",
        },
        granularity={
            Granularity.MINUTE: "preciso al minuto",
            Granularity.PART_OF_DAY: "preciso alla parte del giorno",
            Granularity.DAY: "preciso al giorno",
            Granularity.RANGE: "entro questi giorni",
            Granularity.WEEK: "preciso alla settimana",
            Granularity.MONTH: "preciso al mese",
            Granularity.QUARTER: "preciso al trimestre",
            Granularity.SEASON: "preciso alla stagione",
            Granularity.YEAR: "preciso all’anno",
            Granularity.UNKNOWN: "il giorno non è noto",
        },
    ),
}


def words(language: str) -> Language:
    """Return the words of a BCP 47 *language* ("it-IT" is Italian), or English."""
    return WORDS.get(language.partition("-")[0].lower(), WORDS[LANGUAGES[0]])


def say(when: When, zone: ZoneInfo, language: str = "en") -> str:
    """Return *when* in words, clock times in *zone*; the bare EDTF where it has no words.

    >>> say(When("../2026-01-28", None, None, Granularity.UNKNOWN), ZoneInfo("Europe/Rome"))
    'on or before 28 January 2026'
    >>> say(When("2026-02", None, None, Granularity.MONTH), ZoneInfo("Europe/Rome"), "it")
    'febbraio 2026'
    """
    own = words(language)
    first, slash, last = when.edtf.partition("/")
    if slash:
        return _interval(first, last, when, zone, own)
    return _point(first, when, zone, own)


def say_day(day: date, language: str = "en") -> str:
    """Return a day in words: "6 February 2026", "1º febbraio 2026"."""
    return _date(day.year, day.month, day.day, words(language))


def say_finer(when: When, zone: ZoneInfo, language: str = "en") -> str:
    """Return what a heading that names the day leaves out: "morning", "22:15 CET", or nothing.

    A doubt is about the day itself, which is then said again: "about 5 March 2026".
    """
    own = words(language)
    if when.edtf.endswith(_DOUBTS):
        return say(when, zone, language)
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


def _interval(first: str, last: str, when: When, zone: ZoneInfo, own: Language) -> str:
    open_start, open_end = first in _OPEN, last in _OPEN
    if open_start and open_end:
        return when.edtf
    if open_start or open_end:
        template, bound = (own.before, last) if open_start else (own.after, first)
        point = _point(bound, when, zone, own)
        return template.format(point=point, the=article(point))
    one, two = _POINT.fullmatch(first), _POINT.fullmatch(last)
    if one and two and not (one[4] or two[4]):
        months = (first[4:], last[4:])
        if when.granularity is Granularity.WEEK and one[3]:
            return own.week.format(day=_point(first, when, zone, own))
        if when.granularity is Granularity.QUARTER and one[1] == two[1] and _QUARTERS.get(months):
            return own.quarters[_QUARTERS[months] - 1].format(year=one[1])
        if one[1] == two[1]:
            return _within_a_year(one, two, own)
    return f"{_point(first, when, zone, own)} – {_point(last, when, zone, own)}"


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


def _point(edtf: str, when: When, zone: ZoneInfo, own: Language) -> str:
    moment = _moment(edtf.rstrip("".join(_DOUBTS)), zone, own)
    found = _POINT.fullmatch(edtf)
    if moment:
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


def _moment(text: str, zone: ZoneInfo, own: Language) -> tuple[str, str] | None:
    """Return the day and the time of day that a clock time is in words; None for anything else."""
    if _CLOCK.fullmatch(text) is None:
        return None
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    # a clock time without an offset is one of the story's own zone
    moment = moment.astimezone(zone) if moment.tzinfo else moment.replace(tzinfo=zone)
    name = moment.tzname() or ""
    name = f"UTC{name}" if name.startswith(("+", "-")) else name
    day = _date(moment.year, moment.month, moment.day, own)
    return day, own.clock.format(clock=f"{moment:%H:%M}", zone=name)


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
