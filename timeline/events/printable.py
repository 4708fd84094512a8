"""Whether a title can stand in a feed as it is: a whole clause that names what it is about."""

from __future__ import annotations

import re
from collections.abc import Iterable
from enum import StrEnum
from functools import lru_cache

from timeline.events.asides import names_event
from timeline.events.clitics import has_clitic
from timeline.events.gender import gender_of
from timeline.events.marks import in_quotation
from timeline.events.omitted import lacks_subject
from timeline.events.passages import Passage
from timeline.events.shortening import LONGEST, cuts_phrase
from timeline.events.whole import (
    complete,
    ends_well,
    has_verb,
    main_verb,
    stands,
    waits_for_clause,
    waits_for_verb,
)
from timeline.events.words import Words

_BRACKETS = re.compile(r"\s?\([^()]{0,80}\)")

__all__ = [
    "BESIDE",
    "Fault",
    "content_words",
    "fault",
    "has_any",
    "is_whole",
    "leaves_out",
    "of_later",
    "stands_alone",
]

_MARKS = '“”«»"'
#: What a clause ends with.
_CLOSES = f".,;:!?{_MARKS}"
#: Characters by which the end of a title is found in its sentence.
_TAIL = 20
#: ", which".
_FIRST = re.compile(r",?\s*(\w+)")
#: Characters that show that nothing was cut from the end.
_END = 8
#: Characters of "on the ", at most.
_BEFORE_DAY = 8
#: "Ada Winter: ", and what is said.
_SPEAKER = re.compile(rf"^[^{_MARKS}:]{{2,60}}:\s(?![a-zà-ÿ])")
_NAMED = re.compile(r"\b[A-ZÀ-Þ0-9](?!['’]|\s)")
#: "Alvera’s", and the word behind.
_OWNER = re.compile(r"(?:[A-ZÀ-Þ][\w.&-]*\s){0,2}[A-ZÀ-Þ][\w.&-]*['’]s\s(\w+(?:\s|$))")
#: "Ada Winter", "Senator Ada Winter".
_PERSON = re.compile(r"(?:[A-ZÀ-Þ][\w.’'-]+\s){1,3}[A-ZÀ-Þ][\w’'-]+(?=\s[a-z])")
#: Titles whose fault is remembered until their event is told or not.
_REMEMBERED = 64
#: Blanks in a sentence whose verb need not be known: "Police arrest a protester in Lund".
_FEWEST_BLANKS = 4
#: Verbs of what did not happen on a day that is over.
_LATER = ("future", "ongoing", "awaited")
#: Patterns that find a clause beside the main one which a day stands in.
BESIDE = ("subordinate", "side_clause")
#: Words of a subject that tell who it is.
_HEAD = 6
#: Words of "ha detto la polizia di Lund", at most.
_LONGEST_SAYER = 7


class Fault(StrEnum):
    """Why an editor would not print a title."""

    JUNK = "no sentence of the article"
    UNSAID = "nobody is named who says so"
    NO_SENTENCE = "its title is no sentence"
    POINTING = "its title points at what was said before"
    PRONOUN = "its title has a pronoun for a name"
    UNNAMED = "its title does not name what it is about"
    NO_ACT = "tells of no act"
    CUT = "its title breaks off"


@lru_cache(_REMEMBERED)
def fault(title: str, sentence: str, words: Words, *, day: str | None = None) -> Fault | None:
    """Return why an editor would not print a title, None where it stands.

    *day* is what dates the event in its sentence, "" what has none, None what somebody says so.

    >>> from timeline.events.words import words
    >>> print(fault("The group met", "The group met.", words("en")))
    its title does not name what it is about
    """
    content = _without_sayer(_without_speaker(title), words)
    said = len(content) < len(title) or content[:1] in _MARKS
    if words.patterns["junk"].search(title) or words.patterns["shouted"].fullmatch(title):
        return Fault.JUNK
    if _is_unsaid(title, words):
        return Fault.UNSAID
    broken = _broken(title, content, sentence, day, words)
    return broken or _vague(title, content, words, said=said, freely=said and day is None)


