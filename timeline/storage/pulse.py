"""A SQLite database's pulse: a number that moves with every commit, read in microseconds.

Asking for a story's revision costs a transaction, and the service asks at every request. SQLite
counts the commits of others for each connection (``PRAGMA data_version``), so one connection that
never writes can say that nothing has changed.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import suppress
from threading import Lock
from urllib.parse import quote


class Pulse:
    """Remembers answers until something is committed; may be asked by several threads."""

    def __init__(self, path: str) -> None:
        self._path = path
        self._lock = Lock()
        self._connection: sqlite3.Connection | None = None
        self._version = -1
        self._known: dict[str, int] = {}

    def recall(self, name: str, ask: Callable[[], int]) -> int:
        """Return what *ask* gave for *name*, asked again only after a commit."""
        with self._lock:
            version = self._beat()
            if version is None:
                return ask()
            if version != self._version:
                self._known.clear()
                self._version = version
            if name not in self._known:
                # what is committed while we ask moves the number, and is seen next time
                self._known[name] = ask()
            return self._known[name]

    def close(self) -> None:
        """Close the connection; the next question opens another one."""
        with self._lock:
            self._forget()

    def _beat(self) -> int | None:
        """Return the number, or None where SQLite cannot say: asking tells why."""
        try:
            if self._connection is None:
                address = f"file:{quote(self._path)}?mode=ro"
                self._connection = sqlite3.connect(address, uri=True, check_same_thread=False)
            found: int = self._connection.execute("PRAGMA data_version").fetchone()[0]
        except sqlite3.Error:
            self._forget()
            return None
        return found

    def _forget(self) -> None:
        # a new connection counts from anew
        self._version = -1
        self._known.clear()
        if self._connection is not None:
            with suppress(sqlite3.Error):
                self._connection.close()
            self._connection = None
