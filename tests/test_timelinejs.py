"""TimelineJS3 from npm loads our JSON timeline unmodified, in Chromium."""

import json
import os
import shutil
import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer

import pytest

from tests.judges import MODULES
from tests.test_document_checks import hostile
from tests.test_formats import render
from tests.timelines import every_kind, many

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
DIST = MODULES / "@knight-lab" / "timelinejs" / "dist"

pytestmark = [
    pytest.mark.skipif(
        CHROMIUM is None or not DIST.is_dir(), reason="needs chromium and `npm ci` in tests/"
    ),
    pytest.mark.no_cover,
]

PAGE = """<!doctype html><meta charset="utf-8"><title>TimelineJS3</title>
<link rel="stylesheet" href="/dist/css/timeline.css">
<div id="timeline" style="width: 1200px; height: 700px"></div>
<script src="/dist/js/timeline.js"></script>
<script>
window.ready = new Promise((resolve) => {
  const timeline = new TL.Timeline("timeline", "/timeline.json", {font: null});
  timeline.on("ready", () => resolve(timeline));
});
</script>"""


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    """Serve TimelineJS3 and the page; the test writes timeline.json beside them."""
    folder = tmp_path_factory.mktemp("timelinejs")
    (folder / "dist").symlink_to(DIST)
    (folder / "index.html").write_text(PAGE)

    class Quiet(SimpleHTTPRequestHandler):
        def log_message(self, *words):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=folder))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield folder, f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join(10)
    server.server_close()


@pytest.fixture(scope="module")
def browser():
    playwright = pytest.importorskip("playwright.sync_api", reason="needs playwright")
    with playwright.sync_playwright() as own:
        flags = ["--no-sandbox"] if os.geteuid() == 0 else []
        browser = own.chromium.launch(executable_path=CHROMIUM, args=flags)
        yield browser
        browser.close()


def show(site, browser, own, zone="Europe/Rome"):
    """Return the labels and headlines that TimelineJS3 shows, and what the console said."""
    folder, address = site
    (folder / "timeline.json").write_bytes(render("timeline", own))
    context = browser.new_context(timezone_id=zone, viewport={"width": 1280, "height": 800})
    page = context.new_page()
    # it asks a CDN for a font whatever it is told; nothing leaves this machine
    page.route(
        lambda url: not url.startswith(address), lambda route: route.fulfill(body="", status=200)
    )
    said = []
    page.on("console", lambda message: said.append(f"{message.type}: {message.text}"))
    page.on("pageerror", lambda error: said.append(f"error: {error}"))
    page.goto(address)
    shown = page.evaluate(
        """async () => {
          const timeline = await window.ready;
          const slides = timeline._storyslider._slides;
          return {
            markers: document.querySelectorAll(".tl-timemarker").length,
            labels: slides.slice(1).map((slide) => slide.getFormattedDate()),
            headlines: slides.map((slide) => slide.data.text.headline),
            errors: timeline.config.getErrors(),
            scripts: document.querySelectorAll(".tl-storyslider script, .tl-storyslider iframe")
              .length,
          };
        }"""
    )
    context.close()
    return shown, [line for line in said if line.startswith(("error", "warning"))]


@pytest.mark.parametrize("number", [30, 500, 2000])
def test_timelinejs_shows_all_events_without_a_complaint(site, browser, number):
    shown, said = show(site, browser, many(number))
    assert shown["markers"] == number
    assert len(shown["headlines"]) == number + 1
    assert shown["errors"] == []
    assert said == []


def test_timelinejs_shows_every_kind_of_date_in_our_words(site, browser):
    own = every_kind()
    shown, said = show(site, browser, own)
    assert shown["markers"] == len(own.events)
    assert said == []
    expected = [item["display_date"] for item in json.loads(render("timeline", own))["events"]]
    assert sorted(shown["labels"]) == sorted(expected)
    assert "6 February 2026, 20:00 CET" in shown["labels"]


def test_labels_are_the_same_in_every_viewer_s_zone(site, browser):
    rome, _ = show(site, browser, every_kind(), "Europe/Rome")
    tokyo, _ = show(site, browser, every_kind(), "Asia/Tokyo")
    assert rome["labels"] == tokyo["labels"]


def test_a_hostile_article_harms_nobody(site, browser):
    shown, said = show(site, browser, hostile())
    assert shown["markers"] == 3
    assert shown["scripts"] == 0
    assert said == []
