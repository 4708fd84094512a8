"""Storage: what is kept, read and written as values; only this module knows the queries."""

from __future__ import annotations

import time
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from math import inf
from typing import Any

from sqlalchemy import (
    Column,
    ColumnElement,
    Connection,
    Select,
    Table,
    bindparam,
    delete,
    func,
    insert,
    select,
    update,
)

from timeline.errors import StorageError
from timeline.storage import rows, tables
from timeline.storage.engine import PATIENCE, Lock, connect, parse, plainly
from timeline.storage.migrations import migrate
from timeline.storage.overrides import apply
from timeline.storage.pulse import Pulse
from timeline.storage.rows import Columns
from timeline.types import (
    Article,
    Change,
    DropState,
    Event,
    Mention,
    Override,
    Receipt,
    Story,
    Timeline,
    Watching,
    Withdrawal,
)

#: No event that begins or ends farther from a span than this is near it, unless its date is named.
REACH = timedelta(days=32)

#: Values in one IN (…): far below the smallest limit of both databases.
_CHUNK = 500


def _table(row: type[tables.Row]) -> Table:
    table: Table = row.__table__  # type: ignore[attr-defined]  # SQLModel does not declare it
    return table


STORY = _table(tables.StoryRow)
RECEIPT = _table(tables.ReceiptRow)
ARTICLE = _table(tables.ArticleRow)
ARTICLE_REVISION = _table(tables.ArticleRevisionRow)
ARTICLE_KEY = _table(tables.ArticleKeyRow)
EVENT = _table(tables.EventRow)
MENTION = _table(tables.MentionRow)
WITHDRAWAL = _table(tables.WithdrawalRow)
CHANGE = _table(tables.ChangeRow)
OVERRIDE = _table(tables.OverrideRow)
WATCH = _table(tables.WatchRow)


@dataclass(frozen=True, slots=True)
class Stored:
    """An article as it is kept: its current revision."""

    #: Carries the key that it was first known by.
    article: Article
    revision: int


@dataclass(frozen=True, slots=True)
class Near:
    """Which part of a timeline has to be known; more than that does no harm."""

    #: Spans of time; events that may overlap one belong to it.
    spans: Sequence[tuple[datetime, datetime]] = ()
    #: Dates whose events belong to it.
    edtfs: Collection[str] = ()
    #: Keys of articles whose events belong to it.
    articles: Collection[str] = ()
    #: Ids of events, or withdrawn ones, that belong to it.
    ids: Collection[str] = ()


@dataclass(frozen=True, slots=True)
class _Copy:
    """A timeline in memory, and what tells whether it is current."""

    generation: int
    #: As merged, before an editor's decisions.
    merged: Timeline
    published: Timeline


