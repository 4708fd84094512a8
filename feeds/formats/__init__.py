"""A Document becomes bytes: one module per format, all of them in the table below."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from feeds.document import FEED_LIMIT, Document, Order
from feeds.formats import atom, ical, json_feed, rss, timeline_json


@dataclass(frozen=True, slots=True)
class Format:
    """One way to publish a Document: where, as what, and how much of it."""

    #: Last part of its URL and name of its file: "feed.rss".
    suffix: str
    #: With its charset.
    media_type: str
    render: Callable[[Document], bytes]
    #: In words, for links to it.
    title: str
    order: Order = Order.TOLD
    #: Entries unless a limit is asked for; None: all.
    limit: int | None = FEED_LIMIT
    #: Feed readers can subscribe to it.
    is_feed: bool = True


#: Order of the links on the page: readers take the first one they know.
FORMATS: dict[str, Format] = {
    "rss": Format("feed.rss", "application/rss+xml; charset=utf-8", rss.render, "RSS"),
    "atom": Format("feed.atom", "application/atom+xml; charset=utf-8", atom.render, "Atom"),
    "json": Format(
        "feed.json", "application/feed+json; charset=utf-8", json_feed.render, "JSON Feed"
    ),
    "calendar": Format(
        "calendar.ics",
        "text/calendar; charset=utf-8",
        ical.render,
        "iCalendar",
        order=Order.DATE,
        limit=None,
        is_feed=False,
    ),
    "timeline": Format(
        "timeline.json",
        "application/json; charset=utf-8",
        timeline_json.render,
        "JSON timeline",
        order=Order.DATE,
        limit=None,
        is_feed=False,
    ),
}
