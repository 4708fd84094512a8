from dataclasses import replace

import pytest
from lxml import etree

from feeds import websub
from feeds.document import Site
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
    library.kept["winter-games"] = replace(timeline(event("march", WHENS["day"])), revision=77)
    assert hub.arrived.wait(10)
    announcer.stop()
    assert len(hub.pings) == 3
    assert hub.pings[0]["hub.mode"] == ["publish"]
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


def test_what_was_published_before_is_not_announced():
    own, told = announcer(library(), [])
    own.look(0, announce=False)
    own.look(1)
    assert told == []


def test_only_the_story_that_changed_is_announced():
    kept = library()
    own, told = announcer(kept, [])
    own.look(0, announce=False)
    kept.kept["other-games"] = many(2)
    own.look(1)
    own.look(2)
    assert told == [("https://hub.example/", topics(SITE, "other-games"))]


def test_a_hub_that_fails_is_asked_again_and_given_up_until_the_next_change():
    kept = library()
    own, told = announcer(kept, [False, False, False])
    own.look(0, announce=False)
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
    own.look(0, announce=False)
    kept.away = True
    own.look(1)
    kept.away = False
    kept.kept["winter-games"] = many(2)
    own.look(2)
    assert len(told) == 1


def test_documents_name_the_hub():
    from feeds.document import compose

    for name in ("rss", "atom", "json"):
        assert b"https://hub.example/" in FORMATS[name].render(compose(many(1), STORY, HUB))
    assert websub.TIMEOUT < 60
