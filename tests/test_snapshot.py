"""A snapshot in the database answers as one in memory does, whatever is asked and decided."""

from dataclasses import replace
from datetime import timedelta
from itertools import product
from zoneinfo import ZoneInfo

import pytest

from feeds.query import choice, parse
from tests.timelines import NOW, ROME, STORY, WHENS, day, event, timeline, withdrawal
from timeline import Change, Choice, Event, Order, Override, Ruling, Status, Timeline
from timeline.choice import EARLIEST, LATEST, midnight
from timeline.snapshot import Whole
from timeline.storage import Storage
from timeline.storage.engine import connect
from timeline.storage.overrides import dated

QUERIES = [
    {},
    {"q": "Council"},
    {"q": "watch"},
    {"q": "wat"},
    {"q": "!?"},
    {"q": "under_score caffe"},
    {"q": "北京"},
    {"q": "watched games"},
    {"tag": "cortina d'ampezzo"},
    {"tag": "statement"},
    {"tag": "CITTÀ di Milano"},
    {"place": "Milan"},
    {"place": "City council"},
    {"source": "the courier"},
    {"source": "courier.example"},
    {"source": "nobody"},
    {"status": "planned"},
    {"since": "2026-01-27T18:03:00Z", "until": "2026-01-27T18:09:00Z"},
    {"from": "2026-02"},
    {"to": "2026-01"},
    {"from": "2026-01-28", "to": "2026-01-28"},
    {"from": "0001", "to": "1999"},
    {"q": "council", "tag": "Milan", "status": "happened", "from": "2026"},
]
CHOICES = [choice(parse(query.items()), ROME) for query in QUERIES]


def told():
    """Return a timeline of every kind of date, with names and words of several kinds."""
    whens = (*WHENS.values(), day("2026-01-30"), day("2026-01-30"))
    events = [
        event(f"gate {number}", when, number=number, status=list(Status)[number % 5])
        for number, when in enumerate(whens)
    ]
    more = {
        0: {"places": ("Cortina d'Ampezzo", "Milan"), "actors": ("Città di Milano",)},
        1: {"title": "Caffè under_score, 北京", "kind": "incident"},
        2: {"summary": "x" * 5000, "places": ()},
        3: {"mentions": ()},
        4: {"mentions": events[4].mentions + event("gate 4, again", whens[4], number=90).mentions},
    }
    shown = [replace(one, **more.get(number, {})) for number, one in enumerate(events)]
    gone = event("closed gate", WHENS["day"], number=40)
    return timeline(*shown, withdrawn=[withdrawal(gone)])


def keep(storage, own, changes=(), story=STORY):
    with storage.write() as batch:
        batch.keep_story(story, "f")
        batch.keep_timeline(batch.known(story.slug), own, changes)


def decide(storage, own):
    """Let an editor hide, rename, date, merge, split and ascribe."""
    one = [item.id for item in own.events]
    parts = [mention.id for mention in own.events[4].mentions]
    for number, (ruling, place, value) in enumerate(
        [
            (Ruling.HIDE, 0, None),
            (Ruling.TITLE, 1, "A title of another hand"),
            (Ruling.DATE, 6, dated(day("2026-03-03"))),
            (Ruling.MERGE, 7, one[8]),
            (Ruling.SPLIT, 4, parts[1]),
            (Ruling.SPEAKER, 5, "Ada Quist"),
        ]
    ):
        at = NOW + timedelta(minutes=number)
        storage.overrule(STORY.slug, Override(one[place], ruling, at, "Ada", value))


def bare(chosen):
    """Return outlines without their EDTF, which the database leaves out."""
    return chosen.ids, [replace(one, when=replace(one.when, edtf="")) for one in chosen.events]


