"""A SQLite database's pulse: bytes that change with every commit, read in a tenth of a microsecond.

Asking for a story's revision costs a transaction, and the service asks at every request. In WAL
mode all processes share the index of the write-ahead log, whose header is written with every
commit (https://sqlite.org/walformat.html, 2.1); while it is the same, nothing has changed. One
connection that never writes keeps that file alive.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable
from contextlib import suppress
from mmap import PROT_READ, mmap
from pathlib import Path
from threading import Lock
from urllib.parse import quote

from timeline.storage.same_file import SameFile

#: Bytes of the header, which is written twice.
HEADER = 96

#: A process that closes a file loses the locks that it holds on it (POSIX), SQLite's among them:
#: what was opened here stays open for as long as the process lives.
_FOR_EVER: list[mmap] = []


class Pulse:
    """Remembers answers until something is committed; may be asked by several threads."""

    def __init__(self, path: str, file: SameFile) -> None:
        self._path = path
        self._file = file
        self._lock = Lock()
        self._connection: sqlite3.Connection | None = None
        self._header: mmap | None = None
        #: The header that ``_known`` belongs to.
        self._seen = b""
        self._known: dict[str, int] = {}

    def recall(self, name: str, ask: Callable[[], int]) -> int:
        """Return what *ask* gave for *name*, asked again only after a commit.

        Raises StorageError within a second when the database is another file than at the start.
        """
        with self._lock:
            self._file.check_often()
            if self._header is None:
                self._open()
            if self._header is None:
                return ask()
            beat = self._header[:HEADER]
            if beat != self._seen:
                self._known.clear()
                self._seen = beat
            if name not in self._known:
                # what is committed while we ask changes the header, and is seen next time
                self._known[name] = ask()
            return self._known[name]

    def close(self) -> None:
        """Close the connection; the next question opens another one."""
        with self._lock:
            self._forget()

    def _open(self) -> None:
        """Find the header; where there is none, asking tells why."""
        address = f"file:{quote(self._path)}?mode=ro"
        try:
            self._connection = sqlite3.connect(address, uri=True, check_same_thread=False)
            self._connection.execute("SELECT 1 FROM sqlite_schema").fetchone()
            self._header = _map(Path(f"{self._path}-shm"))
        except (sqlite3.Error, OSError, ValueError):
            self._forget()

    def _forget(self) -> None:
        self._header = None
        self._seen = b""
        self._known.clear()
        if self._connection is not None:
            with suppress(sqlite3.Error):
                self._connection.close()
            self._connection = None


def _map(path: Path) -> mmap:
    if path.stat().st_size < HEADER:
        raise ValueError("no header yet")
    header = mmap(os.open(path, os.O_RDONLY | os.O_CLOEXEC), HEADER, prot=PROT_READ)
    _FOR_EVER.append(header)  # and the number that open gave is forgotten, never closed
    return header
