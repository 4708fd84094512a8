"""The service, over ASGI: every address, validators, compression, CORS, errors."""

from __future__ import annotations

import gzip
import re
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from email.utils import parsedate_to_datetime
from xml.etree import ElementTree as ET

import brotli
import pytest
from starlette.testclient import TestClient

from feeds.document import Site
from feeds.service import create_app
from tests.libraries import NOW, Library
from tests.stories import BASE, STORY, TOLD, sample, timeline
from timeline import Watching, Withdrawal


@pytest.fixture
def library():
    return Library()


@contextmanager
def asking(library):
    app = create_app(library, Site(BASE, "Valley News"), clock=lambda: NOW)
    with TestClient(app, base_url="http://testserver", follow_redirects=False) as client:
        client.headers["accept-encoding"] = ""
        yield client


@pytest.fixture(scope="module")
def shared():
    with asking(Library()) as client:
        yield client


@pytest.fixture
def client(request):
    """Give a client; its service is that of other tests, too, where the library is not changed."""
    if "library" not in request.fixturenames:
        yield request.getfixturevalue("shared")
        return
    with asking(request.getfixturevalue("library")) as client:
        yield client


DOCUMENTS = {
    "/feed.rss": "application/rss+xml; charset=utf-8",
    "/feed.atom": "application/atom+xml; charset=utf-8",
    "/feed.json": "application/feed+json; charset=utf-8",
    "/calendar.ics": "text/calendar; charset=utf-8",
    "/timeline.json": "application/json; charset=utf-8",
    "": "text/html; charset=utf-8",
    "/embed": "text/html; charset=utf-8",
    "/filter": "text/html; charset=utf-8",
}
EVENT = sample().events[1].id
ADDRESSES = {f"/stories/{STORY.slug}{path}": kind for path, kind in DOCUMENTS.items()}
ADDRESSES |= {path: kind for path, kind in DOCUMENTS.items() if "." in path}
ADDRESSES |= {
    "/": "text/html; charset=utf-8",
    "/stories": "text/html; charset=utf-8",
    f"/events/{EVENT}": "text/html; charset=utf-8",
    f"/events/{EVENT}.json": "application/json; charset=utf-8",
    "/opml": "text/x-opml; charset=utf-8",
    "/docs": "text/html; charset=utf-8",
    "/embed.js": "text/javascript; charset=utf-8",
    "/preview.png": "image/png",
    "/favicon.png": "image/png",
    "/schemas/timeline.json": "application/schema+json; charset=utf-8",
    f"/oembed?url={BASE}/stories/{STORY.slug}": "application/json; charset=utf-8",
}


@pytest.mark.parametrize(("path", "kind"), ADDRESSES.items())
def test_a_public_address_answers_conditionally_and_to_head(client, path, kind):
    full = client.get(path)
    assert full.status_code == 200
    assert full.headers["content-type"] == kind
    assert full.headers["access-control-allow-origin"] == "*"
    assert full.headers["cache-control"].startswith("public, max-age=")
    assert "Accept-Encoding" in full.headers["vary"]
    head = client.head(path)
    assert head.status_code == 200
    assert dict(head.headers) == dict(full.headers)
    assert head.content == b""
    tag = full.headers["etag"]
    assert tag.startswith('"')
    for header in (tag, f"W/{tag}", f'"other", {tag}', "*"):
        again = client.get(path, headers={"if-none-match": header})
        assert again.status_code == 304
        assert again.content == b""
        assert again.headers["etag"] == tag
    assert client.get(path, headers={"if-none-match": '"other"'}).status_code == 200


@pytest.mark.parametrize("path", ADDRESSES)
@pytest.mark.parametrize(
    ("coding", "unpack"), [("gzip", gzip.decompress), ("br", brotli.decompress)]
)
def test_compression_only_when_asked_with_its_own_etag(client, path, coding, unpack):
    plain = client.get(path)
    assert "content-encoding" not in plain.headers
    with client.stream("GET", path, headers={"accept-encoding": coding}) as answer:
        packed = b"".join(answer.iter_raw())
    if len(plain.content) < 256:
        assert "content-encoding" not in answer.headers
        return
    assert answer.headers["content-encoding"] == coding
    assert unpack(packed) == plain.content
    assert answer.headers["etag"] != plain.headers["etag"]


