"""Taking articles out of everything: nothing of them is left anywhere, and they stay out."""

import os
import re
import sqlite3
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import MetaData, create_engine, select

from feeds.document import Query, Site
from feeds.formats import FORMATS
from feeds.publish import Edition, event_json, feed
from tests.articles import LINKED, NOW, STORY, STRIKE, TALKS, drop, settings
from timeline import DropError, Override, Ruling, StorageError, Watching, Withdrawal
from timeline.library import Library
from timeline.storage import Storage
from timeline.storage.engine import parse, vacuum
from timeline.types import DropState
from timeline.update import remove, update

#: Words of the article that stand nowhere else.
SECRET = """\
Ferry crews walk out in Genoa, Zebulon says

Published on: January 28, 2026 at 9:00 AM CET

Ferry crews in Genoa went on strike on Tuesday over pay, Zebulon Quist said. Captain Quist wept in \
the wheelhouse of the ferry on Wednesday. The ferry Xanadu sails again on Feb. 2.
"""
WORDS = re.compile(rb"Zebulon|Quist|Xanadu|wheelhouse|secret-ferry", re.IGNORECASE)
OTHER = SECRET.replace("Zebulon says", "union says").replace("Zebulon Quist", "the union")
OTHER = OTHER.split("Captain", maxsplit=1)[0].strip() + "\n"
#: What another paper tells of the same.
AGAIN = STRIKE.replace("walk out", "stop work")


@pytest.fixture
def carry(storage, seeds):
    times = iter(range(1000))

    def run(**options):
        later = NOW + timedelta(minutes=next(times))
        return update(storage, settings(seeds), [STORY], now=later, **options)

    return run


def kept(url):
    """Return everything in every table of a database, as bytes."""
    engine = create_engine(parse(url))
    tables = MetaData()
    tables.reflect(engine)
    assert len(tables.tables) > 10
    with engine.connect() as connection:
        rows = [tuple(row) for t in tables.tables.values() for row in connection.execute(select(t))]
    engine.dispose()
    return repr(rows).encode()


def published(storage):
    """Return every document of the story and its events, as bytes."""
    library, site = Library((STORY,), storage), Site("http://a.example", "Timelines")
    edition = Edition(STORY, storage.load(STORY.slug), library)
    found = [feed(form, edition, site, Query()).body for form in FORMATS.values()]
    found += [event_json(edition, event, site).body for event in edition.timeline.events]
    return b"".join(found)


def test_nothing_of_a_purged_article_is_left(storage, seeds, carry, database_url, tmp_path):
    drop(seeds, "secret-ferry.txt", SECRET)
    carry()
    drop(seeds, "other.txt", OTHER)
    drop(seeds, "talks.txt", TALKS)
    carry()
    # revised twice, so that there are old revisions, withdrawn events and lines of history
    drop(seeds, "secret-ferry.txt", SECRET.replace("Captain Quist wept", "Quist was seen"))
    carry()
    drop(seeds, "secret-ferry.txt", SECRET.replace(" on Wednesday", "").replace("sails", "leaves"))
    carry()
    event = next(e for e in storage.load("ferry").events if "Xanadu" in e.title + e.summary)
    ruling = Override(event.id, Ruling.TITLE, NOW, "Ada", "Quist's ferry sails")
    storage.overrule("ferry", ruling)
    assert WORDS.search(kept(database_url))
    assert WORDS.search(published(storage))
    before = {e.id: e for e in storage.load("ferry").events}
    revision = storage.revision("ferry")

    done = remove(storage, settings(seeds), ["secret-ferry.txt"], now=NOW + timedelta(days=1))

    assert (done.articles, done.left) == (1, ())
    assert done.withdrawn >= 1
    assert done.kept >= 1
    found = kept(database_url).replace(b"'secret-ferry.txt', 'purged'", b"")
    assert not WORDS.search(found), WORDS.findall(found)
    assert not WORDS.search(published(storage))
    assert not (seeds / "secret-ferry.txt").exists()
    after = {e.id for e in storage.load("ferry").events}
    assert after < before.keys(), "the others' events keep their ids"
    assert storage.revision("ferry") > revision, "or readers would get the old bytes"
    if database_url.startswith("sqlite"):
        files = b"".join(path.read_bytes() for path in tmp_path.glob("timeline.db*"))
        assert not WORDS.search(files.replace(b"secret-ferry.txt", b""))


def test_a_file_whose_name_is_no_text_is_deleted_too(storage, seeds, carry):
    path = drop(seeds, os.fsdecode(b"caf\xe9.txt"), SECRET)
    carry()
    done = remove(storage, settings(seeds), ["caf\\udce9.txt"], now=NOW)
    assert (done.articles, done.left) == (1, ())
    assert not path.exists()


