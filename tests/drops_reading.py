"""How the tests of timeline/drops/ read a drop: always with the same time and zone."""

import hashlib
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from timeline.drops import read
from timeline.types import Drop

ROME = ZoneInfo("Europe/Rome")
MODIFIED = datetime(2026, 1, 29, 8, tzinfo=UTC)


def drop(content, name="a.txt", sidecar=b""):
    content = content.encode() if isinstance(content, str) else content
    digest = hashlib.sha256(content).hexdigest()
    return Drop(name, content, MODIFIED, digest, sidecar)


def article(content, **more):
    (found,) = read(drop(content, **more), zone=ROME)
    return found


def texts(found, role):
    return [paragraph.text for paragraph in found.paragraphs if paragraph.role is role]
