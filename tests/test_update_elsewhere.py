"""The suite of updates again, where drops are read and reduced in other processes.

On SQLite by two child processes, on PostgreSQL by a worker that Procrastinate hands the work to.
What replaces a function in this process is left out: it would not be replaced over there.
"""

from __future__ import annotations

import inspect

import pytest

from tests import test_update
from tests.queues import NoWorkers, working
from timeline.executors import Workers
from timeline.executors.queue import Queue

pytestmark = [pytest.mark.usefixtures("unmeasured"), pytest.mark.no_cover]

carry = test_update.carry

for _name, _suite in vars(test_update).items():
    if _name.startswith("test_"):
        _fixtures = inspect.signature(_suite).parameters
        if "carry" in _fixtures and "monkeypatch" not in _fixtures:
            globals()[_name] = _suite


@pytest.fixture(scope="module")
def workers():
    with Workers(5, 300, count=2) as workers:
        yield workers


@pytest.fixture
def executor(database_url, workers):
    """Give what reads and reduces: one kind for each kind of database."""
    if database_url.startswith("sqlite"):
        yield workers
    else:
        with Queue(database_url, NoWorkers()) as queue, working(database_url, workers, count=2):
            yield queue
