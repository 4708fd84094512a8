"""What an editor decides on the command line, and that it lasts."""

import json

import pytest

from tests.test_main import ARTICLE, drop, lines, place, run
from tests.test_main import SLUG as MILAN
from timeline.errors import OverrideError

__all__ = ["place"]

pytestmark = pytest.mark.usefixtures("one_child", "place")


def told():
    """Return the published events by date."""
    return {event["edtf"]: event for event in lines(run("events", "--jsonl"))}


def decided(*arguments):
    """Decide; return the lines that say what readers see otherwise."""
    done = run("overrides", *arguments)
    assert done.exit_code == 0, done.exception
    assert done.stderr.startswith(f"decided: {arguments[0]} ")
    return [line.strip() for line in done.stderr.splitlines()[1:]]


def refused(*arguments):
    done = run("overrides", *arguments)
    assert isinstance(done.exception, OverrideError)  # `main` tells it, with status 2
    return str(done.exception)


def test_what_an_editor_decides_lasts_over_later_articles_and_better_rules(place):
    run("update")
    ceremony, closed = told()["2026-02-06"]["id"], told()["2026-02-03"]["id"]
    assert "'urn:uuid:1': give 6 letters of an event's id" in refused("hide", "urn:uuid:1")
    assert "date: 'Friday' is not a date" in refused("date", ceremony, "Friday")
    was = told()["2026-02-06"]["title"]
    changed = decided("title", ceremony, "The Games begin", "--by", "Anna")
    assert changed == [f"title “{was}” became “The Games begin”"]
    changed = decided("date", ceremony, "2026-02-07")
    assert changed == ["date 2026-02-06 became 2026-02-07"]
    assert "give one of happened, planned" in refused("status", ceremony, "put off")
    decided("status", ceremony, "called off")
    decided("hide", closed.removeprefix("urn:uuid:"))
    drop(place, "b.txt", ARTICLE.replace("(Agency)", "(Other)"))
    run("update", "--all")
    events = told()
    assert closed not in {event["id"] for event in events.values()}
    assert "2026-02-06" not in events
    event = events["2026-02-07"]
    seen = event["title"], event["status"], event["id"]
    assert seen == ("The Games begin", "called off", ceremony)
    rows = lines(run("overrides", "--jsonl"))
    assert [(row["decision"], row["by"], row["event"]) for row in rows] == [
        ("title", "Anna", ceremony),
        ("date", "an editor", ceremony),
        ("status", "an editor", ceremony),
        ("hide", "an editor", closed),
    ]
    table = run("overrides").stdout.splitlines()
    assert [line.split()[-1] for line in table[1:3]] == ["begin", "2026-02-07"]
    assert ceremony.removeprefix("urn:uuid:")[:8] in table[1].split()


def test_an_event_that_is_hidden_says_so():
    run("update")
    one, other = (
        told()[day]["id"].removeprefix("urn:uuid:") for day in ("2026-02-06", "2026-02-03")
    )
    short = one[:8]
    decided("hide", short, "--by", "Anna")
    again = run("overrides", "hide", short)
    assert again.exit_code == 0
    assert again.stderr.startswith(f"hidden already: {one} since 20")
    assert "by Anna; `timeline overrides undo 1` brings it back" in again.stderr
    why = f"{one!r}: is hidden; `timeline overrides undo 1` brings it back"
    assert f"title: {why}" in refused("title", short, "The Games begin")
    assert f"merge: {why}" in refused("merge", other, short)
    assert len(listed("number")) == 1
    assert run("overrides", "undo", "1").exit_code == 0
    decided("title", short, "The Games begin")
    decided("hide", short)


def sayers(document, event):
    """Return who says what is told of an event in a document of ours."""
    told = json.loads(document.read_text(encoding="utf-8"))
    (one,) = (one for one in told["events"] if one["id"] == event)
    return {source.get("said_by") for source in one["sources"]}


