"""Kill workers of the queue while they reduce what one process stores, and count what is lost.

``timeline worker`` processes on a PostgreSQL of our own are killed (SIGKILL) at random instants and
replaced; meanwhile updates hand them share after share. Whatever they die of, every article has to
be stored once, with its two mentions.
"""

from __future__ import annotations

import multiprocessing
import random
import threading
import time
from pathlib import Path
from typing import Any

import psycopg

from tests.articles import NOW, STORY, STRIKE, drop, settings
from tests.clusters import cluster
from timeline.executors import INLINE, Workers
from timeline.executors import queue as queues
from timeline.executors import worker as workers
from timeline.storage import Storage
from timeline.update import update

#: Workers at a time, and drops of an update.
CROWD, DROPS = 3, 12
#: Seconds: between two signs of life of a worker, of silence until it is taken for dead, and until
#: whoever waits does the work himself.
HEARTBEAT, STALLED, PATIENCE = 0.5, 2.0, 20.0


def work(url: str) -> None:
    """Be a worker, until killed; a share takes long enough to be killed in."""
    workers.HEARTBEAT, workers.STALLED = HEARTBEAT, STALLED
    workers.run(url, _Slow(), 1)


class _Slow:
    def map(self, task: Any, items: Any) -> Any:
        time.sleep(random.uniform(0, 0.1))
        return INLINE.map(task, items)


class _Here(Workers):
    """Does what no worker has done; counts how often it had to."""

    def __init__(self) -> None:
        super().__init__(1, 100, count=0)
        self.shares = 0

    def map(self, task: Any, items: Any) -> Any:
        self.shares += 1
        return INLINE.map(task, items)


class Killer(threading.Thread):
    """Keeps the crowd of workers, and kills one after the other."""

    def __init__(self, url: str, kills: int, rng: random.Random) -> None:
        super().__init__(name="killer")
        self._context = multiprocessing.get_context("forkserver")
        self._context.set_forkserver_preload(["tests.faults_workers", "timeline.drops"])
        self._url, self._left, self._rng = url, kills, rng
        self.ended = threading.Event()
        self.killed = 0

    def run(self) -> None:
        crowd = [self._start() for _ in range(CROWD)]
        while self.killed < self._left:
            time.sleep(self._rng.uniform(0.05, 0.4))
            place = self._rng.randrange(CROWD)
            crowd[place].kill()
            crowd[place].join()
            self.killed += 1
            crowd[place] = self._start()
        self.ended.set()
        while self.is_wanted:
            time.sleep(0.1)
        for one in crowd:
            one.kill()
            one.join()

    is_wanted = True

    def _start(self) -> Any:
        process = self._context.Process(target=work, args=(self._url,), daemon=True)
        process.start()
        return process


def worker_kills(top: Path, kills: int, rng: random.Random) -> list[str] | None:
    """Return what is lost or doubled after so many kills; None without PostgreSQL."""
    queues.SHARE = 2
    with cluster() as server:
        if server is None:
            return None
        with psycopg.connect(f"{server}/postgres", autocommit=True) as connection:
            connection.execute("CREATE DATABASE faults")
        url = f"{server}/faults"
        storage = Storage(url)
        storage.upgrade()
        seeds, number = top / "workers", 0
        with queues.Queue(url, here := _Here(), patience=PATIENCE) as queue:
            killer = Killer(url, kills, rng)
            killer.start()
            try:
                while not killer.ended.is_set():
                    for _ in range(DROPS):
                        text = STRIKE.replace("Genoa", f"Genoa {number}")
                        drop(seeds, f"{number}.txt", text)
                        number += 1
                    update(storage, settings(seeds), [STORY], now=NOW, executor=queue)
            finally:
                killer.is_wanted = False
                killer.join()
        left = _left(url)
        found = _wrong(storage, number)
        storage.close()
    print(  # noqa: T201
        f"workers: {killer.killed} killed over {number} articles; the process that asked did"
        f" {here.shares} shares itself; {left} shares and their jobs were left",
        flush=True,
    )
    return found


def _left(url: str) -> int:
    with psycopg.connect(url) as connection:
        connection.execute(f"SET search_path = {queues.SCHEMA}")
        return connection.execute("SELECT count(*) FROM share").fetchone()[0]


def _wrong(storage: Storage, expected: int) -> list[str]:
    receipts, articles = storage.drops(), storage.article_keys()
    mentions: dict[str, int] = {}
    for event in storage.load(STORY.slug).events:
        for mention in event.mentions:
            mentions[mention.article.key] = mentions.get(mention.article.key, 0) + 1
    found = []
    if len(receipts) != expected or any(one.reason for one in receipts):
        found.append(f"{len(receipts)} drops taken of {expected}, or some rejected")
    if len(articles) != expected or len(set(articles)) != expected:
        found.append(f"{len(articles)} articles of {expected}")
    if mentions != dict.fromkeys(articles, 2):
        found.append(f"articles without their two mentions: {len(mentions)} of {expected}")
    return found
