"""Edges that no ordinary drop reaches: the calendar's ends, files that went, a failing database."""

from datetime import UTC, date, datetime, timedelta

import pytest

from timeline.errors import StorageError
from timeline.storage.batch import _moved
from timeline.timex import find
from timeline.update.files import look
from timeline.update.keeping import Keeping

FIRST = datetime.min.replace(tzinfo=UTC)
LAST = datetime.max.replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("at", "by"),
    [(LAST, timedelta(days=1)), (FIRST, timedelta(days=-1))],
)
def test_a_time_beyond_the_calendar_is_its_end(at, by):
    assert _moved(at, by) == at


def test_a_day_that_does_not_exist_is_no_date():
    assert not find("It is due on 2026-02-30.", dct=date(2026, 1, 1))


def test_a_path_that_is_gone_is_no_drop(tmp_path):
    assert look(tmp_path, [tmp_path / "gone.txt"]) == {}


def test_a_failing_database_is_no_fault_of_the_drops(monkeypatch):
    def fail(*_):
        raise StorageError("gone")

    monkeypatch.setattr(Keeping, "_keep_together", fail)
    keeping = Keeping.__new__(Keeping)
    with pytest.raises(StorageError, match="gone"):
        keeping.keep((), {}, {})
