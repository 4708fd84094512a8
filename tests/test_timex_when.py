"""A value becomes a When, and EDTF comes back as one."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from timeline.timex import find, from_edtf, resolve, roughly, values
from timeline.timex.meanings import feasts
from timeline.timex.when import PARTS, midnight
from timeline.types import Granularity, TimeExpression, TimexType

ROME, NEW_YORK = ZoneInfo("Europe/Rome"), ZoneInfo("America/New_York")
ZONES = [ROME, NEW_YORK, ZoneInfo("UTC"), ZoneInfo("America/Sao_Paulo"), ZoneInfo("Asia/Kolkata")]

#: Days on which clocks change, and their length in hours.
CHANGES = [
    (ROME, date(2026, 3, 29), 23),
    (ROME, date(2026, 10, 25), 25),
    (NEW_YORK, date(2026, 3, 8), 23),
    (NEW_YORK, date(2026, 11, 1), 25),
]

days = st.dates(date(1000, 1, 1), date(2999, 12, 31))


def said(value, **more):
    kind = TimexType.TIME if "T" in value else TimexType.DATE
    return TimeExpression(0, 1, "x", kind, value, **more)


def when(value, zone=ROME, **more):
    return resolve(said(value, **more), zone)


@pytest.mark.parametrize(
    ("value", "edtf", "start", "end", "granularity"),
    [
        ("2026-02-06", "2026-02-06", "2026-02-06T00+01:00", "2026-02-07T00+01:00", "day"),
        ("2026-01-27TMO", "2026-01-27", "2026-01-27T06+01", "2026-01-27T12+01", "part of day"),
        ("2026-01-27TNI", "2026-01-27", "2026-01-27T20+01", "2026-01-28T00+01", "part of day"),
        ("2026-W04", "2026-01-19/2026-01-25", "2026-01-19T00+01:00", "2026-01-26T00+01:00", "week"),
        ("2026-W04-WE", "2026-01-24/2026-01-25", "2026-01-24T00+01", "2026-01-26T00+01", "range"),
        ("2026-02", "2026-02", "2026-02-01T00+01:00", "2026-03-01T00+01:00", "month"),
        ("2026-Q4", "2026-10/2026-12", "2026-10-01T00+02:00", "2027-01-01T00+01:00", "quarter"),
        ("2026-H1", "2026-01/2026-06", "2026-01-01T00+01:00", "2026-07-01T00+02:00", "range"),
        ("2026-SU", "2026-22", "2026-06-01T00+02:00", "2026-09-01T00+02:00", "season"),
        ("2025-WI", "2025-24", "2025-12-01T00+01:00", "2026-03-01T00+01:00", "season"),
        ("2026", "2026", "2026-01-01T00+01:00", "2027-01-01T00+01:00", "year"),
        ("199", "199X", "1990-01-01T00+01:00", "2000-01-01T00+01:00", "range"),
        ("20", "20XX", "2000-01-01T00+01:00", "2100-01-01T00+01:00", "range"),
        (
            "2026-02-06T20:00",
            "2026-02-06T20:00:00+01:00",
            "2026-02-06T20:00+01:00",
            "2026-02-06T20:01+01:00",
            "minute",
        ),
        (
            "2026-02-06T24:00",
            "2026-02-07T00:00:00+01:00",
            "2026-02-07T00:00+01:00",
            "2026-02-07T00:01+01:00",
            "minute",
        ),
    ],
)  # fmt: skip
def test_a_value_has_its_edtf_and_bounds(value, edtf, start, end, granularity):
    found = when(value)
    assert found.edtf == edtf
    assert (found.start, found.end) == (datetime.fromisoformat(start), datetime.fromisoformat(end))
    assert found.granularity == granularity


@pytest.mark.parametrize(
    "value",
    [
        "P2D", "PT3H", "PXW", "PRESENT_REF", "PAST_REF", "FUTURE_REF", "XXXX-WXX-2", "XXXX-02-06",
        "XXXX-XX-XXT17:00", "BC0490", "2026-02-30", "2026-02-30TMO", "2026-02-30T10:00", "2026-W60",
        "2026-01-27T25:00", "2026-01-27T10:75", "9999", "9999-12-31", "9999-12-31T24:00",
        "9999-12-31TNI", "0000", "", "0001-01-01T00:00", "2026-13", "2026-Q5", "٢٠٢٦",
    ],
)  # fmt: skip
def test_what_names_no_point_in_time_has_no_when(value):
    assert when(value) is None


@pytest.mark.parametrize("zone", ZONES)
def test_the_ends_of_the_calendar_are_no_error(zone):
    for value in ("0001-01-01", "0001", "0001-01-01T00:00", "9999-12-31T23:59", "9999-12", "00"):
        found = when(value, zone)
        assert found is None or found.start < found.end


def test_a_clock_time_keeps_the_zone_it_was_said_in():
    found = resolve(said("2026-01-28T12:59", zone="America/New_York"), ROME)
    assert found.start == datetime(2026, 1, 28, 17, 59, tzinfo=UTC)
    assert found.edtf == "2026-01-28T12:59:00-05:00"
    for zone, offset in (
        ("America/New_York", "-04:00"),
        ("-05:00", "-05:00"),
        ("+03:00", "+03:00"),
    ):
        found = resolve(said("2026-07-28T12:59", zone=zone), ROME)
        assert found.edtf == f"2026-07-28T12:59:00{offset}"


@pytest.mark.parametrize(
    ("mod", "edtf", "start", "end"),
    [
        ("APPROX", "2026-01-27~", 27, 28),
        ("START", "2026-01-27", 27, 28),
        ("ON_OR_BEFORE", "../2026-01-27", None, 28),
        ("BEFORE", "../2026-01-27", None, 28),
        ("ON_OR_AFTER", "2026-01-27/..", 27, None),
        ("AFTER", "2026-01-27/..", 27, None),
    ],
)
def test_a_mod_opens_a_side(mod, edtf, start, end):
    found = when("2026-01-27", mod=mod)
    assert found.edtf == edtf
    assert [bound and bound.day for bound in (found.start, found.end)] == [start, end]
    assert (found.granularity is Granularity.UNKNOWN) == (start is None or end is None)


@pytest.mark.parametrize(("part", "hours"), [("MO", (0, 12)), ("EV", (16, 0)), ("AF", (12, 18))])
def test_the_early_part_of_a_part_begins_with_dawn_or_dusk(part, hours):
    found = when(f"2026-01-27T{part}", mod="START")
    assert (found.start.hour, found.end.hour) == hours
    assert found.granularity is Granularity.PART_OF_DAY


@pytest.mark.parametrize(
    ("clock", "hours"),
    [
        ("04:10", (0, 6)),
        ("09:00", (6, 12)),
        ("15:00", (12, 18)),
        ("23:10", (18, 0)),
        ("05:45", (0, 0)),  # shortly before six may be in the morning
        ("12:10", (0, 0)),
        ("23:50", (0, 0)),
    ],
)
def test_a_clock_time_that_is_only_near_is_a_part_of_its_day(clock, hours):
    found = when(f"2026-01-27T{clock}", mod="APPROX")
    assert found.edtf == "2026-01-27"
    assert (found.start.hour, found.end.hour) == hours
    assert found.start.day == 27
    assert found.end.day == (28 if hours[1] == 0 else 27)
    whole = hours == (0, 0)
    assert found.granularity is (Granularity.DAY if whole else Granularity.PART_OF_DAY)
    assert roughly(when("2026-01-27", mod="BEFORE")).start is None


def test_an_open_week_begins_or_ends_with_a_day():
    assert when("2026-W04", mod="ON_OR_BEFORE").edtf == "../2026-01-25"
    assert when("2026-W04", mod="ON_OR_AFTER").edtf == "2026-01-19/.."
    assert when("2026-W04", mod="APPROX").edtf == "2026-01-19/2026-01-25"


def test_a_season_at_the_end_of_an_interval_is_its_month():
    # level 1 has seasons by themselves only, neither in intervals nor approximate
    assert when("2026-SP", mod="ON_OR_BEFORE").edtf == "../2026-05"
    assert when("2026-SP", mod="ON_OR_AFTER").edtf == "2026-03/.."
    assert when("2026-SP", mod="APPROX").edtf == "2026-21"
    assert resolve(said("2026-SP", until="2026-SU"), ROME).edtf == "2026-03/2026-08"


def test_a_range_spans_from_its_first_to_its_last():
    found = when("2026-02-06", until="2026-02-22")
    assert found.edtf == "2026-02-06/2026-02-22"
    assert (found.start.day, found.end.day, found.granularity) == (6, 23, Granularity.RANGE)


@pytest.mark.parametrize("until", ["2026-02-06T24:00", "2026-02-07T00:00"])
def test_a_range_that_ends_at_midnight_is_not_of_the_next_day(until):
    found = when("2026-02-06T20:00", until=until)
    assert found.edtf == "2026-02-06T20:00:00+01:00/2026-02-07T00:00:00+01:00"
    assert found.end == datetime(2026, 2, 7, tzinfo=ROME)
    assert from_edtf(found.edtf, ROME) == found


@pytest.mark.parametrize("until", ["2026-02-01", "P2D"])
def test_a_range_that_ends_before_it_begins_is_its_first_day(until):
    assert when("2026-02-06", until=until) == when("2026-02-06")


@pytest.mark.parametrize(("zone", "day", "hours"), CHANGES)
def test_a_day_is_as_long_as_its_clocks_make_it(zone, day, hours):
    found = when(values.day(day), zone)
    assert found.end.astimezone(UTC) - found.start.astimezone(UTC) == timedelta(hours=hours)
    assert found.start.date() == day


@pytest.mark.parametrize(("zone", "day", "hours"), CHANGES)
def test_a_clock_time_of_such_a_day_exists(zone, day, hours):
    for minute in range(0, 24 * 60, 15):
        value = f"{values.day(day)}T{minute // 60:02d}:{minute % 60:02d}"
        found = when(value, zone)
        assert found.end.astimezone(UTC) - found.start.astimezone(UTC) == timedelta(minutes=1)
        assert found.start.astimezone(UTC) == datetime.fromisoformat(found.edtf)
    assert hours != 23 or when(f"{values.day(day)}T02:30", zone).start.hour == 3


def test_a_day_whose_midnight_was_skipped_begins_later():
    assert midnight(date(2018, 11, 4), ZoneInfo("America/Sao_Paulo")).hour == 1


@given(days, st.sampled_from(ZONES))
@settings(max_examples=150, deadline=None)
@example(date(2026, 3, 29), ROME)
@example(date(2026, 10, 25), ROME)
@example(date(2026, 3, 8), NEW_YORK)
@example(date(2026, 11, 1), NEW_YORK)
def test_bounds_contain_each_other_as_granularities_do(day, zone):
    finer = {
        "D": [f"{values.day(day)}T{part}" for part in PARTS] + [f"{values.day(day)}T12:00"],
        "W": [values.day(day)],
        "M": [values.day(day)],
        "Q": [values.month(day)],
        "Y": [values.quarter(day), f"{day.year:04d}-H{(day.month + 5) // 6}"],
        "E": [values.at(day, "Y")],
        "C": [values.at(day, "E")],
    }
    for unit, parts in finer.items():
        whole = when(values.at(day, unit), zone)
        for part in parts:
            found = when(part, zone)
            assert whole.start <= found.start < found.end <= whole.end
    season = when(values.season(day), zone)
    assert season.start <= when(values.month(day), zone).start < season.end


@given(days, st.sampled_from("DWMQYEC"), st.sampled_from(ZONES), st.sampled_from(["", "~", "?"]))
@settings(max_examples=200, deadline=None)
def test_edtf_gives_the_bounds_and_granularity_back(day, unit, zone, doubt):
    found = when(values.at(day, unit), zone)
    edtf = found.edtf if "/" in found.edtf else found.edtf + doubt
    back = from_edtf(edtf, zone)
    assert (back.start, back.end, back.granularity) == (found.start, found.end, found.granularity)
    assert back.edtf == edtf


@given(days, st.times(), st.sampled_from(ZONES))
@settings(max_examples=100, deadline=None)
def test_an_instant_comes_back_from_edtf(day, at, zone):
    found = when(f"{day.isoformat()}T{at:%H:%M}", zone)
    back = from_edtf(found.edtf, zone)
    assert back.start == found.start.astimezone(UTC)
    assert back.end == found.end.astimezone(UTC)


@pytest.mark.parametrize(
    ("edtf", "start", "end", "granularity"),
    [
        ("../2026-01-25", None, "2026-01-26T00+01:00", "unknown"),
        ("2026-02-06/..", "2026-02-06T00+01:00", None, "unknown"),
        ("/2026-01", None, "2026-02-01T00+01:00", "unknown"),
        ("2026-02-06/", "2026-02-06T00+01:00", None, "unknown"),
        ("2026-02-06/2026-02-22", "2026-02-06T00+01:00", "2026-02-23T00+01:00", "range"),
        ("2026-01/2026-06", "2026-01-01T00+01:00", "2026-07-01T00+02:00", "range"),
        ("2026-21", "2026-03-01T00+01:00", "2026-06-01T00+02:00", "season"),
        ("2026-01%", "2026-01-01T00+01:00", "2026-02-01T00+01:00", "month"),
        ("2026-02-06T20:00:00", "2026-02-06T20:00+01:00", "2026-02-06T20:01+01:00", "minute"),
        ("2026-02-06T20:00:00Z", "2026-02-06T20:00+00:00", "2026-02-06T20:01+00:00", "minute"),
        ("199X/2024", "1990-01-01T00+01:00", "2025-01-01T00+01:00", "range"),
        ("2024/2025-06", "2024-01-01T00+01:00", "2025-07-01T00+02:00", "range"),
    ],
)
def test_edtf_is_read(edtf, start, end, granularity):
    found = from_edtf(edtf, ROME)
    assert found.edtf == edtf
    assert found.start == (start and datetime.fromisoformat(start))
    assert found.end == (end and datetime.fromisoformat(end))
    assert found.granularity == granularity


@pytest.mark.parametrize(
    "edtf",
    [
        "", "today", "2026-13", "2026-02-30", "26-01-01", "2026-1-2", "2026-02-22/2026-02-06", "/",
        "../..", "2026-25", "199", "19X", "1X", "199XX", "2026-02-06T20:00", "2026-02-06T25:00:00Z",
        "2026-W04", "2026/2025", "2026-01-01/2026-01-02/2026-01-03", "0000", "0001-01-01T00:00:00",
        "9999-12-31T23:59:59Z",
    ],
)  # fmt: skip
def test_what_is_no_edtf_is_refused(edtf):
    with pytest.raises(ValueError, match=r"EDTF|before it begins"):
        from_edtf(edtf, ROME)


@given(st.text(alphabet="0123456789-/.TXZ?~%:+", max_size=24))
@settings(max_examples=300, deadline=None)
def test_any_string_is_edtf_or_refused(text):
    try:
        found = from_edtf(text, ROME)
    except ValueError:
        return
    assert found.edtf == text


RELATIVE = [
    "yesterday",
    "last week",
    "two months ago",
    "next year",
    "this summer",
    "the weekend",
    "the third quarter",
    "on Tuesday morning",
    "at 5 p.m.",
    "three days later",
    "the 1990s",
    "next Christmas",
    "last spring",
]


@given(days, st.sampled_from(RELATIVE))
@settings(max_examples=150, deadline=None)
def test_what_the_rules_find_resolves(day, text):
    for found in find(text, dct=day):
        assert resolve(found, ROME) is not None


def test_easter_is_known():
    assert [feasts.feast("easter", year) for year in (1998, 2000, 2025, 2026)] == [
        date(1998, 4, 12),
        date(2000, 4, 23),
        date(2025, 4, 20),
        date(2026, 4, 5),
    ]


def test_the_nth_weekday_of_a_month_is_known():
    assert values.nth_weekday(2026, 11, 3, 4) == date(2026, 11, 26)
    assert values.nth_weekday(2026, 5, 0, -1) == date(2026, 5, 25)


@pytest.mark.parametrize(
    ("count", "unit", "moved"),
    [
        (1, "M", date(2026, 2, 28)),
        (1, "Q", date(2026, 4, 30)),
        (-1, "E", date(2016, 1, 31)),
        (10**9, "D", None),
        (10**5, "Y", None),
        (-30, "C", None),
    ],
)
def test_a_day_moves_along_the_calendar(count, unit, moved):
    assert values.move(date(2026, 1, 31), count, unit) == moved
