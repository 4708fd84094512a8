"""Sentences with what stands around them: their place in the text, quotations, words."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from operator import itemgetter
from typing import NamedTuple

from timeline.sentences import split
from timeline.types import Article, Role, Sentence

__all__ = ["Layout", "Passage", "Token", "lay_out", "occurrences", "opening_of"]

#: Roles whose sentences can tell of events.
TELLING = frozenset({Role.HEADLINE, Role.LEAD, Role.BODY, Role.QUOTATION, Role.LIST})

#: Characters of a sentence that is read; more is a table or a trick.
LONGEST = 2000

#: "dell'Interno" is two words, "L'incontro", too; "D'Alema" is one.
_ELIDED = r"\b(?:[dns]?[ae]ll|coll|sull|quell|quest|bell|sant|un|[ldc])['’](?=[^\W_])"
_ELIDED_FIRST = r"\b(?:(?:D|N|S)?[AEae]ll|Coll|Sull|Quell|Quest|Bell|Un|[LDC])['’](?=[a-zà-ù])"
#: Most words have no apostrophe, and are told by their first letters.
_WORD = re.compile(
    r"(?=[^\W_])(?:[^\W_]++(?!['’])(?:[.'’-][^\W_]+)*"
    rf"|{_ELIDED}|{_ELIDED_FIRST}|[^\W_]+(?:[.'’-][^\W_]+)*)"
)
#: The same where nothing is elided.
_PLAIN = re.compile(r"[^\W_]+(?:[.-][^\W_]+)*")
_MARK = re.compile(r"[\"“”„«»]")
#: "MILAN (AP) — ": where the report was written.
_DATELINE = re.compile(
    r"[A-ZÀ-Þ][A-ZÀ-Þ.'’ -]+(?:,\s[\w.' ]{2,30}){0,3}\s?(?:\([^()]{1,40}\)\s?)?[—–-]{1,2}\s+"
    r"|[A-ZÀ-Þ][\w.'’ -]{1,40}(?:,\s[\w. ]{2,30}){0,3}\s?\([A-Z][^()]{1,30}\)\s?[—–-]{1,2}\s+"
    # A page's stamp, byline or highlights run on in front of it: "By Ada Winter MILAN (AP) - ".
    r"|[^()\n]{1,380}?\b(?:[A-ZÀ-Þ][\w.'’/-]*|\d\d?|\d{4})(?<!Press)\s?"
    r"\((?:Reuters|Thomson Reuters Foundation|AP|AFP|CNN|UPI|DPA"
    r"|dpa|ANSA|Ansa|EFE|Xinhua|PTI|IANS|TASS|Interfax|Kyodo|Yonhap|Bloomberg|Adnkronos|AGI|LaPresse)"
    r"\)\s?[—–-]{1,2}\s+(?=[\w“\"«])"
)
#: A heading without a stop that a sentence was run into: "Bridge shut for weeks The mayor said".
_HEADING = re.compile(
    # The capital first, which few words have.
    r"\s(?=[A-Z])(?<=[a-zà-ÿ0-9)]\s)(?=(?:The|An?|He|She|They|His|Her|Their|There|It|In"
    r"|Il|La|Lo|Gli|Una?|Nel|Nella)\s[a-zà-ÿ])"
)
#: The same in capitals: "CALM IN THE CITY At the beginning of March, the army".
_CAPITALS = re.compile(r"(?:[A-ZÀ-Þ][A-ZÀ-Þ'’&-]*[,;:]?\s){4,}(?=[A-ZÀ-Þ][a-zà-ÿ]+\s[a-zà-ÿ])")
#: Before a letter that is no article: "hepatitis A patients".
_LETTERED = re.compile(
    r"\b(?:vitamin|hepatitis|group|grade|plan|type|category|class|serie|level|section|point"
    r"|influenza|part|form|option|gruppo|piano|tipo|vitamina|epatite|categoria|classe)$"
)
#: A dateline ends with one; looked for first.
_DASH = re.compile(r"[—–-]\s")
_LONGEST_DATELINE = 400
#: "(HRANA)": no word of the sentence.
_ACRONYM = re.compile(r"\([^()\d,]{1,30}\)")
_BETWEEN = "\n\n"


class Token(NamedTuple):
    """A word of a sentence, with its offsets in it."""

    start: int
    end: int
    text: str
    lower: str
    #: Written with a capital (or all in capitals).
    capital: bool


#: Token._make, without its check of the length.
_new: Callable[[type[Token], tuple[int, int, str, str, bool]], Token] = tuple.__new__


class Passage(NamedTuple):
    """A sentence in its article."""

    sentence: Sentence
    #: The sentence as it came.
    text: str
    #: Offset of the sentence in the article's text.
    start: int
    #: Spans in quotation marks, in the sentence's offsets.
    quoted: tuple[tuple[int, int], ...]
    #: The sentence with the quoted letters blanked, same length.
    plain: str
    #: Words outside quotations.
    tokens: tuple[Token, ...]
    #: The same words in small letters, each once.
    words: frozenset[str] = frozenset()
    #: Where it begins behind a dateline, in the sentence's offsets.
    opens: int = 0

    @property
    def told(self) -> str:
        """The sentence without its dateline or the heading before it."""
        return self.text[self.opens :]

    @property
    def end(self) -> int:
        """Offset after the sentence in the article's text."""
        return self.start + len(self.text)

    def in_quotation(self, offset: int) -> bool:
        """Tell whether an offset of the sentence lies in quotation marks."""
        return any(start <= offset < end for start, end in self.quoted)


