"""Finding: tokens, runs, rules, anchors, and the filter's records."""

import json
import re
import time
import tomllib
from datetime import UTC, date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from timeline.timex import LANGUAGES, en, find, from_edtf, it, resolve, tag
from timeline.timex.cues import Cues
from timeline.timex.rules import Language, Reading, Rule
from timeline.timex.tokens import Classes, lexicon, number
from timeline.types import TimexType

ROME = ZoneInfo("Europe/Rome")
NEW_YORK = ZoneInfo("America/New_York")

#: Words that set off many rules, so that random texts reach deep.
WORDS = """
the last next this two third quarter year years ago earlier Tuesday morning May March 5
6 31 1998 2026 '98 1990s of at in from to until and a an half day week weekend Feb. p.m.
12:59 noon ET 1/2/26 31.12.2026 2026-02-30 99:99 , - . ' il lo scorso martedì alle 17 fa
tra due giorni anni '90 gennaio 6-22 dal al primo semestre estate nel ore weeks now soon
then fiscal hundred few several couple 0 24 29 February BC century every each same that
previous winter Christmas Easter tonight overnight o'clock middle end beginning mid late
early 9999 0000
""".split()  # noqa: SIM905 - a list of hundreds reads worse


#: Every word the languages know.
KNOWN = {
    language.__name__[-2:]: sorted({word for row in language.WORDS.values() for word in row})
    for language in (en, it)
}


@pytest.mark.parametrize(
    ("text", "language", "told"),
    [
        ("Lunedi\u0300 torna, dall\u02bc8 marzo e\u0300 via.", "it", ["Lunedi\u0300", "8 marzo"]),
        ("Al cafe\u0301 gia\u0300 venerdi\u0300 mattina.", "it", ["venerdi\u0300 mattina"]),
        ("At the cafe\u0301 on New Year\u02bcs Eve.", "en", ["New Year\u02bcs Eve"]),
    ],
)
def test_accents_and_apostrophes_may_be_letters_of_their_own(text, language, told):
    found = find(text, dct=date(2026, 1, 28), language=language)
    assert [one.text for one in found] == told
    assert [text[one.start : one.end] for one in found] == told


def test_a_relative_day_is_counted_in_the_zone_of_the_dct():
    before_midnight = datetime(2026, 1, 28, 23, 30, tzinfo=NEW_YORK)
    (found,) = find("He left today.", dct=before_midnight)
    assert found.value == "2026-01-28"
    (found,) = find("He left today.", dct=before_midnight.astimezone(ROME))
    assert found.value == "2026-01-29"


@pytest.mark.parametrize("language", ["de", "", "zxx"])
def test_a_language_without_rules_has_no_expressions(language):
    assert find("on Tuesday, 27 January 2026", dct=date(2026, 1, 28), language=language) == ()


def test_a_region_of_a_language_is_read_as_the_language():
    (found,) = find("Lo dice oggi.", dct=date(2026, 1, 28), language="it-CH")
    assert found.value == "2026-01-28"


def test_without_a_dct_what_was_said_before_is_the_anchor():
    text = "It began in March 1916. In July it ended. Two years later he died. He left on Monday."
    assert [one.value for one in find(text, dct=None)] == [
        "1916-03",
        "1916-07",
        "1918",
        "1918-01-07",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Yesterday", "last week", "the weekend", "two days ago", "tonight", "this morning",
        "Tuesday", "Christmas", "the first half of the year", "the quarter", "the year-earlier",
        "at the end of the year", "the current year", "the same day", "that night",
        "gennaio di quest'anno", "giugno dello scorso mese",
        "tra due giorni",
        "for the full year", "the week of March 5", "mid-afternoon", "last year's quarter",
        "this quarter", "l'altro ieri", "in serata", "until then",
    ],
)  # fmt: skip
def test_without_any_anchor_nothing_relative_gets_a_day(text):
    for language in LANGUAGES:
        for found in find(text, dct=None, language=language):
            assert resolve(found, ROME) is None


def test_without_an_anchor_a_clock_time_has_no_day():
    assert [one.value for one in find("at 5 p.m.", dct=None)] == ["XXXX-XX-XXT17:00"]


