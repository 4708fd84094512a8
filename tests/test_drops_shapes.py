"""Single habits of the shapes that the cases below tests/drops/ do not show."""

import codecs
import json

import pytest

from tests.drops_reading import MODIFIED, article, drop, texts
from timeline.drops import FORMATS, page, read, schema
from timeline.drops.text import decode
from timeline.errors import DropError
from timeline.types import Granularity, Provenance, Role

BODY = "The town said on Monday that the road would be open from 3 February."


def shape(content):
    return next(form.name for form in FORMATS if form.recognises(content))


@pytest.mark.parametrize(
    ("content", "name"),
    [
        ("<?xml version='1.0'?>\n<!-- x --><rss version='2.0'>", "feed"),
        ("<feed xmlns='http://www.w3.org/2005/Atom'>", "feed"),
        ('  {\n"title": "x"}', "json"),
        ('[ {"title": "x"}]', "json"),
        ("---\ntitle: x\n---\ny", "front matter"),
        ("\n\n---\r\ntitle: x\r\n...\r\ny".replace("\r\n", "\n"), "front matter"),
        ("<!doctype html><title>x</title>", "page"),
        ("<p>x</p>", "fragment"),
        ("# A heading\n\nx", "markdown"),
        ("A headline\n\nx", "plain"),
        ("---\nno front matter, only a rule\n\nx", "plain"),
        ("---\njust words\n---\nx", "plain"),
        ("--- title: x ---", "plain"),
        ("{curly} words", "plain"),
        ("x < y and y > z", "plain"),
    ],
)
def test_the_content_tells_the_shape(content, name):
    assert shape(content) == name


# --- bytes ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("content", "wanted", "note"),
    [
        (codecs.BOM_UTF8 + "è qui".encode(), "è qui", []),
        ("\ufeffè qui".encode("utf-16"), "è qui", []),
        ("\ufeffè qui".encode("utf-16-be"), "è qui", []),
        ("è qui“".encode("cp1252"), "è qui“", ["not UTF-8; other bytes read as cp1252"]),
        ("è".encode() + b" \xe8", "è è", ["not UTF-8; other bytes read as cp1252"]),
        (
            '<meta charset="iso-8859-2">č'.encode("iso-8859-2"),
            '<meta charset="iso-8859-2">č',
            ["decoded as iso8859-2"],
        ),
        (
            b'<script charset="utf-8"></script><meta charset="cp1250">\xb3',
            '<script charset="utf-8"></script><meta charset="cp1250">ł',
            ["decoded as cp1250"],
        ),
        (b'<meta charset="latin1">\x93', '<meta charset="latin1">“', ["decoded as cp1252"]),
        (b'<meta charset="rot13">\xe8', '<meta charset="rot13">è', None),
        (b'<meta charset="no-such">\xe8', '<meta charset="no-such">è', None),
        (
            b"\xef\xbf\xbd" + b"x" * 99,
            "\ufffd" + "x" * 99,
            ["characters were lost before it arrived (U+FFFD)"],
        ),
        ("Sala â€” no, Ã¨ qui".encode(), "Sala — no, è qui", ["mojibake repaired"]),
        ("â€” one\nclean, è\nÃ¨ two".encode(), "— one\nclean, è\nè two", ["mojibake repaired"]),
        ("perché è così, “sì”".encode(), "perché è così, “sì”", []),
        (b"a\r\nb\rc\x0bd", "a\nb\nc\nd", []),
    ],
)
def test_bytes_become_text(content, wanted, note):
    text, notes = decode(content)
    assert text == wanted
    assert note is None or notes == note


# --- identity, dates, language -------------------------------------------------------------


def test_the_same_text_is_the_same_article_however_it_is_spaced():
    one = article(f"Road open\n\n{BODY}\n\nNobody was hurt.")
    two = article(f"Road open\r\n\r\n\r\n{BODY}\n\nNobody  was hurt.", name="b.txt")
    assert one.key == two.key != article(f"Road open\n\n{BODY}").key


def test_the_dateline_counts_in_the_year_of_the_front_matter():
    found = article("---\ntitle: x\ndate: 2025-01-02\n---\nROME, Dec. 30 (Agency) - Snow fell.")
    assert found.published.at.date().isoformat() == "2024-12-30"
    assert found.published.provenance is Provenance.DATELINE


