"""A flood of alike mentions costs by their number, not by its square, and is still told once."""

from __future__ import annotations

import random
from itertools import permutations

import pytest

from tests.mentions import EMPTY, NOW, before, day, mention
from timeline.merge import crowds, evidence, merge, pairs
from timeline.merge.blocks import Neighbourhood

WORDS = [a + b + c for a in ("bor", "cam", "den", "fal") for b in "aeiou" for c in ("n", "st", "k")]
HURT = "skiers were hurt by an avalanche near Bormio, rescuers from"


def copies(number, _pick):
    return mention(f"Two {HURT} Valtellina said.", f"a{number}", kind="violence")


def patterned(number, pick):
    first, second = pick.sample(WORDS, 2)
    return mention(f"The {first} {HURT} {second} said.", f"a{number}", kind="violence")


def loose(number, pick):
    when = day("2026-01-01", 31) if number % 2 else before("2026-01-27")
    quote = f"Bormio: {' '.join(pick.sample(WORDS, 4))} avalanche hurt skiers rescuers."
    return mention(quote, f"a{number}", kind="incident", when=when)


def plain(number, pick):
    return mention(f"Skiers {' '.join(pick.sample(WORDS, 9))}.", f"a{number}", kind="incident")


def flood(make, count):
    pick = random.Random(7)
    return [make(number, pick) for number in range(count)]


@pytest.fixture
def narrow(monkeypatch):
    """Let few mentions be a crowd."""
    for name, value in (("CROWD", 40), ("MANY", 16), ("BESIDE", 3)):
        monkeypatch.setattr(crowds, name, value)


def told(mentions):
    return {
        tuple(sorted(m.id for m in event.mentions))
        for event in merge(EMPTY, mentions, (), now=NOW).timeline.events
    }


@pytest.mark.no_cover
@pytest.mark.parametrize("make", [copies, patterned, loose, plain])
@pytest.mark.usefixtures("narrow")
def test_twice_as_many_mentions_of_one_day_need_twice_as_many_comparisons(make, monkeypatch):
    counted = []
    for name in ("score", "joins"):
        own = getattr(pairs, name)
        monkeypatch.setattr(
            pairs, name, lambda *given, own=own: (counted.append(1), own(*given))[1]
        )

    def comparisons(count):
        counted.clear()
        merge(EMPTY, flood(make, count), (), now=NOW)
        return len(counted)

    assert comparisons(240) < 2.5 * comparisons(120)


def test_a_flood_of_copies_is_one_event_that_names_them_all():
    mentions = flood(copies, crowds.MANY + 10)
    (event,) = merge(EMPTY, mentions, (), now=NOW).timeline.events
    assert set(event.mentions) == set(mentions)


@pytest.mark.usefixtures("narrow")
def test_a_flood_after_one_pattern_is_one_event_in_any_order():
    mentions = flood(patterned, 80)
    assert len(told(mentions)) == 1
    assert told(mentions[::-1]) == told(mentions)


@pytest.mark.parametrize("make", [loose, plain])
@pytest.mark.usefixtures("narrow")
def test_a_crowd_is_told_alike_in_any_order(make):
    mentions = flood(make, 60)
    assert told(mentions[::-1]) == told(mentions)


@pytest.mark.usefixtures("narrow")
def test_of_two_in_a_crowd_each_stands_beside_the_other_or_neither_does():
    near = Neighbourhood({m.id: m for m in flood(plain, 80)})
    keys = list(near._mentions)
    around = {key: near.around(key) for key in keys}
    assert all((b in around[a]) == (a in around[b]) for a, b in permutations(keys, 2))
    assert {len(others) for others in around.values()} != {len(keys) - 1}


def test_what_is_copied_of_an_article_that_counts_already_is_a_report_of_its_own():
    said = "Six people were taken to hospital, the police in Sondrio said."
    first = mention("The Adda bridge was closed after a crash.", "a", published="2026-01-28T07:00")
    second = mention(said, "a", published="2026-01-28T08:00")
    third = mention(said, "b", published="2026-01-28T09:00")
    assert evidence.originals([first, second, third]) == [[first, second], [third]]
