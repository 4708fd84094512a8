"""Which time expression dates what: the content of a sentence, or the saying of it."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

from timeline.events.attribution import Attribution, attributions
from timeline.events.days import CLOCK_ALONE, JOINT, Dated, Day, day_from, in_a_row
from timeline.events.passages import Layout, Passage
from timeline.events.speech import on_the_day_said
from timeline.events.words import Words
from timeline.timex import find as find_times
from timeline.types import Article, Role, TimeExpression, TimexType

__all__ = ["date_passages"]

#: The stamps of a live blog are no further apart.
_HALF_A_WEEK = timedelta(3)
#: So far before a day can what moves it begin.
_MOVED = 60


def date_passages(
    article: Article, layout: Layout, zone: ZoneInfo, words: Words
) -> tuple[Dated, ...]:
    """Return the sentences with their days told apart."""
    sections = list(_sections(article, layout))
    expressions = _assign(article, layout, sections, words)
    dated: list[Dated] = []
    for passage, found in zip(layout.passages, expressions, strict=True):
        spans = [(one.start - passage.start, one.end - passage.start) for one in found]
        # "ha annunciato per sabato un presidio"
        of_what = words.patterns["announced_for"]
        outside = [
            span
            for span in spans
            if not (passage.in_quotation(span[0]) or of_what.search(passage.plain, 0, span[0]))
        ]
        said_by = attributions(passage, outside, words)
        days = [
            day
            for one in found
            if (day := day_from(one, passage, article, zone, words)) is not None
        ]
        days = [_of_what_it_is_counted_from(day, passage, found) for day in days]
        said = tuple(
            day
            for day in days
            if not day.quoted and any(_of_saying(day, one, passage, words) for one in said_by)
        )
        content = in_a_row((day for day in days if day not in said), passage, zone, words)
        stamped = next((on for begin, end, on in sections if begin <= passage.start < end), None)
        below = stamped.date() if stamped and stamped is not article.published.at else None
        dated.append(Dated(passage, tuple(content), said, said_by, below))
    return tuple(on_the_day_said(article, dated, zone, words))


def _of_what_it_is_counted_from(day: Day, passage: Passage, found: Sequence[TimeExpression]) -> Day:
    """Take the day of "two weeks after the theft of 3 March" for the theft's."""
    counted = {after.start for one, after in pairwise(found) if one.comes_to}
    return replace(day, of_thing=True) if passage.start + day.start in counted else day


def _of_saying(day: Day, said: Attribution, passage: Passage, words: Words) -> bool:
    """Tell whether a day is one of saying: in its words, and in no clause on the speaker."""
    start, end = said.segment
    if day.of_thing or not start <= day.start < end:
        return False
    if not said.at[1] <= day.start < said.verb[0]:
        return True
    if words.patterns["speaking"].match(passage.plain, said.at[1]):
        return True  # "Il ministro, interpellato oggi a Roma, ha detto"
    # "Ada Winter, who came on Monday, said": only "on", "late", "also" may stand around.
    between = (one for one in passage.tokens if said.at[1] <= one.start < said.verb[0])
    passing = words.prepositions | words.adverbs | words.time_words
    return all(
        day.start <= one.start < day.end or one.lower in passing or one.lower in words.filler
        for one in between
    )


def _assign(
    article: Article,
    layout: Layout,
    sections: Sequence[tuple[int, int, datetime]],
    words: Words,
) -> list[list[TimeExpression]]:
    """Find the time expressions and give each to its sentence."""
    starts = [passage.start for passage in layout.passages]
    given: list[list[TimeExpression]] = [[] for _ in layout.passages]
    for begin, end, anchor in sections:
        found = find_times(layout.text[begin:end], dct=anchor, language=article.language)
        for before, one in zip((None, *found), found, strict=False):
            if before is not None and _closes(before, one, layout.text, begin, words):
                _reach_over(given, one.end + begin, layout.text)
                continue  # the end of "between 1961 and 1964"
            moved = replace(one, start=one.start + begin, end=one.end + begin) if begin else one
            index = bisect_right(starts, moved.start) - 1
            if index >= 0 and moved.start < layout.passages[index].end:
                given[index].append(moved)
    return given


def _closes(
    before: TimeExpression, one: TimeExpression, text: str, begin: int, words: Words
) -> bool:
    """Tell whether an expression closes a range; "moved from Tuesday to Friday" is none."""
    if before.until != one.value or one.start - before.end >= JOINT:
        return False
    at = before.start + begin
    return words.patterns["moved_from"].search(text[max(0, at - _MOVED) : at]) is None


def _reach_over(given: list[list[TimeExpression]], end: int, text: str) -> None:
    """Let the last expression found take in the hours it lasts to: "2 and 4 a.m. on Friday"."""
    found = next((found for found in reversed(given) if found), [])
    if found and "T" in found[-1].value:
        found[-1] = replace(found[-1], end=end, text=text[found[-1].start : end])


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
    if CLOCK_ALONE.fullmatch(text):
        return datetime.combine(anchor.date(), time(12), article.published.at.tzinfo)
    days = []
    for one in find_times(text[:200], dct=article.published.at, language=article.language):
        if one.type in (TimexType.DATE, TimexType.TIME) and re.match(r"\d{4}-\d\d-\d\d", one.value):
            on = date.fromisoformat(one.value[:10])
            if not re.search(rf"\b0?{on.day}\b", one.text) and anchor.date() - on > _HALF_A_WEEK:
                on += timedelta(7)  # "6:20 a.m. Friday", in a live blog that began on Thursday
            days.append(on)
    # "11 p.m. Monday ET, 5 a.m. Tuesday in Lund"
    return datetime.combine(max(days), time(12), article.published.at.tzinfo) if days else None
