import re
from dataclasses import replace
from datetime import UTC, timedelta
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from feeds import text
from feeds.entry import MAX_EVIDENCE, Category, Site, describe
from feeds.evidence import MAX_QUOTE
from tests.test_text import HOSTILE, is_fit
from tests.timelines import NOW, SITE, STORY, WHENS, at, event
from timeline import Basis, Change, Granularity, Status, When

ITALIAN = replace(STORY, language="it")


def with_article(own, **changes):
    mention = own.mentions[0]
    return replace(own, mentions=(replace(mention, article=replace(mention.article, **changes)),))


def test_the_event_s_day_stands_first():
    entry = describe(event("opening", WHENS["day"], status=Status.PLANNED), STORY, SITE)
    assert entry.lead == "6 February 2026 — planned"
    assert entry.content.startswith("<p><strong>6 February 2026 — planned</strong></p>")
    assert (entry.when, entry.status) == ("6 February 2026", "planned")


@pytest.mark.parametrize(
    ("status", "days", "said"),
    [
        (Status.PLANNED, 1, "was planned"),
        (Status.PLANNED, 0, "planned"),
        (Status.CALLED_OFF, 1, "called off"),
    ],
)
def test_a_plan_whose_day_is_over_without_a_report_was_planned(status, days, said):
    own = event("opening", WHENS["day"], kind="schedule", status=status)
    as_of = own.when.end - timedelta(days=1 - days)
    entry = describe(own, STORY, SITE, as_of=as_of)
    assert entry.lead == f"6 February 2026 — {said}"
    assert (
        describe(own, ITALIAN, SITE, as_of=as_of).status
        == {
            "was planned": "era previsto",
            "planned": "previsto",
            "called off": "annullato",
        }[said]
    )


def test_a_plan_without_an_end_stays_planned():
    own = event("opening", When("2026-02-06/..", at(2026, 2, 6), None, Granularity.UNKNOWN))
    own = replace(own, kind="schedule", status=Status.PLANNED)
    assert describe(own, STORY, SITE, as_of=NOW + timedelta(days=900)).status == "planned"


def test_an_italian_story_is_told_in_italian():
    entry = describe(event("opening", WHENS["before"]), ITALIAN, SITE)
    assert entry.lead == "entro il 28 gennaio 2026 — detto"
    assert "28 gennaio 2026</p>" in entry.content


def test_an_entry_is_known_by_its_urn_and_has_a_page():
    own = event("opening", WHENS["day"])
    entry = describe(own, STORY, Site("https://example.org/olympics/", "x"))
    assert entry.id == f"urn:uuid:{own.id}"
    assert entry.uuid == own.id
    assert entry.url == f"https://example.org/olympics/events/{own.id}"


def test_every_source_is_quoted_with_its_publisher_link_and_day():
    entry = describe(event("opening", WHENS["day"]), STORY, SITE)
    assert (
        '<blockquote cite="https://courier.example/0">'
        "<p>The council said the opening would be watched.</p></blockquote>"
        '<p>— <a href="https://courier.example/0">The Courier: Report number 0</a>, '
        "28 January 2026</p>"
    ) in entry.content
    assert entry.publishers == ("The Courier",)
    assert [item.url for item in entry.sources] == ["https://courier.example/0"]


def test_a_sentence_that_is_the_summary_is_not_told_twice():
    own = event("opening", WHENS["day"])
    own = replace(own, summary=own.mentions[0].quote)
    other = replace(own.mentions[0], quote="It will be watched.")
    content = describe(replace(own, mentions=(other, *own.mentions)), STORY, SITE).content
    assert content.count("The council said the opening would be watched.") == 1
    source = '<p>— <a href="https://courier.example/0">The Courier: Report number 0</a>, 28'
    # its source stands right below the summary
    assert f"<p>The council said the opening would be watched.</p>{source}" in content
    assert f"<p>It will be watched.</p></blockquote>{source}" in content


def test_a_source_without_a_link_is_quoted_without_one():
    own = with_article(event("opening", WHENS["day"]), url="javascript:alert(1)", title="")
    entry = describe(own, STORY, SITE)
    assert "<blockquote><p>The council" in entry.content
    assert "<p>— The Courier, 28 January 2026</p>" in entry.content
    assert entry.sources == ()
    assert entry.publishers == ("The Courier",)


@pytest.mark.parametrize(
    ("changes", "publisher"),
    [
        ({"publisher": None}, "The Courier"),
        ({"publisher": None, "url": "https://www.other.example/a"}, "other.example"),
        ({"publisher": "\x00", "url": None}, "?"),
    ],
)
def test_a_publisher_without_a_name_is_called_by_what_is_known(changes, publisher):
    entry = describe(with_article(event("opening", WHENS["day"]), **changes), STORY, SITE)
    assert entry.publishers == (publisher,)


