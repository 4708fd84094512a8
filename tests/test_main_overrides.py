"""What an editor decides on the command line, and that it lasts."""

import pytest

from tests.test_main import ARTICLE, drop, lines, place, run
from timeline.errors import OverrideError

__all__ = ["place"]

pytestmark = pytest.mark.usefixtures("one_child", "place")


def told():
    """Return the published events by date."""
    return {event["edtf"]: event for event in lines(run("events", "--jsonl"))}


def decided(*arguments):
    done = run("overrides", *arguments)
    assert done.exit_code == 0, done.exception
    assert done.stderr.startswith(f"decided: {arguments[0]} ")


def refused(*arguments):
    done = run("overrides", *arguments)
    assert isinstance(done.exception, OverrideError)  # `main` tells it, with status 2
    return str(done.exception)


def test_what_an_editor_decides_lasts_over_later_articles_and_better_rules(place):
    run("update")
    ceremony, closed = told()["2026-02-06"]["id"], told()["2026-02-03"]["id"]
    assert "is no event of this story" in refused("hide", "urn:uuid:1")
    assert "date: 'Friday' is not a date" in refused("date", ceremony, "Friday")
    decided("title", ceremony, "The Games begin", "--by", "Anna")
    decided("date", ceremony, "2026-02-07")
    decided("hide", closed.removeprefix("urn:uuid:"))
    drop(place, "b.txt", ARTICLE.replace("(Agency)", "(Other)"))
    run("update", "--all")
    events = told()
    assert closed not in {event["id"] for event in events.values()}
    assert "2026-02-06" not in events
    event = events["2026-02-07"]
    assert (event["title"], event["id"]) == ("The Games begin", ceremony)
    rows = lines(run("overrides", "--jsonl"))
    assert [(row["decision"], row["by"], row["event"]) for row in rows] == [
        ("title", "Anna", ceremony),
        ("date", "an editor", ceremony),
        ("hide", "an editor", closed),
    ]
    assert "The Games begin" in run("overrides").stdout


def test_an_editor_parts_what_two_drops_tell_and_brings_it_together_again(place):
    drop(place, "b.txt", ARTICLE.replace("(Agency)", "(Other)"))
    run("update")
    ceremony = told()["2026-02-06"]["id"]
    assert "'c.txt': does not tell of this event" in refused("split", ceremony, "c.txt")
    assert "is no event of this story" in refused("split", "urn:uuid:1", "a.txt")
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
