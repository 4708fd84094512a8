"""What a text is about: its stems, names and numbers."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

#: Longest text that is looked at; a sentence of news is shorter by far.
LIMIT = 4_000

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")


def _lines(name: str) -> list[list[str]]:
    """Return the words of each line of a data file, comments left out."""
    text = (files("timeline.merge") / name).read_text("utf-8")
    return [line.split() for line in text.splitlines() if not line.startswith("#")]


#: Words that tell nothing of what a sentence is about.
STOPWORDS = frozenset(word for line in _lines("stopwords.txt") for word in line)

#: Stems that many articles use -> how little they tell, from 0 to 0.75.
_COMMON = {stem: int(line[0]) / 20 for line in _lines("common.txt") for stem in line[1:]}

#: Number of articles that the shares in ``common.txt`` are told of.
_ARTICLES = 2_500

#: How much a stem tells that is not common, a name, which a whole story shares, and a number.
RARE = 0.75
NAME = 0.6
NUMBER = 0.7


def weight(stem: str) -> float:
    """Return how much a stem tells of what a sentence is about, from 0 to 1."""
    return _COMMON.get(stem, RARE)


def share(stem: str) -> float:
    """Return the share of all articles that use a stem."""
    return float(_ARTICLES ** -weight(stem))


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a text that can tell two events apart."""

    #: Stems of content words, names among them.
    stems: frozenset[str]
    #: Stems of words written with a capital inside a sentence, and of given names.
    names: frozenset[str]
    #: Numbers as written, without separators: "12", "4500".
    numbers: frozenset[str]


def tokens(text: str) -> list[str]:
    """Return the words of *text* as written, in order, at most ``LIMIT`` characters of it."""
    return _WORD.findall(unicodedata.normalize("NFKC", text[:LIMIT]))


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """Return what the forms of a word have in common: "shootings" and "shooting" give "shoot"."""
    word = word.casefold()
    for mark in ("'", "’"):
        word = word.partition(mark)[0] if word.endswith((f"{mark}s", mark)) else word
    for ending, rest in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            word = word[: len(word) - len(ending)] + rest
            break
    if len(word) > 3 and word[-1] == word[-2] and word[-1] not in "aeiouls":
        word = word[:-1]
    return word.removesuffix("e") if len(word) > 3 else word


#: Longest first; only endings of inflection, so that unlike words stay unlike.
_ENDINGS = (
    ("nesses", "ness"),
    ("ings", ""),
    ("ies", "y"),
    ("ied", "y"),
    ("sses", "ss"),
    ("ing", ""),
    ("ed", ""),
    ("es", ""),
    ("ss", "ss"),
    ("us", "us"),
    ("is", "is"),
    ("s", ""),
)


def read(text: str, names: Iterable[str] = ()) -> Words:
    """Return the words of *text*; *names* are names known to occur in it."""
    found = tokens(text)
    # In a title in capitals every word looks like a name; then none of them is taken for one.
    titled = all(word[:1].isupper() for word in found if _tells(word))
    stems, named, numbers = set(), set(), set()
    for index, word in enumerate(found):
        if word.isdecimal():
            numbers.add(word)
        elif _tells(word):
            stems.add(stem(word))
            if word[:1].isupper() and index and not titled:
                named.add(stem(word))
    for name in names:
        named |= {stem(word) for word in tokens(name) if _tells(word)}
    return Words(frozenset(stems | named), frozenset(named), frozenset(numbers))


def _tells(word: str) -> bool:
    """Tell whether a word says what a text is about."""
    return len(word) > 1 and not word[0].isdecimal() and word.casefold() not in STOPWORDS


#: What of a long text is counted apart.
FIELDS = ("stems", "names", "numbers", "phrases")

_PIECE = re.compile(r"[^\W_]+(?:['’][^\W_]+)?|[.!?:\"“”„«»`]")

#: Longest article that is looked at.
ARTICLE_LIMIT = 20_000


def count(text: str) -> dict[str, Counter[str]]:
    """Return how often each stem, name, number and phrase of two words occurs in an article.

    A capital after a full stop or an opening quotation mark makes no name.
    """
    found: dict[str, Counter[str]] = {name: Counter() for name in FIELDS}
    last, opening = "", True
    for piece in _PIECE.findall(unicodedata.normalize("NFKC", text[:ARTICLE_LIMIT])):
        if not piece[0].isalnum():
            opening = True
            continue
        if piece.isdecimal():
            # A year tells little: most articles of that year name it.
            if not is_year(piece):
                found["numbers"][piece] += 1
        elif _tells(piece):
            own = stem(piece)
            found["stems"][own] += 1
            if piece[0].isupper() and not opening:
                found["names"][own] += 1
            if last:
                found["phrases"][f"{last} {own}"] += 1
            last = own
        opening = False
    return found


#: How English and Italian name months and weekdays; "may" and "march" only with a capital.
_MONTHS = (
    ("January", "Jan", "gennaio"),
    ("February", "Feb", "febbraio"),
    ("March", "Mar", "marzo"),
    ("April", "Apr", "aprile"),
    ("May", "maggio"),
    ("June", "Jun", "giugno"),
    ("July", "Jul", "luglio"),
    ("August", "Aug", "agosto"),
    ("September", "Sept", "Sep", "settembre"),
    ("October", "Oct", "ottobre"),
    ("November", "Nov", "novembre"),
    ("December", "Dec", "dicembre"),
)
_WEEKDAYS = (
    ("Monday", "lunedì"),
    ("Tuesday", "martedì"),
    ("Wednesday", "mercoledì"),
    ("Thursday", "giovedì"),
    ("Friday", "venerdì"),
    ("Saturday", "sabato"),
    ("Sunday", "domenica"),
)
_CALENDAR = {
    form: (kind, names[0])
    for kind, table in (("months", _MONTHS), ("weekdays", _WEEKDAYS))
    for names in table
    for name in names
    for form in (name, name.capitalize())
}


def calendar(text: str) -> dict[str, frozenset[str]]:
    """Return the months, weekdays and years that a text names."""
    found: dict[str, set[str]] = {"months": set(), "weekdays": set(), "years": set()}
    for piece in _WORD.findall(unicodedata.normalize("NFKC", text[:ARTICLE_LIMIT])):
        word = re.split("['’]", piece)[0]
        if word in _CALENDAR:
            kind, name = _CALENDAR[word]
            found[kind].add(name)
        elif is_year(word):
            found["years"].add(word)
    return {kind: frozenset(names) for kind, names in found.items()}


def is_year(word: str) -> bool:
    """Tell whether a number is likely to be a year."""
    return len(word) == 4 and word.isdecimal() and word[:2] in ("19", "20")
