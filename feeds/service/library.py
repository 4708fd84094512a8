"""What the service asks of the place where timelines are kept."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Protocol

from timeline import Change, DropState, Event, Fate, Stage, Story, Timeline, Watching, Withdrawal


class Library(Protocol):
    """Stories and their timelines; may be called from several threads at once.

    Every method may raise StorageError, which the service answers with 503.
    """

    def stories(self) -> Sequence[Story]:
        """Return the configured stories; the first one answers for ``/feed.rss``."""

    def revision(self, slug: str) -> int:
        """Return the story's revision as it is now; asked at every request, so let it be cheap."""

    def load(self, slug: str) -> Timeline:
        """Return the story's timeline with its revision, read together; empty when none is kept."""

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
