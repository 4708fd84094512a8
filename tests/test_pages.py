"""What stands on the pages; how they look and behave is in test_browser.py."""

from __future__ import annotations

import gzip
import json
import re
import struct
from base64 import b64encode
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from functools import cache
from hashlib import sha256
from html import unescape
from pathlib import Path
from random import Random
from types import SimpleNamespace
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from feeds import pages, publish
from feeds.document import Query, Site, no_history
from feeds.entry import MAX_EVIDENCE
from feeds.pages import form, overview, static
from feeds.pages.phrases import phrases
from feeds.pages.view import MAX_NAMED
from feeds.words import LANGUAGES
from tests.stories import (
    BASE,
    ROME,
    STORY,
    TOLD,
    make,
    month,
    not_after,
    on,
    sample,
    timeline,
)
from timeline import Basis, Change, Granularity, Status, When, Withdrawal

PLACE = publish.place(Site(BASE, "Valley News"))
LINK = re.compile(r"<link ([^>]*)>")


def story(*events, query=None, **changes):
    kept = timeline(*events) if events else sample()
    return pages.story_page(replace(STORY, **changes), kept, PLACE, query or Query()).text


def choosing(query, *events):
    kept = timeline(*events) if events else sample()
    return pages.filter_page(STORY, kept, PLACE, query).text


def event(kept, number, history=()):
    return pages.event_page(STORY, kept, kept.events[number], history, PLACE).text


def words_of(html):
    """Return the text between tags, as one line."""
    html = re.sub(r"<(style|script).*?</\1>", " ", html, flags=re.DOTALL)
    html = re.sub(r"</?(a|cite|time|code|b)\b[^>]*>", "", html)
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())


# --- the story's page ------------------------------------------------------------------------


def test_every_language_has_the_same_phrases_with_the_same_gaps():
    first = phrases(LANGUAGES[0])._phrases
    for language in LANGUAGES[1:]:
        other = phrases(language)._phrases
        assert other.keys() == first.keys()
        for key, phrase in first.items():
            assert type(other[key]) is type(phrase)
            assert sorted(re.findall(r"\{\w+\}", str(other[key]))) == sorted(
                re.findall(r"\{\w+\}", str(phrase))
            )


def test_a_language_without_phrases_reads_the_first():
    assert phrases("it-CH").language == "it"
    assert phrases("rm").language == "en"
    with pytest.raises(AttributeError):
        _ = phrases("en").no_such_phrase


def test_a_day_is_one_heading_whatever_else_begins_on_it():
    long = When(
        "2026-02-06/2026-02-22", on("2026-02-06").start, on("2026-02-22").end, Granularity.RANGE
    )
    hours = "2026-02-06T20:00:00+01:00/2026-02-06T22:30:00+01:00"
    evening = on("2026-02-06", Granularity.RANGE, (20, 22))
    page = story(
        make("The games", long),
        make("The doors open", on("2026-02-06")),
        make("The show", replace(evening, edtf=hours)),
        make("The first train", on("2026-02-06", Granularity.PART_OF_DAY, (18, 24))),
        make("A rumour", not_after("2026-02-06")),
    )
    found = re.findall(r"<h3>(.*?)</h3>|<h4[^>]*><a[^>]*>(.*?)</a>", page)
    assert [words_of(day or title) for day, title in found] == [
        "On or before 6 February 2026",
        "A rumour",
        "Friday 6 February 2026",
        "The doors open",
        "The first train",
        "The show",
        "6–22 February 2026",
        "The games",
    ]
    assert "20:00–22:30 CET" in words_of(page)
    due = story(make("It", not_after("2026-02-06"), status=Status.PLANNED))
    assert "By 6 February 2026" in words_of(due)


def test_a_date_is_never_said_finer_than_it_is_known():
    page = story(
        make("In a month", month("2026-03-01", "2026-04-01")),
        make(
            "Perhaps then",
            When("2026-03-05?", on("2026-03-05").start, on("2026-03-05").end, Granularity.DAY),
        ),
    )
    assert '<time datetime="2026-03">March 2026</time>' in page
    assert "5 March 2026 (uncertain)" in page


def test_ids_on_a_page_are_unique():
    later = on("2026-02-01", Granularity.MONTH)
    events = [
        make("One", not_after("2026-02-01")),
        make("Two", on("2026-02-01")),
        make("Three", replace(later, edtf="2026-02-01")),
        make("Four", on("2026-02-01"), status=Status.PLANNED),
    ]
    ids = re.findall(r' id="([^"]+)"', story(*events))
    assert len(ids) == len(set(ids))
    assert "d2026-02-01" in ids


def test_what_is_planned_stands_apart_until_something_happens_after_it():
    page = story(
        make("Was planned", on("2026-01-10"), status=Status.PLANNED),
        make("Happened", on("2026-01-20")),
        make("Is planned", on("2026-01-30"), status=Status.PLANNED),
    )
    past, _, ahead = page.partition('<section id="ahead">')
    assert past.index("Was planned") < past.index("Happened</a>")
    assert "Is planned" in ahead
    only = story(make("Is planned", on("2026-01-30"), status=Status.PLANNED))
    assert '<section id="past">' not in only


