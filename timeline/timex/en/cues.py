"""What the words around an English expression tell of it."""

from __future__ import annotations

import re

from timeline.timex.cues import Cues, after, any_of, before, cue
from timeline.timex.en import direction
from timeline.timex.en.words import MONTHS

#: A noun does not begin like this, so "the past" and "the future" stand alone before it.
_NO_NOUN = any_of(
    "of and or to is was in but the as for with by at on has had that will have it he she they we",
    "when",
)

#: Behind a number that is no day of that month: "the 31st of April".
_OF_MONTH = cue(rf"\sof\s(?:{any_of(MONTHS)})\b")

_OF_FEASTS = (
    "trees? carols? cards? markets? lights songs? albums? movies? films? decorations presents?",
    r"gifts? eggs? bunn(?:y|ies) costumes? candy turkeys? island rising rush shopp\w+",
    r"(?-i:Field|Park|Road|Street|Hills?|Bay|House|Hall|Club|Fund|Ross)",
)

_RESULTS = any_of(
    "profits? earnings results sales revenues? income loss(?:es)? growth figures turnover output",
    "gdp",
)

_LASTING_THINGS = any_of(
    "war conflict truce cease-?fire strike dispute embargo blockade sanctions siege government",
    "regime coalition law ban record compan(?:y|ies) firm feud insurgency rebellion uprising",
    "campaign crisis deal agreement treaty airline business project investigation case",
)

#: What a number in the place of a year counts, or is the number of.
_COUNTED = any_of(
    "people persons men women children miles met(?:er|re)s kilomet(?:er|re)s km feet tons tonnes",
    "euros? dollars percent points votes jobs shares units barrels workers soldiers troops",
    "students homes times calories employees members acres copies pounds volunteers seats rooms",
    "tickets cars police officers fans visitors chevrolet ford toyota model",
)
_STREET = any_of("street st\\. avenue ave\\. road boulevard drive lane")
_NUMBERED = (
    "flight number no\\. page room route highway interstate model version section channel",
    "resolution directive regulation protocol asteroid comet euro windows agenda vision boeing",
    "airbus population chapter than nearly almost some over only another",
    r"(?<!since_at_)(?<!until_at_)(?<!from_at_)least",
)

#: Of a game that has four quarters.
_GAMES = any_of(
    "touchdowns? quarterbacks? field_goals? rebounds? halftime buzzer fumbles? interceptions?",
    r"free_throws? [23]-pointers? dunks? outscored NFL NBA playoffs? scored_\d+_points",
    r"(?:led|trailed|ahead|behind|up|down)_\d{1,3}-\d{1,3}",
    r"scor(?:ed|ing) rebounds assists",
    r"overtime rallied_(?:from|past|to) comeback led_until trailed (?:his|her|their)_\d+_points",
    r"\d{1,2}:\d\d_(?:left|remaining|to_play|to_go) season-high career-high",
    r"rall(?:y|ying)_(?:from|past|to) straight_(?:game|win|loss) jumpers? layups? fouls? victory",
    r"\d{1,3}-\d{1,3}_(?:lead|win|loss|run|victory|deficit)",
)

