"""What went wrong becomes an answer: a page for people, problem+json (RFC 9457) for programs."""

from __future__ import annotations

import json
from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

from feeds import publish
from feeds.pages import Html, Place, error_page, gone_page
from feeds.pages.phrases import phrases
from feeds.rendition import Rendition
from timeline import Story, Timeline, Withdrawal

#: An error is kept by nobody: the next minute may know better.
NO_STORE = "no-store"
#: What the API's description says of such an answer.
DESCRIBED: dict[str, Any] = {
    "application/problem+json": {
        "schema": {
            "type": "object",
            "required": ["type", "title", "status", "detail"],
            "properties": {
                "type": {"type": "string"},
                "title": {"type": "string"},
                "status": {"type": "integer"},
                "detail": {"type": "string", "description": "What is wrong and what to do"},
            },
        }
    }
}


class Problem(Exception):  # noqa: N818  # RFC 9457's word
    """Ends a request with *status*; *detail* says what can be done about it."""

    def __init__(
        self,
        status: int,
        detail: str,
        *,
        back: str | None = None,
        headers: Mapping[str, str] | None = None,
        gone: tuple[Story, Withdrawal] | None = None,
    ) -> None:
        super().__init__(status, detail)
        self.status = status
        self.detail = detail
        #: Path of the page to go on from.
        self.back = back
        self.headers = headers or {}
        #: The event that is gone, and its story.
        self.gone = gone


def answer(problem: Problem, place: Place, *, html: bool) -> Rendition:
    """Return the page or document that says what is wrong."""
    extra = tuple((name.lower(), value) for name, value in problem.headers.items())
    if html:
        page = publish.page(_page(problem, place), Timeline(""), problem.status)
        headers, body, media_type = page.headers, page.body, page.media_type
    else:
        data = {
            "type": "about:blank",
            "title": HTTPStatus(problem.status).phrase,
            "status": problem.status,
            "detail": problem.detail,
        }
        body = json.dumps(data, ensure_ascii=False).encode("utf-8", "replace")
        headers, media_type = publish.CORS, "application/problem+json; charset=utf-8"
    return Rendition(
        body,
        media_type,
        headers=(*headers, *extra),
        status=problem.status,
        cache_control=NO_STORE,
    )


def _page(problem: Problem, place: Place) -> Html:
    if problem.gone is not None:
        return gone_page(*problem.gone, place)
    w = phrases(place.site.language)
    titles = {404: w.not_found, 410: w.gone, 429: w.too_many}
    texts = {404: w.not_found_text, 410: w.gone_story_text, 429: w.too_many_text}
    if problem.status >= 500:
        return error_page(place, w.failed, w.failed_text, back=problem.back)
    title = titles.get(problem.status, w.wrong)
    if text := texts.get(problem.status):
        return error_page(place, title, text, back=problem.back)
    return error_page(place, title, problem.detail, language="en", back=problem.back)
