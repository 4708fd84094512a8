"""What the service asks of the place where timelines are kept."""

from __future__ import annotations

from collections.abc import AsyncIterator, Collection, Mapping, Sequence
from contextlib import AbstractContextManager
from datetime import datetime
from typing import Protocol

from timeline import (
    Change,
    DropState,
    Event,
    Fate,
    Snapshot,
    Stage,
    Story,
    Timeline,
    Watching,
    Withdrawal,
)


class Library(Protocol):
    """Stories and their timelines; may be called from several threads at once.

    Every method may raise StorageError, which the service answers with 503.
    """

    def stories(self) -> Sequence[Story]:
        """Return the configured stories; the first one answers for ``/feed.rss``."""

    def broken(self) -> Sequence[str]:
        """Return what is wrong with story files, whose stories have been left as they were."""

    def revision(self, slug: str) -> int:
        """Return the story's revision as it is now; asked at every request, so let it be cheap."""

    def snapshot(self, slug: str) -> AbstractContextManager[Timeline | Snapshot]:
        """Give the story's timeline as it is now, for as long as the context lasts."""

    def news(self, slug: str, since: datetime | None) -> Timeline:
        """Return the events and withdrawals of which something was told from *since* on.

        None asks for no event, only where the story is.
        """

    def notices(self) -> AsyncIterator[None]:
        """Yield whenever something may have changed; ends where nobody can tell."""

    def find_event(self, event: str) -> tuple[str, Event | Withdrawal] | None:
        """Return the story's slug and the event with that bare id, or None."""

    def history(self, event: str) -> tuple[Change, ...]:
        """Return what happened to an event, oldest first."""

    def closed(self) -> Collection[str]:
        """Return the slugs of stories that were published once and are no longer configured."""

    def last_update(self) -> datetime | None:
        """Return when drops were last looked at, or None; touches the database, as a check."""

    def drop_states(self) -> Mapping[DropState, int]:
        """Return how many drops there are in each state."""

    def spent(self) -> Mapping[Stage, tuple[int, float]]:
        """Return how many drops went through each stage, and the seconds they took together."""

    def last_told(self) -> datetime | None:
        """Return when the newest event was first told, or None when there is none."""

    def fate(self, name: str) -> Fate | None:
        """Return what became of the drop of that name, or None when there never was one."""

    def watching(self) -> Watching | None:
        """Return what the watch last did and will do next, or None when it never ran."""
