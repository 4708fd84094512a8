"""English days, months, and parts of days."""

from __future__ import annotations

from timeline.timex.meanings import amounts, clocks, days, feasts, parts, relative, years
from timeline.timex.rules import Rule

RULES = (
    Rule(
        "year before Christ",
        "ABOUT? EDGES? (month=MONTHS|THE? season=SEASON OF?)? year=(YEAR|COUNT|DAYNUM) ERA",
        years.before_christ,
    ),
    Rule(
        "the night of Monday to Tuesday",
        "THE? part=PART (OF|BETWEEN) (weekday=WEEKDAY (TO|AND|HYPHEN) last=WEEKDAY"
        "|month=MONTHS day=DAY (TO|AND|HYPHEN) MONTHS? last=DAY OFYEAR?"
        "|day=DAY (TO|AND|HYPHEN) last=DAY month=MONTHS OFYEAR?)",
        parts.night_between,
    ),
    Rule("day and part", "MODS? DATE part=PART", parts.part_of_day),
    Rule("part of a day", "THE? MODS? part=PART OF DATE|part=PART ON DATE", parts.part_of_day),
    Rule("the night of the 14th", "THE? part=PART OF THE day=ORDNUM", parts.part_of_nth),
    Rule("midday on Tuesday", "part=MIDDAY ON? DATE|DATE AT part=MIDDAY", parts.part_of_day),
    Rule("late afternoon Tuesday", "mod=(EARLY|LATE) part=PART ON? DATE", parts.part_of_day),
    Rule("dawn on Friday", "part=DAWN (ON|OF)? DATE|DATE AT part=DAWN", parts.dawn),
    Rule(
        "the early hours of Friday",
        "THE (EARLY|WEE) unit=UNITS (OF|ON) DATE part=PART?"
        "|THE EARLY early=PART unit=UNITS (OF|ON) DATE",
        parts.early_hours,
    ),
    Rule("overnight on Friday", "part=OVERNIGHT ON? DATE", parts.part_of_day),
    Rule("and 25", "and=(COMMA? AND|COMMA) day=DAYNUM", days.listed_day),
    Rule(
        "days",
        "month=MONTHS day=DAY (HYPHEN|TO|THROUGH) last=DAY (COMMA? YEARS)?",
        days.day_range,
    ),
    Rule(
        "days, day first",
        "day=DAY (HYPHEN|TO) last=DAY month=MONTHS YEARS?"
        "|day=DAYNUM COMMA middle=DAYNUM COMMA? AND last=DAYNUM month=MONTHS YEARS?",
        days.day_range,
    ),
    Rule("days between", "day=DAY AND last=DAY month=MONTHS YEARS?", days.days_between),
    Rule(
        "nth weekday",
        "THE nth=(ORD|SECOND|LAST) (weekday=WEEKDAY|WEEKEND) (OF|IN) AMONTH",
        days.nth_weekday,
    ),
    Rule(
        "the last day of January",
        "THE nth=(ORD|SECOND|LAST) unit=UNIT (OF|IN) month=MONTHS OFYEAR?",
        days.nth_day,
    ),
    Rule(
        "day, last year",
        "(weekday=WDAY COMMA?)? (month=MONTHS day=DAY|day=DAY month=MONTHS) COMMA?"
        " ofyear=WHICH saidunit=UNIT",
        days.day,
    ),
    Rule(
        "October of the following year",
        "(month=MONTHS day=DAY|day=DAY month=MONTHS|month=MONTHS) OF THE"
        " which=(FOLLOWING|PREVIOUS|NEXT) unit=UNIT",
        days.of_year_after,
    ),
    Rule("day", "(BESIDE? weekday=WDAY COMMA?)? MONTHDAY", days.day),
    Rule(
        "March eighth",
        "(BESIDE? weekday=WDAY COMMA?)? month=MONTHS day=SPELLEDDAY",
        days.spelled_day,
    ),
    Rule("month and year", "EDGES? month=MONTHS (COMMA|OF)? YEARS", days.day),
    Rule("month, last year", "EDGES? month=MONTHS OF? ofyear=WHICH saidunit=UNIT", days.day),
    Rule("month of that year", "EDGES? month=MONTHS OF (THAT|THE SAME) saidunit=UNIT", days.day),
    Rule(
        "spelled year",
        "(month=MONTHS|THE? season=SEASON OF)? spelled=SPELLED|THE UNIT spelled=SPELLED",
        years.spelled_year,
    ),
    Rule("the following January", "THE which=(FOLLOWING|PREVIOUS) month=MONTHS", days.month_after),
    Rule("that December", "which=THAT month=MONTHS", days.month_said),
    Rule(
        "July six years ago",
        "month=MONTHS count=NUMBER unit=UNITS sign=AGO",
        days.month_years_ago,
    ),
    Rule("month", "EDGES? which=WHICH? month=(MONTH|MAYBE)", days.month),
    Rule(
        "the first Monday of every month",
        "THE (ORD|SECOND|LAST) weekday=WEEKDAY (OF|IN) EACH UNIT",
        amounts.each_weekday,
    ),
    Rule(
        "every weekday",
        "EACH (OTHERWORD|SECOND|ORD)? weekday=WEEKDAY ((AND|OR) WEEKDAY)? part=PART?"
        "|EACH NUMBER weekday=WEEKDAYS",
        amounts.each_weekday,
    ),
    Rule("every morning", "EACH part=PART", amounts.each_part),
    Rule(
        "weekdays of a week",
        "weekday=WEEKDAY rest=((AND|OR|TO) WEEKDAY OF? which=WHICH unit=UNIT)",
        days.weekday_of_week,
    ),
    Rule(
        "weekday of a week",
        "weekday=WEEKDAY OF? which=WHICH unit=UNIT|which=WHICH unit=UNIT ON weekday=WEEKDAY",
        days.weekday_of_week,
    ),
    Rule(
        "a week from Tuesday",
        "count=(NUMBER|A) unit=SOMEUNIT sign=(AGO|FROM) (deictic=DEICTIC|weekday=WEEKDAY)",
        relative.from_day,
    ),
    Rule(
        "two Saturdays ago",
        "count=NUMBER weekday=WEEKDAYS (sign=AGO|FROM NOW)"
        "|THE weekday=WEEKDAY by=BEFORE which=(LAST|NEXT)",
        days.counted_weekday,
    ),
    Rule(
        "Tuesday week",
        "weekday=WEEKDAY unit=UNIT|count=A unit=UNIT (ON? weekday=WEEKDAY|deictic=DEICTIC)",
        relative.weekday_week,
    ),
    Rule("named weekday", "holiday=NAMED weekday=WEEKDAY FEASTYEAR?", feasts.named_weekday),
    Rule("Easter Monday", "holiday=HOLIDAY weekday=WEEKDAY FEASTYEAR?", feasts.feast_weekday),
    Rule("Saturday the 13th", "weekday=WEEKDAY COMMA? THE day=ORDNUM", days.numbered_weekday),
    Rule(
        "weekdays", "weekday=WEEKDAY part=PARTS|weekday=WEEKDAYS part=PARTS?", amounts.each_weekday
    ),
    Rule("the Tuesday after", "THE weekday=WEEKDAY which=BEFORE", days.weekday_beside),
    Rule(
        "weekday",
        "(mod=(EARLY|LATE|EARLIER|LATER))? which=WHICH? weekday=WEEKDAY"
        "|THE which=PREVIOUS weekday=WEEKDAY"
        "|(THE|THIS) which=(COMING|FOLLOWING|PAST) weekday=WEEKDAY",
        days.day,
    ),
    Rule(
        "the day before yesterday",
        "THE unit=UNIT by=BEFORE DATE",
        days.day_before,
    ),
    Rule(
        "the day before Christmas",
        "THE unit=UNIT by=BEFORE holiday=HOLIDAY eve=EVE?",
        feasts.day_before_feast,
    ),
    Rule("today", "MODS? deictic=DEICTIC", days.day),
    Rule("the 5th", "THE day=ORDNUM (OF (which=WHICH|THE) unit=UNIT)?", days.ordinal_day),
    Rule("this morning", "MODS? deictic=THIS part=PART", parts.this_part),
    Rule("last night", "MODS? deictic=LAST part=PART", parts.this_part),
    Rule("tonight", "MODS? part=(TONIGHT|MIDDAY)", parts.tonight),
    Rule(
        "overnight into Thursday",
        "part=OVERNIGHT rest=(INTO (EARLY|LATE)? weekday=WEEKDAY)",
        parts.overnight_into,
    ),
    Rule("overnight", "part=OVERNIGHT", parts.overnight),
    Rule(
        "four in the morning",
        "clock=(DAYNUM|NUMWORD|CLOCK) (OCLOCK APOS OCLOCK)? (IN THE|at=AT) part=PART",
        clocks.clock_in_part,
    ),
    Rule("at dawn", "part=DAWN", parts.bare_dawn),
    Rule(
        "four o'clock", "clock=(DAYNUM|NUMWORD) OCLOCK APOS OCLOCK (COMMA? ON? DATE)?", clocks.clock
    ),
    Rule("at 17:30", "clock=CLOCK", clocks.bare_clock),
    Rule("in the morning", "(IN|UNTIL) THE MODS? part=PART", parts.in_the_part),
    Rule(
        "mid afternoon",
        "(mod=MID HYPHEN? part=PART|part=MIDPART) (ON? (deictic=DEICTIC|weekday=WEEKDAY))?",
        parts.mid_part,
    ),
    Rule("by late afternoon", "mod=(EARLY|LATE) part=PART", parts.late_part),
    Rule("afternoon trading", "MODS? part=PART", parts.session),
    Rule("early trading", "mod=(EARLY|LATE) trade=SORT", parts.trading),
    Rule("that night", "MODS? which=THAT part=PART", parts.said_part),
    Rule("the next morning", "THE which=(NEXT|FOLLOWING|PREVIOUS|SAME) part=PART", parts.said_part),
    Rule("the night before", "THE part=PART which=BEFORE", parts.part_before),
)
