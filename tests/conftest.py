"""Databases for tests: SQLite in a file, PostgreSQL in a cluster of our own."""

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from itertools import count
from pathlib import Path

import pytest
from hypothesis import settings

from tests import checks

# The suite draws the same examples on every machine, however busy; `make fuzz` looks for new ones.
settings.register_profile("suite", deadline=None, derandomize=True)
settings.load_profile("suite")

_NUMBERS = count(1)


def _programs():
    """Return the folder of initdb and pg_ctl; Debian keeps them outside PATH."""
    candidates = sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    if found := shutil.which("pg_ctl"):
        candidates.insert(0, Path(found).resolve().parent)
    return next((one for one in candidates if (one / "initdb").exists()), None)


def _server_user():
    """Return the user and group to run a server as: it refuses to run as root."""
    if os.getuid() != 0:
        return None
    for name in ("postgres", "nobody"):
        try:
            return pwd.getpwnam(name)
        except KeyError:
            continue
    return None


@pytest.fixture(scope="session")
def postgresql():
    """Give the URL of a PostgreSQL server in a temporary folder, without a database's name."""
    programs = _programs()
    if programs is None:
        pytest.skip("PostgreSQL is not installed (initdb, pg_ctl)")
    user = _server_user()
    if os.getuid() == 0 and user is None:
        pytest.skip("PostgreSQL does not run as root, and there is no other user")
    folder = Path(tempfile.mkdtemp(prefix="timeline-pg-"))
    options = {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []} if user else {}
    if user:
        os.chown(folder, user.pw_uid, user.pw_gid)

    def run(*command):
        done = subprocess.run(
            command, cwd=folder, capture_output=True, text=True, timeout=120, check=False, **options
        )
        assert done.returncode == 0, done.stdout + done.stderr

    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    data = folder / "data"
    run(programs / "initdb", "-D", data, "-A", "trust", "-U", "timeline", "-E", "UTF8", "--no-sync")
    flags = (
        f"-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories={folder} -c fsync=off"
    )
    start = [programs / "pg_ctl", "-D", data, "-w", "-l", folder / "log", "-o", flags, "start"]
    run(*start)
    yield f"postgresql://timeline@127.0.0.1:{port}"
    run(programs / "pg_ctl", "-D", data, "-m", "immediate", "stop")
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def postgresql_url(postgresql):
    """Give the URL of a new, empty database."""
    import psycopg

    name = f"test_{next(_NUMBERS)}"
    with psycopg.connect(f"{postgresql}/postgres", autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
    return f"{postgresql}/{name}"


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request, tmp_path):
    """Give the URL of a new, empty database, once of each kind."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path}/timeline.db"
    return request.getfixturevalue("postgresql_url")


@pytest.fixture
def storage(database_url):
    """Give a Storage with its tables, on each kind of database."""
    from timeline.storage import Storage

    storage = Storage(database_url)
    storage.upgrade()
    yield storage
    storage.close()


def pytest_collection_modifyitems(items):
    """Note with each test which of the checks of feeds it proves."""
    for item in items:
        call = getattr(item, "callspec", None)
        rule = call.params.get("number") if call else None
        found = checks.numbers(item.module.__name__, item.function.__name__, rule)
        if found:
            item.user_properties.append(("checks", found))


def pytest_terminal_summary(terminalreporter):
    """Print how many of the checks of feeds this run has made."""
    words = {"xfailed": "ruled out by a client"}
    told = [
        (dict(report.user_properties)["checks"], words.get(outcome, outcome))
        for outcome in ("passed", "failed", "skipped", "xfailed")
        for report in terminalreporter.stats.get(outcome, ())
        if "checks" in dict(getattr(report, "user_properties", ()))
    ]
    for line in checks.summary(told):
        terminalreporter.line(line)
