"""One update on its way through the steps."""

from __future__ import annotations

import hashlib
import logging
import time
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from timeline import drops, events, merge
from timeline.drops import Stamp
from timeline.errors import DropError, StorageError
from timeline.settings import Settings
from timeline.storage import Batch, Near, Storage
from timeline.types import Article, Drop, DropState, Mention, Receipt, Story
from timeline.update.looks import QUIET, Looks
from timeline.update.settling import Reading, settle
from timeline.update.summary import Outcome, Result, Summary, ordered

log = logging.getLogger(__name__)

#: Looks that an update by hand takes at files that somebody is writing.
LOOKS = 5
#: Drops, and their bytes, that share a transaction.
BATCH = 1_000
BATCH_BYTES = 50_000_000

#: Publication times within it before now are known when new ones are given out.
DAY = timedelta(days=1)


def update(
    storage: Storage,
    settings: Settings,
    stories: Sequence[Story],
    *,
    now: datetime,
    paths: Sequence[Path] = (),
    again: bool = False,
    looks: Looks | None = None,
    progress: Callable[[int, int], None] = lambda _done, _all: None,
    wait: Callable[[float], None] = time.sleep,
) -> Summary:
    """Take what is new or changed in the seeds folder, or *paths*, through to the timelines.

    *again* reduces everything again, after an upgrade; a story whose configuration has changed is
    reduced again anyway. Without *looks* this is one update by hand, which waits for files that
    are being written. *progress* is told how many drops of how many are done. Raises StorageError,
    and DropError when the folder or a path is not there; whatever is wrong with a drop is in the
    summary.
    """
    for path in paths if looks is None else ():
        if drops.stamp(path) is None:
            raise DropError("is not there", path=str(path))
    with storage.alone("update"):
        work = _Work(storage, settings, stories, now, again, progress)
        if not again:
            work.restate()
        summary = work.carry(paths, looks or Looks(twice=False))
        for _ in range(LOOKS if looks is None else 0):
            if summary.waiting:
                wait(QUIET)
                summary = summary.then(work.carry(paths, Looks(twice=False)))
        if again:
            work.restate()
    return summary


def fingerprint(story: Story) -> str:
    """Return a digest of a story's configuration."""
    return hashlib.sha256(repr(story).encode()).hexdigest()


