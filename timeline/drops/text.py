"""Bytes become clean text: encoding, mojibake, characters that nobody can see."""

from __future__ import annotations

import codecs
import html
import re
import unicodedata
from collections import Counter
from contextlib import suppress

import ftfy
from ftfy.badness import is_bad

from timeline.errors import DropError

#: First bytes -> what such a file is.
_MAGIC = (
    (b"%PDF", "a PDF"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"\x1f\x8b", "packed with gzip"),
    (b"BZh", "packed with bzip2"),
    (b"\xfd7zXZ", "packed with xz"),
    (b"7z\xbc\xaf", "packed with 7-Zip"),
    (b"\xd0\xcf\x11\xe0", "an Office document"),
    (b"{\\rtf", "a Rich Text document"),
    (b"SQLite format 3", "a database"),
    (b"\x7fELF", "a program"),
)
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
#: Encodings that a page may declare and that cannot be mistaken for a program.
_DECLARED = re.compile(rb"""(?:charset|encoding)\s{0,4}=\s{0,4}["']?([A-Za-z0-9._-]{3,20})""")
#: Savers put scripts and comments before the page's own word.
_HEAD = 8192
#: A header that everything in MIME has, before its first blank line.
_MAIL = re.compile(rb"^mime-version *: *\d", re.IGNORECASE | re.MULTILINE)
_ENCODINGS = {"iso8859-1", "iso8859-2", "iso8859-15", "cp1250", "cp1251", "cp1252", "koi8-r"}

#: Characters that mojibake of UTF-8 begins with, in cp1252, Latin-1 and Mac Roman.
_SUSPECT = re.compile("[\u00c2-\u00f4\u0102\u0103\u0192\u2248\u221a\u201a\u00ac]")

#: Characters that no text has; a few slips, each among ten others, are none the matter, nor is one
#: in so many.
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f\ufffd]")
_SLIPS, _AMONG = 3, 10
_MOST_CONTROL = 50
#: Words stand between these.
_BREAK = re.compile(r"[\s<>\"'‘’“”(){}\[\].,;:!?/|=…–—-]+")
_WORD = re.compile(r"[^\W\d_]{2,30}")
#: Scripts besides the Latin one, some of which part no words; wrong bytes never give them.
_OTHER_SCRIPT = re.compile("[\u0370-\u1fff\u2e80-\ud7ff\uf900-\ufaff\U00020000-\U0003ffff]")
#: Shares of characters: 164 articles of ours had at least .77 of them in words, random characters,
#: keys and encoded data at most .18.
_LEAST_WORDS = 0.25
_LEAST_OTHER = 0.3
#: Shorter texts are not judged, of longer ones so many characters.
_JUDGED = (40, 20_000)

_NEWLINES = re.compile("\r\n?|[\v\f\x85\u2028\u2029]")
_INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e"
    "\u2060-\u206f\ufeff\ufff9-\ufffc\ufdd0-\ufdef\ufffe\uffff\ud800-\udfff]"
)
_SPACES = re.compile("[\t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});")
#: How exports and feeds mark that they cut a text off.
_CUT = re.compile(
    r"\s*(?:\[\+\d{1,7} chars\]"
    r"|(?:\.\.\.|…)?\s*(?:Read more|Continue reading|Leggi tutto)\W{0,5})$",
    re.IGNORECASE,
)
#: What such a mark has, in small letters; most texts have none of it at their end.
_CUT_SIGNS = ("chars]", "read more", "continue reading", "leggi tutto")
_CUT_END = 30
_TAG = re.compile(r"</?[A-Za-z][^<>]{0,300}>")


