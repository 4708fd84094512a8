"""Titles: the sentence's own words, cut to what an editor would publish.

A sentence is worded in several ways: the part that tells of the event, the whole without or with
who says it. Each is cut to length (``shortening``); the first that stands alone is the title.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import chain

from timeline.events.asides import aside_at, has_subject, inner_clause, names_event
from timeline.events.breaking import broken_off
from timeline.events.clitics import with_object
from timeline.events.marks import balanced, in_quotation
from timeline.events.opening import with_thing
from timeline.events.passing import without_days, without_own_day
from timeline.events.printable import Fault, fault, leaves_out, of_later, stands_alone
from timeline.events.shortening import LONGEST, shorten
from timeline.events.tellings import Telling
from timeline.events.whole import has_verb, main_verb, stands
from timeline.events.wordings import Wording, clause_wordings, wordings
from timeline.events.words import Words

__all__ = ["Telling", "headline", "summary", "title"]

_ASIDE = re.compile(r"\s?\([^()]{0,80}\)|\s?\[[^\[\]]{0,80}\]")
_MARKS = '“”«»"'
_STOPS = " ,;:—–-"
#: A final stop, not that of an initial.
_FINAL = re.compile(rf"(?:(?<!\b[A-Za-z])\.|,)([{_MARKS}]?)$")
#: Such a title tells less than one that does not say whom it is about.
_BROKEN = (Fault.CUT, Fault.NO_SENTENCE)
#: What the article's headline makes up for.
_NAMELESS = (Fault.PRONOUN, Fault.UNNAMED, Fault.POINTING)
#: A subject, what is added to it, and its verb.
_ADDED = re.compile(r"(?P<head>[^,]{3,60}), (?P<done>\w+)\s[^,]{5,90}, (?P<verb>\w+)\s")
#: Blanks in what a headline says of its subject.
_FEWEST_BLANKS = 2
#: Characters that a title has beside its speaker, at least.
_LEAST_ROOM = 40


def summary(text: str) -> str:
    """Return a sentence on one line, with its quotation marks in pairs.

    Of a quotation of several sentences each has its own marks: what is quoted stays so.

    >>> summary('"It was wet. ')
    '"It was wet."'
    """
    told = " ".join(text.split())
    for opening, closing in ("“”", "«»"):
        missing = told.count(opening) - told.count(closing)
        told = f"{opening * -missing}{told}{closing * missing}"
    if told.count('"') % 2:
        last = told.rindex('"')
        opens = last == 0 or told[last - 1] == " "
        told = f'{told}"' if opens else f'"{told}'
    return told


def title(telling: Telling, words: Words) -> str:
    """Return at most 110 characters of the sentence that stand alone, without a final stop."""
    if telling.left_out:
        named = _title(telling, words)
        if fault(named, telling.passage.text, words, day=_day(telling)) not in _BROKEN:
            return named
    return _title(replace(telling, left_out=None), words)


def _day(telling: Telling) -> str | None:
    """Return what dates the event, "" what has no day, None where somebody says so."""
    if telling.at:
        return telling.passage.text[slice(*telling.at)]
    return None if telling.statement else ""


def _title(telling: Telling, words: Words) -> str:
    sentence, day = telling.passage.text, _day(telling)
    tried, nameless = [], []
    fitting: list[str] = []
    inner = inner_clause(telling.passage, telling.at, words) if telling.at else None
    clause = inner or telling.clause
    elsewhere: list[str] = []
    since: list[str] = []
    for one in _candidates(telling, clause, words, fitting, elsewhere):
        tried.append(one)
        if (fitted := _fitted(one, telling, words)) is None:
            continue
        if day and _is_of_another(fitted, telling, clause, words):
            elsewhere.append(fitted)
            continue
        if day and _tells_since(fitted, telling, clause, words):
            since.append(fitted)
            elsewhere.append(fitted)
            continue
        found = fault(fitted, sentence, words, day=day)
        known = has_verb(fitted, words) or names_event(fitted, words)
        known = known or _is_done_to(fitted, telling, words)
        if found is None and (known or words.patterns["due_aside"].match(fitted)):
            return fitted
        fitting.append(fitted)
        if found in _NAMELESS:
            nameless.append(one)
            if found is Fault.UNNAMED and (not telling.alone or _is_beside(telling, words)):
                break  # what else the sentence tells is another event's title
    placed = (_under_topic(one, telling, words) for one in nameless)
    sound = (fitted for fitted in fitting if stands_alone(fitted, words))
    # Nothing attributed is told as a fact: with its speaker, if need be broken off.
    best = next(chain(since, filter(None, placed), sound), None)
    best = best or next(iter((*fitting, *elsewhere)), None)
    if best is not None:
        return best
    return _broken_best((one._replace(text=_plain(one, telling, words)) for one in tried), words)


def _is_beside(telling: Telling, words: Words) -> bool:
    """Tell whether the day stands in an aside: "asked about the death, which was on Monday"."""
    at = telling.at[0] if telling.at else -1
    return at >= 0 and aside_at(telling.passage.plain, at, words) is not None


def _is_done_to(fitted: str, telling: Telling, words: Words) -> bool:
    """Tell of a name and its aside: "Elisa Vale scomparsa il 3 maggio"."""
    own = aside_at(telling.passage.plain, telling.at[0], words) if telling.at else None
    aside = telling.passage.text[slice(*own)].strip(" ,") if own else ""
    done = aside.partition(" ")[0]
    return bool(done) and f" {done} " in fitted and main_verb(fitted, words) is None


def _is_of_another(fitted: str, telling: Telling, clause: tuple[int, int], words: Words) -> bool:
    """Tell whether a wording is of another clause than the day's."""
    passage, (at, end) = telling.passage, telling.at or (0, 0)
    day = passage.text[at:end]
    if telling.off and words.patterns["called_off"].search(fitted):
        return False  # "A debate | that was due on Monday | has been cancelled"
    if day not in fitted:
        # "Last month Lund left the schools closed last year"
        others = (one.text for one in telling.days if one.start >= end or one.end <= at)
        if leaves_out(fitted, passage, clause, day, words) or any(one in fitted for one in others):
            return True
    if _is_two_sentences(fitted, telling, words):
        return True
    return telling.over and of_later(fitted, passage, at, words, ahead=False)


