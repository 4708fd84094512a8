"""Italian times on the clock, with their zones and days."""

from __future__ import annotations

from timeline.timex.meanings import clocks, feasts, numerals, parts
from timeline.timex.rules import Rule

RULES = (
    Rule("ISO date", "iso=ISODATE", numerals.iso_date),
    Rule("15/16 febbraio 2011", "days=NUMDATE month=MONTHS OFYEAR?", numerals.slashed_days),
    Rule("numeric date", "numeric=NUMDATE", numerals.numeric_date),
    Rule(
        "this morning at 11.21",
        "(deictic=THIS part=PART|part=TODAYPART|next=(part=TOMORROWPART)|deictic=LAST part=PART"
        "|part=PART deictic=LAST"
        "|DATE part=PART) COMMA? (ALLE|ABOUT ALLE|ABOUT THE) hour=ORE?"
        " (clock=(DAYNUM|NUMWORD) E A? minutes=(HALFWORD|ORD)"
        "|clock=(CLOCK|DOTCLOCK|DAYNUM|NUMWORD))",
        clocks.part_and_clock,
    ),
    Rule(
        "day, clocks",
        "DATE COMMA? ALLE hour=ORE? HOUR (ALLE hour=ORE?|HYPHEN) last=ENDCLOCK ZONED?"
        "|DATE COMMA? IN THE HOUR E THE? last=ENDCLOCK ZONED?",
        clocks.hour,
    ),
    Rule(
        "day, clock",
        "DATE COMMA? ALLE hour=ORE? HOUR ZONED?|DATE AL noon=NOON|DATE COMMA? hour=ORE HOUR ZONED?",
        clocks.clock,
    ),
    Rule(
        "clocks",
        "at=ALLE hour=ORE? HOUR (ALLE hour=ORE?|HYPHEN) last=ENDCLOCK ZONED?"
        " ((DI|DEL APOS?)? DATE)?",
        clocks.hour,
    ),
    Rule(
        "between the hours",
        "at=(IN THE APOS?) (HOUR|clock=A) E THE? last=ENDCLOCK"
        " (ZONED? ((DI|DEL APOS?) part=PART)? (DI|DEL APOS?)? DATE"
        "|ZONED|(DI|DEL APOS?) part=PART)?",
        clocks.between_hours,
    ),
    Rule(
        "clock of this morning",
        "at=(ALLE|PREVIOUS DEL|FOLLOWING THE|ABOUT THE|ENTRO THE|THE) hour=ORE?"
        " (clock=(CLOCK|DOTCLOCK|DAYNUM|NUMWORD)) (DI|DEL APOS?)"
        " (part=TODAYPART|next=(part=TOMORROWPART)|deictic=THIS part=PART)",
        clocks.hour_of_part,
    ),
    Rule(
        "before seven",
        "at=((PREVIOUS DEL|FOLLOWING THE|ABOUT THE|ENTRO THE) hour=ORE?) HOUR ZONED?"
        " ((DI|DEL APOS?) part=PART)? ((DI|DEL APOS?) DATE)?",
        clocks.hour,
    ),
    Rule(
        "the 10.30 of Friday",
        "at=THE (clock=(CLOCK|DOTCLOCK)) ZONED? (DI|DEL APOS?) DATE",
        clocks.hour,
    ),
    Rule(
        "12 of Friday 20",
        "at=ALLE hour=ORE? HOUR ZONED? (DI|DEL APOS?) weekday=WDAY day=DAYNUM (month=MONTHS)?",
        clocks.clock_of_weekday,
    ),
    Rule(
        "clock of day",
        "(at=ALLE hour=ORE?|hour=ORE) HOUR ZONED? (mod=ABOUT)? (DI|DEL APOS?) UNIT? DATE part=PART?"
        "|at=((IN|E) THE hour=ORE?) HOUR ZONED? (DI|DEL APOS?) DATE part=PART?",
        clocks.hour,
    ),
    Rule(
        "11 of the 14th",
        "at=ALLE hour=ORE? HOUR ZONED? DEL day=DAYNUM"
        "|at=THE day=DAYNUM COMMA? ALLE hour=ORE? HOUR ZONED?",
        clocks.clock_of_nth,
    ),
    Rule(
        "20.50 in Italy",
        "at=THE (clock=(CLOCK|DOTCLOCK)) (NELLA zone=HOME|ZONED)",
        clocks.hour,
    ),
    Rule(
        "the quake of 3.32 on Monday",
        "at=DEL (clock=(CLOCK|DOTCLOCK)) ZONED? (DI|DEL APOS?) DATE",
        clocks.hour,
    ),
    Rule(
        "2.30 of the night between days",
        "at=ALLE HOUR (DI|DEL APOS?) part=PART IN (weekday=WEEKDAY E last=WDAY"
        "|THE day=DAY (month=MONTHS E THE last=DAY MONTHS|E THE last=DAY month=MONTHS)"
        " OFSOMEYEAR?)",
        parts.hour_of_night,
    ),
    Rule(
        "clock in part",
        "at=(ALLE|THE) HOUR (DI|DEL APOS?) part=PART ((DI|DEL APOS?) DATE)?",
        clocks.hour,
    ),
    Rule(
        "one in the night",
        "at=((AL|THE) APOS) clock=A (E A? minutes=(HALFWORD|ORD))? (DI|DEL APOS?) (part=PART|DATE)"
        "|at=(AL APOS|FOLLOWING THE APOS) clock=A (E A? minutes=(HALFWORD|ORD))?",
        clocks.hour,
    ),
    Rule("the 6.15 train", "at=DEL clock=(CLOCK|DOTCLOCK)", clocks.timetabled),
    Rule(
        "Saturday 26 at 18",
        "weekday=WDAY day=DAYNUM ALLE hour=ORE? HOUR ZONED?",
        clocks.clock_of_weekday,
    ),
    Rule(
        "clock",
        "at=ALLE hour=ORE? HOUR ZONED?|hour=ORE HOUR (HYPHEN last=ENDCLOCK)? ZONED?",
        clocks.hour,
    ),
    Rule(
        "noon of Christmas Eve",
        "noon=NOON (DI|DEL) (eve=VIGILIA DI)? holiday=HOLIDAY",
        feasts.clock_on,
    ),
    Rule("noon", "noon=NOON (DI DATE)?", clocks.clock),
)
