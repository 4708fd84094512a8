import os
import random
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from tests.articles import LINKED, NOW, STORY, STRIKE, TALKS, drop, settings
from timeline import (
    DropError,
    DropState,
    Name,
    Provenance,
    Published,
    StorageError,
)
from timeline import drops as drops_module
from timeline import events as events_module
from timeline import merge as merge_module
from timeline.drops import Stamp
from timeline.errors import ExecutorError
from timeline.executors import INLINE
from timeline.settings import Seeds
from timeline.storage import Batch, Storage
from timeline.story import load as read_stories
from timeline.update import Looks, Outcome, Result, Summary, drop_paths, fingerprint, update
from timeline.update.settling import says_the_same


@pytest.fixture
def executor():
    """Give what reads and reduces; test_update_elsewhere.py runs this suite with others."""
    return INLINE


@pytest.fixture
def carry(storage, seeds, executor):
    """Return a function that updates from the folder at a given time."""

    def run(now=NOW, stories=(STORY,), **options):
        return update(storage, settings(seeds), stories, now=now, executor=executor, **options)

    return run


def told(storage):
    return {event.when.edtf: event for event in storage.load("ferry").events}


def test_a_drop_becomes_events(storage, seeds, carry):
    drop(seeds, "a.txt", STRIKE)
    summary = carry()
    assert summary == Summary((Result("a.txt", Outcome.NEW),))
    assert sorted(told(storage)) == ["2026-01-27", "2026-01-28"]
    (receipt,) = storage.drops()
    assert (receipt.name, receipt.state, receipt.at) == ("a.txt", DropState.TAKEN, NOW)
    assert storage.articles(receipt.articles)[receipt.articles[0]].revision == 1


def test_updating_twice_is_updating_once(storage, seeds, carry):
    drop(seeds, "a.txt", STRIKE)
    carry()
    before = storage.load("ferry")
    summary = carry(NOW + timedelta(days=1))
    assert (summary.new, summary.unchanged) == (0, 1)
    assert storage.load("ferry") == before
    assert storage.drops()[0].at == NOW


def test_the_same_drop_under_two_names_is_one_article(storage, seeds, carry):
    drop(seeds, "a.txt", STRIKE)
    drop(seeds, "b.txt", STRIKE)
    summary = carry()
    assert [result.outcome for result in summary.results] == [Outcome.NEW, Outcome.UNCHANGED]
    assert len(storage.article_keys()) == 1
    assert [len(event.mentions) for event in storage.load("ferry").events] == [1, 1]


def test_a_changed_drop_is_a_revision_and_its_events_keep_their_ids(storage, seeds, carry):
    drop(seeds, "a.txt", STRIKE)
    carry()
    before = told(storage)
    drop(seeds, "a.txt", STRIKE.replace("over pay", "over pay and hours"), age=30)
    summary = carry(NOW + timedelta(hours=1))
    assert summary.changed == 1
    after = told(storage)
    assert {day: event.id for day, event in after.items()} == {
        day: event.id for day, event in before.items()
    }
    assert "hours" in after["2026-01-27"].mentions[0].quote
    same = after["2026-01-28"]
    assert replace(same, mentions=()) == replace(before["2026-01-28"], mentions=())
    assert [stored.revision for stored in storage.articles(storage.article_keys()).values()] == [2]


def test_what_a_changed_drop_no_longer_says_is_withdrawn(storage, seeds, carry):
    drop(seeds, "a.txt", STRIKE)
    carry()
    gone = told(storage)["2026-01-28"]
    drop(
        seeds,
        "a.txt",
        STRIKE.replace(" The company cancelled all ferries to Sardinia on Jan. 28.", ""),
        age=30,
    )
    carry(NOW + timedelta(hours=1))
    timeline = storage.load("ferry")
    assert [event.when.edtf for event in timeline.events] == ["2026-01-27"]
    assert [withdrawal.id for withdrawal in timeline.withdrawn] == [gone.id]
    assert [change.what for change in storage.history(gone.id)][-1] == "withdrawn"


def test_an_article_under_another_name_is_a_revision_by_its_link(storage, seeds, carry):
    drop(seeds, "a.md", LINKED)
    carry()
    drop(seeds, "b.md", LINKED.replace("after a week", "after eight days"))
    said = "its text counts in place of that of a.md: both are one article"
    assert carry().results[1] == Result("b.md", Outcome.NEW, beside=(said,))
    (stored,) = storage.articles(storage.article_keys()).values()
    assert (stored.revision, stored.article.drop) == (2, "b.md")


CORRECTED = LINKED.replace("after a week", "after eight days")


def texts(storage):
    """Return the drops whose texts count, each with its revision."""
    found = storage.articles(storage.article_keys()).values()
    return {one.article.drop: one.revision for one in found}


def test_an_old_copy_under_another_name_does_not_replace_what_was_corrected(
    storage, seeds, carry, caplog
):
    caplog.set_level("INFO")
    path = drop(seeds, "a.md", LINKED)
    carry()
    drop(seeds, "a.md", CORRECTED, age=30)
    carry(NOW + timedelta(hours=1))
    before = storage.load("ferry")
    drop(seeds, "copy.md", LINKED)
    found = carry(NOW + timedelta(hours=2)).results[1]
    assert (found.name, found.outcome) == ("copy.md", Outcome.UNCHANGED)
    assert found.reason.startswith("holds an older text than a.md, which counts; ")
    assert storage.load("ferry") == before
    assert texts(storage) == {"a.md": 2}
    receipt = storage.drops(["copy.md"])[0]
    assert (receipt.state, receipt.reason) == (DropState.TAKEN, found.reason)
    assert caplog.records[-1].fields["reason"] == found.reason
    carry(NOW + timedelta(hours=3), again=True)
    os.utime(seeds / "copy.md", (1, 1))
    carry(NOW + timedelta(hours=4))
    assert storage.drops(["copy.md"])[0].reason == found.reason
    assert texts(storage) == {"a.md": 2}
    # whoever wants the old text saves it in the first one's place, or says when it was published
    drop(seeds, "copy.md.meta.toml", "published = 2026-02-03\n")
    carry(NOW + timedelta(hours=5))
    assert texts(storage) == {"copy.md": 3}
    path.write_text(LINKED.replace("a week", "nine days"), encoding="utf-8")
    carry(NOW + timedelta(hours=6))
    assert texts(storage) == {"a.md": 4}


