"""Datelines: "MILAN (AP) —", "ROME, Jan. 27 (Agency) -", "Roma, 27 gen. - "."""

from __future__ import annotations

import re

_UPPER = "A-ZÀ-ÖØ-Þ"
_CAPITALS = rf"[{_UPPER}][{_UPPER}'’.\-]*(?:[ /][{_UPPER}][{_UPPER}'’.\-]*){{0,4}}"
_NAME = rf"[{_UPPER}][\w'’.\-]*"
_REGION = rf"(?:, (?:{_NAME}(?: {_NAME}){{0,2}}))?"
_PLACE = (
    r"(?!(?:On|By|Since|From|Until|In|After|Before|The|As|Il|Dal|Al|Nel|Entro) )"
    rf"{_NAME}(?:[ /](?:(?:d[’'])?{_NAME}|di|del|sul|am|de|of|the)){{0,4}}"
)
_MONTH = (
    r"(?:[Jj]an|[Ff]eb|[Mm]ar|[Aa]pr|[Mm]ay|[Jj]une?|[Jj]uly?|[Aa]ug|[Ss]ept?|[Oo]ct|[Nn]ov|[Dd]ec|[Gg]en"
    r"|[Mm]ag|[Gg]iu|[Ll]ug|[Aa]go|[Ss]et|[Oo]tt|[Dd]ic"
    r"|JAN|FEB|MAR|APR|MAY|JUNE?|JULY?|AUG|SEPT?|OCT|NOV|DEC|GEN|MAG|GIU|LUG|AGO|SET|OTT|DIC)"
    r"[A-Za-z]{0,7}\.?"
)
_DATE = rf"(?P<date>(?:{_MONTH} \d\d?(?:,? (?:19|20)\d\d)?|\d\d? {_MONTH}(?: (?:19|20)\d\d)?))"
_AGENCY = r"(?:\([A-Z][^()]{1,40}\)|/[A-Z][\w -]{2,30}/)"
#: Wires write a dash as "_" and as "--", too.
_DASH = r"(?: ?[—–―] ?| ?-{1,3} | ?-- ?| _ )"

#: The place in capitals alone must be followed by the beginning of a sentence: "ICE — the agency
#: that …" is none.
_FORMS = tuple(
    re.compile(form)
    for form in (
        rf"(?P<line>{_CAPITALS}{_REGION},? {_DATE}(?:,? ?{_AGENCY})?){_DASH}",
        rf"(?P<line>{_PLACE}{_REGION},? {_DATE}(?:,? ?{_AGENCY})?)(?:{_DASH}|: )",
        rf"(?P<line>{_PLACE}{_REGION} ?{_AGENCY}){_DASH}",
        rf"(?P<line>{_AGENCY}{_DASH}{_CAPITALS}{_REGION},? {_DATE}){_DASH}",
        rf"(?P<line>{_AGENCY}{_DASH}{_PLACE}{_REGION},? {_DATE}){_DASH}",
        rf"(?P<line>{_AGENCY}{_DASH}{_PLACE}){_DASH}",
        (
            rf"(?P<line>(?=[^ ,—–-]{{4}}|[^—–-]*[ ,]){_CAPITALS}{_REGION}){_DASH}"
            rf"(?=[\"“‘«{_UPPER}0-9])"
        ),
        rf"(?P<line>{_AGENCY}){_DASH}",
    )
)
_LONGEST = 120
#: What may stand after a dateline, in place of the paragraph that follows it.
_NEXT = "X"


def alone(text: str) -> tuple[str, str | None] | None:
    """Return the dateline, and the date in it, that *text* is and nothing else; else None."""
    found = split(f"{text} {_NEXT}") if len(text) < _LONGEST else None
    return (found[0], found[1]) if found and found[2] == _NEXT else None


def split(text: str) -> tuple[str, str | None, str] | None:
    """Return the dateline of *text*, the date in it and the text after it; None if it has none.

    >>> split("ROME, Jan. 27 (Agency) - The ministry said so.")
    ('ROME, Jan. 27 (Agency)', 'Jan. 27', 'The ministry said so.')
    >>> split("ICE — the agency — said so.") is None
    True
    """
    head = text[:_LONGEST]
    for form in _FORMS:
        if found := form.match(head):
            rest = text[found.end() :].lstrip()
            if rest:
                return found["line"], found.groupdict().get("date"), rest
    return None
