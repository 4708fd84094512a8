"""Timelines built by hand, for the tests of pages and service."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from uuid import NAMESPACE_URL, uuid5
from zoneinfo import ZoneInfo

from timeline import (
    Basis,
    Citation,
    Event,
    Granularity,
    Mention,
    Status,
    Story,
    Timeline,
    When,
)

ROME = ZoneInfo("Europe/Rome")
BASE = "https://example.org/olympics"
TOLD = datetime(2026, 1, 28, 9, 0, tzinfo=UTC)
STORY = Story(
    slug="snow-trains",
    title="Night trains to the snow",
    description="How the valley railway gets ready for the winter crowds.",
    zone=ROME,
)


def on(
    day: str, granularity: Granularity = Granularity.DAY, hours: tuple[int, int] = (0, 24)
) -> When:
    """Return the When of a day, or of some hours of it."""
    midnight = datetime.combine(date.fromisoformat(day), time.min, ROME)
    return When(
        day, midnight + timedelta(hours=hours[0]), midnight + timedelta(hours=hours[1]), granularity
    )


def not_after(day: str) -> When:
    """Return the When of "on or before"."""
    return When(f"../{day}", None, on(day).end, Granularity.UNKNOWN)


def month(first: str, following: str) -> When:
    return When(first[:7], on(first).start, on(following).start, Granularity.MONTH)


def make(
    title: str,
    when: When,
    *,
    status: Status = Status.HAPPENED,
    basis: Basis = Basis.EXPLICIT,
    kind: str = "statement",
    places: tuple[str, ...] = (),
    actors: tuple[str, ...] = (),
    publishers: tuple[str, ...] = ("Valley Post",),
    told: datetime = TOLD,
    revision: int = 1,
    **more,
) -> Event:
    """Return an event whose id follows from its title."""
    key = str(uuid5(NAMESPACE_URL, title))
    mentions = tuple(
        Mention(
            id=str(uuid5(NAMESPACE_URL, title + publisher)),
            article=Citation(
                key=f"https://{publisher.lower().replace(' ', '-')}.example/{key[:8]}",
                drop=f"{key[:8]}.txt",
                title=f"What we know: {title}",
                published=told - timedelta(hours=3),
                url=f"https://{publisher.lower().replace(' ', '-')}.example/{key[:8]}",
                publisher=publisher,
            ),
            quote=f"{title}, a spokeswoman said on Tuesday.",
            when=when,
            basis=basis,
            status=status,
            kind=kind,
            title=title,
            summary=f"{title}, as people close to the matter say.",
            time_expression="on Tuesday",
            places=places,
            actors=actors,
            said_by="a spokeswoman" if kind == "statement" else None,
        )
        for publisher in publishers
    )
    return Event(
        id=key,
        when=when,
        basis=basis,
        status=status,
        kind=kind,
        title=title,
        summary=f"{title}, as people close to the matter say.",
        places=places,
        actors=actors,
        mentions=more.pop("mentions", mentions),
        published=told,
        updated=more.pop("updated", told),
        revision=revision,
        **more,
    )


def timeline(*events: Event, revision: int = 1, updated: datetime = TOLD, **more) -> Timeline:
    return Timeline(STORY.slug, events, revision=revision, updated=updated, **more)


def sample() -> Timeline:
    """Return a timeline with every status and kind of date."""
    return timeline(
        make("The region orders forty new coaches", month("2025-11-01", "2025-12-01"), kind="plan"),
        make(
            "A test train reaches the upper station",
            on("2026-01-24"),
            places=("Upper Station",),
            kind="test",
        ),
        make(
            "Drivers and railway agree on night shifts",
            on("2026-01-27", Granularity.PART_OF_DAY, (6, 12)),
            actors=("Drivers’ Union", "Valley Railway"),
            publishers=("Valley Post", "Alpine Wire", "Il Corriere della Valle"),
            places=("Lower Town",),
        ),
        make(
            "The timetable goes online",
            on("2026-01-27"),
            status=Status.ONGOING,
            publishers=("Alpine Wire",),
        ),
        make(
            "A tunnel is said to be too low for the new coaches",
            not_after("2026-01-28"),
            status=Status.CLAIMED,
            basis=Basis.PUBLICATION,
            revision=2,
            updated=TOLD + timedelta(days=1),
        ),
        make(
            "The first night train leaves",
            When(
                "2026-02-06T22:15:00+01:00",
                datetime(2026, 2, 6, 22, 15, tzinfo=ROME),
                datetime(2026, 2, 6, 22, 16, tzinfo=ROME),
                Granularity.MINUTE,
            ),
            status=Status.PLANNED,
            basis=Basis.NAMED,
            places=("Lower Town", "Upper Station"),
            publishers=("Valley Post", "Alpine Wire"),
            kind="schedule",
        ),
        make(
            "A concert on the platform", on("2026-02-07"), status=Status.CALLED_OFF, kind="schedule"
        ),
        make(
            "Trains run through the night at the weekend",
            When(
                "2026-02-14/2026-02-15",
                on("2026-02-14").start,
                on("2026-02-15").end,
                Granularity.RANGE,
            ),
            status=Status.PLANNED,
            kind="schedule",
        ),
    )