def test_an_old_copy_of_a_text_without_a_link_does_not_replace_the_corrected_one(
    storage, seeds, carry
):
    drop(seeds, "a.txt", STRIKE)
    carry()
    drop(seeds, "a.txt", STRIKE.replace("over pay", "over hours"), age=30)
    drop(seeds, "b.txt", STRIKE)
    assert carry().results[1].reason.startswith("holds an older text than a.txt")
    assert "hours" in told(storage)["2026-01-27"].summary


def test_an_older_text_that_nobody_saw_before_does_not_replace_the_newer(storage, seeds, carry):
    drop(seeds, "a.md", CORRECTED)
    drop(seeds, "b.md", LINKED.replace("2026-02-04T08", "2026-02-04T07"))
    drop(seeds, "c.md", LINKED.replace("'2026-02-04T08:00:00.000Z'", "2026-02-03"))
    results = carry().results
    assert [bool(result.reason) for result in results] == [False, True, True]
    assert texts(storage) == {"a.md": 1}


def test_of_two_texts_of_one_day_that_which_says_it_was_changed_later_counts(storage, seeds, carry):
    changed = "date: '2026-02-04T08:00:00.000Z'\nupdated: 2026-02-04T{}:30:00Z"
    newer, older = (
        text.replace("date: '2026-02-04T08:00:00.000Z'", changed.format(hour))
        for text, hour in ((CORRECTED, 12), (LINKED, 10))
    )
    drop(seeds, "a.md", newer)
    drop(seeds, "b.md", older)
    assert [bool(result.reason) for result in carry().results] == [False, True]
    drop(seeds, "c.md", older.replace("T10:", "T13:"))
    drop(seeds, "d.md", newer.replace("T12:", "T14:").replace("T08", "T07"))  # its date moved
    carry()
    assert texts(storage) == {"d.md": 3}
    (found,) = storage.articles(storage.article_keys()).values()
    assert found.article.changed == datetime(2026, 2, 4, 14, 30, tzinfo=UTC)


def test_a_newer_text_under_another_name_counts_and_the_log_names_what_it_revises(
    storage, seeds, carry, caplog
):
    caplog.set_level("INFO")
    drop(seeds, "a.md", LINKED)
    carry()
    drop(seeds, "b.md", CORRECTED.replace("2026-02-04T08", "2026-02-04T09"))
    carry(again=True)  # what is new counts when everything is reduced, too
    assert texts(storage) == {"b.md": 2}
    assert caplog.records[-1].fields["revises"] == "a.md"


def test_a_date_that_alone_has_moved_creates_nothing(storage, seeds, carry):
    drop(seeds, "a.md", LINKED)
    carry()
    before = storage.load("ferry")
    drop(seeds, "a.md", LINKED.replace("2026-02-04T08", "2026-02-05T08"), age=30)
    summary = carry(NOW + timedelta(hours=1))
    assert summary.unchanged == 1
    assert storage.load("ferry") == before
    assert storage.articles(storage.article_keys()).popitem()[1].revision == 1


def test_a_date_that_a_person_set_counts(storage, seeds, carry):
    drop(seeds, "a.txt", STRIKE.replace("Published on: January 28, 2026 at 12:59 PM CET\n\n", ""))
    carry()
    drop(seeds, "a.txt.meta.toml", "published = 2026-01-29\n", age=30)
    assert carry(NOW + timedelta(hours=1)).changed == 1
    (stored,) = storage.articles(storage.article_keys()).values()
    assert stored.article.published.provenance is Provenance.PERSON
    assert "2026-01-27" in told(storage)


def test_removing_a_drop_retracts_nothing_and_adding_it_again_is_no_news(storage, seeds, carry):
    path = drop(seeds, "a.txt", STRIKE)
    carry()
    before = storage.load("ferry")
    path.unlink()
    assert carry().removed == ("a.txt",)
    assert carry().removed == ()
    assert storage.drops()[0].state is DropState.REMOVED
    drop(seeds, "a.txt", STRIKE)
    assert carry().results == (Result("a.txt", Outcome.UNCHANGED),)
    assert storage.drops()[0].state is DropState.TAKEN
    assert storage.load("ferry") == before


def test_what_was_retracted_is_told_again_when_it_comes_under_another_name(storage, seeds):
    retracting = settings(seeds).model_copy(update={"seeds": Seeds(folder=seeds, retract=True)})
    carry = partial(update, storage, retracting, (STORY,), now=NOW)
    path = drop(seeds, "a.txt", STRIKE)
    drop(seeds, "other.txt", TALKS)
    carry()
    before = {event.id for event in told(storage).values()}
    path.unlink()
    carry()
    assert len(told(storage)) < len(before)
    drop(seeds, "b.txt", STRIKE)
    assert carry().results[0] == Result("b.txt", Outcome.NEW)
    assert {event.id for event in told(storage).values()} == before


