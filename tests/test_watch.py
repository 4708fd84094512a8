import logging
import os
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from tests.articles import NOW, STORY, STRIKE, TALKS, drop, settings
from tests.waiting import until
from timeline import DropState, SettingsError, StorageError
from timeline.settings import Schedule
from timeline.storage import Storage
from timeline.update import Outcome
from timeline.update.files import FIRST
from timeline.watch import Watch, next_runs, period, trigger

pytestmark = pytest.mark.usefixtures("unmeasured")

# --- the schedule ----------------------------------------------------------------------------

SUNDAY = datetime(2026, 2, 1, 12, tzinfo=UTC)


def cron(expression, count=1, now=SUNDAY):
    return [
        run.strftime("%a %d %b %H:%M") for run in next_runs(Schedule(cron=expression), now, count)
    ]


@pytest.mark.parametrize(
    ("expression", "runs"),
    [
        ("0 9 * * 1", ["Mon 02 Feb 09:00", "Mon 09 Feb 09:00"]),
        ("0 9 * * 0", ["Sun 08 Feb 09:00", "Sun 15 Feb 09:00"]),
        ("0 9 * * 7", ["Sun 08 Feb 09:00", "Sun 15 Feb 09:00"]),
        ("0 9 * * MON", ["Mon 02 Feb 09:00", "Mon 09 Feb 09:00"]),
        ("0 9 * * 5-7", ["Fri 06 Feb 09:00", "Sat 07 Feb 09:00"]),
        ("0 9 * * sat-mon", ["Mon 02 Feb 09:00", "Sat 07 Feb 09:00"]),
        ("0 9 * * 1-5/2", ["Mon 02 Feb 09:00", "Wed 04 Feb 09:00"]),
        ("0 9 * * */3", ["Wed 04 Feb 09:00", "Sat 07 Feb 09:00"]),
        ("0 9 * * 4/2", ["Thu 05 Feb 09:00", "Sat 07 Feb 09:00"]),
        ("*/20 * * * *", ["Sun 01 Feb 12:00", "Sun 01 Feb 12:20"]),
        ("0 9 15 * 1", ["Mon 02 Feb 09:00", "Mon 09 Feb 09:00"]),
        ("30 2 29 3 *", ["Sun 29 Mar 02:30", "Mon 29 Mar 02:30"]),
    ],
)
def test_a_cron_expression_means_what_cron_makes_of_it(expression, runs):
    assert cron(expression, 2) == runs


@pytest.mark.parametrize(
    "expression",
    ["", "* * * *", "61 * * * *", "0 9 * * 8", "0 9 * * x", "0 9 * * mon-", "a b c d e"],
)
def test_what_is_no_cron_expression_is_refused(expression):
    with pytest.raises(SettingsError, match=r"schedule\.cron: .* is not a cron expression"):
        trigger(Schedule(cron=expression))


def test_a_cron_expression_of_too_few_fields_is_told_so():
    with pytest.raises(SettingsError, match=r"weekday\): has 2 of the 5 fields$"):
        trigger(Schedule(cron="0 9"))


def test_a_time_that_never_comes_is_refused():
    with pytest.raises(SettingsError, match="never comes"):
        trigger(Schedule(cron="0 0 30 2 *"))


def test_an_interval_is_its_own_period():
    assert period(Schedule(every=30), NOW) == 30
    first, second = next_runs(Schedule(every=30), NOW, 2)
    assert second - first == timedelta(seconds=30)


def test_the_period_of_a_cron_expression_is_its_longest_silence():
    assert period(Schedule(cron="0 9,17 * * *"), NOW) == 16 * 3600


# --- the watch -------------------------------------------------------------------------------


@pytest.fixture
def storage(sqlite_url):
    """Give a Storage in a file; what differs between databases has tests of its own."""
    storage = Storage(sqlite_url)
    yield storage
    storage.close()


class News:
    """What a watch tells, to be waited for."""

    def __init__(self):
        self.results = {}
        self._changed = threading.Condition()

    def __call__(self, summary):
        with self._changed:
            for result in summary.results:
                self.results[result.name] = result.outcome
            self._changed.notify_all()

    def wait_for(self, name, timeout=60):
        assert self.comes(name, timeout), self.results

    def comes(self, name, timeout):
        with self._changed:
            return self._changed.wait_for(lambda: name in self.results, timeout)


