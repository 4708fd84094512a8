"""Which mentions have to be compared: those near in time that share a word.

What a new mention can change is small: mentions of the same days and what they are joined with. All
cost lies there, however large the archive is.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache

from timeline.merge import dates, pairs
from timeline.types import Mention, When

#: Days around what arrives from which what is joined with it may be told.
MARGIN = timedelta(days=8)

_DAY, _INSTANT = timedelta(days=1), timedelta.resolution


@dataclass(frozen=True, slots=True)
class Window:
    """The part of a timeline that has to be known before mentions are merged with it."""

    #: Spans of time, in order and apart.
    spans: tuple[tuple[datetime, datetime], ...]
    #: Dates that are too coarse for a span: a season, a year.
    edtfs: frozenset[str]

    def holds(self, when: When) -> bool:
        """Tell whether an event of that date has to be known."""
        span = dates.bounds(when)
        if when.edtf in self.edtfs or span is None:
            return when.edtf in self.edtfs
        if span[1] - span[0] > dates.HOLDS:
            return False
        return any(start < span[1] and span[0] < end for start, end in self.spans)


def window(mentions: Iterable[Mention]) -> Window:
    """Return the part of a timeline that *mentions*, arrived or departed, can change.

    Events that have a mention of the same articles belong to it, too, whatever their date.
    """
    spans: list[tuple[datetime, datetime]] = []
    edtfs = set()
    for mention in mentions:
        span = dates.bounds(mention.when)
        if span is None or span[1] - span[0] > dates.HOLDS:
            edtfs.add(mention.when.edtf)
        else:
            spans.append((span[0] - MARGIN, span[1] + MARGIN))
    joined: list[tuple[datetime, datetime]] = []
    for start, end in sorted(spans):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return Window(tuple(joined), frozenset(edtfs))


class Neighbourhood:
    """Finds for a mention those that may tell of the same event."""

    def __init__(self, mentions: Mapping[str, Mention]) -> None:
        self._mentions = mentions
        self._alone = len({mention.language for mention in mentions.values()}) < 2
        self._days: defaultdict[date | str, list[str]] = defaultdict(list)
        for key, mention in mentions.items():
            for day in _days(mention.when):
                self._days[day].append(key)
        #: Day -> stem or number -> mentions; filled for the days that are asked for.
        self._index: dict[date | str, dict[str, list[str]]] = {}
        self._readings: dict[str, pairs.Reading] = {}
        self._scores: dict[tuple[str, str], int] = {}
        #: What is near whom, known of both once one of them was asked for.
        self._near: defaultdict[str, list[str]] = defaultdict(list)
        self._asked: set[str] = set()

    def reading(self, key: str) -> pairs.Reading:
        """Return what is compared of a mention."""
        if key not in self._readings:
            self._readings[key] = pairs.read(self._mentions[key], alone=self._alone)
        return self._readings[key]

    def near(self, key: str) -> list[str]:
        """Return the mentions that are likely to tell of the same event."""
        if key not in self._asked:
            self._asked.add(key)
            asked, readings = self._asked, self._readings
            own = self.reading(key)
            for other, told in self.around(key).items():
                if other in asked:  # it has told already
                    continue
                one = readings[other]
                if pairs.may_join(own, one, told) and self.score(own, one) >= pairs.JOIN:
                    self._near[key].append(other)
                    self._near[other].append(key)
        return self._near[key]

    def around(self, key: str, margin: timedelta = timedelta(0)) -> dict[str, float]:
        """Return the mentions of the same days, and of those beside, that share a word.

        Each comes with how much the shared words tell.
        """
        own = self.reading(key)
        found: dict[str, float] = {}
        for day in _days(own.mention.when, margin):
            index = self._at(day)
            told: defaultdict[str, float] = defaultdict(float)
            for term, weight in own.terms.items():
                for other in index.get(term, ()):
                    told[other] += weight
            found |= told  # two that share several days share the same words on each
        found.pop(key, None)
        return found

    def score(self, one: pairs.Reading, other: pairs.Reading) -> int:
        """Return ``pairs.score``, which is the same both ways and asked often."""
        first, second = one.mention.id, other.mention.id
        pair = (first, second) if first < second else (second, first)
        found = self._scores.get(pair)
        if found is None:
            found = self._scores[pair] = pairs.score(one, other)
        return found

    def _at(self, day: date | str) -> dict[str, list[str]]:
        if day not in self._index:
            index: defaultdict[str, list[str]] = defaultdict(list)
            for key in self._days[day]:
                for term in self.reading(key).terms:
                    index[term].append(key)
            self._index[day] = index
        return self._index[day]


def _days(when: When, margin: timedelta = timedelta(0)) -> tuple[date | str, ...]:
    """Return the days of a date, each once; a coarse one stands for itself.

    What the text itself calls its day is one of them, too, if another one in UTC.
    """
    span = dates.bounds(when)
    if span is None or span[1] - span[0] > dates.HOLDS:
        return (when.edtf,)
    first, last = span[0].astimezone(UTC), span[1].astimezone(UTC)
    days = _stretch(first.date(), max(first, last - _INSTANT).date(), margin)
    said = span[0].date()
    return days if said in days else tuple(sorted((*days, said)))


@lru_cache(maxsize=1_024)
def _stretch(first: date, last: date, margin: timedelta) -> tuple[date, ...]:
    """Return the days from *first* to *last*, and *margin* before and after."""
    with suppress(OverflowError):  # at either end of the calendar
        first, last = first - margin, last + margin
    return tuple(first + number * _DAY for number in range((last - first).days + 1))
