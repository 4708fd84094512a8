"""Serving and pages, as ratios: to a bare ASGI app, a bare list of the same words, TimelineJS3."""

from __future__ import annotations

import asyncio
import gc
import gzip
import re
import statistics
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from feeds.document import Query, Site
from feeds.pages import PER_PAGE, static, story_page
from feeds.publish import place
from feeds.service import create_app
from tests.browsers import CHROMIUM, chromium, serving
from tests.judges import MODULES
from tests.libraries import Library
from tests.stories import BASE, STORY, timeline
from tests.test_pages import bare_list, told

REQUESTS, ROUNDS = 5000, 5
#: Events of a story, and how often its pages are visited.
SIZES = {30: 15, 500: 9, 2000: 5}
TIMELINEJS = MODULES / "@knight-lab" / "timelinejs" / "dist"


def main() -> int:
    """Print the figures."""
    asyncio.run(_serving())
    _weight()
    if CHROMIUM and TIMELINEJS.is_dir():
        _browser()
    else:
        _say("pages in Chromium: skipped, needs Chromium and `npm ci` in tests/")
    return 0


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")


# --- serving -----------------------------------------------------------------------------------


async def _serving() -> None:
    """Print CPU per request of our app and of one that only sends bytes."""
    library = Library(snow_trains=timeline(*(told(number) for number in range(60))))
    app = create_app(library, Site(BASE, "Bench"))
    sent: list[dict] = []

    async def send(message):
        sent.append(message)

    receive = None  # nothing here has a body

    def scope(*more):
        headers = [(b"host", b"x"), (b"accept", b"*/*"), (b"accept-encoding", b"gzip"), *more]
        return {
            "type": "http",
            "method": "GET",
            "path": "/feed.atom",
            "query_string": b"",
            "headers": headers,
        }

    await app(scope(), receive, send)
    own, body = sent[0]["headers"], sent[1]["body"]
    etag = dict(own)[b"etag"]

    async def bare(scope, _, send):
        same = dict(scope["headers"]).get(b"if-none-match") == etag
        status, sending = (304, b"") if same else (200, body)
        await send({"type": "http.response.start", "status": status, "headers": own})
        await send({"type": "http.response.body", "body": sending})

    for words, more in (("304", ((b"if-none-match", etag),)), ("gzip, ready", ())):
        spent = {app: [], bare: []}
        for _ in range(ROUNDS):
            for one, figures in spent.items():
                gc.collect()
                start = time.process_time()
                for _ in range(REQUESTS):
                    await one(scope(*more), receive, send)
                    sent.clear()
                figures.append((time.process_time() - start) / REQUESTS * 1e6)
        ours, limit = (statistics.median(figures) for figures in spent.values())
        _say(
            f"serving {words}: {ours:.1f} µs of CPU in the app, {ours - limit:.1f} above bare ASGI"
        )


# --- weight ------------------------------------------------------------------------------------


def _weight() -> None:
    for number in (30, 100):
        events = [told(n) for n in range(number)]
        html = story_page(STORY, timeline(*events), place(Site(BASE, "Bench")), Query()).text
        aside = re.compile(r"<style>.*?</style>|<script.*?</script>", re.DOTALL)
        page, limit = _gzip(aside.sub("", html)), _gzip(bare_list(events).decode())
        extra = _gzip("".join(aside.findall(html)))
        _say(
            f"page of {number} events: {page} B gzip, {page / limit:.2f} × a bare list;"
            f" style, script and JSON-LD {extra} B"
        )


def _gzip(text: str) -> int:
    return len(gzip.compress(text.encode(), 6))


# --- in the browser ----------------------------------------------------------------------------


def _files(pages):
    """Return an app that serves *pages* and TimelineJS3's files."""

    async def app(scope, receive, send):
        if scope["type"] == "lifespan":
            for kind in ("startup", "shutdown"):
                await receive()
                await send({"type": f"lifespan.{kind}.complete"})
            return
        path = scope["path"].lstrip("/")
        file = TIMELINEJS / path
        found = pages.get(path) or (file.read_bytes() if file.is_file() else b"")
        kinds = {
            ".css": b"text/css",
            ".js": b"text/javascript",
            ".json": b"application/json",
            ".ico": b"image/png",
        }
        kind = kinds.get(Path(path).suffix, b"text/html; charset=utf-8")
        start = {"type": "http.response.start", "status": 200 if found else 404}
        await send({**start, "headers": [(b"content-type", kind)]})
        await send({"type": "http.response.body", "body": found})

    return app


