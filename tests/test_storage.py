import json
import shutil
import sqlite3
import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from operator import attrgetter
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy.event import listen, remove

from feeds.document import compose
from feeds.entry import Site
from feeds.formats import timeline_json
from timeline import (
    Article,
    Basis,
    Change,
    Choice,
    Citation,
    DropState,
    Event,
    Granularity,
    Mention,
    Order,
    Override,
    OverrideError,
    Paragraph,
    Provenance,
    Published,
    Receipt,
    Role,
    Ruling,
    Status,
    StorageError,
    Story,
    Timeline,
    Watching,
    When,
    Withdrawal,
)
from timeline.storage import Near, Storage
from timeline.storage.engine import advice, parse
from timeline.storage.overrides import dated
from timeline.storage.same_file import SameFile
from timeline.timex import from_edtf

ROME = ZoneInfo("Europe/Rome")
NOW = datetime(2026, 2, 1, 12, tzinfo=UTC)
STORY = Story(slug="games", title="The Games", description="", zone=ROME)


def day(number):
    start = datetime(2026, 1, number, tzinfo=ROME)
    return When(f"2026-01-{number:02}", start, start + timedelta(days=1), Granularity.DAY)


def mention(key, article="a", number=27):
    return Mention(
        id=key,
        article=Citation(
            article, f"{article}.txt", "Headline", NOW, "https://example.org/a", "Post"
        ),
        quote="The ministry said so on Tuesday.",
        when=day(number),
        basis=Basis.RELATIVE,
        status=Status.HAPPENED,
        kind="statement",
        title="The ministry said so",
        summary="The ministry said so on Tuesday.",
    )


def event(key, *mentions, number=27):
    return Event(
        id=key,
        when=day(number),
        basis=Basis.RELATIVE,
        status=Status.HAPPENED,
        kind="statement",
        title="The ministry said so",
        summary="The ministry said so on Tuesday.",
        places=("Rome",),
        actors=("Ministry",),
        mentions=mentions,
        published=NOW,
        updated=NOW,
    )


def article(key="a", text="It rained."):
    return Article(
        key=key,
        drop=f"{key}.txt",
        headline="Rain",
        published=Published(NOW, Granularity.MINUTE, Provenance.LINE, "on Sunday"),
        paragraphs=(Paragraph(text),),
    )


def keep(storage, timeline, changes=(), story=STORY):
    with storage.write() as batch:
        batch.keep_story(story, "f")
        known = batch.known(story.slug)
        batch.keep_timeline(known, timeline, changes)
    return timeline


def timeline(*events, revision=1, withdrawn=()):
    return Timeline("games", events, withdrawn, revision=revision, updated=NOW)


def test_a_new_database_holds_nothing(storage):
    assert storage.stories() == ()
    assert storage.revision("games") == 0
    assert storage.load("games") == Timeline(story="games")
    assert storage.find_event("x") is None
    assert storage.history("x") == ()
    assert storage.drops() == ()
    assert storage.watching() is None
    assert storage.last_update() is None
    assert storage.fingerprint("games") is None


def test_a_timeline_is_loaded_as_it_was_kept(storage):
    kept = keep(
        storage, timeline(event("e1", mention("m1"), mention("m2")), event("e2", number=28))
    )
    assert storage.load("games") == kept
    assert storage.stories() == ("games",)
    assert storage.revision("games") == 1
    assert storage.fingerprint("games") == "f"


def test_dates_are_told_in_the_zone_of_the_story(storage):
    keep(storage, timeline(event("e1", mention("m1"))))
    found = storage.load("games").events[0]
    assert found.when.start.isoformat() == "2026-01-27T00:00:00+01:00"
    assert found.mentions[0].when.start.isoformat() == "2026-01-27T00:00:00+01:00"


def test_events_come_in_the_order_of_their_start_or_end(storage):
    before = When("../2026-01-26", None, datetime(2026, 1, 27, tzinfo=ROME), Granularity.UNKNOWN)
    events = (
        event("z", number=24),
        event("b", number=27),
        replace(event("c"), when=before),
        event("a", number=28),
    )
    keep(storage, timeline(*events))
    assert [one.id for one in storage.load("games").events] == ["z", "c", "b", "a"]


def test_a_part_of_a_timeline_is_known_by_its_dates_too(storage):
    keep(storage, timeline(event("a", number=27), event("b", number=28)))
    with storage.write() as batch:
        part = batch.known("games", Near(edtfs={day(28).edtf, "2025"}))
    assert [one.id for one in part.events] == ["b"]


def test_another_process_sees_a_change_at_once(storage, database_url):
    other = Storage(database_url)
    assert other.load("games").events == ()
    kept = keep(storage, timeline(event("e1", mention("m1"))))
    assert other.load("games") == kept
    other.close()


def test_what_is_equal_is_not_written_again(storage):
    kept = keep(storage, timeline(event("e1", mention("m1"))))
    with storage.write() as batch:
        known = batch.known("games")
        assert known is storage.load("games")
        batch.keep_timeline(known, replace(kept), ())
    assert storage.load("games") is known


def test_mentions_move_between_events_and_events_go(storage):
    keep(storage, timeline(event("e1", mention("m1")), event("e2", mention("m2"), mention("m3"))))
    after = timeline(
        event("e1", mention("m2"), mention("m1")), event("e3", mention("m4")), revision=2
    )
    keep(storage, after)
    assert storage.load("games") == after
    with storage.write() as batch:
        assert sorted(batch.mentions("games", ["a", "unknown"])) == ["m1", "m2", "m4"]


