"""FastAPI: every address of the service, and what answers there.

Public URLs start with the site's base URL, never with what a request's Host header says.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from datetime import UTC, datetime
from functools import partial
from types import MappingProxyType
from typing import Any

from fastapi import FastAPI
from fastapi.responses import Response

from feeds import opml, publish
from feeds.document import Site
from feeds.formats import FORMATS
from feeds.service.about import About
from feeds.service.desk import Desk
from feeds.service.failures import Failures
from feeds.service.front import Service
from feeds.service.health import Health
from feeds.service.inbox import Inbox
from feeds.service.library import Library
from feeds.service.parameters import CHOOSING, EMBED, OEMBED, Parameters, taken_by
from feeds.service.problem import DESCRIBED
from feeds.service.shelf import Shelf
from feeds.service.storeroom import Storeroom
from feeds.service.stories import Stories
from feeds.service.stream import Streams
from feeds.service.uploads import take_uploads

_JSON, _SCHEMA = "application/json", "application/schema+json"
_STREAM, _SCRIPT = "text/event-stream", "text/javascript"

#: The standard's word for it: oembed.com, section 2.3.4.
_OEMBED = {501: "The format that is asked for is neither JSON nor XML"}

#: Names people and readers try; each leads to a feed of the first story.
ALIASES = {
    "/feed": "/feed.rss",
    "/feed/": "/feed.rss",
    "/feed.xml": "/feed.rss",
    "/rss.xml": "/feed.rss",
    "/index.xml": "/feed.rss",
    "/atom.xml": "/feed.atom",
}


def _now() -> datetime:
    return datetime.now(UTC)


def create_app(
    library: Library,
    site: Site,
    *,
    clock: Callable[[], datetime] = _now,
    inbox: Inbox | None = None,
    streams: Streams | None = None,
    storeroom: Storeroom | None = None,
) -> FastAPI:
    """Return the service that publishes *library* at *site*'s base URL.

    *clock* gives the aware time that ages are counted from; *inbox* takes uploads, which are off
    without it; *streams* is given by tests that cannot wait; *storeroom* is shared with other
    processes.
    """
    streams = streams or Streams(library.revision, library.news, site, notices=library.notices)
    shelf = Shelf(
        lambda slug: _revision(library, slug), configured=library.stories, storeroom=storeroom
    )
    desk = Desk(library, site, shelf, publish.place(site))
    app = Service(
        shelf,
        publish.path_of(site.base_url),
        title=site.title,
        docs_url=None,
        redoc_url=None,
        redirect_slashes=False,
    )
    about = About(desk, app)
    _add_all(app, Stories(desk, streams), about, Health(desk, app, streams, clock))
    Failures(desk.place).add_to(app)
    if inbox is not None:
        take_uploads(app, inbox, library, site)
    return app


def _revision(library: Library, slug: str | None) -> int:
    """Return a story's revision; of all stories together, a number that grows with each."""
    if slug is not None:
        return library.revision(slug)
    return sum(library.revision(story.slug) for story in library.stories())


def _add_all(app: FastAPI, stories: Stories, about: About, health: Health) -> None:
    """Register every address, with what it is."""
    add = partial(_add, app)
    add("/", stories.home, "The story's page; with several stories, their list")
    add("/stories", stories.stories, "The list of stories")
    add("/stories/{slug}", stories.story, "A story's page", takes=CHOOSING)
    words = "The form that chooses among a story's events"
    add("/stories/{slug}/filter", stories.filter, words, takes=CHOOSING)
    for form in FORMATS.values():
        own, words = stories.feed(form), f"A story as {form.title}"
        add(f"/stories/{{slug}}/{form.suffix}", own, words, form.media_type, takes=taken_by(form))
    add("/stories/{slug}/embed", stories.embed, "The story for a frame", takes=EMBED)
    add("/stories/{slug}/stream", stories.stream, "Changes as server-sent events", _STREAM)
    add("/events/{event}.json", stories.event_json, "An event, with its history", _JSON)
    add("/events/{event}", stories.event, "An event's page: evidence, history, neighbours")
    for form in FORMATS.values():
        own, words = stories.first_feed(form), f"The first story as {form.title}"
        add(f"/{form.suffix}", own, words, form.media_type, takes=taken_by(form))
    add("/oembed", about.oembed, "oEmbed for a story's URL", _JSON, takes=OEMBED, answers=_OEMBED)
    add("/opml", about.opml, "All feeds as OPML", opml.MEDIA_TYPE)
    add("/schemas/timeline.json", about.schema, "Schema of the JSON timeline", _SCHEMA)
    add("/embed.js", about.file("embed.js", _SCRIPT), "The web component", _SCRIPT)
    add("/docs", about.docs, "This list")
    add("/healthz", health.alive, "The process is alive", "text/plain")
    add("/readyz", health.ready, "It can serve: database and watch answer", _JSON)
    add("/metrics", health.metrics, "Figures for Prometheus", "text/plain")
    icon = about.file("favicon.png", "image/png")
    add("/favicon.png", icon, "")
    add("/favicon.ico", icon, "")
    add("/favicon.svg", about.file("favicon.svg", "image/svg+xml"), "")
    add("/preview.png", about.file("preview.png", "image/png"), "")
    for alias, target in ALIASES.items():
        add(alias, about.redirect(target), "")
    # written files are found below such addresses
    add("/{path:path}/", about.without_slash, "")


def _add(
    app: FastAPI,
    path: str,
    endpoint: Callable[..., Awaitable[Response]],
    words: str,
    media_type: str = "text/html",
    *,
    takes: Parameters = (),
    answers: Mapping[int, str] = MappingProxyType({}),
) -> None:
    name = path.strip("/").replace("/", "-") or "home"
    settings: dict[str, Any] = {"response_model": None, "name": name}
    kind = media_type.partition(";")[0]
    app.add_api_route(
        path,
        endpoint,
        methods=["GET"],
        summary=words or None,
        include_in_schema=bool(words),
        openapi_extra={"parameters": list(takes)},
        response_class=Response,  # says nothing of the content's type
        responses={
            200: {"description": "OK", "content": {kind: {}}},
            **{
                status: {"description": text, "content": DESCRIBED}
                for status, text in answers.items()
            },
            "default": {"description": "What is wrong", "content": DESCRIBED},
        },
        **settings,
    )
    app.add_api_route(path, endpoint, methods=["HEAD"], include_in_schema=False, **settings)
