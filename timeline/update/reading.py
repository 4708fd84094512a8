"""The pure steps of an update, done by an executor: drops are read, articles are reduced."""

from __future__ import annotations

import logging
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from itertools import repeat
from types import MappingProxyType
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from timeline import drops, events
from timeline.drops import Stamp
from timeline.errors import DropError
from timeline.executors import CrashError, Executor, Group, Timed, Together, Unfolding
from timeline.settings import Settings
from timeline.types import Article, Drop, DropState, Mention, Receipt, Story
from timeline.update.files import printable, take
from timeline.update.settling import Reading

log = logging.getLogger(__name__)

R = TypeVar("R", bound=tuple[object, ...])

#: Characters of a long article.
_LONG = 20_000
#: Why a drop or an article gives nothing.
Refusal = DropError | CrashError
#: What articles tell of, for each story by ``Mention.id``.
Told = Sequence[Mapping[str, Mention]]
#: The articles of one drop.
Articles = Group[Article]
#: What came of articles that were reduced before anybody asked, by story and article.
Ahead = Mapping[tuple[str, Article], Any]


def read(
    stamps: Mapping[str, Stamp],
    receipts: Mapping[str, Receipt],
    settings: Settings,
    zone: ZoneInfo,
    executor: Executor,
    *,
    now: datetime,
) -> dict[str, Reading | None]:
    """Return what drops say or why they are rejected; None for a file that changed meanwhile.

    What *receipts* know to be taken already is not read; the others arrive *now*.
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
            taken[name] = replace(drop, name=reading.name, taken=now)
    work: Unfolding[Drop, tuple[Article, ...]] = Unfolding(
        partial(drops.read, zone=zone), settings.limits.article_seconds
    )
    outcomes = executor.map(work, list(taken.values()))
    for (name, drop), done in zip(taken.items(), outcomes, strict=True):
        outcome, seconds = _parted(done)
        reading = Reading(drop.name, stamp_text(stamps[name]), drop.digest, seconds=seconds)
        if isinstance(outcome, tuple):
            found[name] = replace(reading, articles=outcome)
        else:
            found[name] = rejected(reading, "read", outcome)
    return found


def articles_in(article: Article) -> int:
    """Return for how many articles of some length one counts: a live blog of days is long."""
    return 1 + sum(len(paragraph.text) for paragraph in article.paragraphs) // _LONG


@dataclass(frozen=True, slots=True)
class Reducing:
    """The step that reduces, with who does it."""

    executor: Executor
    #: Seconds that every further article of a drop allows, and a long one for its length.
    more: float

    def __call__(
        self, groups: Sequence[Articles], story: Story
    ) -> Iterator[tuple[Article, Timed[tuple[Mention, ...]] | Refusal]]:
        """Give every article with what came of it; what ends a drop's work is told of each."""
        work = Together(partial(events.reduce, story=story), self.more, articles_in)
        for group, done in zip(groups, self.executor.map(work, groups), strict=True):
            yield from zip(
                group.items, done if isinstance(done, tuple) else repeat(done), strict=False
            )


def reduce_ahead(groups: Sequence[Articles], stories: Sequence[Story], reducing: Reducing) -> Ahead:
    """Return what ``reduce`` will ask for, unless an article turns out to be known or revised."""
    return {
        (story.slug, article): outcome
        for story in stories
        for article, outcome in reducing(groups, story)
    }


def reduce(
    groups: Sequence[Articles],
    stories: Sequence[Story],
    reducing: Reducing,
    spent: defaultdict[str, float] | None = None,
    ahead: Ahead = MappingProxyType({}),
) -> tuple[Told, dict[str, Refusal]]:
    """Return what the articles of each drop tell of, and why some cannot be reduced, by their keys.

    *spent* is added the seconds that each has taken, by the articles' keys; what is in *ahead* is
    not done again.
    """
    spent = defaultdict(float) if spent is None else spent
    told: list[dict[str, Mention]] = []
    refused: dict[str, Refusal] = {}
    for story in stories:
        left = [
            replace(group, items=items)
            for group in groups
            if (items := tuple(one for one in group.items if (story.slug, one) not in ahead))
        ]
        rest = (outcome for _article, outcome in reducing(left, story))
        found: dict[str, Mention] = {}
        for article in (one for group in groups for one in group.items):
            done = ahead.get((story.slug, article)) or next(rest)
            outcome, seconds = _parted(done)
            spent[article.key] += seconds
            if isinstance(outcome, tuple):
                found |= {mention.id: mention for mention in outcome}
            else:
                refused[article.key] = outcome
        told.append(found)
    return told, refused


def _parted(done: Timed[R] | DropError | CrashError) -> tuple[R | DropError | CrashError, float]:
    """Return the outcome of a piece of work, and its seconds; 0 when it was cut short."""
    return (done.outcome, done.seconds) if isinstance(done, Timed) else (done, 0.0)


def rejected(reading: Reading, what: str, error: Exception) -> Reading:
    """Return a reading of a drop that cannot be *what*: "read", "reduced"; with the reason."""
    line = None
    if isinstance(error, DropError):
        reason, line = _told_of(error, reading.name)
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


def _told_of(error: DropError, name: str) -> tuple[str, int | None]:
    """Return why a drop is rejected, and its line; a line of another file stands in the reason."""
    if error.path in (None, name):
        return ": ".join(part for part in (error.key, error.reason) if part), error.line
    return str(error), None


def _holds(receipt: Receipt, drop: Drop) -> bool:
    """Tell whether what a drop says was taken before."""
    taken = receipt.state in (DropState.TAKEN, DropState.REMOVED) and receipt.reason is None
    return taken and receipt.digest == drop.digest
