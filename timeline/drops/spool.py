"""Files that this program itself puts into the folder: whole and on the disk, or not at all."""

from __future__ import annotations

import errno
import hashlib
import os
import stat
import time
from contextlib import suppress
from pathlib import Path
from uuid import uuid4

from timeline.drops.folder import DEEPEST, SIDECAR, inside, is_drop
from timeline.errors import DropError
from timeline.types import Drop

#: What begins the names of files that are not complete; no scan sees them.
_UNFINISHED = ".arriving-"
#: Seconds after which such a file belongs to nobody: its process was killed.
_FORGOTTEN = 3600
#: What the system says of a name that no file can have there.
_IMPOSSIBLE = (
    errno.EILSEQ,
    errno.EINVAL,
    errno.EISDIR,
    errno.ELOOP,
    errno.ENAMETOOLONG,
    errno.ENOTDIR,
)


class Arrival:
    """A file on its way into *folder*; until it is kept no scan sees it.

    All methods may block, and raise OSError.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._path = folder / f"{_UNFINISHED}{uuid4().hex}.tmp"
        self._file = self._path.open("xb")
        self._digest = hashlib.sha256()

    @property
    def digest(self) -> str:
        """SHA-256 of what was written."""
        return self._digest.hexdigest()

    def write(self, chunk: bytes) -> None:
        """Add *chunk* to what was written."""
        self._file.write(chunk)
        self._digest.update(chunk)

    def keep(self, name: str, modified: float | None = None) -> bool:
        """Give it its *name*, for good; tell whether no file had it before.

        Content and name are on the disk when this returns: a power cut takes neither. It is dated
        *modified*, in seconds since the epoch, or now; folders in its name are made.
        """
        self._file.flush()
        if modified is not None:
            os.utime(self._file.fileno(), (modified, modified))
        os.fsync(self._file.fileno())
        self._file.close()
        with inside(self._folder, name, make=True) as (at, last):
            is_new = _status(at, last) is None
            os.replace(self._path, last, dst_dir_fd=at)
            os.fsync(at)
        return is_new

    def discard(self) -> None:
        """Leave nothing behind unless it was kept."""
        with suppress(OSError):
            self._file.close()  # writes what is left, for which there may be no room
        self._path.unlink(missing_ok=True)


class Spool:
    """Takes files into *folder*."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def accepts(self, name: str) -> bool:
        """Tell whether the watch will take a file of that name for a drop."""
        return is_drop(name)

    def open(self) -> Arrival:
        """Begin a file; raises OSError."""
        return Arrival(self.folder)

    def sweep(self) -> None:
        """Delete what a process that was killed has left behind."""
        with suppress(OSError):
            for path in self.folder.glob(f"{_UNFINISHED}*"):
                if time.time() - path.stat().st_mtime > _FORGOTTEN:
                    path.unlink(missing_ok=True)


def make_room(folder: Path, name: str) -> None:
    """Make the folders that a file called *name* lies in; raises DropError where none can be."""
    if len(name.encode("utf-8", "surrogateescape")) > DEEPEST:
        raise DropError(f"cannot be a file here: it has more than {DEEPEST:,} bytes", path=name)
    try:
        with inside(folder, name, make=True) as (at, last):
            status = _status(at, last)
    except ValueError as error:
        raise DropError("has a name that no file can have", path=name) from error
    except OSError as error:
        if error.errno in _IMPOSSIBLE:
            raise DropError(f"cannot be a file here: {error.strerror}", path=name) from error
        raise
    if status is not None and stat.S_ISDIR(status.st_mode):
        raise DropError("cannot be a file here: a folder has its name", path=name)


def _status(at: int, last: str) -> os.stat_result | None:
    try:
        return os.stat(last, dir_fd=at, follow_symlinks=False)
    except FileNotFoundError:
        return None


def replace_sidecar(folder: Path, drop: Drop, content: bytes) -> Path:
    """Write the sidecar file of *drop* at once and whole, and return its path."""
    path = folder / f"{drop.name}{SIDECAR}"
    try:
        arrival = Arrival(path.parent)
        try:
            arrival.write(content)
            arrival.keep(path.name)
        finally:
            arrival.discard()
    except OSError as error:
        raise DropError(f"cannot be written: {error.strerror}", path=str(path)) from error
    return path
