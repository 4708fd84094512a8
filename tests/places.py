"""A folder and a database of their own, for what breaks the intake, and what is wrong with them."""

import os
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from tests.articles import NOW, STORY, STRIKE, drop, settings
from timeline.executors import INLINE, Executor
from timeline.storage import Storage
from timeline.update import update


class Place:
    """A folder and a database of their own."""

    def __init__(self, top: Path, name: str, url: str | None = None) -> None:
        self.top = top
        self.folder = top / name
        self.folder.mkdir()
        self.file = top / f"{name}.db"
        self.url = url or f"sqlite:///{self.file}"
        with self.storage() as storage:
            storage.upgrade()

    @contextmanager
    def storage(self) -> Iterator[Storage]:
        storage = Storage(self.url)
        try:
            yield storage
        finally:
            storage.close()

    def put(self, number: int, words: str = "over pay") -> None:
        text = STRIKE.replace("Genoa", f"Genoa {number}").replace("over pay", words)
        drop(self.folder, f"{number}.txt", text)

    def update(self, now: datetime = NOW, executor: Executor = INLINE) -> None:
        with self.storage() as storage:
            update(storage, settings(self.folder), [STORY], now=now, executor=executor)

    def told(self) -> dict[str, datetime]:
        """Return when each event was first told, by its id."""
        with self.storage() as storage:
            return {event.id: event.published for event in storage.load(STORY.slug).events}

    def wrong(self, expected: int | None = None) -> list[str]:
        """Return what is lost, doubled or half-taken."""
        with self.storage() as storage:
            taken = Counter(key for one in storage.drops() for key in one.articles)
            articles = Counter(storage.article_keys())
            mentions = Counter(
                m.article.key for e in storage.load(STORY.slug).events for m in e.mentions
            )
            revisions = dict.fromkeys(articles, 2)
        found = []
        if taken != articles:
            found.append(f"drops and articles differ: {taken - articles} {articles - taken}")
        if mentions != revisions:
            found.append(f"articles without their two mentions: {mentions} {revisions}")
        if expected is not None and len(articles) != expected:
            found.append(f"{len(articles)} articles, not {expected}")
        return found


def child(work: Callable[[], None]) -> int:
    """Run *work* in a process of its own; return its id. Its status is 1 when *work* raises."""
    sys.stdout.flush()
    number = os.fork()
    if number == 0:
        status = 1
        try:
            os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
            work()
            status = 0
        finally:
            os._exit(status)
    return number
