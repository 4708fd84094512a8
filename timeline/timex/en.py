"""English: its words, and the rules in order of precedence (first that matches wins)."""

from __future__ import annotations

import re

from timeline.timex.cues import Cues, cue
from timeline.timex.meanings import amounts, clocks, days, numerals, periods, relative, years
from timeline.timex.rules import Language, Rule
from timeline.timex.tokens import Value, lexicon
from timeline.timex.zones import ZONES
from timeline.types import TimexType


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
    "MABBR": _row("jan feb mar apr - jun jul aug sep/sept oct nov dec", 1),
    "SEASON": {"spring": "SP", "summer": "SU", "fall": "FA", "autumn": "FA", "winter": "WI"},
    "PART": {
        "morning": "MO",
        "afternoon": "AF",
        "evening": "EV",
        "night": "NI",
        "lunchtime": "MI",
        "daytime": "DT",
    },
    "PARTS": {"mornings": "MO", "afternoons": "AF", "evenings": "EV", "nights": "NI"},
    "MIDDAY": {"midday": "MI"},
    "SOMETIME": {"sometime": None},
    "COME": {"come": None},
    "AHEAD": {"ahead": None, "beyond": None},
    "TONIGHT": {"tonight": "NI"},
    "OVERNIGHT": {"overnight": "NI"},
    "NOON": {"noon": "12:00", "midnight": "24:00"},
    "AMPM": {
        form: half
        for half in "ap"
        for form in (f"{half}.m.", f"{half}.m", f"{half}m", f"{half}. m.", f"{half}. m")
    },
    "LOCAL": {"local": None},
    "TIMEWORD": {"time": None},
    "STANDARD": {"standard": None, "daylight": None},
    "ZONEWORD": {
        "eastern": "America/New_York",
        "central": "America/Chicago",
        "mountain": "America/Denver",
        "pacific": "America/Los_Angeles",
    },
    "OPEN": {"(": None},
    "CLOSE": {")": None},
    "SORT": dict.fromkeys(
        ("trading", "business", "working", "consecutive", "straight", "additional")
    ),
    "FULL": {"full": None},
    "LONG": {"long": None, "short": None},
    "UNITLONG": {
        "daylong": "D",
        "weeklong": "W",
        "monthlong": "M",
        "yearlong": "Y",
        "decadelong": "E",
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
    "HUNDREDS": dict.fromkeys(("dozens", "hundreds", "thousands", "scores", "tens"), "X"),
    "FEW": dict.fromkeys(("few", "several", "many", "some"), "X"),
    "COUPLE": {"couple": 2},
    "HALFWORD": {"half": "1/2"},
    "ORD": {
        **_row(
            "first - third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth"
            " thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth"
            " twentieth",
            1,
        ),
        "thirtieth": 30,
    },
    "SECOND": {"second": 2},
    "UNIT": {
        "minute": "m",
        "hour": "h",
        "day": "D",
        "week": "W",
        "fortnight": "2W",
        "month": "M",
        "year": "Y",
        "decade": "E",
        "century": "C",
    },
    "WEEKEND": {"weekend": "WE"},
    "MIDUNIT": {"midweek": "W", "midmonth": "M", "midyear": "Y"},
    "UNITS": {
        "seconds": "s",
        "minutes": "m",
        "hours": "h",
        "days": "D",
        "weeks": "W",
        "fortnights": "2W",
        "hrs": "h",
        "mins": "m",
        "yrs": "Y",
        "months": "M",
        "years": "Y",
        "decades": "E",
        "centuries": "C",
        "weekends": "WE",
        "quarters": "Q",
    },
    "QUARTER": {"quarter": "Q"},
    "QNUM": {form: n for n in range(1, 5) for form in (f"q{n}", f"{n}q")},
    "HNUM": {form: n for n in (1, 2) for form in (f"h{n}", f"{n}h")},
    "HALVES": {"halves": "H"},
    "PERIOD": {"period": None},
    "PERIODIC": {
        "hourly": "h",
        "daily": "D",
        "nightly": "D",
        "weekly": "W",
        "fortnightly": "2W",
        "monthly": "M",
        "yearly": "Y",
        "annually": "Y",
    },
    "HOLIDAY": {
        "christmas": "12/25",
        "thanksgiving": "11/3/4",
        "easter": "easter",
        "halloween": "10/31",
        "juneteenth": "6/19",
    },
    "FEASTDAY": {
        "labor": "9/0/1",
        "memorial": "5/0/-1",
        "independence": "7/4",
        "veterans": "11/11",
        "valentine": "2/14",
        "boxing": "12/26",
        "columbus": "10/0/2",
        "presidents": "2/0/3",
        "bastille": "7/14",
        "king": "1/0/3",
        "groundhog": "2/2",
        "patrick": "3/17",
        "mother": "5/6/2",
        "father": "6/6/3",
        "canada": "7/1",
        "anzac": "4/25",
        "election": "11/0/1+1",
        "armistice": "11/11",
        "remembrance": "11/11",
    },
    # A weekday with a name of its own: its number, and the day of that name.
    "NAMED": {
        "shrove": "1:easter-47",
        "ash": "2:easter-46",
        "palm": "6:easter-7",
        "maundy": "3:easter-3",
        "good": "4:easter-2",
        "black": "4:11/3/4+1",
        "cyber": "0:11/3/4+4",
    },
    "MARTIN": {"martin": None, "luther": None},
    "JR": {"jr": None},
    "ST": {"st": None, "st.": None, "saint": None},
    "NEW": {"new": None},
    "REF": {
        "currently": "PRESENT_REF",
        "nowadays": "PRESENT_REF",
        "recently": "PAST_REF",
    },
    "NOW": {"now": "PRESENT_REF"},
    "PRESENT": {"present": "PRESENT_REF"},
    "MOMENT": {"moment": None, "moments": None},
    "BEFORE": {"before": -1, "after": 1},
    "SOON": {"soon": "FUTURE_REF"},
    "AS": {"as": None},
    "THEN": {"then": None},
    "UNTIL": {"until": None, "since": None, "by": None},
    "THESE": {"these": None},
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
    "ALWAYS": {"24/7": None},
    "ERA": {"bc": None, "b.c": None, "b.c.": None, "bce": None, "b.c.e.": None},
    "OR": {"or": None},
    "UP": {"up": None},
    "NO": {"no": None, "not": None},
    "SO": {"so": None},
    "RIGHT": {"right": None},
    "NEAR": dict.fromkeys(("near", "distant", "immediate")),
    "PAST": {"past": -1},
    "FUTURE": {"future": "FUTURE_REF"},
    "THIS": {"this": 0},
    "LAST": {"last": -1},
    "NEXT": {"next": 1},
    "COMING": {"coming": 1, "upcoming": 1},
    "FINAL": {"final": None},
    "PREVIOUS": {"previous": -1, "preceding": -1, "prior": -1},
    "FOLLOWING": {"following": 1},
    "CURRENT": {"current": "PRESENT_REF"},
    "LATEST": {"latest": -1},
    "SAME": {"same": 0},
    "LIKE": dict.fromkeys(("corresponding", "comparable", "equivalent")),
    "THAT": {"that": 0},
    "EACH": {"each": None, "every": None},
    "OTHERWORD": {"other": 2},
    "ANOTHER": {"another": 1},
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
    "FISCAL": dict.fromkeys(("fiscal", "financial", "calendar", "fy")),
    "EVE": {"eve": None},
    "DOT": {".": None},
    "COMMA": {",": None},
    "HYPHEN": {"-": None, "–": None, "—": None},
    "APOS": {"'s": None, "’s": None, "'": None, "’": None},
}

