"""Dates as articles write them: tests/drops_dates/dates.toml holds what is found and what not."""

import subprocess
import sys
import tomllib
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.drops_reading import drop
from timeline.drops import dates, read
from timeline.drops.draft import Moment
from timeline.types import Granularity, Provenance

DATA = tomllib.loads((Path(__file__).parent / "drops_dates" / "dates.toml").read_text())
ROME = ZoneInfo("Europe/Rome")
MODIFIED = datetime(2026, 1, 29, 8, tzinfo=UTC)
DAY, MINUTE = Granularity.DAY, Granularity.MINUTE


def told(moment):
    if moment is None:
        return ""
    return (moment.at.date() if moment.granularity is DAY else moment.at).isoformat()


@pytest.mark.parametrize(("said", "wanted"), DATA["dates"].items())
def test_a_date_is_read_or_left(said, wanted):
    assert told(dates.parse(said)) == wanted


@pytest.mark.parametrize(("said", "wanted"), DATA["day_first"].items())
def test_a_language_says_that_the_day_comes_first(said, wanted):
    assert told(dates.parse(said, day_first=True)) == wanted


@pytest.mark.parametrize(("url", "wanted"), DATA["in_url"].items())
def test_a_url_tells_its_day(url, wanted):
    assert told(dates.in_url(url)) == wanted


@pytest.mark.parametrize(("said", "wanted"), DATA["clock"].items())
def test_a_clock_time_stands_alone(said, wanted):
    assert dates.clock(said) is wanted


@pytest.mark.parametrize(("said", "wanted"), DATA["yearless"].items())
def test_a_day_without_year_is_the_nearest(said, wanted):
    assert told(dates.yearless(said, date(2026, 1, 28))) == wanted


@given(st.text(max_size=120))
def test_any_text_is_a_date_or_none(text):
    assert isinstance(dates.clock(text), bool)
    yearless = dates.yearless(text, date(2026, 1, 28))
    for found in (dates.parse(text), dates.in_url(text), yearless):
        assert found is None or found.granularity in (DAY, MINUTE)


def test_a_long_text_is_no_date():
    assert dates.parse("1" * 100_000) is None


@pytest.mark.parametrize("zone", ["America/New_York", "Asia/Tokyo"])
def test_the_machines_zone_plays_no_part(zone):
    code = (
        "from timeline.drops import dates;"
        "print(dates.parse('January 28, 2026 12:59 PM EST').at.isoformat(),"
        "dates.parse('January 28, 2026 12:59').at.isoformat())"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], env={"TZ": zone}, capture_output=True, text=True, check=True
    )
    assert done.stdout.split() == ["2026-01-28T12:59:00-05:00", "2026-01-28T12:59:00"]


def moment(text, granularity=None):
    at = datetime.fromisoformat(text)
    return Moment(at, granularity or (DAY if len(text) == 10 else MINUTE), text)


def rank(*candidates):
    return dates.rank(candidates, modified=MODIFIED, zone=ROME)


def test_the_url_ranks_before_the_front_matter_and_the_difference_is_noted():
    published, notes = rank(
        (Provenance.FRONT_MATTER, moment("2026-01-30T10:00:00+00:00")),
        (Provenance.URL, moment("2026-01-27")),
    )
    assert published.at == datetime(2026, 1, 27, tzinfo=ROME)
    assert published.granularity is DAY
    assert published.provenance is Provenance.URL
    assert notes == ["published 2026-01-27 (url); the front matter says 2026-01-30T10:00:00+00:00"]


def test_a_day_takes_the_time_of_the_next_date_that_names_the_same_day():
    published, notes = rank(
        (Provenance.URL, moment("2026-01-28")),
        (Provenance.LINE, moment("2026-01-28T12:59:00-05:00")),
    )
    assert published.at.isoformat() == "2026-01-28T12:59:00-05:00"
    assert (published.granularity, published.provenance) == (MINUTE, Provenance.URL)
    assert notes == []


