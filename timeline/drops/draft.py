"""What a shape's module finds in a drop, before dates, roles and identity are settled."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from timeline.errors import DropError
from timeline.types import Granularity, Provenance, Role

#: More than the longest live blogs have; what is longer is no article.
LONGEST = 500_000
#: Articles that one drop may hold.
MOST = 500
_PARAGRAPHS = 5_000


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
    #: Other articles of the drop have the link, too: it names none of them.
    shares_url: bool = False
    publisher: str | None = None
    author: str | None = None
    language: str | None = None
    tags: tuple[str, ...] = ()
    #: Every date found; ``dates.rank`` chooses.
    dates: list[tuple[Provenance, Moment]] = field(default_factory=list)
    #: When its text was last changed: which of two texts is older shows there.
    changed: Moment | None = None
    notes: list[str] = field(default_factory=list)

    @property
    def is_dated(self) -> bool:
        """Whether something says when it was published."""
        return any(not provenance.uncertain for provenance, _ in self.dates)


def bounded(text: str) -> str:
    """Return *text*; DropError when it is longer than any article."""
    if len(text) > LONGEST:
        raise DropError(
            f"has {len(text):,} characters of text, {LONGEST:,} are allowed; drop articles singly"
        )
    return text


def bounded_blocks(blocks: list[Block]) -> list[Block]:
    """Return *blocks*; DropError when they are more, or longer, than those of any article."""
    if len(blocks) > _PARAGRAPHS or sum(len(block.text) for block in blocks) > LONGEST:
        raise DropError(
            f"has more than {_PARAGRAPHS:,} paragraphs or {LONGEST:,} characters of text; "
            "drop articles singly"
        )
    return blocks