#: Words that count only with a capital, and their class.
CASED = {
    **dict.fromkeys(("mon", "wed", "sat", "sun", "fri"), "WDABBR"),
    **dict.fromkeys(
        ("mar", "jan", "jun", "dec", "sep", "oct", "nov", "apr", "feb", "jul", "aug"), "MABBR"
    ),
    "may": "MAYBE",
    "march": "MAYBE",
    "august": "MONTH",
    **dict.fromkeys(WORDS["FEASTDAY"], "FEASTDAY"),
    **dict.fromkeys(WORDS["NAMED"], "NAMED"),
}

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
    "WHICH": "(THIS|LAST|NEXT)",
    "SHIFTED": "(LAST|PREVIOUS|NEXT|FOLLOWING|COMING)",
    "MODS": "mod=((EARLY|LATE|MID) HYPHEN?|EARLIER|LATER)",
    "EDGES": "(THE mod=(END|BEGINNING|MID) OF|mod=MODS|mod=(EARLY|LATE|EARLIER|LATER) IN)",
    "CLOCKTIME": "(clock=(CLOCK|DOTCLOCK|DAYNUM) half=AMPM|joined=CLOCKPM|noon=NOON)",
    "DIGITS": "clock=(CLOCK|DOTCLOCK|COUNT|YEAR)",
    "ZONED": "(zone=ZONE|zone=ZONEWORD (STANDARD? TIMEWORD)?|LOCAL TIMEWORD)",
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
    "SPAN": "(THE (LAST|NEXT|PREVIOUS|FOLLOWING|FINAL)|THE? (PAST|COMING|ORD|LATEST))",
}

