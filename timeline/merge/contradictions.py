"""What two mentions say that cannot be of one event: other people, numbers, names, acts."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from itertools import chain
from typing import TypeVar

from timeline.merge import (
    acts,
    aims,
    audiences,
    deeds,
    designations,
    patients,
    penalties,
    reasons,
    rivals,
    stems,
    subjects,
    things,
    titles,
)
from timeline.merge.objections import SAID
from timeline.merge.readings import Reading
from timeline.originals import tokens
from timeline.types import Mention, Status

_Read = TypeVar("_Read")


def speakers_differ(one: Reading, other: Reading) -> bool:
    """Tell whether two sayings are by two people."""
    if one.planned is not other.planned and (
        _another_speaks(one, other) if one.planned else _another_speaks(other, one)
    ):
        return True
    if not one.speaker or not other.speaker or not one.speaker.isdisjoint(other.speaker):
        return False
    said = one.mention.kind in SAID or other.mention.kind in SAID
    if not said or audiences.spoke(one, other):  # another one told that they would
        return False
    return not penalties.asked(one, other)


def _another_speaks(plan: Reading, told: Reading) -> bool:
    """Tell whether somebody says something whom a plan to speak does not name."""
    if told.mention.kind != "statement" or not told.speaker:
        return False
    if plan.mention.language != told.mention.language:
        return False
    named = f"{plan.mention.quote} {titles.told(plan.mention)}"  # "She will speak"
    return told.speaker.isdisjoint(_names(named, plan.mention.language))


@lru_cache(maxsize=8_192)
def _names(text: str, code: str) -> frozenset[str]:
    """Return the words of a text as names have them: a plan meets many that speak."""
    return frozenset(stems.name(word, code) for word in tokens(text))


def sayings_differ(one: Reading, other: Reading) -> bool:
    """Tell whether somebody says two things: no word is in both but who speaks."""
    first, second = one.mention, other.mention
    if first.language != second.language or not {first.kind, second.kind} <= SAID:
        return False
    mine, theirs = (_said(reading) for reading in (one, other))
    if not mine or not theirs or not one.own.words.numbers.isdisjoint(other.own.words.numbers):
        return False
    return mine.isdisjoint(theirs)


def _said(reading: Reading) -> frozenset[str]:
    """Return by what is found what somebody says, in whatever words; names left out."""
    mention, code = reading.mention, reading.mention.language
    who = frozenset(stems.stem(word, code) for word in tokens(mention.said_by or ""))
    told = {
        word
        for word in reading.own.words.stems - reading.own.words.names - who
        if acts.ANNOUNCE not in acts.acts(word, code) and not subjects.is_office(word, code)
    }
    alike = (stems.alike(word, code) for word in told)
    return frozenset(told).union(*alike, reading.acts - {acts.ANNOUNCE})


def people_differ(one: Reading, other: Reading) -> bool:
    """Tell whether each is of people whom the other does not name: two arrests of one day."""
    if not one.people or not other.people:
        return False
    if _names_any(one, other) or _names_any(other, one):
        return False
    return not penalties.asked(one, other)


def _names_any(one: Reading, other: Reading) -> bool:
    """Tell whether *other* names any of the people that *one* is of."""
    code = one.mention.language
    if code != other.mention.language:
        abroad = other.abroad.words
        own = {stems.plain(stems.stem(surname)) for surname in one.people}
        return not own.isdisjoint(abroad.names.keys() | abroad.opening)
    said = other.own.words.stems
    return not said.isdisjoint(stems.stem(surname, code) for surname in one.people)


def opposed(one: Reading, other: Reading) -> bool:
    """Tell whether two mentions tell acts that exclude each other."""
    return bool(one.sides and other.sides) and acts.opposed(one.sides, other.sides)


def mishaps_differ(one: Reading, other: Reading) -> bool:
    """Tell whether one is of what is planned as a rule, the other of a mishap on the same road."""
    sets = deeds.listed("calm"), deeds.listed("mishaps")
    first, second = one.acts, other.acts
    if not first or not second or one.mention.language != other.mention.language:
        return False
    return any(first <= mine and second <= theirs for mine, theirs in (sets, sets[::-1]))


def headlines_differ(one: Reading, other: Reading) -> bool:
    """Tell whether two mentions share but the words of a plan that names nothing by itself."""
    own = one.headed | other.headed
    if not own or one.mention.language != other.mention.language:
        return False
    return (one.own.words.stems & other.own.words.stems) <= own


def undone(one: Reading, other: Reading) -> bool:
    """Tell whether one of two mentions tells that what the other tells is put off."""
    first, second = one.mention, other.mention
    if {first.status, second.status} != {Status.HAPPENED} or first.language != second.language:
        return False
    texts = titles.told(first), titles.told(second)
    return any(acts.undone(*told, first.language) for told in (texts, texts[::-1]))


def crimes_differ(one: Reading, other: Reading) -> bool:
    """Tell whether two mentions are of people who are arrested, charged or tried for two crimes."""
    first, second = one.mention, other.mention
    if "enforcement" not in (first.kind, second.kind):
        return False
    mine, theirs = (acts.crimes(m.quote, m.language) for m in (first, second))
    return bool(mine and theirs) and mine.isdisjoint(theirs)


def reasons_differ(one: Reading, other: Reading) -> bool:
    """Tell whether two mentions are of two arrests: for flying a drone, on suspicion of fraud.

    Not where both name one person, are of "the driver", or of one age or number.
    """
    code = one.mention.language
    if code != other.mention.language or "arrest" not in one.acts & other.acts:
        return False
    if not reasons.differ(*(reasons.read(titles.told(r.mention), code) for r in (one, other))):
        return False
    counted = one.own.words.numbers & other.own.words.numbers
    if counted or deeds.shared(one, other)[1]:
        return False
    mine, theirs = (patients.read(titles.told(r.mention), code) for r in (one, other))
    return all(mine[v].called.isdisjoint(theirs[v].called) for v in mine.keys() & theirs.keys())


def trades_differ(one: Reading, other: Reading) -> bool:
    """Tell whether two mentions are of strikes or marches of people of two trades."""
    first, second = one.mention, other.mention
    protest = first.kind == second.kind == "protest"
    if not protest and (one.acts & other.acts).isdisjoint(acts.JOINT):
        return False
    mine, theirs = (acts.trades(m.quote, m.language) for m in (first, second))
    return bool(mine and theirs) and mine.isdisjoint(theirs)


def numbers_differ(one: Reading, other: Reading) -> bool:
    """Tell whether two mentions are of two flights or hearings, or of people of other age."""
    return designations.differ(
        *(designations.read(r.mention.quote, r.mention.language) for r in (one, other))
    )


def names_differ(one: Reading, other: Reading) -> bool:
    """Tell whether each has another name in the same place: two towns, two bridges.

    Names of one language only: in another one what stands around them is not the same.
    """
    code = one.mention.language
    if code != other.mention.language:
        return False
    first, second = one.own.words, other.own.words
    if first.names <= second.stems or second.names <= first.stems:
        return False
    mine = rivals.read(titles.told(one.mention), first.names - second.stems, code)
    return bool(mine) and rivals.differ(
        mine, rivals.read(titles.told(other.mention), second.names - first.stems, code)
    )


def subjects_differ(one: Reading, other: Reading) -> bool:
    """Tell whether two mentions are of two laws or offices of one kind."""
    return _told_apart(one, other, _quote, subjects.read, subjects.differ)


def patients_differ(one: Reading, other: Reading) -> bool:
    """Tell whether one thing was done to two: two people questioned, two things recovered."""
    return _told_apart(one, other, titles.told, patients.read, patients.differ)


def aims_differ(one: Reading, other: Reading) -> bool:
    """Tell whether one thing is done for two aims: two votes, inquiries, marches, orders."""
    return _told_apart(one, other, titles.told, aims.read, aims.differ)


def _told_apart(
    one: Reading,
    other: Reading,
    text: Callable[[Mention], str],
    read: Callable[[str, str], _Read],
    differ: Callable[[_Read, _Read, frozenset[str], frozenset[str]], bool],
) -> bool:
    """Tell whether what is *read* of two texts in one language *differs*, given their stems."""
    code = one.mention.language
    if code != other.mention.language:
        return False
    mine, theirs = (read(text(r.mention), code) for r in (one, other))
    return differ(mine, theirs, one.own.words.stems, other.own.words.stems)


def _quote(mention: Mention) -> str:
    return mention.quote


#: Sorts of things of which one act is of one alone …
_SORTS = ("places", "vehicles", "craft", "means")
#: … and by the act, of what somebody may die, what falls down, who is hurt.
_SORTS_OF = {
    "collapse": ("structures",),
    "die": ("causes", things.SPOTS),
    "kidnap": ("ages",),
    "stab": ("ages",),
}
#: What happens to a man or to a woman; "his wife" tells that of another.
_OF_SOMEBODY = frozenset({"arrest", "charge", "die", "free", "injure", "kidnap", "rescue", "stab"})


def things_differ(one: Reading, other: Reading) -> bool:
    """Tell whether two mentions are of two things of one sort: a hotel, a warehouse."""
    code = one.mention.language
    if code != other.mention.language:
        return False
    mine, theirs = (things.read(titles.told(r.mention), code) for r in (one, other))
    both = one.acts & other.acts
    sorts = [*_SORTS, *chain.from_iterable(_SORTS_OF.get(act, ()) for act in both)]
    moving = "vehicles" in mine and "vehicles" in theirs and both.isdisjoint(acts.JOINT)
    if moving or both & acts.SPOTTED:
        sorts.append(things.SPOTS)
    somebody = both & _OF_SOMEBODY and both.isdisjoint(acts.SUDDEN)
    if somebody and things.differ(mine, theirs, "persons"):
        sorts.append("sexes")
    if "crash" in both and things.differ(_wrecks(mine), _wrecks(theirs), "vehicles"):
        return True
    return any(things.differ(mine, theirs, sort) for sort in sorts)


def _wrecks(found: things.Things) -> things.Things:
    """Return the vehicles among some things, and what crashes as well: a drone, a tractor."""
    none: frozenset[int] = frozenset()
    every = found.get("vehicles", none) | found.get("machines", none)
    return {"vehicles": every} if every else {}


#: Sorts of what burns.
_BURNS = frozenset({"places", "vehicles"})


def fires_differ(one: Reading, other: Reading) -> bool:
    """Tell whether two mentions are of a fire in a building, and of a vehicle's."""
    code = one.mention.language
    if code != other.mention.language or "fire" not in one.acts & other.acts:
        return False
    texts = (acts.bare(titles.told(r.mention)) for r in (one, other))
    mine, theirs = (things.read(text, code).keys() & _BURNS for text in texts)
    return bool(mine and theirs) and mine.isdisjoint(theirs)
