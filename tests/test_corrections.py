from dataclasses import replace
from datetime import timedelta
from itertools import pairwise

import pytest

from feeds.corrections import MAX_CORRECTIONS, tell
from tests.timelines import NOW, STORY, WHENS, event
from timeline import Change

OWN = event("x", WHENS["day"], revision=3, updated=NOW)
ITALIAN = replace(STORY, language="it")
REVISED = ("corrected", "a.txt: says it otherwise now")
TAKEN_BACK = ("left", "a.txt: no longer says so")


def words(*lines, story=STORY):
    """Return what is told of changes made at one time; a line is "what" and "why"."""
    changes = [Change(OWN.id, NOW, what, why) for what, why in lines]
    return [item.words for item in tell(OWN, changes, story)]


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        pytest.param(
            [("changed", "date 2026-02-05 became 2026-02-06; title became “A; b”; places changed")],
            "Corrected on 28 January 2026: the date was given as 5 February 2026, it is "
            "6 February 2026.",
            id="a date",
        ),
        pytest.param(
            [
                (
                    "changed",
                    "status planned became happened; summary became “It did.”; basis changed",
                )
            ],
            "Updated on 28 January 2026: “planned” became “happened”.",
            id="a plan that came true",
        ),
        pytest.param(
            [("changed", "status happened became called off")],
            "Corrected on 28 January 2026: “happened” became “called off”.",
            id="what never happened",
        ),
        pytest.param(
            [TAKEN_BACK, ("joined", "b.txt: tells of it, too"), ("changed", "title became “Two”")],
            "Corrected on 28 January 2026: a source has corrected its text.",
            id="a source takes its words back",
        ),
        pytest.param(
            [
                REVISED,
                (
                    "changed",
                    "status planned became happened; title “A “b”; c” became “D”; places changed",
                ),
            ],
            "Corrected on 28 January 2026: “planned” became “happened”; it said “A “b”; c”, "
            "it says “D”.",
            id="a source says the opposite",
        ),
        pytest.param(
            [REVISED, ("changed", "summary “It killed 14.” became “It killed 4.”; actors changed")],
            "Corrected on 28 January 2026: it said “It killed 14.”, it says “It killed 4.”.",
            id="a source corrects a number",
        ),
        pytest.param(
            [REVISED, ("changed", "title “…”; places changed")],
            "Corrected on 28 January 2026: a source has corrected its text.",
            id="words that were purged",
        ),
        pytest.param(
            [TAKEN_BACK, ("changed", "title “One” became “Two”")],
            "Corrected on 28 January 2026: a source has corrected its text.",
            id="a source takes its words back, another words the event",
        ),
        pytest.param(
            [("joined", "b.txt: tells of it, too"), ("changed", "title “A” became “A longer one”")],
            "Updated on 28 January 2026: reworded.",
            id="a text by a better source",
        ),
        pytest.param(
            [("joined", "b.txt: tells of it, too"), ("changed", "title became “A\nlonger one”")],
            "Updated on 28 January 2026: reworded.",
            id="a better text",
        ),
        pytest.param(
            [("merged", "proved to be the same event"), ("changed", "actors changed")],
            "Corrected on 28 January 2026: two entries proved to be one event.",
            id="two that were one",
        ),
        pytest.param(
            [("changed", "Ada decided by hand: title")],
            "Corrected on 28 January 2026: title changed by the editors.",
            id="an editor",
        ),
        pytest.param(
            [("changed", "Ada decided by hand: status; status planned became called off")],
            "Corrected on 28 January 2026: status changed by the editors; “planned” became “called "
            "off”.",
            id="an editor's status",
        ),
        pytest.param(
            [("changed", "Ada; Bo decided by hand: date; date 2026-02-05 became 2026-02")],
            "Corrected on 28 January 2026: date changed by the editors; the date was given as "
            "5 February 2026, it is February 2026.",
            id="an editor's date",
        ),
        pytest.param(
            [("changed", "Ada decided by hand: speaker; speaker “Ada; Bo” became “Cy”")],
            "Corrected on 28 January 2026: speaker changed by the editors; ascribed to Cy, before "
            "to Ada; Bo.",
            id="an editor's speaker",
        ),
        pytest.param(
            [("changed", "Ada decided by hand: speaker; speaker “Cy” became “”")],
            "Corrected on 28 January 2026: speaker changed by the editors; ascribed to nobody, "
            "before to Cy.",
            id="an editor who finds no speaker",
        ),
        pytest.param(
            [("changed", "Ada decided by hand: speaker; speaker “…”")],
            "Corrected on 28 January 2026: speaker changed by the editors.",
            id="a speaker that was purged",
        ),
        pytest.param(
            [("changed", "Ada decided by hand: undo hide")],
            "Corrected on 28 January 2026: taken back: hidden by the editors.",
            id="an editor's second thought",
        ),
        pytest.param(
            [("changed", "it was Tuesday")],
            "Corrected on 28 January 2026: it was Tuesday.",
            id="words of others",
        ),
    ],
)
def test_readers_are_told_what_was_put_right_and_what_moved_on(lines, told):
    assert words(*lines) == [told]


