"""How much memory a replica holds that serves a story of many events: 100,000, or another number.

By name (``python tests/bench.py replica``). The story is in SQLite, and each of its documents is
asked for three times.
"""

import subprocess
import sys
import tempfile
import urllib.error
import urllib.request
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from tests.bench_pipeline import ROOT
from tests.bench_storage import STORY, fill_sqlite
from tests.memory import resident
from tests.nginx import free_port
from tests.waiting import until
from timeline.storage import Storage
from timeline.story import load
from timeline.update import fingerprint

EVENTS = 100_000
#: Megabytes that must not be exceeded.
LIMIT = 150
PATHS = (
    *("/", "/feed.rss", "/feed.atom", "/feed.json", "/calendar.ics", "/timeline.json", "/embed"),
    *("/?q=bridge", "/timeline.json?q=bridge", "/feed.atom?limit=500", "/timeline.json?limit=500"),
)


def main(count: int = EVENTS) -> int:
    """Print the memory at the start and at its height; return 1 above the limit."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        _fill(folder, count)
        port = free_port()
        command = [str(Path(sys.executable).parent / "timeline"), "serve", "--no-watch"]
        command += ["--port", str(port)]
        with subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL) as served:
            until(lambda: _asked(f"http://127.0.0.1:{port}/healthz"))
            start = height = resident(served.pid)
            for path in PATHS * 3:
                _asked(f"http://127.0.0.1:{port}{path}")
                height = max(height, resident(served.pid))
            served.terminate()
    told = (
        f"{count:,} events: {start:.0f} MB at the start, {height:.0f} MB with its documents"
        f" (limit {LIMIT} MB)"
    )
    sys.stdout.write(f"{told}\n")
    return int(height > LIMIT)


def _fill(folder: Path, count: int) -> None:
    stories = folder / "config" / "stories"
    stories.mkdir(parents=True)
    for name in ("seeds", "var"):
        (folder / name).mkdir()
    first = next((ROOT / "config" / "stories").glob("*.toml"))
    (stories / f"{STORY.slug}.toml").write_bytes(first.read_bytes())
    story = replace(load(stories)[0], slug=STORY.slug)
    storage = Storage(f"sqlite:///{folder}/var/timeline.db")
    storage.upgrade()
    with storage.write() as batch:
        batch.keep_story(story, fingerprint(story))
    storage.close()
    begins = datetime(2026, 3, 15, tzinfo=UTC) - timedelta(days=count // 40)
    fill_sqlite(str(folder / "var" / "timeline.db"), count, begins)


def _asked(url: str) -> bool:
    request = urllib.request.Request(url, headers={"Accept-Encoding": "gzip"})
    try:
        with urllib.request.urlopen(request) as answer:
            return bool(answer.read())
    except urllib.error.HTTPError:
        return True
    except OSError:
        return False


if __name__ == "__main__":
    raise SystemExit(main(*map(int, sys.argv[1:])))
