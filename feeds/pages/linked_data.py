"""Entries become JSON-LD: schema.org's Event, its dates only as fine as they are known."""

from __future__ import annotations

import json
from typing import Any

from markupsafe import Markup

from feeds.document import Document, Entry
from feeds.text import title
from timeline import Status

#: schema.org knows no "happened": what was not called off is scheduled for its date.
_EVENT_STATUS = {Status.CALLED_OFF: "https://schema.org/EventCancelled"}
_SCHEDULED = "https://schema.org/EventScheduled"


def linked_event(entry: Entry) -> Markup:
    """Return *entry* alone."""
    return _json({"@context": "https://schema.org", **_linked(entry)})


def linked_list(document: Document) -> Markup:
    """Return the entries of a page."""
    return _json(
        {
            "@context": "https://schema.org",
            "@type": "ItemList",
            "name": title(document.story.title),
            "url": document.page,
            "itemListElement": [
                {"@type": "ListItem", "position": at, "item": _linked(entry)}
                for at, entry in enumerate(document.entries, 1)
            ],
        }
    )


def _linked(entry: Entry) -> dict[str, Any]:
    """Return *entry* as schema.org's Event; its dates only as fine as they are known."""
    found: dict[str, Any] = {
        "@type": "Event",
        "name": entry.title,
        "url": entry.url,
        "eventStatus": _EVENT_STATUS.get(entry.event.status, _SCHEDULED),
    }
    if entry.start:
        found["startDate"] = entry.start
    if entry.end:
        found["endDate"] = entry.end
    if entry.places:
        found["location"] = [{"@type": "Place", "name": name} for name in entry.places]
    return found


def _json(data: object) -> Markup:
    """Return JSON that can stand inside ``<script>``."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    text = text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")
    return Markup(text)  # noqa: S704  # nothing left in it that HTML reads
