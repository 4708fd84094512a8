"""How many independent sources tell of an event."""

from dataclasses import replace

import pytest

from feeds.evidence import read
from feeds.independence import independent
from tests.stories import STORY, make, on

QUOTE = "The doors of the old hall open on Tuesday after two years of works"
OTHER = "Two years after it was shut the hall lets visitors in again"


def mentions(*told):
    """Return mentions of (publisher, url, quote), each of an article of its own."""
    (one,) = make("The doors open", on("2026-02-06")).mentions
    found = []
    for number, (publisher, url, quote) in enumerate(told):
        article = replace(one.article, key=f"a{number}", publisher=publisher, url=url)
        found.append(replace(one, id=f"m{number}", quote=quote, article=article))
    return found


def count(*told):
    return independent(read(one, STORY) for one in mentions(*told))


@pytest.mark.parametrize(
    ("told", "number"),
    [
        pytest.param([], 0, id="none"),
        pytest.param([("Wire", None, QUOTE), ("Post", None, OTHER)], 2, id="two in own words"),
        pytest.param([("Wire", None, QUOTE), ("Post", None, f"{QUOTE}.")], 1, id="a copy"),
        pytest.param(
            [("Wire", None, QUOTE), ("Post", None, QUOTE), ("Post", None, OTHER)],
            2,
            id="a paper that copies, and writes itself",
        ),
        pytest.param([("Post", None, QUOTE), ("the POST!", None, OTHER)], 2, id="two names"),
        pytest.param([("Post", None, QUOTE), ("POST", None, OTHER)], 1, id="one paper twice"),
        pytest.param([("Città", None, QUOTE), ("Citta'", None, OTHER)], 1, id="an accent"),
        pytest.param(
            [
                ("The Lund Courier", "https://www.lundcourier.example/a", QUOTE),
                ("Courier", "https://lundcourier.example/b", OTHER),
            ],
            1,
            id="two spellings at one host",
        ),
        pytest.param(
            [
                (None, "https://lundcourier.example/a", QUOTE),
                ("Lund Courier", "https://lundcourier.example/b", OTHER),
                ("LUND COURIER", None, f"{OTHER} now that all is new and light and dry"),
            ],
            1,
            id="a name, a host and both",
        ),
        pytest.param(
            [
                ("Wire", "https://news.portal.example/a", QUOTE),
                ("Post News", "https://news.portal.example/b", OTHER),
            ],
            2,
            id="two papers at a portal",
        ),
        pytest.param(
            [("AB", "https://ab.example/a", QUOTE), ("A. B. C.", "https://ab.example/b", OTHER)],
            2,
            id="names too short to tell",
        ),
        pytest.param([(None, None, QUOTE), (None, None, OTHER)], 2, id="nobody knows whose"),
    ],
)
def test_copies_and_one_paper_count_once(told, number):
    assert count(*told) == number
