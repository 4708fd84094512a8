"""English units around the day of the article, and years."""

from __future__ import annotations

from timeline.timex.meanings import amounts, days, periods, relative, years
from timeline.timex.rules import Rule

RULES = (
    Rule(
        "weekend",
        "((THE|THIS) (which=PAST|coming=COMING)|which=WHICH|THE) WEEKEND",
        relative.weekend,
    ),
    Rule(
        "last week",
        "(EDGES|SOMETIME)? which=(THIS|LAST|NEXT) unit=(UNIT|QUARTER)",
        relative.which_unit,
    ),
    Rule("months ago", "unit=UNITS (sign=(AGO|EARLIER|LATER)|FROM NOW)", amounts.long_ago),
    Rule("the years ahead", "THE unit=UNITS (AHEAD|TO COME)", amounts.vague),
    Rule(
        "end of the year",
        "THE mod=(END|BEGINNING|MID) OF THE unit=(UNIT|QUARTER)|mod=(EARLY|LATE) IN THE unit=UNIT"
        "|(EARLIER|LATER) IN THE unit=UNIT",
        relative.edge,
    ),
    Rule(
        "year-end",
        "unit=UNIT (HYPHEN|APOS)? mod=END|unit=MIDUNIT|mod=MID HYPHEN unit=UNIT",
        relative.edge,
    ),
    Rule(
        "a fiscal year",
        "year=FISCALYEAR|FISCAL UNIT? YEARS|THE YEARS FISCAL UNIT|FULL HYPHEN UNIT YEARS",
        days.day,
    ),
    Rule("years", "YEARS HYPHEN last=(YEAR|DAYNUM|COUNT)", years.years),
    Rule("the 2013/14 season", "pair=YEARPAIR", years.pair),
    Rule("year", "EDGES? YEARS", years.year),
    Rule(
        "the nineties", "THE (mod=EARLY|mod=LATE|mod=MID HYPHEN?)? decade=NINETIES", periods.decade
    ),
)
