"""What stands beside the main clause with a day of its own."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

from timeline.events.days import Day
from timeline.events.passages import Passage, Token, tokenise
from timeline.events.things import said_of
from timeline.events.whole import day_opens, main_verb
from timeline.events.words import Words
from timeline.types import Granularity

__all__ = [
    "agreeing_noun",
    "aside_at",
    "beside",
    "due_aside_at",
    "goes_with",
    "has_subject",
    "inner_clause",
    "names_event",
    "nominal_at",
    "phrase_end",
    "since_at",
    "without_names",
]

#: Words of a subject that an aside hangs on, at most.
_LONGEST_SUBJECT = 7
#: Other asides of the kind: "The word, yelled in Lund, …".
_OTHERS = re.compile(r",\s\w{3,}(?:ed|[au]t[oaie])\s[^,]*")
#: Words between what happened and the clause that tells of it.
_NEAR = 5
#: Characters from what happened to its day, at most.
_REACH = 200
#: "Kim Vale, 52, ".
_AGED = re.compile(r",(\s\d{1,3}),")
#: ", Bo Frost," behind who or what it is the name of.
_APPOSED = re.compile(r",(?:\s[A-ZÀ-Þ][\w.’'-]*){1,4},(?=\s|$)")
#: An aside that a comma closes, right before what goes on.
_CLOSED = re.compile(r",\s[^,]*,$")
_APOSTROPHE = "'"
#: What may be one, with a noun behind it.
_ARTICLE = re.compile(r"(?<!\w)(\w+(?:['’]|\b))\s?(?=\w)")
_NAME = re.compile(r"(?:[A-ZÀ-Þ][\w.'’-]*\s)*[A-ZÀ-Þ][\w.'’-]*$")


def aside_at(plain: str, at: int, words: Words) -> tuple[int, int] | None:
    """Return the aside with a participle around an offset: ", hit by a landslide on Sunday".

    "He was arrested, charged on Monday" has none: there the participles are in a row.
    """
    for found in words.patterns["participle_aside"].finditer(plain):
        start, end = found.span()
        if start <= at < end:
            before = [one.lower for one in tokenise(plain[:start].rpartition(", ")[2])[-4:]]
            row = not (words.be | words.perfect).isdisjoint(before)
            row = row or _is_behind_apposition(plain, start, end, words)
            row = row or _is_of_clause(plain[:start], words)
            # "Ada, who left, arrived on Monday", "The word, yelled in Lund, rang": the main verb.
            relatives = words.patterns["relative"].finditer(plain, 0, start)
            lasts = (plain[: one.start()].rpartition(" ")[2].lower() for one in relatives)
            main = any(last not in words.attribution for last in lasts)  # not "said that"
            outside = _OTHERS.sub(" ", f"{plain[:start]}{plain[end:].removeprefix(',')}")
            return None if row or main or main_verb(outside, words) is None else (start, end)
    return said_of(plain, (at, at), words)


def _is_behind_apposition(plain: str, start: int, end: int, words: Words) -> bool:
    """Tell of "Ada Winter, 34, surrendered on Monday": that is what the sentence tells of her.

    So of "The head of Vale Air, Ada Winter, resigned on Monday".
    """
    office, _, name = plain[:start].rpartition(", ")
    first = office.partition(" ")[0].lower()
    holds = first in words.definite and _NAME.fullmatch(name) and main_verb(office, words) is None
    if not holds and words.patterns["beside_name"].search(plain, 0, start) is None:
        return False
    behind = re.match(r",\s(\w+)", plain[end:])
    return behind is None or not words.is_finite(behind[1].lower())


def _is_of_clause(before: str, words: Words) -> bool:
    """Tell of "closed it after the master, Bo Frost, | resigned on Monday": that is its verb."""
    tokens = tokenise(before)
    opens = [one.end for one in tokens if one.lower in words.opens_sentence]
    if not opens or _APPOSED.search(f"{before},") is None:
        return False
    return main_verb(f"- {without_names(before[opens[-1] :])}", words) is None


def without_names(text: str) -> str:
    """Leave out names in apposition: "talks with the operator, Nordbus, broke down"."""
    return _APPOSED.sub(" ", text)


def inner_clause(passage: Passage, day: tuple[int, int], words: Words) -> tuple[int, int] | None:
    """Return the clause within another that ends with a day; None where there is none.

    "- protests began in May -", "protests | that began in May", "shut | since a pipe burst in May".
    """
    at, end = day
    plain = passage.text if passage.in_quotation(at) else passage.plain
    within = (found.span() for found in words.patterns["dashed"].finditer(plain))
    if dashed := next((start for start, until in within if start < at < until), None):
        return dashed, end
    tokens = tokenise(plain) if passage.in_quotation(at) else passage.tokens
    opens = [
        one
        for before, one in pairwise(tokens)
        if one.end < at
        and (
            one.lower in words.opens_sentence
            or (one.lower in words.that and before.lower in words.contents)
        )
    ]
    told = without_names(plain[opens[-1].end : at]) if opens else ","
    if "," not in told:
        return (opens[-1].start, end) if main_verb(told, words) is not None else None
    relatives = list(words.patterns["relative"].finditer(plain, 0, at + 1))
    if not relatives or "," in plain[relatives[-1].end() : at]:
        return None
    if any(relatives[-1].end() < until <= at for _, until in passage.quoted):
        return None  # "said that the cost “is high” and resigned on Monday"
    # "raids in villages, among them Lund, that began in May": the raids did
    start = relatives[-1].start()
    until = len(_CLOSED.sub("", plain[:start]))
    near = [one for one in tokens if one.end <= until][-_NEAR:]
    if words.patterns["own_subject"].match(plain, relatives[-1].end()):
        return start, end  # "the request, which the council will hear on Monday"
    return next((one.start for one in reversed(near) if words.is_event(one.lower)), start), end


def since_at(passage: Passage, day: tuple[int, int], words: Words) -> tuple[int, int] | None:
    """Return the clause with a day since which something else happened: "since it opened in May".

    "Has been shut since a pump failed" is told of that day.
    """
    inner = inner_clause(passage, day, words)
    since = inner and words.patterns["since_clause"].match(passage.plain, *inner)
    if not since or words.patterns["state_since"].search(passage.plain, 0, since.end()):
        return None
    if words.patterns["since_day"].match(passage.plain, since.start()):
        return None  # "has led it since 2018 and won a prize in May"
    return inner


def due_aside_at(plain: str, at: int, words: Words) -> tuple[int, int] | None:
    """Return a noun with its plan around an offset: "reached | the final, due on 4 June".

    What else the sentence tells is over, and does not call the plan off.
    """
    for found in words.patterns["due_aside"].finditer(plain):
        start, end = found.span()
        if found.end("noun") <= at < end:
            done = words.patterns["past"].search(plain, 0, start)
            off = any(
                words.patterns[name].search(plain)
                for name in ("calling_off", "called_off", "moved")
            )
            return None if done is None or off else (start, end)
    return None


def nominal_at(
    passage: Passage, day: tuple[int, int], days: Iterable[Day], words: Words
) -> tuple[int, int] | None:
    """Return what happened on a day and is only named beside a main clause with a day of its own.

    "Hale was jailed on Monday for | the attack on the guard on 3 February", "| the Feb. 3 attack".
    """
    plain, tokens = passage.plain, passage.tokens
    if plain[slice(*day)].rpartition(" ")[2].lower() in words.leads:
        return None  # "in a fire | five years later"
    noun, end = _noun_before(passage, day, words) or _noun_behind(passage, day, words) or (None, 0)
    if noun is None:
        return None
    at = min(tokens[noun].start, day[0])
    begin = _phrase_begin(tokens, next(i for i, one in enumerate(tokens) if one.start >= at), words)
    # "the Winter Fair" is no day of the main clause
    other = (one for one in days if one.when.granularity is not Granularity.SEASON)
    asides = [one.span() for one in words.patterns["relative_aside"].finditer(plain)]
    own = [
        one
        for one in other
        if aside_at(plain, one.start, words) is None
        and not any(begin < one.start < end <= at for begin, end in asides)
    ]
    apart = any(one.end <= at for one in own) or _is_due(plain, at, day[0], words)
    apart = apart or words.patterns["compares"].search(plain, 0, begin or 0) is not None
    close = day_opens(plain, day[0], words)
    if not apart and _imposed(passage, close, words) is not None:
        apart = _is_in_relative(plain, begin or 0, at, words)
    beside = aside_at(plain, day[0], words) is not None
    if begin is None or beside or not apart or main_verb(plain[:at], words) is None:
        return None
    last = max((one.end for one in own if one.end <= at), default=at)
    return None if _goes_on_to(passage, last, at, words) else (begin, end)


def _goes_on_to(passage: Passage, start: int, at: int, words: Words) -> bool:
    """Tell of "will rest on Friday | and will speak at | a conference next week"."""
    within = [one for one in passage.tokens if start <= one.start < at]
    behind = (one.end for one in within if one.lower in words.joins)
    return any(main_verb(f"-{passage.plain[joint:at]}", words) == 2 for joint in behind)


def _is_in_relative(plain: str, begin: int, at: int, words: Words) -> bool:
    """Tell of a noun in a relative clause: "Lund, which raised it through | a sale held in May"."""
    relatives = list(words.patterns["relative"].finditer(plain, 0, begin))
    told = plain[relatives[-1].end() : at] if relatives else ""
    return relatives != [] and "," not in told and main_verb(f"- {told}", words) is not None


def _is_due(plain: str, noun: int, at: int, words: Words) -> bool:
    """Tell whether a noun is due on a day, and not called off: "rallies planned for Tuesday"."""
    if words.patterns["due_noun"].search(plain, noun, at) is None:
        return False
    other = ("calling_off", "called_off", "moved", "not_done")
    done = words.patterns["past"].search(plain, 0, noun) is not None
    return done and not any(words.patterns[name].search(plain) for name in other)


def _phrase_begin(tokens: Sequence[Token], noun: int, words: Words) -> int | None:
    """Return where the phrase of a noun begins; None behind "weapons of" and "to"."""
    near = range(noun - 1, max(-1, noun - _NEAR - 1), -1)
    articles = words.definite | words.determiners
    opening = articles | words.prepositions | words.joins
    opens = next((i for i in near if tokens[i].lower in opening), None)
    if opens is not None and tokens[opens].lower in articles:
        return tokens[opens].start  # "a much criticised performance"
    begin = noun
    while begin - 1 in near and _qualifies(tokens[begin - 1], words):
        begin -= 1
    none = begin and tokens[begin - 1].lower in words.genitive | words.conditional
    return None if none else tokens[begin].start


def _noun_before(passage: Passage, day: tuple[int, int], words: Words) -> tuple[int, int] | None:
    """Return the first noun of the phrase that a day closes, and where that ends."""
    at, end = day
    plain = passage.plain
    due = words.patterns["due_noun"].search(plain, 0, at)
    close = due.start() if due else day_opens(plain, at, words)
    goes_on = re.match(r"\s(\w+)", plain[end:])
    if goes_on and words.is_finite(goes_on[1].lower()):
        return None  # "the crash on 3 February | was caused by ice"
    imposed = _imposed(passage, close, words)
    if imposed is not None:
        return imposed, end
    last = plain[:close].rpartition(" ")[2].lower()
    if last in words.prepositions | words.subordinators and last not in words.genitive:
        return None  # "put off the review until | Thursday"
    found, aged = None, _AGED.sub(r" \1 ", plain)
    for index, one in enumerate(passage.tokens):
        near = close - _REACH < one.start and one.end <= close
        if not near or not _happens(one, words):
            continue
        if phrase_end(aged, one.end, close + 1, words) <= close:
            continue
        if main_verb(f"- {plain[one.end : close]}", words) is None:
            found = index
            break  # "the shooting of two students in the attack"
    return None if found is None else (found, _verbless_end(plain, end, words) or end)


def _imposed(passage: Passage, close: int, words: Words) -> int | None:
    """Return the noun that a participle says more of: "the fine | imposed on Monday"."""
    tokens = [one for one in passage.tokens if one.end <= close]
    while tokens and tokens[-1].lower in words.definite:
        tokens.pop()  # "deciso | il 3 maggio"
    if len(tokens) < _NEAR or words.patterns["imposed"].fullmatch(tokens[-1].lower) is None:
        return None
    noun, participle = tokens[-2:]
    none = words.auxiliary | words.be | words.joins | words.joining | words.relatives
    none |= words.prepositions | words.definite | words.determiners | words.adverbs
    none |= words.pronouns
    beside = passage.plain[noun.end : participle.start] == " "
    named = noun.capital or noun.lower in none or noun.lower.endswith("ly") or not beside
    named |= tokens[-3].lower in words.be  # "was last climbed in 2013"
    joined = next((one.end for one in reversed(tokens) if one.lower in words.joins), close)
    verb = main_verb(passage.plain[joined:close], words)
    # "the council met and the works started on Monday"
    own = verb is not None and joined + verb == participle.start
    return None if named or own else len(tokens) - 2


def _noun_behind(passage: Passage, day: tuple[int, int], words: Words) -> tuple[int, int] | None:
    """Return the noun that a day qualifies, and its phrase's end: "the Feb. 3 attack on her"."""
    at, end = day
    plain = passage.plain
    owner = plain[:at].rpartition(" ")[0].rpartition(" ")[2].lower()
    if owner not in words.definite | words.determiners:
        return None
    behind = [i for i, one in enumerate(passage.tokens) if one.start >= end][:_NEAR]
    noun = next((i for i in behind if _happens(passage.tokens[i], words)), None)
    if noun is None or not all(_qualifies(passage.tokens[i], words) for i in behind if i < noun):
        return None
    until = _verbless_end(plain, passage.tokens[noun].end, words)
    return None if until is None else (noun, until)


