"""In which language a drop is read, and what is told where that is in doubt."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from timeline.drops import is_language_doubt, read
from timeline.types import Drop

ENGLISH = (
    "The bridge in Lund was closed on Monday after a lorry had hit one of the pillars, and the "
    "council will meet on Thursday to speak of the works, which are said to cost three million."
)
ITALIAN = (
    "Il ponte di Lodi è stato chiuso lunedì dopo lo schianto di un camion contro uno dei piloni, e "
    "il consiglio si riunirà giovedì per parlare dei lavori, che secondo la sindaca non costano."
)
GERMAN = (
    "Die Brücke in Lund ist seit Montag gesperrt, weil ein Lastwagen einen der Pfeiler rammte, und "
    "der Rat will am Donnerstag über die Kosten sprechen, die auf drei Millionen geschätzt werden."
)
SPANISH = (
    "El puente de Lund está cerrado desde el lunes, cuando un camión chocó con uno de los pilares, "
    "y el consejo se reúne el jueves para hablar de las obras, que costarán tres millones."
)


def taken(text, language=None):
    head = f"---\nlanguage: {language}\n---\n" if language else ""
    content = f"{head}Lund\n\nPublished on: January 28, 2026\n\n{text}\n".encode()
    drop = Drop("a.txt", content, datetime(2026, 1, 28, tzinfo=UTC), "0" * 64)
    (found,) = read(drop, zone=ZoneInfo("Europe/Rome"))
    return found.language, [note for note in found.notes if is_language_doubt(note)]


@pytest.mark.parametrize(
    ("text", "said", "language"),
    [
        (ENGLISH, None, "en"),
        (ITALIAN, None, "it"),
        (ENGLISH, "en-GB", "en"),
        (ITALIAN, "it_IT", "it"),
        ("Ponte chiuso lunedì per lo schianto di un camion.", "en", "en"),  # too short to tell
    ],
)
def test_a_drop_is_in_the_language_it_says_or_its_words_are_of(text, said, language):
    assert taken(text, said) == (language, [])


@pytest.mark.parametrize(
    ("text", "said", "named", "meant"),
    [(ITALIAN, "en", "Italian", "it"), (ENGLISH, "it-IT", "English", "en")],
)
def test_words_of_another_language_than_is_said_are_told_and_do_not_decide(
    text, said, named, meant
):
    language, (note,) = taken(text, said)
    assert language == said[:2]
    assert f'it says “{language}” and its words are {named}; `language = "{meant}"`' in note


@pytest.mark.parametrize(("text", "said"), [(GERMAN, None), (GERMAN, "de"), (SPANISH, "it")])
def test_a_language_that_cannot_be_read_is_told(text, said):
    (note,) = taken(text, said)[1]
    assert "its words are neither English nor Italian" in note
