"""A story's URL becomes an oEmbed answer (oembed.com, version 1.0), as JSON or XML."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Sequence
from urllib.parse import unquote, urlsplit
from xml.etree import ElementTree as ET
from xml.sax.saxutils import quoteattr

from feeds.document import Site
from feeds.text import title
from timeline import Story

#: Pixels unless less is asked for; WordPress lets a frame be 200 to 1000 high.
WIDTH, HEIGHT = 600, 600
#: A host may keep the answer for a day.
CACHE_AGE = 86_400

Answer = dict[str, str | int]


def find_story(url: str, stories: Sequence[Story], site: Site) -> Story | None:
    """Return the story whose page or embed *url* is; only our own URLs, compared parsed."""
    try:
        ours, theirs = urlsplit(site.base_url), urlsplit(url)
        same = (theirs.scheme, theirs.hostname, theirs.port) == (
            ours.scheme,
            ours.hostname,
            ours.port,
        )
    except ValueError:
        return None
    path = unquote(theirs.path)
    prefix = ours.path.rstrip("/")
    if not same or theirs.username or not path.startswith(prefix):
        return None
    rest = path.removeprefix(prefix)
    if rest in ("", "/"):
        return stories[0] if stories else None
    found = re.fullmatch(r"/stories/([^/]+)(?:/embed|/)?", rest)
    return next((s for s in stories if found and s.slug == found[1]), None)


def answer(story: Story, site: Site, max_width: int | None, max_height: int | None) -> Answer:
    """Return the answer for *story*, within the size a host allows."""
    width = min(WIDTH, max_width or WIDTH)
    height = min(HEIGHT, max_height or HEIGHT)
    name = title(story.title)
    source = site.url(f"/stories/{story.slug}/embed")
    return {
        "version": "1.0",
        "type": "rich",
        "title": name,
        "provider_name": title(site.title),
        "provider_url": site.url("/"),
        "cache_age": CACHE_AGE,
        "width": width,
        "height": height,
        "html": (
            f"<iframe src={quoteattr(source)} title={quoteattr(name)}"
            f' width="{width}" height="{height}" style="border:0" loading="lazy"></iframe>'
        ),
    }


def as_json(found: Answer) -> bytes:
    """Return an answer as JSON."""
    return json.dumps(found, ensure_ascii=False, separators=(",", ":")).encode()


def as_xml(found: Answer) -> bytes:
    """Return an answer as XML."""
    root = ET.Element("oembed")
    for key, value in found.items():
        ET.SubElement(root, key).text = str(value)
    head = b'<?xml version="1.0" encoding="utf-8" standalone="yes"?>\n'
    return head + bytes(ET.tostring(root, "utf-8")) + b"\n"


#: ``format`` -> media type and writer.
FORMS: dict[str, tuple[str, Callable[[Answer], bytes]]] = {
    "json": ("application/json; charset=utf-8", as_json),
    "xml": ("text/xml; charset=utf-8", as_xml),
}
