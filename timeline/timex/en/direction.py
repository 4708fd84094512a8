"""What tells, around an English day or month, whether it is over or to come."""

from __future__ import annotations

from timeline.timex.cues import any_of, before, cue, unless

#: As far as a word reaches within its clause.
_REST, _FAR_REST = r"[^.;,]{0,40}", r"[^.;,]{0,60}"

_PLANNED = any_of(
    "scheduled planned planning expected due slated forecast likely",
    "set(?!_(?:on_fire|alight|ablaze|free|up)_)",
)
_PLANS = any_of(
    "scheduled expected planned planning plans? due slated ready forecast tipped",
    "set(?!_(?:out|off|sail|up|fire)_)",
)
#: "Were to have met"; not "were to have dinner".
PERFECT = r"have\s(?!(?:an?|the|their|his|her|its|no|more|dinner|lunch|breakfast|talks|tea)\b)\w+"
#: What somebody had in mind, and may still come.
MEANT = any_of(
    "planned scheduled due set expected hoped until to asked wanted called agreed intended booked",
    "promised",
)
_MINDS = any_of("expects? hopes? aims? intends?")
_HOW_MANY = (
    r"(?:(?:about|around|some|up\sto|at\sleast|nearly|almost|as\smany\sas|(?:more|fewer)\sthan|over)\s)?"
    r"(?:\d|an?\s|tens|hundreds|thousands|crowds?|no\s|large|heavy|record|delays|trouble|snow|rain)"
)
#: Not "the plan for the bridge".
_NO_NOUN = r"(?<!\bthe\s)(?<!\ba\s)(?<!\bits\s)(?<!\bhis\s)(?<!\bher\s)(?<!\btheir\s)(?<!\bthis\s)"
#: "Snow expected on Friday", not "later than expected on Friday", "was expected on Friday".
_NO_VERB = (
    r"(?<!\bthan\s)(?<!\bas\s)(?<!\bis\s)(?<!\bare\s)(?<!\bwas\s)(?<!\bwere\s)(?<!\bbeen\s)"
    r"(?<!\bhad\s)(?<!\bnot\s)(?<!ally\s)"
)
#: What opens by a timetable, and what it does then.
_TIMED = any_of(
    "polls fares talks games flights classes trials sales elections negotiations schools shops",
    "banks doors gates",
)
_TIMED_VERBS = any_of("open begin start resume close end go_up rise go_on_sale reopen")
_OPENS = any_of(
    "opens reopens closes begins starts restarts reconvenes? resumes? expires? kicks_off",
    "takes_effect goes_on_trial heads_to faces",
)
#: By a timetable, right before its day.
GOES_ON = any_of(
    "begins starts restarts opens reopens closes ends expires resumes continues returns meets",
    "concludes convenes votes plays hosts visits airs premieres runs_out takes_effect is_up",
    "takes_place goes_on_sale steps_down retires comes_out",
)
#: Not "three votes", "the visits".
_NO_COUNT = (
    r"(?<!\d\s)(?<!\bone\s)(?<!\btwo\s)(?<!\bthree\s)(?<!\bfour\s)(?<!\bfive\s)(?<!\bsix\s)"
    r"(?<!\bthe\s)(?<!\bof\s)(?<!\bby\s)(?<!\bfew\s)(?<!\bmore\s)"
)
#: What is published by a calendar: "reports its results on Thursday".
_REPORTS = (
    r"(?:reports|publishes|releases|announces|posts|issues)\s(?:its|their|his|her)\s"
    r"(?:(?!(?:was|were|had|has|after|since|before|that|which|when|and|but|on)\s)[\w’'-]+\s){1,4}"
)
#: The same, with where to: "arrives in Lund on Tuesday".
_SETS_OUT = any_of(
    "arrives leaves departs travels flies heads_(?:to|for) is_travell?ing is_leaving"
)
#: The same behind a subject, with what for: "Bo Frost returns from a ban on Wednesday".
_RETURNS = (
    r"(?:(?-i:[A-Z])[\w’'-]+|\b(?:he|she|it|they|who|which)|\b(?:the|an?|his|her|its|their)\s\w+)\s"
    + any_of(
        "returns arrives departs travels flies opens reopens closes begins resumes meets convenes",
        "concludes reconvenes",
    )
    + r"\s(?:from|to|at|in|for|with|against)\s"
    r"(?:(?!(?:was|were|had|has|after|since|before|that|who|which|when|and|but)\s)[\w’'.-]+\s){1,6}"
)
#: The same of several, whose noun stands right before: "the mayors meet".
_GO_ON = any_of(
    "meet gather vote return march strike play face host visit convene take_on take_to_the_streets",
    "go_to_the_polls go_on_sale go_on_strike go_on go_off go_up go_back go_forward open reopen",
    "begin start resume close elect walk_out stage hold",
)
_SEVERAL = (
    r"(?<=s\s)(?<!\bis\s)(?<!\bwas\s)(?<!\bhas\s)(?<!\bdoes\s)(?<!\bits\s)(?<!\bhis\s)(?<!\bthis\s)"
    r"(?<!['’]s\s)"
)
#: "Voters in Castrana", "drivers at Nordbahn".
_SEVERAL_OF = (
    r"\w{2,}s\s(?:in|at|of|from|across)\s(?:the\s)?(?:(?-i:[A-Z])[\w’'-]+\s){1,3}(?<!\bto\s)"
)
#: "He and Ada Winter".
_TWO = r"and\s(?:[\w’'.-]+\s){0,3}?(?-i:[A-Z])[\w’'.-]+\s"
#: What is called or set for a day.
SET_FOR = any_of("called declared set planned scheduled fixed announced booked invited postponed")
_MEETING = any_of(
    "strikes? walkout elections? vote referendum meeting protests? march rally hearing summit",
    "session debate deadline trial conference talks demonstration holiday fast curfew",
    "day_of_(?:mourning|rest|protest|action|prayer|remembrance)",
)
#: What is called for is to come; not "called for calm".
_CALLS_FOR = (
    r"call(?:s|ed|ing)?\sfor\s(?:(?!(?:on|after|since|end|halt|stop)\s)[\w’'-]+\s){0,4}?"
    + any_of(
        "strikes? walkout protests? march(?:es)? rally rallies demonstrations? vigils? boycott"
    )
)
_INVITED_TO = any_of("meeting hearing talks conference dinner briefing summit session debate party")
#: "Invited both sides to a hearing".
_INVITES = (
    r"(?:invit|summon)(?:e?s|ed)\s(?:(?!(?:to|on)\s)[\w’'-]+\s){1,6}(?:to|for)\s(?:an?|the|its|their)\s"
    rf"(?:[\w’'-]+\s){{0,3}}?{_INVITED_TO}"
)
#: "A strike at both ports", not "a strike and left".
_OF_IT = r"(?:\s(?!(?:was|were|has|had|and|but|which|who|that)\s)[\w’'.-]+){0,5}"
#: What moves something to another day.
MOVED = any_of(
    "moved postponed rescheduled put_back put_off pushed_back brought_forward delayed adjourned",
    "deferred",
)
_MOVED_TO = rf"\b{MOVED}\s(?:[\w’'-]+\s){{0,6}}(?:to|until|till)\s(?:early\s|late\s)?$"
#: Who is told to do what.
_TOLD_TO = (
    r"(?:ordered|orders?|asked|asks?|told|tells?|urged|urges?|summoned|instruct(?:s|ed)|invite[sd]?|calls?\son"
    r"|call(?:s|ed)?\s(?:on|for(?=\s(?:[\w’'-]+\s){1,4}to\s))|appeal(?:s|ed)\sto|requires?|hop(?:es?|ing)|aims?|preparing|going|poised|slated)\s"
    r"(?:(?!(?:was|were|had|said|has|have)\s)(?:[^\s,;.]|\.[A-Z]\.)+\s){0,12}?"
    r"to(?!\s(?:leave|evacuate|flee|stay|shelter|boil|move\s(?:to|out)|get|abandon|vacate|pull\sout"
    r"|keep|seek|run|take\s(?:cover|shelter)|go\s(?:home|inside|indoors)|have|the|an?|its|his|their)\b)"
)
#: Whom a team or a guest is to meet: "hosts Malmo United".
_OPPONENTS = (
    # one team, of which the verb speaks as of several: "Brera play Montelva"
    r"\b"
    + unless(
        r"(?<!\bsee\s)(?<!\bsaw\s)(?<!\bwatch\s)(?<!\bwatched\s)(?<!\bdid\s)(?<!\bto\s)(?<!\bmade\s)",
        r"(?-i:[A-Z])[\w’'-]+\s(?:play|host|face|meet|visit|entertain|welcome|travel\sto|take\son)",
    )
    + r"\s(?=(?-i:[A-Z])|(?:the|an?|their)\s)"
    r"|\bhosts\s(?=an?\s)"
    r"|\b(?:plays?|are|is)\s(?:at\shome|away)\s(?:to|against|at)\s|"
    + unless(r"(?<!\bto\s)(?<!\bnot\s)(?<!\bthe\s)", r"(?:hosts?|faces?|takes?\son|travels?\sto)\s")
    + r"(?=(?-i:[A-Z]))"
)

