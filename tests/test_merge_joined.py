"""What holds an event together, for a person who looks for what should not be one."""

from dataclasses import replace

import pytest

from tests.mentions import EMPTY, NOW, day, mention
from timeline.merge import joints, merge
from timeline.types import Ruling

FIRE = "Fire destroyed 12 houses in the old quarter of Trevona."
REWORDED = "Fire destroyed 12 wooden houses in Trevona overnight."
AGAIN = "A fire in Trevona overnight destroyed wooden houses."


def incident(quote, article):
    return mention(quote, article, when=day("2026-01-27"), kind="incident")


def told(*mentions):
    return merge(EMPTY, mentions, (), now=NOW).timeline


@pytest.mark.parametrize("quotes", [(FIRE, REWORDED, AGAIN), (REWORDED, FIRE, AGAIN)])
def test_the_least_sure_pair_comes_first_and_no_more_pairs_than_connect_the_wordings(quotes):
    timeline = told(*map(incident, quotes, "abc"))
    assert len(timeline.events) == 1
    found = joints(timeline)
    assert [one.sure for one in found] == sorted(one.sure for one in found)
    assert all(0.5 <= one.sure <= 1 for one in found)
    assert {frozenset((one.one.quote, one.other.quote)) for one in found} == {
        frozenset((FIRE, REWORDED)),
        frozenset((REWORDED, AGAIN)),
    }
    assert {one.event for one in found} == {timeline.events[0].id}


def test_copies_and_what_stands_alone_join_nothing():
    alone = mention("Lawmakers in Rome voted for a new stadium.", "c")
    assert joints(told(incident(FIRE, "a"), incident(FIRE, "b"), alone)) == ()


def test_what_an_editor_joined_is_not_sure_by_itself():
    one, other = incident(FIRE, "a"), mention("Lawmakers in Rome voted for a new stadium.", "c")
    (event, *_) = told(one).events
    whole = replace(event, mentions=(one, other), decided=frozenset({Ruling.MERGE}))
    (pair,) = joints(replace(EMPTY, events=(whole, replace(event, id="x", mentions=()))))
    assert pair.sure == 0
