"""Many sources of one event: what agreement, copies and disagreement make of it, end to end."""

import json
from datetime import timedelta

import pytest

from feeds.document import Site
from feeds.publish import Edition, event, event_json, place
from tests.articles import NOW, STORY, drop, settings
from timeline import Granularity, Override, Ruling
from timeline.library import Library
from timeline.storage.overrides import dated
from timeline.update import update

SITE = Site("http://a.example", "Timelines")

WIRE = (
    "The ferry Aurelia hit the pier of Olbia with 212 passengers aboard on Tuesday, the coast "
    "guard said."
)
OWN = (
    "Divers found that the ferry Aurelia, which hit the pier of Olbia with 212 passengers aboard "
    "on {day}, had lost a propeller."
)
HIT = "The ferry Aurelia hit the pier of Olbia with 212 passengers aboard {when}."


@pytest.fixture
def carry(storage, seeds):
    times = iter(range(1000))

    def run(name, *paragraphs, title="Ferry hits pier", published="January 28, 2026 at 10:00 AM"):
        text = "\n\n".join((title, f"Published on: {published} CET", *paragraphs))
        drop(seeds, f"{name}.txt", f"{text}\n")
        update(storage, settings(seeds), [STORY], now=NOW + timedelta(minutes=next(times)))

    return run


def events(storage):
    return storage.load(STORY.slug).events


def only(storage):
    (found,) = events(storage)
    return found


def shown(storage):
    """Return the only event's page and its data, as they are published."""
    library = Library((STORY,), storage)
    edition = Edition(STORY, storage.load(STORY.slug), library)
    found = only(storage)
    page = event(edition, found, place(SITE)).body.decode()
    return page, json.loads(event_json(edition, found, SITE).body)


def test_sources_that_agree_make_an_event_firmer_and_the_finest_precision_wins(storage, carry):
    carry("a", HIT.format(when="on Jan. 27"))
    first = only(storage)
    assert first.when.granularity is Granularity.DAY
    carry("b", HIT.format(when="at 4:20 p.m. CET on Jan. 27").replace("hit the", "ran into the"))
    finer = only(storage)
    assert finer.id == first.id
    assert finer.when.granularity is Granularity.MINUTE
    assert len(finer.mentions) == 2
    page, data = shown(storage)
    assert "The sources differ" not in page
    assert data["variants"] == []


def test_sources_that_differ_in_the_minute_stand_side_by_side(storage, carry):
    carry("a", HIT.format(when="at 4:20 p.m. CET on Jan. 27"))
    carry(
        "b",
        HIT.format(when="at 4:50 p.m. CET on Jan. 27"),
        title="Aurelia strikes pier",
        published="January 28, 2026 at 9:00 AM",
    )
    assert only(storage).when.edtf.startswith("2026-01-27T16:50")  # the earliest report leads
    page, data = shown(storage)
    assert "The sources differ" in page
    assert [row["edtf"][:16] for row in data["variants"]] == [
        "2026-01-27T16:50",
        "2026-01-27T16:20",
    ]
    assert {row["publisher"] for row in data["variants"]} == {"a.txt", "b.txt"}
    carry("c", HIT.format(when="at 4:20 p.m. CET on Jan. 27, harbour pilots wrote"), title="Ferry")
    assert only(storage).when.edtf.startswith("2026-01-27T16:20")  # then the majority


@pytest.mark.parametrize("names", ["a", "ab"])
def test_sources_do_not_differ_where_an_editor_makes_two_days_of_each_one_event(
    storage, carry, names
):
    days = "The ferry to Olbia sank on Jan. 26, and a second one burned on Jan. 27."
    rest = "The company said nothing of either ship, nor of the crews who were aboard them."
    for name in names:
        carry(name, days, rest, rest.replace("company", "coast guard"), title=name)
    first, second = events(storage)
    storage.overrule(STORY.slug, Override(first.id, Ruling.MERGE, NOW, "Ada", second.id))
    assert len({m.when for m in only(storage).mentions}) == 2
    page, data = shown(storage)
    assert "The sources differ" not in page
    assert data["variants"] == []


