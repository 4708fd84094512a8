"""How well sentences and mentions are merged, against the floors in ``quality/merge.toml``."""

import json
import os
import random
import sys
import tomllib
from collections import defaultdict
from pathlib import Path

from timeline.merge import match

HERE = Path(__file__).parent


def evaluation():
    """Return the folder with the evaluation data."""
    return Path(os.environ.get("TIMELINE_EVAL", HERE.parent.parent / "shared" / "eval"))


def records(folder, name):
    """Return the sentences of a corpus, as ``timeline match`` reads them, with their gold."""
    with (folder / f"{name}.jsonl").open(encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    articles = defaultdict(list)
    if name.startswith("ecbplus"):
        with (folder / "ecbplus_docs.jsonl").open(encoding="utf-8") as lines:
            for doc in map(json.loads, lines):
                articles[doc["doc"]] = doc["sents"]
    else:
        for row in sorted(rows, key=lambda row: row["sent"]):
            articles[row["doc"]].append(row["text"])
    return [row | {"article": " ".join(articles[row["doc"]])} for row in rows]


def score(clusters, rows):
    """Return B-cubed and pairwise figures of *clusters* (id -> cluster)."""
    sys.path.insert(0, str(evaluation() / "merge"))
    from merge_score import score as judge

    return judge(clusters, {row["id"]: row["events"] for row in rows})


def matched(rows):
    asked = [
        {k: v for k, v in row.items() if k not in ("events", "event", "heads")} for row in rows
    ]
    return {found["id"]: found["cluster"] for found in match(asked)}


def online(rows, orders=3):
    """Return B3 F1 when one document comes at a time, for some orders of arrival."""
    found = []
    for seed in range(orders):
        shuffled = random.Random(seed).sample(rows, len(rows))
        found.append(100 * score(matched(shuffled), rows)["b3_f"])
    return found


def figures():
    """Return every figure by its name in ``merge.toml``."""
    folder = evaluation() / "merge"
    found = {}
    for name in ("ecbplus_train", "ecbplus_dev", "meantime_it"):
        rows = records(folder, name)
        got = score(matched(rows), rows)
        found[f"{name} B3"] = round(100 * got["b3_f"], 1)
        found[f"{name} pair"] = round(100 * got["pair_f"], 1)
    return found


def main():
    """Print figure and floor; return 1 when a figure is below its floor."""
    floors = tomllib.loads((HERE / "quality" / "merge.toml").read_text("utf-8"))["floors"]
    if not evaluation().is_dir():
        sys.stdout.write(f"merge: no evaluation data in {evaluation()}: skipped\n")
        return 0
    low = 0
    for name, value in figures().items():
        floor = floors.get(name, 0)
        low |= value < floor
        sys.stdout.write(
            f"merge {name}: {value} (floor {floor}){' TOO LOW' if value < floor else ''}\n"
        )
    return int(low)


if __name__ == "__main__":
    sys.exit(main())
