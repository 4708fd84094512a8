"""``POST /drops`` takes an article, ``GET /drops/NAME`` tells what became of it; with the token."""

from __future__ import annotations

import asyncio
import math
from collections.abc import AsyncIterator
from typing import Annotated, Any

from fastapi import FastAPI, Request, Security
from fastapi.responses import JSONResponse, Response
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer
from starlette.datastructures import FormData, UploadFile
from starlette.requests import ClientDisconnect

from feeds.document import QueryError, Site
from feeds.service import drop_state
from feeds.service.asking import pairs, refuse_parameters
from feeds.service.inbox import Inbox, TooLargeError
from feeds.service.library import Library
from feeds.service.problem import NO_STORE, Problem

#: What a form may have around the file, in bytes.
FORM_BYTES = 64 * 1024
_CHUNK = 64 * 1024
_HEADERS = {"cache-control": NO_STORE}

Token = Annotated[
    HTTPAuthorizationCredentials | None,
    Security(
        HTTPBearer(
            scheme_name="token",
            auto_error=False,
            description="What the service's environment has as TIMELINE_TOKEN",
        )
    ),
]


def take_uploads(app: FastAPI, inbox: Inbox, library: Library, site: Site) -> None:
    """Register ``POST /drops`` and ``GET /drops/NAME``."""
    uploads = Uploads(inbox, library, site)
    shared: dict[str, Any] = {"response_model": None}
    app.add_api_route(
        "/drops",
        uploads.take,
        methods=["POST"],
        name="drops",
        summary="Take an article: the file as the body or in a form, with the token",
        status_code=202,
        responses=drop_state.TAKING,
        openapi_extra=drop_state.BODY,
        **shared,
    )
    app.add_api_route(
        "/drops/{name:path}",
        uploads.tell,
        methods=["GET"],
        name="drop",
        summary="What became of a drop: its articles and events, or why it was rejected",
        responses=drop_state.TELLING,
        **shared,
    )


class Uploads:
    """Answers whoever brings articles."""

    def __init__(self, inbox: Inbox, library: Library, site: Site) -> None:
        self.inbox, self.library, self.site = inbox, library, site

    async def take(self, request: Request, token: Token) -> Response:
        """Put an article into the folder and say where to ask for it."""
        self._admit(token)
        if wait := self.inbox.allowance.wait():
            again = {"Retry-After": str(math.ceil(wait))}
            raise Problem(429, "too many uploads a minute (limits.uploads)", headers=again)
        try:
            name, is_new = await self._keep(request)
        except TooLargeError as error:
            raise Problem(413, str(error)) from error
        except ClientDisconnect as error:
            raise Problem(400, "the upload ended before it was complete") from error
        except ValueError as error:
            raise Problem(422, str(error)) from error
        except IsADirectoryError as error:
            raise Problem(422, "name: a folder has this name; give another one") from error
        except OSError as error:
            raise Problem(507, f"cannot be stored: {error.strerror}") from error
        url = drop_state.url(self.site, name)
        answer = {"drop": name, "state": "waiting", "new": is_new, "url": url}
        return JSONResponse(answer, 202, headers=_HEADERS | {"location": url})

    async def tell(self, request: Request, name: str, token: Token) -> Response:
        """Say what became of a drop."""
        self._admit(token)
        refuse_parameters(request)
        found = await asyncio.to_thread(self.library.fate, name)
        if found is None:
            raise Problem(404, "no drop has this name")
        return JSONResponse(drop_state.record(found, self.site), headers=_HEADERS)

    def _admit(self, token: HTTPAuthorizationCredentials | None) -> None:
        if token is None or not self.inbox.knows(token.credentials):
            headers = {"WWW-Authenticate": "Bearer"}
            raise Problem(401, "give the token: Authorization: Bearer …", headers=headers)

    async def _keep(self, request: Request) -> tuple[str, bool]:
        name = _name(request)
        media_type, _, _ = request.headers.get("content-type", "").lower().partition(";")
        told = request.headers.get("content-length", "")
        if media_type.strip() != "multipart/form-data":
            self.inbox.check(int(told) if told.isdecimal() else 0)
            return await self.inbox.take(name, media_type.strip(), request.stream())
        most = self.inbox.max_bytes + FORM_BYTES
        self.inbox.check(int(told) - FORM_BYTES if told.isdecimal() else 0)
        async with _bounded(request, most, self.inbox).form(max_files=1, max_fields=8) as form:
            file = _file(form)
            if not name and self.inbox.can_be(file.filename or ""):
                name = file.filename or ""
            return await self.inbox.take(name, file.content_type or "", _chunks(file))


def _name(request: Request) -> str:
    """Return the name that the drop shall have; empty when none is given."""
    name = ""
    for key, value in pairs(request):
        if key != "name":
            raise QueryError(key, "no such parameter; name is the only one")
        name = value
    return name


def _file(form: FormData) -> UploadFile:
    for _, value in form.multi_items():
        if isinstance(value, UploadFile):
            return value
    raise ValueError("the form has no file; send one, as curl -F file=@article.html does")


async def _chunks(file: UploadFile) -> AsyncIterator[bytes]:
    while chunk := await file.read(_CHUNK):
        yield chunk


def _bounded(request: Request, most: int, inbox: Inbox) -> Request:
    """Return the request, whose body ends with TooLargeError after *most* bytes."""
    size = 0

    async def receive() -> Any:
        nonlocal size
        message = await request.receive()
        size += len(message.get("body", b""))
        if size > most:
            inbox.check(size)
        return message

    return Request(request.scope, receive)
