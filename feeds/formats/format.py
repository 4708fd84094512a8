"""What an output format says of itself."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from feeds.document import FEED_LIMIT, Document, Order


@dataclass(frozen=True, slots=True)
class Format:
    """One way to publish a Document: where, as what, and how much of it."""

    #: Last part of its URL and name of its file: "feed.rss".
    suffix: str
    #: Without its charset, which is always UTF-8.
    type: str
    render: Callable[[Document], bytes]
    #: In words, for links to it.
    title: str
    order: Order = Order.TOLD
    #: Entries unless a limit is asked for.
    limit: int = FEED_LIMIT
    #: Of a longer story it shows the last ones by date, not the first.
    ends: bool = False
    #: Feed readers can subscribe to it.
    is_feed: bool = True
    #: Names the events that have left.
    tells_withdrawn: bool = False

    @property
    def media_type(self) -> str:
        """With its charset: "application/rss+xml; charset=utf-8"."""
        return f"{self.type}; charset=utf-8"
