"""The command line, as people and scripts type it."""

import errno
import json
import logging
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest
from typer.testing import CliRunner

from tests.hubs import Hub
from tests.waiting import until
from timeline import __main__ as command_line
from timeline.commands import options, output, publish
from timeline.errors import StorageError, TimelineError
from timeline.settings import Settings
from timeline.storage import Storage

ROOT = Path(__file__).parent.parent
SLUG = "milan-cortina-2026-security"

pytestmark = pytest.mark.usefixtures("one_child", "place")

ARTICLE = """Police Close Roads Around San Siro Before the Winter Olympics

Published on: February 4, 2026 at 9:00 AM CET

MILAN (Agency) — Police closed the roads around San Siro stadium on Tuesday for an exercise.

The opening ceremony of the Winter Olympics will be held at San Siro on Feb. 6.

Residents nearby were told to leave their cars elsewhere, and schools sent their
pupils home early.
"""


@pytest.fixture
def place(tmp_path, monkeypatch):
    """Return a folder with the story's configuration and one drop, as current directory."""
    for name in ("timeline", "feeds"):  # `serve` and `watch` let them log from then on
        monkeypatch.setattr(logging.getLogger(name), "handlers", [])
    shutil.copytree(ROOT / "config", tmp_path / "config")
    drop(tmp_path, "a.txt", ARTICLE)
    monkeypatch.chdir(tmp_path)
    for name in ("CONFIG", "SEEDS", "DATABASE", "BASE_URL"):
        monkeypatch.delenv(f"TIMELINE_{name}", raising=False)
    return tmp_path


def drop(folder, name, text):
    path = folder / "seeds" / name
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, encoding="utf-8")
    os.utime(path, (1_770_000_000, 1_770_000_000))
    return path


def run(*arguments, given=None):
    return CliRunner().invoke(command_line.app, [str(one) for one in arguments], input=given)


def lines(result):
    return [json.loads(line) for line in result.stdout.splitlines()]


def test_update_says_how_many_drops_have_notes(place):
    assert "notes" not in run("update").stderr
    drop(place, "b.txt", ARTICLE.replace("schools", "the cityâ€™s schools"))
    said = run("update").stderr
    assert "1 new, 0 changed, 1 unchanged, 0 rejected\n1 with notes; `timeline drops` shows" in said
    assert "mojibake repaired" in run("drops").stdout


def test_update_says_how_many_drops_give_no_date(place):
    undated = ARTICLE.replace("Published on: February 4, 2026 at 9:00 AM CET\n\n", "")
    drop(place, "2026-02-01-b.txt", undated)
    drop(place, "c.txt", undated.replace("San Siro", "Piazza Duomo"))
    told_so = "2 without a date: “on Tuesday” is counted from a day in the file's name, or its time"
    assert told_so in run("update").stderr
    listed = " ".join(run("drops").stdout.split())
    assert "no date in it to count from: that of its name, 2026-02-01, stands in" in listed
    assert "without a date" not in run("update").stderr


def test_update_says_how_many_drops_are_in_another_language_than_they_say(place):
    drop(place, "a.txt", f"---\nlanguage: it\n---\n{ARTICLE.replace('schools', 'the schools')}")
    assert "1 in another language than is said or can be read" in run("update").stderr
    assert '`language = "en"` in NAME.meta.toml' in " ".join(run("drops").stdout.split())
    (place / "seeds" / "a.txt.meta.toml").write_text('language = "en"\n')
    assert "another language" not in run("update").stderr


def test_a_source_without_a_publisher_is_named_by_its_title(place):
    drop(place, "a.txt", ARTICLE.replace("(Agency) ", ""))
    run("update")
    assert "Police Close Roads Around San Siro" in run("events").stdout
    assert "a.txt" not in run("events").stdout


def test_where_a_table_is_too_narrow_each_row_takes_as_many_lines_as_it_needs(capsys):
    def told(name, note):
        output.print_table(("drop", "state", "notes"), [(name, "taken", note), ("b", "new", "")])
        return capsys.readouterr().out.splitlines()

    assert told("a" * 150, "b" * 30)[1] == f"{'a' * 150}  taken  {'b' * 30}"
    assert told("a" * 170, "two words " * 9) == [
        f"{'drop':170}  state",
        "  notes",
        f"{'a' * 170}  taken",
        f"  {('two words ' * 9).strip()}",
        f"{'b':170}  new",
    ]
    assert told("a" * 300, "b " * 150)[3:] == [
        "a" * 300,
        "  taken",
        f"  {'b ' * 99}".rstrip(),
        f"  {'b ' * 51}".rstrip(),
        "b",
        "  new",
    ]


@pytest.mark.parametrize(
    ("edtf", "told"),
    [
        ("2026-02-06", "2026-02-06"),
        ("2026-02-06/2026-02-22", "2026-02-06/2026-02-22"),
        ("../2026-01-28?", "../2026-01-28?"),
        ("2026-02-06T20:00:00+01:00", "2026-02-06 20:00"),
        ("2026-02-06T20:00:00+01:00/2026-02-06T22:00:00+01:00", "2026-02-06 20:00/22:00"),
        (
            "2026-02-06T20:00:00+01:00/2026-02-07T02:00:00+01:00",
            "2026-02-06 20:00/2026-02-07 02:00",
        ),
    ],
)
def test_tables_show_clock_times_without_seconds_and_offset(edtf, told):
    assert output.day_shown(edtf) == told


