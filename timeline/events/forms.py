"""The forms of a word: a verb's entry in the lists gives those that do not follow by rule."""

from __future__ import annotations

import re
from dataclasses import dataclass

__all__ = ["Verb", "article_before", "italian", "possessive", "read_verb", "third_italian"]

_VOWELS = frozenset("aeiou")
#: Italian articles before a vowel, and before what takes "lo": "lo zio", "gli studenti".
_BEFORE_VOWEL = {"il": "l'", "lo": "l'", "la": "l'", "i": "gli "}
_BEFORE_LO = {"il": "lo ", "i": "gli "}
_TAKES_LO = re.compile(r"s[^aeiouàèéìòù]|z|gn|ps|pn|x|y")


@dataclass(frozen=True, slots=True)
class Verb:
    """The forms of a verb that its base form does not already give away."""

    base: str
    third: str
    past: str
    participle: str
    ing: str


def read_verb(entry: str) -> Verb:
    """Return the forms of "base", "base:past" or "base:past:participle".

    >>> read_verb("stop:stopped").ing, read_verb("try").past, read_verb("go:went:gone").third
    ('stopping', 'tried', 'goes')
    """
    base, _, rest = entry.partition(":")
    past, _, participle = rest.partition(":")
    doubled = past == f"{base}{base[-1]}ed"
    past = past or _add(base, "ed")
    ing = f"{base}{base[-1]}ing" if doubled else _add(base, "ing")
    return Verb(base, _third(base), past, participle or past, ing)


def italian(base: str) -> tuple[str, ...]:
    """Return the forms of the future and "they do" of a regular infinitive.

    >>> italian("annullare"), italian("caricare"), italian("ferita")
    (('annullerà', 'annulleranno', 'annullano'), ('caricherà', 'caricheranno', 'caricano'), ())
    """
    stem, ending = base[:-3], base[-3:]
    if ending not in ("are", "ere", "ire"):
        return ()
    they = f"{stem}{'ano' if ending == 'are' else 'ono'}"
    future = base[:-1]
    if ending == "are":
        soft = stem[:-1] if stem.endswith(("ci", "gi")) else stem
        future = f"{soft}{'h' if stem.endswith(('c', 'g')) else ''}er"
    return f"{future}à", f"{future}anno", they


def third_italian(base: str) -> str:
    """Return "arresta", "chiude" of a regular infinitive; another form as it is: "apre"."""
    endings = {"are": "a", "ere": "e", "ire": "e"}
    return base[:-3] + endings[base[-3:]] if base[-3:] in endings else base


def _third(base: str) -> str:
    if base.endswith(("s", "x", "z", "ch", "sh", "o")):
        return f"{base}es"
    if base.endswith("y") and base[-2] not in _VOWELS:
        return f"{base[:-1]}ies"
    return f"{base}s"


def _add(base: str, ending: str) -> str:
    if base.endswith("e") and not (ending == "ing" and base.endswith("ee")):
        return f"{base[:-1]}{ending}"
    if base.endswith("y") and ending == "ed" and base[-2] not in _VOWELS:
        return f"{base[:-1]}ied"
    return f"{base}{ending}"


def article_before(article: str, noun: str) -> str:
    """Return an Italian article as it stands right before a noun, with its blank.

    >>> article_before("il", "stadio"), article_before("la", "auto"), article_before("i", "cani")
    ('lo ', "l'", 'i ')
    """
    if noun[:1].lower() in _VOWELS:
        return _BEFORE_VOWEL.get(article, f"{article} ")
    return _BEFORE_LO.get(article, f"{article} ") if _TAKES_LO.match(noun) else f"{article} "


def possessive(name: str) -> str:
    """Return "Winter’s", "the Games’"."""
    return f"{name}’" if name.endswith("s") else f"{name}’s"
