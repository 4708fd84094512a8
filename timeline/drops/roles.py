"""The words of a piece of text say what it is: caption, credit, link, promotion, stamp, crosshead.

The rules look at short texts only and at their beginning or end; a sentence of the body that
happens to hold one of the words stays body.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from timeline.drops import datelines, dates
from timeline.drops.draft import Block, Moment
from timeline.types import Role


def _any(*patterns: str, flags: re.RegexFlag = re.IGNORECASE) -> re.Pattern[str]:
    """Return a pattern that matches what one of *patterns* does."""
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns), flags)


_AGENCY = r"(?:AP|AFP|Reuters|REUTERS|EPA|ANSA|Ansa|LaPresse|PA|DPA|dpa|Getty|GETTY|IPA|NurPhoto|X)"
_PICTURE = r"(?i:photo(?:graph)?|image|picture|screenshot|illustration|foto|fotografia|immagine)"
_SOURCE = r"(?: (?i:source|credit|courtesy|by|di|via)\b| ?[:/©])"
#: "(Image source: …)", "(AP Photo/…)", "(Photo by …)", "(… via Getty Images)" at the end.
_CAPTION_END = _any(
    *(
        rf"\({inner}\)?\.?$"
        for inner in (
            rf"[^()]{{0,60}}\b{_PICTURE}s?{_SOURCE}[^()]{{0,150}}",
            r"[^()]{0,80}\b(?i:getty images|file (?:photo|picture)|foto d'archivio)[^()]{0,60}",
            rf"[^()]{{2,60}}/{_AGENCY}",
            rf"{_AGENCY}(?: (?i:photo|foto)|/)[^()]{{0,80}}",
            r"(?i:courtesy(?: of)?|handout|credit:|©)[^()]{0,100}",
        )
    ),
    flags=re.NOFLAG,
)
_CAPTION_TAIL = _any(
    rf"\b(?:{_PICTURE}|(?i:credit|credits))s?: ?[^.:]{{2,80}}\.?$",
    r"©[^.]{2,60}\.?$",
    rf"/{_AGENCY} ?[Ii]mages?\.?$",
    flags=re.NOFLAG,
)
#: One of these is in each of them.
_TAIL_MARKS = ":©/"
_CREDIT = _any(
    r"(?:photo|image|picture|foto|immagine|video|credit|credits|crediti)s?"
    r"(?: (?:credit|source|courtesy|by|di|via))?s?:",
    r"\(?(?:additional )?(?:reporting|writing|editing) by\b",
    r"©|\(c\) ?\d|copyright\b|all rights reserved|riproduzione riservata",
    r"(?:ha|hanno) (?:collaborato|contribuito) ",
    # An agency's name closes its copy: "(ANSA)."
    r"\([A-Z][\w /&-]{1,30}\)\.?$",
    # What is said of the article, not in it.
    r"(?:correction|clarification|editor.s note|errata(?: corrige)?|nota della redazione)\s*:",
    r"this (?:story|article|report) (?:has been|was) (?:corrected|amended)",
)
_CREDIT_END = _any(
    r"\bcontributed to (?:this|the) (?:report|story|article)\b.{0,40}[.)]*$",
    r"\bcontributed reporting\b.{0,40}[.)]*$",
    r"\bhanno collaborato\b.{0,40}[.)]*$",
    r"\b(?:all rights reserved|riproduzione riservata)[.)]*$",
)
#: One of these is in each of them, whatever the case.
_CREDIT_WORDS = ("contributed", "collaborato", "reserved", "riservata")
_LINK = _any(
    r"(?:read|see|watch|listen|learn) (?:more|also|next|the full)\b",
    r"more on this\b|also read\b|see also\b|don't miss\b",
    r"(?:read|watch|listen)\s*:",
    r"related(?: (?:stories|articles?|coverage|content|links?|reading))?(?:\s*:|$)",
    r"recommended(?: reading| stories)?(?:\s*:|$)",
    r"more (?:stories|news|from)\b.{0,40}$|continue reading\b",
    r"(?:view|read) (?:entire|full) (?:post|story|article)",
    # What feeds of weblogs put under every post.
    r"the post .{1,200} (?:appeared first|first appeared) on ",
    r"(?:l'articolo|questo articolo) .{1,200} proviene da ",
    r"leggi (?:anche|l'articolo|tutto|qui)|vedi anche|guarda (?:anche|il video)",
    r"approfondisci|approfondimento:|potrebbe interessarti|per saperne di più",
)
_PROMOTION = _any(
    r"(?:>+ ?)?(?:click|tap) here\b|sign up\b|subscribe\b",
    r"download (?:our|the) .{0,40}app\b",
    r"follow (?:us|our|\S+ on)\b",
    r"get (?:the|our) .{0,60}(?:app|newsletter|inbox)\b",
    r"like what you.re reading|.{0,40}straight to your inbox|our standards:",
    r"this (?:is a developing|story is developing|is a breaking)",
    r"this story (?:has been|will be) updated",
    r"(?:please )?check back (?:for|later|soon)",
    r"advertisement\b|sponsored\b|newsletter\b|scroll (?:down )?to continue|story continues",
    r"join (?:our|the) .{0,40}(?:channel|newsletter|conversation|group)",
    r"support (?:our|independent) journalism",
    r"for more .{0,60}(?:sign up|subscribe|click|follow)",
    r"stay (?:informed|up to date|updated)\b",
    r"iscriviti\b|clicca qui|abbonati\b|pubblicità$|notizia in aggiornamento",
    r"scarica l.{0,30}app|ricevi\b.{0,60}newsletter",
    r"segui(?:ci|te)?\b.{0,40}\b(?:su|canale|whatsapp|google)\b",
    r"resta (?:aggiornato|informato)",
)
_SHOUTED_PROMOTIONS = ("CLICK HERE", "SIGN UP", "SUBSCRIBE", "DOWNLOAD OUR", "CLICCA QUI")
_SHOUTED_PROMOTION = re.compile(rf"\b(?:{'|'.join(_SHOUTED_PROMOTIONS)})\b")
#: Words of a name that need no capital.
_SMALL = {
    "and", "of", "in", "for", "the", "de", "di", "da", "del", "della", "van", "von", "e", "dal",
    "at", "with", "der", "al", "el", "la", "bin",
}  # fmt: skip
_BYLINE = re.compile(
    r"(?i:(?:by|words by|written by|di|a cura di|dal nostro inviato|dall'inviato) )"
)
_AGO = re.compile(
    r"(?:(?:updated|posted|published|aggiornato) )?(?:\d{1,3}|an?|un['ao]?) ?"
    r"(?:m|h|d|mins?|minut[eio]s?|hours?|hrs?|or[ae]|days?|giorn[oi])\.? (?:ago|fa)",
    re.IGNORECASE,
)
_PUBLISHED = _any(
    r"(?:(?:(?:first|originally|article) )?(?:published|posted|released|issued)|dated?|data|del"
    r"|pubblicat[oa]|pubblicazione|data di pubblicazione|publication date|publish date)"
    r"(?: on| at| il| in data)?\s*:?\s+(?=\S)"
)
_UPDATED = re.compile(
    r"(?i:(?:last |ultimo )?(?:updated|modified|aggiornat[oa]|aggiornamento|modificato))"
    r"(?i: on| at| il| alle)?\s*:?\s+(?=\S)"
)
_MARKS = re.compile(
    r" ?[|•·] ?| [-–—/] |, (?=\w+ \d|\d)| (?=(?:last )?updated\b|aggiornat[oa]\b)", re.IGNORECASE
)
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")

_SENTENCE_ENDS = re.compile(r"\w\w\w[.!?”\"]+$")
_SHORT = 300
#: A longer line tells more than a date.
_DATE = 80
#: So many words in small letters are no name, no office and no "last updated on".
_PROSE = 4
#: A line of dates has few parts: "By Anna Neri | January 28, 2026 | 3 min read".
_PIECES = 8


def by_words(block: Block) -> Role:
    """Return the role of *block*, from its markup where that says it, else from its words."""
    if block.role is not None and block.role not in (Role.BODY, Role.LIST):
        return block.role
    for role, holds in _RULES:
        if holds(block.text):
            return role
    if block.linked:
        return Role.LINK
    if block.role is None and _is_crosshead(block.text):
        return Role.CROSSHEAD
    return block.role or Role.BODY


def is_byline(text: str) -> bool:
    """Say whether *text* is "By" and names, and no sentence."""
    return names(text) is not None


def names(text: str) -> str | None:
    """Return the names of a byline ("By Anna Neri" gives "Anna Neri"), None if *text* is none."""
    found = _BYLINE.match(text)
    if not found or len(text) > 150 or text.endswith((".", "!", "?", ":")):
        return None
    signed = text[found.end() :]
    named = [word for word in signed.replace(",", " ").split() if word.lower() not in _SMALL]
    if len(named) < 2 or any(word[0].islower() for word in named):
        return None
    return signed


def is_caption(text: str) -> bool:
    """Say whether *text* ends the way captions do: with the picture's source."""
    end = max(0, len(text) - _SHORT)
    return len(text) <= 1200 and bool(
        (text.find("(", end) >= 0 and _CAPTION_END.search(text, end))
        or (len(text) <= 600 and _has_tail(text, max(0, len(text) - 120)))
    )


