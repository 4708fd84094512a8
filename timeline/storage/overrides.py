"""An editor's decisions laid over what was merged: the layer between merging and publication.

What merging keeps is never touched, so a decision can overrule it again after every reduction. One
on an event that is gone, or on mentions that are, does nothing until they are back.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from operator import attrgetter
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from timeline.storage.rulings import MAX_TITLE, WHEN, taking_in, undone
from timeline.types import (
    HIDDEN,
    SAME_AS_ANOTHER,
    UNSUPPORTED,
    Event,
    Mention,
    Override,
    Ruling,
    Status,
    Timeline,
    When,
    Withdrawal,
)

_SECOND = timedelta(seconds=1)


def dated(when: When) -> str:
    """Return the ``Override.value`` that gives an event a date."""
    return WHEN.dump_json(when).decode()


def apply(
    timeline: Timeline, overrides: Sequence[Override], taken: Collection[datetime] = ()
) -> Timeline:
    """Return the timeline as it is published: merged events, overruled by *overrides* in order.

    A part of a timeline will do that has every event which they name; *taken* is when the others
    were first told.
    """
    heirs = _redirects(timeline)
    ended = {gone.id: gone.when for gone in timeline.withdrawn}
    known = {str(override.number): override for override in overrides}
    back = undone(overrides)
    for override in overrides:
        # an editor may have made it part of another since what is taken back
        now = _redirects(timeline) if override.ruling is Ruling.UNDO else heirs
        event = _find(timeline, _heir(override, override.event, now))
        if event is None:
            if override.ruling is Ruling.SPLIT:
                timeline = _emptied(timeline, override, ended.get(override.event, override.at))
            continue
        if override.ruling is Ruling.UNDO:
            timeline = _undo(timeline, event, override, known[override.value or ""])
        elif override.ruling is Ruling.SPLIT:
            timeline = _split(timeline, event, override, taken)
        elif override.number in back:  # it counts as a change that was seen
            timeline = _put(timeline, _edited(event, override))
        elif override.ruling is Ruling.MERGE:
            timeline = _merge(timeline, event, override, heirs)
        else:
            timeline = _RULINGS[override.ruling](timeline, event, override)
    for split in (one for one in overrides if one.ruling is Ruling.SPLIT):
        timeline = _without_hollow(timeline, _heir(split, split.event, heirs))
    return timeline


def _redirects(timeline: Timeline) -> dict[str, str]:
    """Return which event stands in the place of each that proved the same."""
    return {gone.id: gone.replaced_by for gone in timeline.withdrawn if gone.replaced_by}


def _heir(override: Override, event: str | None, heirs: Mapping[str, str]) -> str | None:
    """Return the event that goes on where merging has taken in one that was decided on.

    That one is hidden hides no other, which the editor left.
    """
    while override.ruling is not Ruling.HIDE and (heir := heirs.get(event or "")):
        event = heir
    return event


def _hide(timeline: Timeline, event: Event, override: Override) -> Timeline:
    return _without(timeline, event, Withdrawal(event.id, override.at, HIDDEN))


def _title(timeline: Timeline, event: Event, override: Override) -> Timeline:
    return _put(timeline, _edited(event, override, title=override.value or event.title))


def _date(timeline: Timeline, event: Event, override: Override) -> Timeline:
    when = WHEN.validate_json(override.value or "")
    own = event.decided | {Ruling.DATE}
    return _put(timeline, _edited(event, override, when=when, decided=own))


def _status(timeline: Timeline, event: Event, override: Override) -> Timeline:
    own = event.decided | {Ruling.STATUS}
    status = Status(override.value or "")
    return _put(timeline, _edited(event, override, status=status, decided=own))


def _speaker(timeline: Timeline, event: Event, override: Override) -> Timeline:
    name = override.value or ""
    own = tuple(replace(one, said_by=name or None) for one in event.mentions)
    title = _retitled(event, name)
    return _put(timeline, _edited(event, override, mentions=own, title=title))


def _retitled(event: Event, name: str) -> str:
    """Return the title, with *name* where it begins with who says it: "Ada Quist: It will open"."""
    said = {one.said_by.casefold() for one in event.mentions if one.said_by}
    before, _, rest = event.title.partition(": ")
    if not rest or before.casefold() not in said:
        return event.title
    title = f"{name}: {rest}" if name else rest[0].upper() + rest[1:]
    return title if len(title) <= MAX_TITLE else event.title


def _merge(
    timeline: Timeline, event: Event, override: Override, heirs: Mapping[str, str]
) -> Timeline:
    """Let *event* take in another, which redirects to it from now on."""
    other = _find(timeline, _heir(override, override.value, heirs))
    if other is None or other is event:
        return timeline
    gone = Withdrawal(other.id, override.at, SAME_AS_ANOTHER, event.id)
    whole = _edited(
        taking_in(event, other),
        override,
        mentions=event.mentions + other.mentions,
        places=tuple(dict.fromkeys(event.places + other.places)),
        actors=tuple(dict.fromkeys(event.actors + other.actors)),
    )
    return _put(_without(timeline, other, gone), whole)


def _split(
    timeline: Timeline, event: Event, override: Override, taken: Collection[datetime]
) -> Timeline:
    """Make an event of its own of some mentions; its words and date are those of the first.

    It stays one where nothing else is left of the event: a later decision may unite them.
    """
    named = (override.value or "").split()
    moved = tuple(mention for mention in event.mentions if _is_of(mention, named))
    rest = tuple(mention for mention in event.mentions if not _is_of(mention, named))
    if not moved:
        return _emptied(timeline, override, max(event.updated, override.at))
    first = moved[0]
    told = _free({*taken, *(one.published for one in timeline.events)}, override.at)
    part = Event(
        id=_part(override),
        when=first.when,
        basis=first.basis,
        status=first.status,
        kind=first.kind,
        title=first.title,
        summary=first.summary,
        places=first.places,
        actors=first.actors,
        mentions=moved,
        published=told,
        updated=told,
    )
    split = _put(timeline, _edited(event, override, mentions=rest))
    withdrawn = _others(split, part.id)
    return _ordered(replace(split, events=(*split.events, part), withdrawn=withdrawn))


def _emptied(timeline: Timeline, split: Override, at: datetime) -> Timeline:
    """Tell that nothing is left of a part that was split off and published."""
    gone = Withdrawal(_part(split), at, UNSUPPORTED)
    return replace(timeline, withdrawn=(*_others(timeline, gone.id), gone))


def _without_hollow(timeline: Timeline, key: str | None) -> Timeline:
    """Withdraw an event of which nothing is left but the parts that were split off.

    Its words are those of a part by now: how it was last told, nobody knows.
    """
    event = _find(timeline, key)
    if event is None or event.mentions:
        return timeline
    rest = tuple(one for one in timeline.events if one is not event)
    gone = Withdrawal(event.id, event.updated, UNSUPPORTED, published=event.published)
    return replace(timeline, events=rest, withdrawn=(*timeline.withdrawn, gone))


def _others(timeline: Timeline, key: str) -> tuple[Withdrawal, ...]:
    """Return what was withdrawn but for one id: a part may be split off again."""
    return tuple(gone for gone in timeline.withdrawn if gone.id != key)


def _part(split: Override) -> str:
    """Return the id of what a decision split off: the decision's, not that of what is left."""
    return str(uuid5(NAMESPACE_URL, f"{split.event} {' '.join((split.value or '').split())}"))


