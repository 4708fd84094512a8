"""Databases for tests: SQLite in a file, PostgreSQL in a cluster of our own."""

import gc
import shutil
from contextlib import nullcontext
from functools import cache
from importlib import import_module
from itertools import count
from pathlib import Path

import psycopg
import pytest
from coverage import Coverage
from hypothesis import is_hypothesis_test, settings
from typer import testing

from tests import checks
from tests.clusters import cluster

# The suite draws the same examples on every machine, however busy; `make fuzz` looks for new ones.
settings.register_profile("suite", deadline=None, derandomize=True)
settings.load_profile("suite")

# What commands there are and what they take is read once, not for each command that a test calls.
testing._get_command = cache(testing._get_command)

# Thousands of tests and all of our modules stay: to look through them often frees nothing.
gc.set_threshold(50_000, 20, 20)

ROOT = Path(__file__).parent.parent

#: The modules that begin: what takes longest, so that none is left to one process in the end.
FIRST = (
    "test_timex_engine",
    "test_static_site",
    "test_timelinejs",
    "test_browser",
    "test_readers",
    "test_main",
    "test_main_job",
    "test_executors",
    "test_watch",
    "test_update_elsewhere",
    "test_update",
)

_NUMBERS = count(1)


@pytest.fixture(scope="session")
def postgresql():
    """Give the URL of a PostgreSQL server in a temporary folder, without a database's name."""
    with cluster("jit=off") as url:  # to compile a query takes longer than to run it
        if url is None:
            pytest.skip("PostgreSQL is not installed, or there is nobody to run it but root")
        yield url


@pytest.fixture
def postgresql_url(postgresql):
    """Give the URL of a new, empty database."""
    return f"{postgresql}/{_create(postgresql)}"


def _create(server, template="template1"):
    """Make a database as *template* is; return its name."""
    name = f"test_{next(_NUMBERS)}"
    with psycopg.connect(f"{server}/postgres", autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name} TEMPLATE {template}")
    return name


