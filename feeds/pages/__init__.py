"""A Timeline becomes pages: story, event, embed, list of stories, errors.

Every page is one file: its style and script stand in it, allowed by their hashes alone, and
nothing is asked of anybody else.
"""

from __future__ import annotations

import json
from base64 import b64encode
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any
from urllib.parse import urlencode
from xml.sax.saxutils import quoteattr

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from feeds.document import Document, Entry, Evidence, Order, Query, Site, compose, describe
from feeds.entry import MAX_EVIDENCE
from feeds.pages import view
from feeds.pages.overview import Overview, draw
from feeds.pages.phrases import Phrases, phrases
from feeds.query import choose
from feeds.text import clean, title
from feeds.wording import say, say_day, words
from timeline import Change, Event, Granularity, Status, Story, Timeline, When, Withdrawal

HERE = Path(__file__).parent
#: Events on one page; more than this is slow to read and to paint.
PER_PAGE = 100
PER_EMBED = 30
THEMES = ("light", "dark")
ORDERS = ("newest", "oldest")
#: Sentences on an event's page.
MAX_MENTIONS = 200

#: schema.org knows no "happened": what was not called off is scheduled for its date.
_EVENT_STATUS = {Status.CALLED_OFF: "https://schema.org/EventCancelled"}
_SCHEDULED = "https://schema.org/EventScheduled"


@dataclass(frozen=True, slots=True)
class Feed:
    """A published document as a page links to it."""

    #: "feed.rss", "calendar.ics" …
    name: str
    title: str
    type: str
    #: Readers look for it in the page's head.
    discoverable: bool = True


@dataclass(frozen=True, slots=True)
class Html:
    """A page and the Content-Security-Policy it has to be sent with."""

    text: str
    policy: str


@dataclass(frozen=True, slots=True)
class Place:
    """Where a page is published and how it points to others."""

    site: Site
    #: Path below the base URL (with its query) -> what to write into ``href``.
    href: Callable[[str], str]
    #: False for files without a service behind them: no filters, no stream, no oEmbed.
    live: bool = True
    feeds: tuple[Feed, ...] = ()


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
        "facts": _facts(chosen, timeline, story, w),
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
        "linked_data": _linked_list(document),
        "stream": place.href(f"{path}/stream") if place.live else None,
        **_embed_code(story, place.site),
    }
    return _render("story.html", place, w, "page.css", "live.js" if place.live else None, page=page)


def index_page(stories: Sequence[tuple[Story, Timeline]], place: Place) -> Html:
    """Return the list of stories."""
    w = phrases(place.site.language)
    rows = [
        {
            "title": title(story.title),
            "description": clean(story.description),
            "href": place.href(f"/stories/{story.slug}"),
            "facts": _facts(timeline.events, timeline, story, w),
        }
        for story, timeline in stories
    ]
    return _render("index.html", place, w, "page.css", None, rows=rows)


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
        "published": _say_moment(event.published, story, w),
        "updated": _say_moment(event.updated, story, w),
        "variants": _variants(entry.evidence, story, w),
        "history": [
            {
                "iso": change.at.isoformat(timespec="seconds"),
                "when": _say_moment(change.at, story, w),
                "why": clean(change.why),
            }
            for change in history
        ],
        "neighbours": [
            view.item(describe(other, story, place.site), story.zone, w, place.href)
            for other in _neighbours(event, timeline)
        ],
        "linked_data": _json({"@context": "https://schema.org", **_linked(entry)}),
    }
    return _render("event.html", place, w, "page.css", None, page=page)


def embed_page(
    story: Story,
    timeline: Timeline,
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
    )
    page = {
        "title": title(story.title),
        "url": document.page,
        "events": [view.item(entry, story.zone, w, site.url) for entry in document.entries],
        "empty_text": w.none_text if query.filters() else w.empty_text,
        "stream": place.href(f"/stories/{story.slug}/stream") if place.live else None,
    }
    return _render(
        "embed.html", place, w, "embed.css", "frame.js", ancestors="*", theme=theme, page=page
    )


def error_page(
    place: Place, title: str, text: str, *, back: str | None = None, language: str | None = None
) -> Html:
    """Return a page that says what is wrong and what to do; *back* is the path of a story."""
    w = phrases(language or place.site.language)
    return _render(
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
    return _render("docs.html", place, w, "page.css", None, rows=rows)


def static(name: str) -> bytes:
    """Return a static file of the pages: "favicon.svg", "embed.js"."""
    return (HERE / "static" / name).read_bytes()


# --- what the templates are given --------------------------------------------------------------


@cache
def _environment() -> Environment:
    return Environment(
        loader=FileSystemLoader(HERE / "templates"),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
    )


@cache
def _asset(name: str) -> str:
    return (HERE / "static" / name).read_text("utf-8").strip()


@cache
def _hash(text: str) -> str:
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"


def _render(
    template: str,
    place: Place,
    w: Phrases,
    style: str,
    script: str | None,
    *,
    ancestors: str = "'self'",
    theme: str = "",
    **values: Any,
) -> Html:
    css, js = _asset(style), _asset(script) if script else ""
    text = (
        _environment()
        .get_template(template)
        .render(
            site=place.site,
            href=place.href,
            w=w,
            theme=theme,
            style=Markup(css),  # noqa: S704  # our own file
            script=Markup(js),  # noqa: S704  # our own file
            **values,
        )
    )
    policy = [
        "default-src 'none'",
        f"style-src {_hash(css)}",
        f"script-src {_hash(js)}" if js else "",
        "connect-src 'self'" if js else "",
        "img-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        f"frame-ancestors {ancestors}",
    ]
    return Html(text, "; ".join(filter(None, policy)))


def _turn(path: str, to: Query | None, query: Query, place: Place) -> str | None:
    return None if to is None else place.href(path + replace(to, limit=query.limit).encode())


def _facts(events: Sequence[Event], timeline: Timeline, story: Story, w: Phrases) -> list[str]:
    facts = [w.count("events", len(events))]
    articles = {mention.article.key for event in events for mention in event.mentions}
    if articles:
        facts.append(w.count("sources", len(articles)))
    if timeline.updated is not None:
        facts.append(w.updated.format(when=_say_moment(timeline.updated, story, w)))
    return facts


def _say_moment(moment: datetime, story: Story, w: Phrases) -> str:
    """Return when something became known, to the minute and with its zone."""
    second = moment.astimezone(story.zone).isoformat(timespec="seconds")
    return say(When(second, moment, moment, Granularity.MINUTE), story.zone, w.language)


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


def _linked_list(document: Document) -> Markup:
    return _json(
        {
            "@context": "https://schema.org",
            "@type": "ItemList",
            "name": title(document.story.title),
            "url": document.page,
            "itemListElement": [
                {"@type": "ListItem", "position": at, "item": _linked(entry)}
                for at, entry in enumerate(document.entries, 1)
            ],
        }
    )


def _linked(entry: Entry) -> dict[str, Any]:
    """Return *entry* as schema.org's Event; its dates only as fine as they are known."""
    found: dict[str, Any] = {
        "@type": "Event",
        "name": entry.title,
        "url": entry.url,
        "eventStatus": _EVENT_STATUS.get(entry.event.status, _SCHEDULED),
    }
    if entry.start:
        found["startDate"] = entry.start
    if entry.end:
        found["endDate"] = entry.end
    if entry.places:
        found["location"] = [{"@type": "Place", "name": name} for name in entry.places]
    return found


def _json(data: object) -> Markup:
    """Return JSON that can stand inside ``<script>``."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    text = text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")
    return Markup(text)  # noqa: S704  # nothing left in it that HTML reads
