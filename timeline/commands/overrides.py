"""List what editors decided by hand, and decide: these decisions last over every later article."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Annotated
from zoneinfo import ZoneInfo

import typer

from timeline.commands.options import (
    DEFAULT_CONFIG,
    Config,
    Database,
    JsonLines,
    choose_stories,
    now,
    open_storage,
    read_settings,
)
from timeline.commands.output import CLOCK, SHORT, notes, print_jsonl, print_table, shown
from timeline.errors import OverrideError
from timeline.types import Event, Override, Ruling, Status, Story

if TYPE_CHECKING:
    from timeline.storage import Storage

EDITOR = "an editor"
#: Fewer letters of an id name nothing.
SHORTEST = 6
#: What an editor writes as a date.
DATES = (
    "2026-01-27, 2026-02, 2026-01-24/2026-01-25, ../2026-01-27 (on or before), 2026-01-27T18:30, "
    "2026-01-27T18:30:00+01:00"
)
#: Decisions of which the last one holds.
_ONE_VALUE = frozenset({Ruling.TITLE, Ruling.DATE, Ruling.STATUS, Ruling.SPEAKER})
#: An id in what is copied from a browser: ".../events/89c075f7-…".
_ID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)
_YEAR_LAST = re.compile(r"(?!\d{4}).*[\s/.-]\d{4}")
_BLANK = re.compile(r"(?<=\d) (?=\d\d:)")

StoryName = Annotated[
    str | None, typer.Option("--story", help="Slug; default: the story that has the event")
]
By = Annotated[str, typer.Option(help="Who decides; everybody can read it in the history")]


def _id_in(named: str) -> str:
    """Return the id in an event's URL, and what has none as it is."""
    found = _ID.search(named)
    return found[0].lower() if found else named


