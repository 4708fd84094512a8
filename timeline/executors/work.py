"""One piece of work, and what comes of it in whatever process it is done."""

from __future__ import annotations

import gc
import time
import traceback
from collections.abc import Callable
from contextvars import ContextVar
from dataclasses import dataclass
from functools import partial
from typing import Generic, TypeVar

from timeline.errors import DropError

T = TypeVar("T")
R = TypeVar("R")

#: Is told by how many seconds more the work on an item may take than any item may; None where
#: nobody counts. Whoever limits the work in this process sets it.
allowing: ContextVar[Callable[[float], None] | None] = ContextVar("allowing", default=None)


def allow(seconds: float) -> None:
    """Let the work on the item at hand take so much more, or less."""
    if (limits := allowing.get()) is not None:
        limits(seconds)


def collect_seldom() -> None:
    """Let Python look for garbage in cycles seldom: articles and mentions make none.

    Looking took a tenth of the time of reducing.
    """
    gc.set_threshold(50_000, 20, 20)


class Alive:
    """Is sent while an item takes long that may, so that nobody takes the process for stuck."""


class CrashError(Exception):
    """The work failed in a way it should not: an error of ours, with its traceback as text."""

    def __init__(self, words: str, where: str) -> None:
        super().__init__(words, where)
        #: The error in one line.
        self.words = words
        #: Its traceback, for the log.
        self.where = where

    def __str__(self) -> str:
        return self.words


def attempt(work: Callable[[T], R], item: T) -> R | DropError | CrashError:
    """Return what *work* gives for *item*, or why it gives nothing."""
    try:
        return work(item)
    except DropError as error:
        return error
    except MemoryError:
        return DropError("needs more memory than a drop may take (limits.drop_megabytes); split it")
    except Exception as error:  # noqa: BLE001  # whatever a drop brings about, the others go on
        words = " ".join(f"{type(error).__name__}: {error}".split())[:200]
        return CrashError(words, traceback.format_exc())


@dataclass(frozen=True, slots=True)
class Timed(Generic[R]):
    """What a piece of work gave, or why nothing, and the seconds of processor time it took."""

    outcome: R | DropError
    seconds: float


def timed(item: T, *, work: Callable[[T], R]) -> Timed[R]:
    """Return what *work* gives for *item*, with the time it took there."""
    start = time.thread_time()
    outcome: R | DropError
    try:
        outcome = work(item)
    except DropError as error:
        outcome = error
    return Timed(outcome, time.thread_time() - start)


@dataclass(frozen=True, slots=True)
class Unfolding(Generic[T, R]):
    """Work on items that turn out to be many: each further one allows *more* seconds.

    *work* is given the item and ``step``, which it calls whenever it goes on to a further one.
    """

    work: Callable[..., R]
    more: float

    def __call__(self, item: T) -> Timed[R]:
        """Return what the work gives, with the time it took."""
        return timed(item, work=partial(self.work, step=lambda: allow(self.more)))


@dataclass(frozen=True, slots=True)
class Group(Generic[T]):
    """Items that came together, and the seconds that they have already taken."""

    items: tuple[T, ...]
    spent: float = 0.0


def one_of(_item: object) -> int:
    """Count an item as one."""
    return 1


@dataclass(frozen=True, slots=True)
class Together(Generic[T, R]):
    """Work on groups: an item besides the first allows *more* seconds, what is spent is spent.

    *weigh* tells for how many items one counts.
    """

    work: Callable[[T], R]
    more: float
    weigh: Callable[[T], int] = one_of

    def __call__(self, group: Group[T]) -> tuple[Timed[R], ...]:
        """Return what the work gives for each of the group, with the time it took."""
        allow(self.more * (sum(map(self.weigh, group.items)) - 1) - group.spent)
        done = []
        for item in group.items:
            done.append(timed(item, work=self.work))
            allow(0)
        return tuple(done)
