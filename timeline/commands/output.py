"""What commands print: data on standard output, messages on standard error."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

from rich.cells import cell_len
from rich.console import Console
from rich.table import Table
from rich.text import Text

from timeline.records import event_record
from timeline.types import Event

if TYPE_CHECKING:
    from timeline.update import Summary

#: So much of an event's id tells it from all others, nearly always.
SHORT = 8

#: What a terminal obeys, or turns text around for; lines and tabs are none of it.
_OBEYED = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


#: What breaks a line, or a cell of a table.
_BREAKS = re.compile(r"[\t\n\u2028\u2029]")


class Terminal(Console):
    """Shows names that anybody may have given to a file, and sends no terminal what is in them."""

    def render_str(self, text: str, **options: Any) -> Text:
        """Return *text* with its control characters spelled out."""
        return super().render_str(_OBEYED.sub(_spelled, text), **options)


def _spelled(found: re.Match[str]) -> str:
    return ascii(found[0])[1:-1]


def _one_line(text: str) -> str:
    return _BREAKS.sub(_spelled, text)


notes = Terminal(stderr=True, highlight=False)


def print_jsonl(records: Iterable[Mapping[str, Any]]) -> None:
    """Print a JSON object a line."""
    for record in records:
        sys.stdout.write(json.dumps(record, ensure_ascii=False) + "\n")


def print_table(columns: Iterable[str], rows: Iterable[Iterable[str]]) -> None:
    """Print a table, as wide as the terminal or else 200 characters.

    Where that is too narrow for the longest words, names among them, each row is a paragraph.
    """
    console = Terminal(width=None if sys.stdout.isatty() else 200, markup=False, highlight=False)
    heads, cells = tuple(columns), [tuple(map(_one_line, row)) for row in rows]
    words = [_longest_word(column) for column in zip(heads, *cells, strict=True)]
    if sum(words) + _GAP * (len(words) - 1) > console.width:
        _print_paragraphs(console, heads, cells)
        return
    table = Table(box=None, header_style="bold", pad_edge=False)
    for head, least in zip(heads, words, strict=True):
        table.add_column(head, overflow="fold", min_width=least)
    for row in cells:
        table.add_row(*row)
    console.print(table)


#: Between two columns.
_GAP = 2


def _longest_word(texts: Iterable[str]) -> int:
    return max(cell_len(word) for text in texts for word in ("", *text.split()))


def _print_paragraphs(
    console: Console, heads: Sequence[str], rows: Iterable[Sequence[str]]
) -> None:
    """Print a line for each cell that is not empty, and an empty line between rows."""
    width = max(map(len, heads))
    for number, row in enumerate(rows):
        if number:
            console.print()
        for head, cell in zip(heads, row, strict=True):
            if cell:
                console.print(f"{head:{width}}  {cell}", soft_wrap=True)


def print_events(events: Iterable[Event], *, jsonl: bool) -> None:
    """Print events as JSON Lines or as a table."""
    if jsonl:
        print_jsonl(event_record(event) for event in events)
        return
    print_table(
        ("id", "date", "status", "kind", "event", "source"),
        (
            (
                event.id[:SHORT],
                event.when.edtf,
                event.status.value,
                event.kind,
                event.title,
                ", ".join(
                    dict.fromkeys(
                        mention.article.publisher or mention.article.drop
                        for mention in event.mentions
                    )
                ),
            )
            for event in events
        ),
    )


def shown(moment: datetime | None) -> str:
    """Return a time as a table shows it."""
    return moment.strftime("%Y-%m-%d %H:%M:%SZ") if moment else "never"


def tell(summary: Summary) -> None:
    """Say what an update did, on standard error."""
    tell_troubles(summary)
    notes.print(
        f"{summary.new} new, {summary.changed} changed, {summary.unchanged} unchanged, "
        f"{summary.rejected} rejected"
    )
    if noted := sum(bool(result.notes) for result in summary.results):
        notes.print(f"{noted} with notes; `timeline drops` shows what is doubtful", soft_wrap=True)


def tell_troubles(summary: Summary) -> None:
    """Say which drops an update could not take, and why."""
    from timeline.update import printable

    if summary.trouble:
        notes.print(f"bucket    {summary.trouble}", style="red", soft_wrap=True, markup=False)
    for result in summary.results:
        if result.reason:
            name = _one_line(result.name)
            where = f"{name}:{result.line}" if result.line else name
            notes.print(
                f"rejected  {where}: {result.reason}", style="red", soft_wrap=True, markup=False
            )
    for name in summary.waiting:
        said = f"waiting   {_one_line(printable(name))}: it is still being written"
        notes.print(said, soft_wrap=True, markup=False)
