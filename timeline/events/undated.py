"""Sentences without a day of their own: statements and acts of somebody named."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from datetime import timedelta
from itertools import pairwise, takewhile

from timeline.events.attribution import Attribution, is_added
from timeline.events.days import Dated
from timeline.events.kinds import kind_of
from timeline.events.mentions import mention_of
from timeline.events.passages import Passage, Token
from timeline.events.printable import is_whole
from timeline.events.reader import Reader
from timeline.events.referents import is_named, nameless, speaker_of
from timeline.events.status import status_of
from timeline.events.telling import Told, clause_at, kind_of_saying_in
from timeline.events.things import apposed
from timeline.events.whole import main_verb
from timeline.events.words import Words
from timeline.types import Mention, Role, Status

__all__ = ["act_of", "undated"]

#: Patterns of what tells nothing without a day, and why it does not.
_NOTHING = {
    "no_day": "names a day that no calendar has",
    "generic": "explains, and gives no date",
}
#: What an article begins with.
_FIRST = (Role.LEAD, Role.BODY)
#: Behind "accused": by whom stands nowhere.
_PASSIVE = re.compile(r"\s+(?:of|di)\b", re.IGNORECASE)


def undated(
    reader: Reader, dated: Dated, until: int | None = None
) -> tuple[tuple[Mention, ...], str]:
    """Return what a sentence without a day tells, or the part up to an offset, and why."""
    passage, patterns = dated.passage, reader.words.patterns
    if not passage.tokens or passage.sentence.role is Role.HEADLINE:
        return (), "gives no date"
    if not dated.attributions and nameless(passage, reader):
        return (), "does not say by name whom it is about, and gives no date"
    for name, why in _NOTHING.items():
        if patterns[name].search(passage.plain):
            return (), why
    if reader.is_opinion:
        return (), "an opinion, and gives no date"
    if dated.attributions:
        main = (one for one in dated.attributions if not is_added(one, passage, reader.words))
        return _undated_statement(reader, dated, next(main, dated.attributions[0]))
    return _undated_act(reader, dated, until)


def _undated_statement(
    reader: Reader, dated: Dated, said: Attribution
) -> tuple[tuple[Mention, ...], str]:
    speaker = speaker_of(reader, said)
    named = speaker is not None and is_named(speaker, reader.words)
    announced = _announced(dated.passage, reader.words) if named else None
    if announced is not None:
        told = Told(None, Status.PLANNED, announced, (0, len(dated.passage.text)), said)
        return (mention_of(reader, dated, told),), "announces what its speaker will do, undated"
    pronoun = said.speaker.lower() in reader.words.pronouns
    if speaker is None or pronoun or not named or not _by_name(reader, dated.passage, said):
        return (), "nobody is named who says so, and no date is given"
    reason = _weak(dated.passage, said, reader.words)
    if reason is not None:
        return (), reason
    directly = bool(dated.passage.quoted)
    if speaker in reader.heard and (reader.heard[speaker] or not directly):
        return (), f"{speaker} is quoted already, and no date is given"
    status = Status.CLAIMED if said.sort == "claim" else Status.HAPPENED
    kind = kind_of_saying_in(dated.passage, said, reader.words)
    told = Told(None, status, kind, (0, len(dated.passage.text)), said, saying=True)
    mention = mention_of(reader, dated, told)
    if not is_whole(mention.title, mention.summary, reader.words):
        return (), "a statement that breaks off as a title, and no date is given"
    reader.heard[speaker] = directly
    return (mention,), "a statement without a date: on or before the day of publication"


def _weak(passage: Passage, said: Attribution, lists: Words) -> str | None:
    """Return why a statement without a day is none to tell, None where it is."""
    if _in_passing(passage, said, lists):
        return "said in passing or long ago, and gives no date"
    verb = passage.plain[said.verb[0] : said.verb[1]].lower()
    if verb in lists.with_object and _PASSIVE.match(passage.plain, said.verb[1]):
        return "somebody accused, and no word of who says so"
    if verb in lists.present:
        return "reports what somebody holds, and gives no date"
    if _unclear(passage, lists):
        return "a quotation that does not say whom it is about, and no date is given"
    return None


def _announced(passage: Passage, lists: Words) -> str | None:
    """Return the kind of what a quotation announces: "we are going to introduce a bill"."""
    for start, end in passage.quoted:
        for found in lists.patterns["announces"].finditer(passage.text, start, end):
            verb = found["verb"].lower()
            if verb in lists.steps:
                return lists.kind_bases.get(verb, "schedule")
    return None


def _by_name(reader: Reader, passage: Passage, said: Attribution) -> bool:
    """Tell whether a speaker has a name: "Rescuers" has its capital from the sentence."""
    start, end = said.at
    speaker = [one for one in passage.tokens if start <= one.start < end]
    capitals = [one for one in speaker if one.capital]
    if len(capitals) != 1 or capitals[0] != passage.tokens[0]:
        return True
    if len(speaker) == 1 and not capitals[0].lower.endswith("s"):
        return True
    return any(one.start < end and start < one.end for one in reader.names.find(passage))


def _in_passing(passage: Passage, said: Attribution, lists: Words) -> bool:
    """Tell whether who says something stands in a clause beside: "because Norway has promised"."""
    if lists.patterns["at_the_time"].search(passage.plain):
        return True
    before = [one.lower for one in passage.tokens if one.start < said.at[0]]
    return not said.trailing and not lists.subordinators.isdisjoint(before[-2:])


def _unclear(passage: Passage, lists: Words) -> bool:
    first = re.match(r"\W*(\w+)", passage.text)
    return passage.in_quotation(0) and first is not None and first[1].lower() in lists.replaced


def _undated_act(
    reader: Reader, dated: Dated, until: int | None
) -> tuple[tuple[Mention, ...], str]:
    passage, lists = dated.passage, reader.words
    act = act_of(passage, lists)
    if act is None and (dated.stamped is not None or passage.sentence.role is Role.LEAD):
        act = _going_on(passage, lists)
    lately = act is None and dated.stamped is None and _is_first(reader, passage)
    act = _done_lately(passage, lists) if lately else act
    if act is None:
        return (), "tells of no act, and gives no date"
    verb, kind = act
    named = any(one.start < verb.start for one in reader.names.find(passage)) or (
        # "The Lund Festival has appointed": no name of anybody, yet it names who did
        lately and any(one.capital for one in passage.tokens[1:] if one.start < verb.start)
    )
    if not named and not any(one.lower in lists.speakers for one in passage.tokens[:6]):
        return (), "nobody is named, and no date is given"
    if lists.patterns["unreal"].search(passage.plain, 0, verb.end):
        return (), "should or could have been, and gives no date"
    span = clause_at(passage, verb.start, lists)
    clause = passage.plain[span[0] : span[1] if until is None else until]
    day = reader.article.published.day
    status = status_of(clause, None, day, claimed=False, words=lists)
    if status is Status.HAPPENED and _goes_on_long_ago(reader, passage):
        return (), "goes on from what was long ago, and gives no date"
    told = Told(None, status, kind, span, None)
    return (mention_of(reader, dated, told),), f"an act (“{verb.text}”) without a date"


def _goes_on_long_ago(reader: Reader, passage: Passage) -> bool:
    """Tell whether a sentence in the past follows one that only tells of more than a year ago.

    A paragraph goes on with what it tells; where every sentence is one, so do they.
    """
    if any(one.lower in reader.words.perfect for one in passage.tokens):
        return False
    passages = reader.layout.passages
    at = bisect_left(passages, passage.start, key=lambda one: one.start)
    before = passages[max(0, at - 1)]
    alone = before.sentence.start == 0 and passage.sentence.start == 0
    if before.sentence.paragraph != passage.sentence.paragraph and not (
        alone and _single_sentences(reader)
    ):
        return False
    near = takewhile(lambda one: one.start >= before.start, reversed(reader.told))
    told = [one.when.end for one in near]
    last = reader.article.published.day - timedelta(days=365)
    return bool(told) and all(end is not None and end.date() < last for end in told)


def _single_sentences(reader: Reader) -> bool:
    """Tell whether nearly every paragraph of an article is one sentence."""
    passages = reader.layout.passages
    return sum(one.sentence.start > 0 for one in passages) * 5 < len(passages)


def act_of(passage: Passage, lists: Words) -> tuple[Token, str] | None:
    """Return the finite verb of the main clause that tells of an act done or to come, its kind."""
    aside = False
    for index, token in enumerate(passage.tokens):
        if not index or token.capital:
            continue
        gap = passage.plain[passage.tokens[index - 1].end : token.start]
        aside = (aside or token.lower in lists.relatives) and "," not in gap
        if token.lower in lists.subordinators:
            return None
        if (
            token.lower not in lists.acts
            and passage.tokens[index - 1].lower not in lists.before_act
        ):
            continue
        kind = _kind_of_act(passage.tokens, index, lists)
        if kind and apposed(passage.plain, (token.start, token.end), lists) is not None:
            continue  # "The union, a body formed in spring, will strike"
        if kind is not None and not aside:
            return token, kind
        # "Agents who shot at Kim Vale have been suspended": the main verb comes second.
        aside = aside and kind is None
    return None


def _going_on(passage: Passage, lists: Words) -> tuple[Token, str] | None:
    """Return the verb of the present in a live blog's entry or a lead: "The court adjourns"."""
    for before, token in pairwise(passage.tokens):
        if token.lower in lists.subordinators or token.lower in lists.relatives:
            return None
        kind = lists.kind_thirds.get(token.lower)
        if before.lower in lists.speakers:
            kind = kind or lists.kind_bases.get(token.lower)  # "police arrest"
        noun = token.capital or before.lower in lists.not_before_verb | lists.possessives
        if kind is not None and not noun and not before.text.endswith(("'s", "’s")):
            return token, kind
    return None


