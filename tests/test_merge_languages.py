"""Reports of one event in two languages, and the forms of words."""

from dataclasses import replace
from datetime import timedelta

import pytest

from tests.mentions import EMPTY, NOW, day, mention
from timeline.merge import acts, merge, stems, words
from timeline.types import Basis, Granularity, Status, When

ENGLISH = (
    "The Fassa valley council voted 19 to 11 on Tuesday for a 40-million-euro tunnel near Turin."
)
ITALIAN = (
    "Martedì il consiglio della val Fassa ha votato con 19 sì e 11 no una galleria vicino a Torino."
)
OTHERS = (
    ("schedule", "Martedì il consiglio della val Fassa ha chiuso una scuola vicino a Torino."),
    ("enforcement", "La polizia della val Fassa ha arrestato martedì 19 persone e 11 minori."),
    ("agreement", "I medici della val Fassa hanno firmato martedì un contratto a Torino."),
)


def told(quote, kind="agreement", **fields):
    return mention(quote, "it", language="it", kind=kind, **fields)


def since_day(text):
    return When(f"{text}/..", day(text).start, None, Granularity.UNKNOWN)


def events(*mentions):
    return merge(EMPTY, mentions, (), now=NOW).timeline.events


def test_reports_in_two_languages_are_one_event():
    english = mention(ENGLISH, kind="agreement")
    for order in ((english, told(ITALIAN)), (told(ITALIAN), english)):
        assert len(events(*order)) == 1


@pytest.mark.parametrize(("kind", "other"), OTHERS)
def test_names_in_common_make_no_one_event_of_two_languages(kind, other):
    assert len(events(mention(ENGLISH, kind="agreement"), told(other, kind))) == 2


def test_two_languages_may_call_one_act_by_two_kinds_where_nearly_all_is_the_same():
    loan = (
        "Greece will get a loan of 300 million euros from Banco Rossi, the lender said on Tuesday."
    )
    english = mention(loan, kind="statement", said_by="the lender")
    same = "Banco Rossi ha concesso martedì alla Grecia un prestito di 300 milioni di euro."
    assert len(events(english, told(same, "incident"))) == 1
    paid = "Martedì Banco Rossi ha comprato in Grecia una miniera per 300 milioni."
    assert len(events(english, told(paid, "incident"))) == 2
    asked = "Banco Rossi ha chiesto martedì alla Grecia 300 milioni di euro."
    assert len(events(replace(english, kind="agreement"), told(asked, "demand"))) == 2


def test_two_languages_need_a_day_that_both_name():
    tuesday = mention(ENGLISH, kind="agreement")
    assert len(events(tuesday, told(ITALIAN, when=day("2026-01-26")))) == 2
    assert len(events(tuesday, told(ITALIAN, when=day("2026-01-26", days=7)))) == 2


def test_what_goes_on_since_a_day_is_of_that_day():
    missing = mention("A Dutch tourist went missing in the Brenta Dolomites on Tuesday.")
    since = told("Turista olandese dispersa da martedì sul gruppo del Brenta.", "statement")
    for basis, count in ((Basis.RELATIVE, 1), (Basis.PUBLICATION, 2)):
        found = replace(since, when=since_day("2026-01-27"), basis=basis)
        assert len(events(missing, found)) == count


def test_a_report_in_another_language_confirms_a_plan():
    plan = told(ITALIAN, status=Status.PLANNED)
    (event,) = events(plan, mention(ENGLISH, kind="agreement"))
    assert event.status is Status.HAPPENED


@pytest.mark.parametrize(
    "forms",
    [
        "shooting shootings",
        "city cities",
        "attack attacks attacked",
        "stop stopped",
        "vote voted",
    ],
)
def test_forms_of_a_word_have_one_stem(forms):
    assert len({stems.stem(word) for word in forms.split()}) == 1


