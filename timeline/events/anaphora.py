"""What a pronoun stands for that has no name: the subject of the sentence before, or of its own.

After Lappin and Leass, "An Algorithm for Pronominal Anaphora Resolution" (1994): of what was told
last the subject weighs most. Where the verb could as well be that of another noun, none is taken.
"""

from __future__ import annotations

import re

from timeline.events.gender import gender_of
from timeline.events.passages import Passage
from timeline.events.whole import main_verb
from timeline.events.words import Words

__all__ = [
    "own_subject",
    "subject_group",
    "subject_said",
    "subject_thing",
    "thing_done_to",
    "thing_meant",
]

#: Characters in which a pronoun and its verb stand.
_REACH = 60
#: "Alvera", "The Lund council".
_SUBJECT = re.compile(r"(?:[A-ZÀ-Þ][\w.&’'-]*)(?:\s[\w.&’'-]+){0,3}")
#: Between two clauses.
_JOINT = re.compile(r"; |, (?:but|and) ")
#: Words of "the federal appeals court", at most.
_LONGEST = 6
#: Kinds of acts that need somebody: "it ordered"; "it opened" may be the pool that was approved.
_UNWILLING = frozenset({"incident", "schedule", "violence"})


def subject_thing(passage: Passage, words: Words) -> str | None:
    """Return a subject of its sentence that is no person and one: "the federal appeals court"."""
    phrase = _subject(passage, words)
    last = phrase[-1].lower() if phrase else ""
    several = last.endswith("s") and not last.endswith(("ss", "us", "is"))
    person = words.is_person_noun(last) or last in words.plural_subjects or last in words.titles
    return None if not phrase or person or several else " ".join(phrase)


def subject_group(passage: Passage, words: Words) -> str | None:
    """Return a subject of its sentence that is several people: "The rebels"."""
    phrase = _subject(passage, words)
    last = phrase[-1].lower() if phrase else ""
    people = words.is_person_noun(last.removesuffix("s")) or last in words.speakers
    return " ".join(phrase) if phrase and last.endswith("s") and people else None


def _subject(passage: Passage, words: Words) -> list[str]:
    """Return the words of a subject that begins with "the", up to what explains it."""
    plain = passage.plain
    opener = words.patterns["opener"].match(plain, passage.opens)
    begin = opener.end() if opener else passage.opens
    head = re.match(r"\w+", plain[begin:])
    if head is None or head[0].lower() not in words.definite - words.that:
        return []
    verb = main_verb(plain[begin:], words)
    phrase: list[str] = []
    for word in plain[begin : begin + (verb or 0)].split():
        bare = word.strip(",;:()–—")
        if phrase and bare.lower() in words.prepositions | words.relatives:
            break
        phrase.append(bare)
        if bare != word:
            break
    return [head[0].capitalize(), *phrase[1:]] if 2 <= len(phrase) <= _LONGEST else []


def thing_done_to(passage: Passage, before: Passage | None, words: Words) -> str | None:
    """Return what "it" is as an object: the subject of the clause before, where that is passive.

    "A new opera was dropped. Ada Winter wants to bring | it | back", "The reading had been due on
    Monday; the speaker put | it | off".
    """
    plain = passage.plain
    found = words.patterns["object_it"].search(plain)
    if found is None or plain[: found.start()].split()[-1].lower() in words.attribution:
        return None  # "announced it": that it is so
    clauses = [one.start() for one in _JOINT.finditer(plain, passage.opens, found.start())]
    if clauses:
        return _done_to(plain[passage.opens : clauses[-1]], words)
    return _done_to(before.plain[before.opens :], words) if before else None


