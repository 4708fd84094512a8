"""Mentions that come and go are woven into a stored timeline, within one transaction."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from contextlib import AbstractContextManager, nullcontext
from datetime import datetime, timedelta

from timeline import merge
from timeline.storage import Batch, Near
from timeline.types import Mention

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
    merging: AbstractContextManager[None] | None = None,
) -> None:
    """Merge with the part of the timeline that can change; the rest is not even read.

    *touched* are the mentions that arrived, and those that their articles told of before. The
    merge itself, without reading and writing, is done within *merging*. *language* is the story's.
    """
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
    taken = batch.told(slug, now - DAY, now)
    with merging or nullcontext():
        merged = merge.merge(known, arrived, departed, now=now, taken=taken, language=language)
    batch.keep_timeline(known, merged.timeline, merged.changes)
