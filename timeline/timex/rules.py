"""Rules of a language: patterns over classes of tokens, compiled into one expression."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from operator import itemgetter
from typing import TYPE_CHECKING

from timeline.timex.cues import Cues
from timeline.timex.tokens import OTHER, Classes, Reader, Token, Value
from timeline.types import TimexType

if TYPE_CHECKING:
    from timeline.timex.context import Context

_CLASS = re.compile(r"[A-Z][A-Z0-9_]*")
#: A named part; the same name may stand in several alternatives.
_PART = re.compile(r"([a-z]\w*)=(\(\?:|[\ue000-\uf8ff])")
#: The same compiled.
_NUMBERED = re.compile(r"\(\?P<[a-z]\w*_\d+>")
#: Unbounded repetition is not part of the notation: matching stays linear.
_NOTATION = re.compile(r"(?:[A-Z][A-Z0-9_]*|[a-z]\w*=|[()|?\s])*")


@dataclass(frozen=True, slots=True)
class Reading:
    """What a rule makes of its tokens."""

    type: TimexType
    value: str
    mod: str | None = None
    explicit: bool = False
    zone: str | None = None
    until: str | None = None
    #: How many tokens at the right end do not belong to the expression.
    less: int = 0
    #: How many tokens at the left end do not.
    more: int = 0
    #: Said in passing (a comparison): no anchor for what follows.
    aside: bool = False
    #: A clock time that names no day; in a range it is on the day of the other.
    bare: bool = False


class Match:
    """The tokens a rule has matched, by the names of its pattern."""

    __slots__ = ("_spans", "tokens")

    def __init__(self, tokens: Sequence[Token], spans: Mapping[str, tuple[int, int]]) -> None:
        self.tokens = tokens
        self._spans = spans

    def __contains__(self, name: str) -> bool:
        return name in self._spans

    def all(self, name: str) -> Sequence[Token]:
        """Return the tokens of a named part; empty where the part is missing."""
        start, end = self._spans.get(name, (0, 0))
        return self.tokens[start:end]

    def value(self, name: str) -> Value:
        """Return the first value in a named part."""
        return next((token.value for token in self.all(name) if token.value is not None), None)

    def number(self, name: str) -> int:
        """Return the first value in a named part as a whole number; 0 where there is none."""
        value = self.value(name)
        return int(value) if isinstance(value, int | float) else 0

    def total(self, name: str) -> int:
        """Return the sum of the numbers in a named part: "twenty-seventh" is 27."""
        return sum(token.value for token in self.all(name) if isinstance(token.value, int))

    def word(self, name: str) -> str:
        """Return the first value in a named part as text; empty where there is none."""
        value = self.value(name)
        return value if isinstance(value, str) else ""


Meaning = Callable[[Match, "Context"], Reading | None]


@dataclass(frozen=True, slots=True)
class Rule:
    """A pattern and what it means.

    A pattern is written with classes (``WEEKDAY``), ``?``, ``|``, parentheses and names for its
    parts: ``"weekday=WEEKDAY COMMA? part=PART"``.
    """

    name: str
    pattern: str
    meaning: Meaning


@dataclass(frozen=True, slots=True)
class Found:
    """Where a rule matched in a run: its index, its span, the spans of its parts."""

    rule: int
    start: int
    end: int
    #: By name, relative to the start.
    spans: tuple[tuple[str, tuple[int, int]], ...]


class _Alone:
    """A rule as an expression of its own, and which part of it each group is."""

    def __init__(self, index: int, source: str) -> None:
        self._index = index
        self._pattern = re.compile(source)
        numbered = (
            (name.rpartition("_")[0], group) for name, group in self._pattern.groupindex.items()
        )
        self._parts = sorted((one for one in numbered if one[0]), key=itemgetter(1))

    def match(self, run: str, start: int) -> Found | None:
        """Return what the rule finds at a place of a run."""
        match = self._pattern.match(run, start)
        if match is None:
            return None
        spans = [
            (part, (match.start(group) - start, match.end(group) - start))
            for part, group in self._parts
            if match.start(group) >= 0
        ]
        return Found(self._index, start, match.end(), tuple(spans))


def _guarded(source: str) -> str:
    """Return a pattern that looks at one letter before it tries anything.

    Most rules cannot begin at most places; the look is four times as fast as the trying.
    """
    letters, _, _ = _beginning(source, 0)
    return f"(?=[{''.join(sorted(letters))}]){source}"


def _beginning(source: str, at: int) -> tuple[set[str], bool, int]:
    """Return the letters that alternatives can begin with, whether they may be empty, their end."""
    letters: set[str] = set()
    empty, may_be_empty = True, False
    while at < len(source) and source[at] != ")":
        if source[at] == "|":
            may_be_empty, empty, at = may_be_empty or empty, True, at + 1
            continue
        if source[at] == "(":
            opened = source.index(">" if source[at + 2] == "P" else ":", at) + 1
            part, skips, at = _beginning(source, opened)
        else:
            part, skips = {source[at]}, False
        at += 1
        if source[at : at + 1] == "?":
            skips, at = True, at + 1
        letters |= part if empty else set()
        empty = empty and skips
    return letters, may_be_empty or empty, at


class Language:
    """One language: its classes of words, its rules in order of precedence, and its cues."""

    def __init__(
        self,
        code: str,
        *,
        read: Reader,
        macros: Mapping[str, str],
        rules: Sequence[Rule],
        triggers: Iterable[str],
        cues: Cues,
        month_first: bool | None,
    ) -> None:
        self.code = code
        self.rules = tuple(rules)
        self.cues = cues
        #: 2/7 is February 7; None where the language is written both ways.
        self.month_first = month_first
        self._letters: dict[str, str] = {OTHER: "."}
        #: The letter that stands for a word's class, and its value.
        self.classes = Classes(lambda text: self._lettered(*read(text)))
        self._macros = macros
        self._parts = 0
        self._sources = [
            _guarded(f"(?P<r{index}>{self._compile(rule.pattern)})")
            for index, rule in enumerate(self.rules)
        ]
        self._rules: dict[int, _Alone] = {}
        self.triggers = frozenset(self._letter(name) for name in triggers)
        self.find = lru_cache(maxsize=16_384)(self._find)
        self.find_again = lru_cache(maxsize=4_096)(self._find_again)

    @cached_property
    def _together(self) -> re.Pattern[str]:
        """All rules in one expression, without their parts: the first that matches wins.

        What a match can hold is copied at every try: 1,300 parts took four times as long as the
        rule's own expression takes after it.
        """
        return re.compile("|".join(_NUMBERED.sub("(?:", source) for source in self._sources))

    def _alone(self, index: int) -> _Alone:
        if index not in self._rules:
            self._rules[index] = _Alone(index, self._sources[index])
        return self._rules[index]

    def _letter(self, name: str) -> str:
        return self._letters.setdefault(name, chr(0xE000 + len(self._letters)))

    def _compile(self, pattern: str) -> str:
        if not _NOTATION.fullmatch(pattern):
            raise ValueError(f"{pattern!r} is not in the notation of rules")

        def expand(found: re.Match[str]) -> str:
            name = found[0]
            if name in self._macros:
                return f"(?:{self._compile(self._macros[name])})"
            return self._letter(name)

        expanded = _CLASS.sub(expand, re.sub(r"\((?!\?)", "(?:", pattern))
        return re.sub(r"\s+", "", _PART.sub(self._open_part, expanded))

    def _open_part(self, found: re.Match[str]) -> str:
        self._parts += 1
        group = f"(?P<{found[1]}_{self._parts}>"
        return group if found[2] == "(?:" else f"{group}{found[2]})"

    def order(self, letters: str, words: Iterable[str]) -> bool | None:
        """Return whether a document writes the month first, by its classes and words.

        Numbers above twelve tell, then written dates ("Jan. 28" or "28 January").
        """
        if self.month_first is not None or self._letter("NUMDATE") not in letters:
            return self.month_first
        firsts = {_month_first(word) for word in words} - {None}
        if len(firsts) == 1:
            return firsts.pop()
        months = "".join(self._letter(name) for name in ("MONTH", "MABBR", "MAYBE"))
        day, dot = self._letter("DAYNUM"), self._letter("DOT")
        before = len(re.findall(f"[{months}]{dot}?{day}", letters))
        after = len(re.findall(f"{day}[{months}]", letters))
        return None if before == after else before > after

    def _lettered(self, kind: str, value: Value) -> tuple[str, Value]:
        return self._letters.get(kind, "."), value

    def _find(self, run: str, position: int) -> Found | None:
        """Return the first match in a run of classes, from *position* on."""
        first = self._together.search(run, position)
        if first is None or first.lastgroup is None:
            return None
        return self._alone(int(first.lastgroup[1:])).match(run, first.start())

    def _find_again(self, run: str, rejected: Found) -> Found | None:
        """Return the match of a later rule where one was rejected."""
        for index in range(rejected.rule + 1, len(self.rules)):
            if found := self._alone(index).match(run, rejected.start):
                return found
        return None


def _month_first(word: str) -> bool | None:
    """Tell from a date in numbers which part is the month, where it can only be one."""
    parts = re.split(r"[/.-]", word)
    if len(parts) < 2 or not all(part.isdecimal() and len(part) < 3 for part in parts[:2]):
        return None
    first, second = int(parts[0]), int(parts[1])
    if (first > 12) == (second > 12):
        return None
    return second > 12
