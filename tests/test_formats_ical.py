from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import icalendar
import pytest
from ical.calendar_stream import IcsCalendarStream
from ics import Calendar as IcsCalendar

from feeds.document import Order, Query, compose
from feeds.formats import ical
from tests.judges import judge, needs_node
from tests.timelines import (
    NOW,
    ROME,
    SITE,
    STORY,
    WHENS,
    at,
    event,
    every_kind,
    many,
    timeline,
    withdrawal,
)
from timeline import Change, Granularity, Status, When


def render(own, query=None):
    return ical.render(compose(own, STORY, SITE, query, order=Order.DATE, limit=None))


def events(own, query=None):
    found = icalendar.Calendar.from_ical(render(own, query))
    return {str(item["SUMMARY"]).rpartition(" the ")[2]: item for item in found.walk("VEVENT")}


def test_a_day_is_a_whole_day_and_its_end_is_not_part_of_it():
    found = events(timeline(event("day", WHENS["day"])))["day"]
    assert (found["DTSTART"].dt, found["DTEND"].dt) == (date(2026, 2, 6), date(2026, 2, 7))
    assert found["DTSTART"].params["VALUE"] == "DATE"


def test_days_in_a_row_are_one_event():
    found = events(timeline(event("weekend", WHENS["weekend"])))["weekend"]
    assert (found["DTSTART"].dt, found["DTEND"].dt) == (date(2026, 1, 24), date(2026, 1, 26))


def test_a_clock_time_has_its_zone_and_no_length():
    body = render(timeline(event("minute", WHENS["minute"])))
    assert b"DTSTART;TZID=Europe/Rome:20260206T200000\r\n" in body
    assert b"DTEND" not in body
    assert b"BEGIN:VTIMEZONE\r\nTZID:Europe/Rome\r\n" in body


def test_a_clock_time_with_an_end_keeps_it():
    when = replace(WHENS["minute"], end=at(2026, 2, 6, 22, 30))
    found = events(timeline(event("show", when)))["show"]
    assert found["DTEND"].dt == datetime(2026, 2, 6, 22, 30, tzinfo=ROME)


def test_a_summer_clock_time_is_right_in_the_zone_s_description():
    start = at(2026, 7, 1, 9)
    when = When("2026-07-01T09:00:00+02:00", start, start + timedelta(minutes=1), "minute")
    when = replace(when, granularity=Granularity.MINUTE)
    body = render(timeline(event("day", WHENS["minute"]), event("summer", when, number=1)))
    found = {
        item.summary: item.dtstart
        for item in IcsCalendarStream.calendar_from_ics(body.decode()).events
    }
    assert found["Council speaks of the summer"].utcoffset() == timedelta(hours=2)
    assert found["Council speaks of the day"].utcoffset() == timedelta(hours=1)


@pytest.mark.parametrize("name", ["month", "quarter", "season", "year", "before", "after"])
def test_what_has_no_day_is_left_out(name):
    assert events(timeline(event(name, WHENS[name]))) == {}


def test_a_range_of_more_than_a_month_is_left_out():
    start = at(2026, 1, 1)
    for days, number in ((31, 1), (33, 0)):
        when = When("x", start, start + timedelta(days=days), Granularity.RANGE)
        assert len(events(timeline(event("range", when)))) == number


@pytest.mark.parametrize(
    ("status", "said"),
    [
        (Status.HAPPENED, "CONFIRMED"),
        (Status.ONGOING, "CONFIRMED"),
        (Status.PLANNED, "TENTATIVE"),
        (Status.CLAIMED, "TENTATIVE"),
        (Status.CALLED_OFF, "CANCELLED"),
    ],
)
def test_the_status_is_the_calendar_s(status, said):
    assert events(timeline(event("x", WHENS["day"], status=status)))["x"]["STATUS"] == said


def test_an_event_is_known_by_its_uuid_and_moves_on_with_its_revision():
    own = event("x", WHENS["day"], revision=3, updated=NOW)
    found = events(timeline(own))["x"]
    assert found["UID"] == own.id
    assert found["SEQUENCE"] == 2
    assert found["URL"] == f"https://example.org/events/{own.id}"
    assert NOW - found["DTSTAMP"].dt <= timedelta(seconds=1)
    assert found["DTSTAMP"].dt == found["LAST-MODIFIED"].dt
    assert found["CREATED"].dt == own.published


def test_the_text_is_the_day_first_then_the_evidence():
    own = event("x", WHENS["part of day"], revision=2, updated=NOW)
    lines = str(events(timeline(own))["x"]["DESCRIPTION"]).split("\n\n")
    assert lines[0] == "morning of 27 January 2026 — said"
    assert lines[2] == "“The council said the x would be watched.” — The Courier"
    assert lines[3] == "Corrected on 28 January 2026."
    assert lines[-1] == f"https://example.org/events/{own.id}"


def test_a_description_is_as_long_as_google_keeps_it():
    own = event("x", WHENS["day"], summary="watched " * 300, revision=9, updated=NOW)
    found = replace(own.mentions[0], quote="closely " * 200)
    own = replace(own, mentions=(found,) * 20)
    history = [
        Change(own.id, NOW + timedelta(hours=hour), "changed", "word " * 300) for hour in range(9)
    ]
    document = compose(timeline(own), STORY, SITE, order=Order.DATE, history={own.id: history}.get)
    (component,) = icalendar.Calendar.from_ical(ical.render(document)).walk("VEVENT")
    assert 4000 < len(component["DESCRIPTION"]) <= 8192


