"""Sentences and their days become mentions: what is told, when, in what status, on whose word."""

from __future__ import annotations

import re
import uuid
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from timeline.events import belonging
from timeline.events.attribution import Attribution
from timeline.events.dating import Dated, Day, date_passages, doubt, finer
from timeline.events.kinds import kind_of
from timeline.events.names import Names
from timeline.events.passages import TELLING, Layout, Passage, Token, lay_out, tokenise, vocabulary
from timeline.events.status import status_of
from timeline.events.titles import Telling, finish, has_verb, possessive, strip_dateline, title
from timeline.events.words import Words, words
from timeline.timex import from_edtf
from timeline.types import (
    Article,
    Basis,
    Citation,
    Granularity,
    Mention,
    Provenance,
    Role,
    Status,
    Story,
    When,
)

__all__ = ["Explanation", "mention_id", "read"]

#: Namespace of the mentions' ids; never changes.
NAMESPACE = uuid.UUID("6f0f8f0e-3a53-5d0c-9c5e-0c5d3f1f6a11")

#: So many dated events back can "the ceremony" point.
_REMEMBERED = 60

#: An article of so few words and sentences is a stub: one event at most.
_STUB_WORDS, _STUB_SENTENCES = 60, 2


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why a sentence tells of an event of the story, or does not."""

    sentence: str
    role: Role
    #: In words.
    why: str
    mentions: tuple[Mention, ...] = ()


def mention_id(key: str, sentence: str, ordinal: int = 0) -> str:
    """Return the id of an article's *ordinal*-th mention in a sentence, whatever its blanks."""
    normal = " ".join(sentence.split()).casefold()
    return str(uuid.uuid5(NAMESPACE, f"{key}\n{normal}\n{ordinal}"))


@dataclass
class _Reader:
    """What is known while an article is read from top to bottom."""

    article: Article
    story: Story | None
    zone: ZoneInfo
    words: Words
    names: Names
    layout: Layout
    #: Told so far, in reading order.
    told: list[Mention] = field(default_factory=list)
    #: Who has had an undated statement, and whether with a direct quotation.
    heard: dict[str, bool] = field(default_factory=dict)
    #: Person and body that a pronoun stands for.
    person: str | None = None
    body: str | None = None
    ordinals: Counter[str] = field(default_factory=Counter)
    #: Every word of the article.
    vocabulary: frozenset[str] = frozenset()

    def has(self, name: str) -> bool:
        """Tell whether all words of a name stand in the article."""
        return all(token.lower in self.vocabulary for token in tokenise(name.replace("’s", "")))


def read(article: Article, story: Story | None) -> tuple[Explanation, ...]:
    """Return for each sentence of an article its mentions, and why."""
    lists = words(article.language)
    layout = lay_out(article)
    zone = story.zone if story else _zone(article)
    names = Names.of(layout.passages, story, lists)
    reader = _Reader(article, story, zone, lists, names, layout)
    whole_text = f"{article.headline} {layout.text}"
    reader.vocabulary = vocabulary(whole_text)
    whole = _belongs(article, story)
    if whole is not None and not whole.enough:
        return tuple(
            Explanation(passage.text, passage.sentence.role, f"not of the story: {whole.why()}")
            for passage in layout.passages
        )
    told = [_explain(reader, one) for one in date_passages(article, layout, zone, lists)]
    return tuple(_one_of_a_stub(_fold(told)))


def _zone(article: Article) -> ZoneInfo:
    zone = article.published.at.tzinfo
    return zone if isinstance(zone, ZoneInfo) else ZoneInfo("UTC")


def _belongs(article: Article, story: Story | None) -> belonging.Belonging | None:
    if story is None:
        return None
    telling = (one.text for one in article.paragraphs if one.role in TELLING)
    leads = (one.text for one in article.paragraphs if one.role is Role.LEAD)
    subject = "\n".join((article.headline, *leads))
    return belonging.weigh("\n".join((article.headline, *telling)), subject, story)


# --- one sentence ----------------------------------------------------------------------------


