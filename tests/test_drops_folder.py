"""Taking drops from a folder: only whole, regular files of a bearable size."""

import contextlib
import errno
import os
from datetime import UTC, date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from timeline.drops import SIDECAR, Stamp, collisions, correct, folder, read, scan, take
from timeline.errors import DropError

LIMIT = 1000


def refusal(where, name, **more):
    with pytest.raises(DropError) as error:
        take(where, name, max_bytes=more.get("max_bytes", LIMIT))
    return str(error.value)


@pytest.fixture
def seeds(tmp_path):
    (tmp_path / "b.txt").write_text("second")
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "é.txt").write_text("first")
    return tmp_path


def test_a_scan_names_drops_with_their_stamps(seeds):
    found = scan(seeds)
    status = (seeds / "b.txt").stat()
    assert sorted(found) == ["a/é.txt", "b.txt"]
    assert found["b.txt"] == Stamp(status.st_mtime_ns, status.st_size, status.st_ino)


@pytest.mark.parametrize(
    "name", [".hidden", "x.txt~", "x.tmp", "x.part", "x.partial", "x.swp", "x.crdownload"]
)
def test_hidden_and_unfinished_files_are_no_drops(tmp_path, name):
    (tmp_path / name).write_text("x")
    assert scan(tmp_path) == {}


def test_a_hidden_folder_is_not_looked_into(tmp_path):
    (tmp_path / ".git").mkdir()
    (tmp_path / ".git" / "x.txt").write_text("x")
    assert scan(tmp_path) == {}


def test_a_sidecar_moves_the_stamp_of_its_drop_and_is_no_drop(seeds):
    before = scan(seeds)
    (seeds / f"b.txt{SIDECAR}").write_text('publisher = "x"')
    (seeds / f"nobody.txt{SIDECAR}").write_text("")
    after = scan(seeds)
    assert list(after) == list(before)
    assert after["b.txt"] != before["b.txt"]
    assert after["a/é.txt"] == before["a/é.txt"]


def test_the_stamp_of_one_drop_is_that_of_the_scan(seeds):
    (seeds / f"b.txt{SIDECAR}").write_text('publisher = "x"')
    found = scan(seeds)
    assert {name: folder.stamp(seeds / name) for name in found} == found
    assert folder.stamp(seeds / "gone.txt") is None


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("a/b.txt", True),
        ("a/.b.txt", False),
        (".a/b.txt", False),
        ("b.txt~", False),
        (f"b.txt{SIDECAR}", False),
    ],
)
def test_a_name_tells_whether_it_is_a_drop(name, wanted):
    assert folder.is_drop(name) is wanted


def test_a_linked_folder_is_not_followed(seeds):
    (seeds / "loop").symlink_to(seeds)
    assert sorted(scan(seeds)) == ["a/é.txt", "b.txt", "loop"]
    assert refusal(seeds, "loop") == "loop: is a symbolic link; drop the file itself"


def test_a_missing_folder_says_what_to_do(tmp_path):
    with pytest.raises(DropError, match="is not there; create the folder"):
        scan(tmp_path / "nowhere")


def test_a_file_in_place_of_the_folder_cannot_be_listed(seeds):
    with pytest.raises(DropError, match="cannot be listed"):
        scan(seeds / "b.txt")


def test_what_goes_away_during_the_scan_is_left_out(seeds, monkeypatch):
    real = os.scandir

    @contextlib.contextmanager
    def scandir(where):
        with real(where) as entries:
            listed = list(entries)
        (seeds / "b.txt").unlink(missing_ok=True)
        yield listed

    monkeypatch.setattr(folder.os, "scandir", scandir)
    assert sorted(scan(seeds)) == ["a/é.txt"]


def test_an_inner_folder_that_goes_away_during_the_scan_is_empty(seeds, monkeypatch):
    real = folder._add

    def add(*args):
        folders = real(*args)
        (seeds / "a").rename(seeds.parent / "away")
        return folders

    monkeypatch.setattr(folder, "_add", add)
    assert sorted(scan(seeds)) == ["b.txt"]


def test_a_folder_that_breaks_while_it_is_listed_is_not_taken_for_empty(seeds, monkeypatch):
    def scandir(_where):
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(folder.os, "scandir", scandir)
    with pytest.raises(DropError, match="cannot be listed: Input/output error"):
        scan(seeds)


def test_an_unreadable_inner_folder_does_not_stop_the_others(seeds, monkeypatch):
    real = os.open

    def opened(where, *flags):
        if str(where).endswith("/a"):
            raise PermissionError(13, "Permission denied")
        return real(where, *flags)

    monkeypatch.setattr(folder.os, "open", opened)
    assert sorted(scan(seeds)) == ["a/", "b.txt"]
    with pytest.raises(
        DropError,
        match="a/: is a folder that cannot be opened or lies too deep; what it holds stays",
    ):
        take(seeds, "a/", max_bytes=LIMIT)