def test_a_rejected_drop_that_was_away_is_rejected_again(seeds, carry):
    for _ in range(2):
        path = drop(seeds, "a.md", "---\ntitle: [\n---\nText.\n")
        assert carry().rejected == 1
        path.unlink()
        carry()


def test_removing_a_drop_retracts_what_it_told_where_the_settings_say_so(
    storage, seeds, carry, monkeypatch
):
    retracting = settings(seeds)
    retracting = retracting.model_copy(
        update={"seeds": retracting.seeds.model_copy(update={"retract": True})}
    )
    monkeypatch.setitem(globals(), "settings", lambda _folder: retracting)
    path = drop(seeds, "a.txt", STRIKE)
    drop(seeds, "b.txt", TALKS)
    carry(stories=(STORY, replace(STORY, slug="tunnel", terms=(("tunnel", 1.0),))))
    before = told(storage)
    path.unlink()
    assert carry(NOW + timedelta(hours=1)).removed == ("a.txt",)
    assert [one.state for one in storage.drops()] == [DropState.RETRACTED, DropState.TAKEN]
    withdrawn = [one.id for one in storage.load("ferry").withdrawn]
    assert storage.history(withdrawn[0])[-1].what == "withdrawn"
    carry(NOW + timedelta(hours=2), again=True)
    assert [one.id for one in storage.load("ferry").withdrawn] == withdrawn
    drop(seeds, "a.txt", STRIKE)
    assert carry(NOW + timedelta(hours=3)).new == 1
    assert {key: event.id for key, event in told(storage).items()} == {
        key: event.id for key, event in before.items()
    }
    for left in seeds.iterdir():
        left.unlink()
    carry(NOW + timedelta(hours=4))
    assert {one.state for one in storage.drops()} == {DropState.REMOVED}
    assert told(storage).keys() == before.keys()


def test_a_bad_drop_is_told_with_its_reason_and_the_others_go_on(storage, seeds, carry):
    drop(seeds, "a.txt", STRIKE)
    drop(seeds, "empty.txt", b"")
    drop(seeds, "binary.txt", bytes(range(256)) * 8)
    (seeds / "link.txt").symlink_to(seeds / "a.txt")
    os.mkfifo(seeds / "pipe.txt")
    drop(seeds, "big.txt", b"x" * 3_000)
    summary = update(storage, settings(seeds, drop_bytes=1_500), [STORY], now=NOW)
    assert (summary.new, summary.rejected) == (1, 5)
    reasons = {result.name: result.reason for result in summary.results}
    assert reasons["a.txt"] is None
    assert "symbolic link" in reasons["link.txt"]
    assert "regular file" in reasons["pipe.txt"]
    assert "1,500 are allowed" in reasons["big.txt"]
    assert len(told(storage)) == 2
    again = carry()
    assert {result.reason for result in again.results} == set(reasons.values())


def test_a_rejected_drop_is_tried_again_when_it_changes(storage, seeds, carry):
    drop(seeds, "a.txt", b"")
    assert carry().rejected == 1
    drop(seeds, "a.txt", STRIKE, age=30)
    assert carry().results == (Result("a.txt", Outcome.NEW),)
    assert storage.drops()[0].reason is None


def test_a_rejected_drop_is_tried_again_when_somebody_asks(storage, seeds, carry, monkeypatch):
    drop(seeds, "a.txt", STRIKE)
    with monkeypatch.context() as patch:
        patch.setattr(drops_module, "read", fail)
        assert carry().results[0].reason == "cannot be read: RuntimeError: out of order"
    assert carry().rejected == 1
    assert storage.retry() == 1
    assert carry().results == (Result("a.txt", Outcome.NEW),)


def fail(*_args, **_options):
    raise RuntimeError("out of order")


def test_a_drop_that_was_good_and_is_spoiled_retracts_nothing(storage, seeds, carry):
    drop(seeds, "a.txt", STRIKE)
    carry()
    before = storage.load("ferry")
    drop(seeds, "a.txt", b"", age=30)
    assert carry().rejected == 1
    assert storage.load("ferry") == before
    drop(seeds, "a.txt.meta.toml", 'publshed = "2026-01-29"', age=25)
    drop(seeds, "a.txt", STRIKE, age=24)
    assert carry().results[0].reason.startswith("a.txt.meta.toml:1: publshed: unknown key")
    (seeds / "a.txt.meta.toml").unlink()
    drop(seeds, "a.txt", STRIKE.replace("pay", "wages"), age=20)
    assert carry().results == (Result("a.txt", Outcome.CHANGED),)
    assert len(storage.article_keys()) == 1


def test_a_drop_that_cannot_be_reduced_does_not_stop_its_batch(seeds, carry, monkeypatch):
    reduce = events_module.reduce

    def choke(article, story):
        if "talks" in article.headline:
            fail()
        return reduce(article, story)

    monkeypatch.setattr(events_module, "reduce", choke)
    for number in range(3):
        drop(seeds, f"{number}.txt", STRIKE.replace("Genoa", f"Genoa {number}"))
    drop(seeds, "bad.txt", TALKS)
    summary = carry()
    assert (summary.new, summary.rejected) == (3, 1)
    assert summary.results[-1].reason == "cannot be reduced: RuntimeError: out of order"


