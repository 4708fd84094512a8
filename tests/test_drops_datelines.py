"""Datelines: tests/drops_datelines/datelines.toml holds what is one and what is none."""

import doctest
import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.drops import article, datelines, dates, links, roles, text

DATA = tomllib.loads((Path(__file__).parent / "drops_datelines" / "datelines.toml").read_text())


@pytest.mark.parametrize(("said", "wanted"), DATA["datelines"].items())
def test_a_dateline_is_told_from_the_text(said, wanted):
    found = datelines.split(said)
    assert [part or "" for part in found or ()] == wanted


@pytest.mark.parametrize(
    ("said", "wanted"),
    [
        ("MILAN (AP) --", ("MILAN (AP)", None)),
        ("MILAN, Jan. 5 (Agency) _", ("MILAN, Jan. 5 (Agency)", "Jan. 5")),
        ("MILAN —", ("MILAN", None)),
        ("MILAN", None),
        ("MILAN (AP) — Snow fell.", None),
        ("MILAN " * 50, None),
    ],
)
def test_a_dateline_may_stand_alone(said, wanted):
    assert datelines.alone(said) == wanted


@given(st.text(alphabet="AROMEa, .-—()/1927Jgen'", max_size=130))
def test_nothing_of_the_text_is_lost(said):
    found = datelines.split(said)
    assert found is None or (said.startswith(found[0]) and said.endswith(found[2]))


@pytest.mark.parametrize("module", [article, datelines, dates, links, roles, text])
def test_the_examples_in_the_docstrings_hold(module):
    assert doctest.testmod(module).failed == 0
