"""A Timeline becomes a Document of Entries: what every format publishes, each in its spelling."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, time
from enum import StrEnum
from uuid import NAMESPACE_URL, uuid5
from zoneinfo import ZoneInfo

from feeds import dates, text
from feeds.corrections import Correction
from feeds.entry import MAX_SUMMARY, Category, Entry, Site, describe
from feeds.evidence import Evidence
from feeds.query import Query, QueryError, choose, parse
from timeline import Change, Event, Story, Timeline, Withdrawal

__all__ = [
    "Category",
    "Correction",
    "Document",
    "Entry",
    "Evidence",
    "Order",
    "Query",
    "QueryError",
    "Site",
    "compose",
    "describe",
    "parse",
    "sort",
]

#: Entries of a feed unless a limit is asked for: readers poll often and keep what they saw.
FEED_LIMIT = 60
#: A story without any event was last changed then: W3C's validator doubts older dates.
NEVER = datetime(1990, 1, 1, tzinfo=UTC)


class Order(StrEnum):
    """How a document's entries are ordered."""

    #: Newest told first: feeds.
    TOLD = "told"
    #: By event date, oldest first: the page and the JSON timeline.
    DATE = "date"
    #: By event date, newest first: the embed.
    NEWEST = "newest"


@dataclass(frozen=True, slots=True)
class Document:
    """A story's entries as they are published under one URL, whatever the format."""

    #: ``urn:uuid:…``; one for each story and filter, the same in every format.
    id: str
    title: str
    description: str
    language: str
    zone: ZoneInfo
    site: Site
    story: Story
    #: What was asked for.
    query: Query
    order: Order
    entries: tuple[Entry, ...]
    #: Number of entries on all pages together.
    total: int
    #: When the story last changed (a withdrawal, too); never the time of building.
    updated: datetime
    withdrawn: tuple[Withdrawal, ...]
    revision: int
    #: URL path below which it is served: "/stories/SLUG", or "" for the first story.
    folder: str
    #: What to ask for to see the entries after these, and before them.
    next: Query | None = None
    previous: Query | None = None
    #: RFC 5005: the archives with older and with newer entries.
    older: Query | None = None
    newer: Query | None = None

    @property
    def page(self) -> str:
        """URL of the story's page."""
        return self.site.url(f"/stories/{self.story.slug}")

    @property
    def current(self) -> Query:
        """The same filter without paging."""
        return replace(self.query, before=None)

    @property
    def is_archive(self) -> bool:
        """Say whether it is one of several archives (RFC 5005, section 4).

        A part of the past that has no neighbour is marked by its link to the current document
        alone: validators take a lone archive for an incomplete one.
        """
        return self.query.before is not None and bool(self.older or self.newer)

    @property
    def hub(self) -> str | None:
        """URL of the hub that is told when this document changes; those of filters are not."""
        return None if self.query.parameters() else self.site.hub

    def url(self, suffix: str, query: Query | None = None) -> str:
        """Return the URL of this document as "feed.rss", "timeline.json" …, or of another query."""
        return self.site.url(f"{self.folder}/{suffix}{(query or self.query).encode()}")


def compose(
    timeline: Timeline,
    story: Story,
    site: Site,
    query: Query | None = None,
    *,
    order: Order = Order.TOLD,
    limit: int | None = FEED_LIMIT,
    history: Mapping[str, Sequence[Change]] | None = None,
    folder: str | None = None,
) -> Document:
    """Return the document of *timeline* that *query* asks for; the same input, the same document.

    *limit* holds where the query names none (None: all entries). *history* gives the changes of
    revised events by ``Event.id``, so that corrections can be said in words. *folder* is the URL
    path the document is served below: the story's own unless given. Raises QueryError when
    ``before`` names no event of the story.
    """
    query = query or Query()
    chosen = sort(choose(timeline.events, query, story.zone), story.zone, order)
    begin = _begin(chosen, timeline, query, story.zone, order)
    size = query.limit or limit or max(len(chosen), 1)
    shown = chosen[begin : begin + size]
    changes = history or {}
    pages = _pages(chosen, begin, size, query)
    archives = _archives(chosen, begin, size, query) if order is Order.TOLD else {}
    filters = ", ".join(f"{name}: {value}" for name, value in query.filters())
    return Document(
        id=_identity(story, query),
        title=text.title(f"{story.title} ({filters})" if filters else story.title),
        description=text.clean(story.description or story.title, MAX_SUMMARY),
        language=story.language,
        zone=story.zone,
        site=site,
        story=story,
        query=query,
        order=order,
        entries=tuple(
            describe(event, story, site, changes.get(event.id, ()), as_of=timeline.updated)
            for event in shown
        ),
        total=len(chosen),
        updated=_updated(timeline),
        withdrawn=timeline.withdrawn,
        revision=timeline.revision,
        folder=f"/stories/{story.slug}" if folder is None else folder,
        **pages,
        **archives,
    )


