"""What an update logs of each drop, and what it keeps of the time that stages take."""

import logging

from tests.articles import NOW, STORY, STRIKE, TALKS, drop, settings
from timeline import DropError
from timeline.executors import Timed, timed
from timeline.types import Stage
from timeline.update import update


def fields(caplog):
    return {
        record.fields["drop"]: record.fields
        for record in caplog.records
        if hasattr(record, "fields")
    }


def test_every_drop_is_a_line_with_its_state_and_the_time_of_each_stage(storage, seeds, caplog):
    caplog.set_level(logging.INFO, "timeline")
    drop(seeds, "a.txt", STRIKE)
    drop(seeds, "b.txt", TALKS)
    drop(seeds, "empty.txt", "")
    drop(seeds, "other.txt", "A road was closed\n\nThe road to the pass was closed on Monday.")
    update(storage, settings(seeds), [STORY], now=NOW)
    told = fields(caplog)
    assert list(told) == ["a.txt", "b.txt", "empty.txt", "other.txt"]
    line = told["a.txt"]
    assert (line["state"], line["outcome"], line["articles"]) == ("taken", "new", 1)
    assert (line["events"], line["stories"]) == (2, "ferry")
    assert min(line[stage] for stage in ("read", "reduce", "merge", "store")) > 0
    assert line["merge"] == told["b.txt"]["merge"], "of the batch together"
    assert line["drops"] == 4
    assert told["other.txt"]["stories"] == ""
    refused = told["empty.txt"]
    assert (refused["state"], refused["line"]) == ("rejected", None)
    assert refused["reason"].startswith("is empty")
    caplog.clear()
    update(storage, settings(seeds), [STORY], now=NOW)
    assert fields(caplog) == {}, "nothing is done with what is known"


def test_a_date_that_is_not_taken_is_told_with_its_drop(storage, seeds, caplog):
    caplog.set_level(logging.INFO, "timeline")
    drop(seeds, "far.md", f"---\ndate: 2126-05-01\n---\n{STRIKE}")
    drop(seeds, "near.md", f"---\ndate: 2026-01-29\n---\n{TALKS}")
    update(storage, settings(seeds), [STORY], now=NOW)
    told = fields(caplog)
    assert told["far.md"]["notes"].startswith("date '2126-05-01' is no date of an article; ")
    assert "notes" not in told["near.md"]


def test_a_drop_that_is_dated_far_ahead_is_not_believed(storage, seeds):
    drop(seeds, "far.md", "---\ndate: 2096-05-01\n---\nA road\n\nIt was closed on Monday.")
    drop(seeds, "near.md", f"---\ndate: 2026-01-29\n---\n{TALKS}")
    update(storage, settings(seeds), [STORY], now=NOW)
    (doubts,) = storage.doubts().values()
    assert doubts == (
        "date 2096-05-01 (front matter) is not believed: it lies ahead of the day of arrival",
        "no date in it to count from: the time of the file stands in",
    )


def test_the_time_that_stages_take_is_added_up(storage, seeds):
    assert storage.spent() == {}
    for number, words in enumerate((STRIKE, TALKS)):
        drop(seeds, f"{number}.txt", words)
        update(storage, settings(seeds), [STORY], now=NOW)
    spent = storage.spent()
    assert {stage: drops for stage, (drops, _) in spent.items()} == dict.fromkeys(Stage, 2)
    assert all(seconds > 0 for _, seconds in spent.values())


def test_the_newest_event_is_dated_by_when_it_was_first_told(storage, seeds):
    assert storage.last_told() is None
    drop(seeds, "a.txt", STRIKE)
    update(storage, settings(seeds), [STORY], now=NOW)
    told = [event.published for event in storage.load(STORY.slug).events]
    assert storage.last_told() == max(told)


def test_work_that_is_refused_is_timed_too():
    def refuse(_item):
        raise DropError("no")

    done = timed("a", work=refuse)
    assert isinstance(done, Timed)
    assert str(done.outcome) == "no"
