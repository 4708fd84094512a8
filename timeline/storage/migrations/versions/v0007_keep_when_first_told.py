"""Keep when a withdrawn event was first told, also where how it was told is forgotten."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlmodel.sql.sqltypes import UTCDateTime

revision = "v0007"
down_revision = "v0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the tables from the revision before to this one."""
    op.add_column("withdrawal", sa.Column("published", UTCDateTime(), nullable=True))
    number = sa.Column("revision", sa.Integer(), nullable=False, server_default="1")
    op.add_column("withdrawal", number)
