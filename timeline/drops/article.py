"""A draft becomes an Article: roles, dateline, date of publication, language, identity."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Container
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from timeline.drops import datelines, dates, languages, links, live, roles
from timeline.drops.draft import Block, Draft, Moment, bounded_blocks
from timeline.drops.text import fold, has_words, one_line, unescape, whole
from timeline.errors import DropError
from timeline.types import Article, Drop, Granularity, Paragraph, Provenance, Role

#: Lines about the date stand within the first few, before the text begins.
_TOP = 8
#: A line of this length is a paragraph of the body.
_TEXT_BEGINS = 120
_TITLE = 110
#: A standfirst or two may stand above the dateline.
_STANDFIRSTS = 3
#: Where a dateline is looked for: alone on its line it looks like a crosshead.
_TEXTS = (Role.BODY, Role.LEAD, Role.CROSSHEAD)
_LONGEST_TITLE = 500
#: A file no older than its dateline's day is of its year; a copy may be of any.
_FRESH = timedelta(14)

#: Feed readers put the host among the tags.
_HOST = re.compile(r"[\w-]+(?:\.[\w-]+)+")
#: Hosts that only lead to articles: the publisher stands at the end of the title.
_AGGREGATORS = {"news.google.com", "news.yahoo.com", "msn.com"}
_SUFFIX = re.compile(r"^(?P<title>.{10,}) (?:[-–—|·:]|&raquo;|») (?P<name>[^|–—]{2,50})$")


def finish(draft: Draft, drop: Drop, zone: ZoneInfo) -> Article:
    """Return the Article that *draft*, found in *drop*, tells; DropError when it holds no text."""
    language = languages.language(draft)
    url = links.web(draft.url)
    if draft.title is None:
        draft.title = next((b.text for b in draft.blocks if b.role is Role.HEADLINE), None)
    headline, publisher, byline = _heading(draft, url)
    blocks = _without_title(bounded_blocks(draft.blocks), headline)
    plain_roles = [roles.by_words(block) for block in blocks]
    pieces = _settle(blocks, plain_roles)
    of_entries = {index for index, block in enumerate(blocks) if block.role is Role.STAMP}
    pieces = _take_dates(pieces, draft, language, of_entries)
    _leave_dates_ahead(draft, drop, zone)
    if named := dates.in_name(drop.name):
        draft.dates.append((Provenance.NAME, named))
        _leave_dates_ahead(draft, drop, zone)
    reference = (draft.dates[0][1].at if draft.dates else drop.modified).date()
    pieces, dateline = _take_dateline(pieces, draft, reference)
    pieces = live.part_stamps(pieces)
    if moment := dates.in_url(url):
        draft.dates.append((Provenance.URL, moment))
        _leave_dates_ahead(draft, drop, zone)
    published, doubts = dates.rank(draft.dates, modified=drop.modified, zone=zone)
    lead = _lead(draft.description, headline, pieces)
    if headline:
        lead.insert(0, Paragraph(headline, Role.HEADLINE))
    paragraphs = (*lead, *pieces)
    if not paragraphs:
        raise DropError("holds no text; drop the article with its text")
    if not has_words(" ".join(piece.text for piece in paragraphs)):
        raise DropError("holds no words: numbers, keys or encoded data; drop the article as text")
    link = None if draft.shares_url else links.canonical(draft.url)
    return Article(
        key=link or _digest(headline, blocks),
        drop=drop.name,
        headline=headline or _first_words(pieces or lead),
        published=published,
        paragraphs=paragraphs,
        url=url,
        publisher=publisher or _agency(dateline),
        byline=byline or _signed(pieces),
        dateline=dateline,
        language=language,
        tags=tuple(tag for tag in draft.tags if not _HOST.fullmatch(tag)),
        notes=tuple(dict.fromkeys((*draft.notes, *doubts))),
        changed=_minute(draft.changed, zone),
    )


def _minute(moment: Moment | None, zone: ZoneInfo) -> datetime | None:
    """Return the instant of a clock time, in UTC; a day is none."""
    if moment is None or moment.granularity is not Granularity.MINUTE:
        return None
    at = moment.at if moment.at.tzinfo else moment.at.replace(tzinfo=zone)
    return at.astimezone(UTC)


def _heading(draft: Draft, url: str | None) -> tuple[str | None, str | None, str | None]:
    """Return headline, publisher and byline, each where it belongs."""
    headline = unescape(draft.title)[:_LONGEST_TITLE] if draft.title else None
    host = links.host(url)
    publisher = draft.publisher if draft.publisher and not links.web(draft.publisher) else None
    byline = draft.author
    if headline and (found := _SUFFIX.match(headline)):
        name = fold(found["name"])
        same = publisher and name == fold(publisher)
        if same or host in _AGGREGATORS or (host and name == fold(host.rpartition(".")[0])):
            headline = found["title"].strip()
            publisher = publisher or found["name"].strip()
    if byline and host and fold(byline) == fold(host.rpartition(".")[0]):
        publisher, byline = publisher or byline, None
    return headline, publisher or host, byline


def _without_title(blocks: list[Block], headline: str | None) -> list[Block]:
    """Leave out the headline where the text repeats it; another first heading is a crosshead."""
    key = fold(headline or "")
    kept = []
    for index, block in enumerate(blocks):
        if key and index < _TOP and fold(block.text) == key:
            continue
        role = Role.CROSSHEAD if block.role is Role.HEADLINE else block.role
        kept.append(block if role is block.role else Block(block.text, role, linked=block.linked))
    return kept


def _settle(blocks: list[Block], found: list[Role]) -> list[Paragraph]:
    """Return the paragraphs; a stub that seems to have only crossheads has text."""
    stub = Role.BODY not in found and Role.LIST not in found and Role.LEAD not in found
    return [
        Paragraph(
            whole(block.text) or block.text,
            Role.BODY if stub and role is Role.CROSSHEAD and block.role is None else role,
        )
        for block, role in zip(blocks, found, strict=True)
    ]


def _take_dates(
    pieces: list[Paragraph], draft: Draft, language: str, of_entries: Container[int]
) -> list[Paragraph]:
    """Take the "Published on" line into the draft's dates, and mark such lines as byline.

    Those at the places *of_entries* date what stands below them, not the article.
    """
    day_first = True if language == "it" else None
    updated = None
    result = list(pieces)
    for index, piece in enumerate(pieces[:_TOP]):
        if index in of_entries:
            continue
        said = roles.publication(piece.text, day_first=day_first)
        if said is None:
            if roles.is_unread_date(piece.text) and not dates.no_day(piece.text):
                draft.notes.append(f"no date can be read in “{piece.text}”")
            if len(piece.text) > _TEXT_BEGINS and piece.role is Role.BODY:
                break
            continue
        result[index] = Paragraph(piece.text, Role.BYLINE)
        if said[0]:
            draft.dates.append((Provenance.LINE, said[0]))
        updated = updated or said[1]
    draft.changed = draft.changed or updated
    if updated and not draft.is_dated:
        draft.dates.append((Provenance.LINE, updated))
        draft.notes.append("only the date of its last update is known")
    return result


def _leave_dates_ahead(draft: Draft, drop: Drop, zone: ZoneInfo) -> None:
    """Take out of the draft's dates those after its arrival: it cannot be published then."""
    ahead = [pair for pair in draft.dates if dates.lies_ahead(pair[1], drop, zone)]
    draft.dates = [pair for pair in draft.dates if pair not in ahead]
    draft.notes += [
        f"date {moment.said} ({provenance}) is not believed: it lies ahead of the day of arrival"
        for provenance, moment in ahead
    ]


