import doctest
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

import feeds.dates
from feeds.dates import days, w3c
from tests.timelines import ROME, WHENS, at, event
from timeline import Granularity, When


@pytest.mark.parametrize(
    ("name", "bounds"),
    [
        ("day", ("2026-02-06", None)),
        ("part of day", ("2026-01-27", None)),
        ("minute", ("2026-02-06T20:00:00+01:00", None)),
        ("weekend", ("2026-01-24", "2026-01-25")),
        ("month", ("2026-02", None)),
        ("quarter", ("2026-01", "2026-03")),
        ("season", ("2026-03", "2026-05")),
        ("year", ("2025", None)),
        ("before", (None, "2026-01-28")),
        ("after", ("2026-02-22", None)),
        ("uncertain", ("2026-01-25", None)),
        ("about", ("2026-01-20", None)),
        ("old", ("1936-02-06", None)),
    ],
)
def test_a_date_is_as_exact_as_its_event(name, bounds):
    assert w3c(WHENS[name]) == bounds


@pytest.mark.parametrize(
    ("edtf", "bounds"),
    [
        ("202X", ("2020", "2029")),
        ("19XX", ("1900", "1999")),
        ("2026-XX", ("2026", None)),
        ("2026-02-XX", ("2026-02", None)),
        ("2026-01-24?/2026-01-25~", ("2026-01-24", "2026-01-25")),
        ("2026-02-06/", ("2026-02-06", None)),
        ("../..", (None, None)),
    ],
)
def test_unspecified_digits_are_bounds(edtf, bounds):
    assert w3c(When(edtf, None, None, Granularity.UNKNOWN)) == bounds


@pytest.mark.parametrize("edtf", ["2026-02-30", "2026-00", "soon", "2026-02-06T25:00Z"])
def test_what_is_no_date_is_dated_by_its_instants(edtf):
    assert w3c(When(edtf, at(2026, 2, 6), at(2026, 2, 8), Granularity.DAY)) == (
        "2026-02-06",
        "2026-02-07",
    )
    assert w3c(When(edtf, None, None, Granularity.DAY)) == (None, None)


def test_an_open_date_stands_at_its_bound():
    assert days(event("x", WHENS["before"]), ROME) == (date(2026, 1, 28), date(2026, 1, 28))
    assert days(event("x", WHENS["after"]), ROME) == (date(2026, 2, 22), date(2026, 2, 22))
    assert days(event("x", WHENS["weekend"]), ROME) == (date(2026, 1, 24), date(2026, 1, 25))


def test_an_event_without_any_date_stands_at_the_day_it_was_told():
    nowhere = When("../..", None, None, Granularity.UNKNOWN)
    assert days(event("x", nowhere), ROME) == (date(2026, 1, 27), date(2026, 1, 27))


def test_days_are_counted_in_the_story_s_zone():
    late = datetime(2026, 2, 6, 20, tzinfo=ZoneInfo("UTC"))
    when = When("2026-02-06T20:00:00Z", late, late + timedelta(minutes=1), Granularity.MINUTE)
    assert days(event("x", when), ZoneInfo("Asia/Tokyo"))[0] == date(2026, 2, 7)


@given(st.text(max_size=40) | st.from_regex(r"[0-9X./?~%T:Z+-]{1,30}", fullmatch=True))
def test_any_text_gives_a_date_or_none(edtf):
    start, end = w3c(When(edtf, None, None, Granularity.DAY))
    for found in (start, end):
        assert found is None or "X" not in found


def test_the_examples_run():
    assert doctest.testmod(feeds.dates, extraglobs={"Granularity": Granularity}).failed == 0
