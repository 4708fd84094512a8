import json
import locale
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import datetime, timedelta
from importlib.resources import files
from pathlib import Path

import feedparser
import jsonschema
import pytest
from lxml import etree

from feeds.document import Order, Query, compose
from feeds.formats import FORMATS
from feeds.formats.timeline_json import schema
from tests.document_checks import ATOM, EVENT
from tests.timelines import (
    NOW,
    ROME,
    SITE,
    STORY,
    WHENS,
    at,
    event,
    every_kind,
    many,
    timeline,
    withdrawal,
)
from timeline import Change, Granularity, Status, When

ROOT = Path(__file__).parent.parent
SCHEMA = json.loads(schema())


def render(name, own, query=None, site=SITE, **changes):
    way = FORMATS[name]
    document = compose(own, STORY, site, query, order=way.order, limit=way.limit, **changes)
    return way.render(document)


def load(own, query=None, **changes):
    return json.loads(render("timeline", own, query, **changes))


# --- all of them -----------------------------------------------------------------------------


def test_the_formats_are_those_of_the_contract():
    assert {name: (way.suffix, way.media_type) for name, way in FORMATS.items()} == {
        "rss": ("feed.rss", "application/rss+xml; charset=utf-8"),
        "atom": ("feed.atom", "application/atom+xml; charset=utf-8"),
        "json": ("feed.json", "application/feed+json; charset=utf-8"),
        "calendar": ("calendar.ics", "text/calendar; charset=utf-8"),
        "timeline": ("timeline.json", "application/json; charset=utf-8"),
    }
    assert [name for name, way in FORMATS.items() if way.is_feed] == ["rss", "atom", "json"]


@pytest.mark.parametrize("name", FORMATS)
def test_an_address_of_a_format_is_its_own(name):
    document = compose(many(2), STORY, SITE)
    assert document.url(FORMATS[name].suffix).encode() in FORMATS[name].render(document).replace(
        b"\r\n ", b""
    )


DIGESTS = """
import hashlib, locale, os, sys
sys.path.insert(0, sys.argv[1])
try:
    locale.setlocale(locale.LC_ALL, "")
except locale.Error:
    pass
from feeds.document import compose
from feeds.formats import FORMATS
from tests.timelines import STORY, SITE, event, every_kind, timeline, withdrawal, WHENS, NOW
from dataclasses import replace
own = every_kind()
own = replace(own, withdrawn=(withdrawal(event("gone", WHENS["day"], number=99)),))
for way in FORMATS.values():
    body = way.render(compose(own, STORY, SITE, order=way.order, limit=way.limit))
    print(hashlib.sha256(body).hexdigest())
"""


def test_another_process_zone_and_locale_give_the_same_bytes():
    def digests(**environ):
        done = subprocess.run(
            [sys.executable, "-c", DIGESTS, str(ROOT)],
            env={"PATH": "/usr/bin:/bin", **environ},
            capture_output=True,
            text=True,
            check=True,
            timeout=60,
        )
        return done.stdout.split()

    first = digests(TZ="UTC", LC_ALL="C", PYTHONHASHSEED="1")
    second = digests(TZ="Pacific/Auckland", LC_ALL="it_IT.UTF-8", PYTHONHASHSEED="2")
    assert len(first) == len(FORMATS)
    assert first == second


@pytest.mark.parametrize("name", FORMATS)
def test_a_rebuild_gives_the_same_bytes(name):
    assert render(name, every_kind()) == render(name, every_kind())


def test_many_threads_leave_the_locale_as_it_was():
    before, interval = locale.setlocale(locale.LC_ALL, None), sys.getswitchinterval()
    own = many(20)
    try:
        sys.setswitchinterval(1e-6)
        locale.setlocale(locale.LC_ALL, "C.UTF-8")
        with ThreadPoolExecutor(8) as threads:
            bodies = set(threads.map(lambda _: render("rss", own), range(40)))
        assert len(bodies) == 1
        assert locale.setlocale(locale.LC_ALL, None) == "C.UTF-8"
    finally:
        sys.setswitchinterval(interval)
        locale.setlocale(locale.LC_ALL, before)


# --- RSS and Atom ----------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["rss", "atom"])
def test_feedparser_reads_every_entry(name):
    own = every_kind()
    found = feedparser.parse(render(name, own))
    assert not found.bozo
    assert len(found.entries) == len(own.events)
    newest = max(own.events, key=lambda item: item.published)
    first = found.entries[0]
    assert (first.id, first.title) == (newest.urn, newest.title)
    assert first.link == f"https://example.org/events/{newest.id}"
    assert datetime(*first.published_parsed[:6], tzinfo=NOW.tzinfo) == newest.published
    assert first.summary.startswith("6 February 1936 — said")
    assert [tag.term for tag in first.tags] == ["statement", "Milan", "City council"]
    assert first.author == "The Courier"


