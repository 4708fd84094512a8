"""Readers find the feeds from a page's address: by the rules of Miniflux and of SimplePie."""

from html.parser import HTMLParser
from urllib.parse import urljoin

import atoma
import pytest
from lxml import etree
from starlette.testclient import TestClient

from feeds.document import Site
from feeds.service import create_app
from tests.libraries import Library
from tests.stories import STORY

pytestmark = pytest.mark.no_cover

BASE = "http://testserver"
PAGES = ["/", f"/stories/{STORY.slug}", f"/stories/{STORY.slug}?tag=statement"]
#: The types that Miniflux looks for, in its order.
MINIFLUX = ("application/rss+xml", "application/atom+xml", "application/feed+json")
#: Where Miniflux looks when a page names no feed.
WELL_KNOWN = ("atom.xml", "feed.xml", "feed/", "index.xml", "rss.xml")


@pytest.fixture
def client():
    with TestClient(create_app(Library(), Site(BASE, "Valley News")), base_url=BASE) as client:
        yield client


class Links(HTMLParser):
    """Collects a page's link elements and anchors."""

    def __init__(self):
        super().__init__()
        self.links, self.anchors = [], []

    def handle_starttag(self, tag, attrs):
        if tag == "link":
            self.links.append(dict(attrs))
        elif tag == "a":
            self.anchors.append(dict(attrs).get("href") or "")


def read(client, path):
    page = Links()
    page.feed(client.get(path).text)
    return page


def is_feed(answer):
    kind = answer.headers["content-type"].partition(";")[0]
    if kind == "application/feed+json":
        return bool(
            atoma.parse_json_feed(answer.json() | {"version": "https://jsonfeed.org/version/1"})
        )
    roots = {
        "application/rss+xml": "rss",
        "application/atom+xml": "{http://www.w3.org/2005/Atom}feed",
    }
    return etree.fromstring(answer.content).tag == roots[kind]


@pytest.mark.parametrize("path", PAGES)
def test_a_page_names_its_feeds_as_miniflux_looks_for_them(client, path):
    links = read(client, path).links
    found = [
        link for kind in MINIFLUX for link in links if link.get("type") == kind and link.get("href")
    ]
    assert [link["type"] for link in found] == list(MINIFLUX)
    for link in found:
        answer = client.get(urljoin(BASE + path, link["href"]), follow_redirects=False)
        assert answer.status_code == 200
        assert answer.headers["content-type"].startswith(link["type"])
        assert is_feed(answer)
        assert link["title"]


@pytest.mark.parametrize("name", WELL_KNOWN)
def test_a_feed_is_found_under_a_well_known_name(client, name):
    answer = client.get(f"/{name}", follow_redirects=True)
    assert answer.status_code == 200
    assert is_feed(answer)


@pytest.mark.parametrize("path", PAGES)
def test_a_page_names_its_feeds_as_simplepie_looks_for_them(client, path):
    page = read(client, path)
    named = [
        link["href"]
        for link in page.links
        if {"alternate", "feed"} & set(link.get("rel", "").lower().split())
        and link.get("type") in ("application/rss+xml", "application/atom+xml")
    ]
    local = [href for href in page.anchors if href.endswith((".rss", ".rdf", ".atom", ".xml"))]
    assert len(named) == 2
    assert local or "?" in path  # SimplePie looks at the end of an address
    for href in (*named, *local):
        assert is_feed(client.get(urljoin(BASE + path, href)))


def test_a_filtered_page_leads_to_the_filtered_feed(client):
    links = read(client, PAGES[2]).links
    (href,) = [link["href"] for link in links if link.get("type") == "application/rss+xml"]
    assert href.endswith("/feed.rss?tag=statement")
