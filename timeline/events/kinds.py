"""The closed list of kinds, and what feeds and documents call them elsewhere."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from timeline.events.passages import Token
from timeline.events.words import Setting, Words

__all__ = ["KINDS", "Kind", "kind_in", "kind_of"]


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


def kind_in(kind: str, tokens: Iterable[Token], words: Words) -> str:
    """Return what a kind is among other words: killed by an earthquake, an inquiry opened."""
    told = [token.lower for token in tokens if not token.capital]
    if kind == "schedule":
        nouns = (words.kind_nouns[word] for word in told if word in words.kind_nouns)
        kind = next(nouns, kind)
    for one in words.settings:
        if kind == one.kind and not one.beside.isdisjoint(told) and _is_of(one, told, words):
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
    for token in tokens:
        kind = words.kind_verbs.get(token.lower)
        if kind is None and before in words.modals:
            kind = words.kind_bases.get(token.lower)
        # "a flu shot", "the wounded": no verbs.
        named = (token.capital and token.start > 0) or before in words.noun_marks
        if kind and token.lower.endswith("ing") and before in words.prepositions:
            doing, kind = doing or kind, None  # "guilty of stealing"
        before = token.lower
        if kind is not None and not named and token.lower not in words.kind_nouns:
            if kind != "schedule":
                return kind
            # "was started", "will open": the noun says what.
            start = True
        given = None if token.capital and token.start > 0 else words.kind_nouns.get(token.lower)
        if noun is None or joined:
            noun, joined = given or noun, given is not None  # of "ceasefire talks", the last
    return noun or doing or ("schedule" if start else None)
