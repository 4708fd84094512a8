"""The child process of ``processes``: one item after the other, each within its limits."""

from __future__ import annotations

import resource
import signal
import sys
import time
from collections.abc import Sequence
from contextlib import suppress
from multiprocessing.connection import Connection
from pathlib import Path

from timeline import drops, events
from timeline.executors.work import Alive, allowing, attempt, collect_seldom

#: Seconds of work on one item after which it is told that it goes on.
BEAT = 5.0
#: The timer's shortest: zero would stop it.
_SHORTEST = 1e-6


def main(arguments: Sequence[str]) -> None:
    """Work for whoever is at the other end of a socket, until that closes it."""
    handle, seconds, megabytes = arguments
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.SIG_IGN)  # meant for the parent; we end with it
    collect_seldom()
    drops.load()
    events.load()
    with Connection(int(handle)) as line, suppress(EOFError, OSError):
        line.send(True)
        clock = _Clock(line)
        allowing.set(clock.allow)
        while True:
            work, items = line.recv()
            for item in items:
                _allow(int(megabytes) << 20)
                clock.start(float(seconds))
                outcome = attempt(work, item)
                clock.stop()
                line.send(outcome)


class _Clock:
    """Ends this process when an item has used up its processor time."""

    def __init__(self, line: Connection) -> None:
        self._line = line
        self._told = 0.0

    def start(self, seconds: float) -> None:
        """Begin with an item; its end is the default one, from the kernel: no code puts it off."""
        signal.setitimer(signal.ITIMER_PROF, seconds)
        self._told = time.monotonic()

    def allow(self, seconds: float) -> None:
        """Let the item take so much more, or less; and say that it is being worked on."""
        left = self.stop()
        if time.monotonic() - self._told > BEAT:
            self._line.send(Alive())
            self._told = time.monotonic()
        signal.setitimer(signal.ITIMER_PROF, max(left + seconds, _SHORTEST))

    def stop(self) -> float:
        """End with an item; return the seconds that it has left."""
        return signal.setitimer(signal.ITIMER_PROF, 0)[0]


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
