"""Text of strangers made fit for documents: clean characters, plain titles, safe links."""

from __future__ import annotations

import re
from html import escape, unescape
from urllib.parse import quote, urlsplit

#: Longest title of a feed or entry.
MAX_TITLE = 140
#: Longest link that is passed on.
MAX_URL = 2000

#: What XML 1.0 refuses or validators warn of: controls, surrogates, noncharacters, and the
#: directional overrides that would reorder the text after them. U+FFFD, a letter lost on the way,
#: becomes a question mark.
_BLANK = re.compile(r"[\t\n\r\x0b\x0c\x85\u2028\u2029]+")
_REFUSED = re.compile(
    "[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff\ufeff"
    + "".join(
        f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(0x10000, 0x110000, 0x10000)
    )
    + "]"
)
_SPACES = re.compile(r" {2,}")
_HOST = re.compile(r"[a-z0-9.\-:\[\]]{1,260}")


def clean(text: str, limit: int | None = None) -> str:
    r"""Return *text* on one line without characters a document must not have.

    Longer than *limit* characters, it ends with "…", between two words where that is possible.

        >>> clean("a\x00\ud800 line\nand   more"), clean("one two three", 9)
        ('a line and more', 'one two…')
    """
    if limit is not None:
        # what is left out is not worth cleaning
        text = text[: limit * 4 + 100]
    text = _REFUSED.sub("", _BLANK.sub(" ", text)).replace("\ufffd", "?")
    text = _SPACES.sub(" ", text).strip()
    if limit is None or len(text) <= limit:
        return text
    cut = text[: limit - 1]
    words = cut if text[limit - 1] == " " else cut.rpartition(" ")[0]
    return (words if len(words) > limit // 2 else cut).rstrip(" ,;:–-") + "…"


def excerpt(text: str, words: str | None, limit: int) -> str:
    """Return at most *limit* characters of *text* on one line; *words* of it are among them.

    >>> excerpt("one two three four", "four", 12), excerpt("one two three four", None, 12)
    ('…three four', 'one two…')
    """
    whole = clean(text[: limit * 20])
    at = whole.find(words) if words else -1
    last = at + len(words or "")
    if len(whole) <= limit or at < 0 or last < limit:
        return clean(whole, limit)
    # a quarter of the limit may follow; the blank before a word is looked for
    start = max(min(last + limit // 4, len(whole)) - limit + 1, 0)
    return "…" + clean(whole[start:].partition(" ")[2] or whole[start:], limit - 1)


def title(text: str, limit: int = MAX_TITLE) -> str:
    """Return *text* as a title or name: plain in every reader, even one that unescapes it twice.

    >>> title("Q&amp;A: <b>who</b> guards?")
    'Q&A: ‹b›who‹/b› guards?'
    """
    text = clean(text, limit * 2)
    while (plain := unescape(text)) != text:
        text = plain
    return clean(text.replace("<", "‹").replace(">", "›"), limit)


def tag(text: str) -> str:
    """Return *text* as a category: without commas, at which some readers split."""
    return title(text.replace(",", ""))


def link(url: str | None) -> str | None:
    """Return *url* as an absolute http(s) URI of ASCII characters, or None if it is none.

    >>> link("https://example.org/caffè?a=1"), link("javascript:alert(1)")
    ('https://example.org/caff%C3%A8?a=1', None)
    """
    if not url or len(url) > MAX_URL or not url.isprintable():
        return None
    try:
        parts = urlsplit(url.strip())
        host = (parts.hostname or "").encode("idna").decode("ascii")
        port = f":{parts.port}" if parts.port else ""
    except (ValueError, UnicodeError):
        return None
    if parts.scheme not in ("http", "https") or not _HOST.fullmatch(host):
        return None
    host = f"[{host}]" if ":" in host else host
    rest = parts._replace(scheme="", netloc="").geturl()
    return f"{parts.scheme}://{host}{port}{_quote(rest)}"


def _quote(rest: str) -> str:
    # a "%" that starts no escape is one itself
    rest = re.sub(r"%(?![0-9A-Fa-f]{2})", "%25", rest)
    return quote(rest, safe="/?#%=&;:@!$'()*+,~-._")


def html(text: str) -> str:
    """Return plain *text* as HTML."""
    return escape(text)


__all__ = ["MAX_TITLE", "MAX_URL", "clean", "html", "link", "tag", "title"]
