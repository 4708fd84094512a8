"""A story's configuration, ``config/stories/SLUG.toml``, read and checked."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import Annotated, Literal
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    ValidationError,
    field_validator,
)

from timeline.errors import StoryError, UnknownStoryError
from timeline.settings import explain, read_toml
from timeline.timex import LANGUAGES, from_edtf
from timeline.types import Name, Story

SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


def _text(value: object) -> object:
    """Return a TOML date as the EDTF text that it is."""
    return value.isoformat() if type(value) is date else value


def _shown(value: object) -> object:
    """Say what the table is for: some look in it for what keeps a publisher out."""
    if isinstance(value, str):
        return value
    raise ValueError(
        'give the name to show for that host, "example.org" = "The Example"; '
        "what keeps articles out are the words in excluded, above all tables"
    )


#: Keys that stand above all tables.
_ABOVE = ("title", "description", "language", "timezone", "excluded")


def _worded(value: str) -> str:
    """Refuse what no text can have: nothing, or blanks."""
    if not value.strip():
        raise ValueError("is empty; give a word or phrase")
    return value


def _inside(name: str) -> str:
    """Refuse as a name what is a key of the file: a table that it was put below swallows it."""
    if name in _ABOVE:
        raise ValueError("is a key of the file")
    return _worded(name)


_Phrase = Annotated[str, AfterValidator(_worded)]
_Inside = Annotated[str, AfterValidator(_inside)]


class _File(BaseModel):
    """The keys of a story's file."""

    model_config = ConfigDict(extra="forbid", strict=True)

    title: str = Field(min_length=1, max_length=200)
    description: str = ""
    language: str = "en"
    timezone: str = "UTC"
    #: Word or phrase -> weight; an article belongs from a sum of 1 on.
    terms: dict[_Phrase, Annotated[float, Field(allow_inf_nan=False)]]
    excluded: list[_Phrase] = []
    actors: dict[_Inside, list[_Phrase]] = {}
    places: dict[_Inside, list[_Phrase]] = {}
    dates: dict[_Inside, Annotated[str, BeforeValidator(_text)]] = {}
    publishers: dict[_Inside, Annotated[str, BeforeValidator(_shown)]] = {}

    @field_validator("terms")
    @classmethod
    def _some(cls, value: dict[str, float]) -> dict[str, float]:
        if not value:
            raise ValueError("give at least one word or phrase and its weight, ferry = 1")
        return value

    @field_validator("timezone")
    @classmethod
    def _zone(cls, value: str) -> str:
        try:
            ZoneInfo(value)
        except (ZoneInfoNotFoundError, ValueError, OSError):
            raise ValueError("is not a time zone; give one such as Europe/Rome") from None
        return value

    @field_validator("language")
    @classmethod
    def _language(cls, value: str) -> str:
        if value not in LANGUAGES:
            raise ValueError(f"give one of {', '.join(LANGUAGES)}")
        return value

    @field_validator("dates")
    @classmethod
    def _edtf(cls, value: dict[str, str]) -> dict[str, str]:
        for phrase, edtf in value.items():
            try:
                from_edtf(edtf, ZoneInfo("UTC"))
            except ValueError:
                raise ValueError(
                    f"{phrase!r}: {edtf!r} is no date; give 2026-02-06 or '2026-02-06/2026-02-22'"
                ) from None
        return value


def read(path: Path) -> Story:
    """Return the story in the file *path*; its slug is the file's name.

    Raises StoryError, which names file, line or key, the value and what is allowed.
    """
    if not SLUG.fullmatch(path.stem):
        raise StoryError("a story's file name is lower-case words joined by '-'", path=str(path))
    try:
        file = _File.model_validate(read_toml(path, StoryError))
    except ValidationError as error:
        raise explain(error, str(path), StoryError, _File) from error
    return Story(
        slug=path.stem,
        title=file.title,
        description=file.description,
        language=file.language,
        zone=ZoneInfo(file.timezone),
        terms=tuple(file.terms.items()),
        excluded=tuple(file.excluded),
        names=_names(file.actors, "actor") + _names(file.places, "place"),
        named_dates=tuple(sorted(file.dates.items(), key=lambda pair: (-len(pair[0]), pair[0]))),
        publishers={one.removeprefix("www."): shown for one, shown in file.publishers.items()},
    )


def _names(table: dict[str, list[str]], kind: Literal["actor", "place"]) -> tuple[Name, ...]:
    return tuple(Name(name, kind, tuple(variants)) for name, variants in table.items())


def load(folder: Path) -> tuple[Story, ...]:
    """Return all stories of the folder ``config/stories``, by slug; raises StoryError."""
    return tuple(read(path) for path in sorted(folder.glob("*.toml")))


def find(stories: tuple[Story, ...], slug: str) -> Story:
    """Return the story with that slug; raises UnknownStoryError, which names those there are."""
    for story in stories:
        if story.slug == slug:
            return story
    known = ", ".join(story.slug for story in stories) or "none"
    raise UnknownStoryError(f"no story has the slug {slug!r}; there are: {known}")
