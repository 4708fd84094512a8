"""What is merged with the stored part of a timeline is what the whole one gives, in any order."""

import os
from contextlib import nullcontext, suppress
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import count
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.mentions import EMPTY, NOW, before, day, mention
from timeline import Override, OverrideError, Ruling, Story, Withdrawal
from timeline.merge import merge
from timeline.storage import Storage
from timeline.storage.overrides import dated
from timeline.types import Granularity, Status, When
from timeline.update.weaving import weave

#: Histories that are generated; ``HISTORIES=20000`` tries more.
HISTORIES = int(os.environ.get("HISTORIES", "500")) // 10

#: What one landslide may have done: reports tell two or three of it, so that each is like some
#: others, and none like all.
DONE = (
    "buried two parked cars",
    "closed the road",
    "cut a power line",
    "damaged a stone bridge",
    "killed a shepherd",
)


def month(year, number):
    first, last = datetime(year, number, 1, tzinfo=UTC), datetime(year, number + 1, 1, tzinfo=UTC)
    return When(f"{year}-{number:02}", first, last, Granularity.MONTH)


DATES = (
    day("2026-01-05"),
    day("2026-01-06"),
    day("2026-01-20"),
    month(2026, 1),
    before("2026-01-22"),
)

reports = st.tuples(
    st.sets(st.integers(0, len(DONE) - 1), min_size=1, max_size=3).map(sorted).map(tuple),
    st.sampled_from("abcdefgh"),
    st.sampled_from(DATES),
)


def build(report, story=""):
    """Return the mention of a report; its id says what and who, so that a day can be corrected."""
    done, article, when = report
    quote = f"A landslide near Bormio {' and '.join(DONE[number] for number in done)}."
    hour, article = "abcdefgh".index(article), article + story
    made = mention(quote, article, when=when, published=f"2026-01-26T0{hour}:00", kind="incident")
    return replace(made, id=mention(quote, article).id)


steps = st.lists(
    st.tuples(st.lists(reports, max_size=4), st.lists(reports, max_size=2)), min_size=2, max_size=7
)


@pytest.fixture(scope="module")
def storage(tmp_path_factory):
    kept = Storage(f"sqlite:///{tmp_path_factory.mktemp('stored')}/timeline.db")
    kept.upgrade()
    yield kept
    kept.close()


def parts(timeline):
    return {frozenset(m.id for m in event.mentions) for event in timeline.events}


class Stored:
    """A story of its own in a database."""

    number = count(1)

    def __init__(self, storage):
        self.storage, self.slug = storage, f"story-{next(self.number)}"
        with storage.write() as batch:
            story = Story(slug=self.slug, title="", description="", zone=ZoneInfo("UTC"), terms=())
            batch.keep_story(story, "")
        self.told = {}

    def weave(self, arrived, departed, now, merging=nullcontext):
        touched = [*arrived, *(self.told[key] for key in departed if key in self.told)]
        touched += [self.told[m.id] for m in arrived if m.id in self.told]
        self.told |= {m.id: m for m in arrived}
        with self.storage.write() as batch:
            weave(batch, self.slug, touched, arrived, departed, now=now, merging=merging)
        return self.storage.load(self.slug)


@settings(max_examples=HISTORIES, deadline=None)
@given(steps)
def test_a_stored_timeline_goes_through_every_history_as_a_whole_one_does(storage, history):
    stored, whole, now = Stored(storage), EMPTY, NOW
    for arrived, departed in history:
        now += timedelta(minutes=10)
        new = list({m.id: m for m in map(build, arrived)}.values())
        gone = {build(report).id for report in departed} - {m.id for m in new}
        whole = merge(whole, new, gone, now=now).timeline
        kept = stored.weave(new, gone, now)
        assert kept.events == whole.events
        assert kept.withdrawn == whole.withdrawn


#: A deadline, and days on which what is due may be done, or is not due any more.
DUE = (
    before("2026-01-14"),
    before("2026-01-22"),
    *(day(f"2026-01-{number:02}") for number in (2, 5, 7, 13, 14, 16, 20, 25)),
)
dues = st.tuples(
    st.sampled_from(("bridge", "dam")), st.sampled_from("abcdefgh"), st.sampled_from(DUE)
)


def due(report):
    """Return the mention of what is due by a day, or was done on one."""
    thing, article, when = report
    done, planned = ("submitted", Status.HAPPENED), ("will submit", Status.PLANNED)
    said, status = planned if when.start is None else done
    quote = f"The insurer Halden {said} its report on the {thing}."
    at = "2025-12-20T09:00" if when.start is None else "2026-01-26T09:00"
    key = f"{article} {when.edtf}"
    return mention(quote, key, when=when, published=at, kind="schedule", status=status)


@settings(max_examples=HISTORIES, deadline=None)
@given(st.lists(st.lists(dues, max_size=3), min_size=2, max_size=6))
def test_what_is_done_by_its_deadline_is_found_in_any_order(storage, history):
    stored, whole, now, told = Stored(storage), EMPTY, NOW, {}
    for arrived in history:
        now += timedelta(minutes=10)
        new = {m.id: m for m in map(due, arrived)}
        told |= new
        whole = merge(whole, list(new.values()), (), now=now).timeline
        assert stored.weave(list(new.values()), (), now).events == whole.events
    assert parts(whole) == parts(merge(EMPTY, list(told.values()), (), now=now).timeline)


