"""The child process of ``processes``: one item after the other, each within its limits."""

from __future__ import annotations

import resource
import signal
import sys
from collections.abc import Sequence
from contextlib import suppress
from multiprocessing.connection import Connection
from pathlib import Path

from timeline import drops
from timeline.executors.work import attempt, collect_seldom


def main(arguments: Sequence[str]) -> None:
    """Work for whoever is at the other end of a socket, until that closes it."""
    handle, seconds, megabytes = arguments
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.SIG_IGN)  # meant for the parent; we end with it
    collect_seldom()
    drops.load()
    with Connection(int(handle)) as line, suppress(EOFError, OSError):
        line.send(True)
        while True:
            work, items = line.recv()
            for item in items:
                _allow(int(megabytes) << 20)
                # its default end, which no code can put off: it comes from the kernel
                signal.setitimer(signal.ITIMER_PROF, float(seconds))
                outcome = attempt(work, item)
                signal.setitimer(signal.ITIMER_PROF, 0)
                line.send(outcome)


def _allow(more: int) -> None:
    """Let this process have so many bytes more than it has; where Linux tells how many that is."""
    with suppress(FileNotFoundError):
        pages = int(Path("/proc/self/statm").read_text().split()[0])
        _, most = resource.getrlimit(resource.RLIMIT_AS)
        allowed = pages * resource.getpagesize() + more
        if most != resource.RLIM_INFINITY:
            allowed = min(allowed, most)
        resource.setrlimit(resource.RLIMIT_AS, (allowed, most))


if __name__ == "__main__":
    main(sys.argv[1:])