@pytest.mark.parametrize(
    "forms",
    [
        "sciopero scioperi scioperato scioperare dall'sciopero",
        "vittima vittime",
        "arrestato arrestata arrestati arresto",
        "ferroviere ferrovieri",
        "pendolare pendolari",
        "manifestazione manifestazioni manifestare",
        "chiudere chiuso chiusa chiusura",
        "esplodere esploso esplosione",
        "morti morte morire",
    ],
)
def test_forms_of_an_italian_word_have_one_stem(forms):
    assert len({stems.stem(word, "it") for word in forms.split()}) == 1


@pytest.mark.parametrize("unlike", ["ski sky", "class clay", "Milan's Milano"])
def test_unlike_words_have_unlike_stems(unlike):
    assert len({stems.stem(word) for word in unlike.split()}) == 2


@pytest.mark.parametrize(
    ("english", "italian"),
    [
        ("strike", "scioperi"),
        ("prosecutors", "procura"),
        ("regional", "regionale"),
        ("victims", "vittime"),
        ("disappeared", "spariti"),
        ("soldier", "soldati"),
        ("money", "soldi"),
        ("union", "sindacato"),
    ],
)
def test_words_of_two_languages_have_one_meaning(english, italian):
    assert stems.meaning(english) == stems.meaning(italian, "it")


@pytest.mark.parametrize(
    ("english", "italian"),
    [
        ("drowned", "annegata"),
        ("floods", "alluvioni"),
        ("men", "uomini"),
        ("flights", "voli"),
        ("cancelled", "cancellati"),
        ("gate", "cancello"),
        ("sold", "vendono"),
        ("emergency", "emergenza"),
        ("archaeological", "archeologico"),
    ],
)
def test_words_of_two_languages_may_mean_the_same(english, italian):
    assert stems.senses(english) & stems.senses(italian, "it")


@pytest.mark.parametrize(
    ("english", "italian"), [("fine", "fine"), ("sale", "sale"), ("pace", "pace")]
)
def test_words_that_only_look_alike_mean_other_things(english, italian):
    assert not stems.senses(english) & stems.senses(italian, "it")


@pytest.mark.parametrize(
    ("code", "text", "numbers"),
    [
        ("en", "Seventeen people and two dogs in twenty-five cars", "17 25"),
        ("en", "Two hundred and some five thousand two hundred men", "200 5200"),
        ("en", "About 20,000 homes, 30 thousand people, one of a hundred", "20000 30000"),
        ("en", "Nine men with twenty twenty vision in a hundred thousand", "20"),
        (
            "it",
            "Diciassette feriti, quarantatré case, trentuno cani e centoventi galli",
            "17 43 31 120",
        ),
        (
            "it",
            "Ventimila famiglie, 20mila euro, 80 mila libri, milleduecento anni",
            "20000 80000 1200",
        ),
        ("it", "Centottantamila case, duecentotto alberi, centodue pecore", "180000 208 102"),
        ("it", "Due uomini, mila volte, un millennio a Milano, una famiglia", ""),
    ],
)
def test_numbers_in_words_are_numbers_from_ten_on(code, text, numbers):
    assert words.read(text, (), code).numbers == set(numbers.split())


@pytest.mark.parametrize(
    ("english", "italian"),
    [
        ("He met Japanese engineers.", "Ha visto i giapponesi."),
        ("A train burnt near Lisbon in Portugal.", "Un treno portoghese è bruciato."),
        ("He waited for Pope Leo.", "Si aspettava papa Leone."),
        ("Ferri walked away.", "Si parla di Elena Ferri."),
        ("He lived in a German town.", "Sono morti due tedeschi."),
        ("Naples has a new mayor.", "Domenica si vota a Napoli."),
    ],
)
def test_names_are_known_in_two_languages(english, italian):
    one, other = words.read_abroad(english), words.read_abroad(italian, (), "it")
    assert (one.names.keys() | one.opening) & (other.names.keys() | other.opening)