def test_two_stories_may_tell_of_the_same_event(storage):
    kept = keep(storage, timeline(event("e1", mention("m1"))))
    other = replace(STORY, slug="trade")
    keep(storage, replace(kept, story="trade"), story=other)
    assert storage.load("trade").events == storage.load("games").events
    assert storage.find_event("e1") == ("games", kept.events[0])
    keep(storage, Timeline("trade", revision=2), story=other)
    assert storage.load("games") == kept


def test_a_batch_that_fails_leaves_nothing_behind(storage):
    def fail():
        with storage.write() as batch:
            batch.keep_story(STORY, "f")
            batch.keep_timeline(batch.known("games"), timeline(event("e1", mention("m1"))), ())
            batch.keep_articles([(article(), "a")], NOW)
            raise RuntimeError("power cut")

    with pytest.raises(RuntimeError):
        fail()
    assert storage.load("games") == Timeline(story="games")
    assert storage.articles(["a"]) == {}
    keep(storage, timeline(event("e1", mention("m1"))))
    assert len(storage.load("games").events) == 1


def test_a_withdrawn_event_stays_at_its_id(storage):
    gone = event("e1", mention("m1"))
    keep(storage, timeline(gone, event("e2")))
    withdrawal = Withdrawal("e1", NOW, "no article tells of it", replaced_by="e2", last=gone)
    kept = keep(storage, timeline(event("e2"), revision=2, withdrawn=(withdrawal,)))
    assert storage.load("games") == kept
    assert storage.find_event("e1") == ("games", withdrawal)
    assert storage.find_event("e2") == ("games", kept.events[0])
    found = storage.load("games").withdrawn[0].last
    assert found.when.start.isoformat() == "2026-01-27T00:00:00+01:00"
    kept = keep(storage, timeline(gone, event("e2"), revision=3))
    assert storage.load("games") == kept


def test_history_is_only_ever_added_to(storage):
    first = Change("e1", NOW, "added", "a.txt tells of it", ("m1",))
    second = Change("e1", NOW, "merged", "two are one", (), other="e2")
    keep(storage, timeline(event("e1")), [first])
    keep(storage, timeline(event("e1"), revision=2), [second, replace(first, event="e2")])
    assert storage.history("e1") == (first, second)


def test_receipts_are_kept_by_name(storage):
    taken = Receipt("a.txt", DropState.TAKEN, "1:2:3", NOW, "d1", ("a", "b"))
    bad = Receipt("b.txt", DropState.REJECTED, "1:2:4", NOW, reason="is empty; write it", line=1)
    with storage.write() as batch:
        batch.keep_receipts([bad, taken])
    assert storage.drops() == (taken, bad)
    changed = replace(taken, state=DropState.REMOVED)
    with storage.write() as batch:
        batch.keep_receipts([changed])
    assert storage.drops() == (changed, bad)
    assert storage.last_update() == NOW


def test_drops_are_counted_by_state(storage):
    assert storage.drop_states() == {}
    with storage.write() as batch:
        batch.keep_receipts(
            Receipt(name, state, "", NOW)
            for name, state in (
                ("a", DropState.TAKEN),
                ("b", DropState.TAKEN),
                ("c", DropState.REJECTED),
            )
        )
    assert storage.drop_states() == {DropState.TAKEN: 2, DropState.REJECTED: 1}


def test_only_rejected_drops_are_tried_again(storage):
    receipts = [
        Receipt("a", DropState.TAKEN, "1", NOW),
        Receipt("b", DropState.REJECTED, "1", NOW, reason="empty"),
        Receipt("c", DropState.REJECTED, "1", NOW, reason="empty"),
    ]
    with storage.write() as batch:
        batch.keep_receipts(receipts)
    assert storage.retry(["a", "b"]) == 1
    assert storage.drops_to_retry() == ("b",)
    assert storage.retry() == 1
    assert storage.drops_to_retry() == ("b", "c")


def test_an_article_keeps_its_revisions_and_all_its_keys(storage):
    new = article(text="It snowed.")
    with storage.write() as batch:
        batch.keep_articles([(article(), "a"), (article("b"), "b")], NOW)
    with storage.write() as batch:
        batch.keep_articles([(new, "a2"), (article("c"), "c")], NOW)
    found = storage.articles(["a", "a2", "b", "unknown"])
    assert found["a"] == found["a2"]
    assert (found["a"].article, found["a"].revision) == (new, 2)
    assert found["b"].revision == 1
    assert storage.article_keys() == ("a", "b", "c")


def test_one_batch_may_revise_an_article_twice(storage):
    with storage.write() as batch:
        batch.keep_articles([(article(), "a"), (article(text="It snowed."), "a")], NOW)
    found = storage.articles(["a"])["a"]
    assert (found.revision, found.article.paragraphs[0].text) == (2, "It snowed.")


def test_an_editor_s_status_is_told_with_the_one_before(storage):
    keep(storage, timeline(event("e1", mention("m1"))))
    storage.overrule("games", Override("e1", Ruling.STATUS, NOW, "ed", "called off"))
    (one,) = storage.load("games").events
    assert (one.status, one.revision) == (Status.CALLED_OFF, 2)
    (line,) = storage.history("e1")
    assert line.why == "ed decided by hand: status; status happened became called off"
    storage.undo("games", 1, at=NOW, by="ed")
    assert storage.load("games").events[0].status is Status.HAPPENED
    assert storage.history("e1")[-1].why == "ed decided by hand: undo status"


