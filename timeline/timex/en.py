"""English: its words, and the rules in order of precedence (first that matches wins)."""

from __future__ import annotations

from timeline.timex import meanings as mean
from timeline.timex.rules import Language, Rule
from timeline.timex.tokens import Value, lexicon
from timeline.timex.zones import ZONES


def _row(words: str, start: int = 0) -> dict[str, Value]:
    """Return the words of a row and their numbers; alternatives are joined by "/"."""
    return {
        word: number
        for number, names in enumerate(words.split(), start)
        for word in names.split("/")
    }


_MONTHS = "january february march april may june july august september october november december"

WORDS: dict[str, dict[str, Value]] = {
    "WEEKDAY": _row("monday tuesday wednesday thursday friday saturday sunday"),
    "WEEKDAYS": _row("mondays tuesdays wednesdays thursdays fridays saturdays sundays"),
    "WDABBR": _row("mon tue/tues wed thu/thur/thurs fri sat sun"),
    "MONTH": _row(_MONTHS, 1),
    "MABBR": _row("jan feb mar apr may. jun jul aug sep/sept oct nov dec", 1),
    "SEASON": {"spring": "SP", "summer": "SU", "fall": "FA", "autumn": "FA", "winter": "WI"},
    "PART": {
        "morning": "MO",
        "afternoon": "AF",
        "evening": "EV",
        "night": "NI",
        "midday": "MI",
        "daytime": "DT",
    },
    "PARTS": {"mornings": "MO", "afternoons": "AF", "evenings": "EV", "nights": "NI"},
    "TONIGHT": {"tonight": "NI"},
    "OVERNIGHT": {"overnight": "NI"},
    "NOON": {"noon": "12:00", "midnight": "24:00"},
    "AMPM": {
        form: half
        for half in "ap"
        for form in (f"{half}.m.", f"{half}.m", f"{half}m", f"{half}. m.", f"{half}. m")
    },
    "OCLOCK": {"o": None, "clock": None},
    "ZONE": {**ZONES},
    "DEICTIC": {"today": 0, "yesterday": -1, "tomorrow": 1},
    "NUMWORD": {
        **_row(
            "one two three four five six seven eight nine ten eleven twelve thirteen fourteen"
            " fifteen sixteen seventeen eighteen nineteen twenty",
            1,
        ),
        **{
            word: ten * 10
            for ten, word in enumerate(
                ["thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"], 3
            )
        },
    },
    "HUNDRED": {"hundred": 100, "thousand": 1000, "dozen": 12},
    "FEW": dict.fromkeys(("few", "several", "many", "some"), "X"),
    "COUPLE": {"couple": 2},
    "HALFWORD": {"half": "1/2"},
    "ORD": _row("first - third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth", 1),
    "SECOND": {"second": 2},
    "UNIT": {
        "minute": "m",
        "hour": "h",
        "day": "D",
        "week": "W",
        "month": "M",
        "year": "Y",
        "decade": "E",
        "century": "C",
    },
    "WEEKEND": {"weekend": "WE"},
    "UNITS": {
        "seconds": "s",
        "minutes": "m",
        "hours": "h",
        "days": "D",
        "weeks": "W",
        "months": "M",
        "years": "Y",
        "decades": "E",
        "centuries": "C",
        "weekends": "WE",
        "quarters": "Q",
    },
    "QUARTER": {"quarter": "Q"},
    "HALVES": {"halves": "H"},
    "PERIOD": {"period": None},
    "PERIODIC": {
        "hourly": "h",
        "daily": "D",
        "nightly": "D",
        "weekly": "W",
        "monthly": "M",
        "quarterly": "Q",
        "annually": "Y",
    },
    "HOLIDAY": {
        "christmas": "12/25",
        "thanksgiving": "11/3/4",
        "easter": "easter",
        "halloween": "10/31",
    },
    "REF": {
        "now": "PRESENT_REF",
        "currently": "PRESENT_REF",
        "recently": "PAST_REF",
        "previously": "PAST_REF",
        "soon": "FUTURE_REF",
    },
    "RECENT": {"recent": "PAST_REF"},
    "OR": {"or": None},
    "UP": {"up": None},
    "WITHIN": {"within": "EQUAL_OR_LESS"},
    "NEAR": {"near": None, "distant": None},
    "PASTFUTURE": {"past": "PAST_REF", "future": "FUTURE_REF"},
    "THIS": {"this": 0},
    "LAST": {"last": -1},
    "NEXT": {"next": 1},
    "COMING": {"coming": 1, "upcoming": 1},
    "PREVIOUS": {"previous": -1, "preceding": -1, "prior": -1},
    "FOLLOWING": {"following": 1},
    "CURRENT": {"current": "PRESENT_REF"},
    "LATEST": {"latest": -1},
    "SAME": {"same": 0},
    "THAT": {"that": 0},
    "EACH": {"each": None, "every": None},
    "PER": {"per": None},
    "EARLY": {"early": "START"},
    "LATE": {"late": "END"},
    "MID": {"mid": "MID", "middle": "MID"},
    "EARLIER": {"earlier": -1},
    "LATER": {"later": 1},
    "AGO": {"ago": -1},
    "BEGINNING": {"beginning": "START", "start": "START"},
    "END": {"end": "END"},
    "ABOUT": dict.fromkeys(("about", "around", "approximately", "roughly", "some"), "APPROX"),
    "NEARLY": dict.fromkeys(("nearly", "almost"), "LESS_THAN"),
    "OVER": {"over": "MORE_THAN"},
    "MORE": {"more": "MORE_THAN"},
    "LESS": {"less": "LESS_THAN", "fewer": "LESS_THAN"},
    "LEAST": {"least": "EQUAL_OR_MORE"},
    "MOST": {"most": "EQUAL_OR_LESS"},
    "THAN": {"than": None},
    "AT": {"at": None},
    "THE": {"the": None},
    "A": {"a": 1, "an": 1},
    "OF": {"of": None},
    "IN": {"in": None},
    "ON": {"on": None},
    "TO": {"to": None},
    "FROM": {"from": None},
    "AND": {"and": None},
    "OLD": {"old": None},
    "FISCAL": {"fiscal": None},
    "EVE": {"eve": None},
    "DOT": {".": None},
    "COMMA": {",": None},
    "HYPHEN": {"-": None, "–": None, "—": None},
    "APOS": {"'s": None, "’s": None, "'": None, "’": None},
}

