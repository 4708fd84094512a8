"""Files that are gone: what they told stays, or is taken back where the settings say so."""

from __future__ import annotations

import logging
from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import datetime

from timeline.storage import Storage
from timeline.types import DropState, Receipt
from timeline.update.weaving import untell

log = logging.getLogger(__name__)

#: Receipts of files that are not in the folder.
ABSENT = (DropState.REMOVED, DropState.RETRACTED, DropState.PURGED)


def note(
    storage: Storage,
    present: Collection[str],
    receipts: Mapping[str, Receipt],
    *,
    retract: bool,
    now: datetime,
) -> tuple[str, ...]:
    """Note which files of *receipts* are not *present* any longer; return their names.

    With *retract* what they told, and no other file, is taken out of the timelines. Not when no
    file is left: then the folder is more likely not the one that it was.
    """
    removed = [
        receipt
        for name, receipt in receipts.items()
        if name not in present
        and receipt.state not in ABSENT
        and not name.startswith("/")  # was given by its path, never lay in the folder
    ]
    if not removed:
        return ()
    if retract and not present:
        log.warning("no file is left in the folder: nothing is retracted")
    retracts = retract and bool(present)
    state = DropState.RETRACTED if retracts else DropState.REMOVED
    noted = {one.name: _noted(one, state, now) for one in removed}
    keys: set[str] = set()
    if retracts:
        keys = retracted({one.name: one for one in storage.drops()} | noted)
    with storage.write() as batch:
        batch.keep_receipts(noted.values())
        for slug in storage.stories() if keys else ():
            untell(batch, slug, keys, now=now)
    return tuple(noted)


def _noted(receipt: Receipt, state: DropState, now: datetime) -> Receipt:
    """Return the receipt of a file that is gone; what was not taken is tried when it is back."""
    digest = receipt.digest if receipt.state is DropState.TAKEN else None
    return replace(receipt, state=state, at=now, digest=digest, reason=None, line=None)


def retracted(by_name: Mapping[str, Receipt]) -> set[str]:
    """Return the keys of articles that were retracted, and that no other drop holds."""
    receipts = by_name.values()
    held = {key for one in receipts if one.state is not DropState.RETRACTED for key in one.articles}
    gone = {key for one in receipts if one.state is DropState.RETRACTED for key in one.articles}
    return gone - held
