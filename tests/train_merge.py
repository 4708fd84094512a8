"""Find the weights of ``timeline match`` again: prints ``timeline/merge/weights.toml``.

Logistic regression over pairs of articles of ECB+ train (label: they tell of one event), solved
with Newton's method; then the threshold for bursts that serves train best. Needs the evaluation
data (``TIMELINE_EVAL``). Run it after a change of the features: ``python tests/train_merge.py``.

``python tests/train_merge.py --folds 5`` tells what to expect of topics that were not learned from:
the topics of train and dev in five parts, each matched with weights found on the other four.
"""

import argparse
import math
import sys
from collections import defaultdict

from quality_merge import evaluation, records, score

from timeline.merge import bursts
from timeline.merge.bursts import Weights
from timeline.merge.collection import Collection, Statement

#: Strength of the pull towards 0; larger for fewer examples.
RIDGE = 1.0

#: What is not learned; ``weights.toml`` says how each was found.
BASE = {"attach": 0.05, "subject": 0.2, "cover": 0.4, "told": 0.42}


def examples(rows):
    """Return the features of pairs of articles, and whether they share an event."""
    events = defaultdict(set)
    for row in rows:
        events[row["doc"]].update(row["events"])
    collection = Collection([Statement.read(row) for row in rows])
    pairs = collection.pairs()
    found = [collection.features(*pair) for pair in pairs]
    return found, [float(bool(events[one] & events[other])) for one, other in pairs]


def solve(matrix, right):
    """Return x with matrix · x = right (Gaussian elimination)."""
    rows = [[*row, value] for row, value in zip(matrix, right, strict=True)]
    size = len(rows)
    for step in range(size):
        pivot = max(range(step, size), key=lambda r: abs(rows[r][step]))
        rows[step], rows[pivot] = rows[pivot], rows[step]
        for r in range(size):
            if r != step:
                ratio = rows[r][step] / rows[step][step]
                rows[r] = [a - ratio * b for a, b in zip(rows[r], rows[step], strict=True)]
    return [rows[r][-1] / rows[r][r] for r in range(size)]


def fit(features, labels, names, rounds=12):
    """Return the bias and one weight a name."""
    data = [[1.0, *(f[n] for n in names)] for f in features]
    weights = [0.0] * (len(names) + 1)
    size = range(len(weights))
    for _ in range(rounds):
        slope = [-RIDGE * w * (k > 0) for k, w in enumerate(weights)]
        curve = [[RIDGE * (a == b > 0) for b in size] for a in size]
        for x, label in zip(data, labels, strict=True):
            p = 1 / (1 + math.exp(-sum(w * v for w, v in zip(weights, x, strict=True))))
            used = [k for k in size if x[k]]
            for a in used:
                slope[a] += (label - p) * x[a]
                scaled = p * (1 - p) * x[a]
                for b in used:
                    curve[a][b] += scaled * x[b]
        weights = [w + s for w, s in zip(weights, solve(curve, slope), strict=True)]
    return weights


def tuned(rows, bias, features, base):
    """Return the threshold for bursts with the best sum of B3 and pair F1, and all sums."""
    collection = Collection([Statement.read(row) for row in rows])
    sums = {}
    for burst in (0.35, 0.4, 0.45, 0.5, 0.55, 0.6, 0.65):
        weights = Weights(bias, features, burst=burst, **base)
        clusters = bursts._clusters(collection, weights)
        got = score({key: c[0] for c in clusters for key in c}, rows)
        sums[burst] = round(got["b3_f"] + got["pair_f"], 4)
    return max(sums, key=lambda b: (sums[b], -b)), sums


def learned(rows):
    """Return the bias and the weights of the features that *rows* teach."""
    features, labels = examples(rows)
    names = list(features[0])
    bias, *weights = fit(features, labels, names)
    return round(bias, 2), {name: round(w, 2) for name, w in zip(names, weights, strict=True)}


def crossed(rows, folds):
    """Return B3 and pair F1 of topics, each matched with weights that other topics taught."""
    topics = sorted({row["topic"] for row in rows})
    clusters = {}
    for fold in range(folds):
        held = set(topics[fold::folds])
        bias, features = learned([row for row in rows if row["topic"] not in held])
        weights = Weights(bias, features, burst=bursts.weights().burst, **BASE)
        asked = [row for row in rows if row["topic"] in held]
        found = bursts._clusters(Collection([Statement.read(row) for row in asked]), weights)
        clusters |= {key: cluster[0] for cluster in found for key in cluster}
    return score(clusters, rows)


def main():
    """Print the weights, or with ``--folds`` what they are worth on topics that are new to them."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--folds", type=int, default=0)
    folds = asked.parse_args().folds
    rows = records(evaluation() / "merge", "ecbplus_train")
    if folds:
        got = crossed(rows + records(evaluation() / "merge", "ecbplus_dev"), folds)
        line = f"B3 {100 * got['b3_f']:.1f}, pair {100 * got['pair_f']:.1f}"
        sys.stdout.write(f"ECB+ train and dev, {folds} folds over topics: {line}\n")
        return
    bias, found = learned(rows)
    burst, sums = tuned(rows, bias, found, BASE)
    lines = [
        f"# sums of B3 and pair F1 on ECB+ train by threshold for bursts: {sums}",
        f"bias = {bias:.2f}",
        f"burst = {burst}",
        *(f"{key} = {value}" for key, value in BASE.items()),
        "\n[features]",
        *(f'"{name}" = {value}' for name, value in found.items()),
    ]
    sys.stdout.write("\n".join(lines) + "\n")


if __name__ == "__main__":
    main()
