"""Our documents pass every check, and every check catches a defect planted for it."""

import re
from dataclasses import replace
from datetime import timedelta

import pytest
from lxml import etree

from feeds.document import Query, compose
from feeds.formats import FORMATS
from tests.document_checks import RULES, Published, complaints
from tests.feed_grammar import GRAMMAR, ONE, faults, name, nothing
from tests.test_text import HOSTILE
from tests.timelines import NOW, SITE, STORY, WHENS, event, every_kind, many, timeline

pytestmark = pytest.mark.no_cover


def published(own, site=SITE, query=None, story=STORY):
    documents = {
        name: compose(own, story, site, query, order=way.order, limit=way.limit)
        for name, way in FORMATS.items()
    }
    return Published(
        **{name: FORMATS[name].render(document) for name, document in documents.items()},
        urls={name: documents[name].url(FORMATS[name].suffix) for name in documents},
        page=documents["rss"].page,
        now=NOW + timedelta(days=1),
    )


def hostile():
    """Return a timeline as it may come out of an article that means harm."""
    own = event("x", WHENS["day"], revision=2, updated=NOW, title=HOSTILE, summary=HOSTILE * 50)
    own = replace(own, places=(HOSTILE, "a,b"), actors=(HOSTILE * 100, "x" * 10_000), kind=HOSTILE)
    article = replace(
        own.mentions[0].article,
        title=HOSTILE,
        publisher=HOSTILE,
        url=f"https://courier.example/{'x' * 100}?a=<b>&c=\"d'",
    )
    mention = replace(
        own.mentions[0],
        article=article,
        quote=HOSTILE * 100,
        said_by=HOSTILE,
        time_expression=HOSTILE,
    )
    bad_link = replace(mention, article=replace(article, url="javascript:alert(1)"))
    own = replace(own, mentions=(mention, bad_link))
    empty = event("y", WHENS["weekend"], number=1, title="", summary="\x00", mentions=())
    nothing = event("z", replace(WHENS["day"], edtf=HOSTILE, start=None, end=None), number=2)
    return timeline(own, empty, nothing)


@pytest.mark.parametrize(
    ("own", "query"),
    [
        pytest.param(timeline(), None, id="no event"),
        pytest.param(every_kind(), None, id="every kind of date"),
        pytest.param(every_kind(), Query(tag="Milan", status="planned"), id="a filter"),
        pytest.param(many(500), None, id="500 events"),
        pytest.param(many(9), Query(limit=3), id="first page"),
        pytest.param(many(9), Query(limit=3, before=many(9).events[4].id), id="an archive"),
        pytest.param(hostile(), None, id="hostile"),
    ],
)
def test_no_check_dislikes_our_documents(own, query):
    assert complaints(published(own, query=query)) == []


def test_no_check_dislikes_documents_below_a_path_and_in_italian():
    site = replace(SITE, base_url="https://example.org/olympics", hub="https://hub.example/")
    assert complaints(published(every_kind(), site, story=replace(STORY, language="it"))) == []


CLEAN = published(every_kind())
FIRST = re.search(rb"urn:uuid:[0-9a-f-]{36}(?=</guid>)", CLEAN.rss)[0]


def swap(name, old, new, count=1):
    """Return the clean documents with *old* replaced in one of them."""

    def plant():
        body = getattr(CLEAN, name)
        old_bytes, new_bytes = old.encode(), new.encode("utf-8", "surrogatepass")
        assert old_bytes in body, old
        return replace(CLEAN, **{name: body.replace(old_bytes, new_bytes, count)})

    return plant


def pattern(name, old, new, count=1):
    def plant():
        body, number = re.subn(old.encode(), new.encode(), getattr(CLEAN, name), count=count)
        assert number, old
        return replace(CLEAN, **{name: body})

    return plant


