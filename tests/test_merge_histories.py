"""What must hold for every history of arrivals, corrections and departures."""

import os
from dataclasses import replace
from datetime import timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.mentions import EMPTY, NOW, before, day, mention
from timeline.merge import evidence, merge, window
from timeline.types import Status

#: Histories that are generated; ``HISTORIES=20000`` tries more.
HISTORIES = int(os.environ.get("HISTORIES", "500"))

#: Things that are told of, each by several sentences alike, the last in Italian; two of them
#: share most of their words.
TOLD = (
    (
        "violence",
        "Two skiers were hurt by an avalanche near Bormio on {0}, Valtellina rescuers said.",
        "An avalanche near Bormio hurt two skiers on {0}.",
        "Near Bormio an avalanche buried and hurt two skiers.",
        "Due sciatori feriti da una valanga vicino a Bormio il {0} gennaio.",
    ),
    (
        "violence",
        "Three climbers were hurt by an avalanche near Livigno on {0}, Valtellina rescuers said.",
        "An avalanche near Livigno hurt three climbers on {0}.",
        "Near Livigno an avalanche buried and hurt three climbers.",
        "Tre alpinisti feriti da una valanga vicino a Livigno il {0} gennaio.",
    ),
    (
        "statement",
        "Mayor Bianchi of Bormio promised new snow fences on {0}.",
        "Bormio's Mayor Bianchi promised that new fences against snow would be built.",
        "New snow fences were promised by Mayor Bianchi of Bormio after the avalanche.",
        "Il sindaco di Bormio Bianchi ha promesso il {0} nuove barriere contro la neve.",
    ),
    (
        "schedule",
        "The cable car to Bormio 2000 will open again on {0}.",
        "The cable car to Bormio 2000 opened again on {0} with a small ceremony.",
        "Bormio will see its cable car open again with a ceremony on {0}.",
        "La funivia di Bormio riaprirà il {0} gennaio con una cerimonia.",
    ),
)
DAYS = ("2026-01-20", "2026-01-21", "2026-01-25")

sentences = st.tuples(
    st.integers(0, len(TOLD) - 1),
    st.integers(1, len(TOLD[0]) - 1),
    st.sampled_from("abcde"),
    st.sampled_from(DAYS),
    st.booleans(),
)


def build(choice):
    """Return the mention that a tuple of choices stands for."""
    thing, variant, article, when, dated = choice
    kind = TOLD[thing][0]
    planned = kind == "schedule" and variant != 2
    made = mention(
        TOLD[thing][variant].format(when[-2:]),
        article,
        when=day(when) if dated else before(when),
        published=f"2026-01-26T0{'abcde'.index(article)}:00",
        kind=kind,
        language="it" if variant == len(TOLD[thing]) - 1 else "en",
        status=Status.PLANNED if planned else Status.HAPPENED,
    )
    # The same sentence with another date is a correction: it keeps the mention's id.
    return replace(made, id=mention(TOLD[thing][variant], article).id)


batches = st.lists(
    st.tuples(st.lists(sentences, max_size=5), st.lists(sentences, max_size=2)),
    min_size=1,
    max_size=6,
)


def members(timeline):
    return {event.id: {m.id for m in event.mentions} for event in timeline.events}


def partition(timeline):
    return {frozenset(m.id for m in event.mentions) for event in timeline.events}


def replayed(membership, changes):
    """Return who belongs to which event after the changes of a log."""
    now = {event: set(ids) for event, ids in membership.items()}
    for change in changes:
        own = now.setdefault(change.event, set())
        if change.what in ("added", "joined", "merged", "split"):
            own |= set(change.mentions)
        elif change.what == "corrected":
            own -= {change.other}
            own |= set(change.mentions)
        elif change.what == "left":
            own -= set(change.mentions)
        elif change.what == "withdrawn":
            own.clear()
    return {event: ids for event, ids in now.items() if ids}


