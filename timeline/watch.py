"""The APScheduler jobs that call ``update``: a poll that is the truth, and files that wake it."""

from __future__ import annotations

import logging
import re
import signal
import threading
import time
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path

import watchfiles
from apscheduler.events import (
    EVENT_JOB_ERROR,
    EVENT_JOB_MAX_INSTANCES,
    EVENT_JOB_MISSED,
    JobEvent,
)
from apscheduler.executors.pool import ThreadPoolExecutor
from apscheduler.schedulers.background import BackgroundScheduler
from apscheduler.triggers.base import BaseTrigger
from apscheduler.triggers.combining import OrTrigger
from apscheduler.triggers.cron import CronTrigger
from apscheduler.triggers.interval import IntervalTrigger

from timeline.errors import SettingsError, TimelineError
from timeline.executors import INLINE, Executor
from timeline.settings import Schedule, Settings
from timeline.types import Story, Watching
from timeline.update import QUIET, Looks, Storage, Summary, drop_paths, update

log = logging.getLogger(__name__)

#: Seconds after which the whole folder is looked through, whatever its time says: a rewrite in
#: place does not touch the folder's.
FULL_LOOK = 60.0
#: Seconds between tries to be told of changed files, after several that failed.
RETRY_WAKING = 60.0
#: Seconds by which a clock may be put right without a word.
SET_BACK = 2.0
#: Milliseconds that changes are gathered for before they wake the watch: each costs 70 µs of CPU.
GATHER = 50

#: What keeps a job from running as planned, in words.
_UNPLANNED = {
    EVENT_JOB_MISSED: "came too late for its time",
    EVENT_JOB_MAX_INSTANCES: "is left out: the look before it takes longer than the interval",
}

_WEEKDAYS = ("sun", "mon", "tue", "wed", "thu", "fri", "sat")


# --- the schedule ----------------------------------------------------------------------------


def trigger(schedule: Schedule) -> BaseTrigger:
    """Return when the watch looks; raises SettingsError when the cron expression is none.

    Weekdays count as in cron, 0 and 7 being Sunday, and where both a day of the month and a
    weekday are given either will do. Times are UTC: no hour is missing and none comes twice.
    """
    if schedule.cron is None:
        return IntervalTrigger(seconds=schedule.every, timezone=UTC)
    fields = schedule.cron.split()
    try:
        minute, hour, day, month, weekday = fields
        weekday = _weekdays(weekday)
        days = [(day, weekday)] if "*" in (day, weekday) else [(day, "*"), ("*", weekday)]
        found = [
            CronTrigger(minute=minute, hour=hour, day=d, month=month, day_of_week=w, timezone=UTC)
            for d, w in days
        ]
    except ValueError as error:
        why = error if len(fields) == 5 else f"has {len(fields)} of the 5 fields"
        raise SettingsError(
            f"{schedule.cron!r} is not a cron expression (minute hour day month weekday): {why}",
            key="schedule.cron",
        ) from error
    if all(one.get_next_fire_time(None, datetime.now(UTC)) is None for one in found):
        raise SettingsError(f"{schedule.cron!r} is a time that never comes", key="schedule.cron")
    return found[0] if len(found) == 1 else OrTrigger(found)


def _weekdays(expression: str) -> str:
    """Return a weekday field in names: the library counts Monday as 0, cron counts Sunday."""
    return ",".join(map(_weekday, expression.lower().split(",")))


def _weekday(part: str) -> str:
    match = re.fullmatch(r"(?:(\*)|([0-7]|[a-z]{3})(?:-([0-7]|[a-z]{3}))?)(?:/(\d+))?", part)
    if match is None:
        raise ValueError(f"{part!r} is not a weekday")
    every, first, last, step = match.groups()
    if every and step is None:
        return "*"
    start = 0 if every else _number(first)
    end = 6 if every else _number(last or (first if step is None else "6"))
    if end < start:
        end += 7
    return ",".join(_WEEKDAYS[number % 7] for number in range(start, end + 1, int(step or 1)))


def _number(weekday: str) -> int:
    return int(weekday) if weekday.isdigit() else _WEEKDAYS.index(weekday)


def next_runs(schedule: Schedule, now: datetime, count: int = 1) -> tuple[datetime, ...]:
    """Return the next times at which the watch looks."""
    when = trigger(schedule)
    runs: list[datetime] = []
    previous = None
    for _ in range(count):
        previous = when.get_next_fire_time(previous, previous or now)
        runs.append(previous)
    return tuple(runs)


