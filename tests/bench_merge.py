"""What one more article costs to merge and to store, in archives of growing size.

The archive is synthetic, in a SQLite database of its own (``bench_storage`` fills it): forty
mentions a day, each an event of its own, for as many days as it takes. An article brings mentions
of a day in its middle, and ``weave`` does what an update does: it reads the part of the timeline
that they can change, merges, and writes what became of it. Times are of the processor. The limit:
at 1,000,000 mentions at most twice the time at 1,000.

Then a flood: thousands of sentences after one pattern that arrive at once and tell of one day. A
mention of 8,000 may take at most twice the time of one of 1,000.
"""

import statistics
import sys
import tempfile
import time
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import NAMESPACE_URL, uuid5

import bench_storage
from bench_storage import DEEDS, FIRST, PLACES, STORY

from timeline import merge
from timeline.storage import Storage
from timeline.types import Basis, Citation, Granularity, Mention, Status, Timeline, When
from timeline.update.weaving import weave

SIZES = (1_000, 100_000, 1_000_000)
#: Largest ratio to the smallest archive.
LIMIT = 2.0
#: Mentions of one day that arrive at once.
FLOODS = (1_000, 8_000)
#: Articles that are added to each archive, and mentions of each.
ARTICLES, MENTIONS = 15, 8
WHO = ("Carabinieri", "Organisers", "Mayor Bianchi", "Skiers", "Rescuers", "Volunteers")


def told(number, key):
    """Return a mention like that of this number in the archive; forty of them share a day."""
    start = FIRST + timedelta(days=number // 40)
    place, deed, who = PLACES[number % 8], DEEDS[number % 5], WHO[number % 6]
    quote = (
        f"{who} {deed} in {place} at gate {number % 97} after a call about sector {number % 89}."
    )
    return Mention(
        id=str(uuid5(NAMESPACE_URL, f"{key} {number}")),
        article=Citation(key, f"{key}.txt", "A title", start + timedelta(hours=20)),
        quote=quote,
        when=When(start.date().isoformat(), start, start + timedelta(1), Granularity.DAY),
        basis=Basis.RELATIVE,
        status=Status.HAPPENED,
        kind="incident",
        title=quote[:110],
        summary=quote,
        places=(place,),
    )


def cost(size):
    """Return the seconds that one more article takes, in all and merging: medians."""
    bench_storage.EVENTS = size
    with tempfile.TemporaryDirectory() as folder:
        storage = Storage(f"sqlite:///{folder}/bench.db")
        storage.upgrade()
        with storage.write() as batch:
            batch.keep_story(STORY, "f")
        bench_storage.fill_sqlite(f"{folder}/bench.db")
        taken = [one_more(storage, size, turn) for turn in range(ARTICLES)]
        storage.close()
    return tuple(map(statistics.median, zip(*taken, strict=True)))


def one_more(storage, size, turn):
    """Return the seconds that an article takes whose mentions are of the archive's middle."""
    first = size // 2 // 40 * 40 + turn
    arrived = [told(first + number * 3, f"new{turn}") for number in range(MENTIONS)]
    now = datetime(2030, 1, 1, tzinfo=UTC) + timedelta(minutes=turn)
    merging = Watch()
    begun = time.process_time()
    with storage.write() as batch:
        weave(batch, STORY.slug, arrived, arrived, (), now=now, merging=lambda: merging)
    return time.process_time() - begun, merging.seconds


def flood(count):
    """Return the seconds that each of so many mentions of one day takes to merge."""
    alike = (told(number % 40, f"flood{number}") for number in range(count))
    arrived = [replace(m, quote=f"{m.quote} It was No. {n}.") for n, m in enumerate(alike)]
    begun = time.process_time()
    merge.merge(Timeline("flood"), arrived, (), now=datetime(2030, 1, 1, tzinfo=UTC))
    return (time.process_time() - begun) / count


class Watch:
    """Measures what is done within it."""

    seconds = 0.0

    def __enter__(self):
        self.begun = time.process_time()

    def __exit__(self, *_):
        self.seconds += time.process_time() - self.begun


def main():
    """Print the cost of one more article by size of archive; return 1 when it is not flat."""
    cost(SIZES[0])  # once unmeasured, so that every table is loaded
    seconds = {}
    for size in SIZES:
        seconds[size], merging = cost(size)
        sys.stdout.write(
            f"merge: one more article among {size:,} mentions: {1000 * seconds[size]:.1f} ms CPU, "
            f"{1000 * merging:.1f} of it merging, the others reading and writing\n"
        )
        sys.stdout.flush()
    ratio = max(seconds.values()) / seconds[SIZES[0]]
    word = "" if ratio <= LIMIT else " TOO MUCH"
    sys.stdout.write(f"merge: largest to smallest archive {ratio:.2f} (limit {LIMIT}){word}\n")
    return int(ratio > LIMIT) | floods()


def floods():
    """Print the cost of a mention by size of flood; return 1 when it is not flat."""
    few, many = map(flood, FLOODS)
    word = "" if many <= LIMIT * few else " TOO MUCH"
    sys.stdout.write(
        f"merge: a mention of a flood of {FLOODS[1]:,}: {1000 * many:.1f} ms CPU, "
        f"{many / few:.2f} of one of {FLOODS[0]:,} (limit {LIMIT}){word}\n"
    )
    return int(many > LIMIT * few)


if __name__ == "__main__":
    sys.exit(main())
