"""Whether words are a whole clause: a verb of their own, and nothing that waits for more."""

from __future__ import annotations

import re

from timeline.events.words import Words

__all__ = ["can_be_finite", "dangles", "ends_in", "has_verb", "main_verb", "stands"]

_WORD = re.compile(r"[^\W_][\w'’-]*(,?)")
#: Characters of the last word, which are as many as a word may have that no title ends with.
_LAST_WORD = 20


def stands(piece: str, words: Words) -> bool:
    """Tell whether a piece of a sentence is a whole clause, and breaks off nowhere."""
    patterns = words.patterns
    if dangles(piece, words) or ends_in("unfinished", piece, words):
        return False
    parts = re.findall(r"[\w.'’-]+", piece)
    if len(parts) < 3 or _waits(parts, words):
        return False
    # "asked whether the man who left": a verb for each of "asked", "whether" and "who".
    last = patterns["participle"].sub(" ", patterns["clause_start"].split(piece)[-1])
    relatives = len(patterns["relative_pronoun"].findall(last))
    return main_verb(piece, words) is not None and _count_verbs(last, words) > relatives


def main_verb(text: str, words: Words) -> int | None:
    """Return where the first verb stands that belongs to no relative or dependent clause."""
    # A sentence that begins "In an interview that he gave, " has its verb behind the comma.
    opens = text.partition(" ")[0].lower() in words.prepositions and "," in text
    waiting, soft, inside = opens, opens, False
    # "Oslo plans to": a verb by what stands around it.
    present = {found.start("verb") for found in words.patterns["present"].finditer(text)}
    for found in _WORD.finditer(text):
        word = found[0].rstrip(",").lower()
        finite = can_be_finite(word, words) or word in words.kind_verbs or found.start() in present
        if word in words.dependent and (word not in words.that or found.start() > 0):
            waiting, soft = True, word in words.prepositions
        elif finite and not inside:
            if not waiting:
                return found.start()
            waiting = False
        elif found[1] and soft:
            waiting = False  # "After the march, "
        inside = finite or (inside and word in words.adverbs)
    return None


def dangles(piece: str, words: Words) -> bool:
    """Tell whether a piece ends with a word that no title ends with."""
    return ends_in("dangling", piece, words, _LAST_WORD)


def ends_in(name: str, piece: str, words: Words, reach: int = 70) -> bool:
    """Tell whether a pattern that is bound to the end matches in the last *reach* characters."""
    return words.patterns[name].search(piece, max(0, len(piece) - reach)) is not None


def _count_verbs(text: str, words: Words) -> int:
    """Count the groups of verbs: "was shot" is one."""
    count, inside = 0, False
    for word in re.findall(r"\w+", text.lower()):
        verb = can_be_finite(word, words) or word in words.kind_verbs
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
    if words.acts.get(last) in ("incident", "violence") or last in words.filler:
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


def can_be_finite(word: str, words: Words) -> bool:
    """Tell whether a word in small letters can be the verb of a clause."""
    return (
        word in words.helpers
        or word in words.will
        or word in words.acts
        or word in words.attribution
        or word in words.finite
        or (word in words.modals and word not in words.not_before_verb)
        or words.patterns["finite_form"].fullmatch(word) is not None
    )
