"""The endpoints for whoever runs the service: is it alive, can it serve, how much does it do."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any

from fastapi.responses import JSONResponse, Response

from feeds.service import metrics
from feeds.service.desk import Desk
from feeds.service.front import Service
from feeds.service.metrics import Family, labelled, single
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
        """Say whether the database answers and the watch does its rounds.

        Anybody may ask: what is wrong, with its paths, stands in the log and `timeline check`.
        """
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
        if broken := self.desk.library.broken():
            body["stories"] = {"left_as_they_were": len(broken)}
        if watching is not None:
            silent = self._age(watching.last)
            body["ready"] = silent is None or silent <= ROUNDS * watching.period + GRACE
            body["watch"] = {
                "last": watching.last.isoformat() if watching.last else None,
                "next": watching.next.isoformat() if watching.next else None,
                "period": watching.period,
                "failing": bool(watching.error),
            }
        status = 200 if body["ready"] else 503
        return JSONResponse(body, status, headers={"cache-control": "no-store"})

    def _age(self, moment: datetime | None) -> float | None:
        return round((self.clock() - moment).total_seconds(), 1) if moment else None

    async def metrics(self) -> Response:
        """Return figures for Prometheus."""
        return await asyncio.to_thread(self._figures)

    def _figures(self) -> Response:
        families = [*self._of_process(), *self._of_drops(), *self._of_watch()]
        headers = {"cache-control": "no-store"}
        return Response(metrics.render(families), media_type=metrics.MEDIA_TYPE, headers=headers)

    def _of_process(self) -> Iterator[Family]:
        statuses = {str(status): float(n) for status, n in sorted(self.app.statuses.items())}
        yield labelled("answers_total", "Answers sent.", "status", statuses, "counter")
        shelf = self.desk.shelf
        yield single("renders_total", "Documents rendered.", shelf.renders, "counter")
        yield single("shelf_bytes", "Bytes of rendered documents kept.", shelf.bytes)
        yield single("listeners", "Open streams.", self.streams.open)

    def _of_drops(self) -> Iterator[Family]:
        library = self.desk.library
        revisions = {story.slug: library.revision(story.slug) for story in library.stories()}
        broken = len(library.broken())
        yield single("broken_stories", "Story files that are wrong.", broken)
        yield labelled("revision", "Revision of a story.", "story", revisions)
        states = library.drop_states()
        drops = {state.value: states.get(state, 0) for state in DropState}
        yield labelled("drops", "Drops, by what became of them.", "state", drops)
        yield Family(
            "stage_seconds",
            "Drops that went through a stage, and the seconds they took there.",
            {
                f'_{end}{{stage="{stage}"}}': value
                for stage, spent in sorted(library.spent().items())
                for end, value in zip(("count", "sum"), spent, strict=True)
            },
            "summary",
        )
        if (last := library.last_update()) is not None:
            yield single(
                "last_update_timestamp_seconds",
                "When drops were last looked at.",
                last.timestamp(),
            )
        if (age := self._age(library.last_told())) is not None:
            words = "Seconds since the newest event was first told."
            yield single("newest_event_age_seconds", words, age)

    def _of_watch(self) -> Iterator[Family]:
        watching = self.desk.library.watching()
        if watching is None or watching.last is None:
            return
        yield single("watch_last_timestamp_seconds", "Last look.", watching.last.timestamp())
        if watching.next is not None:
            yield single("watch_next_timestamp_seconds", "Next look.", watching.next.timestamp())
            lag = max(self._age(watching.next) or 0.0, 0.0)
            yield single("watch_lag_seconds", "Seconds by which the next look is late.", lag)
        words = "Longest time between two looks."
        yield single("watch_period_seconds", words, watching.period)
        words = "1 when the last look failed."
        yield single("watch_failing", words, float(bool(watching.error)))
