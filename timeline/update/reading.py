"""The pure steps of an update, done by an executor: drops are read, articles are reduced."""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial
from zoneinfo import ZoneInfo

from timeline import drops, events
from timeline.drops import Stamp
from timeline.errors import DropError
from timeline.executors import CrashError, Executor
from timeline.settings import Settings
from timeline.types import Article, Drop, DropState, Mention, Receipt, Story
from timeline.update.files import printable, take
from timeline.update.settling import Reading

log = logging.getLogger(__name__)

#: Why a drop or an article gives nothing.
Refusal = DropError | CrashError
#: What articles tell of, for each story by ``Mention.id``.
Told = Sequence[Mapping[str, Mention]]


def read(
    stamps: Mapping[str, Stamp],
    receipts: Mapping[str, Receipt],
    settings: Settings,
    zone: ZoneInfo,
    executor: Executor,
) -> dict[str, Reading | None]:
    """Return what drops say or why they are rejected; None for a file that changed meanwhile.

    What *receipts* know to be taken already is not read.
    """
    found: dict[str, Reading | None] = {}
    taken: dict[str, Drop] = {}
    for name, stamp in stamps.items():
        reading = Reading(printable(name), stamp_text(stamp))
        try:
            drop = take(settings, name)
        except DropError as error:
            same = drops.stamp(settings.seeds.folder / name) == stamp
            found[name] = rejected(reading, "read", error) if same else None
            continue
        receipt = receipts.get(reading.name)
        known = receipt is not None and _holds(receipt, drop)
        found[name] = replace(reading, digest=drop.digest, known=known)
        if not known:
            taken[name] = replace(drop, name=reading.name)
    outcomes = executor.map(partial(drops.read, zone=zone), list(taken.values()))
    for (name, drop), outcome in zip(taken.items(), outcomes, strict=True):
        reading = Reading(drop.name, stamp_text(stamps[name]), drop.digest)
        if isinstance(outcome, tuple):
            found[name] = replace(reading, articles=outcome)
        else:
            found[name] = rejected(reading, "read", outcome)
    return found


def reduce(
    articles: Sequence[Article], stories: Sequence[Story], executor: Executor
) -> tuple[Told, dict[str, Refusal]]:
    """Return what *articles* tell of, and why some cannot be reduced, by their keys."""
    told: list[dict[str, Mention]] = []
    refused: dict[str, Refusal] = {}
    for story in stories:
        outcomes = executor.map(partial(events.reduce, story=story), articles)
        found: dict[str, Mention] = {}
        for article, outcome in zip(articles, outcomes, strict=True):
            if isinstance(outcome, tuple):
                found |= {mention.id: mention for mention in outcome}
            else:
                refused[article.key] = outcome
        told.append(found)
    return told, refused


def rejected(reading: Reading, what: str, error: Exception) -> Reading:
    """Return a reading of a drop that cannot be *what*: "read", "reduced"; with the reason."""
    line = None
    if isinstance(error, DropError):
        reason, line = _told_of(error, reading.name), error.line
    elif isinstance(error, CrashError):
        log.error("%s cannot be %s\n%s", reading.name, what, error.where)
        reason = f"cannot be {what}: {error.words}"
    else:
        words = " ".join(f"{type(error).__name__}: {error}".split())[:200]
        reason = f"cannot be {what}: {words}"
    return replace(reading, articles=(), known=False, reason=reason, line=line)


def stamp_text(stamp: Stamp) -> str:
    """Return a stamp as a receipt keeps it."""
    return ":".join(map(str, stamp))


def _told_of(error: DropError, name: str) -> str:
    """Return why a drop is rejected; says where unless that is the drop itself."""
    where = error.path if error.path != name else None
    return ": ".join(part for part in (where, error.key, error.reason) if part)


def _holds(receipt: Receipt, drop: Drop) -> bool:
    """Tell whether what a drop says was taken before."""
    taken = receipt.state in (DropState.TAKEN, DropState.REMOVED) and receipt.reason is None
    return taken and receipt.digest == drop.digest
