"""English: its words, its rules in order of precedence (first that matches wins), its cues.

One subject a file; a rule is one entry in the file of its subject.
"""

from __future__ import annotations

from timeline.timex.en import (
    amounts,
    around,
    clocks,
    days,
    feasts,
    now,
    quarters,
    seasons,
)
from timeline.timex.en.cues import CUES
from timeline.timex.en.shapes import MACROS
from timeline.timex.en.words import CASED, WORDS
from timeline.timex.rules import Language
from timeline.timex.tokens import lexicon

#: In order of precedence.
RULES = (
    *clocks.RULES,
    *days.RULES,
    *quarters.RULES,
    *seasons.RULES,
    *feasts.RULES,
    *amounts.RULES,
    *around.RULES,
    *now.RULES,
)

#: Classes of words without which no run of known words can hold a time expression.
TRIGGERS = (
    *("WEEKDAY", "WEEKDAYS", "WDABBR", "MONTH", "MABBR", "MAYBE", "SEASON", "SEASONS"),
    *(
        "PART",
        "PARTS",
        "TONIGHT",
        "OVERNIGHT",
        "MIDDAY",
        "MIDPART",
        "DAWN",
        "NOON",
        "CLOCK",
        "DOTCLOCK",
        "CLOCKPM",
        "AMPM",
    ),
    *(
        "ZONE",
        "OCLOCK",
        "ORDNUM",
        "NAMED",
        "QNUM",
        "HNUM",
        "YEARPART",
        "YEARPAIR",
        "FISCALYEAR",
        "UNITLONG",
        "MIDUNIT",
    ),
    *(
        "DEICTIC",
        "HOLIDAY",
        "REF",
        "SOON",
        "CURRENT",
        "RECENT",
        "LATEST",
        "THEN",
        "PAST",
        "FUTURE",
        "TERM",
        "ERA",
        "NOW",
        "PRESENT",
        "MOMENT",
        "AGO",
    ),
    *("UNIT", "UNITS", "QUARTER", "WEEKEND", "PERIODIC", "HALVES", "HALFWORD"),
    "SORT",
    *("YEAR", "YEAR2", "DECADE", "NINETIES", "ISODATE", "NUMDATE", "NUMWORD"),
)

ENGLISH = Language(
    "en",
    read=lexicon(WORDS, CASED),
    macros=MACROS,
    rules=RULES,
    triggers=TRIGGERS,
    cues=CUES,
    month_first=None,
)
