"""What becomes of a plan: one event with its report, however worded, and none with another's."""

import tomllib
from datetime import datetime
from itertools import permutations
from pathlib import Path

import pytest

from tests.mentions import EMPTY, NOW
from timeline.events import reduce
from timeline.merge import merge
from timeline.types import Article, Granularity, Paragraph, Provenance, Published, Status

HERE = Path(__file__).parent / "merge"
TOLD = tomllib.loads((HERE / "outcomes.toml").read_text("utf-8"))
ABROAD = tomllib.loads((HERE / "abroad.toml").read_text("utf-8"))
HEADLINES = {
    "en": ("Marl floods: what we know", "Marl counts the cost"),
    "it": ("Marl, cosa sappiamo dell'alluvione", "Marl fa i conti"),
}
#: A Sunday, and the Friday after it.
DAYS = ("2026-03-01T10:00:00+00:00", "2026-03-06T10:00:00+00:00")


def mentions(*texts, languages=("en", "en"), days=DAYS):
    """Return the mentions of articles of one sentence each."""
    found = []
    for number, (text, language, day) in enumerate(zip(texts, languages, days, strict=True)):
        article = Article(
            key=f"https://outlet.example/{number}",
            drop=f"{number}.txt",
            headline=HEADLINES[language][number > 0],
            published=Published(
                datetime.fromisoformat(day), Granularity.MINUTE, Provenance.METADATA, day
            ),
            paragraphs=(Paragraph(text),),
            language=language,
        )
        found += reduce(article, None)
    return found


def events(told):
    return merge(EMPTY, told, (), now=NOW.replace(month=9)).timeline.events


@pytest.mark.parametrize("pair", TOLD["one"], ids=lambda pair: pair["report"])
def test_a_plan_is_one_event_with_the_report_of_how_it_went(pair):
    told = mentions(pair["plan"], pair["report"], languages=[pair.get("language", "en")] * 2)
    for order in permutations(told):
        (event,) = events(order)
        assert (event.status, len(event.mentions)) == (Status.HAPPENED, 2)


@pytest.mark.parametrize("pair", TOLD["two"], ids=lambda pair: pair["report"])
def test_a_plan_is_no_event_with_what_else_was_done_on_its_day(pair):
    told = mentions(pair["plan"], pair["report"], languages=[pair.get("language", "en")] * 2)
    assert all(len(event.mentions) == 1 for event in events(told))


@pytest.mark.parametrize(
    ("pair", "status"),
    [
        pytest.param(pair, status, id=pair["report"])
        for key, status in (("off", Status.CALLED_OFF), ("again", Status.PLANNED))
        for pair in TOLD[key]
    ],
)
def test_a_plan_is_one_event_with_its_calling_off_and_its_confirmation(pair, status):
    days = DAYS[0], DAYS[0].replace("-01T", "-02T")
    languages = [pair.get("language", "en")] * 2
    told = mentions(pair["plan"], pair["report"], languages=languages, days=days)
    for order in permutations(told):
        (event,) = events(order)
        assert (event.status, len(event.mentions)) == (status, 2)


@pytest.mark.parametrize("pair", ABROAD["one"], ids=lambda pair: pair["it"])
def test_one_act_is_one_event_in_two_languages(pair):
    told = mentions(pair["en"], pair["it"], languages=("en", "it"))
    for order in permutations(told):
        (event,) = events(order)
        assert len(event.mentions) == 2


@pytest.mark.parametrize("pair", ABROAD["two"], ids=lambda pair: pair["it"])
def test_two_acts_of_one_kind_are_two_events_in_two_languages(pair):
    told = mentions(pair["en"], pair["it"], languages=("en", "it"))
    assert all(len(event.mentions) == 1 for event in events(told))
