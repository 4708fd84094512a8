"""Titles: the sentence's own words, cut to what an editor would publish.

A sentence is worded in several ways: the part that tells of the event, the whole without or with
who says it. Each is cut to length (``shortening``); the first that stands alone is the title.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from timeline.events.attribution import Attribution
from timeline.events.parts import Telling, parts_of
from timeline.events.passages import DATELINE
from timeline.events.shortening import LONGEST, SHORTEST, balanced, shorten
from timeline.events.whole import dangles, has_verb
from timeline.events.words import Words

__all__ = ["Telling", "headline", "possessive", "strip_dateline", "title"]

#: A speaker's name before a colon has at most so many characters.
_LONGEST_NAME = 50

_ASIDE = re.compile(r"\s?\([^()]{1,80}\)|\s?\[[^\[\]]{1,80}\]")
_MARKS = '“”«»"'
_STOPS = " ,;:—–-"
#: The first word, or the first one behind an opening phrase.
_PRONOUN = re.compile(r"((?:[^,“\"«]{3,80},\s(?=(?:he|she|lui|lei)\b))?)([^\W\d_]+)\b(?!['’])")
#: Whose name comes next: "…, a police spokesman, ".
_APPOSED = re.compile(r",\s(\w+)\s[^\W\d_][^,“”\"]{2,60},\s*\Z")
#: The day stands in a clause on the saying: "reported…, which surfaced on Sunday".
_SURFACED = re.compile(r",\swhich\s\w+(?:ed|me)\s[^,]*$")


class _Wording(NamedTuple):
    """A text to be cut to length, between words that stay."""

    text: str
    before: str = ""
    after: str = ""


def strip_dateline(text: str) -> str:
    """Return a sentence without the "MILAN (AP) —" before it."""
    found = DATELINE.match(text)
    return text[found.end() :] if found else text


def possessive(name: str) -> str:
    """Return "Winter’s", "the Games’"."""
    return f"{name}’" if name.endswith("s") else f"{name}’s"


def title(telling: Telling, words: Words) -> str:
    """Return at most 110 characters of the sentence that stand alone, without a final stop."""
    wordings = list(_wordings(telling, words))
    fitting = [(one, fitted) for one in wordings if (fitted := _fitted(one, telling, words))]
    for _, fitted in fitting:
        if _stands_alone(fitted, words):
            return fitted
    # Nothing attributed is told as a fact: with its speaker, if need be broken off.
    return fitting[0][1] if fitting else _broken(wordings[0], words)


def headline(text: str, words: Words) -> str:
    """Return a text as a title, broken off between two words where it cannot be shortened."""
    whole = re.sub(r"\s+", " ", text).strip(_STOPS)
    short = shorten(whole, LONGEST, words)
    return _finished(_Wording(short)) if short else _broken(_Wording(whole), words)


def _broken(wording: _Wording, words: Words) -> str:
    whole = re.sub(r"\s+", " ", wording.text).strip(_STOPS)
    text = _broken_off(whole, _room(wording), words)
    return _finished(wording._replace(text=text))[:LONGEST]


def _broken_off(text: str, room: int, words: Words) -> str:
    """Cut before the last phrase that does not fit, else before the last word; no name is cut."""
    if len(text) <= room:
        return text
    ends = [found.start() for found in words.patterns["phrase_end"].finditer(text, 0, room)]
    end = ends[-1] if ends and ends[-1] > room // 2 else text.rfind(" ", 0, room)
    kept, rest = text[: end if end > 0 else room], text[end:]
    while re.match(r"\s[A-Z]", rest) and re.search(r"\s[A-Z][\w.'’-]*$", kept):
        kept = kept.rpartition(" ")[0]
    while " " in kept and dangles(kept, words):
        kept = kept.rpartition(" ")[0]
    return kept


def _room(wording: _Wording) -> int:
    return LONGEST - len(wording.before) - len(wording.after) - (1 if wording.after else 0)


def _fitted(wording: _Wording, telling: Telling, words: Words) -> str | None:
    """Cut a wording to length; None where it does not fit."""
    room = _room(wording)
    text = re.sub(r"\s+", " ", re.sub(r"\s+,", ",", _ASIDE.sub("", wording.text))).strip(_STOPS)
    if len(text) > room:
        for name, acronym in telling.acronyms.items():
            text = text.replace(name, acronym)
    short = shorten(text, room, words)
    if short is None and text[:1] in _MARKS:
        if (wording.before or wording.after) and not words.patterns["first_person"].search(text):
            # Words freed of their quotation marks can be cut within.
            short = shorten(re.sub(f"[{_MARKS}]", "", text), room, words)
        short = short or shorten(text, room, words, loosely=True)
    return None if short is None else _finished(wording._replace(text=short))


def _finished(wording: _Wording) -> str:
    """Balance quotation marks, leave out the final stop, begin with a capital."""
    text = balanced(wording.text.strip(_STOPS))
    text = re.sub(rf"(?:(?<!\b[A-Za-z])\.|,)([{_MARKS}]?)$", r"\1", text).strip(_STOPS)
    text = re.sub(rf"^([{_MARKS}]?)(\w)", lambda one: one[1] + one[2].upper(), text)
    if wording.after:
        closed = text[-1:] in _MARKS
        text = f"{text[:-1]},{text[-1]}" if closed else f"{text},"
    return f"{wording.before}{text}{wording.after}"


def _stands_alone(text: str, words: Words) -> bool:
    """Tell whether a title is a sentence that names whom it is about."""
    if not has_verb(text, words) or (text[:1] in _MARKS and text[-1:] in _MARKS):
        return False
    first = _PRONOUN.match(text.lstrip(_MARKS))
    if first is None or first[2].lower() not in words.replaced:
        return True
    return words.patterns["expletive_it"].match(text) is not None


# --- wordings, best first --------------------------------------------------------------------


def _wordings(telling: Telling, words: Words) -> Iterator[_Wording]:
    text = telling.passage.text
    found = DATELINE.match(text)
    start, end = found.end() if found else 0, len(text)
    for part in parts_of(telling, start, end, words):
        yield _Wording(part)
    said = telling.said
    if said is None:
        whole = _Wording(_tidied(telling, start, end, words))
        names = _names(telling, words) if telling.passage.in_quotation(start) else []
        yield from [whole._replace(before=f"{name}: ") for name in names] or [whole]
    elif said.trailing or (telling.passage.in_quotation(start) and said.at[0] > start + SHORTEST):
        yield from _before_speaker(telling, said, (start, end), words)
    else:
        yield from _behind_speaker(telling, said, (start, end), words)


def _before_speaker(
    telling: Telling, said: Attribution, span: tuple[int, int], words: Words
) -> Iterator[_Wording]:
    """Word "…, the mayor said": without the speaker, or the name first, or as it is."""
    start, end = span
    text = telling.passage.text
    edge = min(said.at[0], said.verb[0], said.segment[0])
    for token in reversed(telling.passage.tokens):
        # "…, ha detto il sindaco".
        if token.end < edge and text[token.end : edge].isspace() and token.lower in words.helpers:
            edge = token.start
    closed = [until for _, until in telling.passage.quoted if until <= edge]
    if telling.passage.in_quotation(start) and len(closed) == 1:
        edge = closed[0]  # "“…,” a student, Kim Vale, said"
    apposed = _APPOSED.search(text, start, edge)
    if apposed and apposed[1].lower() in words.determiners:
        edge = apposed.start()  # "…, a spokesman, Kim Vale, said"
    if edge - start <= SHORTEST:
        yield _Wording(_tidied(telling, start, end, words))
        return
    content = _tidied(telling, start, edge, words)
    if _is_fact(telling, said, content, words):
        yield _Wording(content)
    names = _names(telling, words)
    yield from (_Wording(content, before=f"{name}: ") for name in names[:1])
    after = text[edge : max(said.at[1], said.verb[1])].strip(_STOPS)
    yield _Wording(content, after=f" {after}")
    yield from (_Wording(content, before=f"{name}: ") for name in names[1:])


def _behind_speaker(
    telling: Telling, said: Attribution, span: tuple[int, int], words: Words
) -> Iterator[_Wording]:
    """Word "The mayor said that …": without the speaker, whole, or with the name alone."""
    start, end = span
    text = telling.passage.text
    whole = _tidied(telling, start, end, words)
    begin = _content(telling, said, words)
    if (surfaced := _SURFACED.search(whole)) and telling.at and begin and begin < telling.at[0]:
        whole = whole[: surfaced.start()]
    if begin is None or end - begin <= SHORTEST or surfaced:
        yield _Wording(whole)
        return
    content = text[begin:end]
    dated = telling.at is not None and telling.at[0] >= begin
    if dated and _is_fact(telling, said, content, words):
        yield _Wording(content)
    names = _names(telling, words)
    if len(whole) > LONGEST and names:
        pronoun = content.split(maxsplit=1)[0].lower() in words.pronouns
        verb = text[said.verb[0] : said.verb[1]]
        if not pronoun:
            yield from (_Wording(content, before=f"{name}: ") for name in names)
        elif verb.lower() not in words.addressed and verb.lower() not in words.weak:
            yield _Wording(f"{names[0]} {verb} {content}")
    yield _Wording(whole)


def _names(telling: Telling, words: Words) -> list[str]:
    """Return the speaker's name for before a colon; also without "in Rome", where it has that."""
    name = telling.speaker or ""
    article, _, rest = name.partition(" ")
    name = rest if rest and article.lower() in words.definite else name
    shorter = words.patterns["name_tail"].sub("", name)
    forms = dict.fromkeys((name, shorter))
    return [one[:1].upper() + one[1:] for one in forms if 0 < len(one) <= _LONGEST_NAME]


