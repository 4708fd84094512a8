"""The subject with one of its verbs: "The Games will open in May | and close on 22 June"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from timeline.events.passages import Passage, Token
from timeline.events.shortening import LONGEST
from timeline.events.tellings import Telling, behind_opening
from timeline.events.whole import main_verb
from timeline.events.words import Words

__all__ = [
    "act_then",
    "coordinated",
    "goes_on_far",
    "is_form",
    "object_named",
    "second_verb",
    "turns_ahead",
    "verb_behind_and",
]

#: "Re-elected", "co-founded".
_AGAIN = re.compile(r"^\w\w-(?=\w{3})")
_CLOSING = ("”", "»", '"')


def coordinated(telling: Telling, start: int, end: int, words: Words) -> str | None:
    """Return subject and one of two verbs: "The Games will open … and close on Feb. 22"."""
    passage, at = telling.passage, telling.at[0] if telling.at else 0
    text = passage.text[start:end]
    verb = main_verb(passage.plain[start:end], words)
    tokens = [token for token in passage.tokens if start <= token.start < end]
    joined = [
        index
        for index, token in enumerate(tokens[:-1])
        if token.lower in words.joins | words.joining
        and not (index and tokens[index - 1].lower in words.helpers)  # "ha intanto sospeso"
        and not tokens[index + 1].capital
        and _begins_verb(tokens[index + 1 : index + 3], words)
    ]
    before = [index for index in joined if tokens[index].start < at]
    if verb is None or not joined or tokens[joined[0]].start < start + verb:
        return None
    if not before:
        return passage.text[start : tokens[joined[0]].start]
    after = tokens[before[-1] + 1]
    between = {one.lower for one in tokens if start + verb < one.start < after.start}
    closed = passage.text[: tokens[before[-1]].start].rstrip().endswith(_CLOSING)
    if not closed and after.lower in words.helpers | words.will and words.that & between:
        return None  # "reported that police had come and | had told him"
    if re.search(r"\s(?:--?|[—–])\s", passage.text[start + verb : after.start]):
        return None  # "its plan -- begun in March and expected to grow -- will"
    subject = words.patterns["clitic_end"].sub("", text[:verb].rstrip())
    first = next(token for token in tokens if token.start >= start + verb)
    behind = passage.text[after.end : end]
    behind = object_named(behind, passage.plain[first.end : tokens[before[-1]].start], words)
    bases = words.kind_bases.keys() | words.infinitives | words.bases
    base = after.lower in bases
    if (base and first.lower in words.modals) or _is_done_to(first, after, telling, words):
        subject = passage.text[start : first.end]
    return f"{subject} {passage.text[after.start : after.end]}{behind}"


def _is_done_to(first: Token, after: Token, telling: Telling, words: Words) -> bool:
    """Tell of "was rejected in May and | amended twice in June": it did nothing itself."""
    behind = next((one.lower for one in telling.passage.tokens if one.start >= after.end), "")
    free = behind in words.prepositions | words.adverbs | words.time_words | words.joins
    free = free or behind in words.numbers  # "but released six months later"
    free = free or any(day.start == after.end + 1 for day in telling.days)
    done = words.patterns["imposed"].fullmatch(_AGAIN.sub("", after.lower)) is not None
    done = done and after.lower not in words.labile
    return first.lower in words.be and done and free


def act_then(telling: Telling, start: int, end: int, words: Words) -> str | None:
    """Return subject and verb of a day: "I sindaci si vedono giovedì | , poi il 21 voteranno"."""
    plain, text = telling.passage.plain, telling.passage.text
    joints = [
        (found.start(), day)
        for day in telling.days
        if (found := words.patterns["and_then"].search(plain, start, day.start))
        and (does := re.match(r"\s(\w+)", plain[day.end : end]))
        and words.is_finite(does[1].lower())
    ]
    verb = main_verb(plain[start : joints[0][0]], words) if joints else None
    if verb is None:
        return None
    subject = text[behind_opening(telling, start, start + verb, words) : start + verb].strip()
    subject = words.patterns["clitic_end"].sub("", subject)
    if not subject:
        return None  # "Hanno vinto domenica, poi il 31 giocheranno"
    own = next((day for _, day in joints if telling.at and day.start == telling.at[0]), None)
    return text[start : joints[0][0]] if own is None else f"{subject} {text[own.end : end].strip()}"


def goes_on_far(passage: Passage, start: int, at: int, words: Words) -> bool:
    """Tell of "carries four hundred crates of herring … and is scheduled to reach Lund on June 7".

    What does not fit has a comma before it, or a verb with a helper behind "and".
    """
    if at - start > LONGEST and any(f", {one} " in passage.plain[start:at] for one in words.joins):
        return True
    begins = words.helpers | words.will
    return len(passage.told) > LONGEST and any(
        before.lower in words.joins and (token.lower in begins or token.lower in words.clausal)
        for before, token in pairwise(passage.tokens)
        if start < before.start < at
    )


def turns_ahead(passage: Passage, start: int, at: int, words: Words) -> bool:
    """Tell of "The council approved it | and will meet on Monday": only the second is to come."""
    begins = words.will | words.helpers | words.be
    joints = [
        (before.start, token.start)
        for before, token in pairwise(passage.tokens)
        if start < before.start < at and before.lower in words.joins and token.lower in begins
    ]
    if not joints:
        return False
    planned, (joint, verb) = words.patterns["planned"], joints[-1]
    done = planned.search(passage.plain, start, joint) is None
    return done and planned.match(passage.plain, verb) is not None


def verb_behind_and(passage: Passage, start: int, end: int, words: Words) -> Token | None:
    """Return the last verb between two offsets that shares its subject: "founded it and | sold"."""
    verbs = (
        token
        for before, token in pairwise(passage.tokens)
        if start < before.start and token.end < end and before.lower in words.joins
    )
    return next((one for one in reversed(list(verbs)) if is_form(one.lower, words)), None)


def second_verb(telling: Telling, at: int, end: int, words: Words) -> int:
    """Return where a second verb with a day of its own begins: "who fell in May | and died in"."""
    for before, token in pairwise(telling.passage.tokens):
        joined = at < before.start < end and before.lower in words.joins
        if joined and is_form(token.lower, words):
            other = any(token.start < day.start < end for day in telling.days)
            return before.start if other else end
    return end


def object_named(text: str, first: str, words: Words) -> str:
    """Put what the *first* verb does something to for a pronoun: "met Ada and freed | her"."""
    pronoun = words.patterns["object_opens"].match(text)
    found = words.patterns["noun_phrase"].match(first) if pronoun else None
    if pronoun is None or found is None:
        return text
    last = found[1].rpartition(" ")[2].lower()
    somebody = words.is_person_noun(last.removesuffix("s")) or found[1][0].isupper()
    person, several = pronoun["person"], pronoun["several"]
    if not (person or several):
        fits = not somebody  # "it"
    else:
        fits = (somebody or last in words.speakers) and last.endswith("s") == bool(several)
    return f" {found[1]}{text[pronoun.end() :]}" if fits else text


def _begins_verb(tokens: Sequence[Token], words: Words) -> bool:
    """Tell whether a verb comes next, if need be behind another word: "e | si era dimesso"."""
    first, *others = (token.lower for token in tokens)
    beside = others and (first in words.clitics or first in words.time_words)
    return is_form(others[0] if beside else first, words)


def is_form(word: str, words: Words) -> bool:
    """Tell whether a word in small letters can be a verb behind "and": "opened", "re-opened"."""
    word = _AGAIN.sub("", word)
    return words.is_finite(word) or word in words.kind_bases or word in words.bases
