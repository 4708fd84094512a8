"""A plan, the plan in other words, and the report: one event where day and subject agree."""

from dataclasses import replace
from itertools import permutations
from zoneinfo import ZoneInfo

import pytest

from tests.articles import drop
from tests.mentions import EMPTY, NOW, mention
from timeline import drops as read_drops
from timeline.events import reduce
from timeline.merge import merge
from timeline.types import Status

DAYS = ("January 20, 2026", "January 26, 2026", "January 28, 2026")
TOLD = {
    "vote": (
        "The Fassa valley council is due to vote on the tunnel on Jan. 27.",
        "Councillors in Fassa will vote on Tuesday on the disputed tunnel.",
        "The Fassa valley council approved the tunnel on Tuesday by 19 votes to 11.",
    ),
    "opening": (
        "The new metro line in Turin is expected to open on Jan. 27.",
        "Turin will inaugurate its new metro line on Tuesday.",
        "The new metro line in Turin opened to passengers on Tuesday.",
    ),
    "trial": (
        "The trial of former mayor Bianchi is to begin in Trento on Jan. 27.",
        "Former mayor Bianchi goes on trial in Trento on Tuesday.",
        "The trial of former mayor Bianchi began in Trento on Tuesday.",
    ),
    "signature": (
        "Ministers of Italy and Austria are scheduled to sign the Brenner agreement on Jan. 27.",
        "The Brenner agreement will be signed on Tuesday in Bolzano.",
        "Italy and Austria signed the Brenner agreement on Tuesday.",
    ),
}


def told(folder, name, texts, days=DAYS):
    """Return the mentions of articles of one sentence each."""
    mentions = []
    for number, (day, text) in enumerate(zip(days, texts, strict=True)):
        file = f"{name}{number}.txt"
        drop(folder, file, f"News\n\nPublished on: {day} at 10:00 AM CET\n\n{text}\n")
        taken = read_drops.take(folder, file, max_bytes=10_000)
        for article in read_drops.read(taken, zone=ZoneInfo("Europe/Rome")):
            mentions += reduce(article, None)
    return mentions


@pytest.mark.parametrize("name", TOLD)
def test_a_plan_told_twice_and_its_report_are_one_event(tmp_path, name):
    for order in permutations(told(tmp_path, name, TOLD[name])):
        (event,) = merge(EMPTY, order, (), now=NOW).timeline.events
        assert (event.when.edtf, event.status) == ("2026-01-27", Status.HAPPENED)
        assert len(event.mentions) == len(DAYS)


def test_plans_of_one_day_and_different_subjects_stay_apart(tmp_path):
    every = [m for name, texts in TOLD.items() for m in told(tmp_path, name, texts)]
    assert len(merge(EMPTY, every, (), now=NOW).timeline.events) == len(TOLD)


def test_a_report_of_another_day_confirms_no_plan(tmp_path):
    plan, _, report = TOLD["vote"]
    texts = (plan, report.replace("Tuesday", "Wednesday"))
    days = (DAYS[0], "January 29, 2026")
    assert len(merge(EMPTY, told(tmp_path, "vote", texts, days), (), now=NOW).timeline.events) == 2


BARE = {
    "en": (
        ("Vote on the Fassa tunnel put off", "The vote is now due on Jan. 27."),
        ("The week", "Councillors in Fassa will vote on Tuesday on the disputed tunnel."),
        ("Nineteen to eleven", "The Fassa valley council approved the tunnel on Tuesday."),
    ),
    "it": (
        ("Rinviato il voto sul tunnel di Fassa", "Il voto è ora previsto per il 27 gennaio."),
        ("La settimana", "Il consiglio di Fassa voterà martedì sul discusso tunnel."),
        ("Diciannove a undici", "Il consiglio di Fassa ha approvato martedì il tunnel."),
    ),
}
PUBLISHED = {
    "en": DAYS,
    "it": ("20 gennaio 2026", "26 gennaio 2026", "28 gennaio 2026"),
}


def headed(folder, told, days=DAYS):
    """Return the mentions of articles, each a headline and one sentence."""
    mentions = []
    for number, (day, (title, text)) in enumerate(zip(days, told, strict=True)):
        drop(folder, f"{number}.txt", f"{title}\n\n{day}\n\n{text}\n")
        taken = read_drops.take(folder, f"{number}.txt", max_bytes=10_000)
        for article in read_drops.read(taken, zone=ZoneInfo("Europe/Rome")):
            mentions += reduce(article, None)
    return mentions


@pytest.mark.parametrize("language", BARE)
def test_a_plan_that_names_nothing_is_of_what_its_headline_is_of(tmp_path, language):
    told = headed(tmp_path, BARE[language], PUBLISHED[language])
    assert {m.language for m in told} == {language}
    for order in permutations(told):
        (event,) = merge(EMPTY, order, (), now=NOW).timeline.events
        assert (event.status, len(event.mentions)) == (Status.HAPPENED, len(BARE[language]))
        assert {m.quote for m in event.mentions} == {text for _, text in BARE[language]}


