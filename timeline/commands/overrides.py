"""List what editors decided by hand, and decide: these decisions last over every later article."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Any

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
from timeline.types import Event, Override, Ruling, Story

if TYPE_CHECKING:
    from timeline.storage import Storage

EDITOR = "an editor"
#: Fewer letters of an id name nothing.
SHORTEST = 6

StoryName = Annotated[str | None, typer.Option("--story", help="Slug; default: the first story")]
By = Annotated[str, typer.Option(help="Who decides; everybody can read it in the history")]
EventId = Annotated[
    str,
    typer.Argument(help="Its id, or how it begins: `timeline events` tells it", metavar="EVENT"),
]


@dataclass(frozen=True, slots=True)
class Desk:
    """Where an editor decides: a story in the database."""

    storage: Storage
    story: Story
    by: str

    def find(self, named: str) -> Event | None:
        """Return the published event whose id is, or begins with, what is *named*."""
        named = named.removeprefix("urn:uuid:")
        if len(named) < SHORTEST:
            return None
        events = self.storage.load(self.story.slug).events
        found = [one for one in events if one.id.startswith(named)]
        if len(found) > 1:
            raise OverrideError(f"{named!r}: {len(found)} events begin so; give more of it")
        return found[0] if found else None

    def key(self, named: str) -> str:
        """Return the id of an event; what names none is left for the decision to refuse."""
        event = self.find(named)
        return event.id if event else named.removeprefix("urn:uuid:")

    def decide(self, ruling: Ruling, event: str, value: str | None = None) -> None:
        """Keep a decision; raises OverrideError when it cannot be followed."""
        override = Override(self.key(event), ruling, now(), self.by, value)
        self.storage.overrule(self.story.slug, override)
        notes.print(f"decided: {ruling.value} {override.event}", soft_wrap=True, markup=False)


def decision(decide: Callable[..., None]) -> Callable[..., None]:
    """Make a command of what decides at a desk: its own arguments, and the options all share."""

    def command(
        *,
        story: StoryName = None,
        by: By = EDITOR,
        config: Config = DEFAULT_CONFIG,
        database: Database = None,
        **own: Any,
    ) -> None:
        settings = read_settings(config, database=database)
        with open_storage(settings, known=True) as storage:
            decide(Desk(storage, _story(config, database, story), by), **own)

    _, *own = inspect.signature(decide, eval_str=True).parameters.values()
    *shared, _ = inspect.signature(command, eval_str=True).parameters.values()
    command.__name__, command.__doc__ = decide.__name__, decide.__doc__
    # Typer reads both.
    vars(command)["__signature__"] = inspect.Signature(
        [one.replace(kind=inspect.Parameter.KEYWORD_ONLY) for one in (*own, *shared)]
    )
    command.__annotations__ = {one.name: one.annotation for one in (*own, *shared)}
    return command


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
    undone = {one.value for one in decided if one.ruling is Ruling.UNDO}
    if jsonl:
        print_jsonl(
            {
                "number": one.number,
                "at": one.at.isoformat(),
                "by": one.by,
                "decision": one.ruling.value,
                "event": f"urn:uuid:{one.event}",
                "value": one.value,
                "undone": str(one.number) in undone,
            }
            for one in decided
        )
        return
    print_table(
        ("number", "at", "by", "decision", "event", "value"),
        (
            (
                str(one.number),
                shown(one.at),
                one.by,
                one.ruling.value + ", undone" * (str(one.number) in undone),
                one.event,
                one.value or "",
            )
            for one in decided
        ),
    )


@decision
def hide(desk: Desk, event: EventId) -> None:
    """Take an event out of what is published; its page says that an editor did."""
    desk.decide(Ruling.HIDE, event)


@decision
def title(
    desk: Desk,
    event: EventId,
    text: Annotated[str, typer.Argument(help="At most 110 characters")],
) -> None:
    """Give an event another title."""
    desk.decide(Ruling.TITLE, event, text)


@decision
def date(
    desk: Desk,
    event: EventId,
    edtf: Annotated[str, typer.Argument(help="2026-01-27, 2026-02, 2026-01-24/2026-01-25 …")],
) -> None:
    """Give an event another date, in EDTF and in the story's time zone."""
    from timeline.storage import overrides as decisions
    from timeline.timex import from_edtf

    try:
        value = decisions.dated(from_edtf(edtf, desk.story.zone))
    except ValueError as error:
        raise OverrideError(str(error), key="date") from error
    desk.decide(Ruling.DATE, event, value)


@decision
def merge(
    desk: Desk,
    event: EventId,
    other: Annotated[str, typer.Argument(help="The event that goes on in it", metavar="OTHER")],
) -> None:
    """Make two events one: the first goes on, the other's address leads to it."""
    desk.decide(Ruling.MERGE, event, desk.key(other))


@decision
def split(
    desk: Desk,
    event: EventId,
    drops: Annotated[
        list[str], typer.Argument(help="Drops whose sentences tell of another", metavar="DROP…")
    ],
) -> None:
    """Make an event of its own of what some drops tell."""
    found = desk.find(event)
    mentions = found.mentions if found else ()
    if found and (unknown := sorted(set(drops) - {m.article.drop for m in mentions})):
        raise OverrideError(f"{unknown[0]!r}: does not tell of this event", key="split")
    moved = " ".join(dict.fromkeys(m.article.key for m in mentions if m.article.drop in drops))
    desk.decide(Ruling.SPLIT, event, moved)


@decision
def undo(
    desk: Desk,
    number: Annotated[int, typer.Argument(help="As `timeline overrides` tells it")],
) -> None:
    """Take a decision back; what merging says holds again, or an earlier decision."""
    decided = desk.storage.undo(desk.story.slug, number, at=now(), by=desk.by)
    notes.print(f"undone: {decided.ruling.value} {decided.event}", soft_wrap=True, markup=False)


def _story(config: Config, database: Database, slug: str | None) -> Story:
    """Return the story of that slug, or the first."""
    from timeline import story as configured

    stories = readable_stories(config)
    if slug is None:
        return in_order(read_settings(config, database=database), stories, config)[0]
    return configured.find(stories, slug)
