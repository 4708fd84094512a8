"""Which events may be one: pairs that nearly came together, for a person to judge."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

from timeline.merge import contradictions, dates, objections, outcomes, pairs
from timeline.merge.blocks import Neighbourhood
from timeline.merge.readings import Reading
from timeline.types import Timeline

#: Dates that lie so near may be one day told wrongly: "on Monday" written on Tuesday.
NEAR = timedelta(days=1)

#: Likeness from which two mentions may be one event against one objection.
_ALIKE = 0.5

#: What two mentions say that cannot be of one event, each with its words.
_DIFFER = (
    (contradictions.opposed, "one act excludes the other"),
    (contradictions.people_differ, "people differ"),
    (contradictions.numbers_differ, "numbers differ"),
    (contradictions.names_differ, "names differ"),
    (contradictions.subjects_differ, "laws or offices differ"),
    (contradictions.patients_differ, "what it is done to differs"),
    (contradictions.things_differ, "places, vehicles or people differ"),
    (contradictions.fires_differ, "what burns differs"),
    (contradictions.crimes_differ, "crimes differ"),
    (contradictions.reasons_differ, "reasons differ"),
    (contradictions.trades_differ, "trades differ"),
    (contradictions.aims_differ, "aims differ"),
    (contradictions.sayings_differ, "two things are said"),
    (contradictions.headlines_differ, "headlines differ"),
    (contradictions.mishaps_differ, "one is planned, the other a mishap"),
    (contradictions.undone, "one tells that the other is put off"),
    (outcomes.begin_apart, "plan and report begin with two things"),
)


@dataclass(frozen=True, slots=True)
class Doubt:
    """Two events that may be one, and what speaks against it."""

    one: str
    other: str
    #: From 0 to 1.
    likeness: float
    why: str


def doubts(timeline: Timeline) -> tuple[Doubt, ...]:
    """Return the events of *timeline* that may be one, likeliest first."""
    mentions = {m.id: m for event in timeline.events for m in event.mentions}
    home = {m.id: event.id for event in timeline.events for m in event.mentions}
    near = Neighbourhood(mentions)
    best: dict[tuple[str, str], Doubt] = {}
    for key in sorted(mentions):
        for other in near.around(key, NEAR):
            pair = (min(home[key], home[other]), max(home[key], home[other]))
            if key < other and pair[0] != pair[1]:
                for found in _doubt(pair, near.reading(key), near.reading(other)):
                    best[pair] = max(best.get(pair, found), found, key=lambda d: d.likeness)
    return tuple(sorted(best.values(), key=lambda d: (-d.likeness, d.one, d.other)))


def _doubt(pair: tuple[str, str], one: Reading, other: Reading) -> Iterator[Doubt]:
    """Yield the doubt that two mentions raise: nearly alike, or alike against one objection."""
    alike = pairs.likeness(one, other)
    against = tuple(_objections(one, other))
    if not against and pairs.score(one, other) >= pairs.MAYBE:
        yield Doubt(*pair, alike, "nearly alike enough")
    elif len(against) == 1 and alike >= _ALIKE:
        yield Doubt(*pair, alike, against[0])


def _objections(one: Reading, other: Reading) -> Iterator[str]:
    """Yield in words what rules out that two mentions are one event."""
    first, second = one.mention, other.mention
    agreement = dates.agreement(first.when, second.when)
    if agreement is None:
        yield f"dates differ: {first.when.edtf}, {second.when.edtf}"
    if first.kind != second.kind and objections.for_kinds(first, second) is None:
        yield f"kinds differ: {first.kind}, {second.kind}"
    if contradictions.speakers_differ(one, other):
        yield f"speakers differ: {first.said_by}, {second.said_by}"
    yield from (why for differ, why in _DIFFER if differ(one, other))
    if agreement is not None and objections.lasting_differs(first, second, agreement):
        yield "one lasts until then"
    if agreement is not None and objections.for_plan(first, second, agreement) is None:
        yield "a plan, and a report without its day"
    if agreement is not None and objections.for_language(first, second, agreement) is None:
        yield "two languages, and not both name the day"
