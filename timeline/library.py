"""The configured stories and where their timelines are kept, as the service asks for them."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from timeline.catalogue import Catalogue
from timeline.snapshot import Snapshot
from timeline.storage import Storage
from timeline.types import (
    Change,
    DropState,
    Event,
    Fate,
    Stage,
    Story,
    Timeline,
    Watching,
    Withdrawal,
)
from timeline.update import fate


@dataclass(frozen=True, slots=True)
class Library:
    """Stories as configured, timelines as stored; its methods may raise StorageError."""

    configured: tuple[Story, ...] | Catalogue
    storage: Storage
    #: Folder of the story files: what was added to it since the start is not closed.
    folder: Path | None = None
    #: Folder that drops lie in.
    seeds: Path = Path()

    def stories(self) -> Sequence[Story]:
        """Return the configured stories; the first one answers for ``/feed.rss``."""
        return self.configured.now() if isinstance(self.configured, Catalogue) else self.configured

    def broken(self) -> Sequence[str]:
        """Return what is wrong with story files, whose stories have been left as they were."""
        return self.configured.errors if isinstance(self.configured, Catalogue) else ()

    def revision(self, slug: str) -> int:
        """Return the story's revision as it is now."""
        return self.storage.revision(slug)

    def snapshot(self, slug: str) -> AbstractContextManager[Snapshot]:
        """Give the story's timeline as it is now, for as long as the context lasts."""
        return self.storage.snapshot(slug)

    def news(self, slug: str, since: datetime | None) -> Timeline:
        """Return the events and withdrawals of which something was told from *since* on."""
        return self.storage.news(slug, since)

    def notices(self) -> AsyncIterator[None]:
        """Yield whenever something may have changed; ends where the database cannot tell."""
        return self.storage.notices()

    def find_event(self, event: str) -> tuple[str, Event | Withdrawal] | None:
        """Return the story's slug and the event with that bare id, or None."""
        return self.storage.find_event(event)

    def history(self, event: str) -> tuple[Change, ...]:
        """Return what happened to an event, oldest first."""
        return self.storage.history(event)

    def closed(self) -> frozenset[str]:
        """Return the slugs of stories that are stored but no longer configured."""
        added = {path.stem for path in self.folder.glob("*.toml")} if self.folder else set()
        return frozenset(self.storage.stories()) - {story.slug for story in self.stories()} - added

    def last_update(self) -> datetime | None:
        """Return when drops were last looked at, or None."""
        return self.storage.last_update()

    def drop_states(self) -> dict[DropState, int]:
        """Return how many drops there are in each state."""
        return self.storage.drop_states()

    def spent(self) -> dict[Stage, tuple[int, float]]:
        """Return how many drops went through each stage, and the seconds they took together."""
        return self.storage.spent()

    def last_told(self) -> datetime | None:
        """Return when the newest event was first told, or None when there is none."""
        return self.storage.last_told()

    def fate(self, name: str) -> Fate | None:
        """Return what became of the drop of that name, or None when there never was one."""
        return fate(self.storage, self.seeds, name)

    def watching(self) -> Watching | None:
        """Return what the watch last did and will do next, or None when it never ran."""
        return self.storage.watching()
