"""How much memory a process holds, for benches, fuzzing and the soak."""

import resource
from pathlib import Path


def resident(process: int | str = "self") -> float:
    """Return the megabytes that a process, by its id, or this one holds now; 0 when it is gone."""
    try:
        pages = int(Path(f"/proc/{process}/statm").read_text().split()[1])
    except FileNotFoundError:
        return 0.0
    return pages * resource.getpagesize() / 2**20