def test_a_surname_is_nobody_s_country():
    one = words.read_abroad("They waited for Livio Greco.")
    other = words.read_abroad("Si aspettava Livio Greco.", (), "it")
    assert one.names.keys() == other.names.keys() == {"livio", "greco"}


def test_a_body_speaks_under_its_name_or_without():
    report = "Kessler will cut 1,200 jobs in Bavaria, the company announced on Tuesday."
    known = mention(report, kind="statement", said_by="the company")
    name = told("Kessler ha annunciato martedì il taglio di 1.200 posti in Baviera.", "statement")
    assert len(events(known, replace(name, said_by="Kessler"))) == 1
    rival = replace(known, said_by="the metalworkers")
    assert len(events(rival, replace(name, said_by="Kessler"))) == 2


def test_a_year_in_common_tells_nothing_in_two_languages():
    assert words.read_abroad("Some 120 men died in 2009.").numbers == {"120"}


def test_a_participle_behind_an_article_is_no_act():
    assert acts.acts("Workers began to demolish the damaged pier.") == {"demolish"}
    assert acts.acts("The storm damaged the pier.") == {"damage"}


def test_a_word_that_looks_like_a_form_of_another_is_no_act_of_it():
    assert acts.acts("Sono spariti due quadri.", "it") == frozenset()
    assert acts.acts("Hanno sparato due colpi.", "it") == {"attack"}


def test_who_is_sent_to_trial_is_charged_and_nothing_is_put_off():
    assert acts.acts("Corvi è stato rinviato a giudizio.", "it") == {"charge"}
    assert "postpone" in acts.acts("La gara è stata rinviata.", "it")


@pytest.mark.parametrize(
    ("english", "italian"),
    [
        ("Turin", "Torino"),
        ("Tosti", "Tosti"),
        ("Berlin", "Berlino"),
        ("Lisbon", "Lisbona"),
        ("Bogota", "Bogotá"),
        ("Scotland", "Scozia"),
    ],
)
def test_places_have_one_name(english, italian):
    assert stems.name(english) == stems.name(italian, "it-IT")


def test_an_unknown_language_is_read_as_english():
    assert stems.stem("votes", "nl") == stems.stem("votes")
    assert stems.stopwords("xx") == stems.stopwords("en")


def test_words_that_tell_nothing_are_left_out_in_each_language():
    read = words.read("Il ponte della città è stato chiuso dall'assessore.", (), "it")
    assert read.stems == {"pont", "citt", "chiud", "assessor"}


def test_thousands_are_one_number_however_they_are_written():
    assert words.read("Some 3,000 skiers came").numbers == {"3000"}
    assert words.read("Circa 3.000 sciatori", (), "it").numbers == {"3000"}


@pytest.mark.parametrize(
    ("language", "title"), [("en-GB", "A vote."), ("it", "Un voto."), ("", "Un voto.")]
)
def test_an_event_is_worded_in_its_story_s_language_by_a_report_of_its_status(language, title):
    plan = replace(mention(ENGLISH, kind="agreement", status=Status.PLANNED), title="A plan.")
    report = replace(told(ITALIAN), title="Un voto.")
    known = EMPTY
    for number, one in enumerate((report, plan)):
        at = NOW + timedelta(minutes=number)
        known = merge(known, [one], (), now=at, language=language).timeline
    (event,) = known.events
    assert (event.status, event.title) == (Status.HAPPENED, "Un voto.")
    own = replace(plan, id="own", status=Status.HAPPENED, title="A vote.")
    own = replace(own, article=replace(plan.article, key="b"))
    known = merge(known, [own], (), now=NOW + timedelta(hours=1), language=language).timeline
    assert [event.title for event in known.events] == [title]
    # What takes sources away knows no story; the words stay in their language.
    third = replace(own, id="third", article=replace(plan.article, key="c"))
    both = merge(known, [third], (), now=NOW + timedelta(hours=1), language=language).timeline
    (left,) = merge(both, (), {"third"}, now=NOW + timedelta(hours=2)).timeline.events
    assert left.title == title
