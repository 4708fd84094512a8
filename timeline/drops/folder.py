"""The folder of drops: what lies there, and one drop taken safely."""

from __future__ import annotations

import errno
import hashlib
import os
import stat
import unicodedata
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import NamedTuple

from timeline.errors import DropError
from timeline.types import Drop

#: A person's corrections lie beside a drop under its name and this.
SIDECAR = ".meta.toml"
_UNFINISHED = ("~", ".tmp", ".part", ".partial", ".swp", ".crdownload")
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
#: File systems can hold times that no calendar has: 2100 is late enough.
LAST = 4_102_444_800
# O_NONBLOCK: opening a pipe must not wait for its writer.
_FLAGS = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC
_SIDECAR_BYTES = 64 * 1024
#: Bytes of the name of an inner folder that is looked into: no path in it is too long to be asked.
DEEPEST = 1000


class Stamp(NamedTuple):
    """What tells cheaply whether a file is the same and complete."""

    mtime_ns: int
    size: int
    inode: int


def scan(
    folder: Path, times: dict[str, int] | None = None, known: Mapping[str, Stamp] | None = None
) -> dict[str, Stamp]:
    """Return the names of the drops below *folder* and their stamps, in no order.

    Hidden and unfinished files are left out, and so are sidecar files: they are a part of the
    drop they belong to, whose stamp moves with them. Symbolic links and other things that are no
    files have stamps, too, so that ``take`` says why they are refused; so has an inner folder that
    cannot be opened, by its name with a slash. *times* is told every folder with its
    ``folder_time``, as that was before the files were. A stamp that is equal to the *known* one is
    that one, which spares a hundred thousand new ones. An unreadable folder raises DropError.
    """
    known = known or {}
    found: dict[str, Stamp] = {}
    folders = [""]
    while folders:
        prefix = folders.pop()
        if times is not None:
            times[str(folder / prefix)] = folder_time(folder / prefix)
        at = _opened(found, folder, prefix)
        if at is not None:
            try:
                folders += _add(found, known, at, prefix)
            except OSError as error:
                reason = f"cannot be listed: {error.strerror}"
                raise DropError(reason, path=str(folder / prefix)) from error
            finally:
                os.close(at)
    sidecars = {name: found.pop(name) for name in list(found) if name.endswith(SIDECAR)}
    for name, sidecar in sidecars.items():
        owner = name.removesuffix(SIDECAR)
        if owner in found:
            found[owner] = _with_sidecar(found[owner], sidecar)
    return found


def require(folder: Path) -> None:
    """Raise DropError where *folder* is not there or cannot be listed."""
    try:
        os.scandir(folder).close()
    except OSError as error:
        raise _closed(folder, error) from error


def folder_time(folder: Path | str) -> int:
    """Return what moves when a file comes, goes or is renamed in *folder*; -1 when it is gone."""
    try:
        return Path(folder).stat().st_mtime_ns
    except OSError:
        return -1


def stamp(path: Path) -> Stamp | None:
    """Return the stamp of the drop at *path* as ``scan`` gives it; None when nothing is there."""
    try:
        own = _stamp(os.lstat(path))
    except (OSError, ValueError):
        return None
    try:
        return _with_sidecar(own, _stamp(os.lstat(f"{path}{SIDECAR}")))
    except OSError:
        return own


def is_drop(name: str) -> bool:
    """Tell whether a file of that name is a drop: not hidden, unfinished or a sidecar file."""
    hidden = any(
        not part or part.startswith(".") or part.endswith(_UNFINISHED) for part in name.split("/")
    )
    return not hidden and not name.endswith(SIDECAR)


def _stamp(status: os.stat_result) -> Stamp:
    return Stamp(status.st_mtime_ns, status.st_size, status.st_ino)


def _with_sidecar(own: Stamp, sidecar: Stamp) -> Stamp:
    return Stamp(
        max(own.mtime_ns, sidecar.mtime_ns), own.size + sidecar.size, own.inode ^ sidecar.inode
    )


