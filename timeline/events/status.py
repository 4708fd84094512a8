"""Happened, planned, ongoing, claimed or called off: what tense, mood and attribution say."""

from __future__ import annotations

from datetime import date, timedelta

from timeline.events.things import apposed
from timeline.events.whole import day_opens, main_verb
from timeline.events.words import Words
from timeline.patterns import Pattern
from timeline.types import Status, When

__all__ = ["half_at", "is_over", "status_of", "without_asides"]


def status_of(
    clause: str,
    when: When | None,
    published: date,
    *,
    at: tuple[int, int] | None = None,
    around: str = "",
    before: str = "",
    claimed: bool,
    words: Words,
) -> Status:
    """Return the status of what a clause tells.

    *when* is the clause's own date, None where it has none, *at* its span in the clause, *around*
    the rest of the sentence, *before* all of it up to the date; *claimed* says that a verb of doubt
    ("alleges", "claims") governs it.
    The date decides first: what lies ahead is planned, whatever the tense of a headline.
    """
    patterns = words.patterns
    clause = without_asides(clause, at, words)
    in_vain = at and _moved_in_vain(clause, at, words)
    if in_vain or _unconditional(patterns["off_then"], before, words):
        return Status.CALLED_OFF
    clause, at = _in_aside(clause, at, words)
    off = _rather(clause, at, words) if at else None
    if off is None:
        off = called_off(clause, when, published, at, words) or _dropped(clause, around, words)
    if off:
        return Status.CALLED_OFF
    start, end = half_at(clause, at, words)
    piece = clause[start:end]
    doubted = patterns["claimed"].search(piece)
    if doubted and not patterns["of_a_thing"].search(piece, 0, doubted.start()):
        claimed = True
    told = Status.CLAIMED if claimed else Status.HAPPENED
    inside = (at[0] - start, at[1] - start) if at else None
    if _ahead(when, published) or _intended(piece, when, published, inside, words):
        return Status.PLANNED
    if is_over(when, published):
        return told
    if _bound_ahead(when, published):
        return Status.PLANNED
    going_on = patterns["ongoing"].search(piece) and not patterns["not_ongoing"].search(piece)
    return Status.ONGOING if going_on else told


def without_asides(clause: str, at: tuple[int, int] | None, words: Words) -> str:
    """Blank what is said beside of somebody: "Ada, who will not vote, came on Monday".

    An aside that has the day, whose span is *at*, stays.
    """
    for aside in words.patterns["relative_aside"].finditer(clause):
        if at is None or at[1] <= aside.start() or aside.end() <= at[0]:
            clause = f"{clause[: aside.start()]}{' ' * len(aside[0])}{clause[aside.end() :]}"
    return clause


def _in_aside(
    clause: str, at: tuple[int, int] | None, words: Words
) -> tuple[str, tuple[int, int] | None]:
    """Return the aside that has the day: "The works, begun on March 5, will end in June"."""
    for aside in words.patterns["relative_aside"].finditer(clause) if at else ():
        start, end = aside.span()
        if at and start <= at[0] and at[1] <= end and words.patterns["past_aside"].match(aside[0]):
            inside = at[0] - start, at[1] - start
            half = aside[0][slice(*half_at(aside[0], inside, words))]
            if words.patterns["due_then"].search(half) is None:
                return aside[0], inside  # "which opened on March 5 | and was to run into June"
    return clause, at


def called_off(
    clause: str, when: When | None, published: date, at: tuple[int, int] | None, words: Words
) -> bool:
    """Tell whether a clause says of its date that nothing will, or did, come of it.

    "The vote planned for Monday was moved to Friday" calls off Monday, not Friday; "was cancelled
    on Monday" tells of what happened on Monday.
    """
    patterns = words.patterns
    if at is None:
        return _unconditional(patterns["called_off"], clause, words)
    # "She cancelled a trip planned for Monday | and will fly on Friday": Friday holds
    before, after = clause[half_at(clause, at, words)[0] : at[0]], clause[at[1] :]
    moved_from = patterns["moved_from"].search(before) is not None
    lasts = _has_lasted(when) or patterns["until"].search(before)  # "is suspended until Friday"
    done = is_over(when, published) and _is_put_off(before, words)
    if moved_from or patterns["moved_to"].search(before) or lasts or done:
        return moved_from
    if patterns["planned_for"].search(before):
        # "Era previsto per venerdì", still to come: it is so no longer
        names = ("fell_through", "was_planned") if _ahead(when, published) else ("fell_through",)
        fell = any(patterns[name].search(before) for name in names)
        return _came_to_nothing(before, after, words, fell=fell) or _unconditional(
            patterns["called_off"], clause, words
        )
    if _unconditional(patterns["called_off"], after, words):
        # "On Sunday 140 flights were cancelled": that was done on Sunday.
        adverb = patterns["opening"].fullmatch(before) and not after.startswith(("'s", "’s"))
        # "The curfew imposed on" Sunday
        return not ((adverb or _is_done(before, words)) and is_over(when, published))
    # "has cancelled Tuesday's meeting", whenever that is told
    owner = after.startswith(("'s ", "’s "))
    if not (owner or _ahead(when, published)):
        return False
    found = (patterns[name].search(before) for name in ("called_off", "calling_off", "moves_own"))
    # "put off from last Saturday, | will be held on" Friday
    off = any(one and not patterns["future"].search(before, one.end()) for one in found)
    return off or patterns["not_done"].search(clause) is not None


