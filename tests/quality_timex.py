"""How well time expressions are found and read, against the floors in ``quality/timex.toml``.

The measure is TempEval-3's: strict and relaxed F1 of the spans, type and value F1. TimeBank and
AQUAINT are scored as a whole and in two halves, by turns of their documents: rules are written
with sight of the even half, the odd half tells what generalises. History (WikiWars) is read
without a document date, which says nothing there.
"""

import importlib.util
import json
import os
import sys
import tomllib
from pathlib import Path

from timeline.timex import tag

HERE = Path(__file__).parent
EVAL = Path(os.environ.get("TIMELINE_EVAL", HERE.parent / "../shared/eval")).resolve()
MEASURES = ("strict", "relaxed", "type", "value")


def main() -> int:
    """Print the table; return 1 where a figure fell below its floor."""
    folder = EVAL / "timex"
    if not folder.is_dir():
        sys.stdout.write(f"timex: no evaluation data in {folder}\n")
        return 0
    limits = tomllib.loads((HERE / "quality" / "timex.toml").read_text())
    scorer = load_scorer(folder / "timex_score.py")
    fallen = 0
    sys.stdout.write(
        f"{'time expressions':18}" + "".join(f"{name:>16}" for name in MEASURES) + "\n"
    )
    for name, documents in corpora(folder).items():
        figures = measure(scorer, documents)
        cells = []
        for measured in MEASURES:
            floor = limits[name][measured]
            below = figures[measured] < floor
            fallen |= below
            cells.append(f"{figures[measured]:6.2f} {'<' if below else '≥'} {floor:5.2f}")
        sys.stdout.write(f"{name:18}" + "".join(f"{cell:>16}" for cell in cells) + "\n")
    return int(fallen)


def load_scorer(path):
    spec = importlib.util.spec_from_file_location("timex_score", path)
    scorer = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(scorer)
    return scorer


def corpora(folder):
    """Return the documents of each corpus."""
    timebank, aquaint, history = (
        [json.loads(line) for line in (folder / f"{name}.jsonl").read_text().splitlines()]
        for name in ("timebank", "aquaint", "wikiwars")
    )
    both = timebank + aquaint
    return {
        "TimeBank": timebank,
        "AQUAINT": aquaint,
        "TimeBank+AQUAINT": both,
        "even half": both[::2],
        "odd half": both[1::2],
        "WikiWars": [document | {"dct": None} for document in history],
    }


def measure(scorer, documents):
    gold, found = (
        {
            document["doc_id"]: sorted(
                document["timexes"], key=lambda one: (one["start"], -one["end"])
            )
            for document in some
        }
        for some in (documents, [tag(document) for document in documents])
    )
    score = scorer.score(gold, found)
    return {
        "strict": score["strict"]["f1"],
        "relaxed": score["relaxed"]["f1"],
        "type": score["type_f1"],
        "value": score["value_f1"],
    }


if __name__ == "__main__":
    sys.exit(main())
