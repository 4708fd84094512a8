"""Italian units around the day of the article, years, and words for now."""

from __future__ import annotations

from timeline.timex.meanings import amounts, days, relative, years
from timeline.timex.rules import Rule

RULES = (
    Rule(
        "the weekend of 28 and 29 March",
        "WEEKENDS DEL (day=DAY (HYPHEN|E) DAY month=MONTHS OFYEAR?|MONTHDAY)",
        days.weekend_of,
    ),
    Rule(
        "weekend",
        "coming=NEXT weekend=WEEKENDS|weekend=WEEKENDS coming=NEXT"
        "|which=WHICH weekend=WEEKENDS|weekend=WEEKENDS which=LAST|weekend=WEEKENDS",
        relative.weekend,
    ),
    Rule(
        "last week",
        "EDGE? (which=WHICH unit=UNIT|unit=UNIT which=(LAST|NEXT))",
        relative.which_unit,
    ),
    Rule("end of the year", "EDGE unit=UNIT", relative.edge),
    Rule("the whole year", "(lead=(WHOLE THE APOS?)|INTERO) unit=UNIT", relative.whole),
    Rule("entro l'anno", "unit=UNIT", relative.by_unit),
    Rule("years", "YEARS HYPHEN last=(YEAR|DAYNUM|COUNT)", years.years),
    Rule("2013/14", "pair=YEARPAIR", years.pair),
    Rule("the year 2026", "unit=UNIT YEARS", years.year),
    Rule("year", "EDGE? YEARS", years.year),
    Rule("recently", "DI ref=RECENT", amounts.reference),
    Rule("the past", "NELLA ref=PASTFUTURE", amounts.past_or_future),
    Rule("references", "ref=REF", amounts.reference),
)
