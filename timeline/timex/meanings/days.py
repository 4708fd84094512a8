"""Readings of days and months by their names."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import replace
from datetime import date, timedelta

from timeline.timex import values
from timeline.timex.context import Context
from timeline.timex.meanings.direction import (
    NOUN,
    is_awaited,
    is_nearest,
    is_traded,
    lies_ahead,
    year_by_verbs,
)
from timeline.timex.meanings.numbers import count, full_year
from timeline.timex.rules import Match, Reading
from timeline.types import TimexType

DATE = TimexType.DATE


def weekday_near(weekday: int, anchor: date, *, future: bool) -> date:
    """Return the day a bare weekday name points at, seen from *anchor*.

    The anchor's own day counts: wire copy dated Tuesday that says a source
    "confirmed on Tuesday" means that Tuesday, not the one a week before.

    >>> weekday_near(1, date(2026, 1, 27), future=False)
    datetime.date(2026, 1, 27)
    >>> weekday_near(6, date(2026, 1, 28), future=False)
    datetime.date(2026, 1, 25)
    """
    if future:
        return anchor + timedelta((weekday - anchor.weekday()) % 7)
    return anchor - timedelta((anchor.weekday() - weekday) % 7)


def nearest_weekday(weekday: int, anchor: date) -> date:
    """Return the weekday that is at most three days before or after *anchor*."""
    return weekday_near(weekday, anchor - timedelta(3), future=True)


def _weekday(m: Match, context: Context) -> date | None:
    anchor = context.anchor
    if anchor is None:
        return None
    weekday = m.number("weekday")
    if "which" in m:
        which = m.number("which")
        if m.all("which")[0].text.lower() in context.cues.next_to and context.day:
            anchor = values.first_day(context.day) or anchor
        if which < 0:
            return weekday_near(weekday, anchor - timedelta(1), future=False)
        if which > 0:
            coming = weekday_near(weekday, anchor + timedelta(1), future=True)
            # A day so near is never "next Wednesday": it is "tomorrow", or "Wednesday".
            soon = context.cues.too_soon.get(m.all("which")[0].text.lower(), 0)
            return coming + timedelta(7) if (coming - anchor).days <= soon else coming
        return weekday_near(weekday, anchor, future=True)
    began = context.range_began
    if began is None and is_nearest(context):
        return nearest_weekday(weekday, anchor)
    future = context.dct is None or began is not None or lies_ahead(context)
    near = weekday_near(weekday, began or anchor, future=future)
    return near + timedelta(7) if future and _is_next_in_row(near, context) else near


def _is_next_in_row(near: date, context: Context) -> bool:
    """Tell whether the nearest day is too near: "will begin on Tuesday and end on | Wednesday"."""
    start, end = context.last
    first = values.first_day(context.day) if context.day and context.day_at == start else None
    if first is None or context.dct is None:
        return False
    follows = context.cues.and_does.fullmatch(context.text[end : context.position])
    return follows is not None and near < first <= context.dct + timedelta(7)


def date_of(m: Match, context: Context) -> tuple[str, bool] | None:
    """Return value and explicitness of the day (or month, year) that the named parts make up."""
    if "month" in m:
        return calendar(m, context)
    if "deictic" in m:
        anchor = context.anchor
        moved = anchor and values.move(anchor, m.number("deictic"), "D")
        return (values.day(moved), False) if moved else None
    if "weekday" in m:
        on = _weekday(m, context)
        return (values.day(on), False) if on else None
    if "year" in m:
        return f"{full_year(m.number('year')):04d}", True
    return None


def calendar(m: Match, context: Context, day: int = 0) -> tuple[str, bool] | None:
    """Return value and explicitness of a month, or a day in it, with or without its year."""
    month, on = m.number("month"), day or m.total("day")
    explicit = "year" in m
    year = full_year(m.number("year")) if explicit else None
    if "saidunit" in m:
        base = context.anchor if "ofyear" in m else context.reference
        if m.word("saidunit") != "Y" or base is None:
            return None
        year = base.year + m.number("ofyear")
    elif (
        year is None
        and (month, on) in context.cues.famous
        and context.cues.famous_after.match(context.after)
    ):
        year = context.cues.famous[month, on]
    elif not explicit:
        year = context.year_of_line(month, on) or context.year_of_counted(month, on) if on else None
        if m.value("which") is None:  # not "from 2019 until last August"
            year = year or context.year_of_range(month, on) or _year_beside(month, on, context)
        year = year or _year_of_month(month, on, m.value("which"), context)
        if year and "weekday" in m:
            year = _year_of_weekday(month, on, m.number("weekday"), year, context.dct)
    if not on:
        return (f"{year:04d}-{month:02d}" if year else f"XXXX-{month:02d}"), explicit
    if year is None:
        return (f"XXXX-{month:02d}-{on:02d}", False) if values.valid(2024, month, on) else None
    found = values.valid(year, month, on)
    return (values.day(found), explicit) if found else None


#: A day so near whose weekday is another is a slip of the pen.
_NEAR = 60


def _year_of_weekday(month: int, on: int, weekday: int, year: int, dct: date | None) -> int:
    """Return the year in which a day is on its weekday: "Thursday, March 18" of four years ago."""
    found = values.valid(year, month, on)
    if dct is None or found is None or found.weekday() == weekday or abs(found - dct).days < _NEAR:
        return year
    years = (year + 1, *range(year - 1, year - 7, -1))
    days = (values.valid(other, month, on) for other in years)
    return next((day.year for day in days if day and day.weekday() == weekday), year)


def _year_beside(month: int, on: int, context: Context) -> int | None:
    """Return the year that stands beside a month or day in its sentence."""
    return (
        _year_shared(context)
        or _unless_awaited(context.year_of_two(month), month, context)
        or context.year_of_season(month)
        or _unless_awaited(context.year_of_full_date(month, on), month, context)
    )


def _unless_awaited(year: int | None, month: int, context: Context) -> int | None:
    """Leave out a year whose month is over where the verb looks ahead: "will sing in May"."""
    dct = context.dct
    over = year and dct and (year, month) < (dct.year, dct.month)
    return None if over and is_awaited(context) else year


def _year_shared(context: Context) -> int | None:
    """Return the year of a list that only its last part says: "January and February of 2009"."""
    shared = context.cues.shared_year.match(context.after)
    return int(shared[1]) if shared else None


def _year_of_month(month: int, on: int, which: object, context: Context) -> int | None:
    anchor = context.anchor
    if anchor is None or not isinstance(which, int):
        return year_by_verbs(month, on, context)
    that, now = ((month, on), (anchor.month, anchor.day)) if on else ((month,), (anchor.month,))
    if which < 0:
        return anchor.year - (that >= now)
    if which > 0:
        return anchor.year + (that <= now)
    return anchor.year


def month_after(m: Match, context: Context) -> Reading | None:
    """Read "the following January": that after the date named before."""
    on, month, which = context.reference or context.dct, m.number("month"), m.number("which")
    if on is None or m.all("which")[0].text.lower() in context.cues.loose:
        return None
    year = on.year + (month <= on.month if which > 0 else -(month >= on.month))
    return Reading(DATE, f"{year:04d}-{month:02d}")


def of_year_after(m: Match, context: Context) -> Reading | None:
    """Read "October of the following year", "il 3 ottobre dell'anno successivo"."""
    on = context.reference
    if m.word("unit") != "Y" or on is None:
        return None
    year, month = on.year + m.number("which"), m.number("month")
    if "day" not in m:
        impossible = _NUMBER_BEFORE.search(context.before)
        return None if impossible else Reading(DATE, f"{year:04d}-{month:02d}")
    day = values.valid(year, month, m.total("day"))
    return Reading(DATE, values.day(day)) if day else None


def month_said(m: Match, context: Context) -> Reading | None:
    """Read "that December": the next of the year or day named before; not "said that May"."""
    on, month = context.reference, m.number("month")
    if "unit" not in m and context.cues.said.search(context.before):
        return None
    if (
        on is None
        or m.word("unit") not in ("", "Y")
        or not context.cues.month_ends.match(context.after)
    ):
        return None
    late = "unit" not in m and values.unit_of(context.said or "") != "Y" and month < on.month
    return Reading(DATE, f"{on.year + late:04d}-{month:02d}", more=0 if "unit" in m else 1)


def weekday_after(m: Match, context: Context) -> Reading | None:
    """Read "il lunedì dopo", "il lunedì successivo"; not "lunedì dopo sei settimane"."""
    return None if governs(m, context) else day(m, context)


def weekday_beside(m: Match, context: Context) -> Reading | None:
    """Read "the Tuesday after", of the day last named; not "the Tuesday after the vote"."""
    on = (values.first_day(context.day) if context.day else None) or context.dct
    if on is None or not context.cues.ends.match(context.after):
        return None
    which = m.number("which")
    near = weekday_near(m.number("weekday"), on + timedelta(which), future=which > 0)
    return Reading(DATE, values.day(near))


def governs(m: Match, context: Context) -> bool:
    """Tell whether "dopo" belongs to what comes behind it: "il giorno dopo la partita"."""
    loose = m.all("which")[0].text.lower() in context.cues.loose
    if loose and "weekday" in m and not _WITH_ARTICLE.search(context.before):
        # "si è dimesso martedì dopo il naufragio"
        return _ON_IN_CLAUSE.match(context.after) is not None
    return loose and context.cues.governed.match(context.after) is not None


_WITH_ARTICLE = re.compile(
    r"(?:l['’]|\b(?:il|la|del|al|dal|nel|della|alla|dalla|nella|quel)\s)\Z", re.IGNORECASE
)
_ON_IN_CLAUSE = re.compile(r"\s\w")


def day_before(m: Match, context: Context) -> Reading | None:
    """Read the day before or after a named one: "l'altro ieri", "the day after tomorrow"."""
    if m.word("unit") not in ("", "D"):
        return None
    found = date_of(m, context)
    on = values.first_day(found[0]) if found else None
    moved = on and values.move(on, m.number("by") or -1, "D")
    return Reading(DATE, values.day(moved)) if moved else None


def ordinal_day(m: Match, context: Context) -> Reading | None:
    """Read "on the 5th": of the month named with it or under discussion, else of the document's.

    Of the document's month it is the 5th to come or the one just over, where the verbs tell.
    """
    if "unit" not in m and not _is_day_number(m, context):
        return None
    return nth_of_month(m, context)


def nth_of_month(m: Match, context: Context) -> Reading | None:
    """Read the number of a day as that of the month named with it, under discussion, or near."""
    number, dct = m.number("day"), context.dct
    if dct is None or "unit" in m or _is_under_discussion(number, dct, context):
        month = _month_meant(m, context)
    else:
        month = _month_by_verbs(number, dct, context)
    on = values.first_day(f"{month}-{number:02d}") if month else None
    return Reading(DATE, values.day(on)) if on else None


def _is_day_number(m: Match, context: Context) -> bool:
    """Tell "on the 5th" from "on the 5th floor"."""
    if context.cues.month_follows.match(context.after):
        return False
    return context.cues.before_day.search(context.before) is not None and names_day(m, context)


def names_day(m: Match, context: Context) -> bool:
    """Tell whether no noun follows the number of a day; a bare "5" must have its clause end."""
    cues, bare = context.cues, m.tokens[-1].text.isdecimal()
    if not bare and not NOUN.match(context.after):
        return True
    return cues.day_ends.match(context.after) is not None


def _is_under_discussion(number: int, dct: date, context: Context) -> bool:
    """Tell whether a day is of the month named before; what is due is not over."""
    said = context.said or ""
    if values.unit_of(said) not in ("D", "M") or said[:7] == values.day(dct)[:7]:
        return False
    over = f"{said[:7]}-{number:02d}" < values.day(dct)
    return not (over and lies_ahead(context))


def _month_by_verbs(number: int, dct: date, context: Context) -> str:
    """Return the month of a day that is over, or to come, by its verbs; else the document's."""
    ahead = lies_ahead(context)
    if ahead and number < dct.day:
        return _month_shifted(dct, 1)
    if not ahead and number > dct.day and context.cues.behind.search(context.sentence):
        return _month_shifted(dct, -1)
    return values.day(dct)[:7]