def test_a_summary_that_only_repeats_the_title_is_left_out():
    page = story(replace(make("The doors open", on("2026-02-06")), summary="The doors  open."))
    assert 'class="sum"' not in page


def test_a_correction_is_said_on_the_page():
    kept = sample()
    change = Change(kept.events[4].id, TOLD + timedelta(days=1), "changed", "the date was wrong")
    page = pages.story_page(STORY, kept, PLACE, Query(), lambda _event: (change,)).text
    assert "Corrected on 29 January 2026: the date was wrong." in words_of(page)


def test_sources_are_one_per_article_with_publisher_and_day():
    event_ = make("The doors open", on("2026-02-06"), publishers=("Valley Post", "Alpine Wire"))
    first = event_.mentions[0]
    twice = replace(
        event_, mentions=(*event_.mentions, replace(first, id="x", quote="Again, open."))
    )
    text = words_of(story(twice))
    assert "1 source in 2 articles: Valley Post, Alpine Wire" in text
    own = replace(event_.mentions[1], quote="Doors were opened to passengers at last.")
    other = words_of(story(replace(event_, mentions=(first, own))))
    assert "2 sources: Valley Post, Alpine Wire" in other
    assert "Again, open. Valley Post, What we know: The doors open, 28 January 2026" in text


def test_an_article_without_a_publisher_is_named_by_its_title():
    event_ = make("The doors open", on("2026-02-06"))
    article = replace(event_.mentions[0].article, publisher=None, url=None)
    bare = replace(event_, mentions=(replace(event_.mentions[0], article=article),))
    text = words_of(story(bare))
    assert "1 source: What we know: The doors open" in text
    assert article.drop not in text
    untitled = replace(bare.mentions[0], article=replace(article, title=""))
    assert article.drop in words_of(story(replace(bare, mentions=(untitled,))))


def test_an_event_without_evidence_says_so():
    assert "0 sources" in words_of(story(make("The doors open", on("2026-02-06"), mentions=())))


def test_a_quote_in_another_language_says_which():
    event_ = make("Le porte", on("2026-02-06"))
    italian = replace(event_, mentions=(replace(event_.mentions[0], language="it"),))
    assert '<blockquote lang="it"' in story(italian)
    assert "<blockquote dir" in story(event_)


def test_the_head_offers_the_feeds_that_readers_look_for():
    links = [dict(re.findall(r'(\w+)="([^"]*)"', link)) for link in LINK.findall(story())]
    found = [(link["type"], link["href"]) for link in links if link["rel"] == "alternate"]
    page = f"{BASE}/stories/snow-trains"
    assert found[:3] == [
        ("application/rss+xml", f"{page}/feed.rss"),
        ("application/atom+xml", f"{page}/feed.atom"),
        ("application/feed+json", f"{page}/feed.json"),
    ]
    # plain JSON would be taken for a feed
    assert not any(kind == "application/json" for kind, _ in found)
    assert [kind for kind, _ in found[3:]] == ["application/json+oembed", "text/xml+oembed"]
    assert {link["rel"]: link["href"] for link in links}["canonical"] == page


def test_a_selections_feeds_and_links_keep_the_selection():
    page = story(query=Query(status="planned", limit=1))
    assert f"{BASE}/stories/snow-trains/feed.rss?status=planned&#34;" not in page
    assert f'href="{BASE}/stories/snow-trains/feed.rss?status=planned"' in page
    assert 'content="noindex"' in page
    assert f'href="/olympics/stories/{STORY.slug}/filter?status=planned"' in page
    assert "Subscribe to this selection" in page
    assert (
        'href="webcal://example.org/olympics/stories/snow-trains/calendar.ics?status=planned"'
        in page
    )


def test_a_selection_that_the_lists_do_not_offer_stays_chosen():
    assert "No event matches" in story(query=Query(tag="helicopter"))
    assert "<option selected>helicopter</option>" in choosing(Query(tag="helicopter"))
    assert "<option selected>planned</option>" in choosing(Query(status="planned"))


def test_the_story_page_leads_to_its_form_where_there_is_something_to_choose():
    assert f'href="/olympics/stories/{STORY.slug}/filter"' in story()
    assert "/filter" not in pages.story_page(STORY, timeline(), PLACE, Query()).text
    assert "<form" not in story()


