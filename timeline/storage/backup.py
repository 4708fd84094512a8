"""A SQLite database is copied while it is in use, and a copy is put back in its place."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from datetime import datetime
from pathlib import Path
from urllib.parse import quote

from sqlalchemy import URL

from timeline.errors import StorageError
from timeline.storage.engine import Lock, advice, parse, plainly, shown
from timeline.storage.migrations import migrate

#: What SQLite keeps beside a database's file.
_BESIDE = ("-wal", "-shm")


def backup(database: str, target: Path) -> int:
    """Copy a database to a new file *target*, whole and checked; return the copy's bytes.

    Readers and writers go on meanwhile; the copy is the state of one moment. Raises StorageError
    when the database is none or damaged, is kept in PostgreSQL, or *target* is there already.
    """
    source = _file(database, f"pg_dump --format=custom --file={target}")
    if os.path.lexists(target):
        raise StorageError("is there already; name a new file", path=str(target))
    if not source.exists():
        raise StorageError("is not there; nothing was copied", path=str(source))
    with _unfinished(target) as unfinished, plainly(parse(database)):
        with closing(_open(source)) as ours, closing(sqlite3.connect(unfinished)) as copy:
            _copy(ours, copy, source, target)
        _check(unfinished, source)
        _keep(unfinished)
        unfinished.replace(target)
    return target.stat().st_size


def restore(database: str, source: Path, *, now: datetime, replace: bool = False) -> Path | None:
    """Put a copy that ``backup`` made in the place of a database, after checking it.

    With *replace* a database that is there is kept under another name, which is returned; without
    it is an error. So are a damaged copy, one of a newer version, and a watch that is running.
    """
    target = _file(database, f"pg_restore --clean --dbname=… {source}")
    if not source.is_file():
        raise StorageError("is no file; name what `timeline backup` wrote", path=str(source))
    if target.exists() and not replace:
        raise StorageError(
            "holds a database; with --replace it is kept under another name", path=str(target)
        )
    url = parse(database)
    with _unfinished(target) as unfinished, _alone(url):
        with closing(_open(source)) as theirs, closing(sqlite3.connect(unfinished)) as copy:
            _copy(theirs, copy, source, target)
        _check(unfinished, source)
        migrate(url.set(database=str(unfinished)))
        _keep(unfinished)
        kept = _set_aside(target, now)
        unfinished.replace(target)
    return kept


def examine(database: str) -> None:
    """Raise StorageError when a SQLite database is damaged; all of it is read, and no index judged.

    An update may not notice for weeks: it reads what its drops need. PostgreSQL has its own checks.
    """
    url = parse(database)
    path = Path(url.database or "")
    if url.get_backend_name() != "sqlite" or not path.exists():
        return
    try:
        with closing(_open(path)) as connection:
            (found,) = connection.execute("PRAGMA quick_check(1)").fetchone()
    except sqlite3.Error as error:
        found = str(error)
    if found != "ok":
        words = (
            f"cannot be read whole ({' '.join(found.split())}); if that stays so, stop the program"
        )
        raise StorageError(f"{words} and restore a backup: `timeline restore FILE`", path=str(path))


def _file(database: str, instead: str) -> Path:
    url = parse(database)
    if url.get_backend_name() != "sqlite":
        raise StorageError(
            f"is PostgreSQL, which has a tool for that: {instead} (docs/operating.md)",
            path=shown(url),
        )
    return Path(url.database or "")


def _open(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(f"file:{quote(str(path))}?mode=ro", uri=True)


def _copy(ours: sqlite3.Connection, copy: sqlite3.Connection, source: Path, target: Path) -> None:
    """Copy a database; raises StorageError where *source* is none, or *target* cannot hold it."""
    try:
        ours.backup(copy)
    except sqlite3.OperationalError as error:
        where = target if "full" in str(error) else source
        told = advice(error, parse(f"sqlite:///{where}"))
        raise StorageError(told or str(error), path=str(where)) from error
    except sqlite3.Error as error:
        raise _damaged(source, error) from error


def _check(copy: Path, named: Path) -> None:
    """Raise StorageError unless *copy* is a whole database of ours; it came from *named*."""
    with closing(_open(copy)) as connection:
        try:
            (found,) = connection.execute("PRAGMA integrity_check(1)").fetchone()
            tables = {name for (name,) in connection.execute("SELECT name FROM sqlite_master")}
        except sqlite3.Error as error:
            raise _damaged(named, error) from error
    if found != "ok":
        raise StorageError(f"is damaged ({found}); use an older backup", path=str(named))
    if not {"alembic_version", "story", "article"} <= tables:
        raise StorageError("is no database of this program", path=str(named))


def _damaged(path: Path, error: sqlite3.Error) -> StorageError:
    return StorageError(f"is no whole database ({error}); use an older backup", path=str(path))


@contextmanager
def _unfinished(target: Path) -> Iterator[Path]:
    """Give a file beside *target* that is gone afterwards unless it was renamed."""
    unfinished = target.with_name(f".{target.name}.{os.getpid()}.tmp")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        yield unfinished
    except OSError as error:
        raise StorageError(f"cannot be written: {error.strerror}", path=str(target)) from error
    except sqlite3.Error as error:
        raise StorageError(f"cannot be written: {error}", path=str(target)) from error
    finally:
        for end in ("", "-journal", *_BESIDE):
            with suppress(OSError):
                Path(f"{unfinished}{end}").unlink()


def _keep(path: Path) -> None:
    """Have a file on the disk before it gets its name."""
    with closing(sqlite3.connect(path)) as connection:
        # a copy is one file, and stays one when it is opened
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        connection.execute("PRAGMA journal_mode=DELETE")
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


@contextmanager
def _alone(url: URL) -> Iterator[None]:
    """Keep watches and updates away; raises StorageError when one is running."""
    locks = [Lock(url, name) for name in ("watch", "update")]
    try:
        if not all(lock.acquire() for lock in locks):
            raise StorageError("is in use; stop the service first", path=shown(url))
        yield
    finally:
        for lock in locks:
            lock.release()


def _set_aside(target: Path, now: datetime) -> Path | None:
    """Rename a database that is there, with what belongs to it."""
    kept = target.with_name(f"{target.name}.before-restore-{now:%Y%m%dT%H%M%SZ}")
    found = target.exists()
    for end in ("", *_BESIDE):
        # what a database left beside its file must never meet another one
        with suppress(FileNotFoundError):
            Path(f"{target}{end}").rename(f"{kept}{end}")
    return kept if found else None
