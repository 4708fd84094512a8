"""A clause cut to length: what can go without breaking it, least loss first.

Nothing is put into other words. A cut is made only where what is left can stand alone (``stands``):
it has a verb of its own, and no verb, preposition or conjunction waits for what was cut.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from timeline.events.words import Words

__all__ = ["LONGEST", "SHORTEST", "balanced", "dangles", "has_verb", "shorten", "stands"]

#: Characters of a title, at most.
LONGEST = 110
#: Shorter pieces say too little to stand alone.
SHORTEST = 24

#: What a cut leaves has at least so many characters; less says too little.
_LEAST = 40
#: Words that a quotation cut short still has.
_LEAST_QUOTED = 4

_STOPS = " ,;:—–-"
#: No blank stands before them.
_CLOSING = ",;:.”»"

Compression = Callable[[str, int, Words], str | None]


def shorten(text: str, room: int, words: Words, *, loosely: bool = False) -> str | None:
    """Return a text in at most *room* characters, None where no cut leaves a whole clause.

    Only *loosely* a quotation may end behind any phrase; else it ends where a clause does.
    """
    text = text.strip(_STOPS)
    for compress in (*_COMPRESSIONS, _without_last_quoted) if loosely else _COMPRESSIONS:
        while len(text) > room:
            shorter = compress(text, room, words)
            if shorter is None:
                break
            text = shorter.strip(_STOPS)
    return text if len(text) <= room else None


# --- what can go -----------------------------------------------------------------------------


def _without_apposition(text: str, _: int, words: Words) -> str | None:
    """Leave out what explains the subject: "Winter, the mayor of Oslo, was hurt"."""
    for found in re.finditer(r",\s([^“\"”]{2,200}?),\s(?=(?:also\s|\w+ly\s)?(\w+)\b)", text[:300]):
        subject = text[: found.start()]
        if len(subject) > 70 or subject.count(" ") > 9 or words.patterns["past"].search(subject):
            return None
        if _can_be_finite(found[2].lower(), words):
            return f"{subject} {text[found.end() :]}"
    return None


def _without_last_clauses(text: str, room: int, words: Words) -> str | None:
    return _cut(text, room, words, words.patterns["clause_end"])


def _without_last_phrases(text: str, room: int, words: Words) -> str | None:
    """Leave out "in Lund", but not of "does not work in Lund", which says less."""
    return _cut(text, room, words, words.patterns["phrase_end"], phrase=True)


def _without_last_quoted(text: str, room: int, words: Words) -> str | None:
    return _cut(text, room, words, words.patterns["phrase_end"])


def _without_opener(text: str, _: int, words: Words) -> str | None:
    """Leave out "During a long evening in the town hall, " before the subject."""
    opener = words.patterns["opener"].match(text)
    rest = text[opener.end() :] if opener else ""
    return rest if len(rest) >= _LEAST and stands(rest, words) else None


def _without_fillers(text: str, _: int, words: Words) -> str | None:
    return _first_removed(text, words.patterns["filler"])


def _without_second_noun(text: str, _: int, words: Words) -> str | None:
    """Leave out "and care" of "the sole use and care of the city"."""
    return _first_removed(text, words.patterns["second_noun"])


def _without_modifier(text: str, _: int, words: Words) -> str | None:
    """Leave out what follows the subject: "who saw it" of "The sources who saw it said"."""
    found = words.patterns["modifier"].search(text)
    subject = text[: found.start()] if found else ""
    if found is None or has_verb(subject, words) or _in_quotation(text, found.start()):
        return None
    if subject.split(maxsplit=1)[0].lower() in words.prepositions:
        return None
    # A relative clause has a verb of its own before the subject's.
    verbs = 1 if found[1].lower() in words.relatives else 0
    inside = False
    for word in re.finditer(r"([,;:“\"]?)\b[\w.'’-]+", text[found.end() : found.end() + 90]):
        low = word[0].lower()
        # Behind "in Lund" only a verb that is nothing else: "is", not "accused".
        certain = low in words.helpers or low in words.will or low in words.finite
        finite = certain or (found[1].lower() in words.relatives and _can_be_finite(low, words))
        if word[1] or low in words.that:
            return None
        if finite and not inside:
            if verbs == 0 and word.start() > 0:
                return f"{subject} {text[found.end() + word.start() :]}"
            verbs -= 1
        inside = finite
    return None


def _without_office(text: str, _: int, words: Words) -> str | None:
    """Leave out the office before a person's name: "Foreign Minister Ada Winter"."""
    return _first_removed(text, words.patterns["office"])


#: In this order, each as often as it is needed.
_COMPRESSIONS: tuple[Compression, ...] = (
    _without_apposition,
    _without_last_clauses,
    _without_opener,
    _without_fillers,
    _without_second_noun,
    _without_modifier,
    _without_office,
    _without_last_phrases,
)


def _first_removed(text: str, pattern: re.Pattern[str]) -> str | None:
    for found in pattern.finditer(text):
        begin, until = found.span("cut" if "cut" in pattern.groupindex else 0)
        if not _in_quotation(text, begin):
            left, right = text[:begin].rstrip(), text[until:].lstrip()
            return f"{left}{'' if right[:1] in _CLOSING else ' '}{right}".lstrip()
    return None


# --- where it can be cut ---------------------------------------------------------------------


