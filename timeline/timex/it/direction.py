"""What tells, around an Italian weekday, whether it is over or to come."""

from __future__ import annotations

from timeline.timex.cues import cue

#: The present tells of what is to be.
_TIMETABLE = (
    r"(?:gioca(?:no)?|votano|inizia(?:no)?|scioper(?:a|ano)|scendono\sin\spiazza|affront(?:a|ano)"
    r"|ospit(?:a|ano)|sfid(?:a|ano)|ricev(?:e|ono)"
    r"|si\s(?:riunisc(?:e|ono)|rived(?:e|ono)|ritrova(?:no)?|torna|vota|decide|terr\w+|incontr(?:a|ano)|tiene|tengono|svolg(?:e|ono)|gioca(?:no)?"
    r"|apre|chiude|pronuncia)|tocca\sa\w*)"
)
#: Not what somebody called: "lo ha convocato mercoledì".
_FIXED = (
    r"(?<!\bha\s)(?<!\bhanno\s)(?<!aveva\s)(?<!avevano\s)"
    r"(?:previst|fissat|attes|programmat|convocat)[oaie]"
)
_WOULD = r"(?:dovrebb|potrebb)\w+"
#: "Partirà", "terranno"; "perché", "però" do not end like this.
_WILL = r"\w{2,}r(?:à|anno)"
#: What happens on a day that is named with it: "la prossima udienza è".
_NEXT = r"(?:udienza|gara|partita|turno|scadenza|appuntamento|funerali?)"
_RETURNS = (
    r"(?:(?:ri)?(?:apr(?:e|ono)(?!\sil\sfuoco)|part(?:e|ono)(?!\sun)|comincia(?:no)?|torna(?:no)?|chiud(?:e|ono))"
    r"|riprend(?:e|ono)|prend(?:e|ono)\s(?:il\svia|servizio))"
)

#: What a body does by its agenda: "giovedì il consiglio decide sul bilancio".
#: Not what one person makes up their mind to: "decide di uscire".
_AGENDA = (
    r"(?:decid(?:e|ono)(?!\sdi\b)|discut(?:e|ono)|esamina(?:no)?|deliber(?:a|ano)"
    r"|si\s(?:ved(?:e|ono)|corr(?:e|ono)|celebra(?:no)?|inaugura(?:no)?))"
)
#: Whom one expects to meet, visit or present by an agenda.
_IN_OFFICE = (
    r"(?:ministr[oai]|premier|president[ei]|sindac[oa]|sindaci|sindacati|governo|giunta|papa|azienda"
    r"|assessor[ei]|prefett[oa]|commissari[oa]?|procuratore|segretari[oa])"
)
_MEETS = (
    rf"(?:l['’])?{_IN_OFFICE}\s(?:(?!(?:e|che|ha|hanno|è|sono)\s)[\w’'-]+\s){{0,4}}?"
    r"(?:incontra(?:no)?|visita(?:no)?|present(?:a|ano)|parla(?:no)?)(?=\s)"
)

#: Whom a team meets, behind its day: "Domenica arriva il Valmora".
_PLAYS = (
    r"(?:arriva(?:no)?(?!\s(?:in|al)\s(?:ospedale|pronto)\b)|gioca(?:no)?|affronta(?:no)?|riceve"
    r"|sfida(?:no)?)"
)

#: By a timetable, before its day.
#: Not what one tells of an accident or a crime: "esce di strada", "finisce nel fiume".
GOES_ON = (
    rf"(?:{_RETURNS}|{_TIMETABLE}|{_AGENDA}|scatta(?:no)?|scad(?:e|ono)|termina(?:no)?|debutta(?:no)?"
    r"|finisc(?:e|ono)(?!\s(?:in|ne\w*|ne[il]|contro|fuori|sotto|addosso|giù|dentro|su\w*|a)\b)"
    r"|esc(?:e|ono)(?!\s(?:di|fuori|da\w*)\b)|arriva(?:no)?(?!\s(?:in|al)\s(?:ospedale|pronto)\b)"
    r"|entra(?:no)?\sin\s(?:vigore|servizio|funzione|carica|campo|sciopero|esercizio))"
)

#: A noun that begins a sentence or headline without a verb.
_HEADS = (
    r"(?:^|[.;!?\n]\s?)[\w’']+(?:\s(?!(?:è|sono|era|erano|resta|restano|e)\s)\w+)?(?:\se\s\w+)?"
)
#: What is announced before it is told of.
_ANNOUNCED = (
    r"(?:sciopero|corteo|manifestazione|assemblea|sit-in|presidio|consiglio|vertice|marcia"
    r"|fiaccolata|funerali)"
)