def _explain(reader: _Reader, dated: Dated) -> Explanation:
    passage = dated.passage
    reason = _out(reader, dated)
    mentions: tuple[Mention, ...] = ()
    if reason is None:
        mentions, reason = _mentions(reader, dated)
    reader.told.extend(mentions)
    _remember(reader, dated)
    return Explanation(passage.text, passage.sentence.role, reason, mentions)


def _out(reader: _Reader, dated: Dated) -> str | None:
    """Return why a sentence cannot tell of an event, None where it can."""
    passage, patterns = dated.passage, reader.words.patterns
    text = passage.text
    if patterns["correction"].search(text):
        return "a note on a correction"
    if patterns["contributed"].search(passage.plain):
        return "a note on the reporting"
    if text.rstrip("”\"’' ").endswith("?") and not dated.attributions:
        return "a question"
    if patterns["quiz"].search(reader.article.headline):
        return "of a quiz"
    if reader.story and belonging.mentions(text, reader.story.excluded):
        return "contains what the story excludes"
    return None


def _mentions(reader: _Reader, dated: Dated) -> tuple[tuple[Mention, ...], str]:
    content = _content_days(reader, dated)
    told = [_dated(reader, dated, day) for day in content]
    told += _later(reader, dated, content)
    for said in dated.attributions:
        day = next((one for one in dated.said if _in(one, said)), None)
        if day is not None and not _displaced(dated, said, content, reader.words):
            told.append(_statement(reader, day, said, dated))
    if not told:
        back = _pointed_back(reader, dated.passage)
        if back is not None:
            why = f"points back: “{back.text}” is {back.when.edtf}"
            return (_mention(reader, dated, _dated(reader, dated, back)),), why
        return _undated(reader, dated)
    told.sort(key=lambda one: one.at)
    mentions = tuple(_mention(reader, dated, one, alone=len(told) == 1) for one in told)
    listed = ", ".join(f"“{one.time_expression}” is {one.when.edtf}" for one in mentions)
    if content:
        return mentions, f"tells of something dated: {listed}"
    return mentions, f"a statement with its day: {listed}"


def _in(day: Day, said: Attribution) -> bool:
    return said.segment[0] <= day.start < said.segment[1]


def _displaced(dated: Dated, said: Attribution, content: Sequence[Day], lists: Words) -> bool:
    """Tell whether what is said has a day of its own, so that the saying is no event beside it."""
    plain = dated.passage.plain
    start = 0 if said.trailing else said.segment[1]
    end = said.segment[0] if said.trailing else len(plain)
    for day in content:
        within = start <= day.start < end and not _coarse(day)
        if within and lists.patterns["subordinate"].search(plain, start, day.start) is None:
            return True
    return any(
        start <= other.segment[0] < end and any(_in(day, other) for day in dated.said)
        for other in dated.attributions
        if other.at != said.at
    )


def _coarse(day: Day) -> bool:
    return day.when.granularity in (Granularity.YEAR, Granularity.UNKNOWN)


def _content_days(reader: _Reader, dated: Dated) -> tuple[Day, ...]:
    lists, plain = reader.words, dated.passage.plain
    days = [
        _on_the_day_told(reader, dated, _bounded(day, plain, lists))
        for day in dated.content
        if _dates_something(day, dated, reader)
    ]
    named = _named_days(reader, dated)
    days += [day for day in named if not any(_near(day, other) for other in days)]
    if dated.said or any(day.basis is not Basis.NAMED for day in days):
        # A day of its own outweighs a season of days named in passing.
        days = [day for day in days if day.basis is not Basis.NAMED or _is_day(day.when)]
    elif lists.patterns["planned"].search(plain) is None and _act(dated.passage, lists) is None:
        # "is not welcome during the Games" tells of no act in those weeks.
        days = [day for day in days if _is_day(day.when)]
    kept: dict[str, Day] = {}
    for day in finer(days):
        kept.setdefault(day.when.edtf, day)
    return tuple(kept.values())


