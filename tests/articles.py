"""Drops, a story and settings for tests, in our own words."""

import os
import time
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from timeline import Story
from timeline.settings import Schedule, Seeds, Settings

NOW = datetime(2026, 2, 1, 12, tzinfo=UTC)
STORY = Story(
    slug="ferry",
    title="The ferry strike",
    description="Crews and the company.",
    zone=ZoneInfo("Europe/Rome"),
    terms=(("ferry", 1.0), ("ferries", 1.0)),
)

STRIKE = """\
Ferry crews walk out in Genoa

Published on: January 28, 2026 at 12:59 PM CET

Ferry crews in Genoa went on strike on Tuesday over pay. The company cancelled all ferries \
to Sardinia on Jan. 28.

Passengers with cars and without slept in the hall of the terminal, where volunteers handed out \
tea and blankets, and asked in vain for their money back.
"""
TALKS = """\
Ferry company calls talks

Published on: January 29, 2026 at 9:00 AM CET

The ferry company will meet the unions on Feb. 3 in Rome.
"""
LINKED = """\
---
title: Ferry crews return to work
link: https://harbour.example/ferry-crews-return
date: '2026-02-04T08:00:00.000Z'
---
<p>Ferry crews in Genoa returned to work on Feb. 4 after a week, the union said.</p>
"""


def settings(folder: Path, every: float = 30, drop_bytes: int = 5_000_000) -> Settings:
    return Settings.model_validate(
        {
            "seeds": Seeds(folder=folder),
            "schedule": Schedule(every=every),
            "limits": {"drop_bytes": drop_bytes},
        }
    )


def drop(folder: Path, name: str, content: str | bytes, age: float = 60) -> Path:
    """Put a file that has been quiet for *age* seconds into a folder."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    then = time.time() - age
    os.utime(path, (then, then))
    return path
