"""Days that a title leaves out: those that are only right today, and that of the event."""

from __future__ import annotations

import re

from timeline.events.asides import has_subject
from timeline.events.days import Day
from timeline.events.marks import in_quotation
from timeline.events.passages import occurrences
from timeline.events.tellings import Telling
from timeline.events.things import apposed
from timeline.events.whole import complete, dangles, day_opens, ends_well, main_verb, stands
from timeline.events.words import Words
from timeline.types import Basis, Granularity

__all__ = ["PASSING", "without_days", "without_own_day"]

_MARKS = '“”«»"'
_CLOSES = f".,;{_MARKS}"
#: Shorter says too little without its day.
_LEAST = 18
#: Blanks of what is left of a sentence whose verb is not known, at least.
_FEWEST_BLANKS = 4
#: Days that mean another one tomorrow: "on Friday", not "in 2009".
PASSING = frozenset(
    {
        Granularity.MINUTE,
        Granularity.PART_OF_DAY,
        Granularity.DAY,
        Granularity.RANGE,
        Granularity.WEEK,
    }
)
#: "By Friday", not "by 2009".
_BY_A_DAY = re.compile(r"\.\./\d{4}-\d\d-\d\d")


def without_days(text: str, telling: Telling, words: Words) -> str:
    """Leave out days that are only right today, where the clause stands without: "on Friday".

    The event has its date beside the title; "tomorrow" would be wrong there from tomorrow on.
    """
    for day in telling.days:
        if (
            day.basis is Basis.RELATIVE
            and not day.quoted
            and _is_passing(text, day, telling, words)
        ):
            short = _without_apposed(text, day, words) or _without_done(text, day, telling, words)
            text = short or _without_day(text, day, words)
    return text


def _without_apposed(text: str, day: Day, words: Words) -> str | None:
    """Leave out ", a nurse hired on Monday," behind a subject; None where that is not so."""
    at = _word_at(text, day.text) if day.of_thing and day.text in text else None
    if at is None or apposed(text, (at, at + len(day.text)), words) is None:
        return None
    return f"{text[: text.rfind(', ', 0, at)]} {text[text.find(', ', at) + 2 :]}"


def without_own_day(text: str, telling: Telling, words: Words) -> str:
    """Leave out the day of the event, which it has beside the title, where room is scarce."""
    own = (day for day in telling.days if telling.at and day.start == telling.at[0])
    return next((_without_day(text, day, words) for day in own if day.text in text), text)


def _without_done(text: str, day: Day, telling: Telling, words: Words) -> str | None:
    """Leave out an aside that is a participle and a day: "The body, found on Monday, was taken".

    Where the day is that of the event it stays.
    """
    at = _word_at(text, day.text)
    if at is None or in_quotation(text, at) or not text.startswith(",", at + len(day.text)):
        return None
    before = text[: day_opens(text, at, words)].rstrip()
    subject, comma, done = before.rpartition(", ")
    alone = comma and words.patterns["imposed"].fullmatch(done.lower()) and ", " not in subject
    if not alone or main_verb(subject, words) is not None:
        return None
    own = telling.at is not None and day.start == telling.at[0]
    return text if own else f"{subject}{text[at + len(day.text) + 1 :]}"


def _is_passing(text: str, day: Day, telling: Telling, words: Words) -> bool:
    """Tell whether a day is only right today; a year is so where it opens or ends a sentence."""
    if day.text.isdecimal() and day.when.granularity is Granularity.DAY:
        return False  # "on the 11 and 18 March"
    if day.when.granularity in PASSING or _BY_A_DAY.match(day.when.edtf):
        return True
    if words.patterns["deictic"].search(day.text) is None:
        return False
    owner = text.startswith(("'s", "’s"), len(day.text))  # "Next year's fair"
    edge = text.startswith(day.text) and not owner
    edge = edge or text.rstrip(_CLOSES).endswith(day.text) or _is_passed(text, day, words)
    own = telling.alone or (telling.at is not None and telling.at[0] == day.start)
    return (edge and own) or day.when.granularity is Granularity.MONTH


def _is_passed(text: str, day: Day, words: Words) -> bool:
    """Tell of a year that a phrase or another verb follows: "was founded | last year | by two"."""
    behind = re.match(r"\s(\w+)", text.partition(day.text)[2])
    opens = words.prepositions | words.by | words.joins
    return behind is not None and behind[1] in opens - words.genitive


def _without_day(text: str, day: Day, words: Words) -> str:
    at = _word_at(text, day.text)
    if at is None or in_quotation(text, at):
        return text
    before, after = text[:at], text[at + len(day.text) :]
    if not before.strip(_MARKS):
        return _without_first(text, at + len(day.text), words)
    whole = after
    if tail := words.patterns["day_tail"].match(after):
        after = after[tail.end() :]  # "will resume | next week at the earliest"
    before, after = _without_due(before, after, words)
    if words.patterns["day_goes_on"].match(after):
        return _without_owner_day(text, (at, at + len(day.text)), words)
    if words.patterns["day_stays"].search(before):
        # "from 2 p.m. to 6 p.m. | on Monday"
        hours = words.patterns["day_of_hours"].sub(r"\1", day.text)
        return f"{text[:at]}{hours}{whole}"
    kept = before[: day_opens(before, at, words)].rstrip()
    rest = re.sub(r"^\s*,(?=\s)", "", after) if kept.endswith(",") else after
    kept, rest = _without_commas(kept, rest, words, both=rest != after)
    awaited = words.patterns["when_ahead"].match(after)
    if awaited and not _breaks(kept.rstrip(","), text, words):
        kept, rest = kept.rstrip(","), after[awaited.end() :]
    last = not rest.strip(" .")
    behind_what = words.attribution.keys() | words.that  # "announced that | on Monday"
    said = kept.rpartition(" ")[2].lower() in behind_what and not last
    broken = _breaks(kept, text, words) if last else dangles(kept.rstrip(","), words) and not said
    if _of_a_participle(kept, rest, words) or _is_subject(kept, rest, words):
        return text
    short = f"{kept}{rest}"
    fits = not broken and len(short.strip()) >= _LEAST
    return short if fits else f"{text[:at]}{_part_of_day(day.text, words)}{whole}"


