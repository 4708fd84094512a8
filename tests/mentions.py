"""Mentions for tests."""

from datetime import UTC, datetime, timedelta
from uuid import NAMESPACE_URL, uuid5

from timeline.types import Basis, Citation, Granularity, Mention, Status, Timeline, When

NOW = datetime(2026, 1, 29, 12, tzinfo=UTC)
EMPTY = Timeline("games")


def day(text, days=1):
    start = datetime.fromisoformat(text).replace(tzinfo=UTC)
    return When(text, start, start + timedelta(days), Granularity.DAY)


def before(text):
    end = datetime.fromisoformat(text).replace(tzinfo=UTC) + timedelta(1)
    return When(f"../{text}", None, end, Granularity.UNKNOWN)


def mention(quote, article="a", *, when=None, published="2026-01-28T09:00", **fields):
    when = when or day("2026-01-27")
    return Mention(
        id=str(uuid5(NAMESPACE_URL, f"{article} {quote}")),
        article=Citation(
            key=article,
            drop=f"{article}.txt",
            title=f"Headline of {article}",
            published=datetime.fromisoformat(published).replace(tzinfo=UTC),
            url=f"https://news.example/{article}",
        ),
        quote=quote,
        when=when,
        basis=Basis.PUBLICATION if when.start is None else Basis.RELATIVE,
        status=fields.pop("status", Status.HAPPENED),
        kind=fields.pop("kind", "statement"),
        title=quote[:110],
        summary=quote,
        **fields,
    )
