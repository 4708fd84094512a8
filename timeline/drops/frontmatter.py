"""Front matter (YAML, or TOML between ``+++``) and a body become a draft."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

import yaml

from timeline import toml
from timeline.drops import dates
from timeline.drops.draft import Draft
from timeline.drops.text import unescape
from timeline.errors import DropError
from timeline.types import Provenance

_LARGEST = 64 * 1024
_DEEPEST = 20
_FENCES = {"---": ("---", "..."), "+++": ("+++",)}
_NULLS = {"", "~", "null", "Null", "NULL"}

#: Field of Draft -> keys that fill it, best first; keys are compared without case, "-" and "_".
KEYS = {
    "title": ("title", "headline", "titolo"),
    "description": (
        "description",
        "summary",
        "excerpt",
        "abstract",
        "subtitle",
        "standfirst",
        "sommario",
    ),
    "url": (
        "link",
        "url",
        "canonicalurl",
        "canonical",
        "isbasedon",
        "originalurl",
        "sourceurl",
        "permalink",
    ),
    "publisher": (
        "publisher",
        "sitename",
        "site",
        "publication",
        "outlet",
        "sourcename",
        "testata",
        "source",
    ),
    "author": ("author", "authors", "byline", "creator", "autore"),
    "language": ("language", "lang", "inlanguage", "locale", "lingua"),
}
#: Keys that hold a date of publication.
DATES = (
    "datepublished",
    "published",
    "publishedat",
    "publisheddate",
    "publishdate",
    "pubdate",
    "date",
)
#: When the text was last changed.
CHANGED = ("datemodified", "modified", "modifiedat", "updated", "updatedat", "lastmod")
_TAGS = ("tags", "keywords", "categories")

Value = str | None | list[Any] | dict[str, Any]


def recognises(text: str) -> bool:
    """Say whether *text* begins with front matter: a fence, keys, the fence again."""
    return _split(text) is not None


def fields(text: str) -> tuple[dict[str, Value], str]:
    """Return the keys and values, and the text after them.

    Every scalar is a string. Raises DropError with the line and what to do.
    """
    parts = _split(text)
    assert parts is not None  # noqa: S101 - recognises() said so
    fence, matter, body = parts
    if len(matter) > _LARGEST:
        raise DropError(f"front matter is larger than {_LARGEST // 1024} KB; shorten it", line=1)
    return (_toml(matter) if fence == "+++" else _yaml(matter)), body


def fill(
    draft: Draft, values: Mapping[str, Any], provenance: Provenance = Provenance.FRONT_MATTER
) -> None:
    """Put what *values* say into the fields of *draft* that are still empty.

    Their date has that *provenance*; one that cannot be read is noted.
    """
    plain = {re.sub(r"[-_ :.@]", "", str(key)).lower(): value for key, value in values.items()}
    for name, keys in KEYS.items():
        if getattr(draft, name) is None:
            setattr(draft, name, next(filter(None, (_text(plain.get(key)) for key in keys)), None))
    draft.tags = draft.tags or tuple(
        dict.fromkeys(tag for key in _TAGS for tag in _texts(plain.get(key)) if tag)
    )
    changes = (dates.parse(said) for key in CHANGED if (said := _text(plain.get(key))))
    draft.changed = draft.changed or next(filter(None, changes), None)
    for key in DATES:
        said = _text(plain.get(key))
        if not said:
            continue
        moment = dates.parse(said, day_first=None)
        if moment is None:
            draft.notes.append(
                f"{key} {said[:60]!r} is no date of an article; write it as 2026-01-28"
            )
        else:
            draft.dates.append((provenance, moment))
            return


def _split(text: str) -> tuple[str, str, str] | None:
    """Return fence, matter and body; None without front matter."""
    start = len(text) - len(text.lstrip())
    fence = text[start : start + 3]
    if fence not in _FENCES:
        return None
    first, _, rest = text[start:].partition("\n")
    if first.rstrip() != fence:
        return None
    closing = "|".join(re.escape(mark) for mark in _FENCES[fence])
    end = re.search(rf"^(?:{closing})[ ]*$\n?", rest, re.MULTILINE)
    if end is None or not re.search(
        r"^[\"']?[\w.-]+[\"']?\s*[:=]", rest[: end.start()], re.MULTILINE
    ):
        return None
    matter = rest[: end.start()]
    return fence, matter, rest[end.end() :]


def _toml(matter: str) -> dict[str, Value]:
    try:
        values = toml.parse(matter, DropError)
    except DropError as error:
        error.reason = f"front matter {error.reason}; or use YAML between --- lines"
        error.line = (error.line or 0) + 1
        raise
    return {key: _plain(value) for key, value in values.items()}


def _plain(value: Any) -> Value:
    if isinstance(value, list):
        return [_plain(item) for item in value]
    return value if isinstance(value, dict) else str(value)


def _yaml(matter: str) -> dict[str, Value]:
    """Build the values from the parser's events: no aliases, no tags, no types, no depth."""
    events = yaml.parse(matter, Loader=yaml.CSafeLoader)
    try:
        value = _document(events)
    except yaml.YAMLError as error:
        mark = _mark(error)
        raise DropError(
            f"front matter is not YAML ({getattr(error, 'problem', error)}); {_advice(error)}",
            line=mark.line + 2 if mark else 1,
        ) from error
    if not isinstance(value, dict):
        raise DropError('front matter has no keys; write it as "title: …"', line=2)
    return value


