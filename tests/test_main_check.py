"""``timeline check`` says in words what is wrong, and changes nothing."""

import os
import re
import shutil
import sqlite3
import sys
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from typer.testing import CliRunner

from timeline import Watching
from timeline import __main__ as command_line
from timeline.errors import TimelineError
from timeline.storage import Storage
from timeline.storage.engine import parse
from timeline.storage.migrations import migrate

ROOT = Path(__file__).parent.parent
SLUG = "milan-cortina-2026-security"
URL = "sqlite:///var/timeline.db"

pytestmark = pytest.mark.usefixtures("one_child")


@pytest.fixture(autouse=True)
def place(tmp_path, monkeypatch):
    """Return a folder with the story's configuration, as current directory."""
    shutil.copytree(ROOT / "config", tmp_path / "config")
    (tmp_path / "seeds").mkdir()
    monkeypatch.chdir(tmp_path)
    for name in ("CONFIG", "SEEDS", "DATABASE", "BASE_URL", "TOKEN"):
        monkeypatch.delenv(f"TIMELINE_{name}", raising=False)
    return tmp_path


def check(*arguments):
    done = CliRunner().invoke(command_line.app, ["check", *map(str, arguments)])
    assert done.stdout == ""
    return done


def configure(text):
    Path("config/timeline.toml").write_text(text)


@pytest.fixture
def storage():
    storage = Storage(URL)
    storage.upgrade()
    yield storage
    storage.close()


def test_every_fault_of_the_settings_is_told_and_where_it_is():
    configure('[site]\nlanguage = "fr"\n[limits]\nuploads = 0\n')
    done = check()
    assert done.exit_code == 2
    language, uploads, *_ = done.stderr.splitlines()
    assert language.startswith("wrong   settings: config/timeline.toml:2: site.language: 'fr': ")
    assert uploads.startswith("wrong   settings: config/timeline.toml:4: limits.uploads: 0: ")


def test_everything_is_right_before_the_first_start_and_nothing_is_made(place):
    before = sorted(place.rglob("*"))
    done = check()
    assert done.exit_code == 0
    said = done.stderr
    for line in (
        "ok      settings: config/timeline.toml",
        f"ok      story: {SLUG}",
        f"ok      first story: {SLUG}",
        "ok      folder: seeds holds 0 files",
        "ok      database: there is none yet; the first `timeline update`",
        "ok      schedule: every 30 seconds\n",
        "ok      watch: has never run on this database",
        "ok      uploads: off; TIMELINE_TOKEN is not set",
    ):
        assert line in said
    assert sorted(place.rglob("*")) == before
    Path("config/timeline.toml").unlink()
    assert "settings: defaults (config/timeline.toml is not there)" in check().stderr


def test_everything_that_is_wrong_is_told_at_once():
    configure('[schedule]\ncron = "soon"')
    done = check("--seeds", "nowhere", "--database", "sqlite:////dev/null/x.db")
    assert done.exit_code == 2
    for what in ("folder: nowhere", "database: /dev/null/x.db", "schedule: schedule.cron"):
        assert f"wrong   {what}" in done.stderr
    configure("[site]\ncolour = 1")
    assert "wrong   settings: config/timeline.toml:2: site.colour: unknown" in check().stderr


def test_a_database_that_cannot_be_opened_is_wrong(place):
    (place / "var").mkdir()
    (place / "var" / "timeline.db").write_text("no database, but quite a long text" * 40)
    said = check().stderr
    assert "wrong   database: sqlite:///var/timeline.db: is not a database" in said
    assert "ok      watch: not known without the database" in said


def test_a_broken_story_does_not_hide_the_others():
    Path("config/stories/a.toml").write_text('title = "A"\n[terms]\nferry = "much"')
    Path("config/stories/b.toml").write_text("title = ")
    done = check()
    assert done.exit_code == 2
    assert "wrong   story: config/stories/a.toml:3: terms.ferry: 'much'" in done.stderr
    assert "wrong   story: config/stories/b.toml:1: is not TOML" in done.stderr
    assert f"ok      story: {SLUG}" in done.stderr


def test_the_first_story_has_to_be_one():
    configure('[site]\ntitle = "News"\nstory = "bridge"')
    said = f"config/timeline.toml:3: site.story: 'bridge' is no story; there are: {SLUG}"
    assert f"wrong   first story: {said}" in check().stderr
    shutil.rmtree("config/stories")
    assert "wrong   first story: config/stories: no story here" in check().stderr


def test_a_first_story_by_its_name_alone_is_told():
    Path("config/stories/zoo.toml").write_text('title = "Zoo"\n[terms]\nzoo = 1.0')
    assert f"ok      first story: {SLUG}, by its file's name; site.story names the one" in (
        check().stderr
    )
    configure('[site]\nstory = "zoo"')
    assert "ok      first story: zoo\n" in check().stderr


