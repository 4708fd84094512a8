"""An article is read from top to bottom: each sentence's mentions, and why."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from zoneinfo import ZoneInfo

from timeline.events import belonging
from timeline.events.asides import aside_at, due_aside_at, since_at
from timeline.events.attribution import Attribution, is_inserted, said_before
from timeline.events.content import content_days, pointed_back
from timeline.events.dating import date_passages
from timeline.events.days import Dated, Day
from timeline.events.faults import fault_of
from timeline.events.folding import fold, one_of_a_stub
from timeline.events.later import counted_back, counted_days, days_since, later_days
from timeline.events.lists import words
from timeline.events.mentions import mention_id, mention_of
from timeline.events.names import Names
from timeline.events.passages import TELLING, Passage, lay_out
from timeline.events.reader import Explanation, Reader
from timeline.events.referents import protagonist_of, remember, speaker_of, voices_of
from timeline.events.speakers import inside
from timeline.events.telling import Told, dated_statement, dated_telling
from timeline.events.undated import undated
from timeline.events.whole import day_opens, has_verb, main_verb
from timeline.events.words import Words
from timeline.patterns import Pattern
from timeline.types import Article, Granularity, Mention, Role, Status, Story

__all__ = ["Explanation", "mention_id", "read"]

#: Too coarse for a second event of a sentence that has no title of its own.
_COARSE = frozenset(
    {
        Granularity.YEAR,
        Granularity.SEASON,
        Granularity.QUARTER,
        Granularity.MONTH,
        Granularity.RANGE,
        Granularity.UNKNOWN,
    }
)
#: No sentence begins with them.
_GOES_ON = frozenset(",;:")
#: A bracket opened before; "a) The mayor" is an item of a list.
_CLOSES_BEFORE = re.compile(r"[^()]{3,}\)")
#: A day so many characters from the beginning opens its sentence.
_OPENING = 12
#: The modifier letter that some keyboards give for an apostrophe.
_LETTER = "\N{MODIFIER LETTER APOSTROPHE}"
#: So many stamps of readers' comments, and what follows is theirs.
_STAMPS = 2


def read(article: Article, story: Story | None) -> tuple[Explanation, ...]:
    """Return for each sentence of an article its mentions, and why."""
    article = _with_plain_apostrophes(article)
    lists = words(article.language)
    layout = lay_out(article)
    zone = story.zone if story else _zone(article)
    names = Names.of(layout.passages, story, lists)
    reader = Reader(article, story, zone, lists, names, layout)
    reader.protagonist = protagonist_of(article.headline, names, lists)
    whole = _belongs(article, story)
    if whole is not None and not whole.enough:
        return tuple(
            Explanation(passage.text, passage.sentence.role, f"not of the story: {whole.why()}")
            for passage in layout.passages
        )
    dated = date_passages(article, layout, zone, lists)
    reader.voices = voices_of(article, dated)
    told: list[Explanation] = []
    for one in dated:
        told.append(_explain(reader, one))
        told[-2:-1] = [_said_after(reader, one, before) for before in told[-2:-1]]
    return tuple(one_of_a_stub(fold(told)))


def _with_plain_apostrophes(article: Article) -> Article:
    """Take the letter that looks like an apostrophe for one: "lʼassessore"."""
    if not any(_LETTER in one for one in (article.headline, *(p.text for p in article.paragraphs))):
        return article
    paragraphs = (replace(p, text=p.text.replace(_LETTER, "’")) for p in article.paragraphs)
    headline = article.headline.replace(_LETTER, "’")
    return replace(article, headline=headline, paragraphs=tuple(paragraphs))


def _zone(article: Article) -> ZoneInfo:
    zone = article.published.at.tzinfo
    return zone if isinstance(zone, ZoneInfo) else ZoneInfo("UTC")


def _belongs(article: Article, story: Story | None) -> belonging.Belonging | None:
    if story is None:
        return None
    telling = (one.text for one in article.paragraphs if one.role in TELLING)
    leads = (one.text for one in article.paragraphs if one.role is Role.LEAD)
    subject = "\n".join((article.headline, *leads))
    text = "\n".join((article.headline, article.dateline or "", *telling))
    return belonging.weigh(text, subject, story)


# --- one sentence ----------------------------------------------------------------------------


def _explain(reader: Reader, dated: Dated) -> Explanation:
    passage = dated.passage
    reason = "a reader's comment" if _is_comment(reader, passage.text) else _out(reader, dated)
    mentions: tuple[Mention, ...] = ()
    if reason is None:
        says_it = reader.words.patterns["says_it"]
        if says_it.match(passage.plain):
            dated = replace(dated, attributions=(), said=())
        mentions, reason = _mentions(reader, dated)
        if any(says_it.match(one.title) for one in mentions):
            mentions, reason = (), "who says it, of the sentence before"
    reader.told.extend(mentions)
    mentions, reason = _publishable(mentions, reason, passage, reader.words)
    remember(reader, dated)
    return Explanation(passage.text, passage.sentence.role, reason, mentions)


def _said_after(reader: Reader, dated: Dated, before: Explanation) -> Explanation:
    """Tell what the sentence before told on the word of who says it: "Lo ha detto il sindaco"."""
    days = (*dated.content, *dated.said)
    spans = [(day.start, day.end) for day in days]
    said = said_before(dated.passage, spans, reader.words)
    speaker = speaker_of(reader, said) if said else None
    if speaker is None or any(one.said_by for one in before.mentions):
        return before
    at = days[0].when.edtf if days else None
    told = (replace(one, said_by=speaker, said_at=at) for one in before.mentions)
    return replace(before, mentions=tuple(told))


def _publishable(
    mentions: tuple[Mention, ...], why: str, passage: Passage, lists: Words
) -> tuple[tuple[Mention, ...], str]:
    """Leave out what an editor would strike."""
    faults = [(one, fault_of(one, passage, lists)) for one in mentions]
    kept = tuple(one for one, fault in faults if fault is None)
    struck = next((fault for _, fault in faults if fault), None)
    return kept, why if kept or struck is None else struck


def _is_comment(reader: Reader, text: str) -> bool:
    """Tell whether a sentence has a comment's stamp, or stands below two of them."""
    stamped = reader.words.patterns["comment"].search(text) is not None
    reader.stamps += stamped
    return stamped or reader.stamps >= _STAMPS