@pytest.mark.parametrize("name", ["rss", "atom"])
def test_event_dates_are_as_exact_as_their_text_and_open_sides_left_out(name):
    root = etree.fromstring(render(name, every_kind()))
    found = {
        item.findtext("{*}title").rpartition(" the ")[2]: (
            item.findtext(f"{EVENT}startdate"),
            item.findtext(f"{EVENT}enddate"),
        )
        for item in root.iterfind(".//{*}item" if name == "rss" else f"{ATOM}entry")
    }
    assert found["month"] == ("2026-02", None)
    assert found["weekend"] == ("2026-01-24", "2026-01-25")
    assert found["before"] == (None, "2026-01-28")
    assert found["after"] == ("2026-02-22", None)
    assert found["minute"] == ("2026-02-06T20:00:00+01:00", None)


def rels(root):
    return {link.get("rel"): link.get("href") for link in root.findall(f"{ATOM}link")}


@pytest.mark.parametrize("name", ["rss", "atom"])
def test_a_feed_links_to_its_next_page_and_archives(name):
    own = many(9)
    address = f"https://example.org/stories/winter-games/feed.{name}"

    def root(query):
        found = etree.fromstring(render(name, own, query))
        return found[0] if name == "rss" else found

    first = root(Query(limit=4))
    assert rels(first) == {
        "self": f"{address}?limit=4",
        "alternate": "https://example.org/stories/winter-games",
        "next": f"{address}?limit=4&before={own.events[5].id}",
        "prev-archive": f"{address}?limit=4&before={own.events[8].id}",
    }
    assert first.find("{http://purl.org/syndication/history/1.0}archive") is None
    archive = root(Query(limit=4, before=own.events[4].id))
    assert archive.find("{http://purl.org/syndication/history/1.0}archive") is not None
    assert rels(archive)["current"] == f"{address}?limit=4"
    assert rels(archive)["next-archive"].endswith(own.events[8].id)
    assert "prev-archive" not in rels(archive)


@pytest.mark.parametrize("name", ["rss", "atom"])
def test_an_archive_without_neighbours_is_not_marked_as_one_of_several(name):
    own = many(4)
    root = etree.fromstring(render(name, own, Query(limit=2, before=own.events[2].id)))
    found = root[0] if name == "rss" else root
    assert found.find("{http://purl.org/syndication/history/1.0}archive") is None
    assert {"self", "alternate", "current"} == set(rels(found))


def test_an_atom_entry_names_its_sources():
    root = etree.fromstring(render("atom", many(1)))
    entry = root.find(f"{ATOM}entry")
    links = [dict(link.attrib) for link in entry.findall(f"{ATOM}link")]
    assert links[1] == {
        "rel": "via",
        "href": "https://courier.example/0",
        "type": "text/html",
        "title": "The Courier",
    }
    assert entry.findtext(f"{ATOM}source/{ATOM}id") == "https://courier.example/0"
    assert entry.findtext(f"{ATOM}source/{ATOM}title") == "The Courier"
    assert entry.findtext(f"{ATOM}author/{ATOM}name") == "The Courier"


@pytest.mark.parametrize("published", [at(1975, 1, 1), at(2026, 3, 1)])
def test_a_source_of_a_doubtful_day_is_linked_and_not_described(published):
    own = event("ban", WHENS["day"])
    article = replace(own.mentions[0].article, published=published)
    own = replace(own, mentions=(replace(own.mentions[0], article=article),))
    taken_in = replace(timeline(own), updated=NOW)
    entry = etree.fromstring(render("atom", taken_in)).find(f"{ATOM}entry")
    assert entry.find(f"{ATOM}source") is None
    assert rels(entry)["via"] == "https://courier.example/0"


def test_a_summary_that_looks_like_markup_is_declared_as_html():
    own = timeline(event("ban", WHENS["day"], summary="Fewer than <5 & more"))
    summary = etree.fromstring(render("atom", own)).find(f".//{ATOM}summary")
    assert summary.get("type") == "html"
    assert summary.text.endswith("Fewer than &lt;5 &amp; more")