def test_the_first_story_answers_at_the_root_with_its_own_address(client):
    own = client.get(f"/stories/{STORY.slug}/feed.json").json()
    root = client.get("/feed.json").json()
    assert own["feed_url"] == f"{BASE}/stories/{STORY.slug}/feed.json"
    assert root["feed_url"] == f"{BASE}/feed.json"
    assert [item["id"] for item in own["items"]] == [item["id"] for item in root["items"]]


def test_urls_come_from_the_base_url_and_not_from_the_host_header(client):
    for path in ADDRESSES:
        text = client.get(path, headers={"host": "evil.example"}).text
        assert "evil.example" not in text
        assert "testserver" not in text


@pytest.mark.parametrize("path", ["/feed.rss", f"/stories/{STORY.slug}", "", "/healthz"])
def test_a_proxy_may_pass_the_prefix_on_or_take_it_away(client, path):
    passed = client.get("/olympics" + path)
    taken = client.get(path or "/")
    assert passed.status_code == taken.status_code == 200
    assert passed.content == taken.content


@pytest.mark.parametrize(
    ("alias", "target"),
    [("/feed", "/feed.rss"), ("/feed/", "/feed.rss"), ("/atom.xml", "/feed.atom")],
)
def test_names_that_people_try_lead_to_the_feed(client, alias, target):
    answer = client.get(alias)
    assert answer.status_code == 301
    assert answer.headers["location"] == BASE + target


@pytest.mark.parametrize("path", [f"/stories/{STORY.slug}", f"/events/{EVENT}", "/stories"])
def test_a_slash_at_the_end_leads_to_the_address_without(client, path):
    for query in ("", "?status=planned"):
        answer = client.get(f"{path}/{query}")
        assert answer.status_code == 301
        assert answer.headers["location"] == BASE + path + query
    assert client.get(f"{path}/%0d%0aset-cookie:x/").status_code == 404


@pytest.mark.parametrize("path", ADDRESSES)
def test_a_canonical_address_does_not_redirect(client, path):
    assert not client.get(path).is_redirect


def test_filters_have_one_canonical_form_and_one_etag(client):
    one = client.get("/feed.atom?status=planned&q=train")
    two = client.get("/feed.atom?q=%20train&&status=planned&tag=")
    assert one.content == two.content
    assert one.headers["etag"] == two.headers["etag"]
    assert f"{BASE}/feed.atom?q=train&amp;status=planned" in one.text
    assert one.headers["etag"] != client.get("/feed.atom").headers["etag"]


def test_the_json_timeline_gives_the_latest_events_where_these_are_asked_for(client):
    every = [event["id"] for event in client.get("/timeline.json").json()["events"]]
    last = client.get("/timeline.json?limit=2&order=newest").json()
    assert [event["id"] for event in last["events"]] == every[-4:-2], "one of three plans"
    assert last["url"] == f"{BASE}/timeline.json?limit=2&order=newest"
    assert "next" not in last
    assert client.get("/timeline.json?order=newest").json()["url"].endswith("?order=newest")
    first = client.get("/timeline.json?limit=2&order=oldest").json()
    assert [event["id"] for event in first["events"]] == every[:2]
    before = client.get(f"/timeline.json?limit=2&order=newest&before={every[-4]}").json()
    assert [event["id"] for event in before["events"]] == every[-6:-4]
    assert client.get("/timeline.json?order=sideways").status_code == 422
    assert client.get("/feed.rss?order=newest").status_code == 422


def test_the_links_header_names_the_address_and_the_hub(library):
    site = Site(BASE, "Valley News", hub="https://hub.example/")
    with TestClient(create_app(library, site)) as client:
        links = {
            path: client.get(path).headers["link"]
            for path in ("/feed.rss", "/feed.rss?status=planned", "/timeline.json")
        }
    own = f'<{BASE}/feed.rss>; rel="self", <https://hub.example/>; rel="hub"'
    assert links["/feed.rss"] == own
    # the hub is told of feeds only, and of none of the many filters
    assert links["/feed.rss?status=planned"] == f'<{BASE}/feed.rss?status=planned>; rel="self"'
    assert "hub" not in links["/timeline.json"]


