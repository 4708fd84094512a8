"""What a sentence tells of a day, before it has a title: clause, status, kind, whose word."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import takewhile

from timeline.events.accusations import accuses
from timeline.events.asides import aside_at, nominal_at, since_at
from timeline.events.attribution import Attribution, is_inserted
from timeline.events.days import TO_A_DAY, Dated, Day
from timeline.events.kinds import kind_of, kind_of_saying
from timeline.events.passages import Passage, Token
from timeline.events.people import is_person
from timeline.events.reader import Reader
from timeline.events.status import half_at, status_of, without_asides
from timeline.events.whole import has_verb, main_verb
from timeline.events.words import Words
from timeline.timex import from_edtf
from timeline.types import (
    Granularity,
    Status,
)

__all__ = [
    "Told",
    "clause_at",
    "dated_statement",
    "dated_telling",
    "is_of_speaker",
    "kind_of_saying_in",
    "within",
]


#: Between a saying and the one that it tells of.
_THAT = re.compile(r",?\s+(?:(?:that|che)\s+)?(?:(?!(?:and|but|while|e|ma|mentre)\b)\w+\s+){0,2}")


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


def within(tokens: Sequence[Token], span: tuple[int, int]) -> list[Token]:
    """Return the tokens that begin in a span."""
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
    if is_of_speaker(said, passage, at, lists):
        return False
    if said.sort != "react" or lists.patterns["that"].match(passage.plain, said.content):
        return True
    return main_verb(f"- {passage.plain[said.content : at]}", lists) is None


def is_of_speaker(said: Attribution, passage: Passage, at: int, lists: Words) -> bool:
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
    pieces = (within(content, half), within(content, span), content)
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