def test_update_takes_what_is_new_and_says_how_much():
    first = run("update")
    assert (first.exit_code, first.stdout) == (0, "")
    assert "1 new, 0 changed, 0 unchanged, 0 rejected" in first.stderr
    assert "0 new, 0 changed, 1 unchanged, 0 rejected" in run("update").stderr
    assert "0 new" in run("update", "--all").stderr


def test_a_story_that_is_wrong_does_not_hide_the_others():
    run("update")
    Path("config/stories/a.toml").write_text("title = ")
    for command in (("events", "--jsonl"), ("stories", "--jsonl"), ("reduce", "seeds/a.txt")):
        more = ("--story", SLUG) if command[0] == "reduce" else ()
        done = run(*command, *more)
        assert done.exit_code == 0
        assert done.stdout
        assert "left out: config/stories/a.toml:1: is not TOML" in done.stderr
    done = run("events", "--story", "a")
    assert "no story has the slug 'a'" in str(done.exception)
    Path(f"config/stories/{SLUG}.toml").unlink()
    done = run("events")
    assert "config/stories/a.toml:1: is not TOML" in str(done.exception)
    assert "left out" not in done.stderr  # it is told once


@pytest.mark.parametrize("command", ["update", "watch", "serve"])
def test_a_story_that_is_wrong_leaves_no_database(place, command):
    (place / "config" / "stories" / f"{SLUG}.toml").write_text("title =")
    assert "is not TOML" in str(run(command).exception)
    shutil.rmtree(place / "config" / "stories")
    assert "no story here" in str(run(command).exception)
    assert not (place / "var").exists()


def test_a_folder_that_was_named_must_be_there(place):
    with pytest.raises(TimelineError, match="elsewhere"):
        CliRunner().invoke(
            command_line.app, ["update", "--seeds", "elsewhere"], catch_exceptions=False
        )
    assert not (place / "elsewhere").exists()


def test_a_drop_that_is_still_being_written_is_told(place, monkeypatch):
    monkeypatch.setattr("timeline.update.steps.LOOKS", 0)
    new = drop(place, "new.txt", ARTICLE)
    os.utime(new, (4_000_000_000, 4_000_000_000))  # quiet in no look, however late it comes
    assert "waiting   new.txt" in run("update").stderr


def test_a_rejected_drop_is_told_and_the_others_go_on(place):
    drop(place, "empty.txt", "")
    result = run("update")
    assert result.exit_code == 1
    assert "rejected  empty.txt" in result.stderr
    assert "1 new, 0 changed, 0 unchanged, 1 rejected" in result.stderr
    states = {row["drop"]: row for row in lines(run("drops", "--jsonl"))}
    assert states["a.txt"]["state"] == "taken"
    assert states["empty.txt"]["state"] == "rejected"
    assert states["empty.txt"]["reason"]
    assert "empty.txt" in run("drops").stdout


def test_update_says_what_was_rejected_before_and_that_a_watch_runs_beside_it(place):
    drop(place, "empty.txt", "")
    first = run("update").stderr
    assert "since" not in first
    assert "watch" not in first
    drop(place, "bare.txt", "")
    with closing(Storage(Settings().database.url)) as storage:
        lock = storage.lock("watch")
        assert lock.acquire()
        again = run("update")
        lock.release()
    assert again.exit_code == 1
    old, new = sorted(line for line in again.stderr.splitlines() if "rejected  " in line)[::-1]
    assert re.search(r"empty\.txt: is empty.* \(since 20\d\d-\d\d-\d\d \d\d:\d\d:\d\dZ\)$", old)
    assert "since" not in new
    assert "0 new, 0 changed, 1 unchanged, 2 rejected (1 of them before)\n" in again.stderr
    beside = "a watch runs here (`timeline serve` or `watch`), which takes what comes"
    assert f"{beside}; taken in the last minutes: a.txt\n" in again.stderr


def test_update_names_what_a_watch_took_lately_and_not_all_of_a_crowd(place, monkeypatch):
    run("update")
    with closing(Storage(Settings().database.url)) as storage:
        lock = storage.lock("watch")
        assert lock.acquire()
        with monkeypatch.context() as patched:
            patched.setattr("timeline.commands.intake.LATELY", timedelta(0))
            assert "which takes what comes\n" in run("update").stderr
        for number in range(11):
            drop(place, f"b{number:02}.txt", ARTICLE.replace("San Siro", f"Gate {number}"))
        run("update")
        again = run("update").stderr
        lock.release()
    assert "last minutes: a.txt, b00.txt, b01.txt" in again
    assert "b08.txt and 2 more\n" in again


def test_an_old_copy_of_what_was_corrected_is_told_and_does_not_count(place):
    run("update")
    drop(place, "a.txt", ARTICLE.replace("on Tuesday", "on Monday"))
    drop(place, "old.txt", ARTICLE)
    done = run("update")
    why = "old.txt: holds an older text than a.txt, which counts"
    assert done.exit_code == 0
    assert f"older     {why}; to have this one all the same: timeline drops set-date" in done.stderr
    assert "0 rejected\n" in done.stderr
    assert why.partition(": ")[2] in " ".join(run("drops").stdout.split())
    assert run("update").stderr.startswith("0 new, 0 changed, 2 unchanged")
    assert run("drops", "set-date", "old.txt", "2026-02-04").exit_code == 0
    days = {event["edtf"] for event in lines(run("events", "--jsonl"))}
    assert "2026-02-03" in days
    assert "2026-02-02" not in days


