"""Keep where an event stands in order of date, how many there are, and an index of their words.

``index.fill`` puts what is there into it after this.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlmodel.sql.sqltypes import UTCDateTime

revision = "v0004"
down_revision = "v0003"
branch_labels = None
depends_on = None

#: No tables of SQLModel's: FTS5 makes several, and tsvector is PostgreSQL's alone.
TELLING = {
    "sqlite": (
        """CREATE VIRTUAL TABLE telling USING fts5(words, tags, places, sources, detail=column,
        tokenize="unicode61 remove_diacritics 0 categories 'L* N* M* Co Cn' tokenchars '_'")""",
    ),
    "postgresql": (
        "CREATE TABLE telling (number bigint PRIMARY KEY, terms tsvector NOT NULL)",
        "CREATE INDEX ix_telling_terms ON telling USING gin (terms)",
    ),
}


def upgrade() -> None:
    """Bring the tables from the revision before to this one."""
    op.add_column("story", sa.Column("events", sa.Integer(), nullable=False, server_default="0"))
    op.add_column("event", sa.Column("stands", UTCDateTime(), nullable=True))
    op.add_column("event", sa.Column("number", sa.BigInteger(), nullable=True))
    op.create_index(op.f("ix_event_number"), "event", ["number"], unique=True)
    op.create_index(
        op.f("ix_event_story_stands_published_id"),
        "event",
        ["story", "stands", "published", "id"],
    )
    op.create_index(op.f("ix_change_story_at"), "change", ["story", "at"])
    for statement in TELLING[op.get_bind().dialect.name]:
        op.execute(statement)
