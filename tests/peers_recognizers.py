"""recognizers-text's dates of documents as TIMEX3: JSON Lines in, JSON Lines out.

    pip install recognizers-text-suite 'emoji<2'   # in an environment of its own
    python tests/peers_recognizers.py < DOCUMENTS.jsonl > ANSWERS.jsonl

Its own TIMEX stays where it is a value; of the dates it gives for an open one ("XXXX-WXX-2") the
last that is not ahead counts. What it spent is on standard error.
"""

import json
import re
import sys
import time
from datetime import datetime

from recognizers_date_time import Culture, recognize_datetime

LEADING = re.compile(r"^(?:on|in|at|by|the|of|to|and|for|from|until|since)\s+", re.IGNORECASE)
QUARTER = re.compile(r"\((\d{4})-(01|04|07|10)-01,\d{4}-(?:01|04|07|10)-01,P3M\)")
RANGE = re.compile(r"\(([^,]*),")
TYPES = {"duration": "DURATION", "set": "SET", "datetime": "TIME", "time": "TIME"}


def main():
    size = spent = 0
    for line in sys.stdin:
        document = json.loads(line)
        text, began = document["text"], time.process_time()
        day = datetime.fromisoformat(document["dct"])
        found = recognize_datetime(text, Culture.English, reference=day)
        spent, size = spent + time.process_time() - began, size + len(text)
        timexes = [one for result in found if (one := timex(result, text, day))]
        sys.stdout.write(json.dumps({"doc_id": document["doc_id"], "timexes": timexes}) + "\n")
    sys.stderr.write(f"{size / 1000 / spent:.1f} KB per CPU second\n")


def timex(result, text, day):
    """Return one of its answers; None where it gives no value."""
    values = (result.resolution or {}).get("values") or ()
    if not values:
        return None
    start, end = result.start, result.end + 1
    cut = LEADING.match(text[start:end])
    start += cut.end() if cut else 0
    kind = TYPES.get(values[0]["type"], "TIME" if "T" in values[0]["timex"] else "DATE")
    value = value_of(values, day)
    return {"start": start, "end": end, "text": text[start:end], "type": kind, "value": value}


def value_of(values, day):
    """Return the TIMEX3 value that its answers mean."""
    written = values[0]["timex"]
    if quarter := QUARTER.fullmatch(written):
        return f"{quarter[1]}-Q{(int(quarter[2]) + 2) // 3}"
    if found := RANGE.match(written):
        written = found[1]
    if not written.startswith("XXXX") or values[0]["type"] == "set":
        return written
    dates = [one.get("value") or one.get("start") or "" for one in values]
    past = [one for one in dates if one and one[:10] <= day.date().isoformat()]
    said = max(past) if past else min(dates)
    clock = written.partition("T")[2]
    exact = 7 if re.fullmatch(r"XXXX-\d\d", written) else 10
    return said[:exact] + (f"T{clock}" if clock else "")


if __name__ == "__main__":
    main()
