"""A story's page: the events that are asked for, and how to choose, follow and embed them."""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from urllib.parse import urlencode
from xml.sax.saxutils import quoteattr
from zoneinfo import ZoneInfo

from markupsafe import escape

from feeds.document import Histories, Order, Query, Site, compose, no_history
from feeds.pages import view
from feeds.pages.form import say_choice
from feeds.pages.linked_data import linked_list
from feeds.pages.overview import Overview, draw
from feeds.pages.page import Html, Place, facts, render
from feeds.pages.phrases import Phrases, phrases
from feeds.pages.turns import turns
from feeds.query import choice
from feeds.text import title
from feeds.wording import say_day, say_edtf
from timeline import Choice, Snapshot, Story, Timeline, snapshot

#: Events on one page; more than this is slow to read and to paint.
PER_PAGE = 100


def story_page(
    story: Story,
    timeline: Timeline | Snapshot,
    place: Place,
    query: Query,
    history: Histories = no_history,
) -> Html:
    """Return the page of a story: the events that *query* asks for, oldest first.

    Raises QueryError where ``before`` is the id of no event.
    """
    w, path = phrases(story.language), f"/stories/{story.slug}"
    size = min(query.limit or PER_PAGE, PER_PAGE)
    now = snapshot(timeline, story.zone)
    document = compose(
        now,
        story,
        place.site,
        replace(query, limit=None),
        order=Order.DATE,
        limit=size,
        history=history,
        withdrawn=False,
    )
    asked = choice(query, story.zone)
    chosen, total = now.outline(asked), now.select(Choice(), Order.DATE, 1).total
    past, ahead = view.split(document.entries, chosen, now.updated)
    filtered = bool(query.filters())
    selection = replace(query, before=None, limit=None).encode()
    name = title(story.title)

    def turn(to: Query) -> str:
        return place.href(path + replace(to, limit=query.limit).encode())

    page = {
        "title": name,
        "description": document.description,
        "lead": document.description if document.description != name else "",
        "url": place.site.url(path + document.query.encode()),
        "all_href": place.href(path),
        "choice": _choice(query, len(chosen.ids), total, w),
        "facts": facts(now, len(chosen.ids), now.articles(asked), story, w),
        "alternates": _alternates(story, place, selection),
        "subscribe": w.subscribe_filtered if filtered else w.subscribe,
        "subscriptions": _subscriptions(path, place, selection, w),
        "overview": _overview(draw(chosen.events, story.zone, now.updated), story.zone, w),
        "filter_href": place.href(f"{path}/filter{selection}") if place.live and total else None,
        "past": view.days(past, story.zone, w, place.href),
        "ahead": view.days(ahead, story.zone, w, place.href, prefix="p"),
        "empty_title": w.none_title if filtered else w.empty_title,
        "empty_text": w.none_text if filtered else w.empty_text,
        "turns": turns(document, chosen, size, turn, w),
        "linked_data": linked_list(document),
        "revision": now.revision,
        "stream": place.href(f"{path}/stream") if place.live else None,
        "data_href": place.href(f"{path}/timeline.json{selection}"),
        "embed_codes": _embed_codes(story, place.site, w),
    }
    script = "live.js" if place.live else None
    return render("story.html", place, w, "page.css", script, language=story.language, page=page)


def _choice(query: Query, shown: int, total: int, w: Phrases) -> str:
    """Return how many events are chosen and by what; nothing where all are."""
    if not query.filters():
        return ""
    counts = w.selection.format(shown=w.number(shown), total=w.count("events", total))
    return f"{counts}. {say_choice(query, w)}."


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
    """Return what can be followed: feeds and the calendar, not the data."""
    found = []
    for feed in place.feeds:
        if not (feed.discoverable or feed.name.endswith(".ics")):
            continue
        target = f"{path}/{feed.name}{selection}"
        url = place.href(target)
        if feed.name.endswith(".ics"):
            # calendars subscribe to webcal:, and would only import a file
            url = f"webcal:{place.site.url(target).partition(':')[2]}"
        found.append({"type": feed.type, "title": w.feeds.get(feed.name, feed.title), "url": url})
    return found


def _overview(picture: Overview | None, zone: ZoneInfo, w: Phrases) -> dict[str, Any] | None:
    if picture is None:
        return None
    name = getattr(w, f"per_{picture.step}")
    found = (
        ("key", w.happened_count, picture.happened_count),
        ("key plan", w.planned_count, picture.planned_count),
    )
    counts = [(css, words.format(n=w.number(n))) for css, words, n in found if n]
    notes = []
    if picture.most > 1:
        most = say_edtf(picture.busiest, zone, w.language)
        notes.append(w.busiest.format(when=most, n=picture.most))
    label = "; ".join([", ".join(words for _css, words in counts), *notes])
    if picture.not_drawn:
        notes.append(w.count("not_drawn", picture.not_drawn))
    if picture.too_late:
        notes.append(w.count("too_late", picture.too_late))
    if picture.far:
        notes.append(w.count("far", picture.far))
    first, last = say_day(picture.first, w.language), say_day(picture.last, w.language)
    return {
        "picture": picture,
        "first": first,
        "last": last,
        "name": name,
        "counts": counts,
        "notes": notes,
        "label": f"{name}, {first} – {last}: {label}",
    }


def _embed_codes(story: Story, site: Site, w: Phrases) -> tuple[tuple[str, str], ...]:
    """Return what each way to embed is called, and the code to paste."""
    page, name = site.url(f"/stories/{story.slug}"), title(story.title)
    frame = (
        f'<iframe src="{page}/embed" title={quoteattr(name)} width="100%" height="600"'
        ' style="border:0" loading="lazy"></iframe>'
    )
    component = (
        f'<script type="module" src="{site.url("/embed.js")}"></script>\n'
        f'<story-timeline src="{page}/timeline.json"><a href="{page}">{escape(name)}</a>'
        "</story-timeline>"
    )
    return ((w.embed_frame, frame), (w.embed_component, component))
