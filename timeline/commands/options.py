"""The options that commands share, and what they open: settings, stories, storage."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from timeline import settings as configuration
from timeline import toml
from timeline.commands.output import notes
from timeline.errors import SettingsError, StorageError, StoryError
from timeline.settings import Settings
from timeline.types import Story

if TYPE_CHECKING:
    from timeline.executors import Executor, Workers
    from timeline.storage import Storage

#: Characters of a token that nobody guesses.
SHORTEST_TOKEN = 16
DEFAULT_CONFIG = configuration.CONFIG

Config = Annotated[
    Path,
    typer.Option("--config", envvar="TIMELINE_CONFIG", help="Folder of timeline.toml and stories/"),
]
Seeds = Annotated[
    Path | None,
    typer.Option("--seeds", envvar="TIMELINE_SEEDS", help="Folder where articles are dropped"),
]
Database = Annotated[
    str | None,
    typer.Option("--database", envvar="TIMELINE_DATABASE", help="SQLite or PostgreSQL URL"),
]
BaseUrl = Annotated[
    str | None, typer.Option(envvar="TIMELINE_BASE_URL", help="Public URL of what is published")
]
JsonLines = Annotated[bool, typer.Option("--jsonl", help="JSON Lines instead of a table")]


def read_settings(
    config: Path,
    seeds: Path | None = None,
    database: str | None = None,
    base_url: str | None = None,
) -> Settings:
    """Read the settings; an option given on the command line overrules them.

    A folder that was named must be there; the default one may be missing.
    """
    if config != DEFAULT_CONFIG and not config.is_dir():
        what = "is a file" if config.exists() else "is not there"
        named = "name the folder of timeline.toml and stories/ with --config or TIMELINE_CONFIG"
        raise SettingsError(f"{what}; {named}", path=str(config))
    options = {
        "TIMELINE_SEEDS": str(seeds) if seeds else "",
        "TIMELINE_DATABASE": database or "",
        "TIMELINE_BASE_URL": base_url or "",
    }
    environ = os.environ | {name: value for name, value in options.items() if value}
    return configuration.read(config / configuration.FILE_NAME, environ)


def read_stories(config: Path) -> tuple[Story, ...]:
    """Read every configured story; a folder without one is an error."""
    from timeline import story

    folder = config / "stories"
    if stories := story.load(folder):
        return stories
    raise SettingsError(
        "no story here; see docs/configuration.md for how to add one", path=str(folder)
    )


def readable_stories(config: Path) -> tuple[Story, ...]:
    """Return the stories that can be read, and say what is wrong with the others.

    For commands that only look; raises StoryError when none can be read.
    """
    from timeline import story

    found: list[Story] = []
    wrong: list[str] = []
    for path in sorted((config / "stories").glob("*.toml")):
        try:
            found.append(story.read(path))
        except StoryError as error:
            wrong += str(error).splitlines()
    if not found:
        return read_stories(config)
    for line in wrong:
        notes.print(f"left out: {line}", style="red", soft_wrap=True, markup=False)
    return tuple(found)


def choose_stories(settings: Settings, config: Path, slug: str | None) -> tuple[Story, ...]:
    """Return the story of that slug, or all in order, of those that can be read.

    Raises StoryError, UnknownStoryError, and SettingsError when the first one is not there.
    """
    from timeline import story

    stories = readable_stories(config)
    return in_order(settings, stories, config) if slug is None else (story.find(stories, slug),)


def in_order(settings: Settings, stories: tuple[Story, ...], config: Path) -> tuple[Story, ...]:
    """Return the stories, the one that the settings name first; raises SettingsError."""
    slug = settings.site.story
    if slug is None:
        return stories
    path = config / configuration.FILE_NAME
    if slug not in {story.slug for story in stories}:
        raise SettingsError(
            f"{slug!r} is no story; there are: {', '.join(story.slug for story in stories)}",
            path=str(path),
            line=toml.line_of(path.read_text(encoding="utf-8"), ("site", "story")),
            key="site.story",
        )
    return tuple(sorted(stories, key=lambda story: story.slug != slug))


def first_of(settings: Settings, stories: Sequence[Story], known: Sequence[str]) -> Story:
    """Return the first of *stories*, which are in order: the one that the settings name.

    Else it is the first that the database has *known*, so that no file that is added changes what
    subscribers of ``/feed.rss`` get.
    """
    if settings.site.story:
        return stories[0]
    found = {story.slug: story for story in stories}
    return next((found[slug] for slug in known if slug in found), stories[0])


@contextmanager
def open_storage(settings: Settings, *, known: bool = False) -> Iterator[Storage]:
    """Open the database, upgraded to this version; where it has to be *known*, none is made."""
    from timeline.storage import Storage

    storage = Storage(settings.database.url)
    try:
        if known and storage.is_current() is None:
            raise StorageError(
                "there is no database there; `timeline update` makes one", path=storage.shown_url
            )
        storage.upgrade()
        yield storage
    finally:
        storage.close()


def read_token() -> str | None:
    """Return the token of those who may upload, None when none is set; raises SettingsError."""
    token = os.environ.get("TIMELINE_TOKEN", "").strip()
    if token and len(token) < SHORTEST_TOKEN:
        raise SettingsError(
            f"has {len(token)} characters, {SHORTEST_TOKEN} are the fewest; make one with: "
            "python3 -c 'import secrets; print(secrets.token_urlsafe())'",
            path="TIMELINE_TOKEN",
        )
    return token or None


def open_workers(settings: Settings) -> AbstractContextManager[Executor]:
    """Give what reads drops within the limits; a context starts and ends its processes."""
    executor = settings.work.executor
    if executor == "procrastinate":
        from timeline.executors.queue import Queue

        return Queue(settings.database.url, limited(settings))
    return limited(settings, 1 if executor == "process" else cores())


def limited(settings: Settings, count: int = 1) -> Workers:
    """Give *count* child processes that read drops within the limits."""
    from timeline.executors import Workers

    return Workers(settings.limits.drop_seconds, settings.limits.drop_megabytes, count=count)


def cores() -> int:
    """Return the number of cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def make_folder(settings: Settings) -> None:
    """Create the default folder where it is missing; a folder that was named must be there."""
    if settings.seeds == Settings().seeds:
        settings.seeds.folder.mkdir(exist_ok=True)


def now() -> datetime:
    """Return the time; a command is where the clock is asked."""
    return datetime.now(UTC)
