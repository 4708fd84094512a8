"""The text after the metadata: an HTML fragment or plain text."""

from __future__ import annotations

from timeline.drops import markup, plain
from timeline.drops.draft import Block


def blocks(text: str) -> list[Block]:
    """Return the blocks of *text*, in whatever shape it is."""
    if markup.looks_like_html(text):
        return markup.blocks(text)
    return plain.blocks(text)
