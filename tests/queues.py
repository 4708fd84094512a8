"""A worker of the queue in a thread of this process, and what stands in for child processes."""

from __future__ import annotations

import asyncio
import contextlib
import threading

import procrastinate

from timeline.executors import INLINE, Workers
from timeline.executors import worker as module
from timeline.executors.queue import connection, prepare


class NoWorkers(Workers):
    """Works here, without limits."""

    def __init__(self):
        super().__init__(1, 100, count=0)

    def map(self, work, items):
        return INLINE.map(work, items)


@contextlib.contextmanager
def working(url, executor=INLINE, count=1):
    """Do the jobs of a queue until the context ends."""
    app = procrastinate.App(connector=procrastinate.PsycopgConnector(**connection(url)))
    module.add_tasks(app, executor)
    with app.open():
        prepare(app)
    loop = asyncio.new_event_loop()
    task = loop.create_task(module.serve(app, count))
    thread = threading.Thread(target=_run, args=(loop, task))
    thread.start()
    try:
        yield
    finally:
        loop.call_soon_threadsafe(task.cancel)
        thread.join(30)


def _run(loop, task):
    with contextlib.suppress(asyncio.CancelledError):
        loop.run_until_complete(task)
    loop.close()
