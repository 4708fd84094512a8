"""What the words around an Italian expression tell of it."""

from __future__ import annotations

import re

from timeline.timex.cues import Cues, any_of, cue
from timeline.timex.it import direction
from timeline.timex.it.words import MONTHS

#: What a day comes before or after ("il giorno dopo il voto").
_HAPPENINGS = any_of(
    r"\w+[zs]ione \w+mento voto partita strage attacco attentato incidente arresto terremoto sisma",
    "tragedia crollo rogo incendio sparatoria omicidio delitto morte funerali? vittoria sconfitta",
    "gara finale vertice incontro scontri scontro sentenza verdetto blitz referendum maltempo",
)

#: "Il processo è stato rinviato a marzo", "ha rinviato a marzo il processo".
_MOVED_TO = (
    r"\b(?:rinviat|spostat|slittat|posticipat|differit|aggiornat|rimandat|prorogat)[oaie]"
    r"(?!\sa\sgiudizio\b)\s(?:[\w’']+\s){0,4}?(?:al?|fino\sal?)\s(?:fine\s|metà\s|inizio\s)?$"
)

#: The irregular historic past ("avvenne", "nacquero"), but for what is a noun, too ("chiese").
_REMOTE = any_of(
    "avvenne(?:ro)? venne(?:ro)? divenne(?:ro)? intervenne(?:ro)? tenne(?:ro)? ottenne(?:ro)?",
    "furono decise(?:ro)? uccise(?:ro)? rimase(?:ro)? promise(?:ro)? ammise(?:ro)? disse(?:ro)?",
    "vinse(?:ro)? giunse(?:ro)? raggiunse(?:ro)? spinse(?:ro)? perse(?:ro)? scese(?:ro)?",
    "scelse(?:ro)? fece(?:ro)? diede(?:ro)? vide(?:ro)? ebbe(?:ro)? nacque(?:ro)? cadde(?:ro)?",
    "crebbe(?:ro)? scrisse(?:ro)? esplose(?:ro)? chiuse(?:ro)? concluse(?:ro)? rispose(?:ro)?",
    "propose(?:ro)? sospese(?:ro)? prese(?:ro)? chiese(?:ro)? accese(?:ro)? difese(?:ro)?",
    "rese(?:ro)? arrese(?:ro)? estese(?:ro)? riprese(?:ro)? diffuse(?:ro)? escluse(?:ro)?",
    "lesse(?:ro)? resse(?:ro)? corse(?:ro)? occorse(?:ro)? ruppe(?:ro)? interruppe(?:ro)?",
    "tolse(?:ro)? colse(?:ro)? accolse(?:ro)? assunse(?:ro)? mise(?:ro)? condusse(?:ro)?",
    "distrusse(?:ro)? mosse(?:ro)? stette(?:ro)? volle(?:ro)? seppe(?:ro)? piovve",
)

#: Nouns that end like a participle.
_THINGS = any_of(
    "mercato stato sindacato comunicato senato mandato reato campionato risultato deputato",
    "avvocato candidato elettorato commissariato trattato dibattito contributo minuto istituto",
    "statuto aiuto contenuto esercito partito credito debito ambito prestito invito merito",
    "circuito soldato attentato magistrato consolato",
)

#: What turns back from what is to come to something else.
_NO_TURN = r"(?!\b(?:dopo|prima|perché|quando|mentre|che|fino|entro|detto|dal|dalla|dalle)\b)"