def numbered_weekday(m: Match, context: Context) -> Reading | None:
    """Read "sabato 13", "Saturday the 13th": the nearest day that is both.

    Not "martedì 12 persone sono", nor "on Monday, the 8th Battalion".
    """
    anchor, after = context.anchor, context.after
    if anchor is None or context.cues.number_of.match(after) or _SURNAME.match(after):
        return None
    months = [_month_shifted(anchor, by) for by in (-1, 0, 1)]
    days = [values.first_day(f"{month}-{m.number('day'):02d}") for month in months if month]
    both = [on for on in days if on and on.weekday() == m.number("weekday")]
    if lies_ahead(context):
        both = [on for on in both if on >= anchor] or both
    near = min(both, key=lambda on: abs(on - anchor), default=None)
    return Reading(DATE, values.day(near)) if near else None


def _month_shifted(on: date, by: int) -> str:
    moved = values.move(on.replace(day=1), by, "M")
    return values.day(moved)[:7] if moved else ""


def _month_meant(m: Match, context: Context) -> str | None:
    """Return the month named, or this, the next, the last one, or the one under discussion."""
    if "month" in m:
        found = calendar(m, context)
        return found[0] if found and found[0][:4].isdecimal() else None
    if "unit" in m and m.word("unit") != "M":
        return None
    if "which" in m:
        return _month_shifted(context.anchor, m.number("which")) if context.anchor else None
    if context.said and values.unit_of(context.said) in ("D", "M"):
        return _month_going_on(m.number("day"), context) or context.said[:7]
    return values.day(context.dct)[:7] if context.dct else None


