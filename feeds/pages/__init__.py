"""A Timeline becomes pages: story, event, embed, list of stories, errors."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from feeds.document import describe
from feeds.pages import view
from feeds.pages.embed import ORDERS, THEMES, embed_page
from feeds.pages.event import event_page
from feeds.pages.form import filter_page
from feeds.pages.page import Feed, Html, Place, facts, render, static
from feeds.pages.phrases import Phrases, phrases
from feeds.pages.story import PER_PAGE, story_page
from feeds.text import clean, title
from feeds.wording import say_day
from feeds.words import words
from timeline import Choice, Order, Snapshot, Story, Timeline, Withdrawal, snapshot

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
    "filter_page",
    "gone_page",
    "index_page",
    "static",
    "story_page",
]


def index_page(stories: Sequence[tuple[Story, Timeline | Snapshot]], place: Place) -> Html:
    """Return the list of stories."""
    w = phrases(place.site.language)
    rows = [
        {
            "title": title(story.title),
            "lang": w.other(story.language),
            "description": clean(story.description),
            "href": place.href(f"/stories/{story.slug}"),
            "facts": _facts(snapshot(timeline, story.zone), story, w),
        }
        for story, timeline in stories
    ]
    return render("index.html", place, w, "page.css", None, rows=rows)


def _facts(now: Snapshot, story: Story, w: Phrases) -> list[str]:
    total = now.select(Choice(), Order.DATE, 1).total
    return facts(now, total, now.articles(Choice()), story, w)


def error_page(
    place: Place, title: str, text: str, *, language: str | None = None, back: str | None = None
) -> Html:
    """Return a page that says what is wrong and what to do; *back* is the path of a story.

    *language* is the text's, unless it is the page's.
    """
    w = phrases(place.site.language)
    return render(
        "error.html",
        place,
        w,
        "page.css",
        None,
        title=title,
        text=text,
        text_language=language if language != w.language else None,
        back=place.href(back) if back else None,
    )


def gone_page(story: Story, withdrawal: Withdrawal, place: Place) -> Html:
    """Return the page of an event that left the timeline: that it did, when, why, what it was.

    What it was is struck out, and left out once the articles that told of it were purged or an
    editor has hidden it.
    """
    w = phrases(story.language)
    day = say_day(withdrawal.when.astimezone(story.zone).date(), w.language)
    why = w.reasons.get(withdrawal.why, clean(withdrawal.why))
    was = None if withdrawal.is_hidden else withdrawal.last
    last = describe(was, story, place.site) if was else None
    page = {
        "status": words(w.language).withdrawn,
        "title": last.title if last else "",
        "when": view.capital(last.when) if last else "",
        "text": w.gone_text.format(when=day, why=why.rstrip(".")),
        "story": title(story.title),
        "story_href": place.href(f"/stories/{story.slug}"),
    }
    return render("gone.html", place, w, "page.css", None, language=story.language, page=page)


def docs_page(rows: Sequence[Mapping[str, str]], place: Place) -> Html:
    """Return the page that lists the service's addresses."""
    w = phrases(place.site.language)
    return render("docs.html", place, w, "page.css", None, rows=rows)