def _opened(found: dict[str, Stamp], folder: Path, prefix: str) -> int | None:
    """Return a descriptor of a folder; None for an inner one that is too deep, closed or gone."""
    where = folder / prefix
    if len(os.fsencode(prefix)) > DEEPEST:
        found[prefix] = _stamp(os.lstat(where))
        return None
    try:
        return os.open(where, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    except OSError as error:
        if prefix:
            if not isinstance(error, FileNotFoundError):
                found[prefix] = _stamp(os.lstat(where))
            return None
        raise _closed(folder, error) from error


def _closed(folder: Path, error: OSError) -> DropError:
    gone = isinstance(error, FileNotFoundError)
    reason = "is not there; create the folder" if gone else f"cannot be listed: {error.strerror}"
    return DropError(reason, path=str(folder))


def _add(
    found: dict[str, Stamp], known: Mapping[str, Stamp], folder: int, prefix: str
) -> list[str]:
    """Add the stamps of the files in the open *folder* to *found*; return the folders in it."""
    folders = []
    # by its descriptor: a stamp is asked for by one name then, not by a whole path
    with os.scandir(folder) as entries:
        for entry in entries:
            name = entry.name
            if name.startswith(".") or name.endswith(_UNFINISHED):
                continue
            if entry.is_dir(follow_symlinks=False):
                folders.append(f"{prefix}{name}/")
                continue
            try:
                status = entry.stat(follow_symlinks=False)
            except FileNotFoundError:
                continue
            path = prefix + name
            old = known.get(path)
            new = (status.st_mtime_ns, status.st_size, status.st_ino)
            found[path] = old if old is not None and old == new else Stamp(*new)
    return folders


def take(folder: Path, name: str, *, max_bytes: int) -> Drop:
    """Return the drop called *name* below *folder*, whole.

    Only regular files are opened; no part of the path may be a symbolic link. Raises DropError
    when it is something else, larger than *max_bytes*, unreadable, or changed meanwhile.
    """
    if name.endswith("/"):
        raise DropError(
            "is a folder that cannot be opened or lies too deep; what it holds stays as it is",
            path=name,
        )
    with _told_of(name):
        content, status = _read(folder, name, max_bytes)
    with _told_of(f"{name}{SIDECAR}"):
        sidecar = _read_sidecar(folder, name)
    digest = hashlib.sha256(content)
    if sidecar:
        digest.update(b"\0" + sidecar)
    return Drop(
        name=name,
        content=content,
        modified=_EPOCH + timedelta(seconds=min(max(status.st_mtime, 0), LAST)),
        digest=digest.hexdigest(),
        sidecar=sidecar,
    )


@contextmanager
def _told_of(name: str) -> Iterator[None]:
    """Turn what goes wrong with a file into a DropError that names it and says what to do."""
    try:
        yield
    except DropError as error:
        error.path = error.path or name
        raise
    except FileNotFoundError as error:
        raise DropError("is no file in the folder (any more); name another", path=name) from error
    except OSError as error:
        reason = f"cannot be read: {error.strerror}; put that right, then: timeline drops retry"
        raise DropError(reason, path=name) from error


def _read_sidecar(folder: Path, name: str) -> bytes:
    try:
        return _read(folder, name + SIDECAR, _SIDECAR_BYTES)[0]
    except FileNotFoundError:
        return b""
    except OSError as error:
        if error.errno == errno.ENAMETOOLONG:  # beside a name that is as long as may be
            return b""
        raise


@contextmanager
def inside(folder: Path, name: str, *, make: bool = False) -> Iterator[tuple[int, str]]:
    """Give a descriptor of the folder that the drop called *name* lies in, and its last part.

    No part of the way may be a link. With *make* the folders on it are made.
    """
    parts = _parts(name)
    at = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        for part in parts[:-1]:
            with suppress(FileExistsError):
                if make:
                    os.mkdir(part, dir_fd=at)
            inner = os.open(part, _FLAGS | os.O_DIRECTORY, dir_fd=at)
            os.close(at)
            at = inner
        yield at, parts[-1]
    finally:
        os.close(at)


def _read(folder: Path, name: str, max_bytes: int) -> tuple[bytes, os.stat_result]:
    """Walk down from *folder* by file descriptors, so that no link can lead elsewhere."""
    with inside(folder, name) as (at, last):
        _regular(os.stat(last, dir_fd=at, follow_symlinks=False))
        file = os.open(last, _FLAGS, dir_fd=at)
    with os.fdopen(file, "rb") as opened:
        before = os.fstat(file)
        _regular(before)
        if before.st_size > max_bytes:
            setting = " (limits.drop_bytes)" if max_bytes != _SIDECAR_BYTES else ""
            raise DropError(f"has {before.st_size:,} bytes; {max_bytes:,} are allowed{setting}")
        content = opened.read(max_bytes + 1)
        after = os.fstat(file)
    same = (before.st_size, before.st_mtime_ns) == (after.st_size, after.st_mtime_ns)
    if not same or len(content) != after.st_size:
        raise DropError("is still being written; it is taken once it is complete")
    return content, after


def delete(folder: Path, name: str) -> bool:
    """Delete the file of the drop called *name* and its sidecar; tell whether there was one."""
    found = False
    try:
        with inside(folder, name) as (at, last):
            for one in (last, last + SIDECAR):
                with suppress(FileNotFoundError):
                    os.unlink(one, dir_fd=at)
                    found = True
    except FileNotFoundError:
        return found
    except OSError as error:
        raise DropError(f"cannot be deleted: {error.strerror}", path=name) from error
    return found


def _parts(name: str) -> list[str]:
    parts = name.split("/")
    if not name or any(part in ("", ".", "..") or "\x00" in part for part in parts):
        raise DropError("is not a name of a drop", path=name)
    return parts


def _regular(status: os.stat_result) -> None:
    if stat.S_ISLNK(status.st_mode):
        raise DropError("is a symbolic link; drop the file itself")
    if not stat.S_ISREG(status.st_mode):
        raise DropError("is not a regular file; drop a file")


def collisions(names: list[str]) -> dict[str, str]:
    """Return names that differ from an earlier one in case or accents' spelling only.

    Each with the earlier name: on some disks the two are one file.
    """
    first: dict[str, str] = {}
    return {
        name: known
        for name in names
        if (known := first.setdefault(unicodedata.normalize("NFC", name).casefold(), name)) != name
    }
