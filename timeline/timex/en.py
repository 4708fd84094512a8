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
    },
    "SOON": {"soon": "FUTURE_REF"},
    "AS": {"as": None},
    "THEN": {"then": None},
    "UNTIL": {"until": None, "since": None, "by": None},
    "THESE": {"these": None},
    "FULL": {"full": None},
    "NINETIES": {
        "twenties": "192",
        "thirties": "193",
        "forties": "194",
        "fifties": "195",
        "sixties": "196",
        "seventies": "197",
        "eighties": "198",
        "nineties": "199",
    },
    "SEASONS": {"springs": "SP", "summers": "SU", "falls": "FA", "winters": "WI"},
    "VAGUEPERIOD": {"while": None},
    "RECENT": {"recent": None},
    "ERA": {"bc": None, "b.c": None, "b.c.": None, "bce": None, "b.c.e.": None},
    "OR": {"or": None},
    "UP": {"up": None},
    "NO": {"no": None},
    "SO": {"so": None},
    "RIGHT": {"right": None},
    "NEAR": {"near": None, "distant": None},
    "PAST": {"past": "PAST_REF"},
    "FUTURE": {"future": "FUTURE_REF"},
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
    "MODS": "mod=((EARLY|LATE|MID) HYPHEN?|EARLIER|LATER)",
    "EDGES": "(THE mod=(END|BEGINNING|MID) OF|mod=MODS|mod=(EARLY|LATE|EARLIER|LATER) IN)",
    "CLOCKTIME": "(clock=(CLOCK|DOTCLOCK|DAYNUM) half=AMPM|joined=CLOCKPM|noon=NOON)",
    "NUMBER": "((DAYNUM|COUNT|YEAR) NUMDATE?"
    "|NUMWORD (AND A HALFWORD)? (HYPHEN? NUMWORD)? (HUNDRED OF?)?"
    "|A? HUNDRED OF?|A? COUPLE OF?|A? FEW)",
    "APPROX": "(mod=ABOUT|mod=NEARLY|mod=(MORE THAN)|mod=(LESS THAN)"
    "|NO mod=(MORE THAN)|AT mod=LEAST|AT mod=MOST|UP TO)",
    "QUARTERS": "NTH HYPHEN? QUARTER",
    "YEARAGO": "UNIT HYPHEN (EARLIER|AGO)",
    "TENS": "(NUMWORD HYPHEN? NUMWORD|NUMWORD)",
    "SPELLED": "NUMWORD NUMWORD (HYPHEN? NUMWORD)?",
    "ANYUNIT": "(UNIT|UNITS|QUARTER)",
}

