"""Parts that many Italian rules share, by name: what a date looks like, a number, an edge."""

from __future__ import annotations

MACROS = {
    "MONTHS": "(MONTH|MABBR DOT?)",
    "WDAY": "WEEKDAY APOS?",
    "DAY": "(DAYNUM|ORDNUM|ORD)",
    "YEARS": "year=(YEAR|YEAR2)",
    "OFYEAR": "(COMMA|DEL APOS?|DI)? YEARS",
    "WHICH": "(THIS APOS?|LAST|NEXT)",
    "WHICHUNIT": "(which=WHICH unit=UNIT|unit=UNIT which=(LAST|NEXT))",
    "AMONTH": "(month=MONTHS OFYEAR?|WHICHUNIT|unit=UNIT)",
    "OFLASTYEAR": "(DI|DEL APOS?) (ofyear=WHICH saidunit=UNIT|saidunit=UNIT ofyear=(LAST|NEXT))",
    "OFSOMEYEAR": "(OFYEAR|OFLASTYEAR)",
    "OFTHATYEAR": "(OFYEAR|(DI|DEL APOS?) (which=WHICH UNIT|UNIT which=(LAST|NEXT)|UNIT))",
    "OFANOTHERYEAR": "(OFYEAR|(DI|DEL APOS?) (which=WHICH saidunit=UNIT"
    "|saidunit=UNIT which=(LAST|NEXT|PREVIOUS)|A saidunit=UNIT which=(AGO|PREVIOUS)))",
    "MONTHDAY": "day=DAY month=MONTHS OFYEAR?",
    "DATE": "((weekday=WDAY COMMA?)? MONTHDAY|weekday=WDAY which=(LAST|NEXT)"
    "|which=WHICH weekday=WDAY|weekday=WDAY|deictic=DEICTIC)",
    "EDGE": "(mod=FINE|mod=INIZIO|mod=META) (DI|DEL APOS?)?",
    "AGO": "(FA|OR SONO)",
    "SOMEUNIT": "(UNIT|UNITS)",
    "NUMBER": "((DAYNUM|COUNT|YEAR)|NUMWORD APOS?|A PAIO DI|PAIO DI|FEW|QUALCHE)",
    "APPROX": "(mod=ABOUT|mod=MORE DI?|mod=(LESS DI)|mod=LEAST)",
    "ORE": "(UNITS|HSIGN DOT?)",
    "HOUR": "(clock=(DAYNUM|NUMWORD)"
    " (E A? minutes=(HALFWORD|ORD)|E minutes=(DAYNUM|COUNT)|short=LESS A minutes=ORD)"
    "|clock=(CLOCK|DOTCLOCK|COMMACLOCK|DAYNUM|COUNT|NUMWORD)|noon=NOON)",
    "ENDCLOCK": "(CLOCK|DOTCLOCK|COMMACLOCK|DAYNUM|NUMWORD|NOON)",
    "ZONED": "(zone=ZONE|(UNIT|UNITS) (DI NEW? zone=CITY|zone=OFZONE))",
    "BC": "(ERA|AVANTI CRISTO)",
    "WEEKENDS": "(WEEKEND|FINE UNIT)",
}
