"""What is new in a bucket comes into the folder of drops, where all that follows finds it."""

from __future__ import annotations

import json
import logging
import os
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path

from timeline.drops.bucket import Bucket, Object
from timeline.drops.folder import SIDECAR, collisions, delete, is_drop
from timeline.drops.spool import Arrival, Spool, make_room
from timeline.errors import BucketError, DropError

log = logging.getLogger(__name__)

#: What was copied is noted in this file of the folder, which no scan sees.
LEDGER = ".bucket.json"
#: Objects, and their bytes, that are asked for at a time.
BATCH = 100
BATCH_BYTES = 20_000_000
#: Seconds after which is noted what has come: whoever is killed copies that much twice.
NOTED = 5.0


@dataclass(slots=True)
class Ledger:
    """What the folder holds of a bucket."""

    address: str
    #: Names of what was copied, and the tag that it had.
    here: dict[str, str] = field(default_factory=dict)
    #: Names of what was not, and why: each reason is told once.
    refused: dict[str, str] = field(default_factory=dict)

    @classmethod
    def read(cls, folder: Path, address: str) -> Ledger:
        """Return what was noted in *folder*: nothing where it was of another bucket."""
        path = folder / LEDGER
        try:
            noted = cls(**json.loads(path.read_text(encoding="utf-8")))
        except FileNotFoundError:
            return cls(address)
        except (OSError, TypeError, ValueError) as error:
            reason = f"cannot be read: {error}; delete it, and everything is copied again"
            raise BucketError(reason, path=str(path)) from error
        return noted if noted.address == address else cls(address)

    def keep(self, folder: Path) -> None:
        """Note it in *folder*, whole."""
        arrival = Arrival(folder)
        try:
            arrival.write(json.dumps(asdict(self), ensure_ascii=False).encode())
            arrival.keep(LEDGER)
        finally:
            arrival.discard()


@dataclass(frozen=True, slots=True)
class Plan:
    """What is to be done so that a folder holds what a bucket does."""

    #: To be copied, in that order: a sidecar comes before its drop, which is never without it.
    copy: tuple[str, ...]
    #: Not to be copied, and why.
    refused: Mapping[str, str]
    #: Copied once, and no longer in the bucket.
    gone: tuple[str, ...]


def plan(listed: Mapping[str, Object], here: Mapping[str, str], *, max_bytes: int) -> Plan:
    """Return what is to be done when *listed* is in the bucket and *here* was copied from it.

    What would be no drop as a file is left alone: hidden and unfinished names, and those with
    "." or "..", with a slash at either end or two in a row.
    """
    drops = [name for name in listed if is_drop(name.removesuffix(SIDECAR))]
    wanted = [name for name in drops if here.get(name) != listed[name].tag]
    refused = {
        name: reason
        for name in wanted
        if (reason := _refusal(name, listed[name].size, listed, max_bytes))
    }
    copy = sorted(set(wanted) - refused.keys(), key=lambda name: (not name.endswith(SIDECAR), name))
    return Plan(tuple(copy), refused, tuple(sorted(here.keys() - listed.keys())))


def _refusal(name: str, size: int, listed: Mapping[str, Object], max_bytes: int) -> str | None:
    if size > max_bytes:
        return f"has {size:,} bytes; {max_bytes:,} are allowed (limits.drop_bytes)"
    parts = name.split("/")
    above = ("/".join(parts[:count]) for count in range(1, len(parts)))
    if (other := next((one for one in above if one in listed), None)) is not None:
        return f"cannot be a file here: {other} is one, and would have to be a folder"
    return None


def compare(address: str, folder: Path, *, max_bytes: int) -> tuple[int, int, Mapping[str, str]]:
    """Return how many objects a bucket holds, how many are to be copied, and which never are.

    Raises BucketError; changes nothing.
    """
    ledger = Ledger.read(folder, address)
    listed = Bucket(address).objects()
    due = plan(listed, ledger.here, max_bytes=max_bytes)
    # what the disk refused is known from the last time
    refused = {name: why for name, why in ledger.refused.items() if name in due.copy}
    return len(listed), len(due.copy) - len(refused), {**refused, **due.refused}


