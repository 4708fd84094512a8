"""One event by its id: what a link, an event's page and its JSON ask at every request."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from sqlalchemy import Connection, Dialect, bindparam, exists, select
from sqlalchemy.exc import DBAPIError

from timeline.storage import rows
from timeline.storage.queries import bare
from timeline.storage.tables import EVENT, MENTION, OVERRIDE, STORY
from timeline.types import Event

#: All in one statement, since asking costs more than finding.
_FOUND = (
    select(
        STORY.c.zone,
        exists().where(OVERRIDE.c.story == STORY.c.slug),
        *bare(EVENT),
        *bare(MENTION),
    )
    .join_from(EVENT, STORY, STORY.c.slug == EVENT.c.story)
    .outerjoin(MENTION, (MENTION.c.event == EVENT.c.id) & (MENTION.c.story == EVENT.c.story))
    .where(EVENT.c.id == bindparam("event"))
    .order_by(EVENT.c.story, MENTION.c.position)
)
_EVENT, _MENTION = EVENT.columns.keys(), MENTION.columns.keys()
_BEGIN, _END = 2, 2 + len(_EVENT)


def read_event(connection: Connection, event: str) -> tuple[str, Event] | None:
    """Return an event as merged, with the slug of the first story that it is in.

    None where no story has it, or an editor has decided on events of that story.
    """
    found = _ask(connection, event)
    if not found or found[0][1]:
        return None
    into = rows.zone(found[0][0])
    own = dict(zip(_EVENT, found[0][_BEGIN:_END], strict=True))
    tellings = (dict(zip(_MENTION, row[_END:], strict=True)) for row in found)
    mentions = [rows.mention(one, into) for one in tellings if one["story"] == own["story"]]
    return own["story"], rows.event(own, mentions, into)


def _ask(connection: Connection, event: str) -> Sequence[Any]:
    """Return the rows, asked of the driver itself: SQLAlchemy's own way takes twice as long."""
    dialect, failed = connection.dialect, connection.dialect.loaded_dbapi.Error
    statement = _statement(dialect)
    cursor = connection.connection.cursor()
    try:
        cursor.execute(statement, (event,) if dialect.positional else {"event": event})
        return cursor.fetchall()
    except failed as error:
        raise DBAPIError.instance(statement, None, error, failed) from error


@lru_cache(maxsize=4)
def _statement(dialect: Dialect) -> str:
    return str(_FOUND.compile(dialect=dialect))