def test_a_drop_that_cannot_be_merged_does_not_stop_its_batch(seeds, carry, monkeypatch):
    merge = merge_module.merge

    def choke(known, arrived, departed, **options):
        if any("talks" in mention.article.title for mention in arrived):
            fail()
        return merge(known, arrived, departed, **options)

    monkeypatch.setattr(merge_module, "merge", choke)
    for number in range(3):
        drop(seeds, f"{number}.txt", STRIKE.replace("Genoa", f"Genoa {number}"))
    drop(seeds, "bad.txt", TALKS)
    summary = carry()
    assert (summary.new, summary.rejected) == (3, 1)
    assert summary.results[-1].reason == "cannot be merged: RuntimeError: out of order"


def test_an_article_that_cannot_be_reduced_again_keeps_what_it_told(
    storage, seeds, carry, monkeypatch, caplog
):
    path = drop(seeds, "a.txt", STRIKE)
    carry()
    before = storage.load("ferry").events
    path.unlink()
    monkeypatch.setattr(events_module, "reduce", lambda *_, **__: fail())
    carry(again=True)
    assert storage.load("ferry").events == before
    assert "a.txt keeps what it told" in caplog.text


def test_a_machine_that_cannot_read_drops_refuses_none(storage, seeds):
    class Broken:
        def map(self, _work, _items):
            raise ExecutorError("cannot be started")

    class OnlyReads(Broken):
        def map(self, work, items):
            if work.work.func is events_module.reduce:
                raise ExecutorError("cannot be started")
            return INLINE.map(work, items)

    drop(seeds, "a.txt", STRIKE)
    for broken in (Broken(), OnlyReads()):
        with pytest.raises(ExecutorError):
            update(storage, settings(seeds), [STORY], now=NOW, executor=broken)
    assert storage.drops() == ()


def test_a_name_that_is_no_text_is_shown_escaped(seeds, carry):
    drop(seeds, os.fsdecode(b"caf\xe9.txt"), STRIKE)
    assert carry().results == (Result("caf\\udce9.txt", Outcome.NEW),)
    assert carry().unchanged == 1


def test_several_stories_take_what_is_theirs(storage, seeds, carry):
    drop(seeds, "a.txt", STRIKE)
    other = replace(STORY, slug="tunnel", terms=(("tunnel", 1.0),))
    carry(stories=(STORY, other))
    assert len(storage.load("ferry").events) == 2
    assert storage.load("tunnel").events == ()
    assert storage.stories() == ("ferry", "tunnel")


def test_a_story_that_is_added_moves_no_date_to_its_own_zone(storage, seeds, carry):
    carry()
    drop(seeds, "a.md", f"---\ndate: 2026-01-28 09:30\n---\n{STRIKE}")
    other = replace(STORY, slug="abbey", zone=ZoneInfo("Asia/Tokyo"))
    carry(stories=(other, STORY))
    (key,) = storage.article_keys()
    (kept,) = storage.articles([key]).values()
    assert kept.article.published.at.tzinfo == STORY.zone


def test_drops_are_taken_without_a_story(storage, seeds, carry):
    drop(seeds, "a.txt", STRIKE)
    assert carry(stories=()).new == 1
    carry()
    assert len(storage.load("ferry").events) == 2


def test_a_changed_story_reduces_what_is_kept_again(storage, seeds, carry):
    path = drop(seeds, "a.txt", STRIKE)
    narrow = replace(STORY, terms=(("tunnel", 1.0),))
    carry(stories=(narrow,))
    assert storage.load("ferry").events == ()
    path.unlink()
    carry()
    assert len(storage.load("ferry").events) == 2
    assert storage.fingerprint("ferry") == fingerprint(STORY)
    kept = storage.load("ferry")
    carry(NOW + timedelta(days=1), stories=(replace(STORY, names=(Name("Rome", "place"),)),))
    assert [event.id for event in storage.load("ferry").events] == [e.id for e in kept.events]


def test_reducing_everything_again_is_silent_where_nothing_differs(storage, seeds, carry):
    drop(seeds, "a.txt", STRIKE)
    drop(seeds, "b.txt", TALKS)
    drop(seeds, "c.md", LINKED)
    drop(seeds, "d.md", LINKED.replace("after a week", "after eight days"))
    carry()
    (seeds / "b.txt").unlink()
    before = storage.load("ferry")
    summary = carry(NOW + timedelta(days=1), again=True)
    assert (summary.new, summary.changed, summary.rejected) == (0, 0, 0)
    assert storage.load("ferry") == before
    assert storage.fingerprint("ferry") == fingerprint(STORY)


def test_an_upgrade_that_changes_one_event_in_twenty_updates_one_entry_in_twenty(
    storage, seeds, carry, monkeypatch
):
    for number in range(1, 21):
        day = f"{number:02}"
        text = f"The ferry company opened pier {number} in Genoa on Jan. {number}, 2026.\n"
        drop(seeds, f"{day}.md", f"---\ntitle: Pier {number}\ndate: '2026-01-{day}'\n---\n{text}")
    carry()
    before = {event.id: event for event in storage.load("ferry").events}
    assert len(before) == 20
    reduce = events_module.reduce

    def better(article, story):
        found = reduce(article, story)
        if article.drop != "07.md":
            return found
        return tuple(replace(mention, title="Pier 7 was opened") for mention in found)

    monkeypatch.setattr(events_module, "reduce", better)
    carry(NOW + timedelta(days=1), again=True)
    after = {event.id: event for event in storage.load("ferry").events}
    assert after.keys() == before.keys()
    assert all(after[key].published == before[key].published for key in before)
    changed = [event for key, event in after.items() if event != before[key]]
    assert [(event.title, event.revision) for event in changed] == [("Pier 7 was opened", 2)]
    assert sum(event.updated != before[event.id].updated for event in after.values()) == 1