@pytest.mark.parametrize(
    ("line", "day", "provenance"),
    [
        ("ROME, Jan. 20 (Agency) - ", "2026-01-20", Provenance.DATELINE),
        ("ROME, Dec. 30 (Agency) - ", "2025-12-30", Provenance.YEARLESS),
        ("ROME, Dec. 30, 2024 (Agency) - ", "2024-12-30", Provenance.DATELINE),
    ],
)
def test_a_dateline_without_a_year_in_an_older_file_is_uncertain(line, day, provenance):
    found = article(f"Road open\n\n{line}{BODY}")
    assert (found.published.day.isoformat(), found.published.provenance) == (day, provenance)
    assert any("without a year" in note for note in found.notes) is provenance.uncertain


@pytest.mark.parametrize("start", ["", "Road open\n\n", "Road open\n\nA short lead.\n\n"])
def test_a_dateline_on_a_line_of_its_own_is_taken_off(start):
    found = article(f"{start}MILAN, Jan. 5 (Agency) _\n{BODY}")
    assert (found.dateline, found.published.day.isoformat()) == (
        "MILAN, Jan. 5 (Agency)",
        "2026-01-05",
    )
    assert texts(found, Role.BODY) == [BODY]
    assert texts(found, Role.HEADLINE) == (["Road open"] if start else [])


def test_an_update_alone_dates_the_article_and_is_noted():
    found = article(f"Road open\n\nLast updated: January 27, 2026\n\n{BODY}")
    assert found.published.day.isoformat() == "2026-01-27"
    assert found.notes == ("only the date of its last update is known",)


def test_a_date_line_within_the_text_is_no_date_of_publication():
    found = article(f"Road open\n\n{BODY} {BODY}\n\nJanuary 3, 2020\n\nThe road was closed then.")
    assert found.published.provenance is Provenance.FILE
    assert texts(found, Role.STAMP) == ["January 3, 2020"]


@pytest.mark.parametrize(
    ("content", "language"),
    [
        ("---\ntitle: x\nlang: it_IT\n---\nThe road is open and the bus runs.", "it"),
        ("---\ntitle: x\nlang: 12\n---\nThe road is open and the bus runs.", "en"),
        ("La strada è aperta e il bus circola da lunedì, dice il comune.", "it"),
        ("1234", "en"),
    ],
)
def test_the_language_is_named_or_guessed(content, language):
    assert article(content).language == language


# --- heading -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("title", "link", "source", "wanted"),
    [
        (
            "Road open again | Lake Courier",
            "https://a.example/1",
            "Lake Courier",
            ("Road open again", "Lake Courier"),
        ),
        (
            "Road open again - Lake Courier",
            "https://news.google.com/1",
            None,
            ("Road open again", "Lake Courier"),
        ),
        (
            "Road open again - Lake Courier",
            "https://lakecourier.example/1",
            None,
            ("Road open again", "Lake Courier"),
        ),
        (
            "Road open again - for now at least",
            "https://a.example/1",
            None,
            ("Road open again - for now at least", "a.example"),
        ),
        (
            "Road - open",
            "https://news.google.com/1",
            "https://feed.example/",
            ("Road - open", "news.google.com"),
        ),
    ],
)
def test_the_publisher_is_taken_off_the_headline(title, link, source, wanted):
    values = json.dumps({"title": title, "url": link, "publisher": source, "text": BODY})
    found = article(values)
    assert (found.headline, found.publisher) == wanted


def test_an_author_that_is_the_publisher_is_no_byline():
    found = article(
        f"---\ntitle: x\nauthor: Lake Courier\nlink: https://www.lakecourier.example/1\n---\n{BODY}"
    )
    assert (found.publisher, found.byline) == ("Lake Courier", None)


@pytest.mark.parametrize("body", ["Ann&#039;s", "<p>Ann&amp;#039;s</p>", "**Ann&rsquo;s**"])
def test_entities_are_resolved_in_every_shape(body):
    found = article(
        f"---\ntitle: Ann&amp;#039;s R&D\n---\n{body} R&D was closed on Monday, Ann said."
    )
    assert found.headline == "Ann's R&D"
    assert texts(found, Role.BODY)[-1].replace("’", "'").endswith("was closed on Monday, Ann said.")
    assert "&#" not in texts(found, Role.BODY)[0]
    assert "&rs" not in texts(found, Role.BODY)[0]


def test_the_mark_of_a_cut_is_no_part_of_the_text():
    found = article(
        json.dumps(
            {
                "title": "Road",
                "content": f"{BODY} [+2345 chars]",
                "description": "The road was closed in December… Read more »",
            }
        )
    )
    assert texts(found, Role.BODY) == [BODY]
    assert texts(found, Role.LEAD) == ["The road was closed in December"]