def period(schedule: Schedule, now: datetime) -> float:
    """Return the seconds between two looks: the longest silence to expect."""
    if schedule.cron is None:
        return schedule.every
    runs = next_runs(schedule, now, 10)
    return max((later - earlier).total_seconds() for earlier, later in pairwise(runs))


# --- the watch -------------------------------------------------------------------------------


class Watch:
    """Looks for drops by the schedule, and when a file tells that it has come.

    One watch at a time works on a database; another one waits and takes over. Call ``start`` and
    ``stop`` inside a program of your own, or ``run_forever`` in one that does nothing else.
    """

    def __init__(
        self,
        storage: Storage,
        settings: Settings,
        stories: Iterable[Story],
        *,
        executor: Executor = INLINE,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
        tell: Callable[[Summary], None] = lambda _summary: None,
    ) -> None:
        self._storage = storage
        self._settings = settings
        #: Asked anew at every look.
        self._stories = stories
        self._carried: tuple[Story, ...] = ()
        self._executor = executor
        self._clock = clock
        #: Is told what every update did that found something.
        self._tell = tell
        self._trigger = trigger(settings.schedule)
        self._period = period(settings.schedule, clock())
        self._folder = settings.seeds.folder
        self._looks = Looks()
        self._full_look = 0.0
        self._lock = storage.lock("watch")
        self._waits = False
        self._woken: set[Path] = set()
        #: Looks that are to come besides the schedule's, with the seconds that they were put off.
        self._coming: set[tuple[Callable[[], None], float]] = set()
        self._woken_lock = threading.Lock()
        #: By how many seconds the clock is ahead of one that nobody sets.
        self._ahead = time.time() - time.monotonic()
        self._stopping = threading.Event()
        self._scheduler: BackgroundScheduler | None = None
        self._waker: threading.Thread | None = None

    def start(self) -> None:
        """Begin to watch, in threads of its own; the first look is at once."""
        self._stopping.clear()
        self._coming.clear()
        # one thread: a poll and a wake-up never work at the same time
        scheduler = BackgroundScheduler(
            timezone=UTC,
            executors={"default": ThreadPoolExecutor(1)},
            job_defaults={"coalesce": True, "max_instances": 1, "misfire_grace_time": None},
        )
        scheduler.add_listener(_tell, EVENT_JOB_ERROR | EVENT_JOB_MISSED | EVENT_JOB_MAX_INSTANCES)
        scheduler.add_job(self.poll, self._trigger, id="poll", next_run_time=datetime.now(UTC))
        scheduler.start()
        self._scheduler = scheduler
        self._waker = threading.Thread(target=self._listen, name="waker", daemon=True)
        self._waker.start()

    def stop(self) -> None:
        """End the watch; an update that is running is finished first."""
        with self._woken_lock:
            self._stopping.set()
        if self._scheduler is not None:
            self._scheduler.shutdown(wait=True)
            self._scheduler = None
        if self._waker is not None:
            self._waker.join()
            self._waker = None
        self._lock.release()

    def run_forever(self) -> None:
        """Watch until SIGTERM or SIGINT; an update that is running is finished first."""
        ended = threading.Event()
        before = {
            number: signal.signal(number, lambda *_: ended.set())
            for number in (signal.SIGTERM, signal.SIGINT)  # the library would be cut off
        }
        try:
            self.start()
            ended.wait()
        finally:
            self.stop()
            for number, handler in before.items():
                signal.signal(number, handler)

    def poll(self) -> None:
        """Look at the whole folder, unless nothing can have changed; the scheduled job."""
        if not self._is_ours():
            return
        error = self._try(self._poll)
        with suppress(TimelineError):  # it was told above, or will be at the next poll
            now = self._clock()
            following = self._trigger.get_next_fire_time(now, now)
            self._storage.beat(Watching(now, following, self._period, error))

    def _poll(self) -> str | None:
        # what is new in a bucket moves nothing here
        due = self._settings.seeds.bucket or time.monotonic() >= self._full_look
        other = self._carried != tuple(self._stories)
        if due or other or self._looks.have_moved() or self._storage.drops_to_retry():
            trouble = self._update(())
            self._full_look = time.monotonic() + FULL_LOOK
            return trouble
        return None

    def _try(self, work: Callable[[], str | None]) -> str | None:
        """Do *work*; return what went wrong, which is no reason to end the watch."""
        try:
            return work()
        except TimelineError as error:
            log.warning("the watch could not look; it goes on: %s", error)
            reason = str(error)
        except Exception as error:
            log.exception("the watch could not look; it goes on")
            reason = f"{type(error).__name__}: {error}"
        self._full_look = 0.0
        self._looks = Looks()
        return reason

    def _is_ours(self) -> bool:
        try:
            ours = self._lock.acquire()
        except TimelineError as error:
            log.warning("the watch cannot reach its database; it goes on: %s", error)
            return False
        if not ours and not self._waits:
            log.info("another process watches; this one waits and takes over when it ends")
        if ours and self._waits:
            log.info("the process that watched has ended; this one watches now")
        self._waits = not ours
        return ours

    def _update(self, paths: Sequence[Path]) -> str | None:
        """Carry what is new to the timelines; return what kept the bucket from being copied."""
        stories = tuple(self._stories)
        summary = update(
            self._storage,
            self._settings,
            stories,
            now=self._clock(),
            paths=paths,
            looks=self._looks,
            executor=self._executor,
        )
        self._carried = stories
        if summary.waiting:
            self._wake([self._folder / name for name in summary.waiting], after=QUIET)
        if summary.results or summary.removed:
            self._tell(summary)
        if summary.trouble:
            log.warning("the watch could not copy the bucket; it goes on: %s", summary.trouble)
        return summary.trouble

    # --- being woken ----------------------------------------------------------------------------

    def _listen(self) -> None:
        """Be told of changed files by the system, as long as that works."""
        failures = 0
        while not self._stopping.is_set():
            began = time.monotonic()
            try:
                for changes in watchfiles.watch(
                    self._folder.resolve(),
                    watch_filter=None,
                    debounce=GATHER * 2,
                    step=GATHER,
                    stop_event=self._stopping,
                    raise_interrupt=False,
                    rust_timeout=500,
                    yield_on_timeout=True,
                    ignore_permission_denied=True,
                ):
                    self._mind_clock()
                    if changes:
                        self._wake(Path(path) for _change, path in changes)
            except Exception as error:  # noqa: BLE001  # the poll is the truth; this only wakes it
                # a single name that is no UTF-8 ends it: that says nothing against the next try
                failures = 0 if time.monotonic() - began >= RETRY_WAKING else failures
                pause = min(2.0**failures - 1, RETRY_WAKING)
                failures = min(failures + 1, 10)
                log.warning(
                    "changed files cannot wake the watch, it polls and listens again in %g s: %s",
                    pause,
                    error,
                )
                self._stopping.wait(pause)
                self._mind_clock()
                with self._woken_lock:  # what came while nobody listened
                    self._soon(self.poll, QUIET)

    def _mind_clock(self) -> None:
        """Look at once when the clock was set back: the schedule's next time is far off then."""
        ahead = time.time() - time.monotonic()
        with self._woken_lock:
            back, self._ahead = self._ahead - ahead, ahead
            if back > SET_BACK and self._scheduler is not None and not self._stopping.is_set():
                log.warning("the clock was set back by %.0f s", back)
                self._scheduler.modify_job("poll", next_run_time=datetime.now(UTC))

    def _wake(self, paths: Iterable[Path], after: float = 0) -> None:
        """Have these files looked at soon, unless the watch is ending."""
        with self._woken_lock:
            self._woken.update(paths)
            self._soon(self._look_at_woken, after)

    def _soon(self, look: Callable[[], None], after: float) -> None:
        """Have a look taken in so many seconds; whoever calls holds the lock of ``_woken``."""
        # one that is to come will see what this one would: a file that somebody goes on writing
        # must not ask for more and more of them
        asked = (look, after) in self._coming
        # ending waits for the look that runs, and lets nobody add a job meanwhile
        if asked or self._scheduler is None or self._stopping.is_set():
            return
        self._coming.add((look, after))
        # a job of its own each time: one that is running must not swallow the next
        at = datetime.now(UTC) + timedelta(seconds=after)
        self._scheduler.add_job(self._look, "date", (look, after), run_date=at)

    def _look(self, look: Callable[[], None], after: float) -> None:
        with self._woken_lock:
            self._coming.discard((look, after))
        look()

    def _look_at_woken(self) -> None:
        with self._woken_lock:
            woken, self._woken = self._woken, set()
        paths = drop_paths(self._folder, woken)
        if paths and self._is_ours():
            self._try(lambda: self._update(paths))


def _tell(event: JobEvent) -> None:
    words = _UNPLANNED.get(event.code, "failed")
    log.warning("the watch's job %s %s", event.job_id, words)
