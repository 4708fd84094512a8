"""A When as dates of the formats: at its true precision, never finer."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from timeline import Event, Outline, When

_POINT = re.compile(r"(\d{4}|\d{3}X|\d{2}XX)(?:-(\d\d|XX)(?:-(\d\d|XX))?)?", re.ASCII)
_CLOCK = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d)?(?:Z|[+-]\d\d:\d\d)", re.ASCII)


def w3c(when: When) -> tuple[str | None, str | None]:
    """Return first and last date of *when* as W3CDTF: "2026", "2026-02", "2026-02-06", a date-time.

    None on an open side; the last is None where it is the first.

        >>> w3c(When("2026-02", None, None, Granularity.MONTH))
        ('2026-02', None)
        >>> w3c(When("../2026-01-28", None, None, Granularity.UNKNOWN))
        (None, '2026-01-28')
    """
    first, slash, last = when.edtf.partition("/")
    try:
        start, single_end = _bounds(first, when)
        end = _bounds(last, when)[1] if slash else single_end
    except ValueError:
        start, end = _outer(when, "%Y-%m-%d")
    return start, None if end == start else end


def _bounds(edtf: str, when: When) -> tuple[str | None, str | None]:
    if edtf in ("", ".."):
        return None, None
    edtf = edtf.rstrip("?~%")
    if _CLOCK.fullmatch(edtf):
        moment = datetime.fromisoformat(edtf).isoformat()
        return moment, moment
    found = _POINT.fullmatch(edtf)
    if found is None:
        raise ValueError(edtf)
    year, month, day = found.groups()
    if "X" in year:
        return year.replace("X", "0"), year.replace("X", "9")
    if month in (None, "XX"):
        return year, year
    if month > "12":
        return _outer(when, "%Y-%m")
    text = f"{year}-{month}" if day in (None, "XX") else f"{year}-{month}-{day}"
    date.fromisoformat(f"{text}-01"[:10])
    return text, text


def _outer(when: When, pattern: str) -> tuple[str | None, str | None]:
    end = when.end - timedelta(microseconds=1) if when.end else None
    return (
        when.start.strftime(pattern) if when.start else None,
        end.strftime(pattern) if end else None,
    )


def days(event: Event | Outline, zone: ZoneInfo) -> tuple[date, date]:
    """Return an event's first and last day in *zone*; an open date stands at its bound."""
    start, end = event.when.start, event.when.end
    last = (end - timedelta(microseconds=1)).astimezone(zone).date() if end else None
    first = start.astimezone(zone).date() if start else None
    # an outline has it where its date has no bound
    told = event.published.astimezone(zone).date() if event.published else date.max
    return first or last or told, last or first or told
