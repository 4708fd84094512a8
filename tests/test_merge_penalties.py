"""What is asked and given in court, who is arrested, what is put off: told twice in other words."""

import pytest

from tests.test_merge_outcomes import events, mentions
from timeline.merge.penalties import terms

ONE = [
    (
        "Prosecutors asked on Tuesday for six years in prison for the dealer Leo Marsh.",
        "Prosecutor Ida Holm had demanded six years for Marsh on Tuesday.",
    ),
    (
        "Prosecutors asked on Tuesday for 12 years in prison for the dealer.",
        "Ida Holm, the prosecutor, sought twelve years for Leo Marsh on Tuesday.",
    ),
    (
        "La procura ha chiesto martedì una condanna a sei anni per l'ex sindaco Ugo Berti.",
        "Martedì il pubblico ministero Elena Serra aveva chiesto sei anni di carcere.",
    ),
    (
        "A court in Marl sentenced Leo Marsh to four years in prison on Tuesday.",
        "Marsh, jailed for four years on Tuesday, will appeal.",
    ),
    (
        "Police arrested a man of 41 on Tuesday for looting empty houses in Lower Marl.",
        "A 41-year-old suspected of stealing from evacuated homes was detained on Tuesday.",
    ),
    (
        "The sale of Leo Marsh's house on March 15 has been postponed.",
        "The auction of Marsh's villa, set for March 15, was put off.",
    ),
    (
        "Leo Marsh's house will be auctioned on March 15.",
        "The sale of Marsh's house, set for March 15, has been postponed.",
    ),
    (
        "Gli abitanti terranno martedì un presidio davanti alla prefettura di Rovo.",
        "Un centinaio di residenti ha protestato martedì davanti alla prefettura.",
    ),
]
TWO = [
    (
        "Prosecutors asked on Tuesday for six years in prison for Leo Marsh.",
        "A court in Marl sentenced Leo Marsh to six years in prison on Tuesday.",
    ),
    (
        "Prosecutors asked on Tuesday for six years in prison for Leo Marsh.",
        "Prosecutor Ida Holm demanded six years for Nora Brook on Tuesday.",
    ),
    (
        "Prosecutors asked on Tuesday for six years in prison for Leo Marsh.",
        "Prosecutor Ida Holm demanded eight years for Nora Brook on Tuesday.",
    ),
    (
        "The prosecutor asked on Tuesday for two years in jail for a driver who hit a cyclist.",
        "The prosecutor asked on Tuesday for two years in jail for a teacher who took funds.",
    ),
    (
        "La procura ha chiesto martedì sei anni per l'ex sindaco.",
        "La procura ha chiesto martedì sei anni per il rapinatore della banca.",
    ),
    (
        "Prosecutors asked this week for six years in prison for Leo Marsh.",
        "Prosecutor Ida Holm demanded six years for the dealer on Tuesday.",
    ),
    (
        "Prosecutors asked on Monday for six years in prison for the dealer.",
        "Prosecutor Ida Holm demanded six years for Marsh on Tuesday.",
    ),
    (
        "Police arrested a man of 41 on Tuesday for looting empty houses in Lower Marl.",
        "A 42-year-old suspected of stealing from evacuated homes was detained on Tuesday.",
    ),
    (
        "Leo Marsh's concert on March 15 has been postponed.",
        "The vote on Marsh, set for March 15, was put off.",
    ),
    (
        "Leo Marsh's house will be auctioned on March 15.",
        "The concert of Nora Marsh, set for March 15, has been postponed.",
    ),
    (
        "The council house in Marl will be auctioned on March 15.",
        "The opening of a house in Marl, set for March 15, has been postponed.",
    ),
    (
        "The concert in Marl on March 15 has been postponed.",
        "The auction in Marl, set for March 15, was put off.",
    ),
]


def told(pair):
    language = "it" if "martedì" in pair[0].casefold() else "en"
    days = ("2026-03-05T10:00:00+00:00", "2026-03-06T10:00:00+00:00")
    if "will" in pair[0] or "terranno" in pair[0]:
        days = ("2026-03-02T10:00:00+00:00", days[1])
    return mentions(*pair, languages=[language] * 2, days=days)


@pytest.mark.parametrize("pair", ONE, ids=lambda pair: pair[1])
def test_one_thing_in_other_words_is_one_event(pair):
    found = told(pair)
    assert any(len({m.article.key for m in event.mentions}) == 2 for event in events(found))


@pytest.mark.parametrize("pair", TWO, ids=lambda pair: pair[1])
def test_two_things_of_one_day_are_two_events(pair):
    found = told(pair)
    assert len({m.article.key for m in found}) == 2
    assert all(len({m.article.key for m in event.mentions}) == 1 for event in events(found))


@pytest.mark.parametrize(
    ("text", "code", "found"),
    [
        ("Prosecutors asked for six years in prison", "en", {("6", "year")}),
        ("L’accusa aveva chiesto diciotto mesi", "it", {("18", "mes")}),
        ("Residents asked for six years of patience", "en", set()),
        ("Marsh was sentenced to four years; prosecutors had asked for six years", "en", set()),
    ],
)
def test_what_is_asked_for_is_read(text, code, found):
    assert terms(text, code) == found
