"""A story's page: the events that are asked for, and how to choose, follow and embed them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any
from urllib.parse import urlencode
from xml.sax.saxutils import quoteattr

from markupsafe import escape

from feeds.document import Order, Query, Site, compose
from feeds.pages import view
from feeds.pages.linked_data import linked_list
from feeds.pages.overview import Overview, draw
from feeds.pages.page import Html, Place, facts, render
from feeds.pages.phrases import Phrases, phrases
from feeds.query import choose
from feeds.text import clean, title
from feeds.wording import say_day, words
from timeline import Change, Status, Story, Timeline

#: Events on one page; more than this is slow to read and to paint.
PER_PAGE = 100


def story_page(
    story: Story,
    timeline: Timeline,
    place: Place,
    query: Query,
    history: Mapping[str, Sequence[Change]] | None = None,
) -> Html:
    """Return the page of a story: the events that *query* asks for, oldest first.

    Raises QueryError where ``before`` is the id of no event.
    """
    w, path = phrases(story.language), f"/stories/{story.slug}"
    size = min(query.limit or PER_PAGE, PER_PAGE)
    document = compose(
        timeline,
        story,
        place.site,
        replace(query, limit=None),
        order=Order.DATE,
        limit=size,
        history=history,
    )
    chosen = choose(timeline.events, query, story.zone)
    past, ahead = view.split(document.entries)
    filtered = bool(query.filters())
    selection = replace(query, before=None, limit=None).encode()
    page = {
        "title": title(story.title),
        "heading": title(story.title),
        "description": document.description,
        "url": place.site.url(path + document.query.encode()),
        "all_href": place.href(path),
        "filtered": filtered,
        "facts": facts(chosen, timeline, story, w),
        "alternates": _alternates(story, place, selection),
        "subscribe": w.subscribe_filtered if filtered else w.subscribe,
        "subscriptions": _subscriptions(path, place, selection, w),
        "overview": _overview(draw(chosen, story.zone), w),
        "form": _form(timeline, path, query, place, w) if place.live and timeline.events else None,
        "past": view.days(past, story.zone, w, place.href),
        "ahead": view.days(ahead, story.zone, w, place.href, prefix="p"),
        "empty_title": w.none_title if filtered else w.empty_title,
        "empty_text": w.none_text if filtered else w.empty_text,
        "earlier": _turn(path, document.previous, query, place),
        "later": _turn(path, document.next, query, place),
        "linked_data": linked_list(document),
        "stream": place.href(f"{path}/stream") if place.live else None,
        **_embed_code(story, place.site),
    }
    return render("story.html", place, w, "page.css", "live.js" if place.live else None, page=page)


def _turn(path: str, to: Query | None, query: Query, place: Place) -> str | None:
    return None if to is None else place.href(path + replace(to, limit=query.limit).encode())


def _alternates(story: Story, place: Place, selection: str) -> list[dict[str, str]]:
    """Return the links in the page's head that feed readers and hosts of embeds look for."""
    path, name = f"/stories/{story.slug}", title(story.title)
    found = [
        {
            "type": feed.type,
            "title": f"{name} – {feed.title}",
            "url": place.site.url(f"{path}/{feed.name}{selection}"),
        }
        for feed in place.feeds
        if feed.discoverable
    ]
    for kind, form in (("application/json", "json"), ("text/xml", "xml")) if place.live else ():
        asked = urlencode({"url": place.site.url(path), "format": form})
        url = place.site.url(f"/oembed?{asked}")
        found.append({"type": f"{kind}+oembed", "title": name, "url": url})
    return found


def _subscriptions(path: str, place: Place, selection: str, w: Phrases) -> list[dict[str, str]]:
    found = []
    for feed in place.feeds:
        target = f"{path}/{feed.name}{selection}"
        url = place.href(target)
        if feed.name.endswith(".ics"):
            # calendars subscribe to webcal:, and would only import a file
            url = f"webcal:{place.site.url(target).partition(':')[2]}"
        found.append({"type": feed.type, "title": w.feeds.get(feed.name, feed.title), "url": url})
    return found


def _overview(picture: Overview | None, w: Phrases) -> dict[str, Any] | None:
    if picture is None:
        return None
    title = getattr(w, f"per_{picture.step}")
    happened = w.happened_count.format(n=picture.happened_count)
    planned = w.planned_count.format(n=picture.planned_count)
    busiest = w.busiest.format(when=say_day(picture.busiest, w.language), n=picture.most)
    notes = [busiest]
    if picture.not_drawn:
        notes.append(w.count("not_drawn", picture.not_drawn))
    first, last = say_day(picture.first, w.language), say_day(picture.last, w.language)
    return {
        "width": picture.width,
        "height": picture.height,
        "happened": picture.happened,
        "planned": picture.planned,
        "first": first,
        "last": last,
        "title": title,
        "happened_words": happened,
        "planned_words": planned,
        "notes": notes,
        "label": f"{title}, {first} – {last}: {happened}, {planned}; {busiest}",
    }


def _form(timeline: Timeline, path: str, query: Query, place: Place, w: Phrases) -> dict[str, Any]:
    events = timeline.events
    statuses = words(w.language).status
    tags = [tag for event in events for tag in (event.kind, *event.places, *event.actors)]
    sources = [m.article.publisher or "" for event in events for m in event.mentions]
    present = [status for status in Status if any(event.status is status for event in events)]
    return {
        "action": place.href(path),
        "q": query.q or "",
        "first": query.from_ or "",
        "last": query.to or "",
        "selects": [
            _select(
                "status", w.filter_status, query.status, [(s.value, statuses[s]) for s in present]
            ),
            _select("tag", w.filter_tag, query.tag, _options(tags)),
            _select("source", w.filter_source, query.source, _options(sources)),
        ],
    }


def _options(names: Sequence[str]) -> list[tuple[str, str]]:
    """Return each name once, in alphabetical order, as value and words."""
    plain = {clean(name) for name in names} - {""}
    return [(name, name) for name in sorted(plain, key=str.casefold)]


def _select(
    name: str, label: str, chosen: str | None, options: Sequence[tuple[str, str]]
) -> dict[str, Any]:
    rows = [
        {"value": value, "words": text, "chosen": value.casefold() == (chosen or "").casefold()}
        for value, text in options
    ]
    if chosen and not any(row["chosen"] for row in rows):
        rows.append({"value": chosen, "words": chosen, "chosen": True})
    return {"name": name, "label": label, "options": rows}


def _embed_code(story: Story, site: Site) -> dict[str, str]:
    page, name = site.url(f"/stories/{story.slug}"), title(story.title)
    return {
        "embed_frame": (
            f'<iframe src="{page}/embed" title={quoteattr(name)} width="100%" height="600"'
            ' style="border:0" loading="lazy"></iframe>'
        ),
        "embed_component": (
            f'<script type="module" src="{site.url("/embed.js")}"></script>\n'
            f'<story-timeline src="{page}/timeline.json"><a href="{page}">{escape(name)}</a>'
            "</story-timeline>"
        ),
    }
