from dataclasses import replace

import pytest
from lxml import etree

from feeds.document import Query, Site, compose
from feeds.formats import FORMATS
from feeds.websub import Announcer, ping, topics
from tests.hubs import Hub
from tests.libraries import Library
from tests.test_readers import served  # noqa: F401  # a fixture
from tests.timelines import SITE, STORY, WHENS, event, many, timeline

HUB = replace(SITE, hub="https://hub.example/")
OTHER = replace(STORY, slug="other-games")


@pytest.fixture
def hub():
    own = Hub()
    yield own
    own.close()


def test_the_topics_are_the_feeds():
    assert topics(SITE, "a") == (
        "https://example.org/stories/a/feed.rss",
        "https://example.org/stories/a/feed.atom",
        "https://example.org/stories/a/feed.json",
    )
    assert "https://example.org/feed.rss" in topics(SITE, "a", first=True)


def test_a_hub_gets_a_change_and_its_retries(served, hub):  # noqa: F811
    library, _, base = served
    library.kept["winter-games"] = many(2)
    hub.failures = 2
    announcer = Announcer(library, Site(base, "x", hub=hub.url), every=0.02, pauses=(0.01, 0.01))
    announcer.start()
    assert hub.arrived.wait(60)
    assert [form["hub.mode"] for form in hub.pings] == [["publish"]] * 3
    hub.arrived.clear()
    library.kept["winter-games"] = replace(timeline(event("march", WHENS["day"])), revision=77)
    assert hub.arrived.wait(60)
    announcer.stop()
    assert len(hub.pings) == 4
    feed = etree.fromstring(hub.bodies[f"{base}/stories/winter-games/feed.rss"])
    assert feed.findtext(".//item/title") == "Council speaks of the march"
    assert set(hub.bodies) == set(topics(Site(base, "x"), "winter-games", first=True))


@pytest.mark.parametrize("hub_url", ["http://127.0.0.1:9/", "file:///etc/hostname", ""])
def test_a_hub_that_is_none_is_a_failure_not_an_error(hub_url):
    assert not ping(hub_url, ["https://example.org/feed.rss"])


def library(**kept):
    return Library(STORY, OTHER, winter_games=many(1), other_games=many(1), **kept)


def announcer(own, answers):
    told = []

    def tell(hub, changed):
        told.append((hub, changed))
        return answers.pop(0) if answers else True

    return Announcer(own, HUB, tell=tell, pauses=(10, 20)), told


def test_every_story_is_announced_once_at_the_start():
    own, told = announcer(library(), [])
    own.look(0)
    own.look(1)
    assert [changed for _, changed in told] == [
        topics(SITE, STORY.slug, first=True),
        topics(SITE, OTHER.slug),
    ]


def test_only_the_story_that_changed_is_announced():
    kept = library()
    own, told = announcer(kept, [])
    own.look(-1)
    told.clear()
    kept.kept["other-games"] = many(2)
    own.look(1)
    own.look(2)
    assert told == [("https://hub.example/", topics(SITE, "other-games"))]


def test_a_hub_that_fails_is_asked_again_and_given_up_until_the_next_change():
    kept = library()
    own, told = announcer(kept, [True, True, False, False, False])
    own.look(-1)
    told.clear()
    kept.kept["winter-games"] = many(2)
    times = []
    for second in range(100):
        before = len(told)
        own.look(second)
        times += [second] * (len(told) - before)
    assert times == [0, 10, 30]
    kept.kept["winter-games"] = many(3)
    own.look(100)
    assert len(told) == 4


def test_a_database_that_is_away_is_asked_again():
    kept = library()
    own, told = announcer(kept, [])
    own.look(-1)
    told.clear()
    kept.away = True
    own.look(1)
    kept.away = False
    kept.kept["winter-games"] = many(2)
    own.look(2)
    assert len(told) == 1


@pytest.mark.parametrize(("query", "names_it"), [(None, True), (Query(limit=1), False)])
def test_the_documents_that_are_announced_name_the_hub(query, names_it):
    for name in ("rss", "atom", "json"):
        body = FORMATS[name].render(compose(many(2), STORY, HUB, query))
        assert (b"https://hub.example/" in body) is names_it
