"""Plain text becomes a draft: headline, labelled lines, paragraphs."""

from __future__ import annotations

import re
from statistics import median

from timeline.drops import datelines, dates, roles
from timeline.drops.draft import Block, Draft, bounded, bounded_blocks
from timeline.drops.text import one_line, resolve
from timeline.types import Role

#: "Label: value" at the top of a text -> the field of Draft it fills.
_LABELS = {
    "title": "title", "headline": "title", "titolo": "title", "subject": "title",
    "author": "author", "autore": "author", "byline": "author",
    "source": "publisher", "publisher": "publisher", "fonte": "publisher", "testata": "publisher",
    "publication": "publisher", "newspaper": "publisher", "agency": "publisher",
    "url": "url", "link": "url", "source url": "url", "canonical": "url", "original": "url",
    "language": "language", "lang": "language", "lingua": "language",
    "summary": "description", "description": "description", "sommario": "description",
}  # fmt: skip
_LABEL = re.compile(r"([A-Za-z][A-Za-z ]{2,12}?) ?: +(\S.{0,500})")
#: How far down labelled lines and the headline are looked for.
_TOP = 8
#: Lines of a text that was wrapped by hand are about this long.
_WRAPPED = range(45, 101)
_ONLY_URL = re.compile(r"https?://\S+")


def read(text: str) -> list[Draft]:
    """Return the one article of a plain text."""
    draft = Draft(blocks=blocks(text))
    _take_labels(draft)
    if draft.title is None:
        take_headline(draft)
    _mark_standfirst(draft)
    return [draft]


def blocks(text: str) -> list[Block]:
    """Return the paragraphs of a plain text: what blank lines part, and single lines.

    A text that was wrapped by hand at a fixed width is put together again.
    """
    groups = [
        [line for raw in group.split("\n") if (line := one_line(resolve(raw)))]
        for group in re.split(r"\n[ ]*\n", bounded(text))
    ]
    wrapped = _wrapped(groups)
    found = []
    for lines in groups:
        found.extend(_joined(lines) if wrapped else lines)
    kept = [Block(line) for line in found if not re.fullmatch(r"[-*_=~#\s]+", line)]
    return bounded_blocks(kept)


def _wrapped(groups: list[list[str]]) -> bool:
    inner = [len(line) for lines in groups for line in lines[:-1]]
    if len(inner) < 2:
        return False
    return int(median(inner)) in _WRAPPED and max(inner) < _WRAPPED.stop + 20


def _joined(lines: list[str]) -> list[str]:
    """Join the lines of one paragraph; a line far shorter than the others ends one."""
    joined: list[str] = []
    previous = ""
    for line in lines:
        whole = len(previous) >= _WRAPPED.start - 10
        if whole and not _stands_alone(joined[-1]) and not _stands_alone(line):
            joined[-1] = f"{joined[-1]} {line}"
        else:
            joined.append(line)
        previous = line
    return joined


def _stands_alone(line: str) -> bool:
    found = _LABEL.fullmatch(line)
    return (
        bool(found and (found[1].lower() in _LABELS or found[1].lower() in ("date", "data")))
        or roles.is_caption(line)
        or roles.is_byline(line)
        or roles.publication(line, day_first=True) is not None
        or bool(_ONLY_URL.fullmatch(line))
    )


def _take_labels(draft: Draft) -> None:
    """Move labelled lines of the top ("Source: …", a bare address) to the fields they fill."""
    kept = []
    for index, block in enumerate(draft.blocks):
        found = _LABEL.fullmatch(block.text) if index < _TOP else None
        name = _LABELS.get(found[1].lower()) if found else None
        if index < _TOP and _ONLY_URL.fullmatch(block.text):
            draft.url = draft.url or block.text
        elif found and name and getattr(draft, name) is None:
            setattr(draft, name, found[2])
        else:
            kept.append(block)
    draft.blocks = kept


def take_headline(draft: Draft) -> None:
    """Take the first line as the headline, if it looks like one and text follows."""
    first = draft.blocks[0].text if draft.blocks else ""
    if _is_headline(first, last=len(draft.blocks) == 1):
        draft.title = first
        draft.blocks = draft.blocks[1:]


def _is_headline(text: str, *, last: bool) -> bool:
    words = text.split()
    if not words or len(words) > (15 if last else 25) or len(text) > 250:
        return False
    if re.search(r"[.;:,]$", text) and not re.search(r"\b(?:[A-Z]\.)+$|\.\.\.$", text):
        return False
    return (
        datelines.split(text) is None
        and datelines.alone(text) is None
        and not roles.is_byline(text)
        and not roles.is_stamp(text)
        and roles.publication(text, day_first=True) is None
        and dates.parse(text, day_first=True) is None
    )


def _mark_standfirst(draft: Draft) -> None:
    """Mark a single sentence between the date line and the first crosshead or caption as lead."""
    for index, block in enumerate(draft.blocks):
        role = roles.by_words(block)
        if role is Role.BODY:
            following = draft.blocks[index + 1 :]
            short = len(block.text) <= 250 and not re.search(r"[.!?][\"”’]? +[A-Z\"“]", block.text)
            if (
                short
                and following
                and roles.by_words(following[0]) in (Role.CROSSHEAD, Role.CAPTION)
            ):
                draft.blocks[index] = Block(block.text, Role.LEAD)
            return
