"""What was read is reduced, merged and kept: a batch in one transaction, all of it or nothing."""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial

from timeline.errors import ExecutorError, StorageError
from timeline.executors import Group
from timeline.storage import Batch, Storage, Stored
from timeline.types import Article, DropState, Receipt, Stage, Story
from timeline.update.fingerprints import fingerprint
from timeline.update.journal import Journal
from timeline.update.reading import Ahead, Articles, Reducing, Refusal, Told, reduce, rejected
from timeline.update.settling import Kept, Reading, Settled, settle
from timeline.update.summary import Result
from timeline.update.twins import are_unlike, own_key
from timeline.update.weaving import weave

log = logging.getLogger(__name__)


@dataclass(slots=True)
class Keeping:
    """Keeps what was read of drops in the timelines of the stories."""

    storage: Storage
    stories: Sequence[Story]
    now: datetime
    #: Everything is reduced, be it known or not.
    again: bool
    reducing: Reducing
    #: Keys of the articles that were reduced, where everything is.
    covered: set[str] = field(default_factory=set)

    def keep(
        self, readings: Sequence[Reading], receipts: Mapping[str, Receipt], ahead: Ahead
    ) -> list[Result]:
        """Keep readings in one transaction; one that cannot be kept is rejected, alone.

        *ahead* is what was reduced of them before. Raises StorageError and ExecutorError.
        """
        try:
            return self._keep_together(readings, receipts, ahead)
        except (StorageError, ExecutorError):
            raise
        except Exception as error:
            if len(readings) > 1:
                middle = len(readings) // 2
                first = self.keep(readings[:middle], receipts, ahead)
                return first + self.keep(readings[middle:], receipts, ahead)
            log.exception("%s cannot be merged", readings[0].name)
            return self._keep_together([rejected(readings[0], "merged", error)], receipts, ahead)

    def _keep_together(
        self, readings: Sequence[Reading], receipts: Mapping[str, Receipt], ahead: Ahead
    ) -> list[Result]:
        kept = self._kept(readings, receipts)
        settled = settle(readings, receipts, kept, now=self.now, again=self.again)
        groups = _groups(settled)
        articles = [article for group in groups for article in group.items]
        journal = Journal()
        told, refused = reduce(groups, self.stories, self.reducing, journal.reduced, ahead)
        if refused:
            return self._keep_together(_without(refused, settled, readings), receipts, ahead)

        def keep(batch: Batch) -> None:
            batch.keep_receipts(one.receipt for one in settled)
            batch.keep_articles([pair for one in settled for pair in one.keep], self.now)

        # a run of everything that ends early leaves no fingerprint: the next one does the rest
        with journal.on(Stage.STORE):
            self.merge(articles, self.stories, told, journal, keep, marked=not self.again)
        self.storage.spend(journal.sums(settled))
        journal.write(settled, _counted(self.stories, told))
        if self.again:
            self.covered.update(article.key for article in articles)
        return [one.result for one in settled]

    def _kept(self, readings: Sequence[Reading], receipts: Mapping[str, Receipt]) -> Kept:
        """Return what is kept of the articles in *readings*, and of those their drops had before.

        Earlier texts are asked for only where another drop brought the present one.
        """
        keys = {article.key for reading in readings for article in reading.articles}
        before = [receipts[one.name] for one in readings if one.name in receipts]
        stored = self.storage.articles(keys.union(*(one.articles for one in before)))
        if apart := _apart(readings, stored):
            keys |= apart
            stored |= self.storage.articles(apart)
        revised = {
            one.article.key
            for reading in readings
            for article in reading.articles
            if (one := stored.get(article.key))
            and one.revision > 1
            and one.article.drop != reading.name
        }
        others = {one.article.drop for one in stored.values()} - {one.name for one in readings}
        holders = (*before, *self.storage.drops(others))
        return Kept(
            stored,
            self.storage.earlier(revised),
            self.storage.purged(keys),
            {one.name for one in holders if one.state is DropState.RETRACTED},
        )

    def merge(
        self,
        articles: Sequence[Article],
        stories: Sequence[Story],
        told: Told,
        journal: Journal,
        keep: Callable[[Batch], None] = lambda _batch: None,
        *,
        marked: bool = False,
    ) -> None:
        """Merge what *articles* now tell of with what is known; *keep* joins the transaction."""
        keys = [article.key for article in articles]
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
                    merging = partial(journal.on, Stage.MERGE, within=Stage.STORE)
                    weave(
                        batch,
                        story.slug,
                        touched,
                        arrived,
                        departed,
                        now=self.now,
                        language=story.language,
                        merging=merging,
                    )


def _apart(readings: Sequence[Reading], stored: Mapping[str, Stored]) -> set[str]:
    """Return the keys of articles that bear the link of another one by mistake."""
    return {
        own_key(article)
        for reading in readings
        for article in reading.articles
        if (one := stored.get(article.key))
        and one.article.drop != reading.name
        and are_unlike(one.article, article)
    }


def _counted(stories: Sequence[Story], told: Told) -> dict[str, Counter[str]]:
    """Return how many events each article tells of in each story, by key and slug."""
    found: dict[str, Counter[str]] = {}
    for story, mentions in zip(stories, told, strict=True):
        for mention in mentions.values():
            found.setdefault(mention.article.key, Counter())[story.slug] += 1
    return found


def _groups(settled: Sequence[Settled]) -> list[Articles]:
    """Return the articles to reduce, drop by drop; of two with one key the later one."""
    last = {article.key: article for one in settled for article in one.reduce}
    return [
        Group(tuple(article for article in one.reduce if last[article.key] is article), one.seconds)
        for one in settled
    ]


def _without(
    refused: Mapping[str, Refusal], settled: Sequence[Settled], readings: Sequence[Reading]
) -> list[Reading]:
    """Return the readings, those rejected that hold an article which cannot be reduced."""
    return [
        next(
            (rejected(reading, "reduced", refused[a.key]) for a in one.reduce if a.key in refused),
            reading,
        )
        for one, reading in zip(settled, readings, strict=True)
    ]
