"""What may befall disks, databases and clocks, again and again, for ``make faults``."""

import os
import random
import resource
import signal
import subprocess
import threading
import time
from datetime import timedelta

import psycopg
from sqlalchemy import event

from tests.articles import NOW, STORY, settings
from tests.clusters import cluster, programs, server_user
from tests.places import Place, child
from timeline.errors import StorageError
from timeline.storage.backup import backup, restore
from timeline.update import update

OTHERS = int(os.environ.get("FAULTS_OTHERS", "100"))
#: What is lost or doubled stays so: it is counted every so many times.
LOOK = 10
#: Every so many losses of the server it is the whole server, which takes a second.
RESTART = 25
ZONES = ("Pacific/Kiritimati", "America/New_York", "Asia/Kathmandu", "Europe/Rome")


def full_disk(place: Place, rng: random.Random) -> list[str]:
    """The disk is full at a random page."""

    def limit(connection: object, room: int) -> None:
        pages = connection.execute("PRAGMA page_count").fetchone()[0]  # type: ignore[attr-defined]
        connection.execute(f"PRAGMA max_page_count = {pages + room}")  # type: ignore[attr-defined]

    return _refused(place, rng, limit, "disk is full")


def read_only(place: Place, rng: random.Random) -> list[str]:
    """The database may be read and not written."""

    def limit(connection: object, _room: int) -> None:
        connection.execute("PRAGMA query_only = ON")  # type: ignore[attr-defined]

    return _refused(place, rng, limit, "cannot be written")


def _refused(place: Place, rng: random.Random, limit: object, words: str) -> list[str]:
    """Limit the writer's connection, update, and say what was not said plainly, or lost."""
    found = []
    refused = 0
    for number in range(OTHERS):
        place.put(number)
        room = rng.randrange(12)
        with place.storage() as storage:
            event.listen(storage._writer, "connect", lambda c, _, room=room: limit(c, room))
            try:
                update(storage, settings(place.folder), [STORY], now=NOW)
            except StorageError as error:
                refused += 1
                if words not in str(error):
                    found.append(f"not said plainly: {error}")
        if number % LOOK == 0:
            found += place.wrong()
    place.update()
    if not refused:
        found.append("nothing was ever refused")
    return found + place.wrong(OTHERS)


def io_error(place: Place, rng: random.Random) -> list[str]:
    """The kernel refuses to write at a random byte of the database's files."""
    found = []
    broken = 0
    for number in range(OTHERS):
        place.put(number)

        def work(room: int = rng.randrange(4_096, 300_000)) -> None:
            signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
            resource.setrlimit(resource.RLIMIT_FSIZE, (room, room))
            place.update()

        _, status = os.waitpid(child(work), 0)
        broken += status != 0
        if number % LOOK == 0:
            found += place.wrong()
    place.update()
    if not broken:
        found.append("nothing was ever refused")
    return found + place.wrong(OTHERS)


def damage(place: Place, rng: random.Random) -> list[str]:
    """Pages of the database are overwritten: it works, or it is said and a backup put back."""
    for number in range(20):
        place.put(number)
    place.update()
    copy = place.top / "copy.db"
    backup(place.url, copy)
    place.put(20)
    found = []
    said = 0
    for _ in range(OTHERS):
        content = bytearray(copy.read_bytes())
        for _ in range(rng.randint(1, 8)):
            at = rng.randrange(0, len(content) - 512)
            content[at : at + 512] = rng.randbytes(512)
        for beside in ("-wal", "-shm"):
            place.file.with_name(place.file.name + beside).unlink(missing_ok=True)
        place.file.write_bytes(content)
        try:
            with place.storage() as storage:
                storage.upgrade()
                update(storage, settings(place.folder), [STORY], now=NOW)
        except StorageError as error:
            said += 1
            if "restore" not in str(error) and "cannot be used" not in str(error):
                found.append(f"not said plainly: {error}")
        except Exception as error:  # noqa: BLE001  # what is to be found here
            found.append(f"not said plainly: {error!r}"[:200])
        restore(place.url, copy, now=NOW, replace=True)
        for kept in place.top.glob(f"{place.file.name}.before-restore-*"):
            kept.unlink()
        found += place.wrong(20)
    if not said:
        found.append("no damage was ever noticed")
    return found


def clocks(place: Place, rng: random.Random) -> list[str]:
    """The clock is set back and forth and the machine's zone changes; what was told stays told."""
    found = []
    told: dict[str, object] = {}
    for number in range(OTHERS):
        os.environ["TZ"] = rng.choice(ZONES)
        time.tzset()
        place.put(number)
        place.update(now=NOW + timedelta(hours=rng.uniform(-9_000, 9_000)))
        if number % LOOK == 0:
            now = place.told()
            if any(now.get(key) != at for key, at in told.items()):
                found.append("what was told before has another date, or is gone")
            if len(set(now.values())) != len(now):
                found.append("two events were told at one time")
            told = dict(now)
    del os.environ["TZ"]
    time.tzset()
    return found + place.wrong(OTHERS)


def server_loss(place: Place, rng: random.Random) -> list[str]:
    """PostgreSQL drops every connection, or goes and comes back, at random instants."""
    found = []
    with cluster() as server:
        if server is None:
            return []
        here = Place(place.top, "on-server", f"{server}/postgres")
        for number in range(OTHERS):
            here.put(number)
            delay = rng.uniform(0, 0.15)
            whole = number % RESTART == RESTART - 1
            worker = threading.Thread(target=_lose, args=(server, delay, whole))
            worker.start()
            try:
                here.update()
            except StorageError:
                pass
            except Exception as error:  # noqa: BLE001  # what is to be found here
                found.append(f"not said plainly: {error!r}"[:200])
            worker.join()
            if number % 10 == 9:
                found += here.wrong()
        here.update()
        return found + here.wrong(OTHERS)


def _lose(server: str, delay: float, whole: bool) -> None:
    with psycopg.connect(f"{server}/postgres", autocommit=True) as connection:
        folder = connection.execute("SHOW data_directory").fetchone()[0]
        time.sleep(delay)
        if not whole:
            connection.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> "
                "pg_backend_pid() AND backend_type = 'client backend'"
            )
    if whole:
        user = server_user()
        options = {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []} if user else {}
        command = [programs() / "pg_ctl", "-D", folder, "-w", "-m", "immediate", "-l", "/dev/null"]
        subprocess.run([*command, "restart"], check=True, capture_output=True, **options)
