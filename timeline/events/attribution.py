"""Who says it, with which verb, and which words tell the day of saying."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from timeline.events.passages import Passage, Token
from timeline.events.speakers import (
    Span,
    after_verb,
    before_verb,
    behind_day,
    inside,
    inverted,
    is_phrase,
    left_out,
    noun_phrase,
    subject,
    subject_end,
)
from timeline.events.whole import main_verb
from timeline.events.words import Words

__all__ = ["Attribution", "attributions", "is_added", "is_inserted", "said_before"]

#: From a verb of saying to the colon before a quotation.
_BEFORE_QUOTED = re.compile(r"\s(\w+)\s[^,;:“”\"«»]{2,120}(?=:\s*[“\"«])")
#: A quotation that a comma parts from what comes next.
_QUOTED = re.compile(r"(?:[”\"»],|,[”\"»])\s$")
#: The rest of a sentence that no mark parts.
_PHRASE = re.compile(r"\s[^,;:—–“”\"«»()]+")
#: Who it is who speaks, and the day at the end.
_APPOSED = re.compile(r",\s[^,;:“”\"«»]{3,90},\s(?P<day>[^,;:“”\"«»]{3,40})")
#: What a clause has that tells something: "The tunnel reopens on Friday, officials said".
_TELLING = ("past", "planned", "timetable")


@dataclass(frozen=True, slots=True)
class Attribution:
    """One "X said" of a sentence."""

    #: As written, a pronoun at times; empty for "it was said" and "ha detto".
    speaker: str
    #: Span of the speaker; empty span where there is none.
    at: Span
    #: Span of the verb (or of "according to").
    verb: Span
    #: "say", "claim" or "react".
    sort: str
    #: From the speaker to where what is said begins; a day in it is the day of saying.
    segment: Span
    #: What is said stands before the speaker.
    trailing: bool
    #: Where what is said begins, when it stands behind.
    content: int = 0
    #: Whoever was spoken of before says it: "ha detto".
    elided: bool = False


def attributions(passage: Passage, days: Sequence[Span], words: Words) -> tuple[Attribution, ...]:
    """Return the attributions of a sentence in order; *days* are the spans of its dates."""
    found = (
        *_expletive(passage, words),
        *_behind_colon(passage, days, words),
        *_by_verbs(passage, days, words),
        *_according(passage, days, words),
    )
    return tuple(sorted(found, key=lambda one: min(one.at[0], one.verb[0])))


def said_before(
    passage: Passage, days: Sequence[Span], words: Words, start: int = 0
) -> Attribution | None:
    """Return who says what the sentence before told: "Lo ha detto ieri il sindaco"."""
    found = words.patterns["says_it"].match(passage.plain[start:])
    if found is None:
        return None
    verb = start, start + found.end()
    begin = behind_day(passage, verb[1], days, words)
    # "Lo ha detto ieri a Trani | il sindaco"
    where = words.patterns["where_spoken"].match(passage.plain, begin)
    at = noun_phrase(passage, where.end() if where else begin, words)
    if at is None:
        return None
    speaker = passage.plain[slice(*at)]
    return Attribution(speaker, at, verb, "say", (start, at[1]), True, at[1])


def _behind_colon(passage: Passage, days: Sequence[Span], words: Words) -> Iterator[Attribution]:
    """Yield who says what stands before a colon: "Il Comune ricorrerà: lo ha detto il sindaco"."""
    colon = passage.plain.rfind(": ")
    said = said_before(passage, days, words, colon + 2) if colon > 0 else None
    if said is not None:
        yield replace(said, segment=(colon, len(passage.plain)))


def is_added(said: Attribution, passage: Passage, words: Words) -> bool:
    """Tell of "Alvera, which said so in April, was sold": it is only added of who says it."""
    between = passage.plain[said.at[1] : said.verb[0]]
    return (
        between.startswith(",")
        and between.count(",") == 1
        and not words.relatives.isdisjoint(between.lower().split())
    )


def is_inserted(said: Attribution, passage: Passage, words: Words) -> bool:
    """Tell of "The table, the ministry said, will meet on Monday": one clause around it."""
    around = said.trailing and passage.plain.startswith(", ", said.segment[1])
    before, comma, _ = passage.plain[: min(said.at[0], said.verb[0])].rpartition(", ")
    return around and bool(comma) and ", " not in before and main_verb(before, words) is None


def _expletive(passage: Passage, words: Words) -> Iterator[Attribution]:
    """Yield "It was said by Ada": nobody speaks where no "by" follows."""
    plain = passage.plain
    if found := words.expletive.match(plain):
        at = found.span("by") if found["by"] else (found.end(), found.end())
        yield Attribution(
            plain[at[0] : at[1]], at, found.span(), "say", found.span(), False, found.end()
        )


def _by_verbs(passage: Passage, days: Sequence[Span], words: Words) -> Iterator[Attribution]:
    """Yield each verb of saying with its speaker, that of the verb before where it has none."""
    if words.attribution.keys().isdisjoint(passage.words):
        return  # most sentences have none
    tokens = passage.tokens
    last: Span | None = None
    verbs = [index for index, token in enumerate(tokens) if token.lower in words.attribution]
    for index in verbs:
        weak = tokens[index].lower in words.weak
        if not (_is_verb(tokens, index, words) or _closes_quotation(passage, index, words)):
            continue
        behind = inverted(passage, index, days, words)
        if weak and not (behind or _speaks(passage, index, words)):
            continue
        spoken = (
            behind
            or before_verb(passage, index, days, words)
            or after_verb(passage, index, days, words)
        )
        if spoken is None and _joined(tokens, index, days, words):
            span = last or subject(passage, index, days, words)
            spoken = (span, False) if span else None
        if spoken is None and (nobody := left_out(passage, index, words)):
            spoken = nobody, passage.plain[: nobody[0]].strip() != ""
        if spoken is not None and is_phrase(passage, spoken[0], words):
            last = spoken[0]
            yield _said_by(spoken, passage, index, days, words)


def _said_by(
    spoken: tuple[Span, bool], passage: Passage, index: int, days: Sequence[Span], words: Words
) -> Attribution:
    """Return the attribution of a verb to a speaker: where who is, and whether behind the words."""
    (at, trailing), plain = spoken, passage.plain
    tokens, token = passage.tokens, passage.tokens[index]
    last = max(i for i, one in enumerate(tokens) if one.start < max(at[1], token.end))
    end, content = _segment_end(passage, last if at[0] > token.start else index, days, words)
    end, content = max(end, at[1]), max(content, at[1])
    joined = at[0] < token.start and _joined(tokens, index, days, words)
    first = token.start if joined else min(at[0], token.start)
    start = _segment_start(passage, first, days, words)
    # "In his latest statement, Ban said “…”", "Speaking in Lund, …": what he says is behind him.
    opens = plain.split(maxsplit=1)[0].lower()
    beside = opens in words.prepositions or words.patterns["gerund"].fullmatch(opens)
    behind = beside and any(begin >= content for begin, _ in passage.quoted)
    trailing = trailing or (not behind and _trails(plain, at[0], content, words))
    where = re.findall(r"\w+", plain[end:].lower()) if _PHRASE.fullmatch(plain, end) else []
    if trailing and where[:1] and where[0] in words.prepositions:
        # "…, the mayor said | at the end of today's meeting"
        end = end if any(map(words.is_finite, where)) else len(plain)
    tail = _APPOSED.fullmatch(plain, end) if trailing else None
    opening = words.patterns["opening"]
    if tail and any(opening.fullmatch(plain, tail.start("day"), day) for day, _ in days):
        end = len(plain)  # "…, said Ada Winter, the head of the league, | on Sunday."
    if trailing and words.patterns["speaking"].match(plain, end):
        end = len(plain)  # "ha detto il sindaco, | parlando martedì in consiglio"
    return Attribution(
        plain[at[0] : at[1]],
        at,
        (token.start, token.end),
        words.attribution[token.lower],
        (start, end),
        trailing,
        content,
        elided=at[0] == at[1],
    )


def _according(passage: Passage, days: Sequence[Span], words: Words) -> Iterator[Attribution]:
    """Yield "according to the ministry"."""
    plain = passage.plain
    for match in words.according.finditer(plain):
        before = plain[: match.start()].split()[-1:]
        if before and before[0].lower() in words.determiners | words.prepositions:
            continue  # "un secondo ponte"
        phrase = noun_phrase(passage, match.end(), words)
        if phrase is not None:
            phrase = phrase[0], _before_day(phrase, days, plain)
            end = _skip_days(phrase[1], days, plain)
            if issued := _issued_by(passage, phrase, end, words):
                phrase, end = issued, issued[1]
            else:
                phrase = phrase[0], _before_participle(phrase, end, plain, words)
            # "many were hurt, and, according to Ada, …": she goes on
            trailing = bool(before) and before[0].rstrip(",").lower() not in words.joining
            speaker = plain[phrase[0] : phrase[1]]
            segment = (match.start(), end)
            yield Attribution(speaker, phrase, match.span(), "say", segment, trailing, end)


def _issued_by(passage: Passage, phrase: Span, end: int, words: Words) -> Span | None:
    """Return who gave out what others go by: "according to figures released on Friday | by Alvera".

    None where the phrase is who says it.
    """
    last = passage.plain[slice(*phrase)].rpartition(" ")[2]
    by = re.match(r"\s(\w+['’]?)\s?", passage.plain[end:])
    if by is None or by[1].lower().replace("’", "'") not in words.by:
        return None
    done = words.patterns["imposed"].fullmatch(last.lower())
    return noun_phrase(passage, end + by.end(), words) if done else None


def _is_verb(tokens: Sequence[Token], index: int, words: Words) -> bool:
    token = tokens[index]
    before = tokens[index - 1].lower if index else ""
    after = tokens[index + 1].lower if index + 1 < len(tokens) else ""
    if before.endswith(("'s", "’s", "s'", "s’")):
        return False
    # "Was not informed" is as passive as "was informed".
    denied = index > 1 and before in words.negations and tokens[index - 2].lower in words.be
    if before in words.not_before_verb or before in words.be or denied or after in words.by:
        return False
    # "two men accused of theft": nobody accuses them here.
    accused = token.lower in words.with_object and after in words.prepositions
    if (token.capital and index) or accused or _passive(tokens, index, words):
        return False
    if token.lower not in words.doubtful:
        return True
    # "officials say" and "sources report", but not "a report" or "police report".
    # A name states "that": "Bo Frost claims that".
    named = before in words.pronouns or (index > 1 and tokens[index - 1].capital)
    if named and after in words.that and token.lower[-1] == "s":
        return True
    plural = before.endswith("s") and (before in words.speakers or token.lower not in words.nouns)
    clause = _states_clause(tokens, index, words)
    return clause or plural or before in words.plural_subjects


def _closes_quotation(passage: Passage, index: int, words: Words) -> bool:
    """Tell of what could be a noun right behind a quotation: "“È tardi”, denuncia il sindaco"."""
    token = passage.tokens[index]
    return token.lower in words.nouns and _QUOTED.search(passage.plain, 0, token.start) is not None


def _states_clause(tokens: Sequence[Token], index: int, words: Words) -> bool:
    """Tell of "Norland claims Ossa fired", "Bo Frost claims the mayor left", not "claims rose"."""
    rest = tokens[index + 1 : index + 8]
    if not (index and rest and tokens[index - 1].capital and tokens[index].lower[-1] == "s"):
        return False
    subject = rest[0].capital or rest[0].lower in words.determiners | words.pronouns
    told = any(words.is_finite(one.lower) and not one.capital for one in rest[1:])
    return subject and told and tokens[index - 1].lower not in words.ordinary


def _passive(tokens: Sequence[Token], index: int, words: Words) -> bool:
    """Tell whether others say it of the subject: "with Winter said to be furious"."""
    near = [token.lower for token in tokens[index + 1 : index + 3]]
    return len(near) > 1 and near[0] in words.modals and near[1] in words.infinitives


def _joined(tokens: Sequence[Token], index: int, days: Sequence[Span], words: Words) -> bool:
    """Tell whether a verb shares the subject of the one before: "said … and on Friday added"."""
    before = subject_end(tokens, index, days, words)
    return before > 0 and tokens[before].lower in words.joining


def _speaks(passage: Passage, index: int, words: Words) -> bool:
    """Tell whether a verb such as "issued" is one of saying here."""
    tokens, plain = passage.tokens, passage.plain
    if re.search(r"[”\"»],?\s*(?:\S+\s+){0,4}$", plain[: tokens[index].start]):
        return True
    near = tokens[index + 1 : index + 7]
    end = near[-1].end if near else tokens[index].end
    if re.match(r"[^”»;]{0,60}[“\"«]", plain[tokens[index].end : end + 3]):
        return True
    return any(one.lower in words.that or one.lower in words.said_things for one in near)


def _trails(plain: str, start: int, content: int, words: Words) -> bool:
    """Tell whether an attribution closes its sentence: "…, the ministry said on Tuesday."."""
    head, rest = plain[:start].rstrip(), plain[content:].strip(' .”"»')
    if not head.endswith((",", "”", '"', "»", "—", "–")):
        return False
    first = rest.split(maxsplit=1)[0].lower() if rest else ""
    short = len(rest.split()) <= 10 and (
        first in words.prepositions or first in words.subordinators
    )
    return not rest or rest.startswith(",") or short


def _segment_end(
    passage: Passage, index: int, days: Sequence[Span], words: Words
) -> tuple[int, int]:
    """Return where the words of saying end, for days, and where what is said begins."""
    tokens, plain = passage.tokens, passage.plain
    verb = tokens[index]
    if (quoted := _BEFORE_QUOTED.match(plain, verb.end)) and quoted[1] in words.prepositions:
        return quoted.end(), quoted.end()  # 'said after talks in Lund on Monday: "…"'
    end, free = verb.end, verb.lower in words.addressed or verb.lower in words.weak
    content = end
    for before, token in pairwise(tokens[index:]):
        gap = plain[before.end : token.start]
        if re.search(r"[;:“”\"„«»—–]", gap) or token.lower in words.that:
            break
        if inside(token.start, days):
            end, free = token.end, False
            content = end
            continue
        if "," in gap and not free:
            break
        passing = token.lower in words.prepositions or token.lower in words.filler
        if passing or (free and token.lower in words.determiners):
            free = True
            if token.lower in words.filler:
                content = token.end
            continue
        if not (free and (token.capital or token.lower in words.said_things)):
            break
        content = token.end
    return end, content


def _segment_start(passage: Passage, start: int, days: Sequence[Span], words: Words) -> int:
    """Take in an opening phrase with a day: "On Tuesday, the ministry said"."""
    plain = passage.plain
    head = plain[:start].rstrip()
    if head.endswith(",") and head.count(",") == 1 and any(end <= start for _, end in days):
        inside = [token for token in passage.tokens if token.end <= len(head)]
        told = any(words.patterns[name].search(head) for name in _TELLING)
        if len(inside) <= 9 and not told:
            return 0
    for begin, end in days:
        if end <= start and not plain[end:start].strip():
            return begin if words.patterns["opening"].fullmatch(plain[:begin]) else start
    return start


def _before_day(phrase: Span, days: Sequence[Span], plain: str) -> int:
    """Return where a speaker ends: "according to figures released | last Friday"."""
    start, end = phrase
    first = min((at for at, _ in days if start < at < end), default=end)
    return start + len(plain[start:first].rstrip())


def _before_participle(phrase: Span, until: int, plain: str, words: Words) -> int:
    """Return where a speaker with a day ends: "according to figures | released last Friday"."""
    start, end = phrase
    head, blank, last = plain[start:end].rpartition(" ")
    of_day = until > end and blank and words.patterns["imposed"].fullmatch(last.lower())
    return start + len(head) if of_day else end


def _skip_days(end: int, days: Sequence[Span], plain: str) -> int:
    for start, until in days:
        if end <= start and re.fullmatch(r"\s*(?:on|in|late|early)?\s*", plain[end:start]):
            owner = plain.startswith(("'s", "’s"), until)  # "said next year's fair would be held"
            return end if owner else until
    return end
