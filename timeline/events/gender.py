"""Whether "he" or "she" stands for somebody: by pronoun, title or first name."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from timeline.events.words import Words

__all__ = ["gender_of"]


@cache
def _first_names() -> dict[str, str]:
    """Return "he" or "she" by first name; names of both are not listed."""
    lines = (files("timeline.events") / "first_names.txt").read_text("utf-8").splitlines()
    groups = (line.split(": ") for line in lines if not line.startswith("#"))
    return {name: pronoun for pronoun, names in groups for name in names.split()}


def gender_of(name: str, words: Words) -> str | None:
    """Return "he" or "she" by a title or else a first name, or by a pronoun; None for unknown.

    >>> from timeline.events.lists import words
    >>> gender_of("Ms. Winter", words("en")), gender_of("Marco", words("it"))
    ('she', 'he')
    >>> gender_of("Governor Anita Winter", words("en"))  # and not Governor
    'she'
    """
    parts = name.split()
    for part in parts:
        title = part.lower().rstrip(".")
        if title in words.masculine or title in words.feminine:
            return "he" if title in words.masculine else "she"
    first = [part for part in parts[:-1] or parts if part.lower() not in words.titles]
    return next(filter(None, map(_first_names().get, first)), None)