FUTURE = "2027-01-01T00:00:00+00:00"
DEFECTS = [
    (1, pattern("atom", r"<author>.*?</author>", "")),
    (1, pattern("rss", r"<lastBuildDate>.*?</lastBuildDate>", "")),
    (1, swap("rss", 'isPermaLink="false"', 'isPermaLink="true"')),
    (1, pattern("rss", r"<item>(.*?)<description>.*?</description>", r"<item>\1")),
    (1, swap("rss", "<item>", "<item><author>The Courier</author>")),
    (1, pattern("rss", r'<source url="[^"]*"', '<source url=""')),
    (1, pattern("atom", r"<source><id>.*?</id>", "<source>")),
    (1, pattern("atom", r"(<source>.*?)<updated>.*?</updated>", r"\1")),
    (1, pattern("atom", r"<content type=\"html\">.*?</content>", '<content type="html"/>')),
    (1, swap("atom", "<ev:startdate>1936-02-06", "<ev:startdate>early in 1936")),
    (
        1,
        swap(
            "atom",
            "<entry>",
            '<fh:archive xmlns:fh="http://purl.org/syndication/history/1.0"/><entry>',
        ),
    ),
    (1, swap("atom", "<name>The", "<name>&lt;b&gt;The")),
    (1, swap("atom", 'title="The', 'title="&lt;i&gt;The')),
    (1, swap("atom", "<summary>", "<summary>&lt;p&gt;")),
    (1, swap("rss", "<dc:creator>", "<dc:creator>&lt;a&gt;")),
    (1, swap("rss", "<item>", "<item><comments>https://x.org/</comments>")),
    (1, swap("rss", "<channel>", "<channel><title>Twice</title>")),
    (
        1,
        swap(
            "rss",
            "<channel>",
            "<channel><fh:archive xmlns:fh='http://purl.org/syndication/history/1.0'/>"
            "<atom:link rel='current' href='https://x.org/'/>",
        ),
    ),
    (2, swap("json", "jsonfeed.org/version/1.1", "jsonfeed.org/version/2")),
    (2, swap("json", '"title":"Security', '"title":"","t":"Security')),
    (2, pattern("json", r'"description":"[^"]*"', '"description":42')),
    (2, swap("json", '"id":"urn', '"number":"urn', count=2)),
    (2, pattern("json", r'"content_html":"', '"content":"')),
    (2, pattern("json", r'"external_url":"[^"]*"', '"external_url":null')),
    (2, swap("json", '{"name":"The Courier"}', "{}")),
    (3, swap("calendar", "\r\n", "\n")),
    (3, swap("calendar", "SUMMARY:", f"X-LONG:{'x' * 90}\r\nSUMMARY:")),
    (3, swap("calendar", "UID:", "X-UID:")),
    (3, swap("calendar", "TZID:Europe/Rome", "TZID:Europe/Paris")),
    (3, swap("calendar", "DTEND;VALUE=DATE:19360207", "DTEND;VALUE=DATE:19360206")),
    (3, pattern("calendar", r"UID:[0-9a-f-]{36}", f"UID:{'0' * 36}", 2)),
    (4, swap("rss", "Council", "Coun\x80cil")),
    (4, swap("atom", "Council", "Council&#x9f;")),
    (4, swap("atom", "Council", "Council\ufffd")),
    (4, swap("json", "Council", "Council\\u0000")),
    (4, swap("json", "Council", "Council\\ud800")),
    (4, swap("timeline", "Council", "Council\ufffe")),
    (4, lambda: replace(CLEAN, calendar=CLEAN.calendar.replace(b"Council", b"Caff\xe8", 1))),
    (6, pattern("rss", r"urn:uuid:[0-9a-f-]{36}</guid>", f"{FIRST.decode()}</guid>", 2)),
    (6, pattern("rss", r">urn:uuid:[0-9a-f-]{36}</guid>", ">42</guid>")),
    (6, swap("atom", "<title>Council", "<title>The Council")),
    (6, swap("json", '"url":"https://example.org/events/', '"url":"https://example.org/e/')),
    (6, swap("json", '"date_published":"2026-01-27T18:1', '"date_published":"2026-01-26T18:1')),
    (6, swap("timeline", '"unique_id":"', '"unique_id":"x')),
    (7, pattern("rss", r"<pubDate>.*?</pubDate>", "<pubDate>27 January, 1 PM ET</pubDate>")),
    (7, swap("rss", "<pubDate>Tue", "<pubDate>Wed")),
    (7, pattern("atom", r"<published>.*?<", f"<published>{FUTURE}<")),
    (7, pattern("atom", r"<published>.*?<", "<published>1975-01-01T00:00:00Z<")),
    (7, pattern("atom", r"(<entry>.*?)<updated>.*?<", r"\1<updated>2026-01-27T18:00:00+00:00<")),
    (7, pattern("json", r'"date_published":"[^"]*"', '"date_published":"2026-02-31T00:00:00Z"')),
    (7, swap("rss", "<item>", "<item><dc:date>2026-02-06</dc:date>")),
    (8, pattern("json", r'"date_published":"[^"]*"', '"date_published":"2026-01-01T00:00:00Z"')),
    (9, swap("rss", 'feed.rss"', 'feed.rss?page=1"')),
    (9, swap("atom", 'rel="self"', 'rel="related"')),
    (9, swap("atom", 'rel="alternate"', 'rel="related"')),
    (9, swap("rss", "<link>https://example.org/stories/winter-games<", "<link>https://x.org<")),
    (9, swap("json", '"feed_url":"https://', '"feed_url":"http://')),
    (9, swap("timeline", '"url":"https://example.org/stories/winter-games/timeline', '"url":"x')),
    (10, pattern("rss", r"(<item>)<title>.*?<", r"\1<title><")),
    (10, pattern("rss", r"(<item>)<title>", rf"\1<title>{'x' * 150}")),
    (10, pattern("rss", r"(<item>)<title>", r"\1<title>&lt;b&gt;")),
    (10, pattern("rss", r"(<item>)<title>", r"\1<title>Q&amp;amp;A ")),
    (11, swap("atom", "&lt;p&gt;", "&lt;script&gt;x&lt;/script&gt;&lt;p&gt;")),
    (11, swap("rss", "&lt;p&gt;", '&lt;p onclick="x"&gt;')),
    (11, swap("rss", 'href="https://courier.example', 'href="')),
    (11, swap("rss", "&lt;/blockquote&gt;", "")),
    (11, swap("rss", "&lt;strong&gt;", "")),
    (11, swap("timeline", "<p>The", "<iframe></iframe><p>The")),
    (11, pattern("rss", r"(<item>.*?<link>)https://example.org", r"\1")),
    (12, swap("atom", 'term="Milan"', 'term="Milan, Italy"')),
    (12, swap("json", '"Milan"', '""')),
    (13, swap("rss", "<item>", '<item><enclosure url="https://x.org/a" length="" type=""/>')),
    (13, swap("rss", "<item>", "<item>" + '<enclosure url="a" length="0" type="a/b"/>' * 2)),
    (14, swap("atom", 'rel="via" ', "")),
    (14, swap("atom", 'rel="via"', 'rel="alternate"')),
    (14, pattern("atom", r'(<link rel="via"[^>]*/>)', r"\1\1")),
    (15, swap("rss", "<item>", '<item><x:a xmlns:x="urn:ietf:params:xml:ns:xcal"/>')),
    (16, pattern("rss", r"(<item>.*</item>)", r"\1\1\1\1\1")),
    (16, lambda: replace(CLEAN, json=CLEAN.json[:-1] + b" " * 2_000_000 + b"}")),
]


