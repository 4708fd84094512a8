"""What is compared of a mention: its words and how much they tell, acts, people, who speaks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import product

from timeline.merge import acts, stems, words
from timeline.merge.stems import UNKNOWN
from timeline.merge.words import Words
from timeline.types import Mention, Status

#: A name whose last word tells less is a body's rather than a person's ("Coast Guard").
_SURNAME = 0.6


@dataclass(frozen=True, slots=True)
class Said:
    """The words of a sentence, and how much they tell together."""

    words: Words
    weight: float

    @classmethod
    def of(cls, found: Words) -> Said:
        """Weigh words; those that nobody can translate weigh nothing unless they are shared."""
        plain = sorted(w for w in found.stems - found.names if not w.startswith(UNKNOWN))
        named = words.NAME * len(found.names) + words.NUMBER * len(found.numbers)
        return cls(found, sum(map(words.weight, plain)) + named)


@dataclass(frozen=True, slots=True)
class Reading:
    """A mention with what is compared of it."""

    mention: Mention
    #: What it says, for comparing it with others in its language.
    own: Said
    #: … and with others in another one.
    abroad: Said
    #: Words that are no names, and numbers, each with how much it tells, and acts beside names;
    #: without any in common two mentions are not alike.
    terms: Mapping[str, float]
    #: What is done, as far as it is known.
    acts: frozenset[str]
    #: On which side of what excludes each other: an acquittal, a conviction.
    sides: frozenset[tuple[int, int]]
    speaker: frozenset[str]
    #: Surnames of the people it is of, who speaks left out.
    people: frozenset[str]

    @property
    def planned(self) -> bool:
        """Whether it is of a plan."""
        return self.mention.status is Status.PLANNED


def read(mention: Mention, *, alone: bool = False) -> Reading:
    """Return *mention* with what is compared of it; *alone*: with none in another language."""
    names, code = (*mention.actors, *mention.places), mention.language
    told = _told(mention.quote, names, code, mention.title, alone=alone)
    speaker = _speaker(mention.said_by, code) if mention.said_by else frozenset()
    return Reading(mention, *told, speaker, _people(mention.actors, mention.said_by))


# Whatever arrives is compared with what arrived just before.
@lru_cache(maxsize=8_192)
def _told(
    quote: str, names: tuple[str, ...], code: str, title: str, *, alone: bool
) -> tuple[Said, Said, Mapping[str, float], frozenset[str], frozenset[tuple[int, int]]]:
    own = words.read(quote, names, code)
    abroad = own if alone else words.read_abroad(quote, names, code)
    plain = {w for w in abroad.stems - abroad.names if not w.startswith(UNKNOWN)}
    terms = {word: words.weight(word) for word in (own.stems - own.names) | plain}
    terms |= dict.fromkeys(own.numbers, words.NUMBER)
    done = acts.acts(title, code)
    terms |= dict.fromkeys(map(" ".join, product(done, own.names)), 0.0)
    return Said.of(own), Said.of(abroad), terms, done, acts.sides(title, code)


@lru_cache(maxsize=1_024)
def _speaker(name: str, code: str) -> frozenset[str]:
    return words.read_abroad("", (name,), code).stems


@lru_cache(maxsize=8_192)
def _people(actors: tuple[str, ...], said_by: str | None) -> frozenset[str]:
    """Return the surnames among *actors*: two or three names, the last no word that is common."""
    found = set()
    for actor in actors:
        *firsts, last = words.tokens(actor) or [""]
        person = len(firsts) in (1, 2) and len(last) > 2 and actor.istitle() and actor != said_by
        if person and words.weight(stems.stem(last)) >= _SURNAME:
            found.add(last)
    return frozenset(found)