def test_a_long_story_has_pages_that_lead_to_each_other():
    events = [make(f"Train {n}", on("2026-02-01")) for n in range(250)]
    kept = timeline(*sorted(events, key=lambda event: event.id))
    seen, query = [], ""
    for number in range(3):
        values = dict(pair.split("=") for pair in query[1:].split("&") if pair)
        page = pages.story_page(STORY, kept, PLACE, Query(**values)).text
        seen += re.findall(r'<li id="([0-9a-f-]{36})"', page)
        later = re.search(r'<a rel="next" href="/olympics/stories/snow-trains([^"]*)"', page)
        assert ('rel="prev"' in page) == (number > 0)
        query = later[1] if later else ""
    assert not query
    assert sorted(seen) == sorted(event.id for event in events)
    short = pages.story_page(STORY, kept, PLACE, Query(limit=20)).text
    assert re.search(r'rel="next" href="[^"]*\?limit=20&amp;before=', short)


def test_a_long_story_says_where_one_is_and_leads_to_each_month():
    events = [
        make(f"Train {n}", on((date(2025, 11, 1) + timedelta(n)).isoformat())) for n in range(150)
    ]
    kept = timeline(*events)
    first = pages.story_page(STORY, kept, PLACE, Query()).text
    assert "Events 1–100 of 150 Later events" in words_of(first)
    jumps = re.search(r'<nav class="jumps".*?</nav>', first)[0]
    assert words_of(jumps) == "2025 November December 2026 January February March"
    for number, (month_, href) in enumerate(
        [(date(2026, 1, 1), ""), (date(2026, 3, 1), f"?before={events[99].id}")]
    ):
        target = next(e for e in events if e.when.start.date() == month_)
        to = f'href="/olympics/stories/{STORY.slug}{href}#{target.id}"'
        assert to in jumps
        query = Query(before=events[99].id) if number else Query()
        page = pages.story_page(STORY, kept, PLACE, query).text
        assert f'<li id="{target.id}"' in page
    assert "<title>Night trains to the snow (Events 101–150 of 150)" in page
    assert "<title>Night trains to the snow – " in first
    assert page.count("Earlier events") == 2
    assert 'class="jumps"' not in story()


def test_a_very_long_story_leads_to_its_years():
    events = [
        make(f"Train {n}", on((date(2016, 1, 15) + timedelta(30 * n)).isoformat()))
        for n in range(120)
    ]
    page = pages.story_page(STORY, timeline(*events), PLACE, Query()).text
    jumps = words_of(re.search(r'<nav class="jumps".*?</nav>', page)[0])
    assert jumps.split() == [str(year) for year in range(2016, 2026)]


def test_a_plan_whose_day_has_passed_stays_in_its_place_on_every_page():
    events = [make(f"Plan {n}", on("2026-01-01"), status=Status.PLANNED) for n in range(120)]
    kept = timeline(*events, make("It happened", on("2026-01-02")))
    first = pages.story_page(STORY, kept, PLACE, Query()).text
    assert '<section id="ahead">' not in first


def test_one_wrong_date_far_ahead_leaves_the_plans_planned_and_the_picture_in_days():
    events = (
        make("Happened", on("2026-01-20")),
        make("Plan", on("2026-01-30"), status=Status.PLANNED),
        make("Plan of 2031", on("2031-03-01"), status=Status.CALLED_OFF),
        make("Odd", on("2031-05-12")),
    )
    page = pages.story_page(STORY, timeline(*events), PLACE, Query()).text
    past, _, ahead = page.partition('<section id="ahead">')
    assert past.index("Happened</a>") < past.index("Odd</a>")
    assert "Plan</a>" in ahead
    assert "Odd</a>" not in ahead
    assert ">1 so far</span>, " in page
    assert ">2 planned</span>; most: January 2026 (2); 1 dated in the future, though" in page
    alone = story(events[0], make("Later", on("2026-01-22")))
    caption = re.search("<figcaption>(.*?)</figcaption>", alone)[1]
    assert words_of(caption) == "Events per day: 2 so far"
    assert "22 January 2026: 2 so far" in re.search(r'<svg[^>]*aria-label="(.*?)"', alone)[1]
    picture = overview.draw([events[0], events[1], events[3]], ROME, timeline().updated)
    assert (picture.step, picture.happened_count, picture.planned_count) == ("day", 1, 1)
    assert (picture.not_drawn, picture.too_late) == (0, 1)


def test_plans_whose_days_have_passed_are_not_ahead_though_nothing_happened_after_them():
    events = [
        make(f"Plan {day}", on(day), status=Status.PLANNED) for day in ("2026-02-01", "2026-02-03")
    ]
    kept = replace(timeline(*events), updated=datetime(2026, 2, 2, tzinfo=UTC))
    page = pages.story_page(STORY, kept, PLACE, Query()).text
    past, _, ahead = page.partition('<section id="ahead">')
    assert "Plan 2026-02-01" in past
    assert "Plan 2026-02-03" in ahead