def test_the_agency_of_the_dateline_is_the_publisher_where_nothing_else_names_it():
    assert article(f"Road\n\nMILAN (Valley Wire) — {BODY}").publisher == "Valley Wire"
    assert article(f"Road\n\nMILAN, Jan. 5 /WireNews/ -- {BODY}").publisher == "WireNews"
    assert article(f"Road\n\nMILAN — {BODY}").publisher is None
    linked = f"---\ntitle: Road\nlink: https://a.example/1\n---\nMILAN (Valley Wire) — {BODY}"
    assert article(linked).publisher == "a.example"


def test_a_description_that_begins_the_text_is_no_lead():
    for description in (BODY, f"{BODY[:50]}…", "Road open", f"{BODY} " * 2):
        content = (
            f"---\ntitle: Road open\ndescription: '{description}'\n---\n{BODY} {BODY} It said so."
        )
        assert texts(article(content), Role.LEAD) == []


def test_a_stub_of_a_few_words_is_text():
    found = article("---\ntitle: Road open\n---\nRoad in the valley open again")
    assert texts(found, Role.BODY) == ["Road in the valley open again"]


def test_a_headline_repeated_in_the_text_stands_once():
    found = article(f"<h1>Road open</h1><p>{BODY}</p><h1>Another</h1>")
    assert [p.role for p in found.paragraphs] == [Role.HEADLINE, Role.BODY, Role.CROSSHEAD]
    found = article(f"---\ntitle: Road open\n---\n<h1>Road open!</h1><p>{BODY}</p>")
    assert [p.role for p in found.paragraphs] == [Role.HEADLINE, Role.BODY]


@pytest.mark.parametrize(
    ("content", "headline"),
    [
        (f"{BODY} It said more.", BODY),
        ("word-" * 60, "word-" * 22 + "…"),
        ("word " * 60, ("word " * 22).strip() + "…"),
        ("By Anna Neri\n\nJanuary 28, 2026", "By Anna Neri"),
    ],
)
def test_a_text_without_headline_is_called_by_its_first_words(content, headline):
    found = article(content)
    assert found.headline == headline
    assert texts(found, Role.HEADLINE) == []


# --- plain text ----------------------------------------------------------------------------


def test_a_short_line_alone_is_a_headline():
    assert texts(article("Road in the valley open again"), Role.HEADLINE)


def test_only_a_lone_sentence_above_a_crosshead_is_a_standfirst():
    assert texts(article(f"Road open\n\nA short lead.\n\nWhat comes next\n\n{BODY}"), Role.LEAD)
    assert not texts(article(f"Road open\n\nOne. Two.\n\nWhat comes next\n\n{BODY}"), Role.LEAD)
    assert not texts(article(f"Road open\n\nA short one.\n\n{BODY}"), Role.LEAD)


def test_an_address_on_a_line_of_its_own_is_the_link():
    found = article(f"Road open\nhttps://a.example/2026/01/20/road\nhttps://b.example/\n\n{BODY}")
    assert found.url == "https://a.example/2026/01/20/road"


def test_labels_count_once_and_only_at_the_top():
    found = article(f"Title: Road\nTitle: Other\nMood: fine\n\n{BODY}\n\n" + "Source: x\n\n" * 9)
    assert found.headline == "Road"
    assert "Mood: fine" in [p.text for p in found.paragraphs]


def test_lines_wrapped_by_hand_are_joined_and_single_lines_are_not():
    wrapped = (
        "The town said on Monday that the road in the valley would be\n"
        "open again from 3 February, a week before the first finals of\n"
        "the Games."
    )
    found = article(f"Road open\n\n{wrapped}\nShort.\n{wrapped}\n\n{wrapped}")
    whole = wrapped.replace("\n", " ")
    assert texts(found, Role.BODY) == [whole, "Short.", whole, whole]
    loose = "The road is open.\nThe bus runs.\nThe boat sails."
    assert texts(article(f"Road open\n\n{loose}"), Role.BODY) == loose.split("\n")


# --- front matter --------------------------------------------------------------------------


def test_front_matter_values_may_be_lists_objects_or_nothing():
    found = article(
        "---\ntitle: Road\nauthor:\n  - name: Anna Neri\n  - Ugo Pini\n  - {x: y}\n"
        f"publisher: {{name: Lake Courier}}\nsummary: ~\ntags: a, b\n---\n{BODY}"
    )
    assert (found.byline, found.publisher) == ("Anna Neri, Ugo Pini", "Lake Courier")
    assert found.tags == ("a", "b")


