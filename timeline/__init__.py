"""An article in, a timeline out: no web, no feeds."""

from timeline.errors import (
    DropError,
    SettingsError,
    StorageError,
    StoryError,
    TimelineError,
    UnknownStoryError,
)
from timeline.types import (
    Article,
    Basis,
    Citation,
    Drop,
    Event,
    Granularity,
    Mention,
    Name,
    Paragraph,
    Provenance,
    Published,
    Role,
    Sentence,
    Status,
    Story,
    TimeExpression,
    Timeline,
    TimexType,
    When,
    Withdrawal,
)

__version__ = "0.1.0"

__all__ = [
    "Article", "Basis", "Citation", "Drop", "DropError", "Event", "Granularity", "Mention", "Name",
    "Paragraph", "Provenance", "Published", "Role", "Sentence", "SettingsError", "Status",
    "StorageError", "Story", "StoryError", "TimeExpression", "Timeline", "TimelineError",
    "TimexType", "UnknownStoryError", "When", "Withdrawal",
]  # fmt: skip
