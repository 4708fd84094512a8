"""What the forms of a word have in common, and what words of two languages do.

Reports in two languages share names, numbers, words of one origin, and what a language's file
translates. English is what they are compared in; another language is a file ``XX.txt`` beside this
one and its code in ``LANGUAGES``.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

#: Languages that merging knows besides English, which is assumed of all others.
LANGUAGES = ("it",)

#: Marks a word that no file translates; its skeleton follows.
UNKNOWN = "~"

#: Shorter stems have no ending left.
_SHORT = 5

#: Words of one origin begin alike: so many letters of their skeletons.
_ORIGIN = 6

#: Spellings of one sound, in the order in which they are replaced.
_SPELLINGS = (
    ("ae", "e"),
    ("ph", "f"),
    ("tio", "cio"),
    ("ct", "t"),
    ("pt", "t"),
    ("ch", "c"),
    ("ck", "c"),
    ("k", "c"),
    ("q", "c"),
    ("y", "i"),
    ("x", "s"),
    ("z", "c"),
    ("j", "g"),
    ("h", ""),
)

#: Endings of inflection in English and what takes their place; the first that fits is taken.
_ENGLISH = (
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


@dataclass(frozen=True, slots=True)
class Language:
    """What is known of a language besides English."""

    stopwords: frozenset[str]
    #: Longest first.
    endings: tuple[str, ...]
    #: Stem of a form that no ending tells -> that of the word.
    forms: Mapping[str, str]
    #: Word as listed, or its stem -> the English stem that stands for what it means.
    meanings: Mapping[str, str]
    #: Stem -> the English stems that stand for what it may mean.
    senses: Mapping[str, frozenset[str]]
    #: Name of a place, or of a pope, king or saint -> what it is in English.
    places: Mapping[str, str]
    #: Stem of who or what is from a country -> the English name of the country.
    peoples: Mapping[str, str]


@cache
def language(code: str) -> Language | None:
    """Return what is known of a language (BCP 47); None for English and all others."""
    code = file(code)
    if code not in LANGUAGES:
        return None
    told = sections(f"{code}.txt")
    endings = tuple(sorted(_words(told["endings"]), key=len, reverse=True))
    listed: dict[str, str] = {}
    forms = _forms(told["forms"], lambda word: _cut(word, endings))
    senses: defaultdict[str, frozenset[str]] = defaultdict(frozenset)
    for ours, theirs in _translated(told["english"]):
        for word in theirs.split():
            first = stem(ours.split()[0])
            listed.setdefault(word, _english_meanings()[first])
            own = _verb(_cut(word, endings))
            senses[forms.get(own, own)] |= {first}
    # "sparito" has the stem of "sparare", and is listed for another meaning
    cut: dict[str, str] = {}
    for word, meant in listed.items():
        own = _cut(word, endings)
        cut.setdefault(forms.get(own, own), meant)
    meanings = cut | listed
    named = map(str.split, told["names"])
    places = {plain(stem(theirs)): stem(ours) for ours, _, theirs in named}
    places |= {theirs: ours for ours, theirs in _translated(lines(f"{code}_places.txt"))}
    peoples = {
        _cut(own, endings): stem(ours.split()[0])
        for ours, theirs in _translated(told["peoples"])
        for own in theirs.split()
    }
    for own, *means in map(str.split, lines(f"{code}_senses.txt")):
        senses[forms.get(own, own)] |= frozenset().union(*map(_english_senses, means))
    stop = frozenset(_words(told["stopwords"]))
    return Language(stop, endings, forms, meanings, dict(senses), places, peoples)


def file(code: str) -> str:
    """Return the name of a language's file."""
    own = code.partition("-")[0].lower()
    return own if own in LANGUAGES else "en"


def _verb(stem: str) -> str:
    """Return the stem of a verb of which "-ere" and "-ono" are no endings of other words."""
    return stem[:-2] if stem.endswith(("er", "on")) and len(stem) > _SHORT else stem


