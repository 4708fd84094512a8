"""Whom a sentence's words stand for: speakers, pronouns, subjects left out.

What is remembered of each sentence for the next one stands in the ``Reader``.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from timeline.events.anaphora import subject_group, subject_thing, thing_meant
from timeline.events.attribution import Attribution
from timeline.events.clitics import object_of
from timeline.events.days import Dated
from timeline.events.forms import possessive
from timeline.events.gender import gender_of
from timeline.events.names import Found, Names
from timeline.events.omitted import (
    Subject,
    agreeing,
    ending,
    objects_of,
    person_behind,
    phrase_of,
    verb_alone,
)
from timeline.events.passages import Passage, tokenise, vocabulary
from timeline.events.people import done_to, group_of, is_person, is_subject, role_of
from timeline.events.reader import Reader
from timeline.events.whole import main_verb
from timeline.events.words import Words
from timeline.types import Article, Role

__all__ = [
    "antecedent_of",
    "body_of",
    "is_named",
    "left_out",
    "nameless",
    "of_whom",
    "own_antecedent",
    "person_of",
    "protagonist_of",
    "remember",
    "speaker_of",
    "taken_up",
    "voices_of",
]

#: Behind a name: "Alvera | 's shares".
_OWNS_SEVERAL = re.compile(r"['’]s\s(?:[a-z]+\s)?[a-z]+s\s")
#: Characters from a verb to its object: "called | her".
_NEAR_OBJECT = 20
#: A paragraph that is one quotation.
_QUOTATION = re.compile(r"\s*[“\"«][^“”\"«»]+[”\"»]?\s*")


def speaker_of(reader: Reader, said: Attribution) -> str | None:
    """Return the speaker as the article or the story names them; None for a pronoun unknown."""
    if said.elided:
        return None if reader.unnamed else reader.person or reader.protagonist
    text = said.speaker.strip()
    lower = text.lower()
    if lower in reader.words.group and (group := _group(reader)):
        return group
    if lower in reader.words.pronouns:
        return person_of(reader, lower) if lower in reader.words.person else reader.body
    owner, _, owned = text.partition(" ")
    if owner.lower() in reader.words.possessives and owned:
        owner = owner.lower()
        whose = person_of(reader, owner) if owner in reader.words.person else reader.body
        return f"{possessive(whose)} {owned}" if whose else text
    return reader.names.speaker(text) or None


def voices_of(article: Article, dated: Sequence[Dated]) -> dict[int, Attribution]:
    """Return whom each paragraph quotes; a quotation left open goes on in the next one.

    Who speaks in a paragraph that is all quotation is told in the one before, else behind it.
    """
    voices: dict[int, Attribution] = {}
    last: dict[int, Attribution] = {}
    for one in dated:
        for said in one.attributions:
            last[one.passage.sentence.paragraph] = said
            if one.passage.quoted:
                voices.setdefault(one.passage.sentence.paragraph, said)
    for index, (before, paragraph) in enumerate(pairwise(article.paragraphs), start=1):
        open_still = before.text.count("“") > before.text.count("”") or before.text.count('"') % 2
        if open_still and paragraph.text[:1] in '“"' and index - 1 in voices:
            voices.setdefault(index, voices[index - 1])
    for index, paragraph in enumerate(article.paragraphs):
        if index not in voices and _QUOTATION.fullmatch(paragraph.text):
            near = voices.get(index - 1) or last.get(index - 1) or voices.get(index + 1)
            if near is not None:
                voices[index] = near
    return voices


def antecedent_of(reader: Reader, text: str) -> str | None:
    """Return whom the first pronoun of a text stands for."""
    if day := reader.words.patterns["day_opens"].match(text):
        text = text[day.end() :]  # "Last month she threatened to sue"
    first = re.match(r"[“\"]?(?:[^,“\"]{3,80},\s(?=(?:he|she|lui|lei)\b))?(\w+)", text)
    word = first[1].lower() if first else ""
    if word in reader.words.group and _says(text, reader.words) and (group := _group(reader)):
        return group
    if word in reader.words.person:
        return person_of(reader, word) or _role(reader, word)
    if word not in reader.words.pronouns_of_one:
        return reader.body
    return reader.body or _firm(reader, text) or _thing(reader, text)


def _role(reader: Reader, pronoun: str) -> str | None:
    """Return who the last subject was, where that has no name and can be "he" or "she"."""
    if reader.role is None or pronoun not in reader.words.pronouns | reader.words.possessives:
        return None
    is_one = gender_of(reader.role, reader.words) in (None, gender_of(pronoun, reader.words))
    return reader.role if is_one else None


def _group(reader: Reader) -> str | None:
    """Return for whom "they" stands who say something: who spoke last, else who acted."""
    before = reader.before
    return reader.group or (subject_group(before, reader.words) if before else None)


def _firm(reader: Reader, text: str) -> str | None:
    """Return the subject that looks like a person, and is none: "Aeris Blue … | It plans to"."""
    name = reader.person
    if name is None or reader.words.patterns["firm_acts"].match(text) is None:
        return None
    known = reader.names.gender(name) or name in reader.names.called.values()
    return None if known else name


def _thing(reader: Reader, text: str) -> str | None:
    """Return the subject without a name that "it" at the beginning of a text stands for."""
    before = reader.before
    thing = subject_thing(before, reader.words) if before else None
    meant = before and thing and thing_meant(thing, before, text, reader.words)
    return thing if meant else None


def own_antecedent(reader: Reader, passage: Passage) -> str | None:
    """Return whom a pronoun behind the subject stands for: "Vale is suing; | her trial begins"."""
    told, lists = passage.words, reader.words
    others = lists.replaced - lists.person
    pronouns = told & lists.replaced & lists.person
    if not pronouns or not told.isdisjoint(others):
        return None
    people = [one for one in reader.names.find(passage) if is_person(one.name, lists)]
    name = people[0].name if len({one.name for one in people}) == 1 else None
    # "A jury found Bo Frost guilty; he": nobody else is named who could be
    somebody = name is not None and role_of(passage, lists) is not None
    if name is None or somebody or not _comes_before(people[0], pronouns, passage, lists):
        return None
    return name if all(reader.names.can_be(name, one) for one in pronouns) else None


def _comes_before(found: Found, pronouns: frozenset[str], passage: Passage, lists: Words) -> bool:
    """Tell whether a name is the subject, or all pronouns stand behind a semicolon after it."""
    if is_subject(found, passage, lists):
        return True
    joint = passage.plain.find("; ", found.end)
    first = next((one.start for one in passage.tokens if one.lower in pronouns), 0)
    return 0 < joint < first


def _says(text: str, words: Words) -> bool:
    """Tell whether the second or third word is one of saying: "They also said"."""
    second = re.findall(r"\w+", text.lower())[1:3]
    return any(one in words.attribution for one in second)


def person_of(reader: Reader, pronoun: str) -> str | None:
    """Return whom "he" or "she" stands for: the last subject, else whom the article is about.

    None where that subject has no name.

    Where it can be neither, the only one named beside them whom it can be.
    """
    names = reader.names
    if reader.unnamed:
        return None
    likely = reader.person or reader.protagonist
    if likely is None or names.can_be(likely, pronoun):
        return likely
    others = (*reader.others, *([reader.protagonist] if reader.protagonist else ()))
    fitting = {one for one in others if names.gender(one) == gender_of(pronoun, reader.words)}
    return fitting.pop() if len(fitting) == 1 else None


def protagonist_of(headline: str, names: Names, words: Words) -> str | None:
    """Return the one person whom a headline names, None where it names nobody or several."""
    inside = vocabulary(headline)
    people = {
        name
        for last, name in names.full.items()
        if last.lower() in inside
        and is_person(name, words)
        and last not in names.shared
        and not names.is_place(name)
    }
    return people.pop() if len(people) == 1 else None


def left_out(reader: Reader, dated: Dated) -> str | None:
    """Return the subject that a sentence leaves out, None where it has one or nobody knows."""
    verb = verb_alone(dated, reader.words)
    meant = agreeing(verb, reader.subjects, reader.words) if verb else None
    return meant.text if meant else None


def of_whom(reader: Reader, passage: Passage) -> str | None:
    """Return whose "Il suo contratto" is: of the one person whom the sentence before is about."""
    his = reader.words.patterns["his_thing"]
    if his.match(passage.told) is None:
        return None
    about = next((one.text for one in reader.subjects if not one.done_to), None)
    # "Il suo seggio resterà vuoto. | La sua auto": still of the same person
    owner = reader.person if about is None or his.match(f"{about} ") else about
    known = owner and is_person(owner, reader.words) and owner.split()[-1] not in passage.told
    return owner if known else None


def taken_up(reader: Reader, dated: Dated) -> Subject | None:
    """Return for whom the object stands that is only a little word: "lo ha arrestato"."""
    wanted, lists = object_of(dated.passage.plain, reader.words), reader.words
    if wanted is None:
        return None
    told = dated.passage.plain
    others = [one for one in reader.subjects if one.text.split()[-1] not in told]
    if wanted.of_people:
        others = [one for one in others if _is_somebody(one.text, lists)]
    meant = agreeing(wanted, others, lists)
    if meant is not None or not wanted.of_people:
        return meant
    person = None if reader.unnamed else reader.person
    if person is None or person in told:
        return person_behind(reader.before, wanted.ending, lists) if reader.before else None
    own = ending(reader.names.gender(person))
    return Subject(person, wanted.ending) if own in ("", wanted.ending) else None


def _is_somebody(text: str, words: Words) -> bool:
    """Tell of a name, and of who has an office or a trade: "I sindacati", "Il camionista"."""
    first, *told = re.findall(r"\w+['’]?", text.lower().replace("’", "'"))
    named = first not in words.definite | words.indefinite
    return named or any(one in words.speakers or words.is_person_noun(one) for one in told)


def _subjects(reader: Reader, dated: Dated) -> tuple[Subject, ...]:
    """Return whom a sentence is about, and the one person whom it names."""
    passage, lists, names = dated.passage, reader.words, reader.names
    if not lists.agreement or passage.sentence.role is Role.HEADLINE:
        return ()  # no sentence leaves it out, and none takes it from above
    if verb := verb_alone(dated, lists):
        meant = agreeing(verb, reader.subjects, reader.words)
        return (meant, *objects_of(dated, lists)) if meant else ()
    people = [found for found in names.find(passage) if is_person(found.name, lists)]
    about = _subject_of(people, passage, lists) or _who_spoke(reader, dated)
    alone = {found.name for found in people}
    known = dict.fromkeys((*([about] if about else ()), *(alone if len(alone) == 1 else ())))
    named = [Subject(name, ending(names.gender(name))) for name in known]
    thing = None if about else phrase_of(passage, lists)
    if thing and any(f"{thing.text}, {name}," in passage.told for name in known):
        thing = None  # "Il gestore, Marco Vale, è stato": it is he
    taken = taken_up(reader, dated)
    return (
        *((thing,) if thing else ()),
        *named,
        *objects_of(dated, lists),
        *((taken,) if taken else ()),
    )


def remember(reader: Reader, dated: Dated) -> None:
    """Note whom a pronoun of the next sentence stands for: the subject, else who spoke."""
    passage, lists = dated.passage, reader.words
    reader.subjects = _subjects(reader, dated)
    first = next((token.lower for token in passage.tokens), "")
    if first not in lists.group:
        reader.group = group_of(dated, lists)
    actors = [found for found in reader.names.find(passage) if found.kind == "actor"]
    people = [found for found in actors if is_person(found.name, lists)]
    reader.body = body_of(reader, passage)
    if first not in lists.pronouns_of_one | lists.group:
        reader.before = passage
    if first in lists.person:
        # The same person goes on, unless another one is named beside.
        reader.person = person_of(reader, first) if len(people) < 2 else None
        reader.role = _role(reader, first)
        if reader.person:
            reader.names.learn_gender(reader.person, first)
        return
    subject = _subject_of(people, passage, lists)
    role = role_of(passage, lists) if subject is None else None
    if subject is None and role is None and not people and not dated.attributions:
        role = done_to(passage, lists)
    if subject is None and role is None and [one.name for one in people] == [reader.person]:
        return  # "Born in Lund, Ms. Winter came": the same person again
    if subject is None:
        subject = _who_spoke(reader, dated) or (_called(reader, role) if role else None)
    if _goes_on_being_told_of(reader, subject, passage):
        return  # "The president called | her | a friend": it is still of her
    reader.unnamed = subject is None and role is not None
    opens = role.partition(" ")[0].lower() if role else ""
    known = opens in lists.articles - lists.possessives
    reader.role = role if reader.unnamed and known else None
    if subject or people or role:
        reader.person = subject
        reader.others = tuple(one.name for one in people if one.name != subject)


def body_of(reader: Reader, passage: Passage) -> str | None:
    """Return the body that a sentence is about: "Alvera", and of "Alvera's shares" its owner."""
    actors = (found for found in reader.names.find(passage) if found.kind == "actor")
    bodies = [found for found in actors if not is_person(found.name, reader.words)]
    owner = bodies[0] if bodies and not passage.plain[passage.opens : bodies[0].start] else None
    owns = owner and _OWNS_SEVERAL.match(passage.plain, owner.end)
    return owner.name if owner and owns else _subject_of(bodies, passage, reader.words)


def _subject_of(found: Sequence[Found], passage: Passage, lists: Words) -> str | None:
    """Return the first name that is the subject of a sentence."""
    return next((one.name for one in found if is_subject(one, passage, lists)), None)


def _who_spoke(reader: Reader, dated: Dated) -> str | None:
    """Return the first person who says something in a sentence."""
    spoke = (speaker_of(reader, said) for said in dated.attributions)
    return next((one for one in spoke if one and is_person(one, reader.words)), None)


def _called(reader: Reader, role: str) -> str | None:
    """Return the name of whom the article calls by a word of a role: "The actor"."""
    called = filter(None, map(reader.names.named, role.split()))
    named = next(called, None) or reader.names.speaker(role)
    return named if is_person(named, reader.words) else None


def _goes_on_being_told_of(reader: Reader, subject: str | None, passage: Passage) -> bool:
    """Tell whether whom the article is about is only spoken of by a sentence's subject."""
    about = reader.protagonist
    if subject is None or about in (None, subject) or reader.person != about:
        return False
    spoken = reader.words.patterns["object"].search(passage.plain)
    verb = main_verb(passage.plain, reader.words) if spoken else None
    if spoken is None or verb is None or not 0 <= spoken.start() - verb <= _NEAR_OBJECT:
        return False
    return spoken.groupdict().get("owner") is None


def nameless(passage: Passage, reader: Reader) -> bool:
    """Tell whether a sentence begins with a pronoun that may stand for anybody."""
    first = re.match(r"\W*(\w+)", passage.text)
    pronoun = first is not None and first[1].lower() in reader.words.replaced
    return pronoun and antecedent_of(reader, passage.told) is None


def is_named(speaker: str, lists: Words) -> bool:
    """Tell whether a speaker has a name, not only an office: "officials", "The family"."""
    return any(
        token.capital and token.lower not in lists.ordinary and not (lists.speakers & {token.lower})
        for token in tokenise(speaker)
    )
