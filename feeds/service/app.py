"""FastAPI: one route per document, in front of it what is ready and current.

An address is answered from the shelf where that is possible, before any routing. Public URLs
start with the site's base URL, never with what a request's Host header says.
"""

from __future__ import annotations

import asyncio
import re
from collections import Counter
from collections.abc import Awaitable, Callable, MutableMapping, Sequence
from datetime import UTC, datetime
from typing import Any
from urllib.parse import parse_qsl

from fastapi import FastAPI, Request
from fastapi.responses import JSONResponse, Response, StreamingResponse
from starlette.exceptions import HTTPException

from feeds import oembed, opml, publish
from feeds.document import Query, QueryError, Site, parse
from feeds.formats import FORMATS, Format
from feeds.pages import ORDERS, THEMES, docs_page, static
from feeds.rendition import Answer, Asked, Rendition, asked
from feeds.service import metrics, problem
from feeds.service.inbox import Inbox, TooLargeError
from feeds.service.library import Library
from feeds.service.problem import Problem
from feeds.service.shelf import BusyError, Shelf
from feeds.service.stream import FullError, Streams
from timeline import Event, StorageError, Story, Timeline, Withdrawal

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]
Render = Callable[[], tuple[int, Rendition]]

#: Names people and readers try; each leads to a feed of the first story.
ALIASES = {
    "/feed": "/feed.rss",
    "/feed/": "/feed.rss",
    "/feed.xml": "/feed.rss",
    "/rss.xml": "/feed.rss",
    "/index.xml": "/feed.rss",
    "/atom.xml": "/feed.atom",
}
#: What a page of another site may ask with, and for how long it may remember so.
PREFLIGHT = (
    ("access-control-allow-origin", "*"),
    ("access-control-allow-methods", "GET, HEAD, OPTIONS"),
    ("access-control-allow-headers", "X-Requested-With, Last-Event-ID, If-None-Match"),
    ("access-control-max-age", "86400"),
)
_UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
#: The watch has died when it has been silent for so many periods, and some seconds of work.
ROUNDS, GRACE = 3, 30
_NEVER_CHANGES = "public, max-age=86400"
_RETRY_SOON = {"Retry-After": "5"}
_BUSY = Problem(429, "too many requests at once; try again in a few seconds", headers=_RETRY_SOON)
_AWAY = Problem(503, "the database does not answer; try again soon", headers=_RETRY_SOON)
#: What can fail under any address -> what is answered.
FAILURES: dict[type[Exception], Problem] = {
    BusyError: _BUSY,
    FullError: _BUSY,
    StorageError: _AWAY,
    Exception: Problem(500, "an error on our side"),
}


class Service(FastAPI):
    """The application; answers what is ready itself and routes the rest."""

    def __init__(self, shelf: Shelf, prefix: str, **settings: Any) -> None:
        super().__init__(**settings)
        self.shelf = shelf
        #: Path of the base URL; a proxy may pass it on or take it away.
        self.prefix = prefix
        self.statuses: Counter[int] = Counter()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer an ASGI event."""
        if scope["type"] != "http":
            await super().__call__(scope, receive, send)
            return
        path = scope["path"]
        if self.prefix and (path == self.prefix or path.startswith(f"{self.prefix}/")):
            scope["path"] = path = path.removeprefix(self.prefix) or "/"
            scope.pop("raw_path", None)
        answer = self._at_once(scope, path)
        if answer is None:
            await super().__call__(scope, receive, self._counted(send))
            return
        self.statuses[answer[0]] += 1
        await send({"type": "http.response.start", "status": answer[0], "headers": answer[1]})
        await send({"type": "http.response.body", "body": answer[2]})

    def _at_once(self, scope: Scope, path: str) -> Answer | None:
        method = scope["method"]
        if method in ("GET", "HEAD"):
            request = asked(method, scope["headers"])
            try:
                return self.shelf.hot(path, scope["query_string"], request)
            except StorageError:
                return None  # the route meets it again, and says so
        if method == "OPTIONS":
            return Rendition(b"", "text/plain", headers=PREFLIGHT, status=204).answer(Asked())
        return None

    def _counted(self, send: Send) -> Send:
        async def counting(message: MutableMapping[str, Any]) -> None:
            if message["type"] == "http.response.start":
                self.statuses[message["status"]] += 1
            await send(message)

        return counting


class Ready(Response):
    """An answer whose headers are complete."""

    def __init__(self, answer: Answer) -> None:
        self.status_code, self.raw_headers, self.body = answer
        self.background = None


def _now() -> datetime:
    return datetime.now(UTC)


def create_app(
    library: Library,
    site: Site,
    *,
    clock: Callable[[], datetime] = _now,
    inbox: Inbox | None = None,
    streams: Streams | None = None,
) -> FastAPI:
    """Return the service that publishes *library* at *site*'s base URL.

    *clock* gives the aware time that ages are counted from; *inbox* takes uploads, which are off
    without it; *streams* is given by tests that cannot wait.
    """
    shelf = Shelf(lambda slug: _revision(library, slug))
    routes = _Routes(library, site, shelf, clock)
    routes.streams = streams or Streams(library.revision, library.load, site)
    app = Service(
        shelf,
        publish.path_of(site.base_url),
        title=site.title,
        docs_url=None,
        redoc_url=None,
        redirect_slashes=False,
    )
    routes.add_to(app)
    if inbox is not None:
        routes.take_uploads(inbox)
    return app


def _revision(library: Library, slug: str | None) -> int:
    """Return a story's revision; of all stories together, a number that grows with each."""
    if slug is not None:
        return library.revision(slug)
    return sum(library.revision(story.slug) for story in library.stories())


