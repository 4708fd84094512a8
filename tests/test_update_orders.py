"""The same drops, carried through one at a time, give the same events in any order."""

import random
import shutil
import tomllib
from datetime import timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from tests.articles import NOW, drop, settings
from timeline import Story
from timeline.executors import INLINE
from timeline.storage import Storage
from timeline.update import update

STORIES = Path(__file__).parent / "merge"
STORY = Story(
    slug="all",
    title="All",
    description="",
    zone=ZoneInfo("UTC"),
    terms=tuple((term, 1.0) for term in ("the", "a", "in", "di", "il", "la")),
)


def drops(story):
    """Return the articles of a story as drops: a line a paragraph, below a headline."""
    text = (STORIES / f"{story}.toml").read_text("utf-8")
    return [
        "\n\n".join(
            (
                f"---\ntitle: Report {number}\ndate: '{one['published']}'\n---",
                *(line.split(" | ")[1] for line in one["lines"]),
            )
        )
        for number, one in enumerate(tomllib.loads(text)["articles"])
    ]


def carried(storage, folder, batches):
    """Return the events, by what tells of them, after batches of drops were taken one by one."""
    folder.mkdir()
    for number, batch in enumerate(batches):
        for name, content in batch:
            drop(folder, f"{name}.txt", content)
        now = NOW + timedelta(minutes=number)
        update(storage, settings(folder), (STORY,), now=now, executor=INLINE)
    events = storage.load(STORY.slug).events
    return {frozenset((m.article.title, m.quote) for m in event.mentions) for event in events}


@pytest.mark.parametrize("story", ["twins"])
def test_drops_one_at_a_time_give_the_events_of_all_at_once(
    storage, sqlite_template, tmp_path, story
):
    written = list(enumerate(drops(story)))
    other = Storage(f"sqlite:///{shutil.copy(sqlite_template, tmp_path / 'other.db')}")
    at_once = carried(other, tmp_path / "whole", [written])
    other.close()
    random.Random(story).shuffle(written)
    one_by_one = carried(storage, tmp_path / "parts", [[one] for one in written])
    assert one_by_one == at_once
    assert any(len({title for title, _ in event}) > 2 for event in at_once)
