"""Who speaks: the words in front of a verb of saying, or behind it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from timeline.events.passages import Passage, Token
from timeline.events.whole import main_verb
from timeline.events.words import Words

__all__ = [
    "Span",
    "after_verb",
    "before_verb",
    "behind_day",
    "inside",
    "inverted",
    "left_out",
    "noun_phrase",
    "subject",
    "subject_end",
]

Span = tuple[int, int]

#: Words of a speaker who has no name and no office, at the end.
_LONGEST_LAST = 2
#: Words of a noun that a relative clause hangs on; more is a sentence of its own.
_LONGEST_HEAD = 7

#: Words from a verb of saying to an office behind it, at most.
_FAR = 12
#: ", Ada Winter,", in front of nothing else of a list.
_APPOSED_NAME = re.compile(
    r",\s(?P<name>[A-ZÀ-Þ][\w'’-]+(?:\s(?:[A-ZÀ-Þ]\.|[A-ZÀ-Þ][\w'’-]+)){1,3})(?=[,.;]|$)"
)
#: What what is said ends with; nothing where the sentence begins.
_QUOTED = frozenset({"", "”", '"', "»"})
#: "al-Hamdi".
_PARTICLED = re.compile(r"[a-z]{1,3}-[A-ZÀ-Þ][\w'’-]+")
#: Characters from a verb to its day: "announced | on Friday".
_TO_DAY = 9
_CLOSING = frozenset('”"»')
_BREAK = re.compile(r"[,;:—–()“”\"„«»]|\s-\s|\.\.\.")


def subject_end(tokens: Sequence[Token], index: int, days: Sequence[Span], words: Words) -> int:
    """Return the index of the last word before a verb, adverbs and days left out; -1 for none."""
    last = index - 1
    while last >= 0 and (
        tokens[last].lower in words.adverbs
        or _is_manner(tokens, last, words)
        or inside(tokens[last].start, days)
        or (
            last + 1 < index
            and (
                tokens[last].lower in words.prepositions or tokens[last].lower in words.determiners
            )
            and inside(tokens[last + 1].start, days)
        )
    ):
        last -= 1
    return last


def subject(passage: Passage, index: int, days: Sequence[Span], words: Words) -> Span | None:
    """Return who did something before they said it: "The mayor called a vote and announced"."""
    tokens, plain = passage.tokens, passage.plain
    verb = main_verb(plain[: tokens[index].start], words)
    at = next((i for i, one in enumerate(tokens[:index]) if one.start == verb), 0)
    does = words.helpers | words.acts.keys() | words.attribution.keys()
    if not at or tokens[at].lower not in does:
        return None
    span = tokens[0].start, tokens[max(0, subject_end(tokens, at, days, words))].end
    free = not _BREAK.search(plain, *span)
    return span if free and _can_speak(passage, span, words) else None


def _is_manner(tokens: Sequence[Token], index: int, words: Words) -> bool:
    """Tell whether a word says how: "he emphatically told", not "the family told"."""
    if not (index and _says_how(tokens[index], words)):
        return False
    before = tokens[index - 1]
    return before.capital or before.lower in words.pronouns | words.helpers


def _says_how(token: Token, words: Words) -> bool:
    how = token.lower.endswith(("ly", "mente")) and not token.capital
    return how and token.lower not in words.bodies


def left_out(passage: Passage, index: int, words: Words) -> Span | None:
    """Return where the speaker would stand that Italian leaves out: "“È tardi”, ha detto ieri"."""
    tokens, plain = passage.tokens, passage.plain
    first = index
    while first and tokens[first - 1].lower in words.adverbs:
        first -= 1
    opens = words.patterns["subject_left_out"].match(plain, tokens[first].start)
    behind = plain[: tokens[first].start].rstrip().rstrip(",")
    if opens is None or behind[-1:] not in _QUOTED or _is_named_behind(passage, index, words):
        return None
    return tokens[first].start, tokens[first].start


def _is_named_behind(passage: Passage, index: int, words: Words) -> bool:
    """Tell whether somebody who can speak stands behind a verb, whatever is between."""
    rest = passage.tokens[index + 1 : index + 1 + _FAR]
    goes_on = passage.plain[passage.tokens[index].end :].partition(", ")[0]
    end = passage.tokens[index].end + len(goes_on)
    pairs = [(before, one) for before, one in pairwise(rest) if one.end <= end]
    articles = words.definite - words.that
    who = words.speakers | words.titles
    return any(before.lower in articles and one.lower in who for before, one in pairs)


def before_verb(
    passage: Passage, index: int, days: Sequence[Span], words: Words
) -> tuple[Span, bool] | None:
    """Find the speaker in front of the verb: "The ministry on Tuesday also said"."""
    tokens, plain = passage.tokens, passage.plain
    last = subject_end(tokens, index, days, words)
    if last < 0 or tokens[last].lower in words.no_speaker:
        return None  # "as announced", "come annunciato"
    end = tokens[last].end
    gap = plain[end : tokens[index].start]
    if re.search(r"\.\.|[;:“”\"„«»]", gap):
        return None
    if "," in gap:
        return _apposition(passage, end, days, words)
    pronoun = tokens[last].lower in words.pronouns
    start = tokens[last].start if pronoun else _phrase_start(passage, last, days, words)
    start = start if pronoun else _without_what_is_said_of(passage, (start, end), words)
    span = (start, end)
    if start == end or not (
        _states(tokens, index, days, words)
        or _can_speak(passage, span, words)
        or _closes(passage, start, index, days)
    ):
        return None
    before = [token for token in tokens if token.end <= start]
    after = tokens[index + 1].lower if index + 1 < len(tokens) else ""
    clause = words.patterns["past"].match(plain, start) is not None
    if before and before[-1].lower in words.relatives and (clause or _goes_on(after, words)):
        # "debris that Moscow said belongs to a drone", "the car that fell on it said"
        head = _relative(passage, before[-1].start, words) if clause else None
        speaks = head and plain[slice(*head)].rpartition(" ")[2].lower() in words.speakers
        return (head, False) if head and speaks else None
    named = _who(passage, index, span, days, words)
    return None if named is None else (_behind_joint(passage, named, words), False)


def _who(
    passage: Passage, index: int, span: Span, days: Sequence[Span], words: Words
) -> Span | None:
    """Return who speaks where a phrase stands before the verb: the noun that "who" hangs on."""
    word = passage.plain[span[0] : span[1]].lower()
    before = [token for token in passage.tokens if token.end <= span[0]][-1:]
    if before and before[0].lower in words.relatives and _does(word, words):
        span, word = (before[0].start, before[0].end), before[0].lower  # "The firm that runs it"
    if word not in words.relatives:
        office = _name_of_an_office(passage, span, words)
        return office or _head(passage, span[0], words) or span
    head = _relative(passage, span[0], words)
    able = head and (
        _states(passage.tokens, index, days, words) or _can_speak(passage, head, words)
    )
    return head if able else None


def _does(phrase: str, words: Words) -> bool:
    """Tell whether a phrase is a verb and its object: "runs the dam"."""
    verb, _, rest = phrase.partition(" ")
    known = words.is_finite(verb) or words.patterns["present"].search(f"x {phrase}") is not None
    return bool(rest) and (known or rest.partition(" ")[0] in words.definite | words.determiners)


def _without_what_is_said_of(passage: Passage, span: Span, words: Words) -> int:
    """Return where the speaker begins: behind "In Rome" and behind "accusations"; the end for none.

    "Claims Kyiv has denied" is said of the claims, and Kyiv speaks.
    """
    phrase = [token for token in passage.tokens if span[0] <= token.start < span[1]]
    last = len(phrase) - 1
    while last > 0 and phrase[last].capital and phrase[last - 1].capital:
        last -= 1
    before = phrase[last - 1].lower if last and phrase[last].capital else ""
    plural = before.endswith("s") and not before.endswith(("'s", "’s"))
    if plural and before not in words.bodies and before not in words.prepositions:
        return phrase[last].start
    if phrase[0].lower not in words.prepositions:
        return span[0]
    behind = (one.start for one in phrase[2:] if one.lower in words.definite | words.speakers)
    return next(behind, span[1])


def _head(passage: Passage, start: int, words: Words) -> Span | None:
    """Return the noun before a relative clause: "The sources who confirmed it said"."""
    before = [token for token in passage.tokens if token.end <= start][-8:]
    if not before or before[-1].lower not in words.attribution:
        return None
    for token in reversed(before):
        if token.lower in words.relatives:
            return _relative(passage, token.start, words)
    return None


def _phrase_start(passage: Passage, last: int, days: Sequence[Span], words: Words) -> int:
    tokens, plain = passage.tokens, passage.plain
    first = last
    while first > 0:
        before = tokens[first - 1]
        if _BREAK.search(plain, before.end, tokens[first].start):
            break
        if _says(before, tokens[first], words) or _is_modal(before, tokens[first], words):
            break
        if inside(before.start, days):
            break
        if first == 1 and before.lower in words.adverbs:
            break  # "Later Ada Winter told"
        if tokens[first].lower in words.conjunctions or before.lower in words.conjunctions:
            pair = first > 1 and tokens[first].capital and tokens[first - 2].capital
            if not (pair and before.lower in words.joins):
                break
            first -= 1
        first -= 1
    return tokens[first].start


def _says(token: Token, behind: Token, words: Words) -> bool:
    """Tell of a verb of saying: not in "the former air force general", "the State Department"."""
    if token.lower not in words.attribution:
        return False
    named = token.capital and behind.lower not in words.organisation
    return named or token.lower not in words.nouns or behind.lower in words.attribution


def _is_modal(token: Token, behind: Token, words: Words) -> bool:
    """Tell whether a verb comes next: not in "ambassador to the alliance"."""
    noun = behind.capital or behind.lower in words.determiners
    return token.lower in words.modals and not (noun and token.lower in words.prepositions)


def _relative(passage: Passage, start: int, words: Words) -> Span | None:
    """Return the noun in front of "who": "The sources who confirmed".

    Of "Prosecutors looking into a crash that killed nine" it is they.
    """
    head = passage.plain[:start].rstrip(" ,")
    begin = max((found.end() for found in _BREAK.finditer(head)), default=0)
    span = _trim(passage.plain, (begin, len(head)))
    held = [token for token in passage.tokens if span[0] <= token.start < span[1]]
    doing = words.patterns["gerund"].fullmatch
    at_work = (
        before.end
        for before, token in pairwise(held)
        if before.lower in words.speakers and doing(token.lower)
    )
    span = (span[0], next(at_work, span[1]))
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
    return not (following.lower in words.prepositions or inside(following.start, days))


def _closes(passage: Passage, start: int, index: int, days: Sequence[Span]) -> bool:
    """Tell of "will open in May, the works office announced on Friday.": two days, one at the end.

    What has no day of its own may have come about on the day it was announced.
    """
    plain, verb = passage.plain, passage.tokens[index]
    dated = any(end <= start for _, end in days)
    if not dated or not plain[:start].rstrip().endswith(","):
        return False
    ends = (end for at, end in days if verb.end < at <= verb.end + _TO_DAY)
    return any(not plain[end:].strip(" .") for end in ends)


def _apposition(
    passage: Passage, end: int, days: Sequence[Span], words: Words
) -> tuple[Span, bool] | None:
    """Find the speaker in front of an apposition: "Ada Winter, the mayor, said"."""
    plain = passage.plain
    parts = [(found.start(), found.end()) for found in re.finditer(r"[,;:—–“”\"]", plain[:end])]
    spans = [
        _trim(plain, (after, until))
        for (_, after), (until, _) in zip([(0, 0), *parts], [*parts, (end, end)], strict=True)
    ]
    named = [span for span in spans if _is_name(passage, span, words)] or [
        span
        for span in spans
        if plain[: span[0]].rstrip()[-1:] in _CLOSING and _ends_in_a_name(passage, span, words)
    ]
    if named:
        return named[-1], False
    for span in spans:
        told = any(words.patterns[name].search(plain, *span) for name in ("past", "future"))
        opening = (plain[span[0] : start] for start, _ in days if span[0] <= start < span[1])
        told = told or any(map(words.patterns["opening"].fullmatch, opening))  # "Late on Monday, "
        if not told and _can_speak(passage, span, words) and plain[span[0]].isupper():
            return _behind_joint(passage, span, words), False
    # "It will close, its owner, the Danish group Havn, said".
    owned = len(spans) > 2 and plain[spans[-2][0] : spans[-2][1]].partition(" ")[0].lower()
    if owned in words.possessives and _can_speak(passage, spans[-1], words):
        return spans[-1], False
    return None


def _behind_joint(passage: Passage, span: Span, words: Words) -> Span:
    """Leave out what joins a sentence to the one before: "But | one witness, who was there"."""
    first, _, rest = passage.plain[slice(*span)].partition(" ")
    joins = rest and first.lower() in words.joining
    return (span[0] + len(first) + 1 if joins else span[0], span[1])


def _ends_in_a_name(passage: Passage, span: Span, words: Words) -> bool:
    """Tell of "rebel commander Bo Frost" and the like: who somebody is, and their name."""
    held = [one for one in passage.tokens if span[0] <= one.start < span[1]]
    told = any(words.patterns[name].search(passage.plain, *span) for name in ("past", "future"))
    return len(held) > 2 and not told and _is_name(passage, (held[-2].start, span[1]), words)


def _is_name(passage: Passage, span: Span, words: Words) -> bool:
    """Tell whether a piece is a person's name and nothing else: "Ada M. Winter"."""
    held = [one for one in passage.tokens if span[0] <= one.start < span[1]]
    titles = words.titles | words.definite
    named = [one for one in held if one.lower not in titles]
    return (
        1 < len(named) <= 4
        and all(_is_name_part(one) for one in named if len(one.text) > 1)
        # "Renzo Dalla Torre"
        and words.no_person.isdisjoint(
            one.lower for one in named if one is named[0] or one.lower not in words.prepositions
        )
    )