@pytest.mark.parametrize(
    ("instant", "wanted"),
    [
        ("2026-01-28T03:05:00+00:00", "2026-01-27T23:05:00-04:00"),
        ("2026-01-26T20:05:00+00:00", "2026-01-27T00:05:00+04:00"),
        ("2026-01-28T15:05:00+00:00", "2026-01-27T00:00:00+01:00"),
        ("2026-01-26T06:05:00+00:00", "2026-01-27T00:00:00+01:00"),
        ("2026-01-29T03:05:00+00:00", "2026-01-27T00:00:00+01:00"),
        ("2026-01-28T03:05:00+01:00", "2026-01-27T00:00:00+01:00"),
    ],
)
def test_an_instant_of_the_pages_data_is_put_on_the_day_of_its_address(instant, wanted):
    published, _ = rank(
        (Provenance.URL, moment("2026-01-27")), (Provenance.METADATA, moment(instant))
    )
    assert published.at.isoformat() == wanted


def test_the_time_a_link_was_saved_is_not_put_on_another_day():
    published, _ = rank(
        (Provenance.URL, moment("2026-01-27")),
        (Provenance.FRONT_MATTER, moment("2026-01-28T03:05:00+00:00")),
    )
    assert published.at.isoformat() == "2026-01-27T00:00:00+01:00"


def test_a_day_takes_no_time_of_another_day():
    published, _ = rank(
        (Provenance.LINE, moment("2026-01-27")),
        (Provenance.FRONT_MATTER, moment("2026-01-28T10:00:00+00:00")),
    )
    assert (published.at.isoformat(), published.granularity) == ("2026-01-27T00:00:00+01:00", DAY)


@pytest.mark.parametrize("provenance", [Provenance.URL, Provenance.DATELINE])
def test_a_day_after_the_front_matters_is_not_believed(provenance):
    published, notes = rank(
        (provenance, moment("2026-02-06")), (Provenance.FRONT_MATTER, moment("2026-01-27"))
    )
    assert published.provenance is Provenance.FRONT_MATTER
    assert notes == [f"date 2026-02-06 ({provenance}) comes after the front matter's"]


def test_a_url_of_the_far_east_may_be_a_day_ahead():
    published, _ = rank(
        (Provenance.URL, moment("2026-01-28")),
        (Provenance.FRONT_MATTER, moment("2026-01-27T20:00:00+00:00")),
    )
    assert published.day == date(2026, 1, 28)


def test_a_date_without_zone_is_read_in_the_default_zone():
    published, _ = rank((Provenance.FRONT_MATTER, moment("2026-07-01T10:00:00")))
    assert published.at.isoformat() == "2026-07-01T10:00:00+02:00"


def test_a_person_overrules_everything():
    published, _ = rank(
        (Provenance.URL, moment("2026-01-27")), (Provenance.PERSON, moment("2026-01-20"))
    )
    assert (published.day, published.provenance) == (date(2026, 1, 20), Provenance.PERSON)


def test_without_any_date_the_files_time_stands_in():
    published, notes = rank()
    assert published.at == MODIFIED
    assert published.provenance is Provenance.FILE
    assert notes == ["no date in it to count from: the time of the file stands in"]


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("2026-01-27-strike.txt", "2026-01-27"),
        ("strike_20260127.md", "20260127"),
        ("2026/01/27/strike.txt", "2026/01/27"),
        ("saved 2026-01-28/strike 2026-01-27.txt", "2026-01-27"),
        ("strike-2026-02-30.txt", None),
        ("a20260127f.txt", None),
        ("opening-2026-02-06.txt", None),  # of what is to come
    ],
)
def test_without_any_other_date_that_in_the_name_counts_with_a_doubt(name, said):
    text = "A road was closed\n\nThe road was closed on Monday.\n"
    (found,) = read(replace(drop(text), name=name, modified=MODIFIED), zone=ROME)
    assert found.published.provenance is (Provenance.NAME if said else Provenance.FILE)
    assert found.published.provenance.uncertain
    assert said is None or (found.published.day, found.published.said) == (date(2026, 1, 27), said)
    assert all(map(dates.is_undated, found.notes))


