"""The values that travel: Drop, Article, Sentence, TimeExpression, When, Mention, Event, Timeline.

A type tells where in the flow you are::

    Drop -> Article -> Sentence -> TimeExpression -> Mention -> Event, Timeline

All of them are immutable; datetimes are aware.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from math import inf
from zoneinfo import ZoneInfo

# --- a drop and the article in it ------------------------------------------------------------


class Role(StrEnum):
    """What a piece of an article's text is; only some roles can tell of events."""

    HEADLINE = "headline"
    #: The description or standfirst: sums the article up.
    LEAD = "lead"
    BODY = "body"
    #: A block quotation.
    QUOTATION = "quotation"
    LIST = "list"
    #: A short line between paragraphs, also called subheading.
    CROSSHEAD = "crosshead"
    #: Text of or under a picture.
    CAPTION = "caption"
    BYLINE = "byline"
    #: Who took the picture, who contributed, whose copyright it is.
    CREDIT = "credit"
    #: Leads to another article ("Related", an aside with a link).
    LINK = "link"
    #: "CLICK HERE", "Sign up for our newsletter".
    PROMOTION = "promotion"
    #: A live blog's time stamp; dates the entries below it.
    STAMP = "stamp"


class Granularity(StrEnum):
    """How fine a When is."""

    MINUTE = "minute"
    PART_OF_DAY = "part of day"
    DAY = "day"
    RANGE = "range"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    SEASON = "season"
    YEAR = "year"
    #: One side is open: "on or before".
    UNKNOWN = "unknown"


class Provenance(StrEnum):
    """Where an article's date of publication was found, best first."""

    #: A person set it (sidecar file or ``timeline drops set-date``).
    PERSON = "person"
    URL = "url"
    #: Metadata of a saved page (JSON-LD, meta tags).
    METADATA = "metadata"
    #: A line of the text: "Published on: January 28, 2026 at 12:59 PM ET".
    LINE = "line"
    DATELINE = "dateline"
    #: May be the day somebody saved the link.
    FRONT_MATTER = "front matter"
    #: A date somewhere in a page that does not say what it is the date of.
    PAGE = "page"
    #: "MILAN, Jan. 27 —" with the year of the file, where nothing else gives one.
    YEARLESS = "dateline without a year"
    #: A day in the drop's name or folder, which may be the day it was saved: "2026/01/27/a.txt".
    NAME = "file name"
    #: Time of the file, when nothing in it gives a date.
    FILE = "file"

    @property
    def uncertain(self) -> bool:
        """Whether it may be another date than the article's: what rests on it carries "?"."""
        rest = (Provenance.PAGE, Provenance.YEARLESS, Provenance.NAME, Provenance.FILE)
        return self in rest


@dataclass(frozen=True, slots=True)
class Drop:
    """One file as it arrived in ``seeds/``."""

    #: Path below the seeds folder, with "/".
    name: str
    content: bytes
    #: Time of the file.
    modified: datetime
    #: SHA-256 of the content (and of the sidecar, if there is one), hexadecimal.
    digest: str
    #: Content of NAME.meta.toml beside it: what a person set right.
    sidecar: bytes = b""
    #: When it was taken in, if that is known: nothing in it was published later.
    taken: datetime | None = None


class DropState(StrEnum):
    """What became of a drop."""

    #: Its articles are in the timeline.
    TAKEN = "taken"
    #: It cannot be used as it is; tried again when it changes.
    REJECTED = "rejected"
    #: Its file is gone; what it said stays.
    REMOVED = "removed"
    #: Its file is gone, and what no other drop says is withdrawn; the settings said so.
    RETRACTED = "retracted"
    #: Somebody asked for another try.
    RETRY = "retry"
    #: What it said was taken out on request; it is not taken again.
    PURGED = "purged"


@dataclass(frozen=True, slots=True)
class Receipt:
    """What became of a drop, and how to tell whether its file has changed since."""

    #: ``Drop.name``.
    name: str
    state: DropState
    #: The file's time, size and inode when it was looked at, as text.
    stamp: str
    #: When its state was decided.
    at: datetime
    #: ``Drop.digest``; None when the file could not be read.
    digest: str | None = None
    #: Keys of the articles in it.
    articles: tuple[str, ...] = ()
    #: Why it was rejected, or what it says does not count, and what to do, in words.
    reason: str | None = None
    #: Line of the file that has to be looked at.
    line: int | None = None


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A piece of an article's text, and what it is."""

    text: str
    role: Role = Role.BODY


@dataclass(frozen=True, slots=True)
class Published:
    """When an article was published: the document creation time (DCT)."""

    #: In the article's own zone; midnight when only the day is known.
    at: datetime
    #: DAY or MINUTE.
    granularity: Granularity
    provenance: Provenance
    #: As it was written: "January 28, 2026 at 12:59 PM ET".
    said: str

    @property
    def day(self) -> date:
        """The day of publication, in the article's own zone."""
        return self.at.date()


