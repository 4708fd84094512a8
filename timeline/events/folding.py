"""One article tells of an event once: headline, lead and stub give way."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from timeline.events.clocks import is_day
from timeline.events.lists import words
from timeline.events.reader import Explanation
from timeline.types import Basis, Mention, Role, Status

__all__ = ["fold", "one_of_a_stub"]


#: An article of so few words and sentences is a stub: one event, and one more of another sentence
#: only where that has an act and a day of its own.
_STUB_WORDS, _STUB_SENTENCES = 60, 2
#: Two of a stub's sentences that share so much of the shorter one tell of one event.
_ALIKE = 0.3


def fold(told: Sequence[Explanation]) -> Iterator[Explanation]:
    """Leave out what headline and lead tell of that the body tells again."""
    body = [m for one in told if one.role not in (Role.HEADLINE, Role.LEAD) for m in one.mentions]
    for one in told:
        if one.role not in (Role.HEADLINE, Role.LEAD) or not one.mentions:
            yield one
            continue
        kept = tuple(m for m in one.mentions if not any(_same(m, other) for other in body))
        if one.role is Role.HEADLINE and body:
            kept = ()
        if kept and kept[0].basis is Basis.PUBLICATION and body:
            kept = ()
        why = one.why if kept else "the body tells of it, too"
        yield replace(one, mentions=kept, why=why)


def _same(one: Mention, other: Mention) -> bool:
    mine, theirs = _content_words(one), _content_words(other)
    shared = len(mine & theirs) / max(1, min(len(mine), len(theirs)))
    if one.when.edtf == other.when.edtf:
        return shared >= 0.3
    return shared >= 0.6


def _content_words(mention: Mention) -> set[str]:
    return {
        word
        for word in re.findall(r"\w+", mention.quote.lower())
        if word not in words(mention.language).stop
    }


def one_of_a_stub(told: Iterator[Explanation]) -> Iterator[Explanation]:
    """Leave the best of a stub's mentions, and what its other sentence tells of by itself."""
    explanations = list(told)
    body = [one for one in explanations if one.role not in (Role.HEADLINE, Role.LEAD)]
    count = sum(len(one.sentence.split()) for one in body)
    mentions = [mention for one in explanations for mention in one.mentions]
    best = min(mentions, key=_rank, default=None)
    if best is None or len(body) > _STUB_SENTENCES or count > _STUB_WORDS:
        yield from explanations
        return
    other = next((one for one in mentions if _stands_alone(one, best)), None)
    for one in explanations:
        told_here = [mention for mention in one.mentions if mention in (best, other)]
        kept = tuple(
            mention
            for mention in one.mentions
            if mention in told_here or any(_is_moved(mention, here) for here in told_here)
        )
        why = one.why if len(kept) == len(one.mentions) else _why(best, count)
        yield replace(one, mentions=kept, why=why)


def _why(best: Mention, count: int) -> str:
    """Say why a stub does not tell what its sentences tell besides its *best* mention."""
    return (
        f"the article is a stub of {count} words (up to {_STUB_WORDS}, in {_STUB_SENTENCES} "
        f"sentences, make one): one event of it counts, “{best.title}”; a second one does where "
        "another sentence has a day of its own and is not about the first"
    )


def _is_moved(mention: Mention, other: Mention) -> bool:
    """Tell of the other day of a plan that a sentence moves: "put off from Tuesday to Friday"."""
    return {mention.status, other.status} == {Status.CALLED_OFF, Status.PLANNED}


def _stands_alone(mention: Mention, best: Mention) -> bool:
    """Tell whether a stub's mention is no more of its best one: an act of another sentence's day.

    "Police closed the square on Saturday" stands by itself, "The quake struck at 4 a.m. on Monday"
    does not.
    """
    lists = words(mention.language)
    dated = is_day(mention.when) and mention.basis in (Basis.EXPLICIT, Basis.RELATIVE)
    if mention.start == best.start or not dated or mention.kind == "statement":
        return False
    first, second = [*re.findall(r"\w+", mention.summary.lower()), "", ""][:2]
    pointing = first in lists.pronouns | lists.possessives or (
        first in lists.definite and second in lists.events
    )
    mine, theirs = _content_words(mention), _content_words(best)
    return not pointing and len(mine & theirs) < _ALIKE * min(len(mine), len(theirs))


def _rank(mention: Mention) -> tuple[int, int]:
    return (0 if is_day(mention.when) else 1 if mention.basis is not Basis.PUBLICATION else 2), (
        mention.start
    )
