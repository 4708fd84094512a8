"""The part of a sentence that tells of an event, where the whole says too much."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from timeline.events.asides import beside, has_subject, phrase_end
from timeline.events.attribution import Attribution
from timeline.events.days import Day
from timeline.events.forms import possessive
from timeline.events.names import gazetteer
from timeline.events.passages import Passage, Token, tokenise
from timeline.events.pointed import own_subject
from timeline.events.sharing import act_of_day, amount_of_day, phrase_of_day
from timeline.events.shortening import LONGEST, SHORTEST
from timeline.events.whole import day_opens, has_verb, main_verb
from timeline.events.words import Words

__all__ = ["Telling", "contrasts", "own_clause", "parts_of", "saying_at"]

#: A noun phrase of fewer words beside its day says too little to be a title.
_FEWEST = 5
#: Characters of a clause that can be cut to a title; one that is said could lose who says it.
_LONGEST_CLAUSE = 2 * LONGEST
#: Blanks of a sentence before a colon; fewer are a label: "Updated: ".
_FEWEST_BLANKS = 2
#: Characters from an article to a day that it is of: "il 2 agosto".
_TO_DAY = 4
#: A name at the end: "the poet Tarek bin Sahl".
_NAME = re.compile(r"(?:[A-Z][\w.'’-]*\s?|\b(?:bin|al|van|von|der|de|di|da|del)\s)+$")
#: "The dockers’ union", "Vale’s owners" at the end.
_OWNED = re.compile(
    r"(?:\b(?:[Tt]he|[Ii]ts)\s[a-z][\w-]+|(?:[A-Z][\w.-]*\s){0,2}[A-Z][\w.-]*)['’]s?\s[a-z][\w-]+$"
)
#: "Belgian police" at the end.
_CALLED = re.compile(r"(?:\b(?:[Tt]he|[Aa]n?)\s)?\b[A-ZÀ-Þ][\w-]+\s[a-zà-ÿ]+$")
_CLOSING = ("”", "»", '"')
_APOSTROPHES = frozenset("'’")


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
    #: Whom "him" stands for.
    person: str | None
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


def parts_of(telling: Telling, start: int, end: int, words: Words) -> Iterator[str]:
    """Yield the parts between two offsets that tell of the event alone, best first."""
    if telling.at is None or telling.statement:
        return
    passage, at = telling.passage, telling.at[0]
    if telling.named:
        yield passage.text[slice(*telling.clause)]
        return
    found = [each(telling, start, words) for each in (_lasting, _owned)]
    found.append(_what_happened(telling, words))
    found.append(_what_it_is(telling, words))
    found.append(_dashed(telling, words))
    # "Vale, who was due in Lund on Monday, put off his visit": both tell of Monday
    whole = telling.off and passage.plain.count(", ", start, end) > 1
    found.append(None if whole else _relative(telling, start, end, words))
    found.append(_turned(telling, start, end, words))
    said = telling.said
    begin = said.content if said and not said.trailing and said.content < at else start
    until = saying_at(passage, said, words) if said and said.trailing else end
    that = words.patterns["that"].match(passage.plain, begin) if begin > start else None
    begin = that.end() if that else begin
    found.insert(0, beside(passage, at, telling.days, (start, begin, until), words))
    if telling.said is None and not telling.alone:
        each = (amount_of_day, phrase_of_day, act_of_day)
        found += [of(passage, at, telling.days, (start, end), words) for of in each]
    free = said is None or said.trailing
    if not telling.alone or (free and _goes_on_far(passage, start, at, words)):
        begin = max(start, passage.plain.rfind("; ", start, at) + 1)
        found.append(_coordinated(telling, begin, until, words))
    if not telling.alone:
        found.append(_then(telling, start, end, words))
        found.append(_half(telling, start, end, words))
    if telling.aside or _qualifies(telling, words):
        found.append(_phrase(telling, words))
    apart = passage.text.startswith(";", telling.clause[0])
    if not telling.alone or apart or _explains(telling, words) or contrasts(telling, words):
        found.append(own_clause(telling, words))
    yield from (one for one in found if one is not None)


def saying_at(passage: Passage, said: Attribution, words: Words) -> int:
    """Return where it begins that somebody says so: "…, | ha fatto sapere il sindaco"."""
    edge = min(said.at[0], said.verb[0], said.segment[0])
    helping = words.patterns["helping"].search(passage.text, 0, edge)
    return helping.start() if helping else edge


def _explains(telling: Telling, words: Words) -> bool:
    """Tell of what stands behind a sentence and its colon: "It is the third death: a boy"."""
    begins, passage = telling.clause[0], telling.passage
    before = passage.plain[passage.opens : begins]
    said = before.count(" ") >= _FEWEST_BLANKS and main_verb(before, words) is not None
    return (
        said
        and passage.text.startswith(":", begins)
        and passage.text[begins + 2 : begins + 3].islower()
    )


def contrasts(telling: Telling, words: Words) -> bool:
    """Tell whether the day stands in what goes on elsewhere: "…, while Lund will vote"."""
    first = re.match(r"\W*(\w+)", telling.passage.text[telling.clause[0] :])
    return first is not None and first[1].lower() in words.contrasts


def _half(telling: Telling, start: int, end: int, words: Words) -> str | None:
    """Return one of two clauses with days of their own: "The council met … and | works began"."""
    passage, at = telling.passage, telling.at[0] if telling.at else 0
    if telling.said is not None and telling.said.trailing:
        end = saying_at(passage, telling.said, words)
    joints = [
        (before.start, token.start)
        for before, token in pairwise(passage.tokens)
        if before.lower in words.joins
        and start < before.start < end
        and not passage.in_quotation(before.start)
        and not any(token.start <= day.start <= token.end + 1 for day in telling.days)
        and main_verb(passage.plain[start : before.start], words) is not None
        and _begins_clause(passage.plain[token.start : end], words)
    ]
    begin = max((behind for _, behind in joints if behind <= at), default=start)
    until = min((before for before, _ in joints if before > at), default=end)
    if (begin, until) == (start, end):
        return None
    others = (day for day in telling.days if not begin <= day.start < until)
    return own_clause(replace(telling, clause=(begin, until)), words) if any(others) else None


def _begins_clause(text: str, words: Words) -> bool:
    """Tell whether a text begins with a subject: "the works began", "that buses will run"."""
    first, _, rest = text.partition(", ")[0].partition(" ")
    if first in words.that:
        return has_subject(rest, words)
    subject = first[:1].isupper() or first in words.definite | words.determiners
    return subject and has_subject(f"{first} {rest}", words)


def _then(telling: Telling, start: int, end: int, words: Words) -> str | None:
    """Return subject and verb of a day: "I sindaci si vedono giovedì | , poi il 21 voteranno"."""
    plain, text = telling.passage.plain, telling.passage.text
    joints = [
        (found.start(), day)
        for day in telling.days
        if (found := words.patterns["and_then"].search(plain, start, day.start))
        and (does := re.match(r"\s(\w+)", plain[day.end : end]))
        and words.is_finite(does[1].lower())
    ]
    verb = main_verb(plain[start : joints[0][0]], words) if joints else None
    if verb is None:
        return None
    subject = text[_behind_opening(telling, start, start + verb, words) : start + verb].strip()
    subject = words.patterns["clitic_end"].sub("", subject)
    if not subject:
        return None  # "Hanno vinto domenica, poi il 31 giocheranno"
    own = next((day for _, day in joints if telling.at and day.start == telling.at[0]), None)
    return text[start : joints[0][0]] if own is None else f"{subject} {text[own.end : end].strip()}"


def _goes_on_far(passage: Passage, start: int, at: int, words: Words) -> bool:
    """Tell of "carries four hundred crates of herring … and is scheduled to reach Lund on June 7".

    What does not fit has a comma before it, or a verb with a helper behind "and".
    """
    if at - start > LONGEST and any(f", {one} " in passage.plain[start:at] for one in words.joins):
        return True
    begins = words.helpers | words.will
    return len(passage.told) > LONGEST and any(
        before.lower in words.joins and (token.lower in begins or token.lower in words.clausal)
        for before, token in pairwise(passage.tokens)
        if start < before.start < at
    )


def _coordinated(telling: Telling, start: int, end: int, words: Words) -> str | None:
    """Return subject and one of two verbs: "The Games will open … and close on Feb. 22"."""
    passage, at = telling.passage, telling.at[0] if telling.at else 0
    text = passage.text[start:end]
    verb = main_verb(passage.plain[start:end], words)
    tokens = [token for token in passage.tokens if start <= token.start < end]
    joined = [
        index
        for index, token in enumerate(tokens[:-1])
        if token.lower in words.joins | words.joining
        and not (index and tokens[index - 1].lower in words.helpers)  # "ha intanto sospeso"
        and not tokens[index + 1].capital
        and _begins_verb(tokens[index + 1 : index + 3], words)
    ]
    before = [index for index in joined if tokens[index].start < at]
    if verb is None or not joined or tokens[joined[0]].start < start + verb:
        return None
    if not before:
        return passage.text[start : tokens[joined[0]].start]
    after = tokens[before[-1] + 1]
    between = {one.lower for one in tokens if start + verb < one.start < after.start}
    closed = passage.text[: tokens[before[-1]].start].rstrip().endswith(_CLOSING)
    if not closed and after.lower in words.helpers | words.will and words.that & between:
        return None  # "reported that police had come and | had told him"
    if re.search(r"\s(?:--?|[—–])\s", passage.text[start + verb : after.start]):
        return None  # "its plan -- begun in March and expected to grow -- will"
    subject = text[:verb].rstrip()
    first = next(token for token in tokens if token.start >= start + verb)
    behind = passage.text[after.end : end]
    behind = _named(behind, passage.plain[first.end : tokens[before[-1]].start], words)
    base = after.lower in words.kind_bases or after.lower in words.infinitives
    if base and first.lower in words.modals:
        subject = passage.text[start : first.end]
    return f"{subject} {passage.text[after.start : after.end]}{behind}"


def _named(text: str, first: str, words: Words) -> str:
    """Put what the *first* verb does something to for a pronoun: "met Ada and freed | her"."""
    pronoun = words.patterns["object_opens"].match(text)
    found = words.patterns["noun_phrase"].match(first) if pronoun else None
    if pronoun is None or found is None:
        return text
    last = found[1].rpartition(" ")[2].lower()
    somebody = words.is_person_noun(last.removesuffix("s")) or found[1][0].isupper()
    person, several = pronoun["person"], pronoun["several"]
    if not (person or several):
        fits = not somebody  # "it"
    else:
        fits = (somebody or last in words.speakers) and last.endswith("s") == bool(several)
    return f" {found[1]}{text[pronoun.end() :]}" if fits else text


def _begins_verb(tokens: Sequence[Token], words: Words) -> bool:
    """Tell whether a verb comes next, if need be behind another word: "e | si era dimesso"."""
    first, *others = (token.lower for token in tokens)
    beside = others and (first in words.clitics or first in words.time_words)
    return _is_form(others[0] if beside else first, words)


def _is_form(word: str, words: Words) -> bool:
    return words.is_finite(word) or word in words.kind_bases


def _phrase(telling: Telling, words: Words) -> str | None:
    """Return "the fatal Jan. 7 shooting of Ada Winter": the noun phrase around a day."""
    passage, plain = telling.passage, telling.passage.plain
    at, until = telling.at or (0, 0)
    begins = [
        token.start
        for token in passage.tokens
        if token.start < at
        and (
            token.lower.replace("’", "'") in words.definite
            or token.lower in ("a", "an")
            or token.lower.endswith(("'s", "’s"))
        )
    ]
    for begin in reversed(begins[-3:]):
        if any(begin < day.start <= begin + _TO_DAY for day in telling.days):
            continue  # "il 2 agosto con un concerto"
        if words.patterns["phrase_stop"].search(plain.replace(".", " "), begin, at):
            return None
        end = phrase_end(plain, max(until, begin), len(plain), words)
        text = passage.text[begin:end]
        told = [token for token in passage.tokens if begin <= token.start < end]
        # "Since World War II" names no event.
        small = [one.lower for one in told if not one.capital]
        happens = any(one in words.kind_nouns or one in words.events for one in small)
        if not happens and not _qualifies(telling, words):
            continue
        beside = f"{passage.text[begin:at]} {passage.text[until:end]}".split()
        return text if len(beside) >= _FEWEST else None
    return None


def _qualifies(telling: Telling, words: Words) -> bool:
    """Tell of a participle and its day that say more of a noun: "The law passed on Monday will"."""
    passage, (at, until) = telling.passage, telling.at or (0, 0)
    # "The relief began on Monday, and a fair will follow" is no such noun
    goes_on = passage.plain[until:].partition(",")[0]
    if words.patterns["future"].search(goes_on) is None:
        return False
    before = passage.plain[: day_opens(passage.plain, at, words)]
    *_, noun, last = ["", "", *re.findall(r"[^\W\d_]+", before.lower())]
    past = any(words.patterns[name].fullmatch(last) for name in ("participle_form", "past"))
    return past and noun not in words.auxiliary | words.be


def own_clause(telling: Telling, words: Words) -> str | None:
    """Return the clause of the day where it has a subject of its own."""
    start, end = telling.clause
    at = telling.at[0] if telling.at else start
    end = next((until - 1 for begin, until in telling.passage.quoted if begin < at < until), end)
    if telling.said is not None and telling.said.trailing:
        end = min(end, saying_at(telling.passage, telling.said, words))
    for counted in words.patterns["counted"].finditer(telling.passage.plain, start, end + 12):
        end = counted.start()  # "met in Lund, a day | after it burned"
    text = _without_announcing(telling.passage.text[start:end], words)
    found = re.match(r"[\s,;—–]*(\w+)\s+(?:che\s+)?", text)
    opens = found[1].lower() if found else ""
    that = opens in words.that
    if opens in words.relatives and (not that or text.lstrip().startswith(",")):
        return None  # "which the mayor opened on Monday"
    if found and (that or opens in words.conjunctions or opens in words.subordinators):
        text = text[found.end() :]
        joined = words.patterns["that"].match(text)  # "and | that its founder, Ada Winter, would"
        text = text[joined.end() :] if joined else text
        front = not telling.passage.plain[telling.passage.opens : start].strip()
        behind = re.findall(r",\s(\w+)", text.strip(" ,;—–").lower())
        if behind and not joined and (front or any(map(words.is_finite, behind))):
            return None  # "While it rained, the bridge was closed": two clauses.
    text = _without_opening(text.strip(" ,;:—–"), telling, words)
    since = words.patterns["since_clause"].match(text)
    text = text[since.end() :] if since else text
    own = own_subject(telling.passage, end - len(text), words) if telling.said is None else None
    text = f"{own} {text.partition(' ')[2]}" if own else text
    text = words.patterns["count_left"].sub("", text)  # "resigned, a week | after it burned"
    if any(text.startswith(day.text) for day in telling.days if day.start != at):
        return None  # "the fire that has burned since | last Sunday jumped the river"
    first = text.split(maxsplit=1)[0].lower() if text else ""
    subject = (
        first in words.definite
        or first in words.determiners
        or text[:1].isupper()
        or text[:1].isdigit()
        or (telling.antecedent and first in words.replaced and opens not in words.simultaneous)
        or (has_subject(text, words) and not _only_counts(text, words))
    ) and (first not in words.prepositions | words.subordinators or _place_opens(text, words))
    # "The Games run through Friday; the fair follows": there a verb need not be known.
    apart = ";" in telling.passage.text[start : start + 1] + telling.passage.text[end : end + 1]
    told = has_verb(text, words) or (apart and text.count(" ") >= _FEWEST)
    longest = _LONGEST_CLAUSE if telling.said is None else LONGEST
    if not subject or not told or not SHORTEST <= len(text) <= longest:
        return None
    return text


def _place_opens(text: str, words: Words) -> bool:
    """Tell of "a Mirano un ottantenne è stato derubato"."""
    if words.patterns["behind_first_day"].match(text) is None:
        return False
    before = re.findall(r"\w+['’]?", text[: main_verb(text, words) or 0].lower())
    return not (words.determiners | words.numbers).isdisjoint(before[1:])


def _without_announcing(clause: str, words: Words) -> str:
    """Leave out ", announcing that" before what is announced."""
    first = re.match(r"\W*(\w+)", clause)
    if first is None or words.patterns["gerund"].fullmatch(first[1].lower()) is None:
        return clause
    that = words.patterns["that"].match(clause, first.end())
    return clause[that.end() :] if that else clause


def _only_counts(text: str, words: Words) -> bool:
    """Tell of "two were released": of whom is told before."""
    counted = re.match(r"(\w+)\s(\w+)", text.lower())
    return bool(counted and counted[1] in words.numbers and words.is_finite(counted[2]))


def _without_opening(text: str, telling: Telling, words: Words) -> str:
    """Leave out the day that a clause opens with: "on Monday | the court ruled"."""
    day = telling.passage.text[slice(*telling.at)] if telling.at else ""
    first, _, rest = text.partition(" ")
    lead = first.lower()
    opens = lead[:-1] in words.leads if lead[-1:] == "," else lead in words.leads & words.joining
    text = rest if opens else text
    before, at, behind = text.partition(day)
    behind = behind.lstrip(" ,")
    if not at or behind[:1] in _APOSTROPHES or not has_subject(behind, words):
        return text
    return behind if words.patterns["opening"].fullmatch(before) else text


def _dashed(telling: Telling, words: Words) -> str | None:
    """Return what is told of the day between dashes: "-- protests began in May --"."""
    passage, at = telling.passage, telling.at[0] if telling.at else 0
    for found in words.patterns["dashed"].finditer(passage.plain):
        start, end = found.span()
        # "1994 - Storms kill hundreds 1998 - …" are no dashes
        if start < at < end and passage.text[start:].lstrip()[:2] != "- ":
            inside = passage.text[start:end].strip(" -—–")
            first = re.split(r"\W", inside.lower(), maxsplit=1)[0]
            told = main_verb(inside, words) is not None and first not in words.relatives
            told = told and not re.search(r"[()]", inside)
            return inside if told and len(inside) >= SHORTEST else None
    return None


def _what_it_is(telling: Telling, words: Words) -> str | None:
    """Return what a sentence with "it is" tells: "È la pena | chiesta lunedì dal pm per Salvi".

    Of "È il bilancio del blitz con cui lunedì | la polizia ha arrestato tre uomini" the clause.
    """
    passage, (at, _) = telling.passage, telling.at or (0, 0)
    found = words.patterns["it_is"].match(passage.plain, passage.opens)
    if found is None:
        return None
    by = list(words.patterns["by_which"].finditer(passage.plain, found.end(), at))
    if by:
        told = _without_opening(passage.text[by[-1].end() :], telling, words)
        return told if has_subject(told, words) else None
    noun = words.patterns["imposed_noun"].match(passage.plain, found.end())
    whole = noun is not None and noun.end() <= at
    return passage.text[found.end() :].partition(", ")[0] if whole else None


def _what_happened(telling: Telling, words: Words) -> str | None:
    """Return "cadde il muro" of "È già accaduto nel 2017, quando cadde il muro"."""
    found = words.patterns["it_happened"].match(telling.passage.plain, telling.passage.opens)
    if found is None:
        return None
    told = telling.passage.text[found.end() :]
    return told if main_verb(told, words) is not None else None


def _lasting(telling: Telling, start: int, words: Words) -> str | None:
    """Make "the ban had held since May" of "lifted the ban that had held since May"."""
    plain, (at, end) = telling.passage.plain, telling.at or (0, 0)
    found = words.patterns["lasting"].search(plain, start, at)
    noun = _last_noun(plain[start : found.start()], words) if found else ""
    return f"{noun} {telling.passage.text[found.end() : end]}" if found and noun else None


def _owned(telling: Telling, start: int, words: Words) -> str | None:
    """Make "the pad’s works began in May" of "the pad, whose works began in May, will open"."""
    plain, (at, end) = telling.passage.plain, telling.at or (0, 0)
    found = list(words.patterns["whose"].finditer(plain, start, at))
    if not found or "," in plain[found[-1].end() : at]:
        return None
    noun = plain[_behind_opening(telling, start, found[-1].start(), words) : found[-1].start()]
    begin = found[-1].end()
    if main_verb(plain[begin:at], words) is None:
        end = plain.find(", ", end)  # "whose book last month | led to protests, said"
    told = telling.passage.text[begin : end if end > 0 else len(plain)].rstrip(".")
    noun = noun.rpartition(", ")[2] if _NAME.fullmatch(noun.rpartition(", ")[2]) else noun
    simple = words.patterns["noun_break"].search(noun) is None and main_verb(noun, words) is None
    return f"{possessive(noun.strip())} {told}" if simple and noun.strip() else None


def _relative(telling: Telling, start: int, end: int, words: Words) -> str | None:
    """Make a sentence of "the report, which aired on Sunday": the noun and what is said of it."""
    passage, plain = telling.passage, telling.passage.plain
    at, day_ends = telling.at or (0, 0)
    relatives = list(words.patterns["relative"].finditer(plain[start : at + 1]))
    if not relatives:
        return None
    found = relatives[-1]
    noun_end, begin = start + found.start(), start + found.end()
    if words.patterns["opening"].fullmatch(plain, begin, at):
        begin = day_ends  # "i sabotaggi che sabato hanno fermato i treni"
    told = plain[begin : max(at, begin) + 40].lstrip()
    # "The man who saw it was robbed on Monday": the day is not of what he saw.
    second = _verb_behind_and(passage, begin, at, words)
    upto = second.start if second else at
    over = main_verb(f"- {min(words.relatives)} {plain[begin:upto]}", words) is not None
    # "The key, which Ada Winter had lost": she did.
    first = told.split(maxsplit=1)[0]
    over |= not (words.is_finite(first) or first in words.auxiliary | words.modals)
    # "The court that convicted him in March | rejected"
    goes_on = words.patterns["subject_goes_on"].match(plain, day_ends) is not None
    # "Protests that began in May": they did, whatever else is told.
    happens = words.is_event(plain[:noun_end].rpartition(" ")[2].lower())
    over |= found.group().strip() in words.that and not (goes_on or happens)
    # "who left and on Monday was trying to come back"
    over |= words.patterns["and_on"].search(plain, begin, at) is not None
    if over or re.search(r",\s", plain[begin:at]) or not has_verb(told, words):
        return None
    stop = words.patterns["relative_end"].search(plain, max(at, begin))
    verb = begin + len(first) if begin > at else begin
    verb += len(told.split()[1]) + 1 if first in words.negations else 0
    until = min(end, stop.start() if stop else end, _main_clause(passage, max(at, verb), words))
    until = day_ends if goes_on and begin <= at else until
    until = min(until, _second_verb(telling, max(at, verb), until, words))
    head = plain[_behind_opening(telling, start, noun_end, words) : noun_end]
    named = None if happens else words.patterns["beside_name"].search(head)
    head = head[: named.start()] if named else head
    noun, broken = _noun_in(head, found.group(), first, words, happens=happens)
    if broken and "," not in found.group() and not (goes_on or happens):
        return None
    breaks_out = words.patterns["of_event"].match(told) is not None
    noun = (
        (_last_event(head, words) if breaks_out else "")
        or _apposed_to(telling, noun_end, found.group())
        or _nearest(noun, found.group(), words)
    )
    aside = not broken and _is_beside(noun, words)
    tells = not aside and any(
        words.is_event(word) or word in words.said_things for word in noun.lower().split()
    )
    # "Railway workers, who walked out on Thursday, said", "Two men who fled on Monday were".
    closed = "," in found.group() or (until < end and main_verb(noun, words) is None)
    subject = not (broken or aside) and closed
    name = re.search(r"[A-Z]", noun[1:]) is not None or (broken and _is_told_of(noun, head, words))
    near = _near_enough(head, found.group(), words)
    noun, name = (near, True) if near and not (tells or subject or goes_on) else (noun, name)
    if not noun or not (tells or subject or goes_on or name):
        return None
    said = passage.text[begin:until]
    if second is not None:
        done = _named(
            passage.text[second.end : until], plain[begin + len(first) : second.start], words
        )
        said = f"{second.text}{done}"
    text = f"{noun.strip()} {said.strip()}"
    return text if len(text) >= SHORTEST else None


def _verb_behind_and(passage: Passage, start: int, end: int, words: Words) -> Token | None:
    """Return the last verb between two offsets that shares its subject: "founded it and | sold"."""
    verbs = (
        token
        for before, token in pairwise(passage.tokens)
        if start < before.start and token.end < end and before.lower in words.joins
    )
    return next((one for one in reversed(list(verbs)) if _is_form(one.lower, words)), None)


def _second_verb(telling: Telling, at: int, end: int, words: Words) -> int:
    """Return where a second verb with a day of its own begins: "who fell in May | and died in"."""
    for before, token in pairwise(telling.passage.tokens):
        joined = at < before.start < end and before.lower in words.joins
        if joined and _is_form(token.lower, words):
            other = any(token.start < day.start < end for day in telling.days)
            return before.start if other else end
    return end


def _turned(telling: Telling, start: int, end: int, words: Words) -> str | None:
    """Make "il governo esaminerà la richiesta" of "la richiesta, che il governo esaminerà"."""
    passage, plain = telling.passage, telling.passage.plain
    at, day_ends = telling.at or (0, 0)
    relatives = list(words.patterns["relative"].finditer(plain[start : at + 1]))
    if not relatives:
        return None
    begin, opens = start + relatives[-1].end(), day_opens(plain, at, words)
    clause = words.patterns["does_to_noun"].fullmatch(plain, begin, opens)
    head = plain[start : start + relatives[-1].start()]
    head = f"{head[:1].lower()}{head[1:]}"
    noun = _last_noun(head, words) if clause else ""
    before = head[main_verb(head, words) or 0 : len(head) - len(noun)]
    if not noun or _last_noun(before, words) or re.search(r"[,;:]", noun):
        return None  # "a ruling on the law, which": which of both?
    stop = words.patterns["relative_end"].search(plain, day_ends)
    behind = re.match(r"\s(\w+)", plain[day_ends:])
    goes_on = behind is not None and words.is_finite(behind[1].lower())
    rest = "" if goes_on else passage.text[day_ends : min(end, stop.start() if stop else end)]
    told = (passage.text[begin:opens].strip(), noun.strip(), rest.strip(" .,"))
    return " ".join(filter(None, told))


def _near_enough(head: str, relative: str, words: Words) -> str | None:
    """Return a noun right before ", which" or ", who" that it must be: "the dockers’ union"."""
    if not relative.startswith(","):
        return None
    owned = _OWNED.search(head)
    if owned is None and (called := _CALLED.search(head)):
        last = called[0].rpartition(" ")[2].lower()
        return called[0] if last in words.bodies and last not in words.titles else None
    body = owned and owned[0].rpartition(" ")[2].lower() in words.bodies
    if owned and (body if "which" in relative else owned[0][0].isupper()):
        return owned[0]
    return None


def _noun_in(
    head: str, relative: str, first: str, words: Words, *, happens: bool
) -> tuple[str, bool]:
    """Return the noun that a relative clause hangs on, and whether more stands before it.

    *first* is the verb of the relative clause; *happens* says that the noun is of what happens.
    """
    breaks = [m.end() for m in words.patterns["noun_break"].finditer(head)]
    if not breaks or _is_of_the_first(head, breaks[-1], first, words):
        return head, False
    noun = head[breaks[-1] :]
    begins = noun.split(maxsplit=1)[0] if noun.strip() else ""
    opens = begins[:1].isupper() or begins.lower() in words.determiners
    # "to end | the strike that began"
    joint = [] if opens else head[: breaks[-1]].lower().split()[-1:]
    does = joint and joint[0] in words.modals and words.determiners & {*noun.lower().split()}
    if does or not (happens or opens or begins.lower() in words.attribution):
        # "to replace | the bridge, which fell", but "racconta Ada Neri, che"
        named = _NAME.search(noun.rstrip()) if "," in relative else None
        noun = _last_noun(noun, words) or (named[0] if named else "")
    return noun, True


def _last_event(head: str, words: Words) -> str:
    """Return the last thing that happens, and where: "a fire at a hotel in Lund | , which broke".

    Empty where there is none.
    """
    tokens = tokenise(head)
    at = next((i for i in reversed(range(len(tokens))) if words.is_event(tokens[i].lower)), None)
    if at is None or tokens[at].capital:
        return ""
    near = range(at - 1, max(-1, at - _FEWEST), -1)
    articles = words.definite | words.determiners
    begin = next((i for i in near if tokens[i].lower in articles), at)
    return head[tokens[begin].start :]


def _is_of_the_first(head: str, at: int, verb: str, words: Words) -> bool:
    """Tell of "Schools in the valley, which were": several were, and the valley is one."""
    if verb not in words.plural_be or main_verb(head, words) is not None:
        return False
    first, nearest = head.split(maxsplit=1)[0].lower(), head[at:].lower().split()
    return first.endswith("s") and not any(one.endswith("s") for one in nearest)


def _apposed_to(telling: Telling, end: int, relative: str) -> str:
    """Return who speaks where "who" is said of them: "said Ada, envoy to the Union, | who went"."""
    said = telling.said
    if said is None or not said.trailing or "who" not in relative:
        return ""
    apposed = re.fullmatch(r",\s[^,;:“”\"]+", telling.passage.plain[said.at[1] : end])
    return said.speaker if apposed else ""


def _is_told_of(noun: str, head: str, words: Words) -> bool:
    """Tell of "shares in Norvik, which": not of "a show in Rome", "a nurse in Vale, who"."""
    name = noun.strip()
    before = head[: len(head.rstrip()) - len(name)].lower().split()[-1:]
    where = bool(before) and before[0] in words.place_prepositions
    named = all(word[:1].isupper() for word in name.split())  # not "a strike on Dutch railways"
    return named and not (where and name in gazetteer())


def _nearest(noun: str, relative: str, words: Words) -> str:
    """Return what "who" and "which" stand for: what is nearest, behind a verb or another noun."""
    if "who" in relative:
        of = words.patterns["of_somebody"].search(noun)
    else:  # "the captain of | the ferry that sank"
        told = words.patterns["past"].search(noun) or words.patterns["future"].search(noun)
        first = noun.lstrip().partition(" ")[0].lower()
        told = told or words.patterns["gerund"].fullmatch(first)  # "Rebuilding of the bridge"
        of = None if told else words.patterns["of_something"].search(noun)
    noun = noun[of.end() :] if of else noun  # "the return of | Ada Winter, who was ousted"
    if words.patterns["future"].search(noun):
        # "Lund will rebuild | the bridge, which burnt in May", "Lund will face | Ada, who left"
        named = _NAME.search(noun.rstrip()) if "," in relative else None
        return named[0] if named else _last_noun(noun, words)
    says = noun.partition(" ")[0].lower() in words.attribution
    verb = main_verb(noun, words) if "," in relative else None
    does = verb is not None and " " in noun[verb:].strip()  # not "the new order"
    if says or does or words.patterns["past"].search(noun):
        # "hit Ada Winter, who was robbed": her alone.
        named = _NAME.search(noun) if "," in relative else None
        return named[0] if named else _one_object(noun, verb, words)
    return noun


def _one_object(clause: str, verb: int | None, words: Words) -> str:
    """Return the only noun behind a verb: "ha disposto | l'autopsia", nothing of several."""
    noun = "" if verb is None else _last_noun(clause[verb:], words)
    before = clause[verb:].removesuffix(noun)
    small = re.findall(r"\w+['’]?", clause[verb:].lower())
    alone = not _last_noun(before, words) and words.genitive.isdisjoint(small)
    return noun if alone and words.prepositions.isdisjoint(small) else ""


def _last_noun(text: str, words: Words) -> str:
    """Return what begins with the last article: "the bridge"; nothing without one."""
    found = re.finditer(r"\w+['’]?", text)
    begins = [one.start() for one in found if one[0].replace("’", "'") in words.determiners]
    return text[begins[-1] :] if begins else ""


def _behind_opening(telling: Telling, start: int, end: int, words: Words) -> int:
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


def _is_beside(noun: str, words: Words) -> bool:
    """Tell of "following the hearing, which", "in the hall, which": no subject."""
    told = noun.lower().split()
    governs = words.patterns["governing"].match(noun) is not None
    happens = len(told) > 1 and any(map(words.is_event, told[1:3])) and told[0] in words.determiners
    return governs or not (happens or words.prepositions.isdisjoint(told))


def _main_clause(passage: Passage, at: int, words: Words) -> int:
    """Return where a sentence goes on behind a clause: "who came on Monday | have found"."""
    begins = words.helpers | words.will
    for before, token in pairwise(passage.tokens):
        joined = before.lower in words.joins or before.lower in begins
        if token.start > at and token.lower in begins and not joined:
            return token.start
    return len(passage.plain)
