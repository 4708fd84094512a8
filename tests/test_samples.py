"""The sample drops give the timeline that a newcomer sees."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from timeline import merge
from timeline.drops import read, take
from timeline.events import reduce
from timeline.story import load
from timeline.types import Basis, Status, Timeline

ROOT = Path(__file__).parent.parent
NOW = datetime(2026, 11, 24, tzinfo=UTC)


@pytest.fixture(scope="module")
def story():
    (found,) = (one for one in load(ROOT / "config" / "stories") if "milan" in one.slug)
    return found


@pytest.fixture(scope="module")
def articles(story):
    folder = ROOT / "seeds"
    found = {}
    for path in sorted(folder.iterdir()):
        for article in read(take(folder, path.name, max_bytes=1_000_000), zone=story.zone):
            found[article.key] = article  # a later drop of the same link revises it
    return tuple(found.values())


@pytest.fixture(scope="module")
def reduced(articles, story):
    """Return the mentions of each article."""
    return [reduce(article, story) for article in articles]


@pytest.fixture(scope="module")
def events(reduced, story):
    mentions = [mention for own in reduced for mention in own]
    return merge.merge(Timeline(story.slug), mentions, (), now=NOW).timeline.events


#: EDTF, status, words of the evidence, drops that tell of it.
EXPECTED = [
    ("2026-01-24/2026-01-25", "happened", "Vogue reported over the weekend", {"004"}),
    ("2026-01-24/2026-01-25", "happened", "petition against the presence of ICE", {"003"}),
    ("2026-01-25", "happened", "RAI aired a report on Sunday", {"004"}),
    ("2026-01-27", "happened", "embassy in Rome confirmed on Tuesday", {"001"}),
    ("2026-01-27", "happened", "Interior Ministry said on Tuesday morning", {"002"}),
    ("2026-01-27", "happened", "The same day, the U.S. Department of Homeland Security", {"002"}),
    ("../2026-01-28", "happened", "told a morning radio programme", {"003"}),
    ("2026-01-28", "happened", "the embassy in Rome said on Wednesday", {"006"}),
    ("2026-02-02", "happened", "searched San Siro stadium with dogs", {"007"}),
    ("2026-02-03", "happened", "presented their security plan", {"007"}),
    ("2026-02-04", "planned", "help desk for American visitors", {"006"}),
    ("2026-02-04", "called off", "A drone exercise over Cortina", {"007"}),
    ("2026-02-05/2026-02-07", "planned", "close the streets around San Siro", {"002"}),
    ("2026-02-06", "happened", "opened on Friday evening", {"001", "008"}),
    ("2026-02-06", "happened", "attended the opening ceremony on Friday", {"006", "008"}),
    ("2026-02-07", "happened", "no serious incident", {"008"}),
    ("2026-02-07", "happened", "Protesters marched through the centre", {"007", "009"}),
    ("2026-02-22", "happened", "ended on Sunday with the closing ceremony", {"010"}),
    ("2026-02-23", "happened", "was closed on Monday morning", {"010"}),
    ("2026-03-06/2026-03-15", "planned", "held from March 6 to 15", {"010"}),
]


@pytest.mark.parametrize(("edtf", "status", "words", "drops"), EXPECTED)
def test_the_samples_tell_of_it(events, edtf, status, words, drops):
    (event,) = (
        event
        for event in events
        if event.when.edtf == edtf and any(words in mention.quote for mention in event.mentions)
    )
    assert event.status == Status(status)
    assert {mention.article.drop[:3] for mention in event.mentions} >= drops


def test_what_gives_no_date_claims_none(events):
    (mayor,) = (
        event
        for event in events
        if any("radio programme" in mention.quote for mention in event.mentions)
    )
    assert mayor.basis is Basis.PUBLICATION
    assert mayor.mentions[0].said_by == "Giuseppe Sala"
    assert "—" not in mayor.mentions[0].quote[:3]


@pytest.mark.parametrize("words", ["Jan. 10", "Jan. 19", "tariffs", "newsletter", "READ MORE"])
def test_captions_links_and_promotions_are_no_events(events, words):
    assert not [event for event in events if words in event.mentions[0].quote]


def test_a_corrected_day_is_told_once(events):
    days = [event.when.edtf for event in events if "help desk" in event.title]
    assert days == ["2026-02-04"]


def test_every_title_can_stand_alone(events):
    for event in events:
        assert 10 <= len(event.title) <= 110
        assert event.title.split()[-1].lower() not in {"on", "by", "the", "a", "of", "in", "and"}


@settings(max_examples=15, deadline=None)
@given(order=st.permutations(range(10)))
def test_the_order_of_arrival_does_not_change_the_events(reduced, story, order):
    def told(arriving):
        known = Timeline(story.slug)
        for number, mentions in enumerate(arriving):
            known = merge.merge(known, mentions, (), now=NOW + timedelta(hours=number)).timeline
        return {
            (event.when.edtf, event.status, frozenset(one.id for one in event.mentions))
            for event in known.events
        }

    assert told([reduced[place] for place in order]) == told(reduced)
