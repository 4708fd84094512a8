"""Italian: its words, and the rules in order of precedence (first that matches wins).

Articles and prepositions are not part of an expression: "nel corso della settimana scorsa" gives
"settimana scorsa".
"""

from __future__ import annotations

from timeline.timex.cues import Cues, cue
from timeline.timex.meanings import amounts, clocks, days, numerals, periods, relative, years
from timeline.timex.rules import Language, Rule
from timeline.timex.tokens import Value, lexicon
from timeline.timex.zones import ZONES
from timeline.types import TimexType

_MONTHS = (
    "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre"
)


def _row(words: str, start: int = 0) -> dict[str, Value]:
    """Return the words of a row and their numbers; alternatives are joined by "/"."""
    return {
        word: number
        for number, names in enumerate(words.split(), start)
        for word in names.split("/")
    }


WORDS: dict[str, dict[str, Value]] = {
    "WEEKDAY": _row(
        "lunedì/lunedi martedì/martedi mercoledì/mercoledi giovedì/giovedi venerdì/venerdi"
        " sabato domenica"
    ),
    "MONTH": _row(_MONTHS, 1),
    "MABBR": _row("gen feb mar apr mag giu lug ago set/sett ott nov dic", 1),
    "SEASON": {"primavera": "SP", "estate": "SU", "autunno": "FA", "inverno": "WI"},
    "PART": {
        "mattina": "MO",
        "mattino": "MO",
        "mattinata": "MO",
        "pomeriggio": "AF",
        "sera": "EV",
        "serata": "EV",
        "notte": "NI",
        "nottata": "NI",
    },
    "TODAYPART": {
        "stamattina": "MO",
        "stamani": "MO",
        "stamane": "MO",
        "stasera": "EV",
        "stanotte": "NI",
    },
    "NOON": {"mezzogiorno": "12:00", "mezzanotte": "24:00"},
    "ZONE": {**ZONES},
    "DEICTIC": {
        "oggi": 0,
        "ieri": -1,
        "domani": 1,
        "dopodomani": 2,
        "avantieri": -2,
        "altroieri": -2,
    },
    "ALTRO": {"altro": None},
    "NUMWORD": {
        **_row(
            "due tre quattro cinque sei sette otto nove dieci undici dodici tredici quattordici"
            " quindici sedici diciassette diciotto diciannove venti",
            2,
        ),
        **{
            word: ten * 10
            for ten, word in enumerate(
                ("trenta", "quaranta", "cinquanta", "sessanta", "settanta", "ottanta", "novanta"),
                3,
            )
        },
        # before an elision: "vent'anni"
        **{
            word: ten * 10
            for ten, word in enumerate(
                ("vent", "trent", "quarant", "cinquant", "sessant", "settant", "ottant", "novant"),
                2,
            )
        },
        "cento": 100,
        "cent": 100,
        "ventiquattro": 24,
        "quarantotto": 48,
        "settantadue": 72,
    },
    "A": {"un": 1, "uno": 1, "una": 1},
    "FEW": dict.fromkeys(("pochi", "poche", "alcuni", "alcune", "diversi", "diverse"), "X"),
    "QUALCHE": {"qualche": "X"},
    "PAIO": {"paio": 2, "decina": 10, "ventina": 20, "trentina": 30, "quindicina": 15},
    "HALFWORD": {"mezzo": "1/2", "mezza": "1/2", "mezz": "1/2"},
    "ORD": {
        word + end: number
        for number, stem in enumerate(
            ["prim", "second", "terz", "quart", "quint", "sest", "settim", "ottav", "non", "decim"],
            1,
        )
        for word, end in ((stem, "o"), (stem, "a"), (stem, "i"), (stem, "e"))
    },
    "ROMAN": _row("i ii iii iv v vi vii viii ix x xi xii xiii xiv xv xvi xvii xviii xix xx xxi", 1),
    "CENTESIMO": {"quattrocento": 15, "settecento": 18, "ottocento": 19, "novecento": 20},
    "UNIT": {
        "minuto": "m",
        "ora": "h",
        "giorno": "D",
        "giornata": "D",
        "settimana": "W",
        "mese": "M",
        "trimestre": "Q",
        "anno": "Y",
        "decennio": "E",
        "secolo": "C",
    },
    "UNITS": {
        "secondi": "s",
        "minuti": "m",
        "ore": "h",
        "giorni": "D",
        "giornate": "D",
        "settimane": "W",
        "mesi": "M",
        "trimestri": "Q",
        "anni": "Y",
        "decenni": "E",
        "secoli": "C",
    },
    "WEEKEND": {"weekend": "WE", "week-end": "WE"},
    "FINE": {"fine": "END", "termine": "END"},
    "INIZIO": {"inizio": "START", "inizi": "START"},
    "META": {"metà": "MID"},
    "SEMESTER": {"semestre": None},
    "PERIODIC": {
        "quotidianamente": "D",
        "settimanalmente": "W",
        "mensilmente": "M",
        "annualmente": "Y",
    },
    "HOLIDAY": {
        "natale": "12/25",
        "pasqua": "easter",
        "pasquetta": "easter+1",
        "ferragosto": "8/15",
        "capodanno": "1/1",
        "epifania": "1/6",
        "ognissanti": "11/1",
    },
    "VIGILIA": {"vigilia": None},
    "SANTO": {"santo": None},
    "STEFANO": {"stefano": "12/26"},
    "TEMPO": {"tempo": None, "poco": None},
    "ENTRO": {"entro": None},
    "LASTONE": {"ultimo": None, "ultima": None},
    "REF": {
        "adesso": "PRESENT_REF",
        "attualmente": "PRESENT_REF",
        "tuttora": "PRESENT_REF",
        "recentemente": "PAST_REF",
        "prossimamente": "FUTURE_REF",
    },
    "RECENT": {"recente": "PAST_REF"},
    "PASTFUTURE": {"passato": "PAST_REF", "futuro": "FUTURE_REF"},
    "THIS": {"questo": 0, "questa": 0, "quest": 0},
    "LAST": {"scorso": -1, "scorsa": -1, "scorsi": -1, "scorse": -1, "passata": -1},
    "NEXT": {"prossimo": 1, "prossima": 1, "prossimi": 1, "prossime": 1, "venturo": 1},
    "ULTIMI": {"ultimi": -1, "ultime": -1, "primi": 1, "prime": 1},
    "PREVIOUS": {"precedente": -1, "prima": -1},
    "FOLLOWING": {
        "seguente": 1,
        "successivo": 1,
        "successiva": 1,
        "dopo": 1,
        "indomani": 1,
    },
    "INDOMANI": {},
    "SAME": {"stesso": 0, "stessa": 0, "medesimo": 0},
    "THAT": {"quel": 0, "quella": 0, "quell": 0},
    "EACH": {"ogni": None},
    "ALL": {"tutti": None, "tutte": None},
    "FA": {"fa": -1, "orsono": -1},
    "IN": {"tra": 1, "fra": 1},
    "ABOUT": dict.fromkeys(("circa", "intorno", "verso", "quasi"), "APPROX"),
    "MORE": {"oltre": "MORE_THAN", "più": "MORE_THAN"},
    "LESS": {"meno": "LESS_THAN"},
    "LEAST": {"almeno": "EQUAL_OR_MORE"},
    "DI": {"di": None, "d": None},
    "DEL": {"del": None, "dello": None, "della": None, "dell": None, "dei": None, "delle": None},
    "THE": {"il": None, "lo": None, "la": None, "l": None, "i": None, "gli": None, "le": None},
    "AL": {"al": None, "all": None, "a": None, "allo": None, "alla": None},
    "ALLE": {"alle": None, "dalle": None},
    "E": {"e": None, "ed": None},
    "NELLA": {"nel": None, "nella": None, "in": None, "nell": None},
    "SERALE": {"successiva": None},
    "COMMA": {",": None},
    "DOT": {".": None},
    "HYPHEN": {"-": None, "–": None, "—": None},
    "APOS": {"'": None, "’": None},
    "ERA": {"a.c": None},
}
del WORDS["INDOMANI"], WORDS["SERALE"]

