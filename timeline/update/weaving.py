"""Mentions that come and go are woven into a stored timeline, within one transaction."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from contextlib import AbstractContextManager, nullcontext
from datetime import datetime, timedelta

from timeline import merge
from timeline.storage import Batch, Near
from timeline.types import Mention, Timeline

#: Publication times within it before now are known when new ones are given out.
DAY = timedelta(days=1)


def weave(
    batch: Batch,
    slug: str,
    touched: Sequence[Mention],
    arrived: Sequence[Mention],
    departed: Collection[str],
    *,
    now: datetime,
    language: str = "",
    merging: Callable[[], AbstractContextManager[None]] = nullcontext,
) -> tuple[Timeline, Timeline]:
    """Merge with the part of the timeline that can change; return it as it was, and as it is.

    The rest is not even read. What can change shows in merging: a report of a whole month may let
    go of one day's event and join that of another, and a part that splits off may bear a name that
    is taken. Then a larger part is read, and it is merged again.

    *touched* are the mentions that arrived, and those that their articles told of before. The
    merge itself, without reading and writing, is done within *merging*. *language* is the story's.
    """
    taken = batch.told(slug, now - DAY, now)
    articles = {mention.article.key for mention in touched}
    looked = {mention.id: mention for mention in touched}
    ids = set(looked)
    before: Timeline | None = None
    while True:
        part = merge.window(looked.values())
        known = batch.known(slug, Near(part.spans, part.edtfs, articles, ids))
        if known == before:
            break  # nothing more lies there: what was merged stands
        with merging():
            merged = merge.merge(known, arrived, departed, now=now, taken=taken, language=language)
        new = {e.id for e in merged.timeline.events} - {e.id for e in known.events}
        if part.suffices(merged.looked) and new <= ids:
            break
        looked |= {mention.id: mention for mention in merged.looked}
        ids |= new
        before = known
    batch.keep_timeline(known, merged.timeline, merged.changes)
    return known, merged.timeline


def untell(
    batch: Batch, slug: str, articles: Collection[str], *, now: datetime
) -> tuple[set[str], set[str]]:
    """Take what articles tell of out of a timeline; return the ids of events that end and stay."""
    mentions = batch.mentions(slug, articles)
    if not mentions:
        return set(), set()
    before, after = weave(batch, slug, list(mentions.values()), (), mentions.keys(), now=now)
    told = {e.id for e in before.events if any(m.id in mentions for m in e.mentions)}
    left = {event.id for event in after.events}
    return told - left, told & left
