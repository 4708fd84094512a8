"""What is known while an article is read, and whom its words stand for."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from zoneinfo import ZoneInfo

from timeline.events.attribution import Attribution
from timeline.events.dating import Dated
from timeline.events.names import Names
from timeline.events.passages import Layout, Passage, tokenise
from timeline.events.titles import possessive, strip_dateline
from timeline.events.words import Words
from timeline.types import Article, Mention, Role, Story

__all__ = [
    "Explanation",
    "Reader",
    "antecedent_of",
    "is_named",
    "nameless",
    "remember",
    "speaker_of",
]


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why a sentence tells of an event of the story, or does not."""

    sentence: str
    role: Role
    #: In words.
    why: str
    mentions: tuple[Mention, ...] = ()


@dataclass
class Reader:
    """What is known while an article is read from top to bottom."""

    article: Article
    story: Story | None
    zone: ZoneInfo
    words: Words
    names: Names
    layout: Layout
    #: Told so far, in reading order.
    told: list[Mention] = field(default_factory=list)
    #: Who has had an undated statement, and whether with a direct quotation.
    heard: dict[str, bool] = field(default_factory=dict)
    #: Person and body that a pronoun stands for.
    person: str | None = None
    body: str | None = None
    ordinals: Counter[str] = field(default_factory=Counter)
    #: Every word of the article.
    vocabulary: frozenset[str] = frozenset()

    def has(self, name: str) -> bool:
        """Tell whether all words of a name stand in the article."""
        return all(token.lower in self.vocabulary for token in tokenise(name.replace("’s", "")))


# --- who is meant ----------------------------------------------------------------------------


def speaker_of(reader: Reader, said: Attribution) -> str | None:
    """Return the speaker as the article or the story names them; None for a pronoun unknown."""
    text = said.speaker.strip()
    lower = text.lower()
    if lower in reader.words.pronouns:
        return reader.person if lower in reader.words.person else reader.body
    owner, _, owned = text.partition(" ")
    if owner.lower() in reader.words.person and reader.person and owned:
        return f"{possessive(reader.person)} {owned}"
    return reader.names.speaker(text) or None


def antecedent_of(reader: Reader, text: str) -> str | None:
    """Return whom the pronoun stands for that opens a text."""
    first = re.match(r"[“\"]?(\w+)", strip_dateline(text))
    word = first[1].lower() if first else ""
    return reader.person if word in reader.words.person else reader.body


def remember(reader: Reader, dated: Dated) -> None:
    """Note whom a pronoun of the next sentence stands for; nobody where that could be two."""
    passage, lists = dated.passage, reader.words
    first = next((token.lower for token in passage.tokens), "")
    actors = [found for found in reader.names.find(passage) if found.kind == "actor"]
    people = [found for found in actors if is_person(found.name, lists)]
    bodies = [found for found in actors if not is_person(found.name, lists)]
    reader.body = bodies[0].name if bodies and bodies[0].start < 40 else None
    if people:
        alone = len(people) == 1 and first not in lists.person
        reader.person = people[0].name if alone and people[0].start < 60 else None
    elif first not in lists.person:
        subject = [one for one in dated.attributions if one.speaker.lower() in lists.person]
        reader.person = reader.person if subject else None


def is_person(name: str, lists: Words) -> bool:
    """Tell whether a name can be a person's: two to four words, none of an organisation."""
    parts = [part.lower().strip(".") for part in name.split()]
    if not 2 <= len(parts) <= 4 or not all(part[:1].isupper() for part in name.split()):
        return False
    others = (lists.organisation, lists.place_words, lists.demonyms, lists.occasions)
    return all(listed.isdisjoint(parts) for listed in others)


def nameless(passage: Passage, reader: Reader) -> bool:
    """Tell whether a sentence begins with a pronoun that may stand for anybody."""
    first = re.match(r"\W*(\w+)", passage.text)
    pronoun = first is not None and first[1].lower() in reader.words.replaced
    return pronoun and antecedent_of(reader, passage.text) is None


def is_named(speaker: str, lists: Words) -> bool:
    """Tell whether a speaker has a name, not only an office: "officials", "The family"."""
    return any(
        token.capital and token.lower not in lists.ordinary and not (lists.speakers & {token.lower})
        for token in tokenise(speaker)
    )
