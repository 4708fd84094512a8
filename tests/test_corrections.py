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
            [("changed", "Ada decided by hand: title; title “14 “dead” ” became “4 “dead””")],
            "Corrected on 28 January 2026: title changed by the editors; it said “14 “dead””, it "
            "says “4 “dead””.",
            id="an editor who sets a number right",
        ),
        pytest.param(
            [("changed", "Ada decided by hand: status; status planned became called off")],
            "Updated on 28 January 2026: status changed by the editors; “planned” became “called "
            "off”.",
            id="an editor who knows what became of a plan",
        ),
        pytest.param(
            [("changed", "Ada decided by hand: status; status happened became claimed")],
            "Corrected on 28 January 2026: status changed by the editors; “happened” became "
            "“claimed”.",
            id="an editor's status",
        ),
        pytest.param(
            [("changed", "Ada decided by hand: undo status")],
            "Corrected on 28 January 2026: taken back: status changed by the editors.",
            id="an editor's status that holds no longer",
        ),
        pytest.param(
            [("changed", "Ada decided by hand: merge; date 2026-02-05 became 2026-02-06")],
            "Corrected on 28 January 2026: another entry joined to it by the editors; the date was "
            "given as 5 February 2026, it is 6 February 2026.",
            id="an editor who makes two entries one",
        ),
        pytest.param(
            [("changed", "Ada decided by hand: merge; status planned became happened")],
            "Updated on 28 January 2026: another entry joined to it by the editors; “planned” "
            "became “happened”.",
            id="an editor who makes a plan and its report one",
        ),
        pytest.param(
            [("changed", "Ada decided by hand: speaker; speaker “” became “Cy”")],
            "Updated on 28 January 2026: speaker changed by the editors; ascribed to Cy, before "
            "to nobody.",
            id="an editor who names who says it",
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
        ("changed", "Ada decided by hand: title"),
        ("changed", "Ada decided by hand: title; title “The “2” go” became “2 go”"),
        ("changed", "Ada decided by hand: undo title"),
        ("changed", "Ada decided by hand: speaker; speaker “Quist” became “Ada Quist”"),
        ("changed", "Ada decided by hand: speaker; speaker “Ada Quist” became “Quist”"),
        ("changed", "Ada decided by hand: speaker; speaker “Ada Qist” became “Ada Quist”"),
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
        (["merge", "undo merge"], 1, []),
        (["merge", "date", "undo merge", "undo date"], 0.1, []),
        # it was read: that it holds no longer is told, not what held
        (["merge", "undo merge"], 2, ["taken back: another entry joined to it by the editors"]),
        # the first decision holds again
        (["merge", "merge", "undo merge"], 1, ["another entry joined to it by the editors"]),
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


@pytest.mark.parametrize(
    ("names", "hours", "told"),
    [
        # nobody has read the first name
        (["Bo", "Ada", "Cy"], 1, ["ascribed to Cy, before to Bo"]),
        (["Bo", "Ada", "Bo"], 1, []),
        (
            ["Bo", "Ada", "Cy"],
            2,
            ["ascribed to Ada, before to Bo", "ascribed to Cy, before to Ada"],
        ),
        # it was read, and is only spelled otherwise
        (["Bo", "Ada Qist", "Ada Quist"], 2, ["ascribed to Ada Quist, before to Bo"]),
        (["Bo, Ada", "Bo"], 2, ["ascribed to Bo, before to Bo, Ada"]),
    ],
)
def test_a_slip_of_an_editor_that_is_put_right_is_no_correction(names, hours, told):
    changes = [
        Change(
            OWN.id,
            NOW + hours * timedelta(hours=at),
            "changed",
            f"Ada decided by hand: speaker; speaker “{before}” became “{after}”",
        )
        for at, (before, after) in enumerate(pairwise(names))
    ]
    found = [item.words for item in tell(OWN, changes, STORY)]
    assert [words.partition("editors; ")[2] for words in found] == [f"{words}." for words in told]


def test_a_slip_in_a_date_that_is_put_right_is_told_once():
    days = ("2026-02-05", "2026-02-08", "2026-02-06")
    changes = [
        Change(OWN.id, NOW, "changed", f"Ada decided by hand: date; date {before} became {after}")
        for before, after in pairwise(days)
    ]
    (found,) = tell(OWN, changes, STORY)
    assert found.words.endswith("the date was given as 5 February 2026, it is 6 February 2026.")


def test_decisions_between_which_something_else_changed_are_told_each():
    whys = ("date 2026-02-05 became 2026-02-06", "date 2026-02-08 became 2026-02-09")
    changes = [Change(OWN.id, NOW, "changed", f"Ada decided by hand: date; {why}") for why in whys]
    (found,) = tell(OWN, changes, STORY)
    assert all(f"it is {day} February" in found.words for day in (6, 9))


@pytest.mark.parametrize(("hours", "told"), [(1, 0), (2, 1)])
def test_what_is_put_right_before_it_is_read_is_no_correction(hours, told):
    why = "Ada decided by hand: date; date 2026-02-05 became 2026-02-06"
    first = Change(OWN.id, NOW, "added", "told for the first time")
    decided = Change(OWN.id, NOW + timedelta(hours=hours), "changed", why)
    assert len(tell(OWN, [first, decided], STORY)) == told
    # once it is read, it cannot be taken back in silence
    back = Change(OWN.id, NOW + timedelta(hours=9), "changed", "Ada decided by hand: undo date")
    (found,) = tell(OWN, [first, decided, back], STORY)
    assert found.words.endswith("taken back: date changed by the editors.")


def test_the_last_corrections_are_told_oldest_first():
    days = [NOW + timedelta(days=number) for number in range(9)]
    told = tell(OWN, [Change(OWN.id, day, "changed", f"{day.day}") for day in days], STORY)
    assert [item.at for item in told] == days[-MAX_CORRECTIONS:]
