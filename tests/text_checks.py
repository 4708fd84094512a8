"""Whether a text is what a document says it is: a date, an address, plain words, safe HTML."""

import html
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from html.parser import HTMLParser
from urllib.parse import urlsplit

URN = re.compile(r"urn:uuid:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
EVENT_DATE = re.compile(r"\d{4}(-\d\d(-\d\d(T\d\d:\d\d(:\d\d)?([+-]\d\d:\d\d|Z))?)?)?")
RFC822 = re.compile(r"[A-Z][a-z]{2}, \d\d [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d ([+-]\d{4}|GMT)")
RFC3339 = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)")
LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")
MIME = re.compile(r"[a-z]+/[a-z0-9.+-]+")
#: RFC 3986, without the characters that have to be escaped.
ADDRESS = re.compile(
    r"https?://[A-Za-z0-9._~:\[\]-]+(?:[/?#][A-Za-z0-9._~:/?#\[\]@!$&'()*+,;=%-]*)?"
)


def when(text: str) -> datetime | None:
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        pass
    try:
        return parsedate_to_datetime(text)
    except ValueError:
        return None


def date_faults(date: str, pattern: re.Pattern[str], now: datetime) -> Iterator[str]:
    moment = when(date)
    if not pattern.fullmatch(date) or moment is None:
        yield f"{date!r} is no date"
    elif not datetime(1990, 1, 1, tzinfo=UTC) <= moment <= now:
        yield f"{date} is implausible"
    elif pattern is RFC822 and date[:3] != moment.strftime("%a"):
        yield f"{date} is another day of the week"


def is_address(text: str) -> bool:
    """Say whether it is an absolute http(s) URL of a host that others can reach."""
    return bool(ADDRESS.fullmatch(text)) and "." in (urlsplit(text).hostname or "")


def is_plain(text: str) -> bool:
    """Say whether it is words, and neither markup nor an escape of it."""
    is_markup = re.search(r"<[A-Za-z/!?]", html.unescape(text))
    return bool(text.strip()) and not is_markup and html.unescape(text) == text


class Markup(HTMLParser):
    """Collects what is unsafe, relative or unbalanced in HTML."""

    VOID = frozenset({"br", "hr", "img"})
    SAFE = frozenset(
        {"p", "a", "em", "strong", "blockquote", "ul", "ol", "li", "time", "small", *VOID}
    )

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.complaints: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in self.SAFE:
            self.complaints.append(f"<{tag}>")
        for name, value in attrs:
            if name.startswith("on") or name == "style":
                self.complaints.append(name)
            if name in ("href", "src", "cite") and not re.match(r"https?://[^/]", value or ""):
                self.complaints.append(f"{name}={value}")
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.complaints.append(f"</{tag}>")


def markup_faults(content: str) -> Iterator[str]:
    """Yield what of some HTML is unsafe, relative or unbalanced."""
    parser = Markup()
    parser.feed(content)
    parser.close()
    yield from parser.complaints
    yield from (f"unclosed <{tag}>" for tag in parser.open)
