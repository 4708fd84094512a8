"""Batches that are read and reduced elsewhere, ahead of their turn to be stored."""

import pytest

from tests.articles import NOW, STORY, STRIKE, drop, settings
from timeline.errors import ExecutorError
from timeline.executors import INLINE
from timeline.storage import Storage
from timeline.update import update


class Elsewhere:
    """An executor that is not this process's; knows what was asked of it."""

    def __init__(self):
        self.asked = []

    def map(self, work, items):
        self.asked.append(len(items))
        return INLINE.map(work, items)


def test_the_next_batch_is_reduced_while_one_is_stored(tmp_path, monkeypatch):
    monkeypatch.setattr("timeline.update.files.BATCH", 2)
    found = {}
    for executor in (INLINE, elsewhere := Elsewhere()):
        place = tmp_path / type(executor).__name__
        place.mkdir()
        for number in range(5):
            drop(place, f"{number}.txt", STRIKE.replace("Genoa", f"Genoa {number}"))
        storage = Storage(f"sqlite:///{place}.db")
        storage.upgrade()
        update(storage, settings(place), [STORY], now=NOW, executor=executor)
        found[type(executor).__name__] = storage.load(STORY.slug)
        storage.close()
    assert found["Elsewhere"] == found["Inline"]
    # each batch is read and reduced once, and nothing is left when it is stored
    assert sorted(elsewhere.asked) == [0, 0, 0, 1, 1, 2, 2, 2, 2]


def test_a_batch_that_was_stored_stays_when_the_next_cannot_be_read(tmp_path, monkeypatch):
    class Broken(Elsewhere):
        def map(self, work, items):
            if items and getattr(items[0], "name", "") == "2.txt":
                raise ExecutorError("is away")
            return super().map(work, items)

    monkeypatch.setattr("timeline.update.files.BATCH", 2)
    seeds = tmp_path / "seeds"
    for number in range(4):
        drop(seeds, f"{number}.txt", STRIKE.replace("Genoa", f"Genoa {number}"))
    storage = Storage(f"sqlite:///{tmp_path}/timeline.db")
    storage.upgrade()
    with pytest.raises(ExecutorError):
        update(storage, settings(seeds), [STORY], now=NOW, executor=Broken())
    assert len(storage.article_keys()) == 2
    storage.close()
