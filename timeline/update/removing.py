"""A publisher asks, a court orders: what drops said is taken out of everything that is kept."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from timeline import drops
from timeline.errors import DropError
from timeline.settings import Settings
from timeline.storage import Storage
from timeline.types import DropState, Receipt
from timeline.update.files import on_disk
from timeline.update.weaving import untell


@dataclass(frozen=True, slots=True)
class Removal:
    """What was taken out, and what is left for a person to do."""

    #: Names of the drops that held the articles.
    drops: tuple[str, ...]
    #: How many articles were purged.
    articles: int
    #: How many events nothing supports any longer.
    withdrawn: int
    #: How many events other articles tell of, too.
    kept: int
    #: Files that still hold the articles: together with others, or outside the folder.
    left: tuple[str, ...] = ()


def remove(storage: Storage, settings: Settings, names: Sequence[str], *, now: datetime) -> Removal:
    """Take the articles in the drops called *names* out of database, timelines and folder.

    All revisions go, and so do their quotes in timelines, histories and withdrawn events. Their
    keys stay, so that another drop with the same articles is not taken. Raises DropError when
    there is no such drop or its file cannot be deleted, and StorageError.
    """
    with storage.alone("update"):
        receipts = {receipt.name: receipt for receipt in storage.drops()}
        for name in names:
            if name not in receipts:
                raise DropError("is no drop here; `timeline drops` lists them", path=name)
        keys = {key for name in names for key in receipts[name].articles}
        holders = [one for one in receipts.values() if keys & {*one.articles} or one.name in names]
        ended: set[str] = set()
        kept: set[str] = set()
        with storage.write() as batch:
            for slug in storage.stories():
                gone, stay = untell(batch, slug, keys, now=now)
                ended |= gone
                kept |= stay
            batch.purge(keys, [one.name for one in holders])
            batch.keep_receipts(_without(one, keys, now) for one in holders)
        storage.compact()
        left = [one.name for one in holders if not _delete(settings, one, keys)]
    told = tuple(one.name for one in holders)
    return Removal(told, len(keys), len(ended - kept), len(kept), tuple(left))


def _without(receipt: Receipt, keys: set[str], now: datetime) -> Receipt:
    """Return a drop's receipt when articles of it are gone."""
    left = tuple(key for key in receipt.articles if key not in keys)
    if left:
        # without the digest: the file still holds the articles, and has to be read when it is moved
        reason = receipt.reason if receipt.state is DropState.REJECTED else None  # names a drop
        return replace(receipt, articles=left, digest=None, reason=reason)
    return replace(receipt, state=DropState.PURGED, at=now, reason="removed on request", line=None)


def _delete(settings: Settings, receipt: Receipt, keys: set[str]) -> bool:
    """Delete a drop's file if it holds nothing else; tell whether nothing is left of it."""
    if receipt.name.startswith("/") or set(receipt.articles) - keys:
        return False
    folder = settings.seeds.folder
    drops.delete(folder, on_disk(folder, receipt.name))
    return True