def test_the_name_of_a_file_is_nobodys_name():
    own = with_article(event("opening", WHENS["day"]), publisher=None, url=None)
    entry = describe(own, STORY, SITE)
    assert entry.publishers == ()
    assert "<p>— Report number 0, 28 January 2026</p>" in entry.content
    untitled = describe(with_article(own, title=""), STORY, SITE)
    assert "<p>— 000.txt, 28 January 2026</p>" in untitled.content


def test_an_article_s_day_is_the_one_of_the_story_s_zone():
    midnight = at(2026, 1, 28).astimezone(UTC)
    own = with_article(event("opening", WHENS["day"]), published=midnight)
    assert "</a>, 28 January 2026</p>" in describe(own, STORY, SITE).content


@pytest.mark.parametrize(
    ("said_by", "tail"),
    [
        ("Ada Rossi", "; said by Ada Rossi</p>"),
        ("A Brandwell spokesman", "; said by a Brandwell spokesman</p>"),
        ("council", "</p>"),
        (None, "</p>"),
    ],
)
def test_a_speaker_whom_the_sentence_does_not_name_is_named(said_by, tail):
    own = event("opening", WHENS["day"])
    own = replace(own, mentions=(replace(own.mentions[0], said_by=said_by),))
    assert f", 28 January 2026{tail}" in describe(own, STORY, SITE).content


@pytest.mark.parametrize(
    ("kind", "status", "word"),
    [
        ("statement", Status.HAPPENED, "said"),
        ("statement", Status.CLAIMED, "claimed"),
        ("protest", Status.HAPPENED, "happened"),
    ],
)
def test_a_statement_is_said_and_does_not_happen(kind, status, word):
    entry = describe(event("x", WHENS["day"], kind=kind, status=status), STORY, SITE)
    assert entry.lead == f"6 February 2026 — {word}"


def test_more_evidence_than_there_is_room_for_is_on_the_event_s_page():
    own = event("opening", WHENS["day"])
    entry = describe(replace(own, mentions=own.mentions * 11), STORY, SITE)
    assert len(entry.evidence) == MAX_EVIDENCE
    assert entry.more_evidence == 3
    assert f'<a href="{entry.url}">3 more on the event’s page</a>' in entry.content
    assert len(entry.sources) == 1


def test_kind_places_and_actors_are_categories_each_once_and_without_commas():
    own = event("x", WHENS["day"], places=("Milan", "Washington, D.C.", "\x00"), actors=("Milan",))
    assert describe(own, STORY, SITE).categories == (
        Category("statement", "kind"),
        Category("Milan", "place"),
        Category("Washington D.C.", "place"),
    )


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({}, "Exact to the day. Dated from “on Tuesday”, counted from the article’s own day."),
        ({"basis": Basis.EXPLICIT}, "Exact to the day. The date stands in the text: “on Tuesday”."),
        ({"basis": Basis.NAMED}, "Exact to the day. A known date of this story: “on Tuesday”."),
        ({"mentions": ()}, "Exact to the day."),
    ],
)
def test_an_entry_says_why_it_is_dated_so(changes, words):
    own = event("x", WHENS["day"], **changes)
    mentions = tuple(replace(mention, basis=own.basis) for mention in own.mentions)
    assert describe(replace(own, mentions=mentions), STORY, SITE).precision == words


def test_the_words_are_those_that_date_the_event():
    own = event("x", WHENS["day"], basis=Basis.EXPLICIT)
    (first,) = own.mentions
    second = replace(first, basis=Basis.EXPLICIT, time_expression="Feb. 6")
    third = replace(second, when=WHENS["month"], time_expression="this month")
    entry = describe(replace(own, mentions=(first, third, second)), STORY, SITE)
    assert entry.precision == "Exact to the day. The date stands in the text: “Feb. 6”."
    entry = describe(replace(own, mentions=(first, third)), STORY, SITE)
    assert entry.precision == "Exact to the day."


@pytest.mark.parametrize(
    ("when", "story", "words"),
    [
        ("month", STORY, "Exact to the month. The editors set this date."),
        ("uncertain", STORY, "The editors set this date."),
        ("year", ITALIAN, "Preciso all’anno. La data è stata indicata dalla redazione."),
    ],
)
def test_a_date_that_no_source_tells_is_the_editors(when, story, words):
    own = replace(event("opening", WHENS["day"]), when=WHENS[when])
    assert describe(own, story, SITE).precision == words


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("before", "The day is not known. The text gives no date: no later than its publication."),
        ("after", "The day is not known. The text gives no date: not before its publication."),
    ],
)
def test_an_event_without_a_date_in_the_text_says_so(name, words):
    own = event("x", WHENS[name], basis=Basis.PUBLICATION)
    assert describe(own, STORY, SITE).precision == words


