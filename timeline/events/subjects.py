"""What can go from a subject: who somebody is, where something stands, what they did before.

Each gives the shorter text, None where there is nothing to leave out.
"""

from __future__ import annotations

import re

from timeline.events.marks import in_quotation
from timeline.events.whole import complete, has_verb, main_verb
from timeline.events.words import Words

__all__ = [
    "without_apposition",
    "without_aside",
    "without_modifiers",
    "without_place",
    "without_relative",
]

#: "Winter, the mayor, and Bo Frost".
_JOINED = re.compile(r"(?:and|e|ed)\s[^\W\d_a-z]")
#: ", later identified as Kim Vale, "
_ASIDE = re.compile(
    r",\s((?!(?:and|or|but|so|e|o|ed|ma)\b)[a-zà-ÿ][^,“”«»\";:]{3,80})(?=,\s[a-zà-ÿ])"
)
#: "the head of the board, Kim Vale, "
_NAME = re.compile(r"(?<=\w),\s(?:[A-ZÀ-Þ][\w.'’-]+\s){1,3}?[A-ZÀ-Þ][\w'’-]+(?=,\s[a-zà-ÿ])")
#: "Kim Vale", "Ada M. Winter".
_PERSON = re.compile(r"(?:[A-ZÀ-Þ][\w.'’-]+\s|[A-Z]\.\s){1,3}[A-ZÀ-Þ][\w'’-]+")
#: Words of an office that has no owner, at most: "The chief executive".
_FEW = 3
_PARTICIPLE = re.compile(r"(?:\w+ly\s|later\s)?\w+ed\s")
#: "the Czech Republic and Hungary", "54, treasurer, and Bo Frost": others of whom it is told.
_LIST = re.compile(r"^[^,]*\s(?:and|e|ed)\s[A-ZÀ-Þ]|,\s(?:and|e|ed)\s[A-ZÀ-Þ]")
#: Goes on with a name: "Organization" for Migration.
_NAMED = re.compile(r"\s(?:\w{1,3}\s){1,2}[A-ZÀ-Þ]")
#: Characters of a subject, and of what explains it, at most.
_LONGEST_SUBJECT, _LONGEST_ASIDE = 70, 200
#: Words of an office before its holder's name, at most: "head of the National Oil Board".
_OFFICE = 7


def without_apposition(text: str, _: int, words: Words) -> str | None:
    """Leave out what explains the subject: "Winter, the mayor of Oslo, was hurt"."""
    subject, comma, explained = text.partition(", ")
    # "After a long trial, Winter was", "If approved, the rule would": no subject yet
    opens = subject.partition(" ")[0].lower() in words.prepositions | words.opens_sentence
    long = len(subject) > _LONGEST_SUBJECT or subject.count(" ") > 9
    quoted = subject.endswith(("”", "»", '"'))  # "“No,” said Winter"
    if not comma or quoted or opens or long or main_verb(subject, words) is not None:
        return None
    # "The council, however, was", but not "The offer, made today, was"
    if _goes_on(explained, words) and not re.match(r"(?:\w+ly\s)?\w+ed\b", explained):
        return f"{subject} {explained}"
    for found in re.finditer(r",\s", explained[:_LONGEST_ASIDE]):
        aside, rest = explained[: found.start()], explained[found.end() :]
        listed = _LIST.search(aside) and not aside.startswith("including")
        if listed or re.search('[“”"]', aside) or (", " in aside and aside[:1].isupper()):
            return None  # "Oslo, Lund, and Rome, called": a list
        if aside.partition(" ")[0] in words.determiners and _JOINED.match(rest):
            joined = f"{subject} {rest}"
            return without_apposition(joined, 0, words) or joined
        if _goes_on(rest, words) and _is_over(aside, words):
            return f"{aside if _is_holder(subject, aside, words) else subject} {rest}"
    return None


def _is_holder(office: str, name: str, words: Words) -> bool:
    """Tell of "The director" and "Kim Vale": of whose director she is nothing is left."""
    told = office.lower().split()
    bare = len(told) <= _FEW and told[0] in words.definite | words.possessives
    owned = any(one.endswith(("'s", "’s")) or one in words.genitive for one in told)
    return bare and not owned and _PERSON.fullmatch(name) is not None