WRONG = {
    "/feed.rss?colour=red": "colour: no such parameter; there are q, tag",
    "/feed.rss?status=perhaps": "status: is one of happened, planned",
    "/feed.rss?limit=0": "limit: is a number from 1 to 2000",
    "/feed.rss?before=7": "before: is the id of an entry",
    f"/feed.rss?before={'0' * 8}-0000-4000-8000-{'0' * 12}": "before: ",
    f"/stories/{STORY.slug}?from=soon": "from: is a day",
    f"/stories/{STORY.slug}/embed?theme=pink": "theme: is one of light, dark",
    f"/stories/{STORY.slug}/embed?order=up": "order: is one of newest, oldest",
    f"/events/{EVENT}?x=1": "x: no such parameter; this address takes none",
    "/oembed": "url: is the URL of a story",
    f"/oembed?url={BASE}/&maxwidth=wide": "maxwidth: is a number of pixels",
    "/feed.rss?" + "&".join(f"a{n}=1" for n in range(60)): "more than 50 parameters",
}


@pytest.mark.parametrize(("path", "says"), WRONG.items())
def test_what_is_asked_wrongly_is_a_422_that_says_what_is_allowed(client, path, says):
    answer = client.get(path)
    assert answer.status_code == 422
    assert answer.headers["content-type"] == "application/problem+json; charset=utf-8"
    assert answer.headers["cache-control"] == "no-store"
    assert says in answer.json()["detail"]
    page = client.get(path, headers={"accept": "text/html"})
    assert page.status_code == 422
    assert "<h1>This cannot be answered</h1>" in page.text


def test_a_page_says_in_which_language_it_tells_what_was_asked_wrongly():
    with TestClient(create_app(Library(), Site(BASE, "Storie", "it"))) as client:
        wrong = client.get("/?from=14/11/2026", headers={"accept": "text/html"})
        missing = client.get("/nothing", headers={"accept": "text/html"})
    assert '<p class="lead" lang="en">from: is a day, 2026-01-28, a month' in wrong.text
    assert '<p class="lead">L’indirizzo' in missing.text


MISSING = [
    "/nothing",
    "/stories/unknown",
    "/stories/unknown/feed.rss",
    "/stories/unknown/stream",
    "/events/7",
    f"/events/{'0' * 8}-0000-4000-8000-{'0' * 12}",
    f"/events/{'0' * 8}-0000-4000-8000-{'0' * 12}.json",
    "/oembed?url=https://elsewhere.example/stories/snow-trains",
]


@pytest.mark.parametrize("path", MISSING)
def test_what_does_not_exist_is_a_404_in_the_sites_own_look(client, path):
    assert client.get(path).status_code == 404
    page = client.get(path, headers={"accept": "text/html,*/*;q=0.8"})
    assert page.status_code == 404
    assert "There is nothing here" in page.text
    assert 'href="/olympics/"' in page.text
    assert "content-security-policy" in page.headers


def test_an_unknown_method_is_refused(client):
    answer = client.post("/feed.rss")
    assert answer.status_code == 405
    assert "GET" in answer.headers["allow"]


def test_a_closed_storys_feeds_are_gone(client, library):
    library.ended.add("summer-trains")
    answer = client.get("/stories/summer-trains/feed.rss")
    assert answer.status_code == 410
    assert "its feeds have ended" in answer.json()["detail"]
    page = client.get("/stories/summer-trains", headers={"accept": "text/html"})
    assert "You can unsubscribe" in page.text


def test_a_withdrawn_event_is_gone_or_leads_to_the_one_in_its_place(client, library):
    events = sample().events
    why = Withdrawal(events[0].id, NOW, "the article was retracted")
    moved = Withdrawal(events[1].id, NOW, "told twice", replaced_by=events[2].id)
    library.kept[STORY.slug] = timeline(*events[2:], withdrawn=(why, moved), revision=2)
    gone = client.get(f"/events/{events[0].id}", headers={"accept": "text/html"})
    assert gone.status_code == 410
    assert "1 February 2026: the article was retracted" in gone.text
    assert client.get(f"/events/{events[0].id}.json").status_code == 410
    for suffix in ("", ".json"):
        answer = client.get(f"/events/{events[1].id}{suffix}")
        assert answer.status_code == 301
        assert answer.headers["location"] == f"{BASE}/events/{events[2].id}{suffix}"


def test_an_event_of_a_story_that_is_not_configured_is_unknown(client, library):
    library.kept = {"other": sample(), STORY.slug: timeline()}
    assert client.get(f"/events/{EVENT}").status_code == 404