#: Who says it tells of what he has in mind.
_TOLD = any_of("said says told announced promised pledged vowed warned confirmed insisted added")
_MEANS = any_of("threatened threatens vowed promised agreed pledged plan(?:s|ned)? intends?")
_HOLDS_FROM = any_of("effective appl(?:y|ies) rises? valid available in_force")

_WAS = any_of(
    r"\w{2,}ed was were had did began bought brought came fell found gave got held hit left lost",
    "made met paid rose said saw sold sent shot struck told took went won wrote heard kept spent",
    "won ran beat became built sat stole fought",
    "grew drew flew stood spoke sank broke chose drove threw taught wore shrank swept fled",
    "burst bled froze hid hung laid lit overran overtook rode slept slid stuck withdrew woke tore",
    "swore rang sang swam bent crept wept clung leapt split spread shed shook dealt fed bore bid",
    "quit shut put knelt overcame sought caught taught lent sued strode hurt",
    r"(?<!\ba\s)bit(?!_of) set_(?:fire|off|out|up|sail|foot|ablaze)",
)

#: Right before a weekday that is still to come.
FUTURE = cue(
    r"\b(?:"
    + "|".join(
        (
            r"(?<!was\snot\s)until|till|next|coming|effective|starting|beginning",
            r"(?<![.!?;]\s)(?<!^)(?<!\n)(?<!\band\s)(?<!\bbut\s)by",
            rf"(?:(?:is|are)\son|ha(?:s|ve)\suntil\s{_REST}|(?:ahead|on\sthe\seve)\sof\s{_REST})",
            rf"as\s{any_of('soon early late')}\sas",
            r"no\s(?:earlier|sooner)\sthan",
            r",\sdue",
            rf"{_NO_VERB}(?:expected|forecast|due)",
            r"(?:tickets\s|(?:run|build)-?up\s|previews?\s|favou?rites?\s)(?:for|to|of|in)",
            r"(?:waits?|waiting|braces?|bracing|prepares?|preparing)\sfor|await(?:s|ing)?",
            r"(?:is|are)",
            rf"{_HOLDS_FROM}\s(?:\w+\s){{0,2}}from",
            rf"(?<!who\s){GOES_ON}\s(?:\w+\s)?",
            rf"(?:{_SEVERAL}|{_SEVERAL_OF}|{_TWO}){_GO_ON}\s(?:(?!(?:on|for|since|until|after|before|had|has|was|were)\s)[\w’'-]+\s){{0,4}}",
            r"before\s(?:\w+\s){1,3}(?:opens?|begins?|starts?|reopens?|resumes?|meets?|closes?|votes?)",
            rf"(?:{SET_FOR}|confirmed)\s(?:\w+\s)?(?:for|until)",
            rf"{MOVED}\s(?:the|its|their|his|her)",
            rf"{SET_FOR}\s(?:[\w’'-]+\s){{0,3}}{_MEETING}{_OF_IT}\sfor",
            rf"called\s(?:an?|another)\s(?:[\w’'-]+\s){{0,2}}[\w’'-]+{_OF_IT}\sfor",
            rf"{MOVED}\s(?:[\w’'-]+\s){{0,6}}(?:to|until|from)",
            rf"(?<!who\s){_SETS_OUT}\s(?:(?:in|for|to|at|from)\s)?(?:the\s)?(?:(?-i:[A-Z])[\w’'-]+\s){{0,3}}",
            _RETURNS,
            _REPORTS,
            r"tomorrow,?\s(?:(?:and|or)\s)?\(?",
        )
    )
    + r")\s?(?:on\s)?$"
)

