"""Titles and summaries: the sentence's own words, cut to what an editor would keep."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from timeline.events.attribution import Attribution
from timeline.events.dating import Day
from timeline.events.passages import DATELINE, Passage
from timeline.events.words import Words

__all__ = ["LONGEST", "Telling", "finish", "strip_dateline", "title"]

#: Characters of a title, at most.
LONGEST = 110
#: Shorter pieces say too little to stand alone.
_SHORTEST = 24

_ASIDE = re.compile(r"\s?\([^()]{1,80}\)|\s?\[[^\[\]]{1,80}\]")
_OPENING = '“"«„'
_CLOSING = '”"»“'


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
    #: The speaker's name, pronouns resolved.
    speaker: str | None
    #: Days in the sentence, all of them.
    days: Sequence[Day]
    #: What a pronoun at the beginning stands for.
    antecedent: str | None
    statement: bool
    #: The only event of its sentence.
    alone: bool = True
    #: The day stands in a phrase beside the main clause: "after the Jan. 7 shooting".
    aside: bool = False


def strip_dateline(text: str) -> str:
    """Return a sentence without the "MILAN (AP) —" before it."""
    found = DATELINE.match(text)
    return text[found.end() :] if found else text


def title(telling: Telling, words: Words) -> str:
    """Return at most 110 characters of the sentence that stand alone, without a final stop."""
    start, end, prefix = _span(telling, words)
    text = _part(telling, start, end, words)
    if text is None:
        text = telling.passage.text[start:end]
        text = _without_lead(text, start, telling, words)
    else:
        prefix = ""
    text = re.sub(r"\s+,", ",", _ASIDE.sub("", text))
    text = _without_apposition(text, words)
    named = text if prefix else _with_name(text, telling, words)
    if named is None:
        # The pronoun is the speaker's, whom nobody names: keep "the family said" before it.
        named = telling.passage.text[:end]
    opener = words.patterns["opener"].match(named)
    if opener and len(prefix) + len(named) > LONGEST and has_verb(named[opener.end() :], words):
        named = named[opener.end() :]
    short = finish(named, words, prefix)
    if telling.at is None or telling.statement or len(named) <= LONGEST:
        return short
    # The cut may have lost what happened on the day: tell its clause or phrase instead.
    if telling.passage.text[telling.at[0] : telling.at[1]] in short:
        return short
    return finish(_own_clause(telling, words) or _phrase(telling, words) or short, words)


def finish(text: str, words: Words, prefix: str = "") -> str:
    """Cut to length, balance quotation marks, begin with a capital."""
    text = re.sub(r"\s+", " ", text).strip(" ,;:—–-")
    if len(prefix) + len(text) > LONGEST:
        prefix, text = _shortened(text, words, prefix)
    text = _balance(text.strip(" ,;:—–-"))
    text = re.sub(r"(?:(?<!\b[A-Za-z])\.|,)([”\"»]?)$", r"\1", text).strip(" ,;:—–")
    return f"{prefix[:1].upper()}{prefix[1:]}{text}" if prefix else text[:1].upper() + text[1:]


def _shortened(text: str, words: Words, prefix: str) -> tuple[str, str]:
    """Return prefix and text that fit: the speaker goes before any word of what is said."""
    # One character is kept for a closing quotation mark.
    room = LONGEST - 1
    own_words = text[:1] in _OPENING or words.patterns["first_person"].search(text)
    if prefix and not own_words and len(text) <= LONGEST:
        return "", text
    cut = _complete(text, room - len(prefix), words)
    if cut is not None:
        return prefix, cut
    if prefix and not own_words and (cut := _complete(text, room, words)):
        return "", cut
    return prefix, _cut(text, room - len(prefix), words)


# --- what to keep of the sentence ------------------------------------------------------------


def _span(telling: Telling, words: Words) -> tuple[int, int, str]:
    """Leave out the dateline and the attribution; a statement's speaker goes before it."""
    text, said = telling.passage.text, telling.said
    found = DATELINE.match(text)
    start, end = found.end() if found else 0, len(text)
    if said is None:
        return start, end, ""
    if said.trailing:
        return _before_speaker(telling, said, (start, end), words)
    return _behind_speaker(telling, said, (start, end), words)


