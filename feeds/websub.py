"""A story's change becomes a ping of the WebSub hub that its feeds name.

Optional: with a hub in the settings, whoever runs the watch announces changes, and the hub fetches
the feeds and hands them to subscribers at once. A hub that does not answer is asked again.
"""

from __future__ import annotations

import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from http.client import HTTPException
from typing import Protocol
from urllib.parse import urlencode

from feeds.entry import Site
from feeds.formats import FORMATS
from timeline import StorageError, Story

#: Seconds between two looks at the revisions.
EVERY = 1.0
#: Seconds until a hub that failed is asked again; after the last one, with the next change.
PAUSES = (2.0, 10.0, 60.0, 300.0)
TIMEOUT = 10.0


class Stories(Protocol):
    """What is published, and how often it has changed."""

    def stories(self) -> Sequence[Story]:
        """Return the configured stories, the first one first."""

    def revision(self, slug: str) -> int:
        """Return the story's revision as it is now."""


def topics(site: Site, slug: str, *, first: bool = False) -> tuple[str, ...]:
    """Return the addresses of a story's feeds, of the *first* one also those at the root.

    Only these name the hub: a filter's subscribers would wait for pings that nobody can send.
    """
    folders = [f"/stories/{slug}", *([""] if first else [])]
    return tuple(
        site.url(f"{folder}/{form.suffix}")
        for folder in folders
        for form in FORMATS.values()
        if form.is_feed
    )


def ping(hub: str, changed: Sequence[str]) -> bool:
    """Tell *hub* that the documents at these addresses changed; say whether it took note."""
    body = urlencode([("hub.mode", "publish"), *(("hub.url", topic) for topic in changed)])
    if not hub.startswith(("http://", "https://")):
        return False
    request = urllib.request.Request(hub, body.encode(), method="POST")  # noqa: S310  # looked at above
    try:
        with urllib.request.urlopen(request, timeout=TIMEOUT):  # noqa: S310  # same
            return True
    except (OSError, HTTPException):
        return False


@dataclass(slots=True)
class _Due:
    """A story that the hub has yet to be told of."""

    at: float
    tries: int = 0


class Announcer:
    """Looks at the stories' revisions and pings the hub, in a thread of its own."""

    def __init__(
        self,
        library: Stories,
        site: Site,
        *,
        tell: Callable[[str, Sequence[str]], bool] = ping,
        every: float = EVERY,
        pauses: Sequence[float] = PAUSES,
    ) -> None:
        self.library, self.site, self.tell = library, site, tell
        self.every, self.pauses = every, pauses
        self.seen: dict[str, int] = {}
        self.due: dict[str, _Due] = {}
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run, name="websub", daemon=True)

    def start(self) -> None:
        """Begin with every story, as it may have changed while nobody announced."""
        self._thread.start()

    def stop(self) -> None:
        """End, within the time the hub may take to answer."""
        self._stop.set()
        self._thread.join(TIMEOUT + self.every)

    def look(self, now: float) -> None:
        """Note which stories changed and tell the hub what is due at *now* (seconds)."""
        try:
            stories = self.library.stories()
            for story in stories:
                revision = self.library.revision(story.slug)
                if self.seen.get(story.slug) != revision:
                    self.due[story.slug] = _Due(now)
                self.seen[story.slug] = revision
        except StorageError:
            return  # it is asked again in a second, and the service says what is wrong
        for place, story in enumerate(stories):
            due = self.due.get(story.slug)
            if due and due.at <= now:
                self._tell(story.slug, due, now, first=place == 0)

    def _tell(self, slug: str, due: _Due, now: float, *, first: bool) -> None:
        done = self.tell(self.site.hub or "", topics(self.site, slug, first=first))
        if done or due.tries >= len(self.pauses):
            del self.due[slug]
            return
        due.at = now + self.pauses[due.tries]
        due.tries += 1

    def _run(self) -> None:
        while not self._stop.wait(self.every):
            self.look(time.monotonic())
