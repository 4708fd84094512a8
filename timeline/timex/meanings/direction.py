"""Whether a weekday, month or season is over or to come, by the words around it."""

from __future__ import annotations

import re
from datetime import date

from timeline.timex.context import SENTENCE_END, UNABBREVIATED, Context
from timeline.timex.cues import APOSTROPHES

#: A weekday at the beginning of a sentence, or of what somebody says: "ha detto che lunedì".
_OPENS = re.compile(
    r"(?:^|[.!?;\n”\"]\s*)(?:[Oo]n\s|[Dd]a\s|By\s(?:\w+\son\s)?|Late\s|Early\s)?\Z|\b(?:and|but)\sby\s\Z"
    r"|\b(?:detto|spiegato|annunciato|aggiunto|precisato|assicurato|confermato|ricordato|avvertito|noto|sapere)"
    r"\sche\s\Z"
)

#: Before a day that commas part from its clause.
_ASIDE = re.compile(r",\s(?:\w{1,3}\s)?\Z")
#: Characters before an expression, or behind one that opens its sentence, in which the verb that
#: governs it may stand.
_REACH = 140


def lies_ahead(context: Context) -> bool:
    """Tell by tight cues whether a weekday is the one to come."""
    cues, before, after = context.cues, context.before, context.after
    of_a_thing = after[:1] in APOSTROPHES  # "Friday's hearing"
    # "poi, sabato, riaprirà", "the funeral, on Friday, will"
    aside = after.startswith(", ") and _ASIDE.search(before) is not None
    held = of_a_thing and cues.held.match(after) and not cues.held_back.search(before)
    if (
        (of_a_thing and cues.put_off.search(before))
        or (held and cues.held_ahead.match(after))
        or (
            cues.future_after.match(after[aside:])
            and (of_a_thing or not cues.describes.search(before))
        )
    ):
        return True
    opens = _OPENS.search(before) is not None
    if opens and cues.future_opening.match(context.text[context.end : context.end + _REACH]):
        return True
    governed = None if cues.done.search(before) else _governed(context)
    awaited = cues.awaited.search(before) or cues.recurs.match(after) or held
    if governed is None or (of_a_thing and not awaited):
        return False
    rest = re.split(r"[.;!?]\s", after)[0][:30]
    return not (cues.had.search(governed) or cues.had.search(rest))


#: What ends the clause before: a sentence, a line, a dateline, a dash.
_CLAUSE = re.compile(
    rf"[.;!?](?:{UNABBREVIATED}(?<!\.[A-Z]\.)\s|(?<=[ap]\.m\.)\s(?=[A-Z][a-z]))|\n|\s(?:--|—)\s"
)

#: Letters that tell whether an expression begins with the end of a month.
_END = 16

#: Characters before what looks ahead in which "had" puts it into the past: "had been due".
_HAD = 20


def looks_ahead(context: Context) -> bool:
    """Tell whether what governs an expression looks ahead."""
    return _governed(context) is not None


def _governed(context: Context) -> str | None:
    """Return the words from what looks ahead on, if no other verb stands between; else None."""
    start, cues = max(0, context.position - _REACH), context.cues
    if cues.acted.match(context.after) and cues.subject_of.search(context.before):
        return None  # "will stay shut because a landslide | on Monday | buried it"
    found = cues.future.search(context.before)
    if found and not cues.until.search(context.before):
        return _from(found.start(), context.before)
    clause = _CLAUSE.split(context.text[start : context.position])[-1]
    if found:
        return cues.says_too.split(clause)[-1]  # "had said so and that it would go by"
    governs = list(cues.governs.finditer(clause))
    if not governs or cues.breaks.search(clause[governs[-1].end() :]):
        return None
    return _from(governs[-1].start(), clause)


def _from(at: int, clause: str) -> str:
    """Return the words from what looks ahead on, and what may put it into the past."""
    return clause[max(0, at - _HAD) : at].rsplit(",", 1)[-1] + clause[at:]


def looks_back(context: Context) -> bool:
    """Tell whether the last verb before an expression tells of what was: "were held this weekend".

    Not that somebody said so: "said the fair ends this weekend", but "said this weekend".
    """
    cues, clause = context.cues, _CLAUSE.split(context.before)[-1]
    told = list(cues.behind.finditer(clause))
    if not told or cues.ahead.search(clause) or looks_ahead(context):
        return False
    end = told[-1].end()
    return cues.saying.search(clause[:end]) is None or not clause[end:].strip()


def is_nearest(context: Context) -> bool:
    """Tell of a weekday that may be over or not: "had been planned for Monday"."""
    cues = context.cues
    if cues.nearest.search(context.before) or cues.nearest_after.match(context.after):
        return True
    if cues.was_put_off.match(context.after) and cues.was_due.search(context.before):
        return True
    return cues.dropped.match(context.after) is not None and looks_ahead(context)


#: Days after which "will open on Nov. 3" is no longer a late report's.
_LATE = 35


def year_by_verbs(month: int, on: int, context: Context) -> int | None:
    """Return the year nearest to the document's day, unless the verbs tell another."""
    dct, year = context.dct, context.nearest_year(month, on or 15)
    if dct is None or year is None:
        return year
    if not on and is_traded(context):
        return dct.year + (month < dct.month)
    if context.cues.of_next_year.search(context.sentence):
        return dct.year + 1
    long_over = (
        (dct - date(year, month, on)).days > _LATE if on else (year, month) < (dct.year, dct.month)
    )
    if long_over:
        # "a walkout planned for May was called off"
        after = on and context.cues.future_after.match(context.after)  # "il 31 ottobre chiuderà"
        awaited = is_awaited(context) or bool(after) or (not on and _opens_on_plan(context))
        return year + (awaited and not context.cues.nearest_after.match(context.after))
    if _is_over(month, on, year, context):
        return dct.year - ((month, on or 1) > (dct.month, dct.day))
    return year


