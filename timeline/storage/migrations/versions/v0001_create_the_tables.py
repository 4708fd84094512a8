"""Create the tables."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlmodel.sql.sqltypes import AutoString, UTCDateTime

revision = "v0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the tables from the revision before to this one."""
    op.create_table(
        "article",
        sa.Column("key", AutoString(), nullable=False),
        sa.Column("arrival", sa.Integer(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("drop", AutoString(), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_article")),
        sa.UniqueConstraint("arrival", name=op.f("uq_article_arrival")),
    )
    op.create_table(
        "receipt",
        sa.Column("name", AutoString(), nullable=False),
        sa.Column("state", AutoString(), nullable=False),
        sa.Column("stamp", AutoString(), nullable=False),
        sa.Column("at", UTCDateTime(), nullable=False),
        sa.Column("digest", AutoString(), nullable=True),
        sa.Column("articles", sa.JSON(), nullable=False),
        sa.Column("reason", AutoString(), nullable=True),
        sa.Column("line", sa.Integer(), nullable=True),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_receipt")),
    )
    op.create_index(op.f("ix_receipt_state"), "receipt", ["state"])

    op.create_table(
        "story",
        sa.Column("slug", AutoString(), nullable=False),
        sa.Column("title", AutoString(), nullable=False),
        sa.Column("zone", AutoString(), nullable=False),
        sa.Column("fingerprint", AutoString(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("updated", UTCDateTime(), nullable=True),
        sa.Column("generation", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("slug", name=op.f("pk_story")),
    )
    op.create_table(
        "watch",
        sa.Column("name", AutoString(), nullable=False),
        sa.Column("last", UTCDateTime(), nullable=True),
        sa.Column("next", UTCDateTime(), nullable=True),
        sa.Column("period", sa.Float(), nullable=False),
        sa.Column("error", AutoString(), nullable=True),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_watch")),
    )
    op.create_table(
        "article_key",
        sa.Column("key", AutoString(), nullable=False),
        sa.Column("article", AutoString(), nullable=False),
        sa.ForeignKeyConstraint(["article"], ["article.key"], name=op.f("fk_article_key_article")),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_article_key")),
    )
    op.create_index(op.f("ix_article_key_article"), "article_key", ["article"])

    op.create_table(
        "article_revision",
        sa.Column("article", AutoString(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("at", UTCDateTime(), nullable=False),
        sa.Column("content", AutoString(), nullable=False),
        sa.Column("zone", AutoString(), nullable=False),
        sa.ForeignKeyConstraint(
            ["article"], ["article.key"], name=op.f("fk_article_revision_article")
        ),
        sa.PrimaryKeyConstraint("article", "number", name=op.f("pk_article_revision")),
    )
    op.create_table(
        "change",
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=True,
            nullable=False,
        ),
        sa.Column("story", AutoString(), nullable=False),
        sa.Column("event", AutoString(), nullable=False),
        sa.Column("at", UTCDateTime(), nullable=False),
        sa.Column("what", AutoString(), nullable=False),
        sa.Column("why", AutoString(), nullable=False),
        sa.Column("mentions", sa.JSON(), nullable=False),
        sa.Column("other", AutoString(), nullable=True),
        sa.ForeignKeyConstraint(["story"], ["story.slug"], name=op.f("fk_change_story")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_change")),
    )
    op.create_index(op.f("ix_change_event"), "change", ["event"])

    op.create_table(
        "event",
        sa.Column("id", AutoString(), nullable=False),
        sa.Column("story", AutoString(), nullable=False),
        sa.Column("edtf", AutoString(), nullable=False),
        sa.Column("starts", UTCDateTime(), nullable=True),
        sa.Column("ends", UTCDateTime(), nullable=True),
        sa.Column("granularity", AutoString(), nullable=False),
        sa.Column("basis", AutoString(), nullable=False),
        sa.Column("status", AutoString(), nullable=False),
        sa.Column("kind", AutoString(), nullable=False),
        sa.Column("title", AutoString(), nullable=False),
        sa.Column("summary", AutoString(), nullable=False),
        sa.Column("places", sa.JSON(), nullable=False),
        sa.Column("actors", sa.JSON(), nullable=False),
        sa.Column("published", UTCDateTime(), nullable=False),
        sa.Column("updated", UTCDateTime(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["story"], ["story.slug"], name=op.f("fk_event_story")),
        sa.PrimaryKeyConstraint("id", "story", name=op.f("pk_event")),
    )
    op.create_index(op.f("ix_event_story_published_id"), "event", ["story", "published", "id"])
    op.create_index(op.f("ix_event_story_starts_id"), "event", ["story", "starts", "id"])

    op.create_table(
        "override",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("story", AutoString(), nullable=False),
        sa.Column("event", AutoString(), nullable=False),
        sa.Column("ruling", AutoString(), nullable=False),
        sa.Column("at", UTCDateTime(), nullable=False),
        sa.Column("by", AutoString(), nullable=False),
        sa.Column("value", AutoString(), nullable=True),
        sa.ForeignKeyConstraint(["story"], ["story.slug"], name=op.f("fk_override_story")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_override")),
    )
    op.create_index(op.f("ix_override_story"), "override", ["story"])

    op.create_table(
        "withdrawal",
        sa.Column("id", AutoString(), nullable=False),
        sa.Column("story", AutoString(), nullable=False),
        sa.Column("at", UTCDateTime(), nullable=False),
        sa.Column("why", AutoString(), nullable=False),
        sa.Column("replaced_by", AutoString(), nullable=True),
        sa.Column("last", AutoString(), nullable=True),
        sa.ForeignKeyConstraint(["story"], ["story.slug"], name=op.f("fk_withdrawal_story")),
        sa.PrimaryKeyConstraint("id", "story", name=op.f("pk_withdrawal")),
    )
    op.create_index(op.f("ix_withdrawal_story"), "withdrawal", ["story"])

    op.create_table(
        "mention",
        sa.Column("story", AutoString(), nullable=False),
        sa.Column("id", AutoString(), nullable=False),
        sa.Column("event", AutoString(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("article", AutoString(), nullable=False),
        sa.Column("drop", AutoString(), nullable=False),
        sa.Column("article_title", AutoString(), nullable=False),
        sa.Column("article_published", UTCDateTime(), nullable=False),
        sa.Column("article_zone", AutoString(), nullable=False),
        sa.Column("url", AutoString(), nullable=True),
        sa.Column("publisher", AutoString(), nullable=True),
        sa.Column("quote", AutoString(), nullable=False),
        sa.Column("edtf", AutoString(), nullable=False),
        sa.Column("starts", UTCDateTime(), nullable=True),
        sa.Column("ends", UTCDateTime(), nullable=True),
        sa.Column("granularity", AutoString(), nullable=False),
        sa.Column("basis", AutoString(), nullable=False),
        sa.Column("status", AutoString(), nullable=False),
        sa.Column("kind", AutoString(), nullable=False),
        sa.Column("title", AutoString(), nullable=False),
        sa.Column("summary", AutoString(), nullable=False),
        sa.Column("span_start", sa.Integer(), nullable=False),
        sa.Column("span_end", sa.Integer(), nullable=False),
        sa.Column("time_expression", AutoString(), nullable=True),
        sa.Column("places", sa.JSON(), nullable=False),
        sa.Column("actors", sa.JSON(), nullable=False),
        sa.Column("said_by", AutoString(), nullable=True),
        sa.Column("said_at", AutoString(), nullable=True),
        sa.Column("language", AutoString(), nullable=False),
        sa.ForeignKeyConstraint(
            ["event", "story"], ["event.id", "event.story"], name=op.f("fk_mention_event_story")
        ),
        sa.ForeignKeyConstraint(["story"], ["story.slug"], name=op.f("fk_mention_story")),
        sa.PrimaryKeyConstraint("story", "id", name=op.f("pk_mention")),
    )
    op.create_index(
        op.f("ix_mention_event_story_position"), "mention", ["event", "story", "position"]
    )
    op.create_index(op.f("ix_mention_story_article"), "mention", ["story", "article"])
