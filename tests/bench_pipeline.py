"""The whole line, drop to stored event: articles and kilobytes per CPU second on one core.

Drops are the samples, each told again with other names and numbers so that no step can know it
from before. The limit beside it is reading the same files and counting their words.
"""

import os
import re
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path

from timeline import drops, events
from timeline.settings import Seeds, Settings
from timeline.storage import Storage
from timeline.story import load
from timeline.update import update

ROOT = Path(__file__).parent.parent
COUNT = 600
#: Articles per CPU second that must be reached.
REDUCED, STORED = 200, 150


def main() -> int:
    """Print the table; return 1 where a limit is missed."""
    (story, *_) = load(ROOT / "config" / "stories")
    with tempfile.TemporaryDirectory() as folder:
        seeds = Path(folder) / "seeds"
        size = make(seeds)
        names = sorted(path.name for path in seeds.iterdir())
        _, words = timed(
            lambda: sum(len(re.findall(r"\w+", (seeds / n).read_text())) for n in names)
        )

        def reduce():
            for name in names:
                drop = drops.take(seeds, name, max_bytes=1_000_000)
                for article in drops.read(drop, zone=story.zone):
                    events.reduce(article, story)

        def store():
            storage = Storage(f"sqlite:///{folder}/bench.db")
            storage.upgrade()
            settings = Settings(seeds=Seeds(folder=seeds))
            update(storage, settings, (story,), now=datetime.now(UTC))
            storage.close()

        reduce()
        _, reduced = timed(reduce)
        _, stored = timed(store)
    for name, seconds in (("read, count words", words), ("reduced", reduced), ("stored", stored)):
        sys.stdout.write(
            f"{name:18} {COUNT / seconds:8.0f} articles/CPU-s {size / 1000 / seconds:8.0f} KB/CPU-s"
            f" {seconds / words:8.1f} x the first\n"
        )
    return int(COUNT / reduced < REDUCED or COUNT / stored < STORED)


def make(seeds):
    """Write the drops; return their size in bytes."""
    seeds.mkdir()
    samples = sorted((ROOT / "seeds").iterdir())
    size = 0
    for number in range(COUNT):
        sample = samples[number % len(samples)]
        text = sample.read_text(encoding="utf-8")
        text = text.replace(".example/", f".example/{number}/").replace(
            "San Siro", f"Hall {number}"
        )
        text = re.sub(r"\b(stadium|agents|police|Police)\b", rf"\1 of unit {number}", text)
        path = seeds / f"{number:05}{sample.suffix}"
        path.write_text(text, encoding="utf-8")
        os.utime(path, (1_770_000_000, 1_770_000_000))
        size += path.stat().st_size
    return size


def timed(work):
    begin = time.process_time()
    result = work()
    return result, time.process_time() - begin


if __name__ == "__main__":
    sys.exit(main())
