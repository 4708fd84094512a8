"""What one more article costs, drop to stored event, in databases of growing size.

Each holds as many articles as events, forty a day up to the days that the new drops tell of, so
that what is near them is the same in all. The limit: a million cost at most twice a thousand.
"""

from __future__ import annotations

import os
import sqlite3
import statistics
import sys
import tempfile
import time
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from tests.bench_pipeline import ROOT, make
from tests.bench_storage import STORY, fill_sqlite
from timeline.settings import Seeds, Settings
from timeline.storage import Storage
from timeline.story import load
from timeline.update import fingerprint, update

SIZES = tuple(map(int, os.environ.get("BENCH_SIZES", "1000,100000,1000000").split(",")))
LIMIT, ROUNDS, DROPS = 2.0, 5, 20
LAST = datetime(2026, 3, 15, tzinfo=UTC)


def main() -> int:
    """Print the cost of one more article by size; return 1 when it is not flat."""
    (story, *_) = load(ROOT / "config" / "stories")
    story = replace(story, slug=STORY.slug)
    found = {}
    for size in SIZES:
        with tempfile.TemporaryDirectory() as folder:
            found[size] = cost(Path(folder), size, story)
        sys.stdout.write(f"one more article among {size:>9,}: {found[size] * 1000:.1f} CPU-ms\n")
        sys.stdout.flush()
    ratio = max(found.values()) / found[SIZES[0]]
    word = "" if ratio <= LIMIT else " TOO MUCH"
    sys.stdout.write(f"largest to smallest archive {ratio:.2f} (limit {LIMIT}){word}\n")
    return int(ratio > LIMIT)


def cost(folder: Path, size: int, story) -> float:
    """Return the median of the CPU seconds that an article takes."""
    url, path = f"sqlite:///{folder}/bench.db", f"{folder}/bench.db"
    storage = Storage(url)
    storage.upgrade()
    with storage.write() as batch:
        batch.keep_story(story, fingerprint(story))
    fill_sqlite(path, size, LAST - timedelta(days=size // 40))
    _articles(path, size)
    seeds = folder / "seeds"
    make(seeds)
    settings = Settings(seeds=Seeds(folder=seeds))
    drops = sorted(seeds.iterdir())
    taken = []
    for turn in range(ROUNDS):
        begun = time.process_time()
        update(
            storage,
            settings,
            (story,),
            now=datetime.now(UTC),
            paths=drops[turn * DROPS : (turn + 1) * DROPS],
        )
        taken.append((time.process_time() - begun) / DROPS)
        if not turn:  # the first one keeps the story's configuration
            taken.clear()
    storage.close()
    return statistics.median(taken)


def _articles(path: str, size: int) -> None:
    """Keep as many articles as there are events."""
    connection = sqlite3.connect(path)
    numbers = f"WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {size})"
    for table, values in (
        ('article (key, arrival, revision, "drop")', "'a' || i, i, 1, i || '.txt'"),
        ("article_key (key, article)", "'a' || i, 'a' || i"),
        (
            "article_revision (article, number, at, content, zone)",
            "'a' || i, 1, '2026-01-01 00:00:00.000000', '{}', '0'",
        ),
        (
            "receipt (name, state, stamp, at, articles)",
            "i || '.txt', 'taken', '', '2026-01-01 00:00:00.000000', json_array('a' || i)",
        ),
    ):
        connection.execute(f"INSERT INTO {table} {numbers} SELECT {values} FROM n")
    connection.commit()
    connection.close()


if __name__ == "__main__":
    sys.exit(main())
