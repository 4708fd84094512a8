"""A long story's pages: where one is, what comes before and after, and where each month begins."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from feeds import dates
from feeds.document import Document, Query
from feeds.pages.phrases import Phrases
from feeds.words import words
from timeline import Outlines

#: More months than this, and the years alone are offered.
MAX_MONTHS = 36


@dataclass(frozen=True, slots=True)
class Jump:
    """Where the months of a year begin; of a very long story, where the years begin."""

    #: Empty where the links are years themselves.
    year: str
    #: Words and address.
    links: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Turns:
    """The links of one of several pages."""

    #: "Events 101–200 of 500".
    position: str
    earlier: str | None
    later: str | None
    jumps: tuple[Jump, ...]


def turns(
    document: Document,
    chosen: Outlines,
    size: int,
    turn: Callable[[Query], str],
    w: Phrases,
) -> Turns | None:
    """Return how to get from the page *document* to the others; None where there are none.

    *chosen* are all events that are, in order; *size* of them stand on a page; *turn* gives the
    address of the page that a query asks for.
    """
    shown = document.entries
    total = len(chosen.ids)
    if len(shown) in (0, total):
        return None
    begin = chosen.ids.index(shown[0].uuid)
    numbers = {"first": begin + 1, "last": begin + len(shown), "total": total}
    return Turns(
        position=w.position.format(**{key: w.number(n) for key, n in numbers.items()}),
        earlier=turn(document.previous) if document.previous else None,
        later=turn(document.next) if document.next else None,
        jumps=_jumps(document, chosen, size, turn, words(w.language).months),
    )


def _jumps(
    document: Document,
    chosen: Outlines,
    size: int,
    turn: Callable[[Query], str],
    months: Sequence[str],
) -> tuple[Jump, ...]:
    found: dict[int, dict[int, str]] = {}
    for at, event in enumerate(chosen.events):
        day = dates.days(event, document.zone)[0]
        year = found.setdefault(day.year, {})
        if day.month not in year:
            last = chosen.ids[at - at % size - 1] if at >= size else None
            year[day.month] = f"{turn(replace(document.query, before=last))}#{chosen.ids[at]}"
    if sum(map(len, found.values())) > MAX_MONTHS:
        first = ((str(year), next(iter(links.values()))) for year, links in found.items())
        return (Jump("", tuple(first)),)
    return tuple(
        Jump(str(year), tuple((months[month - 1], href) for month, href in links.items()))
        for year, links in found.items()
    )