def _has_tail(text: str, begin: int) -> bool:
    marked = any(text.find(mark, begin) >= 0 for mark in _TAIL_MARKS)
    return marked and _CAPTION_TAIL.search(text, begin) is not None


def is_stamp(text: str) -> bool:
    """Say whether *text* is a time and nothing else: "12:45 p.m. ET", "3 hours ago"."""
    if len(text) > 60:
        return False
    bare = _UPDATED.sub("", text, count=1)
    return (
        bool(_AGO.fullmatch(bare))
        or dates.clock(bare)
        or dates.parse(bare, day_first=True) is not None
        or dates.stamp(bare)
    )


def publication(text: str, *, day_first: bool | None) -> tuple[Moment | None, Moment | None] | None:
    """Return when *text* says the article was published and updated, or None if it says neither.

    >>> published, updated = publication("Published: January 28, 2026", day_first=None)
    >>> published.said, updated
    ('January 28, 2026', None)
    """
    if len(text) > 200 or (_SENTENCE_ENDS.search(text) and datelines.split(text)):
        return None  # "SINES, June 11, 2026 — The plant opened today.": a dateline
    if _BYLINE.match(text) is None and any(map(_is_prose, _MARKS.split(text))):
        return None  # "Ada Winter opens the plant with a song, June 11, 2026.": a caption
    published = updated = None
    cuts = [0, *(found.end() for found in _MARKS.finditer(text))][:_PIECES]
    ends = [*(found.start() for found in _MARKS.finditer(text)), len(text)][:_PIECES]
    done = 0
    for begin in cuts:
        # The longest piece first: "January 28, 2026 - 12:59 PM" is one date.
        for end in reversed([end for end in ends if end > begin >= done]):
            piece = text[begin:end]
            said = _UPDATED.match(piece) or _PUBLISHED.match(piece)
            moment = dates.parse(piece[said.end() if said else 0 :], day_first=day_first)
            if moment is None:
                continue
            if said and said.re is _UPDATED:
                updated = updated or moment
            else:
                published = published or moment
            done = end
            break
    return (published, updated) if published or updated else None


