"""A clause cut to length: what can go without breaking it, least loss first.

Nothing is put into other words. A cut is made only where what is left can stand alone (``whole``).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from timeline.events.marks import balanced, in_quotation
from timeline.events.subjects import (
    without_apposition,
    without_aside,
    without_modifiers,
    without_place,
    without_relative,
)
from timeline.events.whole import (
    behind_absolute,
    complete,
    ends_in,
    ends_well,
    has_verb,
    stands,
    waits_for_clause,
)
from timeline.events.words import Words
from timeline.patterns import Pattern

__all__ = ["LONGEST", "SHORTEST", "cuts_phrase", "is_edge", "shorten"]

#: Characters of a title, at most.
LONGEST = 110
#: Shorter pieces say too little to stand alone.
SHORTEST = 24

#: What a cut leaves has at least so many characters; less says too little.
_LEAST = 40
#: Words that a quotation cut short still has.
_LEAST_QUOTED = 4

#: Patterns of what goes on with a phrase that a cut would end.
_GOES_ON = ("cut_off", "goes_on_verb", "named_next")
#: Patterns of what a clause or its subject goes on with, which a cut would leave out.
_KEPT = ("embedded", "conditioned")
_STOPS = " ,;:—–-"
_OPENING = frozenset('“«"')
#: No blank stands before them.
_CLOSING = ",;:.”»"

_JOINED_ON = re.compile(r"(?:and|or|including|e|o)\s")
#: ", his son and his daughter".
_LISTED = re.compile(
    r",\s([\w'’-]+)\s(?:[\w.'’-]+\s){0,4}(?:and|or|e|o|ed)\s[^,]{1,40}?\s(?:to|from|into|as)\s"
)

Compression = Callable[[str, int, Words], str | None]


def shorten(
    text: str, room: int, words: Words, *, loosely: bool = False, day: str = ""
) -> str | None:
    """Return a text in at most *room* characters, None where no cut leaves a whole clause.

    Only *loosely* a quotation may end behind any phrase; else it ends where a clause does.
    What explains a subject stays where the event's *day* stands in it.
    """
    text = text.strip(_STOPS)
    failed: set[Compression] = set()
    for compress in (*_COMPRESSIONS, _without_last_quoted) if loosely else _COMPRESSIONS:
        while len(text) > room and compress not in failed:
            shorter = compress(text, room, words)
            if shorter is None or (compress in _EXPLAINING and day in text and day not in shorter):
                failed.add(compress)
                break
            text = shorter.strip(_STOPS)
            failed.clear()
    return text if len(text) <= room else None


# --- what can go -----------------------------------------------------------------------------


def _without_dashed(text: str, _: int, words: Words) -> str | None:
    """Leave out what stands between dashes: "The army -- the pride of Lund -- left"."""
    return _first_removed(text, words.patterns["dashed"])


def _without_last_clauses(text: str, room: int, words: Words) -> str | None:
    return _cut(text, room, words, words.patterns["clause_end"])


def _without_last_phrases(text: str, room: int, words: Words) -> str | None:
    """Leave out "in Lund", but not of "does not work in Lund", which says less."""
    return _cut(text, room, words, words.patterns["phrase_end"], phrase=True)


def _without_last_quoted(text: str, room: int, words: Words) -> str | None:
    return _cut(text, room, words, words.patterns["phrase_end"])


def _before_condition(text: str, room: int, words: Words) -> str | None:
    """Leave out "at three piers" of "will work at three piers unless the port closes"."""
    found = words.patterns["on_condition"].search(text)
    if found is None or in_quotation(text, found.start()):
        return None
    told, condition = text[: found.start()], text[found.start() :]
    short = _cut(told, room - len(condition), words, words.patterns["phrase_end"], phrase=True)
    beside = short and words.patterns["conditioned"].match(text, len(short))
    return f"{short}{condition}" if beside else None


def _without_opener(text: str, _: int, words: Words) -> str | None:
    """Leave out "During a long evening in the town hall, " before the subject."""
    opener = words.patterns["opener"].match(text)
    rest = text[opener.end() :] if opener else ""
    least = _LEAST
    if words.patterns["absolute"].match(text):
        rest, least = behind_absolute(text, words) or rest, SHORTEST
    # "Because of the storm, and owing to the flood, "
    while _JOINED_ON.match(rest) and (comma := rest.find(", ")) > 0:
        rest = rest[comma + 2 :]
    # "In Lund, Ada Winter, who …": an apposition comes first.
    named = re.match(r"[A-ZÀ-Þ][\w'’-]*(?:\s(?:of\s)?[A-ZÀ-Þ][\w'’-]*)*,\s", rest)
    return rest if len(rest) >= least and not named and stands(rest, words) else None


def _without_reduced(text: str, _: int, words: Words) -> str | None:
    """Leave out "presentato ieri" of "il rapporto presentato ieri sarà discusso"."""
    return _first_removed(text, words.patterns["reduced"])


def _without_restriction(text: str, _: int, words: Words) -> str | None:
    """Leave out "that has sickened 63 people" of "the source of an outbreak that has …"."""
    return _first_removed(text, words.patterns["restriction"])


def _without_where_said(text: str, _: int, words: Words) -> str | None:
    """Leave out "in the town hall" of "said in the town hall that …"."""
    return _first_removed(text, words.patterns["where_said"])


def _without_fillers(text: str, _: int, words: Words) -> str | None:
    return _first_removed(text, words.patterns["filler"])


def _without_second_noun(text: str, _: int, words: Words) -> str | None:
    """Leave out "and care" of "the sole use and care of the city"."""
    return _first_removed(text, words.patterns["second_noun"])


def _before_against(text: str, _: int, words: Words) -> str | None:
    """Leave out "at the town hall" of "protested at the town hall against the closure"."""
    return _first_removed(text, words.patterns["before_against"])


def _without_office(text: str, _: int, words: Words) -> str | None:
    """Leave out the office before a person's name: "Foreign Minister Ada Winter"."""
    found = words.patterns["office"].search(text)
    before = text[: found.start()] if found else ""
    if re.search(r"\b[A-Z][\w.]*\s$", before) or _is_of_office(before, words):
        return None  # "White House Press Secretary": it begins before what is known
    return _first_removed(text, words.patterns["office"])