def decode(content: bytes) -> tuple[str, list[str]]:
    """Return the text of *content* with clean characters, and notes on what was put right.

    Raises DropError when it is no text at all.
    """
    if not content.strip():
        raise DropError("is empty; drop the file again once it is complete")
    for magic, kind in _MAGIC:
        if content.startswith(magic):
            raise DropError(f"is {kind}, not text; drop the article as text, HTML or JSON")
    if _MAIL.search(content[:_HEAD].replace(b"\r", b"").partition(b"\n\n")[0]):
        raise DropError("is a mail or an MHTML page; drop its text, or the page saved as HTML")
    text, notes = _decode(content)
    slips = min(_SLIPS, len(text) // _AMONG)
    if len(_CONTROL.findall(text)) > max(slips, len(text) // _MOST_CONTROL):
        raise DropError("is binary, not text; drop the article as text, HTML or JSON")
    if "\ufffd" in text:
        notes.append("characters were lost before it arrived (U+FFFD)")
    repaired = repair(text)
    if repaired != text:
        notes.append("mojibake repaired")
    return clean(repaired), notes


def has_words(text: str) -> bool:
    """Tell whether a text consists of words, not of numbers, keys or encoded data."""
    least, most = _JUDGED
    if len(text) < least or len(_OTHER_SCRIPT.findall(text, 0, most)) > _LEAST_OTHER * least:
        return True
    judged = text[:most]
    # Most texts have words enough in their first half, the one that is cut left out.
    if _in_words(_BREAK.split(judged[: len(judged) // 2])[:-1]) >= _LEAST_WORDS * len(judged):
        return True
    pieces = _BREAK.split(judged)
    words = _in_words(pieces)
    return words > 0 and words >= _LEAST_WORDS * sum(map(len, pieces))


def _in_words(pieces: list[str]) -> int:
    """Return how many characters stand in words."""
    return sum(len(one) * times for one, times in Counter(pieces).items() if _is_word(one))


def _is_word(piece: str) -> bool:
    cased = piece[1:].islower() or piece.isupper()
    return cased and _WORD.fullmatch(piece) is not None


def _decode(content: bytes) -> tuple[str, list[str]]:
    for bom, encoding in _BOMS:
        if content.startswith(bom):
            text = content[len(bom) if encoding == "utf-8" else 0 :].decode(encoding, "replace")
            return text, []
    with suppress(UnicodeDecodeError):
        return content.decode("utf-8"), []
    for declared in _DECLARED.finditer(content, 0, _HEAD):
        try:
            encoding = codecs.lookup(declared[1].decode("ascii")).name
        except LookupError:
            continue
        if encoding in _ENCODINGS:
            # Browsers read Latin-1 as cp1252, and so do those who declare it.
            encoding = "cp1252" if encoding == "iso8859-1" else encoding
            return content.decode(encoding, "replace"), [f"decoded as {encoding}"]
    return content.decode("utf-8", "cp1252_bytes"), ["not UTF-8; other bytes read as cp1252"]


def _as_cp1252(error: UnicodeError) -> tuple[str, int]:
    """Read the bytes that are not UTF-8 as cp1252, and leave all others."""
    assert isinstance(error, UnicodeDecodeError)  # noqa: S101 - registered for decoding only
    wrong = error.object[error.start : error.end]
    return wrong.decode("cp1252", "replace"), error.end


codecs.register_error("cp1252_bytes", _as_cp1252)


def repair(text: str) -> str:
    """Return *text* with mojibake put right, line by line, and nothing else changed.

    Whether there is any is decided for the whole text: a drop went through one wrong decoder or
    none. Only then are single lines looked at.
    """
    if not _SUSPECT.search(text):
        return text
    lines = text.split("\n")
    if not any(_SUSPECT.search(line) and is_bad(line) for line in lines):
        return text
    return "\n".join(ftfy.fix_encoding(line) if _SUSPECT.search(line) else line for line in lines)


def clean(text: str) -> str:
    """Return *text* with plain newlines and spaces, accents on their letters, nothing unseen."""
    if not unicodedata.is_normalized("NFC", text):
        text = unicodedata.normalize("NFC", text)  # "e" and a combining accent: "é"
    if text.isprintable() and "\ufffc" not in text:
        return text  # of all that is replaced here only the stand-in for an object can be printed
    text = _NEWLINES.sub("\n", text)
    return _SPACES.sub(" ", _INVISIBLE.sub("", text))


def one_line(text: str) -> str:
    """Return *text* on one line, gaps closed."""
    return " ".join(clean(text).split())


def unescape(text: str) -> str:
    """Return *text* on one line, without tags and with entities resolved, even escaped twice."""
    return one_line(_TAG.sub("", resolve(text)))


def resolve(text: str) -> str:
    """Return *text* with its entities resolved ("&#039;", "&amp;#039;"); "R&D" stays."""
    if "&" not in text:
        return text
    for _ in range(2):
        text = _ENTITY.sub(lambda found: html.unescape(found[0]), text)
    return text


def whole(text: str) -> str:
    """Return *text* without the mark that it was cut off ("[+2345 chars]", "… Read more")."""
    end = text[-_CUT_END:].lower()
    if not any(sign in end for sign in _CUT_SIGNS):
        return text
    return text[:-200] + _CUT.sub("", text[-200:])


def fold(text: str) -> str:
    """Return the letters and digits of *text* only, to compare texts with."""
    return "".join(filter(str.isalnum, unicodedata.normalize("NFKC", text).casefold()))
