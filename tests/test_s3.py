"""The program beside a real S3-speaking server: lists in pages, refusals, absences, kills."""

import signal
import subprocess
from contextlib import closing

import pytest

from tests.articles import STRIKE, TALKS, drop
from tests.buckets import BIN, PAGE, S3, Door, environment
from tests.waiting import until
from timeline import DropState
from timeline.drops import scan
from timeline.drops.copying import BATCH
from timeline.storage import Storage

pytestmark = [
    pytest.mark.no_cover,
    pytest.mark.usefixtures("unmeasured"),
    pytest.mark.xdist_group("s3"),
    pytest.mark.skipif(
        not (BIN / "moto_server").exists(), reason="no S3 server is installed: make bucket"
    ),
]

STORY = """\
title = "The ferry strike"
description = "Crews and the company."
timezone = "Europe/Rome"
[terms]
ferry = 1
"""
NOTE = "Note {0}\n\nPublished on: January 29, 2026\n\nBoat {0} sails again on Feb. {1}.\n"


@pytest.fixture(scope="module")
def s3(tmp_path_factory):
    with (tmp_path_factory.mktemp("s3") / "log").open("w") as log:
        server = S3(log)
        yield server
        server.stop()


@pytest.fixture
def door(s3):
    door = Door(s3.port)
    yield door
    door.close()


@pytest.fixture
def program(door, tmp_path, seeds, request):
    """Give a function that starts the program where a bucket is its source of drops."""
    (tmp_path / "config" / "stories").mkdir(parents=True)
    (tmp_path / "config" / "stories" / "ferry.toml").write_text(STORY)
    (tmp_path / "config" / "timeline.toml").write_text(
        f'[seeds]\nbucket = "s3://drops/{request.node.name}"\nretract = true\n'
    )
    started = []

    def run(*arguments):
        process = subprocess.Popen(
            [BIN / "timeline", *arguments],
            env=environment(door.url),
            cwd=tmp_path,
            stderr=subprocess.PIPE,
            text=True,
        )
        started.append(process)
        return process

    assert seeds.is_dir()
    yield run
    for process in started:
        process.kill()
        process.communicate()


@pytest.fixture
def put(s3, request):
    def put(name, content):
        path = f"{request.node.name}/{name}"
        if content is None:
            s3.delete(path)
        else:
            s3.put(path, content)

    return put


def states(tmp_path):
    """Return the drops that the program has stored, and what became of each."""
    path = tmp_path / "var" / "timeline.db"
    if not path.exists():
        return {}
    with closing(Storage(f"sqlite:///{path}")) as storage:
        return {one.name: one.state for one in storage.drops()} if storage.is_current() else {}


def trouble(tmp_path):
    with closing(Storage(f"sqlite:///{tmp_path}/var/timeline.db")) as storage:
        return storage.watching().error


def test_a_watch_follows_a_bucket_through_what_buckets_do(program, door, put, tmp_path):
    names = [f"{number // 10}/{number}.txt" for number in range(2 * PAGE)]
    for number, name in enumerate(names):
        put(name, NOTE.format(number, 1 + number % 28))
    for name in ("../up.txt", "a//b.txt", "2/", ".hidden", "a b+%C3%A9é.txt"):
        put(name, TALKS)
    door.throttled = 3
    process = program("watch", "--every", "1")
    wanted = {*names, "a b+%C3%A9é.txt"}
    until(lambda: states(tmp_path) == dict.fromkeys(wanted, DropState.TAKEN), 120)
    assert sum("continuation-token" in path for path in door.asked) >= 2
    assert set(scan(tmp_path / "seeds")) == wanted
    assert not (tmp_path / "up.txt").exists()

    put(names[0], STRIKE)
    put(names[1], None)
    until(lambda: states(tmp_path).get(names[1]) is DropState.RETRACTED)
    assert (tmp_path / "seeds" / names[0]).read_text() == STRIKE

    door.close()
    until(lambda: "cannot be listed" in (trouble(tmp_path) or ""))
    drop(tmp_path / "seeds", "mine.txt", TALKS.replace("Rome", "Bari"))
    until(lambda: states(tmp_path).get("mine.txt") is DropState.TAKEN)
    assert sorted(states(tmp_path)) == sorted({*wanted, "mine.txt"})

    put("late.txt", TALKS.replace("Rome", "Pisa"))
    door.open()
    until(lambda: states(tmp_path).get("late.txt") is DropState.TAKEN)
    until(lambda: trouble(tmp_path) is None)
    process.send_signal(signal.SIGTERM)
    _, told = process.communicate(timeout=30)
    assert process.returncode == 0, told
    assert "the watch could not copy the bucket; it goes on: s3://drops/" in told


def test_a_kill_in_the_middle_of_copying_loses_and_doubles_nothing(program, door, put, tmp_path):
    names = {f"{number}.txt": NOTE.format(number, 1 + number % 28) for number in range(BATCH + 9)}
    for name, content in names.items():
        put(name, content)
    seeds = tmp_path / "seeds"
    door.delay = 0.3
    process = program("update")
    until(lambda: list(seeds.glob("*.txt")), 120)
    process.kill()
    process.wait()
    assert len(scan(seeds)) < len(names)
    door.delay = 0
    assert program("update").wait() == 0
    assert {name: (seeds / name).read_text() for name in scan(seeds)} == names
    assert states(tmp_path) == dict.fromkeys(names, DropState.TAKEN)
    with closing(Storage(f"sqlite:///{tmp_path}/var/timeline.db")) as storage:
        assert len(list(storage.article_keys())) == len(names)
