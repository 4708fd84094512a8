"""Copying a bucket into the folder of drops; the bucket is fsspec's own, in memory.

``test_s3.py`` asks a server that speaks S3.
"""

import json
import os
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.articles import NOW, STORY, STRIKE, TALKS, settings
from timeline.drops import copying, scan
from timeline.drops.bucket import Bucket, Object
from timeline.drops.copying import LEDGER, compare, copy, plan
from timeline.errors import BucketError
from timeline.types import DropState
from timeline.update import update
from timeline.watch import Watch

pytest.importorskip("fsspec", reason="fsspec is not installed: make test")

from fsspec.implementations.memory import MemoryFileSystem

ADDRESS = "memory://drops/in"
LIMIT = 1000


@pytest.fixture
def bucket():
    """Give a function that puts objects into an empty bucket; None takes one out."""
    files = MemoryFileSystem()
    files.store.clear()

    def put(**objects):
        for name, content in objects.items():
            if content is None:
                files.rm(f"/drops/in/{name}")
            else:
                files.pipe(f"/drops/in/{name}", content.encode())

    yield put
    files.store.clear()


@pytest.fixture
def fetch(seeds):
    def run(**options):
        copy(ADDRESS, seeds, **{"max_bytes": LIMIT, "retract": False, **options})
        found = {name: seeds / name for name in sorted(scan(seeds))}
        return {name: path.read_text() for name, path in found.items() if path.is_file()}

    return run


def failing(monkeypatch, **wrong):
    """Let the reading of some objects go wrong."""
    real = MemoryFileSystem.cat_file

    def cat_file(self, path, start=None, end=None, **more):
        found = wrong.get(path.rpartition("/")[2])
        if isinstance(found, Exception):
            raise found
        return found if found is not None else real(self, path, start, end, **more)

    monkeypatch.setattr(MemoryFileSystem, "cat_file", cat_file)


def objects(*names, size=1):
    return {name: Object(f"bucket/{name}", size, 0.0, "1") for name in names}


# --- what is copied --------------------------------------------------------------------------


def test_what_lies_in_the_bucket_lies_in_the_folder_dated_alike(bucket, seeds, fetch):
    bucket(**{"a.txt": "first", "2026/02/b.txt": "second", "empty.txt": ""})
    MemoryFileSystem.store["/drops/in/a.txt"].created = NOW
    assert fetch() == {"2026/02/b.txt": "second", "a.txt": "first", "empty.txt": ""}
    assert (seeds / "a.txt").stat().st_mtime == NOW.timestamp()


def test_nothing_is_copied_twice(bucket, fetch, monkeypatch):
    bucket(**{"a.txt": "first"})
    fetch()
    monkeypatch.setattr(Bucket, "read", lambda *_: pytest.fail("was read again"))
    assert fetch() == {"a.txt": "first"}


def test_what_is_replaced_is_copied_again(bucket, fetch):
    bucket(**{"a.txt": "first"})
    fetch()
    bucket(**{"a.txt": "other"})
    assert fetch() == {"a.txt": "other"}


def test_a_sidecar_comes_before_its_drop():
    due = plan(objects("a.txt", "b/c.txt", "b/c.txt.meta.toml"), {}, max_bytes=LIMIT)
    assert due.copy == ("b/c.txt.meta.toml", "a.txt", "b/c.txt")


def test_a_bucket_without_a_prefix_and_a_folder_are_read_as_well(seeds, tmp_path):
    there = tmp_path / "there"
    (there / "in").mkdir(parents=True)
    (there / "in" / "a.txt").write_text("x")
    copy(f"file://{there}", seeds, max_bytes=LIMIT, retract=False)
    assert list(scan(seeds)) == ["in/a.txt"]
    assert (seeds / "in/a.txt").stat().st_mtime == (there / "in/a.txt").stat().st_mtime


