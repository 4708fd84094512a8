"""What can go wrong, by who can put it right; every error says where."""

from __future__ import annotations


class TimelineError(Exception):
    """Root of all errors of this project.

    The attributes say where; they are in the message, too.
    """

    def __init__(
        self,
        reason: str,
        *,
        path: str | None = None,
        line: int | None = None,
        key: str | None = None,
    ) -> None:
        self.reason = reason
        #: File (or URL) that has to be looked at.
        self.path = path
        #: Line in it, counted from 1.
        self.line = line
        #: Key in a configuration file or front matter.
        self.key = key
        super().__init__(reason)

    def __str__(self) -> str:
        where = self.path or ""
        if self.line is not None:
            where += f":{self.line}" if where else f"line {self.line}"
        return ": ".join(part for part in (where, self.key, self.reason) if part)


class DropError(TimelineError, ValueError):
    """A dropped file cannot be taken; the file has to change."""


class SettingsError(TimelineError, ValueError):
    """The service's settings are wrong; ``config/timeline.toml`` or an option has to change."""


class StoryError(TimelineError, ValueError):
    """A story's configuration is wrong; its file in ``config/stories/`` has to change."""


class UnknownStoryError(StoryError, LookupError):
    """No story has that slug."""


class OverrideError(TimelineError, ValueError):
    """An editor's decision cannot be followed; whoever decides has to decide otherwise."""


class StorageError(TimelineError):
    """The database cannot be used; an operator has to look at it."""


class ExecutorError(TimelineError):
    """The processes that read drops cannot be started; an operator has to look at the machine."""


class BucketError(TimelineError):
    """The bucket cannot be read; an operator has to look at it, at credentials or network."""