def _before_speaker(
    telling: Telling, said: Attribution, span: tuple[int, int], words: Words
) -> tuple[int, int, str]:
    start, end = span
    edge = min(said.at[0], said.verb[0], said.segment[0])
    if edge - start <= _SHORTEST:
        return start, end, ""
    named = telling.statement or words.patterns["first_person"].search(
        telling.passage.text[start:edge]
    )
    short = telling.speaker is not None and len(telling.speaker) < 60
    return start, edge, f"{telling.speaker}: " if named and short else ""


def _behind_speaker(
    telling: Telling, said: Attribution, span: tuple[int, int], words: Words
) -> tuple[int, int, str]:
    start, end = span
    begin = _content(telling, said, words)
    if begin is None or end - begin <= _SHORTEST:
        return start, end, ""
    if telling.statement:
        short = telling.speaker is not None and len(telling.speaker) < 50
        # "Speaker: what is said" where the words of saying take too much room.
        if end - start > LONGEST and begin - start > 35 and short:
            return begin, end, f"{telling.speaker}: "
        return start, end, ""
    if telling.at is None or begin > telling.at[0] or _surfaced(telling):
        return start, end, ""
    return begin, end, ""


def _content(telling: Telling, said: Attribution, words: Words) -> int | None:
    """Return where what is said begins, None where the verb has another object."""
    text = telling.passage.text
    if said.sort == "react":
        return None
    if words.expletive.match(text):
        return said.content
    that = words.patterns["that"].match(text, said.content)
    if that:
        return that.end()
    verb = text[said.verb[0] : said.verb[1]].lower()
    if verb in words.weak or verb not in words.attribution:
        return None
    found = words.patterns["bare"].match(text, said.content)
    return found.end() if found else None


def _surfaced(telling: Telling) -> bool:
    """Tell whether the day stands in a clause on the saying: "reported…, which surfaced Sunday"."""
    at = telling.at[0] if telling.at else 0
    return re.search(r",\swhich\s[^,]*$", telling.passage.plain[:at]) is not None


def _part(telling: Telling, start: int, end: int, words: Words) -> str | None:
    """Return the part of a sentence that tells of the event, where the whole says too much."""
    if telling.at is None or telling.statement:
        return None
    found = _relative(telling, start, end, words)
    if found is None and not telling.alone:
        found = _coordinated(telling, start, end, words)
    if found is None and (telling.aside or not telling.alone):
        found = _phrase(telling, words)
    if found is None and not telling.alone:
        found = _own_clause(telling, words)
    return found


def _coordinated(telling: Telling, start: int, end: int, words: Words) -> str | None:
    """Return subject and second verb: "The Games will open … and close on Feb. 22"."""
    passage = telling.passage
    at = telling.at[0] if telling.at else 0
    tokens = [token for token in passage.tokens if start <= token.start < end]
    joined = [
        index
        for index, token in enumerate(tokens[:-1])
        if token.end < at
        and token.lower in words.joins
        and _is_form(tokens[index + 1].lower, words)
    ]
    first = next(
        (i for i, one in enumerate(tokens) if i and one.lower in words.helpers | words.will), None
    )
    if not joined or first is None or joined[-1] <= first:
        return None
    after = tokens[joined[-1] + 1]
    if after.lower in words.helpers:
        subject = passage.text[start : tokens[first - 1].end]
    elif after.lower in words.kind_bases and tokens[first].lower in words.will:
        subject = passage.text[start : tokens[first].end]
    else:
        return None
    return f"{subject} {passage.text[after.start : end]}"


def _is_form(word: str, words: Words) -> bool:
    return word in words.helpers or word in words.kind_bases or word in words.acts


def _phrase(telling: Telling, words: Words) -> str | None:
    """Return "the fatal Jan. 7 shooting of Ada Winter": the noun phrase around a day."""
    passage, plain = telling.passage, telling.passage.plain
    at, until = telling.at or (0, 0)
    begins = [
        token.start
        for token in passage.tokens
        if token.start < at
        and (
            token.lower in words.definite
            or token.lower in ("a", "an")
            or token.lower.endswith(("'s", "’s"))
        )
    ]
    for begin in reversed(begins[-3:]):
        if words.patterns["phrase_stop"].search(plain.replace(".", " "), begin, at):
            return None
        stop = words.patterns["phrase_stop"].search(plain, max(until, begin))
        end = stop.start() if stop else len(plain)
        text = passage.text[begin:end]
        told = [token.lower for token in passage.tokens if begin <= token.start < end]
        if not any(one in words.kind_nouns or one in words.events for one in told):
            continue
        return text if len(text) >= _SHORTEST else None
    return None


