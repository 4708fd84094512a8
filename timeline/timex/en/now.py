"""English words for now, once and soon."""

from __future__ import annotations

from timeline.timex.meanings import amounts, relative
from timeline.timex.rules import Rule
from timeline.types import TimexType

RULES = (
    Rule(
        "the past",
        "THE (NEAR|RECENT)? ref=(PAST|FUTURE)|THE (NEAR|LONG) ref=TERM",
        amounts.past_or_future,
    ),
    Rule("then-current", "THEN HYPHEN? CURRENT", amounts.fixed(TimexType.DATE, "PAST_REF")),
    Rule("current", "ref=CURRENT", amounts.reference),
    Rule("soon", "ref=SOON", amounts.soon),
    Rule("then", "UNTIL THEN", relative.then),
    Rule("at present", "at=AT ref=PRESENT|at=AT THE MOMENT", amounts.at_present),
    Rule("references", "RIGHT? ref=(REF|NOW)", amounts.reference),
)