def test_better_rules_reach_articles_whose_drop_is_gone(storage, seeds, carry, monkeypatch):
    path = drop(seeds, "a.txt", STRIKE)
    with monkeypatch.context() as patch:
        patch.setattr(events_module, "reduce", lambda *_, **__: ())
        carry()
    assert storage.load("ferry").events == ()
    path.unlink()
    carry(again=True)
    assert len(storage.load("ferry").events) == 2


def test_a_run_of_everything_that_breaks_off_is_taken_up_again(storage, seeds, carry, monkeypatch):
    path = drop(seeds, "a.txt", STRIKE)
    carry()
    path.unlink()
    with monkeypatch.context() as patch:
        patch.setattr("timeline.update.steps._Work.restate", fail)
        drop(seeds, "b.txt", TALKS)
        with pytest.raises(RuntimeError):
            carry(again=True)
    assert storage.fingerprint("ferry") == ""
    carry()
    assert storage.fingerprint("ferry") == fingerprint(STORY)
    assert len(storage.load("ferry").events) == 3


def test_a_story_that_comes_back_as_it_was_has_what_came_without_it(storage, seeds, carry):
    other = replace(STORY, slug="other")
    carry(stories=(STORY, other))
    drop(seeds, "a.txt", STRIKE)
    carry(stories=(other,))
    carry(stories=(other,))
    carry(stories=(STORY, other))
    assert len(storage.load("ferry").events) == len(storage.load("other").events) == 2


def test_a_story_that_comes_back_with_another_title_is_made_anew(storage, seeds, carry):
    other = replace(STORY, slug="other")
    drop(seeds, "a.txt", STRIKE)
    carry(stories=(STORY, other))
    before = storage.revision("ferry")
    carry(stories=(other,))
    assert storage.revision("ferry") == before
    carry(stories=(replace(STORY, title="The strike at sea"), other))
    assert storage.revision("ferry") == before + 1


def test_reducing_again_tells_how_far_it_is(seeds, carry, monkeypatch, caplog):
    monkeypatch.setattr("timeline.update.steps.BATCH", 2)
    caplog.set_level("INFO", "timeline.update")
    for number in range(3):
        drop(seeds, f"{number}.txt", STRIKE.replace("Genoa", f"Genoa {number}"))
    carry()
    told = []
    renamed = replace(STORY, title="The strike at sea")
    carry(stories=(renamed,), progress=lambda done, total: told.append((done, total)))
    assert told == [(2, 3), (3, 3)]
    assert "3 known articles are reduced again for ferry" in caplog.text


def test_first_told_is_the_reports_time_and_later_the_time_of_taking(storage, seeds, carry):
    drop(seeds, "a.txt", STRIKE)
    carry()
    first = told(storage)
    assert [event.published.date().isoformat() for event in first.values()] == ["2026-01-28"] * 2
    drop(seeds, "b.txt", TALKS)
    carry(NOW + timedelta(hours=1))
    assert told(storage)["2026-02-03"].published == NOW + timedelta(hours=1)
    times = [event.published for event in storage.load("ferry").events]
    assert len(set(times)) == len(times)


def test_a_folder_that_cannot_be_opened_takes_nothing_back(storage, seeds, carry, monkeypatch):
    drop(seeds, "a.txt", STRIKE)
    drop(seeds, "deep/b.txt", TALKS)
    carry()
    os.utime(seeds / "deep", (1_770_000_000, 1_770_000_000))
    real = os.open

    def denied(path, *options, **more):
        if str(path).endswith("/deep"):
            raise PermissionError(13, "Permission denied")
        return real(path, *options, **more)

    retracting = settings(seeds).model_copy(update={"seeds": Seeds(folder=seeds, retract=True)})
    with monkeypatch.context() as patch:
        patch.setattr("timeline.drops.folder.os.open", denied)
        summary = update(storage, retracting, [STORY], now=NOW)
    assert summary.removed == ()
    assert [(one.name, one.outcome) for one in summary.results if one.reason] == [
        ("deep/", Outcome.REJECTED)
    ]
    assert len(told(storage)) == 3
    update(storage, retracting, [STORY], now=NOW)
    assert {one.name: one.state for one in storage.drops()} == {
        "a.txt": DropState.TAKEN,
        "deep/": DropState.RETRACTED,
        "deep/b.txt": DropState.TAKEN,
    }


def test_only_what_is_published_moves_the_revision(storage, seeds, carry):
    drop(seeds, "a.txt", STRIKE)
    carry()
    before = storage.load("ferry")
    drop(seeds, "other.txt", "Rain in Oslo\n\nIt rained in Oslo on Jan. 27, 2026.\n")
    carry(NOW + timedelta(hours=1))
    after = storage.load("ferry")
    assert (after.revision, after.updated) == (before.revision, before.updated)


def test_what_documents_show_of_a_story_moves_the_revision_too(storage, seeds):
    drop(seeds, "a.txt", STRIKE)
    later = iter(NOW + timedelta(hours=hour) for hour in range(9))

    def carried(**changes):
        update(storage, settings(seeds), [replace(STORY, **changes)], now=next(later))
        kept = storage.load("ferry")
        return kept.revision, kept.updated

    first, _ = carried()
    assert carried(terms=(*STORY.terms, ("quay", 0.1)))[0] == first, "nothing shows it"
    assert carried(title="Ferries") == (first + 1, NOW + timedelta(hours=2))
    assert carried(title="Ferries") == (first + 1, NOW + timedelta(hours=2))
    assert carried(title="Ferries", description="New.")[0] == first + 2


