"""How fast time expressions are found: kilobytes per CPU second, beside peers in the same run.

The text is a year of real news where it is there, else the corpora of phrases, repeated. The
trigger scan, one regular expression for the names of days and months and some words more, is the
floor of any finder; dateparser's search is a peer, where it is installed.
"""

import gzip
import json
import os
import re
import sys
import time
from datetime import date
from importlib.util import find_spec
from pathlib import Path

from timeline.timex import find

HERE = Path(__file__).parent
EVAL = Path(os.environ.get("TIMELINE_EVAL", HERE.parent / "../shared/eval")).resolve()
#: Kilobytes per CPU second that must be reached.
LIMIT = 1_000
CHARACTERS, PEER_CHARACTERS = 1_000_000, 20_000

TRIGGERS = re.compile(
    r"\b(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|january|february|march|april|may|june|july"
    r"|august|september|october|november|december|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec"
    r"|today|yesterday|tomorrow|now|ago|last|next|this|past|week|month|year|day|hour|minute|decade"
    r"|quarter|weekend|morning|afternoon|evening|night|noon|midnight|spring|summer|fall|winter"
    r"|\d{4}|\d{1,2}:\d\d)s?\b",
    re.IGNORECASE,
)


def main() -> int:
    """Print the table; return 1 where the limit is missed."""
    pieces = texts()
    rows = {
        "trigger scan": speed(pieces, TRIGGERS.findall),
        "ours, first time": speed(pieces, lambda text: find(text, dct=date(2011, 3, 1))),
        "ours, again": speed(pieces, lambda text: find(text, dct=date(2011, 3, 1))),
    }
    if find_spec("dateparser"):
        from dateparser.search import search_dates

        few = [pieces[0][:PEER_CHARACTERS]]
        rows["dateparser search"] = speed(few, lambda text: search_dates(text, languages=["en"]))
    ours = rows["ours, first time"]
    for name, rate in rows.items():
        sys.stdout.write(f"{name:18} {rate:8.0f} KB/CPU-s   {ours / rate:8.2f} x\n")
    sys.stdout.write(f"{'limit':18} {LIMIT:8.0f} KB/CPU-s\n")
    return int(ours < LIMIT)


def texts():
    """Return about a megabyte of news in articles."""
    pieces, total = [], 0
    for path in sorted((EVAL / "tls").rglob("*.gz")):
        with gzip.open(path, "rt", encoding="utf-8") as file:
            for line in file:
                pieces.append(json.loads(line)["text"])
                total += len(pieces[-1])
                if total >= CHARACTERS:
                    return pieces
    phrases = (HERE / "timex" / "en.toml").read_text()
    return pieces or [phrases] * (1 + CHARACTERS // len(phrases))


def speed(pieces, work):
    """Return thousands of characters per CPU second."""
    start = time.process_time()
    for text in pieces:
        work(text)
    spent = time.process_time() - start
    return sum(map(len, pieces)) / 1000 / max(spent, 1e-9)


if __name__ == "__main__":
    sys.exit(main())
