"""The nginx configurations that we ship, run by Debian's nginx as they are."""

from __future__ import annotations

import contextlib
import dataclasses
import gzip
import socket
import time
import urllib.error
import urllib.request
from urllib.parse import urlsplit

import brotli
import pytest

from feeds.document import Site
from feeds.service import Allowance, Inbox, create_app
from feeds.static_site import write
from tests.browsers import serving
from tests.libraries import Library
from tests.nginx import needs_nginx, nginx
from tests.stories import BASE, STORY, make, on, timeline
from timeline import Fate
from timeline.drops import Spool

pytestmark = [needs_nginx, pytest.mark.no_cover]


def trains():
    events = [make(f"Train {n} leaves on time", on("2026-02-01")) for n in range(30)]
    return Library(snow_trains=timeline(*events))


@pytest.fixture
def library():
    return trains()


@pytest.fixture
def front(library, tmp_path):
    """Give the address of nginx in front of a service."""
    with (
        serving(library, path="/olympics") as base,
        nginx(tmp_path / "nginx", "timeline.conf", upstreams=[urlsplit(base).port]) as (url, _),
    ):
        yield f"{url}/olympics"


@pytest.fixture(scope="module")
def public(tmp_path_factory):
    """Give the files of `timeline write`."""
    folder = tmp_path_factory.mktemp("site") / "public"
    write(trains(), Site(BASE, "Valley News"), folder)
    return folder


@pytest.fixture(scope="module")
def files(public):
    """Give the address of nginx in front of the files."""
    with nginx(public.parent / "nginx", "static.conf", root=public) as (url, _):
        yield url


def get(url, method="GET", body=None, **headers):
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    request = urllib.request.Request(url, method=method, data=body, headers=named)
    try:
        answer = urllib.request.urlopen(request, timeout=10)
    except urllib.error.HTTPError as error:
        answer = error
    with answer:
        return answer.status, answer.headers, answer.read()


def test_each_coding_and_condition_is_answered_from_the_cache(front):
    status, headers, plain = get(f"{front}/feed.atom")
    assert status == 200
    assert headers["cache-control"] == "public, max-age=60"
    assert headers["access-control-allow-origin"] == "*"
    for asked, unpack in (("gzip, deflate", gzip.decompress), ("gzip, br", brotli.decompress)):
        _, own, packed = get(f"{front}/feed.atom", accept_encoding=asked)
        assert unpack(packed) == plain
        assert own["etag"] != headers["etag"]
        again = get(f"{front}/feed.atom", accept_encoding=asked, if_none_match=own["etag"])
        assert (again[0], again[2]) == (304, b"")
        assert again[1]["etag"] == own["etag"]
    assert get(f"{front}/feed.atom", accept_encoding="br;q=0, gzip;q=0")[2] == plain
    head = get(f"{front}/feed.atom", method="HEAD")
    assert (head[0], head[1]["content-length"], head[2]) == (200, str(len(plain)), b"")


def test_a_change_is_seen_within_two_seconds(front, library):
    before = get(f"{front}/feed.json")[2]
    changed = timeline(make("The valley line is closed", on("2026-02-02")), revision=9)
    library.kept[STORY.slug] = changed
    until = time.monotonic() + 10
    while get(f"{front}/feed.json")[2] == before:
        assert time.monotonic() < until
        time.sleep(0.1)
    assert b"valley line" in get(f"{front}/feed.json")[2]


def test_health_is_never_cached(front, library):
    assert get(f"{front}/readyz")[0] == 200
    library.away = True
    assert get(f"{front}/readyz")[0] == 503


