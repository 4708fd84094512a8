"""When events were first told and last changed: each a second of its own."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from timeline.merge import evidence
from timeline.types import Event, Timeline

#: Nothing is published before: the contract's floor for dates in feeds.
FLOOR = datetime(1990, 1, 1, tzinfo=UTC)

_SECOND = timedelta(seconds=1)


class Moments:
    """The seconds that are taken, and those that are given out."""

    def __init__(self, known: Timeline, now: datetime, taken: Collection[datetime]) -> None:
        self.now = now
        self.first_import = not (known.events or known.withdrawn or known.revision)
        shown = [*known.events, *(gone.last for gone in known.withdrawn if gone.last is not None)]
        self.moved = {event.updated for event in shown} | set(taken)
        #: Seconds in which anything was told or changed.
        self.taken = {event.published for event in shown} | self.moved

    def first(self, events: Iterable[Event]) -> list[Event]:
        """Return new events with their time of publication, which is never in the future."""
        wanted = sorted(
            ((self._first_told(event), event) for event in events),
            key=lambda pair: (pair[0], by_date(pair[1])),
            reverse=True,
        )
        return [self._published(event, second) for second, event in wanted]

    def again(self, events: Sequence[Event]) -> list[Event]:
        """Return changed events with the time of change, later than their last."""
        latest_first = sorted(events, key=lambda e: (e.updated, e.id), reverse=True)
        return [self._updated(event) for event in latest_first]

    def _first_told(self, event: Event) -> datetime:
        if not self.first_import:
            return self.now
        report = evidence.reported(event.mentions).astimezone(UTC).replace(microsecond=0)
        return min(max(report, FLOOR), self.now)

    def _published(self, event: Event, second: datetime) -> Event:
        free = _free(second, -_SECOND, self.taken)
        if free < FLOOR:
            free = _free(second, _SECOND, self.taken)
        self.taken.add(free)
        self.moved.add(free)
        return replace(event, published=free, updated=free)

    def _updated(self, event: Event) -> Event:
        free = _free(self.now, -_SECOND, self.moved)
        if free <= event.updated:
            # Changed so often that the past has no second left.
            free = _free(event.updated + _SECOND, _SECOND, self.moved)
        self.taken.add(free)
        self.moved.add(free)
        return replace(event, updated=free, revision=event.revision + 1)


def _free(second: datetime, step: timedelta, taken: Collection[datetime]) -> datetime:
    """Return the next second from *second* on that nobody has."""
    while second in taken:
        second += step
    return second


def by_date(event: Event) -> tuple[float, float, str]:
    """Order events by date; an open date stands at its bound, what has none comes last."""
    start, end = event.when.start, event.when.end
    first = start or (end - _SECOND if end is not None else None)
    last = end or first
    far = float("inf")
    return (
        first.timestamp() if first is not None else far,
        last.timestamp() if last is not None else far,
        event.id,
    )