@pytest.mark.parametrize(
    ("title", "name", "after"),
    [
        ("Ada Quist: The ferry sails", "Bo Lind", "Bo Lind: The ferry sails"),
        ("ada quist: the ferry sails", "", "The ferry sails"),
        ("Ferry 7: The ferry sails", "Bo Lind", "Ferry 7: The ferry sails"),
        ("Ada Quist sails", "Bo Lind", "Ada Quist sails"),
        (f"Ada Quist: {'far ' * 24}", "The crews of Bo Lind", f"Ada Quist: {'far ' * 24}"),
    ],
)
def test_a_title_that_begins_with_who_says_it_follows_the_editor(storage, title, name, after):
    said = replace(mention("m1"), said_by="Ada Quist")
    keep(storage, timeline(replace(event("e1", said), title=title)))
    storage.overrule("games", Override("e1", Ruling.SPEAKER, NOW, "ed", name))
    assert storage.load("games").events[0].title == after
    storage.undo("games", 1, at=NOW, by="ed")
    assert storage.load("games").events[0].title == title


def test_a_decision_is_later_than_what_it_changes_though_the_clock_was_set_back(storage):
    keep(storage, timeline(event("e1", mention("m1"))))
    before = storage.load("games")
    back = before.updated - timedelta(days=1)
    storage.overrule("games", Override("e1", Ruling.TITLE, back, "ed", "A better title"))
    after = storage.load("games")
    assert after.updated >= before.updated
    assert after.events[0].updated > before.events[0].updated


def test_an_editor_s_date_is_told_with_the_one_before(storage):
    keep(storage, timeline(event("e1", mention("m1"))))
    before = storage.load("games").events[0].when.edtf
    value = dated(from_edtf("2026-02", ZoneInfo("Europe/Rome")))
    for _ in range(2):
        storage.overrule("games", Override("e1", Ruling.DATE, NOW, "ed", value))
    assert [line.why for line in storage.history("e1")] == [
        f"ed decided by hand: date; date {before} became 2026-02",
        "ed decided by hand: date",
    ]


def test_an_editor_says_who_says_it_also_of_what_joins_later(storage):
    said = replace(mention("m1"), said_by="Ada Quist")
    keep(storage, timeline(event("e1", said, mention("m2"))))
    storage.overrule("games", Override("e1", Ruling.SPEAKER, NOW, "ed", "Bo Lind"))
    keep(storage, timeline(event("e1", said, mention("m2"), mention("m3")), revision=8))
    (one,) = storage.load("games").events
    assert [m.said_by for m in one.mentions] == ["Bo Lind"] * 3
    storage.overrule("games", Override("e1", Ruling.SPEAKER, NOW, "ed", ""))
    _, one = storage.find_event("e1")
    assert {m.said_by for m in one.mentions} == {None}
    storage.undo("games", 2, at=NOW, by="ed")
    storage.undo("games", 1, at=NOW, by="ed")
    (one,) = storage.load("games").events
    assert [m.said_by for m in one.mentions] == ["Ada Quist", None, None]
    assert [line.why.removeprefix("ed decided by hand: ") for line in storage.history("e1")] == [
        "speaker; speaker “Ada Quist” became “Bo Lind”",
        "speaker; speaker “Bo Lind” became “”",
        "undo speaker",
        "undo speaker",
    ]


def test_an_editor_has_the_last_word(storage):
    keep(storage, timeline(event("e1", mention("m1")), event("e2", number=28)))
    later = NOW + timedelta(hours=1)
    storage.overrule("games", Override("e1", Ruling.TITLE, later, "ed", "A better title"))
    storage.overrule("games", Override("e2", Ruling.HIDE, later, "ed"))
    assert [one.ruling for one in storage.overrides("games")] == [Ruling.TITLE, Ruling.HIDE]
    published = storage.load("games")
    assert [(one.title, one.updated, one.revision) for one in published.events] == [
        ("A better title", later, 2)
    ]
    assert published.withdrawn[0].id == "e2"
    assert (published.revision, published.updated) == (3, later)
    assert storage.find_event("e1") == ("games", published.events[0])
    assert storage.find_event("e2") == ("games", published.withdrawn[0])
    assert storage.history("e2")[0].why == "ed decided by hand: hide"
    with storage.write() as batch:
        known = batch.known("games")
        assert [one.title for one in known.events] == ["The ministry said so"] * 2
        new = replace(known, events=(*known.events, event("e3")), revision=known.revision + 1)
        batch.keep_timeline(known, new, ())
    assert [one.id for one in storage.load("games").events] == ["e1", "e3"]


def test_an_editor_fixes_a_date_that_lasts_over_the_next_reduction(storage):
    keep(storage, timeline(event("e1", number=27), event("e2", number=28)))
    later = NOW + timedelta(hours=1)
    storage.overrule("games", Override("e1", Ruling.DATE, later, "ed", dated(day(29))))
    with storage.write() as batch:
        known = batch.known("games")
        new = replace(known, events=(*known.events, event("e3")), revision=known.revision + 1)
        batch.keep_timeline(known, new, ())
    published = storage.load("games").events
    assert [(one.id, one.when.edtf) for one in published][-1] == ("e1", day(29).edtf)
    assert (published[-1].updated, published[-1].revision) == (later, 2)
    assert [one.id for one in published] == ["e3", "e2", "e1"]


