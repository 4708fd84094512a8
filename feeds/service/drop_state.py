"""What became of a drop, as JSON; and what the API's description says of uploads."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

from feeds.document import Site
from feeds.service.problem import DESCRIBED
from timeline import Article, DropState, Event, Fate

_STATES = ["waiting", *(state.value for state in DropState if state is not DropState.RETRY)]
_TEXT = {"type": "string"}
_MAYBE = {"type": ["string", "null"]}
_OF_EVENT = ["id", "story", "edtf", "status", "title", "url"]
_UPLOADED = {
    "type": "object",
    "required": ["drop", "state", "new", "url"],
    "properties": {
        "drop": _TEXT,
        "state": {"type": "string", "enum": ["waiting"]},
        "new": {"type": "boolean", "description": "false: it replaces the drop of that name"},
        "url": {"type": "string", "format": "uri", "description": "Tells what becomes of it"},
    },
}
_STATE = {
    "type": "object",
    "required": ["drop", "state", "since", "reason", "line", "articles", "events", "url"],
    "properties": {
        "drop": _TEXT,
        "state": {"type": "string", "enum": _STATES},
        "since": _MAYBE,
        "reason": {**_MAYBE, "description": "Why it was rejected and what to do"},
        "line": {"type": ["integer", "null"], "description": "Line of the file to look at"},
        "articles": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["title", "url", "publisher", "published", "date_from"],
                "properties": {
                    "title": _TEXT,
                    "url": _MAYBE,
                    "publisher": _MAYBE,
                    "published": _TEXT,
                    "date_from": {**_TEXT, "description": "Where the date was found"},
                },
            },
        },
        "events": {
            "type": "array",
            "items": {
                "type": "object",
                "required": _OF_EVENT,
                "properties": dict.fromkeys(_OF_EVENT, _TEXT),
            },
        },
        "url": {"type": "string", "format": "uri"},
    },
}


def _refusals(**words: str) -> dict[int | str, dict[str, Any]]:
    return {
        int(status[1:]): {"description": text, "content": DESCRIBED}
        for status, text in words.items()
    }


#: Answers of ``POST /drops`` and ``GET /drops/NAME``, by status.
TAKING: dict[int | str, dict[str, Any]] = {
    202: {
        "description": "It is in the folder, on the disk; the watch takes it",
        "headers": {"Location": {"schema": _TEXT, "description": "Tells what becomes of it"}},
        "content": {"application/json": {"schema": _UPLOADED}},
    },
    **_refusals(
        _400="The body ended early, or is no form",
        _401="The token is missing or wrong",
        _413="Larger than a drop may be",
        _422="Empty, or under a name that cannot be one",
        _429="Too many uploads a minute; Retry-After says when",
        _507="The folder cannot take it",
    ),
}
TELLING: dict[int | str, dict[str, Any]] = {
    200: {
        "description": "The drop's state",
        "content": {"application/json": {"schema": _STATE}},
    },
    **_refusals(
        _401="The token is missing or wrong",
        _404="No drop has this name",
        _422="A parameter, where none is taken",
    ),
}
#: The parameter and the body of ``POST /drops``.
BODY: dict[str, Any] = {
    "parameters": [
        {
            "name": "name",
            "in": "query",
            "required": False,
            "description": "The file's name; without one the form's, else one made of the content",
            "schema": {"type": "string", "pattern": "^([A-Za-z0-9][A-Za-z0-9._-]{0,120})?$"},
        }
    ],
    "requestBody": {
        "required": True,
        "content": {
            "application/octet-stream": {
                "schema": {"type": "string", "format": "binary", "minLength": 1}
            },
            "multipart/form-data": {
                "schema": {
                    "type": "object",
                    "required": ["file"],
                    "properties": {"file": {"type": "string", "format": "binary"}},
                }
            },
        },
    },
}


def url(site: Site, name: str) -> str:
    """Return the address that tells what became of a drop."""
    return site.url(f"/drops/{quote(name)}")


def record(fate: Fate, site: Site) -> dict[str, Any]:
    """Return what became of a drop as JSON values (``_STATE``)."""
    receipt = None if fate.waits else fate.receipt
    return {
        "drop": fate.name,
        "state": receipt.state.value if receipt else "waiting",
        "since": receipt.at.isoformat() if receipt else None,
        "reason": receipt.reason if receipt else None,
        "line": receipt.line if receipt else None,
        "articles": [_article(article) for article in fate.articles],
        "events": [_event(slug, event, site) for slug, event in fate.events],
        "url": url(site, fate.name),
    }


def _article(article: Article) -> dict[str, Any]:
    return {
        "title": article.headline,
        "url": article.url,
        "publisher": article.publisher,
        "published": article.published.at.isoformat(),
        "date_from": article.published.provenance.value,
    }


def _event(slug: str, event: Event, site: Site) -> dict[str, Any]:
    return {
        "id": event.urn,
        "story": slug,
        "edtf": event.when.edtf,
        "status": event.status.value,
        "title": event.title,
        "url": site.url(f"/events/{event.id}"),
    }