def test_an_rss_item_names_its_source():
    item = etree.fromstring(render("rss", many(1))).find(".//item")
    assert item.find("source").get("url") == "https://courier.example/"
    assert item.findtext("source") == "The Courier"
    assert item.findtext("{http://purl.org/dc/elements/1.1/}creator") == "The Courier"


@pytest.mark.parametrize("name", FORMATS)
def test_an_event_without_sources_is_published_in_every_format(name):
    own = timeline(event("opening", WHENS["day"], mentions=()))
    assert b"Council speaks" in render(name, own)


# --- JSON Feed -------------------------------------------------------------------------------


def test_a_json_feed_has_the_event_s_date_of_its_own():
    found = json.loads(render("json", timeline(event("ban", WHENS["weekend"]))))
    assert found["items"][0]["_event"] == {
        "about": "https://example.org/schemas/timeline.json",
        "edtf": "2026-01-24/2026-01-25",
        "start": "2026-01-24",
        "end": "2026-01-25",
        "granularity": "range",
        "status": "happened",
    }
    assert "next_url" not in found
    assert "hubs" not in found


def test_a_json_feed_leads_to_the_next_page():
    own = many(5)
    found = json.loads(render("json", own, Query(limit=2)))
    assert found["next_url"].endswith(f"/feed.json?limit=2&before={own.events[3].id}")


# --- JSON timeline ---------------------------------------------------------------------------


def validate(found):
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    jsonschema.Draft202012Validator(SCHEMA).validate(found)


def test_the_json_timeline_keeps_to_its_schema():
    own = every_kind()
    gone = event("gone", WHENS["day"], number=99)
    other = event("twin", WHENS["day"], number=98)
    changed = event("told again", WHENS["day"], number=50, revision=2, updated=NOW)
    full = timeline(
        *own.events,
        changed,
        event("bare", WHENS["day"], number=51, mentions=(), kind=""),
        event("crowded", WHENS["day"], number=52, mentions=changed.mentions * 12),
        withdrawn=[withdrawal(gone), withdrawal(other, replaced_by=changed.id)],
    )
    found = load(full)
    validate(found)
    assert [item["id"] for item in found["withdrawn"]] == [gone.urn, other.urn]
    assert found["withdrawn"][1]["replaced_by"] == changed.urn
    validate(load(timeline()))
    validate(load(many(5), Query(limit=2)))


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("updated",), None),
        (("events", 0, "end_date"), None),
        (("events", 0, "start_date"), "2026-02-06"),
        (("events", 0, "start_date", "hour"), 0),
        (("events", 0, "status"), "cancelled"),
        (("events", 0, "unique_id"), "urn:uuid:x"),
        (("events", 0, "url"), "javascript:alert(1)"),
        (("events", 0, "revision"), 0),
    ],
)
def test_the_schema_refuses_what_would_break_a_client(path, value):
    found = load(every_kind())
    place = found
    for step in path[:-1]:
        place = place[step]
    place[path[-1]] = value
    with pytest.raises(jsonschema.ValidationError):
        validate(found)


def test_the_schema_travels_with_the_package():
    assert files("feeds").joinpath("schemas", "timeline.json").is_file()
    assert SCHEMA["$schema"].endswith("2020-12/schema")


def test_a_timeline_shows_what_happened_first_first_and_all_of_it():
    found = load(many(100))
    assert len(found["events"]) == 100
    assert [item["edtf"] for item in found["events"]] == sorted(
        item["edtf"] for item in found["events"]
    )


def dates(name):
    (found,) = load(timeline(event(name, WHENS[name])))["events"]
    return found.get("start_date"), found.get("end_date"), found["display_date"]


@pytest.mark.parametrize(
    ("name", "start", "end", "label"),
    [
        ("day", {"year": 2026, "month": 2, "day": 6}, None, "6 February 2026"),
        ("month", {"year": 2026, "month": 2}, None, "February 2026"),
        ("year", {"year": 2025}, None, "2025"),
        (
            "part of day",
            {"year": 2026, "month": 1, "day": 27},
            None,
            "morning of 27 January 2026",
        ),
        (
            "before",
            {"year": 2026, "month": 1, "day": 28},
            None,
            "on or before 28 January 2026",
        ),
        (
            "minute",
            {"year": 2026, "month": 2, "day": 6, "hour": "20", "minute": "0"},
            None,
            "6 February 2026, 20:00 CET",
        ),
        (
            "midnight",
            {"year": 2026, "month": 2, "day": 7, "hour": "0", "minute": "0"},
            None,
            "7 February 2026, 00:00 CET",
        ),
        (
            "weekend",
            {"year": 2026, "month": 1, "day": 24},
            {"year": 2026, "month": 1, "day": 25},
            "24–25 January 2026",
        ),
        ("season", {"year": 2026, "month": 3}, {"year": 2026, "month": 5}, "spring 2026"),
    ],
)
def test_a_date_is_numbers_and_words(name, start, end, label):
    found_start, found_end, found_label = dates(name)
    assert found_label == label
    words = {"weekend": ("24 January 2026", "25 January 2026")}.get(name, (label, label))
    assert found_start == {**start, "display_date": words[0]}
    assert found_end == ({**end, "display_date": words[1]} if end else None)