def test_an_editor_merges_two_events_and_the_other_redirects(storage):
    keep(storage, timeline(event("e1", mention("m1")), event("e2", mention("m2"), number=28)))
    storage.overrule("games", Override("e1", Ruling.MERGE, NOW, "ed", "e2"))
    published = storage.load("games")
    assert [[m.id for m in one.mentions] for one in published.events] == [["m1", "m2"]]
    assert [(one.id, one.replaced_by) for one in published.withdrawn] == [("e2", "e1")]
    assert storage.find_event("e2") == ("games", published.withdrawn[0])


@pytest.mark.parametrize("title", ["The ministry said so", "By hand"])
def test_a_plan_that_an_editor_merges_with_what_came_of_it_is_told_as_that(storage, title):
    plan = replace(event("e1", mention("m1")), status=Status.PLANNED)
    happened = replace(event("e2", mention("m2"), number=28), title="The ministry fell")
    keep(storage, timeline(plan, happened))
    storage.overrule("games", Override("e1", Ruling.TITLE, NOW, "ed", title))
    storage.overrule("games", Override("e1", Ruling.MERGE, NOW, "ed", "e2"))
    (whole,) = storage.load("games").events
    assert (whole.id, whole.status, whole.when.edtf) == ("e1", Status.HAPPENED, day(28).edtf)
    moved = "date 2026-01-27 became 2026-01-28; status planned became happened"
    assert storage.history("e1")[-1].why == f"ed decided by hand: merge; {moved}"
    assert whole.title == (title if title == "By hand" else "The ministry fell")


def test_what_was_decided_of_a_plan_holds_when_an_editor_merges_it(storage):
    plan = replace(event("e1", mention("m1")), status=Status.PLANNED)
    keep(storage, timeline(plan, event("e2", mention("m2"), number=28)))
    storage.overrule("games", Override("e1", Ruling.DATE, NOW, "ed", dated(day(3))))
    storage.overrule("games", Override("e1", Ruling.MERGE, NOW, "ed", "e2"))
    (whole,) = storage.load("games").events
    assert (whole.status, whole.when.edtf) == (Status.PLANNED, day(3).edtf)


@pytest.mark.parametrize(
    ("decisions", "date", "said"),
    [
        ([("e2", 3), ("e1", "e2")], 3, "merge; date 2026-01-27 became 2026-01-03"),
        ([("e1", 3), ("e1", "e2")], 3, "merge"),
        ([("e1", 3), ("e2", 4), ("e1", "e2")], 3, "merge"),
        ([("e1", "e2"), ("e1", 3)], 3, "date; date 2026-01-27 became 2026-01-03"),
        ([("e2", 3), ("e1", "e2"), ("e1", 4)], 4, "date; date 2026-01-03 became 2026-01-04"),
    ],
)
def test_a_date_that_was_decided_lasts_over_an_editors_merge(storage, decisions, date, said):
    keep(storage, timeline(event("e1", mention("m1")), event("e2", mention("m2"), number=28)))
    for key, value in decisions:
        is_merge = value == "e2"
        ruling, said_so = (Ruling.MERGE, value) if is_merge else (Ruling.DATE, dated(day(value)))
        storage.overrule("games", Override(key, ruling, NOW, "ed", said_so))
    (one,) = storage.load("games").events
    assert (one.id, one.when) == ("e1", day(date))
    assert storage.history("e1")[-1].why == f"ed decided by hand: {said}"


def test_a_status_that_was_decided_lasts_over_an_editors_merge_until_it_is_taken_back(storage):
    keep(storage, timeline(event("e1", mention("m1")), event("e2", mention("m2"), number=28)))
    storage.overrule("games", Override("e2", Ruling.STATUS, NOW, "ed", "called off"))
    storage.overrule("games", Override("e1", Ruling.MERGE, NOW, "ed", "e2"))
    (one,) = storage.load("games").events
    assert one.status is Status.CALLED_OFF
    assert storage.history("e1")[-1].why.endswith("merge; status happened became called off")
    storage.undo("games", storage.overrides("games")[0].number, at=NOW, by="ed")
    (back,) = storage.load("games").events
    assert (back.status, back.revision) == (Status.HAPPENED, one.revision + 1)


def test_a_date_that_was_decided_lasts_though_merging_takes_its_event_into_another(storage):
    keep(storage, timeline(event("e1", mention("m1")), event("e2", mention("m2"), number=28)))
    storage.overrule("games", Override("e2", Ruling.DATE, NOW, "ed", dated(day(3))))
    gone = (Withdrawal("e2", NOW, "one", "e1"),)
    keep(storage, timeline(event("e1", mention("m1"), mention("m2")), withdrawn=gone, revision=8))
    (one,) = storage.load("games").events
    assert (one.when, one.decided) == (day(3), {Ruling.DATE})


