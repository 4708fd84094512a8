"""Which time expression dates what: the content of a sentence, or the saying of it."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from timeline.events.attribution import Attribution, attributions
from timeline.events.passages import Layout, Passage
from timeline.events.words import Words
from timeline.timex import find as find_times
from timeline.timex import resolve
from timeline.types import (
    Article,
    Basis,
    Granularity,
    Provenance,
    Role,
    TimeExpression,
    TimexType,
    When,
)

__all__ = ["Dated", "Day", "date_passages", "doubt"]

_MONTH_DAY = re.compile(
    r"\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|gen|mag|giu|lug|ago|set|ott|dic)"
    r"\w*\.?\s*\d|\d\s*(?:st|nd|rd|th|º|°)?\s*(?:of\s+)?(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|"
    r"nov|dec|gen|mag|giu|lug|ago|set|ott|dic)|\d{4}-\d\d|\d[/.]\d",
    re.IGNORECASE,
)
_WEEKDAY = re.compile(
    r"(?:mon|tues|wednes|thurs|fri|satur|sun)day|luned|marted|mercoled|gioved|venerd|sabato|domenica",
    re.IGNORECASE,
)
_CLOCK_ALONE = re.compile(
    r"(?:ore\s+|alle\s+)?\d{1,2}[:.h]?\d{0,2}\s?(?:[ap]\.?m\.?)?(?:\s[A-Z]{1,4}T?)?"
)
#: So near stand the two ends of a range.
_JOINT = 12
#: So many paragraphs on, a speaker is still in the same speech.
_SPEECH = 2
#: Longer than a day.
_COARSE = frozenset(
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
_LAST = re.compile(r"\b(?:last|past|previous|scors[oa])\b", re.IGNORECASE)


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
    """Mark a date as uncertain: its anchor is only the time of a file."""
    parts = [part if part in ("", "..") else f"{part}?" for part in when.edtf.split("/")]
    return replace(when, edtf="/".join(parts) if "T" not in when.edtf else when.edtf)


def date_passages(
    article: Article, layout: Layout, zone: ZoneInfo, words: Words
) -> tuple[Dated, ...]:
    """Return the sentences with their days told apart."""
    sections = list(_sections(article, layout))
    expressions = _assign(article, layout, sections)
    dated: list[Dated] = []
    for passage, found in zip(layout.passages, expressions, strict=True):
        spans = [(one.start - passage.start, one.end - passage.start) for one in found]
        outside = [span for span in spans if not passage.in_quotation(span[0])]
        said_by = attributions(passage, outside, words)
        days = [
            day for one in found if (day := _day(one, passage, article, zone, words)) is not None
        ]
        said = tuple(
            day
            for day in days
            if not day.quoted and any(_of_saying(day, one, passage, words) for one in said_by)
        )
        content = [day for day in days if day not in said]
        stamped = next((on for begin, end, on in sections if begin <= passage.start < end), None)
        below = stamped.date() if stamped and stamped is not article.published.at else None
        dated.append(Dated(passage, tuple(content), said, said_by, below))
    return tuple(_quotations_on_their_day(article, dated, zone, words))


def _of_saying(day: Day, said: Attribution, passage: Passage, words: Words) -> bool:
    """Tell whether a day is one of saying: in its words, and in no clause on the speaker."""
    start, end = said.segment
    if not start <= day.start < end:
        return False
    if said.at[0] <= day.start < said.at[1]:
        # "The inspectors of the ferry that sank on Monday have found".
        owned = {one.lower for one in passage.tokens if said.at[0] <= one.start < day.start}
        return words.relatives.isdisjoint(owned)
    if not said.at[1] <= day.start < said.verb[0]:
        return True
    # "Ada Winter, who came on Monday, said": only "on", "late", "also" may stand around.
    between = (one for one in passage.tokens if said.at[1] <= one.start < said.verb[0])
    passing = words.prepositions | words.adverbs | words.time_words
    return all(
        day.start <= one.start < day.end or one.lower in passing or one.lower in words.filler
        for one in between
    )


def _quotations_on_their_day(
    article: Article, dated: Sequence[Dated], zone: ZoneInfo, words: Words
) -> Iterator[Dated]:
    """Resolve what stands in quotation marks again, seen from the day it was said."""
    days = _spoken_days(article, dated)
    for one in dated:
        spoken = days.get(one.passage.sentence.paragraph)
        quoted = [day for day in one.content if day.quoted]
        if spoken is None or not quoted:
            yield one
            continue
        anchor, exact = spoken
        first = min(start for start, _ in one.passage.quoted)
        last = max(end for _, end in one.passage.quoted)
        text = one.passage.text[first:last]
        found = find_times(text, dct=anchor, language=article.language)
        again = [
            day
            for expression in found
            if (
                day := _day(
                    replace(
                        expression,
                        start=expression.start + first + one.passage.start,
                        end=expression.end + first + one.passage.start,
                    ),
                    one.passage,
                    article,
                    zone,
                    words,
                )
            )
        ]
        kept = [day for day in one.content if not day.quoted]
        # "Tomorrow" of a statement of last week is some day.
        kept += [day for day in again if day.quoted and (exact or day.when.granularity in _COARSE)]
        content = sorted(kept, key=lambda day: day.start)
        yield replace(one, content=tuple(content))


def _spoken_days(article: Article, dated: Sequence[Dated]) -> dict[int, tuple[datetime, bool]]:
    """Return for each paragraph the day its quotations were said, and whether it is one day.

    Who goes on being quoted in the paragraph behind goes on with the same speech.
    """
    spoken: dict[int, tuple[datetime, bool]] = {}
    speakers: dict[str, int] = {}
    for one in dated:
        at = one.passage.sentence.paragraph
        names = {said.speaker.split()[-1] for said in one.attributions if said.speaker.strip()}
        for day in one.said:
            if day.when.start is not None:
                noon = datetime.combine(
                    day.when.start.date(), time(12), article.published.at.tzinfo
                )
                spoken[at] = (noon, day.when.granularity not in _COARSE)
        before = next((speakers[name] for name in names if name in speakers), None)
        if before is not None and at - before <= _SPEECH and before in spoken:
            spoken.setdefault(at, spoken[before])
        speakers.update(dict.fromkeys(names, at))
    return spoken


def _assign(
    article: Article, layout: Layout, sections: Sequence[tuple[int, int, datetime]]
) -> list[list[TimeExpression]]:
    """Find the time expressions and give each to its sentence."""
    starts = [passage.start for passage in layout.passages]
    given: list[list[TimeExpression]] = [[] for _ in layout.passages]
    for begin, end, anchor in sections:
        found = find_times(layout.text[begin:end], dct=anchor, language=article.language)
        for before, one in zip((None, *found), found, strict=False):
            if before is not None and before.until == one.value and one.start - before.end < _JOINT:
                continue  # the end of "between 1961 and 1964"
            moved = replace(one, start=one.start + begin, end=one.end + begin)
            index = bisect_right(starts, moved.start) - 1
            if index >= 0 and moved.start < layout.passages[index].end:
                given[index].append(moved)
    return given


def _sections(article: Article, layout: Layout) -> Iterator[tuple[int, int, datetime]]:
    """Yield the stretches of text with one anchor each: a live blog's stamps date its entries."""
    anchor, begin, at = article.published.at, 0, 0
    for paragraph in article.paragraphs:
        if paragraph.role is Role.STAMP:
            stamped = _stamp(paragraph.text, article, anchor)
            if stamped is not None:
                if at > begin:
                    yield begin, at, anchor
                begin, anchor = at, stamped
        at += len(paragraph.text) + 2
    yield begin, len(layout.text), anchor