def check(known, merged, now):
    """Assert what holds after every step."""
    events = merged.timeline.events
    gone = {gone.id: gone.last for gone in known.withdrawn}
    was = gone | {event.id: event for event in known.events}
    logged = {change.event for change in merged.changes}
    assert replayed(members(known), merged.changes) == members(merged.timeline)
    assert len({m.id for e in events for m in e.mentions}) == sum(len(e.mentions) for e in events)
    assert len({event.published for event in events}) == len(events)
    assert len({event.updated for event in events}) == len(events)
    withdrawn = {gone.id: gone for gone in merged.timeline.withdrawn}
    assert not withdrawn.keys() & {event.id for event in events}
    assert {event.id for event in known.events} <= {e.id for e in events} | withdrawn.keys()
    for event in events:
        assert event.published <= now
        assert event.published.microsecond == event.updated.microsecond == 0
        old = was.get(event.id)
        if old is None:
            assert event.updated == event.published
            assert (event.revision, event.id in logged) == (1, True)
        elif event.id not in gone and evidence.noticed(old) == evidence.noticed(event):
            assert (event.updated, event.revision) == (old.updated, old.revision)
        else:
            assert event.published == old.published
            assert event.updated > old.updated
            assert event.revision == old.revision + 1
            assert event.id in logged
    same = merged.timeline.revision == known.revision
    assert same == (merged.timeline.events == known.events and not merged.changes)


@settings(max_examples=HISTORIES, deadline=None)
@given(batches)
def test_every_change_of_every_history_is_logged(steps):
    timeline, now, present = EMPTY, NOW, {}
    for arrived, departed in steps:
        now += timedelta(minutes=10)
        gone = {build(choice).id for choice in departed}
        new = [build(choice) for choice in arrived]
        merged = merge(timeline, new, gone, now=now)
        check(timeline, merged, now)
        for m in new:
            present[m.id] = m
        for key in gone - {m.id for m in new}:
            present.pop(key, None)
        assert {m.id for e in merged.timeline.events for m in e.mentions} == set(present)
        again = merge(merged.timeline, new, (), now=now + timedelta(minutes=1))
        assert again.timeline == merged.timeline
        assert not again.changes
        timeline = merged.timeline


@settings(max_examples=150, deadline=None)
@given(st.lists(sentences, min_size=1, max_size=12, unique_by=lambda c: c[:3]), st.randoms())
def test_the_order_of_arrival_does_not_change_the_events(choices, chance):
    mentions = [build(choice) for choice in choices]
    at_once = merge(EMPTY, mentions, (), now=NOW).timeline
    chance.shuffle(mentions)
    timeline = EMPTY
    for number, one in enumerate(mentions):
        timeline = merge(timeline, [one], (), now=NOW + timedelta(minutes=number)).timeline
    assert partition(timeline) == partition(at_once)
    told = {frozenset(m.id for m in e.mentions): (e.when, e.status, e.kind) for e in at_once.events}
    for event in timeline.events:
        assert (event.when, event.status, event.kind) == told[
            frozenset(m.id for m in event.mentions)
        ]


@settings(max_examples=100, deadline=None)
@given(st.lists(sentences, max_size=12, unique_by=lambda c: c[:3]), sentences)
def test_the_part_of_a_timeline_in_the_window_is_enough(choices, last):
    old = [build(choice) for choice in choices if choice[:3] != last[:3]]
    far = mention("A museum of skis opened in Turin.", "z", when=day("2025-06-01"), kind="incident")
    whole = merge(EMPTY, [*old, far], (), now=NOW).timeline
    new = build(last)
    seen = window([new])
    part = replace(whole, events=tuple(e for e in whole.events if seen.holds(e.when)))
    assert far.id not in {event.id for event in part.events}
    now = NOW + timedelta(hours=1)
    assert merge(part, [new], (), now=now).changes == merge(whole, [new], (), now=now).changes