def test_an_editor_splits_an_event_and_the_part_has_an_id_for_ever(storage):
    keep(storage, timeline(event("e1", mention("m1"), mention("m2"), mention("m3"))))
    storage.overrule("games", Override("e1", Ruling.SPLIT, NOW, "ed", "m2 m3"))
    whole, part = sorted(storage.load("games").events, key=lambda one: one.id != "e1")
    assert [[m.id for m in one.mentions] for one in (whole, part)] == [["m1"], ["m2", "m3"]]
    assert part.published != whole.published
    assert storage.find_event(part.id) == ("games", part)
    assert storage.find_event("never") is None
    with storage.write() as batch:
        known = batch.known("games")
        less = (event("e1", mention("m1"), mention("m3")),)
        batch.keep_timeline(known, replace(known, events=less, revision=9), ())
    assert storage.find_event(part.id)[1].mentions[0].id == "m3"


def searched(storage):
    """Return the titles of the events that tell of Rome, as a search finds them."""
    with storage.snapshot("games") as now:
        found = now.select(Choice(place="rome"), Order.DATE)
        assert found.total == len(found.events)
        return [one.title for one in found.events]


def test_a_decision_lasts_though_merging_takes_its_event_into_an_older_one(storage):
    apart = event("e1", mention("m1")), event("e2", mention("m2"), number=28)
    hidden = event("e3", mention("m3"), number=29)
    keep(storage, timeline(*apart, hidden))
    storage.overrule("games", Override("e2", Ruling.TITLE, NOW, "ed", "A better title"))
    storage.overrule("games", Override("e3", Ruling.HIDE, NOW, "ed"))
    assert searched(storage) == ["The ministry said so", "A better title"]
    gone = tuple(Withdrawal(key, NOW, "one", "e1") for key in ("e2", "e3"))
    whole = event("e1", mention("m1"), mention("m2"), mention("m3"))
    keep(storage, timeline(whole, revision=8, withdrawn=gone))
    assert [one.title for one in storage.load("games").events] == ["A better title"]
    assert searched(storage) == ["A better title"]
    keep(storage, timeline(*apart, revision=9))
    assert searched(storage) == ["The ministry said so", "A better title"]


def test_an_editors_merge_lasts_though_merging_takes_either_into_a_third(storage):
    three = [event(f"e{n}", mention(f"m{n}"), number=25 + n) for n in (1, 2, 3)]
    keep(storage, timeline(*three))
    storage.overrule("games", Override("e2", Ruling.MERGE, NOW, "ed", "e3"))
    whole = event("e1", mention("m1"), mention("m3"))
    keep(storage, timeline(whole, three[1], withdrawn=(Withdrawal("e3", NOW, "one", "e1"),)))
    (one,) = storage.load("games").events
    assert (one.id, [m.id for m in one.mentions]) == ("e2", ["m2", "m1", "m3"])


def test_what_an_editor_splits_by_article_stays_apart_when_the_article_is_corrected(storage):
    keep(storage, timeline(event("e1", mention("m1"), mention("m2", "b"))))
    storage.overrule("games", Override("e1", Ruling.SPLIT, NOW, "ed", "b"))
    before = {one.id: len(one.mentions) for one in storage.load("games").events}
    keep(storage, timeline(event("e1", mention("m1"), mention("m3", "b")), revision=9))
    assert {one.id: len(one.mentions) for one in storage.load("games").events} == before
    assert len(before) == 2


def test_an_editors_merge_reaches_what_is_published(storage):
    keep(storage, timeline(event("e1", mention("m1")), event("e2", mention("m2"), number=28)))
    storage.overrule("games", Override("e1", Ruling.MERGE, NOW, "ed", "e2"))
    document = compose(storage.load("games"), STORY, Site("https://news.example", "News"))
    data = json.loads(timeline_json.render(document))
    assert [len(one["sources"]) for one in data["events"]] == [2]
    assert [one["id"] for one in data["withdrawn"]] == ["urn:uuid:e2"]


def test_a_decision_that_cannot_be_followed_is_not_kept(storage):
    keep(storage, timeline(event("e1")))
    with pytest.raises(OverrideError, match="'gone': is no event of this story"):
        storage.overrule("games", Override("gone", Ruling.TITLE, NOW, "ed", "A title"))
    assert storage.overrides("games") == storage.history("gone") == ()


def at_once(url, decisions):
    """Let editors decide at the same time, each in a storage of their own; return the refusals."""
    ready = threading.Barrier(len(decisions))

    def decide(override):
        own = Storage(url)
        own.load("games")
        ready.wait()
        try:
            own.overrule("games", override)
        except OverrideError as error:
            return str(error)
        finally:
            own.close()

    with ThreadPoolExecutor(len(decisions)) as pool:
        return [refused for refused in pool.map(decide, decisions) if refused]


def test_of_two_editors_who_take_one_decision_back_at_once_one_is_told(storage, database_url):
    keep(storage, timeline(event("e1", mention("m1"))))
    storage.overrule("games", Override("e1", Ruling.HIDE, NOW, "ed"))
    (hidden,) = storage.overrides("games")
    back = Override("e1", Ruling.UNDO, NOW, "ed", str(hidden.number))
    refused = at_once(database_url, [back] * 8)
    assert refused == [f"undo: {hidden.number}: was taken back already"] * 7
    assert storage.load("games").events[0].revision == 3
    assert len(storage.history("e1")) == 2


def test_of_two_editors_who_merge_two_events_either_way_at_once_one_is_told(storage, database_url):
    keep(storage, timeline(event("e1", mention("m1")), event("e2", mention("m2"), number=28)))
    merges = [
        Override(one, Ruling.MERGE, NOW, "ed", other)
        for one, other in (("e1", "e2"), ("e2", "e1")) * 4
    ]
    refused = at_once(database_url, merges)
    assert len(refused) == 7
    assert all("was withdrawn, proved to be the same event as another" in why for why in refused)
    (one,) = storage.load("games").events
    assert len(one.mentions) == 2


