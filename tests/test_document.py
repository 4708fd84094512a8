from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from feeds.document import NEVER, Order, Query, QueryError, compose, parse
from tests.timelines import (
    NOW,
    ROME,
    SITE,
    STORY,
    WHENS,
    event,
    every_kind,
    many,
    timeline,
    withdrawal,
)
from timeline import Change, Status

EMPTY = timeline()


def names(document):
    return [entry.title.rpartition(" the ")[2] for entry in document.entries]


def numbers(document):
    return [int(name.removeprefix("post ")) for name in names(document)]


def test_feeds_show_what_was_told_last_first():
    assert numbers(compose(many(5), STORY, SITE)) == [4, 3, 2, 1, 0]


def test_pages_show_what_happened_first_first():
    document = compose(every_kind(), STORY, SITE, order=Order.DATE)
    assert names(document) == [
        *("old", "year", "quarter", "about", "weekend", "uncertain", "part of day", "before"),
        *("month", "week", "day", "games", "minute", "midnight", "after", "season"),
    ]


def test_embeds_show_what_happened_last_first():
    by_date = compose(every_kind(), STORY, SITE, order=Order.DATE)
    newest = compose(every_kind(), STORY, SITE, order=Order.NEWEST)
    assert newest.entries == by_date.entries[::-1]


@pytest.mark.parametrize(
    ("size", "shown"),
    [
        # of eight that happened and six plans
        (1, [7]),
        (3, [6, 7, 8]),
        (4, [6, 7, 8, 9]),
        (10, [3, 4, 5, 6, 7, 8, 9, 10, 11, 12]),
        (13, [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13]),
        (20, list(range(14))),
    ],
)
def test_a_long_programme_leaves_room_for_the_news(size, shown):
    events = [
        replace(own, status=Status.PLANNED if number >= 8 else Status.HAPPENED)
        for number, own in enumerate(sorted(many(14).events, key=lambda own: own.published))
    ]
    told = replace(timeline(*events), updated=datetime(2026, 1, 8, 12, tzinfo=ROME))
    newest = compose(told, STORY, SITE, Query(limit=size), order=Order.NEWEST)
    assert numbers(newest) == shown[::-1]
    last = compose(told, STORY, SITE, Query(limit=size), order=Order.DATE, newest=True)
    assert numbers(last) == shown
    only_plans = replace(told, events=tuple(events[8:]))
    assert numbers(compose(only_plans, STORY, SITE, Query(limit=2), order=Order.NEWEST)) == [9, 8]


def test_a_plan_whose_day_is_over_takes_none_of_the_room_of_those_to_come():
    own = sorted(many(14).events, key=lambda one: one.published)
    states = [Status.HAPPENED] * 6 + [Status.PLANNED] * 8
    events = [replace(one, status=status) for one, status in zip(own, states, strict=True)]
    told = replace(timeline(*events), updated=datetime(2026, 1, 9, 12, tzinfo=ROME))  # of 8
    newest = compose(told, STORY, SITE, Query(limit=6), order=Order.NEWEST)
    assert numbers(newest) == [10, 9, 8, 7, 6, 5]


def test_the_order_of_the_input_does_not_matter():
    own = every_kind()
    other = replace(own, events=own.events[::-1])
    for order in Order:
        assert compose(own, STORY, SITE, order=order) == compose(other, STORY, SITE, order=order)


def test_a_feed_has_sixty_entries_unless_another_number_is_asked_for():
    assert len(compose(many(61), STORY, SITE).entries) == 60
    assert len(compose(many(61), STORY, SITE, Query(limit=7)).entries) == 7
    assert len(compose(many(61), STORY, SITE, limit=None).entries) == 61


def test_an_empty_story_is_a_document():
    document = compose(EMPTY, STORY, SITE)
    assert document.entries == ()
    assert document.updated == NEVER
    assert (document.next, document.previous, document.older, document.newer) == (None,) * 4


def test_a_document_was_updated_when_its_story_last_changed():
    own = event("x", WHENS["day"], published=NOW)
    assert compose(timeline(own), STORY, SITE).updated == own.published
    corrected = replace(own, revision=2, updated=NOW)
    assert compose(timeline(corrected), STORY, SITE).updated == NOW
    gone = withdrawal(own)
    assert compose(timeline(withdrawn=[gone]), STORY, SITE).updated == gone.when
    assert compose(replace(timeline(own), updated=None), STORY, SITE).updated == own.published


def test_a_document_keeps_its_id_whatever_its_address_and_page():
    document = compose(many(3), STORY, SITE)
    for other in (
        compose(many(9), replace(STORY, title="Another title"), SITE),
        compose(many(3), STORY, replace(SITE, base_url="http://127.0.0.1:8000/a")),
        compose(many(3), STORY, SITE, Query(limit=2), order=Order.DATE, folder=""),
    ):
        assert other.id == document.id
    assert compose(many(3), STORY, SITE, Query(q="post")).id != document.id
    assert compose(many(3), replace(STORY, slug="another"), SITE).id != document.id