class Storage:
    """A database of timelines, named by its SQLAlchemy URL.

    Reads never wait; writers wait for one another. Every method raises StorageError when the
    database cannot be used.
    """

    def __init__(self, url: str) -> None:
        self._url = parse(url)
        self._reader = connect(self._url)
        self._writer = connect(self._url, writes=True)
        self._copies: dict[str, _Copy] = {}
        is_file = self._url.get_backend_name() == "sqlite"
        self._pulse = Pulse(self._url.database or "") if is_file else None

    def close(self) -> None:
        """Close all connections; a process that was forked calls it before its first read."""
        self._reader.dispose()
        self._writer.dispose()
        if self._pulse is not None:
            self._pulse.close()

    def upgrade(self) -> None:
        """Create the tables, or bring them up to date; rows stay."""
        with plainly(self._url):
            migrate(self._url)

    # --- what readers ask ---------------------------------------------------------------------

    def stories(self) -> tuple[str, ...]:
        """Return the slugs of all stories that something was kept for."""
        with self._reads() as connection:
            return tuple(connection.scalars(select(STORY.c.slug).order_by(STORY.c.slug)))

    def revision(self, slug: str) -> int:
        """Return the revision of a story's timeline; 0 when nothing was ever told."""
        if self._pulse is not None:
            return self._pulse.recall(slug, lambda: self._revision(slug))
        return self._revision(slug)

    def _revision(self, slug: str) -> int:
        with self._reads() as connection:
            found = connection.scalar(select(STORY.c.revision).where(STORY.c.slug == slug))
            return found or 0

    def load(self, slug: str) -> Timeline:
        """Return a story's timeline as it is published; empty when nothing was ever told."""
        with self._reads() as connection:
            return self._current(connection, slug).published

    def find_event(self, event: str) -> tuple[str, Event | Withdrawal] | None:
        """Return an event, or how it was withdrawn, with the slug of its story."""
        with self._reads() as connection:
            slug = _story_of(connection, EVENT, event) or _story_of(connection, WITHDRAWAL, event)
            if slug is None:
                return None
            timeline = _read(connection, slug, [event], [event])
            published = apply(timeline, _overrides(connection, slug))
            found: tuple[Event | Withdrawal, ...] = (*published.events, *published.withdrawn)
            return next(((slug, one) for one in found if one.id == event), None)

    def history(self, event: str) -> tuple[Change, ...]:
        """Return the lines of an event's history, oldest first."""
        query = select(CHANGE).where(CHANGE.c.event == event).order_by(CHANGE.c.id)
        with self._reads() as connection:
            return tuple(map(rows.change, connection.execute(query).mappings()))

    def drops(self, names: Collection[str] | None = None) -> tuple[Receipt, ...]:
        """Return what became of every drop, or of those named, ordered by name."""
        query = select(RECEIPT).order_by(RECEIPT.c.name)
        with self._reads() as connection:
            if names is None:
                return _receipts(connection, query)
            return tuple(
                receipt
                for chunk in _chunks(sorted(names))
                for receipt in _receipts(connection, query.where(RECEIPT.c.name.in_(chunk)))
            )

    def drops_to_retry(self) -> tuple[str, ...]:
        """Return the names of the drops that somebody wants tried again."""
        query = select(RECEIPT.c.name).where(RECEIPT.c.state == str(DropState.RETRY))
        with self._reads() as connection:
            return tuple(connection.scalars(query.order_by(RECEIPT.c.name)))

    def fingerprint(self, slug: str) -> str | None:
        """Return the fingerprint of the configuration that a story was last reduced with."""
        with self._reads() as connection:
            return connection.scalar(select(STORY.c.fingerprint).where(STORY.c.slug == slug))

    def articles(self, keys: Collection[str]) -> dict[str, Stored]:
        """Return what is kept of articles, by any key that they have been known by."""
        with self._reads() as connection:
            found = {}
            for chunk in _chunks(keys):
                query = (
                    select(ARTICLE_KEY.c.key, ARTICLE_REVISION)
                    .join(ARTICLE, ARTICLE.c.key == ARTICLE_KEY.c.article)
                    .join(
                        ARTICLE_REVISION,
                        (ARTICLE_REVISION.c.article == ARTICLE.c.key)
                        & (ARTICLE_REVISION.c.number == ARTICLE.c.revision),
                    )
                    .where(ARTICLE_KEY.c.key.in_(chunk))
                )
                for row in connection.execute(query).mappings():
                    found[row["key"]] = Stored(rows.article(row), row["number"])
            return found

    def article_keys(self) -> tuple[str, ...]:
        """Return the first keys of all articles, in order of arrival."""
        with self._reads() as connection:
            return tuple(connection.scalars(select(ARTICLE.c.key).order_by(ARTICLE.c.arrival)))

    def overrides(self, slug: str) -> tuple[Override, ...]:
        """Return an editor's decisions on a story, oldest first."""
        with self._reads() as connection:
            return _overrides(connection, slug)

    def watching(self) -> Watching | None:
        """Return what the watch last did and will do next; None when it never ran."""
        with self._reads() as connection:
            row = connection.execute(select(WATCH)).mappings().first()
            return None if row is None else rows.watching(row)

    def last_update(self) -> datetime | None:
        """Return when drops were last looked at: by the watch, or by hand."""
        with self._reads() as connection:
            times = (
                connection.scalar(select(func.max(WATCH.c.last))),
                connection.scalar(select(func.max(RECEIPT.c.at))),
            )
            return max((at for at in times if at), default=None)

    # --- what is written ----------------------------------------------------------------------

    @contextmanager
    def write(self) -> Iterator[Batch]:
        """Give a batch whose writes are kept all together, or, after an error, not at all."""
        with plainly(self._url), self._writer.begin() as connection:
            batch = Batch(connection, self._current)
            yield batch

    def retry(self, names: Collection[str] | None = None) -> int:
        """Have rejected drops (all, or those named) tried again; return how many they are."""
        query = update(RECEIPT).where(RECEIPT.c.state == str(DropState.REJECTED))
        if names is not None:
            query = query.where(RECEIPT.c.name.in_(names))
        with plainly(self._url), self._writer.begin() as connection:
            return connection.execute(query.values(state=str(DropState.RETRY))).rowcount

    def overrule(self, slug: str, override: Override) -> None:
        """Keep an editor's decision; what is published follows it from now on."""
        with plainly(self._url), self._writer.begin() as connection:
            connection.execute(insert(OVERRIDE), rows.override_row(override, slug))
            change = Change(
                event=override.event,
                at=override.at,
                what="changed",
                why=f"{override.by} decided by hand: {override.ruling}",
            )
            connection.execute(insert(CHANGE), rows.change_row(change, slug))
            connection.execute(
                update(STORY)
                .where(STORY.c.slug == slug)
                .values(
                    revision=STORY.c.revision + 1,
                    generation=STORY.c.generation + 1,
                    updated=override.at.astimezone(UTC),
                )
            )

    def beat(self, watching: Watching) -> None:
        """Keep what the watch last did and will do next."""
        row = rows.watching_row(watching)
        with plainly(self._url), self._writer.begin() as connection:
            if not connection.execute(update(WATCH).values(row)).rowcount:
                connection.execute(insert(WATCH), row)

    # --- locks --------------------------------------------------------------------------------

    def lock(self, name: str) -> Lock:
        """Return the lock of that name; the processes that use this database share it."""
        return Lock(self._url, name)

    @contextmanager
    def alone(self, name: str, patience: float = 10 * PATIENCE) -> Iterator[None]:
        """Wait until no other process is here; raises StorageError after *patience* seconds."""
        lock = self.lock(name)
        until = time.monotonic() + patience
        while not lock.acquire():
            if time.monotonic() > until:
                raise StorageError(f"another {name} has been running for {patience:.0f} s")
            time.sleep(0.05)
        try:
            yield
        finally:
            lock.release()

    # --- within -------------------------------------------------------------------------------

    @contextmanager
    def _reads(self) -> Iterator[Connection]:
        with plainly(self._url), self._reader.begin() as connection:
            yield connection

    def _current(self, connection: Connection, slug: str) -> _Copy:
        """Return a story's timeline, from memory unless it has changed."""
        query = select(STORY.c.generation).where(STORY.c.slug == slug)
        generation = connection.scalar(query) or 0
        copy = self._copies.get(slug)
        if copy is None or copy.generation != generation:
            merged = _read(connection, slug)
            published = apply(merged, _overrides(connection, slug))
            copy = _Copy(generation, merged, published)
            self._copies[slug] = copy
        return copy


