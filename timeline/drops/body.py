"""The text after the metadata, in whatever shape it is: HTML, Markdown or plain."""

from __future__ import annotations

from timeline.drops import markdown, markup, plain
from timeline.drops.draft import Block


def blocks(text: str) -> list[Block]:
    """Return the blocks of *text*."""
    if markup.looks_like_html(text):
        return markup.blocks(text)
    return markdown.blocks(text) if markdown.recognises(text) else plain.blocks(text)
