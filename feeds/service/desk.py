"""What all endpoints share: the stories, where they are published, and what is ready of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from fastapi import Request
from fastapi.responses import Response

from feeds import publish
from feeds.document import Site
from feeds.pages import Place
from feeds.rendition import Asked, Rendition
from feeds.service.asking import read
from feeds.service.front import Ready
from feeds.service.library import Library
from feeds.service.problem import Problem
from feeds.service.shelf import Shelf
from timeline import Story

#: Gives a document and the revision it was made of.
Render = Callable[[], tuple[int, Rendition]]


@dataclass(frozen=True, slots=True)
class Desk:
    """Where endpoints find stories and hand in their answers."""

    library: Library
    site: Site
    shelf: Shelf
    place: Place

    def story(self, slug: str | None) -> Story:
        """Return the story, or the first one; raises Problem."""
        stories: Sequence[Story] = self.library.stories()
        for story in stories:
            if slug in (None, story.slug):
                return story
        if slug is not None and slug in self.library.closed():
            raise Problem(410, "this story has been closed; its feeds have ended")
        raise Problem(404, "no story has this name")

    @contextmanager
    def edition(self, story: Story) -> Iterator[publish.Edition]:
        """Give the story as it is now, for as long as the context lasts."""
        with self.library.snapshot(story.slug) as now:
            yield publish.Edition(story, now, self.library)

    async def keep(
        self, request: Request, key: tuple[str, ...], slug: str | None, render: Render
    ) -> Response:
        """Answer from the shelf, where a document is rendered once per revision."""
        rendition = await self.shelf.fetch(key, slug, render)
        scope = request.scope
        self.shelf.remember(scope["path"], scope["query_string"], key)
        return Ready(await self.shelf.ready(rendition, read(request)))

    def answer(self, request: Request, rendition: Rendition) -> Response:
        """Answer with what costs nothing to make."""
        return Ready(rendition.answer(read(request)))

    def redirect(self, target: str) -> Response:
        """Lead to another of our addresses for good."""
        headers = (*publish.CORS, ("location", self.site.url(target)))
        return Ready(Rendition(b"", "text/plain", headers=headers, status=301).answer(Asked()))
