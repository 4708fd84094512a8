"""What RSS and Atom share: feedgen, and the elements it cannot say.

feedgen's Atom entries lose the attributes of their links, its RSS knows only the link to itself,
its sources lack what validators ask for, and there is nothing for event dates, archives and hubs.
Two extensions write these. Every date is given: feedgen would fill in the current time.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from urllib.parse import urlsplit

from feedgen.entry import FeedEntry
from feedgen.ext.base import BaseEntryExtension, BaseExtension
from feedgen.feed import FeedGenerator
from lxml import etree

from feeds.document import NEVER, Document, Entry, Evidence
from feeds.formats.format import Format

ATOM = "http://www.w3.org/2005/Atom"
#: feedgen writes Atom's elements without a namespace, below a root that declares it for them.
PLAIN = ""
DC = "http://purl.org/dc/elements/1.1/"
EVENT = "http://purl.org/rss/1.0/modules/event/"
HISTORY = "http://purl.org/syndication/history/1.0"

GENERATOR = "timeline-feeds"
#: A source must say when it was updated, and validators doubt what is earlier, or in the future.
EARLIEST = NEVER


@dataclass(frozen=True, slots=True)
class Link:
    """An atom:link."""

    rel: str
    href: str
    type: str | None = None
    title: str | None = None

    def attributes(self) -> dict[str, str]:
        """Return the attributes that are set."""
        pairs = {"rel": self.rel, "href": self.href, "type": self.type, "title": self.title}
        return {name: value for name, value in pairs.items() if value is not None}


def links(document: Document, form: Format) -> tuple[Link, ...]:
    """Return what a feed links to: itself, its page, hub, next page and archives (RFC 5005)."""
    found = [
        Link("self", document.url(form.suffix), form.type),
        Link("alternate", document.page, "text/html", document.title),
    ]
    if document.hub:
        found.append(Link("hub", document.hub))
    if document.query.before is not None:
        found.append(Link("current", document.url(form.suffix, document.current), form.type))
    neighbours = (
        ("next", document.next),
        ("prev-archive", document.older),
        ("next-archive", document.newer),
    )
    found += [
        Link(rel, document.url(form.suffix, query), form.type) for rel, query in neighbours if query
    ]
    return tuple(found)


class FeedElements(BaseExtension):
    """Writes a Document's links and its mark as an archive."""

    def __init__(self) -> None:
        self.links: tuple[Link, ...] = ()
        self.is_archive = False

    def extend_ns(self) -> dict[str, str]:
        """Return the namespaces that the feed's elements use."""
        own = {"dc": DC, "ev": EVENT}
        return own | {"fh": HISTORY} if self.is_archive else own

    def extend_rss(self, feed: etree._Element) -> etree._Element:
        """Add to the channel."""
        self._extend(feed[0], ATOM)
        return feed

    def extend_atom(self, feed: etree._Element) -> etree._Element:
        """Add to the feed."""
        self._extend(feed, PLAIN)
        return feed

    def _extend(self, parent: etree._Element, namespace: str) -> None:
        for link in self.links:
            _add(parent, namespace, "link", None, link.attributes())
        if self.is_archive:
            _add(parent, HISTORY, "archive")


class EntryElements(BaseEntryExtension):
    """Writes an Entry's event dates, links, sources and authors."""

    def __init__(self) -> None:
        self.entry: Entry | None = None
        self.latest = EARLIEST

    def extend_rss(self, feed: etree._Element) -> etree._Element:
        """Add to the item."""
        entry = self._entry()
        for name in entry.publishers:
            _add(feed, DC, "creator", name)
        _add_event_dates(feed, entry)
        return feed

    def extend_atom(self, feed: etree._Element) -> etree._Element:
        """Add to the entry."""
        entry = self._entry()
        own = [Link("alternate", entry.url, "text/html", entry.title)]
        own += [Link("via", _url(item), "text/html", item.publisher) for item in entry.sources]
        for link in own:
            _add(feed, PLAIN, "link", None, link.attributes())
        _add_event_dates(feed, entry)
        if entry.sources and EARLIEST <= entry.sources[0].published <= self.latest:
            _add_source(feed, entry.sources[0])
        return feed

    def _entry(self) -> Entry:
        assert self.entry is not None, "set by feed()"  # noqa: S101  # a slip of ours, no input
        return self.entry


def _url(item: Evidence) -> str:
    return item.url or ""


def _add(
    parent: etree._Element,
    namespace: str,
    name: str,
    value: str | None = None,
    attributes: dict[str, str] | None = None,
) -> etree._Element:
    element = etree.SubElement(parent, f"{{{namespace}}}{name}" if namespace else name, attributes)
    element.text = value
    return element


def _add_event_dates(parent: etree._Element, entry: Entry) -> None:
    if entry.start:
        _add(parent, EVENT, "startdate", entry.start)
    if entry.end:
        _add(parent, EVENT, "enddate", entry.end)


def _add_source(parent: etree._Element, item: Evidence) -> None:
    source = _add(parent, PLAIN, "source")
    _add(source, PLAIN, "id", _url(item))
    _add(source, PLAIN, "title", item.publisher)
    _add(source, PLAIN, "updated", item.published.astimezone(UTC).isoformat())
    link = Link("alternate", _url(item), "text/html", item.title or None)
    _add(source, PLAIN, "link", None, link.attributes())


def feed(document: Document, form: Format) -> FeedGenerator:
    """Return feedgen's feed of *document*: what is the same in RSS and Atom, without entries."""
    generator = FeedGenerator()
    generator.register_extension("own", FeedElements, EntryElements)
    generator.own.links = links(document, form)
    generator.own.is_archive = document.is_archive
    generator.id(document.id)
    generator.title(document.title)
    generator.language(document.language)
    generator.updated(document.updated)
    generator.generator(GENERATOR)
    return generator


def add(generator: FeedGenerator, entry: Entry, document: Document) -> FeedEntry:
    """Add *entry* to the feed: what is the same in RSS and Atom."""
    item = generator.add_entry(order="append")
    item.own.entry = entry
    item.own.latest = document.updated
    item.guid(entry.id, permalink=False)
    item.id(entry.id)
    item.title(entry.title)
    item.content(entry.content, type="html")
    item.published(entry.published.astimezone(UTC))
    item.updated(entry.updated.astimezone(UTC))
    for category in entry.categories:
        item.category(term=category.term, scheme=f"{document.page}#{category.scheme}")
    return item


def origin(url: str) -> str:
    """Return the start of a URL: "https://example.org/"."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}/"


def instant(moment: datetime) -> str:
    """Return *moment* as RFC 3339 in UTC: "2026-01-28T18:03:00Z"."""
    return moment.astimezone(UTC).isoformat().replace("+00:00", "Z")
