"""The part of a sentence that tells of an event, where the whole says too much."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise, takewhile

from timeline.events.anaphora import own_subject, subject_thing
from timeline.events.asides import beside, has_subject, phrase_end, without_names
from timeline.events.attribution import Attribution
from timeline.events.coordination import act_then, coordinated, goes_on_far, turns_ahead
from timeline.events.forms import possessive
from timeline.events.omitted import begins_with_verb, lacks_subject
from timeline.events.passages import Passage
from timeline.events.relatives import lasting, owned, placed, relative, turned
from timeline.events.sharing import act_of_day, amount_of_day, phrase_of_day
from timeline.events.shortening import LONGEST, SHORTEST
from timeline.events.tellings import Telling
from timeline.events.whole import day_opens, has_verb, main_verb
from timeline.events.words import Words

__all__ = ["contrasts", "own_clause", "parts_of", "saying_at"]

#: Whose name comes next: "…, a police spokesman, ".
_APPOSED = re.compile(r",\s(\w+)\s[^\W\d_][^,“”\"]{2,60},\s*\Z")
#: A noun phrase of fewer words beside its day says too little to be a title.
_FEWEST = 5
#: Characters of a clause that can be cut to a title; one that is said could lose who says it.
_LONGEST_CLAUSE = 2 * LONGEST
#: Blanks of a sentence before a colon; fewer are a label: "Updated: ".
_FEWEST_BLANKS = 2
#: Characters from an article to a day that it is of: "il 2 agosto".
_TO_DAY = 4
_APOSTROPHES = frozenset("'’")


def parts_of(telling: Telling, start: int, end: int, words: Words) -> Iterator[str]:
    """Yield the parts between two offsets that tell of the event alone, best first."""
    if telling.at is None or telling.statement:
        return
    passage, at = telling.passage, telling.at[0]
    if telling.named:
        yield passage.text[slice(*telling.clause)]
        return
    found = [each(telling, start, words) for each in (lasting, owned, placed)]
    found.append(_what_happened(telling, words))
    found.append(_what_it_is(telling, words))
    found.append(_dashed(telling, words))
    # "Vale, who was due in Lund on Monday, put off his visit": both tell of Monday
    beside_it = words.patterns["called_off"].search(passage.plain, at)
    whole = telling.off and (beside_it or passage.plain.count(", ", start, end) > 1)
    found.append(None if whole else relative(telling, start, end, words))
    found.append(turned(telling, start, end, words))
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
    apart = goes_on_far(passage, start, at, words) or turns_ahead(passage, start, at, words)
    if not telling.alone or (free and apart):
        begin = max(start, passage.plain.rfind("; ", start, at) + 1)
        found.append(coordinated(telling, begin, until, words))
    if not telling.alone:
        found.append(act_then(telling, start, end, words))
        found.append(_half(telling, start, end, words))
    if telling.aside or _qualifies(telling, words):
        found.append(_phrase(telling, words))
    apart = passage.text.startswith(";", telling.clause[0])
    own = (_explains, contrasts, _of_the_same)
    if not telling.alone or apart or any(tells(telling, words) for tells in own):
        found.append(own_clause(telling, words))
    yield from (one for one in found if one is not None)


def saying_at(passage: Passage, said: Attribution, words: Words) -> int:
    """Return where it begins that somebody says so: "…, | ha fatto sapere il sindaco"."""
    edge = min(said.at[0], said.verb[0], said.segment[0])
    helping = words.patterns["helping"].search(passage.text, 0, edge)
    apposed = _APPOSED.search(passage.text, 0, edge)
    if apposed and apposed[1].lower() in words.determiners:
        return apposed.start()  # "…, a spokesman, Kim Vale, said"
    return helping.start() if helping else edge


def _explains(telling: Telling, words: Words) -> bool:
    """Tell of what stands behind a sentence and its colon: "It is the third death: a boy".

    Of "sarà un museo: lo aprirà il Comune" nobody would know what that opens.
    """
    begins, passage = telling.clause[0], telling.passage
    before = passage.plain[passage.opens : begins]
    said = before.count(" ") >= _FEWEST_BLANKS and main_verb(before, words) is not None
    return (
        said
        and passage.text.startswith(":", begins)
        and passage.text[begins + 2 : begins + 3].islower()
        and words.patterns["clitic"].match(passage.plain, begins + 2) is None
    )


def _of_the_same(telling: Telling, words: Words) -> bool:
    """Tell of "A gate was put up | , but it was removed in May": the gate was."""
    passage, start = telling.passage, telling.clause[0]
    joint = re.match(r",\s(\w+)\s", passage.plain[start:])
    if joint is None or joint[1] not in words.joining:
        return False
    return own_subject(passage, start + joint.end(), words) is not None


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
        and not (token.capital and _joins_names(passage, before.start, words))
        and _begins_clause(telling, passage.plain[token.start : end], words)
    ]
    begin = max((behind for _, behind in joints if behind <= at), default=start)
    until = min((before for before, _ in joints if before > at), default=end)
    if (begin, until) == (start, end):
        return None
    others = (day for day in telling.days if not begin <= day.start < until)
    return own_clause(replace(telling, clause=(begin, until)), words) if any(others) else None


def _joins_names(passage: Passage, at: int, words: Words) -> bool:
    """Tell of the "and" of "after Lund and Malmo drew", which stands at an offset."""
    before = [one for one in passage.tokens if one.end <= at]
    names = list(takewhile(lambda one: one.capital, reversed(before)))
    opens = before[-len(names) - 1].lower if 0 < len(names) < len(before) else ""
    return opens in words.opens_sentence


def _begins_clause(telling: Telling, text: str, words: Words) -> bool:
    """Tell whether a text begins with a subject: "the works began", "that buses will run"."""
    first, _, rest = text.partition(", ")[0].partition(" ")
    if first in words.that:
        return has_subject(rest, words) or _begins_clause(telling, rest, words)
    if first in words.pronouns and telling.said is not None:
        return telling.antecedent is not None and has_verb(text, words)
    subject = first[:1].isupper() or first in words.definite | words.determiners
    return subject and has_subject(f"{first} {rest}", words)


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
    if words.patterns["future"].search(goes_on) is None and not _is_now(telling, words):
        return False
    before = passage.plain[: day_opens(passage.plain, at, words)]
    *_, noun, last = ["", "", *re.findall(r"[^\W\d_]+", before.lower())]
    past = any(words.patterns[name].fullmatch(last) for name in ("participle_form", "past"))
    return past and noun not in words.auxiliary | words.be


def _is_now(telling: Telling, words: Words) -> bool:
    """Tell of "Lund wants to build flats under a scheme approved in July": what is over is not."""
    plain = telling.passage.plain
    verb = main_verb(plain, words) if telling.over and telling.alone and not telling.said else None
    word = plain[verb:].partition(" ")[0].lower() if verb is not None else ""
    helping = words.helpers | words.be | words.will | words.modals
    return (
        bool(word)
        and words.patterns["present_verb"].fullmatch(word) is not None
        and word not in helping
    )


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
        behind = re.findall(r",\s(\w+)", without_names(text.strip(" ,;—–")).lower())
        if behind and not joined and (front or any(map(words.is_finite, behind))):
            return None  # "While it rained, the bridge was closed": two clauses.
    text = _without_opening(text.strip(" ,;:—–"), telling, words)
    since = words.patterns["since_clause"].match(text)
    text = text[since.end() :] if since else text
    own = own_subject(telling.passage, end - len(text), words) if telling.said is None else None
    text = f"{own} {text.partition(' ')[2]}" if own else _of_subject(text, telling, words)
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
        or _names_behind(text, words)
    ) and (first not in words.prepositions | words.subordinators or _place_opens(text, words))
    # "The Games run through Friday; the fair follows": there a verb need not be known.
    apart = ";" in telling.passage.text[start : start + 1] + telling.passage.text[end : end + 1]
    told = has_verb(text, words) or (apart and text.count(" ") >= _FEWEST)
    longest = _LONGEST_CLAUSE if telling.said is None else LONGEST
    # "he died last year": with the name it is longer
    shortest = SHORTEST - len(telling.antecedent or "") * (first in words.replaced)
    day = telling.passage.plain[slice(*telling.at)] if telling.at else ""
    if day.strip().lower() in words.opens_sentence:
        shortest = 0  # "two days after | the storm passed"
    if not subject or not told or not shortest <= len(text) <= longest:
        return None
    return text


def _of_subject(text: str, telling: Telling, words: Words) -> str:
    """Put the main clause's subject into "Two of | its | gates failed"."""
    found = words.patterns["part_of_nobody"].match(text)
    before, _, last = found[0].rpartition(" ") if found else ("", "", "")
    thing = subject_thing(telling.passage, words) if last in words.pronouns_of_one else None
    if found is None or thing is None:
        return text
    return f"{before} {possessive(f'{thing[:1].lower()}{thing[1:]}')}{text[found.end() :]}"


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


def _names_behind(text: str, words: Words) -> bool:
    """Tell of "era stata svaligiata una banca", whose subject stands behind its verb."""
    return begins_with_verb(text, words) and not lacks_subject(text, words)


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
    whole = has_subject(behind, words) or _names_behind(behind, words)
    if not at or behind[:1] in _APOSTROPHES or not whole:
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
