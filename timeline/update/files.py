"""The files of the drops: where they lie, what they are called, how many are taken at once."""

from __future__ import annotations

import os
import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from timeline import drops
from timeline.drops import Stamp
from timeline.errors import DropError
from timeline.settings import Settings
from timeline.types import Drop

#: Drops, and their bytes, that share a transaction at most.
BATCH = 1_000
BATCH_BYTES = 50_000_000
#: Drops of the first batch: whoever is killed again and again has kept something each time. The
#: others are as large as may be, because merging many small batches costs far more than few.
FIRST = 50

#: A byte of a name that is no text, as ``printable`` shows it.
_ESCAPED = re.compile(r"\\u(dc[89a-f][0-9a-f])")


def require(folder: Path, paths: Collection[Path]) -> None:
    """Raise DropError where one of *paths* is not there, or without any the *folder*."""
    if not paths:
        drops.require(folder)
    for path in paths:
        if drops.stamp(path) is None:
            raise DropError("is not there; paths are read from the current folder", path=str(path))


def look(folder: Path, paths: Sequence[Path]) -> dict[str, Stamp]:
    """Return the names and stamps of the drops of *paths*, in their order.

    A path below the *folder* is known by its name there, any other by its absolute path.
    """
    found: dict[str, Stamp] = {}
    home = folder.resolve()
    for path in paths:
        whole = path.parent.resolve() / path.name  # a symbolic link is told, not followed
        inside = whole.relative_to(home).as_posix() if whole.is_relative_to(home) else str(whole)
        if whole.is_dir() and not whole.is_symlink():
            prefix = "" if inside == "." else f"{inside}/"
            found |= {prefix + name: stamp for name, stamp in sorted(drops.scan(whole).items())}
        else:
            stamp = drops.stamp(whole)
            if stamp is not None:
                found[inside] = stamp
    return found


def drop_paths(folder: Path, paths: Iterable[Path]) -> list[Path]:
    """Return which of the *paths* that have changed in *folder* are drops or folders of drops.

    A sidecar file stands for its drop; what is hidden, unfinished or gone is left out.
    """
    home = folder.resolve()
    found = set()
    for path in paths:
        whole = path.parent.resolve() / path.name.removesuffix(drops.SIDECAR)
        inside = whole.is_relative_to(home) and whole != home
        if inside and drops.is_drop(whole.relative_to(home).as_posix()) and drops.stamp(whole):
            found.add(whole)
    return sorted(found)


def take(settings: Settings, name: str) -> Drop:
    """Return the drop of that name, which is an absolute path outside the folder."""
    path = Path(name)
    if path.is_absolute():
        drop = drops.take(path.parent, path.name, max_bytes=settings.limits.drop_bytes)
        return replace(drop, name=name)
    return drops.take(settings.seeds.folder, name, max_bytes=settings.limits.drop_bytes)


def printable(name: str) -> str:
    """Return a file's name as it can be shown and stored: bytes that are no text are escaped."""
    if name.isascii() and "\0" not in name:
        return name
    return name.encode("utf-8", "backslashreplace").decode().replace("\0", "\\x00")


def on_disk(folder: Path, name: str) -> str:
    """Return what the file is called in *folder* that is shown and stored as *name*."""
    if not os.path.lexists(folder / name):
        raw = _ESCAPED.sub(lambda found: chr(int(found[1], 16)), name)
        if os.path.lexists(folder / raw):
            return raw
    return name


def batches(names: Sequence[str], stamps: Mapping[str, Stamp]) -> Iterator[list[str]]:
    """Cut drops into batches that are small enough to be held in memory, the first one short."""
    batch: list[str] = []
    size = 0
    most = min(FIRST, BATCH)
    for name in names:
        if batch and (len(batch) == most or size + stamps[name].size > BATCH_BYTES):
            yield batch
            batch, size = [], 0
            most = BATCH
        batch.append(name)
        size += stamps[name].size
    if batch:
        yield batch
