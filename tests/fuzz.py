"""Throw generated drops at the reader: ``make fuzz``, 20,000 (``FUZZ=100000 make fuzz``).

Every input is read or refused with a DropError, within its share of time and memory; anything
else is printed with the smallest input that shows it, and the exit status is 1. hypothesis keeps
what it has tried, 1.3 GB of it after some ten thousands: a full collection of that garbage takes
a second or two of whatever input is at hand. So each ``PART`` has a process of its own.
"""

import os
import resource
import subprocess
import sys
import time

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.drops_reading import ROME, drop
from tests.memory import resident
from tests.test_drops_hostile import ATOMS
from timeline.drops import read
from timeline.errors import DropError

INPUTS = int(os.environ.get("FUZZ", "20000"))
PART = 5000
#: CPU seconds one input may take; a first page loads its extractor.
SECONDS = 2
MEGABYTES = 200

pieces = st.sampled_from(ATOMS)
words = st.text(max_size=20)
#: A drop in a shape, its pieces in any order, some of them many times over.
shapes = st.sampled_from(
    [
        "{}",
        "---\ntitle: x\n{}\n---\n{}",
        "---\ndescription: {}\n---\n{}",
        "+++\ntitle = 'x'\n{}\n+++\n{}",
        "<html><head>{}</head><body>{}</body></html>",
        "<rss><channel><item><title>x</title><description>{}</description></item></channel></rss>",
        '{{"title": "x", "text": "{}"}}',
        '{{"description": "{}", "articleBody": "{}"}}',
        "# x\n\n{}",
        "Snow falls\n\nPublished on: {}\n\n{}",
    ]
)
many = st.builds(lambda piece, times: piece * times, pieces, st.integers(1, 2000))
bodies = st.lists(pieces | words | many, max_size=25).map("".join)
drops = st.builds(lambda shape, one, two: shape.format(one, two), shapes, bodies, bodies)
counted = {"read": 0, "refused": 0}


def peak():
    """Return how many megabytes this process has ever held."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10


@settings(
    max_examples=INPUTS, deadline=None, database=None, suppress_health_check=list(HealthCheck)
)
@given(drops.map(lambda text: text.encode("utf-8", "replace")) | st.binary(max_size=2000))
def every_drop_is_read_or_refused(content):
    """Read *content* and measure; hypothesis itself grows, so only this input's share counts."""
    before, highest = resident(), peak()
    started = time.process_time()
    try:
        articles = read(drop(content), zone=ROME)
    except DropError:
        counted["refused"] += 1
    else:
        counted["read"] += 1
        assert all(one.headline and one.paragraphs for one in articles)
    spent = time.process_time() - started
    assert spent < SECONDS, f"{spent:.1f} s for {len(content)} bytes"
    used = peak() - before if peak() > highest else 0
    assert used < MEGABYTES, f"{used} MB for {len(content)} bytes"


def main():
    """Run a part here, or all parts one after the other; return the status."""
    if INPUTS <= PART:
        every_drop_is_read_or_refused()
        sys.stdout.write(f"{counted['read']} read, {counted['refused']} refused, 0 failed\n")
        return 0
    for begun in range(0, INPUTS, PART):
        environment = os.environ | {"FUZZ": str(min(PART, INPUTS - begun))}
        program = [sys.executable, "-m", "tests.fuzz"]
        if status := subprocess.run(program, env=environment, check=False).returncode:
            return status
    return 0


if __name__ == "__main__":
    sys.exit(main())
