"""Timelines made for tests: events of our own words, one of every kind of date."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import NAMESPACE_URL, uuid5
from zoneinfo import ZoneInfo

from feeds.document import Site
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
    Withdrawal,
)

ROME = ZoneInfo("Europe/Rome")
SITE = Site("https://example.org", "Winter desk")
STORY = Story(
    "winter-games",
    "Security at the Winter Games",
    "Who guards the Games, and who objects.",
    ROME,
    publishers={"courier.example": "The Courier"},
)
NOW = datetime(2026, 1, 28, 18, 0, tzinfo=UTC)


def at(year, month, day, hour=0, minute=0):
    return datetime(year, month, day, hour, minute, tzinfo=ROME)


def day(text, days=1, granularity=Granularity.DAY, edtf=None):
    start = datetime.fromisoformat(text).replace(tzinfo=ROME)
    return When(edtf or text, start, start + timedelta(days=days), granularity)


#: One of every precision that texts have.
WHENS = {
    "day": day("2026-02-06"),
    "part of day": When(
        "2026-01-27", at(2026, 1, 27, 6), at(2026, 1, 27, 12), Granularity.PART_OF_DAY
    ),
    "minute": When(
        "2026-02-06T20:00:00+01:00", at(2026, 2, 6, 20), at(2026, 2, 6, 20, 1), Granularity.MINUTE
    ),
    "midnight": When(
        "2026-02-07T00:00:00+01:00", at(2026, 2, 7), at(2026, 2, 7, 0, 1), Granularity.MINUTE
    ),
    "weekend": day("2026-01-24", 2, Granularity.RANGE, "2026-01-24/2026-01-25"),
    "games": day("2026-02-06", 17, Granularity.RANGE, "2026-02-06/2026-02-22"),
    "week": day("2026-02-02", 7, Granularity.WEEK, "2026-02-02/2026-02-08"),
    "month": When("2026-02", at(2026, 2, 1), at(2026, 3, 1), Granularity.MONTH),
    "quarter": When("2026-01/2026-03", at(2026, 1, 1), at(2026, 4, 1), Granularity.QUARTER),
    "season": When("2026-21", at(2026, 3, 1), at(2026, 6, 1), Granularity.SEASON),
    "year": When("2025", at(2025, 1, 1), at(2026, 1, 1), Granularity.YEAR),
    "before": When("../2026-01-28", None, at(2026, 1, 29), Granularity.UNKNOWN),
    "after": When("2026-02-22/..", at(2026, 2, 22), None, Granularity.UNKNOWN),
    "uncertain": day("2026-01-25", edtf="2026-01-25?"),
    "about": day("2026-01-20", edtf="2026-01-20~"),
    "old": day("1936-02-06"),
}


def event(name, when, *, number=0, **changes):
    """Return an event told *number* minutes after NOW minus a day, by one article."""
    published = changes.pop("published", NOW - timedelta(days=1) + timedelta(minutes=number))
    article = Citation(
        key=f"https://courier.example/{number}",
        drop=f"{number:03}.txt",
        title=f"Report number {number}",
        published=at(2026, 1, 28, 12, 59),
        url=f"https://courier.example/{number}",
        publisher="The Courier",
    )
    mention = Mention(
        id=str(uuid5(NAMESPACE_URL, f"mention {name} {number}")),
        article=article,
        quote=f"The council said the {name} would be watched.",
        when=when,
        basis=Basis.RELATIVE,
        status=changes.get("status", Status.HAPPENED),
        kind="statement",
        title=name,
        summary=name,
        time_expression="on Tuesday",
    )
    own = Event(
        id=str(uuid5(NAMESPACE_URL, f"event {name} {number}")),
        when=when,
        basis=Basis.RELATIVE,
        status=Status.HAPPENED,
        kind="statement",
        title=f"Council speaks of the {name}",
        summary=f"The council said the {name} would be watched closely.",
        places=("Milan",),
        actors=("City council",),
        mentions=(mention,),
        published=published,
        updated=published,
    )
    return replace(own, **changes)


def every_kind():
    """Return a timeline with one event of every kind of date and of every status."""
    statuses = list(Status)
    events = [
        event(name, when, number=number, status=statuses[number % len(statuses)])
        for number, (name, when) in enumerate(WHENS.items())
    ]
    return timeline(*events)


def timeline(*events, withdrawn=()):
    moments = [own.updated for own in events] + [item.when for item in withdrawn]
    # the articles were taken in after they were published
    moments += [mention.article.published for own in events for mention in own.mentions]
    return Timeline(
        STORY.slug, tuple(events), tuple(withdrawn), len(events), max(moments, default=None)
    )


def many(number):
    """Return a timeline of so many events, a day and a minute apart."""
    start = datetime(2026, 1, 1, tzinfo=ROME)
    return timeline(
        *(
            event(
                f"post {place}",
                day((start + timedelta(days=place)).date().isoformat()),
                number=place,
                published=NOW - timedelta(minutes=number - place),
            )
            for place in range(number)
        )
    )


def withdrawal(gone, **changes):
    return Withdrawal(
        gone.id, NOW - timedelta(hours=1), "The article took it back.", last=gone, **changes
    )
