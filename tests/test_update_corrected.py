"""A drop that is replaced by one which says otherwise: what every subscriber is told of it."""

import html
import json
from datetime import timedelta

import feedparser
import pytest

from feeds.document import Query, Site
from feeds.formats import FORMATS
from feeds.publish import Edition, feed
from tests.articles import NOW, STORY, drop, settings
from timeline.library import Library
from timeline.update import update

TOLD = """\
News from the harbour

Published on: January 28, 2026 at 12:59 PM CET

{}

Passengers with cars and without slept in the hall of the terminal, where volunteers handed out \
tea and blankets, and asked in vain for their money back. The ferry company has twelve ships.
"""


def carry(storage, seeds, *texts):
    """Take a drop through, and then each text in its place; return the stored timeline."""
    for number, text in enumerate(texts):
        drop(seeds, "a.txt", TOLD.format(text), age=600 - number)
        update(storage, settings(seeds), [STORY], now=NOW + number * timedelta(hours=3))
    return storage.load(STORY.slug)


def published(storage, form):
    edition = Edition(STORY, storage.load(STORY.slug), Library((STORY,), storage))
    return feed(FORMATS[form], edition, Site("http://a.example", "Timelines"), Query()).body


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        pytest.param(
            "Three sailors of the ferry Astra died on Monday after a fire in the engine room.",
            "Three sailors of the ferry Astra were found alive on Monday after a fire in the "
            "engine room.",
            "it said “Three sailors of the ferry Astra died after a fire in the engine room”, it "
            "says “Three sailors of the ferry Astra were found alive after a fire in the engine "
            "room”.",
            id="found alive",
        ),
        pytest.param(
            "An explosion on a ferry in Genoa killed 14 sailors on Monday.",
            "An explosion on a ferry in Genoa killed 4 sailors on Tuesday.",
            "the date was given as 26 January 2026, it is 27 January 2026; it said “An explosion "
            "on a ferry in Genoa killed 14 sailors”, it says “An explosion on a ferry in Genoa "
            "killed 4 sailors”.",
            id="a number and the day",
        ),
        pytest.param(
            "Police arrested the captain of the ferry Astra on Monday over the fire.",
            "Police questioned the captain of the ferry Astra on Monday over the fire.",
            "it said “Police arrested the captain of the ferry Astra over the fire”, it says “"
            "Police questioned the captain of the ferry Astra over the fire”.",
            id="not arrested",
        ),
        pytest.param(
            "The ferry Astra will sail to Olbia again on February 6.",
            "The ferry Astra's voyage to Olbia on February 6 was called off.",
            "“planned” became “called off”; it said “The ferry Astra will sail to Olbia again on "
            "February 6”, it says “The ferry Astra's voyage to Olbia on February 6 was called off”"
            ".",
            id="called off",
        ),
    ],
)
def test_subscribers_read_what_was_said_and_what_is(storage, seeds, before, after, told):
    (first,) = carry(storage, seeds, before).events
    (event,) = carry(storage, seeds, before, after).events
    assert event.id == first.id
    assert event.updated > first.updated
    (entry,) = json.loads(published(storage, "timeline"))["events"]
    (correction,) = entry["corrections"]
    assert correction["text"] == f"Corrected on 1 February 2026: {told}"
    (item,) = json.loads(published(storage, "json"))["items"]
    assert told in html.unescape(item["content_html"])
    read = feedparser.parse(published(storage, "atom")).entries[0].content[0].value
    assert told in html.unescape(read)


def test_what_is_no_longer_told_is_withdrawn_with_the_reason(storage, seeds):
    texts = (
        "Police arrested the captain of the ferry Astra, Dario Velli, on Monday.",
        "The report that stood here was about another ferry.",
    )
    timeline = carry(storage, seeds, *texts)
    assert timeline.events == ()
    (gone,) = json.loads(published(storage, "timeline"))["withdrawn"]
    assert gone["why"] == "no report supports it any longer"


def test_two_events_of_one_corrected_sentence_keep_their_ids(storage, tmp_path):
    seeds = tmp_path / "seeds"
    seeds.mkdir()
    text = (
        "{} sailors of the ferry Astra died after a fire in the engine room early on Monday, "
        "the port authority of Genoa said on Tuesday evening."
    )
    told = []
    for number, dead in enumerate(("Five", "Four", "Six", "Seven", "Eight")):
        drop(seeds, "a.txt", TOLD.format(text.format(dead)), age=600 - number)
        update(storage, settings(seeds), [STORY], now=NOW + number * timedelta(hours=3))
        events = storage.load(STORY.slug).events
        told.append({one.id: (one.kind, one.when.edtf) for one in events})
    assert len(told[0]) > 1
    assert told == [told[0]] * 5