def _own_clause(telling: Telling, words: Words) -> str | None:
    """Return the clause of the day where it has a subject of its own."""
    start, end = telling.clause
    text = telling.passage.text[start:end]
    found = re.match(r"[\s,;—–]*(\w+)\s+", text)
    if found and found[1].lower() in words.conjunctions | words.subordinators:
        text = text[found.end() :]
    text = text.strip(" ,;—–")
    first = text.split(maxsplit=1)[0].lower() if text else ""
    subject = (
        first in words.definite
        or first in words.determiners
        or text[:1].isupper()
        or text[:1].isdigit()
    )
    if not subject or not has_verb(text, words) or not _SHORTEST <= len(text) <= LONGEST:
        return None
    return text


def _relative(telling: Telling, start: int, end: int, words: Words) -> str | None:
    """Make a sentence of "the report, which aired on Sunday": the noun and what is said of it."""
    plain = telling.passage.plain
    at = telling.at[0] if telling.at else 0
    relatives = list(words.patterns["relative"].finditer(plain[start:at]))
    if not relatives:
        return None
    found = relatives[-1]
    noun_end, begin = start + found.start(), start + found.end()
    if re.search(r",\s", plain[begin:at]) or not has_verb(plain[begin : at + 40], words):
        return None
    stop = words.patterns["relative_end"].search(plain, max(at, begin))
    until = min(end, stop.start() if stop else end)
    head = plain[start:noun_end]
    breaks = [m.end() for m in words.patterns["noun_break"].finditer(head)]
    noun = head[breaks[-1] :] if breaks else head
    if breaks and "," not in found.group():
        return None
    tells = any(
        word in words.kind_nouns or word in words.events or word in words.said_things
        for word in noun.lower().split()
    )
    if not tells and not re.search(r"[A-Z]", noun[1:]):
        return None
    text = f"{noun.strip()} {telling.passage.text[begin:until]}"
    return text if len(text) >= _SHORTEST else None


def _without_lead(text: str, offset: int, telling: Telling, words: Words) -> str:
    """Cut an opening phrase of time and joining words: "However, on Tuesday, …"."""
    for _ in range(4):
        cut = _lead(text, offset, telling, words)
        if not cut or len(text) - cut < _SHORTEST:
            break
        text, offset = text[cut:], offset + cut
    return text


def _lead(text: str, offset: int, telling: Telling, words: Words) -> int:
    found = re.match(r"\s*([^\W\d_]+)(\s*,)?\s+(?=\S)", text)
    if (
        found
        and found[1].lower() in words.leads
        and (found[2] or found[1].lower() in words.joining)
    ):
        return found.end()
    according = words.according.match(text)
    if according and (comma := re.compile(r",\s+").search(text, according.end())):
        return comma.end()
    for day in telling.days:
        begin, until = day.start - offset, day.end - offset
        if begin < 0 or until > len(text) or not words.patterns["opening"].fullmatch(text[:begin]):
            continue
        if rest := re.match(r"\s*(?:,|:)\s+", text[until:]):
            return until + rest.end()
    return 0


def _without_apposition(text: str, words: Words) -> str:
    """Leave out what explains the subject: "Winter, the mayor of Oslo, was hurt"."""
    found = re.match(r"([^,“\"]{2,70}),\s([^“\"]{2,160}?),?\s(?=(?:\w+ly\s)?(\w+)\s)", text)
    for found in re.finditer(r",\s([^“\"”]{2,200}?),\s(?=(?:also\s|\w+ly\s)?(\w+)\b)", text[:260]):
        verb = found[2].lower()
        subject = text[: found.start()]
        if len(subject) > 70 or subject.count(" ") > 9 or words.patterns["past"].search(subject):
            return text
        if (
            verb in words.helpers
            or verb in words.will
            or verb in words.acts
            or verb in words.attribution
            or re.fullmatch(r"\w{2,}ed", verb)
        ):
            return f"{subject} {text[found.end() :]}"
    return text


