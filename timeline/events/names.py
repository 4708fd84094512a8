"""Names in a sentence: places and actors, written as the story or the article writes them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from timeline.events.passages import Passage, Token
from timeline.events.words import Words
from timeline.types import Story

__all__ = ["Found", "Names"]

_GLUE = frozenset({"of", "de", "del", "della", "di", "da", "van", "von", "der", "al", "bin", "for"})
_DEFINED = re.compile(r"\(([A-Z][A-Za-z]*[A-Z]|[A-Z]{2,})\)")


@dataclass(frozen=True, slots=True)
class Found:
    """A name in a sentence."""

    start: int
    end: int
    #: As it is to be shown.
    name: str
    #: "actor" or "place".
    kind: str


@dataclass
class Names:
    """The names of one article: what stands for what."""

    words: Words
    #: Variant -> (name, kind), of the story.
    known: dict[str, tuple[str, str]] = field(default_factory=dict)
    #: Surname or acronym -> full name, of the article.
    full: dict[str, str] = field(default_factory=dict)
    #: Name -> acronym, where the article defines one.
    acronyms: dict[str, str] = field(default_factory=dict)
    places: set[str] = field(default_factory=set)
    #: "ministry" -> Interior Ministry, "president" -> Donald Trump, as far as read.
    offices: dict[str, str] = field(default_factory=dict)
    #: What was found, by the sentence's offset.
    found: dict[int, tuple[Found, ...]] = field(default_factory=dict)
    #: Runs of capitals, by the sentence's offset.
    runs: dict[int, list[list[Token]]] = field(default_factory=dict)
    #: Phrases that name a date of the story.
    dates: frozenset[str] = frozenset()

    @classmethod
    def of(cls, passages: Sequence[Passage], story: Story | None, words: Words) -> Names:
        """Collect the article's names in reading order; the story's own go first."""
        phrases = story.named_dates if story else ()
        names = cls(words, dates=frozenset(phrase.lower() for phrase, _ in phrases))
        for name in story.names if story else ():
            for variant in (name.name, *name.variants):
                names.known.setdefault(variant, (name.name, name.kind))
        for passage in passages:
            names._learn(passage)
        return names

    def find(self, passage: Passage) -> tuple[Found, ...]:
        """Return the names of a sentence outside its quotations, in order, each once."""
        if passage.start not in self.found:
            seen: dict[str, Found] = {}
            for found in self._find(passage):
                seen.setdefault(found.name, found)
            self.found[passage.start] = tuple(seen.values())
        return self.found[passage.start]

    def _find(self, passage: Passage) -> Iterator[Found]:
        for run in self.runs[passage.start]:
            start, end = run[0].start, run[-1].end
            text = _owner(passage.plain[start:end])
            place = self._is_place(passage, run)
            name, kind = self._resolve(text, place=place)
            if name:
                self._hold_office(text, name)
                yield Found(start, start + len(text), name, kind)

    def speaker(self, text: str) -> str:
        """Return whom a speaker's words name: "Mayor Sala" is Giuseppe Sala."""
        known = self._known(text)
        if known:
            return known[0]
        text = re.sub(r"\s?\([^()]*\)", "", text)
        article, _, office = text.partition(" ")
        if article.lower() in self.words.definite and office in self.offices:
            return self.offices[office]
        bare = " ".join(self._after_title(text.split()))
        return self.full.get(bare, bare)

    def _after_title(self, parts: Sequence[str]) -> Sequence[str]:
        """Return the name behind a title: "Kremlin spokesperson Dmitry Peskov"."""
        titled = [
            index
            for index, part in enumerate(parts)
            if part.lower().rstrip(".") in self.words.titles
        ]
        last = titled[-1] + 1 if titled else 0
        rest = parts[last:]
        office = any(part.lower() in self.words.organisation for part in rest)
        if rest and not office and all(part[:1].isupper() for part in rest):
            return rest
        return parts

    def _known(self, text: str) -> tuple[str, str] | None:
        """Return the story's name for words that hold nothing else but titles and owners."""
        text = _owner(text).rstrip("'’")
        if text in self.known:
            return self.known[text]
        parts = text.split()
        for first in range(1, len(parts)):
            lead = parts[:first]
            if not all(self._leads(part) for part in lead):
                return None
            rest = " ".join(parts[first:])
            if rest in self.known:
                return self.known[rest]
        return None

    def _leads(self, part: str) -> bool:
        lower = part.lower().rstrip(".")
        return (
            lower.endswith(("'s", "’s", "s'", "s’"))
            or lower in self.words.demonyms
            or lower in _GLUE
            or lower in self.words.definite
            or lower in self.words.speakers
            or lower in self.words.titles
        )

    def _hold_office(self, text: str, name: str) -> None:
        """Note what "the ministry" and "the mayor" stand for from here on."""
        parts = text.lower().split()
        for part in parts:
            if part in self.words.organisation and part in self.words.speakers:
                self.offices[part] = name
        for part in parts[:-1]:
            if part in self.words.titles and part in self.words.speakers:
                self.offices[part] = name

    def _resolve(self, text: str, *, place: bool) -> tuple[str, str]:
        known = self._known(text)
        if known:
            return known
        bare = " ".join(_without_titles(text.split(), self.words))
        if not bare or self._is_no_name(bare):
            return "", ""
        name = self.full.get(bare, bare)
        if name in self.known:
            return self.known[name]
        return name, "place" if place or bare in self.places else "actor"

    def _is_no_name(self, bare: str) -> bool:
        """Leave out "Italian", "Winter Games", "Super Bowl": they neither act nor lie anywhere."""
        lower = bare.lower()
        parts = lower.split()
        if lower in self.dates or parts[-1] in self.words.occasions:
            return True
        return len(parts) == 1 and lower.rstrip("s") in self.words.demonyms

    def _is_place(self, passage: Passage, run: Sequence[Token]) -> bool:
        words = self.words
        last = _owner(run[-1].lower)
        if last in words.place_words:
            return True
        if any(token.lower in words.organisation for token in run):
            return False
        before = passage.plain[: run[0].start].rsplit(None, 1)[-1:]
        return bool(before) and before[0].lower() in words.place_prepositions

    def _learn(self, passage: Passage) -> None:
        self.runs[passage.start] = list(_runs(passage.tokens, passage.plain, self.words))
        for run in self.runs[passage.start]:
            text = _owner(passage.plain[run[0].start : run[-1].end])
            parts = list(self._after_title(text.split()))
            name = " ".join(parts)
            if self._is_place(passage, run):
                self.places.add(name)
            elif 1 < len(parts) < 4 and not any(
                p.lower() in self.words.organisation for p in parts
            ):
                self.full.setdefault(parts[-1], name)
            acronym = _DEFINED.match(passage.text[run[-1].end :].lstrip())
            if acronym and name[:1] in acronym[1]:
                self.full.setdefault(acronym[1], name)
                self.acronyms.setdefault(name, acronym[1])