def _month_going_on(number: int, context: Context) -> str | None:
    """Return the month behind the day told of: "was lost on Dec. 31 and found on the 5th"."""
    on, said, dct = values.first_day(context.said or ""), context.said or "", context.dct
    if on is None or dct is None or len(said) < 10 or number >= on.day:
        return None
    month = _month_shifted(on, 1)
    back = f"{month}-{number:02d}" > values.day(dct) or context.said_at < context.position - len(
        context.sentence
    )
    told = f"{context.sentence}{re.split(r'[.;!?]', context.after)[0]}"
    return None if back or context.cues.before_that.search(told) else month


def listed_day(m: Match, context: Context) -> Reading | None:
    """Read the next day of a list: "April 24 and 25"; not "on April 24, 25 people"."""
    end, value = context.ended
    beside = 0 <= context.position - end <= 1 and len(value) == 10
    on = values.first_day(value) if beside else None
    goes_on = context.cues.list_goes_on.match(context.after)
    if (
        on is None
        or not on.day < m.number("day")
        or not (goes_on or context.cues.list_ends.match(context.after))
    ):
        return None
    if len(m.all("and")) == 1 and m.all("and")[0].text == "," and not goes_on:
        return None
    later = values.valid(on.year, on.month, m.number("day"))
    return Reading(DATE, values.day(later), more=len(m.all("and"))) if later else None


