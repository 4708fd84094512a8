"""The form that chooses among a story's events, and the words for what was chosen."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from feeds.document import Query
from feeds.pages.phrases import Phrases
from feeds.text import clean
from feeds.wording import words
from timeline import Event, Status

#: Choices of one list; the most frequent ones are offered.
MAX_OPTIONS = 100

#: Value and words of a choice.
Option = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Select:
    """A list to choose from."""

    name: str
    label: str
    #: Heading, empty for a plain list, and the choices under it.
    groups: tuple[tuple[str, tuple[Option, ...]], ...]
    #: The value that is chosen, as it stands in the list.
    chosen: str


@dataclass(frozen=True, slots=True)
class Form:
    """What the form is filled with."""

    action: str
    q: str
    first: str
    last: str
    selects: tuple[Select, ...]
    #: Parameters that have no field of their own, so that they are not lost.
    hidden: tuple[tuple[str, str], ...]


def fill(events: Sequence[Event], action: str, query: Query, w: Phrases) -> Form:
    """Return the form for a story's *events*, with the choices of *query* made."""
    statuses = words(w.language).status
    present = {event.status for event in events}
    own = tuple((s.value, statuses[s]) for s in Status if s in present)
    sources = _options(m.article.publisher or "" for event in events for m in event.mentions)
    tags = (
        (w.kind, _options(event.kind for event in events)),
        (w.places, _options(name for event in events for name in event.places)),
        (w.actors, _options(name for event in events for name in event.actors)),
    )
    return Form(
        action=action,
        q=query.q or "",
        first=query.from_ or "",
        last=query.to or "",
        selects=(
            _select("status", w.filter_status, query.status, (("", own),)),
            _select("tag", w.filter_tag, query.tag, tags),
            _select("source", w.filter_source, query.source, (("", sources),)),
        ),
        hidden=tuple(pair for pair in query.filters() if pair[0] in ("place", "since", "until")),
    )


def say_choice(query: Query, w: Phrases) -> str:
    """Return what *query* chooses: "Status: planned; Words: night train"."""
    labels = {
        "q": w.filter_q,
        "tag": w.filter_tag,
        "source": w.filter_source,
        "place": w.places,
        "status": w.filter_status,
        "since": w.filter_since,
        "until": w.filter_until,
        "from": w.filter_from,
        "to": w.filter_to,
    }
    statuses = words(w.language).status
    said = {"status": statuses[Status(query.status)]} if query.status else {}
    return "; ".join(f"{labels[name]}: {said.get(name, value)}" for name, value in query.filters())


def _options(names: Iterable[str]) -> tuple[Option, ...]:
    """Return the most frequent names, each once, in alphabetical order."""
    counted = Counter(clean(name) for name in names)
    del counted[""]
    often = [name for name, _ in counted.most_common(MAX_OPTIONS)]
    return tuple((name, name) for name in sorted(often, key=str.casefold))


def _select(
    name: str, label: str, asked: str | None, groups: tuple[tuple[str, tuple[Option, ...]], ...]
) -> Select:
    values = [value for _, options in groups for value, _ in options]
    # a tag is found in any case
    chosen = next((v for v in values if asked and v.casefold() == asked.casefold()), asked or "")
    if chosen and chosen not in values:
        groups = (*groups, ("", ((chosen, chosen),)))
    return Select(name, label, tuple(group for group in groups if group[1]), chosen)
