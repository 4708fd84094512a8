"""Links: tests/drops_links/links.toml holds which ones name the same article."""

import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.drops import links

DATA = tomllib.loads((Path(__file__).parent / "drops_links" / "links.toml").read_text())


@pytest.mark.parametrize(("url", "wanted"), DATA["canonical"].items())
def test_a_link_has_one_canonical_form(url, wanted):
    assert (links.canonical(url) or "") == wanted


@given(st.text(max_size=60).map("https://www.a.example/".__add__))
def test_a_canonical_link_is_its_own_canonical_link(url):
    found = links.canonical(url)
    assert found is None or links.canonical(found) == found


def test_the_web_address_keeps_the_host_readers_know():
    url = "https://www.a.example/story?utm_source=x#top"
    assert links.web(url) == "https://www.a.example/story"


def test_no_address_is_no_address():
    assert links.canonical(None) is None
    assert links.web("https://a.example/" + "x" * 3000) is None
    assert links.host("nonsense") is None
    assert links.host("https://www.a.example:81/x") == "a.example"