@dataclass(slots=True)
class _Work:
    storage: Storage
    settings: Settings
    stories: Sequence[Story]
    now: datetime
    again: bool
    progress: Callable[[int, int], None]
    #: Drops that were done.
    done: set[str] = field(default_factory=set)
    #: Keys of the articles that were reduced.
    covered: set[str] = field(default_factory=set)

    def carry(self, paths: Sequence[Path], looks: Looks) -> Summary:
        """Take everything that is complete and not known through to the timelines."""
        folder = self.settings.seeds.folder
        stamps = look(folder, paths)
        doubtful = stamps if paths or self.again else self._unlike(looks.settled, stamps)
        gone = set() if paths else looks.settled.keys() - stamps.keys()
        receipts = self._receipts({*doubtful, *gone} if paths or looks.settled else None)
        results: list[Result] = []
        fresh: dict[str, Stamp] = {}
        for name, stamp in doubtful.items():
            receipt = receipts.get(printable(name))
            if name in self.done:
                continue
            if receipt is None or self.again or not _is_settled(receipt, stamp):
                fresh[name] = stamp
            else:
                results.append(_told(receipt))
        complete, waiting = looks.sort(folder, fresh)
        done = 0
        for names in _batches(complete, fresh):
            readings = {name: self._read(name, fresh[name], receipts) for name in names}
            waiting += [name for name, reading in readings.items() if reading is None]
            results += self._keep([one for one in readings.values() if one], receipts)
            self.done.update(name for name, reading in readings.items() if reading)
            done += len(names)
            self.progress(done, len(complete))
        removed: tuple[str, ...] = ()
        if not paths:
            removed = self._note_removed(stamps, receipts)
            looks.settle(stamps, set(waiting))
        return Summary(ordered(results), tuple(sorted(map(printable, waiting))), removed)

    def _unlike(
        self, settled: Mapping[str, Stamp], stamps: Mapping[str, Stamp]
    ) -> dict[str, Stamp]:
        """Return the files that are not as they were, and those that somebody wants tried again."""
        retry = set(self.storage.drops_to_retry())
        return {
            name: stamp
            for name, stamp in stamps.items()
            if settled.get(name) != stamp or (retry and printable(name) in retry)
        }

    def _receipts(self, names: Iterable[str] | None) -> dict[str, Receipt]:
        wanted = None if names is None else [printable(name) for name in names]
        return {receipt.name: receipt for receipt in self.storage.drops(wanted)}

    def restate(self) -> None:
        """Reduce what is kept again for the stories that need it."""
        stale = [
            story
            for story in self.stories
            if self.again or self.storage.fingerprint(story.slug) != fingerprint(story)
        ]
        if not stale:
            return
        keys = [key for key in self.storage.article_keys() if key not in self.covered]
        for start in range(0, len(keys), BATCH):
            chunk = keys[start : start + BATCH]
            found = self.storage.articles(chunk)
            self._reduce_and_merge([found[key].article for key in chunk], stale)
        with self.storage.write() as batch:
            for story in stale:
                batch.keep_story(story, fingerprint(story))

    def _note_removed(
        self, stamps: Mapping[str, Stamp], receipts: Mapping[str, Receipt]
    ) -> tuple[str, ...]:
        present = set(map(printable, stamps))
        removed = [
            replace(receipt, state=DropState.REMOVED, at=self.now, reason=None, line=None)
            for name, receipt in receipts.items()
            if name not in present
            and receipt.state is not DropState.REMOVED
            and not name.startswith("/")  # was given by its path, never lay in the folder
        ]
        if removed:
            with self.storage.write() as batch:
                batch.keep_receipts(removed)
        return tuple(receipt.name for receipt in removed)

    def _read(self, name: str, stamp: Stamp, receipts: Mapping[str, Receipt]) -> Reading | None:
        """Return what a drop says or why it is rejected; None when its file changed meanwhile."""
        shown = printable(name)
        zone = self.stories[0].zone if self.stories else ZoneInfo("UTC")
        drop: Drop | None = None
        try:
            drop = take(self.settings, name)
            receipt = receipts.get(shown)
            if not self.again and receipt is not None and _holds(receipt, drop):
                return Reading(shown, _text(stamp), drop.digest, known=True)
            articles = drops.read(replace(drop, name=shown), zone=zone)
            return Reading(shown, _text(stamp), drop.digest, articles)
        except DropError as error:
            if drop is None and drops.stamp(self.settings.seeds.folder / name) != stamp:
                return None
            reason, line = _told_of(error, shown), error.line
        except Exception as error:
            log.exception("%s cannot be read", shown)
            reason, line = f"cannot be read: {_words(error)}", None
        digest = drop.digest if drop else None
        return Reading(shown, _text(stamp), digest, reason=reason, line=line)

    def _keep(self, readings: Sequence[Reading], receipts: Mapping[str, Receipt]) -> list[Result]:
        """Keep readings in one transaction; one that cannot be kept is rejected, alone."""
        try:
            return self._keep_together(readings, receipts)
        except StorageError:
            raise
        except Exception as error:
            if len(readings) > 1:
                middle = len(readings) // 2
                first = self._keep(readings[:middle], receipts)
                return first + self._keep(readings[middle:], receipts)
            log.exception("%s cannot be reduced", readings[0].name)
            reason = f"cannot be reduced: {_words(error)}"
            rejected = replace(readings[0], articles=(), known=False, reason=reason)
            return self._keep_together([rejected], receipts)

    def _keep_together(
        self, readings: Sequence[Reading], receipts: Mapping[str, Receipt]
    ) -> list[Result]:
        keys = {article.key for reading in readings for article in reading.articles}
        for reading in readings:
            if receipt := receipts.get(reading.name):
                keys.update(receipt.articles)
        stored = self.storage.articles(keys)
        settled = settle(readings, receipts, stored, now=self.now, again=self.again)
        articles = list({one.key: one for each in settled for one in each.reduce}.values())

        def keep(batch: Batch) -> None:
            batch.keep_receipts(one.receipt for one in settled)
            batch.keep_articles([pair for one in settled for pair in one.keep], self.now)

        # a run of everything that ends early leaves no fingerprint: the next one does the rest
        self._reduce_and_merge(articles, self.stories, keep, marked=not self.again)
        self.covered.update(article.key for article in articles)
        return [one.result for one in settled]

    def _reduce_and_merge(
        self,
        articles: Sequence[Article],
        stories: Sequence[Story],
        keep: Callable[[Batch], None] = lambda _batch: None,
        *,
        marked: bool = False,
    ) -> None:
        """Merge what *articles* now tell of with what is known; *keep* joins the transaction."""
        keys = [article.key for article in articles]
        told = [
            {mention.id: mention for one in articles for mention in events.reduce(one, story)}
            for story in stories
        ]
        with self.storage.write() as batch:
            keep(batch)
            for story, mentions in zip(stories, told, strict=True):
                batch.keep_story(story, fingerprint(story) if marked else "")
                before = batch.mentions(story.slug, keys)
                arrived = [
                    mention
                    for key, mention in mentions.items()
                    if self.again or before.get(key) != mention
                ]
                departed = before.keys() - mentions.keys()
                if arrived or departed:
                    touched = [*arrived, *before.values()]
                    self._merge(batch, story.slug, touched, arrived, departed)

    def _merge(
        self,
        batch: Batch,
        slug: str,
        touched: Sequence[Mention],
        arrived: Sequence[Mention],
        departed: Collection[str],
    ) -> None:
        """Merge with the part of the timeline that can change; the rest is not even read."""
        part = merge.window(touched)
        known = batch.known(
            slug,
            Near(
                spans=part.spans,
                edtfs=part.edtfs,
                articles={mention.article.key for mention in touched},
                ids={mention.id for mention in touched},
            ),
        )
        taken = batch.told(slug, self.now - DAY, self.now)
        merged = merge.merge(known, arrived, departed, now=self.now, taken=taken)
        batch.keep_timeline(known, merged.timeline, merged.changes)


