"""Which days of a sentence date something that it tells."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from timeline.events.clocks import day_of, is_bare_clock, is_clock, is_day, on_the_day_told
from timeline.events.days import TO_A_DAY, Dated, Day, doubt, finer
from timeline.events.passages import Passage
from timeline.events.reader import Reader
from timeline.events.referents import nameless
from timeline.events.things import before_thing
from timeline.events.undated import act_of
from timeline.events.whole import has_verb, main_verb
from timeline.events.words import Words
from timeline.timex import from_edtf
from timeline.types import Basis, Granularity, Mention, Status, When

__all__ = ["content_days", "pointed_back", "told_of"]


#: "Third-quarter".
_OF_A_QUARTER = re.compile(r"(?:the\s)?\w+[\s-](?:quarter|half)", re.IGNORECASE)
#: "After Friday's match", "after Friday prayers": the day is theirs.
_POSSESSIVE, _NEXT = re.compile(r"['’]s?\s"), re.compile(r"\s(\w+)")
#: What comes before them has an end of its own: "before the summer" ends with May.
_LONG = frozenset({Granularity.MONTH, Granularity.SEASON, Granularity.YEAR})
_SATURDAY, _TWO_DAYS = 5, timedelta(2)
#: Characters between a day and the feast that it is.
_LONGEST_GAP = 24
#: So many dated events back can "the ceremony" point.
_REMEMBERED = 60


def content_days(reader: Reader, dated: Dated) -> tuple[Day, ...]:
    """Return the days on which something happened or will that the sentence tells."""
    lists, plain = reader.words, dated.passage.plain
    told = [day for day in dated.content if _dates_something(day, dated, reader)]
    told = [day for day in told if not _is_why(day, told, plain, lists)]
    if dated.said or not all(day.of_thing for day in told):
        told = [day for day in told if not day.of_thing]
    days = [
        _undated(reader, day)
        if day.of_thing
        else _bounded(reader, on_the_day_told(reader, dated, day), plain)
        for day in told
    ]
    named = _named_days(reader, dated)
    days += [day for day in named if not any(_near(day, other) for other in days)]
    if dated.said or any(day.basis is not Basis.NAMED for day in days):
        # A day of its own outweighs a season of days named in passing.
        days = [day for day in days if day.basis is not Basis.NAMED or is_day(day.when)]
    elif days and not (lists.patterns["planned"].search(plain) or act_of(dated.passage, lists)):
        # "is not welcome during the Games" tells of no act in those weeks.
        days = [day for day in days if is_day(day.when)]
    if any(is_day(day.when) for day in (*days, *dated.said)):
        # "Third-quarter results are due on Monday": what they are of is no day of theirs.
        days = [day for day in days if not _OF_A_QUARTER.fullmatch(day.text)]
    sure = {day.when.edtf.partition("T")[0] for day in days if not day.unsure}
    kept: dict[str, Day] = {}
    for day in finer(days):
        own = _doubted(day, sure, reader)
        kept.setdefault(own.when.edtf, own)
    return tuple(kept.values())


def _is_why(day: Day, days: Sequence[Day], plain: str, lists: Words) -> bool:
    """Tell of a feast that says why on the day before it: "closed on Friday for | Labour Day"."""
    feast = lists.patterns["for_feast"]
    gaps = (one.end for one in days if 0 < day.start - one.end < _LONGEST_GAP)
    return any(feast.fullmatch(plain, end, day.start) for end in gaps)


def _doubted(day: Day, sure: set[str], reader: Reader) -> Day:
    """Mark what is counted from an uncertain day, unless the sentence tells that day itself.

    Of a clock time its day is left: in EDTF a day can be uncertain, an instant cannot.
    """
    when = day.when
    if not day.unsure or when.edtf.partition("T")[0] in sure:
        return day
    return replace(day, when=doubt(day_of(when, reader.zone) if "T" in when.edtf else when))


def _undated(reader: Reader, day: Day) -> Day:
    """Take a day that is a thing's for none: what is told of came before its publication."""
    published = reader.article.published
    told = from_edtf(f"../{published.day}", reader.zone)
    unsure = published.provenance.uncertain
    return replace(day, when=told, basis=Basis.PUBLICATION, unsure=unsure)


