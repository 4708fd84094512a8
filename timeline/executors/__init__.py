"""Where pure work is done: in this process, or in others that a hostile drop may bring down.

``map`` takes a picklable function and its arguments, and gives for each what it returned or why
it gave nothing; nothing that a drop does ends the caller.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Protocol, TypeVar

from timeline.errors import DropError
from timeline.executors.processes import Workers
from timeline.executors.work import CrashError, Group, Timed, Together, Unfolding, attempt, timed

__all__ = [
    "INLINE",
    "CrashError",
    "Executor",
    "Group",
    "Inline",
    "Timed",
    "Together",
    "Unfolding",
    "Workers",
    "timed",
]

T = TypeVar("T")
R = TypeVar("R")


class Executor(Protocol):
    """Does pure work on many items; one that fails does not stop the others."""

    def map(
        self, work: Callable[[T], R], items: Sequence[T]
    ) -> Sequence[R | DropError | CrashError]:
        """Return for each of *items*, in their order, what *work* gives for it or why nothing."""


class Inline:
    """Works in this process, without limits: for filters and tests."""

    def map(
        self, work: Callable[[T], R], items: Sequence[T]
    ) -> Sequence[R | DropError | CrashError]:
        """Return for each of *items* what *work* gives for it or why nothing."""
        return [attempt(work, item) for item in items]


INLINE = Inline()