def _stamp(text: str, article: Article, anchor: datetime) -> datetime | None:
    """Return the day of a stamp; a clock time alone is of the day of the stamp before it."""
    if _CLOCK_ALONE.fullmatch(text):
        return datetime.combine(anchor.date(), time(12), article.published.at.tzinfo)
    for one in find_times(text[:200], dct=article.published.at, language=article.language):
        if one.type in (TimexType.DATE, TimexType.TIME) and re.match(r"\d{4}-\d\d-\d\d", one.value):
            on = date.fromisoformat(one.value[:10])
            return datetime.combine(on, time(12), article.published.at.tzinfo)
    return None


def _day(
    one: TimeExpression, passage: Passage, article: Article, zone: ZoneInfo, words: Words
) -> Day | None:
    if one.type not in (TimexType.DATE, TimexType.TIME):
        return None
    start = one.start - passage.start
    end = one.end - passage.start
    before, after = passage.plain[max(0, start - 120) : start], passage.plain[end : end + 40]
    if start < passage.opens:
        return None  # of the dateline
    opens = words.patterns["opening"].fullmatch(passage.plain, passage.opens, start) is not None
    main = words.patterns["ahead_main"].match(passage.plain, end) if opens else None
    one = _ahead(one, before, after, article, words, main=main is not None)
    if words.patterns["until"].search(before):
        one = replace(one, mod=None)  # what lasts until a day ends on it, not "on or before"
    one = _by_the_hour(one, article)
    when = resolve(one, zone)
    if when is None:
        return None
    explicit = one.explicit or _MONTH_DAY.search(one.text) is not None
    if article.published.provenance is Provenance.FILE and not one.explicit:
        when = doubt(when)
    basis = Basis.EXPLICIT if explicit else Basis.RELATIVE
    quoted, zoned = passage.in_quotation(start), one.zone is not None
    return Day(start, end, one.text, when, basis, quoted, zoned)


