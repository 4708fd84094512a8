"""A whole saved page becomes a draft: metadata for its dates, trafilatura for where its text is."""

from __future__ import annotations

import re
from typing import Any

from selectolax.lexbor import LexborHTMLParser, LexborNode

from timeline.drops import dates, links, markup, page_dates, roles, schema
from timeline.drops.draft import Block, Draft
from timeline.drops.text import fold, one_line
from timeline.types import Role

_PAGE = re.compile(r"<(?:!doctype\s+html|html|head)[\s>]", re.IGNORECASE)
_HEAD = 4000
#: "<!-- saved from url=(0042)https://… -->", and "url: https://…" of page savers.
_SAVED_FROM = re.compile(
    r"<!--[^<>]{0,300}?\b(?:saved from url=\(\d+\)|url: ?)(https?://[^\s<>]{5,2000})"
)

#: Field -> names of meta tags, best first.
_META = {
    "title": ("og:title", "twitter:title", "headline", "dc.title"),
    "description": ("og:description", "description", "twitter:description"),
    "publisher": ("og:site_name", "application-name", "publisher", "dc.publisher"),
    "author": (
        "author",
        "article:author",
        "parsely-author",
        "sailthru.author",
        "dc.creator",
        "byl",
    ),
    "language": ("og:locale", "dc.language", "content-language"),
}
#: When the text was last changed.
_CHANGED = ("article:modified_time", "og:updated_time", "datemodified", "last-modified")
#: Where the text stands when nothing else finds it.
_CONTAINERS = ("[itemprop~='articleBody']", "article", "main", "[role='main']")
_NO_TEXT = ["script", "style", "svg", "noscript", "iframe", "template", "object", "canvas"]
#: What trafilatura may be given: it slows down with depth and size.
_DEEPEST = 200
_LARGEST = 1_500_000
_ENOUGH = 140
#: Letters of a line that must be a line of the extractor's; a longer one may be part of one.
_SHORT = 20
#: Blocks above the text that may be its standfirst, byline or date.
_ABOVE = 8
#: A description of more letters may be cut off; so many must agree then.
_CUT, _ALIKE = 80, 60
#: Where the precise mode finds less than this of the usual mode's text, it has lost the article.
#: Anything from .4 to .6 gives the same F1; `tests/quality_pages.py` measures it again.
_PRECISE_SHARE = 0.5
#: Structured data that hold less than this of a live blog's text have its last entries only.
_LIVE_SHARE = 0.5


def load() -> None:
    """Load the extractor, which would count as the first page's time otherwise."""
    import htmldate  # noqa: F401, PLC0415
    import trafilatura  # noqa: F401, PLC0415


def recognises(text: str) -> bool:
    """Say whether *text* is a whole page, not a fragment of one."""
    return _PAGE.search(text[:_HEAD]) is not None


def read(text: str) -> list[Draft]:
    """Return the one article of a page."""
    depth = markup.depth(text)
    tree = LexborHTMLParser(text)
    draft = Draft()
    node = page_dates.structured(tree)
    if node:
        structured = schema.draft(node)
        draft.title, draft.description = structured.title, structured.description
        draft.author, draft.publisher = structured.author, structured.publisher
        draft.language, draft.tags = structured.language, structured.tags
        draft.dates, draft.changed = structured.dates, structured.changed
    _add_meta(draft, tree)
    draft.url = _address(tree, text, node)
    shown = page_dates.nearest(tree)
    tree.strip_tags(_NO_TEXT, recursive=True)
    draft.blocks = _blocks(tree, depth, draft.description, structured.blocks if node else [])
    if not draft.title:
        draft.title = _title(tree)
    page_dates.add_shown(draft, shown)
    if depth <= _DEEPEST and len(text) <= _LARGEST:
        page_dates.add_found(draft, text)
    return [draft]


def _add_meta(draft: Draft, tree: LexborHTMLParser) -> None:
    """Fill from meta tags and time elements what is still empty."""
    meta = page_dates.tags(tree)
    for field, names in _META.items():
        if getattr(draft, field) is None:
            usable = (meta.get(name) for name in names)
            setattr(draft, field, next((v for v in usable if v and not links.web(v)), None))
    html = tree.css_first("html[lang]")
    if html is not None and not draft.language:
        draft.language = html.attributes["lang"]
    changes = (dates.parse(meta[name]) for name in _CHANGED if name in meta)
    draft.changed = draft.changed or next(filter(None, changes), None)
    page_dates.add(draft, tree, meta)


