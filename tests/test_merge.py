"""Mentions of many articles become one Timeline of Events."""

from datetime import UTC, datetime, timedelta
from uuid import NAMESPACE_URL, uuid5

from timeline.merge import merge
from timeline.types import Basis, Citation, Granularity, Mention, Status, Timeline, When

NOW = datetime(2026, 1, 29, 12, tzinfo=UTC)
EMPTY = Timeline("games")


def day(text, days=1):
    start = datetime.fromisoformat(text).replace(tzinfo=UTC)
    return When(text, start, start + timedelta(days), Granularity.DAY)


def before(text):
    end = datetime.fromisoformat(text).replace(tzinfo=UTC) + timedelta(1)
    return When(f"../{text}", None, end, Granularity.UNKNOWN)


def mention(quote, article="a", *, when=None, published="2026-01-28T09:00", **fields):
    when = when or day("2026-01-27")
    return Mention(
        id=str(uuid5(NAMESPACE_URL, f"{article} {quote}")),
        article=Citation(
            key=article,
            drop=f"{article}.txt",
            title=f"Headline of {article}",
            published=datetime.fromisoformat(published).replace(tzinfo=UTC),
            url=f"https://news.example/{article}",
        ),
        quote=quote,
        when=when,
        basis=Basis.PUBLICATION if when.start is None else Basis.RELATIVE,
        status=fields.pop("status", Status.HAPPENED),
        kind=fields.pop("kind", "statement"),
        title=quote[:110],
        summary=quote,
        **fields,
    )


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
