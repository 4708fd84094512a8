"""How a title begins: without an opening phrase, and with names for its pronouns."""

from __future__ import annotations

import re
from itertools import pairwise

from timeline.events.forms import article_before, possessive
from timeline.events.marks import in_quotation
from timeline.events.passing import PASSING
from timeline.events.shortening import SHORTEST
from timeline.events.tellings import Telling
from timeline.events.whole import main_verb
from timeline.events.words import Words
from timeline.types import Basis

__all__ = [
    "tidied",
    "with_name",
    "with_own_name",
    "with_owner",
    "with_thing",
]

_MARKS = '“”«»"'
#: The first word, or the first one behind an opening phrase.
_PRONOUN = re.compile(r"((?:[^,“\"«]{3,80},\s(?=(?:he|she|lui|lei)\b))?)([^\W\d_]+)\b(?!['’])")
#: "59-year-old", "actor".
_CALLED = re.compile(r"(?P<word>[a-zà-ÿ\d][\w-]*)(?P<comma>,?)\s(?=(?P<behind>\w+))")
#: Words between a verb and the pronoun that is its object, at most.
_NEAR = 4


def tidied(telling: Telling, start: int, end: int, words: Words) -> str:
    """Leave out an opening phrase of time, and put the name for an opening pronoun."""
    text, offset = telling.passage.text[start:end], start
    text = words.patterns["as_written"].sub("", text)
    for _ in range(4):
        cut = _lead(text, offset, telling, words)
        if not cut or len(text) - cut < SHORTEST:
            break
        text, offset = text[cut:], offset + cut
    if telling.passage.in_quotation(offset) and text[:1] not in _MARKS:
        text = ('"' if '"' in telling.passage.text else "“") + text
    text = _with_subject(text, telling, words)
    if one := words.patterns["one_of_them"].match(text):
        text = f"{one['name']}{text[one.end() :]}"  # "One of them, | Kim Vale, | left"
    text = _with_whose(text, telling, words)
    named = with_own_name(with_name(text, telling, words), telling, words)
    return _with_object(with_owner(named, telling, words), telling, words)


def _lead(text: str, offset: int, telling: Telling, words: Words) -> int:
    """Return how much of "However, on Tuesday, according to records, …" can go first."""
    found = re.match(r"\s*([^\W\d_]+)(\s*,)?\s+(?=\S)", text)
    if words.patterns["no_lead"].match(text):
        return 0
    if (
        found
        and found[1].lower() in words.leads
        and (found[2] or found[1].lower() in words.joining)
    ):
        return found.end()
    if phrase := words.patterns["lead"].match(text):
        return phrase.end()
    according = words.according.match(text)
    if (
        according
        and not telling.claimed
        and (comma := re.compile(r",\s+").search(text, according.end()))
    ):
        speaker = re.findall(r"[\w.]+", text[according.end() : comma.start()].lower())
        return 0 if words.trusted.isdisjoint(speaker) else comma.end()
    return _lead_day(text, offset, telling, words)


def _lead_day(text: str, offset: int, telling: Telling, words: Words) -> int:
    """Return how much of "On Tuesday, the ninth day of the march, …" can go first."""
    for day in telling.days:
        begin, until = day.start - offset, day.end - offset
        first, _, behind = text[: max(0, begin)].partition(" ")
        head = behind if first.lower() in words.leads else text[: max(0, begin)]
        if begin < 0 or until > len(text) or not words.patterns["opening"].fullmatch(head):
            continue
        rest = re.match(r"(\s*[,:]|\s[-–—])?\s+(\w+)", text[until:])
        named = words.patterns["day_named"].match(text, until)
        if rest and named:
            return named.end()
        behind = rest[2].lower() if rest else ""
        # "Martedì è stata aperta", "Last month she left"
        begins = behind in words.determiners or behind in words.be
        begins = begins or (telling.antecedent is not None and behind in words.replaced)
        near = day.when.granularity in PASSING or words.patterns["deictic"].search(day.text)
        passing = day.basis is Basis.RELATIVE and near
        following = words.patterns["behind_first_day"]
        # "Domenica | allo stadio i padroni di casa hanno vinto"
        begins = begins or bool(passing and rest and following.match(text, until + rest.start(2)))
        if rest and (rest[1] or begins):
            return until + rest.start(2)
    return 0


def _with_subject(text: str, telling: Telling, words: Words) -> str:
    """Begin a sentence that leaves its subject out with it: "| È stato arrestato"."""
    if telling.left_out is None or words.patterns["no_subject"].match(text) is None:
        return text
    return f"{telling.left_out} {text[:1].lower()}{text[1:]}"


def _with_whose(text: str, telling: Telling, words: Words) -> str:
    """Say whose it is: "Il suo contratto scade" is "Il contratto di Marco Vale scade"."""
    found = words.patterns["his_thing"].match(text) if telling.of_whom else None
    if found is None:
        return text
    article = article_before(found["article"].lower(), found["noun"])
    whose = f"{found['noun']} di {telling.of_whom}"
    return f"{article.capitalize()}{whose}{text[found.end() :]}"


