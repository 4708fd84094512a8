"""Score other finders of dates beside ours: ``python tests/peers_timex.py [NAME=PRED.jsonl …]``.

dateparser's search is run where it is installed. Any other tool is scored by its answers, in the
shape ``timeline tag`` writes (``{"doc_id", "timexes": [{"start", "end", "text", "type",
"value"}]}``), to TimeBank and AQUAINT as they lie in the evaluation data. A tool without TIMEX3 of
its own needs a mapping; dateparser's is below: as exact as the words it found.
"""

import json
import re
import sys
from datetime import datetime
from importlib.util import find_spec
from pathlib import Path

import quality_timex

MONTH = re.compile(r"\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)", re.IGNORECASE)
LEADING = re.compile(r"^(?:on|in|at|by|the|of|to|and|for|from|until|since)\s+", re.IGNORECASE)


def main(arguments):
    folder = quality_timex.EVAL / "timex"
    scorer = quality_timex.load_scorer(folder / "timex_score.py")
    documents = quality_timex.corpora(folder)["TimeBank+AQUAINT"]
    answers = {"ours": [quality_timex.tag(document) for document in documents]}
    if find_spec("dateparser"):
        answers["dateparser search"] = [searched(document) for document in documents]
    for argument in arguments:
        name, _, path = argument.partition("=")
        answers[name] = [json.loads(line) for line in Path(path).read_text().splitlines()]
    for name, tagged in answers.items():
        figures = quality_timex.figures(scorer, documents, tagged)
        cells = "".join(f"{what} {figure:6.2f}  " for what, figure in figures.items())
        sys.stdout.write(f"{name:20} {cells}\n")


def searched(document):
    """Return dateparser's dates of a document as TIMEX3, leading prepositions cut."""
    from dateparser.search import search_dates

    settings = {
        "RELATIVE_BASE": datetime.fromisoformat(document["dct"]),
        "PREFER_DATES_FROM": "past",
    }
    text, at, timexes = document["text"], 0, []
    for said, when in search_dates(text, languages=["en"], settings=settings) or ():
        at = max(text.find(said, at), 0)
        cut = LEADING.match(said)
        start, end = at + (cut.end() if cut else 0), at + len(said)
        form = form_of(text[start:end])
        timexes.append(
            {
                "start": start,
                "end": end,
                "text": text[start:end],
                "type": "TIME" if "%H" in form else "DATE",
                "value": when.strftime(form),
            }
        )
        at = end
    return {"doc_id": document["doc_id"], "timexes": timexes}


def form_of(said):
    """Return how exactly a date is said: to the minute, the year, the month, the day."""
    if ":" in said:
        return "%Y-%m-%dT%H:%M"
    if re.fullmatch(r"\d{4}|(?:this|last|next)?\s*years?", said):
        return "%Y"
    if MONTH.search(said) and not re.search(r"\b\d{1,2}\b", said):
        return "%Y-%m"
    return "%Y-%m-%d"


if __name__ == "__main__":
    main(sys.argv[1:])