# --- files -----------------------------------------------------------------------------------


def look(folder: Path, paths: Sequence[Path] = ()) -> dict[str, Stamp]:
    """Return the names and stamps of the drops in *folder*, or of *paths*.

    A path below the folder is known by its name there, any other by its absolute path.
    """
    if not paths:
        return drops.scan(folder)
    found: dict[str, Stamp] = {}
    for path in paths:
        whole = path.parent.resolve() / path.name  # a symbolic link is told, not followed
        home = folder.resolve()
        inside = whole.relative_to(home).as_posix() if whole.is_relative_to(home) else str(whole)
        if whole.is_dir() and not whole.is_symlink():
            prefix = "" if inside == "." else f"{inside}/"
            found |= {prefix + name: stamp for name, stamp in drops.scan(whole).items()}
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
    return name.encode("utf-8", "backslashreplace").decode().replace("\0", "\\x00")


def _text(stamp: Stamp) -> str:
    return ":".join(map(str, stamp))


def _told_of(error: DropError, name: str) -> str:
    """Return why a drop is rejected; says where unless that is the drop itself."""
    where = error.path if error.path != name else None
    return ": ".join(part for part in (where, error.key, error.reason) if part)


def _words(error: Exception) -> str:
    return " ".join(f"{type(error).__name__}: {error}".split())[:200]


# --- receipts --------------------------------------------------------------------------------


def _is_settled(receipt: Receipt, stamp: Stamp) -> bool:
    """Tell whether the file is the one that the receipt was given for."""
    settled = receipt.state in (DropState.TAKEN, DropState.REJECTED)
    return settled and receipt.stamp == _text(stamp)


def _holds(receipt: Receipt, drop: Drop) -> bool:
    """Tell whether what a drop says was taken before."""
    taken = receipt.state in (DropState.TAKEN, DropState.REMOVED) and receipt.reason is None
    return taken and receipt.digest == drop.digest


def _told(receipt: Receipt) -> Result:
    if receipt.state is DropState.REJECTED:
        return Result(receipt.name, Outcome.REJECTED, receipt.reason, receipt.line)
    return Result(receipt.name, Outcome.UNCHANGED)


def _batches(names: Sequence[str], stamps: Mapping[str, Stamp]) -> Iterator[list[str]]:
    """Cut drops into batches that are small enough to be held in memory."""
    batch: list[str] = []
    size = 0
    for name in names:
        if batch and (len(batch) == BATCH or size + stamps[name].size > BATCH_BYTES):
            yield batch
            batch, size = [], 0
        batch.append(name)
        size += stamps[name].size
    if batch:
        yield batch