def _is_fact(telling: Telling, said: Attribution, content: str, words: Words) -> bool:
    """Tell whether what is said can stand without who says it: "…, police said"."""
    if telling.statement or said.sort != "say" or content[:1] in _MARKS:
        return False
    if words.patterns["first_person"].search(content):
        return False
    return not words.trusted.isdisjoint(re.findall(r"[\w.]+", said.speaker.lower()))


def _content(telling: Telling, said: Attribution, words: Words) -> int | None:
    """Return where what is said begins, None where the verb has another object."""
    text, patterns = telling.passage.text, words.patterns
    verb = text[said.verb[0] : said.verb[1]].lower()
    if said.sort == "react" or verb in words.with_object:
        return None
    if words.expletive.match(text):
        return said.content
    found = patterns["that"].match(text, said.content)
    found = found or patterns["statement"].match(text, said.verb[1])
    first = re.match(r"\s*(\w+)", text[said.content :])
    if found is None and first and first[1].lower() in words.prepositions:
        found = patterns["far_that"].match(text, said.content)
    elif found is None and verb in words.attribution and verb not in words.weak:
        found = patterns["bare"].match(text, said.content)
    return found.end() if found else None


# --- tidying the beginning -------------------------------------------------------------------


def _tidied(telling: Telling, start: int, end: int, words: Words) -> str:
    """Leave out an opening phrase of time, and put the name for an opening pronoun."""
    text, offset = telling.passage.text[start:end], start
    for _ in range(4):
        cut = _lead(text, offset, telling, words)
        if not cut or len(text) - cut < SHORTEST:
            break
        text, offset = text[cut:], offset + cut
    if telling.passage.in_quotation(offset) and text[:1] not in _MARKS:
        text = ('"' if '"' in telling.passage.text else "“") + text
    return _with_name(text, telling, words)