def phrase_end(plain: str, begin: int, end: int, words: Words) -> int:
    """Return where a phrase stops between two offsets, at a verb, too; "U.S. " is no stop."""
    stop = words.patterns["phrase_stop"].search(plain[begin:end].replace(". ", "  "))
    return begin + stop.start() if stop else end


def _verbless_end(plain: str, begin: int, words: Words) -> int | None:
    """Return where a phrase ends that goes on at an offset; None where it has a verb."""
    end = phrase_end(plain, begin, len(plain), words)
    aim = words.patterns["infinitive"].search(plain, begin, end)
    end = aim.start() if aim else end  # "the elections | to step down"
    return None if main_verb(f"- {plain[begin:end]}", words) is not None else end


def names_event(text: str, words: Words) -> bool:
    """Tell whether a text is the name of what happens: "a summit of leaders in London"."""
    first, *others = re.findall(r"[\w-]+['’]?", text)[: _NEAR + 1] or [""]
    opens = first.lower().replace("’", "'")
    if opens not in words.definite | words.determiners:
        return words.is_event(opens)
    imposed = words.patterns["imposed"]  # "the fine imposed on Monday"
    return any(one.islower() and (words.is_event(one) or imposed.fullmatch(one)) for one in others)


def _happens(token: Token, words: Words) -> bool:
    """Tell whether a word is a noun for what happens."""
    none = words.is_finite(token.lower) or token.lower in words.dependent  # "prima"
    return not (none or token.capital) and words.is_event(token.lower)


