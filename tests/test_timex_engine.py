"""Finding: tokens, runs, rules."""

from datetime import date

from timeline.timex import find


def test_the_documents_own_day_counts():
    (found,) = find("It was confirmed on Tuesday.", dct=date(2026, 1, 27))
    assert (found.text, found.value) == ("Tuesday", "2026-01-27")
