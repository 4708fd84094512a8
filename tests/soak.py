"""Ten minutes as an operator lives them: ``make soak`` (``SOAK=60 make soak`` for one).

Drops arrive, readers poll every format, the watch is killed and started again. At the end nothing
may be lost or doubled, every answer must have been valid, and memory must have stayed flat. What
the service holds grows with its stories, so drops tell new events until there are ``EVENTS``; then
they are corrected one after the other, and drops that belong to no story go on to arrive.
"""

import json
import os
import random
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

import feedparser
from icalendar import Calendar

from tests.articles import STRIKE
from tests.memory import resident

SECONDS = float(os.environ.get("SOAK", "600"))
#: A drop, a round of polls and a kill come about so often, in seconds.
DROP, POLL, KILL = 0.5, 1.0, 15.0
#: Megabytes by which the service may grow in ten minutes, once its story has all its events.
GROWTH = 15
#: Events that the story comes to have; the last of them well before a third of the time is over.
EVENTS = int(SECONDS / 8)
STORY = "[terms]\nferry = 1\nferries = 1\n"
HEAD = 'title = "Ferries"\ndescription = "Crews"\nlanguage = "en"\ntimezone = "Europe/Rome"\n'


def parse(name, body):
    """Parse a document as its readers do; raises when it is none."""
    if name in ("feed.rss", "feed.atom"):
        found = feedparser.parse(body)
        assert not found.bozo, found.bozo_exception
        return len(found.entries)
    if name == "calendar.ics":
        return len(Calendar.from_ical(body).subcomponents)
    found = json.loads(body)
    return len(found.get("items", found.get("events")))


DOCUMENTS = ("feed.rss", "feed.atom", "feed.json", "timeline.json", "calendar.ics")


class Place:
    """A folder with a story, a service and a watch of its own."""

    def __init__(self, top):
        self.top = Path(top)
        (self.top / "config" / "stories").mkdir(parents=True)
        (self.top / "config" / "stories" / "ferries.toml").write_text(HEAD + STORY)
        (self.top / "seeds").mkdir()
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self.log = (self.top / "log").open("wb")
        self.dropped = self.renamed = 0

    def start(self, *arguments):
        program = [sys.executable, "-m", "timeline", *arguments]
        return subprocess.Popen(program, cwd=self.top, stdout=self.log, stderr=self.log)

    def drop(self):
        """Rename a whole article into the folder: a new one, a correction, one of no story."""
        number, words = self.dropped, "over pay"
        if number >= EVENTS and self.renamed % 2:
            number, words = self.renamed % EVENTS, f"over pay and {self.renamed} other things"
        text = STRIKE.replace("Genoa", f"Genoa {number}").replace("over pay", words)
        text = text.replace("January 28", f"January {1 + number % 28}")
        if number >= EVENTS:
            text = text.replace("Ferry crews", "Bakers").replace("ferries", "cakes")
        hidden = self.top / "seeds" / f".{number}.txt.tmp"
        hidden.write_text(text)
        hidden.rename(self.top / "seeds" / f"{number}.txt")
        self.renamed += 1
        self.dropped = max(self.dropped, number + 1)

    def get(self, path):
        address = f"http://127.0.0.1:{self.port}/{path}"
        with urllib.request.urlopen(address, timeout=30) as answer:
            return answer.read()

    def wait(self):
        """Wait until the service answers."""
        for _ in range(300):
            try:
                self.get("healthz")
            except urllib.error.URLError:
                time.sleep(0.2)
            else:
                return
        raise TimeoutError((self.top / "log").read_text(errors="replace"))

    def taken(self):
        """Return how many drops are taken, and the states of the others."""
        program = [sys.executable, "-m", "timeline", "drops", "--jsonl"]
        done = subprocess.run(program, cwd=self.top, capture_output=True, text=True, check=True)
        rows = [json.loads(line) for line in done.stdout.splitlines()]
        keys = [key for row in rows for key in row["articles"]]
        return sum(row["state"] == "taken" for row in rows), len(keys) - len(set(keys))


def growth(sizes):
    """Return the megabytes that a line through (seconds, megabytes) rises in ten minutes."""
    if len(sizes) < 2:
        return 0.0
    return 600 * statistics.linear_regression(*zip(*sizes, strict=True)).slope


def main():
    rng = random.Random(int(os.environ.get("SOAK_SEED", time.time_ns() % 10**6)))
    wrong, sizes, polls, kills = [], [], 0, 0
    with tempfile.TemporaryDirectory() as top:
        place = Place(top)
        subprocess.run([sys.executable, "-m", "timeline", "update"], cwd=top, check=True)
        serving = place.start("serve", "--no-watch", "--port", str(place.port))
        watching = place.start("watch", "--every", "5")
        place.wait()
        start = time.monotonic()
        next_drop = next_poll = next_kill = start
        while (now := time.monotonic()) < start + SECONDS:
            if now >= next_drop:
                place.drop()
                next_drop = now + rng.uniform(0, 2 * DROP)
            if now >= next_poll:
                for name in DOCUMENTS:
                    try:
                        parse(name, place.get(name))
                        polls += 1
                    except Exception as error:  # noqa: BLE001  # counted and told
                        wrong.append(f"{name}: {error!r}"[:200])
                sizes.append((now - start, resident(serving.pid)))
                next_poll = now + POLL
            if now >= next_kill:
                os.kill(watching.pid, signal.SIGKILL)
                watching.wait()
                watching = place.start("watch", "--every", "5")
                kills += 1
                next_kill = now + rng.uniform(0.2, 2 * KILL)
            time.sleep(0.05)
        time.sleep(10)
        watching.send_signal(signal.SIGTERM)
        watching.wait(60)
        serving.send_signal(signal.SIGTERM)
        serving.wait(60)
        subprocess.run([sys.executable, "-m", "timeline", "update"], cwd=top, check=True)
        taken, doubled = place.taken()
        told = (Path(top) / "log").read_text(errors="replace")
    slope = growth(sizes[len(sizes) // 3 :])
    if taken != place.dropped or doubled:
        wrong.append(f"{place.dropped} dropped, {taken} taken, {doubled} doubled")
    if "Traceback" in told:
        wrong.append(told[told.index("Traceback") :][:1500])
    if slope > GROWTH:
        wrong.append(f"memory grows by {slope:.1f} MB in ten minutes")
    print(  # noqa: T201
        f"{SECONDS:.0f} s: {place.renamed} drops of {place.dropped} names, {kills} kills, "
        f"{polls} documents read, service {sizes[0][1]:.0f} MB at first, "
        f"{sizes[len(sizes) // 3][1]:.0f} after a third, {sizes[-1][1]:.0f} at last: "
        f"{slope:+.1f} MB in ten minutes of the last two thirds; "
        + ("; ".join(wrong[:3]) or "nothing lost, doubled or invalid")
    )
    return min(len(wrong), 1)


if __name__ == "__main__":
    sys.exit(main())