def _out(reader: Reader, dated: Dated) -> str | None:
    """Return why a sentence cannot tell of an event, None where it can."""
    if _is_fragment(dated.passage.text, reader.words):
        return "a part of a sentence"
    if _is_row(dated, reader.words):
        return "a row of a table or list, no sentence"
    if _is_below_a_picture(reader, dated):
        return "below a picture"
    return _beside_the_story(reader, dated)


def _is_fragment(text: str, lists: Words) -> bool:
    """Tell of a line that began before: "populous nation on Friday.", "1827), Ada Winter"."""
    if text[:1] in _GOES_ON or (")" in text and _CLOSES_BEFORE.match(text)):
        return True
    if not text[:1].islower():
        return False
    first = text.split(maxsplit=1)[0]
    return first in lists.attribution or not has_verb(text, lists)  # "said at a hearing"


def _is_row(dated: Dated, lists: Words) -> bool:
    """Tell whether an item of a list says nothing of what happens: "Friday: Lund – Malmo, 8.30"."""
    passage = dated.passage
    if passage.sentence.role is not Role.LIST or has_verb(passage.plain, lists):
        return False
    spans = [(day.start, day.end) for day in (*dated.content, *dated.said)]
    told = {one.lower for one in passage.tokens if not inside(one.start, spans)}
    return told.isdisjoint(lists.kind_nouns) and told.isdisjoint(lists.events)


def _beside_the_story(reader: Reader, dated: Dated) -> str | None:
    passage, patterns = dated.passage, reader.words.patterns
    text = passage.text
    if patterns["correction"].search(text) and not patterns["corrects"].match(text):
        return "a note on a correction"
    if patterns["contributed"].search(passage.plain) and not _in_aside(dated, patterns):
        return "a note on the reporting"
    if text.rstrip("”\"’' ").endswith("?") and not dated.attributions:
        return "a question"
    if reader.is_quiz:
        return "of a quiz"
    if reader.story and belonging.mentions(text, reader.story.excluded):
        return "contains what the story excludes"
    return None


def _is_below_a_picture(reader: Reader, dated: Dated) -> bool:
    """Tell of "Crews search the bay on January 27, 2026", where that day is none to come."""
    plain, published = dated.passage.plain, reader.article.published.day
    last = dated.content[-1] if dated.content else None
    if last is None or last.end < len(plain.rstrip(".")):
        return False
    begun = last.when.start is not None and last.when.start.date() <= published
    return begun and reader.words.patterns["pictured"].match(plain) is not None


