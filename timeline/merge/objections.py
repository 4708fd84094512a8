"""What speaks against two mentions being one event, and how much liker it makes them have to be."""

from __future__ import annotations

import re
from functools import lru_cache

from timeline.merge import dates, titles
from timeline.merge.acts import ANNOUNCE, acts
from timeline.merge.dates import Agreement
from timeline.types import Basis, Granularity, Mention, Status

#: What is needed on top of two kinds that are near each other.
_NEAR_KIND = 0.10
#: … two kinds of one act: too much for the two alone, and no bar to both fulfilling one plan.
_ONE_ACT = 1.0
#: … kinds that contradict in two languages, each of which has its own words for kinds: they have to
#: be alike in nearly all.
_OTHER_KIND_ABROAD = 0.5
#: Less when both name the same minute: two things seldom happen in one.
ONE_MINUTE = 0.10
#: More when a plan is told of without its day, or with the days of a longer time.
_VAGUE_PLAN = 0.15
#: … and in another language.
_OTHER_LANGUAGE = 0.10

#: Kinds of what is said.
SAID = frozenset({"statement", "demand", "rejection", "threat"})
#: … of these of what is wanted or not, and never of what is done.
_WANTED = SAID - {"statement"}
#: The act of putting off.
_PUT_OFF = "postpone"
#: Kinds of an act of which no more is known; another reporter may call it by any kind.
_UNKNOWN_KIND = frozenset({"schedule", "incident"})
#: Kinds that one act may be given by two reporters.
_NEAR = (
    SAID,
    frozenset({"violence", "crime"}),
    frozenset({"violence", "protest"}),
    frozenset({"investigation", "enforcement"}),
)

#: A clock time as it is written: "12:15 a.m.", "4 p.m.", "ore 17.30".
_CLOCK = re.compile(
    r"\b(\d{1,2})(?:[:.](\d{2}))?(?:\s?([ap])\.?m\b|(?<=\d\d)(?<=[:.]\d\d))", re.IGNORECASE
)
#: Who says it is told before what is said, and not behind it: "… were closed, the mayor said".
_SAYS = re.compile(r"\b(?:said|says|ha(?:nno)? detto)\b(?!\W*$)")
#: What stands before the end of something that lasts: "until the end of March", "fino a marzo".
_LASTS = re.compile(
    r"\b(?:until|till|fino\sa\w*|sino\sa\w*)['’\s][^,;.]{0,24}$|\bthrough\s(?:the\send\sof\s)?$",
    re.IGNORECASE,
)


def for_kinds(one: Mention, other: Mention) -> float | None:
    """Return what is needed on top for the kinds of two mentions; None when they contradict."""
    if one.when == other.when and _one_minute(one, other):
        return -ONE_MINUTE
    if one.kind == other.kind or _undetermined(one, other) or _called_off(one, other):
        return 0.0
    if _near(one.kind, other.kind) or _fulfilled(one, other):
        return _NEAR_KIND
    if one.language != other.language and _WANTED.isdisjoint((one.kind, other.kind)):
        return _OTHER_KIND_ABROAD
    return _ONE_ACT if _one_act(one, other) else None


def may_agree(one: Mention, other: Mention) -> bool:
    """Tell whether the kinds of two mentions may agree; cheaper than ``for_kinds``."""
    if one.kind == other.kind or _near(one.kind, other.kind) or _one_minute(one, other):
        return True
    return _called_off(one, other) or (one.status is not other.status and _fulfilled(one, other))


def for_plan(one: Mention, other: Mention, agreement: Agreement) -> float | None:
    """Return what is needed on top for what happened to confirm a plan.

    Both name the day, or the plan a time that holds it; then they have to be more alike.
    """
    if one.status is other.status or Status.PLANNED not in (one.status, other.status):
        return 0.0
    plan, told = (one, other) if one.status is Status.PLANNED else (other, one)
    if told.status is Status.HAPPENED and _puts_off(told) and not _puts_off(plan):
        return None
    if agreement is Agreement.WITHIN and not dates.is_open(told.when):
        return _VAGUE_PLAN
    return 0.0 if agreement in (Agreement.SAME, Agreement.CLOCK) else None


