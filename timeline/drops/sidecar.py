"""What a person set right in ``NAME.meta.toml`` beside a drop overrules what the drop says."""

from __future__ import annotations

import json
import tomllib
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

from timeline import toml
from timeline.drops import dates, links
from timeline.drops.draft import Draft, Moment
from timeline.errors import DropError
from timeline.types import Provenance

_FIELDS = ("title", "description", "url", "publisher", "author", "language")
_KEYS = (*_FIELDS, "published", "timezone", "tags")


def read(content: bytes, articles: int = 1) -> dict[str, Any]:
    """Return the checked keys of the sidecar of a drop with so many *articles*.

    Raises DropError, which names line or key.
    """
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise DropError("is not UTF-8; save it as UTF-8") from error
    values = toml.parse(text, DropError)
    try:
        return {key: _checked(key, value, articles) for key, value in values.items()}
    except DropError as error:
        error.line = toml.line_of(text, (error.key or "",))
        raise


def changed(content: bytes, values: dict[str, Any]) -> bytes:
    """Return the sidecar file *content* with *values* put in; raises DropError as ``read``."""
    for key, value in values.items():  # which stand on no line yet
        _checked(key, value, 1)
    # What stands there already is checked, too: nobody else would look at it.
    read(content)
    written = {**tomllib.loads(content.decode("utf-8-sig")), **values}
    lines = [f"{key} = {_written(value)}\n" for key, value in written.items()]
    result = "".join(lines).encode()
    read(result)
    return result


def _written(value: Any) -> str:
    """Return *value* as TOML; a JSON string is a TOML string."""
    if isinstance(value, date):
        return value.isoformat()
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")


def apply(draft: Draft, values: dict[str, Any]) -> None:
    """Put *values* over what *draft* says."""
    for key in _FIELDS:
        if key in values:
            setattr(draft, key, values[key])
    draft.tags = tuple(values.get("tags", draft.tags))
    if moment := values.get("published"):
        draft.dates.append((Provenance.PERSON, moment))


def _checked(key: str, value: Any, articles: int) -> Any:
    if articles > 1 and key in ("title", "url", "description"):
        raise DropError(f"the drop holds {articles} articles; leave it out", key=key)
    if key not in _KEYS:
        raise DropError(f"unknown key; allowed are {', '.join(_KEYS)}", key=key)
    if key == "published":
        return _moment(value)
    if key == "tags":
        if isinstance(value, list) and all(isinstance(tag, str) for tag in value):
            return value
        raise DropError('is not a list of words; write ["games", "security"]', key=key)
    if not isinstance(value, str) or not value.strip():
        raise DropError(f"{value!r} is not a text; put it in quotes", key=key)
    if key == "timezone":
        return _zone(value)
    if key == "url" and not links.web(value):
        raise DropError(
            f"{value[:200]!r} is not an http or https address; write https://… or leave it out",
            key=key,
        )
    return value


def _moment(value: Any) -> Moment:
    # TOML has dates of its own; written out they are read as everybody's.
    said = value.isoformat() if isinstance(value, date) else value
    moment = dates.parse(said) if isinstance(said, str) else None
    if moment is None:
        raise DropError(
            f"{said!r} is not a date of our time; write 2026-01-28 or 2026-01-28T12:59:00-05:00",
            key="published",
        )
    return moment


def _zone(value: str) -> ZoneInfo:
    try:
        return ZoneInfo(value)
    except (ValueError, OSError, KeyError) as error:
        raise DropError(
            f"{value!r} is not a time zone; write one such as Europe/Rome", key="timezone"
        ) from error
