"""An event's page: evidence, history, what stands before and after it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from feeds.document import Evidence, Site, describe
from feeds.entry import MAX_EVIDENCE
from feeds.pages import view
from feeds.pages.linked_data import linked_event
from feeds.pages.page import Html, Place, render, say_moment
from feeds.pages.phrases import Phrases, phrases
from feeds.text import clean, title
from feeds.wording import say, words
from timeline import Change, Event, Story, Timeline

#: Sentences on an event's page.
MAX_MENTIONS = 200


def event_page(
    story: Story, timeline: Timeline, event: Event, history: Sequence[Change], place: Place
) -> Html:
    """Return the page of one event: evidence, history, what stands before and after it."""
    w = phrases(story.language)
    entry = describe(event, story, place.site, history)
    entry = replace(entry, evidence=_all_evidence(event, story, place.site))
    item = view.item(entry, story.zone, w, place.href)
    page = {
        "title": entry.title,
        "description": f"{entry.lead[0].upper()}{entry.lead[1:]}. {entry.summary}",
        "url": entry.url,
        "item": item,
        "story": title(story.title),
        "story_href": place.href(f"/stories/{story.slug}"),
        "json_href": place.href(f"/events/{event.id}.json"),
        "precision": entry.precision,
        "kind": clean(event.kind),
        "places": ", ".join(entry.places),
        "actors": ", ".join(entry.actors),
        "published": say_moment(event.published, story, w),
        "updated": say_moment(event.updated, story, w),
        "variants": _variants(entry.evidence, story, w),
        "history": [
            {
                "iso": change.at.isoformat(timespec="seconds"),
                "when": say_moment(change.at, story, w),
                "why": clean(change.why),
            }
            for change in history
        ],
        "neighbours": [
            view.item(describe(other, story, place.site), story.zone, w, place.href)
            for other in _neighbours(event, timeline)
        ],
        "linked_data": linked_event(entry),
    }
    return render("event.html", place, w, "page.css", None, page=page)


def _all_evidence(event: Event, story: Story, site: Site) -> tuple[Evidence, ...]:
    """Return every sentence: an entry of a feed holds the first few only."""
    mentions = event.mentions[:MAX_MENTIONS]
    parts = (mentions[at : at + MAX_EVIDENCE] for at in range(0, len(mentions), MAX_EVIDENCE))
    entries = (describe(replace(event, mentions=part), story, site) for part in parts)
    return tuple(evidence for entry in entries for evidence in entry.evidence)


def _neighbours(event: Event, timeline: Timeline) -> tuple[Event, ...]:
    ids = [other.id for other in timeline.events]
    if event.id not in ids:
        return ()
    at = ids.index(event.id)
    return (*timeline.events[max(0, at - 1) : at], *timeline.events[at + 1 : at + 2])


def _variants(evidence: Sequence[Evidence], story: Story, w: Phrases) -> list[dict[str, str]]:
    """Return what each source says of date and status, if they differ."""
    said = [(found, found.mention.when, found.mention.status) for found in evidence]
    if len({(when.edtf, status) for _, when, status in said}) < 2:
        return []
    statuses = words(w.language).status
    rows = dict.fromkeys(
        (found.publisher, say(when, story.zone, w.language), statuses[status])
        for found, when, status in said
    )
    return [dict(zip(("publisher", "when", "status"), row, strict=True)) for row in rows]