#: Names that hold a word of time, as they stand before or behind it.
_TITLES = any_of(
    "(?:Sunday_)?Times (?:Sunday_)?Telegraph (?:Sunday_)?Herald (?:Sunday_)?Post (?:Sunday_)?Mail",
    "(?:Sunday_)?Mirror (?:Sunday_)?Express (?:Sunday_)?Tribune Night_Live Live Lights",
    "Night_Football Magazine Meetings Games Olympics? Paralympics? Palace Street Review Show",
)
_TODAYS = any_of(
    "world youth society generation environment economy markets? standards children consumers",
    "culture climate",
)
_NAMES = any_of(
    "Good_Friday_(?:Agreement|Accords?|peace) Black_(?:Mon|Tues|Wednes|Thurs)day",
    "(?:Bloody|Super|Sheffield|Ruby|Fat|Manic|Holy)_(?:Mon|Tues|Wednes|Thurs|Fri|Sun)day",
    r"(?-i:(?<=[a-z]_)Today['’]s_[A-Z]\w+_[A-Z]\w+)",
    r"(?:journal|magazine|newspaper)_(?-i:(?:[A-Z]\w+_)+Today) (?:USA|VOA|Russia)_Today",
    "Today_(?:show|programme?) Tonight_Show",
    "(?:Mon|Thurs|Fri|Satur|Sun)day_Night_(?:Football|Live|Lights)",
    r"Operation_(?:[A-Z]\w+_)?(?:Dawn|Midnight|Spring|Summer|Autumn|Winter) Golden_Dawn",
    r"(?:Day|Years?['’]?)_War of_the_Year (?:Arab|Prague)_Spring [A-Z]\w+['’]s_Daily",
)

#: What goes by the clock.
_BY_THE_CLOCK = any_of(
    "beg[aiu]ns? start(?:s|ed)? kick(?:s|ed)?_off kick-off open(?:s|ed)? close[sd]? leaves? left",
    "depart(?:s|ed)? arrive[sd]? reach(?:es|ed)? land(?:s|ed)? t(?:akes?|ook)_off meets? met",
    "gather(?:s|ed)? r[ai]ngs? wakes? woke died happened occurred struck called alerted due",
    "held scheduled resume[sd]? end(?:s|ed)? finish(?:es|ed)? returns? returned broke_out set_off",
    "found seen rescued raised came collapsed crashed collided sank exploded",
)
_MEASURES = any_of(
    "per_cent percent points? index shares? stocks? yields? rates? bonds? prices? dollars? euros?",
    "pounds? yen crowns? cents? pence francs? rand averag\\w+ magnitude seconds odds ratings?",
    "GPA ERA lit(?:er|re)s? tons? tonnes? kilos? met(?:er|re)s? miles? barrels? bushel ounce",
    "quoted trad(?:e|ed|ing) settled Nasdaq FTSE DAX ratio fixed degrees version",
)

_SHORT = r"(?:jan|feb|mar|apr|aug|sept|oct|nov|dec)\b\.?"

_ARTICLES = any_of("the an? his her its their")
_BEFORE_DATE = any_of("on since until till by from dated")

_WEEKDAYS = any_of("mon tues wednes thurs fri satur sun") + "day"
_CLOCK = r"\d{1,2}(?:[:.]\d\d)?(?:\s?[ap]\.?m\.?)?"

#: What turns back from what is to come to something else.
_NO_TURN = (
    r"(?!\b(?:after|before|since|following|because|when|while|who|which|that|until|by|said|from)\b)"
)

