"""The document checks of "every reader, zero warnings", each a rule that names what it dislikes.

A rule takes the five documents published under one filter and yields complaints. What validators
of feeds say was written down from their answers to one change at a time; the planted defects in
``test_document_checks.py`` show that every rule catches what it is for.
"""

import json
import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime

import icalendar
from lxml import etree

from tests.feed_grammar import faults
from tests.text_checks import RFC822, RFC3339, URN, date_faults, is_plain, markup_faults, when

ATOM = "{http://www.w3.org/2005/Atom}"
DC = "{http://purl.org/dc/elements/1.1/}"
EVENT = "{http://purl.org/rss/1.0/modules/event/}"
CONTENT = "{http://purl.org/rss/1.0/modules/content/}"
KNOWN = {
    "http://www.w3.org/2005/Atom",
    "http://purl.org/dc/elements/1.1/",
    "http://purl.org/dc/terms/",
    "http://purl.org/rss/1.0/modules/event/",
    "http://purl.org/rss/1.0/modules/content/",
    "http://purl.org/rss/1.0/modules/syndication/",
    "http://search.yahoo.com/mrss/",
    "http://www.georss.org/georss",
    # in archives only, beside rel=current
    "http://purl.org/syndication/history/1.0",
}


@dataclass(frozen=True)
class Published:
    """The documents as they were fetched."""

    rss: bytes
    atom: bytes
    json: bytes
    calendar: bytes
    timeline: bytes
    #: Format -> the URL it was fetched from.
    urls: dict[str, str]
    page: str
    now: datetime


@dataclass(frozen=True)
class Item:
    """An entry as one format tells it."""

    id: str
    title: str
    link: str
    published: str
    updated: str | None
    content: str
    tags: tuple[str, ...]


def channel(own: Published) -> etree._Element:
    return etree.fromstring(own.rss)[0]


def feed(own: Published) -> etree._Element:
    return etree.fromstring(own.atom)


def items(own: Published) -> dict[str, list[Item]]:
    rss = [
        Item(
            item.findtext("guid") or "",
            item.findtext("title") or "",
            item.findtext("link") or "",
            item.findtext("pubDate") or "",
            None,
            item.findtext(f"{CONTENT}encoded") or item.findtext("description") or "",
            tuple(tag.text or "" for tag in item.findall("category")),
        )
        for item in channel(own).findall("item")
    ]
    atom = [
        Item(
            entry.findtext(f"{ATOM}id") or "",
            entry.findtext(f"{ATOM}title") or "",
            next(
                (x.get("href", "") for x in entry.findall(f"{ATOM}link[@rel='alternate']")),
                "",
            ),
            entry.findtext(f"{ATOM}published") or "",
            entry.findtext(f"{ATOM}updated"),
            entry.findtext(f"{ATOM}content") or "",
            tuple(tag.get("term", "") for tag in entry.findall(f"{ATOM}category")),
        )
        for entry in feed(own).findall(f"{ATOM}entry")
    ]
    json_feed = [
        Item(
            item.get("id", ""),
            item.get("title", ""),
            item.get("url", ""),
            item.get("date_published", ""),
            item.get("date_modified"),
            item.get("content_html", ""),
            tuple(item.get("tags", ())),
        )
        for item in json.loads(own.json)["items"]
    ]
    return {"rss": rss, "atom": atom, "json": json_feed}


def every_item(own: Published) -> Iterator[tuple[str, Item]]:
    for name, found in items(own).items():
        for item in found:
            yield f"{name} {item.id}", item


# --- the rules -------------------------------------------------------------------------------


def structure(own: Published) -> Iterator[str]:
    """1: what validators of RSS and Atom call an error or warn of."""
    for form, root in (("rss", etree.fromstring(own.rss)), ("atom", feed(own))):
        yield from (f"{form}: {said}" for said in faults(root, own.now))


def json_feed(own: Published) -> Iterator[str]:
    """2: JSON Feed 1.1."""
    found = json.loads(own.json)
    if found.get("version") != "https://jsonfeed.org/version/1.1":
        yield "version"
    if not found.get("title") or not isinstance(found.get("items"), list):
        yield "title and items are needed"
    texts = {"title", "home_page_url", "feed_url", "description", "next_url", "language"}
    if any(not isinstance(found[name], str) for name in texts & found.keys()):
        yield "a text is no text"
    for item in found["items"]:
        if not item.get("id") or not isinstance(item["id"], str):
            yield "an item without id"
        if not (item.get("content_html") or item.get("content_text")):
            yield "an item without content"
        if any(value is None for value in item.values()):
            yield "null"
        for author in item.get("authors", ()):
            if not author.keys() & {"name", "url", "avatar"}:
                yield "an author without anything"


