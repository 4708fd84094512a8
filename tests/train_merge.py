"""Find the weights of ``timeline match`` again: prints ``timeline/merge/weights.toml``.

Logistic regression over pairs of articles of ECB+ train (label: they tell of one event), solved
with Newton's method; then the threshold for bursts that serves train best. Needs the evaluation
data (``TIMELINE_EVAL``). Run it after a change of the features: ``python tests/train_merge.py``.
"""

import math
import sys
from collections import defaultdict

from quality_merge import evaluation, records, score

from timeline.merge import bursts
from timeline.merge.bursts import Weights
from timeline.merge.collection import Collection, Statement

#: Strength of the pull towards 0; larger for fewer examples.
RIDGE = 1.0


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


def main():
    rows = records(evaluation() / "merge", "ecbplus_train")
    features, labels = examples(rows)
    names = list(features[0])
    bias, *weights = fit(features, labels, names)
    found = {name: round(w, 2) for name, w in zip(names, weights, strict=True)}
    base = {"attach": 0.05, "subject": 0.2, "cover": 0.4}
    burst, sums = tuned(rows, round(bias, 2), found, base)
    lines = [
        f"# sums of B3 and pair F1 on ECB+ train by threshold for bursts: {sums}",
        f"bias = {bias:.2f}",
        f"burst = {burst}",
        *(f"{key} = {value}" for key, value in base.items()),
        "\n[features]",
        *(f'"{name}" = {value}' for name, value in found.items()),
    ]
    sys.stdout.write("\n".join(lines) + "\n")


if __name__ == "__main__":
    main()
