"""Italian counted units: ages ago, durations, rates."""

from __future__ import annotations

from timeline.timex.meanings import amounts, relative
from timeline.timex.rules import Rule
from timeline.types import TimexType

RULES = (
    Rule(
        "the same day",
        "which=SAME unit=UNIT|that=(which=THAT) APOS? unit=UNIT",
        relative.same,
    ),
    Rule("the following day", "unit=UNIT which=(FOLLOWING|PREVIOUS)", relative.unit_after),
    Rule("l'indomani", "by=INDOMANI", relative.day_after),
    Rule("some time ago", "(UNITS|TEMPO) AGO", amounts.fixed(TimexType.DATE, "PAST_REF")),
    Rule(
        "two years and three months",
        "APPROX? count=(NUMBER|A) APOS? unit=(UNIT|UNITS) (COMMA|E)? rest=NUMBER"
        " fine=(UNIT|UNITS) sign=AGO?",
        amounts.compound,
    ),
    Rule(
        "half an hour ago",
        "count=HALFWORD APOS? unit=UNIT sign=(AGO|PREVIOUS|FOLLOWING)",
        relative.ago,
    ),
    Rule(
        "ago",
        "APPROX? count=(NUMBER|A) APOS? unit=SOMEUNIT half=(E HALFWORD)? sign=AGO",
        relative.ago,
    ),
    Rule(
        "earlier, later",
        "APPROX? count=(NUMBER|A) APOS? unit=SOMEUNIT (sign=(PREVIOUS|FOLLOWING)|MORE sign=LATER)",
        relative.ago,
    ),
    Rule(
        "in two days",
        "sign=IN APPROX? count=(NUMBER|A) APOS? unit=SOMEUNIT half=(E HALFWORD)?",
        relative.ahead,
    ),
    Rule(
        "the last two years",
        "(ULTIMI|LAST|NEXT) count=NUMBER unit=UNITS|count=NUMBER (ULTIMI|LAST|NEXT) unit=UNITS",
        amounts.duration,
    ),
    Rule("the last year", "LASTONE unit=UNIT", amounts.last_unit),
    Rule("every two years", "EACH count=NUMBER? unit=SOMEUNIT", amounts.rate),
    Rule("all days", "ALL THE unit=UNITS", amounts.rate),
    Rule("daily", "unit=PERIODIC", amounts.rate),
    Rule(
        "recent weeks",
        "(ULTIMI|LAST|NEXT) unit=UNITS|unit=UNITS (LAST|NEXT)",
        amounts.vague,
    ),
    Rule(
        "half an hour",
        "APPROX? count=HALFWORD APOS? unit=UNIT|count=A APOS? unit=UNIT half=(E HALFWORD)"
        "|count=NUMBER unit=UNITS half=(E HALFWORD)",
        amounts.duration,
    ),
    Rule(
        "a quarter of an hour",
        "APPROX? (A|parts=NUMWORD) quarter=ORD DI APOS? unit=UNIT",
        amounts.quarters_of_hour,
    ),
    Rule("two to three days", "count=NUMBER HYPHEN NUMBER unit=UNITS", amounts.duration),
    Rule("a duration", "APPROX? count=NUMBER unit=SOMEUNIT", amounts.duration),
    Rule("three nights", "APPROX? count=NUMBER nights=NIGHTS", amounts.nights),
    Rule("a week", "APPROX? count=A APOS? unit=UNIT", amounts.one_unit),
    Rule("weeks", "unit=UNITS", amounts.units),
    Rule("per day", "AL APOS? unit=UNIT", amounts.per_unit),
)