def test_a_day_in_the_front_matter_is_a_day_in_the_default_zone():
    found = article(f"---\ntitle: Road\ndate: 2026-01-27\n---\n{BODY}")
    assert found.published.at.isoformat() == "2026-01-27T00:00:00+01:00"
    assert found.published.granularity is Granularity.DAY


def test_a_page_may_stand_below_front_matter():
    content = f"---\ntitle: Road\ndate: 2026-01-27\n---\n<html><body><p>{BODY}</p></body></html>"
    assert texts(article(content), Role.BODY) == [BODY]


# --- markup --------------------------------------------------------------------------------


def test_a_picture_without_caption_has_its_alternative_text():
    found = article(
        f"<p>{BODY}</p><img alt='The road on test day last week'><img alt='logo'>"
        "<aside><img alt='Five words of another story'></aside>"
        "<figure><img alt='The road on test day last week'></figure>"
    )
    assert texts(found, Role.CAPTION) == ["The road on test day last week"]


def test_line_breaks_and_cells_part_words():
    found = article(
        "<div>One line<br> <br>two<br>lines<br></div><table><tr><td>a</td><td>b.</td></tr></table>"
    )
    assert [p.text for p in found.paragraphs] == ["One line", "two lines", "a b."]


# --- Markdown ------------------------------------------------------------------------------


def test_markdown_marks_are_taken_off():
    found = article(
        "# Road\n\n1. *one* of `two`\n2. __three__\n\n```\ncode here, # no heading\n```\n\n"
        f"> A quotation\n> of two lines.\n>\n> And another.\n\n{BODY}\n***\n\n"
        "Half\n----\n\n<https://a.example/> and \\*stars\\*, word_with_marks stays.\n\n"
        "[1]: https://a.example/ref\n\n![](x.png)"
    )
    assert texts(found, Role.LIST) == ["one of two", "three"]
    assert texts(found, Role.QUOTATION) == ["A quotation of two lines.", "And another."]
    assert texts(found, Role.CROSSHEAD) == ["Half"]
    assert "https://a.example/ and *stars*, word_with_marks stays." in texts(found, Role.BODY)


# --- JSON and feeds ------------------------------------------------------------------------


def test_ninjs_3_has_texts_with_roles():
    found = article(
        json.dumps(
            {
                "uri": "x",
                "headlines": [{"role": "main", "value": "Road open"}],
                "versioncreated": "2026-01-27T10:00:00+01:00",
                "bodies": [{"contenttype": "text/plain"}, {"value": BODY}],
            }
        )
    )
    assert (found.headline, texts(found, Role.BODY)) == ("Road open", [BODY])


def test_lists_of_articles_are_looked_through_to_a_depth():
    one = {"@type": "NewsArticle", "headline": "Road open", "articleBody": BODY}
    inner = {"@graph": [{"@type": "Organization"}, 7, {"item": one}]}
    assert [node["headline"] for node in schema.articles([inner])] == ["Road open"]
    for _ in range(10):
        one = {"@graph": [one]}
    assert list(schema.articles(one)) == []


def test_a_type_of_several_names_counts():
    assert schema.is_article({"@type": ["Thing", "https://schema.org/NewsArticle"]})
    assert not schema.is_article({"@type": "ImageObject", "name": "x", "text": "y"})


def test_json_values_of_the_wrong_kind_are_left_out():
    found = article(
        json.dumps(
            {
                "title": "Road",
                "body": BODY,
                "published": 7,
                "headlines": 1,
                "mainEntityOfPage": {"@id": "https://a.example/1"},
                "items": [],
                "title_": None,
            }
        )
    )
    assert found.url == "https://a.example/1"
    assert found.published.provenance is Provenance.FILE


def test_a_feed_item_may_say_little():
    (one, two, three) = read(
        drop(
            "<rss><channel><item><description>One fell.</description>"
            "<guid isPermaLink='false'>1</guid>"
            "<author>desk@a.example</author><pubDate>soon</pubDate></item>"
            "<item><title>Two</title><link/><source url='x'>Lake Courier</source>"
            "<author>Anna Neri</author></item>"
            "<entry><title>Three</title><link rel='self' href='x'/><author/><content src='https://a.example/'/>"
            "<category term='snow' label='Snow'/><summary>Three fell.</summary>"
            "</entry></channel></rss>"
        ),
        zone=MODIFIED.tzinfo,
    )
    assert (one.headline, one.url, one.byline) == ("One fell.", None, None)
    assert (two.publisher, two.byline) == ("Lake Courier", "Anna Neri")
    assert (three.tags, texts(three, Role.BODY)) == (("Snow",), ["Three fell."])


