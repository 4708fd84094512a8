import doctest
import tomllib
from datetime import date, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feeds import wording
from tests.timelines import ROME, at
from timeline import Basis, Granularity, Status, When

CASES = Path(__file__).parent / "wording"


def cases():
    for path in sorted(CASES.glob("*.toml")):
        for case in tomllib.loads(path.read_text())["says"]:
            yield pytest.param(path.stem, case, id=f"{path.stem}: {case['words']}")


@pytest.mark.parametrize(("language", "case"), list(cases()))
def test_a_date_is_said_as_exactly_as_the_text_gave_it(language, case):
    granularity = Granularity(case.get("granularity", "day"))
    start = at(2026, 1, 27, case["part"]) if "part" in case else None
    end = start + timedelta(hours=3) if start else None
    assert wording.say(When(case["edtf"], start, end, granularity), ROME, language) == case["words"]


def test_a_clock_time_is_said_in_the_story_s_zone():
    when = When("2026-02-06T20:00:00+01:00", None, None, Granularity.MINUTE)
    assert wording.say(when, ZoneInfo("Asia/Tokyo")) == "7 February 2026, 04:00 JST"
    assert wording.say(when, ZoneInfo("America/Sao_Paulo")) == "6 February 2026, 16:00 UTC-03"


def test_a_part_of_day_without_its_hours_is_its_day():
    when = When("2026-01-27", None, None, Granularity.PART_OF_DAY)
    assert wording.say(when, ROME) == "27 January 2026"


@pytest.mark.parametrize("language", ["it", "it-IT", "IT-ch"])
def test_a_regional_language_has_its_language_s_words(language):
    assert wording.words(language) is wording.WORDS["it"]


@pytest.mark.parametrize("language", ["en", "en-GB", "fr", ""])
def test_a_language_without_words_gets_english_ones(language):
    assert wording.words(language) is wording.WORDS["en"]


@pytest.mark.parametrize("language", wording.LANGUAGES)
def test_every_language_has_all_words(language):
    own = wording.words(language)
    assert (len(own.months), len(own.seasons), len(own.quarters), len(own.parts)) == (12, 4, 4, 5)
    assert set(own.status) == set(Status)
    assert set(own.basis) == set(Basis)
    assert set(own.granularity) == set(Granularity)


def test_a_day_is_said_in_both_languages():
    assert wording.say_day(date(2026, 2, 1)) == "1 February 2026"
    assert wording.say_day(date(2026, 2, 1), "it") == "1º febbraio 2026"


@given(st.text(max_size=40) | st.from_regex(r"[0-9X./?~%T:Z+-]{1,30}", fullmatch=True))
def test_any_text_is_said_somehow(edtf):
    for granularity in Granularity:
        assert isinstance(wording.say(When(edtf, None, None, granularity), ROME), str)


def test_the_examples_run():
    assert doctest.testmod(wording).failed == 0
