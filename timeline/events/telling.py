"""What a sentence tells becomes a mention: clause, status, kind, title, whose word."""

from __future__ import annotations

import re
import uuid
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import partial
from itertools import takewhile

from timeline.events.accusations import accuses
from timeline.events.anaphora import subject_said, thing_done_to
from timeline.events.asides import aside_at, nominal_at, since_at
from timeline.events.attribution import Attribution, is_inserted
from timeline.events.days import TO_A_DAY, Dated, Day, doubt
from timeline.events.kinds import kind_in, kind_of, kind_of_saying
from timeline.events.passages import Passage, Token, vocabulary
from timeline.events.people import is_person
from timeline.events.printable import Fault, fault
from timeline.events.reader import Reader
from timeline.events.referents import (
    antecedent_of,
    body_of,
    is_named,
    left_out,
    own_antecedent,
    owner_of,
    person_of,
    speaker_of,
    taken_up,
)
from timeline.events.shares import names_of
from timeline.events.status import half_at, is_over, status_of, without_asides
from timeline.events.titles import Telling, headline, summary, title
from timeline.events.whole import has_verb, main_verb
from timeline.events.words import Words
from timeline.timex import from_edtf
from timeline.types import (
    Basis,
    Granularity,
    Mention,
    Status,
    When,
)

__all__ = [
    "Told",
    "clause_at",
    "dated_statement",
    "dated_telling",
    "kind_of_saying_in",
    "mention_id",
    "mention_of",
]


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

#: Between a saying and the one that it tells of.
_THAT = re.compile(r",?\s+(?:(?:that|che)\s+)?(?:(?!(?:and|but|while|e|ma|mentre)\b)\w+\s+){0,2}")

#: Namespace of the mentions' ids; never changes.
NAMESPACE = uuid.UUID("6f0f8f0e-3a53-5d0c-9c5e-0c5d3f1f6a11")


def mention_id(key: str, sentence: str, ordinal: int = 0) -> str:
    """Return the id of an article's *ordinal*-th mention in a sentence, whatever its blanks."""
    normal = " ".join(sentence.split()).casefold()
    return str(uuid.uuid5(NAMESPACE, f"{key}\n{normal}\n{ordinal}"))


@dataclass(frozen=True, slots=True)
class Told:
    """What a sentence tells, before it has a title."""

    day: Day | None
    status: Status
    kind: str
    span: tuple[int, int]
    said: Attribution | None
    #: The saying itself is the event.
    saying: bool = False
    #: The span is a noun phrase: "the attack on the guard on 3 May".
    named: bool = False

    @property
    def at(self) -> int:
        """Where it stands in the sentence."""
        return self.day.start if self.day else 0


def clause_at(passage: Passage, at: int, lists: Words, *, quoted: bool = False) -> tuple[int, int]:
    """Return the clause around an offset; one without a verb takes in the clause before it.

    An opening without one takes in what follows: "On Friday the mayor, who is ill, | will speak".
    """
    text = passage.text if quoted else passage.plain
    edges = [0, *(found.start() for found in lists.patterns["clauses"].finditer(text)), len(text)]
    index = bisect_right(edges, at, hi=len(edges) - 1) - 1
    start, end = edges[index], edges[index + 1]
    while index > 0 and not has_verb(text[start:end], lists):
        index -= 1
        start = edges[index]
    for later in edges[index + 2 :] if start == 0 else ():
        if has_verb(without_asides(text[:end], None, lists), lists):
            break
        end = later
    return start, end


def _within(tokens: Sequence[Token], span: tuple[int, int]) -> list[Token]:
    return [token for token in tokens if span[0] <= token.start < span[1]]


def _not_of_saying(tokens: Sequence[Token], said: Attribution | None) -> Sequence[Token]:
    """Leave out the words that say who says it: "ha comunicato la proprietà" is no kind."""
    if said is None or said.sort == "react":
        return tokens
    start, end = said.segment
    return [token for token in tokens if not start <= token.start < end]


def _governing(dated: Dated, at: int, lists: Words) -> Attribution | None:
    """Return who says what stands at an offset: the last one before it, else one trailing.

    What somebody says that others said is told on the first one's word, not on a newspaper's.
    """
    before = [
        one
        for one in dated.attributions
        if one.segment[1] <= at and not one.trailing and _tells(one, dated.passage, at, lists)
    ]
    trailing = [
        one
        for one in dated.attributions
        if one.trailing and (one.at[0] > at or is_inserted(one, dated.passage, lists))
    ]
    heard = before[-2] if len(before) > 1 and _nested(dated.passage, *before[-2:]) else None
    if heard and (heard.sort == "claim" or (heard.sort == "say" and not _passes_on(heard, lists))):
        return heard
    return before[-1] if before else (trailing[-1] if trailing else None)