def _bounded(day: Day, plain: str, lists: Words) -> Day:
    """Take "before Thanksgiving" for a bound."""
    when = day.when
    if when.end is None or when.start is None or "/" in when.edtf:
        return day
    if lists.patterns["before"].search(plain, 0, day.start) is None:
        return day
    bound = When(f"../{when.edtf}", None, when.start, Granularity.UNKNOWN)
    return replace(day, when=bound)


_CLOCK = re.compile(
    r"(?:(?:at|around|about|by|just|shortly|after|before|nearly|alle|verso|le|ore)\s+)*"
    r"\d{1,2}(?:[:.]\d\d)?\s?(?:[ap]\.?\s?m\.?|o.clock|h\b)?\W*$",
    re.IGNORECASE,
)


def _on_the_day_told(reader: _Reader, dated: Dated, day: Day) -> Day:
    """Put a bare clock time on the day that was told of last, where it tells of the past."""
    if day.when.granularity is not Granularity.MINUTE or not _CLOCK.match(day.text):
        return day
    if reader.words.patterns["planned"].search(dated.passage.plain) or day.when.start is None:
        return day
    for mention in reversed(reader.told):
        told = mention.when.start
        if (
            _is_day(mention.when)
            and told
            and told < day.when.start
            and mention.basis
            in (
                Basis.EXPLICIT,
                Basis.RELATIVE,
            )
            and mention.kind != "statement"
        ):
            moved = day.when.start.replace(year=told.year, month=told.month, day=told.day)
            return replace(day, when=from_edtf(moved.isoformat(), reader.zone))
    return day


def _is_day(when: When) -> bool:
    return when.granularity in (Granularity.DAY, Granularity.PART_OF_DAY, Granularity.MINUTE)


def _near(one: Day, other: Day) -> bool:
    """Tell of a named date beside a date of its own: "the February 6 opening ceremony"."""
    return _is_day(one.when) and min(abs(one.start - other.end), abs(other.start - one.end)) < 40


def _dates_something(day: Day, dated: Dated, reader: _Reader) -> bool:
    """Leave out what dates nothing, or something the article does not tell."""
    plain, patterns = dated.passage.plain, reader.words.patterns
    if "X" in day.when.edtf or patterns["condition"].search(plain, 0, day.start):
        return False
    if patterns["since_year"].search(plain, 0, day.end):
        return False  # "the 30th since 1868"
    if day.quoted:
        text = dated.passage.text
        return not (
            patterns["pointing"].match(day.text) or patterns["idiom"].search(text, 0, day.start)
        )
    if day.when.granularity is Granularity.SEASON and re.match(r"\s[A-Z]", plain[day.end :]):
        return False  # "the Winter Olympics"
    year = day.when.granularity is Granularity.YEAR
    return not year or _is_year_of_event(day, dated.passage, reader)


def _is_year_of_event(day: Day, passage: Passage, reader: _Reader) -> bool:
    """Leave out "the 2026 Cup", "the 1993 version", "his 2004 arrest"."""
    plain, patterns = passage.plain, reader.words.patterns
    named = re.match(r"\s(?:[A-Z]|census|model|budget)", plain[day.end : day.end + 30])
    if named or patterns["year_of_thing"].match(plain, day.end):
        return False
    owner = plain[: day.start].rsplit(None, 1)[-1:]
    if owner and owner[0].lower() in reader.words.person | reader.words.pronouns_of_a_body:
        return False
    return not _nameless(passage, reader)


def _named_days(reader: _Reader, dated: Dated) -> list[Day]:
    if reader.story is None:
        return []
    plain, taken, days = dated.passage.plain, list[tuple[int, int]](), list[Day]()
    for phrase, edtf in reader.story.named_dates:
        for found in re.finditer(rf"(?<!\w){re.escape(phrase)}(?!\w)", plain, re.IGNORECASE):
            span = found.span()
            if any(a < span[1] and span[0] < b for a, b in taken):
                continue
            taken.append(span)
            when = from_edtf(edtf, reader.zone)
            days.append(Day(*span, found[0], when, Basis.NAMED, quoted=False))
    return days