def leaves_out(title: str, passage: Passage, span: tuple[int, int], day: str, words: Words) -> bool:
    """Tell whether a title has no word of a part of its sentence that dates it.

    Of a clause in front of the main one it has to have half: "before the fishing crisis began".
    """
    aside = words.patterns["relative_aside"].match(passage.plain, span[0])
    if aside and aside.end() <= passage.text.find(day, span[0]):
        own_words = content_words(passage, (aside.end(), span[1]), day, words)
        if has_any(title, own_words):
            return False  # ", which had been shut, | reopened on Monday"
    part = passage.text[slice(*span)]
    happened = words.patterns["it_happened"].match(passage.plain, passage.opens)
    if happened or _at_the_same_time(part, words):
        return False  # "It happened in May, when": what did stands behind
    own = content_words(passage, span, day, words)
    opens = _FIRST.match(part)
    first = opens[1].lower() if opens else ""
    before, behind = passage.plain[: span[0]], passage.text[span[1] :]
    front = ", " in behind and main_verb(before, words) is None
    known = _words(title)
    told = [one for one in own if one.lower() in known]
    if words.patterns["since_clause"].match(part):
        return 2 * len(told) <= len(own)  # "the first since the festival was founded in 1952"
    if (first in words.relatives and main_verb(f"- {part.partition(day)[0]}", words) is None) or (
        front and first in words.opens_sentence
    ):
        return 2 * len(told) < len(own)
    return bool(own) and not told


def has_any(title: str, told: Iterable[str]) -> bool:
    """Tell whether a title has one of some words, in capitals or not."""
    return not _words(title).isdisjoint(one.lower() for one in told)


def _words(text: str) -> frozenset[str]:
    return frozenset(re.findall(r"[^\W_]+", text.lower()))


def of_later(title: str, passage: Passage, at: int, words: Words, *, ahead: bool) -> bool:
    """Tell whether a title is of later than a day beside it: "After Monday's vote Lund will".

    The day stands at *at* and is over; *ahead* says that a plan for it is told.
    """
    found = (words.patterns[name].search(title) for name in _LATER)
    verb = next(filter(None, found), None)
    if verb is None or (not ahead and words.patterns["past"].search(title, 0, verb.start())):
        return False
    main = main_verb(title, words)
    if main is not None and main > verb.start():
        return False  # "the council that will decide met"
    said = passage.text.find(verb[0])
    # "The strike will go on, the union decided on Monday", but "the man who was arrested on Monday"
    between = passage.plain[said:at]
    return at < said or any(words.patterns[name].search(between) for name in BESIDE)


def _at_the_same_time(clause: str, words: Words) -> bool:
    """Tell of "when he was arrested in May", and "while", unless a comma parts it."""
    first = re.match(r"(,?)\s*(\w+)", clause)
    if first is None or first[2].lower() not in words.simultaneous:
        return False
    return not (first[1] and first[2].lower() in words.contrasts)


def content_words(passage: Passage, span: tuple[int, int], day: str, words: Words) -> list[str]:
    """Return the words of a part of a sentence that are no stop words, nor of its day."""
    told = re.findall(r"[^\W_]+", passage.text[slice(*span)])
    return [
        one for one in told if len(one) > 1 and one.lower() not in words.stop and one not in day
    ]


def _broken(title: str, content: str, sentence: str, day: str | None, words: Words) -> Fault | None:
    """Return what a title lacks to be a clause."""
    half = any(words.patterns[name].match(content) for name in ("no_beginning", "no_main"))
    if half or not is_sentence(title, words) or (not day and _is_added(content, words)):
        return Fault.NO_SENTENCE
    told, comma, source = content.rpartition(", ")
    content = told if comma and words.according.match(source) else content
    sayer = title.partition(content)[2]
    uncut = _ends(content, sentence) or _says_after(content, sayer, sentence, words)
    return Fault.CUT if not uncut and _is_cut(content, sentence, day, words) else None