def test_an_event_without_any_date_stands_at_the_day_it_was_told():
    nowhere = When("../..", None, None, Granularity.UNKNOWN)
    (found,) = load(timeline(event("rumour", nowhere)))["events"]
    assert found["start_date"] == {
        "year": 2026,
        "month": 1,
        "day": 27,
        "display_date": "../..",
    }


def test_a_timeline_s_texts_are_escaped_and_begin_with_the_summary():
    (found,) = load(timeline(event("ban", WHENS["day"], title="A & <b>", summary="C & <d>")))[
        "events"
    ]
    assert found["text"]["headline"] == "A &amp; ‹b›"
    assert found["text"]["text"].startswith("<p>C &amp; &lt;d&gt;</p>")
    assert (found["title"], found["summary"]) == ("A & ‹b›", "C & <d>")


def test_a_source_without_a_link_is_named_all_the_same():
    own = event("ban", WHENS["day"])
    mention = own.mentions[0]
    article = mention.article.__class__("sha256:0", "a.txt", "", mention.article.published)
    mention = mention.__class__(**{**fields(mention), "article": article, "said_by": "A spokesman"})
    (found,) = load(timeline(event("ban", WHENS["day"], mentions=(mention,))))["events"]
    assert found["sources"] == [
        {
            "publisher": "a.txt",
            "published": "2026-01-28T12:59:00+01:00",
            "quote": "The council said the ban would be watched.",
            "said_by": "A spokesman",
        }
    ]


def fields(value):
    return {name: getattr(value, name) for name in value.__dataclass_fields__}


@pytest.mark.parametrize("name", ["calendar", "timeline", "json", "rss", "atom"])
def test_a_sentence_that_is_the_summary_is_told_once(name):
    own = event("x", WHENS["day"], summary="The council said the x would be watched.")
    body = render(name, timeline(own)).replace(b"\r\n ", b"").decode()
    times = {"calendar": 1, "timeline": 3, "json": 2, "rss": 2, "atom": 2}
    assert body.count("The council said the x would be watched.") == times[name]


def test_corrections_are_in_the_timeline():
    own = event("ban", WHENS["day"], revision=2, updated=NOW)
    history = {own.id: [Change(own.id, NOW, "changed", "it was Tuesday")]}.get
    (found,) = load(timeline(own), history=history)["events"]
    assert found["corrections"] == [
        {"at": "2026-01-28T18:00:00Z", "text": "Corrected on 28 January 2026: it was Tuesday."}
    ]
    assert "<p>Corrected on 28 January 2026: it was Tuesday.</p>" in found["text"]["text"]


def test_a_large_timeline_has_pages():
    own = many(7)
    query, seen = Query(limit=3), []
    while query:
        document = compose(own, STORY, SITE, query, order=Order.DATE)
        found = json.loads(FORMATS["timeline"].render(document))
        seen += [item["unique_id"] for item in found["events"]]
        assert ("next" in found) == (document.next is not None)
        query = document.next
    assert seen == [item.id for item in own.events]


def test_a_timeline_has_no_null():
    def values(value):
        if isinstance(value, dict):
            return [own for part in value.values() for own in values(part)]
        if isinstance(value, list):
            return [own for part in value for own in values(part)]
        return [value]

    assert None not in values(load(every_kind()))
    assert {item["status"] for item in load(every_kind())["events"]} == {
        status.value for status in Status
    }


def test_bounds_are_told_in_the_story_s_zone():
    start = WHENS["minute"].start.astimezone(NOW.tzinfo)
    when = When("2026-02-06T19:00:00Z", start, start + timedelta(minutes=1), Granularity.MINUTE)
    (found,) = load(timeline(event("show", when)))["events"]
    assert (found["start"], found["display_date"]) == (
        "2026-02-06T20:00:00+01:00",
        "6 February 2026, 20:00 CET",
    )
    assert start.astimezone(ROME).hour == 20
