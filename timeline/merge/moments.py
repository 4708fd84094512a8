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
    """Gives out seconds that nobody has."""

    def __init__(self, known: Timeline, now: datetime, taken: Collection[datetime]) -> None:
        self.now = now
        self.first_import = not (known.events or known.withdrawn or known.revision)
        shown = [*known.events, *(gone.last for gone in known.withdrawn if gone.last is not None)]
        #: Seconds in which anything was changed, and those in which anything was told or changed.
        self._moved = _Seconds([*(event.updated for event in shown), *taken])
        first = [
            *(event.published for event in shown),
            *(gone.published for gone in known.withdrawn),
        ]
        self._taken = _Seconds([*(at for at in first if at), *self._moved.taken])

    def first(self, events: Iterable[Event]) -> list[Event]:
        """Return new events with their time of publication, which is never in the future."""
        wanted = sorted(
            ((self._first_told(event), event) for event in events),
            key=lambda pair: (pair[0], pair[1].by_date),
        )
        last = wanted[-1][0] if wanted else self.now
        if self.first_import and last + len(wanted) * _SECOND <= self.now:
            # on from the report: the second before a day that is all we know is of another day
            return [self._published(event, second, _SECOND) for second, event in wanted]
        return [self._published(event, second, -_SECOND) for second, event in reversed(wanted)]

    def again(self, events: Sequence[Event]) -> list[Event]:
        """Return changed events with the time of change, later than their last."""
        latest_first = sorted(events, key=lambda e: (e.updated, e.id), reverse=True)
        return [self._updated(event) for event in latest_first]

    def _first_told(self, event: Event) -> datetime:
        if not self.first_import:
            return self.now
        report = evidence.reported(event.mentions).astimezone(UTC).replace(microsecond=0)
        return min(max(report, FLOOR), self.now)

    def _published(self, event: Event, second: datetime, step: timedelta) -> Event:
        free = self._taken.free(second, step)
        if free < FLOOR:
            free = self._taken.free(second, _SECOND)
        self._take(free)
        return replace(event, published=free, updated=free)

    def _updated(self, event: Event) -> Event:
        free = self._moved.free(self.now, -_SECOND)
        if free <= event.updated:
            # Changed so often that the past has no second left.
            free = self._moved.free(event.updated + _SECOND, _SECOND)
        self._take(free)
        return replace(event, updated=free, revision=event.revision + 1)

    def _take(self, second: datetime) -> None:
        self._taken.taken.add(second)
        self._moved.taken.add(second)


class _Seconds:
    """Seconds that are taken."""

    def __init__(self, taken: Iterable[datetime]) -> None:
        self.taken = set(taken)
        #: How far it was looked from a second on: of many events at once each goes on from there.
        self._reached: dict[tuple[datetime, timedelta], datetime] = {}

    def free(self, second: datetime, step: timedelta) -> datetime:
        """Return the next second from *second* on that nobody has."""
        free = self._reached.get((second, step), second)
        while free in self.taken:
            free += step
        self._reached[second, step] = free
        return free
