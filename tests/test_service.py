"""The service, over ASGI: every address, validators, compression, CORS, errors."""

from __future__ import annotations

import gzip

import brotli
import pytest
from starlette.testclient import TestClient

from feeds.document import Site
from feeds.service import create_app
from tests.libraries import NOW, Library
from tests.stories import BASE, STORY, sample


@pytest.fixture
def library():
    return Library()


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
