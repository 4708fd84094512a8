"""Carry drops through to the stored timeline: update once, watch on schedule."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.progress import Progress

from timeline import settings as configuration
from timeline.commands.logs import write_logs
from timeline.commands.options import (
    DEFAULT_CONFIG,
    Config,
    Database,
    Seeds,
    cores,
    limited,
    make_folder,
    now,
    open_storage,
    open_workers,
    read_settings,
    read_stories,
)
from timeline.commands.output import notes, shown, tell
from timeline.errors import SettingsError
from timeline.settings import Settings
from timeline.types import Story

if TYPE_CHECKING:
    from timeline.executors import Executor
    from timeline.storage import Storage
    from timeline.update import Summary

#: What a watch took so long before somebody typed `timeline update` may be what they mean.
LATELY = timedelta(minutes=5)


def update(
    paths: Annotated[list[Path] | None, typer.Argument(help="Drops; default: the folder")] = None,
    everything: Annotated[
        bool, typer.Option("--all", help="Reduce again what is stored, after an upgrade")
    ] = False,
    config: Config = DEFAULT_CONFIG,
    seeds: Seeds = None,
    database: Database = None,
) -> None:
    """Take what is new or changed in seeds/, once."""
    lately = now() - LATELY
    settings = read_settings(config, seeds, database)
    stories = read_stories(config)
    find_drops(settings, paths or ())
    with open_workers(settings) as workers, open_storage(settings) as storage:
        summary = carry(storage, settings, stories, workers, paths or (), again=everything)
        beside = storage.lock("watch").is_held()
    tell(summary, watched=lately if beside else None)
    raise typer.Exit(code=1 if summary.rejected or summary.trouble else 0)


def find_drops(settings: Settings, paths: Sequence[Path] = ()) -> None:
    """Raise DropError where there is nothing to take drops from: before a database is made."""
    from timeline.update import require

    make_folder(settings)
    require(settings.seeds.folder, paths)


def carry(
    storage: Storage,
    settings: Settings,
    stories: tuple[Story, ...],
    workers: Executor,
    paths: Sequence[Path] = (),
    *,
    again: bool = False,
) -> Summary:
    """Carry new drops through to the timelines, with a progress bar on a terminal."""
    from timeline.update import update as carry

    with Progress(console=notes, transient=True, disable=not sys.stderr.isatty()) as bar:
        task = bar.add_task("reducing", total=None)
        return carry(
            storage,
            settings,
            stories,
            now=now(),
            paths=paths,
            again=again,
            executor=workers,
            progress=lambda done, total: bar.update(task, completed=done, total=total),
        )


def watch(
    every: Annotated[float | None, typer.Option(help="Seconds between two looks")] = None,
    cron: Annotated[
        str | None, typer.Option(help='"minute hour day month weekday", in UTC')
    ] = None,
    config: Config = DEFAULT_CONFIG,
    seeds: Seeds = None,
    database: Database = None,
) -> None:
    """Look for new drops on schedule, until told to stop.

    One watch at a time works on a database; another one waits and takes over.
    """
    from timeline.catalogue import Catalogue
    from timeline.watch import Watch

    settings = _rescheduled(read_settings(config, seeds, database), every, cron)
    make_folder(settings)
    read_stories(config)  # says what to do where there is none
    stories = Catalogue(config / "stories")
    write_logs()
    with open_workers(settings) as workers, open_storage(settings) as storage:
        notes.print(f"watching {settings.seeds.folder}, {how_often(settings)}", markup=False)
        Watch(storage, settings, stories, executor=workers).run_forever()


def _rescheduled(settings: Settings, every: float | None, cron: str | None) -> Settings:
    options = {"every": every, "cron": cron}
    given = {name: value for name, value in options.items() if value is not None}
    return configuration.reschedule(settings, given) if given else settings


def how_often(settings: Settings) -> str:
    """Say in words how often a watch looks; raises SettingsError when the cron line is none."""
    from timeline.watch import trigger

    cron = settings.schedule.cron
    if cron is None:
        return f"every {settings.schedule.every:g} seconds"
    following = trigger(settings.schedule).get_next_fire_time(None, now())
    return f"{cron}, next at {shown(following)}"


def worker(
    count: Annotated[
        int | None,
        typer.Option("--processes", min=1, help="Drops at a time; default: a core each"),
    ] = None,
    config: Config = DEFAULT_CONFIG,
    database: Database = None,
) -> None:
    """Reduce what other machines hand out, until told to stop.

    They do so where work.executor is procrastinate, through PostgreSQL.
    """
    try:
        from timeline.executors.worker import run
    except ModuleNotFoundError as error:
        raise SettingsError(
            f"{error.name} is not installed; install it with: pip install 'timeline-feeds[queue]'"
        ) from error

    settings = read_settings(config, database=database)
    many = count or cores()
    with limited(settings, many) as workers:
        notes.print(f"working, {many} at a time. Stop with Ctrl-C.", markup=False)
        run(settings.database.url, workers, many)