def test_the_form_offers_what_is_often_told_and_loses_no_choice():
    events = [
        make(f"Train {n}", on("2026-02-01"), places=("The Pass", f"Halt {n}"), actors=("Union",))
        for n in range(150)
    ]
    query = Query(place="The Pass", since="2026-01-01", tag="the pass", status="happened")
    page = choosing(query, *events)
    tags = re.search(r'<select name="tag">.*?</select>', page)[0]
    assert tags.count("<option") == 1 + 1 + form.MAX_OPTIONS + 1
    assert re.findall(r'optgroup label="([^"]*)"', tags) == [
        "Kind",
        "Places",
        "People and organisations",
    ]
    assert "<option selected>The Pass</option>" in tags
    assert '<input type="hidden" name="place" value="The Pass">' in page
    assert '<input type="hidden" name="since" value="2026-01-01">' in page
    page = pages.story_page(STORY, timeline(*events), PLACE, query).text
    choice = "Kind, place or person: the pass; Places: The Pass; Status: happened"
    assert f"150 of 150 events. {choice}; First told from: 2026-01-01." in words_of(page)


def test_a_month_or_year_that_was_chosen_stands_in_the_form():
    page = choosing(Query(from_="2026-01", to="2026"))
    assert '<input name="from" value="2026-01" ' in page
    assert '<input name="to" value="2026" ' in page


def test_numbers_are_written_as_the_language_does():
    assert phrases("en").count("events", 2000) == "2,000 events"
    assert phrases("it").count("events", 2000) == "2.000 eventi"


def test_linked_data_is_only_as_fine_as_what_is_known():
    page = story()
    text = re.search(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL)[1]
    items = [row["item"] for row in json.loads(text)["itemListElement"]]
    by_name = {item["name"]: item for item in items}
    assert by_name["The region orders forty new coaches"]["startDate"] == "2025-11"
    claimed = by_name["A tunnel is said to be too low for the new coaches"]
    assert "startDate" not in claimed
    assert claimed["endDate"] == "2026-01-28"
    assert by_name["The first night train leaves"]["location"][0]["name"] == "Lower Town"


def test_a_story_that_nothing_was_told_of_says_so():
    page = words_of(pages.story_page(STORY, timeline(updated=None), PLACE, Query()).text)
    assert "0 events Subscribe RSS" in page
    assert "Nothing has happened here yet" in page


def test_a_history_is_read_for_revised_events_only():
    kept, asked = sample(), []
    histories = SimpleNamespace(history=lambda event: asked.append(event) or ())
    publish.story(publish.Edition(STORY, kept, histories), PLACE, Query())
    assert asked == [event.id for event in kept.events if event.revision > 1]
    assert len(asked) == 1


HOSTILE = "</script><script>alert(1)</script><img src=x onerror=alert(1)>&amp;\x00\ud800\u202e]]>"


def test_what_strangers_write_stays_text():
    event_ = make("x", on("2026-02-06"), places=(HOSTILE,), actors=(HOSTILE,), kind=HOSTILE)
    mention = replace(
        event_.mentions[0],
        quote=HOSTILE,
        said_by=HOSTILE,
        time_expression=HOSTILE,
        article=replace(
            event_.mentions[0].article, title=HOSTILE, publisher=HOSTILE, url="javascript:alert(1)"
        ),
    )
    hostile = replace(event_, mentions=(mention,), title=HOSTILE, summary=HOSTILE)
    kept = timeline(hostile)
    change = Change(hostile.id, TOLD, "changed", HOSTILE)
    own = replace(STORY, title=HOSTILE, description=HOSTILE)
    for html in (
        pages.story_page(own, kept, PLACE, Query(q="<script>")),
        pages.story_page(own, kept, PLACE, Query()),
        pages.event_page(own, kept, hostile, (change,), PLACE),
        pages.embed_page(own, kept, PLACE, Query()),
        pages.index_page([(own, kept)], PLACE),
    ):
        assert "<script>alert" not in html.text
        assert "<img" not in html.text
        assert 'href="javascript:' not in html.text
        assert not re.search("[\x00\ud800\u202e]", html.text)
        html.text.encode()


@settings(max_examples=30, deadline=None)
@given(st.text(max_size=60), st.text(max_size=60))
def test_any_text_gives_a_page(title, quote):
    event_ = make("x", on("2026-02-06"))
    mention = replace(event_.mentions[0], quote=quote, said_by=title)
    kept = timeline(replace(event_, title=title, summary=quote, mentions=(mention,)))
    edition = publish.Edition(STORY, kept, SimpleNamespace(history=no_history))
    page = publish.story(edition, PLACE, Query()).body.decode()
    assert f'id="{event_.id}"' in page
    assert page.endswith("</html>")


def test_the_policy_allows_the_pages_own_style_and_script_and_nothing_else():
    html = pages.story_page(STORY, sample(), PLACE, Query())
    for tag in ("style", "script"):
        own = re.search(rf"<{tag}>(.*?)</{tag}>", html.text, re.DOTALL)[1]
        digest = b64encode(sha256(own.encode()).digest()).decode()
        assert f"{tag}-src 'sha256-{digest}'" in html.policy
    assert html.policy.startswith("default-src 'none'; ")
    assert "frame-ancestors 'self'" in html.policy
    assert "frame-ancestors *" in pages.embed_page(STORY, sample(), PLACE, Query()).policy
    assert "script-src" not in pages.index_page([], PLACE).policy
    assert not re.search(r'style="(?!border:0&#34;)', html.text.replace("&#34;", ""))


