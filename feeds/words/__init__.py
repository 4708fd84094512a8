"""What documents and pages say of times, statuses and reasons: one file per language.

All have the same keys, those of ``Language``; braces in a phrase say what goes there.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from timeline import Basis, Granularity, Ruling, Status

__all__ = ["LANGUAGES", "Language", "known", "words"]

#: Languages that can be said; others get the first. Pages have theirs in ``pages/words/``.
LANGUAGES = ("en", "it")


@dataclass(frozen=True, slots=True)
class Language:
    """The words of one language."""

    months: tuple[str, ...]
    #: Spring, summer, autumn, winter: EDTF 21 to 24.
    seasons: tuple[str, ...]
    quarters: tuple[str, ...]
    #: First hour, hour after the last one -> the part of day.
    parts: dict[tuple[int, int], str]
    part_of: str
    about: str
    uncertain: str
    #: What happened until a day, what is due on one, what is until or from a month or year.
    before: str
    due: str
    before_period: str
    after: str
    after_period: str
    week: str
    decade: str
    century: str
    #: A time of day, and a day with it.
    clock: str
    at: str
    #: The first of a month.
    first: str
    corrected: str
    updated: str
    #: Of an event's history: its date or status was *before* and is *after*.
    date_changed: str
    status_changed: str
    #: … whoever said it, in whose place there may be *nobody*.
    speaker_changed: str
    nobody: str
    #: Two entries were one and the same event.
    one_event: str
    #: … its text, which a source has corrected.
    text_said: str
    #: A source took its words back; the text is another for other reasons.
    text_corrected: str
    text_changed: str
    #: What the editors decided by hand, and that they took it back.
    rulings: dict[Ruling, str]
    taken_back: str
    more: str
    #: Who a sentence is ascribed to.
    said_by: str
    #: Kind -> what readers see of it.
    kinds: dict[str, str]
    status: dict[Status, str]
    #: Instead of "planned", when the day is over and no report came.
    was_planned: str
    #: Instead of "happened": somebody's words.
    said: str
    #: Of an event that left the timeline.
    withdrawn: str
    basis: dict[Basis, str]
    #: Instead of PUBLICATION's words: what was announced without a day.
    undated_ahead: str
    #: Of a date that no source tells.
    set_by_hand: str
    #: Of a date that is uncertain, with and without words that date it.
    unsure_relative: str
    unsure_open: str
    granularity: dict[Granularity, str]


def words(language: str) -> Language:
    """Return the words of a BCP 47 *language* ("it-IT" is Italian), or English."""
    return _read(known(language))


def known(language: str) -> str:
    """Return the one of ``LANGUAGES`` that a BCP 47 *language* is said in.

    >>> known("it-IT"), known("fr")
    ('it', 'en')
    """
    short = language.partition("-")[0].lower()
    return short if short in LANGUAGES else LANGUAGES[0]


@cache
def _read(language: str) -> Language:
    found = tomllib.loads(files("feeds.words").joinpath(f"{language}.toml").read_text("utf-8"))
    hours = (key.split("-") for key in found["parts"])
    keyed: dict[str, Any] = {
        "parts": {
            (int(first), int(last)): name
            for (first, last), name in zip(hours, found["parts"].values(), strict=True)
        },
        "status": {Status(key): phrase for key, phrase in found["status"].items()},
        "rulings": {Ruling(key): phrase for key, phrase in found["rulings"].items()},
        "basis": {Basis(key): phrase for key, phrase in found["basis"].items()},
        "granularity": {Granularity(key): phrase for key, phrase in found["granularity"].items()},
    }
    for key in ("months", "seasons", "quarters"):
        keyed[key] = tuple(found[key])
    return Language(**{**found, **keyed})