#: Right before a weekday that is still to come.
FUTURE = cue(
    r"\b(?:"
    + "|".join(
        (
            r"in\sprogramma\s(?:(?!(?:è|sono|ha|hanno)\s)[^.;,]){0,40}",
            r"(?:in\svista|alla\svigilia)\sdel[^.;,]{0,40}",
            rf"(?:prossim\w+\s(?:\w+\s){{1,3}}|{_NEXT}\s|(?:scadenza|termine)\s(?:[\w’']+\s){{1,4}})è",
            r"bigliett[oi]\s(?:\w+\s)?per\s(?:(?:il|lo|la|i)\s|l['’])\w+\s(?:di|del)",
            rf"confermat[oaie]\s(?:(?:lo|il|la|i|gli|le)\s|l['’]){_ANNOUNCED}\sdi",
            r"entro|[fs]ino(?:\sa(?:l|ll[ae]|ll['’])?)?|prossim\w+|domani,?\s(?:[eo]\s)?\(?",
            rf"(?<!che\s){GOES_ON}\s(?:(?!da\s)\w+\s){{0,2}}",
            r"(?:(?:rinviat|spostat|posticipat|rimandat|slittat)[oaie]|slitta(?:no)?|slitter\w+)\s(?:[\w’'-]+\s){0,6}(?:al?|da)",
            r"per(?:\sil|\sla)?(?:\s(?:giornata|serata|mattinata|mattina|sera|notte)\sdi)?",
            # "Scuole chiuse lunedì", "Treni e bus fermi venerdì": announced
            rf"{_HEADS}\s(?:ferm[aeio]|chius[ei])",
        )
    )
    + r")\s?(?:il\s)?$"
)

#: What somebody means to do, or tells others to: "minacciano di scioperare".
_MEANS = (
    r"(?:minacci|promett|promess|decis|decid|annunci|propon|propost|ordin|giur|sper|pens|cont|preved)\w*\sdi"
    r"|(?:chied|chiest)\w*\s(?:(?!di\s)[\w’']+\s){0,4}?di|(?:punt(?:a|ano)|prepar\w+|invit\w+|esort\w+)"
    r"\s(?:(?!a\s)[\w’']+\s){0,4}?a|intend(?:e|ono)|vuole|vogliono"
)
_TO_DO = rf"(?:{_MEANS})\s(?:non\s)?(?!aver|esser)\w+r(?:e|si|l[oaie]|ne)"

#: What looks ahead, and governs what stands behind it in its clause.
GOVERNS = cue(
    rf"\b(?:{_WOULD}|{_WILL}|{_TO_DO}|(?<!che\s){_FIXED}"
    r"|(?:annunciat|indett|proclamat)[oaie]\sper|in\sprogramma"
    r"|(?:invitat|convocat)[oaie]\s(?:(?!(?:a|al|alla|all)\b)[\w’'-]+\s){1,6}?(?:a|al|alla|ad)\s(?:un[ao]?\s)?"
    r"(?:nuov[oa]\s)?(?:incontro|vertice|tavolo|riunione|cena|audizione|seduta|confronto)"
    r"|(?:dett|annunciat|promess|minacciat|assicurat|spiegat|avvertit)\w\sche\s(?:[^.;]{0,50}\s)?"
    r"(?:avrebb|sarebb)\w+(?!\s(?:dovut|potut)))(?=[\s,])"
)

#: A verb of the past: "ha detto", "è crollato", "disse".
_WAS = (
    r"(?:ha|hanno|aveva|avevano|era|erano|fu|furono|è\s\w+[oaie]|sono\s\w+[oaie]|\w{3,}(?:ò|arono|irono|erono)"
    r"|disse|dissero)"
)

#: Between a day and what governs it: another verb, told of what was.
BREAKS = cue(
    r"(?:\b(?:che|cui|dopo|quando|mentre|dove|perché|e|ma|se)\s(?:[\w’'-]+\s){0,5}?|,\s(?:[\w’'-]+\s){0,5}?)"
    rf"{_WAS}\s"
    r"|^[^\"“”«»]*(?<=\S)[\"”»]\s"
    # lo sciopero che era previsto giovedì | è stato sospeso | lunedì
    r"|\b(?:è|sono)\sstat[oaie]\s(?:\w+mente\s|poi\s)?\w+(?:[aiu]t|ert|ort|mess|pres|chius|pes|tt)[oaie]\s$"
    # "che lunedì hanno scioperato", "arrestato domenica"
    r"|\b(?:che|cui|dove|quando|mentre|perché)\s$"
    r"|,\s(?:\w+mente\s|già\s)?\w+(?:[aiu]t|ert|ort|mess|pres|chius|tt)[oaie]\s$"
    # "l'ordinanza emessa lunedì"
    r"|(?:\b(?:il|lo|la|i|gli|le|un|una|del\w*|al\w*|dal\w*)\s|['’])[\w-]+\s(?:(?!essere)[\w-]+\s){0,4}?"
    r"\w+(?:[aiu]t|ert|ort|mess|pres|chius|tt)[oaie]\s$"
)

