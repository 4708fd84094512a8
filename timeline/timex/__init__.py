"""Sentence to TimeExpression: finds what a text says of time, and resolves it.

>>> from datetime import date
>>> [(e.text, e.value) for e in find("He said so on Tuesday.", dct=date(2026, 1, 27))]
[('Tuesday', '2026-01-27')]
"""

from timeline.timex.front import LANGUAGES, find, tag
from timeline.timex.when import from_edtf, resolve, roughly

__all__ = ["LANGUAGES", "find", "from_edtf", "resolve", "roughly", "tag"]
