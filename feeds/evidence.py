"""A Mention becomes Evidence: an article's sentence, whose it is, and both as HTML."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from urllib.parse import urlsplit

from feeds import text, wording
from feeds.words import words
from timeline import Mention, Story

#: Characters that are quoted of an article for an event.
MAX_QUOTE = 300
MAX_NAME = 100
#: Sentences of an event that its own page and data show.
MAX_MENTIONS = 200


@dataclass(frozen=True, slots=True)
class Evidence:
    """One article's sentence that tells of an event; clean text, safe link."""

    quote: str
    #: Publisher, else host, else the drop's name.
    publisher: str
    #: The article's title.
    title: str
    published: datetime
    #: The day it was published on, in the story's zone.
    day: date
    url: str | None
    said_by: str | None
    mention: Mention

    @property
    def is_nameless(self) -> bool:
        """Say whether nothing better than the drop's name is known of its publisher."""
        return self.publisher == self.mention.article.drop

    @property
    def source(self) -> str:
        """Who says so, in words: the publisher, else the article's title."""
        return (self.is_nameless and self.title) or self.publisher

    def supports(self, summary: str) -> bool:
        """Say whether the sentence is the *summary* itself."""
        return _bare(self.quote) == _bare(summary)


def read(mention: Mention, story: Story) -> Evidence:
    """Return what is shown of *mention*."""
    article = mention.article
    url = text.link(article.url)
    host = (urlsplit(url).hostname or "").removeprefix("www.") if url else ""
    publisher = article.publisher or story.publishers.get(host) or host or article.drop
    return Evidence(
        quote=text.excerpt(mention.quote, mention.time_expression, MAX_QUOTE),
        publisher=text.title(publisher, MAX_NAME) or "?",
        title=text.title(article.title),
        published=article.published,
        day=article.published.astimezone(story.zone).date(),
        url=url,
        said_by=text.clean(mention.said_by, MAX_NAME) if mention.said_by else None,
        mention=mention,
    )


def html(evidence: Sequence[Evidence], summary: str, language: str) -> str:
    """Return who says the *summary*, then the other sentences with who says them.

    No sentence stands there twice, and every one has its source right below it.
    """
    own = [item for item in evidence if item.supports(summary)]
    others = [item for item in evidence if not item.supports(summary)]
    parts = [_source(item, language) for item in own]
    for item in others:
        cite = f' cite="{text.html(item.url)}"' if item.url else ""
        parts.append(f"<blockquote{cite}><p>{text.html(item.quote)}</p></blockquote>")
        parts.append(_source(item, language))
    return "".join(parts)


def _source(item: Evidence, language: str) -> str:
    """Return "— Publisher: Title, 28 January 2026"; what can be opened is a link."""
    names = dict.fromkeys(_filled((item.source, item.title)))
    name = text.html(": ".join(names))
    if item.url:
        name = f'<a href="{text.html(item.url)}">{name}</a>'
    rest = [wording.say_day(item.day, language)]
    if item.said_by and item.said_by not in item.quote:
        rest.append(words(language).said_by.format(who=wording.say_speaker(item.said_by)))
    return f"<p>— {name}, {text.html('; '.join(rest))}</p>"


def _filled(texts: Iterable[str]) -> Iterable[str]:
    return (one for one in texts if one)


def _bare(sentence: str) -> str:
    return " ".join(sentence.split()).rstrip(".")
