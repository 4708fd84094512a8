"""One piece of work, and what comes of it in whatever process it is done."""

from __future__ import annotations

import gc
import time
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

from timeline.errors import DropError

T = TypeVar("T")
R = TypeVar("R")


def collect_seldom() -> None:
    """Let Python look for garbage in cycles seldom: articles and mentions make none.

    Looking took a tenth of the time of reducing.
    """
    gc.set_threshold(50_000, 20, 20)


class CrashError(Exception):
    """The work failed in a way it should not: an error of ours, with its traceback as text."""

    def __init__(self, words: str, where: str) -> None:
        super().__init__(words, where)
        #: The error in one line.
        self.words = words
        #: Its traceback, for the log.
        self.where = where


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
    """What a piece of work gave, or why nothing, and the seconds it took."""

    outcome: R | DropError
    seconds: float


def timed(item: T, *, work: Callable[[T], R]) -> Timed[R]:
    """Return what *work* gives for *item*, with the time it took there."""
    start = time.perf_counter()
    outcome: R | DropError
    try:
        outcome = work(item)
    except DropError as error:
        outcome = error
    return Timed(outcome, time.perf_counter() - start)
