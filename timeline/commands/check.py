"""Say in words what is wrong with settings, stories, folder or database."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from contextlib import closing, suppress
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path

import typer

from timeline import settings as configuration
from timeline.commands.intake import how_often
from timeline.commands.options import (
    DEFAULT_CONFIG,
    Config,
    Database,
    Seeds,
    first_of,
    in_order,
    now,
    read_settings,
    read_stories,
    read_token,
)
from timeline.commands.output import count, notes, shown
from timeline.errors import SettingsError, StorageError, TimelineError
from timeline.settings import Settings
from timeline.types import DropState, Provenance, Story

#: Seconds that a look may take before the next one is called late.
LATE = 5
#: A drop of another zone may be of tomorrow.
AHEAD = timedelta(days=2)
#: Names that are doubted at most.
NAMED = 5


class Checks:
    """Looks at one thing after the other and counts what is wrong."""

    def __init__(self) -> None:
        self.wrong = 0

    def look(self, what: str, at: Callable[[], str]) -> None:
        """Print what *at* says of *what*, or what is wrong with it."""
        try:
            notes.print(f"ok      {what}: {at()}", soft_wrap=True, markup=False)
        except TimelineError as error:
            self.wrong += 1
            for why in str(error).splitlines():
                notes.print(f"wrong   {what}: {why}", style="red", soft_wrap=True, markup=False)

    def doubt(self, what: str, why: str) -> None:
        """Print what may be meant so and probably is not."""
        notes.print(f"doubt   {what}: {why}", style="yellow", soft_wrap=True, markup=False)


def check(config: Config = DEFAULT_CONFIG, seeds: Seeds = None, database: Database = None) -> None:
    """Say in words what is wrong, and change nothing.

    Reads settings, stories, folder, database, schedule. Exit status 2 when something is wrong.
    """
    checks = Checks()
    settings = Settings()

    def look_at_settings() -> str:
        nonlocal settings
        settings = read_settings(config, seeds, database)
        path = config / configuration.FILE_NAME
        return str(path) if path.exists() else f"defaults ({path} is not there)"

    checks.look("settings", look_at_settings)
    stories = _look_at_stories(checks, settings, config)
    checks.look("folder", lambda: _folder(settings.seeds.folder))
    _look_at_names(checks, settings.seeds.folder)
    _look_at_bucket(checks, settings)
    checks.look("database", lambda: _database(settings))
    _look_at_terms(checks, settings, stories)
    _look_at_dates(checks, settings)
    checks.look("schedule", lambda: how_often(settings))
    checks.look("watch", lambda: _watch(settings, now()))
    checks.look("uploads", lambda: _uploads(settings))
    raise typer.Exit(code=2 if checks.wrong else 0)


def _look_at_stories(checks: Checks, settings: Settings, config: Path) -> list[Story]:
    """Look at each story alone: one that is wrong does not hide the next; return the others."""
    from timeline import story

    found: list[Story] = []

    def read(path: Path) -> str:
        found.append(story.read(path))
        return found[-1].slug

    before = checks.wrong
    for path in sorted((config / "stories").glob("*.toml")):
        checks.look("story", partial(read, path))
    if checks.wrong == before:
        checks.look("first story", lambda: _first(settings, config))
    return found


def _look_at_terms(checks: Checks, settings: Settings, stories: Sequence[Story]) -> None:
    """Doubt the terms of stories that no drop belongs to, or none ever can."""
    for story in stories:
        most = sum(weight for _, weight in story.terms if weight > 0)
        if most < 1:
            words = f"all its terms weigh {most:g}; an article belongs from 1 on, so none ever will"
            checks.doubt(f"story {story.slug}", words)
    with suppress(StorageError):  # which was told
        for slug in _without_articles(settings, stories):
            words = f"reduce FILE --explain --story {slug}"
            checks.doubt(f"story {slug}", f"no drop tells of it; `timeline {words}` says why not")


def _look_at_dates(checks: Checks, settings: Settings) -> None:
    """Doubt drops that say they are published some day to come: "on Tuesday" is then one there."""
    from timeline.storage import Storage

    with suppress(StorageError), closing(Storage(settings.database.url)) as storage:
        if not storage.is_current():
            return
        kept = storage.articles(storage.doubts())
        ahead = sorted(
            (one.article.drop, one.article.published.day)
            for one in kept.values()
            if one.article.published.at > now() + AHEAD
        )
        for drop, day in ahead[:NAMED]:
            words = f"is published {day}, it says; `timeline drops set-date` puts that right"
            checks.doubt("drop", f"{drop} {words}")
        days = [
            one.article.published.day
            for one in kept.values()
            if one.article.published.provenance is Provenance.FILE
        ]
        for day, number in Counter(days).most_common(1):
            words = f"give no date and count from their files' time, {number} of them from {day}"
            told = f"{count(len(days), 'article')} {words}; `timeline drops` names them"
            checks.doubt("dates", f"{told}, `timeline drops set-date` tells the day")


def _without_articles(settings: Settings, stories: Sequence[Story]) -> list[str]:
    """Return the slugs of the stories that nothing belongs to, though drops were taken."""
    from timeline.choice import Choice
    from timeline.storage import Storage

    with closing(Storage(settings.database.url)) as storage:
        if not storage.is_current() or not storage.drop_states().get(DropState.TAKEN):
            return []
        found = []
        for story in stories:
            with storage.snapshot(story.slug) as now:
                if not now.articles(Choice()):
                    found.append(story.slug)
        return found


def _first(settings: Settings, config: Path) -> str:
    """Say which story the addresses without one show, and why where it might be another."""
    known = _known(settings)
    stories = in_order(settings, read_stories(config), config)
    first = first_of(settings, stories, known)
    if settings.site.story or len(stories) == 1:
        return first.slug
    why = "it came first" if first.slug in known else "by its file's name"
    return f"{first.slug}, {why}; site.story names the one you mean"


def _known(settings: Settings) -> Sequence[str]:
    """Return the slugs of the stories in the database, in order of arrival, where it tells them."""
    from timeline.storage import Storage

    with suppress(StorageError), closing(Storage(settings.database.url)) as storage:
        if storage.is_current():
            return storage.stories()
    return ()


def _folder(folder: Path) -> str:
    from timeline.drops import scan

    if not folder.is_dir():
        raise SettingsError(
            "is no folder; create it or name another with --seeds", path=str(folder)
        )
    return f"{folder} holds {count(len(scan(folder)), 'file')}"


def _look_at_names(checks: Checks, folder: Path) -> None:
    """Doubt names that are one on some disks: a copy of the folder there lacks a drop."""
    from timeline.drops import collisions, scan

    with suppress(TimelineError):  # which was told
        for name, other in sorted(collisions(sorted(scan(folder))).items())[:NAMED]:
            words = "differ in case or in how accents are spelled only; some disks keep one of them"
            checks.doubt("folder", f"{other} and {name} {words}")


def _look_at_bucket(checks: Checks, settings: Settings) -> None:
    """Look what is in the bucket and not in the folder; doubt what never will be."""
    from timeline.drops import compare

    refused: Mapping[str, str] = {}

    def look(address: str) -> str:
        nonlocal refused
        most = settings.limits.drop_bytes
        held, new, refused = compare(address, settings.seeds.folder, max_bytes=most)
        return f"{address} holds {count(held, 'object')}, {new} of them to be copied"

    if settings.seeds.bucket:
        checks.look("bucket", partial(look, settings.seeds.bucket))
    for name, reason in sorted(refused.items())[:NAMED]:
        checks.doubt("bucket", f"{name!r} stays there: {reason}")


def _database(settings: Settings) -> str:
    from timeline.storage import Storage, examine

    with closing(Storage(settings.database.url)) as storage:
        current = storage.is_current()
        if current is None:
            return _none_yet(settings.database.url)
        if not current:
            return "its tables are of an older version; the next command brings them up to date"
        examine(settings.database.url)
        states = Counter({state.value: n for state, n in storage.drop_states().items()})
        told = ", ".join(f"{number} {state}" for state, number in sorted(states.items()))
        return (
            f"{count(states.total(), 'drop')}{f' ({told})' if told else ''}, "
            f"last update {shown(storage.last_update())}"
        )


def _none_yet(url: str) -> str:
    """Say that there is no database; raise StorageError when none can be made."""
    path = Path(url.partition(":///")[2])
    made_in = next((one for one in path.absolute().parents if one.exists()), path.parent)
    if url.startswith("sqlite") and not (made_in.is_dir() and os.access(made_in, os.W_OK)):
        raise StorageError("cannot be made: nothing can be written there", path=str(path))
    return "there is none yet; the first `timeline update`, `watch` or `serve` makes it"


def _watch(settings: Settings, at: datetime) -> str:
    from timeline.storage import Storage

    try:
        with closing(Storage(settings.database.url)) as storage:
            watching = storage.watching() if storage.is_current() else None
            runs = storage.lock("watch").is_held()
    except StorageError:
        return "not known without the database"
    if watching is None or watching.last is None:
        return "runs, and has not looked yet" if runs else "has never run on this database"
    if watching.error:
        raise StorageError(f"failed at {shown(watching.last)}: {watching.error}")
    if not runs:
        return f"does not run; it looked last at {shown(watching.last)}"
    looks = f"runs, at least every {watching.period:g} seconds; looked at {shown(watching.last)}"
    if watching.next is not None and (at - watching.next).total_seconds() > LATE:
        return f"{looks}, was to look again at {shown(watching.next)}: it has much to do or hangs"
    return f"{looks}, looks again at {shown(watching.next)}"


def _uploads(settings: Settings) -> str:
    if read_token() is None:
        return "off; TIMELINE_TOKEN is not set"
    return f"on, {settings.limits.uploads} a minute"
