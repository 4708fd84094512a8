"""Commits that PostgreSQL tells of itself, so that who waits for news need not ask for it."""

from __future__ import annotations

from collections.abc import AsyncIterator

from sqlalchemy import URL

#: What writers NOTIFY and others LISTEN to; each database has its own.
CHANNEL = "timeline"


async def notices(url: URL) -> AsyncIterator[None]:
    """Yield once when it listens, and whenever somebody has committed since; for ever.

    Ends at once with SQLite, which tells nobody. Raises psycopg.Error when the server goes away.
    """
    if url.get_backend_name() == "sqlite":
        return
    import psycopg  # noqa: PLC0415  # a tenth of the start of a program that has SQLite

    address = url.set(drivername="postgresql").render_as_string(hide_password=False)
    connecting = psycopg.AsyncConnection.connect(address, autocommit=True, connect_timeout=10)
    async with await connecting as connection:
        await connection.execute(f"LISTEN {CHANNEL}")
        yield
        async for _ in connection.notifies():
            yield
