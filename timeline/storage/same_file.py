"""Which file a SQLite database is, so that nobody goes on with one that is there no longer.

Who has a file open keeps it when its name is deleted or given to another one: SQLite would go on
writing into it, and all that would be lost with the process.
"""

from __future__ import annotations

import time
from pathlib import Path

from timeline.errors import StorageError

#: Seconds between two checks of what is asked at every request.
EVERY = 1.0


class SameFile:
    """Remembers the file that has the name *path*, from the first check that finds one."""

    def __init__(self, path: str) -> None:
        self._path = Path(path)
        self._known: tuple[int, int] | None = None
        self._checked = 0.0

    def check(self) -> None:
        """Raise StorageError when another file has the name now, or none."""
        try:
            status = self._path.stat()
        except FileNotFoundError as error:
            if self._known is None:
                return  # opening it makes one, or says why not
            raise StorageError(
                "was deleted or moved away while this program ran; put it back, or stop the "
                "program and restore a backup: `timeline restore FILE`",
                path=str(self._path),
            ) from error
        except OSError:
            return  # SQLite will say more
        found = status.st_dev, status.st_ino
        self._known = self._known or found
        if found != self._known:
            raise StorageError(
                "was replaced while this program ran; start the program again", path=str(self._path)
            )

    def check_often(self) -> None:
        """Do so when the last check was a second ago."""
        now = time.monotonic()
        if now - self._checked >= EVERY:
            self.check()
            self._checked = now