@pytest.mark.parametrize(
    ("text", "language", "value"),
    [
        ("on 2/7/2026", "it", "2026-07-02"),
        ("il 7/2", "it", "2026-02-07"),
        ("2026/7/2", "it", "2026-07-02"),
        ("2/7/2026", "en", "2026"),
        ("7/7/2026", "en", "2026-07-07"),
        ("1/27/2026", "en", "2026-01-27"),
        ("27/1/2026", "en", "2026-01-27"),
        ("32/1/2026", "en", None),
        ("on 2/7", "en", None),
        ("on 1/27", "en", "2026-01-27"),
        ("score 1/27", "en", None),
        ("on 27/27", "en", None),
        ("2/7 from 2/7", "it", None),
        ("10.12.14.1", "it", None),
    ],
)
def test_a_date_in_numbers_is_read_as_far_as_it_is_sure(text, language, value):
    found = find(text, dct=date(2026, 1, 28), language=language)
    assert [one.value for one in found] == ([value] if value else [])


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("On Jan. 28 he wrote: 2/7/2026", "2026-02-07"),
        ("On 28 January he wrote: 2/7/2026", "2026-07-02"),
        ("1/27/2026, then 2/7/2026", "2026-02-07"),
        ("27/1/2026, then 2/7/2026", "2026-07-02"),
        ("27/1/2026, 1/27/2026, then 2/7/2026", "2026"),
    ],
)
def test_other_dates_of_a_document_tell_the_order_of_its_numbers(text, value):
    assert find(text, dct=date(2026, 1, 28))[-1].value == value


def test_the_filter_answers_a_record():
    record = {"doc_id": "a", "lang": "en", "dct": "20260128", "text": "He left on Tuesday."}
    assert tag(record) == {
        "doc_id": "a",
        "timexes": [
            {"start": 11, "end": 18, "text": "Tuesday", "type": "DATE", "value": "2026-01-27"}
        ],
    }
    assert json.dumps(tag(record))


@pytest.mark.parametrize(
    ("dct", "value"),
    [
        ("2026-01-28", "2026-01-27"),
        ("2026-01-28T01:00:00+01:00", "2026-01-27"),
        (None, "PRESENT_REF"),
        ("", "PRESENT_REF"),
    ],
)
def test_the_filter_takes_a_day_an_instant_or_nothing(dct, value):
    (found,) = tag({"doc_id": "a", "dct": dct, "text": "yesterday" if dct else "now"})["timexes"]
    assert found["value"] == value


@pytest.mark.parametrize("dct", ["January 28", "2026-13-01", "28/01/2026"])
def test_the_filter_refuses_a_dct_it_cannot_read(dct):
    with pytest.raises(ValueError, match=r"dct|iso"):
        tag({"doc_id": "a", "dct": dct, "text": "today"})


def test_the_filter_needs_a_text():
    with pytest.raises(KeyError):
        tag({"doc_id": "a", "dct": None})


def test_a_pattern_cannot_repeat_without_bound():
    with pytest.raises(ValueError, match="notation"):
        language([Rule("endless", "YEAR*", lambda _m, _c: None)])


def test_a_rejected_match_leaves_its_place_to_a_later_rule():
    rules = [
        Rule("refuses", "A YEAR", lambda _m, _c: None),
        Rule("takes", "A", lambda _m, _c: Reading(TimexType.DATE, "2026")),
    ]
    assert [one.text for one in language_find("a 1998", rules)] == ["a"]


def test_the_last_rule_can_reject_too():
    assert language_find("a 1998", [Rule("refuses", "A YEAR", lambda _m, _c: None)]) == ()


def language(rules):
    return Language(
        "xx",
        read=lexicon({"A": {"a": None}}, {}),
        macros={},
        rules=rules,
        triggers=["YEAR"],
        cues=Cues(),
        month_first=True,
    )


def language_find(text, rules):
    from timeline.timex import engine

    return engine.find(text, dct=date(2026, 1, 28), language=language(rules))


