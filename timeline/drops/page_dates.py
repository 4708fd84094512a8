"""When an article was published, as the data in its page say: structured data, meta tags, times."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any

from selectolax.lexbor import LexborHTMLParser

from timeline.drops import dates, roles, schema
from timeline.drops.draft import Block, Draft, Moment
from timeline.drops.text import unescape
from timeline.types import Granularity, Provenance

#: Names of meta tags, best first.
_NAMES = (
    "article:published_time", "og:article:published_time", "og:published_time", "datepublished",
    "article:published", "article.published", "parsely-pub-date", "sailthru.date", "pubdate",
    "publishdate", "publish-date", "publish_date", "publication_date", "published_time",
    "published-date", "cxenseparse:recs:publishtime", "rnews:datepublished", "dcterms.created",
    "dc.date.issued", "dcterms.date", "dc.date.created", "dc.date", "dcterms.issued",
    "citation_publication_date", "date",
)  # fmt: skip
#: Elements that say that they tell of publication.
_CERTAIN = (
    "time[itemprop~='datePublished']",
    "time[pubdate]",
    "[itemprop~='datePublished'][content]",
    "[itemprop~='datePublished']",
    # "post-published", and "dt-published" of the microformat h-entry
    "time.published, time.entry-date, time.post-date, time.date, time[class*='-published']",
    # the microformat hAtom
    "abbr.published[title]",
)
#: Times that may be another article's.
_LIKELY = ("article time[datetime], main time[datetime]", "time[datetime]")
#: So many elements around the title are looked into for a time.
_CLIMB = 12
#: So many times of one element are compared.
_TIMES = 20
_DATE_PUBLISHED = re.compile(r'"datePublished"\s{0,9}:\s{0,9}"([^"]{8,60})"')
#: What a fragment with such data holds.
_DATA = re.compile(r"ld\+json|<meta\s|<time[\s>]|datePublished", re.IGNORECASE)
#: One of these is in each of them, whatever the case.
_DATA_PARTS = ("<meta", "<time", "ld+json", "datepublished")
_LARGEST_LD = 500_000
#: All that a larger page shows is not searched for a date: it takes .6 s a megabyte.
_SEARCHED = 300_000


def structured(tree: LexborHTMLParser) -> dict[str, Any] | None:
    """Return the page's article as JSON-LD tells it: the one with most to say."""
    found: list[dict[str, Any]] = []
    for script in tree.css("script[type='application/ld+json']")[:20]:
        content = (script.text(deep=True) or "").strip()[:_LARGEST_LD]
        content = re.sub(r"^(?:<!--|//<!\[CDATA\[)|(?:-->|//\]\]>)$", "", content).strip(" ;\n")
        try:
            value = json.loads(content, strict=False)
        except (ValueError, RecursionError):
            continue
        found.extend(schema.articles(value))
    return max(found, key=len, default=None)


def tags(tree: LexborHTMLParser) -> dict[str, str]:
    """Return what the meta tags say, by their names in small letters."""
    meta: dict[str, str] = {}
    for node in tree.css("meta[content]"):
        named = node.attributes
        name = named.get("property") or named.get("name") or named.get("itemprop") or ""
        meta.setdefault(name.lower(), unescape((named.get("content") or "")[:2000]))
    return meta


def add(draft: Draft, tree: LexborHTMLParser, meta: Mapping[str, str]) -> None:
    """Add to the structured data's date what a page says besides, unless that tells the minute.

    A day gets the minute from the next of them that tells one (``dates.rank``).
    """
    _put(draft, [moment for _, moment in draft.dates] + _certain(tree, meta))


def nearest(tree: LexborHTMLParser) -> Moment | None:
    """Return the time that stands nearest to a page's title; None where several days stand there.

    Those are of a list: other articles or comments are among them.
    """
    around = tree.css_first("h1") or tree.body
    for _ in range(_CLIMB):
        if around is None:
            return None
        if nodes := around.css("time[datetime]")[:_TIMES]:
            moments = _moments(node.attributes["datetime"] or "" for node in nodes)
            return moments[0] if len({one.at.date() for one in moments}) == 1 else None
        around = around.parent
    return None


