"""What a text is about: its stems, names and numbers."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from itertools import compress

from timeline.merge import figures, stems
from timeline.merge.stems import lines, stem
from timeline.originals import LIMIT, WORD, tokens

#: Words that tell nothing of what an article is about.
STOPWORDS = stems.stopwords("en")

#: Stems that many articles use -> how little they tell, from 0 to 0.75.
_COMMON = {
    own: int(level) / 20 for level, *listed in map(str.split, lines("common.txt")) for own in listed
}

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
    #: The stem that the text begins with, if it may be a name: two texts that begin with it tell of
    #: somebody, and not yet of anything that is done.
    opening: frozenset[str]


@dataclass(frozen=True, slots=True)
class Abroad:
    """The words of a text in terms that all languages share."""

    #: What each word may mean that is no name.
    senses: frozenset[frozenset[str]]
    #: Names, each with what it may mean as a word: "Banca Rossi", "Coppa".
    names: Mapping[str, frozenset[str]]
    #: The word that the text begins with, with a capital: a name, if another text has that.
    opening: frozenset[str]
    #: … but years, which tell of no event.
    numbers: frozenset[str]
    #: All that its words and names may mean.
    every: frozenset[str]


_SIGN = re.compile(r"[^\W_]+(?:['’]s\b)?|[^\w\s'’-]")


def pieces(text: str) -> list[str]:
    """Return the words and signs of *text* in order; what is elided is a word: "dell", "Ossara"."""
    return _SIGN.findall(unicodedata.normalize("NFKC", text[:LIMIT]))


def is_content(piece: str, code: str = "en") -> bool:
    """Tell whether a piece of a text is a word of content in a language."""
    return piece.isalpha() and piece.casefold() not in stems.stopwords(code)


def read(text: str, names: Iterable[str] = (), code: str = "en") -> Words:
    """Return the words of *text*, in a language; *names* are names known to occur in it."""
    said, named, numbers = _sorted(text, names, code)
    own = frozenset(stem(word, code) for word in named)
    opening = frozenset(stem(word, code) for word in said[:1] if _opens(word, text, code))
    return Words(own.union(stem(word, code) for word in said), own, numbers, opening)


def _opens(word: str, text: str, code: str) -> bool:
    """Tell whether a word that a text begins with may be a name: "Lussa", "King's College"."""
    _, _, rest = text.lstrip().partition(" ")
    return word[:1].isupper() and (weight(stem(word, code)) == RARE or rest[:1].isupper())


def read_abroad(text: str, names: Iterable[str] = (), code: str = "en") -> Abroad:
    """Return the words of *text* in terms that all languages share.

    A word that is translated is no name, though English writes it with a capital: "Minister"; but
    one behind a given name is: "Elio Strada".
    """
    names = tuple(names)
    last = {word for name in names for word in _surname(name, code)}
    said, capitals, numbers = _sorted(text, names, code)
    from_ = {word: land for word in said if (land := stems.country(word, code))}
    titles = {w for w in capitals if w not in last and stems.is_title(w, code)}
    named = capitals - titles
    senses = {stems.senses(word, code) for word in (*said, *titles) if word not in from_}
    names_ = {stems.name(word, code): stems.translations(word, code) for word in named}
    return Abroad(
        frozenset(senses),
        names_ | dict.fromkeys(from_.values(), frozenset()),
        frozenset(stems.name(word, code) for word in said[:1] if word.istitle()),
        frozenset(number for number in numbers if not is_year(number)),
        frozenset().union(*senses, *names_.values()),
    )


def _surname(name: str, code: str) -> list[str]:
    """Return the last of two or three words with a capital, if those before it mean nothing."""
    *given, last = tokens(name) or [""]
    person = len(given) in (1, 2) and all(map(str.istitle, (*given, last)))
    known = any(not stems.meaning(word, code).startswith(stems.UNKNOWN) for word in given)
    return [last] if person and not known else []


def _sorted(
    text: str, names: Iterable[str], code: str
) -> tuple[list[str], set[str], frozenset[str]]:
    """Return the words of a text that say something in order, its names, and its numbers."""
    found = figures.written([_bare(word, code) for word in tokens(text)], code)
    stop = stems.stopwords(code)
    telling = [_tells(word, stop) for word in found]
    # In a title in capitals every word looks like a name; then none of them is taken for one.
    titled = all(word[:1].isupper() for word in compress(found, telling))
    known = {w for name in names for w in tokens(name) if _tells(w, stop)}
    said, named, numbers = [], set(known), set()
    for index, (word, tells) in enumerate(zip(found, telling, strict=True)):
        if word.isdecimal():
            numbers.add(word)
        elif tells and word[:1].isupper() and index and not titled:
            named.add(word)
        elif tells and word not in known:
            said.append(word)
    return said, named, frozenset(numbers)


def _bare(word: str, code: str) -> str:
    """Return a number without its separators, and a word without what is elided before it."""
    if word[0].isdecimal():
        return re.sub("[.,]", "", word)
    return word if code == "en" else word.replace("’", "'").rpartition("'")[2]


def _tells(word: str, stop: Collection[str]) -> bool:
    """Tell whether a word says what a text is about; "march" is a month only with a capital."""
    if word == "march":
        return True
    return len(word) > 1 and not word[0].isdecimal() and word.casefold() not in stop


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
        elif _tells(piece, STOPWORDS):
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


def is_day(word: str) -> bool:
    """Tell whether a word is the name of a weekday or month."""
    return word in _CALENDAR


def calendar(text: str) -> dict[str, frozenset[str]]:
    """Return the months, weekdays and years that a text names."""
    found: dict[str, set[str]] = {"months": set(), "weekdays": set(), "years": set()}
    for piece in WORD.findall(unicodedata.normalize("NFKC", text[:ARTICLE_LIMIT])):
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
