"""Every article is hostile: it is refused with a reason, or read within bounds, never more."""

import base64
import contextlib
import io
import random
import string
import time
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.drops_reading import MODIFIED, ROME, article, drop, texts
from timeline.drops import read
from timeline.drops.draft import LONGEST
from timeline.errors import DropError
from timeline.types import Drop, Provenance, Role


def refusal(content, **more):
    with pytest.raises(DropError) as error:
        read(drop(content, **more), zone=ROME)
    return str(error.value)


def packed(**files):
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name, text in files.items():
            archive.writestr(name.replace("_dot_", "."), text)
    return content.getvalue()


def nameless():
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        archive.writestr(zipfile.ZipInfo(""), "x")
    return content.getvalue()


def twins():
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        archive.writestr("a.txt", "The port was shut on Monday.")
        with pytest.warns(UserWarning, match="Duplicate name"):
            archive.writestr("a.txt", "The port was opened on Tuesday.")
    return content.getvalue()


#: Packs to a tenth, as text does.
NOISE = random.Random(5).randbytes(490_000) * 10


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "is empty"),
        (b" \n\r\n\t ", "is empty"),
        (b"%PDF-1.7 ...", "is a PDF, not text"),
        (b"\x1f\x8b\x08 ...", "is packed with gzip, not text"),
        (b"\x00" * 100, "is binary, not text"),
        (b"\x01\x02\x03 strike", "is binary, not text"),
        (random.Random(7).randbytes(5000), "is binary, not text"),
        ("From: a@b.example\r\nMIME-Version: 1.0\r\n\r\nIt =\r\nopened.", "is a mail or an MHTML"),
        ("[" * 5000, "holds no words"),
        ("\u200b\u200b", "holds no text"),
        ("---\ntitle: null\n---\n", "holds no text"),
        ("<html><body><script>x</script></body></html>", "holds no text"),
        ("x" * (LONGEST + 1), "characters of text"),
        ("# x\n" * LONGEST, "characters of text"),
        ("a\n\n" * 6000, "paragraphs"),
        ("<p>a</p>" * 6000, "paragraphs"),
        ("<div>" * 9000 + "x", "nests tags more than 5,000 deep"),
        ("".join(f"<b a{i}>" for i in range(500)) + "<p>x" * 1000, "too many tags open"),
        ("---\ntitle: '" + "x" * 70_000 + "'\n---\nx", "a.txt:1: front matter is larger than"),
        ("{}", "JSON without an article"),
        ('{"version": 1}', "JSON without an article"),
        ('{"title": "x",\n "text": y}', "a.txt:2: is not JSON (expecting value)"),
        ('{"title": "x", "text": ' + "9" * 9000 + "}", "endless numbers"),
        ('{"a":' * 100_000, "nested too deep"),
        ("[" + '{"title": "x", "text": "y"},' * 600 + "{}]", "holds more than 500 articles"),
        ("<rss><channel>\n<item></channel></rss>", "a.txt:2: is not XML"),
        ("<rss><channel></channel></rss>", "is a feed without items"),
        ("<rss>" + "<item/>" * 600 + "</rss>", "holds more than 500 items"),
        ("<feed>" + "<a>" * 500, "is not XML"),
        (b"PK\x03\x04" + bytes(50), "is a broken archive"),
        (packed(), "is an archive without files"),
        (packed(**{".hidden": "x"}), "is an archive without files"),
        (packed(a="x").replace(b"a", b"/"), "is an archive without files"),
        (nameless(), "is an archive without files"),
        (twins(), "holds two files called 'a.txt'; give each its own name"),
        (packed(**{"[Content_Types].xml": "x"}), "is a document"),
        (
            packed(**{f"{i}.txt": "x" for i in range(300)}),
            "holds 300 files; 200 are allowed; make several of it",
        ),
        (packed(a=b"0" * 6_000_000), "20,000,000 in all); make several of it"),
        (packed(**{str(i): NOISE for i in range(5)}), "unpacks to more than allowed"),
        (packed(a=b"0" * 200_000), "holds a file that unpacks to more than 100 times its size"),
        (packed(inner=packed(a="x")), "inner: is binary"),
        (packed(empty=""), "empty: is empty"),
    ],
)
def test_what_is_no_article_is_refused_with_a_reason(content, reason):
    assert reason in refusal(content)


