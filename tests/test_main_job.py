"""The main job: drops arrive while the service runs, and every format tells of their events."""

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import feedparser
import icalendar
import pytest

from tests.waiting import until

pytestmark = [pytest.mark.usefixtures("unmeasured"), pytest.mark.no_cover]

ROOT = Path(__file__).parent.parent
EVAL = Path(os.environ.get("TIMELINE_EVAL", ROOT / "../shared/eval")).resolve()
SLUG = "milan-cortina-2026-security"

#: Words of the evidence, EDTF, status; the first table needs the two real articles.
REAL = [
    ("Vogue reported", "2026-01-24/2026-01-25", "happened"),
    ("RAI news report", "2026-01-25", "happened"),
    ("confirmed ICE participation", "2026-01-27", "happened"),
    ("responsibility and direction of Italian authorities", "2026-01-27", "happened"),
    ("Homeland Security released a statement", "2026-01-27", "happened"),
    ("Mayor Sala told", "../2026-01-28", "happened"),
    ("opening ceremony", "2026-02-06", "planned"),
    ("will be present", "2026-02-06", "planned"),
]
OURS = [
    ("embassy in Rome confirmed on Tuesday", "2026-01-27", "happened"),
    ("Interior Ministry said on Tuesday morning", "2026-01-27", "happened"),
    ("told a morning radio programme", "../2026-01-28", "happened"),
    ("close the streets around San Siro", "2026-02-05/2026-02-07", "planned"),
]
#: What captions and links to other stories say.
NEVER = ("Dec. 27, 2025", "Jan. 10, 2026", "Jan. 19, 2026", "Carney", "tariffs")

CASES = [
    pytest.param(
        sorted((EVAL.parent / "seeds").glob("*.txt")),
        REAL,
        id="real",
        marks=pytest.mark.skipif(
            not (EVAL.parent / "seeds").is_dir(), reason="the two real articles are not here"
        ),
    ),
    pytest.param(sorted((ROOT / "seeds").glob("00[123]*")), OURS, id="ours"),
]


class Service:
    """A service on an empty folder, and what it publishes."""

    def __init__(self, folder):
        shutil.copytree(ROOT / "config", folder / "config")
        (folder / "config" / "timeline.toml").write_text("[schedule]\nevery = 1")
        self.seeds = folder / "seeds"
        self.seeds.mkdir()
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        self.url = f"http://127.0.0.1:{port}"
        self.process = subprocess.Popen(
            [sys.executable, "-m", "timeline", "serve", "--port", str(port)],
            cwd=folder,
            stderr=subprocess.PIPE,
            env=os.environ | {"PYTHONPATH": str(ROOT)},
        )

    def get(self, path):
        with urllib.request.urlopen(self.url + path, timeout=5) as answer:
            return answer.read()

    def timeline(self):
        try:
            return json.loads(self.get("/timeline.json"))
        except OSError:
            return {"events": [], "updated": None}

    def stop(self):
        self.process.send_signal(signal.SIGTERM)
        self.process.communicate(timeout=60)


@pytest.fixture
def service(tmp_path):
    running = Service(tmp_path)
    yield running
    running.stop()


def titles_of(service):
    rss = feedparser.parse(service.get("/feed.rss"))
    atom = feedparser.parse(service.get("/feed.atom"))
    feed = json.loads(service.get("/feed.json"))
    assert not rss.bozo
    assert not atom.bozo
    return {
        "rss": {entry.id: entry.title for entry in rss.entries},
        "atom": {entry.id: entry.title for entry in atom.entries},
        "json": {entry["id"]: entry["title"] for entry in feed["items"]},
    }


@pytest.mark.parametrize(("drops", "table"), CASES)
def test_a_drop_is_told_in_every_format(service, drops, table):
    until(lambda: service.timeline()["updated"] is not None)
    for path in drops:  # written in place, slowly, as some programs do
        with (service.seeds / path.name).open("wb") as file:
            content = path.read_bytes()
            file.write(content[:200])
            file.flush()
            time.sleep(0.3)
            file.write(content[200:])
    wanted = {(words, edtf) for words, edtf, _ in table}

    def told():
        found = service.timeline()["events"]
        have = {
            (words, event["edtf"])
            for words, _ in wanted
            for event in found
            if any(words in source["quote"] for source in event["sources"])
        }
        return found if wanted <= have else None

    events = until(told)
    for words, edtf, status in table:
        assert any(
            event["edtf"] == edtf
            and event["status"] == status
            and any(words in source["quote"] for source in event["sources"])
            for event in events
        ), (words, edtf, status)
    for name, titles in titles_of(service).items():
        assert set(titles) == {event["id"] for event in events}, name
    calendar = icalendar.Calendar.from_ical(service.get("/calendar.ics"))
    days = {str(event["uid"]): event for event in calendar.walk("VEVENT")}
    for event in events:
        dated = not event["edtf"].startswith("..")
        assert (event["unique_id"] in days) == dated
    page = service.get("/").decode()
    everything = page + "".join(
        service.get(path).decode() for path in ("/feed.rss", "/feed.atom", "/feed.json")
    )
    for event in events:
        assert event["unique_id"] in page
        assert b"<html" in service.get(f"/events/{event['unique_id']}")
    for words in NEVER:
        assert words not in everything
