"""Links: which ones may be kept, and which name the same article."""

from __future__ import annotations

import re
from urllib.parse import SplitResult, unquote, urlsplit, urlunsplit

#: Query parameters that say how a reader came, not what is read.
_TRACKING = re.compile(
    r"(?:utm_\w*|at_\w+|ns_\w+|mc_[ce]id|pk_\w+|hsa_\w+|wt[._]\w+|_ga|_gl"
    r"|fbclid|gclid|gclsrc|dclid|msclkid|yclid|twclid|igshid|igsh|mkt_tok|vero_id"
    r"|traffic_source|cmp|cmpid|campaign_id|ocid|oc|ito|icid|smid|smtyp|xtor|taid|ftag|ref|ref_src"
    r"|ref_url|referrer|refresh|share|shareToken|sh|guccounter|guce_\w+|partner|feature|rss"
    r"|amp|amp_\w+|outputtype|usqp|spref|sref|sc_\w+|trk|trkid|intcid|intcmp)",
    re.IGNORECASE,
)
_MOBILE = re.compile(r"^(?:www\d?|m|mobile|amp|wap)\.(?=[^.]+\.[^.])")
_AMP_PATH = re.compile(r"(?:/amp(?:\.html)?|\.amp(?:\.html)?)/?$|^/amp(?=/)", re.IGNORECASE)
#: AMP pages kept by a search engine: the rest is the true address.
_CACHED = re.compile(
    r"^https?://(?:www\.google\.[a-z.]{2,6}/amp|[\w.-]+\.cdn\.ampproject\.org/[a-z])/(s/)?",
    re.IGNORECASE,
)
_LONGEST = 2000


def web(url: str | None) -> str | None:
    """Return *url* when it is an http(s) address with a host, without tracking and fragment.

    Everything else (``javascript:``, ``data:``, a path, nonsense) gives None.
    """
    parts = _split(url or "")
    if parts is None:
        return None
    query = "&".join(
        pair
        for pair in parts.query.split("&")
        if pair and not _TRACKING.fullmatch(unquote(pair.partition("=")[0]))
    )
    return urlunsplit((parts.scheme, parts.netloc, parts.path or "/", query, ""))


def canonical(url: str | None) -> str | None:
    """Return the one address under which the article at *url* is known, or None.

    Tracking parameters go; AMP, mobile and ``www`` hosts, http and a slash at the end are folded.
    It is an identity and need not be fetchable. A front page is no article, whatever says so.
    """
    url = web(_CACHED.sub(lambda found: f"http{'s' if found[1] else ''}://", (url or "").strip()))
    parts = _split(url or "")
    if parts is None:
        return None
    host = _MOBILE.sub("", parts.netloc)
    path = _AMP_PATH.sub("", parts.path).rstrip("/")
    query = "&".join(sorted(parts.query.split("&"))) if parts.query else ""
    return urlunsplit(("https", host, path, query, "")) if path or query else None


def host(url: str | None) -> str | None:
    """Return the host of *url*, without ``www`` and the like."""
    parts = _split(url or "")
    return _MOBILE.sub("", parts.netloc.partition(":")[0]) if parts else None


def _split(url: str) -> SplitResult | None:
    url = url.strip()
    if len(url) > _LONGEST or re.search(r"[\s\x00-\x1f\x7f<>\"\\^`{|}]", url):
        return None
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        return None
    name = (parts.hostname or "").rstrip(".")
    if parts.scheme not in ("http", "https") or "." not in name or "@" in parts.netloc:
        return None
    plain = port in (None, 80, 443)
    return parts._replace(netloc=name if plain else f"{name}:{port}")
