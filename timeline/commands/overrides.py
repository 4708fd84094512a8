"""List what editors decided by hand, and decide: these decisions last over every later article."""

from __future__ import annotations

from typing import Annotated

import typer

from timeline.commands.options import (
    DEFAULT_CONFIG,
    Config,
    Database,
    JsonLines,
    in_order,
    now,
    open_storage,
    read_settings,
    readable_stories,
)
from timeline.commands.output import notes, print_jsonl, print_table, shown
from timeline.errors import OverrideError
from timeline.types import Override, Ruling, Story

EDITOR = "an editor"

StoryName = Annotated[str | None, typer.Option("--story", help="Slug; default: the first story")]
By = Annotated[str, typer.Option(help="Who decides; everybody can read it in the history")]
EventId = Annotated[
    str, typer.Argument(help="Its id, as `timeline events --jsonl` tells it", metavar="EVENT")
]


def overrides(
    context: typer.Context,
    story: StoryName = None,
    jsonl: JsonLines = False,
    config: Config = DEFAULT_CONFIG,
    database: Database = None,
) -> None:
    """List what was decided by hand on a story's events."""
    if context.invoked_subcommand:
        return
    slug = _story(config, database, story).slug
    with open_storage(read_settings(config, database=database), known=True) as storage:
        decided = storage.overrides(slug)
    if jsonl:
        print_jsonl(
            {
                "at": one.at.isoformat(),
                "by": one.by,
                "decision": one.ruling.value,
                "event": f"urn:uuid:{one.event}",
                "value": one.value,
            }
            for one in decided
        )
        return
    print_table(
        ("at", "by", "decision", "event", "value"),
        ((shown(one.at), one.by, one.ruling.value, one.event, one.value or "") for one in decided),
    )


def hide(
    event: EventId,
    story: StoryName = None,
    by: By = EDITOR,
    config: Config = DEFAULT_CONFIG,
    database: Database = None,
) -> None:
    """Take an event out of what is published; its page says that an editor did."""
    _decide(config, database, _story(config, database, story), Ruling.HIDE, event, by)


def title(
    event: EventId,
    text: Annotated[str, typer.Argument(help="At most 110 characters")],
    story: StoryName = None,
    by: By = EDITOR,
    config: Config = DEFAULT_CONFIG,
    database: Database = None,
) -> None:
    """Give an event another title."""
    _decide(config, database, _story(config, database, story), Ruling.TITLE, event, by, text)


def date(
    event: EventId,
    edtf: Annotated[str, typer.Argument(help="2026-01-27, 2026-02, 2026-01-24/2026-01-25 …")],
    story: StoryName = None,
    by: By = EDITOR,
    config: Config = DEFAULT_CONFIG,
    database: Database = None,
) -> None:
    """Give an event another date, in EDTF and in the story's time zone."""
    from timeline.storage import overrides as decisions
    from timeline.timex import from_edtf

    of = _story(config, database, story)
    try:
        value = decisions.dated(from_edtf(edtf, of.zone))
    except ValueError as error:
        raise OverrideError(str(error), key="date") from error
    _decide(config, database, of, Ruling.DATE, event, by, value)


def merge(
    event: EventId,
    other: Annotated[str, typer.Argument(help="The event that goes on in it", metavar="OTHER")],
    story: StoryName = None,
    by: By = EDITOR,
    config: Config = DEFAULT_CONFIG,
    database: Database = None,
) -> None:
    """Make two events one: the first goes on, the other's address leads to it."""
    of = _story(config, database, story)
    _decide(config, database, of, Ruling.MERGE, event, by, _bare(other))


def split(
    event: EventId,
    drops: Annotated[
        list[str], typer.Argument(help="Drops whose sentences tell of another", metavar="DROP…")
    ],
    story: StoryName = None,
    by: By = EDITOR,
    config: Config = DEFAULT_CONFIG,
    database: Database = None,
) -> None:
    """Make an event of its own of what some drops tell."""
    of = _story(config, database, story)
    with open_storage(read_settings(config, database=database), known=True) as storage:
        found = [one for one in storage.load(of.slug).events if one.id == _bare(event)]
    mentions = [m for one in found for m in one.mentions]
    if found and (unknown := sorted(set(drops) - {m.article.drop for m in mentions})):
        raise OverrideError(f"{unknown[0]!r}: does not tell of this event", key="split")
    moved = " ".join(dict.fromkeys(m.article.key for m in mentions if m.article.drop in drops))
    _decide(config, database, of, Ruling.SPLIT, event, by, moved)


def _decide(
    config: Config,
    database: Database,
    story: Story,
    ruling: Ruling,
    event: str,
    by: str,
    value: str | None = None,
) -> None:
    """Keep a decision; raises OverrideError when it cannot be followed."""
    override = Override(_bare(event), ruling, now(), by, value)
    with open_storage(read_settings(config, database=database), known=True) as storage:
        storage.overrule(story.slug, override)
    notes.print(f"decided: {ruling.value} {override.event}", soft_wrap=True, markup=False)


def _story(config: Config, database: Database, slug: str | None) -> Story:
    """Return the story of that slug, or the first."""
    from timeline import story as configured

    stories = readable_stories(config)
    if slug is None:
        return in_order(read_settings(config, database=database), stories, config)[0]
    return configured.find(stories, slug)


def _bare(event: str) -> str:
    """Return the id that the database knows an event by; documents say it as a URN."""
    return event.removeprefix("urn:uuid:")
