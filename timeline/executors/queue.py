"""Work handed to ``timeline worker`` on any machine, through PostgreSQL and Procrastinate.

A share of the work is a row, a job is the number of a row, and its outcome is put into the row:
doing a share twice does no harm, and nothing is stored but by the process that asked. All of it
lies in a database schema of its own, which may be dropped while nobody works.
"""

from __future__ import annotations

import logging
import re
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from types import TracebackType
from typing import Any, LiteralString, Self, TypeVar
from uuid import uuid4

from timeline.errors import DropError, ExecutorError
from timeline.executors.parcel import pack, unpack
from timeline.executors.processes import Workers
from timeline.executors.work import CrashError

try:
    import procrastinate
    from procrastinate import exceptions
    from procrastinate.types import JSONDict
except ImportError as error:  # pragma: no cover  # the tests install it
    raise ExecutorError(
        "Procrastinate is not installed; pip install 'timeline-feeds[queue]', or choose another "
        "work.executor"
    ) from error

log = logging.getLogger(__name__)

T = TypeVar("T")
R = TypeVar("R")

#: Tables of one version of Procrastinate never meet those of another one: nothing to migrate.
SCHEMA = f"queue_{procrastinate.__version__.replace('.', '_')}"
NAME, TASK = "timeline", "timeline.work"
#: Items in a job, which costs as much as an article.
SHARE = 100
#: Seconds without an outcome after which the process that asked does the work itself.
PATIENCE = 120.0
#: Seconds that a connection may take.
WAIT = 15.0
#: Seconds between two looks for outcomes.
EVERY = 0.05

_TABLE: LiteralString = """
CREATE UNLOGGED TABLE IF NOT EXISTS share (
    id uuid PRIMARY KEY, run uuid NOT NULL, at timestamptz NOT NULL DEFAULT now(),
    work bytea NOT NULL, outcome bytea)
"""
_PUT: LiteralString = "INSERT INTO share (id, run, work) VALUES (%(id)s, %(run)s, %(work)s)"
_DONE: LiteralString = (
    "DELETE FROM share WHERE run = %(run)s AND outcome IS NOT NULL RETURNING id, outcome"
)
_END: LiteralString = "DELETE FROM share WHERE run = %(run)s"


class Queue:
    """Hands work to the workers of a PostgreSQL database and waits for them.

    When none answers for *patience* seconds the work is done by *fallback*. Every method raises
    ExecutorError when the database cannot be used.
    """

    def __init__(self, url: str, fallback: Workers, *, patience: float = PATIENCE) -> None:
        self._connector = procrastinate.SyncPsycopgConnector(**connection(url))
        self._app = procrastinate.App(connector=self._connector)
        self._fallback = fallback
        self._patience = patience

    def map(
        self, work: Callable[[T], R], items: Sequence[T]
    ) -> Sequence[R | DropError | CrashError]:
        """Return for each of *items* what *work* gives for it or why nothing."""
        with plainly():
            run = uuid4()
            shares = {uuid4(): items[at : at + SHARE] for at in range(0, len(items), SHARE)}
            try:
                for key, share in shares.items():
                    self._connector.execute_query(
                        _PUT, id=key, run=run, work=pack((work, list(share)))
                    )
                if shares:
                    jobs: list[JSONDict] = [{"share": str(key)} for key in shares]
                    self._app.configure_task(TASK, queue=NAME).batch_defer(*jobs)
                done = self._wait(run, work, shares)
            finally:
                self._connector.execute_query(_END, run=run)
        return [outcome for key in shares for outcome in done[key]]

    def _wait(
        self, run: object, work: Callable[[Any], Any], shares: dict[Any, Sequence[Any]]
    ) -> dict[Any, Sequence[Any]]:
        done: dict[Any, Sequence[Any]] = {}
        heard = time.monotonic()
        while len(done) < len(shares):
            rows = self._connector.execute_query_all(_DONE, run=run)
            done |= {row["id"]: unpack(row["outcome"]) for row in rows}
            if rows:
                heard = time.monotonic()
            elif time.monotonic() - heard < self._patience:
                time.sleep(EVERY)
            else:
                log.warning("no `timeline worker` has answered for %g s", self._patience)
                left = next(key for key in shares if key not in done)
                done[left] = self._fallback.map(work, shares[left])
        return done

    def __enter__(self) -> Self:
        with plainly():
            self._connector.open()
            prepare(self._app)
        self._fallback.__enter__()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._fallback.__exit__(kind, error, trace)
        self._connector.close()


def connection(url: str) -> dict[str, Any]:
    """Return how a connector reaches the queue of a database; raises ExecutorError."""
    found = re.fullmatch(r"postgresql(\+\w+)?(://.+)", url)
    if found is None:
        raise ExecutorError("work.executor procrastinate needs PostgreSQL (database.url)")
    return {
        "conninfo": f"postgresql{found[2]}",
        "kwargs": {"options": f"-c search_path={SCHEMA}", "connect_timeout": 10},
        "min_size": 0,
        "max_size": 4,
        "timeout": WAIT,
    }


def prepare(app: procrastinate.App) -> None:
    """Create the queue's tables where they are missing."""
    connector = app.connector.get_sync_connector()
    there: LiteralString = "SELECT to_regclass('procrastinate_jobs') IS NOT NULL AS it"
    if connector.execute_query_one(there)["it"]:
        return
    with suppress(exceptions.ConnectorException):  # another process does so at the same moment
        connector.execute_query(f"CREATE SCHEMA IF NOT EXISTS {SCHEMA}")
        connector.execute_query(_TABLE)
        app.schema_manager.apply_schema()


@contextmanager
def plainly() -> Iterator[None]:
    """Turn an error of the queue's database into one that says so."""
    try:
        yield
    except exceptions.ConnectorException as error:
        cause = error.__cause__ or error
        reason = " ".join(str(cause).split())[:300]
        raise ExecutorError(f"the queue's database cannot be used: {reason}") from error
