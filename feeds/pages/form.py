"""The page with the form that chooses among a story's events, and the words for what was chosen.

The form has a page of its own: six controls cost a browser a fifth of what a whole story does,
even while they are folded away (`make bench`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from feeds.document import Query
from feeds.pages.page import Html, Place, render
from feeds.pages.phrases import Phrases, phrases
from feeds.text import clean, title
from feeds.words import words
from timeline import Snapshot, Status, Story, Tally, Timeline, snapshot

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


def filter_page(story: Story, timeline: Timeline | Snapshot, place: Place, query: Query) -> Html:
    """Return the page to choose among a story's events, with the choices of *query* made."""
    w, story_href = phrases(story.language), place.href(f"/stories/{story.slug}")
    page = {
        "title": title(story.title),
        "story_href": story_href,
        "form": fill(snapshot(timeline, story.zone).tally(), story_href, query, w),
    }
    return render("filter.html", place, w, "page.css", None, language=story.language, page=page)


def fill(tally: Tally, action: str, query: Query, w: Phrases) -> Form:
    """Return the form for a story whose names are in *tally*, with *query*'s choices made."""
    statuses = words(w.language).status
    own = tuple((s.value, statuses[s]) for s in Status if tally.statuses[s.value])
    sources = _options(tally.publishers)
    tags = (
        (w.kind, _named(_options(tally.kinds), words(w.language).kinds)),
        (w.places, _options(tally.places)),
        (w.actors, _options(tally.actors)),
    )
    return Form(
        action=action,
        q=query.q or "",
        first=query.from_ or "",
        last=query.to or "",
        selects=(
            _select("tag", w.filter_tag, query.tag, tags),
            _select("status", w.filter_status, query.status, (("", own),)),
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
    own = words(w.language)
    said = {"status": own.status[Status(query.status)]} if query.status else {}
    if query.tag:
        said["tag"] = own.kinds.get(query.tag, query.tag)
    return "; ".join(f"{labels[name]}: {said.get(name, value)}" for name, value in query.filters())


def _options(names: Mapping[str, int]) -> tuple[Option, ...]:
    """Return the most frequent names, each once, in alphabetical order."""
    counted: Counter[str] = Counter()
    for name, count in names.items():
        counted[clean(name)] += count
    del counted[""]
    often = sorted(counted, key=lambda name: (-counted[name], name))[:MAX_OPTIONS]
    return tuple((name, name) for name in sorted(often, key=str.casefold))


def _named(options: tuple[Option, ...], kinds: Mapping[str, str]) -> tuple[Option, ...]:
    """Return kinds in the words of the story's language, in alphabetical order."""
    named = ((value, kinds.get(value, value)) for value, _ in options)
    return tuple(sorted(named, key=lambda option: option[1].casefold()))


def _select(
    name: str, label: str, asked: str | None, groups: tuple[tuple[str, tuple[Option, ...]], ...]
) -> Select:
    values = [value for _, options in groups for value, _ in options]
    # a tag is found in any case
    chosen = next((v for v in values if asked and v.casefold() == asked.casefold()), asked or "")
    if chosen and chosen not in values:
        groups = (*groups, ("", ((chosen, chosen),)))
    return Select(name, label, tuple(group for group in groups if group[1]), chosen)
