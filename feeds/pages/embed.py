"""The page for other people's frames: a list and a link to the story."""

from __future__ import annotations

from feeds.document import Order, Query, compose
from feeds.pages import view
from feeds.pages.page import Html, Place, render
from feeds.pages.phrases import phrases
from feeds.text import title
from timeline import Snapshot, Story, Timeline

PER_EMBED = 30
THEMES = ("light", "dark")
ORDERS = ("newest", "oldest")


def embed_page(
    story: Story,
    timeline: Timeline | Snapshot,
    place: Place,
    query: Query,
    *,
    theme: str = "",
    order: str = "",
) -> Html:
    """Return the page for other people's frames: a list and a link to the story.

    *theme* is one of THEMES or empty, as the reader's system says; *order* one of ORDERS.
    """
    w, site = phrases(story.language), place.site
    document = compose(
        timeline,
        story,
        site,
        query,
        order=Order.DATE if order == "oldest" else Order.NEWEST,
        limit=PER_EMBED,
        withdrawn=False,
    )
    page = {
        "title": title(story.title),
        "url": document.page,
        "events": [view.item(entry, story.zone, w, site.url) for entry in document.entries],
        "empty_text": w.none_text if query.filters() else w.empty_text,
        "revision": timeline.revision,
        "stream": place.href(f"/stories/{story.slug}/stream") if place.live else None,
    }
    return render(
        "embed.html",
        place,
        w,
        "embed.css",
        "frame.js",
        language=story.language,
        ancestors="*",
        theme=theme,
        page=page,
    )
