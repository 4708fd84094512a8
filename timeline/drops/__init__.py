"""A dropped file becomes Articles: ``take`` it from the folder, ``read`` what it says."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple
from zoneinfo import ZoneInfo

from timeline.drops import article, body, frontmatter, markup, plain, text
from timeline.drops.draft import Draft
from timeline.drops.folder import SIDECAR, Stamp, collisions, scan, take
from timeline.errors import DropError
from timeline.types import Article, Drop

__all__ = ["FORMATS", "SIDECAR", "Format", "Stamp", "collisions", "read", "scan", "take"]


class Format(NamedTuple):
    """A shape of drops."""

    name: str
    #: Says whether a text is of that shape; looks at the content, never at the file's name.
    recognises: Callable[[str], bool]
    #: Gives the articles in it.
    read: Callable[[str], list[Draft]]


def _front_matter(content: str) -> list[Draft]:
    values, rest, _ = frontmatter.fields(content)
    draft = Draft(blocks=body.blocks(rest))
    frontmatter.fill(draft, values)
    return [draft]


def _fragment(content: str) -> list[Draft]:
    return [Draft(blocks=markup.blocks(content))]


#: Every shape, in the order they are tried; the last takes everything.
FORMATS = (
    Format("front matter", frontmatter.recognises, _front_matter),
    Format("fragment", markup.looks_like_html, _fragment),
    Format("plain", lambda _: True, plain.read),
)


def read(drop: Drop, *, zone: ZoneInfo) -> tuple[Article, ...]:
    """Return the articles that *drop* holds; *zone* is for dates that name none.

    Raises DropError, with the drop's name, the line where there is one, and what to do.
    """
    try:
        content, notes = text.decode(drop.content)
        form = next(form for form in FORMATS if form.recognises(content))
        drafts = form.read(content)
        for draft in drafts:
            draft.notes[:0] = notes
        return tuple(article.finish(draft, drop, zone) for draft in drafts)
    except DropError as error:
        error.path = error.path or drop.name
        raise
