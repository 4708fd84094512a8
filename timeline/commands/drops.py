"""List the drops, and act on them."""

from __future__ import annotations

from typing import Annotated

import typer

from timeline.commands.intake import carry
from timeline.commands.options import (
    DEFAULT_CONFIG,
    Config,
    Database,
    JsonLines,
    Seeds,
    open_storage,
    open_workers,
    read_settings,
    read_stories,
)
from timeline.commands.output import print_jsonl, print_table, shown


def drops(
    context: typer.Context,
    jsonl: JsonLines = False,
    config: Config = DEFAULT_CONFIG,
    database: Database = None,
) -> None:
    """List what was dropped and what became of it, with the reason."""
    if context.invoked_subcommand:
        return
    with open_storage(read_settings(config, database=database)) as storage:
        receipts = storage.drops()
    if jsonl:
        print_jsonl(
            {
                "drop": receipt.name,
                "state": receipt.state.value,
                "at": receipt.at.isoformat(),
                "articles": list(receipt.articles),
                "reason": receipt.reason,
                "line": receipt.line,
            }
            for receipt in receipts
        )
        return
    print_table(
        ("drop", "state", "since", "reason"),
        (
            (
                f"{receipt.name}:{receipt.line}" if receipt.line else receipt.name,
                receipt.state.value,
                shown(receipt.at),
                receipt.reason or "",
            )
            for receipt in receipts
        ),
    )


def retry(
    names: Annotated[list[str] | None, typer.Argument(help="Drops; default: all rejected")] = None,
    config: Config = DEFAULT_CONFIG,
    seeds: Seeds = None,
    database: Database = None,
) -> None:
    """Take rejected drops again, as if they had just arrived."""
    settings = read_settings(config, seeds, database)
    stories = read_stories(config)
    with open_workers(settings) as workers, open_storage(settings) as storage:
        storage.retry(names or None)
        summary = carry(storage, settings, stories, workers)
    raise typer.Exit(code=1 if summary.rejected else 0)