def _qualifies(token: Token, words: Words) -> bool:
    """Tell whether a word may belong to the noun behind it: "the fatal attack"."""
    none = words.prepositions | words.definite | words.determiners | words.joins
    verb = words.is_finite(token.lower) or words.patterns["gerund"].fullmatch(token.lower)
    return token.lower not in none and not verb


def beside(
    passage: Passage, at: int, days: Sequence[Day], span: tuple[int, int, int], words: Words
) -> str | None:
    """Return the noun with its aside, where that has the day; without it, where it has another.

    "Moro came on Tuesday to Lund, hit by a flood on Sunday" gives "Lund hit by a flood on Sunday".
    The span is of the sentence, with the place where what somebody says begins.
    """
    text, plain = passage.text, passage.plain
    start, content, end = span
    own = aside_at(plain, at, words)
    if own is not None:
        before = plain[content : own[0]]
        subject = before if plain[own[0]] == "," else before.rpartition(", ")[0]
        head = _without_day(subject, content, days, words)
        behind = re.match(r",\s(\w+)", plain[own[1] :])
        # "The order, signed on Monday, was lifted": no verb there, whatever it may be elsewhere
        is_subject = behind is not None and _goes_on(behind[1].lower(), words)
        noun = _noun(head, words, is_subject=is_subject)
        aside = plain[slice(*own)]
        if noun is None or not goes_with(noun, _participle(aside, words), words):
            # "il marito di Elisa Vale, scomparsa il 3 maggio": she was
            named = _NAME.search(head) if noun else None
            noun = named[0] if named else agreeing_noun(head, _participle(aside, words), words)
        return f"{noun} {text[own[0] : own[1]].strip(' ,')}" if noun else None
    if due := due_aside_at(plain, at, words):
        return text[slice(*due)]
    for day in days:
        other = aside_at(plain, day.start, words)
        if other is not None:
            return f"{text[start : other[0]]}{text[other[1] : end].removeprefix(',')}"
    return None


