"""Which mentions have to be compared: those near in time that share a word.

What a new mention can change is small: mentions of the same days and what they are joined with. All
cost lies there, however large the archive is.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache

from timeline.merge import crowds, dates, pairs
from timeline.merge.readings import Reading, compared, read
from timeline.types import Mention, When

#: Days around what arrives from which what is joined with it may be told.
MARGIN = timedelta(days=8)

Day = date | str
Index = Mapping[str, Sequence[str]]
#: The first that tells what a mention does -> the first that tells what another does, and whether
#: both are of one article -> whether they are one event.
Judged = dict[str, dict[tuple[str, bool], bool]]

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

    def suffices(self, mentions: Iterable[Mention]) -> bool:
        """Tell whether all that may be joined with *mentions* is known within it."""
        return all(map(self._surrounds, {mention.when for mention in mentions}))

    def _surrounds(self, when: When) -> bool:
        span = dates.bounds(when)
        if span is None or span[1] - span[0] > dates.HOLDS:
            return when.edtf in self.edtfs
        first, last = span[0] - dates.APART, span[1] + dates.APART
        return any(start <= first and last <= end for start, end in self.spans)


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
        self._readings: dict[str, Reading] = {}
        #: What is compared -> the first mention that tells it -> its copies, which are of the same
        #: days; and mention -> that first one.
        self._firsts: dict[object, str] = {}
        self._copies: defaultdict[str, list[str]] = defaultdict(list)
        self._first: dict[str, str] = {}
        #: Day -> mentions …
        self._days: defaultdict[Day, list[str]] = defaultdict(list)
        #: … of which it is the first day.
        self._begin: defaultdict[Day, list[str]] = defaultdict(list)
        for key, mention in mentions.items():
            days = _days(mention)
            self._begin[days[0]].append(key)
            for day in days:
                self._days[day].append(key)
        #: Day -> stem or number -> mentions of it; filled for the days that are asked for.
        self._index: dict[Day, Index] = {}
        self._begin_index: dict[Day, Index] = {}

    def reading(self, key: str) -> Reading:
        """Return what is compared of a mention."""
        if key not in self._readings:
            self._readings[key] = own = read(self._mentions[key], alone=self._alone)
            self._first[key] = first = self._firsts.setdefault(compared(own.mention), key)
            if first != key:
                self._copies[first].append(key)
        return self._readings[key]

    def near(self, key: str, known: Container[str] = (), judged: Judged | None = None) -> list[str]:
        """Return the mentions, besides those *known*, that are likely to tell of the same event.

        What copies tell is compared once; what was found for other mentions is in *judged*.
        """
        own, readings = self.reading(key), self._readings
        article, found = own.mention.article.key, []
        joined = ({} if judged is None else judged).setdefault(self._first[key], {})
        for other, told in self.around(key).items():
            if other not in known:
                reading = readings[other]
                copy = self._first[other], reading.mention.article.key == article
                if copy not in joined:
                    joined[copy] = pairs.joins(own, reading, told)
                if joined[copy]:
                    found.append(other)
        return found

    def around(self, key: str, margin: timedelta = timedelta(0)) -> dict[str, float]:
        """Return the mentions of the same days, and of those beside, that share a word.

        Each comes with how much the shared words tell. On a crowded day it shares a rare word, or
        stands beside.
        """
        own = self.reading(key)
        found: dict[str, float] = {}
        days = _days(own.mention, margin)
        for day in days:
            if self._is_crowded(day):
                found |= self._beside(own, self._at(day))
            elif day == days[0]:
                found |= self._sharing(own, self._at(day))
            else:  # two that share days share the first day of one of them
                found |= self._sharing(own, self._beginning(day))
        found.pop(key, None)
        return found

    def _sharing(self, own: Reading, index: Index) -> dict[str, float]:
        """Return those that share a word with a mention."""
        told: defaultdict[str, float] = defaultdict(float)
        for term, weight in own.terms.items():
            for first in index.get(term, ()):
                told[first] += weight
        for first in [one for one in told if one in self._copies]:
            told.update(dict.fromkeys(self._copies[first], told[first]))
        return told

    def _beside(self, own: Reading, index: Index) -> dict[str, float]:
        """Return of those that share a word with a mention the ones next to it by their wording."""
        place = crowds.by_wording(own.mention)
        found = {
            other: self._readings[other].terms
            for term in own.terms
            for other in crowds.beside(place, index.get(term, ()), self._place)
        }
        return {
            other: sum(weight for term, weight in own.terms.items() if term in terms)
            for other, terms in found.items()
        }

    def _place(self, key: str) -> tuple[str, str]:
        return crowds.by_wording(self._mentions[key])

    def _is_crowded(self, day: Day) -> bool:
        return len(self._days.get(day, ())) > crowds.CROWD

    def _at(self, day: Day) -> Index:
        if day not in self._index:
            keys = self._days.get(day, [])
            if self._is_crowded(day):
                self._index[day] = self._indexed(sorted(keys, key=self._place))
            else:
                self._index[day] = self._indexed(self._without_copies(keys))
        return self._index[day]

    def _beginning(self, day: Day) -> Index:
        if day not in self._begin_index:
            keys = self._without_copies(self._begin.get(day, ()))
            self._begin_index[day] = self._indexed(keys)
        return self._begin_index[day]

    def _without_copies(self, keys: Sequence[str]) -> Iterable[str]:
        """Read mentions; return the first of each that tell the same."""
        for key in keys:
            self.reading(key)
        return dict.fromkeys(self._first[key] for key in keys)

    def _indexed(self, keys: Iterable[str]) -> Index:
        index: defaultdict[str, list[str]] = defaultdict(list)
        for key in keys:
            for term in self.reading(key).terms:
                index[term].append(key)
        return index


def _days(mention: Mention, margin: timedelta = timedelta(0)) -> tuple[Day, ...]:
    """Return the days of a mention's date, each once; a coarse one stands for itself.

    What the text itself calls its day is one of them, too, if another one in UTC.
    """
    span = dates.reach(mention)
    if span is None or span[1] - span[0] > dates.HOLDS:
        return (mention.when.edtf,)
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
