"""A document's bytes become the answer to a (conditional) request; plain, gzip and Brotli.

Pure but for the memo of compressed bytes: no clock, no framework. What the answer may depend on
is the request's method, ``Accept-Encoding``, ``If-None-Match`` and ``If-Modified-Since``
(RFC 9110, sections 12.5.3 and 13).
"""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import format_datetime, parsedate_to_datetime
from functools import lru_cache
from hashlib import sha256
from typing import NamedTuple

import brotli

Header = tuple[bytes, bytes]
Answer = tuple[int, list[Header], bytes]
#: For one coding: ETag, headers with a body, headers of a 304, body.
Prepared = tuple[str, list[Header], list[Header], bytes]

#: Offered codings, best first; the suffix keeps the ETag of each coding its own.
CODINGS = ("br", "gzip")
SUFFIX = {"": "", "br": "-br", "gzip": "-gz"}
CACHE_CONTROL = "public, max-age=60"
#: Compressing less than this makes it longer.
WORTH_COMPRESSING = 256

_READ = frozenset((b"accept-encoding", b"if-none-match", b"if-modified-since"))
_ETAG = re.compile(r'(?:W/)?("[^"]{0,200}")')
_WEIGHT = re.compile(r";\s*q\s*=\s*([01](?:\.\d{0,3})?)\s*$", re.IGNORECASE)


class Asked(NamedTuple):
    """What of a request's headers the answer depends on."""

    method: str = "GET"
    accept_encoding: str = ""
    if_none_match: str | None = None
    if_modified_since: str | None = None


def asked(method: str, headers: Iterable[Header]) -> Asked:
    """Return what the raw *headers* of an ASGI scope ask for; repeated lines are one list."""
    found: dict[bytes, str] = {}
    for name, value in headers:
        if name in _READ:
            text = value.decode("latin-1")
            found[name] = f"{found[name]}, {text}" if name in found else text
    get = found.get
    return Asked(
        method,
        get(b"accept-encoding", ""),
        get(b"if-none-match"),
        get(b"if-modified-since"),
    )


@lru_cache(maxsize=512)
def choose_coding(accept_encoding: str) -> str:
    """Return the coding to answer with: "br", "gzip" or "" (as it is).

    Compressed only when asked for; at equal weight the smaller one.

        >>> choose_coding("gzip, deflate, br"), choose_coding("br;q=0, gzip;q=0.5")
        ('br', 'gzip')
        >>> choose_coding(""), choose_coding("identity"), choose_coding("*;q=0")
        ('', '', '')
    """
    weights: dict[str, float] = {}
    for part in accept_encoding[:1000].split(","):
        weight = _WEIGHT.search(part)
        coding = part.partition(";")[0].strip().lower()
        weights["gzip" if coding == "x-gzip" else coding] = float(weight[1]) if weight else 1.0
    best = max(CODINGS, key=lambda coding: weights.get(coding, weights.get("*", 0.0)))
    weight_of_best = weights.get(best, weights.get("*", 0.0))
    return best if weight_of_best > 0 and weight_of_best >= weights.get("identity", 0.0) else ""


def compress(body: bytes, coding: str) -> bytes:
    """Return *body* in one of CODINGS; the same bytes every time (gzip's clock is set to 0)."""
    if coding == "br":
        return bytes(brotli.compress(body, quality=9))
    return gzip.compress(body, 9, mtime=0)


@dataclass(frozen=True, slots=True)
class Rendition:
    """A document as bytes, with its validators; answers any GET or HEAD for it."""

    body: bytes
    #: With its charset: "application/atom+xml; charset=utf-8".
    media_type: str
    #: When the bytes last changed; None when nobody knows.
    last_modified: datetime | None = None
    #: CORS, CSP, Link …: sent with 200 and 304 alike.
    headers: tuple[tuple[str, str], ...] = ()
    status: int = 200
    cache_control: str = CACHE_CONTROL
    _ready: dict[str, Prepared] = field(default_factory=dict, compare=False, repr=False)

    def at_once(self, request: Asked) -> Answer | None:
        """Return the answer to *request*, or None while it has still to be compressed."""
        ready = self._ready.get(choose_coding(request.accept_encoding))
        if ready is None:
            return None
        etag, full, short, body = ready
        if self.status == 200 and self._unchanged(request, etag):
            return 304, short, b""
        return self.status, full, b"" if request.method == "HEAD" else body

    def answer(self, request: Asked) -> Answer:
        """Return status, headers and body for *request*: 304 where the client has these bytes."""
        coding = choose_coding(request.accept_encoding)
        if coding not in self._ready:
            self._ready[coding] = self._prepare(coding)
        found = self.at_once(request)
        assert found is not None  # noqa: S101  # it has just been made ready
        return found

    def _prepare(self, coding: str) -> Prepared:
        """Compress and word the headers for *coding*; done twice in two threads does no harm."""
        body = self.body
        if coding and len(body) >= WORTH_COMPRESSING:
            body = compress(body, coding)
        packed = body is not self.body
        etag = f'"{sha256(self.body).hexdigest()[:24]}{SUFFIX[coding] if packed else ""}"'
        common = [
            ("cache-control", self.cache_control),
            ("vary", "Accept-Encoding"),
            ("x-content-type-options", "nosniff"),
            *self.headers,
        ]
        if self.status == 200:
            common.append(("etag", etag))
            if self.last_modified is not None:
                moment = self.last_modified.astimezone(UTC).replace(microsecond=0)
                common.append(("last-modified", format_datetime(moment, usegmt=True)))
        own = [("content-type", self.media_type), ("content-length", str(len(body)))]
        if packed:
            own.append(("content-encoding", coding))
        return etag, _raw([*own, *common]), _raw(common), body

    def _unchanged(self, request: Asked, etag: str) -> bool:
        if request.if_none_match is not None:
            return matches(request.if_none_match, etag)
        if request.if_modified_since is None or self.last_modified is None:
            return False
        since = _read_date(request.if_modified_since)
        return since is not None and self.last_modified.replace(microsecond=0) <= since


def matches(if_none_match: str, etag: str) -> bool:
    """Say whether *etag* is one of the listed ones, compared weakly; ``*`` is any.

    >>> matches('"a", W/"b"', '"b"'), matches("*", '"b"'), matches("b", '"b"')
    (True, True, False)
    """
    if if_none_match == etag or if_none_match.strip() == "*":
        return True
    return etag in _ETAG.findall(if_none_match[:4000])


def _read_date(text: str) -> datetime | None:
    try:
        moment = parsedate_to_datetime(text[:100])
    except (ValueError, IndexError):
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _raw(headers: Iterable[tuple[str, str]]) -> list[Header]:
    return [(name.encode("latin-1"), value.encode("latin-1")) for name, value in headers]