BODY = "The road was closed on Monday, and the mayor of Bormio will open it again in March."
LD = '{"@type": "NewsArticle", "headline": "A road", "datePublished": "2026-01-27T09:00:00Z"%s}'
PAGE = (
    "<html><head>%s</head><body><article><h1>A road</h1>"
    + f"<p>{BODY}</p>" * 3
    + "</article></body></html>"
)


@pytest.mark.parametrize(
    ("text", "hour"),
    [
        (
            "---\ntitle: A road\nmodified: soon\nlastmod: 2026-01-27T11:00:00Z\n---\n" + BODY,
            11,
        ),
        (f"---\ntitle: A road\ndate: 2026-01-27\nupdated: 2026-01-28\n---\n{BODY}", None),
        (
            PAGE % ('<meta property="article:modified_time" content="2026-01-27T12:00:00+01:00">'),
            11,
        ),
        (PAGE % '<meta name="last-modified" content="lately">', None),
        (
            PAGE
            % f'<script type="application/ld+json">{LD}</script>'
            % ', "dateModified": "2026-01-27T11:00:00Z"',
            11,
        ),
        (
            "A road\n\nPublished: January 27, 2026\nUpdated: January 27, 2026 at 12:00 PM\n\n"
            + BODY,
            11,
        ),
        (
            (
                '<feed xmlns="http://www.w3.org/2005/Atom"><entry><title>A road</title>'
                "<published>2026-01-27T09:00:00Z</published><updated>2026-01-27T11:00:00Z</updated>"
                f"<summary>{BODY}</summary></entry></feed>"
            ),
            11,
        ),
        (f"A road\n\n{BODY}", None),
    ],
)
def test_when_a_text_was_last_changed_is_kept_to_the_minute(text, hour):
    (found,) = read(drop(text), zone=ROME)
    assert found.changed == (datetime(2026, 1, 27, hour, tzinfo=UTC) if hour else None)


def test_the_name_tells_the_year_of_a_dateline():
    text = "A road was closed\n\nMILAN, Jan. 27 (Agency) - The road was closed on Monday.\n"
    (found,) = read(replace(drop(text), name="2019/01/28.txt", modified=MODIFIED), zone=ROME)
    assert found.published.provenance is Provenance.DATELINE
    assert found.published.day == date(2019, 1, 27)


ARRIVED = datetime(2026, 1, 28, 9, tzinfo=UTC)


@pytest.mark.parametrize(
    ("taken", "said", "wanted"),
    [
        (ARRIVED, "2026-01-31", DAY),  # of tomorrow's paper, in another zone
        (ARRIVED, "2026-02-01", MINUTE),
        (ARRIVED, "2031-01-27", MINUTE),
        # a file's time may be lost on the way, so the clock counts
        (datetime(2031, 2, 1, tzinfo=UTC), "2031-01-27", DAY),
        (None, "2031-01-27", DAY),
    ],
)
def test_no_article_is_published_after_it_came_in(taken, said, wanted):
    text = f"---\ndate: {said}\n---\nA road was closed\n\nIt was closed on Monday.\n"
    (found,) = read(replace(drop(text), taken=taken), zone=ROME)
    assert found.published.granularity is wanted
    assert (found.published.provenance is Provenance.FILE) is (wanted is MINUTE)
    assert any("is not believed" in note for note in found.notes) is (wanted is MINUTE)


def test_where_a_date_is_not_believed_the_next_one_counts():
    text = (
        "---\ndate: 2031-01-27\nlink: https://apnews.com/2032/01/27/a-road\n---\n"
        "A road was closed\n\nMILAN, Jan. 27 (Agency) - The road was closed on Monday.\n"
    )
    (found,) = read(replace(drop(text), taken=ARRIVED), zone=ROME)
    assert (found.published.day, found.published.provenance) == (
        date(2026, 1, 27),
        Provenance.DATELINE,
    )
    assert found.notes == (
        "date 2031-01-27 (front matter) is not believed: it lies ahead of the day of arrival",
        "date 2032/01/27 (url) is not believed: it lies ahead of the day of arrival",
    )
