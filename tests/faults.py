"""Break the intake on purpose, many times, and count what was lost, doubled or half-taken.

Run by ``make faults``; the numbers can be raised: ``FAULTS_KILLS=10000 make faults``.
"""

import os
import random
import signal
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from sqlalchemy import event

from tests.articles import NOW, STORY, STRIKE, drop, settings
from tests.faults_workers import worker_kills
from timeline.errors import StorageError
from timeline.storage import Storage
from timeline.update import Looks, Outcome, update

KILLS = int(os.environ.get("FAULTS_KILLS", "200"))
WORKER_KILLS = int(os.environ.get("FAULTS_WORKERS", "15"))
OTHERS = int(os.environ.get("FAULTS_OTHERS", "100"))
WRITERS = int(os.environ.get("FAULTS_WRITERS", "1000"))
PROCESSES = 8


class Place:
    """A folder and a database of their own."""

    def __init__(self, top: Path, name: str) -> None:
        self.folder = top / name
        self.folder.mkdir()
        self.url = f"sqlite:///{top}/{name}.db"
        with self.storage() as storage:
            storage.upgrade()

    @contextmanager
    def storage(self) -> Iterator[Storage]:
        storage = Storage(self.url)
        try:
            yield storage
        finally:
            storage.close()

    def put(self, number: int, words: str = "over pay") -> None:
        text = STRIKE.replace("Genoa", f"Genoa {number}").replace("over pay", words)
        drop(self.folder, f"{number}.txt", text)

    def update(self) -> None:
        with self.storage() as storage:
            update(storage, settings(self.folder), [STORY], now=NOW)

    def wrong(self, expected: int | None = None) -> list[str]:
        """Return what is lost, doubled or half-taken."""
        with self.storage() as storage:
            taken = Counter(key for one in storage.drops() for key in one.articles)
            articles = Counter(storage.article_keys())
            mentions = Counter(
                m.article.key for e in storage.load(STORY.slug).events for m in e.mentions
            )
            revisions = dict.fromkeys(articles, 2)
        found = []
        if taken != articles:
            found.append(f"drops and articles differ: {taken - articles} {articles - taken}")
        if mentions != revisions:
            found.append(f"articles without their two mentions: {mentions} {revisions}")
        if expected is not None and len(articles) != expected:
            found.append(f"{len(articles)} articles, not {expected}")
        return found


def child(work: Callable[[], None]) -> int:
    """Run *work* in a process of its own; return its id."""
    sys.stdout.flush()
    number = os.fork()
    if number == 0:
        try:
            os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
            work()
        finally:
            os._exit(0)
    return number


def kills(place: Place, rng: random.Random) -> list[str]:
    """Kill -9 at a random instant while drops come and change."""
    found = []
    for number in range(KILLS):
        place.put(number)
        if number % 3 == 0:
            place.put(rng.randrange(number + 1), f"over wages, for the {number}th time")
        process = child(place.update)
        time.sleep(rng.uniform(0, 0.12))
        os.kill(process, signal.SIGKILL)
        os.waitpid(process, 0)
        if number % 10 == 0:
            found += place.wrong()
    place.update()
    return found + place.wrong(KILLS)


def crowd(place: Place, rng: random.Random) -> list[str]:
    """Several processes at once on the same folder and database."""
    numbers = list(range(OTHERS))
    rng.shuffle(numbers)
    for number in numbers:
        place.put(number)
    for process in [child(place.update) for _ in range(PROCESSES)]:
        os.waitpid(process, 0)
    return place.wrong(OTHERS)


def full_disk(place: Place, rng: random.Random) -> list[str]:
    """The disk is full at a random page."""
    found = []
    refused = 0
    for number in range(OTHERS):
        place.put(number)
        room = rng.randrange(12)

        def limit(connection: object, _record: object, room: int = room) -> None:
            pages = connection.execute("PRAGMA page_count").fetchone()[0]  # type: ignore[attr-defined]
            connection.execute(f"PRAGMA max_page_count = {pages + room}")  # type: ignore[attr-defined]

        with place.storage() as storage:
            event.listen(storage._writer, "connect", limit)
            try:
                update(storage, settings(place.folder), [STORY], now=NOW)
            except StorageError as error:
                refused += 1
                if "disk is full" not in str(error):
                    found.append(f"not said plainly: {error}")
        found += place.wrong()
    place.update()
    if not refused:
        found.append("the disk was never full")
    return found + place.wrong(OTHERS)


def slow_writers(place: Place, rng: random.Random) -> list[str]:
    """Files are written in place, piece by piece, while the watch looks."""
    looks = Looks()
    outcomes: Counter[Outcome] = Counter()
    waits = [rng.uniform(0.02, 0.6) for _ in range(WRITERS)]

    def write(number: int) -> None:
        text = STRIKE.replace("Genoa", f"Genoa {number}")
        with (place.folder / f"{number}.txt").open("w") as file:
            for piece in text.splitlines(keepends=True):
                file.write(piece)
                file.flush()
                time.sleep(waits[number] / 8)

    ended = threading.Event()

    def look() -> None:
        with place.storage() as storage:
            while True:
                last = ended.is_set()
                done = update(storage, settings(place.folder), [STORY], now=NOW, looks=looks)
                outcomes.update(result.outcome for result in done.results)
                if last and not done.waiting:
                    return
                time.sleep(0.05)

    watching = threading.Thread(target=look)
    watching.start()
    with ThreadPoolExecutor(64) as pool:
        list(pool.map(write, range(WRITERS)))
    ended.set()
    watching.join()
    found = place.wrong(WRITERS)
    if outcomes[Outcome.CHANGED] or outcomes[Outcome.REJECTED]:
        found.append(f"read before they were complete: {outcomes}")
    return found


def main() -> int:
    """Run every fault; return 1 when anything was lost, doubled or half-taken."""
    seed = int(os.environ.get("FAULTS_SEED", time.time_ns() % 10**6))
    print(f"seed {seed}")  # noqa: T201
    failed = 0
    faults = ((kills, KILLS), (crowd, PROCESSES), (full_disk, OTHERS), (slow_writers, WRITERS))
    with tempfile.TemporaryDirectory() as top:
        for fault, times in faults:
            start = time.monotonic()
            found = fault(Place(Path(top), fault.__name__), random.Random(seed))
            failed += bool(found)
            words = "; ".join(found[:3])[:500] or "nothing lost, doubled or half-taken"
            spent = time.monotonic() - start
            print(f"{fault.__name__:14} {times:6} times {spent:6.1f} s  {words}", flush=True)  # noqa: T201
        failed += _workers(Path(top), random.Random(seed))
    return min(failed, 1)


def _workers(top: Path, rng: random.Random) -> int:
    """Kill workers of the queue; return 1 when that lost or doubled anything."""
    start = time.monotonic()
    found = worker_kills(top, WORKER_KILLS, rng)
    words = "skipped, needs PostgreSQL" if found is None else "; ".join(found)
    words = words or "nothing lost, doubled or half-taken"
    spent = time.monotonic() - start
    print(f"{'worker_kills':14} {WORKER_KILLS:6} times {spent:6.1f} s  {words}", flush=True)  # noqa: T201
    return int(bool(found))


if __name__ == "__main__":
    sys.exit(main())
