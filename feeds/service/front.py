"""The front of the service: what is ready and current is answered here, before any routing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

from fastapi import FastAPI
from fastapi.responses import Response

from feeds.rendition import Answer, Asked, Rendition, asked
from feeds.service.shelf import Shelf
from timeline import StorageError

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]

#: What a page of another site may ask with, and for how long it may remember so.
PREFLIGHT = (
    ("access-control-allow-origin", "*"),
    ("access-control-allow-methods", "GET, HEAD, OPTIONS"),
    ("access-control-allow-headers", "X-Requested-With, Last-Event-ID, If-None-Match"),
    ("access-control-max-age", "86400"),
)


class Service(FastAPI):
    """The application; answers what is ready itself and routes the rest."""

    def __init__(self, shelf: Shelf, prefix: str, **settings: Any) -> None:
        super().__init__(**settings)
        self.shelf = shelf
        #: Path of the base URL; a proxy may pass it on or take it away.
        self.prefix = prefix
        self.statuses: Counter[int] = Counter()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer an ASGI event."""
        if scope["type"] != "http":
            await super().__call__(scope, receive, send)
            return
        path = scope["path"]
        if self.prefix and (path == self.prefix or path.startswith(f"{self.prefix}/")):
            scope["path"] = path = path.removeprefix(self.prefix) or "/"
            scope.pop("raw_path", None)
        answer = self._at_once(scope, path)
        if answer is None:
            await super().__call__(scope, receive, self._counted(send))
            return
        self.statuses[answer[0]] += 1
        await send({"type": "http.response.start", "status": answer[0], "headers": answer[1]})
        await send({"type": "http.response.body", "body": answer[2]})

    def _at_once(self, scope: Scope, path: str) -> Answer | None:
        method = scope["method"]
        if method in ("GET", "HEAD"):
            request = asked(method, scope["headers"])
            try:
                return self.shelf.hot(path, scope["query_string"], request)
            except StorageError:
                return None  # the route meets it again, and says so
        if method == "OPTIONS":
            return Rendition(b"", "text/plain", headers=PREFLIGHT, status=204).answer(Asked())
        return None

    def _counted(self, send: Send) -> Send:
        async def counting(message: MutableMapping[str, Any]) -> None:
            if message["type"] == "http.response.start":
                self.statuses[message["status"]] += 1
            await send(message)

        return counting


class Ready(Response):
    """An answer whose headers are complete."""

    def __init__(self, answer: Answer) -> None:
        self.status_code, self.raw_headers, self.body = answer
        self.background = None
