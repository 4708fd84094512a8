"""TOML files that people write, and the lines in them that something is wrong with."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from typing import Any

from timeline.errors import TimelineError

_TABLE = re.compile(r"\s*\[\s*([^\[\]]+?)\s*\]")
_KEY = re.compile(r"""\s*((?:"[^"]*"|'[^']*'|[\w-]+)(?:\s*\.\s*(?:"[^"]*"|'[^']*'|[\w-]+))*)\s*=""")
#: How a text that never ends is told, and what to do.
_OPEN = (
    r"Illegal character '\n'",
    r"Found invalid character '\n'",
    "Unterminated string",
    'Expected "\'"',
)
_UNCLOSED = "a text does not end; put the quotation mark behind it"
#: How a key or table that stands there twice is told.
_BARE = "a value is missing, or is a text without quotation marks; put them around it"
_DOUBLE = ("Cannot overwrite", "Cannot declare")
_TWICE = "a key or [table] that stands above, too; leave one of both out"
#: A line on which a text in single marks begins and does not end.
_LITERAL = re.compile(r"^[^'\"#\n]*'[^'\n]*$", re.MULTILINE)
_PART = re.compile(r""""[^"]*"|'[^']*'|[\w-]+""")


def parse(text: str, kind: type[TimelineError]) -> dict[str, Any]:
    """Return the values in *text*; raises *kind*, which names the line."""
    try:
        return tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        said, _, place = str(error).partition(" (at ")
        reason = _told(said)
        line = re.match(r"line (\d+)", place)
        # of what the whole rest is searched for, the place is where it begins
        begins = _LITERAL.search(text) if reason is _UNCLOSED else None
        last = text[: begins.start()] if begins else text.rstrip()
        number = int(line[1]) if line else 1 + last.count("\n")
        raise kind(f"is not TOML: {reason}", line=number) from error


def _told(said: str) -> str:
    """Return how a fault that Python's reader tells is told to whoever wrote the file."""
    if said in _OPEN:
        return _UNCLOSED
    if said == "Invalid value":
        return _BARE
    return _TWICE if said.startswith(_DOUBLE) else said


def line_of(text: str, keys: Sequence[str]) -> int | None:
    r"""Return the line that a key stands on, else that of the table it is in, or None.

    >>> line_of('[site]\ntitle = "A"\n', ("site", "title"))
    2
    >>> line_of('title = "A"\nexcluded = ["b", ""]\n', ("excluded", "1"))
    2
    """
    wanted = list(keys)
    table: list[str] = []
    nearest = None
    for number, line in enumerate(text.splitlines(), start=1):
        if found := _TABLE.match(line):
            table = _parts(found[1])
        elif found := _KEY.match(line):
            here = [*table, *_parts(found[1])]
            if here == wanted[: len(here)]:
                return number
            continue
        if table and table == wanted[: len(table)]:
            nearest = nearest or number
    return nearest


def _parts(dotted: str) -> list[str]:
    return [part.strip("\"'") for part in _PART.findall(dotted)]