def _is_name_part(token: Token) -> bool:
    """Tell of "Winter" and "al-Hamdi", not of "NATO"."""
    return (token.capital and not token.text.isupper()) or _PARTICLED.fullmatch(
        token.text
    ) is not None


def _name_of_an_office(passage: Passage, span: Span, words: Words) -> Span | None:
    """Return the name in "Bo Frost, broker at a bank said", where the second comma is left out."""
    plain = passage.plain
    phrase = [one for one in passage.tokens if span[0] <= one.start < span[1]]
    head = plain[: span[0]].rstrip()
    if phrase[0].capital or phrase[0].lower.endswith("s") or not head.endswith(","):
        return None
    article = phrase[0].lower in words.determiners
    if len(phrase) == 1 or not (article or phrase[1].lower in words.prepositions):
        return None
    begin = max((found.end() for found in _BREAK.finditer(head[:-1])), default=0)
    name = _trim(plain, (begin, len(head) - 1))
    return name if _is_name(passage, name, words) else None


def after_verb(
    passage: Passage, index: int, days: Sequence[Span], words: Words
) -> tuple[Span, bool] | None:
    """Find the speaker behind the verb: "…,” said the mayor"."""
    token, first = passage.tokens[index], index
    while first > 0 and passage.tokens[first - 1].lower in words.adverbs:
        first -= 1
    before = passage.plain[: passage.tokens[first].start].rstrip()
    head, _, last = before.rpartition(" ")
    before = head if last.lower() in words.as_said else before  # ", come ha detto il sindaco"
    if token.lower in words.addressed and before.rstrip(",")[-1:] not in _CLOSING:
        return None  # "…,” a colonel, who was there, told Radio Lund", but "”, avverte il sindaco"
    if not before.endswith((",", "”", '"', "»", "—", "–")) or _is_of_subject(before, words):
        return None
    begin = behind_day(passage, token.end, days, words)
    span = noun_phrase(passage, begin, words) or _behind_where(passage, begin, words)
    if span is None or main_verb(passage.plain[slice(*span)], words):
        return None  # "One baker, who fled, said three cranes fell into the Canal"
    # "…,” said a fighter": nobody else can have said it.
    closes = not passage.plain[span[1] :].strip(" .") and before[-1] == ","
    quoted = closes or before[-1] in '”"»'
    article = passage.plain[span[0] : span[1]].partition(" ")[0].lower() in words.determiners
    said = words.attribution[token.lower] == "say" and token.lower not in words.weak
    sure = quoted and article and said
    described = article or any(
        one.lower in words.titles for one in passage.tokens if span[0] <= one.start < span[1]
    )
    if described and (named := _named_behind(passage, span[1], words)):
        return named, True
    # "…, confirmed the authenticity of the call to Lund"
    inner = (one for one in passage.tokens if span[0] < one.start < span[1])
    ends = next((one.start for one in inner if one.lower in words.prepositions), span[1])
    who = (span[0], ends) if article and not quoted else span
    return (span, True) if sure or _can_speak(passage, who, words) else None


