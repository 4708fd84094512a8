"""Whether two mentions tell of the same event.

The answer depends on the two mentions alone, not on what else is known. So it does not depend on
the order of arrival, it does not change when the archive grows, and what nothing touched needs no
second look (docs/design.md#merging).
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations

from timeline.merge import dates, words
from timeline.merge.clusters import agglomerate, attach
from timeline.merge.dates import Agreement
from timeline.merge.stems import UNKNOWN
from timeline.merge.words import Words
from timeline.types import Granularity, Mention, Status

#: Scores are whole numbers, a million for certain, so that sums do not depend on their order.
CERTAIN = 1_000_000
#: From here on two mentions tell of the same event.
JOIN = 500_000
#: From here on they may; a person should look.
MAYBE = 430_000
#: Of two sentences in two languages, whose words may differ only for want of a translation: so many
#: reports in one language do not keep out another that one of them is surely joined with.
UNTRANSLATED = 420_000
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
    # Outlets give one thing two times of its day; a day has many things. Of the few dozen such
    # pairs that were read (two subjects) all from here on were one thing, from 0.5 down few were.
    Agreement.CLOCK: (0.60, 0.60),
}
#: More is needed of two sentences of one article: it seldom tells one thing twice.
_ONE_ARTICLE = 0.15
#: … of two kinds that are near each other.
_NEAR_KIND = 0.10
#: Less when both name the same minute: two things seldom happen in one.
_ONE_MINUTE = 0.10
#: Less than that is never enough; sums of weights in another order differ by less than this.
_LEAST_NEEDED, _ROUNDING = min(min(least) for least in _NEEDED.values()) - _ONE_MINUTE, 1e-9
#: … more when both give numbers, but none in common.
_NUMBERS_DIFFER = 0.10

#: … when a plan is told of without its day, or with the days of a longer time.
_VAGUE_PLAN = 0.15
#: … and in another language.
_OTHER_LANGUAGE = 0.10

#: What two mentions have to share besides names, which a whole story shares; in two languages.
_LEAST_SHARED, _LEAST_ABROAD = 0.3, 0.6

#: Weight of a short sentence; what it shares is little, however large its share.
_LEAST_WEIGHT = 2.5

#: A clock time as it is written: "12:15 a.m.", "4 p.m.", "ore 17.30".
_CLOCK = re.compile(
    r"\b(\d{1,2})(?:[:.](\d{2}))?(?:\s?([ap])\.?m\b|(?<=\d\d)(?<=[:.]\d\d))", re.IGNORECASE
)

_SAID = frozenset({"statement", "demand", "rejection", "threat"})
#: Kinds of an act of which no more is known; another reporter may call it by any kind.
_UNKNOWN_KIND = frozenset({"schedule", "incident"})
#: Kinds that one act may be given by two reporters.
_NEAR = (_SAID, frozenset({"violence", "crime"}), frozenset({"violence", "protest"}))


@dataclass(frozen=True, slots=True)
class Said:
    """The words of a sentence, and how much they tell together."""

    words: Words
    weight: float

    @classmethod
    def of(cls, found: Words) -> Said:
        """Weigh words; those that nobody can translate weigh nothing unless they are shared."""
        plain = sorted(w for w in found.stems - found.names if not w.startswith(UNKNOWN))
        named = words.NAME * len(found.names) + words.NUMBER * len(found.numbers)
        return cls(found, sum(map(words.weight, plain)) + named)


@dataclass(frozen=True, slots=True)
class Reading:
    """A mention with what is compared of it."""

    mention: Mention
    #: What it says, for comparing it with others in its language.
    own: Said
    #: … and with others in another one.
    abroad: Said
    speaker: frozenset[str]
    #: Words that are no names, and numbers, each with how much it tells; without any in common two
    #: mentions are not alike.
    terms: Mapping[str, float]


def read(mention: Mention, *, alone: bool = False) -> Reading:
    """Return *mention* with what is compared of it; *alone*: with none in another language."""
    names, code = (*mention.actors, *mention.places), mention.language
    own, abroad, terms = _said(mention.quote, names, code, alone=alone)
    speaker = _speaker(mention.said_by, code) if mention.said_by else frozenset()
    return Reading(mention, own, abroad, speaker, terms)


# Whatever arrives is compared with what arrived just before.
@lru_cache(maxsize=8_192)
def _said(
    quote: str, names: tuple[str, ...], code: str, *, alone: bool
) -> tuple[Said, Said, Mapping[str, float]]:
    own = words.read(quote, names, code)
    abroad = own if alone else words.read_abroad(quote, names, code)
    plain = {w for w in abroad.stems - abroad.names if not w.startswith(UNKNOWN)}
    terms = {word: words.weight(word) for word in (own.stems - own.names) | plain}
    terms |= dict.fromkeys(own.numbers, words.NUMBER)
    return Said.of(own), Said.of(abroad), terms


@lru_cache(maxsize=1_024)
def _speaker(name: str, code: str) -> frozenset[str]:
    return words.read_abroad("", (name,), code).stems


def score(one: Reading, other: Reading) -> int:
    """Return how sure it is that both tell of one event: up to ``CERTAIN``, or ``NEVER``."""
    agreement = dates.agreement(one.mention.when, other.mention.when)
    if agreement is None:
        return NEVER
    enough = needed(one, other, agreement)
    if enough is None:
        return NEVER
    least = 0 if one.mention.language == other.mention.language else UNTRANSLATED
    return max(least, JOIN + round(CERTAIN * (likeness(one, other) - enough)))


def cluster(
    readings: Iterable[Reading], score: Callable[[Reading, Reading], int] = score
) -> list[tuple[str, ...]]:
    """Return the ids of the mentions read, those of one event together; *score* may remember.

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