#: Before a day, and behind it: "doveva partire, ma | lunedì | ha rinunciato".
SUBJECT_OF = cue(r"\b(?:e|ma|però|mentre|perché)\s(?:poi\s|invece\s)?$")
ACTED = cue(
    r"\s(?:non\s)?(?:si\s)?(?:ha|hanno|è|sono)\s(?:\w+mente\s)?(?!(?:previst|fissat|attes|programmat)[oaie])"
    r"\w+(?:[aiu]t|ert|ort|mess|pres|chius|pes|tt)[oaie]\b"
)

#: What is announced without a verb.
_AWAITED = (
    r"(?:autopsia|funeral[ei]|esequie|fiaccolata|udienza|interrogatorio|sentenza|vertice|finale|ritorno|corteo"
    r"|manifestazione|assemblea|camera\sardente|ballottaggio|sciopero|sorteggio|inaugurazione)"
)
#: After a weekday that opens its sentence: its subject and a verb of what is to come.
FUTURE_OPENING = cue(
    r"(?:\s(?!(?:che|chi|quando|e|ma|ha|hanno|era|erano|fu)\s)[\w’']+){0,4}?\s(?:è|sono)\sin\sprogramma\b"
    r"|,?\s(?:(?!(?:che|chi|quando|e|ma|è|sono|ha|hanno|era|erano|aveva|avevano|fu)\s)[\w'’-]+(?:,\s(?:che|cui)\s[^,.;]{1,90},|,)?\s){0,6}?"
    rf"(?:{_TIMETABLE}|{_AGENDA}|{_MEETS}|{_RETURNS}|{_PLAYS}|{_WOULD}|{_WILL})(?!\w)"
    # "Venerdì bus, tram e metropolitana si fermeranno"
    r"|,?\s(?:[\w’'-]+,\s){0,3}(?:[\w’'-]+\s){1,3}?e\s(?:(?!(?:che|ha|hanno|è|sono|era|erano)\s)[\w’'-]+\s){1,3}?"
    rf"(?:{_WOULD}|\w{{2,}}ranno)(?!\w)"
    # "Sabato la fiaccolata in ricordo di lei."
    rf"|\s(?:(?:il|lo|la|i|gli|le)\s|l['’]){_AWAITED}\b(?![^.;]*\b(?:è|ha|hanno|sono|era|erano|aveva|avevano|fu|che)\b)"
    r"(?![^.;]*\w{3,}(?:ò|arono|irono|erono)\b)"
)

#: After a month that opens its sentence: its subject and what it will do.
OPENS_ON_PLAN = cue(
    r",?\s(?:(?!(?:che|chi|quando|e|ma|è|sono|ha|hanno|era|erano|aveva|avevano|fu)\s)[\w'’-]+\s){0,7}?"
    rf"{_WILL}(?!\w)"
)

#: Words that end like a participle and are things.
_NOUNS = (
    r"(?:partit|concert|process|protest|fest|mercat|cors|visit|uscit|giunt|vendit|ast|sfilat|serat|regat"
    r"|giornat|not|mess|test|sabat|stat|privat|apert|copert|sant|sacerdot|sindacat|deputat|candidat)[oaie]\b"
)
#: What was done to whom the clause tells of: "un uomo arrestato domenica".
DESCRIBES = cue(
    r"(?:\b(?:il|lo|la|i|gli|le|uno?|una|due|tre|dei|delle|degli|alcun[ie])\s|['’]|\d\s)[\w’'-]+\s(?:[\w’'-]+\s){0,2}?"
    rf"(?!{_NOUNS})(?!(?:previst|fissat|programmat|attes|convocat|indett|organizzat|propost)[oaie])"
    r"\w{2,}(?:at|ut|it|s|tt|rt|lt|nt|st)[oaie]\s"
    r"(?:(?:da\w*|dall['’]|in|nel\w*|nell['’]|a|ad|al\w*|all['’]|dopo|con|su\w*|durante)\s?(?:[\w’'-]+\s){0,6}?)?"
    r"(?<!\bper\s)(?:il\s|l['’]|in\s|a\s|ad\s|nel\s)?$"
    rf"|\b(?:che|chi)\s(?:non\s)?(?:(?:si|lo|la|li|le)\s)?{_WAS}\s[^,;.]*(?<!\bper\s)$"
)

