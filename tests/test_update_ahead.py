"""Batches that are read and reduced elsewhere, ahead of their turn to be stored."""

import pytest

from tests.articles import NOW, STORY, STRIKE, drop, settings
from timeline.errors import ExecutorError
from timeline.executors import INLINE
from timeline.storage import Storage
from timeline.types import Article, Granularity, Paragraph, Provenance, Published
from timeline.update import update
from timeline.update.reading import articles_in


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
    assert sorted(elsewhere.asked) == [1, 1, 2, 2, 2, 2]


@pytest.mark.parametrize(("lengths", "number"), [((19_000,), 1), ((5_000, 17_000), 2)])
def test_a_long_article_counts_as_several(lengths, number):
    published = Published(NOW, Granularity.DAY, Provenance.LINE, "1 February 2026")
    paragraphs = tuple(Paragraph("." * length) for length in lengths)
    assert articles_in(Article("a", "a.txt", "Ferry", published, paragraphs)) == number


def test_a_drop_of_several_articles_is_one_piece_of_work(sqlite_url, tmp_path):
    asked = []

    class Asked(Elsewhere):
        def map(self, work, items):
            asked.append((work.more, [getattr(item, "items", "") for item in items]))
            return super().map(work, items)

    seeds = tmp_path / "seeds"
    items = "".join(
        f"<item><title>Ferries {n}</title><description>{STRIKE}</description></item>"
        for n in range(3)
    )
    drop(seeds, "feed.xml", f"<rss><channel>{items}</channel></rss>")
    drop(seeds, "z.txt", STRIKE.replace("Genoa", "Turin"))
    storage = Storage(sqlite_url)
    update(storage, settings(seeds), [STORY], now=NOW, executor=Asked())
    storage.close()
    (_, read), (more, groups) = asked
    assert (more, len(read), [len(group) for group in groups]) == (0.2, 2, [3, 1])


def test_a_batch_that_was_stored_stays_when_the_next_cannot_be_read(
    sqlite_url, tmp_path, monkeypatch
):
    class Broken(Elsewhere):
        def map(self, work, items):
            if items and getattr(items[0], "name", "") == "2.txt":
                raise ExecutorError("is away")
            return super().map(work, items)

    monkeypatch.setattr("timeline.update.files.BATCH", 2)
    seeds = tmp_path / "seeds"
    for number in range(4):
        drop(seeds, f"{number}.txt", STRIKE.replace("Genoa", f"Genoa {number}"))
    storage = Storage(sqlite_url)
    with pytest.raises(ExecutorError):
        update(storage, settings(seeds), [STORY], now=NOW, executor=Broken())
    assert len(storage.article_keys()) == 2
    storage.close()
