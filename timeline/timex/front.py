"""The front door's functions: which languages there are, and finding in one of them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from timeline.timex import engine
from timeline.timex.en import ENGLISH
from timeline.timex.it import ITALIAN
from timeline.types import TimeExpression

#: Every language there is; the first is used for a language we do not know.
_LANGUAGES = {language.code: language for language in (ENGLISH, ITALIAN)}

#: The modifier letter that some keyboards give for an apostrophe.
_LETTER = "\N{MODIFIER LETTER APOSTROPHE}"
#: A letter and the accents that stand behind it by themselves.
_MARKED = re.compile(r"(?s:.)[\u0300-\u036f]*")

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
    if known is None:
        return ()
    if text.isascii() or (unicodedata.is_normalized("NFC", text) and _LETTER not in text):
        return engine.find(text, dct=dct, language=known)
    plain, at = _composed(text)
    return tuple(
        replace(one, start=at[one.start], end=at[one.end], text=text[at[one.start] : at[one.end]])
        for one in engine.find(plain, dct=dct, language=known)
    )


def _composed(text: str) -> tuple[str, list[int]]:
    """Return *text* as the rules are written, and where each of its letters begins in it.

    Accents are on their letters, and the letter that looks like an apostrophe is one.
    """
    parts, at = [], []
    for found in _MARKED.finditer(text):
        part = unicodedata.normalize("NFC", found[0]).replace(_LETTER, "’")
        parts.append(part)
        at += [found.start()] * len(part)
    return "".join(parts), [*at, len(text)]


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
    if not isinstance(text := record["text"], str):
        raise ValueError(f"text: {text!r} is no text")  # noqa: TRY004  # of the input
    found = find(text, dct=dct, language=record.get("lang") or "en")
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
