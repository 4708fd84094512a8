"""Mentions of many articles become one Timeline of Events."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import permutations
from pathlib import Path

import pytest

from tests.mentions import EMPTY, NOW, before, day, mention
from timeline import drops
from timeline.events import reduce
from timeline.merge import (
    doubts,
    evidence,
    merge,
    owners,
    pairs,
    readings,
    variants,
    window,
    words,
)
from timeline.merge.blocks import Neighbourhood
from timeline.merge.clusters import attach
from timeline.story import load
from timeline.types import Granularity, Status, When

CABLE = "A cable car above Cortina stopped on Tuesday with 40 skiers aboard, Dolomiti Lifts said."
CABLE_TOO = "For an hour 40 skiers hung in a stopped Dolomiti cable car at Cortina on Tuesday."
VOTE = "Lawmakers in Rome voted for a new stadium on Tuesday."


def ids(merged):
    return {event.id for event in merged.timeline.events}


def test_two_articles_on_one_event_give_one_event():
    merged = merge(
        EMPTY, [mention(CABLE), mention(CABLE_TOO, "b"), mention(VOTE, "b")], (), now=NOW
    )
    assert sorted(len(event.mentions) for event in merged.timeline.events) == [1, 2]


def test_like_words_of_another_day_are_another_event():
    merged = merge(
        EMPTY, [mention(CABLE), mention(CABLE_TOO, "b", when=day("2026-01-26"))], (), now=NOW
    )
    assert len(merged.timeline.events) == 2


def test_an_event_keeps_its_id_when_a_second_article_joins():
    first = merge(EMPTY, [mention(CABLE)], (), now=NOW)
    second = merge(first.timeline, [mention(CABLE_TOO, "b")], (), now=NOW + timedelta(hours=1))
    assert ids(first) == ids(second)
    (event,) = second.timeline.events
    assert event.published == first.timeline.events[0].published
    assert event.revision == 2
    assert [change.what for change in second.changes] == ["joined"]


def test_an_event_without_a_mention_is_withdrawn():
    one = mention(CABLE)
    first = merge(EMPTY, [one], (), now=NOW)
    second = merge(first.timeline, (), {one.id}, now=NOW + timedelta(hours=1))
    assert not second.timeline.events
    assert [gone.id for gone in second.timeline.withdrawn] == [one.id]
    assert second.timeline.withdrawn[0].last == first.timeline.events[0]
    assert second.timeline.revision == 2


def test_the_same_again_changes_nothing():
    mentions = [mention(CABLE), mention(VOTE)]
    first = merge(EMPTY, mentions, (), now=NOW)
    second = merge(first.timeline, mentions, (), now=NOW + timedelta(hours=1))
    assert second.timeline == first.timeline
    assert not second.changes


def test_a_first_import_is_dated_by_its_reports():
    mentions = [mention(CABLE), mention(VOTE), mention(VOTE, when=day("2026-01-20"))]
    merged = merge(EMPTY, mentions, (), now=NOW)
    told = [event.published for event in merged.timeline.events]
    assert len(set(told)) == len(told)
    assert all(datetime(2026, 1, 28, 8, tzinfo=UTC) < at <= NOW for at in told)
    assert [event.updated for event in merged.timeline.events] == told


@pytest.mark.parametrize("late", [timedelta(days=1), timedelta(0)])
def test_a_first_import_tells_nothing_before_its_report_unless_that_is_of_now(late):
    mentions = [mention(CABLE), mention(VOTE), mention(VOTE, when=day("2026-01-20"))]
    report = evidence.reported(mentions)
    merged = merge(EMPTY, mentions, (), now=report + late)
    told = [event.published for event in merged.timeline.events]
    assert len(told) == len(set(told)) == 2
    assert all((report <= at) if late else (at <= report) for at in told)
    # of one report what is later by date is told later
    assert told == sorted(told)


def one_event(merged):
    (event,) = merged.timeline.events
    return event


def minute(text):
    start = datetime.fromisoformat(text).replace(tzinfo=UTC)
    return When(text, start, start + timedelta(minutes=1), Granularity.MINUTE)


def span(edtf, start, end, granularity):
    first, last = (datetime.fromisoformat(t).replace(tzinfo=UTC) for t in (start, end))
    return When(edtf, first, last, granularity)


JANUARY = span("2026-01", "2026-01-01", "2026-02-01", Granularity.MONTH)
GAMES = span("2026-01-20/2026-02-04", "2026-01-20", "2026-02-05", Granularity.RANGE)
YEAR = span("2026", "2026-01-01", "2027-01-01", Granularity.YEAR)
NEVER_SAID = When("..", None, None, Granularity.UNKNOWN)
SINCE = When("2026-01-27/..", datetime(2026, 1, 27, tzinfo=UTC), None, Granularity.UNKNOWN)


# --- what may be one event -------------------------------------------------------------------


@pytest.mark.parametrize(
    ("one", "other", "count"),
    [
        pytest.param(day("2026-01-27"), day("2026-01-27"), 1, id="the same day"),
        pytest.param(day("2026-01-27"), minute("2026-01-27T10:15"), 1, id="a minute of the day"),
        pytest.param(day("2026-01-27"), before("2026-01-28"), 1, id="on or before the next day"),
        pytest.param(before("2026-01-27"), before("2026-01-28"), 1, id="two open dates"),
        pytest.param(day("2026-01-27"), SINCE, 1, id="since that day"),
        pytest.param(day("2026-01-27"), JANUARY, 1, id="a day of the month"),
        pytest.param(JANUARY, JANUARY, 1, id="the same month"),
        pytest.param(YEAR, YEAR, 1, id="the same year"),
        pytest.param(day("2026-01-27"), day("2026-01-26"), 2, id="the day before"),
        pytest.param(day("2026-01-27"), before("2026-01-26"), 2, id="before that day"),
        pytest.param(day("2026-01-17"), before("2026-01-28"), 2, id="long before the report"),
        pytest.param(day("2026-01-27"), GAMES, 2, id="a day of some weeks"),
        pytest.param(day("2026-01-27"), YEAR, 2, id="a day of the year"),
        pytest.param(JANUARY, GAMES, 2, id="a month and some weeks"),
        pytest.param(day("2026-01-27"), NEVER_SAID, 2, id="nothing known of one"),
    ],
)
def test_dates_have_to_agree(one, other, count):
    mentions = [mention(CABLE, when=one), mention(CABLE_TOO, "b", when=other)]
    for order in (mentions, mentions[::-1]):
        assert len(merge(EMPTY, order, (), now=NOW).timeline.events) == count


def test_two_times_of_one_day_are_one_event_only_if_much_is_the_same():
    told = mention(CABLE, when=minute("2026-01-27T10:15"))
    later = minute("2026-01-27T10:40")

    def events(quote, when=later, **fields):
        other = mention(quote, "b", when=when, **fields)
        return len(merge(EMPTY, [told, other], (), now=NOW).timeline.events)

    assert events(CABLE_TOO) == 1
    assert events(CABLE_TOO, status=Status.PLANNED) == 1
    assert events("Bianchi rode a new cable car at Cortina with 40 skiers.") == 2
    assert events(CABLE_TOO, minute("2026-01-28T10:15")) == 2


@pytest.mark.parametrize(
    ("first", "second", "count"),
    [
        pytest.param({}, {}, 1, id="alike"),
        pytest.param(
            {"said_by": "Dolomiti Lifts"}, {"said_by": "a Lifts manager"}, 1, id="speaker"
        ),
        pytest.param({"said_by": "the mayor"}, {"said_by": "Dolomiti Lifts"}, 2, id="speakers"),
        pytest.param({"kind": "violence"}, {"kind": "incident"}, 1, id="kinds that are near"),
        pytest.param({"kind": "violence"}, {"kind": "protest"}, 1, id="two kinds of one act"),
        pytest.param({"kind": "violence"}, {"kind": "agreement"}, 2, id="kinds that are not"),
        pytest.param({"kind": "statement"}, {"kind": "violence"}, 2, id="said and done"),
        pytest.param({"status": Status.PLANNED}, {}, 1, id="a plan and its report"),
    ],
)
def test_kinds_speakers_and_statuses_have_to_agree(first, second, count):
    mentions = [mention(CABLE, **first), mention(CABLE, "b", **second)]
    assert len(merge(EMPTY, mentions, (), now=NOW).timeline.events) == count


def test_a_report_confirms_a_plan_of_any_kind():
    plan = mention(
        "The Fassa council will vote on the tunnel.", status=Status.PLANNED, kind="schedule"
    )
    report = mention("The Fassa council approved the tunnel.", "b", kind="agreement")
    assert len(merge(EMPTY, [plan, report], (), now=NOW).timeline.events) == 1
    said = mention("The Fassa council will vote on the tunnel.", "b", kind="statement")
    assert len(merge(EMPTY, [plan, said], (), now=NOW).timeline.events) == 2


def test_a_report_confirms_a_plan_whose_time_holds_its_day():
    def told(quote):
        plan = mention(CABLE, when=JANUARY, status=Status.PLANNED)
        return len(merge(EMPTY, [plan, mention(quote, "b")], (), now=NOW).timeline.events)

    assert told(CABLE) == 1
    assert told("A new cable car was shown to skiers in Turin on Tuesday.") == 2


def test_what_lasts_for_weeks_begins_on_its_first_day():
    def told(first):
        plan = mention(CABLE, when=GAMES, status=Status.PLANNED)
        return len(
            merge(EMPTY, [plan, mention(CABLE, "b", when=first)], (), now=NOW).timeline.events
        )

    assert told(day("2026-01-20")) == 1
    assert told(day("2026-01-21")) == 2


def test_an_undated_report_does_not_confirm_a_plan():
    plan = mention(CABLE, status=Status.PLANNED)
    report = mention(CABLE, "b", when=before("2026-01-28"))
    assert len(merge(EMPTY, [plan, report], (), now=NOW).timeline.events) == 2


def test_usual_words_for_one_thing_count_as_words_in_common():
    shut = mention("Anterselva shut its schools as temperatures fell on Tuesday.", kind="schedule")
    closed = "Schools across Anterselva were closed on Tuesday because of the cold."
    for other, count in ((closed, 1), (closed.replace("closed", "searched"), 2)):
        both = [shut, mention(other, "b", kind="schedule")]
        assert len(merge(EMPTY, both, (), now=NOW).timeline.events) == count


def test_names_alone_do_not_make_one_event():
    one = mention("Bianchi of Dolomiti Lifts met Rossi in Cortina.")
    other = mention("Rossi wrote to Bianchi of Dolomiti Lifts in Cortina.", "b")
    assert len(merge(EMPTY, [one, other], (), now=NOW).timeline.events) == 2
    assert pairs.likeness(readings.read(one), readings.read(other)) == 0


def test_numbers_that_differ_speak_against_one_event():
    one = mention("Rescuers freed 12 climbers from the ridge above Alleghe.", kind="incident")
    same = mention("From the ridge above Alleghe came 12 freed climbers.", "b", kind="incident")
    other = mention("At noon 5 walkers left Alleghe for the ridge.", "c", kind="incident")
    merged = merge(EMPTY, [one, same, other], (), now=NOW)
    assert sorted(len(event.mentions) for event in merged.timeline.events) == [1, 2]


def test_two_reports_of_one_minute_are_one_event_whatever_their_kind():
    at = minute("2026-01-27T16:20")
    one = mention("The fire at the Falzarego depot broke out at 4:20 p.m.", when=at)
    other = mention(
        "A fire broke out in the depot at 4:20 p.m.",
        "b",
        when=at,
        kind="incident",
        actors=("Police",),
    )
    assert len(merge(EMPTY, [one, other], (), now=NOW).timeline.events) == 1


@pytest.mark.parametrize(
    ("first", "second", "events"),
    [("4:20 p.m.", "at 4:20 p.m.", 1), ("4:20 p.m.", "4:20 a.m.", 2), ("4:20 p.m.", "Tuesday", 2)],
)
def test_a_clock_time_without_a_zone_is_a_minute_in_common(first, second, events):
    one = mention("The fire at the Falzarego depot broke out then.", time_expression=first)
    other = mention("A fire broke out in the depot.", "b", kind="incident", time_expression=second)
    assert len(merge(EMPTY, [one, other], (), now=NOW).timeline.events) == events


def test_an_undated_report_that_fits_two_days_stands_alone():
    monday = mention(CABLE, when=day("2026-01-26"))
    tuesday = mention(CABLE_TOO, "b", when=day("2026-01-27"))
    undated = mention(f"{CABLE} {CABLE_TOO}", "c", when=before("2026-01-28"))
    assert len(merge(EMPTY, [monday, tuesday, undated], (), now=NOW).timeline.events) == 3


def test_what_contradicts_a_later_member_stands_alone():
    dated = mention(CABLE, when=JANUARY)
    exact = mention(CABLE, "b", when=day("2026-01-27"), said_by="Dolomiti Lifts")
    others = [
        mention(CABLE, "c", when=before("2026-01-28"), said_by="Dolomiti Lifts"),
        mention(CABLE, "d", when=before("2026-01-28"), said_by="the mayor"),
    ]
    merged = merge(EMPTY, [dated, exact, *others], (), now=NOW)
    together = {frozenset(m.article.key for m in e.mentions) for e in merged.timeline.events}
    assert not any({"c", "d"} <= keys for keys in together)


def test_words_in_capitals_are_no_names():
    shouted = words.read("CABLE CAR STOPS ABOVE CORTINA")
    assert not shouted.names
    assert words.read("The cable car of Cortina stopped").names == {words.stem("Cortina")}


# --- what an event says ----------------------------------------------------------------------


def test_the_majority_of_reports_leads_and_copies_count_once():
    weekend = span("2026-01-26/2026-01-27", "2026-01-26", "2026-01-28", Granularity.RANGE)
    monday, tuesday = day("2026-01-26"), day("2026-01-27")
    wire = "The cable car above Cortina stopped with 40 skiers aboard, Dolomiti Lifts said."
    reports = [
        mention(wire, "a", when=monday, published="2026-01-27T08:00"),
        mention(wire, "b", when=monday, published="2026-01-27T08:10"),
        mention(f"{wire} Nobody was hurt.", "c", when=monday, published="2026-01-27T08:20"),
        mention(CABLE, "d", when=tuesday),
        mention(CABLE_TOO, "e", when=tuesday),
        mention("Skiers spent Tuesday in a cable car.", "f", when=weekend),
    ]
    assert len(evidence.originals(reports)) == 4
    assert evidence.tell(reports[:4]).when == monday
    assert evidence.tell(reports).when == tuesday


def test_the_finest_date_leads_and_a_doubtful_one_does_not():
    exact = mention(CABLE, when=minute("2026-01-27T10:15"))
    coarse = mention(CABLE_TOO, "b")
    assert evidence.tell([coarse, exact]).when.granularity is Granularity.MINUTE
    doubtful = mention(CABLE, when=replace(minute("2026-01-27T10:15"), edtf="2026-01-27T10:15?"))
    assert evidence.tell([coarse, doubtful]).when == coarse.when


def test_the_tightest_bound_leads_where_no_day_is_told():
    bounds = [before("2026-01-28"), before("2026-01-27"), SINCE, NEVER_SAID]
    mentions = [mention(CABLE, key, when=when) for key, when in zip("abcd", bounds, strict=True)]
    assert evidence.tell(mentions).when == before("2026-01-27")
    assert evidence.tell(mentions[2:]).when == SINCE


@pytest.mark.parametrize(
    ("statuses", "status"),
    [
        ((Status.PLANNED, Status.HAPPENED), Status.HAPPENED),
        ((Status.CLAIMED, Status.PLANNED), Status.PLANNED),
        ((Status.CLAIMED, Status.HAPPENED), Status.HAPPENED),
        ((Status.HAPPENED, Status.CALLED_OFF), Status.CALLED_OFF),
        ((Status.CALLED_OFF, Status.HAPPENED), Status.HAPPENED),
    ],
)
def test_a_report_outranks_a_plan_and_a_plan_a_claim(statuses, status):
    mentions = [
        mention(CABLE, key, status=one, published=f"2026-01-28T0{number}:00")
        for number, (key, one) in enumerate(zip("ab", statuses, strict=True))
    ]
    assert evidence.tell(mentions).status is status


def test_names_are_told_once():
    mentions = [
        mention(CABLE, actors=("Dolomiti Lifts",)),
        mention(CABLE, "b", actors=("DOLOMITI LIFTS", "Police")),
    ]
    assert evidence.tell(mentions).actors == ("Dolomiti Lifts", "Police")


def test_a_title_stays_when_an_equal_one_joins():
    first = merge(EMPTY, [mention(CABLE)], (), now=NOW)
    second = merge(first.timeline, [mention(CABLE_TOO, "b")], (), now=NOW + timedelta(hours=1))
    assert one_event(second).title == one_event(first).title


# --- which event it is -----------------------------------------------------------------------


def test_a_report_confirms_a_plan_under_the_plans_id():
    plan = mention(CABLE, status=Status.PLANNED, published="2026-01-20T09:00")
    first = merge(EMPTY, [plan], (), now=NOW)
    second = merge(first.timeline, [mention(CABLE_TOO, "b")], (), now=NOW + timedelta(hours=1))
    event = one_event(second)
    assert (event.id, event.status, event.revision) == (plan.id, Status.HAPPENED, 2)
    assert "status planned became happened" in second.changes[-1].why


def test_of_two_events_that_prove_one_the_older_keeps_its_id():
    one = mention(CABLE)
    other = mention(CABLE_TOO, "b", when=day("2026-01-25"))
    first = merge(EMPTY, [one], (), now=NOW - timedelta(hours=1)).timeline
    second = merge(first, [other], (), now=NOW).timeline
    assert len(second.events) == 2
    corrected = replace(other, when=day("2026-01-27"))
    third = merge(second, [corrected], (), now=NOW + timedelta(hours=1))
    assert one_event(third).id == one.id
    (gone,) = third.timeline.withdrawn
    assert (gone.id, gone.replaced_by) == (other.id, one.id)
    assert {change.what for change in third.changes} == {"merged", "changed", "withdrawn"} - (
        set() if "changed" in {c.what for c in third.changes} else {"changed"}
    )


def test_of_an_event_that_splits_the_larger_side_keeps_the_id():
    one, two, three = mention(CABLE), mention(CABLE, "b"), mention(CABLE, "c")
    first = merge(EMPTY, [one, two, three], (), now=NOW)
    assert ids(first) == {one.id}
    corrected = replace(one, when=day("2026-01-20"))
    second = merge(first.timeline, [corrected], (), now=NOW + timedelta(hours=1))
    sizes = {event.id: len(event.mentions) for event in second.timeline.events}
    assert sizes.pop(one.id) == 2
    ((new, size),) = sizes.items()
    assert size == 1
    assert new not in {one.id, two.id, three.id}
    assert {change.what for change in second.changes} == {"left", "split"}
    third = merge(
        second.timeline, [replace(one, when=day("2026-01-21"))], (), now=NOW + timedelta(hours=2)
    )
    assert {event.id for event in third.timeline.events} == {one.id, new}


def test_an_id_is_new_where_every_mention_has_given_its_own():
    first = owners.mint(["a", "b"], {"a", "b"})
    assert first not in {"a", "b", owners.mint(["a", "b"], {"a", "b", first})}


def test_an_event_whose_mentions_come_together_is_absorbed():
    north = mention(CABLE, when=day("2026-01-20"))
    south = mention(CABLE_TOO, "b", when=day("2026-01-22"))
    known = merge(EMPTY, [north, south], (), now=NOW).timeline
    assert len(known.events) == 2
    both = [
        replace(
            event, mentions=(*event.mentions, mention(CABLE_TOO, event.id, when=day("2026-01-22")))
        )
        for event in known.events
    ]
    again = merge(
        replace(known, events=tuple(both)),
        [replace(north, when=day("2026-01-22"))],
        (),
        now=NOW + timedelta(hours=1),
    )
    assert len(again.timeline.events) == 1


def test_an_edited_sentence_keeps_its_event():
    one = mention(CABLE)
    first = merge(EMPTY, [one, mention(VOTE)], (), now=NOW)
    edited = mention(CABLE.replace("40 skiers", "42 skiers"), when=day("2026-01-26"))
    also = mention("Lawmakers in Rome voted.")
    second = merge(first.timeline, [edited, also], {one.id}, now=NOW + timedelta(hours=1))
    event = next(event for event in second.timeline.events if event.id == one.id)
    assert event.mentions == (edited,)
    assert event.when == day("2026-01-26")
    assert not second.timeline.withdrawn


def test_a_correction_is_logged_with_its_drop_and_no_source_left():
    one = mention(CABLE)
    first = merge(EMPTY, [one], (), now=NOW)
    edited = mention(CABLE.replace("Tuesday", "Monday"), when=day("2026-01-26"))
    second = merge(first.timeline, [edited], {one.id}, now=NOW + timedelta(hours=1))
    corrected, changed = second.changes
    assert (corrected.what, corrected.why) == ("corrected", "a.txt: says it otherwise now")
    assert (corrected.mentions, corrected.other) == ((edited.id,), one.id)
    assert changed.why.startswith("date 2026-01-27 became 2026-01-26")
    assert (one_event(second).id, one_event(second).revision) == (one.id, 2)


def test_a_sentence_whose_date_alone_is_corrected_keeps_its_event():
    one = mention(CABLE)
    first = merge(EMPTY, [one], (), now=NOW)
    moved = replace(one, when=day("2026-01-26"))
    second = merge(first.timeline, [moved], (), now=NOW + timedelta(hours=1))
    assert [change.what for change in second.changes] == ["corrected", "changed"]
    assert one_event(second).id == one.id


def test_what_is_corrected_far_away_from_other_sources_is_split_from_their_event():
    one, other = mention(CABLE), mention(CABLE_TOO, "b")
    first = merge(EMPTY, [one, other], (), now=NOW)
    edited = mention(CABLE_TOO.replace("Tuesday", "Jan. 20"), "b", when=day("2026-01-20"))
    second = merge(first.timeline, [edited], {other.id}, now=NOW + timedelta(hours=1))
    left, split = second.changes
    assert left.why == "b.txt: was corrected and tells of another event"
    assert (split.what, split.event, split.other) == ("split", edited.id, one.id)


def test_an_edited_sentence_has_one_heir():
    one = mention(CABLE)
    first = merge(EMPTY, [one], (), now=NOW)
    edits = [mention(CABLE.replace("40", n), when=day("2026-01-26")) for n in ("41", "42")]
    far = mention(CABLE.replace("40", "43"), "other", when=day("2026-01-20"))
    second = merge(first.timeline, [*edits, far], {one.id}, now=NOW + timedelta(hours=1))
    assert one.id in ids(second)


def test_an_event_that_comes_back_is_the_same_one():
    one = mention(CABLE)
    first = merge(EMPTY, [one], (), now=NOW)
    second = merge(first.timeline, (), {one.id}, now=NOW + timedelta(hours=1))
    third = merge(second.timeline, [one], (), now=NOW + timedelta(hours=2))
    event, before_ = one_event(third), one_event(first)
    assert (event.id, event.published, event.revision) == (one.id, before_.published, 2)
    assert event.updated > before_.updated
    assert not third.timeline.withdrawn


def test_the_id_of_an_absorbed_event_is_not_given_again():
    one, other = mention(CABLE), mention(CABLE_TOO, "b", when=day("2026-01-25"))
    known = merge(EMPTY, [one], (), now=NOW).timeline
    known = merge(known, [other], (), now=NOW + timedelta(hours=1)).timeline
    moved = replace(other, when=day("2026-01-27"))
    known = merge(known, [moved], (), now=NOW + timedelta(hours=2)).timeline
    known = merge(known, (), {other.id}, now=NOW + timedelta(hours=3)).timeline
    again = merge(known, [other], (), now=NOW + timedelta(hours=4))
    assert other.id not in ids(again)
    assert other.id in {gone.id for gone in again.timeline.withdrawn}


# --- when it was told ------------------------------------------------------------------------


def test_reports_from_before_1990_or_the_future_are_dated_within_bounds():
    mentions = [
        mention(CABLE, published="1969-07-20T20:17", when=day("1969-07-20")),
        mention(VOTE, published="1969-07-20T20:17", when=day("1969-07-19")),
        mention(CABLE, "b", published="2031-01-01T00:00"),
    ]
    merged = merge(EMPTY, mentions, (), now=NOW)
    told = sorted(event.published for event in merged.timeline.events)
    floor = datetime(1990, 1, 1, tzinfo=UTC)
    assert told == [floor, floor + timedelta(seconds=1), NOW]


def test_later_events_are_told_when_they_arrive():
    known = merge(EMPTY, [mention(CABLE)], (), now=NOW).timeline
    later = NOW + timedelta(hours=1, microseconds=5)
    arrived = [mention(VOTE), mention(VOTE, "b", when=day("2026-01-20"))]
    merged = merge(known, arrived, (), now=later)
    new = [
        event for event in merged.timeline.events if event.id not in {e.id for e in known.events}
    ]
    second = later.replace(microsecond=0)
    assert {event.published for event in new} == {second, second - timedelta(seconds=1)}
    assert merged.timeline.updated == second
    assert merged.timeline.revision == 2


def test_seconds_that_other_events_have_are_left_out():
    known = merge(EMPTY, [mention(CABLE)], (), now=NOW).timeline
    later = NOW + timedelta(hours=1)
    merged = merge(known, [mention(VOTE)], (), now=later, taken={later})
    new = next(event for event in merged.timeline.events if event.id != known.events[0].id)
    assert new.published == later - timedelta(seconds=1)


def test_changes_within_one_second_are_still_told_apart():
    one, other = mention(CABLE), mention(VOTE)
    known = merge(EMPTY, [one, other], (), now=NOW).timeline
    for text in ("A new summary.", "Another."):
        revised = [replace(m, summary=text) for m in (one, other)]
        known = merge(known, revised, (), now=NOW).timeline
    updated = [event.updated for event in known.events]
    assert len(set(updated)) == 2
    revised = [replace(m, kind="incident", places=("Rome",)) for m in (one, other)]
    merged = merge(known, revised, (), now=known.updated)
    after = {event.id: event.updated for event in merged.timeline.events}
    assert all(after[event.id] > event.updated for event in known.events)
    assert merged.timeline.updated == max(after.values())
    assert "kind statement became incident" in merged.changes[0].why


def test_a_detail_nobody_sees_moves_no_event():
    one = mention(CABLE)
    known = merge(EMPTY, [one], (), now=NOW).timeline
    moved = replace(one, start=7, end=9)
    merged = merge(known, [moved], (), now=NOW + timedelta(hours=1))
    assert one_event(merged).revision == 1
    assert merged.timeline.revision == 1
    assert merged.changes[0].why == "a.txt: details of a source"


def test_a_date_of_publication_that_moves_on_changes_no_event():
    one = mention(CABLE, when=before("2026-01-27"))
    known = merge(EMPTY, [one], (), now=NOW).timeline
    later = replace(
        one,
        when=before("2026-01-28"),
        article=replace(one.article, published=one.article.published + timedelta(days=1)),
    )
    merged = merge(known, [later], (), now=NOW + timedelta(hours=1))
    assert one_event(merged).when == before("2026-01-27")
    assert (one_event(merged).revision, merged.timeline.revision) == (1, 2)


# --- parts of a timeline ---------------------------------------------------------------------


def test_a_window_holds_the_days_around_and_coarse_dates_alike():
    seen = window(
        [mention(CABLE), mention(CABLE, when=day("2026-02-01")), mention(VOTE, when=YEAR)]
    )
    assert len(seen.spans) == 1
    assert seen.holds(day("2026-01-25"))
    assert seen.holds(before("2026-01-28"))
    assert seen.holds(YEAR)
    assert seen.holds(JANUARY)
    assert not seen.holds(replace(YEAR, edtf="2025"))
    assert not seen.holds(NEVER_SAID)
    assert not seen.holds(day("2026-03-25"))
    assert window([mention(CABLE, when=NEVER_SAID)]).holds(NEVER_SAID)


def test_events_that_may_be_one_are_listed_for_a_person():
    one = mention(
        "Protesters blocked the road to Anterselva for two hours, and drivers turned round at the "
        "toll gate near Brunico.",
        kind="protest",
    )
    other = mention(
        "The road to the biathlon stadium was closed by protesters with tractors.",
        "b",
        kind="protest",
        when=before("2026-01-28"),
        places=("Anterselva",),
    )
    known = merge(EMPTY, [one, other], (), now=NOW)
    assert len(known.timeline.events) == 2
    (doubt,) = doubts(known.timeline)
    assert {doubt.one, doubt.other} == ids(known)
    assert 0 < doubt.likeness < 1
    assert doubt.why == "nearly alike enough"


@pytest.mark.parametrize(
    ("other", "why"),
    [
        ({"when": day("2026-01-26")}, "dates differ: 2026-01-27, 2026-01-26"),
        ({"kind": "violence"}, "kinds differ: statement, violence"),
        ({"said_by": "the mayor"}, "speakers differ: Dolomiti Lifts, the mayor"),
        ({"when": before("2026-01-28")}, "a plan, and a report without its day"),
        (
            {"when": before("2026-01-28"), "language": "it"},
            "two languages, and not both name the day",
        ),
    ],
)
def test_what_one_thing_keeps_apart_is_listed_with_it(other, why):
    status = Status.PLANNED if "plan" in why else Status.HAPPENED
    one = mention(CABLE, said_by="Dolomiti Lifts", status=status)
    also = mention(f"{CABLE} Doors froze.", "b", **other)
    known = merge(EMPTY, [one, also], (), now=NOW).timeline
    for order in (known, replace(known, events=known.events[::-1])):
        (doubt,) = doubts(order)
        shown = {*doubt.why.replace(":", ",").split(", ")}
        assert shown == {*why.replace(":", ",").split(", ")}
        assert doubt.likeness > 0.5


def test_what_lasts_until_a_week_is_listed_beside_what_happens_in_it():
    one = mention(CABLE)
    lasts = f"{CABLE[:-1]} until the last week of January."
    week = {"when": day("2026-01-26", 7), "time_expression": "the last week of January"}
    known = merge(EMPTY, [one, mention(lasts, "b", **week)], (), now=NOW).timeline
    (doubt,) = doubts(known)
    assert doubt.why == "one lasts until then"


def test_what_two_things_keep_apart_is_not_listed():
    other = mention(CABLE, "b", when=day("2026-01-26"), kind="violence")
    assert not doubts(merge(EMPTY, [mention(CABLE), other], (), now=NOW).timeline)


def test_doubts_come_to_the_calendars_end():
    first = When(
        "0001-01-01", datetime(1, 1, 1, tzinfo=UTC), datetime(1, 1, 2, tzinfo=UTC), Granularity.DAY
    )
    known = merge(EMPTY, [mention(CABLE, when=first), mention(VOTE, "b", when=first)], (), now=NOW)
    assert doubts(known.timeline) == ()


def test_events_are_ordered_by_date():
    whens = [NEVER_SAID, SINCE, before("2026-01-26"), day("2026-01-20"), JANUARY]
    mentions = [mention(VOTE, str(n), when=w, said_by=f"speaker{n}") for n, w in enumerate(whens)]
    got = [event.when for event in merge(EMPTY, mentions, (), now=NOW).timeline.events]
    assert got == [JANUARY, day("2026-01-20"), before("2026-01-26"), SINCE, NEVER_SAID]


def test_of_all_pairs_that_are_one_event_none_is_left_out_unweighed():
    folder = Path(__file__).parent.parent
    (story, *_) = load(folder / "config" / "stories")
    names = sorted(path.name for path in (folder / "seeds").iterdir())
    taken = [drops.take(folder / "seeds", name, max_bytes=10**6) for name in names]
    articles = [article for drop in taken for article in drops.read(drop, zone=story.zone)]
    told = {m.id: m for article in articles for m in reduce(article, story)}
    near = Neighbourhood(told)
    alike = {
        (one, other)
        for one, other in permutations(told, 2)
        if pairs.score(near.reading(one), near.reading(other)) >= pairs.JOIN
    }
    assert len(alike) > 10
    assert alike == {(one, other) for one in told for other in near.near(one)}


def test_what_rules_out_one_of_an_event_joins_none_of_it():
    links = {("a", "b"): 600_000, ("b", "c"): 600_000, ("a", "c"): pairs.NEVER}
    assert attach([("c",)], [("a", "b")], links, pairs.JOIN, pairs.CLEAR) == [("a", "b"), ("c",)]


def test_a_date_without_a_beginning_lies_near_no_other():
    assert not variants.together(before("2026-01-27"), day("2026-01-27"))