def _puts_off(mention: Mention) -> bool:
    """Tell whether something is put off: what was planned for the day is not done by that."""
    return _PUT_OFF in _acts(mention)


def for_language(one: Mention, other: Mention, agreement: Agreement) -> float | None:
    """Return what is needed on top for two languages, of which less is compared."""
    if one.language == other.language:
        return 0.0
    return _OTHER_LANGUAGE if agreement is Agreement.SAME or _begin(one, other) else None


def _begin(one: Mention, other: Mention) -> bool:
    """Tell whether both name the day from which something goes on: "missing since Wednesday"."""
    told = Basis.PUBLICATION not in (one.basis, other.basis)
    return told and one.when.start is not None and one.when.start == other.when.start


def lasting_differs(one: Mention, other: Mention, agreement: Agreement) -> bool:
    """Tell whether one of two mentions is of what lasts until a month or week, the other not."""
    if agreement is not Agreement.WITHIN:
        return False
    first, second = (_lasts(m.quote, m.time_expression or "", m.language) for m in (one, other))
    return first is not second


def _undetermined(one: Mention, other: Mention) -> bool:
    """Tell whether two kinds differ only since one act is a plan: no more is known of either."""
    return {one.kind, other.kind} == _UNKNOWN_KIND and Status.PLANNED in (one.status, other.status)


def _called_off(one: Mention, other: Mention) -> bool:
    """Tell whether one act is planned or called off: "scrapped the march" is no rejection then."""
    told = {one.status, other.status}
    if Status.CALLED_OFF not in told or not told <= {Status.CALLED_OFF, Status.PLANNED}:
        return False
    return not _acts(one).isdisjoint(_acts(other))


def _acts(mention: Mention) -> frozenset[str]:
    """Return the acts that a mention tells."""
    return acts(titles.told(mention), mention.language)


def _fulfilled(one: Mention, other: Mention) -> bool:
    """Tell whether a report may be of what was planned, though it has another kind.

    "The chancellor will address parliament" is fulfilled by a statement, a threat or demand by
    the act, a visit by whatever tells of the arrival: "booed when she arrived".
    """
    for plan, told in ((one, other), (other, one)):
        if plan.status is Status.PLANNED is not told.status:
            if told.kind == "statement":
                return _speaks(plan) and _speaks(told)
            return plan.kind in ("threat", "demand") or _one_act(plan, told)
    return False


def _speaks(mention: Mention) -> bool:
    """Tell whether a title is of speaking: who declares a day of mourning need not have spoken."""
    spoken = _SAYS.search(titles.told(mention)) is not None
    return spoken or ANNOUNCE in _acts(mention)


def _one_act(one: Mention, other: Mention) -> bool:
    """Tell whether both titles tell of an act, and neither of what is said."""
    if one.kind in SAID or other.kind in SAID:
        return False
    first, second = _acts(one), _acts(other)
    return not (first & second).isdisjoint(first - {ANNOUNCE})


@lru_cache
def _near(one: str, other: str) -> bool:
    """Tell whether two reporters may give one act both kinds."""
    kinds = {one, other}
    if any(kinds <= near for near in _NEAR):
        return True
    return bool(kinds & _UNKNOWN_KIND) and "statement" not in kinds


@lru_cache(maxsize=8_192)
def _lasts(quote: str, expression: str, code: str) -> bool:
    """Tell whether a date is the end of what a sentence tells of; what is put off begins then."""
    before = quote[: max(quote.find(expression), 0)]
    return _LASTS.search(before) is not None and _PUT_OFF not in acts(before, code)


def _one_minute(one: Mention, other: Mention) -> bool:
    """Tell whether two mentions of one date name the same minute of it.

    A clock time whose zone nobody knows is no part of the date, yet both articles may give it.
    """
    if one.when.granularity is Granularity.MINUTE:
        return True
    mine, theirs = one.time_expression, other.time_expression
    return bool(mine and theirs) and not _clocks(mine).isdisjoint(_clocks(theirs))


@lru_cache(maxsize=4096)
def _clocks(expression: str) -> frozenset[tuple[str, ...]]:
    return frozenset(
        (hour, minute or "00", half.lower()) for hour, minute, half in _CLOCK.findall(expression)
    )
