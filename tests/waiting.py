"""Waiting for what another thread or process does."""

from __future__ import annotations

import time
from contextlib import suppress

#: Seconds between two looks.
EVERY = 0.05


def until(condition, seconds=60):
    """Return the first true value of *condition*; AssertionError where none comes in time.

    An OSError is "not yet": a server that is not up, a file that is not there.
    """
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        with suppress(OSError):
            if found := condition():
                return found
        time.sleep(EVERY)
    raise AssertionError("it did not happen in time")