def test_a_decision_on_what_left_since_does_nothing(storage):
    keep(storage, timeline(event("e1", mention("m1"), mention("m2")), event("e2", number=28)))
    for ruling, value in ((Ruling.SPLIT, "m2"), (Ruling.MERGE, "e2"), (Ruling.TITLE, "A title")):
        storage.overrule("games", Override("e1", ruling, NOW, "ed", value))
    for events in ((event("e1", mention("m1")),), ()):
        with storage.write() as batch:
            known = batch.known("games")
            told = replace(known, events=events, revision=known.revision + 1)
            batch.keep_timeline(known, told, ())
        titles = [(one.id, one.title) for one in storage.load("games").events]
        assert titles == [("e1", "A title")][: len(events)]


def test_what_the_watch_did_can_be_read(storage):
    watching = Watching(NOW, NOW + timedelta(seconds=30), 30, "the folder is not there")
    storage.beat(watching)
    assert storage.watching() == watching
    storage.beat(replace(watching, error=None))
    assert storage.watching().error is None
    assert storage.last_update() == NOW


# --- every field, any text -------------------------------------------------------------------

ZONES = st.sampled_from(
    [ROME, UTC, ZoneInfo("America/New_York"), timezone(timedelta(hours=5, minutes=30))]
)
TEXTS = st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), max_size=30)
MAYBE = st.none() | TEXTS
LISTS = st.lists(TEXTS, max_size=3).map(tuple)
TIMES = st.datetimes(
    datetime(1, 1, 3),  # noqa: DTZ001
    datetime(9999, 12, 28),  # noqa: DTZ001
    timezones=ZONES,
    allow_imaginary=False,
)
#: Of one zone, so that equal ones compare equal in the hour that comes twice.
UTC_TIMES = TIMES.map(lambda at: at.astimezone(UTC))
LOCAL_TIMES = TIMES.map(lambda at: at.astimezone(ROME))
WHENS = st.builds(
    When, TEXTS, st.none() | LOCAL_TIMES, st.none() | LOCAL_TIMES, st.sampled_from(Granularity)
)
MENTIONS = st.builds(
    Mention,
    id=st.uuids().map(str),
    article=st.builds(Citation, TEXTS, TEXTS, TEXTS, TIMES, MAYBE, MAYBE),
    quote=TEXTS,
    when=WHENS,
    basis=st.sampled_from(Basis),
    status=st.sampled_from(Status),
    kind=TEXTS,
    title=TEXTS,
    summary=TEXTS,
    start=st.integers(0, 2**31 - 1),
    end=st.integers(0, 2**31 - 1),
    time_expression=MAYBE,
    places=LISTS,
    actors=LISTS,
    said_by=MAYBE,
    said_at=MAYBE,
    language=TEXTS,
)
EVENTS = st.builds(
    Event,
    id=st.uuids().map(str),
    when=WHENS,
    basis=st.sampled_from(Basis),
    status=st.sampled_from(Status),
    kind=TEXTS,
    title=TEXTS,
    summary=TEXTS,
    places=LISTS,
    actors=LISTS,
    mentions=st.lists(MENTIONS, max_size=3, unique_by=lambda one: one.id).map(tuple),
    published=UTC_TIMES,
    updated=UTC_TIMES,
    revision=st.integers(1, 2**31 - 1),
)
WITHDRAWALS = st.builds(
    Withdrawal,
    st.uuids().map(str),
    UTC_TIMES,
    TEXTS,
    MAYBE,
    last=st.none() | EVENTS,
    published=st.none() | UTC_TIMES,
    revision=st.integers(1, 2**31 - 1),
)


def sort(timeline):
    return replace(
        timeline,
        events=tuple(sorted(timeline.events, key=attrgetter("by_date"))),
        withdrawn=tuple(sorted(timeline.withdrawn, key=lambda w: (w.when, w.id))),
    )


TIMELINES = st.builds(
    Timeline,
    st.just("games"),
    st.lists(EVENTS, max_size=3, unique_by=lambda one: one.id).map(tuple),
    st.lists(WITHDRAWALS, max_size=2, unique_by=lambda one: one.id).map(tuple),
    revision=st.integers(1, 2**31 - 1),
    updated=st.none() | UTC_TIMES,
).map(sort)

