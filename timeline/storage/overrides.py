"""An editor's decisions laid over what was merged: the layer between merging and publication."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from timeline.types import Event, Override, Ruling, Timeline, Withdrawal


def apply(timeline: Timeline, overrides: Sequence[Override]) -> Timeline:
    """Return the timeline as it is published: merged events, overruled by *overrides* in order."""
    for override in overrides:
        timeline = _RULINGS[override.ruling](timeline, override)
    return timeline


def _hide(timeline: Timeline, override: Override) -> Timeline:
    return replace(
        timeline,
        events=tuple(event for event in timeline.events if event.id != override.event),
        withdrawn=(
            *timeline.withdrawn,
            *(
                Withdrawal(event.id, override.at, "taken out by an editor", last=event)
                for event in timeline.events
                if event.id == override.event
            ),
        ),
    )


def _title(timeline: Timeline, override: Override) -> Timeline:
    return replace(
        timeline,
        events=tuple(
            _edited(event, override, title=override.value or event.title)
            if event.id == override.event
            else event
            for event in timeline.events
        ),
    )


def _edited(event: Event, override: Override, *, title: str) -> Event:
    return replace(
        event,
        title=title,
        updated=max(event.updated, override.at),
        revision=event.revision + 1,
    )


_RULINGS = {
    Ruling.HIDE: _hide,
    Ruling.TITLE: _title,
}
