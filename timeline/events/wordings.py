"""In what words a title can be had from a sentence, best first: whole, in part, with a name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

from timeline.events.asides import has_subject, names_event
from timeline.events.attribution import Attribution, is_added
from timeline.events.marks import in_quotation
from timeline.events.opening import tidied, with_name, with_own_name, with_owner
from timeline.events.parts import contrasts, own_clause, parts_of, saying_at
from timeline.events.shortening import LONGEST, SHORTEST
from timeline.events.tellings import Telling
from timeline.events.whole import main_verb
from timeline.events.words import Words

__all__ = ["Wording", "clause_wordings", "wordings"]

#: A speaker's name before a colon has at most so many characters.
_LONGEST_NAME = 50

#: Who says it at the end of a title, described, has at most so many characters.
_LONGEST_SAYER = 40

#: Characters by which a part is known to open its sentence.
_OPENS = 12
_APOSTROPHES = frozenset("'’")
_MARKS = '“”«»"'
_STOPS = " ,;:—–-"
_AND_VERB = re.compile(r",?\s(?:and|but|e|ma)\s(?:ha\s)?(\w+)\s")


#: What a sentence says of its speaker before a quotation.
_DENIES = re.compile(r"[^“”«»\":]{3,80}:\s(?=[“«\"])")


class Wording(NamedTuple):
    """A text to be cut to length, between words that stay."""

    text: str
    before: str = ""
    after: str = ""

    @property
    def room(self) -> int:
        """Characters that the text may have."""
        return LONGEST - len(self.before) - len(self.after) - (self.after[:1] == " ")


def wordings(telling: Telling, words: Words) -> Iterator[Wording]:
    """Yield what a title can be cut from, best first."""
    text = telling.passage.text
    start, end = telling.passage.opens, len(text)
    said = telling.said
    if said is not None and telling.statement and is_added(said, telling.passage, words):
        # "Alvera, which said in April it was short of cash, | sold two ships"
        stop = telling.passage.plain.find(", ", said.content)
        yield Wording(f"{said.speaker} {text[said.verb[0] : stop if stop > 0 else end]}")
    for part in parts_of(telling, start, end, words):
        yield from _part(part, telling, words)
    if said is None:
        whole = Wording(tidied(telling, start, end, words))
        names = _names(telling, words) if telling.passage.in_quotation(start) else []
        yield from [whole._replace(before=f"{name}: ") for name in names] or [whole]
    elif said.trailing or (telling.passage.in_quotation(start) and said.at[0] > start + SHORTEST):
        yield from _before_speaker(telling, said, (start, end), words)
    else:
        yield from _behind_speaker(telling, said, (start, end), words)


def clause_wordings(telling: Telling, words: Words) -> Iterator[Wording]:
    """Yield what the clause of the day alone gives, where nothing else holds a word of it."""
    clause = own_clause(telling, words) if telling.at and not telling.statement else None
    if clause is not None:
        yield from _part(clause, telling, words)


def _part(part: str, telling: Telling, words: Words) -> Iterator[Wording]:
    """Word a part of a sentence: of what somebody says it needs the speaker as the whole does."""
    said = telling.said
    # "Lund said | its mayor will go": that of Lund, whatever was told of before
    own = part.partition(" ")[0].lower() in words.pronouns_of_a_body
    own = own and not telling.passage.told.startswith(part[:_OPENS])
    part = with_name(part, telling, words) if telling.antecedent and not own else part
    part = with_owner(with_own_name(part, telling, words), telling, words)
    quoted = said is None and telling.at and telling.passage.in_quotation(telling.at[0])
    told = said is not None and _is_told(part, telling, said, words)
    names = _names(telling, words)[:1]
    nobody = said is not None and said.speaker.lower() in words.pronouns  # "…, said it was arson"
    if nobody or not (quoted or told):
        yield Wording(part)
    elif said is not None and said.trailing and not names:
        edge = saying_at(telling.passage, said, words)
        yield Wording(part, after=f" {_sayer(telling, said, edge, words)}")
    else:
        yield from (Wording(part, before=f"{name}: ") for name in names)


def _is_told(part: str, telling: Telling, said: Attribution, words: Words) -> bool:
    """Tell whether a part is a clause that somebody else says, and nobody else knows."""
    named = said.speaker in part or (telling.speaker or said.speaker).split()[-1] in part
    if named or contrasts(telling, words) or _is_fact(telling, said, part, words):
        return False
    # "The Jan. 7 shooting of Ada Winter", "Elections scheduled for May" are no clauses.
    due = words.patterns["planned_for"].search(part)
    if due and names_event(part, words) and main_verb(part[: due.start()], words) is None:
        return False
    return any(words.is_finite(one) for one in re.findall(r"\w+", part.lower()))


def _before_speaker(
    telling: Telling, said: Attribution, span: tuple[int, int], words: Words
) -> Iterator[Wording]:
    """Word "…, the mayor said": without the speaker, or the name first, or as it is."""
    start, end = span
    text = telling.passage.text
    edge = saying_at(telling.passage, said, words)
    closed = [until for _, until in telling.passage.quoted if until <= edge]
    if telling.passage.in_quotation(start) and len(closed) == 1:
        edge = closed[0]  # "“…,” a student, Kim Vale, said"
    if (edge - start <= SHORTEST or _is_inside(telling, said, edge, words)) and not said.elided:
        if said.speaker.lower() in words.pronouns and (names := _names(telling, words)):
            yield Wording(_without_joint(text[start:edge], words), before=f"{names[0]}: ")
        else:
            yield Wording(tidied(telling, start, end, words))
        return
    content = _without_joint(tidied(telling, start, edge, words), words)
    own = _DENIES.match(content)
    if own and telling.speaker and telling.speaker.split()[-1] in own[0]:
        content = content[own.end() :]  # "Frost denied it: “I was out”, he said"
    behind = words.patterns["that_behind"].match(text, max(said.at[1], said.verb[1]))
    if (goes_on := behind) and not telling.passage.quoted:
        # "It is clear, Vale said, | that Lund"
        content = f"{content.rstrip(_STOPS)} {text[goes_on.end() : end]}"
    if _is_fact(telling, said, content, words):
        yield Wording(content)
    names = _names(telling, words)
    yield from (Wording(content, before=f"{name}: ") for name in names[:1])
    # “It is late,” or “È tardi”,
    mark = "," if re.match(r"\s*,", text[edge:]) and content[-1:] in _MARKS else ""
    yield Wording(content, after=f"{mark} {_sayer(telling, said, edge, words)}")
    yield from (Wording(content, before=f"{name}: ") for name in names[1:])


def _is_inside(telling: Telling, said: Attribution, edge: int, words: Words) -> bool:
    """Tell of a speaker before all that is said: "In May, according to the mayor, it was wet"."""
    plain = telling.passage.plain
    behind = plain[max(said.at[1], said.verb[1]) :]
    before = plain[telling.passage.opens : edge]
    apart = behind.startswith(", ") and not telling.passage.quoted
    return apart and main_verb(before, words) is None and main_verb(behind, words) is not None


def _without_joint(content: str, words: Words) -> str:
    """Leave out what leads on to what goes on behind a speaker: "was hit | when, police said,"."""
    told, _, last = content.rstrip(_STOPS).rpartition(" ")
    return told if last.lower() in words.conjunctions else content


def _sayer(telling: Telling, said: Attribution, edge: int, words: Words) -> str:
    """Return "a source told Reuters": who says it at the end; what describes them goes if long."""
    text, verb = telling.passage.text, said.verb
    told = text[slice(*verb)].lower() in words.addressed
    after = text[edge : max(said.at[1], verb[1], said.content if told else 0)].strip(_STOPS)
    long = len(after) > _LONGEST_SAYER
    if long and (source := words.patterns["source"].match(after)):
        return source[0]  # "according to a draft statement | under discussion in Lund"
    head = words.patterns["subject"].match(after) if long else None
    begins = after.find(text[slice(*verb)], head.end()) if head else -1
    return f"{after[: head.end('head')]} {after[begins:]}" if head and begins > 0 else after


def _behind_speaker(
    telling: Telling, said: Attribution, span: tuple[int, int], words: Words
) -> Iterator[Wording]:
    """Word "The mayor said that …": without the speaker, whole, or with the name alone."""
    start, end = span
    text = telling.passage.text
    whole = tidied(telling, start, end, words)
    begin = _content(telling, said, words)
    if begin is None or end - begin <= SHORTEST:
        if telling.claimed and len(whole) > LONGEST and said.at[0] >= said.verb[1]:
            # "Secondo i sindacati, | i furti sarebbero aumentati"
            content = text[said.at[1] : end].lstrip(_STOPS)
            who = replace(telling, speaker=telling.speaker or said.speaker)
            yield from (Wording(content, before=f"{name}: ") for name in _names(who, words))
        yield Wording(whole)
        return
    content = text[begin:end]
    if telling.told_of and content in whole:
        # "Prosecutors said she"
        named = f"{telling.told_of}{content[len(content.split(maxsplit=1)[0]) :]}"
        article, blank, rest = named.partition(" ")
        within = f"{article.lower()}{blank}{rest}" if article.lower() in words.definite else named
        whole, content = whole.replace(content, within), named
    dated = telling.at is not None and telling.at[0] >= begin
    if dated and _is_fact(telling, said, content, words):
        yield Wording(content)
    names = _names(telling, words)
    goes_on = _said_second(telling, begin, end, words, pronoun=True)
    if goes_on is not None and len(whole) > LONGEST:
        # of "The line said it was safe but that it would return two ships": that it would
        yield Wording(f"{tidied(telling, start, begin, words)} {text[goes_on:end]}")
    if (len(whole) > LONGEST or said.elided) and names:
        # "he’s" as well
        opens = re.split(r"['’\s]", content, maxsplit=1)[0].lower()
        verb = text[said.verb[0] : said.verb[1]]
        plainly = verb.lower() not in words.addressed and verb.lower() not in words.weak
        # "released a statement that its officers did not": only before a colon
        pronoun = opens in words.pronouns or (plainly and opens in words.possessives)
        # "GM ha detto che offrirà": no subject of its own
        first = content.split(maxsplit=1)[0].lower()
        verbal = words.patterns["verb_first"].fullmatch(first) and words.is_finite(first)
        # "said that it was wet and that the port was shut"
        told = words.patterns["and_that"].sub(r"\1 ", content) if begin > said.content else content
        told = told[: _says_more(told, words)]
        second = _said_second(telling, begin, end, words)
        if second is not None:
            yield from (Wording(text[second:end], before=f"{name}: ") for name in names)
        if not pronoun and not verbal:
            yield from (Wording(told, before=f"{name}: ") for name in names)
        elif pronoun and plainly:
            yield Wording(f"{names[0]} {verb} {told}")
    yield Wording(whole)
    yield from (Wording(content, before=f"{name}: ") for name in _office(telling, said, words))


def _said_second(
    telling: Telling, begin: int, end: int, words: Words, *, pronoun: bool = False
) -> int | None:
    """Return where the second thing said begins: "it was wet and that | it would end on Monday".

    None where the day is not of it, or it has no subject of its own; *pronoun* asks for one.
    """
    at = telling.at[0] if telling.at else begin
    found = [
        one.end() for one in words.patterns["and_that"].finditer(telling.passage.plain, begin, at)
    ]
    clause = telling.passage.plain[found[-1] : end] if found else ""
    opens = clause.partition(" ")[0].lower()
    own = opens in words.pronouns if pronoun else has_subject(clause, words)
    return found[-1] if found and own and (pronoun or opens not in words.replaced) else None


def _office(telling: Telling, said: Attribution, words: Words) -> list[str]:
    """Return who says it where nobody is named: "Prosecutors", not "They" and "His lawyer"."""
    first = said.speaker.partition(" ")[0].lower()
    body = re.findall(r"\w+", words.patterns["name_tail"].sub("", said.speaker).lower())[-1:]
    if telling.speaker or first in words.possessives or words.speakers.isdisjoint(body):
        return []
    return _names(replace(telling, speaker=said.speaker), words)[:1]


def _says_more(content: str, words: Words) -> int | None:
    """Return where a speaker goes on: "the loss was great | but called for calm"; None if not."""
    for found in _AND_VERB.finditer(content):
        if found[1].lower() in words.attribution and not in_quotation(content, found.start()):
            return found.start()
    return None


def _names(telling: Telling, words: Words) -> list[str]:
    """Return the speaker's name for before a colon; also without "in Rome", and as an acronym."""
    name = telling.speaker or ""
    article, _, rest = name.partition(" ")
    if article[1:2] in _APOSTROPHES and f"{article[0].lower()}'" in words.definite:
        article, rest = article[:2], name[2:]  # "l'Arpa"
    name = rest if rest and article.lower().replace("’", "'") in words.definite else name
    shorter = words.patterns["name_tail"].sub("", name)
    short = (acronym for full, acronym in telling.acronyms.items() if full in name)
    forms = dict.fromkeys((name, shorter, *short))
    return [one[:1].upper() + one[1:] for one in forms if 0 < len(one) <= _LONGEST_NAME]


def _is_fact(telling: Telling, said: Attribution, content: str, words: Words) -> bool:
    """Tell whether what is said can stand without who says it: "…, police said"."""
    if telling.statement or telling.claimed or said.sort != "say" or content[:1] in _MARKS:
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
    far = first and (first[1].lower() in words.prepositions or verb in words.addressed)
    if found is None and far:
        found = patterns["far_that"].match(text, said.content)
    elif found is None and verb in words.attribution and verb not in words.weak:
        found = patterns["bare"].match(text, said.content)
        if found is None and first and verb in words.clausal:
            found = patterns["plain"].match(text, said.content)  # "said dockers were out"
    return found.end() if found else None
