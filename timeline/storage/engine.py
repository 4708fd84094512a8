"""Connections to the database, set up so that a transaction is one on SQLite, too."""

from __future__ import annotations

import fcntl
import os
import shutil
import zlib
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url, text
from sqlalchemy.exc import (
    ArgumentError,
    DataError,
    DBAPIError,
    IntegrityError,
    ProgrammingError,
    SQLAlchemyError,
)

from timeline.errors import StorageError
from timeline.storage import rows
from timeline.storage.notices import CHANNEL
from timeline.storage.same_file import SameFile

#: Seconds that a writer waits for another one.
PATIENCE = 60

_DAMAGED = "is damaged; stop the service and restore a backup: `timeline restore FILE --replace`"
_FULL = "cannot grow: the disk is full; make room, nothing was lost"
#: Where less than these bytes are free, SQLite cannot even make the file that its readers share.
_ROOM = 100_000
#: Words of the drivers' messages -> what to do, in ours.
_ADVICE = (
    ("malformed", _DAMAGED),
    ("decode", _DAMAGED),  # a text, or SQLite's own message that quotes one, is no UTF-8
    (
        "not a database",
        "is not a database; restore a backup (`timeline restore`) or name another file",
    ),
    ("disk is full", _FULL),
    ("no space left", _FULL),
    ("disk i/o", "cannot be read or written: the disk reports an error; check it"),
    ("readonly", "cannot be written; check the permissions of the file and its folder"),
    ("read-only", "cannot be written; check its permissions"),
    ("unable to open", "cannot be opened; check that its folder exists and may be written"),
    ("locked", "is kept busy by another program; try again when that has finished"),
    ("no such table", "has no tables yet or old ones; run `timeline update`"),
    ("no such column", "has no tables yet or old ones; run `timeline update`"),
    ("undefinedtable", "has no tables yet or old ones; run `timeline update`"),
    ("undefinedcolumn", "has no tables yet or old ones; run `timeline update`"),
)


def parse(url: str) -> URL:
    """Return the database's URL with its driver; raises StorageError when we cannot use it."""
    try:
        parsed = make_url(url)
    except ArgumentError as error:
        raise StorageError("is not a database URL", path=url) from error
    if parsed.get_backend_name() not in ("sqlite", "postgresql"):
        raise StorageError("give sqlite:///FILE or postgresql://USER@HOST/NAME", path=url)
    if parsed.drivername == "postgresql":
        parsed = parsed.set(drivername="postgresql+psycopg")
    if parsed.get_backend_name() == "sqlite":
        file = parsed.database or ""
        if file in ("", ":memory:") or file.startswith("file:"):
            raise StorageError("give a file: sqlite:///FILE", path=url)
    return parsed


def connect(
    url: URL, *, writes: bool = False, migrates: bool = False, file: SameFile | None = None
) -> Engine:
    """Return an engine; *writes* takes the database's one write lock with every transaction.

    A SQLite transaction that reads first and writes later fails at once when somebody else has
    written in between, however long it may wait; therefore writers begin IMMEDIATE. *migrates*
    leaves foreign keys unchecked: rebuilding a table in SQLite would fail or empty its children.
    With *file* each transaction begins with its check. A connection to SQLite that is taken from
    the engine has begun its one transaction.
    """
    if url.get_backend_name() == "sqlite":
        return _sqlite(url, "BEGIN IMMEDIATE" if writes else "BEGIN", file, checked=not migrates)
    engine = create_engine(
        url,
        pool_pre_ping=True,
        connect_args={"connect_timeout": 10},
        # all that a reader reads is of one moment, as it is on SQLite
        isolation_level="READ COMMITTED" if writes else "REPEATABLE READ",
    )
    if writes:
        key = lock_key("write")

        @event.listens_for(engine, "begin")
        def _begin(connection: Connection) -> None:
            # who listens hears of it when, and only if, it is committed
            connection.exec_driver_sql(
                f"SELECT pg_advisory_xact_lock({key}), pg_notify('{CHANNEL}', '')"
            )

    return engine


def _sqlite(url: URL, begin: str, file: SameFile | None, *, checked: bool) -> Engine:
    engine = create_engine(
        url, connect_args={"timeout": PATIENCE}, json_deserializer=rows.json_value
    )
    if file is not None:
        # a new connection would make an empty file
        event.listen(engine, "do_connect", lambda *_: file.check())

    @event.listens_for(engine, "connect")
    def _connect(connection: Any, _record: object) -> None:
        connection.isolation_level = None  # the driver would not roll CREATE and ALTER back
        connection.execute(f"PRAGMA foreign_keys={'ON' if checked else 'OFF'}")
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("PRAGMA synchronous=NORMAL")

    @event.listens_for(engine, "checkout")
    def _checkout(connection: Any, *_: object) -> None:
        if file is not None:
            file.check()
        # an engine with the event "begin" looks for events at every statement: 20 µs more a read
        connection.execute(begin)

    return engine