RULES = (
    Rule("ISO date", "iso=ISODATE", numerals.iso_date),
    Rule("numeric date", "numeric=NUMDATE", numerals.numeric_date),
    # clock times
    Rule(
        "clock (clock, zone) day",
        "CLOCKTIME ZONED? tail=(OPEN (CLOCK|DOTCLOCK|COUNT|YEAR|DAYNUM AMPM|CLOCKPM) ZONE CLOSE"
        " COMMA? ON? DATE)",
        clocks.clock,
    ),
    Rule(
        "clock, day (zone)",
        "CLOCKTIME COMMA? ON? DATE PART? tail=(OPEN zone=ZONE CLOSE)",
        clocks.clock,
    ),
    Rule("clock, day", "CLOCKTIME COMMA? ZONED? COMMA? ON? DATE PART?", clocks.clock),
    Rule("1500 GMT, day", "DIGITS UNITS? ZONED COMMA? ON? DATE PART?", clocks.clock),
    Rule("day, clock", "DATE COMMA? AT? ABOUT? CLOCKTIME ZONED?", clocks.clock),
    Rule("day, 1500 GMT", "DATE COMMA? AT? ABOUT? DIGITS ZONED", clocks.clock),
    Rule(
        "8 tonight",
        "(clock=(CLOCK|DOTCLOCK|DAYNUM|NUMWORD) (OCLOCK APOS OCLOCK)?|CLOCKTIME)"
        " ((deictic=(THIS|LAST)) part=PART|part=TONIGHT)",
        clocks.clock_tonight,
    ),
    Rule(
        "9 on Friday evening",
        "clock=(CLOCK|DOTCLOCK|DAYNUM|NUMWORD) (OCLOCK APOS OCLOCK)? ON? DATE part=PART",
        clocks.clock_on_part,
    ),
    Rule("clock", "CLOCKTIME (COMMA? ZONED)?", clocks.clock),
    Rule("1500 GMT", "DIGITS UNITS? ZONED", clocks.clock),
    Rule("1500 hours", "clock=(COUNT|YEAR) hours=UNITS", clocks.hours),
    # days and months
    Rule("day and part", "MODS? DATE part=PART", clocks.part_of_day),
    Rule("part of a day", "THE? part=PART OF DATE", clocks.part_of_day),
    Rule("overnight on Friday", "part=OVERNIGHT ON? DATE", clocks.part_of_day),
    Rule("days", "month=MONTHS day=DAY (HYPHEN|TO) last=DAY (COMMA? YEARS)?", days.day_range),
    Rule("days, day first", "day=DAY (HYPHEN|TO) last=DAY month=MONTHS YEARS?", days.day_range),
    Rule(
        "nth weekday",
        "THE nth=(ORD|SECOND|LAST) weekday=WEEKDAY (OF|IN) month=MONTHS OFYEAR?",
        days.nth_weekday,
    ),
    Rule("day", "(weekday=WDAY COMMA?)? MONTHDAY", days.day),
    Rule("March eighth", "(weekday=WDAY COMMA?)? month=MONTHS day=SPELLEDDAY", days.spelled_day),
    Rule("month and year", "EDGES? month=MONTHS (COMMA|OF)? YEARS", days.day),
    Rule("month, last year", "EDGES? month=MONTHS OF? which=WHICH UNIT", days.day),
    Rule(
        "spelled year",
        "(month=MONTHS)? spelled=SPELLED|THE UNIT spelled=SPELLED",
        years.spelled_year,
    ),
    Rule("the following January", "THE which=(FOLLOWING|PREVIOUS) month=MONTHS", days.month_after),
    Rule("month", "EDGES? which=WHICH? month=(MONTH|MAYBE)", days.month),
    Rule("every weekday", "EACH weekday=WEEKDAY part=PART?", amounts.each_weekday),
    Rule("every morning", "EACH part=PART", amounts.each_part),
    Rule(
        "weekday of a week",
        "weekday=WEEKDAY OF? which=WHICH unit=UNIT|which=WHICH unit=UNIT ON weekday=WEEKDAY",
        days.weekday_of_week,
    ),
    Rule(
        "a week from Tuesday",
        "count=(NUMBER|A) unit=SOMEUNIT sign=(AGO|FROM) (deictic=DEICTIC|weekday=WEEKDAY)",
        relative.from_day,
    ),
    Rule("named weekday", "holiday=NAMED weekday=WEEKDAY YEARS?", periods.named_weekday),
    Rule("Easter Monday", "holiday=HOLIDAY weekday=WEEKDAY YEARS?", periods.feast_weekday),
    Rule(
        "weekdays", "weekday=WEEKDAY part=PARTS|weekday=WEEKDAYS part=PARTS?", amounts.each_weekday
    ),
    Rule(
        "weekday",
        "(mod=(EARLY|LATE|EARLIER|LATER))? which=WHICH? weekday=WEEKDAY"
        "|THE which=PREVIOUS weekday=WEEKDAY"
        "|(THE|THIS) which=(COMING|FOLLOWING|PAST) weekday=WEEKDAY",
        days.day,
    ),
    Rule(
        "the day before yesterday",
        "THE unit=UNIT by=BEFORE DATE",
        days.day_before,
    ),
    Rule(
        "the day before Christmas",
        "THE unit=UNIT by=BEFORE holiday=HOLIDAY eve=EVE?",
        periods.day_before_feast,
    ),
    Rule("today", "MODS? deictic=DEICTIC", days.day),
    Rule("the 5th", "THE day=ORDNUM", days.ordinal_day),
    Rule("this morning", "MODS? deictic=THIS part=PART", clocks.this_part),
    Rule("last night", "MODS? deictic=LAST part=PART", clocks.this_part),
    Rule("tonight", "MODS? part=(TONIGHT|OVERNIGHT|MIDDAY)", clocks.tonight),
    Rule(
        "four in the morning",
        "clock=(DAYNUM|NUMWORD|CLOCK) (OCLOCK APOS OCLOCK)? IN THE part=PART",
        clocks.clock_in_part,
    ),
    Rule("four o'clock", "clock=(DAYNUM|NUMWORD) OCLOCK APOS OCLOCK", clocks.clock),
    Rule("at 17:30", "clock=CLOCK", clocks.bare_clock),
    Rule("in the morning", "IN THE MODS? part=PART", clocks.in_the_part),
    Rule(
        "mid afternoon",
        "mod=MID HYPHEN? part=PART (deictic=DEICTIC|weekday=WEEKDAY)?",
        clocks.mid_part,
    ),
    Rule("by late afternoon", "mod=(EARLY|LATE) part=PART", clocks.late_part),
    Rule("that night", "which=THAT part=PART", clocks.said_part),
    Rule("the next morning", "THE which=(NEXT|FOLLOWING|SAME) part=PART", clocks.said_part),
    Rule("the night before", "THE part=PART which=BEFORE", clocks.part_before),
    # quarters and halves
    Rule(
        "quarter of a year",
        "EDGES? THE? FISCAL? HYPHEN? QUARTERS (COMMA|OF)? (FISCAL? YEARS|which=WHICH UNIT)"
        "|THE? FISCAL? YEARS APOS? QUARTERS|which=WHICH UNIT APOS QUARTERS"
        "|nth=QNUM (COMMA|OF|IN)? (FISCAL? YEARS|which=WHICH UNIT)|YEARS nth=QNUM|nth=QNUM",
        periods.quarter,
    ),
    Rule("the December quarter", "THE month=MONTHS YEARS? QUARTER", periods.quarter_of_month),
    Rule(
        "the same period last year",
        "THE (SAME|LIKE) (PERIOD|QUARTER) (OF|IN|FROM)?"
        " (YEARS|which=WHICH UNIT|THE which=PREVIOUS UNIT|A UNIT which=(EARLIER|AGO))",
        periods.quarter_in,
    ),
    Rule("year-earlier months", "THE YEARAGO count=NUMBER unit=UNITS", amounts.duration),
    Rule(
        "year-earlier quarter",
        "THE? YEARAGO NTH? (QUARTER|PERIOD)|YEARAGO",
        periods.year_earlier,
    ),
    Rule("the 1988 quarter", "THE YEARS (QUARTER|PERIOD)", periods.quarter_in),
    Rule("last year's quarter", "which=WHICH UNIT APOS QUARTER", periods.quarter_in),
    Rule(
        "the quarter a year ago", "THE (QUARTER|PERIOD) A UNIT (AGO|EARLIER)", periods.year_earlier
    ),
    Rule(
        "quarter",
        "EDGES? THE? fiscal=FISCAL? HYPHEN? NTH QUARTER|FISCAL? NTH HYPHEN QUARTER",
        periods.quarter,
    ),
    Rule(
        "this quarter", "(THIS|THE (CURRENT|which=(NEXT|PREVIOUS))) QUARTER", periods.this_quarter
    ),
    Rule("the quarter", "(THE|THAT) (QUARTER|LATEST (QUARTER|PERIOD))", periods.the_quarter),
    Rule("the year 2000", "EDGES? THE UNIT YEARS", years.year),
    Rule("the year", "THE (SORT|FULL|LATEST)? FISCAL? unit=UNIT", periods.the_year),
    Rule("the current year", "THE CURRENT FISCAL? unit=ANYUNIT", relative.the_current),
    Rule(
        "half",
        "THE (NTH|last=LAST) HALFWORD OF (YEARS|which=WHICH UNIT|THE UNIT)"
        "|nth=HNUM (COMMA|OF)? YEARS|YEARS nth=HNUM",
        periods.half,
    ),
    Rule("first-half", "NTH HYPHEN HALFWORD", periods.half_of_results),
    Rule("the week of", "THE (UNIT|WEEKEND) OF MONTHDAY", days.week_of),
    Rule(
        "the week before last",
        "THE unit=UNIT by=BEFORE which=(LAST|NEXT)",
        relative.unit_before_last,
    ),
    # seasons, decades, feasts
    Rule("season of a year", "EDGES? THE? season=SEASON OF? YEARS", periods.season),
    Rule(
        "season",
        "EDGES? THIS which=PAST season=SEASON|EDGES? which=WHICH season=SEASON"
        "|EDGES? THE season=SEASON|THE? MODS season=SEASON|mod=(EARLY|LATE) IN season=SEASON",
        periods.season,
    ),
    Rule("that summer", "that=THAT season=SEASON", periods.season_said),
    Rule("in spring", "season=SEASON", periods.bare_season),
    Rule(
        "decade",
        "THE? (mod=EARLY|mod=LATE|mod=MID HYPHEN?)? decade=DECADE"
        "|THE (mod=EARLY|mod=LATE|mod=MID HYPHEN?)? year=YEAR APOS",
        periods.decade,
    ),
    Rule(
        "century",
        "THE? (mod=EARLY|mod=LATE|mod=MID HYPHEN?)? NTH UNIT|(mod=(EARLY|MID|LATE) HYPHEN?)?"
        " NTH HYPHEN UNIT",
        periods.century,
    ),
    Rule("Christmas Eve", "holiday=HOLIDAY eve=EVE YEARS?", periods.holiday),
    Rule("New Year's Eve", "NEW new=UNIT APOS? (UNIT|eve=EVE) YEARS?", periods.holiday),
    Rule(
        "Labor Day",
        "which=WHICH? (ST DOT?|MARTIN MARTIN)? holiday=FEASTDAY (JR DOT?)? APOS? UNIT YEARS?",
        periods.feast_day,
    ),
    Rule("May Day", "may=MAYBE UNIT YEARS?", periods.may_day),
    Rule("feast", "which=WHICH? holiday=HOLIDAY UNIT? YEARS?", periods.holiday),
    # anaphora
    Rule("the same day", "(THE|THAT) which=SAME unit=UNIT", relative.same),
    Rule("the following day", "THE which=(FOLLOWING|PREVIOUS|NEXT) unit=UNIT", relative.same),
    Rule("to this day", "TO THIS unit=UNIT", relative.to_this_day),
    Rule("that day", "MODS? that=(which=THAT) SAME? unit=UNIT", relative.same),
    Rule("the day before", "THE unit=UNIT which=BEFORE", relative.unit_before),
    # counted units
    Rule(
        "some time ago",
        "((NO (SO|THAT)?)? LONG|ABOUT TIMEWORD|A VAGUEPERIOD|A LONG TIMEWORD|A? MOMENT) AGO",
        amounts.fixed(TimexType.DATE, "PAST_REF"),
    ),
    Rule(
        "ago",
        "(APPROX|mod=OVER)? count=(NUMBER|A) HYPHEN? unit=SOMEUNIT (OR SO)? sign=AGO"
        "|APPROX? count=NUMBER (OR|TO) NUMBER unit=UNITS sign=AGO"
        "|APPROX? count=A unit=UNIT half=(AND A? HALFWORD) sign=AGO",
        relative.ago,
    ),
    Rule(
        "from now",
        "APPROX? count=(NUMBER|A) unit=SOMEUNIT FROM NOW"
        "|count=(NUMBER|A) unit=ANYUNIT APOS TIMEWORD",
        relative.ahead,
    ),
    Rule("earlier", "APPROX? count=(NUMBER|A) unit=SOMEUNIT sign=(EARLIER|LATER)", relative.ago),
    Rule(
        "the past two years",
        "SPAN count=NUMBER unit=SOMEUNIT (OR SO)?",
        amounts.duration,
    ),
    Rule("these days", "THESE unit=UNITS", amounts.these_days),
    Rule(
        "the past year",
        "(THE|THIS)? (PAST|COMING) unit=UNIT|THE (LAST|NEXT) unit=UNIT",
        relative.past_unit,
    ),
    Rule("recent weeks", "THE? (RECENT|COMING|PAST) unit=UNITS", amounts.vague),
    Rule("three-month-old", "count=NUMBER HYPHEN unit=SOMEUNIT HYPHEN OLD", amounts.old),
    Rule("week-long", "unit=(UNIT|UNITS) HYPHEN LONG|unit=UNITLONG", amounts.length),
    Rule(
        "half an hour",
        "A? count=HALFWORD HYPHEN? A? unit=UNIT|A? count=QUARTER (HYPHEN|OF A) unit=UNIT",
        amounts.part_of_unit,
    ),
    Rule(
        "a duration",
        "(APPROX|THE|ANOTHER)? count=NUMBER (MORE|KIND)? unit=UNITS (OR SO)?"
        "|count=A unit=UNIT half=(AND A HALFWORD)|mod=OVER count=A unit=UNIT"
        "|APPROX? count=NUMBER HYPHEN? unit=SOMEUNIT (HYPHEN LONG|PERIOD)?",
        amounts.duration,
    ),
    Rule("seasons", "THE? (PAST|LAST|NEXT) NUMBER season=SEASONS", amounts.each_season),
    Rule(
        "to",
        "(THE (NEXT|LAST|PAST))? APPROX? count=NUMBER (TO|OR) NUMBER HYPHEN? unit=SOMEUNIT",
        amounts.duration,
    ),
    Rule("every two years", "EACH count=(OTHERWORD|SECOND|NUMBER)? unit=SOMEUNIT", amounts.rate),
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
    # units around the anchor
    Rule(
        "weekend",
        "((THE|THIS) (which=PAST|coming=COMING)|which=WHICH|THE) WEEKEND",
        relative.weekend,
    ),
    Rule(
        "last week",
        "(EDGES|SOMETIME)? which=(THIS|LAST|NEXT) unit=(UNIT|QUARTER)",
        relative.which_unit,
    ),
    Rule("months ago", "unit=UNITS (sign=(AGO|EARLIER|LATER)|FROM NOW)", amounts.long_ago),
    Rule("the years ahead", "THE unit=UNITS (AHEAD|TO COME)", amounts.vague),
    Rule(
        "end of the year",
        "THE mod=(END|BEGINNING|MID) OF THE unit=(UNIT|QUARTER)|mod=(EARLY|LATE) IN THE unit=UNIT"
        "|(EARLIER|LATER) IN THE unit=UNIT",
        relative.edge,
    ),
    Rule(
        "year-end",
        "unit=UNIT (HYPHEN|APOS)? mod=END|unit=MIDUNIT|mod=MID HYPHEN unit=UNIT",
        relative.edge,
    ),
    Rule(
        "a fiscal year",
        "year=FISCALYEAR|FISCAL UNIT? YEARS|THE YEARS FISCAL UNIT|FULL HYPHEN UNIT YEARS",
        days.day,
    ),
    Rule("years", "YEARS HYPHEN last=(YEAR|DAYNUM|COUNT)", years.years),
    Rule(
        "year before Christ",
        "ABOUT? (month=MONTHS)? year=(YEAR|COUNT|DAYNUM) ERA",
        years.before_christ,
    ),
    Rule("year", "EDGES? YEARS", years.year),
    Rule("the nineties", "THE (mod=EARLY|mod=LATE)? decade=NINETIES", periods.decade),
    # now and then
    Rule("the past", "THE (NEAR|RECENT)? ref=(PAST|FUTURE)", amounts.past_or_future),
    Rule("current", "ref=CURRENT", amounts.reference),
    Rule("soon", "ref=SOON", amounts.soon),
    Rule("then", "UNTIL THEN", relative.then),
    Rule("at present", "at=AT ref=PRESENT|at=AT THE MOMENT", amounts.at_present),
    Rule("references", "RIGHT? ref=(REF|NOW)", amounts.reference),
)