def test_drops_can_be_given_by_their_paths(seeds, carry, tmp_path):
    inside = drop(seeds, "deep/a.txt", STRIKE)
    drop(seeds, "b.txt", TALKS)
    outside = drop(tmp_path, "elsewhere/c.md", LINKED)
    summary = carry(paths=[inside, outside])
    assert [result.name for result in summary.results] == [str(outside), "deep/a.txt"]
    summary = carry(paths=[seeds / "deep", outside.parent, seeds])
    assert [result.outcome for result in summary.results] == [
        Outcome.UNCHANGED,
        Outcome.NEW,
        Outcome.UNCHANGED,
    ]
    assert carry().removed == ()
    with pytest.raises(DropError, match=r"nowhere\.txt: is not there"):
        carry(paths=[seeds / "nowhere.txt"])


def test_a_folder_that_is_not_there_removes_nothing(storage, seeds, carry):
    drop(seeds, "a.txt", STRIKE)
    carry()
    seeds.rename(seeds.parent / "elsewhere")
    with pytest.raises(DropError, match="create the folder"):
        carry()
    assert storage.drops()[0].state is DropState.TAKEN


def test_batches_share_a_transaction_each(storage, seeds, carry, monkeypatch):
    monkeypatch.setattr("timeline.update.files.BATCH", 2)
    done = []
    for number in range(5):
        drop(seeds, f"{number}.txt", STRIKE.replace("Genoa", f"Genoa {number}"))
    summary = carry(progress=lambda count, total: done.append((count, total)))
    assert summary.new == 5
    assert done == [(2, 5), (4, 5), (5, 5)]
    monkeypatch.setattr("timeline.update.files.BATCH_BYTES", 1)
    storage.retry()
    assert carry(again=True, progress=lambda count, total: done.append((count, total))).unchanged


@pytest.mark.parametrize(("most", "steps"), [(1_000, [2, 9]), (3, [2, 5, 8, 9])])
def test_the_first_batch_is_short(seeds, carry, monkeypatch, most, steps):
    monkeypatch.setattr("timeline.update.files.FIRST", 2)
    monkeypatch.setattr("timeline.update.files.BATCH", most)
    for number in range(9):
        drop(seeds, f"{number}.txt", STRIKE.replace("Genoa", f"Genoa {number}"))
    done = []
    carry(progress=lambda count, _all: done.append(count))
    assert done == steps


def test_merging_with_a_part_of_the_timeline_is_merging_with_all_of_it(tmp_path, monkeypatch):
    samples = sorted((Path(__file__).parent.parent / "seeds").iterdir())
    (story,) = read_stories(Path(__file__).parent.parent / "config" / "stories")

    def run(name):
        storage = Storage(f"sqlite:///{tmp_path}/{name}.db")
        storage.upgrade()
        folder = tmp_path / name
        for number, sample in enumerate(samples):
            drop(folder, sample.name, sample.read_bytes())
            update(storage, settings(folder), [story], now=NOW + timedelta(hours=number))
        drop(folder, samples[0].name, samples[3].read_bytes(), age=30)
        update(storage, settings(folder), [story], now=NOW + timedelta(days=1))
        timeline = storage.load(story.slug)
        storage.close()
        return timeline

    in_parts = run("parts")
    known = Batch.known
    monkeypatch.setattr(Batch, "known", lambda batch, slug, _near: known(batch, slug))
    monkeypatch.setattr(Batch, "told", lambda *_: set())
    assert in_parts == run("whole")
    assert len(in_parts.events) > 10


# --- complete or not -------------------------------------------------------------------------


def begin(path, text):
    """Write a file as somebody does who has not ended: however slow the machine, it is new."""
    path.write_text(text)
    later = time.time() + 3600
    os.utime(path, (later, later))


def test_an_update_by_hand_waits_for_a_file_that_is_being_written(storage, seeds, carry):
    path = seeds / "a.txt"
    begin(path, STRIKE[:40])
    waits = []

    def wait(seconds):
        waits.append(seconds)
        begin(path, STRIKE)
        if len(waits) == 2:
            drop(seeds, "a.txt", STRIKE, age=60)

    summary = carry(wait=wait)
    assert summary.results == (Result("a.txt", Outcome.NEW),)
    assert waits == [1.0, 1.0]
    assert len(told(storage)) == 2


def test_a_second_look_is_only_at_what_was_being_written(seeds, carry):
    drop(seeds, "a.txt", STRIKE)
    begin(seeds / "b.txt", TALKS)
    steps = []
    summary = carry(
        paths=[seeds],
        again=True,
        wait=lambda _: drop(seeds, "b.txt", TALKS, age=60),
        progress=lambda done, _all: steps.append(done),
    )
    assert summary.results == (Result("a.txt", Outcome.NEW), Result("b.txt", Outcome.NEW))
    assert steps == [1, 1]


def test_a_file_that_never_ends_is_left_for_later(storage, seeds, carry):
    path = seeds / "a.txt"
    begin(path, "x")
    summary = carry(wait=lambda _: begin(path, "x" + path.read_text()))
    assert summary == Summary(waiting=("a.txt",))
    assert storage.drops() == ()


def test_a_file_from_the_future_is_taken_by_hand_at_the_second_look(seeds, carry, monkeypatch):
    clock = iter([100.0, 101.0]).__next__
    monkeypatch.setattr("timeline.update.steps.Looks", partial(Looks, clock=clock))
    begin(seeds / "a.txt", STRIKE)
    assert carry(wait=lambda _: None).results == (Result("a.txt", Outcome.NEW),)


def stamp(path):
    status = os.lstat(path)
    return Stamp(status.st_mtime_ns, status.st_size, status.st_ino)


