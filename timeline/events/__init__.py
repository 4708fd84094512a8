"""Sentences and TimeExpressions -> Mention: the dated events that an article tells of.

An article is read from top to bottom. Each sentence's days are told apart: those of what is told
and those of saying it. What has a day of its own is an event; else the statement is; a sentence
without any day is one only where somebody named says or does something, and is then dated "on or
before the publication". Words and patterns lie in TOML files beside the code.

``reading`` is the line itself; ``passages`` lays the sentences out, ``dating`` finds their days
(``days`` what each is, ``speech`` those of quotations),
``attribution`` who says what, ``content`` what each day dates, ``undated`` what has none,
``status`` and ``kinds`` what sort it is, ``telling`` makes the Mention, ``names`` and ``titles``
word it, ``folding`` drops what is told twice; ``reader`` holds what was read so far.
"""

from __future__ import annotations

from timeline.events.kinds import KINDS, Kind
from timeline.events.lists import LANGUAGES, words
from timeline.events.reading import Explanation, mention_id, read
from timeline.timex import find
from timeline.types import Article, Mention, Story

__all__ = ["KINDS", "Explanation", "Kind", "explain", "load", "mention_id", "reduce"]


def load() -> None:
    """Load the tables of the languages, which would count as the first article's time otherwise."""
    for language in LANGUAGES:
        words(language)
        find("at 12:30", dct=None, language=language)


def reduce(article: Article, story: Story | None) -> tuple[Mention, ...]:
    """Return the events of the story that an article tells of, in reading order.

    With *story* None these are all the article tells of.
    """
    return tuple(mention for one in read(article, story) for mention in one.mentions)


def explain(article: Article, story: Story | None) -> tuple[Explanation, ...]:
    """Return for each sentence why it is in or out, in words."""
    return read(article, story)
