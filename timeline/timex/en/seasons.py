"""English seasons, decades and centuries."""

from __future__ import annotations

from timeline.timex.meanings import periods
from timeline.timex.rules import Rule

RULES = (
    Rule(
        "season of a year",
        "EDGES? THE? season=SEASON (COMMA|OF)? (YEARS|ofyear=WHICH saidunit=UNIT)",
        periods.season,
    ),
    Rule(
        "season",
        "EDGES? THIS which=PAST season=SEASON|EDGES? which=WHICH season=SEASON"
        "|EDGES? THE season=SEASON|THE? MODS season=SEASON|mod=(EARLY|LATE) IN season=SEASON",
        periods.season,
    ),
    Rule(
        "the following spring",
        "THE which=(FOLLOWING|NEXT|PREVIOUS) season=SEASON",
        periods.season_after,
    ),
    Rule("two summers ago", "count=NUMBER season=SEASONS AGO", periods.counted_season),
    Rule("that summer", "that=THAT season=SEASON", periods.season_said),
    Rule("in spring", "season=SEASON", periods.bare_season),
    Rule(
        "decade",
        "(THE (mod=(END|BEGINNING|MID)|(ORD|SECOND|LAST) HALFWORD) OF)?"
        " THE? (mod=EARLY|mod=LATE|mod=MID HYPHEN?)? decade=DECADE"
        "|THE (mod=EARLY|mod=LATE|mod=MID HYPHEN?)? year=YEAR APOS",
        periods.decade,
    ),
    Rule(
        "century",
        "THE? (mod=EARLY|mod=LATE|mod=MID HYPHEN?)? NTH century=UNIT before=ERA?"
        "|(mod=(EARLY|MID|LATE) HYPHEN?)?"
        " NTH HYPHEN century=UNIT",
        periods.century,
    ),
)