def _pointed_back(reader: _Reader, passage: Passage) -> Day | None:
    """Date "the ceremony", "the incident happened" by the sentence that told of it."""
    tokens, lists = passage.tokens, reader.words
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
        source = _told_of(reader, token.lower)
        if source is not None:
            text = passage.plain[tokens[index - 1].start : token.end]
            basis = source.basis if source.basis is Basis.NAMED else Basis.RELATIVE
            return Day(tokens[index - 1].start, token.end, text, source.when, basis, quoted=False)
    return None


def _told_of(reader: _Reader, noun: str) -> Mention | None:
    dated = [one for one in reader.told if _is_day(one.when) and one.basis is not Basis.PUBLICATION]
    for mention in reversed(dated[-_REMEMBERED:]):
        if re.search(rf"\b{noun}\b", mention.quote, re.IGNORECASE):
            return mention
    if noun in ("incident", "event", "attack", "shooting", "raid"):
        past = (one for one in dated if one.status is not Status.PLANNED)
        return next((one for one in past if one.kind != "statement"), None)
    return None


# --- what becomes of it ----------------------------------------------------------------------


def _clause(passage: Passage, at: int, lists: Words, *, quoted: bool = False) -> tuple[int, int]:
    """Return the clause around an offset; one without a verb takes in the clause before it."""
    text = passage.text if quoted else passage.plain
    edges = [0, *(found.start() for found in lists.patterns["clauses"].finditer(text)), len(text)]
    index = max(i for i, edge in enumerate(edges[:-1]) if edge <= at)
    start, end = edges[index], edges[index + 1]
    while index > 0 and not has_verb(text[start:end], lists):
        index -= 1
        start = edges[index]
    return start, end


def _inside(passage: Passage, start: int, end: int) -> list[Token]:
    return [token for token in passage.tokens if start <= token.start < end]


def _governing(dated: Dated, at: int) -> Attribution | None:
    """Return who says what stands at an offset: the last one before it, else one trailing."""
    before = [one for one in dated.attributions if one.segment[1] <= at and not one.trailing]
    trailing = [one for one in dated.attributions if one.trailing and one.at[0] > at]
    return before[-1] if before else (trailing[-1] if trailing else None)


def _dated(reader: _Reader, dated: Dated, day: Day) -> _Told:
    passage, lists = dated.passage, reader.words
    span = _clause(passage, day.start, lists, quoted=day.quoted)
    governed = _governing(dated, day.start)
    clause = passage.text[span[0] : span[1]] if day.quoted else passage.plain[span[0] : span[1]]
    status = status_of(
        clause,
        day.when,
        reader.article.published.day,
        claimed=governed is not None and governed.sort == "claim",
        words=lists,
    )
    kind = kind_of(_inside(passage, *span), lists) or kind_of(passage.tokens, lists)
    if kind is None or (kind == "incident" and status is Status.PLANNED):
        kind = "schedule" if status is Status.PLANNED else "incident"
    return _Told(_so_far(reader, day, status), status, kind, span, governed)


def _so_far(reader: _Reader, day: Day, status: Status) -> Day:
    """End a week at the day of publication, where what happened in it is told: "this week"."""
    published, when = reader.article.published.day, day.when
    if status is not Status.HAPPENED or when.granularity is not Granularity.WEEK:
        return day
    first, _, last = when.edtf.partition("/")
    if not first < published.isoformat() < last:
        return day
    return replace(day, when=from_edtf(f"{first}/{published}", reader.zone))


def _later(reader: _Reader, dated: Dated, content: Sequence[Day]) -> list[_Told]:
    """Return what follows a dated act in the same sentence, some time later."""
    lists, plain = reader.words, dated.passage.plain
    found = lists.patterns["later"].search(plain)
    if found is None or found["verb"].lower() not in lists.acts:
        return []
    before = [day for day in content if day.end <= found.start() and day.when.start]
    span = _clause(dated.passage, found.start("verb"), lists)
    if not before or any(found.end() <= day.start < span[1] for day in (*content, *dated.said)):
        return []
    first = before[-1].when.edtf.partition("/")[0].partition("T")[0]
    when = from_edtf(f"{first}/..", reader.zone)
    day = Day(found.start("verb"), found.end(), found[0], when, Basis.RELATIVE, quoted=False)
    return [_Told(day, Status.HAPPENED, lists.acts[found["verb"].lower()], span, None)]


