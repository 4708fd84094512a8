"""A story's Timeline becomes the bytes published at an address; for the service and for files.

Nothing here knows of requests: an address is a name and a Query.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from importlib.resources import files
from typing import Protocol

from feeds.document import Document, Query, Site, compose
from feeds.evidence import MAX_MENTIONS, read
from feeds.formats import FORMATS, Format
from feeds.pages import (
    Feed,
    Html,
    Place,
    embed_page,
    event_page,
    filter_page,
    index_page,
    story_page,
)
from feeds.rendition import Rendition
from feeds.variants import variants
from timeline import Change, Event, Snapshot, Story, Timeline

HTML = "text/html; charset=utf-8"
JSON = "application/json; charset=utf-8"
#: Google News reads no more of a feed; what does not fit is on the next page.
MAX_BYTES = 2_000_000
#: Public documents may be read by any page.
CORS = (
    ("access-control-allow-origin", "*"),
    ("access-control-expose-headers", "ETag, Last-Modified, Link"),
)


class Histories(Protocol):
    """What keeps the changes of events."""

    def history(self, event: str) -> tuple[Change, ...]:
        """Return what happened to an event, oldest first."""


@dataclass(frozen=True, slots=True)
class Edition:
    """A story at one revision: what all its documents are made of."""

    story: Story
    timeline: Timeline | Snapshot
    histories: Histories


def place(site: Site, prefix: str | None = None) -> Place:
    """Return the place of pages that a service gives; *prefix* is the path of its base URL."""
    before = path_of(site.base_url) if prefix is None else prefix
    return Place(site, lambda path: before + path, feeds=feed_links())


def path_of(base_url: str) -> str:
    """Return the path of a base URL, without a slash at its end.

    >>> path_of("https://example.org/olympics/"), path_of("http://127.0.0.1:8000")
    ('/olympics', '')
    """
    rest = base_url.partition("://")[2]
    _, slash, path = rest.partition("/")
    return (slash + path).rstrip("/")


def feed_links() -> tuple[Feed, ...]:
    """Return how pages link to each format, in the table's order."""
    return tuple(
        Feed(form.suffix, form.title, form.type, form.is_feed) for form in FORMATS.values()
    )


def feed(
    form: Format,
    edition: Edition,
    site: Site,
    query: Query,
    *,
    folder: str | None = None,
    paged: bool = True,
    newest: bool = False,
) -> Rendition:
    """Return a story's document in a format; raises QueryError for an unknown ``before``.

    *folder* is "" for the addresses of the first story at the root; without *paged* it names no
    further pages, which files do not have; *newest* limits it to the last events by date.
    """

    def made(limit: int) -> tuple[Document, bytes]:
        document = compose(
            edition.timeline,
            edition.story,
            site,
            query,
            order=form.order,
            limit=limit,
            history=edition.histories.history,
            folder=folder,
            withdrawn=form.tells_withdrawn,
            ends=form.ends,
            newest=newest,
        )
        if not paged:
            document = replace(document, next=None, previous=None, older=None, newer=None)
        return document, form.render(document)

    limit, (document, body) = form.limit, made(form.limit)
    while limit > 1 and not (query.limit or form.ends) and len(body) > MAX_BYTES:
        limit //= 2
        document, body = made(limit)
    links = f'<{document.url(form.suffix)}>; rel="self"'
    if form.is_feed and document.hub:
        # WebSub: a subscriber finds the hub in the header of any format
        links += f', <{document.hub}>; rel="hub"'
    headers = (*CORS, ("link", links))
    return Rendition(body, form.media_type, document.updated, headers=headers)


def story(edition: Edition, at: Place, query: Query) -> Rendition:
    """Return a story's page."""
    html = story_page(edition.story, edition.timeline, at, query, edition.histories.history)
    return page(html, edition.timeline)


def choosing(edition: Edition, at: Place, query: Query) -> Rendition:
    """Return the page to choose among a story's events."""
    return page(filter_page(edition.story, edition.timeline, at, query), edition.timeline)


def embed(
    edition: Edition, at: Place, query: Query, *, theme: str = "", order: str = ""
) -> Rendition:
    """Return the page for other people's frames."""
    html = embed_page(edition.story, edition.timeline, at, query, theme=theme, order=order)
    return page(html, edition.timeline)


def event(edition: Edition, found: Event, at: Place) -> Rendition:
    """Return an event's page."""
    history = edition.histories.history(found.id)
    return page(event_page(edition.story, edition.timeline, found, history, at), edition.timeline)


def event_json(edition: Edition, found: Event, site: Site) -> Rendition:
    """Return an event as it stands in the JSON timeline, what sources differ in, its history."""
    now = edition.timeline
    alone = Timeline(edition.story.slug, (found,), (), now.revision, now.updated)
    edition = replace(edition, timeline=alone)
    data = json.loads(feed(FORMATS["timeline"], edition, site, Query()).body)["events"][0]
    evidence = [read(mention, edition.story) for mention in found.mentions[:MAX_MENTIONS]]
    data["variants"] = [
        {
            "publisher": one.publisher,
            "url": one.url,
            "published": one.published.isoformat(timespec="seconds"),
            "edtf": one.mention.when.edtf,
            "status": one.mention.status.value,
            "quote": one.quote,
        }
        for one in variants(found, evidence)
    ]
    data["history"] = [
        {"at": change.at.isoformat(timespec="seconds"), "what": change.what, "why": change.why}
        for change in edition.histories.history(found.id)
    ]
    body = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return Rendition(body.encode("utf-8", "replace"), JSON, edition.timeline.updated, headers=CORS)


def schema() -> bytes:
    """Return the JSON Schema that the JSON timeline validates against."""
    return files("feeds").joinpath("schemas", "timeline.json").read_bytes()


def index(stories: Sequence[tuple[Story, Timeline | Snapshot]], at: Place) -> Rendition:
    """Return the list of stories as a page."""
    updated = [timeline.updated for _, timeline in stories if timeline.updated]
    last = Timeline("", updated=max(updated, default=None))
    return page(index_page(stories, at), last)


def page(html: Html, timeline: Timeline | Snapshot, status: int = 200) -> Rendition:
    """Return a page with the headers that go with it."""
    headers = (
        *CORS,
        ("content-security-policy", html.policy),
        ("referrer-policy", "strict-origin-when-cross-origin"),
    )
    body = html.text.encode("utf-8", "replace")
    return Rendition(body, HTML, timeline.updated, headers=headers, status=status)
