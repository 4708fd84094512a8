"""Story files are read anew when they change, and a wrong one changes nothing."""

import logging
import os
import shutil
import time

import pytest

from timeline.catalogue import GONE, Catalogue
from timeline.errors import StoryError
from timeline.library import Library

FERRY = 'title = "The ferry"\n[terms]\nferry = 1.0\n'
MILL = FERRY.replace("ferry", "mill")


@pytest.fixture
def folder(tmp_path):
    put(tmp_path / "ferry.toml", FERRY)
    return tmp_path


def put(path, text, age=10):
    path.write_text(text)
    then = time.time() - age - len(text) / 1e6
    os.utime(path, (then, then))


class Clock:
    """Seconds that pass when the test says so."""

    def __init__(self):
        self.now = 0.0

    def __call__(self):
        return self.now


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def stories(folder, clock):
    catalogue = Catalogue(folder, clock=clock)

    def after(seconds=1.0):
        clock.now += seconds
        return {one.slug: one.title for one in catalogue}

    after.catalogue = catalogue
    return after


def test_a_changed_story_and_a_new_one_are_read(stories, folder, caplog):
    caplog.set_level(logging.INFO, "timeline")
    assert stories(0) == {"ferry": "The ferry"}
    put(folder / "ferry.toml", FERRY.replace("The ferry", "Ferries"))
    put(folder / "mill.toml", MILL)
    assert stories(0.5) == {"ferry": "The ferry"}, "it is looked at once a second"
    assert stories() == {"ferry": "Ferries", "mill": "The mill"}
    assert "the story mill is as its file says now" in caplog.text


def test_as_long_as_nothing_changes_it_is_the_same_tuple(stories, folder):
    first = stories.catalogue.now()
    stories()
    assert stories.catalogue.now() is first
    put(folder / "ferry.toml", FERRY + "# a remark\n")
    stories()
    assert stories.catalogue.now() is first


def test_whoever_asks_while_another_looks_takes_what_there_is(stories, folder):
    put(folder / "mill.toml", MILL)
    with stories.catalogue._lock:
        assert stories() == {"ferry": "The ferry"}
    assert stories() == {"ferry": "The ferry", "mill": "The mill"}


def test_a_broken_file_leaves_the_story_in_force_and_is_told(stories, folder, caplog):
    put(folder / "ferry.toml", 'title = "Ferries"\n[terms]\nferry = "much"')
    put(folder / "mill.toml", "title = ")
    assert stories() == {"ferry": "The ferry"}
    errors = stories.catalogue.errors
    assert any("ferry.toml:3: terms.ferry: 'much'" in one for one in errors)
    assert any("mill.toml:1: is not TOML" in one for one in errors)
    assert "the story stays as it was" in caplog.text
    put(folder / "mill.toml", 'title = 7\nterms = ["mill"]\n')
    stories()
    assert "\n" not in caplog.messages[-1], "two faults, and a line of the log"
    assert "there is no story yet" in caplog.text
    caplog.clear()
    stories()
    assert caplog.text == "", "it is told once"
    put(folder / "ferry.toml", FERRY)
    (folder / "mill.toml").unlink()
    assert stories() == {"ferry": "The ferry"}
    assert stories(GONE) == {"ferry": "The ferry"}
    assert stories.catalogue.errors == ()


def test_a_file_that_is_being_written_waits(stories, folder):
    for text in (FERRY[:-20], FERRY[:-10], FERRY.replace("The ferry", "Ferries")):
        put(folder / "ferry.toml", text, age=-5)
        assert stories() == {"ferry": "The ferry"}
    assert stories() == {"ferry": "Ferries"}, "two looks found it the same"


def test_a_story_is_closed_when_its_file_has_been_gone_for_a_while(stories, folder, caplog):
    caplog.set_level(logging.INFO, "timeline")
    put(folder / "mill.toml", MILL)
    stories()
    (folder / "ferry.toml").unlink()
    assert "ferry" in stories()
    put(folder / "ferry.toml", FERRY)
    assert "ferry" in stories(GONE), "it has come back"
    (folder / "ferry.toml").unlink()
    assert "ferry" in stories()
    assert stories(GONE) == {"mill": "The mill"}
    assert "ferry.toml is gone: its story is closed" in caplog.text
    (folder / "mill.toml").unlink()
    stories()
    for _ in range(2):
        assert stories(GONE) == {"mill": "The mill"}, "the last one stays"
    told = "mill.toml: is gone; its story, the only one, stays as it was; put the file back"
    assert caplog.text.count(told) == 1
    assert stories.catalogue.errors[0].endswith(told)
    put(folder / "mill.toml", MILL)
    stories()
    assert stories() == {"mill": "The mill"}
    assert stories.catalogue.errors == ()


def test_a_wrong_file_that_is_gone_closes_nothing(stories, folder, caplog):
    caplog.set_level(logging.INFO, "timeline")
    put(folder / "mill.toml", "title = 1\n")
    stories()
    (folder / "mill.toml").unlink()
    stories()
    stories(GONE)
    assert "mill.toml is gone" in caplog.text
    assert "closed" not in caplog.text


def test_a_folder_that_cannot_be_read_changes_nothing(stories, folder, caplog):
    shutil.rmtree(folder)
    folder.write_text("no folder")
    assert stories() == {"ferry": "The ferry"}
    assert "stories stay as they are" in caplog.text


def test_the_story_of_the_settings_comes_first(folder):
    put(folder / "abbey.toml", MILL)
    assert [one.slug for one in Catalogue(folder)] == ["abbey", "ferry"]
    assert [one.slug for one in Catalogue(folder, "ferry")] == ["ferry", "abbey"]


def test_the_first_reading_is_strict(folder):
    put(folder / "ferry.toml", "title = ")
    with pytest.raises(StoryError, match=r"ferry.toml:1: is not TOML"):
        Catalogue(folder)
    assert Catalogue(folder / "none").now() == ()


def test_a_library_has_the_stories_as_they_are_now(folder, stories):
    library = Library(stories.catalogue, None)
    put(folder / "ferry.toml", FERRY.replace("The ferry", "Ferries"))
    stories()
    assert [one.title for one in library.stories()] == ["Ferries"]
    assert library.broken() == ()
    put(folder / "ferry.toml", "title =")
    stories()
    assert len(library.broken()) == 1
    assert Library(library.stories(), None).broken() == ()


def test_a_file_that_sorts_first_is_not_the_first_story(stories, folder):
    assert stories(0) == {"ferry": "The ferry"}
    put(folder / "dam.toml", FERRY.replace("ferry", "dam"))
    assert list(stories()) == ["ferry", "dam"]


def test_another_first_story_is_told(stories, folder, caplog):
    assert stories(0) == {"ferry": "The ferry"}
    put(folder / "dam.toml", FERRY.replace("ferry", "dam"))
    (folder / "ferry.toml").unlink()
    stories()
    assert list(stories(GONE)) == ["dam"]
    assert "without a story show dam now, not ferry; name the one you mean in site.story" in (
        caplog.text
    )
