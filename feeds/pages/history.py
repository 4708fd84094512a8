"""What became of an event, line by line: the log of merging in the page's words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from feeds.corrections import differences, wordings
from feeds.document import Evidence
from feeds.pages.page import say_moment
from feeds.pages.phrases import Phrases
from feeds.pages.view import capital
from feeds.text import clean
from timeline import Change, Story


def lines(
    history: Sequence[Change], evidence: Sequence[Evidence], story: Story, w: Phrases
) -> Iterator[dict[str, Any]]:
    """Yield an event's *history* as it came; drops are named by who published them, or title."""
    publishers = _publishers(evidence, history)
    for change in history:
        who = dict.fromkeys(publishers[key] for key in change.mentions if key in publishers)
        yield {
            "iso": change.at.isoformat(timespec="seconds"),
            "when": say_moment(change.at, story, w),
            "why": capital(clean(_say(change, ", ".join(who), story, w))),
        }


def _say(change: Change, who: str, story: Story, w: Phrases) -> str:
    """Return a line in words; what no reader has words for is only said to have changed."""
    if change.what == "changed":
        said = list(differences(change.why, story))
        if title := wordings(change.why).get("title"):
            before, after = title
            said += [w.was_titled.format(title=before)] if before else []
            said.append(w.retitled.format(title=after))
        return "; ".join(said) or w.details
    # as merging puts it: "a.md, b.md: tells of it, too"; a drop's name is nobody's business
    named, unnamed = w.changes.get(change.why.rpartition(": ")[2], (w.details, w.details))
    return named.format(who=who) if who else unnamed


def _publishers(evidence: Sequence[Evidence], history: Sequence[Change]) -> dict[str, str]:
    """Return the source of each mention, those that were corrected since among them."""
    found = {one.mention.id: one.source for one in evidence}
    for change in sorted(history, key=lambda change: change.at, reverse=True):
        names = [found[key] for key in change.mentions if key in found]
        if change.what == "corrected" and change.other and names:
            found[change.other] = names[0]
    return found