def _is_first(reader: Reader, passage: Passage) -> bool:
    """Tell whether a sentence is the first below the headline."""
    telling = (one for one in reader.layout.passages if one.sentence.role in _FIRST)
    first = next(telling, None)
    return first is not None and first.start == passage.start


def _done_lately(passage: Passage, lists: Words) -> tuple[Token, str] | None:
    """Return the participle of a lead's main clause in the perfect: "has appointed a director".

    Where the perfect tells of all that was ("ha osservato"), only of an act of some kind, and of
    what was done to somebody: "è stata scoperta".
    """
    verb = main_verb(passage.plain, lists)
    at = next((i for i, one in enumerate(passage.tokens) if one.start == verb), None)
    if at is None or passage.tokens[at].lower not in lists.lately:
        return None
    passing = lists.adverbs - lists.negations
    behind = (one for one in passage.tokens[at + 1 :] if one.lower not in passing)
    done = next(behind, None)
    if done is None or done.lower in lists.been:
        return None
    passive = done.lower in lists.be
    if passive:
        done = next(behind, done)  # "è stata | scoperta"
    elif passage.tokens[at].lower in lists.be:
        return None  # what only "è aperta" is no news
    if lists.patterns["imposed"].fullmatch(done.lower) is None:
        return None
    kind = kind_of(passage.tokens[at:], lists)
    kind = kind or ("incident" if lists.perfect or passive else None)
    return (done, kind) if kind else None


def _kind_of_act(tokens: Sequence[Token], index: int, lists: Words) -> str | None:
    """Return the kind of a verb that tells of an act: not denied, not long done, not vague."""
    verb = tokens[index].lower
    at = index - 1
    while at > 0 and tokens[at].lower in lists.passing:
        at -= 1
    before, after = tokens[at].lower, tokens[index + 1].lower if index + 1 < len(tokens) else ""
    if before in lists.negations or before in lists.pluperfect or before.endswith(("n't", "n’t")):
        return None
    if verb in lists.acts:
        helped = before in lists.helpers or at < index - 1
        noun = after in lists.by or before in lists.not_before_verb
        return lists.acts[verb] if helped or not noun else None
    if before in lists.been and tokens[at - 1].lower in lists.perfect and verb.endswith("ed"):
        return "incident"  # "have been placed on leave"
    return _kind_of_plan(verb, after, lists) if before in lists.will else None


def _kind_of_plan(verb: str, after: str, lists: Words) -> str | None:
    doing = verb in lists.be and (after in lists.acts or after.endswith("ing"))
    if verb in lists.negations or (verb in lists.vague and not doing):
        return None  # "will be a theme", but "will be leaving"
    return lists.kind_bases.get(verb, "schedule")
