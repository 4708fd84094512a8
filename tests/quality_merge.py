"""How well sentences and mentions are merged, against the floors in ``quality/merge.toml``."""

import json
import os
import random
import re
import sys
import tempfile
import tomllib
from collections import defaultdict
from datetime import UTC, datetime, timedelta
from itertools import chain, combinations
from pathlib import Path
from zoneinfo import ZoneInfo

from timeline import drops as read_drops
from timeline.events import reduce
from timeline.merge import match, merge
from timeline.storage import Storage
from timeline.types import Article, Granularity, Paragraph, Provenance, Published, Story, Timeline
from timeline.update.weaving import weave

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
    """Return B3 F1 of ``match`` for some orders of its records, all of which it is given at once.

    ``watched`` measures what is stored one article at a time.
    """
    found = []
    for seed in range(orders):
        shuffled = random.Random(seed).sample(rows, len(rows))
        found.append(100 * score(matched(shuffled), rows)["b3_f"])
    return found


def watched(orders):
    """Return figures of ECB+ dev as the watch merges it: article by article, stored after each.

    ``python tests/quality_merge.py 10`` takes ten orders, in two minutes. Only sentences that are
    reduced count, 6 in 10: the watch keeps what is dated, and singletons of the others would hide
    what it does. Articles without a day have that of one import.
    """
    folder = evaluation() / "merge"
    rows = records(folder, "ecbplus_dev")
    days = {row["doc"]: row["published"] for row in rows}
    with (folder / "ecbplus_docs.jsonl").open(encoding="utf-8") as lines:
        docs = [doc for doc in map(json.loads, lines) if doc["doc"] in days]
    articles = [reduce(_article(doc["doc"], doc["sents"], days[doc["doc"]]), None) for doc in docs]
    whole = merge(Timeline("watched"), list(chain(*articles)), (), now=NOW).timeline
    states = [woven(random.Random(seed).sample(articles, len(articles))) for seed in range(orders)]
    differ = [parts(whole) ^ parts(state) for state in states]
    told = [_told(state, rows) for state in states]
    scores = [score(of, [row for row in rows if row["id"] in of]) for of in told]
    b3 = [100 * one["b3_f"] for one in scores]
    return {
        "ecbplus_dev, watched: events that an order changes (below 0)": -sum(map(len, differ)),
        "ecbplus_dev, watched: spread of B3 (below 0)": round(min(b3) - max(b3), 1),
        "ecbplus_dev, watched: B3": round(min(b3), 1),
        "ecbplus_dev, watched: pair": round(min(100 * one["pair_f"] for one in scores), 1),
        "ecbplus_dev, watched: pair precision": round(
            min(100 * one["pair_p"] for one in scores), 1
        ),
    }


NOW = datetime(2014, 1, 2, tzinfo=UTC)


def _article(key, sentences, day):
    """Return an article of the corpus, whose words and signs stand apart."""
    at = datetime.fromisoformat(day or "2014-01-01").replace(tzinfo=UTC)
    known = Provenance.METADATA if day else Provenance.FILE
    told = [_joined(text) for text in sentences if not text.startswith("http")]
    return Article(
        key=key,
        drop=key,
        headline=told[0],
        published=Published(at, Granularity.DAY, known, at.date().isoformat()),
        paragraphs=tuple(map(Paragraph, told)),
        language="en",
    )


def _joined(text):
    """Return a sentence of tokens as it was written."""
    text = text.replace("``", '"').replace("''", '"').replace(" n't", "n't").replace(" - ", "-")
    text = re.sub(r" ([.,;:!?%)]|['’](?:s|re|ve|ll|d|m)?\b)", r"\1", text)
    return re.sub(r"([($]) ", r"\1", text)


def woven(articles):
    """Return the timeline after articles, each its mentions, were stored one at a time."""
    story = Story(slug="watched", title="", description="", zone=ZoneInfo("UTC"), terms=())
    with tempfile.TemporaryDirectory() as folder:
        storage = Storage(f"sqlite:///{folder}/timeline.db")
        storage.upgrade()
        for number, mentions in enumerate(articles):
            now = NOW + timedelta(minutes=number)
            with storage.write() as batch:
                if not number:
                    batch.keep_story(story, "")
                weave(batch, story.slug, mentions, mentions, (), now=now)
        timeline = storage.load(story.slug)
        storage.close()
    return timeline


def parts(timeline):
    """Return the events of a timeline by their mentions."""
    return {frozenset(m.id for m in event.mentions) for event in timeline.events}


def _told(timeline, rows):
    """Return sentence -> the event that it tells of, for the sentences that were reduced."""
    told = defaultdict(list)
    for event in timeline.events:
        for mention in event.mentions:
            told[mention.article.key].append((_letters(mention.quote), event.id))
    found = {}
    for row in rows:
        text = _letters(row["text"])
        for quote, event in told[row["doc"]]:
            if quote in text or text in quote:
                found.setdefault(row["id"], event)
    return found


def _letters(text):
    return re.sub(r"\W+", "", text.lower())


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


def figures(orders=3):
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
    found |= watched(orders)
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
    for name, value in figures(*map(int, sys.argv[1:])).items():
        floor = floors.get(name, 0)
        low |= value < floor
        sys.stdout.write(
            f"merge {name}: {value} (floor {floor}){' TOO LOW' if value < floor else ''}\n"
        )
    return int(low)


if __name__ == "__main__":
    sys.exit(main())