def _is_of_office(opening: str, words: Words) -> bool:
    """Tell of "Former health | minister", not of "The mayor told | minister"."""
    opens = opening.lower().split()
    others = words.prepositions | words.articles | words.joins
    return bool(opens) and others.isdisjoint(opens) and not any(map(words.is_finite, opens))


#: In this order, each as often as it is needed.
_COMPRESSIONS: tuple[Compression, ...] = (
    _without_dashed,
    without_apposition,
    without_aside,
    _without_reduced,
    _without_where_said,
    _without_last_clauses,
    _without_opener,
    _without_fillers,
    _without_second_noun,
    without_place,
    without_relative,
    _without_office,
    _before_condition,
    _before_against,
    _without_last_phrases,
    without_modifiers,
    _without_restriction,
    _without_last_clauses,
    _without_last_phrases,
)


#: Leave out what explains a subject.
_EXPLAINING = frozenset(
    {
        without_apposition,
        without_aside,
        without_modifiers,
        without_relative,
        _without_restriction,
    }
)


def _first_removed(text: str, pattern: Pattern) -> str | None:
    for found in pattern.finditer(text):
        begin, until = found.span("cut" if "cut" in pattern.groupindex else 0)
        if not in_quotation(text, begin):
            left, right = text[:begin].rstrip(), text[until:].lstrip()
            return f"{left}{'' if right[:1] in _CLOSING else ' '}{right}".lstrip()
    return None


# --- where it can be cut ---------------------------------------------------------------------


def _cut(
    text: str,
    room: int,
    words: Words,
    pattern: Pattern,
    *,
    phrase: bool = False,
) -> str | None:
    """Cut at the last edge that fits and leaves something that stands."""
    # With its speaker's name a short quotation says enough.
    least = max(SHORTEST, _LEAST - (LONGEST - room)) if text[:1] in _OPENING else _LEAST
    for end in reversed(list(_edges(text, room, pattern))):
        piece = text[:end].rstrip(_STOPS)
        if len(piece) < least:
            break  # and so are all before it
        if phrase and (in_quotation(text, end) or ends_in("denied", piece, words)):
            continue
        if not is_edge(text, end, words):
            continue
        whole = ends_well(piece, words) and complete(piece, words)
        if whole and not waits_for_clause(piece, words):
            return balanced(piece)
    return None


def _edges(text: str, room: int, pattern: Pattern) -> Iterator[int]:
    # One character is kept for a closing quotation mark.
    for found in pattern.finditer(text, 0, room + 40):
        if found.start() < room:
            yield found.start()


def cuts_phrase(text: str, end: int, words: Words) -> bool:
    """Tell whether a phrase goes on at an offset: "the bank" of Norland, "the old" and new bank."""
    if any(words.patterns[name].match(text, end) for name in _GOES_ON):
        return True
    pair = words.patterns["cut_pair"].match(text, end)
    if pair is None or text[end - 1 : end] == "s":
        return False
    behind = re.match(r"\w+", text[pair.end() :])
    last = text[:end].rpartition(" ")[2]
    goes_on = behind is not None and behind[0] in words.kind_bases
    return not (last[:1].isupper() or last.isdecimal() or goes_on)


def is_edge(text: str, end: int, words: Words) -> bool:
    """Leave lists whole, and quotations with a clause of their own."""
    piece = text[:end]
    if in_quotation(text, end):
        quoted = re.split(r"[“«\"]", piece)[-1]
        if len(quoted.split()) < _LEAST_QUOTED or not has_verb(quoted, words):
            return False
    if words.patterns["infinitive"].match(text, end) and words.patterns["orders"].search(piece):
        return False  # "has ordered the office" to appear
    if cuts_phrase(text, end, words) or any(words.patterns[k].match(text, end) for k in _KEPT):
        return False  # "showed some ships", including three from Lund, are in port
    if words.patterns["asks"].match(text, end) and words.patterns["asked"].search(piece):
        return False  # "it will be decided" if there is proof
    # "Ada Winter", her son and her daughter to court: a list begins.
    begun = _LISTED.match(text, end)
    inside = begun[0].lower().split()[1:-1] if begun else []
    if begun and not any(words.is_finite(one) or one in words.prepositions for one in inside):
        first = begun[1].lower()
        return not (first in words.determiners or begun[1][0].isupper())
    # "Oslo, Lund, and other towns": the list goes on.
    items = re.search(r",\s[^,“”\"]{1,40}$", piece)
    return not (items and re.match(r",?\s(?:and|or|e|o)\s", text[end:]) and items[0].count(" ") < 4)
