"""Whether two mentions tell of the same event."""

from __future__ import annotations

from dataclasses import dataclass

from timeline.merge import dates, words
from timeline.types import Mention, Status

#: Scores are whole numbers, a million for certain, so that sums do not depend on their order.
CERTAIN = 1_000_000
#: From here on two mentions tell of the same event.
JOIN = 500_000
#: From here on they may; a person should look.
MAYBE = 380_000
#: Two mentions that can never be one event, whatever else joins them.
NEVER = -(10**12) * CERTAIN

#: Kinds that say nothing and therefore contradict nothing.
_ANY_KIND = frozenset({"", "other", "event"})


@dataclass(frozen=True, slots=True)
class Reading:
    """A mention with what is compared of it."""

    mention: Mention
    words: words.Words


def read(mention: Mention) -> Reading:
    """Return *mention* with what is compared of it."""
    names = (*mention.actors, *mention.places)
    return Reading(mention, words.read(f"{mention.quote}\n{mention.summary}", names))


def score(one: Reading, other: Reading) -> int:
    """Return how sure it is that both tell of one event: up to ``CERTAIN``, or ``NEVER``."""
    if _contradict(one.mention, other.mention):
        return NEVER
    shared = _weight(one, one.words.stems & other.words.stems) + 2 * len(
        one.words.numbers & other.words.numbers
    )
    least = min(_weight(r, r.words.stems) + 2 * len(r.words.numbers) for r in (one, other))
    if shared < 4 or not one.words.names & other.words.names:
        return 0
    return CERTAIN * shared // max(least, 8)


def _weight(reading: Reading, stems: frozenset[str]) -> int:
    """Return the weight of *stems*; a name counts twice."""
    return len(stems) + len(stems & reading.words.names)


def _contradict(one: Mention, other: Mention) -> bool:
    """Tell whether the two can never be one event."""
    if not dates.agree(one.when, other.when):
        return True
    if one.kind != other.kind and not _ANY_KIND & {one.kind, other.kind}:
        return True
    if Status.PLANNED in (one.status, other.status) and one.status != other.status:
        # What happened confirms a plan only when both name the day.
        return dates.is_open(one.when) or dates.is_open(other.when)
    return False
