"""What a shape's module finds in a drop, before dates, roles and identity are settled."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from timeline.types import Granularity, Provenance, Role


@dataclass(frozen=True, slots=True)
class Block:
    """A piece of text as it stands in the drop."""

    text: str
    #: What the markup says it is; None: its words decide.
    role: Role | None = None
    #: Nearly all of it is a link.
    linked: bool = False


@dataclass(frozen=True, slots=True)
class Moment:
    """A date as somebody wrote it."""

    #: Naive where the words name no zone.
    at: datetime
    #: DAY or MINUTE.
    granularity: Granularity
    said: str


@dataclass(slots=True)
class Draft:
    """One article as its shape tells it; everything may be missing."""

    blocks: list[Block] = field(default_factory=list)
    title: str | None = None
    description: str | None = None
    url: str | None = None
    publisher: str | None = None
    author: str | None = None
    language: str | None = None
    tags: tuple[str, ...] = ()
    #: Every date found; ``dates.rank`` chooses.
    dates: list[tuple[Provenance, Moment]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
