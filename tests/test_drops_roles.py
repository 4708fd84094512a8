"""What pieces of text are: tests/drops_roles/ holds examples, also of what they are not."""

import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.drops import roles
from timeline.drops.draft import Block
from timeline.types import Role

FOLDER = Path(__file__).parent / "drops_roles"


def examples():
    for path in sorted(FOLDER.glob("*.toml")):
        for role, texts in tomllib.loads(path.read_text())["roles"].items():
            yield from (pytest.param(text, role, id=f"{path.stem}-{text[:40]}") for text in texts)


@pytest.mark.parametrize(("text", "role"), list(examples()))
def test_a_text_is_what_its_words_say(text, role):
    assert str(roles.by_words(Block(text))) == role


def test_markup_overrules_the_words():
    assert roles.by_words(Block("By Anna Neri", Role.CAPTION)) is Role.CAPTION
    assert roles.by_words(Block("What comes next", Role.LIST)) is Role.LIST
    assert roles.by_words(Block("Sign up here", Role.LIST)) is Role.PROMOTION
    assert roles.by_words(Block("Snow on the pass", linked=True)) is Role.LINK


@pytest.mark.parametrize(
    ("text", "published", "updated"),
    [
        ("Published on: January 28, 2026 at 12:59 PM ET", "January 28, 2026 at 12:59 PM ET", None),
        ("Published 28 Jan 2026 | Updated 29 Jan 2026", "28 Jan 2026", "29 Jan 2026"),
        ("Published 28 Jan 2026 Updated 29 Jan 2026", "28 Jan 2026", "29 Jan 2026"),
        ("Anna Neri • January 28, 2026", "January 28, 2026", None),
        ("Pubblicato il 28 gennaio 2026", "28 gennaio 2026", None),
        ("Last updated: 29 Jan 2026", None, "29 Jan 2026"),
        ("January 28, 2026 / 12:59 PM EST / Valley Wire", "January 28, 2026 / 12:59 PM EST", None),
        ("By Anna Neri - January 28, 2026 - 12:59 PM", "January 28, 2026 - 12:59 PM", None),
        ("By Anna Neri, January 28, 2026", "January 28, 2026", None),
        ("By Anna Neri and Ugo Pini, 28 January 2026, 12:59", "28 January 2026, 12:59", None),
        ("UPDATED 1:05 PM ET, January 28, 2026", None, "1:05 PM ET, January 28, 2026"),
        ("PUBLISHED JAN. 28, 2026 · 3 min read", "JAN. 28, 2026", None),
        ("By Anna Neri, who writes on towns for us, January 28, 2026", "January 28, 2026", None),
    ],
)
def test_a_line_tells_when_the_article_was_published(text, published, updated):
    found = roles.publication(text, day_first=None)
    assert found is not None
    assert [moment and moment.said for moment in found] == [published, updated]


@pytest.mark.parametrize(
    "text",
    [
        "Published by Valley Press",
        "The law of January 28, 2026 is new.",
        "Mayor Ada Winter attends a news conference in Lund, January 28, 2026.",
        "Il sindaco Ada Neri apre il nuovo ponte della città - 28 gennaio 2026",
        "x " * 150,
        "Date",
    ],
)
def test_other_lines_tell_no_date_of_publication(text):
    assert roles.publication(text, day_first=None) is None


@given(st.text(max_size=400))
def test_any_text_has_a_role(text):
    assert isinstance(roles.by_words(Block(text or "x")), Role)
    roles.publication(text, day_first=True)
