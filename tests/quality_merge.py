"""How well sentences and mentions are merged, against the floors in ``quality/merge.toml``."""

import json
import os
import random
import sys
import tomllib
from collections import defaultdict
from datetime import UTC, datetime
from itertools import combinations
from pathlib import Path
from zoneinfo import ZoneInfo

from timeline import drops as read_drops
from timeline.events import reduce
from timeline.merge import match, merge
from timeline.types import Timeline

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


def judged(rows):
    """Return B3 and pair F1 of what is matched, in percent."""
    got = score(matched(rows), rows)
    return {"B3": round(100 * got["b3_f"], 1), "pair": round(100 * got["pair_f"], 1)}


def online(rows, orders=10):
    """Return B3 F1 for some orders of arrival.

    ``test_update.py`` and ``test_merge_histories.py`` test that one drop at a time gives the same.
    """
    found = []
    for seed in range(orders):
        shuffled = random.Random(seed).sample(rows, len(rows))
        found.append(100 * score(matched(shuffled), rows)["b3_f"])
    return found


def drops():
    """Return how mentions of the drops that a person read are merged over articles.

    A pair of mentions is wrong when the person read different events in the two sentences; an event
    is found for a pair of articles when any two of their mentions of it came together. (Where one
    sentence tells of two events, ``event_score.py`` counts what is merged right as wrong, too.)
    """
    sys.path.insert(0, str(evaluation()))
    from event_score import contained

    folder = evaluation() / "drops"
    events = json.loads((folder / "groups.json").read_text("utf-8"))
    with (folder / "gold.jsonl").open(encoding="utf-8") as lines:
        gold = {row["file"]: row["events"] for row in map(json.loads, lines)}

    def told(mention):
        return frozenset(
            event["gid"]
            for event in gold.get(mention.article.drop, ())
            if event.get("gid") and contained(event["sentence"], mention.quote) >= 0.7
        )

    mentions = reduced(folder / "articles")
    merged = merge(Timeline("drops"), mentions, (), now=datetime.now(UTC))
    clusters = [[(told(m), m.article.drop) for m in e.mentions] for e in merged.timeline.events]
    wrong = sum(
        bool(one and other and not one & other)
        for cluster in clusters
        for (one, _), (other, _) in combinations(cluster, 2)
    )
    read = {(event, drop) for cluster in clusters for gids, drop in cluster for event in gids}
    wanted = {
        (event, *pair)
        for event, files in events.items()
        for pair in combinations(sorted(files), 2)
        if all((event, drop) in read for drop in pair)
    }
    found = {
        (event, *sorted((first, second)))
        for cluster in clusters
        for (one, first), (other, second) in combinations(cluster, 2)
        for event in one & other
    }
    return wrong, len(wanted & found) / len(wanted)


def reduced(folder):
    """Return every mention of the drops in a folder."""
    found = []
    for path in sorted(folder.iterdir()):
        drop = read_drops.take(folder, path.name, max_bytes=10_000_000)
        for article in read_drops.read(drop, zone=ZoneInfo("UTC")):
            found += reduce(article, None)
    return found


def figures():
    """Return every figure by its name in ``merge.toml``."""
    folder = evaluation() / "merge"
    rows_dev = records(folder, "ecbplus_dev")
    found = {}
    for name in ("ecbplus_train", "ecbplus_dev", "meantime_it"):
        rows = records(folder, name)
        found |= {f"{name} {measure}": value for measure, value in judged(rows).items()}
    for name in ("ecbplus_dev", "meantime_it"):
        rows = [row | {"published": None} for row in records(folder, name)]
        found |= {
            f"{name} {measure} without days": value for measure, value in judged(rows).items()
        }
    found["ecbplus_dev B3, worst of 10 orders"] = round(min(online(rows_dev)), 1)
    wrong, recall = drops()
    found["drops, wrong pairs (below 0)"] = -wrong
    found["drops, merge recall"] = round(100 * recall, 1)
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
