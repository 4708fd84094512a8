"""The tables of an upgraded database are those of a new one, and rows survive."""

import sqlite3
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine, inspect

from timeline import StorageError
from timeline.storage import Storage
from timeline.storage.engine import connect, parse
from timeline.storage.migrations import HERE, current, migrate
from timeline.storage.tables import Row


def scripts():
    config = Config()
    config.set_main_option("script_location", str(HERE))
    return ScriptDirectory.from_config(config)


REVISIONS = [script.revision for script in scripts().walk_revisions()][::-1]


def schema(url):
    """Return everything that the database says of its tables."""
    engine = connect(parse(url))
    inspector = inspect(engine)
    found = {
        table: (
            [
                (one["name"], str(one["type"]), one["nullable"])
                for one in inspector.get_columns(table)
            ],
            inspector.get_pk_constraint(table),
            sorted(map(shown, inspector.get_indexes(table))),
            sorted(map(str, inspector.get_foreign_keys(table))),
            sorted(map(str, inspector.get_unique_constraints(table))),
        )
        for table in sorted(inspector.get_table_names())
        if table != "alembic_version" and is_ours(table, "table", None)
    }
    engine.dispose()
    return found


def shown(index):
    """Return all that the database says of an index, of which rows as SQL."""
    options = index.get("dialect_options", {})
    return str(index | {"dialect_options": {name: str(value) for name, value in options.items()}})


def test_there_is_one_line_of_versions():
    assert len(scripts().get_heads()) == 1
    assert len(scripts().get_bases()) == 1


def is_ours(name, kind, _parents):
    """Leave out the index of words, whose tables are the databases' own."""
    return kind != "table" or not name.startswith("telling")


def test_upgraded_tables_are_those_the_code_declares(empty_url):
    migrate(parse(empty_url))
    engine = connect(parse(empty_url))
    opts = {"compare_server_default": True, "include_name": is_ours}
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts=opts)
        assert compare_metadata(context, Row.metadata) == []
    engine.dispose()


def test_a_new_and_an_upgraded_database_are_equal(tmp_path):
    migrate(parse(f"sqlite:///{tmp_path}/upgraded.db"))
    engine = create_engine(f"sqlite:///{tmp_path}/new.db")
    Row.metadata.create_all(engine)
    engine.dispose()
    assert schema(f"sqlite:///{tmp_path}/new.db") == schema(f"sqlite:///{tmp_path}/upgraded.db")


def fill(url):
    """Put one row into every table of a database at whatever version; return how many there are."""
    engine = connect(parse(url), writes=True, migrates=True)
    inspector = inspect(engine)
    tables = {name: inspector.get_columns(name) for name in inspector.get_table_names()}
    order = [table.name for table in Row.metadata.sorted_tables if table.name in tables]
    with engine.begin() as connection:
        for table in order:
            values = ", ".join(value(column) for column in tables[table])
            names = ", ".join(f'"{column["name"]}"' for column in tables[table])
            connection.exec_driver_sql(f'INSERT INTO "{table}" ({names}) VALUES ({values})')
    engine.dispose()
    return len(order)


def value(column):
    kind = str(column["type"])
    if "INT" in kind or "FLOAT" in kind or "DOUBLE" in kind:
        return "1"
    if "TIME" in kind:
        return "'2026-01-28 17:59:00+00'" if "ZONE" in kind or "STAMP" in kind else TIME
    return "'[]'" if "JSON" in kind else "'x'"


TIME = "'2026-01-28 17:59:00.000000'"


def count(url):
    engine = connect(parse(url))
    with engine.connect() as connection:
        found = {
            table.name: connection.exec_driver_sql(f'SELECT count(*) FROM "{table}"').scalar()
            for table in Row.metadata.sorted_tables
        }
    engine.dispose()
    return found


def test_a_script_is_named_by_its_revision():
    for script in scripts().walk_revisions():
        assert Path(script.path).name.startswith(f"{script.revision}_")


@pytest.mark.parametrize("revision", REVISIONS)
def test_rows_of_every_older_version_survive_the_upgrade(empty_url, revision):
    url = parse(empty_url)
    migrate(url, revision)
    filled = fill(empty_url)
    migrate(url)
    assert sum(count(empty_url).values()) == filled
    engine = connect(url)
    with engine.connect() as connection:
        assert current(connection) == REVISIONS[-1]
    engine.dispose()


def test_upgrading_twice_changes_nothing(empty_url):
    storage = Storage(empty_url)
    storage.upgrade()
    before = schema(empty_url)
    storage.upgrade()
    assert schema(empty_url) == before
    storage.close()


def test_a_database_of_a_newer_version_is_left_alone(tmp_path):
    storage = Storage(f"sqlite:///{tmp_path}/timeline.db")
    storage.upgrade()
    with sqlite3.connect(tmp_path / "timeline.db") as connection:
        connection.execute("UPDATE alembic_version SET version_num = 'v9999'")
    connection.close()
    with pytest.raises(StorageError, match="written by a newer version"):
        storage.upgrade()
    storage.close()


def test_a_migration_that_fails_leaves_the_database_as_it_was(tmp_path, monkeypatch):
    url = parse(f"sqlite:///{tmp_path}/timeline.db")

    def fail(*_):
        raise StorageError("rows of mention point nowhere")

    monkeypatch.setattr("timeline.storage.migrations._check_foreign_keys", fail)
    with pytest.raises(StorageError):
        migrate(url)
    assert schema(str(url)) == {}
    monkeypatch.undo()
    migrate(url)
    assert "event" in schema(str(url))


def test_rows_that_point_nowhere_stop_a_migration(tmp_path):
    url = parse(f"sqlite:///{tmp_path}/timeline.db")
    migrate(url)
    with sqlite3.connect(tmp_path / "timeline.db") as connection:
        connection.execute("INSERT INTO article_key VALUES ('k', 'nowhere')")
        connection.execute("DELETE FROM alembic_version")
        connection.execute("INSERT INTO alembic_version VALUES (?)", (REVISIONS[-1],))
    connection.close()
    with pytest.raises(StorageError, match="article_key point nowhere"):
        migrate(url, REVISIONS[-1])
