"""Count the wrong values on TimeBank and AQUAINT by cause: ``python tests/wrong_timex.py [list]``.

The first cause that applies counts. With ``list`` every wrong value is printed below its cause.
"""

import re
import sys
from datetime import date

import quality_timex

DAY = re.compile(r"\d{4}-\d\d-\d\d")
WEEK = re.compile(r"\d{4}-W\d\d(?:-WE)?")
BUSINESS = re.compile(
    r"quarter|period|year.?(?:ago|earlier)|^(?:last|this) year|fiscal|the year$|six months$"
)
#: Spellings of one value.
SPELLINGS = {
    "P1E": "P10Y",
    "PXE": "PXY",
    "PXC": "PXY",
    "P9M": "P3Q",
    "XXXX-XX-XX": "P1D",
    "XXXX": "P1Y",
    "PT24H": "P1D",
}


def main(arguments):
    folder = quality_timex.EVAL / "timex"
    scorer = quality_timex.load_scorer(folder / "timex_score.py")
    documents = quality_timex.corpora(folder)["TimeBank+AQUAINT"]
    found = {}
    for document in documents:
        tagged = quality_timex.tag(document)["timexes"]
        ordered = sorted(document["timexes"], key=lambda one: (one["start"], -one["end"]))
        for gold, ours, _ in scorer.pair(ordered, tagged):
            if gold["value"] != ours["value"]:
                row = document["doc_id"], gold["text"], gold["value"], ours["value"]
                found.setdefault(cause(document, gold, ours), []).append(row)
    for name, rows in sorted(found.items(), key=lambda item: -len(item[1])):
        sys.stdout.write(f"{len(rows):4} {name}\n")
        for row in rows if arguments else ():
            sys.stdout.write(f"       {'  '.join(' '.join(one.split()) for one in row)}\n")
    sys.stdout.write(f"{sum(map(len, found.values())):4} wrong values\n")


def cause(document, gold, ours):
    want, have = gold["value"], ours["value"]
    length = gold["type"] != ours["type"] or want[0] == have[0] == "P"
    part = len(gold["text"]) < len(ours["text"]) - 1 and have.startswith(want)
    company = document["doc_id"].startswith("wsj") and BUSINESS.search(gold["text"].lower())
    week = (
        "another week" if WEEK.fullmatch(want) else "gold gives a week as WXX, month, day, length"
    )
    causes = (
        (spelled(want) == spelled(have), "another spelling of the same value (W6, 198X, 1968-XX)"),
        (WEEK.fullmatch(have), week),
        (DAY.fullmatch(want) and have.startswith(f"{want}T"), "gold leaves the part of day out"),
        (part, "gold tags a part of the words"),
        (company, "which period a business compares"),
        (length, "a length, a date or a vague reference"),
    )
    first = next((name for applies, name in causes if applies), None)
    return first or of_days(date.fromisoformat(document["dct"]), want, have) or "other"


def of_days(dct, want, have):
    if DAY.match(want) and DAY.match(have):
        one, two = date.fromisoformat(want[:10]), date.fromisoformat(have[:10])
        if one > two and (one - two).days % 7 == 0:
            return "a weekday that lies ahead for gold"
        if one < two and (one - two).days % 7 == 0:
            who = "us alone" if two > dct else "nobody, gold counts from an earlier day"
            return f"a weekday that lies ahead for {who}"
    year = want[:4] != have[:4] and want[4:7] == have[4:7] != ""
    return "which year a month or season is in" if year else None


def spelled(value):
    value = re.sub(r"-W(\d)$", r"-W0\1", value)
    value = re.sub(r"(?:-XX)+$|(?<=^\d{3})X$|(?<=^\d\d)XX$", "", value)
    value = re.sub(r"T12:00$", "TMI", re.sub(r"(T\d\d)$", r"\1:00", value))
    return SPELLINGS.get(value, value)


if __name__ == "__main__":
    main(sys.argv[1:])
