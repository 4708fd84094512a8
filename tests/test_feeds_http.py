"""What a poller of feeds relies on: validators that move with every change, and limits."""

from dataclasses import replace
from datetime import timedelta
from email.utils import parsedate_to_datetime

import pytest
from lxml import etree
from starlette.testclient import TestClient

from feeds.service import create_app
from feeds.service.shelf import BusyError, Shelf
from tests.libraries import Library
from tests.timelines import SITE, STORY, WHENS, event, many, timeline, withdrawal

FEEDS = ("feed.rss", "feed.atom", "feed.json", "calendar.ics")
BEFORE = many(4)
LATER = BEFORE.updated + timedelta(hours=1)


def corrected():
    first, *others = BEFORE.events
    return timeline(replace(first, title="Put right", revision=2, updated=LATER), *others)


def withdrawn():
    first, *others = BEFORE.events
    return timeline(*others, withdrawn=[replace(withdrawal(first), when=LATER)])


def joined():
    return timeline(*BEFORE.events, event("x", WHENS["day"], number=9, published=LATER))


def redated():
    first, *others = BEFORE.events
    moved = replace(first, when=WHENS["weekend"], revision=2, updated=LATER)
    return timeline(*others, moved)


@pytest.fixture
def library():
    return Library(STORY, winter_games=BEFORE)


@pytest.fixture
def client(library):
    with TestClient(create_app(library, SITE), base_url="http://testserver") as client:
        yield client


@pytest.mark.parametrize("path", FEEDS)
@pytest.mark.parametrize("change", [corrected, withdrawn, joined, redated])
def test_a_change_moves_both_validators(client, library, path, change):
    first = client.get(f"/{path}")
    library.kept[STORY.slug] = replace(change(), revision=99)
    since = {"if-modified-since": first.headers["last-modified"]}
    for asked in ({"if-none-match": first.headers["etag"]}, since):
        second = client.get(f"/{path}", headers=asked)
        assert second.status_code == 200
        assert second.headers["etag"] != first.headers["etag"]
        assert parsedate_to_datetime(second.headers["last-modified"]) == LATER


@pytest.mark.parametrize("path", FEEDS)
def test_a_feed_may_be_kept_for_a_minute_and_says_nothing_else(client, path):
    answer = client.get(f"/{path}")
    assert answer.headers["cache-control"] == "public, max-age=60"
    assert "expires" not in answer.headers
    # some readers wait for the longer of both
    if path == "feed.rss":
        assert etree.fromstring(answer.content).find("channel/ttl") is None


def test_too_many_at_once_are_told_when_to_come_back(client, monkeypatch):
    async def fetch(*_):
        raise BusyError

    monkeypatch.setattr(Shelf, "fetch", fetch)
    answer = client.get("/feed.rss?limit=3")
    assert answer.status_code == 429
    assert answer.headers["retry-after"] == "5"
    assert answer.headers["cache-control"] == "no-store"
