"""What ``timeline match`` compares of two documents: words, names, numbers, dates in the text.

How much a word tells depends on how many articles use it: those of the collection, and a stock of
articles that ``common.txt`` counted before. So three articles are weighed much like three hundred.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain, combinations
from typing import Any

from timeline.merge import words

#: Articles that the counts known before stand for; found by leaving topics out of ECB+ (train and
#: dev): flat from 100 to 1,000, without any a single topic falls from B3 83 to 61.
STOCK = 300

#: Share of all articles that use a name, number or phrase; what a stem's is, ``common.txt`` says.
_SHARE = {"names": 0.003, "numbers": 0.01, "phrases": 0.0005}

#: Words that a report opens with and that say what it is about.
_LEAD = 40
#: Names that weigh most in a document.
_MAIN = 3


@dataclass(frozen=True, slots=True)
class Statement:
    """A sentence and what is known of its document."""

    id: str
    text: str
    doc: str
    published: date | None
    article: str | None

    @classmethod
    def read(cls, record: Mapping[str, Any]) -> Statement:
        """Return what is used of a record; a day that is none counts as unknown."""
        key = str(record["id"])
        doc = record.get("doc")
        return cls(
            key,
            str(record.get("text") or ""),
            key if doc is None else str(doc),
            _day(record.get("published")),
            record.get("article") or None,
        )


def _spread(days: Iterable[date | None]) -> bool:
    """Tell whether days of publication say anything: not when all are one, as of one import."""
    known = sorted({day for day in days if day is not None})
    return len(known) > 1


def _day(published: object) -> date | None:
    try:
        return date.fromisoformat(str(published or "")[:10])
    except ValueError:
        return None


@dataclass(frozen=True, slots=True)
class Document:
    """What is compared of a document."""

    published: date | None
    #: Weights of its stems, names, numbers and phrases, each scaled to length 1.
    vectors: Mapping[str, Mapping[str, float]]
    #: Weights of the stems that it opens with.
    lead: Mapping[str, float]
    #: The names that weigh most.
    main: frozenset[str]
    #: What it names of the calendar and counts: months, weekdays, years, numbers.
    named: Mapping[str, frozenset[str]]


class Collection:
    """All documents of one call."""

    def __init__(self, sentences: Iterable[Statement]) -> None:
        self.sentences: defaultdict[str, list[Statement]] = defaultdict(list)
        for sentence in sorted(sentences, key=lambda s: (s.doc, s.id)):
            self.sentences[sentence.doc].append(sentence)
        self._days_tell = _spread(s.published for s in chain(*self.sentences.values()))
        texts = {doc: _text(own) for doc, own in self.sentences.items()}
        counts = {doc: words.count(text) for doc, text in texts.items()}
        self.idf = {name: _idf(name, [c[name] for c in counts.values()]) for name in words.FIELDS}
        users = Counter(stem for count in counts.values() for stem in count["stems"])
        #: Document -> sentence -> its stems.
        self.stems = {
            doc: {s.id: words.read(s.text).stems for s in own}
            for doc, own in self.sentences.items()
        }
        #: What a stem tells within this collection, whose subject all its articles name.
        self.within = {stem: math.log((len(texts) + 1) / (n + 0.5)) for stem, n in users.items()}
        self.documents = {doc: self._document(doc, texts[doc], counts[doc]) for doc in texts}

    def _document(self, doc: str, text: str, count: Mapping[str, Counter[str]]) -> Document:
        vectors = {name: _vector(count[name], self.idf[name]) for name in words.FIELDS}
        lead = words.count(" ".join(text.split()[:_LEAD]))["stems"]
        # By what they weigh in all: a name that is written often, and a rare one.
        names = {name: n * self.idf["names"][name] for name, n in count["names"].items()}
        main = sorted(names, key=lambda name: (-names[name], name))[:_MAIN]
        return Document(
            self._published(doc),
            vectors,
            {stem: self.idf["stems"].get(stem, 0.0) for stem in sorted(lead)},
            frozenset(main),
            words.calendar(text) | {"numbers": frozenset(count["numbers"])},
        )

    def _published(self, doc: str) -> date | None:
        days = (s.published for s in self.sentences[doc] if s.published)
        return next(days, None) if self._days_tell else None

    def told(self, doc: str, others: Iterable[str]) -> float:
        """Return which share of a document's sentences *others* tell, too, from 0 to 1."""
        idf = self.idf["stems"]
        theirs = [stems for other in others for stems in self.stems[other].values()]
        shares = [
            max(
                (_held({w: idf.get(w, 0.0) for w in sorted(own)}, other) for other in theirs),
                default=0.0,
            )
            for own in self.stems[doc].values()
        ]
        return sum(shares) / len(shares)

    def pairs(self) -> list[tuple[str, str]]:
        """Return the pairs of documents that share a word few documents use, sorted."""
        users: defaultdict[str, list[str]] = defaultdict(list)
        for doc, document in sorted(self.documents.items()):
            for stem in document.vectors["stems"]:
                users[stem].append(doc)
        most = 30 + len(self.documents) // 10
        return sorted(
            {pair for docs in users.values() if len(docs) <= most for pair in combinations(docs, 2)}
        )

    def features(self, one: str, other: str) -> dict[str, float]:
        """Return what speaks for two articles telling of one event; every value from 0 to 1."""
        first, second = self.documents[one], self.documents[other]
        found = {
            name: math.sqrt(_cosine(first.vectors[name], second.vectors[name]))
            for name in words.FIELDS
        }
        stems, others = first.vectors["stems"], second.vectors["stems"]
        found["lead in other"] = min(_held(first.lead, others), _held(second.lead, stems))
        found["other main names"] = float(
            bool(first.main and second.main)
            and first.main.isdisjoint(others)
            and second.main.isdisjoint(stems)
        )
        for name, own in first.named.items():
            theirs = second.named[name]
            found[f"other {name}"] = float(bool(own and theirs) and own.isdisjoint(theirs))
        apart = days_apart(first.published, second.published)
        found["next day"] = float(apart is not None and apart <= 1)
        found["same week"] = float(apart is not None and 1 < apart <= 7)
        return found