def test_a_folder_too_deep_for_the_systems_paths_does_not_stop_the_others(seeds):
    # made and removed step by step: no path names the last ones
    steps = [os.open(seeds, os.O_RDONLY)]
    for _ in range(40):
        os.mkdir("d" * 120, dir_fd=steps[-1])
        steps.append(os.open("d" * 120, os.O_RDONLY, dir_fd=steps[-1]))
    os.close(os.open("lost.txt", os.O_CREAT | os.O_WRONLY, dir_fd=steps[-1]))
    try:
        deep, *others = sorted(scan(seeds), key=len, reverse=True)
        assert set(deep) == {"d", "/"}
        assert sorted(others) == ["a/é.txt", "b.txt"]
        with pytest.raises(DropError, match="lies too deep"):
            take(seeds, deep, max_bytes=LIMIT)
    finally:
        os.unlink("lost.txt", dir_fd=steps[-1])
        os.close(steps.pop())
        for at in reversed(steps):
            os.rmdir("d" * 120, dir_fd=at)
            os.close(at)


def test_an_inner_folder_that_goes_while_others_are_listed_is_left_out(seeds, monkeypatch):
    real = os.open

    def opened(where, *flags):
        if str(where).endswith("/a"):
            raise FileNotFoundError(2, "No such file or directory")
        return real(where, *flags)

    monkeypatch.setattr(folder.os, "open", opened)
    assert sorted(scan(seeds)) == ["b.txt"]


def test_a_name_as_long_as_may_be_is_taken(seeds):
    name = "x" * 251 + ".txt"
    (seeds / name).write_text("long")
    assert take(seeds, name, max_bytes=LIMIT).content == b"long"


def test_what_is_wrong_with_a_sidecar_names_it(seeds):
    (seeds / "b.txt.meta.toml").symlink_to("b.txt")
    with pytest.raises(DropError, match=r"b\.txt\.meta\.toml: is a symbolic link"):
        take(seeds, "b.txt", max_bytes=LIMIT)
    (seeds / "b.txt.meta.toml").unlink()
    (seeds / "b.txt.meta.toml").write_bytes(b"#" * 65_537)
    with pytest.raises(DropError, match=r"toml: has 65,537 bytes; 65,536 are allowed$"):
        take(seeds, "b.txt", max_bytes=LIMIT)


def test_a_drop_is_taken_whole(seeds):
    os.utime(seeds / "b.txt", (1_769_600_000, 1_769_600_000))
    drop = take(seeds, "b.txt", max_bytes=LIMIT)
    assert (drop.name, drop.content) == ("b.txt", b"second")
    assert drop.modified == datetime(2026, 1, 28, 11, 33, 20, tzinfo=UTC)
    assert drop.digest == "16367aacb67a4a017c8da8ab95682ccb390863780f7114dda0a0e0c55644c7c4"
    assert take(seeds, "a/é.txt", max_bytes=LIMIT).content == b"first"


@pytest.mark.parametrize("time", [-5_000_000_000, 200_000_000_000])
def test_a_time_outside_the_calendar_is_bounded(seeds, time):
    os.utime(seeds / "b.txt", (time, time))
    assert take(seeds, "b.txt", max_bytes=LIMIT).modified.year in (1970, 2100)


def test_a_sidecar_is_taken_along_and_changes_the_digest(seeds):
    bare = take(seeds, "b.txt", max_bytes=LIMIT)
    (seeds / f"b.txt{SIDECAR}").write_bytes(b'publisher = "x"')
    both = take(seeds, "b.txt", max_bytes=LIMIT)
    assert (both.content, both.sidecar) == (b"second", b'publisher = "x"')
    assert both.digest != bare.digest


def test_a_symbolic_link_is_refused(seeds, tmp_path_factory):
    outside = tmp_path_factory.mktemp("outside") / "secret.txt"
    outside.write_text("secret")
    (seeds / "link.txt").symlink_to(outside)
    assert refusal(seeds, "link.txt") == "link.txt: is a symbolic link; drop the file itself"
    (seeds / "away").symlink_to(outside.parent)
    assert "cannot be read" in refusal(seeds, "away/secret.txt")


def test_a_link_in_the_moment_between_look_and_open_is_refused(seeds, monkeypatch):
    (seeds / "link.txt").symlink_to(seeds / "b.txt")
    monkeypatch.setattr(folder, "_regular", id)
    assert "cannot be read" in refusal(seeds, "link.txt")


def test_a_pipe_is_refused_without_waiting(seeds):
    os.mkfifo(seeds / "pipe")
    assert refusal(seeds, "pipe") == "pipe: is not a regular file; drop a file"


