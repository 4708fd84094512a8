"""Rendered documents, each kept as long as its story's revision is the current one.

The revision is asked for at every request, so nothing stale is served after a commit; a document
is rendered once per revision, however many ask for it at the same time.
"""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass

from feeds.rendition import Answer, Asked, Rendition
from feeds.service.storeroom import Storeroom

#: All bodies of a process together; the least recently asked for leave first.
MAX_BYTES = 64 * 1024 * 1024
#: Raw addresses known to the fast layer.
MAX_ADDRESSES = 4096
#: Documents being rendered or waiting for it; more are refused (429), never queued.
MAX_RENDERING = 64
#: Threads that render; the rest of the process stays answerable.
THREADS = 2

#: What a document depends on, besides the revision: ("milan", "feed.rss", "status=planned").
Key = tuple[str, ...]


class BusyError(Exception):
    """Too many documents are being rendered; ask again in a few seconds."""


@dataclass(frozen=True, slots=True)
class _Kept:
    #: None for what depends on no single story.
    slug: str | None
    revision: int
    rendition: Rendition


class Shelf:
    """Keeps renditions for one event loop."""

    def __init__(
        self,
        revision: Callable[[str | None], int],
        *,
        configured: Callable[[], object] = lambda: None,
        max_bytes: int = MAX_BYTES,
        storeroom: Storeroom | None = None,
    ) -> None:
        #: Gives the current revision of a story, or of all of them together (None).
        self.revision = revision
        #: Gives how the stories are configured; nothing is kept over a change of it.
        self.configured = configured
        self._configured = configured()
        self.max_bytes = max_bytes
        #: Where other processes of this machine find what is rendered here, and we theirs.
        self._storeroom = storeroom
        self.bytes = 0
        self.renders = 0
        self._kept: OrderedDict[Key, _Kept] = OrderedDict()
        self._addresses: OrderedDict[tuple[str, bytes], Key] = OrderedDict()
        self._rendering: dict[tuple[Key, int], asyncio.Future[Rendition]] = {}
        self._threads = asyncio.Semaphore(THREADS)

    def hot(self, path: str, query: bytes, request: Asked) -> Answer | None:
        """Return the answer for a raw address, if it is ready and current."""
        self._forget_if_configured_anew()
        key = self._addresses.get((path, query))
        kept = self._kept.get(key) if key is not None else None
        answer = kept.rendition.at_once(request) if kept is not None else None
        if kept is None or answer is None or self.revision(kept.slug) != kept.revision:
            return None
        return answer

    def remember(self, path: str, query: bytes, key: Key) -> None:
        """Let the fast layer answer for this raw address from now on."""
        self._addresses[path, query] = key
        if len(self._addresses) > MAX_ADDRESSES:
            self._addresses.popitem(last=False)

    async def fetch(
        self, key: Key, slug: str | None, render: Callable[[], tuple[int, Rendition]]
    ) -> Rendition:
        """Return the document of *key*, current as of now.

        *render* runs in a thread, gives the revision it has read and the document. Raises
        BusyError when too many are under way, and whatever *render* raises.
        """
        self._forget_if_configured_anew()
        revision = self.revision(slug)
        kept = self._kept.get(key)
        if kept is not None and kept.revision == revision:
            self._kept.move_to_end(key)
            return kept.rendition
        return await self._once(key, slug, revision, render)

    async def ready(self, rendition: Rendition, request: Asked) -> Answer:
        """Return the answer to *request*; what has still to be compressed is, in a thread."""
        answer = rendition.at_once(request)
        if answer is None:
            async with self._threads:
                answer = await asyncio.to_thread(rendition.answer, request)
        return answer

    async def _once(
        self,
        key: Key,
        slug: str | None,
        revision: int,
        render: Callable[[], tuple[int, Rendition]],
    ) -> Rendition:
        under_way = self._rendering.get((key, revision))
        if under_way is None:
            if len(self._rendering) >= MAX_RENDERING:
                raise BusyError
            configured = self._configured  # what *render* has been told of
            under_way = asyncio.ensure_future(self._render(key, slug, configured, render))
            self._rendering[key, revision] = under_way
            under_way.add_done_callback(lambda _: self._rendering.pop((key, revision), None))
        # who hangs up does not take the document away from the others
        return await asyncio.shield(under_way)

    async def _render(
        self,
        key: Key,
        slug: str | None,
        configured: object,
        render: Callable[[], tuple[int, Rendition]],
    ) -> Rendition:
        made: list[Key] = []

        def rendered() -> tuple[int, Rendition]:
            made.append(key)
            return render()

        def fetched() -> tuple[int, Rendition]:
            if self._storeroom is None:
                return rendered()
            return self._storeroom.fetch((configured, key), lambda: self.revision(slug), rendered)

        async with self._threads:
            revision, rendition = await asyncio.to_thread(fetched)
            self.renders += len(made)
        if configured is self._configured:
            self._keep(key, _Kept(slug, revision, rendition))
        return rendition

    def _forget_if_configured_anew(self) -> None:
        configured = self.configured()
        if configured is not self._configured:
            self._configured = configured
            self._kept.clear()
            self._rendering.clear()
            self.bytes = 0

    def _keep(self, key: Key, kept: _Kept) -> None:
        before = self._kept.pop(key, None)
        if before is not None:
            self.bytes -= len(before.rendition.body)
        self._kept[key] = kept
        self.bytes += len(kept.rendition.body)
        while self.bytes > self.max_bytes and len(self._kept) > 1:
            _, oldest = self._kept.popitem(last=False)
            self.bytes -= len(oldest.rendition.body)