#: Not "rinviato a giudizio", who is sent to trial.
_OFF = (
    r"(?:rinviat(?![oaie]\s(?:\w+\s){0,2}a\sgiudizio)|annullat|sospes|posticipat|anticipat|spostat"
    r"|revocat)"
)
#: After a weekday on which something was to be, or to have been: the nearest.
NEAREST_AFTER = cue(
    r"\s(?:(?:a|in|al|allo|alla|nel|nella|tra|di|con|contro)\s[^,.;]{2,40}?\s)?"
    r"(?:(?:è|sono)\s(?:\w+mente\s)?saltat[oaie]|salta(?:no)?)\b"
    # "il bando, atteso per gennaio, non è ancora uscito"
    r"|,\s(?:non\s(?:è|sono|ha|hanno)\s(?:ancora|mai)|deve\sancora|devono\sancora)\b"
)
#: After a weekday that is still to come.
FUTURE_AFTER = cue(
    rf"(?:,\s(?:in|nel|nella|per|con|contro|a|al|alla|dopo|durante)\s[^,.;]{{3,60}},"
    r"|\s(?:e|a)\s(?:\w+dì|sabato|domenica)|\s(?:a|in)\s[A-ZÀ-Ü][\w’'-]+)?"
    rf"\s(?:c['’]è(?!\sstat)|è\s(?:festa|festivo|vacanza)\b|(?:(?:si|non|ci|vi)\s){{0,2}}(?:{_WOULD}|\w{{2,}}(?:r(?:à|ò|anno)|remo)\b"
    rf"|(?:è|sono)\s(?:in\sprogramma|previst|attes|fissat|convocat|confermat|stat[oaie]\s{_OFF})))"
)

#: Before a weekday that may be over or not.
NEAREST = cue(
    rf"\b(?:salta(?:no)?|(?:annullat|rinviat|revocat|disdett|cancellat)[oaie])\s(?:(?:il|lo|la|i|gli|le)\s|l['’])"
    rf"(?:[\w’'-]+\s){{1,3}}?(?:di|del|della)\s$"
    rf"|{_HEADS}\schius[ao]\s$"  # "Strada chiusa lunedì" is announced or told of
    rf"|(?:^|[.;:!?\n]\s?)(?:nuov[oa]\s)?{_ANNOUNCED}\s(?:(?!(?:è|ha|che|dopo)\s)[\w’']+\s){{0,7}}$|"
    r"\b(?:era|erano)\sstat[oaie]\s(?:previst|fissat|programmat|convocat)[oaie]\s(?:[\w’'-]+\s){0,6}?(?:per\s)?$"
)
#: After a weekday on which something was to be: it did not come to it.
DROPPED = cue(
    r",?\s(?:ma|e)\s(?:poi\s|però\s)?(?:ha(?:nno)?\s(?:\w+\s)?(?:annullat|rinunciat|rinviat|disdett|cancellat)o"
    r"|non\s(?:è|sono|ha|hanno)\s\w+)\b"
)
#: Before a weekday: "avrebbe dovuto deporre"; and after it: ", ma l'udienza è stata rinviata".
WAS_DUE = cue(
    r"\b(?:(?:avrebbe(?:ro)?|sarebbe(?:ro)?)\sdovut[oaie]|doveva(?:no)?)\s(?:(?!che\s)[\w’'-]+\s){1,6}$"
    # "aveva convocato le parti per lunedì, ma l'incontro si è chiuso"
    r"|\b(?:aveva(?:no)?|era(?:no)?)\s(?:stat[oaie]\s)?(?:convocat|fissat|previst|programmat|indett)[oaie]\s"
    r"(?:[\w’'-]+\s){0,5}?per\s(?:il\s)?$"
)
WAS_PUT_OFF = cue(
    r",?\sma\s(?:poi\s)?(?:(?:l['’])?(?!non\s)[\w’-]+\s){0,4}?(?:è|sono)\s(?:poi\s)?(?:stat[oaie]\s)?"
    r"(?:annullat|cancellat|revocat|posticipat|rimandat|spostat|slittat|saltat"
    r"|rinviat(?![oaie]\s(?:\w+\s){0,2}a\sgiudizio))[oaie]\b"
    r"|,?\sma\s(?:(?:l['’])?(?!non\s)[\w’-]+\s){0,4}?(?:si\s)?(?:è|sono)\s(?:\w+mente\s)?"
    r"(?:conclus|chius|apert|finit|svolt|tenut|durat|rivelat)[oaie]\b"
    r"|,\s(?:(?:ri)?aprir|(?:ri)?partir|(?:ri)?comincer|inizier|debutter|si\s(?:terr|svolger))(?:à|anno)\s"
)
