"""The queries that reading and writing share; a timeline's rows become its values."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from datetime import tzinfo
from operator import attrgetter
from typing import Any

from sqlalchemy import (
    JSON,
    Column,
    Connection,
    Select,
    String,
    Table,
    bindparam,
    cast,
    select,
    type_coerce,
)
from sqlalchemy.types import NullType

from timeline.storage import rows
from timeline.storage.tables import (
    EVENT,
    MENTION,
    OVERRIDE,
    STORY,
    WITHDRAWAL,
)
from timeline.types import (
    Event,
    Mention,
    Override,
    Receipt,
    Ruling,
    Timeline,
)


def bare(table: Table, *names: str) -> list[Any]:
    """Return columns, all or those named, as the driver gives them: ``rows`` reads them.

    JSON comes as text, since many rows hold the same, which ``rows`` reads once.
    """
    return [
        (
            cast(column, String)
            if isinstance(column.type, JSON)
            else type_coerce(column, NullType())
        ).label(column.name)
        for column in ([table.c[name] for name in names] or table.columns)
    ]


def _of_story(query: Select[Any], table: Table, column: Column[Any]) -> tuple[Select[Any], ...]:
    """Return the statements for a story's own rows, and for those with some values of *column*.

    They are made once: with values in it a statement costs more than finding the rows.
    """
    own = query.where(table.c.story == bindparam("slug"))
    return own, own.where(column.in_(bindparam("only", expanding=True)))


_EVENTS = _of_story(select(*bare(EVENT)), EVENT, EVENT.c.id)
_MENTIONS = _of_story(
    select(*bare(MENTION)).order_by(MENTION.c.event, MENTION.c.story, MENTION.c.position),
    MENTION,
    MENTION.c.event,
)
_WITHDRAWALS = _of_story(select(WITHDRAWAL), WITHDRAWAL, WITHDRAWAL.c.id)

#: Values in one IN (…): far below the smallest limit of both databases.
CHUNK = 500


def chunks(values: Collection[str]) -> Iterator[list[str]]:
    """Return *values* in lists that fit into one statement."""
    listed = list(values)
    return (listed[at : at + CHUNK] for at in range(0, len(listed), CHUNK))


def receipts(connection: Connection, query: Select[Any]) -> tuple[Receipt, ...]:
    """Return the receipts that *query* finds."""
    return tuple(map(rows.receipt, connection.execute(query).mappings()))


def zone(connection: Connection, slug: str) -> Any:
    """Return the time zone of a story; UTC when it is not kept."""
    return rows.zone(connection.scalar(select(STORY.c.zone).where(STORY.c.slug == slug)) or "0")


def story_of(connection: Connection, table: Table, event: str) -> str | None:
    """Return the first story in whose rows of *table* an event is."""
    query = select(table.c.story).where(table.c.id == event).order_by(table.c.story)
    return connection.scalar(query)


def overrides(connection: Connection, slug: str) -> tuple[Override, ...]:
    """Return an editor's decisions on a story, oldest first."""
    query = select(OVERRIDE).where(OVERRIDE.c.story == slug).order_by(OVERRIDE.c.id)
    return tuple(map(rows.override, connection.execute(query).mappings()))


def told_by(
    connection: Connection, column: Column[Any], articles: Collection[str] | None = None
) -> set[tuple[str, str]]:
    """Return the pairs of story and *column* in the mentions of *articles*, or of all there are."""
    query = select(MENTION.c.story, column).distinct()
    if articles is None:
        return {(slug, value) for slug, value in connection.execute(query)}
    return {
        (slug, value)
        for chunk in chunks(articles)
        for slug, value in connection.execute(query.where(MENTION.c.article.in_(chunk)))
    }


def overruled(connection: Connection, slug: str) -> frozenset[str]:
    """Return the ids of the events that an editor's decisions on a story name, and their heirs."""
    found: set[str] = set()
    new: set[str | None] = set()
    for decided in overrides(connection, slug):
        new.add(decided.event)
        if decided.ruling is Ruling.MERGE:
            new.add(decided.value)
    query = select(WITHDRAWAL.c.replaced_by).where(WITHDRAWAL.c.story == slug)
    while named := {key for key in new if key} - found:
        found |= named
        new = {
            heir
            for chunk in chunks(sorted(named))
            for heir in connection.scalars(query.where(WITHDRAWAL.c.id.in_(chunk)))
        }
    return frozenset(found)


def read_events(
    connection: Connection, slug: str, into: tzinfo, only: Collection[str] | None = None
) -> list[Event]:
    """Return a story's events as merged, or only those named, in no order."""
    members: dict[str, list[Mention]] = {}
    for row in _all(connection, _MENTIONS, slug, only):
        members.setdefault(row["event"], []).append(rows.mention(row, into))
    return [
        rows.event(row, members.get(row["id"], ()), into)
        for row in _all(connection, _EVENTS, slug, only)
    ]


def read_timeline(
    connection: Connection,
    slug: str,
    only: Collection[str] | None = None,
    withdrawn: Collection[str] | None = None,
) -> Timeline:
    """Return a story's timeline as merged: all of it, or only the events and withdrawals named."""
    story = connection.execute(select(STORY).where(STORY.c.slug == slug)).mappings().first()
    if story is None:
        return Timeline(story=slug)
    into = rows.zone(story["zone"])
    events = read_events(connection, slug, into, only)
    gone = [rows.withdrawal(row, into) for row in _all(connection, _WITHDRAWALS, slug, withdrawn)]
    return Timeline(
        story=slug,
        events=tuple(sorted(events, key=attrgetter("by_date"))),
        withdrawn=tuple(sorted(gone, key=lambda one: (one.when, one.id))),
        revision=story["revision"],
        updated=story["updated"],
    )


def _all(
    connection: Connection,
    statements: Sequence[Select[Any]],
    slug: str,
    only: Collection[str] | None,
) -> Iterator[rows.Found]:
    """Return a story's own rows, or those of them that have one of some values in their column."""
    whole, some = statements
    if only is None:
        yield from connection.execute(whole, {"slug": slug}).mappings()
        return
    for chunk in chunks(only):
        yield from connection.execute(some, {"slug": slug, "only": chunk}).mappings().all()
