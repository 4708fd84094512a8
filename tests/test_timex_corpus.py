"""The corpora: what each language's rules find, and what they leave."""

import re
import tomllib
from datetime import date
from pathlib import Path

import pytest

from timeline.timex import LANGUAGES, find

FOLDER = Path(__file__).parent / "timex"


def corpus(language):
    return tomllib.loads((FOLDER / f"{language}.toml").read_text())


def found_phrases():
    for language in LANGUAGES:
        data = corpus(language)
        for row in data["finds"]:
            for phrase in row["phrases"]:
                dct = row.get("dct", data["dct"])
                yield pytest.param(language, dct, row, phrase, id=f"{language}: {phrase}")


def left_phrases():
    for language in LANGUAGES:
        data = corpus(language)
        for row in data["finds_nothing"]:
            for phrase in row["phrases"]:
                yield pytest.param(language, data["dct"], phrase, id=f"{language}: {phrase}")


@pytest.mark.parametrize(("language", "dct", "row", "phrase"), list(found_phrases()))
def test_the_expression_is_found_with_its_value(language, dct, row, phrase):
    text = phrase.replace("[", "").replace("]", "")
    day = date.fromisoformat(dct) if dct else None
    found = find(text, dct=day, language=language)
    wanted = row.get("values") or [row["value"]]
    assert [one.text for one in found] == re.findall(r"\[(.*?)\]", phrase)
    assert [one.value for one in found] == wanted
    assert all(text[one.start : one.end] == one.text for one in found)
    for name in ("type", "mod", "until", "zone"):
        if name in row:
            assert getattr(found[0], name) == row[name]


@pytest.mark.parametrize(("language", "dct", "phrase"), list(left_phrases()))
def test_what_is_no_time_is_left(language, dct, phrase):
    assert find(phrase, dct=date.fromisoformat(dct), language=language) == ()
