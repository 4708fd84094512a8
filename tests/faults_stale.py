"""Read while somebody commits, and count answers that are older than a commit that was over.

Several processes ask the service's application for a feed, again and again; another one commits.
A reader looks how many commits are over before it asks: what it is told must not be older. The
processes share what they render: of no revision the feed may have been rendered twice.
``python tests/faults_stale.py`` reads a million times.
"""

from __future__ import annotations

import asyncio
import multiprocessing
import os
import re
import sys
import tempfile
import time
from datetime import timedelta
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from feeds.document import Site
from feeds.service import Storeroom, create_app
from tests.articles import NOW, STORY, STRIKE, drop, settings
from timeline import Override, Ruling
from timeline.library import Library
from timeline.storage import Storage
from timeline.update import update

READS = int(os.environ.get("STALE_READS", "1000000"))
COMMITS = int(os.environ.get("STALE_COMMITS", "1000"))
READERS = 4


def main() -> int:
    """Print how many reads were stale; return 1 when any was."""
    with tempfile.TemporaryDirectory() as folder:
        found = stale(f"sqlite:///{folder}/stale.db", Path(folder) / "seeds", READS, COMMITS)
    reads, late, seen, commits, renders = found
    sys.stdout.write(
        f"stale reads: {late} of {reads} by {READERS} processes against {commits} commits;"
        f" {seen} different states were read, and rendered {renders} times\n"
    )
    return int(late > 0 or renders > commits + 1)


def stale(url: str, seeds: Path, reads: int, commits: int) -> tuple[int, int, int, int, int]:
    """Return how many reads there were, how many stale, states seen, commits, and renders."""
    storage = Storage(url)
    storage.upgrade()
    drop(seeds, "a.txt", STRIKE)
    update(storage, settings(seeds), [STORY], now=NOW)
    event = storage.load(STORY.slug).events[0].id
    storage.close()
    context = multiprocessing.get_context("spawn")
    over, done = context.Value("q", 0), context.Value("q", 0)
    told = context.Queue()
    readers = [
        context.Process(target=_read, args=(url, over, reads // READERS, done, told))
        for _ in range(READERS)
    ]
    for one in readers:
        one.start()
    made = _commit(url, event, over, commits, done=done, reads=reads)
    found = [told.get() for _ in readers]
    for one in readers:
        one.join()
    return (
        sum(one[0] for one in found),
        sum(one[1] for one in found),
        len(set().union(*(one[2] for one in found))),
        made,
        sum(one[3] for one in found),
    )


def _commit(url, event, over, commits: int, *, done, reads: int) -> int:
    """Commit so many times, spread over the reads; a title tells which commit it was."""
    storage = Storage(url)
    for number in range(1, commits + 1):
        while done.value < reads * (number - 1) // commits:
            time.sleep(0.0005)
        at = NOW + timedelta(seconds=number)
        storage.overrule(STORY.slug, Override(event, Ruling.TITLE, at, "Ada", f"Number {number}."))
        over.value = number
    storage.close()
    return commits


def _read(url, over, reads: int, done, told) -> None:
    storage, site = Storage(url), Site("https://example.org", "Stale")
    room = Storeroom(storage.folder / "renditions", site)
    app = create_app(Library((STORY,), storage), site, storeroom=room)
    told.put(asyncio.run(_ask(app, over, reads, done)))
    storage.close()


async def _ask(app, over, reads: int, done) -> tuple[int, int, set[int], int]:
    scope = {
        "type": "http",
        "method": "GET",
        "path": "/feed.json",
        "raw_path": b"/feed.json",
        "query_string": b"",
        "headers": [(b"host", b"x")],
    }
    bodies: list[bytes] = []

    async def send(message):
        bodies.append(message.get("body", b""))

    async def receive():
        return {"type": "http.request", "body": b""}

    late, seen = 0, set()
    for number in range(reads):
        least = over.value
        bodies.clear()
        await app(dict(scope), receive, send)
        found = re.search(rb"Number (\d+)", b"".join(bodies))
        state = int(found[1]) if found else 0
        late += state < least
        seen.add(state)
        if number % 100 == 99:
            with done.get_lock():
                done.value += 100
    return reads, late, seen, app.shelf.renders


if __name__ == "__main__":
    sys.exit(main())
