"""Readings of the parts of a day: mornings, evenings, nights, dawn."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from timeline.timex import values
from timeline.timex.context import Context
from timeline.timex.meanings.clocks import day_told_here, not_to_come, sentence_of, time_on
from timeline.timex.meanings.days import (
    date_of,
    names_day,
    nearest_weekday,
    nth_of_month,
    weekday_near,
)
from timeline.timex.meanings.direction import lies_ahead, looks_ahead
from timeline.timex.rules import Match, Reading
from timeline.types import TimexType

TIME = TimexType.TIME

#: So long before a report was the day that it tells of, at most, and so many characters before.
_RUNNING, _RUNNING_REACH = timedelta(days=3), 700


def part_of_day(m: Match, context: Context) -> Reading | None:
    """Read a day and a part of it: "Tuesday morning", "the night of April 18", "last night"."""
    found = date_of(m, context)
    if found is None:
        return None
    value, explicit = found
    return Reading(TIME, f"{value}T{m.word('part')}", mod=m.word("mod") or None, explicit=explicit)


def part_of_nth(m: Match, context: Context) -> Reading | None:
    """Read "nel pomeriggio del 15", "the night of the 14th"; not "la sera del 15 per cento"."""
    found = nth_of_month(m, context) if names_day(m, context) else None
    return found and replace(found, type=TIME, value=f"{found.value}T{m.word('part')}")


def early_hours(m: Match, context: Context) -> Reading | None:
    """Read "the early hours of Saturday", "the early morning hours of Saturday" as its morning."""
    early = m.word("unit") == "h" and m.number("first") >= 0 and "part" not in m
    found = date_of(m, context) if early else None
    part = m.word("early") or "MO"
    return Reading(TIME, f"{found[0]}T{part}", mod="START", explicit=found[1]) if found else None


def session(m: Match, context: Context) -> Reading | None:
    """Read "afternoon trading" as that of the sentence's day, else of the document's."""
    if context.dct is None or not context.cues.session.match(context.after):
        return None
    on = context.day_of_clause or values.day(context.dct)
    return Reading(TIME, f"{on}T{m.word('part')}", mod=m.word("mod") or None)


def trading(m: Match, context: Context) -> Reading | None:
    """Read "in early trading" where no day follows: of the sentence's day or the document's."""
    named = m.all("trade")[0].text == "trading" and context.before.endswith("in ")
    if context.dct is None or not named or not context.cues.trading_ends.match(context.after):
        return None
    part = "MO" if m.word("mod") == "START" else "AF"
    on = context.day_of_clause or values.day(context.dct)
    return Reading(TIME, f"{on}T{part}")


def first_trades(m: Match, context: Context) -> Reading | None:
    """Read "nei primi scambi" as the morning of the sentence's day or the document's."""
    if context.dct is None or m.number("first") != 1:
        return None
    on = context.day_of_clause or values.day(context.dct)
    return Reading(TIME, f"{on}T{m.word('part')}")


def dawn(m: Match, context: Context) -> Reading | None:
    """Read dawn or dusk of a day, about where its part begins: "at dawn on Tuesday"."""
    found = part_of_day(m, context)
    return found and replace(found, mod="START")


def bare_dawn(m: Match, context: Context) -> Reading | None:
    """Read "at dawn" as that of the sentence's day, or behind the night told of.

    It tells no day itself; where none was named yet, it is of the document's.
    """
    if not context.cues.before_dawn.search(context.before):
        return None
    until = context.cues.until_dawn.search(context.before)
    behind = context.day_after_late if until else context.day_after_night
    on = (behind if m.word("part") == "MO" else None) or context.day_of_clause
    if on and context.dct and not_to_come(on, context) is None:
        on = values.day(context.dct)  # "were landed before dawn" is over
    if on is None and context.day is None and context.cues.at_dawn.search(context.before):
        on = values.day(context.dct) if context.dct else None
    return Reading(TIME, f"{on}T{m.word('part')}", mod="START") if on else None


def night_between(m: Match, context: Context) -> Reading | None:
    """Read the night from one day to the next: "notte tra lunedì e martedì"."""
    if m.word("part") != "NI":
        return None
    found = date_of(m, context)
    if "weekday" in m:
        if (m.number("weekday") + 1) % 7 != m.number("last") or context.anchor is None:
            return None
        ahead = lies_ahead(context)
        on = weekday_near(m.number("last"), context.anchor, future=ahead) - timedelta(1)
        found = values.day(on), False
    elif m.total("last") != m.total("day") + 1 and m.total("last") != 1:
        return None
    return Reading(TIME, f"{found[0]}TNI", explicit=found[1]) if found else None


def night_between_nths(m: Match, context: Context) -> Reading | None:
    """Read "notte tra il 14 e il 15", of the month told of."""
    next_day = m.total("last") in (m.total("day") + 1, 1)
    return part_of_nth(m, context) if next_day and m.word("part") == "NI" else None


def hour_of_night(m: Match, context: Context) -> Reading | None:
    """Read "alle 2.30 della notte tra sabato e domenica": on Sunday, at 23 it is on Saturday."""
    night = night_between(m, context)
    found = time_on(replace(night, value=night.value[:10]), m) if night else None
    if found is None:
        return None
    on, time = values.first_day(found.value), found.value[10:]
    moved = values.move(on, 1, "D") if on and time < "T12" else on
    value = f"{values.day(moved)}{time}" if moved else found.value
    return replace(found, value=value, more=len(m.all("at")))


def this_part(m: Match, context: Context) -> Reading | None:
    """Read a part of the anchor's day, of the day before or after: "this morning", "tonight"."""
    anchor = context.anchor
    moved = anchor and values.move(anchor, m.number("deictic"), "D")
    if not moved:
        return None
    return Reading(TIME, f"{values.day(moved)}T{m.word('part')}", mod=m.word("mod") or None)


