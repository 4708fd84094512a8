"""How many independent sources tell of an event: copies of one text, and one paper, count once."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from urllib.parse import urlsplit

from feeds.evidence import Evidence
from timeline import originals

#: Shorter names stand in many hosts.
_SHORT = 3


def independent(evidence: Iterable[Evidence]) -> int:
    """Return how many papers tell of it in their own words.

    What several print word for word is the first one's; two spellings of a name are one paper where
    the host that both are read at has that name, too.
    """
    shown = {one.mention.id: one for one in evidence}
    papers: list[set[str]] = []
    for report in originals(one.mention for one in shown.values()):
        names = _names(shown[report[0].id])
        same = [known for known in papers if known & names]
        papers = [known for known in papers if not known & names] + [names.union(*same)]
    return len(papers)


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
