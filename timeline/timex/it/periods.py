"""Italian quarters, halves, seasons, decades, centuries and feasts."""

from __future__ import annotations

from timeline.timex.meanings import feasts, periods, quarters, years
from timeline.timex.rules import Rule

RULES = (
    Rule(
        "the same period last year",
        "SAME (PERIODO|unit=UNIT) OFANOTHERYEAR",
        quarters.same_in_year,
    ),
    Rule(
        "quarter",
        "nth=(ORD|ROMAN|ORDNUM) quarter=UNIT (OFTHATYEAR)?|last=LASTONE quarter=UNIT OFTHATYEAR",
        quarters.quarter_unit,
    ),
    Rule("Q3 2009", "nth=QNUM (DEL APOS?)? YEARS", quarters.quarter),
    Rule("1Q09", "part=YEARPART", quarters.part_of_year),
    Rule(
        "the July-September quarter",
        "quarter=UNIT month=MONTHS (HYPHEN|AL?) last=MONTHS OFYEAR?",
        quarters.quarter_of_months,
    ),
    Rule("the quarter", "quarter=UNIT", quarters.quarter_under_discussion),
    Rule(
        "half",
        "nth=(ORD|ROMAN|ORDNUM) SEMESTER OFTHATYEAR?"
        "|(nth=ORD|PREVIOUS) META (OFYEAR|(DI|DEL) APOS? (which=THIS APOS?)? unit=UNIT)",
        quarters.half,
    ),
    Rule("season of a year", "season=SEASON (OFYEAR|OFLASTYEAR)", periods.season),
    Rule(
        "season",
        "which=WHICH season=SEASON|season=SEASON which=(LAST|NEXT)"
        "|mod=(FINE|INIZIO|META)? season=SEASON",
        periods.bare_season,
    ),
    Rule(
        "decade",
        "lead=(ALL THE)? (nth=ULTIMI|EDGE)? unit=UNITS decade=(YEAR2|DAYNUM|NUMWORD|COUNT)",
        periods.decade_of,
    ),
    Rule("century", "nth=(ROMAN|ORD) century=UNIT before=BC?", periods.century),
    Rule("the Ottocento", "century=CENTESIMO", periods.named_century),
    Rule("in '87", "APOS year=COUNT", years.elided_year),
    Rule(
        "Christmas morning",
        "part=PART (DI|DEL APOS?) (eve=VIGILIA DI)? holiday=HOLIDAY OFYEAR?",
        feasts.part_of_feast,
    ),
    Rule("Christmas Eve", "eve=VIGILIA DI holiday=HOLIDAY", feasts.holiday),
    Rule("St Stephen's", "SANTO holiday=STEFANO", feasts.holiday),
    Rule("New Year's Eve", "lead=(AL|PART DI) SAN holiday=SILVESTRO OFYEAR?", feasts.saints_day),
    Rule("Good Friday", "weekday=WEEKDAY APOS? SANTO OFYEAR?", feasts.holy_day),
    Rule("year before Christ", "year=(YEAR|COUNT|DAYNUM) BC", years.before_christ),
    Rule(
        "feast",
        "which=(LAST|NEXT) holiday=HOLIDAY|holiday=HOLIDAY which=(LAST|NEXT)"
        "|(unit=(UNIT|WEEKEND) (DI|DEL APOS?))? holiday=HOLIDAY OFYEAR?",
        feasts.holiday,
    ),
)