def _identity(story: Story, query: Query) -> str:
    own = replace(query, limit=None, before=None)
    return f"urn:uuid:{uuid5(NAMESPACE_URL, f'story:{story.slug}{own.encode()}')}"


def _updated(timeline: Timeline) -> datetime:
    moments = [event.updated for event in timeline.events]
    moments += [event.published for event in timeline.events]
    moments += [withdrawal.when for withdrawal in timeline.withdrawn]
    moments += [timeline.updated] if timeline.updated else []
    return max(moments, default=NEVER).astimezone(UTC)


# --- order and pages -------------------------------------------------------------------------

Key = tuple[datetime, datetime, str]


def _key(event: Event, zone: ZoneInfo, order: Order) -> Key:
    if order is Order.TOLD:
        return event.published, event.published, event.id
    bound = datetime.combine(dates.days(event, zone)[0], time.min, zone)
    return event.when.start or bound, event.published, event.id


def sort(events: Sequence[Event], zone: ZoneInfo, order: Order) -> tuple[Event, ...]:
    """Return *events* in a document's order."""
    return tuple(
        sorted(
            events,
            key=lambda event: _key(event, zone, order),
            reverse=order is not Order.DATE,
        )
    )


def _begin(
    chosen: Sequence[Event], timeline: Timeline, query: Query, zone: ZoneInfo, order: Order
) -> int:
    """Return how many of the *chosen* events were seen when ``before`` was the last of them.

    It may have been withdrawn since, or changed so that the filter leaves it out.
    """
    if query.before is None:
        return 0
    lasts = [withdrawal.last for withdrawal in timeline.withdrawn if withdrawal.last]
    found = next((event for event in (*timeline.events, *lasts) if event.id == query.before), None)
    if found is None:
        raise QueryError("before", "is the id of the last entry seen; this story has none like it")
    last = _key(found, zone, order)
    keys = (_key(event, zone, order) for event in chosen)
    return sum(key <= last if order is Order.DATE else key >= last for key in keys)


def _pages(chosen: Sequence[Event], begin: int, size: int, query: Query) -> dict[str, Query]:
    found: dict[str, Query] = {}
    if begin + size < len(chosen):
        found["next"] = replace(query, before=chosen[begin + size - 1].id)
    if begin > size:
        found["previous"] = replace(query, before=chosen[begin - size - 1].id)
    elif begin:
        found["previous"] = replace(query, before=None)
    return found


def _archives(chosen: Sequence[Event], begin: int, size: int, query: Query) -> dict[str, Query]:
    """Return the neighbouring archives; *chosen* is newest told first.

    An archive holds *size* entries counted from the oldest, so that new ones move no border;
    the newest document and the archive before it overlap instead.
    """
    total = len(chosen)
    found: dict[str, Query] = {}
    if query.before is None:
        if total > size:
            border = -(-(total - size) // size) * size
            found["older"] = replace(query, before=chosen[total - 1 - border].id)
        return found
    if begin + size < total:
        found["older"] = replace(query, before=chosen[begin + size - 1].id)
    if begin > size:
        found["newer"] = replace(query, before=chosen[begin - size - 1].id)
    return found
