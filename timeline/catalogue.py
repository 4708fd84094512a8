"""The stories as their files are now: a changed file is read anew, a wrong one changes nothing."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from timeline import story
from timeline.errors import StoryError
from timeline.types import Story

log = logging.getLogger(__name__)

#: Seconds between two looks at the folder.
EVERY = 1.0
#: Seconds without a change after which a file is complete; so it is when two looks find it equal.
QUIET = 1.0
#: Seconds after which a file that is missing has been removed: some editors delete and write.
GONE = 10.0

#: Time, size and number of a file.
Stamp = tuple[int, int, int]
#: Of a file that was not read, or is gone.
_NEVER: Stamp = (0, 0, 0)


@dataclass(slots=True)
class _File:
    """What is known of a story's file."""

    stamp: Stamp
    #: As last read; None when it never could be.
    story: Story | None
    #: As at the last look, when it was not yet read.
    seen: Stamp | None = None
    #: When a look first missed it.
    missed: float | None = None
    error: StoryError | None = None


class Catalogue:
    """The stories configured in *folder*; may be asked by several threads.

    The first reading is strict and raises StoryError. From then on a wrong file leaves its story in
    force, and ``errors`` says so. The story called *first*, or else the one that is the first by
    slug now, comes first as long as it is there; the others come by slug.
    """

    def __init__(
        self,
        folder: Path,
        first: str | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._folder = folder
        self._first = first
        self._clock = clock
        self._lock = threading.Lock()
        self._looked = clock()
        self._files = {
            path.name: _File(_stamp(path), story.read(path)) for path in sorted(_paths(folder))
        }
        self._stories = self._in_order()
        if self._first is None and self._stories:
            self._first = self._stories[0].slug

    def __iter__(self) -> Iterator[Story]:
        """Give the stories as they are now."""
        return iter(self.now())

    def now(self) -> tuple[Story, ...]:
        """Return the stories as they are now; the same tuple as long as nothing changes."""
        # asked at every request: whoever comes while another looks takes what there is
        if self._clock() - self._looked >= EVERY and self._lock.acquire(blocking=False):
            try:
                self._looked = self._clock()
                self._look()
            finally:
                self._lock.release()
        return self._stories

    @property
    def errors(self) -> tuple[str, ...]:
        """What is wrong with files whose stories have been left as they were."""
        self.now()
        return tuple(str(one.error) for one in list(self._files.values()) if one.error)

    def _look(self) -> None:
        try:
            found = {path.name: _stamp(path) for path in sorted(_paths(self._folder))}
        except OSError as error:  # the next look may find them
            log.warning("stories stay as they are: %s", error)
            return
        for name, stamp in found.items():
            self._compare(name, stamp)
        for name in self._files.keys() - found.keys():
            self._miss(name)
        stories = self._in_order()
        if stories and stories != self._stories:
            before, self._stories = self._stories, stories
            if before and before[0].slug != stories[0].slug:
                log.warning(
                    "/feed.rss and the other addresses without a story show %s now, not %s;"
                    " name the one you mean in site.story (config/timeline.toml)",
                    stories[0].slug,
                    before[0].slug,
                )

    def _compare(self, name: str, stamp: Stamp) -> None:
        file = self._files.setdefault(name, _File(_NEVER, None))
        file.missed = None
        if stamp == file.stamp:
            return
        if file.seen == stamp or time.time() - stamp[0] / 1e9 >= QUIET:
            file.stamp = stamp
            self._read(name, file)
        file.seen = stamp  # if it is another one next time, somebody is writing it

    def _read(self, name: str, file: _File) -> None:
        try:
            file.story = story.read(self._folder / name)
        except StoryError as error:
            file.error = error
            kept = "the story stays as it was" if file.story else "there is no story yet"
            log.warning("%s; %s", "; ".join(str(error).splitlines()), kept)
        else:
            file.error = None
            log.info("the story %s is as its file says now", file.story.slug)

    def _miss(self, name: str) -> None:
        file = self._files[name]
        now = self._clock()
        file.missed = now if file.missed is None else file.missed
        if now - file.missed < GONE:
            return
        if self._stories != (file.story,):
            del self._files[name]
            log.info("%s is gone%s", name, ": its story is closed" if file.story else "")
        elif file.stamp != _NEVER:
            reason = "is gone; its story, the only one, stays as it was; put the file back"
            file.error = StoryError(reason, path=str(self._folder / name))
            file.stamp = _NEVER  # so that it is read when it is back
            log.warning("%s", file.error)

    def _in_order(self) -> tuple[Story, ...]:
        found = [self._files[name].story for name in sorted(self._files)]
        stories = [one for one in found if one]
        return tuple(sorted(stories, key=lambda one: one.slug != self._first))


def _paths(folder: Path) -> list[Path]:
    return [path for path in folder.iterdir() if path.suffix == ".toml"] if folder.exists() else []


def _stamp(path: Path) -> Stamp:
    status = path.stat()
    return status.st_mtime_ns, status.st_size, status.st_ino