LINK = """---
title: {title}
link: https://paper.example/roads
date: '2026-02-04T0{hour}:00:00.000Z'
---
<p>{text}</p>
"""


def test_a_link_of_two_drops_is_told_whatever_became_of_their_texts(place):
    text = ARTICLE.partition("(Agency) — ")[2].replace("\n", " ")
    roads = LINK.format(title="Roads closed around the Olympics", hour=7, text=text)
    drop(place, "a.txt", roads)
    strike = (
        "Nurses across Piedmont walked out on Tuesday, because hospitals refused another contract; "
        "ministers promised further bargaining before Easter, unions doubted whether money exists."
    )
    drop(place, "b.txt", LINK.format(title="Nurses walk out", hour=8, text=strike))
    for number in range(10):
        other = roads.replace("T07", "T09").replace("on Tuesday", f"on Tuesday at {number + 1} pm")
        drop(place, f"c{number}.txt", other)
    told = run("update").stderr
    apart = "has the link of a.txt, whose text has nothing in common with it: one of the links is"
    assert f"link      b.txt: {apart} wrong\n" in told
    counts = "its text counts in place of that of a.txt: both are one article"
    assert f"link      c0.txt: {counts}\n" in told
    assert "link      1 more; `timeline drops` tells of all\n" in told
    listed = " ".join(run("drops").stdout.split())
    assert apart in listed
    assert "replaced by c9.txt, whose text counts: both are one article" in listed
    rows = {row["drop"]: row["replaced_by"] for row in lines(run("drops", "--jsonl"))}
    assert (rows["a.txt"], rows["b.txt"], rows["c9.txt"]) == (["c9.txt"], [], [])
    (place / "seeds" / "a.txt").unlink()
    run("update")
    rows = {row["drop"]: row["replaced_by"] for row in lines(run("drops", "--jsonl"))}
    assert rows["a.txt"] == []


def test_drops_that_count_once_are_told_when_somebody_asks(place):
    drop(place, "b.txt", f"Elsewhere: {ARTICLE}".replace("9:00 AM", "10:00 AM"))
    drop(place, "c.txt", ARTICLE.replace("San Siro", "Piazza Duomo"))
    drop(place, "empty.txt", "")
    drop(place, "same.txt", ARTICLE)
    run("update")
    drop(place, "gone.txt", ARTICLE)
    run("update")
    (place / "seeds" / "gone.txt").unlink()
    run("update")
    found = {row["drop"]: row["copy_of"] for row in lines(run("drops", "--copies", "--jsonl"))}
    assert found == {"a.txt": None, "b.txt": "a.txt", "same.txt": "a.txt"} | dict.fromkeys(
        ("c.txt", "empty.txt", "gone.txt")
    )
    assert "a copy of a.txt" in " ".join(run("drops", "--copies").stdout.split())
    assert "copy_of" not in lines(run("drops", "--jsonl"))[0]
    assert "a copy of" not in run("drops").stdout


@pytest.mark.parametrize(
    ("command", "reason"),
    [
        (("update", "--seeds", "nowhere"), "nowhere: is not there; create the folder"),
        (("update", "seeds/none.txt"), "seeds/none.txt: is not there"),
        (("serve", "--seeds", "seeds/a.txt"), "seeds/a.txt: cannot be listed: Not a directory"),
        (("drops", "retry", "a.txt"), "there is no database there"),
    ],
)
def test_what_finds_no_drops_leaves_no_database(command, reason, tmp_path):
    assert reason in str(run(*command).exception)
    assert not (tmp_path / "var").exists()


def test_a_rejected_drop_can_be_taken_again(place):
    drop(place, "b.txt", "")
    assert run("update").exit_code == 1
    assert run("drops", "retry").exit_code == 1
    drop(place, "b.txt", ARTICLE.replace("San Siro", "Piazza Duomo"))
    assert run("drops", "retry", "b.txt").exit_code == 0
    assert "no drop to take again" in run("drops", "retry").stderr


def test_another_try_takes_only_the_drop_that_is_named(place):
    for name in ("b.txt", "c.txt"):
        drop(place, name, "")
    run("update")
    drop(place, "b.txt", ARTICLE + "Buses were late.")
    drop(place, "new.txt", ARTICLE + "Trains were late.")
    done = run("drops", "retry", "b.txt", "a.txt")
    assert "taken     a.txt: was not rejected" in done.stderr
    states = {row["drop"]: row["state"] for row in lines(run("drops", "--jsonl"))}
    assert states == {"a.txt": "taken", "b.txt": "taken", "c.txt": "rejected"}
    (place / "seeds" / "c.txt").unlink()
    done = run("drops", "retry")
    assert (done.exit_code, "gone      seeds/c.txt: drop it again" in done.stderr) == (1, True)


