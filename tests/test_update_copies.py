"""One text that comes as several drops, nearly the same and without a link."""

from tests.articles import NOW, STORY, STRIKE, drop, settings
from timeline.merge.evidence import originals
from timeline.update import update

#: The same report as another outlet prints it: another headline, a word, a line of its own.
COPY = STRIKE.replace("Ferry crews walk out in Genoa", "Genoa: ferries stay in port").replace(
    "asked in vain", "asked, in vain,"
)


def test_a_text_that_nearly_is_a_known_one_is_a_copy_of_its_report(storage, tmp_path):
    place = tmp_path / "seeds"
    drop(place, "a.txt", STRIKE)
    update(storage, settings(place), [STORY], now=NOW)
    before = storage.load(STORY.slug).events
    drop(place, "b.txt", COPY)
    assert update(storage, settings(place), [STORY], now=NOW).new == 1
    after = storage.load(STORY.slug).events
    assert [event.id for event in after] == [event.id for event in before]
    for event in after:
        assert len({mention.article.key for mention in event.mentions}) == 2
        assert len(originals(event.mentions)) == 1
