"""Clock times: on which day, and how exactly where nothing tells the place's zone."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from timeline.events.days import Dated, Day
from timeline.events.passages import Passage
from timeline.events.reader import Reader
from timeline.events.words import Words
from timeline.timex import from_edtf, roughly
from timeline.types import Basis, Granularity, Mention, When

__all__ = ["day_of", "is_bare_clock", "is_clock", "is_day", "on_the_day_told"]

#: A clock time that no day stands beside.
_BARE = re.compile(
    r"(?:(?:at|around|about|by|just|shortly|after|before|nearly|alle|verso|le|ore)\s+)*"
    r"(?:\d{1,2}(?:[:.]\d\d)?|(?:[a-z]+\s)?(?=o.clock))\s?(?:[ap]\.?\s?m\.?|o.clock|h\b)?(?:\s(?-i:[A-Z]{1,4}T))?\W*$",
    re.IGNORECASE,
)

#: "7.15 a.m. on Saturday".
_TIMED = re.compile(r"\d[:.]\d\d|\d\s?[ap]\.?m|o.clock", re.IGNORECASE)

#: Two of them: "9am to 5pm", "9 alle 17".
_HOURS = re.compile(
    r"(?:[a-z]+\s)?\d{1,2}(?:[:.]\d\d)?\s?(?:[ap]\.?m\.?)?(?:\s?[-–]\s?|\s[a-z]+\s)"
    r"\d{1,2}(?:[:.]\d\d)?\s?(?:[ap]\.?m\.?|h)?",
    re.IGNORECASE,
)

#: "Midday on Thursday".
_HOUR = re.compile(
    r"(?:(?:at|about|around|by|a|alle)\s+)*(?:noon|midday|midnight|mezzogiorno|mezzanotte)",
    re.IGNORECASE,
)

#: Characters between a range of clock times and its day: "from 7 to 11 on Friday", "alle 23 di".
_BESIDE = 5

#: Between clauses.
_CLAUSE = re.compile(r"[,;:]\s")

#: From this hour on the small hours are of the next day; they end with the other.
_EVENING, _SMALL_HOURS = 18, 5
#: What was longer before the publication was long ago.
_RECENT = timedelta(days=8)


def is_day(when: When) -> bool:
    """Tell whether a date is a day or finer."""
    return when.granularity in (Granularity.DAY, Granularity.PART_OF_DAY, Granularity.MINUTE)


def is_clock(when: When) -> bool:
    """Tell whether a date is one minute."""
    return when.granularity is Granularity.MINUTE and when.start is not None


def is_bare_clock(day: Day) -> bool:
    """Tell whether no day stands beside a clock time: "at 9 p.m.", "four o'clock", "at noon"."""
    bare = _BARE.match(day.text) or _HOURS.fullmatch(day.text) or _HOUR.fullmatch(day.text)
    return "T" in day.when.edtf and bare is not None


def day_of(when: When, zone: ZoneInfo) -> When:
    """Return the day of a clock time, or the days of a range of them, as it was said."""
    days = dict.fromkeys(part.partition("T")[0] for part in when.edtf.split("/"))
    return from_edtf("/".join(days), zone)


def on_the_day_told(reader: Reader, dated: Dated, day: Day) -> Day:
    """Put a clock time on its day: a bare one on the day that was told of last."""
    behind = next((one for one in dated.content if 0 < one.start - day.end <= _BESIDE), None)
    hours = "/" in day.when.edtf and "T" in day.when.edtf
    if (hours or _HOUR.fullmatch(day.text)) and behind and is_day(behind.when):
        return behind
    start = day.when.start
    bare = is_bare_clock(day) and not _has_a_day(day, dated)
    if bare and start is not None and (hours or is_clock(day.when)):
        day = _moved(reader, dated, day, start)
    either = reader.words.patterns["either_half"].search(day.text) is not None
    if "T" in day.when.edtf and (either or not _zone_is_known(reader, dated, day)):
        return replace(day, when=day_of(day.when, reader.zone))
    return replace(day, when=roughly(day.when)) if day.about and is_clock(day.when) else day


def _has_a_day(day: Day, dated: Dated) -> bool:
    """Tell whether the same sentence names the clock time's day: "tonight at 8pm"."""
    at = day.when.start or day.when.end  # "by 8pm" has an end alone
    if at is None:
        return False
    on = at.date()
    days = on.isoformat(), (on - timedelta(days=1)).isoformat()  # "on Saturday night … at 1.15am"
    others = (one for one in (*dated.content, *dated.said) if not is_bare_clock(one))
    return any(one.when.edtf.startswith(days) for one in others)


def _moved(reader: Reader, dated: Dated, day: Day, start: datetime) -> Day:
    patterns, plain = reader.words.patterns, dated.passage.plain
    ahead = patterns["planned"].search(plain) is not None
    ahead |= bool(patterns["timetable"].search(plain)) and not patterns["past"].search(plain)
    published = reader.article.published.at
    timed = reader.article.published.granularity is Granularity.MINUTE
    told = _meant(reader, dated, start, ahead=ahead) if dated.stamped is None else None
    if told is not None and told.when.start is not None:
        on = _behind_midnight(told.when, start) or told.when.start
        if ahead == (on.date() > published.date()):
            days = on.date() - start.date()
            if timed and not ahead and start + days > published:
                days -= timedelta(days=1)  # in the morning's report "at 9.40 p.m."
            when = _shifted(day.when, days, reader.zone)
            return replace(day, when=when, unsure="?" in told.when.edtf)
    if dated.stamped is not None:
        return day  # an entry of a live blog tells of its own day
    if not ahead and (start > published or _is_of_some_day(reader, dated)):
        # "Shortly before 9 p.m." in the morning's paper: some evening before.
        bound = f"../{published.date()}"
        return replace(day, when=from_edtf(bound, reader.zone), basis=Basis.PUBLICATION)
    return day


