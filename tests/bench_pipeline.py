"""The whole line, drop to stored event: articles and kilobytes per CPU second on one core.

Drops are the samples, each told again with other names and numbers so that no step can know it
from before; where the evaluation data are, real articles, too. The limit beside it is reading the
same files and counting their words.

Then the same again on all cores. Other work disturbs the clock, so what the processes spend is told
beside it: storing is serial, and with two cores nothing can take less than the larger of the
parent's time and half of all.
"""

import gzip
import json
import os
import re
import statistics
import sys
import tempfile
import time
from dataclasses import replace
from datetime import UTC, datetime
from operator import itemgetter
from pathlib import Path
from typing import NamedTuple

from timeline import Story, drops, events
from timeline.executors import INLINE, Executor, Workers
from timeline.executors.work import collect_seldom
from timeline.settings import Seeds, Settings
from timeline.storage import Storage
from timeline.story import load
from timeline.update import files, update

ROOT = Path(__file__).parent.parent
COUNT = 600
#: Articles per CPU second that must be reached.
REDUCED, STORED = 200, 150
#: Kilobytes of text of real articles per CPU second, and how much faster two cores have to be.
TEXT, FASTER = 250, 1.8
#: Of one core and of all.
ROUNDS = 3
#: Characters of a real article; some in the collection are whole archives.
LONGEST = 50_000


def main() -> int:
    """Print the tables; return 1 where a limit is missed."""
    collect_seldom()
    (story, *_) = load(ROOT / "config" / "stories")
    missed = 0
    with tempfile.TemporaryDirectory() as folder:
        seeds = Path(folder) / "seeds"
        size = make(seeds)
        reduced, stored = one_core("", story, seeds, size)
        missed += COUNT / reduced < REDUCED or COUNT / stored < STORED
    with tempfile.TemporaryDirectory() as folder:
        seeds = Path(folder) / "seeds"
        size = real(seeds)
        if size:
            every = replace(story, terms=(("the", 1.0),), excluded=(), names=())
            _, stored = one_core("real, ", every, seeds, size)
            missed += size / 1000 / stored < TEXT
            missed += all_cores(every, seeds) < FASTER
        else:
            sys.stdout.write("real articles: skipped, TIMELINE_EVAL names no evaluation data\n")
    return int(missed > 0)


def one_core(what: str, story: Story, seeds: Path, size: int) -> tuple[float, float]:
    """Print the table of drops of so many bytes; return the seconds of reducing and storing."""
    with tempfile.TemporaryDirectory() as folder:
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
            f"{what + name:23} {len(names) / seconds:8.0f} articles/CPU-s"
            f" {size / 1000 / seconds:8.0f} KB/CPU-s {seconds / words:8.1f} x the first\n"
        )
    return reduced, stored


def all_cores(story: Story, seeds: Path) -> float:
    """Print what one core and all take, in batches of 100 drops; return how much faster these are.

    By the clock, or by what the processes spend where the clock was disturbed. What is asked again
    and again is known to all of them from the round before; rounds of one and of all alternate.
    """
    cores = len(os.sched_getaffinity(0))
    files.BATCH = 100

    def store(executor: Executor) -> Spent:
        with tempfile.TemporaryDirectory() as folder:
            storage = Storage(f"sqlite:///{folder}/bench.db")
            storage.upgrade()
            settings = Settings(seeds=Seeds(folder=seeds))
            before = time.perf_counter(), time.process_time(), children()
            update(storage, settings, (story,), now=datetime.now(UTC), executor=executor)
            after = time.perf_counter(), time.process_time(), children()
            storage.close()
        return Spent(*(end - begin for begin, end in zip(before, after, strict=True)))

    rounds = []
    with Workers(60, 500, count=cores) as workers:
        store(workers)
        for _ in range(ROUNDS):
            one, many = store(INLINE), store(workers)
            bound = max(many.own, (many.own + many.children) / cores)
            rounds.append((one.own / many.clock, one.own / bound, one, many))
    by_clock = statistics.median(one[0] for one in rounds)
    faster, one, many = sorted((one[1:] for one in rounds), key=itemgetter(0))[ROUNDS // 2]
    sys.stdout.write(
        f"one core: {one.own:.1f} CPU-s; {cores} cores: {many.clock:.1f} s on the clock,"
        f" {many.own:.1f} CPU-s parent, {many.children:.1f} CPU-s children:"
        f" {by_clock:.2f} x by the clock, {faster:.2f} x by what was spent (limit {FASTER};"
        f" {ROUNDS} rounds)\n"
    )
    return max(by_clock, faster)


class Spent(NamedTuple):
    """Seconds of an update: on the clock, of this process, of its children."""

    clock: float
    own: float
    children: float


def children() -> float:
    """Return the seconds of processor time of this process's children."""
    spent = 0
    for listed in Path("/proc/self/task").glob("*/children"):
        for child in listed.read_text().split():
            fields = Path(f"/proc/{child}/stat").read_text().rpartition(")")[2].split()
            spent += int(fields[11]) + int(fields[12])
    return spent / os.sysconf("SC_CLK_TCK")


def real(seeds: Path) -> int:
    """Write real articles as drops; return their size in bytes, 0 where there are none."""
    found = sorted(Path(os.environ.get("TIMELINE_EVAL", "-")).glob("tls/*/articles.jsonl.gz"))
    if not found:
        return 0
    seeds.mkdir()
    size = number = 0
    for path in found:
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            for line, _ in zip(lines, range(COUNT // len(found)), strict=False):
                article = json.loads(line)
                if len(article["text"]) > LONGEST:
                    continue
                number += 1
                text = f"---\ndate: {article['published']}\n---\n{article['text']}\n"
                drop = seeds / f"{number:05}.md"
                drop.write_text(text, encoding="utf-8")
                os.utime(drop, (1_770_000_000, 1_770_000_000))
                size += drop.stat().st_size
    return size


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
