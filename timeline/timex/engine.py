"""A text becomes time expressions: tokens, runs of known words, rules, readings.

Most words of a text are no part of any time expression. They split it into short runs; only
runs that hold a trigger (a weekday, a month, a unit …) meet the rules, and what a run of classes
matches is remembered. Rules never repeat without bound, so the work grows with the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, datetime

from timeline.timex.context import Context
from timeline.timex.rules import Language, Match, Reading
from timeline.timex.tokens import TOKEN, Token
from timeline.types import TimeExpression

#: Characters of the text before and after an expression that a meaning may look at.
BEFORE, AFTER = 80, 60

_RUN = re.compile(r"[^.]+")


def find(
    text: str, *, dct: date | datetime | None, language: Language
) -> tuple[TimeExpression, ...]:
    """Return the time expressions of a document, in its order."""
    day = dct.date() if isinstance(dct, datetime) else dct
    context = Context(day, month_first=language.month_first)
    spans = [(found.start(), found.end()) for found in TOKEN.finditer(text)]
    classes = [language.classify(text[start:end]) for start, end in spans]
    letters = "".join(letter for letter, _ in classes)
    expressions: list[TimeExpression] = []
    for run in _RUN.finditer(letters):
        if language.triggers.isdisjoint(run[0]):
            continue
        tokens = [
            Token(*spans[at], text[slice(*spans[at])], *classes[at])
            for at in range(run.start(), run.end())
        ]
        expressions.extend(_read_run(text, run[0], tokens, context, language))
    return tuple(expressions)


def _read_run(
    text: str, run: str, tokens: Sequence[Token], context: Context, language: Language
) -> Iterator[TimeExpression]:
    position = 0
    while (found := language.find(run, position)) is not None:
        position = found.start + 1
        rule = language.rules[found.rule]
        part = tokens[found.start : found.end]
        start, end = part[0].start, part[-1].end
        context.position = start
        context.before = text[max(0, start - BEFORE) : start]
        context.after = text[end : end + AFTER]
        reading = rule.meaning(Match(part, found.spans), context)
        if reading is None:
            continue
        position = found.end - reading.less
        start, end = part[reading.more].start, tokens[position - 1].end
        if not reading.aside:
            context.note(reading.value)
        yield _expression(text, start, end, reading)


def _expression(text: str, start: int, end: int, reading: Reading) -> TimeExpression:
    return TimeExpression(
        start=start,
        end=end,
        text=text[start:end],
        type=reading.type,
        value=reading.value,
        mod=reading.mod,
        explicit=reading.explicit,
        zone=reading.zone,
        until=reading.until,
    )