@pytest.mark.parametrize(
    ("known", "modified", "tag"),
    [
        ({"size": 3, "ETag": '"9f"', "LastModified": NOW}, NOW.timestamp(), '"9f"'),
        ({"size": 3, "etag": "7", "updated": "2026-02-01T12:00:00Z"}, NOW.timestamp(), "7"),
        ({"size": 3, "mtime": 5.5}, 5.5, "5.5:3"),
        ({"size": None}, None, "None:0"),
        ({"size": 1, "mtime": 1e300}, 4_102_444_800, "4102444800:1"),
    ],
)
def test_an_object_is_known_by_what_its_store_says_of_it(known, modified, tag, monkeypatch):
    found = {"/drops/in/a.txt": {"type": "file", **known}}
    monkeypatch.setattr(MemoryFileSystem, "find", lambda *_args, **_more: found)
    one = Bucket(ADDRESS).objects()["a.txt"]
    assert (one.modified, one.tag) == (modified, tag)


# --- names and sizes -------------------------------------------------------------------------


@pytest.mark.parametrize(
    "name",
    [
        *("../up", "a/../../up", "/abs", "a//b", "a/", "", ".", "./a", ".a", ".b/a", "a~"),
        *("a.part", ".bucket.json", ".meta.toml", "a/.meta.toml", ".a.meta.toml"),
    ],
)
def test_what_would_be_no_drop_is_left_alone(name):
    due = plan(objects(name, "a.txt"), {}, max_bytes=LIMIT)
    assert (due.copy, due.refused) == (("a.txt",), {})


def test_what_is_too_large_is_told_and_not_fetched():
    due = plan(objects("a.txt", size=LIMIT + 1), {}, max_bytes=LIMIT)
    assert due.copy == ()
    assert due.refused == {"a.txt": "has 1,001 bytes; 1,000 are allowed (limits.drop_bytes)"}


def test_a_file_that_would_have_to_be_a_folder_as_well_stays_one():
    due = plan(objects("a", "a/b/c", "ab/c"), {}, max_bytes=LIMIT)
    assert due.copy == ("a", "ab/c")
    assert list(due.refused) == ["a/b/c"]


def told(caplog):
    """Return what our own code logged: a pool of connections of another test may log meanwhile."""
    return [one.getMessage() for one in caplog.records if one.name.startswith("timeline.")]


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("x" * 300, "cannot be a file here: File name too long"),
        ("/".join(["x" * 200] * 6), "cannot be a file here: it has more than 1,000 bytes"),
        ("link/a.txt", "cannot be a file here: Not a directory"),
        ("file/a.txt", "cannot be a file here: Not a directory"),
        ("folder", "cannot be a file here: a folder has its name"),
        ("a\0b", "has a name that no file can have"),
    ],
)
def test_what_cannot_be_a_file_is_told_once_and_leads_nowhere(
    name, reason, bucket, seeds, fetch, *, caplog
):
    elsewhere = seeds.parent / "elsewhere"
    elsewhere.mkdir()
    (seeds / "link").symlink_to(elsewhere)
    (seeds / "file").write_text("mine")
    (seeds / "folder").mkdir()
    bucket(**{name: "x", "z.txt": "good"})
    assert fetch()["z.txt"] == "good"
    assert told(caplog) == [f"{name!r} stays in the bucket: {reason}"]
    fetch()
    assert len(told(caplog)) == 1
    assert list(elsewhere.iterdir()) == []
    assert (seeds / "file").read_text() == "mine"
    assert compare(ADDRESS, seeds, max_bytes=LIMIT) == (2, 0, {name: reason})


def test_a_link_in_the_place_of_a_file_is_replaced_and_not_followed(bucket, seeds, fetch, tmp_path):
    (tmp_path / "other").write_text("mine")
    (seeds / "a.txt").symlink_to(tmp_path / "other")
    bucket(**{"a.txt": "theirs"})
    assert fetch() == {"a.txt": "theirs"}
    assert (tmp_path / "other").read_text() == "mine"


def test_names_that_are_one_file_on_the_disk_do_not_overwrite_each_other(
    bucket, seeds, fetch, caplog
):
    bucket(**{"A.txt": "first"})
    fetch()
    os.link(seeds / "A.txt", seeds / "a.txt")  # as a disk that knows no case shows it
    bucket(**{"a.txt": "second"})
    assert fetch()["A.txt"] == "first"
    assert told(caplog) == ["'a.txt' stays in the bucket: is one file with A.txt on this disk"]


def test_names_that_differ_in_case_are_two_where_the_disk_has_two(bucket, seeds, fetch):
    bucket(**{"A.txt": "first", "a.txt": "second"})
    if (seeds.parent / "SEEDS").exists():
        pytest.skip("the disk knows no case")
    assert fetch() == {"A.txt": "first", "a.txt": "second"}


