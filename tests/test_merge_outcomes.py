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

TOLD = tomllib.loads((Path(__file__).parent / "merge" / "outcomes.toml").read_text("utf-8"))
HEADLINES = {
    "en": ("Marl floods: what we know", "Marl counts the cost"),
    "it": ("Marla, cosa sappiamo dell'alluvione", "Marla fa i conti"),
}
#: A Sunday, and the Friday after it.
DAYS = ("2026-03-01T10:00:00+00:00", "2026-03-06T10:00:00+00:00")


def mentions(*texts, language="en", days=DAYS):
    """Return the mentions of articles of one sentence each."""
    found = []
    for number, (text, day) in enumerate(zip(texts, days, strict=True)):
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
    told = mentions(pair["plan"], pair["report"], language=pair.get("language", "en"))
    for order in permutations(told):
        (event,) = events(order)
        assert (event.status, len(event.mentions)) == (Status.HAPPENED, 2)


@pytest.mark.parametrize("pair", TOLD["two"], ids=lambda pair: pair["report"])
def test_a_plan_is_no_event_with_what_else_was_done_on_its_day(pair):
    told = mentions(pair["plan"], pair["report"], language=pair.get("language", "en"))
    assert all(len(event.mentions) == 1 for event in events(told))
