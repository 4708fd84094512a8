"""Changes of a story as server-sent events: an event was added, changed, withdrawn.

One task per process looks at the revisions of the stories that somebody listens to, at once where
the database tells of commits (PostgreSQL), and every now and then whatever it tells. A message
id is ``REVISION.SECONDS``, the revision and when it came to be, so that any replica can tell a
returning listener (``Last-Event-ID``) what it has missed, without keeping a log.
"""

from __future__ import annotations

import asyncio
import json
import re
from collections.abc import AsyncIterator, Callable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime

from feeds.document import Site
from feeds.text import title
from timeline import Event, Timeline, Withdrawal

#: Seconds between two looks at the revision.
EVERY = 0.4
#: … and, where the database tells of commits, until one that went away is listened to again.
AGAIN = 1.0
#: Seconds of silence before ``ready`` is said again: proxies keep the line open, and a listener
#: who does not hear it knows that something holds the stream back.
HEARTBEAT = 15.0
#: Listeners of a process; more are told to come back later.
MAX_LISTENERS = 2000
#: Fills the buffer of a proxy that waits for some bytes.
PADDING = b":" + b" " * 2048 + b"\n"
RETRY = b"retry: 3000\n\n"

_ID = re.compile(r"(\d{1,18})\.(\d{1,12})", re.ASCII)


#: Before anything was told.
FIRST = datetime.fromtimestamp(0, UTC)
#: Seconds that are still a date: the year 9999.
LATEST = 253_000_000_000


class FullError(Exception):
    """Nobody else can listen at the moment."""


def message_id(timeline: Timeline) -> str:
    """Return the id of the last message about *timeline* as it is."""
    seconds = int(timeline.updated.timestamp()) if timeline.updated else 0
    return f"{timeline.revision}.{seconds}"


def ready(timeline: Timeline) -> bytes:
    """Return the message that says where the listener is now."""
    data = json.dumps({"revision": timeline.revision})
    return f"event: ready\nid: {message_id(timeline)}\ndata: {data}\n\n".encode()


def changes(before: Timeline, after: Timeline, site: Site) -> bytes:
    """Return the messages that lead from one state of a story to the next one.

    *after* may have the news alone, and *before* those before them.
    """
    known = {event.id: event.revision for event in before.events}
    gone = {withdrawal.id for withdrawal in before.withdrawn}
    parts = [
        _told("added" if event.revision == 1 else "changed", event, site)
        for event in after.events
        if known.get(event.id) != event.revision
    ]
    parts += [_taken(item, site) for item in after.withdrawn if item.id not in gone]
    return "".join(parts).encode() + ready(after)


def seen(last: str) -> datetime | None:
    """Return when the message *last* came to be; None for a foreign id."""
    found = _ID.fullmatch(last.strip())
    return datetime.fromtimestamp(min(int(found[2]), LATEST), UTC) if found else None


def missed(timeline: Timeline, last: str, site: Site) -> bytes:
    """Return what a listener who saw the message *last* has missed; nothing for a foreign id."""
    found = _ID.fullmatch(last.strip())
    if found is None or last.strip() == message_id(timeline):
        return ready(timeline)
    since = int(found[2])
    parts = [
        _told("added" if event.published.timestamp() >= since else "changed", event, site)
        for event in timeline.events
        if event.updated.timestamp() >= since
    ]
    parts += [_taken(item, site) for item in timeline.withdrawn if item.when.timestamp() >= since]
    return "".join(parts).encode() + ready(timeline)


def _told(kind: str, event: Event, site: Site) -> str:
    return _message(
        kind,
        {
            "id": event.urn,
            "url": site.url(f"/events/{event.id}"),
            "title": title(event.title),
            "edtf": event.when.edtf,
            "status": event.status.value,
            "revision": event.revision,
        },
    )


def _taken(item: Withdrawal, site: Site) -> str:
    return _message(
        "withdrawn", {"id": f"urn:uuid:{item.id}", "url": site.url(f"/events/{item.id}")}
    )