def _bounded(reader: Reader, day: Day, plain: str) -> Day:
    """Take "before Thanksgiving" and "not before Monday" for bounds."""
    when, patterns = day.when, reader.words.patterns
    if when.end is None or when.start is None or ("/" in when.edtf and not _is_weekend(when)):
        first, _, on = when.edtf.partition("/")
        due = first == ".." and patterns["deadline"].search(plain, 0, day.start)
        # "by the end of March" is any day until then
        to_a_day = on.partition("T")[0].count("-") == TO_A_DAY
        return replace(day, when=from_edtf(on, reader.zone)) if due and to_a_day else day
    ahead = when.start.date() > reader.article.published.day
    since = patterns["after"].search(plain, 0, day.start) if ahead else None
    if since and _of_an_event(plain, day.end, reader):
        since = None
    if since or patterns["not_before"].search(plain, 0, day.start):
        return replace(
            day, when=_from(when, behind=since is not None and since["behind"] is not None)
        )
    if patterns["before"].search(plain, 0, day.start) is None and not before_thing(
        plain, day.start, reader.words
    ):
        return day
    if when.granularity is Granularity.PART_OF_DAY and when.start.hour == 0:
        return day  # "before dawn on Monday" is still that Monday
    if patterns["shortly"].search(plain, 0, day.start):
        return replace(day, when=day_of(when, reader.zone)) if is_clock(when) else day
    within = patterns["the_end_of"].match(day.text) is not None  # "before the end of March"
    return replace(day, when=_before(when, when.end if within else when.start))


def _from(when: When, *, behind: bool) -> When:
    """Return what begins with a date, or behind it: after the summer is from September on."""
    first = when.edtf.partition("/")[0].partition("T")[0]
    start = when.start
    if behind and when.end and when.granularity in _LONG:
        first, start = f"{when.end.date():%Y-%m}", when.end
    return When(f"{first}/..", start, None, Granularity.UNKNOWN)


def _before(when: When, start: datetime) -> When:
    """Return the bound of "before": the summer's is May, a day's is the day, as it is said."""
    first = when.edtf.partition("/")[0]
    last = f"{start.date() - timedelta(1):%Y-%m}" if when.granularity in _LONG else first
    return When(f"../{last}", None, start, Granularity.UNKNOWN)


def _of_an_event(plain: str, end: int, reader: Reader) -> bool:
    """Tell whether a day describes what stands behind it, which was on it."""
    after = _NEXT.match(plain, end)
    event = after is not None and after[1] in reader.words.events
    return event or _POSSESSIVE.match(plain, end) is not None


def _is_weekend(when: When) -> bool:
    """Tell of a range that words have as one: "before the weekend"."""
    if when.granularity is not Granularity.RANGE or when.start is None or when.end is None:
        return False
    return when.start.weekday() == _SATURDAY and when.end.date() - when.start.date() == _TWO_DAYS


def _near(one: Day, other: Day) -> bool:
    """Tell of a named date beside a date of its own: "the February 6 opening ceremony"."""
    return is_day(one.when) and min(abs(one.start - other.end), abs(other.start - one.end)) < 40


def _dates_something(day: Day, dated: Dated, reader: Reader) -> bool:
    """Leave out what dates nothing, or something the article does not tell."""
    plain = dated.passage.text if day.quoted else dated.passage.plain
    if "X" in day.when.edtf or _is_open(day, plain, reader) or _is_unreal(day, plain, reader):
        return False
    if _only_compares(day, plain, reader) or reader.words.patterns["none_has"].search(plain):
        return False
    if day.of_thing and reader.words.patterns["future"].search(plain, day.end):
        return False  # "The bridge closed on Sunday will reopen"
    if day.quoted:
        counts = _quoted_day_counts(day, dated.passage.text, reader)
        return counts and not _is_slogan(day, dated.passage, reader)
    if day.when.granularity is Granularity.SEASON and (
        re.match(r"\s[A-Z]", plain[day.end :])
        or reader.words.patterns["of_season"].match(plain, day.end)
    ):
        return False  # "the Winter Olympics", "the summer break"
    year = day.when.granularity is Granularity.YEAR
    return not year or _is_year_of_event(day, dated.passage, reader)


