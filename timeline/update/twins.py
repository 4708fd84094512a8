"""Two articles that bear one link by mistake: what tells them from an article that was revised."""

from __future__ import annotations

import re
from hashlib import sha256

from timeline.types import Article, Role

#: What is said of the second of them.
TWIN = "has the link of {drop}, whose text has nothing in common with it: one of the links is wrong"

#: Texts of fewer words say too little to be told apart: a stub that is written anew.
_LEAST = 12
#: Two texts that share less of the shorter one's words have nothing in common. The two halves of
#: a real article share more (28 of 28; at 0.2 19 of 28), two such articles less (544 of 990).
_SHARED = 0.15

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
    first, second = (
        _words(" ".join(piece.text for piece in article.paragraphs if piece.role in _SAID))
        for article in (one, other)
    )
    least = min(len(first), len(second))
    return least >= _LEAST and len(first & second) < _SHARED * least


def _words(text: str) -> set[str]:
    """Return the longer words of a text, which say what it is about."""
    return set(_WORD.findall(text.casefold()))