def _address(tree: LexborHTMLParser, text: str, node: dict[str, Any] | None) -> str | None:
    canonical = tree.css_first("link[rel~='canonical'][href]")
    shared = tree.css_first("meta[property='og:url'][content]")
    saved = _SAVED_FROM.search(text[:_HEAD])
    found = (
        canonical.attributes.get("href") if canonical is not None else None,
        shared.attributes.get("content") if shared is not None else None,
        schema.address(node) if node else None,
        saved[1] if saved else None,
    )
    return next((url for url in found if links.web(url)), None)


def _title(tree: LexborHTMLParser) -> str | None:
    for selector in ("h1", "title"):
        node = tree.css_first(selector)
        if node is not None and (text := one_line(node.text(deep=True))):
            return text
    return None


def _blocks(
    tree: LexborHTMLParser, depth: int, description: str | None, structured: list[Block]
) -> list[Block]:
    """Return the blocks that are the article's text, and its captions and lines of date."""
    if tree.body is None:
        return structured
    for selector in ("nav", "body > header", "body > footer"):
        for node in tree.css(selector):
            node.decompose()
    every = markup.blocks_of(tree.body)
    text = _extract(tree.html or "") if depth <= _DEEPEST else ""
    chosen = _chosen(every, text, fold(description or ""))
    if _is_live(structured) and _letters(structured) >= _LIVE_SHARE * _letters(chosen):
        return structured
    if _letters(chosen) >= _ENOUGH:
        return chosen
    return structured or _contained(tree) or every


def _is_live(structured: list[Block]) -> bool:
    """Say whether the structured data are a live blog's, with the day of each entry."""
    return any(block.role is Role.STAMP for block in structured)


def _letters(blocks: list[Block]) -> int:
    return sum(len(block.text) for block in blocks)


def _extract(html: str) -> str:
    if len(html) > _LARGEST:
        return ""
    # Half of the program's start-up time; only pages need it.
    import trafilatura  # noqa: PLC0415

    precise = trafilatura.extract(html, include_comments=False, favor_precision=True) or ""
    usual = trafilatura.extract(html, include_comments=False) or ""
    return precise if len(precise) >= _PRECISE_SHARE * len(usual) else usual


def _chosen(every: list[Block], text: str, description: str) -> list[Block]:
    """Return the blocks of *every* whose words are in *text*, with captions and dates around.

    Extractors lose the standfirst, which stands apart: it is the block that the *description*
    (its letters) tells, too.
    """
    paragraphs = {fold(line) for line in text.split("\n")}
    whole = fold(text)
    keys = [fold(block.text) for block in every]
    inside = [
        index
        for index, key in enumerate(keys)
        if key in paragraphs or (len(key) > _SHORT and key in whole)
    ]
    if not inside:
        return []
    kept = set(inside)
    # one above a paragraph of the text belongs to it, though it is too short for the extractor
    kept.update(index - 1 for index in inside[1:] if every[index - 1].role is Role.CROSSHEAD)
    result = []
    for index, block in enumerate(every[: inside[-1] + 1]):
        above = index >= inside[0] - _ABOVE
        if index in kept or (above and _belongs(block)):
            result.append(block)
        elif above and _tells(keys[index], description):
            result.append(Block(block.text, Role.LEAD))
            description = ""  # once
    return result


def _tells(key: str, description: str) -> bool:
    """Say whether a block of these letters is what the description tells, or begins."""
    return bool(description) and (
        key == description or (len(description) > _CUT and key.startswith(description[:_ALIKE]))
    )


def _belongs(block: Block) -> bool:
    """Say whether *block* tells something of the article, though it is not its text."""
    role = roles.by_words(block)
    return role in (Role.CAPTION, Role.BYLINE, Role.STAMP) or (
        roles.publication(block.text, day_first=None) is not None
    )


def _contained(tree: LexborHTMLParser) -> list[Block]:
    """Return the blocks of the first container that holds enough text."""
    for selector in _CONTAINERS:
        node: LexborNode | None = tree.css_first(selector)
        found = markup.blocks_of(node)
        if _letters(found) >= _ENOUGH:
            return found
    return []