CUES = Cues(
    # to come, or over
    future=direction.FUTURE,
    governs=direction.GOVERNS,
    breaks=direction.BREAKS,
    subject_of=direction.SUBJECT_OF,
    acted=direction.ACTED,
    future_opening=direction.FUTURE_OPENING,
    had=cue(
        rf"\bhad\b|\b(?:was|were)\sto\s{direction.PERFECT}\b|^,\s(?:(?:was|were)\s(?:held|opened)|opened|began|started|took\splace|went\sahead)\b"
    ),
    done=direction.DONE,
    describes=direction.DESCRIBES,
    awaited=direction.AWAITED,
    future_after=direction.FUTURE_AFTER,
    nearest=direction.NEAREST,
    dropped=direction.DROPPED,
    nearest_after=direction.NEAREST_AFTER,
    held=direction.HELD,
    held_ahead=direction.HELD_AHEAD,
    held_back=direction.HELD_BACK,
    recurs=direction.RECURS,
    put_off=direction.PUT_OFF,
    ended=direction.ENDED,
    before_that=cue(r"\bhad\s(?:\w+\s)?\w+(?:ed|en|t|n|d|ne|it)\b"),
    saying=cue(
        r"\b(?:said|says|reported|announced|confirmed|told\s(?:[\w’'-]+\s){1,2}?)"
        r"(?:\s?on\s|\s?late\s|\s?early\s)?\s?$"
    ),
    subordinate=cue(r"\b(?:who|which|that|when|where|after|since|before|while)\b[^,;]*$"),
    shared_year=cue(
        rf"(?:,?\s(?:and|or|(?<!to\s)to|through|until|[-–])\s|[-–])(?:\d{{1,2}}\s)?(?:{any_of(MONTHS)}|{_SHORT})"
        r"(?:\s\d{1,2})?(?:,|\sof)?\s((?:19|20)\d\d)\b"
    ),
    then=cue(r"^\d{4}(?:,?\swhen\b(?!.*\bwill\b)|,\sin\s$)"),
    list_goes_on=cue(r",?\s(?:and\s)?\d{1,2}\b"),
    list_ends=cue(r"[.,;:)]|\s(?:in|at|on|and|but|when|with|to|the)\b|$"),
    hours=after("hrs? mins? hours minutes days"),
    next_verb=cue(r"[.;!?]\s|\s(?:and|but)\s"),
    chronicle=cue(
        r"\b(?:chronology|timeline|key\s(?:events|dates|moments)|how\sit\s(?:began|unfolded))\b"
    ),
    article=before("the an? its their his her"),
    thing=re.compile(r"\s(?!(?:on|of|for|in|to|and|from|at|by|with|is|was|has|had)\b)[a-z]{4}"),
    no_season=re.compile(r"[Ff]all\s(?:in|from|to|by)\b|Fall(?:$|[\s.,;:)](?!\s?\d))"),
    doubtful_months=frozenset({"may", "march"}),
    from_now=frozenset({"ago"}),
    next_to=frozenset({"previous", "following"}),
    too_soon={"next": 2},
    born=cue(r"\b(?:born|since|founded|built|dated?)\b[^,;]{0,20}$"),
    record=cue(
        r"\b(?:first|last|only|worst|best|most|least|fewest|\w{3,}est|(?:second|third|\w+th)-?)\b[^.;]{0,60}\bsince\s$"
    ),
    ahead=direction.AHEAD,
    coming=direction.COMING,
    behind=direction.BEHIND,
    told_then=direction.TOLD_THEN,
    of_next_year=direction.OF_NEXT_YEAR,
    done_on=direction.DONE_ON,
    due_in=cue(
        r"(?<!\bwas\s)(?<!\bwere\s)(?<!\bbeen\s)(?<!lly\s)"
        r"\b(?:scheduled|planned|slated|due)\s(?:for|in)\s(?:early\s|late\s)?$"
        # "promised to rebuild it by the autumn"
        r"|\b(?:promise|pledge|vow|agree|plan|hope|aim|intend|want)\w*\s(?:\w+\s){0,3}?to\s[^.;,]*"
        r"\bby\s(?:the\s|early\s|late\s)*$"
    ),
    due_by=before("by for"),
    month_end=cue(r"(?:the\s)?(?:end|middle|beginning)\sof\b"),
    says_too=cue(r"\b(?:and|but)\sthat\s"),
    beside=cue(r",|\s(?:after|before|because|when|while|since)\s"),
    relative=cue(r"\s(?:that|which|who)\s"),
    pluperfect_after=cue(
        # "will report on March 20 and had put it off"
        r"(?!\sand\shad\s)(?:\sof\s\w+)?,?\s(?:(?!(?:if|when|will|would|after|who|which|that)\s)[\w’'.,%$£€-]+\s){1,8}?"
        r"(?<![.!?]\s)had\s(?!(?:to|planned|hoped|wanted)\b)(?:(?:not|already|also|\w+ly)\s)?"
        r"(?!been\s(?:due|set|planned|scheduled|expected|supposed))\w"
    ),
    pluperfect=cue(
        rf"\bhad\s(?!(?:been\s)?{direction.MEANT}\b)(?:\w+ly\s)?(?:been\s)?\w+(?:ed|[wo]n|t|d|ung|me|ne)\s"
        rf"(?:(?!(?:to(?!\s{_ARTICLES}\s)|for|until|by|and|but|that|will)\s)[\w’'-]+\s){{0,7}}$"
    ),
    since=direction.SINCE,
    until=direction.UNTIL,
    # what stands before a month, a clock time, a number
    before_month=cue(
        rf"(?:\b{any_of('in of by since until till from to through during for and or')}"
        r"|\b(?:after|before|between)|,)\s$"
    ),
    before_clock=before("at by until till from around about before after since to"),
    at_last=before("at until till to"),
    before_dotted=before("at until till from"),
    timed=cue(rf"\b{_BY_THE_CLOCK}\s(?:[\w’'-]+\s){{0,6}}?(?:at|until|till|from)\s$"),
    dotted=cue(r"\b\d{1,2}\.[0-5]\d\s?(?:[ap]\.?m\b|GMT|BST|CES?T)"),
    measured=cue(rf"[$€£¥%]|\b{_MEASURES}\b"),
    just_after=cue(r"(?<!\buntil\s)\b(?:after|past)\s$"),
    repeated=cue(
        rf"\b(?:(?:every|each)\s(?:\w+\s)?\w+|{_WEEKDAYS}s|{_WEEKDAYS}\s(?:to|through)\s{_WEEKDAYS}"
        r"|weekdays|weekends|daily|nightly|weekly)\s(?:(?:at|from|between)\s)?"
        rf"(?:{_CLOCK}\s(?:and|to|until)\s(?:(?:closes?|ends?)\s)?(?:at\s)?)?$"
    ),
    repeated_after=cue(
        rf"\s(?:on\s)?(?:{_WEEKDAYS}s|weekdays|weekends|daily|(?:every|each)\s\w+)\b"
    ),
    roughly=cue(
        r"\b(?:about|around|roughly|approximately|circa|towards?|near|nearly|almost|sometime|some\stime"
        r"|(?:shortly|just|soon|right|(?:a\s)?(?:little|bit)|not\slong|(?:some|a\sfew|several)?\s?(?:minutes|moments|seconds))\s"
        r"(?:after|past|before|until)|(?<!\bnot\s)(?<!\blong\s)after)\s(?:about\s|at\s)?$"
    ),
    roughly_after=cue(r"\sor\s(?:so|thereabouts)\b|\s?-?ish\b"),
    before_day=cue(
        rf"\b(?:{_BEFORE_DATE}|between"
        rf"|{direction.MOVED}\s(?:[\w’'-]+\s){{0,4}}to|{direction.SET_FOR}\s(?:[\w’'-]+\s){{0,4}}for"
        r"|(?:on|from|between)\sthe\s\d{1,2}(?:st|nd|rd|th)\s(?:and|to|or|until))\s$"
    ),
    day_ends=cue(
        r"\s(?:and(?!\s(?:the\s)?\d+(?:st|nd|rd|th)\s[a-z]{3})|but|with|for|after|before|when|while"
        r"|because|until|was|were|will|had|has|have|said|from|during|near)\b"
    ),
    before_numeric=before(_BEFORE_DATE),
    at_dawn=before("at"),
    other_day=cue(r"\s(?:on\s|of\s)?the\s(?:day|night|morning|evening)\s(?:before|after|of)\b"),
    until_dawn=cue(r"\b(?:until|till|to)\s(?:just\s|shortly\s)?(?:before\s|after\s)?$"),
    before_dawn=before("at before after by until till since around from to"),
    before_season=before("in by since until till during"),
    before_part=before("by in in_the until since during_the"),
    session=after("trading trade"),
    counted=cue(
        r"\s(?!(?:in|on|at|as|and|but|or|when|after|before|near|outside|inside|local|sharp|with|for|to"
        r"|the|an?|by|while|from|that|during|his|her|their|its|until|who|which)\b)[a-z]"
    ),
    # years
    no_year=before(*_NUMBERED),
    year_counts=cue(rf"\s(?:{_COUNTED}|(?-i:[A-Z])\w+\s(?:\w+\s)?{_STREET})\b"),
    before_pair=cue(
        r"(?:\b(?:the|in|since|for|during|from|to|until|after|before|and|last|seasons?)\s|^|\()$"
    ),
    before_year=frozenset(
        "in since of by until till from during before after through throughout for and or to the"
        " about around circa early late mid fiscal year as but between spring summer fall autumn"
        f" winter christmas easter thanksgiving {MONTHS}".split()
    ),
    # business
    awaits_delivery=cue(r"\bfor\s$"),
    delivery=cue(
        r"\s(?:(?P<due>delivery\b(?!\s(?:of|to)))|(?:\w+\s){0,2}?futures\b|contracts?\b(?!\s(?:with|for|to)\b))"
    ),
    ended_on=cue(r"\s(?:that\s|which\s)?ended\s(?:on\s)?([A-Z][a-z]{2})"),
    in_time=cue(
        # "their fourth match in 12 days"
        r"(?s)^(?!.*\b(?:first|second|third|(?:four|fif|six|seven|eigh|nin|ten)th|\d+(?:st|nd|rd|th)|worst|best|last|only|\w{2,}est)"
        r"\s(?:[\w’'-]+\s){1,3}in\s(?:about\s|around\s)?$)"
        rf".*?(?<!\btime\s)\b(?P<due>(?:due|takes\soffice|{direction.GOES_ON})\s)?in\s(?:about\s|around\s)?$"
    ),
    year_ends=cue(r"\s(?:ended|ending|ends|to|through)\s(?!date\b)"),
    for_year=cue(
        rf"\b(?:{any_of('for so_far during in throughout months_of quarters_of rest_of')}"
        rf"|{any_of('remainder_of most_of much_of course_of')}"
        # "the worst day of the year", "their fifth goal of the year"
        r"|(?:\w{2,}est|worst|best)\s(?:\w+\s){1,2}of"
        r"|(?:first|second|third|\w{2,}th)\s(?!(?:day|week|month|quarter|half)\b)(?:\w+\s){1,2}of)\s$"
    ),
    results=cue(rf"\s(?:(?:net|pre-?tax|operating|core)\s)?{_RESULTS}\b"),
    reported=cue(rf"\b(?:{_RESULTS}|{any_of('orders deliveries shipments exports imports')})\b"),
    fraction=cue(r"\sof\s(?!19|20)|\s(?:full|empty)\b"),
    sport=cue(rf"\b{_GAMES}\b"),
    # how long, how often, how old
    lasts=before(
        "for in within over than last lasts lasted least took take takes spent about nearly almost",
        "half under after long_as delay_of ban_of wait_of absence_of pause_of break_of",
        "gap_of lull_of",
    ),
    rate=before("once twice times"),
    rated=cue(
        r"(?:(?<![-–])\d[\d.,]*(?:%|\s(?:(?:million|billion|thousand)\s)?(?!(?:million|billion)\s)\w+)"
        r"|\baverage)\s$"
    ),
    some_day=before("will would may might could can ll"),
    lasting=before("for within in over takes? took lasts? lasted follows over_the through_the"),
    after_years=before("after despite ending ended amid"),
    lasting_thing=cue(rf"\s(?:\w+\s)?{_LASTING_THINGS}\b"),
    aged=cue(r"\b(?:aged|ages?)\s(?:of\s)?(?:\w+\syears?\sand\s)?$"),
    age=cue(r"(?:\s?[-–]\s?|\s)olds?\b|\sof\sage\b|\sa\s(?:day|week)\b"),
    possessed=cue(r"(?:\b(?:his|her|their|its|my|our|your|whose)|['’]s)\s$"),
    whose=cue(
        r"\b(?:his|her|their|my|our|your|into?)\s(?:\w+\s)?$|\btemperatures?\s(?:\w+\s){0,3}$"
    ),
    than=after("than"),
    against=cue(
        r"\b(?:compared\s(?:with|to)|from|against|versus|than)\s(?:(?!(?:for|in|by)\s)[a-z-]+\s){0,4}"
        r"[$€£¥#]?\d[\d.,]*(?:%|\s(?:million|billion|trillion|percent|cents|euros|dollars))?"
        r"(?:\sa\sshare)?,?\s$"
    ),
    amount=cue(r"['’]s\s[$€£¥#]?\d"),
    compared=cue(r"(?:\d|%|\b(?:per\s?cent|points?|times|twice|half|third))\s$"),
    # now and then
    no_reference=re.compile(r"\s(?:as\s|affairs|account\s|and\s(?:then|again)\b)"),
    of_or_when=re.compile(r"\s(?:of|when)\s"),
    noun=cue(rf"\s(?!{_NO_NOUN}\b)[a-z]"),
    soon=before("will would could can may might should must very too quite pretty how ll or"),
    ends=cue(r"[.,;:)”’\"']|\s(?:in|at|on|and|but|when|with|to)\b|$"),
    trading_ends=cue(
        r"[.,;:)]|\s(?:to\s[$€£¥\d]|at\s[$€£¥\d]|as|after|and|but|amid|following|when|while|because)\b|$"
    ),
    month_follows=_OF_MONTH,
    number_of=_OF_MONTH,
    month_ends=cue(
        r"[.,;:)]|\s(?:he|she|it|they|we|the|an?|when|after|before|as|with|in|at|by|to|for|and|but)\b|$"
    ),
    said=cue(r"\b(?:sa(?:id|ys?)|told|shows?|showed|report\w*|expect\w*|announc\w*|hop\w+)\s$"),
    # feasts and names
    famous={(9, 11): 2001},
    famous_after=cue(
        r"\s(?:(?:terror\w*|suicide)\s)?(?:attacks?|hijack\w+|plot\w*|commission|memorial|victims"
        r"|conspir\w+)\b"
    ),
    of_feast=after(*_OF_FEASTS),
    named_before=cue(r"\b(?:people|world|leaders|stars|cit(?:y|ies))\sof\s$|\bhigh\s$|\bin\sas\s$"),
    named_after=cue(rf"\s(?-i:{_TITLES})\b|['’]s\s{_TODAYS}\b"),
    names=re.compile(rf"\b{_NAMES}\b"),
    # ranges
    range_from=cue(
        # "moved the vote from Monday to Friday" tells of two days
        r"(?s)^(?!.*\b(?:moved|postponed|rescheduled|put\s(?:off|back)|pushed\sback|brought\sforward)"
        r"\s(?:(?:the|its|their|his|her|an?|[\w’'-]+['’]s?)\s(?:[\w’'-]+\s){1,3})?from\s$)"
        r".*(?<!forward\s)(?<!back\s)\b(?:from|between)\s$"
    ),
    between=before("between"),
    on_days=before("on the of for by since until from"),
    range_to=cue(r"\s(?:to|through|until|till|and)\s"),
    and_does=cue(
        rf"(?:{_NO_TURN}[^.;:!?,\n])*?,?\sand\s(?:then\s|will\s)*(?-i:[a-z]){{3,}}\b(?<!\bthe)(?<!\bits)"
        rf"(?:{_NO_TURN}[^.;:!?\n])*"
    ),
    and_at=cue(r"\s(?:and|but|or)\s(?:\w+\s){0,3}at\s"),
    into=cue(r"\s(?:and\s)?into\s(?:the\s)?"),
    counted_by=cue(r"\s(?:(?P<after>after)|before)\s[^.,;:()]{3,55}"),
    counted_from=cue(r"\b(?:later|earlier|before|after)$|\b(?:next|following|previous|same)\sday$"),
    namely=cue(r",\s(?:on|in)\s"),
    months={name[:3]: number for number, name in enumerate(MONTHS.split(), 1)},
)