def _is_open(day: Day, plain: str, reader: Reader) -> bool:
    """Tell of a day of which nothing is known: "if it rains on Monday", "the 30th since 1868"."""
    patterns = reader.words.patterns
    left = (patterns[name].search(plain, 0, day.start) for name in ("condition", "denies"))
    return (
        any(left)
        or _is_lost(day, plain, reader)
        or patterns["since_year"].search(plain, 0, day.end) is not None
    )


def _is_lost(day: Day, plain: str, reader: Reader) -> bool:
    """Tell of "died the next day" where that would be tomorrow: the day before is not known."""
    patterns, start = reader.words.patterns, day.when.start
    if start is None or start.date() <= reader.article.published.day:
        return False
    told = patterns["past"].search(plain)
    counted = patterns["next_day"].fullmatch(day.text)
    return bool(told and counted) and patterns["planned"].search(plain) is None


def _is_unreal(day: Day, plain: str, reader: Reader) -> bool:
    """Tell of what did not come about: "they should have left on Monday"."""
    patterns, when = reader.words.patterns, day.when
    if when.start is None or when.start.date() > reader.article.published.day:
        return False
    opens = patterns["opening"].fullmatch(plain, 0, day.start)
    behind = patterns["unreal_main"].match(plain, day.end) if opens else None
    unreal = behind or patterns["unreal"].search(plain, 0, day.start)
    if unreal is None:
        return False
    main = main_verb(plain, reader.words)
    if main is not None and unreal.start() < main < day.start:
        return False  # "A scanner that could have found them | broke down in February"
    # A match that should have been played is one called off.
    put_off = any(patterns[name].search(plain, day.end) for name in ("moved", "called_off"))
    return not put_off and patterns["fell_through"].search(plain, 0, day.start) is None


def _only_compares(day: Day, plain: str, reader: Reader) -> bool:
    """Leave out "as in 2011", "from 390 million a year earlier", "at 9 on the day of his death"."""
    patterns = reader.words.patterns
    if any(patterns[name].search(plain, 0, day.start) for name in ("aside", "contact_clause")):
        return True
    if patterns["no_working_day"].match(plain, day.end):
        return True  # "because Monday is a holiday"
    if is_bare_clock(day) and (
        patterns["of_a_day"].match(plain, day.end)
        or patterns["some_days_hour"].search(plain, 0, day.start)
        or _tells_the_time(day, plain, reader)
    ):
        return True
    if patterns["moved_from"].search(plain, 0, day.start):
        return not _was_the_plan(day, reader)
    earlier = patterns["earlier"].match(day.text) is not None
    return earlier and patterns["compared"].search(plain, 0, day.start) is not None


def _tells_the_time(day: Day, plain: str, reader: Reader) -> bool:
    """Tell of "It's almost 1 a.m. in Oslo", not of "It's 1 a.m. when the bridge falls"."""
    patterns = reader.words.patterns
    told = patterns["tells_time"].search(plain, 0, day.start)
    return told is not None and patterns["clause_start"].search(plain, day.end) is None


def _was_the_plan(day: Day, reader: Reader) -> bool:
    """Tell whether it is known which day something was moved from: "put off from Tuesday".

    Of a weekday that seems to be over nobody knows.
    """
    if day.when.granularity is not Granularity.DAY or day.when.start is None:
        return False
    over = day.when.start.date() < reader.article.published.day
    return day.basis is Basis.EXPLICIT or not over


def _quoted_day_counts(day: Day, text: str, reader: Reader) -> bool:
    """Leave out "that day", "about tomorrow", "today is a good day", "at four" in quotes."""
    patterns = reader.words.patterns
    return not (
        patterns["pointing"].match(day.text)
        or patterns["idiom"].search(text, 0, day.start)
        or patterns["as_told"].search(text, 0, day.start)
        or patterns["never_was"].search(text, 0, day.start)
        or patterns["day_as_subject"].match(text, day.end)
        or is_bare_clock(day)
    )


#: Between the parts of a slogan.
_PARTS = re.compile(r"[,;:.!?“”\"]|\s[-–—]+\s")


def _is_slogan(day: Day, passage: Passage, reader: Reader) -> bool:
    """Tell of a quotation with a day that nothing is said of: "Yesterday Malmo, today Lund"."""
    deictic = reader.words.patterns["deictic"]
    within = (one for one in passage.quoted if one[0] <= day.start < one[1])
    start, end = next(within, (day.start, day.start))
    parts = (part.strip() for part in _PARTS.split(passage.text[start:end]))
    named = (part.split() for part in parts if deictic.match(part))
    lists = reader.words
    return any(
        behind and behind[0].lower() not in lists.pronouns and not has_verb(" ".join(behind), lists)
        for _, *behind in named
    )


