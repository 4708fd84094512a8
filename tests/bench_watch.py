"""The watch with 100,000 files in its folder: from rename to stored event, and what idling costs.

`timeline watch` runs in a process of its own as it would in production, every 30 seconds, on
SQLite. The files are known to it: their receipts are in the database, as if it had taken them
long ago. Idling is CPU time (user and system, with its children) as a share of the clock over two
full looks; a drop's way is told by the clock, beside how long this machine takes to start work.
"""

from __future__ import annotations

import os
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from tests.articles import STRIKE
from timeline import drops
from timeline.storage import Storage
from timeline.types import DropState, Receipt
from timeline.update.reading import stamp_text

FILES = int(os.environ.get("BENCH_FILES", "100000"))
DROPS = 30
#: Seconds of idling that are measured: two looks at the whole folder, five polls.
IDLE = 125
#: Milliseconds from rename to stored event (median), and the share of a core for idling.
WAY, SHARE = 150, 0.01
TICK = os.sysconf("SC_CLK_TCK")
STORY = 'title = "Ferries"\n[terms]\nferry = 1\nferries = 1\n'


def main() -> int:
    """Print what was measured; return 1 where a limit is missed."""
    with tempfile.TemporaryDirectory() as folder:
        top = Path(folder)
        prepare(top)
        program = [sys.executable, "-m", "timeline", "watch"]
        with (top / "log").open("wb") as log, subprocess.Popen(program, cwd=top, stderr=log) as one:
            try:
                ways = [put(top, number) for number in range(DROPS + 3)][3:]
                time.sleep(35)  # the poll that finds the folder changed is no idling
                before, start = spent(one.pid), time.monotonic()
                time.sleep(IDLE)
                share = (spent(one.pid) - before) / (time.monotonic() - start)
            finally:
                one.terminate()
    way = statistics.median(ways)
    sys.stdout.write(
        f"{FILES:,} files: from rename to stored event p50 {way:.0f} ms (limit {WAY}), "
        f"longest {max(ways):.0f} ms of {DROPS}; load {os.getloadavg()[0]:.1f}\n"
        f"{FILES:,} files: idle {share:.2%} of a core (limit {SHARE:.0%}), over {IDLE} s\n"
    )
    return int(way > WAY or share > SHARE)


def prepare(top: Path) -> None:
    """Make a folder of files that the database knows already."""
    (top / "config" / "stories").mkdir(parents=True)
    (top / "config" / "stories" / "ferries.toml").write_text(STORY)
    seeds = top / "seeds"
    seeds.mkdir()
    for number in range(FILES):
        (seeds / f"{number:06}.txt").write_text("x")
    now = datetime.now(UTC)
    (top / "var").mkdir()
    storage = Storage(f"sqlite:///{top}/var/timeline.db")
    storage.upgrade()
    with storage.write() as batch:
        batch.keep_receipts(
            Receipt(name=name, state=DropState.TAKEN, stamp=stamp_text(stamp), at=now)
            for name, stamp in drops.scan(seeds).items()
        )
    storage.close()


def put(top: Path, number: int) -> float:
    """Rename a drop into the folder; return the milliseconds until its events are stored."""
    hidden = top / "seeds" / f".{number}.tmp"
    hidden.write_text(STRIKE.replace("Genoa", f"Genoa {100 + number}"))
    database = sqlite3.connect(top / "var" / "timeline.db")
    known = mentions(database)
    time.sleep(0.3)
    start = time.monotonic()
    hidden.rename(top / "seeds" / f"drop{number}.txt")
    while mentions(database) == known:
        if time.monotonic() > start + 120:
            raise TimeoutError((top / "log").read_text())
        time.sleep(0.002)
    done = time.monotonic()
    database.close()
    return (done - start) * 1000


def mentions(database: sqlite3.Connection) -> int:
    """Return how many mentions are stored."""
    (number,) = database.execute("SELECT count(*) FROM mention").fetchone()
    return int(number)


def spent(process: int) -> float:
    """Return the seconds of CPU that a process and its children have used."""
    total = 0.0
    for number in (process, *children(process)):
        fields = Path(f"/proc/{number}/stat").read_text().rpartition(")")[2].split()
        total += sum(map(int, fields[11:13])) / TICK
    return total


def children(process: int) -> list[int]:
    """Return the processes that a process has started."""
    listed = Path(f"/proc/{process}/task").glob("*/children")
    return [int(number) for one in listed for number in one.read_text().split()]


if __name__ == "__main__":
    sys.exit(main())