EventId = Annotated[
    str,
    typer.Argument(
        help="Its id (`timeline events` tells it), how that begins, or its URL",
        metavar="EVENT",
        callback=_id_in,
    ),
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

    def gone(self, named: str) -> str | None:
        """Return the id of the one event that was withdrawn, or hidden, and is so named."""
        named = named.removeprefix("urn:uuid:")
        withdrawn = self.storage.load(self.story.slug).withdrawn
        gone = [one.id for one in withdrawn if len(named) >= SHORTEST and one.id.startswith(named)]
        return gone[0] if len(gone) == 1 else None

    def key(self, named: str) -> str:
        """Return the id of an event; what names none is left for the decision to refuse.

        So is one that was withdrawn or hidden: the refusal can say what it is now.
        """
        event = self.find(named)
        return event.id if event else self.gone(named) or named.removeprefix("urn:uuid:")

    def holds(self, event: str, ruling: Ruling) -> Override | None:
        """Return the last decision of that kind on the event of that id, if one holds."""
        from timeline.storage.rulings import holding

        return holding(self.decided(), event, ruling)

    def decided(self) -> tuple[Override, ...]:
        """Return what was decided on the story, oldest first."""
        return self.storage.overrides(self.story.slug)

    def decide(self, ruling: Ruling, event: str, value: str | None = None) -> None:
        """Keep a decision; raises OverrideError when it cannot be followed.

        One that holds already is told, and not kept again: readers would see it twice.
        """
        override = Override(self.key(event), ruling, now(), self.by, value)
        held = self.holds(override.event, ruling)
        if held and ruling in _ONE_VALUE and held.value == value:
            told = f"decided already: {ruling.value} {override.event}, number {held.number}"
            notes.print(told, soft_wrap=True, markup=False)
            return
        before = self.told()
        self.storage.overrule(self.story.slug, override)
        notes.print(
            f"decided: {ruling.value} {override.event} in {self.story.slug}",
            *_changes(before, self.told()),
            sep="\n  ",
            soft_wrap=True,
            markup=False,
        )

    def undo(self, number: int) -> None:
        """Take back the decision of that number; raises OverrideError when that cannot be."""
        before = self.told()
        decided = self.storage.undo(self.story.slug, number, at=now(), by=self.by)
        notes.print(
            f"undone: {decided.ruling.value} {decided.event}",
            *_changes(before, self.told()),
            sep="\n  ",
            soft_wrap=True,
            markup=False,
        )

    def told(self) -> dict[str, Event]:
        """Return the published events by their ids."""
        return {one.id: one for one in self.storage.load(self.story.slug).events}


def _changes(before: Mapping[str, Event], after: Mapping[str, Event]) -> Iterator[str]:
    """Yield in words what readers see otherwise."""
    from timeline.merge import differences
    from timeline.storage.rulings import speakers

    for key, new in after.items():
        old = before.get(key)
        if old is None:
            yield f"published: “{new.title}”, {key[:SHORT]}"
            continue
        yield from differences(old, new)
        if (said := speakers(old)) != (says := speakers(new)):
            yield f"speaker {_called(said)} became {_called(says)}"
            if said and said in new.title:
                yield f"the title still names “{said}”; `timeline overrides title` gives another"
        if len(old.mentions) != len(new.mentions):
            yield f"reports: {len(old.mentions)} became {len(new.mentions)}"
    for key in before.keys() - after.keys():
        yield f"no longer published: “{before[key].title}”, {key[:SHORT]}"


def _called(speaker: str) -> str:
    return f"“{speaker}”" if speaker else "nobody"


@contextmanager
def desks(config: Config, database: Database, story: str | None, by: str) -> Iterator[list[Desk]]:
    """Open the desk of the story of that slug, or those of all stories."""
    settings = read_settings(config, database=database)
    stories = choose_stories(settings, config, story)
    with open_storage(settings, known=True) as storage:
        yield [Desk(storage, one, by) for one in stories]


@contextmanager
def desk(
    event: str, config: Config, database: Database, story: str | None, by: str
) -> Iterator[Desk]:
    """Open the desk of the first story that has, or had, the event.

    Raises OverrideError when none has. That others have it, too, is told once all is done.
    """
    with desks(config, database, story, by) as every:
        found = [(at, at.find(event)) for at in every]
        ids = {one.id for _at, one in found if one}
        if len(ids) > 1:
            raise OverrideError(f"{event!r}: {len(ids)} events begin so; give more of it")
        those = [at for at, one in found if one] or [at for at in every if at.gone(event)]
        if not those:
            raise OverrideError(f"{event!r}: {_unknown(event, story)}")
        yield those[0]
        if others := ", ".join(at.story.slug for at in those[1:]):
            told = f"it is in other stories, too, which --story names: {others}"
            notes.print(told, soft_wrap=True, markup=False)


def _unknown(event: str, story: str | None) -> str:
    """Return why nothing is so named."""
    if len(event.removeprefix("urn:uuid:")) < SHORTEST:
        return f"give {SHORTEST} letters of an event's id at least"
    listed = f"`timeline events --story {story or 'SLUG'}` lists them"
    return f"is no event of {'this' if story else 'any'} story; {listed}"


def overrides(
    context: typer.Context,
    story: Annotated[
        str | None, typer.Option("--story", help="Slug; default: those of all stories")
    ] = None,
    jsonl: JsonLines = False,
    config: Config = DEFAULT_CONFIG,
    database: Database = None,
) -> None:
    """List what was decided by hand on events."""
    from timeline.storage.rulings import undone as taken_back

    if context.invoked_subcommand:
        return
    with desks(config, database, story, EDITOR) as every:
        decided = sorted(
            ((one, at.story.slug) for at in every for one in at.decided()),
            key=lambda pair: pair[0].number or 0,
        )
    undone = taken_back(one for one, _slug in decided)
    if jsonl:
        print_jsonl(
            {
                "number": one.number,
                "at": one.at.isoformat(),
                "by": one.by,
                "story": slug,
                "decision": one.ruling.value,
                "event": f"urn:uuid:{one.event}",
                "value": one.value,
                "undone": one.number in undone,
            }
            for one, slug in decided
        )
        return
    print_table(
        ("number", "at", "by", "story", "decision", "event", "value"),
        (
            (
                str(one.number),
                shown(one.at),
                one.by,
                slug,
                one.ruling.value + ", undone" * (one.number in undone),
                one.event[:SHORT],
                _value(one),
            )
            for one, slug in decided
        ),
    )


def _value(one: Override) -> str:
    """Return what was decided as a table shows it: a date, or an id, as `timeline events` does."""
    from timeline.storage.rulings import WHEN

    if one.ruling is Ruling.DATE:
        return WHEN.validate_json(one.value or "").edtf
    if one.ruling is Ruling.SPEAKER:
        return one.value or "nobody"
    return (one.value or "")[: SHORT if one.ruling is Ruling.MERGE else None]


def hide(
    event: EventId,
    story: StoryName = None,
    by: By = EDITOR,
    config: Config = DEFAULT_CONFIG,
    database: Database = None,
) -> None:
    """Take an event out of what is published; its page says that an editor did."""
    with desk(event, config, database, story, by) as at:
        if held := at.holds(at.key(event), Ruling.HIDE):
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
    with desk(event, config, database, story, by) as at:
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

    with desk(event, config, database, story, by) as at:
        try:
            value = decisions.dated(from_edtf(_completed(edtf, at.story.zone), at.story.zone))
        except ValueError as error:
            raise OverrideError(_refusal(edtf, str(error)), key="date") from error
        at.decide(Ruling.DATE, event, value)


def _refusal(edtf: str, reason: str) -> str:
    """Return why a date is refused and how it is written: "14/11/2026" begins with its year."""
    if _YEAR_LAST.fullmatch(edtf):
        reason = f"{edtf!r} does not begin with its year"
    return f"{reason}; write it as one of {DATES}"


def _completed(edtf: str, zone: ZoneInfo) -> str:
    """Give the clock times in an editor's date the "T", seconds and offset that EDTF asks for.

    What is no time is left for its reader to refuse.
    """

    def whole(found: re.Match[str]) -> str:
        try:
            moment = datetime.fromisoformat(found[0])
        except ValueError:
            return found[0]
        return (moment if moment.tzinfo else moment.replace(tzinfo=zone)).isoformat()

    return CLOCK.sub(whole, _BLANK.sub("T", edtf))


def status(
    event: EventId,
    value: Annotated[str, typer.Argument(help=f"One of: {', '.join(Status)}", metavar="STATUS")],
    story: StoryName = None,
    by: By = EDITOR,
    config: Config = DEFAULT_CONFIG,
    database: Database = None,
) -> None:
    """Give an event another status: a plan happened, or was called off."""
    with desk(event, config, database, story, by) as at:
        at.decide(Ruling.STATUS, event, value)


def speaker(
    event: EventId,
    name: Annotated[str, typer.Argument(help='Who says it, as pages name them; "" for nobody')],
    story: StoryName = None,
    by: By = EDITOR,
    config: Config = DEFAULT_CONFIG,
    database: Database = None,
) -> None:
    """Say who says it, in the place of whom its sentences were ascribed to; or that nobody does."""
    with desk(event, config, database, story, by) as at:
        at.decide(Ruling.SPEAKER, event, name)


def merge(
    event: EventId,
    other: Annotated[
        str, typer.Argument(help="The event that goes on in it", metavar="OTHER", callback=_id_in)
    ],
    story: StoryName = None,
    by: By = EDITOR,
    config: Config = DEFAULT_CONFIG,
    database: Database = None,
) -> None:
    """Make two events one: the first goes on, the other's address leads to it."""
    with desk(event, config, database, story, by) as at:
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
    with desk(event, config, database, story, by) as at:
        found = at.find(event)
        mentions = found.mentions if found else ()
        if found and (unknown := sorted(set(drops) - {m.article.drop for m in mentions})):
            told = ", ".join(sorted({m.article.drop for m in mentions}))
            words = f"{unknown[0]!r}: does not tell of this event; told by: {told}"
            raise OverrideError(words, key="split")
        moved = " ".join(dict.fromkeys(m.article.key for m in mentions if m.article.drop in drops))
        at.decide(Ruling.SPLIT, event, moved)


def undo(
    number: Annotated[
        str, typer.Argument(help="As `timeline overrides` tells it", metavar="NUMBER")
    ],
    story: StoryName = None,
    by: By = EDITOR,
    config: Config = DEFAULT_CONFIG,
    database: Database = None,
) -> None:
    """Take a decision back; what merging says holds again, or an earlier decision."""
    with desks(config, database, story, by) as every:
        found = [at for at in every if number in {str(one.number) for one in at.decided()}]
        if not found:
            listed = "give the number by which `timeline overrides` lists it"
            raise OverrideError(f"{number}: is no decision here; {listed}")
        found[0].undo(int(number))
