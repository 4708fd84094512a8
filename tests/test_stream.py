"""Server-sent events: what changed, what was missed, and that one task serves all listeners."""

from __future__ import annotations

import asyncio
import json
from dataclasses import replace
from datetime import timedelta
from http.client import HTTPConnection

import psycopg
import pytest
from starlette.testclient import TestClient

from feeds.document import Site
from feeds.service import create_app
from feeds.service.stream import FullError, Streams, changes, message_id, missed, ready
from tests.browsers import serving
from tests.libraries import Library
from tests.stories import BASE, STORY, TOLD, make, on, sample, timeline
from timeline import StorageError, Withdrawal
from timeline.storage import Storage

SITE = Site(BASE, "Valley News")
LATER = TOLD + timedelta(hours=1)


def parsed(text):
    """Return (event, data, id) of each message, as a browser would."""
    found = []
    for block in text.decode().split("\n\n"):
        lines = [line.partition(": ") for line in block.split("\n") if line[:1] not in (":", "")]
        fields = {name: value for name, _, value in lines}
        if "data" in fields:
            found.append((fields["event"], json.loads(fields["data"]), fields.get("id")))
    return found


def test_a_message_tells_what_was_added_changed_and_withdrawn():
    before = sample()
    new = make("A second train\nreaches the top", on("2026-01-30"), told=LATER)
    corrected = replace(before.events[1], title="A test train nearly arrives", revision=2)
    gone = Withdrawal(before.events[2].id, LATER, "retracted")
    after = timeline(
        before.events[0], corrected, *before.events[3:], new, withdrawn=(gone,), revision=2
    )
    told = parsed(changes(before, after, SITE))
    assert [(kind, data.get("id")) for kind, data, _ in told] == [
        ("changed", corrected.urn),
        ("added", new.urn),
        ("withdrawn", f"urn:uuid:{gone.id}"),
        ("ready", None),
    ]
    assert told[1][1]["title"] == "A second train reaches the top"
    assert told[1][1]["url"] == f"{BASE}/events/{new.id}"
    # the id comes last: who loses the line on the way is told everything again
    assert [last for _, _, last in told] == [None, None, None, message_id(after)]


def test_who_returns_is_told_what_was_missed():
    new = make("A second train leaves", on("2026-01-30"), told=LATER)
    old = replace(make("The first train leaves", on("2026-01-29")), updated=LATER, revision=2)
    same = make("Snow falls", on("2026-01-28"))
    gone = Withdrawal("5" * 8, LATER, "retracted")
    before = timeline(same, updated=LATER - timedelta(minutes=1))
    now = timeline(same, old, new, withdrawn=(gone,), revision=2, updated=LATER)
    told = parsed(missed(now, message_id(before), SITE))
    assert [kind for kind, _, _ in told] == ["changed", "added", "withdrawn", "ready"]


@pytest.mark.parametrize("last", ["", "7", "x.y", "9" * 40, "1.1.1", message_id(sample())])
def test_who_is_new_or_up_to_date_is_told_only_where_things_stand(last):
    assert missed(sample(), last, SITE) == ready(sample())


def test_an_empty_timeline_has_an_id_too():
    assert message_id(timeline(updated=None, revision=0)) == "0.0"


async def first(stream, number):
    return [await asyncio.wait_for(anext(stream), 5) for _ in range(number)]


def test_listeners_hear_of_a_change_and_the_task_ends_with_the_last_of_them():
    async def listen():
        library = Library()
        streams = Streams(library.revision, library.news, SITE, every=0.01, heartbeat=5)
        one, two = streams.listen(STORY.slug, ""), streams.listen(STORY.slug, "")
        hello = [*await first(one, 1), *await first(two, 1)]
        assert all(b"event: ready" in text and text.startswith(b":") for text in hello)
        assert streams.open == 2
        library.away = True
        await asyncio.sleep(0.03)
        library.away = False
        library.kept[STORY.slug] = replace(sample(), events=sample().events[1:], revision=2)
        texts = [*await first(one, 1), *await first(two, 1)]
        assert texts[0] == texts[1]
        assert parsed(texts[0])[-1][2].startswith("2.")
        await one.aclose()
        await two.aclose()
        assert streams.open == 0
        await asyncio.wait_for(streams._task, 5)

    asyncio.run(listen())


