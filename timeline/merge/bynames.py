"""Who acts under several names: "Fiamme gialle" is the Guardia di finanza."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from functools import cache

from timeline.merge import stems
from timeline.types import Mention


def plain(mention: Mention) -> Mention:
    """Return *mention* with one name in its text for all that somebody acts under."""
    code = mention.language
    quote, title = called(mention.quote, code), called(mention.title, code)
    if quote == mention.quote and title == mention.title:
        return mention
    actors = tuple(called(actor, code) for actor in mention.actors)
    return replace(mention, quote=quote, title=title, actors=actors)


def called(text: str, code: str = "en") -> str:
    """Return *text* with one name for all that somebody acts under.

    >>> called("Blitz delle Fiamme gialle a Ossara", "it")
    'Blitz delle Guardiadifinanza a Ossara'
    """
    listed, pattern = _listed(stems.file(code))
    small = text.casefold()
    if not any(name in small for name in listed):
        return text  # most name nobody of them, which is seen sooner than by the pattern
    return pattern.sub(lambda by: listed[by[0].casefold()], text)


@cache
def _listed(section: str) -> tuple[Mapping[str, str], re.Pattern[str]]:
    """Return name -> the one that stands for it, and what finds them."""
    rows = (line.partition(" | ") for line in stems.sections("bynames.txt")[section])
    listed = {name.casefold(): own for own, _, names in rows for name in names.split(", ")}
    found = "|".join(map(re.escape, listed))
    return listed, re.compile(rf"\b(?:{found})\b", re.IGNORECASE)
