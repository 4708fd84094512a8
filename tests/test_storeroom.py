"""Renditions that processes share: rendered once, never of another revision, whatever dies."""

from __future__ import annotations

import fcntl
import multiprocessing
import os
import signal
import threading
import time
from datetime import UTC, datetime

import pytest
from starlette.testclient import TestClient

from feeds.document import Site
from feeds.rendition import Rendition
from feeds.service import Storeroom, create_app
from feeds.service import storeroom as module
from tests.libraries import Library
from tests.stories import STORY

FORK = multiprocessing.get_context("fork")
MADE = Rendition(
    "Né più né meno\n".encode(),
    "text/html; charset=utf-8",
    datetime(2026, 1, 28, 12, tzinfo=UTC),
    headers=(("x", "1"), ("link", "<a>; rel=b")),
    cache_control="no-store",
)


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "var" / "renditions"


def noted(path, revision=1, rendition=MADE):
    """Return what renders, and writes a line for each time."""

    def render():
        with path.open("a") as file:
            file.write(f"{revision}\n")
        return revision, rendition

    return render


def never():
    raise AssertionError("rendered again")


def documents(folder):
    return [p for p in folder.iterdir() if p.name != "hall.lock" and not p.name.startswith("lock-")]


def test_what_one_process_rendered_another_fetches_as_it_was(folder, tmp_path):
    one, other = Storeroom(folder, "about"), Storeroom(folder, "about")
    assert one.fetch("a", lambda: 1, noted(tmp_path / "log")) == (1, MADE)
    assert other.fetch("a", lambda: 1, never) == (1, MADE)
    assert other.fetch("a", lambda: 1, never)[1].headers == MADE.headers
    for who, key, revision in ((other, "a", 2), (other, "b", 1), (Storeroom(folder, "x"), "a", 2)):
        who.fetch(key, lambda now=revision: now, noted(tmp_path / "log", revision))
    assert (tmp_path / "log").read_text().split() == ["1", "2", "1", "2"]
    assert oct(folder.stat().st_mode & 0o777) == "0o700"


def test_four_processes_render_each_document_once_for_each_revision(folder, tmp_path):
    revision, gate = FORK.Value("i", 0), FORK.Barrier(4)

    def slow():
        time.sleep(0.005)
        return noted(tmp_path / "log", revision.value)()

    def work():
        room = Storeroom(folder, "about")
        for number in range(1, 6):
            gate.wait()
            revision.value = number
            gate.wait()
            for key in range(5):
                assert room.fetch(key, lambda: revision.value, slow)[0] == number

    workers = [FORK.Process(target=work) for _ in range(4)]
    for one in workers:
        one.start()
    for one in workers:
        one.join(30)
    assert [one.exitcode for one in workers] == [0] * 4
    assert sorted((tmp_path / "log").read_text().split()) == sorted("12345" * 5)


def test_who_is_killed_while_rendering_holds_nobody_up(folder, tmp_path):
    begun = FORK.Event()

    def hang():
        begun.set()
        time.sleep(60)

    room = Storeroom(folder, "about")
    worker = FORK.Process(target=lambda: room.fetch("a", lambda: 1, hang))
    worker.start()
    assert begun.wait(10)
    threading.Timer(0.05, os.kill, (worker.pid, signal.SIGKILL)).start()
    assert room.fetch("a", lambda: 1, noted(tmp_path / "log")) == (1, MADE)
    worker.join()


def test_who_hangs_while_rendering_is_waited_for_so_long_and_no_longer(folder, tmp_path):
    room = Storeroom(folder, "about", patience=0.02)
    begun, go = threading.Event(), threading.Event()

    def hang():
        begun.set()
        go.wait(10)
        return 1, MADE

    thread = threading.Thread(target=room.fetch, args=("a", lambda: 1, hang))
    thread.start()
    begun.wait(10)
    assert room.fetch("a", lambda: 1, noted(tmp_path / "log")) == (1, MADE)
    go.set()
    thread.join()


