"""How a title begins, and what it leaves out: opening phrases, pronouns, relative days."""

from __future__ import annotations

import re
from itertools import pairwise

from timeline.events.asides import has_subject
from timeline.events.days import Day
from timeline.events.forms import article_before, possessive
from timeline.events.marks import in_quotation
from timeline.events.passages import occurrences
from timeline.events.shortening import SHORTEST
from timeline.events.tellings import Telling
from timeline.events.things import apposed
from timeline.events.whole import complete, dangles, day_opens, ends_well, main_verb, stands
from timeline.events.words import Words
from timeline.types import Basis, Granularity

__all__ = [
    "tidied",
    "with_name",
    "with_own_name",
    "with_owner",
    "with_thing",
    "without_days",
    "without_own_day",
]

_MARKS = '“”«»"'
_CLOSES = f".,;{_MARKS}"
#: The first word, or the first one behind an opening phrase.
_PRONOUN = re.compile(r"((?:[^,“\"«]{3,80},\s(?=(?:he|she|lui|lei)\b))?)([^\W\d_]+)\b(?!['’])")
#: "59-year-old", "actor".
_CALLED = re.compile(r"(?P<word>[a-zà-ÿ\d][\w-]*)(?P<comma>,?)\s(?=(?P<behind>\w+))")
#: Shorter says too little without its day.
_LEAST = 18
#: Blanks of what is left of a sentence whose verb is not known, at least.
_FEWEST_BLANKS = 4
#: Words between a verb and the pronoun that is its object, at most.
_NEAR = 4
#: Days that mean another one tomorrow: "on Friday", not "in 2009".
_SHORT = frozenset(
    {
        Granularity.MINUTE,
        Granularity.PART_OF_DAY,
        Granularity.DAY,
        Granularity.RANGE,
        Granularity.WEEK,
    }
)
#: "By Friday", not "by 2009".
_BY_A_DAY = re.compile(r"\.\./\d{4}-\d\d-\d\d")


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
        near = day.when.granularity in _SHORT or words.patterns["deictic"].search(day.text)
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


# --- days --------------------------------------------------------------------------------------


def without_days(text: str, telling: Telling, words: Words) -> str:
    """Leave out days that are only right today, where the clause stands without: "on Friday".

    The event has its date beside the title; "tomorrow" would be wrong there from tomorrow on.
    """
    for day in telling.days:
        if (
            day.basis is Basis.RELATIVE
            and not day.quoted
            and _is_passing(text, day, telling, words)
        ):
            short = _without_apposed(text, day, words) or _without_done(text, day, telling, words)
            text = short or _without_day(text, day, words)
    return text


def _without_apposed(text: str, day: Day, words: Words) -> str | None:
    """Leave out ", a nurse hired on Monday," behind a subject; None where that is not so."""
    at = _word_at(text, day.text) if day.of_thing and day.text in text else None
    if at is None or apposed(text, (at, at + len(day.text)), words) is None:
        return None
    return f"{text[: text.rfind(', ', 0, at)]} {text[text.find(', ', at) + 2 :]}"


def without_own_day(text: str, telling: Telling, words: Words) -> str:
    """Leave out the day of the event, which it has beside the title, where room is scarce."""
    own = (day for day in telling.days if telling.at and day.start == telling.at[0])
    return next((_without_day(text, day, words) for day in own if day.text in text), text)


def _without_done(text: str, day: Day, telling: Telling, words: Words) -> str | None:
    """Leave out an aside that is a participle and a day: "The body, found on Monday, was taken".

    Where the day is that of the event it stays.
    """
    at = _word_at(text, day.text)
    if at is None or in_quotation(text, at) or not text.startswith(",", at + len(day.text)):
        return None
    before = text[: day_opens(text, at, words)].rstrip()
    subject, comma, done = before.rpartition(", ")
    alone = comma and words.patterns["imposed"].fullmatch(done.lower()) and ", " not in subject
    if not alone or main_verb(subject, words) is not None:
        return None
    own = telling.at is not None and day.start == telling.at[0]
    return text if own else f"{subject}{text[at + len(day.text) + 1 :]}"


