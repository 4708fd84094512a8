"""Whether words are a whole clause: a verb of their own, and nothing that waits for more."""

from __future__ import annotations

import re
from functools import lru_cache

from timeline.events.words import Words

__all__ = [
    "behind_absolute",
    "complete",
    "dangles",
    "day_opens",
    "ends_in",
    "ends_well",
    "has_verb",
    "main_verb",
    "stands",
    "waits_for_clause",
    "waits_for_verb",
]

_WORD = re.compile(r"(?<![.-])\b[^\W_][\w'’-]*(,?)")
_PLAIN_WORD = re.compile(r"\w+")
#: The ways to word and to cut one sentence leave the same pieces again and again.
_REMEMBERED = 256
#: Characters of the last word, which are as many as a word may have that no title ends with.
_LAST_WORD = 20
#: Characters of the words that lead to a day.
_LEADS = 70
#: A word, or a quotation mark before a sentence of its own: not “Stand By Me”.
_PIECE = re.compile(
    r"(?<![.-])\b[^\W_][\w'’-]*"
    r"|(?:[“«]|(?<![\w.,])\")(?=[^\W\d_a-z][\w'’]*\s(?:[\w'’]+\s)?[a-zà-ÿ][\w'’]*\s?\w)"
)


@lru_cache(_REMEMBERED)
def stands(piece: str, words: Words) -> bool:
    """Tell whether a piece of a sentence is a whole clause, and breaks off nowhere."""
    patterns = words.patterns
    if not ends_well(piece, words):
        return False
    if waits_for_clause(piece, words):
        return False
    # "asked whether the man who left": a verb for each of "asked", "whether" and "who".
    last = patterns["participle"].sub(" ", patterns["clause_start"].split(piece)[-1])
    relatives = len(patterns["relative_pronoun"].findall(last))
    return main_verb(piece, words) is not None and _count_verbs(last, words) > relatives


def waits_for_verb(text: str, at: int, words: Words) -> bool:
    """Tell of "Prosecutors | looking into a crash that killed nine": who did what stands behind."""
    doing = words.patterns["gerund"].match(text, at)
    if doing is None:
        return False
    relatives = words.patterns["relative_pronoun"].findall(text[doing.end() :])
    return 0 < len(relatives) >= _count_verbs(text[doing.end() :], words)


def behind_absolute(text: str, words: Words) -> str | None:
    """Return the clause behind "With its port closed, and banks short of cash, ", None for none."""
    rests = (text[comma.end() :] for comma in re.finditer(r",\s", text))
    return next((rest for rest in rests if main_verb(rest.partition(",")[0], words)), None)


def waits_for_clause(text: str, words: Words) -> bool:
    """Tell of "With its port closed, and banks short of cash"."""
    absolute = words.patterns["absolute"].match(text) is not None
    return absolute and behind_absolute(text, words) is None


@lru_cache(_REMEMBERED)
def ends_well(piece: str, words: Words) -> bool:
    """Tell whether the last words of a piece wait for no other."""
    if dangles(piece, words) or _is_unfinished(piece, words):
        return False
    parts = re.findall(r"[\w.'’-]+", piece)
    if len(parts) < 3 or _waits(parts, words):
        return False
    # "They share a daughter; Sarah Winter", "was shot down: a man of 34": a name is no clause.
    parted = re.search(r"(?:;|:\s)(?=[^;:]*$)", piece)
    return parted is None or has_verb(piece[parted.end() :], words)


def _is_unfinished(piece: str, words: Words) -> bool:
    """Tell whether a piece lacks what its last words ask for: "between", "plans to hold"."""
    names = ("unfinished", "unfinished_pair")
    waits = any(ends_in(name, piece, words) for name in names) or _says_half(piece, words)
    return waits or words.patterns["conceded"].search(piece) is not None