RULES = (
    Rule("ISO date", "iso=ISODATE", mean.iso_date),
    Rule("numeric date", "numeric=NUMDATE", mean.numeric_date),
    # clock times
    Rule("clock, day", "CLOCKTIME COMMA? zone=ZONE? COMMA? ON? DATE", mean.clock),
    Rule("day, clock", "DATE COMMA? AT? CLOCKTIME zone=ZONE?", mean.clock),
    Rule("clock", "(CLOCKTIME zone=ZONE?|clock=CLOCK zone=ZONE)", mean.clock),
    # days and months
    Rule("day and part", "MODS? DATE part=PART", mean.part_of_day),
    Rule("part of a day", "THE? part=PART OF DATE", mean.part_of_day),
    Rule("days", "month=MONTHS day=DAY (HYPHEN|TO) last=DAY (COMMA? YEARS)?", mean.day_range),
    Rule("days, day first", "day=DAY (HYPHEN|TO) last=DAY month=MONTHS YEARS?", mean.day_range),
    Rule("day", "(weekday=WDAY COMMA?)? MONTHDAY", mean.day),
    Rule("month and year", "EDGES? month=MONTHS (COMMA|OF)? YEARS", mean.day),
    Rule("month, last year", "EDGES? month=MONTHS which=WHICH UNIT", mean.day),
    Rule("month", "EDGES? which=WHICH? month=(MONTH|MAYBE)", mean.month),
    Rule("every weekday", "EACH weekday=WEEKDAY part=PART?", mean.each_weekday),
    Rule("weekdays", "weekday=WEEKDAY part=PARTS|weekday=WEEKDAYS part=PARTS?", mean.each_weekday),
    Rule("weekday", "(mod=(EARLY|LATE))? which=WHICH? weekday=WEEKDAY", mean.day),
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
    Rule(
        "year-earlier quarter",
        "THE? YEARAGO (NTH? (QUARTER|PERIOD)|count=NUMBER UNITS)|YEARAGO",
        mean.year_earlier,
    ),
    Rule("the 1988 quarter", "THE YEARS (QUARTER|PERIOD)", mean.quarter_in),
    Rule("last year's quarter", "which=WHICH UNIT APOS QUARTER", mean.quarter_in),
    Rule("the quarter a year ago", "THE (QUARTER|PERIOD) A UNIT (AGO|EARLIER)", mean.year_earlier),
    Rule(
        "quarter",
        "THE? fiscal=FISCAL? HYPHEN? NTH QUARTER|FISCAL? NTH HYPHEN QUARTER",
        mean.quarter,
    ),
    Rule("this quarter", "(THIS|THE (CURRENT|which=NEXT)) QUARTER", mean.this_quarter),
    Rule("the quarter", "(THE|THAT) (QUARTER|LATEST (QUARTER|PERIOD))", mean.the_quarter),
    Rule("the year", "THE (FULL|LATEST)? FISCAL? unit=UNIT", mean.the_year),
    Rule("the current year", "THE CURRENT FISCAL? unit=ANYUNIT", mean.the_current),
    Rule("half", "THE NTH HALFWORD OF (YEARS|which=WHICH UNIT)", mean.half),
    # seasons, decades, feasts
    Rule("season of a year", "EDGES? THE? season=SEASON OF? YEARS", mean.season),
    Rule(
        "season",
        "EDGES? which=WHICH season=SEASON|EDGES? THE season=SEASON|THE MODS season=SEASON",
        mean.season,
    ),
    Rule("decade", "THE? (mod=EARLY|mod=LATE|mod=MID HYPHEN?)? decade=DECADE", mean.decade),
    Rule("century", "THE? (mod=EARLY|mod=LATE|mod=MID HYPHEN?)? NTH HYPHEN? UNIT", mean.century),
    Rule("feast", "which=WHICH? holiday=HOLIDAY UNIT? YEARS?", mean.holiday),
    # anaphora
    Rule("the same day", "(THE|THAT) which=SAME unit=UNIT", mean.same),
    Rule("the following day", "THE which=(FOLLOWING|PREVIOUS|NEXT) unit=UNIT", mean.same),
    Rule("that day", "MODS? which=THAT unit=UNIT", mean.same),
    # counted units
    Rule("ago", "APPROX? count=(NUMBER|A) HYPHEN? unit=SOMEUNIT OR? sign=AGO", mean.ago),
    Rule("earlier", "APPROX? count=(NUMBER|A) unit=SOMEUNIT sign=(EARLIER|LATER)", mean.ago),
    Rule(
        "the past two years",
        "THE? (LAST|PAST|NEXT|COMING|ORD|LATEST) count=NUMBER unit=SOMEUNIT (OR SO)?",
        mean.duration,
    ),
    Rule("these days", "THESE UNITS", mean.fixed(mean.DATE, "PRESENT_REF")),
    Rule(
        "the past year",
        "THE? (PAST|COMING) unit=UNIT|THE (LAST|NEXT) unit=UNIT",
        mean.past_unit,
    ),
    Rule("recent weeks", "THE? (RECENT|COMING|PAST) unit=UNITS", mean.vague),
    Rule(
        "a duration",
        "(APPROX|THE)? count=NUMBER MORE? unit=UNITS (OR SO)?|mod=OVER count=A unit=UNIT"
        "|APPROX? count=NUMBER HYPHEN? unit=SOMEUNIT PERIOD?",
        mean.duration,
    ),
    Rule("seasons", "THE? (PAST|LAST|NEXT) NUMBER season=SEASONS", mean.each_season),
    Rule(
        "to",
        "(THE (NEXT|LAST|PAST))? APPROX? count=NUMBER (TO|OR) NUMBER HYPHEN? unit=SOMEUNIT",
        mean.duration,
    ),
    Rule("every two years", "EACH count=NUMBER? unit=SOMEUNIT", mean.rate),
    Rule("every July", "EACH month=MONTHS", mean.each_month),
    Rule("a week", "APPROX? count=A unit=ANYUNIT (OR (SO|NUMWORD))?", mean.one_unit),
    Rule("weeks", "unit=UNITS (OR UNITS)?", mean.units),
    Rule("daily", "unit=PERIODIC", mean.rate),
    # units around the anchor
    Rule("weekend", "(which=WHICH|THE) WEEKEND", mean.weekend),
    Rule("last week", "EDGES? which=(THIS|LAST|NEXT) unit=(UNIT|QUARTER)", mean.which_unit),
    Rule("end of the year", "THE mod=(END|BEGINNING|MID) OF THE unit=UNIT", mean.edge),
    Rule("year-end", "unit=UNIT (HYPHEN|APOS)? mod=END", mean.edge),
    Rule("a fiscal year", "FISCAL YEARS", mean.day),
    Rule("years", "YEARS HYPHEN last=(YEAR|DAYNUM|COUNT)", mean.years),
    Rule(
        "year before Christ",
        "ABOUT? (month=MONTHS)? year=(YEAR|COUNT|DAYNUM) ERA",
        mean.before_christ,
    ),
    Rule("spelled year", "(month=MONTHS)? (THE UNIT)? spelled=SPELLED", mean.spelled_year),
    Rule("the year 2000", "THE UNIT YEARS", mean.year),
    Rule("year", "EDGES? YEARS", mean.year),
    Rule("the nineties", "THE (mod=EARLY|mod=LATE)? decade=NINETIES", mean.decade),
    # now and then
    Rule("the past", "THE NEAR? ref=(PAST|FUTURE)", mean.past_or_future),
    Rule("current", "ref=CURRENT", mean.reference),
    Rule("soon", "ref=SOON", mean.soon),
    Rule("then", "UNTIL THEN", mean.then),
    Rule("references", "RIGHT? ref=REF", mean.reference),
)

#: Classes of words without which no run of known words can hold a time expression.
TRIGGERS = (
    *("WEEKDAY", "WEEKDAYS", "WDABBR", "MONTH", "MABBR", "MAYBE", "SEASON", "SEASONS"),
    *("PART", "PARTS", "TONIGHT", "OVERNIGHT", "NOON", "CLOCK", "CLOCKPM", "AMPM"),
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
        "ERA",
    ),
    *("UNIT", "UNITS", "QUARTER", "WEEKEND", "PERIODIC", "HALVES", "HALFWORD"),
    *("YEAR", "YEAR2", "DECADE", "NINETIES", "ISODATE", "NUMDATE", "NUMWORD"),
)

ENGLISH = Language(
    "en",
    read=lexicon(WORDS, CASED),
    macros=MACROS,
    rules=RULES,
    triggers=TRIGGERS,
    month_first=True,
)