def calendar(own: Published) -> Iterator[str]:
    """3: iCalendar (RFC 5545)."""
    found = icalendar.Calendar.from_ical(own.calendar)
    if any(len(line) > 75 for line in own.calendar.split(b"\r\n")):
        yield "a line longer than 75 octets"
    if b"\n" in own.calendar.replace(b"\r\n", b""):
        yield "a line that does not end in CRLF"
    known = {zone.get("tzid") for zone in found.walk("VTIMEZONE")}
    for event in found.walk("VEVENT"):
        for name in ("UID", "DTSTAMP", "DTSTART", "SUMMARY", "STATUS", "SEQUENCE", "URL"):
            if name not in event:
                yield f"an event without {name}"
                return
        zone = event["DTSTART"].params.get("TZID")
        if zone and zone not in known:
            yield f"no VTIMEZONE for {zone}"
        end = event.get("DTEND")
        if end is not None and end.dt <= event["DTSTART"].dt:
            yield "an event that ends before it starts"
    uids = [str(event["UID"]) for event in found.walk("VEVENT")]
    if len(uids) != len(set(uids)):
        yield "two events with one UID"


def characters(own: Published) -> Iterator[str]:
    """4: UTF-8 without controls, noncharacters and lost letters."""
    for name in ("rss", "atom", "json", "calendar", "timeline"):
        body = getattr(own, name)
        try:
            text = body.decode("utf-8")
        except UnicodeDecodeError:
            yield f"{name}: not UTF-8"
            continue
        # escapes hide what a client will see
        if name in ("json", "timeline"):
            text = "".join(strings(json.loads(text)))
        elif name in ("rss", "atom"):
            text = etree.tostring(etree.fromstring(body), encoding="unicode")
        for letter in set(text) - set("\n\r\t"):
            refused = unicodedata.category(letter) in ("Cc", "Cs")
            if refused or ord(letter) & 0xFFFE == 0xFFFE or letter == "\ufffd":
                yield f"{name}: U+{ord(letter):04X}"


def strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for part in value.values():
            yield from strings(part)
    elif isinstance(value, list):
        for part in value:
            yield from strings(part)


def identities(own: Published) -> Iterator[str]:
    """6: ids are urns, unique and equal across formats; titles, links and dates with them."""
    found = items(own)
    for name, listed in found.items():
        ids = [item.id for item in listed]
        if len(ids) != len(set(ids)):
            yield f"{name}: an id twice"
        if any(not URN.fullmatch(own_id) for own_id in ids):
            yield f"{name}: an id that is no urn"
        for field in ("id", "title", "link"):
            if [getattr(x, field) for x in listed] != [getattr(x, field) for x in found["rss"]]:
                yield f"{name}: not the {field}s of rss"
        if [when(x.published) for x in listed] != [when(x.published) for x in found["rss"]]:
            yield f"{name}: not the dates of rss"
    for item in json.loads(own.timeline)["events"]:
        if item["id"] != f"urn:uuid:{item['unique_id']}":
            yield "timeline: unique_id is not the id's"


def dates(own: Published) -> Iterator[str]:
    """7: dates are numeric, right, between 1990 and now; distinct; no dc:date."""
    for name, item in every_item(own):
        pattern = RFC822 if name.startswith("rss") else RFC3339
        for date in (item.published, item.updated):
            if date is not None:
                yield from (f"{name}: {said}" for said in date_faults(date, pattern, own.now))
    for name, listed in items(own).items():
        for field in ("published", "updated"):
            values = [getattr(item, field) for item in listed if getattr(item, field)]
            if len(values) != len(set(values)):
                yield f"{name}: two entries {field} at one time"
    for name, root in (("rss", channel(own)), ("atom", feed(own))):
        if next(root.iter(f"{DC}date"), None) is not None:
            yield f"{name}: dc:date"


def order(own: Published) -> Iterator[str]:
    """8: newest told first; the timeline by event date."""
    for name, listed in items(own).items():
        moments = [when(item.published) for item in listed]
        if None not in moments and moments != sorted(moments, reverse=True):
            yield f"{name}: not newest first"


