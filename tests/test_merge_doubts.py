"""Pairs that a person should judge: what alone speaks against one event, what leaves no doubt."""

import pytest

from tests.mentions import EMPTY, NOW, day, mention
from timeline.merge import doubts, merge

FIRE = mention("Fire destroyed 12 houses in the old quarter of Trevona.", kind="incident")
REWORDED = "Fire destroyed 12 wooden houses in Trevona overnight."
LOOSE = "Flames in Trevona left families homeless and houses in ruins."
SENTENCED = "A court in Trevona sentenced Marco Corvi to prison for falsifying records at the dam."


def doubted(*mentions):
    """Return the reasons of the pairs that may be one event, which are the same in any order."""
    found = [
        doubts(merge(EMPTY, order, (), now=NOW).timeline) for order in (mentions, mentions[::-1])
    ]
    likeness = [pair.likeness for pair in found[0]]
    assert likeness == sorted(likeness, reverse=True) == [pair.likeness for pair in found[1]]
    assert all(0 < one <= 1 for one in likeness)
    return [pair.why for pair in found[0]]


def incident(quote, article, on="2026-01-27"):
    return mention(quote, article, when=day(on), kind="incident")


@pytest.mark.parametrize("other", ["2026-01-26", "2026-01-28"])
def test_one_day_more_or_less_may_be_told_wrongly(other):
    (why,) = doubted(FIRE, incident(REWORDED, "b", other))
    assert why.startswith("dates differ: ")
    assert other in why


def test_what_is_nearly_alike_may_be_one():
    assert doubted(FIRE, incident(LOOSE, "b")) == ["nearly alike enough"]


def test_the_likeliest_pair_comes_first():
    why, last = doubted(FIRE, incident(LOOSE, "c"), incident(REWORDED, "b", "2026-01-26"))
    assert why.startswith("dates differ: ")
    assert last == "nearly alike enough"


@pytest.mark.parametrize(
    "other",
    [
        incident(REWORDED, "b", "2026-01-24"),
        incident(LOOSE, "b", "2026-01-26"),
        incident("The council of Brera met over bus fares.", "b"),
        incident(REWORDED, "b"),
    ],
    ids=["days apart", "loose and a day apart", "something else", "one event"],
)
def test_what_leaves_no_doubt(other):
    assert doubted(FIRE, other) == []


def test_two_objections_leave_no_doubt():
    corvi = mention(SENTENCED, actors=("Marco Corvi",))
    quote = SENTENCED.replace("Marco Corvi", "contractor Luca Bonetti")
    for when, whys in (("2026-01-27", ["people differ"]), ("2026-01-26", [])):
        bonetti = mention(quote, "b", when=day(when), actors=("Luca Bonetti",))
        assert doubted(corvi, bonetti) == whys