@pytest.fixture(params=["sqlite", "postgresql"])
def empty_url(request, tmp_path):
    """Give the URL of a new, empty database, once of each kind."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path}/timeline.db"
    return request.getfixturevalue("postgresql_url")


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory):
    """Give a file with the tables, to be copied: making them takes longer than most tests."""
    file = tmp_path_factory.mktemp("template") / "timeline.db"
    _upgrade(f"sqlite:///{file}")
    return file


@pytest.fixture(scope="session")
def postgresql_tables(postgresql):
    """Give what gives the URL of a database with the tables, all empty."""
    return Tables(postgresql)


class Tables:
    """A database with its tables, emptied for each test: a new one is 300 files on the disk."""

    #: All columns and indexes, and the version: what emptying does not bring back.
    _SHAPE = """
        SELECT relname, relkind, attname, format_type(atttypid, atttypmod), version_num
        FROM pg_namespace JOIN pg_class ON relnamespace = pg_namespace.oid
        JOIN pg_attribute ON attrelid = pg_class.oid, alembic_version
        WHERE nspname !~ '^(pg_|information_)' AND attnum > 0
        ORDER BY nspname, relname, attnum
    """
    _OTHERS = """
        SELECT pg_terminate_backend(pid) FROM pg_stat_activity
        WHERE datname = current_database() AND pid != pg_backend_pid()
    """
    _ROWS = """
        SELECT format('DELETE FROM %I', tablename) FROM pg_tables
        WHERE schemaname = 'public' AND tablename != 'alembic_version'
        UNION ALL
        SELECT format('SELECT setval(%L, 1, false)', sequencename) FROM pg_sequences
        WHERE schemaname = 'public'
    """

    def __init__(self, server):
        self._server = server
        name = _create(server)
        _upgrade(f"{server}/{name}")
        self._template = _create(server, name)
        self._use(name)
        self._shape = self._told(self._SHAPE)

    def url(self):
        """Return its URL, or that of a copy of what it was where a test has altered its tables."""
        self._told(self._OTHERS)
        if self._told(self._SHAPE) != self._shape:
            self._connection.close()
            self._use(_create(self._server, self._template))
        with self._connection.transaction():
            self._connection.execute("SET LOCAL session_replication_role = replica")  # any order
            for (statement,) in self._told(self._ROWS):
                self._connection.execute(statement)
        return self._url

    def _use(self, name):
        self._url = f"{self._server}/{name}"
        self._connection = psycopg.connect(self._url, autocommit=True)

    def _told(self, query):
        return self._connection.execute(query).fetchall()


def _upgrade(url):
    from timeline.storage import Storage

    storage = Storage(url)
    storage.upgrade()
    storage.close()


@pytest.fixture
def sqlite_url(sqlite_template, tmp_path):
    """Give the URL of a new SQLite file with its tables."""
    return f"sqlite:///{shutil.copy(sqlite_template, tmp_path)}"


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request):
    """Give the URL of a new database with its tables, once of each kind."""
    if request.param == "sqlite":
        return request.getfixturevalue("sqlite_url")
    return request.getfixturevalue("postgresql_tables").url()


@pytest.fixture
def storage(database_url):
    """Give a Storage with its tables, on each kind of database."""
    from timeline.storage import Storage

    storage = Storage(database_url)
    yield storage
    storage.close()


@pytest.fixture(scope="session")
def _child():
    """Give the process that commands read drops in by default."""
    from timeline.commands import options
    from timeline.settings import Settings

    with options.limited(Settings()) as workers:
        yield workers


@pytest.fixture
def one_child(_child, monkeypatch):
    """Let the commands of all tests share one process: to start it takes a second each time."""
    from timeline.commands import options

    monkeypatch.setattr(options, "limited", lambda _settings, _count=1: nullcontext(_child))


@pytest.fixture(scope="module")
def unmeasured():
    """Let the processes that a module starts run without coverage: most of their time is its."""
    with pytest.MonkeyPatch.context() as changed:
        changed.delenv("COVERAGE_PROCESS_CONFIG", raising=False)
        yield


@pytest.fixture
def seeds(tmp_path):
    """Give an empty folder for drops."""
    folder = tmp_path / "seeds"
    folder.mkdir()
    return folder


def pytest_configure(config):
    """End the coverage that a worker starts with as each child does: pytest-cov starts its own."""
    while hasattr(config, "workerinput") and (other := Coverage.current()):
        other.stop()


@pytest.hookimpl(wrapper=True)
def pytest_collection(session):
    """Read the tests untraced once our modules are traced: it takes half of the time."""
    measured = Coverage.current() if session.config.option.dist == "no" else None
    if measured is None:
        return (yield)
    for path in (*ROOT.glob("timeline/**/*.py"), *ROOT.glob("feeds/**/*.py")):
        if "migrations" not in path.parts:  # they are Alembic's to read
            name = ".".join(path.relative_to(ROOT).with_suffix("").parts)
            import_module(name.removesuffix(".__init__"))
    measured.stop()
    try:
        return (yield)
    finally:
        measured.start()


#: The coverage that is paused while a test is prepared and reported.
_PAUSED = pytest.StashKey[Coverage]()


def _is_untraced(item):
    return item.get_closest_marker("no_cover") is not None


def _needs_nothing(item):
    """Tell whether no fixture runs for a test: nothing of ours but its own call."""
    given = item.callspec.params if hasattr(item, "callspec") else {}
    return set(item.fixturenames) <= {"request", *given}


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_protocol(item):
    """Do not trace pytest itself around tests that are data: it takes longer than they do."""
    measured = Coverage.current() if _is_untraced(item) or _needs_nothing(item) else None
    if measured is None:
        return (yield)
    measured.stop()
    item.stash[_PAUSED] = measured
    try:
        return (yield)
    finally:
        if Coverage.current() is not measured:  # pytest-cov starts it after an untraced call
            measured.start()


@pytest.hookimpl(wrapper=True)
def pytest_pyfunc_call(pyfuncitem):
    """Trace the call of a test around which nothing is."""
    measured = None if _is_untraced(pyfuncitem) else pyfuncitem.stash.get(_PAUSED, None)
    if measured is None:
        return (yield)
    measured.start()
    try:
        return (yield)
    finally:
        measured.stop()


def pytest_collection_modifyitems(items):
    """Put what takes long first, and note with each test which of the checks of feeds it proves.

    Properties run untraced, three times as fast: what covers a line is a named case. So does on
    PostgreSQL what is no test of the storage: it covers the same lines on SQLite.
    """
    items.sort(key=_place)
    for item in items:
        name, call = item.module.__name__, getattr(item, "callspec", None)
        given = call.params if call else {}
        again = given.get("database_url") == "postgresql" and "test_storage" not in name
        if again or is_hypothesis_test(item.function):
            item.add_marker("no_cover")
        rule = given.get("number")
        found = checks.numbers(name, item.function.__name__, rule)
        if found:
            item.user_properties.append(("checks", found))


def _place(item):
    """Return what to sort a test by: its module, and its group there.

    Modules that are traced come first: what is kept for the next call is made where it counts.
    """
    module = item.getparent(pytest.Module)
    name = module.path.stem
    is_untraced = any(mark.name == "no_cover" for mark in module.own_markers)
    groups = [mark.args[0] for mark in item.iter_markers("xdist_group")]
    return (is_untraced, FIRST.index(name) if name in FIRST else len(FIRST), *groups)


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
