"""Publish the stories: serve over HTTP, write as files."""

from __future__ import annotations

import logging
import signal
import socket
from contextlib import nullcontext
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from timeline.commands.intake import carry, find_drops
from timeline.commands.logs import write_logs
from timeline.commands.options import (
    DEFAULT_CONFIG,
    BaseUrl,
    Config,
    Database,
    Seeds,
    first_of,
    in_order,
    open_storage,
    open_workers,
    read_settings,
    read_stories,
    read_token,
)
from timeline.commands.output import notes, tell
from timeline.errors import SettingsError, StorageError
from timeline.settings import Settings

if TYPE_CHECKING:
    from feeds.document import Site
    from feeds.service import Inbox, Storeroom
    from timeline.executors import Executor
    from timeline.library import Library
    from timeline.storage import Storage

log = logging.getLogger(__name__)

#: How uvicorn runs. A connection waits longer for its next request than nginx keeps it (60 s), so
#: that nginx never sends on one that is being closed; nothing is logged for each request.
UVICORN: dict[str, Any] = {
    "http": "httptools",
    "loop": "uvloop",
    "access_log": False,
    "log_level": "warning",
    "server_header": False,
    "proxy_headers": False,
    "timeout_keep_alive": 75,
    "timeout_graceful_shutdown": 5,
}


def serve(
    host: Annotated[str, typer.Option(help="Address to listen on")] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="Port to listen on", min=0, max=65535)] = 8000,
    base_url: BaseUrl = None,
    no_watch: Annotated[
        bool, typer.Option("--no-watch", help="Serve only; another process watches")
    ] = False,
    config: Config = DEFAULT_CONFIG,
    seeds: Seeds = None,
    database: Database = None,
) -> None:
    """Serve the stories over HTTP and watch for new drops."""
    import uvicorn

    from feeds.service import create_app
    from feeds.websub import Announcer

    settings = read_settings(config, seeds, database, base_url)
    in_order(settings, read_stories(config), config)  # what is wrong there leaves no database
    if not no_watch:
        find_drops(settings)
    inbox = _inbox(settings)
    write_logs()
    with (
        _listen(host, port) as listening,
        nullcontext() if no_watch else open_workers(settings) as workers,
        open_storage(settings) as storage,
    ):
        library = _library(settings, config, storage)
        site = _site(settings, f"http://{f'[{host}]' if ':' in host else host}:{port}")
        watching = announcing = None
        if workers:
            from timeline.watch import Watch  # a replica needs neither it nor what reads articles

            _take(storage, settings, library, workers)
            watching = Watch(storage, settings, library.configured, executor=workers)
        room = _storeroom(settings, storage, site)
        application = partial(create_app, library, site, inbox=inbox, storeroom=room)
        server = uvicorn.Server(uvicorn.Config(application, factory=True, **UVICORN))
        for number in (signal.SIGTERM, signal.SIGINT):
            # from before the first thread on: the server ends as soon as it runs, and when it
            # raises the signal again after its end, nothing cuts off a look
            signal.signal(number, server.handle_exit)
        if watching:
            watching.start()
            if site.hub:
                announcing = Announcer(library, site)
                announcing.start()
        notes.print(f"\n  Open {site.base_url}/ in a browser,", markup=False)
        notes.print(f"  subscribe to {site.base_url}/feed.rss in a feed reader,", markup=False)
        notes.print(
            f"  drop articles into {settings.seeds.folder}/. Stop with Ctrl-C.\n", markup=False
        )
        try:
            server.run(sockets=[listening])
        finally:
            for running in (announcing, watching):
                if running:
                    running.stop()
            if room:
                room.close()


def _take(storage: Storage, settings: Settings, library: Library, workers: Executor) -> None:
    """Take what lies in the folder; where nothing can be stored, what is there is served."""
    try:
        tell(carry(storage, settings, tuple(library.stories()), workers))
    except StorageError as error:
        told = f"{error}; until then what is stored is served, and the watch goes on trying"
        notes.print(told, style="red", soft_wrap=True, markup=False)


def _listen(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host, port), family=family)
    except OSError as error:
        raise SettingsError(
            f"cannot listen on {host}:{port}: {error.strerror}; choose another with --host, --port"
        ) from error


def _library(settings: Settings, config: Path, storage: Storage) -> Library:
    from timeline.catalogue import Catalogue
    from timeline.library import Library

    stories = in_order(settings, read_stories(config), config)
    first = first_of(settings, stories, storage.stories()).slug
    catalogue = Catalogue(config / "stories", first)
    return Library(catalogue, storage, config / "stories", settings.seeds.folder)


def _site(settings: Settings, served: str) -> Site:
    from feeds.document import Site

    own = settings.site
    return Site(own.base_url or served, own.title, own.language, own.hub)


def _inbox(settings: Settings) -> Inbox | None:
    """Return what takes uploads; they are off unless a token is set."""
    from feeds.service import Allowance, Inbox
    from timeline.drops import Spool

    token = read_token()
    if token is None:
        return None
    limits = settings.limits
    spool = Spool(settings.seeds.folder)
    spool.sweep()
    return Inbox(spool, token, limits.drop_bytes, Allowance(limits.uploads))


def _storeroom(settings: Settings, storage: Storage, site: Site) -> Storeroom | None:
    """Return where services of this machine share what they render; None where they cannot."""
    from feeds.service import Storeroom

    try:
        return Storeroom(storage.folder / "renditions", (settings.database.url, site))
    except OSError as error:
        log.info("this process renders everything itself: %s", error)
        return None


def write(
    folder: Annotated[Path, typer.Argument(help="Folder for the files", show_default=False)],
    base_url: BaseUrl = None,
    config: Config = DEFAULT_CONFIG,
    database: Database = None,
) -> None:
    """Write every published document as a file, for any web server.

    Files of an earlier run that are published no longer are deleted, others are left alone.
    """
    from feeds.static_site import write as write_files

    settings = read_settings(config, database=database, base_url=base_url)
    with open_storage(settings, known=True) as storage:
        site = _site(settings, "http://127.0.0.1:8000")
        try:
            written = write_files(_library(settings, config, storage), site, folder)
        except OSError as error:
            raise SettingsError(
                f"cannot write there: {error.strerror}; name a folder that can be written",
                path=str(folder),
            ) from error
    notes.print(
        f"{written.files} files in {folder}, {written.changed} changed, {written.removed} deleted",
        markup=False,
    )
    if settings.site.base_url is None:
        notes.print(
            f"feeds say that they are at {site.base_url}; name their address with --base-url",
            style="yellow",
            soft_wrap=True,
            markup=False,
        )
