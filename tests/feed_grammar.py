"""RSS and Atom as tables: which element may stand where, how often, and with what in it.

What validators complain of was tried out with one change at a time (``docs/design.md``, "Feeds
without a complaint"); nearly all is a wrong number of elements or a wrong kind of text.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import datetime

from lxml import etree

from tests.text_checks import (
    EVENT_DATE,
    LANGUAGE,
    MIME,
    RFC822,
    RFC3339,
    URN,
    date_faults,
    is_address,
    is_plain,
    markup_faults,
)

#: Says whether a text is of a kind; some kinds ask what time it is.
Kind = Callable[[str, datetime], bool]

SHORT = {
    "http://www.w3.org/2005/Atom": "atom",
    "http://purl.org/dc/elements/1.1/": "dc",
    "http://purl.org/rss/1.0/modules/event/": "ev",
    "http://purl.org/rss/1.0/modules/content/": "content",
    "http://purl.org/syndication/history/1.0": "fh",
    "http://www.w3.org/XML/1998/namespace": "xml",
}


def like(pattern: re.Pattern[str]) -> Kind:
    return lambda text, _: bool(pattern.fullmatch(text))


def date(pattern: re.Pattern[str]) -> Kind:
    return lambda text, now: not any(date_faults(text, pattern, now))


def one_of(*words: str) -> Kind:
    return lambda text, _: text in words


def nothing(text: str, _: datetime) -> bool:
    return not text.strip()


def plain(text: str, _: datetime) -> bool:
    return is_plain(text)


def address(text: str, _: datetime) -> bool:
    return is_address(text)


def html(text: str, _: datetime) -> bool:
    return bool(text.strip()) and not any(markup_faults(text))


#: How often: exactly once, at most once, any number of times, at least once.
ONE, MAYBE, ANY, SOME = (1, 1), (0, 1), (0, 10_000), (1, 10_000)
Row = tuple[tuple[int, int], Kind]

RELS = one_of("self", "alternate", "hub", "next", "current", "prev-archive", "next-archive", "via")
LINK: dict[str, Row] = {
    "@rel": (ONE, RELS),
    "@href": (ONE, address),
    "@type": (MAYBE, like(MIME)),
    "@title": (MAYBE, plain),
}
EVENT_DATES: dict[str, Row] = {
    "ev:startdate": (MAYBE, like(EVENT_DATE)),
    "ev:enddate": (MAYBE, like(EVENT_DATE)),
}
PERSON: dict[str, Row] = {"atom:name": (ONE, plain), "atom:uri": (MAYBE, address)}

#: Element -> its attributes ("@name") and children -> how often, and what is in it.
GRAMMAR: dict[str, dict[str, Row]] = {
    "rss": {"@version": (ONE, one_of("2.0")), "channel": (ONE, nothing)},
    "channel": {
        "title": (ONE, plain),
        "link": (ONE, address),
        "description": (ONE, plain),
        "docs": (MAYBE, address),
        "generator": (MAYBE, plain),
        "language": (ONE, like(LANGUAGE)),
        "lastBuildDate": (ONE, date(RFC822)),
        "atom:link": (SOME, nothing),
        "fh:archive": (MAYBE, nothing),
        "item": (ANY, nothing),
    },
    "item": {
        "title": (ONE, plain),
        "link": (ONE, address),
        "description": (ONE, html),
        "content:encoded": (ONE, html),
        "guid": (ONE, like(URN)),
        "category": (ANY, plain),
        "pubDate": (ONE, date(RFC822)),
        "source": (MAYBE, plain),
        "dc:creator": (ANY, plain),
        **EVENT_DATES,
    },
    "guid": {"@isPermaLink": (ONE, one_of("false"))},
    "category": {"@domain": (ONE, address)},
    "source": {"@url": (ONE, address)},
    "atom:feed": {
        "@xml:lang": (ONE, like(LANGUAGE)),
        "atom:id": (ONE, like(URN)),
        "atom:title": (ONE, plain),
        "atom:subtitle": (ONE, plain),
        "atom:updated": (ONE, date(RFC3339)),
        "atom:author": (ONE, nothing),
        "atom:generator": (MAYBE, plain),
        "atom:link": (SOME, nothing),
        "fh:archive": (MAYBE, nothing),
        "atom:entry": (ANY, nothing),
    },
    "atom:entry": {
        "atom:id": (ONE, like(URN)),
        "atom:title": (ONE, plain),
        "atom:summary": (ONE, html),
        "atom:content": (ONE, html),
        "atom:published": (ONE, date(RFC3339)),
        "atom:updated": (ONE, date(RFC3339)),
        "atom:author": (ANY, nothing),
        "atom:category": (ANY, nothing),
        "atom:link": (SOME, nothing),
        "atom:source": (MAYBE, nothing),
        **EVENT_DATES,
    },
    "atom:source": {
        "atom:id": (ONE, address),
        "atom:title": (ONE, plain),
        "atom:updated": (ONE, date(RFC3339)),
        "atom:link": (ONE, nothing),
    },
    "atom:author": PERSON,
    "atom:link": LINK,
    "atom:content": {"@type": (ONE, one_of("html"))},
    "atom:summary": {"@type": (MAYBE, one_of("html"))},
    "atom:category": {"@term": (ONE, plain), "@scheme": (ONE, address)},
}


def name(tag: str) -> str:
    parts = etree.QName(tag)
    return f"{SHORT.get(parts.namespace, '?')}:{parts.localname}" if parts.namespace else tag


def faults(root: etree._Element, now: datetime) -> Iterator[str]:
    """Yield what of a feed the tables do not allow."""
    for element in root.iter():
        own = name(element.tag)
        rows = GRAMMAR.get(own, {})
        found = [(f"@{name(key)}", value) for key, value in element.attrib.items()]
        found += [(name(child.tag), child.text or "") for child in element]
        numbers = Counter(part for part, _ in found)
        for part in numbers.keys() - rows.keys():
            yield f"{own}: {part} is not expected"
        for part, ((least, most), _) in rows.items():
            if not least <= numbers[part] <= most:
                yield f"{own}: {part} stands there {numbers[part]} times"
        for part, text in found:
            if part in rows and not rows[part][1](text, now):
                yield f"{own}: {part} is {text[:40]!r}"
    yield from plain_summaries(root)
    yield from archives(root)


def plain_summaries(root: etree._Element) -> Iterator[str]:
    """Yield summaries that look like markup and are not said to be."""
    for node in root.iter("{http://www.w3.org/2005/Atom}summary"):
        if node.get("type") is None and not is_plain(node.text or ""):
            yield f"atom:summary: {(node.text or '')[:40]!r} is not plain"


def archives(root: etree._Element) -> Iterator[str]:
    """Yield what an archive lacks (RFC 5005)."""
    rels = {node.get("rel") for node in root.iter("{http://www.w3.org/2005/Atom}link")}
    if next(root.iter("{http://purl.org/syndication/history/1.0}archive"), None) is not None:
        if "current" not in rels:
            yield "an archive without the current document"
        if not rels & {"prev-archive", "next-archive"}:
            yield "an archive without neighbours"