def _says_half(piece: str, words: Words) -> bool:
    """Tell of "Ada Winter said old barns in Lund", of which nothing is said."""
    found = words.patterns["says_rest"].search(piece)
    if found is None or has_verb(found["rest"], words):
        return False
    first = found["rest"].split(maxsplit=1)[0].lower()
    none = words.prepositions | words.that | words.pronouns
    return first not in none and main_verb(found["rest"], words) is None


@lru_cache(_REMEMBERED)
def complete(text: str, words: Words) -> bool:
    """Tell whether each clause that a text begins has its verb: "the man who left was hurt".

    >>> from timeline.events.lists import words
    >>> complete("The mayor said that the bridge in Lund", words("en"))
    False
    """
    pieces = [(found.start(), found[0]) for found in _PIECE.finditer(text)]
    if _has_its_verbs(text, pieces, frozenset(), words):
        return True
    shown = frozenset(
        found.start("verb")
        for name in ("present", "plural_present")
        for found in words.patterns[name].finditer(text)
    )
    return bool(shown) and _has_its_verbs(text, pieces, shown, words)


def _has_its_verbs(
    text: str, pieces: list[tuple[int, str]], shown: frozenset[int], words: Words
) -> bool:
    """Tell whether clauses have their verbs; at *shown* stand some known by what is beside them."""
    small = [piece.lower() for _, piece in pieces]
    verbs: list[int] = []
    inside = False
    for i, (at, piece) in enumerate(pieces):
        finite = at in shown or _is_finite(piece, small, i, words)
        inside = inside and (i == 0 or small[i - 1] in words.auxiliary)
        if finite and not inside and small[i] not in words.been:
            verbs.append(i)
        inside = finite or (inside and small[i] in words.auxiliary)
    opened = [i for i in range(1, len(small)) if _opens(small, i, words)]
    waiting = len(opened) + _opens_beside(text, pieces, verbs, words)
    if len(verbs) <= waiting or all(_is_participle(small, i, words) for i in verbs):
        return False
    if len(verbs) == 1 and _says_where(small, verbs[0], words):
        return False
    if _is_within_aside(text, pieces[verbs[0]][0], words):
        return False
    if len(verbs) == 1 and small[verbs[0]] in words.addressed:
        return "to" in small[verbs[0] + 1 :]
    # Behind each word that opens a clause stand as many verbs as clauses were opened.
    return all(sum(v > at for v in verbs) >= len(opened) - n for n, at in enumerate(opened))


def _is_within_aside(text: str, first_verb: int, words: Words) -> bool:
    """Tell of "Winter, who was born in Lund": no verb before, and no comma that closes it."""
    aside = re.search(r",\s(\w+)\s", text)
    if aside is None or aside[1] not in words.relatives or first_verb < aside.start():
        return False
    return "," not in text[aside.end() :]


def _says_where(small: list[str], index: int, words: Words) -> bool:
    """Tell of "said in a statement", which does not tell what."""
    says = words.attribution.get(small[index]) in ("say", "claim")
    after = small[index + 1] if index + 1 < len(small) else ""
    return says and small[index] not in words.weak and after in words.at_where


def _opens_beside(text: str, pieces: list[tuple[int, str]], verbs: list[int], words: Words) -> bool:
    """Tell whether a text begins with a clause beside its main one: "When it rained, "."""
    comma = text.find(",")
    before = [verb for verb in verbs if comma < 0 or pieces[verb][0] < comma]
    # "Even as she spoke"
    return bool(before) and any(one.lower() in words.opens_sentence for _, one in pieces[:2])


def _opens(small: list[str], index: int, words: Words) -> bool:
    """Tell whether a clause begins here that waits for a verb of its own."""
    word, before = small[index], small[index - 1]
    after = small[index + 1] if index + 1 < len(small) else ""
    # "was informed the boats"
    informed = before in words.addressed and index > 1 and small[index - 2] in words.be
    if (before in words.clausal or informed) and word not in words.opens_clause:
        return word in words.determiners or word in words.pronouns
    if word in words.that and (
        before in words.prepositions
        or (words.patterns["which"].fullmatch(after) and not _begins_clause(after, words))
    ):
        return False  # "in that country", "disputed that account"
    if word not in words.opens_clause:
        return not word[0].isalnum()
    if word in words.relatives:
        return True
    # "when asked", "how to"
    return not after.endswith(("ing", "ed")) and after not in words.conditional


