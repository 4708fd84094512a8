"""Whether a story is configured as it was: a digest of what it shows, "-", one of everything."""

from __future__ import annotations

import hashlib

from timeline.types import Story


def fingerprint(story: Story) -> str:
    """Return a digest of a story's configuration, behind one of what documents show of it."""
    shown = (story.title, story.description, story.language, story.zone, story.publishers)
    return "-".join(hashlib.sha256(repr(one).encode()).hexdigest() for one in (shown, story))


def is_shown_otherwise(before: str | None, now: str) -> bool:
    """Tell whether documents show something else of a story; not known before there was any."""
    shown = _shown(before or "")
    return bool(shown) and shown != _shown(now)


def unreduced(fingerprint: str) -> str:
    """Return the fingerprint of a story that has to be reduced, shown as with another one."""
    return _shown(fingerprint) + "-"


def _shown(fingerprint: str) -> str:
    return fingerprint.partition("-")[0]