PER_DATABASE = settings(
    max_examples=30,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


@PER_DATABASE
@given(one=TIMELINES, other=TIMELINES)
def test_any_timeline_can_follow_any_other(storage, one, other):
    keep(storage, one)
    storage._copies.clear()
    assert storage.load("games") == one
    keep(storage, other)
    storage._copies.clear()
    assert storage.load("games") == other


ARTICLES = st.builds(
    Article,
    key=TEXTS,
    drop=TEXTS,
    headline=TEXTS,
    published=st.builds(
        Published,
        TIMES,
        st.sampled_from([Granularity.DAY, Granularity.MINUTE]),
        st.sampled_from(Provenance),
        TEXTS,
    ),
    paragraphs=st.lists(st.builds(Paragraph, TEXTS, st.sampled_from(Role)), max_size=3).map(tuple),
    url=MAYBE,
    publisher=MAYBE,
    byline=MAYBE,
    dateline=MAYBE,
    language=TEXTS,
    tags=LISTS,
    notes=LISTS,
)


@PER_DATABASE
@given(one=ARTICLES)
def test_any_article_is_loaded_as_it_was_kept(storage, one):
    with storage.write() as batch:
        batch.keep_articles([(one, one.key)], NOW)
    found = storage.articles([one.key])[one.key].article
    assert found == one
    assert found.published.day == one.published.day


# --- a database that cannot be used ----------------------------------------------------------


@pytest.fixture
def file(tmp_path, sqlite_template):
    storage = Storage(f"sqlite:///{shutil.copy(sqlite_template, tmp_path / 'timeline.db')}")
    keep(storage, timeline(event("e1", mention("m1"))))
    yield storage
    storage.close()


def _closed(file, folder):
    """Return path and bytes of a database that nobody has open."""
    file.close()
    path = folder / "timeline.db"
    for name in ("timeline.db-wal", "timeline.db-shm"):
        (folder / name).unlink(missing_ok=True)
    return path, path.read_bytes()


def test_a_damaged_database_is_said_plainly(file, tmp_path):
    path, content = _closed(file, tmp_path)
    path.write_bytes(content[:4096] + b"\xff" * (len(content) - 4096))
    with pytest.raises(StorageError, match=r"is damaged; .* restore a backup"):
        file.load("games")
    path.write_bytes(b"no database at all" * 1000)
    with pytest.raises(StorageError, match="is not a database; restore a backup"):
        file.upgrade()


@pytest.mark.parametrize(
    ("place", "value", "ask"),
    [
        ("receipt.articles", '["a\n"]', Storage.drops),
        ("receipt.state", "tak\x07n", Storage.drops),
        ("receipt.state", "tak\x07n", Storage.drop_states),
        ("event.granularity", "d\x01y", lambda kept: kept.load("games")),
        ("event.starts", "2026-01-99", lambda kept: kept.load("games")),
        ("event.places", 7, lambda kept: kept.load("games")),
        ("mention.basis", "", lambda kept: kept.load("games")),
        ("story.zone", "Europe/R\x02me", lambda kept: kept.load("games")),
        ("article_revision.content", "{}", lambda kept: kept.articles(["a"])),
    ],
)
def test_a_value_that_nobody_wrote_is_damage(file, tmp_path, place, value, ask):
    table, column = place.split(".")
    receipt = Receipt("a.txt", DropState.TAKEN, "stamp", NOW, articles=("a",))
    with file.write() as batch:
        batch.keep_articles([(article(), "a")], NOW)
        batch.keep_receipts([receipt])
    file.close()
    with sqlite3.connect(tmp_path / "timeline.db") as database:
        database.execute(f"UPDATE {table} SET {column} = ?", (value,))
    database.close()
    fresh = Storage(f"sqlite:///{tmp_path / 'timeline.db'}")
    with pytest.raises(StorageError, match=r"timeline\.db: is damaged; .* restore a backup"):
        ask(fresh)
    fresh.close()


def test_a_database_that_is_replaced_under_a_running_program_is_told(file, tmp_path, monkeypatch):
    monkeypatch.setattr("timeline.storage.same_file.EVERY", 0.0)
    path = tmp_path / "timeline.db"
    assert file.revision("games") == 1
    shutil.copy(path, tmp_path / "other.db")
    (tmp_path / "other.db").rename(path)
    asks = (lambda: file.load("games"), lambda: file.revision("games"), file.retry)
    for ask in asks:
        with pytest.raises(
            StorageError, match=r"timeline\.db: was replaced while this program ran"
        ):
            ask()


def test_a_database_that_is_deleted_under_a_running_program_is_told(file, tmp_path, monkeypatch):
    monkeypatch.setattr("timeline.storage.same_file.EVERY", 0.0)
    path = tmp_path / "timeline.db"
    path.rename(tmp_path / "away.db")
    asks = (lambda: file.load("games"), lambda: file.revision("games"), file.retry)
    for ask in (*asks, lambda: file.close() or file.load("games")):
        with pytest.raises(StorageError, match=r"timeline\.db: was deleted or moved away while"):
            ask()
    assert not path.exists(), "nobody makes an empty one"
    (tmp_path / "away.db").rename(path)
    assert len(file.load("games").events) == 1


def test_what_is_asked_often_is_checked_once_a_second(file, tmp_path, monkeypatch):
    assert file.revision("games") == 1
    monkeypatch.setattr("timeline.storage.same_file.EVERY", 3600.0)
    (tmp_path / "timeline.db").unlink()
    assert file.revision("games") == 1


def test_a_place_that_cannot_be_looked_at_is_left_to_the_database(tmp_path):
    (tmp_path / "file").touch()
    SameFile(str(tmp_path / "file" / "timeline.db")).check()


def test_a_lock_whose_file_was_deleted_is_taken_anew(file, tmp_path):
    lock, other = file.lock("watch"), file.lock("watch")
    assert lock.acquire()
    (tmp_path / "timeline.db.watch.lock").unlink()
    assert lock.acquire()
    assert not other.acquire()
    (tmp_path / "timeline.db.watch.lock").unlink()
    assert other.acquire()
    assert not lock.acquire(), "one at a time, whoever deletes what"
    other.release()
    assert lock.acquire()
    lock.release()


def test_a_damaged_schema_whose_words_are_no_text_is_said_plainly(file, tmp_path):
    path, content = _closed(file, tmp_path)
    assert b"CREATE TABLE override" in content
    path.write_bytes(content.replace(b"CREATE TABLE override", b"CREATE TAB\x8d\x99 override"))
    with pytest.raises(StorageError, match=r"is damaged; .* restore a backup"):
        file.load("games")


def test_a_full_disk_loses_nothing_and_is_said_plainly(file):
    def limit(connection, _record):
        pages = connection.execute("PRAGMA page_count").fetchone()[0]
        connection.execute(f"PRAGMA max_page_count = {pages}")

    before = file.load("games")
    file.close()
    listen(file._writer, "connect", limit)
    many = tuple(event(f"e{number}", mention(f"m{number}")) for number in range(500))
    with pytest.raises(StorageError, match="the disk is full; make room"):
        keep(file, timeline(*many, revision=2))
    remove(file._writer, "connect", limit)
    file.close()
    assert file.load("games") == before
    assert len(keep(file, timeline(*many, revision=2)).events) == 500


def test_where_nothing_is_free_an_error_of_the_disk_is_a_full_one(tmp_path, monkeypatch):
    error = sqlite3.OperationalError("disk I/O error")
    assert "is full; make room" not in advice(error, parse(f"sqlite:///{tmp_path}/a/b.db"))
    usage = shutil.disk_usage(tmp_path)._replace(free=4096)
    monkeypatch.setattr(shutil, "disk_usage", lambda _folder: usage)
    assert "is full; make room" in advice(error, parse(f"sqlite:///{tmp_path}/b.db"))


def test_a_database_that_may_not_be_written_is_said_plainly(file):
    file.close()
    listen(file._writer, "connect", lambda c, _: c.execute("PRAGMA query_only = ON"))
    with pytest.raises(StorageError, match="cannot be written; check the permissions"):
        keep(file, timeline(revision=2))
    assert file.revision("games") == 1


def test_a_busy_database_is_said_plainly(file, tmp_path, monkeypatch):
    monkeypatch.setattr("timeline.storage.engine.PATIENCE", 0.1)
    hasty = Storage(f"sqlite:///{tmp_path}/timeline.db")
    with file.write(), pytest.raises(StorageError, match="kept busy by another program"):
        keep(hasty, timeline(revision=2))
    hasty.close()


def test_readers_do_not_wait_for_a_writer(file, tmp_path):
    other = Storage(f"sqlite:///{tmp_path}/timeline.db")
    with file.write() as batch:
        batch.keep_timeline(batch.known("games"), timeline(revision=2), ())
        assert len(other.load("games").events) == 1
    assert other.load("games").events == ()
    other.close()


def test_missing_tables_are_said_plainly(empty_url):
    storage = Storage(empty_url)
    for ask in (lambda: storage.load("games"), lambda: storage.find_event("e1")):
        with pytest.raises(StorageError, match="run `timeline update`"):
            ask()
    storage.close()


@pytest.mark.parametrize("wrong", [{"title": "lone \ud800"}, {"revision": None}])
def test_a_value_that_the_database_refuses_is_not_its_own_fault(storage, wrong):
    with pytest.raises(Exception, match=r"(?s).") as caught:
        keep(storage, timeline(replace(event("e1"), **wrong)))
    assert not isinstance(caught.value, StorageError)
    assert storage.load("games").events == ()


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        ("no url", "is not a database URL"),
        ("sqlite://", "give a file"),
        ("sqlite:///:memory:", "give a file"),
        ("sqlite:///file:timeline.db?uri=true", "give a file"),
        ("oracle://x/y", "give sqlite:///FILE or postgresql://USER@HOST/NAME"),
    ],
)
def test_a_url_that_is_of_no_use_is_refused(url, reason):
    with pytest.raises(StorageError, match=reason):
        Storage(url)