def test_an_event_without_places_and_kind_is_an_event():
    own = event("x", WHENS["day"], places=(), actors=(), kind="")
    found = events(timeline(own))["x"]
    assert "LOCATION" not in found
    assert "CATEGORIES" not in found


def test_a_withdrawn_event_is_cancelled_in_the_whole_calendar_only():
    own = event("x", WHENS["day"])
    gone = timeline(withdrawn=[withdrawal(own)])
    found = events(gone)["Withdrawn"]
    assert (found["STATUS"], found["UID"], found["SEQUENCE"]) == ("CANCELLED", own.id, 1)
    assert found["DTSTAMP"].dt == gone.withdrawn[0].when
    assert events(gone, Query(place="Milan")) == {}


@pytest.mark.parametrize(("language", "word"), [("en", "Withdrawn"), ("it-IT", "Ritirato")])
def test_of_a_withdrawn_event_no_word_is_told_again(language, word):
    own = event("x", WHENS["weekend"], revision=3, updated=NOW - timedelta(hours=2))
    story = replace(STORY, language=language)
    document = compose(timeline(withdrawn=[withdrawal(own)]), story, SITE, order=Order.DATE)
    (found,) = icalendar.Calendar.from_ical(ical.render(document)).walk("VEVENT")
    assert {name: value.to_ical().decode() for name, value in found.items()} == {
        "UID": own.id,
        "DTSTAMP": "20260128T170000Z",
        "LAST-MODIFIED": "20260128T170000Z",
        "SEQUENCE": "3",
        "SUMMARY": word,
        "DTSTART": "20260124",
        "DTEND": "20260126",
        "URL": f"https://example.org/events/{own.id}",
        "STATUS": "CANCELLED",
        "TRANSP": "TRANSPARENT",
    }


def test_an_event_that_was_called_off_keeps_its_words():
    own = event("x", WHENS["day"], status=Status.CALLED_OFF)
    found = events(timeline(own))["x"]
    assert (found["STATUS"], found["SUMMARY"]) == ("CANCELLED", own.title)
    assert own.summary in found["DESCRIPTION"]


def test_a_withdrawn_event_that_nobody_could_see_is_not_cancelled():
    month = withdrawal(event("x", WHENS["month"]))
    unknown = replace(withdrawal(event("y", WHENS["day"])), last=None)
    assert events(timeline(withdrawn=[month, unknown])) == {}


def test_a_calendar_says_what_it_is_and_how_often_to_ask():
    body = render(many(1))
    for line in (
        b"X-WR-CALNAME:Security at the Winter Games",
        b"X-WR-TIMEZONE:Europe/Rome",
        b"REFRESH-INTERVAL;VALUE=DURATION:PT1H",
        b"X-PUBLISHED-TTL:PT1H",
    ):
        assert line + b"\r\n" in body
    # a method would make it an invitation (RFC 5546), which needs an organizer
    assert b"METHOD" not in body


def moment(value):
    """Return a day as its date, a moment as UTC."""
    if isinstance(value, datetime):
        return f"{value.astimezone(UTC):%Y-%m-%dT%H:%M:%S}.000Z"
    return value.isoformat()


@pytest.fixture(scope="module")
def summer():
    start = at(2026, 7, 1, 9)
    end = at(2026, 7, 1, 10, 30)
    when = When("2026-07-01T09:00:00+02:00", start, end, Granularity.MINUTE)
    own = every_kind()
    return replace(own, events=(*own.events, event("summer", when, number=77)))


def test_three_parsers_agree_on_every_event(summer):
    body = render(summer).decode()
    one = {
        (str(item["UID"]), str(item["SUMMARY"]), moment(item["DTSTART"].dt), str(item["STATUS"]))
        for item in icalendar.Calendar.from_ical(body).walk("VEVENT")
    }
    two = {
        (item.uid, item.summary, moment(item.dtstart), item.status.value)
        for item in IcsCalendarStream.calendar_from_ics(body).events
    }
    three = {
        (
            item.uid,
            item.name,
            moment(item.begin.date() if item.all_day else item.begin.datetime),
            item.status,
        )
        for item in IcsCalendar(body).events
    }
    assert len(one) == 11
    assert one == two == three


@needs_node
def test_five_parsers_agree_on_every_event(summer):
    body = render(summer)
    own = [
        {
            "uid": str(item["UID"]),
            "summary": str(item["SUMMARY"]),
            "start": moment(item["DTSTART"].dt),
            "end": moment(item.end),
            "status": str(item["STATUS"]),
            "sequence": item["SEQUENCE"],
        }
        for item in icalendar.Calendar.from_ical(body).walk("VEVENT")
    ]
    assert len(own) == 11
    assert judge("calendars", body.decode()) == {"ical.js": own, "node-ical": own}


@needs_node
@pytest.mark.parametrize("zone", ["America/New_York", "Asia/Tokyo", "Australia/Lord_Howe", "UTC"])
def test_a_clock_time_is_the_same_moment_in_every_zone(zone):
    story = replace(STORY, zone=ZoneInfo(zone))
    own = timeline(event("minute", WHENS["minute"]), event("midnight", WHENS["midnight"], number=1))
    body = ical.render(compose(own, story, SITE, order=Order.DATE)).decode()
    for found in judge("calendars", body).values():
        assert [item["start"] for item in found] == [
            "2026-02-06T19:00:00.000Z",
            "2026-02-06T23:00:00.000Z",
        ]