def test_a_device_and_a_folder_are_refused(seeds):
    assert refusal(Path("/dev"), "null") == "null: is not a regular file; drop a file"
    assert refusal(seeds, "a") == "a: is not a regular file; drop a file"


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_an_unreadable_file_says_so(seeds):  # pragma: no cover - tests may run as root
    (seeds / "b.txt").chmod(0)
    assert refusal(seeds, "b.txt") == (
        "b.txt: cannot be read: Permission denied; put that right, then: timeline drops retry"
    )


def test_a_sidecar_that_cannot_be_read_says_why(seeds, monkeypatch):
    real = folder._read

    def denied(where, name, most):
        if name.endswith(".toml"):
            raise PermissionError(13, "Permission denied")
        return real(where, name, most)

    monkeypatch.setattr(folder, "_read", denied)
    assert refusal(seeds, "b.txt").startswith("b.txt.meta.toml: cannot be read: Permission denied")


def test_a_file_that_cannot_be_read_says_why(seeds, monkeypatch):
    def denied(*_args):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(folder, "_read", denied)
    assert refusal(seeds, "b.txt") == (
        "b.txt: cannot be read: Permission denied; put that right, then: timeline drops retry"
    )


def test_a_file_that_is_gone_says_so(seeds):
    assert refusal(seeds, "c.txt") == "c.txt: is no file in the folder (any more); name another"


def test_a_sparse_gigabyte_is_refused_unread(seeds):
    with (seeds / "big.txt").open("wb") as file:
        file.truncate(1_000_000_000)
    assert refusal(seeds, "big.txt") == (
        "big.txt: has 1,000,000,000 bytes; 1,000 are allowed (limits.drop_bytes)"
    )


@pytest.mark.parametrize("name", ["", "../b.txt", "a/../b.txt", "/etc/passwd", "a//b", ".", "x\0"])
def test_a_name_never_leads_out_of_the_folder(tmp_path, name):
    assert "is not a name of a drop" in refusal(tmp_path, name)


def test_a_file_that_grows_while_it_is_read_is_left_for_later(seeds, monkeypatch):
    real = os.fstat
    looks = []

    def fstat(file):
        if looks:
            with (seeds / "b.txt").open("a") as growing:
                growing.write(" and more")
        looks.append(file)
        return real(file)

    monkeypatch.setattr(folder.os, "fstat", fstat)
    assert refusal(seeds, "b.txt") == (
        "b.txt: is still being written; it is taken once it is complete"
    )


def test_a_correction_is_written_beside_the_drop_and_keeps_what_stood_there(seeds):
    (seeds / f"b.txt{SIDECAR}").write_text('publisher = "The \\"Lake\\" Courier"\ntags = ["a"]\n')
    path = correct(seeds, "b.txt", max_bytes=LIMIT, published=date(2026, 1, 27)).path
    assert path.read_text() == (
        'publisher = "The \\"Lake\\" Courier"\ntags = ["a"]\npublished = 2026-01-27\n'
    )
    (article,) = read(take(seeds, "b.txt", max_bytes=LIMIT), zone=ZoneInfo("UTC"))
    assert (article.published.day, article.publisher) == (date(2026, 1, 27), 'The "Lake" Courier')
    assert sorted(scan(seeds)) == ["a/é.txt", "b.txt"]


def test_a_wrong_correction_changes_nothing(seeds):
    with pytest.raises(DropError, match=r"b.txt.meta.toml: published: 'soon' is not a date"):
        correct(seeds, "b.txt", max_bytes=LIMIT, published="soon")
    with pytest.raises(DropError, match=r"c.txt: is no file in the folder"):
        correct(seeds, "c.txt", max_bytes=LIMIT, published="2026-01-27")
    assert sorted(path.name for path in seeds.iterdir()) == ["a", "b.txt"]


def test_a_folder_that_cannot_be_written_says_so(seeds, monkeypatch):
    def full(_file):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(DropError, match=r"b.txt.meta.toml: cannot be written: No space left"):
        correct(seeds, "b.txt", max_bytes=LIMIT, published="2026-01-27")
    assert sorted(path.name for path in seeds.iterdir()) == ["a", "b.txt"]


def test_names_that_differ_in_case_only_are_told():
    names = ["a/X.txt", "a/x.txt", "b.txt", "caf\u00e9", "cafe\u0301"]
    assert collisions(names) == {"a/x.txt": "a/X.txt", "cafe\u0301": "caf\u00e9"}


def test_a_stamp_that_is_known_is_given_again(tmp_path):
    (tmp_path / "a.txt").write_text("one")
    (tmp_path / "b.txt").write_text("two")
    known = scan(tmp_path)
    (tmp_path / "b.txt").write_text("three")
    found = scan(tmp_path, known=known)
    assert found == scan(tmp_path)
    assert found["a.txt"] is known["a.txt"]
    assert found["b.txt"] != known["b.txt"]