def assert_same_answers(storage):
    """Ask the database and the memory the same, for every way of asking; return the memory."""
    memory = Whole(storage.load(STORY.slug), ROME)
    with storage.snapshot(STORY.slug) as stored:
        assert (stored.revision, stored.updated) == (memory.revision, memory.updated)
        assert stored.changed() == memory.changed()
        assert stored.withdrawn() == memory.withdrawn()
        assert stored.tally() == memory.tally()
        every = (*memory.timeline.events, *memory.timeline.withdrawn)
        for one in every:
            assert stored.find(one.id) == one
        for asked in CHOICES:
            assert stored.articles(asked) == memory.articles(asked)
            assert bare(stored.outline(asked)) == bare(memory.outline(asked))
            for last in (1, 2, 5, 100):
                assert bare(stored.outline(asked, last)) == bare(memory.outline(asked, last))
            for order in Order if asked == Choice() else (Order.NEWEST,):
                assert stored.select(asked, order, 3) == memory.select(asked, order, 3), asked
        assert stored.select(Choice(), Order.DATE) == memory.select(Choice(), Order.DATE)
        for order, one in product(Order, every[1::3]):
            found = stored.select(Choice(), order, 2, one.id)
            assert found == memory.select(Choice(), order, 2, one.id)
        with pytest.raises(LookupError):
            stored.select(Choice(), Order.TOLD, 3, "nobody")
    with pytest.raises(LookupError):
        memory.select(Choice(), Order.TOLD, 3, "nobody")
    return memory.timeline


def test_the_database_answers_as_the_memory_does(storage):
    own = told()
    keep(storage, own)
    merged = assert_same_answers(storage)
    assert [one.id for one in merged.events] != []
    decide(storage, own)
    decided = assert_same_answers(storage)
    assert {one.id for one in decided.events} != {one.id for one in merged.events}


def test_pages_go_on_behind_what_was_purged(storage):
    own = told()
    (gone,) = own.withdrawn
    purged = replace(gone, last=None, published=own.events[3].published, revision=2)
    keep(storage, replace(own, withdrawn=(purged,)))
    memory = Whole(storage.load(STORY.slug), ROME)
    with storage.snapshot(STORY.slug) as stored:
        found = stored.select(Choice(), Order.TOLD, 3, gone.id)
        assert found == memory.select(Choice(), Order.TOLD, 3, gone.id)
        assert found.events
        assert all(one.published <= purged.published for one in found.events)
        for answers in (stored, memory):
            with pytest.raises(LookupError):
                answers.select(Choice(), Order.DATE, 3, gone.id)


def words(storage):
    """Return how many events are found by a word that all of them have."""
    with storage.snapshot(STORY.slug) as now:
        return now.select(choice(parse([("q", "watched")]), ROME), Order.TOLD, 1).total


def indexed(storage):
    """Return how many events the index itself holds, whoever may see them."""
    engine = connect(storage._url)
    with engine.connect() as connection:
        found = connection.exec_driver_sql("SELECT count(*) FROM telling").scalar()
    engine.dispose()
    return found


def test_what_changes_leaves_or_is_hidden_leaves_the_index(storage):
    own = timeline(*(event("gate", WHENS["day"], number=number) for number in range(4)))
    keep(storage, own)
    assert (words(storage), indexed(storage)) == (4, 4)
    first, *rest = own.events
    bare = replace(first.mentions[0], quote="Nothing.")
    changed = replace(first, title="Nothing", summary="Nothing.", mentions=(bare,))
    keep(storage, replace(own, events=(changed, *rest)))
    assert (words(storage), indexed(storage)) == (3, 4)
    keep(storage, replace(own, events=(changed, *rest[1:])))
    assert (words(storage), indexed(storage)) == (2, 3)
    hidden = rest[1]
    storage.overrule(STORY.slug, Override(hidden.id, Ruling.HIDE, NOW, "Ada"))
    assert (words(storage), indexed(storage)) == (1, 2)
    # the next article does not bring it back
    again = replace(hidden, summary="The council said again that the gate would be watched.")
    keep(storage, replace(own, events=(changed, again, rest[2])))
    assert (words(storage), indexed(storage)) == (1, 2)
    storage.compact()
    assert (words(storage), indexed(storage)) == (1, 2)


