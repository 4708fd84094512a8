"""What an update did, drop by drop."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Outcome(StrEnum):
    """What an update did with a drop."""

    NEW = "new"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    REJECTED = "rejected"


@dataclass(frozen=True, slots=True)
class Result:
    """What an update did with one drop, and why when it was rejected."""

    name: str
    outcome: Outcome
    reason: str | None = None
    line: int | None = None
    #: What was put right or is doubtful in the articles that it brought.
    notes: tuple[str, ...] = ()
    #: When it was taken or rejected, if an earlier update did that.
    since: datetime | None = None
    #: What it has to do with other drops that bear its links, in words.
    beside: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Summary:
    """What an update did."""

    #: Ordered by name.
    results: tuple[Result, ...] = ()
    #: Files that are still being written, by their names on the disk; the next update looks again.
    waiting: tuple[str, ...] = ()
    #: Drops whose file is gone; what they said stays.
    removed: tuple[str, ...] = ()
    #: What kept the bucket from being copied; the next update tries again.
    trouble: str | None = None

    def count(self, outcome: Outcome) -> int:
        """Return how many drops came out so."""
        return sum(result.outcome is outcome for result in self.results)

    @property
    def new(self) -> int:
        """Drops that were not there before."""
        return self.count(Outcome.NEW)

    @property
    def changed(self) -> int:
        """Drops that say something else than before."""
        return self.count(Outcome.CHANGED)

    @property
    def unchanged(self) -> int:
        """Drops that say what is known already."""
        return self.count(Outcome.UNCHANGED)

    @property
    def rejected(self) -> int:
        """Drops that cannot be used as they are."""
        return self.count(Outcome.REJECTED)

    def then(self, later: Summary) -> Summary:
        """Return this and a *later* look at the same folder as one."""
        results = {result.name: result for result in (*self.results, *later.results)}
        removed = self.removed + later.removed
        return Summary(ordered(results.values()), later.waiting, removed, self.trouble)


def ordered(results: Iterable[Result]) -> tuple[Result, ...]:
    """Return results by name."""
    return tuple(sorted(results, key=lambda result: result.name))
