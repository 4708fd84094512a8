"""How often somebody may ask: so many times a minute, saved up while nobody does."""

from __future__ import annotations

import time
from collections.abc import Callable


class Allowance:
    """A token bucket of *per_minute* requests; for one thread."""

    def __init__(self, per_minute: int, clock: Callable[[], float] = time.monotonic) -> None:
        self._most = float(per_minute)
        self._rate = per_minute / 60
        self._clock = clock
        self._left = self._most
        self._at = clock()

    def wait(self) -> float:
        """Use one request up and return 0, or return the seconds until there is one."""
        now = self._clock()
        self._left = min(self._most, self._left + (now - self._at) * self._rate)
        self._at = now
        if self._left < 1:
            return (1 - self._left) / self._rate
        self._left -= 1
        return 0.0
