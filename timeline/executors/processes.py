"""Work in child processes that live long, have limits, and are replaced when they die.

A child gets its share of items in one message and answers them one by one, in order; the first
item without an answer when it dies is the one it died of.
"""

from __future__ import annotations

import logging
import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from multiprocessing.connection import Connection
from queue import SimpleQueue
from types import TracebackType
from typing import Any, Self, TypeVar

from timeline.errors import DropError, ExecutorError
from timeline.executors.work import Alive, CrashError

log = logging.getLogger(__name__)

T = TypeVar("T")
R = TypeVar("R")

#: Items that are sent at once: enough that messages cost little, few enough to share out. Of 600
#: real articles, 100 at a time on two cores, 50 took a fifth longer than 10, as one core waited.
SHARE = 10
#: Seconds after which a busy thread lets another one go on. Children wait for the threads that hand
#: out work and take answers, and these wait for their turn while a batch is merged. With Python's
#: 5 ms, two children took 1.6 s to read 195 real articles beside a busy thread, so 1.0 s;
#: beside an idle one 0.9 s.
TURN = 0.0005
#: Seconds without an answer after which a child is taken for stuck; its processor time ends it
#: much earlier unless something has stopped it.
PATIENCE = 120.0


class Workers:
    """Works in *count* child processes, with limits for each item.

    An item may take *seconds* of processor time, and *megabytes* more memory than the child had
    before it. The children are started by entering this as a context, or by the first work; they
    end with the context, or when this process ends. ``map`` raises ExecutorError when none can be
    started.
    """

    def __init__(self, seconds: float, megabytes: int, *, count: int = 1) -> None:
        sys.setswitchinterval(TURN)
        self._limits = (seconds, megabytes)
        #: Children that have nothing to do; None stands for one that is not started.
        self._idle: SimpleQueue[_Child | None] = SimpleQueue()
        self._count = count
        for _ in range(count):
            self._idle.put(None)

    def map(
        self, work: Callable[[T], R], items: Sequence[T]
    ) -> Sequence[R | DropError | CrashError]:
        """Return for each of *items* what *work* gives for it or why nothing."""
        shares = [items[at : at + SHARE] for at in range(0, len(items), SHARE)]
        if min(self._count, len(shares)) < 2:
            done = [self._share(work, share) for share in shares]
        else:
            with ThreadPoolExecutor(self._count) as pool:
                done = list(pool.map(lambda share: self._share(work, share), shares))
        return [outcome for share in done for outcome in share]

    def close(self) -> None:
        """End the children."""
        for _ in range(self._count):
            child = self._idle.get()
            if child is not None:
                child.end()
            self._idle.put(None)

    def __enter__(self) -> Self:
        # they load what they need while the caller does
        for _ in range(self._count):
            self._idle.put(self._idle.get() or _Child(*self._limits))
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def _share(self, work: Callable[[Any], Any], items: Sequence[Any]) -> list[Any]:
        child = self._idle.get()
        outcomes: list[Any] = []
        suspect = -1
        try:
            while len(outcomes) < len(items):
                child = child or _Child(*self._limits)
                outcomes += child.answers(work, items[len(outcomes) :])
                if len(outcomes) == len(items):
                    break
                why, certain = child.died()
                child = None
                # whoever kills a child for reasons of his own says nothing against the drop
                if certain or suspect == len(outcomes):
                    outcomes.append(DropError(why))
                else:
                    suspect = len(outcomes)
        finally:
            self._idle.put(child)
        return outcomes


class _Child:
    """A child process and the line to it."""

    def __init__(self, seconds: float, megabytes: int) -> None:
        self._seconds = seconds
        self._stuck = False
        ours, theirs = socket.socketpair()
        with theirs:
            program = [sys.executable, "-P", "-m", "timeline.executors.child"]
            arguments = [str(theirs.fileno()), str(seconds), str(megabytes)]
            self._process = subprocess.Popen(  # noqa: S603  # this very program
                [*program, *arguments], pass_fds=[theirs.fileno()], stdin=subprocess.DEVNULL
            )
        self._line = Connection(ours.detach())
        self._ready = False

    def answers(self, work: Callable[[Any], Any], items: Sequence[Any]) -> list[Any]:
        """Return the outcomes of *items*; fewer when the child died over one of them."""
        found: list[Any] = []
        try:
            if not self._ready:
                self._ready = self._line.recv()
            self._line.send((work, items))
            while len(found) < len(items):
                if not self._line.poll(PATIENCE):
                    self._stuck = True
                    break
                answer = self._line.recv()
                if not isinstance(answer, Alive):
                    found.append(answer)
        except (EOFError, OSError):
            pass  # the child is dead: who called sees what is not in `found`, and asks `died`
        return found

    def died(self) -> tuple[str, bool]:
        """Return what the child died of, and whether that is certain to be the item's fault."""
        if self._stuck:
            self._process.kill()
        self.end()
        number = -self._process.returncode
        if not self._ready:
            raise ExecutorError(
                f"a process that reads drops cannot be started (status {-number}); the reason "
                "stands above; is there enough memory?"
            )
        if number == signal.SIGPROF:
            return (
                f"takes more than {self._seconds:g} s of processor time (limits.drop_seconds; "
                "limits.article_seconds more for each further article, or 20,000 characters of "
                "a long one); split it, or raise them"
            ), True
        name = signal.Signals(number).name if number > 0 else f"status {-number}"
        log.warning("a worker process ended (%s); a new one goes on", name)
        return f"brings down the process that reads it ({name}); look at the file", False

    def end(self) -> None:
        """Tell the child to end, and wait for that."""
        self._line.close()
        self._process.wait()
