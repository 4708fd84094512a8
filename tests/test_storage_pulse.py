"""A pulse spares questions and is never behind a commit."""

from __future__ import annotations

import gc
import sqlite3
import subprocess
import sys
import threading

import pytest

from timeline.storage.pulse import Pulse
from timeline.storage.same_file import SameFile


@pytest.fixture
def database(tmp_path):
    path = tmp_path / "a b%20c?.db"
    writer = sqlite3.connect(path, isolation_level=None)
    writer.execute("PRAGMA journal_mode=WAL")
    writer.execute("CREATE TABLE story (revision INTEGER)")
    writer.execute("INSERT INTO story VALUES (1)")
    yield path, writer
    writer.close()


class Asked:
    """Asks the database, and counts how often."""

    def __init__(self, path):
        self.path, self.times = path, 0

    def __call__(self):
        self.times += 1
        reader = sqlite3.connect(self.path)
        found = reader.execute("SELECT revision FROM story").fetchone()[0]
        reader.close()
        return found


def test_nothing_is_asked_twice_until_somebody_commits(database):
    path, writer = database
    pulse, ask = Pulse(str(path), SameFile(str(path))), Asked(path)
    assert [pulse.recall("a", ask) for _ in range(5)] == [1] * 5
    assert ask.times == 1
    assert pulse.recall("b", ask) == 1
    assert ask.times == 2
    writer.execute("UPDATE story SET revision = 2")
    assert pulse.recall("a", ask) == 2
    pulse.close()
    assert pulse.recall("a", ask) == 2
    pulse.close()


def test_a_commit_of_another_process_is_seen(database):
    path, _ = database
    pulse, ask = Pulse(str(path), SameFile(str(path))), Asked(path)
    pulse.recall("a", ask)
    code = (
        "import sqlite3, sys\n"
        "c = sqlite3.connect(sys.argv[1]); c.execute('UPDATE story SET revision = 7'); c.commit()"
    )
    subprocess.run([sys.executable, "-c", code, str(path)], check=True, timeout=30)
    assert pulse.recall("a", ask) == 7
    pulse.close()


def test_no_answer_is_behind_a_commit_that_came_before_the_question(database):
    path, writer = database
    pulse, ask = Pulse(str(path), SameFile(str(path))), Asked(path)
    committed, stale, done = [1], [], threading.Event()

    def read():
        while not done.is_set():
            least = committed[0]
            if pulse.recall("a", ask) < least:
                stale.append(least)

    threads = [threading.Thread(target=read) for _ in range(2)]
    for thread in threads:
        thread.start()
    for revision in range(2, 300):
        writer.execute("UPDATE story SET revision = ?", (revision,))
        committed[0] = revision
    done.set()
    for thread in threads:
        thread.join(30)
    pulse.close()
    assert stale == []


def test_a_database_that_is_not_there_is_asked_every_time(tmp_path):
    pulse = Pulse(str(tmp_path / "none.db"), SameFile(str(tmp_path / "none.db")))
    answers = iter([3, 4])
    assert [pulse.recall("a", lambda: next(answers)) for _ in range(2)] == [3, 4]
    pulse.close()


def test_a_database_without_a_shared_index_is_asked_every_time(tmp_path):
    path = tmp_path / "plain.db"
    writer = sqlite3.connect(path, isolation_level=None)
    writer.execute("CREATE TABLE story (revision INTEGER)")
    pulse = Pulse(str(path), SameFile(str(path)))
    answers = iter([3, 4, 5])
    assert [pulse.recall("a", lambda: next(answers)) for _ in range(2)] == [3, 4]
    (tmp_path / "plain.db-shm").touch()
    assert pulse.recall("a", lambda: next(answers)) == 5
    pulse.close()
    writer.close()


def test_a_pulse_does_not_lose_the_locks_of_its_process(database):
    # closing any file that SQLite has open would; a second writer would then be let in
    path, writer = database
    writer.execute("BEGIN IMMEDIATE")
    writer.execute("UPDATE story SET revision = 2")
    pulse = Pulse(str(path), SameFile(str(path)))
    assert pulse.recall("a", Asked(path)) == 1
    pulse.close()
    gc.collect()
    code = (
        "import sqlite3, sys\n"
        "c = sqlite3.connect(sys.argv[1], timeout=0)\n"
        "try: c.execute('BEGIN IMMEDIATE')\n"
        "except sqlite3.OperationalError as error: print(error)"
    )
    other = subprocess.run(
        [sys.executable, "-c", code, str(path)],
        check=True,
        capture_output=True,
        text=True,
        timeout=30,
    )
    assert "locked" in other.stdout
    writer.execute("COMMIT")
