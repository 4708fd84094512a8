"""The command line ``timeline``, and the one place that puts ``timeline`` and ``feeds`` together.

Standard output carries data only; messages and progress go to standard error.
Exit status: 0 done, 1 done but something was rejected, 2 wrong use or settings.
"""

from __future__ import annotations

import json
import os
import signal
import socket
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any
from zoneinfo import ZoneInfo

import typer
from rich.console import Console
from rich.progress import Progress
from rich.table import Table

from timeline import settings as configuration
from timeline.errors import DropError, SettingsError, TimelineError
from timeline.records import event_record
from timeline.settings import Settings
from timeline.types import Article, Event, Mention, Story, Timeline

if TYPE_CHECKING:
    from feeds.document import Site
    from feeds.service import Inbox
    from timeline.library import Library
    from timeline.storage import Storage
    from timeline.update import Summary

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help="News articles in, dated events out.",
)
drops_app = typer.Typer(invoke_without_command=True, help="List the drops, and act on them.")
app.add_typer(drops_app, name="drops")

notes = Console(stderr=True, highlight=False)

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
JsonLines = Annotated[bool, typer.Option("--jsonl", help="JSON Lines instead of a table")]


def main() -> None:
    """Run the command line; a TimelineError is told in one line and ends with status 2."""
    try:
        app()
    except TimelineError as error:
        notes.print(f"timeline: {error}", style="red", soft_wrap=True, markup=False)
        sys.exit(2)


# --- what commands share ---------------------------------------------------------------------


def _settings(
    config: Path,
    seeds: Path | None = None,
    database: str | None = None,
    base_url: str | None = None,
) -> Settings:
    options = {
        "TIMELINE_SEEDS": str(seeds) if seeds else "",
        "TIMELINE_DATABASE": database or "",
        "TIMELINE_BASE_URL": base_url or "",
    }
    environ = os.environ | {name: value for name, value in options.items() if value}
    return configuration.read(config / configuration.FILE_NAME, environ)


def _stories(config: Path) -> tuple[Story, ...]:
    from timeline import story

    folder = config / "stories"
    if stories := story.load(folder):
        return stories
    raise SettingsError(
        "no story here; see docs/configuration.md for how to add one", path=str(folder)
    )


@contextmanager
def _storage(settings: Settings) -> Iterator[Storage]:
    from timeline.storage import Storage

    storage = Storage(settings.database.url)
    try:
        storage.upgrade()
        yield storage
    finally:
        storage.close()


def _now() -> datetime:
    return datetime.now(UTC)


def _print_jsonl(records: Iterable[Mapping[str, Any]]) -> None:
    for record in records:
        sys.stdout.write(json.dumps(record, ensure_ascii=False) + "\n")


def _print_table(columns: Iterable[str], rows: Iterable[Iterable[str]]) -> None:
    table = Table(box=None, header_style="bold", pad_edge=False)
    for column in columns:
        table.add_column(column, overflow="fold")
    for row in rows:
        table.add_row(*row)
    console = Console(width=None if sys.stdout.isatty() else 200, markup=False, highlight=False)
    console.print(table)


# --- filters: each step of the flow, storing nothing -----------------------------------------


def _json_lines(stream: Iterable[str], work: Callable[[dict[str, Any]], dict[str, Any]]) -> int:
    """Print what *work* makes of each line; return how many lines were no JSON it can read."""
    bad = 0
    for number, line in enumerate(stream, start=1):
        if not line.strip():
            continue
        try:
            record = json.loads(line)
            result = work(record)
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
            bad += 1
            notes.print(f"line {number}: {_reason(error)}; the other lines go on", markup=False)
            continue
        _print_jsonl([result])
    return bad


def _reason(error: Exception) -> str:
    return f"{error} is missing" if isinstance(error, KeyError) else str(error)


@app.command()
def tag() -> None:
    """Find time expressions: JSON Lines {doc_id, lang, dct, text} in, TIMEX3 values out."""
    from timeline.timex import tag as find_in

    raise typer.Exit(code=1 if _json_lines(sys.stdin, find_in) else 0)


