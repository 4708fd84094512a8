"""Italian words that rules speak of, by class, with what each stands for."""

from __future__ import annotations

from timeline.timex.tokens import Value, row
from timeline.timex.zones import CITTA, ZONES

MONTHS = (
    "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre"
)


def _from_twenty() -> dict[str, Value]:
    """Return the numbers from 20 to 99: "trenta", "trent" (before "anni"), "trentuno", "trentadue".

    >>> found = _from_twenty()
    >>> found["ventitré"], found["vent"], found["ventun"], found["quarantotto"]
    (23, 20, 21, 48)
    """
    found: dict[str, Value] = {}
    stems = ["vent", "trent", "quarant", "cinquant", "sessant", "settant", "ottant", "novant"]
    for ten, stem in enumerate(stems, 2):
        vowel = "i" if ten == 2 else "a"
        found |= {stem: ten * 10, stem + vowel: ten * 10, stem + "un": ten * 10 + 1}
        found |= {stem + one: ten * 10 + more for one, more in (("uno", 1), ("otto", 8))}
        ones = enumerate(["due", "tre/tré", "quattro", "cinque", "sei", "sette"], 2)
        found |= {
            stem + vowel + one: ten * 10 + more for more, ways in ones for one in ways.split("/")
        }
        found[f"{stem}{vowel}nove"] = ten * 10 + 9
    return found


WORDS: dict[str, dict[str, Value]] = {
    "WEEKDAY": row(
        "lunedì/lunedi/lunedí martedì/martedi/martedí mercoledì/mercoledi/mercoledí"
        " giovedì/giovedi/giovedí venerdì/venerdi/venerdí"
        " sabato domenica"
    ),
    "WEEKDAYS": {"sabati": 5, "domeniche": 6},
    "MONTH": row(MONTHS, 1),
    "MABBR": row("gen feb mar apr mag giu lug ago set/sett ott nov dic", 1),
    "SEASON": {"primavera": "SP", "estate": "SU", "autunno": "FA", "inverno": "WI"},
    "SEASONS": {"primavere": "SP", "estati": "SU", "autunni": "FA", "inverni": "WI"},
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
    "NIGHTS": {"notti": "NI"},
    "TODAYPART": {
        "stamattina": "MO",
        "stamani": "MO",
        "stamane": "MO",
        "stasera": "EV",
        "stanotte": "NI",
    },
    "TOMORROWPART": {"domattina": "MO"},
    "NOON": {"mezzogiorno": "12:00", "mezzanotte": "24:00"},
    "ZONE": {**ZONES},
    "CITY": {**CITTA},
    "OFZONE": {
        "italiana": "Europe/Rome",
        "britannica": "Europe/London",
        "locale": None,
        "locali": None,
    },
    "HOME": {"italia": "Europe/Rome"},
    "NEW": {"new": None},
    "DAWN": {"alba": "MO", "tramonto": "EV", "imbrunire": "EV", "crepuscolo": "EV"},
    "SCAMBI": dict.fromkeys(("scambi", "contrattazioni"), "MO"),
    "DEICTIC": {
        "oggi": 0,
        "ieri": -1,
        "domani": 1,
        "dopodomani": 2,
        "posdomani": 2,
        "avantieri": -2,
        "altroieri": -2,
    },
    "ALTRO": {"altro": None},
    "NUMWORD": {
        **row(
            "due tre quattro cinque sei sette otto nove dieci undici dodici tredici quattordici"
            " quindici sedici diciassette diciotto diciannove",
            2,
        ),
        **_from_twenty(),
        "cento": 100,
        "cent": 100,
    },
    "A": {"un": 1, "uno": 1, "una": 1},
    "FEW": dict.fromkeys(("pochi", "poche", "alcuni", "alcune", "diversi", "diverse"), "X"),
    "PERIODO": {"periodo": None},
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
    "ROMAN": row("i ii iii iv v vi vii viii ix x xi xii xiii xiv xv xvi xvii xviii xix xx xxi", 1),
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
    "HSIGN": {"h": "h"},
    "WEEKEND": {"weekend": "WE", "week-end": "WE"},
    "QNUM": {form: n for n in range(1, 5) for form in (f"q{n}", f"{n}q")},
    "FINE": {"fine": "END", "termine": "END"},
    "INIZIO": {"inizio": "START", "inizi": "START"},
    "META": {"metà": "MID"},
    "TARDO": {"tardo": "END", "tarda": "END"},
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
        "halloween": "10/31",
    },
    "VIGILIA": {"vigilia": None},
    "SANTO": {"santo": None},
    "SAN": {"san": None},
    "SILVESTRO": {"silvestro": "12/31"},
    "INDOMANI": {"indomani": 1},
    "STEFANO": {"stefano": "12/26"},
    "TEMPO": {"tempo": None, "poco": None},
    "ENTRO": {"entro": None},
    "LASTONE": {"ultimo": -1, "ultima": -1},
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
    "NEXT": {
        "prossimo": 1,
        "prossima": 1,
        "prossimi": 1,
        "prossime": 1,
        "venturo": 1,
        "ventura": 1,
        "entrante": 1,
    },
    "ULTIMI": {"ultimi": -1, "ultime": -1, "primi": 1, "prime": 1},
    "PREVIOUS": {"precedente": -1, "prima": -1},
    "FOLLOWING": {
        "seguente": 1,
        "successivo": 1,
        "successiva": 1,
        "dopo": 1,
    },
    "SAME": {"stesso": 0, "stessa": 0, "medesimo": 0},
    "THAT": {"quel": 0, "quella": 0, "quell": 0},
    "EACH": {"ogni": None},
    "ALL": {"tutti": None, "tutte": None},
    "WHOLE": {"tutto": None, "tutta": None},
    "INTERO": {"intero": None, "intera": None},
    "FA": {"fa": -1, "orsono": -1},
    "OR": {"or": -1},
    "SONO": {"sono": None},
    "IN": {"tra": 1, "fra": 1},
    "ABOUT": dict.fromkeys(("circa", "intorno", "verso", "quasi"), "APPROX"),
    "MORE": {"oltre": "MORE_THAN", "più": "MORE_THAN"},
    "LATER": {"tardi": 1},
    "LESS": {"meno": "LESS_THAN"},
    "LEAST": {"almeno": "EQUAL_OR_MORE"},
    "DI": {"di": None, "d": None},
    "DEL": {
        "del": None,
        "dello": None,
        "della": None,
        "dell": None,
        "dei": None,
        "delle": None,
        "degli": None,
    },
    "THE": {"il": None, "lo": None, "la": None, "l": None, "i": None, "gli": None, "le": None},
    "AL": {"al": None, "all": None, "a": None, "allo": None, "alla": None},
    "ALLE": {"alle": None, "dalle": None},
    "E": {"e": None, "ed": None},
    "NELLA": {"nel": None, "nella": None, "in": None, "nell": None},
    "COMMA": {",": None},
    "DOT": {".": None},
    "HYPHEN": dict.fromkeys("-‐‑–—−"),
    "APOS": {"'": None, "’": None},
    "ERA": {"a.c.": None, "ac": None},
    "AVANTI": {"avanti": None},
    "CRISTO": {"cristo": None},
}

CASED = {
    **dict.fromkeys(("mar", "set", "ago"), "MABBR"),
    **dict.fromkeys(WORDS["CENTESIMO"], "CENTESIMO"),
    "stefano": "STEFANO",
    "silvestro": "SILVESTRO",
}
