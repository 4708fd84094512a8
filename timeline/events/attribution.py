"""Who says it, with which verb, and which words tell the day of saying."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from timeline.events.passages import Passage, Token
from timeline.events.words import Words

__all__ = ["Attribution", "attributions"]

Span = tuple[int, int]

#: Words of a noun that a relative clause hangs on; more is a sentence of its own.
_LONGEST_HEAD = 7

_BREAK = re.compile(r"[,;:—–()“”\"„«»]|\s-\s|\.\.\.")


@dataclass(frozen=True, slots=True)
class Attribution:
    """One "X said" of a sentence."""

    #: As written, a pronoun at times; empty for "it was said".
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


def attributions(passage: Passage, days: Sequence[Span], words: Words) -> tuple[Attribution, ...]:
    """Return the attributions of a sentence in order; *days* are the spans of its dates."""
    return tuple(_find(passage, days, words))


def _find(passage: Passage, days: Sequence[Span], words: Words) -> Iterator[Attribution]:
    tokens, plain = passage.tokens, passage.plain
    last: Span | None = None
    if found := words.expletive.match(plain):
        at = found.span("by") if found["by"] else (found.end(), found.end())
        verb = (found.start(), found.end())
        yield Attribution(
            plain[at[0] : at[1]], at, verb, "say", verb, trailing=False, content=found.end()
        )
    for index, token in enumerate(tokens):
        sort = words.attribution.get(token.lower)
        if sort is None or not _is_verb(tokens, index, words):
            continue
        if token.lower in words.weak and not _speaks(passage, index, words):
            continue
        spoken = (
            _inverted(passage, index, words)
            or _before(passage, index, days, words)
            or _after(passage, index, words)
        )
        if spoken is None and last is not None and _joined(tokens, index, days, words):
            spoken = last, False
        if spoken is None:
            continue
        last = spoken[0]
        at, trailing = spoken
        last_of_speaker = max(
            i for i, one in enumerate(tokens) if one.start < max(at[1], token.end)
        )
        from_here = last_of_speaker if at[0] > token.start else index
        end, content = _segment_end(passage, from_here, days, words)
        end, content = max(end, at[1]), max(content, at[1])
        joined = at[0] < token.start and _joined(tokens, index, days, words)
        first = token.start if joined else min(at[0], token.start)
        start = _segment_start(passage, first, days, words)
        verb = (token.start, token.end)
        trailing = trailing or _trails(plain, at[0], content, words)
        speaker = plain[at[0] : at[1]]
        yield Attribution(speaker, at, verb, sort, (start, end), trailing, content)
    for match in words.according.finditer(plain):
        before = plain[: match.start()].split()[-1:]
        if before and before[0].lower() in words.determiners | words.prepositions:
            continue  # "un secondo ponte"
        phrase = _noun_phrase_after(passage, match.end(), words)
        if phrase is not None:
            end = _skip_days(phrase[1], days, plain)
            trailing = bool(plain[: match.start()].strip(" ,"))
            speaker = plain[phrase[0] : phrase[1]]
            yield Attribution(
                speaker,
                phrase,
                match.span(),
                "say",
                (match.start(), end),
                trailing,
                end,
            )


def _is_verb(tokens: Sequence[Token], index: int, words: Words) -> bool:
    token = tokens[index]
    before = tokens[index - 1].lower if index else ""
    after = tokens[index + 1].lower if index + 1 < len(tokens) else ""
    if before.endswith(("'s", "’s", "s'", "s’")):
        return False
    if before in words.not_before_verb or before in words.be or after in words.by:
        return False
    if token.capital and index:
        return False
    if token.lower not in words.doubtful:
        return True
    # "officials say" and "sources report", but not "a report" or "police report".
    # A name states "that": "Bo Frost claims that".
    named = before in words.pronouns or (index > 1 and tokens[index - 1].capital)
    if named and after in words.that and token.lower[-1] == "s":
        return True
    plural = before.endswith("s") and (before in words.speakers or token.lower not in words.nouns)
    return plural or before in words.plural_subjects


def _joined(tokens: Sequence[Token], index: int, days: Sequence[Span], words: Words) -> bool:
    """Tell whether a verb shares the subject of the one before: "said … and on Friday added"."""
    before = _subject_end(tokens, index, days, words)
    return before > 0 and tokens[before].lower in words.joining


def _subject_end(tokens: Sequence[Token], index: int, days: Sequence[Span], words: Words) -> int:
    """Return the index of the last word before a verb, adverbs and days left out; -1 for none."""
    last = index - 1
    while last >= 0 and (
        tokens[last].lower in words.adverbs
        or _in(tokens[last].start, days)
        or (
            tokens[last].lower in words.prepositions
            and last + 1 < index
            and _in(tokens[last + 1].start, days)
        )
    ):
        last -= 1
    return last


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


def _before(
    passage: Passage, index: int, days: Sequence[Span], words: Words
) -> tuple[Span, bool] | None:
    """Find the speaker in front of the verb: "The ministry on Tuesday also said"."""
    tokens, plain = passage.tokens, passage.plain
    last = _subject_end(tokens, index, days, words)
    if last < 0 or tokens[last].lower in words.joining:
        return None
    end = tokens[last].end
    gap = plain[end : tokens[index].start]
    if re.search(r"\.\.|[;:“”\"„«»]", gap):
        return None
    if "," in gap:
        return _apposition(passage, end, words)
    pronoun = tokens[last].lower in words.pronouns
    start = tokens[last].start if pronoun else _phrase_start(passage, last, days, words)
    span = (start, end)
    if not (_states(tokens, index, days, words) or _can_speak(passage, span, words)):
        return None
    before = [token.lower for token in tokens if token.end <= start]
    after = tokens[index + 1].lower if index + 1 < len(tokens) else ""
    clause = words.patterns["past"].match(plain, start) is not None
    if before and before[-1] in words.relatives and (clause or _goes_on(after, words)):
        return None  # "debris that Moscow said belongs to a drone", "the car that fell on it said"
    relative = _relative(passage, start, plain[start:end].lower(), words)
    office = _name_of_an_office(passage, span, words)
    return (office or relative or _head(passage, start, words) or span), False


def _head(passage: Passage, start: int, words: Words) -> Span | None:
    """Return the noun before a relative clause: "The sources who confirmed it said"."""
    before = [token for token in passage.tokens if token.end <= start][-8:]
    if not before or before[-1].lower not in words.attribution:
        return None
    for token in reversed(before):
        if token.lower in words.relatives:
            return _relative(passage, token.start, token.lower, words)
    return None


def _phrase_start(passage: Passage, last: int, days: Sequence[Span], words: Words) -> int:
    tokens, plain = passage.tokens, passage.plain
    first = last
    while first > 0:
        before = tokens[first - 1]
        if _BREAK.search(plain, before.end, tokens[first].start):
            break
        if before.lower in words.attribution or before.lower in words.modals:
            break
        if _in(before.start, days):
            break
        if tokens[first].lower in words.conjunctions or before.lower in words.conjunctions:
            pair = first > 1 and tokens[first].capital and tokens[first - 2].capital
            if not (pair and before.lower in words.joins):
                break
            first -= 1
        first -= 1
    return tokens[first].start


def _relative(passage: Passage, start: int, who: str, words: Words) -> Span | None:
    """Return the noun in front of "who": "The sources who confirmed"."""
    if who not in words.relatives:
        return None
    head = passage.plain[:start].rstrip(" ,")
    begin = max((found.end() for found in _BREAK.finditer(head)), default=0)
    span = _trim(passage.plain, (begin, len(head)))
    count = sum(span[0] <= token.start < span[1] for token in passage.tokens)
    return span if 0 < count <= _LONGEST_HEAD else None


def _goes_on(word: str, words: Words) -> bool:
    """Tell whether a verb follows: the sentence goes on around "he said"."""
    return word in words.helpers or word in words.will or word.endswith("s")


def _states(tokens: Sequence[Token], index: int, days: Sequence[Span], words: Words) -> bool:
    """Tell whether a verb takes no other subject than one who speaks: "said", "announced".

    "The strike announced on Monday" is no such verb.
    """
    form = tokens[index].lower
    if form in words.weak or words.attribution[form] == "react":
        return False
    if form not in words.participles or index + 1 == len(tokens):
        return True
    following = tokens[index + 1]
    return not (following.lower in words.prepositions or _in(following.start, days))


def _apposition(passage: Passage, end: int, words: Words) -> tuple[Span, bool] | None:
    """Find the speaker in front of an apposition: "Ada Winter, the mayor, said"."""
    plain = passage.plain
    parts = [(found.start(), found.end()) for found in re.finditer(r"[,;:—–“”\"]", plain[:end])]
    spans = [
        _trim(plain, (after, until))
        for (_, after), (until, _) in zip([(0, 0), *parts], [*parts, (end, end)], strict=True)
    ]
    named = [span for span in spans if _is_name(passage, span, words)]
    if named:
        return named[-1], False
    for span in spans:
        if _can_speak(passage, span, words) and plain[span[0] : span[0] + 1].isupper():
            return span, False
    return None


def _is_name(passage: Passage, span: Span, words: Words) -> bool:
    """Tell whether a piece is a person's name and nothing else: "Ada M. Winter"."""
    inside = [one for one in passage.tokens if span[0] <= one.start < span[1]]
    other = words.organisation | words.place_words | words.demonyms | words.ordinary
    named = [one for one in inside if one.lower not in words.titles]
    return (
        1 < len(named) <= 4
        and all(one.capital and not one.text.isupper() for one in named if len(one.text) > 1)
        and other.isdisjoint(one.lower for one in named)
    )


