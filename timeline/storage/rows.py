"""Values become rows, and rows values again; nothing else in the project converts them."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from functools import lru_cache, wraps
from typing import Any, ParamSpec, TypeVar
from zoneinfo import ZoneInfo

from pydantic import TypeAdapter
from sqlalchemy.exc import SQLAlchemyError

from timeline.choice import stands
from timeline.snapshot import Outline
from timeline.types import (
    Article,
    Basis,
    Change,
    Citation,
    DropState,
    Event,
    Granularity,
    Mention,
    Override,
    Receipt,
    Ruling,
    Stage,
    Status,
    Watching,
    When,
    Withdrawal,
)

#: A row on its way in or out: column -> value.
Columns = dict[str, Any]
Found = Mapping[Any, Any]

_ARTICLE = TypeAdapter(Article)
_EVENT = TypeAdapter(Event)
#: Faster than calling the classes, for the many.
_BASIS: dict[str, Basis] = {str(one): one for one in Basis}
_STATUS: dict[str, Status] = {str(one): one for one in Status}
_GRANULARITY: dict[str, Granularity] = {str(one): one for one in Granularity}


P = ParamSpec("P")
R = TypeVar("R")


class UnreadableError(SQLAlchemyError):
    """A row holds what was never written there: the database is damaged."""


def _reads(read: Callable[P, R]) -> Callable[P, R]:
    """Let a function that makes a value of a row say when that row makes none.

    The database checks how its pages hang together, not what is in their texts and numbers.
    """

    @wraps(read)
    def checked(*args: P.args, **named: P.kwargs) -> R:
        try:
            return read(*args, **named)
        except (ValueError, LookupError, TypeError, AttributeError, ArithmeticError) as error:
            raise UnreadableError(f"malformed row: {error}") from error

    return checked


def zone_name(at: datetime) -> str:
    """Return the IANA name of a datetime's zone, or its offset in seconds: "-18000"."""
    if isinstance(at.tzinfo, ZoneInfo) and at.tzinfo.key:
        return at.tzinfo.key
    return str(int((at.utcoffset() or timedelta()).total_seconds()))


@_reads
@lru_cache(maxsize=256)
def zone(name: str) -> tzinfo:
    """Return the zone that ``zone_name`` named."""
    if name.lstrip("-").isdigit():
        seconds = int(name)
        return timezone(timedelta(seconds=seconds)) if seconds else UTC
    return ZoneInfo(name)


def utc(at: datetime) -> datetime:
    """Return a time as it is kept."""
    return at.astimezone(UTC)


def _local(at: datetime | None, into: tzinfo) -> datetime | None:
    return at and at.astimezone(into)


@lru_cache(maxsize=4096)
def _read(text: str, into: tzinfo) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC).astimezone(into)


def time(value: datetime | str | None, into: tzinfo = UTC) -> Any:
    """Return a time as the driver gives it, text without a zone or a datetime, in a zone."""
    return _read(value, into) if isinstance(value, str) else value and value.astimezone(into)


#: Single columns: a value of JSON, the state of a drop, a stage.
json_value, state, stage = _reads(json.loads), _reads(DropState), _reads(Stage)


@lru_cache(maxsize=4096)
def _names(text: str) -> tuple[str, ...]:
    """Return a list of names as the driver gives it, JSON as text."""
    return tuple(json.loads(text))


def receipt_row(receipt: Receipt) -> Columns:
    """Return the row of a receipt."""
    return {
        "name": receipt.name,
        "state": str(receipt.state),
        "stamp": receipt.stamp,
        "at": utc(receipt.at),
        "digest": receipt.digest,
        "articles": list(receipt.articles),
        "reason": receipt.reason,
        "line": receipt.line,
    }


@_reads
def receipt(row: Found) -> Receipt:
    """Return the receipt in a row."""
    return Receipt(
        **{**row, "state": DropState(row["state"]), "articles": tuple(row["articles"])},
    )


