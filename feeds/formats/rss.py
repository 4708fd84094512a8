"""A Document becomes RSS 2.0."""

from __future__ import annotations

from threading import Lock

from feeds import text
from feeds.document import Document
from feeds.formats import syndication
from feeds.formats.format import Format

#: feedgen switches the process's locale for every date and puts the former one back; two threads
#: at once would put back each other's.
_LOCALE = Lock()


def render(document: Document) -> bytes:
    """Return *document* as RSS 2.0; the same document, the same bytes."""
    feed = syndication.feed(document, FORMAT)
    feed.description(document.description)
    feed.lastBuildDate(document.updated)
    feed.link(href=document.page, rel="alternate")
    for entry in document.entries:
        item = syndication.add(feed, entry, document)
        item.link(href=entry.url)
        # a description is HTML in RSS
        item.description(text.html(f"{entry.lead}: {entry.summary}"), isSummary=True)
        if entry.sources and (url := entry.sources[0].url):
            item.source(syndication.origin(url), entry.sources[0].publisher)
    with _LOCALE:
        return bytes(feed.rss_str())


FORMAT = Format("feed.rss", "application/rss+xml", render, "RSS")
