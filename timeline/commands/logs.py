"""The log of what runs for months: one line each, fields as name=value, on standard error."""

from __future__ import annotations

import json
import logging
import re
from datetime import UTC, datetime

from timeline.commands.output import notes

_PLAIN = re.compile(r"[\w.,:/+-]+")


def write_logs() -> None:
    """Let the program log from now on, for whoever collects what it writes."""
    handler = _Notes()
    handler.setFormatter(_Fields())
    logging.getLogger("apscheduler").setLevel(logging.ERROR)  # the watch tells the same in words
    for name in ("timeline", "feeds"):
        log = logging.getLogger(name)
        log.setLevel(logging.INFO)
        log.handlers = [handler]


class _Notes(logging.Handler):
    """Writes lines between the other messages, and above a progress bar."""

    def emit(self, record: logging.LogRecord) -> None:
        notes.print(self.format(record), soft_wrap=True, markup=False, highlight=False)


class _Fields(logging.Formatter):
    """Gives a line of logfmt: the fields that the record brings, else its message."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the record as one line."""
        own = getattr(record, "fields", None) or {"message": record.getMessage()}
        if record.exc_info:
            own = own | {"trace": self.formatException(record.exc_info)}
        fields = {
            "time": datetime.fromtimestamp(record.created, UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
            "level": record.levelname.lower(),
            **own,
        }
        return " ".join(f"{name}={_shown(value)}" for name, value in fields.items())


def _shown(value: object) -> str:
    """Return a value in quotes unless it is plain."""
    text = "" if value is None else str(value)
    return text if _PLAIN.fullmatch(text) else json.dumps(text, ensure_ascii=False)
