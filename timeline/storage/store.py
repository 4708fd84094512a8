"""Storage: what is kept, read and written as values; one transaction for each question."""

from __future__ import annotations

import time
from collections.abc import AsyncIterator, Collection, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import (
    Connection,
    func,
    insert,
    select,
    update,
)

from timeline.errors import StorageError
from timeline.snapshot import Snapshot
from timeline.storage import index, rows
from timeline.storage.batch import Batch
from timeline.storage.by_id import read_event
from timeline.storage.engine import PATIENCE, Lock, connect, parse, plainly, shown, vacuum
from timeline.storage.migrations import migrate, versions
from timeline.storage.notices import notices
from timeline.storage.overrides import apply
from timeline.storage.pulse import Pulse
from timeline.storage.purging import PURGED, admit, purged
from timeline.storage.queries import (
    chunks,
    overrides,
    overruled,
    read_timeline,
    receipts,
    story_of,
    told_by,
)
from timeline.storage.rulings import check, decision, difference
from timeline.storage.same_file import SameFile
from timeline.storage.snapshots import StoredSnapshot
from timeline.storage.tables import (
    ARTICLE,
    ARTICLE_KEY,
    ARTICLE_REVISION,
    CHANGE,
    EVENT,
    MENTION,
    OVERRIDE,
    RECEIPT,
    STAGE,
    STORY,
    WATCH,
    WITHDRAWAL,
)
from timeline.types import (
    Article,
    Change,
    DropState,
    Event,
    Override,
    Receipt,
    Ruling,
    Stage,
    Timeline,
    Watching,
    Withdrawal,
)

#: Lines of history that are read to tell what is new.
NEWS = 1000