@pytest.mark.parametrize(("number", "plant"), DEFECTS)
def test_a_planted_defect_is_caught_by_its_rule(number, plant):
    assert list(RULES[number](plant()))


def rows(root):
    """Yield every row of the grammar that a feed uses, with where it stands."""
    seen = set()
    for element in root.iter():
        parent = name(element.getparent().tag) if element.getparent() is not None else ""
        parts = [(parent, name(element.tag), None)]
        parts += [(name(element.tag), f"@{name(key)}", key) for key in element.attrib]
        for owner, part, key in parts:
            row = GRAMMAR.get(owner, {}).get(part)
            if row and (owner, part) not in seen:
                seen.add((owner, part))
                yield row, element, key


@pytest.mark.parametrize("form", ["rss", "atom"])
def test_every_row_of_the_grammar_dislikes_what_it_does_not_mean(form):
    root = etree.fromstring(getattr(CLEAN, form))
    tried = 0
    for (number, kind), element, key in rows(root):
        if kind is not nothing:
            before = element.get(key) if key else element.text
            for bad in ("", "soon <b>"):
                if key:
                    element.set(key, bad)
                else:
                    element.text = bad
                assert list(faults(root, CLEAN.now)), (element.tag, key, bad)
                tried += 1
            if key:
                element.set(key, before)
            else:
                element.text = before
        if number == ONE and not key and element is not root:
            parent, place = element.getparent(), element.getparent().index(element)
            parent.remove(element)
            assert list(faults(root, CLEAN.now)), element.tag
            parent.insert(place, element)
            tried += 1
    assert tried > 30
    assert not list(faults(root, CLEAN.now))


def test_every_rule_has_a_planted_defect():
    assert {number for number, _ in DEFECTS} == set(RULES)


def test_the_clean_documents_are_clean():
    assert complaints(CLEAN) == []
