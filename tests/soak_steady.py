"""Memory of a process that takes drops again and again while nothing that is stored grows.

Each round takes the same 300 drops into a new database, so that what rises from round to round is
kept by the process and by nothing else. Objects tell a leak of Python's exactly; the resident
size also moves with the allocator and the new databases. Run by ``make soak``; ``ROUNDS`` sets
their number.
"""

import gc
import os
import statistics
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from tests.articles import NOW, STORY, STRIKE, drop, settings
from tests.memory import resident
from timeline.storage import Storage
from timeline.update import update

DROPS, ROUNDS = 300, int(os.environ.get("ROUNDS", "30"))
#: What a round may add once the process is warm: one object for ten drops, megabytes.
OBJECTS, RISE = DROPS / 10, 0.5


def rise(values: list[float]) -> float:
    """Return by how much *values* rise from round to round in their second half."""
    warm = values[len(values) // 2 :]
    return statistics.linear_regression(range(len(warm)), warm).slope


def main() -> int:
    """Print the sizes; return 1 when memory rises."""
    sizes, objects = [], []
    with tempfile.TemporaryDirectory() as top:
        seeds = Path(top) / "seeds"
        for number in range(DROPS):
            drop(seeds, f"{number}.txt", STRIKE.replace("Genoa", f"Genoa {number}"))
        for turn in range(ROUNDS):
            storage = Storage(f"sqlite:///{top}/{turn}.db")
            storage.upgrade()
            update(storage, settings(seeds), [STORY], now=NOW)
            storage.close()
            Path(top, f"{turn}.db").unlink()
            gc.collect()
            sizes.append(resident())
            objects.append(len(gc.get_objects()))
    more, slope = rise(objects), rise(sizes)
    told = " ".join(f"{size:.1f}" for size in sizes)
    print(  # noqa: T201
        f"MB after each round of {DROPS} drops: {told}; when warm {slope:+.3f} MB and {more:+.1f} "
        f"of {objects[-1]} objects a round"
    )
    return int(slope > RISE or more > OBJECTS)


if __name__ == "__main__":
    sys.exit(main())
