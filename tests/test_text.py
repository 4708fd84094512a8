import doctest
import html
import re
import unicodedata
from urllib.parse import urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

import feeds.text
from feeds import text

#: As a hostile article has it.
HOSTILE = (
    "a\x00b\x1bc\x80d\x9fe\ud800f\ufffeg\uffffh\U0001fffei\u202ej\u2066k\ufdd0l\ufeffm\x7fn"
    "\u200fo<script>alert(1)</script>]]>&amp;&#0;\r\np\u2028q\ufffdr"
)


def is_fit(value):
    return not any(
        unicodedata.category(letter) in ("Cc", "Cs", "Zl", "Zp")
        or ord(letter) & 0xFFFE == 0xFFFE
        or letter in "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufffd\ufeff"
        for letter in value
    )


def test_characters_a_document_must_not_have_are_left_out():
    assert is_fit(text.clean(HOSTILE))
    assert text.clean("a\x00b\ud800c\ufffed\x85e\n\nf") == "abcd e f"


def test_a_lost_letter_is_a_question_mark():
    assert text.clean("caff\ufffd") == "caff?"


def test_marks_of_direction_stay_and_overrides_go():
    assert text.clean("שלום\u200f!") == "שלום\u200f!"
    assert text.clean("abc\u202edef") == "abcdef"


@pytest.mark.parametrize(
    ("value", "limit", "short"),
    [
        ("one two three", 20, "one two three"),
        ("one two three", 13, "one two three"),
        ("one two three", 12, "one two…"),
        ("one two three", 9, "one two…"),
        ("one two, three", 9, "one two…"),
        ("one two three", 8, "one two…"),
        ("x" * 10_000, 10, "x" * 9 + "…"),
        ("a " + "x" * 10_000, 10, "a " + "x" * 7 + "…"),
    ],
)
def test_a_long_text_ends_between_words_where_it_can(value, limit, short):
    assert text.clean(value, limit) == short
    assert len(text.clean(value, limit)) <= limit


@given(st.text(), st.integers(2, 50))
def test_any_text_becomes_clean_and_short(value, limit):
    assert is_fit(text.clean(value, limit))
    assert len(text.clean(value, limit)) <= limit
    assert text.clean(text.clean(value)) == text.clean(value)


@pytest.mark.parametrize(
    ("value", "plain"),
    [
        ("AT&T and 5 > 3", "AT&T and 5 › 3"),
        ("AT&amp;amp;T", "AT&T"),
        ("&lt;b&gt;bold&lt;/b&gt;", "‹b›bold‹/b›"),
        ("  two\nlines ", "two lines"),
        ("&#0;&#x1f;", "?"),
    ],
)
def test_a_title_is_plain_however_often_it_is_unescaped(value, plain):
    assert text.title(value) == plain


@given(st.text(alphabet="&<>amplt;#x0 ", max_size=300))
def test_any_title_survives_unescaping(value):
    title = text.title(value)
    assert "<" not in title
    assert html.unescape(title) == title or title.endswith("…")
    assert len(title) <= text.MAX_TITLE


def test_a_tag_has_no_comma():
    assert text.tag("Washington, D.C.") == "Washington D.C."


@pytest.mark.parametrize(
    ("url", "safe"),
    [
        ("https://example.org", "https://example.org"),
        ("HTTP://Example.ORG/A?b=c#d", "http://example.org/A?b=c#d"),
        ("https://example.org:8443/a%20b", "https://example.org:8443/a%20b"),
        ("https://example.org/100%", "https://example.org/100%25"),
        ("https://example.org/a b", "https://example.org/a%20b"),
        ("https://caffè.example/è", "https://xn--caff-8oa.example/%C3%A8"),
        ("https://example.org/<script>\"'", "https://example.org/%3Cscript%3E%22'"),
        ("https://[2001:db8::1]/a", "https://[2001:db8::1]/a"),
        ("https://user:secret@example.org/a", "https://example.org/a"),
        ("//example.org/a", None),
        ("/relative", None),
        ("javascript:alert(1)", None),
        ("data:text/html,x", None),
        ("ftp://example.org/", None),
        ("https://", None),
        ("https://[bad", None),
        ("https://example.org:99999/", None),
        ("https://exa\x00mple.org/", None),
        ("https://exam ple.org/", None),
        ("https://example.org/\n", None),
        (f"https://example.org/{'x' * 3000}", None),
        (f"https://{'x' * 80}.org/", None),
        ("", None),
        (None, None),
    ],
)
def test_only_links_to_the_web_are_passed_on(url, safe):
    assert text.link(url) == safe


@given(st.text(max_size=60).map(lambda rest: f"https://example.org/{rest}") | st.text())
def test_any_link_is_safe_or_none(url):
    safe = text.link(url)
    if safe is not None:
        assert re.fullmatch(r"https?://[!#-;=?-\[\]_a-z~]+", safe)
        assert urlsplit(safe).hostname
        assert text.link(safe) == safe


def test_the_examples_run():
    assert doctest.testmod(feeds.text).failed == 0


@pytest.mark.parametrize("place", [0, 20, 60, 100, 139])
def test_an_excerpt_holds_the_words_that_it_is_cut_around(place):
    words = ["word"] * 140
    words[place] = "on Tuesday"
    found = text.excerpt(" ".join(words), "on Tuesday", 300)
    assert len(found) <= 300
    assert "on Tuesday" in found
    assert found.startswith("…") is (place > 57)
    assert found.endswith("…") is (place < 130)


def test_an_excerpt_of_one_endless_word_is_cut_anywhere():
    assert text.excerpt("x" * 1000 + "Tuesday", "Tuesday", 300).endswith("Tuesday")
    assert text.excerpt("a\nb", "b", 300) == "a b"
