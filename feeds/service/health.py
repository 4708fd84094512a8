"""The endpoints for whoever runs the service: is it alive, can it serve, how much does it do."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import datetime
from typing import Any

from fastapi.responses import JSONResponse, Response

from feeds.service import metrics
from feeds.service.desk import Desk
from feeds.service.front import Service
from feeds.service.stream import Streams
from timeline import DropState

#: The watch has died when it has been silent for so many periods, and some seconds of work.
ROUNDS, GRACE = 3, 30


class Health:
    """Answers for the process and its database."""

    def __init__(
        self, desk: Desk, app: Service, streams: Streams, clock: Callable[[], datetime]
    ) -> None:
        self.desk, self.app, self.streams, self.clock = desk, app, streams, clock

    async def alive(self) -> Response:
        """Say that the process answers."""
        return Response("ok\n", media_type="text/plain", headers={"cache-control": "no-store"})

    async def ready(self) -> Response:
        """Say whether the database answers and the watch does its rounds."""
        return await asyncio.to_thread(self._readiness)

    def _readiness(self) -> Response:
        last, watching = self.desk.library.last_update(), self.desk.library.watching()
        for story in self.desk.library.stories():
            self.desk.library.revision(story.slug)
        body: dict[str, Any] = {
            "ready": True,
            "last_update": last.isoformat() if last else None,
            "age": self._age(last),
        }
        if watching is not None:
            silent = self._age(watching.last)
            body["ready"] = silent is None or silent <= ROUNDS * watching.period + GRACE
            body["watch"] = {
                "last": watching.last.isoformat() if watching.last else None,
                "next": watching.next.isoformat() if watching.next else None,
                "period": watching.period,
                "error": watching.error,
            }
        status = 200 if body["ready"] else 503
        return JSONResponse(body, status, headers={"cache-control": "no-store"})

    def _age(self, moment: datetime | None) -> float | None:
        return round((self.clock() - moment).total_seconds(), 1) if moment else None

    async def metrics(self) -> Response:
        """Return figures for Prometheus."""
        return await asyncio.to_thread(self._figures)

    def _figures(self) -> Response:
        library = self.desk.library
        last, watching, states = library.last_update(), library.watching(), library.drop_states()
        gauges: dict[str, tuple[str, float]] = {
            "renders_total": ("Documents rendered.", self.desk.shelf.renders),
            "shelf_bytes": ("Bytes of rendered documents kept.", self.desk.shelf.bytes),
            "listeners": ("Open streams.", self.streams.open),
        }
        if last is not None:
            gauges["last_update_timestamp_seconds"] = (
                "When drops were last looked at.",
                last.timestamp(),
            )
        if watching is not None and watching.last is not None:
            gauges |= {
                "watch_last_timestamp_seconds": ("Last look.", watching.last.timestamp()),
                "watch_period_seconds": ("Longest time between two looks.", watching.period),
                "watch_failing": ("1 when the last look failed.", float(bool(watching.error))),
            }
        revisions = {story.slug: library.revision(story.slug) for story in library.stories()}
        drops = {state.value: states.get(state, 0) for state in DropState}
        body = metrics.render(self.app.statuses, gauges, revisions, drops)
        headers = {"cache-control": "no-store"}
        return Response(body, media_type=metrics.MEDIA_TYPE, headers=headers)