CUES = Cues(
    of_days=frozenset({"il", "i", "gli"}),
    future=direction.FUTURE,
    governs=direction.GOVERNS,
    breaks=direction.BREAKS,
    subject_of=direction.SUBJECT_OF,
    acted=direction.ACTED,
    nearest=direction.NEAREST,
    nearest_after=direction.NEAREST_AFTER,
    dropped=direction.DROPPED,
    was_due=direction.WAS_DUE,
    was_put_off=direction.WAS_PUT_OFF,
    describes=direction.DESCRIBES,
    then=cue(r"^\d{4}(?:,?\squando\b|,\s(?:in|ad?)\s$)"),
    had=cue(
        r"^\s(?!dov|pot|vol)\w+[aei]v(?:a|ano)\b|^,\s(?:è\ssaltat[oa]|si\s(?:è|sono)\s(?:tenut|svolt|apert)[oaie]|ha(?:nno)?\savuto\sluogo)"
    ),
    done=cue(
        r"\b(?:è|sono|era|erano)\sstat[oaie]\s\w+[oaie]\s(?:\w+\s){0,3}entro\s(?:il\s|la\s|le\s)?$"
        r"|\b(?:durat[oaie]|andat[oaie]\savanti|andò\savanti|rimast[oaie]|restat[oaie]|proseguit[oaie]|durò"
        r"|combattut[oi]|lavorat[oi]|discuss[oi]|cercat[oi]|scavat[oi]|attes[oi]|resistit[oi]|parlat[oi]"
        r"|continuat[oaie]|protratt[oaie]|ballat[oi]|festeggiat[oi]|vegliat[oi]"
        r"|trattat[oi]|piovut[oi]|nevicat[oi])\s"
        r"[^.;,]{0,30}(?:fino|sino)(?:\sa(?:l|lla|lle|ll['’])?)?\s?$"
    ),
    before_that=cue(r"\b(?:avev(?:a|ano)|er(?:a|ano))\s(?:\w+\s)?\w{2,}[ts][oaie]\b"),
    saying=cue(
        r"\b(?:(?:ha|hanno)\s)?(?:detto|spiegato|annunciato|riferito|dichiarato|scritto|reso\snoto)\s$"
    ),
    subordinate=cue(r"\b(?:che|cui|quando|dove|dopo|prima|mentre)\b[^,;]*$"),
    ended=cue(r"\b(?:chius[oa]si?|terminat[oa]|conclus[oa](?:si)?)\s(?:il\s|al\s|lo\s)?$"),
    ahead=cue(
        _MOVED_TO
        + r"|\b(?:previst[oaie]|fissat[oaie]|attes[oaie]|entro|fino|prossim\w+|dovrebbe\w*"
        rf"|potrebbe\w*|{direction.GOES_ON}"
        r"|\w{2,}r(?:à|anno))(?!\w)"
    ),
    coming=cue(
        _MOVED_TO
        + r"|^(?!.*\b(?:è|sono|era|erano|ha|hanno|fu|furono|\w{3,}(?:ò|arono|irono))(?!\w))"
        r".*\bfino\sa(?:l|lla|ll['’])?\s?$"
        r"|\b(?:resta(?:no)?|rimane|rimangono|dura(?:no)?|prosegue|proseguono|(?<!si\s)è|sono)"
        r"\s(?:\w+\s)?fino\sa(?:l|lla|ll['’])?\s?$"
        rf"|\b{direction.GOES_ON}\s(?:di\snuovo\s)?(?:a|in|nel|il)\s?$"
        r"|\b(?:\w{2,}r(?:à|anno)|scad(?:e|ono|rà)|scadenza|in\sprogramma|entro|dovrebbe\w*"
        r"|potrebbe\w*|(?<!era\s)(?<!stata\s)(?<!stato\s)(?<!erano\s)(?<!ha\s)(?<!hanno\s)(?<!aveva\s)(?<!avevano\s)(?:previst|fissat|attes|programmat|convocat)[oaie])(?!\w)[^.;,]*$"
    ),
    shared_year=cue(
        rf"\s(?:e|o|al?|ed)\s(?:il\s)?(?:\d{{1,2}}\s)?(?:{'|'.join(MONTHS.split())})"
        r"\s(?:del\s)?((?:19|20)\d\d)\b"
    ),
    chronicle=cue(r"\b(?:cronologia|cronistoria|le\stappe|le\sdate\schiave)\b"),
    next_verb=cue(r"[.;!?]\s|\s(?:e|ma)\s"),
    within=cue(r"[nd]ell['’]$"),
    counting=re.compile(
        r"(?:\d|\beuro|\bvolte|\bvolta|\bmila|\bore|\bpersone|\bmilioni)\s(?:di\s)?(?:\w+\s)?$"
    ),
    from_now=frozenset({"fa", "or", "orsono"}),
    too_soon={"prossimo": 1, "prossima": 1},
    next_to=frozenset({"precedente", "seguente", "successivo"}),
    loose=frozenset({"dopo", "prima"}),
    born=cue(r"\b(?:nat[oa]|fondat[oa]|costruit[oa])\b[^,;]{0,20}$"),
    governed=re.compile(
        r"\s(?:\d|(?:due|tre|quattro|cinque|sei|sette|otto|nove|dieci|molt\w+|un['’]?|una|aver\w*"
        r"|esser\w*|di|del\w*|che)\b|[A-Z]"
        rf"|(?:il\s|lo\s|la\s|i\s|gli\s|le\s|l['’]){_HAPPENINGS}\b)"
    ),
    behind=cue(
        r"\b(?:(?:è|era|fu|erano|sono|ha|hanno|aveva|avevano)\s\w+"
        r"|(?<!\bverrà\s)(?<!\bsarà\s)(?<!\bessere\s)(?<!ranno\s)"
        rf"\b(?!{_THINGS}\b)\w{{3,}}(?:ato|uto|ito|ò|arono|irono|erono|(?<!d)ì)"
        # "le chiese" are churches
        rf"|(?<!\ble\s)(?<!elle\s)(?<!alle\s){_REMOTE})(?!\w)"
    ),
    due_by=cue(r"\b(?:per|entro)\s(?:la\s|l['’])$"),
    month_end=cue(r"(?:fine|metà|inizio)\b"),
    says_too=cue(r"\b(?:e|ma)\sche\s"),
    beside=cue(r",|\s(?:dopo|perché|quando|mentre)\s"),
    done_on=cue(
        r"(?:\b(?:è|sono)\s(?:stat[oaie]\s)?(?!(?:previst|fissat|programmat|attes|convocat|rinviat|spostat"
        r"|slittat|rimandat|posticipat|indett|annunciat|anticipat|chiamat|tenut|invitat|pront)[oaie]\b)"
        r"(?:\w{2,}(?:at|ut|it)|mort|nat|uccis|affondat|crollat|avvenut|success|esplos|scopert|arres)[oaie]"
        r"|\b(?:morì|morirono|affondò|crollò|esplose|avvenne|accadde|nacque|scoppiò|fuggì))\s"
        r"(?:(?!(?:per|a|al|alla|che|quando|se|e|ma|in|di|del|della|fino|entro|prima)\s)[\w’'-]+\s){0,5}"
        r"(?:il\s|l['’])$"
    ),
    pluperfect_after=cue(
        r"\s(?:aveva|avevano|era|erano)\s(?:\w+\s)?(?!previst|fissat|programmat|attes)\w+[oaie]\b"
    ),
    by_unit=cue(
        r"\bentro\s(?:il\s|la\s|l['’])$|(?<!giorno\s)(?<!settimana\s)(?<!mese\s)(?<!anno\s)\bin\s$"
    ),
    noun=cue(r"\s(?!\w{2,}r(?:à|anno)\b)[a-zà-ù]{4,}"),
    lasting=cue(r"\b(?:per|da|entro|dopo)\s$"),
    future_opening=direction.FUTURE_OPENING,
    opens_on_plan=direction.OPENS_ON_PLAN,
    future_after=direction.FUTURE_AFTER,
    one_day=cue(
        r"\b(?:entro|per|tra|fra|verso|dopo|durante|tutt[oa]|fino|prima|oltre|quel|e\sil\slunedì\se)\s$"
    ),
    from_each=cue(r"\bdal(?:la)?\s$"),
    of_weekday=cue(r"\s(?:di|del\w*)\s(?:\w+dì|sabato|domenica)\b"),
    one_day_after=cue(
        r"\s(?:\d|(?:scors|prossim|successiv|seguent|precedent|passat|sant|grass|ner)[oaei]\b|(?:dopo|prima|di|del\w*|che|in\scui)\b)"
    ),
    narrated=cue(
        r"\b(?:ha|hanno|aveva|avevano|era|erano|fu|furono|(?:è|sono)\sstat[oaie]"
        r"|(?:è|sono)\s(?:mort|arrivat|partit|tornat|cadut|avvenut|accadut|uscit|salit|sces|compars|croll)\w+"
        r"|(?!però|perciò)\w{3,}(?:ò|arono|irono|erono))(?!\w)"
    ),
    running=cue(r"\sin\scorso\b"),
    whole_of=cue(
        r"\s(?:di|del\w*|dopo|prima|\d|(?:scors|passat|prossim|precedent|successiv|seguent)\w)|['’]"
    ),
    ended_on=cue(
        r"\s(?:che\ssi\sè\s)?(?:chiuso|terminato|concluso)(?:si)?\s(?:il|al)\s\d{1,2}\s([a-z]{3})"
    ),
    months={name[:3]: number for number, name in enumerate(MONTHS.split(), 1)},
    before_decade=cue(r"\b(?:gli|negli|degli|dagli|agli|sugli|fine)\s$"),
    before_century=cue(r"(?:\b(?:nel|del|dal|al|fine|primo|tardo)\s|l['’])$"),
    lasts=cue(
        r"\b(?:per|in|da|dopo|entro|oltre|circa|quasi|almeno|dura|durata|durato|di|meno\sdi|più\sdi)\s$"
    ),
    rate=cue(r"\b(?:volte|volta)\s$"),
    aged=cue(
        r"^(?!.*\b(?:condann|patteggi|inflitt|infligg)\w*\b[^.;]*$).*(?<!condannato\s)(?<!condannata\s)(?<!condannati\s)(?<!pena\s)(?<!\btitoli\s)(?<!\bmutui\s)(?<!\bmutuo\s)(?<!\bbond\s)\b(?:h?a|hanno|aveva|avevano|compie|compiuto|compirà)\s$|\b(?:uomo|donna|ragazz[oa]|bambin[oa]|figli[oa]|giovane|età|minori|maggiori)\sdi\s$|\b\w+(?:ista|tore|trice|essa|aio|aia|iere|iera|ese|ano|ana)\sdi\s$|\b(?:di|sui|under)\sanni\s$|,\s(?:\d\d\se\s)?$"
    ),
    term=cue(
        r"\sdi\s(?:reclusione|carcere|prigione|detenzione|arresto|squalifica|contratto)\b"
        # "a dieci anni dalla strage"
        r"|\sda(?:l|llo|lla|i|gli|lle)\s[a-zà-ù]|\sda(?:ll)['’]"
    ),
    age=cue(r"\sd(?:i|'|’)\s?(?:età|carriera)"),
    record=cue(
        r"\b(?:più|meno|peggior\w*|miglior\w*|prim[oa]|massim[oa]|minim[oa])\s[^.;]{0,60}\bdal?(?:\s|l['’])$"
    ),
    before_pair=cue(
        r"(?:\b(?:nel|dal|del|al|il|per|stagion[ei]|campionato|esercizio|scolastico|accademico)\s|^|\()$"
    ),
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
            *MONTHS.split(),
        ]
    ),
    before_month=cue(r"\b(?:nel|dal|del|al|il)\s$"),
    just_after=cue(r"\b(?:dopo|passata)\s(?:la\s)?$"),
    repeated=cue(
        r"\b(?:ogni\s(?:\w+\s)?\w+|tutt[ie]\s(?:i|le)\s(?:giorni|mattine|sere|notti)"
        r"|dal\slunedì\sal\s(?:venerdì|sabato)|nei\sgiorni\s(?:feriali|festivi))\s"
        r"(?:(?:alle|dalle)\s\d{1,2}(?:[:.]\d\d)?\s(?:e|alle)\s(?:(?:chiude|finisce|termina)\s)?)?$"
    ),
    repeated_after=cue(r"\s(?:di\s)?(?:ogni\s\w+|tutt[ie]\s(?:i|le)\s\w+)\b"),
    roughly=cue(
        r"\b(?:verso|intorno|attorno|circa|quasi|(?:poco|subito|appena|qualche\sminuto|pochi\sminuti)\s(?:dopo|prima(?:\sdi)?)"
        r"|passate\sda\spoco|dopo)\s(?:circa\s)?(?:alle?\s|all['’]|delle?\s|dell['’]|le\s|l['’]|l[ae]\s)?(?:ore\s)?$"
    ),
    roughly_after=cue(r"\s(?:circa|passate)\b"),
    before_day=cue(
        r"\b(?:(?:entro|per|fino\sa|tra)\s?(?:il|l)|(?:poi|infine|il\s\d{1,2}\se)\sil"
        r"|(?:fino|rinvi\w+|slitt\w+|spost\w+|proro\w+|aggiorn\w+)\s(?:\w+\s){0,3}al"
        r"|(?:\w{2,}(?:at|ut|it|s|tt|rt|lt|nt)[oaie]|riprend\w+|(?:ri)?comincia\w*|inizia\w*|scad\w+|(?:esc|usc)\w+"
        r"|arriva\w*|torna\w*|(?:ri)?apr\w+|chiud\w+|parte\w*|si\s\w+)\s(?:già\s|poi\s)?il"
        r"|(?:sedut|riunion|udienz|vertic|incontr|assemble|scioper|corte|manifestazion|partit|gar|vot|appuntament)[aeio]"
        r"\s(?:[a-zà-ù]+\s)?del"
        r")\s$|(?:^|[.;:!?]\s|\n)[Ii]l\s$"
    ),
    day_ends=cue(
        r"\s?(?:[,.;:!?)»”\"](?!\d)|$)|\s(?:(?:e|ed)(?!\s(?:il\s)?(?:\d+\s\w|mezz))|ma|o|si|con|per(?!\s?cento)|nel|nella|alle|dalle|quando|dopo|prima"
        r"|\w{2,}r(?:à|anno)|è|sono|era|erano|ha|hanno)\b(?!\s(?:di\s)?(?:cento|mila))"
    ),
    month_follows=cue(
        rf"(?:,\s(?:il\s)?\d{{1,2}})+\s[eo]\s(?:il\s)?\d{{1,2}}\s(?:{'|'.join(MONTHS.split())})\b"
    ),
    number_of=cue(
        r"\s[a-zà-ù]+[ei]\s(?:sono|erano|hanno|avevano|furono|saranno|avranno|vennero|verranno)\b"
        rf"|\s(?:{'|'.join(MONTHS.split())})\b"
        r"|\s(?:mila|milioni|per\s?cento|anni|ore|minuti|giorni)\b|\s?[%€.,]\d|\s?[%€]"
    ),
    timed=cue(
        r"\b(?:tren[oi]|vol[oi]|cors[ae]|mess[ae]|traghett[oi]|autobus|bus|aere[oi]|telegiornale|tg|edizione"
        r"|chiusura|apertura|partenza|seduta|lezione|turno|replica|spettacolo|scossa|collegamento)\s$"
    ),
    before_numeric=cue(r"\b(?:il|dal|al|del|nel|entro\sil)\s$"),
    at_dawn=cue(r"\b(?:all['’]|al\s)$"),
    other_day=cue(
        r"\sdel(?:la\s|l['’]|\s)(?:giorno|mattina|sera|notte|mattino)\s(?:prima|dopo|del|precedent|successiv)"
    ),
    until_dawn=cue(r"\b[fs]ino\s(?:all['’]|al\s|a\spoco\sprima\sdell['’])$"),
    before_dawn=cue(r"\b(?:all['’]|dall['’]|al\s|dal\s|prima\sdell['’]|prima\sdel\s)$"),
    numbered=cue(
        r"\b(?:articolo|legge|volo|pagina|radio|decreto|direttiva|regolamento|delibera|sentenza)\s$"
    ),
    before_season=cue(
        r"\b(?:in|d['’]|nell['’]|dell['’]|dall['’]|(?:durante|entro|per|dopo)\s(?:l['’]|la\s)|della|dalla)\s?$"
    ),
    before_part=cue(r"\b(?:in|nel|nella|durante\sla|al|alla)\s$"),
    each_part=cue(r"\b(?:al|alla)\s$"),
    year_needs=cue(
        r"(?:\b(?:nel|dal|del|al|il|anno|edizione|stagione|campionato|bilancio|esercizio|di|dell['’]anno|fine|inizio|metà|in|e|o|tra|fra)\s"
        r"|['’(,–-]\s?|^)$"
    ),
    named_before=cue(
        r"\bfasc(?:ia|e)(?:\sorari[ae])?\s$|\b(?:alber[oi]|mercatin[oi]|uov[oa]|isola|luci|regal[oi])\sdi\s$|\bsignora?\s$|\b(?:auto|mondo|citt[aà]|uomini|donne|gente)\sdi\s$|\b(?:via|viale|(?<!es[aeoi]\sin\s)(?<!ndono\sin\s)(?<!ranno\sin\s)piazza|piazzale|corso|largo|ponte|sole|radio)\s$"
    ),
    named_after=cue(r"\s(?:scolastic[oi]\b|del\sCorriere|di\sRepubblica|Santo\b|della\s?Memoria)"),
    lower=True,
    before_capital=cue(r"(?:\b(?:il|del|dal|al|nel|e|o|scors[oa]|prossim[oa])\s|['’]|,\s)$"),
    month_ends=cue(
        r"[.,;:)]|\s(?:il|lo|la|i|gli|le|fu|è|un|una|in|nel\w*|a|e|ma|quando|con|per|da)\b"
        r"|\s\w+(?:ò|arono|irono)\b|$"
    ),
    than=cue(
        r"\s(?:di|del|della|rispetto|il\sprevisto|la\s(?:data|scadenza)|il\stermine)\b"
        # "sei mesi dopo il salvataggio, la banca": what it counts from
        r"|\s(?:il|lo|la|i|gli|le|l['’]|un['’]?|una|uno)\s?(?:ultim[oa]\s|prim[oa]\s|su[oa]\s)?[\w'’-]+"
        r"(?:\s(?:di|del\w*|dell['’]|al\w*|in|nel\w*|tra|fra)\s?[\w'’-]+){0,3}"
        r"(?:[.,]|\sche\b|\sdel(?:l['’]|\s)\d)"
    ),
    since=cue(r"\b(?:a\spartire\s(?:dal|da|dalla|dallo)|(?:fin|sin)\s(?:dal|da)|dal|da)\s$"),
    until=cue(
        r"\b(?:entro|non\soltre)\s(?:il\s|la\s|lo\s|l['’])?(?:fine\s(?:di\s|del\w*\s|dell['’]))?$"
        r"|\b(?:fino|sino)\sa[l]?l?[ao]?\s$"
    ),
    between=cue(r"\b(?:tra|fra)\s(?:il\s|l['’])?$"),
    range_from=cue(
        r"(?s)^(?!.*\b(?:(?:rinviat|spostat|posticipat|rimandat|anticipat|slittat)[oaie]|slitta(?:no)?|slitter\w+)\s"
        r"(?:(?:(?:il|lo|la|i|gli|le|un|una)\s|(?:l|un)['’])(?:[\w’'-]+\s){1,3})?"
        r"(?:dal|dall['’]|da|dalle?|dalla)\s?(?:il\s|la\s|lo\s|l['’])?$)"
        r".*\b(?:dal|dall['’]|da|dalle?|dalla|tra|fra)\s?(?:il\s|la\s|lo\s|l['’])?$"
    ),
    counted_by=cue(r"\s(?:(?P<after>dopo)|prima)\s[^.,;:()]{2,55}"),
    counted_from=cue(r"\b(?:dopo|prima|più\stardi)$|\bgiorno\s(?:seguente|successivo|precedente)$"),
    namely=cue(r",\s(?:il\s|[nd]?e?l?l['’]|nel\s|nella\s|a\s|in\s)"),
    and_does=cue(
        rf"(?:{_NO_TURN}[^.;:!?,\n])*?,?\s(?:e|ed)\s(?:poi\s)?(?-i:[a-zà-ù]){{3,}}\b"
        rf"(?:{_NO_TURN}[^.;:!?\n])*"
    ),
    and_at=cue(r"\s(?:e|ma|o)\s(?:\w+\s){0,3}(?:alle\s|all['’]|a\s)"),
    range_to=cue(r"\s(?:al|all['’]|a|alla|alle|e|e\sil|e\sla|fino\sa|fino\sal)\s?"),
    counted=cue(
        r"\s(?!di\b|del|della|dell|in\b|per\b|e\b|ed\b|a\b|al\b|alla|con\b|da\b|dal|si\b|è\b|presso|nel|nella|nell|ora\b|locali|circa|quando|ha\b|hanno\b|sono\b|era\b|erano\b|aveva|avevano|saranno|sul|sulla|su\b|davanti|il\b|la\b|lo\b|i\b|gli\b|le\b|un\b|una\b|con\b|fino|sarà|dopo|prima|ma\b|che\b|mentre|non\b|verr|arriv|inizi|part|[a-z]{1,5}['’]"
        r"|(?:dai|dagli|nei|negli|sui|sugli|tra|fra|contro|verso|lungo|sotto|oltre|durante|accanto|vicino|anche"
        r"|poi|fu|furono|viene|vengono|venne|vennero|via|piazza|due|tre|quattro|cinque|sei|sette|otto|nove|dieci"
        r"|alcun[ie]|divers[ie]|decine|centinaia|quest[oaie]|tutt[ie]|\w+(?:[aei]rono|[aei]va(?:no)?|ò|rà|ranno))\b"
        r"|(?:tocca|comincia|gioca|torna|scatta|suona|parla|apre|chiude|scende|riprende|esce|riparte)(?:no)?\b)[a-zà-ù]"
    ),
)
