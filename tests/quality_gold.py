"""Print how the hand-read articles in ``tests/gold`` are reduced, beside the pinned floors.

``develop`` is what rules may be improved by; ``held`` and ``third`` are only ever measured;
``blind``, ``second`` and ``fourth`` were written before the rules had read them, and improved them
afterwards.
Each article is a drop with a TOML file of the events an editor would want of it, exhaustive: an
``[[event]]`` has words of its sentence, its date (EDTF, or "unknown" where the text dates it no
closer than a bound) and the status or statuses that are right, in the last four sets the kind or
kinds, too; ``optional`` ones are right but not asked for. ``[[none]]`` names sentences that tell of
no event.
``python tests/quality_gold.py SET [-v]`` lists what went wrong.
"""

import re
import sys
import tomllib
from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from zoneinfo import ZoneInfo

from timeline.drops import read, take
from timeline.events import reduce

HERE = Path(__file__).parent
GOLD = HERE / "gold"
SETS = ("develop", "held", "blind", "second", "third", "fourth")


@dataclass
class Reading:
    """One article: what was told of it, and what a person wants told."""

    name: str
    mentions: tuple
    events: list
    nothing: list

    def near(self, event):
        """Return the mentions that quote an event's sentence."""
        return [one for one in self.mentions if words(event["quote"]) in words(one.quote)]

    def right(self, event):
        """Return those that give its date, too."""
        return [one for one in self.near(event) if dated(event["date"], one.when.edtf)]

    @cached_property
    def wrong(self):
        """Return the mentions that are no event of the person's."""
        good = {one.id for event in self.events for one in self.right(event)}
        return [one for one in self.mentions if one.id not in good]


def words(text):
    return " ".join(re.findall(r"\w+", text.casefold()))


def dated(want, have):
    """Tell whether a date is the wanted one, no finer and no coarser (but for a time of day)."""
    have = re.sub(r"T[^/]*|[?~%]", "", have)
    if want == "unknown":
        return have.startswith("..") or have.endswith("..")
    return have == want


def readings(name):
    for path in sorted((GOLD / name).glob("*.toml")):
        gold = tomllib.loads(path.read_text())
        drop = take(path.parent, f"{path.stem}.md", max_bytes=10**6)
        (article,) = read(drop, zone=ZoneInfo("UTC"))
        mentions = reduce(article, None)
        yield Reading(path.stem, mentions, gold["event"], gold.get("none", []))


def figures(name, say=lambda _: None):
    """Return a set's figures; *say* gets a line for each error."""
    count = Counter()
    for one in readings(name):
        count["told"] += len(one.mentions)
        count["told rightly"] += len(one.mentions) - len(one.wrong)
        for mention in one.wrong:
            say(f"{one.name}: not wanted {mention.when.edtf}: {mention.quote}")
        for event in one.events:
            for error in judge(one, event, count):
                say(f"{one.name}: {error}: {event['quote']}")
    return {
        "dated events right": share(count, "dated right", "dated"),
        "dated events found": share(count, "dated found", "dated"),
        "of those told, right": share(count, "told rightly", "told"),
        "status right": share(count, "status right", "status"),
        "speaker right": share(count, "said right", "said"),
    } | ({"kind right": share(count, "kind right", "kind")} if count["kind"] else {})


def judge(one, event, count):
    """Count one event of a person's in; yield what is wrong with what is told of it."""
    near, right = one.near(event), one.right(event)
    if not event.get("optional"):
        kind = "undated" if event["date"] == "unknown" else "dated"
        count.update([kind] + [f"{kind} found"] * bool(near) + [f"{kind} right"] * bool(right))
        if not right:
            yield f"want {event['date']} got {[mention.when.edtf for mention in near]}"
    if right:
        yield from judge_words(event, right, count)


def judge_words(event, right, count):
    for key in ("status", "kind") if "kind" in event else ("status",):
        wanted = event[key] if isinstance(event[key], list) else [event[key]]
        told = [str(getattr(mention, key)) for mention in right]
        hit = any(one in wanted for one in told)
        count.update([key] + [f"{key} right"] * hit)
        if not hit:
            yield f"want {wanted} got {told}"
    for key in {"said_by", "said_at"} & event.keys():
        told = [getattr(mention, key) or "" for mention in right]
        hit = any(words(event[key]) in words(value) for value in told)
        count.update(["said"] + ["said right"] * hit)
        if not hit:
            yield f"want {key} {event[key]} got {told}"


def share(count, part, whole):
    return round(count[part] / count[whole], 3)


def main():
    """Return 1 where a figure fell below its floor."""
    floors = tomllib.loads((HERE / "quality" / "gold.toml").read_text())
    worse = 0
    for name in SETS:
        for figure, value in figures(name).items():
            fallen = value < floors[name][figure]
            worse |= fallen
            word = "FALLEN" if fallen else "ok"
            sys.stdout.write(f"{word:6} {name}: {figure}: {value} (floor {floors[name][figure]})\n")
    return int(worse)


if __name__ == "__main__":
    verbose = "-v" in sys.argv
    sys.stdout.write(f"{figures(sys.argv[1], print if verbose else lambda _: None)}\n")