def _cut(
    text: str,
    room: int,
    words: Words,
    pattern: re.Pattern[str],
    *,
    phrase: bool = False,
) -> str | None:
    """Cut at the last edge that fits and leaves something that stands."""
    for end in reversed(list(_edges(text, room, pattern))):
        piece = text[:end].rstrip(_STOPS)
        if phrase and (_in_quotation(text, end) or _ends_in("denied", piece, words)):
            continue
        if len(piece) >= _LEAST and _is_edge(text, end, words) and stands(piece, words):
            return balanced(piece)
    return None


def _edges(text: str, room: int, pattern: re.Pattern[str]) -> Iterator[int]:
    # One character is kept for a closing quotation mark.
    for found in pattern.finditer(text, 0, room + 40):
        if found.start() < room:
            yield found.start()


def _is_edge(text: str, end: int, words: Words) -> bool:
    """Leave lists whole, and quotations with a clause of their own."""
    piece = text[:end]
    if _in_quotation(text, end):
        quoted = re.split(r"[“«\"]", piece)[-1]
        if len(quoted.split()) < _LEAST_QUOTED or not has_verb(quoted, words):
            return False
    if words.patterns["infinitive"].match(text, end) and words.patterns["orders"].search(piece):
        return False  # "has ordered the office" to appear
    # "Oslo, Lund, and other towns": the list goes on.
    items = re.search(r",\s[^,“”\"]{1,40}$", piece)
    return not (items and re.match(r",?\s(?:and|or|e|o)\s", text[end:]) and items[0].count(" ") < 4)


def stands(piece: str, words: Words) -> bool:
    """Tell whether a piece of a sentence is a whole clause, and breaks off nowhere."""
    patterns = words.patterns
    if _ends_in("dangling", piece, words) or _ends_in("unfinished", piece, words):
        return False
    parts = re.findall(r"[\w.'’-]+", piece)
    if len(parts) < 3 or _waits(parts, words):
        return False
    # "asked whether the man who left": a verb for each of "asked", "whether" and "who".
    last = patterns["participle"].sub(" ", patterns["clause_start"].split(piece)[-1])
    relatives = len(patterns["relative_pronoun"].findall(last))
    return has_verb(piece, words) and _count_verbs(last, words) > relatives


def dangles(piece: str, words: Words) -> bool:
    """Tell whether a piece ends with a word that no title ends with."""
    return _ends_in("dangling", piece, words)


def _ends_in(name: str, piece: str, words: Words) -> bool:
    """Tell whether a pattern that is bound to the end matches in the last words."""
    return words.patterns[name].search(piece, max(0, len(piece) - 70)) is not None


def _count_verbs(text: str, words: Words) -> int:
    """Count the groups of verbs: "was shot" is one."""
    count, inside = 0, False
    for word in re.findall(r"\w+", text.lower()):
        verb = _can_be_finite(word, words) or word in words.kind_verbs
        count += verb and not inside
        inside = verb
    return count


def _waits(parts: list[str], words: Words) -> bool:
    """Tell whether the last word, a verb or the like, waits for what follows."""
    last, before = parts[-1].lower(), [one.lower() for one in parts[-4:-1]]
    helped = any(one in words.helpers or one in words.be for one in before)
    if last in words.needy or last in words.modals or last in words.helpers:
        return True
    nouns = (words.kind_nouns, words.events, words.nouns, words.said_things)
    if parts[-1][:1].isupper() or any(last in listed for listed in nouns):
        return False
    if before[-1] in words.determiners or before[-1].endswith(("'s", "’s")):
        return False
    if words.acts.get(last) == "incident" or last in words.filler:
        return False
    if last.endswith("ing") and len(last) > 5:
        return True
    listed = (words.kind_verbs, words.attribution, words.finite)
    verb = any(last in forms for forms in listed) or last.endswith("ed")
    return verb and not helped


def has_verb(text: str, words: Words) -> bool:
    """Tell whether a piece has a verb that could make it a sentence."""
    if any(words.patterns[name].search(text) for name in ("past", "planned", "present")):
        return True
    return any(
        word in words.kind_verbs
        or word in words.attribution
        or word in words.helpers
        or word in words.finite
        for word in re.findall(r"\w+", text.lower())
    )


def _can_be_finite(word: str, words: Words) -> bool:
    return (
        word in words.helpers
        or word in words.will
        or word in words.acts
        or word in words.attribution
        or word in words.finite
        or (word in words.modals and word not in words.not_before_verb)
        or re.fullmatch(r"\w{2,}ed", word) is not None
    )


# --- quotation marks -------------------------------------------------------------------------


def _in_quotation(text: str, end: int) -> bool:
    before = text[:end]
    curly = before.count("“") - before.count("”") + before.count("«") - before.count("»")
    return curly > 0 or before.count('"') % 2 == 1


def balanced(text: str) -> str:
    """Close or take away quotation marks and brackets that stand alone."""
    for opening, closing in (("“", "”"), ("«", "»"), ("(", ")")):
        missing = text.count(opening) - text.count(closing)
        if missing > 0:
            text = re.sub(r"[.,;]$", "", text) + closing
        elif missing < 0:
            text = text.replace(closing, "", 1)
    if text.count('"') % 2 == 0:
        return text
    closes = re.search(r'\w"[\s,.]', text) and not re.search(r'(?:^|\s)"\w', text)
    if text.endswith('"'):
        return text[:-1]
    return text.replace('"', "", 1) if closes else f'{text}"'