def is_traded(context: Context) -> bool:
    """Tell of "gold for December delivery", "December wheat futures"."""
    cues, delivery = context.cues, context.cues.delivery.match(context.after)
    if delivery is None:
        return False
    return delivery["due"] is None or cues.awaits_delivery.search(context.before) is not None


def is_awaited(context: Context) -> bool:
    """Tell whether the verb of an expression, the last before it, looks ahead."""
    clause = re.split(r"[.;!?]\s", context.before)[-1]
    rest = re.split(r"[.;!?]\s", context.after)[0]
    if context.cues.due_in.search(clause) and not context.cues.behind.match(rest.lstrip(" ,")):
        return True
    coming = context.cues.coming.search(clause)
    # "By the end of May, 41 people | had fallen ill"
    then = context.cues.pluperfect_after.match(context.after)
    if coming is None or then or _describes(context):
        return False
    return not context.cues.behind.search(clause, clause.find(" ", coming.start()))


def _describes(context: Context) -> bool:
    """Tell of "the 8 October gig": what becomes of the gig tells nothing of October."""
    return bool(context.cues.article.search(context.before) and NOUN.match(context.after))


def _is_over(month: int, on: int, year: int, context: Context) -> bool:
    """Tell whether a month that lies nearer in the future must be the one before, by the verbs."""
    dct = context.dct
    end = context.text[context.position : context.position + _END]
    due = context.cues.due_by.search(context.before) and context.cues.month_end.match(end)
    if dct is None or due or (year, month, on or 31) <= (dct.year, dct.month, dct.day):
        return False
    before = _was_before(context) if on else month != dct.month and _is_told_then(context)
    if before or context.cues.ended.search(context.before):
        return True
    months = 12 * (year - dct.year) + month - dct.month
    if on and (date(year, month, on) - dct).days > _SOON and _is_done_on(context):
        return True
    if months < (3 if on else 1):
        return False
    clause = re.split(r"[.;!?]\s", context.before)[-1]
    rest = context.cues.next_verb.split(context.after)[0][:40]
    part = clause.rsplit(", ", 1)[-1]
    if context.cues.behind.search(part) and not context.cues.ahead.search(part):
        # "which heard the case in June, has to rule", "left in June after failing to agree"
        rest = context.cues.relative.split(context.cues.beside.split(rest)[0])[0]
    awaited = context.cues.ahead.search(rest) is not None
    # A day stands nearer to its verb than a month: "met to discuss it on May 3".
    own = _last_clause(clause, context)
    to_come = looks_ahead(context) if on else context.cues.ahead.search(own) is not None
    if awaited or to_come or (on and _describes(context)):
        # "a law passed in November will take effect"
        return awaited and context.cues.describes.search(clause) is not None
    behind = context.cues.behind.search(clause) or context.cues.behind.search(rest)
    return behind is not None or (months >= _FAR and _is_told(context))


def _last_clause(clause: str, context: Context) -> str:
    """Return the clause with a verb that tells what was: "agreed to meet | before it left in"."""
    own = context.cues.beside.split(clause)[-1]
    return own if context.cues.behind.search(own) else clause


def _is_told_then(context: Context) -> bool:
    """Tell of a month that opens its sentence: "In March the firm promised to close it"."""
    opens = _PREPOSITION.fullmatch(re.split(r"[.;!?]\s", context.before)[-1]) is not None
    return opens and context.cues.told_then.match(context.after) is not None


#: All that stands in a sentence before what opens it.
_PREPOSITION = re.compile(r"\W*(?:\w+\s)?")


def _opens_on_plan(context: Context) -> bool:
    """Tell of a month that opens its sentence: "Da settembre le cattedre saranno affidate"."""
    alone = context.text[context.position : context.end].isalpha()
    opens = alone and _PREPOSITION.fullmatch(re.split(r"[.;!?]\s", context.before)[-1]) is not None
    behind = context.text[context.end : context.end + _REACH]
    return opens and context.cues.opens_on_plan.match(behind) is not None


def _is_done_on(context: Context) -> bool:
    """Tell whether a day of a month is that of what was done, and nothing beside it looks ahead."""
    done = context.cues.done_on.search(context.before) is not None
    return done and not context.cues.ahead.search(context.cues.next_verb.split(context.after)[0])


#: A day so near ahead may be one of the day before publication.
_SOON = 7
#: Months ahead for which something must speak in a sentence of the past.
_FAR = 3


def _is_told(context: Context) -> bool:
    """Tell whether the whole sentence speaks of what was, and nothing in it looks ahead."""
    cues, at = context.cues, context.position
    before = SENTENCE_END.split(context.text[max(0, at - _WHOLE) : at])[-1]
    sentence = before + SENTENCE_END.split(context.text[at : at + _WHOLE])[0]
    return bool(cues.behind.search(sentence)) and not cues.ahead.search(sentence)


#: Characters of a sentence on each side of its expression.
_WHOLE = 300


def _was_before(context: Context) -> bool:
    """Tell of a day that the pluperfect stands beside: "had called them on February 3"."""
    cues, sentence = context.cues, context.sentence
    return bool(cues.pluperfect_after.match(context.after) or cues.pluperfect.search(sentence))


#: A noun or a name.
NOUN = re.compile(r"\s[a-z]{3,}|\s[A-Z]")