def _goes_on(word: str, words: Words) -> bool:
    """Tell of a verb of the subject before an aside: "will", "portò"."""
    listed = word in words.helpers | words.will
    return listed or words.patterns["after_name"].fullmatch(word) is not None


def _without_day(head: str, start: int, days: Sequence[Day], words: Words) -> str:
    """Leave out the day that closes what stands before an aside: "came to Lund on Tuesday"."""
    for day in days:
        at, end = day.start - start, day.end - start
        if 0 <= at < len(head) and not head[end:].strip():
            return head[: day_opens(head, at, words)].rstrip()
    return head


def _noun(head: str, words: Words, *, is_subject: bool) -> str | None:
    """Return what an aside is said of: the whole subject, else the name right before it."""
    named = _NAME.search(head)
    if named and (chain := _chain(head, named.start(), words)):
        return chain
    short = len(head.split()) <= _LONGEST_SUBJECT
    subject = short and (is_subject or main_verb(head, words) is None)
    opens = head.lstrip().partition(" ")[0].lower() in words.prepositions
    if subject and not opens and not words.patterns["past"].search(head):
        return head.strip()
    return named[0] if named and named[0].lower() not in words.ordinary else None


def _participle(aside: str, words: Words) -> str:
    """Return the participle that an aside begins with, behind "poi"."""
    first, *more = re.findall(r"\w+", aside.lower())[:2]
    return "".join(more) if first in words.leads else f"{first}"


