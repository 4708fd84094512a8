"""A text becomes tokens, each with the class a language's lexicon gives it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

#: What a token stands for: a weekday's number, a unit's letter, a count …
Value = int | float | str | None

#: The class of every token no rule knows.
OTHER = "OTHER"

TOKEN = re.compile(
    r"""
    (?=[\S\n])(?:                                        # a blank begins none: look no further
      (?-i:[^\W\d_abgpuABGPU][^\W_]*)                    # most words; the others below
    | [ap]\.[ ]?m\b\.?                                   # a.m., p. m.
    | b\.c\.(?:e\.)? | a\.[dc]\.                         # eras
    | (?:utc|gmt)[ ]?[+-]\d\d?(?::?\d\d)?(?!\w)        # UTC+1
    | (?-i:[^\W\d_][^\W_]*)                              # words; A380
    | \d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d)?         # 2026-01-27, 2026-01-27T12:59+01:00
      (?:\.\d{1,9})?(?:Z|[+-]\d\d:?\d\d)?)?(?!\w)
    | \d{4}([/.])\d{1,2}\1\d{1,2}(?![\w./])            # 2026/1/27
    | \d{1,2}([/.])\d{1,2}\2(?:\d{4}|\d{2})(?![\w/]|\.\d)  # 1/27/2026, 27.01.26
    | \d{1,2}-\d{1,2}-\d{4}(?![\w/-])                    # 27-01-2026
    | \d+(?:[.,:/]\d+)*(?:[ap]\.m\b\.?|[^\W_]*°?)        # 27, 12:59, 2nd, 1990s, 1,000, 5pm, 5p.m.
    | (?:(?<!\w)|(?<=\bq[1-4]))['’‘]\d\ds?(?!\w)               # '98, '90s, Q4'08
    | ['’]s?(?!\w) | (?<=\w)['’](?=\w)                   # year's, years', dell'anno
    | (?<=\w)[-‐‑–—−](?=\w) | (?<=\d[ ])[-–](?=[ ]\d)    # two-year, 6 – 22
    | \n[^\S\n]*(?=\n)                                   # end of a paragraph
    | [^\s\w] | _ )
    """,
    re.VERBOSE | re.IGNORECASE,
)

_DIGIT = re.compile(r"\d", re.ASCII)
_NUMBER = re.compile(r"\d+(?:,\d{3})*(?:\.\d+)?", re.ASCII)
_CLOCK = re.compile(r"([01]?\d|2[0-4])[:.,]([0-5]\d)(?::([0-5]\d))?", re.ASCII)
_JOINED_CLOCK = re.compile(r"(\d{1,2})(?:[:.]([0-5]\d))?([ap])\.?m\.?", re.ASCII | re.IGNORECASE)
_NUMERIC_DATE = re.compile(
    r"\d{4}([/.])\d{1,2}\1\d{1,2}|\d{1,2}([/.-])\d{1,2}\2(?:\d{4}|\d{2})|\d{1,2}/\d{1,2}", re.ASCII
)
_DECADE = re.compile(r"['’‘]?(\d?\d?\d0)s", re.ASCII)
_ORDINAL = re.compile(r"(\d{1,2})(?:st|nd|rd|th|°|º|ª)", re.ASCII | re.IGNORECASE)
_ISO = re.compile(
    r"\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d)?(?:\.\d{1,9})?(?:Z|[+-]\d\d:?\d\d)?)?", re.ASCII
)
_FISCAL = re.compile(r"fy(\d{4}|\d\d)", re.ASCII)
#: 1Q09, Q109, 4Q2025, 2H13; no Q400 nor H135, which fly
_PART_OF_YEAR = re.compile(
    r"([1-4]q|q[1-4](?!00$)|[12]h|h[12](?=\d{4}|fy))(?:fy)?(\d{4}|\d\d)", re.ASCII
)
_TWO_YEARS = re.compile(r"(\d{4})/(\d{4}|\d\d)", re.ASCII)
_UTC = re.compile(r"(?:utc|gmt) ?([+-])(\d\d?)(?::?(\d\d))?", re.ASCII | re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Token:
    """A word, number or sign, and where it stands."""

    start: int
    end: int
    text: str
    kind: str
    value: Value


Reader = Callable[[str], tuple[str, Value]]


def row(words: str, start: int = 0) -> dict[str, Value]:
    """Return the words of a row and their numbers; alternatives are joined by "/".

    >>> row("jan feb sep/sept", 1)
    {'jan': 1, 'feb': 2, 'sep': 3, 'sept': 3}
    """
    return {
        word: number
        for number, names in enumerate(words.split(), start)
        for word in names.split("/")
    }


def lexicon(words: Mapping[str, Mapping[str, Value]], cased: Mapping[str, str]) -> Reader:
    """Return the function that classifies one token of a language.

    *words* maps a class to its lower-case words and their values. *cased* maps a word that
    only counts with a capital ("may") to the class it then has; its value is that of the word.
    """
    known = {word: (kind, value) for kind, row in words.items() for word, value in row.items()}

    def read(text: str) -> tuple[str, Value]:
        lower = text.lower()
        found = known.get(lower)
        if found is None:
            return number(lower)
        if lower in cased:
            return (cased[lower], found[1]) if text[0].isupper() else (OTHER, None)
        return found

    return read


def number(text: str) -> tuple[str, Value]:  # noqa: PLR0911, C901 - one return for each form
    """Return class and value of a token that begins with a digit, OTHER for any other.

    >>> number("27"), number("1990s"), number("12:59"), number("5pm")
    (('DAYNUM', 27), ('DECADE', '199'), ('CLOCK', '12:59'), ('CLOCKPM', '17:00'))
    """
    if not _DIGIT.search(text) or (len(text) > 19 and not _ISO.fullmatch(text.upper())):
        return OTHER, None
    if text.isdecimal() and text.isascii():
        return _whole(text)
    if found := _CLOCK.fullmatch(text):
        clock = f"{int(found[1]):02d}:{found[2]}" + (f":{found[3]}" if found[3] else "")
        return {":": "CLOCK", ".": "DOTCLOCK"}.get(text[len(found[1])], "COMMACLOCK"), clock
    if found := _JOINED_CLOCK.fullmatch(text):
        return _joined_clock(int(found[1]), found[2] or "00", found[3])
    if _ISO.fullmatch(text.upper()):
        return "ISODATE", text.upper()
    if _NUMERIC_DATE.fullmatch(text):
        return "NUMDATE", text
    if found := _DECADE.fullmatch(text):
        return "DECADE", found[1][:-1]
    if found := _ORDINAL.fullmatch(text):
        return "ORDNUM", int(found[1])
    if found := _FISCAL.fullmatch(text):
        return "FISCALYEAR", int(found[1])
    if found := _UTC.fullmatch(text):
        return "ZONE", f"{found[1]}{int(found[2]):02d}:{found[3] or '00'}"
    if text[0] in "'’‘" and text[1:].isdecimal():
        return "YEAR2", int(text[1:])
    if _NUMBER.fullmatch(text):
        count = text.replace(",", "")
        return "COUNT", (float(count) if "." in count else int(count))
    return _of_year(text)


def _whole(text: str) -> tuple[str, Value]:
    count = int(text)
    if len(text) <= 2:
        return ("DAYNUM" if 1 <= count <= 31 else "COUNT"), count
    if len(text) == 4 and 1000 <= count < 2200:
        return "YEAR", count
    return "COUNT", count


def _joined_clock(hour: int, minute: str, half: str) -> tuple[str, Value]:
    if not 1 <= hour <= 12:
        return OTHER, None
    return "CLOCKPM", f"{hour % 12 + (12 if half == 'p' else 0):02d}:{minute}"


def _of_year(text: str) -> tuple[str, Value]:
    """Return a quarter or half with its year as its value, of two years the first.

    >>> _of_year("1q09"), _of_year("2013/14")
    (('YEARPART', '2009-Q1'), ('YEARPAIR', 2013))
    """
    if (pair := _TWO_YEARS.fullmatch(text)) and _follows(pair[1], pair[2]):
        return "YEARPAIR", int(pair[1])
    found = _PART_OF_YEAR.fullmatch(text)
    if found is None:
        return OTHER, None
    part, year = "".join(sorted(found[1].upper(), reverse=True)), int(found[2])
    year += 0 if year >= 1000 else 2000 if year < 40 else 1900
    return "YEARPART", f"{year:04d}-{part}"


def _follows(first: str, last: str) -> bool:
    """Tell whether a year is the one behind another: "2013/14", "1999/2000"."""
    return (int(first) + 1) % (100 if len(last) == 2 else 10_000) == int(last)


class Classes(dict[str, tuple[str, Value]]):
    """Class and value of each word met so far; forgets all when it has met too many."""

    LIMIT = 50_000

    def __init__(self, read: Reader) -> None:
        super().__init__()
        self._read = read

    def __missing__(self, text: str) -> tuple[str, Value]:
        if len(self) >= self.LIMIT:
            self.clear()
        found = self[text] = self._read(text)
        return found
