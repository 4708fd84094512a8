"""Quotation marks: what stands in them, and how they come in pairs."""

from __future__ import annotations

import re

__all__ = ["balanced", "in_quotation"]


def in_quotation(text: str, end: int) -> bool:
    """Tell whether an offset lies in quotation marks."""
    before = text[:end]
    curly = before.count("“") - before.count("”") + before.count("«") - before.count("»")
    return curly > 0 or before.count('"') % 2 == 1


def balanced(text: str) -> str:
    """Close or take away quotation marks and brackets that stand alone."""
    for opening, closing in (("“", "”"), ("«", "»"), ("(", ")")):
        missing = text.count(opening) - text.count(closing)
        if missing > 0:
            text = re.sub(r"[.,;]$", "", text) + closing
        elif missing < 0:
            text = text.replace(closing, "", 1)
    if text.count('"') % 2 == 0:
        return text
    closes = re.search(r'\w"[\s,.]', text) and not re.search(r'(?:^|\s)"\w', text)
    if text.endswith('"'):
        return text[:-1]
    return text.replace('"', "", 1) if closes else f'{text}"'