def _lead(text: str, offset: int, telling: Telling, words: Words) -> int:
    """Return how much of "However, on Tuesday, according to records, …" can go first."""
    found = re.match(r"\s*([^\W\d_]+)(\s*,)?\s+(?=\S)", text)
    if (
        found
        and found[1].lower() in words.leads
        and (found[2] or found[1].lower() in words.joining)
    ):
        return found.end()
    according = words.according.match(text)
    if according and (comma := re.compile(r",\s+").search(text, according.end())):
        speaker = re.findall(r"[\w.]+", text[according.end() : comma.start()].lower())
        return 0 if words.trusted.isdisjoint(speaker) else comma.end()
    for day in telling.days:
        begin, until = day.start - offset, day.end - offset
        if begin < 0 or until > len(text) or not words.patterns["opening"].fullmatch(text[:begin]):
            continue
        rest = re.match(r"(\s*[,:])?\s+(\w+)", text[until:])
        if rest and (rest[1] or rest[2].lower() in words.determiners):
            return until + rest.start(2)
    return 0


def _with_name(text: str, telling: Telling, words: Words) -> str:
    """Put the name for the first pronoun: "She was born", "Born in Lund, she became"."""
    name = telling.antecedent
    found = _PRONOUN.match(text)
    if name is None or found is None or found[2].lower() not in words.replaced:
        return text
    if telling.passage.in_quotation(0) or words.expletive.match(text):
        return text
    if words.patterns["expletive_it"].match(text):
        return text
    if found[2].lower() in words.possessives:
        name = possessive(name)
    return f"{found[1]}{name}{text[found.end() :]}"
