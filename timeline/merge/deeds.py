"""Whether two reports of one day evidently tell one act, however freely they word the rest."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from itertools import groupby, pairwise

from timeline.merge import (
    acts,
    dates,
    designations,
    readings,
    rivals,
    stems,
    subjects,
    things,
    titles,
    words,
)
from timeline.merge.dates import Agreement
from timeline.merge.readings import Reading
from timeline.originals import tokens
from timeline.types import Mention, Status

#: What tells that something is put off, and not what.
_PUT_OFF = frozenset({"cancel", "postpone"})
#: Ends the name of whom something is of.
_OWNS = ("'s", "’s")
#: So much both tell besides the act and two names, or one, if anything.
_LEAST_MORE, _MUCH_MORE = 0.3, 0.6
#: Most kinds of place that two reports tell which tell of one ("college", "market").
_FEW = 3


def evident(one: Reading, other: Reading) -> bool:
    """Tell whether two mentions in one language, which both name the day, are of one act.

    Both tell the same act, and of two names; or of one name and something more; or of no name, but
    one number and much more; or of somebody to whom it happens once.
    """
    if one.planned is other.planned and one.acts.isdisjoint(other.acts):
        return False  # as of most pairs
    both = _acts(one, other)
    if not both and not _arrives(one, other) and not _arrives(other, one):
        return False
    if not _at_once(one.mention, other.mention) or _others(one, other):
        return False
    names, people = shared(one, other)
    return _suffices(one, other, names, both, people=people) if both else people and len(names) > 1


def _suffices(
    one: Reading, other: Reading, names: frozenset[str], both: frozenset[str], *, people: bool
) -> bool:
    """Tell whether acts and names that both tell, some of people, make two mentions one."""
    if both <= listed("several") and _other_names(one, other):
        return False
    if not names:
        return _nameless(one, other, both)
    if people and both & listed("once"):
        return True
    more = _more(one, other, both)
    if any(same(one, other, both) for same in (_one_place, _one_trade, _one_off)):
        more += words.NUMBER
    seldom = not both.isdisjoint(_seldom())
    if len(names) > 1:
        return seldom or more >= _LEAST_MORE
    least = _MUCH_MORE if seldom else words.NUMBER
    if one.acts | other.acts <= listed("wide"):
        least = 0.0
    return more >= least and both != {"visit"} and not _differ(one, other)


def _arrives(plan: Reading, told: Reading) -> bool:
    """Tell whether somebody is to be at a place, and another report tells what was done."""
    if not plan.planned or told.planned:
        return False
    return "visit" in plan.acts or _stays().search(plan.mention.quote) is not None


def _at_once(one: Mention, other: Mention) -> bool:
    """Tell whether two mentions are in one language and of the same day."""
    return (
        one.language == other.language and dates.agreement(one.when, other.when) is Agreement.SAME
    )


def _acts(one: Reading, other: Reading) -> frozenset[str]:
    """Return the acts that both tell; none where one of them tells what followed from it."""
    both = acts.done(one.acts) & acts.done(other.acts)
    if not both:
        return both
    if "strike" in both:  # in one word for both
        both -= {"attack"}
    follows = (one.acts | other.acts) & listed("follows")
    if follows and both.isdisjoint(follows):
        return frozenset()
    return both & (_seldom() | listed("often"))


def shared(one: Reading, other: Reading) -> tuple[frozenset[str], bool]:
    """Return the names that both share, each by its last word, and whether somebody's is one.

    A word that is no name by itself ("Bank") is the end of one ("Corey Banks").
    """
    first, second = one.own.words, other.own.words
    mine, theirs = first.names | first.opening, second.names | second.opening
    shared = (first.names & theirs) | (second.names & mine)
    if not shared:
        return frozenset(), False
    names = frozenset(_names(one, shared)) & frozenset(_names(other, shared))
    code = one.mention.language
    full = {
        stems.stem(parts[-1], code)
        for r in (one, other)
        for actor in r.mention.actors
        if len(parts := tokens(actor)) in (2, 3)
        and actor.istitle()
        and actor not in r.mention.places
    }
    people = names & (full | (_single(one) & _single(other)))
    actors = one.mention.actors + other.mention.actors
    for quote in (one.mention.quote, other.mention.quote):
        if people:
            people -= _besides(quote, code, actors)
    return names, bool(people)


def _single(reading: Reading) -> frozenset[str]:
    """Return the names of one word of those it is of, and of no place."""
    code = reading.mention.language
    alone = frozenset(reading.mention.actors) - frozenset(reading.mention.places)
    return frozenset(stems.stem(name, code) for name in alone if name.istitle())


# A mention is compared with many.
@lru_cache(maxsize=8_192)
def _besides(text: str, code: str, actors: tuple[str, ...]) -> frozenset[str]:
    """Return the names of those to whom nothing is done: of whom something is, or who does it.

    "Menin's aide", "Duarte appointed", but not "Menin's resignation" or "the arrest of Menin".
    """
    told = tokens(text)
    own = [stems.stem(word, code) for word in told]
    names = frozenset(part for actor in actors for part in tokens(actor))
    found = set()
    for index, (word, behind) in enumerate(pairwise([*told, ""])):
        first = index
        while first and told[first - 1] in names:
            first -= 1
        owns, of = word.endswith(_OWNS), first > 1 and told[first - 1] in listed("of")
        what = own[index + 1 : index + 2] if owns else own[first - 2 : first - 1]
        besides = (owns or of) and not any(acts.tells(one, code) for one in what)
        if besides or (word.istitle() and acts.acts(behind, code) & listed("does")):
            found.add(own[index])
    return frozenset(found)


def _names(reading: Reading, shared: frozenset[str]) -> Iterator[str]:
    """Yield the last words of the names of a text that are *shared*, who speaks left out."""
    mention = reading.mention
    own, wide = _stems(mention.quote, mention.language, mention.places)
    for named, run in groupby(own, (shared - reading.speaker).__contains__):
        *before, last = run
        if named and (before or last not in wide):
            yield last


@lru_cache(maxsize=8_192)
def _stems(text: str, code: str, places: tuple[str, ...]) -> tuple[Sequence[str], frozenset[str]]:
    """Return the stems of a text in order, and those of words that are wide.

    None stands behind a place that something is of: "Valcena's Quay Street" is two names.
    """
    own, wide = [], set()
    for word in tokens(text):
        own.append(stems.stem(word, code))
        if _is_wide(word, code):
            wide.add(own[-1])
        if word.endswith(_OWNS) and word[:-2] in places:
            own.append("")
    return own, frozenset(wide)


def _is_wide(word: str, code: str) -> bool:
    """Tell whether a name by itself is of somebody or something that does or sees much in a day."""
    office = stems.is_title(word, code) or subjects.is_office(word, code)
    return (
        word.isupper()
        or office
        or rivals.is_wide(word)
        or words.is_day(word.split("'", maxsplit=1)[0])
    )


def _others(one: Reading, other: Reading) -> bool:
    """Tell whether each is of somebody whom the other does not name."""
    code = one.mention.language
    mine, theirs = ({stems.stem(name, code) for name in r.people} for r in (one, other))
    return not (mine <= other.own.words.stems or theirs <= one.own.words.stems)


def _other_names(one: Reading, other: Reading) -> bool:
    """Tell whether each has a name that the other has not."""
    first, second = one.own.words, other.own.words
    return not (first.names <= second.stems or second.names <= first.stems)


def _differ(one: Reading, other: Reading) -> bool:
    """Tell whether two mentions are of other people, or other numbers of them."""
    mine, theirs = one.own.words.numbers, other.own.words.numbers
    if mine and theirs and mine.isdisjoint(theirs):
        return True
    code = one.mention.language
    first, second = (things.read(titles.told(r.mention), code) for r in (one, other))
    return any(things.differ(first, second, sort) for sort in ("people", "sexes"))


def _replaced(own: frozenset[str], code: str) -> dict[str, float]:
    """Return what may stand for words that are no acts, and how much each tells."""
    return readings.replaced(frozenset(w for w in own if not acts.tells(w, code)), code)


def _one_place(one: Reading, other: Reading, both: frozenset[str]) -> bool:
    """Tell whether two mentions are of what happens at one spot, and of one place or kind of it.

    A word of many kinds ("shop") tells of none, and a statement only names the fire.
    """
    if both.isdisjoint(acts.SPOTTED) or acts.ANNOUNCE in one.acts | other.acts:
        return False
    code = one.mention.language
    first, second = (titles.told(r.mention) for r in (one, other))
    if not things.named(first, code).isdisjoint(things.named(second, code)):
        return True
    mine, theirs = (things.read(text, code).get("places") for text in (first, second))
    if not mine or not theirs or len(mine | theirs) > _FEW:
        return False
    return not (mine & theirs) <= _many()


def _one_trade(one: Reading, other: Reading, both: frozenset[str]) -> bool:
    """Tell whether two mentions are of a strike of people of one trade: no truck that struck."""
    code = one.mention.language
    if "strike" not in both or {one.mention.kind, other.mention.kind} != {"protest"}:
        return False
    mine, theirs = (acts.trades(r.mention.quote, code) for r in (one, other))
    return not mine.isdisjoint(theirs)


def _one_off(one: Reading, other: Reading, both: frozenset[str]) -> bool:
    """Tell whether one thing is put off in two mentions, and of no place alone.

    "The sale of Leo Varga's house was postponed", "Varga's auction is off".
    """
    mentions = one.mention, other.mention
    if any(mention.status is not Status.CALLED_OFF for mention in mentions):
        return False
    mine, theirs = (r.acts - _PUT_OFF for r in (one, other))
    if mine and theirs and mine.isdisjoint(theirs):
        return False
    code = one.mention.language
    places = {stems.stem(w, code) for m in mentions for p in m.places for w in tokens(p)}
    return not both.isdisjoint(_PUT_OFF) and not shared(one, other)[0] <= places


def _nameless(one: Reading, other: Reading, both: frozenset[str]) -> bool:
    """Tell whether two mentions without a name in common count the same, and tell much more."""
    if not _counted(one, other, both) or _other_names(one, other) or _differ(one, other):
        return False
    more = told(one, other)
    if len(_ages(one, other)) > 1:  # of one year, not of two that follow each other
        more += words.NUMBER * _one_crime(one, other, both)
    return more >= _MUCH_MORE


def _more(one: Reading, other: Reading, both: frozenset[str]) -> float:
    """Return how much two mentions tell that is the same, besides names and acts."""
    same = len(_counted(one, other, both)) + _one_crime(one, other, both)
    return told(one, other) + words.NUMBER * same


def _one_crime(one: Reading, other: Reading, both: frozenset[str]) -> bool:
    """Tell whether two mentions are of what is done for one crime."""
    mine, theirs = (acts.crimes(r.mention.quote, r.mention.language) for r in (one, other))
    return not both.isdisjoint(listed("crime")) and not mine.isdisjoint(theirs)


def told(one: Reading, other: Reading) -> float:
    """Return how much two mentions tell in the same words, besides names and acts."""
    code = one.mention.language
    first, second = one.own.words, other.own.words
    same = (first.stems & second.stems) - first.names - second.names
    same -= first.opening & second.opening
    same = frozenset(word for word in same if not acts.tells(word, code))
    mine, theirs = (_replaced(r.own.replaceable - same, code) for r in (one, other))
    return sum(map(words.weight, sorted(same))) + sum(
        min(mine[own], theirs[own]) for own in sorted(mine.keys() & theirs.keys())
    )


def _counted(one: Reading, other: Reading, both: frozenset[str]) -> frozenset[str]:
    """Return the numbers and ages that two mentions tell, and of people also in words."""
    first, second = one.own.words, other.own.words
    counted = (first.numbers & second.numbers) | _ages(one, other)
    if not both.isdisjoint(listed("tolls")):
        counted |= first.stems & second.stems & listed("numbers")
    return counted


def _ages(one: Reading, other: Reading) -> frozenset[str]:
    """Return the ages that two mentions share."""
    mine, theirs = (designations.ages(r.mention.quote, r.mention.language) for r in (one, other))
    return mine & theirs


@cache
def _many() -> frozenset[int]:
    """Return the kinds of places of which a town has many."""
    return things.read(" ".join(listed("many")))["places"]


@cache
def _stays() -> re.Pattern[str]:
    """Return what finds who is to be somewhere: "will be in", "è attesa oggi a"."""
    sections = stems.sections("deeds.txt")
    due, where = ("|".join(" ".join(sections[name]).split(", ")) for name in ("stays", "where"))
    return re.compile(rf"\b(?:{due})\s(?:\w+\s)?(?:{where})\b")


def _seldom() -> frozenset[str]:
    return listed("once") | listed("seldom")


@cache
def listed(section: str) -> frozenset[str]:
    """Return the words of a section of ``deeds.txt``."""
    return frozenset(" ".join(stems.sections("deeds.txt")[section]).split())
