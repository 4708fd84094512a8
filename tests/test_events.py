from datetime import UTC, datetime

from hypothesis import given, settings
from hypothesis import strategies as st

from timeline.events import explain, mention_id, reduce
from timeline.types import Article, Granularity, Paragraph, Provenance, Published


def article(*texts, published=datetime(2026, 1, 28, 12, tzinfo=UTC)):
    said = Published(published, Granularity.DAY, Provenance.LINE, "28 January 2026")
    paragraphs = tuple(Paragraph(text) for text in texts)
    return Article("key", "a.txt", "A headline", said, paragraphs)


def test_the_day_of_saying_does_not_date_the_content():
    drop = article(
        "The council met in Oslo.",
        "Mayor Ada Winter said Tuesday that the march will start on Friday.",
        "Nobody came.",
    )
    (found,) = (one for one in reduce(drop, None) if "march" in one.quote)
    assert (found.when.edtf, found.said_at) == ("2026-01-30", "2026-01-27")
    assert found.said_by == "Ada Winter"


def test_an_id_does_not_depend_on_blanks():
    assert mention_id("key", "One  sentence.") == mention_id("key", "one sentence.")
    assert mention_id("key", "One sentence.", 1) != mention_id("key", "One sentence.")


@settings(max_examples=60, deadline=None)
@given(st.lists(st.text(max_size=200), max_size=4))
def test_any_text_gives_an_explanation_for_each_sentence(texts):
    explain(article(*texts), None)
