"""Article -> Sentence: where sentences end, and what role each has.

One pass over the full stops, question and exclamation marks of a paragraph. A stop ends a sentence
unless something speaks against it: the next word is in small letters, the stop belongs to an
abbreviation, an initial or a list's number. The word lists below are the usual abbreviations of
news agencies' style books, English and Italian.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from timeline.types import Article, Paragraph, Role, Sentence

__all__ = ["boundaries", "split"]

#: Roles whose paragraph is one piece, whatever stops it has.
_WHOLE = frozenset(
    {
        Role.HEADLINE,
        Role.CROSSHEAD,
        Role.BYLINE,
        Role.CREDIT,
        Role.LINK,
        Role.PROMOTION,
        Role.STAMP,
    }
)

#: A stop, what closes behind it, and the blank; punctuation may stand apart, as in corpora.
_STOP = re.compile(
    r"(?P<stop>[.!?…]+(?:[ ][.!?…]+)*)"
    r"(?P<close>(?:[ ]?(?:''|'[ ]?\"|[”’»)\]])|[\"'])*)"
    r"(?P<apart>[ ][\"'](?=\s|$))?"
    r"(?=\s|$)"
)
#: The next sentence's first word, behind whatever opens it.
_NEXT = re.compile(r"\s+(?P<open>(?:(?:``|[\"“‘'«(\[—–•*-])\s?){0,4})(?P<word>[^\s\"“”»)\]]*)")
#: The word before the stop, with the dots and blanks of "U . S".
_BEFORE = re.compile(r"(?:(?<![^\W_])(?:[^\W\d_][ ]?\.[ ]?)+[^\W\d_]|[^\s\"“”‘’`'(\[—–/-]*)[ ]?$")
_INITIALS = re.compile(r"(?:[^\W\d_]\.)+[^\W\d_]")
#: "“Are you ready?” Mayor Rossi asked": the sentence goes on behind the quotation.
_ASKED = re.compile(
    r"\s+(?P<first>[^\W\d_a-z][\w.'’-]*),?\s+(?:[\w.'’-]+,?\s+){0,5}?"
    r"(?:said|says|asks?|asked|added|wrote|told|shouted|yelled|tweeted|posted|recalled|replied"
    r"|answered|exclaimed|cried|screamed|insisted|declared|joked|quipped|wondered|thundered"
    r"|pleaded|chiese|chiede|disse|dice|rispose|ha\s+(?:chiesto|detto|risposto))\b"
)


def _words(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


_TITLES = _words(
    "mr mrs ms mx messrs mme mlle dr prof gov govs lt.gov sen sens rep reps del gen lt col maj sgt"
    " capt cmdr cdr adm cpl pvt spc brig rev hon pres supt det insp amb msgr fr atty sec dist const"
    " pfc vs v e.g i.e cf viz approx est al incl"
    " dott dott.ssa dr.ssa sig sig.ra sig.na avv ing arch on sen geom rag prof.ssa mons p.es es"
    " egr gent spett"
)
#: May end a sentence, too: "on Main St. The shop" but "St. Moritz".
_PLACES = _words(
    "st ste mt ft ave blvd rd sq jr sr bros inc corp co cos ltd llc llp plc cia dept assn univ"
    " ph.d m.d b.a m.a esq gmbh s.p.a s.r.l spa srl ala ariz ark calif colo conn fla ga ill ind"
    " kan ky la mass md mich minn miss mo mont neb nev okla ore pa tenn tex va vt wash wis wyo"
    " ont que alta"
)
#: Words when they do not begin with a capital: "he was ill. Doctors said".
_ALSO_WORDS = _words(
    "ill ind la mass miss mo ore pa wash mt ft co spa est on es det sec al del fr arch hon"
    " rep reps gen col maj que cia ga md va tex"
)
_MONTHS = _words("jan feb mar apr jun jul aug sep sept oct nov dec genn febbr ott dic")
_NUMBERED = _words("no nos nr n nn p pp pag pagg art artt fig figs vol para par ch chap")
_ENDING = frozenset({"etc", "ecc", "a.m", "p.m", "am", "pm"})
#: No sentence ends with them.
_NEVER_LAST = _words("a an the of his her their its our my your with from and or")
#: A time zone: "3 a.m. JST".
_ZONE = re.compile(r"\(?[A-Z]{2,5}T\)?[,;]?")
#: What goes on behind "8 p.m.".
_AFTER_CLOCK = _words(
    "monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thurs fri sat"
    " sun january february march april may june july august september october november december"
    " jan feb mar apr jun jul aug sep sept oct nov dec et est edt ct cst cdt mt mst mdt pt pst pdt"
    " gmt utc bst cet cest ist eastern central mountain pacific local"
)
_STARTERS = _words(
    "the a an he she it it's they we i you his her its their our my this that these those there"
    " in on at but and or if when while after before as for from with by to not some many most all"
    " both one two three what who how why where however meanwhile also since so then although"
    " though because until under during last according police officials authorities mr mrs ms"
    " another other others each every several more nearly about despite earlier later now here yes"
    " still even instead only such once just no nor yet with within without"
    " il lo gli le l'ex un una uno ma e anche nel nella secondo per dopo prima quando se non"
)
#: A letter that is no initial: "in serie C. La promozione".
_LETTERED = re.compile(
    r"\b(?:vitamin|hepatitis|category|serie|girone|gruppo|vitamina|epatite|categoria|classe|lotto)"
    r"\s[A-Z]\Z"
)
#: Names that end with an exclamation mark.
_EXCLAIMED = frozenset({"yahoo", "e", "jeopardy", "oklahoma"})


def split(article: Article) -> tuple[Sentence, ...]:
    """Return the article's sentences in reading order; none is empty."""
    return tuple(
        Sentence(paragraph.text[start:end], paragraph.role, index, start)
        for index, paragraph in enumerate(article.paragraphs)
        for start, end in _spans(paragraph)
    )