def _is_year_of_event(day: Day, passage: Passage, reader: Reader) -> bool:
    """Leave out "the 2026 Cup", "the 1993 version", "his 2004 arrest"."""
    plain, patterns = passage.plain, reader.words.patterns
    named = re.match(r"\s(?:[A-Z]|census|model|budget)", plain[day.end :])
    if named is not None:
        clause = plain.rfind(",", 0, day.start) + 1
        named = None if patterns["opening"].fullmatch(plain, clause, day.start) else named
    if named or patterns["year_of_thing"].match(plain, day.end):
        return False
    of_thing = patterns["thing_of_year"].search(plain, 0, day.start)
    owner = plain[: day.start].rsplit(None, 1)[-1:]
    of_object = _is_of_object(plain, day, owner, reader.words)
    if (of_thing or of_object) and patterns["noun_of_year"].match(plain, day.end):
        return False  # "the disputed 2009 elections", "il concorso del 2009"
    if owner and owner[0].lower() in reader.words.person | reader.words.pronouns_of_a_body:
        return False
    return passage.in_quotation(0) or not nameless(passage, reader)


def _is_of_object(plain: str, day: Day, owner: Sequence[str], words: Words) -> bool:
    """Tell of a year behind a verb and an article: "broke a | 2022 | agreement"."""
    before = plain[: day.start].split()[-2:-1]
    phrase = {one.lower() for one in before} & words.prepositions  # "during a 2025 tour"
    article = bool(owner) and owner[0].lower() in words.indefinite and not phrase
    return article and main_verb(f"- {plain[: day.start]}", words) is not None


def _named_days(reader: Reader, dated: Dated) -> list[Day]:
    if not reader.named_dates:
        return []
    plain, taken, days = dated.passage.plain, list[tuple[int, int]](), list[Day]()
    text = plain.replace("’", "'")
    lowered = text.lower()
    for phrase, edtf in reader.named_dates:
        said = phrase.replace("’", "'")
        if said.lower() not in lowered:
            continue
        for found in re.finditer(rf"(?<!\w){re.escape(said)}(?!\w)", text, re.IGNORECASE):
            span = found.span()
            if any(a < span[1] and span[0] < b for a, b in taken):
                continue
            taken.append(span)
            when = from_edtf(edtf, reader.zone)
            days.append(Day(*span, plain[slice(*span)], when, Basis.NAMED, quoted=False))
    return days


def pointed_back(reader: Reader, passage: Passage) -> Day | None:
    """Date "the ceremony", "the incident happened" by the sentence that told of it."""
    tokens, lists = passage.tokens, reader.words
    if passage.words.isdisjoint(lists.events):
        return None
    for index, token in enumerate(tokens):
        if index == 0 or token.lower not in lists.events:
            continue
        if tokens[index - 1].lower not in lists.definite:
            continue
        before = tokens[index - 2].lower if index > 1 else ""
        after = [one.lower for one in tokens[index + 1 : index + 3]]
        subject = index == 1 and any(one in lists.happened for one in after)
        if not subject and before not in lists.at:
            continue
        source = told_of(reader, token.lower)
        if source is not None:
            text = passage.plain[tokens[index - 1].start : token.end]
            basis = source.basis if source.basis is Basis.NAMED else Basis.RELATIVE
            return Day(tokens[index - 1].start, token.end, text, source.when, basis, quoted=False)
    return None


def told_of(reader: Reader, noun: str) -> Mention | None:
    """Return the last mention with a day whose sentence has a noun; "the incident" is any."""
    dated = [one for one in reader.told if is_day(one.when) and one.basis is not Basis.PUBLICATION]
    for mention in reversed(dated[-_REMEMBERED:]):
        counted = noun in (mention.time_expression or "").lower()  # "two days after the crash"
        if not counted and re.search(rf"\b{noun}\b", mention.quote, re.IGNORECASE):
            return mention
    if noun in ("incident", "event", "attack", "shooting", "raid"):
        past = (one for one in dated if one.status is not Status.PLANNED)
        return next((one for one in past if one.kind != "statement"), None)
    return None