def _forms(rows: Sequence[str], cut: Callable[[str], str]) -> dict[str, str]:
    """Return the stem of each form that is listed -> the stem of the word that it is one of."""
    found: dict[str, str] = {}
    for row in rows:
        first, *forms = map(cut, row.split())
        found |= dict.fromkeys((first, *forms), _verb(first))
    return found


def stopwords(code: str) -> frozenset[str]:
    """Return the words of a language that tell nothing of what a sentence is about."""
    known = language(code)
    return _english_stopwords() if known is None else known.stopwords


@lru_cache(maxsize=50_000)
def stem(word: str, code: str = "en") -> str:
    """Return what the forms of a word have in common: "shootings" and "shooting" give "shoot"."""
    word = word.casefold()
    known = language(code)
    if known is not None:
        own = _cut(_bare(word), known.endings)
        return known.forms.get(own, own)
    for mark in ("'", "’"):
        word = word.partition(mark)[0] if word.endswith((f"{mark}s", mark)) else word
    for ending, rest in _ENGLISH:
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            word = word[: len(word) - len(ending)] + rest
            break
    if len(word) > 3 and word[-1] == word[-2] and word[-1] not in "aeiouls":
        word = word[:-1]
    return word.removesuffix("e") if len(word) > 3 else word


@lru_cache(maxsize=50_000)
def meaning(word: str, code: str = "en") -> str:
    """Return a word in terms that all languages share.

    The English stem for what it means where a file tells, else ``UNKNOWN`` and its skeleton.
    """
    known = language(code)
    if known is None:
        found = _english_meanings().get(stem(word))
    else:
        found = known.meanings.get(_bare(word)) or known.meanings.get(stem(word, code))
    return found or UNKNOWN + skeleton(word)


@lru_cache(maxsize=50_000)
def senses(word: str, code: str = "en") -> frozenset[str]:
    """Return all that a word may mean, in terms that all languages share.

    English stems, and its skeleton: words of one origin mean the same more often than not. A short
    one ("fine", "sale") tells nothing, unless nothing else is known of the word.
    """
    found = translations(word, code)
    if language(code) is None or not found or len(skeleton(word)) == _ORIGIN:
        found |= {UNKNOWN + skeleton(word)}
    return found


def translations(word: str, code: str = "en") -> frozenset[str]:
    """Return the English stems of all that a word is known to mean."""
    known, own = language(code), stem(word, code)
    if known is None:
        return _english_senses(_english_forms().get(own, own))
    return known.senses.get(own) or known.senses.get(_verb(own), frozenset())


@cache
def translated() -> frozenset[str]:
    """Return the English stems that stand for what words of another language may mean."""
    known = (language(code) for code in LANGUAGES)
    return frozenset(own for one in known if one for told in one.senses.values() for own in told)


@lru_cache(maxsize=50_000)
def name(word: str, code: str = "en") -> str:
    """Return a name in terms that all languages share: "Torino" is "turin"."""
    known = language(code)
    own = plain(stem(word))
    return known.places.get(own, own) if known is not None else _peoples().get(own, own)


@lru_cache(maxsize=50_000)
def alike(own: str, code: str = "en") -> frozenset[str]:
    """Return by what a stem is found that reports use for the same: "shut", "close".

    Only of English; the words of a line in another language mean too many other things.
    """
    if language(code) is not None:
        return frozenset()
    return _english_lines().get(_english_forms().get(own, own), frozenset())


def is_body(name: str, code: str = "en") -> bool:
    """Tell whether somebody is only called by what it is: "the company", "il gruppo"."""
    own = [word for word in _bare(name).split() if word not in stopwords(code)]
    return name[:1].islower() and len(own) == 1 and own[0] in _bodies(code)


@cache
def _bodies(code: str) -> frozenset[str]:
    return frozenset(_words(sections(f"{file(code)}.txt")["bodies"]))