class Stub(Bucket):
    """Holds objects of any name, as S3 does."""

    names = ()

    def __init__(self, address):
        self.address = address

    def objects(self):
        return {name: Object(name, 1, 0.0, "1") for name in self.names}

    def read(self, wanted):
        return [b"x"] * len(wanted)


PARTS = st.sampled_from(["..", ".", "", "a", "A", "é", "e\u0301", "a.meta.toml", "\0", "x" * 256])


@given(st.lists(st.lists(PARTS | st.text(max_size=3), max_size=4).map("/".join), max_size=6))
def test_whatever_objects_are_called_their_files_lie_in_the_folder_and_nothing_fails(names):
    with TemporaryDirectory() as top, pytest.MonkeyPatch.context() as changed:
        changed.setattr(copying, "Bucket", Stub)
        changed.setattr(Stub, "names", names)
        seeds = Path(top, "seeds")
        seeds.mkdir()
        for _ in range(2):
            copy("stub://x", seeds, max_bytes=LIMIT, retract=True)
            assert list(Path(top).iterdir()) == [seeds]
            files = {str(one.relative_to(seeds)) for one in seeds.rglob("*") if one.is_file()}
            assert files - {LEDGER} <= set(names)


# --- what goes wrong -------------------------------------------------------------------------


def test_a_list_that_fails_changes_nothing(bucket, fetch, monkeypatch):
    bucket(**{"a.txt": "first"})
    before = fetch()

    def find(*_args, **_more):
        raise ConnectionError("page 2 did not come")

    with monkeypatch.context() as broken:
        broken.setattr(MemoryFileSystem, "find", find)
        with pytest.raises(BucketError) as error:
            fetch(retract=True)
    assert str(error.value) == (
        "memory://drops/in: cannot be listed: ConnectionError: page 2 did not come"
    )
    assert fetch() == before


def test_what_cannot_be_read_now_stops_no_other_and_is_tried_again(
    bucket, seeds, fetch, monkeypatch
):
    bucket(**{"a.txt": "first", "b.txt": "second", "c.txt": "third"})
    with monkeypatch.context() as broken:
        failing(broken, **{"b.txt": OSError(5, "reset")})
        with pytest.raises(BucketError, match=r"cannot be read: OSError: \[Errno 5\] reset"):
            fetch()
    assert sorted(scan(seeds)) == ["a.txt", "c.txt"]
    assert list(fetch()) == ["a.txt", "b.txt", "c.txt"]


def test_an_object_that_never_can_be_read_does_not_hide_those_behind_it(bucket, fetch, monkeypatch):
    bucket(**{"a.txt": "first", "b.txt": "second", "c.txt": "third"})
    monkeypatch.setattr(copying, "BATCH", 2)
    failing(monkeypatch, **{"a.txt": OSError(5, "Internal Error")})
    for _ in range(2):
        with pytest.raises(BucketError, match="Internal Error"):
            fetch()
    monkeypatch.undo()
    monkeypatch.setattr(Bucket, "read", lambda _self, objects: [b"first"] * len(objects))
    assert fetch() == {"a.txt": "first", "b.txt": "second", "c.txt": "third"}


def test_a_bucket_of_which_nothing_can_be_read_is_not_asked_for_everything(
    bucket, fetch, monkeypatch
):
    asked = []

    def read(_self, objects):
        asked.extend(objects)
        return [ConnectionError("is away")] * len(objects)

    bucket(**{f"{number}.txt": "x" for number in range(9)})
    monkeypatch.setattr(copying, "BATCH", 2)
    monkeypatch.setattr(Bucket, "read", read)
    with pytest.raises(BucketError, match="cannot be read: ConnectionError: is away"):
        fetch()
    assert len(asked) == 2


def test_what_may_not_be_read_is_told_once_and_stops_no_other(bucket, fetch, monkeypatch, caplog):
    bucket(**{"a.txt": "first", "b.txt": "second"})
    failing(monkeypatch, **{"a.txt": PermissionError("Forbidden")})
    assert fetch() == fetch() == {"b.txt": "second"}
    assert told(caplog) == ["'a.txt' stays in the bucket: may not be read with these credentials"]