def spelled_day(m: Match, context: Context) -> Reading | None:
    """Read a day in words after its month: "March eighth"; not "in June second place"."""
    return day(m, context) if _DAY_ENDS.match(context.after) else None


_DAY_ENDS = re.compile(r"\W|$")


def nth_weekday(m: Match, context: Context) -> Reading | None:
    """Read a weekday, or weekend, by its number in a month: "the first Monday in September"."""
    month = _month_meant(m, context)
    nth = m.number("nth") if "nth" in m else 1  # "la prima domenica"; "prima" is also "before"
    first = values.first_day(month) if month else None
    if first is None or not -1 <= nth <= 5:
        return None
    weekday = m.number("weekday") if "weekday" in m else _SATURDAY
    on = values.nth_weekday(first.year, first.month, weekday, nth)
    value = values.day(on) if "weekday" in m else f"{values.week(on)}-WE"
    return Reading(DATE, value, explicit="year" in m) if on.month == first.month else None


_SATURDAY = 5


def nth_day(m: Match, context: Context) -> Reading | None:
    """Read a day by its number in a month: "the last day of January", "il primo giorno di"."""
    month = _month_meant(m, context) if m.word("unit") == "D" else None
    first = values.first_day(month) if month else None
    nth = m.number("nth")
    if first is None or not -1 <= nth <= 31 or nth == 0:
        return None
    last = first.replace(day=monthrange(first.year, first.month)[1])
    on = last if nth < 0 else values.valid(first.year, first.month, nth)
    return Reading(DATE, values.day(on), explicit="year" in m) if on else None


