"""Italian days, months, and parts of days."""

from __future__ import annotations

from timeline.timex.meanings import amounts, days, parts, periods
from timeline.timex.rules import Rule

RULES = (
    Rule("yesterday evening", "DATE part=PART", parts.part_of_day),
    Rule(
        "night between days",
        "part=PART IN weekday=WDAY E last=WDAY"
        "|part=PART IN THE day=DAY (month=MONTHS E THE last=DAY MONTHS|E THE last=DAY month=MONTHS)"
        " OFSOMEYEAR?"
        "|part=PART IN WDAY day=DAY"
        " (month=MONTHS E WDAY last=DAY MONTHS|E WDAY last=DAY month=MONTHS) OFSOMEYEAR?",
        parts.night_between,
    ),
    Rule(
        "night between the 14th and the 15th",
        "part=PART IN THE APOS? day=DAYNUM E THE APOS? last=DAYNUM",
        parts.night_between_nths,
    ),
    Rule("the early hours of", "first=ULTIMI unit=UNITS (DI|DEL APOS?) DATE", parts.early_hours),
    Rule("dawn of", "part=DAWN (DI|DEL APOS?)? DATE|DATE AL APOS? part=DAWN", parts.dawn),
    Rule(
        "evening of",
        "(first=ORD|mod=(TARDO|FINE|META))? part=PART (DI|DEL APOS?) DATE",
        parts.part_of_day,
    ),
    Rule("evening of the 15th", "part=PART DEL day=DAYNUM", parts.part_of_nth),
    Rule(
        "days",
        "day=DAY (HYPHEN|AL APOS?) last=DAY month=MONTHS OFSOMEYEAR?"
        "|day=DAY COMMA middle=DAY E last=DAY month=MONTHS OFYEAR?",
        days.day_range,
    ),
    Rule("10 e 17 maggio", "day=DAY E (THE APOS?)? last=DAY month=MONTHS OFYEAR?", days.days_and),
    Rule("1 maggio al 7", "day=DAY month=MONTHS AL APOS? last=DAYNUM", days.day_range_ending),
    Rule(
        "day of last year",
        "(weekday=WDAY COMMA?)? day=DAY month=MONTHS"
        " (OFLASTYEAR|(DI|DEL APOS?) (SAME|THAT APOS?) saidunit=UNIT)",
        days.day,
    ),
    Rule(
        "July of six years ago",
        "(day=DAY)? month=MONTHS (DI|DEL) count=NUMBER unit=UNITS sign=AGO",
        days.month_years_ago,
    ),
    Rule(
        "October of the year after",
        "(day=DAY)? month=MONTHS DEL APOS? unit=UNIT which=(FOLLOWING|PREVIOUS)",
        days.of_year_after,
    ),
    Rule(
        "day",
        "which=(LAST|NEXT) MONTHDAY|(weekday=WDAY COMMA?)? MONTHDAY which=(LAST|NEXT)?",
        days.day,
    ),
    Rule("month and year", "EDGE? month=MONTHS OFYEAR", days.day),
    Rule("the January after", "month=MONTH which=(FOLLOWING|PREVIOUS)", days.month_after),
    Rule(
        "month of last year",
        "month=MONTHS (DI|DEL APOS?) WHICHUNIT",
        days.month_of_year,
    ),
    Rule(
        "December of that year",
        "month=MONTHS (DI|DEL APOS?) which=(THAT|SAME) APOS? unit=UNIT|which=THAT month=MONTH",
        days.month_said,
    ),
    Rule(
        "month",
        "EDGE? (which=WHICH month=MONTH|month=MONTH DEL? which=(LAST|NEXT)|month=MONTH)",
        days.month,
    ),
    Rule("the first Monday of every month", "ORD weekday=WDAY DI EACH UNIT", amounts.each_weekday),
    Rule(
        "nth weekday",
        "(nth=(ORD|LASTONE)|PREVIOUS) (weekday=WDAY|WEEKENDS) (DI|DEL APOS?) AMONTH",
        days.nth_weekday,
    ),
    Rule(
        "the last day of January",
        "nth=(ORD|LASTONE) unit=UNIT (DI|DEL) month=MONTHS OFYEAR?",
        days.nth_day,
    ),
    Rule("the 5th", "day=(DAYNUM|ORD) (DI|DEL APOS?) AMONTH|day=DAYNUM", days.ordinal_day),
    Rule(
        "every weekday",
        "EACH (NUMBER|ORD|PREVIOUS|LASTONE)? weekday=WDAY (E WDAY)? part=PART?",
        amounts.each_weekday,
    ),
    Rule(
        "two Saturdays ago",
        "(count=NUMBER weekday=(WDAY|WEEKDAYS) sign=AGO"
        "|sign=IN count=NUMBER weekday=(WDAY|WEEKDAYS))",
        days.counted_weekday,
    ),
    Rule(
        "two summers ago",
        "count=(NUMBER|A APOS?) season=(SEASON|SEASONS) AGO",
        periods.counted_season,
    ),
    Rule("every morning", "EACH part=PART", amounts.each_part),
    Rule("every summer", "EACH season=SEASON|ALL THE season=SEASONS", amounts.each_season),
    Rule("on Mondays", "ALL THE weekday=(WDAY|WEEKDAYS) part=PART?", amounts.each_weekday),
    Rule(
        "weekday",
        "which=WHICH weekday=WDAY|weekday=WDAY which=(LAST|NEXT)",
        days.day,
    ),
    Rule(
        "weekdays of a week",
        "weekday=WDAY rest=(E WDAY (DI|DEL APOS?)? WHICHUNIT)"
        "|weekday=WDAY (DI|DEL APOS?) WHICHUNIT",
        days.weekday_of_week,
    ),
    Rule("Saturday 13", "weekday=WDAY day=DAYNUM", days.numbered_weekday),
    Rule("weekday after", "weekday=WDAY which=(PREVIOUS|FOLLOWING)", days.weekday_after),
    Rule("il giovedì", "habit=THE weekday=WDAY part=PART?", amounts.habit),
    Rule("dal martedì alla domenica", "weekday=WDAY to=AL WDAY", amounts.habits),
    Rule("bare weekday", "weekday=WDAY", days.day),
    Rule(
        "the day before yesterday",
        "before=ALTRO deictic=DEICTIC|deictic=DEICTIC THE APOS before=ALTRO",
        days.day_before,
    ),
    Rule("today", "deictic=DEICTIC", days.day),
    Rule("tonight", "part=TODAYPART", parts.tonight),
    Rule("tomorrow morning", "part=TOMORROWPART", parts.tomorrow),
    Rule("this morning", "deictic=THIS part=PART", parts.this_part),
    Rule("last night", "deictic=LAST part=PART|part=PART deictic=LAST", parts.this_part),
    Rule(
        "that night",
        "which=(THAT|SAME) APOS? part=PART|part=PART which=FOLLOWING",
        parts.said_part,
    ),
    Rule("at dawn", "part=DAWN", parts.bare_dawn),
    Rule("first trades", "first=ULTIMI part=SCAMBI", parts.first_trades),
    Rule("late in the morning", "mod=(FINE|META) part=PART", parts.edge_of_part),
    Rule("in the morning", "(first=ORD|mod=TARDO)? part=PART", parts.part_of_running_day),
)