def _is_of_subject(before: str, words: Words) -> bool:
    """Tell of "Alvera, which lost a ship, | praised the union": Alvera does."""
    head, comma, clause = before.removesuffix(",").rpartition(", ")
    related = clause.partition(" ")[0].lower() in words.relatives - words.that
    return bool(comma) and related and "," not in head and main_verb(head, words) is None


def _behind_where(passage: Passage, at: int, words: Words) -> Span | None:
    """Return who speaks behind "a caldo", "in aula": "ha detto a caldo | il legale"."""
    where = words.patterns["where_spoken"].match(passage.plain, at)
    return noun_phrase(passage, where.end(), words) if where else None


def behind_day(passage: Passage, at: int, days: Sequence[Span], words: Words) -> int:
    """Return where a speaker begins behind a day: "ha detto | nel pomeriggio | il sindaco"."""
    for start, end in days:
        before = re.findall(r"[\w'’]+", passage.plain[at:start].lower()) if at <= start else [""]
        if all(one in words.prepositions for one in before):
            return end
    return at


def _named_behind(passage: Passage, end: int, words: Words) -> Span | None:
    """Return the name in "…,” said the mayor of Lund, Ada Winter"; None without one."""
    found = _APPOSED_NAME.match(passage.plain, end)
    span = found.span("name") if found else None
    return span if span and _is_name(passage, span, words) else None


