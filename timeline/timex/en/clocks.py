"""English times on the clock, with their zones and days."""

from __future__ import annotations

from timeline.timex.meanings import clocks, feasts, numerals
from timeline.timex.rules import Rule

RULES = (
    Rule("ISO date", "iso=ISODATE", numerals.iso_date),
    Rule(
        "February 15/16, 2011",
        "month=MONTHS days=NUMDATE (COMMA? YEARS)?|days=NUMDATE month=MONTHS YEARS?",
        numerals.slashed_days,
    ),
    Rule("numeric date", "numeric=NUMDATE", numerals.numeric_date),
    Rule(
        "clock (clock, zone) day",
        "(CLOCKTIME ZONED?|DIGITS ZONED?)"
        " tail=(OPEN (CLOCK|DOTCLOCK|COUNT|YEAR|DAYNUM AMPM|CLOCKPM) ZONE CLOSE COMMA? ON? DATE)",
        clocks.clock,
    ),
    Rule(
        "clock, day (zone)",
        "CLOCKTIME COMMA? ON? DATE PART? tail=(OPEN zone=ZONE CLOSE)"
        "|CLOCKTIME OPEN zone=ZONE CLOSE COMMA? ON? DATE",
        clocks.clock,
    ),
    Rule(
        "7 to 11 p.m. on Friday",
        "clock=(CLOCK|DAYNUM) tail=((TO|HYPHEN|AND) last=(CLOCK|DAYNUM) half=AMPM"
        " (COMMA? ZONED? COMMA? ON? DATE)?)",
        clocks.first_clock,
    ),
    Rule(
        "last night at 9",
        "(deictic=(THIS|LAST) part=PART|part=TONIGHT) COMMA? AT ABOUT?"
        " (clock=(CLOCK|DAYNUM|NUMWORD) half=AMPM?)",
        clocks.part_and_clock,
    ),
    Rule(
        "half past nine on Friday evening",
        "SPOKEN COMMA? ON? DATE part=PART",
        clocks.clock_on_part,
    ),
    Rule(
        "half past nine tonight",
        "SPOKEN (deictic=(THIS|LAST) part=PART|part=TONIGHT)",
        clocks.clock_tonight,
    ),
    Rule("half past nine in the evening", "SPOKEN IN THE part=PART", clocks.clock_in_part),
    Rule("half past nine", "HALFPAST half=AMPM? (ON? DATE)?", clocks.spoken),
    Rule(
        "clock, day last year",
        "(CLOCKTIME COMMA? ZONED?|DIGITS UNITS? ZONED) COMMA? ON?"
        " (month=MONTHS day=DAY|day=DAY month=MONTHS) COMMA? ofyear=WHICH saidunit=UNIT",
        clocks.clock,
    ),
    Rule("clock, day", "CLOCKTIME COMMA? ZONED? COMMA? ON? DATE PART?", clocks.clock),
    Rule("1500 GMT, day", "DIGITS UNITS? ZONED COMMA? ON? DATE PART?", clocks.clock),
    Rule("day, clock", "DATE COMMA? AT? ABOUT? CLOCKTIME ZONED?", clocks.clock),
    Rule("day, 1500 GMT", "DATE COMMA? AT? ABOUT? DIGITS ZONED", clocks.clock),
    Rule(
        "8 tonight",
        "(clock=(CLOCK|DOTCLOCK|DAYNUM|NUMWORD) (OCLOCK APOS OCLOCK)?|CLOCKTIME)"
        " ((deictic=(THIS|LAST)) part=PART|part=TONIGHT)",
        clocks.clock_tonight,
    ),
    Rule(
        "9 on Friday evening",
        "clock=(CLOCK|DOTCLOCK|DAYNUM|NUMWORD) oclock=(OCLOCK APOS OCLOCK)? ON? DATE part=PART",
        clocks.clock_on_part,
    ),
    Rule(
        "9 a.m. the next day",
        "(CLOCKTIME|clock=(CLOCK|DOTCLOCK|DAYNUM)) (COMMA? ZONED)? (COMMA|ON|OF)?"
        " (THE which=(NEXT|FOLLOWING|SAME)|which=THAT) (unit=UNIT|part=PART)",
        clocks.clock_of_said_day,
    ),
    Rule(
        "11 a.m. on the 14th",
        "CLOCKTIME (COMMA? ZONED)? COMMA? ON THE day=ORDNUM",
        clocks.clock_of_nth,
    ),
    Rule(
        "10 p.m. on Good Friday",
        "CLOCKTIME ON holiday=(HOLIDAY|NAMED) weekday=WEEKDAY",
        feasts.clock_on_weekday,
    ),
    Rule(
        "noon on Christmas Eve",
        "CLOCKTIME ON (holiday=HOLIDAY eve=EVE? UNIT?|NEW new=UNIT APOS? (UNIT|eve=EVE))"
        " FEASTYEAR?",
        feasts.clock_on,
    ),
    Rule("clock", "CLOCKTIME (COMMA? ZONED)?", clocks.clock),
    Rule("1500 GMT", "DIGITS UNITS? ZONED", clocks.clock),
    Rule("at 17:30 on Friday", "clock=CLOCK COMMA? ON DATE PART?", clocks.bare_clock),
    Rule(
        "at 5.15 on Friday",
        "clock=DOTCLOCK ON? DATE|clock=DOTCLOCK",
        clocks.dotted,
    ),
    Rule("on Friday at 5.15", "DATE at=AT clock=DOTCLOCK", clocks.dotted),
    Rule("1500 hours", "clock=(COUNT|YEAR) hours=UNITS", clocks.hours),
)