def test_a_name_gives_the_terminal_no_orders(place):
    for name in ("red\x1b[31m.txt", "turned\u202etxt.exe", "two\nlines\tof.txt"):
        (place / "seeds" / name).write_bytes(b"\x00")
    told = run("update").stderr
    listed = run("drops").stdout
    for text in (told, listed):
        assert "\x1b[31m" not in text
        assert "\u202e" not in text
        assert "red\\x1b[31m.txt" in text
        assert "turned\\u202etxt.exe" in text
        assert "two\\nlines\\tof.txt" in text


def test_the_list_says_which_stories_a_drop_joined(place):
    drop(place, "b.txt", "A road was closed\n\nThe road to the pass was closed on Monday.")
    run("update")
    stories = {row["drop"]: row["stories"] for row in lines(run("drops", "--jsonl"))}
    assert stories == {"a.txt": [SLUG], "b.txt": []}
    assert [row["reason"] for row in lines(run("drops", "--jsonl"))] == [None, None]
    a, b = run("drops").stdout.splitlines()[1:]
    assert SLUG in a
    assert "of no story" not in a
    assert " of no story, or no dated event; `timeline reduce --explain` says why; no date in" in b


def test_what_a_deleted_file_told_stays_until_it_is_purged(place):
    other = drop(place, "b.txt", ARTICLE.replace("Tuesday", "Monday"))
    run("update")
    before = run("events").stdout
    (place / "seeds" / "a.txt").unlink()
    moved = other.rename(other.with_name("c.txt"))
    run("update")
    assert run("events").stdout == before
    told = "what it told stays; `timeline drops remove --purge` takes it out"
    assert [told in row for row in run("drops").stdout.splitlines()] == [False, True, False, False]
    done = run("drops", "remove", "--purge", "a.txt")
    assert (done.exit_code, done.stderr.splitlines()[0]) == (0, "purged    a.txt")
    assert moved.exists()
    assert {m["drop"] for e in lines(run("events", "--jsonl")) for m in e["mentions"]} == {"b.txt"}


def test_a_wrong_sidecar_is_told_with_its_own_line(place):
    (place / "seeds" / "a.txt.meta.toml").write_text("# mine\npublished = 7\n")
    assert "rejected  a.txt: a.txt.meta.toml:2: published: 7 is not a date" in run("update").stderr


def test_the_help_of_a_filter_shows_what_it_reads():
    for name, key in (("tag", '"doc_id": "1"'), ("match", '"published": "2026-01-28"')):
        assert key in run(name, "--help").stdout


def test_events_are_listed_as_a_table_and_as_json_lines():
    run("update")
    table = run("events").stdout
    assert "2026-02-06" in table
    assert "planned" in table
    records = lines(run("events", "--jsonl", "--story", SLUG))
    assert {record["edtf"] for record in records} >= {"2026-02-03", "2026-02-06"}
    assert records[0]["id"].startswith("urn:uuid:")
    (event,) = (record for record in records if record["edtf"] == "2026-02-03")
    mention = event["mentions"][0]
    assert mention["drop"] == "a.txt"
    assert mention["quote"].startswith("Police closed the roads")
    assert mention["basis"] == "relative"


def test_what_joins_an_event_is_listed(place):
    other = "Police closed roads around San Siro in Milan on Tuesday, Feb. 3, for an exercise."
    drop(place, "b.txt", ARTICLE.split("MILAN", maxsplit=1)[0] + other)
    run("update")
    (pair,) = lines(run("events", "--joined", "--jsonl"))
    (event,) = (one for one in lines(run("events", "--jsonl")) if len(one["mentions"]) == 2)
    assert pair["event"] == event["id"]
    assert 0.5 <= pair["sure"] <= 1
    assert [one["drop"] for one in pair["sentences"]] == ["a.txt", "b.txt"]
    assert pair["sentences"][1]["quote"] == other
    table = run("events", "--joined").stdout
    assert event["id"].removeprefix("urn:uuid:")[:8] in table
    assert "roads around San Siro in Milan" in " ".join(table.split())
    assert pair["by_hand"] is False
    other = next(one for one in lines(run("events", "--jsonl")) if len(one["mentions"]) == 1)
    run("overrides", "merge", event["id"], other["id"])
    joined = lines(run("events", "--joined", "--jsonl"))
    assert [one["by_hand"] for one in joined] == [True, True]
    assert "by hand" in run("events", "--joined").stdout


def test_pairs_that_may_be_one_event_are_listed(place):
    other = "On Monday, police closed roads around the San Siro stadium in Milan for an exercise."
    drop(place, "b.txt", ARTICLE.split("MILAN", maxsplit=1)[0] + other)
    run("update")
    (pair,) = lines(run("events", "--maybe", "--jsonl"))
    assert set(pair["events"]) == {
        event["id"]
        for event in lines(run("events", "--jsonl"))
        if event["edtf"] in ("2026-02-02", "2026-02-03")
    }
    assert 0 < pair["likeness"] <= 1
    assert pair["why"].startswith("dates differ: ")
    table = run("events", "--maybe").stdout
    assert "dates differ" in table
    assert "2026-02-02" in table
    assert "2026-02-03" in table


def test_stories_are_listed():
    assert "`timeline update` makes one" in str(run("stories").exception)
    assert not Path("var").exists()
    drop(Path(), "a.txt", "Rain in Oslo\n\nIt rained in Oslo on Monday.\n")
    run("update")
    assert "never" in run("stories").stdout
    drop(Path(), "a.txt", ARTICLE)
    run("update")
    (story,) = lines(run("stories", "--jsonl"))
    assert (story["slug"], story["revision"]) == (SLUG, 1)
    assert story["events"] >= 2


