"""Dates as articles write them, and which of an article's dates counts as its publication."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo

from timeline.drops.draft import Moment
from timeline.types import Drop, Granularity, Provenance, Published

#: Zone names in use in English and Italian news; a summer and a winter name say the same place.
#: Names that mean several places (IST, AST) are left out: such a time is read in the default zone.
_ZONES = {
    "GMT": "Europe/London",
    "BST": "Europe/London",
    "ET": "America/New_York",
    "EST": "America/New_York",
    "EDT": "America/New_York",
    "CT": "America/Chicago",
    "CST": "America/Chicago",
    "CDT": "America/Chicago",
    "MT": "America/Denver",
    "MST": "America/Denver",
    "MDT": "America/Denver",
    "PT": "America/Los_Angeles",
    "PST": "America/Los_Angeles",
    "PDT": "America/Los_Angeles",
    "AKST": "America/Anchorage",
    "HST": "Pacific/Honolulu",
    "CET": "Europe/Rome",
    "CEST": "Europe/Rome",
    "EET": "Europe/Athens",
    "EEST": "Europe/Athens",
    "MSK": "Europe/Moscow",
    "JST": "Asia/Tokyo",
    "KST": "Asia/Seoul",
    "HKT": "Asia/Hong_Kong",
    "SGT": "Asia/Singapore",
    "AEST": "Australia/Sydney",
    "AEDT": "Australia/Sydney",
    "NZST": "Pacific/Auckland",
    "NZDT": "Pacific/Auckland",
}
#: What the strict names say, whatever the season.
_HOURS = {
    "GMT": 0, "BST": 1, "EST": -5, "EDT": -4, "CST": -6, "CDT": -5, "MST": -7, "MDT": -6,
    "PST": -8, "PDT": -7, "AKST": -9, "CET": 1, "CEST": 2, "EET": 2, "EEST": 3,
    "AEST": 10, "AEDT": 11, "NZST": 12, "NZDT": 13,
}  # fmt: skip
#: Words for a zone of a whole country.
_SPELLED = {
    "eastern": "ET",
    "central": "CT",
    "mountain": "MT",
    "pacific": "PT",
}

_MONTHS = {
    "january": 1, "february": 2, "march": 3, "april": 4, "may": 5, "june": 6, "july": 7,
    "august": 8, "september": 9, "october": 10, "november": 11, "december": 12, "sept": 9,
    "gennaio": 1, "febbraio": 2, "marzo": 3, "aprile": 4, "maggio": 5, "giugno": 6,
    "luglio": 7, "agosto": 8, "settembre": 9, "ottobre": 10, "novembre": 11, "dicembre": 12,
}  # fmt: skip
_MONTHS |= {name[:3]: number for name, number in _MONTHS.items()}

_MONTH = r"(?P<month>[A-Za-z]{3,9})\.?"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th|º|°)?"
_YEAR = r"(?P<year>(?:19|20)\d\d)"
_WEEKDAY = (
    r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?|lun(?:ed[ìi])?"
    r"|mar(?:ted[ìi])?|mer(?:coled[ìi])?|gio(?:ved[ìi])?|ven(?:erd[ìi])?|sab(?:ato)?|dom(?:enica)?)"
    r"\.?,? "
)
#: No month: "6:45 PM Feb 16, 2018" names no zone.
_ZONE = (
    r"(?P<zone>(?:UTC|GMT)?[+-]\d\d?(?::?\d\d)?|Z|eastern|central|mountain|pacific"
    r"|(?!(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec|gen|mag|giu|lug|ago|set|ott|dic)\b)"
    r"[a-z]{2,5})(?: (?:standard|daylight))?(?: time)?"
)
_CLOCK = (
    r"(?P<hour>\d\d?)(?:[:.h](?P<minute>\d\d)(?:[:.](?P<second>\d\d)(?:[.,](?P<part>\d{1,9}))?)?)?"
    rf" ?(?P<half>[ap]\.?m\b\.?)?(?: ?[(]?{_ZONE}[)]?)?"
)
_BETWEEN = r"(?:T| ?, ?| ?[-–—|·•/] ?| )(?:at |alle |ore |alle ore |h )?"


def _pattern(day: str) -> re.Pattern[str]:
    return re.compile(rf"(?:{_WEEKDAY})?{day}(?:{_BETWEEN}{_CLOCK})?", re.IGNORECASE)


#: Days with their year, each with the clock time that may follow; tried in this order.
_FULL = (
    _pattern(rf"{_YEAR}[-/.](?P<month>\d\d?)[-/.](?P<day>\d\d?)"),
    _pattern(r"(?P<year>(?:19|20)\d\d)(?P<month>\d\d)(?P<day>\d\d)"),
    _pattern(rf"{_MONTH} {_DAY},? {_YEAR}"),
    _pattern(rf"(?:il )?{_DAY}[ -](?:de |of )?{_MONTH},?[ -]{_YEAR}"),
)
#: Day-first or month-first: only a number above 12 or the language can tell.
_SLASHED = _pattern(rf"(?P<one>\d\d?)(?P<mark>[/.-])(?P<two>\d\d?)(?P=mark){_YEAR}")
#: Time before the day: "12:59 PM ET, Wednesday January 28, 2026".
_CLOCK_FIRST = re.compile(
    rf"(?:{_WEEKDAY})?{_CLOCK},?(?: on| del| di)? (?P<rest>.{{8,60}})", re.IGNORECASE
)
#: A day of a dateline, whose year has to be found.
_YEARLESS = (
    re.compile(rf"{_MONTH} {_DAY}(?:,? {_YEAR})?", re.IGNORECASE),
    re.compile(rf"{_DAY} {_MONTH}(?: {_YEAR})?", re.IGNORECASE),
)
_ISO = re.compile(rf"\b{_YEAR}-(?P<month>\d\d)-(?P<day>\d\d)")
#: Has every day that a calendar may have.
_LEAP = 2000
_NAMED_DAY = re.compile(rf"\b{_WEEKDAY}", re.IGNORECASE)
_JOINTS = re.compile(r"[,|·•–—-]|\b(?:at|on|alle|ore)\b", re.IGNORECASE)
#: Letters of the shortest weekday written out: "Monday", "lunedì".
_WHOLE_WEEKDAY = 6
_LONGEST = 100
#: A note on what gives no date of publication begins so.
UNDATED = "no date in it to count from"
#: So far ahead is what other zones or tomorrow's paper are dated.
_SLACK = timedelta(days=2)

_IN_PATH = re.compile(
    r"(?<![\dA-Za-z])(?P<year>(?:19|20)\d\d)(?P<mark>[/_.-]?)(?P<month>\d{1,2}|[a-z]{3})(?P=mark)"
    r"(?P<day>\d{1,2})(?![\dA-Za-z])"
)


def parse(said: str, *, day_first: bool | None = None) -> Moment | None:
    """Return the day or minute that *said* names, or None unless all of it is a date.

    A time without a zone gives a naive moment. *day_first* decides "6/2/2026"; None leaves such
    a date out.

        >>> parse("January 28, 2026 at 12:59 PM ET").at.isoformat()
        '2026-01-28T12:59:00-05:00'
        >>> parse("27 gennaio 2026").granularity
        <Granularity.DAY: 'day'>
        >>> parse("6/2/2026") is None
        True
    """
    text = " ".join(said.replace("\u202f", " ").split()).strip(" .,;:|·–—-")
    if len(text) > _LONGEST:
        return None
    for pattern in _FULL:
        if found := pattern.fullmatch(text):
            return _moment(found, said)
    if found := _SLASHED.fullmatch(text):
        return _slashed(found, said, day_first)
    if found := _CLOCK_FIRST.fullmatch(text):
        moment = parse(found["rest"], day_first=day_first)
        if moment and moment.granularity is Granularity.DAY:
            return _with_clock(moment.at.date(), found, said)
    return None


def yearless(said: str, reference: date) -> Moment | None:
    """Return the day *said* ("Jan. 27", "27 gen") names, the last one up to *reference*.

    No report is older than a year when it is saved, and none comes from the future; a day more
    is left for the zones.
    """
    text = said.strip(" .,")
    for pattern in _YEARLESS:
        if found := pattern.fullmatch(text):
            month = _month(found["month"])
            named = found["year"]
            years = [named] if named else [reference.year + 1, reference.year, reference.year - 1]
            days = [day for year in years if (day := _day(year, month, found["day"]))]
            past = [day for day in days if named or day <= reference + timedelta(1)]
            if past:
                return Moment(_midnight(past[0]), Granularity.DAY, said)
    return None


def no_day(said: str, *, iso: bool = False) -> str | None:
    """Return the first date in *said* that no calendar has, if there is one; of *iso* form only.

    >>> no_day("Published on: February 31, 2026 at 10:00 AM"), no_day("29 febbraio")
    ('February 31, 2026', None)
    """
    for form in (_ISO,) if iso else (*_YEARLESS, _ISO):
        for found in form.finditer(said):
            year, month, day = found["year"] or _LEAP, _month(found["month"]), int(found["day"])
            counted = said[: found.start()].lower().endswith("in ")  # "in June 31 people"
            last = 1 <= month <= 12 and 28 < day <= 31
            if last and not counted and _day(year, month, day) is None:
                return found[0]
    return None


def stamp(said: str) -> bool:
    """Say whether *said* is a day without its year, a weekday, a clock time, and nothing else.

    >>> stamp("Friday 27 March, 14:20"), stamp("Thursday"), stamp("10:15 a.m. ET Thursday")
    (True, True, True)
    """
    days = (found for form in _YEARLESS for found in form.finditer(said))
    day = next((found for found in days if _month(found["month"]) and not found["year"]), None)
    if day is not None:
        said = f"{said[: day.start()]} {said[day.end() :]}"
    rest, weekdays = _NAMED_DAY.subn(" ", f"{said} ", count=1)
    rest = _JOINTS.sub(" ", rest).strip()
    if rest:
        return (weekdays > 0 or day is not None) and clock(rest)
    return day is not None or (weekdays > 0 and len(said) >= _WHOLE_WEEKDAY)


def clock(said: str) -> bool:
    """Say whether *said* is a clock time and nothing else, as live blogs put over an entry."""
    text = re.sub(r"^(?:ore|alle|alle ore|h) (?=\d)", "", said.strip(), flags=re.IGNORECASE)
    found = re.fullmatch(_CLOCK, text, re.IGNORECASE) if len(text) < 30 else None
    if not found or not (found["minute"] or found["half"]):
        return False
    return _time(found) is not None and (not found["zone"] or _zone(found["zone"]) is not None)


def in_url(url: str | None) -> Moment | None:
    """Return the day in the path of *url* ("/2026/01/27/", "/2026/jan/27/"), or None.

    Eight digits without a mark count only where they are a part of the path of their own.
    """
    path = re.sub(r"^https?://[^/]*", "", url or "").partition("?")[0]
    return next(_in_path(path), None)


def is_undated(note: str) -> bool:
    """Tell whether a note on an article says that it gives no date of publication."""
    return note.startswith(UNDATED)


def in_name(name: str) -> Moment | None:
    """Return the day in the *name* of a drop ("2026-01-27-strike.txt"), or its nearest folder's.

    >>> in_name("2026/01/27/strike.txt").said, in_name("strike-2026.txt")
    ('2026/01/27', None)
    """
    return next(reversed([*_in_path(name)]), None)


def _in_path(path: str) -> Iterator[Moment]:
    for found in _IN_PATH.finditer(path.lower()):
        if not found["mark"] and not re.fullmatch(r"\d{8}", found[0]):
            continue
        day = _day(found["year"], _month(found["month"]), found["day"])
        if day:
            yield Moment(_midnight(day), Granularity.DAY, found[0])


def lies_ahead(moment: Moment, drop: Drop, zone: ZoneInfo) -> bool:
    """Tell whether *moment* is after all that is known of when *drop* arrived.

    A file's time may have been lost in an archive, so it alone tells nothing.
    """
    if drop.taken is None:
        return False
    arrived = max(drop.taken, drop.modified).astimezone(zone).date()
    return moment.at.date() > arrived + _SLACK


def rank(
    candidates: Iterable[tuple[Provenance, Moment]], *, modified: datetime, zone: ZoneInfo
) -> tuple[Published, list[str]]:
    """Return the date of publication, the best that *candidates* give, and notes on doubts.

    The order is that of Provenance. A day in the URL or in the dateline must not come after the
    day of the front matter: nobody saves what is not yet published. A coarse date takes the
    clock time (and with it the zone) of the next candidate that names the same day. *zone* is
    for dates that name none; without any candidate the file's time *modified* counts.
    """
    order = list(Provenance)
    sorted_ = sorted(candidates, key=lambda pair: order.index(pair[0]))
    saved = next((m for provenance, m in sorted_ if provenance is Provenance.FRONT_MATTER), None)
    notes = []
    dated = []
    for provenance, moment in sorted_:
        early = provenance in (Provenance.URL, Provenance.DATELINE)
        is_weak = provenance in (Provenance.PAGE, Provenance.NAME)
        if is_weak and moment.at.date() > modified.astimezone(zone).date():
            continue  # the page was saved before that
        if early and saved and moment.at.date() > _last_day(saved):
            notes.append(f"date {moment.said} ({provenance}) comes after the front matter's")
        else:
            dated.append((provenance, moment))
    if not dated:
        at = modified.astimezone(zone)
        notes.append(f"{UNDATED}: the time of the file stands in")
        return Published(at, Granularity.MINUTE, Provenance.FILE, at.isoformat()), notes
    provenance, best = dated[0]
    if provenance is Provenance.PAGE:
        notes.append(f"date {best.said} stands in the page, which does not say of what it is")
    if provenance is Provenance.NAME:
        notes.append(f"{UNDATED}: that of its name, {best.said}, stands in")
    if best.at.date() > modified.astimezone(zone).date() + _SLACK:
        notes.append(f"published {best.said} ({provenance}), which lies ahead of the file's time")
    fine = next((m for p, one in dated if (m := _refining(one, p, best))), best)
    at = fine.at if fine.at.tzinfo else fine.at.replace(tzinfo=zone)
    if saved and provenance is not Provenance.FRONT_MATTER and saved.at.date() != at.date():
        notes.append(f"published {at.date()} ({provenance}); the front matter says {saved.said}")
    return Published(at, fine.granularity, provenance, fine.said), notes


def _refining(moment: Moment, provenance: Provenance, best: Moment) -> Moment | None:
    """Return *moment* if it is a time on the day of *best*, which may only name the day.

    Pages give their times in UTC: in the evening of the Americas that is already the next day,
    in the morning of Asia still the day before. The offset is then the smallest that puts the
    instant on the day that the page itself has in its address.
    """
    if moment.granularity is not Granularity.MINUTE:
        return None
    if best.granularity is Granularity.MINUTE:
        return best
    shift = (moment.at.date() - best.at.date()).days
    if shift == 0:
        return moment
    if provenance is not Provenance.METADATA or moment.at.utcoffset() != timedelta(0):
        return None
    hours = -(moment.at.hour + 1) if shift == 1 else 24 - moment.at.hour
    if abs(shift) > 1 or not -11 <= hours <= 14:
        return None
    return replace(moment, at=moment.at.astimezone(timezone(timedelta(hours=hours))))


def _last_day(saved: Moment) -> date:
    """Return the day that the instant *saved* falls on where days begin first (UTC+14)."""
    if saved.at.tzinfo is None:
        return saved.at.date()
    return saved.at.astimezone(timezone(timedelta(hours=14))).date()


def _moment(found: re.Match[str], said: str) -> Moment | None:
    day = _day(found["year"], _month(found["month"]), found["day"])
    return _with_clock(day, found, said) if day else None


def _slashed(found: re.Match[str], said: str, day_first: bool | None) -> Moment | None:
    one, two = int(found["one"]), int(found["two"])
    if one > 12 or one == two or found["mark"] == ".":
        day_first = True
    elif two > 12 or found["half"]:
        # A twelve-hour clock and slashes are one country's habit.
        day_first = False
    if day_first is None:
        return None
    day = _day(found["year"], two if day_first else one, one if day_first else two)
    return _with_clock(day, found, said) if day else None


def _with_clock(day: date, found: re.Match[str], said: str) -> Moment | None:
    if found["hour"] is None:
        return Moment(_midnight(day), Granularity.DAY, said)
    at = _time(found)
    if at is None or not (found["minute"] or found["half"]):
        return None
    moment = datetime.combine(day, at)
    if found["zone"]:
        zone = _zone(found["zone"], moment)
        if zone is None and not found["zone"].isupper():
            return None
        moment = moment.replace(tzinfo=zone)
    return Moment(moment, Granularity.MINUTE, said)


def _time(found: re.Match[str]) -> time | None:
    hour = int(found["hour"])
    half = (found["half"] or "").lower()
    if half:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if half.startswith("p") else 0)
    part = (found["part"] or "")[:6].ljust(6, "0")
    try:
        return time(hour, int(found["minute"] or 0), int(found["second"] or 0), int(part))
    except ValueError:
        return None


def _zone(name: str, at: datetime | None = None) -> tzinfo | None:
    """Return the zone called *name*; strict names ("EST" in July) give their own offset."""
    upper = _SPELLED.get(name.lower(), name).upper()
    if offset := re.fullmatch(r"(?:UTC|GMT)?([+-])(\d\d?):?(\d\d)?", upper):
        shift = timedelta(hours=int(offset[2]), minutes=int(offset[3] or 0))
        if shift > timedelta(hours=14):
            return None
        return timezone(shift if offset[1] == "+" else -shift) if shift else UTC
    if upper in ("Z", "UTC") or upper not in _ZONES:
        return UTC if upper in ("Z", "UTC") else None
    zone = ZoneInfo(_ZONES[upper])
    strict = timedelta(hours=_HOURS[upper]) if upper in _HOURS else None
    if at is None or strict is None or at.replace(tzinfo=zone).utcoffset() == strict:
        return zone
    return timezone(strict, upper)


def _month(name: str) -> int:
    if name.isdigit():
        return int(name)
    name = name.lower()
    return _MONTHS.get(name, 0)


def _day(year: str | int, month: int, day: str | int) -> date | None:
    try:
        return date(int(year), month, int(day))
    except ValueError:
        return None


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time())