def _in_aside(dated: Dated, patterns: Mapping[str, Pattern]) -> bool:
    """Tell of a day in an aside: "Acme, which hired him in May, declined to comment"."""
    asides = [one.span() for one in patterns["relative_aside"].finditer(dated.passage.plain)]
    return any(start < day.start < end for day in dated.content for start, end in asides)


def _mentions(reader: Reader, dated: Dated) -> tuple[tuple[Mention, ...], str]:
    content = content_days(reader, dated)
    told = [_telling(reader, dated, day) for day in content]
    told += [
        *later_days(reader, dated, content),
        *counted_days(reader, dated, content),
        *days_since(reader, dated, content),
    ]
    for said in dated.attributions:
        day = next((one for one in dated.said if _in(one, said)), None)
        if day is not None and not _displaced(dated, said, content, reader.words):
            told.append(dated_statement(reader, day, said, dated))
    if not told:
        back = counted_back(reader, dated.passage) or pointed_back(reader, dated.passage)
        if back is not None:
            why = f"points back: “{back.text}” is {back.when.edtf}"
            return (mention_of(reader, dated, dated_telling(reader, dated, back)),), why
        return undated(reader, dated)
    told.sort(key=lambda one: one.at)
    mentions = _once(
        tuple(
            mention_of(reader, dated, one, [other for other in told if other is not one])
            for one in told
        )
    )
    mentions = _of_the_verb(_of_the_main(mentions, dated, reader.words), dated, reader.words)
    titles = {(one.title, one.status) for one in mentions}
    beside = _beside(reader, dated, content)
    mentions += tuple(one for one in beside if (one.title, one.status) not in titles)
    listed = ", ".join(f"“{one.time_expression or 'told'}” is {one.when.edtf}" for one in mentions)
    if content:
        return mentions, f"tells of something dated: {listed}"
    return mentions, f"a statement with its day: {listed}"


def _beside(reader: Reader, dated: Dated, content: Sequence[Day]) -> tuple[Mention, ...]:
    """Return what is told without a day beside a plan or an aside, which has one.

    "Reached the final, due on 4 June", "Ada Winter, who came on Monday, urged them to go", "has
    hired Ada Winter, its first woman since it was founded in 1952".
    """
    plain, lists = dated.passage.plain, reader.words
    if dated.said or not content or lists.patterns["contributed"].search(plain):
        return ()
    due = [due_aside_at(plain, day.start, lists) for day in content]
    if (first := due[0]) and all(due):
        none = dated.attributions
        return () if none else undated(reader, replace(dated, content=()), first[0])[0]
    asides = [found.span() for found in lists.patterns["inner_aside"].finditer(plain)]
    counted = any(days_since(reader, dated, content))
    inside = all(
        any(start < day.start < end for start, end in asides)
        or (since_at(dated.passage, (day.start, day.end), lists) and not counted)
        for day in content
    )
    return undated(reader, replace(dated, content=()))[0] if inside else ()


def _telling(reader: Reader, dated: Dated, day: Day) -> Told:
    """Return what a day tells: the saying itself in "The mayor condemned Sunday's attack"."""
    said = next((one for one in dated.attributions if day.of_thing and _in(day, one)), None)
    if said is None:
        return dated_telling(reader, dated, day)
    return dated_statement(reader, day, said, dated)


def _once(mentions: tuple[Mention, ...]) -> tuple[Mention, ...]:
    """Leave out a coarse day that has only the title of a sentence's other event: that one's it is.

    It is that of the day in the title, else of the finer one, else of the first.
    """
    best: dict[str, Mention] = {}
    for one in sorted(mentions, key=_rank):
        best.setdefault(one.title, one)
    return tuple(
        one
        for one in mentions
        if one is best[one.title] or not all(_rank(one)) or _moves(one, best[one.title])
    )


def _moves(one: Mention, other: Mention) -> bool:
    """Tell of the day that a plan is moved to, beside the one it is moved from."""
    return other.status is Status.CALLED_OFF and one.status is Status.PLANNED


