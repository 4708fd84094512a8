"""An Event becomes an Entry: its texts clean, its links safe, its date in words first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from hashlib import sha256

from feeds import corrections, dates, text, wording
from feeds import evidence as proof
from feeds.corrections import Correction
from feeds.evidence import MAX_NAME, Evidence
from feeds.words import Language, words
from timeline import Basis, Change, Event, Status, Story

#: Kind of the events that are somebody's words: "happened" would make facts of them.
STATEMENT = "statement"

MAX_SUMMARY = 1200
MAX_EVIDENCE = 8
MAX_NAMES = 12


@dataclass(frozen=True, slots=True)
class Site:
    """Where the documents are published."""

    #: Public URL, without a slash at its end: "https://example.org/olympics".
    base_url: str
    title: str
    language: str = "en"
    #: WebSub hub that is told of changes.
    hub: str | None = None

    def url(self, path: str) -> str:
        """Return the absolute URL of *path*, which starts with a slash or is empty."""
        return self.base_url.rstrip("/") + path


@dataclass(frozen=True, slots=True)
class Category:
    """A tag and the list it comes from."""

    term: str
    #: "kind", "place" or "actor".
    scheme: str


@dataclass(frozen=True, slots=True)
class Entry:
    """An Event as it is published; texts are clean and plain unless said otherwise."""

    #: ``urn:uuid:…``; the same in every format and for ever.
    id: str
    #: The event's page.
    url: str
    title: str
    summary: str
    #: When it was: "on or before 28 January 2026".
    when: str
    #: "planned", in the story's language.
    status: str
    #: *when* and *status*: "6 February 2026 — planned".
    lead: str
    #: How exact the date is and where it comes from.
    precision: str
    #: HTML: *lead*, summary, evidence, corrections, precision.
    content: str
    #: First told; never changes.
    published: datetime
    #: Last change a subscriber would notice; distinct within a document.
    updated: datetime
    #: First and last date of the event (``dates.w3c``); None on an open side.
    start: str | None
    end: str | None
    #: Extended Date/Time Format: the event's date as exact as its text.
    edtf: str
    kind: str
    places: tuple[str, ...]
    actors: tuple[str, ...]
    categories: tuple[Category, ...]
    evidence: tuple[Evidence, ...]
    #: All of it that counts: what an entry has room for, and the rest on the event's page.
    reports: tuple[Evidence, ...]
    #: Sentences that are not shown, for want of room.
    more_evidence: int
    corrections: tuple[Correction, ...]
    event: Event

    @property
    def uuid(self) -> str:
        """The bare UUID: UID of the calendar, ``unique_id`` of the timeline."""
        return self.event.id

    @property
    def publishers(self) -> tuple[str, ...]:
        """Who tells of it as far as it is known, in order of arrival, each once."""
        named = (item.publisher for item in self.evidence if not item.is_nameless)
        return tuple(dict.fromkeys(named))

    @property
    def sources(self) -> tuple[Evidence, ...]:
        """One sentence of each article that can be linked to, in order of arrival."""
        first: dict[str, Evidence] = {}
        for item in self.evidence:
            if item.url:
                first.setdefault(item.url, item)
        return tuple(first.values())


def describe(
    event: Event,
    story: Story,
    site: Site,
    changes: Sequence[Change] = (),
    *,
    as_of: datetime | None = None,
) -> Entry:
    """Return *event* as it is published; *changes* is its history, to say what was corrected.

    *as_of* is when its timeline last changed: a plan whose day was over by then "was planned".
    The clock is not asked, so that a revision has the same bytes whenever it is rendered.
    """
    language = story.language
    own = words(language)
    when = text.clean(wording.say(event.when, story.zone, language, event.status), MAX_NAME) or "?"
    status = _status(event, own, as_of)
    reports = tuple(proof.read(mention, story) for mention in event.mentions[: proof.MAX_MENTIONS])
    evidence = reports[:MAX_EVIDENCE]
    corrected = corrections.tell(event, changes, story)
    title = text.title(event.title) or text.title(event.summary) or text.title(when)
    summary = _summary(event) or title
    places, actors = _names(event.places), _names(event.actors)
    start, end = dates.w3c(event.when)
    url = site.url(f"/events/{event.id}")
    lead = f"{when} — {status}"
    precision = _precision(event, own)
    more = len(event.mentions) - len(evidence)
    return Entry(
        id=event.urn,
        url=url,
        title=title,
        summary=summary,
        when=when,
        status=status,
        lead=lead,
        precision=precision,
        content="".join(
            (
                f"<p><strong>{text.html(lead)}</strong></p>",
                f"<p>{text.html(summary)}</p>",
                proof.html(evidence, summary, language),
                _more(more, url, own),
                *(f"<p><em>{text.html(item.words)}</em></p>" for item in corrected),
                f"<p><small>{text.html(precision)}</small></p>",
            )
        ),
        published=event.published,
        updated=_updated(event),
        start=start,
        end=end,
        edtf=text.clean(event.when.edtf, MAX_NAME),
        kind=text.title(event.kind, MAX_NAME),
        places=places,
        actors=actors,
        categories=_categories(event.kind, places, actors),
        evidence=evidence,
        reports=reports,
        more_evidence=more,
        corrections=corrected,
        event=event,
    )


def _summary(event: Event) -> str:
    """Return the event's sentence, cut as the quotation that it is."""
    own = (one.time_expression for one in event.mentions if one.quote == event.summary)
    return text.excerpt(event.summary, next(own, None), proof.MAX_QUOTE)


