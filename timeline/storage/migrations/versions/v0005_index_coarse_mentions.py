"""Index mentions of whole months and ranges, which may be of the event of any of their days."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "v0005"
down_revision = "v0004"
branch_labels = None
depends_on = None

COARSE = sa.text("granularity IN ('month', 'range')")


def upgrade() -> None:
    """Bring the tables from the revision before to this one."""
    op.create_index(
        op.f("ix_mention_story_starts"),
        "mention",
        ["story", "starts"],
        sqlite_where=COARSE,
        postgresql_where=COARSE,
    )
