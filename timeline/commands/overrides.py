"""List what editors decided by hand, and decide: these decisions last over every later article."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated

import typer

from timeline.commands.options import (
    DEFAULT_CONFIG,
    Config,
    Database,
    JsonLines,
    choose_story,
    now,
    open_storage,
    read_settings,
)
from timeline.commands.output import notes, print_jsonl, print_table, shown
from timeline.errors import OverrideError
from timeline.types import Event, Override, Ruling, Status, Story

if TYPE_CHECKING:
    from timeline.storage import Storage

EDITOR = "an editor"
#: Fewer letters of an id name nothing.
SHORTEST = 6
#: What an editor writes as a date.
DATES = "2026-01-27, 2026-02, 2026-01-24/2026-01-25, 2026-01-27T18:30:00, 2026-01-27T18:30:00+01:00"

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
        """Return the id of an event; what names none is left for the decision to refuse.

        So is one that was withdrawn or hidden, by its whole id: the refusal can say what it is now.
        """
        if event := self.find(named):
            return event.id
        named = named.removeprefix("urn:uuid:")
        withdrawn = self.storage.load(self.story.slug).withdrawn
        gone = [one.id for one in withdrawn if len(named) >= SHORTEST and one.id.startswith(named)]
        return gone[0] if len(gone) == 1 else named

    def hidden(self, named: str) -> Override | None:
        """Return the decision that holds an event back already, if one does."""
        from timeline.storage.rulings import hidden

        return hidden(self.storage.overrides(self.story.slug), self.key(named))

    def decide(self, ruling: Ruling, event: str, value: str | None = None) -> None:
        """Keep a decision; raises OverrideError when it cannot be followed."""
        override = Override(self.key(event), ruling, now(), self.by, value)
        self.storage.overrule(self.story.slug, override)
        notes.print(f"decided: {ruling.value} {override.event}", soft_wrap=True, markup=False)


@contextmanager
def desk(config: Config, database: Database, story: str | None, by: str) -> Iterator[Desk]:
    """Open the desk of the story of that slug, or of the first one."""
    settings = read_settings(config, database=database)
    with open_storage(settings, known=True) as storage:
        yield Desk(storage, choose_story(settings, config, story), by)


def overrides(
    context: typer.Context,
    story: StoryName = None,
    jsonl: JsonLines = False,
    config: Config = DEFAULT_CONFIG,
    database: Database = None,
) -> None:
    """List what was decided by hand on a story's events."""
    from timeline.storage.rulings import undone as taken_back

    if context.invoked_subcommand:
        return
    settings = read_settings(config, database=database)
    slug = choose_story(settings, config, story).slug
    with open_storage(settings, known=True) as storage:
        decided = storage.overrides(slug)
    undone = taken_back(decided)
    if jsonl:
        print_jsonl(
            {
                "number": one.number,
                "at": one.at.isoformat(),
                "by": one.by,
                "decision": one.ruling.value,
                "event": f"urn:uuid:{one.event}",
                "value": one.value,
                "undone": one.number in undone,
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
                one.ruling.value + ", undone" * (one.number in undone),
                one.event,
                one.value or "",
            )
            for one in decided
        ),
    )


def hide(
    event: EventId,
    story: StoryName = None,
    by: By = EDITOR,
    config: Config = DEFAULT_CONFIG,
    database: Database = None,
) -> None:
    """Take an event out of what is published; its page says that an editor did."""
    with desk(config, database, story, by) as at:
        if held := at.hidden(event):
            since = f"since {shown(held.at)}, by {held.by}"
            back = f"`timeline overrides undo {held.number}` brings it back"
            told = f"hidden already: {held.event} {since}; {back}"
            notes.print(told, soft_wrap=True, markup=False)
            return
        at.decide(Ruling.HIDE, event)


def title(
    event: EventId,
    text: Annotated[str, typer.Argument(help="At most 110 characters")],
    story: StoryName = None,
    by: By = EDITOR,
    config: Config = DEFAULT_CONFIG,
    database: Database = None,
) -> None:
    """Give an event another title."""
    with desk(config, database, story, by) as at:
        at.decide(Ruling.TITLE, event, text)


def date(
    event: EventId,
    edtf: Annotated[str, typer.Argument(help=f"In EDTF: {DATES} …")],
    story: StoryName = None,
    by: By = EDITOR,
    config: Config = DEFAULT_CONFIG,
    database: Database = None,
) -> None:
    """Give an event another date; a time without an offset is in the story's time zone."""
    from timeline.storage import overrides as decisions
    from timeline.timex import from_edtf

    with desk(config, database, story, by) as at:
        try:
            value = decisions.dated(from_edtf(edtf, at.story.zone))
        except ValueError as error:
            raise OverrideError(f"{error}; write it as one of {DATES}", key="date") from error
        at.decide(Ruling.DATE, event, value)


def status(
    event: EventId,
    value: Annotated[str, typer.Argument(help=f"One of: {', '.join(Status)}", metavar="STATUS")],
    story: StoryName = None,
    by: By = EDITOR,
    config: Config = DEFAULT_CONFIG,
    database: Database = None,
) -> None:
    """Give an event another status: a plan happened, or was called off."""
    with desk(config, database, story, by) as at:
        at.decide(Ruling.STATUS, event, value)


def merge(
    event: EventId,
    other: Annotated[str, typer.Argument(help="The event that goes on in it", metavar="OTHER")],
    story: StoryName = None,
    by: By = EDITOR,
    config: Config = DEFAULT_CONFIG,
    database: Database = None,
) -> None:
    """Make two events one: the first goes on, the other's address leads to it."""
    with desk(config, database, story, by) as at:
        at.decide(Ruling.MERGE, event, at.key(other))


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
    with desk(config, database, story, by) as at:
        found = at.find(event)
        mentions = found.mentions if found else ()
        if found and (unknown := sorted(set(drops) - {m.article.drop for m in mentions})):
            raise OverrideError(f"{unknown[0]!r}: does not tell of this event", key="split")
        moved = " ".join(dict.fromkeys(m.article.key for m in mentions if m.article.drop in drops))
        at.decide(Ruling.SPLIT, event, moved)


def undo(
    number: Annotated[int, typer.Argument(help="As `timeline overrides` tells it")],
    story: StoryName = None,
    by: By = EDITOR,
    config: Config = DEFAULT_CONFIG,
    database: Database = None,
) -> None:
    """Take a decision back; what merging says holds again, or an earlier decision."""
    with desk(config, database, story, by) as at:
        decided = at.storage.undo(at.story.slug, number, at=now(), by=at.by)
        notes.print(f"undone: {decided.ruling.value} {decided.event}", soft_wrap=True, markup=False)