@pytest.mark.parametrize("now", [b"longer", b"no", FileNotFoundError("gone")])
def test_what_changes_between_list_and_reading_waits_for_the_next_time(
    now, bucket, fetch, monkeypatch
):
    bucket(**{"a.txt": "first", "b.txt": "second"})
    with monkeypatch.context() as changed:
        failing(changed, **{"a.txt": now})
        assert fetch() == {"b.txt": "second"}
    assert fetch() == {"a.txt": "first", "b.txt": "second"}


def test_whoever_is_killed_copies_again_what_was_not_noted(bucket, seeds, fetch, monkeypatch):
    bucket(**{f"{number}.txt": "x" for number in range(9)})
    monkeypatch.setattr(copying, "BATCH", 2)
    monkeypatch.setattr(copying, "NOTED", 0)
    real = copying._Work._keep

    def keep(self, name, one, content):
        if name == "5.txt":
            os._exit(9)
        real(self, name, one, content)

    monkeypatch.setattr(copying._Work, "_keep", keep)
    child = os.fork()
    if not child:
        fetch()
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 9
    monkeypatch.setattr(copying._Work, "_keep", real)
    here = copying.Ledger.read(seeds, ADDRESS).here
    assert sorted(here) == [f"{number}.txt" for number in range(5)]
    assert len(fetch()) == 9


def test_a_full_disk_is_told_and_leaves_nothing_half(bucket, seeds, fetch, monkeypatch):
    bucket(**{"a.txt": "first"})

    def full(*_):
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as broken:
        broken.setattr(copying.Arrival, "write", full)
        with pytest.raises(BucketError, match="seeds: cannot be written: No space left on device"):
            fetch()
    assert list(seeds.iterdir()) == []
    assert fetch() == {"a.txt": "first"}


def test_a_folder_that_nothing_can_be_written_to_is_told(bucket, fetch, monkeypatch):
    def denied(*_args, **_more):
        raise PermissionError(13, "Permission denied")

    bucket(**{"a/b.txt": "first"})
    monkeypatch.setattr(os, "mkdir", denied)
    with pytest.raises(BucketError, match="seeds: cannot be written: Permission denied"):
        fetch()


def test_a_copy_that_cannot_be_deleted_is_told_and_known(bucket, fetch, monkeypatch):
    def denied(*_args, **_more):
        raise PermissionError(13, "Permission denied")

    bucket(**{"a.txt": "first", "b.txt": "second"})
    fetch()
    bucket(**{"a.txt": None})
    with monkeypatch.context() as broken:
        broken.setattr(os, "unlink", denied)
        with pytest.raises(BucketError, match=r"a.txt: cannot be deleted: Permission denied"):
            fetch(retract=True)
    assert list(fetch(retract=True)) == ["b.txt"]


def test_a_ledger_that_is_none_says_what_to_do(bucket, seeds, fetch):
    bucket(**{"a.txt": "first"})
    (seeds / LEDGER).write_text('{"where": 1}')
    with pytest.raises(BucketError, match="delete it, and everything is copied again"):
        fetch()


def test_another_bucket_begins_anew_and_retracts_nothing_of_the_first(bucket, seeds, fetch):
    bucket(**{"a.txt": "first"})
    fetch()
    MemoryFileSystem().pipe("/other/b.txt", b"second")
    copy("memory://other", seeds, max_bytes=LIMIT, retract=True)
    assert sorted(scan(seeds)) == ["a.txt", "b.txt"]
    assert json.loads((seeds / LEDGER).read_text())["here"].keys() == {"b.txt"}


@pytest.mark.parametrize("module", ["fsspec.core", "s3fs"])
def test_without_the_extra_it_is_named(module, seeds, monkeypatch):
    monkeypatch.setitem(sys.modules, module, None)
    with pytest.raises(BucketError, match=r"pip install 'timeline-feeds\[bucket\]'"):
        copy("s3://drops", seeds, max_bytes=LIMIT, retract=False)


def test_an_address_that_nobody_knows_is_told(seeds):
    with pytest.raises(BucketError, match="gopher://x: cannot be read: ValueError: Protocol not"):
        copy("gopher://x", seeds, max_bytes=LIMIT, retract=False)


def test_nobody_pays_for_a_bucket_who_has_none():
    code = "import sys, timeline.watch, timeline.commands.check; print('fsspec' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "False\n"