def test_a_folder_that_cannot_be_made_is_said_plainly(tmp_path):
    (tmp_path / "file").write_text("x")
    storage = Storage(f"sqlite:///{tmp_path}/file/timeline.db")
    with pytest.raises(StorageError, match=r"cannot be opened; .*its folder"):
        storage.upgrade()
    with pytest.raises(StorageError, match="cannot be opened"):
        storage.lock("watch").acquire()


def test_processes_share_the_folder_of_a_sqlite_database_else_var(tmp_path):
    storage = Storage(f"sqlite:///{tmp_path}/kept/a.db")
    assert storage.folder == tmp_path / "kept"
    storage.close()
    assert str(Storage("postgresql+psycopg://timeline@127.0.0.1:9/timeline").folder) == "var"


def test_a_server_that_is_not_there_is_said_without_the_password():
    storage = Storage("postgresql://timeline:secret@127.0.0.1:1/timeline")
    with pytest.raises(StorageError) as caught:
        storage.load("games")
    assert "secret" not in str(caught.value)
    assert "timeline:***@127.0.0.1:1" in str(caught.value)
    with pytest.raises(StorageError):
        storage.lock("watch").acquire()


def test_a_reader_survives_a_server_that_comes_back(postgresql_url):
    storage = Storage(postgresql_url)
    storage.upgrade()
    kept = keep(storage, timeline(event("e1")))
    with storage.write() as batch:
        batch._connection.exec_driver_sql(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )
    assert storage.load("games") == kept
    storage.close()