def _tells(said: Attribution, passage: Passage, at: int, lists: Words) -> bool:
    """Tell whether somebody says what stands at a place.

    Not "denied it and left on Monday", nor "said Ada Winter, who was hurt on Monday".
    """
    if _is_of_speaker(said, passage, at, lists):
        return False
    if said.sort != "react" or lists.patterns["that"].match(passage.plain, said.content):
        return True
    return main_verb(f"- {passage.plain[said.content : at]}", lists) is None


def _is_of_speaker(said: Attribution, passage: Passage, at: int, lists: Words) -> bool:
    """Tell of what is added of a speaker: "said Ada Winter, who was hurt on Monday"."""
    behind = passage.plain[said.segment[1] : at]
    office, comma, added = behind.rpartition(", ")
    # ", head of the union, | which marched on Monday"
    apposed = office == "" or (office.startswith(", ") and office.count(", ") == 1)
    begins = lists.patterns["relative"].match(f", {added}")
    return bool(comma) and apposed and begins is not None


def _passes_on(said: Attribution, lists: Words) -> bool:
    """Tell whether a speaker is a newspaper or the like."""
    return not lists.media.isdisjoint(said.speaker.lower().split())


def _nested(passage: Passage, outer: Attribution, inner: Attribution) -> bool:
    """Tell whether one saying is what the other says: "He claims that an engineer told"."""
    between = passage.plain[max(outer.verb[1], outer.segment[1]) : inner.at[0]]
    return _THAT.fullmatch(between) is not None


def _claimed(dated: Dated, said: Attribution, lists: Words) -> bool:
    """Tell whether somebody doubtful says so, and nobody official beside them."""
    if said.sort == "claim" or lists.patterns["in_court"].match(dated.passage.plain, said.verb[1]):
        return True
    speaker = [one for one in dated.passage.tokens if said.at[0] <= one.start < said.at[1]]
    head = list(takewhile(lambda one: one.lower not in lists.prepositions, speaker))
    between = dated.passage.plain[said.at[1] : said.verb[0]].lower().split()
    if any(one.capital for one in head[1:]) or not lists.relatives.isdisjoint(between):
        return False  # somebody with a name answers for it; "who confirmed it" is their own act
    if lists.unofficial.isdisjoint(word for one in head for word in re.split("['’]", one.lower)):
        return False
    spoken = {word for one in dated.attributions for word in one.speaker.lower().split()}
    return lists.trusted.isdisjoint(spoken)


def dated_telling(reader: Reader, dated: Dated, day: Day) -> Told:
    """Return what is told of a day: its clause, status, kind and speaker."""
    passage, lists = dated.passage, reader.words
    span = clause_at(passage, day.start, lists, quoted=day.quoted)
    days = (*dated.content, *dated.said)
    at = day.start, day.end
    off = lists.patterns["off_then"].search(passage.plain, 0, day.start) is not None
    since = since_at(passage, at, lists)
    named = None if off or since else nominal_at(passage, at, days, lists)
    span = named or aside_at(passage.plain, day.start, lists) or span
    span = since or span
    governed = _governing(dated, day.start, lists)
    whole = passage.text if day.quoted else passage.plain
    claimed = governed is not None and _claimed(dated, governed, lists)
    status = status_of(
        whole[span[0] : span[1]],
        day.when,
        _told_on(reader, dated),
        at=(day.start - span[0], day.end - span[0]),
        around=f"{whole[: span[0]]} {whole[span[1] :]}",
        before=whole[: day.start],
        claimed=claimed and lists.patterns["background"].search(whole, 0, day.start) is None,
        words=lists,
    )
    content = _not_of_saying(passage.tokens, governed)
    near = half_at(whole[span[0] : span[1]], (day.start - span[0], day.end - span[0]), lists)
    half = span[0] + near[0], span[0] + near[1]
    pieces = (_within(content, half), _within(content, span), content)
    kind = next((kind for piece in pieces if (kind := kind_of(piece, lists))), None)
    if status is Status.HAPPENED and governed and not named:
        actors = [one for one in reader.names.find(passage) if one.kind == "actor"]
        people = [one for one in actors if is_person(one.name, lists)]
        if accuses(passage, governed, span, kind, people=people, words=lists):
            status = Status.CLAIMED
    if kind is None or (kind == "incident" and status is Status.PLANNED):
        kind = "schedule" if status is Status.PLANNED else "incident"
    so_far = _so_far(reader, dated, day, status)
    return Told(so_far, status, kind, span, governed, named=named is not None)