@app.command()
def match() -> None:
    """Tell which sentences tell of the same event: JSON Lines in, {"id", "cluster"} out."""
    from timeline.merge import match as cluster

    records: list[dict[str, Any]] = []
    bad = 0
    for number, line in enumerate(sys.stdin, start=1):
        try:
            record = json.loads(line)
            records.append({"id": record["id"], "text": str(record["text"])} | record)
        except (ValueError, KeyError, TypeError) as error:
            bad += 1
            notes.print(f"line {number}: {_reason(error)}; the other lines go on", markup=False)
    _print_jsonl(cluster(records))
    raise typer.Exit(code=1 if bad else 0)


@app.command()
def reduce(
    files: Annotated[list[Path], typer.Argument(help="Drops", show_default=False)],
    story: Annotated[str | None, typer.Option(help="Slug: only what belongs to that story")] = None,
    merge: Annotated[bool, typer.Option("--merge", help="Merge over the files given")] = False,
    explain: Annotated[
        bool, typer.Option("--explain", help="Say why a sentence is in or out")
    ] = False,
    jsonl: JsonLines = False,
    config: Config = DEFAULT_CONFIG,
) -> None:
    """Reduce drops to events and print them; nothing is stored."""
    from timeline import story as stories
    from timeline.events import explain as why
    from timeline.events import reduce as mentions_of

    settings = _settings(config)
    subject = stories.find(_stories(config), story) if story else None
    zone = subject.zone if subject else ZoneInfo("UTC")
    rejected = 0
    mentions: list[Mention] = []
    for path in files:
        try:
            articles = _read(path, settings, zone)
        except DropError as error:
            rejected += 1
            notes.print(str(error), style="red", soft_wrap=True, markup=False)
            continue
        for article in articles:
            if explain:
                for found in why(article, subject):
                    verdict = "in " if found.mentions else "out"
                    sys.stdout.write(f"{path}: {verdict} {found.role}: {found.sentence}\n")
                    sys.stdout.write(f"{path}:     because: {found.why}\n")
            else:
                mentions += mentions_of(article, subject)
    if not explain:
        events = _merged(mentions) if merge else [_alone(mention) for mention in mentions]
        _print_events(events, jsonl=jsonl)
    raise typer.Exit(code=1 if rejected else 0)


def _read(path: Path, settings: Settings, zone: ZoneInfo) -> tuple[Article, ...]:
    from timeline import drops

    drop = drops.take(path.parent, path.name, max_bytes=settings.limits.drop_bytes)
    return drops.read(replace(drop, name=str(path)), zone=zone)


def _merged(mentions: list[Mention]) -> tuple[Event, ...]:
    from timeline.merge import merge

    return merge(Timeline(story=""), mentions, (), now=_now()).timeline.events


def _alone(mention: Mention) -> Event:
    """Return a mention as the event it would be if nothing else told of it."""
    return Event(
        id=mention.id,
        when=mention.when,
        basis=mention.basis,
        status=mention.status,
        kind=mention.kind,
        title=mention.title,
        summary=mention.summary,
        places=mention.places,
        actors=mention.actors,
        mentions=(mention,),
        published=mention.article.published,
        updated=mention.article.published,
    )


def _print_events(events: Iterable[Event], *, jsonl: bool) -> None:
    if jsonl:
        _print_jsonl(event_record(event) for event in events)
        return
    _print_table(
        ("date", "status", "kind", "event", "source"),
        (
            (
                event.when.edtf,
                event.status.value,
                event.kind,
                event.title,
                ", ".join(
                    dict.fromkeys(
                        mention.article.publisher or mention.article.drop
                        for mention in event.mentions
                    )
                ),
            )
            for event in events
        ),
    )


# --- the stored timeline ---------------------------------------------------------------------


