"""Two articles that bear one link by mistake: what tells them from an article that was revised."""

from __future__ import annotations

import re
from hashlib import sha256

from timeline.types import Article, Role

#: What is said of the second of them.
TWIN = "has the link of {drop}, whose text has nothing in common with it: one of the links is wrong"

#: Texts of fewer words say too little to be told apart: a stub that is written anew.
_LEAST = 12
#: Two texts that share less of the shorter one's words and of its runs of four words have nothing
#: in common. A revision keeps whole sentences; 7,311 of 8,850 pairs of real articles about one
#: subject, with no word in common in their headlines, share less of both.
_SHARED, _SHARED_RUNS = 0.3, 0.01
_RUN = 4

_SAID = (Role.HEADLINE, Role.LEAD, Role.BODY)
_WORD = re.compile(r"[^\W\d_]{5,}")


def own_key(article: Article) -> str:
    """Return the key of an article whose link is another one's: of its text, as without a link."""
    text = " ".join(" ".join(piece.text for piece in article.paragraphs).casefold().split())
    return f"sha256:{sha256(text.encode()).hexdigest()}"


def are_unlike(one: Article, other: Article) -> bool:
    """Tell whether two texts of one link have nothing in common, not even in their headlines."""
    if _words(one.headline) & _words(other.headline):
        return False
    texts = [
        " ".join(piece.text for piece in article.paragraphs if piece.role in _SAID)
        for article in (one, other)
    ]
    first, second = map(_words, texts)
    if min(len(first), len(second)) < _LEAST or _share(first, second) >= _SHARED:
        return False
    return _share(*map(_runs, texts)) < _SHARED_RUNS


def _share(first: set[str], second: set[str]) -> float:
    """Return how much of the smaller set the other one has, 0 to 1."""
    return len(first & second) / max(1, min(len(first), len(second)))


def _runs(text: str) -> set[str]:
    """Return all runs of four words, which only a text that was copied shares."""
    words = re.findall(r"\w+", text.casefold())
    return {" ".join(words[at : at + _RUN]) for at in range(len(words) - _RUN + 1)}


def _words(text: str) -> set[str]:
    """Return the longer words of a text, which say what it is about."""
    return set(_WORD.findall(text.casefold()))