@pytest.mark.usefixtures("storage")
def test_the_first_story_stays_the_first_when_a_file_is_added_that_sorts_before_it():
    Path("seeds/a.txt").write_text("An owl\n\nAn owl left the zoo on 3 February 2026.\n")
    CliRunner().invoke(command_line.app, ["update"])
    Path("config/stories/a-zoo.toml").write_text('title = "Zoo"\n[terms]\nzoo = 1.0')
    assert f"ok      first story: {SLUG}, it came first; site.story names" in check().stderr
    CliRunner().invoke(command_line.app, ["update"])
    assert f"ok      first story: {SLUG}, it came first; site.story names" in check().stderr
    assert CliRunner().invoke(command_line.app, ["events", "--jsonl"]).stdout == ""
    assert CliRunner().invoke(command_line.app, ["events", "--story", "a-zoo", "--jsonl"]).stdout
    CliRunner().invoke(command_line.app, ["write", "out"])
    assert 'href="http://127.0.0.1:8000/stories/milan' in Path("out/feed.atom").read_text()
    configure('[site]\nstory = "a-zoo"')
    assert "ok      first story: a-zoo\n" in check().stderr


def test_a_language_that_pages_have_not_is_wrong():
    configure('[site]\nlanguage = "fr"')
    said = check().stderr
    assert "config/timeline.toml:2: site.language: 'fr': input should be 'en' or 'it'" in said


@pytest.mark.parametrize(
    ("named", "why"), [("none", "is not there"), ("config/timeline.toml", "is a file; name the")]
)
def test_a_folder_of_settings_that_is_named_has_to_be_there(named, why):
    done = check("--config", named)
    assert done.exit_code == 2
    assert f"wrong   settings: {named}: {why}" in done.stderr
    other = CliRunner().invoke(command_line.app, ["drops", "--config", named])
    assert isinstance(other.exception, TimelineError)


@pytest.mark.usefixtures("storage")
def test_what_is_in_the_database_is_told():
    assert "ok      database: 0 drops, last update never" in check().stderr
    Path("seeds/a.txt").write_bytes(b"%PDF")
    os.utime("seeds/a.txt", (1_770_000_000, 1_770_000_000))
    CliRunner().invoke(command_line.app, ["update"])
    assert "ok      database: 1 drop (1 rejected), last update 20" in check().stderr


@pytest.mark.usefixtures("storage")
def test_a_story_that_no_drop_belongs_to_is_doubted():
    Path("config/stories/zoo.toml").write_text('title = "Zoo"\n[terms]\nzoo = 0.5\ncage = 0.25')
    done = check()
    assert done.exit_code == 0
    assert "doubt   story zoo: all its terms weigh 0.75; an article belongs from 1" in done.stderr
    assert "no drop tells" not in done.stderr
    shutil.copy(ROOT / "seeds" / "002-interior-ministry.txt", "seeds")
    os.utime("seeds/002-interior-ministry.txt", (1_770_000_000, 1_770_000_000))
    CliRunner().invoke(command_line.app, ["update"])
    said = check().stderr
    assert "doubt   story zoo: no drop tells of it; `timeline reduce FILE --explain" in said
    assert f"doubt   story {SLUG}" not in said


@pytest.mark.usefixtures("storage")
def test_a_drop_that_is_dated_far_ahead_is_doubted_and_listed_so(monkeypatch):
    text = "---\ndate: {}\n---\nA road was closed\n\nThe road to the pass was closed on Monday.\n"
    Path("seeds/far.md").write_text(text.format("2026-03-01"))
    Path("seeds/near.md").write_text(text.format("2026-01-29").replace("road", "bridge"))
    for name in ("far.md", "near.md"):
        os.utime(f"seeds/{name}", (1_750_000_000, 1_750_000_000))
    CliRunner().invoke(command_line.app, ["update"])
    # taken by an older version, or while the clock was wrong
    monkeypatch.setattr("timeline.commands.check.now", lambda: datetime(2026, 1, 28, tzinfo=UTC))
    said = check()
    assert said.exit_code == 0
    assert (
        "doubt   drop: far.md is published 2026-03-01, it says; `timeline drops set" in said.stderr
    )
    assert "near.md" not in said.stderr
    listed = CliRunner().invoke(command_line.app, ["drops"]).stdout
    assert "published 2026-01-29 (front matter), which lies ahead of the file's time" in listed


