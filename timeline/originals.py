"""Which mentions are in an original report's words, and which in those of its copies."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from datetime import datetime

from timeline.types import Mention

__all__ = ["LIMIT", "WORD", "earliest", "originals", "tokens"]

#: Longest text that is looked at; a sentence of news is shorter by far.
LIMIT = 4_000

WORD = re.compile(r"\d{1,3}(?:[.,]\d{3})+(?!\d)|[^\W_]+(?:['’][^\W_]+)?")

#: Two texts that share so much of their words are copies of one report.
_COPY = 0.8

#: With the texts of so many reports another one is compared; beyond, only equal ones are copies.
_LOOKED = 256


def originals(mentions: Iterable[Mention]) -> list[list[Mention]]:
    """Return *mentions* by original report: an article counts once, as do copies of one text.

    A copy is told by its words: the outlets change the headline, not the sentence.
    """
    groups: list[list[Mention]] = []
    told: list[frozenset[str]] = []
    #: Article and text -> the first group that has it.
    articles: dict[str, int] = {}
    texts: dict[frozenset[str], int] = {}
    for mention in sorted(mentions, key=earliest):
        own = frozenset(tokens(mention.quote.casefold()))
        first = articles.get(mention.article.key, len(groups))
        if own not in texts:
            alike = (number for number, text in enumerate(told[:_LOOKED]) if _copied(own, text))
            texts[own] = next(alike, len(groups))
        number = min(first, texts[own])
        if number == len(groups):
            groups.append([])
            told.append(own)
        elif number < texts[own] == len(groups):
            del texts[own]  # its text leads no group
        groups[number].append(mention)
        articles[mention.article.key] = number
    return groups


def earliest(mention: Mention) -> tuple[datetime, str]:
    """Return a key that sorts mentions by the publication of their articles."""
    return mention.article.published, mention.id


def tokens(text: str) -> list[str]:
    """Return the words of *text* as written, in order, at most ``LIMIT`` characters of it."""
    return WORD.findall(unicodedata.normalize("NFKC", text[:LIMIT]))


def _copied(one: frozenset[str], other: frozenset[str]) -> bool:
    return len(one & other) >= _COPY * max(1, len(one | other))
