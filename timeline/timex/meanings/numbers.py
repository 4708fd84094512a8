"""Counts and lengths of time, from tokens to TIMEX3."""

from __future__ import annotations

from collections.abc import Sequence

from timeline.timex.tokens import Token

#: "A hundred" is a hundred.
ARTICLES = frozenset({"a", "an", "un", "uno", "una", "un'"})


#: Units that are written as so many of another.
_LONG = {"2W": (2, "W"), "E": (10, "Y"), "C": (100, "Y")}


def count(tokens: Sequence[Token]) -> float | None:
    """Return what number words and digits add up to; None for a vague one ("several").

    "twenty five" adds, "two hundred" multiplies, "2 1/2" and "two and a half" add the fraction.
    """
    total = 0.0
    if len(tokens) > 1 and tokens[0].value == 1 and tokens[0].text.lower() in ARTICLES:
        tokens = tokens[1:]
    for token in tokens:
        value = token.value
        if value is None or (total and token.text.lower() in ARTICLES):
            continue
        if isinstance(value, str):
            if "/" not in value:
                return None
            above, _, below = value.partition("/")
            total += int(above) / int(below) if int(below) else 0
        elif total and value < 10 and total % 10:
            total = value  # "three one-day strikes" last a day
        elif value >= 100 and 0 < total < value and token.text[:1].isalpha():
            total *= value
        else:
            total += value
    return total or None


def period(number: float | None, unit: str) -> str:
    """Return the value of so many units: ``P2W``, ``PT30M``, ``PXY`` for None.

    >>> period(2, "W"), period(2.5, "Y"), period(None, "h"), period(1.5, "m"), period(1.5, "D")
    ('P2W', 'P2Y6M', 'PTXH', 'PT1M30S', 'P1DT12H')
    """
    if unit in _LONG and number is not None:
        factor, unit = _LONG[unit]
        return f"P{number * factor:.0f}{unit}"
    time = "T" if unit in "hms" else ""
    letter = {"E": "Y", "C": "Y", "WE": "D", "2W": "W"}.get(unit, unit.upper())
    if unit == "WE":
        return "P2D" if number in (None, 1) else f"P{number:.0f}WE"
    if number is None:
        return f"P{time}X{letter}"
    whole, rest = divmod(number, 1)
    if not rest:
        return f"P{time}{whole:.0f}{letter}"
    finer = {
        "Y": ("M", 12),
        "W": ("D", 7),
        "D": ("H", 24),
        "h": ("M", 60),
        "m": ("S", 60),
        "M": ("D", 30),
    }
    if unit not in finer:
        return f"P{time}{number:g}{letter}"
    name, factor = finer[unit]
    head = f"P{time}{whole:.0f}{letter}" if whole else f"P{time}"
    return f"{head}{'T' if unit == 'D' else ''}{rest * factor:.0f}{name}"


def full_year(year: int) -> int:
    """Return the year a two-digit one stands for: '98 is 1998, '26 is 2026."""
    if year >= 100:
        return year
    return year + (2000 if year < 40 else 1900)
