"""``timeline match``: which sentences of many documents tell of the same event."""

import math
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.merge import bursts, match, words
from timeline.merge.collection import cover

#: Two bursts of one kind and one subject that comes again; our own words.
FERRY = (
    "The ferry Aurelia ran aground off Ponza with 212 passengers, the coast guard said.",
    "Coast guard boats took 212 passengers off the ferry Aurelia, which ran aground near Ponza.",
    "All passengers left the Aurelia after the ferry hit rocks off Ponza, Captain Ricci said.",
    "Captain Ricci of the ferry Aurelia, aground off Ponza, was questioned by the coast guard.",
)
TRAIN = (
    "A night train from Graz left the rails near Villach and 31 travellers were hurt.",
    "Near Villach 31 travellers were hurt as the night train from Graz derailed.",
    "The night train that derailed near Villach came from Graz, Austrian railways said.",
    "Austrian railways will examine the rails near Villach where the night train derailed.",
)
SALES = (
    "Motori Savona sold {} vans in {}, the Italian maker Motori Savona told analysts in Genoa.",
    "In Genoa Motori Savona told analysts it had sold {} vans in {}, the Italian maker said.",
)
MONTHS = ("January", "February", "March", "April", "June", "July")


def record(doc, text, published, article=None, sentence=0):
    return {
        "id": f"{doc}#{sentence}",
        "text": text,
        "published": published,
        "doc": doc,
        "article": article,
    }


def corpus():
    records = []
    for number, (ferry, train) in enumerate(zip(FERRY, TRAIN, strict=True)):
        ferries = f"{ferry} {FERRY[number - 1]} The island of Ponza lies off Latina."
        trains = f"{train} {TRAIN[number - 1]} Villach is in Carinthia."
        records.append(record(f"ferry{number}", ferry, f"2026-03-0{number + 1}", ferries))
        records.append(record(f"train{number}", train, f"2026-03-0{number + 1}", trains))
    for number, month in enumerate(MONTHS):
        sold = SALES[number % 2].format(4100 + 7 * number, month)
        other = f"Shares of Motori Savona fell after the figures of {month} had come out in Milan."
        article = f"{sold} {other}"
        published = f"2026-0{number + 1}-15"
        records.append(record(f"sales{number}", sold, published, article))
        records.append(record(f"sales{number}", other, published, article, 1))
    return records


def clusters(found):
    groups = {}
    for row in found:
        groups.setdefault(row["cluster"], set()).add(row["id"])
    return {frozenset(ids) for ids in groups.values()}


def test_bursts_come_together_and_a_running_subject_stays_apart():
    found = clusters(match(corpus()))
    assert frozenset(f"ferry{n}#0" for n in range(4)) in found
    assert frozenset(f"train{n}#0" for n in range(4)) in found
    assert sum(len(ids) == 1 for ids in found) == 2 * len(MONTHS)


def test_a_subject_runs_on_among_undated_articles():
    records = corpus()
    for one in records[-2:]:
        one["published"] = None
    assert sum(len(ids) == 1 for ids in clusters(match(records))) >= 2 * len(MONTHS) - 2


#: One subject that runs on: what alike articles say of it is new each time.
LIFTS = (
    "Lifts Cadore opened a gondola to Monte Agudo that carries eight people to each cabin.",
    "Lifts Cadore raised the price of a season ticket, and pensioners wrote to the regional paper.",
    "Lifts Cadore lost a lawsuit over noise that two hotels had brought before judges in Belluno.",
    "Lifts Cadore hired forty rescuers after an avalanche had buried part of its nursery slope.",
    "Lifts Cadore borrowed from three banks to make snow on dry winters with a new reservoir.",
    "Lifts Cadore named Ivo Zandegiacomo, a former ski racer, to lead its board from autumn.",
)