class Batch:
    """One write transaction; ``Storage.write`` gives it."""

    def __init__(self, connection: Connection, current: Any) -> None:
        self._connection = connection
        self._current = current

    def keep_receipts(self, receipts: Iterable[Receipt]) -> None:
        """Keep what became of drops."""
        new = {receipt.name: rows.receipt_row(receipt) for receipt in receipts}
        self._replace(RECEIPT, RECEIPT.c.name, new)

    def keep_articles(self, articles: Sequence[tuple[Article, str]], at: datetime) -> None:
        """Keep articles, each with the key it came with, as new ones or as their next revision."""
        known = self._revisions([article.key for article, _ in articles])
        arrival = self._connection.scalar(select(func.max(ARTICLE.c.arrival))) or 0
        new: list[Columns] = []
        revised: list[Columns] = []
        revisions: list[Columns] = []
        keys: dict[str, str] = {}
        for article, key in articles:
            number = known.get(article.key, 0) + 1
            known[article.key] = number
            row = {"key": article.key, "revision": number, "drop": article.drop}
            if number == 1:
                arrival += 1
                new.append(row | {"arrival": arrival})
            else:
                revised.append({f"_{name}": value for name, value in row.items()})
            revisions.append(
                {"article": article.key, "number": number, "at": at.astimezone(UTC)}
                | rows.article_content(article)
            )
            keys |= {article.key: article.key, key: article.key}
        self._insert(ARTICLE, new)
        self._update(ARTICLE, ("key",), ("revision", "drop"), revised)
        self._insert(ARTICLE_REVISION, revisions)
        self._replace(
            ARTICLE_KEY,
            ARTICLE_KEY.c.key,
            {key: {"key": key, "article": article} for key, article in keys.items()},
        )

    def keep_story(self, story: Story, fingerprint: str) -> None:
        """Keep how a story is configured now."""
        row = {"title": story.title, "zone": story.zone.key, "fingerprint": fingerprint}
        query = update(STORY).where(STORY.c.slug == story.slug)
        if not self._connection.execute(query.values(row)).rowcount:
            start = {"slug": story.slug, "revision": 0, "updated": None, "generation": 0}
            self._connection.execute(insert(STORY), row | start)

    def known(self, slug: str, near: Near | None = None) -> Timeline:
        """Return a story's timeline as it was merged last, or the part of it that is *near*."""
        if near is None:
            merged: Timeline = self._current(self._connection, slug).merged
            return merged
        return _read(self._connection, slug, self._events_near(slug, near), near.ids)

    def told(self, slug: str, since: datetime, until: datetime) -> set[datetime]:
        """Return when events were first told or last changed, if that was in between."""
        found: set[datetime] = set()
        for column in (EVENT.c.published, EVENT.c.updated):
            query = select(column).where(EVENT.c.story == slug, column.between(since, until))
            found.update(self._connection.scalars(query))
        return found

    def _events_near(self, slug: str, near: Near) -> set[str]:
        own = select(EVENT.c.id).where(EVENT.c.story == slug)
        found: set[str] = set()
        for start, end in near.spans:
            first, last = _moved(start, -REACH), _moved(end, REACH)
            begun = EVENT.c.starts.between(first, _moved(end)) & (
                EVENT.c.ends.is_(None) | (EVENT.c.ends > _moved(start))
            )
            ended = EVENT.c.starts.is_(None) & EVENT.c.ends.between(_moved(start), last)
            for condition in (begun, ended):
                found.update(self._connection.scalars(own.where(condition)))
        for chunk in _chunks(near.edtfs):
            found.update(self._connection.scalars(own.where(EVENT.c.edtf.in_(chunk))))
        for chunk in _chunks(near.ids):
            found.update(self._connection.scalars(own.where(EVENT.c.id.in_(chunk))))
        members = select(MENTION.c.event).where(MENTION.c.story == slug)
        for chunk in _chunks(near.articles):
            found.update(self._connection.scalars(members.where(MENTION.c.article.in_(chunk))))
        return found

    def mentions(self, slug: str, articles: Collection[str]) -> dict[str, Mention]:
        """Return what articles tell of in a story, by ``Mention.id``."""
        into = _zone(self._connection, slug)
        found = {}
        for chunk in _chunks(articles):
            query = select(MENTION).where(MENTION.c.story == slug, MENTION.c.article.in_(chunk))
            for row in self._connection.execute(query).mappings():
                found[row["id"]] = rows.mention(row, into)
        return found

    def keep_timeline(self, known: Timeline, timeline: Timeline, changes: Sequence[Change]) -> None:
        """Keep what merging made of *known*; only what differs is written."""
        slug = timeline.story
        before = {event.id: event for event in known.events}
        after = {event.id: event for event in timeline.events}
        new = [event for key, event in after.items() if key not in before]
        changed = [
            event
            for key, event in after.items()
            if key in before and event is not before[key] and event != before[key]
        ]
        gone = [event for key, event in before.items() if key not in after]
        self._insert(EVENT, [rows.event_row(event, slug) for event in new])
        self._update_all(EVENT, ("id", "story"), [rows.event_row(event, slug) for event in changed])
        self._keep_mentions(
            slug,
            [*gone, *(before[event.id] for event in changed)],
            [*changed, *new],
        )
        self._delete(EVENT, slug, [event.id for event in gone])
        withdrawn = self._keep_withdrawn(known, timeline)
        self._insert(CHANGE, [rows.change_row(change, slug) for change in changes])
        moved = (timeline.revision, timeline.updated) != (known.revision, known.updated)
        if new or changed or gone or withdrawn or moved:
            self._connection.execute(
                update(STORY)
                .where(STORY.c.slug == slug)
                .values(
                    revision=timeline.revision,
                    updated=timeline.updated and timeline.updated.astimezone(UTC),
                    generation=STORY.c.generation + 1,
                )
            )

    def _keep_mentions(self, slug: str, before: list[Event], after: list[Event]) -> None:
        old = _mention_rows(slug, before)
        new = _mention_rows(slug, after)
        self._delete(MENTION, slug, [key for key in old if key not in new])
        moved = [row for key, row in new.items() if key in old and row != old[key]]
        self._update_all(MENTION, ("story", "id"), moved)
        self._insert(MENTION, [row for key, row in new.items() if key not in old])

    def _keep_withdrawn(self, known: Timeline, timeline: Timeline) -> bool:
        before = {withdrawal.id: withdrawal for withdrawal in known.withdrawn}
        after = {withdrawal.id: withdrawal for withdrawal in timeline.withdrawn}
        stale = [key for key, old in before.items() if after.get(key) != old]
        fresh = [new for key, new in after.items() if before.get(key) != new]
        self._delete(WITHDRAWAL, timeline.story, stale)
        self._insert(WITHDRAWAL, [rows.withdrawal_row(one, timeline.story) for one in fresh])
        return bool(stale or fresh)

    def _revisions(self, keys: Collection[str]) -> dict[str, int]:
        found: dict[str, int] = {}
        for chunk in _chunks(keys):
            query = select(ARTICLE.c.key, ARTICLE.c.revision).where(ARTICLE.c.key.in_(chunk))
            found |= {row.key: row.revision for row in self._connection.execute(query)}
        return found

    def _insert(self, table: Table, new: list[Columns]) -> None:
        if new:
            self._connection.execute(insert(table), new)

    def _update(
        self, table: Table, keys: Sequence[str], columns: Iterable[str], changed: list[Columns]
    ) -> None:
        """Update rows, whose columns are named with a leading "_": a column's own is taken."""
        if changed:
            query = update(table).where(*(table.c[key] == bindparam(f"_{key}") for key in keys))
            self._connection.execute(
                query.values({column: bindparam(f"_{column}") for column in columns}), changed
            )

    def _update_all(self, table: Table, keys: Sequence[str], changed: list[Columns]) -> None:
        columns = [column.name for column in table.columns if column.name not in keys]
        named = [{f"_{name}": value for name, value in row.items()} for row in changed]
        self._update(table, keys, columns, named)

    def _replace(self, table: Table, key: Any, new: dict[str, Columns]) -> None:
        for chunk in _chunks(new):
            self._connection.execute(delete(table).where(key.in_(chunk)))
        self._insert(table, list(new.values()))

    def _delete(self, table: Table, slug: str, ids: Collection[str]) -> None:
        for chunk in _chunks(ids):
            query = delete(table).where(table.c.story == slug, table.c.id.in_(chunk))
            self._connection.execute(query)