def _begins_clause(word: str, words: Words) -> bool:
    """Tell whether a clause goes on behind "that": "that the", "that feeding", "that began"."""
    gerund = words.patterns["gerund"].fullmatch(word) is not None
    return gerund or word in words.nominal or words.is_finite(word)


def _is_finite(written: str, small: list[str], index: int, words: Words) -> bool:
    """Tell whether a word can be the verb of a clause where it stands."""
    word, before = small[index], small[index - 1] if index else ""
    if index and written[:1].isupper():
        return False
    if _is_contracted(word, words):
        return True
    # "the attacks", but "a militia that attacks"
    listed = word in words.kind_verbs and (word[-1] not in "gs" or before in words.relatives)
    if not words.is_finite(word) and not listed:
        return False
    # "the shelled town", but "this is a town"
    nominal = before in words.nominal and word not in words.helpers
    return before not in words.modals and not nominal


def _is_contracted(word: str, words: Words) -> bool:
    """Tell of "I’ve", "weren’t"."""
    marked = "’" in word or "'" in word
    return marked and words.patterns["contracted"].fullmatch(word) is not None


def _is_participle(small: list[str], index: int, words: Words) -> bool:
    """Tell whether a form is no verb of a clause: "the towns seen by Ada", "Born in Lund"."""
    after = small[index + 1] if index + 1 < len(small) else ""
    of = after in words.genitive and small[index][-1] != "s"
    by = after in words.by and small[index] not in words.goes_by | words.helpers
    first = index == 0 and small[0] not in words.helpers | words.will
    # In Italian a sentence may begin with its verb.
    first = first and words.patterns["verb_first"].fullmatch(small[0]) is None
    return first or of or by


@lru_cache(_REMEMBERED)
def main_verb(text: str, words: Words) -> int | None:
    """Return where the first verb stands that belongs to no relative or dependent clause."""
    # A sentence that begins "In an interview that he gave, " has its verb behind the comma.
    behind = text.partition(" ")[0].lower() in words.prepositions and "," in text
    waiting, soft, inside = behind, behind, False
    aside, since = False, 0
    before = ""
    for found in _WORD.finditer(text):
        word = found[0].rstrip(",").lower()
        finite = words.is_finite(word) or word in words.kind_verbs
        finite = finite or _is_contracted(word, words) or _is_present(text, found, words)
        finite = finite and not _is_none(text, found, before, words)
        # "la prima udienza"
        opens = word in words.dependent and before not in words.definite - words.that
        # "since last Sunday" has no verb of its own
        opens = opens and words.patterns["since_day"].match(text, found.start()) is None
        if opens and (word not in words.that or found.start() > 0):
            waiting, since = True, found.end()
            # "The wreck, which weighs 4,200 tons, was": an aside, whatever its verb
            aside = word in words.relatives and text[: found.start()].endswith(", ")
            soft = aside or word in words.prepositions
        elif finite and not (inside and before in words.auxiliary):
            # "Ada, who founded a bank in 2007 and | sold it in 2015, will": its second verb
            second = aside and before in words.joins and "," in text[found.end() :]
            if not (waiting or second):
                return found.start()
            waiting = False
        elif found[1] and soft and (not aside or text.count(" ", since, found.end()) > 1):
            waiting = False  # "After the march, "
        aside = aside and (waiting or not found[1])
        inside = finite or (inside and word in words.auxiliary)
        before = word
    return None


def _is_present(text: str, found: re.Match[str], words: Words) -> bool:
    """Tell of "Oslo plans to": a form with "s" that is a verb by what stands around it."""
    return found[0][-1] == "s" and found.start() in _presents(text, words)