def test_a_change_is_seen_at_once_and_a_rebuild_is_not(client, library):
    first = client.get("/feed.atom")
    library.kept[STORY.slug] = replace(sample(), revision=2)
    same = client.get("/feed.atom")
    assert same.headers["etag"] == first.headers["etag"]
    assert same.headers["last-modified"] == first.headers["last-modified"]
    later = TOLD + timedelta(days=3)
    gone = Withdrawal(sample().events[0].id, later, "retracted")
    library.kept[STORY.slug] = replace(
        sample(), events=sample().events[1:], withdrawn=(gone,), revision=3, updated=later
    )
    changed = client.get("/feed.atom", headers={"if-none-match": first.headers["etag"]})
    assert changed.status_code == 200
    assert parsedate_to_datetime(changed.headers["last-modified"]) == later


def test_last_modified_is_asked_only_where_no_etag_is_given(client):
    full = client.get("/feed.rss")
    since = {"if-modified-since": full.headers["last-modified"]}
    assert client.get("/feed.rss", headers=since).status_code == 304
    both = since | {"if-none-match": '"other"'}
    assert client.get("/feed.rss", headers=both).status_code == 200
    for text in ("Wed, 01 Jan 2020 00:00:00 GMT", "yesterday", "Thu, 99 Foo 2020"):
        answer = client.get("/feed.rss", headers={"if-modified-since": text})
        assert answer.status_code == 200


def test_a_document_is_rendered_once_per_revision(client, library):
    for _ in range(3):
        client.get("/feed.rss")
        client.get("/feed.rss?limit=60", headers={"accept-encoding": "gzip"})
    assert library.loads == 2
    library.kept[STORY.slug] = replace(sample(), revision=2)
    client.get("/feed.rss")
    assert library.loads == 3


def test_a_hot_address_is_answered_before_routing(client, monkeypatch):
    client.get("/feed.rss")
    monkeypatch.setattr(client.app.router, "app", None)
    monkeypatch.setattr(client.app, "middleware_stack", None)
    monkeypatch.setattr(client.app, "build_middleware_stack", None)
    answer = client.get("/feed.rss")
    assert answer.status_code == 200
    assert client.get("/feed.rss", headers={"if-none-match": "*"}).status_code == 304


def test_a_database_that_is_away_is_a_503_that_says_when_to_come_back(client, library, caplog):
    client.get("/feed.rss")
    library.away = True
    for path in ("/feed.rss", f"/events/{EVENT}", "/readyz", "/metrics"):
        answer = client.get(path)
        assert answer.status_code == 503
        assert answer.headers["retry-after"] == "5"
    (said,) = [one.getMessage() for one in caplog.records if one.name == "feeds.service.failures"]
    assert said.startswith("requests cannot be answered: "), "once, and why"
    assert client.get("/healthz").text == "ok\n"
    library.away = False
    assert client.get("/feed.rss").status_code == 200


def test_an_error_of_ours_is_a_page_and_tells_nothing(library):
    library.history = None
    app = create_app(library, Site(BASE, "Valley News"))
    with TestClient(app, raise_server_exceptions=False) as client:
        answer = client.get(f"/events/{EVENT}", headers={"accept": "text/html"})
        assert answer.status_code == 500
        assert "Something went wrong on our side" in answer.text
        assert "NoneType" not in answer.text


def test_another_page_may_ask_before_it_reads(client):
    answer = client.options("/feed.json", headers={"origin": "null"})
    assert answer.status_code == 204
    assert answer.headers["access-control-allow-origin"] == "*"
    assert "X-Requested-With" in answer.headers["access-control-allow-headers"]


def test_readiness_says_how_old_the_last_update_is(client):
    assert client.get("/readyz").json() == {
        "ready": True,
        "last_update": NOW.isoformat(),
        "age": 0.0,
    }


@pytest.mark.parametrize(("seconds", "status"), [(30, 200), (119, 200), (121, 503)])
def test_readiness_ends_when_the_watch_has_been_silent_for_three_rounds(
    client, library, seconds, status
):
    last = NOW - timedelta(seconds=seconds)
    library.watch = Watching(last, NOW, 30, "/srv/seeds: the folder cannot be read")
    answer = client.get("/readyz")
    assert answer.status_code == status
    assert answer.json()["ready"] is (status == 200)
    assert answer.json()["watch"]["failing"] is True
    assert "/srv" not in answer.text
    library.watch = Watching(None, None, 30)
    watch = client.get("/readyz").json()["watch"]
    assert (watch["last"], watch["failing"]) == (None, False)


