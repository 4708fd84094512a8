"""Event → the JSON Lines of the command line."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from timeline.types import Event, Mention


def event_record(event: Event) -> dict[str, Any]:
    """Return the event as JSON values; field by field it is section 3 of ``docs/formats.md``."""
    return {
        "id": event.urn,
        "edtf": event.when.edtf,
        "start": _iso(event.when.start),
        "end": _iso(event.when.end),
        "granularity": event.when.granularity.value,
        "status": event.status.value,
        "kind": event.kind,
        "title": event.title,
        "summary": event.summary,
        "places": list(event.places),
        "actors": list(event.actors),
        "mentions": [mention_record(mention) for mention in event.mentions],
        "published": _iso(event.published),
        "updated": _iso(event.updated),
        "revision": event.revision,
    }


def mention_record(mention: Mention) -> dict[str, Any]:
    """Return where and how one article tells of an event, as JSON values."""
    return {
        "drop": mention.article.drop,
        "article": {
            "url": mention.article.url,
            "publisher": mention.article.publisher,
            "title": mention.article.title,
            "published": _iso(mention.article.published),
        },
        "quote": mention.quote,
        "time_expression": mention.time_expression,
        "edtf": mention.when.edtf,
        "basis": mention.basis.value,
        "said_by": mention.said_by,
        "said_at": mention.said_at,
    }


def _iso(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None