# --- the overview ----------------------------------------------------------------------------


def drawn(*days, status=Status.HAPPENED):
    return overview.draw([make(day, on(day), status=status) for day in days], ROME)


@pytest.mark.parametrize(
    ("last", "step", "columns"),
    [
        ("2026-06-30", "day", 181),
        ("2026-09-30", "week", 40),
        ("2029-01-01", "month", 37),
        ("2046-01-01", "year", 21),
    ],
)
def test_the_picture_takes_the_finest_step_that_fits(last, step, columns):
    picture = drawn("2026-01-01", last)
    assert picture.step == step
    assert picture.width == columns
    assert picture.pixels == columns * overview.WIDEST
    assert picture.happened.startswith("M0.15 1v-1")
    assert f"M{columns - 1}.15" in picture.happened


def test_the_picture_stacks_plans_on_what_happened():
    events = [
        make("d", month("2026-01-01", "2026-02-01")),
        make("a", on("2026-01-01")),
        make("b", on("2026-01-01"), status=Status.PLANNED),
        make("c", on("2026-01-03"), status=Status.CALLED_OFF),
    ]
    picture = overview.draw(events, ROME)
    assert picture.happened == "M0.15 2v-1h.7v1z"
    assert picture.planned == "M0.15 1v-1h.7v1zM2.15 2v-1h.7v1z"
    assert (picture.happened_count, picture.planned_count, picture.not_drawn) == (1, 2, 1)
    assert (picture.busiest, picture.most) == ("2026-01-01", 2)


@pytest.mark.parametrize(
    ("last", "language", "most"),
    [
        ("2026-03-31", "en", "most: 9 March 2026 (2)"),
        ("2026-09-30", "en", "most: 9–15 March 2026 (3)"),
        ("2029-01-01", "it", "il massimo: marzo 2026 (4)"),
        ("2046-01-01", "en", "most: 2026 (5)"),
    ],
)
def test_the_picture_names_the_whole_column_that_is_the_fullest(last, language, most):
    days = ("2026-02-01", "2026-03-09", "2026-03-09", "2026-03-15", "2026-03-16", last)
    held = timeline(*(make(str(at), on(day)) for at, day in enumerate(days)), updated=on(last).end)
    story = replace(STORY, language=language)
    assert most in words_of(pages.story_page(story, held, PLACE, Query()).text)


@pytest.mark.parametrize(
    ("far", "step", "drawn_last", "left_out"),
    [
        (("2031-03-03",), "day", "2026-01-12", 1),
        (("1936-02-06",), "day", "2026-01-12", 1),
        (("1936-02-06", "2031-03-03"), "day", "2026-01-12", 2),
        (("2026-09-01",), "day", "2026-01-12", 1),
        # not far
        (("2026-06-01",), "day", "2026-06-01", 0),
        # no single one
        (("2031-03-03", "2031-03-04"), "month", "2031-03-04", 0),
    ],
)
def test_a_single_day_far_off_does_not_squeeze_the_picture(far, step, drawn_last, left_out):
    days = (*(f"2026-01-{day:02}" for day in range(1, 13)), *far)
    picture = drawn(*sorted(days))
    assert (picture.step, picture.last.isoformat(), picture.far) == (step, drawn_last, left_out)
    assert picture.happened_count + picture.planned_count == len(days) - left_out
    page = story(*(make(day, on(day), status=Status.PLANNED) for day in days))
    assert ("far from the others" in words_of(page)) == bool(left_out)


@pytest.mark.parametrize("days", [(), ("2026-01-01",), ("2026-01-01", "2026-01-01")])
def test_a_picture_that_would_say_nothing_is_not_drawn(days):
    assert drawn(*days) is None


# --- other pages -----------------------------------------------------------------------------


def test_an_events_page_shows_all_its_evidence_and_what_is_near():
    many = make(
        "The doors open", on("2026-02-06"), publishers=tuple(f"Paper {n}" for n in range(20))
    )
    before, after = make("Before", on("2026-02-05")), make("After", on("2026-02-07"))
    page = event(timeline(before, many, after), 1)
    assert page.count("<blockquote") == 20
    text = words_of(page)
    assert "5 February 2026 Before" in text.partition("Before and after")[2]
    assert "7 February 2026 After" in text.partition("Before and after")[2]


def test_the_story_page_counts_all_sources_and_leads_to_those_it_has_no_room_for():
    names = tuple(f"Paper {n}" for n in range(20))
    page = story(make("The doors open", on("2026-02-06"), publishers=names))
    assert page.count("<blockquote") == MAX_EVIDENCE
    told = words_of(page)
    # all print the same sentence
    assert f"1 source in 20 articles: {', '.join(names[:MAX_NAMED])}, …" in told
    assert "12 more on the event’s page" in told