def _status(event: Event, own: Language, as_of: datetime | None) -> str:
    if event.kind == STATEMENT and event.status is Status.HAPPENED:
        return own.said
    over = event.when.end is not None and as_of is not None and event.when.end <= as_of
    if event.status is Status.PLANNED and over:
        return own.was_planned
    return own.status[event.status]


def _names(names: Sequence[str]) -> tuple[str, ...]:
    found = (text.title(name, MAX_NAME) for name in names[:MAX_NAMES])
    return tuple(dict.fromkeys(name for name in found if name))


def _categories(
    kind: str, places: tuple[str, ...], actors: tuple[str, ...]
) -> tuple[Category, ...]:
    found: dict[str, str] = {}
    for scheme, terms in (("kind", (kind,)), ("place", places), ("actor", actors)):
        for term in terms:
            found.setdefault(text.tag(term), scheme)
    return tuple(Category(term, scheme) for term, scheme in found.items() if term)


def _more(number: int, url: str, own: Language) -> str:
    if number <= 0:
        return ""
    return f'<p><a href="{text.html(url)}">{text.html(own.more.format(number=number))}</a></p>'


def _precision(event: Event, own: Language) -> str:
    """Say how exact the date is and why the event is dated so, in the words that date it."""
    exact = own.granularity[event.when.granularity].capitalize()
    if event.mentions and all(one.when.edtf != event.when.edtf for one in event.mentions):
        return own.set_by_hand if "?" in event.when.edtf else f"{exact}. {own.set_by_hand}"
    expression = text.clean(_expression(event), MAX_NAME)
    if "?" in event.when.edtf:
        return own.unsure_relative.format(words=expression) if expression else own.unsure_open
    if event.basis is Basis.PUBLICATION:
        # an undated plan lies ahead of the day it was published on
        lies_ahead = event.when.start is not None and event.when.end is None
        return f"{exact}. {own.undated_ahead if lies_ahead else own.basis[event.basis]}"
    if not expression:
        return f"{exact}."
    return f"{exact}. {own.basis[event.basis].format(words=expression)}"


def _expression(event: Event) -> str:
    """Return the time expression of the first mention that dates the event as it is dated."""
    for mention in event.mentions:
        if (mention.basis, mention.when.edtf) == (event.basis, event.when.edtf):
            return mention.time_expression or ""
    return ""


def _updated(event: Event) -> datetime:
    """Return ``event.updated``, moved by less than two seconds so that no two are the same.

    One correction often touches several events at once, and validators and some readers take
    equal times for one and the same entry. The id decides on the fraction, so it stays.
    """
    if event.revision == 1:
        return event.published
    fraction = int(sha256(event.id.encode()).hexdigest()[:12], 16) % 999_999 + 1
    moment = event.updated.astimezone(UTC).replace(microsecond=0)
    moved = moment + timedelta(microseconds=fraction) - timedelta(seconds=1)
    return max(moved, event.published + timedelta(microseconds=fraction))
