"""A Document becomes bytes: one module per format, all of them in the table below."""

from __future__ import annotations

from feeds.formats import atom, ical, json_feed, rss, timeline_json
from feeds.formats.format import Format

__all__ = ["FORMATS", "Format"]

#: Order of the links on the page: readers take the first one they know.
FORMATS: dict[str, Format] = {
    "rss": rss.FORMAT,
    "atom": atom.FORMAT,
    "json": json_feed.FORMAT,
    "calendar": ical.FORMAT,
    "timeline": timeline_json.FORMAT,
}