def test_a_broken_story_file_is_told_and_does_not_end_readiness(client, library):
    assert "stories" not in client.get("/readyz").json()
    assert "timeline_broken_stories 0\n" in client.get("/metrics").text
    library.wrong = ("config/stories/a.toml:3: is not TOML",)
    answer = client.get("/readyz")
    assert answer.status_code == 200
    assert answer.json()["stories"] == {"left_as_they_were": 1}
    assert "config/" not in answer.text
    assert "timeline_broken_stories 1\n" in client.get("/metrics").text


def test_a_story_that_is_configured_anew_is_rendered_anew(client, library):
    url = f"/stories/{STORY.slug}"
    assert "Night trains to the snow" in client.get(url).text
    client.get(url)
    library.configured = [replace(STORY, title="Sleepers to the snow")]
    assert "Sleepers to the snow" in client.get(url).text
    library.configured = []
    assert client.get(url).status_code == 404


def test_oembed_answers_in_json_or_xml_and_in_nothing_else(client):
    url = f"{BASE}/stories/{STORY.slug}"
    found = client.get("/oembed", params={"url": url, "maxwidth": "400", "format": "xml"})
    assert found.headers["content-type"] == "text/xml; charset=utf-8"
    assert ET.fromstring(found.content).findtext("width") == "400"
    assert client.get("/oembed", params={"url": url, "format": "yaml"}).status_code == 501
    described = client.get("/openapi.json").json()["paths"]
    assert [path for path, of in described.items() if "501" in str(of)] == ["/oembed"]


def test_the_age_is_counted_by_the_machines_clock_unless_told_otherwise(library):
    with TestClient(create_app(library, Site(BASE, "Valley News"))) as client:
        assert client.get("/readyz").json()["age"] != 0


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_an_embed_takes_a_theme_and_a_feeds_parameters(client, theme):
    page = client.get(f"/stories/{STORY.slug}/embed?theme={theme}&status=planned&order=oldest")
    assert f'data-theme="{theme}"' in page.text
    assert page.text.count("<li ") == 2


def test_before_any_update_the_service_is_ready_with_what_it_has(client, library):
    library.last_update = lambda: None
    assert client.get("/readyz").json()["age"] is None
    assert "last_update_timestamp" not in client.get("/metrics").text


@pytest.mark.usefixtures("library")  # its service has answered nobody before
def test_metrics_count_answers_and_renders(client):
    client.get("/feed.rss")
    client.get("/feed.rss", headers={"if-none-match": "*"})
    client.get("/nothing")
    text = client.get("/metrics").text
    assert 'timeline_answers_total{status="200"} 1' in text
    assert 'timeline_answers_total{status="304"} 1' in text
    assert 'timeline_answers_total{status="404"} 1' in text
    assert "timeline_renders_total 1" in text
    assert f'timeline_revision{{story="{STORY.slug}"}} 1' in text


def test_metrics_tell_of_drops_and_of_the_watch(client, library):
    library.watch = Watching(NOW, NOW, 30, "the folder cannot be read")
    text = client.get("/metrics").text
    assert 'timeline_drops{state="taken"} 3' in text
    assert 'timeline_drops{state="rejected"} 1' in text
    assert 'timeline_drops{state="purged"} 0' in text
    assert f"timeline_last_update_timestamp_seconds {NOW.timestamp():.0f}\n" in text
    assert f"timeline_watch_last_timestamp_seconds {NOW.timestamp():.0f}\n" in text
    assert "timeline_watch_period_seconds 30\n" in text
    assert "timeline_watch_failing 1\n" in text
    assert "timeline_watch_lag_seconds 0\n" in text
    assert "# TYPE timeline_stage_seconds summary\n" in text
    assert 'timeline_stage_seconds_count{stage="read"} 4\n' in text
    assert 'timeline_stage_seconds_sum{stage="read"} 0.5\n' in text
    assert "newest_event" not in text
    library.told = NOW - timedelta(minutes=5)
    library.watch = Watching(NOW, NOW - timedelta(seconds=70), 30)
    text = client.get("/metrics").text
    assert "timeline_newest_event_age_seconds 300\n" in text
    assert "timeline_watch_lag_seconds 70\n" in text
    library.watch = Watching(NOW, None, 30)
    assert "timeline_watch_lag" not in client.get("/metrics").text
    library.watch = None
    assert "timeline_watch" not in client.get("/metrics").text