#: "Forecasters warned of hail", "futures pointed to a fall"; not "forecasters warned on Monday".
_FORESEES = (
    r"forecasters\s(?:[^.;]{0,60}?\sand\s)?(?:also\s)?(?:warn(?:ed)?\sof|(?:predict|expect|forecast|see)(?:ed)?(?!\son\s))"
    r"|futures\s(?:\w+\s){0,3}?(?:point(?:s|ed|ing)?\sto|(?:indicat|suggest|signal)\w+(?!\son\s))"
)

#: What may be done on a day to come; not "may be linked to Sunday's fire".
_DONE_THEN = any_of(
    "charged arraigned sentenced released freed announced held named decided extended resumed",
    "signed published passed approved lifted opened reopened closed buried brought called_off",
    "cancelled canceled postponed deployed evacuated launched delivered questioned moved put",
)
#: What is done by appointment: "the mayors are meeting on Friday".
_MEETING_THEN = any_of(
    "meeting holding hosting playing visiting returning voting flying leaving arriving speaking",
    "opening closing reopening marching facing",
)

#: What looks ahead, and governs what stands behind it in its clause.
GOVERNS = cue(
    r"\b(?:"
    + "|".join(
        (
            r"will|won[’']t|shall|going\sto|go(?:es)?\son\sto|ha(?:s|ve)\s\w+\s(?:hours?|days?|weeks?|months?)\sto",
            r"ha(?:s|ve)\syet\sto|remains?\sto\sbe",
            r"(?:is|are)\s(?:(?:now|also|still|yet)\s)?(?:forecast|to(?!\s(?:blame|have)\b))",
            rf"(?:could|(?-i:may)|might)(?!\s(?:not|have|be|only|see|hear|barely)\b)|(?:could|(?-i:may)|might)\sbe\s(?:\w+ly\s)?{_DONE_THEN}",
            rf"(?:is|are|['’](?:re|m|s))\s(?:also\s|now\s)?{_MEETING_THEN}(?=\s)",
            r"should(?!\s(?:not\s)?have\b)(?=\s(?:be|open|start|begin|resume|return|know|see)\b)",
            rf"would\sbe\s(?:\w+ing|{_DONE_THEN})|(?:and|but)\s(?:that\s(?:[\w’'-]+\s){{1,6}})?would(?!\s(?:have|not\shave)\b)",
            rf"{any_of('ha(?:s|ve) is are was were')}\s(?:(?:not|now|still|also)\s)?{_PLANNED}",
            rf"{unless(_NO_NOUN, _PLANS)}\s(?:\w+\s){{0,5}}(?:to|for)\b",
            # "expect 5,000", "expects a verdict"
            unless(rf"{_NO_NOUN}(?<!\bto\s)", "expects?") + rf"(?=\s{_HOW_MANY})",
            # "hoped to reopen it by Saturday", but "on Saturday" it was hoped for
            unless(_NO_NOUN, rf"(?:{_MINDS}|hoped(?=\s[^.;,]*\bby\s))\sto")
            + r"(?!\s(?:report|post|announce|book|record|show)\b)",
            # "said it hoped to refloat it on Tuesday"
            r"said\s(?:that\s)?(?:[\w’'-]+\s){1,3}?hoped\sto",
            rf"{_TIMED}\s{_TIMED_VERBS}",
            _OPENS,
            rf"{_TOLD}\s(?:(?:(?!\b(?:and|but)\swould)[^.;]){{0,60}}\s)?would(?!\shave\b)",
            unless(_NO_NOUN, rf"{_MEANS}\sto"),
            _CALLS_FOR,
            _INVITES,
            rf"(?:was|were)\sto(?!\s(?:blame|{PERFECT}|become|die|be\s(?:found|seen))\b)",
            _TOLD_TO,
            r"plan(?:s\s(?:an?|the)|\s(?:an?|more|new|further))|(?<!had\s)planned\s(?:an?|another|more)",
            r"(?:is|are)\s(?:closed|open|shut|suspended)",
            r"can(?=\s[^.;,]*\bfrom\s$)",  # "Borrowers can return books from Monday"
            r"warn(?:s|ed|ing)?\s(?:\w+\s){0,2}?of\s(?:further|more|possible|heavy|severe|new|delays|disruptions?)",
            _FORESEES,
        )
    )
    + rf")(?=[\s,])|{_OPPONENTS}"
)

