"""Live blogs: the time of each entry stands above it as a stamp, from which its days are counted.

A time of day that runs on into its entry ("15:40 The hearing is adjourned.", "1751 A van arrives.",
"11.20 - L'imputato arriva in aula.") is parted from it, and so is "(Update 7:05 p.m. in Lund)"; the
entries of a schema.org LiveBlogPosting have theirs beside.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from timeline.drops import body, dates
from timeline.drops.draft import Block
from timeline.drops.text import clean, unescape
from timeline.types import Paragraph, Role

_STAMP = re.compile(
    r"(?P<stamp>(?:(?:alle |ore |h )?\d{1,2}[.:h]\d\d(?: ?[ap]\.?m\.?)?|\d{1,2} ?[ap]\.?m\.?)"
    r"(?: (?:[A-Z]{2,4}|local time))?)"
    r"(?: ?[-–—:|•] | )(?=[\"“«]?(?-i:[^\W\d_a-z]))",
    re.IGNORECASE,
)
#: "1751 The hearing is adjourned."
_DIGITS = re.compile(r"(?P<stamp>(?:[01]\d|2[0-3])[0-5]\d)(?: GMT)?:? (?=[\"“«]?[^\W\d_a-z])")
#: "(Update 7:05 p.m. in Lund, 12:05 p.m. ET) ", "(Aggiornato alle 19.05) ", "(9:05 a.m. Monday) ".
_UPDATE = re.compile(
    r"[(\[](?:(?P<word>updated?|aggiornat[oa]|aggiornamento)\b:?"
    r"(?: (?:at|alle|alle ore|ore|delle))? )?"
    r"(?P<stamp>(?P<clock>\d{1,2}(?:[.:h]\d\d)?(?: ?[ap]\.?m\.?)?)(?![\w:])"
    r"(?(word)|(?= (?-i:[A-Z][a-z]+day|[A-Z]{2,4}\b|in [A-Z]|local time)))[^()\[\]]{0,60}"
    r"(?:\([^()]{1,30}\))?)[)\]](?: ?[-–—:])? +(?=\S)",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"[.!?…][\"”»)]*$")
#: One time at the head of a paragraph is no live blog's.
_ENTRIES = 2
#: Four digits that are a time, and no year of a chronology.
_NO_YEAR = re.compile(r"0|2[1-3]")


def part_stamps(pieces: Sequence[Paragraph]) -> list[Paragraph]:
    """Part stamp and entry at "(Update", and where two paragraphs or more begin with a time of day.

    An entry is made of sentences: lines of a timetable ("09:30 Doors open") stay as they are.
    """
    updated = [one for piece in pieces for one in _updates_in(piece)]
    timed = [begins["stamp"] for one in updated if (begins := _DIGITS.match(one.text))]
    form = _DIGITS if len(timed) > _ENTRIES and any(map(_NO_YEAR.match, timed)) else _STAMP
    found = [_entry(piece, form) for piece in updated]
    if sum(entry is not None for entry in found) < _ENTRIES:
        return updated
    return [one for piece, entry in zip(updated, found, strict=True) for one in entry or (piece,)]


def updates(node: dict[str, Any]) -> list[Block]:
    """Return the entries of a LiveBlogPosting, each below the date that its object tells."""
    listed = node.get("liveBlogUpdate")
    entries = listed if isinstance(listed, list) else [listed]
    return [block for one in entries if isinstance(one, dict) for block in _update(one)]


def _update(entry: dict[str, Any]) -> list[Block]:
    said = {key: value for key, value in entry.items() if isinstance(value, str)}
    title = unescape(said.get("headline", ""))
    blocks = body.blocks(clean(said.get("articleBody", "")))
    if title:
        blocks.insert(0, Block(title, Role.CROSSHEAD if blocks else Role.BODY))
    moment = dates.parse(clean(said.get("datePublished", "")))
    if blocks and moment:
        blocks.insert(0, Block(moment.at.date().isoformat(), Role.STAMP))
    return blocks


def _updates_in(piece: Paragraph) -> list[Paragraph]:
    """Part "(Update 7:05 p.m.)" from its entry; a clock time alone is of the day before it."""
    if piece.role is not Role.BODY:
        return [piece]
    parts, at = [], 0
    for found in _UPDATE.finditer(piece.text):
        # Not of "at 10.30 a.m. (9.30 GMT) on Saturday".
        inside = found["word"] is None and found.start() > 0
        if inside or not dates.clock(found["clock"]):
            continue
        dated = any(map(dates.stamp, re.findall(r"[^\W\d_]{3,}", found["stamp"])))
        said = found["stamp"] if dated else found["clock"]
        parts += [Paragraph(piece.text[at : found.start()].rstrip(), piece.role)]
        parts += [Paragraph(said, Role.STAMP)]
        at = found.end()
    parts.append(Paragraph(piece.text[at:], piece.role))
    return [part for part in parts if part.text]


def _entry(piece: Paragraph, form: re.Pattern[str]) -> tuple[Paragraph, Paragraph] | None:
    if piece.role not in (Role.BODY, Role.LIST) or not _SENTENCE.search(piece.text[-3:]):
        return None
    begins = form.match(piece.text)
    if begins is None or not (form is _DIGITS or dates.clock(begins["stamp"])):
        return None
    rest = piece.text[begins.end() :]
    return Paragraph(begins["stamp"], Role.STAMP), Paragraph(rest, piece.role)