def test_two_plans_in_one_sentence_s_words_are_two_under_two_headlines(tmp_path):
    (title, text), *_ = BARE["en"]
    other = ("Trento budget blocked", text.replace("now due", "due"))
    mentions = headed(tmp_path, ((title, text), ("Trento budget blocked", text), other))
    timeline = merge(EMPTY, mentions, (), now=NOW).timeline
    assert sorted(len(event.mentions) for event in timeline.events) == [1, 2]


VISIT = (
    "President Ana Ruiz is to visit the flooded town of Serrat on Jan. 27.",
    "Ruiz walked into the flooded streets of Serrat on Tuesday and spoke with families.",
    "Residents booed President Ruiz when she arrived in Serrat on Tuesday.",
)


def test_a_plan_holds_reports_together_that_share_no_word_but_names(tmp_path):
    for order in permutations(told(tmp_path, "visit", VISIT, (DAYS[0], DAYS[2], DAYS[2]))):
        (event,) = merge(EMPTY, order, (), now=NOW).timeline.events
        assert (event.status, len(event.mentions)) == (Status.HAPPENED, len(VISIT))


@pytest.mark.parametrize(
    ("plan", "report", "events"),
    [
        pytest.param(
            "Miners at the Kolvik pit threatened to stop work on Jan. 27.",
            "Miners at the Kolvik pit went on strike on Tuesday.",
            1,
            id="a threat and the act",
        ),
        pytest.param(
            "Prime Minister Ida Holm will address the parliament in Lund on Jan. 27.",
            "Prime Minister Ida Holm told the parliament in Lund on Tuesday that taxes stay.",
            1,
            id="a speech and what was said",
        ),
        pytest.param(
            "President Ruiz is to visit the town of Serrat on Jan. 27.",
            "President Ruiz said on Tuesday that the town of Serrat needs a dam.",
            2,
            id="a visit and what was said elsewhere",
        ),
        pytest.param(
            "The new bridge at Serrat will open on Jan. 27.",
            "The school of Serrat was reopened on Tuesday.",
            2,
            id="one act in one place, of two things",
        ),
        pytest.param(
            "The Serrat tunnel will reopen at the end of January.",
            "Trains in the Serrat tunnel will be slow until the end of January.",
            2,
            id="what begins and what ends with a month",
        ),
        pytest.param(
            "The trial of former mayor Bianchi was postponed until February.",
            "The trial of former mayor Bianchi is to begin in February.",
            1,
            id="what is moved begins then",
        ),
        pytest.param(
            "The trial of former mayor Bianchi was pushed back until February.",
            "The trial of former mayor Bianchi is to begin in February.",
            1,
            id="what is pushed back begins then",
        ),
        pytest.param(
            "The hearing of former mayor Bianchi is due on Jan. 27.",
            "A judge on Tuesday postponed the hearing of former mayor Bianchi to February 16.",
            2,
            id="what is put off is not done",
        ),
        pytest.param(
            "A judge will decide on Jan. 27 whether to postpone the hearing of Bianchi.",
            "A judge on Tuesday postponed the hearing of former mayor Bianchi to February 16.",
            1,
            id="what is put off as planned",
        ),
        pytest.param(
            "President Lena Orsk will address the island on Jan. 27.",
            "President Lena Orsk declared three days of mourning on the island on Tuesday.",
            2,
            id="an address and what is declared",
        ),
        pytest.param(
            "President Lena Orsk will address the island on Jan. 27.",
            "The island observed a day of mourning on Tuesday, President Lena Orsk said.",
            2,
            id="an address and who says so behind it",
        ),
        pytest.param(
            "President Lena Orsk will address the island on Jan. 27.",
            "President Lena Orsk said on Tuesday that every ferry of the island would be checked.",
            1,
            id="an address and what was said",
        ),
        pytest.param(
            "The march through Serrat, planned for Jan. 27, will end at the castle.",
            "Thousands marched through Serrat on Tuesday.",
            1,
            id="a march, which is no month",
        ),
        pytest.param(
            "A march through Serrat is planned for Jan. 27.",
            "Crowds filled the streets of Serrat on Tuesday in protest at the closures.",
            1,
            id="a plan that says no more than what is held, and its report",
        ),
        pytest.param(
            "A march through Serrat is planned for Jan. 27.",
            "Police in Serrat fined nine drivers on Tuesday.",
            2,
            id="a plan that says no more, and another act",
        ),
        pytest.param(
            "A verdict in the trial of the captain is expected on Jan. 27.",
            "The captain was found guilty of manslaughter on Tuesday.",
            1,
            id="a verdict, however it is told",
        ),
        pytest.param(
            "A verdict in the trial of the shipowner is expected on Jan. 27.",
            "The captain was found guilty of manslaughter on Tuesday.",
            2,
            id="another verdict",
        ),
    ],
)
def test_a_plan_and_its_report_in_other_words(tmp_path, plan, report, events):
    mentions = told(tmp_path, "one", (plan, report), (DAYS[0], DAYS[2]))
    for order in permutations(mentions):
        assert len(merge(EMPTY, order, (), now=NOW).timeline.events) == events


