"""What a request's headers ask for, and what is answered."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from feeds.rendition import Asked, Rendition, asked, choose_coding, matches

LONG = Rendition(
    b"night train " * 100, "text/plain; charset=utf-8", datetime(2026, 1, 1, tzinfo=UTC)
)


@pytest.mark.parametrize(
    ("header", "coding"),
    [
        ("", ""),
        ("identity", ""),
        ("deflate", ""),
        ("gzip", "gzip"),
        ("x-gzip", "gzip"),
        ("GZIP", "gzip"),
        ("gzip, deflate, br", "br"),
        ("br;q=0.5, gzip;q=0.8", "gzip"),
        ("gzip;q=0", ""),
        ("gzip;q=0, *", "br"),
        ("br;q=0, *;q=0.1", "gzip"),
        ("*;q=0", ""),
        ("identity;q=1, gzip;q=0.5", ""),
        ("gzip;q=nonsense", "gzip"),
        ("br; q=1.0 , gzip", "br"),
    ],
)
def test_a_coding_is_used_only_when_asked_for(header, coding):
    assert choose_coding(header) == coding


@pytest.mark.parametrize(
    ("header", "found"),
    [
        ('"a"', True),
        ('W/"a"', True),
        ('"b", "a"', True),
        ('"b","a,c"', False),
        ('"x, ""a"', True),
        (" * ", True),
        ("a", False),
        ('"a-br"', False),
        ('"' * 5000, False),
    ],
)
def test_etags_are_compared_as_a_list(header, found):
    assert matches(header, '"a"') is found


def test_repeated_header_lines_are_one_list():
    headers = [(b"if-none-match", b'"a"'), (b"accept", b"*/*"), (b"if-none-match", b'"b"')]
    assert asked("GET", headers).if_none_match == '"a", "b"'


def test_what_is_small_is_not_compressed_and_keeps_its_etag():
    short = Rendition(b"short", "text/plain")
    assert short.answer(Asked(accept_encoding="br"))[1] == short.answer(Asked())[1]


def test_an_answer_is_compressed_once(monkeypatch):
    asking = Asked(accept_encoding="gzip")
    rendition = Rendition(LONG.body, LONG.media_type)
    assert rendition.at_once(asking) is None
    first = rendition.answer(asking)
    assert rendition.at_once(asking) == first
    monkeypatch.setattr("feeds.rendition.compress", None)
    assert rendition.answer(asking) == first


@pytest.mark.parametrize("text", ["Thu, 01 Jan 2026 00:00:00 GMT", "Thu, 01 Jan 2026 00:00:00"])
def test_a_date_not_before_the_last_change_is_a_304(text):
    assert LONG.answer(Asked(if_modified_since=text))[0] == 304


def test_an_error_is_never_a_304():
    lost = Rendition(b"lost", "text/plain", status=404)
    assert lost.answer(Asked(if_none_match="*"))[0] == 404


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=80), st.text(max_size=80), st.none() | st.text(max_size=60))
def test_any_header_gets_an_answer(encoding, none_match, since):
    status, headers, body = LONG.answer(Asked("GET", encoding, none_match, since))
    assert status in (200, 304)
    assert (status == 304) == (not body)
    assert dict(headers)[b"vary"] == b"Accept-Encoding"