def vacuum(url: URL, patience: float = PATIENCE) -> None:
    """Rewrite a database's files without what was deleted; waits for who reads or writes.

    SQLite keeps old pages in its log for as long as somebody reads there: raises StorageError when
    that takes longer than *patience* seconds.
    """
    is_file = url.get_backend_name() == "sqlite"
    options = {"connect_args": {"timeout": patience}} if is_file else {}
    engine = create_engine(url, isolation_level="AUTOCOMMIT", **options)
    try:
        with engine.connect() as connection:
            connection.exec_driver_sql("VACUUM")
            if not is_file:
                return
            (busy, *_) = connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)").one()
            if busy:
                raise StorageError(
                    "is being read all the time, and what was deleted may still be in the file "
                    "that ends in -wal; stop the service and do the same again",
                    path=shown(url),
                )
    finally:
        engine.dispose()


@contextmanager
def plainly(url: URL) -> Iterator[None]:
    """Turn a driver's error into a StorageError that says what to do.

    What a single drop brought about (a value that the database refuses) passes as it is.
    """
    try:
        yield
    except (SQLAlchemyError, UnicodeDecodeError) as error:
        cause = getattr(error, "orig", None) or error
        if told := advice(cause, url):
            raise StorageError(told, path=shown(url)) from error
        if not _is_refusal(error):
            reason = " ".join(str(cause).split())[:300]
            raise StorageError(f"cannot be used: {reason}", path=shown(url)) from error
        raise


def advice(cause: Exception, url: URL) -> str | None:
    """Return what to do about a driver's error; None where we know nothing better than it."""
    words = f"{type(cause).__name__} {cause}".lower()
    if "disk i/o" in words and _is_full(Path(url.database or "").parent):
        return _FULL
    return next((told for sign, told in _ADVICE if sign in words), None)


def _is_full(folder: Path) -> bool:
    try:
        return shutil.disk_usage(folder).free < _ROOM
    except OSError:
        return False


def _is_refusal(error: Exception) -> bool:
    """Tell whether the database refused a value, as against being unusable itself."""
    return not isinstance(error, DBAPIError) or isinstance(
        error, DataError | IntegrityError | ProgrammingError
    )


def shown(url: URL) -> str:
    """Return the URL as it may be printed: without its password."""
    return url.render_as_string(hide_password=True)


def lock_key(name: str) -> int:
    """Return the number by which PostgreSQL knows a lock of ours."""
    return zlib.crc32(f"timeline {name}".encode())


class Lock:
    """A lock that one process at a time holds, until it releases it or dies.

    On SQLite it is a locked file beside the database, on PostgreSQL an advisory lock.
    """

    def __init__(self, url: URL, name: str) -> None:
        self._url = url
        self._name = name
        self._is_file = url.get_backend_name() == "sqlite"
        self._path = f"{url.database}.{name}.lock"
        self._file: int | None = None
        self._engine: Engine | None = None
        self._connection: Connection | None = None

    def acquire(self) -> bool:
        """Take the lock if it is free; tell whether we hold it now."""
        if self._is_file:
            return self._lock_file()
        with plainly(self._url):
            return self._lock_advisory()

    def is_held(self) -> bool:
        """Tell whether somebody else holds the lock; makes nothing."""
        if self._is_file and not Path(self._path).exists():
            return False
        if self.acquire():
            self.release()
            return False
        return True

    def release(self) -> None:
        """Give the lock up."""
        if self._file is not None:
            os.close(self._file)
            self._file = None
        if self._connection is not None:
            with suppress(SQLAlchemyError):
                self._connection.close()
            self._connection = None
        if self._engine is not None:
            self._engine.dispose()
            self._engine = None

    def _lock_file(self) -> bool:
        if self._file is not None:
            if self._is_there(self._file):
                return True
            self.release()  # somebody deleted the file, and others may lock a new one
        try:
            handle = os.open(self._path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
        except OSError as error:
            raise StorageError(f"cannot be opened: {error.strerror}", path=self._path) from error
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            os.close(handle)
            return False
        self._file = handle
        return True

    def _is_there(self, handle: int) -> bool:
        try:
            return os.path.samestat(os.fstat(handle), Path(self._path).stat())
        except FileNotFoundError:
            return False

    def _lock_advisory(self) -> bool:
        if self._connection is not None:
            try:
                self._connection.execute(text("SELECT 1"))
            except SQLAlchemyError:  # the server went away, and our lock with it
                self.release()
            else:
                return True
        self._engine = create_engine(
            self._url, isolation_level="AUTOCOMMIT", connect_args={"connect_timeout": 10}
        )
        connection = self._engine.connect()
        key = lock_key(self._name)
        if connection.execute(text("SELECT pg_try_advisory_lock(:key)"), {"key": key}).scalar():
            self._connection = connection
            return True
        connection.close()
        self.release()
        return False
