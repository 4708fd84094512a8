"""What a request asks for: its headers and its parameters, each read once."""

from __future__ import annotations

import re
from collections.abc import Sequence
from urllib.parse import parse_qsl

from fastapi import Request

from feeds.document import QueryError
from feeds.rendition import Asked, asked


def read(request: Request) -> Asked:
    """Return what of the request's headers the answer depends on."""
    return asked(request.method, request.scope["headers"])


def pairs(request: Request) -> list[tuple[str, str]]:
    """Return the parameters as they came; raises QueryError where they are too many."""
    raw = request.scope["query_string"].decode("latin-1")
    try:
        return parse_qsl(raw, keep_blank_values=True, max_num_fields=50)
    except ValueError:
        raise QueryError("query", "has more than 50 parameters") from None


def split(request: Request, names: Sequence[str]) -> tuple[dict[str, str], list[tuple[str, str]]]:
    """Return the parameters that only this address takes, empty where not given, and the rest."""
    given = pairs(request)
    own = {name: dict(given).get(name, "") for name in names}
    return own, [pair for pair in given if pair[0] not in own]


def refuse_parameters(request: Request) -> None:
    """Raise QueryError for any parameter, where an address takes none."""
    for name, _ in pairs(request):
        raise QueryError(name, "no such parameter; this address takes none")


def one_of(name: str, value: str, allowed: Sequence[str]) -> None:
    """Raise QueryError unless the value is empty or allowed."""
    if value and value not in allowed:
        raise QueryError(name, f"is one of {', '.join(allowed)}")


def pixels(name: str, value: str | None) -> int | None:
    """Return a number of pixels; raises QueryError."""
    if not value:
        return None
    if not re.fullmatch(r"[1-9]\d{0,4}", value, re.ASCII):
        raise QueryError(name, "is a number of pixels")
    return int(value)
