"""What is compared of a mention: its words and how much they tell, acts, people, who speaks."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import cache, lru_cache
from itertools import count, product

from timeline.merge import acts, bynames, designations, stems, subjects, titles, words
from timeline.merge.words import Abroad, Words
from timeline.originals import tokens
from timeline.types import Mention, Status

#: A name whose last word tells less is a body's rather than a person's ("Coast Guard").
_SURNAME = 0.6

_UNSHARED = 0.6

#: How much a word tells that another report says otherwise ("shut", "closed"), beside one that
#: both have; and what marks it among the terms.
_REPLACED, ALIKE = 0.7, "="

#: The acts of which the headline need not be: what is said, and what its own word names.
_SAYS = frozenset({acts.ANNOUNCE, "festival"})

#: Before a name's noun: "the Lund landfill"; before an office that somebody had or will have.
_ARTICLES = frozenset({"the", "a", "an"})
_ONCE = frozenset({"ex", "former", "then", "acting", "outgoing", "interim"})
#: How a verb ends, which may stand there as well: "the Senate | approved".
_VERBS = ("ed", "s")

#: What is compared with another language where there is none.
NOTHING = Abroad(frozenset(), {}, frozenset(), frozenset(), frozenset())


@dataclass(frozen=True, slots=True)
class Said:
    """The words of a sentence, and how much they tell together."""

    words: Words
    weight: float
    #: Words, no names, instead of which another report may have another ("shut", "closed").
    replaceable: frozenset[str]
    #: Words that only say who or what a name is of: "the Lund | landfill", "ex | mayor | Vale".
    of_names: frozenset[str]

    @classmethod
    def of(cls, found: Words, text: str, code: str) -> Said:
        """Weigh the words of a text."""
        named = words.NAME * len(found.names) + words.NUMBER * len(found.numbers)
        plain = found.stems - found.names
        replaceable = frozenset(word for word in plain if stems.alike(word, code))
        weight = sum(map(words.weight, sorted(plain))) + named
        return cls(found, weight, replaceable, _of_names(text, found.names, code))


def _of_names(text: str, names: frozenset[str], code: str) -> frozenset[str]:
    """Return the stems of the words beside names that only say who or what these are."""
    pieces = words.pieces(text)
    named = [one[:1].isupper() and stems.stem(one, code) in names for one in pieces]
    of: set[str] = set()
    article = False
    for at, is_name in enumerate(named):
        if is_name and not (at and named[at - 1]):
            article = at > 0 and pieces[at - 1].casefold() in _ARTICLES
            of.update(stems.stem(one, code) for one in _offices(pieces[:at], code))
        elif not is_name and at and named[at - 1] and article:
            noun = pieces[at]
            if noun.islower() and not noun.endswith(_VERBS) and not acts.tells(noun, code):
                of.add(stems.stem(noun, code))
    return frozenset(of)


def _offices(before: Sequence[str], code: str) -> Iterator[str]:
    """Yield the words of an office right before a name: "ex", "sindaco"."""
    for piece in reversed(before):
        if piece.casefold() not in _ONCE and not subjects.is_office(piece, code):
            return
        yield piece


@dataclass(frozen=True, slots=True)
class SaidAbroad:
    """The words of a sentence in terms that all languages share, and how much they tell."""

    words: Abroad
    weight: float

    @classmethod
    def of(cls, found: Abroad) -> SaidAbroad:
        """Weigh words; of all that one may mean the commonest counts."""
        named = words.NAME * len(found.names) + words.NUMBER * len(found.numbers)
        return cls(found, _UNSHARED * math.fsum(map(_least, found.senses)) + named)


def _least(senses: frozenset[str]) -> float:
    """Return how much a word tells at least; one that nobody can translate tells nothing."""
    return min((words.weight(own) for own in senses & stems.translated()), default=0.0)


@dataclass(frozen=True, slots=True)
class Reading:
    """A mention with what is compared of it."""

    mention: Mention
    #: What it says, for comparing it with others in its language.
    own: Said
    #: … and with others in another one; nothing where there is none.
    abroad: SaidAbroad
    #: Words that are no names, what may replace them, and numbers, each with how much it tells,
    #: and acts beside names;
    #: without any in common two mentions are not alike.
    terms: Mapping[str, float]
    #: What is done, as far as it is known.
    acts: frozenset[str]
    #: On which side of what excludes each other: an acquittal, a conviction.
    sides: frozenset[tuple[int, int]]
    speaker: frozenset[str]
    #: Surnames of the people it is of, who speaks left out.
    people: frozenset[str]
    #: Numbers from ten on that count something: no years, ages or days.
    figures: frozenset[str]
    #: It is of a plan …
    planned: bool
    #: … that says little more than what is done, and a name …
    bare: bool
    #: … or not even a name: the words of the sentence, behind which its headline is read.
    headed: frozenset[str]


def read(mention: Mention, *, alone: bool = False) -> Reading:
    """Return *mention* with what is compared of it; *alone*: with none in another language."""
    code = mention.language
    said_by = mention.said_by and bynames.called(mention.said_by, code)
    mention, headed = _headed(bynames.plain(mention))
    names = *mention.actors, *mention.places
    own, abroad, terms, done, sides = _told(
        mention.quote, names, code, titles.told(mention), _days(mention), alone=alone
    )
    speaker = _speaker(said_by, code) if said_by else frozenset()
    people = _people(mention.actors, said_by)
    figures = _figures(mention, own.words.numbers)
    planned = mention.status is Status.PLANNED
    bare = planned and bool(done) and _is_bare(own.words, code)
    terms = {**terms, **_actors(mention, own.words.opening)}
    return Reading(
        mention, own, abroad, terms, done, sides, speaker, people, figures, planned, bare, headed
    )


def _headed(mention: Mention) -> tuple[Mention, frozenset[str]]:
    """Return *mention*, if it is a plan that names nothing, with its article's headline behind it.

    "The trial is to start on Tuesday" is of what the headline is of. With it come its own words.
    """
    code, headline = mention.language, mention.article.title
    done = acts.acts(titles.told(mention), code)
    if mention.status is not Status.PLANNED or done <= _SAYS or not headline:
        return mention, frozenset()
    own = words.read(mention.quote, (*mention.actors, *mention.places), code)
    if own.names or not _is_bare(own, code, 0.0):
        return mention, frozenset()
    return replace(mention, quote=f"{mention.quote} {headline}"), own.stems


def compared(mention: Mention) -> tuple[object, ...]:
    """Return all that is compared of a mention but its article: of copies it is the same."""
    told = mention.when, mention.time_expression, mention.basis, mention.status, mention.kind
    named = mention.places, mention.actors, mention.said_by
    return mention.quote, titles.told(mention), mention.language, *told, *named


def numbering() -> defaultdict[object, int]:
    """Return a table that gives each thing asked for a number, the same thing the same."""
    return defaultdict(count().__next__)


def _is_bare(own: Words, code: str, most: float = words.RARE) -> bool:
    """Tell whether words say little more, or at *most* so much, than what is done, and a name."""
    told = own.stems - own.names - scheduled(stems.file(code))
    more = (word for word in told if not acts.is_act(word, code))
    return sum(map(words.weight, sorted(more))) <= most


@cache
def scheduled(code: str) -> frozenset[str]:
    """Return the stems that say that something is planned."""
    listed = " ".join(stems.sections(f"{code}.txt")["scheduled"])
    return frozenset(stems.stem(word, code) for word in listed.split())


def _actors(mention: Mention, opening: frozenset[str]) -> dict[str, float]:
    """Return what marks of whom a mention is among its terms; it tells nothing by itself."""
    last = (tokens(actor)[-1:] for actor in mention.actors if actor not in mention.places)
    own = opening | {stems.stem(word, mention.language) for name in last for word in name}
    return {f"of {name}": 0.0 for name in own}


def _figures(mention: Mention, numbers: frozenset[str]) -> frozenset[str]:
    """Return which *numbers* count something."""
    many = {number for number in numbers if len(number) > 1 and not words.is_year(number)}
    if not many:
        return frozenset()
    return frozenset(many - designations.ages(mention.quote, mention.language))


# Whatever arrives is compared with what arrived just before.
@lru_cache(maxsize=8_192)
def _told(
    quote: str, names: tuple[str, ...], code: str, title: str, days: frozenset[str], *, alone: bool
) -> tuple[Said, SaidAbroad, Mapping[str, float], frozenset[str], frozenset[tuple[int, int]]]:
    own = words.read(quote, names, code)
    abroad = NOTHING if alone else words.read_abroad(quote, names, code)
    # That both name one day is known from their dates.
    own = replace(own, numbers=own.numbers - days)
    abroad = replace(abroad, numbers=abroad.numbers - days)
    done = acts.acts(title, code)
    # What two languages share is weighed when they are compared.
    terms = dict.fromkeys(abroad.every, 0.0)
    terms |= dict.fromkeys(
        map(" ".join, product(done, own.names | own.opening | abroad.names.keys())), 0.0
    )
    if not alone:  # two languages may share nothing but what is done
        terms |= dict.fromkeys((f"does {act}" for act in done & acts.HELD), 0.0)
    alike = replaced(own.stems - own.names, code)
    terms |= {f"{ALIKE}{word}": weight for word, weight in alike.items()}
    terms |= {word: words.weight(word) for word in own.stems - own.names}
    terms |= dict.fromkeys(own.numbers, words.NUMBER)
    return Said.of(own, quote, code), SaidAbroad.of(abroad), terms, done, acts.sides(title, code)


def replaced(own: frozenset[str], code: str) -> dict[str, float]:
    """Return by what words (stems) are found that another report replaces, and what each tells."""
    found: dict[str, float] = {}
    for word in own:
        for line in stems.alike(word, code):
            found[line] = max(found.get(line, 0.0), _REPLACED * words.weight(word))
    return found


def _days(mention: Mention) -> frozenset[str]:
    """Return the numbers by which its date is written: its first and last day, and their years."""
    first, last = mention.when.start, mention.when.end and mention.when.end - timedelta.resolution
    days = {str(n) for day in (first, last) if day for n in (day.day, day.year)}
    return frozenset(tokens(mention.time_expression or "")) & days


@lru_cache(maxsize=8_192)
def _speaker(name: str, code: str) -> frozenset[str]:
    """Return the words of who speaks; "the company" may be any that another report names."""
    if stems.is_body(name, code):
        return frozenset()
    said = words.read_abroad("", (name,), code)
    return frozenset(said.names).union(*said.senses)


@lru_cache(maxsize=8_192)
def _people(actors: tuple[str, ...], said_by: str | None) -> frozenset[str]:
    """Return the surnames among *actors*: two or three names, the last no word that is common."""
    found = set()
    for actor in actors:
        *firsts, last = tokens(actor) or [""]
        person = len(firsts) in (1, 2) and len(last) > 2 and actor.istitle() and actor != said_by
        if person and words.weight(stems.stem(last)) >= _SURNAME:
            found.add(last)
    return frozenset(found)