def copy(address: str, folder: Path, *, max_bytes: int, retract: bool) -> None:
    """Copy what is new or changed in the bucket at *address* into *folder*.

    What cannot be a drop here is told, once. With *retract* the copies of what the bucket holds no
    longer are deleted, unless it holds nothing at all. Raises BucketError when it cannot be listed,
    which changes nothing, or something in it cannot be read now; the next time tries again.
    """
    bucket = Bucket(address)
    work = _Work(bucket, folder, Ledger.read(folder, address), bucket.objects())
    due = plan(work.listed, work.ledger.here, max_bytes=max_bytes)
    try:
        work.forget(due.gone, retract=retract)
        work.copy(due)
    except OSError as error:
        raise BucketError(f"cannot be written: {error.strerror}", path=str(folder)) from error
    except DropError as error:
        raise BucketError(str(error), path=str(folder)) from error


class _Work:
    """Brings a folder to what a bucket holds."""

    def __init__(
        self, bucket: Bucket, folder: Path, ledger: Ledger, listed: Mapping[str, Object]
    ) -> None:
        self.ledger = ledger
        self.listed = listed
        self._bucket = bucket
        self._folder = folder
        self._noted = time.monotonic()

    def forget(self, gone: Sequence[str], *, retract: bool) -> None:
        """Delete the copies of what is *gone* if they are to be retracted, and know them no more.

        Not when nothing is left: then the bucket is more likely not the one that it was.
        """
        if gone and retract and not self.listed:
            log.warning("%s: no object is left: nothing is retracted", self._bucket.address)
        for name in gone:
            if retract and self.listed:
                delete(self._folder, name)
                self.ledger.here.pop(f"{name}{SIDECAR}", None)  # which was deleted with it
            self.ledger.here.pop(name, None)
        if gone:
            self._note()

    def copy(self, due: Plan) -> None:
        """Copy what is to be copied as far as it goes; raise what went wrong."""
        told, self.ledger.refused = self.ledger.refused, dict(due.refused)
        if due.copy:
            Spool(self._folder).sweep()
        twins = collisions(sorted({*self.ledger.here, *due.copy})) if due.copy else {}
        wrong: Exception | None = None
        try:
            for objects in self._batches(due.copy):
                came, error = self._bring(objects, twins)
                wrong = error or wrong
                if error and not came:  # it is the bucket then, and not a single object
                    break
        finally:
            for name, reason in self.ledger.refused.items():
                if told.get(name) != reason:
                    log.warning("%r stays in the bucket: %s", name, reason)
            if due.copy or told != self.ledger.refused:
                self._note()
        if wrong:
            raise self._bucket.error("cannot be read", wrong) from wrong

    def _batches(self, names: Iterable[str]) -> Iterator[dict[str, Object]]:
        """Cut what there is room for into batches that may be held in memory."""
        batch: dict[str, Object] = {}
        for name in names:
            try:
                make_room(self._folder, name)
            except DropError as error:
                self.ledger.refused[name] = error.reason
                continue
            size = sum(one.size for one in batch.values()) + self.listed[name].size
            if batch and (len(batch) == BATCH or size > BATCH_BYTES):
                yield batch
                batch = {}
            batch[name] = self.listed[name]
        if batch:
            yield batch

    def _bring(
        self, objects: Mapping[str, Object], twins: Mapping[str, str]
    ) -> tuple[int, Exception | None]:
        """Copy a batch; return how many objects came, and what kept others from being read."""
        came, wrong = 0, None
        contents = self._bucket.read(list(objects.values()))
        for (name, one), content in zip(objects.items(), contents, strict=True):
            if isinstance(content, PermissionError):
                self.ledger.refused[name] = "may not be read with these credentials"
            elif isinstance(content, Exception):
                wrong = content
            elif name in twins and self._is_one(name, twins[name]):
                self.ledger.refused[name] = f"is one file with {twins[name]} on this disk"
            elif content is not None:
                self._keep(name, one, content)
                came += 1
        return came, wrong

    def _keep(self, name: str, one: Object, content: bytes) -> None:
        arrival = Arrival(self._folder)
        try:
            arrival.write(content)
            arrival.keep(name, one.modified)
        finally:
            arrival.discard()
        self.ledger.here[name] = one.tag
        if time.monotonic() - self._noted > NOTED:
            self._note()

    def _is_one(self, name: str, other: str) -> bool:
        """Tell whether two names, which differ in case or accents' spelling, are of one file."""
        try:
            return os.path.samestat(os.lstat(self._folder / name), os.lstat(self._folder / other))
        except FileNotFoundError:
            return False

    def _note(self) -> None:
        self.ledger.keep(self._folder)
        self._noted = time.monotonic()
