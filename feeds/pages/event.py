"""An event's page: evidence, history, what stands before and after it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from urllib.parse import urlencode

from feeds.document import Entry, describe
from feeds.pages import view
from feeds.pages.history import lines
from feeds.pages.linked_data import linked_event
from feeds.pages.page import Html, Place, render
from feeds.pages.phrases import Phrases, phrases
from feeds.text import title
from feeds.variants import variants
from feeds.wording import say, say_day
from feeds.words import words
from timeline import (
    Change,
    Choice,
    Event,
    Order,
    Snapshot,
    Story,
    Timeline,
    snapshot,
)


def event_page(
    story: Story,
    timeline: Timeline | Snapshot,
    event: Event,
    history: Sequence[Change],
    place: Place,
) -> Html:
    """Return the page of one event: evidence, history, what stands before and after it."""
    w, path = phrases(story.language), f"/stories/{story.slug}"
    entry = describe(event, story, place.site, history, as_of=timeline.updated)
    entry = replace(entry, evidence=entry.reports)

    def tags(names: Iterable[str]) -> list[tuple[str, str | None]]:
        """Return names with what they lead to, where the service can choose."""
        ask = ((name, f"{path}?{urlencode({'tag': name})}") for name in names)
        return [(name, place.href(to) if place.live else None) for name, to in ask]

    own = words(story.language).kinds
    kinds = [(own.get(name, name), to) for name, to in tags([entry.kind])]

    page = {
        "title": entry.title,
        "description": f"{view.capital(entry.lead)}. {entry.summary}",
        "url": entry.url,
        "item": view.item(entry, story.zone, w, place.href),
        "story": title(story.title),
        "story_href": place.href(path),
        "json_href": place.href(f"/events/{event.id}.json"),
        "precision": entry.precision,
        "tags": [
            (w.kind, kinds),
            (w.places, tags(entry.places)),
            (w.actors, tags(entry.actors)),
        ],
        "days": _days(event, story, w),
        "variants": _variants(entry, story, w),
        "history": list(lines(history, entry.evidence, story, w)),
        "neighbours": [
            view.item(
                describe(other, story, place.site, as_of=timeline.updated),
                story.zone,
                w,
                place.href,
            )
            for other in _neighbours(event, snapshot(timeline, story.zone))
        ],
        "linked_data": linked_event(entry),
    }
    return render("event.html", place, w, "page.css", None, language=story.language, page=page)


def _days(event: Event, story: Story, w: Phrases) -> list[tuple[str, str, str]]:
    """Return when it was first told and, if it was, last changed: label, ISO and words."""
    found = [(w.first_told, event.published)]
    if event.revision > 1:
        found.append((w.last_changed, event.updated))
    days = [(label, moment.astimezone(story.zone).date()) for label, moment in found]
    return [(label, day.isoformat(), say_day(day, w.language)) for label, day in days]


def _neighbours(event: Event, now: Snapshot) -> tuple[Event, ...]:
    """Return the events that stand before and behind one by date."""
    try:
        found = now.select(Choice(), Order.DATE, 1, event.id)
    except LookupError:
        return ()
    before = now.find(found.back) if found.back else None
    return (before, *found.events) if isinstance(before, Event) else found.events


def _variants(entry: Entry, story: Story, w: Phrases) -> list[dict[str, str]]:
    """Return what each source says of date and status, if that cannot all be true."""
    statuses = words(w.language).status
    rows = dict.fromkeys(
        (
            one.source,
            say_day(one.published.astimezone(story.zone).date(), w.language),
            view.capital(say(one.mention.when, story.zone, w.language, one.mention.status)),
            statuses[one.mention.status],
        )
        for one in variants(entry.event, entry.evidence)
    )
    names = ("publisher", "published", "when", "status")
    return [dict(zip(names, row, strict=True)) for row in rows]
