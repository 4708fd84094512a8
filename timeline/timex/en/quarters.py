"""English quarters and halves, and what businesses compare them with."""

from __future__ import annotations

from timeline.timex.meanings import amounts, days, quarters, relative, years
from timeline.timex.rules import Rule

RULES = (
    Rule(
        "quarter of a year",
        "EDGES? THE? FISCAL? HYPHEN? QUARTERS (COMMA|OF)? (FISCAL? YEARS|which=WHICH UNIT)"
        "|THE? FISCAL? YEARS APOS? QUARTERS|which=WHICH UNIT APOS QUARTERS"
        "|nth=QNUM (COMMA|OF|IN|SLASH)? (FISCAL? YEARS|which=WHICH UNIT)|YEARS nth=QNUM"
        "|nth=QNUM OF? year=FISCALYEAR|nth=QNUM",
        quarters.quarter,
    ),
    Rule("1Q09", "part=YEARPART", quarters.part_of_year),
    Rule(
        "the October-December period",
        "THE? month=MONTHS (HYPHEN|TO|HYPHEN TO HYPHEN) last=MONTHS YEARS? (QUARTER|PERIOD)",
        quarters.quarter_of_months,
    ),
    Rule("the December quarter", "THE month=MONTHS YEARS? QUARTER", quarters.quarter_of_month),
    Rule(
        "the same period last year",
        "THE (SAME|LIKE) (PERIOD|QUARTER) (OF|IN|FROM)?"
        " (YEARS|which=WHICH UNIT|THE which=PREVIOUS UNIT|A UNIT which=(EARLIER|AGO))",
        quarters.quarter_in,
    ),
    Rule(
        "the same month last year",
        "THE (SAME|LIKE) unit=UNIT (OF|IN|FROM)?"
        " (YEARS|which=WHICH saidunit=UNIT|(THE|A) which=PREVIOUS saidunit=UNIT"
        "|A saidunit=UNIT which=(EARLIER|AGO))",
        quarters.same_in_year,
    ),
    Rule("year-earlier months", "THE YEARAGO count=NUMBER unit=UNITS", amounts.duration),
    Rule(
        "year-earlier quarter",
        "THE? YEARAGO NTH? (QUARTER|PERIOD)|YEARAGO",
        quarters.year_earlier,
    ),
    Rule("the 1988 quarter", "THE YEARS (QUARTER|PERIOD)", quarters.quarter_in),
    Rule("last year's quarter", "which=WHICH UNIT APOS QUARTER", quarters.quarter_in),
    Rule(
        "the quarter a year ago", "THE (QUARTER|PERIOD) A UNIT (AGO|EARLIER)", quarters.year_earlier
    ),
    Rule(
        "quarter",
        "EDGES? THE? fiscal=FISCAL? HYPHEN? NTH QUARTER|FISCAL? NTH HYPHEN QUARTER",
        quarters.quarter,
    ),
    Rule(
        "the last quarter of the year",
        "THE last=(LAST|FINAL) QUARTER OF (YEARS|which=WHICH UNIT|THE UNIT)",
        quarters.quarter,
    ),
    Rule(
        "this quarter", "(THIS|THE (CURRENT|which=(NEXT|PREVIOUS))) QUARTER", quarters.this_quarter
    ),
    Rule(
        "the quarter",
        "(THE|THAT) (FISCAL? QUARTER|LATEST (QUARTER|PERIOD)|PAST QUARTER)",
        quarters.the_quarter,
    ),
    Rule("the year 2000", "EDGES? THE FISCAL? UNIT YEARS", years.year),
    Rule("the year", "THE (SORT|whole=FULL|last=LATEST)? FISCAL? unit=UNIT", quarters.the_year),
    Rule("the current year", "THE CURRENT FISCAL? unit=ANYUNIT", relative.the_current),
    Rule(
        "half",
        "THE (NTH|last=LAST) HALFWORD OF"
        " (YEARS|which=WHICH unit=UNIT|THE (which=(COMING|NEXT))? unit=UNIT)"
        "|nth=HNUM (COMMA|OF|SLASH)? YEARS|YEARS nth=HNUM",
        quarters.half,
    ),
    Rule(
        "first two quarters of 1990",
        "THE? (nth=ORD|last=LAST) count=(NUMWORD|DAYNUM) quarters=UNITS OF YEARS",
        quarters.two_quarters,
    ),
    Rule("first-half", "NTH HYPHEN HALFWORD", quarters.half_of_results),
    Rule("the first half", "THE NTH HALFWORD", quarters.half_reported),
    Rule("the week of", "THE (UNIT|WEEKEND) (OF|BEGINNING) MONTHDAY", days.week_of),
    Rule(
        "the week before last",
        "THE unit=UNIT by=BEFORE which=(LAST|NEXT)",
        relative.unit_before_last,
    ),
)
