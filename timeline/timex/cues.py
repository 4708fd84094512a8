"""What the words around an expression tell of it; every language brings its own."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from timeline.patterns import Pattern

#: Characters of the text before and after an expression that a meaning may look at.
BEFORE, AFTER = 80, 60

#: "Sunday's race": what stands behind the day is a thing.
APOSTROPHES = ("'", "’")

_NEVER = Pattern(r"(?!)")
_ALWAYS = Pattern(r"")
_COMMA = Pattern(r",")
_SENTENCE_ENDS = Pattern(r"[.;!?]\s")
#: Never, in a text whose case matters.
_NOWHERE = re.compile(r"(?!)")


def cue(pattern: str) -> Pattern:
    """Return a cue's expression; case does not matter."""
    return Pattern(pattern)


def any_of(*rows: str) -> str:
    r"""Return the pattern of one word of some rows; "_" is a blank within what counts as a word.

    >>> any_of("in by", "so_far")
    '(?:in|by|so\\\\sfar)'
    """
    return f"(?:{'|'.join(word for row in rows for word in row.split())})".replace("_", r"\s")


def unless(behind: str, said: str) -> str:
    """Return the pattern of what is said unless it stands *behind* something.

    What stands before it is looked at last: most words are others.
    """
    return f"(?={said}){behind}{said}"


def before(*rows: str) -> Pattern:
    """Return the cue that one of some words stands right before an expression."""
    return cue(rf"\b{any_of(*rows)}\s$")


def after(*rows: str) -> Pattern:
    """Return the cue that one of some words stands right after an expression."""
    return cue(rf"\s{any_of(*rows)}\b")


