"""Say in words what is wrong with settings, stories, folder or database."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import typer

from timeline import settings as configuration
from timeline.commands.intake import next_look
from timeline.commands.options import (
    DEFAULT_CONFIG,
    Config,
    Database,
    Seeds,
    open_storage,
    read_settings,
    read_stories,
)
from timeline.commands.output import notes, shown
from timeline.errors import SettingsError, TimelineError
from timeline.settings import Settings


def check(config: Config = DEFAULT_CONFIG, seeds: Seeds = None, database: Database = None) -> None:
    """Read settings, stories, folder and database, and say in words what is wrong."""
    wrong = 0

    def say(what: str, look: Callable[[], str]) -> None:
        nonlocal wrong
        try:
            notes.print(f"ok      {what}: {look()}", soft_wrap=True, markup=False)
        except TimelineError as error:
            wrong += 1
            notes.print(f"wrong   {what}: {error}", style="red", soft_wrap=True, markup=False)

    settings = Settings()

    def look_at_settings() -> str:
        nonlocal settings
        settings = read_settings(config, seeds, database)
        path = config / configuration.FILE_NAME
        return str(path) if path.exists() else f"defaults ({path} is not there)"

    say("settings", look_at_settings)
    say("stories", lambda: ", ".join(story.slug for story in read_stories(config)))
    say("folder", lambda: _check_folder(settings.seeds.folder))
    say("database", lambda: _check_database(settings))
    say("schedule", lambda: next_look(settings))
    raise typer.Exit(code=2 if wrong else 0)


def _check_folder(folder: Path) -> str:
    from timeline.drops import scan

    if not folder.is_dir():
        raise SettingsError(
            "is no folder; create it or name another with --seeds", path=str(folder)
        )
    return f"{folder} holds {len(scan(folder))} files"


def _check_database(settings: Settings) -> str:
    with open_storage(settings) as storage:
        return f"{len(storage.drops())} drops, last update {shown(storage.last_update())}"
