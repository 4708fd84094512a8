"""Numbers in words: "seventeen", "two hundred", "ventimila" are "17", "200", "20000"."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache
from itertools import product

from timeline.merge import stems

#: Smaller numbers stay words: they are pronouns and articles as well, and many things come in twos.
LEAST = 10

_THOUSAND = 1_000
_TIMES = {"hundred": 100, "thousand": _THOUSAND, "mila": _THOUSAND}
_MILA = re.compile(r"(?:mille|(?P<times>[^\W\d]+|\d{1,3})mila)(?P<rest>[^\W\d]*)")


def written(words: Sequence[str], code: str = "en") -> list[str]:
    """Return *words*, those that make a number from ten on as its digits.

    >>> written(["some", "two", "hundred", "people", "and", "twenty", "five", "dogs"])
    ['some', '200', 'people', 'and', '25', 'dogs']
    >>> written(["ventimila", "famiglie", "e", "20mila", "euro"], "it")
    ['20000', 'famiglie', 'e', '20000', 'euro']
    """
    code = "en" if stems.language(code) is None else "it"
    found: list[str] = []
    start = 0
    while start < len(words):
        end, number = _number(words, start, code)
        found += [str(number)] if number >= LEAST else words[start:end]
        start = end
    return found


def _number(words: Sequence[str], start: int, code: str) -> tuple[int, int]:
    """Return where a number that begins at *start* ends, and the number; 0 where none begins."""
    part, whole, end = _value(words[start], code), 0, start + 1
    if part is None:
        return end, 0
    while end < len(words):
        more, times = _value(words[end], code), _TIMES.get(words[end].casefold())
        if times and 0 < part < times and (times == _THOUSAND or part < LEAST):
            part *= times
        elif more and code == "en" and _goes_on(part, more):
            part += more
        else:
            break
        if times == _THOUSAND:
            whole, part = whole + part, 0
        end += 1
    return end, whole + part


def _goes_on(part: int, more: int) -> bool:
    """Tell whether *more* is the rest of a part: "twenty five", "two hundred ten"."""
    last = part % 100
    return more < (100 if last == 0 else LEAST if last in range(20, 100, 10) else 0)


def _value(word: str, code: str) -> int | None:
    word = word.casefold()
    if word.isdecimal():
        return int(word) if len(word) < len(str(_THOUSAND)) else None
    if word in _below_thousand(code):
        return _below_thousand(code)[word]
    if code == "it" and (found := _MILA.fullmatch(word)):
        times, rest = found["times"] or "1", found["rest"]
        most = _value(times, code)
        more = _value(rest, code) if rest else 0
        return None if most is None or more is None else _THOUSAND * most + more
    return None


@cache
def _below_thousand(code: str) -> Mapping[str, int]:
    """Return numbers by their names, those of a language that writes them as one word composed."""
    units, teens, tens = map(str.split, stems.sections(f"{code}.txt")["numbers"])
    below = {word: number for number, word in enumerate((*units, *teens), 1)}
    below |= {word: 10 * number for number, word in enumerate(tens, 2)}
    return below if code == "en" else below | _composed(units, tens, below)


def _composed(
    units: Sequence[str], tens: Sequence[str], below: Mapping[str, int]
) -> dict[str, int]:
    """Return the Italian numbers that are composed: "trentuno", "quarantatré", "centoventi"."""
    small = dict(below)
    for ten, unit in product(tens, units):
        own = "tré" if unit == "tre" else unit
        number = below[ten] + below[unit]
        small[(ten[:-1] if unit in ("uno", "otto") else ten) + own] = number
    found = dict(small)
    for times, unit in enumerate(("", *units[1:]), 1):
        found[f"{unit}cento"] = 100 * times
        for word, number in small.items():
            hundred = f"{unit}cent" if word.startswith("ott") else f"{unit}cento"
            found[hundred + word] = 100 * times + number
    return found