#: Classes of words without which no run of known words can hold a time expression.
TRIGGERS = (
    *("WEEKDAY", "WEEKDAYS", "WDABBR", "MONTH", "MABBR", "MAYBE", "SEASON", "SEASONS"),
    *("PART", "PARTS", "TONIGHT", "OVERNIGHT", "MIDDAY", "NOON", "CLOCK", "CLOCKPM", "AMPM"),
    *("ZONE", "OCLOCK", "ORDNUM", "NAMED", "QNUM", "HNUM", "FISCALYEAR", "UNITLONG", "MIDUNIT"),
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
        "NOW",
        "PRESENT",
        "MOMENT",
        "AGO",
    ),
    *("UNIT", "UNITS", "QUARTER", "WEEKEND", "PERIODIC", "HALVES", "HALFWORD"),
    *("YEAR", "YEAR2", "DECADE", "NINETIES", "ISODATE", "NUMDATE", "NUMWORD"),
)

CUES = Cues(
    future=cue(
        r"\b(?:until|till|by|as\s(?:soon|early|late)\sas|next|coming|will\s[^.;,]{0,60}"
        r"|would\sbe\s\w+ing\s[^.;,]{0,40}|(?:is|are)\sto\s[^.;,]{0,40}"
        r"|(?:ha(?:s|ve)|is|are|was|were)\s(?:scheduled|planned|planning|expected|due|set|slated)\s[^.;,]{0,60}"
        r"|(?:scheduled|expected|planned|planning|plans?|due|set|slated|ready)\s"
        r"(?:\w+\s){0,5}(?:to|for)\b[^.;,]{0,40}"
        r"|(?:opens|begins|starts|reconvenes?|resumes?|expires?|kicks\soff|takes\seffect|goes\son\strial"
        r"|heads\sto|faces)\s[^.;,]{0,40})\s?(?:on\s)?$"
    ),
    had=cue(r"\bhad\b"),
    awaited=cue(r"\b(?:will|ahead\sof|before|until|next|coming|upcoming|for|at)\s[^.;,]{0,30}$"),
    ended=cue(r"\b(?:ended|ending\slast|since|after\sthe)\s(?:on\s)?$"),
    ahead=cue(
        r"\b(?:will|would|to\s(?!an?\b|the\b|its\b|his\b|her\b|\d)|expect(?:s|ed)?|schedul\w+|due|plan(?:s|ned)?|could|may|might|should|can|until|till|by"
        r"|through|next|upcoming|coming|effective|set|starting|beginning|summit|meeting|elections?)\b"
    ),
    coming=cue(r"\b(?:will|by)\b[^.;,]*$|\bbetween\snow\sand\s$"),
    behind=cue(
        r"(?<!\bis\s)(?<!\bare\s)(?<!\bbe\s)\b(?:\w{2,}ed|was|were|had|did|began|bought|brought|came|fell|found|gave|got|held|hit|left|lost|made"
        r"|met|paid|rose|said|saw|sold|sent|shot|struck|told|took|went|won|wrote)\b"
    ),
    before_month=cue(
        r"(?:\b(?:in|of|by|since|until|till|from|to|through|during|for|and|or|after|before|between)|,)\s$"
    ),
    noun=cue(
        r"\s(?!(?:of|and|or|to|is|was|in|but|the|as|for|with|by|at|on|has|had|that|will|have|it|he|she|they|we|when)\b)[a-z]"
    ),
    ended_on=cue(r"\s(?:that\s)?ended\s([A-Z][a-z]{2})"),
    year_ends=cue(r"\s(?:ended|ending|ends|to)\s"),
    for_year=cue(r"\b(?:for|so far|during|in|throughout)\s$"),
    lasts=cue(
        r"(?:\b(?:for|in|within|over|than|last|lasts|lasted|least|took|take|takes|spent|about|nearly"
        r"|almost|half|under|after|long\sas))\s$"
    ),
    rate=cue(r"\b(?:once|twice|times)\s$"),
    lasting=cue(
        r"\b(?:for|within|in|over|takes?|took|lasts?|lasted|follows|over\sthe|through\sthe)\s$"
    ),
    after_years=cue(r"\b(?:after|despite)\s$"),
    famous={(9, 11): 2001},
    famous_after=cue(
        r"\s(?:(?:terror\w*|suicide)\s)?(?:attacks?|hijack\w+|plot\w*|commission|memorial|victims|conspir\w+)\b"
    ),
    ends=cue(r"[.,;:)”’\"']|\s(?:in|at|on|and|but|when|with|to)\b|$"),
    of_feast=cue(
        r"\s(?:trees?|carols?|cards?|markets?|lights|songs?|albums?|movies?|films?|shopp\w+|decorations"
        r"|presents?|gifts?|eggs?|bunn(?:y|ies)|costumes?|candy|turkeys?|island|rising|rush)\b"
    ),
    results=cue(
        r"\s(?:(?:net|pre-?tax|operating|core)\s)?(?:profits?|earnings|results|sales|revenues?|income"
        r"|loss(?:es)?|growth|figures|turnover|output|gdp)\b"
    ),
    lasting_thing=cue(
        r"\s(?:\w+\s)?(?:war|conflict|truce|cease-?fire|strike|dispute|embargo|blockade|sanctions|siege"
        r"|government|regime|coalition|law|ban|record|compan(?:y|ies)|firm|feud|insurgency|rebellion"
        r"|uprising|campaign|crisis|deal|agreement|treaty|airline|business|project|investigation|case)\b"
    ),
    soon=cue(
        r"\b(?:will|would|could|can|may|might|should|must|very|too|quite|pretty|how|ll|or)\s$"
    ),
    whose=cue(
        r"\b(?:his|her|their|my|our|your|into?)\s(?:\w+\s)?$|\btemperatures?\s(?:\w+\s){0,3}$"
    ),
    fraction=cue(r"\sof\s(?!19|20)|\s(?:full|empty)\b"),
    aged=cue(r"\b(?:aged|ages?)\s(?:of\s)?$"),
    age=cue(r"(?:\s?[-–]\s?|\s)olds?\b|\sof\sage\b|\sa\s(?:day|week)\b"),
    before_year=frozenset(
        [
            "in",
            "since",
            "of",
            "by",
            "until",
            "till",
            "from",
            "during",
            "before",
            "after",
            "through",
            "throughout",
            "for",
            "and",
            "or",
            "to",
            "the",
            "about",
            "around",
            "circa",
            "early",
            "late",
            "mid",
            "fiscal",
            "year",
            "as",
            "but",
            "between",
            "january",
            "february",
            "march",
            "april",
            "may",
            "june",
            "july",
            "august",
            "september",
            "october",
            "november",
            "december",
            "spring",
            "summer",
            "fall",
            "autumn",
            "winter",
            "christmas",
            "easter",
            "thanksgiving",
        ]
    ),
    before_clock=cue(r"\b(?:at|by|until|till|from|around|about|before|after|since|to)\s$"),
    before_numeric=cue(r"\b(?:on|since|until|till|by|from|dated)\s$"),
    no_year=cue(
        r"\b(?:flight|number|no\.|page|room|route|highway|interstate|model|version|section|channel|resolution"
        r"|protocol|asteroid|comet|euro|windows|agenda|vision"
        r"|boeing|airbus|than|least|nearly|almost|some|over|only|another|population|chapter)\s$"
    ),
    year_counts=cue(
        r"\s(?:people|persons|men|women|children|miles|met(?:er|re)s|kilomet(?:er|re)s|km|feet|tons"
        r"|tonnes|euros?|dollars|percent|points|votes|jobs|shares|units|barrels|workers|soldiers"
        r"|troops|students|homes|times|calories|employees|members|acres|copies|pounds|volunteers"
        r"|(?-i:[A-Z])\w+\s(?:\w+\s)?(?:street|st\.|avenue|ave\.|road|boulevard|drive|lane)"
        r"|seats|rooms|tickets|cars|police|officers|fans|visitors|chevrolet|ford|toyota|model)\b"
    ),
    named_before=cue(r"\b(?:people|world|leaders|stars|cit(?:y|ies))\sof\s$|\bhigh\s$"),
    named_after=cue(
        r"\s(?-i:(?:Sunday\s)?(?:Times|Telegraph|Herald|Post|Mail|Mirror|Express|Tribune|Night\sLive"
        r"|Live|Lights|Night\sFootball|Magazine|Games|Olympics?|Paralympics?|Palace|Street|Review"
        r"|Show))\b|['’]s\s(?:world|youth|society|generation|environment|economy|markets?|standards|children|consumers|culture|climate)\b"
    ),
    names=re.compile(
        r"\b(?:Black\s(?:Mon|Tues|Wednes|Thurs)day|(?:Bloody|Super|Sheffield|Ruby|Fat|Manic|Holy)\s(?:Mon|Tues|Wednes|Thurs|Fri|Sun)day"
        r"|(?:USA|VOA|Russia)\sToday|Today\s(?:show|programme)|Tonight\sShow"
        r"|(?:Mon|Thurs|Fri|Satur|Sun)day\sNight\s(?:Football|Live|Lights)"
        r"|(?:Day|Years?['’]?)\sWar|of\sthe\sYear|(?:Arab|Prague)\sSpring|[A-Z]\w+['’]s\sDaily)\b"
    ),
    before_season=cue(r"\b(?:in|by|since|until|till|during)\s$"),
    before_part=cue(r"\b(?:by|in|in\sthe|until|since|during\sthe)\s$"),
    than=cue(r"\sthan\b"),
    since=cue(r"\bsince\s(?:late\s|early\s)?$"),
    until=cue(r"\b(?:until|till|by|no\slater\sthan)\s$"),
    range_from=cue(r"\b(?:from|between)\s$"),
    range_to=cue(r"\s(?:to|through|until|till|and)\s"),
    months={name[:3]: number for number, name in enumerate(_MONTHS.split(), 1)},
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
