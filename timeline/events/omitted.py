"""The subject that an Italian sentence leaves out: "È stato arrestato lunedì", "Dirigerà la gara".

Who does something to something is whom the sentence before is about. Of any other verb it is the
only one there that the verb agrees with, be it subject, object or the one person named: "approved
the budget. It will be debated", but nobody where several could be meant.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from timeline.events.days import Dated
from timeline.events.passages import Passage, Token, tokenise
from timeline.events.whole import main_verb
from timeline.events.words import Words
from timeline.types import Role

__all__ = [
    "Subject",
    "Verb",
    "agreeing",
    "begins_with_verb",
    "ending",
    "lacks_subject",
    "nouns_behind",
    "objects_of",
    "person_behind",
    "phrase_of",
    "verb_alone",
]

#: Words of a subject without a name, at most.
_LONGEST = 6
#: Characters of an article before a day: "il 3 maggio".
_TO_DAY = 4
#: Behind what ends a clause.
_CLAUSE = re.compile(r"[,;:—–(“«\"]|\.\s|$")
#: Characters of "in carcere", which a verb is of people by.
_NEAR = 12
_MANY = frozenset("ie")
_ENDINGS = {"he": "o", "she": "a"}


@dataclass(frozen=True, slots=True)
class Subject:
    """Whom or what a sentence is about."""

    text: str
    #: The ending of a participle that goes with it, "" where that is not known.
    ending: str
    #: An object or one of several nouns, which does nothing to anything.
    done_to: bool = False


@dataclass(frozen=True, slots=True)
class Verb:
    """What a sentence that has no subject begins with."""

    many: bool
    ending: str
    #: It takes an object.
    does: bool
    #: Nothing but a person goes with it: "è stato arrestato".
    of_people: bool


def verb_alone(dated: Dated, words: Words) -> Verb | None:
    """Return the verb with which a sentence begins that has no subject, None where it has one."""
    passage = dated.passage
    if passage.sentence.role is Role.HEADLINE:
        return None
    spans = [(day.start, day.end) for day in (*dated.content, *dated.said)]
    begin = _behind_day(passage, spans, words)
    return _verb(passage.plain, begin, passage.tokens, spans, words)


def _behind_day(passage: Passage, days: Sequence[tuple[int, int]], words: Words) -> int:
    """Return where a sentence begins behind its day: "Lunedì scorso | è stato arrestato"."""
    for start, end in days:
        if words.patterns["opening"].fullmatch(passage.plain, passage.opens, start):
            return end + (passage.plain.startswith(",", end)) + 1
    return passage.opens


def begins_with_verb(text: str, words: Words) -> bool:
    """Tell whether a text begins with its verb, be its subject behind or left out."""
    return words.patterns["no_subject"].match(text) is not None


def lacks_subject(text: str, words: Words) -> bool:
    """Tell whether a text begins with its verb, and names no subject."""
    if not begins_with_verb(text, words):
        return False  # and so are nearly all
    return _verb(text, 0, tokenise(text), (), words) is not None


def _verb(
    plain: str,
    begin: int,
    tokens: Sequence[Token],
    days: Sequence[tuple[int, int]],
    words: Words,
) -> Verb | None:
    found = words.patterns["no_subject"].match(plain, begin)
    if found is None:
        return None
    nouns, does = sum(1 for _ in _nouns(plain, found.end(), tokens, days, words)), found["does"]
    if nouns > (1 if does else 0) or _is_named_late(plain, found.end(), words):
        return None
    many = words.patterns["plural_verb"].search(found[0]) is not None
    people = words.patterns["done_to_people"].search(plain, begin, found.end() + _NEAR)
    return Verb(many, found["ending"] or "", bool(does), people is not None)


def _is_named_late(plain: str, begin: int, words: Words) -> bool:
    """Tell of "ha confessato, dopo sette ore, Renato Zucchi", whose subject stands last."""
    parts = plain[begin:].rstrip(".").split(", ")[1:]
    firsts = (part.partition(" ")[0].replace("’", "'") for part in parts if part)
    return any(one[:1].isupper() or one in words.definite for one in firsts)


def nouns_behind(text: str, begin: int, words: Words) -> int:
    """Return how many nouns stand in a clause behind an offset that no preposition leads."""
    return sum(1 for _ in _nouns(text, begin, tokenise(text), (), words))


def _nouns(
    plain: str,
    begin: int,
    tokens: Sequence[Token],
    days: Sequence[tuple[int, int]],
    words: Words,
) -> Iterator[Token]:
    """Yield how nouns begin that no preposition leads, from an offset to the end of its clause."""
    stop = _CLAUSE.search(plain, begin)
    end = stop.start() if stop else len(plain)
    leads = words.prepositions | words.genitives | words.by | words.place_words | words.organisation
    opens = words.definite | words.determiners | words.numbers
    before, named = "", False
    for token in tokens:
        if not begin <= token.start < end:
            continue
        of_day = any(first - _TO_DAY <= token.start < last for first, last in days)
        begins = token.lower in opens or (token.capital and before not in opens)
        # "a Trani | gli scavi"
        apart = named and token.lower in words.definite
        if begins and not of_day and (apart or before not in leads):
            yield token
        named = token.capital and before in leads
        before = before if named else token.lower


def phrase_of(passage: Passage, words: Words) -> Subject | None:
    """Return the noun with its article that a sentence begins with: "Il tribunale di Lecco"."""
    plain = passage.plain
    opener = words.patterns["opener"].match(plain, passage.opens)
    begin = opener.end() if opener else passage.opens
    verb = main_verb(plain[begin:], words)
    head = plain[begin : begin + (verb or 0)].partition(",")[0].split()
    while head and head[-1].lower() in words.adverbs | words.clitics:
        head.pop()
    return _with_article(" ".join(head), words)


def objects_of(dated: Dated, words: Words) -> Iterator[Subject]:
    """Yield the nouns behind a sentence's verb that no preposition leads: "il bilancio"."""
    passage = dated.passage
    verb = main_verb(passage.plain, words)
    spans = [(day.start, day.end) for day in (*dated.content, *dated.said)]
    begin = len(passage.plain) if verb is None else verb + 1
    if verb is not None and words.patterns["no_act"].match(passage.plain, verb):
        return  # "non è più l'allenatore"
    for noun in _nouns(passage.plain, begin, passage.tokens, spans, words):
        if noun.lower in words.numbers:
            continue  # "due" alone is nobody
        behind = passage.plain[noun.start :].rstrip(".")
        phrase = re.split(_CLAUSE, behind, maxsplit=1)[0]
        parts = words.patterns["phrase_end"].search(phrase)
        found = _with_article(phrase[: parts.start()] if parts else phrase, words)
        yield replace(found or Subject(noun.text, ""), done_to=True)


