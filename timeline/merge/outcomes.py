"""Whether a report tells how a plan went: "will meet on Friday", "Friday's meeting broke up"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from itertools import dropwhile, takewhile

from timeline.merge import acts, dates, deeds, readings, stems, titles, words
from timeline.merge.dates import Agreement
from timeline.merge.readings import Reading
from timeline.originals import tokens
from timeline.types import Mention, Status

#: So much two texts tell in the same words, besides acts and names, if each names somebody or
#: something whom the other, with its headline, does not name; and if they share no name.
_MORE, _MUCH_MORE = 0.3, 0.6
#: … and so much with their headlines, if one of them only refers to what is known.
_ABOUT = 0.6
#: What a report with a speaker is not the outcome of.
_SAYS = frozenset({"statement", "demand", "threat"})
#: What lies ahead of what is told, or behind it, up to a sign.
_BESIDE = re.compile(
    r"\b(?:ahead of|before|after|following|prima d\w+|dopo|in vista d\w+|alla vigilia d\w+)\b"
    r"[^,;:.]*",
    re.IGNORECASE,
)
#: So many words may stand between an article and its noun: "the second public hearing".
_BETWEEN = 2


def fulfilled(one: Reading, other: Reading) -> bool:
    """Tell whether one of two mentions is likely to tell how the plan of the other went.

    Both tell an act that is planned, of one day or by it; and the later one names what the plan
    names, or refers to it: "at the meeting". The nearest plan has to be found among several.
    """
    if one.planned is other.planned:
        return False
    plan, told = (one, other) if one.planned else (other, one)
    both = _acts(plan, told)
    if not both and (plan.acts or told.own.words.stems.isdisjoint(plan.own.words.stems)):
        return False  # as of most pairs
    if not _in_time(plan.mention, told.mention):
        return False
    if both and _suffices(plan, told, both):
        return True
    return _is_held(plan.mention, told.mention) or (not both and _is_off(plan, told))


def _is_off(plan: Reading, told: Reading) -> bool:
    """Tell whether what somebody plans for a day, whatever it is, is called off.

    "Marsh's house will be auctioned on May 3", "the sale of Leo Marsh's house on May 3 is off".
    """
    if told.mention.status is not Status.CALLED_OFF:
        return False
    names, _ = deeds.shared(plan, told)
    shared = plan.own.words.stems & told.own.words.stems
    return bool(names - _everywhere(plan, told)) and not shared <= names


def retold(one: Reading, other: Reading) -> bool:
    """Tell whether two plans of one day are one, of which one says nothing that the other does not.

    "The museum will reopen the west hall on Oct. 24", "The reopening of the hall is confirmed".
    """
    first, second = one.mention, other.mention
    if not (one.planned and other.planned) or first.language != second.language:
        return False
    both = (one.acts & other.acts & deeds.listed("planned")) - deeds.listed("anywhere")
    if not both or dates.agreement(first.when, second.when) is not Agreement.SAME:
        return False
    mine, theirs = _things(first), _things(second)
    if not (mine <= _context(second) or theirs <= _context(first)):
        return False
    return sum(sorted(map(words.weight, mine & theirs))) >= _MORE


@lru_cache(maxsize=8_192)
def _things(mention: Mention) -> frozenset[str]:
    """Return the stems of a title but those of acts, of who speaks, and of what is scheduled."""
    code = mention.language
    said = _stems(titles.told(mention), code) - _stems(mention.said_by or "", code)
    said -= readings.scheduled(stems.file(code))
    return frozenset(own for own in said if not acts.tells(own, code))


def _acts(plan: Reading, told: Reading) -> frozenset[str]:
    """Return the acts of a plan that a report tells, or what becomes of them."""
    if not plan.acts or (told.speaker and told.mention.kind in _SAYS):
        return frozenset()
    code = told.mention.language
    done = told.acts & deeds.listed("planned") & acts.acts(_done(titles.told(told.mention)), code)
    becomes = {act for own in done for act in _comes_of().get(own, ())}
    if not told.own.words.stems.isdisjoint(_crowds(code)):
        becomes |= deeds.listed("gatherings")
    return plan.acts & (done | becomes)


def _is_held(plan: Mention, told: Mention) -> bool:
    """Tell whether a report begins with what a plan says will be held: "the half-marathon".

    A word that tells less has to be known: "engineers are expected", "the engineers".
    """
    if _held().search(titles.told(plan)) is None:
        return False
    code = plan.language
    thing = list(_begins(titles.told(plan), code))
    first, *rest = words.pieces(titles.told(told))
    known = first.casefold() in deeds.listed("the")
    pieces = rest if known else [first, *rest]
    behind = pieces[len(thing) : len(thing) + 1]
    if [piece.casefold() for piece in pieces[: len(thing)]] != thing or not _ends(behind, code):
        return False
    weight = sum(words.weight(stems.stem(word, code)) for word in thing)
    if weight >= _MUCH_MORE:
        return True
    return known and weight >= _MORE and _about(plan, told) >= _ABOUT


def _ends(behind: Sequence[str], code: str) -> bool:
    """Tell whether what stands behind a noun is no part of what it calls: "the market hall"."""
    if not behind or not words.is_content(behind[0], code):
        return not behind or behind[0] not in deeds.listed("of")
    return _is_verb(behind[0], code) or behind[0] in deeds.listed("pasts")


def _begins(text: str, code: str) -> Iterator[str]:
    """Yield the words of content that a text begins with, an article left out."""
    pieces = dropwhile(lambda piece: piece.casefold() in deeds.listed("the"), words.pieces(text))
    for piece in takewhile(lambda piece: words.is_content(piece, code), pieces):
        yield piece.casefold()


@lru_cache(maxsize=8_192)
def _subject(text: str, code: str) -> frozenset[str]:
    """Return the stems of the words that a text begins with, an article left out, up to an act.

    >>> sorted(_subject("The county engineers inspected the roof", "en"))
    ['county', 'engineer']
    """
    own = (stems.stem(piece, code) for piece in _begins(text, code))
    return frozenset(takewhile(lambda stem: not acts.tells(stem, code), own))


def _in_time(plan: Mention, told: Mention) -> bool:
    """Tell whether a report in the same language was published later, and tells of the day."""
    if plan.language != told.language or told.status not in (Status.HAPPENED, Status.CALLED_OFF):
        return False
    if told.article.published <= plan.article.published:
        return False
    if dates.agreement(plan.when, told.when) is Agreement.SAME:
        return True
    return dates.in_time(plan, told)  # "by Friday"


def _done(text: str) -> str:
    """Return a text without what it tells of another time: "before the vote"."""
    return _BESIDE.sub(" ", text)


def _suffices(plan: Reading, told: Reading, both: frozenset[str]) -> bool:
    """Tell whether a report of some acts of a plan is of the same people and things."""
    about, known = _context(plan.mention), _context(told.mention)
    new = _named(told) - about
    more = deeds.told(plan, told)
    strange = bool(new) and not _named(plan) <= known
    if strange and more < _MORE:
        return False
    names, people = deeds.shared(plan, told)
    if both <= deeds.listed("anywhere") and not people:
        return False
    if names - _everywhere(plan, told) or (names and "elect" in both):
        return True
    if _two_begin(plan.mention, told.mention, frozenset()):
        return False
    if more >= _MUCH_MORE and (names or not strange):
        return True
    return not new and _refers(plan.mention, told.mention, both)


def begin_apart(one: Reading, other: Reading) -> bool:
    """Tell whether a plan and a report share an act and a place, and begin with two things.

    "The bridge in Ossa will reopen", "Shops in Ossa reopened"; not with people of any sort.
    """
    code = one.mention.language
    if one.planned is other.planned or one.acts.isdisjoint(other.acts):
        return False
    if code != other.mention.language:
        return False
    mine, theirs = (acts.trades(r.mention.quote, code) for r in (one, other))
    if mine & theirs or not _two_begin(one.mention, other.mention, _anybody(code)):
        return False
    names, _ = deeds.shared(one, other)
    return names <= _everywhere(one, other) and deeds.told(one, other) < _MORE


def _two_begin(one: Mention, other: Mention, anybody: frozenset[str]) -> bool:
    """Tell whether two texts begin with what the other, with its headline, does not name.

    Words for *anybody* left out.
    """
    first, second = (_subject(m.quote, m.language) - anybody for m in (one, other))
    return (
        bool(first and second)
        and first.isdisjoint(_context(other))
        and second.isdisjoint(_context(one))
    )


def _refers(plan: Mention, told: Mention, both: frozenset[str]) -> bool:
    """Tell whether a report refers to an act of a plan as known, and both are of one subject."""
    code = plan.language
    if both.isdisjoint(referred(_done(told.quote), code)):
        return False
    return _about(plan, told) >= _ABOUT


def _about(one: Mention, other: Mention) -> float:
    """Return how much two mentions, each with its headline, tell in the same words but acts."""
    code = one.language
    shared = (own for own in _context(one) & _context(other) if not acts.tells(own, code))
    return sum(sorted(map(words.weight, shared)))


def _named(reading: Reading) -> frozenset[str]:
    """Return what may be a name in a mention, and is no word, day, or who tells of a plan."""
    mention, own = reading.mention, reading.own.words
    code, named = mention.language, own.names | own.opening
    another = mention.said_by if reading.planned else None
    if another:
        named -= _stems(another, code)
    return frozenset(
        stem
        for word in tokens(titles.told(mention) if another else mention.quote)
        if (stem := stems.stem(word, code)) in named
        and not words.is_day(_bare(word))
        and stems.meaning(word, code).startswith(stems.UNKNOWN)
    )


def _everywhere(one: Reading, other: Reading) -> frozenset[str]:
    """Return the names of places of two mentions, and those that both headlines have."""
    first, second = (_stems(r.mention.article.title, r.mention.language) for r in (one, other))
    places = one.mention.places + other.mention.places
    code = one.mention.language
    return (first & second).union(stems.stem(word, code) for p in places for word in tokens(p))


@cache
def _anybody(code: str) -> frozenset[str]:
    """Return the stems of words for which another report has others."""
    listed = " ".join(stems.sections("patients.txt")[stems.file(code)]).split()
    return frozenset(stems.stem(word, code) for word in listed)


def _context(mention: Mention) -> frozenset[str]:
    """Return the stems of a mention and of its headline."""
    return _stems(mention.quote, mention.language) | _stems(mention.article.title, mention.language)


@lru_cache(maxsize=8_192)
def _stems(text: str, code: str) -> frozenset[str]:
    return words.read(text, code=code).stems


@lru_cache(maxsize=8_192)
def referred(text: str, code: str = "en") -> frozenset[str]:
    """Return the acts that a text refers to as known.

    >>> sorted(referred("At Tuesday night's meeting the minister resigned"))
    ['meet']
    """
    return frozenset(act for noun in _known(text, code) for act in acts.acts(noun, code))


def _known(text: str, code: str) -> Iterator[str]:
    """Yield the words of a text that may be nouns behind an article, and of nobody in particular.

    "The meeting", "l'assemblea di martedì", and not "l'assemblea dei soci".
    """
    left, pieces = 0, words.pieces(text)
    for index, piece in enumerate(pieces, 1):
        if piece.casefold() in deeds.listed("the") or words.is_day(_bare(piece)):
            left = _BETWEEN + 1
        elif left and piece != _bare(piece):  # "Tuesday night's"
            continue
        elif left and piece.islower():
            if not _is_owned(pieces[index:]) and not _is_verb(piece, code):
                yield piece
            left = left - 1 if words.is_content(_bare(piece), code) else 0
        else:
            left = 0


def _is_owned(behind: Sequence[str]) -> bool:
    """Tell whether a noun, given the words *behind* it, is of somebody: no day of it counts.

    "L'assemblea dei soci", "il processo di martedì all'autista", and not "l'assemblea di martedì".
    """
    first, *then = behind or [""]
    if first in deeds.listed("of") and then and _is_date(then[0]):
        first = next((one for one in then if not _is_date(one)), "")
    return first in deeds.listed("of") | deeds.listed("with")


def _is_date(piece: str) -> bool:
    return words.is_day(piece) or piece.isdecimal()


def _bare(piece: str) -> str:
    return piece.removesuffix("'s").removesuffix("’s")


def _is_verb(piece: str, code: str) -> bool:
    """Tell whether a word of English is one that tells what was done."""
    return stems.file(code) == "en" and (piece.endswith("ed") or stems.is_irregular(piece))


@cache
def _crowds(code: str) -> frozenset[str]:
    """Return the stems by which a language tells that many came."""
    return frozenset(stems.stem(word, code) for word in deeds.listed(f"crowds {stems.file(code)}"))


@cache
def _held() -> re.Pattern[str]:
    """Return what finds that something is to be held."""
    listed = " ".join(stems.sections("deeds.txt")["held"]).split(", ")
    return re.compile(rf"\b(?:{'|'.join(listed)})\b(?! to\b)")


@cache
def _comes_of() -> dict[str, list[str]]:
    """Return what becomes of a plan -> the acts that are planned."""
    rows = (line.split() for line in stems.sections("deeds.txt")["becomes"])
    return {act: planned for act, *planned in rows}