@dataclass(frozen=True, slots=True)
class Stored:
    """An article as it is kept: its current revision."""

    #: Carries the key that it was first known by.
    article: Article
    revision: int


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
        is_file = self._url.get_backend_name() == "sqlite"
        path = self._url.database or ""
        file = SameFile(path)
        self._reader = connect(self._url, file=file)
        self._writer = connect(self._url, writes=True, file=file)
        self._copies: dict[str, _Copy] = {}
        self._pulse = Pulse(path, file) if is_file else None

    def close(self) -> None:
        """Close all connections; a process that was forked calls it before its first read."""
        self._reader.dispose()
        self._writer.dispose()
        if self._pulse is not None:
            self._pulse.close()

    def upgrade(self) -> None:
        """Create the tables, or bring them up to date; rows stay."""
        if self._pulse is not None:
            with suppress(OSError):  # the error of opening says more
                Path(self._url.database or "").parent.mkdir(parents=True, exist_ok=True)
        with plainly(self._url):
            migrate(self._url)
            with self._reader.begin() as connection:
                whole = index.is_whole(connection)
            if not whole:
                with self._writer.begin() as connection:
                    index.fill(connection)

    @property
    def shown_url(self) -> str:
        """The database's URL without its password."""
        return shown(self._url)

    @property
    def folder(self) -> Path:
        """Folder for what processes share besides: a SQLite database's own, else ``var``."""
        return Path(self._url.database or "").parent if self._pulse is not None else Path("var")

    def is_current(self) -> bool | None:
        """Tell whether the tables are up to date, None when there are none; makes nothing."""
        if self._pulse is not None and not Path(self._url.database or "").exists():
            return None
        with plainly(self._url):
            present, newest = versions(self._url)
        return None if present is None else present == newest

    # --- what readers ask ---------------------------------------------------------------------

    def stories(self) -> tuple[str, ...]:
        """Return the slugs of all stories that something was kept for, in order of arrival."""
        with self._reads() as connection:
            known = select(STORY.c.slug).order_by(STORY.c.arrival, STORY.c.slug)
            return tuple(connection.scalars(known))

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

    @contextmanager
    def snapshot(self, slug: str) -> Iterator[Snapshot]:
        """Give a story's timeline as it is published now, for as long as the context lasts."""
        with self._reads() as connection:
            yield StoredSnapshot(connection, slug)

    def notices(self) -> AsyncIterator[None]:
        """Yield whenever something may have been committed; ends where the database cannot tell.

        Raises the driver's own error when the server goes away.
        """
        return notices(self._url)

    def find_event(self, event: str) -> tuple[str, Event | Withdrawal] | None:
        """Return an event, or how it was withdrawn, with the slug of its story."""
        with self._reads() as connection:
            if told := read_event(connection, event):
                return told
            slug = story_of(connection, EVENT, event) or story_of(connection, WITHDRAWAL, event)
            # a split gives events that no row has
            edited = select(OVERRIDE.c.story).distinct().order_by(OVERRIDE.c.story)
            for story in [slug] if slug is not None else connection.scalars(edited).all():
                if found := StoredSnapshot(connection, story).find(event):
                    return story, found
            return None

    def events_of(self, articles: Collection[str]) -> tuple[tuple[str, Event], ...]:
        """Return what articles (their first keys) tell of, with the stories' slugs, by date."""
        found: list[tuple[str, Event]] = []
        with self._reads() as connection:
            ids: dict[str, list[str]] = {}
            for slug, event in sorted(told_by(connection, MENTION.c.event, articles)):
                ids.setdefault(slug, []).append(event)
            for slug, events in ids.items():
                if overrides(connection, slug):  # what is merged by hand has other ids
                    timeline = self._current(connection, slug).published
                else:
                    timeline = read_timeline(connection, slug, events, ())
                found += [(slug, one) for one in timeline.events if _tells(one, articles)]
        return tuple(found)

    def stories_of(self) -> dict[str, tuple[str, ...]]:
        """Return the slugs of the stories that articles joined, by the articles' first keys."""
        with self._reads() as connection:
            pairs = told_by(connection, MENTION.c.article)
        found: dict[str, tuple[str, ...]] = {}
        for slug, key in sorted(pairs):
            found[key] = (*found.get(key, ()), slug)
        return found

    def news(self, slug: str, since: datetime | None) -> Timeline:
        """Return the events and withdrawals of which something was told from *since* on.

        At most NEWS of each; None asks for no event, only where the story is.
        """
        lines = select(CHANGE.c.event, CHANGE.c.what).where(CHANGE.c.story == slug)
        with self._reads() as connection:
            now = StoredSnapshot(connection, slug)
            if since is None:
                return Timeline(slug, revision=now.revision, updated=now.updated)
            recent = lines.where(CHANGE.c.at >= since.astimezone(UTC))
            found = connection.execute(recent.order_by(CHANGE.c.id.desc()).limit(NEWS)).all()
            told = [now.find(one) for one in dict.fromkeys(row.event for row in found)]
            # an article that only joins is no news
            news = {row.event for row in found if row.what not in ("joined", "left")}
            events = tuple(
                one
                for one in told
                if isinstance(one, Event) and (one.id in news or one.updated >= since)
            )
            gone = tuple(one for one in told if isinstance(one, Withdrawal))
            return Timeline(slug, events, gone, now.revision, now.updated)

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
                return receipts(connection, query)
            return tuple(
                receipt
                for chunk in chunks(sorted(names))
                for receipt in receipts(connection, query.where(RECEIPT.c.name.in_(chunk)))
            )

    def drop_states(self) -> dict[DropState, int]:
        """Return how many drops there are in each state."""
        query = select(RECEIPT.c.state, func.count()).group_by(RECEIPT.c.state)
        with self._reads() as connection:
            return {rows.state(name): number for name, number in connection.execute(query)}

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
            for chunk in chunks(keys):
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

    def earlier(self, keys: Collection[str]) -> dict[str, tuple[Article, ...]]:
        """Return what articles said before their present revisions, by their first keys."""
        found: dict[str, tuple[Article, ...]] = {}
        query = (
            select(ARTICLE_REVISION)
            .join(ARTICLE, ARTICLE.c.key == ARTICLE_REVISION.c.article)
            .where(ARTICLE_REVISION.c.number < ARTICLE.c.revision)
            .order_by(ARTICLE_REVISION.c.number)
        )
        with self._reads() as connection:
            for chunk in chunks(sorted(keys)):
                only = query.where(ARTICLE_REVISION.c.article.in_(chunk))
                for row in connection.execute(only).mappings():
                    key = row["article"]
                    found[key] = (*found.get(key, ()), rows.article(row))
        return found

    def doubts(self) -> dict[str, tuple[str, ...]]:
        """Return what was put right or is doubtful in reading, by the articles' first keys."""
        query = (
            select(ARTICLE_REVISION)
            .join(ARTICLE, ARTICLE.c.key == ARTICLE_REVISION.c.article)
            .where(ARTICLE_REVISION.c.number == ARTICLE.c.revision)
            .where(ARTICLE_REVISION.c.content.not_like('%"notes":[]%'))
        )
        with self._reads() as connection:
            found = connection.execute(query).mappings()
            return {row["article"]: rows.article(row).notes for row in found}

    def article_keys(self) -> tuple[str, ...]:
        """Return the first keys of all articles, in order of arrival."""
        with self._reads() as connection:
            kept = select(ARTICLE.c.key).where(ARTICLE.c.revision != PURGED)
            return tuple(connection.scalars(kept.order_by(ARTICLE.c.arrival)))

    def article_drops(self) -> dict[str, str]:
        """Return the drops that brought the articles as they are kept, by the first keys."""
        with self._reads() as connection:
            kept = select(ARTICLE.c.key, ARTICLE.c.drop).where(ARTICLE.c.revision != PURGED)
            return {row.key: row.drop for row in connection.execute(kept)}

    def replaced(self) -> dict[tuple[str, str], str]:
        """Return which drop's text counts where another one brought the article before.

        By the articles' first keys and those other drops' names.
        """
        query = (
            select(ARTICLE_REVISION, ARTICLE.c.drop)
            .join(ARTICLE, ARTICLE.c.key == ARTICLE_REVISION.c.article)
            .where(ARTICLE_REVISION.c.number < ARTICLE.c.revision)
        )
        with self._reads() as connection:
            found = [
                (row["article"], rows.article(row).drop, row["drop"])
                for row in connection.execute(query).mappings()
            ]
        return {(key, before): now for key, before, now in found if before != now}

    def purged(self, keys: Collection[str]) -> set[str]:
        """Return which of *keys* are those of articles that were taken out on request."""
        with self._reads() as connection:
            return purged(connection, keys)

    def overrides(self, slug: str) -> tuple[Override, ...]:
        """Return an editor's decisions on a story, oldest first."""
        with self._reads() as connection:
            return overrides(connection, slug)

    def watching(self) -> Watching | None:
        """Return what the watch last did and will do next; None when it never ran."""
        with self._reads() as connection:
            row = connection.execute(select(WATCH)).mappings().first()
            return None if row is None else rows.watching(row)

    def spent(self) -> dict[Stage, tuple[int, float]]:
        """Return how many drops went through each stage, and the seconds they took together."""
        with self._reads() as connection:
            found = connection.execute(select(STAGE.c.name, STAGE.c.drops, STAGE.c.seconds))
            return {rows.stage(name): (drops, seconds) for name, drops, seconds in found}

    def last_told(self) -> datetime | None:
        """Return when the newest event of all stories was first told; None when there is none."""
        newest = select(func.max(EVENT.c.published))
        with self._reads() as connection:
            slugs = connection.scalars(select(STORY.c.slug)).all()
            times = [connection.scalar(newest.where(EVENT.c.story == slug)) for slug in slugs]
            return max((at for at in times if at), default=None)

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
        """Have rejected drops (all, or those named) tried again; return how many they are.

        Drops that were purged are tried again only when they are named.
        """
        query = update(RECEIPT).where(RECEIPT.c.state == str(DropState.REJECTED))
        if names is not None:
            states = (str(DropState.REJECTED), str(DropState.PURGED))
            query = update(RECEIPT).where(RECEIPT.c.name.in_(names), RECEIPT.c.state.in_(states))
        with plainly(self._url), self._writer.begin() as connection:
            for receipt in self.drops(names or ()):
                if receipt.state is DropState.PURGED:
                    admit(connection, receipt.articles)
            return connection.execute(query.values(state=str(DropState.RETRY))).rowcount

    def compact(self) -> None:
        """Give the room of what was deleted back, so that nothing of it is left in the files."""
        with plainly(self._url):
            with self._writer.begin() as connection:
                index.sweep(connection)
            vacuum(self._url)

    def overrule(self, slug: str, override: Override) -> None:
        """Keep an editor's decision; what is published follows it from now on.

        Raises OverrideError when it cannot be followed; nothing is kept then.
        """
        with plainly(self._url), self._writer.begin() as connection:
            known = overrides(connection, slug)
            # within the transaction: another editor may decide the same at the same time
            published = self._current(connection, slug).published
            check(published, known, override)
            connection.execute(insert(OVERRIDE), rows.override_row(override, slug))
            apart = index.numbers(connection, slug, overruled(connection, slug))
            index.forget(connection, apart.values())
            undone = override.ruling is Ruling.UNDO and decision(known, override.value)
            what = f"undo {undone.ruling}" if undone else difference(published, override)
            change = Change(
                event=override.event,
                at=override.at,
                what="changed",
                why=f"{override.by} decided by hand: {what}",
            )
            connection.execute(insert(CHANGE), rows.change_row(change, slug))
            Batch(connection, self._current).renew(slug, override.at)

    def undo(self, slug: str, number: int, *, at: datetime, by: str) -> Override:
        """Let an editor's decision hold no longer; return it.

        It stays in the list, with one that takes it back. Raises OverrideError when there is none
        of that number, or it was taken back before.
        """
        decided = decision(self.overrides(slug), str(number))
        self.overrule(slug, Override(decided.event, Ruling.UNDO, at, by, str(number)))
        return decided

    def beat(self, watching: Watching) -> None:
        """Keep what the watch last did and will do next."""
        row = rows.watching_row(watching)
        with plainly(self._url), self._writer.begin() as connection:
            if not connection.execute(update(WATCH).values(row)).rowcount:
                connection.execute(insert(WATCH), row)

    def spend(self, sums: Mapping[Stage, tuple[int, float]]) -> None:
        """Add to what is kept of the stages: drops that went through, and seconds."""
        with plainly(self._url), self._writer.begin() as connection:
            for stage, (drops, seconds) in sums.items():
                more = {"drops": STAGE.c.drops + drops, "seconds": STAGE.c.seconds + seconds}
                own = update(STAGE).where(STAGE.c.name == str(stage))
                if not connection.execute(own.values(more)).rowcount:
                    row = {"name": str(stage), "drops": drops, "seconds": seconds}
                    connection.execute(insert(STAGE), row)

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
            merged = read_timeline(connection, slug)
            published = apply(merged, overrides(connection, slug))
            copy = _Copy(generation, merged, published)
            self._copies[slug] = copy
        return copy


def _tells(event: Event, articles: Collection[str]) -> bool:
    return any(mention.article.key in articles for mention in event.mentions)