@pytest.mark.parametrize(
    ("expression", "words"),
    [
        (
            "Thursday",
            "Uncertain: “Thursday” is counted from the article’s day, which is uncertain itself.",
        ),
        (
            None,
            "Uncertain: the text gives no date, and the article’s own day is uncertain.",
        ),
    ],
)
def test_a_date_that_rests_on_an_uncertain_day_is_not_called_exact(expression, words):
    when = replace(WHENS["day"], edtf=f"{WHENS['day'].edtf}?")
    own = event("x", when, basis=Basis.RELATIVE if expression else Basis.PUBLICATION)
    mentions = tuple(
        replace(one, when=when, basis=own.basis, time_expression=expression) for one in own.mentions
    )
    assert describe(replace(own, mentions=mentions), STORY, SITE).precision == words


def test_corrections_are_told_with_their_day():
    own = event("x", WHENS["day"], revision=3, updated=NOW)
    history = [Change(own.id, NOW, "changed", "the day was the 5th\x00")]
    entry = describe(own, STORY, SITE, history)
    assert [item.words for item in entry.corrections] == [
        "Corrected on 28 January 2026: the day was the 5th."
    ]
    assert "<p><em>Corrected on 28 January 2026: the day was the 5th.</em></p>" in entry.content


def test_an_unrevised_entry_was_updated_when_it_was_published():
    own = event("x", WHENS["day"])
    assert describe(own, STORY, SITE).updated == own.published


def test_entries_corrected_together_have_times_of_their_own():
    both = [
        describe(event(name, WHENS["day"], revision=2, updated=NOW), STORY, SITE).updated
        for name in ("one", "two")
    ]
    assert both[0] != both[1]
    assert all(NOW - timedelta(seconds=1) < moment < NOW for moment in both)
    assert all(moment.tzinfo is UTC for moment in both)


def test_no_entry_is_updated_before_it_is_published():
    own = event("x", WHENS["day"], revision=2, published=NOW, updated=NOW)
    assert describe(own, STORY, SITE).updated > NOW


def test_an_event_without_words_is_called_by_its_day():
    own = event("x", WHENS["day"], title="\x00", summary="", mentions=())
    entry = describe(own, STORY, SITE)
    assert (entry.title, entry.summary) == ("6 February 2026", "6 February 2026")
    odd = replace(own, when=replace(own.when, edtf="<b>"))
    assert describe(odd, STORY, SITE).title == "‹b›"
    titled = describe(replace(own, summary="Told."), STORY, SITE)
    assert titled.title == "Told."


class Balanced(HTMLParser):
    """Raises when tags are not closed, or are none of ours."""

    def __init__(self):
        super().__init__()
        self.open = []

    def handle_starttag(self, tag, attrs):
        assert tag in ("p", "strong", "em", "small", "blockquote", "a"), tag
        assert all(name in ("href", "cite") for name, _ in attrs), attrs
        assert all(re.match("https?://", value) for _, value in attrs), attrs
        self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag


def test_hostile_texts_make_a_safe_entry():
    own = event("x", WHENS["day"], revision=2, title=HOSTILE, summary=HOSTILE * 50)
    own = replace(own, places=(HOSTILE,), actors=(HOSTILE * 100,), kind=HOSTILE)
    own = with_article(own, title=HOSTILE, publisher=HOSTILE, url=f"https://x.example/{HOSTILE}")
    mention = replace(own.mentions[0], quote=HOSTILE * 100, said_by=HOSTILE)
    mention = replace(mention, time_expression=HOSTILE)
    entry = describe(replace(own, mentions=(mention,)), STORY, SITE)
    assert_safe(entry)
    assert len(entry.evidence[0].quote) <= MAX_QUOTE


def assert_safe(entry):
    parser = Balanced()
    parser.feed(entry.content)
    parser.close()
    assert parser.open == []
    own = (entry.title, entry.summary, entry.lead, entry.content, *entry.publishers)
    for value in (*own, *entry.places, *entry.actors, entry.evidence[0].title):
        assert is_fit(value)
    assert "<" not in entry.title
    assert all("," not in category.term for category in entry.categories)


@settings(max_examples=60)
@given(st.text(max_size=300), st.text(max_size=60), st.datetimes())
def test_any_text_makes_a_safe_entry(value, edtf, moment):
    when = When(edtf, at(2026, 1, 1), at(2026, 1, 2), Granularity.DAY)
    own = event("x", when, title=value, summary=value, places=(value,), actors=(value,))
    own = with_article(own, title=value, publisher=value, url=f"https://{value}")
    own = with_article(own, published=moment.replace(tzinfo=UTC))
    assert_safe(describe(own, STORY, SITE))
    assert text.title(own.title) in ("", describe(own, STORY, SITE).title)
