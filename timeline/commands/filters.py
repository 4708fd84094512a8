"""Each step of the flow as a filter that stores nothing: tag, match, reduce."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path
from typing import Annotated, Any
from zoneinfo import ZoneInfo

import typer

from timeline.commands.options import (
    DEFAULT_CONFIG,
    Config,
    JsonLines,
    now,
    read_settings,
    readable_stories,
)
from timeline.commands.output import notes, print_events, print_jsonl
from timeline.errors import DropError
from timeline.settings import Settings
from timeline.types import Article, Event, Mention, Timeline


def tag() -> None:
    """Find time expressions: JSON Lines in and out (TIMEX3).

    \b
    Reads from standard input, a line for each text:
      {"doc_id": "1", "lang": "en", "dct": "2026-01-28", "text": "It opened on Tuesday."}
    Writes for each:
      {"doc_id": "1", "timexes": [{"start": 13, "end": 20, "text": "Tuesday",
                                   "type": "DATE", "value": "2026-01-27"}]}

    doc_id and text have to be there. dct, the day that relative dates are counted from, may be null
    or left out; lang is en or it (default en); start and end count characters.
    """  # noqa: D301  # the mark keeps the examples' lines
    from timeline.timex import tag as find_in

    raise typer.Exit(code=1 if _json_lines(sys.stdin, find_in) else 0)


def match() -> None:
    """Tell which sentences tell of the same event: JSON Lines.

    \b
    Reads from standard input, a line for each sentence:
      {"id": "a1", "text": "Crews walked out on Tuesday.", "published": "2026-01-28",
       "doc": "a", "article": "the whole text of the document"}
    Writes for each, in the same order:
      {"id": "a1", "cluster": "a1"}

    Sentences of one cluster tell of the same event; a cluster is called by its smallest id. id and
    text have to be there. published is the document's day, null when nobody knows; doc says which
    sentences are of one document (default: each is its own); article may be null.
    """  # noqa: D301  # the mark keeps the examples' lines
    from timeline.merge import match as cluster

    records: list[dict[str, Any]] = []
    bad = 0
    for number, line in enumerate(sys.stdin, start=1):
        try:
            record = _record(line)
            records.append({"id": record["id"], "text": str(record["text"])} | record)
        except (ValueError, KeyError, TypeError) as error:
            bad += 1
            notes.print(f"line {number}: {_reason(error)}; the other lines go on", markup=False)
    print_jsonl(cluster(records))
    raise typer.Exit(code=1 if bad else 0)


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

    settings = read_settings(config)
    subject = stories.find(readable_stories(config), story) if story else None
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
        print_events(events, jsonl=jsonl)
    raise typer.Exit(code=1 if rejected else 0)


def _json_lines(stream: Iterable[str], work: Callable[[dict[str, Any]], dict[str, Any]]) -> int:
    """Print what *work* makes of each line; return how many lines were no JSON it can read."""
    bad = 0
    for number, line in enumerate(stream, start=1):
        if not line.strip():
            continue
        try:
            result = work(_record(line))
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
            bad += 1
            notes.print(f"line {number}: {_reason(error)}; the other lines go on", markup=False)
            continue
        print_jsonl([result])
    return bad


def _record(line: str) -> dict[str, Any]:
    record = json.loads(line)
    if not isinstance(record, dict):
        raise ValueError('is no object, as {"text": "…"} is')  # noqa: TRY004  # of the input
    return record


def _reason(error: Exception) -> str:
    return f"{error} is missing" if isinstance(error, KeyError) else str(error)


def _read(path: Path, settings: Settings, zone: ZoneInfo) -> tuple[Article, ...]:
    from timeline import drops

    if not path.exists():
        raise DropError("is not there; paths are read from the current folder", path=str(path))
    drop = drops.take(path.parent, path.name, max_bytes=settings.limits.drop_bytes)
    return drops.read(replace(drop, name=str(path), taken=now()), zone=zone)


def _merged(mentions: list[Mention]) -> tuple[Event, ...]:
    from timeline.merge import merge

    return merge(Timeline(story=""), mentions, (), now=now()).timeline.events


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
