"""The word lists of a language, read once from the TOML file beside this module."""

from __future__ import annotations

import dataclasses
import re
import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from importlib.resources import files
from typing import Any

from timeline.events.patterns import Pattern

#: Languages with lists of their own; others are read with the English ones.
LANGUAGES = ("en", "it")

_VOWELS = frozenset("aeiou")
#: Words whose form is remembered.
_REMEMBERED = 4096


@dataclass(frozen=True, slots=True)
class Verb:
    """The forms of a verb that its base form does not already give away."""

    base: str
    third: str
    past: str
    participle: str
    ing: str


@dataclass(frozen=True, slots=True)
class Setting:
    """What a kind is beside some words."""

    kind: str
    #: Words one of which has to stand there as well; none where any will do: "strike".
    of: frozenset[str]
    beside: frozenset[str]
    becomes: str


@dataclass(frozen=True)
class Words:
    """Everything the reduction knows of a language."""

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
    addressed: frozenset[str]
    filler: frozenset[str]
    prepositions: frozenset[str]
    determiners: frozenset[str]
    adverbs: frozenset[str]
    speakers: frozenset[str]
    trusted: frozenset[str]
    #: Who says so without a name or an office to answer for it.
    unofficial: frozenset[str]
    #: Who passes on what others say: a newspaper.
    media: frozenset[str]
    #: Forms that follow their object as well: "the strike announced on Monday".
    participles: frozenset[str]
    pronouns: frozenset[str]
    ordinary: frozenset[str]
    titles: frozenset[str]
    organisation: frozenset[str]
    place_words: frozenset[str]
    #: Of a ministry: "Trade and Industry".
    fields: frozenset[str]
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
    be: frozenset[str]
    not_before_verb: frozenset[str]
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
    been: frozenset[str]
    #: Behind "said to": nobody speaks there.
    infinitives: frozenset[str]
    #: What somebody can announce to do.
    steps: frozenset[str]
    definite: frozenset[str]
    #: Between an office and where it is held, with the holder's name behind: "di Trani Ada Neri".
    genitives: frozenset[str]
    #: Join what goes on at the same time elsewhere.
    contrasts: frozenset[str]
    at: frozenset[str]
    #: Where or when something is said: "said in a statement".
    at_where: frozenset[str]
    person: frozenset[str]
    pronouns_of_a_body: frozenset[str]
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
    #: Kinds that are another one in some company: killed by an earthquake.
    settings: tuple[Setting, ...]
    #: No verb stands behind them: "a flu shot".
    noun_marks: frozenset[str]
    patterns: dict[str, Pattern]
    according: re.Pattern[str]
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

    @cached_property
    def is_finite(self) -> Callable[[str], bool]:
        """Tell of a word in small letters whether it can be the verb of a clause."""
        listed, form = self.finite_words, self.patterns["finite_form"]
        return lru_cache(_REMEMBERED)(lambda one: one in listed or form.fullmatch(one) is not None)

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


def _read_verb(entry: str) -> Verb:
    base, _, rest = entry.partition(":")
    past, _, participle = rest.partition(":")
    doubled = past == f"{base}{base[-1]}ed"
    past = past or _add(base, "ed")
    ing = f"{base}{base[-1]}ing" if doubled else _add(base, "ing")
    return Verb(base, _third(base), past, participle or past, ing)


def _italian(base: str) -> tuple[str, ...]:
    """Return the forms of the future and "they do" of a regular infinitive.

    >>> _italian("annullare"), _italian("caricare"), _italian("ferita")
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


def _third_italian(base: str) -> str:
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


def _set(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


def _verbs(listed: str) -> list[Verb]:
    return [_read_verb(entry) for entry in listed.split()]


@cache
def words(language: str) -> Words:
    """Return the lists of a language, or the English ones where it has none."""
    name = language if language in LANGUAGES else LANGUAGES[0]
    text = (files("timeline.events") / f"{name}.toml").read_text("utf-8")
    lists = tomllib.loads(text)
    attribution, sentence = lists["attribution"], lists["sentence"]
    names = {field.name for field in dataclasses.fields(Words)}
    listed: dict[str, Any] = {
        key: _set(row)
        for table in ("attribution", "names", "grammar")
        for key, row in lists[table].items()
        if key in names - {*_SAYING, *_COMPILED}
    }
    return Words(
        **listed,
        **_saying(attribution),
        **_kinds(lists["kinds"], finite_bases=attribution["finite_bases"]),
        leads=_set(sentence["leads"]),
        events=_set(sentence["events"]),
        happened=frozenset(
            form
            for verb in _verbs(sentence["happened"])
            for form in (verb.base, verb.third, verb.past, verb.participle)
        ),
        settings=tuple(
            Setting(one["kind"], _set(one.get("of", "")), _set(one["beside"]), one["is"])
            for one in lists["settings"]
        ),
        patterns={
            key: Pattern(pattern, lists["hints"].get(key, "").split())
            for table in ("status", "sentence", "titles")
            for key, pattern in lists[table].items()
            if key not in ("happened", "events", "leads")
        },
        according=_alternation(attribution["according"]),
        expletive=re.compile(attribution["expletive"]),
    )


#: What the verbs of saying give, and what is an expression: no plain lists.
_SAYING = ("attribution", "doubtful", "weak", "present", "addressed")
_COMPILED = ("according", "expletive")


def _saying(lists: dict[str, Any]) -> dict[str, Any]:
    """Return the forms of the verbs of saying, and which of them are what."""
    by_form: dict[str, str] = {}
    doubtful, addressed = set(_set(lists["nouns"])), set(_set(lists["addressed"]))
    weak: set[str] = set()
    present: set[str] = set()
    for sort in ("weak", "react", "say", "claim"):
        for verb in _verbs(lists[sort]):
            forms = {verb.base, verb.third, verb.past, verb.participle}
            present |= {verb.base, verb.third} - {verb.past}
            if sort == "weak":
                weak |= forms
            by_form.update(dict.fromkeys(forms, "say" if sort == "weak" else sort))
            # In Italian the first form is a finite one.
            doubtful |= set() if lists["finite_bases"] else {verb.base}
            if verb.base in addressed:
                addressed |= forms
    found = (by_form, *map(frozenset, (doubtful, weak, present, addressed)))
    return dict(zip(_SAYING, found, strict=True))


def _kinds(lists: dict[str, str], *, finite_bases: bool) -> dict[str, Any]:
    """Return the kind of each form of a verb and of each noun: that of the first list with it."""
    acts: dict[str, str] = {}
    verbs: dict[str, str] = {}
    bases: dict[str, str] = {}
    nouns: dict[str, str] = {}
    thirds: dict[str, str] = {}
    for kind, listed in lists.items():
        named, _, told = listed.partition("~")
        for noun in named.split():
            nouns.setdefault(noun, kind)
        for verb in _verbs(told):
            for form in (verb.past, verb.participle):
                acts.setdefault(form, kind)
            regular = _italian(verb.base) if finite_bases else (verb.third, verb.ing)
            for form in (*regular, verb.past, verb.participle):
                verbs.setdefault(form, kind)
            bases.setdefault(verb.base, kind)
            thirds.setdefault(_third_italian(verb.base) if finite_bases else verb.third, kind)
    return {
        "acts": acts,
        "kind_verbs": verbs,
        "kind_thirds": thirds,
        "kind_bases": bases,
        "kind_nouns": nouns,
    }


def _alternation(phrases: list[str]) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, phrases))})\b", re.IGNORECASE)