#: What nobody plans.
_MISHAPS = any_of(
    "fire blaze crash attack blast explosion shooting (?:earth)?quake storm flood collapse",
    "accident stabbing bombing derailment outage landslide defeat loss win victory leak spill",
    "death arrest",
)
#: Between a day and what governs it: another verb, told of what was.
BREAKS = cue(
    r"(?:\b(?:after|since|when|where|which|that|who|whose|because|(?<!soon\s)as(?!\ssoon\b)|while|before|how|what"
    r"|if|but|and|like)\s"
    rf"(?:[\w’'-]+\s){{0,5}}?|,[\"”]?\s(?:[\w’'-]+\s){{0,5}}?){_NO_NOUN}(?<!\bhave\s)(?<!\bhas\s)(?<!\bare\s)(?<!\bis\s)(?<!\bbe\s){_WAS}\s"
    r"|\b(?:said|says)\s[^,]*$"
    # what is quoted governs nothing behind it
    r"|^[^\"“”]*(?<=\S)[\"”]\s"
    # "to suspend the injunction issued Thursday"
    r"|\b(?:the|an?|this|that|his|her|its|their)\s(?:(?!(?:be|been|being|is|are|get)\s)[\w$€£.’'-]+\s){1,4}?"
    rf"{_WAS}\s(?:(?:out|up|upon|off|down|on|over|late|early)\s){{0,2}}$"
    r"|\b(?:which|who|where|when|while|because|although|though)\s(?:on\s|late\s|early\s){0,2}$"
    r"|\b(?:since|overnight)\s(?:late\s|early\s)?$"
    # The strike that was to begin on Thursday | was suspended on | Monday.
    r"|\b(?:was|were|ha(?:s|ve|d)\sbeen)\s(?:\w+ly\s)?(?!(?:planned|scheduled|expected|supposed|meant|booked)\b)"
    r"\w{2,}(?:ed|en|wn)\s(?:(?:on|late|early|off|out)\s)*$"
    r"|\bafter\s(?:\w+ly\s)?(?:breaking|collapsing|failing|losing|being|falling|closing|suffering|missing|winning"
    r"|beating|drawing|resigning|dying|shutting|crashing|stalling|going)\s(?:[\w’'-]+\s){0,6}?(?:(?:on|late|early)\s)*$"
    # "reopens on Saturday after a fire Monday"
    rf"|\b(?:after|following|because\sof|due\sto)\s(?:[\w’'-]+\s){{1,4}}?{_MISHAPS}\s(?:\w+\s){{0,2}}?(?:on\s)?$"
)

