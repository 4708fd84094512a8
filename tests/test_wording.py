import doctest
import tomllib
from datetime import date, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

import feeds.words
from feeds import wording
from feeds.words import LANGUAGES, words
from tests.timelines import ROME, at
from timeline import Basis, Granularity, Ruling, Status, TimeExpression, TimexType, When, timex
from timeline.events import KINDS

CASES = Path(__file__).parent / "wording"


def cases():
    for path in sorted(CASES.glob("*.toml")):
        for case in tomllib.loads(path.read_text())["says"]:
            yield pytest.param(path.stem, case, id=f"{path.stem}: {case['words']}")


@pytest.mark.parametrize(("language", "case"), list(cases()))
def test_a_date_is_said_as_exactly_as_the_text_gave_it(language, case):
    granularity = Granularity(case.get("granularity", "day"))
    first, last = case.get("part", (None, None))
    start = at(2026, 1, 27, first) if last else None
    end = start + timedelta(hours=last - first) if start else None
    when, status = (
        When(case["edtf"], start, end, granularity),
        Status(case.get("status", "happened")),
    )
    assert wording.say(when, ROME, language, status) == case["words"]


def test_a_clock_time_is_said_in_the_story_s_zone():
    when = When("2026-02-06T20:00:00+01:00", None, None, Granularity.MINUTE)
    assert wording.say(when, ZoneInfo("Asia/Tokyo")) == "7 February 2026, 04:00 JST"
    assert wording.say(when, ZoneInfo("America/Sao_Paulo")) == "6 February 2026, 16:00 UTC-03"


def test_a_part_of_day_without_its_hours_is_its_day():
    when = When("2026-01-27", None, None, Granularity.PART_OF_DAY)
    assert wording.say(when, ROME) == "27 January 2026"


@pytest.mark.parametrize(
    ("edtf", "granularity", "language", "words"),
    [
        ("2026-01-27", Granularity.DAY, "en", ""),
        ("2026-01-27", Granularity.PART_OF_DAY, "en", "morning"),
        ("2026-01-27", Granularity.PART_OF_DAY, "it", "mattina"),
        ("2026-02-06T20:00:00+01:00", Granularity.MINUTE, "en", "20:00 CET"),
        ("2026-02-06T20:00:00+01:00", Granularity.MINUTE, "it", "ore 20:00 CET"),
        (
            "2026-02-06T20:00+01:00/2026-02-06T21:00+01:00",
            Granularity.RANGE,
            "en",
            "20:00–21:00 CET",
        ),
        ("2026-01-27?", Granularity.DAY, "en", "27 January 2026 (uncertain)"),
        ("2026-01-27~", Granularity.PART_OF_DAY, "en", "about morning of 27 January 2026"),
        ("2026-02", Granularity.MONTH, "en", ""),
        ("../2026-01-28", Granularity.UNKNOWN, "en", ""),
    ],
)
def test_under_a_heading_of_the_day_only_what_is_finer_is_said(edtf, granularity, language, words):
    when = When(edtf, at(2026, 1, 27, 6), at(2026, 1, 27, 12), granularity)
    assert wording.say_finer(when, ROME, language) == words
    without = When("2026-01-27", None, None, Granularity.PART_OF_DAY)
    assert wording.say_finer(without, ROME, language) == ""


@pytest.mark.parametrize("language", ["it", "it-IT", "IT-ch"])
def test_a_regional_language_has_its_language_s_words(language):
    assert words(language) is words("it")


@pytest.mark.parametrize("language", ["en", "en-GB", "fr", ""])
def test_a_language_without_words_gets_english_ones(language):
    assert words(language) is words("en")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_all_words(language):
    own = words(language)
    assert (len(own.months), len(own.seasons), len(own.quarters)) == (12, 4, 4)
    assert own.parts.keys() == words("en").parts.keys()
    assert set(own.status) == set(Status)
    assert set(own.kinds) == {kind.name for kind in KINDS}
    assert set(own.basis) == set(Basis)
    assert set(own.rulings) == set(Ruling) - {Ruling.UNDO}
    assert set(own.granularity) == set(Granularity)


def test_a_day_is_said_in_both_languages():
    assert wording.say_day(date(2026, 2, 1)) == "1 February 2026"
    assert wording.say_day(date(2026, 2, 1), "it") == "1º febbraio 2026"


@given(st.text(max_size=40) | st.from_regex(r"[0-9X./?~%T:Z+-]{1,30}", fullmatch=True))
def test_any_text_is_said_somehow(edtf):
    for granularity in Granularity:
        assert isinstance(wording.say(When(edtf, None, None, granularity), ROME), str)


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("2026-01-27TMO", "morning of 27 January 2026"),
        ("2026-01-27TMI", "midday of 27 January 2026"),
        ("2026-01-27TAF", "afternoon of 27 January 2026"),
        ("2026-01-27TEV", "evening of 27 January 2026"),
        ("2026-01-27TNI", "night of 27 January 2026"),
        ("2026-01-27TDT", "daytime of 27 January 2026"),
    ],
)
def test_every_part_of_day_that_is_found_has_its_word(value, words):
    expression = TimeExpression(0, 1, "x", TimexType.TIME, value)
    assert wording.say(timex.resolve(expression, ROME), ROME) == words


@pytest.mark.no_cover
def test_the_examples_run():
    assert doctest.testmod(wording).failed == 0
    assert doctest.testmod(feeds.words).failed == 0


@pytest.mark.parametrize(
    ("who", "said"),
    [
        ("A BRANDWELL SPOKESMAN", "a BRANDWELL SPOKESMAN"),
        ("An Osca official", "an Osca official"),
        ("The mayor of Lund", "the mayor of Lund"),
        ("L’ex sindaca", "l’ex sindaca"),
        ("Un’assessora", "un’assessora"),
        ("Gli organizzatori", "gli organizzatori"),
        ("The Lund Post", "The Lund Post"),
        ("La Repubblica", "La Repubblica"),
        ("UN Women", "UN Women"),
        ("Lena Quist", "Lena Quist"),
    ],
)
def test_who_speaks_stands_within_a_sentence(who, said):
    assert wording.say_speaker(who) == said
