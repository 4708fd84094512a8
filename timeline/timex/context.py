"""What an expression is resolved against: the article's day and what was said before."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date

from timeline.timex import values
from timeline.timex.chronicle import years_of_lines
from timeline.timex.cues import BEFORE, Cues

#: Characters after which a reporting period is no longer what "a year ago" counts from.
PERIOD_REACH = 600

#: Characters after which a day is no longer the one whose morning is meant.
DAY_REACH = 250


#: A day or month without its year is at most so many months behind the full date before it.
_FOLLOWS = 5

#: From this clock time on it is evening: a morning told of after it is that of the next day.
_LATE = "T17:59"

#: Characters of a sentence before what opens it: "In 2019", "Nell'anno".
_OPENS = 8

#: From this month on a season of two years ("2012-13") is in its first.
_SEASON_BEGINS = 7

#: Years that can anchor anything; far from both ends of the calendar.
YEARS = range(1000, 3000)


#: "Jan. 3: …", "3 gennaio – …", or a year alone.
_LINE = re.compile(r"\s?(?::|[-–—])\s|[^\S\n]*\n")
_DASH, _ENDS = re.compile(r"\s?[-–—]\s"), re.compile(r"[.!?][\"”’')]*\s$")

#: Closes what was quoted, with nothing opened before it: "tomorrow we start,” he said at 9".
_QUOTE_ENDS = re.compile(r"[^\"“”]*(?:”|(?<=\S)\"(?=\s))")

#: Behind a full stop: it ends no sentence in "Mr.", "Daniel P." (looked at there only, for speed).
_TITLES = "Mr Mrs Ms Dr St Sen Gov Rep Gen Lt Col Rev Prof Sgt Capt vs No dott avv sig prof"
UNABBREVIATED = r"(?<![ap]\.m\.)(?<!\s[A-Z]\.)" + re.sub(r"(\w+) ?", r"(?<!\\b\1\\.)", _TITLES)
#: "Jan. 27 in the morning" is one sentence.
SENTENCE_END = re.compile(rf"[.!?]{UNABBREVIATED}[\"”’')]*\s{{1,4}}(?=[(\[\"“‘'«]?[A-ZÈÀÉ])")


@dataclass(slots=True)
class Context:
    """The anchors of one document; moves on with every expression found.

    The texts around the expression in hand are set by the engine before a meaning is asked for.
    """

    #: The document's own day; None where it has none or it says nothing (history).
    dct: date | None
    cues: Cues = field(default_factory=Cues)
    #: 2/7 is February 7; None where nothing tells.
    month_first: bool | None = None
    #: The whole text, and the clause before and after the expression.
    text: str = ""
    before: str = ""
    after: str = ""
    #: Where the expression starts and ends.
    position: int = 0
    end: int = 0
    #: Where the last day written with its number ended, and its value.
    ended: tuple[int, str] = (-1, "")
    #: Where the last expression started and ended.
    last: tuple[int, int] = (-1, -1)
    #: Value of the last day, month or year said with its year, and where it was named.
    full: str | None = None
    full_at: int = 0
    #: Where clock times start that name no day.
    bare: set[int] = field(default_factory=set)
    #: Value of the last dated expression, at most exact to the day.
    said: str | None = None
    #: Where it was named.
    said_at: int = 0
    #: First day of the last expression that was over on the document's day.
    over: date | None = None
    #: First day of the last line of a chronology that tells its year, and of those after it.
    line: date | None = None
    #: Years of the lines of a chronology that tells none, once one was met.
    years: dict[int, int] | None = None
    #: Value of the last day named.
    day: str | None = None
    #: Where it was named.
    day_at: int = 0
    #: Where days of many weeks were named last ("every Tuesday").
    many_at: int = -1
    #: It was its evening or night; its afternoon or later.
    night: bool = False
    late: bool = False
    #: The same of the last day that is no subordinate clause's, where its sentence has another.
    main_day: str | None = None
    main_day_at: int = -1
    #: It was the day of saying what the sentence tells.
    main_day_said: bool = False
    #: Value of the last month named, and where.
    month: str | None = None
    month_at: int = -1
    #: First year of a season of two ("2012-13"), and where it was named.
    season: int = 0
    season_at: int = -1
    #: The reporting period under discussion (a quarter), and where it was named.
    period: str | None = None
    period_at: int = 0

    def __post_init__(self) -> None:
        if self.dct and self.dct.year not in YEARS:
            self.dct = None

    @property
    def anchor(self) -> date | None:
        """The day a relative expression counts from: the document's, else the last one named."""
        return self.dct or self.reference

    @property
    def reference(self) -> date | None:
        """First day of the last dated expression."""
        return values.first_day(self.said) if self.said else None

    @property
    def sentence(self) -> str:
        """What stands before the expression in its sentence."""
        here = self.text[self.position : self.position + 1]
        return SENTENCE_END.split(self.before + here)[-1].removesuffix(here)

    @property
    def heads_a_line(self) -> bool:
        """Tell whether the expression begins a line of a chronology, or is its heading."""
        # "… in Lund. March 5 - The council met": its lines were joined
        joined = _DASH.match(self.after) and _ENDS.search(self.before)
        begins = self.before[-1:] in ("", "\n") or joined is not None
        return begins and (not self.after or _LINE.match(self.after) is not None)

    def year_of_line(self, month: int, on: int) -> int | None:
        """Return the year of a day that begins a line: lines ascend from the last that told it.

        A list that runs backwards stays in its year, since nothing there lies ahead.
        """
        if not self.heads_a_line:
            return None
        if self.line is None:
            return self._year_in_list()
        year = self.line.year + ((month, on) < (self.line.month, self.line.day))
        later = values.valid(year, month, on)
        return self.line.year if later and self.dct and later > self.dct else year

    def _year_in_list(self) -> int | None:
        if self.years is None and self.dct:
            self.years = years_of_lines(self.text, self.dct, self.cues)
        return (self.years or {}).get(self.position)

    def note_year(self, value: str) -> None:
        """Remember a year for its own sentence only: "the worst since 2004, when in May"."""
        if values.unit_of(value) in ("D", "M", "Y"):
            self.full, self.full_at = value, self.position

    def note(self, value: str, *, explicit: bool = False) -> None:
        """Remember a dated value for the expressions that follow."""
        unit = values.unit_of(value)
        on = values.first_day(value)
        if value.startswith("XXXX-W"):
            self.many_at = self.position
        if unit is None or on is None or on.year not in YEARS:
            return
        if unit == "D":
            part = value[10:]
            self.night = part in ("TNI", "TEV") or (part[1:3].isdecimal() and part > _LATE)
            self.late = self.night or part == "TAF" or (part[1:3].isdecimal() and part > "T12")
            value = value[:10]
            self._note_day(value)
        if unit == "M":
            self.month, self.month_at = value, self.position
        if unit in ("D", "M", "Y") and explicit:
            self.full, self.full_at = value, self.position
        if unit not in ("C", "E"):
            self.said, self.said_at = value, self.position
            self.over = on if self.dct and on <= self.dct else self.over
        if unit in ("D", "M", "Y") and self.heads_a_line and (explicit or self.line):
            self.line = on
        if unit == "Q" and self.dct:
            since = (self.dct - on).days
            if (80 if self.period else 0) <= since < 300 and value >= (self.period or ""):
                self.period, self.period_at = value, self.position

    def _note_day(self, value: str) -> None:
        self.day, self.day_at = value, self.position
        sentence = self.sentence
        if self.cues.before_that.search(sentence):
            return  # "Voss had met them on Monday": what follows does not go on from there
        if self.dct and value > values.day(self.dct) and self.cues.until.search(self.before):
            return  # "is closed until Friday"
        if self._ends_span:
            self.main_day = None  # no clock time alone is on several days
            return
        said = self.cues.saying.search(sentence) is not None
        beside = said or (self.cues.subordinate.search(sentence) and not self.main_day_said)
        if not beside or self.main_day_at < self.position - len(sentence):
            self.main_day, self.main_day_at, self.main_day_said = value, self.position, said

    @property
    def _ends_span(self) -> bool:
        """Tell of the last of several days: "from 27 July to 5 September"."""
        start, end = self.last
        between = self.text[end : self.position]
        if start < 0 or len(between) >= BEFORE or not self.cues.range_to.fullmatch(between):
            return False
        return self.cues.range_from.search(self.text[max(0, start - BEFORE) : start]) is not None

    @property
    def vague_day(self) -> str | None:
        """A day of the month or year that was named after any day: ``2009-05-XX``."""
        unit = values.unit_of(self.said) if self.said else None
        return {"M": f"{self.said}-XX", "Y": f"{self.said}-XX-XX"}.get(unit or "")

    @property
    def vague_day_here(self) -> str | None:
        """The same where the month or year stands in this sentence."""
        here = self.said_at >= self.position - len(self.sentence)
        return self.vague_day if here else None

    @property
    def day_of_clause(self) -> str | None:
        """The day named before in the same sentence, and not in a quotation that is over."""
        if self.position - self.day_at >= DAY_REACH:
            return None
        between = self.text[self.day_at : self.position + 1]
        return None if SENTENCE_END.search(between) or _QUOTE_ENDS.match(between) else self.day

    @property
    def is_of_many_days(self) -> bool:
        """Tell whether the days named last, in this sentence, are those of many weeks."""
        return self.many_at >= max(self.day_at, self.position - len(self.sentence))

    @property
    def day_before(self) -> str | None:
        """The day that the main clause of the sentence before names.

        One to come may stand in that before it: "It is on Friday. Mayors come. It begins at 9".
        """
        if self.position - self.main_day_at >= DAY_REACH or self.main_day is None:
            return None
        between = self.text[self.main_day_at : self.position + 1]
        back = len(SENTENCE_END.split(between, maxsplit=3)) - 1
        ahead = self.dct is not None and self.main_day > values.day(self.dct)
        ahead = ahead and self.day_at == self.main_day_at  # no other was named since
        return self.main_day if 1 <= back <= 1 + ahead else None

    @property
    def day_after_night(self) -> str | None:
        """The day behind the night named in this sentence or the one before."""
        return self._day_after(self.day_of_clause or self.day_before) if self.night else None

    @property
    def day_after_late(self) -> str | None:
        """The day behind the afternoon or night named in this sentence."""
        return self._day_after(self.day_of_clause) if self.late else None

    @staticmethod
    def _day_after(day: str | None) -> str | None:
        on = values.first_day(day) if day else None
        moved = on and values.move(on, 1, "D")
        return values.day(moved) if moved else None

    @property
    def day_nearby(self) -> str | None:
        """The day named in this sentence or the one before."""
        return self.day if self.position - self.day_at < DAY_REACH else None

    def year_of_full_date(self, month: int, on: int) -> int | None:
        """Return the year of a day or month that follows one with its year in the same sentence."""
        clause = self.sentence
        at = self.full_at - self.position + len(clause)
        if self.dct is None:
            return None
        if opened := self._opening_year(clause):
            return opened
        said = values.first_day(self.full) if self.full and at >= 0 else None
        if said is None:
            return None
        if values.unit_of(self.full or "") == "Y":
            return said.year if self.cues.then.search(clause[at:]) else None
        if self.cues.born.search(clause[:at]):
            return None
        months = (month - said.month) % 12
        earlier = months == 0 and 0 < on < said.day
        return None if earlier or months > _FOLLOWS else said.year + (month < said.month)

    def _opening_year(self, sentence: str) -> int | None:
        """Return the year that the sentence opens with, and speaks of: "Last year it was May 7"."""
        at = self.said_at - self.position + len(sentence)
        at -= sentence.rfind("; ", 0, max(0, at)) + 1
        if values.unit_of(self.said or "") != "Y" or not 0 <= at <= _OPENS:
            return None
        since = self.cues.since.search(sentence[:at])  # what goes on since then is of any year
        return None if since or self.cues.said.search(sentence[at:]) else int((self.said or "")[:4])

    @property
    def range_began(self) -> date | None:
        """First day of a range whose last day is being read: "from Friday until Saturday"."""
        start, end = (at - self.position for at in self.last)
        if self.day_at != self.last[0] or self.day_at in self.bare or not -BEFORE < start < end < 0:
            return None
        opened = self.cues.range_from.search(self.before[:start])
        # the preposition may be part of what is read: "alle 21 di venerdì"
        goes_on = self.cues.range_to.match(self.text[self.last[1] : self.position + _OPENS])
        begins = opened and goes_on and goes_on.end() >= -end
        on = values.first_day(self.day) if begins and self.day else None
        return on if on and self.dct and abs((on - self.dct).days) <= 7 else None

    def year_of_range(self, month: int, on: int) -> int | None:
        """Return the year of the last day or month of a range: it is not before the first.

        A first month that is to come was only guessed.
        """
        start, end = (at - self.position for at in self.last)
        first = values.first_day(self.said) if self.said_at == self.last[0] and self.said else None
        if first is None or self.dct is None or not -BEFORE < start < end < 0:
            return None
        opened = self.cues.range_from.search(self.before[:start])
        if not opened or not self.cues.range_to.fullmatch(self.before[end:]):
            return None
        if not on and first > self.dct:
            return None
        return first.year + ((month, on or 31) < (first.month, first.day))

    def year_of_counted(self, month: int, on: int) -> int | None:
        """Return the year of a day that "44 days later, on April 11" says again."""
        start, end = self.last
        before = self.said_at == start and self.said and values.first_day(self.said)
        counted = start >= 0 and self.cues.counted_from.search(self.text[start:end])
        if (
            not before
            or not counted
            or not self.cues.namely.fullmatch(self.text[end : self.position])
        ):
            return None
        days = (values.valid(year, month, on) for year in range(before.year - 1, before.year + 2))
        near = min((day for day in days if day), key=lambda day: abs(day - before), default=None)
        return near.year if near else None

    def year_of_season(self, month: int) -> int | None:
        """Return the year of a month in the season named just before: "autumn, in October"."""
        if self.said_at < self.position - len(self.sentence):
            return None
        first = values.first_day(self.said) if values.unit_of(self.said or "") == "S" else None
        if self.dct is None or first is None or (month - first.month) % 12 > 2:
            return None
        return first.year + (month < first.month)

    def year_of_two(self, month: int) -> int | None:
        """Return the year of a month of the two its sentence names: of "2012-13" May is 2013's."""
        if self.dct is None or self.season_at < self.position - len(self.sentence):
            return None
        return self.season + (month < _SEASON_BEGINS)

    @property
    def month_of_sentence(self) -> str | None:
        """The month named last, in the same sentence: "in January … a year earlier"."""
        return self.month if self.month_at >= self.position - len(self.sentence) else None

    @property
    def month_under_discussion(self) -> str | None:
        """The month named last, where that was not long before."""
        near = self.month and self.position - self.month_at < PERIOD_REACH
        return self.month if near else None

    @property
    def quarter_of_sentence(self) -> str | None:
        """The quarter named last, in the same sentence: "the same quarter last year"."""
        here = self.said_at >= self.position - len(self.sentence)
        return self.said if here and values.unit_of(self.said or "") == "Q" else None

    @property
    def quarter_said(self) -> str | None:
        """The quarter, where nothing else was named since."""
        return self.said if values.unit_of(self.said or "") == "Q" else None

    @property
    def period_now(self) -> str | None:
        """The reporting period, named not long before or last of all."""
        near = self.position - self.period_at < PERIOD_REACH or self.said == self.period
        return self.period if near else None

    def nearest_year(self, month: int, on: int = 15) -> int | None:
        """Return the year that brings a month (or a day in it) nearest to the anchor.

        >>> Context(date(2026, 1, 28)).nearest_year(12, 27)
        2025
        """
        if self.dct is None:
            reference = self.reference
            return reference.year if reference else None
        best = None
        for year in (self.dct.year, self.dct.year - 1, self.dct.year + 1):
            candidate = values.valid(year, month, on)
            if candidate is None:
                continue
            distance = abs((candidate - self.dct).days)
            if best is None or distance < best[0]:
                best = distance, year
        return best[1] if best else None