def test_a_story_without_anything_has_an_empty_snapshot(storage):
    with storage.snapshot("none") as now:
        assert now.select(Choice(), Order.TOLD, 5).events == ()
        assert now.changed() is None
        assert now.outline(Choice()) == ([], [])
        assert not now.tally().statuses


def test_what_an_older_version_kept_is_indexed_by_the_upgrade(storage):
    own = told()
    keep(storage, own)
    decide(storage, own)
    before = indexed(storage)
    engine = connect(storage._url, writes=True)
    with engine.begin() as connection:
        connection.exec_driver_sql("DELETE FROM telling")
        connection.exec_driver_sql("UPDATE event SET stands = NULL, number = NULL")
        connection.exec_driver_sql("UPDATE story SET events = 0")
    engine.dispose()
    storage.upgrade()
    assert indexed(storage) == before
    memory = Whole(storage.load(STORY.slug), ROME)
    with storage.snapshot(STORY.slug) as stored:
        for order in Order:
            assert stored.select(CHOICES[1], order, 9) == memory.select(CHOICES[1], order, 9)
        assert stored.select(Choice(), order, 1).total == len(memory.timeline.events)


def test_days_are_counted_again_when_the_story_moves_to_another_zone(storage):
    keep(storage, told())
    moved = replace(STORY, zone=ZoneInfo("America/New_York"))
    with storage.write() as batch:
        batch.keep_story(moved, "f")
    memory = Whole(storage.load(STORY.slug), moved.zone)
    with storage.snapshot(STORY.slug) as stored:
        assert bare(stored.outline(Choice())) == bare(memory.outline(Choice()))


def test_news_are_what_was_told_from_a_moment_on(storage):
    own = told()
    first, second, third, fourth = (one.id for one in own.events[:4])
    lines = [(first, "added", 0), (second, "added", 60), (third, "joined", 60)]
    gone = own.withdrawn[0].id
    lines += [(gone, "withdrawn", 60), (fourth, "changed", 60), ("nobody", "added", 60)]
    changes = [Change(key, NOW + timedelta(minutes=m), what, "") for key, what, m in lines]
    keep(storage, own, changes)
    news = storage.news(STORY.slug, NOW + timedelta(minutes=60))
    assert [one.id for one in news.events] == [fourth, second]
    assert [one.id for one in news.withdrawn] == [gone]
    assert (news.revision, news.updated) == (own.revision, own.updated)
    assert storage.news(STORY.slug, None) == Timeline(
        STORY.slug, revision=own.revision, updated=own.updated
    )


def test_all_of_a_snapshot_is_of_one_moment(database_url):
    storage = Storage(database_url)
    own = timeline(*(event("gate", WHENS["day"], number=number) for number in range(3)))
    keep(storage, own)
    with storage.snapshot(STORY.slug) as now:
        keep(storage, replace(own, events=own.events[:1], revision=9))
        found = now.select(Choice(), Order.TOLD, 5)
        assert (now.revision, found.total, len(found.events)) == (3, 3, 3)
    with storage.snapshot(STORY.slug) as now:
        assert (now.revision, now.select(Choice(), Order.TOLD, 5).total) == (9, 1)
    storage.close()


def test_a_day_at_the_calendars_ends_stays_within_it():
    assert midnight(EARLIEST.date(), ROME) == EARLIEST
    west = ZoneInfo("America/New_York")
    assert midnight(LATEST.date(), west).year == 9999


def test_a_snapshot_in_memory_finds_what_is_there():
    own = told()
    memory = Whole(own, ROME)
    assert isinstance(memory.find(own.events[0].id), Event)
    assert memory.find("nobody") is None
    assert Whole(Timeline("none"), ROME).changed() is None
