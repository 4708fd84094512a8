"""A long story's pages: where one is, what comes before and after, and where each month begins."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from feeds import dates
from feeds.document import Document, Query
from feeds.pages.phrases import Phrases
from feeds.words import words
from timeline import Outline

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
    events: Sequence[Outline],
    size: int,
    turn: Callable[[Query], str],
    w: Phrases,
) -> Turns | None:
    """Return how to get from the page *document* to the others; None where there are none.

    *events* are all that are chosen, in order; *size* of them stand on a page; *turn* gives the
    address of the page that a query asks for.
    """
    shown = document.entries
    if len(shown) in (0, len(events)):
        return None
    begin = next(at for at, event in enumerate(events) if event.id == shown[0].uuid)
    numbers = {"first": begin + 1, "last": begin + len(shown), "total": len(events)}
    return Turns(
        position=w.position.format(**{key: w.number(n) for key, n in numbers.items()}),
        earlier=turn(document.previous) if document.previous else None,
        later=turn(document.next) if document.next else None,
        jumps=_jumps(document, events, size, turn, words(w.language).months),
    )


def _jumps(
    document: Document,
    events: Sequence[Outline],
    size: int,
    turn: Callable[[Query], str],
    months: Sequence[str],
) -> tuple[Jump, ...]:
    found: dict[int, dict[int, str]] = {}
    for at, event in enumerate(events):
        day = dates.days(event, document.zone)[0]
        year = found.setdefault(day.year, {})
        if day.month not in year:
            last = events[at - at % size - 1].id if at >= size else None
            year[day.month] = f"{turn(replace(document.query, before=last))}#{event.id}"
    if sum(map(len, found.values())) > MAX_MONTHS:
        first = ((str(year), next(iter(links.values()))) for year, links in found.items())
        return (Jump("", tuple(first)),)
    return tuple(
        Jump(str(year), tuple((months[month - 1], href) for month, href in links.items()))
        for year, links in found.items()
    )
