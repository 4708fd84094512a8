"""``timeline worker``: does what a ``Queue`` hands out, on as many machines as one likes.

A worker that is killed leaves its jobs marked as being done; any other worker puts them back once
that one has been silent for ``STALLED`` seconds. Without that they would stay so for ever.
"""

from __future__ import annotations

import asyncio
from contextlib import suppress
from typing import Any, LiteralString

import procrastinate
from procrastinate.exceptions import ConnectorException

from timeline.executors import Executor
from timeline.executors.parcel import pack, unpack
from timeline.executors.queue import NAME, TASK, connection, plainly, prepare

#: Seconds between two signs of life, and of silence after which a worker is taken for dead.
HEARTBEAT, STALLED = 2.0, 10.0

_WORK: LiteralString = "SELECT work FROM share WHERE id = %(share)s AND outcome IS NULL"
_PUT: LiteralString = "UPDATE share SET outcome = %(outcome)s WHERE id = %(share)s"
_OLD: LiteralString = "DELETE FROM share WHERE at < now() - interval '1 day'"


def run(url: str, executor: Executor, count: int, *, wait: bool = True) -> None:
    """Do jobs, *count* at a time, until told to stop by SIGTERM or SIGINT.

    Without *wait* it ends when there is no job left. Raises ExecutorError when the queue's
    database cannot be used.
    """
    app = procrastinate.App(connector=procrastinate.PsycopgConnector(**connection(url)))
    add_tasks(app, executor)
    with plainly():
        with app.open():
            prepare(app)
        asyncio.run(serve(app, count, wait=wait))


async def serve(app: procrastinate.App, count: int, *, wait: bool = True) -> None:
    """Do the jobs of *app*'s queue."""
    async with app.open_async():
        # whatever died before this one came need not wait for the clock
        await _retry(app)
        await app.run_worker_async(
            name=NAME,
            concurrency=count,
            wait=wait,
            delete_jobs="always",
            update_heartbeat_interval=HEARTBEAT,
            stalled_worker_timeout=STALLED,
        )


def add_tasks(app: procrastinate.App, executor: Executor) -> None:
    """Teach *app* what a worker does."""
    connector = app.connector

    @app.task(name=TASK, queue=NAME, retry=procrastinate.RetryStrategy(wait=5))
    async def work(share: str) -> None:
        rows = await connector.execute_query_all_async(_WORK, share=share)
        for row in rows:  # none when nobody waits for it any more
            outcome = await asyncio.to_thread(_do, executor, row["work"])
            await connector.execute_query_async(_PUT, share=share, outcome=outcome)

    @app.periodic(cron="* * * * * */10")
    @app.task(name="timeline.retry_stalled", queue=NAME, queueing_lock="retry_stalled")
    async def retry_stalled(timestamp: int) -> None:  # noqa: ARG001  # given to every periodic task
        await _retry(app)

    @app.periodic(cron="17 * * * *")
    @app.task(name="timeline.sweep", queue=NAME, queueing_lock="sweep")
    async def sweep(timestamp: int) -> None:  # noqa: ARG001  # given to every periodic task
        await connector.execute_query_async(_OLD)


async def _retry(app: procrastinate.App) -> None:
    """Put the jobs of dead workers back into the queue."""
    manager = app.job_manager
    for job in await manager.get_stalled_jobs(seconds_since_heartbeat=STALLED):
        with suppress(ConnectorException):  # another worker was faster
            await manager.retry_job(job)


def _do(executor: Executor, data: bytes) -> bytes:
    work, items = unpack(bytes(data))
    outcome: Any = list(executor.map(work, items))
    return pack(outcome)