def test_an_unknown_story_is_told():
    with pytest.raises(TimelineError, match="no story has the slug 'x'"):
        CliRunner().invoke(command_line.app, ["events", "--story", "x"], catch_exceptions=False)


def test_without_a_story_nothing_can_be_done(place):
    shutil.rmtree(place / "config" / "stories")
    with pytest.raises(TimelineError, match="no story here"):
        CliRunner().invoke(command_line.app, ["update"], catch_exceptions=False)


def test_tag_finds_time_expressions_and_stores_nothing(place):
    record = {"doc_id": "1", "lang": "en", "dct": "2026-01-28", "text": "It opened on Tuesday."}
    result = run("tag", given=json.dumps(record) + "\n\n")
    assert result.exit_code == 0
    (found,) = lines(result)
    assert found["timexes"] == [
        {"start": 13, "end": 20, "text": "Tuesday", "type": "DATE", "value": "2026-01-27"}
    ]
    assert not (place / "var").exists()


@pytest.mark.parametrize("bad", ["{", "[]", '{"doc_id": "1"}', '"x"', '{"text": 5}'])
def test_a_line_that_is_no_record_is_told_and_the_others_go_on(bad):
    good = json.dumps({"doc_id": "2", "dct": None, "text": "On 6 February 2026."})
    result = run("tag", given=f"{bad}\n{good}\n")
    assert result.exit_code == 1
    assert [record["doc_id"] for record in lines(result)] == ["2"]
    assert "line 1: " in result.stderr
    assert "attribute" not in result.stderr


def test_match_tells_which_sentences_are_one_event():
    records = [
        {
            "id": str(number),
            "text": "Police closed the roads around San Siro stadium on Tuesday.",
            "published": "2026-02-03",
            "doc": f"d{number}",
            "article": "Police closed the roads around San Siro stadium on Tuesday.",
        }
        for number in (1, 2)
    ]
    result = run("match", given="\n".join([*map(json.dumps, records), "[]"]))
    assert result.exit_code == 1
    assert 'line 3: is no object, as {"text": "…"} is; the other lines go on' in result.stderr
    assert {record["id"] for record in lines(result)} == {"1", "2"}


def test_reduce_prints_the_events_of_drops_and_stores_nothing(place):
    records = lines(run("reduce", "seeds/a.txt", "--jsonl"))
    assert {record["edtf"] for record in records} >= {"2026-02-03", "2026-02-06"}
    assert {mention["drop"] for record in records for mention in record["mentions"]} == {
        "seeds/a.txt"
    }
    assert not (place / "var").exists()


def test_reduce_merges_and_keeps_to_a_story(place):
    drop(place, "b.txt", ARTICLE + "\nMore is to follow.")
    merged = run("reduce", "seeds/a.txt", "seeds/b.txt", "--story", SLUG, "--merge")
    assert merged.exit_code == 0
    assert merged.stdout.count("2026-02-06") == 1


def test_reduce_explains_why_a_sentence_is_in_or_out():
    result = run("reduce", "seeds/a.txt", "--explain", "--story", SLUG)
    assert "seeds/a.txt: in  body: Police closed the roads" in result.stdout
    assert "seeds/a.txt: out headline: " in result.stdout


def test_reduce_tells_what_it_cannot_read(place):
    drop(place, "empty.txt", "")
    result = run("reduce", "seeds/empty.txt", "seeds/none.txt", "seeds/a.txt", "--jsonl")
    assert result.exit_code == 1
    assert "empty.txt" in result.stderr
    assert "seeds/none.txt: is not there; paths are read from" in result.stderr
    assert lines(result)


def test_write_gives_every_document_as_a_file(place):
    run("update")
    result = run("write", "public", "--base-url", "https://example.org/news")
    assert result.exit_code == 0
    feed = (place / "public" / "stories" / SLUG / "feed.rss").read_text()
    assert "https://example.org/news" in feed
    assert (place / "public" / "index.html").exists()
    assert "--base-url" not in result.stderr
    assert "name their address with --base-url" in run("write", "public").stderr


@pytest.mark.parametrize("command", ["events", "drops", "write"])
def test_a_mistyped_database_is_told_and_not_made(place, command):
    folder = [place / "public"] if command == "write" else []
    done = run(command, *folder, "--database", "sqlite:///elsewhere/typo.db")
    assert "sqlite:///elsewhere/typo.db: there is no database there" in str(done.exception)
    assert not (place / "elsewhere").exists()


def test_the_story_named_in_the_settings_comes_first(place):
    other = (place / "config" / "stories" / f"{SLUG}.toml").read_text()
    (place / "config" / "stories" / "a-first.toml").write_text(other)
    (place / "config" / "timeline.toml").write_text(f'[site]\nstory = "{SLUG}"')
    run("update")
    settings = options.read_settings(Path("config"))
    with options.open_storage(settings) as storage:
        library = publish._library(settings, Path("config"), storage)
    assert [story.slug for story in library.stories()] == [SLUG, "a-first"]


def test_a_folder_that_cannot_be_written_is_told(place):
    run("update")
    (place / "taken").touch()
    done = run("write", place / "taken")
    assert isinstance(done.exception, TimelineError)
    assert "taken: cannot write there: " in str(done.exception)


