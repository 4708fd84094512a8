"""What events are found by: their place in order of date, and an index of their words and names.

SQLite has FTS5 and PostgreSQL tsvector; both are given the words as ``choice.terms`` has folded
them, so that the database finds what ``choice.holds`` finds. Events that an editor has decided on
are not in the index: they are judged in memory, and what is hidden leaves no word behind.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from hashlib import blake2b
from typing import Any

from sqlalchemy import Connection, func, select, text, update

from timeline.choice import PREFIX, Choice, Terms, stands, terms
from timeline.storage import rows
from timeline.storage.queries import chunks, overruled, read_timeline, zone
from timeline.storage.tables import EVENT, STORY
from timeline.types import Event

#: Characters of a word, and words of an event, that are kept; no query is longer.
MAX_WORD, MAX_WORDS = 200, 20_000

_INSERT = {
    "sqlite": "INSERT INTO telling (rowid, words, tags, places, sources)"
    " VALUES (:number, :words, :tags, :places, :sources)",
    "postgresql": "INSERT INTO telling (number, terms) VALUES (:number, array_to_tsvector(:terms))",
}
_DELETE = {
    "sqlite": "DELETE FROM telling WHERE rowid = :number",
    "postgresql": "DELETE FROM telling WHERE number = :number",
}
_MATCH = {
    "sqlite": "event.number IN (SELECT rowid FROM telling WHERE telling MATCH :terms)",
    "postgresql": "event.number IN (SELECT number FROM telling WHERE terms @@"
    " CAST(:terms AS tsquery))",
}


def keep(connection: Connection, told: Mapping[int, Event]) -> None:
    """Index events by their numbers, which are not in the index."""
    name = connection.dialect.name
    made = _columns if name == "sqlite" else _lexemes
    new = [{"number": number} | made(terms(event)) for number, event in told.items()]
    if new:
        connection.execute(text(_INSERT[name]), new)


def forget(connection: Connection, numbers: Iterable[int]) -> None:
    """Take events out of the index."""
    gone = [{"number": number} for number in numbers]
    if gone:
        connection.execute(text(_DELETE[connection.dialect.name]), gone)


def sweep(connection: Connection) -> None:
    """Rewrite the index without what was taken out: FTS5 only marks it as deleted."""
    if connection.dialect.name == "sqlite":
        connection.execute(text("INSERT INTO telling (telling) VALUES ('optimize')"))


def matches(choice: Choice, dialect: str) -> Any:
    """Return the condition that an event is told of in the words and names of *choice*."""
    if not (choice.words or choice.tag or choice.source or choice.place):
        return None
    write = _expression if dialect == "sqlite" else _tsquery
    return text(_MATCH[dialect]).bindparams(terms=write(choice))


def numbers(connection: Connection, slug: str, events: Collection[str]) -> dict[str, int]:
    """Return the numbers of events, by their ids."""
    own = select(EVENT.c.id, EVENT.c.number).where(EVENT.c.story == slug)
    return {
        row.id: row.number
        for chunk in chunks(events)
        for row in connection.execute(own.where(EVENT.c.id.in_(chunk)))
    }


def last_number(connection: Connection) -> int:
    """Return the highest number that an event has; 0 when there is none."""
    return connection.scalar(select(func.max(EVENT.c.number))) or 0


def fill(connection: Connection) -> None:
    """Index the events that an older version has kept."""
    missing = select(EVENT.c.id).where(EVENT.c.number.is_(None))
    for slug in connection.scalars(select(STORY.c.slug)).all():
        into, apart = zone(connection, slug), overruled(connection, slug)
        for chunk in chunks(connection.scalars(missing.where(EVENT.c.story == slug)).all()):
            first = last_number(connection) + 1
            found = dict(enumerate(read_timeline(connection, slug, chunk, ()).events, first))
            for number, event in found.items():
                own = (EVENT.c.id == event.id) & (EVENT.c.story == slug)
                place = {"number": number, "stands": rows.utc(stands(event, into))}
                connection.execute(update(EVENT).where(own).values(place))
            keep(connection, {n: event for n, event in found.items() if event.id not in apart})
        count = select(func.count()).select_from(EVENT).where(EVENT.c.story == slug)
        connection.execute(
            update(STORY).where(STORY.c.slug == slug).values(events=count.scalar_subquery())
        )


def is_whole(connection: Connection) -> bool:
    """Tell whether every event is in its place."""
    return connection.scalar(select(EVENT.c.id).where(EVENT.c.number.is_(None)).limit(1)) is None


def move(connection: Connection, slug: str) -> None:
    """Give events their place again, when the zone of the story that counts their days changed."""
    into = zone(connection, slug)
    open_start = select(EVENT.c.id).where(EVENT.c.story == slug, EVENT.c.starts.is_(None))
    for chunk in chunks(connection.scalars(open_start).all()):
        for event in read_timeline(connection, slug, chunk, ()).events:
            own = (EVENT.c.id == event.id) & (EVENT.c.story == slug)
            place = rows.utc(stands(event, into))
            connection.execute(update(EVENT).where(own).values(stands=place))


# --- as each database has it -------------------------------------------------------------------


def _columns(found: Terms) -> dict[str, str]:
    return {
        "words": " ".join(word[:MAX_WORD] for word in found.words[:MAX_WORDS]),
        "tags": " ".join(map(_token, found.tags)),
        "places": " ".join(map(_token, found.places)),
        "sources": " ".join(map(_token, found.sources)),
    }


def _lexemes(found: Terms) -> dict[str, list[str]]:
    kinds = (("t", found.tags), ("p", found.places), ("s", found.sources))
    lexemes = [f"w{word[:MAX_WORD]}" for word in found.words[:MAX_WORDS]]
    return {"terms": lexemes + [letter + _token(name) for letter, names in kinds for name in names]}


def _expression(choice: Choice) -> str:
    """Return what is asked of FTS5; words have letters and digits only, there is no quote."""
    parts = [f'words:"{word}"{"*" if len(word) >= PREFIX else ""}' for word in choice.words]
    names = (("tags", choice.tag), ("places", choice.place), ("sources", choice.source))
    parts += [f'{column}:"{_token(name)}"' for column, name in names if name is not None]
    return " AND ".join(parts)


def _tsquery(choice: Choice) -> str:
    parts = [f"'w{word}'{':*' if len(word) >= PREFIX else ''}" for word in choice.words]
    names: Sequence[tuple[str, str | None]] = (
        ("t", choice.tag),
        ("p", choice.place),
        ("s", choice.source),
    )
    parts += [f"'{letter}{_token(name)}'" for letter, name in names if name is not None]
    return " & ".join(parts)


def _token(name: str) -> str:
    """Return a name as one word of any index: names have blanks and signs, and are found whole."""
    return blake2b(name.encode("utf-8", "replace"), digest_size=10).hexdigest()
