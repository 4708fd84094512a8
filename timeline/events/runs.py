"""Runs of capitalised words in a sentence: what may be a name, trimmed of what is none."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from timeline.events.passages import Passage, Token
from timeline.events.words import Words

__all__ = ["Run", "runs_of", "unowned"]

#: Small words that hold a name together: "University of Lund".
_GLUE = frozenset(
    {"of", "de", "del", "della", "di", "da", "van", "von", "der", "al", "bin", "for"}
    | {"dell'", "dei", "delle", "degli", "d'", "do", "dos", "das", "du", "des", "zu"}
)


class Run(NamedTuple):
    """Capitalised words side by side, and what stands around them."""

    start: int
    #: Behind the last word, without its "'s".
    end: int
    text: str
    #: Its words in small letters, without full stops.
    words: tuple[str, ...]
    #: The two words before and the word behind, in small letters; empty at the edges.
    before: tuple[str, str]
    after: str
    #: It begins the sentence, where any word has a capital.
    initial: bool
    #: Somebody or something belongs to it: "Lund's".
    owns: bool


def unowned(text: str) -> str:
    """Return "Winter" for "Winter’s"."""
    return text[:-2] if text.endswith(("'s", "’s")) else text


def runs_of(passage: Passage, words: Words) -> tuple[Run, ...]:
    """Return the runs of a sentence outside its quotations, in order."""
    tokens, plain = passage.tokens, passage.plain
    return tuple(
        _run(tokens, first, last, plain, words)
        for begin, end in _capitals(tokens, plain, words)
        for part in _halves(tokens, begin, end, words)
        for first, last in _trimmed(tokens, *part, words)
    )


def _halves(
    tokens: Sequence[Token], first: int, last: int, words: Words
) -> Iterator[tuple[int, int]]:
    """Part an office from its holder: "il sindaco di Trani Ada Neri"."""
    office = first > 1 and tokens[first - 1].lower in words.genitives
    two = last - first > 1 and tokens[first + 1].capital
    if office and two and tokens[first - 2].lower in words.titles:
        yield first, first
        first += 1
    yield first, last


def _capitals(tokens: Sequence[Token], plain: str, words: Words) -> Iterator[tuple[int, int]]:
    """Yield first and last index of each run, small words between included."""
    begin: int | None = None
    for index, token in enumerate(tokens):
        if begin is not None and not _adjoins(plain, tokens[index - 1], token, words):
            yield begin, index - 1
            begin = None
        if token.capital:
            begin = index if begin is None else begin
            if not token.text.endswith(("'s", "’s")):
                continue
            yield begin, index
        elif begin is None or _glues(tokens, index, begin, words):
            continue
        else:
            yield begin, index - 1
        begin = None
    if begin is not None:
        yield begin, len(tokens) - 1


def _adjoins(plain: str, before: Token, token: Token, words: Words) -> bool:
    between = plain[before.end : token.start]
    of_several = between in ("' ", "’ ") and before.text.endswith("s")
    if of_several and token.lower in words.organisation:
        return True  # "Lund Teachers' Federation"
    return between in ("", " ", "-", ". ", "\n")


def _glues(tokens: Sequence[Token], index: int, begin: int, words: Words) -> bool:
    """Tell whether a small word holds a name together: "Ministry of Trade and Industry"."""
    if index + 1 == len(tokens) or not tokens[index + 1].capital:
        return False
    if tokens[index].lower in words.joins:
        return tokens[index - 1].lower in words.fields
    if tokens[index].lower not in _GLUE:
        return False
    # "Ada Winter of Lund" is a person and a place, "Bank of Lund" a name.
    whole = [token.lower for token in tokens[begin:index]]
    if not words.organisation.isdisjoint(whole):
        return True
    return len(whole) < 2 and tokens[index].lower not in ("for", "da")


def _trimmed(
    tokens: Sequence[Token], first: int, last: int, words: Words
) -> Iterator[tuple[int, int]]:
    """Leave out ordinary words at both ends; yield nothing where no name is left."""
    while first <= last and _is_no_begin(tokens, first, last, words):
        first += 1
    while first <= last and (
        unowned(tokens[last].lower) in words.ordinary or not tokens[last].capital
    ):
        if first < last and tokens[last].capital and tokens[last].lower in words.organisation:
            break  # "Capitol Police"
        last -= 1
    if first <= last and any(len(token.text) > 1 for token in tokens[first : last + 1]):
        yield first, last


def _is_no_begin(tokens: Sequence[Token], first: int, last: int, words: Words) -> bool:
    token = tokens[first]
    if not token.capital or token.lower in words.ordinary:
        return True
    if first > 0:
        return False
    # "Following Wednesday's", "Agents of U.S. Customs": the capital is the sentence's.
    small = first < last and not tokens[first + 1].capital
    return token.lower in words.prepositions or (
        small and last - first > 1 and token.lower not in words.organisation
    )


def _run(tokens: Sequence[Token], first: int, last: int, plain: str, words: Words) -> Run:
    start, end = tokens[first].start, tokens[last].end
    elided = words.patterns["elided"].match(plain, start)
    start = elided.end() if elided else start
    text = unowned(plain[start:end])
    return Run(
        start,
        start + len(text),
        text,
        tuple(unowned(token.lower).rstrip(".") for token in tokens[first : last + 1]),
        (
            tokens[first - 2].lower if first > 1 else "",
            tokens[first - 1].lower if first > 0 else "",
        ),
        tokens[last + 1].lower if last + 1 < len(tokens) else "",
        initial=first == 0 and not elided,
        owns=len(text) < end - start,
    )