#: Before a day: the subject of a clause of its own; after it: its verb, of what was.
SUBJECT_OF = cue(
    r"\b(?:because|after|since|when|while|where|before)\s(?:(?!(?:will|would|is|are)\s)[\w’'-]+\s){1,6}?"
    r"(?:on\s|late\s|early\s)*$"
    # "Amid fears that it could burst, the council on | Monday | opened the dam"
    r"|,\s(?:the|an?|its|their|his|her)\s(?:(?!(?:will|would|is|are|that|who|which|to)\s)[\w’'.-]+\s){1,5}"
    r"(?:on\s|late\s|early\s)*$"
)
ACTED = cue(rf"\s(?:\w+ly\s)?{_WAS}\b")

#: After a weekday that opens its sentence: its subject and a verb of what is to come.
FUTURE_OPENING = cue(
    r",?\s(?:(?!(?:said|says|told|that|when|\w+ed)\b)[\w'’-]+(?:,\s(?:who|which|whose)\s[^,.;]{1,90},)?\s){1,6}"
    r"(?:will|must|plans?\sto|ha(?:s|ve)\sto|hosts?(?=\s(?-i:[A-Z]))"
    rf"|(?:is|are)\s{any_of('to scheduled expected due set')})\s"
    # "On Friday, the team leaves for Spain"
    rf"|,\s(?:(?!(?:said|says|told|that|when|who|which|\w+ed)\b)[\w'’-]+\s){{1,4}}(?:{GOES_ON}|{_SETS_OUT})\s"
)

