"""A Timeline becomes pages: story, event, embed, list of stories, errors."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from feeds.pages.embed import ORDERS, THEMES, embed_page
from feeds.pages.event import event_page
from feeds.pages.page import Feed, Html, Place, facts, render, static
from feeds.pages.phrases import phrases
from feeds.pages.story import PER_PAGE, story_page
from feeds.text import clean, title
from feeds.wording import say_day
from timeline import Story, Timeline, Withdrawal

__all__ = [
    "ORDERS",
    "PER_PAGE",
    "THEMES",
    "Feed",
    "Html",
    "Place",
    "docs_page",
    "embed_page",
    "error_page",
    "event_page",
    "gone_page",
    "index_page",
    "static",
    "story_page",
]


def index_page(stories: Sequence[tuple[Story, Timeline]], place: Place) -> Html:
    """Return the list of stories."""
    w = phrases(place.site.language)
    rows = [
        {
            "title": title(story.title),
            "description": clean(story.description),
            "href": place.href(f"/stories/{story.slug}"),
            "facts": facts(timeline.events, timeline, story, w),
        }
        for story, timeline in stories
    ]
    return render("index.html", place, w, "page.css", None, rows=rows)


def error_page(
    place: Place, title: str, text: str, *, back: str | None = None, language: str | None = None
) -> Html:
    """Return a page that says what is wrong and what to do; *back* is the path of a story."""
    w = phrases(language or place.site.language)
    return render(
        "error.html",
        place,
        w,
        "page.css",
        None,
        title=title,
        text=text,
        back=place.href(back) if back else None,
    )


def gone_page(story: Story, withdrawal: Withdrawal, place: Place) -> Html:
    """Return the page of an event that left the timeline."""
    w = phrases(story.language)
    when = say_day(withdrawal.when.astimezone(story.zone).date(), w.language)
    text = w.gone_text.format(when=when, why=withdrawal.why)
    return error_page(place, w.gone, text, back=f"/stories/{story.slug}", language=story.language)


def docs_page(rows: Sequence[Mapping[str, str]], place: Place) -> Html:
    """Return the page that lists the service's addresses."""
    w = phrases(place.site.language)
    return render("docs.html", place, w, "page.css", None, rows=rows)
