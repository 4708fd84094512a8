import json
import os
import re
import time
import tomllib
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from timeline.sentences import boundaries, split
from timeline.types import Article, Granularity, Paragraph, Provenance, Published, Role

DATA = Path(__file__).parent / "sentences"
EVAL = Path(os.environ.get("TIMELINE_EVAL", Path(__file__).parents[1] / "../shared/eval"))
NEWS = EVAL / "merge" / "ecbplus_docs.jsonl"
HARD = EVAL / "sentences" / "cases.jsonl"
needs_eval = pytest.mark.skipif(not EVAL.is_dir(), reason="no evaluation data (TIMELINE_EVAL)")


def sentences(text):
    return [text[start:end] for start, end in boundaries(text)]


def article(*paragraphs):
    at = datetime(2026, 1, 28, tzinfo=UTC)
    published = Published(at, Granularity.DAY, Provenance.LINE, "28 January 2026")
    return Article("key", "a.txt", "Headline", published, tuple(paragraphs))


CASES = [
    pytest.param(case, id=case[0][:40])
    for case in tomllib.loads((DATA / "en.toml").read_text())["paragraphs"]
]


@pytest.mark.parametrize("expected", CASES)
def test_a_paragraph_is_split_where_its_sentences_end(expected):
    assert sentences(" ".join(expected)) == [piece.strip() for piece in expected]


def test_a_sentence_knows_its_role_and_its_place():
    paragraphs = (
        Paragraph("Mayor says no. Twice.", Role.HEADLINE),
        Paragraph("  One came. Two left. "),
        Paragraph("", Role.BODY),
        Paragraph("Photo: A. Person. All rights reserved.", Role.CREDIT),
    )
    drop = article(*paragraphs)
    found = split(drop)
    assert [(one.text, one.role, one.paragraph) for one in found] == [
        ("Mayor says no. Twice.", Role.HEADLINE, 0),
        ("One came.", Role.BODY, 1),
        ("Two left.", Role.BODY, 1),
        ("Photo: A. Person. All rights reserved.", Role.CREDIT, 3),
    ]
    for one in found:
        assert drop.paragraphs[one.paragraph].text[one.start : one.end] == one.text


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet=st.sampled_from(" .!?…\"'“”‘’`()[]—-abAB12U.S.Mr\n"), max_size=120))
def test_any_text_is_kept_whole(text):
    kept = "".join(sentences(text))
    assert re.sub(r"\s", "", kept) == re.sub(r"\s", "", text)


@pytest.mark.no_cover
@pytest.mark.parametrize("hostile", [". " * 50_000, '. "' * 50_000, "A" * 200_000, "A . " * 50_000])
def test_hostile_text_takes_linear_time(hostile):
    began = time.process_time()
    sentences(hostile)
    assert time.process_time() - began < 5


@needs_eval
def test_the_hard_cases_are_all_split_right():
    for line in HARD.read_text().splitlines():
        expected = json.loads(line)["sentences"]
        assert sentences(" ".join(expected)) == expected


@needs_eval
def test_real_news_is_split_as_people_did():
    right = wrong = missed = 0
    for line in NEWS.read_text().splitlines():
        # Lines without a final stop (titles, addresses) cannot be told apart once joined.
        expected = [one for one in json.loads(line)["sents"] if re.search(r"[.!?]['\" ]*$", one)]
        want, have = offsets(expected), offsets(sentences(" ".join(expected)))
        right += len(want & have)
        wrong += len(have - want)
        missed += len(want - have)
    assert 2 * right / (2 * right + wrong + missed) >= 0.992


def offsets(pieces):
    """Return where each piece ends, counted without blanks."""
    ends, end = set(), 0
    for piece in pieces:
        end += len(re.sub(r"\s", "", piece))
        ends.add(end)
    return ends