def _take_dateline(
    pieces: list[Paragraph], draft: Draft, reference: date
) -> tuple[list[Paragraph], str | None]:
    """Take the dateline off the paragraph that the text begins with; what is above is lead."""
    texts = [i for i, piece in enumerate(pieces) if piece.role in _TEXTS]
    for index in texts[:_STANDFIRSTS]:
        text = pieces[index].text
        found = datelines.split(text) or ((*lone, "") if (lone := datelines.alone(text)) else None)
        if found is None:
            continue
        line, said, rest = found
        if said and (moment := dates.yearless(said, reference)):
            draft.dates.append((_provenance(said, moment, draft, reference), moment))
        result = [
            Paragraph(piece.text, Role.LEAD) if piece.role is Role.BODY and i < index else piece
            for i, piece in enumerate(pieces)
        ]
        result[index : index + 1] = [Paragraph(rest, pieces[index].role)] if rest else []
        return result, line
    return pieces, None


def _provenance(said: str, moment: Moment, draft: Draft, reference: date) -> Provenance:
    """Tell whether a dateline's year is known: said, from another date, or the file is as old."""
    near = reference - moment.at.date() <= _FRESH
    if near or draft.is_dated or re.search(r"\d{4}", said):
        return Provenance.DATELINE
    draft.notes.append(f"dateline {said} without a year: that of the file stands in")
    return Provenance.YEARLESS


def _lead(
    description: str | None, headline: str | None, pieces: list[Paragraph]
) -> list[Paragraph]:
    """Return the description as lead, unless it only repeats the headline or the text."""
    text = whole(one_line(description or ""))
    key = fold(re.sub(r"(?:\.\.\.|…|\[…\]|\[\.\.\.\])+$", "", text))
    if not key or key == fold(headline or ""):
        return []
    body = fold(" ".join(piece.text for piece in pieces))
    if key in body or (len(key) > 80 and key[:60] in body):
        return []
    return [Paragraph(text, Role.LEAD)]


def _agency(dateline: str | None) -> str | None:
    """Return the agency in a dateline: "MILAN (Valley Wire)" gives "Valley Wire"."""
    found = re.search(r"[(/]([^()/]+)[)/]", dateline or "")
    return found[1].strip() if found else None


def _signed(pieces: list[Paragraph]) -> str | None:
    """Return the names of the first byline, without the "By"."""
    signed = (roles.names(piece.text) for piece in pieces if piece.role is Role.BYLINE)
    return next(filter(None, signed), None)


def _first_words(pieces: list[Paragraph]) -> str:
    """Return the beginning of the text, for an article without a headline."""
    text = next((p.text for p in pieces if p.role in (Role.LEAD, Role.BODY)), pieces[0].text)
    sentence = re.split(r"(?<=[.!?][\"”’ ])|(?<=[a-z]{3}[.!?]) ", text, maxsplit=1)[0].strip()
    if len(sentence) <= _TITLE:
        return sentence
    return (sentence[:_TITLE].rpartition(" ")[0] or sentence[:_TITLE]) + "…"


def _digest(headline: str | None, blocks: list[Block]) -> str:
    """Return the identity of a text: of its letters, so that no better rule changes it."""
    text = fold(" ".join([headline or "", *(block.text for block in blocks)]))
    return f"sha256:{hashlib.sha256(text.encode()).hexdigest()}"