def without_aside(text: str, _: int, words: Words) -> str | None:
    """Leave out what explains a later subject: "that Winter, the mayor of Oslo, was hurt"."""
    for found in _ASIDE.finditer(text):
        aside, rest = found[1], text[found.end() + 2 :]
        if in_quotation(text, found.start()) or not _explains(aside, words):
            continue
        told = main_verb(_PARTICIPLE.sub("", aside), words)
        if told is None and _goes_on(rest, words) and _is_over(aside, words):
            shorter = f"{text[: found.start()]} {rest}"
            if complete(shorter, words):
                return shorter
    for named in _NAME.finditer(text):
        office = text[: named.start()].rpartition(",")[2]
        rest = text[named.end() + 2 :]
        known = not words.determiners.isdisjoint(office.lower().split()[-_OFFICE:])
        if known and _goes_on(rest, words) and not in_quotation(text, named.start()):
            return f"{text[: named.start()]} {rest}"
    return None


def _explains(aside: str, words: Words) -> bool:
    """Tell whether words explain a noun, and are no item of a list."""
    first = re.match(r"[\w]+['’]?", aside.lower())
    listed = words.relatives | words.determiners | words.prepositions | words.adverbs
    if first is None or first[0] in listed or first[0] in words.opens_clause:
        return first is not None
    form = words.patterns["participle_form"]
    return first[0].endswith(("ed", "ly")) or form.fullmatch(first[0]) is not None


def _is_over(aside: str, words: Words) -> bool:
    """Tell whether what explains a subject has the verb that it waits for: "where Ada, 40, "."""
    first, *others = re.findall(r"\w+", aside.lower()) or [""]
    waits = first in words.opens_clause - words.relatives
    return not waits or any(words.is_finite(one) for one in others)


def _goes_on(rest: str, words: Words) -> bool:
    """Tell whether a verb comes next, if need be behind an adverb."""
    between = words.patterns["before_verb"].match(rest)
    verb = re.match(r"\w+", rest[between.end() if between else 0 :])
    return verb is not None and words.is_finite(verb[0].lower())


def without_place(text: str, _: int, words: Words) -> str | None:
    """Leave out "at the port" of "All work at the port remains"."""
    found = words.patterns["place_of_subject"].match(text)
    verb = main_verb(text, words)
    if found is None or verb is None or not found.start("verb") <= verb < found.end("verb"):
        return None
    return f"{found['subject']} {text[found.start('verb') :]}"


def without_relative(text: str, _: int, words: Words) -> str | None:
    """Leave out "who saw it" of "The sources who saw it said that …"."""
    for found in words.patterns["who_did"].finditer(text):
        clause = found["clause"].lower()
        simple = (words.pronouns | words.dependent).isdisjoint(clause.split())
        if simple and has_verb(clause, words):
            return f"{text[: found.end('subject')]} {text[found.start('verb') :]}"
    return None


def without_modifiers(text: str, _: int, words: Words) -> str | None:
    """Leave out what stands between subject and verb: "Two agents who fired at Kim Vale were"."""
    verb = main_verb(text, words)
    found = words.patterns["subject"].match(text)
    if verb is None or found is None or found.end() >= verb or in_quotation(text, verb):
        return None
    subject, beside = text[: found.end("head")], text[found.end("head") : verb]
    if words.patterns["restricted"].match(subject) or words.patterns["goes_on"].search(beside):
        return None
    if _NAMED.match(beside) and subject.rpartition(" ")[2][:1].isupper():
        return None  # "The Organization for Migration said"
    if "," in beside and not beside.startswith(","):
        return None  # "Economically at least, the seeds have been sown"
    if re.split(r"\W", text[verb:], maxsplit=1)[0].lower() in words.nouns:
        return None  # "The arguments made in Oslo raise questions"
    shorter = f"{subject} {text[verb:]}"
    return shorter if complete(shorter, words) else None