def test_what_is_told_again_unchanged_is_merged_by_the_rules_of_today(storage, monkeypatch):
    stored, told = (
        Stored(storage),
        [due(("dam", key, when)) for key, when in (("a", DUE[0]), ("b", DUE[4]))],
    )
    with monkeypatch.context() as older:
        older.setattr("timeline.merge.pairs.joins", lambda *_: False)
        before = stored.weave(told, (), NOW)
    after = stored.weave(told, (), NOW + timedelta(minutes=10))
    assert [len(timeline.events) for timeline in (before, after)] == [2, 1]
    assert after.events[0].published in {event.published for event in before.events}
    again = stored.weave(told, (), NOW + timedelta(minutes=20))
    assert again.events == after.events


decisions = st.tuples(st.sampled_from(list(Ruling)), st.integers(0, 9), st.integers(0, 9))


class Edited(Stored):
    """… of which an editor decides, too, on whatever was ever published."""

    def __init__(self, storage):
        super().__init__(storage)
        self.ever = {}

    def decide(self, decision, now):
        ruling, one, other = decision
        ids = list(self.ever)
        if not ids:
            return
        key, value = ids[one % len(ids)], ids[other % len(ids)]
        made = self.storage.overrides(self.slug)
        if ruling is Ruling.UNDO and made:
            key, value = made[one % len(made)].event, str(made[one % len(made)].number)
        if ruling is Ruling.SPLIT:
            value = self.ever[key].mentions[0].id
        if ruling is Ruling.HIDE:
            value = None
        if ruling is Ruling.STATUS:
            value = list(Status)[other % len(Status)]
        if ruling is Ruling.DATE:
            value = dated(DATES[other % 3])
        # Refused is what concerns an event that is gone: an alias, a part that is no more.
        with suppress(OverrideError):
            self.storage.overrule(self.slug, Override(key, ruling, now, "ed", value))

    def check(self):
        """Assert what holds of everything that was ever published."""
        shown = self.storage.load(self.slug)
        live, gone = {e.id: e for e in shown.events}, {w.id: w for w in shown.withdrawn}
        assert len(live) == len(shown.events)
        assert len(gone) == len(shown.withdrawn)
        assert not live.keys() & gone.keys()
        assert self.ever.keys() <= live.keys() | gone.keys()
        told = [m.id for event in shown.events for m in event.mentions]
        assert len(told) == len(set(told))
        assert len({event.published for event in shown.events}) == len(live)
        for key, event in live.items():
            before = self.ever.get(key, event)
            assert event.published == before.published
            assert event.updated >= before.updated
            assert event.revision >= before.revision
        for one in gone.values():
            heir, steps = one, 0
            while isinstance(heir, Withdrawal) and heir.replaced_by:
                heir, steps = live.get(heir.replaced_by) or gone[heir.replaced_by], steps + 1
                assert steps <= len(gone)
        for key in self.ever:
            story, found = self.storage.find_event(key)
            assert story == self.slug
            assert found == (live.get(key) or gone[key])
        self.ever |= live


@settings(max_examples=HISTORIES, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.lists(reports, max_size=3),
            st.lists(reports, max_size=1),
            st.lists(decisions, max_size=2),
        ),
        min_size=2,
        max_size=7,
    )
)
def test_nothing_published_is_lost_whatever_arrives_goes_or_is_decided(storage, history):
    stored, now = Edited(storage), NOW
    for arrived, departed, decided in history:
        now += timedelta(minutes=10)
        new = list({m.id: m for m in (build(one, stored.slug) for one in arrived)}.values())
        gone = {build(report, stored.slug).id for report in departed} - {m.id for m in new}
        stored.weave(new, gone, now)
        stored.check()
        for decision in decided:
            now += timedelta(minutes=1)
            stored.decide(decision, now)
            stored.check()


#: What is done in three articles, the last of which joins the others.
CHAIN = (((0, 2), "a"), ((1, 3), "b"), ((0, 1, 2), "c"))


def test_what_splits_off_again_gets_no_id_that_redirects(storage):
    stored, whole = Stored(storage), EMPTY
    told = [*CHAIN, ((0, 2), "d")]
    for number, (done, article) in enumerate(told):
        new, now = [build((done, article, DATES[0]))], NOW + timedelta(minutes=number)
        whole = merge(whole, new, (), now=now).timeline
        kept = stored.weave(new, (), now)
    assert {gone.id for gone in kept.withdrawn} == {build((*told[1], DATES[0])).id}
    assert sorted(len(event.mentions) for event in kept.events) == [1, 3]
    assert (kept.events, kept.withdrawn) == (whole.events, whole.withdrawn)


def test_what_splits_off_is_merged_once_where_its_name_is_free(storage):
    stored, merges = Stored(storage), []
    told = [build((done, article, DATES[0])) for done, article in CHAIN]
    stored.weave(told, (), NOW)
    kept = stored.weave([], {told[2].id}, NOW, merging=lambda: nullcontext(merges.append(1)))
    assert {event.id for event in kept.events} == {told[0].id, told[1].id}
    assert len(merges) == 1


@pytest.mark.parametrize("ends", ["a", "b", "ab"])
def test_a_part_that_an_editor_split_off_stays_at_its_address(storage, ends):
    stored = Edited(storage)
    told = {key: build(((0, 1), key, DATES[0]), stored.slug) for key in "ab"}
    stored.weave(list(told.values()), (), NOW)
    stored.check()
    (event,) = stored.ever
    split = Override(event, Ruling.SPLIT, NOW + timedelta(hours=1), "ed", told["b"].id)
    storage.overrule(stored.slug, split)
    stored.check()
    (part,) = stored.ever.keys() - {event}
    stored.weave([], {told[key].id for key in ends}, NOW + timedelta(hours=2))
    stored.check()
    _, found = storage.find_event(part)
    if ends == "a":  # what is left of the event is the part, which stays one
        assert [one.id for one in found.mentions] == [told["b"].id]
        assert isinstance(storage.find_event(event)[1], Withdrawal)
    else:
        assert isinstance(found, Withdrawal)
        assert found.replaced_by is None
