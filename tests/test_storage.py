from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from timeline import (
    Article,
    Basis,
    Change,
    Citation,
    DropState,
    Event,
    Granularity,
    Mention,
    Override,
    Paragraph,
    Provenance,
    Published,
    Receipt,
    Ruling,
    Status,
    Story,
    Timeline,
    Watching,
    When,
    Withdrawal,
)
from timeline.storage import Storage

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
        known = batch.known(story, "f")
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
    assert [one.id for one in storage.load("games").events] == ["z", "b", "c", "a"]


def test_another_process_sees_a_change_at_once(storage, database_url):
    other = Storage(database_url)
    assert other.load("games").events == ()
    kept = keep(storage, timeline(event("e1", mention("m1"))))
    assert other.load("games") == kept
    other.close()


def test_what_is_equal_is_not_written_again(storage):
    kept = keep(storage, timeline(event("e1", mention("m1"))))
    with storage.write() as batch:
        known = batch.known(STORY, "f")
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
    keep(storage, Timeline("trade", revision=2), story=other)
    assert storage.load("games") == kept


def test_a_batch_that_fails_leaves_nothing_behind(storage):
    def fail():
        with storage.write() as batch:
            batch.keep_timeline(batch.known(STORY, "f"), timeline(event("e1", mention("m1"))), ())
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
        known = batch.known(STORY, "f")
        assert [one.title for one in known.events] == ["The ministry said so"] * 2
        new = replace(known, events=(*known.events, event("e3")), revision=known.revision + 1)
        batch.keep_timeline(known, new, ())
    assert [one.id for one in storage.load("games").events] == ["e1", "e3"]


def test_what_the_watch_did_can_be_read(storage):
    watching = Watching(NOW, NOW + timedelta(seconds=30), 30, "the folder is not there")
    storage.beat(watching)
    assert storage.watching() == watching
    storage.beat(replace(watching, error=None))
    assert storage.watching().error is None
    assert storage.last_update() == NOW
