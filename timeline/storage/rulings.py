"""Whether an editor's decision can be followed: checked before it is kept."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from pydantic import TypeAdapter, ValidationError

from timeline.errors import OverrideError
from timeline.types import Event, Override, Ruling, Status, Timeline, When

WHEN = TypeAdapter(When)

#: Longest title, as of a mention.
MAX_TITLE = 110
#: Longest name that documents show whole.
MAX_NAME = 100


def undone(overrides: Iterable[Override]) -> set[int]:
    """Return the numbers of the decisions that were taken back."""
    return {int(one.value or 0) for one in overrides if one.ruling is Ruling.UNDO}


def decision(overrides: Iterable[Override], number: str | None) -> Override:
    """Return the decision of that number, which can be taken back; raises OverrideError."""
    known = {str(one.number): one for one in overrides}
    decided = known.get(number or "")
    if decided is None:
        raise OverrideError(f"{number}: is no decision on this story", key="undo")
    if decided.ruling is Ruling.UNDO:
        raise OverrideError(f"{number}: takes one back; decide anew instead", key="undo")
    if decided.number in undone(known.values()):
        raise OverrideError(f"{number}: was taken back already", key="undo")
    return decided


def check(timeline: Timeline, overrides: Iterable[Override], override: Override) -> None:
    """Raise OverrideError when *override* cannot be followed.

    *timeline* is the story as it is published now, *overrides* what was decided on it before.
    """
    if override.ruling is Ruling.UNDO:
        if decision(overrides, override.value).event != override.event:
            raise OverrideError(f"{override.value}: is a decision on another event", key="undo")
        return
    told = {one.id: one for one in timeline.events}
    named = [override.event, override.value or ""][: 1 + (override.ruling is Ruling.MERGE)]
    if gone := [key for key in named if key not in told]:
        reason = _absent(timeline, overrides, gone[0])
    else:
        event = told[override.event]
        reason = _CHECKS[override.ruling](event, override.value or "")
    if reason:
        raise OverrideError(reason, key=str(override.ruling))


def difference(timeline: Timeline, override: Override) -> str:
    """Return what a decision does to an event of *timeline*, as its history says it."""
    told = {one.id: one for one in timeline.events}
    event = told[override.event]
    if override.ruling is Ruling.MERGE:
        return "; ".join(("merge", *_taken_over(event, told[override.value or ""])))
    before = after = override.value or ""
    if override.ruling is Ruling.TITLE:
        before, after = f"“{event.title}”", f"“{after}”"
    elif override.ruling is Ruling.STATUS:
        before = event.status.value
    elif override.ruling is Ruling.DATE:
        before, after = event.when.edtf, WHEN.validate_json(after).edtf
    elif override.ruling is Ruling.SPEAKER:
        before, after = f"“{speakers(event)}”", f"“{after}”"
    changed = f"; {override.ruling} {before} became {after}" if before != after else ""
    return f"{override.ruling}{changed}"


def _taken_over(event: Event, other: Event) -> Iterator[str]:
    """Yield what becomes of *event* because of the *other*, which it takes in."""
    whole = taking_in(event, other)
    if event.when.edtf != whole.when.edtf:
        yield f"date {event.when.edtf} became {whole.when.edtf}"
    if event.status is not whole.status:
        yield f"status {event.status} became {whole.status}"


def taking_in(event: Event, other: Event) -> Event:
    """Return *event* with what counts more of the *other* it takes in.

    That is what came of a plan, and the date and status that were decided there. What was decided
    for itself holds.
    """
    new = other.decided - event.decided
    event = _come_about(event, other)
    return replace(
        event,
        when=other.when if Ruling.DATE in new else event.when,
        status=other.status if Ruling.STATUS in new else event.status,
        decided=event.decided | new,
    )


def _come_about(event: Event, other: Event) -> Event:
    """Return a plan as what came of it, where the *other* tells that; else *event* as it is."""
    if event.status is not Status.PLANNED or other.status is Status.PLANNED or event.decided:
        return event
    worded = any(mention.title == event.title for mention in event.mentions)  # not by hand
    return replace(
        event,
        when=other.when,
        basis=other.basis,
        status=other.status,
        kind=other.kind,
        title=other.title if worded else event.title,
        summary=other.summary,
    )


def speakers(event: Event) -> str:
    """Return who says it, as its sentences have it, each once; empty when nobody does."""
    return ", ".join(dict.fromkeys(one.said_by for one in event.mentions if one.said_by))


def _check_hide(_event: Event, value: str) -> str:
    return f"{value!r}: takes no value" if value else ""


def _check_title(_event: Event, value: str) -> str:
    if not value.strip() or not value.isprintable():
        return f"{value!r}: give one line of text"
    return (
        f"has {len(value)} characters; shorten it to {MAX_TITLE}" if len(value) > MAX_TITLE else ""
    )


def _check_date(_event: Event, value: str) -> str:
    try:
        when = WHEN.validate_json(value)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(map(str, first["loc"]))
        return f"{value!r}: give a When as JSON: {where}: {first['msg']}"
    if any(at is not None and at.tzinfo is None for at in (when.start, when.end)):
        return "start and end need a time zone"
    if when.start is not None and when.end is not None and when.start >= when.end:
        return f"ends ({when.end}) before it starts ({when.start})"
    return "" if when.edtf.strip() else "edtf is empty"


def _check_status(event: Event, value: str) -> str:
    if value not in list(Status):
        return f"{value!r}: give one of {', '.join(Status)}"
    return f"{value!r}: is its status already" if value == event.status else ""


def _check_speaker(event: Event, value: str) -> str:
    if value and not (value.strip() and value.isprintable()):
        return f"{value!r}: give one line of text, or nothing for nobody"
    if len(value) > MAX_NAME:
        return f"has {len(value)} characters; shorten it to {MAX_NAME}"
    held = all((one.said_by or "") == value for one in event.mentions)
    return f"{value!r}: is who says it already" if held else ""


def _check_merge(event: Event, value: str) -> str:
    return f"{value!r}: is the event itself; name another one" if value == event.id else ""


def _check_split(event: Event, value: str) -> str:
    named, own = set(value.split()), {(m.id, m.article.key) for m in event.mentions}
    if unknown := sorted(named.difference(*own)):
        return f"{unknown[0]!r}: is no mention of this event"
    if not named or not any(named.isdisjoint(names) for names in own):
        return "name some of the event's mentions, not all"
    return ""


_CHECKS = {
    Ruling.HIDE: _check_hide,
    Ruling.TITLE: _check_title,
    Ruling.DATE: _check_date,
    Ruling.STATUS: _check_status,
    Ruling.SPEAKER: _check_speaker,
    Ruling.MERGE: _check_merge,
    Ruling.SPLIT: _check_split,
}


def holding(overrides: Iterable[Override], key: str, ruling: Ruling) -> Override | None:
    """Return the last decision of that kind on an event that nobody took back, if there is one."""
    known = list(overrides)
    back = undone(known)
    those = (one for one in reversed(known) if (one.event, one.ruling) == (key, ruling))
    return next((one for one in those if one.number not in back), None)


def _absent(timeline: Timeline, overrides: Iterable[Override], key: str) -> str:
    """Return why nothing can be decided on an event."""
    gone = next((one for one in timeline.withdrawn if one.id == key), None)
    if gone is None:
        return f"{key!r}: is no event of this story; `timeline events` lists them"
    if by := holding(overrides, key, Ruling.HIDE):
        return f"{key!r}: is hidden; `timeline overrides undo {by.number}` brings it back"
    heir = f"; decide on {gone.replaced_by}" if gone.replaced_by else ""
    return f"{key!r}: was withdrawn, {gone.why}{heir}"
