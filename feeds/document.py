"""A Timeline becomes a Document of Entries: what every format publishes, each in its spelling."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from uuid import NAMESPACE_URL, uuid5
from zoneinfo import ZoneInfo

from feeds import text
from feeds.ahead import latest
from feeds.corrections import Correction
from feeds.entry import MAX_SUMMARY, Category, Entry, Site, describe
from feeds.evidence import Evidence
from feeds.query import Query, QueryError, choice, parse
from timeline import Change, Event, Excerpt, Order, Snapshot, Story, Timeline, Withdrawal, snapshot

__all__ = [
    "Category",
    "Correction",
    "Document",
    "Entry",
    "Evidence",
    "Histories",
    "Order",
    "Query",
    "QueryError",
    "Site",
    "compose",
    "describe",
    "no_history",
    "parse",
]

#: Entries of a feed unless a limit is asked for: readers poll often and keep what they saw.
FEED_LIMIT = 60
#: A story without any event was last changed then: W3C's validator doubts older dates.
NEVER = datetime(1990, 1, 1, tzinfo=UTC)


#: Gives what happened to an event, oldest first, by its id.
Histories = Callable[[str], Sequence[Change]]


def no_history(_event: str) -> Sequence[Change]:
    """Return nothing: nobody keeps what happened."""
    return ()


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
    #: The last entries by date and those next to come; nothing is on another page.
    newest: bool = False

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
        asked = (query or self.query).encode()
        if self.newest and query is None:
            asked += "&order=newest" if asked else "?order=newest"
        return self.site.url(f"{self.folder}/{suffix}{asked}")


def compose(
    timeline: Timeline | Snapshot,
    story: Story,
    site: Site,
    query: Query | None = None,
    *,
    order: Order = Order.TOLD,
    limit: int | None = FEED_LIMIT,
    history: Histories = no_history,
    folder: str | None = None,
    withdrawn: bool = True,
    ends: bool = False,
    newest: bool = False,
) -> Document:
    """Return the document of *timeline* that *query* asks for; the same input, the same document.

    *limit* holds where the query names none (None: all entries). *history* gives the changes of a
    revised event by its id, so that corrections can be said in words. *folder* is the URL
    path the document is served below: the story's own unless given. Without *withdrawn* it does
    not name what has left. One that *ends* a story shows its latest events by date where they are
    more than *limit*, and with *newest* always. Raises QueryError when
    ``before`` names no event of the story.
    """
    query = query or Query()
    now, size = snapshot(timeline, story.zone), query.limit or limit
    found = None if newest else _select(now, query, story, order, size)
    links = _links(found, size, query, order) if found and size else {}
    if found is None or (ends and _is_cut(found, query)):
        found, links = _select(now, query, story, Order.NEWEST, size), {}
        found = replace(found, events=found.events[::-1])
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
            describe(event, story, site, _told(event, history), as_of=now.updated)
            for event in found.events
        ),
        total=found.total,
        updated=(now.changed() or NEVER).astimezone(UTC),
        withdrawn=now.withdrawn() if withdrawn else (),
        revision=now.revision,
        folder=f"/stories/{story.slug}" if folder is None else folder,
        newest=newest,
        **links,
    )


def _select(now: Snapshot, query: Query, story: Story, order: Order, size: int | None) -> Excerpt:
    """Return the events of *query*; newest first, they begin where the plans do not fill it."""
    asked = choice(query, story.zone)
    if order is Order.NEWEST and size and not query.before:
        return latest(now, asked, size)
    try:
        return now.select(asked, order, size, query.before)
    except LookupError:
        raise QueryError(
            "before", "is the id of the last entry seen; this story has none like it"
        ) from None


def _is_cut(found: Excerpt, query: Query) -> bool:
    """Tell whether events are left out that nobody asked to leave out."""
    return not (query.before or query.limit) and found.total > len(found.events)


def _told(event: Event, history: Histories) -> Sequence[Change]:
    """Return an event's history; what was never revised has none that is told."""
    return history(event.id) if event.revision > 1 else ()


def _identity(story: Story, query: Query) -> str:
    own = replace(query, limit=None, before=None)
    return f"urn:uuid:{uuid5(NAMESPACE_URL, f'story:{story.slug}{own.encode()}')}"


# --- pages -----------------------------------------------------------------------------------


def _links(found: Excerpt, size: int, query: Query, order: Order) -> dict[str, Query]:
    """Return what to ask for to see what stands before and after, in pages and in archives."""
    archives = _archives(found, size, query) if order is Order.TOLD else {}
    return _pages(found, size, query) | archives


def _pages(found: Excerpt, size: int, query: Query) -> dict[str, Query]:
    pages: dict[str, Query] = {}
    if found.begin + size < found.total:
        pages["next"] = replace(query, before=found.events[-1].id)
    if found.begin:
        pages["previous"] = replace(query, before=found.back)
    return pages


def _archives(found: Excerpt, size: int, query: Query) -> dict[str, Query]:
    """Return the neighbouring archives; what was *found* is newest told first.

    An archive holds *size* entries counted from the oldest, so that new ones move no border;
    the newest document and the archive before it overlap instead.
    """
    archives: dict[str, Query] = {}
    if query.before is None:
        if found.total > size:
            border = -(-(found.total - size) // size) * size
            archives["older"] = replace(query, before=found.events[found.total - 1 - border].id)
        return archives
    if found.begin + size < found.total:
        archives["older"] = replace(query, before=found.events[-1].id)
    if found.back is not None:
        archives["newer"] = replace(query, before=found.back)
    return archives
