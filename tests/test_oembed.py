"""oEmbed answers for our own URLs only, within the size a host allows."""

from __future__ import annotations

import json
from xml.etree import ElementTree as ET

import pytest

from feeds.document import Site
from feeds.oembed import FORMS, answer, find_story
from tests.stories import BASE, STORY

SITE = Site(BASE, 'Valley "News" & more')
OURS = [
    f"{BASE}/stories/snow-trains",
    f"{BASE}/stories/snow-trains/",
    f"{BASE}/stories/snow-trains/embed",
    f"{BASE}/stories/snow-trains?status=planned#top",
    f"{BASE}/stories/snow%2Dtrains",
    f"{BASE}/",
    BASE,
    "https://EXAMPLE.org/olympics/stories/snow-trains",
]
THEIRS = [
    "",
    "snow-trains",
    "https://example.org/stories/snow-trains",
    "http://example.org/olympics/stories/snow-trains",
    "https://example.org:8443/olympics/stories/snow-trains",
    "https://example.org@evil.example/olympics/stories/snow-trains",
    "https://user@example.org/olympics/stories/snow-trains",
    "https://example.org.evil.example/olympics/stories/snow-trains",
    "https://example.org/olympicsstories/snow-trains",
    f"{BASE}/stories/unknown",
    f"{BASE}/stories/snow-trains/feed.rss",
    f"{BASE}/events/1",
    "https://[::1/olympics",
    "javascript:alert(1)",
]


@pytest.mark.parametrize("url", OURS)
def test_a_url_of_ours_is_found(url):
    assert find_story(url, [STORY], SITE) is STORY


@pytest.mark.parametrize("url", THEIRS)
def test_a_url_of_others_is_not(url):
    assert find_story(url, [STORY], SITE) is None


def test_a_site_without_stories_has_none():
    assert find_story(BASE, [], SITE) is None


@pytest.mark.parametrize(
    ("allowed", "size"),
    [((None, None), (600, 600)), ((400, 300), (400, 300)), ((5000, 5000), (600, 600))],
)
def test_the_frame_fits_what_the_host_allows(allowed, size):
    found = answer(STORY, SITE, *allowed)
    assert (found["width"], found["height"]) == size
    assert f'width="{size[0]}" height="{size[1]}"' in found["html"]


def test_json_and_xml_say_the_same():
    found = answer(STORY, SITE, None, None)
    assert json.loads(FORMS["json"][1](found)) == found
    root = ET.fromstring(FORMS["xml"][1](found))
    assert {row.tag: row.text for row in root} == {key: str(text) for key, text in found.items()}