def test_articles_that_count_from_their_files_time_are_doubted():
    for number in range(3):
        path = Path("seeds") / f"{number}.txt"
        path.write_text(f"Ferry {number} sails\n\nThe ferry sailed on Monday.\n", encoding="utf-8")
        os.utime(path, (1_750_000_000 + 86_400 * (number == 2),) * 2)
    CliRunner().invoke(command_line.app, ["update"])
    told = "3 articles give no date and count from their files' time, 2 of them from 2025-06-15"
    assert f"doubt   dates: {told}; `timeline drops` names them, " in check().stderr


def test_an_older_database_is_left_as_it_is():
    Path("var").mkdir()
    migrate(parse(URL), "v0001")
    assert "tables are of an older version" in check().stderr
    storage = Storage(URL)
    assert storage.is_current() is False
    storage.close()


def test_the_watch_tells_what_it_did_and_will_do(storage):
    now = datetime.now(UTC)
    soon = Watching(now, now + timedelta(seconds=10), 10)
    storage.beat(soon)
    assert "ok      watch: does not run; it looked last at 20" in check().stderr
    lock = storage.lock("watch")
    assert lock.acquire()
    said = check().stderr
    assert "ok      watch: runs, at least every 10 seconds; looked at 20" in said
    assert f"looks again at {soon.next:%Y-%m-%d %H:%M:%SZ}\n" in said
    storage.beat(Watching(now - timedelta(minutes=2), now - timedelta(minutes=1), 60))
    assert "was to look again at 20" in check().stderr
    lock.release()
    storage.beat(Watching(now, now, 30, "seeds: is not there"))
    assert "seeds: is not there" in check().stderr


def test_a_watch_that_has_not_looked_yet_runs_all_the_same(storage):
    lock = storage.lock("watch")
    assert lock.acquire()
    assert "ok      watch: runs, and has not looked yet" in check().stderr
    lock.release()
    assert "ok      watch: has never run on this database" in check().stderr


def test_a_schedule_of_times_tells_the_next_one():
    configure('[schedule]\ncron = "0 9 * * *"')
    assert re.search(r"ok      schedule: 0 9 \* \* \*, next at 20\S+ 09:00:00Z\n", check().stderr)


def test_uploads_need_a_token_that_nobody_guesses(monkeypatch):
    monkeypatch.setenv("TIMELINE_TOKEN", "a-long-enough-secret")
    assert "ok      uploads: on, 60 a minute" in check().stderr
    monkeypatch.setenv("TIMELINE_TOKEN", "guess me")
    said = "TIMELINE_TOKEN: has 8 characters, 16 are the fewest"
    assert f"wrong   uploads: {said}" in check().stderr
    done = CliRunner().invoke(command_line.app, ["serve", "--port", "0"])
    assert said in str(done.exception)


def test_names_that_are_one_on_some_disks_are_doubted(place):
    for name in ("march.txt", "March.txt", "april.txt"):
        (place / "seeds" / name).write_text("x")
    done = check()
    assert done.exit_code == 0
    doubts = [line for line in done.stderr.splitlines() if line.startswith("doubt   folder")]
    assert len(doubts) == 1
    assert "March.txt and march.txt differ in case" in doubts[0]


def test_a_damaged_page_that_no_update_reads_is_told(place, storage):
    storage.close()
    path = place / "var" / "timeline.db"
    with closing(sqlite3.connect(path)) as connection:
        (page,) = connection.execute(
            "SELECT rootpage FROM sqlite_master WHERE name = 'article'"
        ).fetchone()
        (size,) = connection.execute("PRAGMA page_size").fetchone()
    assert "wrong" not in check().stderr
    with path.open("r+b") as file:
        file.seek((page - 1) * size)
        file.write(b"\x99" * size)
    done = check()
    assert done.exit_code == 2
    assert re.search(r"wrong   database: .*cannot be read whole .*restore FILE", done.stderr)


def test_a_bucket_is_looked_at_where_one_is_set(place):
    pytest.importorskip("fsspec", reason="fsspec is not installed: make test")
    there = place / "there"
    there.mkdir()
    (there / "a.txt").write_text("x")
    (there / "b.txt").write_text("x" * 2000)
    configure(f'[seeds]\nbucket = "file://{there}"\n[limits]\ndrop_bytes = 1000\n')
    done = check()
    assert f"ok      bucket: file://{there} holds 2 objects, 1 of them to be copied" in done.stderr
    assert "doubt   bucket: 'b.txt' stays there: has 2,000 bytes; 1,000 are allowed" in done.stderr
    assert list(Path("seeds").iterdir()) == []


def test_a_bucket_that_nobody_can_read_is_wrong(monkeypatch):
    monkeypatch.setitem(sys.modules, "s3fs", None)
    configure('[seeds]\nbucket = "s3://drops"\n')
    done = check()
    assert done.exit_code == 2
    assert "install it with: pip install 'timeline-feeds[bucket]'" in done.stderr
