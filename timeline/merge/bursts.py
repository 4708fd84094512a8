"""Which sentences of many documents tell of the same event: the filter ``timeline match``.

Documents of mixed topics come with their day of publication only, so this reads whole articles
where ``merge`` reads dated mentions. Two situations are told apart, because what is right in one is
wrong in the other (docs/design.md#match):

- A *burst*: many outlets tell of one thing within days. Articles that are alike tell of the same
  event, and so do their sentences.
- A *running subject*: alike articles come again and again over weeks. That articles are alike then
  says nothing; only sentences that share most of what they say, within days, tell of one event.
"""

from __future__ import annotations

import math
import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from importlib.resources import files
from itertools import combinations, pairwise
from typing import Any

from timeline.merge import words
from timeline.merge.clusters import agglomerate

#: A million is certain; whole numbers, so that sums do not depend on their order.
_CERTAIN = 1_000_000

#: Days between two articles on one event, or two sentences of a running subject.
_DAYS = 3

#: An article is alike to what is told again after so many days: the subject is a running one.
_AGAIN = 14


@dataclass(frozen=True, slots=True)
class Weights:
    """How sure the features of two articles make us; ``weights.toml`` says how they were found."""

    bias: float
    features: dict[str, float]
    #: Mean likeness from which articles form a burst.
    burst: float
    #: Mean likeness from which an article that stands alone is taken into a burst.
    attach: float
    #: Likeness from which two articles are of one subject, whenever they were published.
    subject: float
    #: Share of a sentence that another has to cover to tell of the same event.
    cover: float


@cache
def weights() -> Weights:
    """Return the weights that travel with the package."""
    text = (files("timeline.merge") / "weights.toml").read_text("utf-8")
    return Weights(**tomllib.loads(text))


def match(records: Iterable[Mapping[str, Any]]) -> list[dict[str, str]]:
    """Return ``{"id", "cluster"}`` for each record, in their order.

    A record has ``id``, ``text`` (a sentence), ``published`` (day or None), ``doc`` and ``article``
    (the whole text of that document, or None). A cluster is named after its smallest id. The result
    does not depend on the order of the records.
    """
    sentences = [Statement.read(record) for record in records]
    subject = Collection(sentences)
    found: dict[str, str] = {}
    for cluster in _clusters(subject, weights()):
        for key in cluster:
            found[key] = cluster[0]
    return [{"id": sentence.id, "cluster": found[sentence.id]} for sentence in sentences]


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


def _day(published: object) -> date | None:
    try:
        return date.fromisoformat(str(published or "")[:10])
    except ValueError:
        return None


@dataclass(slots=True)
class Document:
    """What is compared of a document: weights of its words, names, numbers and phrases."""

    published: date | None
    vectors: dict[str, dict[str, float]] = field(default_factory=dict)
    #: The five names that weigh most.
    main: dict[str, float] = field(default_factory=dict)


class Collection:
    """All documents of one call, with weights that depend on how many of them use a word."""

    def __init__(self, sentences: Sequence[Statement]) -> None:
        texts: dict[str, str] = {}
        published: dict[str, date | None] = {}
        self.sentences: defaultdict[str, list[Statement]] = defaultdict(list)
        for sentence in sorted(sentences, key=lambda s: (s.doc, s.id)):
            self.sentences[sentence.doc].append(sentence)
            published[sentence.doc] = published.get(sentence.doc) or sentence.published
        for doc, own in self.sentences.items():
            whole = next((s.article for s in own if s.article), None)
            texts[doc] = whole or "\n".join(s.text for s in own)
        self.documents = {doc: Document(published[doc]) for doc in texts}
        counts = {doc: words.count(text) for doc, text in texts.items()}
        self.idf = {name: _idf([c[name] for c in counts.values()]) for name in words.FIELDS}
        for doc, count in counts.items():
            document = self.documents[doc]
            document.vectors = {n: _vector(count[n], self.idf[n]) for n in words.FIELDS}
            names = sorted(document.vectors["names"].items(), key=lambda item: (-item[1], item[0]))
            document.main = dict(names[:5])

    def pairs(self) -> Iterable[tuple[str, str]]:
        """Return the pairs of documents that share a word few documents use, sorted."""
        users: defaultdict[str, list[str]] = defaultdict(list)
        for doc, document in sorted(self.documents.items()):
            for stem in document.vectors["stems"]:
                users[stem].append(doc)
        most = 30 + len(self.documents) // 10
        found = {
            pair for docs in users.values() if len(docs) <= most for pair in combinations(docs, 2)
        }
        return sorted(found)

    def features(self, one: str, other: str) -> dict[str, float]:
        """Return what speaks for two articles telling of one event; every value from 0 to 1."""
        first, second = self.documents[one], self.documents[other]
        found = {
            name: math.sqrt(_cosine(first.vectors[name], second.vectors[name]))
            for name in words.FIELDS
        }
        stems, others = first.vectors["stems"], second.vectors["stems"]
        found["cover"] = cover(stems, others, self.idf["stems"])
        found["main names"] = min(_held(first.main, others), _held(second.main, stems))
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


