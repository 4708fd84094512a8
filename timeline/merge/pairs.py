"""Whether two mentions tell of the same event.

The answer depends on the two mentions alone, not on what else is known. So it does not depend on
the order of arrival, it does not change when the archive grows, and what nothing touched needs no
second look (docs/design.md#merging).
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations

from timeline.merge import (
    abroad,
    acts,
    audiences,
    dates,
    deeds,
    objections,
    outcomes,
    penalties,
    readings,
    stems,
    words,
)
from timeline.merge.clusters import agglomerate, attach
from timeline.merge.contradictions import (
    aims_differ,
    crimes_differ,
    fires_differ,
    headlines_differ,
    mishaps_differ,
    names_differ,
    numbers_differ,
    opposed,
    patients_differ,
    people_differ,
    reasons_differ,
    sayings_differ,
    speakers_differ,
    subjects_differ,
    things_differ,
    trades_differ,
    undone,
)
from timeline.merge.dates import Agreement
from timeline.merge.objections import SAID
from timeline.merge.readings import Reading, Said, compared, numbering
from timeline.merge.words import Abroad

#: Scores are whole numbers, a million for certain, so that sums do not depend on their order.
CERTAIN = 1_000_000
#: From here on two mentions tell of the same event.
JOIN = 500_000
#: From here on they may; a person should look.
MAYBE = 430_000
#: Of two sentences in two languages, whose words may differ only for want of a translation: so many
#: reports in one language do not keep out another that one of them is surely joined with.
UNTRANSLATED = 450_000
#: From here on a report in other words than the first ones surely tells of what was planned.
CONFIRMED = 550_000
#: A report and the only plan that it is likely to tell of; no more than two that may be one.
FULFILLED = 490_000
#: Two reports that evidently tell one act.
EVIDENT = 600_000
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
#: Kinds of what is said or only called an incident.
_VAGUE = SAID | {"incident"}
#: More is needed of two sentences of one article: it seldom tells one thing twice.
_ONE_ARTICLE = 0.15
#: … more when both give numbers, but none in common.
_FIGURES_DIFFER = 0.10
#: Less when both name the day and, in one language, count the same: of the few dozen such pairs of
#: invented stories and of ECB+ train, less alike than needed, all were of one event.
_SAME_FIGURE = 0.10
#: Less than that is never enough; sums of weights in another order differ by less than this.
_LEAST_NEEDED = min(map(min, _NEEDED.values())) - objections.ONE_MINUTE - _SAME_FIGURE
_ROUNDING = 1e-9
#: More when a plan and what it is compared with tell of different acts, as far as they are known.
_OTHER_ACT = 0.10

#: What two mentions have to share besides names, which a whole story shares; and in two languages
#: if they share so many names: none, one …
_LEAST_SHARED, _LEAST_ABROAD = 0.3, (0.5, 0.5, 0.3, 0.15)

#: Weight of a short sentence; what it shares is little, however large its share.
_LEAST_WEIGHT = 2.5

#: What the same act adds that a plan and its report tell of in other words; of invented stories
#: 0.5 finds two pairs more than 0.3 and no wrong one (docs/design.md#merging-the-date-is-a-gate).
_ACT = 0.5
#: Fewest names that such a plan and its report share if they share no word.
_NAMES = 2

#: What two mentions say that cannot be of one event, and takes longest to read.
_DIFFER = (
    numbers_differ,
    names_differ,
    subjects_differ,
    patients_differ,
    crimes_differ,
    reasons_differ,
    things_differ,
    fires_differ,
    trades_differ,
    aims_differ,
    undone,
    mishaps_differ,
    headlines_differ,
    sayings_differ,
    outcomes.begin_apart,
    audiences.differ,
    audiences.bodies_differ,
    penalties.differ,
)

#: By what a plan, and what becomes of it, are evidently one.
_RETOLD = (abroad.evident, outcomes.retold, audiences.spoke, penalties.asked)


def score(one: Reading, other: Reading) -> int:
    """Return how sure it is that both tell of one event: up to ``CERTAIN``, or ``NEVER``."""
    enough = _needed(one, other)
    if enough is None:
        return NEVER
    return _score(one, other, enough, evident=_evident(one, other))


def _score(one: Reading, other: Reading, enough: float, *, evident: bool) -> int:
    """Return how sure it is that two mentions, which need so much likeness, are one event."""
    least = 0 if one.mention.language == other.mention.language else UNTRANSLATED
    sure = max(least, JOIN + round(CERTAIN * (likeness(one, other) - enough)))
    if evident:
        sure = max(sure, EVIDENT)
    elif sure < JOIN and outcomes.fulfilled(one, other):
        sure = FULFILLED
    # Reading these takes longest, and few pairs come as far.
    if sure >= max(MAYBE, least + 1) and any(differ(one, other) for differ in _DIFFER):
        return NEVER
    return sure


def cluster(readings: Iterable[Reading]) -> list[tuple[str, ...]]:
    """Return the ids of the mentions read, those of one event together.

    First come those that name a day: there the date is evidence. Then what names none is added to
    the event that it is clearly told of; else it stands by itself.
    """
    readings = sorted(readings, key=lambda reading: reading.mention.id)
    scores = _scores(readings)
    dated: set[str] = set()
    others: set[str] = set()
    for mention in (reading.mention for reading in readings):
        (dated if dates.names_a_day(mention.when) else others).add(mention.id)
    firm, loose = (
        agglomerate(ids, {p: v for p, v in scores.items() if ids.issuperset(p)}, JOIN)
        for ids in (dated, others)
    )
    scores |= dict.fromkeys((p for p, v in scores.items() if v == FULFILLED), CONFIRMED)
    firm = _confirmed(firm, scores, {r.mention.id for r in readings if r.planned})
    return attach(loose, firm, scores, JOIN, CLEAR)


def _scores(readings: Iterable[Reading]) -> dict[tuple[str, str], int]:
    """Return the scores of pairs that are not 0; what copies tell is compared once."""
    numbers = numbering()
    told = [(reading, numbers[compared(reading.mention)]) for reading in readings]
    known: dict[tuple[int, int, bool], int] = {}
    scores: dict[tuple[str, str], int] = {}
    for (one, first), (other, second) in combinations(told, 2):
        pair = first, second, one.mention.article.key == other.mention.article.key
        if pair not in known:
            known[pair] = score(one, other)
        if known[pair]:
            scores[one.mention.id, other.mention.id] = known[pair]
    return scores


def _confirmed(
    clusters: Sequence[tuple[str, ...]], scores: Mapping[tuple[str, str], int], plans: set[str]
) -> list[tuple[str, ...]]:
    """Return *clusters*, those without a plan with the one that plans what they tell of.

    Reports are worded freely: each may be like the plan, and none like another.
    """
    planned = [cluster for cluster in clusters if not plans.isdisjoint(cluster)]
    told = [cluster for cluster in clusters if plans.isdisjoint(cluster)]
    links = {p: v for p, v in scores.items() if v < 0 or len(plans.intersection(p)) == 1}
    return attach(told, planned, links, CONFIRMED, CLEAR) if planned else list(clusters)


def joins(one: Reading, other: Reading, told: float) -> bool:
    """Tell whether two mentions, whose shared terms tell so much, are one event, as ``score`` does.

    Most pairs of a day end at what is the cheapest to see.
    """
    if speakers_differ(one, other):
        return False
    if not one.acts.isdisjoint(other.acts) and numbers_differ(one, other):
        return False  # as ``_score`` would, after all that takes longer
    evident = _evident(one, other)
    sure = evident or outcomes.fulfilled(one, other)
    most = math.inf if sure else 1.0
    if one.mention.language == other.mention.language and not sure:
        told += _ACT * _one_act(one, other)
        if told < _LEAST_SHARED - _ROUNDING or not objections.may_agree(one.mention, other.mention):
            return False
        mine, theirs = one.own.words, other.own.words
        names = len(mine.names & theirs.stems) + len(theirs.names & mine.stems)
        most = _mean_share(one.own.weight, other.own.weight, told + words.NAME * names)
    if most < _LEAST_NEEDED - _ROUNDING:
        return False
    enough = _needed(one, other)
    if enough is None or most < enough - _ROUNDING:
        return False
    return _score(one, other, enough, evident=evident) >= FULFILLED


def _one_act(one: Reading, other: Reading) -> bool:
    """Tell whether two mentions tell of the same act in whatever words.

    Of two reports only that of a person whom both name: two strikes are in one town on one day.
    """
    both = one.acts & other.acts
    if not both or one.planned or other.planned or both & acts.SUDDEN:
        return bool(both)
    return bool(both - {acts.ANNOUNCE}) and not one.people.isdisjoint(other.people)


def likeness(one: Reading, other: Reading) -> float:
    """Return from 0 to 1 how much of what two mentions say is the same.

    The geometric mean of two shares: of the shorter sentence, which may be a part of the longer,
    and of both together, so that a long sentence is not like everything.
    """
    if one.mention.language == other.mention.language:
        act = _one_act(one, other)
        bare = (one.bare or other.bare) and bool(one.acts & other.acts & acts.HELD)
        least = 1 if bare else _NAMES
        return _likeness(one.own, other.own, act=act, names=least, code=one.mention.language)
    return _likeness_abroad(one, other)


def _likeness(one: Said, other: Said, *, act: bool, names: int, code: str) -> float:
    first, second = one.words, other.words
    shared = first.stems & second.stems
    told = shared - first.names - second.names - (first.opening & second.opening)
    if not shared.isdisjoint(first.names & second.names):
        told -= one.of_names | other.of_names
    numbers = first.numbers & second.numbers
    act = act and not acts.any_act(told)
    mine = one.replaceable - told - second.names
    theirs = other.replaceable - told - first.names
    alike = _alike(mine, theirs, code) if mine and theirs else 0.0
    if not told and not numbers and not ((act or alike) and len(shared) >= names):
        return 0.0
    plain = sum(map(words.weight, sorted(told))) + words.NUMBER * len(numbers) + _ACT * act + alike
    if plain < _LEAST_SHARED:
        return 0.0
    common = plain + words.NAME * (len(shared) - len(told))
    return _mean_share(one.weight, other.weight, common)


def _alike(one: frozenset[str], other: frozenset[str], code: str) -> float:
    """Return how much of two sets of words is the same in other words."""
    mine, theirs = readings.replaced(one, code), readings.replaced(other, code)
    return sum(min(mine[own], theirs[own]) for own in sorted(mine.keys() & theirs.keys()))


def _likeness_abroad(one: Reading, other: Reading) -> float:
    """Return how much of what two mentions in two languages say may be the same."""
    first, second = one.abroad, other.abroad
    names = _named(first.words, second.words)
    numbers = first.words.numbers & second.words.numbers
    shared = first.words.every & second.words.every
    told = [_understood(said.words, shared, names) for said in (first, second)]
    # What is done may be all that two languages share besides names.
    both = one.acts & other.acts
    act = len(names) >= _NAMES and not both.isdisjoint(one.acts - {acts.ANNOUNCE})
    more = _ACT * (act and not acts.any_act(frozenset().union(*told[0], *told[1])))
    plain = min(math.fsum(map(_weight, each)) for each in told) + words.NUMBER * len(numbers) + more
    found = min(map(len, told)) + len(numbers) + bool(more)
    least = _LEAST_ABROAD[min(len(names), len(_LEAST_ABROAD) - 1)]
    if plain < least or found + len(names) <= _NAMES:
        return 0.0
    return _mean_share(first.weight, second.weight, plain + words.NAME * len(names))


def _named(one: Abroad, other: Abroad) -> frozenset[str]:
    """Return the names that two texts share: one that a text begins with is one in the other."""
    return frozenset(
        name
        for name in (one.names.keys() | one.opening) & (other.names.keys() | other.opening)
        if name in one.names or name in other.names
    )


def _understood(
    said: Abroad, shared: frozenset[str], names: frozenset[str]
) -> list[frozenset[str]]:
    """Return what words of a text share with another text in meaning, for each that does.

    Of names only for those that are not shared as names.
    """
    found = [word & shared for word in said.senses if not word.isdisjoint(shared)]
    return found + [
        means & shared
        for name, means in said.names.items()
        if name not in names and not means.isdisjoint(shared)
    ]


def _weight(shared: frozenset[str]) -> float:
    """Return how much a word tells that two texts share; of all that it may mean the rarest."""
    return max(
        (words.weight(own) for own in shared if not own.startswith(stems.UNKNOWN)),
        default=words.RARE,
    )


def _mean_share(one: float, other: float, common: float) -> float:
    shorter = max(min(one, other), _LEAST_WEIGHT)
    together = max(one + other - common, _LEAST_WEIGHT)
    return math.sqrt(min(1.0, common / shorter) * min(1.0, common / together))


def _needed(one: Reading, other: Reading) -> float | None:
    """Return the likeness that makes two mentions one event as their dates agree, or None."""
    agreement = dates.agreement(one.mention.when, other.mention.when)
    if agreement is None and outcomes.fulfilled(one, other):
        agreement = Agreement.WITHIN  # days before what was planned was due
    return None if agreement is None else needed(one, other, agreement)


def needed(one: Reading, other: Reading, agreement: Agreement) -> float | None:
    """Return the likeness that makes two mentions one event; None when nothing can."""
    first, second = one.mention, other.mention
    if speakers_differ(one, other) or people_differ(one, other) or opposed(one, other):
        return None
    kinds = objections.for_kinds(first, second)
    if kinds is None and _whatever_kind(one, other):
        kinds = 0.0
    plan = objections.for_plan(first, second, agreement)
    language = objections.for_language(first, second, agreement)
    if kinds is None or plan is None or language is None:
        return None
    if objections.lasting_differs(first, second, agreement):
        return None
    vague = first.kind in _VAGUE or second.kind in _VAGUE
    least = _NEEDED[agreement][0 if vague else 1] + (kinds + plan + language)
    if first.article.key == second.article.key:
        least += _ONE_ARTICLE
    if (one.acts & other.acts).isdisjoint(acts.SUDDEN):
        least += _figures(one, other, agreement)
    planned = one.planned or other.planned
    told = (r.acts if planned else r.acts - {acts.ANNOUNCE} for r in (one, other))
    done = list(map(acts.done, told))
    if all(done):
        least += _OTHER_ACT * done[0].isdisjoint(done[1])
    return least


def _whatever_kind(one: Reading, other: Reading) -> bool:
    """Tell whether two mentions are of one act, of which either may tell more of another kind."""
    if SAID.isdisjoint((one.mention.kind, other.mention.kind)) and deeds.evident(one, other):
        return True
    return outcomes.fulfilled(one, other) or _retold(one, other)


def _evident(one: Reading, other: Reading) -> bool:
    """Tell whether two mentions evidently tell one act, in one language or in two."""
    return deeds.evident(one, other) or _retold(one, other)


def _retold(one: Reading, other: Reading) -> bool:
    """Tell whether what is planned is told again, in another language, or by what was said then."""
    return any(told(one, other) for told in _RETOLD)


def _figures(one: Reading, other: Reading, agreement: Agreement) -> float:
    """Return what is needed on top for the numbers of two mentions, or less."""
    mine, theirs = one.own.words.numbers, other.own.words.numbers
    if mine and theirs and mine.isdisjoint(theirs):
        return _FIGURES_DIFFER
    named = agreement is Agreement.SAME and one.mention.language == other.mention.language
    return -_SAME_FIGURE if named and not one.figures.isdisjoint(other.figures) else 0.0