CASED = {
    **dict.fromkeys(("mar", "set", "ago"), "MABBR"),
    **dict.fromkeys(WORDS["CENTESIMO"], "CENTESIMO"),
    "stefano": "STEFANO",
}

MACROS = {
    "MONTHS": "(MONTH|MABBR DOT?)",
    "WDAY": "WEEKDAY APOS?",
    "DAY": "(DAYNUM|ORDNUM|ORD)",
    "YEARS": "year=(YEAR|YEAR2)",
    "OFYEAR": "(COMMA|DEL APOS?|DI)? YEARS",
    "WHICH": "(THIS APOS?|LAST|NEXT)",
    "MONTHDAY": "day=DAY month=MONTHS OFYEAR?",
    "DATE": "((weekday=WDAY COMMA?)? MONTHDAY|weekday=WDAY which=(LAST|NEXT)"
    "|which=WHICH weekday=WDAY|weekday=WDAY|deictic=DEICTIC)",
    "EDGE": "(mod=FINE|mod=INIZIO|mod=META) (DI|DEL APOS?)?",
    "SOMEUNIT": "(UNIT|UNITS)",
    "NUMBER": "((DAYNUM|COUNT|YEAR)|NUMWORD APOS?|A PAIO DI|PAIO DI|FEW|QUALCHE)",
    "APPROX": "(mod=ABOUT|mod=MORE DI?|mod=(LESS DI)|mod=LEAST)",
    "HOUR": "(clock=(CLOCK|DOTCLOCK|DAYNUM|COUNT|NUMWORD)|noon=NOON)",
    "OFPART": "(DI|DEL APOS?) half=PART",
}