def likeness(features: Mapping[str, float], weights: Weights) -> float:
    """Return how sure *features* make us that two articles tell of one event, from 0 to 1."""
    logit = weights.bias + sum(weights.features[name] * value for name, value in features.items())
    return 1 / (1 + math.exp(-logit))


def _clusters(collection: Collection, weights: Weights) -> list[tuple[str, ...]]:
    """Return the clusters of sentences: bursts whole, everything else by what sentences share."""
    undated = {"next day": 0.0, "same week": 0.0}
    links, subject = {}, {}
    for pair in collection.pairs():
        features = collection.features(*pair)
        links[pair] = int(_CERTAIN * likeness(features, weights))
        subject[pair] = likeness(features | undated, weights)
    running = _running(collection, subject, weights.subject)
    links = {pair: value for pair, value in links.items() if running.isdisjoint(pair)}
    alone, found = set(running), []
    for burst in _bursts(collection.documents.keys() - running, links, weights):
        if len(burst) > 1:
            found.append(tuple(sorted(s.id for doc in burst for s in collection.sentences[doc])))
        else:
            alone.update(burst)
    return found + _single(collection, alone, weights.cover)


def _running(
    collection: Collection, subject: Mapping[tuple[str, str], float], least: float
) -> set[str]:
    """Return the documents of running subjects: what is alike comes again and again.

    An article that is late or wrongly dated is no running subject; nor is what was told twice.
    """
    alike: defaultdict[str, list[date]] = defaultdict(list)
    for pair, value in subject.items():
        if value >= least:
            for doc, other in (pair, pair[::-1]):
                if (published := collection.documents[other].published) is not None:
                    alike[doc].append(published)
    running = set()
    for doc, days in alike.items():
        periods = _periods([*days, collection.documents[doc].published or days[0]])
        if len(periods) > 2 and 2 * max(periods) <= sum(periods):
            running.add(doc)
    return running


def _periods(days: Sequence[date]) -> list[int]:
    """Return how many of *days* fall in each period; two weeks without any part two periods."""
    ordered = sorted(days)
    counts = [1]
    for before, day in pairwise(ordered):
        if (day - before).days > _AGAIN:
            counts.append(0)
        counts[-1] += 1
    return counts


def _bursts(
    docs: Iterable[str], links: Mapping[tuple[str, str], int], weights: Weights
) -> list[tuple[str, ...]]:
    """Return documents by what they tell of; one that stands alone joins what it is most like."""
    clusters = agglomerate(docs, links, int(_CERTAIN * weights.burst))
    bursts = {c[0]: c for c in clusters if len(c) > 1}
    joined = {first: list(burst) for first, burst in bursts.items()}
    for cluster in clusters:
        if len(cluster) == 1:
            means = sorted((-_mean(cluster[0], b, links), first) for first, b in bursts.items())
            best = -means[0][0] if means else 0
            next_best = -means[1][0] if len(means) > 1 else 0
            if best >= _CERTAIN * weights.attach and best > 2 * next_best:
                joined[means[0][1]].append(cluster[0])
            else:
                joined[cluster[0]] = [cluster[0]]
    return [tuple(sorted(docs)) for _, docs in sorted(joined.items())]


def _mean(doc: str, burst: Sequence[str], links: Mapping[tuple[str, str], int]) -> int:
    return sum(links.get((min(doc, d), max(doc, d)), 0) for d in burst) // len(burst)


def _single(collection: Collection, docs: Iterable[str], least: float) -> list[tuple[str, ...]]:
    """Return the clusters of sentences that share most of what they say, published within days."""
    rows = sorted((s for doc in docs for s in collection.sentences[doc]), key=lambda s: s.id)
    idf = collection.idf["stems"]
    stems = {s.id: frozenset(words.read(s.text).stems) for s in rows}
    scores = {}
    for one, other in combinations(rows, 2):
        apart = days_apart(one.published, other.published)
        if one.doc == other.doc or (apart is not None and apart <= _DAYS):
            scores[one.id, other.id] = int(_CERTAIN * cover(stems[one.id], stems[other.id], idf))
    return agglomerate([s.id for s in rows], scores, int(_CERTAIN * least))


def _idf(counts: Sequence[Counter[str]]) -> dict[str, float]:
    """Return the weight of each word: the fewer documents use it, the more it tells."""
    users: Counter[str] = Counter()
    for count in counts:
        users.update(count.keys())
    return {word: math.log((len(counts) + 1) / (n + 0.5)) for word, n in users.items()}


def _vector(count: Counter[str], idf: Mapping[str, float]) -> dict[str, float]:
    """Return the words' weights, scaled to length 1, in the order of the words."""
    raw = {word: (1 + math.log(n)) * idf[word] for word, n in sorted(count.items())}
    length = math.sqrt(sum(value * value for value in raw.values()))
    return {word: value / length for word, value in raw.items()} if length else {}


def _cosine(one: Mapping[str, float], other: Mapping[str, float]) -> float:
    few, many = sorted((one, other), key=len)
    return sum(value * many[word] for word, value in few.items() if word in many)


def _held(names: Mapping[str, float], stems: Mapping[str, float]) -> float:
    """Return which share of *names*, by weight, occurs among *stems*; half when there are none."""
    total = sum(names.values())
    return sum(v for name, v in names.items() if name in stems) / total if total else 0.5