def told_twice(**second):
    """Return an event of which a second source tells otherwise."""
    told = make("The doors open", on("2026-02-06"), publishers=("Valley Post", "Alpine Wire"))
    other = replace(told.mentions[1], **second)
    return replace(told, mentions=(told.mentions[0], other))


@pytest.mark.parametrize(
    ("otherwise", "words"),
    [
        ({"when": on("2026-02-07")}, "Alpine Wire 28 January 2026 7 February 2026 happened"),
        ({"status": Status.CALLED_OFF}, "Alpine Wire 28 January 2026 6 February 2026 called off"),
    ],
)
def test_sources_that_exclude_each_other_are_set_side_by_side(otherwise, words):
    page = words_of(event(timeline(told_twice(**otherwise)), 0))
    assert "The sources differ" in page
    assert "Valley Post 28 January 2026 6 February 2026 happened" in page
    assert words in page


def test_sources_that_differ_are_named_as_elsewhere_not_by_their_file():
    told = told_twice(when=on("2026-02-07"))
    first = told.mentions[0]
    article = replace(first.article, publisher=None, url=None)
    bare = replace(told, mentions=(replace(first, article=article), told.mentions[1]))
    joined = Change(bare.id, TOLD, "joined", f"{article.drop}: tells of it, too", (first.id,))
    page = words_of(event(timeline(bare), 0, (joined,)))
    assert f"{article.title} 28 January 2026 6 February 2026 happened" in page
    assert article.drop not in page
    assert page.partition("History")[2].count(article.title) == 1


@pytest.mark.parametrize(
    ("otherwise", "note"),
    [
        ({"when": not_after("2026-02-07")}, "gives on or before 7 February 2026"),
        ({"when": month("2026-02-01", "2026-03-01")}, "gives February 2026"),
        ({"status": Status.PLANNED}, "told as planned"),
        ({}, None),
    ],
)
def test_a_coarser_date_or_a_plan_that_came_true_is_no_contradiction(otherwise, note):
    page = words_of(event(timeline(told_twice(**otherwise)), 0))
    assert "The sources differ" not in page
    assert ("gives " in page or "told as " in page) == bool(note)
    assert note is None or note in page


def test_the_words_that_date_a_sentence_are_marked_where_they_are_plain_to_see():
    told = make("The doors open", on("2026-02-06"))
    assert "said <mark>on Tuesday</mark>." in story(told)
    for quote, expression in (("Friday, not next Friday", "Friday"), ("Open.", None)):
        mention = replace(told.mentions[0], quote=quote, time_expression=expression)
        page = story(replace(told, mentions=(mention,)))
        assert "<mark>" not in page
        assert quote in page


def test_what_is_in_another_language_than_the_page_says_which():
    told = make("Le porte si aprono", on("2026-02-06"))
    italian = replace(told, mentions=(replace(told.mentions[0], language="it"),))
    page = story(italian, language="de", title="Züge")
    assert '<html lang="en">' in page
    assert '<h1 dir="auto" lang="de">' in page
    assert '<h4 dir="auto" lang="it">' in page
    assert 'lang="it"' in event(timeline(italian), 0)
    retitled = replace(italian, title="The doors open")
    assert '<h4 dir="auto" lang="it">' in story(retitled)
    assert " lang=" not in story(make("x", on("2026-02-06"))).partition("<body>")[2]


def test_a_story_written_from_right_to_left_turns_the_page_round():
    assert '<html lang="en" dir="rtl">' in story(language="ar-EG")
    assert '<html lang="it">' in story(language="it")


def test_an_events_page_says_why_it_is_dated_so_and_what_changed():
    kept = timeline(make("A rumour", not_after("2026-01-28"), basis=Basis.PUBLICATION))
    at = datetime(2026, 2, 1, 9, tzinfo=ROME)
    why = "date ../2026-01-29 became ../2026-01-28"
    page = words_of(event(kept, 0, (Change(kept.events[0].id, at, "changed", why),)))
    assert "The text gives no date: no later than its publication." in page
    words = "The date was given as on or before 29 January 2026, it is on or before 28 January 2026"
    assert f"1 February 2026, 09:00 CET {words}" in page


def test_an_events_history_names_who_told_not_the_files_they_came_in():
    kept = timeline(told_twice())
    told, at = kept.events[0], TOLD
    log = (
        Change(told.id, at, "added", "a.txt: told for the first time", (told.mentions[0].id,)),
        Change(told.id, at, "joined", "b.txt: tells of it, too", (told.mentions[1].id,)),
        Change(told.id, at, "joined", "c.txt: tells of it, too", ("gone since",)),
        Change(told.id, at, "split", "proved to be an event of its own"),
    )
    lines = re.findall(r'<br><span dir="auto">(.*?)</span>', event(kept, 0, log))
    assert lines == [
        "Added, as told by Valley Post",
        "Told by Alpine Wire, too",
        "Told by another source, too",
        "Proved to be an event of its own",
    ]


