"""Parts that many English rules share, by name: what a date looks like, a number, an edge."""

from __future__ import annotations

MACROS = {
    "MONTHS": "(MONTH|MAYBE|MABBR DOT?)",
    "WDAY": "(WEEKDAY|WDABBR DOT?)",
    "DAY": "(DAYNUM|ORDNUM)",
    "SPELLEDDAY": "((NUMWORD HYPHEN?)? (ORD|SECOND))",
    "NTH": "nth=((NUMWORD HYPHEN)? ORD|SECOND|ORDNUM)",
    "YEARS": "year=(YEAR|YEAR2)",
    "SOMEUNIT": "(UNIT|UNITS|QUARTER|SECOND)",
    "OFYEAR": "((COMMA|OF)? YEARS|COMMA? OF (THAT|THE SAME|ofyear=WHICH) saidunit=UNIT)",
    "MONTHDAY": "(month=MONTHS THE? day=DAY OFYEAR?|day=DAYNUM OF? month=MONTHS OFYEAR?"
    "|THE? day=ORDNUM OF? month=MONTHS OFYEAR?"
    "|THE? day=SPELLEDDAY OF month=MONTHS OFYEAR?|day=DAY HYPHEN month=MABBR HYPHEN YEARS)",
    "DATE": "((weekday=WDAY COMMA?)? MONTHDAY|which=WHICH? weekday=WEEKDAY|deictic=DEICTIC)",
    "FEASTYEAR": "((OF|IN|COMMA)? YEARS|OF? ofyear=WHICH saidunit=UNIT)",
    # before a weekday whose date follows
    "BESIDE": "(THIS? COMING|WHICH)",
    "WHICH": "(THIS|LAST|NEXT)",
    "AMONTH": "(month=MONTHS OFYEAR?|(which=WHICH|THE) unit=UNIT)",
    "SHIFTED": "(LAST|PREVIOUS|NEXT|FOLLOWING|COMING)",
    "MODS": "mod=((EARLY|LATE|MID) HYPHEN?|EARLIER|LATER)",
    "EDGES": "(THE mod=(END|BEGINNING|MID) OF|mod=MODS|mod=(EARLY|LATE|EARLIER|LATER) IN)",
    "CLOCKTIME": "(clock=(CLOCK|DOTCLOCK|DAYNUM) half=AMPM|joined=CLOCKPM|noon=NOON)",
    # "half past nine", "a quarter to six"; "ten to five" may be votes
    "HALFPAST": "((minutes=HALFWORD HYPHEN? PAST|A? minutes=QUARTER (PAST|short=TO))"
    " clock=(NUMWORD|DAYNUM))",
    "SPOKEN": "(HALFPAST|minutes=(NUMWORD|DAYNUM) UNITS? (PAST|short=TO) clock=(NUMWORD|DAYNUM))",
    "DIGITS": "clock=(CLOCK|DOTCLOCK|COUNT|YEAR)",
    "ZONED": "(zone=ZONE|CENTRAL zone=EUROPEAN (STANDARD|SEASON)? TIMEWORD"
    "|zone=(ZONEWORD|CENTRAL) (STANDARD? TIMEWORD)?|LOCAL TIMEWORD"
    "|NEW? zone=CITY (STANDARD|SEASON)? TIMEWORD)",
    "NUMBER": "((DAYNUM|COUNT|YEAR) NUMDATE?"
    "|(DAYNUM|NUMWORD) HYPHEN? AND HYPHEN? A HYPHEN? HALFWORD"
    "|NUMWORD (HYPHEN? NUMWORD)? (HUNDRED OF?)?"
    "|A? HUNDRED OF?|A? COUPLE OF?|A? FEW|HUNDREDS OF)",
    "APPROX": "(mod=ABOUT|mod=NEARLY|mod=(MORE THAN)|mod=(LESS THAN)"
    "|NO mod=(MORE THAN)|AT mod=LEAST|AT mod=MOST|UP TO)",
    "QUARTERS": "NTH HYPHEN? QUARTER",
    "YEARAGO": "UNIT HYPHEN (EARLIER|AGO)",
    "TENS": "(NUMWORD HYPHEN? NUMWORD|NUMWORD)",
    "SPELLED": "(NUMWORD NUMWORD (HYPHEN? NUMWORD)?|NUMWORD HUNDRED)",
    "ANYUNIT": "(UNIT|UNITS|QUARTER)",
    "KIND": "(SORT|FULL|LONG)",
    "SPAN": "((THE|THESE) (LAST|NEXT|PREVIOUS|FOLLOWING|FINAL)"
    "|(THE|THESE)? (PAST|COMING|ORD|LATEST))",
}
