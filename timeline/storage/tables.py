"""The rows: SQLModel tables for receipts, articles, mentions, events and stories.

Rows never leave this package; ``rows.py`` turns them into values and back. There is no
``from __future__ import annotations`` here: SQLModel has to see the types. A plain ``datetime`` is
kept as UTC and refuses naive values.
"""

from datetime import datetime
from typing import Any, ClassVar

from sqlalchemy import (
    JSON,
    BigInteger,
    Column,
    ForeignKeyConstraint,
    Index,
    Integer,
    MetaData,
    Table,
    text,
)
from sqlmodel import Field, SQLModel

#: Names for what SQL leaves unnamed, so that a migration can change it on both databases.
NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
}


#: Mentions that may be of an event of a day far from the first one that they allow.
COARSE = text("granularity IN ('month', 'range')")


def _list() -> Any:
    """Return a column that holds a list of texts."""
    return Field(sa_column=Column(JSON, nullable=False))


class Row(SQLModel):
    """What all tables share."""

    metadata: ClassVar[MetaData] = MetaData(naming_convention=NAMES)


class StoryRow(Row, table=True):
    """A story as it was last configured, and what moves when it changes."""

    __tablename__ = "story"

    slug: str = Field(primary_key=True)
    title: str
    #: IANA name of its time zone.
    zone: str
    #: Digest of its configuration; the articles are reduced again when it changes.
    fingerprint: str
    #: ``Timeline.revision``: moves with every change of what is published.
    revision: int
    #: ``Timeline.updated``
    updated: datetime | None
    #: Moves with every change of what is kept; tells whether a copy in memory is current.
    generation: int
    #: How many events it has.
    events: int = Field(sa_column=Column(Integer, nullable=False, server_default="0"))
    #: Place in the order of arrival; those of one place are in that of their slugs.
    arrival: int = Field(sa_column=Column(Integer, nullable=False, server_default="0"))


class ReceiptRow(Row, table=True):
    """What became of a drop."""

    __tablename__ = "receipt"

    name: str = Field(primary_key=True)
    state: str = Field(index=True)
    stamp: str
    at: datetime
    digest: str | None
    articles: list[str] = _list()
    reason: str | None
    line: int | None


class ArticleRow(Row, table=True):
    """An article's identity, and its current revision."""

    __tablename__ = "article"

    key: str = Field(primary_key=True)
    #: Place in the order of arrival.
    arrival: int = Field(unique=True)
    revision: int
    #: Drop of the current revision.
    drop: str


class ArticleRevisionRow(Row, table=True):
    """What an article said at one time."""

    __tablename__ = "article_revision"

    article: str = Field(primary_key=True, foreign_key="article.key")
    number: int = Field(primary_key=True)
    at: datetime
    #: ``Article`` as JSON.
    content: str
    #: Zone of ``Published.at``: IANA name or offset.
    zone: str


class ArticleKeyRow(Row, table=True):
    """Every key that an article has been known by."""

    __tablename__ = "article_key"

    key: str = Field(primary_key=True)
    article: str = Field(foreign_key="article.key", index=True)


class EventRow(Row, table=True):
    """An event as the reduction and merging left it."""

    __tablename__ = "event"
    __table_args__ = (
        Index(None, "story", "published", "id"),
        Index(None, "story", "updated"),
        Index(None, "story", "starts", "id"),
        Index(None, "story", "ends"),
        Index(None, "story", "edtf"),
        Index(None, "story", "stands", "published", "id"),
    )

    id: str = Field(primary_key=True)
    #: Two stories that share an article may tell of the same event.
    story: str = Field(primary_key=True, foreign_key="story.slug")
    edtf: str
    starts: datetime | None
    ends: datetime | None
    granularity: str
    basis: str
    status: str
    kind: str
    title: str
    summary: str
    places: list[str] = _list()
    actors: list[str] = _list()
    published: datetime
    updated: datetime
    revision: int
    #: ``choice.stands``; empty until ``index.fill`` has been here.
    stands: datetime | None
    #: Its number in the index of words, which is no table of ours; empty as above.
    number: int | None = Field(sa_column=Column(BigInteger, index=True, unique=True))


class MentionRow(Row, table=True):
    """Where an article tells of an event, with what is shown of the article."""

    __tablename__ = "mention"
    __table_args__ = (
        Index(None, "story", "article"),
        Index(None, "event", "story", "position"),
        Index(None, "story", "starts", sqlite_where=COARSE, postgresql_where=COARSE),
        ForeignKeyConstraint(["event", "story"], ["event.id", "event.story"]),
    )

    story: str = Field(primary_key=True, foreign_key="story.slug")
    id: str = Field(primary_key=True)
    event: str
    #: Place among the event's mentions.
    position: int
    article: str
    drop: str
    article_title: str
    article_published: datetime
    article_zone: str
    url: str | None
    publisher: str | None
    quote: str
    edtf: str
    starts: datetime | None
    ends: datetime | None
    granularity: str
    basis: str
    status: str
    kind: str
    title: str
    summary: str
    span_start: int
    span_end: int
    time_expression: str | None
    places: list[str] = _list()
    actors: list[str] = _list()
    said_by: str | None
    said_at: str | None
    language: str


class WithdrawalRow(Row, table=True):
    """An event that left the timeline."""

    __tablename__ = "withdrawal"

    id: str = Field(primary_key=True)
    story: str = Field(primary_key=True, foreign_key="story.slug", index=True)
    at: datetime
    why: str
    replaced_by: str | None
    #: ``Withdrawal.last`` as JSON.
    last: str | None
    #: ``Withdrawal.published`` and ``revision``
    published: datetime | None
    revision: int = Field(sa_column=Column(Integer, nullable=False, server_default="1"))


class ChangeRow(Row, table=True):
    """A line of an event's history; lines are only ever added."""

    __tablename__ = "change"
    __table_args__ = (Index(None, "story", "at"),)

    id: int | None = Field(
        default=None,
        sa_column=Column(
            BigInteger().with_variant(Integer(), "sqlite"), primary_key=True, autoincrement=True
        ),
    )
    story: str = Field(foreign_key="story.slug")
    event: str = Field(index=True)
    at: datetime
    what: str
    why: str
    mentions: list[str] = _list()
    other: str | None


class OverrideRow(Row, table=True):
    """An editor's decision; lasts over every reduction."""

    __tablename__ = "override"

    id: int | None = Field(default=None, primary_key=True)
    story: str = Field(foreign_key="story.slug", index=True)
    event: str
    ruling: str
    at: datetime
    by: str
    value: str | None


class WatchRow(Row, table=True):
    """What the watch last did; one row."""

    __tablename__ = "watch"

    name: str = Field(primary_key=True)
    last: datetime | None
    next: datetime | None
    period: float
    error: str | None


class StageRow(Row, table=True):
    """What drops have spent in a stage since the database was made."""

    __tablename__ = "stage"

    name: str = Field(primary_key=True)
    drops: int
    seconds: float


def _table(row: type[Row]) -> Table:
    table: Table = row.__table__  # type: ignore[attr-defined]  # SQLModel does not declare it
    return table


STORY = _table(StoryRow)
RECEIPT = _table(ReceiptRow)
ARTICLE = _table(ArticleRow)
ARTICLE_REVISION = _table(ArticleRevisionRow)
ARTICLE_KEY = _table(ArticleKeyRow)
EVENT = _table(EventRow)
MENTION = _table(MentionRow)
WITHDRAWAL = _table(WithdrawalRow)
CHANGE = _table(ChangeRow)
OVERRIDE = _table(OverrideRow)
WATCH = _table(WatchRow)
STAGE = _table(StageRow)