def _advice(error: yaml.YAMLError) -> str:
    if "quoted scalar" in (getattr(error, "context", None) or ""):
        return "put the quotation mark behind the value"
    return "put the value in quotes, of which it holds none itself, or correct its indentation"


def _mark(error: yaml.YAMLError) -> Any:
    """Return where it went wrong; of what never ends, where it begins."""
    context = getattr(error, "context", None) or ""
    unended = any(what in context for what in ("quoted scalar", "flow", "simple key"))
    return getattr(error, "context_mark" if unended else "problem_mark", None)


def _document(events: Iterator[yaml.Event]) -> Value:
    """Return the first document's value; a loop over events, so that nothing recurses."""
    root: list[Any] = []
    #: Collections being filled, each with the key that waits for its value.
    stack: list[tuple[Any, list[str]]] = [(root, [])]
    for event in events:
        _refuse(event, len(stack))
        if isinstance(event, yaml.ScalarEvent):
            plain = event.style is None or event.style == ""
            _put(stack[-1], None if plain and event.value in _NULLS else event.value)
        elif isinstance(event, yaml.CollectionStartEvent):
            value: Any = {} if isinstance(event, yaml.MappingStartEvent) else []
            _put(stack[-1], value)
            stack.append((value, []))
        elif isinstance(event, yaml.CollectionEndEvent):
            stack.pop()
    return root[0] if root else None


def _put(top: tuple[Any, list[str]], value: Any) -> None:
    collection, waiting = top
    if isinstance(collection, list):
        collection.append(value)
    elif waiting:
        collection[waiting.pop()] = value
    else:
        waiting.append(value if isinstance(value, str) else "")


def _refuse(event: yaml.Event, depth: int) -> None:
    line = event.start_mark.line + 2 if event.start_mark else 1
    tag = getattr(event, "tag", None) or "!"
    if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
        raise DropError("front matter uses & or * references; write the value out", line=line)
    if tag != "!":
        raise DropError(f"front matter uses the tag {tag}; leave it out", line=line)
    if depth > _DEEPEST:
        raise DropError(f"front matter nests more than {_DEEPEST} deep; flatten it", line=line)


def _text(value: Any) -> str | None:
    """Return the text of a value: of its first item, of its name."""
    if isinstance(value, list):
        value = ", ".join(filter(None, (_text(item) for item in value[:5])))
    if isinstance(value, dict):
        value = value.get("name")
    return unescape(str(value)) or None if isinstance(value, str) else None


def _texts(value: Any) -> list[str]:
    if isinstance(value, str):
        value = value.split(",")
    return [text for item in value[:50] if (text := _text(item))] if isinstance(value, list) else []
