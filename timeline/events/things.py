"""The day of a thing that a sentence names: "condemned Sunday's attack" was not said on Sunday."""

from __future__ import annotations

import re
from datetime import date, timedelta

from timeline.events.whole import main_verb
from timeline.events.words import Words
from timeline.types import When

__all__ = ["apposed", "before_thing", "is_of_thing", "said_of"]


#: A day that ends its sentence.
_DAY_LAST = re.compile(r"[^,;:—–]{0,40}")
#: A deed so long before its report is dated, not what came of it: nobody is fined so late.
_LONG_BEFORE = timedelta(days=7)


def is_of_thing(plain: str, at: tuple[int, int], when: When, published: date, words: Words) -> bool:
    """Tell whether the day *at* a place is that of a thing, and what is told of was not on it.

    "Died in Sunday's crash" and "roads will be closed for Sunday's race" were and will be. The
    thing may be what its clause is about: "A man arrested on Sunday was released". What is counted
    "since the quake on Sunday" was not then.
    """
    patterns, (start, end) = words.patterns, at
    if apposed(plain, at, words) is not None and said_of(plain, at, words) is None:
        return True
    if patterns["contract_for"].search(plain, 0, start) or _decided(
        plain, start, when, published, words
    ):
        return True
    found = (
        _thing(plain, at, words)
        or (
            patterns["subject_goes_on"].match(plain, end)
            and patterns["of_subject"].search(plain, 0, start)
        )
        or _thing_ahead(plain, start, when, published, words)
        or _deed(plain, start, when, published, words)
        or _since(plain, start, words)
    )
    if not found or patterns["not_before"].search(plain, 0, start):
        return False
    due = (patterns[name].search(plain, 0, found.start()) for name in ("planned", "obliged"))
    return not any(due)


def _decided(plain: str, start: int, when: When, published: date, words: Words) -> bool:
    """Tell of "ha prorogato l'allerta fino a" a day to come: decided it was before."""
    ahead = when.end is not None and when.end.date() > published
    return ahead and words.patterns["decided_until"].search(plain, 0, start) is not None


def _deed(
    plain: str, start: int, when: When, published: date, words: Words
) -> re.Match[str] | None:
    """Find what was done long before in "fined for biting a rival during last month's derby".

    Of "jailed for a theft on Monday" nothing tells which of both was then.
    """
    found = words.patterns["for_deed"].search(plain, 0, start)
    if found is None or when.end is None or when.end.date() > published - _LONG_BEFORE:
        return None
    if plain[: found.start()].rstrip().rpartition(" ")[2].lower() in words.with_object:
        return None  # "accused of setting fire to it on 12 May" tells of that day, on their word
    return found if words.patterns["past"].search(plain, 0, found.start()) else None


def before_thing(plain: str, start: int, words: Words) -> re.Match[str] | None:
    """Find "before the vote on", "ahead of" in front of a day: what is told of came before it."""
    patterns = words.patterns
    found = patterns["before_thing"].search(plain, 0, start)
    if found is None or patterns["past"].search(found["thing"]):
        return None  # "before the doors opened on Sunday": they did on that day
    thing = found["thing"].lower().split()
    if len(thing) > 1 and thing[-1] not in words.events:
        return None  # "before a judge on Monday"
    if thing and words.patterns["gerund"].fullmatch(thing[0]):
        return None  # "before dying on Monday"
    return None if patterns["shortly"].search(plain, 0, found.start("thing")) else found


def _thing(plain: str, at: tuple[int, int], words: Words) -> re.Match[str] | None:
    """Find "condemned | Sunday's attack", "the inquiry into the | March 3 crash"."""
    patterns, (start, end) = words.patterns, at
    owned, noun = (patterns[name].match(plain, end) for name in ("thing_of", "the_thing_of"))
    found = patterns["of_thing"].search(plain, 0, start) if owned or noun else None
    return found if found and (owned or found["the"]) else None