def _is_added(content: str, words: Words) -> bool:
    """Tell of "Ada Winter, nicknamed Doctor Doom": what is added to somebody, and no more."""
    subject, comma, added = content.partition(", ")
    first, _, rest = added.partition(" ")
    if not comma or ", " in added or words.patterns["imposed"].fullmatch(first) is None:
        return False
    opens = subject.partition(" ")[0].lower() in words.prepositions | words.opens_sentence
    return not (opens or has_verb(subject, words)) and main_verb(f"- {rest}", words) is None


def _says_after(content: str, sayer: str, sentence: str, words: Words) -> bool:
    """Tell whether all that somebody says stands before who does: "It is wet, | police said"."""
    first = _FIRST.match(sayer)
    if first is None or first[1].lower() in words.attribution:
        return False  # "Ada Winter, who left, | insisted that"
    return f"{content[-_END:]}{sayer}" in sentence and main_verb(content, words) is not None


def _vague(title: str, content: str, words: Words, *, said: bool, freely: bool) -> Fault | None:
    """Return what a clause lacks to tell of an act of somebody named."""
    if not said and _is_state(content, words):
        return Fault.NO_ACT
    if begins_unnamed(title, words) or words.patterns["pronoun_says"].search(title):
        return Fault.PRONOUN
    if not said and (lacks_subject(title, words) or has_clitic(title, words)):
        return Fault.PRONOUN
    # "Ada Winter: Police stopped her" is of her
    if title.startswith(content) and (
        _has_object_unnamed(content, words) or _is_of_unnamed(content, words)
    ):
        return Fault.PRONOUN
    if is_quotation(title) or (not said and _is_unnamed(content, words)):
        return Fault.UNNAMED
    return Fault.POINTING if _points(content, words, freely=freely) else None


def _has_object_unnamed(content: str, words: Words) -> bool:
    """Tell of "Ada Winter urged her to stay": the object of a verb is not its subject."""
    pattern = words.patterns["object_of_nobody"]
    if pattern.search(content) is None:
        return False
    opens = content.partition(" ")[0].lower() in words.prepositions | words.opens_sentence
    verb = None if opens else main_verb(content, words)
    found = verb is not None and pattern.match(content, verb)
    return bool(found) and not in_quotation(content, verb or 0)


def _is_of_unnamed(content: str, words: Words) -> bool:
    """Tell of "Two of its gates failed" and "Ada Winter saw its opening": nothing there is it."""
    if words.patterns["part_of_nobody"].match(content):
        return True
    thing = words.patterns["thing_of_nobody"].search(content)
    before = content[: thing.start()] if thing else ""
    person = _PERSON.match(before)
    if person is None or gender_of(person[0], words) is None:
        return False
    others = re.findall(r"[\w’']+", before[person.end() :])
    known = words.determiners | words.articles | words.definite | words.relatives
    return not any(
        one[0].isupper() or one.lower() in known or one.endswith(("'s", "’s")) for one in others
    )


def _is_unsaid(title: str, words: Words) -> bool:
    """Tell whether somebody unnamed speaks of themselves or to the reader."""
    if _unquoted("in_person", title, words):
        return True
    told = not words.attribution.keys().isdisjoint(re.findall(r"\w+", title.lower()))
    return not told and ": " not in title and _unquoted("narrator", title, words)


def _points(content: str, words: Words, *, freely: bool) -> bool:
    """Tell of "that plan", "there"; *freely* in quotations, too: “This is wrong”."""
    if not freely:
        return _unquoted("elsewhere", content, words)
    found = (words.patterns[name].search(content) for name in ("points_out", "elsewhere"))
    return any(found) and _NAMED.search(content.lstrip(_MARKS)[1:]) is None


def _without_speaker(title: str) -> str:
    """Leave out "Ada Winter: " and a headline; a clause before a colon stays."""
    speaker = _SPEAKER.match(title)
    return title[speaker.end() :] if speaker else title


def _without_sayer(text: str, words: Words) -> str:
    """Leave out ", police said" at the end."""
    content, comma, sayer = text.rpartition(",")
    if not comma:
        return text
    spoken = re.findall(r"\w+", sayer.lower())
    if len(spoken) > _LONGEST_SAYER or re.search(f"[{_MARKS}]", sayer):
        return text
    verbs = [i for i, one in enumerate(spoken) if one in words.attribution]
    at = next(iter(verbs), None)
    if at is None or (at == 0 and main_verb(content, words) is None):
        return text  # "Ada Winter, who came to Lund, | announced reforms"
    if spoken[verbs[-1]] in words.clausal and main_verb(content, words) is not None:
        at = verbs[-1]  # "the state office said": of the two it is the verb
    return content if _is_sayer(spoken[:at], spoken[at], spoken[at + 1 :], words) else text


