"""The closed list of kinds, and what feeds and documents call them elsewhere."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from timeline.events.passages import Token
from timeline.events.words import Phrase, Setting, Words

__all__ = ["KINDS", "Kind", "kind_in", "kind_of", "kind_of_saying"]


#: Words between those of a phrase, at most: "threw the town's appeal out".
_GAP = 5


@dataclass(frozen=True, slots=True)
class Kind:
    """What sort of event it is."""

    name: str
    #: In words, for documents.
    about: str
    #: Event type of PLOVER (README at 0f1c8b6), where one fits.
    plover: str | None
    #: IPTC Media Topic (http://cv.iptc.org/newscodes/mediatopic/…).
    iptc: str
    #: Type of schema.org.
    schema: str


#: Ordered; names are public (``Mention.kind``, the feeds' categories and their ``tag`` parameter).
KINDS: tuple[Kind, ...] = (
    Kind("statement", "somebody says something", None, "11000000", "Statement"),
    Kind("schedule", "a ceremony, opening, start or other appointment", None, "20000501", "Event"),
    Kind("consultation", "people meet or talk", "CONSULT", "20000638", "Event"),
    Kind("agreement", "parties agree, sign or approve", "AGREE", "20000638", "AgreeAction"),
    Kind("cooperation", "help, support, rescue", "COOPERATE", "20000638", "Event"),
    Kind("demand", "a demand, appeal or petition", "DEMAND", "20000649", "AskAction"),
    Kind("rejection", "a refusal, denial, withdrawal", "REJECT", "20000649", "DisagreeAction"),
    Kind("threat", "a threat or warning", "THREATEN", "20000647", "Event"),
    Kind("protest", "a march, demonstration, strike", "PROTEST", "20000065", "Event"),
    Kind("investigation", "an inquiry, search, review", "INVESTIGATE", "20000129", "Event"),
    Kind("mobilization", "forces or staff are sent or ready", "MOBILIZE", "20000056", "Event"),
    Kind("enforcement", "an arrest, charge, order, ban", "COERCE", "20000129", "Event"),
    Kind("violence", "an attack, a shooting, a fight", "ASSAULT", "16000000", "Event"),
    Kind("crime", "a robbery, fraud, hack", "CRIME", "20000082", "Event"),
    Kind("incident", "an accident, a death, anything else", None, "03000000", "Event"),
)


def kind_of(tokens: Iterable[Token], words: Words) -> str | None:
    """Return the kind that a clause's first telling verb has, else its first telling noun."""
    return _kind_of(tuple(tokens), words)


def kind_of_saying(tokens: Sequence[Token], *, acts: bool, words: Words) -> str:
    """Return what sort a saying is whose verb comes first: a statement, or an act done by it.

    "Confirmed the sentence" is one of a court; with *acts*, "rejected the offer" is a rejection.
    """
    first = tokens[0].lower if tokens else ""
    if first in words.phrases and (phrase := _phrase_at(tokens, 0, words.phrases)):
        return phrase.kind
    return words.kind_verbs.get(first, "statement") if acts else "statement"


def kind_in(kind: str, tokens: Sequence[Token], words: Words) -> str:
    """Return what a kind is among other words: killed by an earthquake, an inquiry opened."""
    told = [token.lower for i, token in enumerate(tokens) if not (i and token.capital)]
    if kind == "schedule":
        nouns = (words.kind_nouns[word] for word in told if word in words.kind_nouns)
        kind = next(nouns, kind)
    company = {token.lower for token in tokens}  # "Storm Edda" as well
    for one in words.settings:
        if kind == one.kind and not one.beside.isdisjoint(company) and _is_of(one, told, words):
            return one.becomes
    return kind


def _is_of(setting: Setting, told: Sequence[str], words: Words) -> bool:
    """Tell whether one of a setting's own words gives the kind: "strike", but not "marched"."""
    if not setting.of:
        return True
    givers = {
        word
        for word in told
        if setting.kind in (words.kind_verbs.get(word), words.kind_nouns.get(word))
    }
    return givers <= setting.of and not setting.of.isdisjoint(told)


def _kind_of(tokens: Sequence[Token], words: Words) -> str | None:
    noun = doing = None
    start, joined, before = False, False, ""
    told = _without_names(tokens, words)
    for index, token in enumerate(told):
        phrase = _phrase_at(told, index, words.phrases) if token.lower in words.phrases else None
        kind = phrase.kind if phrase else _kind_of_verb(token, before, words)
        # "a flu shot", "the wounded": no verbs.
        named = (token.capital and token.start > 0) or before in words.noun_marks
        if kind and token.lower.endswith("ing") and before in words.prepositions:
            doing, kind = doing or kind, None  # "guilty of stealing"
        if kind and before in words.conditional and _is_doing(told[:index], words):
            doing, kind = doing or kind, None  # "accused of trying to steal"
        before = token.lower
        if kind is not None and not named:
            if kind != "schedule":
                return kind
            # "was started", "will open": the noun says what.
            start = True
        given = None if token.capital and token.start > 0 else words.kind_nouns.get(token.lower)
        if noun is None or joined:
            noun, joined = given or noun, given is not None  # of "ceasefire talks", the last
    return noun or ("schedule" if start else None) or doing


def _is_doing(before: Sequence[Token], words: Words) -> bool:
    """Tell whether words end as "of trying to" does."""
    last = [token.lower for token in before[-3:]]
    return len(last) > 2 and last[1].endswith("ing") and last[0] in words.prepositions


def _kind_of_verb(token: Token, before: str, words: Words) -> str | None:
    """Return the kind of a verb by itself; None for a noun."""
    if token.lower in words.kind_nouns:
        return None
    kind = words.kind_verbs.get(token.lower)
    return words.kind_bases.get(token.lower) if kind is None and before in words.modals else kind


def _without_names(tokens: Sequence[Token], words: Words) -> Sequence[Token]:
    """Leave out names that hold a word of a kind: "the court of appeal"."""
    firsts = [i for i, token in enumerate(tokens) if token.lower in words.no_kind]
    taken = {
        at
        for first in firsts
        if (phrase := _phrase_at(tokens, first, words.no_kind))
        for at in range(first, first + len(phrase.rest) + 1)
    }
    return [token for i, token in enumerate(tokens) if i not in taken] if taken else tokens


def _phrase_at(
    tokens: Sequence[Token], index: int, phrases: Mapping[str, Sequence[Phrase]]
) -> Phrase | None:
    """Return the phrase that begins with a token, the longest one."""
    listed = phrases[tokens[index].lower]
    return next((one for one in listed if _follows(tokens, index + 1, one.rest)), None)


def _follows(tokens: Sequence[Token], at: int, rest: Sequence[frozenset[str] | None]) -> bool:
    """Tell whether words stand at a place, in a row but for what may stand between."""
    if not rest:
        return True
    first, *behind = rest
    if first is None:
        return any(_follows(tokens, at + gap, behind) for gap in range(_GAP + 1))
    return at < len(tokens) and tokens[at].lower in first and _follows(tokens, at + 1, behind)
