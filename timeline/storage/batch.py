"""One write transaction: everything that an update keeps of a batch of drops."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import (
    Connection,
    Table,
    bindparam,
    delete,
    func,
    insert,
    select,
    update,
)

from timeline.storage import index, purging, rows
from timeline.storage.queries import bare, chunks, overruled, read_timeline, zone
from timeline.storage.rows import Columns
from timeline.storage.tables import (
    ARTICLE,
    ARTICLE_KEY,
    ARTICLE_REVISION,
    CHANGE,
    COARSE,
    EVENT,
    MENTION,
    RECEIPT,
    STORY,
    WITHDRAWAL,
)
from timeline.types import (
    Article,
    Change,
    Event,
    Mention,
    Receipt,
    Story,
    Timeline,
)

#: No event that begins or ends farther from a span than this is near it, unless its date is named.
REACH = timedelta(days=32)


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

    def purge(self, articles: Collection[str], names: Collection[str]) -> None:
        """Take articles, which came in drops of those names, out of all that is kept."""
        purging.purge(self._connection, articles, names)

    def keep_story(self, story: Story, fingerprint: str) -> None:
        """Keep how a story is configured now."""
        row = {"title": story.title, "zone": story.zone.key, "fingerprint": fingerprint}
        own = STORY.c.slug == story.slug
        known = self._connection.execute(select(STORY).where(own)).mappings().first()
        if known is None:
            last = self._connection.scalar(select(func.max(STORY.c.arrival))) or 0
            start = {"slug": story.slug, "revision": 0, "updated": None, "generation": 0}
            start |= {"events": 0, "arrival": last + 1}
            self._connection.execute(insert(STORY), row | start)
        elif row.items() - known.items():
            self._connection.execute(update(STORY).where(own).values(row))
            if row["zone"] != known["zone"]:
                index.move(self._connection, story.slug)

    def mark(self, slug: str, fingerprint: str) -> None:
        """Give a story that was kept before another fingerprint."""
        own = update(STORY).where(STORY.c.slug == slug)
        self._connection.execute(own.values(fingerprint=fingerprint))

    def renew(self, slug: str, now: datetime) -> None:
        """Have a story's documents made anew: what they show besides its events has changed."""
        own = STORY.c.slug == slug
        before = self._connection.scalar(select(STORY.c.updated).where(own))
        moved = {
            "revision": STORY.c.revision + 1,
            # the clock may have been set back; readers ask for what is later than they have
            "updated": max(now.astimezone(UTC), before or now),
            "generation": STORY.c.generation + 1,
        }
        self._connection.execute(update(STORY).where(own).values(moved))

    def known(self, slug: str, near: Near | None = None) -> Timeline:
        """Return a story's timeline as it was merged last, or the part of it that is *near*."""
        if near is None:
            merged: Timeline = self._current(self._connection, slug).merged
            return merged
        return read_timeline(self._connection, slug, self._events_near(slug, near), near.ids)

    def told(self, slug: str, since: datetime, until: datetime) -> set[datetime]:
        """Return when events were first told or last changed, if that was in between."""
        found: set[datetime] = set()
        for column in (EVENT.c.published, EVENT.c.updated):
            query = select(column).where(EVENT.c.story == slug, column.between(since, until))
            found.update(self._connection.scalars(query))
        return found

    def _events_near(self, slug: str, near: Near) -> set[str]:
        own = select(EVENT.c.id).where(EVENT.c.story == slug)
        members = select(MENTION.c.event).where(MENTION.c.story == slug)
        found: set[str] = set()
        for start, end in near.spans:
            first, last = _moved(start, -REACH), _moved(end, REACH)
            begun = EVENT.c.starts.between(first, _moved(end)) & (
                EVENT.c.ends.is_(None) | (EVENT.c.ends > _moved(start))
            )
            ended = EVENT.c.starts.is_(None) & EVENT.c.ends.between(_moved(start), last)
            for condition in (begun, ended):
                found.update(self._connection.scalars(own.where(condition)))
            coarse = members.where(
                COARSE,
                MENTION.c.starts.between(first, _moved(end)),
                MENTION.c.ends > _moved(start),
            )
            found.update(self._connection.scalars(coarse))
        for chunk in chunks(near.edtfs):
            found.update(self._connection.scalars(own.where(EVENT.c.edtf.in_(chunk))))
        for chunk in chunks(near.ids):
            found.update(self._connection.scalars(own.where(EVENT.c.id.in_(chunk))))
        for chunk in chunks(near.articles):
            found.update(self._connection.scalars(members.where(MENTION.c.article.in_(chunk))))
        return found

    def mentions(self, slug: str, articles: Collection[str]) -> dict[str, Mention]:
        """Return what articles tell of in a story, by ``Mention.id``."""
        into = zone(self._connection, slug)
        found = {}
        for chunk in chunks(articles):
            query = select(*bare(MENTION)).where(
                MENTION.c.story == slug, MENTION.c.article.in_(chunk)
            )
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
        withdrawn = self._keep_withdrawn(known, timeline)  # who is whose heir decides what is found
        self._keep_events(slug, new, changed, gone)
        self._keep_mentions(
            slug,
            [*gone, *(before[event.id] for event in changed)],
            [*changed, *new],
        )
        self._delete(EVENT, slug, [event.id for event in gone])  # after its mentions
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
                    events=STORY.c.events + len(new) - len(gone),
                )
            )

    def _keep_events(
        self, slug: str, new: list[Event], changed: list[Event], gone: list[Event]
    ) -> None:
        """Keep events, and what they are found by; those that are gone leave the index only."""
        if not (new or changed or gone):
            return
        connection, into = self._connection, zone(self._connection, slug)
        told = index.numbers(connection, slug, [event.id for event in (*changed, *gone)])
        told |= {one.id: at for at, one in enumerate(new, index.last_number(connection) + 1)}
        self._insert(EVENT, [rows.event_row(one, slug, told[one.id], into) for one in new])
        moved = [rows.event_row(one, slug, told[one.id], into) for one in changed]
        self._update_all(EVENT, ("id", "story"), moved)
        index.forget(connection, [told[one.id] for one in (*changed, *gone)])
        apart = overruled(connection, slug)
        kept = {told[one.id]: one for one in (*changed, *new) if one.id not in apart}
        index.keep(connection, kept)

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
        for chunk in chunks(keys):
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
        for chunk in chunks(new):
            self._connection.execute(delete(table).where(key.in_(chunk)))
        self._insert(table, list(new.values()))

    def _delete(self, table: Table, slug: str, ids: Collection[str]) -> None:
        for chunk in chunks(ids):
            query = delete(table).where(table.c.story == slug, table.c.id.in_(chunk))
            self._connection.execute(query)


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
