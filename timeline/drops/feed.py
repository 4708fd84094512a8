"""A saved feed (RSS 2.0, RSS 1.0, Atom) becomes drafts, one for each item."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from timeline.drops import body, dates
from timeline.drops.draft import MOST, Draft
from timeline.drops.text import clean, unescape
from timeline.errors import DropError
from timeline.types import Provenance

_FIRST = re.compile(r"<([A-Za-z][\w:.-]*)")
_ROOTS = {"rss", "feed", "rdf:RDF", "atom:feed"}
_HEAD = 4000
_DECLARATION = re.compile(r"\s*<\?xml[^<>]{0,200}\?>")


def recognises(text: str) -> bool:
    """Say whether *text* is an RSS or Atom document."""
    head = text.lstrip()[:_HEAD]
    first = _FIRST.search(head) if head.startswith("<") else None
    return bool(first and first[1] in _ROOTS)


def read(text: str) -> Iterator[Draft]:
    """Give the items' articles one by one. Raises DropError for broken XML, with the line."""
    if "<!ENTITY" in text:
        raise DropError("declares XML entities; remove its DOCTYPE")
    root = _parse(text)
    items = [node for node in root.iter() if _name(node) in ("item", "entry")]
    if not items:
        raise DropError("is a feed without items; drop one that has some")
    if len(items) > MOST:
        raise DropError(f"holds more than {MOST} items; spread them over several drops")
    channel = next((node for node in root if _name(node) == "channel"), root)
    publisher = _text(channel, "title")
    language = _text(channel, "language") or root.get("{http://www.w3.org/XML/1998/namespace}lang")
    for item in items:
        draft = _draft(item)
        draft.publisher = draft.publisher or publisher
        draft.language = draft.language or language
        yield draft


def _parse(text: str) -> etree._Element:
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=False
    )
    # It is decoded already, whatever its declaration says.
    content = _DECLARATION.sub("", text, count=1).lstrip().encode("utf-8", "ignore")
    try:
        root = etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        line = getattr(error, "lineno", None)
        reason = str(error).partition(", line ")[0]
        raise DropError(f"is not XML ({reason}); save the feed again", line=line) from error
    return root


def _draft(item: etree._Element) -> Draft:
    full = _text(item, "encoded") or _content(item)
    short = _text(item, "description") or _text(item, "summary")
    draft = Draft(
        blocks=body.blocks(clean(full or short or "")),
        title=_line(_text(item, "title")),
        description=_summary(short) if full else None,
        url=_link(item),
        author=_line(_text(item, "creator") or _author(item)),
        language=item.get("{http://www.w3.org/XML/1998/namespace}lang"),
        tags=tuple(filter(None, (_line(_category(node)) for node in _all(item, "category")))),
    )
    source = next(iter(_all(item, "source")), None)
    if source is not None:
        draft.publisher = _line(_text(source, "title") or source.text)
    for name in ("pubDate", "published", "date", "issued", "updated"):
        said = _text(item, name)
        if said and (moment := dates.parse(clean(said))):
            draft.dates.append((Provenance.METADATA, moment))
            break
    draft.changed = dates.parse(clean(_text(item, "updated") or ""))
    return draft


def _name(node: etree._Element) -> str:
    return etree.QName(node).localname if isinstance(node.tag, str) else ""


def _all(item: etree._Element, name: str) -> list[etree._Element]:
    return [node for node in item if _name(node) == name]


def _text(item: etree._Element, name: str) -> str | None:
    nodes = _all(item, name)
    return _whole(nodes[0]) if nodes else None


def _whole(node: etree._Element) -> str:
    return "".join(map(str, node.itertext()))


def _line(text: str | None) -> str | None:
    return unescape(text) or None if text else None


def _summary(text: str | None) -> str | None:
    """Return a description's text; many hold markup."""
    return " ".join(block.text for block in body.blocks(clean(text)))[:1000] if text else None


def _content(item: etree._Element) -> str | None:
    """Return the content of an Atom entry: text, escaped HTML or XHTML."""
    nodes = _all(item, "content")
    if not nodes or nodes[0].get("src"):
        return None
    if nodes[0].get("type") == "xhtml":
        return re.sub(r"(</?)\w{1,20}:(?=\w)", r"\1", etree.tostring(nodes[0], encoding="unicode"))
    return _whole(nodes[0])


def _link(item: etree._Element) -> str | None:
    for node in _all(item, "link"):
        if node.get("href") and node.get("rel", "alternate") == "alternate":
            return node.get("href")
        if node.text and node.text.strip():
            return node.text.strip()
    guid = next(iter(_all(item, "guid")), None)
    permanent = guid is not None and guid.get("isPermaLink", "true") != "false"
    return guid.text if permanent and guid is not None else None


def _author(item: etree._Element) -> str | None:
    """Return the author's name; RSS has an address with the name in brackets."""
    for node in _all(item, "author"):
        name = _text(node, "name") or node.text or ""
        found = re.search(r"\(([^()]{2,100})\)", name)
        return found[1] if found else None if "@" in name else name
    return None


def _category(node: etree._Element) -> str | None:
    return node.get("label") or node.get("term") or node.text