@app.command()
def update(
    paths: Annotated[list[Path] | None, typer.Argument(help="Drops; default: the folder")] = None,
    everything: Annotated[
        bool, typer.Option("--all", help="Reduce again what is stored, after an upgrade")
    ] = False,
    config: Config = DEFAULT_CONFIG,
    seeds: Seeds = None,
    database: Database = None,
) -> None:
    """Take what is new or changed in seeds/ through to the stored timeline, once."""
    settings = _settings(config, seeds, database)
    with _storage(settings) as storage:
        summary = _update(storage, settings, _stories(config), paths or [], again=everything)
    raise typer.Exit(code=1 if summary.rejected else 0)


def _update(
    storage: Storage,
    settings: Settings,
    stories: tuple[Story, ...],
    paths: list[Path],
    *,
    again: bool = False,
) -> Summary:
    from timeline.update import update as carry

    _make_folder(settings)
    with Progress(console=notes, transient=True, disable=not sys.stderr.isatty()) as bar:
        task = bar.add_task("reducing", total=None)
        summary = carry(
            storage,
            settings,
            stories,
            now=_now(),
            paths=paths,
            again=again,
            progress=lambda done, total: bar.update(task, completed=done, total=total),
        )
    _tell(summary)
    return summary


def _make_folder(settings: Settings) -> None:
    """Create the default folder where it is missing; a folder that was named must be there."""
    if settings.seeds == Settings().seeds:
        settings.seeds.folder.mkdir(exist_ok=True)


def _tell(summary: Summary) -> None:
    """Say what an update did, on standard error."""
    for result in summary.results:
        if result.reason:
            where = f"{result.name}:{result.line}" if result.line else result.name
            notes.print(
                f"rejected  {where}: {result.reason}", style="red", soft_wrap=True, markup=False
            )
    for name in summary.waiting:
        notes.print(f"waiting   {name}: it is still being written", soft_wrap=True, markup=False)
    notes.print(
        f"{summary.new} new, {summary.changed} changed, {summary.unchanged} unchanged, "
        f"{summary.rejected} rejected"
    )


@app.command()
def events(
    story: Annotated[str | None, typer.Option(help="Slug; default: the first story")] = None,
    maybe: Annotated[
        bool, typer.Option("--maybe", help="Pairs that may be one event, for a person to judge")
    ] = False,
    jsonl: JsonLines = False,
    config: Config = DEFAULT_CONFIG,
    database: Database = None,
) -> None:
    """List a story's events by date."""
    from timeline import story as configured

    settings = _settings(config, database=database)
    stories = _stories(config)
    slug = story or settings.site.story or stories[0].slug
    configured.find(stories, slug)
    with _storage(settings) as storage:
        timeline = storage.load(slug)
    if maybe:
        _print_maybe(timeline, jsonl=jsonl)
    else:
        _print_events(timeline.events, jsonl=jsonl)


def _print_maybe(timeline: Timeline, *, jsonl: bool) -> None:
    from timeline.merge import merge

    known = {event.id: event for event in timeline.events}
    pairs = merge(timeline, (), (), now=_now()).maybe
    if jsonl:
        _print_jsonl(
            {"events": [known[pair.one].urn, known[pair.other].urn], "likeness": pair.likeness}
            for pair in pairs
        )
        return
    _print_table(
        ("likeness", "date", "event"),
        (
            (
                f"{pair.likeness:.2f}" if name == pair.one else "",
                known[name].when.edtf,
                known[name].title,
            )
            for pair in pairs
            for name in (pair.one, pair.other)
        ),
    )


@app.command()
def stories(
    jsonl: JsonLines = False, config: Config = DEFAULT_CONFIG, database: Database = None
) -> None:
    """List the configured stories and how many events each has."""
    settings = _settings(config, database=database)
    with _storage(settings) as storage:
        rows = [(story, storage.load(story.slug)) for story in _stories(config)]
    if jsonl:
        _print_jsonl(
            {
                "slug": story.slug,
                "title": story.title,
                "events": len(timeline.events),
                "revision": timeline.revision,
                "updated": timeline.updated.isoformat() if timeline.updated else None,
            }
            for story, timeline in rows
        )
        return
    _print_table(
        ("slug", "events", "updated", "title"),
        (
            (story.slug, str(len(timeline.events)), _shown(timeline.updated), story.title)
            for story, timeline in rows
        ),
    )