def _is_put_off(before: str, words: Words) -> bool:
    """Tell of what is done with a plan: "The strike set for Friday was suspended on | Monday"."""
    due = words.patterns["planned_for"].search(before)
    if due is None:
        return False
    return any(words.patterns[name].search(before, due.start()) for name in ("called_off", "moved"))


def _rather(clause: str, at: tuple[int, int], words: Words) -> bool | None:
    """Tell which day is off in "will not reopen on Monday but on Friday"; None of any other."""
    patterns = words.patterns
    if patterns["rather_before"].search(clause, 0, at[0]):
        return False
    off = patterns["rather_behind"].match(clause[at[1] :])
    return True if off and patterns["negated"].search(clause, 0, at[0]) else None


def _moved_in_vain(clause: str, at: tuple[int, int], words: Words) -> bool:
    """Tell of "The strike, which had been moved to Friday, was called off"."""
    if not words.patterns["moved_to"].search(clause[: at[0]]):
        return False
    return words.patterns["called_off"].match(clause[at[1] :].lstrip(" ,")) is not None


def _has_lasted(when: When | None) -> bool:
    """Tell of what is so since a day: "since Monday 40 trains have been cancelled" happened."""
    return when is not None and when.start is not None and when.end is None


def _came_to_nothing(before: str, after: str, words: Words, *, fell: bool) -> bool:
    """Tell whether a plan for a day was moved, or held on another: by the words around the day."""
    patterns = words.patterns
    if fell and not patterns["held"].search(after):
        return True
    off = (
        patterns[name].search(part)
        for name in ("moved", "calling_off", "not_done")
        for part in (before, after)
    )
    return any(off) or patterns["held_later"].search(after) is not None


def _dropped(clause: str, around: str, words: Words) -> bool:
    """Tell whether a clause says what was to be, and its sentence that it will not.

    "Unions called off a strike, which was to start on Monday."; "The show was to open on Monday; it
    has been put off."
    """
    patterns = words.patterns
    if patterns["due_then"].search(clause):
        if patterns["dropped"].search(f"{clause}{around}"):
            return True
        turn = patterns["turn"].search(around)
        rest = around[turn.end() :] if turn else ""
        if any(
            _unconditional(patterns[name], rest, words) for name in ("calling_off", "called_off")
        ):
            return True
    if patterns["was_to"].match(clause) is None:
        return False
    aside = patterns["relative_aside"].match(clause)
    if aside and patterns["set_anew"].search(clause, aside.end()):
        return True
    # "Schools, which were to reopen on Monday, will stay shut"
    off = (patterns[name].search(around) for name in ("calling_off", "moved", "remains"))
    return any(off) or _unconditional(patterns["called_off"], around, words)


def _unconditional(pattern: Pattern, clause: str, words: Words) -> bool:
    found = pattern.search(clause)
    return found is not None and not words.patterns["conditional"].search(clause, 0, found.start())


def half_at(clause: str, at: tuple[int, int] | None, words: Words) -> tuple[int, int]:
    """Return the part of a clause that its day stands in: "met on Friday | and will meet again"."""
    whole = (0, len(clause))
    if at is None:
        return whole
    joints = [found.start() for found in words.patterns["halves"].finditer(clause)]
    start = max((joint for joint in joints if joint < at[0]), default=0)
    end = min((joint for joint in joints if joint >= at[1]), default=len(clause))
    finite = any(words.patterns[name].search(clause, start, end) for name in ("past", "planned"))
    return (start, end) if finite else whole