@pytest.mark.parametrize("command", [["events"], ["events", "--jsonl"], ["--help"]])
def test_a_full_disk_behind_standard_output_is_told_in_a_line(monkeypatch, command):
    run("update")
    if len(command) == 1:
        unmeasured(monkeypatch)
    program = [sys.executable, "-m", "timeline", *command]
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(program, stdout=full, stderr=subprocess.PIPE, text=True, check=False)
    assert done.returncode == 2
    assert done.stderr == ("timeline: standard output cannot be written: No space left on device\n")


def test_who_has_heard_enough_is_told_nothing():
    run("update")
    heard, told = os.pipe()
    os.close(heard)
    program = [sys.executable, "-m", "timeline", "events", "--jsonl"]
    done = subprocess.run(program, stdout=told, stderr=subprocess.PIPE, text=True, check=False)
    os.close(told)
    assert (done.returncode, done.stderr) == (1, "")


def test_an_error_of_the_machine_elsewhere_is_not_taken_for_one_of_the_output(monkeypatch):
    def fail():
        raise OSError(errno.ENOSPC, "No space left on device", "var/timeline.db")

    monkeypatch.setattr(command_line, "app", fail)
    with pytest.raises(OSError, match=r"var/timeline\.db"):
        command_line.main()


@pytest.mark.parametrize(("executor", "count"), [("process", 1), ("processes", 3)])
def test_drops_are_read_by_as_many_processes_as_the_settings_say(monkeypatch, executor, count):
    asked = []
    monkeypatch.setattr(options, "limited", lambda _settings, count=1: asked.append(count))
    monkeypatch.setattr(options, "cores", lambda: 3)
    options.open_workers(Settings(work={"executor": executor}))
    assert asked == [count]


def test_drops_are_handed_out_where_the_settings_say_so():
    pytest.importorskip("procrastinate")
    from timeline.executors.queue import Queue

    database = {"url": "postgresql://timeline@127.0.0.1:1/timeline"}
    settings = Settings(work={"executor": "procrastinate"}, database=database)
    assert isinstance(options.open_workers(settings), Queue)


