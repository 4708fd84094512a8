"""A Document becomes Atom 1.0 (RFC 4287)."""

from __future__ import annotations

from feeds import text
from feeds.document import Document
from feeds.formats import syndication
from feeds.formats.format import Format


def render(document: Document) -> bytes:
    """Return *document* as Atom; the same document, the same bytes."""
    feed = syndication.feed(document, FORMAT)
    feed.subtitle(document.description)
    feed.author({"name": document.site.title, "uri": document.page})
    for entry in document.entries:
        item = syndication.add(feed, entry, document)
        summary = f"{entry.lead}: {entry.summary}"
        # validators take a "<" in plain text for forgotten markup
        is_plain = "<" not in summary
        item.summary(summary if is_plain else text.html(summary), None if is_plain else "html")
        for name in entry.publishers:
            item.author({"name": name})
    return bytes(feed.atom_str())


FORMAT = Format("feed.atom", "application/atom+xml", render, "Atom")
