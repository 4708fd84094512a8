"""What one more article costs to merge, in archives of growing size.

The archive is synthetic: as many mentions a day as a large story has, for as many days as it takes.
``merge`` is given the part of it that ``window`` names, as the database would load it by date; the
time includes reading that part's sentences. The limit: at 1,000,000 mentions at most twice the
time at 1,000.
"""

import statistics
import sys
import time
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import NAMESPACE_URL, uuid5

from timeline.merge import merge, window
from timeline.types import Basis, Citation, Event, Granularity, Mention, Status, Timeline, When

SIZES = (1_000, 100_000, 1_000_000)
#: Mentions a day.
DENSITY = 40
#: Largest ratio to the smallest archive.
LIMIT = 2.0
#: Articles that are added to each archive, and mentions of each.
ARTICLES, MENTIONS = 15, 8

FIRST = datetime(1600, 1, 1, tzinfo=UTC)
PLACES = ("Bormio", "Cortina", "Livigno", "Milan", "Predazzo", "Tesero", "Verona", "Anterselva")
DEEDS = ("closed the road", "searched the arena", "stopped a lift", "opened the gate", "met fans")
WHO = ("Carabinieri", "Organisers", "Mayor Bianchi", "Skiers", "Rescuers", "Volunteers")


def told(number, key):
    """Return the mention of that number in the archive; ``DENSITY`` of them share a day."""
    start = FIRST + timedelta(days=number // DENSITY)
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


class Archive:
    """An archive of so many mentions, read by date; each is an event of its own."""

    def __init__(self, size):
        self.days = size // DENSITY

    def part(self, seen):
        """Return the part of the timeline that a window names."""
        events = []
        for start, end in seen.spans:
            first = max(0, (start - FIRST).days)
            for day in range(first, min(self.days, (end - FIRST).days + 1)):
                events += [event(day * DENSITY + number) for number in range(DENSITY)]
        return Timeline("bench", tuple(e for e in events if seen.holds(e.when)), (), 1, FIRST)


def event(number):
    one = told(number, f"archive{number // 5}")
    at = one.article.published + timedelta(seconds=number % 1000)
    return Event(
        one.id, one.when, one.basis, one.status, one.kind, one.title, one.summary,
        one.places, one.actors, (one,), at, at,
    )  # fmt: skip


def cost(size):
    """Return the median of the seconds that one more article takes."""
    archive = Archive(size)
    now = datetime(2026, 1, 1, tzinfo=UTC)
    taken = []
    for turn in range(ARTICLES):
        # Somewhere in the archive's middle, so that every archive has days on both sides.
        first = (archive.days // 2) * DENSITY + turn
        arrived = [replace(told(first + n * 3, f"new{turn}")) for n in range(MENTIONS)]
        known = archive.part(window(arrived))
        begun = time.process_time()
        merge(known, arrived, (), now=now)
        taken.append(time.process_time() - begun)
    return statistics.median(taken)


def main():
    """Print the cost of one more article by size of archive; return 1 when it is not flat."""
    cost(SIZES[0])  # once unmeasured, so that every table is loaded
    seconds = {size: cost(size) for size in SIZES}
    ratio = max(seconds.values()) / seconds[SIZES[0]]
    for size, taken in seconds.items():
        sys.stdout.write(
            f"merge: one more article among {size:,} mentions: {1000 * taken:.1f} ms\n"
        )
    word = "" if ratio <= LIMIT else " TOO MUCH"
    sys.stdout.write(f"merge: largest to smallest archive {ratio:.2f} (limit {LIMIT}){word}\n")
    return int(ratio > LIMIT)


if __name__ == "__main__":
    sys.exit(main())