def _statement(reader: _Reader, day: Day, said: Attribution, dated: Dated) -> _Told:
    ahead = day.when.start and day.when.start.date() > reader.article.published.day
    status = Status.PLANNED if ahead else Status.HAPPENED
    return _Told(day, status, "statement", (0, len(dated.passage.text)), said)


def _undated(reader: _Reader, dated: Dated) -> tuple[tuple[Mention, ...], str]:
    passage, patterns = dated.passage, reader.words.patterns
    article = reader.article
    if not passage.tokens or passage.sentence.role is Role.HEADLINE:
        return (), "gives no date"
    if not dated.attributions and _nameless(passage, reader):
        return (), "does not say by name whom it is about, and gives no date"
    if patterns["generic"].search(passage.plain):
        return (), "explains, and gives no date"
    if patterns["opinion"].search(article.headline) or patterns["opinion"].search(
        article.url or ""
    ):
        return (), "an opinion, and gives no date"
    if dated.attributions:
        return _undated_statement(reader, dated, dated.attributions[0])
    return _undated_act(reader, dated)


def _nameless(passage: Passage, reader: _Reader) -> bool:
    """Tell whether a sentence begins with a pronoun that may stand for anybody."""
    first = re.match(r"\W*(\w+)", passage.text)
    pronoun = first is not None and first[1].lower() in reader.words.replaced
    return pronoun and _antecedent(reader, passage.text) is None


def _undated_statement(
    reader: _Reader, dated: Dated, said: Attribution
) -> tuple[tuple[Mention, ...], str]:
    speaker = _speaker(reader, said)
    pronoun = said.speaker.lower() in reader.words.pronouns
    if pronoun or speaker is None or not _is_named(speaker, reader.words):
        return (), "nobody is named who says so, and no date is given"
    verb = dated.passage.plain[said.verb[0] : said.verb[1]].lower()
    if verb in reader.words.present:
        return (), "reports what somebody holds, and gives no date"
    if _unclear(dated.passage, reader.words):
        return (), "a quotation that does not say whom it is about, and no date is given"
    directly = bool(dated.passage.quoted)
    if speaker in reader.heard and (reader.heard[speaker] or not directly):
        return (), f"{speaker} is quoted already, and no date is given"
    reader.heard[speaker] = directly
    status = Status.CLAIMED if said.sort == "claim" else Status.HAPPENED
    told = _Told(None, status, "statement", (0, len(dated.passage.text)), said)
    why = "a statement without a date: on or before the day of publication"
    return (_mention(reader, dated, told),), why


def _is_named(speaker: str, lists: Words) -> bool:
    """Tell whether a speaker has a name, not only an office: "officials", "The family"."""
    return any(
        token.capital and token.lower not in lists.ordinary and not (lists.speakers & {token.lower})
        for token in tokenise(speaker)
    )


def _unclear(passage: Passage, lists: Words) -> bool:
    first = re.match(r"\W*(\w+)", passage.text)
    return passage.in_quotation(0) and first is not None and first[1].lower() in lists.replaced


def _undated_act(reader: _Reader, dated: Dated) -> tuple[tuple[Mention, ...], str]:
    passage, lists = dated.passage, reader.words
    act = _act(passage, lists)
    if act is None:
        return (), "tells of no act, and gives no date"
    named = reader.names.find(passage)
    if not named and not any(one.lower in lists.speakers for one in passage.tokens[:6]):
        return (), "nobody is named, and no date is given"
    verb, kind = act
    span = _clause(passage, verb.start, lists)
    clause = passage.plain[span[0] : span[1]]
    day = reader.article.published.day
    status = status_of(clause, None, day, claimed=False, words=lists)
    told = _Told(None, status, kind, span, None)
    return (_mention(reader, dated, told),), f"an act (“{verb.text}”) without a date"