def counted_weekday(m: Match, context: Context) -> Reading | None:
    """Read "two Saturdays ago", "fra due martedì", and "the Friday before last" as two back."""
    anchor, sign = context.anchor, m.number("sign") or m.number("which") or 1
    number = count(m.all("count")) if "count" in m else 2
    if anchor is None or number is None or ("by" in m and m.number("by") != sign):
        return None
    if "by" in m and not context.cues.ends.match(context.after):
        return None  # "the Friday before last year's vote"
    near = weekday_near(m.number("weekday"), anchor + timedelta(sign), future=sign > 0)
    moved = values.move(near, sign * (round(number) - 1), "W")
    return Reading(DATE, values.day(moved)) if moved else None


def weekday_of_week(m: Match, context: Context) -> Reading | None:
    """Read a weekday of this, the last or the next week: "Friday next week"."""
    anchor = context.anchor
    if anchor is None or m.word("unit") != "W":
        return None
    monday = anchor - timedelta(anchor.weekday())
    on = values.move(monday, 7 * m.number("which") + m.number("weekday"), "D")
    return Reading(DATE, values.day(on), less=len(m.all("rest"))) if on else None


def month_of_year(m: Match, context: Context) -> Reading | None:
    """Read a month of this, the last or the next year: "gennaio di quest'anno"."""
    if context.anchor is None or m.word("unit") != "Y":
        return None
    return Reading(DATE, f"{context.anchor.year + m.number('which'):04d}-{m.number('month'):02d}")


def month_years_ago(m: Match, context: Context) -> Reading | None:
    """Read "luglio di sei anni fa", "19 marzo di dieci anni fa", "July six years ago"."""
    number, anchor = count(m.all("count")), context.anchor
    if number is None or anchor is None or m.word("unit") != "Y":
        return None
    year, month = anchor.year - round(number), m.number("month")
    if "day" not in m:
        impossible = _NUMBER_BEFORE.search(context.before)
        return None if impossible else Reading(DATE, f"{year:04d}-{month:02d}")
    on = values.valid(year, month, m.total("day"))
    return Reading(DATE, values.day(on)) if on else None


def day(m: Match, context: Context) -> Reading | None:
    """Read a day, month or year by its parts: "Friday, Jan. 9", "6 February 2026", "May 1995"."""
    found = date_of(m, context)
    impossible = m.all("month")[:1] == m.tokens[:1] and _NUMBER_BEFORE.search(context.before)
    if found is None or impossible or _is_name(m, context):
        return None
    value, explicit = found
    return Reading(DATE, value, mod=m.word("mod") or None, explicit=explicit)


_SURNAME = re.compile(r"\s[A-Z][a-z]")
#: "45 April 2026" is no day, nor "31 February", "the 31st of April".
_NUMBER_BEFORE = re.compile(r"(?<![\d.,-])\d{1,2}(?:(?:st|nd|rd|th)?\s|(?:st|nd|rd|th)\sof\s)\Z")
#: "February 30" is no day, and no month either.
_NUMBER_NEXT = re.compile(r"\s\d{1,2}(?!\d)")


