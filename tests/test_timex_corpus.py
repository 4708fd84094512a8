"""The corpora: what each language's rules find, and what they leave.

``en.toml``, ``it.toml`` give an expression and its phrases; ``en_news.toml`` … a phrase a line.
Brackets stand around what is to be found.
"""

import re
import tomllib
from datetime import date
from pathlib import Path

import pytest

from timeline.timex import LANGUAGES, find

FOLDER = Path(__file__).parent / "timex"


def rows(kind):
    """Yield language, document day and row of every corpus file."""
    for path in sorted(FOLDER.glob("*.toml")):
        data = tomllib.loads(path.read_text())
        for row in data[kind]:
            yield path.stem.partition("_")[0], row.get("dct", data.get("dct")), row


def found_phrases():
    for language, dct, row in rows("finds"):
        for phrase in row.get("phrases", ()):
            yield pytest.param(language, dct, row, phrase, id=f"{language}: {phrase}")
        for phrase, values in row.get("each", {}).items():
            wanted = {"values": values.split()}
            yield pytest.param(language, dct, wanted, phrase, id=f"{language}: {phrase}")


def left_phrases():
    for language, dct, row in rows("finds_nothing"):
        for phrase in row["phrases"]:
            yield pytest.param(language, dct, phrase, id=f"{language}: {phrase}")


def test_every_language_has_a_corpus_of_what_is_found_and_what_is_left():
    for language in LANGUAGES:
        assert (FOLDER / f"{language}.toml").exists()
    for language, found, left in (("en", 650, 200), ("it", 400, 140)):
        assert sum(one.values[0] == language for one in found_phrases()) >= found
        assert sum(one.values[0] == language for one in left_phrases()) >= left


@pytest.mark.parametrize(("language", "dct", "row", "phrase"), list(found_phrases()))
def test_the_expression_is_found_with_its_value(language, dct, row, phrase):
    text = phrase.replace("[", "").replace("]", "")
    day = date.fromisoformat(dct) if dct else None
    found = find(text, dct=day, language=language)
    wanted = row["values"] if "values" in row else [row["value"]]
    assert [one.text for one in found] == re.findall(r"\[(.*?)\]", phrase)
    assert [one.value for one in found] == wanted
    assert all(text[one.start : one.end] == one.text for one in found)
    for name in ("type", "mod", "until", "zone", "comes_to"):
        if name in row:
            assert (getattr(found[0], name) or "") == row[name]


@pytest.mark.parametrize(("language", "dct", "phrase"), list(left_phrases()))
def test_what_is_no_time_is_left(language, dct, phrase):
    day = date.fromisoformat(dct) if dct else None
    assert find(phrase, dct=day, language=language) == ()
