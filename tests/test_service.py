"""The service, over ASGI: every address, validators, compression, CORS, errors."""

from __future__ import annotations

import gzip
from datetime import UTC, datetime

import brotli
import pytest
from starlette.testclient import TestClient

from feeds.document import Site
from feeds.service import create_app
from tests.stories import BASE, STORY, sample
from timeline import Change

NOW = datetime(2026, 2, 1, 12, tzinfo=UTC)


class Shelf:
    """A library in memory."""

    def __init__(self, *stories, **kept):
        self.configured = stories or (STORY,)
        self.kept = kept or {STORY.slug: sample()}
        self.kept = {slug.replace("_", "-"): timeline for slug, timeline in self.kept.items()}
        self.ended = set()
        self.loads = 0

    def stories(self):
        return self.configured

    def revision(self, slug):
        return self.kept[slug].revision

    def load(self, slug):
        self.loads += 1
        return self.kept[slug]

    def find_event(self, event):
        for slug, timeline in self.kept.items():
            for found in (*timeline.events, *timeline.withdrawn):
                if found.id == event:
                    return slug, found
        return None

    def history(self, event):
        return (Change(event, NOW, "added", "post.txt tells of it"),)

    def closed(self):
        return self.ended

    def last_update(self):
        return NOW


@pytest.fixture
def library():
    return Shelf()


@pytest.fixture
def client(library):
    app = create_app(library, Site(BASE, "Valley News"), clock=lambda: NOW)
    with TestClient(app, base_url="http://testserver", follow_redirects=False) as client:
        client.headers["accept-encoding"] = ""
        yield client


DOCUMENTS = {
    "/feed.rss": "application/rss+xml; charset=utf-8",
    "/feed.atom": "application/atom+xml; charset=utf-8",
    "/feed.json": "application/feed+json; charset=utf-8",
    "/calendar.ics": "text/calendar; charset=utf-8",
    "/timeline.json": "application/json; charset=utf-8",
    "": "text/html; charset=utf-8",
    "/embed": "text/html; charset=utf-8",
}
EVENT = sample().events[1].id
ADDRESSES = {f"/stories/{STORY.slug}{path}": kind for path, kind in DOCUMENTS.items()}
ADDRESSES |= {path: kind for path, kind in DOCUMENTS.items() if "." in path}
ADDRESSES |= {
    "/": "text/html; charset=utf-8",
    "/stories": "text/html; charset=utf-8",
    f"/events/{EVENT}": "text/html; charset=utf-8",
    f"/events/{EVENT}.json": "application/json; charset=utf-8",
    "/opml": "text/x-opml; charset=utf-8",
    "/docs": "text/html; charset=utf-8",
    "/embed.js": "text/javascript; charset=utf-8",
    "/schemas/timeline.json": "application/schema+json; charset=utf-8",
    f"/oembed?url={BASE}/stories/{STORY.slug}": "application/json; charset=utf-8",
}


@pytest.mark.parametrize(("path", "kind"), ADDRESSES.items())
def test_a_public_address_answers_conditionally_and_to_head(client, path, kind):
    full = client.get(path)
    assert full.status_code == 200
    assert full.headers["content-type"] == kind
    assert full.headers["access-control-allow-origin"] == "*"
    assert full.headers["cache-control"].startswith("public, max-age=")
    assert "Accept-Encoding" in full.headers["vary"]
    head = client.head(path)
    assert head.status_code == 200
    assert dict(head.headers) == dict(full.headers)
    assert head.content == b""
    tag = full.headers["etag"]
    assert tag.startswith('"')
    for header in (tag, f"W/{tag}", f'"other", {tag}', "*"):
        again = client.get(path, headers={"if-none-match": header})
        assert again.status_code == 304
        assert again.content == b""
        assert again.headers["etag"] == tag
    assert client.get(path, headers={"if-none-match": '"other"'}).status_code == 200


@pytest.mark.parametrize("path", ADDRESSES)
@pytest.mark.parametrize(
    ("coding", "unpack"), [("gzip", gzip.decompress), ("br", brotli.decompress)]
)
def test_compression_only_when_asked_with_its_own_etag(client, path, coding, unpack):
    plain = client.get(path)
    assert "content-encoding" not in plain.headers
    with client.stream("GET", path, headers={"accept-encoding": coding}) as answer:
        packed = b"".join(answer.iter_raw())
    if len(plain.content) < 256:
        assert "content-encoding" not in answer.headers
        return
    assert answer.headers["content-encoding"] == coding
    assert unpack(packed) == plain.content
    assert answer.headers["etag"] != plain.headers["etag"]
