"""Sentences without a day of their own: statements and acts of somebody named."""

from __future__ import annotations

import re

from timeline.events.attribution import Attribution
from timeline.events.dating import Dated
from timeline.events.passages import Passage, Token
from timeline.events.reader import Reader, is_named, nameless, speaker_of
from timeline.events.status import status_of
from timeline.events.telling import Told, clause_at, mention_of
from timeline.events.words import Words
from timeline.types import Mention, Role, Status

__all__ = ["act_of", "undated"]


def undated(reader: Reader, dated: Dated) -> tuple[tuple[Mention, ...], str]:
    """Return what a sentence without a day tells, and why."""
    passage, patterns = dated.passage, reader.words.patterns
    article = reader.article
    if not passage.tokens or passage.sentence.role is Role.HEADLINE:
        return (), "gives no date"
    if not dated.attributions and nameless(passage, reader):
        return (), "does not say by name whom it is about, and gives no date"
    if patterns["generic"].search(passage.plain):
        return (), "explains, and gives no date"
    if patterns["opinion"].search(article.headline) or patterns["opinion"].search(
        article.url or ""
    ):
        return (), "an opinion, and gives no date"
    if dated.attributions:
        return _undated_statement(reader, dated, dated.attributions[0])
    return _undated_act(reader, dated)


def _undated_statement(
    reader: Reader, dated: Dated, said: Attribution
) -> tuple[tuple[Mention, ...], str]:
    speaker = speaker_of(reader, said)
    pronoun = said.speaker.lower() in reader.words.pronouns
    if pronoun or speaker is None or not is_named(speaker, reader.words):
        return (), "nobody is named who says so, and no date is given"
    verb = dated.passage.plain[said.verb[0] : said.verb[1]].lower()
    if verb in reader.words.present:
        return (), "reports what somebody holds, and gives no date"
    if _unclear(dated.passage, reader.words):
        return (), "a quotation that does not say whom it is about, and no date is given"
    directly = bool(dated.passage.quoted)
    if speaker in reader.heard and (reader.heard[speaker] or not directly):
        return (), f"{speaker} is quoted already, and no date is given"
    reader.heard[speaker] = directly
    status = Status.CLAIMED if said.sort == "claim" else Status.HAPPENED
    told = Told(None, status, "statement", (0, len(dated.passage.text)), said)
    why = "a statement without a date: on or before the day of publication"
    return (mention_of(reader, dated, told),), why


def _unclear(passage: Passage, lists: Words) -> bool:
    first = re.match(r"\W*(\w+)", passage.text)
    return passage.in_quotation(0) and first is not None and first[1].lower() in lists.replaced


def _undated_act(reader: Reader, dated: Dated) -> tuple[tuple[Mention, ...], str]:
    passage, lists = dated.passage, reader.words
    act = act_of(passage, lists)
    if act is None:
        return (), "tells of no act, and gives no date"
    named = reader.names.find(passage)
    if not named and not any(one.lower in lists.speakers for one in passage.tokens[:6]):
        return (), "nobody is named, and no date is given"
    verb, kind = act
    span = clause_at(passage, verb.start, lists)
    clause = passage.plain[span[0] : span[1]]
    day = reader.article.published.day
    status = status_of(clause, None, day, claimed=False, words=lists)
    told = Told(None, status, kind, span, None)
    return (mention_of(reader, dated, told),), f"an act (“{verb.text}”) without a date"


def act_of(passage: Passage, lists: Words) -> tuple[Token, str] | None:
    """Return the first finite verb of the main clause that tells of an act, and its kind."""
    tokens = passage.tokens
    for index, token in enumerate(tokens):
        before = tokens[index - 1].lower if index else ""
        after = tokens[index + 1].lower if index + 1 < len(tokens) else ""
        if index and token.capital:
            continue
        if token.lower in lists.subordinators and index:
            return None
        if token.lower in lists.acts and index:
            helped = before in lists.helpers or before in lists.adverbs
            if helped or (after not in lists.by and before not in lists.not_before_verb):
                return token, lists.acts[token.lower]
        elif before in lists.will:
            return token, lists.kind_bases.get(token.lower, "schedule")
    return None