def _is_two_sentences(fitted: str, telling: Telling, words: Words) -> bool:
    """Tell of "A case was opened; hearings are due on Monday", where one has the day."""
    apart = any(telling.passage.plain.startswith(";", edge) for edge in telling.clause)
    joint = fitted.find(";")
    if joint < 0 or words.patterns["object_of_nobody"].search(fitted, joint):
        return False  # "The fair was to open; organisers have put it off"
    return apart and not telling.statement and not in_quotation(fitted, joint)


def _tells_since(fitted: str, telling: Telling, clause: tuple[int, int], words: Words) -> bool:
    """Tell of "Little was won since the union joined on Monday": only that it joined was then."""
    since = words.patterns["since_clause"].match(telling.passage.plain, *clause)
    return since is not None and telling.passage.text[slice(*clause)][: len(since[0]) + 8] in fitted


def _candidates(
    telling: Telling,
    clause: tuple[int, int],
    words: Words,
    fitting: Sequence[str],
    elsewhere: Sequence[str],
) -> Iterator[Wording]:
    """Yield the wordings; where none fits or some are of another clause, its own behind them."""
    yield from _with_room(telling, words)
    # "As clashes went on in Lund, … ": where the main clause leaves no room
    beside = telling.passage.told.partition(" ")[0].lower() in words.opens_sentence
    if elsewhere or (beside and not fitting):
        begin, end = clause
        # "after a dam burst on Monday, flooding Lund"
        whole = telling.passage.plain.startswith(",", end)
        own = replace(telling, clause=(begin, end if whole else max(begin, telling.clause[1])))
        yield from clause_wordings(own, words)
    yield from _lighter(telling, words)


def _lighter(telling: Telling, words: Words) -> Iterator[Wording]:
    """Yield a sentence without its opening, or without what it adds to its subject.

    "Amid fears of a flood, | Lund …", "Ada Winter, | named Doctor Doom by the press, | said …".
    """
    if telling.at is None or telling.statement:
        return
    passage, at = telling.passage, telling.at[0]
    opener = words.patterns["opener"].match(passage.plain, passage.opens)
    if opener and opener.end() <= at and has_subject(passage.plain[opener.end() :], words):
        yield Wording(passage.text[opener.end() :])
    added = _ADDED.match(passage.plain, passage.opens)
    if added and added.end() <= at and main_verb(added["head"], words) is None:
        done = words.patterns["imposed"].fullmatch(added["done"]) is not None
        if done and words.is_finite(added["verb"].lower()):
            yield Wording(f"{added['head']} {passage.text[added.start('verb') :]}")


def _with_room(telling: Telling, words: Words) -> Iterator[Wording]:
    """Yield the wordings that leave room for what happened beside who says it."""
    some = False
    for one in wordings(telling, words):
        if one.room >= _LEAST_ROOM:
            some = True
            yield one
    if not some:
        yield Wording(telling.passage.text)