def _told_on(reader: Reader, dated: Dated) -> date:
    """Return the day of publication; a live blog goes on for days after it was first published."""
    published = reader.article.published.day
    return max(published, dated.stamped or published)


def _so_far(reader: Reader, dated: Dated, day: Day, status: Status) -> Day:
    """End at the day of publication what is told up to then: "this week", "since Monday".

    What is planned "later this week" begins with it.
    """
    published, when = _told_on(reader, dated), day.when
    first, _, last = when.edtf.partition("/")
    first = first.partition("T")[0].rstrip("?")
    if when.granularity is Granularity.WEEK and first < published.isoformat() < last:
        if status is Status.PLANNED and reader.words.patterns["rest_of"].match(day.text):
            return replace(day, when=from_edtf(f"{published}/{last}", reader.zone))
        if status is Status.HAPPENED:
            return replace(day, when=from_edtf(f"{first}/{published}", reader.zone))
    told = status in (Status.HAPPENED, Status.CLAIMED)
    if told and _goes_on_since(reader, dated, day):
        return replace(day, when=from_edtf(f"{first}/{published}", reader.zone))
    if last != ".." or when.start is None or not told:
        return day
    return replace(day, when=from_edtf(_since(reader, dated, day, first), reader.zone))


def _goes_on_since(reader: Reader, dated: Dated, day: Day) -> bool:
    """Tell of a day since which something came about: "had sold 400 since moving on May 2"."""
    begun = day.when.start is not None and day.when.start.date() < _told_on(reader, dated)
    if not begun or day.when.granularity not in (Granularity.DAY, Granularity.MONTH):
        return False
    since = reader.words.patterns["since_doing"].search(dated.passage.plain, 0, day.start)
    perfect = reader.words.perfect | reader.words.pluperfect
    return since is not None and any(
        one.lower in perfect for one in dated.passage.tokens if one.end <= since.start()
    )


def _since(reader: Reader, dated: Dated, day: Day, first: str) -> str:
    """Return when that was which is told "since" a time: up to the publication, or that time.

    "Since Monday, when he was hurt" tells what happened on Monday, and so does "missing since
    Monday".
    """
    patterns, text = reader.words.patterns, dated.passage.text
    published = _told_on(reader, dated).isoformat()
    if patterns["when"].match(text, day.end):
        return first
    if first.count("-") != TO_A_DAY:
        return day.when.edtf
    if patterns["state_since"].search(text, 0, day.start):
        return first
    return day.when.edtf if first >= published else f"{first}/{published}"


def dated_statement(reader: Reader, day: Day, said: Attribution, dated: Dated) -> Told:
    """Return the saying itself as the event of its day."""
    ahead = day.when.start and day.when.start.date() > _told_on(reader, dated)
    # "Il terzo uomo avrebbe ammesso di averlo fatto"
    heard = reader.words.patterns["said_to_have"].search(
        dated.passage.plain, min(said.at[1], said.verb[0]), said.verb[1]
    )
    told = Status.CLAIMED if heard else Status.HAPPENED
    status = Status.PLANNED if ahead else told
    kind = kind_of_saying_in(dated.passage, said, reader.words)
    so_far = _so_far(reader, dated, day, status)
    return Told(so_far, status, kind, (0, len(dated.passage.text)), said, saying=True)


def kind_of_saying_in(passage: Passage, said: Attribution, words: Words) -> str:
    """Return the kind of a saying by its verb and what stands behind that."""
    behind = [token for token in passage.tokens if token.start >= said.verb[0]]
    return kind_of_saying(behind, acts=said.sort == "react", words=words)


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
    if voice is None or _is_of_speaker(voice, dated.passage, told.at, reader.words):
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
    if quoting is not None and _is_of_speaker(quoting, passage, told.at, reader.words):
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
        of_whom=owner_of(reader, passage),
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
    return kind_in(told.kind, _within(passage.tokens, told.span), lists)


def _open(reader: Reader, dated: Dated, status: Status) -> When:
    """Without a date in the text: told on or before the publication, planned for after it."""
    day = dated.stamped or reader.article.published.day
    edtf = f"{day}/.." if status is Status.PLANNED else f"../{day}"
    when = from_edtf(edtf, reader.zone)
    return doubt(when) if reader.article.published.provenance.uncertain else when
