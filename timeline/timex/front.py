"""The front door's functions: which languages there are, and finding in one of them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from timeline.timex import engine
from timeline.timex.en import ENGLISH
from timeline.timex.it import ITALIAN
from timeline.types import TimeExpression

#: Every language there is; the first is used for a language we do not know.
_LANGUAGES = {language.code: language for language in (ENGLISH, ITALIAN)}

LANGUAGES: tuple[str, ...] = tuple(_LANGUAGES)


def find(
    text: str, *, dct: date | datetime | None, language: str = "en"
) -> tuple[TimeExpression, ...]:
    """Return the time expressions of a whole document, in its order.

    *dct* is the document's own day (of an aware datetime, the day in its zone); None where it
    has none, or where it says nothing about the text. A language we have no rules for
    (``LANGUAGES``) has no expressions.
    """
    known = _LANGUAGES.get(language.split("-", maxsplit=1)[0].lower())
    return engine.find(text, dct=dct, language=known) if known else ()


def tag(record: Mapping[str, Any]) -> dict[str, Any]:
    """Return the TIMEX3 of one record ``{"doc_id", "lang", "dct", "text"}``.

    ``dct`` is null, ``YYYYMMDD`` or ISO 8601; any other raises ValueError. KeyError where
    ``text`` is missing.
    """
    said = record.get("dct")
    try:
        dct = datetime.fromisoformat(said) if said else None
    except (ValueError, TypeError) as error:
        raise ValueError(f"dct: {said!r} is not a date") from error
    found = find(record["text"], dct=dct, language=record.get("lang") or "en")
    return {
        "doc_id": record.get("doc_id"),
        "timexes": [
            {
                "start": one.start,
                "end": one.end,
                "text": one.text,
                "type": one.type.value,
                "value": one.value,
            }
            for one in found
        ],
    }
