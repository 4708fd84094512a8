"""A library in memory, for the tests of service and files."""

from __future__ import annotations

from contextlib import nullcontext
from dataclasses import replace
from datetime import UTC, datetime

from tests.stories import STORY, sample
from timeline import Change, DropState, Stage, StorageError

NOW = datetime(2026, 2, 1, 12, tzinfo=UTC)


class Library:
    """Keeps the timelines it is given; ``snow_trains`` is the story "snow-trains"."""

    def __init__(self, *stories, configured=None, **kept):
        self.configured = list(stories or (STORY,)) if configured is None else list(configured)
        self.kept = {slug.replace("_", "-"): timeline for slug, timeline in kept.items()}
        self.kept = self.kept or {STORY.slug: sample()}
        self.ended = set()
        self.loads = 0
        self.away = False
        self.watch = None
        self.fates = {}
        self.wrong = ()
        self.told = None
        self.commits = 0

    def stories(self):
        return self.configured

    def broken(self):
        return self.wrong

    def revision(self, slug):
        self._ask()
        return self.kept[slug].revision

    def snapshot(self, slug):
        return nullcontext(self.load(slug))

    def news(self, slug, since):
        own = self.load(slug)
        return own if since else replace(own, events=(), withdrawn=())

    async def notices(self):
        for _ in range(self.commits):
            yield

    def load(self, slug):
        self._ask()
        self.loads += 1
        return self.kept[slug]

    def find_event(self, event):
        self._ask()
        for slug, timeline in self.kept.items():
            for found in (*timeline.events, *timeline.withdrawn):
                if found.id == event:
                    return slug, found
        return None

    def history(self, event):
        return (Change(event, NOW, "changed", "post.txt corrects the date"),)

    def closed(self):
        return self.ended

    def last_update(self):
        self._ask()
        return NOW

    def drop_states(self):
        return {DropState.TAKEN: 3, DropState.REJECTED: 1}

    def watching(self):
        return self.watch

    def spent(self):
        return {Stage.READ: (4, 0.5)}

    def last_told(self):
        return self.told

    def fate(self, name):
        return self.fates.get(name)

    def _ask(self):
        if self.away:
            raise StorageError("no answer")