def goes_with(noun: str, participle: str, words: Words) -> bool:
    """Tell whether a participle agrees with the article that a noun has, if any."""
    first = _ARTICLE.match(noun)
    form = first[1].lower().replace("’", "'") if first else ""
    endings = {ending for article, ending in words.agreement if article == form}
    return not endings or participle[-1] in endings


def agreeing_noun(head: str, participle: str, words: Words) -> str | None:
    """Return the noun whose article agrees with a participle: "del ponte, chiuso", "Il ponte".

    What happened did so to what happens: "la morte di una bambina, avvenuta".
    """
    for found in reversed(list(_ARTICLE.finditer(head))):
        form = found[1].lower().replace("’", "'")
        article = words.agreement.get((form, participle[-1]))
        noun = head[found.end() :]
        if article is None or (participle in words.happened and not _is_of_event(noun, words)):
            continue
        if main_verb(f"- {noun}", words) is not None:
            return None  # "il sindaco ha aperto"
        return f"{article.capitalize()}{'' if article[-1] == _APOSTROPHE else ' '}{noun}"
    return None


def _is_of_event(noun: str, words: Words) -> bool:
    return words.is_event(noun.split(maxsplit=1)[0].lower())


def _chain(head: str, name: int, words: Words) -> str | None:
    """Return "the fall of the bridge in Via Fontana", of which an aside behind the name is said."""
    opener = head.partition(" ")[0].lower() in words.prepositions
    behind = 0 if opener else main_verb(head, words)
    if behind is None or not name:
        return None
    *_, before = head[:name].lower().split()
    of = before in words.genitive or before in words.place_words
    begins = [one.start() for one in re.finditer(r"(?<=\s)\w+['’]?", head[:name])]
    noun = [at for at in begins if at > behind and _opens_noun(head, at, words)]
    return head[noun[-1] :] if of and noun else None


def _opens_noun(head: str, at: int, words: Words) -> bool:
    word = re.match(r"\w+['’]?", head[at:])
    return word is not None and word[0].lower().replace("’", "'") in words.definite


def has_subject(clause: str, words: Words) -> bool:
    """Tell whether a noun stands before a verb: "shelling killed nine", not "a rage unheard"."""
    first, _, rest = clause.lower().partition(" ")
    verb = main_verb(clause, words)
    before = clause[:verb].lower().split() if verb else []
    if not before and words.is_finite(rest.partition(" ")[0]):
        before = [first]  # "shelling", which could be one itself
    none = words.be | words.pronouns | words.helpers
    waits = words.determiners | words.definite | words.conjunctions
    return bool(before) and first not in none and before[-1] not in waits
