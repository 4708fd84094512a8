"""What a sentence tells becomes a mention: its title, its names and who says it."""

from __future__ import annotations

import re
import uuid
from collections.abc import Sequence
from datetime import timedelta
from functools import partial
from itertools import takewhile

from timeline.events.anaphora import subject_said, thing_done_to
from timeline.events.attribution import Attribution
from timeline.events.days import Dated, Day, doubt
from timeline.events.kinds import kind_in
from timeline.events.passages import Passage, vocabulary
from timeline.events.people import is_person
from timeline.events.printable import Fault, fault
from timeline.events.reader import Reader
from timeline.events.referents import (
    antecedent_of,
    body_of,
    is_named,
    left_out,
    of_whom,
    own_antecedent,
    person_of,
    speaker_of,
    taken_up,
)
from timeline.events.shares import names_of
from timeline.events.status import is_over
from timeline.events.telling import Told, is_of_speaker, within
from timeline.events.titles import Telling, headline, summary, title
from timeline.events.whole import main_verb
from timeline.events.words import Words
from timeline.timex import from_edtf
from timeline.types import (
    Basis,
    Mention,
    Status,
    When,
)

__all__ = ["mention_id", "mention_of"]

#: For such titles the article's headline stands.
_BROKEN = (Fault.CUT, Fault.NO_SENTENCE)
#: Days between a report and what its headline tells, at most.
_NEAR = timedelta(days=3)
#: Characters of a paragraph in which it says that it tells of something else.
_OPENING = 40
#: Characters that the first two words of what is said stand in.
_NEAR_CONTENT = 24
#: Words of so many letters that a headline shares with what it tells, at least so many.
_LONG, _SHARED = 4, 2
#: Namespace of the mentions' ids; never changes.
NAMESPACE = uuid.UUID("6f0f8f0e-3a53-5d0c-9c5e-0c5d3f1f6a11")


def mention_id(key: str, sentence: str, ordinal: int = 0) -> str:
    """Return the id of an article's *ordinal*-th mention in a sentence, whatever its blanks."""
    normal = " ".join(sentence.split()).casefold()
    return str(uuid.uuid5(NAMESPACE, f"{key}\n{normal}\n{ordinal}"))


def mention_of(reader: Reader, dated: Dated, told: Told, others: Sequence[Told] = ()) -> Mention:
    """Return the mention of what a sentence tells, *others* being what else it tells."""
    day, passage, article = told.day, dated.passage, reader.article
    places, actors = _places_and_actors(reader, passage, told, others)
    said_day = next(iter(dated.said), None)
    telling = _telling(reader, dated, told, alone=not others)
    heading = title(telling, reader.words) or headline(article.headline, reader.words)
    heading = _instead(reader, heading, passage, day) or heading
    return Mention(
        id=mention_id(article.key, passage.text, reader.ordinal(passage)),
        article=reader.citation,
        quote=passage.text,
        when=day.when if day else _open(reader, dated, told.status),
        basis=day.basis if day else Basis.PUBLICATION,
        status=told.status,
        kind=_kind(told, passage, reader.words),
        title=heading,
        summary=summary(passage.told),
        start=passage.start,
        end=passage.end,
        time_expression=day.text if day and not day.of_thing else None,
        places=places,
        actors=actors,
        said_by=_said_by(reader, dated, told),
        said_at=said_day.when.edtf if said_day and told.said else None,
        language=article.language,
    )


