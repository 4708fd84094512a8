"""What commands print: data on standard output, messages on standard error."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from textwrap import TextWrapper
from typing import TYPE_CHECKING, Any

from rich.cells import cell_len, set_cell_size
from rich.console import Console
from rich.table import Table
from rich.text import Text

from timeline.records import event_record
from timeline.types import Event

if TYPE_CHECKING:
    from timeline.update import Summary

#: Drops that one line names.
NAMED = 10

#: So much of an event's id tells it from all others, nearly always.
SHORT = 8

#: What a terminal obeys, or turns text around for; lines and tabs are none of it.
_OBEYED = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


#: What breaks a line, or a cell of a table.
_BREAKS = re.compile(r"[\t\n\u2028\u2029]")


#: A clock time in EDTF.
CLOCK = re.compile(r"(\d{4}-\d\d-\d\d)T(\d\d:\d\d)(?::\d\d)?(?:Z|[+-]\d\d:\d\d)?", re.ASCII)


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


#: Between two columns, and before the further lines of a row that takes several.
_GAP = 2
#: A column of texts is narrower nowhere.
_TEXT = 30


def print_table(columns: Iterable[str], rows: Iterable[Iterable[str]]) -> None:
    """Print a table, as wide as the terminal or else 200 characters.

    Where that is too narrow, each row takes several lines, with as many columns as fit in each;
    a name is broken nowhere but at a blank.
    """
    console = Terminal(width=None if sys.stdout.isatty() else 200, markup=False, highlight=False)
    heads, cells = tuple(columns), [tuple(map(_one_line, row)) for row in rows]
    drawn = list(zip(heads, *cells, strict=True))
    least = [max(_longest_word(one), min(_widest(one), _TEXT)) for one in drawn]
    if sum(least) + _GAP * (len(least) - 1) > console.width:
        _print_in_lines(console, [heads, *cells], list(map(_widest, drawn)))
        return
    table = Table(box=None, header_style="bold", pad_edge=False)
    for head, width in zip(heads, least, strict=True):
        table.add_column(head, overflow="fold", min_width=width)
    for row in cells:
        table.add_row(*row)
    console.print(table)


def _widest(texts: Iterable[str]) -> int:
    return max(map(cell_len, texts))


def _longest_word(texts: Iterable[str]) -> int:
    return _widest(word for text in texts for word in ("", *text.split()))


def _print_in_lines(console: Console, rows: Sequence[Sequence[str]], widths: Sequence[int]) -> None:
    """Print each row in as many lines as its columns need; the first row names them."""
    lines: list[list[int]] = []
    room = 0
    for at, width in enumerate(widths):
        if not lines or width > room:
            lines.append([])
            room = console.width - _GAP * (len(lines) > 1)
        lines[-1].append(at)
        room -= width + _GAP
    for number, row in enumerate(rows):
        for line in lines:
            told = (" " * _GAP).join(set_cell_size(row[at], widths[at]) for at in line).rstrip()
            indent = " " * _GAP * (line is not lines[0])
            fit = TextWrapper(
                console.width,
                initial_indent=indent,
                subsequent_indent=indent,
                break_long_words=False,
                break_on_hyphens=False,
            )
            for part in fit.wrap(told):
                console.print(part, soft_wrap=True, style=None if number else "bold")


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
                day_shown(event.when.edtf),
                event.status.value,
                event.kind,
                event.title,
                ", ".join(
                    dict.fromkeys(
                        mention.article.publisher or mention.article.title
                        for mention in event.mentions
                    )
                ),
            )
            for event in events
        ),
    )


def day_shown(edtf: str) -> str:
    """Return a date as a table shows it: clock times without seconds and offset.

    >>> day_shown("2026-02-09T14:00:00+01:00/2026-02-09T18:00:00+01:00")
    '2026-02-09 14:00/18:00'
    """
    first, slash, last = (CLOCK.sub(r"\1 \2", part) for part in edtf.partition("/"))
    return first + slash + last.removeprefix(f"{first.partition(' ')[0]} ")


def count(number: int, of: str) -> str:
    """Return "1 event", "2 events"."""
    return f"{number} {of}" if number == 1 else f"{number} {of}s"


def shown(moment: datetime | None) -> str:
    """Return a time as a table shows it."""
    return moment.strftime("%Y-%m-%d %H:%M:%SZ") if moment else "never"


def tell(summary: Summary, *, watched: datetime | None = None) -> None:
    """Say what an update did, on standard error.

    Where a watch does the same beside it, what was taken from *watched* on is named: its work.
    """
    from timeline.drops import is_language_doubt, is_undated

    tell_troubles(summary)
    before = sum(result.since is not None and bool(result.reason) for result in summary.results)
    notes.print(
        f"{summary.new} new, {summary.changed} changed, {summary.unchanged} unchanged, "
        f"{summary.rejected} rejected" + f" ({before} of them before)" * bool(before)
    )
    if watched:
        told = "a watch runs here (`timeline serve` or `watch`), which takes what comes"
        notes.print(told + _lately(summary, watched), soft_wrap=True, markup=False)
    if noted := sum(bool(result.notes) for result in summary.results):
        notes.print(f"{noted} with notes; `timeline drops` shows what is doubtful", soft_wrap=True)
    if undated := sum(any(map(is_undated, result.notes)) for result in summary.results):
        told = (
            f"{undated} without a date: “on Tuesday” is counted from a day in the file's name, or "
            "its time, which copying changes, and is uncertain; `timeline drops set-date` helps"
        )
        notes.print(told, soft_wrap=True, markup=False)
    if read := sum(any(map(is_language_doubt, result.notes)) for result in summary.results):
        told = (
            f"{read} in another language than is said or can be read: little is found there; "
            "`timeline drops` says what helps"
        )
        notes.print(told, soft_wrap=True, markup=False)


def _lately(summary: Summary, since: datetime) -> str:
    """Name what earlier updates took from *since* on."""
    taken = (one for one in summary.results if not one.reason)
    names = [_one_line(one.name) for one in taken if one.since and one.since >= since]
    if not names:
        return ""
    more = f" and {len(names) - NAMED} more" if len(names) > NAMED else ""
    return f"; taken in the last minutes: {', '.join(names[:NAMED])}{more}"


def tell_troubles(summary: Summary) -> None:
    """Say which drops an update could not take, or did for nothing, and why."""
    from timeline.update import Outcome, printable

    if summary.trouble:
        notes.print(f"bucket    {summary.trouble}", style="red", soft_wrap=True, markup=False)
    for result in summary.results:
        if result.reason:
            name = _one_line(result.name)
            where = f"{name}:{result.line}" if result.line else name
            since = f" (since {shown(result.since)})" if result.since else ""
            state = "rejected" if result.outcome is Outcome.REJECTED else "older"
            told = f"{state:9} {where}: {result.reason}{since}"
            notes.print(told, style="red", soft_wrap=True, markup=False)
    beside = [f"{result.name}: {said}" for result in summary.results for said in result.beside]
    for line in beside[:NAMED]:
        notes.print(f"{'link':9} {_one_line(line)}", soft_wrap=True, markup=False)
    if len(beside) > NAMED:
        notes.print(f"{'link':9} {len(beside) - NAMED} more; `timeline drops` tells of all")
    for name in summary.waiting:
        said = f"waiting   {_one_line(printable(name))}: it is still being written"
        notes.print(said, soft_wrap=True, markup=False)