def _act(passage: Passage, lists: Words) -> tuple[Token, str] | None:
    """Return the first finite verb of the main clause that tells of an act, and its kind."""
    tokens = passage.tokens
    for index, token in enumerate(tokens):
        before = tokens[index - 1].lower if index else ""
        after = tokens[index + 1].lower if index + 1 < len(tokens) else ""
        if index and token.capital:
            continue
        if token.lower in lists.subordinators and index:
            return None
        if token.lower in lists.acts and index:
            helped = before in lists.helpers or before in lists.adverbs
            if helped or (after not in lists.by and before not in lists.not_before_verb):
                return token, lists.acts[token.lower]
        elif before in lists.will:
            return token, lists.kind_bases.get(token.lower, "schedule")
    return None


@dataclass(frozen=True, slots=True)
class _Told:
    """What a sentence tells, before it has a title."""

    day: Day | None
    status: Status
    kind: str
    span: tuple[int, int]
    said: Attribution | None

    @property
    def at(self) -> int:
        """Where it stands in the sentence."""
        return self.day.start if self.day else 0


def _mention(reader: _Reader, dated: Dated, told: _Told, *, alone: bool = True) -> Mention:
    day, said = told.day, told.said
    article, passage = reader.article, dated.passage
    speaker = _speaker(reader, said) if said else None
    found = reader.names.find(passage)
    places = tuple(one.name for one in found if one.kind == "place")
    actors = tuple(one.name for one in found if one.kind == "actor")
    said_day = next(iter(dated.said), None)
    stood = _antecedent(reader, passage.text)
    written = said.speaker.strip() if said else None
    telling = Telling(
        passage=passage,
        at=(day.start, day.end) if day else None,
        clause=told.span,
        said=said,
        speaker=speaker if speaker is None or reader.has(speaker) else written,
        days=(*dated.content, *dated.said),
        antecedent=stood if stood and reader.has(stood) else None,
        statement=told.kind == "statement",
        alone=alone,
        aside=day is not None
        and reader.words.patterns["subordinate"].search(passage.plain, 0, day.start) is not None,
    )
    ordinal = reader.ordinals[" ".join(passage.text.split()).casefold()]
    reader.ordinals[" ".join(passage.text.split()).casefold()] += 1
    heading = title(telling, reader.words) or finish(article.headline, reader.words)
    return Mention(
        id=mention_id(article.key, passage.text, ordinal),
        article=_citation(article, reader.story),
        quote=passage.text,
        when=day.when if day else _open(reader, told.status),
        basis=day.basis if day else Basis.PUBLICATION,
        status=told.status,
        kind=told.kind,
        title=heading,
        summary=" ".join(strip_dateline(passage.text).split()),
        start=passage.start,
        end=passage.end,
        time_expression=day.text if day else None,
        places=places,
        actors=actors,
        said_by=speaker,
        said_at=said_day.when.edtf if said_day and said else None,
        language=article.language,
    )


def _open(reader: _Reader, status: Status) -> When:
    """Without a date in the text: told on or before the publication, planned for after it."""
    day = reader.article.published.day
    edtf = f"{day}/.." if status is Status.PLANNED else f"../{day}"
    when = from_edtf(edtf, reader.zone)
    return doubt(when) if reader.article.published.provenance is Provenance.FILE else when


def _citation(article: Article, story: Story | None) -> Citation:
    shown = story.publishers if story else {}
    host = (urlsplit(article.url or "").hostname or "").removeprefix("www.")
    publisher = article.publisher or host
    return Citation(
        key=article.key,
        drop=article.drop,
        title=article.headline,
        published=article.published.at.astimezone(UTC),
        url=article.url,
        publisher=shown.get(publisher) or shown.get(host) or article.publisher,
    )


# --- who is meant ----------------------------------------------------------------------------


