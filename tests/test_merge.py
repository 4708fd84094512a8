"""Mentions of many articles become one Timeline of Events."""

from datetime import UTC, datetime, timedelta

from tests.mentions import EMPTY, NOW, day, mention
from timeline.merge import merge

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


def test_the_same_words_of_another_day_are_another_event():
    merged = merge(
        EMPTY, [mention(CABLE), mention(CABLE, "b", when=day("2026-01-26"))], (), now=NOW
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
