"""Italian: its words, its rules in order of precedence (first that matches wins), its cues.

Articles and prepositions are not part of an expression: "nel corso della settimana scorsa" gives
"settimana scorsa". One subject a file; a rule is one entry in the file of its subject.
"""

from __future__ import annotations

from timeline.timex.it import amounts, around, clocks, days, periods
from timeline.timex.it.cues import CUES
from timeline.timex.it.shapes import MACROS
from timeline.timex.it.words import CASED, WORDS
from timeline.timex.rules import Language
from timeline.timex.tokens import lexicon

#: In order of precedence.
RULES = (*clocks.RULES, *days.RULES, *periods.RULES, *amounts.RULES, *around.RULES)

#: Classes of words without which no run of known words can hold a time expression.
TRIGGERS = (
    *(
        "WEEKDAY",
        "WEEKDAYS",
        "MONTH",
        "MABBR",
        "SEASON",
        "SEASONS",
        "PART",
        "NIGHTS",
        "TODAYPART",
        "TOMORROWPART",
        "DAWN",
        "SCAMBI",
        "NOON",
        "CLOCK",
        "DOTCLOCK",
        "DAYNUM",
        "DEICTIC",
    ),
    *("UNIT", "UNITS", "WEEKEND", "SEMESTER", "PERIODIC", "HOLIDAY", "REF", "RECENT"),
    *(
        "PASTFUTURE",
        "CENTESIMO",
        "STEFANO",
        "SILVESTRO",
        "TEMPO",
        "YEAR",
        "YEAR2",
        "COUNT",
        "ISODATE",
    ),
    *("YEARPART", "YEARPAIR", "QNUM"),
    *("NUMDATE", "ERA", "ALLE", "ABOUT", "ENTRO", "PREVIOUS", "FOLLOWING", "INDOMANI"),
)

ITALIAN = Language(
    "it",
    read=lexicon(WORDS, CASED),
    macros=MACROS,
    rules=RULES,
    triggers=TRIGGERS,
    cues=CUES,
    month_first=False,
)