def test_a_render_that_fails_leaves_the_lock_to_others(folder, tmp_path):
    room = Storeroom(folder, "about")
    with pytest.raises(AssertionError, match="again"):
        room.fetch("a", lambda: 1, never)
    assert room.fetch("a", lambda: 1, noted(tmp_path / "log")) == (1, MADE)


def test_who_comes_alone_empties_the_folder_and_who_finds_others_does_not(folder, tmp_path):
    first = Storeroom(folder, "about")
    first.fetch("a", lambda: 1, noted(tmp_path / "log"))
    second = Storeroom(folder, "about")
    assert second.fetch("a", lambda: 1, never)
    first.close()
    second.close()
    Storeroom(folder, "about").fetch("a", lambda: 1, noted(tmp_path / "log"))
    assert (tmp_path / "log").read_text() == "1\n1\n"


def test_a_folder_that_others_may_write_in_is_not_used(tmp_path):
    (tmp_path / "open").mkdir()
    (tmp_path / "open").chmod(0o770)
    (tmp_path / "link").symlink_to(tmp_path)
    (tmp_path / "file").touch()
    for name in ("open", "link", "file"):
        with pytest.raises(OSError, match=name):
            Storeroom(tmp_path / name, "about")


def test_it_is_not_entered_while_another_process_empties_it_for_ever(folder):
    folder.mkdir(0o700, parents=True)
    with (folder / "hall.lock").open("w") as other:
        fcntl.flock(other, fcntl.LOCK_EX)
        with pytest.raises(TimeoutError, match="too long"):
            Storeroom(folder, "about", patience=0.02)


@pytest.mark.parametrize(
    "damage",
    [
        lambda path: path.write_bytes(path.read_bytes()[:-1]),
        lambda path: path.write_bytes(b""),
        lambda path: path.write_bytes(b"[]\n"),
        lambda path: path.write_bytes(b'{"size": 0, "revision": 1}\n'),
    ],
)
def test_what_is_damaged_is_rendered_again(folder, tmp_path, damage):
    room = Storeroom(folder, "about")
    room.fetch("a", lambda: 1, noted(tmp_path / "log"))
    damage(*documents(folder))
    assert room.fetch("a", lambda: 1, noted(tmp_path / "log")) == (1, MADE)
    assert room.fetch("a", lambda: 1, never)


def test_all_files_together_are_bounded_and_what_was_only_begun_leaves(
    folder, tmp_path, monkeypatch
):
    monkeypatch.setattr(module, "SWEEP_EVERY", 1)
    room = Storeroom(folder, "about", max_bytes=5000)
    left = folder / "new-left-over"
    left.touch()
    os.utime(left, (1, 1))
    (folder / "new-being-written").touch()
    for number in range(10):
        room.fetch(number, lambda: 1, noted(tmp_path / "log", 1, Rendition(b"x" * 900, "a")))
        time.sleep(0.002)  # files are told apart by their times
    assert not left.exists()
    assert (folder / "new-being-written").exists()
    assert len(documents(folder)) == 1 + 4
    assert room.fetch(9, lambda: 1, never), "the newest is kept"


def test_where_nothing_can_be_written_everybody_renders(folder, tmp_path, caplog):
    room = Storeroom(folder, "about")
    for path in folder.iterdir():
        path.unlink()
    folder.rmdir()
    for _ in range(2):
        assert room.fetch("a", lambda: 1, noted(tmp_path / "log")) == (1, MADE)
    assert "cannot be shared" in caplog.text


def test_two_services_give_the_same_bytes_and_render_once(folder):
    site = Site("https://example.org", "Games")
    apps = [create_app(Library(), site, storeroom=Storeroom(folder, site)) for _ in range(2)]
    for path in ("/feed.atom", f"/stories/{STORY.slug}"):
        one, other = (TestClient(app).get(path) for app in apps)
        assert one.content == other.content
        assert dict(one.headers) == dict(other.headers)
    assert [app.shelf.renders for app in apps] == [2, 0]