def _done_to(clause: str, words: Words) -> str | None:
    """Return "the new opera" of "A new opera was dropped"."""
    verb = main_verb(clause, words)
    first, *phrase = clause[: verb or 0].split() or [""]
    if first.lower() not in words.articles - words.possessives - words.that:
        return None
    ends = (i for i, one in enumerate(phrase) if one.lower() in words.prepositions)
    phrase = phrase[: next(ends, len(phrase))]
    told = re.findall(r"\w+", clause[verb:].lower())[:4]
    helping, done = ([one for one in told if one not in words.perfect] + ["", ""])[:2]
    passive = helping in words.be and words.patterns["imposed"].fullmatch(done)
    head = phrase[-1].lower() if phrase else ""
    one = not (head.endswith("s") or words.is_person_noun(head) or "," in " ".join(phrase))
    known = 1 <= len(phrase) < _LONGEST and head.isalpha()
    return f"the {' '.join(phrase)}" if passive and one and known else None


def own_subject(passage: Passage, at: int, words: Words) -> str | None:
    """Return the subject that "it" stands for in a clause at an offset: "Alvera grew since | it".

    Where the clause tells of no act, it may be what the sentence names last: "sold the ship after |
    it sank"; then None.
    """
    plain = passage.plain
    pronoun, told = _pronoun_and_verb(plain[at : at + _REACH], words)
    if pronoun not in words.pronouns_of_one or pronoun in words.possessives:
        return None
    verb = main_verb(plain, words)
    subject = plain[passage.opens : verb].strip()
    # "A gate was put up, but | it was removed": both were done to it
    done = verb is not None and {plain[verb:].split()[0], *plain[at:].split()[1:2]} <= words.be
    return subject if _SUBJECT.fullmatch(subject) and (done or _wills(told, words)) else None


def subject_said(passage: Passage, content: int, words: Words) -> str | None:
    """Return the subject without a name of what somebody says from an offset on.

    "Kell said that | a woman had been arrested, and that she was released": she is not Kell. None
    where no pronoun behind can be that.
    """
    plain = passage.plain
    that = words.patterns["that"].match(plain, content)
    begin = that.end() if that else content
    phrase = plain[begin : begin + (main_verb(plain[begin:], words) or 0)].split()
    if not 2 <= len(phrase) <= _LONGEST or phrase[0].lower() not in words.articles | words.numbers:
        return None
    head, several = phrase[-1].lower(), phrase[0].lower() in words.numbers
    behind = {one.lower for one in passage.tokens if one.start >= begin} & words.pronouns
    if several:
        people = words.is_person_noun(head.removesuffix("s")) or head in words.plural_subjects
        fits = people and behind <= words.group
    else:
        fits = words.is_person_noun(head) and behind <= words.person
        known = gender_of(head, words)
        fits = fits and (known is None or all(gender_of(one, words) == known for one in behind))
    return " ".join(phrase) if behind and fits else None


def thing_meant(thing: str, passage: Passage, text: str, words: Words) -> bool:
    """Tell whether "it" at the beginning of a text is the subject of the passage before."""
    if words.expletive.match(text) or words.patterns["expletive_it"].match(text):
        return False  # "It is the rain that floods the town"
    pronoun, told = _pronoun_and_verb(text, words)
    body = thing.rpartition(" ")[2].lower() in words.bodies
    if pronoun in words.possessives:  # "Its director"
        return body and (words.is_person_noun(told) or told in words.bodies)
    if body:
        return told in words.attribution or _wills(told, words)
    if told not in words.helpers | words.will | words.modals:
        return bool(told)
    others = passage.plain[main_verb(passage.plain, words) or 0 :].lower().split()
    return words.articles.isdisjoint(others)


def _pronoun_and_verb(text: str, words: Words) -> tuple[str, str]:
    """Return the first word of a text, and its verb: "it ordered", "it is to order" and so on."""
    pronoun, *behind = re.findall(r"[\w’'-]+", text.lower())[:5] or [""]
    told = [one for one in behind if one not in words.adverbs]
    ahead = words.will | words.modals
    while len(told) > 1 and (told[0] in ahead or (told[0] in words.be and told[1] in ahead)):
        told.pop(0)
    return pronoun, told[0] if told else ""


def _wills(verb: str, words: Words) -> bool:
    """Tell whether a verb is of what somebody does: "it ordered", not "it opened"."""
    return words.kind_verbs.get(verb, "incident") not in _UNWILLING