def test_xhtml_in_atom_may_have_a_prefix():
    found = article(
        "<feed xmlns='http://www.w3.org/2005/Atom' xmlns:h='http://www.w3.org/1999/xhtml'><entry>"
        "<content type='xhtml'><h:div><h:p>Snow fell.</h:p><h:p>It melted.</h:p></h:div></content>"
        "</entry></feed>"
    )
    assert texts(found, Role.BODY) == ["Snow fell.", "It melted."]


# --- pages ---------------------------------------------------------------------------------

DATED = '"datePublished": "2026-01-27T10:00:00Z"'
STORY = "".join(f"<p>{BODY} This is paragraph {number} of it.</p>" for number in range(4))


def test_broken_structured_data_is_passed_over():
    found = article(
        "<html><head><script type='application/ld+json'>{broken</script>"
        "<script type='application/ld+json'></script>"
        "<script type='application/ld+json'>"
        '<!-- {"@type": "NewsArticle", "headline": "Road\nopen"} --></script>'
        f"<meta property='og:url' content='/x'></head>"
        f"<body><article>{STORY}</article></body></html>"
    )
    assert found.headline == "Road open"
    assert found.url is None


@pytest.mark.parametrize(
    "head",
    [
        "<script type='application/ld+json'>{broken, " + DATED + "</script>",
        '<script type=\'application/ld+json\'>{"@type": "WebPage", ' + DATED + "}</script>",
        "<meta name='DC.date.issued' content='2026-01-27T10:00:00Z'>",
        "<meta itemprop='datePublished' content='2026-01-27T10:00:00Z'>",
        "</head><body><span itemprop='datePublished'>January 27, 2026, 10:00 GMT</span>",
        "</head><body><time pubdate>27 January 2026 10:00 GMT</time>",
    ],
)
def test_a_page_tells_its_date_in_many_ways(head):
    found = article(f"<html><head>{head}<article>{STORY}</article>")
    assert found.published.at.isoformat() == "2026-01-27T10:00:00+00:00"
    assert found.published.provenance is Provenance.METADATA


TIMED = '<time datetime="2026-01-27T10:15:00Z">27 January</time>'
LD = '{"@type": "NewsArticle", "headline": "Road open", "datePublished": "2026-01-27"}'
ITEM = '<p itemprop="datePublished" content="2026-01-27T10:15:00Z"></p>'
PUBLISHED = '<meta property="article:published_time" content="2026-01-27T10:15:00Z">'


@pytest.mark.parametrize(
    "data",
    [
        PUBLISHED,
        f'<script type="application/ld+json">{LD}</script>{PUBLISHED}',
        f'<script type="application/ld+json">{LD}</script>{ITEM}',
        TIMED,
    ],
)
@pytest.mark.parametrize("frame", ["<html><body>{}</body></html>", "<div>{}</div>"])
def test_a_day_gets_the_minute_that_the_pages_data_tell(data, frame):
    for head in (
        "date: 2026-01-27",
        "date: 2026-01-29\nlink: https://a.example/2026/01/27/road",
    ):
        found = article(f"---\n{head}\n---\n{frame.format(data + f'<p>{BODY}</p>')}")
        assert found.published.at.isoformat() == "2026-01-27T10:15:00+00:00"
        assert found.published.granularity is Granularity.MINUTE


@pytest.mark.parametrize(
    ("first", "second", "wanted"),
    [
        ("2026-01-27T10:15:00", "2026-01-27T10:15:40-05:00", "2026-01-27T10:15:40-05:00"),
        ("2026-01-27T10:15:00", "2026-01-27T16:15:00Z", "2026-01-27T10:15:00+01:00"),
        ("2026-01-27T10:15:00-05:00", "2026-01-27T10:15:00Z", "2026-01-27T10:15:00-05:00"),
    ],
)
def test_a_minute_has_its_zone_from_the_same_minute_that_tells_it(first, second, wanted):
    meta = (
        f'<meta property="article:published_time" content="{first}">'
        f'<meta name="pubdate" content="{second}">'
    )
    found = article(f"<html><head>{meta}</head><body><h1>Road</h1>{STORY}</body></html>")
    assert found.published.at.isoformat() == wanted


