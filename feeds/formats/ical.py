"""A Document becomes iCalendar (RFC 5545): whole days, days in a row, clock times with a zone.

What a calendar cannot say without inventing a day is left out: months and longer, open sides.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta

import icalendar

from feeds.document import Document, Entry, Order
from feeds.formats.format import Format
from feeds.query import MAX_LIMIT
from feeds.words import words
from timeline import Event, Granularity, Status

PRODUCT = "-//timeline-feeds//Timeline//EN"
MAX_DAYS = 31
#: Google keeps 8,192 characters of a description; the event's page has the others.
MAX_QUOTES = 3

_TENTATIVE = frozenset({Status.PLANNED, Status.CLAIMED})
_EXACT = frozenset(
    {
        Granularity.MINUTE,
        Granularity.PART_OF_DAY,
        Granularity.DAY,
        Granularity.RANGE,
        Granularity.WEEK,
    }
)


def render(document: Document) -> bytes:
    """Return *document* as a calendar; the same document, the same bytes."""
    calendar = icalendar.Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("name", document.title)
    calendar.add("x-wr-calname", document.title)
    calendar.add("x-wr-caldesc", document.description)
    calendar.add("x-wr-timezone", document.zone.key)
    calendar.add("url", document.page)
    calendar.add("source", document.url(FORMAT.suffix), parameters={"VALUE": "URI"})
    calendar.add("refresh-interval", timedelta(hours=1), parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", "PT1H")
    calendar.add("last-modified", document.updated)
    for entry in document.entries:
        if is_datable(entry.event):
            calendar.add_component(_event(entry, document))
    for event, when in _withdrawn(document):
        calendar.add_component(_cancelled(event, when, document))
    _add_timezone(calendar, [event.start for event in calendar.events])
    return bytes(calendar.to_ical())


def _add_timezone(calendar: icalendar.Calendar, starts: list[date]) -> None:
    """Describe the zone of the clock times: one observance for each change of its clocks.

    Only the years of the events, as all of 1970 to 2038 is 3 kB; and no list of dates (RDATE),
    of which ical.js, and Thunderbird with it, reads the first and forgets DTSTART.
    """
    years = [start.year for start in starts if isinstance(start, datetime)]
    if not years:
        return
    # half a year more on both sides, as clocks may stand on summer time at New Year
    calendar.add_missing_timezones(date(min(years) - 1, 6, 1), date(max(years) + 2, 1, 1))
    for zone in calendar.timezones:
        several = [single for observance in zone.subcomponents for single in _split(observance)]
        zone.subcomponents[:] = several  # type: ignore[assignment]  # copies of what was there


def _split(observance: icalendar.Component) -> Iterable[icalendar.Component]:
    others = observance.pop("RDATE", None)
    yield observance
    for other in others.dts if others else ():
        single = observance.copy()
        del single["DTSTART"]
        single.add("dtstart", other.dt)
        yield single


def is_datable(event: Event) -> bool:
    """Say whether a calendar can show *event* without inventing a day."""
    start, end = event.when.start, event.when.end
    if event.when.granularity not in _EXACT or start is None or end is None:
        return False
    return end - start <= timedelta(days=MAX_DAYS, hours=1)


def _withdrawn(document: Document) -> Iterable[tuple[Event, datetime]]:
    """Return what calendars may still show; pages of a filter or of the past repeat none of it."""
    if document.query.parameters():
        return
    for withdrawal in document.withdrawn:
        if withdrawal.last and is_datable(withdrawal.last):
            yield withdrawal.last, withdrawal.when


def _event(entry: Entry, document: Document) -> icalendar.Event:
    event = entry.event
    component = _frame(event, document, entry.updated)
    component.add("created", entry.published.astimezone(UTC).replace(microsecond=0))
    component.add("sequence", event.revision - 1)
    component.add("summary", entry.title)
    component.add("description", _description(entry))
    if entry.places:
        component.add("location", ", ".join(entry.places))
    if entry.categories:
        component.add("categories", [category.term for category in entry.categories])
    component.add("status", _status(event.status))
    return component


def _cancelled(event: Event, when: datetime, document: Document) -> icalendar.Event:
    """Return what takes *event* out of calendars; nothing that it told is told again."""
    component = _frame(event, document, max(event.updated, when))
    component.add("sequence", event.revision)
    component.add("summary", words(document.language).withdrawn.capitalize())
    component.add("status", "CANCELLED")
    return component


def _frame(event: Event, document: Document, changed: datetime) -> icalendar.Event:
    """Return which event it is, its days and when it was last *changed*, without its words."""
    component = icalendar.Event()
    component.add("uid", event.id)
    component.add("dtstamp", changed.astimezone(UTC).replace(microsecond=0))
    component.add("last-modified", changed.astimezone(UTC).replace(microsecond=0))
    start, end = _span(event, document)
    component.add("dtstart", start)
    if end is not None:
        component.add("dtend", end)
    component.add("url", document.site.url(f"/events/{event.id}"))
    component.add("transp", "TRANSPARENT")
    return component


def _span(event: Event, document: Document) -> tuple[date, date | None]:
    """Return DTSTART and, where it is not implied, DTEND, which is exclusive."""
    start = (event.when.start or event.published).astimezone(document.zone)
    end = (event.when.end or start).astimezone(document.zone)
    if event.when.granularity is Granularity.MINUTE:
        # a moment has no length; one that a text gives is longer than the minute of its precision
        return start, end if end - start > timedelta(minutes=1) else None
    last = (end - timedelta(microseconds=1)).date()
    return start.date(), max(last, start.date()) + timedelta(days=1)


def _status(status: Status) -> str:
    if status is Status.CALLED_OFF:
        return "CANCELLED"
    return "TENTATIVE" if status in _TENTATIVE else "CONFIRMED"


def _description(entry: Entry) -> str:
    quotes = [
        f"— {item.source}" if item.supports(entry.summary) else f"“{item.quote}” — {item.source}"
        for item in sorted(entry.evidence, key=lambda item: not item.supports(entry.summary))
    ]
    corrections = (item.words for item in entry.corrections)
    lines = (entry.lead, entry.summary, *quotes[:MAX_QUOTES], *corrections, entry.precision)
    return "\n\n".join((*lines, entry.url))


FORMAT = Format(
    "calendar.ics",
    "text/calendar",
    render,
    "iCalendar",
    order=Order.DATE,
    limit=MAX_LIMIT,
    ends=True,
    tells_withdrawn=True,
    is_feed=False,
)
