"""Names of time zones as news writes them."""

from __future__ import annotations

from collections.abc import Mapping

#: IANA names and fixed offsets; a name that means several zones is not here ("IST", "CST" is US).
ZONES: Mapping[str, str] = {
    "et": "America/New_York",
    "est": "-05:00",
    "edt": "-04:00",
    "ct": "America/Chicago",
    "cst": "-06:00",
    "cdt": "-05:00",
    "mt": "America/Denver",
    "mst": "-07:00",
    "mdt": "-06:00",
    "pt": "America/Los_Angeles",
    "pst": "-08:00",
    "pdt": "-07:00",
    "gmt": "+00:00",
    "utc": "+00:00",
    "bst": "+01:00",
    "cet": "Europe/Paris",
    "cest": "+02:00",
    "msk": "+03:00",
    "jst": "+09:00",
}
