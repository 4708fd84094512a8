"""What is done in a sentence: classes of words that reports use for one act."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from functools import cache, lru_cache
from itertools import pairwise

from timeline.merge import stems
from timeline.originals import tokens

#: Stem -> its acts, and stem -> the stems beside it with what both are.
Classes = tuple[Mapping[str, set[str]], Mapping[str, set[tuple[str, str]]]]

#: The act of which a statement is the report.
ANNOUNCE = "announce"
#: What keeps another act, which is told as well, from being done; no act of its own.
_UNDO = "undo"
#: What may mean that, too: a strike that is cancelled, and one for which flights are.
_ENDS = frozenset({_UNDO, "cancel", "postpone"})
#: What people of one trade do together.
JOINT = frozenset({"strike", "march"})
#: What a place has one of on a day, as a rule: a plan that says no more is of that.
HELD = frozenset({"bury", "concert", "festival", "launch", "march", "rule", "strike", "verdict"})
#: What happens in a moment and is told for days, by whatever is known of it.
SUDDEN = frozenset({"collapse", "explode", "quake", "sink"})
#: What happens at one spot.
SPOTTED = frozenset({"collapse", "crash", "explode", "fire", "stab", "steal"})

#: What does something else that is told as well: "a landslide closed the road".
_CAUSES = frozenset({"flood", "landslide"})

_ARTICLES = frozenset({"the", "a", "an", "its", "their", "his", "her"})


@lru_cache(maxsize=8_192)
def acts(text: str, code: str = "en") -> frozenset[str]:
    """Return the acts that a text tells, each by the first word of its line in ``acts.txt``.

    >>> acts("L'udienza è fissata per lunedì", "it"), acts("L'Assemblea nazionale", "it")
    (frozenset({'trial'}), frozenset())
    """
    return _every(text, code) - {_UNDO}


def undone(one: str, other: str, code: str) -> bool:
    """Tell whether a text tells that an act is put off or called off, which another one tells."""
    ended = _every(one, code) & _ENDS
    if ended <= {"cancel"}:
        return False
    told = _every(other, code)
    return told.isdisjoint(_ENDS) and not told.isdisjoint(_every(one, code))


@lru_cache(maxsize=8_192)
def _every(text: str, code: str) -> frozenset[str]:
    found = _told(_said(text, code), _classes("acts"))
    if (own := stems.file(code)) != "en":
        said = {stems.stem(word, own) for word in tokens(text)}
        found |= _told(said, _classes(own))
    return found


def _told(said: Collection[str], classes: Classes) -> frozenset[str]:
    """Return the acts that words tell, alone or two of them."""
    single, double = classes
    found = {act for word in said for act in single.get(word, ())}
    pairs = {pair for word in said for pair in double.get(word, ())}
    return frozenset(found | {act for other, act in pairs if other in said})


def done(told: frozenset[str]) -> frozenset[str]:
    """Return of some acts those that are done, and not what only does them."""
    return told - _CAUSES or told


def any_act(words: Collection[str]) -> bool:
    """Tell whether one of some stems is an act by itself."""
    return not _classes("acts")[0].keys().isdisjoint(words)


@lru_cache(maxsize=50_000)
def is_act(stem: str, code: str = "en") -> bool:
    """Tell whether a stem of a language is an act by itself."""
    own = stem if stems.language(code) is None else stems.meaning(stem, code)
    file = stems.file(code)
    return any_act({own}) or (file != "en" and stem in _classes(file)[0])


@lru_cache(maxsize=50_000)
def tells(stem: str, code: str = "en") -> bool:
    """Tell whether a stem of a language is, or may be with another word, an act."""
    own = stem if stems.language(code) is None else stems.meaning(stem, code)
    file = stems.file(code)
    of_it = file != "en" and any(stem in forms for forms in _classes(file))
    return of_it or any(own in forms for forms in _classes("acts"))


@lru_cache(maxsize=8_192)
def sides(text: str, code: str = "en") -> frozenset[tuple[int, int]]:
    """Return on which side of which line of ``opposites.txt`` a text stands, on one at most."""
    said = _said(text, code)
    found = {side for word in said for side in _opposites().get(word, ())}
    return frozenset((line, side) for line, side in found if (line, 1 - side) not in found)


def opposed(one: Collection[tuple[int, int]], other: Collection[tuple[int, int]]) -> bool:
    """Tell whether two texts tell acts that exclude each other: an acquittal and a conviction."""
    return any((line, 1 - side) in other for line, side in one)


@lru_cache(maxsize=8_192)
def crimes(text: str, code: str = "en") -> frozenset[int]:
    """Return of which crimes a text tells, each by its line in ``crimes.txt``."""
    return _among("crimes.txt", (word for word in tokens(text) if word[0].islower()), code)


@lru_cache(maxsize=8_192)
def trades(text: str, code: str = "en") -> frozenset[int]:
    """Return of which trades the people of a text are, each by its line in ``trades.txt``."""
    return _among("trades.txt", tokens(text), code)


def _among(name: str, said: Iterable[str], code: str) -> frozenset[int]:
    """Return the lines of a file that have a word, or what it means in English."""
    lines = _numbered(name)
    means = (own for word in said for own in stems.translations(word, code))
    return frozenset(number for own in means for number in lines.get(own, ()))


def _said(text: str, code: str) -> set[str]:
    """Return the words of a text, names left out, as English stems.

    A participle behind an article is no act: "the damaged pier".
    """
    of = stems.stem if stems.language(code) is None else stems.meaning
    first, *said = tokens(bare(text)) or [""]
    opens = first[:1].isupper() and not _named(first[1:])
    if opens and any(of(first, code) in forms for forms in _classes("acts")):
        first = first.lower()
    said = [first, *said]
    return {
        of(word, code)
        for last, word in pairwise(("", *said))
        if word[:1].islower() and not (word.endswith("ed") and last.casefold() in _ARTICLES)
    }


def _named(word: str) -> bool:
    """Tell whether a word, but for what is elided before it, has a capital: "L'Assemblea"."""
    return any(map(str.isupper, word.rpartition("'")[2]))


def bare(text: str) -> str:
    """Return a text without the phrases of which no word is an act: "fire trucks"."""
    return _none().sub(" ", text.replace("’", "'"))


@cache
def _none() -> re.Pattern[str]:
    """Return what finds the phrases of which no word is an act: "fire brigade"."""
    phrases = " ".join(stems.sections("acts.txt")["none"])
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, phrases.split(', ')))})\b", re.IGNORECASE)


@cache
def _opposites() -> Mapping[str, set[tuple[int, int]]]:
    found: defaultdict[str, set[tuple[int, int]]] = defaultdict(set)
    for number, line in enumerate(stems.lines("opposites.txt")):
        for side, listed in enumerate(line.split("/")):
            for word in listed.split():
                found[stems.stem(word)].add((number, side))
    return dict(found)


@cache
def _numbered(name: str) -> Mapping[str, set[int]]:
    """Return stem -> the numbers of the lines of a file that it stands in."""
    found: defaultdict[str, set[int]] = defaultdict(set)
    for number, line in enumerate(stems.lines(name)):
        for word in line.split():
            found[stems.stem(word)].add(number)
    return dict(found)


@cache
def _classes(section: str) -> Classes:
    """Return what a section of ``acts.txt`` tells: of English, or of another language besides."""
    code = "en" if section == "acts" else section
    single: defaultdict[str, set[str]] = defaultdict(set)
    double: defaultdict[str, set[tuple[str, str]]] = defaultdict(set)
    for line in stems.sections("acts.txt")[section]:
        act, *_ = forms = line.split()
        for form in forms:
            one, _, other = form.partition("+")
            if other:
                double[stems.stem(one, code)].add((stems.stem(other, code), act))
            elif code == "en" or form != act:
                single[stems.stem(one, code)].add(act)
    return dict(single), dict(double)