def addresses(own: Published) -> Iterator[str]:
    """9: self is the URL it was fetched from, link the page."""
    for name, root in (("rss", channel(own)), ("atom", feed(own))):
        own_links = [x.get("href") for x in root.findall(f"{ATOM}link[@rel='self']")]
        if own_links != [own.urls[name]]:
            yield f"{name}: self is {own_links}"
    if channel(own).findtext("link") != own.page:
        yield "rss: link is not the page"
    pages = [x.get("href") for x in feed(own).findall(f"{ATOM}link[@rel='alternate']")]
    if pages != [own.page]:
        yield f"atom: alternate is {pages}"
    found = json.loads(own.json)
    if found.get("feed_url") != own.urls["json"] or found.get("home_page_url") != own.page:
        yield "json: feed_url or home_page_url"
    if json.loads(own.timeline).get("url") != own.urls["timeline"]:
        yield "timeline: url"


def titles(own: Published) -> Iterator[str]:
    """10: titles are plain, not empty, at most 140 characters."""
    for name, item in every_item(own):
        if not item.title.strip() or len(item.title) > 140:
            yield f"{name}: title of {len(item.title)} characters"
        if item.title.strip() and not is_plain(item.title):
            yield f"{name}: markup or an entity in the title"


def markup(own: Published) -> Iterator[str]:
    """11: absolute URLs; no script, iframe, on*; balanced HTML."""
    contents = [(name, item.content) for name, item in every_item(own)]
    contents += [
        ("timeline", part)
        for item in json.loads(own.timeline)["events"]
        for part in (item["text"]["text"], item["text"]["headline"])
    ]
    for name, content in contents:
        yield from (f"{name}: {said}" for said in markup_faults(content))
    for name, item in every_item(own):
        if not re.match(r"https?://[^/]", item.link):
            yield f"{name}: link {item.link!r}"


def tags(own: Published) -> Iterator[str]:
    """12: no comma in tags, none empty."""
    for name, item in every_item(own):
        for tag in item.tags:
            if "," in tag or not tag.strip():
                yield f"{name}: tag {tag!r}"


def enclosures(own: Published) -> Iterator[str]:
    """13: enclosures carry type and length, at most one an item in RSS."""
    for item in channel(own).findall("item"):
        found = item.findall("enclosure")
        if len(found) > 1:
            yield "rss: two enclosures"
        for enclosure in found:
            if not enclosure.get("type") or not (enclosure.get("length") or "").isdecimal():
                yield "rss: an enclosure without type or length"


def atom_links(own: Published) -> Iterator[str]:
    """14: links carry rel, type and title; none twice."""
    for entry in feed(own).findall(f"{ATOM}entry"):
        found = entry.findall(f"{ATOM}link")
        for link in found:
            if not (link.get("rel") and link.get("type") and link.get("title")):
                yield f"atom: a bare link to {link.get('href')}"
        pairs = [(x.get("rel"), x.get("type"), x.get("hreflang")) for x in found]
        if pairs.count(("alternate", "text/html", None)) != 1:
            yield "atom: not one alternate link"
        addresses = [(x.get("rel"), x.get("href")) for x in found]
        if len(addresses) != len(set(addresses)):
            yield "atom: a link twice"


def namespaces(own: Published) -> Iterator[str]:
    """15: only namespaces that validators and readers know."""
    for name in ("rss", "atom"):
        for node in etree.fromstring(getattr(own, name)).iter():
            namespace = etree.QName(node).namespace
            if namespace and namespace not in KNOWN:
                yield f"{name}: {namespace}"


def size(own: Published) -> Iterator[str]:
    """16: at most 60 entries and 2 MB, unless more were asked for."""
    for name in ("rss", "atom", "json"):
        if "limit=" not in own.urls[name] and len(items(own)[name]) > 60:
            yield f"{name}: {len(items(own)[name])} entries"
        if len(getattr(own, name)) > 2_000_000:
            yield f"{name}: {len(getattr(own, name))} bytes"


#: 5, the same bytes in another process, needs other processes: ``test_formats.py``.
RULES: dict[int, Callable[[Published], Iterator[str]]] = {
    1: structure,
    2: json_feed,
    3: calendar,
    4: characters,
    6: identities,
    7: dates,
    8: order,
    9: addresses,
    10: titles,
    11: markup,
    12: tags,
    13: enclosures,
    14: atom_links,
    15: namespaces,
    16: size,
}


def complaints(own: Published) -> list[str]:
    """Return everything that any rule dislikes: "7: rss urn…: dc:date"."""
    return [f"{number}: {said}" for number, rule in RULES.items() for said in rule(own)]
