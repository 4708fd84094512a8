"""A story's timeline as the database has it at one moment; documents read what they show of it.

Events that an editor has decided on are few: they are read, overruled in memory, and laid among
the others, which the database counts and sorts.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, timedelta, tzinfo
from functools import cached_property
from heapq import merge
from itertools import islice
from operator import itemgetter
from typing import Any

from sqlalchemy import (
    Column,
    ColumnElement,
    Connection,
    Select,
    and_,
    bindparam,
    distinct,
    exists,
    func,
    literal,
    or_,
    select,
    text,
    tuple_,
)

from timeline.choice import Choice, holds
from timeline.snapshot import (
    Excerpt,
    Key,
    Order,
    Outline,
    Outlines,
    Tally,
    Whole,
    bound,
    key,
    outlined,
    tallied,
)
from timeline.storage import index, rows
from timeline.storage.overrides import apply
from timeline.storage.queries import bare, overrides, overruled, read_events, read_timeline
from timeline.storage.tables import EVENT, MENTION, OVERRIDE, STORY, WITHDRAWAL
from timeline.types import Event, Ruling, Timeline, Withdrawal

_DAY = timedelta(days=1)
_OUTLINE = bare(EVENT, "stands", "published", "id", "status", "starts", "ends", "granularity")
_STORY = select(
    STORY, exists().where(OVERRIDE.c.story == bindparam("slug")).label("decided")
).where(STORY.c.slug == bindparam("slug"))
_NAMES = {
    "sqlite": "SELECT value, count(*) FROM event, json_each(event.{column})"
    " WHERE story = :story GROUP BY value",
    "postgresql": "SELECT value, count(*) FROM event,"
    " json_array_elements_text(event.{column}) AS value WHERE story = :story GROUP BY value",
}


class StoredSnapshot:
    """A snapshot; lives as long as the transaction of its connection."""

    def __init__(self, connection: Connection, slug: str) -> None:
        self._connection = connection
        self._slug = slug
        row = connection.execute(_STORY, {"slug": slug}).mappings().first()
        self._decided = bool(row and row["decided"])
        self._zone: tzinfo = rows.zone(row["zone"] if row else "0")
        self._events: int = row["events"] if row else 0
        self.revision: int = row["revision"] if row else 0
        self.updated: datetime | None = row["updated"] if row else None

    def changed(self) -> datetime | None:
        """Return when anything in it last changed."""
        columns = (EVENT.c.updated, EVENT.c.published, WITHDRAWAL.c.at)
        found = [
            self._connection.scalar(
                select(func.max(column)).where(column.table.c.story == self._slug)
            )
            for column in columns
        ]
        return max((at for at in (*found, self.updated, self._own.changed()) if at), default=None)

    def withdrawn(self) -> tuple[Withdrawal, ...]:
        """Return the events that left, oldest first."""
        kept = read_timeline(self._connection, self._slug, ()).withdrawn
        edited = {one.id for one in kept}
        own = (one for one in self._own.withdrawn() if one.id not in edited)
        return (*kept, *own)

    def select(
        self, choice: Choice, order: Order, size: int | None = None, before: str | None = None
    ) -> Excerpt:
        """Return the first *size* events that are chosen, or those behind the event *before*."""
        bound = self._bound(before, order) if before else None
        own = self._chosen(choice)
        query = self._choose(choice)
        keys = sorted(key(event, order, self._zone) for event in own)
        total = self._count(choice, query) + len(own)
        shown = self._walk(query, keys, order, bound, size)
        begin, back = 0, None
        if bound is not None:
            seen = [one for one in keys if not _is_behind(one, bound, order)]
            begin = self._size(query.where(~_behind(order, bound))) + len(seen)
            if size and begin > size:
                back = self._walk(query, keys, order, bound, size + 1, back=True)[size][2]
        return Excerpt(self._read(shown, own), total, begin, back)

    def find(self, event: str) -> Event | Withdrawal | None:
        """Return the event with that bare id, or how it was withdrawn."""
        own = self._own.find(event)
        if own is not None or event in self._apart:
            return own
        told = read_events(self._connection, self._slug, self._zone, [event])
        if told:
            return told[0]
        return next(iter(read_timeline(self._connection, self._slug, (), [event]).withdrawn), None)

    def outline(self, choice: Choice, last: int | None = None) -> Outlines:
        """Return all events that are chosen, or the *last* ones, by date, without their words."""
        query = self._choose(choice).with_only_columns(*_OUTLINE)
        found = (
            ((rows.time(stands), rows.time(told), event), self._outlined(told, *row))
            for stands, told, event, *row in self._by_date(query, last)
        )
        own = sorted(
            (
                (key(event, Order.DATE, self._zone), outlined(event))
                for event in self._chosen(choice)
            ),
            key=itemgetter(0),
        )
        ids: list[str] = []
        events: list[Outline] = []
        for (*_, event), one in merge(found, own, key=itemgetter(0)) if own else found:
            ids.append(event)
            events.append(one)
        return Outlines(ids[-last:], events[-last:]) if last else Outlines(ids, events)

    def _outlined(self, told: Any, status: str, *date: Any) -> Outline:
        starts, ends, _ = date
        unbound = starts is None and ends is None
        return rows.outline((status, *date), told if unbound else None, self._zone)

    def articles(self, choice: Choice) -> int:
        """Return how many articles tell of what is chosen."""
        own = {m.article.key for event in self._chosen(choice) for m in event.mentions}
        query = select(func.count(distinct(MENTION.c.article))).where(
            MENTION.c.story == self._slug, MENTION.c.article.not_in(own)
        )
        if self._apart or not choice.is_everything:
            ids = self._choose(choice).with_only_columns(EVENT.c.id)
            query = query.where(MENTION.c.event.in_(ids))
        return (self._connection.scalar(query) or 0) + len(own)

    def tally(self) -> Tally:
        """Return how often each name occurs in all events."""
        own, told = EVENT.c.story == self._slug, MENTION.c.story == self._slug
        found = Tally(
            statuses=self._counts(_grouped(EVENT.c.status, own)),
            kinds=self._counts(_grouped(EVENT.c.kind, own)),
            places=self._counts(self._names("places")),
            actors=self._counts(self._names("actors")),
            publishers=self._counts(_grouped(MENTION.c.publisher, told)),
        )
        found.add(tallied(self._own.timeline.events))
        found.subtract(tallied(self._merged.events))
        return found

    # --- what an editor decided on ------------------------------------------------------------

    @cached_property
    def _apart(self) -> frozenset[str]:
        """Ids of the events that decisions name."""
        return overruled(self._connection, self._slug) if self._decided else frozenset()

    @cached_property
    def _merged(self) -> Timeline:
        """Those events as merging left them."""
        if not self._apart:
            return Timeline(self._slug)
        return read_timeline(self._connection, self._slug, self._apart, self._apart)

    @cached_property
    def _own(self) -> Whole:
        """Those events as they are published."""
        if not self._apart:
            return Whole(self._merged, self._zone)
        decided = overrides(self._connection, self._slug)
        taken = {at for one in decided if one.ruling is Ruling.SPLIT for at in self._told(one.at)}
        return Whole(apply(self._merged, decided, taken), self._zone)

    def _told(self, until: datetime) -> Iterable[datetime]:
        """Return when events were first told in the day before."""
        column = EVENT.c.published
        query = select(column).where(EVENT.c.story == self._slug)
        return self._connection.scalars(query.where(column.between(until - _DAY, until)))

    def _chosen(self, choice: Choice) -> list[Event]:
        return [event for event in self._own.timeline.events if holds(choice, event)]

    # --- what the database chooses ------------------------------------------------------------

    def _choose(self, choice: Choice) -> Select[Any]:
        query = select(EVENT.c.id).where(EVENT.c.story == self._slug)
        if self._apart:
            query = query.where(EVENT.c.id.not_in(self._apart))
        told = index.matches(choice, self._connection.dialect.name)
        return query.where(*_conditions(choice), *(() if told is None else (told,)))

    def _count(self, choice: Choice, query: Select[Any]) -> int:
        if choice.is_everything:
            return self._events - len(self._merged.events)
        return self._size(query)

    def _size(self, query: Select[Any]) -> int:
        return self._connection.scalar(query.with_only_columns(func.count())) or 0

    def _walk(
        self,
        query: Select[Any],
        own: Sequence[Key],
        order: Order,
        bound: Key | None,
        size: int | None,
        *,
        back: bool = False,
    ) -> list[Key]:
        """Return the keys of the first *size* events behind *bound*, or *back* from it."""
        falling = (order is not Order.DATE) is not back
        columns = _columns(order)
        query = query.with_only_columns(*columns).limit(size)
        query = query.order_by(*(one.desc() if falling else one for one in columns))
        if bound is not None:
            behind = _behind(order, bound)
            query = query.where(~behind if back else behind)
            own = [one for one in own if _is_behind(one, bound, order) is not back]
        found = ((row[0], row[-2], row[-1]) for row in self._connection.execute(query))
        both = merge(found, sorted(own, reverse=falling), reverse=falling) if own else found
        return list(islice(both, size))

    def _by_date(self, query: Select[Any], last: int | None) -> Iterable[Sequence[Any]]:
        columns = _columns(Order.DATE)
        if last is None:
            return self._connection.execute(query.order_by(*columns))
        query = query.order_by(*(one.desc() for one in columns)).limit(last)
        return self._connection.execute(query).all()[::-1]

    def _read(self, keys: Sequence[Key], own: Iterable[Event]) -> tuple[Event, ...]:
        found = {event.id: event for event in own}
        ids = [one[2] for one in keys]
        rest = [one for one in ids if one not in found]
        read = read_events(self._connection, self._slug, self._zone, rest)
        found |= {event.id: event for event in read}
        return tuple(found[one] for one in ids)

    def _bound(self, event: str, order: Order) -> Key:
        """Return the key of an event, as it was last told where it has left."""
        last = bound(self.find(event), order, self._zone)
        if last is None:
            raise LookupError(event)
        return last

    def _counts(self, query: Any) -> Counter[str]:
        return Counter({name or "": count for name, count in self._connection.execute(query)})

    def _names(self, column: str) -> Any:
        query = _NAMES[self._connection.dialect.name].format(column=column)
        return text(query).bindparams(story=self._slug)


def _grouped(column: Column[Any], own: ColumnElement[bool]) -> Select[Any]:
    return select(column, func.count()).where(own).group_by(column)


def _conditions(choice: Choice) -> Iterator[ColumnElement[bool]]:
    """Give what ``choice.holds`` asks of times and status."""
    own = EVENT.c
    if choice.status:
        yield own.status == str(choice.status)
    if choice.since:
        yield own.published >= choice.since
    if choice.until:
        yield own.published < choice.until
    if choice.after:
        begun = func.coalesce(own.starts, own.published) >= choice.after
        yield or_(own.ends > choice.after, and_(own.ends.is_(None), begun))
    if choice.before:  # a midnight, as the place of what has no beginning is
        yield own.stands < choice.before


def _columns(order: Order) -> tuple[Column[Any], ...]:
    told = (EVENT.c.published, EVENT.c.id)
    return told if order is Order.TOLD else (EVENT.c.stands, *told)


def _behind(order: Order, bound: Key) -> ColumnElement[bool]:
    """Return the condition that an event stands behind *bound*."""
    columns = _columns(order)
    values = zip(columns, bound[-len(columns) :], strict=True)
    last = tuple_(*(literal(value, column.type) for column, value in values))
    return tuple_(*columns) > last if order is Order.DATE else tuple_(*columns) < last


def _is_behind(one: Key, bound: Key, order: Order) -> bool:
    return one > bound if order is Order.DATE else one < bound