def _is_passing(text: str, day: Day, telling: Telling, words: Words) -> bool:
    """Tell whether a day is only right today; a year is so where it opens or ends a sentence."""
    if day.text.isdecimal() and day.when.granularity is Granularity.DAY:
        return False  # "on the 11 and 18 March"
    if day.when.granularity in _SHORT or _BY_A_DAY.match(day.when.edtf):
        return True
    if words.patterns["deictic"].search(day.text) is None:
        return False
    owner = text.startswith(("'s", "’s"), len(day.text))  # "Next year's fair"
    edge = text.startswith(day.text) and not owner
    edge = edge or text.rstrip(_CLOSES).endswith(day.text) or _is_passed(text, day, words)
    own = telling.alone or (telling.at is not None and telling.at[0] == day.start)
    return (edge and own) or day.when.granularity is Granularity.MONTH


def _is_passed(text: str, day: Day, words: Words) -> bool:
    """Tell of a year that a phrase or another verb follows: "was founded | last year | by two"."""
    behind = re.match(r"\s(\w+)", text.partition(day.text)[2])
    opens = words.prepositions | words.by | words.joins
    return behind is not None and behind[1] in opens - words.genitive


def _without_day(text: str, day: Day, words: Words) -> str:
    at = _word_at(text, day.text)
    if at is None or in_quotation(text, at):
        return text
    before, after = text[:at], text[at + len(day.text) :]
    if not before.strip(_MARKS):
        return _without_first(text, at + len(day.text), words)
    whole = after
    if tail := words.patterns["day_tail"].match(after):
        after = after[tail.end() :]  # "will resume | next week at the earliest"
    before, after = _without_due(before, after, words)
    if words.patterns["day_goes_on"].match(after):
        return _without_owner_day(text, (at, at + len(day.text)), words)
    if words.patterns["day_stays"].search(before):
        # "from 2 p.m. to 6 p.m. | on Monday"
        hours = words.patterns["day_of_hours"].sub(r"\1", day.text)
        return f"{text[:at]}{hours}{whole}"
    kept = before[: day_opens(before, at, words)].rstrip()
    rest = re.sub(r"^\s*,(?=\s)", "", after) if kept.endswith(",") else after
    kept, rest = _without_commas(kept, rest, words, both=rest != after)
    awaited = words.patterns["when_ahead"].match(after)
    if awaited and not _breaks(kept.rstrip(","), text, words):
        kept, rest = kept.rstrip(","), after[awaited.end() :]
    last = not rest.strip(" .")
    behind_what = words.attribution.keys() | words.that  # "announced that | on Monday"
    said = kept.rpartition(" ")[2].lower() in behind_what and not last
    broken = _breaks(kept, text, words) if last else dangles(kept.rstrip(","), words) and not said
    if _of_a_participle(kept, rest, words) or _is_subject(kept, rest, words):
        return text
    short = f"{kept}{rest}"
    fits = not broken and len(short.strip()) >= _LEAST
    return short if fits else f"{text[:at]}{_part_of_day(day.text, words)}{whole}"


def _without_owner_day(text: str, at: tuple[int, int], words: Words) -> str:
    """Put "the final" for "Sunday's final" behind another word, where the sentence has a "the"."""
    start, end = at
    owned = re.match(r"['’]s\s(?=[a-z\d])", text[end:])
    before = text[:start].rstrip().rpartition(" ")[2].lower()
    article = re.search(r"\bthe\s", f"{text[:start]}{text[end:]}", re.IGNORECASE)
    if owned is None or article is None or not before or before in words.determiners:
        return text
    return f"{text[:start]}the {text[end + owned.end() :]}"


def _breaks(kept: str, text: str, words: Words) -> bool:
    """Tell whether a text is no sentence without its last words, and was one with them.

    Where its verb is not known, that its last words wait for nothing has to do.
    """
    if complete(text, words) or kept.count(" ") < _FEWEST_BLANKS:
        return not stands(kept, words)
    return not ends_well(kept, words)  # "Lund host the old champions | on Sunday"


