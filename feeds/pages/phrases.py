"""The pages' own words, one file per language in ``words/``; all have the same keys."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

from feeds.words import known


class Phrases:
    """A language's phrases as attributes; templates know them as ``w``."""

    def __init__(self, language: str, phrases: dict[str, Any]) -> None:
        self.language = language
        self.weekdays: list[str] = phrases["weekdays"]
        #: Name of a document -> what its link says, where that is not its format's name.
        self.feeds: dict[str, str] = phrases["feeds"]
        #: Why, as merging logs it -> its line in an event's history, with and without who told it.
        self.changes: dict[str, tuple[str, str]] = phrases["changes"]
        #: Why an event was withdrawn, as ``merge`` says it -> in the page's words.
        self.reasons: dict[str, str] = phrases["reasons"]
        self._phrases = phrases

    def __getattr__(self, key: str) -> str:
        try:
            return str(self._phrases[key])
        except KeyError:
            raise AttributeError(key) from None

    def other(self, language: str | None) -> str | None:
        """Return *language* where a text in it has to say so, being in another than the page."""
        short = (language or "").partition("-")[0].lower()
        return language if short not in ("", self.language) else None

    def count(self, key: str, number: int) -> str:
        """Return "1 source", "2 sources": the phrase *key* for *number*."""
        forms: dict[str, str] = self._phrases[key]
        return forms["one" if number == 1 else "other"].format(n=self.number(number))

    def number(self, number: int) -> str:
        """Return "2,000" as the language writes it.

        >>> phrases("en").number(2000), phrases("it").number(2000)
        ('2,000', '2.000')
        """
        return f"{number:,}".replace(",", self.thousands)


def phrases(language: str) -> Phrases:
    """Return the phrases of a BCP 47 *language* ("it-IT" is Italian), or English."""
    return _read(known(language))


@cache
def _read(language: str) -> Phrases:
    text = files("feeds.pages").joinpath("words", f"{language}.toml").read_text("utf-8")
    return Phrases(language, tomllib.loads(text))
