"""The parameters of each address, as ``/openapi.json`` tells them to programs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from feeds import oembed
from feeds.formats import Format
from feeds.pages import ORDERS, THEMES
from feeds.query import MAX_LIMIT, MAX_VALUE, MOMENT, PERIOD
from timeline import Status

Schema = dict[str, Any]
Parameters = Sequence[dict[str, Any]]

_TEXT: Schema = {"type": "string", "maxLength": MAX_VALUE}
_MOMENT: Schema = {"type": "string", "pattern": f"^{MOMENT.pattern}$"}
_PERIOD: Schema = {"type": "string", "pattern": f"^{PERIOD.pattern}$"}
_PIXELS: Schema = {"type": "integer", "minimum": 1, "maximum": 99_999}


def _parameter(name: str, words: str, schema: Schema, *, required: bool = False) -> dict[str, Any]:
    return {
        "name": name,
        "in": "query",
        "required": required,
        "description": words,
        "schema": schema,
    }


#: What chooses among a story's events; ``feeds.query`` reads it.
CHOOSING: Parameters = [
    _parameter("q", "Words that the texts contain, all of them", _TEXT),
    _parameter("tag", "A kind, place or actor", _TEXT),
    _parameter("source", "A publisher's name or host", _TEXT),
    _parameter("place", "A place", _TEXT),
    _parameter("status", "What has become of it", {"enum": [one.value for one in Status]}),
    _parameter("since", "First published from then on", _MOMENT),
    _parameter("until", "First published up to then", _MOMENT),
    _parameter("from", "Event date from then on", _PERIOD),
    _parameter("to", "Event date up to then", _PERIOD),
    _parameter("limit", "How many", {"type": "integer", "minimum": 1, "maximum": MAX_LIMIT}),
    _parameter("before", "The id of the last entry seen", _TEXT),
]
_ORDER = _parameter("order", "Which come first", {"enum": list(ORDERS)})
EMBED: Parameters = [
    *CHOOSING,
    _parameter("theme", "Colours", {"enum": list(THEMES)}),
    _ORDER,
]
OEMBED: Parameters = [
    _parameter("url", "The URL of a story of this site", {"type": "string"}, required=True),
    _parameter("format", "Default: json", {"enum": list(oembed.FORMS)}),
    _parameter("maxwidth", "Pixels that the host has room for", _PIXELS),
    _parameter("maxheight", "Pixels that the host has room for", _PIXELS),
]


def taken_by(form: Format) -> Parameters:
    """Return what a format's address takes; one that ends the story can begin at its end."""
    return [*CHOOSING, _ORDER] if form.ends else CHOOSING