def _is_sayer(before: list[str], verb: str, behind: list[str], words: Words) -> bool:
    """Tell whether words say who says it, by those around the verb: ", police said"."""
    if before and (words.helpers | words.modals | words.be).issuperset(before):
        return False  # ", will be held instead"
    if before and verb in words.clausal and words.determiners.intersection(behind[:1]):
        return False  # ", the council said the cost"
    # ", said that it was late"
    other = words.that | words.prepositions
    return not any(map(words.is_finite, behind)) and other.isdisjoint(behind[:1])


def _unquoted(name: str, text: str, words: Words) -> bool:
    """Tell whether a pattern is found outside of quotation marks."""
    return any(not in_quotation(text, one.start()) for one in words.patterns[name].finditer(text))


def _is_unnamed(content: str, words: Words) -> bool:
    """Tell of "The song will be sold": no name, and nobody known by an office."""
    first, *rest = content.split(maxsplit=2)
    if first.lower() not in words.definite or (rest and rest[0].isdecimal()):
        return False  # "Il 4 marzo una barca è affondata"
    others = re.findall(r"\w+", content[: main_verb(content, words)])[1:_HEAD]
    if any(one[0].isupper() for one in others):
        return False
    subject = {one.lower() for one in others}
    return words.speakers.isdisjoint(subject) and _NAMED.search(content[1:]) is None


def _is_state(content: str, words: Words) -> bool:
    """Tell whether the main verb only says what something is: "Oslo was the first"."""
    if words.patterns["only_asks"].match(content):
        return True  # "The question is what comes next"
    if words.patterns["no_act"].search(content) is None:
        return False
    verb = main_verb(content, words)
    if verb is None or words.patterns["no_act"].match(content, verb) is None:
        return False
    said = {one.lower() for one in re.findall(r"\w+", content)}
    return words.events.isdisjoint(said) and words.kind_nouns.keys().isdisjoint(said)


def _ends(content: str, sentence: str) -> bool:
    """Tell whether a title goes to the end of its sentence."""
    return sentence.rstrip(_CLOSES).endswith(content.rstrip(_CLOSES)[-_END:])


def _is_cut(content: str, sentence: str, day: str | None, words: Words) -> bool:
    """Tell whether a title ends within a phrase of its sentence, and not where its day was."""
    sentence = _BRACKETS.sub("", sentence) if "(" in sentence else sentence
    tail = content.rstrip(_MARKS + ".,")[-_TAIL:]
    at = sentence.rfind(tail)
    end = at + len(tail)
    if day and at >= 0 and day in sentence[end : end + len(day) + _BEFORE_DAY]:
        behind = sentence[sentence.index(day, end) + len(day) :]
        return _has_verb_next(behind, words) and not complete(content, words)
    if day and at >= 0 and content.endswith(day) and _has_verb_next(sentence[end:], words):
        return not complete(content, words)
    return (at >= 0 and cuts_phrase(sentence, end, words)) or not is_whole(content, sentence, words)


def _has_verb_next(text: str, words: Words) -> bool:
    """Tell whether a verb of a clause comes next: "the storm that began on Monday | has shut"."""
    first = re.match(r"\s(\w+)", text)
    return first is not None and first[1].lower() in words.helpers