CASED = {
    **dict.fromkeys(("mon", "wed", "sat", "sun", "fri"), "WDABBR"),
    **dict.fromkeys(
        ("mar", "jan", "jun", "dec", "sep", "oct", "nov", "apr", "feb", "jul", "aug"), "MABBR"
    ),
    "may": "MAYBE",
    "march": "MAYBE",
}

MACROS = {
    "MONTHS": "(MONTH|MAYBE|MABBR DOT?)",
    "WDAY": "(WEEKDAY|WDABBR DOT?)",
    "DAY": "(DAYNUM|ORDNUM)",
    "NTH": "nth=(ORD|SECOND|ORDNUM)",
    "YEARS": "year=(YEAR|YEAR2)",
    "SOMEUNIT": "(UNIT|UNITS|QUARTER|SECOND)",
    "MONTHDAY": "(month=MONTHS day=DAY (COMMA? YEARS)?|day=DAY OF? month=MONTHS (COMMA? YEARS)?)",
    "DATE": "((weekday=WDAY COMMA?)? THE? MONTHDAY|which=WHICH? weekday=WEEKDAY|deictic=DEICTIC)",
    "WHICH": "(THIS|LAST|NEXT)",
    "SHIFTED": "(LAST|PREVIOUS|NEXT|FOLLOWING|COMING)",
    "MODS": "mod=(EARLY|LATE|MID HYPHEN?|EARLIER|LATER)",
    "EDGES": "(THE mod=(END|BEGINNING|MID) OF|mod=MODS|mod=(EARLY|LATE|EARLIER|LATER) IN)",
    "CLOCKTIME": "(clock=(CLOCK|DOTCLOCK|DAYNUM) half=AMPM|joined=CLOCKPM|noon=NOON)",
    "NUMBER": "((DAYNUM|COUNT|YEAR) NUMDATE?"
    "|A? NUMWORD (AND A HALFWORD)? (HYPHEN? NUMWORD)? (HUNDRED OF?)?"
    "|A? HUNDRED OF?|A? COUPLE OF?|A? FEW)",
    "APPROX": "(mod=ABOUT|mod=NEARLY|mod=OVER|mod=(MORE THAN)|mod=(LESS THAN)"
    "|AT mod=LEAST|AT mod=MOST|UP TO|WITHIN)",
    "QUARTERS": "NTH HYPHEN? QUARTER",
    "YEARAGO": "UNIT HYPHEN (EARLIER|AGO)",
}