@dataclass(frozen=True, slots=True)
class Cues:
    """Expressions that are searched in the text before (``$``) or matched in the text after.

    They see at most ``BEFORE`` and ``AFTER`` characters.
    """

    #: Right before a weekday that is still to come.
    future: Pattern = _NEVER
    #: In the clause before it: what looks ahead; and, behind that, another verb, of what was.
    governs: Pattern = _NEVER
    breaks: Pattern = _NEVER
    #: Before a day, the subject of a clause of its own, and after it the verb, of what was.
    subject_of: Pattern = _NEVER
    acted: Pattern = _NEVER
    #: After a weekday that is still to come ("Friday will", "venerdì dovrebbe").
    future_after: Pattern = _NEVER
    #: Before and after a weekday that may be over or not: the nearest is meant.
    nearest: Pattern = _NEVER
    nearest_after: Pattern = _NEVER
    #: After a weekday on which something was to be: it did not come to it.
    dropped: Pattern = _NEVER
    #: Before a weekday: something was to be; and after it: that was put off.
    was_due: Pattern = _NEVER
    was_put_off: Pattern = _NEVER
    #: After a weekday that begins its sentence and is to come ("On Friday, the board will").
    future_opening: Pattern = _NEVER
    #: After a month that opens its sentence: a subject and what it will do.
    opens_on_plan: Pattern = _NEVER
    #: Before a decade in plain digits ("negli anni 90").
    before_decade: Pattern = _NEVER
    #: Before the name of a century ("nel Novecento").
    before_century: Pattern = _NEVER
    #: Before and after a weekday with its article, and in its sentence: it is one, not each.
    one_day: Pattern = _NEVER
    one_day_after: Pattern = _NEVER
    #: Before the first of some weekdays: those of each week ("dal lunedì al venerdì").
    from_each: Pattern = _NEVER
    #: After two clock times: the second is on a day of its own.
    of_weekday: Pattern = _NEVER
    narrated: Pattern = _NEVER
    #: After a unit: it is the one that is running ("trimestre in corso").
    running: Pattern = _NEVER
    #: After "the whole month": it goes on to say which.
    whole_of: Pattern = _NEVER
    #: Before a weekday's thing that is still to come ("at Friday's hearing").
    awaited: Pattern = _NEVER
    #: Before and after the month in which what is traded now is handed over.
    awaits_delivery: Pattern = _NEVER
    delivery: Pattern = _NEVER
    #: After a weekday: a thing that is held as planned; the same with a verb that looks ahead;
    #: before the weekday: it is over.
    held: Pattern = _NEVER
    held_ahead: Pattern = _NEVER
    held_back: Pattern = _NEVER
    #: After a weekday: a thing that comes round each week ("Friday's prayers").
    recurs: Pattern = _NEVER
    #: Before a weekday's thing that will not take place.
    put_off: Pattern = _NEVER
    #: Before a weekday by which something was done ("was resolved by").
    done: Pattern = _NEVER
    #: Before an expression that describes whom the clause tells of ("a man arrested on").
    describes: Pattern = _NEVER
    #: Before "more than a year ago": what is compared with it ("5 percent more").
    compared: Pattern = _NEVER
    #: Before "last year": an amount that one of now is compared with; after it: such an amount.
    against: Pattern = _NEVER
    amount: Pattern = _NEVER
    #: In the clause: seen from then, not from now ("had been due").
    had: Pattern = _NEVER
    #: In the sentence before a day: it lies before what is told of.
    before_that: Pattern = _NEVER
    #: Right before a day: it is that of saying so.
    saying: Pattern = _NEVER
    #: In the sentence before a day: it is that of a subordinate clause.
    subordinate: Pattern = _NEVER
    #: Before a date at which a period ended.
    ended: Pattern = _NEVER
    #: In the clause of a month that lies ahead.
    ahead: Pattern = _NEVER
    #: In the clause before a month that is to come, though the last was nearer.
    coming: Pattern = _NEVER
    #: After a month or a day in it: another, with the year of both.
    shared_year: Pattern = _NEVER
    #: Between a year and a day in it: "in 2004, when".
    then: Pattern = _NEVER
    #: After "dopo", "prima": what they govern, so they belong to no day before them.
    governed: re.Pattern[str] = _NOWHERE
    #: After a number beside a day: it is the next day of a list, or counts nothing.
    list_goes_on: Pattern = _NEVER
    list_ends: Pattern = _NEVER
    #: After "Feb. 7 - 18": hours, so it is no range.
    hours: Pattern = _NEVER
    #: Above a list of days: it tells of what was.
    chronicle: Pattern = _NEVER
    #: Where a clause ends whose verb tells of an expression before it.
    next_verb: Pattern = _SENTENCE_ENDS
    #: Before a day or month that describes the noun behind it ("the 8 October gig").
    article: Pattern = _NEVER
    #: After "a May": a thing.
    thing: re.Pattern[str] = _NOWHERE
    #: From the name of a season on: it is another word ("the fall in sales").
    no_season: re.Pattern[str] = _NOWHERE
    #: After "recently", "now": a phrase that names no time ("as recently as", "current affairs").
    no_reference: re.Pattern[str] = _NOWHERE
    #: After "at present", "at the moment": it goes on ("the moment of", "the moment when").
    of_or_when: re.Pattern[str] = _NOWHERE
    #: Before "the year" at whose end something is due ("entro l'anno").
    by_unit: Pattern = _NEVER
    #: Before a unit up to now ("nell'ultimo anno"); before "al giorno": what is counted.
    within: Pattern = _NEVER
    counting: re.Pattern[str] = _NOWHERE
    #: Before a day or year which only a record is counted from ("the worst flood since").
    record: Pattern = _NEVER
    #: Before a full date: it is far from all others.
    born: Pattern = _NEVER
    #: In the clause of a month that is over.
    behind: Pattern = _NEVER
    #: After a month that opens its sentence: who told something then.
    told_then: Pattern = _NEVER
    #: Before a month: what is due then, whatever else its sentence tells.
    due_in: Pattern = _NEVER
    #: Before the end of a month, and from there on: something is due then ("for the end of April").
    due_by: Pattern = _NEVER
    month_end: Pattern = _NEVER
    #: Between two things that somebody says ("and that").
    says_too: Pattern = _NEVER
    #: Behind a month: where what stands beside its verb begins ("after failing to").
    beside: Pattern = _COMMA
    #: Before a day of a month: what was done on it, so that it is none to come.
    done_on: Pattern = _NEVER
    #: Opens a clause on what is told: "signed a deal in March | that runs until May".
    relative: Pattern = _NEVER
    #: Before a day without its year, which is next year's: "next year's fair will be held on".
    of_next_year: Pattern = _NEVER
    #: Before, and after, a day without its year: the pluperfect, which looks back.
    pluperfect: Pattern = _NEVER
    pluperfect_after: Pattern = _NEVER
    #: Before a word that can be a month and something else ("May").
    before_month: Pattern = _NEVER
    #: Before a clock time without zone or half of the day ("at 17:30").
    before_clock: Pattern = _NEVER
    #: Before a number with a point, which is much else, too ("at 5.15").
    before_dotted: Pattern = _NEVER
    #: Before "5.15": a time on the clock, by its verb; in the text: it writes its clocks so.
    timed: Pattern = _NEVER
    dotted: Pattern = _NEVER
    #: Around "5.15": a price, a rate, a distance.
    measured: Pattern = _NEVER
    #: Before a day and month in numbers ("on 2/7").
    before_numeric: Pattern = _NEVER
    #: Before the number of a day without its month ("on the 5th"), and after it.
    before_day: Pattern = _NEVER
    day_ends: Pattern = _NEVER
    #: After the number of a day: others, and the month of all ("il 4, il 5 e il 6 aprile").
    month_follows: Pattern = _NEVER
    #: After a weekday and a number: it counts something ("martedì 12 persone sono").
    number_of: Pattern = _NEVER
    #: After "the past", "the future": a noun, so they only describe it.
    noun: Pattern = _NEVER
    #: After "the quarter": when it ended; the group is the start of a month's name.
    ended_on: Pattern = _NEVER
    #: After "the year": it is a business year.
    year_ends: Pattern = _NEVER
    #: Before "the year": the present one.
    for_year: Pattern = _NEVER
    #: Before "a week": it lasts.
    lasts: Pattern = _NEVER
    #: Before "a week": something happens as often in each.
    rate: Pattern = _NEVER
    #: Before "annually": an amount, of which it says the rate.
    rated: Pattern = _NEVER
    #: Before "two weeks": so long from now; the group "due" where its verb alone tells so.
    in_time: Pattern = _NEVER
    #: Before "one day": some day to come.
    some_day: Pattern = _NEVER
    #: Before "weeks": they last.
    lasting: Pattern = _NEVER
    #: Before "years of": they lasted.
    after_years: Pattern = _NEVER
    #: After "a month earlier": it is compared, and lasts.
    than: Pattern = _NEVER
    #: Before "the last minute": a figure of speech.
    at_last: Pattern = _NEVER
    #: Before "soon".
    soon: Pattern = _NEVER
    #: Before "last week": somebody's, counted from an end.
    possessed: Pattern = _NEVER
    #: Before "30s": somebody's age.
    whose: Pattern = _NEVER
    #: Before so many years: they are an age.
    aged: Pattern = _NEVER
    #: After so many years: a sentence, no age ("a 16 anni di reclusione").
    term: Pattern = _NEVER
    #: After so many years: they are an age.
    age: Pattern = _NEVER
    #: After so many quarters: parts of something.
    fraction: Pattern = _NEVER
    #: After a bare hour: a noun, so it counts something ("alle 17 imprese").
    counted: Pattern = _NEVER
    #: Month and day that stand for those of one year, and what must follow ("Sept. 11 attacks").
    famous: Mapping[tuple[int, int], int] = field(default_factory=dict, hash=False)
    famous_after: Pattern = _NEVER
    #: After "the day before", where it does not go on to say what it came before.
    ends: Pattern = _NEVER
    #: After "in early trading", after "that December": neither goes on as a name or noun.
    trading_ends: Pattern = _NEVER
    month_ends: Pattern = _NEVER
    #: Before "that December": a conjunction ("said that December sales fell").
    said: Pattern = _NEVER
    #: After a feast: a thing, not a day ("Christmas tree").
    of_feast: Pattern = _NEVER
    #: After "first-half": a business reports it.
    results: Pattern = _NEVER
    #: Near "the first half": what a business reports.
    reported: Pattern = _NEVER
    #: After "two-year-old": a thing that lasts; a person has an age.
    lasting_thing: Pattern = _NEVER
    #: Proper names that hold a word of time.
    names: re.Pattern[str] = _NOWHERE
    #: After "afternoon": a market's.
    session: Pattern = _NEVER
    #: After a clock time: it is on a day that is told of in other words ("on the day before").
    other_day: Pattern = _NEVER
    #: Before "dawn".
    before_dawn: Pattern = _NEVER
    #: The same where it is behind the day: "until dawn".
    until_dawn: Pattern = _NEVER
    #: The same where it is of the document's day, if no day was named before: "at dawn".
    at_dawn: Pattern = _NEVER
    #: Around "the fourth quarter": a game has four of them, too.
    sport: Pattern = _NEVER
    #: Before a number: it names a thing ("legge 104").
    numbered: Pattern = _NEVER
    #: Before a bare season, a bare part of a day.
    before_season: Pattern = _NEVER
    before_part: Pattern = _NEVER
    #: Before a part of a day that is of each, unless its sentence names one ("al mattino").
    each_part: Pattern = _NEVER
    #: Before a bare year: must be there, must not; after it: what it counts.
    year_needs: Pattern = _ALWAYS
    no_year: Pattern = _NEVER
    year_counts: Pattern = _NEVER
    #: Before two years of a season or a budget ("the 2013/14 season").
    before_pair: Pattern = _NEVER
    #: Before midnight of a day: behind it, so the day is what it begins.
    just_after: Pattern = _NEVER
    #: Before and after a clock time: it is that of many days ("every Sunday at", "on Sundays").
    repeated: Pattern = _NEVER
    repeated_after: Pattern = _NEVER
    #: Before and after a clock time that is only near ("shortly after", "circa").
    roughly: Pattern = _NEVER
    roughly_after: Pattern = _NEVER
    #: Before and after any expression: it is part of a name ("The Sunday Times").
    named_before: Pattern = _NEVER
    named_after: Pattern = _NEVER
    #: They stand before days, not before hours ("tra il 2 e il 5").
    of_days: frozenset[str] = frozenset()
    #: Weekdays and months have no capital; one that has it within a sentence is a name.
    lower: bool = False
    #: Before a day whose month has a capital: it is written so ("il 3 Marzo"), and no name.
    before_capital: Pattern = _NEVER
    #: Months that are other words, too.
    doubtful_months: frozenset[str] = frozenset()
    #: Words for a coming weekday -> days in which it would be called otherwise ("tomorrow").
    too_soon: Mapping[str, int] = field(default_factory=dict, hash=False)
    #: Words that count from the document's own day, and those that count from the day last named.
    from_now: frozenset[str] = frozenset()
    next_to: frozenset[str] = frozenset()
    #: Those that stand behind a day they belong to, or before what they govern.
    loose: frozenset[str] = frozenset()
    #: Words with a capital that may stand before a year; after any other it belongs to a name.
    before_year: frozenset[str] = frozenset()
    #: Before an expression: open to the future, to the past.
    since: Pattern = _NEVER
    until: Pattern = _NEVER
    #: Between two clock times of one day ("and close at").
    and_at: Pattern = _NEVER
    #: Between a day to come and the day of what follows ("and end at midnight on").
    and_does: Pattern = _NEVER
    #: Before the first, and between the first and the last of a range; before "4 and 11 March".
    range_from: Pattern = _NEVER
    range_to: Pattern = _NEVER
    between: Pattern = _NEVER
    on_days: Pattern = _NEVER
    #: Between a night and the day it goes on into.
    into: Pattern = _NEVER
    #: Between "two weeks" and the day they are counted from: "after the theft of".
    counted_by: Pattern = _NEVER
    #: The end of "six months later", and between that and the date it comes to.
    counted_from: Pattern = _NEVER
    namely: Pattern = _NEVER
    #: First three letters of a month's name, lower case.
    months: Mapping[str, int] = field(default_factory=dict, hash=False)
