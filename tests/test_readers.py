"""Real readers subscribe to the running service, over months of its life.

First poll, unchanged poll, then one event added, one corrected, one withdrawn, one of an article
that arrives a month late, one of 1936 and one of next month.
"""

import threading
import time
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from socket import socket

import pytest
import uvicorn

from feeds.document import Site
from feeds.service import create_app
from tests.judges import MODULES
from tests.libraries import Library
from tests.subscribers import CLIENTS, Node
from tests.timelines import NOW, STORY, WHENS, at, day, event, many, timeline, withdrawal

pytestmark = pytest.mark.no_cover

FORMATS = ("rss", "atom", "json")

FIRST = many(6)
GONE, CORRECTED = FIRST.events[1], FIRST.events[2]
#: What happens then, told one after the other.
LATER = NOW + timedelta(days=30)


def later():
    """Return the timeline a month on."""
    late = event("late report", day("2026-01-02"), number=900, published=LATER)
    article = replace(late.mentions[0].article, published=at(2025, 12, 28))
    late = replace(late, mentions=(replace(late.mentions[0], article=article),))
    new = [
        late,
        event("old record", WHENS["old"], number=901, published=LATER + timedelta(minutes=1)),
        event("next month", day("2026-03-15"), number=902, published=LATER + timedelta(minutes=2)),
        event("new plan", WHENS["month"], number=903, published=LATER + timedelta(minutes=3)),
    ]
    corrected = replace(
        CORRECTED, summary="It was two councils that spoke.", revision=2, updated=LATER
    )
    kept = [own for own in FIRST.events if own not in (GONE, CORRECTED)]
    gone = replace(withdrawal(GONE), when=LATER)
    return replace(timeline(*kept, corrected, *new, withdrawn=[gone]), revision=99)


THEN = later()
#: And at last a title is put right.
NEW_TITLE = "Both councils speak of post 2"
RETITLED = replace(
    THEN,
    revision=100,
    events=tuple(
        replace(own, title=NEW_TITLE, revision=3, updated=LATER + timedelta(hours=1))
        if own.id == CORRECTED.id
        else own
        for own in THEN.events
    ),
)


class Requests:
    """Wraps the service; remembers what was asked and answered."""

    def __init__(self, app):
        self.app, self.log = app, []

    async def __call__(self, scope, receive, send):
        async def noting(message):
            if message["type"] == "http.response.start":
                self.log.append((scope["path"], message["status"]))
            await send(message)

        await self.app(scope, receive, noting)


@pytest.fixture(scope="module")
def served():
    library = Library(STORY, winter_games=FIRST)
    with closing(socket()) as listener:
        listener.bind(("127.0.0.1", 0))
        base = f"http://127.0.0.1:{listener.getsockname()[1]}"
        requests = Requests(create_app(library, Site(base, "Winter desk")))
        server = uvicorn.Server(uvicorn.Config(requests, log_level="warning", lifespan="off"))
        thread = threading.Thread(target=server.run, args=([listener],), daemon=True)
        thread.start()
        while not server.started:
            time.sleep(0.01)
        yield library, requests, base
        server.should_exit = True
        thread.join(10)


class Life:
    """What a client showed: at first, unchanged, and after everything had happened."""

    def __init__(self, client, served, form):
        library, requests, base = served
        library.kept["winter-games"] = FIRST
        self.base, self.requests = base, requests
        self.first = client.poll()
        client.read_all()
        begin = len(requests.log)
        self.unchanged = [client.poll() for _ in range(max(2, client.not_modified or 0) - 1)][-1]
        self.statuses = [status for path, status in requests.log[begin:] if form in path]
        library.kept["winter-games"] = THEN
        self.then = client.poll()
        self.settled = client.poll()
        client.read_all()
        library.kept["winter-games"] = RETITLED
        self.retitled = client.poll()


LIVES = {}


@pytest.fixture
def life(request, served, tmp_path_factory):
    """Return the life of one client on one format; lived once."""
    name, form = request.param
    kind = CLIENTS[name]
    if missing := kind.is_missing():
        pytest.skip(f"needs {' and '.join(missing)}")
    if issubclass(kind, Node) and not MODULES.is_dir():
        pytest.skip("needs `npm ci` in tests/")
    if request.param not in LIVES:
        folder = tmp_path_factory.mktemp("client")
        url = f"{served[2]}/stories/{STORY.slug}/feed.{form}"
        LIVES[request.param] = Life(kind(url, folder), served, f"feed.{form}")
    return LIVES[request.param]


