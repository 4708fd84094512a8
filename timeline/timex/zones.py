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

#: What a clock is told by in words, each a zone's own: "Moscow time", "ora di Roma".
CITIES: Mapping[str, str] = {
    "athens": "Europe/Athens",
    "beijing": "Asia/Shanghai",
    "berlin": "Europe/Berlin",
    "brussels": "Europe/Brussels",
    "cairo": "Africa/Cairo",
    "dubai": "Asia/Dubai",
    "geneva": "Europe/Zurich",
    "istanbul": "Europe/Istanbul",
    "jerusalem": "Asia/Jerusalem",
    "kyiv": "Europe/Kyiv",
    "kiev": "Europe/Kyiv",
    "london": "Europe/London",
    "madrid": "Europe/Madrid",
    "moscow": "Europe/Moscow",
    "paris": "Europe/Paris",
    "rome": "Europe/Rome",
    "seoul": "Asia/Seoul",
    "sydney": "Australia/Sydney",
    "tehran": "Asia/Tehran",
    "tokyo": "Asia/Tokyo",
    "vienna": "Europe/Vienna",
    "washington": "America/New_York",
    "york": "America/New_York",
}

#: The same in Italian, where a city's name differs.
CITTA: Mapping[str, str] = {
    "atene": "Europe/Athens",
    "berlino": "Europe/Berlin",
    "bruxelles": "Europe/Brussels",
    "gerusalemme": "Asia/Jerusalem",
    "ginevra": "Europe/Zurich",
    "londra": "Europe/London",
    "mosca": "Europe/Moscow",
    "parigi": "Europe/Paris",
    "pechino": "Asia/Shanghai",
    "roma": "Europe/Rome",
    "seul": "Asia/Seoul",
    "teheran": "Asia/Tehran",
    "vienna": "Europe/Vienna",
    **{name: CITIES[name] for name in ("dubai", "istanbul", "kiev", "madrid", "sydney", "tokyo")},
    **{name: CITIES[name] for name in ("washington", "york")},
}