_OFF = any_of("called_off cancell?ed postponed suspended put_off scrapped rescheduled")
#: After a weekday on which something was to be.
FUTURE_AFTER = cue(
    # "Saturday's regatta has been cancelled"
    rf"(?:['’]s\s(?:(?!(?:was|were|has|had|that|who)\b)[\w’'-]+(?:,\s[^,.;]{{2,60}},)?\s){{1,6}}?|\s)"
    rf"(?:(?:has|have)\sbeen\s(?:\w+ly\s)?{_OFF}|will\s(?:not|no\slonger)|won[’']t)\b"
    rf"|\s(?:will|would|(?:is|are)\s{any_of('due set expected scheduled planned')})\b"
    r"|['’]s\s(?:planned|scheduled|upcoming|forthcoming)\s"
)
#: After a weekday: a thing that is held as planned, and what becomes of it.
_HELD = r"['’]s\s(?:[\w-]+\s){0,3}?" + any_of(
    "elections? vote referendum ballot run-?off primary final semi-final quarter-final match game",
    "race derby fight bout draw launch meeting summit talks hearing session debate rally march",
    "parade protests? strike concert ceremony funeral auction conference fixture opener show",
)
HELD_AHEAD = cue(
    rf"{_HELD}\s(?:(?:in|at|between|against|with)\s[^.;,]{{2,40}}?\s)?"
    r"(?:will|won[’']t|(?:is|are)\s"
    rf"{any_of('expected set due likely scheduled seen viewed billed')})\b"
)
HELD = cue(rf"{_HELD}\b")
#: Before it: it is over.
HELD_BACK = before("over after following since against about from")
#: After a weekday on which something was to be, or to have been: the nearest.
NEAREST_AFTER = cue(
    # "Saturday's concert was scrapped"
    rf"(?:['’]s\s(?:(?!(?:was|were|has|had|that|who)\b)[\w’'-]+\s){{1,6}}?|\s)"
    rf"(?:was|were)\s(?:\w+ly\s)?{_OFF}\b"
    # "the report, expected in January, has not yet been published"
    r"|,\s(?:has|have|had)\s(?:still\s)?(?:not|yet)\b|,\s(?:has|have)n[’']t\b"
)
#: After a weekday's thing that comes round each week, when what is told to others looks ahead.
RECURS = cue(r"['’]s\s(?:\w+\s)?(?:prayers?|mass(?:es)?|services?|sermons?)\b")
#: After a weekday on which something was to be: it did not come to it.
DROPPED = cue(
    r",?\s(?:but|and)\s(?:\w+ly\s|then\s|later\s)?(?:cancell?ed|called\s(?:it\s)?off|pulled\sout|withdrew"
    r"|postponed|backed\sout|stayed\saway|failed\sto|did\snot|never\s\w+)\b"
)
#: No verb of what was: "the meeting scheduled on Monday will", "she hoped Friday would".
_STILL = any_of(
    "planned scheduled due set expected intended booked slated based named owned need hoped wanted",
    "thought believed feared predicted",
)
_SAID = any_of("said announced confirmed warned insisted promised agreed ruled decided")
_TAKEN = any_of(
    "held built brought caught sold sent paid shot struck hit hurt lost made won led found bought",
    "laid stolen taken given broken written chosen seen drawn beaten",
)
#: What was done to whom the clause tells of: "a man arrested by police on".
_DONE_TO = (
    r"(?<!\bbe\s)(?<!\bbeing\s)(?<!\bto\s)(?<!\bget\s)(?<!\bis\s)(?<!\bare\s)(?<!\bwas\s)(?<!\bwere\s)"
    rf"\b(?!{_STILL}\b)(?!{_SAID}\s(?!by\b))"
    rf"(?:\w{{2,}}ed|{_TAKEN})"
)
#: How, where or by whom.
_BY = any_of(
    "by in at near outside inside from with during after under against as off into for over between"
)
DESCRIBES = cue(
    rf"(?<=\w\s){_DONE_TO}\s(?:(?:up|down|out|off|dead)\s)?(?:{_BY}\s(?:[\w’'.:-]+\s){{0,8}})?"
    r"(?<!\bfor\s)(?<!\buntil\s)(?<!\bby\s)(?:on\s|late\s|early\s|in\s){0,2}$"
    rf"|\b(?:who|which|that)\s(?:\w+ly\s|also\s|first\s)?(?!(?:was|were|had)\s(?:due|to|been)\s)"
    rf"(?!(?:(?:was|were|had)\s)?{_STILL}\s){_WAS}\s[^,;.]*(?<!\bfor\s)(?<!\buntil\s)$"
)

#: Before such a weekday.
NEAREST = cue(
    r"\binto\s(?:early\s|late\s)?$"
    r"|\b(?:originally|initially|previously)\s(?:planned|scheduled|due|set|booked)\s(?:[\w’'-]+\s){0,6}?(?:for|on|at)\s$"
    r"|\bhad\s(?:originally\s|initially\s|first\s)?been\s"
    r"(?:planned|scheduled|due|set|called|booked|billed)\s(?:[\w’'-]+\s){0,6}?(?:for|on|at)\s$"
    # "cancelled a dinner that she had planned for Saturday"
    r"|\b(?:cancell?ed|called\soff|put\soff|postponed|scrapped|dropped)\s[^.;,]*\bhad\s"
    r"(?:planned|scheduled|called|set)\s(?:for|on)\s$"
    # "cancelled a trip to Lund, where she was to have spoken on Thursday"
    r"|\b(?:was|were)\sto\shave\s(?:been\s)?\w+(?:ed|en|wn|ld|un|id|t|de|me|ne)\s[^.;]*?(?:for|on|by)\s(?:early\s|late\s)?$"
)

