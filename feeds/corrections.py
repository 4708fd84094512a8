"""An event's history becomes what its readers are told: what was put right or moved on, and when.

Lines that only concern the record (one more source, other tags) say nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from feeds import decisions, text, wording
from feeds.decisions import SOON
from feeds.words import words
from timeline import Change, Event, Ruling, Status, Story

#: The newest are told with the entry, all of them on the event's page.
MAX_CORRECTIONS = 5
MAX_WHY = 600
#: Of what a source said before, and says.
MAX_SAID = 200

_STATUS = "|".join(status.value for status in Status)
# as merging words the differences; see ``Change.why``
_DATE = re.compile(r"date (\S{1,60}) became (\S{1,60})")
_STATE = re.compile(rf"status ({_STATUS}) became ({_STATUS})")
_TEXT = re.compile(r"(?:title|summary) (?:became )?“.*”", re.DOTALL)
_WORDING = re.compile(
    r"(?P<name>title|summary) (?:“(?P<before>.*?)” )?became “(?P<after>.*?)”"
    r"(?=; (?:summary|basis|places|actors) |$)",
    re.DOTALL,
)
_QUIET = re.compile(
    r"kind .* became .*|(?:basis|places|actors) changed|.*: details of a source|speaker “…”",
    re.DOTALL,
)
_TAKEN_BACK = "no longer says so"


@dataclass(frozen=True, slots=True)
class Correction:
    """What was put right or moved on, and when."""

    at: datetime
    #: Empty when it is not known.
    why: str
    #: "Corrected on 28 January 2026: …".
    words: str


def tell(event: Event, changes: Sequence[Change], story: Story) -> tuple[Correction, ...]:
    """Return what a subscriber should know of an event's history, oldest first."""
    if event.revision == 1:
        return ()
    if not changes:
        return (_correction(event.updated, (), story, is_wrong=True),)
    batches: dict[datetime, list[Change]] = {}
    for change in _that_lasted(decisions.to_tell(changes)):
        batches.setdefault(change.at, []).append(change)
    told = (_of_one_time(at, batch, story) for at, batch in batches.items())
    return tuple(found for found in told if found)[-MAX_CORRECTIONS:]


def _that_lasted(changes: Sequence[Change]) -> list[Change]:
    """Return the changes without the dates that became what they had been before.

    That it is another date is true no longer; that it was put back is, unless it was soon.
    """
    kept = list(changes)
    steps: list[tuple[int, str, str]] = []
    for index, change in enumerate(changes):
        found = _DATE.fullmatch(change.why.partition("; ")[0])
        if found is None:
            continue
        before, after = found.groups()
        if not steps or steps[-1][1:] != (after, before):
            steps.append((index, before, after))
            continue
        away, _, _ = steps.pop()
        kept[away] = _without_date(kept[away])
        if change.at - changes[away].at <= SOON:
            kept[index] = _without_date(change)
    return kept


def _without_date(change: Change) -> Change:
    return replace(change, why=change.why.partition("; ")[2])


def _of_one_time(at: datetime, batch: Sequence[Change], story: Story) -> Correction | None:
    """Return what changed at one time: one update often leaves several lines."""
    own = words(story.language)
    whats = {change.what for change in batch}
    whys = [change.why for change in batch if change.what == "changed"]
    is_taken_back = any(
        change.what == "corrected" or (change.what == "left" and change.why.endswith(_TAKEN_BACK))
        for change in batch
    )
    said = [own.one_event] if "merged" in whats else []
    said += [words for why in whys for words in differences(why, story)]
    if "corrected" in whats or any(map(decisions.read, whys)):
        said += [
            own.text_said.format(before=before, after=after)
            for before, after in map(_said_before, whys)
            if before
        ]
    if not said and any(_TEXT.search(why) for why in whys):
        said = [own.text_corrected if is_taken_back else own.text_changed]
    if not said:
        return None
    was_wrong = is_taken_back or not all(map(_is_progress, whys)) or "merged" in whats
    return _correction(at, said, story, is_wrong=was_wrong)


def differences(why: str, story: Story) -> Iterable[str]:
    """Yield the differences that a subscriber is told of, in words."""
    own = words(story.language)
    if decided := decisions.read(why):
        decision = own.rulings[decided.ruling]
        yield own.taken_back.format(decision=decision) if decided.takes_back else decision
        if decided.ruling is Ruling.SPEAKER and decided.step:
            before, after = (text.clean(name, MAX_SAID) or own.nobody for name in decided.step)
            yield own.speaker_changed.format(before=before, after=after)
            return
        why = decided.changed
    for part in _TEXT.sub("", why).split("; "):
        if found := _DATE.fullmatch(part):
            before, after = (
                wording.say_edtf(x, story.zone, story.language) for x in found.groups()
            )
            yield own.date_changed.format(before=before, after=after)
        elif found := _STATE.fullmatch(part):
            before, after = (own.status[Status(state)] for state in found.groups())
            yield own.status_changed.format(before=before, after=after)
        elif part and not _QUIET.fullmatch(part):
            yield part


def wordings(why: str) -> dict[str, tuple[str, str]]:
    """Return how title and summary were worded before and after; nothing where nobody noted it."""
    return {
        found["name"]: (found["before"] or "", found["after"]) for found in _WORDING.finditer(why)
    }


def _said_before(why: str) -> tuple[str, str]:
    """Return what a corrected source said, and says: its title, or where that is the same all."""
    said = wordings(why)
    before, after = said.get("title") or said.get("summary") or ("", "")
    return text.clean(before, MAX_SAID), text.clean(after, MAX_SAID)


def _is_progress(why: str) -> bool:
    """Say whether nothing was wrong before: what was planned has happened, a text was renewed."""
    decided = decisions.read(why)
    if decided and (decided.takes_back or not decided.moves_on):
        return decided.adds_a_name
    why = decided.changed if decided else why
    parts = [part for part in _TEXT.sub("", why).split("; ") if part]
    return all(
        (state[1] != Status.HAPPENED)
        if (state := _STATE.fullmatch(part))
        else _QUIET.fullmatch(part)
        for part in parts
    )


def _correction(at: datetime, said: Iterable[str], story: Story, *, is_wrong: bool) -> Correction:
    own = words(story.language)
    day = wording.say_day(at.astimezone(story.zone).date(), story.language)
    template = own.corrected if is_wrong else own.updated
    line = template.format(day=day, the=wording.article(day))
    why = text.clean("; ".join(said), MAX_WHY)
    line += f": {why}" if why else ""
    return Correction(at, why, line if line.endswith((".", "…", "!", "?")) else f"{line}.")
