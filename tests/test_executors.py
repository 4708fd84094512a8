"""Work in processes with limits: what a hostile drop does to them, and what does not suffer."""

import os
import re
import signal
import sys
import threading
import time
from functools import partial

import pytest

from tests import tasks
from tests.articles import NOW, STORY, STRIKE, drop, settings
from timeline.errors import ExecutorError
from timeline.executors import (
    INLINE,
    CrashError,
    Group,
    Together,
    Unfolding,
    Workers,
    processes,
)
from timeline.update import update

pytestmark = pytest.mark.usefixtures("unmeasured")


@pytest.fixture(scope="module")
def workers():
    with Workers(0.4, 150) as workers:
        yield workers


@pytest.mark.parametrize("executor", [INLINE, None], ids=["inline", "processes"])
def test_outcomes_come_in_order_and_a_failure_is_one_of_them(executor, workers):
    executor = executor or workers
    assert executor.map(tasks.squared, range(120)) == [tasks.squared(n) for n in range(120)]
    refused, crashed, fine = (
        *executor.map(tasks.refuse, [7]),
        *executor.map(int, ["x"]),
        *executor.map(int, ["4"]),
    )
    assert (refused.path, refused.line, refused.key) == ("a.txt", 7, "date")
    assert isinstance(crashed, CrashError)
    assert "ValueError: invalid literal" in crashed.words
    assert str(crashed) == crashed.words
    assert "Traceback" in crashed.where
    assert fine == 4


def test_an_item_that_takes_too_long_is_the_only_one_refused(workers):
    found = workers.map(partial(re.split, r"(?:a|a)+b"), ["a", "a" * 40, "aab"])
    assert found[0] == ["a"]
    assert "takes more than 0.4 s of processor time (limits.drop_seconds;" in str(found[1])
    assert found[2] == ["", ""]


def test_time_is_counted_for_each_item_alone(workers):
    assert workers.map(partial(tasks.burn, 0.1), range(8)) == [None] * 8


def test_an_item_that_unfolds_is_allowed_more_for_each_further_one(workers):
    found = [
        *workers.map(Unfolding(tasks.burn_each, more=0.1), [6, 1]),
        *workers.map(Unfolding(tasks.burn_each, more=0), [6, 1]),
    ]
    assert [getattr(one, "outcome", None) for one in found] == [6, 1, None, 1]
    assert 0.6 <= found[0].seconds < 0.9
    assert "limits.article_seconds more for each further article" in str(found[2])


def test_a_group_is_allowed_more_for_each_further_item_and_less_for_what_is_spent(workers):
    together = Together(partial(tasks.burn, 0.1), more=0.1)
    found = workers.map(
        together, [Group((1,) * 6), Group((1,) * 6, 0.8), Group((1,)), Group((1,), 9)]
    )
    assert [len(found[0]), len(found[2])] == [6, 1]
    assert "takes more than 0.4 s" in str(found[1])
    assert "takes more than 0.4 s" in str(found[3])
    long = Together(partial(tasks.burn, 0.6), more=0.1, weigh=abs)
    assert len(workers.map(long, [Group((6,))])[0]) == 1


def test_a_group_may_be_worked_on_in_this_process():
    (done,) = INLINE.map(Together(int, more=0), [Group(("1", "2"))])
    assert [one.outcome for one in done] == [1, 2]


def test_what_says_that_it_is_being_worked_on_is_no_outcome():
    with Workers(5, 100) as workers:
        workers.map(tasks.beat_every, [-1])
        found = workers.map(Together(int, more=0), [Group(("1", "2")), Group(("3",))])
    assert [[one.outcome for one in group] for group in found] == [[1, 2], [3]]


def test_an_item_that_takes_too_much_memory_is_the_only_one_refused(workers):
    sizes = [10, 400_000_000, 60_000_000, 60_000_000, 60_000_000]
    found = workers.map(tasks.taken, sizes)
    assert found[0] == 10
    assert "limits.drop_megabytes" in str(found[1])
    assert found[2:] == sizes[2:]


def test_a_process_that_dies_is_replaced_and_what_it_died_of_twice_is_refused(workers, caplog):
    found = workers.map(tasks.end_or_double, [1, -9, 3, 0, 5])
    assert found[0] == 2
    assert "brings down the process that reads it (SIGKILL)" in str(found[1])
    assert found[2] == 6
    assert "(status 4)" in str(found[3])
    assert found[4] == 10
    assert "a new one goes on" in caplog.text


def test_a_process_that_somebody_kills_costs_no_drop(workers):
    (process,) = workers.map(tasks.own, [0])
    slow = threading.Timer(0.2, os.kill, (process, signal.SIGKILL))
    slow.start()
    assert workers.map(time.sleep, [0.05] * 10) == [None] * 10
    slow.join()
    assert workers.map(tasks.own, [0]) != [process]


def test_a_process_that_is_stopped_is_not_waited_for_for_ever(monkeypatch):
    monkeypatch.setattr(processes, "PATIENCE", 0.2)
    with Workers(5, 100) as workers:
        workers.map(tasks.own, [0, 0])
        (found,) = workers.map(time.sleep, [30])
    assert "SIGKILL" in str(found)


def test_signals_for_the_whole_group_end_no_work(workers):
    (process,) = workers.map(tasks.own, [0])
    os.kill(process, signal.SIGTERM)
    os.kill(process, signal.SIGINT)
    assert workers.map(tasks.own, [0]) == [process]


def test_threads_take_short_turns_where_children_wait_for_them():
    Workers(60, 500)
    assert sys.getswitchinterval() == pytest.approx(processes.TURN)


def test_shares_are_worked_on_at_once():
    with Workers(5, 200, count=2) as workers:
        found = workers.map(tasks.pid_and_pause, range(150))
    assert len(set(found)) == 2


def test_processes_start_with_the_first_work_and_end_with_their_parent():
    lazy = Workers(5, 100)
    (process,) = lazy.map(tasks.own, [0])
    lazy.close()
    with pytest.raises(ProcessLookupError):
        os.kill(process, 0)


def test_a_limit_of_the_machine_is_kept():
    with Workers(5, 100) as workers:
        ((soft, hard),) = workers.map(tasks.capped, [0])
    assert soft == hard


def test_memory_that_is_not_there_is_told_inline_too():
    def hoard(_item):
        raise MemoryError

    (found,) = INLINE.map(hoard, [0])
    assert "more memory than a drop may take" in str(found)


def test_processes_that_cannot_be_started_are_no_drops_fault(monkeypatch):
    monkeypatch.setattr(sys, "executable", "/bin/false")
    with pytest.raises(ExecutorError, match="cannot be started"), Workers(1, 100) as workers:
        workers.map(tasks.own, [0])


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_a_drop_over_the_limit_is_quarantined_and_the_others_are_taken(storage, seeds):
    heavy = "Genoa\n\n" + "\n\n".join(["Ferry crews met on Tuesday. " * 3] * 4900)
    drop(seeds, "a.txt", STRIKE)
    drop(seeds, "heavy.txt", heavy)
    drop(seeds, "z.txt", STRIKE.replace("Genoa", "Turin"))
    with Workers(0.8, 200) as workers:
        summary = update(storage, settings(seeds), [STORY], now=NOW, executor=workers)
    states = {one.name: (one.outcome.value, one.reason) for one in summary.results}
    assert states["a.txt"] == states["z.txt"] == ("new", None)
    assert states["heavy.txt"][0] == "rejected"
    assert "takes more than 0.8 s" in states["heavy.txt"][1]
