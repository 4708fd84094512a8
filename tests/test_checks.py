import re
from pathlib import Path

import pytest

from tests.checks import CHECKS, GROUPS, numbers, summary
from tests.document_checks import RULES

HERE = Path(__file__).parent


def test_there_are_33_checks():
    assert list(CHECKS) == [number for members in GROUPS.values() for number in members]
    assert len(CHECKS) == 33


@pytest.mark.parametrize("number", CHECKS)
def test_every_check_has_its_tests(number):
    _, tests = CHECKS[number]
    assert tests or number in RULES
    for test in tests:
        module, _, function = test.partition(".")
        assert re.search(rf"^def {function}", (HERE / f"{module}.py").read_text(), re.MULTILINE)


def test_a_test_is_counted_for_what_it_proves():
    assert numbers("tests.test_service", "test_a_canonical_address", None) == [23]
    assert numbers("tests.test_document_checks", "test_a_planted_defect", 7) == [7]
    assert 5 not in numbers("tests.test_document_checks", "test_no_check_dislikes", None)
    assert numbers("tests.test_watch", "test_x", None) == []


def test_checks_are_counted_by_their_outcome():
    told = [([27, 30], "passed"), ([30], "ruled out by a client"), ([1], "failed")]
    assert summary(told) == [
        "feeds, documents: 1 of 16 checks, 1 failed",
        "feeds, readers: 2 of 7 checks, 1 passed, 1 ruled out by a client",
    ]