def _of_the_main(mentions: tuple[Mention, ...], dated: Dated, lists: Words) -> tuple[Mention, ...]:
    """Leave out the day of an aside that has no title but that of the main clause.

    "Founded in 1921, the bank was closed on 9 July", "The house, built in 1967, burnt on Monday",
    "It was closed on Monday, the first time since it opened in May".
    """
    plain = dated.passage.plain
    beside = {
        day.text
        for day in dated.content
        if aside_at(plain, day.start, lists)
        or since_at(dated.passage, (day.start, day.end), lists)
        or _opens_by_participle(plain, day, lists)
    }
    titles = {one.title for one in mentions if one.time_expression not in beside}
    return tuple(
        one for one in mentions if one.title not in titles or one.time_expression not in beside
    )


def _opens_by_participle(plain: str, day: Day, lists: Words) -> bool:
    """Tell of "Fondata nel 1921, la banca"."""
    opener = plain.partition(", ")[0]
    done = lists.patterns["imposed"].fullmatch(opener.partition(" ")[0].lower()) is not None
    return done and day.end <= len(opener) and main_verb(f"- {opener}", lists) is None


def _of_the_verb(mentions: tuple[Mention, ...], dated: Dated, lists: Words) -> tuple[Mention, ...]:
    """Leave out a day that ends the subject where it has the title of the verb's day.

    "The two men injured on Monday were released yesterday" tells of no release on Monday; "A court
    on Monday lifted the ban" does.
    """
    plain = dated.passage.plain
    verb = main_verb(plain, lists) if len(mentions) > 1 else None
    if verb is None:
        return mentions
    behind = {day.text for day in dated.content if day.start > verb}
    before = (day for day in dated.content if day.end <= verb and _is_done(plain, day, lists))
    ends = {
        day.text
        for day in before
        if not plain[day.end : verb].strip() or _is_when_done(plain, day, lists)
    } - behind
    later = {one.title for one in mentions if one.time_expression in behind}
    return tuple(
        one
        for one in mentions
        if one.title not in later
        or one.time_expression not in ends
        or one.status is Status.CALLED_OFF
        or one.summary.find(one.time_expression) <= _OPENING
    )


def _is_when_done(plain: str, day: Day, lists: Words) -> bool:
    """Tell of a day right behind a participle: "La perizia depositata | venerdì | dai periti"."""
    head = plain[: day_opens(plain, day.start, lists)].rstrip()
    behind = plain[day.end :].split(maxsplit=1)[:1]
    return (
        lists.by.issuperset(behind)
        and lists.patterns["imposed"].fullmatch(head.rpartition(" ")[2].lower()) is not None
    )


def _is_done(plain: str, day: Day, lists: Words) -> bool:
    """Tell whether a day says when somebody was hurt whom a sentence is about."""
    told = re.findall(r"\w+", plain[: day.start].lower())
    return any(map(lists.patterns["imposed"].fullmatch, told)) or (
        lists.patterns["of_subject"].search(plain, 0, day.start) is not None
    )


def _rank(mention: Mention) -> tuple[bool, bool]:
    day = mention.time_expression or "-"
    # "In 1989 the jury freed her": left out of the title, and of what it tells.
    shown = day in mention.title or 0 <= mention.summary.find(day) <= _OPENING
    return not shown, mention.when.granularity in _COARSE


def _in(day: Day, said: Attribution) -> bool:
    return said.segment[0] <= day.start < said.segment[1]


def _displaced(dated: Dated, said: Attribution, content: Sequence[Day], lists: Words) -> bool:
    """Tell whether what is said has a day of its own, so that the saying is no event beside it."""
    plain = dated.passage.plain
    if said.sort == "react":
        return False  # to deny or to condemn is an act
    start = 0 if said.trailing else said.segment[1]
    inserted = is_inserted(said, dated.passage, lists)
    others = (one for one in dated.attributions if not (inserted and one.at == said.at))
    behind = (one.segment[0] for one in others if one.trailing)
    end = min((at for at in behind if at >= start), default=len(plain))
    end = said.segment[0] if said.trailing and not inserted else end
    for day in content:
        within = start <= day.start < end and not _coarse(day)
        if within and not any(
            lists.patterns[name].search(plain, start, day.start)
            for name in ("subordinate", "beside", "and_that")
        ):
            return True
    return any(
        start <= other.segment[0] < end and any(_in(day, other) for day in dated.said)
        for other in dated.attributions
        if other.at != said.at
    )


def _coarse(day: Day) -> bool:
    return day.when.granularity in (Granularity.YEAR, Granularity.UNKNOWN)
