"""A Document becomes the JSON timeline: ours, and TimelineJS3 loads it unmodified.

TimelineJS3 ignores keys it does not know, but a null or a string for a date kills the whole
timeline, hours of 0 have to be strings, and it shows clock times in the viewer's zone unless
every date brings its own label.
"""

from __future__ import annotations

import json
from datetime import datetime
from importlib.resources import files
from typing import Any

from feeds import dates, formats, text, wording
from feeds.document import Document, Entry, Evidence, Order
from feeds.formats.format import Format
from feeds.formats.syndication import instant
from feeds.query import MAX_LIMIT
from timeline import Withdrawal


def schema() -> bytes:
    """Return the JSON Schema that every JSON timeline keeps to."""
    return files("feeds").joinpath("schemas", "timeline.json").read_bytes()


def render(document: Document) -> bytes:
    """Return *document* as the JSON timeline; the same document, the same bytes."""
    story = document.story
    timeline: dict[str, Any] = {
        "title": {
            "text": {
                "headline": text.html(document.title),
                "text": f"<p>{text.html(document.description)}</p>",
            }
        },
        "events": [_event(entry, document) for entry in document.entries],
        "scale": "human",
        "story": {
            "slug": story.slug,
            "title": document.title,
            "description": document.description,
            "language": document.language,
            "timezone": document.zone.key,
            "url": document.page,
            "revision": document.revision,
            "total": document.total,
        },
        "updated": instant(document.updated),
        "url": document.url(FORMAT.suffix),
        "feeds": {
            name: document.url(form.suffix, document.current)
            for name, form in formats.FORMATS.items()
            if form is not FORMAT
        },
        "schema": document.site.url("/schemas/timeline.json"),
        "withdrawn": [_withdrawal(item) for item in document.withdrawn],
    }
    if document.next:
        timeline["next"] = document.url(FORMAT.suffix, document.next)
    return json.dumps(timeline, ensure_ascii=False, separators=(",", ":")).encode()


def _event(entry: Entry, document: Document) -> dict[str, Any]:
    event = entry.event
    start, end = _dates(entry, document)
    bounds = {"start": event.when.start, "end": event.when.end}
    return _without_none(
        {
            "unique_id": entry.uuid,
            "start_date": start,
            "end_date": end,
            "display_date": entry.when,
            "text": {"headline": text.html(entry.title), "text": _text(entry)},
            "group": entry.kind or None,
            "id": entry.id,
            "edtf": entry.edtf,
            **{
                name: moment.astimezone(document.zone).isoformat() if moment else None
                for name, moment in bounds.items()
            },
            "granularity": event.when.granularity.value,
            "status": event.status.value,
            "display_status": entry.status,
            "kind": entry.kind,
            "title": entry.title,
            "summary": entry.summary,
            "places": list(entry.places),
            "actors": list(entry.actors),
            "basis": event.basis.value,
            "precision": entry.precision,
            "sources": [_source(item) for item in entry.evidence],
            "more_sources": entry.more_evidence or None,
            "corrections": [
                {"at": instant(item.at), "text": item.words} for item in entry.corrections
            ],
            "url": entry.url,
            "published": instant(entry.published),
            "updated": instant(entry.updated),
            "revision": event.revision,
        }
    )


def _without_none(pairs: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in pairs.items() if value is not None}


def _text(entry: Entry) -> str:
    """Return HTML that begins with the summary; TimelineJS3 shows nothing else of the event."""
    quotes = "".join(
        f"<p>{_publisher(item)}</p>"
        if item.supports(entry.summary)
        else f"<blockquote>{text.html(item.quote)}</blockquote><p>{_publisher(item)}</p>"
        for item in entry.evidence
    )
    corrections = "".join(f"<p>{text.html(item.words)}</p>" for item in entry.corrections)
    more = f'<p><a href="{text.html(entry.url)}">{text.html(entry.lead)}</a></p>'
    return f"<p>{text.html(entry.summary)}</p>{more}{quotes}{corrections}"


def _publisher(item: Evidence) -> str:
    name = text.html(item.source)
    return f'<a href="{text.html(item.url)}">{name}</a>' if item.url else name


def _source(item: Evidence) -> dict[str, Any]:
    return _without_none(
        {
            "publisher": item.source,
            "url": item.url,
            "title": item.title or None,
            "published": item.published.isoformat(),
            "quote": item.quote,
            "said_by": item.said_by,
        }
    )


def _withdrawal(item: Withdrawal) -> dict[str, Any]:
    return _without_none(
        {
            "id": f"urn:uuid:{item.id}",
            "when": instant(item.when),
            "why": text.clean(item.why),
            "replaced_by": f"urn:uuid:{item.replaced_by}" if item.replaced_by else None,
        }
    )


def _dates(entry: Entry, document: Document) -> tuple[dict[str, Any], dict[str, Any] | None]:
    """Return start_date and end_date; an open date stands at its bound and says so."""
    when, zone = entry.event.when, document.zone
    if entry.start is None or entry.end is None:
        bound = entry.start or entry.end or dates.days(entry.event, zone)[0].isoformat()
        return _date(bound, entry.when, document), None
    first, slash, last = when.edtf.partition("/")
    begins = ends = entry.when
    if slash:
        begins = wording.say_edtf(first, zone, document.language)
        ends = wording.say_end(last, zone, document.language)
    return _date(entry.start, begins, document), _date(entry.end, ends, document)


def _date(w3c: str, label: str, document: Document) -> dict[str, Any]:
    """Return a date as TimelineJS3 reads it; a clock time is the one of the story's zone."""
    if "T" not in w3c:
        parts = zip(("year", "month", "day"), w3c.split("-"), strict=False)
        return {**{name: int(value) for name, value in parts}, "display_date": label}
    moment = datetime.fromisoformat(w3c).astimezone(document.zone)
    return {
        "year": moment.year,
        "month": moment.month,
        "day": moment.day,
        "hour": str(moment.hour),
        "minute": str(moment.minute),
        "display_date": label,
    }


FORMAT = Format(
    "timeline.json",
    "application/json",
    render,
    "JSON timeline",
    order=Order.DATE,
    limit=MAX_LIMIT,
    ends=True,
    tells_withdrawn=True,
    is_feed=False,
)