@pytest.mark.parametrize("size", [100, 1000, 5000])
def test_random_bytes_are_no_article_whatever_they_are_called(size):
    for seed in range(30):
        assert "binary, not text" in refusal(random.Random(seed).randbytes(size))


@pytest.mark.parametrize(
    "content",
    [
        base64.b64encode(random.Random(1).randbytes(2000)),
        random.Random(1).randbytes(300).hex(),
        "".join(random.Random(1).choices(string.printable, k=2000)),
        "".join(random.Random(1).choices(string.ascii_letters + string.digits, k=2000)),
        "id;from;to\n" + "17;2026-01-28;12.50\n" * 30,
    ],
)
def test_what_holds_no_words_is_refused(content):
    assert "holds no words" in refusal(content)


@pytest.mark.parametrize(
    "content",
    [
        "Sarà “difficile”, ha detto il ministro: perché no? È già così da martedì".encode("cp1252"),
        "Où? Le café brûlé, dit-il, façade à l'œil nu, était fermé".encode("cp1252", "replace"),
        "Milan 2-1 Inter. Table: Milan 34 21 10 3; Inter 34 20 11 3; Roma 34 19 9 6; Lazio",
        "火事がありました。警察によると、火曜日の夜に倉庫が燃えたが、けが人はいなかったという。",
        "12 34",
        "Fire in Genoa",
        "\x07A fire in Genoa",
    ],
)
def test_words_in_any_encoding_and_number_are_taken(content):
    assert article(content).paragraphs


def test_a_refusal_says_path_line_and_what_to_do():
    with pytest.raises(DropError) as error:
        read(drop("---\ntitle: one\nlink: a: b\n---\nText."), zone=ROME)
    assert (error.value.path, error.value.line) == ("a.txt", 3)
    assert str(error.value) == (
        "a.txt:3: front matter is not YAML (mapping values are not allowed in this context); "
        "put the value in quotes, of which it holds none itself, or correct its indentation"
    )


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ('---\ntitle: "one\ndate: 2026-01-28\n---\nText.', "put the quotation mark behind the v"),
        ('---\ntitle: "a "b" c"\n---\nText.', "in quotes, of which it holds none itself"),
        ('+++\ntitle = "one\na = 1\n+++\nText.', "a text does not end; put the quotation mark"),
        ('+++\ntitle = "one\na = 1\n+++\nText.', "behind it; or use YAML between --- lines"),
        ('{\n"text": "one\n}', "a text has to end on its line"),
    ],
)
def test_a_quotation_mark_that_is_missing_is_told_with_its_line(content, told):
    assert refusal(content).startswith("a.txt:2: ")
    assert told in refusal(content)


@pytest.mark.parametrize(
    ("matter", "line"),
    [
        ('title: "one\nauthor: Anna', 2),
        ("title: one\ntags: [a, b\nauthor: Anna", 3),
        ("title: one\nauthor Anna\nlink: none", 3),
        ("title: one\nauthor Anna", 3),
        ("title: 'it's one'\nauthor: Anna", 2),
    ],
)
def test_a_refusal_names_the_line_where_what_never_ends_begins(matter, line):
    with pytest.raises(DropError) as error:
        read(drop(f"---\n{matter}\n---\nText."), zone=ROME)
    assert error.value.line == line


