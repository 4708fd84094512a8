import doctest
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

import feeds.query
from feeds.query import MAX_LIMIT, PARAMETERS, Query, QueryError, choice, parse
from tests.timelines import NOW, ROME, WHENS, event
from timeline import Status
from timeline.choice import holds

DAY = event("opening", WHENS["day"], places=("Cortina d'Ampezzo",), actors=("Città di Milano",))
WEEKEND = event("slalom", WHENS["weekend"], number=1, status=Status.PLANNED, kind="incident")
BEFORE = event("refusal", WHENS["before"], number=2)
ALL = (DAY, WEEKEND, BEFORE)


def choose(events, query, zone):
    return tuple(event for event in events if holds(choice(query, zone), event))


def found(*pairs):
    return [own.title.rpartition(" ")[2] for own in choose(ALL, parse(pairs), ROME)]


def test_the_parameters_are_those_of_the_contract():
    assert list(PARAMETERS) == (
        ["q", "tag", "source", "place", "status", "since", "until", "from", "to", "limit", "before"]
    )


def test_no_parameter_asks_for_everything():
    assert parse([]) == Query()
    assert found() == ["opening", "slalom", "refusal"]


def test_an_empty_value_is_as_good_as_none():
    assert parse([("q", ""), ("tag", "  "), ("limit", "")]) == Query()


def test_the_order_of_parameters_is_canonical():
    one = parse([("limit", "5"), ("from", "2026-02"), ("q", "a"), ("status", "planned")])
    two = parse([("q", "a"), ("status", "planned"), ("from", "2026-02"), ("limit", "5")])
    assert one == two
    assert one.encode() == two.encode() == "?q=a&status=planned&from=2026-02&limit=5"


def test_a_query_is_spelled_so_that_it_parses_to_itself():
    query = parse([("tag", "caffè & più"), ("since", "2026-01-01T00:00:00+01:00")])
    assert query.encode() == "?tag=caff%C3%A8+%26+pi%C3%B9&since=2026-01-01T00%3A00%3A00%2B01%3A00"
    assert parse(query.parameters()) == query


def test_filters_are_told_from_paging():
    query = parse([("limit", "5"), ("q", "a"), ("before", DAY.urn)])
    assert query.filters() == (("q", "a"),)
    assert query.before == DAY.id


@pytest.mark.parametrize(
    ("pair", "allowed"),
    [
        (("colour", "red"), "there are q, tag, source"),
        (("x" * 500 + "\n", "red"), "there are q, tag, source"),
        (("status", "cancelled"), "happened, planned, ongoing, claimed, called off"),
        (("limit", "0"), f"a number from 1 to {MAX_LIMIT}"),
        (("limit", str(MAX_LIMIT + 1)), f"a number from 1 to {MAX_LIMIT}"),
        (("limit", "-5"), f"a number from 1 to {MAX_LIMIT}"),
        (("limit", "٣"), f"a number from 1 to {MAX_LIMIT}"),
        (("since", "yesterday"), "a day, 2026-01-28"),
        (("since", "2026-02-30"), "a day, 2026-01-28"),
        (("since", "2026-01-28T12:00:00"), "a time with its offset"),
        (("until", "9999-12-31"), "a day, 2026-01-28"),
        (("from", "2026-13"), "a month, 2026-01"),
        (("to", "9999-12"), "a month, 2026-01"),
        (("to", "0000"), "a year, 2026"),
        (("to", "26-1-1"), "a year, 2026"),
        (("before", "42"), "the id of an entry"),
        (("q", "a\x00b"), "cannot be printed"),
        (("q", "a" * 201), "200 characters"),
    ],
)
def test_a_refusal_says_what_is_allowed(pair, allowed):
    with pytest.raises(QueryError) as refused:
        parse([pair])
    assert allowed in str(refused.value)
    assert str(refused.value).isprintable()
    assert len(str(refused.value)) < 200


def test_a_refusal_says_what_was_given():
    with pytest.raises(QueryError, match=r"a year, 2026; not “14/11/2026”$"):
        parse([("from", "14/11/2026")])


def test_a_parameter_is_given_once():
    with pytest.raises(QueryError, match="q: given more than once"):
        parse([("q", "a"), ("q", "b")])


def test_a_plus_that_came_as_a_space_is_still_an_offset():
    assert parse([("since", "2026-01-28T12:00:00 01:00")]).since == "2026-01-28T12:00:00+01:00"