def _by_the_hour(one: TimeExpression, article: Article) -> TimeExpression:
    """Take "was put out by 4 a.m. Thursday" for that day: nobody counts hours from far."""
    on, _, hour = one.value.partition("T")
    bare = not hour or _CLOCK_ALONE.fullmatch(one.text) is not None
    if one.mod != "ON_OR_BEFORE" or bare or on > article.published.day.isoformat():
        return one
    return replace(one, value=on, mod=None)


def _ahead(
    one: TimeExpression, before: str, after: str, article: Article, words: Words, *, main: bool
) -> TimeExpression:
    """Move a bare weekday ahead where tight words say so: "ordered him to appear on Friday"."""
    if not _WEEKDAY.search(one.text) or _MONTH_DAY.search(one.text) or _LAST.search(one.text):
        return one
    found = re.match(r"(\d{4}-\d\d-\d\d)(.*)", one.value)
    cued = (
        main or words.patterns["ahead"].search(before) or words.patterns["ahead_after"].match(after)
    )
    if found is None or not cued:
        return one
    on = date.fromisoformat(found[1])
    behind = article.published.day - on
    if not timedelta(0) < behind <= timedelta(7):
        return one
    return replace(one, value=f"{on + timedelta(7)}{found[2]}")


def finer(days: Sequence[Day]) -> tuple[Day, ...]:
    """Leave out a day that another one of the same clause tells more finely."""
    if len(days) < 2:
        return tuple(days)
    order = list(Granularity)
    kept: list[Day] = []
    for day in sorted(days, key=lambda one: order.index(one.when.granularity)):
        inside = any(
            _within(one.when, day.when)
            and order.index(one.when.granularity) < order.index(day.when.granularity)
            for one in kept
        )
        if not inside:
            kept.append(day)
    return tuple(sorted(kept, key=lambda one: one.start))


def _within(inner: When, outer: When) -> bool:
    return (
        inner.start is not None
        and inner.end is not None
        and outer.start is not None
        and outer.end is not None
        and outer.start <= inner.start
        and inner.end <= outer.end
    )
