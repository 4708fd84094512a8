"""The endpoint of uploads: an article becomes a file in the drops folder."""

from __future__ import annotations

from fastapi import FastAPI, Request
from fastapi.responses import JSONResponse, Response

from feeds.service.asking import pairs
from feeds.service.inbox import Inbox, TooLargeError
from feeds.service.problem import Problem


def take_uploads(app: FastAPI, inbox: Inbox) -> None:
    """Register ``POST /drops``."""

    async def answer(request: Request) -> Response:
        if not inbox.knows(request.headers.get("authorization", "")):
            headers = {"WWW-Authenticate": "Bearer"}
            raise Problem(401, "give the token: Authorization: Bearer …", headers=headers)
        name = dict(pairs(request)).get("name", "")
        try:
            is_new = await inbox.take(name, request.stream())
        except TooLargeError as error:
            raise Problem(413, str(error)) from error
        except ValueError as error:
            raise Problem(422, str(error)) from error
        except OSError as error:
            raise Problem(507, f"cannot be stored: {error.strerror}") from error
        return JSONResponse({"drop": name, "new": is_new}, 202)

    app.add_api_route(
        "/drops",
        answer,
        methods=["POST"],
        name="drops",
        summary="Take an article: ?name=FILE, the file as the body, a bearer token",
        response_model=None,
    )