def _speaker(reader: _Reader, said: Attribution) -> str | None:
    """Return the speaker as the article or the story names them; None for a pronoun unknown."""
    text = said.speaker.strip()
    lower = text.lower()
    if lower in reader.words.pronouns:
        return reader.person if lower in reader.words.person else reader.body
    owner, _, owned = text.partition(" ")
    if owner.lower() in reader.words.person and reader.person and owned:
        return f"{possessive(reader.person)} {owned}"
    return reader.names.speaker(text) or None


def _antecedent(reader: _Reader, text: str) -> str | None:
    first = re.match(r"[“\"]?(\w+)", strip_dateline(text))
    word = first[1].lower() if first else ""
    return reader.person if word in reader.words.person else reader.body


def _remember(reader: _Reader, dated: Dated) -> None:
    """Note whom a pronoun of the next sentence stands for; nobody where that could be two."""
    passage, lists = dated.passage, reader.words
    first = next((token.lower for token in passage.tokens), "")
    actors = [found for found in reader.names.find(passage) if found.kind == "actor"]
    people = [found for found in actors if _is_person(found.name, lists)]
    bodies = [found for found in actors if not _is_person(found.name, lists)]
    reader.body = bodies[0].name if bodies and bodies[0].start < 40 else None
    if people:
        alone = len(people) == 1 and first not in lists.person
        reader.person = people[0].name if alone and people[0].start < 60 else None
    elif first not in lists.person:
        subject = [one for one in dated.attributions if one.speaker.lower() in lists.person]
        reader.person = reader.person if subject else None


def _is_person(name: str, lists: Words) -> bool:
    """Tell whether a name can be a person's: two to four words, none of an organisation."""
    parts = [part.lower().strip(".") for part in name.split()]
    if not 2 <= len(parts) <= 4 or not all(part[:1].isupper() for part in name.split()):
        return False
    others = (lists.organisation, lists.place_words, lists.demonyms, lists.occasions)
    return all(listed.isdisjoint(parts) for listed in others)


# --- one article, one telling ----------------------------------------------------------------


def _fold(told: Sequence[Explanation]) -> Iterator[Explanation]:
    """Leave out what headline and lead tell of that the body tells again."""
    body = [m for one in told if one.role not in (Role.HEADLINE, Role.LEAD) for m in one.mentions]
    for one in told:
        if one.role not in (Role.HEADLINE, Role.LEAD) or not one.mentions:
            yield one
            continue
        kept = tuple(m for m in one.mentions if not any(_same(m, other) for other in body))
        if one.role is Role.HEADLINE and body:
            kept = ()
        if kept and kept[0].basis is Basis.PUBLICATION and body:
            kept = ()
        why = one.why if kept else "the body tells of it, too"
        yield replace(one, mentions=kept, why=why)


def _same(one: Mention, other: Mention) -> bool:
    mine, theirs = _content_words(one), _content_words(other)
    shared = len(mine & theirs) / max(1, min(len(mine), len(theirs)))
    if one.when.edtf == other.when.edtf:
        return shared >= 0.3
    return shared >= 0.6


def _content_words(mention: Mention) -> set[str]:
    return {
        word
        for word in re.findall(r"\w+", mention.quote.lower())
        if word not in words(mention.language).stop
    }


def _one_of_a_stub(told: Iterator[Explanation]) -> Iterator[Explanation]:
    explanations = list(told)
    body = [one for one in explanations if one.role not in (Role.HEADLINE, Role.LEAD)]
    count = sum(len(one.sentence.split()) for one in body)
    if len(body) > _STUB_SENTENCES or count > _STUB_WORDS:
        yield from explanations
        return
    mentions = [mention for one in explanations for mention in one.mentions]
    best = min(mentions, key=_rank, default=None)
    for one in explanations:
        kept = tuple(mention for mention in one.mentions if mention is best)
        why = one.why if len(kept) == len(one.mentions) else "a stub tells of one event"
        yield replace(one, mentions=kept, why=why)


def _rank(mention: Mention) -> tuple[int, int]:
    return (0 if _is_day(mention.when) else 1 if mention.basis is not Basis.PUBLICATION else 2), (
        mention.start
    )
