"""Print how well sentences are split and drops reduced, beside the pinned floors."""

import json
import os
import re
import subprocess
import sys
import tempfile
import tomllib
from pathlib import Path
from zoneinfo import ZoneInfo

from timeline.drops import read, take
from timeline.events import reduce
from timeline.sentences import boundaries

HERE = Path(__file__).parent
EVAL = Path(os.environ.get("TIMELINE_EVAL", HERE.parent / "../shared/eval")).resolve()


def main() -> int:
    """Return 1 where a figure fell below its floor."""
    if not EVAL.is_dir():
        sys.stdout.write(f"events: no evaluation data in {EVAL}\n")
        return 0
    limits = tomllib.loads((HERE / "quality" / "events.toml").read_text())
    figures = sentence_figures() | event_figures()
    worse = 0
    for name, floor in limits["floors"].items():
        fallen = figures[name] < floor
        worse |= fallen
        word = "FALLEN" if fallen else "ok"
        sys.stdout.write(f"{word:6} {name}: {figures[name]} (floor {floor})\n")
    for name, ceiling in limits["ceilings"].items():
        risen = figures.get(name, 0) > ceiling
        worse |= risen
        word = "RISEN" if risen else "ok"
        sys.stdout.write(f"{word:6} {name}: {figures.get(name, 0)} (at most {ceiling})\n")
    return int(worse)


def sentence_figures() -> dict[str, float]:
    right = wrong = missed = 0
    for line in (EVAL / "merge" / "ecbplus_docs.jsonl").read_text().splitlines():
        expected = [one for one in json.loads(line)["sents"] if re.search(r"[.!?]['\" ]*$", one)]
        want, have = offsets(expected), offsets(split(" ".join(expected)))
        right += len(want & have)
        wrong += len(have - want)
        missed += len(want - have)
    hard = 0
    for line in (EVAL / "sentences" / "cases.jsonl").read_text().splitlines():
        expected = json.loads(line)["sentences"]
        hard += split(" ".join(expected)) == expected
    score = 2 * right / (2 * right + wrong + missed)
    return {"sentence boundary F1": round(score, 4), "hard sentence cases": hard}


def split(text: str) -> list[str]:
    return [text[start:end] for start, end in boundaries(text)]


def offsets(pieces: list[str]) -> set[int]:
    """Return where each piece ends, counted without blanks."""
    ends, end = set(), 0
    for piece in pieces:
        end += len(re.sub(r"\s", "", piece))
        ends.add(end)
    return ends


def event_figures() -> dict[str, float]:
    gold = EVAL / "drops" / "gold.jsonl"
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl") as predicted:
        for line in gold.read_text().splitlines():
            drop = take(EVAL / "drops" / "articles", json.loads(line)["file"], max_bytes=10**7)
            for article in read(drop, zone=ZoneInfo("UTC")):
                for mention in reduce(article, None):
                    said = {"drop": drop.name, "quote": mention.quote, "basis": mention.basis}
                    event = {"edtf": mention.when.edtf, "status": mention.status}
                    predicted.write(json.dumps(event | {"mentions": [said]}) + "\n")
        predicted.flush()
        scorer = [sys.executable, EVAL / "event_score.py", gold, predicted.name, "--json"]
        done = subprocess.run(scorer, capture_output=True, text=True, check=True)
    figures: dict[str, float] = json.loads(done.stdout)
    return figures


if __name__ == "__main__":
    sys.exit(main())