#: Before "by", "until": something was done then.
_ORDERED = any_of("expected due scheduled ordered told asked required set")
_DONE = any_of("made sold held found led sent paid won shot hit shut laid cleared")
_LASTED = any_of("lasted ran stayed remained continued waited fought went_on held_out")
_GREW = any_of("rose fell climbed reached dropped dwindled stood")
_FINISHED = any_of(
    "brought extinguished contained restored recovered rescued evacuated arrested finished counted"
)
DONE = cue(
    rf"\b(?:was|were|been|got)\s(?:\w+ly\s)?(?!{_ORDERED})"
    rf"(?:\w+{any_of('ed en lt pt ght ut one')}|{_DONE})\s(?:\w+\s){{0,4}}by\s$"
    rf"|\b(?:was|were|did|had)(?:\snot|n['’]t)\s(?!(?:expected|due|scheduled|set)\b)(?:\w+\s){{1,3}}until\s(?:late\s|early\s)?$"
    rf"|\b{_LASTED}\s{_REST}\buntil\s$|\b{_GREW}\s{_REST}\bby\s$"
    rf"|\b{_FINISHED}\s(?:(?!(?:to|must|will|would|if)\s)[\w’'-]+\s){{0,6}}by\s(?:late\s|early\s)?$"
)

#: Before a weekday's thing that is still to come ("at Friday's hearing").
AWAITED = cue(
    r"\b(?:(?:will|ahead\sof|before|until|next|coming|upcoming"
    rf"|{GOES_ON}\s(?:with|in|at|after))\s(?:[^.;,]|(?<=\bNo)\.){{0,30}}|(?:for|at)\s(?:\w+\s){{0,2}}|\bawait(?:s|ing)?\s)$"
)

#: Before a weekday's thing that is not to be ("called off Sunday's race").
PUT_OFF = before(
    "called_off calls_off cancel(?:s|l?ed)? postpone[sd]? scrap(?:s|ped)? put_off delay(?:s|ed)?"
)

#: Before a date at which a period ended.
ENDED = cue(
    r"\b(?:ended|ending\slast|since|after\sthe)\s(?:on\s)?$"
    # below a picture
    r"|(?<!\bbe\s)\b(?:(?:shown|seen)\s(?:here|above|left|right)|pictured|photographed)\s(?:in|on)\s$"
)

_TO_COME = any_of(
    r"won[’']t",
    r"will (?:would|could|(?-i:may)|might|should)(?!\s(?:not\s)?have\b) can expect(?:s|ed)?",
    # but "A planned opera was dropped in May"
    r"schedul\w+ due plan(?:s|ned(?!\s(?:[\w-]+\s){1,4}(?:was|were)\s(?!to\b|due\b|set\b)\w+))?",
    r"set(?=_(?:to|for)\b) until till next upcoming coming effective starting beginning",
    "summit meeting elections?",
)

#: In the clause of a month that lies ahead; "to" is that of an infinitive.
AHEAD = cue(
    rf"\b(?:(?<!yet\s)to\s(?!(?:an?|the|its|his|her)\b|\d)|{_TO_COME})\b|\b(?:by|through)\s(?:early\s|late\s|the\s\w+\sof\s)?$|{_NO_COUNT}\b{GOES_ON}\s(?:in|on)\s$"
    rf"|{_MOVED_TO}"
    r"|\b(?:is|are)\sbeing\s\w+\s(?:\w+\s){0,3}(?:in|on)\s$"
    # "asked that the days be made up in June"
    r"|\b(?:ask|demand|propose|recommend|suggest|request|insist)(?:s|d|ed)?\sthat\s[^.;]*\bbe\s\w+"
)

_FACES = any_of(
    "faces? facing running ahead_of campaign(?:s|ing)? seek(?:s|ing)? upcoming next until before",
    "run up_for standing stands? prepar(?:es?|ing) head(?:s|ed|ing)?_(?:to|for|into|towards?)",
)
_SAYS = any_of("said says announced pledged promised vowed confirmed")

