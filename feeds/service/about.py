"""The endpoints about all stories: oEmbed, OPML, schema, static files, the list of addresses."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable

from fastapi import FastAPI, Request
from fastapi.responses import Response

from feeds import oembed, opml, publish
from feeds.document import QueryError
from feeds.pages import docs_page, static
from feeds.rendition import Rendition
from feeds.service.asking import pairs, pixels
from feeds.service.desk import Desk
from feeds.service.problem import Problem
from timeline import Timeline

_PLAIN = re.compile(r"[\w.-]+(/[\w.-]+)*", re.ASCII)
_NEVER_CHANGES = "public, max-age=86400"


class About:
    """Answers for the site as a whole."""

    def __init__(self, desk: Desk, app: FastAPI) -> None:
        self.desk, self.app = desk, app

    async def oembed(self, request: Request) -> Response:
        """Return oEmbed's answer for one of our URLs."""
        asked_for = dict(pairs(request))
        form = asked_for.get("format", "json")
        if form not in oembed.FORMS:
            raise Problem(501, f"format: is one of {', '.join(oembed.FORMS)}")
        if not asked_for.get("url"):
            raise QueryError("url", "is the URL of a story")
        story = oembed.find_story(asked_for["url"], self.desk.library.stories(), self.desk.site)
        if story is None:
            raise Problem(404, "url: is the URL of no story of this site")
        sizes = (pixels(name, asked_for.get(name)) for name in ("maxwidth", "maxheight"))
        media_type, write = oembed.FORMS[form]
        found = oembed.answer(story, self.desk.site, *sizes)
        return self.desk.answer(request, Rendition(write(found), media_type, headers=publish.CORS))

    async def opml(self, request: Request) -> Response:
        """Return the list of feeds."""
        body = opml.render(self.desk.library.stories(), self.desk.site)
        return self.desk.answer(request, Rendition(body, opml.MEDIA_TYPE, headers=publish.CORS))

    async def schema(self, request: Request) -> Response:
        """Return the JSON Schema of the JSON timeline."""
        kind = "application/schema+json; charset=utf-8"
        return self.desk.answer(request, Rendition(publish.schema(), kind, headers=publish.CORS))

    def file(self, name: str, media_type: str) -> Callable[..., Awaitable[Response]]:
        """Return the endpoint of a static file."""
        picture = media_type.startswith("image/")
        rendition = Rendition(
            static(name),
            media_type if picture else f"{media_type}; charset=utf-8",
            headers=publish.CORS,
            cache_control=_NEVER_CHANGES if picture else "public, max-age=600",
        )

        async def answer(request: Request) -> Response:
            return self.desk.answer(request, rendition)

        return answer

    async def docs(self, request: Request) -> Response:
        """Return the list of addresses as a page."""
        rows = [
            {"method": method.upper(), "path": path, "summary": operation.get("summary", "")}
            for path, operations in self.app.openapi()["paths"].items()
            for method, operation in operations.items()
        ]
        return self.desk.answer(
            request, publish.page(docs_page(rows, self.desk.place), Timeline(""))
        )

    async def without_slash(self, request: Request, path: str) -> Response:
        """Lead from an address that ends with a slash to the one without."""
        path = path.rstrip("/")
        if not _PLAIN.fullmatch(path):
            raise Problem(404, "there is nothing here")
        asked = request.scope["query_string"].decode("latin-1")
        return self.desk.redirect(f"/{path}?{asked}" if asked else f"/{path}")

    def redirect(self, target: str) -> Callable[..., Awaitable[Response]]:
        """Return an endpoint that leads to *target*."""

        async def answer() -> Response:
            return self.desk.redirect(target)

        return answer
