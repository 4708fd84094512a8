"""Italian quarters, halves, seasons, decades, centuries and feasts."""

from __future__ import annotations

from timeline.timex.meanings import feasts, periods, quarters, years
from timeline.timex.rules import Rule

RULES = (
    Rule("quarter", "nth=ORD quarter=UNIT OFYEAR?", quarters.quarter_unit),
    Rule(
        "half",
        "nth=ORD SEMESTER OFYEAR?"
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
        "(nth=ULTIMI|EDGE)? unit=UNITS decade=(YEAR2|DAYNUM|NUMWORD|COUNT)",
        periods.decade_of,
    ),
    Rule("century", "nth=(ROMAN|ORD) century=UNIT", periods.century),
    Rule("the Ottocento", "century=CENTESIMO", periods.named_century),
    Rule("in '87", "APOS year=COUNT", years.elided_year),
    Rule("Christmas Eve", "eve=VIGILIA DI holiday=HOLIDAY", feasts.holiday),
    Rule("St Stephen's", "SANTO holiday=STEFANO", feasts.holiday),
    Rule("Good Friday", "weekday=WEEKDAY APOS? SANTO OFYEAR?", feasts.holy_day),
    Rule("year before Christ", "year=(YEAR|COUNT|DAYNUM) ERA", years.before_christ),
    Rule(
        "feast",
        "which=(LAST|NEXT) holiday=HOLIDAY|holiday=HOLIDAY which=(LAST|NEXT)"
        "|(unit=(UNIT|WEEKEND) (DI|DEL APOS?))? holiday=HOLIDAY OFYEAR?",
        feasts.holiday,
    ),
)
