"""The endpoints of stories and events: pages, documents, streams."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Awaitable, Callable
from contextlib import ExitStack

from fastapi import Request
from fastapi.responses import Response, StreamingResponse

from feeds import publish
from feeds.document import parse
from feeds.formats import Format
from feeds.pages import ORDERS, THEMES
from feeds.rendition import Rendition
from feeds.service.asking import one_of, pairs, refuse_parameters, split
from feeds.service.desk import Desk
from feeds.service.problem import Problem
from feeds.service.stream import Streams
from timeline import Event, Story, Withdrawal, snapshot

_UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


class Stories:
    """Answers for stories and their events."""

    def __init__(self, desk: Desk, streams: Streams) -> None:
        self.desk, self.streams = desk, streams

    async def home(self, request: Request) -> Response:
        """Return the only story's page, or the list."""
        stories = self.desk.library.stories()
        if len(stories) == 1:
            return await self.story(request, stories[0].slug)
        return await self.stories(request)

    async def stories(self, request: Request) -> Response:
        """Return the list of stories."""
        refuse_parameters(request)

        def render() -> tuple[int, Rendition]:
            with ExitStack() as stack:
                rows = [
                    (story, stack.enter_context(self.desk.library.snapshot(story.slug)))
                    for story in self.desk.library.stories()
                ]
                revision = sum(timeline.revision for _, timeline in rows)
                return revision, publish.index(rows, self.desk.place)

        return await self.desk.keep(request, ("stories",), None, render)

    async def story(self, request: Request, slug: str) -> Response:
        """Return a story's page."""
        story, query = self.desk.story(slug), parse(pairs(request))

        def render() -> tuple[int, Rendition]:
            with self.desk.edition(story) as edition:
                return edition.timeline.revision, publish.story(edition, self.desk.place, query)

        return await self.desk.keep(request, (slug, "page", query.encode()), slug, render)

    async def filter(self, request: Request, slug: str) -> Response:
        """Return the page to choose among a story's events."""
        story, query = self.desk.story(slug), parse(pairs(request))

        def render() -> tuple[int, Rendition]:
            with self.desk.edition(story) as edition:
                return edition.timeline.revision, publish.choosing(edition, self.desk.place, query)

        return await self.desk.keep(request, (slug, "filter", query.encode()), slug, render)

    def feed(self, form: Format) -> Callable[..., Awaitable[Response]]:
        """Return the endpoint of a story's format."""

        async def answer(request: Request, slug: str) -> Response:
            return await self._feed(form, request, slug)

        return answer

    def first_feed(self, form: Format) -> Callable[..., Awaitable[Response]]:
        """Return the endpoint of the first story's format."""

        async def answer(request: Request) -> Response:
            return await self._feed(form, request, None)

        return answer

    async def _feed(self, form: Format, request: Request, slug: str | None) -> Response:
        """Answer in a format; one that ends the story takes ``order=newest``: its last events."""
        own, rest = split(request, ("order",) if form.ends else ())
        one_of("order", own.get("order", ""), ORDERS)
        newest = own.get("order") == ORDERS[0]
        story, query = self.desk.story(slug), parse(rest)
        folder = None if slug else ""

        def render() -> tuple[int, Rendition]:
            with self.desk.edition(story) as edition:
                made = publish.feed(
                    form, edition, self.desk.site, query, folder=folder, newest=newest
                )
                return edition.timeline.revision, made

        key = (slug or "", form.suffix, query.encode(), *own.values())
        return await self.desk.keep(request, key, story.slug, render)

    async def embed(self, request: Request, slug: str) -> Response:
        """Return the page for frames; besides a feed's parameters it takes theme and order."""
        story = self.desk.story(slug)
        own, rest = split(request, ("theme", "order"))
        one_of("theme", own["theme"], THEMES)
        one_of("order", own["order"], ORDERS)
        query = parse(rest)

        def render() -> tuple[int, Rendition]:
            with self.desk.edition(story) as edition:
                made = publish.embed(edition, self.desk.place, query, **own)
                return edition.timeline.revision, made

        key = (slug, "embed", query.encode(), *own.values())
        return await self.desk.keep(request, key, slug, render)

    async def event(self, request: Request, event: str) -> Response:
        """Return an event's page."""
        return await self._event(request, event, "page")

    async def event_json(self, request: Request, event: str) -> Response:
        """Return an event as JSON."""
        return await self._event(request, event, "json")

    async def _event(self, request: Request, event: str, form: str) -> Response:
        refuse_parameters(request)
        if not _UUID.fullmatch(event):
            raise Problem(404, "no event has this id")
        slug, found = await asyncio.to_thread(self.desk.library.find_event, event) or (None, None)
        story = next((s for s in self.desk.library.stories() if s.slug == slug), None)
        if story is None or found is None:
            raise Problem(404, "no event has this id")
        if isinstance(found, Withdrawal):
            return self._gone(story, found, form)
        told: Event = found

        def render() -> tuple[int, Rendition]:
            with self.desk.edition(story) as edition:
                now = snapshot(edition.timeline, story.zone).find(told.id)
                shown = now if isinstance(now, Event) else told
                if form == "json":
                    made = publish.event_json(edition, shown, self.desk.site)
                else:
                    made = publish.event(edition, shown, self.desk.place)
                return edition.timeline.revision, made

        return await self.desk.keep(request, ("event", event, form), story.slug, render)

    def _gone(self, story: Story, withdrawal: Withdrawal, form: str) -> Response:
        if withdrawal.replaced_by:
            suffix = ".json" if form == "json" else ""
            return self.desk.redirect(f"/events/{withdrawal.replaced_by}{suffix}")
        raise Problem(
            410,
            f"withdrawn on {withdrawal.when:%Y-%m-%d}: {withdrawal.why}",
            back=f"/stories/{story.slug}",
            gone=(story, withdrawal),
        )

    async def stream(self, request: Request, slug: str) -> Response:
        """Return changes as they come; Last-Event-ID says what was seen."""
        self.desk.story(slug)
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