PAIRS = [(name, form) for name, kind in CLIENTS.items() for form in kind.formats]


#: What a client's own rule makes impossible, and the rule.
RULES = {
    ("feed-extractor", "atom", "date"): "takes updated for the date, where there is one",
    ("sfeed", "rss", "text"): "keeps the first text of an entry it knows",
    ("sfeed", "atom", "text"): "keeps the first text of an entry it knows",
    ("sfeed", "rss", "title"): "knows an entry by id, link and title",
    ("sfeed", "atom", "title"): "knows an entry by id, link and title",
}


def clients(*kinds, needs=None):
    """Return the mark that runs a test for clients of these *kinds*.

    "all", "keeps", "parses", "asks if modified"; *needs* names what some clients' rules forbid.
    """
    own = []
    for name, form in PAIRS:
        kind = CLIENTS[name]
        is_of = {
            "all": True,
            "keeps": kind.keeps,
            "parses": not kind.keeps,
            "asks if modified": kind.not_modified is not None,
            "shows texts again": kind.keeps and name != "rss2email",
        }
        if all(is_of[wanted] for wanted in kinds):
            rule = RULES.get((name, form, needs))
            alike = "node" if issubclass(kind, Node) else name  # one process parses for all of node
            marks = [pytest.mark.xdist_group(f"{alike} {form}")]  # lived once, by one worker
            if rule:
                marks.append(pytest.mark.xfail(reason=f"{name} {rule}", strict=True))
            own.append(pytest.param((name, form), id=f"{name} {form}", marks=marks))
    return pytest.mark.parametrize("life", own, indirect=True)


def told(own, base):
    """Return what a timeline's feed holds, newest first."""
    events = sorted(own.events, key=lambda item: item.published, reverse=True)
    return [(item.urn, item.title, f"{base}/events/{item.id}", item.published) for item in events]


def rows(shown):
    return [(own.id, own.title, own.link, own.published) for own in shown]


@clients("all")
def test_every_reader_shows_the_same_entries_in_the_same_order(life):
    assert rows(life.first) == told(FIRST, life.base)


@clients("all")
def test_an_unchanged_feed_changes_nothing(life):
    assert rows(life.unchanged) == rows(life.first)
    assert not any(own.unread for own in life.unchanged)


@clients("asks if modified")
def test_an_unchanged_feed_is_not_sent_again(life):
    assert life.statuses[-1] == 304


@clients("parses", needs="date")
def test_a_parser_sees_what_the_feed_holds_now(life):
    assert rows(life.then) == told(THEN, life.base)


@clients("keeps")
def test_a_reader_keeps_what_was_withdrawn_and_shows_the_rest(life):
    both = timeline(*THEN.events, GONE)
    assert rows(life.then) == told(both, life.base)


@clients("keeps")
def test_only_what_is_new_is_unread_and_stands_on_top(life):
    known = {own.urn for own in FIRST.events}
    new = [own.urn for own in THEN.events if own.urn not in known][::-1]
    assert [own.id for own in life.then if own.unread] == new
    assert [own.id for own in life.then[:4]] == new


@clients("keeps")
def test_a_correction_changes_its_entry_in_place(life):
    (entry,) = [own for own in life.then if own.id == CORRECTED.urn]
    assert not entry.unread
    assert entry.published == CORRECTED.published


@clients("shows texts again", needs="text")
def test_a_corrected_text_is_shown(life):
    (entry,) = [own for own in life.then if own.id == CORRECTED.urn]
    assert "two councils" in entry.text
    assert "Corrected on " in entry.text


@clients("all")
def test_nothing_resurfaces_at_the_next_poll(life):
    assert rows(life.settled) == rows(life.then)


@clients("all", needs="date")
def test_a_date_of_publication_never_changes(life):
    before = {own.id: own.published for own in life.first}
    after = {own.id: own.published for own in life.then}
    assert all(after.get(own, date) == date for own, date in before.items())


@clients("keeps", needs="title")
def test_a_corrected_title_makes_no_second_entry(life):
    assert [own.id for own in life.retitled] == [own.id for own in life.settled]
    assert not any(own.unread for own in life.retitled)