def _owner(text: str) -> str:
    """Return "Winter" for "Winter’s"."""
    return text[:-2] if text.endswith(("'s", "’s")) else text


def _runs(tokens: Sequence[Token], text: str, words: Words) -> Iterator[list[Token]]:
    """Yield the runs of capitalised words that may be names."""
    run: list[Token] = []
    for index, token in enumerate(tokens):
        if run and not _adjoins(text[run[-1].end : token.start]):
            yield from _kept(run, words)
            run = []
        if token.capital:
            run.append(token)
            if not token.text.endswith(("'s", "’s")):
                continue
        elif not run:
            continue
        elif _glues(tokens, index, run[-1], words):
            run.append(token)
            continue
        yield from _kept(run, words)
        run = []
    yield from _kept(run, words)


def _adjoins(gap: str) -> bool:
    return gap in (" ", "-", ". ", "\n")


def _glues(tokens: Sequence[Token], index: int, before: Token, words: Words) -> bool:
    """Tell whether a small word holds a name together: "Ministry of Trade and Industry"."""
    token = tokens[index]
    if index + 1 == len(tokens) or not tokens[index + 1].capital:
        return False
    return token.lower in _GLUE or (
        token.lower in words.joins and before.lower in ("immigration", "customs", "trade")
    )


def _kept(run: list[Token], words: Words) -> Iterator[list[Token]]:
    while run and (
        run[0].lower in words.ordinary
        or (len(run) > 2 and run[0].start == 0 and not run[1].capital)
        or not run[0].capital
    ):
        run = run[1:]
    while run and (run[-1].lower in words.ordinary or not run[-1].capital):
        run = run[:-1]
    # One word at the beginning of a sentence has its capital from there, unless it is an acronym.
    if len(run) > 1 or any(
        len(one.text) > 1 and (one.start > 0 or one.text.isupper()) for one in run
    ):
        yield run


def _without_titles(parts: Sequence[str], words: Words) -> list[str]:
    kept = list(parts)
    while len(kept) > 1 and kept[0].lower().rstrip(".") in words.titles:
        kept = kept[1:]
    return kept
