"""What an editor would strike: nobody says so, or the year is that of something else."""

from __future__ import annotations

import re

from timeline.events.asides import aside_at, inner_clause
from timeline.events.passages import Passage, occurrences
from timeline.events.printable import (
    BESIDE,
    Fault,
    content_words,
    fault,
    has_any,
    leaves_out,
    of_later,
)
from timeline.events.status import is_over
from timeline.events.telling import clause_at
from timeline.events.words import Words
from timeline.patterns import Pattern
from timeline.types import Basis, Granularity, Mention, Status

__all__ = ["fault_of"]

#: Words beside a day that its own clause is known by.
_NEAR = 3
#: So coarse, a day in another clause says nothing of when the main one was.
_COARSE = frozenset({Granularity.YEAR, Granularity.UNKNOWN})
#: What is told with a day all the same: the page shows whom the article is about.
_NAMELESS = (Fault.PRONOUN, Fault.UNNAMED, Fault.POINTING)


def fault_of(mention: Mention, passage: Passage, words: Words) -> str | None:
    """Return why a mention is none to publish, None where it is one."""
    day = mention.time_expression
    plan = "" if mention.kind != "statement" else None
    found = fault(mention.title, passage.text, words, day=plan if day is None else day)
    if found is not None and not (mention.time_expression and found in _NAMELESS):
        return found.value
    others = (_of_another_clause, _of_later)
    if any(one(mention, passage, words) for one in others) or _of_object(mention, words):
        return "a day that is not that of its title"
    return None


def _of_another_clause(mention: Mention, passage: Passage, words: Words) -> bool:
    """Tell whether a title leaves out the clause that its day belongs to.

    "The strike, called on Monday, will last all day" is on another one.
    """
    day, plain = mention.time_expression, passage.plain
    if day is None or day in mention.title or mention.title == mention.article.title:
        return False
    if mention.kind == "statement" or mention.status is Status.CALLED_OFF:
        return False  # "called off a strike, which was to start on Monday"
    places = list(occurrences(passage.text, day))
    if places and all(
        leaves_out(mention.title, passage, _clause(passage, at, day, words), day, words)
        for at in places
    ):
        return True
    if any(_is_apart(mention, passage, at, words) for at in places[:1]):
        return True
    at = places[0] if places and mention.when.granularity in _COARSE else None
    if at is None or not any(_beside(plain, at, words.patterns[name]) for name in BESIDE):
        return False
    near = content_words(passage, (0, at), day, words)[-_NEAR:]
    return bool(near) and not has_any(mention.title, near)


def _of_object(mention: Mention, words: Words) -> bool:
    """Tell of the day in "He is survived by his wife, whom he married in 1968"."""
    at = mention.title.find(mention.time_expression) if mention.time_expression else -1
    found = words.patterns["of_object"].search(mention.title, 0, at) if at > 0 else None
    return found is not None and mention.kind != "statement"


def _is_apart(mention: Mention, passage: Passage, at: int, words: Words) -> bool:
    """Tell of a day behind a title: "Eleven have died | ; the last, a guest, on Monday".

    So is that of "Lund has sold little fish | since taking over the port in May", and of "failed to
    ask them | before serving notice on 4 May".
    """
    doing = words.patterns["doing_then"].search(passage.plain, 0, at)
    to_a_day = mention.when.granularity is Granularity.DAY
    if doing and to_a_day and not has_any(mention.title, re.findall(r"\w{4,}", doing["doing"])):
        return True
    if words.patterns["since_doing"].search(passage.plain, 0, at):
        return True
    begin, day = passage.plain.rfind(";", 0, at), mention.time_expression or ""
    end = passage.plain.find(";", at)
    span = begin, end if end > 0 else len(passage.plain)
    return begin > 0 and leaves_out(mention.title, passage, span, day, words)


def _of_later(mention: Mention, passage: Passage, words: Words) -> bool:
    """Tell whether a title is of later than its day, which is over."""
    day, when = mention.time_expression, mention.when
    # what somebody said of later, on its day, is told as said
    saying = mention.said_by is not None and mention.said_at in (None, when.edtf)
    if day is None or when.end is None or saying or mention.kind == "statement":
        return False
    if not is_over(when, mention.article.published.astimezone(when.end.tzinfo).date()):
        return False
    ahead = mention.status is Status.PLANNED and mention.basis is Basis.RELATIVE
    return of_later(mention.title, passage, passage.text.find(day), words, ahead=ahead)


def _clause(passage: Passage, at: int, day: str, words: Words) -> tuple[int, int]:
    """Return the aside or clause of a day, by its end: "left, a day after | shelling"."""
    end = at + len(day)
    own = inner_clause(passage, (at, end), words) or aside_at(passage.plain, at, words)
    return own or clause_at(passage, end - 1, words)


def _beside(plain: str, at: int, pattern: Pattern) -> bool:
    """Tell whether a day stands in a clause of its own: "by a man who fell in 2009"."""
    return pattern.search(plain, 0, at) is not None
