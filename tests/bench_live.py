"""How soon a change is seen: from its commit to open pages in two browsers at once.

The sample drops are stored in SQLite and served; one browser shows the story, another its embed. An
editor's title is stored again and again, at no fixed distance from the looks of the stream.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path
from random import Random

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from tests.browsers import CHROMIUM, FLAGS, chromium, serving  # noqa: E402  # found by the line above
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
    event = library.load(slug).events[-1].id
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


def _seen(page, title: str) -> float:
    """Return when a page first showed a title, in ms since 1970; raises TimeoutError."""
    for _ in range(400):
        if found := page.evaluate(f"window.seen['{title}']"):
            return found
        page.wait_for_timeout(50)
    raise TimeoutError(title)


if __name__ == "__main__":
    sys.exit(main())
