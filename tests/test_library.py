import asyncio
from pathlib import Path

import pytest

from timeline import Choice
from timeline.library import Library
from timeline.storage import Storage
from timeline.story import load

ROOT = Path(__file__).parent.parent


def test_a_library_is_the_configured_stories_and_what_is_stored_of_them(sqlite_url, tmp_path):
    stories = load(ROOT / "config" / "stories")
    storage = Storage(sqlite_url)
    with storage.write() as batch:
        for story in stories:
            batch.keep_story(story, "")
    library = Library(stories[1:], storage)
    assert library.stories() == stories[1:]
    assert library.closed() == {stories[0].slug}
    (tmp_path / f"{stories[0].slug}.toml").touch()  # added since the start
    assert Library(stories[1:], storage, tmp_path).closed() == frozenset()
    assert library.history("none") == ()
    assert library.find_event("none") is None
    assert library.last_update() is None
    assert library.watching() is None
    assert library.revision(stories[0].slug) == 0
    assert library.news(stories[0].slug, None).events == ()
    assert library.drop_states() == {}
    assert library.spent() == {}
    assert library.last_told() is None
    assert library.fate("none.txt") is None
    with library.snapshot(stories[0].slug) as now:
        assert now.articles(Choice()) == 0
    with pytest.raises(StopAsyncIteration):  # SQLite tells nobody
        asyncio.run(anext(library.notices()))
    storage.close()