def _places_and_actors(
    reader: Reader, passage: Passage, told: Told, others: Sequence[Told]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the names of a sentence; those around its own day where it tells of several."""
    found, day = reader.names.find(passage), told.day
    if day and others:
        days = [day, *(one.day for one in others if one.day)]
        found = names_of(found, passage.plain, day, days, reader.words)
    places = tuple(one.name for one in found if one.kind == "place")
    return places, tuple(one.name for one in found if one.kind == "actor")


def _voice(reader: Reader, dated: Dated, told: Told) -> Attribution | None:
    """Return who says it, or who goes on being quoted in its paragraph."""
    return told.said or _quoting(dated) or reader.voices.get(dated.passage.sentence.paragraph)


def _quoting(dated: Dated) -> Attribution | None:
    """Return who is quoted, where the day stands outside of what they say."""
    return next(iter(dated.attributions), None) if dated.passage.in_quotation(0) else None


def _said_by(reader: Reader, dated: Dated, told: Told) -> str | None:
    if told.said is not None:
        return speaker_of(reader, told.said)
    voice = _voice(reader, dated, told) if dated.passage.in_quotation(0) else None
    if voice is None or is_of_speaker(voice, dated.passage, told.at, reader.words):
        return None
    return speaker_of(reader, voice)


def _telling(reader: Reader, dated: Dated, told: Told, *, alone: bool) -> Telling:
    """Return what a title is made of."""
    day, said, passage = told.day, told.said, dated.passage
    stood = own_antecedent(reader, passage) or antecedent_of(reader, passage.told)
    says = said if said is not None and not said.trailing else None
    they = subject_said(passage, says.content, reader.words) if says else None
    somebody = passage.words & reader.words.replaced & reader.words.person
    if stood and somebody and stood != reader.role and not is_person(stood, reader.words):
        stood = None  # "Radio Lund … The next day, he left"
    him = reader.words.patterns["object"].search(passage.plain)
    person = person_of(reader, him[0]) if him and reader.person else None
    voice = _voice(reader, dated, told)
    named = speaker_of(reader, voice) if voice else None
    if named is not None and not reader.has(named):
        named = said.speaker.strip() if said else None
    quoting = _quoting(dated)
    if quoting is not None and is_of_speaker(quoting, passage, told.at, reader.words):
        quoting = None
    taken = taken_up(reader, dated)
    # "A rebel spokesman: “The shelling began last night”", who is told in another sentence
    elsewhere = told.said is None and quoting is None and passage.in_quotation(0)
    return Telling(
        passage=passage,
        at=(day.start, day.end) if day else None,
        clause=told.span,
        said=said or quoting,
        speaker=named if named and (elsewhere or is_named(named, reader.words)) else None,
        days=(*dated.content, *dated.said),
        antecedent=they or (stood if stood and reader.has(stood) else None),
        owner=_owner(reader, passage),
        left_out=left_out(reader, dated),
        of_whom=of_whom(reader, passage),
        taken_up=taken.text if taken else None,
        person=person if person and reader.has(person) else None,
        thing=thing_done_to(passage, reader.before, reader.words),
        told_of=_told_of(reader, passage, said),
        called=partial(_called, reader),
        statement=told.saying,
        named=told.named,
        claimed=told.status is Status.CLAIMED,
        alone=alone,
        over=day is not None
        and not (told.saying or told.kind == "statement")
        and is_over(day.when, reader.article.published.day),
        off=told.status is Status.CALLED_OFF,
        aside=day is not None
        and reader.words.patterns["subordinate"].search(passage.plain, 0, day.start) is not None,
        acronyms=reader.acronyms,
        topic=None if _is_apart(reader, passage) else reader.topic,
    )


def _owner(reader: Reader, passage: Passage) -> str | None:
    """Return whose "its" can be: the body that its sentence, else the one before, is about."""
    if reader.words.patterns["its"].search(passage.plain) is None:
        return None
    body = body_of(reader, passage) or reader.body
    return body if body and reader.has(body) else None


def _called(reader: Reader, word: str) -> str | None:
    """Return whom an article calls so; "The 54-year-old" told of last is the first it names."""
    named, words = reader.names.named(word), reader.words
    if words.patterns["national"].fullmatch(word):
        return None if reader.others else reader.person
    if named or reader.others or not (word[:1].isdecimal() and words.is_person_noun(word.lower())):
        return named
    people = (name for name in reader.names.full.values() if is_person(name, words))
    return reader.person if reader.person == next(people, None) else None


def _is_apart(reader: Reader, passage: Passage) -> bool:
    """Tell whether a paragraph tells of something else: "In a separate case, …"."""
    paragraph = reader.article.paragraphs[passage.sentence.paragraph].text
    return reader.words.patterns["apart"].match(paragraph[:_OPENING]) is not None


def _told_of(reader: Reader, passage: Passage, said: Attribution | None) -> str | None:
    """Return whom "she" stands for in "Prosecutors said she"; None where it may be who speaks."""
    if said is None or said.trailing or said.elided:
        return None
    first = re.findall(r"\w+", passage.text[said.content : said.content + _NEAR_CONTENT].lower())
    pronoun = next((one for one in first if one not in reader.words.that), "")
    if pronoun in reader.words.pronouns_of_one & reader.words.pronouns:
        return _thing_said(reader, passage, said)
    if pronoun not in reader.words.person & reader.words.pronouns:
        return None
    name = person_of(reader, pronoun)
    return name if name and _is_several(said.speaker, reader.words) and reader.has(name) else None


def _thing_said(reader: Reader, passage: Passage, said: Attribution) -> str | None:
    """Return what "it" stands for in "Kim Vale said | it would open": she is no "it"."""
    speaker, names = speaker_of(reader, said), reader.names
    if speaker is None or names.gender(speaker) is None:
        return None  # "World Food Programme"
    that = reader.words.patterns["that"].match(passage.text, said.content)
    told = passage.text[that.end() if that else said.content :].lstrip()
    _, verb, *_ = [*re.findall(r"\w+|['’]", told.lower()), "", ""]
    if verb not in reader.words.will | reader.words.modals | reader.words.helpers:
        return None  # "said it’s unclear"
    meant = antecedent_of(reader, f"{told[:1].upper()}{told[1:]}")
    return None if meant and names.gender(meant) else meant


def _is_several(speaker: str, words: Words) -> bool:
    """Tell whether more than one speak: "Prosecutors", "police in Lund", "his lawyers"."""
    head = list(takewhile(lambda one: one not in words.prepositions, speaker.lower().split()))
    last = head[-1] if head else ""
    several = last in words.plural_subjects or (last.endswith("s") and last in words.speakers)
    # "The Press", "her publisher, Weiss & Sons"
    of_court = words.courts.intersection(head)
    several = several or any(not words.is_person_noun(one) for one in of_court)
    return several or (last in words.bodies and last in words.organisation)


def _instead(reader: Reader, heading: str, passage: Passage, day: Day | None) -> str | None:
    """Return the article's headline for a broken title of what it tells, too; once an article.

    It tells of the same where two of its words are the sentence's and the day is near.
    """
    start = day.when.start if day else None
    if reader.headed or start is None or day is None:
        return None
    if fault(heading, passage.text, reader.words, day=day.text) not in _BROKEN:
        return None
    text = headline(reader.article.headline, reader.words)
    shared = {one for one in vocabulary(text) & vocabulary(passage.text) if len(one) >= _LONG}
    near = abs(reader.article.published.day - start.date()) <= _NEAR
    asks = text.endswith(("?", "…", "...")) or main_verb(text, reader.words) is None
    if asks or not near or len(shared - reader.words.stop) < _SHARED:
        return None
    reader.headed = True
    return text


def _kind(told: Told, passage: Passage, lists: Words) -> str:
    if told.kind == "statement":
        return told.kind
    return kind_in(told.kind, within(passage.tokens, told.span), lists)


def _open(reader: Reader, dated: Dated, status: Status) -> When:
    """Without a date in the text: told on or before the publication, planned for after it."""
    day = dated.stamped or reader.article.published.day
    edtf = f"{day}/.." if status is Status.PLANNED else f"../{day}"
    when = from_edtf(edtf, reader.zone)
    return doubt(when) if reader.article.published.provenance.uncertain else when