@dataclass(frozen=True, slots=True)
class Article:
    """What a drop says."""

    #: Identity: the canonical link where there is one, else ``sha256:`` and the digest of the text.
    key: str
    #: Name of the drop it came in.
    drop: str
    headline: str
    published: Published
    #: In reading order. The headline is one of them where it is not repeated in the body.
    paragraphs: tuple[Paragraph, ...]
    url: str | None = None
    publisher: str | None = None
    byline: str | None = None
    #: "MILAN (AP) —": the place before the text.
    dateline: str | None = None
    #: BCP 47 code.
    language: str = "en"
    tags: tuple[str, ...] = ()
    #: What was put right or is doubtful about the drop, in words ("mojibake repaired").
    notes: tuple[str, ...] = ()
    #: When its text was last changed, to the minute and in UTC, where it says so.
    changed: datetime | None = None


# --- sentences and time expressions ----------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of an article."""

    text: str
    role: Role
    #: Index of its paragraph in ``Article.paragraphs``.
    paragraph: int
    #: Offset of its first character in the paragraph.
    start: int

    @property
    def end(self) -> int:
        """Offset after its last character in the paragraph."""
        return self.start + len(self.text)


class TimexType(StrEnum):
    """Types of TIMEX3 (ISO 24617-1)."""

    DATE = "DATE"
    TIME = "TIME"
    DURATION = "DURATION"
    SET = "SET"


@dataclass(frozen=True, slots=True)
class TimeExpression:
    """Words that tell a time, with their TIMEX3 type and value."""

    start: int
    end: int
    text: str
    type: TimexType
    #: TIMEX3 value: "2026-01-27TMO", "2026-W04-WE", "P2D", "PAST_REF".
    value: str
    #: TIMEX3 mod: START, MID, END, BEFORE, AFTER, ON_OR_BEFORE, ON_OR_AFTER, APPROX …
    mod: str | None = None
    #: The date stands in the text; else it was resolved against an anchor.
    explicit: bool = False
    #: UTC offset or IANA name of a clock time, when the text names one ("12:59 PM ET").
    zone: str | None = None
    #: Last value of a range ("from Feb. 6 to 22", "Jan. 24-25"); ``value`` is the first.
    until: str | None = None
    #: What so long before or after a day comes to: "two weeks after the theft of 3 March".
    comes_to: str | None = None


@dataclass(frozen=True, slots=True)
class When:
    """A resolved value: half-open bounds and how fine they are."""

    #: Extended Date/Time Format (ISO 8601-2), level 0 or 1, never finer than the text.
    edtf: str
    #: None on an open side.
    start: datetime | None
    #: Not part of it; None on an open side.
    end: datetime | None
    granularity: Granularity


# --- mentions, events, timelines -------------------------------------------------------------


class Status(StrEnum):
    """What an event's sources say of its reality."""

    HAPPENED = "happened"
    PLANNED = "planned"
    ONGOING = "ongoing"
    #: Somebody says so, nobody confirms.
    CLAIMED = "claimed"
    CALLED_OFF = "called off"


class Basis(StrEnum):
    """Why an event is dated so."""

    EXPLICIT = "explicit"
    #: Resolved against an anchor: "on Tuesday".
    RELATIVE = "relative"
    #: A named date of the story: "the opening ceremony".
    NAMED = "named"
    #: The text gives no date: on or before it was published.
    PUBLICATION = "publication"


@dataclass(frozen=True, slots=True)
class Citation:
    """What is shown of the article behind a mention."""

    #: ``Article.key``.
    key: str
    #: Name of the drop.
    drop: str
    title: str
    published: datetime
    url: str | None = None
    publisher: str | None = None


@dataclass(frozen=True, slots=True)
class Mention:
    """Where and how one article tells of one event."""

    #: Identity: UUIDv5 of the article's key and the sentence (``events.mention_id``).
    id: str
    article: Citation
    #: The sentence that says so, as it came.
    quote: str
    when: When
    basis: Basis
    status: Status
    #: One of the closed list in ``docs/design.md#kinds``: "statement", "schedule", "incident" …
    kind: str
    #: At most 110 characters, of the article's words.
    title: str
    summary: str
    #: Span of the sentence in the article's text (paragraphs joined by blank lines).
    start: int = 0
    end: int = 0
    time_expression: str | None = None
    places: tuple[str, ...] = ()
    actors: tuple[str, ...] = ()
    said_by: str | None = None
    #: EDTF; the day of saying never dates the content.
    said_at: str | None = None
    language: str = "en"


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened or will, once, with everything that tells of it."""

    #: Bare UUID; given once and kept for ever.
    id: str
    when: When
    basis: Basis
    status: Status
    kind: str
    title: str
    summary: str
    places: tuple[str, ...]
    actors: tuple[str, ...]
    #: In order of arrival.
    mentions: tuple[Mention, ...]
    #: First told; never changes. Distinct by a second within a story.
    published: datetime
    #: Last change that a subscriber would notice.
    updated: datetime
    revision: int = 1
    #: What an editor decided of it by hand: there its sources overrule nothing.
    decided: frozenset[Ruling] = frozenset()

    @property
    def urn(self) -> str:
        """The feeds' id."""
        return f"urn:uuid:{self.id}"

    @property
    def by_date(self) -> tuple[float, float, str]:
        """What a Timeline is ordered by: begin and end, in seconds since the epoch, and id.

        An event without a beginning stands at its end, one without both comes last.
        """
        start, end = self.when.start, self.when.end
        first = start.timestamp() if start else end.timestamp() - 1 if end else inf
        return first, end.timestamp() if end else first, self.id