def _under_topic(wording: Wording, telling: Telling, words: Words) -> str | None:
    """Put the article's headline before what does not name its subject: "Crash in Lund: The …"."""
    # "“We will stay,” he told Radio Lund"
    named = wording.before or (wording.after and telling.speaker)
    if telling.topic is None or telling.at is None or named:
        return None
    edges = (words.patterns[name].search(telling.topic) for name in ("clause_end", "phrase_end"))
    shorter = (telling.topic[: edge.start()] for edge in edges if edge)
    for topic in (telling.topic, *shorter):
        placed = wording._replace(before=f"{topic}: ")
        if topic.count(" ") >= _FEWEST_BLANKS and placed.room >= _LEAST_ROOM:
            fitted = _fitted(placed, telling, words)
            if fitted is not None:
                at = len(placed.before)
                goes_on = words.patterns["small_behind_colon"].match(fitted, at)
                # "Rogo a Trani: il ponte", where English has a capital
                return f"{topic}: {fitted[at].lower()}{fitted[at + 1 :]}" if goes_on else fitted
    return None


def headline(text: str, words: Words) -> str:
    """Return a text as a title, broken off between two words where it cannot be shortened."""
    whole = " ".join(text.split()).strip(_STOPS)
    short = shorten(whole, LONGEST, words)
    return _finished(Wording(short)) if short else _broken(Wording(whole), words)


def _broken_best(worded: Iterator[Wording], words: Words) -> str:
    """Break off the first wording that still stands, else the first."""
    first = None
    for wording in worded:
        broken = _broken(wording, words)
        if stands(broken, words) and stands_alone(broken, words):
            return broken
        first = broken if first is None else first
    return first or ""


def _broken(wording: Wording, words: Words) -> str:
    whole = " ".join(wording.text.split()).strip(_STOPS)
    text = broken_off(whole, wording.room, words)
    return _finished(wording._replace(text=text))[:LONGEST]


def _fitted(wording: Wording, telling: Telling, words: Words) -> str | None:
    """Cut a wording to length; None where it does not fit."""
    room = wording.room
    text = _plain(wording, telling, words)
    if len(whole := _FINAL.sub(r"\1", text)) <= room:
        text = whole  # the stop stays where a cut has to know how the sentence ends
    if len(text) > room:
        for name, acronym in telling.acronyms.items():
            text = text.replace(name, acronym)
    day = telling.passage.text[slice(*telling.at)] if telling.at else ""
    short = shorten(text, room, words, day=day)
    if short is None and "(" in text:
        text = _ASIDE.sub("", text)
        short = shorten(text, room, words, day=day)
    if short is None and day and day in text:
        short = shorten(without_own_day(text, telling, words), room, words)
        short = short or shorten(text, room, words)
    if short is None and text[:1] in _MARKS:
        if (wording.before or wording.after) and not words.patterns["first_person"].search(text):
            # Words freed of their quotation marks can be cut within.
            short = shorten(re.sub(f"[{_MARKS}]", "", text), room, words)
        short = short or shorten(text, room, words, loosely=True)
    return None if short is None else _finished(wording._replace(text=short))


def _plain(wording: Wording, telling: Telling, words: Words) -> str:
    """Leave out days that are only right today, "also", and what stands in brackets."""
    text = wording.text
    if telling.taken_up:
        text = with_object(text, telling.taken_up, words)
    text = without_days(text, telling, words)
    text = with_thing(text, telling, words) if telling.thing else text
    added = words.patterns["additive"].search(text)
    if added and not in_quotation(text, added.start()):
        text = f"{text[: added.start()]}{text[added.end() :]}"
    if "(" in text or "[" in text:
        # “We spent a winter (teaching) them”: what a quotation lacks was put in by who wrote it
        text = _ASIDE.sub(lambda one: one[0] if in_quotation(text, one.start()) else "", text)
    return _without_left_comma(" ".join(text.split()).replace(" ,", ",").strip(_STOPS), words)


def _without_left_comma(text: str, words: Words) -> str:
    """Leave out what is left of a pair: "A delivery | , (expected last week,) is due in May"."""
    head, comma, rest = text.partition(", ")
    verb = rest.partition(" ")[0].lower()
    left = comma and verb in words.helpers | words.will and head[:1] not in _MARKS
    return f"{head} {rest}" if left and main_verb(head, words) is None else text


def _finished(wording: Wording) -> str:
    """Balance quotation marks, leave out the final stop, begin with a capital."""
    text = balanced(wording.text.strip(_STOPS))
    text = _FINAL.sub(r"\1", text) if "." in text[-2:] or "," in text[-2:] else text
    text = re.sub(rf"^([{_MARKS}]?)(\w)", lambda one: one[1] + one[2].upper(), text.strip(_STOPS))
    if wording.after[:1] == " ":
        closed = text[-1:] in '”"'
        text = f"{text[:-1]},{text[-1]}" if closed else f"{text},"
    return f"{wording.before}{text}{wording.after}"