RULES = (
    Rule("ISO date", "iso=ISODATE", numerals.iso_date),
    Rule("numeric date", "numeric=NUMDATE", numerals.numeric_date),
    # clock times
    Rule(
        "day, clock",
        "DATE COMMA? ALLE hour=UNITS? HOUR zone=ZONE?|DATE AL noon=NOON"
        "|DATE COMMA? hour=UNITS HOUR zone=ZONE?",
        clocks.clock,
    ),
    Rule("clocks", "at=ALLE HOUR ALLE (last=(CLOCK|DOTCLOCK|DAYNUM))", clocks.hour),
    Rule(
        "before seven",
        "at=((PREVIOUS DEL|FOLLOWING THE|ABOUT THE|ENTRO THE) hour=UNITS?) HOUR zone=ZONE?",
        clocks.hour,
    ),
    Rule("clock of day", "at=ALLE hour=UNITS? HOUR (DI|DEL APOS?) DATE", clocks.hour),
    Rule("clock in part", "at=ALLE HOUR (DI|DEL APOS?) part=PART", clocks.hour),
    Rule("clock", "at=ALLE hour=UNITS? HOUR zone=ZONE?|hour=UNITS HOUR zone=ZONE?", clocks.hour),
    Rule("noon", "noon=NOON (DI DATE)?", clocks.clock),
    # days and months
    Rule("yesterday evening", "DATE part=PART", clocks.part_of_day),
    Rule(
        "night between days",
        "part=PART IN weekday=WDAY E last=WDAY"
        "|part=PART IN THE day=DAY (month=MONTHS)? E THE last=DAY month=MONTHS OFYEAR?",
        clocks.night_between,
    ),
    Rule("evening of", "part=PART (DI|DEL APOS?) DATE", clocks.part_of_day),
    Rule("days", "day=DAY (HYPHEN|AL|E|E THE) last=DAY month=MONTHS OFYEAR?", days.day_range),
    Rule(
        "day",
        "which=(LAST|NEXT) MONTHDAY|(weekday=WDAY COMMA?)? MONTHDAY which=(LAST|NEXT)?",
        days.day,
    ),
    Rule("month and year", "EDGE? month=MONTHS OFYEAR", days.day),
    Rule("the January after", "month=MONTH which=(FOLLOWING|PREVIOUS)", days.month_after),
    Rule(
        "month of last year",
        "month=MONTHS (DI|DEL APOS?) (which=WHICH unit=UNIT|unit=UNIT which=(LAST|NEXT))",
        days.month_of_year,
    ),
    Rule(
        "month",
        "EDGE? (which=WHICH month=MONTH|month=MONTH DEL? which=(LAST|NEXT)|month=MONTH)",
        days.month,
    ),
    Rule("every weekday", "EACH weekday=WDAY part=PART?", amounts.each_weekday),
    Rule("every morning", "EACH part=PART", amounts.each_part),
    Rule("every summer", "EACH season=SEASON", amounts.each_season),
    Rule("on Mondays", "ALL THE weekday=WDAY", amounts.each_weekday),
    Rule(
        "weekday",
        "which=WHICH weekday=WDAY|weekday=WDAY which=(LAST|NEXT|PREVIOUS|FOLLOWING)|weekday=WDAY",
        days.day,
    ),
    Rule("the day before yesterday", "before=ALTRO deictic=DEICTIC", days.day_before),
    Rule("today", "deictic=DEICTIC", days.day),
    Rule("tonight", "part=TODAYPART", clocks.tonight),
    Rule("this morning", "deictic=THIS part=PART", clocks.this_part),
    Rule("last night", "deictic=LAST part=PART|part=PART deictic=LAST", clocks.this_part),
    Rule(
        "that night",
        "which=(THAT|SAME) APOS? part=PART|part=PART which=FOLLOWING",
        clocks.said_part,
    ),
    Rule("in the morning", "part=PART", clocks.part_of_said_day),
    # quarters, halves, seasons, decades, feasts
    Rule("quarter", "nth=ORD quarter=UNIT OFYEAR?", periods.quarter_unit),
    Rule("half", "nth=ORD SEMESTER OFYEAR?", periods.half),
    Rule("season of a year", "season=SEASON OFYEAR", periods.season),
    Rule(
        "season",
        "which=WHICH season=SEASON|season=SEASON which=(LAST|NEXT)|season=SEASON",
        periods.bare_season,
    ),
    Rule("decade", "UNITS decade=(YEAR2|DAYNUM|NUMWORD|COUNT)", periods.decade_of),
    Rule("century", "nth=(ROMAN|ORD) century=UNIT", periods.century),
    Rule("the Ottocento", "century=CENTESIMO", periods.named_century),
    Rule("in '87", "APOS year=COUNT", years.elided_year),
    Rule("Christmas Eve", "eve=VIGILIA DI holiday=HOLIDAY", periods.holiday),
    Rule("St Stephen's", "SANTO holiday=STEFANO", periods.holiday),
    Rule("year before Christ", "year=(YEAR|COUNT|DAYNUM) ERA", years.before_christ),
    Rule(
        "feast",
        "which=(LAST|NEXT) holiday=HOLIDAY|holiday=HOLIDAY which=(LAST|NEXT)"
        "|holiday=HOLIDAY OFYEAR?",
        periods.holiday,
    ),
    # anaphora
    Rule("the same day", "which=SAME unit=UNIT|that=(which=THAT) APOS? unit=UNIT", relative.same),
    Rule("the following day", "unit=UNIT which=(FOLLOWING|PREVIOUS)", relative.same),
    # counted units
    Rule("some time ago", "(UNITS|TEMPO) FA", amounts.fixed(TimexType.DATE, "PAST_REF")),
    Rule("ago", "APPROX? count=(NUMBER|A) APOS? unit=SOMEUNIT sign=FA", relative.ago),
    Rule(
        "earlier, later",
        "APPROX? count=(NUMBER|A) APOS? unit=SOMEUNIT sign=(PREVIOUS|FOLLOWING)",
        relative.ago,
    ),
    Rule("in two days", "sign=IN APPROX? count=(NUMBER|A) APOS? unit=SOMEUNIT", relative.ahead),
    Rule(
        "the last two years",
        "(ULTIMI|LAST|NEXT) count=NUMBER unit=UNITS|count=NUMBER (ULTIMI|LAST|NEXT) unit=UNITS",
        amounts.duration,
    ),
    Rule("the last year", "LASTONE unit=UNIT", amounts.last_unit),
    Rule("every two years", "EACH count=NUMBER? unit=SOMEUNIT", amounts.rate),
    Rule("all days", "ALL THE unit=UNITS", amounts.rate),
    Rule("daily", "unit=PERIODIC", amounts.rate),
    Rule("recent weeks", "(ULTIMI|LAST|NEXT) unit=UNITS|unit=UNITS (LAST|NEXT)", amounts.vague),
    Rule(
        "half an hour",
        "count=HALFWORD APOS unit=UNIT|count=A APOS? unit=UNIT half=(E HALFWORD)"
        "|count=NUMBER unit=UNITS half=(E HALFWORD)",
        amounts.duration,
    ),
    Rule("a duration", "APPROX? count=NUMBER unit=SOMEUNIT", amounts.duration),
    Rule("a week", "APPROX? count=A APOS? unit=UNIT", amounts.one_unit),
    Rule("weeks", "unit=UNITS", amounts.units),
    Rule("per day", "AL APOS? unit=UNIT", amounts.per_unit),
    # units around the anchor
    Rule(
        "weekend",
        "coming=NEXT weekend=WEEKENDS|weekend=WEEKENDS coming=NEXT"
        "|which=WHICH weekend=WEEKENDS|weekend=WEEKENDS which=LAST|weekend=WEEKENDS",
        relative.weekend,
    ),
    Rule(
        "last week",
        "EDGE? (which=WHICH unit=UNIT|unit=UNIT which=(LAST|NEXT))",
        relative.which_unit,
    ),
    Rule("end of the year", "EDGE unit=UNIT", relative.edge),
    Rule("years", "YEARS HYPHEN last=(YEAR|DAYNUM|COUNT)", years.years),
    Rule("the year 2026", "unit=UNIT YEARS", years.year),
    Rule("year", "EDGE? YEARS", years.year),
    # now and then
    Rule("recently", "DI ref=RECENT", amounts.reference),
    Rule("the past", "NELLA ref=PASTFUTURE", amounts.past_or_future),
    Rule("references", "ref=REF", amounts.reference),
)