class _Routes:
    """The endpoints and what they share."""

    def __init__(
        self, library: Library, site: Site, shelf: Shelf, clock: Callable[[], datetime]
    ) -> None:
        self.library, self.site, self.shelf, self.clock = library, site, shelf, clock
        self.place = publish.place(site)
        self.streams: Streams
        self.app: Service

    def add_to(self, app: Service) -> None:
        """Register every address, with what it is."""
        self.app = app
        add = self._add
        add("/", self.home, "The story's page; with several stories, their list")
        add("/stories", self.stories, "The list of stories")
        add("/stories/{slug}", self.story, "A story's page")
        for form in FORMATS.values():
            add(f"/stories/{{slug}}/{form.suffix}", self.feed(form), f"A story as {form.title}")
        add("/stories/{slug}/embed", self.embed, "The story for a frame")
        add("/stories/{slug}/stream", self.stream, "Changes of a story as server-sent events")
        add("/events/{event}.json", self.event_json, "An event as JSON, with its history")
        add("/events/{event}", self.event, "An event's page: evidence, history, neighbours")
        for form in FORMATS.values():
            add(f"/{form.suffix}", self.feed(form), f"The first story as {form.title}")
        add("/oembed", self.oembed, "oEmbed for a story's URL")
        add("/opml", self.opml, "All feeds as OPML")
        add("/schemas/timeline.json", self.schema, "JSON Schema of the JSON timeline")
        add("/embed.js", self.file("embed.js", "text/javascript"), "The web component")
        add("/docs", self.docs, "This list")
        add("/healthz", self.alive, "The process is alive")
        add("/readyz", self.ready, "The service can serve: the database answers")
        add("/metrics", self.metrics, "Figures for Prometheus")
        icon = self.file("favicon.svg", "image/svg+xml")
        add("/favicon.svg", icon, "")
        add("/favicon.ico", icon, "")
        for alias, target in ALIASES.items():
            add(alias, self.redirect(target), "")
        app.add_exception_handler(Problem, self.on_problem)
        app.add_exception_handler(HTTPException, self.on_http)
        app.add_exception_handler(QueryError, self.on_query)
        for error, wrong in FAILURES.items():
            app.add_exception_handler(error, self.failing(wrong))

    def _add(self, path: str, endpoint: Callable[..., Awaitable[Response]], words: str) -> None:
        name = path.strip("/").replace("/", "-") or "home"
        settings: dict[str, Any] = {"response_model": None, "name": name}
        self.app.add_api_route(
            path,
            endpoint,
            methods=["GET"],
            summary=words or None,
            include_in_schema=bool(words),
            **settings,
        )
        self.app.add_api_route(
            path, endpoint, methods=["HEAD"], include_in_schema=False, **settings
        )

    # --- documents -----------------------------------------------------------------------

    async def home(self, request: Request) -> Response:
        """Return the only story's page, or the list."""
        stories = self.library.stories()
        if len(stories) == 1:
            return await self.story(request, stories[0].slug)
        return await self.stories(request)

    async def stories(self, request: Request) -> Response:
        """Return the list of stories."""
        self._plain(request)

        def render() -> tuple[int, Rendition]:
            rows = [(story, self.library.load(story.slug)) for story in self.library.stories()]
            revision = sum(timeline.revision for _, timeline in rows)
            return revision, publish.index(rows, self.place)

        return await self._keep(request, ("stories",), None, render)

    async def story(self, request: Request, slug: str) -> Response:
        """Return a story's page."""
        story, query = self._story(slug), _query(request)

        def render() -> tuple[int, Rendition]:
            edition = self._edition(story)
            return edition.timeline.revision, publish.story(edition, self.place, query)

        return await self._keep(request, (slug, "page", query.encode()), slug, render)

    def feed(self, form: Format) -> Callable[..., Awaitable[Response]]:
        """Return the endpoint of a format, for a story or the first one."""

        async def answer(request: Request) -> Response:
            slug = request.path_params.get("slug")
            story, query = self._story(slug), _query(request)
            folder = None if slug else ""

            def render() -> tuple[int, Rendition]:
                edition = self._edition(story)
                made = publish.feed(form, edition, self.site, query, folder=folder)
                return edition.timeline.revision, made

            key = (slug or "", form.suffix, query.encode())
            return await self._keep(request, key, story.slug, render)

        return answer

    async def embed(self, request: Request, slug: str) -> Response:
        """Return the page for frames; besides a feed's parameters it takes theme and order."""
        story = self._story(slug)
        own = {"theme": "", "order": ""}
        rest = []
        for name, value in _pairs(request):
            if name in own:
                own[name] = value
            else:
                rest.append((name, value))
        _one_of("theme", own["theme"], THEMES)
        _one_of("order", own["order"], ORDERS)
        query = parse(rest)

        def render() -> tuple[int, Rendition]:
            edition = self._edition(story)
            return edition.timeline.revision, publish.embed(edition, self.place, query, **own)

        key = (slug, "embed", query.encode(), *own.values())
        return await self._keep(request, key, slug, render)

    async def event(self, request: Request, event: str) -> Response:
        """Return an event's page."""
        return await self._event(request, event, "page")

    async def event_json(self, request: Request, event: str) -> Response:
        """Return an event as JSON."""
        return await self._event(request, event, "json")

    async def _event(self, request: Request, event: str, form: str) -> Response:
        self._plain(request)
        if not _UUID.fullmatch(event):
            raise Problem(404, "no event has this id")
        slug, found = await asyncio.to_thread(self.library.find_event, event) or (None, None)
        story = next((s for s in self.library.stories() if s.slug == slug), None)
        if story is None or found is None:
            raise Problem(404, "no event has this id")
        if isinstance(found, Withdrawal):
            return self._gone(story, found, form)
        told: Event = found

        def render() -> tuple[int, Rendition]:
            edition = self._edition(story)
            now = next((e for e in edition.timeline.events if e.id == told.id), told)
            if form == "json":
                made = publish.event_json(edition, now, self.site)
            else:
                made = publish.event(edition, now, self.place)
            return edition.timeline.revision, made

        return await self._keep(request, ("event", event, form), story.slug, render)

    def _gone(self, story: Story, withdrawal: Withdrawal, form: str) -> Response:
        if withdrawal.replaced_by:
            suffix = ".json" if form == "json" else ""
            return self._redirect(f"/events/{withdrawal.replaced_by}{suffix}")
        raise Problem(
            410,
            f"withdrawn on {withdrawal.when:%Y-%m-%d}: {withdrawal.why}",
            back=f"/stories/{story.slug}",
            gone=(story, withdrawal),
        )

    async def stream(self, request: Request, slug: str) -> Response:
        """Return changes as they come; Last-Event-ID says what was seen."""
        self._story(slug)
        self.streams.check()
        headers = {
            "cache-control": "no-store",
            "access-control-allow-origin": "*",
            "x-accel-buffering": "no",
            "x-content-type-options": "nosniff",
        }
        kind = "text/event-stream"
        if request.method == "HEAD":
            return Response(None, media_type=kind, headers=headers)
        last = request.headers.get("last-event-id", "")[:60]
        return StreamingResponse(self.streams.listen(slug, last), media_type=kind, headers=headers)

    # --- about all stories -----------------------------------------------------------------

    async def oembed(self, request: Request) -> Response:
        """Return oEmbed's answer for one of our URLs."""
        asked_for = dict(_pairs(request))
        form = asked_for.get("format", "json")
        if form not in oembed.FORMS:
            raise Problem(501, f"format: is one of {', '.join(oembed.FORMS)}")
        if not asked_for.get("url"):
            raise QueryError("url", "is the URL of a story")
        story = oembed.find_story(asked_for["url"], self.library.stories(), self.site)
        if story is None:
            raise Problem(404, "url: is the URL of no story of this site")
        sizes = (_pixels(name, asked_for.get(name)) for name in ("maxwidth", "maxheight"))
        media_type, write = oembed.FORMS[form]
        found = oembed.answer(story, self.site, *sizes)
        return self._answer(request, Rendition(write(found), media_type, headers=publish.CORS))

    async def opml(self, request: Request) -> Response:
        """Return the list of feeds."""
        body = opml.render(self.library.stories(), self.site)
        return self._answer(request, Rendition(body, opml.MEDIA_TYPE, headers=publish.CORS))

    async def schema(self, request: Request) -> Response:
        """Return the JSON Schema of the JSON timeline."""
        kind = "application/schema+json; charset=utf-8"
        return self._answer(request, Rendition(publish.schema(), kind, headers=publish.CORS))

    def file(self, name: str, media_type: str) -> Callable[..., Awaitable[Response]]:
        """Return the endpoint of a static file."""
        rendition = Rendition(
            static(name),
            f"{media_type}; charset=utf-8",
            headers=publish.CORS,
            cache_control=_NEVER_CHANGES
            if media_type.startswith("image/")
            else "public, max-age=600",
        )

        async def answer(request: Request) -> Response:
            return self._answer(request, rendition)

        return answer

    async def docs(self, request: Request) -> Response:
        """Return the list of addresses as a page."""
        rows = [
            {"method": method.upper(), "path": path, "summary": operation.get("summary", "")}
            for path, operations in self.app.openapi()["paths"].items()
            for method, operation in operations.items()
        ]
        return self._answer(request, publish.page(docs_page(rows, self.place), Timeline("")))

    async def alive(self) -> Response:
        """Say that the process answers."""
        return Response("ok\n", media_type="text/plain", headers={"cache-control": "no-store"})

    async def ready(self) -> Response:
        """Say whether the database answers and the watch does its rounds."""
        return await asyncio.to_thread(self._readiness)

    def _readiness(self) -> Response:
        last, watching = self.library.last_update(), self.library.watching()
        for story in self.library.stories():
            self.library.revision(story.slug)
        body: dict[str, Any] = {
            "ready": True,
            "last_update": last.isoformat() if last else None,
            "age": self._age(last),
        }
        if watching is not None:
            silent = self._age(watching.last)
            body["ready"] = silent is None or silent <= ROUNDS * watching.period + GRACE
            body["watch"] = {
                "last": watching.last.isoformat() if watching.last else None,
                "next": watching.next.isoformat() if watching.next else None,
                "period": watching.period,
                "error": watching.error,
            }
        status = 200 if body["ready"] else 503
        return JSONResponse(body, status, headers={"cache-control": "no-store"})

    def _age(self, moment: datetime | None) -> float | None:
        return round((self.clock() - moment).total_seconds(), 1) if moment else None

    async def metrics(self) -> Response:
        """Return figures for Prometheus."""
        last = await asyncio.to_thread(self.library.last_update)
        gauges: dict[str, tuple[str, float]] = {
            "renders_total": ("Documents rendered.", self.shelf.renders),
            "shelf_bytes": ("Bytes of rendered documents kept.", self.shelf.bytes),
            "listeners": ("Open streams.", self.streams.open),
        }
        if last is not None:
            gauges["last_update_timestamp_seconds"] = (
                "When drops were last looked at.",
                last.timestamp(),
            )
        revisions = {s.slug: self.library.revision(s.slug) for s in self.library.stories()}
        body = metrics.render(self.app.statuses, gauges, revisions)
        headers = {"cache-control": "no-store"}
        return Response(body, media_type=metrics.MEDIA_TYPE, headers=headers)

    def redirect(self, target: str) -> Callable[..., Awaitable[Response]]:
        """Return an endpoint that leads to *target*."""

        async def answer() -> Response:
            return self._redirect(target)

        return answer

    # --- uploads -------------------------------------------------------------------------

    def take_uploads(self, inbox: Inbox) -> None:
        """Register ``POST /drops``."""

        async def answer(request: Request) -> Response:
            if not inbox.knows(request.headers.get("authorization", "")):
                headers = {"WWW-Authenticate": "Bearer"}
                raise Problem(401, "give the token: Authorization: Bearer …", headers=headers)
            name = dict(_pairs(request)).get("name", "")
            try:
                is_new = await inbox.take(name, request.stream())
            except TooLargeError as error:
                raise Problem(413, str(error)) from error
            except ValueError as error:
                raise Problem(422, str(error)) from error
            except OSError as error:
                raise Problem(507, f"cannot be stored: {error.strerror}") from error
            return JSONResponse({"drop": name, "new": is_new}, 202)

        self.app.add_api_route(
            "/drops",
            answer,
            methods=["POST"],
            name="drops",
            summary="Take an article: ?name=FILE, the file as the body, a bearer token",
            response_model=None,
        )

    # --- what they share -----------------------------------------------------------------

    def _story(self, slug: str | None) -> Story:
        """Return the story, or the first one; raises Problem."""
        stories: Sequence[Story] = self.library.stories()
        for story in stories:
            if slug in (None, story.slug):
                return story
        if slug is not None and slug in self.library.closed():
            raise Problem(410, "this story has been closed; its feeds have ended")
        raise Problem(404, "no story has this name")

    def _edition(self, story: Story) -> publish.Edition:
        return publish.Edition(story, self.library.load(story.slug), self.library)

    async def _keep(
        self, request: Request, key: tuple[str, ...], slug: str | None, render: Render
    ) -> Response:
        rendition = await self.shelf.fetch(key, slug, render)
        scope = request.scope
        self.shelf.remember(scope["path"], scope["query_string"], key)
        return Ready(await self.shelf.ready(rendition, _asked(request)))

    def _answer(self, request: Request, rendition: Rendition) -> Response:
        return Ready(rendition.answer(_asked(request)))

    def _plain(self, request: Request) -> None:
        """Refuse parameters where there are none."""
        for name, _ in _pairs(request):
            raise QueryError(name, "no such parameter; this address takes none")

    def _redirect(self, target: str) -> Response:
        headers = (*publish.CORS, ("location", self.site.url(target)))
        return Ready(Rendition(b"", "text/plain", headers=headers, status=301).answer(Asked()))

    # --- what goes wrong -------------------------------------------------------------------

    def _wrong(self, request: Request, wrong: Problem) -> Response:
        html = "text/html" in request.headers.get("accept", "")
        return Ready(problem.answer(wrong, self.place, html=html).answer(_asked(request)))

    async def on_problem(self, request: Request, error: Exception) -> Response:
        """Answer what an endpoint found wrong."""
        assert isinstance(error, Problem)  # noqa: S101  # registered for it
        return self._wrong(request, error)

    async def on_http(self, request: Request, error: Exception) -> Response:
        """Answer what routing found wrong: no such path, no such method."""
        assert isinstance(error, HTTPException)  # noqa: S101  # registered for it
        return self._wrong(
            request, Problem(error.status_code, str(error.detail), headers=error.headers)
        )

    async def on_query(self, request: Request, error: Exception) -> Response:
        """Answer a parameter that cannot be used; the page leads back to the story."""
        slug = request.path_params.get("slug")
        back = f"/stories/{slug}" if slug else None
        return self._wrong(request, Problem(422, str(error), back=back))

    def failing(self, wrong: Problem) -> Callable[..., Awaitable[Response]]:
        """Return a handler that answers *wrong*, whatever the error says: that is for the log."""

        async def answer(request: Request, _: Exception) -> Response:
            return self._wrong(request, wrong)

        return answer


def _asked(request: Request) -> Asked:
    return asked(request.method, request.scope["headers"])


def _pairs(request: Request) -> list[tuple[str, str]]:
    raw = request.scope["query_string"].decode("latin-1")
    try:
        return parse_qsl(raw, keep_blank_values=True, max_num_fields=50)
    except ValueError:
        raise QueryError("query", "has more than 50 parameters") from None


def _query(request: Request) -> Query:
    return parse(_pairs(request))


def _one_of(name: str, value: str, allowed: Sequence[str]) -> None:
    if value and value not in allowed:
        raise QueryError(name, f"is one of {', '.join(allowed)}")


def _pixels(name: str, value: str | None) -> int | None:
    if not value:
        return None
    if not re.fullmatch(r"[1-9]\d{0,4}", value, re.ASCII):
        raise QueryError(name, "is a number of pixels")
    return int(value)
