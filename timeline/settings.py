"""The service's settings: ``config/timeline.toml``, overruled by the environment and by options."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator, model_validator
from pydantic_core import ErrorDetails

from timeline import toml
from timeline.errors import SettingsError, TimelineError

#: Where settings and stories are looked for, below the current directory.
CONFIG = Path("config")
FILE_NAME = "timeline.toml"

#: Environment variable -> section and key that it overrules.
ENVIRONMENT = {
    "TIMELINE_SEEDS": ("seeds", "folder"),
    "TIMELINE_BUCKET": ("seeds", "bucket"),
    "TIMELINE_DATABASE": ("database", "url"),
    "TIMELINE_BASE_URL": ("site", "base_url"),
    "TIMELINE_EXECUTOR": ("work", "executor"),
}


class _Section(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


class Site(_Section):
    """How the service presents itself."""

    #: Public URL of the service, without a slash at the end; None: as served.
    base_url: str | None = None
    title: str = "Timelines"
    language: Literal["en", "it"] = "en"
    #: Slug of the story that "/" and "/feed.rss" answer for; None: the first by file name.
    story: str | None = None
    #: WebSub hub that feeds name and that is told of changes; None: readers poll.
    hub: str | None = None

    @field_validator("base_url", "hub")
    @classmethod
    def _http(cls, value: str) -> str:
        if not re.fullmatch(r"https?://[^\s/?#]+(/[^\s?#]*)?", value):
            raise ValueError("give a URL such as https://example.org/olympics")
        return value

    @field_validator("base_url")
    @classmethod
    def _without_slash(cls, value: str) -> str:
        return value.rstrip("/")


class Seeds(_Section):
    """Where articles are dropped."""

    folder: Path = Field(default=Path("seeds"), strict=False)
    #: Address of a bucket whose objects are copied into the folder before each look.
    bucket: str | None = None
    #: What a file told is withdrawn when the file is deleted.
    retract: bool = False

    @field_validator("bucket")
    @classmethod
    def _an_address(cls, value: str) -> str:
        # neither credentials, which are the environment's, nor one address inside another
        if not re.fullmatch(r"[a-z][a-z0-9+.-]*://[^\s@?#:]+", value):
            raise ValueError("give s3://BUCKET or s3://BUCKET/PREFIX, and nothing secret")
        return value


class Database(_Section):
    """Where the timeline is kept."""

    #: SQLAlchemy URL: sqlite:///FILE or postgresql://USER@HOST/NAME.
    url: str = "sqlite:///var/timeline.db"

    @field_validator("url")
    @classmethod
    def _known(cls, value: str) -> str:
        if not re.match(r"(sqlite|postgresql)(\+\w+)?://", value):
            raise ValueError("give sqlite:///FILE or postgresql://USER@HOST/NAME")
        return value


class Schedule(_Section):
    """When the watch looks for new drops: an interval or a cron expression."""

    #: Seconds between two looks.
    every: float = Field(default=30, ge=1, le=86_400, strict=False)
    #: "minute hour day month weekday", in UTC; instead of the interval.
    cron: str | None = None

    @model_validator(mode="before")
    @classmethod
    def _one(cls, value: Any) -> Any:
        if isinstance(value, dict) and {"every", "cron"} <= value.keys():
            raise ValueError("give either every or cron, not both")
        return value


class Work(_Section):
    """Where drops are read and reduced."""

    #: One child process, one for each core, or ``timeline worker`` on any machine.
    executor: Literal["process", "processes", "procrastinate"] = "process"


class Limits(_Section):
    """What a single drop may cost, and how many may be uploaded."""

    #: Largest drop that is read, in bytes.
    drop_bytes: int = Field(default=5_000_000, gt=0)
    #: Seconds of processor time for reading a drop and reducing it for a story.
    drop_seconds: float = Field(default=1, gt=0, le=600, strict=False)
    #: Seconds more for each further article of a drop that holds several, as feeds and archives do,
    #: and for each further 20,000 characters of a long one.
    article_seconds: float = Field(default=0.2, ge=0, le=600, strict=False)
    #: Memory for either, in megabytes.
    drop_megabytes: int = Field(default=200, ge=10)
    #: Uploads a minute that ``POST /drops`` takes.
    uploads: int = Field(default=60, gt=0)


class Settings(_Section):
    """Everything an operator can set, with its default."""

    site: Site = Site()
    seeds: Seeds = Seeds()
    database: Database = Database()
    schedule: Schedule = Schedule()
    work: Work = Work()
    limits: Limits = Limits()


def read(path: Path | None = None, environ: Mapping[str, str] | None = None) -> Settings:
    """Return the settings in *path*, overruled by the ``TIMELINE_…`` variables of *environ*.

    A file that is not there means defaults. Raises SettingsError, which names for each fault file,
    line and key (or the variable), the value and what is allowed.
    """
    where = str(path or CONFIG / FILE_NAME)
    data = read_toml(path, SettingsError) if path and path.exists() else {}
    overruled: dict[tuple[str, ...], str] = {}
    for variable, (section, key) in ENVIRONMENT.items():
        if value := (environ or {}).get(variable):
            data.setdefault(section, {})[key] = value
            overruled[section, key] = variable
    try:
        return Settings.model_validate(data)
    except ValidationError as error:
        raise explain(error, where, SettingsError, Settings, overruled) from error


def reschedule(settings: Settings, schedule: Mapping[str, float | str]) -> Settings:
    """Return the settings with another schedule; raises SettingsError."""
    try:
        return settings.model_copy(update={"schedule": Schedule.model_validate(schedule)})
    except ValidationError as error:
        raise explain(error, "schedule", SettingsError, Schedule) from error


def read_toml(path: Path, kind: type[TimelineError]) -> dict[str, Any]:
    """Return the content of a TOML file; raises *kind* with path and line."""
    if path.exists() and not (path.is_file() or path.is_dir()):  # a pipe waits for ever
        raise kind("is not a regular file; put a file there", path=str(path))
    try:
        return toml.parse(path.read_text(encoding="utf-8-sig"), kind)
    except OSError as error:
        raise kind(f"cannot be read: {error.strerror}", path=str(path)) from error
    except UnicodeDecodeError as error:
        raise kind("is not UTF-8; save it as UTF-8", path=str(path)) from error
    except kind as error:
        error.path = str(path)
        raise


#: That of a URL, which no terminal or log should keep.
_PASSWORD = re.compile(r"(//[^/:@\s]*:)\S*@")
#: So many faults are told.
MOST = 6


def explain(
    error: ValidationError,
    where: str,
    kind: type[TimelineError],
    model: type[BaseModel],
    overruled: Mapping[tuple[str, ...], str] = MappingProxyType({}),
) -> TimelineError:
    """Return pydantic's complaints about a *model* as an error of *kind*, a line for each.

    *where* is the file, whose lines are named, too, or an option; *overruled* are the keys whose
    values are those of a variable.
    """
    path = Path(where)
    text = path.read_text(encoding="utf-8-sig") if path.is_file() else ""

    def told(one: ErrorDetails) -> TimelineError:
        keys = _keys(one)
        variable = overruled.get(keys)
        line = None if variable else toml.line_of(text, keys)
        key = ".".join(keys) or None
        return kind(_reason(one, model), path=variable or where, line=line, key=key)

    # that a key is missing is the lesser news where it stands in another table
    first, *others = map(
        told, sorted(error.errors(), key=lambda one: not _place(_keys(one), model))
    )
    lines = [first.reason, *map(str, others[: MOST - 1])]
    lines += [f"and {len(others) - MOST + 1} more"] if len(others) >= MOST else []
    return kind("\n".join(lines), path=first.path, line=first.line, key=first.key)


def _keys(first: ErrorDetails) -> tuple[str, ...]:
    """Return the keys that lead to the value; pydantic marks a name that is wrong itself."""
    return tuple(str(part) for part in first["loc"] if part != "[key]")


def _reason(first: ErrorDetails, model: type[BaseModel]) -> str:
    if place := _place(_keys(first), model):
        return place
    if first["type"] == "extra_forbidden":
        return f"unknown key; there are: {', '.join(_allowed(first, model))}"
    if first["type"] == "missing":
        return "is missing"
    if first["type"] in ("dict_type", "model_type"):
        return f"give a table, [{'.'.join(_keys(first))}]"
    if first["type"] == "list_type" and isinstance(first["input"], str):
        return f"give a list, {json.dumps([first['input']], ensure_ascii=False)}"
    reason = first["msg"].removeprefix("Value error, ")
    value = first["input"]
    shown = f"{value!r}: " if isinstance(value, (str, int, float, bool)) else ""
    shown = _PASSWORD.sub(r"\1***@", shown)
    return f"{shown}{reason[0].lower()}{reason[1:]}"


def _place(keys: Sequence[str], model: type[BaseModel]) -> str | None:
    """Return where a key belongs that may stand elsewhere: TOML's tables go on to the next one."""
    *within, key = keys or ("",)
    if within and key in model.model_fields:
        return f"belongs above the first [table]; where it stands it is part of [{within[0]}]"
    tables = [
        f"[{name}]"
        for name, field in model.model_fields.items()
        if isinstance(field.annotation, type)
        and issubclass(field.annotation, BaseModel)
        and key in field.annotation.model_fields
    ]
    return (
        f"belongs in {' or '.join(tables)}"
        if tables and f"[{'.'.join(within)}]" not in tables
        else None
    )


def _allowed(first: ErrorDetails, model: type[BaseModel]) -> list[str]:
    """Return the keys that may stand where an unknown one does."""
    for part in first["loc"][:-1]:
        inner = model.model_fields[str(part)].annotation
        assert isinstance(inner, type)  # noqa: S101  # only sections have sections
        assert issubclass(inner, BaseModel)  # noqa: S101
        model = inner
    return list(model.model_fields)
