"""How much memory an update holds that finds many drops at once: 100,000, or another number.

By name (``python tests/bench.py memory``), as it takes long. The drops have 100 bytes and tell of
no story, so that nothing but the drops themselves is held.
"""

import os
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from tests.articles import STORY, settings
from tests.memory import resident
from timeline.executors.work import collect_seldom
from timeline.storage import Storage
from timeline.update import update

COUNT = 100_000
#: Megabytes for a million drops that must not be exceeded.
LIMIT = 600


def main(count: int = COUNT) -> int:
    """Print the memory before, at its height and for each drop; return 1 above the limit."""
    collect_seldom()
    with tempfile.TemporaryDirectory() as folder:
        seeds = Path(folder) / "seeds"
        seeds.mkdir()
        for number in range(count):
            path = seeds / f"{number:07}.txt"
            path.write_text(
                f"Council {number} meets\nPublished January 28, 2026\n\n"
                f"The council of town {number} met on Tuesday about roads.\n"
            )
            os.utime(path, (1_770_000_000, 1_770_000_000))
        storage = Storage(f"sqlite:///{folder}/bench.db")
        storage.upgrade()
        before = height = resident()

        def progress(_done, _all):
            nonlocal height
            height = max(height, resident())

        update(storage, settings(seeds), [STORY], now=datetime.now(UTC), progress=progress)
        storage.close()
    sys.stdout.write(
        f"{count:,} drops: {before:.0f} MB before, {height:.0f} MB at most,"
        f" {(height - before) * 1000 / count:.2f} KB a drop (limit {LIMIT} MB)\n"
    )
    return int(height > LIMIT)


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:])))