def _name_of_an_office(passage: Passage, span: Span, words: Words) -> Span | None:
    """Return the name in "Bo Frost, broker at a bank said", where the second comma is left out."""
    plain = passage.plain
    phrase = [one for one in passage.tokens if span[0] <= one.start < span[1]]
    head = plain[: span[0]].rstrip()
    if phrase[0].capital or phrase[0].lower.endswith("s") or not head.endswith(","):
        return None
    if len(phrase) == 1 or phrase[1].lower not in words.prepositions:
        return None
    begin = max((found.end() for found in _BREAK.finditer(head[:-1])), default=0)
    name = _trim(plain, (begin, len(head) - 1))
    return name if _is_name(passage, name, words) else None


def _after(passage: Passage, index: int, words: Words) -> tuple[Span, bool] | None:
    """Find the speaker behind the verb: "…,” said the mayor"."""
    token, first = passage.tokens[index], index
    while first > 0 and passage.tokens[first - 1].lower in words.adverbs:
        first -= 1
    before = passage.plain[: passage.tokens[first].start].rstrip()
    if not before.endswith((",", "”", '"', "»", "—", "–")):
        return None
    span = _noun_phrase_after(passage, token.end, words)
    if span is None or not _can_speak(passage, span, words):
        return None
    return span, True


