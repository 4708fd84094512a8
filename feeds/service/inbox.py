"""Uploads of those who know the token become files in the drops folder, whole or not at all."""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncIterator
from dataclasses import dataclass
from hashlib import sha256
from hmac import compare_digest
from typing import Protocol

from feeds.service.allowance import Allowance

#: What an upload may be called: one step of a path.
NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,120}")
#: Media type -> the ending of a drop that came without a name; its content tells its shape.
ENDINGS = {
    "text/html": ".html",
    "application/xhtml+xml": ".html",
    "text/markdown": ".md",
    "application/json": ".json",
    "application/ld+json": ".json",
    "application/feed+json": ".json",
    "application/rss+xml": ".xml",
    "application/atom+xml": ".xml",
    "application/zip": ".zip",
}


class TooLargeError(ValueError):
    """More bytes than a drop may have."""


class Arrival(Protocol):
    """A file on its way into the folder; its methods may block, and raise OSError."""

    @property
    def digest(self) -> str:
        """SHA-256 of what was written."""

    def write(self, chunk: bytes) -> None:
        """Add *chunk* to what was written."""

    def keep(self, name: str) -> bool:
        """Give it its name, for good; tell whether no file had it before."""

    def discard(self) -> None:
        """Leave nothing behind unless it was kept."""


class Spool(Protocol):
    """The folder that uploads go into."""

    def accepts(self, name: str) -> bool:
        """Tell whether the watch will take a file of that name for a drop."""

    def open(self) -> Arrival:
        """Begin a file; may block, and raise OSError."""


@dataclass(frozen=True, slots=True)
class Inbox:
    """Takes uploads of those who know the token, so many a minute."""

    spool: Spool
    token: str
    max_bytes: int
    allowance: Allowance

    def knows(self, token: str) -> bool:
        """Say whether that is the token; takes as long whatever is wrong with it."""
        given, own = (sha256(one.encode("utf-8", "replace")) for one in (token, self.token))
        return compare_digest(given.digest(), own.digest())

    def can_be(self, name: str) -> bool:
        """Say whether an upload may be called so."""
        return bool(NAME.fullmatch(name)) and self.spool.accepts(name)

    def check(self, size: int) -> None:
        """Raise TooLargeError when a drop of *size* bytes is too large."""
        if size > self.max_bytes:
            raise TooLargeError(
                f"has more than {self.max_bytes:,} bytes, the most a drop may have; split it"
            )

    async def take(
        self, name: str, media_type: str, body: AsyncIterator[bytes]
    ) -> tuple[str, bool]:
        """Write *body* into the folder; return its name there and whether it is a new one.

        Without a *name* it is called by its content: the same again is the same drop. It is on the
        disk when this returns, and the watch sees it complete. Raises ValueError for a name that
        cannot be one and for an empty body, TooLargeError, and OSError.
        """
        if name and not self.can_be(name):
            raise ValueError(
                f"name: {name[:80]!r} cannot be one; use letters, digits, dot, dash and "
                "underscore, and the ending of a finished file"
            )
        size = 0
        arrival = await asyncio.to_thread(self.spool.open)
        try:
            async for chunk in body:
                size += len(chunk)
                self.check(size)
                await asyncio.to_thread(arrival.write, chunk)
            if not size:
                raise ValueError("is empty; send the article as the body, or as a file of a form")
            name = name or f"upload-{arrival.digest[:16]}{ENDINGS.get(media_type, '.txt')}"
            return name, await asyncio.to_thread(arrival.keep, name)
        finally:
            arrival.discard()
