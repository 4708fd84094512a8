"""Whether two mentions in two languages evidently tell one act of one thing."""

from __future__ import annotations

from functools import lru_cache

from timeline.merge import acts, audiences, dates, deeds, outcomes, readings, stems, titles, words
from timeline.merge.dates import Agreement
from timeline.merge.readings import Reading
from timeline.originals import tokens
from timeline.types import Mention


def evident(one: Reading, other: Reading) -> bool:
    """Tell whether two mentions in two languages evidently tell of one act that is planned.

    Of one day and under headlines that share a name, they tell one act of one thing, or that one
    body met.
    """
    if one.mention.language == other.mention.language:
        return False
    both = (one.acts & other.acts & deeds.listed("planned")) - deeds.listed("anywhere")
    if not both or dates.agreement(one.mention.when, other.mention.when) is not Agreement.SAME:
        return False
    heads = _headline(one.mention), _headline(other.mention)
    mine, theirs = (_own(r) for r in (one, other))
    about, known = mine | heads[0], theirs | heads[1]
    if heads[0].isdisjoint(heads[1]) or (mine - known and theirs - about):
        return False
    first, second = (_things(titles.told(r.mention), r.mention.language) for r in (one, other))
    left, right = (
        sum(all(word.isdisjoint(thing) for thing in things) for word in own)
        for own, things in ((first, second), (second, first))
    )
    if left and right:
        return "meet" in both and audiences.one_body(one.mention, other.mention)
    if not both.isdisjoint(acts.HELD) or left < len(first):
        return True
    return not (first and second) and all(_refers(r.mention, both) for r in (one, other))


def _refers(mention: Mention, both: frozenset[str]) -> bool:
    """Tell whether a mention refers to one of some acts as known: "the hearing", "all'udienza"."""
    return not both.isdisjoint(outcomes.referred(mention.quote, mention.language))


def _own(reading: Reading) -> frozenset[str]:
    """Return the names of a mention in terms that all languages share, its headline's left out."""
    mention = reading.mention
    if reading.headed:
        return frozenset()
    return _names(mention.quote, mention.actors + mention.places, mention.language)


def _headline(mention: Mention) -> frozenset[str]:
    return _names(mention.article.title, (), mention.language)


@lru_cache(maxsize=8_192)
def _names(text: str, known: tuple[str, ...], code: str) -> frozenset[str]:
    found = words.read_abroad(text, known, code)
    days = {stems.name(word, code) for word in tokens(text) if words.is_day(word)}
    return (frozenset(found.names) | found.opening) - days


@lru_cache(maxsize=8_192)
def _things(text: str, code: str) -> frozenset[frozenset[str]]:
    """Return what each word of a text may mean that is no name and tells no act."""
    said = (
        word.replace("’", "'").rpartition("'")[2] if code != "en" else word for word in tokens(text)
    )
    told = (word for word in said if word.islower() and words.is_content(word, code))
    plain = readings.scheduled(stems.file(code))
    return frozenset(
        stems.senses(word, code)
        for word in told
        if (own := stems.stem(word, code)) not in plain and not acts.tells(own, code)
    )