@pytest.mark.parametrize(
    ("other", "value"),
    [
        ("5/13/2026", "2026-03-04"),
        ("13/5/2026", "2026-04-03"),
        ("5/12/2026", "2026"),
        ("12/5/2026", "2026"),
    ],
)
def test_a_number_above_twelve_tells_which_of_two_is_the_month(other, value):
    found = find(f"It ran from 3/4/2026 to {other}.", dct=date(2026, 6, 1))
    assert found[0].value == value


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("13pm", "OTHER"),
        ("0pm", "OTHER"),
        ("2nd", "ORDNUM"),
        ("1°", "ORDNUM"),
        ("'98", "YEAR2"),
        ("'90s", "DECADE"),
        ("1,000.5", "COUNT"),
        ("32", "COUNT"),
        ("0", "COUNT"),
        ("25:00", "OTHER"),
        ("10:35:20", "CLOCK"),
        ("2026-01-27T10:00", "ISODATE"),
        ("٣٤", "OTHER"),
        ("1" * 21, "OTHER"),
        ("A320", "OTHER"),
    ],
)
def test_a_number_has_its_class(text, kind):
    assert number(text.lower())[0] == kind


def test_the_memory_of_words_is_bounded():
    classes = Classes(lambda text: ("OTHER", text))
    for word in range(Classes.LIMIT + 5):
        assert classes[str(word)] == ("OTHER", str(word))
    assert len(classes) == 5


@given(st.text(), st.sampled_from(LANGUAGES), st.none() | st.dates())
@settings(max_examples=150, deadline=None)
@example("İ" * 9 + " on Tuesday", "en", date(2026, 1, 28))
@example("yesterday tomorrow in two hundred years", "en", date.min)
@example("yesterday tomorrow in two hundred years next century", "en", date.max)
def test_any_text_gives_expressions_of_itself(text, language, dct):
    check(text, language, dct)


@given(
    st.sampled_from([(code, *KNOWN[code]) for code in LANGUAGES]).flatmap(
        lambda known: st.tuples(
            st.just(known[0]),
            st.lists(st.sampled_from(known[1:]) | st.sampled_from(WORDS), max_size=25),
        )
    ),
    st.none() | st.dates() | st.sampled_from([date.min, date.max, date(2026, 1, 28)]),
)
@settings(max_examples=400, deadline=None)
def test_any_row_of_known_words_gives_expressions_that_resolve(said, dct):
    check(" ".join(said[1]), said[0], dct)


@pytest.mark.no_cover
@pytest.mark.parametrize("language", LANGUAGES)
def test_each_pair_and_triple_of_known_words_is_read_without_error(language):
    known = [word.title() if word[0].isalpha() else word for word in KNOWN[language]]
    for first in ("the last", "this", "two", "5", "a", "last year's", "lo scorso", "tra una", ""):
        check(". ".join(f"{first} {one} {two}" for one, two in zip(known, known[7:], strict=False)),
              language, date(2026, 1, 28))  # fmt: skip
        check(". ".join(f"{first} {one}" for one in KNOWN[language]), language, date(2026, 1, 28))


def check(text, language, dct):
    found = find(text, dct=dct, language=language)
    assert found == find(text, dct=dct, language=language)
    end = 0
    for one in found:
        assert one.start >= end
        assert one.text == text[one.start : one.end] != ""
        end = one.end
        assert VALUE.fullmatch(one.value), one
        when = resolve(one, ROME)
        if DATED.match(one.value):
            assert when is not None, one
        if when is not None:
            check_bounds(when)


def check_bounds(when):
    """A When has a bound, ends after it begins, and lies in what its EDTF says."""
    assert when.start or when.end
    assert None in (when.start, when.end) or when.start < when.end
    said = from_edtf(when.edtf, ROME)
    assert (said.start is None) == (when.start is None)
    assert (said.end is None) == (when.end is None)
    assert said.start is None or said.start <= when.start
    assert said.end is None or when.end <= said.end