def test_uploads_pass_and_their_state_is_for_whoever_has_the_token(library, tmp_path):
    inbox = Inbox(Spool(tmp_path), "a-long-enough-secret", 4_900_000, Allowance(60))
    library.fates["a.txt"] = Fate("a.txt", waits=True)
    library.fates["desk/a.txt"] = Fate("desk/a.txt", waits=True)
    token = {"authorization": "Bearer a-long-enough-secret"}
    app = create_app(library, Site("http://a.example/olympics", "News"), inbox=inbox)
    with (
        serving(library, app=app) as base,
        nginx(tmp_path / "nginx", "timeline.conf", upstreams=[urlsplit(base).port]) as (url, _),
    ):
        drops = f"{url}/olympics/drops"
        assert get(f"{drops}?name=a.txt", "POST", b"x" * 4_900_000, **token)[0] == 202
        assert get(f"{drops}?name=a.txt", "POST", b"x" * 4_900_001, **token)[0] == 413
        for name in ("a.txt", "desk/a.txt"):
            assert get(f"{drops}/{name}", **token)[0] == 200
            assert get(f"{drops}/{name}")[0] == 401


@pytest.mark.parametrize("slug", ["stream", "drops", "metrics"])
def test_a_story_called_like_an_address_is_cached_as_every_other(front, library, slug):
    library.configured = [dataclasses.replace(STORY, slug=slug)]
    library.kept[slug] = library.kept[STORY.slug]
    first = get(f"{front}/stories/{slug}")
    assert first[0] == 200
    library.away = True
    time.sleep(1.2)
    assert get(f"{front}/stories/{slug}")[2] == first[2]


def test_a_database_that_is_away_is_bridged_with_the_last_answer(front, library):
    assert get(f"{front}/feed.rss")[0] == 200
    library.away = True
    time.sleep(1.2)
    assert get(f"{front}/feed.rss")[0] == 200


def test_an_error_is_a_page_to_browsers_and_json_to_programs(front):
    assert get(f"{front}/stories/none", accept="text/html")[1]["content-type"] == (
        "text/html; charset=utf-8"
    )
    assert "json" in get(f"{front}/stories/none")[1]["content-type"]


def test_filters_are_limited_and_documents_are_not(front):
    statuses = [get(f"{front}/feed.json?q=train{n}")[0] for n in range(80)]
    assert statuses.count(429) > 0
    assert statuses[:40] == [200] * 40
    assert [get(f"{front}/feed.json")[0] for _ in range(80)] == [200] * 80


def test_changes_are_streamed_through(front):
    with urllib.request.urlopen(f"{front}/stories/{STORY.slug}/stream", timeout=5) as stream:
        assert stream.headers["content-type"].startswith("text/event-stream")
        assert any(b"event: ready" in stream.readline() for _ in range(10))


def test_who_sends_no_whole_request_is_closed(tmp_path):
    # no service is asked: the request never becomes one
    with nginx(tmp_path / "nginx", "timeline.conf", upstreams=[9], patience="1s") as (url, _):
        at = urlsplit(url)
        with socket.create_connection((at.hostname, at.port), timeout=9) as slow:
            slow.sendall(b"GET /feed.rss HTTP/1.1\r\nHost: x\r\n")
            with contextlib.suppress(ConnectionResetError):
                assert slow.recv(1) == b""


def test_files_are_sent_as_they_lie_there(files, public):
    status, headers, body = get(f"{files}/feed.atom", accept_encoding="gzip")
    assert status == 200
    assert headers["content-encoding"] == "gzip"
    assert body == (public / "feed.atom.gz").read_bytes()
    assert headers["access-control-allow-origin"] == "*"
    assert get(f"{files}/feed.atom", if_none_match=get(f"{files}/feed.atom")[1]["etag"])[0] == 304
    assert get(f"{files}/nothing")[0] == 404


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/", "text/html; charset=utf-8"),
        (f"/stories/{STORY.slug}", "text/html; charset=utf-8"),
        ("/feed.rss", "application/rss+xml; charset=utf-8"),
        ("/feed.atom", "application/atom+xml; charset=utf-8"),
        ("/feed.json", "application/feed+json; charset=utf-8"),
        ("/calendar.ics", "text/calendar; charset=utf-8"),
        ("/timeline.json", "application/json; charset=utf-8"),
        ("/opml", "text/x-opml; charset=utf-8"),
        ("/embed.js", "text/javascript; charset=utf-8"),
    ],
)
def test_a_file_has_the_type_that_the_service_gives(files, path, kind):
    status, headers, _ = get(f"{files}{path}")
    assert (status, headers["content-type"]) == (200, kind)
