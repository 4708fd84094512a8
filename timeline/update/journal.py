"""How long a batch of drops takes in each stage: a line in the log for each, and what is kept."""

from __future__ import annotations

import logging
import time
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager

from timeline.types import Stage
from timeline.update.settling import Settled

log = logging.getLogger(__name__)


#: Doubts of reading that are told of one drop, which may be a feed of many articles.
_NOTES = 5


class Journal:
    """Seconds that a batch spends, and on what."""

    def __init__(self) -> None:
        #: Article's key -> seconds of its reduction, for all stories together.
        self.reduced: defaultdict[str, float] = defaultdict(float)
        self._spent: defaultdict[Stage, float] = defaultdict(float)

    @contextmanager
    def on(self, stage: Stage, within: Stage | None = None) -> Iterator[None]:
        """Count what is done here for *stage*, and no longer for the one that it lies *within*."""
        start = time.perf_counter()
        try:
            yield
        finally:
            seconds = time.perf_counter() - start
            self._spent[stage] += seconds
            if within:
                self._spent[within] -= seconds

    def sums(self, settled: Iterable[Settled]) -> dict[Stage, tuple[int, float]]:
        """Return for each stage how many drops went through it and the seconds they took."""
        drops = list(settled)
        reduced = [self._reducing(one) for one in drops if one.reduce]
        return {
            Stage.READ: (len(drops), sum(one.seconds for one in drops)),
            Stage.REDUCE: (len(reduced), sum(reduced)),
            Stage.MERGE: (len(reduced), self._spent[Stage.MERGE]),
            Stage.STORE: (len(drops), self._spent[Stage.STORE]),
        }

    def write(self, settled: Iterable[Settled], told: Mapping[str, Mapping[str, int]]) -> None:
        """Log a line for each drop; *told* counts events for each article by the story's slug.

        Merging and storing are done for all drops of a batch together: "drops" says how many.
        """
        drops = list(settled)
        for one in drops:
            receipt = one.receipt
            keys = dict.fromkeys(article.key for article in one.reduce)
            stories = {slug: n for key in keys for slug, n in told.get(key, {}).items() if n}
            fields: dict[str, str | int | float | None] = {
                "drop": receipt.name,
                "state": receipt.state.value,
                "outcome": one.outcome.value,
                "articles": len(receipt.articles),
                "events": sum(sum(told.get(key, {}).values()) for key in keys),
                "stories": ",".join(sorted(stories)),
                "read": round(one.seconds, 4),
                "reduce": round(self._reducing(one), 4),
                "merge": round(self._spent[Stage.MERGE], 4),
                "store": round(self._spent[Stage.STORE], 4),
                "drops": len(drops),
            }
            if receipt.reason:
                fields |= {"line": receipt.line, "reason": receipt.reason}
            if one.revises:
                fields["revises"] = ",".join(dict.fromkeys(one.revises))
            notes = dict.fromkeys(note for article in one.reduce for note in article.notes)
            if notes:
                fields["notes"] = "; ".join([*notes][:_NOTES])
            log.info("%s is %s", receipt.name, receipt.state, extra={"fields": fields})

    def _reducing(self, one: Settled) -> float:
        return sum((self.reduced[article.key] for article in one.reduce), 0.0)
