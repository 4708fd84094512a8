"""Who a sentence names: whose name is its subject, and who has none: "A 34-year-old man"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

from timeline.events.days import Dated
from timeline.events.gender import gender_of
from timeline.events.names import Found, gazetteer
from timeline.events.passages import Passage, Token
from timeline.events.whole import main_verb
from timeline.events.words import Words

__all__ = ["done_to", "group_of", "is_person", "is_subject", "role_of"]

#: Names of an article, which stand in it again and again.
_REMEMBERED = 512
#: So many words before a name are more than its office.
_LONGEST_OFFICE = 8
#: Words of "a 34-year-old local man", at most, and one behind.
_OBJECT = 8
#: Characters of a name for several, at most.
_LONGEST_GROUP = 50
#: Behind a subject: "The captain, 58, | was".
_AGED = re.compile(r",\s\d{1,3},\s$")


def is_subject(found: Found, passage: Passage, lists: Words) -> bool:
    """Tell whether a name begins the sentence, behind titles or an opening phrase."""
    if passage.plain.startswith(("'s", "’s"), found.end):
        return False
    before = passage.plain[: found.start].split()
    owned = before and before[-1].lower() in lists.genitive
    if owned and re.match(r",\s[A-ZÀ-Þ]", passage.plain[found.end :]):
        return False  # "The head of Vale Water, Ada Winter, resigned"
    if before and before[-1].endswith(","):
        opens = before[0].lower()
        told = (word.lower().rstrip(",") for word in before)
        office = not (lists.titles | lists.speakers).isdisjoint(told)
        commas = sum(word.endswith(",") for word in before)
        # "The mayor of Lund, Ada Winter, said", "Norvik's founder, Bo Frost, left"
        owned = opens in lists.definite | lists.possessives or opens.endswith(("'s", "’s"))
        held = office and commas == 1 and owned
        # "Founded in 2018 by two brothers, Alvera has"
        done = commas == 1 and lists.patterns["imposed"].fullmatch(opens)
        if held or done or opens in lists.prepositions:
            return True
    if len(before) >= _LONGEST_OFFICE:
        return False
    small = (word.lower() for word in before if not word[:1].isupper())
    # "Power company GridWest", "Defending champion Ada Winter"
    called = (lists.bodies, lists.definite, tuple(filter(lists.is_person_noun, before[-1:])))
    others = [one for one in small if not any(one in listed for listed in called)]
    if others and not (_are_of(others, lists) and _has_title(before, lists)):
        return False
    return not any(word.endswith(("'s", "’s", ",")) for word in before)


def _are_of(small: Sequence[str], lists: Words) -> bool:
    """Tell whether words only say what an office is of."""
    return all(one in lists.prepositions or one in lists.genitive for one in small)


def _has_title(before: Sequence[str], lists: Words) -> bool:
    """Tell whether there is an office among words: "Il ministro dei Trasporti | Ada Neri"."""
    return not lists.titles.isdisjoint(re.split("['’]", one)[-1].lower() for one in before)


@lru_cache(_REMEMBERED)
def is_person(name: str, lists: Words) -> bool:
    """Tell whether a name can be a person's: two to four words, none of an organisation."""
    parts = [part.lower().strip(".") for part in name.split()]
    if parts[:1] and parts[0] in lists.name_openers:
        return False
    if not 2 <= len(parts) <= 4 or not all(part[:1].isupper() for part in name.split()):
        return False
    others = (lists.organisation, lists.place_words, lists.demonyms, lists.occasions)
    town = name.rpartition(" ")[0].title()
    # "the Winter family", "San Diego Chargers"
    group = parts[-1] in lists.speakers or (" " in town and town in gazetteer())
    return not group and all(listed.isdisjoint(parts) for listed in others)


def role_of(passage: Passage, lists: Words) -> str | None:
    """Return the subject where it is one person without a name: "A 34-year-old man"."""
    parts = passage.plain[passage.opens :].split(", ")
    # Where the verb stands takes longest to read, and few sentences come as far.
    if not any(_person_in(part.split(), lists) for part in parts):
        return None
    verb = main_verb(passage.plain, lists)
    before = _AGED.sub("", passage.plain[passage.opens : verb]) if verb else ""
    head = before.rpartition(", ")[2].split()
    return _person_in(head, lists)


def done_to(passage: Passage, lists: Words) -> str | None:
    """Return the one person without a name behind a verb: "Police arrested | a 34-year-old man"."""
    plain, tokens = passage.plain, passage.tokens
    begins = [i for i, one in enumerate(tokens) if one.lower in lists.indefinite]
    found = [one for i in begins if (one := _person_at(plain, tokens[i : i + _OBJECT], lists))]
    verb = main_verb(plain, lists) if len(found) == 1 else None
    return found[0] if verb is not None and verb < plain.find(found[0][1:]) else None


def _person_at(plain: str, tokens: Sequence[Token], lists: Words) -> str | None:
    """Return the person whom a phrase that begins with "a" is of: "A 34-year-old man"."""
    for one, behind in pairwise(tokens):
        if one.lower in lists.prepositions:
            return None
        phrase = plain[tokens[0].start : one.end]
        if lists.is_person_noun(one.lower) and not lists.is_person_noun(behind.lower):
            # "A man", not "a former", "a newspaper"
            known = re.fullmatch(r"[\w\s'’-]+", phrase) and gender_of(one.lower, lists)
            return f"{phrase[:1].upper()}{phrase[1:]}" if known else None
    return None


def _person_in(head: Sequence[str], lists: Words) -> str | None:
    """Return the person without a name that words begin with: "A man" of "A man of 34"."""
    lower = [word.lower() for word in head]
    for end, word in enumerate(lower, start=1):
        if word in lists.prepositions:
            return None
        if lists.is_person_noun(word) and not any(map(lists.is_person_noun, lower[end : end + 1])):
            # "A 34-year-old | man"
            owned = any(one.endswith(("'s", "’s")) for one in head[: end - 1])
            return " ".join(head[:end]) if owned or lower[0] in lists.articles else None
    return None


def group_of(dated: Dated, lists: Words) -> str | None:
    """Return who spoke, where a noun in the plural names them: "Dockers in Lund said"."""
    spoken = {one.speaker.strip() for one in dated.attributions}
    speaker = spoken.pop() if len(spoken) == 1 else ""
    words = speaker.split()
    ends = (i for i, word in enumerate(words) if word.lower() in lists.prepositions)
    if not words:
        return None
    head = words[next(ends, len(words)) - 1]
    common = head.islower() or head.lower() in lists.speakers or head != words[-1]
    if not (head.endswith("s") and common and len(speaker) <= _LONGEST_GROUP):
        return None
    return f"{speaker[:1].upper()}{speaker[1:]}"
