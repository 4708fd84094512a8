"""The pages as people meet them: in Chromium, without JavaScript, on paper, by screen reader."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import timedelta
from itertools import product
from pathlib import Path

import pytest

from tests.browsers import chromium, needs_chromium, serving
from tests.judges import MODULES
from tests.libraries import Library
from tests.stories import STORY, TOLD, make, on, sample, timeline
from timeline import Status, Withdrawal

pytestmark = [needs_chromium, pytest.mark.no_cover]

AXE = MODULES / "axe-core" / "axe.min.js"
WIDTHS = (390, 1280)
SCHEMES = ("light", "dark")
#: Width and colours: all of them, and as many as show each once.
EVERY_LOOK = tuple(product(WIDTHS, SCHEMES))
LOOKS = tuple(zip(WIDTHS, SCHEMES, strict=True))
EVENT = sample().events[2].id
PAGES = {
    "story": f"/stories/{STORY.slug}",
    "selection": f"/stories/{STORY.slug}?status=planned",
    "filter": f"/stories/{STORY.slug}/filter?status=planned",
    "nothing selected": f"/stories/{STORY.slug}?q=submarine",
    "event": f"/events/{EVENT}",
    "embed": f"/stories/{STORY.slug}/embed",
    "list": "/stories",
    "api": "/docs",
    "missing": "/nothing",
}
#: Seen in every look; the others in as many as show each width and scheme once.
MAIN = ("story", "filter", "event", "embed")


@pytest.fixture(scope="module")
def browser():
    with chromium() as browser:
        yield browser


@pytest.fixture(scope="module")
def base():
    # a path prefix, as behind a proxy
    with serving(Library(), path="/olympics") as base:
        yield base


@pytest.fixture
def library():
    return Library()


@pytest.fixture
def tab(browser):
    """Give what opens a page and collects what it says on the console and asks of others."""
    contexts = []

    def open_page(url, **options):
        context = browser.new_context(**options)
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(6000)
        page.said, page.asked = [], []
        page.on("console", lambda message: page.said.append(message.text))
        page.on("pageerror", lambda error: page.said.append(str(error)))
        page.on("request", lambda request: page.asked.append(request.url))
        page.goto(url)
        return page

    yield open_page
    for context in contexts:
        context.close()


@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_silent_and_asks_nobody_else(tab, base, name):
    page = tab(base + PAGES[name])
    page.wait_for_timeout(200)
    expected = ["404"] if name == "missing" else []
    assert [text for text in page.said if "404" not in text] == []
    assert len(page.said) == len(expected)
    assert all(url.startswith(base) for url in page.asked)


@pytest.mark.skipif(not AXE.is_file(), reason="needs `npm ci` in tests/")
@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_nothing(tab, base, name):
    looks = EVERY_LOOK if name in MAIN else LOOKS
    assert judge(tab(base + PAGES[name], bypass_csp=True), looks) == []


def judge(page, looks):
    """Return what axe finds at widths and schemes, with everything unfolded."""
    shown = []
    page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
    page.add_script_tag(content=AXE.read_text("utf-8"))
    for width, scheme in looks:
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(color_scheme=scheme)
        found = page.evaluate("axe.run({resultTypes: ['violations', 'incomplete']})")
        shown += [
            (kind, width, scheme, rule["id"], [node["html"] for node in rule["nodes"]])
            for kind in ("violations", "incomplete")
            for rule in found[kind]
        ]
    return shown


def others():
    """Return libraries and paths of pages that the sample has not: name -> library, path."""
    title, path = "قطارات الليل إلى الثلج", f"/stories/{STORY.slug}"
    arabic = replace(STORY, title=title, language="ar")
    told = timeline(
        make("وصل القطار التجريبي", on("2026-01-24"), places=("Upper Station",)),
        make("يغادر القطار الأول", on("2026-02-06"), status=Status.PLANNED),
    )
    rtl = Library(arabic, snow_trains=told)
    gone = Withdrawal(EVENT, TOLD, "no report supports it any longer", last=sample().events[2])
    middle = f"{path}?limit=3&before={sample().events[2].id}"
    empty = Library(snow_trains=timeline(updated=None, revision=0))
    return {
        "right to left": (rtl, path),
        "event, right to left": (rtl, f"/events/{told.events[0].id}"),
        "embed, right to left": (rtl, f"{path}/embed"),
        "one of several pages": (Library(), middle),
        "withdrawn": (Library(snow_trains=timeline(withdrawn=(gone,))), f"/events/{EVENT}"),
        "empty": (empty, path),
    }


@pytest.mark.skipif(not AXE.is_file(), reason="needs `npm ci` in tests/")
@pytest.mark.parametrize("name", others())
def test_axe_finds_nothing_on_rarer_pages(tab, name):
    library, path = others()[name]
    with serving(library) as base:
        page = tab(base + path, bypass_csp=True)
        assert judge(page, LOOKS) == []
        if name == "one of several pages":
            for turn in ("prev", "next"):
                assert page.locator(f"a[rel={turn}]").count()


@pytest.mark.parametrize("name", PAGES)
def test_nothing_is_wider_than_the_screen(tab, base, name):
    page = tab(base + PAGES[name])
    page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
    for width in (320, *WIDTHS):
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("name", ["story", "embed"])
def test_without_javascript_every_event_is_there(tab, base, name):
    page = tab(base + PAGES[name], java_script_enabled=False)
    text = page.inner_text("body")
    for event in sample().events:
        assert event.title in text
        assert event.summary in text


def test_the_filter_works_without_javascript(tab, base):
    page = tab(base + PAGES["story"], java_script_enabled=False)
    page.click("text=Filter")
    page.select_option("select[name=status]", "planned")
    page.fill("input[name=q]", "train")
    page.click("button:has-text('Show')")
    page.wait_for_selector(".choice")
    assert page.url.startswith(f"{base}{PAGES['story']}?")
    titles = page.locator("article h4").all_inner_texts()
    assert titles == [
        "The first night train leaves",
        "Trains run through the night at the weekend",
    ]
    page.click("text=Change the selection")
    assert page.input_value("select[name=status]") == "planned"
    assert page.input_value("input[name=q]") == "train"
    page.click("text=Show everything")
    assert page.locator("article").count() == len(sample().events)


def test_a_screen_reader_meets_every_event_and_its_status(tab, base):
    page = tab(base + PAGES["story"])
    tree = page.locator("body").aria_snapshot()
    for event in sample().events:
        assert f'heading "{event.title}" [level=4]' in tree
        assert event.summary in tree
    for word in ("planned", "called off", "claimed", "ongoing", "On or before 28 January 2026"):
        assert word in tree
    assert 'img "Events per day, 24 January 2026' in tree


def test_on_paper_every_event_stands_with_its_evidence(tab, base):
    page = tab(base + PAGES["story"])
    page.emulate_media(media="print")
    quotes = page.locator("blockquote")
    assert quotes.count() == sum(len(event.mentions) for event in sample().events)
    for number in range(quotes.count()):
        assert quotes.nth(number).evaluate("e => e.checkVisibility()")
    assert not page.locator(".tools").is_visible()
    assert page.pdf()[:5] == b"%PDF-"


def test_every_link_and_control_is_reached_by_keyboard_and_shows_it(tab, base):
    page = tab(base + PAGES["story"])
    wanted = page.locator("a, summary").count()
    reached = set()
    for _ in range(wanted + 20):
        page.keyboard.press("Tab")
        found = page.evaluate(
            "[...document.querySelectorAll('a,summary')].indexOf(document.activeElement)"
        )
        if found >= 0:
            reached.add(found)
            style = "getComputedStyle(document.activeElement).outlineStyle"
            assert page.evaluate(style) == "solid"
    shown = page.evaluate(
        "[...document.querySelectorAll('a,summary')].map((e, i) => e.checkVisibility() ? i : -1)"
    )
    assert reached == {index for index in shown if index >= 0}


@pytest.mark.parametrize("name", ["story", "event", "embed"])
def test_the_layout_does_not_shift(tab, base, name):
    page = tab(base + PAGES[name])
    page.wait_for_timeout(300)
    shift = """() => new Promise(done => new PerformanceObserver(list => done(
        list.getEntries().reduce((sum, entry) => sum + entry.value, 0)))
        .observe({type: 'layout-shift', buffered: true}) ?? setTimeout(() => done(0), 300))"""
    assert page.evaluate(shift) == 0


def test_the_code_to_embed_can_be_copied(tab, base):
    page = tab(base + PAGES["story"], permissions=["clipboard-read", "clipboard-write"])
    page.click("text=Embed this timeline")
    page.locator("button:has-text('Copy the code')").first.click()
    page.wait_for_selector("button:has-text('Copied')")
    code = page.evaluate("navigator.clipboard.readText()")
    assert code.startswith(f'<iframe src="{base}/stories/{STORY.slug}/embed"')


def test_a_right_to_left_story_reads_from_the_right(tab):
    title = "قطارات الليل إلى الثلج"
    story = replace(STORY, title=title, language="ar")
    kept = timeline(make("وصل القطار التجريبي", on("2026-01-24")))
    with serving(Library(story, snow_trains=kept)) as base:
        page = tab(f"{base}/stories/{STORY.slug}")
        for place in ("html", "h1", "h4", ".sum"):
            direction = f"getComputedStyle(document.querySelector('{place}')).direction"
            assert page.evaluate(direction) == "rtl"
        edges = (
            "['h4', '.events'].map(s => document.querySelector(s).getBoundingClientRect().right)"
        )
        title, rail = page.evaluate(edges)
        assert 0 < rail - title < 40


def test_an_italian_story_speaks_italian(tab):
    with serving(Library(replace(STORY, language="it"))) as base:
        page = tab(f"{base}/stories/{STORY.slug}")
        text = page.inner_text("body").replace("\u00a0", " ")
        assert page.get_attribute("html", "lang") == "it"
        for words in (
            "Finora",
            "Filtra",
            "1 fonte in 3 articoli",
            "entro il 28 gennaio 2026",
            "sabato",
        ):
            assert words.lower() in text.lower()


def test_an_empty_story_says_so_and_offers_its_feeds(tab):
    with serving(Library(snow_trains=timeline(updated=None, revision=0))) as base:
        page = tab(f"{base}/")
        assert "Nothing has happened here yet" in page.inner_text("main")
        assert page.locator("nav.feeds a").count() >= 4
        assert page.said == []


def changed():
    """Return the sample with an event more, one corrected and one withdrawn."""
    events = sample().events
    later = TOLD + timedelta(hours=2)
    new = make("Snow closes the pass", on("2026-01-25"), told=later)
    corrected = replace(events[2], title="Drivers and railway nearly agree", revision=2)
    kept = (events[0], events[1], new, corrected, *events[4:])
    return replace(sample(), events=kept, revision=2, updated=later), new, corrected, events[3]


@pytest.mark.parametrize("name", ["story", "embed"])
def test_a_change_is_seen_in_open_pages(tab, library, name):
    with serving(library) as base:
        pages = [tab(base + PAGES[name]), tab(base + PAGES[name])]
        for page in pages:
            page.wait_for_selector(f"[id='{EVENT}']")
        pages[0].wait_for_timeout(700)
        after, new, corrected, gone = changed()
        library.kept[STORY.slug] = after
        for page in pages:
            page.wait_for_selector(f"[id='{new.id}']", timeout=15_000)
            page.wait_for_selector(f"text={corrected.title}", timeout=15_000)
            assert page.locator(f"[id='{gone.id}']").count() == 0
            assert page.locator("[role=status]").inner_text()
            assert page.said == []
            fresh = tab(page.url)
            ids = "[...document.querySelectorAll('#timeline li[id]')].map(e => e.id)"
            assert page.evaluate(ids) == fresh.evaluate(ids)


def test_what_is_being_read_stays_where_it_is(tab, library):
    with serving(library) as base:
        page = tab(base + PAGES["story"], viewport={"width": 390, "height": 500})
        reading = f"document.getElementById('{sample().events[5].id}')"
        page.evaluate(f"{reading}.querySelector('details').open = true")
        page.evaluate(f"{reading}.scrollIntoView()")
        page.wait_for_timeout(700)
        top = page.evaluate(f"{reading}.getBoundingClientRect().top")
        page.evaluate(f"{reading}.querySelector('a').focus({{preventScroll: true}})")
        after, new, *_ = changed()
        library.kept[STORY.slug] = after
        page.wait_for_selector(f"[id='{new.id}']", timeout=3000)
        assert abs(page.evaluate(f"{reading}.getBoundingClientRect().top") - top) < 2
        assert page.evaluate(f"{reading}.querySelector('details').open")
        assert page.evaluate(f"{reading}.contains(document.activeElement)")


def test_what_is_new_is_named_and_led_to(tab, library):
    with serving(library) as base:
        page = tab(base + PAGES["story"])
        after, new, *_ = changed()
        library.kept[STORY.slug] = after
        page.locator("[role=status] a").click()
        assert page.locator("[role=status]").inner_text().endswith(new.title)
        assert page.url.endswith(f"#{new.id}")


@pytest.mark.parametrize("name", ["story", "embed"])
def test_behind_a_proxy_that_holds_the_stream_back_the_page_asks_each_minute(
    browser, library, name
):
    answers = []

    def holding_back(app):
        async def proxy(scope, receive, send):
            async def pass_on(message):
                if "status" in message and scope["path"] == PAGES[name]:
                    answers.append(message["status"])
                if "body" in message and scope["path"].endswith("/stream"):
                    message = {**message, "body": b""}
                await send(message)

            await app(scope, receive, pass_on)

        return proxy

    with serving(library, behind=holding_back) as base:
        page = browser.new_page()
        page.clock.install()
        page.goto(base + PAGES[name])
        page.clock.fast_forward(61_000)
        page.wait_for_timeout(300)
        # conditionally: what has not changed is not sent again
        assert answers == [200, 304]
        after, new, *_ = changed()
        library.kept[STORY.slug] = after
        page.clock.fast_forward(61_000)
        page.wait_for_selector(f"[id='{new.id}']", timeout=6000)
        assert answers == [200, 304, 200]
        page.close()


@pytest.mark.parametrize("name", ["story", "embed", "component"])
def test_only_a_page_that_is_looked_at_holds_a_stream(tab, host, library, name):
    with serving(library) as base:
        if name == "component":
            page = host(HOST.format(base=base, slug=STORY.slug, options=""))
        else:
            page = tab(base + PAGES[name])

        def listeners():
            return page.request.get(f"{base}/metrics").text()

        def until(number):
            for _ in range(100):
                if f"listeners {number}\n" in listeners():
                    return True
                page.wait_for_timeout(50)
            return False

        turn = """hidden => {
            Object.defineProperty(document, 'hidden', {value: hidden, configurable: true});
            document.dispatchEvent(new Event('visibilitychange'))}"""
        assert until(1)
        page.evaluate(turn, True)
        assert until(0)
        after, new, *_ = changed()
        library.kept[STORY.slug] = after
        page.evaluate(turn, False)
        page.wait_for_selector(f"text={new.title}", timeout=6000)


HOST = """<!doctype html><title>Host</title><meta charset=utf-8>
<script type=module src="{base}/embed.js"></script>
<story-timeline src="{base}/stories/{slug}/timeline.json" {options}><a href="{base}">fallback</a>
</story-timeline>"""


@pytest.fixture
def host(tab):
    """Give what opens a page of another origin that holds some HTML."""
    content, policy = [], []

    async def app(scope, receive, send):
        if scope["type"] == "lifespan":
            for kind in ("startup", "shutdown"):
                await receive()
                await send({"type": f"lifespan.{kind}.complete"})
            return
        found = b"" if scope["path"] == "/favicon.ico" else content[-1].encode()
        headers = [(b"content-type", b"text/html; charset=utf-8"), *policy]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        await send({"type": "http.response.body", "body": found})

    with serving(None, app=app) as address:

        def open_host(html, allowed=None):
            content.append(html)
            if allowed:
                policy.append((b"content-security-policy", allowed.encode()))
            return tab(address)

        yield open_host


def test_the_web_component_shows_the_story_in_a_page_of_others(host, base):
    page = host(HOST.format(base=base, slug=STORY.slug, options=""))
    page.wait_for_selector("story-timeline li")
    titles = page.locator("story-timeline li a").all_inner_texts()
    assert titles[0] == "Trains run through the night at the weekend"
    assert titles[-1] == "The region orders forty new coaches"
    assert page.locator("story-timeline li").count() == len(sample().events)
    assert page.said == []


@pytest.mark.parametrize(
    ("options", "number", "first"),
    [
        ('order="oldest"', 8, "The region orders forty new coaches"),
        ('from="2026-02-01" to="2026-02-28"', 3, "Trains run through the night at the weekend"),
        ('tag="schedule" limit="2"', 2, "A concert on the platform"),
        ('theme="dark"', 8, None),
    ],
)
def test_the_web_components_attributes_choose(host, base, options, number, first):
    page = host(HOST.format(base=base, slug=STORY.slug, options=options))
    page.wait_for_selector("story-timeline li")
    assert page.locator("story-timeline li").count() == number
    if first:
        assert page.locator("story-timeline li a").first.inner_text() == first


def test_a_host_with_a_strict_policy_allows_the_component_by_its_origin_alone(host, base):
    origin = base.rpartition("/")[0]
    policy = f"default-src 'none'; script-src {origin}; connect-src {origin}"
    page = host(HOST.format(base=base, slug=STORY.slug, options=""), policy)
    page.wait_for_selector("story-timeline li")
    assert (
        page.locator("story-timeline ol").evaluate("e => getComputedStyle(e).paddingLeft") == "0px"
    )
    assert page.said == []


def test_a_change_is_seen_in_the_component(host, library):
    with serving(library) as base:
        page = host(HOST.format(base=base, slug=STORY.slug, options=""))
        page.wait_for_selector("story-timeline li")
        page.wait_for_timeout(700)
        after, new, *_ = changed()
        library.kept[STORY.slug] = after
        page.wait_for_selector(
            f"story-timeline li a[href='{base}/events/{new.id}']", timeout=15_000
        )
        assert page.said == []


def test_the_component_touches_only_what_changed_and_says_what_is_new(host, library):
    with serving(library) as base:
        page = host(HOST.format(base=base, slug=STORY.slug, options=""))
        page.wait_for_selector("story-timeline li")
        reading = f"story-timeline li a[href$='{sample().events[5].id}']"
        page.locator(reading).evaluate("e => { e.focus(); window.kept = e }")
        after, new, *_ = changed()
        library.kept[STORY.slug] = after
        page.wait_for_selector(f"story-timeline li a[href$='{new.id}']", timeout=6000)
        focused = (
            "document.querySelector('story-timeline').shadowRoot.activeElement === window.kept"
        )
        assert page.evaluate(focused)
        assert page.locator("story-timeline [role=status]").inner_text() == (
            "Drivers and railway nearly agree"
        )
        titles = page.locator("story-timeline h3").all_inner_texts()
        assert len(titles) == len(after.events)
        assert titles.index(new.title) == titles.index("A test train reaches the upper station") - 1


@pytest.mark.parametrize(
    ("options", "asked"),
    [("", "limit=30&order=newest"), ('limit="2" order="oldest"', "limit=2&order=oldest")],
)
def test_the_component_asks_for_no_more_than_it_shows(host, base, options, asked):
    page = host(HOST.format(base=base, slug=STORY.slug, options=options))
    page.wait_for_selector("story-timeline li")
    data = [url for url in page.asked if "timeline.json" in url]
    assert data == [f"{base}/stories/{STORY.slug}/timeline.json?{asked}"]


def test_the_component_speaks_the_storys_language(host):
    with serving(Library(replace(STORY, language="it"))) as base:
        page = host(HOST.format(base=base, slug=STORY.slug, options='limit="2"'))
        page.wait_for_selector("story-timeline li")
        assert page.locator("story-timeline b").all_inner_texts() == [
            "previsto",
            "riferito, non confermato",
        ]
        assert page.locator("story-timeline [lang=it]").count() == 1


def test_without_the_service_the_components_own_text_stays(host):
    page = host(HOST.format(base="http://127.0.0.1:9", slug="x", options=""))
    page.wait_for_timeout(200)
    assert page.inner_text("story-timeline") == "fallback"


WORDPRESS = """<!doctype html><meta charset=utf-8>
<iframe id=f sandbox="allow-scripts" security="restricted" data-secret="abc123"
 src="{base}/stories/{slug}/embed#?secret=abc123" width=600 height=200
 style="position:absolute;visibility:hidden"></iframe>