_HELD_UNTIL = any_of("closed shut suspended banned barred lifted sealed delayed remanded")
#: In the clause before a month that is to come, though the last was nearer.
_VOTE = any_of("elections? re-?election referendum votes? vote polls midterms? summit ballot")
COMING = cue(
    r"\b(?:will|won[’']t)\b[^.;,]*$|^(?!.*\b(?:was|were|been)\s(?:meant|due|supposed|scheduled|planned|to)\b).*\bby\s$|\bbetween\snow\sand\s$"
    r"|\b(?:runs?|lasts?|continues?|(?:is|are|stays?|remains?)\s\w+)\s(?:until|till|through)\s$"
    r"|\b(?<!had\s)(?<!\bhad\sbeen\s)(?:extend(?:s|ed)?|prolong(?:s|ed)?)\s(?:[\w’'-]+\s){0,7}?(?:until|till|through)\s$"
    rf"|(?:(?<=has\sbeen\s)|(?<=have\sbeen\s)){_HELD_UNTIL}\suntil\s$"
    rf"|{_MOVED_TO}|{_NO_COUNT}\b{GOES_ON}\s(?:again\s)?(?:in|on)\s$"
    r"|\b(?:is|are)\son\s$"  # "The last concert is on August 22"
    # "asked both sides to settle before Christmas"
    r"|\b(?:ask(?:s|ed)?|urge[sd]?|tells?|told|call(?:s|ed)?\son|order(?:s|ed)?|press(?:es|ed)?|want(?:s|ed)?)\s"
    r"(?:[\w’'-]+\s){1,5}?to\s(?!have\b)[^.;,]*\b(?:before|by)\s$"
    r"|\bin\stime\sfor\s[^.;,]*$|\b(?:open|pav|clear)(?:s|es|ed|ing)?\sthe\sway\s(?:to|for)\s[^.;,]*$"
    r"|(?<!\bwas\s)(?<!\bwere\s)(?<!\bhad\sbeen\s)(?<!\bwe\s)(?<!\bhe\s)(?<!\bshe\s)(?<!\bthey\s)(?<!\bI\s)"
    rf"{_NO_NOUN}\b{_PLANS}\s(?:\w+\s){{0,2}}(?:to|for|in|before)\b[^.;,]*$"
    rf"|{_NO_NOUN}\b(?:{_MINDS}|wants?|plans?)\sto\s(?!have\b)[^.;,]*$"
    rf"|\b{_FACES}\s[^.;,]*\b{_VOTE}\s(?:early\s|late\s)?(?:in\s)?$"
    rf"|\b{_SAYS}\s(?:that\s)?(?:\w+\s){{1,4}}would\s[^.;,]*$"
    r"|\b(?:could|(?-i:may)|might)\s(?!have\b)[^.;,]*$"
)

#: "Next year's fair will be held on".
OF_NEXT_YEAR = cue(
    r"\bnext\syear['’]s\s(?:[\w’'-]+\s){1,6}?"
    r"(?:will|would|(?:is|are)\s(?:to|set|due|scheduled|expected))\s[^.;]*$"
)

#: After a month that opens its sentence: who told something then, whatever was to come.
TOLD_THEN = cue(
    r",?\s(?:(?!(?:who|which|that|when)\b)[\w’'.&-]+\s){1,6}(?:promised|pledged|vowed|agreed|announced"
    r"|said|told|decided|threatened|offered|proposed|asked|ordered|voted|urged|warned)\s"
    r"(?!(?:on|last|yesterday|today|monday|tuesday|wednesday|thursday|friday|saturday|sunday)\b)"
)
#: In the clause of a month that is over: a verb of the past.
BEHIND = cue(rf"(?<!\bis\s)(?<!\bare\s)(?<!\bbe\s)\b{_WAS}\b")

#: Before a day of a month: what was done, on no day to come ("the mayor was elected on").
_PLANNED = any_of(
    "scheduled planned due set expected told asked invited ordered booked fixed slated called",
    "announced advised warned summoned required supposed meant extended adjourned cancelled",
    "reminded urged hoped intended billed listed advertised given ready allowed",
)
_WAS_DONE = any_of(
    "died sank crashed collapsed exploded erupted resigned happened occurred escaped drowned",
    "was_born were_born took_place broke_out struck derailed capsized disappeared vanished fled",
    "began started opened closed",
)
DONE_ON = cue(
    rf"\b(?:{_WAS_DONE}|(?:was|were)\s(?:\w+ly\s|also\s|first\s|then\s)?(?!{_PLANNED}\b|{MOVED}\b)"
    rf"(?:\w+(?:ed|wn|ung|ot|unk)|{_DONE}|taken|stolen|broken|beaten|bitten|put|caught|brought))\s"
    r"(?:(?!(?:to|for|until|before|ahead|will|would|about|that|who|which|when|if|and|but)\s)"
    r"[\w’'-]+\s){0,7}on\s$"
)

#: Before an expression: open to the future, to the past.
SINCE = cue(r"\bsince\s(?:late\s|early\s)?$")
#: "It was not until Sunday that they met": on that day.
UNTIL = cue(r"\b(?:(?<!was\snot\s)until|till|by|no\slater\sthan)\s$")