def is_unread_date(line: str) -> bool:
    """Tell of "Published: 2/6/2026", which may be of two days, and of one that is none."""
    said = _PUBLISHED.match(line)
    rest = line[said.end() :] if said and ":" in said[0] else ""
    return len(line) <= _DATE and any(sign.isdecimal() for sign in rest)


def _is_prose(piece: str) -> bool:
    """Tell whether words tell something, and name nobody and no date."""
    return sum(found[0].islower() for found in _WORD.finditer(piece)) >= _PROSE


def _starts(pattern: re.Pattern[str]) -> Callable[[str], bool]:
    return lambda text: len(text) <= _SHORT and pattern.match(text) is not None


def _credit(text: str) -> bool:
    return len(text) <= _SHORT and bool(_CREDIT.match(text) or _ends_in_credit(text))


def _ends_in_credit(text: str) -> bool:
    small = text.lower()
    return any(word in small for word in _CREDIT_WORDS) and _CREDIT_END.search(text) is not None


def _promotion(text: str) -> bool:
    return len(text) <= _SHORT and bool(_PROMOTION.match(text) or _is_shouted_promotion(text))


def _is_shouted_promotion(text: str) -> bool:
    shouted = any(one in text for one in _SHOUTED_PROMOTIONS)
    return shouted and _SHOUTED_PROMOTION.search(text) is not None


def _shouted(text: str) -> int:
    """Return how many words *text* has if all of them are in capitals, else 0."""
    if len(text) > _SHORT or not text.isupper() or re.search(r"[.:]$", text):
        return 0
    return len(_WORD.findall(text))


def _is_crosshead(text: str) -> bool:
    words = text.split()
    return _shouted(text) > 0 or (
        1 <= len(words) <= 10
        and len(text) <= 80
        and not text.endswith((".", "!", ";", ",", "…", '"', "'", "”", "’", "»", ")"))
        and (not text.endswith("?") or len(words) <= 6)
        and not text[0].islower()
        and text[0] not in "\"“‘«'"
        and any(c.isalpha() for c in text)
    )


#: In this order; the first that holds counts.
_RULES: tuple[tuple[Role, Callable[[str], bool]], ...] = (
    (Role.STAMP, is_stamp),
    (Role.BYLINE, is_byline),
    (Role.CREDIT, _credit),
    (Role.CAPTION, is_caption),
    (Role.PROMOTION, _promotion),
    (Role.LINK, _starts(_LINK)),
    (Role.LINK, lambda text: _shouted(text) >= 6),
)
