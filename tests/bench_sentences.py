"""How fast paragraphs are split into sentences, beside the search for what may end one."""

import re
import sys
import time

from bench_timex import texts

from timeline.sentences import boundaries

#: Sentences per CPU second that must be reached.
LIMIT = 50_000
STOPS = re.compile(r"[.!?]['\")\]]*\s")


def main() -> int:
    """Print the table; return 1 where the limit is missed."""
    pieces = texts()
    scan, ours = speed(pieces, STOPS.findall), speed(pieces, lambda text: list(boundaries(text)))
    sys.stdout.write(f"{'scan for stops':18} {scan:10,.0f} a CPU second\n")
    sys.stdout.write(f"{'ours':18} {ours:10,.0f} sentences a CPU second {scan / ours:6.1f} x\n")
    sys.stdout.write(f"{'limit':18} {LIMIT:10,.0f}\n")
    return int(ours < LIMIT)


def speed(pieces, work):
    """Return how much *work* finds in a CPU second."""
    start = time.process_time()
    found = sum(len(work(text)) for text in pieces)
    return found / max(time.process_time() - start, 1e-9)


if __name__ == "__main__":
    sys.exit(main())