def apposed(plain: str, at: tuple[int, int], words: Words) -> int | None:
    """Return where a subject ends: "Ada Winter | , a nurse hired on Monday, was hurt".

    What happens on a day is what an aside on it tells of: "The march, a loud one on Monday, was".
    """
    start, end = at
    begin, close = plain.rfind(", ", 0, start), plain.find(", ", end)
    opens = re.match(r"\w+", plain[begin + 2 : start].lower()) if begin > 0 < close else None
    if opens is None:
        return None
    lasts = opens[0] in words.prepositions and any(
        words.patterns[name].search(plain, begin, start) for name in ("until", "since_then")
    )
    if lasts and words.patterns["plan_noun"].search(plain, begin, start):
        return None  # "A fair, planned in Lund from May 3 to May 5, is off"
    if not lasts and opens[0] not in words.determiners:
        return None
    aside, head = plain[begin + 2 : close], plain[:begin]
    goes_on = re.match(r"\w+", plain[close + 2 :])
    if goes_on is None or not words.is_finite(goes_on[0].lower()) or ", " in aside:
        return None
    first, last = head.partition(" ")[0].lower(), head.rpartition(" ")[2].lower()
    opener = first in words.prepositions or first in words.opens_sentence
    if opener or words.is_event(last) or main_verb(head, words) is not None:
        return None
    return begin


def _at_the_end(plain: str, at: tuple[int, int], words: Words) -> int | None:
    """Return where a name ends before "…, a nurse killed on Monday.", the end of a sentence."""
    begin = plain.rfind(", ", 0, at[0])
    if begin <= 0 or not _DAY_LAST.fullmatch(plain, at[1]):
        return None
    first = re.match(r"\w+['’]?", plain[begin + 2 : at[0]].lower())
    if first is None or re.search(r"[A-ZÀ-Þ]\w+$", plain[:begin]) is None:
        return None
    opens = first[0].replace("’", "'") in words.determiners | words.definite
    return begin if opens and main_verb(plain[:begin], words) is not None else None


def said_of(plain: str, at: tuple[int, int], words: Words) -> tuple[int, int] | None:
    """Return what was done on a day to a subject: "Ada Winter, a nurse | hired on Monday, was".

    So to whom a sentence ends with: "at the funeral of Ada Winter, a nurse | killed on Monday.".
    """
    subject = apposed(plain, at, words)
    subject = _at_the_end(plain, at, words) if subject is None else subject
    if subject is None:
        return None
    # not "the man Bo Frost picked on Monday": he did
    done = (
        one.start("done") - 1
        for one in re.finditer(r"(?<=\s)(?P<noun>[a-zà-ÿ]\w*)\s(?=(?P<done>\w+))", plain[: at[0]])
        if one.start() > subject + 1
        and one["noun"] not in words.pronouns | words.auxiliary | words.be | words.relatives
        and one["noun"] not in words.determiners
        and words.patterns["imposed"].fullmatch(one["done"])
        # "in Lund, the museum announced on"
        and not (one["noun"] in words.speakers and one["done"] in words.attribution)
    )
    begin = next(done, None)
    close = plain.find(", ", at[1])
    return None if begin is None else (begin, close if close > 0 else len(plain.rstrip(".")))


def _since(plain: str, start: int, words: Words) -> re.Match[str] | None:
    """Find "since the quake on", but not "since it shook the town on"."""
    found = words.patterns["since_thing"].search(plain, 0, start)
    return None if found and words.patterns["past"].search(found[0]) else found


def _thing_ahead(
    plain: str, start: int, when: When, published: date, words: Words
) -> re.Match[str] | None:
    """Find what is to come in "They met ahead of the March 15 vote"; they have met."""
    found, begins = before_thing(plain, start, words), when.start or when.end
    if found is None or begins is None or begins.date() <= published:
        return None
    told = (words.patterns[name].search(plain, 0, found.start()) for name in ("past", "time_left"))
    return found if any(told) else None
