"""Break the intake on purpose, many times, and count what was lost, doubled or half-taken.

Run by ``make faults``; the numbers can be raised: ``FAULTS_KILLS=10000 make faults``. Single
faults run by their names (``python tests/faults.py kills``); with ``FAULTS_APART=1`` the drops
are read in a process of its own.
"""

import logging
import os
import random
import signal
import sys
import tempfile
import threading
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from tests.articles import NOW, STORY, STRIKE, settings
from tests.faults_storage import OTHERS, clocks, damage, full_disk, io_error, read_only, server_loss
from tests.faults_workers import worker_kills
from tests.places import Place, child
from timeline.executors import Workers
from timeline.update import Looks, Outcome, update

KILLS = int(os.environ.get("FAULTS_KILLS", "200"))
WORKER_KILLS = int(os.environ.get("FAULTS_WORKERS", "15"))
WRITERS = int(os.environ.get("FAULTS_WRITERS", "1000"))
PROCESSES = 8
#: Read and reduce in a child of the process that is killed, as the service does.
APART = "FAULTS_APART" in os.environ


def kills(place: Place, rng: random.Random) -> list[str]:
    """Kill -9 at a random instant of an update, while drops come and change."""

    def work() -> None:
        if APART:
            with Workers(5, 200) as workers:
                place.update(executor=workers)
        else:
            place.update()

    found = []
    start = time.monotonic()
    os.waitpid(child(work), 0)
    longest = 1.2 * (time.monotonic() - start)
    for number in range(KILLS):
        place.put(number)
        if number % 3 == 0:
            place.put(rng.randrange(number + 1), f"over wages, for the {number}th time")
        process = child(work)
        time.sleep(rng.uniform(0, longest))
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
    logging.getLogger("psycopg").setLevel(logging.CRITICAL)  # it is to lose its server
    faults = (
        (kills, KILLS),
        (crowd, PROCESSES),
        (full_disk, OTHERS),
        (read_only, OTHERS),
        (io_error, OTHERS),
        (damage, OTHERS),
        (clocks, OTHERS),
        (server_loss, OTHERS),
        (slow_writers, WRITERS),
    )
    with tempfile.TemporaryDirectory() as top:
        for fault, times in faults:
            if sys.argv[1:] and fault.__name__ not in sys.argv[1:]:
                continue
            start = time.monotonic()
            found = fault(Place(Path(top), fault.__name__), random.Random(seed))
            failed += bool(found)
            words = "; ".join(found[:3])[:500] or "nothing lost, doubled or half-taken"
            spent = time.monotonic() - start
            print(f"{fault.__name__:14} {times:6} times {spent:6.1f} s  {words}", flush=True)  # noqa: T201
        if not sys.argv[1:] or "worker_kills" in sys.argv[1:]:
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