def test_a_time_in_a_fragment_that_may_be_another_articles_dates_nothing():
    found = article(f"---\ndate: 2026-01-30\n---\n<p>{BODY}</p>{TIMED}")
    assert found.published.day.isoformat() == "2026-01-30"
    assert article(f"<p>{BODY}</p>{TIMED}").published.provenance is Provenance.FILE
    assert article(f"<div><p>{BODY}</p>{PUBLISHED}</div>").published.said.startswith("2026-01-27T")


def test_an_article_is_taken_whole_where_the_precise_mode_loses_half(monkeypatch):
    def extract(_html, *, include_comments, favor_precision=False):
        assert not include_comments
        return BODY if favor_precision else "\n".join(p.strip("</p>") for p in STORY.split("<p>"))

    monkeypatch.setattr("trafilatura.extract", extract)
    found = article(f"<html><body><article>{STORY}</article></body></html>")
    assert len(texts(found, Role.BODY)) == 4


@pytest.mark.parametrize(
    ("described", "shown"),
    [
        ("A week before the finals.", "A week before the finals."),
        (f"{BODY} {BODY}"[:120] + "…", f"{BODY} {BODY} So it was said in the valley."),
    ],
)
def test_the_standfirst_of_a_page_is_its_lead(monkeypatch, described, shown):
    monkeypatch.setattr(
        page, "_extract", lambda _: "\n".join(STORY.replace("</p>", "").split("<p>"))
    )
    found = article(
        f"<html><head><meta name='description' content='{described}'></head><body><h1>Road</h1>"
        f"<div>{shown}</div><div>{shown}</div><article>{STORY}</article></body></html>"
    )
    assert texts(found, Role.LEAD) == [shown]
    assert len(texts(found, Role.BODY)) == 4


TIME = "<time datetime='2026-01-27T10:00:00+01:00'>Tuesday</time>"
OTHER = "<div><h4>Else</h4><time datetime='2026-01-20T09:00:00Z'>last week</time></div>"


@pytest.mark.parametrize(
    "body",
    [
        f"{OTHER}<article>{TIME}<h1>Road</h1>{STORY}</article>",
        f"<table><tr><td>{OTHER}</td><td><h1>Road</h1>{TIME}{STORY}</td></tr></table>",
        f"<article><h1>Road</h1><p>27 January 2026 at 10:00 CET</p>{STORY}</article>{OTHER}",
        f"<article>{STORY}</article>{TIME}",
    ],
)
def test_the_time_of_another_story_dates_no_page(body):
    found = article(f"<html><body>{body}</body></html>")
    assert found.published.at.isoformat() == "2026-01-27T10:00:00+01:00"


@pytest.mark.parametrize(
    ("other", "provenance"),
    [
        (OTHER, Provenance.PAGE),
        # dates are in many languages; one of after the page was saved is none of its own
        ("<span class='entry-date'>20. Januar 2026</span>", Provenance.PAGE),
        (OTHER.replace("2026-01-20", "2027-01-20"), Provenance.FILE),
        # in no element that is named for it, and a year alone
        ("<footer>20. Januar 2026</footer>", Provenance.PAGE),
        ("<footer>© 2025 Valley Post</footer>", Provenance.FILE),
        ("", Provenance.FILE),
    ],
)
def test_a_time_far_from_the_title_dates_a_page_for_want_of_a_better_one(other, provenance):
    deep = "<div>" * 20 + f"<h1>Road</h1>{STORY}" + "</div>" * 20
    found = article(f"<html><body>{deep}{other}</body></html>")
    assert found.published.provenance is provenance
    assert found.published.provenance.uncertain
    assert len(found.notes) == 1
    if provenance is Provenance.PAGE:
        assert (found.published.day.isoformat(), found.published.granularity) == (
            "2026-01-20",
            Granularity.DAY,
        )


def test_of_several_days_around_the_title_none_is_certain():
    said = "<time datetime='2026-01-{}'>27 January 2026</time>"
    page = f"<html><body><h1>Road</h1><div>{{}}{said.format(27)}{STORY}</div></body></html>"
    assert article(page.format(said.format(27))).published.provenance is Provenance.METADATA
    assert article(page.format(said.format(20))).published.provenance.uncertain