def _message(kind: str, data: dict[str, object]) -> str:
    # JSON has no bare line ends, which would end the message
    return f"event: {kind}\ndata: {json.dumps(data)}\n\n"


@dataclass(eq=False, slots=True)
class _Channel:
    """A story that somebody listens to."""

    #: Where it is, and what of it is known to be told.
    timeline: Timeline
    listeners: set[asyncio.Queue[bytes]] = field(default_factory=set)


class Streams:
    """The listeners of a process, and the task that looks for changes while there are any."""

    def __init__(
        self,
        revision: Callable[[str], int],
        news: Callable[[str, datetime | None], Timeline],
        site: Site,
        *,
        notices: Callable[[], AsyncIterator[None]] | None = None,
        every: float = EVERY,
        heartbeat: float = HEARTBEAT,
        most: int = MAX_LISTENERS,
    ) -> None:
        self._revision, self._news, self._site = revision, news, site
        self._every, self._heartbeat, self._most = every, heartbeat, most
        self._notices = notices
        self._committed = asyncio.Event()
        self._channels: dict[str, _Channel] = {}
        self._task: asyncio.Task[None] | None = None
        self.open = 0

    def check(self) -> None:
        """Raise FullError if there is no room for one more listener."""
        if self.open >= self._most:
            raise FullError

    async def listen(self, slug: str, last: str) -> AsyncIterator[bytes]:
        """Give the messages about a story from the one after *last* on, for ever."""
        self.open += 1
        queue: asyncio.Queue[bytes] = asyncio.Queue(maxsize=100)
        try:
            news = await asyncio.to_thread(self._news, slug, seen(last))
            channel = self._channels.setdefault(slug, _Channel(news))
            channel.listeners.add(queue)
            self._watch()
            yield PADDING + RETRY + missed(news, last, self._site)
            # one that was too slow has left the channel, and ends after what is in its queue
            while queue in channel.listeners or not queue.empty():
                try:
                    yield await asyncio.wait_for(queue.get(), self._heartbeat)
                except TimeoutError:
                    yield ready(channel.timeline)
        finally:
            self.open -= 1
            self._leave(slug, queue)

    def _leave(self, slug: str, queue: asyncio.Queue[bytes]) -> None:
        channel = self._channels.get(slug)
        if channel is not None:
            channel.listeners.discard(queue)
            if not channel.listeners:
                del self._channels[slug]

    def _watch(self) -> None:
        if self._task is None or self._task.done():
            self._task = asyncio.create_task(self._look())

    async def _look(self) -> None:
        """Send what changes, until nobody listens; a database that is away is asked again."""
        hearing = asyncio.create_task(self._hear())
        try:
            while self._channels:
                with suppress(TimeoutError):
                    await asyncio.wait_for(self._committed.wait(), self._every)
                self._committed.clear()
                for slug, channel in list(self._channels.items()):
                    # the next look may succeed where this one fails
                    with suppress(Exception):
                        await self._look_at(slug, channel)
        finally:
            hearing.cancel()

    async def _hear(self) -> None:
        """Have them looked at when the database tells of a commit, where it can tell."""
        while self._notices:
            with suppress(Exception):  # the looks go on without it
                async for _ in self._notices():
                    self._committed.set()
                return
            await asyncio.sleep(AGAIN)

    async def _look_at(self, slug: str, channel: _Channel) -> None:
        if self._revision(slug) != channel.timeline.revision:
            since = channel.timeline.updated or FIRST
            self._send(channel, await asyncio.to_thread(self._news, slug, since))

    def _send(self, channel: _Channel, after: Timeline) -> None:
        messages = changes(channel.timeline, after, self._site)
        channel.timeline = after
        for queue in list(channel.listeners):
            if queue.full():
                # too slow to keep up: it will come back and ask what it has missed
                channel.listeners.discard(queue)
            else:
                queue.put_nowait(messages)
