"""Backups of a database that is in use, and their way back."""

import importlib
import os
import shutil
import sqlite3
import threading

import pytest
from sqlalchemy import MetaData, create_engine, select

from tests.articles import NOW, STORY, STRIKE, TALKS, drop, settings
from timeline.errors import StorageError
from timeline.storage import Storage, backup, restore
from timeline.storage.engine import parse
from timeline.update import update


@pytest.fixture
def database(tmp_path):
    """Give the URL of a database that knows one drop."""
    (tmp_path / "seeds").mkdir()
    drop(tmp_path / "seeds", "a.txt", STRIKE)
    url = f"sqlite:///{tmp_path}/var/timeline.db"
    carry(url, tmp_path)
    return url


def carry(url, tmp_path):
    storage = Storage(url)
    storage.upgrade()
    update(storage, settings(tmp_path / "seeds"), [STORY], now=NOW)
    storage.close()


def rows(url):
    engine = create_engine(parse(url))
    tables = MetaData()
    tables.reflect(engine)
    with engine.connect() as connection:
        found = {n: connection.execute(select(t)).all() for n, t in tables.tables.items()}
    engine.dispose()
    return found


def test_a_backup_is_put_back_as_it_was(database, tmp_path):
    before = rows(database)
    copy = tmp_path / "copies" / "one.db"
    assert backup(database, copy) == copy.stat().st_size > 10_000
    assert [path.name for path in copy.parent.iterdir()] == ["one.db"]
    drop(tmp_path / "seeds", "b.txt", TALKS)
    carry(database, tmp_path)
    after = rows(database)
    assert after != before
    kept = restore(database, copy, now=NOW, replace=True)
    assert rows(database) == before
    assert kept.name == "timeline.db.before-restore-20260201T120000Z"
    assert rows(f"sqlite:///{kept}") == after
    assert rows(f"sqlite:///{copy}") == before, "a backup can be used again"


def test_a_backup_of_a_database_in_use_is_of_one_moment(database, tmp_path):
    storage = Storage(database)
    ended = threading.Event()

    def write():
        for number in range(1000):
            text = STRIKE.replace("Genoa", f"Genoa {number}")
            drop(tmp_path / "seeds", "a.txt", text)
            update(storage, settings(tmp_path / "seeds"), [STORY], now=NOW)
            if ended.is_set():
                return

    writing = threading.Thread(target=write)
    writing.start()
    try:
        for number in range(5):
            backup(database, tmp_path / f"{number}.db")
    finally:
        ended.set()
        writing.join()
        storage.close()
    for number in range(5):
        copy = Storage(f"sqlite:///{tmp_path}/{number}.db")
        (receipt,) = copy.drops()
        mentions = [m for e in copy.load("ferry").events for m in e.mentions]
        copy.close()
        assert {m.article.key for m in mentions} == {*receipt.articles}


def test_a_backup_overwrites_nothing(database, tmp_path):
    (tmp_path / "one.db").write_text("precious")
    with pytest.raises(StorageError, match=r"one\.db: is there already; name a new file"):
        backup(database, tmp_path / "one.db")
    assert (tmp_path / "one.db").read_text() == "precious"


def test_a_restore_overwrites_nothing_unless_it_is_told(database, tmp_path):
    backup(database, tmp_path / "one.db")
    with pytest.raises(StorageError, match="holds a database; with --replace it is kept"):
        restore(database, tmp_path / "one.db", now=NOW)
    fresh = f"sqlite:///{tmp_path}/fresh/timeline.db"
    assert restore(fresh, tmp_path / "one.db", now=NOW) is None
    assert rows(fresh) == rows(database)


def test_what_a_lost_database_left_beside_its_file_never_meets_the_copy(database, tmp_path):
    backup(database, tmp_path / "one.db")
    path = tmp_path / "var" / "timeline.db"
    path.unlink()
    (tmp_path / "var" / "timeline.db-wal").write_bytes(b"old" * 1000)
    assert restore(database, tmp_path / "one.db", now=NOW) is None
    assert not (tmp_path / "var" / "timeline.db-wal").exists()
    assert rows(database)["article"]


def test_a_restore_waits_for_no_watch(database, tmp_path):
    backup(database, tmp_path / "one.db")
    storage = Storage(database)
    lock = storage.lock("watch")
    assert lock.acquire()
    with pytest.raises(StorageError, match="is in use; stop the service first"):
        restore(database, tmp_path / "one.db", now=NOW, replace=True)
    lock.release()
    storage.close()
    assert restore(database, tmp_path / "one.db", now=NOW, replace=True)


def overwrite(path, start=8192):
    content = bytearray(path.read_bytes())
    content[start:60_000] = b"\xff" * (60_000 - start)
    path.write_bytes(content)


