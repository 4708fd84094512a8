"""Index what new mentions are compared with."""

from __future__ import annotations

from alembic import op

revision = "v0002"
down_revision = "v0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the tables from the revision before to this one."""
    op.create_index(op.f("ix_event_story_edtf"), "event", ["story", "edtf"])
    op.create_index(op.f("ix_event_story_ends"), "event", ["story", "ends"])
    op.create_index(op.f("ix_event_story_updated"), "event", ["story", "updated"])
