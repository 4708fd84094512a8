"""A sentence about to be given a title."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from timeline.events.attribution import Attribution
from timeline.events.days import Day
from timeline.events.passages import Passage
from timeline.events.words import Words

__all__ = ["Telling", "behind_opening"]


@dataclass(frozen=True, slots=True)
class Telling:
    """A sentence about to be given a title."""

    passage: Passage
    #: Where the event's day stands, None without one.
    at: tuple[int, int] | None
    #: Span of the clause that tells of the event.
    clause: tuple[int, int]
    #: Governs the clause, where somebody says it.
    said: Attribution | None
    #: The speaker's name, pronouns resolved; None where nobody is named.
    speaker: str | None
    #: Days in the sentence, all of them.
    days: Sequence[Day]
    #: What a pronoun at the beginning stands for.
    antecedent: str | None
    #: Whose "its" can be.
    owner: str | None
    #: The subject that the sentence leaves out.
    left_out: str | None
    #: Whose it is, where a sentence begins with "Il suo contratto".
    of_whom: str | None
    #: For whom an object stands that is only a little word: "lo ha arrestato".
    taken_up: str | None
    #: Whom "him" stands for.
    person: str | None
    #: What "it" stands for as an object: "the new opera".
    thing: str | None
    #: Whom the pronoun stands for that opens what others say: "Police said she".
    told_of: str | None
    #: The name of the one person whom the article calls so: of "actor" it is Kim Vale.
    called: Callable[[str], str | None]
    statement: bool
    #: The clause is a noun phrase, beside a main clause with another day: "the attack of 3 May".
    named: bool = False
    #: Told on the word of who says it, who therefore stays in the title.
    claimed: bool = False
    #: The only event of its sentence.
    alone: bool = True
    #: The day is over, and what is told of it was told as an act.
    over: bool = False
    #: What was planned for the day is called off.
    off: bool = False
    #: The day stands in a phrase beside the main clause: "after the Jan. 7 shooting".
    aside: bool = False
    #: Full name -> acronym, as the article defines them.
    acronyms: Mapping[str, str] = field(default_factory=dict)
    #: What the article is about, by its headline; None where that does not tell.
    topic: str | None = None


def behind_opening(telling: Telling, start: int, end: int, words: Words) -> int:
    """Return where a subject begins: behind "On Friday, ", "Venerdì ", "In the end, "."""
    plain = telling.passage.plain
    opener = words.patterns["opener"].match(plain, start, end)
    if opener:
        return opener.end()
    for day in telling.days:
        if start <= day.start < day.end < end:
            opens = words.patterns["opening"].fullmatch(plain, start, day.start)
            return day.end + 1 + plain.startswith(",", day.end) if opens else start
    return start