def person_behind(passage: Passage, ending: str, words: Words) -> Subject | None:
    """Return the one without a name whom a sentence speaks of: "le ricerche dei due rapinatori"."""
    found = set()
    for index, token in enumerate(passage.tokens):
        article = words.agreement.get((token.lower, ending))
        noun = passage.tokens[index + 1 : index + 3] if article else []
        at = next((i for i, one in enumerate(noun) if _is_of_people(one.lower, words)), None)
        if at is not None:
            found.add(" ".join((f"{article}".capitalize(), *(one.text for one in noun[: at + 1]))))
    return Subject(found.pop(), ending) if len(found) == 1 else None


def _is_of_people(word: str, words: Words) -> bool:
    """Tell of "rapinatore" and "rapinatori"."""
    return any(words.is_person_noun(f"{word[:-1]}{last}") for last in (word[-1], *"oae"))


def _with_article(text: str, words: Words) -> Subject | None:
    """Return a noun as a subject, with the ending that its article gives away."""
    first = re.match(r"\w+(?:['’]|\s)", text)
    article = first[0].strip().lower().replace("’", "'") if first else ""
    endings = [
        ending for (form, ending), alone in words.agreement.items() if form == alone == article
    ]
    text = text if text.count(" ") < _LONGEST else _without_rest(text, words)
    if not endings or text.count(" ") >= _LONGEST:
        return None
    return Subject(f"{text[:1].upper()}{text[1:]}", endings[0] if len(endings) == 1 else "")


def _without_rest(text: str, words: Words) -> str:
    """Return a noun without what a preposition adds: "Una tomba etrusca | del VI secolo"."""
    told = text.split()
    leads = words.prepositions | words.genitives
    ends = (i for i, one in enumerate(told) if i and one.lower() in leads)
    return " ".join(told[: next(ends, len(told))])


def ending(pronoun: str | None) -> str:
    """Return how a participle ends that goes with "he" or "she", "" for nobody knows who."""
    return _ENDINGS.get(pronoun or "", "")


def agreeing(verb: Verb, subjects: Sequence[Subject], words: Words) -> Subject | None:
    """Return the one of several that a verb goes with, None where more of them could be meant."""
    could = [one for one in subjects if _agrees(verb, one)]
    if verb.of_people:
        could = [one for one in could if not one.done_to or _is_person(one, words)]
    if verb.does:
        return next((one for one in could if not one.done_to), None)
    names = " ".join(one.text for one in could if not one.done_to)
    apart = [one for one in could if not (one.done_to and one.text in names)]  # "arrested Vale"
    sure = len(apart) == 1 and (apart[0].ending or not apart[0].done_to)
    return apart[0] if sure else None


def _is_person(subject: Subject, words: Words) -> bool:
    return any(map(words.is_person_noun, subject.text.lower().split()))


def _agrees(verb: Verb, subject: Subject) -> bool:
    same = not verb.ending or not subject.ending or verb.ending == subject.ending
    many = verb.many or verb.ending in _MANY
    return same and many == (subject.ending in _MANY)
