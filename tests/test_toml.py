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