@pytest.mark.parametrize(
    "said",
    [
        "<abbr class='published' title='2026-01-27T10:00:00-05:00'>Tuesday</abbr>",
        "<time class='dt-published' datetime='2026-01-27T10:00:00-05:00'>Tuesday</time>",
        "<time class='post-published updated' datetime='2026-01-27T10:00:00-05:00'>Today</time>",
    ],
)
def test_microformats_tell_when_an_entry_was_published(said):
    found = article(f"<html><body><h1>Road</h1>{STORY}<div><p>{said}</p></div></body></html>")
    assert found.published.at.isoformat() == "2026-01-27T10:00:00-05:00"
    assert found.published.provenance is Provenance.METADATA


def test_a_time_in_no_zone_of_this_world_dates_nothing_and_stops_nothing():
    other = OTHER.replace("Z'", "-45:00'")
    assert other != OTHER
    found = article(f"<html><body>{'<div>' * 20}<h1>Road</h1>{STORY}{'</div>' * 20}{other}</body>")
    assert found.published.provenance is Provenance.FILE


def test_a_short_crosshead_above_text_is_kept(monkeypatch):
    monkeypatch.setattr(
        page, "_extract", lambda _: "\n".join(STORY.replace("</p>", "").split("<p>"))
    )
    first, *others = STORY.split("</p>")
    found = article(f"<html><body>{first}</p><h2>Snow</h2>{'</p>'.join(others)}</body></html>")
    assert texts(found, Role.CROSSHEAD) == ["Snow"]


def test_a_page_whose_text_nothing_finds_gives_what_its_data_or_containers_hold(monkeypatch):
    monkeypatch.setattr(page, "_extract", lambda _: "")
    script = json.dumps({"@type": "NewsArticle", "headline": "Road", "articleBody": BODY})
    data = f"<html><script type='application/ld+json'>{script}</script><body>x</body></html>"
    assert texts(article(data), Role.BODY) == [BODY]
    held = article(f"<html><body><p>Menu of the day</p><main>{STORY}</main></body></html>")
    assert len(texts(held, Role.BODY)) == 4
    assert "Menu of the day" not in [p.text for p in held.paragraphs]
    bare = article(f"<html><body><article>x</article>{STORY}</body></html>")
    assert len(texts(bare, Role.BODY)) >= 4


def test_a_deep_or_endless_page_is_read_without_the_extractor(monkeypatch):
    def fail(*_args, **_more):
        raise AssertionError

    monkeypatch.setattr("trafilatura.extract", fail)
    deep = "<div>" * 300 + STORY + "</div>" * 300
    assert len(texts(article(f"<html><body>{deep}</body></html>"), Role.BODY)) == 4
    long = f"<html><body><main>{STORY}</main><p title='{'x' * 1_600_000}'></p></body></html>"
    assert len(texts(article(long), Role.BODY)) == 4


def test_a_page_without_title_or_dates_is_called_by_its_first_words():
    found = article(f"<html><body><article>{STORY}</article></body></html>")
    assert found.headline == BODY
    assert found.published.provenance is Provenance.FILE


def test_a_page_of_frames_has_no_text():
    with pytest.raises(DropError, match="holds no text"):
        article("<html><frameset><frame src=x></frameset></html>")


@pytest.mark.parametrize(
    "content",
    [
        "---\ndescription: Snow fell in Oslo on Monday.\n---\n",
        "Summary: Snow fell in Oslo on Monday.\n\nROME, Jan. 27 (Agency) -\n",
        '<html><head><meta name="description" content="Snow fell in Oslo on Monday.">',
    ],
)
def test_a_stub_that_has_only_a_description_is_headed_by_it(content):
    found = article(content)
    assert found.headline == "Snow fell in Oslo on Monday."
    assert [one.role for one in found.paragraphs] == [Role.LEAD]


# --- sidecar -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("sidecar", "reason"),
    [
        (b"\xff", "a.txt.meta.toml: is not UTF-8; save it as UTF-8"),
        (b"a = 1\nb = ", "a.txt.meta.toml:2: is not TOML: a value is missing"),
        (b'date = "x"', "a.txt.meta.toml:1: date: unknown key; allowed are title,"),
        (b'\npublished = "soon"', "meta.toml:2: published: 'soon' is not a date of our time"),
        (b"published = 9999-12-31", "published: '9999-12-31' is not a date of our time"),
        (b"published = " + b"7" * 5000, "a.txt.meta.toml:1: is not TOML"),
        (b"published = 7", "published: 7 is not a date of our time"),
        (b'timezone = "CET+"', "timezone: 'CET+' is not a time zone"),
        (b'timezone = "../x"', "timezone: '../x' is not a time zone"),
        (b'url = "javascript:x"', "url: 'javascript:x' is not an http or https address"),
        (b"title = 7", "title: 7 is not a text; put it in quotes"),
        (b'tags = "a"', "tags: is not a list of words"),
    ],
)
def test_a_wrong_sidecar_says_file_key_and_what_to_do(sidecar, reason):
    with pytest.raises(DropError) as error:
        article(BODY, sidecar=sidecar)
    assert reason in str(error.value)


