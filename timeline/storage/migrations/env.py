"""Run by Alembic for ``migrate``: the connection is given, and so is its transaction."""

from __future__ import annotations

from alembic import context

from timeline.storage.tables import Row

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Row.metadata,
    # SQLite cannot alter columns: it rebuilds the table
    render_as_batch=True,
    compare_server_default=True,
)
with context.begin_transaction():
    context.run_migrations()
