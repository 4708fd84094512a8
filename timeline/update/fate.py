"""What became of a single drop, as somebody asks who brought it."""

from __future__ import annotations

from pathlib import Path

from timeline import drops
from timeline.storage import Storage
from timeline.types import DropState, Fate
from timeline.update.files import on_disk
from timeline.update.reading import stamp_text


def fate(storage: Storage, folder: Path, name: str) -> Fate | None:
    """Return what became of the drop called *name* in *folder*; None when there never was one."""
    receipt = next(iter(storage.drops([name])), None)
    path = folder / on_disk(folder, name)
    stamp = drops.stamp(path) if drops.is_drop(name) else None
    if stamp is not None and path.is_dir():
        stamp = None
    if receipt is None:
        return Fate(name, waits=True) if stamp else None
    changed = stamp is not None and stamp_text(stamp) != receipt.stamp
    stored = storage.articles(receipt.articles)
    return Fate(
        name,
        waits=changed or receipt.state is DropState.RETRY,
        receipt=receipt,
        articles=tuple(stored[key].article for key in receipt.articles if key in stored),
        events=storage.events_of(receipt.articles),
    )
