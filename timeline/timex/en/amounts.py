"""English counted units: ages ago, durations, rates."""

from __future__ import annotations

from timeline.timex.meanings import amounts, relative
from timeline.timex.rules import Rule
from timeline.types import TimexType

RULES = (
    Rule("the same day", "(THE|THAT) which=SAME unit=UNIT", relative.same),
    Rule(
        "the following day",
        "THE which=(FOLLOWING|PREVIOUS|NEXT) unit=UNIT",
        relative.same,
    ),
    Rule("to this day", "TO THIS unit=UNIT", relative.to_this_day),
    Rule("that day", "EDGES? that=(which=THAT) SAME? unit=UNIT", relative.same),
    Rule("the day before", "THE unit=UNIT which=BEFORE", relative.unit_before),
    Rule(
        "some time ago",
        "((NO (SO|THAT)?)? LONG|ABOUT TIMEWORD|A LONG? VAGUEPERIOD|A LONG TIMEWORD|A? MOMENT) AGO",
        amounts.fixed(TimexType.DATE, "PAST_REF"),
    ),
    Rule(
        "two years and three months",
        "APPROX? count=(NUMBER|A) unit=(UNIT|UNITS) (COMMA AND?|AND) rest=(NUMBER|A)"
        " fine=(UNIT|UNITS) sign=AGO?"
        "|APPROX? count=(NUMBER|A) unit=(UNIT|UNITS) rest=NUMBER fine=(UNIT|UNITS) sign=AGO?",
        amounts.compound,
    ),
    Rule(
        "25 years ago this month",
        "APPROX? count=(NUMBER|A) unit=SOMEUNIT sign=AGO which=WHICH fine=UNIT",
        relative.ago_this_unit,
    ),
    Rule(
        "ago",
        "(APPROX|mod=OVER)? count=(NUMBER|A) HYPHEN? unit=SOMEUNIT (OR SO)? sign=AGO"
        "|APPROX? count=NUMBER (OR|TO) NUMBER unit=UNITS sign=AGO"
        "|count=A unit=UNIT OR NUMWORD sign=AGO"
        "|APPROX? count=A unit=UNIT half=(AND A? HALFWORD) sign=(AGO|EARLIER)"
        "|A? count=HALFWORD A? unit=UNIT sign=(AGO|EARLIER|LATER)",
        relative.ago,
    ),
    Rule(
        "from now",
        "APPROX? count=(NUMBER|A) unit=SOMEUNIT FROM NOW"
        "|count=(NUMBER|A) unit=ANYUNIT APOS TIMEWORD",
        relative.ahead,
    ),
    Rule(
        "earlier",
        "APPROX? count=(NUMBER|A) unit=SOMEUNIT sign=(EARLIER|LATER)",
        relative.ago,
    ),
    Rule(
        "two days before",
        "APPROX? count=(NUMBER|A) unit=SOMEUNIT sign=BEFORE",
        relative.counted_before,
    ),
    Rule(
        "the past two years",
        "SPAN count=NUMBER unit=SOMEUNIT (OR SO)?",
        amounts.duration,
    ),
    Rule("these days", "THESE unit=UNITS", amounts.these_days),
    Rule(
        "the past year",
        "((THE|THIS)? (PAST|COMING)|THE (LAST|NEXT)) unit=UNIT half=(AND A HALFWORD)?",
        relative.past_unit,
    ),
    Rule("recent weeks", "THE? (RECENT|COMING|PAST) unit=UNITS", amounts.vague),
    Rule("three-month-old", "count=NUMBER HYPHEN unit=SOMEUNIT HYPHEN OLD", amounts.old),
    Rule("week-long", "unit=(UNIT|UNITS) HYPHEN LONG|unit=UNITLONG", amounts.length),
    Rule(
        "half an hour",
        "A? count=HALFWORD HYPHEN? A? unit=UNIT|APPROX? A? count=QUARTER (HYPHEN|OF A) unit=UNIT",
        amounts.part_of_unit,
    ),
    Rule(
        "a duration",
        "(APPROX|THE|ANOTHER)? count=NUMBER (MORE|KIND)? unit=UNITS (OR SO)?"
        "|APPROX? count=A unit=UNIT half=(AND A HALFWORD)|mod=OVER count=A unit=UNIT"
        "|APPROX? count=NUMBER HYPHEN? unit=SOMEUNIT (HYPHEN LONG|PERIOD)?",
        amounts.duration,
    ),
    Rule("three nights", "APPROX? count=NUMBER SORT? nights=PARTS", amounts.nights),
    Rule("seasons", "THE? (PAST|LAST|NEXT) NUMBER season=SEASONS", amounts.each_season),
    Rule(
        "to",
        "(THE (NEXT|LAST|PAST))? APPROX? count=NUMBER (TO|OR|HYPHEN) NUMBER HYPHEN? unit=SOMEUNIT",
        amounts.duration,
    ),
    Rule(
        "every two years",
        "EACH count=(OTHERWORD|SECOND|NUMBER)? unit=SOMEUNIT",
        amounts.rate,
    ),
    Rule("every summer", "EACH season=SEASON", amounts.each_season),
    Rule("every July", "EACH month=MONTHS", amounts.each_month),
    Rule(
        "a week",
        "APPROX? count=A unit=ANYUNIT (OR (SO|NUMWORD))?|count=(A SORT|ANOTHER) unit=ANYUNIT"
        "|PER unit=UNIT",
        amounts.one_unit,
    ),
    Rule("weeks", "THE? unit=UNITS (OR UNITS)?", amounts.units),
    Rule("daily", "unit=PERIODIC", amounts.rate),
)