def test_postgresql_tells_the_streams_of_other_processes(postgresql_url, monkeypatch):
    monkeypatch.setattr("feeds.service.stream.AGAIN", 0.01)
    writer, reader = Storage(postgresql_url), Storage(postgresql_url)
    writer.upgrade()

    def keep(revision):
        with writer.write() as batch:
            batch.keep_story(STORY, "f")
            known = batch.known(STORY.slug)
            batch.keep_timeline(known, replace(sample(), revision=revision), ())

    async def listen():
        streams = Streams(
            reader.revision, reader.news, SITE, notices=reader.notices, every=60, heartbeat=60
        )
        stream = streams.listen(STORY.slug, "")
        assert parsed((await first(stream, 1))[0]) == [("ready", {"revision": 0}, "0.0")]
        for revision in (1, 2, 3):
            keep(revision)
            (text,) = await first(stream, 1)
            assert parsed(text)[-1][1] == {"revision": revision}
            if revision == 2:  # as a server does that is started anew
                with psycopg.connect(postgresql_url) as connection:
                    ended = connection.execute(
                        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                        " WHERE query LIKE 'LISTEN%' AND datname = current_database()"
                    )
                    assert ended.fetchall() == [(True,)]
        await stream.aclose()
        streams._task.cancel()

    asyncio.run(listen())
    writer.close()
    reader.close()


def test_sqlite_tells_nobody(tmp_path):
    async def heard():
        return [one async for one in Storage(f"sqlite:///{tmp_path}/timeline.db").notices()]

    assert asyncio.run(heard()) == []


def test_in_silence_the_listener_is_told_again_where_it_is():
    async def listen():
        library = Library()
        streams = Streams(library.revision, library.news, SITE, every=1, heartbeat=0.01)
        stream = streams.listen(STORY.slug, "")
        assert (await first(stream, 2))[1] == ready(sample())
        await stream.aclose()

    asyncio.run(listen())


def test_who_is_too_slow_is_sent_away_and_nobody_waits_for_it():
    async def listen():
        library = Library()
        streams = Streams(library.revision, library.news, SITE, every=60, heartbeat=5)
        stream = streams.listen(STORY.slug, "")
        await first(stream, 1)
        channel = streams._channels[STORY.slug]
        for revision in range(2, 110):
            streams._send(channel, replace(sample(), revision=revision))
        assert channel.listeners == set()
        assert len([text async for text in stream]) == 100
        streams._task.cancel()

    asyncio.run(listen())


def test_more_listeners_than_there_is_room_for_are_told_to_come_back():
    library = Library()
    full = Streams(library.revision, library.news, SITE, most=0)
    with pytest.raises(FullError):
        full.check()
    with TestClient(create_app(library, SITE, streams=full)) as client:
        answer = client.get(f"/stories/{STORY.slug}/stream")
        assert answer.status_code == 429
        assert answer.headers["retry-after"]


def test_a_stream_is_open_to_any_page_and_kept_by_nobody():
    library = Library()
    with TestClient(create_app(library, SITE)) as client:
        head = client.head(f"/stories/{STORY.slug}/stream")
    assert head.headers["content-type"].startswith("text/event-stream")
    assert head.headers["cache-control"] == "no-store"
    assert head.headers["access-control-allow-origin"] == "*"
    assert head.headers["x-accel-buffering"] == "no"


def test_a_stream_whose_story_cannot_be_read_leaves_nothing_behind():
    async def listen():
        library = Library()
        library.away = True
        streams = Streams(library.revision, library.news, SITE)
        with pytest.raises(StorageError):
            await first(streams.listen(STORY.slug, ""), 1)
        assert streams.open == 0

    asyncio.run(listen())


def test_a_stream_over_http_resumes_where_the_listener_was():
    library = Library()
    with serving(library) as base:
        connection = HTTPConnection(base.removeprefix("http://"), timeout=10)
        headers = {"Last-Event-ID": message_id(timeline(updated=TOLD, revision=0))}
        connection.request("GET", f"/stories/{STORY.slug}/stream", headers=headers)
        answer = connection.getresponse()
        assert answer.headers["content-type"].startswith("text/event-stream")
        text = b""
        while b"event: ready" not in text:
            text += answer.read1()
        connection.close()
    assert len(parsed(text)) >= len(sample().events)


@pytest.mark.parametrize("method", ["GET", "HEAD"])
@pytest.mark.parametrize(
    "slug", ["..%2F..%2Fetc%2Fpasswd", "%00", "%ff%fe", "a" * 9000, "%0d%0aX:1"]
)
def test_a_stream_of_no_story_is_a_404(slug, method):
    with TestClient(create_app(Library(), SITE)) as client:
        answer = client.request(method, f"/stories/{slug}/stream?story=%00&x={'9' * 999}")
    assert answer.status_code == 404


@pytest.mark.parametrize(
    "last", [b"\xff\xfe", b"-1.-1", b"9" * 9000, b"1." + b"9" * 12, b"%0d%0aX:1", b"\xd9\xa1.1"]
)
def test_a_foreign_id_begins_the_stream_where_things_stand(last):
    with serving(Library()) as base:
        connection = HTTPConnection(base.removeprefix("http://"), timeout=10)
        path = f"/stories/{STORY.slug}/stream?Last-Event-ID=%00&event=%ff"
        connection.request("GET", path, headers={"Last-Event-ID": last})
        answer = connection.getresponse()
        text = b""
        while answer.status == 200 and b"event: ready" not in text:
            text += answer.read1()
        connection.close()
    assert answer.status == 200
    assert [kind for kind, _, _ in parsed(text)] == ["ready"]
