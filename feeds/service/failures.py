"""What goes wrong under any address becomes an answer in the site's own look."""

from __future__ import annotations

import logging
import time
from collections.abc import Awaitable, Callable

from fastapi import FastAPI, Request
from fastapi.responses import Response
from starlette.exceptions import HTTPException

from feeds.document import QueryError
from feeds.pages import Place
from feeds.service import problem
from feeds.service.asking import read
from feeds.service.front import Ready
from feeds.service.problem import Problem
from feeds.service.shelf import BusyError
from feeds.service.stream import FullError
from timeline import StorageError

log = logging.getLogger(__name__)

#: Seconds after which the same trouble is told again.
AGAIN = 60.0

_RETRY_SOON = {"Retry-After": "5"}
_BUSY = Problem(429, "too many requests at once; try again in a few seconds", headers=_RETRY_SOON)
_AWAY = Problem(503, "the database does not answer; try again soon", headers=_RETRY_SOON)
#: What can fail under any address -> what is answered.
FAILURES: dict[type[Exception], Problem] = {
    BusyError: _BUSY,
    FullError: _BUSY,
    StorageError: _AWAY,
    Exception: Problem(500, "an error on our side"),
}


class Failures:
    """Answers instead of an endpoint."""

    def __init__(self, place: Place) -> None:
        self.place = place
        #: What was last said of the database, and when.
        self._said, self._at = "", 0.0

    def add_to(self, app: FastAPI) -> None:
        """Register what is answered for each kind of failure."""
        app.add_exception_handler(Problem, self.on_problem)
        app.add_exception_handler(HTTPException, self.on_http)
        app.add_exception_handler(QueryError, self.on_query)
        for error, wrong in FAILURES.items():
            app.add_exception_handler(error, self.failing(wrong))

    def _wrong(self, request: Request, wrong: Problem) -> Response:
        html = "text/html" in request.headers.get("accept", "")
        return Ready(problem.answer(wrong, self.place, html=html).answer(read(request)))

    async def on_problem(self, request: Request, error: Exception) -> Response:
        """Answer what an endpoint found wrong."""
        assert isinstance(error, Problem)  # noqa: S101  # registered for it
        return self._wrong(request, error)

    async def on_http(self, request: Request, error: Exception) -> Response:
        """Answer what routing found wrong: no such path, no such method."""
        assert isinstance(error, HTTPException)  # noqa: S101  # registered for it
        return self._wrong(
            request, Problem(error.status_code, str(error.detail), headers=error.headers)
        )

    async def on_query(self, request: Request, error: Exception) -> Response:
        """Answer a parameter that cannot be used; the page leads back to the story."""
        slug = request.path_params.get("slug")
        back = f"/stories/{slug}" if slug else None
        return self._wrong(request, Problem(422, str(error), back=back))

    def failing(self, wrong: Problem) -> Callable[..., Awaitable[Response]]:
        """Return a handler that answers *wrong*, whatever the error says: that is for the log."""

        async def answer(request: Request, error: Exception) -> Response:
            if isinstance(error, StorageError):
                self._log(str(error))
            return self._wrong(request, wrong)

        return answer

    def _log(self, said: str) -> None:
        """Log what is wrong with the database, once a minute: every request meets it."""
        now = time.monotonic()
        if said != self._said or now - self._at >= AGAIN:
            self._said, self._at = said, now
            log.warning("requests cannot be answered: %s", said)
