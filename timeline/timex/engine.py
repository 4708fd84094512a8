"""A text becomes time expressions: tokens, runs of known words, rules, readings.

Most words of a text are no part of any time expression. They split it into short runs; only
runs that hold a trigger (a weekday, a month, a unit …) meet the rules, and what a run of classes
matches is remembered. Rules never repeat without bound, so the work grows with the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, datetime

from timeline.timex import ranges
from timeline.timex.context import Context
from timeline.timex.cues import AFTER, APOSTROPHES, BEFORE, Cues
from timeline.timex.rules import Language, Match, Reading
from timeline.timex.tokens import TOKEN, Token
from timeline.types import TimeExpression, TimexType

#: Known words in a row; what is longer is cut, so that nothing remembered is large.
_RUN = re.compile(r"[^.]{1,200}")


def find(
    text: str, *, dct: date | datetime | None, language: Language
) -> tuple[TimeExpression, ...]:
    """Return the time expressions of a document, in its order."""
    day = dct.date() if isinstance(dct, datetime) else dct
    found = list(TOKEN.finditer(text))
    classes = [language.classes[one[0]] for one in found]
    letters = "".join([letter for letter, _ in classes])
    words = (one[0] for one in found)
    context = Context(day, language.cues, language.order(letters, words), text)
    expressions: list[TimeExpression] = []
    for run in _RUN.finditer(letters):
        if language.triggers.isdisjoint(run[0]):
            continue
        tokens = [
            Token(*found[at].span(), found[at][0], *classes[at])
            for at in range(run.start(), run.end())
        ]
        expressions.extend(_read_run(text, run[0], tokens, context, language))
    return tuple(ranges.join(text, expressions, context))


def _is_named(said: str, context: Context) -> bool:
    """Tell whether an expression is part of a name: "The Sunday Times", "This Week"."""
    if context.before[-1:] in ('"', "“") and said.istitle() and said.replace(" ", "").isalpha():
        return " " in said
    cues = context.cues
    if said[0].isdecimal() and cues.numbered.search(context.before):
        return True
    if said[0].isupper() and _overlaps(cues.names, said, context):
        return True
    after = cues.named_after.match(context.after) and not said.isdecimal()
    # a name stands on one line
    return bool(after or cues.named_before.search(context.before.rpartition("\n")[2]))


def _is_record(context: Context) -> bool:
    """Tell of "the largest battle since 1813": what follows goes on from there no more."""
    return context.cues.record.search(context.before) is not None


#: Characters around an expression that a name with it may reach.
_NAME = 20


def _overlaps(names: re.Pattern[str], said: str, context: Context) -> bool:
    """Tell whether a proper name that holds a word of time covers part of an expression."""
    before = context.before[-_NAME:]
    start, end = len(before), len(before) + len(said)
    found = names.finditer(before + said + context.after[:_NAME])
    return any(name.start() < end and start < name.end() for name in found)


def _read_run(
    text: str, run: str, tokens: Sequence[Token], context: Context, language: Language
) -> Iterator[TimeExpression]:
    found = language.find(run, 0)
    while found is not None:
        part = tokens[found.start : found.end]
        start, end = part[0].start, part[-1].end
        context.position, context.end = start, end
        context.before = text[max(0, start - BEFORE) : start]
        context.after = text[end : end + AFTER]
        rule = language.rules[found.rule]
        reading = None
        if not _is_named(text[start:end], context):
            reading = rule.meaning(Match(part, dict(found.spans)), context)
        if reading is None:
            found = language.find_again(run, found) or language.find(run, found.start + 1)
            continue
        if reading.explicit and _is_record(context):
            context.note_year(reading.value)
        elif not reading.aside and not context.before.endswith("("):
            context.note(reading.value, explicit=reading.explicit)
        position = found.end - reading.less
        if reading.bare:
            context.bare.add(part[reading.more].start)
        start, end = part[reading.more].start, tokens[position - 1].end
        context.last = start, end
        if text[end - 1].isdecimal():
            context.ended = end, reading.value
        yield _expression(text, start, end, reading, language.cues)
        found = language.find(run, position)


def _expression(text: str, start: int, end: int, reading: Reading, cues: Cues) -> TimeExpression:
    mod = None
    if reading.type in (TimexType.DATE, TimexType.TIME) and reading.value[:4].isdecimal():
        before = text[max(0, start - BEFORE) : start]
        if cues.since.search(before):
            mod = "ON_OR_AFTER"
        elif cues.until.search(before) and text[end : end + 1] not in APOSTROPHES:
            mod = "ON_OR_BEFORE"
        elif ":" in reading.value and (
            cues.roughly.search(before) or cues.roughly_after.match(text[end : end + AFTER])
        ):
            mod = "APPROX"
    return TimeExpression(
        start=start,
        end=end,
        text=text[start:end],
        type=reading.type,
        value=reading.value,
        mod=reading.mod or (None if reading.until else mod),
        explicit=reading.explicit,
        zone=reading.zone,
        until=reading.until,
    )