def days_apart(one: date | None, other: date | None) -> int | None:
    """Return the days between two dates; None when one is not known."""
    return abs((one - other).days) if one is not None and other is not None else None


def cover(one: Iterable[str], other: Iterable[str], idf: Mapping[str, float]) -> float:
    """Return which share of the shorter text the two have in common, by the weight of its words."""
    first, second = frozenset(one), frozenset(other)
    least = min(sum(idf.get(w, 0.0) for w in sorted(words)) for words in (first, second))
    return sum(idf.get(w, 0.0) for w in sorted(first & second)) / least if least > 0 else 0.0


def _text(sentences: Sequence[Statement]) -> str:
    whole = next((s.article for s in sentences if s.article), None)
    return whole or "\n".join(s.text for s in sentences)


def _idf(name: str, counts: Sequence[Counter[str]]) -> dict[str, float]:
    """Return the weight of each word: the fewer documents use it, the more it tells."""
    users: Counter[str] = Counter()
    for count in counts:
        users.update(count.keys())
    articles = len(counts) + STOCK + 1
    return {
        word: math.log(articles / (n + STOCK * (_SHARE.get(name) or words.share(word)) + 0.5))
        for word, n in users.items()
    }


def _vector(count: Counter[str], idf: Mapping[str, float]) -> dict[str, float]:
    """Return the words' weights, scaled to length 1, in the order of the words."""
    raw = {word: (1 + math.log(n)) * idf[word] for word, n in sorted(count.items())}
    length = math.sqrt(sum(value * value for value in raw.values()))
    return {word: value / length for word, value in raw.items()} if length else {}


def _cosine(one: Mapping[str, float], other: Mapping[str, float]) -> float:
    few, many = sorted((one, other), key=len)
    return sum(value * many[word] for word, value in few.items() if word in many)


def _held(weights: Mapping[str, float], stems: Container[str]) -> float:
    """Return which share of *weights* occurs among *stems*; nothing when there are none."""
    total = sum(weights.values())
    return sum(v for word, v in weights.items() if word in stems) / total if total else 0.0
