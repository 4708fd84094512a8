"""The table of what two real articles must give; runs where they are."""

import os
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from timeline.drops import read, take
from timeline.events import reduce
from timeline.story import read as read_story
from timeline.types import Basis, Granularity, Status

ROOT = Path(__file__).parent.parent
SEEDS = Path(os.environ.get("TIMELINE_EVAL", ROOT / "../shared/eval")).resolve().parent / "seeds"
STORY = ROOT / "config" / "stories" / "milan-cortina-2026-security.toml"
ROME = ZoneInfo("Europe/Rome")
pytestmark = pytest.mark.skipif(not SEEDS.is_dir(), reason="the two articles are not here")

#: Words of the sentence, EDTF, status, basis.
TABLE = [
    ("Vogue reported", "2026-01-24/2026-01-25", Status.HAPPENED, Basis.RELATIVE),
    ("RAI news report", "2026-01-25", Status.HAPPENED, Basis.RELATIVE),
    ("confirmed ICE participation", "2026-01-27", Status.HAPPENED, Basis.RELATIVE),
    ("Italian authorities,” the ministry", "2026-01-27", Status.HAPPENED, Basis.RELATIVE),
    ("Homeland Security released", "2026-01-27", Status.HAPPENED, Basis.RELATIVE),
    ("Mayor Sala told", "../2026-01-28", Status.HAPPENED, Basis.PUBLICATION),
    ("February 6 opening ceremony", "2026-02-06", Status.PLANNED, Basis.EXPLICIT),
    ("will be present at the ceremony", "2026-02-06", Status.PLANNED, Basis.RELATIVE),
]


@pytest.fixture(scope="module")
def mentions():
    story = read_story(STORY)
    names = sorted(path.name for path in SEEDS.glob("*.txt"))
    drops = [take(SEEDS, name, max_bytes=10**6) for name in names]
    articles = [article for drop in drops for article in read(drop, zone=ROME)]
    return [mention for article in articles for mention in reduce(article, story)]


@pytest.mark.parametrize(("words", "edtf", "status", "basis"), TABLE)
def test_an_event_of_the_table_is_told_with_its_day(mentions, words, edtf, status, basis):
    (found,) = (one for one in mentions if words in one.quote)
    assert (found.when.edtf, found.status, found.basis) == (edtf, status, basis)


def test_a_part_of_day_is_kept(mentions):
    (found,) = (one for one in mentions if "on Tuesday morning" in one.quote)
    assert found.when.granularity is Granularity.PART_OF_DAY
    assert found.when.start.isoformat() == "2026-01-27T06:00:00+01:00"


def test_who_says_so_is_told_by_name(mentions):
    said = {one.quote.split()[0]: one.said_by for one in mentions}
    assert said["Mayor"] == "Giuseppe Sala"
    assert said["“All"] == "Interior Ministry"


def test_captions_links_and_numbers_are_no_events(mentions):
    for one in mentions:
        assert not one.when.edtf.startswith("2025-12")
        assert "Carney" not in one.quote
        assert "102" not in (one.time_expression or "")


def test_every_other_event_claims_no_day(mentions):
    tabled = [words for words, *_ in TABLE]
    for one in mentions:
        if not any(words in one.quote for words in tabled):
            assert one.when.start is None or one.when.edtf == "2026-02-06/2026-02-22"
