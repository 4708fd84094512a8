"""The tables' versions: Alembic migrations that travel with the package.

Alembic, and the templates that it brings, are read where there is something to migrate: seldom.
"""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import URL, Connection, inspect

from timeline.errors import StorageError
from timeline.storage.engine import connect, shown

HERE = Path(__file__).parent


def migrate(url: URL, revision: str = "head") -> None:
    """Bring a database to *revision*, in one transaction; raises StorageError when it is newer."""
    present, newest = versions(url)
    if present == newest and revision == "head":
        return
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(HERE).replace("%", "%%"))
    writer = connect(url, writes=True, migrates=True)
    try:
        with writer.begin() as connection:
            config.attributes["connection"] = connection
            command.upgrade(config, revision)
            _check_foreign_keys(connection, url)
    finally:
        writer.dispose()


def versions(url: URL) -> tuple[str | None, str]:
    """Return the version of a database, None when it has no tables, and the newest one there is.

    Raises StorageError when it was written by a newer version of this program.
    """
    # "v0004_index_words.py": a script is named by its revision
    known = sorted(one.stem.partition("_")[0] for one in HERE.glob("versions/v*.py"))
    reader = connect(url)
    try:
        with reader.connect() as connection:
            present = current(connection)
    finally:
        reader.dispose()
    if present is not None and present not in known:
        raise StorageError(
            "was written by a newer version of this program; install that one", path=shown(url)
        )
    return present, known[-1]


def current(connection: Connection) -> str | None:
    """Return the revision that a database is at; None before the first."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    return connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar()


def _check_foreign_keys(connection: Connection, url: URL) -> None:
    if connection.dialect.name == "sqlite":
        wrong = connection.exec_driver_sql("PRAGMA foreign_key_check").first()
        if wrong is not None:
            raise StorageError(f"rows of {wrong[0]} point nowhere", path=shown(url))
