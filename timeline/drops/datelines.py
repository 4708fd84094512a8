"""Datelines: "MILAN (AP) —", "ROME, Jan. 27 (Agency) -", "Roma, 27 gen. - "."""

from __future__ import annotations

import re

from timeline.drops import dates

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
#: So much of a drop is looked at for lines that date it; a longer line tells more than a date.
_TOP = 20_000
_DATE_LINE = 80
_LAST_DAYS = ("29", "30", "31")
_ENDS = re.compile(r"\w\w\w[.!?]$")
_TAG = re.compile(r"<[^<>]{1,300}>")
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


def doubtful(content: str) -> str | None:
    r"""Return what to note of a line of a drop that dates it and has a day that no calendar has.

    >>> doubtful("Ferry sinks\n\nPublished: February 31, 2026")
    'line 3: “February 31, 2026” is no day of any calendar'
    """
    for number, line in enumerate(content[:_TOP].split("\n"), 1):
        if any(day in line for day in _LAST_DAYS) and (said := _no_day(line)):
            return f"line {number}: “{said}” is no day of any calendar"
    return None


def _no_day(line: str) -> str | None:
    if iso := dates.no_day(line, iso=True):
        return iso
    text = _TAG.sub("", line).strip()
    alone = len(text) <= _DATE_LINE and not _ENDS.search(text)
    found = None if alone else split(text)
    return dates.no_day(text if alone else (found and found[1]) or "")
