"""Two verdicts, two arrests, two resignations of one day: alike in words, and not one event."""

import tomllib
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from tests.articles import drop
from tests.mentions import EMPTY, NOW
from timeline import drops as read_drops
from timeline.events import reduce
from timeline.merge import doubts, merge

CASES = tomllib.loads((Path(__file__).parent / "merge" / "opposed.toml").read_text("utf-8"))
HEAD = {
    "en": ("News", "Published on: January 27, 2026", "People heard of it in the streets."),
    "it": ("Notizie", "Pubblicato il 27 gennaio 2026", "La gente ne parlava nelle strade."),
}


def told(folder, name, text, language):
    """Return the mentions of an article of one telling sentence."""
    title, day, rest = HEAD[language]
    drop(folder, f"{name}.txt", f"{title} {name}\n\n{day}\n\n{text} {rest}\n")
    taken = read_drops.take(folder, f"{name}.txt", max_bytes=10_000)
    (article,) = read_drops.read(taken, zone=ZoneInfo("Europe/Rome"))
    return reduce(article, None)


def both(folder, case):
    """Return the timeline of both sentences of a case, which is that of both orders."""
    first, second = (
        told(folder, name, case[name], case.get("language", "en")) for name in ("one", "other")
    )
    merged, turned = (
        merge(EMPTY, order, (), now=NOW).timeline for order in (first + second, second + first)
    )
    assert [len(e.mentions) for e in merged.events] == [len(e.mentions) for e in turned.events]
    return merged


@pytest.mark.parametrize("case", CASES["apart"], ids=lambda case: case["other"])
def test_other_people_and_what_excludes_are_other_events(tmp_path, case):
    timeline = both(tmp_path, case)
    assert [len(event.mentions) for event in timeline.events] == [1, 1]
    assert [doubt.why for doubt in doubts(timeline)] == [case["why"]][: len(doubts(timeline))]


@pytest.mark.parametrize("case", CASES["together"], ids=lambda case: case["other"])
def test_whom_only_one_names_is_no_objection(tmp_path, case):
    assert [len(event.mentions) for event in both(tmp_path, case).events] == [2]