#: Every form a value can have.
VALUE = re.compile(
    r"PRESENT_REF|PAST_REF|FUTURE_REF"
    r"|P(?:(?:\d+|X)[YQMWD])*(?:T(?:(?:[\d.]+|X)[HMS])+)?|P\d+WE"
    r"|(?:XXXX|\d{4})-(?:\d\d|XX)(?:-(?:\d\d|XX))?(?:T.+)?|XXXX-(?:Q[1-4]|SP|SU|FA|WI)"
    r"|XXXX-WXX-\d(?:T[A-Z]{2})?|\d{4}-W\d\d(?:-WE)?|\d{4}-(?:Q[1-4]|H[12]|SP|SU|FA|WI)"
    r"|\d{2,4}|BC(?:\d{4}|\d\d)(?:-(?:\d\d|SP|SU|FA|WI))?"
)
#: Those that name a time on the calendar, far from its ends.
DATED = re.compile(r"(?:[12]\d|1[0-9]{2}|2[0-8]\d|1\d{3}|2[0-8]\d\d)(?:-(?!XX)(?!.*-XX).*)?$")


@pytest.mark.no_cover
def test_every_value_of_the_corpora_has_its_bounds():
    phrases = [
        (path.stem[:2], phrase.replace("[", "").replace("]", ""))
        for path in sorted((Path(__file__).parent / "timex").glob("*.toml"))
        for row in tomllib.loads(path.read_text())["finds"]
        for phrase in (*row.get("phrases", ()), *row.get("each", ()))
    ]
    for turn, (language, phrase) in enumerate(phrases):
        for day in DAYS[turn % 4 :: 4]:
            check(phrase, language, day)


#: The days clocks change in Rome, and others that calendars trip over.
DAYS = [
    date(2026, 3, 29), date(2026, 10, 25), date(2024, 2, 29), date(2025, 12, 31),
    date(2026, 1, 1), date(2026, 3, 30), date(2026, 10, 24), date(2020, 12, 28),
]  # fmt: skip


@pytest.mark.no_cover
@pytest.mark.parametrize(
    "piece",
    [
        "the last two ", "1 ", "9", "a ", "of the ", "'", "- ", "\n ", "1.", "12:", "p. ", "May ",
        "twenty ", "the the ", "\n", "x", "Tuesday ", "alle 17 ", "from Monday to ", "1990s'",
        "in the late in the early ", "5 1/2 ", "half of the first ", "a.m", "é'", "1/2/",
    ],
)  # fmt: skip
@pytest.mark.parametrize("language", LANGUAGES)
def test_time_grows_with_the_text_however_hostile(piece, language):
    small, large = (piece * (size // len(piece)) for size in (5_000, 40_000))
    cpu(small, language)
    limit = 8 * cpu(small, language) * 2 + 0.1
    assert any(cpu(large, language) < limit for _ in range(3))  # a busy machine disturbs one


@pytest.mark.parametrize(
    ("text", "language", "until"),
    [
        ("It rained between 4 and 11 March.", "en", ["2026-03-11"]),
        ("It rained on 4 and 11 March.", "en", [None, None]),
        ("Pioggia tra il 4 e l'11 marzo.", "it", ["2026-03-11"]),
        ("The vote was moved from Monday to Friday.", "en", [None, None]),
        ("The judge moved the hearing from Monday to Friday.", "en", [None, None]),
        ("They brought forward the launch from March 15 to March 12.", "en", [None, None]),
        ("They moved to Lund and worked from 4 March to 9 March.", "en", ["2026-03-09", None]),
        ("Il giudice ha rinviato l'udienza da lunedì a venerdì.", "it", [None, None]),
    ],
)
def test_two_days_are_a_range_where_the_words_say_so(text, language, until):
    found = find(text, dct=datetime(2026, 3, 2, tzinfo=UTC), language=language)
    assert [one.until for one in found] == until


@pytest.mark.no_cover
def test_a_megabyte_of_triggers_takes_seconds():
    text = "the last two quarters of the 5 1/2 years may march second to 1990's " * 15_000
    assert cpu(text[:1_000_000], "en") < 60


def cpu(text, language):
    start = time.process_time()
    find(text, dct=datetime(2026, 1, 28, tzinfo=UTC), language=language)
    return time.process_time() - start


def test_the_day_before_is_not_counted_from_far_back():
    near = "The bridge fell on January 5. " + "Nobody was hurt. " * 10
    far = "The bridge fell on January 5. " + "Nobody was hurt. " * 80
    last = "The day before, it was closed."
    found = [find(text + last, dct=date(2026, 1, 28), language="en")[1:] for text in (near, far)]
    assert [[one.value for one in last] for last in found] == [["2026-01-04"], []]