def _shown(moment: datetime | None) -> str:
    return moment.strftime("%Y-%m-%d %H:%M:%SZ") if moment else "never"


@drops_app.callback()
def drops(
    context: typer.Context,
    jsonl: JsonLines = False,
    config: Config = DEFAULT_CONFIG,
    database: Database = None,
) -> None:
    """List what was dropped and what became of it, with the reason."""
    if context.invoked_subcommand:
        return
    with _storage(_settings(config, database=database)) as storage:
        receipts = storage.drops()
    if jsonl:
        _print_jsonl(
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
    _print_table(
        ("drop", "state", "since", "reason"),
        (
            (
                f"{receipt.name}:{receipt.line}" if receipt.line else receipt.name,
                receipt.state.value,
                _shown(receipt.at),
                receipt.reason or "",
            )
            for receipt in receipts
        ),
    )


@drops_app.command()
def retry(
    names: Annotated[list[str] | None, typer.Argument(help="Drops; default: all rejected")] = None,
    config: Config = DEFAULT_CONFIG,
    seeds: Seeds = None,
    database: Database = None,
) -> None:
    """Take rejected drops again, as if they had just arrived."""
    settings = _settings(config, seeds, database)
    with _storage(settings) as storage:
        storage.retry(names or None)
        summary = _update(storage, settings, _stories(config), [])
    raise typer.Exit(code=1 if summary.rejected else 0)


@app.command()
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

    def read_settings() -> str:
        nonlocal settings
        settings = _settings(config, seeds, database)
        path = config / configuration.FILE_NAME
        return str(path) if path.exists() else f"defaults ({path} is not there)"

    say("settings", read_settings)
    say("stories", lambda: ", ".join(story.slug for story in _stories(config)))
    say("folder", lambda: _check_folder(settings.seeds.folder))
    say("database", lambda: _check_database(settings))
    say("schedule", lambda: _check_schedule(settings))
    raise typer.Exit(code=2 if wrong else 0)


def _check_folder(folder: Path) -> str:
    from timeline.drops import scan

    if not folder.is_dir():
        raise SettingsError(
            "is no folder; create it or name another with --seeds", path=str(folder)
        )
    return f"{folder} holds {len(scan(folder))} files"


def _check_database(settings: Settings) -> str:
    with _storage(settings) as storage:
        return f"{len(storage.drops())} drops, last update {_shown(storage.last_update())}"


def _check_schedule(settings: Settings) -> str:
    from timeline.watch import trigger

    following = trigger(settings.schedule).get_next_fire_time(None, _now())
    said = settings.schedule.cron or f"every {settings.schedule.every:g} seconds"
    return f"{said}, next at {_shown(following)}"


# --- running -------------------------------------------------------------------------------------


@app.command()
def watch(
    every: Annotated[float | None, typer.Option(help="Seconds between two looks")] = None,
    cron: Annotated[
        str | None, typer.Option(help='"minute hour day month weekday", in UTC')
    ] = None,
    config: Config = DEFAULT_CONFIG,
    seeds: Seeds = None,
    database: Database = None,
) -> None:
    """Look for new drops on schedule, in the foreground, until told to stop."""
    from timeline.watch import Watch

    settings = _rescheduled(_settings(config, seeds, database), every, cron)
    _make_folder(settings)
    with _storage(settings) as storage:
        notes.print(f"watching {settings.seeds.folder}, {_check_schedule(settings)}", markup=False)
        Watch(storage, settings, _stories(config), tell=_tell_news).run_forever()


def _rescheduled(settings: Settings, every: float | None, cron: str | None) -> Settings:
    options = {"every": every, "cron": cron}
    given = {name: value for name, value in options.items() if value is not None}
    return configuration.reschedule(settings, given) if given else settings


def _tell_news(summary: Summary) -> None:
    """Say what a look found, if anything."""
    if summary.new or summary.changed or summary.rejected:
        _tell(summary)


@app.command()
def serve(
    host: Annotated[str, typer.Option(help="Address to listen on")] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="Port to listen on")] = 8000,
    base_url: Annotated[
        str | None, typer.Option(envvar="TIMELINE_BASE_URL", help="Public URL of the service")
    ] = None,
    no_watch: Annotated[
        bool, typer.Option("--no-watch", help="Serve only; another process watches")
    ] = False,
    config: Config = DEFAULT_CONFIG,
    seeds: Seeds = None,
    database: Database = None,
) -> None:
    """Serve the stories over HTTP and, on one machine, watch for new drops."""
    import uvicorn

    from feeds.service import create_app
    from feeds.websub import Announcer
    from timeline.watch import Watch

    settings = _settings(config, seeds, database, base_url)
    with _listen(host, port) as listening, _storage(settings) as storage:
        library = _library(settings, config, storage)
        site = _site(settings, f"http://{f'[{host}]' if ':' in host else host}:{port}")
        watching = announcing = None
        if not no_watch:
            _update(storage, settings, library.configured, [])
            watching = Watch(storage, settings, _stories(config), tell=_tell_news)
            watching.start()
            if site.hub:
                announcing = Announcer(library, site)
                announcing.start()
        notes.print(f"\n  Open {site.base_url}/ in a browser,", markup=False)
        notes.print(f"  subscribe to {site.base_url}/feed.rss in a feed reader,", markup=False)
        notes.print(
            f"  drop articles into {settings.seeds.folder}/. Stop with Ctrl-C.\n", markup=False
        )
        for number in (signal.SIGTERM, signal.SIGINT):
            # uvicorn raises the signal again when it has ended; by default that would kill the
            # process in the middle of a look
            signal.signal(number, lambda *_: None)
        try:
            server = uvicorn.Config(
                create_app(library, site, inbox=_inbox(settings)),
                log_level="warning",
                server_header=False,
                timeout_graceful_shutdown=5,
            )
            uvicorn.Server(server).run(sockets=[listening])
        finally:
            for running in (announcing, watching):
                if running:
                    running.stop()


