"""For what people are arrested, as it is told: "for flying a drone", "on suspicion of fraud"."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from timeline.merge import acts, stems, words
from timeline.originals import tokens

#: What of a sentence tells for what, behind these words of a charge …
_CHARGED = (
    r"\bon (?:suspicion|charges|a charge) of |\baccused of |\bcharged with "
    r"|\bcon l['’]accusa di |\b(?:accusat|sospettat)[oaie] di "
)
#: … and behind these where somebody is arrested: for no time, and no questions.
_ARRESTED = (
    r"\b(?:arrest\w*|detain\w*|held|custody|manette|fermat[oaie])\b[^,;:.()–—]*?\b(?:for|over|per) "
    r"(?!\w+ (?:hours?|days?|weeks?|months?|years?|time|ore|giorni|volta)\b|question|interrog)"
    r"(?:aver )?"
)
_REASON = re.compile(rf"(?:{_CHARGED}|{_ARRESTED})([^,;:.()–—]+)", re.IGNORECASE)
#: What begins so is known, and not what somebody is charged with: "over the fire".
_KNOWN = re.compile(r"(?:the|his|her|its|their|il|lo|la|i|gli|le)\b|l['’]", re.IGNORECASE)
#: What tells of no reason yet: "for investigation of".
_PLAIN = frozenset(map(stems.stem, ("suspicion", "suspected", "alleged", "investigation")))
#: Where and when it was is no reason.
_CIRCUMSTANCE = re.compile(
    r"\b(?:in|near|at|inside|outside|after|when|while|as|because|nel\w*|vicino|presso|dopo|mentre"
    r"|quando)\b.*",
    re.IGNORECASE,
)


class Reasons(NamedTuple):
    """By what the reasons of a text are found, in whatever words."""

    charged: frozenset[object]
    known: frozenset[object]


def differ(one: Reasons, other: Reasons) -> bool:
    """Tell whether two texts give reasons of one sort, and share none."""
    pairs = list(zip(one, other, strict=True))
    told = any(mine and theirs for mine, theirs in pairs)
    return told and all(mine.isdisjoint(theirs) for mine, theirs in pairs)


@lru_cache(maxsize=8_192)
def read(text: str, code: str = "en") -> Reasons:
    """Return for what people are arrested in a text, names left out.

    >>> sorted(read("A man was arrested in Ossa for flying kites at night").charged)
    ['fly', 'kit']
    """
    told: tuple[set[object], set[object]] = set(), set()
    for found in _REASON.finditer(text):
        reason = _CIRCUMSTANCE.sub("", found[1])
        means = told[_KNOWN.match(reason) is not None]
        for word in tokens(reason):
            if not word.istitle() and words.is_content(word, code):
                own = stems.stem(word, code)
                means |= {own} | stems.alike(own, code) | acts.acts(word, code)
                means |= acts.crimes(word.casefold(), code)
    return Reasons(*(frozenset(means - _PLAIN) for means in told))
