"""List what is stored: events, stories."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Annotated

import typer

from timeline.commands.options import (
    DEFAULT_CONFIG,
    Config,
    Database,
    JsonLines,
    choose_stories,
    first_of,
    open_storage,
    read_settings,
    readable_stories,
)
from timeline.commands.output import SHORT, day_shown, print_events, print_jsonl, print_table, shown
from timeline.types import Override, Ruling, Timeline

if TYPE_CHECKING:
    from timeline.storage import Storage


def events(
    story: Annotated[str | None, typer.Option(help="Slug; default: the first story")] = None,
    maybe: Annotated[
        bool, typer.Option("--maybe", help="Pairs that may be one event, for a person to judge")
    ] = False,
    joined: Annotated[
        bool, typer.Option("--joined", help="Sentences made one event, least sure first")
    ] = False,
    jsonl: JsonLines = False,
    config: Config = DEFAULT_CONFIG,
    database: Database = None,
) -> None:
    """List a story's events by date, or pairs that may be, or may not be, one event."""
    settings = read_settings(config, database=database)
    stories = choose_stories(settings, config, story)
    with open_storage(settings, known=True) as storage:
        slug = first_of(settings, stories, storage.stories()).slug
        timeline = storage.load(slug)
        decided = storage.overrides(slug) if joined else ()
    if maybe:
        _print_maybe(timeline, jsonl=jsonl)
    elif joined:
        _print_joined(timeline, decided, jsonl=jsonl)
    else:
        print_events(timeline.events, jsonl=jsonl)


def _print_joined(timeline: Timeline, decided: Sequence[Override], *, jsonl: bool) -> None:
    from timeline.merge import joints
    from timeline.storage.rulings import holding

    found = joints(timeline)
    merged = {
        key
        for one in decided
        if one.ruling is Ruling.MERGE and holding(decided, one.event, Ruling.MERGE)
        for key in (one.event, one.value)
    }
    if jsonl:
        print_jsonl(
            {
                "event": f"urn:uuid:{pair.event}",
                "sure": round(pair.sure, 2),
                "by_hand": pair.event in merged,
                "sentences": [
                    {"drop": one.article.drop, "edtf": one.when.edtf, "quote": one.quote}
                    for one in (pair.one, pair.other)
                ],
            }
            for pair in found
        )
        return
    print_table(
        ("sure", "id", "date", "sentence", "drop"),
        (
            (
                (f"{pair.sure:.2f}" + " by hand" * (pair.event in merged))
                if one is pair.one
                else "",
                pair.event[:SHORT] if one is pair.one else "",
                day_shown(one.when.edtf),
                one.quote,
                one.article.drop,
            )
            for pair in found
            for one in (pair.one, pair.other)
        ),
    )


def _print_maybe(timeline: Timeline, *, jsonl: bool) -> None:
    from timeline.merge import doubts

    known = {event.id: event for event in timeline.events}
    found = doubts(timeline)
    if jsonl:
        print_jsonl(
            {
                "events": [known[pair.one].urn, known[pair.other].urn],
                "likeness": round(pair.likeness, 2),
                "why": pair.why,
            }
            for pair in found
        )
        return
    print_table(
        ("likeness", "id", "date", "event", "why not one"),
        (
            (
                f"{pair.likeness:.2f}" if key == pair.one else "",
                key[:SHORT],
                day_shown(known[key].when.edtf),
                known[key].title,
                pair.why if key == pair.one else "",
            )
            for pair in found
            for key in (pair.one, pair.other)
        ),
    )


def stories(
    jsonl: JsonLines = False, config: Config = DEFAULT_CONFIG, database: Database = None
) -> None:
    """List the configured stories and how many events each has."""
    settings = read_settings(config, database=database)
    configured = readable_stories(config)
    with open_storage(settings, known=True) as storage:
        rows = [(story, *_told(storage, story.slug)) for story in configured]
    if jsonl:
        print_jsonl(
            {
                "slug": story.slug,
                "title": story.title,
                "events": events,
                "revision": revision,
                "updated": updated.isoformat() if updated else None,
            }
            for story, events, revision, updated in rows
        )
        return
    print_table(
        ("slug", "events", "updated", "title"),
        (
            (story.slug, str(events), shown(updated), story.title)
            for story, events, _revision, updated in rows
        ),
    )


def _told(storage: Storage, slug: str) -> tuple[int, int, datetime | None]:
    """Return how many events a story has, its revision, and when it last changed."""
    from timeline.choice import Choice
    from timeline.snapshot import Order

    with storage.snapshot(slug) as now:
        return now.select(Choice(), Order.TOLD, 1).total, now.revision, now.updated