@pytest.mark.parametrize(
    ("plan", "report"),
    [
        (
            "The sentencing of former banker Ida Moss is set for Jan. 27.",
            "The sentencing of Ida Moss has been put off from Tuesday to Friday.",
        ),
        (
            "The council in Ely will vote on the new stadium on Tuesday.",
            "The council's vote on the stadium in Ely was moved from January 27 to January 30.",
        ),
    ],
)
def test_a_plan_that_is_put_off_is_called_off_on_its_day_and_planned_on_the_new_one(
    tmp_path, plan, report
):
    days = ("January 26, 2026", "January 27, 2026")
    mentions = told(tmp_path, "moved", (plan, report), days)
    first, second = merge(EMPTY, mentions, (), now=NOW).timeline.events
    assert (first.when.edtf, first.status) == ("2026-01-27", Status.CALLED_OFF)
    assert (second.when.edtf, second.status) == ("2026-01-30", Status.PLANNED)
    assert [len(event.mentions) for event in (first, second)] == [2, 1]


WITNESS = (
    "The brother of the accused, Tom Harle, will give evidence at Leeds Crown Court on Jan. 27."
)


@pytest.mark.parametrize(
    ("plan", "report", "count"),
    [
        (
            WITNESS,
            "Tom Harle's brother told Leeds Crown Court on Tuesday that he had seen no knife.",
            1,
        ),
        (
            WITNESS,
            "Detective Ann Moor told Leeds Crown Court on Tuesday that Tom Harle had lied.",
            2,
        ),
        (
            "Teachers in Hull will walk out on Tuesday over pay.",
            "Schoolteachers across Hull walked out on Tuesday over pay.",
            1,
        ),
        (
            "Teachers in Hull will walk out on Tuesday over pay.",
            "Bus drivers in Hull walked out on Tuesday over pay.",
            2,
        ),
        (
            "Teachers and bus drivers in Hull will walk out on Tuesday over pay.",
            "Bus drivers in Hull walked out on Tuesday over pay.",
            1,
        ),
    ],
)
def test_a_plan_is_fulfilled_by_those_whom_it_names(tmp_path, plan, report, count):
    mentions = told(tmp_path, "who", (plan, report), (DAYS[1], DAYS[2]))
    assert len(merge(EMPTY, mentions, (), now=NOW).timeline.events) == count


def test_what_the_headline_tells_before_a_title_is_not_what_its_sentence_does():
    guard = mention("Police arrested the guard Ida Moss in Ossara on Tuesday.", kind="enforcement")
    told = mention("Ida Moss was taken into custody in Ossara on Tuesday.", "b", kind="enforcement")
    freed = replace(told.article, title="Ossara: Prisoners freed, guards say")
    for title in ("Ossara: Prisoners freed: The guard was taken into custody", told.title):
        headed = replace(told, title=title, article=freed)
        assert len(merge(EMPTY, (guard, headed), (), now=NOW).timeline.events) == 1
    of_its_own = replace(told, title="Prisoners freed: The guard was taken into custody")
    assert len(merge(EMPTY, (guard, of_its_own), (), now=NOW).timeline.events) == 2


def test_who_was_to_be_somewhere_was_there_whatever_kind_of_act_is_told():
    plan = mention(
        "Ida Moss will be in Ossara on Tuesday.",
        kind="consultation",
        status=Status.PLANNED,
        actors=("Ida Moss",),
        places=("Ossara",),
    )
    told = mention(
        "Eggs flew at Ida Moss in Ossara on Tuesday.",
        "b",
        kind="violence",
        actors=("Ida Moss",),
        places=("Ossara",),
    )
    assert len(merge(EMPTY, (plan, told), (), now=NOW).timeline.events) == 1


def test_who_is_to_speak_may_be_named_in_the_title_alone():
    quote = "She will speak to reporters on Tuesday, her spokesman, Ben Rist, said."
    plan = mention(quote, kind="schedule", status=Status.PLANNED, said_by="Ben Rist")
    named = replace(plan, title="Ben Rist: Ida Moss will speak to reporters on Tuesday")
    told = mention(
        "Moss told reporters on Tuesday that the mine stays open.",
        "b",
        said_by="Ida Moss",
        published="2026-01-28T10:00",
    )
    assert len(merge(EMPTY, (named, told), (), now=NOW).timeline.events) == 1
    other = replace(plan, title="Ben Rist: Ada Corvi will speak to reporters on Tuesday")
    assert len(merge(EMPTY, (other, told), (), now=NOW).timeline.events) == 2
