"""Names in a sentence: places and actors, written as the story or the article writes them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from itertools import dropwhile, takewhile
from typing import NamedTuple

from timeline.events.gender import gender_of
from timeline.events.passages import Passage
from timeline.events.runs import Run, runs_of, unowned
from timeline.events.words import Words
from timeline.types import Story

__all__ = ["Found", "Names", "gazetteer"]

#: "Ada Winter, 54,".
_AGED = re.compile(r",\s(\d\d)[,.]")
#: Words of "Drummer Wes Caddick".
_ROLE_AND_NAME = 3
#: Behind a name: "(ICE)".
_DEFINED = re.compile(r"\s*\(([A-Z][A-Za-z]*[A-Z]|[A-Z]{2,})\)")
#: "Mayor of Lund".
_HELD_IN = re.compile(r"\s(?:of|di|del|della)\s(.+)$")
#: "Dr. Ada Winter of the Harbour Office".
_BEHIND_NAME = re.compile(
    r"(?:[a-z][\w-]*\s){0,4}(?P<who>[A-Z][\w.'’-]*(?:\s[A-Z][\w.'’-]*){1,5})\s(?P<where>[a-z]+)\s"
)
#: "Ibrahim Zarouk al-Sharif".
_ARTICLE = re.compile(r"(?:al|el|as|ad|ar|ash)-(?=[A-Z])")
_ACRONYM = re.compile(r"(?:[A-Z]\.?){2,6}")


@cache
def gazetteer() -> frozenset[str]:
    """Return names of countries, regions and bigger cities, English and Italian."""
    text = (files("timeline.events") / "gazetteer.txt").read_text("utf-8")
    return frozenset(line for line in text.splitlines() if not line.startswith("#"))


class Found(NamedTuple):
    """A name in a sentence."""

    start: int
    end: int
    #: As it is to be shown.
    name: str
    #: "actor" or "place".
    kind: str


@dataclass
class Names:
    """The names of one article: what stands for what."""

    words: Words
    #: Variant -> (name, kind), of the story.
    known: dict[str, tuple[str, str]] = field(default_factory=dict)
    #: Surname or acronym -> full name, of the article.
    full: dict[str, str] = field(default_factory=dict)
    #: Surname -> "he" or "she", by a title or a first name.
    genders: dict[str, str] = field(default_factory=dict)
    #: First names.
    firsts: set[str] = field(default_factory=set)
    #: Surnames of several people.
    shared: set[str] = field(default_factory=set)
    #: Name -> acronym, where the article defines one.
    acronyms: dict[str, str] = field(default_factory=dict)
    #: Names that stand behind "in" somewhere in the article.
    places: set[str] = field(default_factory=set)
    #: "ministry" -> Interior Ministry, "president" -> Donald Trump, as far as read.
    offices: dict[str, str] = field(default_factory=dict)
    #: What stands before a full name, or an age -> that name, "" for several: "actor" -> Kim Vale.
    called: dict[str, str] = field(default_factory=dict)
    #: Single words with a capital inside a sentence.
    seen: set[str] = field(default_factory=set)
    #: What was found, by the sentence's offset.
    found: dict[int, tuple[Found, ...]] = field(default_factory=dict)
    #: Runs of capitals, by the sentence's offset.
    runs: dict[int, tuple[Run, ...]] = field(default_factory=dict)
    #: Phrases that name a date of the story.
    dates: frozenset[str] = frozenset()

    @classmethod
    def of(cls, passages: Sequence[Passage], story: Story | None, words: Words) -> Names:
        """Collect the article's names in reading order; the story's own go first."""
        phrases = story.named_dates if story else ()
        names = cls(words, dates=frozenset(phrase.lower() for phrase, _ in phrases))
        for name in story.names if story else ():
            for variant in (name.name, *name.variants):
                names.known.setdefault(variant, (name.name, name.kind))
        for passage in passages:
            names._learn(passage)
        return names

    def find(self, passage: Passage) -> tuple[Found, ...]:
        """Return the names of a sentence outside its quotations, in order, each once."""
        if passage.start not in self.found:
            seen: dict[str, Found] = {}
            for found in self._find(passage):
                seen.setdefault(found.name, found)
            self.found[passage.start] = tuple(seen.values())
        return self.found[passage.start]

    def is_place(self, name: str) -> bool:
        """Tell whether the story or the article says that a name is a place's."""
        return name in self.places or self.known.get(name, ("", ""))[1] == "place"

    def can_be(self, name: str, pronoun: str) -> bool:
        """Tell whether a pronoun can stand for somebody: not "he" for Ms. Winter."""
        meant = gender_of(pronoun, self.words)
        return meant is None or self.gender(name) in (None, meant)

    def gender(self, name: str) -> str | None:
        """Return "he" or "she" for a full name, None where the article does not tell."""
        last = name.rpartition(" ")[2]
        told = None if last in self.shared else self.genders.get(last)
        return told or gender_of(name, self.words)

    def learn_gender(self, name: str, pronoun: str) -> None:
        """Note that a pronoun stands for somebody."""
        if self.gender(name) is None and (gender := gender_of(pronoun, self.words)):
            self.genders[name.rpartition(" ")[2]] = gender

    def speaker(self, text: str) -> str:
        """Return whom a speaker's words name: "Mayor Sala" is Giuseppe Sala."""
        known = self._known(text)
        if known:
            return known[0]
        text = re.sub(r"\s?\([^()]*\)", "", text).strip() if "(" in text else text.strip()
        person = " ".join(self._after_title(text.split()))
        if person in self.full.values():
            return person  # "the Minister of Health Ada Winter"
        # "a report by the ministry", "Ada Winter of the Harbour Office": who speaks is one of both.
        text = self.words.patterns["word_of"].sub("", text)
        behind = _BEHIND_NAME.match(text)
        if behind and behind["where"] in self.words.prepositions:
            person = " ".join(self._after_title(behind["who"].split()))
            if person in self.full.values():
                return person
        # "rebel fighter Bo Frost", but not "the wife of Bo Frost".
        ends = (one for one in self.full.values() if text.endswith(f" {one}"))
        if (holder := next(ends, None)) and self._describes(text[: -len(holder)].split()):
            return holder
        article, _, office = text.partition(" ")
        if article.lower() in self.words.definite and office in self.offices:
            return self.offices[office]
        bare = " ".join(self._after_title(text.split()))
        return self.full.get(bare, bare)

    def _describes(self, parts: Sequence[str]) -> bool:
        """Tell whether words say what somebody does, and go on to the name."""
        first = parts[1 if len(parts) > 1 and parts[0].lower() in self.words.definite else 0]
        small = self.words.prepositions | self.words.joins
        return first.islower() and parts[-1].lower() not in small

    # --- the article's names -----------------------------------------------------------------

    def _learn(self, passage: Passage) -> None:
        """Note full names, acronyms and places, for the sentences that are shorter of words."""
        self.runs[passage.start] = runs_of(passage, self.words)
        for run in self.runs[passage.start]:
            parts = self._parts(run)
            # "l'assessore allo Sport Ada Neri"
            office = run.before[0] in self.words.titles and run.before[1] in self.words.prepositions
            parts = parts[1:] if office and len(parts) > 2 else parts
            called = self._called(run, passage)
            if len(parts) == _ROLE_AND_NAME and parts[0].lower() == called:
                parts = parts[1:]  # "Drummer Wes Caddick"
            name = " ".join(parts)
            if len(run.words) == 1 and not run.initial:
                self.seen.add(run.text)
            # "US Secretary | of State Ada Winter", but "Kelly King"
            of = run.after in self.words.prepositions and run.words[-1] in self.words.titles
            person = 1 < len(parts) < 4 and not of
            if self._lies_somewhere(run) and not office:
                self.places.add(name)
            elif person and self.words.organisation.isdisjoint(run.words):
                self._learn_person(parts, name)
                aged = _AGED.match(passage.plain, run.end)
                for word in filter(None, (called, aged and aged[1])):
                    key = _as_called(word)
                    self.called[key] = name if self.called.get(key, name) == name else ""
            title = "" if run.before[1] in self.words.person else run.before[1]
            titled = f"{title} {run.text}".split()
            # "Omar" alone may be a surname
            gender = gender_of(" ".join(titled), self.words) if len(titled) > 1 else None
            if gender:
                self.genders.setdefault(parts[-1], gender)
            acronym = _DEFINED.match(passage.text, run.end)
            name = _spelled(name, acronym[1]) if acronym else name
            # "the Mission in Haiti (MINUSTAH)" is no Haiti
            if acronym and name[:1] in acronym[1][: None if " " in name else 1]:
                self.full.setdefault(acronym[1], name)
                self.acronyms.setdefault(name, acronym[1])

    def named(self, called: str) -> str | None:
        """Return the one person whom the article calls so: "actor", "54-year-old", "54enne"."""
        one = self.words.is_person_noun(called.lower())  # "54 passengers"
        return (self.called.get(_as_called(called)) or None) if one else None

    def _called(self, run: Run, passage: Passage) -> str | None:
        """Return what stands before a name and says what one person is: "actor", "59-year-old"."""
        first, *rest = run.text.split() or [""]
        beside = passage.plain[: run.start].endswith(f"{run.before[1]} ")
        word = first.lower() if run.initial and rest else run.before[1] if beside else ""
        acts = any(self.words.is_finite(one.lower()) for one in rest)  # "Officer Charged"
        if acts or word in self.words.demonyms:
            return None
        return word if self.words.is_person_noun(word) else None

    def _learn_person(self, parts: Sequence[str], name: str) -> None:
        self.firsts.add(parts[0])
        known = self.full.setdefault(parts[-1], name)
        if known.endswith(f" {name}"):
            self.full[parts[-1]] = name  # "Drummer Wes Caddick" was the first to be read
        elif known != name and not name.endswith(f" {known}"):
            self.shared.add(parts[-1])

    def _parts(self, run: Run) -> Sequence[str]:
        """Return the words of a run that are the name, without a title before it."""
        parts = run.text.split()
        return parts if self.words.titles.isdisjoint(run.words) else self._after_title(parts)

    def _after_title(self, parts: Sequence[str]) -> Sequence[str]:
        """Return the name behind a title: "Kremlin spokesperson Dmitry Peskov"."""
        last = 0
        for index, part in enumerate(parts, start=1):
            if part.lower().rstrip(".") in self.words.titles:
                last = index
        if not last:
            return parts
        rest = self._after_field(parts[last:])
        office = any(part.lower() in self.words.organisation for part in rest)
        office = office or all(part.lower() in self.words.fields for part in rest)
        if rest and not office and all(part[:1].isupper() or _ARTICLE.match(part) for part in rest):
            return rest
        return parts

    def _after_field(self, parts: Sequence[str]) -> Sequence[str]:
        """Leave out what an office is of: "of Defense Ada Winter", "Affairs Ada Winter"."""
        of = bool(parts) and parts[0].lower() in self.words.genitive
        passing = self.words.fields | self.words.definite | self.words.joins
        name = list(dropwhile(lambda part: part.lower().rstrip(",") in passing, parts[of:]))
        return name if len(name) > 1 and len(name) < len(parts) - of else parts

    def _known(self, text: str) -> tuple[str, str] | None:
        """Return the story's name for words that hold nothing else but titles and owners."""
        text = unowned(text).rstrip("'’")
        if not self.known or text in self.known:
            return self.known.get(text)
        parts = text.split()
        for first in range(1, len(parts)):
            if not all(self._leads(part) for part in parts[:first]):
                return None
            rest = " ".join(parts[first:])
            if rest in self.known:
                return self.known[rest]
        return None

    def _leads(self, part: str) -> bool:
        lower = part.lower().rstrip(".")
        words = self.words
        return (
            lower.endswith(("'s", "’s", "s'", "s’"))
            or lower in ("of", "de", "del", "della", "di")
            or any(
                lower in listed
                for listed in (words.demonyms, words.definite, words.speakers, words.titles)
            )
        )

    # --- one sentence ------------------------------------------------------------------------

    def _find(self, passage: Passage) -> Iterator[Found]:
        for run in self.runs[passage.start]:
            name, kind = self._resolve(run)
            held = None if name else _HELD_IN.search(run.text)
            if held and held[1] in gazetteer():
                yield Found(run.start + held.start(1), run.end, held[1], "place")
            if name:
                self._hold_office(run, name)
                yield Found(run.start, run.end, name, kind)

    def _resolve(self, run: Run) -> tuple[str, str]:
        """Return name and kind of a run; two empty strings where it names nobody and nothing."""
        known = self._known(run.text)
        if known:
            return known
        if self._is_no_name(run):
            return "", ""
        bare = " ".join(self._parts(run))
        name = self.full.get(bare, bare)
        short = self.full.get(bare.rpartition(" ")[2], bare)
        if bare.endswith(f" {short}"):
            name = short
        if name in self.known:
            return self.known[name]
        if self._is_place(run, bare):
            return bare, "place"
        return (name, "actor") if self._can_act(run, bare) else ("", "")

    def _is_no_name(self, run: Run) -> bool:
        """Leave out "Italian", "Winter Games", "Mayor": they neither act nor lie anywhere."""
        words = self.words
        if run.text.lower() in self.dates or run.words[-1] in words.occasions:
            return True
        if run.words[-1].removesuffix("s") in words.demonyms or run.words[-1] in words.demonyms:
            return len(run.words) < 3
        if run.words[0] in words.campaigns and len(run.words) > 1:
            return True
        small = words.prepositions | words.definite
        office = run.words[0] in words.titles and not small.isdisjoint(run.words)
        # "Mayor of Lund" names nobody but who is named beside it.
        parts = takewhile(lambda word: word not in small, run.words) if office else run.words
        return all(word in words.titles or word in words.demonyms for word in parts)

    def _is_place(self, run: Run, bare: str) -> bool:
        if (bare in self.full or bare in self.firsts) and bare not in gazetteer():
            return False  # "from Winter"
        if run.text in gazetteer() or self._lies_somewhere(run):
            return True
        compass = run.words[0] in self.words.demonyms
        return bare in self.places or (compass and bare.partition(" ")[2] in gazetteer())

    def _lies_somewhere(self, run: Run) -> bool:
        words = self.words
        if len(run.words) > 1 and run.words[-1] in words.place_words:
            return True
        if not words.organisation.isdisjoint(run.words) or not words.titles.isdisjoint(run.words):
            return False
        if len(run.words) > 1 and run.words[0] in words.place_words:
            return True
        if run.after in words.place_words:
            return True  # "San Siro stadium"
        where, before = run.before
        town_of = before in ("of", "di") and where in words.place_words
        return before in words.place_prepositions or town_of

    def _can_act(self, run: Run, bare: str) -> bool:
        """Tell whether a single word is a name: an acronym, a surname, or it does something."""
        if len(run.words) > 1 or bare in self.full or _ACRONYM.fullmatch(run.text):
            return True
        words = self.words
        if run.initial and run.after in words.attribution:
            # "Vogue reported", but not "Medics said".
            word = run.words[0]
            listed = (words.speakers, words.ordinary, words.kind_nouns, words.organisation)
            return not word.endswith("s") and not any(word in one for one in listed)
        if run.before[1] in ("of", "di"):
            return False
        if run.initial:
            return run.text in self.seen
        does = run.after in words.helpers or run.after in words.acts or run.after in words.finite
        return run.owns or does or run.after in words.attribution or run.before[1] in words.by

    def _hold_office(self, run: Run, name: str) -> None:
        """Note what "the ministry" and "the mayor" stand for from here on."""
        for index, word in enumerate(run.words):
            office = word in self.words.organisation
            title = word in self.words.titles and index + 1 < len(run.words)
            if word in self.words.speakers and (office or title):
                self.offices[word] = name


def _as_called(word: str) -> str:
    """Return a word in small letters; of an age in any language the years alone."""
    years = re.match(r"\d\d", word)
    return years[0] if years else word.lower()


def _spelled(name: str, acronym: str) -> str:
    """Return the last words of a name that an acronym spells, else the name.

    >>> _spelled("United Nations World Food Programme", "WFP")
    'World Food Programme'
    """
    last = name.split()[-len(acronym) :]
    return " ".join(last) if [word[0] for word in last] == list(acronym) else name