#: Why an event is withdrawn; pages say it in their own language.
UNSUPPORTED = "no report supports it any longer"
SAME_AS_ANOTHER = "proved to be the same event as another"
#: An editor hid it: nothing of what it said is shown.
HIDDEN = "taken out by an editor"


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """An event that left the timeline."""

    id: str
    when: datetime
    why: str
    #: The event that stands in its place, when two proved to be one.
    replaced_by: str | None = None
    #: As it was last told: a calendar has to name what it calls off. None when nobody knows.
    last: Event | None = None
    #: When it was first told, and its revision, where ``last`` is forgotten: they stay for ever.
    published: datetime | None = None
    revision: int = 1

    @property
    def is_hidden(self) -> bool:
        """Tell whether an editor hid it, so that nothing of what it said is to be shown."""
        return self.why == HIDDEN


@dataclass(frozen=True, slots=True)
class Change:
    """One line of an event's history; the log is append-only."""

    #: ``Event.id``.
    event: str
    at: datetime
    #: "added", "joined", "left", "corrected", "merged", "split", "changed" or "withdrawn".
    what: str
    #: In words, for the event's page: "drop-b.txt tells of it, too".
    why: str
    #: Ids of the mentions concerned.
    mentions: tuple[str, ...] = ()
    #: The other event of a merge or split; the mention in whose place a corrected one stands.
    other: str | None = None


class Ruling(StrEnum):
    """What an editor can decide by hand."""

    #: The event is not published.
    HIDE = "hide"
    #: ``value`` is the event's title.
    TITLE = "title"
    #: ``value`` is the event's date: a When as JSON (``storage.overrides.dated``).
    DATE = "date"
    #: ``value`` is the event's status (``Status``).
    STATUS = "status"
    #: ``value`` is who says it; empty: nobody.
    SPEAKER = "speaker"
    #: ``value`` is the id of another event that is the same one.
    MERGE = "merge"
    #: ``value`` names, with spaces between, the mentions that tell of another event, or their
    #: articles by key.
    SPLIT = "split"
    #: ``value`` is the number of a decision that holds no longer.
    UNDO = "undo"


@dataclass(frozen=True, slots=True)
class Override:
    """An editor's decision on an event: overrules the reduction, and lasts over it."""

    #: ``Event.id``.
    event: str
    ruling: Ruling
    at: datetime
    #: Who decided.
    by: str
    value: str | None = None
    #: Given when it is kept; the database counts the decisions on all stories.
    number: int | None = None


@dataclass(frozen=True, slots=True)
class Fate:
    """What became of a drop, for whoever brought it."""

    #: ``Receipt.name``.
    name: str
    #: The file that lies there now has not been looked at.
    waits: bool
    #: What became of it when it was last looked at; None before the first time.
    receipt: Receipt | None = None
    articles: tuple[Article, ...] = ()
    #: What its articles tell of: the story's slug and the event.
    events: tuple[tuple[str, Event], ...] = ()


@dataclass(frozen=True, slots=True)
class Timeline:
    """A story's events, ordered by date, and its revision."""

    story: str
    events: tuple[Event, ...] = ()
    withdrawn: tuple[Withdrawal, ...] = ()
    #: Moves with every change of what is published.
    revision: int = 0
    #: When it last moved.
    updated: datetime | None = None


# --- a story ---------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Name:
    """A person, place or organisation of a story, and how articles write it."""

    name: str
    #: "actor" or "place".
    kind: str
    variants: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Story:
    """The configured subject; one file in ``config/stories/``."""

    slug: str
    title: str
    description: str
    zone: ZoneInfo
    language: str = "en"
    #: Words and phrases of the subject, with their weight.
    terms: tuple[tuple[str, float], ...] = ()
    #: Words and phrases that speak against it.
    excluded: tuple[str, ...] = ()
    names: tuple[Name, ...] = ()
    #: "opening ceremony" -> "2026-02-06" (EDTF), longest phrase first.
    named_dates: tuple[tuple[str, str], ...] = ()
    #: Host name or name as written -> name to show.
    publishers: dict[str, str] = field(default_factory=dict, hash=False)


class Stage(StrEnum):
    """What is done with a drop, for whoever asks where the time goes."""

    READ = "read"
    REDUCE = "reduce"
    MERGE = "merge"
    STORE = "store"


# --- the watch -------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Watching:
    """What the watch last did and will do next."""

    #: When it last finished looking for drops.
    last: datetime | None
    #: When it will look again.
    next: datetime | None
    #: Seconds between two looks; the longest expected silence.
    period: float
    #: What went wrong at the last look, in words.
    error: str | None = None