MACROS["WEEKENDS"] = "(WEEKEND|FINE UNIT)"

#: Classes of words without which no run of known words can hold a time expression.
TRIGGERS = (
    *("WEEKDAY", "MONTH", "MABBR", "SEASON", "PART", "TODAYPART", "NOON", "CLOCK", "DEICTIC"),
    *("UNIT", "UNITS", "WEEKEND", "SEMESTER", "PERIODIC", "HOLIDAY", "REF", "RECENT"),
    *("PASTFUTURE", "CENTESIMO", "STEFANO", "TEMPO", "YEAR", "YEAR2", "COUNT", "ISODATE"),
    *("NUMDATE", "ERA", "ALLE", "ABOUT", "ENTRO", "PREVIOUS", "FOLLOWING"),
)

CUES = Cues(
    future=cue(
        r"\b(?:entro|fino\sa|sino\sa|prossim\w+|(?:previst|fissat|attes|programmat|convocat)[oaie]\s"
        r"[^.;,]{0,40}|(?:sarà|saranno|avrà|partirà|inizierà|terrà|terranno|arriverà|\w{2,}r(?:à|anno))\s"
        r"[^.;]{0,60})\s?$"
    ),
    ended=cue(r"\b(?:chius[oa]si?|terminat[oa]|conclus[oa](?:si)?)\s(?:il\s|al\s|lo\s)?$"),
    ahead=cue(
        r"\b(?:previst[oaie]|fissat[oaie]|attes[oaie]|entro|fino|prossim\w+|dovrebbe\w*|potrebbe\w*"
        r"|\w{2,}r(?:à|anno))(?!\w)"
    ),
    behind=cue(
        r"\b(?:(?:è|era|fu|erano|sono|ha|hanno|aveva|avevano)\s\w+|\w{3,}(?:ato|uto|ito|ò|arono|irono))(?!\w)"
    ),
    noun=cue(r"\s(?!\w{2,}r(?:à|anno)\b)[a-zà-ù]{4,}"),
    lasting=cue(r"\b(?:per|da|entro|dopo)\s$"),
    future_after=cue(
        r"\s(?:(?:si|non|ci|vi)\s)?(?:dovrebb\w+|potrebb\w+|\w{2,}r(?:à|anno)\b"
        r"|(?:è|sono)\s(?:in\sprogramma|previst|attes|fissat|convocat))"
    ),
    before_century=cue(r"(?:\b(?:nel|del|dal|al|fine|primo|tardo)\s|l['’])$"),
    lasts=cue(
        r"\b(?:per|in|da|dopo|entro|oltre|circa|quasi|almeno|dura|durata|durato|di|meno\sdi|più\sdi)\s$"
    ),
    rate=cue(r"\b(?:volte|volta)\s$"),
    aged=cue(
        r"\b(?:h?a|hanno|aveva|avevano|compie|compiuto|compirà)\s$|\b(?:uomo|donna|ragazz[oa]|bambin[oa]|figli[oa]|giovane|età|minori|maggiori)\sdi\s$|\b(?:di|sui|under)\sanni\s$|,\s$"
    ),
    age=cue(r"\sd(?:i|'|’)\s?(?:età|carriera|carcere|reclusione)"),
    before_year=frozenset(
        [
            "nel",
            "dal",
            "del",
            "il",
            "al",
            "fino",
            "anno",
            "di",
            "e",
            "a",
            "da",
            "primavera",
            "estate",
            "autunno",
            "inverno",
            *_MONTHS.split(),
        ]
    ),
    before_month=cue(r"\b(?:nel|dal|del|al|il)\s$"),
    before_numeric=cue(r"\b(?:il|dal|al|del|nel|entro\sil)\s$"),
    before_season=cue(
        r"\b(?:in|d['’]|nell['’]|dell['’]|dall['’]|durante\s(?:l['’]|la\s)|della|dalla)\s?$"
    ),
    before_part=cue(r"\b(?:in|nel|nella|nel\stardo|nella\starda|durante\sla)\s$"),
    year_needs=cue(
        r"(?:\b(?:nel|dal|del|al|il|anno|di|dell['’]anno|fine|inizio|metà|in|e|o|tra|fra)\s"
        r"|['’(,–-]\s?|^)$"
    ),
    named_before=cue(
        r"\b(?:alber[oi]|mercatin[oi]|uov[oa]|isola|luci|regal[oi])\sdi\s$|\bsignora?\s$|\b(?:auto|mondo|citt[aà]|uomini|donne|gente)\sdi\s$|\b(?:via|viale|piazza|piazzale|corso|largo|ponte|sole|radio|articolo|legge|volo|pagina)\s$"
    ),
    named_after=cue(r"\s(?:del\sCorriere|di\sRepubblica|Santo\b|della\s?Memoria)"),
    lower=True,
    than=cue(r"\s(?:di|del|della|rispetto)\b"),
    since=cue(r"\b(?:a\spartire\s(?:dal|da|dalla|dallo)|(?:fin|sin)\s(?:dal|da)|dal|da)\s$"),
    until=cue(
        r"\b(?:entro|non\soltre)\s(?:il\s|la\s|lo\s|l['’])?$|\b(?:fino|sino)\sa[l]?l?[ao]?\s$"
    ),
    range_from=cue(r"\b(?:dal|dall['’]|da|dalla|tra|fra)\s?(?:il\s|la\s|lo\s|l['’])?$"),
    range_to=cue(r"\s(?:al|all['’]|a|alla|e|e\sil|e\sla|fino\sa|fino\sal)\s?"),
    counted=cue(
        r"\s(?!di\b|del|della|dell|in\b|per\b|e\b|ed\b|a\b|al\b|alla|con\b|da\b|dal|si\b|è\b|presso|nel|nella|nell|ora\b|locali|circa|quando|ha\b|sul|sulla|su\b|davanti|il\b|la\b|lo\b|i\b|gli\b|le\b|un\b|una\b|con\b|fino|sarà|dopo|prima|ma\b|che\b|mentre|non\b|verr|arriv|inizi|part)[a-zà-ù]"
    ),
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