def _chunks(values: Collection[str]) -> Iterator[list[str]]:
    listed = list(values)
    return (listed[at : at + _CHUNK] for at in range(0, len(listed), _CHUNK))


def _receipts(connection: Connection, query: Select[Any]) -> tuple[Receipt, ...]:
    return tuple(map(rows.receipt, connection.execute(query).mappings()))


def by_date(event: Event) -> tuple[float, float, str]:
    """Order events by date; one without a beginning stands at its end, one without both last."""
    start, end = event.when.start, event.when.end
    first = start.timestamp() if start else end.timestamp() - 1 if end else inf
    return first, end.timestamp() if end else first, event.id


def _zone(connection: Connection, slug: str) -> Any:
    return rows.zone(connection.scalar(select(STORY.c.zone).where(STORY.c.slug == slug)) or "0")


def _story_of(connection: Connection, table: Table, event: str) -> str | None:
    query = select(table.c.story).where(table.c.id == event).order_by(table.c.story)
    return connection.scalar(query)


def _overrides(connection: Connection, slug: str) -> tuple[Override, ...]:
    query = select(OVERRIDE).where(OVERRIDE.c.story == slug).order_by(OVERRIDE.c.id)
    return tuple(map(rows.override, connection.execute(query).mappings()))


def _mention_rows(slug: str, events: Iterable[Event]) -> dict[str, Columns]:
    return {
        mention.id: rows.mention_row(mention, slug, event.id, position)
        for event in events
        for position, mention in enumerate(event.mentions)
    }