def test_an_editor_says_who_says_it_in_every_document_and_for_good(place):
    run("update")
    ceremony = told()["2026-02-06"]["id"]
    changed = decided("speaker", ceremony, "Ada Quist")
    assert changed == ["speaker nobody became “Ada Quist”"]
    assert run("overrides", "speaker", ceremony, "Ada Quist").stderr.startswith("decided already")
    drop(place, "b.txt", ARTICLE.replace("(Agency)", "(Other)"))
    run("update", "--all")
    assert {m["said_by"] for m in told()["2026-02-06"]["mentions"]} == {"Ada Quist"}
    run("write", "out")
    out = place / "out" / "stories" / MILAN
    assert sayers(out / "timeline.json", ceremony) == {"Ada Quist"}
    assert "Ada Quist" in (out / "index.html").read_text(encoding="utf-8")
    for feed in ("feed.rss", "feed.atom", "feed.json"):
        assert "said by Ada Quist" in (out / feed).read_text(encoding="utf-8")
        # decided before many can have read it
        assert "before to nobody" not in (out / feed).read_text(encoding="utf-8")
    page = place / "out" / "events" / ceremony.removeprefix("urn:uuid:") / "index.html"
    assert "scribed to Ada Quist, before to nobody" in page.read_text(encoding="utf-8")
    decided("title", ceremony, "The Games, by Ada Quist")
    assert decided("speaker", ceremony, "") == [
        "speaker “Ada Quist” became nobody",
        "the title still names “Ada Quist”; `timeline overrides title` gives another",
    ]
    assert {m["said_by"] for m in told()["2026-02-06"]["mentions"]} == {None}
    assert [line.split()[-1] for line in run("overrides").stdout.splitlines()[1:4]] == [
        "Quist",
        "Quist",
        "nobody",
    ]


def test_a_date_may_have_a_time_and_an_offset():
    run("update")
    one = told()["2026-02-06"]["id"]
    decided("date", one, "2026-02-06T20:00:00")
    decided("date", one, "2026-02-06T19:00:00+00:00")
    for said in ("6.2.2026", "14/11/2026", "14 November 2026"):
        reason = f"date: {said!r} does not begin with its year; write it as one of 2026-01-27, "
        assert refused("date", one, said).startswith(reason)
    assert "'2026-13' is not a date in EDTF" in refused("date", one, "2026-01/2026-13")
    starts = [told()[key]["start"] for key in told()]
    assert any(start and start.startswith("2026-02-06T19:00") for start in starts)
    assert "'2026-02-06T25:00' is not a" in refused("date", one, "2026-02-06T25:00")


def test_a_time_needs_no_seconds_and_is_published_with_its_offset():
    run("update")
    one = told()["2026-02-06"]["id"]
    decided("date", one, "2026-02-06T21:40")
    event = told()["2026-02-06T21:40:00+01:00"]
    assert (event["id"], event["granularity"]) == (one, "minute")
    decided("date", one, "2026-02-06T21:40/2026-02-06T23:00Z")
    assert told()["2026-02-06T21:40:00+01:00/2026-02-06T23:00:00+00:00"]["id"] == one


def test_what_is_decided_twice_is_one_decision():
    run("update")
    one = told()["2026-02-06"]["id"]
    decided("title", one, "The Games begin")
    decided("date", one, "2026-02-06 21:40")
    for again in (("title", one, "The Games begin"), ("date", one, "2026-02-06T21:40")):
        assert run("overrides", *again).stderr.startswith(f"decided already: {again[0]} ")
    assert len(listed("number")) == 2
    assert run("overrides", "undo", "1").exit_code == 0
    decided("title", one, "The Games begin")
    decided("title", one, "The Games end")
    decided("title", one, "The Games begin")


def listed(*columns):
    return [tuple(row[name] for name in columns) for row in lines(run("overrides", "--jsonl"))]


def test_an_editor_takes_back_what_was_decided(place):
    drop(place, "b.txt", ARTICLE.replace("(Agency)", "(Other)"))
    run("update")
    before = {event["id"]: event for event in told().values()}
    ceremony, closed = told()["2026-02-06"]["id"], told()["2026-02-03"]["id"]
    short = ceremony.removeprefix("urn:uuid:")[:8]
    assert short in run("events").stdout
    decided("title", short, "The Games begin")
    decided("date", short, "2026-02-07")
    decided("hide", closed)
    changed = decided("split", short, "b.txt")
    (part,) = {e["id"] for e in lines(run("events", "--jsonl"))} - {ceremony} - before.keys()
    assert "reports: 2 became 1" in changed
    assert any(line.endswith(part.removeprefix("urn:uuid:")[:8]) for line in changed)
    for number in (1, 2, 3, 4):
        assert run("overrides", "undo", str(number)).stderr.startswith("undone: ")
    assert "4: was taken back already" in refused("undo", "4")
    for unknown in ("9", ceremony):
        told_so = "is no decision here; give the number by which `timeline overrides` lists it"
        assert f"{unknown}: {told_so}" in refused("undo", unknown)
    assert "5: takes one back; decide anew instead" in refused("undo", "5")
    after = {event["id"]: event for event in told().values()}
    assert after.keys() == before.keys()
    for key, event in after.items():
        seen = ("title", "edtf", "summary", "published")
        assert [event[name] for name in seen] == [before[key][name] for name in seen]
        assert event["revision"] >= before[key]["revision"]
    assert f"decide on {ceremony.removeprefix('urn:uuid:')}" in refused("hide", part)
    assert listed("number", "decision", "undone")[3:5] == [(4, "split", True), (5, "undo", False)]
    assert "title, undone" in run("overrides").stdout