def with_name(text: str, telling: Telling, words: Words) -> str:
    """Put the name for the first pronoun: "She was born", "Born in Lund, she became"."""
    name = telling.antecedent
    found = _PRONOUN.match(text)
    if found is None or found[2].lower() not in words.replaced:
        return text
    if telling.passage.in_quotation(0) or words.expletive.match(text):
        return text
    if words.patterns["expletive_it"].match(text) or words.patterns["his_name"].match(text):
        return text
    owns = found[2].lower() in words.possessives
    own = owns and name is not None and name in text
    if own or _names_another(found[1], words):
        # "When Ada Winter's firm collapsed, he": whoever that is
        return _without_owner(text, name or "", words) if own else text
    if name is None:
        return _without_unknown(text, found, telling, words) if owns else text
    return f"{found[1]}{possessive(name) if owns else name}{text[found.end() :]}"


def with_owner(text: str, telling: Telling, words: Words) -> str:
    """Put the name for "its" in a subject that has none: "Trading in | its | shares"."""
    found = words.patterns["its"].search(text) if telling.owner else None
    verb = main_verb(text, words) if found and found.start() else None
    if found is None or verb is None or verb < found.start():
        return text
    head = text[: found.start()]
    name = telling.owner or ""
    if re.search(r"[A-ZÀ-Þ]", head[1:]) or name in text or head[:1].isdigit():
        return text
    return f"{head}{possessive(name)}{text[found.end() :]}"


def _without_unknown(text: str, pronoun: re.Match[str], telling: Telling, words: Words) -> str:
    """Begin "Its director, Kim Vale, resigned" with the name, "Its director resigned" with "The".

    Nobody knows whose, and the director she is.
    """
    if held := words.patterns["held_by"].match(text):
        return text[held.start("name") :].replace(",", "", 1)
    article = re.search(rf"\b{words.patterns['article'].pattern}\b", telling.passage.text)
    return f"{pronoun[1]}{article[0]}{text[pronoun.end() :]}" if article else text


def _without_owner(text: str, name: str, words: Words) -> str:
    """Begin "His lawyer, Bo Frost, said" with the name, unless "he" comes behind: whose, who knows.

    "Bo Frost said he had slept" would be of Bo Frost.
    """
    before, _, rest = text.partition(f", {name}, ")
    told = {one.lower() for one in re.findall(r"\w+", rest)}
    somebody = told & (words.person - words.possessives)
    return text if "," in before or not rest or somebody else f"{name} {rest}"


def with_own_name(text: str, telling: Telling, words: Words) -> str:
    """Put the name for what the article calls one person only: "The 59-year-old actor was"."""
    opening = re.match(r"[^\W\d_]+['’]?\s?", text)
    if opening is None or opening[0].strip().lower() not in words.definite - words.that:
        return text
    if (one := words.patterns["national"].match(text, opening.end())) is not None:
        return _with_national(text, one, telling, words)
    at, name = opening.end(), None
    while (found := _CALLED.match(text, at)) and found["word"] not in words.prepositions:
        name = name or telling.called(found["word"])
        if found["word"] in words.holders or (found["comma"] and found["behind"][0].isupper()):
            return text  # "The new mayor", "The mayor, Ada Winter, said"
        if name and (found["comma"] or words.is_finite(found["behind"].lower())):
            return text if name.split()[-1] in text else f"{name}{text[found.end('word') :]}"
        at = found.end("word") + 1
    return text


def _with_national(text: str, found: re.Match[str], telling: Telling, words: Words) -> str:
    """Put the name for "The Swede" before its verb, where one person was told of last."""
    behind = re.match(r",?\s(\w+)", text[found.end() :])
    acts = behind and (words.is_finite(behind[1]) or behind[1] in words.relatives | words.will)
    name = telling.called(text[slice(*found.span())]) if acts else None
    return f"{name}{text[found.end() :]}" if name and name not in text else text


def _names_another(opening: str, words: Words) -> bool:
    """Tell whether what stands before a pronoun names somebody; "in Lund" is a place."""
    first, *rest = re.findall(r"[^\W\d_]+", opening) or [""]
    return any(
        one[0].isupper() and before.islower() and before not in words.prepositions
        for before, one in pairwise([first.lower(), *rest])
    )


def _with_object(text: str, telling: Telling, words: Words) -> str:
    """Put the name for "him" and "his", where the one subject before is somebody else."""
    found = words.patterns["object"].search(text)
    verb = main_verb(text, words) if found and telling.person else None
    if found is None or verb is None or verb > found.start() or in_quotation(text, found.start()):
        return text
    between = re.findall(r"[\w'’]+|,", text[verb : found.start()])
    told = {one.lower() for one in (*between, *text[:verb].split())}
    others = words.pronouns | words.that | words.relatives | words.attribution.keys() | {","}
    if len(between) > _NEAR or not told.isdisjoint(others):
        return text
    name = telling.person or ""
    owns = found.groupdict().get("owner") is not None
    if name.split()[-1] in text or (owns and not _are_others(text[:verb], words)):
        return text  # "A man sold his house"
    return f"{text[: found.start()]}{possessive(name) if owns else name}{text[found.end() :]}"


def with_thing(text: str, telling: Telling, words: Words) -> str:
    """Put what is meant for "it": "Ada Winter wants to bring | the new opera | back"."""
    found, thing = words.patterns["object_it"].search(text), telling.thing or ""
    if found is None or in_quotation(text, found.start()) or thing.split()[-1] in text:
        return text
    return f"{text[: found.start()]}{thing}{text[found.end() :]}"


def _are_others(subject: str, words: Words) -> bool:
    """Tell of "Police", "The court", "Detectives": what is his or hers is not theirs."""
    head = (re.findall(r"[\w’'-]+", subject.lower()) or [""])[-1]
    return not words.is_person_noun(head) and (head in words.speakers or head.endswith("s"))
