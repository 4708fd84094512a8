"""Work through Procrastinate: outcomes come back, dead workers and absent ones lose nothing."""

from __future__ import annotations

import os
import pickle
import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from uuid import UUID

import psycopg
import pytest

from tests.articles import NOW, STORY, STRIKE, TALKS, drop, settings
from tests.queues import NoWorkers, working
from timeline import Drop, DropError, drops, events
from timeline.errors import ExecutorError
from timeline.executors import INLINE, CrashError
from timeline.executors import queue as queues
from timeline.executors import worker as workers
from timeline.executors.parcel import pack, unpack
from timeline.executors.queue import SCHEMA, Queue
from timeline.storage import Storage
from timeline.update import update

ROOT = Path(__file__).parent.parent
READ = partial(drops.read, zone=STORY.zone)


def article(name, text=STRIKE):
    return Drop(name, text.encode(), NOW, "0" * 64)


@pytest.fixture
def rows(postgresql_url):
    """Return a function that asks the queue's tables."""

    def ask(query):
        with psycopg.connect(postgresql_url, autocommit=True) as connection:
            connection.execute(f"SET search_path = {SCHEMA}")
            return connection.execute(query).fetchall()

    return ask


def test_outcomes_come_in_order_and_nothing_is_left(postgresql_url, rows, monkeypatch):
    monkeypatch.setattr(queues, "SHARE", 3)
    items = [article(f"{n}.txt", STRIKE.replace("Genoa", f"Genoa {n}")) for n in range(10)]
    items[4] = article("4.txt", "")
    with working(postgresql_url), Queue(postgresql_url, NoWorkers()) as queue:
        found = queue.map(READ, items)
        assert queue.map(READ, []) == []
    expected = INLINE.map(READ, items)
    assert isinstance(found[4], DropError)
    assert str(found[4]) == str(expected[4])
    assert [*found[:4], *found[5:]] == [*expected[:4], *expected[5:]]
    assert rows("SELECT * FROM share") == []
    assert rows("SELECT * FROM procrastinate_jobs WHERE task_name = 'timeline.work'") == []


def test_without_a_worker_the_work_is_done_all_the_same(postgresql_url, rows, caplog):
    with Queue(postgresql_url, NoWorkers(), patience=0.1) as queue:
        (found,) = queue.map(READ, [article("a.txt")])
    assert found == drops.read(article("a.txt"), zone=STORY.zone)
    assert "no `timeline worker` has answered" in caplog.text
    # who comes too late finds nothing to do
    with working(postgresql_url):
        until = time.monotonic() + 20
        while rows("SELECT * FROM procrastinate_jobs WHERE task_name = 'timeline.work'"):
            assert time.monotonic() < until
            time.sleep(0.05)


def test_the_jobs_of_a_dead_worker_are_done_by_the_next(postgresql_url, rows, monkeypatch):
    monkeypatch.setattr(workers, "STALLED", 0.5)
    storage = Storage(postgresql_url)
    storage.upgrade()
    with Queue(postgresql_url, NoWorkers(), patience=60) as queue:
        run = "00000000-0000-0000-0000-000000000001"
        queue._connector.execute_query(
            queues._PUT, id=run, run=run, work=pack((READ, [article("a.txt")]))
        )
        queue._app.configure_task(queues.TASK, queue=queues.NAME).defer(share=run)
        dying = subprocess.Popen(
            [sys.executable, "-m", "timeline", "worker", "--database", postgresql_url],
            cwd=ROOT,
            stderr=subprocess.DEVNULL,
        )
        # it is killed in the middle of a job: one that waits for a row somebody has locked
        with psycopg.connect(postgresql_url) as locking:
            locking.execute(f"LOCK TABLE {SCHEMA}.share")
            until = time.monotonic() + 60
            while not rows("SELECT * FROM procrastinate_jobs WHERE status = 'doing'"):
                assert time.monotonic() < until
                time.sleep(0.05)
            dying.send_signal(signal.SIGKILL)
            dying.wait(10)
        time.sleep(0.6)
        with working(postgresql_url):
            until = time.monotonic() + 60
            while not (done := rows("SELECT outcome FROM share WHERE outcome IS NOT NULL")):
                assert time.monotonic() < until
                time.sleep(0.05)
    assert unpack(done[0][0]) == [drops.read(article("a.txt"), zone=STORY.zone)]
    storage.close()


