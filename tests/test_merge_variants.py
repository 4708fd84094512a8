"""Sources of one event that name different days."""

from dataclasses import replace
from datetime import datetime, timedelta, timezone
from itertools import permutations

import pytest

from tests.mentions import EMPTY, NOW, before, day, mention
from timeline.merge import merge
from timeline.types import Granularity, Status, When

CABLE = "A cable car above Cortina stopped with 40 skiers aboard, Dolomiti Lifts said."
CABLE_TOO = "For an hour 40 skiers hung in a stopped Dolomiti cable car at Cortina."
MONDAY, TUESDAY = day("2026-01-26"), day("2026-01-27")


def articles(timeline):
    """Return the articles of each event, sorted."""
    return sorted("".join(sorted(m.article.key for m in e.mentions)) for e in timeline.events)


def together(*mentions):
    return articles(merge(EMPTY, mentions, (), now=NOW).timeline)


@pytest.mark.parametrize(
    ("other", "found"),
    [
        pytest.param({"when": MONDAY}, ["ab"], id="a day before"),
        pytest.param({"when": day("2026-01-24")}, ["ab"], id="three days before"),
        pytest.param({"when": day("2026-01-23")}, ["a", "b"], id="four days before"),
        pytest.param({"when": before("2026-01-25")}, ["a", "b"], id="no day of its own"),
        pytest.param({"when": day("2026-01-20", 5)}, ["a", "b"], id="a week"),
        pytest.param({"when": MONDAY, "kind": "violence"}, ["a", "b"], id="another kind"),
        pytest.param({"when": MONDAY, "status": Status.PLANNED}, ["a", "b"], id="a plan"),
    ],
)
def test_the_same_sentence_in_another_article_is_the_same_event(other, found):
    assert together(mention(CABLE, when=TUESDAY), mention(CABLE, "b", **other)) == found


def test_a_few_words_are_no_sentence_to_know_again():
    words = "Skiers hung above Cortina again yesterday."
    assert together(mention(words), mention(words, "b", when=MONDAY)) == ["a", "b"]


def test_an_article_that_tells_both_days_tells_two_events():
    both = [mention(CABLE, when=TUESDAY), replace(mention(CABLE, when=MONDAY), id="0")]
    copy = [replace(m, article=replace(m.article, key="b"), id=f"b{m.id}") for m in both]
    assert together(*both, *copy) == ["ab", "ab"]
    assert together(*both, copy[0]) == ["a", "ab"]


def test_days_of_one_event_do_not_wander():
    days = ("2026-01-21", "2026-01-24", "2026-01-27")
    copies = [mention(CABLE, k, when=day(d)) for k, d in zip("abc", days, strict=True)]
    found = {tuple(together(*order)) for order in permutations(copies)}
    assert len(found) == 1
    assert len(found.pop()) == 2


def test_what_a_later_report_takes_apart_is_no_event_with_two_days():
    told = [
        mention(quote, article, kind="incident")
        for article, quote in (
            ("a", "A landslide closed the road to Bormio."),
            ("b", "A landslide buried two parked cars near Bormio and closed the road."),
            ("c", "Two parked cars were buried near Bormio."),
        )
    ]
    found = set()
    for order in permutations(told):
        known = EMPTY
        for one in order:
            known = merge(known, [one], (), now=NOW).timeline
        found.add(tuple(articles(known)))
    assert len(found) == 1
    assert len(found.pop()) == 2


def corrected(*known, then):
    """Return the timeline after *known* arrived one by one, and *then* instead of the last."""
    timeline = EMPTY
    for hour, one in enumerate(known):
        timeline = merge(timeline, [one], (), now=NOW + timedelta(hours=hour)).timeline
    return merge(timeline, [then], {known[-1].id} - {then.id}, now=NOW + timedelta(days=1))


@pytest.mark.parametrize("words", [CABLE_TOO, CABLE_TOO.replace("an hour", "two hours")])
def test_a_source_that_is_corrected_stays_in_its_event(words):
    one = mention(CABLE, when=TUESDAY, published="2026-01-28T08:00")
    other = mention(CABLE_TOO, "b", when=TUESDAY)
    after = corrected(one, other, then=mention(words, "b", when=MONDAY))
    (event,) = after.timeline.events
    assert (event.id, event.when) == (one.id, TUESDAY)
    assert not {change.what for change in after.changes} - {"corrected", "changed"}
    third = mention("A Dolomiti cable car stopped at Cortina with 40 skiers.", "c", when=MONDAY)
    decided = merge(after.timeline, [third], (), now=NOW + timedelta(days=2)).timeline
    assert [(e.id, e.when) for e in decided.events] == [(one.id, MONDAY)]


def test_a_source_that_is_corrected_to_other_words_leaves_its_event():
    one, other = mention(CABLE, when=TUESDAY), mention(CABLE_TOO, "b", when=TUESDAY)
    then = mention("Hours later the cable car was sold to Dolomiti Lifts.", "b", when=MONDAY)
    assert articles(corrected(one, other, then=then).timeline) == ["a", "b"]


def test_a_source_that_is_corrected_to_the_day_of_another_event_joins_that():
    monday = mention(CABLE_TOO.replace("an hour", "two hours"), "z", when=MONDAY)
    one, other = mention(CABLE, when=TUESDAY), mention(CABLE_TOO, "b", when=TUESDAY)
    after = corrected(monday, one, other, then=replace(other, when=MONDAY))
    assert articles(after.timeline) == ["a", "bz"]


def test_times_of_one_day_that_are_two_days_in_utc_are_compared():
    rome = timezone(timedelta(hours=1))
    early, late = (datetime(2026, 1, 27, hour, 30, tzinfo=rome) for hour in (0, 14))
    whens = [
        When(at.isoformat(), at, at + timedelta(minutes=1), Granularity.MINUTE)
        for at in (early, late)
    ]
    mentions = [mention(CABLE, k, when=when) for k, when in zip("ab", whens, strict=True)]
    for order in permutations(mentions):
        known = merge(EMPTY, order[:1], (), now=NOW).timeline
        known = merge(known, order[1:], (), now=NOW + timedelta(hours=1)).timeline
        assert articles(known) == ["ab"]
