"""How a SQLite database grows: bytes for each article, for each revision, and what a backup has.

Drops are those of the pipeline's bench. Half of them are stored first, so that the tables' own
pages do not count.
"""

import os
import sqlite3
import sys
import tempfile
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from tests.bench_pipeline import COUNT, ROOT, make
from timeline.settings import Seeds, Settings
from timeline.storage import Storage, backup
from timeline.story import load
from timeline.update import update

#: Bytes for an article of the samples' size that must not be exceeded.
LIMIT = 40_000


def main() -> int:
    """Print the table; return 1 where the limit is exceeded."""
    stories = load(ROOT / "config" / "stories")
    with tempfile.TemporaryDirectory() as folder:
        seeds, file = Path(folder) / "seeds", Path(folder) / "bench.db"
        drop = make(seeds) / COUNT
        storage = Storage(f"sqlite:///{file}")
        storage.upgrade()
        now = datetime.now(UTC)

        def carry(minutes, paths=()):
            later = now + timedelta(minutes=minutes)
            settings = Settings(seeds=Seeds(folder=seeds))
            update(storage, settings, stories, now=later, paths=paths)
            return size(file)

        paths = sorted(seeds.iterdir())
        half = carry(0, paths[: COUNT // 2])
        whole = carry(1)
        for path in paths:
            path.write_text(path.read_text("utf-8") + "\nMore is not known yet.\n", "utf-8")
            os.utime(path, (1_770_000_001, 1_770_000_001))
        revised = carry(2)
        events = [event for story in stories for event in storage.load(story.slug).events]
        mentions = sum(len(event.mentions) for event in events)
        storage.close()
        copied = backup(f"sqlite:///{file}", Path(folder) / "copy.db")
    article, revision = (whole - half) / (COUNT / 2), (revised - whole) / COUNT
    for name, value in (
        ("a drop", drop),
        ("an article, stored", article),
        ("a revision of it", revision),
    ):
        sys.stdout.write(f"{name:20} {value:8.0f} bytes {value / drop:6.1f} x the drop\n")
    sys.stdout.write(f"{'mentions an article':20} {mentions / COUNT:8.1f}\n")
    sys.stdout.write(f"{'the backup':20} {copied / revised:8.2f} x the database\n")
    return int(article > LIMIT)


def size(file):
    """Return the bytes of a database with nothing left in its log."""
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return file.stat().st_size


if __name__ == "__main__":
    sys.exit(main())