def _with_name(text: str, telling: Telling, words: Words) -> str | None:
    """Put the name for a pronoun at the beginning; None where it has none."""
    found = re.match(r"(he|she|they|it|his|her|their|its)\b(?!['’])", text, re.IGNORECASE)
    if not found or found[1].lower() not in words.replaced or telling.passage.in_quotation(0):
        return text
    if words.expletive.match(text) or words.patterns["expletive_it"].match(text):
        return text
    said = telling.said
    name = telling.antecedent
    if (
        said is not None
        and not said.trailing
        and said.content <= telling.passage.text.find(text[:20])
    ):
        name = telling.speaker
        if name is None or not name[:1].isupper():
            return None
    if name is None:
        return text
    rest = text[found.end() :]
    if found[1].lower() in ("his", "her", "their", "its"):
        name = possessive(name)
    return f"{name}{rest}"


def possessive(name: str) -> str:
    """Return "Winter’s", "the Games’"."""
    return f"{name}’" if name.endswith("s") else f"{name}’s"


# --- cutting ---------------------------------------------------------------------------------


def _complete(text: str, room: int, words: Words) -> str | None:
    """Cut where a clause or phrase ends outside quotations; None where too little is left."""
    for name in ("clause_end", "phrase_end"):
        for end in reversed(_ends(text, room, words.patterns[name])):
            if _in_quotation(text, end) or not _stands(text[:end], words, name):
                continue
            return words.patterns["dangling"].sub("", text[:end])
    return None


def _cut(text: str, room: int, words: Words) -> str:
    """Cut inside a quotation, else between words; never within a name."""
    for name in ("clause_end", "phrase_end"):
        for end in reversed(_ends(text, room, words.patterns[name])):
            if _stands(text[:end], words, name) and not _barely_quoted(text[:end]):
                return words.patterns["dangling"].sub("", text[:end])
    end = text.rfind(" ", 0, room + 1)
    kept = text[: end if end > 0 else room]
    # A name goes on behind the cut: take all of it away.
    while re.match(r"\s?[A-Z]", text[len(kept) :]) and re.search(r"\s[A-Z][\w.'’-]*$", kept):
        kept = re.sub(r"\s[A-Z][\w.'’-]*$", "", kept)
    return words.patterns["dangling"].sub("", kept)


def _ends(text: str, room: int, pattern: re.Pattern[str]) -> list[int]:
    least = min(45, room // 2)
    return [found.start() for found in pattern.finditer(text) if least <= found.start() <= room]


def _stands(piece: str, words: Words, name: str) -> bool:
    """Tell whether a piece can stand alone: it has a verb and does not break off behind one."""
    if not has_verb(piece, words):
        return False
    last = piece.rsplit(None, 1)[-1].lower()
    if last in words.attribution or last in words.modals or last in words.helpers:
        return False
    return name == "clause_end" or last not in words.kind_verbs


def _in_quotation(text: str, end: int) -> bool:
    before = text[:end]
    curly = before.count("“") - before.count("”") + before.count("«") - before.count("»")
    return curly > 0 or before.count('"') % 2 == 1


def _barely_quoted(text: str) -> bool:
    """Tell whether a cut leaves one or two words of a quotation: "saying, “Obviously"."""
    found = re.search(r"[“\"«]([^”\"»]*)$", text)
    return found is not None and len(found[1].split()) < 3


def has_verb(text: str, words: Words) -> bool:
    """Tell whether a piece has a verb that could make it a sentence."""
    if words.patterns["past"].search(text) or words.patterns["planned"].search(text):
        return True
    found = (word.lower() for word in re.findall(r"\w+", text))
    return any(
        word in words.kind_verbs or word in words.attribution or word in words.helpers
        for word in found
    )


def _balance(text: str) -> str:
    for opening, closing in (("“", "”"), ("«", "»"), ("(", ")")):
        missing = text.count(opening) - text.count(closing)
        if missing > 0:
            text = re.sub(r"[.,;]$", "", text) + closing
        elif missing < 0:
            text = text.replace(closing, "", 1)
    if text.count('"') % 2:
        if text.endswith('"') or (
            re.search(r'\w"[\s,.]', text) and not re.search(r'(?:^|\s)"\w', text)
        ):
            return text.replace('"', "", 1) if not text.endswith('"') else text[:-1]
        return f'{text}"'
    return text
