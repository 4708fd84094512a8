"""Whether a weekday, month or season is over or to come, by the words around it."""

from __future__ import annotations

import re
from datetime import date

from timeline.timex.context import Context
from timeline.timex.cues import APOSTROPHES

#: A weekday at the beginning of a sentence.
_OPENS = re.compile(r"(?:^|[.!?;\n”\"]\s*)(?:[Oo]n\s|By\s(?:\w+\son\s)?|Late\s|Early\s)?\Z")


def lies_ahead(context: Context) -> bool:
    """Tell by tight cues whether a weekday is the one to come."""
    if context.cues.future_after.match(context.after):
        return True
    if context.after[:1] in APOSTROPHES and context.cues.put_off.search(context.before):
        return True
    if _OPENS.search(context.before) and context.cues.future_opening.match(context.after):
        return True
    if not context.cues.future.search(context.before) or context.cues.done.search(context.before):
        return False
    if context.after[:1] in APOSTROPHES and not context.cues.awaited.search(context.before):
        return False
    clause = re.split(r"[.;!?]\s", context.before)[-1]
    rest = re.split(r"[.;!?]\s", context.after)[0][:40]
    return not (context.cues.had.search(clause) or context.cues.had.search(rest[:30]))


#: Days after which "will open on Nov. 3" is no longer a late report's.
_LATE = 60


def year_by_verbs(month: int, on: int, context: Context) -> int | None:
    """Return the year nearest to the document's day, unless the verbs tell another."""
    dct, year = context.dct, context.nearest_year(month, on or 15)
    if dct is None or year is None:
        return year
    long_over = (
        (dct - date(year, month, on)).days > _LATE if on else (year, month) < (dct.year, dct.month)
    )
    if long_over:
        return year + is_awaited(context)
    if _is_over(month, on, year, context):
        return dct.year - ((month, on or 1) > (dct.month, dct.day))
    return year


def is_awaited(context: Context) -> bool:
    """Tell whether the verb of an expression, the last before it, looks ahead."""
    clause = re.split(r"[.;!?]\s", context.before)[-1]
    coming = context.cues.coming.search(clause)
    if coming is None or _describes(context):
        return False
    return not context.cues.behind.search(clause, clause.find(" ", coming.start()))


def _describes(context: Context) -> bool:
    """Tell of "the 8 October gig": what becomes of the gig tells nothing of October."""
    return bool(context.cues.article.search(context.before) and NOUN.match(context.after))


def _is_over(month: int, on: int, year: int, context: Context) -> bool:
    """Tell whether a month that lies nearer in the future must be the one before, by the verbs."""
    dct = context.dct
    if dct is None or (year, month, on or 31) <= (dct.year, dct.month, dct.day):
        return False
    if context.cues.ended.search(context.before):
        return True
    months = 12 * (year - dct.year) + month - dct.month
    if months < (3 if on else 1):
        return False
    clause = re.split(r"[.;!?]\s", context.before)[-1]
    rest = context.cues.next_verb.split(context.after)[0][:40]
    part = clause.rsplit(", ", 1)[-1]
    if context.cues.behind.search(part) and not context.cues.ahead.search(part):
        rest = rest.split(",")[0]  # "which heard the case in June, has to rule"
    if context.cues.ahead.search(clause) or context.cues.ahead.search(rest):
        return False
    if on and _describes(context):
        return False
    return bool(context.cues.behind.search(clause) or context.cues.behind.search(rest))


#: A noun or a name.
NOUN = re.compile(r"\s[a-z]{3,}|\s[A-Z]")
