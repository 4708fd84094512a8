"""Back the database up while it is in use, and put a backup in its place."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from timeline.commands.options import DEFAULT_CONFIG, Config, Database, now, read_settings
from timeline.commands.output import notes


def backup(
    file: Annotated[Path, typer.Argument(help="New file for the copy", show_default=False)],
    config: Config = DEFAULT_CONFIG,
    database: Database = None,
) -> None:
    """Copy the database (SQLite) while everything goes on.

    The copy is the state of one moment, and is checked. The drops in seeds/ are the other half of a
    backup. For PostgreSQL use pg_dump.
    """
    from timeline.storage import backup as copy

    size = copy(read_settings(config, database=database).database.url, file)
    notes.print(f"{file} holds the database, {size:,} bytes, checked", soft_wrap=True, markup=False)


def restore(
    file: Annotated[Path, typer.Argument(help="A copy that backup made", show_default=False)],
    replace: Annotated[
        bool, typer.Option("--replace", help="Keep the present database under another name")
    ] = False,
    config: Config = DEFAULT_CONFIG,
    database: Database = None,
) -> None:
    """Put a backup in the place of the database (SQLite).

    The copy is checked first; stop the service before. A database that is there stays as it is
    unless you say --replace, and is then kept beside the new one. For PostgreSQL use pg_restore.
    """
    from timeline.storage import restore as put_back

    url = read_settings(config, database=database).database.url
    kept = put_back(url, file, now=now(), replace=replace)
    notes.print(f"{url} is now as in {file}", soft_wrap=True, markup=False)
    if kept:
        notes.print(f"what was there before is in {kept}", soft_wrap=True, markup=False)
    notes.print("`timeline update` takes the drops that have come since", soft_wrap=True)
