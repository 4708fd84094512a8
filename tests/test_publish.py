"""What is published at an address: how much of a story a feed shows by itself."""

import json
from dataclasses import replace

import pytest
from lxml import etree
from starlette.testclient import TestClient

from feeds import publish, static_site
from feeds.document import Query
from feeds.formats import FORMATS, Format
from feeds.service import create_app
from tests.libraries import Library
from tests.timelines import SITE, STORY, event, many, timeline
from timeline import Timeline


def heavy(number):
    """Return a timeline of events with as much text as an article that means harm can bring."""

    def swollen(own):
        (mention,) = own.mentions
        cited = replace(mention.article, title="&" * 140, url=f"https://x.example/?{'&' * 200}")
        found = replace(mention, quote="&" * 600, article=cited)
        return replace(own, summary="<&" * 1000, mentions=(found,) * 8)

    return timeline(*map(swollen, many(number).events))


def publication(name, own: Timeline, query=None):
    edition = publish.Edition(STORY, own, Library())
    return publish.feed(FORMATS[name], edition, SITE, query or Query()).body


def ids(name, body):
    if name == "json":
        return [item["id"] for item in json.loads(body)["items"]]
    path = {"rss": ".//guid", "atom": "{*}entry/{*}id"}[name]
    return [node.text for node in etree.fromstring(body).iterfind(path)]


@pytest.mark.parametrize("name", ["rss", "atom", "json"])
def test_a_feed_of_much_text_shows_fewer_entries_and_leads_to_the_others(name):
    own = heavy(60)
    told = [item.urn for item in reversed(own.events)]
    body = publication(name, own)
    shown = ids(name, body)
    assert len(body) <= publish.MAX_BYTES
    assert 1 < len(shown) < 60
    assert shown == told[: len(shown)]
    rest = publication(name, own, Query(before=shown[-1].removeprefix("urn:uuid:")))
    assert shown[-1].encode() not in rest
    assert ids(name, rest)[0] == told[len(shown)]
    assert shown[-1].removeprefix("urn:uuid:").encode() in body.replace(b"urn:uuid:", b"")


def test_who_asks_for_a_number_gets_it():
    assert len(ids("rss", publication("rss", heavy(60), Query(limit=60)))) == 60


def test_a_calendar_and_a_timeline_hold_the_whole_story():
    own = timeline(*(event("x", item.when, number=n) for n, item in enumerate(many(90).events)))
    assert len(json.loads(publication("timeline", own))["events"]) == 90
    assert publication("calendar", own).count(b"BEGIN:VEVENT") == 90


@pytest.mark.parametrize("name", ["calendar", "timeline"])
def test_of_a_story_beyond_bounds_they_hold_the_end(name, monkeypatch):
    monkeypatch.setitem(FORMATS, name, replace(FORMATS[name], limit=3))
    own = timeline(*(event("x", item.when, number=n) for n, item in enumerate(many(9).events)))
    body = publication(name, own).decode()
    told = [body.find(item.id) for item in own.events]
    assert [place >= 0 for place in told] == [False] * 6 + [True] * 3
    assert told[6:] == sorted(told[6:])
    first = publication(name, own, Query(limit=2)).decode()
    assert [item.id in first for item in own.events] == [True] * 2 + [False] * 7


def test_a_new_format_has_its_addresses_files_and_links_by_its_name_alone(monkeypatch):
    lines = Format(
        "feed.txt",
        "text/plain",
        lambda document: "\n".join(entry.title for entry in document.entries).encode(),
        "Lines",
    )
    monkeypatch.setitem(FORMATS, "lines", lines)
    library = Library(STORY, winter_games=many(2))
    with TestClient(create_app(library, SITE)) as client:
        for path in ("/feed.txt", f"/stories/{STORY.slug}/feed.txt?limit=2"):
            answer = client.get(path)
            assert answer.text.splitlines() == [f"Council speaks of the post {n}" for n in (1, 0)]
            assert answer.headers["content-type"] == "text/plain; charset=utf-8"
        address = f"{SITE.base_url}/stories/{STORY.slug}/feed.txt"
        assert client.get("/timeline.json").json()["feeds"]["lines"].endswith("/feed.txt")
        assert address in client.get("/opml").text
        assert "/feed.txt" in client.get("/docs").text
        assert 'type="text/plain"' in client.get("/").text
    assert "feed.txt" in dict(static_site.documents(library, SITE))