@pytest.fixture
def news():
    return News()


@pytest.fixture
def watch(storage, seeds, news):
    watch = Watch(storage, settings(seeds, every=1), [STORY], tell=news)
    yield watch
    watch.stop()


def test_a_drop_is_taken_while_the_watch_runs(storage, seeds, watch, news):
    watch.start()
    (seeds / "a.txt").write_text(STRIKE)
    news.wait_for("a.txt")
    assert len(storage.load("ferry").events) == 2
    until(lambda: storage.watching() is not None)
    watching = storage.watching()
    assert watching.error is None
    assert watching.period == 1
    assert watching.next - watching.last == timedelta(seconds=1)


def test_a_drop_that_is_renamed_into_place_wakes_the_watch(storage, seeds, news):
    watch = Watch(storage, settings(seeds, every=3600), [STORY], tell=news)
    watch.start()
    try:
        appear(seeds, "a.txt", news)
        drop(seeds, "b.txt", TALKS, age=0)  # nobody polls; a second look is asked for
        news.wait_for("b.txt")
    finally:
        watch.stop()
    assert news.results["b.txt"] is Outcome.NEW


def test_the_poll_finds_what_did_not_wake_it(seeds, watch, news, monkeypatch):
    monkeypatch.setattr("timeline.watch.watchfiles.watch", no_news)
    drop(seeds, "deep/a.txt", STRIKE)
    watch.start()
    news.wait_for("deep/a.txt")
    drop(seeds, "deep/b.txt", TALKS)
    news.wait_for("deep/b.txt")
    assert news.results == {"deep/a.txt": Outcome.NEW, "deep/b.txt": Outcome.NEW}


def test_a_name_that_is_no_utf_8_is_taken_and_the_next_one_wakes_the_watch(storage, seeds, news):
    watch = Watch(storage, settings(seeds, every=3600), [STORY], tell=news)
    watch.start()
    try:
        appear(seeds, "a.txt", news)
        (seeds / os.fsdecode(b"caf\xe9.txt")).write_text(STRIKE)
        news.wait_for("caf\\udce9.txt")
        appear(seeds, "b.txt", news)
    finally:
        watch.stop()
    assert news.results["caf\\udce9.txt"] is Outcome.NEW


def appear(seeds, name, news):
    """Rename a file into place, again and again until somebody listens."""

    def rename():
        whole = drop(seeds, ".unseen", f"{TALKS}\n{name} {time.time_ns()}\n")
        whole.rename(seeds / name)

    until(lambda: rename() or news.comes(name, 0.3))


def test_a_clock_that_is_set_back_does_not_put_the_next_look_off(storage, watch, caplog):
    watch._trigger = trigger(Schedule(every=3600))
    watch.start()
    until(storage.watching)
    first = storage.watching().last
    with watch._woken_lock:
        watch._ahead += 7200  # as it was with a clock that was wrong
    until(lambda: storage.watching().last != first)
    assert "the clock was set back by 7200 s" in caplog.text


def test_a_file_that_is_written_all_the_time_asks_for_one_look_at_a_time(storage, seeds):
    watch = Watch(storage, settings(seeds, every=3600), [STORY])
    watch.start()
    for _ in range(100):
        watch._wake([seeds / "a.txt"], after=3600)
    assert len(watch._scheduler.get_jobs()) == 2, "that look, and the schedule's"
    watch.stop()


def no_news(*_args, **_options):
    raise OSError("too many watches")


def test_a_rewrite_in_place_is_found_by_the_full_look(storage, seeds, news, monkeypatch):
    monkeypatch.setattr("timeline.watch.FULL_LOOK", 0.0)
    watch = Watch(storage, settings(seeds), [STORY], tell=news)
    drop(seeds, "a.txt", STRIKE)
    watch.poll()
    time.sleep(1)
    watch.poll()
    assert news.results == {"a.txt": Outcome.NEW}
    drop(seeds, "a.txt", STRIKE.replace("pay", "wages"), age=30)
    watch.poll()
    time.sleep(1)
    watch.poll()
    assert news.results == {"a.txt": Outcome.CHANGED}
    watch.stop()