def _inverted(passage: Passage, index: int, words: Words) -> tuple[Span, bool] | None:
    """Find the speaker behind the verb where only time and place follow: ", said Ada Winter."."""
    if passage.tokens[index].lower in words.addressed:
        return None
    spoken = _after(passage, index, words)
    if spoken is None:
        return None
    named = [one for one in passage.tokens if spoken[0][0] <= one.start < spoken[0][1]]
    if not (named[-1].capital or named[-1].lower in words.speakers):
        return None
    rest = passage.plain[spoken[0][1] :].lstrip()
    first = re.match(r"\w+", rest)
    closed = first is None or first[0].lower() in words.prepositions | words.time_words
    return spoken if closed else None


def _noun_phrase_after(passage: Passage, offset: int, words: Words) -> Span | None:
    plain = passage.plain
    tokens = [token for token in passage.tokens if token.start >= offset][:14]
    if not tokens or plain[offset : tokens[0].start].strip():
        return None
    if tokens[0].lower in words.time_words:
        tokens = tokens[1:] or tokens  # "ha detto lunedì il sindaco"
    end = tokens[0].end
    for before, token in pairwise(tokens):
        gap = plain[before.end : token.start]
        if gap.strip(" .'’") or (not token.capital and token.lower in words.after_speaker):
            break
        if token.lower in words.time_words:
            break
        if token.lower in words.definite and before.lower not in words.prepositions:
            break  # "secondo l'opposizione il ponte è crollato"
        end = token.end
    return tokens[0].start, end


def _can_speak(passage: Passage, span: Span, words: Words) -> bool:
    tokens = [token for token in passage.tokens if span[0] <= token.start < span[1]]
    if not tokens or len(tokens) > 16:
        return False
    return any(
        token.lower in words.speakers
        or token.lower in words.pronouns
        or token.lower in words.relatives
        or (token.capital and token.lower not in words.ordinary)
        for token in tokens
    )


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
    end, free = verb.end, verb.lower in words.addressed or verb.lower in words.weak
    content = end
    for before, token in pairwise(tokens[index:]):
        gap = plain[before.end : token.start]
        if re.search(r"[;:“”\"„«»—–]", gap) or token.lower in words.that:
            break
        if _in(token.start, days):
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
        if len(inside) <= 9 and not words.patterns["past"].search(head):
            return 0
    for begin, end in days:
        if end <= start and not plain[end:start].strip():
            return begin if words.patterns["opening"].fullmatch(plain[:begin]) else start
    return start


def _skip_days(end: int, days: Sequence[Span], plain: str) -> int:
    for start, until in days:
        if end <= start and re.fullmatch(r"\s*(?:on|in|late|early)?\s*", plain[end:start]):
            return until
    return end


def _in(offset: int, spans: Sequence[Span]) -> bool:
    return any(start <= offset < end for start, end in spans)


def _trim(text: str, span: Span) -> Span:
    piece = text[span[0] : span[1]]
    start = span[0] + len(piece) - len(piece.lstrip())
    return start, start + len(piece.strip())