def _behind_midnight(night: When, clock: datetime) -> datetime | None:
    """Return the day behind a night that was told of, where a clock time is of its small hours."""
    if night.granularity is not Granularity.PART_OF_DAY or night.start is None:
        return None
    late = night.start.hour >= _EVENING and clock.hour <= _SMALL_HOURS
    return night.start + timedelta(days=1) if late else None


def _shifted(when: When, days: timedelta, zone: ZoneInfo) -> When:
    """Return a clock time, or a range of them, so many days later by the calendar of its zone."""
    own = when.start.tzinfo if when.start else zone
    ends = (datetime.fromisoformat(one).astimezone(own) for one in when.edtf.split("/"))
    return from_edtf("/".join((one + days).isoformat() for one in ends), zone)


def _meant(reader: Reader, dated: Dated, clock: datetime, *, ahead: bool) -> Mention | None:
    """Return what a bare clock time is of: what was told last.

    "The train had left at 6:05 p.m." goes back to what the article is about, which is told
    first, but not from a clock time just told ("found at 7 a.m. on Saturday … switched off at
    2 a.m."); a new paragraph comes back from what was long ago, or had been before.
    """
    published = reader.article.published.at
    candidates = [one for one in reversed(reader.told) if _counts(one, published, ahead=ahead)]
    if part := next((one for one in candidates if _is_hour_of(one.when, clock)), None):
        return part
    passage = dated.passage
    if not candidates or ahead:
        begins = passage.start - passage.sentence.start
        later = clock.date() == published.date() and clock > published
        # "will speak at 5 p.m.", behind what is planned for some other day
        return next((one for one in candidates if not later or one.start >= begins), None)
    beside = candidates[0].start >= passage.start - passage.sentence.start
    if _looks_back(passage, reader.words):
        timed = beside and _TIMED.search(candidates[0].time_expression or "")
        first = None if _is_of_some_day(reader, dated) else candidates[-1]
        return candidates[0] if timed else first
    if beside:
        return candidates[0]
    main = [one for one in candidates if not _is_back_story(one, reader.words)] or candidates
    recent = reader.article.published.at - _RECENT
    late = (one for one in main if one.when.start and one.when.start > recent)
    return next(late, main[0])


def _is_hour_of(part: When, clock: datetime) -> bool:
    """Tell whether a part of some day has that hour: 4.12 a.m., of "before dawn on Tuesday"."""
    if part.granularity is not Granularity.PART_OF_DAY or part.start is None or part.end is None:
        return False
    on = part.start.date()
    return part.start <= datetime.combine(on, clock.time(), part.start.tzinfo) < part.end


def _looks_back(passage: Passage, words: Words) -> bool:
    return any(one.lower in words.pluperfect for one in passage.tokens)


def _is_of_some_day(reader: Reader, dated: Dated) -> bool:
    """Tell of "had left home at 6 p.m." in a story that goes back behind what it begins with.

    Then it may be of either day.
    """
    published = reader.article.published.at
    told = (one.when.start for one in reader.told if _counts(one, published, ahead=False))
    days = [start.date() for start in told if start]
    return _looks_back(dated.passage, reader.words) and bool(days) and min(days) < days[0]


def _is_back_story(mention: Mention, words: Words) -> bool:
    """Tell of "had been repaired on Sunday": the story does not go on from there."""
    before = mention.quote.partition(mention.time_expression or "")[0]
    clause = _CLAUSE.split(before)[-1].casefold().split()
    return not words.pluperfect.isdisjoint(clause) and words.time_words.isdisjoint(clause)


def _counts(mention: Mention, published: datetime, *, ahead: bool) -> bool:
    """Tell whether a mention's day can be the one that a clock time means.

    Of "has been cut off since Sunday" that is Sunday.
    """
    dated = mention.basis in (Basis.EXPLICIT, Basis.RELATIVE, Basis.NAMED)
    planned = mention.status in ("planned", "called off")
    last = mention.when.edtf.partition("/")[2]
    lasts = last == f"{published.date()}" and mention.when.granularity is Granularity.RANGE
    return (
        (is_day(mention.when) or lasts)
        and dated
        and mention.kind != "statement"
        and planned == ahead
    )


def _zone_is_known(reader: Reader, dated: Dated, day: Day) -> bool:
    """Tell whether a clock time's zone is said, or the story or the article has one."""
    plain = dated.passage.text[day.start : day.end + 16]
    if reader.story is None and reader.words.patterns["local"].search(plain):
        return False
    if reader.story is not None or day.zoned:
        return True
    # An offset is that of one season and often the server's; UTC says nothing at all.
    zone = reader.article.published.at.tzinfo
    return isinstance(zone, ZoneInfo) and zone.key != "UTC"
