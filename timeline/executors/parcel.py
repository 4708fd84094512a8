"""Work and outcomes as bytes that travel between machines.

A pickle can name any function there is; one of ours may name values and steps of this program, and
a few types of the standard library, so that whoever can write into the queue cannot run what he
likes (https://docs.python.org/3/library/pickle.html#restricting-globals).
"""

from __future__ import annotations

import io
import pickle
from typing import Any
from zoneinfo import ZoneInfo

from timeline.errors import ExecutorError

#: What may be named besides what is ours.
ALLOWED = {
    ("datetime", "date"),
    ("datetime", "datetime"),
    ("datetime", "timedelta"),
    ("datetime", "timezone"),
    ("functools", "partial"),
    ("pathlib", "PosixPath"),
    ("zoneinfo", "ZoneInfo"),
}
#: Values and steps are here; none of them can reach the system.
OURS = ("timeline.types", "timeline.errors", "timeline.executors.work")
STEPS = {
    ("timeline.drops", "read"),
    ("timeline.events", "reduce"),
    ("timeline.update.reading", "articles_in"),
}


def pack(value: object) -> bytes:
    """Return a value as bytes."""
    whole = io.BytesIO()
    _Pickler(whole, protocol=5).dump(value)
    return whole.getvalue()


def unpack(data: bytes) -> Any:
    """Return the value in bytes; raises ExecutorError when they name anything but ours."""
    try:
        return _Unpickler(io.BytesIO(data)).load()
    except pickle.UnpicklingError as error:
        raise ExecutorError(f"the queue holds what is not ours: {error}") from error


class _Pickler(pickle.Pickler):
    def reducer_override(self, value: Any) -> Any:
        """Name a zone by its key: by default zones name ``getattr``, which reaches everything."""
        if isinstance(value, ZoneInfo):
            return ZoneInfo, (value.key,)
        return NotImplemented


class _Unpickler(pickle.Unpickler):
    def find_class(self, module: str, name: str) -> Any:
        """Return what may be named."""
        if "." not in name and (module in OURS or (module, name) in ALLOWED | STEPS):
            found = super().find_class(module, name)
            # a module also holds what it imports
            if getattr(found, "__module__", "").partition(".")[0] == module.partition(".")[0]:
                return found
        raise pickle.UnpicklingError(f"{module}.{name}")