def may_join(one: Reading, other: Reading, told: float) -> bool:
    """Tell whether two mentions, whose shared terms tell so much, can be one event at all.

    Cheaper than ``score`` and never stricter; most pairs of a day end here.
    """
    first, second = one.mention, other.mention
    if first.language != second.language:
        return True
    if told < _LEAST_SHARED - _ROUNDING:
        return False
    if not (
        first.kind == second.kind or _near(first.kind, second.kind) or _one_minute(first, second)
    ):
        return False
    mine, theirs = one.own.words, other.own.words
    names = len(mine.names & theirs.stems) + len(theirs.names & mine.stems)
    most = _mean_share(one.own, other.own, told + words.NAME * names)
    return most >= _LEAST_NEEDED - _ROUNDING


def likeness(one: Reading, other: Reading) -> float:
    """Return from 0 to 1 how much of what two mentions say is the same.

    The geometric mean of two shares: of the shorter sentence, which may be a part of the longer,
    and of both together, so that a long sentence is not like everything.
    """
    if one.mention.language == other.mention.language:
        return _likeness(one.own, other.own, _LEAST_SHARED)
    return _likeness(one.abroad, other.abroad, _LEAST_ABROAD)


def _likeness(one: Said, other: Said, least: float) -> float:
    first, second = one.words, other.words
    shared = first.stems & second.stems
    told = shared - first.names - second.names
    numbers = first.numbers & second.numbers
    if not told and not numbers:
        return 0.0
    plain = sum(map(words.weight, sorted(told))) + words.NUMBER * len(numbers)
    if plain < least:
        return 0.0
    return _mean_share(one, other, plain + words.NAME * (len(shared) - len(told)))


def _mean_share(one: Said, other: Said, common: float) -> float:
    shorter = max(min(one.weight, other.weight), _LEAST_WEIGHT)
    together = max(one.weight + other.weight - common, _LEAST_WEIGHT)
    return math.sqrt(min(1.0, common / shorter) * min(1.0, common / together))


def needed(one: Reading, other: Reading, agreement: Agreement) -> float | None:
    """Return the likeness that makes two mentions one event; None when nothing can."""
    first, second = one.mention, other.mention
    said = bool({first.kind, second.kind} & _SAID)
    if speakers_differ(one, other):
        return None
    asides = (
        for_kinds(first, second),
        for_plan(first, second, agreement),
        for_language(first, second, agreement),
    )
    if None in asides:
        return None
    vague = said or "incident" in (first.kind, second.kind)
    least = _NEEDED[agreement][0 if vague else 1] + sum(filter(None, asides))
    if first.article.key == second.article.key:
        least += _ONE_ARTICLE
    if _numbers_differ(one.abroad.words, other.abroad.words):
        least += _NUMBERS_DIFFER
    return least


def speakers_differ(one: Reading, other: Reading) -> bool:
    """Tell whether two sayings are by two people."""
    said = bool({one.mention.kind, other.mention.kind} & _SAID)
    return said and bool(one.speaker and other.speaker) and one.speaker.isdisjoint(other.speaker)


def for_kinds(one: Mention, other: Mention) -> float | None:
    """Return what is needed on top for the kinds of two mentions; None when they contradict."""
    if one.when == other.when and _one_minute(one, other):
        return -_ONE_MINUTE
    if one.kind == other.kind:
        return 0.0
    return _NEAR_KIND if _near(one.kind, other.kind) else None


def for_plan(one: Mention, other: Mention, agreement: Agreement) -> float | None:
    """Return what is needed on top for what happened to confirm a plan.

    Both name the day, or the plan a time that holds it; then they have to be more alike.
    """
    if one.status is other.status or Status.PLANNED not in (one.status, other.status):
        return 0.0
    told = other if one.status is Status.PLANNED else one
    if agreement is Agreement.WITHIN and not dates.is_open(told.when):
        return _VAGUE_PLAN
    return 0.0 if agreement in (Agreement.SAME, Agreement.CLOCK) else None


def for_language(one: Mention, other: Mention, agreement: Agreement) -> float | None:
    """Return what is needed on top for two languages, of which less is compared."""
    if one.language == other.language:
        return 0.0
    return _OTHER_LANGUAGE if agreement is Agreement.SAME else None


@lru_cache
def _near(one: str, other: str) -> bool:
    """Tell whether two reporters may give one act both kinds."""
    kinds = {one, other}
    if any(kinds <= near for near in _NEAR):
        return True
    return bool(kinds & _UNKNOWN_KIND) and "statement" not in kinds


def _numbers_differ(one: Words, other: Words) -> bool:
    """Tell whether both give numbers, but none in common."""
    return bool(one.numbers and other.numbers) and one.numbers.isdisjoint(other.numbers)


def _one_minute(one: Mention, other: Mention) -> bool:
    """Tell whether two mentions of one date name the same minute of it.

    A clock time whose zone nobody knows is no part of the date, yet both articles may give it.
    """
    if one.when.granularity is Granularity.MINUTE:
        return True
    return not _clocks(one.time_expression or "").isdisjoint(_clocks(other.time_expression or ""))


@lru_cache(maxsize=4096)
def _clocks(expression: str) -> frozenset[tuple[str, ...]]:
    return frozenset(
        (hour, minute or "00", half.lower()) for hour, minute, half in _CLOCK.findall(expression)
    )