def test_an_events_history_names_who_told_first_though_it_was_corrected_since():
    kept = timeline(make("The doors open", on("2026-02-06")))
    told = kept.events[0]
    own, minute, again = told.mentions[0].id, timedelta(minutes=1), "says it otherwise now"
    log = (
        Change(told.id, TOLD, "added", "a.txt: told for the first time", ("first",)),
        Change(told.id, TOLD + minute, "corrected", f"a.txt: {again}", ("second",), "first"),
        Change(told.id, TOLD + 2 * minute, "corrected", f"a.txt: {again}", (own,), "second"),
        Change(told.id, TOLD + 3 * minute, "corrected", f"b.txt: {again}", ("gone",), "away"),
    )
    lines = re.findall(r'<br><span dir="auto">(.*?)</span>', event(kept, 0, log))
    assert lines[:3] == ["Added, as told by Valley Post", *["Corrected by Valley Post"] * 2]
    assert lines[3] == "A source was corrected"


def test_an_events_history_is_in_the_language_of_its_page_and_names_no_file():
    told = make("The doors open", on("2026-02-06"))
    log = tuple(
        Change(told.id, TOLD, what, why)
        for what, why in (
            ("left", "a.txt: no longer says so"),
            (
                "changed",
                "kind opening became closing; title became “A “new” day”; summary became “B”",
            ),
            ("changed", "a.txt: details of a source"),
            ("changed", "date 2026-02-06 became 2026-02-07; title became “C”"),
            ("changed", "title “C” became “D”; summary “E” became “F”"),
            ("withdrawn", "no report supports it any longer"),
            ("added", "a.txt, b.txt: a reason that is not known yet"),
        )
    )
    story = replace(STORY, language="it")
    page = pages.event_page(story, timeline(told), told, log, PLACE).text
    assert re.findall(r'<br><span dir="auto">(.*?)</span>', page) == [
        "Una fonte non lo dice più",
        "Il titolo è ora «A “new” day»",
        "Dettagli modificati",
        "La data era indicata come 6 febbraio 2026, è 7 febbraio 2026; il titolo è ora «C»",
        "Il titolo era «C»; il titolo è ora «D»",
        "Nessun articolo lo sostiene più",
        "Dettagli modificati",
    ]


def test_a_kind_is_named_in_the_language_of_the_story():
    told = make("Le porte si aprono", on("2026-02-06"), kind="protest")
    story = replace(STORY, language="it")
    page = pages.event_page(story, timeline(told), told, (), PLACE).text
    assert re.search(r"tag=protest[^>]*>protesta<", page)
    choice = form.filter_page(story, timeline(told), PLACE, Query(tag="protest")).text
    assert re.search(r'<option value="protest" selected>protesta</option>', choice)
    assert "protesta" in pages.story_page(story, timeline(told), PLACE, Query(tag="protest")).text


def test_an_events_page_says_when_it_was_told_and_leads_to_its_like():
    told = make("The doors open", on("2026-02-06"), places=("Upper Station",), kind="opening")
    page = event(timeline(told), 0)
    assert '<time datetime="2026-01-28">28 January 2026</time>' in page
    assert "Last changed" not in page
    assert f'<a href="/olympics/stories/{STORY.slug}?tag=Upper+Station">Upper Station</a>' in page
    later = replace(told, revision=2, updated=TOLD + timedelta(days=3))
    assert "Last changed 31 January 2026" in words_of(event(timeline(later), 0))
    files = replace(PLACE, live=False)
    still = pages.event_page(STORY, timeline(told), told, (), files).text
    assert "?tag=" not in still


@pytest.mark.parametrize(
    ("language", "title", "reason"),
    [
        ("en", "This is no longer published", "28 January 2026: no report supports it"),
        ("it", "Non è più pubblicato", "nessun articolo lo sostiene"),
    ],
)
def test_a_withdrawn_event_says_so_and_why_before_what_it_was(language, title, reason):
    last = sample().events[5]
    gone = Withdrawal(last.id, TOLD, "no report supports it any longer", last=last)
    page = pages.gone_page(replace(STORY, language=language), gone, PLACE).text
    assert f"<title>{title} – {STORY.title}</title>" in page
    assert f">{title}</h1>" in page
    assert reason in words_of(page)
    # who followed a link sees what it was, but not as if it held
    assert page.count(last.title) == 1
    assert f'<s dir="auto">{last.title}</s>' in page
    assert f'href="/olympics/stories/{STORY.slug}"' in page


def test_of_a_withdrawn_event_that_was_purged_nothing_is_told():
    gone = Withdrawal(sample().events[5].id, TOLD, "the paper took it back.", last=None)
    page = pages.gone_page(STORY, gone, PLACE).text
    assert "<s " not in page
    assert "28 January 2026: the paper took it back. The whole" in words_of(page)


