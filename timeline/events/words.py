"""Everything the reduction knows of a language."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import NamedTuple

from timeline.patterns import Pattern

__all__ = ["Phrase", "Setting", "Words"]

#: Words whose form is remembered.
_REMEMBERED = 4096


@dataclass(frozen=True, slots=True)
class Setting:
    """What a kind is beside some words."""

    kind: str
    #: Words one of which has to stand there as well; none where any will do: "strike".
    of: frozenset[str]
    beside: frozenset[str]
    becomes: str


class Phrase(NamedTuple):
    """What gives a verb its kind: the words behind it, one of each; None for any few."""

    rest: tuple[frozenset[str] | None, ...]
    kind: str


@dataclass(frozen=True, eq=False)
class Words:
    """Everything the reduction knows of a language; each is made once, and so can be a key."""

    #: An article and the ending of a participle that goes with its noun -> the article alone:
    #: "della", "a" -> "la".
    agreement: dict[tuple[str, str], str]
    #: Form -> "say", "claim" or "react".
    attribution: dict[str, str]
    #: Forms of ``attribution`` that are nouns, too, or infinitives.
    doubtful: frozenset[str]
    nouns: frozenset[str]
    #: Forms that need "that", a quotation or a word of saying near by.
    weak: frozenset[str]
    #: Forms of the present: "argues".
    present: frozenset[str]
    said_things: frozenset[str]
    #: What it is stands behind them and "that": "the fear that …".
    contents: frozenset[str]
    addressed: frozenset[str]
    filler: frozenset[str]
    prepositions: frozenset[str]
    determiners: frozenset[str]
    adverbs: frozenset[str]
    speakers: frozenset[str]
    trusted: frozenset[str]
    #: Who says so without a name or an office to answer for it.
    unofficial: frozenset[str]
    #: What charges somebody with a crime: an indictment.
    accusers: frozenset[str]
    prosecutors: frozenset[str]
    #: Who finds somebody guilty: a court.
    courts: frozenset[str]
    #: Who passes on what others say: a newspaper.
    media: frozenset[str]
    #: Speakers that are no title of a name: "police", "la procura".
    nameless: frozenset[str]
    #: They count what somebody tells of: "two", "several".
    numbers: frozenset[str]
    #: Forms that follow their object as well: "the strike announced on Monday".
    participles: frozenset[str]
    pronouns: frozenset[str]
    ordinary: frozenset[str]
    titles: frozenset[str]
    organisation: frozenset[str]
    place_words: frozenset[str]
    #: Of a ministry: "Trade and Industry".
    fields: frozenset[str]
    #: No person's name begins with them.
    name_openers: frozenset[str]
    place_prepositions: frozenset[str]
    occasions: frozenset[str]
    #: Begin the name of what is done, not of who does it: "Operation Dawn".
    campaigns: frozenset[str]
    demonyms: frozenset[str]
    conjunctions: frozenset[str]
    relatives: frozenset[str]
    #: Begin a clause that has a verb of its own and is not the main one.
    dependent: frozenset[str]
    #: Begin a clause that waits for a verb: "that", "what", "because".
    opens_clause: frozenset[str]
    #: Begin a sentence whose main clause comes second: "When it rained, ".
    opens_sentence: frozenset[str]
    #: What is said stands behind them without "that": "said".
    clausal: frozenset[str]
    genitive: frozenset[str]
    that: frozenset[str]
    joins: frozenset[str]
    by: frozenset[str]
    #: Forms before "by" that nobody else does: "rose by half".
    goes_by: frozenset[str]
    #: Before an office: not that of whom the article calls by it.
    holders: frozenset[str]
    be: frozenset[str]
    not_before_verb: frozenset[str]
    #: Pronouns between a subject and its verb: "si".
    clitics: frozenset[str]
    #: Before a verb whose subject stands behind: ", come | ha detto il sindaco".
    as_said: frozenset[str]
    after_speaker: frozenset[str]
    time_words: frozenset[str]
    plural_subjects: frozenset[str]
    helpers: frozenset[str]
    will: frozenset[str]
    modals: frozenset[str]
    #: Finite forms of verbs that are of no kind: "remains".
    finite: frozenset[str]
    #: Words that wait for what follows: "responsible", "accused".
    needy: frozenset[str]
    #: Verbs of saying with an object that is no content: "accused Ada of".
    with_object: frozenset[str]
    possessives: frozenset[str]
    subordinators: frozenset[str]
    negations: frozenset[str]
    pluperfect: frozenset[str]
    vague: frozenset[str]
    perfect: frozenset[str]
    #: Before what the first sentence of an article tells as news.
    lately: frozenset[str]
    been: frozenset[str]
    #: Behind "said to": nobody speaks there.
    infinitives: frozenset[str]
    #: Other verbs that stand behind "will" and "and", and are hardly nouns.
    bases: frozenset[str]
    #: Belong to the verb before: "carried out".
    particles: frozenset[str]
    #: Past forms of what is done, and of what comes about by itself: "work resumed".
    labile: frozenset[str]
    #: What somebody can announce to do.
    steps: frozenset[str]
    definite: frozenset[str]
    #: Between an office and where it is held, with the holder's name behind: "di Trani Ada Neri".
    genitives: frozenset[str]
    #: Join what goes on at the same time elsewhere.
    contrasts: frozenset[str]
    #: Join what goes on at the same time and so on the same day.
    simultaneous: frozenset[str]
    at: frozenset[str]
    #: Where or when something is said: "said in a statement".
    at_where: frozenset[str]
    person: frozenset[str]
    #: Pronouns and titles of men, and of women.
    masculine: frozenset[str]
    feminine: frozenset[str]
    pronouns_of_a_body: frozenset[str]
    #: Articles of what is not known yet.
    indefinite: frozenset[str]
    #: Those of one body or thing.
    pronouns_of_one: frozenset[str]
    group: frozenset[str]
    stop: frozenset[str]
    joining: frozenset[str]
    replaced: frozenset[str]
    leads: frozenset[str]
    events: frozenset[str]
    happened: frozenset[str]
    #: Past or participle form -> kind.
    acts: dict[str, str]
    #: Any form -> kind.
    kind_verbs: dict[str, str]
    #: Forms of the present of one who does it -> kind: "orders", "ordina".
    kind_thirds: dict[str, str]
    #: Base forms, which may be nouns as well.
    kind_bases: dict[str, str]
    kind_nouns: dict[str, str]
    #: First word -> what it is with words behind it, the longer first: "turn down".
    phrases: dict[str, tuple[Phrase, ...]]
    #: Names that hold a word of a kind and are of none, by their first word: "court of appeal".
    no_kind: dict[str, tuple[Phrase, ...]]
    #: Kinds that are another one in some company: killed by an earthquake.
    settings: tuple[Setting, ...]
    #: No verb stands behind them: "a flu shot".
    noun_marks: frozenset[str]
    #: Forms of "be" and "have" of several.
    plural_be: frozenset[str]
    #: No verb comes next behind them: "the", but not Italian "la", which may be "her".
    before_nouns: frozenset[str]
    patterns: dict[str, Pattern]
    according: Pattern
    expletive: re.Pattern[str]

    @cached_property
    def passing(self) -> frozenset[str]:
        """Adverbs that may stand before a verb of an act."""
        return self.adverbs - self.helpers - self.negations

    @cached_property
    def finite_words(self) -> frozenset[str]:
        """Words that can be the verb of a clause; others are known by their form."""
        modals = self.modals - self.not_before_verb
        listed = self.helpers | self.will | self.finite | modals
        return listed | self.acts.keys() | self.attribution.keys()

    def is_event(self, word: str) -> bool:
        """Tell whether a noun, in small letters, is something that happens: "raids", "scontri"."""
        stem = word[:-1]
        forms = (word, stem, f"{word}o", f"{stem}o", f"{stem}a", f"{stem}e", f"{word[:-3]}y")
        return word in self.kind_nouns or not self.events.isdisjoint(forms)

    @cached_property
    def is_finite(self) -> Callable[[str], bool]:
        """Tell of a word in small letters whether it can be the verb of a clause."""
        listed, form = self.finite_words, self.patterns["finite_form"]
        return lru_cache(_REMEMBERED)(lambda one: one in listed or form.fullmatch(one) is not None)

    @cached_property
    def is_person_noun(self) -> Callable[[str], bool]:
        """Tell of a word in small letters whether it says what one person is: "actor"."""
        form = self.patterns["person_noun"]
        return lru_cache(_REMEMBERED)(lambda one: form.fullmatch(one) is not None)

    @cached_property
    def articles(self) -> frozenset[str]:
        """Words that a noun phrase begins with."""
        return self.determiners | self.definite | self.possessives

    @cached_property
    def bodies(self) -> frozenset[str]:
        """Nouns of those who speak or hold an office: "the assembly" is none that says how."""
        return self.speakers | self.organisation | self.titles

    @cached_property
    def no_speaker(self) -> frozenset[str]:
        """Words before a verb of saying that are nobody who speaks: "as announced"."""
        opens = self.dependent | self.opens_sentence
        return self.joining | (opens - self.pronouns - self.relatives)

    @cached_property
    def no_person(self) -> frozenset[str]:
        """Words that no person's name has."""
        return self.organisation | self.place_words | self.demonyms | self.ordinary

    @cached_property
    def verbs(self) -> frozenset[str]:
        """Forms that could make a sentence of words."""
        return self.helpers | self.finite | self.kind_verbs.keys() | self.attribution.keys()

    @cached_property
    def auxiliary(self) -> frozenset[str]:
        """A verb behind them is of their group: "was shot", "will soon leave"."""
        return self.helpers | self.will | self.modals | self.adverbs | self.been | self.negations

    @cached_property
    def conditional(self) -> frozenset[str]:
        """No finite verb stands behind them: "to", "would"."""
        return self.modals - self.will

    @cached_property
    def nominal(self) -> frozenset[str]:
        """What stands behind them is a noun, or qualifies one: "by injured", "the shelled"."""
        return self.prepositions | (self.determiners - self.that)

    @cached_property
    def before_act(self) -> frozenset[str]:
        """What makes an act of a verb that is none by itself: "will", "been", and adverbs."""
        return self.passing | self.been | self.will