@pytest.mark.parametrize(
    ("matter", "reason"),
    [
        ("a: &a [x, x]\nb: [*a, *a]", "a.txt:2: front matter uses & or * references"),
        ("a: x\nb:\n  <<: *a", "a.txt:4: front matter uses & or * references"),
        ("a: !!python/object/apply:os.system [x]", "a.txt:2: front matter uses the tag"),
        ("a: " + "[" * 20_000, "a.txt:2: front matter nests more than 20 deep"),
        ("a: b\n\tc: d", "a.txt:3: front matter is not YAML"),
        ('a: "\\U99999999"', "a.txt:2: front matter is not YAML"),
        ("- a: b\n- c: d", None),
        ("a: 'b", "front matter is not YAML"),
        ("? [a, b]\n: c\nd: e", None),
        ("[\na: b\n]", "a.txt:2: front matter has no keys"),
    ],
)
def test_hostile_yaml_is_refused_and_never_loaded(matter, reason):
    content = f"---\n{matter}\n---\nThe town said so on Monday."
    if reason is None:
        assert texts(article(content), Role.BODY) == ["The town said so on Monday."]
    else:
        assert reason in refusal(content)


def test_broken_toml_front_matter_names_its_line():
    assert "a.txt:3: front matter is not TOML" in refusal("+++\na = 1\nb = \n+++\nText.")


def test_yaml_guesses_no_types():
    found = article(
        "---\ntitle: 12:59:00\nauthor: no\ntags: [1e3, 2026-01-27, null]\n"
        "date: 2026-02-30\n---\nThe town said so on Monday."
    )
    assert (found.headline, found.byline, found.tags) == ("12:59:00", "no", ("1e3", "2026-01-27"))
    assert found.notes[:2] == (
        "line 5: “2026-02-30” is no day of any calendar",
        "date '2026-02-30' is no date of an article; write it as 2026-01-28",
    )


@pytest.mark.parametrize(
    ("line", "noted"),
    [
        ("Published on: February 31, 2026", False),  # told with its line, see below
        ("Published: 2/6/2026", True),
        ("Published: February 6, 2026", False),
        ("Published: Lund Courier", False),
        ("Published in 3 papers", False),
    ],
)
def test_a_date_of_publication_that_cannot_be_read_is_told(line, noted):
    found = article(f"Bridge shut\n\n{line}\n\nThe bridge in Lund was shut on Monday, police said.")
    assert (f"no date can be read in “{line}”" in found.notes) == noted


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("Published on: February 31, 2026 at 10 a.m.", "February 31, 2026"),
        ("Updated 12:59 PM EST, Sept. 31, 2026", "Sept. 31, 2026"),
        ("29 febbraio 2025", "29 febbraio 2025"),
        ("LUND, Feb. 30 (Wire) — The bridge in Lund was shut on Monday, police said.", "Feb. 30"),
        ("February 29", None),
        ("In April 31 bridges were shut", None),
        ("The bridge was to be shut on February 31, but police came too late.", None),
        (
            "LUND (Wire) — The bridge in Lund was shut on Feb. 30, police said, and open again.",
            None,
        ),
    ],
)
def test_a_date_line_with_a_day_that_no_calendar_has_is_told_with_its_line(line, said):
    found = article(f"Bridge shut\n\n{line}\n\nThe bridge in Lund was shut on Monday.")
    told = [note for note in found.notes if "calendar" in note]
    assert told == ([f"line 3: “{said}” is no day of any calendar"] if said else [])


def test_a_page_with_a_day_that_no_calendar_has_is_of_no_other_day():
    found = article(
        "<html><head><title>Bridge shut</title>\n"
        '<meta property="article:published_time" content="2026-02-31T10:00:00Z"></head>'
        "<body><article><h1>Bridge shut in Lund</h1><p>The bridge in Lund was shut on Monday, "
        "officials told reporters in the harbour.</p></article></body></html>"
    )
    assert found.published.provenance is Provenance.FILE
    assert found.notes[0] == "line 2: “2026-02-31” is no day of any calendar"


