"""What all pages share: where a page is published, how a template becomes HTML with its policy.

Every page is one file: its style and script stand in it, allowed by their hashes alone, and
nothing is asked of anybody else.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from feeds.document import Site
from feeds.pages.phrases import Phrases
from feeds.pages.view import direction
from feeds.wording import say
from timeline import Granularity, Snapshot, Story, When

HERE = Path(__file__).parent


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


def render(
    template: str,
    place: Place,
    w: Phrases,
    style: str,
    script: str | None,
    *,
    language: str = "",
    ancestors: str = "'self'",
    theme: str = "",
    **values: Any,
) -> Html:
    """Return *template* filled in, with the style and script that stand in it.

    *language* is that of the story told; *ancestors* are the pages whose frames may show it;
    *theme* is "light", "dark" or empty.
    """
    css, js = _asset(style), _asset(script) if script else ""
    text = (
        _environment()
        .get_template(template)
        .render(
            site=place.site,
            href=place.href,
            w=w,
            theme=theme,
            live=place.live,
            dir=direction(language),
            lang=w.other(language),
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


def static(name: str) -> bytes:
    """Return a static file of the pages: "favicon.png", "embed.js"."""
    return (HERE / "static" / name).read_bytes()


def facts(now: Snapshot, events: int, articles: int, story: Story, w: Phrases) -> list[str]:
    """Return what stands under a story's title: how many events, from how many articles, when."""
    found = [w.count("events", events)]
    if articles:
        found.append(w.count("articles", articles))
    if now.updated is not None:
        found.append(w.updated.format(when=say_moment(now.updated, story, w)))
    return found


def say_moment(moment: datetime, story: Story, w: Phrases) -> str:
    """Return when something became known, to the minute and with its zone."""
    second = moment.astimezone(story.zone).isoformat(timespec="seconds")
    return say(When(second, moment, moment, Granularity.MINUTE), story.zone, w.language)


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(HERE / "templates"),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
    )
    environment.filters["lang"] = _lang
    return environment


def _lang(language: str | None) -> Markup:
    """Return the attribute that says a text's language; nothing where it is the page's own."""
    return Markup(' lang="{}"').format(language) if language else Markup("")


@cache
def _asset(name: str) -> str:
    return (HERE / "static" / name).read_text("utf-8").strip()


@cache
def _hash(text: str) -> str:
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"