def test_an_editor_takes_a_merger_back():
    run("update")
    ceremony, closed = told()["2026-02-06"]["id"], told()["2026-02-03"]["id"]
    gone = f"no longer published: “{told()['2026-02-03']['title']}”"
    pages = [f"http://a.example/games/events/{key[9:]}.json" for key in (ceremony.upper(), closed)]
    assert decided("merge", *pages)[-1].startswith(gone)
    assert closed not in {event["id"] for event in told().values()}
    assert "\n  published: “" in run("overrides", "undo", "1").stderr
    back = {event["id"]: event for event in told().values()}
    assert back[closed]["revision"] == 2
    assert back[ceremony]["revision"] == 3


FERRY = """Council Shuts Brenta Ferry

Published on: February 4, 2026 at 9:00 AM CET

The Brenta ferry was shut on Monday for good.
"""


@pytest.fixture
def two_stories(place):
    """Give a second story, "zattera": it has the first one's article, too, and one of its own."""
    (place / "config" / "stories" / "zattera.toml").write_text(
        'title = "The ferry"\n[terms]\n"Brenta ferry" = 1.0\n"San Siro" = 1.0\n',
        encoding="utf-8",
    )
    drop(place, "b.txt", FERRY)
    run("update")


@pytest.mark.usefixtures("two_stories")
def test_a_decision_finds_the_story_of_its_event():
    events = {one["edtf"]: one for one in lines(run("events", "--story", "zattera", "--jsonl"))}
    shut, shown = events["2026-02-02"]["id"], events["2026-02-06"]["id"]
    assert shut not in {one["id"] for one in told().values()}
    decided("title", shut, "The ferry is shut")
    assert "is no event of this story" in refused("hide", shut, "--story", MILAN)
    assert "is no event of any story" in refused("hide", "00000000")
    both = run("overrides", "hide", shown)
    assert f" in {MILAN}\n" in both.stderr
    assert "\nit is in other stories, too, which --story names: zattera" in both.stderr
    decided("hide", shown, "--story", "zattera")
    assert "is hidden" in refused("title", shown, "Both shown")
    rows = [(1, "zattera", "title"), (2, MILAN, "hide"), (3, "zattera", "hide")]
    assert listed("number", "story", "decision") == rows
    own = lines(run("overrides", "--story", "zattera", "--jsonl"))
    assert [row["number"] for row in own] == [1, 3]
    assert "is no decision here" in refused("undo", "2", "--story", "zattera")
    assert run("overrides", "undo", "1").stderr.startswith("undone: title ")
    assert listed("number", "story")[3] == (4, "zattera")
    assert "zattera" in run("overrides").stdout


@pytest.mark.usefixtures("two_stories")
def test_the_beginning_of_an_id_names_one_event_of_all_stories(monkeypatch):
    monkeypatch.setattr(
        "timeline.commands.overrides.Desk.find",
        lambda at, _named: at.storage.load(at.story.slug).events[0],
    )
    assert "2 events begin so; give more of it" in refused("hide", "00000000")


def test_the_beginning_of_an_id_names_one_event(monkeypatch):
    run("update")
    monkeypatch.setattr("timeline.commands.overrides.SHORTEST", 0)
    assert "events begin so; give more of it" in refused("hide", "")


def test_an_editor_parts_what_two_drops_tell_and_brings_it_together_again(place):
    drop(place, "b.txt", ARTICLE.replace("(Agency)", "(Other)"))
    run("update")
    ceremony = told()["2026-02-06"]["id"]
    told_by = "'c.txt': does not tell of this event; told by: a.txt, b.txt"
    assert told_by in refused("split", ceremony, "c.txt")
    assert "is no event of any story" in refused("split", "urn:uuid:12345678", "a.txt")
    decided("split", ceremony, "b.txt", "--story", "milan-cortina-2026-security")
    both = [e for e in lines(run("events", "--jsonl")) if e["edtf"] == "2026-02-06"]
    assert [[m["drop"] for m in e["mentions"]] for e in both] in (
        [["a.txt"], ["b.txt"]],
        [["b.txt"], ["a.txt"]],
    )
    (part,) = (e["id"] for e in both if e["id"] != ceremony)
    decided("merge", ceremony, part)
    event = told()["2026-02-06"]
    assert event["id"] == ceremony
    assert sorted(m["drop"] for m in event["mentions"]) == ["a.txt", "b.txt"]