# --- what is there no longer -----------------------------------------------------------------


def test_what_leaves_the_bucket_stays_in_the_folder(bucket, fetch):
    bucket(**{"a.txt": "first", "b.txt": "second"})
    fetch()
    bucket(**{"a.txt": None})
    assert sorted(fetch()) == ["a.txt", "b.txt"]
    assert sorted(fetch(retract=True)) == ["a.txt", "b.txt"]


def test_what_leaves_the_bucket_leaves_the_folder_where_that_retracts(bucket, seeds, fetch):
    bucket(**{"a.txt": "first", "a.txt.meta.toml": "", "b.txt": "second"})
    (seeds / "mine.txt").write_text("mine")
    fetch(retract=True)
    bucket(**{"a.txt": None})
    assert sorted(fetch(retract=True)) == ["b.txt", "mine.txt"]
    bucket(**{"a.txt": "again"})
    assert sorted(fetch(retract=True)) == ["a.txt", "b.txt", "mine.txt"]
    assert (seeds / "a.txt.meta.toml").exists()


def test_an_empty_bucket_retracts_nothing(bucket, fetch, caplog):
    bucket(**{"a.txt": "first"})
    fetch(retract=True)
    bucket(**{"a.txt": None})
    assert fetch(retract=True) == fetch(retract=True) == {"a.txt": "first"}
    assert told(caplog) == ["memory://drops/in: no object is left: nothing is retracted"]


def test_what_was_deleted_here_does_not_come_back(bucket, seeds, fetch):
    bucket(**{"a.txt": "first", "b.txt": "second"})
    fetch()
    (seeds / "a.txt").unlink()
    assert list(fetch()) == ["b.txt"]


# --- in an update ----------------------------------------------------------------------------


@pytest.fixture
def where(seeds):
    """Give settings with the bucket."""
    found = settings(seeds)
    place = found.seeds.model_copy(update={"bucket": ADDRESS, "retract": True})
    return found.model_copy(update={"seeds": place})


@pytest.fixture
def carry(storage, where):
    def run(**options):
        return update(storage, where, [STORY], now=NOW, **options)

    return run


def test_an_update_takes_what_is_in_the_bucket(bucket, storage, carry):
    bucket(**{"a.txt": STRIKE, "b.txt": TALKS})
    assert carry().new == 2
    assert carry().unchanged == 2
    bucket(**{"b.txt": None})
    assert carry().removed == ("b.txt",)
    states = {one.name: one.state for one in storage.drops()}
    assert states == {"a.txt": DropState.TAKEN, "b.txt": DropState.RETRACTED}


def test_an_update_of_some_files_does_not_ask_the_bucket(bucket, seeds, carry):
    bucket(**{"a.txt": STRIKE})
    (seeds / "b.txt").write_text(TALKS)
    assert carry(paths=[seeds / "b.txt"]).new == 1
    assert not (seeds / "a.txt").exists()


def test_a_bucket_that_is_away_keeps_nothing_in_the_folder_from_being_taken(
    bucket, seeds, carry, monkeypatch
):
    bucket(**{"a.txt": STRIKE})
    carry()
    (seeds / "b.txt").write_text(TALKS)

    def find(*_args, **_more):
        raise ConnectionError("is away")

    monkeypatch.setattr(MemoryFileSystem, "find", find)
    summary = carry()
    assert summary.new == 1
    assert summary.removed == ()
    assert summary.trouble == "memory://drops/in: cannot be listed: ConnectionError: is away"


@pytest.fixture
def watch(storage, where):
    watch = Watch(storage, where, [STORY])
    yield watch
    watch.stop()


def test_the_watch_asks_the_bucket_at_each_look_and_tells_when_it_is_away(
    bucket, storage, watch, monkeypatch
):
    def find(*_args, **_more):
        raise ConnectionError("is away")

    bucket(**{"a.txt": STRIKE})
    watch.poll()
    with monkeypatch.context() as broken:
        broken.setattr(MemoryFileSystem, "find", find)
        watch.poll()
    assert storage.watching().error.endswith("cannot be listed: ConnectionError: is away")
    bucket(**{"b.txt": TALKS})
    watch.poll()
    assert storage.watching().error is None
    assert {one.name for one in storage.drops()} == {"a.txt", "b.txt"}
