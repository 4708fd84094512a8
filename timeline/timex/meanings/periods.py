"""Readings of seasons, decades and centuries."""

from __future__ import annotations

from datetime import date

from timeline.timex import values
from timeline.timex.context import Context
from timeline.timex.meanings.direction import year_by_verbs
from timeline.timex.meanings.numbers import count, full_year
from timeline.timex.rules import Match, Reading
from timeline.types import TimexType

DATE = TimexType.DATE


def season(m: Match, context: Context) -> Reading | None:
    """Read a season: "last fall", "the spring of 1994", "this summer"."""
    name = m.word("season")
    if "year" not in m and "which" not in m and context.after.startswith(" of"):
        return None
    if "which" not in m and context.cues.no_season.match(m.tokens[-1].text + context.after):
        return None
    month = values.SEASONS[name]
    mod = m.word("mod") or None
    if "year" in m:
        return Reading(DATE, f"{full_year(m.number('year')):04d}-{name}", mod=mod, explicit=True)
    anchor = context.anchor
    if anchor is None:
        return Reading(DATE, f"XXXX-{name}", mod=mod)
    if "ofyear" in m:
        of_year = anchor.year + m.number("ofyear")
        return (
            Reading(DATE, f"{of_year:04d}-{name}", mod=mod) if m.word("saidunit") == "Y" else None
        )
    if "which" not in m and context.dct:
        year = year_by_verbs(month + (month < 12), 0, context) or anchor.year
    else:
        year = _year_of_season(month, anchor, m.number("which"))
    return Reading(DATE, f"{year:04d}-{name}", mod=mod)


def counted_season(m: Match, context: Context) -> Reading | None:
    """Read "two summers ago", "quattro estati fa": last summer is the first of them."""
    number, anchor, name = count(m.all("count")), context.anchor, m.word("season")
    if number is None or anchor is None:
        return None
    year = _year_of_season(values.SEASONS[name], anchor, -1) - round(number) + 1
    return Reading(DATE, f"{year:04d}-{name}") if year > 0 else None


def season_after(m: Match, context: Context) -> Reading | None:
    """Read "the following spring": the first after the date last named, or the last before it."""
    on = context.reference or context.dct
    if on is None:
        return None
    name, which = m.word("season"), m.number("which")
    return Reading(DATE, f"{_year_of_season(values.SEASONS[name], on, which):04d}-{name}")


def season_said(m: Match, context: Context) -> Reading | None:
    """Read "that summer": that of the year last named."""
    on = context.reference
    return Reading(DATE, f"{on.year:04d}-{m.word('season')}") if on else None


def _year_of_season(month: int, anchor: date, which: int) -> int:
    """Return the year of this, the last or the next season that begins in *month*."""
    now = values.first_day(values.season(anchor)) or anchor
    years = range(anchor.year - 2, anchor.year + 3)
    if which < 0:
        return max(year for year in years if (year, month) < (now.year, now.month))
    if which > 0:
        return min(year for year in years if (year, month) > (now.year, now.month))
    return now.year if month == now.month else anchor.year


def bare_season(m: Match, context: Context) -> Reading | None:
    """Read a season; without "last" or "late" only after its preposition: "in estate"."""
    told = "which" in m or "mod" in m
    if not told and not context.cues.before_season.search(context.before):
        return None
    return season(m, context)


def decade_of(m: Match, context: Context) -> Reading | None:
    """Read a decade by its first year: "anni '90", "anni Ottanta"."""
    token = m.all("decade")[0]
    number = m.number("decade")
    # "negli anni 90", but "negli ultimi anni 90 negozi"
    plain = "nth" not in m and context.cues.before_decade.search(context.before) is not None
    written = token.text[0] in "'’‘" or token.text[:1].isupper() or m.number("nth") > 0 or plain
    if m.word("unit") != "Y" or number % 10 or not 20 <= number <= 90 or not written:
        return None
    mod = {1: "START", -1: "END"}.get(m.number("nth")) or m.word("mod") or None
    value = f"19{number // 10}"
    return Reading(DATE, value, mod=mod, explicit=True, more=len(m.all("lead")))


def decade(m: Match, context: Context) -> Reading | None:
    """Read a decade: "the 1980s", "the late '60s"; somebody "in his 30s" is none."""
    if "year" in m:  # the 1960's
        year, genitive = m.number("year"), m.tokens[-1].text.endswith("s")
        if year % 10 or not genitive:
            return None
        return Reading(DATE, f"{year // 10}", mod=m.word("mod") or None, explicit=True)
    digits = m.word("decade")
    if (
        len(digits) == 1
        and m.all("decade")[0].text[0].isdecimal()
        and context.cues.whose.search(context.before)
    ):
        return None
    if len(digits) == 1:
        digits = ("20" if digits in "012" else "19") + digits
    return Reading(DATE, digits, mod=m.word("mod") or None, explicit=True)


def century(m: Match, _: Context) -> Reading | None:
    """Read a century by its number: "the 19th century", "the fifth century BC"."""
    number, era = m.total("nth"), "BC" if "before" in m else ""
    if m.word("century") != "C" or not 1 <= number <= 21:
        return None
    return Reading(DATE, f"{era}{number - 1:02d}", mod=m.word("mod") or None, explicit=True)


def named_century(m: Match, context: Context) -> Reading | None:
    """Read a century by its name: "nell'Ottocento" is the nineteenth."""
    if not context.cues.before_century.search(context.before):
        return None
    return Reading(DATE, f"{m.number('century') - 1:02d}", explicit=True)