<script>
addEventListener('message', e => {{
  const d = e.data, f = document.getElementById('f');
  if (!d || !(d.secret || d.message || d.value) || /[^a-zA-Z0-9]/.test(d.secret)) return;
  if (e.source !== f.contentWindow || d.secret !== 'abc123') return;
  f.removeAttribute('style');
  if (d.message === 'height') f.height = Math.min(1000, Math.max(200, parseInt(d.value, 10)));
  if (d.message === 'link' && new URL(d.value).host === new URL(f.src).host
    && document.activeElement === f) location.href = d.value;
}});
</script>"""


def test_wordpress_sandbox_shows_and_resizes_the_embed(host, base):
    page = host(WORDPRESS.format(base=base, slug=STORY.slug))
    page.wait_for_function("document.getElementById('f').height > 200")
    assert page.locator("#f").is_visible()
    frame = page.frame_locator("#f")
    assert frame.locator("li").count() == len(sample().events)
    height = page.evaluate("document.getElementById('f').height")
    assert 400 < float(height) <= 1000
    assert page.said == []


def test_in_wordpress_the_embed_changes_and_its_links_are_followed(host, library):
    with serving(library) as base:
        page = host(WORDPRESS.format(base=base, slug=STORY.slug))
        page.wait_for_function("document.getElementById('f').height > 200")
        frame = page.frame_locator("#f")
        after, new, *_ = changed()
        library.kept[STORY.slug] = after
        link = frame.locator(f"[id='{new.id}'] a")
        link.click(timeout=6000)
        page.wait_for_url(f"{base}/events/{new.id}")
        assert page.said == []


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_embeds_theme_overrules_the_readers_system(tab, base, theme):
    other = {"light": "dark", "dark": "light"}[theme]
    page = tab(f"{base}{PAGES['embed']}?theme={theme}", color_scheme=other)
    color = page.evaluate("getComputedStyle(document.documentElement).backgroundColor")
    red = int(re.search(r"\d+", color)[0])
    assert (red > 200) == (theme == "light")


def test_linked_data_is_json_that_names_every_event(tab, base):
    page = tab(base + PAGES["story"])
    data = json.loads(page.inner_text("script[type='application/ld+json']"))
    names = [row["item"]["name"] for row in data["itemListElement"]]
    assert len(names) == len(sample().events)
    assert data["itemListElement"][6]["item"]["eventStatus"].endswith("EventCancelled")


def test_the_code_in_the_documentation_works_as_it_is_pasted(host, base):
    text = Path(__file__).parent.parent.joinpath("docs", "embedding.md").read_text("utf-8")
    text = text.replace("https://example.org", base).replace("SLUG", STORY.slug)
    frame, resize, component, _ = re.findall(r"```html\n(.*?)```", text, re.DOTALL)
    page = host(f"<!doctype html><title>Host</title>{frame}{resize}{component}")
    page.wait_for_function("document.querySelector('iframe').height > 700")
    assert page.frame_locator("iframe").locator("li").count() == len(sample().events)
    page.wait_for_selector("story-timeline li")
    assert page.locator("story-timeline li").count() == len(sample().events)
    assert page.said == []
