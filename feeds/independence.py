"""How many independent sources tell of an event: copies of one text, and one paper, count once."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from urllib.parse import urlsplit

from feeds.evidence import Evidence

#: Two texts that share so much of their words are copies, as where merging weighs sources.
_COPY = 0.8
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
#: Shorter names stand in many hosts.
_SHORT = 3


def independent(evidence: Iterable[Evidence]) -> int:
    """Return how many papers tell of it in their own words.

    What several print word for word is the first one's; two spellings of a name are one paper where
    the host that both are read at has that name, too.
    """
    #: Article -> the one that it copies, or itself.
    firsts: dict[str, str] = {}
    told: list[tuple[frozenset[str], str]] = []
    reports: dict[str, set[str]] = {}
    for one in sorted(evidence, key=lambda one: (one.published, one.mention.id)):
        words = frozenset(_WORD.findall(one.mention.quote.casefold()))
        article = one.mention.article.key
        copied = (first for text, first in told if _is_copy(words, text))
        first = firsts.setdefault(article, next(copied, article))
        told.append((words, first))
        reports.setdefault(first, _names(one))
    papers: list[set[str]] = []
    for names in reports.values():
        same = [known for known in papers if known & names]
        papers = [known for known in papers if not known & names] + [names.union(*same)]
    return len(papers)


def _is_copy(one: frozenset[str], other: frozenset[str]) -> bool:
    return len(one & other) >= _COPY * max(1, len(one | other))


def _names(one: Evidence) -> set[str]:
    """Return what a paper is known by: its name's letters, and its host where that is its own."""
    if one.is_nameless:
        return {one.mention.article.key}
    name = _letters(one.publisher)
    host = (urlsplit(one.url).hostname or "").removeprefix("www.") if one.url else ""
    label = _letters(max(host.split(".")[:-1], key=len, default=""))
    short, long = sorted((name, label), key=len)
    return {name, host} if len(short) >= _SHORT and short in long else {name}


def _letters(name: str) -> str:
    plain = unicodedata.normalize("NFKD", name.casefold())
    return "".join(letter for letter in plain if letter.isalnum())
