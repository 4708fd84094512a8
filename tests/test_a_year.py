"""A year of hourly polls of one feed: nothing appears twice, nothing is re-dated."""

import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest
from lxml import etree

from feeds.service import create_app
from tests.libraries import Library
from tests.timelines import NOW, SITE, STORY, WHENS, event, timeline, withdrawal

HOURS = 365 * 24
ALL_WHENS = list(WHENS.values())


def changes():
    """Return hour -> what happens then: an event is told, corrected or withdrawn."""
    found = {}
    for number in range(110):
        hour = number * 75
        when = ALL_WHENS[number % len(ALL_WHENS)]
        told = event(f"act {number}", when, number=number, published=NOW + timedelta(hours=hour))
        found[hour] = ("told", told)
        if number % 5 == 0:
            at = NOW + timedelta(hours=hour + 30)
            found[hour + 30] = ("told", replace(told, summary="No.", revision=2, updated=at))
        if number % 11 == 0:
            found[hour + 40] = ("withdrawn", told)
    return found


async def ask(app, path, etag):
    """Return status, ETag and body of a conditional GET."""
    answer = {}

    async def send(message):
        if message["type"] == "http.response.start":
            answer["status"] = message["status"]
            answer["headers"] = dict(message["headers"])
        else:
            answer["body"] = answer.get("body", b"") + message.get("body", b"")

    async def receive():
        return {"type": "http.request", "body": b"", "more_body": False}

    headers = [(b"if-none-match", etag)] if etag else []
    scope = {"type": "http", "method": "GET", "path": path, "raw_path": path.encode()}
    scope |= {"query_string": b"", "headers": headers, "http_version": "1.1", "scheme": "http"}
    scope |= {"server": ("127.0.0.1", 80), "client": ("127.0.0.1", 1), "root_path": ""}
    await app(scope, receive, send)
    return answer["status"], answer["headers"][b"etag"], answer["body"]


def items(form, body):
    root = etree.fromstring(body)
    names = {"rss": (".//item", "guid", "pubDate"), "atom": ("{*}entry", "{*}id", "{*}published")}
    every, own_id, published = names[form]
    return [(item.findtext(own_id), item.findtext(published)) for item in root.iterfind(every)]


async def poll(form):
    """Return every new body of a year of polls, with its hour, and how many were not sent."""
    library = Library(STORY, winter_games=timeline())
    app = create_app(library, SITE)
    happens, etag, bodies, unchanged = changes(), b"", [], 0
    current, gone = {}, []
    for hour in range(HOURS):
        if hour in happens:
            what, own = happens[hour]
            current[own.id] = own
            if what == "withdrawn":
                del current[own.id]
                gone.append(replace(withdrawal(own), when=NOW + timedelta(hours=hour)))
            kept = timeline(*current.values(), withdrawn=gone)
            library.kept[STORY.slug] = replace(kept, revision=hour + 1)
        status, etag, body = await ask(app, f"/stories/{STORY.slug}/feed.{form}", etag)
        if status == 304:
            assert body == b""
            unchanged += 1
        else:
            bodies.append((hour, body))
    return bodies, unchanged


@pytest.mark.no_cover
@pytest.mark.parametrize("form", ["rss", "atom"])
def test_a_year_of_hourly_polls_brings_each_entry_once_and_never_redates_it(form):
    bodies, unchanged = asyncio.run(poll(form))
    assert [hour for hour, _ in bodies] == sorted({0, *changes()})
    assert unchanged == HOURS - len(bodies)
    seen, new = {}, []
    for hour, body in bodies:
        found = items(form, body)
        assert len(found) == len(dict(found)) <= 60
        for own_id, published in found:
            if own_id not in seen:
                new.append((hour, own_id))
            assert seen.setdefault(own_id, published) == published
    told = [(hour, own.urn) for hour, (what, own) in sorted(changes().items()) if what == "told"]
    assert new == [
        (hour, urn)
        for place, (hour, urn) in enumerate(told)
        if urn not in {other for _, other in told[:place]}
    ]