def _undo(timeline: Timeline, event: Event, undo: Override, decided: Override) -> Timeline:
    """Tell that a decision holds no longer; what it split off was published, and redirects."""
    if decided.ruling is Ruling.SPLIT:
        return _merge(timeline, event, replace(undo, value=_part(decided)), {})
    timeline = _put(timeline, _edited(event, undo))
    back = _find(timeline, decided.value) if decided.ruling is Ruling.MERGE else None
    return _put(timeline, _edited(back, undo)) if back else timeline


_RULINGS = {
    Ruling.HIDE: _hide,
    Ruling.TITLE: _title,
    Ruling.DATE: _date,
    Ruling.STATUS: _status,
    Ruling.SPEAKER: _speaker,
}


def _is_of(mention: Mention, named: Collection[str]) -> bool:
    """Tell whether a mention is named, or its article, whose sentences may be corrected."""
    return mention.id in named or mention.article.key in named


def _find(timeline: Timeline, key: str | None) -> Event | None:
    return next((event for event in timeline.events if event.id == key), None)


def _edited(event: Event, override: Override, **changes: Any) -> Event:
    return replace(
        event,
        updated=max(event.updated + _SECOND, override.at),  # the clock may have been set back
        revision=event.revision + 1,
        **changes,
    )


def _put(timeline: Timeline, event: Event) -> Timeline:
    events = tuple(event if one.id == event.id else one for one in timeline.events)
    return _ordered(replace(timeline, events=events))


def _without(timeline: Timeline, event: Event, gone: Withdrawal) -> Timeline:
    return replace(
        timeline,
        events=tuple(one for one in timeline.events if one is not event),
        withdrawn=(*timeline.withdrawn, replace(gone, last=event)),
    )


def _free(taken: set[datetime], at: datetime) -> datetime:
    """Return the last second until *at* that is not *taken*."""
    second = at.astimezone(UTC).replace(microsecond=0)
    while second in taken:
        second -= _SECOND
    return second


def _ordered(timeline: Timeline) -> Timeline:
    return replace(timeline, events=tuple(sorted(timeline.events, key=attrgetter("by_date"))))