def article_content(article: Article) -> Columns:
    """Return the columns that hold what an article says."""
    at = article.published.at
    # in UTC: an offset of the time before standard time has seconds, which JSON cannot tell
    published = replace(article.published, at=utc(at))
    content = _ARTICLE.dump_json(replace(article, published=published))
    return {"content": content.decode(), "zone": zone_name(at)}


@_reads
def article(row: Found) -> Article:
    """Return the article in a row."""
    found = _ARTICLE.validate_json(row["content"])
    at = found.published.at.astimezone(zone(row["zone"]))
    return replace(found, published=replace(found.published, at=at))


def _when_columns(when: When) -> Columns:
    return {
        "edtf": when.edtf,
        "starts": _local(when.start, UTC),
        "ends": _local(when.end, UTC),
        "granularity": str(when.granularity),
    }


def when(row: Found, into: tzinfo) -> When:
    """Return the date in a row, told in the zone *into*."""
    return When(
        edtf=row["edtf"],
        start=time(row["starts"], into),
        end=time(row["ends"], into),
        granularity=_GRANULARITY[row["granularity"]],
    )


@_reads
@lru_cache(maxsize=4096)
def outline(row: tuple[Any, ...], told: Any, into: tzinfo) -> Outline:
    """Return an event without its words; its date has no EDTF.

    A row has status, starts, ends and granularity, as the driver gives them; *told* is None where
    the date has bounds.
    """
    status, starts, ends, granularity = row
    when = When("", time(starts, into), time(ends, into), _GRANULARITY[granularity])
    return Outline(when, _STATUS[status], time(told))


def event_row(event: Event, story: str, number: int, into: tzinfo) -> Columns:
    """Return the row of an event, whose days are those of *into*; its mentions have their own."""
    return {
        "id": event.id,
        "story": story,
        **_when_columns(event.when),
        "basis": str(event.basis),
        "status": str(event.status),
        "kind": event.kind,
        "title": event.title,
        "summary": event.summary,
        "places": list(event.places),
        "actors": list(event.actors),
        "published": utc(event.published),
        "updated": utc(event.updated),
        "revision": event.revision,
        "stands": utc(stands(event, into)),
        "number": number,
    }


@_reads
def event(row: Found, mentions: Sequence[Mention], into: tzinfo) -> Event:
    """Return the event in a row as the driver gives it; its date is told in the zone *into*."""
    return Event(
        id=row["id"],
        when=when(row, into),
        basis=_BASIS[row["basis"]],
        status=_STATUS[row["status"]],
        kind=row["kind"],
        title=row["title"],
        summary=row["summary"],
        places=_names(row["places"]),
        actors=_names(row["actors"]),
        mentions=tuple(mentions),
        published=time(row["published"]),
        updated=time(row["updated"]),
        revision=row["revision"],
    )


def mention_row(mention: Mention, story: str, event: str, position: int) -> Columns:
    """Return the row of a mention, the *position*-th of its event."""
    return {
        "story": story,
        "id": mention.id,
        "event": event,
        "position": position,
        "article": mention.article.key,
        "drop": mention.article.drop,
        "article_title": mention.article.title,
        "article_published": utc(mention.article.published),
        "article_zone": zone_name(mention.article.published),
        "url": mention.article.url,
        "publisher": mention.article.publisher,
        "quote": mention.quote,
        **_when_columns(mention.when),
        "basis": str(mention.basis),
        "status": str(mention.status),
        "kind": mention.kind,
        "title": mention.title,
        "summary": mention.summary,
        "span_start": mention.start,
        "span_end": mention.end,
        "time_expression": mention.time_expression,
        "places": list(mention.places),
        "actors": list(mention.actors),
        "said_by": mention.said_by,
        "said_at": mention.said_at,
        "language": mention.language,
    }