def test_the_start_page_is_the_only_storys_or_the_list(client):
    assert '<h1 dir="auto">Night trains to the snow</h1>' in client.get("/").text
    other = replace(STORY, slug="ice-road", title="The ice road")
    library = Library(STORY, other, snow_trains=sample(), ice_road=timeline(revision=5))
    with TestClient(create_app(library, Site(BASE, "Valley News"))) as several:
        text = several.get("/").text
        assert "The ice road" in text
        assert STORY.title in text
        assert several.get("/stories").text == text


def test_without_a_story_the_start_page_says_what_to_do():
    with TestClient(create_app(Library(configured=()), Site(BASE, "Valley News"))) as client:
        assert "No story is set up yet" in client.get("/").text
        assert client.get("/feed.rss").status_code == 404


def test_an_event_as_json_has_its_evidence_and_history(client):
    data = client.get(f"/events/{EVENT}.json").json()
    assert data["unique_id"] == EVENT
    assert data["sources"][0]["publisher"] == "Valley Post"
    assert data["history"][0]["why"] == "post.txt corrects the date"


def test_every_address_is_in_the_api_description(client):
    paths = client.get("/openapi.json").json()["paths"]
    assert "/stories/{slug}/feed.rss" in paths
    page = client.get("/docs").text
    for path in paths:
        assert re.search(rf"<code>(<a [^>]*>)?{re.escape(path)}(</a>)?</code>", page)


def test_the_api_description_tells_parameters_and_media_types(client):
    paths = client.get("/openapi.json").json()["paths"]
    for path, operations in paths.items():
        for operation in operations.values():
            named = {one["name"] for one in operation.get("parameters", ()) if one["in"] == "path"}
            assert named == set(re.findall(r"{(\w+)}", path)), path
            assert "application/problem+json" in str(operation["responses"]), path
            assert "HTTPValidationError" not in str(operation["responses"]), path
    for path, kind in ADDRESSES.items():
        described = next((one for one in paths if "{" not in one and one == path), None)
        if described:
            assert list(paths[described]["get"]["responses"]["200"]["content"]) == [
                kind.partition(";")[0]
            ]


def test_the_api_description_tells_what_may_be_asked_and_every_address_takes_it(client):
    described = client.get("/openapi.json").json()["paths"]
    values = {
        "status": "planned",
        "since": "2026-01-28",
        "until": "2026-01-28T12:00:00Z",
        "from": "2026-01",
        "to": "2026",
        "limit": "5",
        "before": EVENT,
        "theme": "dark",
        "order": "newest",
        "url": f"{BASE}/stories/{STORY.slug}",
        "format": "xml",
        "maxwidth": "400",
        "maxheight": "400",
    }
    asked = set()
    for path, operations in described.items():
        if operations.get("get") is None or path == "/drops/{name}":
            continue
        taken = [one for one in operations["get"].get("parameters", ()) if one["in"] == "query"]
        for one in taken:
            if "pattern" in one["schema"]:
                assert re.fullmatch(one["schema"]["pattern"], values[one["name"]])
        pairs = {one["name"]: values.get(one["name"], "snow") for one in taken}
        if pairs:
            address = path.replace("{slug}", STORY.slug)
            assert client.get(address, params=pairs).status_code == 200, address
            asked.add(address)
    assert {
        "/oembed",
        "/feed.rss",
        f"/stories/{STORY.slug}",
        f"/stories/{STORY.slug}/embed",
    } < asked


def test_the_list_of_subscriptions_has_a_folder_per_feed_format(client):
    root = ET.fromstring(client.get("/opml").text)
    assert [folder.get("text") for folder in root.iterfind("body/outline")] == [
        "RSS",
        "Atom",
        "JSON Feed",
    ]
    urls = [row.get("xmlUrl") for row in root.iterfind("body/outline/outline")]
    assert f"{BASE}/stories/{STORY.slug}/feed.atom" in urls
    assert {row.get("htmlUrl") for row in root.iterfind("body/outline/outline")} == {
        f"{BASE}/stories/{STORY.slug}"
    }