@pytest.mark.parametrize("command", ["update", "events --jsonl"])
def test_nobody_who_hears_standard_output_is_no_error(place, monkeypatch, command):
    run("update")
    if command == "update":
        unmeasured(monkeypatch)
    program = f"exec '{sys.executable}' -m timeline {command} >&-"
    done = subprocess.run(
        ["sh", "-c", program],
        cwd=place,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert "Traceback" not in done.stderr
    assert done.returncode == 0


@pytest.mark.usefixtures("place")
def test_a_port_that_is_none_is_told():
    done = run("serve", "--port", "99999")
    assert done.exit_code == 2
    assert "65535" in done.stderr


@pytest.mark.usefixtures("place")
def test_a_worker_without_its_library_says_what_to_install(monkeypatch):
    monkeypatch.setitem(sys.modules, "procrastinate", None)
    monkeypatch.delitem(sys.modules, "timeline.executors.worker", raising=False)
    done = run("worker")
    assert isinstance(done.exception, TimelineError)
    assert "pip install 'timeline-feeds[queue]'" in str(done.exception)


def test_an_error_is_one_line_and_status_2(monkeypatch, capfd):
    monkeypatch.setattr(sys, "argv", ["timeline", "events", "--story", "x"])
    with pytest.raises(SystemExit) as ended:
        command_line.main()
    assert ended.value.code == 2
    assert capfd.readouterr().err.startswith("timeline: no story has the slug 'x'")


def unmeasured(monkeypatch):
    """Start processes without coverage from now on: another test covers the same lines."""
    monkeypatch.delenv("COVERAGE_PROCESS_CONFIG", raising=False)


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def start(*arguments, folder, stderr=subprocess.PIPE):
    return subprocess.Popen(
        [sys.executable, "-m", "timeline", *map(str, arguments)],
        cwd=folder,
        stderr=stderr,
        text=True,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
    )


def fetch(url):
    with urllib.request.urlopen(url, timeout=30) as answer:
        return answer.read().decode()


def test_serve_publishes_and_takes_a_drop_that_arrives(place):
    port = free_port()
    (place / "config" / "timeline.toml").write_text("[schedule]\nevery = 1")
    process = start("serve", "--port", port, folder=place)
    try:
        url = f"http://127.0.0.1:{port}"
        assert "roads around San Siro" in until(lambda: fetch(f"{url}/feed.rss"))
        drop(place, ".new", ARTICLE.replace("closed the roads", "searched the car park")).rename(
            place / "seeds" / "b.txt"
        )
        until(lambda: "searched the car park" in fetch(f"{url}/timeline.json"))
        event = lines(run("events", "--jsonl"))[0]["id"].removeprefix("urn:uuid:")
        assert "San Siro" in fetch(f"{url}/events/{event}")
        assert fetch(f"{url}/readyz")
        configured = place / "config" / "stories" / f"{SLUG}.toml"
        second = configured.with_name("second.toml")
        second.write_text(configured.read_text().replace("title =", "title = 'Second' #", 1))
        os.utime(second, (1_770_000_000, 1_770_000_000))
        until(lambda: "San Siro" in fetch(f"{url}/stories/second/timeline.json"))
    finally:
        process.send_signal(signal.SIGTERM)
        _, said = process.communicate(timeout=60)
    assert f"Open {url}/ in a browser" in said
    assert "the story second is as its file says now" in said
    assert len(list((place / "var" / "renditions").iterdir())) > 3, "other processes fetch from it"
    assert "Traceback" not in said
    assert process.returncode == 0


def test_serve_ends_on_a_signal_at_any_moment_of_its_start(place, monkeypatch):
    unmeasured(monkeypatch)
    moments = ((signal.SIGINT, 0, "--no-watch"), (signal.SIGTERM, 0.1, "--config=config"))
    running = [start("serve", "--port", free_port(), how, folder=place) for *_, how in moments]
    try:
        for process, (number, after, _) in zip(running, moments, strict=True):
            assert any("Open http" in line for line in process.stderr)
            time.sleep(after)
            process.send_signal(number)
        for process in running:
            assert "Traceback" not in process.communicate(timeout=20)[1]
            assert process.returncode == 0
    finally:
        for process in running:
            process.kill()


def test_watch_takes_a_drop_and_stops_cleanly(place):
    log = place / "log"
    with log.open("w") as told:
        process = start("watch", "--every", 1, folder=place, stderr=told)
    try:
        until(lambda: "state=taken" in log.read_text())
    finally:
        process.send_signal(signal.SIGTERM)
        process.communicate(timeout=60)
    said = log.read_text()
    assert process.returncode == 0
    assert lines(run("events", "--jsonl"))
    assert "watching seeds, every 1 seconds" in said
    assert re.search(r"level=info drop=a.txt state=taken outcome=new articles=1 events=\d", said)


def test_serve_tells_the_hub_of_a_change(place):
    hub, port = Hub(), free_port()
    (place / "config" / "timeline.toml").write_text(
        f'[schedule]\nevery = 1\n[site]\nhub = "{hub.url}"\n'
    )
    process = start("serve", "--port", port, folder=place)
    try:
        url = f"http://127.0.0.1:{port}"
        assert f'href="{hub.url}"' in until(lambda: fetch(f"{url}/feed.atom"))
        drop(place, ".new", ARTICLE.replace("closed the roads", "searched the car park")).rename(
            place / "seeds" / "b.txt"
        )
        until(lambda: b"searched the car park" in hub.bodies.get(f"{url}/feed.rss", b""))
    finally:
        process.send_signal(signal.SIGTERM)
        process.communicate(timeout=60)
        hub.close()
    assert process.returncode == 0


def test_serve_can_leave_watching_to_another_process_and_render_by_itself(place):
    port = free_port()
    (place / "var").mkdir()
    (place / "var" / "renditions").touch()
    process = start("serve", "--no-watch", "--port", port, folder=place)
    try:
        feed = until(lambda: fetch(f"http://127.0.0.1:{port}/feed.json"))
        assert json.loads(feed)["items"] == []
        assert run("update").exit_code == 0
        items = json.loads(fetch(f"http://127.0.0.1:{port}/feed.json"))["items"]
        assert len(items) >= 2
    finally:
        process.send_signal(signal.SIGTERM)
        _, said = process.communicate(timeout=60)
    assert process.returncode == 0
    assert "this process renders everything itself" in said


def test_serve_serves_what_is_stored_where_nothing_can_be_stored(place, monkeypatch):
    run("update")
    drop(place, "b.txt", ARTICLE.replace("closed the roads", "searched the car park"))
    served = []

    def full(*_, **__):
        raise StorageError("cannot grow: the disk is full; make room, nothing was lost")

    monkeypatch.setattr("timeline.commands.publish.carry", full)
    monkeypatch.setattr("timeline.watch.Watch.start", lambda _self: None)
    monkeypatch.setattr("signal.signal", lambda *_: None)
    monkeypatch.setattr("uvicorn.Server.run", lambda _self, sockets: served.extend(sockets))
    done = run("serve", "--port", free_port())
    assert done.exit_code == 0, done.exception
    assert len(served) == 1
    assert "nothing was lost; until then what is stored is served, and the watch" in done.stderr


def test_an_address_that_is_taken_is_told():
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(TimelineError, match=f"cannot listen on 127.0.0.1:{port}"):
            CliRunner().invoke(
                command_line.app, ["serve", "--port", str(port)], catch_exceptions=False
            )


def test_a_person_dates_a_drop():
    run("update")
    done = run("drops", "set-date", "a.txt", "2026-02-11")
    assert done.exit_code == 0, done.stderr
    assert "a.txt.meta.toml says: published 2026-02-11" in done.stderr
    assert "a.txt counts from 2026-02-11 and tells of 2 events" in done.stderr, (
        "what it says will be on Feb. 6 is none"
    )
    assert "changed" not in done.stderr
    moved = [event["edtf"] for event in lines(run("events", "--jsonl"))]
    assert "2026-02-10" in moved, "the Tuesday before"
    again = run("drops", "set-date", "a.txt", "2026-02-11")
    assert "a.txt counts from 2026-02-11 and tells of 2 events" in again.stderr
    hour = run("drops", "set-date", "a.txt", "2026-02-11T09:30:00+01:00")
    assert "a.txt counts from 2026-02-11T09:30+01:00 and tells" in hour.stderr


def test_a_drop_whose_name_is_no_text_is_named_as_it_is_listed(place):
    drop(place, os.fsdecode(b"caf\xe9.txt"), ARTICLE.replace("Police", "Guards"))
    drop(place, os.fsdecode(b"bad\xe9.txt"), "")
    run("update")
    done = run("drops", "set-date", "caf\\udce9.txt", "2026-02-11")
    assert "caf\\udce9.txt counts from 2026-02-11" in done.stderr
    again = run("drops", "retry", "bad\\udce9.txt")
    assert "rejected  bad\\udce9.txt: is empty" in again.stderr
    gone = run("drops", "remove", "--purge", "caf\\udce9.txt")
    assert "purged    caf\\udce9.txt" in gone.stderr
    assert "is yours to clean" not in gone.stderr


def test_a_drop_that_stays_wrong_is_told_when_a_person_dates_it(place):
    sidecar = place / "seeds" / "b.txt.meta.toml"
    for before in (None, 'publisher = "The Lake Courier"\n'):
        drop(place, "b.txt", "")
        if before:
            sidecar.write_text(before, encoding="utf-8")
        done = run("drops", "set-date", "b.txt", "2026-02-11")
        assert done.exit_code == 1
        assert "rejected  b.txt: " in done.stderr
        assert (
            "b.txt.meta.toml is as before again: a date helps once the drop can be" in done.stderr
        )
        assert "counts from" not in done.stderr
        assert (sidecar.read_text(encoding="utf-8") if before else None) == before
        assert sidecar.exists() is bool(before)
    assert "rejected  b.txt: is empty" in run("update").stderr


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        (("set-date", "a.txt", "someday"), "'someday' is not a date of our time; write 2026-01-28"),
        (("set-date", "a.txt", "2096-02-11"), "2096-02-11 lies ahead; give the day it came out"),
        (("set-date", "b.txt", "2026-02-11"), "b.txt: is no file in the folder"),
        (("retry", "b.txt"), "there is no database there; `timeline update` makes one"),
        (("remove", "a.txt"), "there is no database there; `timeline update` makes one"),
    ],
)
def test_what_cannot_be_done_with_a_drop_is_told(arguments, reason):
    done = run("drops", *arguments)
    assert isinstance(done.exception, TimelineError)
    assert reason in str(done.exception)


