"""How soon a change is seen: from its commit to open pages in two browsers at once.

The sample drops are stored in SQLite and served; one browser shows the story, another its embed. An
editor's title is stored again and again, at no fixed distance from the looks of the stream.

Then without browsers on PostgreSQL: from the commit of one process to the stream of another, by
looks alone and where the database tells of commits.
"""

from __future__ import annotations

import asyncio
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from random import Random

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from feeds.document import Site  # noqa: E402  # found by the line above
from feeds.service.stream import Streams  # noqa: E402
from tests.browsers import CHROMIUM, FLAGS, chromium, serving  # noqa: E402
from tests.clusters import cluster  # noqa: E402
from tests.stories import STORY  # noqa: E402
from timeline.library import Library  # noqa: E402
from timeline.storage import Storage  # noqa: E402
from timeline.story import load  # noqa: E402
from timeline.types import Override, Ruling  # noqa: E402

CHANGES = 20
#: Milliseconds from the commit until a page shows it: no more is allowed.
LIMIT = 1000
#: Notes when each change is first seen in the page.
NOTE = """window.seen = {};
new MutationObserver(() => {
    const found = document.getElementById('timeline')?.textContent.match(/Change number \\d+/);
    if (found) window.seen[found[0]] ??= Date.now()
}).observe(document, {subtree: true, childList: true, characterData: true})"""


def main() -> int:
    """Print the delays; return 1 where one was too long."""
    tell_postgresql()
    if not CHROMIUM:
        sys.stdout.write("live: skipped, needs Chromium\n")
        return 0
    with tempfile.TemporaryDirectory() as folder:
        database = f"sqlite:///{folder}/timeline.db"
        command = [sys.executable, "-m", "timeline", "update", "--database", database]
        subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
        library = Library(load(ROOT / "config" / "stories"), Storage(database))
        delays = measure(library)
    for name, taken in delays.items():
        sys.stdout.write(
            f"live: {name}, {CHANGES} changes: seen {statistics.median(taken):.0f} ms after the"
            f" commit, at most {max(taken):.0f} ms (limit {LIMIT} ms)\n"
        )
    return int(max(map(max, delays.values())) > LIMIT)


def measure(library: Library) -> dict[str, list[float]]:
    """Return for each page the milliseconds from each commit until it is seen there."""
    slug, dice = library.stories()[0].slug, Random(1)
    event = library.storage.load(slug).events[-1].id
    with serving(library, title="Timelines") as base, chromium() as one:
        two = one.browser_type.launch(executable_path=CHROMIUM, args=FLAGS)
        path = f"{base}/stories/{slug}"
        pages = {"story page": one.new_page(), "embed in a second browser": two.new_page()}
        for page, address in zip(pages.values(), (path, f"{path}/embed"), strict=True):
            page.add_init_script(NOTE)
            with page.expect_response(f"{path}/stream"):
                page.goto(address)
        delays: dict[str, list[float]] = {name: [] for name in pages}
        for number in range(CHANGES):
            time.sleep(dice.uniform(0.3, 1.0))
            title = f"Change number {number + 1}"
            ruling = Override(event, Ruling.TITLE, datetime.now(UTC), "editor", title)
            library.storage.overrule(slug, ruling)
            stored = time.time() * 1000
            for name, page in pages.items():
                delays[name].append(_seen(page, title) - stored)
        two.close()
    return delays


def tell_postgresql() -> None:
    """Print how long a commit takes to another process's stream."""
    with cluster() as server:
        if server is None:
            sys.stdout.write("live: PostgreSQL is not installed\n")
            return
        ours, theirs = Storage(f"{server}/postgres"), Storage(f"{server}/postgres")
        ours.upgrade()
        with ours.write() as batch:
            batch.keep_story(STORY, "f")
        for how, notices in (("looks alone", None), ("told by NOTIFY", theirs.notices)):
            taken = sorted(asyncio.run(_told(ours, theirs, notices)))
            sys.stdout.write(
                f"live: stream on PostgreSQL, {how}, {CHANGES} changes: there"
                f" {statistics.median(taken):.0f} ms after the commit, at most {taken[-1]:.0f} ms\n"
            )
        ours.close()
        theirs.close()


async def _told(ours: Storage, theirs: Storage, notices) -> list[float]:
    """Return the milliseconds from each of our commits until their stream has it."""
    streams = Streams(theirs.revision, theirs.news, Site("https://x.example", "x"), notices=notices)
    stream, dice, taken = streams.listen(STORY.slug, ""), Random(1), []
    await anext(stream)
    for _ in range(CHANGES):
        await asyncio.sleep(dice.uniform(0.3, 1.0))
        with ours.write() as batch:
            known = batch.known(STORY.slug)
            batch.keep_timeline(known, replace(known, revision=known.revision + 1), ())
        stored = time.perf_counter()
        await anext(stream)
        taken.append((time.perf_counter() - stored) * 1000)
    await stream.aclose()
    return taken


def _seen(page, title: str) -> float:
    """Return when a page first showed a title, in ms since 1970; raises TimeoutError."""
    for _ in range(400):
        if found := page.evaluate(f"window.seen['{title}']"):
            return found
        page.wait_for_timeout(50)
    raise TimeoutError(title)


if __name__ == "__main__":
    sys.exit(main())
