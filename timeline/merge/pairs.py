"""Whether two mentions tell of the same event.

The answer depends on the two mentions alone, not on what else is known. So it does not depend on
the order of arrival, it does not change when the archive grows, and what nothing touched needs no
second look (docs/design.md#merging).
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import combinations

from timeline.merge import dates, words
from timeline.merge.clusters import agglomerate, attach
from timeline.merge.dates import Agreement
from timeline.types import Granularity, Mention, Status

#: Scores are whole numbers, a million for certain, so that sums do not depend on their order.
CERTAIN = 1_000_000
#: From here on two mentions tell of the same event.
JOIN = 500_000
#: From here on they may; a person should look.
MAYBE = 430_000
#: By so much the event that a mention without a day is told of has to be likelier than any other.
CLEAR = 50_000
#: Two mentions that can never be one event, whatever else joins them.
NEVER = -(10**12) * CERTAIN

#: Likeness that is needed, by agreement of the dates: for what is said or only called an incident,
#: and for acts. In one story much is said on one day in like words; an act of a kind happens once.
#: Found by reading the pairs of the 55 development drops around each line; a wrong merge destroys
#: a fact, a missed one shows it twice.
_NEEDED = {
    Agreement.SAME: (0.33, 0.25),
    Agreement.WITHIN: (0.44, 0.33),
    Agreement.OPEN: (0.50, 0.40),
}
#: More is needed of two sentences of one article: it seldom tells one thing twice.
_ONE_ARTICLE = 0.15
#: … of two kinds that are near each other.
_NEAR_KIND = 0.10
#: Less when both name the same minute: two things seldom happen in one.
_ONE_MINUTE = 0.10
#: … more when both give numbers, but none in common.
_NUMBERS_DIFFER = 0.10

#: What two mentions have to share besides names, which a whole story shares.
_LEAST_SHARED = 0.3

#: Weight of a short sentence; what it shares is little, however large its share.
_LEAST_WEIGHT = 2.5

#: A clock time as it is written: "12:15 a.m.", "4 p.m.", "ore 17.30".
_CLOCK = re.compile(
    r"\b(\d{1,2})(?:[:.](\d{2}))?(?:\s?([ap])\.?m\b|(?<=\d\d)(?<=[:.]\d\d))", re.IGNORECASE
)

_SAID = frozenset({"statement", "demand", "rejection", "threat"})
#: Kinds that one act may be given by two reporters; a plan has no kind of its own.
_NEAR = (_SAID, frozenset({"violence", "crime", "incident"}), frozenset({"schedule", "incident"}))


@dataclass(frozen=True, slots=True)
class Reading:
    """A mention with what is compared of it."""

    mention: Mention
    words: words.Words
    speaker: frozenset[str]
    weight: float
    #: Stems that are no names, and numbers; without one in common two mentions are not alike.
    terms: tuple[str, ...]


def read(mention: Mention) -> Reading:
    """Return *mention* with what is compared of it."""
    found = words.read(mention.quote, (*mention.actors, *mention.places))
    speaker = words.read(mention.said_by or "").stems
    weight = sum(map(words.weight, sorted(found.stems - found.names)))
    weight += words.NAME * len(found.names) + words.NUMBER * len(found.numbers)
    terms = tuple(sorted((found.stems - found.names) | found.numbers))
    return Reading(mention, found, speaker, weight, terms)


def score(one: Reading, other: Reading) -> int:
    """Return how sure it is that both tell of one event: up to ``CERTAIN``, or ``NEVER``."""
    agreement = _agreement(one.mention, other.mention)
    if agreement is None:
        return NEVER
    needed = _needed(one, other, agreement)
    if needed is None:
        return NEVER
    return max(0, JOIN + round(CERTAIN * (likeness(one, other) - needed)))


def cluster(readings: Iterable[Reading]) -> list[tuple[str, ...]]:
    """Return the ids of the mentions read, those of one event together.

    First come those that name a day: there the date is evidence. Then what names none is added to
    the event that it is clearly told of; else it stands by itself.
    """
    readings = sorted(readings, key=lambda reading: reading.mention.id)
    scores = {
        (one.mention.id, other.mention.id): value
        for one, other in combinations(readings, 2)
        if (value := score(one, other))
    }
    dated: set[str] = set()
    others: set[str] = set()
    for mention in (reading.mention for reading in readings):
        (dated if dates.names_a_day(mention.when) else others).add(mention.id)
    firm, loose = (
        agglomerate(ids, {p: v for p, v in scores.items() if ids.issuperset(p)}, JOIN)
        for ids in (dated, others)
    )
    return attach(loose, firm, scores, JOIN, CLEAR)


def likeness(one: Reading, other: Reading) -> float:
    """Return from 0 to 1 how much of what two mentions say is the same.

    The geometric mean of two shares: of the shorter sentence, which may be a part of the longer,
    and of both together, so that a long sentence is not like everything.
    """
    first, second = one.words, other.words
    names = first.names | second.names
    shared = first.stems & second.stems
    plain = sum(map(words.weight, sorted(shared - names)))
    plain += words.NUMBER * len(first.numbers & second.numbers)
    if plain < _LEAST_SHARED:
        return 0.0
    common = plain + words.NAME * len(shared & names)
    shorter = max(min(one.weight, other.weight), _LEAST_WEIGHT)
    together = max(one.weight + other.weight - common, _LEAST_WEIGHT)
    return math.sqrt(min(1.0, common / shorter) * min(1.0, common / together))


def _agreement(one: Mention, other: Mention) -> Agreement | None:
    """Return how the dates agree; None where they or the statuses contradict each other."""
    agreement = dates.agreement(one.when, other.when)
    planned = Status.PLANNED in (one.status, other.status) and one.status is not other.status
    # What happened confirms a plan only when both name the day.
    return None if planned and agreement is not Agreement.SAME else agreement


def _needed(one: Reading, other: Reading, agreement: Agreement) -> float | None:
    """Return the likeness that makes two mentions one event; None when nothing can."""
    first, second = one.mention, other.mention
    said = bool({first.kind, second.kind} & _SAID)
    vague = said or "incident" in (first.kind, second.kind)
    needed = _NEEDED[agreement][0 if vague else 1]
    if first.when == second.when and _one_minute(first, second):
        needed -= _ONE_MINUTE
    elif first.kind != second.kind:
        if not any({first.kind, second.kind} <= near for near in _NEAR):
            return None
        needed += _NEAR_KIND
    if said and one.speaker and other.speaker and not one.speaker & other.speaker:
        return None
    if first.article.key == second.article.key:
        needed += _ONE_ARTICLE
    if one.words.numbers and other.words.numbers and not one.words.numbers & other.words.numbers:
        needed += _NUMBERS_DIFFER
    return needed


def _one_minute(one: Mention, other: Mention) -> bool:
    """Tell whether two mentions of one date name the same minute of it.

    A clock time whose zone nobody knows is no part of the date, yet both articles may give it.
    """
    if one.when.granularity is Granularity.MINUTE:
        return True
    return bool(_clocks(one) & _clocks(other))


def _clocks(mention: Mention) -> set[tuple[str, ...]]:
    return {
        (hour, minute or "00", half.lower())
        for hour, minute, half in _CLOCK.findall(mention.time_expression or "")
    }