def test_a_quiet_folder_is_not_looked_through_again(storage, seeds, monkeypatch):
    watch = Watch(storage, settings(seeds), [STORY])
    looks = []
    real = Watch._update
    monkeypatch.setattr(
        Watch, "_update", lambda self, paths: looks.append(paths) or real(self, paths)
    )
    watch.poll()
    watch.poll()
    assert looks == [()]
    drop(seeds, "a.txt", STRIKE)
    watch.poll()
    assert looks == [(), ()]
    watch.poll()
    assert looks == [(), ()]
    watch.stop()


def test_stories_are_asked_for_anew_at_every_look(storage, seeds):
    stories = [STORY]
    watch = Watch(storage, settings(seeds), stories)
    drop(seeds, "a.txt", STRIKE)
    watch.poll()
    assert storage.revision(STORY.slug) == 1
    stories.append(replace(STORY, slug="again"))
    watch.poll()
    assert len(storage.load("again").events) == len(storage.load(STORY.slug).events)
    watch.stop()


def test_somebody_who_wants_a_drop_tried_again_is_heard(storage, seeds, news):
    watch = Watch(storage, settings(seeds), [STORY], tell=news)
    drop(seeds, "a.txt", b"")
    for _ in range(2):
        watch._full_look = 0.0
        watch.poll()
        time.sleep(1)
    assert news.results == {"a.txt": Outcome.REJECTED}
    news.results.clear()
    storage.retry()
    watch.poll()
    time.sleep(1)
    watch.poll()
    assert news.results == {"a.txt": Outcome.REJECTED}
    assert storage.drops()[0].state is DropState.REJECTED
    watch.stop()


def test_a_folder_that_goes_and_comes_back_is_told_and_survived(storage, seeds, watch, news):
    drop(seeds, "a.txt", STRIKE)
    watch.start()
    news.wait_for("a.txt")
    seeds.rename(seeds.parent / "away")
    until(lambda: (w := storage.watching()) and (w.error or "").endswith("create the folder"))
    (seeds.parent / "away").rename(seeds)
    until(lambda: storage.watching().error is None)
    drop(seeds, "b.txt", TALKS)
    news.wait_for("b.txt")
    assert {receipt.state for receipt in storage.drops()} == {DropState.TAKEN}


def test_an_error_of_ours_does_not_end_the_watch(storage, seeds, watch, news, monkeypatch):
    with monkeypatch.context() as patch:
        patch.setattr("timeline.watch.update", lambda *_a, **_o: 1 / 0)
        watch.start()
        until(lambda: (w := storage.watching()) and w.error)
        assert storage.watching().error == "ZeroDivisionError: division by zero"
    drop(seeds, "a.txt", STRIKE)
    news.wait_for("a.txt")


def test_a_look_that_takes_longer_than_the_interval_is_told(watch, monkeypatch, caplog):
    monkeypatch.setattr(Watch, "_update", lambda *_: time.sleep(2.5))
    watch.start()
    assert until(lambda: "poll is left out: the look before it takes longer" in caplog.text)


def test_a_database_that_cannot_be_reached_does_not_end_the_watch(
    storage, seeds, news, monkeypatch
):
    watch = Watch(storage, settings(seeds, every=1), [STORY], tell=news)

    def away(*_):
        raise StorageError("cannot be used: connection refused")

    drop(seeds, "a.txt", STRIKE)
    with monkeypatch.context() as patch:
        patch.setattr(watch._lock, "acquire", away)
        watch.poll()
    with monkeypatch.context() as patch:
        patch.setattr(storage, "drops", away)
        patch.setattr(storage, "beat", away)
        watch.poll()
    assert news.results == {}
    watch.start()
    news.wait_for("a.txt")
    watch.stop()


def test_one_watch_works_and_the_other_takes_over(seeds, news, database_url, caplog):
    caplog.set_level(logging.INFO, "timeline.watch")
    storage = Storage(database_url)
    first = Watch(storage, settings(seeds, every=1), [STORY])
    other_storage = Storage(database_url)
    second = Watch(other_storage, settings(seeds, every=1), [STORY], tell=news)
    first.start()
    until(lambda: storage.watching() is not None)
    second.start()
    drop(seeds, "a.txt", STRIKE)
    until(storage.drops)
    time.sleep(1.2)
    assert news.results == {}
    first.stop()
    drop(seeds, "b.txt", TALKS)
    news.wait_for("b.txt")
    told = [record.getMessage() for record in caplog.records]
    assert told.index("another process watches; this one waits and takes over when it ends") < (
        told.index("the process that watched has ended; this one watches now")
    )
    second.stop()
    other_storage.close()
    storage.close()


