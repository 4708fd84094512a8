"""What the forms of a word have in common, and what words of two languages do.

Reports in two languages share names, numbers, words of one origin, and what a language's file
translates. English is what they are compared in; another language is a file ``XX.txt`` beside this
one and its code in ``LANGUAGES``.
"""

from __future__ import annotations

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
    #: Name of a place -> its English name.
    places: Mapping[str, str]


@cache
def language(code: str) -> Language | None:
    """Return what is known of a language (BCP 47); None for English and all others."""
    code = code.partition("-")[0].lower()
    if code not in LANGUAGES:
        return None
    told = sections(f"{code}.txt")
    endings = tuple(sorted(_words(told["endings"]), key=len, reverse=True))
    listed: dict[str, str] = {}
    for ours, theirs in _translated(told["english"]):
        for word in theirs.split():
            listed.setdefault(word, _english_meanings()[stem(ours.split()[0])])
    forms = _forms(told["forms"], lambda word: _cut(word, endings))
    # "sparito" has the stem of "sparare", and is listed for another meaning
    cut: dict[str, str] = {}
    for word, meant in listed.items():
        own = _cut(word, endings)
        cut.setdefault(forms.get(own, own), meant)
    meanings = cut | listed
    places = {theirs: ours for ours, theirs in _translated(lines(f"{code}_places.txt"))}
    senses: defaultdict[str, frozenset[str]] = defaultdict(frozenset)
    for own, *means in map(str.split, lines(f"{code}_senses.txt")):
        senses[forms.get(own, own)] |= {_english_meanings().get(word, word) for word in means}
    stop = frozenset(_words(told["stopwords"]))
    return Language(stop, endings, forms, meanings, dict(senses), places)


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
    known = language(code)
    if known is None:
        own = _english_forms().get(stem(word), stem(word))
        return frozenset((_english_meanings().get(own, own), UNKNOWN + skeleton(word)))
    own = stem(word, code)
    found = known.senses.get(own) or known.senses.get(_verb(own), frozenset())
    told = meaning(word, code)
    if not told.startswith(UNKNOWN):
        found |= {told}
    if not found or len(skeleton(word)) == _ORIGIN:
        found |= {UNKNOWN + skeleton(word)}
    return found


@cache
def translated() -> frozenset[str]:
    """Return the English stems that stand for what words of another language may mean."""
    known = (language(code) for code in LANGUAGES)
    found = (sense for one in known if one for told in one.senses.values() for sense in told)
    return meanings().union(found)


@lru_cache(maxsize=50_000)
def name(word: str, code: str = "en") -> str:
    """Return a name in terms that all languages share: "Torino" is "turin".

    What a file translates is a word with a capital rather than a name, and told by its meaning.
    """
    known = language(code)
    own = plain(stem(word))
    if known is not None and (place := known.places.get(own)):
        return place
    told = meaning(word, code)
    return own if told.startswith(UNKNOWN) else told


@cache
def meanings() -> frozenset[str]:
    """Return what the words that a file translates mean."""
    return frozenset(_english_meanings().values())


def plain(word: str) -> str:
    """Return a word without the marks on its letters: outlets write "Bogotá" and "Bogota"."""
    letters = unicodedata.normalize("NFKD", word)
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


def skeleton(word: str) -> str:
    """Return how words of one origin begin in any language: "station" and "stazione" are one."""
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


def lines(file: str) -> list[str]:
    """Return the lines of a data file, comments left out."""
    text = (files("timeline.merge") / file).read_text("utf-8")
    return [line for line in text.splitlines() if line and not line.startswith("#")]


def sections(file: str) -> dict[str, list[str]]:
    """Return the lines of a data file by the "[title]" above them."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    section = ""
    for line in lines(file):
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