def test_what_nobody_came_back_for_is_swept_away(postgresql_url, rows):
    with Queue(postgresql_url, NoWorkers()) as queue, working(postgresql_url):
        for number in (1, 2):
            key = f"00000000-0000-0000-0000-00000000000{number}"
            queue._connector.execute_query(queues._PUT, id=key, run=key, work=b"")
        old = "UPDATE share SET at = now() - interval '2 days' WHERE id = %(key)s"
        queue._connector.execute_query(old, key=key)
        queue._app.configure_task("timeline.sweep", queue=queues.NAME).defer(timestamp=0)
        until = time.monotonic() + 30
        while rows("SELECT count(*) FROM share") != [(1,)]:
            assert time.monotonic() < until
            time.sleep(0.05)


def test_several_processes_may_make_the_tables_at_once(postgresql_url):
    with ThreadPoolExecutor(4) as pool:
        opened = list(pool.map(lambda _: Queue(postgresql_url, NoWorkers()).__enter__(), range(4)))
    with working(postgresql_url):
        assert [queue.map(READ, []) for queue in opened] == [[]] * 4
    for queue in opened:
        queue.__exit__(None, None, None)


def test_an_update_through_the_queue_is_the_one_made_here(postgresql_url, tmp_path):
    for name, text in (("a.txt", STRIKE), ("b.txt", TALKS)):
        drop(tmp_path, name, text)
    found = {}
    for kind in ("here", "queue"):
        storage = Storage(postgresql_url if kind == "queue" else f"sqlite:///{tmp_path}/a.db")
        storage.upgrade()
        with Queue(postgresql_url, NoWorkers()) as queue, working(postgresql_url):
            executor = queue if kind == "queue" else INLINE
            update(storage, settings(tmp_path), [STORY], now=NOW, executor=executor)
        found[kind] = storage.load(STORY.slug)
        storage.close()
    assert found["queue"] == found["here"]
    assert found["here"].events


def test_a_worker_ends_when_nothing_is_left_if_told_so(postgresql_url, rows):
    left = f"SELECT id FROM procrastinate_jobs WHERE task_name = '{queues.TASK}'"
    with Queue(postgresql_url, NoWorkers()) as queue:
        queue._app.configure_task(queues.TASK, queue=queues.NAME).defer(share=str(UUID(int=0)))
        assert rows(left)
    workers.run(postgresql_url, INLINE, 1, wait=False)
    assert rows(left) == []  # what the clock hands out may come in the moment it ends


def test_the_worker_command_works_until_it_is_told_to_stop(postgresql_url):
    command = [sys.executable, "-m", "timeline", "worker", "--processes", "2"]
    process = subprocess.Popen([*command, "--database", postgresql_url], cwd=ROOT)
    with Queue(postgresql_url, NoWorkers(), patience=90) as queue:
        (found,) = queue.map(
            partial(events.reduce, story=STORY), [drops.read(article("a.txt"), zone=STORY.zone)[0]]
        )
    assert len(found) == 2
    process.terminate()
    assert process.wait(30) == 0


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("sqlite:///var/timeline.db", "needs PostgreSQL"),
        ("postgresql://nobody@127.0.0.1:9/none", "cannot be used"),
    ],
)
def test_a_database_that_cannot_hold_a_queue_is_told(url, words, monkeypatch):
    monkeypatch.setattr(queues, "WAIT", 0.2)
    with pytest.raises(ExecutorError, match=words), Queue(url, NoWorkers()):
        pass


class Hostile:
    """Pickles as a call of a function of the system."""

    def __init__(self, function, *arguments):
        self.call = function, arguments

    def __reduce__(self):
        return self.call


@pytest.mark.parametrize(
    "value",
    [
        Hostile(os.system, "true"),
        Hostile(getattr, os.stat_result, "mro"),
        Hostile(subprocess.run, "true"),
        Hostile(exec, "pass"),
        Hostile(update),
    ],
)
def test_nothing_but_our_values_and_steps_comes_out_of_a_parcel(value):
    with pytest.raises(ExecutorError, match="not ours"):
        unpack(pickle.dumps(value))


def test_what_a_module_of_ours_has_imported_is_not_ours():
    # "dataclass" is a name in timeline.types, and "sys" may be one tomorrow
    with pytest.raises(ExecutorError, match=r"timeline\.types\.dataclass"):
        unpack(b"\x80\x04\x8c\x0etimeline.types\x8c\tdataclass\x93.")


def test_values_and_errors_come_out_as_they_went_in():
    (read,) = INLINE.map(READ, [article("a.txt")])
    mentions = events.reduce(read[0], STORY)
    assert unpack(pack((read, mentions, STORY))) == (read, mentions, STORY)
    error = unpack(pack([DropError("is empty", path="a.txt", line=3), CrashError("a", "b")]))
    assert (str(error[0]), error[0].line, error[1].where) == ("a.txt:3: is empty", 3, "b")