@pytest.mark.parametrize(
    "content",
    [
        '<!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/passwd">]><rss><channel/></rss>',
        '<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "&b;&b;"><!ENTITY b "x">]><rss>&a;</rss>',
    ],
)
def test_xml_entities_are_refused(content):
    assert "declares XML entities; remove its DOCTYPE" in refusal(content)


def test_nothing_outside_the_drop_is_read_for_xml():
    content = (
        '<?xml version="1.0"?><!DOCTYPE rss SYSTEM "file:///etc/passwd"><rss><channel><item>'
        "<title>Snow &unknown; ice</title><description>It fell.</description>"
        "</item></channel></rss>"
    )
    assert article(content).headline == "Snow &unknown; ice"


def test_names_in_an_archive_lead_nowhere_and_a_bad_file_stops_no_other():
    files = {"../../etc/one_dot_txt": "The road is open.", "/abs_dot_png": b"\x89PNG"}
    content = packed(**files)
    (found,) = read(drop(content, "x.zip"), zone=ROME)
    assert found.drop == "x.zip"
    assert found.notes[-1].startswith("/abs.png: is a picture")


def test_articles_of_a_feed_that_link_to_one_page_are_told_apart():
    item = "<item><title>{}</title><link>https://a.example/live</link><description>{}</description></item>"
    items = [("Snow", "Snow fell."), ("Rain", "Rain fell."), ("Rain", "Rain falls.")]
    feed = "".join(item.format(*one) for one in items)
    found = read(drop(f"<rss><channel>{feed}</channel></rss>".encode()), zone=ROME)
    assert len({one.key for one in found}) == 3
    assert {one.url for one in found} == {"https://a.example/live"}
    (one, again) = read(
        drop(f"<rss><channel>{feed[feed.index('<item><title>Rain') :]}</channel></rss>".encode()),
        zone=ROME,
    )
    assert one.key == again.key == "https://a.example/live"


def test_a_text_about_mime_is_no_mail():
    (found,) = read(drop(b"Standards\n\nMIME-Version: 1.0 was written in 1992.\n"), zone=ROME)
    assert found.headline == "Standards"


def test_an_archive_tells_of_each_step_and_holds_a_bounded_number_of_articles():
    items = "".join(f"<item><title>Snow {n}</title></item>" for n in range(251))
    feed = f"<rss><channel>{items}</channel></rss>"
    steps = []
    found = read(drop(packed(a=feed, b="Snow"), "x.zip"), zone=ROME, step=lambda: steps.append(1))
    assert (len(found), len(steps)) == (252, 251)
    assert "holds more than 500 articles" in refusal(packed(a=feed, b=feed.replace("Snow", "Ice")))


def test_an_encrypted_archive_is_refused():
    content = bytearray(packed(a="x"))
    for mark in (b"PK\x03\x04", b"PK\x01\x02"):
        at = content.index(mark) + (6 if mark == b"PK\x03\x04" else 8)
        content[at] |= 1
    assert "is encrypted" in refusal(bytes(content))


def test_scripts_styles_and_frames_leave_no_trace():
    found = article(
        "<p onclick=evil()>Snow <b>fell</b>.<script>evil()</script><style>p{}</style></p>"
        "<iframe srcdoc='<p>evil'></iframe><svg><text>evil</text></svg>"
        "<form><select><option>evil</select></form>"
        '<p><a href="javascript:evil()">More snow</a> is forecast.</p>'
    )
    assert [p.text for p in found.paragraphs] == ["Snow fell.", "More snow is forecast."]


@pytest.mark.parametrize(
    "link", ["javascript:alert(1)", "data:text/html,x", "https://a.example/\\r\\nX: 1", "file:///x"]
)
def test_only_web_addresses_are_kept(link):
    found = article(f'---\ntitle: Snow\nlink: "{link}"\n---\nSnow fell on Monday.')
    assert found.url is None
    assert found.key.startswith("sha256:")


