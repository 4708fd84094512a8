"""Taking articles out of everything that is kept: their text, quotes and what was told of them.

What stays is the key of each article, so that it is not taken again, and the events' ids.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import Any

from sqlalchemy import Connection, delete, select, update

from timeline.storage import rows
from timeline.storage.queries import chunks
from timeline.storage.tables import (
    ARTICLE,
    ARTICLE_KEY,
    ARTICLE_REVISION,
    CHANGE,
    EVENT,
    OVERRIDE,
    STORY,
    WITHDRAWAL,
)
from timeline.types import Ruling

#: Stands in an event's history for the names of drops that are gone.
NOBODY = "a removed article"
#: The number of a purged article's revision: there is none.
PURGED = 0


def purge(connection: Connection, articles: Collection[str], names: Collection[str]) -> None:
    """Take *articles* (their first keys), which came in drops called *names*, out of all tables.

    Their mentions have left the timelines before.
    """
    told = _events(connection, _names(connection, articles) | set(names))
    for chunk in chunks(articles):
        connection.execute(delete(ARTICLE_REVISION).where(ARTICLE_REVISION.c.article.in_(chunk)))
        gone = update(ARTICLE).where(ARTICLE.c.key.in_(chunk))
        connection.execute(gone.values(revision=PURGED, drop=""))
    _forget_last(connection, told, set(articles))
    left = _found(connection, EVENT.c.id, told)
    _forget_words(connection, told - left)
    stories = _stories(connection, told)
    connection.execute(
        update(STORY)
        .where(STORY.c.slug.in_(stories))
        .values(revision=STORY.c.revision + 1, generation=STORY.c.generation + 1)
    )


def purged(connection: Connection, keys: Collection[str]) -> set[str]:
    """Return which of *keys* are those of purged articles."""
    own = (
        select(ARTICLE_KEY.c.key)
        .join(ARTICLE, ARTICLE.c.key == ARTICLE_KEY.c.article)
        .where(ARTICLE.c.revision == PURGED)
    )
    return {
        key
        for chunk in chunks(keys)
        for key in connection.scalars(own.where(ARTICLE_KEY.c.key.in_(chunk)))
    }


def admit(connection: Connection, articles: Collection[str]) -> None:
    """Let purged articles be taken again."""
    for chunk in chunks(articles):
        gone = select(ARTICLE.c.key).where(ARTICLE.c.key.in_(chunk), ARTICLE.c.revision == PURGED)
        known = list(connection.scalars(gone))
        connection.execute(delete(ARTICLE_KEY).where(ARTICLE_KEY.c.article.in_(known)))
        connection.execute(delete(ARTICLE).where(ARTICLE.c.key.in_(known)))


def _names(connection: Connection, articles: Collection[str]) -> set[str]:
    """Return the names of all drops that the articles ever came in."""
    found: set[str] = set()
    for chunk in chunks(articles):
        query = select(ARTICLE_REVISION).where(ARTICLE_REVISION.c.article.in_(chunk))
        found.update(rows.article(row).drop for row in connection.execute(query).mappings())
    return found


def _events(connection: Connection, names: Collection[str]) -> set[str]:
    """Return the events that drops ever told of, and take what they said out of the histories."""
    found: set[str] = set()
    for name in names:
        lines = select(CHANGE.c.event, CHANGE.c.why).where(
            CHANGE.c.why.contains(name, autoescape=True)
        )
        said = _source(name)
        found.update(row.event for row in connection.execute(lines) if said.search(row.why))
    moved = select(CHANGE.c.event, CHANGE.c.other).where(CHANGE.c.what.in_(("merged", "split")))
    pairs = [(row.event, row.other) for row in connection.execute(moved)]
    before = -1
    while len(found) != before:
        before = len(found)
        found.update(event for pair in pairs if found & {*pair} for event in pair if event)
    for chunk in chunks(found):
        lines = select(CHANGE.c.id, CHANGE.c.why).where(CHANGE.c.event.in_(chunk))
        for row in connection.execute(lines).all():
            if (why := _without(row.why, names)) != row.why:
                connection.execute(update(CHANGE).where(CHANGE.c.id == row.id).values(why=why))
    return found


def _source(name: str) -> re.Pattern[str]:
    """Return what finds a drop among those that a line of history begins with."""
    return re.compile(rf"(?:^|(?<=, )){re.escape(name)}(?=, |: )")


def _without(why: str, names: Collection[str]) -> str:
    """Return a line of history without the names, and without what was quoted."""
    for name in names:
        why = _source(name).sub(NOBODY, why)
    return re.sub("“.*”", "“…”", why, flags=re.DOTALL)


def _forget_last(connection: Connection, events: Collection[str], articles: set[str]) -> None:
    """Forget how withdrawn events were last told, where the articles told of them.

    When they first were stays: they may come back.
    """
    for chunk in chunks(events):
        query = select(WITHDRAWAL).where(WITHDRAWAL.c.id.in_(chunk))
        for row in connection.execute(query).mappings().all():
            last = rows.withdrawal(row, rows.zone("0")).last
            if last is not None and articles & {m.article.key for m in last.mentions}:
                own = (WITHDRAWAL.c.id == row["id"]) & (WITHDRAWAL.c.story == row["story"])
                left = {"last": None, "published": last.published, "revision": last.revision}
                connection.execute(update(WITHDRAWAL).where(own).values(left))


def _forget_words(connection: Connection, events: Collection[str]) -> None:
    """Forget titles and speakers by hand of events that are gone; other decisions tell nothing."""
    for chunk in chunks(events):
        own = OVERRIDE.c.event.in_(chunk)
        telling = OVERRIDE.c.ruling.in_([str(Ruling.TITLE), str(Ruling.SPEAKER)])
        numbers = list(connection.scalars(select(OVERRIDE.c.id).where(own, telling)))
        back = (OVERRIDE.c.ruling == str(Ruling.UNDO)) & OVERRIDE.c.value.in_(map(str, numbers))
        connection.execute(delete(OVERRIDE).where(own, OVERRIDE.c.id.in_(numbers) | back))


def _found(connection: Connection, column: Any, values: Collection[str]) -> set[str]:
    return {
        value
        for chunk in chunks(values)
        for value in connection.scalars(select(column).where(column.in_(chunk)))
    }


def _stories(connection: Connection, events: Collection[str]) -> set[str]:
    """Return the stories in whose history the events are."""
    return {
        slug
        for chunk in chunks(events)
        for slug in connection.scalars(select(CHANGE.c.story).where(CHANGE.c.event.in_(chunk)))
    }
