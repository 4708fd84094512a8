"""JSON becomes drafts: schema.org articles, ninjs, JSON Feed, and plain objects with a text."""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import islice
from typing import Any

from timeline.drops import body, dates, frontmatter, links, live
from timeline.drops.draft import MOST, Draft
from timeline.drops.text import clean, unescape
from timeline.errors import DropError
from timeline.types import Provenance

#: Names of the text, best first: schema.org, JSON Feed, ninjs, and what exports use.
_TEXTS = (
    "articleBody", "content_html", "body_xhtml", "body_html", "content_text", "body_text", "body",
    "content", "text", "html", "fulltext", "full_text",
)  # fmt: skip
#: Where a list of articles stands.
_LISTS = ("items", "articles", "@graph", "entries", "results", "docs", "itemListElement")
#: Keys of ninjs that our words for front matter do not hold.
_DATES = (
    "datePublished", "date_published", "published", "published_at", "publishedAt", "pubDate",
    "firstpublished", "firstPublished", "versioncreated", "versionCreated", "firstcreated",
    "firstCreated", "dateCreated", "coverageStartTime", "date",
)  # fmt: skip
_ARTICLES = ("Article", "NewsArticle", "BlogPosting", "LiveBlogPosting", "Report")
_DEEPEST = 6


def recognises(text: str) -> bool:
    """Say whether *text* is JSON: an object or a list of objects."""
    start = text.lstrip()[:200].replace(" ", "").replace("\n", "")
    return start.startswith(('{"', "{}", '[{"', "[]"))


def read(text: str) -> Iterator[Draft]:
    """Give the articles of a JSON file one by one; DropError with the line where it is broken."""
    try:
        value = json.loads(text)
    except json.JSONDecodeError as error:
        is_open = error.msg.startswith(("Invalid control character", "Unterminated string"))
        advice = "a text has to end on its line" if is_open else "correct that line"
        raise DropError(
            f"is not JSON ({error.msg.lower()}); {advice}", line=error.lineno
        ) from error
    except (ValueError, RecursionError) as error:
        raise DropError(
            "is JSON nested too deep or with endless numbers; drop the article alone"
        ) from error
    nodes = list(islice(articles(value), MOST + 1))
    if not nodes:
        raise DropError("is JSON without an article; give at least a headline and articleBody")
    if len(nodes) > MOST:
        raise DropError(f"holds more than {MOST} articles; spread them over several drops")
    for node in nodes:
        yield _inherited(draft(node), value)


def articles(value: Any, depth: int = 0) -> Iterator[dict[str, Any]]:
    """Yield every object in *value* that is an article."""
    if isinstance(value, list) and depth < _DEEPEST:
        for item in value:
            yield from articles(item, depth + 1)
    elif isinstance(value, dict):
        if is_article(value):
            yield value
        elif depth < _DEEPEST:
            for key in _LISTS:
                yield from articles(value.get(key), depth + 1)
            yield from articles(value.get("item"), depth + 1)


def is_article(node: dict[str, Any]) -> bool:
    """Say whether *node* is called an article or has a text of its own."""
    kinds = node.get("@type")
    if kinds and not isinstance(node.get("articleBody"), str):
        named = kinds if isinstance(kinds, list) else [kinds]
        return any(str(kind).rpartition("/")[2].endswith(_ARTICLES) for kind in named)
    if isinstance(node.get("bodies"), list) or isinstance(node.get("headlines"), list):
        return True
    titled = any(isinstance(node.get(key), str) for key in ("title", "headline", "name", "id"))
    return titled and any(isinstance(node.get(key), str) for key in _TEXTS)


def draft(node: dict[str, Any]) -> Draft:
    """Return what one article's object says."""
    result = Draft()
    text = next((node[key] for key in _TEXTS if isinstance(node.get(key), str)), "")
    result.blocks = body.blocks(clean(text or _role_value(node.get("bodies"))))
    result.blocks += live.updates(node)
    result.title = unescape(_role_value(node.get("headlines"))) or None
    _add_date(result, node)
    known = {key: value for key, value in node.items() if key not in _DATES and key != "uri"}
    frontmatter.fill(result, known)
    result.url = address(node)
    return result


def _role_value(values: Any) -> str:
    """Return the first text of ninjs 2 and 3, where every text has a role."""
    for item in values if isinstance(values, list) else ():
        if isinstance(item, dict) and isinstance(item.get("value"), str):
            return str(item["value"])
    return ""


def _add_date(result: Draft, node: dict[str, Any]) -> None:
    for key in _DATES:
        said = node.get(key)
        if isinstance(said, str) and (moment := dates.parse(clean(said))):
            result.dates.append((Provenance.METADATA, moment))
            return


def address(node: dict[str, Any]) -> str | None:
    """Return the article's address: the first of those that are on the web."""
    page = node.get("mainEntityOfPage")
    found = (
        node.get("url"),
        node.get("link"),
        node.get("canonical_url"),
        page.get("@id") if isinstance(page, dict) else page,
        node.get("external_url"),
        node.get("uri"),
        node.get("id"),
        node.get("@id"),
    )
    return next((url for url in found if isinstance(url, str) and links.web(url)), None)


def _inherited(one: Draft, feed: Any) -> Draft:
    """Let an item of a JSON Feed have its language and title."""
    if isinstance(feed, dict) and "items" in feed:
        one.language = one.language or _string(feed.get("language"))
        one.publisher = one.publisher or _string(feed.get("title"))
    return one


def _string(value: Any) -> str | None:
    return unescape(value) or None if isinstance(value, str) else None