def add_shown(draft: Draft, shown: Moment | None) -> None:
    """Add a time that the page shows where its data say nothing and no line says another day."""
    if shown and not draft.dates and all(_agrees(block, shown) for block in draft.blocks):
        draft.dates.append((Provenance.METADATA, shown))


def add_found(draft: Draft, html: str) -> None:
    """Add the date that most likely is the page's own, where its data say nothing.

    It is looked for in names of elements and in what sites write around a date, in many languages,
    then in all that the page shows. The first of January most often is a year that was found alone.
    """
    if draft.dates or dates.no_day(html):
        return  # the finder takes 2026-02-01 for 2026-02-31
    # Only pages without data of their own need it.
    from htmldate import find_date  # noqa: PLC0415

    try:
        # the latest date is the finder's today otherwise, and the same page would give another date
        said = find_date(
            html,
            extensive_search=len(html) <= _SEARCHED,
            original_date=True,
            max_date="2100-01-01",
        )
    except (ValueError, OverflowError):  # "06:30-45:00" has a zone for it
        return
    moment = dates.parse(said or "")
    if moment and (moment.at.month, moment.at.day) != (1, 1):
        draft.dates.append((Provenance.PAGE, moment))


def _agrees(block: Block, shown: Moment) -> bool:
    published, _ = roles.publication(block.text, day_first=None) or (None, None)
    return published is None or published.at.date() == shown.at.date()


def add_from_fragment(draft: Draft, text: str) -> None:
    """Add what the data within an HTML fragment say of its publication.

    A time that may be another article's counts on a day that is known already.
    """
    small = text.lower()
    if not any(part in small for part in _DATA_PARTS) or not _DATA.search(text):
        return
    tree = LexborHTMLParser(text)
    node = structured(tree)
    own = schema.draft(node) if node else Draft()
    days = {moment.at.date() for _, moment in draft.dates}
    if day := dates.in_url(draft.url):
        days.add(day.at.date())
    likely = [one for one in _moments(_said(tree, _LIKELY)) if one.at.date() in days]
    _put(own, [moment for _, moment in own.dates] + _certain(tree, tags(tree)) + likely)
    draft.dates += own.dates


def _put(draft: Draft, found: list[Moment]) -> None:
    """Let the draft have the first moment and, if that is a day, the first minute."""
    told = [_with_zone(one, found) for one in found]
    fine = [one for one in told if one.granularity is Granularity.MINUTE]
    kept = dict.fromkeys([*told[:1], *fine[:1]])
    draft.dates = [(Provenance.METADATA, one) for one in kept]


def _with_zone(moment: Moment, others: Iterable[Moment]) -> Moment:
    """Return the one of the same minute that says its zone, where *moment* says none."""
    if moment.granularity is not Granularity.MINUTE or moment.at.tzinfo:
        return moment
    zoned = (one for one in others if one.at.tzinfo)
    return next((one for one in zoned if _clock(one) == _clock(moment)), moment)


def _clock(moment: Moment) -> datetime:
    return moment.at.replace(second=0, microsecond=0, tzinfo=None)


def _certain(tree: LexborHTMLParser, meta: Mapping[str, str]) -> list[Moment]:
    named = [meta[name] for name in _NAMES if meta.get(name)]
    return _moments([*named, *_scripted(tree), *_said(tree, _CERTAIN)])


def _moments(said: Iterable[str]) -> list[Moment]:
    return [moment for one in said if (moment := dates.parse(one))]


def _scripted(tree: LexborHTMLParser) -> list[str]:
    """Return the dates of structured data that is broken or tells of a page, not an article."""
    scripts = tree.css("script[type='application/ld+json']")[:20]
    found = (_DATE_PUBLISHED.search((script.text() or "")[:_LARGEST_LD]) for script in scripts)
    return [match[1] for match in found if match]


def _said(tree: LexborHTMLParser, selectors: Iterable[str]) -> Iterator[str]:
    """Return what the first element of each selector says."""
    for selector in selectors:
        node = tree.css_first(selector)
        if node is not None:
            named = node.attributes
            told = named.get("datetime") or named.get("content") or named.get("title")
            yield told or node.text(deep=True)