def is_whole(heading: str, sentence: str, words: Words) -> bool:
    """Tell whether a title is its sentence or a clause of it, and was not broken off."""
    content = _without_sayer(_without_speaker(heading), words)
    quoted = re.match(rf"[{_MARKS}]([^{_MARKS}]+?),?[{_MARKS}]", content)
    content = quoted[1] if quoted else content
    if len(sentence) <= LONGEST:
        return True
    at = sentence.find(content[-_TAIL:])
    if at < 0:  # a mark that closes what was cut
        content = content.rstrip(_MARKS)
        at = sentence.find(content[-_TAIL:])
    mark = sentence[at + len(content[-_TAIL:]) :][:1] if at >= 0 else " "
    if mark == "," and _is_aside(content, words):
        return True
    # "Winter said her town, and others, were": no clause ends at the first comma
    found = mark in _CLOSES and (mark != "," or complete(content, words))
    closes = found or (at < 0 and ends_well(content, words))
    if (closes and main_verb(content, words) is not None) or stands(content, words):
        return True
    return ends_well(content, words) and complete(content, words)


def _is_aside(content: str, words: Words) -> bool:
    """Tell of a noun and the whole of an aside on it: "The province of Lund hit by a flood"."""
    told = [one.lower() for one in re.findall(r"\w+", content)]
    if words.by.isdisjoint(told) and not names_event(content, words):
        return False
    if not (words.relatives | words.be).isdisjoint(told):
        return False
    ends = (found.end() for found in re.finditer(r"\s", content))
    aside = words.patterns["participle_aside"]
    return "," not in content and any(aside.fullmatch(f", {content[at:]}") for at in ends)


def is_sentence(text: str, words: Words) -> bool:
    """Tell whether a title is a sentence of its own; a long one has its verb, known or not."""
    if words.patterns["says_it"].match(text) or _only_names(text, words):
        return False
    if waits_for_clause(text, words) or _hangs(text, words) or _lacks_noun(text, words):
        return False
    verb = main_verb(text, words)
    if verb and waits_for_verb(text, verb, words):
        return False
    if has_verb(text, words) or verb is not None:
        return True
    # but "Ada Winter Records Inc. 2013"
    least = _FEWEST_BLANKS - names_event(text, words)
    return text.count(" ") >= least and re.search(r"\b[a-zà-ÿ]{2,}", text) is not None


def _lacks_noun(text: str, words: Words) -> bool:
    """Tell of "Alvera’s fell 2%": what of it fell stands in the sentence before."""
    owner = _OWNER.match(text)
    return owner is not None and words.patterns["past"].match(owner[1]) is not None


def _hangs(text: str, words: Words) -> bool:
    """Tell of a participle that waits for its clause."""
    first = text.partition(" ")[0].lower()
    doing = words.patterns["gerund"].fullmatch(first) and first not in words.prepositions
    if doing and main_verb(text, words) is None:
        return True  # "Marking what he called a good year"
    opens = words.patterns["participle_first"].match(text)
    if opens and main_verb(text[opens.end() :].lstrip(", "), words) is None:
        return True  # "Puzzled by the bells"
    hangs = words.patterns["hanging"].match(text)
    # "Speaking to reporters after the court ruled"
    return hangs is not None and not main_verb(hangs["head"], words)


def _only_names(text: str, words: Words) -> bool:
    """Tell of "Ada Winter, the mayor of Lund since the old one resigned": no verb of its own."""
    subject, comma, explained = text.partition(", ")
    first, *rest = re.split(r"\s", explained)
    if not comma or ", " in explained or has_verb(subject, words):
        return False
    begins = first.lower() in words.determiners or first.endswith(("'s", "’s"))
    opens = next((i for i, one in enumerate(rest) if one in words.opens_sentence), None)
    return begins and opens is not None and not has_verb(" ".join(rest[:opens]), words)


def is_quotation(text: str) -> bool:
    """Tell whether a title is a quotation, and does not say whose."""
    return text[:1] in _MARKS and text[-1:] in _MARKS


def begins_unnamed(text: str, words: Words) -> bool:
    """Tell whether a title begins with a pronoun that stands for somebody."""
    first = re.match(r"([^\W\d_]+)\b", text.lstrip(_MARKS))
    if first is None or first[1].lower() not in words.replaced:
        return False
    return words.patterns["expletive_it"].match(text) is None


def stands_alone(text: str, words: Words) -> bool:
    """Tell whether a title is a sentence that names whom it is about, by a verb that is known."""
    known = has_verb(text, words) and is_sentence(text, words)
    return known and not is_quotation(text) and not begins_unnamed(text, words)