@pytest.mark.parametrize(
    ("language", "reason"), [("en", "taken out by an editor"), ("it", "tolto dalla redazione")]
)
def test_of_an_event_that_an_editor_hid_nothing_is_told(language, reason):
    last = sample().events[5]
    gone = Withdrawal(last.id, TOLD, "taken out by an editor", last=last)
    page = pages.gone_page(replace(STORY, language=language), gone, PLACE).text
    assert last.title not in page
    assert "<s " not in page
    assert reason in words_of(page)


def test_an_event_that_left_the_timeline_meanwhile_has_no_neighbours():
    html = pages.event_page(STORY, timeline(), sample().events[0], (), PLACE)
    assert "Before and after" not in html.text


@pytest.mark.parametrize(
    ("order", "first"),
    [
        ("", "The first night train leaves"),
        ("newest", "The first night train leaves"),
        ("oldest", "The region orders forty new coaches"),
    ],
)
def test_an_embed_is_a_short_list_in_the_order_asked_for(order, first):
    page = pages.embed_page(STORY, sample(), PLACE, Query(limit=3), order=order).text
    assert page.count("<h2") == 3
    assert words_of(re.search("<h2.*?</h2>", page)[0]) == first
    assert f'href="{BASE}/stories/snow-trains"' in page


def test_an_embed_without_events_says_so():
    assert (
        "No event of this story fits"
        in pages.embed_page(STORY, sample(), PLACE, Query(q="zz")).text
    )
    empty = pages.embed_page(STORY, timeline(), PLACE, Query()).text
    assert "No article has told of an event" in empty


def test_the_web_component_is_small():
    assert len(gzip.compress(static("embed.js"), 9)) <= 2048


def test_the_pictures_are_what_their_names_say():
    assert ET.fromstring(static("favicon.svg")).tag.endswith("svg")
    for name, size in (("favicon.png", (48, 48)), ("preview.png", (1200, 630))):
        assert static(name)[:8] == b"\x89PNG\r\n\x1a\n"
        assert struct.unpack(">II", static(name)[16:24]) == size


def test_a_shared_link_shows_a_picture_of_our_own():
    picture = f'<meta property="og:image" content="{BASE}/preview.png">'
    assert picture in story()
    assert picture in event(sample(), 0)


# --- weight ----------------------------------------------------------------------------------


@cache
def running_words():
    """Return the words of the sample drops as they come: frequent ones often, most of them once."""
    drops = sorted(Path(__file__).parent.parent.joinpath("seeds").glob("*.*"))
    text = " ".join(drop.read_text("utf-8").rpartition("---\n")[2] for drop in drops)
    return re.findall(r"[A-Za-z’]+", text)


def prose(seed, number):
    """Return words as often as real ones are, the same every time."""
    words, dice = running_words(), Random(seed)
    return " ".join(dice.choices(words, k=number)).capitalize()


def told(number):
    """Return an event as long as those of real articles, told by one or two of them."""
    event_ = make(
        prose(f"title {number}", 12),
        on(f"2026-02-{number % 28 + 1:02}"),
        publishers=("Valley Post", "Alpine Wire")[: number % 3 or 1],
        places=(("Upper Station", "Lower Town", "The Pass")[number % 3],),
    )
    mentions = tuple(
        replace(m, quote=prose(m.id, 25), article=replace(m.article, title=prose(m.article.key, 9)))
        for m in event_.mentions
    )
    return replace(event_, summary=prose(f"summary {number}", 22), mentions=mentions)


def bare_list(events):
    """Return the limit: the same words and links in a bare list."""
    rows = "".join(
        f'<li>{event.when.start:%A %d %B %Y} <a href="/events/{event.id}">{event.title}</a>'
        f"<p>{event.summary}</p>"
        + "".join(
            f"<p>{m.quote} {m.article.publisher}, "
            f'<a href="{m.article.url}">{m.article.title}</a>, {m.article.published:%d %B %Y}; '
            f"said by {m.said_by}; dated by “{m.time_expression}”</p>"
            for m in event.mentions
        )
        for event in events
    )
    return f"<!doctype html><title>{STORY.title}</title><ol>{rows}</ol>".encode()


def test_a_page_weighs_little_more_than_a_bare_list_of_its_words():
    events = [told(number) for number in range(30)]
    html = story(*events)
    aside = "".join(re.findall(r"<style>.*?</style>|<script.*?</script>", html, re.DOTALL))
    rest = re.sub(r"<style>.*?</style>|<script.*?</script>", "", html, flags=re.DOTALL)
    assert len(gzip.compress(aside.encode(), 6)) <= 12_000
    limit = len(gzip.compress(bare_list(events), 6))
    assert len(gzip.compress(rest.encode(), 6)) <= 1.5 * limit


def test_an_embed_weighs_five_kilobytes_more_than_its_words():
    events = [told(number) for number in range(30)]
    page = pages.embed_page(STORY, timeline(*events), PLACE, Query()).text
    words = "".join(f"{e.title}{e.summary}{e.when.edtf}" for e in events)
    assert len(gzip.compress(page.encode(), 6)) - len(gzip.compress(words.encode(), 6)) <= 5_000
