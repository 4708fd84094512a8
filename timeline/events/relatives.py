"""What is told of a noun in a clause beside the main one: "the report, which aired on Sunday"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from timeline.events.asides import agreeing_noun, goes_with, has_subject
from timeline.events.coordination import object_named, second_verb, verb_behind_and
from timeline.events.forms import possessive
from timeline.events.names import gazetteer
from timeline.events.passages import Passage, Token, tokenise
from timeline.events.people import is_person
from timeline.events.tellings import Telling, behind_opening
from timeline.events.whole import day_opens, has_verb, main_verb
from timeline.events.words import Words

__all__ = ["lasting", "owned", "placed", "relative", "turned"]

#: Blanks of what is told of a noun, with it, at least: "Vale left in May".
_FEWEST_BLANKS = 3
#: Words between a noun and its article, at most.
_FEWEST = 5
#: Somebody of a body: "Ada Winter of the Friends of Lund Meadow".
_MEMBER = re.compile(
    r"(?P<name>[A-Z][\w’'-]+(?:\s[A-Z]\.)?(?:\s[A-Z][\w’'-]+)+)\s(?:of|from|at)\s(?:the\s)?[A-Z][^,]*$"
)
#: A name at the end: "the poet Tarek bin Sahl".
_NAME = re.compile(r"(?:[A-Z][\w.'’-]*\s?|\b(?:bin|al|van|von|der|de|di|da|del)\s)+$")
#: "The dockers’ union", "Vale’s owners" at the end.
_OWNED = re.compile(
    r"(?:\b(?:[Tt]he|[Ii]ts)\s[a-z][\w-]+|(?:[A-Z][\w.-]*\s){0,2}[A-Z][\w.-]*)['’]s?\s[a-z][\w-]+$"
)
#: "Belgian police" at the end.
_CALLED = re.compile(r"(?:\b(?:[Tt]he|[Aa]n?)\s)?\b[A-ZÀ-Þ][\w-]+\s[a-zà-ÿ]+$")


@dataclass(frozen=True, slots=True)
class _Clause:
    """A relative clause that has the day of an event."""

    #: "which" as it stands, with its comma.
    relative: str
    #: Where the noun before it ends, and where its words begin.
    noun_end: int
    begin: int
    #: Its words, up to the day and a little further, and the first of them.
    told: str
    first: str
    #: A second verb, before the day: "who came and | left".
    second: Token | None
    #: The main clause goes on right behind the day: "that convicted him in March | rejected".
    goes_on: bool
    #: The noun is of what happens: "protests that began in May".
    happens: bool
    #: The noun, where nothing is known of it yet: "are investigating | a letter".
    new: str | None
    #: Another noun is said to be of it: "the captain of | a tanker".
    of_new: bool


def relative(telling: Telling, start: int, end: int, words: Words) -> str | None:
    """Make a sentence of "the report, which aired on Sunday": the noun and what is said of it."""
    passage, plain = telling.passage, telling.passage.plain
    clause = _clause(telling, start, words)
    if clause is None:
        return None
    begin, first = clause.begin, clause.first
    at, day_ends = telling.at or (0, 0)
    stop = words.patterns["relative_end"].search(plain, max(at, begin))
    verb = begin + len(first) if begin > at else begin
    verb += len(clause.told.split()[1]) + 1 if first in words.negations else 0
    until = min(end, stop.start() if stop else end, _main_clause(passage, max(at, verb), words))
    restricts = clause.goes_on or (clause.of_new and "," not in clause.relative)
    until = day_ends if restricts and begin <= at else until
    until = min(until, second_verb(telling, max(at, verb), until, words))
    noun = clause.new if clause.of_new else _noun(telling, start, clause, words, ends=until < end)
    noun = noun and _agreeing(noun, plain[start : clause.noun_end], clause.told, words)
    if noun is None or _is_place_of(noun.strip(), plain[start : clause.noun_end], words):
        return None
    said = passage.text[begin:until]
    if (second := clause.second) is not None:
        did = plain[begin + len(first) : second.start]
        said = f"{second.text}{object_named(passage.text[second.end : until], did, words)}"
    text = f"{noun.strip()} {said.strip()}"
    return text if text.count(" ") >= _FEWEST_BLANKS else None


def _agreeing(noun: str, head: str, told: str, words: Words) -> str | None:
    """Return the noun that a participle goes with: "il processo ai revisori, che erano stati".

    Of "revisori dei conti" it is the first, where both do.
    """
    done = words.patterns["done_to_noun"].match(told)
    if done is None or goes_with(noun.strip(), done["done"], words):
        return noun
    found = agreeing_noun(head, done["done"], words)
    before = head[: head.rfind(found.partition(" ")[2])].rstrip() if found else ""
    of = re.search(rf"\s(?:{'|'.join(words.genitives)})$", before)
    whole = agreeing_noun(before[: of.start()], done["done"], words) if of else None
    return f"{whole}{head[of.start() :]}" if of and whole else found


def _is_place_of(noun: str, head: str, words: Words) -> bool:
    """Tell of one capital word behind a preposition: "un ricorso al | Tar, che depositerà"."""
    if not words.agreement or " " in noun or not noun[:1].isupper():
        return False
    before = head.rstrip(" ,").removesuffix(noun).split()[-1:]
    joint = before[0].lower() if before else ""
    fused = {form for (form, _), alone in words.agreement.items() if form != alone}
    where = words.place_prepositions | words.joins | fused - words.genitives - words.by
    return joint in where


def _clause(telling: Telling, start: int, words: Words) -> _Clause | None:
    """Return the last relative clause before the day, None where that is not of it."""
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
    second = verb_behind_and(passage, begin, at, words)
    upto = second.start if second else at
    over = main_verb(f"- {min(words.relatives)} {plain[begin:upto]}", words) is not None
    # "The key, which Ada Winter had lost": she did.
    first = told.split(maxsplit=1)[0]
    finite = words.is_finite(first) or first in words.auxiliary | words.modals
    over |= not (finite or words.patterns["timetable"].match(f"{first} "))
    goes_on = words.patterns["subject_goes_on"].match(plain, day_ends) is not None
    other = any(begin < day.start < at for day in telling.days)
    happens = words.is_event(plain[:noun_end].rpartition(" ")[2].lower())
    named = main_verb(plain[start:noun_end], words)
    new = words.patterns["new_noun"].search(plain, start, noun_end) if named else None
    part = words.patterns["part_of_new"].search(plain, start, noun_end)
    new = new or part
    over |= found.group().strip() in words.that and not (goes_on or happens or new)
    # "who left and on Monday was trying to come back"
    over |= words.patterns["and_on"].search(plain, begin, at) is not None
    over |= other and part is not None  # "of a boy who drowned in May sued on Monday"
    if over or re.search(r",\s", plain[begin:at]) or not has_verb(told, words):
        return None
    return _Clause(
        found.group(),
        noun_end,
        begin,
        told,
        first,
        second,
        goes_on,
        happens,
        new["noun"] if new else None,
        part is not None,
    )


def _noun(telling: Telling, start: int, clause: _Clause, words: Words, *, ends: bool) -> str | None:
    """Return the noun that a relative clause is of, None where it could be another's.

    *ends* says that the sentence goes on behind the clause.
    """
    plain, new, happens = telling.passage.plain, clause.new, clause.happens
    head = plain[behind_opening(telling, start, clause.noun_end, words) : clause.noun_end]
    named = None if happens else words.patterns["beside_name"].search(head)
    head = head[: named.start()] if named else head
    if subject := _is_what(head, clause.relative, words):
        return subject
    noun, broken = _noun_in(head, clause.relative, clause.first, words, happens=happens)
    if broken and "," not in clause.relative and not (clause.goes_on or happens or new):
        return None
    breaks_out = words.patterns["of_event"].match(clause.told) is not None
    begun = _last_event(head, words) if breaks_out else ""
    free = not begun and main_verb(head, words) is None
    if free and (breaks_out or (broken and _is_where(noun, head, clause.told, words))):
        return head  # "The works in Lund, which began", "The school in Lund, which was shut"
    noun = (
        begun
        or _apposed_to(telling, clause.noun_end, clause.relative)
        or _nearest(noun, clause.relative, words)
    )
    aside = not broken and _is_beside(noun, words)
    tells = not aside and any(
        words.is_event(word) or word in words.said_things for word in noun.lower().split()
    )
    # "Railway workers, who walked out on Thursday, said", "Two men who fled on Monday were".
    closed = "," in clause.relative or (ends and main_verb(noun, words) is None)
    sure = tells or clause.goes_on or (closed and not (broken or aside))
    if not sure and (near := _near_enough(head, clause.relative, words)):
        return near
    sure |= re.search(r"[A-Z]", noun[1:]) is not None
    sure |= broken and _is_told_of(noun, head, words)
    if new and (not (sure and noun.strip()) or main_verb(noun, words) is not None):
        return new
    return noun if noun and sure else None


def _is_what(head: str, relative: str, words: Words) -> str | None:
    """Return whom a clause is of that says what somebody is: "| Vale | is a lawyer who was"."""
    verb = main_verb(head, words) if "," not in relative else None
    subject = head[:verb].strip() if verb else ""
    is_it, what, *_ = [*head[verb:].lower().split(), "", ""]
    named = subject[:1].isupper() and _NAME.fullmatch(subject) is not None
    return subject if named and is_it in words.be and what in words.indefinite else None


def owned(telling: Telling, start: int, words: Words) -> str | None:
    """Make "the pad’s works began in May" of "the pad, whose works began in May, will open"."""
    plain, (at, end) = telling.passage.plain, telling.at or (0, 0)
    found = list(words.patterns["whose"].finditer(plain, start, at))
    if not found or "," in plain[found[-1].end() : at]:
        return None
    noun = plain[behind_opening(telling, start, found[-1].start(), words) : found[-1].start()]
    said = telling.said
    if said is not None and said.trailing and said.at[1] == found[-1].start():
        noun = said.speaker  # "…, said Kim Vale, | whose father founded it in 1967"
    begin = found[-1].end()
    if main_verb(plain[begin:at], words) is None:
        end = plain.find(", ", end)  # "whose book last month | led to protests, said"
    told = telling.passage.text[begin : end if end > 0 else len(plain)].rstrip(".")
    noun = noun.rpartition(", ")[2] if _NAME.fullmatch(noun.rpartition(", ")[2]) else noun
    if main_verb(noun, words) is not None:
        noun = _last_counted(noun, words)  # "charged with killing | two sisters whose bodies"
    simple = words.patterns["noun_break"].search(noun) is None and main_verb(noun, words) is None
    return f"{possessive(noun.strip())} {told}" if simple and noun.strip() else None


def lasting(telling: Telling, start: int, words: Words) -> str | None:
    """Make "the ban had held since May" of "lifted the ban that had held since May"."""
    plain, (at, end) = telling.passage.plain, telling.at or (0, 0)
    found = words.patterns["lasting"].search(plain, start, at)
    noun = _last_noun(plain[start : found.start()], words) if found else ""
    return f"{noun} {telling.passage.text[found.end() : end]}" if found and noun else None


def placed(telling: Telling, start: int, words: Words) -> str | None:
    """Make "a hotel opened in 2024 on the plot" of "the plot, on which a hotel opened in 2024"."""
    plain, (at, end) = telling.passage.plain, telling.at or (0, 0)
    found = list(words.patterns["where"].finditer(plain, start, at))
    if not found:
        return None
    noun = plain[behind_opening(telling, start, found[-1].start(), words) : found[-1].start()]
    noun = noun if main_verb(noun, words) is None else _last_noun(noun, words)
    clause = telling.passage.text[found[-1].end() : end]
    article, _, rest = noun.partition(" ")
    simple = words.patterns["noun_break"].search(noun) is None and rest
    if not simple or "," in clause or not has_subject(clause, words):
        return None
    _, *behind = clause[main_verb(clause, words) :].lower().split()
    if any(map(words.is_finite, behind)):
        return None  # "a port in which four people sank left on Friday"
    noun = f"{article.lower()} {rest}" if article.lower() in words.articles else noun
    return f"{clause} {found[-1]['where']} {noun}"


def turned(telling: Telling, start: int, end: int, words: Words) -> str | None:
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
        if named and _is_of_office(noun[: named.start()], words):
            return "", True
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


def _is_where(noun: str, head: str, told: str, words: Words) -> bool:
    """Tell of "in Lund" before what was done to something there: a town is not shut."""
    name = noun.strip()
    before = head[: len(head.rstrip()) - len(name)].lower().split()[-1:]
    within = before == ["in"] and name.istitle() and " " not in name
    first, *rest = told.lower().split()[:2]
    done = first in words.be or words.be.intersection(rest)
    return within and bool(done)


def _nearest(noun: str, relative: str, words: Words) -> str:
    """Return what "who" and "which" stand for: what is nearest, behind a verb or another noun."""
    if "who" in relative:
        member = _MEMBER.search(noun)
        if member and is_person(member["name"], words):
            return member["name"]  # "Ada Winter of the Friends of Lund Meadow, who"
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


def _is_of_office(before: str, words: Words) -> bool:
    """Tell of a name behind "al ministro delle": "Imprese" is no name of anybody."""
    *_, office, of = ["", "", *before.lower().split()]
    return of in words.genitives | words.genitive and office in words.titles


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


def _last_counted(text: str, words: Words) -> str:
    """Return what begins with the last article or number; nothing without one."""
    opens = words.determiners | words.numbers
    begins = [one.start() for one in re.finditer(r"\w+", text) if one[0].lower() in opens]
    return text[begins[-1] :] if begins else ""


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