def test_a_file_is_complete_after_two_equal_looks_a_second_apart(tmp_path):
    clock = iter([100.0, 100.6, 101.1, 101.2, 102.3]).__next__
    looks = Looks(clock=clock)
    path = tmp_path / "a.txt"
    path.write_text("half")
    assert looks.sort(tmp_path, ["a.txt"], {"a.txt": stamp(path)}) == ([], ["a.txt"])
    assert looks.sort(tmp_path, ["a.txt"], {"a.txt": stamp(path)}) == ([], ["a.txt"])
    assert looks.sort(tmp_path, ["a.txt"], {"a.txt": stamp(path)}) == (["a.txt"], [])
    path.write_text("half and more")
    assert looks.sort(tmp_path, ["a.txt"], {"a.txt": stamp(path)}) == ([], ["a.txt"])
    assert looks.sort(tmp_path, ["a.txt"], {"a.txt": stamp(path)}) == (["a.txt"], [])


def test_a_clock_that_is_set_back_only_makes_us_look_again(tmp_path):
    clock = iter([100.0, 50.0, 51.0]).__next__
    looks = Looks(clock=clock)
    path = tmp_path / "a.txt"
    path.write_text("whole")
    found = [looks.sort(tmp_path, ["a.txt"], {"a.txt": stamp(path)})[0] for _ in range(3)]
    assert found == [[], [], ["a.txt"]]


def test_a_file_that_was_renamed_into_place_is_complete_at_once(tmp_path):
    drop(tmp_path, ".a", "whole").rename(tmp_path / "a.txt")
    drop(tmp_path, ".b", "").rename(tmp_path / "b.txt")
    found = {name: stamp(tmp_path / name) for name in ("a.txt", "b.txt")}
    found["gone.txt"] = found["a.txt"]
    assert Looks().sort(tmp_path, list(found), found) == (["a.txt"], ["b.txt", "gone.txt"])


def test_a_file_that_changes_while_it_is_read_waits(seeds, carry, monkeypatch):
    path = drop(seeds, "a.txt", STRIKE)
    gone = drop(seeds, "b.txt", TALKS)
    take = drops_module.take

    def disturbed(folder, name, *, max_bytes):
        if name == "a.txt" and path.read_text() == STRIKE:
            path.write_text(STRIKE + "More.\n")
            raise DropError("is still being written; it is taken once it is complete")
        gone.unlink(missing_ok=True)
        return take(folder, name, max_bytes=max_bytes)

    monkeypatch.setattr(drops_module, "take", disturbed)
    waits = []

    def wait(_):
        waits.append(drop(seeds, "a.txt", STRIKE + "More.\n"))

    assert carry(wait=wait).results == (Result("a.txt", Outcome.NEW),)
    assert len(waits) == 1


def test_no_file_is_ever_taken_half_written(storage, seeds):
    """Writers write in place, with pauses below a second; the watch's looks come fast."""
    chance, now = random.Random(1), [100.0]
    looks = Looks(clock=lambda: now[0])
    texts = {seeds / f"{n}.txt": STRIKE.replace("Genoa", f"Genoa {n}") for n in range(6)}
    left = {path: text.splitlines(keepends=True) for path, text in texts.items()}
    due = dict.fromkeys(left, 100.0)
    done = {}
    while len(done) < len(texts):
        for path, pieces in left.items():
            if pieces and due[path] <= now[0]:
                with path.open("a") as file:
                    file.write(pieces.pop(0))
                due[path] = now[0] + chance.uniform(0.05, 0.6)
        for result in update(storage, settings(seeds), [STORY], now=NOW, looks=looks).results:
            assert not left[seeds / result.name]
            done[result.name] = result.outcome
        now[0] += chance.uniform(0.05, 0.3)
    assert set(done.values()) == {Outcome.NEW}
    assert len(storage.article_keys()) == len(texts)
    assert {s.revision for s in storage.articles(storage.article_keys()).values()} == {1}


def test_a_look_at_a_settled_folder_asks_for_nothing(storage, seeds, carry):
    looks = Looks(twice=False)
    path = drop(seeds, "a.txt", STRIKE)
    drop(seeds, "bad.txt", b"")
    drop(seeds, "c.txt", TALKS)
    carry(looks=looks)
    assert carry(looks=looks) == Summary()
    storage.retry()
    path.unlink()
    drop(seeds, "d.md", LINKED)
    summary = carry(looks=looks)
    assert [(one.name, one.outcome) for one in summary.results] == [
        ("bad.txt", Outcome.REJECTED),
        ("d.md", Outcome.NEW),
    ]
    assert summary.removed == ("a.txt",)


def test_changed_paths_that_are_no_drops_are_left_out(seeds, tmp_path):
    drop(seeds, "a.txt", STRIKE)
    drop(seeds, "deep/b.txt", STRIKE)
    drop(seeds, ".hidden", STRIKE)
    drop(seeds, "c.tmp", STRIKE)
    outside = drop(tmp_path, "d.txt", STRIKE)
    changed = [
        seeds,
        seeds / "a.txt.meta.toml",
        seeds / "deep",
        seeds / ".hidden",
        seeds / "c.tmp",
        seeds / "gone.txt",
        outside,
    ]
    assert drop_paths(seeds, changed) == [seeds / "a.txt", seeds / "deep"]


# --- several at once -------------------------------------------------------------------------