@pytest.mark.parametrize(
    ("spoil", "reason"),
    [
        (lambda path: path.write_bytes(b"no database" * 999), "is no whole database"),
        (lambda path: path.write_bytes(path.read_bytes()[:20_000]), "is (damaged|no whole)"),
        (overwrite, "is (damaged|no whole)"),
        (lambda path: overwrite(path, 200), "is (damaged|no whole)"),
        (lambda path: path.unlink(), "is no file; name what"),
        (lambda path: (path.unlink(), sqlite3.connect(path).close()), "is no database of this"),
    ],
    ids=["text", "cut", "overwritten", "without schema", "missing", "empty"],
)
def test_a_copy_that_is_not_whole_is_not_put_back(database, tmp_path, spoil, reason):
    copy = tmp_path / "one.db"
    backup(database, copy)
    before = rows(database)
    spoil(copy)
    with pytest.raises(StorageError, match=rf"one\.db: {reason}"):
        restore(database, copy, now=NOW, replace=True)
    assert rows(database) == before
    assert not list((tmp_path / "var").glob("*before*"))
    assert not list((tmp_path / "var").glob(".*"))


def test_a_damaged_database_gives_no_backup(database, tmp_path):
    overwrite(tmp_path / "var" / "timeline.db")
    with pytest.raises(StorageError, match=r"timeline\.db: is (damaged|no whole)"):
        backup(database, tmp_path / "one.db")
    (tmp_path / "var" / "timeline.db").write_bytes(b"no database" * 999)
    with pytest.raises(StorageError, match=r"timeline\.db: is no whole"):
        backup(database, tmp_path / "one.db")
    (tmp_path / "var" / "timeline.db").unlink()
    with pytest.raises(StorageError, match=r"timeline\.db: is not there"):
        backup(database, tmp_path / "one.db")
    assert not list(tmp_path.glob("*one.db*"))


def test_a_copy_of_a_newer_version_is_not_put_back(database, tmp_path):
    copy = tmp_path / "one.db"
    backup(database, copy)
    with sqlite3.connect(copy) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    connection.close()
    with pytest.raises(StorageError, match="newer version"):
        restore(database, copy, now=NOW, replace=True)


def test_a_place_that_cannot_be_written_is_said_plainly(database, tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(StorageError, match="cannot be written: Not a directory"):
        backup(database, tmp_path / "file" / "deep" / "one.db")
    with pytest.raises(StorageError, match="cannot be written: "):
        backup(database, tmp_path / ("long" * 70))


class Refusing:
    """A connection whose database cannot be copied."""

    def __init__(self, connection, reason):
        self._connection = connection
        self._reason = reason

    def backup(self, _copy):
        raise sqlite3.OperationalError(self._reason)

    def close(self):
        self._connection.close()


@pytest.mark.parametrize(
    ("fails", "told"),
    [
        (("database or disk is full", 0), r"one\.db: cannot grow: the disk is full; make room"),
        (("disk I/O error", 0), r"timeline\.db: cannot grow: the disk is full; make room"),
        (
            ("disk I/O error", 10**9),
            r"timeline\.db: cannot be read or written: the disk reports an",
        ),
        (
            ("unable to open database file", 10**9),
            r"timeline\.db: cannot be opened; check that its",
        ),
        (("of another kind", 10**9), r"timeline\.db: of another kind"),
    ],
)
def test_a_disk_that_is_full_or_fails_is_not_taken_for_a_damaged_database(
    database, tmp_path, monkeypatch, fails, told
):
    reason, free = fails
    module = importlib.import_module("timeline.storage.backup")
    opened = module._open
    monkeypatch.setattr(module, "_open", lambda path: Refusing(opened(path), reason))
    usage = shutil.disk_usage(tmp_path)._replace(free=free)
    monkeypatch.setattr(shutil, "disk_usage", lambda _folder: usage)
    with pytest.raises(StorageError, match=told):
        backup(database, tmp_path / "one.db")
    assert not list(tmp_path.glob("*one.db*"))


def test_a_file_that_cannot_be_opened_gives_no_backup(database, tmp_path):
    (tmp_path / f".one.db.{os.getpid()}.tmp").mkdir()
    with pytest.raises(StorageError, match=r"one\.db: cannot be written: unable to open"):
        backup(database, tmp_path / "one.db")
    assert not (tmp_path / "one.db").exists()


def test_postgresql_has_its_own_tool(tmp_path):
    url = "postgresql://timeline:secret@db/timeline"
    with pytest.raises(StorageError, match=r"pg_dump --format=custom --file=.*one\.db") as caught:
        backup(url, tmp_path / "one.db")
    assert "secret" not in str(caught.value)
    with pytest.raises(StorageError, match="pg_restore"):
        restore(url, tmp_path / "one.db", now=NOW)
