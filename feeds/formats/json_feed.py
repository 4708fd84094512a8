"""A Document becomes JSON Feed 1.1; what the standard has no word for stands in ``_event``."""

from __future__ import annotations

import json
from typing import Any

from feeds.document import Document, Entry
from feeds.formats.format import Format
from feeds.formats.syndication import instant

VERSION = "https://jsonfeed.org/version/1.1"


def render(document: Document) -> bytes:
    """Return *document* as JSON Feed; the same document, the same bytes."""
    about = document.site.url("/schemas/timeline.json")
    feed: dict[str, Any] = {
        "version": VERSION,
        "title": document.title,
        "home_page_url": document.page,
        "feed_url": document.url(FORMAT.suffix),
        "description": document.description,
        "language": document.language,
        "authors": [{"name": document.site.title, "url": document.page}],
    }
    if document.next:
        feed["next_url"] = document.url(FORMAT.suffix, document.next)
    if document.hub:
        feed["hubs"] = [{"type": "WebSub", "url": document.hub}]
    feed["_feed"] = {"about": about, "id": document.id, "updated": instant(document.updated)}
    feed["items"] = [_item(entry, about) for entry in document.entries]
    return json.dumps(feed, ensure_ascii=False, separators=(",", ":")).encode()


def _item(entry: Entry, about: str) -> dict[str, Any]:
    event = entry.event
    dates = {"start": entry.start, "end": entry.end}
    item: dict[str, Any] = {
        "id": entry.id,
        "url": entry.url,
        "title": entry.title,
        "summary": f"{entry.lead}: {entry.summary}",
        "content_html": entry.content,
        "date_published": instant(entry.published),
        "date_modified": instant(entry.updated),
        "tags": [category.term for category in entry.categories],
    }
    if entry.publishers:
        item["authors"] = [{"name": name} for name in entry.publishers]
    if entry.sources:
        item["external_url"] = entry.sources[0].url
    item["_event"] = {
        "about": about,
        "edtf": entry.edtf,
        **{name: value for name, value in dates.items() if value},
        "granularity": event.when.granularity.value,
        "status": event.status.value,
    }
    return item


FORMAT = Format("feed.json", "application/feed+json", render, "JSON Feed")
