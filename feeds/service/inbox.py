"""``POST /drops``: an uploaded article becomes a file in the seeds folder, whole or not at all."""

from __future__ import annotations

import os
import re
from collections.abc import AsyncIterator
from dataclasses import dataclass
from hmac import compare_digest
from pathlib import Path

#: What a drop may be called: one step of a path, seen by the watch.
NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,120}")
#: Endings the watch takes for files that are still being written.
UNFINISHED = (".tmp", ".part", ".swp")


class TooLargeError(ValueError):
    """More bytes than a drop may have."""


@dataclass(frozen=True, slots=True)
class Inbox:
    """Takes uploads of those who know the token."""

    folder: Path
    token: str
    max_bytes: int

    def knows(self, authorization: str) -> bool:
        """Say whether a request's Authorization header carries the token."""
        scheme, _, token = authorization.partition(" ")
        given = token.strip().encode("utf-8", "replace")
        return scheme.lower() == "bearer" and compare_digest(given, self.token.encode())

    async def take(self, name: str, body: AsyncIterator[bytes]) -> bool:
        """Write *body* as the drop *name*; return whether it is a new one.

        The watch sees it complete: it is renamed into place. Raises ValueError for a name that
        cannot be one, TooLargeError, and OSError.
        """
        if not NAME.fullmatch(name) or name.endswith(UNFINISHED):
            raise ValueError("name: letters, digits, dot, dash and underscore; give an ending")
        content = bytearray()
        async for chunk in body:
            content += chunk
            if len(content) > self.max_bytes:
                raise TooLargeError(f"a drop has at most {self.max_bytes} bytes")
        target = self.folder / name
        is_new = not target.exists()
        unfinished = self.folder / f".{name}.{os.getpid()}.tmp"
        try:
            unfinished.write_bytes(content)
            unfinished.replace(target)
        finally:
            unfinished.unlink(missing_ok=True)
        return is_new