def inverted(
    passage: Passage, index: int, days: Sequence[Span], words: Words
) -> tuple[Span, bool] | None:
    """Find the speaker behind the verb where only time and place follow: ", said Ada Winter."."""
    spoken = after_verb(passage, index, days, words)
    if spoken is None:
        return None
    named = [one for one in passage.tokens if spoken[0][0] <= one.start < spoken[0][1]]
    rest = passage.plain[spoken[0][1] :].lstrip()
    known = named[-1].capital or named[-1].lower in words.speakers
    # "…, ha detto il medico.", but not "…, said his client would appeal."
    says = words.attribution[passage.tokens[index].lower] == "say" and len(named) <= _LONGEST_LAST
    opens = re.match(r"(?:,\s)?(\w+)", rest)
    # "…, said two reporters, who saw it."
    known = known or bool(opens and rest[0] == "," and opens[1].lower() in words.relatives)
    if not known and (not says or rest.strip(' .”»"')):
        return None
    first = re.match(r"\w+", rest)
    closed = first is None or first[0].lower() in words.prepositions | words.time_words
    return spoken if closed else None


def noun_phrase(passage: Passage, offset: int, words: Words) -> Span | None:
    """Return the noun that begins at an offset, with what belongs to it."""
    plain = passage.plain
    tokens = [token for token in passage.tokens if token.start >= offset][:14]
    if not tokens or plain[offset : tokens[0].start].strip():
        return None
    if tokens[0].lower in words.prepositions:
        return None  # "announced in a statement"
    end = tokens[0].end
    for before, token in pairwise(tokens):
        gap = plain[before.end : token.start]
        if gap.strip(" .'’") or (not token.capital and token.lower in words.after_speaker):
            break
        if before.lower in words.replaced - words.possessives:
            break  # "lo ha detto lei | stessa"
        if before.capital and (token.lower in words.adverbs or _says_how(token, words)):
            break  # "recalled Ada Winter wistfully"
        if _belongs_to_next(before, token, words):
            break
        opens = token.lower in words.definite and not (
            token.capital and before.lower in words.media
        )
        if opens and before.lower not in words.prepositions:
            break  # "secondo l'opposizione il ponte è crollato"
        end = token.end
    return tokens[0].start, end