def test_a_drop_is_purged(place):
    drop(place, "two.xml", FEED)
    drop(
        place, "one.txt", "The opening ceremony\n\nhttps://a.example/1\n\nIt is on Feb. 6, 2026.\n"
    )
    run("update")
    for purge in ((), ("--purge",)):
        unknown = run("drops", "remove", *purge, "a.txt", "b.txt")
        assert str(unknown.exception) == "b.txt: is no drop here; `timeline drops` lists them"
    unsure = run("drops", "remove", "a.txt")
    assert str(unsure.exception).startswith("a.txt: nothing was removed: that takes the file and")
    assert (place / "seeds" / "a.txt").exists()
    done = run("drops", "remove", "--purge", "a.txt", "one.txt")
    assert done.exit_code == 0
    assert "purged    a.txt" in done.stderr
    assert "still in its file two.xml" in done.stderr
    assert "2 articles purged" in done.stderr
    assert "yours to clean or delete" in done.stderr
    assert "not reached: backups" in done.stderr
    assert not (place / "seeds" / "a.txt").exists()
    assert run("update").exit_code == 0


def test_a_copy_is_purged_only_with_what_it_copies(place):
    text = (place / "seeds" / "a.txt").read_text()
    drop(place, "copy.txt", text)
    run("update")
    refused = run("drops", "remove", "--purge", "copy.txt")
    assert str(refused.exception) == (
        "copy.txt: nothing was removed: the same article is in a.txt, which would go as well; "
        "name them, too"
    )
    assert (place / "seeds" / "a.txt").exists()
    done = run("drops", "remove", "--purge", "copy.txt", "a.txt")
    assert done.exit_code == 0
    assert not (place / "seeds" / "a.txt").exists()


FEED = """<rss><channel>
<item><title>The opening ceremony</title><link>https://a.example/1</link>
<description>It is on Feb. 6, 2026.</description></item>
<item><title>The closing ceremony</title><link>https://a.example/2</link>
<description>It is on Feb. 22, 2026.</description></item>
</channel></rss>"""


def test_the_database_is_backed_up_and_restored(place):
    run("update")
    before = run("events", "--jsonl").stdout
    done = run("backup", "copy.db")
    assert done.exit_code == 0, done.exception
    assert re.search(r"copy\.db holds the database, [\d,]+ bytes, checked", done.stderr)
    (place / "var" / "timeline.db").write_bytes(b"\xff" * 9999)
    done = run("restore", "copy.db", "--replace")
    assert "is now as in copy.db" in done.stderr
    assert "what was there before is in var/timeline.db.before-restore-" in done.stderr
    assert run("events", "--jsonl").stdout == before
    shutil.rmtree(place / "var")
    assert "before is in" not in run("restore", "copy.db").stderr


def test_uploads_are_on_with_a_token(monkeypatch):
    assert publish._inbox(options.read_settings(Path("config"))) is None
    monkeypatch.setenv("TIMELINE_TOKEN", "a-long-enough-secret\n")
    assert publish._inbox(options.read_settings(Path("config"))).knows("a-long-enough-secret")
