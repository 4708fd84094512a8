"""Number stories in the order they came: the first one stays first, whatever file is added."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "v0006"
down_revision = "v0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the tables from the revision before to this one."""
    op.add_column("story", sa.Column("arrival", sa.Integer(), nullable=False, server_default="0"))