def tonight(m: Match, context: Context) -> Reading | None:
    """Read the night of the anchor's day."""
    anchor = context.anchor
    return Reading(TIME, f"{values.day(anchor)}T{m.word('part')}") if anchor else None


def tomorrow(m: Match, context: Context) -> Reading | None:
    """Read a part of the day to come that has its own word: "domattina"."""
    moved = context.anchor and values.move(context.anchor, 1, "D")
    return Reading(TIME, f"{values.day(moved)}T{m.word('part')}") if moved else None


def overnight(m: Match, context: Context) -> Reading | None:
    """Read "overnight" as the night that is just over, or the next where it is awaited."""
    if context.anchor is None:
        return None
    by = context.cues.until.search(context.before)  # "hit by overnight losses"
    on = context.anchor - timedelta(0 if looks_ahead(context) and not by else 1)
    return Reading(TIME, f"{values.day(on)}T{m.word('part')}")


def overnight_into(m: Match, context: Context) -> Reading | None:
    """Read "overnight into Thursday" as the night before the nearest Thursday."""
    if context.anchor is None:
        return None
    on = nearest_weekday(m.number("weekday"), context.anchor)
    night = f"{values.day(on - timedelta(1))}T{m.word('part')}"
    return Reading(TIME, night, until=values.day(on), less=len(m.all("rest")))


def in_the_part(m: Match, context: Context) -> Reading | None:
    """Read "in the morning" as that of the day told of here or before, else of the document's.

    "In the evening of April 3" and "in the early morning hours of Monday" name their own.
    """
    if (context.day_of_clause or context.day_nearby) is None or context.after.startswith(_OWN_DAY):
        return None
    on = _morning_after(m, context) or day_told_here(context)
    on = on or (values.day(context.dct) if context.dct else None)
    return Reading(TIME, f"{on}T{m.word('part')}", more=1) if on else None


_OWN_DAY = (" of ", " hours of ", " hours on ")


def _morning_after(m: Match, context: Context) -> str | None:
    """Return the day behind the evening told of, of a morning that is over."""
    behind = context.day_after_night if m.word("part") == "MO" else None
    return behind if behind and context.dct and behind <= values.day(context.dct) else None


def late_part(m: Match, context: Context) -> Reading | None:
    """Read "by late afternoon" as that of the day named before, else of the document's."""
    if m.word("part") == "NI" or context.cues.noun.match(context.after):
        return None
    return part_of_said_day(m, context)


def part_of_said_day(m: Match, context: Context) -> Reading | None:
    """Read "in serata" as that of the day told of here or before, else of the document's."""
    if not context.cues.before_part.search(context.before) or m.number("first") > 1:
        return None
    if context.cues.each_part.search(context.before) and context.day_of_clause is None:
        return None
    return edge_of_part(m, context)


def part_of_running_day(m: Match, context: Context) -> Reading | None:
    """Read "in serata" far behind its day: what a report tells of an evening was the one before.

    "Lunedì è bruciato un capannone. …. Il sindaco ha firmato in serata un'ordinanza."
    """
    found, on = part_of_said_day(m, context), values.first_day(context.main_day or "")
    if found is None or on is None or context.dct is None or m.word("part") == "MO":
        return found
    near = timedelta(0) < context.dct - on <= _RUNNING
    near = near and context.position - context.main_day_at < _RUNNING_REACH
    if not near or day_told_here(context) or looks_ahead(context):
        return found
    if not context.cues.behind.search(sentence_of(context)):
        return found
    return replace(found, value=f"{values.day(on)}T{m.word('part')}")


def edge_of_part(m: Match, context: Context) -> Reading | None:
    """Read "a fine mattinata" as that of the day told of here or before, else of the document's."""
    on = _morning_after(m, context) or day_told_here(context)
    on = on or (values.day(context.dct) if context.dct else None)
    return Reading(TIME, f"{on}T{m.word('part')}", mod=m.word("mod") or None) if on else None


def mid_part(m: Match, context: Context) -> Reading | None:
    """Read the middle of a part of a day: "mid-afternoon yesterday"."""
    if not (found := date_of(m, context)):
        told = edge_of_part(m, context)
        return told and replace(told, mod="MID")
    return Reading(TIME, f"{found[0]}T{m.word('part')}", mod="MID")


def said_part(m: Match, context: Context) -> Reading | None:
    """Read a part of the day last named: "that afternoon", "the next morning"."""
    part = m.word("part")
    vague = context.vague_day if m.number("which") == 0 else context.vague_day_here
    if vague:
        return Reading(TIME, f"{vague}T{part}")
    on = values.first_day(context.day) if context.day else context.dct
    moved = on and values.move(on, m.number("which"), "D")
    return Reading(TIME, f"{values.day(moved)}T{part}") if moved else None


def part_before(m: Match, context: Context) -> Reading | None:
    """Read "the night before" that of the day last named; not "the night before the vote"."""
    return said_part(m, context) if context.cues.ends.match(context.after) else None