def _without_owner_day(text: str, at: tuple[int, int], words: Words) -> str:
    """Put "the final" for "Sunday's final" behind another word, where the sentence has a "the"."""
    start, end = at
    owned = re.match(r"['’]s\s(?=[a-z\d])", text[end:])
    before = text[:start].rstrip().rpartition(" ")[2].lower()
    article = re.search(r"\bthe\s", f"{text[:start]}{text[end:]}", re.IGNORECASE)
    if owned is None or article is None or not before or before in words.determiners:
        return text
    return f"{text[:start]}the {text[end + owned.end() :]}"


def _breaks(kept: str, text: str, words: Words) -> bool:
    """Tell whether a text is no sentence without its last words, and was one with them.

    Where its verb is not known, that its last words wait for nothing has to do.
    """
    if complete(text, words) or kept.count(" ") < _FEWEST_BLANKS:
        return not stands(kept, words)
    return not ends_well(kept, words)  # "Lund host the old champions | on Sunday"


def _without_commas(kept: str, rest: str, words: Words, *, both: bool) -> tuple[str, str]:
    """Leave out the comma that a day alone called for; *both* stood around it.

    "The second flood, on Wednesday, hit Lund", "scattò poco dopo le 2, quando".
    """
    if not both:
        goes_on = not kept.endswith(",") and words.patterns["when"].match(rest)
        return kept, rest.lstrip(",") if goes_on else rest
    behind = re.match(r"\s(\w+)", rest)
    does = behind and ", " not in rest and main_verb(kept, words) is not None
    if behind and ", " not in kept and (does or words.is_finite(behind[1].lower())):
        return kept.rstrip(","), rest
    return kept, rest


def _without_due(before: str, after: str, words: Words) -> tuple[str, str]:
    """Leave out what goes with a day: "must come | by Friday", "The fair | planned for Friday"."""
    # "nel Consiglio | convocato per venerdì"
    due = words.patterns["due_before"].search(before) or words.patterns["due_last"].search(before)
    beside = before.partition(" ")[0].lower() in words.opens_sentence
    ends = re.match(r"\s?[,.]|$", after) and not beside
    if due and ends and stands(before[: due.start()], words):
        return before[: due.start()], after
    noun = words.patterns["due_noun"].search(before)
    verb = re.match(r",?\s(\w+)", after)
    if noun is None or verb is None or not words.is_finite(verb[1].lower()):
        return before, after
    kept = before[: noun.start()]
    if kept.endswith(",") != after.startswith(","):
        return before, after
    return kept.rstrip(","), after.lstrip(",")


def _part_of_day(day: str, words: Words) -> str:
    """Return "all'alba" of "domani all'alba", any other day as it is."""
    first, _, part = day.partition(" ")
    within = re.split("(?<=['’])|\\s", part, maxsplit=1)[0].lower().replace("’", "'")
    passing = words.patterns["deictic"].fullmatch(first)
    return part if passing and within in words.prepositions else day


def _word_at(text: str, said: str) -> int | None:
    """Return where words stand in a text that no word goes on with."""
    for at in occurrences(text, said):
        end = at + len(said)
        if not (text[at - 1 : at].isalnum() or text[end : end + 1].isalnum()):
            return at
    return None


def _without_first(text: str, end: int, words: Words) -> str:
    """Leave out a day that a clause begins with: "Last month | inspectors found a crack"."""
    rest = text[end:]
    # "Tomorrow’s concert", but "The New Year’s Day attack"
    owner = re.match(r"['’]s?\s+(?=[^\sA-ZÀ-Þ])", rest)
    if owner:
        article = re.search(r"\bthe\s", rest) and not words.agreement
        told = rest[owner.end() :]
        return f"The {told}" if article else told
    if rest.startswith(("'s", "’s")):
        return text  # "Last week's Echo said"
    told, passing = rest.strip(), words.patterns["deictic"].search(text, 0, end)
    return told if passing and has_subject(told, words) and stands(told, words) else text


def _is_subject(kept: str, rest: str, words: Words) -> bool:
    """Tell of "In Lund, today is a holiday"."""
    after = re.match(r"\s*(\w+)", rest)
    return kept.endswith(",") and after is not None and after[1].lower() in words.be


def _of_a_participle(kept: str, rest: str, words: Words) -> bool:
    """Tell whether a day parts two verbs: "a report released yesterday said"."""
    *_, done, before = ["", "", *kept.lower().split()]
    after = re.match(r"\s*(\w+)", rest)
    if before in words.particles and words.patterns["finite_form"].fullmatch(done):
        before = done  # "carried out | last month"
    opens = rest.startswith(",") and words.patterns["opener"].match(f"{kept}, ")
    if opens and words.patterns["imposed"].fullmatch(before):
        return True  # "Under a deal reached on Monday, "
    participle = words.patterns["finite_form"].fullmatch(before) or before in words.kind_verbs
    return bool(participle and after and words.is_finite(after[1].lower()))
