"""Patterns find in small letters what they would find whatever the case."""

import doctest
import re
import tomllib
from dataclasses import fields
from importlib.resources import files
from pathlib import Path

import pytest

from timeline import patterns
from timeline.events.lists import words
from timeline.patterns import Pattern
from timeline.timex.en import cues as en
from timeline.timex.it import cues as it

DATA = Path(__file__).parent / "events"
ODD = ("MAY 5 may come", "Mayor İnan may come", "ON MONDAY THE COUNCIL MET", "È IL 5 MAGGIO")
TEXTS = {
    language: [
        text
        for path in DATA.glob(f"{language}*.toml")
        for case in tomllib.loads(path.read_text())["case"]
        for text in (case["text"], case["text"].upper())
    ]
    + list(ODD)
    for language in ("en", "it")
}


@pytest.mark.no_cover
@pytest.mark.parametrize("language", ["en", "it"])
def test_small_letters_and_hints_change_nothing(language):
    for name, pattern in words(language).patterns.items():
        plain = re.compile(pattern.pattern, re.IGNORECASE)
        for text in TEXTS[language][:: 1 if name in ("correction", "generic", "office") else 3]:
            found, wanted = pattern.search(text, 2), plain.search(text, 2)
            assert (found and found.span()) == (wanted and wanted.span()), (name, text)


@pytest.mark.no_cover
@pytest.mark.parametrize("cues", [en.CUES, it.CUES])
def test_small_letters_change_nothing_of_what_tells_of_a_day(cues):
    texts = [text[:80] for language in ("en", "it") for text in TEXTS[language][::5]]
    for pattern in (getattr(cues, field.name) for field in fields(cues)):
        if isinstance(pattern, Pattern):
            plain = re.compile(pattern.pattern, re.IGNORECASE)
            for text in texts:
                found, wanted = pattern.search(text, 2), plain.search(text, 2)
                assert (found and found.span()) == (wanted and wanted.span()), text


@pytest.mark.parametrize("language", ["en", "it"])
def test_no_pattern_hides_another_of_its_name(language):
    text = (files("timeline.events") / f"{language}.toml").read_text("utf-8")
    lists = tomllib.loads(text)
    named = [key for table in ("status", "sentence", "titles") for key in lists[table]]
    assert len(named) == len(set(named))
    assert set(lists["hints"]) <= set(named)


def test_every_way_of_looking_has_the_offsets_of_the_text():
    pattern = Pattern(r"\b(?:the|il)\s(?-i:may)\b|\bwill\b")
    assert pattern.search("The may WILL").span() == (0, 7)
    assert pattern.search("THE MAY WILL").span() == (8, 12)
    assert [one.span() for one in pattern.finditer("Will İ will")] == [(0, 4), (7, 11)]
    assert pattern.fullmatch("WILL")
    assert pattern.match("a Will", 2).span() == (2, 6)
    assert pattern.split("A WILL B") == ["A ", " B"]
    assert pattern.sub("-", "A WILL B") == "A - B"
    assert pattern.findall("A WILL B") == ["WILL"]
    assert Pattern("(?P<verb>go)").search("Go")["verb"] == "Go"
    assert Pattern("(?P<verb>go)").groupindex == {"verb": 1}
    assert Pattern("go").groupindex == {}


def test_without_a_hint_nothing_is_looked_for():
    pattern = Pattern(r"\bgo(?:es|ing)?\b", ["go"])
    assert pattern.search("He GOES")
    assert not pattern.search("He came")
    assert not list(pattern.finditer("He came"))
    assert not pattern.search("İnan came")
    assert Pattern(r"\b(?-i:Go)\b", ["go"]).search("He saw Go").start() == 7
    assert not Pattern("(?!)").match("He goes")


def test_what_depends_on_capitals_is_looked_for_in_small_letters_first():
    pattern = Pattern(r"\bmeets (?P<who>(?-i:[A-Z])\w+)")
    assert pattern.search("He meets him and MEETS Ada")["who"] == "Ada"
    assert not pattern.search("He meets him")
    assert not pattern.search("He met Ada")
    assert [one["who"] for one in pattern.finditer("meets Ada, meets him")] == ["Ada"]
    assert not list(pattern.finditer("He met Ada"))
    assert pattern.match("he meets Ada", 3)
    assert not pattern.match("meets him")
    assert pattern.fullmatch("Meets Ada")
    assert not pattern.fullmatch("Meets ada")


def test_what_must_not_stand_in_capitals_is_looked_for_as_written():
    assert Pattern(r"\band(?! (?-i:[A-Z]))").search("bread and butter")
    assert not Pattern(r"\band(?! (?-i:[A-Z]))").search("Lund and Oslo")
    assert Pattern(r"(?-i:[^A-Z])ada").search("1ADA")
    assert Pattern(r"(?-i:[^A-Z])ada", ["ada"]).search("1ADA")


def test_the_examples_are_right():
    assert doctest.testmod(patterns).failed == 0