def test_many_updates_at_once_take_each_drop_once(storage, seeds, database_url):
    for number in range(12):
        drop(seeds, f"{number}.txt", STRIKE.replace("Genoa", f"Genoa {number}"))

    def run(_):
        own = Storage(database_url)
        try:
            return update(own, settings(seeds), [STORY], now=NOW)
        finally:
            own.close()

    with ThreadPoolExecutor(4) as pool:
        summaries = list(pool.map(run, range(4)))
    assert sum(summary.new for summary in summaries) == 12
    assert len(storage.article_keys()) == 12
    mentions = [m.id for event in storage.load("ferry").events for m in event.mentions]
    assert len(mentions) == len(set(mentions)) == 24


def test_an_update_does_not_wait_for_another_for_ever(storage):
    entered = threading.Event()
    leave = threading.Event()

    def first():
        with storage.alone("update"):
            entered.set()
            leave.wait(10)

    thread = threading.Thread(target=first)
    thread.start()
    entered.wait(10)
    with pytest.raises(StorageError, match="another update"), storage.alone("update", 0.1):
        pass
    leave.set()
    thread.join()
    with storage.alone("update"):
        pass


# --- articles compared -----------------------------------------------------------------------


def test_a_drop_may_hold_several_articles_that_keep_their_identities(storage, seeds, carry):
    feed = """\
<?xml version="1.0"?>
<rss version="2.0"><channel><title>Harbour Post</title><link>https://harbour.example/</link>
<description>News</description>
<item><title>Ferry crews walk out</title><link>https://harbour.example/1</link>
<pubDate>Wed, 28 Jan 2026 10:00:00 GMT</pubDate>
<description>&lt;p&gt;Ferry crews in Genoa went on strike on Tuesday over
pay.&lt;/p&gt;</description></item>
<item><title>Ferry talks are called</title><link>https://harbour.example/2</link>
<pubDate>Thu, 29 Jan 2026 10:00:00 GMT</pubDate>
<description>&lt;p&gt;The ferry company will meet the unions on Feb. 3.&lt;/p&gt;</description>
</item>
</channel></rss>
"""
    drop(seeds, "feed.xml", feed)
    carry()
    assert len(storage.drops()[0].articles) == 2
    before = {event.id for event in storage.load("ferry").events}
    drop(seeds, "feed.xml", feed.replace("Feb. 3", "Feb. 4"), age=30)
    carry(NOW + timedelta(hours=1))
    assert sorted(s.revision for s in storage.articles(storage.article_keys()).values()) == [1, 2]
    assert {event.id for event in storage.load("ferry").events} == before


def test_a_name_that_is_used_again_for_another_link_is_another_article(storage, seeds, carry):
    drop(seeds, "latest.md", LINKED)
    carry()
    other = LINKED.replace("crews-return", "fares-rise").replace(
        "Ferry crews return to work", "Ferry fares rise"
    )
    drop(seeds, "latest.md", other, age=30)
    carry()
    assert len(storage.article_keys()) == 2


def published(provenance, hour=8):
    return Published(NOW.replace(hour=hour), "minute", provenance, "said")


@pytest.mark.parametrize(
    ("before", "after", "same"),
    [
        (published(Provenance.LINE), published(Provenance.LINE), True),
        (published(Provenance.LINE), published(Provenance.LINE, 9), True),
        (published(Provenance.FILE), published(Provenance.FILE, 9), True),
        (published(Provenance.LINE), published(Provenance.FILE, 9), True),
        (published(Provenance.FILE), published(Provenance.LINE, 9), False),
        (published(Provenance.LINE), published(Provenance.PERSON, 9), False),
        (published(Provenance.PERSON), published(Provenance.PERSON, 9), False),
        (published(Provenance.PERSON), published(Provenance.PERSON), True),
    ],
)
def test_a_moved_date_is_a_change_only_when_it_is_better_or_set(
    storage_article, before, after, same
):
    old = replace(storage_article, published=before)
    new = replace(storage_article, published=after, drop="other.txt", notes=("mojibake repaired",))
    assert says_the_same(old, new) is same
    assert not says_the_same(old, replace(new, headline="Another"))


@pytest.fixture
def storage_article(tmp_path):
    drop(tmp_path, "a.txt", STRIKE)
    taken = drops_module.take(tmp_path, "a.txt", max_bytes=10_000)
    return drops_module.read(taken, zone=STORY.zone)[0]


@pytest.mark.parametrize(("line", "year"), [("LUND, Sept. 1", 2024), ("LUND, Sept. 2", 2025)])
def test_a_dateline_without_a_year_keeps_that_of_its_first_file(storage, seeds, carry, line, year):
    undated = STRIKE.replace("Published on: January 28, 2026 at 12:59 PM CET", "LUND, Sept. 1 -")
    texts = (undated, f"{undated.replace('LUND, Sept. 1', line)} It rained.\n")
    for text, saved in zip(
        texts, (datetime(2024, 10, 5, tzinfo=UTC), datetime(2025, 10, 5, tzinfo=UTC)), strict=True
    ):
        os.utime(drop(seeds, "a.txt", text), (saved.timestamp(), saved.timestamp()))
        carry()
    (found,) = storage.articles(storage.article_keys()).values()
    assert found.article.published.provenance is Provenance.YEARLESS
    assert found.article.published.day.year == year


def test_an_article_without_a_date_keeps_the_time_of_its_first_file(storage, seeds, carry):
    undated = STRIKE.replace("Published on: January 28, 2026 at 12:59 PM CET\n\n", "")
    drop(seeds, "a.txt", undated, age=86_400)
    carry()
    (first,) = storage.articles(storage.article_keys()).values()
    assert first.article.published.provenance is Provenance.FILE
    drop(seeds, "a.txt", undated + "The ferry union said so on Tuesday.\n", age=30)
    carry()
    (second,) = storage.articles(storage.article_keys()).values()
    assert second.revision == 2
    assert second.article.published == first.article.published
