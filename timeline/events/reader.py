"""What is known while an article is read."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC
from functools import cached_property
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from timeline.events.asides import names_event
from timeline.events.attribution import Attribution
from timeline.events.names import Names
from timeline.events.omitted import (
    Subject,
)
from timeline.events.passages import Layout, Passage, vocabulary
from timeline.events.whole import has_verb, main_verb
from timeline.events.words import Words
from timeline.types import Article, Citation, Mention, Role, Story

__all__ = ["Explanation", "Reader"]


#: Blanks and characters of a headline that stands before another sentence.
_FEWEST_BLANKS, _LONGEST_TOPIC = 2, 60
#: What parts a headline, and what is no phrase.
_PARTED = re.compile(r"[:;|]\s|\s[-–—|]\s")
_SPOKEN = re.compile(r"[“”\"«»?!]|^['‘]|\.\s")


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
    #: The last sentence that does not begin with "it" or "they".
    before: Passage | None = None
    #: Others named beside that person.
    others: tuple[str, ...] = ()
    #: Somebody without a name was the last subject: "A 34-year-old man was arrested".
    unnamed: bool = False
    #: Who that was: "A 34-year-old man".
    role: str | None = None
    #: Whom the last sentence was about, and the one person whom it names.
    subjects: tuple[Subject, ...] = ()
    #: Several who spoke last: "Dockers in Lund".
    group: str | None = None
    #: The one person in the headline.
    protagonist: str | None = None
    #: Whom a paragraph quotes, by its index: who speaks where a sentence does not say.
    voices: dict[int, Attribution] = field(default_factory=dict)
    #: Stamps of readers' comments so far.
    stamps: int = 0
    ordinals: Counter[str] = field(default_factory=Counter)
    #: Whether an event has the article's headline for its title.
    headed: bool = False

    @cached_property
    def vocabulary(self) -> frozenset[str]:
        """Every word of the article."""
        return vocabulary(f"{self.article.headline} {self.layout.text}")

    @cached_property
    def named_dates(self) -> tuple[tuple[str, str], ...]:
        """Phrases of the article that name a date of the story, each with the date."""
        text = self.layout.text.lower()
        named = self.story.named_dates if self.story else ()
        return tuple(one for one in named if one[0].lower().replace("’", "'") in text)

    @cached_property
    def citation(self) -> Citation:
        """What is shown of the article."""
        article, shown = self.article, self.story.publishers if self.story else {}
        host = (urlsplit(article.url or "").hostname or "").removeprefix("www.")
        publisher = article.publisher or host
        return Citation(
            key=article.key,
            drop=article.drop,
            title=article.headline,
            published=article.published.at.astimezone(UTC),
            url=article.url,
            publisher=shown.get(publisher) or shown.get(host) or article.publisher,
        )

    @cached_property
    def acronyms(self) -> dict[str, str]:
        """Names -> how the article shortens them: by its own words, or as the story lists it."""
        listed = {
            name.name: variant
            for name in (self.story.names if self.story else ())
            for variant in name.variants
            if variant.isupper() and self._uses(variant)
        }
        return listed | self.names.acronyms

    def _uses(self, acronym: str) -> bool:
        """Tell whether an acronym stands in the article as a word of its own."""
        texts = (self.article.headline, *(one.text for one in self.article.paragraphs))
        return any(acronym in one and acronym in re.findall(r"\w+", one) for one in texts)

    @cached_property
    def topic(self) -> str | None:
        """The first part of the headline, up to a colon or dash, that is a phrase of its own."""
        for whole in _PARTED.split(self.article.headline.strip()):
            # "Ada Winter returns to Lund, drawing crowds", but not "By Ada Winter, Lund"
            first = whole.partition(", ")[0]
            long = len(whole) > _LONGEST_TOPIC
            told = long and has_verb(first, self.words)
            done = self.words.patterns["participle_form"].match(first)  # "Sgomberato il palazzo"
            clause = told and (done or main_verb(first, self.words))
            phrase = first if clause or (long and names_event(first, self.words)) else whole
            short = phrase.count(" ") >= _FEWEST_BLANKS and len(phrase) <= _LONGEST_TOPIC
            broken = phrase.endswith(("…", "...")) or phrase[:1].islower()
            if short and not broken and not _SPOKEN.search(phrase):
                return phrase
        return None

    @cached_property
    def is_quiz(self) -> bool:
        """Tell whether the article asks what its readers know."""
        return self.words.patterns["quiz"].search(self.article.headline) is not None

    @cached_property
    def is_opinion(self) -> bool:
        """Tell whether the article says what somebody thinks."""
        opinion = self.words.patterns["opinion"]
        return any(opinion.search(one or "") for one in (self.article.headline, self.article.url))

    def ordinal(self, passage: Passage) -> int:
        """Return how many sentences with the same words were told of before, and count this one."""
        words = " ".join(passage.text.split()).casefold()
        self.ordinals[words] += 1
        return self.ordinals[words] - 1

    def has(self, name: str) -> bool:
        """Tell whether all words of a name stand in the article."""
        return vocabulary(name.replace("’s", "")) <= self.vocabulary
