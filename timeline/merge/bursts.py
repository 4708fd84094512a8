"""Which sentences of many documents tell of the same event: the filter ``timeline match``.

Documents of mixed topics come with their day of publication only, so this reads whole articles
where ``merge`` reads dated mentions. Two situations are told apart, because what is right in one is
wrong in the other (docs/design.md#match):

- A *burst*: many outlets tell of one thing within days. Articles that are alike tell of the same
  event, and so do their sentences.
- A *running subject*: alike articles come again and again over weeks. That articles are alike then
  says nothing; only sentences that share most of what they say, within days, tell of one event.
  Where nobody knows the days its sentences tell: each article has something new to say.
"""

from __future__ import annotations

import math
import tomllib
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from itertools import combinations, pairwise
from typing import Any

from timeline.merge.clusters import agglomerate
from timeline.merge.collection import Collection, Statement, cover, days_apart

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
    #: Share of an article's sentences that alike ones tell, too; below, its subject runs on.
    told: float


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
    found: dict[str, str] = {}
    for cluster in _clusters(Collection(sentences), weights()):
        for key in cluster:
            found[key] = cluster[0]
    return [{"id": sentence.id, "cluster": found[sentence.id]} for sentence in sentences]


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
    running = _running(collection, subject, weights)
    links = {pair: value for pair, value in links.items() if running.isdisjoint(pair)}
    alone, found = set(running), []
    for burst in _bursts(collection.documents.keys() - running, links, weights):
        if len(burst) > 1:
            found.append(tuple(sorted(s.id for doc in burst for s in collection.sentences[doc])))
        else:
            alone.update(burst)
    return found + _single(collection, alone, weights.cover)


def _running(
    collection: Collection, subject: Mapping[tuple[str, str], float], weights: Weights
) -> set[str]:
    """Return the documents of running subjects."""
    alike: defaultdict[str, list[str]] = defaultdict(list)
    for pair, value in subject.items():
        if value >= weights.subject:
            for doc, other in (pair, pair[::-1]):
                alike[doc].append(other)
    told = {doc: collection.told(doc, others) for doc, others in alike.items()}
    running = set()
    for doc, others in alike.items():
        around = (doc, *others)
        days = [day for other in around if (day := collection.documents[other].published)]
        if _again(days) or sum(told[other] for other in around) < weights.told * len(around):
            running.add(doc)
    return running


def _again(days: Sequence[date]) -> bool:
    """Tell whether articles of those days come again and again.

    An article that is late or wrongly dated is no running subject; nor is what was told twice.
    """
    periods = _periods(days)
    return len(periods) > 2 and 2 * max(periods) <= sum(periods)


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
    docs = sorted(docs)
    rows = sorted((s for doc in docs for s in collection.sentences[doc]), key=lambda s: s.id)
    idf = collection.within
    published = {doc: collection.documents[doc].published for doc in docs}
    stems = {key: own for doc in docs for key, own in collection.stems[doc].items()}
    scores = {}
    for one, other in combinations(rows, 2):
        apart = days_apart(published[one.doc], published[other.doc])
        if one.doc == other.doc or (apart is not None and apart <= _DAYS):
            scores[one.id, other.id] = int(_CERTAIN * cover(stems[one.id], stems[other.id], idf))
    return agglomerate([s.id for s in rows], scores, int(_CERTAIN * least))
