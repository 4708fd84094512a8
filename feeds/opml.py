"""The stories' feeds as OPML 2.0, to subscribe to all of them at once."""

from __future__ import annotations

from collections.abc import Sequence
from xml.etree import ElementTree as ET

from feeds.document import Site
from feeds.formats import FORMATS
from feeds.text import clean, title
from timeline import Story

MEDIA_TYPE = "text/x-opml; charset=utf-8"
#: OPML's ``type`` of a feed is "rss" whatever its format; readers look into the document.
_TYPE = "rss"


def render(stories: Sequence[Story], site: Site) -> bytes:
    """Return a folder per format with an outline per story; calendars are no feeds."""
    root = ET.Element("opml", version="2.0")
    head = ET.SubElement(root, "head")
    ET.SubElement(head, "title").text = title(site.title)
    ET.SubElement(head, "docs").text = "http://opml.org/spec2.opml"
    body = ET.SubElement(root, "body")
    for form in FORMATS.values():
        if not form.is_feed:
            continue
        folder = ET.SubElement(body, "outline", text=form.title, title=form.title)
        for story in stories:
            page = site.url(f"/stories/{story.slug}")
            name = title(story.title)
            ET.SubElement(
                folder,
                "outline",
                type=_TYPE,
                text=name,
                title=name,
                description=clean(story.description),
                xmlUrl=f"{page}/{form.suffix}",
                htmlUrl=page,
                language=story.language,
            )
    ET.indent(root)
    start = b'<?xml version="1.0" encoding="utf-8"?>\n'
    return start + bytes(ET.tostring(root, "utf-8")) + b"\n"