@dataclass(frozen=True, slots=True)
class Layout:
    """An article's text: paragraphs joined by blank lines."""

    #: With the paragraphs that cannot tell of events blanked, same length.
    text: str
    passages: tuple[Passage, ...]


def lay_out(article: Article) -> Layout:
    """Return the article's telling sentences in place."""
    offsets, at = [], 0
    pieces = []
    for paragraph in article.paragraphs:
        offsets.append(at)
        at += len(paragraph.text) + len(_BETWEEN)
        telling = paragraph.role in TELLING
        pieces.append(paragraph.text if telling else " " * len(paragraph.text))
    quotations = [_quotations(piece) for piece in pieces]
    passages = tuple(
        _passage(sentence, offsets[sentence.paragraph], quotations[sentence.paragraph])
        for sentence in split(article)
        if sentence.role in TELLING and len(sentence.text) <= LONGEST
    )
    # One kind of apostrophe for the time expressions: "New Year’s Day".
    return Layout(_BETWEEN.join(pieces).replace("’", "'"), passages)


def tokenise(text: str) -> tuple[Token, ...]:
    """Return the words of a text."""
    return tuple(
        [
            _new(Token, (one.start(), one.end(), word := one[0], word.lower(), word[0].isupper()))
            for one in _pattern(text).finditer(text)
        ]
    )


def occurrences(text: str, said: str) -> Iterator[int]:
    """Yield the offsets at which words stand in a text."""
    at = text.find(said)
    while at >= 0:
        yield at
        at = text.find(said, at + len(said))


def vocabulary(text: str) -> frozenset[str]:
    """Return the words of a text in small letters, each once."""
    return frozenset(_pattern(text).findall(text.lower()))


def _pattern(text: str) -> re.Pattern[str]:
    return _WORD if "'" in text or "’" in text else _PLAIN


def _passage(sentence: Sentence, offset: int, quotations: Sequence[tuple[int, int]]) -> Passage:
    begin, length = sentence.start, len(sentence.text)
    # In order and apart, so that a long paragraph's quotations are not all looked at.
    first = bisect_right(quotations, begin, key=itemgetter(1))
    last = bisect_left(quotations, begin + length, key=itemgetter(0))
    quoted = tuple(
        (max(0, start - begin), min(length, end - begin)) for start, end in quotations[first:last]
    )
    text = sentence.text
    opens = opening_of(text, quoted)
    plain = " " * opens + text[opens:]
    if "(" in plain:
        plain = _ACRONYM.sub(lambda found: " " * len(found[0]), plain)
    for start, end in quoted:
        plain = plain[:start] + re.sub(r"[^\"“”„«»]", " ", plain[start:end]) + plain[end:]
    tokens = tokenise(plain)
    words = frozenset([one.lower for one in tokens])
    return Passage(sentence, text, offset + begin, quoted, plain, tokens, words, opens)


def opening_of(text: str, quoted: Sequence[tuple[int, int]] = ()) -> int:
    """Return where a sentence begins behind its dateline or a heading that has run into it.

    >>> text = "Bridge shut for weeks The mayor closed it."
    >>> text[opening_of(text) :]
    'The mayor closed it.'
    """
    head = text[:_LONGEST_DATELINE]
    dashed = "-" in head or "—" in head or "–" in head
    dateline = _DATELINE.match(text) if dashed and _DASH.search(head) else None
    opens = dateline.end() if dateline else 0
    if capitals := _CAPITALS.match(text, opens):
        opens = capitals.end()
    for found in _HEADING.finditer(text, opens):
        at = found.start()
        inside = any(start <= at < end for start, end in quoted)
        if not inside and not _LETTERED.search(text, max(0, at - 20), at):
            opens = found.end()
    return opens


def _quotations(text: str) -> tuple[tuple[int, int], ...]:
    return tuple(_pairs(text))


def _pairs(text: str) -> Iterator[tuple[int, int]]:
    """Yield the spans in quotation marks; one left open runs to the end of the paragraph."""
    opened: int | None = None
    for found in _MARK.finditer(text):
        at, mark = found.start(), found[0]
        if opened is None:
            if mark in "“„«" or (mark == '"' and _opens(text, at)):
                opened = at
        elif mark in "”»" or (mark == "“" and text[opened] == "„") or mark == '"':
            yield opened, at + 1
            opened = None
    if opened is not None:
        yield opened, len(text)


def _opens(text: str, at: int) -> bool:
    return at == 0 or text[at - 1].isspace() or text[at - 1] in "([—–-:'‘"
