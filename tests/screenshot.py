"""Makes the README's picture: the story page of the sample drops, as ``make serve`` shows it.

Run from the project's folder: ``.venv/bin/python tests/screenshot.py [FILE]``.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from tests.browsers import chromium, serving  # noqa: E402  # found by the line above

WIDTH, HEIGHT = 1280, 1500


def main() -> None:
    """Write the picture."""
    target = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "docs" / "story-page.png"
    with tempfile.TemporaryDirectory() as folder:
        database = f"sqlite:///{folder}/timeline.db"
        command = [sys.executable, "-m", "timeline", "update", "--database", database]
        subprocess.run(command, cwd=ROOT, check=True)
        with serving(_library(database), title="Timelines") as base, chromium() as browser:
            page = browser.new_page(viewport={"width": WIDTH, "height": HEIGHT})
            page.goto(base)
            page.screenshot(path=target)


def _library(database: str):
    from timeline.library import Library
    from timeline.storage import Storage
    from timeline.story import load

    return Library(load(ROOT / "config" / "stories"), Storage(database))


if __name__ == "__main__":
    main()
