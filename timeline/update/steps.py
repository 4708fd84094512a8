"""One update on its way through the steps."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import groupby, zip_longest
from pathlib import Path
from zoneinfo import ZoneInfo

from timeline import drops
from timeline.drops import Stamp
from timeline.errors import BucketError
from timeline.executors import INLINE, Executor, Group, Inline
from timeline.settings import Settings
from timeline.storage import Storage
from timeline.types import Article, DropState, Receipt, Story
from timeline.update import gone
from timeline.update.files import BATCH, batches, look, printable, require
from timeline.update.fingerprints import fingerprint, is_shown_otherwise, unreduced
from timeline.update.journal import Journal
from timeline.update.keeping import Keeping
from timeline.update.looks import QUIET, Looks
from timeline.update.reading import (
    Ahead,
    Articles,
    Reducing,
    read,
    reduce,
    reduce_ahead,
    stamp_text,
)
from timeline.update.settling import Reading
from timeline.update.summary import Outcome, Result, Summary, ordered

log = logging.getLogger(__name__)

#: What was read of drops, by name; None for a file that changed meanwhile.
Readings = Mapping[str, Reading | None]

#: Looks that an update by hand takes at files that somebody is writing.
LOOKS = 5


def update(
    storage: Storage,
    settings: Settings,
    stories: Sequence[Story],
    *,
    now: datetime,
    paths: Sequence[Path] = (),
    again: bool = False,
    looks: Looks | None = None,
    executor: Executor = INLINE,
    progress: Callable[[int, int], None] = lambda _done, _all: None,
    wait: Callable[[float], None] = time.sleep,
) -> Summary:
    """Take what is new or changed in the seeds folder, or *paths*, through to the timelines.

    *again* reduces everything again, after an upgrade; a story whose configuration has changed is
    reduced again anyway. Without *looks* this is one update by hand, which waits for files that
    are being written. The *executor* reads and reduces. *progress* is told how many drops of how
    many are done, or known articles of those to be reduced again. Raises StorageError,
    ExecutorError, and DropError when the folder or a path is not there; whatever is wrong with a
    drop or the bucket is in the summary.
    """
    if looks is None:
        require(settings.seeds.folder, paths)
    with storage.alone("update"):
        reducing = Reducing(executor, settings.limits.article_seconds)
        keeping = Keeping(storage, stories, now, again, reducing)
        work = _Work(storage, settings, stories, now, again, executor, progress, keeping)
        work.leave()
        if not again:
            work.restate()
        by_hand = looks is None
        looks = looks or Looks(twice=False)
        trouble = None if paths else copied(settings)
        summary = replace(work.carry(paths, looks), trouble=trouble)
        for _ in range(LOOKS if by_hand else 0):
            if summary.waiting:
                wait(QUIET)
                unfinished = [settings.seeds.folder / name for name in summary.waiting]
                summary = summary.then(work.carry(unfinished, looks))
        if again:
            work.restate()
    return summary


def copied(settings: Settings) -> str | None:
    """Copy what is new in the bucket into the folder; return what went wrong.

    What lies in the folder is taken all the same.
    """
    seeds = settings.seeds
    if seeds.bucket is None:
        return None
    most = settings.limits.drop_bytes
    try:
        drops.copy(seeds.bucket, seeds.folder, max_bytes=most, retract=seeds.retract)
    except BucketError as error:
        return str(error)
    return None


@dataclass(slots=True)
class _Work:
    storage: Storage
    settings: Settings
    stories: Sequence[Story]
    now: datetime
    again: bool
    executor: Executor
    progress: Callable[[int, int], None]
    keeping: Keeping

    @property
    def zone(self) -> ZoneInfo:
        """Zone of dates that name none: that of the story that came first."""
        zones = {story.slug: story.zone for story in self.stories}
        known = (zones[slug] for slug in self.storage.stories() if slug in zones)
        return next(known, self.stories[0].zone if self.stories else ZoneInfo("UTC"))

    def carry(self, paths: Sequence[Path], looks: Looks) -> Summary:
        """Take everything that is complete and not known through to the timelines."""
        folder = self.settings.seeds.folder
        stamps = look(folder, paths) if paths else looks.scan(folder)
        retry = set(self.storage.drops_to_retry())
        if looks.settled == stamps and stamps and not (paths or self.again or retry):
            return Summary()  # this is why a quiet folder of 100,000 files costs little
        doubtful = list(stamps) if paths else sorted(self._unlike(looks.settled, stamps, retry))
        missing = set() if paths else looks.settled.keys() - stamps.keys()
        receipts = self._receipts({*doubtful, *missing} if paths or looks.settled else None)
        results: list[Result] = []
        fresh: list[str] = []
        for name in doubtful:
            receipt = receipts.get(printable(name))
            if receipt is None or self.again or not _is_settled(receipt, stamps[name]):
                fresh.append(name)
            else:
                results.append(_told(receipt))
        complete, waiting = looks.sort(folder, fresh, stamps)
        del doubtful, fresh  # a million names each
        done = 0
        cut = list(batches(complete, stamps))
        for names, readings, ahead in self._read(cut, stamps, receipts):
            waiting += [name for name, reading in readings.items() if reading is None]
            found = [one for one in readings.values() if one]
            results += self.keeping.keep(found, receipts, ahead)
            done += len(names)
            self.progress(done, len(complete))
        removed: tuple[str, ...] = ()
        if not paths:
            present = set(map(printable, stamps)) if receipts else set()
            # what lies in a folder that cannot be read is not gone
            closed = tuple(name for name in present if name.endswith("/"))
            present.update(name for name in receipts if name.startswith(closed))
            retract = self.settings.seeds.retract
            removed = gone.note(self.storage, present, receipts, retract=retract, now=self.now)
            looks.settle(stamps, set(waiting))
        return Summary(ordered(results), tuple(sorted(waiting)), removed)

    def _read(
        self,
        cut: Sequence[Sequence[str]],
        stamps: Mapping[str, Stamp],
        receipts: Mapping[str, Receipt],
    ) -> Iterator[tuple[Sequence[str], Readings, Ahead]]:
        """Give every batch with what was read of it, and what was reduced of that.

        Where others do the work, the next batch is read and reduced while one is stored.
        """
        zone = self.zone

        def work(names: Sequence[str]) -> Readings:
            stamped = {name: stamps[name] for name in names}
            known = {} if self.again else receipts
            return read(stamped, known, self.settings, zone, self.executor, now=self.now)

        def work_ahead(names: Sequence[str]) -> tuple[Readings, Ahead]:
            found = work(names)
            groups = [Group(one.articles, one.seconds) for one in found.values() if one]
            return found, reduce_ahead(groups, self.stories, self.keeping.reducing)

        if len(cut) < 2 or isinstance(self.executor, Inline):
            yield from ((names, work(names), {}) for names in cut)
            return
        with ThreadPoolExecutor(1) as pool:
            coming = pool.submit(work_ahead, cut[0])
            for names, following in zip_longest(cut, cut[1:]):
                found, ahead = coming.result()
                if following:
                    coming = pool.submit(work_ahead, following)
                yield names, found, ahead

    def _unlike(
        self, settled: Mapping[str, Stamp], stamps: Mapping[str, Stamp], retry: Collection[str]
    ) -> list[str]:
        """Return the files that are not as they were, and those that somebody wants tried again."""
        return [
            name
            for name, stamp in stamps.items()
            if self.again or settled.get(name) != stamp or (retry and printable(name) in retry)
        ]

    def _receipts(self, names: Iterable[str] | None) -> dict[str, Receipt]:
        wanted = None if names is None else [printable(name) for name in names]
        return {receipt.name: receipt for receipt in self.storage.drops(wanted)}

    def leave(self) -> None:
        """Note which stories are configured no longer: what comes now, comes without them.

        Whoever configures one again, be it as it was, has everything reduced for it.
        """
        for slug in set(self.storage.stories()) - {story.slug for story in self.stories}:
            before = self.storage.fingerprint(slug) or ""
            left = unreduced(before)
            if before != left:
                with self.storage.write() as batch:
                    batch.mark(slug, left)

    def restate(self) -> None:
        """Reduce what is kept again for the stories that need it."""
        before = {story.slug: self.storage.fingerprint(story.slug) for story in self.stories}
        stale = [
            story
            for story in self.stories
            if self.again or before[story.slug] != fingerprint(story)
        ]
        if not stale:
            return
        left_out = self.keeping.covered | gone.retracted(self._receipts(None))
        keys = [key for key in self.storage.article_keys() if key not in left_out]
        if keys:
            slugs = ", ".join(story.slug for story in stale)
            log.info("%d known articles are reduced again for %s", len(keys), slugs)
        for start in range(0, len(keys), BATCH):
            chunk = keys[start : start + BATCH]
            found = self.storage.articles(chunk)
            articles = [found[key].article for key in chunk]
            told, refused = reduce(_by_drop(articles), stale, self.keeping.reducing)
            for key, error in refused.items():
                log.warning("%s keeps what it told: %s", found[key].article.drop, error)
            left = [article for article in articles if article.key not in refused]
            self.keeping.merge(left, stale, told, Journal())
            self.progress(start + len(chunk), len(keys))
        with self.storage.write() as batch:
            for story in stale:
                batch.keep_story(story, fingerprint(story))
                if is_shown_otherwise(before[story.slug], fingerprint(story)):
                    batch.renew(story.slug, self.now)


def _is_settled(receipt: Receipt, stamp: Stamp) -> bool:
    """Tell whether the file is the one that the receipt was given for."""
    settled = receipt.state in (DropState.TAKEN, DropState.REJECTED, DropState.PURGED)
    return settled and receipt.stamp == stamp_text(stamp)


def _told(receipt: Receipt) -> Result:
    if receipt.state is DropState.REJECTED:
        told, line = receipt.reason, receipt.line
        return Result(receipt.name, Outcome.REJECTED, told, line, since=receipt.at)
    taken = receipt.at if receipt.state is DropState.TAKEN else None
    return Result(receipt.name, Outcome.UNCHANGED, since=taken)


def _by_drop(articles: Sequence[Article]) -> list[Articles]:
    """Return what is kept, drop by drop."""
    groups = groupby(articles, key=lambda article: article.drop)
    return [Group(tuple(group)) for _name, group in groups]
