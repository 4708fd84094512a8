"""How well time expressions are found and read, against the floors in ``quality/timex.toml``.

The measure is TempEval-3's: strict and relaxed F1 of the spans, type and value F1. History
(WikiWars) is read without a document date, which says nothing there.

The errors of all of TimeBank and AQUAINT have been read, so their figures flatter. "Rules of the
other half" is the check on that: a rule counts only where it raises value F1 on one half of the
documents (by turns), and the kept ones are scored on the other; both ways together give the
figure. What is lost to the plain figure are rules that earned their place on few documents. It
does not undo that the rules were written with sight of both halves.
"""

import importlib.util
import json
import os
import sys
import tomllib
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from timeline.timex import tag
from timeline.timex.en import ENGLISH

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
    figures_of = {name: measure(scorer, documents) for name, documents in corpora(folder).items()}
    figures_of["other half's rules"] = crossed(scorer, corpora(folder)["TimeBank+AQUAINT"])
    for name, figures in figures_of.items():
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
        "WikiWars": [document | {"dct": None} for document in history],
    }


def measure(scorer, documents):
    return figures(scorer, documents, [tag(document) for document in documents])


def crossed(scorer, documents):
    """Return the figures with each half read by the rules that earn their place on the other."""
    halves = documents[::2], documents[1::2]
    gold, found = [], []
    for train, test in (halves, halves[::-1]):
        with _rules(without=_unearned(scorer, train)):
            gold += test
            found += [tag(document) for document in test]
    return figures(scorer, gold, found)


def _unearned(scorer, documents):
    """Return the rules without which value F1 does not fall on *documents*."""
    fired = {}
    tagged = []
    for at, document in enumerate(documents):
        with _rules() as seen:
            tagged.append(tag(document))
        for rule in seen:
            fired.setdefault(rule, []).append(at)
    whole = figures(scorer, documents, tagged)["value"]
    unearned = set(range(len(ENGLISH.rules))) - set(fired)
    for rule, touched in fired.items():
        changed = list(tagged)
        with _rules(without={rule}):
            for at in touched:
                changed[at] = tag(documents[at])
        if figures(scorer, documents, changed)["value"] >= whole:
            unearned.add(rule)
    return unearned


@contextmanager
def _rules(without=frozenset()):
    """Read English without some rules; give the set of those that read something."""
    rules, seen = ENGLISH.rules, set()

    def watched(at, rule):
        def meaning(match, context):
            reading = None if at in without else rule.meaning(match, context)
            if reading is not None:
                seen.add(at)
            return reading

        return replace(rule, meaning=meaning)

    ENGLISH.rules = tuple(watched(at, rule) for at, rule in enumerate(rules))
    try:
        yield seen
    finally:
        ENGLISH.rules = rules


def figures(scorer, documents, tagged):
    gold, found = (
        {
            document["doc_id"]: sorted(
                document["timexes"], key=lambda one: (one["start"], -one["end"])
            )
            for document in some
        }
        for some in (documents, tagged)
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