@pytest.mark.parametrize("named", [0, 1])
def test_sources_do_not_differ_in_a_date_or_status_that_an_editor_decided(storage, carry, named):
    carry("a", HIT.format(when="on Jan. 27"))
    carry("b", HIT.format(when="on Jan. 20").replace("hit", "did not hit"), title="No crash")
    first, second = events(storage)
    day = Override(events(storage)[named].id, Ruling.DATE, NOW, "Ada", dated(first.when))
    storage.overrule(STORY.slug, day)
    storage.overrule(STORY.slug, Override(second.id, Ruling.MERGE, NOW, "Ada", first.id))
    assert only(storage).when == first.when
    page, data = shown(storage)
    assert "The sources differ" not in page
    assert data["variants"] == []
    storage.undo(STORY.slug, 1, at=NOW, by="Ada")
    assert "The sources differ" in shown(storage)[0]


@pytest.mark.parametrize(("decided", "differ"), [(False, True), (True, False)])
def test_a_status_that_an_editor_decided_is_no_matter_of_sources(storage, carry, decided, differ):
    carry("a", "The concert of the choir Vela in Olbia will be held on Jan. 30.")
    carry("b", "The concert of the choir Vela in Olbia on Jan. 30 has been called off.")
    carry(
        "c",
        "The concert of the choir Vela was held in Olbia on Jan. 30.",
        published="January 31, 2026 at 9:00 AM",
    )
    assert only(storage)
    if decided:
        said = Override(only(storage).id, Ruling.STATUS, NOW, "Ada", "ongoing")
        storage.overrule(STORY.slug, said)
    assert ("The sources differ" in shown(storage)[0]) is differ


@pytest.mark.parametrize("order", ["ab", "ba"])
def test_a_copy_that_counts_from_another_day_is_a_variant_in_any_order(storage, carry, order):
    days = {"a": "January 28, 2026 at 10:00 AM", "b": "January 29, 2026 at 10:00 AM"}
    for name in order:
        carry(name, WIRE.replace("on Tuesday", "yesterday"), published=days[name])
    assert only(storage).when.edtf == "2026-01-27"
    page, data = shown(storage)
    assert "The sources differ" in page
    assert [row["edtf"] for row in data["variants"]] == ["2026-01-27", "2026-01-28"]


def test_copies_of_one_wire_text_count_once(storage, carry):
    rest = "The company said nothing. Crews were questioned in the harbour."
    carry("a", WIRE.replace("Tuesday", "Monday"), rest, published="January 28, 2026 at 8:00 AM")
    # The outlets change the headline and the first line, and cut the tail.
    carry("b", "From our staff.", WIRE.replace("Tuesday", "Monday"), rest, title="Pier struck")
    carry("c", WIRE.replace("Tuesday", "Monday").split(", the coast")[0] + ".", title="Crash")
    assert only(storage).when.edtf == "2026-01-26"
    assert len(only(storage).mentions) == 3


@pytest.mark.parametrize("name", ["a", "b"])
def test_a_corrected_day_is_a_variant_and_splits_no_event(storage, carry, name):
    hours = {"a": "January 28, 2026 at 8:00 AM", "b": "January 28, 2026 at 9:00 AM"}
    texts = {"a": HIT.format(when="on Jan. 27"), "b": OWN.format(day="Jan. 27")}
    for key, text in texts.items():
        carry(key, text, published=hours[key])
    told = only(storage)
    assert len(told.mentions) == 2
    carry(name, texts[name].replace("Jan. 27", "Jan. 26"), published=hours[name])
    event = only(storage)
    assert event.id == told.id
    assert event.when.edtf == ("2026-01-26" if name == "a" else "2026-01-27")
    page, data = shown(storage)
    assert "The sources differ" in page
    assert {row["edtf"] for row in data["variants"]} == {"2026-01-26", "2026-01-27"}
    # A third source decides; what nobody changed stays as it is.
    carry("c", HIT.format(when="on Jan. 26").replace("212", "some 212"), title="Ferry news")
    assert (only(storage).id, only(storage).when.edtf) == (told.id, "2026-01-26")
    assert {change.what for change in storage.history(told.id)} <= {
        "added",
        "joined",
        "corrected",
        "changed",
    }
