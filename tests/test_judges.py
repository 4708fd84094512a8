"""Validators of others on our documents: JSON Feed's schema, ajv, EDTF."""

import json

import pytest
from jsonschema.validators import validator_for

from feeds.document import Query
from tests.judges import MODULES, judge, needs_node
from tests.test_document_checks import hostile
from tests.test_formats import SCHEMA, load, render
from tests.timelines import WHENS, event, every_kind, many, timeline, withdrawal

pytestmark = [needs_node, pytest.mark.no_cover]

TIMELINES = [
    pytest.param(timeline(), None, id="no event"),
    pytest.param(every_kind(), None, id="every kind of date"),
    pytest.param(many(500), None, id="500 events"),
    pytest.param(many(9), Query(limit=3), id="a page"),
    pytest.param(hostile(), None, id="hostile"),
    pytest.param(
        timeline(withdrawn=[withdrawal(event("x", WHENS["day"]))]), None, id="a withdrawal"
    ),
]


def faults(feed):
    """Return what JSON Feed's own schema finds wrong."""
    schema = json.loads((MODULES / "jsonfeed-schema" / "schema-v1.1.json").read_text())
    return [found.message for found in validator_for(schema)(schema).iter_errors(feed)]


@pytest.mark.parametrize(("own", "query"), TIMELINES)
def test_json_feed_s_own_schema_accepts_our_feed(own, query):
    assert faults(json.loads(render("json", own, query))) == []


def test_json_feed_s_own_schema_refuses_a_feed_without_its_version():
    feed = json.loads(render("json", every_kind(), None))
    del feed["version"]
    assert faults(feed)


@pytest.mark.parametrize(("own", "query"), TIMELINES)
def test_ajv_accepts_our_timeline(own, query):
    assert judge("ajv", {"schema": SCHEMA, "document": load(own, query)}) == []


def test_ajv_refuses_a_null():
    found = load(every_kind())
    found["events"][0]["end_date"] = None
    assert judge("ajv", {"schema": SCHEMA, "document": found})


def test_every_edtf_is_one():
    assert set(judge("edtf", [item["edtf"] for item in load(every_kind())["events"]])) == {None}


def test_what_is_no_edtf_is_refused():
    assert None not in judge("edtf", ["2026-02-30T", "soon", "2026-99"])


def test_no_parser_stumbles_over_a_hostile_article():
    own = hostile()
    texts = {name: render(name, own).decode() for name in ("rss", "atom", "json")}
    found = judge("feeds", texts)
    for name, formats in found.items():
        for form, shown in formats.items():
            if form == "json" and name in ("rss-parser", "@rowanmanning/feed-parser", "feedparser"):
                continue  # these know no JSON Feed
            assert [item["id"] for item in shown] == [
                event.urn for event in reversed(own.events)
            ], (name, form)
    calendars = judge("calendars", render("calendar", own).decode())
    assert [len(events) for events in calendars.values()] == [2, 2]
