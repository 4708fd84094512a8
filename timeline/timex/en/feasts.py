"""English feasts: their names with the day each is on, and the rules that read them."""

from __future__ import annotations

from timeline.timex.meanings import feasts
from timeline.timex.rules import Rule
from timeline.timex.tokens import Value

FEASTS: dict[str, dict[str, Value]] = {
    "HOLIDAY": {
        "christmas": "12/25",
        "thanksgiving": "11/3/4",
        "easter": "easter",
        "halloween": "10/31",
        "juneteenth": "6/19",
    },
    "FEASTDAY": {
        "labor": "9/0/1",
        "memorial": "5/0/-1",
        "independence": "7/4",
        "veterans": "11/11",
        "valentine": "2/14",
        "boxing": "12/26",
        "columbus": "10/0/2",
        "presidents": "2/0/3",
        "bastille": "7/14",
        "king": "1/0/3",
        "groundhog": "2/2",
        "patrick": "3/17",
        "mother": "5/6/2",
        "father": "6/6/3",
        "canada": "7/1",
        "anzac": "4/25",
        "election": "11/0/1+1",
        "armistice": "11/11",
        "remembrance": "11/11",
    },
    # A weekday with a name of its own: its number, and the day of that name.
    "NAMED": {
        "shrove": "1:easter-47",
        "ash": "2:easter-46",
        "palm": "6:easter-7",
        "maundy": "3:easter-3",
        "good": "4:easter-2",
        "black": "4:11/3/4+1",
        "cyber": "0:11/3/4+4",
    },
}

RULES = (
    Rule("Christmas morning", "holiday=HOLIDAY eve=EVE? part=PART", feasts.part_of_feast),
    Rule("Christmas Eve", "holiday=HOLIDAY eve=EVE FEASTYEAR?", feasts.holiday),
    Rule("New Year's Eve", "NEW new=UNIT APOS? (UNIT|eve=EVE) FEASTYEAR?", feasts.holiday),
    Rule("the New Year", "THE NEW new=UNIT", feasts.new_year),
    Rule(
        "Labor Day",
        "which=WHICH? (ST DOT?|MARTIN MARTIN)? holiday=FEASTDAY (JR DOT?)? APOS? UNIT FEASTYEAR?",
        feasts.feast_day,
    ),
    Rule("May Day", "may=MAYBE UNIT FEASTYEAR?", feasts.may_day),
    Rule(
        "feast",
        "which=WHICH? holiday=HOLIDAY unit=(UNIT|WEEKEND)? FEASTYEAR?"
        "|THE unit=(UNIT|WEEKEND) OF holiday=HOLIDAY FEASTYEAR?",
        feasts.holiday,
    ),
)