def _moved(at: datetime, by: timedelta = timedelta(0)) -> datetime:
    """Return a time that much later, in UTC; the calendar's end where that lies beyond it."""
    try:
        return at.astimezone(UTC) + by
    except OverflowError:
        late = by > timedelta(0)
        return datetime.max.replace(tzinfo=UTC) if late else datetime.min.replace(tzinfo=UTC)


def _read(
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
    members: dict[str, list[Mention]] = {}
    query = select(MENTION).order_by(MENTION.c.event, MENTION.c.story, MENTION.c.position)
    for row in _all(connection, query, MENTION.c.story == slug, MENTION.c.event, only):
        members.setdefault(row["event"], []).append(rows.mention(row, into))
    events = [
        rows.event(row, members.get(row["id"], ()), into)
        for row in _all(connection, select(EVENT), EVENT.c.story == slug, EVENT.c.id, only)
    ]
    gone = [
        rows.withdrawal(row, into)
        for row in _all(
            connection, select(WITHDRAWAL), WITHDRAWAL.c.story == slug, WITHDRAWAL.c.id, withdrawn
        )
    ]
    return Timeline(
        story=slug,
        events=tuple(sorted(events, key=by_date)),
        withdrawn=tuple(sorted(gone, key=lambda one: (one.when, one.id))),
        revision=story["revision"],
        updated=story["updated"],
    )


def _all(
    connection: Connection,
    query: Select[Any],
    own: ColumnElement[bool],
    column: Column[Any],
    only: Collection[str] | None,
) -> Iterator[rows.Found]:
    """Return a story's own rows, or those of them that have one of the values in *column*."""
    if only is None:
        yield from connection.execute(query.where(own)).mappings()
        return
    for chunk in _chunks(only):
        yield from connection.execute(query.where(own, column.in_(chunk))).mappings()