@pytest.mark.parametrize(
    "line",
    [
        ("added", "a.txt: told for the first time"),
        ("joined", "b.txt: tells of it, too"),
        ("left", "a.txt: tells of another event"),
        ("changed", "a.txt: details of a source"),
        ("changed", "basis changed; places changed; actors changed"),
        ("changed", "kind statement became incident"),
    ],
)
def test_what_concerns_the_record_only_is_not_told(line):
    assert words(line) == []


def test_names_of_files_are_no_news():
    assert ".txt" not in "".join(words(TAKEN_BACK, ("changed", "date 2025 became 2026")))


def test_a_story_s_corrections_are_told_in_its_language():
    why = "date 2026-02-01 became ../2026-02-08; status planned became called off"
    assert words(("changed", why), story=ITALIAN) == [
        (
            "Corretto il 28 gennaio 2026: la data era indicata come 1º febbraio 2026, è entro "
            "l’8 febbraio 2026; da «previsto» a «annullato»."
        )
    ]


def test_a_revised_event_without_history_still_says_when():
    assert words() == ["Corrected on 28 January 2026."]
    assert tell(event("x", WHENS["day"]), (), STORY) == ()


@pytest.mark.parametrize(
    ("dates", "hours", "told"),
    [
        # an editor's slip, put right before many could see it
        (["2026-02-05", "2026-02-06", "2026-02-05"], 1, []),
        # it was read: that it is the 6th is true no longer
        (["2026-02-05", "2026-02-06", "2026-02-05"], 2, ["6 February 2026, it is 5 February"]),
        (["2026-02-05", "2026-02-06", "2026-02"], 1, ["it is 6 February", "it is February 2026"]),
        # once more, to another day
        (["2026-02-05", "2026-02-06", "2026-02-05", "2026-02-07"], 1, ["it is 7 February"]),
    ],
)
def test_a_date_that_was_put_back_is_no_correction(dates, hours, told):
    changes = [Change(OWN.id, NOW, "added", "told for the first time")]
    changes += [
        Change(OWN.id, NOW + hours * timedelta(hours=at), "changed", f"date {a} became {b}")
        for at, (a, b) in enumerate(pairwise(dates))
    ]
    found = [item.words for item in tell(OWN, changes, STORY)]
    assert len(found) == len(told)
    assert all(part in words for part, words in zip(told, found, strict=True))


@pytest.mark.parametrize(
    ("decisions", "hours", "told"),
    [
        (["title", "undo title"], 1, []),
        (["title", "date", "undo title", "undo date"], 0.1, []),
        # it was read: that it holds no longer is told, not what held
        (["title", "undo title"], 2, ["taken back: title changed by the editors"]),
        # the first decision holds again
        (["title", "title", "undo title"], 1, ["title changed by the editors"]),
    ],
)
def test_a_decision_that_was_taken_back_is_no_correction(decisions, hours, told):
    changes = [
        Change(
            OWN.id,
            NOW + hours * timedelta(hours=at),
            "changed",
            f"Ada decided by hand: {decision}" + "; date 2025 became 2026" * (decision == "date"),
        )
        for at, decision in enumerate(decisions)
    ]
    found = [item.words for item in tell(OWN, changes, STORY)]
    assert [words.partition("2026: ")[2] for words in found] == [f"{words}." for words in told]


def test_the_last_corrections_are_told_oldest_first():
    days = [NOW + timedelta(days=number) for number in range(9)]
    told = tell(OWN, [Change(OWN.id, day, "changed", f"{day.day}") for day in days], STORY)
    assert [item.at for item in told] == days[-MAX_CORRECTIONS:]