def test_a_purged_article_stays_out_whatever_drop_it_comes_in(storage, seeds, carry):
    drop(seeds, "a.txt", LINKED)
    drop(seeds, "b.txt", LINKED)
    carry()
    done = remove(storage, settings(seeds), ["a.txt"], now=NOW)
    assert done.drops == ("a.txt", "b.txt")
    assert storage.load("ferry").events == ()
    drop(seeds, "c.txt", LINKED + "<p>Ferries sailed on Thursday.</p>")
    (told,) = carry().results
    assert (told.name, told.outcome) == ("c.txt", "rejected")
    assert "removed on request" in told.reason
    assert carry().rejected == 0, "said once"
    carry(again=True)
    assert storage.load("ferry").events == ()
    assert {one.state for one in storage.drops()} == {DropState.PURGED}


def test_a_purged_drop_can_be_taken_again_when_it_is_named(storage, seeds, carry):
    drop(seeds, "a.txt", LINKED)
    carry()
    remove(storage, settings(seeds), ["a.txt"], now=NOW)
    drop(seeds, "c.txt", LINKED)
    carry()
    assert storage.retry() == 0
    assert storage.retry(["c.txt"]) == 1
    assert carry().changed == 1
    assert storage.load("ferry").events


def test_what_is_taken_again_after_a_purge_is_published_as_it_first_was(storage, seeds, carry):
    drop(seeds, "a.txt", SECRET)
    carry()
    drop(seeds, "a.txt", SECRET.replace("over pay", "over their pay"))
    carry()
    before = {one.id: one for one in storage.load("ferry").events}
    remove(storage, settings(seeds), ["a.txt"], now=NOW + timedelta(days=1))
    drop(seeds, "b.txt", TALKS)
    carry()
    drop(seeds, "a.txt", SECRET)
    storage.retry(["a.txt"])
    carry()
    after = {one.id: one for one in storage.load("ferry").events}
    assert before.keys() < after.keys()
    for key, event in before.items():
        assert after[key].published == event.published
        assert after[key].updated > event.updated
        assert after[key].revision == event.revision + 1
        assert [line.why for line in storage.history(key)][-1] == "a.txt: told again"


@pytest.fixture
def parted(storage, seeds, carry):
    """Let an editor part what two drops tell of; give the ids of what is left and of the part."""
    drop(seeds, "a.txt", STRIKE)
    drop(seeds, "b.txt", AGAIN)
    carry()
    whole = next(e for e in storage.load("ferry").events if len(e.mentions) == 2)
    theirs = next(m.article.key for m in whole.mentions if m.article.drop == "b.txt")
    storage.overrule("ferry", Override(whole.id, Ruling.SPLIT, NOW, "Ada", theirs))
    assert drops_of(storage, whole.id) == {"a.txt"}
    split = next(e for e in storage.load("ferry").events if e.published == NOW)
    assert drops_of(storage, split.id) == {"b.txt"}
    return whole.id, split.id


def drops_of(storage, key):
    """Return the drops that tell of an event; where it was withdrawn, what replaces it."""
    _story, found = storage.find_event(key)
    if isinstance(found, Withdrawal):
        return found.replaced_by
    return {m.article.drop for m in found.mentions}


def test_what_an_editor_parted_stays_apart_when_the_rest_is_purged(storage, seeds, carry, parted):
    rest, part = parted
    told = storage.find_event(part)
    remove(storage, settings(seeds), ["a.txt"], now=NOW + timedelta(days=1))
    assert storage.find_event(part) == told
    assert drops_of(storage, rest) is None
    assert rest not in {one.id for one in storage.load("ferry").events}
    drop(seeds, "a.txt", STRIKE)
    storage.retry(["a.txt"])
    carry()
    assert drops_of(storage, rest) == {"a.txt"}
    assert storage.find_event(part) == told


def test_a_part_of_which_the_rest_was_purged_can_be_brought_back(storage, seeds, parted):
    rest, part = parted
    remove(storage, settings(seeds), ["a.txt"], now=NOW + timedelta(days=1))
    storage.undo("ferry", 1, at=NOW + timedelta(days=2), by="Ada")
    assert drops_of(storage, rest) == {"b.txt"}
    assert drops_of(storage, part) == rest


def test_decisions_last_over_a_purge_but_for_titles(storage, seeds, carry, parted):
    rest, part = parted
    ferries = next(e for e in storage.load("ferry").events if e.id not in parted)
    storage.overrule("ferry", Override(ferries.id, Ruling.TITLE, NOW, "Ada", "No ferries"))
    storage.undo("ferry", 2, at=NOW, by="Ada")
    storage.overrule("ferry", Override(ferries.id, Ruling.HIDE, NOW, "Ada"))
    remove(storage, settings(seeds), ["a.txt", "b.txt"], now=NOW + timedelta(days=1))
    assert [one.ruling for one in storage.overrides("ferry")] == [Ruling.SPLIT, Ruling.HIDE]
    assert drops_of(storage, part) is None
    assert storage.find_event(part)[1].when > NOW, "it left with the purge"
    drop(seeds, "a.txt", STRIKE)
    drop(seeds, "b.txt", AGAIN)
    storage.retry(["a.txt", "b.txt"])
    carry()
    assert drops_of(storage, rest) == {"a.txt"}
    assert drops_of(storage, part) == {"b.txt"}
    assert storage.find_event(part)[1].published == NOW
    assert storage.find_event(ferries.id)[1].why == "taken out by an editor"


