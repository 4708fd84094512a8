"""The little word for an object before an Italian verb: "lo ha arrestato", "l'hanno fermata".

A title has the name in its place, behind the verb: "La società | lo | ha esonerato" becomes "ha
esonerato Marco Vale". The participle goes with the little word and so takes its own ending back.
Where the verb comes first the name stands before both: "Marco Vale | lo ha arrestato la polizia".
"""

from __future__ import annotations

import re

from timeline.events.marks import in_quotation
from timeline.events.omitted import Verb, nouns_behind
from timeline.events.whole import main_verb
from timeline.events.words import Words

__all__ = ["has_clitic", "object_of", "with_object"]

#: The ending of a participle behind each; behind "l'" it may be any.
_ENDINGS = {"lo": "o", "la": "a", "li": "i", "le": "e"}
_MANY = frozenset("ie")
#: An article that is a date's.
_A_DATE = re.compile(r"\b(?:il\s|l['’])(?=\d)")
#: Characters behind a participle that may tell that it is of people.
_NEAR = 12


def _find(text: str, words: Words) -> re.Match[str] | None:
    found = words.patterns["clitic"].search(text)
    if found is None or in_quotation(text, found.start()):
        return None
    ending = (found["ending"] or _own_ending(found)).lower()
    return found if _own_ending(found) in ("", ending) else None


def _own_ending(found: re.Match[str]) -> str:
    return _ENDINGS.get(found["clitic"].strip().lower(), "")


def object_of(text: str, words: Words) -> Verb | None:
    """Return what goes with the object of a sentence that is only a little word.

    None behind another verb, where the noun may stand before that: "è saltato: lo ha rifiutato".
    """
    found = _find(text, words)
    if found is None or main_verb(text[: found.start()], words) is not None:
        return None
    ending = (found["ending"] or _own_ending(found)).lower()
    people = words.patterns["done_to_people"].search(text, found.start(), found.end() + _NEAR)
    return Verb(ending in _MANY, ending, does=False, of_people=people is not None)


def with_object(text: str, name: str, words: Words) -> str:
    """Put a name for the little word, before a verb that comes first and else behind it."""
    found = _find(text, words)
    if found is None:
        return text
    if found.start() == 0:
        # "Lo ha arrestato": nobody says who did; nobody says "Una casa la comprò Ada"
        known = name.partition(" ")[0].lower() not in words.indefinite
        known = known and (_is_plural(found, words) or _has_noun_behind(text, found, words))
        return f"{name} {text[0].lower()}{text[1:]}" if known else text
    article, _, _ = name.partition(" ")
    small = article.lower() in words.definite | words.indefinite or article[1:2] in "'’"
    name = f"{name[0].lower()}{name[1:]}" if small else name
    does = found["finite"] or f"{found['helper']}{found['stem']}o"
    return f"{text[: found.start()]}{does} {name}{text[found.end() :]}"


def _is_plural(found: re.Match[str], words: Words) -> bool:
    return words.patterns["plural_verb"].search(found[0]) is not None


def _has_noun_behind(text: str, found: re.Match[str], words: Words) -> bool:
    return nouns_behind(_A_DATE.sub("", text[found.start() :]), len(found[0]), words) > 0


def has_clitic(text: str, words: Words) -> bool:
    """Tell whether the object of a title is a little word, and the noun for it is not there."""
    found = _find(text, words)
    if found is None:
        return False
    at = found.start()
    if main_verb(f"{text[:at]}{text[found.end('clitic') :]}", words) != at:
        return False  # "dove lo avevano ricoverato"
    # "Il ponte lo ha chiuso il sindaco"
    return at == 0 or not _has_noun_behind(text, found, words)
