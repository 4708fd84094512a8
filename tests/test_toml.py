"""The lines on which keys of TOML files stand."""

import pytest

from timeline.errors import StoryError
from timeline.toml import line_of, parse

TEXT = """\
title = "A bridge"   # 1
site.language = "en" # 2

[terms]
"Mill Bridge" = 1.0  # 5
ferry = 2            # 6
[ schedule ]
every = 3            # 8
[[list]]
'x y' = 1            # 10
"""


@pytest.mark.parametrize(
    ("keys", "line"),
    [
        (("title",), 1),
        (("site", "language"), 2),
        (("terms",), 4),
        (("terms", "Mill Bridge"), 5),
        (("terms", "ferry"), 6),
        (("terms", "none"), 4),
        (("schedule", "every"), 8),
        (("every",), None),
        ((), None),
    ],
)
def test_a_key_has_its_line_or_that_of_its_table(keys, line):
    assert line_of(TEXT, keys) == line


@pytest.mark.parametrize(
    ("text", "line"), [("a = 1\nb = ", 2), ("a = 1\n\n", None), ("x = " + "[" * 5000, 1)]
)
def test_what_is_no_toml_is_told_with_its_line(text, line):
    if line is None:
        assert parse(text, StoryError) == {"a": 1}
        return
    with pytest.raises(StoryError, match="is not TOML") as caught:
        parse(text, StoryError)
    assert caught.value.line == line


@pytest.mark.parametrize(
    ("text", "line"), [('a = 1\nb = "x\nc = 1\n', 2), ("b = 'x\nc = 1\n", 1), ("a = 1\nb = 'x", 2)]
)
def test_a_quotation_mark_that_is_missing_is_told_in_words(text, line):
    with pytest.raises(StoryError) as caught:
        parse(text, StoryError)
    assert str(caught.value) == (
        f"line {line}: is not TOML: a text does not end; put the quotation mark behind it"
    )


@pytest.mark.parametrize("text", ["a = 1\ntitle = A bridge\n", "a = 1\ntitle =\n"])
def test_a_text_without_quotation_marks_is_told_in_words(text):
    with pytest.raises(StoryError, match=r"line 2: is not TOML: .*; put them around it"):
        parse(text, StoryError)