@pytest.mark.parametrize(
    ("words", "titles"),
    [
        ("OPENING", ["opening"]),
        ("citta milano", ["opening"]),
        ("cortina d'ampezzo", ["opening"]),
        ("courier slalom", ["slalom"]),
        ("council", ["opening", "slalom", "refusal"]),
        ("refus", ["refusal"]),
        ("ref", []),
        ("opening slalom", []),
        ("!?", ["opening", "slalom", "refusal"]),
    ],
)
def test_all_words_have_to_be_told_of(words, titles):
    assert found(("q", words)) == titles


def test_a_short_word_is_not_found_inside_another():
    police = replace(DAY, title="Police at the ice rink", summary="Police spoke.")
    assert choose((police,), Query(q="ice"), ROME) == (police,)
    assert choose((replace(police, title="Police"),), Query(q="ice"), ROME) == ()


@pytest.mark.parametrize(
    ("name", "value", "titles"),
    [
        ("tag", "incident", ["slalom"]),
        ("tag", "cortina D'Ampezzo", ["opening"]),
        ("tag", "citta di milano", ["opening"]),
        ("tag", "nowhere", []),
        ("place", "Milan", ["slalom", "refusal"]),
        ("place", "statement", []),
        ("source", "the courier", ["opening", "slalom", "refusal"]),
        ("source", "courier.example", ["opening", "slalom", "refusal"]),
        ("source", "courier", []),
        ("status", "planned", ["slalom"]),
        ("from", "2026-01-25", ["opening", "slalom", "refusal"]),
        ("from", "2026-01-26", ["opening", "refusal"]),
        ("from", "2026-02", ["opening"]),
        ("from", "2027", []),
        ("to", "2026-01-24", ["slalom"]),
        ("to", "2026-01-23", []),
        ("to", "2026-01", ["slalom", "refusal"]),
        ("to", "2026", ["opening", "slalom", "refusal"]),
        ("since", "2026-01-27", ["opening", "slalom", "refusal"]),
        ("since", "2026-01-27T18:01:00Z", ["slalom", "refusal"]),
        ("since", "2026-01-28", []),
        ("until", "2026-01-27", ["opening", "slalom", "refusal"]),
        ("until", "2026-01-26", []),
        ("until", "2026-01-27T18:01:00Z", ["opening", "slalom"]),
        ("until", "2026-01-27T19:00+01:00", ["opening"]),
    ],
)
def test_a_filter_leaves_out_what_it_is_meant_to(name, value, titles):
    assert found((name, value)) == titles


@pytest.mark.parametrize("name", ["Washington, D.C.", "washington d.c."])
def test_a_name_with_a_comma_is_found_as_its_category_is_written(name):
    own = replace(DAY, places=("Washington, D.C.",))
    assert choose((own,), Query(tag=name), ROME) == (own,)
    assert choose((own,), Query(place=name), ROME) == (own,)


def test_a_source_without_name_and_link_is_found_by_neither():
    mention = DAY.mentions[0]
    bare = replace(mention, article=replace(mention.article, publisher=None, url=None))
    assert choose((replace(DAY, mentions=(bare,)),), Query(source="courier.example"), ROME) == ()


def test_a_source_is_found_by_its_host_with_and_without_www():
    mention = DAY.mentions[0]
    url = "https://user@www.Courier.example:8443/a"
    own = replace(DAY, mentions=(replace(mention, article=replace(mention.article, url=url)),))
    for name in ("courier.example", "www.courier.example"):
        assert choose((own,), Query(source=name), ROME) == (own,)


def test_filters_join():
    assert found(("status", "happened"), ("from", "2026-02")) == ["opening"]
    late = replace(DAY, published=NOW + timedelta(days=3))
    assert choose((late,), Query(since="2026-01-30", until="2026-02-01"), ROME) == (late,)


@given(st.lists(st.tuples(st.sampled_from([*PARAMETERS, "x"]), st.text(max_size=30)), max_size=4))
def test_any_parameters_are_a_query_or_a_refusal(pairs):
    try:
        query = parse(pairs)
    except QueryError:
        return
    choose(ALL, query, ROME)
    assert parse(query.parameters()) == query


def test_the_examples_run():
    assert doctest.testmod(feeds.query).failed == 0