@lru_cache(_REMEMBERED)
def _presents(text: str, words: Words) -> frozenset[int]:
    """Return where verbs of the present stand that are known by what stands around them."""
    return frozenset(one.start("verb") for one in words.patterns["present"].finditer(text))


def _is_none(text: str, found: re.Match[str], before: str, words: Words) -> bool:
    """Tell whether a form is no finite verb: "United Nations", "to be calm", "a shelled town"."""
    if (found.start() > 0 and found[0][0].isupper()) or before in words.conditional:
        return True
    if before in words.before_nouns:
        return True  # "the searches"
    if words.patterns["passive_of"].match(text, found.start()):
        return True  # "two men | accused of theft | were"
    word, after = found[0].lower(), text[found.end() : found.end() + 4]
    active = word in words.goes_by | words.helpers or words.patterns["future"].fullmatch(word)
    if after.strip() in words.by and not active:
        return True  # "brought by two couples"
    owned = before.endswith(("'s", "’s"))  # "Lund’s embattled council"
    qualifies = owned or before in words.nominal or before in words.been
    qualifies = qualifies or before in words.infinitives
    # "la partita"
    return qualifies and (
        word.endswith("ed") or words.patterns["participle_form"].fullmatch(word) is not None
    )


def dangles(piece: str, words: Words) -> bool:
    """Tell whether a piece ends with a word that no title ends with."""
    return ends_in("dangling", piece, words, _LAST_WORD)


def ends_in(name: str, piece: str, words: Words, reach: int = 70) -> bool:
    """Tell whether a pattern that is bound to the end matches in the last *reach* characters."""
    return words.patterns[name].search(piece, max(0, len(piece) - reach)) is not None


def day_opens(text: str, at: int, words: Words) -> int:
    """Return where the words begin that lead to a day: "the council met | late on" Monday."""
    found = words.patterns["before_day"].search(text, max(0, at - _LEADS), at)
    return found.start() if found else at


def _count_verbs(text: str, words: Words) -> int:
    """Count the groups of verbs: "was shot" is one."""
    count, inside = 0, False
    for word in _PLAIN_WORD.findall(text.lower()):
        verb = words.is_finite(word) or word in words.kind_verbs
        count += verb and not inside
        inside = verb
    return count


def _waits(parts: list[str], words: Words) -> bool:
    """Tell whether the last word, a verb or the like, waits for what follows."""
    last, before = parts[-1].lower(), [one.lower() for one in parts[-4:-1]]
    # "have long demanded" it, but "was long demanded"
    helpers = words.be if last in words.attribution else words.helpers | words.be
    # "were freed and remain" in custody
    joined = before[-1] in words.joins
    helped = not joined and any(one in helpers for one in before)
    if last in words.needy or last in words.modals or last in words.helpers:
        return True
    nouns = (words.kind_nouns, words.events, words.nouns, words.said_things)
    if parts[-1][:1].isupper() or any(last in listed for listed in nouns):
        return False
    if before[-1] in words.determiners or before[-1].endswith(("'s", "’s")):
        return False
    happens = words.acts.get(last) in ("incident", "violence")
    if happens or last in words.filler or words.patterns["needs_nothing"].fullmatch(last):
        return False
    if last.endswith("ing") and len(last) > 5:
        return True
    listed = (words.kind_verbs, words.attribution, words.finite)
    verb = any(last in forms for forms in listed) or last.endswith("ed")
    if words.patterns["participle_form"].fullmatch(last):
        verb = before[-1] not in words.prepositions  # "dei deputati"
    return verb and not helped


def has_verb(text: str, words: Words) -> bool:
    """Tell whether a piece has a verb that could make it a sentence."""
    if not words.verbs.isdisjoint(_PLAIN_WORD.findall(text.lower())):
        return True
    return any(words.patterns[name].search(text) for name in ("past", "planned", "present"))
