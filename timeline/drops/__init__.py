"""A dropped file becomes Articles: ``take`` it from the folder, ``read`` what it says."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from timeline.drops import (
    archive,
    article,
    body,
    datelines,
    dates,
    feed,
    frontmatter,
    links,
    markdown,
    markup,
    page,
    page_dates,
    plain,
    schema,
    sidecar,
    text,
)
from timeline.drops.copying import compare, copy
from timeline.drops.dates import is_undated
from timeline.drops.draft import MOST, Draft
from timeline.drops.folder import (
    SIDECAR,
    Stamp,
    collisions,
    delete,
    folder_time,
    is_drop,
    require,
    scan,
    stamp,
    take,
)
from timeline.drops.languages import is_doubt as is_language_doubt
from timeline.drops.page import load
from timeline.drops.spool import Spool, replace_sidecar
from timeline.errors import DropError
from timeline.types import Article, Drop, Role

__all__ = [
    "FORMATS",
    "SIDECAR",
    "Correction",
    "Format",
    "Spool",
    "Stamp",
    "collisions",
    "compare",
    "copy",
    "correct",
    "delete",
    "folder_time",
    "is_drop",
    "is_language_doubt",
    "is_undated",
    "load",
    "read",
    "require",
    "scan",
    "stamp",
    "take",
]


class Format(NamedTuple):
    """A shape of drops."""

    name: str
    #: Says whether a text is of that shape; looks at the content, never at the file's name.
    recognises: Callable[[str], bool]
    #: Gives the articles in it.
    read: Callable[[str], Iterable[Draft]]


def _front_matter(content: str) -> list[Draft]:
    values, rest = frontmatter.fields(content)
    if page.recognises(rest):
        (draft,) = page.read(rest)
    else:
        draft = Draft(blocks=body.blocks(rest))
    frontmatter.fill(draft, values)
    if not page.recognises(rest):
        page_dates.add_from_fragment(draft, rest)
    return [draft]


def _fragment(content: str) -> list[Draft]:
    draft = Draft(blocks=markup.blocks(content))
    page_dates.add_from_fragment(draft, content)
    return [draft]


def _markdown(content: str) -> list[Draft]:
    draft = Draft(blocks=markdown.blocks(content))
    if all(block.role is not Role.HEADLINE for block in draft.blocks):
        plain.take_headline(draft)
    return [draft]


#: Every shape, in the order they are tried; the last takes everything.
FORMATS = (
    Format("feed", feed.recognises, feed.read),
    Format("json", schema.recognises, schema.read),
    Format("front matter", frontmatter.recognises, _front_matter),
    Format("page", page.recognises, page.read),
    Format("fragment", markup.looks_like_html, _fragment),
    Format("markdown", markdown.recognises, _markdown),
    Format("plain", lambda _: True, plain.read),
)


def read(
    drop: Drop, *, zone: ZoneInfo, step: Callable[[], None] = lambda: None
) -> tuple[Article, ...]:
    """Return the articles that *drop* holds; *zone* is for dates that name none.

    Raises DropError, with the drop's name, the line where there is one, and what to do. What an
    archive holds besides its articles is noted on the first of them. *step* is called whenever it
    goes on to a further one.
    """
    try:
        if archive.recognises(drop.content):
            return _archive(drop, zone, step)
        return _articles(drop, zone, step)
    except DropError as error:
        error.path = error.path or drop.name
        raise


@dataclass(frozen=True, slots=True)
class Correction:
    """What a person set right of a drop, and how to take that back."""

    folder: Path
    #: As it was before.
    drop: Drop
    path: Path

    def take_back(self) -> None:
        """Let the sidecar say what it said before; there was none where that is nothing."""
        if self.drop.sidecar:
            replace_sidecar(self.folder, self.drop, self.drop.sidecar)
        else:
            self.path.unlink(missing_ok=True)


def correct(
    folder: Path, name: str, *, max_bytes: int, now: datetime | None = None, **values: Any
) -> Correction:
    """Write *values* (``published="2026-01-27"``) into the sidecar of a drop.

    What a person wrote there before and does not change is kept. Raises DropError when there
    is no such drop, it cannot be taken, or a value is none that a sidecar may have: no drop that
    is there *now* is published later.
    """
    drop = replace(take(folder, name, max_bytes=max_bytes), taken=now)
    try:
        content = sidecar.changed(drop.sidecar, values)
        _refuse_ahead(sidecar.read(content), drop)
    except DropError as error:
        error.path = f"{name}{SIDECAR}"
        raise
    return Correction(folder, drop, replace_sidecar(folder, drop, content))


def _refuse_ahead(values: dict[str, Any], drop: Drop) -> None:
    moment = values.get("published")
    if moment and dates.lies_ahead(moment, drop, ZoneInfo("UTC")):
        raise DropError(f"{moment.said} lies ahead; give the day it came out", key="published")


def _articles(drop: Drop, zone: ZoneInfo, step: Callable[[], None]) -> tuple[Article, ...]:
    content, notes = text.decode(drop.content)
    form = next(form for form in FORMATS if form.recognises(content))
    drafts: list[Draft] = []
    for draft in form.read(content):
        if drafts:
            step()
        drafts.append(draft)
    _mark_shared(drafts)
    values = _sidecar(drop, len(drafts))
    if len(drafts) == 1 and (doubt := datelines.doubtful(content)):
        notes = [*notes, doubt]
    for draft in drafts:
        draft.notes[:0] = notes
        sidecar.apply(draft, values)
    return tuple(article.finish(draft, drop, values.get("timezone", zone)) for draft in drafts)


def _mark_shared(drafts: Sequence[Draft]) -> None:
    """Mark the drafts whose link is that of another one: a feed may link to one page throughout.

    Items of one link and one title are one article that was revised.
    """
    if len(drafts) < 2:
        return
    names = [links.canonical(draft.url) for draft in drafts]
    titles = defaultdict(set)
    for name, draft in zip(names, drafts, strict=True):
        titles[name].add(draft.title)
    for name, draft in zip(names, drafts, strict=True):
        draft.shares_url = len(titles[name]) > 1


def _sidecar(drop: Drop, articles: int) -> dict[str, Any]:
    if not drop.sidecar:
        return {}
    try:
        return sidecar.read(drop.sidecar, articles)
    except DropError as error:
        error.path = f"{drop.name}{SIDECAR}"
        raise


def _archive(drop: Drop, zone: ZoneInfo, step: Callable[[], None]) -> tuple[Article, ...]:
    """Read each file of an archive; a bad one does not stop the others."""
    found: list[Article] = []
    errors: list[DropError] = []
    for number, member in enumerate(archive.unpack(drop)):
        if number:
            step()
        try:
            found += _articles(member, zone, step)
        except DropError as error:
            error.path = error.path or member.name
            errors.append(error)
        if len(found) > MOST:
            raise DropError(f"holds more than {MOST} articles; spread them over several drops")
    if not found:
        raise (
            errors[0]
            if errors
            else DropError("is an archive without files; pack the articles into it")
        )
    notes = (*found[0].notes, *map(str, errors))
    return tuple(
        replace(one, drop=drop.name, notes=notes if one is found[0] else one.notes) for one in found
    )