def _belongs_to_next(before: Token, token: Token, words: Words) -> bool:
    """Tell of a verb, a day, a number or another's name behind a noun.

    "Secondo il comune sono caduti due alberi", "secondo l'accusa Vale è fuggito".
    """
    modal = token.lower in words.modals and token.lower not in words.prepositions
    if modal or token.lower in words.helpers | words.time_words | words.numbers:
        return True
    if not token.capital and words.patterns["after_name"].fullmatch(token.lower):
        return True  # "Ada Winter leaving", "l'accusa versò"
    return token.capital and before.lower in words.nameless


def _can_speak(passage: Passage, span: Span, words: Words) -> bool:
    tokens = [token for token in passage.tokens if span[0] <= token.start < span[1]]
    if not tokens or len(tokens) > 16:
        return False
    return any(
        token.lower in words.speakers
        or token.lower in words.pronouns
        or token.lower in words.relatives
        or (
            token.capital
            and token.lower not in words.ordinary
            and token.lower not in words.demonyms
        )
        for token in tokens
    )


def is_phrase(passage: Passage, span: Span, words: Words) -> bool:
    """Tell whether a speaker is a noun with what belongs to it, not a clause or a rest of one.

    "That it's selling", "what Vale", "a move Kim Vale's" and "a letter saying Vale" say nothing.
    """
    phrase = [token for token in passage.tokens if span[0] <= token.start < span[1]]
    if len(phrase) < 2:
        return True
    first = phrase[0].lower
    if first in words.that or first in words.prepositions or first in words.dependent:
        return False
    if phrase[-1].lower.endswith(("'s", "’s")):
        return False
    return not any(_is_saying(token.lower, words) for token in phrase)


def _is_saying(word: str, words: Words) -> bool:
    return word.endswith("ing") and word[:-3] in words.attribution


def inside(offset: int, spans: Sequence[Span]) -> bool:
    """Tell whether an offset lies in one of some spans."""
    return any(start <= offset < end for start, end in spans)


def _trim(text: str, span: Span) -> Span:
    piece = text[span[0] : span[1]]
    start = span[0] + len(piece) - len(piece.lstrip())
    return start, start + len(piece.strip())