TIMELINEJS_PAGE = b"""<!doctype html><meta charset=utf-8>
<link rel=stylesheet href=/css/timeline.css><script src=/js/timeline.js></script>
<div id=t style="width:100%;height:600px"></div>
<script>new TL.Timeline('t', '/timeline.json', {font: null})</script>"""


#: The name of a page, its path (None: the service's own page), what its first event is known by.
VISITS = (
    ("blank", "blank", "p"),
    ("list", "list", "li"),
    ("page", None, "article"),
    ("TimelineJS3", "peer", ".tl-timemarker"),
)
BLANK = b"<!doctype html><meta charset=utf-8><title>Blank</title><p>."
#: What is looked for in each frame of a page (asking from outside would cost more than the page),
#: and noted once the frame that shows it has been painted.
LOOK = """const look = () => {
    if (!document.querySelector(%r)) return requestAnimationFrame(look);
    const {port1, port2} = new MessageChannel();
    port1.onmessage = () => window.seen = performance.now();
    port2.postMessage(0)};
look()"""


def _browser() -> None:
    """Print what pages of each size cost the browser, visited in turn."""
    from feeds.formats import FORMATS
    from feeds.publish import Edition, feed

    for number, rounds in SIZES.items():
        events = [told(n) for n in range(number)]
        library = Library(snow_trains=timeline(*events))
        edition = Edition(STORY, library.load(STORY.slug), library)
        every = Query(limit=number)
        document = feed(FORMATS["timeline"], edition, Site(BASE, "Bench"), every)
        pages = {
            "blank": BLANK,
            "list": bare_list(events[:PER_PAGE]),
            "peer": TIMELINEJS_PAGE,
            # browsers ask for one, and every site has it: drawing it is no page's own cost
            "favicon.ico": static("favicon.png"),
            "timeline.json": document.body,
        }
        with (
            serving(library) as ours,
            serving(None, app=_files(pages)) as others,
            chromium() as browser,
        ):
            urls = {name: f"{others}/{path}" if path else f"{ours}/" for name, path, _ in VISITS}
            found = [
                {name: _visit(browser, urls[name], sign) for name, _, sign in VISITS}
                for _ in range(rounds + 1)
            ]
        _compare(number, found[1:])  # the first round warms the caches of disk and fonts


def _compare(number: int, rounds: list[dict[str, tuple[float, float]]]) -> None:
    """Print the medians of *rounds*, and of the ratios in each."""
    shown = min(number, PER_PAGE)
    for at, what in enumerate(("CPU", "first event")):
        middle = {name: statistics.median(one[name][at] for one in rounds) for name, *_ in VISITS}

        def ratio(one: str, two: str, at: int = at) -> float:
            return statistics.median(found[one][at] / found[two][at] for found in rounds)

        more = f"{ratio('page', 'list'):.2f} × the list, " if at == 0 else ""
        _say(
            f"{number} events in Chromium, {what}: blank {middle['blank']:.0f} ms,"
            f" bare list of the {shown} on the page {middle['list']:.0f} ms,"
            f" page {middle['page']:.0f} ms, TimelineJS3 {middle['TimelineJS3']:.0f} ms;"
            f" page {more}TimelineJS3 {ratio('TimelineJS3', 'page'):.1f} × the page"
            f" ({ratio('TimelineJS3', 'list'):.1f} × the list,"
            f" {ratio('TimelineJS3', 'blank'):.1f} × blank)"
        )


def _visit(browser, url: str, sign: str) -> tuple[float, float]:
    """Return the main thread's CPU and when the first event was painted, in ms."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    context.route(re.compile(r"^https://"), lambda route: route.abort())
    context.add_init_script(LOOK % sign)
    page = context.new_page()
    session = context.new_cdp_session(page)
    session.send("Performance.enable", {"timeDomain": "threadTicks"})
    page.goto(url, wait_until="load")
    page.wait_for_function("window.seen", timeout=120_000)
    seen = page.evaluate("window.seen")
    page.wait_for_timeout(500)
    metrics = session.send("Performance.getMetrics")["metrics"]
    spent = next(row["value"] for row in metrics if row["name"] == "TaskDuration")
    context.close()
    return spent * 1000, seen


if __name__ == "__main__":
    sys.exit(main())