def _without_commas(kept: str, rest: str, words: Words, *, both: bool) -> tuple[str, str]:
    """Leave out the comma that a day alone called for; *both* stood around it.

    "The second flood, on Wednesday, hit Lund", "scattò poco dopo le 2, quando".
    """
    if not both:
        goes_on = not kept.endswith(",") and words.patterns["when"].match(rest)
        return kept, rest.lstrip(",") if goes_on else rest
    behind = re.match(r"\s(\w+)", rest)
    does = behind and ", " not in rest and main_verb(kept, words) is not None
    if behind and ", " not in kept and (does or words.is_finite(behind[1].lower())):
        return kept.rstrip(","), rest
    return kept, rest


def _without_due(before: str, after: str, words: Words) -> tuple[str, str]:
    """Leave out what goes with a day: "must come | by Friday", "The fair | planned for Friday"."""
    # "nel Consiglio | convocato per venerdì"
    due = words.patterns["due_before"].search(before) or words.patterns["due_last"].search(before)
    beside = before.partition(" ")[0].lower() in words.opens_sentence
    ends = re.match(r"\s?[,.]|$", after) and not beside
    if due and ends and stands(before[: due.start()], words):
        return before[: due.start()], after
    noun = words.patterns["due_noun"].search(before)
    verb = re.match(r",?\s(\w+)", after)
    if noun is None or verb is None or not words.is_finite(verb[1].lower()):
        return before, after
    kept = before[: noun.start()]
    if kept.endswith(",") != after.startswith(","):
        return before, after
    return kept.rstrip(","), after.lstrip(",")


def _part_of_day(day: str, words: Words) -> str:
    """Return "all'alba" of "domani all'alba", any other day as it is."""
    first, _, part = day.partition(" ")
    within = re.split("(?<=['’])|\\s", part, maxsplit=1)[0].lower().replace("’", "'")
    passing = words.patterns["deictic"].fullmatch(first)
    return part if passing and within in words.prepositions else day


def _word_at(text: str, said: str) -> int | None:
    """Return where words stand in a text that no word goes on with."""
    for at in occurrences(text, said):
        end = at + len(said)
        if not (text[at - 1 : at].isalnum() or text[end : end + 1].isalnum()):
            return at
    return None


def _without_first(text: str, end: int, words: Words) -> str:
    """Leave out a day that a clause begins with: "Last month | inspectors found a crack"."""
    rest = text[end:]
    # "Tomorrow’s concert", but "The New Year’s Day attack"
    owner = re.match(r"['’]s?\s+(?=[^\sA-ZÀ-Þ])", rest)
    if owner:
        article = re.search(r"\bthe\s", rest) and not words.agreement
        told = rest[owner.end() :]
        return f"The {told}" if article else told
    told, passing = rest.strip(), words.patterns["deictic"].search(text, 0, end)
    return told if passing and has_subject(told, words) and stands(told, words) else text


def _is_subject(kept: str, rest: str, words: Words) -> bool:
    """Tell of "In Lund, today is a holiday"."""
    after = re.match(r"\s*(\w+)", rest)
    return kept.endswith(",") and after is not None and after[1].lower() in words.be


def _of_a_participle(kept: str, rest: str, words: Words) -> bool:
    """Tell whether a day parts two verbs: "a report released yesterday said"."""
    *_, done, before = ["", "", *kept.lower().split()]
    after = re.match(r"\s*(\w+)", rest)
    if before in words.particles and words.patterns["finite_form"].fullmatch(done):
        before = done  # "carried out | last month"
    opens = rest.startswith(",") and words.patterns["opener"].match(f"{kept}, ")
    if opens and words.patterns["imposed"].fullmatch(before):
        return True  # "Under a deal reached on Monday, "
    participle = words.patterns["finite_form"].fullmatch(before) or before in words.kind_verbs
    return bool(participle and after and words.is_finite(after[1].lower()))