def test_a_headline_has_no_tags():
    found = article("---\ntitle: 'Snow &lt;script&gt;x&lt;/script&gt; <b>falls</b>'\n---\nIt fell.")
    assert found.headline == "Snow x falls"


def test_characters_that_nobody_can_see_are_gone():
    found = article(
        "He\x1bll\x07o\u200b the\ufeffre\u202e.\n\nAll\u00a0is\u2003well he\u00adre today."
    )
    assert [p.text for p in found.paragraphs] == ["Hello there.", "All is well here today."]


def test_an_accent_of_its_own_is_put_on_its_letter():
    found = article("Perche\u0301 e\u0300 citta\u0300.")
    assert [p.text for p in found.paragraphs] == ["Perché è città."]


@pytest.mark.parametrize("year", ["0000", "0001", "9999"])
def test_years_outside_the_calendar_are_no_dates(year):
    found = article(f"---\ntitle: Snow\ndate: {year}-01-28T12:00:00Z\n---\nSnow fell.")
    assert str(found.published.provenance) == "file"


ATOMS = [
    "<p>",
    "</p>",
    "<div>",
    "<b>",
    "<a href=x>",
    "<aside>",
    "<br>",
    "<img alt='a b c d e'>",
    "<table><tr><td>",
    "---\n",
    "+++\n",
    "title: x\n",
    "date: 2026-01-28\n",
    "&amp;",
    "â€”",
    "# ",
    "> ",
    "- ",
    "**",
    "[a](http://b.c/)",
    "![",
    "Published on: January 28, 2026\n",
    "By Anna Neri\n",
    "ROME, Jan. 27 (X) - ",
    '{"',
    "}",
    "[{",
    "<rss>",
    "<item>",
    "<html>",
    "<!--",
    "]]>",
    "\n\n",
    " ",
    "Snow fell on Monday. ",
    "12:59",
    "ALL CAPS HERE",
    "\x00",
    "\ufffd",
    "(Photo: x)",
    "'",
    '"',
    "| ",
    "```\n",
    "\\",
    "<script type='application/ld+json'>",
    "</script>",
]


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from(ATOMS) | st.text(max_size=10), max_size=30).map("".join))
def test_any_text_is_read_or_refused(content):
    assert _is_read_or_refused(content.encode("utf-8", "replace"))


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=300), st.sampled_from([b"", b"PK\x03\x04", b"\xff\xfe", b"---\n", b"{"]))
def test_any_bytes_are_read_or_refused(content, start):
    assert _is_read_or_refused(start + content)


def _is_read_or_refused(content):
    try:
        found = read(Drop("x", content, MODIFIED, ""), zone=ROME)
    except DropError:
        return True
    return found and all(
        one.headline
        and one.paragraphs
        and all(p.text == p.text.strip() and "\n" not in p.text for p in one.paragraphs)
        for one in found
    )


@pytest.mark.no_cover
@pytest.mark.parametrize(
    "atom",
    [
        "<",
        "<a ",
        "<!--",
        "<p title=",
        "&",
        "(",
        "( ",
        "[",
        "![",
        "[x](",
        "*",
        "**a ",
        "_a ",
        "`a ",
        "> ",
        "A ",
        "A",
        "Rome, ",
        "ROME/",
        "By A ",
        "(Photo ",
        "(X/",
        "Published ",
        "2026-",
        "1",
        "12:",
        "---\n",
        "'",
        "é",
        "â€",
        "|",
        "- ",
        "= ",
        "\t",
        '{"a":',
        "<rss ",
        "<nav>x</nav>",
        "<select><option>",
        "<b x>",
        "x\ty: ",
    ],
)
def test_the_time_taken_grows_with_the_size_only(atom):
    content = (atom * 200_000)[:200_000]
    started = time.process_time()
    for text in (content, f"Snow falls\n\n{content}"):
        with contextlib.suppress(DropError):
            read(drop(text), zone=ROME)
    assert time.process_time() - started < 3
