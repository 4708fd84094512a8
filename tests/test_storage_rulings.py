"""Whether an editor's decision can be followed."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from tests.mentions import NOW, day, mention
from timeline import Override, OverrideError, Ruling, Timeline, Withdrawal
from timeline.merge import merge
from timeline.storage.overrides import dated
from timeline.storage.rulings import MAX_TITLE, check

ONE, TOO, OTHER = (
    mention("A lift at Bormio stopped with 40 skiers aboard."),
    mention("A lift at Bormio stopped with 40 skiers aboard.", "b"),
    mention("Lawmakers in Rome voted for a new stadium.", "c"),
)
TOLD = merge(Timeline("games"), [ONE, TOO, OTHER], (), now=NOW).timeline
GAMES = replace(
    TOLD,
    withdrawn=(Withdrawal("w1", NOW, "nobody says so"), Withdrawal("w2", NOW, "one", ONE.id)),
)
DAY = day("2026-01-29")


@pytest.mark.parametrize(
    ("ruling", "value"),
    [
        (Ruling.HIDE, None),
        (Ruling.TITLE, "A better title"),
        (Ruling.DATE, dated(DAY)),
        (Ruling.DATE, dated(replace(DAY, start=None))),
        (Ruling.STATUS, "called off"),
        (Ruling.SPEAKER, "Ada Quist"),
        (Ruling.MERGE, OTHER.id),
        (Ruling.SPLIT, TOO.id),
    ],
)
def test_a_decision_that_can_be_followed_passes(ruling, value):
    check(GAMES, (), Override(ONE.id, ruling, NOW, "ed", value))


@pytest.mark.parametrize(
    ("on", "ruling", "value", "reason"),
    [
        ("never", Ruling.HIDE, None, "hide: 'never': is no event of this story"),
        ("w1", Ruling.HIDE, None, "hide: 'w1': was withdrawn, nobody says so"),
        ("w2", Ruling.TITLE, "A title", f"title: 'w2': was withdrawn, one; decide on {ONE.id}"),
        (ONE.id, Ruling.HIDE, "please", "hide: 'please': takes no value"),
        (ONE.id, Ruling.TITLE, None, "title: '': give one line of text"),
        (ONE.id, Ruling.TITLE, "Two\nlines", r"title: 'Two\nlines': give one line of text"),
        (ONE.id, Ruling.TITLE, "long " * 30, "title: has 150 characters; shorten it to 110"),
        (ONE.id, Ruling.DATE, "29 January", "date: '29 January': give a When as JSON: : "),
        (ONE.id, Ruling.DATE, '{"edtf": "2026"}', "give a When as JSON: start: Field required"),
        (ONE.id, Ruling.DATE, dated(replace(DAY, end=NOW)), "date: ends (2026-01-29 12"),
        (ONE.id, Ruling.DATE, dated(replace(DAY, edtf=" ")), "date: edtf is empty"),
        (
            ONE.id,
            Ruling.DATE,
            dated(replace(DAY, end=DAY.end.replace(tzinfo=None))),
            "date: start and end need a time zone",
        ),
        (ONE.id, Ruling.STATUS, "postponed", "status: 'postponed': give one of happened, planned,"),
        (ONE.id, Ruling.STATUS, "happened", "status: 'happened': is its status already"),
        (ONE.id, Ruling.SPEAKER, None, "speaker: '': is who says it already"),
        (ONE.id, Ruling.SPEAKER, "Ada\nQuist", r"speaker: 'Ada\nQuist': give one line of text"),
        (ONE.id, Ruling.SPEAKER, " ", "speaker: ' ': give one line of text, or nothing for nobody"),
        (ONE.id, Ruling.SPEAKER, "Ada " * 30, "speaker: has 120 characters; shorten it to 100"),
        (ONE.id, Ruling.MERGE, ONE.id, "is the event itself; name another one"),
        (ONE.id, Ruling.MERGE, None, "merge: '': is no event of this story"),
        (ONE.id, Ruling.SPLIT, "m9", "split: 'm9': is no mention of this event"),
        (ONE.id, Ruling.SPLIT, None, "split: name some of the event's mentions, not all"),
        (ONE.id, Ruling.SPLIT, f"{ONE.id} {TOO.id}", "split: name some of the event's mentions"),
    ],
)
def test_a_decision_that_cannot_be_followed_says_why(on, ruling, value, reason):
    late = replace(DAY, start=NOW + timedelta(days=1), end=NOW)
    value = dated(late) if reason.startswith("date: ends") else value
    with pytest.raises(OverrideError) as raised:
        check(GAMES, (), Override(on, ruling, NOW, "ed", value))
    assert reason in str(raised.value)


def test_what_is_hidden_names_the_decision_that_brings_it_back():
    without = replace(
        GAMES,
        events=tuple(one for one in GAMES.events if one.id != ONE.id),
        withdrawn=(Withdrawal(ONE.id, NOW, "taken out by an editor"),),
    )
    title = Override(ONE.id, Ruling.TITLE, NOW, "ed", "A title")
    with pytest.raises(
        OverrideError, match="is hidden; `timeline overrides undo 1` brings it back"
    ):
        check(without, [HIDE], title)
    with pytest.raises(OverrideError, match="was withdrawn, taken out by an editor"):
        check(without, [HIDE, BACK], title)


HIDE = Override(ONE.id, Ruling.HIDE, NOW, "ed", number=1)
BACK = Override(ONE.id, Ruling.UNDO, NOW, "ed", "1", number=2)


@pytest.mark.parametrize(
    ("undo", "reason"),
    [
        (replace(BACK, value="3"), "undo: 3: is no decision on this story"),
        (replace(BACK, value=None), "undo: None: is no decision on this story"),
        (replace(BACK, value="2"), "undo: 2: takes one back; decide anew instead"),
        (replace(BACK, event=OTHER.id), "undo: 1: is a decision on another event"),
        (BACK, "undo: 1: was taken back already"),
    ],
)
def test_a_decision_is_taken_back_once(undo, reason):
    check(GAMES, [HIDE], BACK)
    with pytest.raises(OverrideError) as raised:
        check(GAMES, [HIDE] if undo.event == OTHER.id else [HIDE, BACK], undo)
    assert reason in str(raised.value)


def test_the_documentation_tells_how_long_a_title_may_be():
    told = Path(__file__).parent.parent.joinpath("docs", "formats.md").read_text(encoding="utf-8")
    assert f"| title | plain, at most {MAX_TITLE} characters" in told
