"""Renditions that the processes of a machine share: what one has rendered the others fetch.

A folder with a file for each document, which holds its newest revision. Who renders one holds a
lock, so that the others wait and read; the kernel takes it from whoever is killed. Who comes when
nobody else is there empties the folder: what lies there may be of another time.
"""

from __future__ import annotations

import fcntl
import json
import logging
import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from stat import S_ISDIR, S_ISREG
from typing import Any

from feeds.rendition import Rendition

log = logging.getLogger(__name__)

#: All files together; those written first leave first. Looked at after so many have been written.
MAX_BYTES = 128 * 1024 * 1024
SWEEP_EVERY = 32
#: Documents share so many locks, by their names.
LOCKS = 64
#: Seconds after which nobody waits any longer for another process, and between two looks at it.
PATIENCE, EVERY = 10.0, 0.005
#: Seconds after which a file that somebody began to write is left over.
LEFT_OVER = 60.0

_HALL, _LOCK, _NEW = "hall.lock", "lock-", "new-"

#: Gives a document and the revision it was made of.
Render = Callable[[], tuple[int, Rendition]]


class Storeroom:
    """A folder of renditions; may be used by several threads at once.

    *about* is what all documents depend on. Raises OSError where the folder cannot be used, or
    others may write there.
    """

    def __init__(
        self,
        folder: Path,
        about: object,
        *,
        max_bytes: int = MAX_BYTES,
        patience: float = PATIENCE,
    ) -> None:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        found = folder.lstat()
        if not S_ISDIR(found.st_mode) or found.st_uid != os.geteuid() or found.st_mode & 0o077:
            raise PermissionError(f"{folder} is no folder that only this user may read and write")
        self._folder, self._about = folder, (about, _program())
        self._max_bytes, self._patience = max_bytes, patience
        self._written = 0
        self._hall = os.open(folder / _HALL, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        try:
            self._enter()
        except OSError:
            self.close()
            raise

    def close(self) -> None:
        """Leave; what is stored stays for those who are still there."""
        os.close(self._hall)

    def fetch(
        self, key: object, current: Callable[[], int], render: Render
    ) -> tuple[int, Rendition]:
        """Return the document of *key* with its revision.

        It is as another process rendered it for the *current* revision, else as *render* gives it.
        """
        name = sha256(repr((self._about, key)).encode("utf-8", "replace")).hexdigest()
        path = self._folder / name

        def look() -> tuple[int, Rendition] | None:
            return _read(path, current)

        if found := look():
            return found
        with self._alone(int(name[:8], 16) % LOCKS, look) as made:
            if made is not None:
                return made
            revision, rendition = render()
            self._keep(path, revision, rendition)
            return revision, rendition

    def _enter(self) -> None:
        """Show that somebody is here; who finds nobody empties the folder."""
        with suppress(BlockingIOError):
            fcntl.flock(self._hall, fcntl.LOCK_EX | fcntl.LOCK_NB)
            for path, _ in self._files():
                path.unlink()
        until = time.monotonic() + self._patience
        while not _locks(self._hall, fcntl.LOCK_SH):
            if time.monotonic() > until:
                raise TimeoutError(f"another process has been opening {self._folder} too long")
            time.sleep(EVERY)

    @contextmanager
    def _alone(
        self, number: int, look: Callable[[], tuple[int, Rendition] | None]
    ) -> Iterator[tuple[int, Rendition] | None]:
        """Wait for a lock, or until *look* finds what another process has made; give that."""
        handle = -1
        until = time.monotonic() + self._patience
        try:
            with suppress(OSError):
                path = self._folder / f"{_LOCK}{number:02}"
                handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
            waits = handle >= 0 and not _locks(handle, fcntl.LOCK_EX)
            found = look()
            while waits and found is None and time.monotonic() < until:
                time.sleep(EVERY)
                waits = not _locks(handle, fcntl.LOCK_EX)
                found = look()
            yield found
        finally:
            if handle >= 0:
                os.close(handle)

    def _keep(self, path: Path, revision: int, rendition: Rendition) -> None:
        """Write a document; where that fails the next process renders it, too."""
        new = self._folder / f"{_NEW}{path.name}-{os.getpid()}-{time.monotonic_ns()}"
        try:
            new.write_bytes(_packed(revision, rendition))
            new.replace(path)
        except OSError as error:
            log.warning("a rendition cannot be shared: %s", error)
            with suppress(OSError):
                new.unlink()
        self._written += 1
        if self._written % SWEEP_EVERY == 0:
            with suppress(OSError):  # another process sweeps, too
                self._sweep()

    def _sweep(self) -> None:
        """Delete what was written first where all is too much, and what nobody writes on."""
        files = sorted(self._files(), key=lambda one: one[1].st_mtime)
        size = sum(found.st_size for _, found in files)
        for path, found in files:
            begun = path.name.startswith(_NEW)
            if found.st_mtime < time.time() - LEFT_OVER if begun else size > self._max_bytes:
                path.unlink(missing_ok=True)
                size -= found.st_size

    def _files(self) -> Iterator[tuple[Path, os.stat_result]]:
        for entry in os.scandir(self._folder):
            found = entry.stat(follow_symlinks=False)
            if S_ISREG(found.st_mode) and not entry.name.startswith((_HALL, _LOCK)):
                yield Path(entry.path), found


def _program() -> int:
    """Return when the program that renders was changed: two versions share nothing."""
    package = Path(__file__).parent.parent
    return max(path.stat().st_mtime_ns for path in package.rglob("*.*"))


def _locks(handle: int, how: int) -> bool:
    try:
        fcntl.flock(handle, how | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _packed(revision: int, rendition: Rendition) -> bytes:
    changed = rendition.last_modified
    head = {
        "revision": revision,
        "size": len(rendition.body),
        "media_type": rendition.media_type,
        "last_modified": changed and changed.isoformat(),
        "headers": rendition.headers,
        "status": rendition.status,
        "cache_control": rendition.cache_control,
    }
    return json.dumps(head).encode() + b"\n" + rendition.body


def _read(path: Path, current: Callable[[], int]) -> tuple[int, Rendition] | None:
    """Return what a file holds, if it is of the current revision."""
    try:
        line, _, body = path.read_bytes().partition(b"\n")
        head: dict[str, Any] = json.loads(line)
        if head["size"] != len(body) or head["revision"] != current():
            return None
        changed = head["last_modified"]
        return head["revision"], Rendition(
            body,
            head["media_type"],
            changed and datetime.fromisoformat(changed),
            headers=tuple((name, value) for name, value in head["headers"]),
            status=head["status"],
            cache_control=head["cache_control"],
        )
    except (OSError, ValueError, KeyError, TypeError):
        return None
