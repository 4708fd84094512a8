"""What lies ahead: the plans at the end of a timeline whose days had not passed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from timeline import Choice, Excerpt, Order, Outline, Snapshot, Status

#: Has not happened, as far as the sources say.
AHEAD = frozenset({Status.PLANNED, Status.CALLED_OFF})
#: Zones and clocks differ by less.
SOON = timedelta(days=2)


def lying_ahead(events: Sequence[Outline], as_of: datetime | None) -> int:
    """Return how many of *events*, all that are chosen by date, stand behind the last other one.

    A plan whose day had passed at *as_of* without a word is none to come. What is no plan and is
    yet to begin has a wrong date: it ends no programme, wherever it stands in it.
    """
    for count, event in enumerate(reversed(events)):
        over = as_of is not None and event.when.end is not None and event.when.end <= as_of
        if over or (event.status not in AHEAD and not is_too_late(event, as_of)):
            return count
    return len(events)


def is_too_late(event: Outline, as_of: datetime | None) -> bool:
    """Say whether *event* is told as no plan and would only begin some time after *as_of*."""
    begins = event.when.start or event.when.end
    return (
        event.status not in AHEAD
        and as_of is not None
        and begins is not None
        and begins > as_of + SOON
    )


def plans_ahead(events: Sequence[Outline], as_of: datetime | None) -> frozenset[int]:
    """Return the places among *events* of the plans to come: what pages show as planned."""
    first = len(events) - lying_ahead(events, as_of)
    return frozenset(at for at in range(first, len(events)) if events[at].status in AHEAD)


def latest(now: Snapshot, choice: Choice, size: int) -> Excerpt:
    """Return *size* events, newest first: the last that happened and the next to come.

    Plans take half the room at most while there is something else to tell; a long programme
    would leave nothing of the news. The end of the timeline is read alone, as far back as the
    plans and as much room as there is reach.
    """
    end = 2 * size
    while True:
        ids, events = now.outline(choice, end)
        ahead = lying_ahead(events, now.updated)
        if len(events) < end or ahead + size <= end:
            break
        end *= 4
    left_out = ahead - min(ahead, max(size // 2, size - (len(events) - ahead)))
    return now.select(choice, Order.NEWEST, size, ids[-left_out] if left_out else None)