def test_a_lock_whose_server_went_away_is_taken_anew(postgresql_url):
    storage = Storage(postgresql_url)
    storage.upgrade()
    lock = storage.lock("watch")
    other = storage.lock("watch")
    assert not lock.is_held()
    assert lock.acquire()
    assert lock.acquire()
    assert not other.acquire()
    assert other.is_held()
    with storage.write() as batch:
        batch._connection.exec_driver_sql(
            "SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory'"
            " AND pid <> pg_backend_pid()"
        )
    assert other.acquire()
    assert not lock.acquire()
    other.release()
    assert until(lock.acquire)  # once the server has seen the other's connection end
    lock.release()
    storage.close()


PROGRAM = """
import sys
from pathlib import Path
from timeline.storage import Storage
from timeline.watch import Watch
from tests.articles import STORY, settings
storage = Storage(sys.argv[1])
storage.upgrade()
Watch(storage, settings(Path(sys.argv[2]), every=1), [STORY]).run_forever()
storage.close()
print("ended cleanly")
"""


def start(database_url, seeds):
    return subprocess.Popen(
        [sys.executable, "-c", PROGRAM, database_url, str(seeds)], stdout=subprocess.PIPE, text=True
    )


def test_an_interrupt_ends_the_watch_cleanly(tmp_path, seeds):
    url = f"sqlite:///{tmp_path}/timeline.db"
    drop(seeds, "a.txt", STRIKE)
    program = start(url, seeds)
    storage = Storage(url)
    until(lambda: is_taken(storage))
    program.send_signal(signal.SIGINT)  # SIGTERM: the next test, and `test_main.py`
    assert program.communicate(timeout=60) == ("ended cleanly\n", None)
    assert program.returncode == 0
    storage.close()


def is_taken(storage):
    try:
        return bool(storage.drops())
    except StorageError:  # there are no tables yet
        return False


def test_a_watch_in_this_thread_ends_on_a_signal_and_gives_the_handlers_back(storage, seeds):
    before = signal.getsignal(signal.SIGTERM)
    timer = threading.Timer(0.5, lambda: os.kill(os.getpid(), signal.SIGTERM))
    timer.start()
    Watch(storage, settings(seeds, every=1), [STORY]).run_forever()
    assert signal.getsignal(signal.SIGTERM) is before
    assert storage.watching() is not None


def test_a_watch_that_is_killed_again_and_again_loses_and_doubles_nothing(
    sqlite_url, tmp_path, seeds
):
    storage = Storage(sqlite_url)
    number_of_drops = FIRST + 10
    for number in range(number_of_drops):
        drop(seeds, f"{number}.txt", STRIKE.replace("Genoa", f"Genoa {number}"))
    taken = 0
    instants = iter((0.6, 1.0))  # `make faults` and `make soak` kill at many more
    while taken < number_of_drops:
        program = start(sqlite_url, seeds)
        if instant := next(instants, None):
            time.sleep(instant)
        else:
            until(lambda before=taken: len(storage.drops()) > before)
        program.kill()  # else as soon as it has kept anything: it gets on all the same
        program.communicate()
        taken = len(storage.drops())
        check_whole(storage)
    assert len(storage.article_keys()) == number_of_drops
    storage.close()
    with sqlite3.connect(tmp_path / "timeline.db") as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    connection.close()


def check_whole(storage):
    """Every drop that was taken has its article, every article its mentions."""
    taken = [key for receipt in storage.drops() for key in receipt.articles]
    assert sorted(taken) == sorted(storage.article_keys())
    mentions = [m.article.key for e in storage.load("ferry").events for m in e.mentions]
    assert sorted(set(mentions)) == sorted(taken)
    assert len(mentions) == 2 * len(taken)


def test_a_look_that_finds_an_unfinished_file_does_not_hold_up_the_end(storage, seeds):
    watch = Watch(storage, settings(seeds, every=60), [STORY])
    begun = threading.Event()

    def poll(_paths):
        begun.set()
        watch._stopping.wait(10)
        watch._wake([seeds / "a.txt"], after=1)

    watch._update = poll
    watch.start()
    assert begun.wait(60)
    ending = threading.Thread(target=watch.stop, daemon=True)
    ending.start()
    ending.join(60)
    assert not ending.is_alive()
