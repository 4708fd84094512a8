"""Quotations are dated from the day they were said."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime, time
from zoneinfo import ZoneInfo

from timeline.events.days import COARSE, Dated, day_from
from timeline.events.words import Words
from timeline.timex import find as find_times
from timeline.types import Article

__all__ = ["on_the_day_said"]

#: So many paragraphs on, a speaker is still in the same speech.
_SPEECH = 2


def on_the_day_said(
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
                day := day_from(
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
        kept += [day for day in again if day.quoted and (exact or day.when.granularity in COARSE)]
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
        dates = [(start, day.when) for day in one.said if (start := day.when.start)]
        for start, when in dates:
            noon = datetime.combine(start.date(), time(12), article.published.at.tzinfo)
            spoken[at] = (noon, when.granularity not in COARSE)
        before = next((speakers[name] for name in names if name in speakers), None)
        if before is not None and at - before <= _SPEECH and before in spoken:
            spoken.setdefault(at, spoken[before])
        speakers.update(dict.fromkeys(names, at))
    return spoken