def test_other_articles_of_a_drop_stay(storage, seeds, carry):
    item = "<item><title>{0}</title><link>https://a.example/{0}</link><description>{1}</description></item>"
    one = item.format("one", "The ferry sank in Genoa on 27 January 2026.")
    two = item.format("two", "A ferry burned in Naples on 3 January 2026.")
    drop(seeds, "feed.xml", f"<rss><channel>{one}{two}</channel></rss>")
    drop(seeds, "one.xml", f"<rss><channel>{one}</channel></rss>")
    carry()
    done = remove(storage, settings(seeds), ["one.xml"], now=NOW)
    assert done.left == ("feed.xml",)
    assert (seeds / "feed.xml").exists()
    (event,) = storage.load("ferry").events
    assert "Naples" in event.title
    drop(seeds, "feed.xml", f"<rss><channel>{one}{two} </channel></rss>")
    assert [one.outcome for one in carry().results] == ["unchanged"]
    assert len(storage.load("ferry").events) == 1


def test_a_drop_that_was_refused_and_one_from_elsewhere_can_go(storage, seeds, carry, tmp_path):
    drop(seeds, "bad.txt", b"\x00\x01\x02" * 100)
    elsewhere = drop(tmp_path, "away.txt", STRIKE)
    carry()
    carry(paths=[elsewhere])
    done = remove(storage, settings(seeds), ["bad.txt", str(elsewhere)], now=NOW)
    assert done.left == (str(elsewhere),)
    assert elsewhere.exists()
    assert not (seeds / "bad.txt").exists()
    assert carry().removed == ()


def test_a_withdrawn_event_that_others_told_last_is_remembered(storage, seeds, carry):
    drop(seeds, "other.txt", OTHER)
    drop(seeds, "a.txt", SECRET)
    carry()
    drop(seeds, "a.txt", SECRET.split("Ferry crews in", maxsplit=1)[0] + "A ferry sank.")
    carry()
    drop(seeds, "other.txt", OTHER.split("Ferry crews in", maxsplit=1)[0] + "A ferry burned.")
    carry()
    gone = [one for one in storage.load("ferry").withdrawn if one.last]
    remove(storage, settings(seeds), ["a.txt"], now=NOW)
    after = [one for one in storage.load("ferry").withdrawn if one.last]
    assert {m.article.drop for one in after for m in one.last.mentions} <= {"other.txt"}
    assert after
    assert len(after) < len(gone)


def test_another_story_is_not_touched(storage, seeds):
    other = replace(STORY, slug="trains", terms=(("trains", 1.0),))
    drop(seeds, "a.txt", STRIKE)
    drop(seeds, "b.txt", STRIKE.replace("ferries", "trains").replace("Ferry", "Train"))
    update(storage, settings(seeds), [STORY, other], now=NOW)
    before = storage.load("trains")
    assert before.events
    remove(storage, settings(seeds), ["a.txt"], now=NOW)
    assert storage.load("trains") == before


def test_what_cannot_be_deleted_is_said(storage, seeds, carry):
    drop(seeds, "a/b.txt", STRIKE)
    carry()
    (seeds / "a" / "b.txt").rename(seeds / "kept.txt")
    (seeds / "a" / "b.txt").mkdir()
    with pytest.raises(DropError, match=r"a/b\.txt: cannot be deleted: Is a directory"):
        remove(storage, settings(seeds), ["a/b.txt"], now=NOW)
    (seeds / "a" / "b.txt").rmdir()
    (seeds / "a").rmdir()
    assert remove(storage, settings(seeds), ["a/b.txt"], now=NOW).left == ()
    assert storage.load("ferry").events == ()


def test_what_is_no_drop_cannot_go(storage, seeds):
    with pytest.raises(DropError, match=r"b\.txt: is no drop here"):
        remove(storage, settings(seeds), ["b.txt"], now=NOW)


def test_whoever_reads_meanwhile_does_not_keep_the_old_pages(sqlite_url, tmp_path):
    storage = Storage(sqlite_url)
    reader = sqlite3.connect(tmp_path / "timeline.db", isolation_level=None)
    reader.execute("BEGIN")
    reader.execute("SELECT * FROM story").fetchall()
    storage.beat(Watching(NOW, NOW, 30))
    with pytest.raises(StorageError, match=r"is being read all the time.* -wal; stop the service"):
        vacuum(parse(sqlite_url), patience=0.05)
    reader.execute("COMMIT")
    vacuum(parse(sqlite_url), patience=5)
    assert (tmp_path / "timeline.db-wal").stat().st_size == 0
    reader.close()
    storage.close()