def boundaries(text: str) -> Iterator[tuple[int, int]]:
    """Yield start and end of every sentence of a paragraph, without the blanks around it.

    >>> text = "Gov. J.B. Pritzker left at 5 p.m. Officials confirmed it."
    >>> [text[start:end] for start, end in boundaries(text)]
    ['Gov. J.B. Pritzker left at 5 p.m.', 'Officials confirmed it.']
    """
    begin = 0
    for found in _STOP.finditer(text):
        end = found.end()
        if found["apart"] == ' "' and not _quotation_is_open(text, begin, found.start("apart")):
            end = found.start("apart")
        after = _NEXT.match(text, end)
        if after is None or not _ends(text, begin, found, after):
            continue
        yield from _trimmed(text, begin, end)
        begin = end
    yield from _trimmed(text, begin, len(text))


def _spans(paragraph: Paragraph) -> Iterator[tuple[int, int]]:
    if paragraph.role in _WHOLE:
        return _trimmed(paragraph.text, 0, len(paragraph.text))
    return boundaries(paragraph.text)


def _quotation_is_open(text: str, begin: int, stop: int) -> bool:
    """Tell whether a straight quotation mark standing apart closes: the one before it opened."""
    before = text.rfind('"', max(0, begin - 400), stop)
    if before < 0:
        return False
    inside = not text[before + 1].isspace()
    outside = before > 0 and not text[before - 1].isspace()
    return inside and not outside


def _trimmed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    piece = text[start:end]
    kept = piece.strip()
    if kept:
        start += len(piece) - len(piece.lstrip())
        yield start, start + len(kept)


def _ends(text: str, begin: int, found: re.Match[str], after: re.Match[str]) -> bool:
    word = after["word"]
    if not _can_start(word):
        # Blanks up to the end, or a mark that stands alone behind an opening quote.
        return not word and bool(after["open"])
    stop = found["stop"]
    if stop == ".":
        return _full_stop_ends(text, begin, found.start(), after)
    if "!" in stop or "?" in stop:
        return _question_ends(text, found, after)
    return True


def _can_start(word: str) -> bool:
    first = word[:1]
    return (
        first.isupper()
        or first.isdecimal()
        or (first != "" and first in "$€£#@¿¡")
        or word[1:2].isupper()
    )


def _question_ends(text: str, found: re.Match[str], after: re.Match[str]) -> bool:
    if found["close"] or found["apart"]:
        asked = _ASKED.match(text, found.end())
        return asked is None or asked["first"].lower() in _STARTERS
    before = text[max(0, found.start() - 12) : found.start()].split()
    named = before and before[-1].lower() in _EXCLAIMED and before[-1][0].isupper()
    return not named or _starts(after)


def _full_stop_ends(text: str, begin: int, stop: int, after: re.Match[str]) -> bool:
    tail = text[max(begin, stop - 24) : stop]
    before = _BEFORE.search(tail)
    raw = before[0].replace(" ", "") if before else ""
    key = raw.lower().lstrip("$€£")
    word = after["word"]
    if key.isdecimal():
        # "1. Go to the station": a list's number; "3 . 5 percent": a decimal taken apart.
        lone = not text[begin : stop - len(tail)].strip() and tail.strip() == raw
        return not lone and not (tail.endswith(" ") and word[0].isdecimal() and len(key) < 4)
    if key in _MONTHS or (key in _NUMBERED and not (len(raw) == 1 and raw.isupper())):
        return not word[0].isdecimal()
    if key in _ENDING:
        return not _goes_on_after_clock(after)
    if _never_ends(raw, key, tail):
        return False
    lettered = _LETTERED.search(tail) is not None
    return lettered or not _may_go_on(raw, key) or _starts(after)


def _goes_on_after_clock(after: re.Match[str]) -> bool:
    word = after["word"]
    if "(" in after["open"] and word[0].isdecimal():
        return True  # "10 a.m. (0900 GMT)"
    first = re.split(r"\W", word.lower(), maxsplit=1)[0]
    return first in _AFTER_CLOCK or _ZONE.fullmatch(word) is not None


def _never_ends(raw: str, key: str, tail: str) -> bool:
    """Tell whether a word needs the next one: "Mr.", "dall'on.", "a . 38 caliber pistol"."""
    if key in _NEVER_LAST:
        return tail.endswith(" ")
    elided = tail[: -len(raw)].endswith(("'", "’")) if raw else False
    return key in _TITLES and (raw[0].isupper() or key not in _ALSO_WORDS or elided)


def _may_go_on(raw: str, key: str) -> bool:
    """Tell whether a capitalised word behind this abbreviation may belong to the same sentence."""
    if key in _PLACES:
        return raw[0].isupper() or key not in _ALSO_WORDS
    return (len(raw) == 1 and raw.isupper()) or _INITIALS.fullmatch(raw) is not None


def _starts(after: re.Match[str]) -> bool:
    opening = after["open"].strip()
    if opening and opening[-1] in "\"“‘'«`":
        return True
    if re.fullmatch(r"[A-Z]\.", after["word"]):
        return False  # "L. A. County"
    return re.split(r"[^\w'’]", after["word"].lower(), maxsplit=1)[0] in _STARTERS