def test_a_sidecar_overrules_the_drop():
    found = article(
        f"Road open\n\nPublished on: January 27, 2026\n\n{BODY}",
        sidecar=codecs.BOM_UTF8
        + b'published = 2026-01-20\ntitle = "Right"\ntags = ["a"]\nlanguage = "it"',
    )
    assert (found.headline, found.tags, found.language) == ("Right", ("a",), "it")
    assert found.published.day.isoformat() == "2026-01-20"


def test_a_sidecar_of_several_articles_names_none_of_them():
    items = json.dumps([{"title": "a", "text": BODY}, {"title": "b", "text": BODY}])
    with pytest.raises(DropError, match="title: the drop holds 2 articles"):
        article(items, sidecar=b'title = "x"')
    assert len(read(drop(items, sidecar=b'publisher = "x"'), zone=MODIFIED.tzinfo)) == 2


# --- live blogs ----------------------------------------------------------------------------

LIVE = "# Live: the hearing in Norvik\n\nPublished on: 28 January 2026\n\n"


@pytest.mark.parametrize(
    ("entries", "stamps", "body"),
    [
        (
            "**15:40** The hearing is adjourned.\n\n**9:05 a.m.** A van arrives.",
            ["15:40", "9:05 a.m."],
            ["The hearing is adjourned.", "A van arrives."],
        ),
        (
            "11.20 - L'imputato arriva.\n\nNessuno parla.\n\nore 9.05: Si apre la porta.",
            ["11.20", "ore 9.05"],
            ["L'imputato arriva.", "Nessuno parla.", "Si apre la porta."],
        ),
        (
            "(Update 10:25 p.m. in Lund, 3:25 p.m. ET) It is wet.\n\n(Update) It is dry.",
            ["10:25 p.m."],
            ["It is wet.", "(Update) It is dry."],
        ),
        (
            "It is wet. [Updated 6:20 a.m. Friday (0520 GMT)] - A van arrives.",
            ["6:20 a.m. Friday (0520 GMT)"],
            ["It is wet.", "A van arrives."],
        ),
        (
            "(7:49 p.m. Monday ET, 1:49 a.m. Tuesday in Lund) A van arrives (15:00 GMT) late.",
            ["7:49 p.m. Monday ET, 1:49 a.m. Tuesday in Lund"],
            ["A van arrives (15:00 GMT) late."],
        ),
        ("(Aggiornato alle 19.05) Si apre la porta.", ["19.05"], ["Si apre la porta."]),
        (
            "2132 A van arrives.\n\n1914 The hearing is adjourned.\n\n1805 Nobody speaks.",
            ["2132", "1914", "1805"],
            ["A van arrives.", "The hearing is adjourned.", "Nobody speaks."],
        ),
        # a chronology
        ("1914 A war begins.\n\n1918 It ends.\n\n1923 A van arrives.", [], None),
        # one is no live blog, lines of a timetable are no sentences, 25:40 is no time
        ("15:40 The hearing is adjourned.\n\nA van arrives.", [], None),
        ("09:30 Doors open to all\n\n10:15 First run of the day", [], None),
        ("25:40 The hearing is adjourned.\n\n9:77 A van arrives.", [], None),
    ],
)
def test_a_time_that_begins_an_entry_of_a_live_blog_stands_above_it(entries, stamps, body):
    found = article(LIVE + entries)
    assert texts(found, Role.STAMP) == stamps
    if body is not None:
        assert texts(found, Role.BODY) == body


def test_of_a_live_blog_whose_data_hold_the_last_entry_only_the_page_is_read():
    entries = [
        f"Ferry crews of line {number} walked out in Genoa, the port said." for number in range(9)
    ]
    last = {"articleBody": entries[0], "datePublished": "2026-01-29T18:40:00+01:00"}
    data = json.dumps({"@type": "LiveBlogPosting", "headline": "Live", "liveBlogUpdate": last})
    page = "".join(f"<p>{entry}</p>" for entry in entries)
    found = article(
        f'<html><head><script type="application/ld+json">{data}</script></head>'
        f"<body><article><h1>Live</h1>{page}</article></body></html>"
    )
    assert texts(found, Role.BODY) == entries