@_reads
def mention(row: Found, into: tzinfo) -> Mention:
    """Return the mention in a row as the driver gives it; its date is told in the zone *into*."""
    return Mention(
        id=row["id"],
        article=Citation(
            key=row["article"],
            drop=row["drop"],
            title=row["article_title"],
            published=time(row["article_published"], zone(row["article_zone"])),
            url=row["url"],
            publisher=row["publisher"],
        ),
        quote=row["quote"],
        when=when(row, into),
        basis=_BASIS[row["basis"]],
        status=_STATUS[row["status"]],
        kind=row["kind"],
        title=row["title"],
        summary=row["summary"],
        start=row["span_start"],
        end=row["span_end"],
        time_expression=row["time_expression"],
        places=_names(row["places"]),
        actors=_names(row["actors"]),
        said_by=row["said_by"],
        said_at=row["said_at"],
        language=row["language"],
    )


def withdrawal_row(withdrawal: Withdrawal, story: str) -> Columns:
    """Return the row of a withdrawal."""
    return {
        "id": withdrawal.id,
        "story": story,
        "at": utc(withdrawal.when),
        "why": withdrawal.why,
        "replaced_by": withdrawal.replaced_by,
        "last": withdrawal.last and _EVENT.dump_json(_told_in(withdrawal.last, UTC)).decode(),
        "published": withdrawal.published and utc(withdrawal.published),
        "revision": withdrawal.revision,
    }


@_reads
def withdrawal(row: Found, into: tzinfo) -> Withdrawal:
    """Return the withdrawal in a row; its last date is told in the zone *into*."""
    last = row["last"] and _EVENT.validate_json(row["last"])
    return Withdrawal(
        id=row["id"],
        when=row["at"],
        why=row["why"],
        replaced_by=row["replaced_by"],
        last=last and _told_in(last, into),
        published=row["published"],
        revision=row["revision"],
    )


def _told_in(event: Event, into: tzinfo) -> Event:
    """Return an event with its dates told in another zone."""

    def moved(when: When) -> When:
        return replace(when, start=_local(when.start, into), end=_local(when.end, into))

    mentions = (
        replace(
            one,
            when=moved(one.when),
            article=replace(one.article, published=utc(one.article.published)),
        )
        for one in event.mentions
    )
    return replace(
        event,
        when=moved(event.when),
        mentions=tuple(mentions),
        published=utc(event.published),
        updated=utc(event.updated),
    )


def change_row(change: Change, story: str) -> Columns:
    """Return the row of a line of history."""
    return {
        "story": story,
        "event": change.event,
        "at": utc(change.at),
        "what": change.what,
        "why": change.why,
        "mentions": list(change.mentions),
        "other": change.other,
    }


@_reads
def change(row: Found) -> Change:
    """Return the line of history in a row."""
    return Change(
        event=row["event"],
        at=row["at"],
        what=row["what"],
        why=row["why"],
        mentions=tuple(row["mentions"]),
        other=row["other"],
    )


def override_row(override: Override, story: str) -> Columns:
    """Return the row of an editor's decision."""
    return {
        "story": story,
        "event": override.event,
        "ruling": str(override.ruling),
        "at": utc(override.at),
        "by": override.by,
        "value": override.value,
    }


@_reads
def override(row: Found) -> Override:
    """Return the editor's decision in a row."""
    return Override(
        event=row["event"],
        ruling=Ruling(row["ruling"]),
        at=row["at"],
        by=row["by"],
        value=row["value"],
        number=row["id"],
    )


def watching_row(watching: Watching) -> Columns:
    """Return the row of what the watch last did."""
    return {
        "name": "watch",
        "last": _local(watching.last, UTC),
        "next": _local(watching.next, UTC),
        "period": watching.period,
        "error": watching.error,
    }


@_reads
def watching(row: Found) -> Watching:
    """Return what the watch last did from its row."""
    return Watching(last=row["last"], next=row["next"], period=row["period"], error=row["error"])
