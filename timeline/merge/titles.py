"""What of a title its sentence tells: "Crash in Lund: The driver fled" is of who fled."""

from __future__ import annotations

from functools import lru_cache

from timeline.types import Mention

_BETWEEN = ": "


def told(mention: Mention) -> str:
    """Return the title of a mention without the article's headline before it."""
    return _without(mention.title, mention.article.title)


@lru_cache(maxsize=8_192)
def _without(title: str, headline: str) -> str:
    """Return *title* without as much of *headline* as stands before it.

    >>> _without("Crash in Lund: The driver fled", "Crash in Lund, two hurt")
    'The driver fled'
    >>> _without("what we know: The driver fled", "Crash in Lund: what we know")
    'The driver fled'
    """
    at = title.rfind(_BETWEEN)
    while at > 0:
        if headline.startswith(title[:at]) or headline.endswith(_BETWEEN + title[:at]):
            return title[at + len(_BETWEEN) :]
        at = title.rfind(_BETWEEN, 0, at)
    return title