RULES = (
    Rule("ISO date", "iso=ISODATE", mean.iso_date),
    Rule("numeric date", "numeric=NUMDATE", mean.numeric_date),
    # clock times
    Rule("clock, day", "(mod=ABOUT)? CLOCKTIME COMMA? zone=ZONE? COMMA? ON? DATE", mean.clock),
    Rule("day, clock", "DATE COMMA? AT? CLOCKTIME zone=ZONE?", mean.clock),
    Rule("clock", "(mod=ABOUT)? (CLOCKTIME zone=ZONE?|clock=CLOCK zone=ZONE)", mean.clock),
    # days and months
    Rule("day and part", "MODS? DATE part=(PART|NOON)", mean.part_of_day),
    Rule("part of a day", "THE? part=PART OF DATE", mean.part_of_day),
    Rule("days", "month=MONTHS day=DAY (HYPHEN|TO) last=DAY (COMMA? YEARS)?", mean.day_range),
    Rule("days, day first", "day=DAY (HYPHEN|TO) last=DAY month=MONTHS YEARS?", mean.day_range),
    Rule("day", "(weekday=WDAY COMMA?)? MONTHDAY", mean.day),
    Rule("month and year", "EDGES? month=MONTHS (COMMA|OF)? YEARS", mean.day),
    Rule("month, last year", "EDGES? month=MONTHS which=WHICH UNIT", mean.day),
    Rule("month", "EDGES? which=WHICH? month=(MONTH|MAYBE)", mean.month),
    Rule("every weekday", "EACH weekday=WEEKDAY part=PART?", mean.each_weekday),
    Rule("weekdays", "weekday=WEEKDAY part=PARTS|weekday=WEEKDAYS part=PARTS?", mean.each_weekday),
    Rule("weekday", "MODS? which=WHICH? weekday=WEEKDAY", mean.day),
    Rule("today", "MODS? deictic=DEICTIC", mean.day),
    Rule("this morning", "MODS? deictic=THIS part=PART", mean.this_part),
    Rule("last night", "MODS? deictic=LAST part=PART", mean.this_part),
    Rule("tonight", "deictic=TONIGHT part=TONIGHT", mean.tonight),
    Rule("that night", "which=THAT part=PART", mean.said_part),
    Rule("the next morning", "THE which=(NEXT|FOLLOWING|SAME) part=PART", mean.said_part),
    # quarters and halves
    Rule(
        "quarter of a year",
        "THE? FISCAL? HYPHEN? QUARTERS (COMMA|OF)? (FISCAL? YEARS|which=WHICH UNIT)"
        "|THE? FISCAL? YEARS APOS? QUARTERS|which=WHICH UNIT APOS QUARTERS",
        mean.quarter,
    ),
    Rule("year-earlier quarter", "THE? YEARAGO NTH? (QUARTER|PERIOD)?", mean.year_earlier),
    Rule("quarter", "THE? FISCAL? HYPHEN? QUARTERS", mean.quarter),
    Rule("the quarter", "THE (LATEST|CURRENT)? (QUARTER|LATEST PERIOD)", mean.the_quarter),
    Rule("half", "THE NTH HALFWORD OF (YEARS|which=WHICH UNIT)", mean.half),
    # seasons, decades, feasts
    Rule("season of a year", "EDGES? THE? season=SEASON OF? YEARS", mean.season),
    Rule("season", "EDGES? which=WHICH season=SEASON|EDGES? THE season=SEASON", mean.season),
    Rule("decade", "THE? (mod=EARLY|mod=LATE|mod=MID HYPHEN?)? decade=DECADE", mean.decade),
    Rule("century", "THE? (mod=EARLY|mod=LATE|mod=MID HYPHEN?)? NTH HYPHEN? UNIT", mean.century),
    Rule("feast", "which=WHICH? holiday=HOLIDAY UNIT? YEARS?", mean.holiday),
    # counted units
    Rule("ago", "APPROX? count=(NUMBER|A) HYPHEN? unit=SOMEUNIT OR? sign=AGO", mean.ago),
    Rule("earlier", "APPROX? count=(NUMBER|A) unit=SOMEUNIT sign=(EARLIER|LATER)", mean.ago),
    Rule(
        "the past two years",
        "THE? (LAST|PASTFUTURE|NEXT|COMING|ORD) count=NUMBER unit=SOMEUNIT",
        mean.duration,
    ),
    Rule("a duration", "APPROX? (A|THE)? count=NUMBER MORE? HYPHEN? unit=SOMEUNIT", mean.duration),
    Rule("every two years", "(EACH|PER) count=NUMBER? unit=SOMEUNIT", mean.rate),
    Rule("daily", "unit=PERIODIC", mean.rate),
    # anaphora
    Rule("the same day", "(THE|THAT) which=SAME unit=UNIT", mean.same),
    Rule("the following day", "THE which=(FOLLOWING|NEXT|PREVIOUS) unit=UNIT", mean.same),
    Rule("that day", "MODS? which=THAT unit=UNIT", mean.same),
    # units around the anchor
    Rule("weekend", "(which=WHICH|THE) WEEKEND", mean.weekend),
    Rule("last week", "EDGES? which=(THIS|LAST|NEXT) unit=(UNIT|QUARTER)", mean.which_unit),
    Rule("end of the year", "THE mod=(END|BEGINNING|MID) OF THE unit=UNIT", mean.edge),
    Rule("year-end", "unit=UNIT (HYPHEN|APOS)? mod=END", mean.edge),
    Rule("a fiscal year", "FISCAL YEARS", mean.day),
    Rule("year", "EDGES? YEARS", mean.year),
    # now and then
    Rule("the past", "THE? NEAR? ref=PASTFUTURE", mean.reference),
    Rule("current", "ref=(CURRENT|RECENT)", mean.reference),
    Rule("recent weeks", "(RECENT|COMING) unit=UNITS", mean.vague),
    Rule("references", "ref=REF", mean.reference),
)

TRIGGERS = [
    "WEEKDAY",
    "WEEKDAYS",
    "WDABBR",
    "MONTH",
    "MABBR",
    "MAYBE",
    "SEASON",
    "PART",
    "PARTS",
    "TONIGHT",
    "OVERNIGHT",
    "NOON",
    "CLOCK",
    "CLOCKPM",
    "AMPM",
    "DEICTIC",
    "UNIT",
    "UNITS",
    "QUARTER",
    "WEEKEND",
    "CURRENT",
    "PERIODIC",
    "HOLIDAY",
    "REF",
    "RECENT",
    "PASTFUTURE",
    "YEAR",
    "YEAR2",
    "DECADE",
    "ISODATE",
    "NUMDATE",
    "SECOND",
    "HALVES",
    "HALFWORD",
]

ENGLISH = Language(
    "en",
    read=lexicon(WORDS, CASED),
    macros=MACROS,
    rules=RULES,
    triggers=TRIGGERS,
    month_first=True,
)