def _intended(
    clause: str, when: When | None, published: date, at: tuple[int, int] | None, words: Words
) -> bool:
    """Tell whether a clause speaks of a plan; of a past day, only where it was not done."""
    patterns = words.patterns
    planned = patterns["planned"].search(clause)
    if when is None or at is None:
        return planned is not None and not _done_before(clause, planned.start(), words)
    today = patterns["still_today"].search(clause, *at) or (
        _within(when, published) and patterns["timetable"].search(clause)
    )
    if today and patterns["past"].search(clause) is None:
        return True
    if when.start is None or when.end is None:
        planned = planned or patterns["told_to"].search(clause)
    if planned is None:
        return False
    if is_over(when, published):
        # A future holds, whatever the day of publication is taken for.
        left = not _is_done(clause[: at[0]], words)
        return left and (_will(clause, at, words) or _was_due(clause, at, words))
    return _of_a_plan(clause, at, words)


def _done_before(clause: str, planned: int, words: Words) -> bool:
    """Tell of "demanded that Lund stop what could be used"; who is told to do it has yet to."""
    if words.patterns["told_to"].search(clause):
        return False
    verb = main_verb(clause, words)
    if verb is None or verb >= planned or apposed(clause, (verb, verb + 1), words) is not None:
        return False  # "The union, a body formed in spring, will strike"
    return words.patterns["past"].match(clause, verb) is not None


def _is_done(before: str, words: Words) -> bool:
    """Tell of "la legge approvata | lunedì", not of one "prevista"."""
    head, _, last = before[: day_opens(before, len(before), words)].rstrip().rpartition(" ")
    last = head.rpartition(" ")[2] if last.lower() in words.prepositions else last
    done = words.patterns["participle_form"].fullmatch(last) is not None
    return done and words.patterns["planned_for"].search(last) is None


def _was_due(clause: str, at: tuple[int, int], words: Words) -> bool:
    """Tell of a day that is over: nothing says that it was done, or it was due right on it."""
    due = [found.end() for found in words.patterns["due_then"].finditer(clause, 0, at[0])]
    if due and _done(clause[due[-1] : at[0]], words) is None:
        return True  # "which was due to end on Monday, was prolonged"
    return words.patterns["past"].search(words.patterns["due_then"].sub("", clause)) is None


def _of_a_plan(clause: str, at: tuple[int, int], words: Words) -> bool:
    """Tell whether a day that is not over goes with the plan or with what is done of a clause.

    "On Wednesday approved plans to build" tells of an act, "could be charged on Wednesday" of a
    plan: the verb before the day decides, else the first one behind it.
    """
    before, after = clause[: at[0]], clause[at[1] :]
    done, planned = _done(before, words), _first(words.patterns["planned"], before)
    if done is not None or planned is not None:
        noun = words.patterns["plan_noun"].search(before)
        return planned is not None and not (noun and done is not None and done < noun.start())
    done, planned = _done(after, words), _first(words.patterns["planned"], after)
    return planned is not None and (done is None or planned <= done)


def _will(clause: str, at: tuple[int, int], words: Words) -> bool:
    """Tell whether a future governs a day: "officials have said the bridge will open on Friday"."""
    before, patterns = clause[: at[0]], words.patterns
    if patterns["opening"].fullmatch(before):
        return patterns["ahead_main"].match(clause, at[1]) is not None
    found = list(patterns["future"].finditer(before))
    return bool(found) and _done(before[found[-1].end() :], words) is None


def _first(pattern: Pattern, text: str) -> int | None:
    found = pattern.search(text)
    return found.start() if found else None


def _done(text: str, words: Words) -> int | None:
    """Return where a verb of the past stands, None without one; "the suspended coach" has none."""
    for found in words.patterns["past"].finditer(text):
        owner = text[: found.start()].rsplit(None, 1)[-1:]
        if not owner or owner[0].lower() not in words.not_before_verb:
            return found.start()
    return None


def _bound_ahead(when: When | None, published: date) -> bool:
    """Tell whether a date is only a bound, "by Christmas", that had not come when it was told."""
    if when is None or when.start is not None or when.end is None:
        return False
    return when.end.date() > published + timedelta(days=1)


def is_over(when: When | None, published: date) -> bool:
    """Tell whether a date was over when the day of publication began."""
    if when is None or when.end is None:
        return False
    return (when.end - timedelta(microseconds=1)).date() < published


def _within(when: When, published: date) -> bool:
    """Tell whether a date is the day of publication or an hour of it."""
    return "/" not in when.edtf and when.edtf.startswith(published.isoformat())


def _ahead(when: When | None, published: date) -> bool:
    return when is not None and when.start is not None and when.start.date() > published
