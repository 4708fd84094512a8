"""Which files are complete, and which somebody is still writing."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Collection, Iterable, Mapping
from pathlib import Path

from timeline import drops
from timeline.drops import Stamp

#: A file is complete when it has not changed for that many seconds.
QUIET = 1.0


class Looks:
    """Judges files by looking at them twice; remembers what it saw at the look before."""

    def __init__(self, *, twice: bool = True, clock: Callable[[], float] = time.time) -> None:
        #: Take what two looks a second apart found equal; else what has been quiet for a second.
        self._twice = twice
        #: Seconds since the epoch; files are dated by the same clock.
        self._clock = clock
        self._seen: dict[str, tuple[Stamp, float]] = {}
        #: Stamps of the files that needed nothing more at the last look at the whole folder.
        self.settled: dict[str, Stamp] = {}
        self._folders: dict[str, int] = {}

    def scan(self, folder: Path) -> dict[str, Stamp]:
        """Return the names and stamps of the drops in *folder*, in no order."""
        self._folders = {}
        return drops.scan(folder, self._folders, self.settled)

    def have_moved(self) -> bool:
        """Tell whether a folder is another one than at the last scan, or none was scanned.

        A rewrite in place does not tell.
        """
        return not self._folders or any(
            drops.folder_time(folder) != at for folder, at in self._folders.items()
        )

    def sort(
        self, folder: Path, names: Iterable[str], stamps: Mapping[str, Stamp]
    ) -> tuple[list[str], list[str]]:
        """Return the names of the files that are complete, and of those that may not be."""
        now = self._clock()
        complete: list[str] = []
        waiting: list[str] = []
        for name in names:
            stamp = stamps[name]
            seen, since = self._seen.get(name, (stamp, now))
            if seen != stamp or since > now:  # changed, or the clock was set back
                since = now
            dated = stamp.mtime_ns / 1e9
            # a file from the future has to be looked at twice, whoever looks
            quiet_since = since if self._twice or dated > now else dated
            done = now - quiet_since >= QUIET or was_moved(folder / name, stamp)
            if done:
                complete.append(name)
                self._seen.pop(name, None)
            else:
                waiting.append(name)
                self._seen[name] = (stamp, since)
        return complete, waiting

    def settle(self, stamps: dict[str, Stamp], waiting: Collection[str]) -> None:
        """Keep the *stamps* of the whole folder; what is *waiting* still needs another look."""
        for name in waiting:
            del stamps[name]
        self.settled = stamps
        self._seen = {name: self._seen[name] for name in waiting if name in self._seen}


def was_moved(path: Path, stamp: Stamp) -> bool:
    """Tell whether a file was renamed into its place, as only whole files are.

    A rename dates the inode (ctime) but not the content (mtime); a write dates both alike.
    """
    try:
        status = os.lstat(path)
    except (OSError, ValueError):
        return False
    return (
        status.st_ctime_ns > status.st_mtime_ns == stamp.mtime_ns
        and status.st_size == stamp.size > 0
    )