def country(word: str, code: str = "en") -> str:
    """Return the country that a word without a capital is of: "giapponese"; empty if it is none."""
    known = language(code)
    return "" if known is None or word.istitle() else known.peoples.get(stem(word, code), "")


@cache
def _peoples() -> Mapping[str, str]:
    """Return who or what is from a country, in English -> the country."""
    listed = (row for code in LANGUAGES for row in _translated(sections(f"{code}.txt")["peoples"]))
    found = [list(map(stem, ours.split())) for ours, _ in listed]
    return {own: names[0] for names in found for own in names}


def is_title(word: str, code: str = "en") -> bool:
    """Tell whether a word with a capital is no name: English writes "Minister" with one."""
    return language(code) is None and stem(word) in _english_meanings()


def plain(word: str) -> str:
    """Return a word without the marks on its letters: outlets write "Bogotá" and "Bogota"."""
    if word.isascii():
        return word
    letters = unicodedata.normalize("NFKD", word)
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


def skeleton(word: str) -> str:
    """Return how words of one origin begin in any language: "station" and "stazione" are one."""
    word = re.sub("['’]s$", "", word.casefold())
    bare = "".join(letter for letter in plain(_bare(word)) if letter.isalpha())
    for spelling, sound in _SPELLINGS:
        bare = bare.replace(spelling, sound)
    single = (letter for letter, last in zip(bare, f" {bare}", strict=False) if letter != last)
    return "".join(single)[:_ORIGIN]


def _bare(word: str) -> str:
    """Return a word in small letters, without what is elided before it: "dell'ora" gives "ora"."""
    return word.casefold().replace("’", "'").rpartition("'")[2]


def _cut(word: str, endings: Sequence[str]) -> str:
    for ending in endings:
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            return word[: len(word) - len(ending)]
    return word


@cache
def _english_stopwords() -> frozenset[str]:
    return frozenset(_words(lines("stopwords.txt")))


@cache
def _english_forms() -> Mapping[str, str]:
    return _forms(sections("en.txt")["forms"], stem)


def is_irregular(word: str) -> bool:
    """Tell whether a word is an English form that no ending tells: "sold", "children"."""
    own = stem(word)
    return _english_forms().get(own, own) != own


def _english_senses(own: str) -> frozenset[str]:
    """Return an English stem and the first words of the lines that it is in."""
    return _english_lines().get(own, frozenset()) | {own}


@cache
def _english_lines() -> Mapping[str, frozenset[str]]:
    found: defaultdict[str, frozenset[str]] = defaultdict(frozenset)
    for code in LANGUAGES:
        for ours, _ in _translated(sections(f"{code}.txt")["english"]):
            first, *others = map(stem, ours.split())
            for own in (first, *others):
                found[own] |= {first}
    return dict(found)


@cache
def _english_meanings() -> Mapping[str, str]:
    """Return English stem -> the one that stands for it, for the words that a file translates."""
    found: dict[str, str] = {}
    for code in LANGUAGES:
        for ours, _ in _translated(sections(f"{code}.txt")["english"]):
            first, *others = map(stem, ours.split())
            for own in (first, *others):
                found.setdefault(own, found.get(first, first))
    return found


def lines(name: str) -> list[str]:
    """Return the lines of a data file, comments left out."""
    text = (files("timeline.merge") / name).read_text("utf-8")
    return [line for line in text.splitlines() if line and not line.startswith("#")]


def sections(name: str) -> dict[str, list[str]]:
    """Return the lines of a data file by the "[title]" above them."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    section = ""
    for line in lines(name):
        if line.startswith("["):
            section = line.strip("[]")
        else:
            found[section].append(line)
    return dict(found)


def _words(text: Sequence[str]) -> list[str]:
    return " ".join(text).split()


def _translated(section: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Yield both sides of lines "theirs of English | theirs"."""
    for line in section:
        ours, _, theirs = line.partition(" | ")
        yield ours, theirs
