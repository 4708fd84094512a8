"""Days that a sentence tells by another of its days: "a day after", "and later", "since"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import timedelta

from timeline.events.asides import has_subject, since_at
from timeline.events.clocks import is_day
from timeline.events.content import told_of
from timeline.events.days import Dated, Day
from timeline.events.passages import Passage
from timeline.events.reader import Reader
from timeline.events.telling import Told, clause_at, dated_telling
from timeline.timex import find, from_edtf
from timeline.types import Basis, Granularity, Status

__all__ = ["counted_back", "counted_days", "days_since", "later_days"]


def counted_days(reader: Reader, dated: Dated, content: Sequence[Day]) -> Iterator[Told]:
    """Yield what a clause counts from the day before it: "left on Friday, a day after he fell"."""
    lists, plain = reader.words, dated.passage.plain
    for found in lists.patterns["counted"].finditer(plain) if content else ():
        before = [day for day in content if day.end <= found.start() and is_day(day.when)]
        on = before[-1].when.start if before else None
        _, end = clause_at(dated.passage, found.end(), lists)
        named = any(found.end() <= day.start < end for day in (*content, *dated.said))
        if on is None or named or not has_subject(plain[found.end() : end].split(", ")[0], lists):
            continue
        count = timedelta(_count(found["count"], reader.article.language))
        moved = on.date() - count if found["after"] else on.date() + count
        when, at = from_edtf(f"{moved}", reader.zone), found.start("way")
        day = Day(at, found.end(), found[0].strip(" ,"), when, Basis.RELATIVE, quoted=False)
        yield dated_telling(reader, dated, day)


def counted_back(reader: Reader, passage: Passage) -> Day | None:
    """Date what is counted from something told before: "was arrested two days after the crash"."""
    found = reader.words.patterns["counted_back"].search(passage.plain)
    source = told_of(reader, found["noun"].lower()) if found else None
    if found is None or source is None or source.when.start is None or not is_day(source.when):
        return None
    count = timedelta(_count(found["count"], reader.article.language))
    on = source.when.start.date()
    when = from_edtf(f"{on + count if found['after'] else on - count}", reader.zone)
    return Day(*found.span(), found[0], when, Basis.RELATIVE, quoted=False)


def _count(said: str, language: str) -> int:
    """Return how many days are said: "a day" has no number."""
    found = find(said, dct=None, language=language)
    return int(found[0].value[1:-1]) if found else 1


def days_since(reader: Reader, dated: Dated, content: Sequence[Day]) -> Iterator[Told]:
    """Yield what came about since something else did: "were held since it fell on Sunday"."""
    passage, published = dated.passage, reader.article.published.day
    helpers = reader.words.perfect or reader.words.helpers
    for day in content:
        since = since_at(passage, (day.start, day.end), reader.words)
        first = day.when.edtf.partition("T")[0]
        before = [one.lower for one in passage.tokens if since and one.end <= since[0]]
        coarse = day.when.granularity not in (Granularity.DAY, Granularity.MONTH)
        if since is None or coarse or helpers.isdisjoint(before):
            continue
        if first > f"{published}":
            continue  # "have been bought since it was said that the port will close in May"
        when = from_edtf(f"{first}/{published}", reader.zone)
        text = passage.plain[since[0] : day.end]
        yield dated_telling(reader, dated, replace(day, start=since[0], text=text, when=when))


def later_days(reader: Reader, dated: Dated, content: Sequence[Day]) -> list[Told]:
    """Return what follows a dated act in the same sentence, some time later."""
    lists, plain = reader.words, dated.passage.plain
    found = lists.patterns["later"].search(plain) if content else None
    if found is None or found["verb"].lower() not in lists.acts:
        return []
    before = [day for day in content if day.end <= found.start() and day.when.start]
    span = clause_at(dated.passage, found.start("verb"), lists)
    if not before or any(found.end() <= day.start < span[1] for day in (*content, *dated.said)):
        return []
    between = plain[before[-1].end : found.start()].lower().split()
    if not lists.opens_sentence.isdisjoint(between):
        return []  # "left on Sunday after divers found and then freed them"
    first = before[-1].when.edtf.partition("/")[0].partition("T")[0]
    when = from_edtf(f"{first}/..", reader.zone)
    day = Day(found.start("verb"), found.end(), found[0], when, Basis.RELATIVE, quoted=False)
    return [Told(day, Status.HAPPENED, lists.acts[found["verb"].lower()], span, None)]