def _listen(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host, port), family=family)
    except OSError as error:
        raise SettingsError(
            f"cannot listen on {host}:{port}: {error.strerror}; choose another with --host, --port"
        ) from error


def _library(settings: Settings, config: Path, storage: Storage) -> Library:
    from timeline.library import Library
    from timeline.story import find

    stories = _stories(config)
    if slug := settings.site.story:
        first = find(stories, slug)
        stories = (first, *(story for story in stories if story is not first))
    return Library(stories, storage)


def _site(settings: Settings, served: str) -> Site:
    from feeds.document import Site

    own = settings.site
    return Site(own.base_url or served, own.title, own.language, own.hub)


def _inbox(settings: Settings) -> Inbox | None:
    """Return what takes uploads; they are off unless a token is set."""
    from feeds.service import Inbox

    token = os.environ.get("TIMELINE_TOKEN")
    return Inbox(settings.seeds.folder, token, settings.limits.drop_bytes) if token else None


@app.command()
def write(
    folder: Annotated[Path, typer.Argument(help="Folder for the files", show_default=False)],
    base_url: Annotated[
        str | None, typer.Option(envvar="TIMELINE_BASE_URL", help="Public URL of the folder")
    ] = None,
    config: Config = DEFAULT_CONFIG,
    database: Database = None,
) -> None:
    """Write every published document as a file, for any web server."""
    from feeds.static_site import write as write_files

    settings = _settings(config, database=database, base_url=base_url)
    with _storage(settings) as storage:
        site = _site(settings, "http://127.0.0.1:8000")
        written = write_files(_library(settings, config, storage), site, folder)
    notes.print(f"{written.files} files in {folder}, {written.changed} changed", markup=False)


if __name__ == "__main__":
    main()