def _is_name(m: Match, context: Context) -> bool:
    """Tell whether a capital within a sentence makes a weekday or month a name, or "Italia Domani".

    "Il 3 Marzo", "Marzo 2026" and "Sabato scorso" are written so, too, but "Circolo 25 Aprile" is
    a name; "VENERDÌ" is in a heading.
    """
    if not context.cues.lower or not _WITHIN.search(context.before):
        return False
    dated = "weekday" in m or context.cues.before_capital.search(context.before)
    if ("day" in m and dated) or "year" in m or "which" in m:
        return False
    named = (*m.all("weekday"), *m.all("month"), *m.all("deictic"))
    return any(token.text.istitle() for token in named)


#: Not the beginning of a sentence, nor of a paragraph ("$" would look past a line's end).
_WITHIN = re.compile(r"[\w,;°º][^\S\n]\Z")


def month(m: Match, context: Context) -> Reading | None:
    """Read a bare month: "in January", "last May"; "may" and "march" only where they are months."""
    token = m.all("month")[0]
    bare = len(m.tokens) == 1
    if bare and _NUMBER_BEFORE.search(context.before):
        return None
    if _NUMBER_NEXT.match(context.after):
        return None
    doubtful = token.text.lower() in context.cues.doubtful_months or _SURNAME.match(context.after)
    meant = context.cues.before_month.search(context.before) or (
        token.text[0].isupper()
        and context.cues.article.search(context.before)
        and context.cues.thing.match(context.after)
    )
    if bare and doubtful and not meant and not is_traded(context):
        return None
    return day(m, context)


def day_range(m: Match, context: Context) -> Reading | None:
    """Read a first and a last day in one month: "Jan. 24-25", "6-22 February 2026"."""
    found = date_of(m, context)
    if found is None or context.cues.hours.match(context.after):
        return None
    value, explicit = found
    first, last = m.number("day"), m.number("last")
    if not first < last <= 31 or (
        value[:4].isdecimal() and values.first_day(f"{value[:8]}{last:02d}") is None
    ):
        return None
    if "middle" in m and not m.number("middle") - first == last - m.number("middle") == 1:
        return None  # "il 3, 10 e 17 maggio" are three days
    return Reading(DATE, value, explicit=explicit, until=f"{value[:8]}{last:02d}")


def days_and(m: Match, context: Context) -> Reading | None:
    """Read "il 18 e 19 maggio", "tra il 10 e il 17 maggio"; of "il 10 e il 17 maggio" the first."""
    found = day_range(m, context)
    beside = m.number("last") == m.number("day") + 1
    if found is None or beside or context.cues.between.search(context.before):
        return found
    return replace(found, until=None, less=len(m.tokens) - 1)


def day_range_ending(m: Match, context: Context) -> Reading | None:
    """Read "dal 1 maggio al 7"; not "dal 1 maggio al 7 giugno"."""
    return day_range(m, context) if names_day(m, context) else None


def days_between(m: Match, context: Context) -> Reading | None:
    """Read "between 4 and 11 March"; the first of the two days that "on 4 and 11 March" names."""
    found = day_range(m, context)
    if found is None or context.cues.between.search(context.before):
        return found
    if context.cues.on_days.search(context.before) is None:
        return None  # "Lund won 4 and 11 March teams"
    return replace(found, until=None, less=len(m.tokens) - 1)


def week_of(m: Match, context: Context) -> Reading | None:
    """Read the week or weekend that holds a day: "the week of March 6"."""
    found = calendar(m, context)
    on = values.first_day(found[0]) if found else None
    unit = m.tokens[1].value
    if on is None or unit not in ("W", "WE"):
        return None
    return Reading(DATE, values.week(on) + ("-WE" if unit == "WE" else ""))


def weekend_of(m: Match, context: Context) -> Reading | None:
    """Read "nel weekend del 28 e 29 marzo"."""
    found = calendar(m, context)
    on = values.first_day(found[0]) if found else None
    return Reading(DATE, f"{values.week(on)}-WE") if on else None
