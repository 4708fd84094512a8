"""What became of an event, in words: the lines of its history."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from timeline.merge.batch import Batch
from timeline.merge.owners import Owner
from timeline.types import Change, Event, Mention

#: A line before it is dated: ``Change`` without event and time.
Line = tuple[str, str, tuple[str, ...], str | None]


def added(event: Event, owner: Owner, *, again: bool) -> Line:
    """Return the line for an event that is new, comes back, or was part of another."""
    if owner.split_from is not None:
        return "split", "proved to be an event of its own", ids(event.mentions), owner.split_from
    why = "told again" if again else "told for the first time"
    return "added", f"{_drops(event.mentions)}: {why}", ids(event.mentions), None


def compared(before: Event, event: Event, batch: Batch, owner: Owner) -> list[Line]:
    """Return a line for everything that became different."""
    lines: list[Line] = []
    for other in owner.absorbed:
        moved = tuple(m.id for m in event.mentions if batch.came_from(m.id) == other)
        lines.append(("merged", "proved to be the same event", moved, other))
    had, have = ids(before.mentions), ids(event.mentions)
    forms = {new: old for new, old in batch.forms.items() if new in have and old in had}
    lines += [
        ("corrected", f"{_drops([m])}: says it otherwise now", (m.id,), forms[m.id])
        for m in event.mentions
        if m.id in forms
    ]
    joined = [
        m
        for m in event.mentions
        if m.id not in {*had, *forms} and batch.came_from(m.id) not in owner.absorbed
    ]
    if joined:
        lines.append(("joined", f"{_drops(joined)}: tells of it, too", ids(joined), None))
    left = [m for m in before.mentions if m.id not in {*have, *forms.values()}]
    for why, those in _partings(left, batch).items():
        lines.append(("left", f"{_drops(those)}: {why}", ids(those), None))
    return lines + _changed(before, event, corrected=bool(forms))


def _changed(before: Event, event: Event, *, corrected: bool) -> list[Line]:
    """Return the lines for what the event says, and for sources that were revised in place."""
    old = {m.id: m for m in before.mentions}
    revised = [m for m in event.mentions if m.id in old and m != old[m.id]]
    what = differences(before, event)
    lines: list[Line] = [
        ("corrected", f"{_drops([m])}: says it otherwise now", (m.id,), m.id)
        for m in revised
        if what and m.when.edtf != old[m.id].when.edtf
    ]
    if what or (revised and not corrected):
        why = "; ".join(what) or f"{_drops(revised)}: details of a source"
        lines.append(("changed", why, ids(revised), None))
    return lines


def _partings(left: Iterable[Mention], batch: Batch) -> dict[str, list[Mention]]:
    """Return the mentions that left by why they did."""
    found: dict[str, list[Mention]] = {}
    for mention in left:
        why = "no longer says so" if mention.id in batch.gone else "tells of another event"
        if mention.id in batch.heirs:
            why = "was corrected and tells of another event"
        found.setdefault(why, []).append(mention)
    return found


def differences(before: Event, after: Event) -> list[str]:
    """Return in words what a subscriber would notice, apart from new sources."""
    found = []
    if before.when.edtf != after.when.edtf:
        found.append(f"date {before.when.edtf} became {after.when.edtf}")
    if before.status is not after.status:
        found.append(f"status {before.status} became {after.status}")
    if before.kind != after.kind:
        found.append(f"kind {before.kind} became {after.kind}")
    found.extend(
        f"{name} “{getattr(before, name)}” became “{getattr(after, name)}”"
        for name in ("title", "summary")
        if getattr(before, name) != getattr(after, name)
    )
    found.extend(
        f"{name} changed"
        for name in ("basis", "places", "actors")
        if getattr(before, name) != getattr(after, name)
    )
    return found


def heirs(log: Sequence[Change]) -> dict[str, str]:
    """Return which event took in another, as the lines of a log tell."""
    return {
        change.other: change.event for change in log if change.what == "merged" and change.other
    }


def ids(mentions: Iterable[Mention]) -> tuple[str, ...]:
    """Return the ids of mentions, in order."""
    return tuple(mention.id for mention in mentions)


def _drops(mentions: Iterable[Mention]) -> str:
    """Return the names of the drops that *mentions* came in, each once."""
    return ", ".join(dict.fromkeys(mention.article.drop for mention in mentions))