def test_a_filter_is_named_in_the_title_and_in_its_own_address():
    document = compose(many(3), STORY, SITE, parse([("tag", "Milan"), ("limit", "2")]))
    assert document.title == "Security at the Winter Games (tag: Milan)"
    assert document.url("feed.rss") == (
        "https://example.org/stories/winter-games/feed.rss?tag=Milan&limit=2"
    )
    assert document.total == 3


def test_addresses_start_with_the_base_and_the_folder():
    site = replace(SITE, base_url="https://example.org/olympics")
    document = compose(many(1), STORY, site)
    assert document.page == "https://example.org/olympics/stories/winter-games"
    assert document.url("feed.rss") == f"{document.page}/feed.rss"
    assert compose(many(1), STORY, site, folder="").url("feed.rss") == (
        "https://example.org/olympics/feed.rss"
    )


def test_history_becomes_corrections():
    own = event("x", WHENS["day"], revision=2, updated=NOW)
    history = {own.id: [Change(own.id, NOW, "changed", "it was Tuesday")]}.get
    (entry,) = compose(timeline(own), STORY, SITE, history=history).entries
    assert [item.why for item in entry.corrections] == ["it was Tuesday"]


@pytest.mark.parametrize("order", list(Order))
def test_pages_follow_each_other_without_gap_and_overlap(order):
    own = many(10)
    whole = compose(own, STORY, SITE, order=order).entries
    query, seen, back = Query(limit=3), [], []
    while query:
        document = compose(own, STORY, SITE, query, order=order)
        seen.append(document.entries)
        last, query = document, document.next
    assert [len(page) for page in seen] == [3, 3, 3, 1]
    assert tuple(entry for page in seen for entry in page) == whole
    while last.previous:
        last = compose(own, STORY, SITE, last.previous, order=order)
        back.append(last.entries)
    assert back == seen[-2::-1]


@pytest.mark.parametrize("number", [1, 3, 4, 5, 6, 7, 8, 9, 10])
def test_archives_hold_all_that_the_feed_no_longer_shows(number):
    own = many(number)
    document = compose(own, STORY, SITE, Query(limit=3))
    seen = set(numbers(document))
    while document.older:
        document = compose(own, STORY, SITE, document.older)
        assert document.is_archive is bool(document.older or document.newer)
        seen |= set(numbers(document))
    assert seen == set(range(number))
    newest = max(numbers(document))
    while document.newer:
        document = compose(own, STORY, SITE, document.newer)
        assert min(numbers(document)) == newest + 1
        newest = max(numbers(document))


def test_an_archive_does_not_change_when_new_events_are_told():
    def shifted(number):
        # the same first events, told at the same times
        own = many(30)
        return replace(own, events=own.events[:number])

    def archives(own):
        found, document = {}, compose(own, STORY, SITE, Query(limit=3))
        while document.older:
            document = compose(own, STORY, SITE, document.older)
            found[document.query.encode()] = document.entries
        return found

    before, after = archives(shifted(14)), archives(shifted(20))
    assert len(before) == 4
    assert before.items() <= after.items()


def test_only_feeds_have_archives():
    document = compose(many(9), STORY, SITE, Query(limit=3), order=Order.DATE)
    assert document.next
    assert document.older is None


def test_a_page_goes_on_where_a_withdrawn_or_changed_event_stood():
    own = many(5)
    gone = own.events[3]
    rest = tuple(item for item in own.events if item is not gone)
    query = Query(before=gone.id)
    without = replace(own, events=rest, withdrawn=(withdrawal(gone),))
    assert numbers(compose(without, STORY, SITE, query)) == [2, 1, 0]
    moved = replace(own, events=(*rest, replace(gone, kind="incident")))
    assert numbers(compose(moved, STORY, SITE, replace(query, tag="statement"))) == [2, 1, 0]


def test_before_names_an_event_of_the_story():
    with pytest.raises(QueryError, match="before"):
        compose(many(2), STORY, SITE, Query(before="0" * 8 + "-0000-0000-0000-" + "0" * 12))


def test_published_times_keep_their_order_within_a_year_of_polls():
    seen = {}
    for hours in range(0, 24 * 365, 24 * 7):
        now = NOW + timedelta(hours=hours)
        own = many(40)
        told = tuple(item for item in own.events if item.published <= now)
        for entry in compose(replace(own, events=told), STORY, SITE).entries:
            assert seen.setdefault(entry.id, entry.published) == entry.published
    assert len(seen) == 40