@pytest.mark.parametrize("published", [None, "2026-03-01"])
def test_a_subject_runs_on_whatever_nobody_knows_of_its_days(published):
    records = [record(f"lifts{n}", text, published) for n, text in enumerate(LIFTS)]
    ferries = [one for one in corpus() if one["doc"].startswith("ferry")]
    found = clusters(match([*records, *(one | {"published": published} for one in ferries)]))
    assert frozenset(f"ferry{n}#0" for n in range(4)) in found
    assert sum(len(ids) == 1 for ids in found) == len(LIFTS)


def test_a_cluster_is_named_after_its_smallest_id_and_rows_keep_their_order():
    records = corpus()
    found = match(records)
    assert [row["id"] for row in found] == [one["id"] for one in records]
    assert all(row["cluster"] <= row["id"] for row in found)


def test_the_order_of_the_records_does_not_matter():
    records = corpus()
    first = {row["id"]: row["cluster"] for row in match(records)}
    random.Random(5).shuffle(records)
    assert {row["id"]: row["cluster"] for row in match(records)} == first


def test_sentences_of_one_article_that_say_the_same_come_together():
    text = "Two climbers were rescued from the Marmolada glacier by helicopter."
    again = "A helicopter rescued two climbers from the glacier of the Marmolada."
    records = [
        record("one", text, None, sentence=0),
        record("one", "Snow is expected in the valley tomorrow.", None, sentence=1),
        record("one", again, None, sentence=2),
    ]
    assert frozenset({"one#0", "one#2"}) in clusters(match(records))
    assert len(clusters(match(records))) == 2


def test_records_need_no_article_document_or_day():
    odd = [
        {"id": 1, "text": None, "published": "soon", "doc": None},
        {"id": "2", "text": "", "published": None, "article": ""},
        {"id": "3", "text": "1 2 3 2026 ...", "published": "2026-01-01T10:00:00Z"},
    ]
    assert [row["id"] for row in match(odd)] == ["1", "2", "3"]
    assert match([]) == []


def test_an_article_that_is_like_two_bursts_joins_none():
    links = {("a", "b"): 900_000, ("c", "d"): 900_000, ("a", "x"): 200_000, ("c", "x"): 200_000}
    links |= {("a", "y"): 300_000}
    found = bursts._bursts("abcdxy", links, bursts.weights())
    assert found == [("a", "b", "y"), ("c", "d"), ("x",)]
    assert bursts._bursts("x", {}, bursts.weights()) == [("x",)]


@pytest.mark.parametrize(
    ("one", "other", "share"),
    [("ab", "abc", 1.0), ("abc", "cde", 1 / 3), ("", "a", 0.0), ("z", "z", 0.0)],
)
def test_cover_is_the_share_of_the_shorter_text(one, other, share):
    idf = dict.fromkeys("abcde", 2.0)
    assert math.isclose(cover(one, other, idf), share)


@given(st.lists(st.text(max_size=60), max_size=6))
def test_any_texts_are_matched(texts):
    records = [record(str(n // 2), text, "2026-01-01", text, n) for n, text in enumerate(texts)]
    found = match(records)
    assert len(found) == len(texts)
    assert match(records) == found


def test_three_articles_are_weighed_much_like_thirty():
    few = [one for one in corpus() if one["doc"] in ("ferry0", "ferry1", "ferry2", "ferry3")]
    assert len(clusters(match(few))) == 1


def test_a_text_names_months_weekdays_and_years_in_english_and_italian():
    english = words.calendar("On Monday's vote, the 3 May 2026, they may march in Sept.")
    assert english == {"months": {"May", "September"}, "weekdays": {"Monday"}, "years": {"2026"}}
    italian = words.calendar("Lunedì 4 maggio 2026, e domenica 10")
    assert italian == {"months": {"May"}, "weekdays": {"Monday", "Sunday"}, "years": {"2026"}}


def test_a_rare_word_is_used_by_fewer_articles_than_a_common_one():
    assert words.share("quorgle") < words.share("year") < 1
